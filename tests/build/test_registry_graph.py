"""The graph of the registry: each fact of an identity, the page it was read on, decisions."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import fair
import pytest

from atgraph.build.mapping import Draft
from atgraph.errors import VIOLATION, Place
from atgraph.rdf.namespaces import ATG, ATGD, GRAPH, XSD

PAGE = "https://who.example/a"
ID, TERM = ATGD, ATG
INVOLVED = "- {tie: involvement, involved: organization_guild, in: organization_union, role: runs"


def digest(*parts: object) -> str:
    """The digest that stands in an IRI, made here anew: IRIs are for life."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]


def lone(folder: Path, identity: str, **registry: str) -> Draft:
    """The graph of a registry that has one organisation more."""
    text = f"- id: organization_x\n  label: X\n{identity}"
    return fair.registry_draft(folder, organizations=fair.ORGANIZATIONS + text, **registry)


def object_of(draft: Draft, prop: str) -> str:
    """The one value of a property, as it is written in a graph."""
    (value,) = {q.object for q in draft.quads if fair.short(q.predicate.value) == prop}
    return str(value)


def reference_of(draft: Draft, prop: str) -> dict[str, list[str]]:
    """What is said of the one reference for a property."""
    (node,) = (
        fair.short(q.subject.value)
        for q in draft.quads
        if fair.short(q.predicate.value) == "supportsProperty"
        and fair.short(q.object.value).endswith(prop)
    )
    return fair.said(draft.quads, node)


def test_an_identity_says_its_names_acronyms_and_classes_folded(tmp_path: Path) -> None:
    names = "  names: [X of *All*, X]\n  acronyms: [X *A*]\n  described: true\n"
    draft = lone(tmp_path, names)

    assert fair.said(draft.quads, "organization_x") == {
        "type": ["Actor", "Organization"],
        "label": ["X"],
        "altLabel": ["X A", "X of All"],
        "acronym": ["X A"],
        "described": ["true"],
    }
    assert object_of(draft, "described") == f'"true"^^<{XSD}boolean>'
    assert {q.graph_name.value for q in draft.quads} == {f"{GRAPH}registry"}


def test_a_label_with_markup_is_written_without(tmp_path: Path) -> None:
    draft = fair.registry_draft(tmp_path, people='- {id: person_p1, label: "*Ana*  Mill"}\n')

    assert fair.said(draft.quads, "person_p1")["label"] == ["Ana Mill"]


def test_an_identity_is_not_described_unless_its_record_says_so(tmp_path: Path) -> None:
    assert "described" not in fair.said(lone(tmp_path, "").quads, "organization_x")


def test_each_record_of_the_registry_is_kept_with_its_file_and_line(tmp_path: Path) -> None:
    draft = lone(
        tmp_path,
        f"  within: [{{is: organization_guild, source: {PAGE}}}]\n",
        decisions="\n- {programme: fair, about: date, is: '2021', reason: r, date: 2021-01-01}\n",
    )
    places = {fair.short(iri).rpartition("_")[0]: place for iri, place in draft.origins.items()}
    folder = tmp_path / "registry"
    organizations, people = folder / "organizations.yml", folder / "people.yml"

    assert places == {
        "organization": Place(str(organizations), 3),
        "person": Place(str(people), 1),
        "subordination_registry": Place(str(organizations), 5),
        "source_registry": Place(str(organizations), 5),
        "reference_registry": Place(str(organizations), 5),
        "decision_fair": Place(str(folder / "decisions.yml"), 2),
    }


def test_a_type_and_a_country_rest_on_the_source_of_the_record(tmp_path: Path) -> None:
    draft = lone(
        tmp_path, f"  type: company\n  country: AT\n  source: {PAGE}\n  read: 2021-03-04\n"
    )
    said = fair.said(draft.quads, "organization_x")
    reference = reference_of(draft, "countryCode")
    about = [f"{ID}organization_x", f"{TERM}hasOrganizationType", f"{TERM}countryCode"]

    assert said["hasOrganizationType"] == ["organization-type_company"]
    assert said["countryCode"] == ["AT"]
    assert said["hasEvidence"] == [f"reference_registry_{digest(PAGE, '2021-03-04', *about)}"]
    assert reference == {
        "type": ["Evidence", "Reference"],
        "isReferenceTo": [f"source_registry_{digest(PAGE)}"],
        "dateRead": ["2021-03-04"],
        "isReferenceFor": ["organization_x"],
        "supportsProperty": ["countryCode", "hasOrganizationType"],
    }
    assert object_of(draft, "dateRead") == f'"2021-03-04"^^<{XSD}date>'
    assert fair.said(draft.quads, "source_registry") == {
        "type": ["Source"],
        "label": [PAGE],
        "url": [PAGE],
    }


