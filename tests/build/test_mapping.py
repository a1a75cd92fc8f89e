"""mapping: a transcript and a registry become quads, driven by the ontology's declarations."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

import mini
from atgraph.build.mapping import Draft, map_registry
from atgraph.data.registry import read_registry
from atgraph.errors import WARNING
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, LABEL, TYPE
from atgraph.text import fold

EVENT = f"{ATGD}event_{mini.ID}"
OPEN_DOORS, FAIR_WORK = f"{EVENT}_open-doors", f"{EVENT}_fair-work"
HARBOUR, LARCH, INSTITUTE = (
    f"{ATGD}organization_{n}"
    for n in ("harbour-network", "larch-foundation", "institute-for-fair-work")
)
ANA, ZOE, DANA = (f"{ATGD}person_p000{n}" for n in (1, 3, 4))


@cache
def quads() -> tuple[Quad, ...]:
    """The quads of the registry and of the mini programme, mapped and nothing more."""
    registry, _ = read_registry(mini.MINI / "registry", mini.ontology())
    return *map_registry(registry, mini.ontology()).quads, *mini.draft(mini.MINI).quads


@pytest.fixture(autouse=True, scope="module")
def _mapped() -> None:
    """Map before the first test, so that no test is taken for the one that reaches the mapping."""
    quads()


def values(subject: str, name: str, among: Any = None) -> list[str]:
    """The values of a property of atg:, sorted."""
    return sorted(
        q.object.value
        for q in among or quads()
        if (q.subject.value, q.predicate.value) == (subject, ATG + name)
    )


def found(name: str, value: str, among: Any = None) -> list[str]:
    """The subjects that have a value, sorted."""
    return sorted(
        q.subject.value
        for q in among or quads()
        if (q.predicate.value, q.object.value) == (ATG + name, value)
    )


def of_class(name: str, among: Any = None) -> set[str]:
    return {
        q.subject.value
        for q in among or quads()
        if q.predicate == TYPE and q.object.value == ATG + name
    }


def one(class_name: str, **said: str) -> str:
    """The one record of a class that has these values."""
    records = [r for r in of_class(class_name) if all(v in values(r, p) for p, v in said.items())]
    assert len(records) == 1, (class_name, said, records)
    return records[0]


def ties(draft: Draft) -> set[str]:
    return of_class("Tie", draft.quads)


def mapped(folder: Path, change: Callable[[Path], None]) -> Draft:
    data = mini.copy_data(folder)
    change(data)
    return mini.draft(data)


# What every graph must be


def test_the_mini_programme_has_a_record_of_every_class_that_the_ontology_declares() -> None:
    for kind in mini.ontology().records.values():
        assert of_class(kind.iri.removeprefix(ATG)), kind.name


def test_no_node_is_blank() -> None:
    assert not any(isinstance(t, BlankNode) for q in quads() for t in (q.subject, q.object))


def test_instances_are_written_with_all_their_superclasses() -> None:
    types: dict[str, set[str]] = {}
    for q in quads():
        if q.predicate == TYPE:
            types.setdefault(q.subject.value, set()).add(q.object.value)

    for subject, classes in types.items():
        assert classes == {above for c in classes for above in mini.ontology().supers(c)}, subject


def test_every_thing_has_exactly_one_label_of_its_own_and_no_name_twice() -> None:
    labels: dict[str, list[str]] = {}
    for q in quads():
        if q.predicate == LABEL:
            labels.setdefault(q.subject.value, []).append(q.object.value)

    assert all(len(found) == 1 for found in labels.values())
    assert {f"{ATGD}person_p000{n}" for n in range(1, 6)} <= set(labels)


def test_every_record_is_stated_in_its_event_and_rests_on_words_of_its_source() -> None:
    source = (mini.transcript(mini.MINI).parent / "source.txt").read_text(encoding="utf-8")
    passages = of_class("Passage")

    for passage in passages:
        start, end = map(
            int, re.fullmatch(rf"{ATGD}text_{mini.ID}_programme#char=(\d+),(\d+)", passage).groups()
        )  # type: ignore[union-attr]
        assert values(passage, "exactText") == [source[start:end]]
        assert values(passage, "startLine") == [str(source[:start].count("\n") + 1)]
        assert values(passage, "endLine") == [str(source[: end - 1].count("\n") + 1)]
    for record in of_class("Tie") | of_class("Claim"):
        evidence = set(values(record, "hasEvidence"))
        assert evidence
        assert (evidence <= passages) == ("_registry_" not in record)
        assert len(values(record, "isStatedIn")) == 1


def test_each_record_stands_in_the_graph_of_its_source() -> None:
    graphs = {
        q.graph_name.value.rpartition("/graph/")[2]
        for q in quads()
        if q.subject.value.startswith(ATGD)
    }

    assert graphs == {"registry", f"programme/{mini.ID}"}
    assert all(
        q.graph_name.value.endswith("/registry") == ("_registry_" in q.subject.value)
        for q in quads()
        if q.subject.value in of_class("Tie")
    )


def test_the_mark_of_who_is_on_request_stands_nowhere(tmp_path: Path) -> None:
    def unmark(data: Path) -> None:
        mini.change(data / "registry" / "people.yml", ", listing: on-request", "")

    assert not [q for q in quads() if "request" in str(q).lower() or "listing:" in str(q)]
    marked, unmarked = mini.draft(mini.MINI), mapped(tmp_path, unmark)
    assert list(marked.quads) == list(unmarked.quads)
    assert values(one("Participation", hasParticipant=ZOE), "isParticipationIn") == [OPEN_DOORS]


def test_no_property_that_a_rule_derives_is_asserted() -> None:
    derived = set(mini.ontology().subjects(ATG + "isDerivedBy"))

    assert derived
    assert derived.isdisjoint(q.predicate.value for q in quads())


# What the transcript says


def test_participants_are_numbered_in_printed_order() -> None:
    order = {
        (values(p, "isParticipationIn")[0], int(values(p, "position")[0])): values(
            p, "hasParticipant"
        )[0]
        for p in of_class("Participation")
    }

    assert {k: v.removeprefix(ATGD) for k, v in order.items()} == {
        (OPEN_DOORS, 1): "organization_harbour-network",
        (OPEN_DOORS, 2): "person_p0001",
        (OPEN_DOORS, 3): "person_p0002",
        (OPEN_DOORS, 4): "person_p0003",
        (OPEN_DOORS, 5): "person_p0004",
        (FAIR_WORK, 1): "person_p0001",
        (FAIR_WORK, 2): "person_p0005",
    }


def test_a_participation_says_role_honorific_and_country_as_printed() -> None:
    ana = one("Participation", hasParticipant=ANA, isParticipationIn=OPEN_DOORS)
    emil = one("Participation", hasParticipant=f"{ATGD}person_p0005")

    assert values(ana, "hasRole") == [f"{ATGV}role_speaker"]
    assert values(ana, "statedHonorific") == ["Ms."]
    assert values(emil, "statedCountry") == ["NO"]
    assert values(one("Participation", hasParticipant=HARBOUR), "hasRole") == [
        f"{ATGV}role_moderator"
    ]


def test_a_post_is_one_affiliation_at_the_innermost_body_that_its_line_names() -> None:
    bodies = {
        values(a, "isAffiliationWith")[0]: values(a, "statedTitle")
        for a in found("hasAffiliate", ANA)
        if values(a, "isStatedIn") == [OPEN_DOORS]
    }

    section = f"{ATGD}organization_shelter-section"
    assert bodies == {section: ["Director of the Shelter Section"]}


def test_a_participation_names_the_affiliations_of_its_own_line() -> None:
    capacities = [values(p, "isInCapacityOf") for p in found("hasParticipant", ANA)]
    titles = [sorted(t for a in c for t in values(a, "statedTitle")) for c in capacities]

    assert [len(c) for c in capacities] == [1, 1]
    assert sorted(titles) == [["Director of Shelters"], ["Director of the Shelter Section"]]


def test_a_title_decided_to_imply_a_body_gives_an_affiliation_with_it() -> None:
    affiliation = one("Affiliation", hasAffiliate=DANA)

    assert values(affiliation, "isAffiliationWith") == [INSTITUTE]
    assert values(affiliation, "statedTitle") == ["Acting Co-ordinator for Fair Work"]
    assert not values(one("Participation", hasParticipant=DANA), "statedTitle")
    naming = one("Naming", statedName="Acting Co-ordinator for Fair Work")
    assert values(naming, "isNamingOf") == [INSTITUTE]
    assert len(values(naming, "isDecidedBy")) == 1


def test_a_title_decided_to_imply_none_stays_with_the_participation() -> None:
    assert found("hasAffiliate", ZOE) == []
    assert values(one("Participation", hasParticipant=ZOE), "statedTitle") == ["survivor leader"]


def test_one_name_stands_for_two_bodies_where_each_occurrence_is_decided() -> None:
    namings = [n for n in of_class("Naming") if values(n, "statedName") == ["Ministry of Labour"]]
    outcomes = {
        values(n, "isNamingOf")[0]: values(values(n, "isDecidedBy")[0], "reason") for n in namings
    }

    assert outcomes == {
        f"{ATGD}organization_westland-ministry-of-labour": ["The session is about Westland."],
        f"{ATGD}organization_northland-ministry-of-labour": ["The line prints NO after it."],
    }
    organizers = {
        e: {values(o, "hasOrganizer")[0].removeprefix(ATGD) for o in found("isOrganizingOf", e)}
        for e in (OPEN_DOORS, FAIR_WORK)
    }
    assert organizers == {
        OPEN_DOORS: {"organization_harbour-network", "organization_westland-ministry-of-labour"},
        FAIR_WORK: {"organization_northland-ministry-of-labour", "organization_quayside-bank"},
    }


def test_a_decision_says_outcome_reason_and_day_and_is_linked_where_it_counts() -> None:
    (decision,) = values(EVENT, "isDecidedBy")

    assert values(decision, "outcome") == ["date is 2020-05-04/2020-05-05"]
    assert values(decision, "dateDecided") == ["2026-11-24"]
    assert len(of_class("Decision")) == 6


def test_a_part_that_is_not_firm_says_so_and_all_others_are_confirmed() -> None:
    open_ones = {
        t for t in of_class("Tie") if values(t, "hasStatus") != [f"{ATGV}status_confirmed"]
    }

    assert open_ones == {one("Participation", hasParticipant=DANA)}
    assert values(*open_ones, "hasStatus") == [f"{ATGV}status_to-be-confirmed"]


def test_times_carry_the_offset_of_the_place_and_the_day() -> None:
    assert values(OPEN_DOORS, "startTime") == ["2020-05-04T10:00:00+02:00"]
    assert values(FAIR_WORK, "endTime") == ["2020-05-05T15:00:00+02:00"]


def test_winter_has_another_offset_and_a_programme_without_place_is_in_utc(tmp_path: Path) -> None:
    def winter(data: Path) -> None:
        mini.rewrite(
            mini.transcript(data), lambda raw: raw["sessions"][0].update(date="2020-01-06")
        )

    def nowhere(data: Path) -> None:
        mini.rewrite(mini.transcript(data), lambda raw: raw.pop("context"))

    (tmp_path / "b").mkdir()
    assert values(OPEN_DOORS, "startTime", mapped(tmp_path, winter).quads) == [
        "2020-01-06T10:00:00+01:00"
    ]
    assert values(OPEN_DOORS, "startTime", mapped(tmp_path / "b", nowhere).quads) == [
        "2020-05-04T10:00:00+00:00"
    ]


def test_events_have_bounds_edition_series_place_and_the_one_above() -> None:
    assert (values(EVENT, "earliestDate"), values(EVENT, "latestDate")) == (
        ["2020-05-04"],
        ["2020-05-05"],
    )
    assert (values(OPEN_DOORS, "earliestDate"), values(OPEN_DOORS, "latestDate")) == (
        ["2020-05-04"],
        ["2020-05-04"],
    )
    assert values(EVENT, "edition") == ["3"]
    assert values(EVENT, "isInSeries") == [f"{ATGD}event-series_example-forum"]
    assert values(EVENT, "takesPlaceIn") == [f"{ATGD}place_exampleton"]
    assert values(FAIR_WORK, "isPartOfEvent") == [EVENT]


def test_listings_keep_what_each_place_prints() -> None:
    def printed(event: str) -> list[tuple[str, ...]]:
        return sorted(
            (*values(x, "statedTitle"), *values(x, "statedDate"), *values(x, "earliestDate"))
            for x in found("isListingOf", event)
        )

    assert {event: printed(event) for event in (EVENT, OPEN_DOORS)} == {
        EVENT: [("3rd EXAMPLE FORUM AGAINST EXPLOITATION", "4-5 May 2021", "2021-05-04")],
        OPEN_DOORS: [
            ("Open Doors: Shelters and Tools", "Monday, 4 May 2020", "2020-05-04"),
            ("Open Doors: Shelters and their Tools", "Monday 4 May 2020", "2020-05-04"),
        ],
    }


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("May 4-5, 2021", ["2021-05-04", "2021-05-05"]),
        ("4.–5. Mai 2021", ["2021-05-04", "2021-05-05"]),
        ("4th and 5th May", ["2020-05-04", "2020-05-05"]),
    ],
)
def test_a_date_is_read_as_ingest_reads_it(date: str, bounds: list[str], tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    source = mini.transcript(data).with_name("source.txt")
    old = sha256(source.read_bytes()).hexdigest()
    for path in (source, mini.transcript(data)):
        mini.change(path, "4-5 May 2021", date, count=path.read_text().count("4-5 May 2021"))
    mini.change(mini.transcript(data), old, sha256(source.read_bytes()).hexdigest())
    draft = mini.draft(data)
    (listing,) = found("isListingOf", EVENT, draft.quads)

    assert draft.problems == []
    assert [
        day for name in ("earliestDate", "latestDate") for day in values(listing, name, draft.quads)
    ] == bounds


@pytest.mark.slow
def test_a_printed_date_that_cannot_be_read_is_told_and_stops_nothing(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    path = mini.transcript(data)
    line = mini.change(path, 'date: "Monday 4 May 2020"', 'date: "10.00–11.30"') - 1
    draft = mini.draft(data)
    run = mini.here("check", "--data", data)

    assert [(f.path, f.line, f.severity) for f in draft.problems] == [(str(path), line, WARNING)]
    assert "'10.00–11.30' is no date that can be read" in run.out
    assert "leave the key out" in run.out
    assert "A printed date cannot be read." in run.out
    assert "Nothing is built" not in run.out
    assert f"programme.yml:{line}" in run.out
    assert run.code == 0, run.err


def test_a_printed_date_that_is_read_in_part_is_told_and_stops_nothing(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    mini.change(mini.transcript(data), 'date: "Monday 4 May 2020"', 'date: "4 May 2020, 10.00"')
    draft = mini.draft(data)

    told = [f for f in draft.problems if f.rule == "printed-date-in-part"]
    assert [(f.key.value, f.severity) for f in told] == [("4 May 2020, 10.00", WARNING)]
    assert "only 2020-05-04 is read" in told[0].message


def test_a_misspelt_date_is_told_once(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    mini.change(mini.transcript(data), 'date: "Monday 4 May 2020"', 'date: "Monday 4 Mxy 2020"')
    run = mini.here("check", "--data", data)

    assert "The value of “date” is not in the quotes of its record." in run.out
    assert "printed date" not in run.out


def test_a_claim_keeps_number_words_and_as_of_bounds() -> None:
    (claim,) = of_class("Claim")

    said = {
        n: values(claim, n)
        for n in (
            "measure",
            "statedValue",
            "comparator",
            "value",
            "unit",
            "earliestDate",
            "latestDate",
        )
    }
    assert said == {
        "measure": ["shelters counted"],
        "statedValue": ["more than 40"],
        "comparator": ["more than"],
        "value": ["40"],
        "unit": ["shelters"],
        "earliestDate": ["2019-01-01"],
        "latestDate": ["2019-12-31"],
    }
    assert values(claim, "isClaimAbout") == [f"{ATGD}work_open-door-report"]
    assert values(claim, "isClaimedBy") == [HARBOUR]


def test_a_clique_names_all_its_partners() -> None:
    (partnership,) = of_class("Partnership")

    assert values(partnership, "hasPartner") == sorted([HARBOUR, INSTITUTE])
    assert values(partnership, "isPartnershipOn") == [f"{ATGD}work_open-door-report"]


def test_a_key_left_out_means_the_event_of_the_session() -> None:
    assert values(
        one("ThemeAssignment", assignsTheme=f"{ATGV}theme_supply-chain-risk"), "isAssignedTo"
    ) == [FAIR_WORK]
    assert values(*of_class("Mention"), "isMentionIn") == [OPEN_DOORS]


def test_an_event_is_named_by_the_id_of_its_session(tmp_path: Path) -> None:
    def change(data: Path) -> None:
        mini.change(
            mini.transcript(data),
            '    mentions: "Safe Roads"\n    quotes: ["The report',
            '    mentions: fair-work\n    quotes: ["The report',
        )

    assert found("mentions", FAIR_WORK, mapped(tmp_path, change).quads)


def test_facts_read_elsewhere_rest_on_a_reference_and_never_on_words() -> None:
    fact = one("Involvement", hasInvolved=INSTITUTE)
    (reference,) = values(fact, "hasEvidence")

    assert reference in of_class("Reference")
    assert values(reference, "dateRead") == ["2026-11-24"]
    (source,) = values(reference, "isReferenceTo")
    assert [
        q.object.value for q in quads() if q.subject.value == source and q.predicate == LABEL
    ] == ["https://fairwork.example/roads"]
    assert "exactText" not in {
        q.predicate.value.removeprefix(ATG) for q in quads() if q.subject.value == reference
    }


def test_a_type_read_on_a_page_names_the_page_and_the_property() -> None:
    references = [r for r in values(LARCH, "hasEvidence") if r in of_class("Reference")]

    assert sorted(
        p.removeprefix(ATG) for r in references for p in values(r, "supportsProperty")
    ) == ["countryCode", "hasOrganizationType"]
    assert {f for r in references for f in values(r, "isReferenceFor")} == {LARCH}


# IRIs


def shuffled(data: Path, seed: int) -> None:
    rng = random.Random(seed)

    def shuffle(raw: Any) -> None:
        for rows in (raw["sessions"], raw["statements"], raw["ignored"]):
            rng.shuffle(rows)
        for session in raw["sessions"]:
            for key in ("organizers", "participants", "listings"):
                rng.shuffle(session[key])
            for row in session["participants"]:
                rng.shuffle(row["quotes"])

    mini.rewrite(mini.transcript(data), shuffle)
    for name in ("people", "organizations", "decisions"):
        mini.rewrite(data / "registry" / f"{name}.yml", rng.shuffle)


@pytest.mark.parametrize("seed", range(3))
def test_another_order_of_records_changes_no_iri_and_only_positions(
    tmp_path: Path, seed: int
) -> None:
    before, after = mini.draft(mini.MINI), mapped(tmp_path, lambda data: shuffled(data, seed))

    def without_positions(draft: Draft) -> set[Quad]:
        return {q for q in draft.quads if q.predicate.value != ATG + "position"}

    assert after.problems == []
    assert ties(after) == ties(before)
    assert without_positions(after) == without_positions(before)


def test_merging_two_identities_changes_no_iri_of_a_tie(tmp_path: Path) -> None:
    def merge(data: Path) -> None:
        def merged(rows: list[dict[str, Any]]) -> None:
            rows[:] = [r for r in rows if r["id"] != "organization_quayside-bank"]
            next(r for r in rows if r["id"] == "organization_larch-foundation")["names"] = [
                "Quayside Bank"
            ]

        mini.rewrite(data / "registry" / "organizations.yml", merged)

    before, after = mini.draft(mini.MINI), mapped(tmp_path, merge)

    assert after.problems == []
    assert ties(after) == ties(before)
    assert len(found("hasMember", LARCH, after.quads)) == 2


def test_renaming_an_identity_changes_no_iri_of_a_tie(tmp_path: Path) -> None:
    def rename(data: Path) -> None:
        path = data / "registry" / "organizations.yml"
        path.write_text(
            path.read_text(encoding="utf-8").replace(
                "organization_harbour-network", "organization_h"
            ),
            encoding="utf-8",
        )

    assert ties(mapped(tmp_path, rename)) == ties(mini.draft(mini.MINI))


def test_the_same_printed_words_in_another_session_are_another_tie() -> None:
    ana = found("hasAffiliate", ANA)

    assert len(ana) == 2
    assert {a.removeprefix(ATGD).rpartition("_")[0] for a in ana} == {
        f"affiliation_{mini.ID}_open-doors",
        f"affiliation_{mini.ID}_fair-work",
    }
    assert all(re.fullmatch(r"[0-9a-f]{12}", a.rpartition("_")[2]) for a in ana)


@pytest.mark.parametrize(
    ("comparator", "stated", "least", "most"),
    [
        ("more than", "more than 40", ["40"], []),
        ("", "more than 40", ["40"], ["40"]),
        ("than", "more than 40", [], []),  # told
    ],
)
def test_a_number_has_a_least_and_a_most_by_the_words_beside_it(
    comparator: str, stated: str, least: list[str], most: list[str], tmp_path: Path
) -> None:
    def say(data: Path) -> None:
        claim = {"comparator": comparator, "stated": stated}
        mini.rewrite(mini.transcript(data), lambda raw: _claim(raw, claim))

    draft = mapped(tmp_path, say)
    (claim,) = of_class("Claim", draft.quads)
    assert values(claim, "minimum", draft.quads) == least
    assert values(claim, "maximum", draft.quads) == most
    assert bool(draft.problems) == (comparator == "than")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            {"comparator": "than"},
            "comparator: “than” does not say how a number is meant; correct it, or add it to",
        ),
        (
            {"comparator": "in", "stated": "40 shelters"},
            "comparator: “in” does not say how a number is meant",
        ),
        (
            {"comparator": "its"},
            "comparator: “its” does not say how a number is meant",
        ),
        ({"counts": "shelters"}, "counts: 'shelters' is not a kind of tie; write one of accred"),
        ({"counts": "claim"}, "counts: 'claim' is not a kind of tie; write one of accreditation,"),
    ],
)
def test_a_claim_whose_number_does_not_fit_its_words_is_told(
    claim: dict[str, str], told: str, tmp_path: Path
) -> None:
    def say(data: Path) -> None:
        mini.rewrite(mini.transcript(data), lambda raw: _claim(raw, claim))

    found = [p.message for p in mapped(tmp_path, say).problems]
    assert any(message.startswith(told) for message in found), found


def test_a_comparator_that_stands_elsewhere_in_the_quote_is_told(tmp_path: Path) -> None:
    """“more than 40 shelters in 2019”: “more than” says nothing of 2019."""

    def say(data: Path) -> None:
        claim = {"stated": "2019", "value": "2019"}
        mini.rewrite(mini.transcript(data), lambda raw: _claim(raw, claim))

    (problem,) = mapped(tmp_path, say).problems
    assert problem.message.startswith(
        "comparator: “more than” does not stand with “2019” in the record's quotes"
    )


def _claim(raw: Any, change: dict[str, str]) -> None:
    """Change the claim of the mini programme; an empty value takes a key out."""
    (claim,) = (row for row in raw["statements"] if "claim" in row)
    for key, value in change.items():
        claim.pop(key, None)
        if value:
            claim[key] = value


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        ("since 2019", "holds: 'since 2019' is no date; write 2019, 2019-04 or 2019-04-08"),
        ("2019-02-30", "holds: '2019-02-30' does not exist; correct the date"),
        ("2019/", "holds: the year of '2019/' is not in the record's quotes; quote the words"),
        ("2020/2021", "holds: the year of '2020/2021' is not in the record's quotes; quote"),
    ],
)
def test_a_time_to_hold_for_that_is_unreadable_or_unprinted_is_told(
    holds: str, told: str, tmp_path: Path
) -> None:
    def say(data: Path) -> None:
        mini.rewrite(
            mini.transcript(data), lambda raw: raw["statements"][0].update({"holds": holds})
        )

    found = {p.message for p in mapped(tmp_path, say).problems}
    assert any(message.startswith(told) for message in found), found


def test_a_record_written_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    def twice(data: Path) -> None:
        mini.rewrite(
            mini.transcript(data), lambda raw: raw["statements"].append(dict(raw["statements"][0]))
        )

    (problem,) = mapped(tmp_path, twice).problems
    assert "this membership stands already in " in problem.message
    assert f"{mini.ID}/programme.yml:" in problem.message


def test_a_person_has_an_iri_without_the_name_and_all_names_are_folded() -> None:
    people = of_class("Person")

    assert all(re.fullmatch(rf"{ATGD}person_p\d{{4}}", p) for p in people)
    names = [
        q.object.value
        for q in quads()
        if isinstance(q.object, Literal) and q.predicate.value == ATG + "statedName"
    ]
    assert names == [fold(n) for n in names]
    assert {
        o.value
        for o in (q.object for q in quads())
        if isinstance(o, NamedNode) and "Ana" in o.value
    } == set()


def test_a_first_sentence_that_nothing_quotes_is_told(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    source = mini.transcript(data).with_name("source.txt")
    source.write_text("Said at the start.\n" + source.read_text("utf-8"), "utf-8")
    unquoted = [p for p in mini.draft(data).problems if p.rule == "unquoted-sentence"]

    assert [(p.line, p.quote.text) for p in unquoted][:1] == [(1, "Said at the start.")]
