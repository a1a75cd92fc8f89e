"""registry: identities, the names they hold, and decisions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import mini
from atgraph.data.registry import Registry, read_registry
from atgraph.errors import Problem, UnreadableError
from atgraph.rdf.namespaces import ATG

ORGANIZATION, PERSON = ATG + "Organization", ATG + "Person"
Read = Callable[..., tuple[Registry, list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a registry of files given by their text."""

    def written(**files: str) -> tuple[Registry, list[Problem]]:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')}.yml").write_text(text, encoding="utf-8")
        return read_registry(tmp_path, mini.ontology())

    return written


def messages(problems: list[Problem]) -> list[str]:
    return [f"{Path(f.path).name}:{f.line}: {f.message}" for f in problems]


def test_the_mini_registry_is_read_without_findings() -> None:
    registry, problems = read_registry(mini.MINI / "registry", mini.ontology())

    assert problems == []
    assert registry.classes["person_p0001"] == PERSON
    assert registry.identities["organization_harbour-network"].all_names() == (
        "Harbour Network",
        "HN",
    )
    assert registry.names["Ministry of Labour"] == [
        "organization_westland-ministry-of-labour",
        "organization_northland-ministry-of-labour",
    ]


def test_a_name_is_held_by_label_names_and_acronyms_exactly() -> None:
    registry, _ = read_registry(mini.MINI / "registry", mini.ontology())

    def held(name: str) -> list[str]:
        return registry.candidates(name, mini.ID, [ORGANIZATION], mini.ontology())

    assert (
        held("HN")
        == held("Harbour Network")
        == held("*Harbour\nNetwork*")
        == ["organization_harbour-network"]
    )
    assert held("hn") == held("Harbour network") == held("Ana Example") == []


def test_a_persons_name_holds_only_in_the_programmes_of_the_record() -> None:
    registry, _ = read_registry(mini.MINI / "registry", mini.ontology())

    assert registry.candidates("Ana Example", mini.ID, [PERSON], mini.ontology()) == [
        "person_p0001"
    ]
    assert registry.candidates("Ana Example", "another-forum", [PERSON], mini.ontology()) == []


def test_the_names_of_a_described_thing_hold_only_in_the_programmes_of_the_record(
    read: Read,
) -> None:
    registry, _ = read(
        tools="- {id: tool_three, label: Three tools, names: [the three tools], described: "
        "true, source: printed, programmes: [a-forum]}\n"
    )

    assert registry.candidates("the three tools", "a-forum", [ATG + "Tool"], mini.ontology()) == [
        "tool_three"
    ]
    assert (
        registry.candidates("the three tools", "another-forum", [ATG + "Tool"], mini.ontology())
        == []
    )


def test_an_actor_is_wanted_by_its_class_or_one_above() -> None:
    registry, _ = read_registry(mini.MINI / "registry", mini.ontology())

    assert registry.candidates("Ana Example", mini.ID, [ATG + "Actor"], mini.ontology()) == [
        "person_p0001"
    ]
    assert registry.candidates("Ana Example", mini.ID, [ORGANIZATION], mini.ontology()) == []


def test_a_mistyped_name_brings_the_nearest() -> None:
    registry, _ = read_registry(mini.MINI / "registry", mini.ontology())

    assert registry.nearest("Harbor Network") == ["Harbour Network"]
    assert registry.nearest("Zzz") == []


def test_a_decision_holds_at_its_own_place_only() -> None:
    registry, _ = read_registry(mini.MINI / "registry", mini.ontology())

    assert (
        registry.decision(mini.ID, "open-doors", "*Ministry of\nLabour*").is_
        == "organization_westland-ministry-of-labour"
    )  # type: ignore[union-attr]
    assert registry.decision(mini.ID, "", "Ministry of Labour") is None
    assert registry.decision("another-forum", "open-doors", "Ministry of Labour") is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{id: Harbour, label: H}", "id: 'Harbour' has the wrong form; write "),
        ("{id: organization_h}", "the key 'label' is missing"),
        ('{id: organization_h, label: ""}', "label: is empty"),
        (
            "{id: organization_h, label: H, country: Norway}",
            "country: 'Norway' has the wrong form; write ",
        ),
        (
            "{id: organization_h, label: H, listing: hidden}",
            "listing: 'hidden' has the wrong form; write ",
        ),
        (
            "{id: organization_h, label: H, described: perhaps}",
            "described: 'perhaps' is neither true nor false",
        ),
        ("{id: organization_h, label: H, email: a@b.example}", "the key 'email' is not known here"),
        (
            "{id: organization_h, label: H, pages: [{url: harbour.example, source: s}]}",
            "url: 'harbour.example' has the wrong form; write ",
        ),
        (
            "{id: organization_h, label: H, pages: [{url: 'http://a b', source: s}]}",
            "url: 'http://a b' has the wrong form; write ",
        ),
        (
            "{id: organization_h, label: H, pages: [{url: 'http://a'}]}",
            "the key 'source' is missing",
        ),
        ("{id: organization_h, label: H, read: 2019-13-01}", "read: '2019-13-01' does not exist"),
        (
            "{id: organization_h, label: H, within: [{is: organization_x, source: s}]}",
            "there is no 'organization_x' in the registry",
        ),
        (
            "{id: organization_h, label: H, within: [{is: organization_h, source: s}]}",
            "'organization_h' is within itself",
        ),
        (
            "{id: organization_h, label: H, units: [{is: organization_h, source: s}]}",
            "'organization_h' is within itself",
        ),
        (
            "{id: organization_h, label: H, listing: on-request}",
            "'organization_h' is no person, and only people are listed; remove `listing`",
        ),
        ("a text", "is not a mapping"),
    ],
)
def test_what_is_wrong_with_an_identity_is_told_with_its_line(
    read: Read, row: str, message: str
) -> None:
    _, problems = read(organizations=f"# a comment\n- {row}\n")

    (told,) = messages(problems)
    assert told.startswith("organizations.yml:2: ")
    assert message in told