@pytest.mark.parametrize("source", ["", "  source: printed\n"])
def test_what_is_printed_or_has_no_source_rests_on_no_page(source: str, tmp_path: Path) -> None:
    draft = lone(tmp_path, f"  type: company\n  country: AT\n{source}")

    assert fair.said(draft.quads, "organization_x")["countryCode"] == ["AT"]
    assert fair.subjects(draft.quads, "reference") == []
    assert fair.subjects(draft.quads, "source") == []


def test_a_page_read_on_no_known_day_has_no_day(tmp_path: Path) -> None:
    draft = lone(tmp_path, f"  country: AT\n  source: {PAGE}\n")

    assert "dateRead" not in reference_of(draft, "countryCode")
    assert fair.said(draft.quads, "reference") == reference_of(draft, "countryCode")
    node = f"{ID}organization_x", f"{TERM}countryCode"
    assert fair.subjects(draft.quads, "reference") == [
        f"reference_registry_{digest(PAGE, 'None', *node)}"
    ]


def test_a_kind_of_organisation_that_no_vocabulary_has_is_told_with_its_class(
    tmp_path: Path,
) -> None:
    draft = lone(tmp_path, "  type: compny\n")
    (problem,) = draft.problems

    assert (problem.path, problem.line) == (str(tmp_path / "registry" / "organizations.yml"), 3)
    assert (problem.rule, problem.severity) == ("vocabulary", VIOLATION)
    assert (problem.key.key, problem.key.value) == ("type", "compny")
    assert fair.short(problem.key.kind) == "Organization"
    assert fair.short(problem.key.property) == "hasOrganizationType"
    assert problem.key.prefix == "organization-type"
    assert "hasOrganizationType" not in fair.said(draft.quads, "organization_x")


def test_pages_identifiers_and_what_it_is_based_on_name_their_pages(tmp_path: Path) -> None:
    draft = lone(
        tmp_path,
        f"""\
  pages: [{{url: "https://x.example", source: {PAGE}}}]
  identifiers: [{{url: "https://id.example/x", source: printed}}]
  based_on: [{{is: organization_guild, source: {PAGE}, read: 2021-03-04}}]
  about: [{{is: organization_union, source: printed}}]
""",
    )
    said = fair.said(draft.quads, "organization_x")

    assert said["homepage"] == ["https://x.example"]
    assert said["sameAs"] == ["https://id.example/x"]
    assert said["isBasedOn"] == ["organization_guild"]
    assert said["isAbout"] == ["organization_union"]
    assert len(said["hasEvidence"]) == 2
    assert "dateRead" not in reference_of(draft, "homepage")
    assert reference_of(draft, "isBasedOn")["dateRead"] == ["2021-03-04"]
    assert draft.doubtful == set()


@pytest.mark.parametrize("key", ["based_on", "about", "within", "units"])
def test_a_record_that_leads_to_nobody_is_doubtful(key: str, tmp_path: Path) -> None:
    draft = lone(tmp_path, f"  {key}: [{{is: organization_lost, source: printed}}]\n")
    line = 3 if key in ("based_on", "about") else 5

    assert draft.doubtful == {(str(tmp_path / "registry" / "organizations.yml"), line)}
    assert fair.subjects(draft.quads, "subordination") == []


@pytest.mark.parametrize(
    ("key", "unit", "parent"),
    [
        ("within", "organization_x", "organization_guild"),
        ("units", "organization_guild", "organization_x"),
    ],
)
def test_what_is_within_another_is_a_tie_of_unit_and_parent(
    key: str, unit: str, parent: str, tmp_path: Path
) -> None:
    draft = lone(
        tmp_path, f"  {key}: [{{is: organization_guild, source: {PAGE}, read: 2021-03-04}}]\n"
    )
    name = digest("subordination", [["parent", parent], ["unit", unit]])

    assert fair.subjects(draft.quads, "subordination") == [f"subordination_registry_{name}"]
    assert fair.said(draft.quads, "subordination") == {
        "type": ["Subordination", "Tie"],
        "hasEvidence": [f"reference_registry_{digest(PAGE, '2021-03-04')}"],
        "isStatedIn": [f"source_registry_{digest(PAGE)}"],
        "hasStatus": ["status_confirmed"],
        "hasUnit": [unit],
        "isSubordinationTo": [parent],
    }


