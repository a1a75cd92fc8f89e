"""Decisions about printed names: written whole or not at all, refused, and taken back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import forum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atgraph.curate.reconcile import (
    Judgement,
    OpenName,
    decisions,
    read_judgements,
    undo,
    write_decisions,
)
from atgraph.curate.reconcile.interview import interview, iter_name_lines
from atgraph.curate.reconcile.new_records import write_block
from atgraph.curate.reconcile.open_names import StatedPost
from atgraph.data.journal import write_together
from atgraph.data.registry.model import Decision, contradictions
from atgraph.data.yaml_edits import YamlEditor, append_records, items, plain, take_out_records
from atgraph.errors import AtgraphError, RefusedError, RegistryError, SourceError

DAY = dt.date(2026, 11, 25)


def rows(text: str) -> list[dict[str, str]]:
    return [plain(row) for row in items(YamlEditor(text).root)]


def answer(**keys: Any) -> Judgement:
    return Judgement.model_validate({"reason": "it is so", **keys})


def decide(
    home: Path, *answers: Judgement, programmes: tuple[str, ...] = ("second-forum",)
) -> list[str]:
    """Settle answers and return the keys and identities that were written."""
    return [
        f"{d.key} {d.other}"
        for d in write_decisions(forum.corpus(home), answers, DAY, programmes).decisions
    ]


def test_a_decision_holds_on_every_later_run(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay Alliance"))
    same = Judgement.model_validate(
        {"name": "Kay Alliance", "is": "organization_quay", "reason": "r"}
    )

    assert decide(home, same) == ["is organization_quay"]
    assert forum.names(home) == {}
    before = forum.files(home)
    again = write_decisions(forum.corpus(home), [same], DAY, ["second-forum"])
    assert (again.decisions, len(again.known)) == ([], 1)
    assert forum.files(home) == before


def test_what_is_written_is_a_record_with_reason_and_day(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay Alliance"))
    decide(
        home,
        Judgement.model_validate(
            {
                "name": "Kay Alliance",
                "is_not": "organization_quay",
                "reason": "K: not Q",
                "date": "2026-01-02",
            }
        ),
    )

    assert forum.files(home)["decisions.yml"].decode() == (
        "- programme: second-forum\n  session: opening\n  name: Kay Alliance\n"
        '  is_not: organization_quay\n  reason: "K: not Q"\n  date: 2026-01-02\n'
    )
    assert forum.candidates(home, "Kay Alliance") == []


def test_who_is_not_meant_no_longer_holds_a_name_that_two_hold(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Ministry of Labour"))
    decide(home, answer(name="Ministry of Labour", is_not="organization_westland-labour"))

    assert forum.names(home) == {}


def test_somebody_unsure_is_told_and_asked_again(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay Alliance against Exploitation"))
    decide(
        home,
        answer(
            name="Kay Alliance against Exploitation", unsure="organization_quay", reason="ask them"
        ),
    )

    assert forum.candidates(home, "Kay Alliance against Exploitation")[0].unsure == "ask them"


def new(name: str, **keys: Any) -> Judgement:
    return Judgement.model_validate({"name": name, "is": "new", "reason": "nobody else", **keys})


def test_who_is_new_gets_an_id_by_the_rules_of_the_registry(tmp_path: Path) -> None:
    home = forum.write(
        tmp_path,
        [
            *forum.bodies("Lantern Über Institut (LI)", "Lantern Über Institut"),
            ("Cy Probe", "person", "Head", "Lantern Über Institut"),
        ],
    )
    write_decisions(
        forum.corpus(home),
        [
            new("Lantern Über Institut", type="civil-society"),
            new("Lantern Über Institut (LI)"),
            new("Cy Probe"),
        ],
        DAY,
        ["second-forum"],
    )
    read = forum.corpus(home).registry

    (person,) = read.names["Cy Probe"]
    assert {
        "organization_lantern-uber-institut",
        "organization_lantern-uber-institut-li",
    } <= read.identities.keys()
    assert re.fullmatch(r"person_[a-z]{8}", person)
    assert read.identities[person].programmes == ("second-forum",)
    assert read.identities["organization_lantern-uber-institut"].type == "civil-society"
    assert forum.names(home) == {}
    assert forum.files(home)["organizations.yml"].startswith(forum.ORGANIZATIONS.encode())


def test_the_id_of_a_person_is_none_that_is_or_was_somebodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose record is there, whom a decision names, and who was taken out."""
    gone = "- {id: person_gggggggg, is_not: person_p0001, reason: r, date: 2026-11-24}\n"
    people = forum.PEOPLE + "- {id: person_dddddddd, label: Dee, programmes: [first-forum]}\n"
    files = {"decisions": gone, "people": people, "retired": "- person_rrrrrrrr\n"}
    home = forum.write(tmp_path, [("Cy Probe", "person", "", "")], **files)
    letters = iter("ddddddddggggggggrrrrrrrrzxwvtsrq")
    monkeypatch.setattr("atgraph.data.person_ids.secrets.choice", lambda known: next(letters))
    write_decisions(forum.corpus(home), [new("Cy Probe")], DAY)

    assert "person_zxwvtsrq" in forum.corpus(home).registry.identities