def test_norway_stays_a_country(read: Read) -> None:
    registry, problems = read(organizations="- {id: organization_n, label: N, country: NO}\n")

    assert (registry.identities["organization_n"].country, problems) == ("NO", [])


def test_an_id_that_is_taken_is_told_with_both_places(read: Read) -> None:
    _, problems = read(
        organizations="- {id: tool_a, label: A}\n- {id: tool_a, label: B}\n",
        tools="- {id: tool_a, label: C}\n",
    )

    assert [m.partition(": ")[0] for m in messages(problems)] == [
        "organizations.yml:2",
        "tools.yml:1",
    ]
    assert all("is taken, in " in f.message for f in problems)


def test_a_hierarchy_that_runs_in_a_circle_is_told_for_each_in_it(read: Read) -> None:
    rows = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]
    _, problems = read(
        organizations="".join(
            f"- {{id: organization_{x}, label: {x}, within: [{{is: organization_{y}, "
            f"source: s}}]}}\n"
            for x, y in rows
        )
    )

    assert [m.partition(": ")[2] for m in messages(problems)] == [
        f"'organization_{x}' is within itself; cut the circle of `within`" for x in "abc"
    ]


def test_a_circle_of_units_and_within_is_told(read: Read) -> None:
    both = "within: [{is: organization_b, source: s}], units: [{is: organization_b, source: s}]"
    _, problems = read(
        organizations=f"- {{id: organization_a, label: a, {both}}}\n- {{id: organization_b, "
        f"label: b}}\n"
    )

    assert any("within itself" in f.message for f in problems)


def test_a_file_that_names_no_class_is_told(read: Read) -> None:
    _, problems = read(companies="- {id: organization_a, label: A}\n")

    assert "no class is called 'companies'; name the file by one of: " in problems[0].message


def test_a_class_goes_on_in_numbered_files(read: Read) -> None:
    more = "- {id: organization_b, label: B, within: [{is: organization_a, source: s}]}\n"
    first = "- {id: organization_a, label: A}\n"
    registry, problems = read(organizations=first, **{"organizations-2": more})

    assert problems == []
    assert len({*registry.classes.values()}) == 1
    assert registry.files["organization_b"].endswith("organizations-2.yml")


@pytest.mark.parametrize("text", ["id: organization_a\n", "text\n"])
def test_a_file_that_is_no_list_is_told(read: Read, text: str) -> None:
    _, problems = read(organizations=text)

    assert messages(problems) == [
        "organizations.yml:1: is not a list; begin each record with `- id:`"
    ]


def test_an_empty_file_is_an_empty_list(read: Read) -> None:
    assert read(organizations="# none yet\n")[1] == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "{programme: p, session: s, name: N, is: organization_x, reason: r, date: 2026-11-24}",
            "there is no 'organization_x' in the registry",
        ),
        (
            "{programme: p, session: s, name: N, is: none, date: 2026-11-24}",
            "the key 'reason' is missing",
        ),
        (
            "{programme: p, session: s, name: N, is: none, reason: r, date: 2026-11-31}",
            "date: '2026-11-31' does not exist",
        ),
        (
            "{programme: p, session: s, name: N, is: none, reason: r, date: 2026-11-24, by: me}",
            "the key 'by' is not known here",
        ),
        ("{programme: p, session: s, is: none, reason: r, date: 2026-11-24}", "name"),
        (
            "{programme: p, about: date, is: 2020-02-30, reason: r, date: 2026-11-24}",
            "does not exist",
        ),
    ],
)
def test_what_is_wrong_with_a_decision_is_told_with_its_line(
    read: Read, row: str, message: str
) -> None:
    _, problems = read(decisions=f"\n- {row}\n")

    (told,) = messages(problems)
    assert told.startswith("decisions.yml:2: ")
    assert message in told


def test_two_decisions_on_one_name_at_one_place_are_told(read: Read) -> None:
    row = "- {programme: p, session: s, name: N, is: none, reason: %s, date: 2026-11-24}\n"
    _, problems = read(decisions=row % "one" + row % "two")

    assert [m.partition(": ")[0] for m in messages(problems)] == ["decisions.yml:2"]