def test_two_that_are_all_there_is_may_be_within_each_other(tmp_path: Path) -> None:
    two = fair.ORGANIZATIONS.replace(
        "Mill Guild,", "Mill Guild, units: [{is: organization_union, source: printed}],"
    )
    draft = fair.registry_draft(tmp_path, organizations=two, people="")

    assert draft.doubtful == set()
    assert fair.said(draft.quads, "subordination")["hasUnit"] == ["organization_union"]


# Facts


def fact(folder: Path, row: str, **registry: str) -> Draft:
    return fair.registry_draft(folder, facts=f"# facts\n{row}", **registry)


def test_a_fact_is_a_tie_with_all_that_it_says(tmp_path: Path) -> None:
    draft = fact(tmp_path, f"{INVOLVED}, date: 2019-02, source: {PAGE}, read: 2021-03-04}}\n")
    parts = [["in", "organization_union"], ["involved", "organization_guild"], ["role", "runs"]]

    assert draft.problems == []
    assert fair.subjects(draft.quads, "involvement") == [
        f"involvement_registry_{digest('involvement', parts)}"
    ]
    assert fair.said(draft.quads, "involvement") == {
        "type": ["Involvement", "Tie"],
        "hasEvidence": [f"reference_registry_{digest(PAGE, '2021-03-04')}"],
        "isStatedIn": [f"source_registry_{digest(PAGE)}"],
        "hasStatus": ["status_confirmed"],
        "hasRole": ["role_runs"],
        "hasInvolved": ["organization_guild"],
        "isInvolvementIn": ["organization_union"],
        "earliestDate": ["2019-02-01"],
        "latestDate": ["2019-02-28"],
    }
    assert draft.doubtful == set()
    (place,) = (p for iri, p in draft.origins.items() if "involvement" in iri)
    assert place == Place(str(tmp_path / "registry" / "facts.yml"), 2)


def test_a_title_tells_two_facts_of_the_same_ends_apart(tmp_path: Path) -> None:
    ends = "tie: affiliation, affiliate: person_p1, organization: organization_guild"
    rows = "".join(f"- {{{ends}, title: {title}, source: {PAGE}}}\n" for title in ("A", "B"))
    draft = fact(tmp_path, rows)

    assert draft.problems == []
    assert len(fair.subjects(draft.quads, "affiliation")) == 2


def test_a_fact_with_several_partners_has_them_all(tmp_path: Path) -> None:
    partners = "[organization_union, organization_guild]"
    draft = fact(tmp_path, f"- {{tie: partnership, partners: {partners}, source: {PAGE}}}\n")
    parts = [["partners", "organization_union", "organization_guild"]]

    assert fair.said(draft.quads, "partnership")["hasPartner"] == [
        "organization_guild",
        "organization_union",
    ]
    assert fair.subjects(draft.quads, "partnership") == [
        f"partnership_registry_{digest('partnership', parts)}"
    ]


def test_a_fact_written_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    draft = fact(tmp_path, f"{INVOLVED}, source: {PAGE}}}\n{INVOLVED}, source: {PAGE}}}\n")
    (problem,) = draft.problems

    assert (problem.line, problem.rule, problem.key.first) == (3, "twice", 2)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("- {tie: friendship, source: a}\n", (2, "", "", "")),
        ("- {involved: organization_guild, source: a}\n", (2, "", "", "")),
        (f"{INVOLVED}, source: a,\n  since: 2019}}\n", (3, "unknown-key", "since", "")),
        (f"{INVOLVED}}}\n", (2, "missing-key", "source", "")),
        (f"{INVOLVED}, source: ''}}\n", (2, "missing-key", "source", "")),
        (
            "- {tie: involvement, involved: organization_guild, role: runs, source: a}\n",
            (2, "missing-key", "in", ""),
        ),
        (f"{INVOLVED}, source: a,\n  read: 2021-02-30}}\n", (3, "form", "read", "2021-02-30")),
        (f"{INVOLVED}, source: a,\n  read: [a]}}\n", (3, "form", "read", "['a']")),
        (f"{INVOLVED}, date: 2019-13, source: a}}\n", (2, "form", "date", "2019-13")),
    ],
)
def test_a_fact_that_is_not_understood_is_told(
    row: str, told: tuple[int, str, str, str], tmp_path: Path
) -> None:
    draft = fact(tmp_path, row)
    problem = draft.problems[0]

    assert (problem.line, problem.rule, problem.key.key, problem.key.value) == told
    assert problem.path == str(tmp_path / "registry" / "facts.yml")
    assert {(p.line, p.rule) for p in draft.problems} == {told[:2]}
    assert ("involvement" in str(list(draft.quads))) == (told[2] == "date")