def test_a_name_without_letters_asks_for_an_id_and_one_in_any_script_gets_one(
    tmp_path: Path,
) -> None:
    home = forum.write(tmp_path, forum.bodies("?!", "Ліхтар"))
    with pytest.raises(RegistryError, match="no id can be made"):
        write_decisions(forum.corpus(home), [new("?!")], DAY)
    write_decisions(
        forum.corpus(home), [new("?!", id="organization_interrobang"), new("Ліхтар")], DAY
    )

    names = forum.corpus(home).registry.names
    assert names["?!"] == ["organization_interrobang"]
    assert names["Ліхтар"] == ["organization_likhtar"]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"name": "Nobody Printed", "is": "organization_quay"}, "is printed nowhere"),
        (
            {"name": "Kay Alliance", "is": "organization_nobody"},
            "there is no 'organization_nobody'",
        ),
        ({"name": "Kay Alliance", "is": "person_p0001"}, "person_p0001 is no organization"),
        ({"id": "organization_quay", "is": "person_p0001"}, "two kinds"),
        ({"name": "Kay Alliance", "is": "new", "kind": "company"}, "is no kind of thing"),
        ({"name": "Kay Alliance", "is": "new", "id": "organization_quay"}, "is taken"),
    ],
)
def test_an_answer_about_nothing_is_refused_and_nothing_is_written(
    tmp_path: Path, keys: dict[str, str], message: str
) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay Alliance", "Lantern"))
    before = forum.files(home)
    with pytest.raises(RegistryError, match=message):
        write_decisions(
            forum.corpus(home),
            [new("Lantern"), Judgement.model_validate({**keys, "reason": "r"})],
            DAY,
        )

    assert forum.files(home) == before


APART = (
    "- {id: organization_quay, is_not: organization_shelters, "
    "reason: two houses, date: 2026-11-24}\n"
)


@pytest.mark.parametrize(
    ("decisions", "asked"),
    [
        (
            "",
            [
                {"name": "Kay", "is": "organization_quay"},
                {"name": "Kay", "is_not": "organization_quay"},
            ],
        ),
        (
            "",
            [
                {"name": "Kay", "is_not": "organization_quay"},
                {"name": "Kay", "is": "organization_quay"},
            ],
        ),
        (
            "",
            [
                {"name": "Kay", "is": "organization_quay"},
                {"name": "Kay", "is": "organization_shelters"},
            ],
        ),
        (APART, [{"id": "organization_shelters", "is": "organization_quay"}]),
        (
            APART,
            [
                {"id": "organization_eastland-labour", "is": "organization_quay"},
                {"id": "organization_shelters", "is": "organization_eastland-labour"},
            ],
        ),
        (
            APART,
            [
                {"name": "Kay", "is": "organization_shelters"},
                {"id": "organization_eastland-labour", "is": "organization_quay"},
                {"name": "Kay", "is": "organization_eastland-labour"},
            ],
        ),
    ],
)
def test_what_contradicts_also_through_a_third_is_refused_with_its_chain(
    tmp_path: Path, decisions: str, asked: list[dict[str, str]]
) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay"), decisions=decisions)
    *before, last = [Judgement.model_validate({**keys, "reason": "r"}) for keys in asked]
    for one in before:
        write_decisions(forum.corpus(home), [one], DAY)
    stands = forum.files(home)
    with pytest.raises(RefusedError) as told:
        write_decisions(forum.corpus(home), [last], DAY)

    assert "contradicts what was decided" in str(told.value)
    assert "(asked for now)" in str(told.value)
    assert "decisions.yml:" in str(told.value)
    assert forum.files(home) == stands