def test_a_registry_file_that_cannot_be_read_stops_the_reading(read: Read) -> None:
    with pytest.raises(UnreadableError, match=r"organizations\.yml:1: is not YAML"):
        read(organizations="- {id: [}\n")


NOT = "reason: r, date: 2026-11-24}"
THREE = """- {id: organization_a, label: A, names: [Ay]}
- {id: organization_b, label: B}
- {id: organization_c, label: C, within: [{is: organization_a, source: s}]}
"""


def test_a_name_that_is_not_an_identity_does_not_stand_for_it(read: Read) -> None:
    registry, problems = read(
        organizations=THREE,
        decisions=f"- {{programme: p, session: s, name: Ay, is_not: organization_a, {NOT}\n",
    )

    assert problems == []
    assert registry.rules_out("p", "s", "*Ay*", "organization_a")
    assert not registry.rules_out("p", "other", "Ay", "organization_a")
    assert registry.decision("p", "s", "Ay") is None


def test_two_identities_that_a_decision_makes_one_are_one(read: Read) -> None:
    registry, problems = read(
        organizations=THREE, decisions=f"- {{id: organization_a, is: organization_b, {NOT}\n"
    )

    assert problems == []
    assert registry.names["Ay"] == registry.names["A"] == ["organization_b"]
    assert registry.known_as("organization_a") == "organization_b"
    assert [fact.is_ for fact in registry.identities["organization_c"].within] == ["organization_b"]


@pytest.mark.parametrize(
    ("rows", "chain"),
    [
        (
            [
                "id: organization_a, is: organization_b",
                "id: organization_a, is_not: organization_b",
            ],
            2,
        ),
        (
            [
                "id: organization_a, is: organization_b",
                "id: organization_c, is: organization_b",
                "id: organization_c, is_not: organization_a",
            ],
            3,
        ),
        (
            [
                "programme: p, name: N, is: organization_a",
                "id: organization_a, is: organization_b",
                "programme: p, name: N, is_not: organization_b",
            ],
            3,
        ),
    ],
)
def test_decisions_that_contradict_each_other_also_through_a_third_are_told_with_their_chain(
    read: Read, rows: list[str], chain: int
) -> None:
    _, problems = read(
        organizations=THREE, decisions="".join(f"- {{{row}, {NOT}\n" for row in rows)
    )

    (told,) = messages(problems)
    assert "decisions contradict each other: " in told
    assert all(f"decisions.yml:{line})" in told for line in range(1, chain + 1))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("programme: p, name: N", "says not what was decided"),
        ("programme: p, name: N, is: none, is_not: organization_a", "says not what was decided"),
        ("name: N, is: none", "the key 'programme' is missing"),
        ("id: organization_a, is: organization_a", "what it is to itself"),
        ("id: organization_a, is: organization_z", "there is no 'organization_z'"),
        ("id: organization_a, is: place_p", "two kinds"),
        ("programme: p, about: date, is_not: 2019-04-08", "says not which date it is"),
    ],
)
def test_a_decision_that_says_nothing_is_told(read: Read, row: str, message: str) -> None:
    _, problems = read(
        organizations=THREE, places="- {id: place_p, label: P}\n", decisions=f"- {{{row}, {NOT}\n"
    )

    (told,) = messages(problems)
    assert message in told


def test_identities_that_are_each_other_are_told(read: Read) -> None:
    rows = "".join(
        f"- {{id: organization_{one}, is: organization_{other}, {NOT}\n"
        for one, other in ("ab", "ba")
    )
    registry, problems = read(organizations=THREE, decisions=rows)

    assert all("makes a circle" in message for message in messages(problems))
    assert len(problems) == 2
    assert "organization_a" in registry.identities


TWO_OF_ONE_NAME = """
- {id: tool_of-a, label: Tools of A, names: [their tools], of: organization_a, described: true}
- {id: tool_of-b, label: Tools of B, names: [their tools], of: organization_b, described: true}
"""


def test_a_name_of_several_is_that_of_whose_name_stands_beside_it(read: Read) -> None:
    bodies = "- {id: organization_a, label: A}\n- {id: organization_b, label: B, names: [Bee]}\n"
    registry, problems = read(tools=TWO_OF_ONE_NAME, organizations=bodies)

    assert problems == []
    assert registry.names["their tools"] == ["tool_of-a", "tool_of-b"]
    assert [registry.is_of(tool, ["Bee", "deploys"]) for tool in registry.names["their tools"]] == [
        False,
        True,
    ]
    assert not registry.is_of("organization_a", ["A"])


def test_whose_a_thing_is_must_be_in_the_registry(read: Read) -> None:
    _, problems = read(tools=TWO_OF_ONE_NAME, organizations="- {id: organization_a, label: A}\n")

    assert messages(problems) == [
        "tools.yml:3: there is no 'organization_b' in the registry; add it or correct the id"
    ]