def test_an_unknown_key_of_a_fact_is_told_with_those_that_could_be_meant(tmp_path: Path) -> None:
    (problem,) = fact(tmp_path, f"{INVOLVED}, source: a, since: 2019}}\n").problems

    assert set(problem.key.known) == {
        *("tie", "source", "read"),
        *("role", "status", "involved", "in", "date", "holds"),
    }


def test_unknown_keys_of_a_fact_are_told_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    draft = fact(tmp_path, f"{INVOLVED}, source: a, f: 1, b: 1, e: 1, a: 1, d: 1, c: 1}}\n")

    assert [p.key.key for p in draft.problems] == list("abcdef")


def test_a_missing_key_of_a_fact_is_told_with_the_class_that_needs_it(tmp_path: Path) -> None:
    (problem,) = fact(tmp_path, f"{INVOLVED}}}\n").problems

    assert fair.short(problem.key.kind) == "Involvement"


def test_an_end_that_nobody_has_is_told_with_the_ids_that_are_there(tmp_path: Path) -> None:
    draft = fact(tmp_path, f"{INVOLVED}, source: a}}\n".replace("n_union", "n_lost"))
    (problem,) = draft.problems

    assert (problem.line, problem.rule) == (2, "unknown-id")
    assert (problem.key.key, problem.key.value) == ("in", "organization_lost")
    assert problem.key.known == ("organization_guild", "organization_union", "person_p1")
    assert draft.doubtful == {(str(tmp_path / "registry" / "facts.yml"), 2)}
    assert "isInvolvementIn" not in fair.said(draft.quads, "involvement")


def test_an_end_is_looked_for_in_vain_without_a_word_where_records_are_lost(
    tmp_path: Path,
) -> None:
    row = f"{INVOLVED}, source: a}}\n".replace("n_union", "n_lost")
    draft = fact(tmp_path, row, people="- {id: person_p1}\n")

    assert draft.problems == []
    assert draft.doubtful == {(str(tmp_path / "registry" / "facts.yml"), 2)}


def test_an_end_that_a_decision_makes_another_is_that_one(tmp_path: Path) -> None:
    decision = "- {id: organization_union, is: organization_guild, reason: r, date: 2021-01-01}\n"
    draft = fact(tmp_path, f"{INVOLVED}, source: a}}\n", decisions=decision)

    assert fair.said(draft.quads, "involvement")["isInvolvementIn"] == ["organization_guild"]


# Decisions


def decided(folder: Path, *rows: str) -> Draft:
    return fair.registry_draft(
        folder, decisions="".join(f"- {{{row}, reason: r, date: 2021-01-02}}\n" for row in rows)
    )


@pytest.mark.parametrize(
    ("row", "where", "about", "outcome"),
    [
        ("programme: fair, about: date, is: '2021'", "fair", "date", "date is 2021"),
        (
            "programme: fair, session: day, name: '*Bo*  Mill', is: none",
            "fair_day",
            "Bo Mill",
            "“Bo Mill” is none",
        ),
        (
            "programme: fair, session: day, name: Bo, is_not: person_p1",
            "fair_day",
            "Bo person_p1",
            "“Bo” is not person_p1",
        ),
        (
            "id: organization_union, is: organization_guild",
            "",
            "organization_union",
            "organization_union is organization_guild",
        ),
        (
            "id: organization_union, is_not: organization_guild",
            "",
            "organization_union organization_guild",
            "organization_union is not organization_guild",
        ),
    ],
)
def test_a_decision_is_named_by_its_place_and_what_it_is_about(
    row: str, where: str, about: str, outcome: str, tmp_path: Path
) -> None:
    draft = decided(tmp_path, row)
    name = "_".join(filter(None, ("decision", where, digest(about))))

    assert fair.subjects(draft.quads, "decision") == [name]
    assert fair.said(draft.quads, name) == {
        "type": ["Decision"],
        "outcome": [outcome],
        "reason": ["r"],
        "dateDecided": ["2021-01-02"],
    }
    assert object_of(draft, "dateDecided") == f'"2021-01-02"^^<{XSD}date>'


def test_what_a_curator_is_unsure_of_is_no_part_of_the_graph(tmp_path: Path) -> None:
    draft = decided(tmp_path, "programme: fair, name: Bo, unsure: person_p1")

    assert fair.subjects(draft.quads, "decision") == []