IDS = [
    "organization_quay",
    "organization_westland",
    "organization_westland-labour",
    "organization_eastland-labour",
    "organization_shelters",
]
PAIRS = st.tuples(
    st.sampled_from(["Kay", "Lantern", *IDS]),
    st.sampled_from(["is", "is_not"]),
    st.sampled_from(IDS),
)


def decision(one: str, key: str, other: str) -> Decision:
    about = {"id": one} if one in IDS else {"name": one, "programme": "second-forum"}
    return Decision.model_validate({**about, key: other, "reason": "r", "date": "2026-11-25"})


@given(st.lists(PAIRS, min_size=2, max_size=9))
def test_no_order_of_decisions_ever_makes_one_of_two_that_are_apart(
    asked: list[tuple[str, str, str]],
) -> None:
    kept: list[tuple[str, str, str]] = []
    for row in asked:
        if not list(contradictions([decision(*other) for other in (*kept, row)])):
            kept.append(row)
    same: list[set[str]] = []
    for one, key, other in kept:
        if key == "is":
            near = [s for s in same if s & {one, other}]
            same = [s for s in same if s not in near] + [{one, other}.union(*near)]

    def are_one(one: str, other: str) -> bool:
        return one == other or any({one, other} <= s for s in same)

    assert not any(are_one(one, other) for one, key, other in kept if key == "is_not")
    for one, key, other in (
        row for row in asked if row not in kept
    ):  # nothing is refused that could hold
        bodies = {o for o, k, _ in kept if k == "is" and o == one and o not in IDS}
        apart = any(
            (are_one(a, one) and are_one(b, other)) or (are_one(a, other) and are_one(b, one))
            for a, k, b in kept
            if k == "is_not"
        )
        assert bodies or apart if key == "is" else are_one(one, other)


TEXTS = st.text(
    st.characters(
        codec="utf-8",
        exclude_characters="\r\x85\u2028\u2029\ufeff",
        exclude_categories=["Cc", "Cs"],
    ),
    max_size=20,
)
RECORDS = st.builds(
    lambda name, reason: write_block(
        {"name": f"n{name}", "reason": f"r{reason}", "date": "2026-11-25"}
    ),
    TEXTS,
    TEXTS,
)
HEADS = st.sampled_from(
    [
        "",
        "\n",
        "# Comment.\n",
        "# Comment.",
        "- {name: a, is: b}\n",
        "- name: a\n  is: b",
        "- name: a\n\n\n",
        "# one\n\n- name: ü  # two\n\n# three\n",
    ]
)


@settings(max_examples=settings().max_examples * 3 // 5)
@given(HEADS, st.lists(RECORDS, min_size=1, max_size=3), st.sampled_from(["\n\n", "\n"]))
def test_taking_back_what_was_added_restores_every_byte(
    head: str, records: list[str], gap: str
) -> None:
    there = len(rows(head))
    text = append_records(head, records, gap)

    assert rows(text)[there:] == [row for record in records for row in rows(record)]
    assert take_out_records(text, range(there, there + len(records)), gap) == head


@pytest.mark.parametrize("decisions", ["", "# Decided.\n", APART, APART.rstrip("\n"), "# a\r\n"])
def test_undo_restores_the_files_byte_for_byte(tmp_path: Path, decisions: str) -> None:
    lines = [*forum.bodies("Kay Alliance", "Lantern"), ("Cy Probe", "person", "Head", "Lantern")]
    home = forum.write(tmp_path, lines, decisions=decisions)
    before = forum.files(home)
    decide(
        home,
        Judgement.model_validate(
            {"name": "Kay Alliance", "is": "organization_quay", "reason": "r"}
        ),
        new("Lantern"),
        new("Cy Probe"),
    )
    assert forum.names(home) == {}
    for name in ("Kay Alliance", "organization_nobody", "", "Lantern", "Cy Probe"):
        if name in ("", "organization_nobody"):
            with pytest.raises(AtgraphError, match="nothing is decided"):
                undo(forum.corpus(home), name)
        else:
            undo(forum.corpus(home), name)

    assert forum.files(home) == before


def test_a_record_that_others_lead_to_stays_when_its_decision_is_taken_back(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Lantern", "Lanterns"))
    decide(
        home,
        new("Lantern"),
        Judgement.model_validate({"name": "Lanterns", "is": "organization_lantern", "reason": "r"}),
    )

    assert any("stays" in sentence for sentence in undo(forum.corpus(home), "Lantern"))
    assert "organization_lantern" in forum.corpus(home).registry.identities


def test_deleting_the_line_takes_a_decision_back(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay Alliance"))
    decide(
        home,
        Judgement.model_validate(
            {"name": "Kay Alliance", "is": "organization_quay", "reason": "r"}
        ),
    )
    (home / "registry" / "decisions.yml").write_text("")

    assert list(forum.names(home)) == ["Kay Alliance"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{name: Kay, reason: r}", "says not what was decided"),
        ("{name: Kay, is: organization_quay}", "the key 'reason' is missing"),
        ("{is: organization_quay, reason: r}", "names nobody"),
        ("{name: Kay, is: Quay, reason: r}", "an id of the registry, new or none"),
        ("{name: Kay, is: none, reason: r, who: me}", "the key 'who' is not known here"),
        ("{name: Kay, is: none, reason: r, date: today}", "is not a date"),
        ("{name: Kay, id: organization_quay, is: none, reason: r}", "names two"),
        ("{id: organization_quay, is: new, reason: r}", "write its id"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_with_its_line(
    tmp_path: Path, row: str, message: str
) -> None:
    path = tmp_path / "answers.yml"
    path.write_text(f"\n- {row}\n")
    with pytest.raises(SourceError) as told:
        read_judgements(path)

    assert str(told.value).startswith(f"{path}:2: ")
    assert message in str(told.value)


def asked(home: Path, *typed: str) -> tuple[list[str], int]:
    """Hold an interview; return what was shown, and how many names were decided."""
    replies, shown = iter(typed), list[str]()

    def ask(prompt: str) -> str:
        shown.append(prompt)
        try:
            return next(replies)
        except StopIteration:
            raise EOFError from None

    before = len(forum.names(home))
    interview(forum.corpus(home), ["second-forum"], DAY, ask, shown.append)
    return shown, before - len(forum.names(home))


def test_a_curator_is_asked_name_by_name_and_each_answer_is_written_at_once(tmp_path: Path) -> None:
    home = forum.write(
        tmp_path,
        [
            *forum.bodies(
                "Kay Alliance against Exploitation", "Lantern", "Ministry of Labour", "Sky"
            ),
            ("Cy Probe", "person", "survivor leader", ""),
        ],
    )
    typed = [
        "1",
        "",
        "new",
        "civil-socety",
        "civil-society",
        "no such body there",
        "n1",
        "it is about Westland",
        "1",
        "left",
        "oops",
        "=organization_quay",
        "a nickname",
        "none",
        "a description",
        "new",
        "",
    ]
    shown, decided = asked(home, *typed)

    assert decided == 6
    assert "not understood" in " ".join(shown)
    assert forum.names(home) == {}
    written = rows(forum.files(home)["decisions.yml"].decode())
    assert re.fullmatch(r"person_[a-z]{8}", written.pop()["is"])
    assert [(row["name"], row.get("is") or row.get("is_not")) for row in written] == [
        ("Kay Alliance against Exploitation", "organization_quay"),
        ("Lantern", "organization_lantern"),
        ("Ministry of Labour", "organization_eastland-labour"),
        ("Ministry of Labour", "organization_westland-labour"),
        ("Sky", "organization_quay"),
        ("survivor leader", "none"),
    ]
    assert "like “Quay Alliance against Exploitation”" in written[0]["reason"]
    assert "civil-socety is no type; did you mean “civil-society”?" in shown
    assert "\n  type: civil-society\n" in forum.files(home)["organizations.yml"].decode()


def test_whoever_stops_loses_nothing(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Kay Alliance against Exploitation", "Lantern"))
    asked(home, "1", "r", "q")

    assert list(forum.names(home)) == ["Lantern"]
    assert asked(home, "")[1] == 0
    assert asked(home)[1] == 0


def test_an_answer_without_a_reason_is_told_so(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Lantern"))
    before = forum.files(home)
    shown, decided = asked(home, "none", "")

    assert decided == 0
    assert any("say why" in line for line in shown)
    assert not any("not understood" in line for line in shown)
    assert forum.files(home) == before


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("Inspector, Westland", True),
        ("Head, Westland", False),
        ("Inspector, Quay Alliance against Exploitation", False),
    ],
)
def test_one_name_with_other_posts_in_other_sessions_is_told_as_perhaps_two_people(
    tmp_path: Path, post: str, told: bool
) -> None:
    posts = (("Head", "Quay Alliance against Exploitation"), tuple(post.split(", ")))
    found = tuple(
        StatedPost("second-forum", session, title, body)
        for session, (title, body) in zip(("opening", "closing"), posts)
    )
    printed = OpenName("second-forum", "Cy Probe", "name-of-nobody", (), (), posts=found)
    lines = list(
        iter_name_lines(printed, [], {}, "1 of 1", forum.corpus(forum.write(tmp_path, [])))
    )

    assert any("`session:`" in line for line in lines) == told


LANTERN = {"name": "Lantern", "is": "new", "type": "civil-society", "reason": "nobody near"}


def test_a_decision_and_its_record_are_written_and_taken_back_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = forum.write(tmp_path, forum.bodies("Lantern"))
    written: list[list[str]] = []

    def note(folder: Path, files: Mapping[Path, bytes]) -> None:
        written.append([path.name for path in files])
        write_together(folder, files)

    monkeypatch.setattr(decisions, "write_together", note)
    write_decisions(forum.corpus(home), [Judgement.model_validate(LANTERN)], DAY)
    undo(forum.corpus(home), "Lantern")

    assert written == [
        ["organizations.yml", "decisions.yml"],
        ["decisions.yml", "organizations.yml"],
    ]


def test_of_two_that_read_before_either_wrote_both_keep_their_decisions(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Lantern", "Beacon"))
    corpora = [forum.corpus(home), forum.corpus(home), forum.corpus(home)]
    beacon = {**LANTERN, "name": "Beacon"}
    for corpus, keys in zip(corpora, (LANTERN, beacon, LANTERN)):
        said = write_decisions(corpus, [Judgement.model_validate(keys)], DAY)

    assert [known.partition(" (")[0] for known in said.known] == [
        "“Lantern” in opening of second-forum is organization_lantern"
    ]
    read = forum.corpus(home).registry
    assert [d.name for d in read.decisions] == ["Lantern", "Beacon"]
    assert {"organization_lantern", "organization_beacon"} <= read.identities.keys()


def test_a_registry_that_another_broke_meanwhile_is_told_and_stays(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Lantern"))
    corpus, path = forum.corpus(home), home / "registry" / "people.yml"
    path.write_text(forum.PEOPLE + "- nobody\n", encoding="utf-8")
    before = forum.files(home)

    with pytest.raises(SourceError, match=r"people\.yml:3"):
        write_decisions(corpus, [Judgement.model_validate(LANTERN)], DAY)
    assert forum.files(home) == before
