"""Suggestions: never a partner, at most five sentences.

Each true of the source and opening its words.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forms import tries
from hypothesis import given, settings
from hypothesis import strategies as st

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.evidence import evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.partners import find_partners
from atgraph.network.paths import find_paths
from atgraph.network.steps import Walks
from atgraph.network.suggestions import Suggestion, Suggestions, Wanted, suggest
from atgraph.network.ties import ORGANIZATION, read_ties
from atgraph.rdf.namespaces import ATGD
from invented import Invented

ALL = Wanted(top=0)
A, B = "organization_a", "organization_b"


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


def one(found: Suggestions, label: str) -> Suggestion:
    return next(suggestion for suggestion in found.found if suggestion.label == label)


def sentences(suggestion: Suggestion) -> dict[str, str]:
    return {reason.kind: reason.sentence for reason in (*suggestion.reasons, suggestion.against)}


def lines(suggestion: Suggestion, kind: str) -> set[int]:
    return {
        quote.line
        for reason in suggestion.reasons
        if reason.kind == kind
        for quote in suggestion.quotes(reason)
    }


def ask(
    world: Invented, folder: Path, who: str = A, asked: Wanted = ALL, **chosen: object
) -> Suggestions:
    return suggest(world.kg(), who, asked, **chosen)  # type: ignore[arg-type]


# The real programme


@pytest.mark.slow
def test_diginex_and_nottingham_have_the_osce_in_common(real: KnowledgeGraph) -> None:
    """Line 203: organised by the OSCE and Diginex.

    Line 189 ff.: the OSCE jointly with the University of Nottingham; both speak at the fifth event.
    """
    found = one(suggest(real, "Diginex"), "University of Nottingham")
    told = sentences(found)

    assert told["partners"] == (
        "Organization for Security and Co-operation in Europe has declared ties with both."
    )
    assert "(Diginex: organises, speaker; University of Nottingham: speaker)" in told["meeting"]
    assert "a single event, “Technology, trafficking and the OSCE" in told["against"]
    assert 203 in lines(found, "partners") and {199, 203} <= lines(found, "meeting")


@pytest.mark.slow
def test_diginex_and_unseen_meet_at_no_event_but_take_up_the_same_themes(
    real: KnowledgeGraph,
) -> None:
    """Line 109: the event of which Unseen is part maps technology; line 180: Diginex's own does.

    Unseen demonstrates on lines 129 to 135, where Diginex is not.
    """
    found = one(suggest(real, "Diginex"), "Unseen")
    told = sentences(found)

    assert told["themes"] == (
        "Diginex brought about an event that deals with mapping of technology and technology;"
        " Unseen was present where an event dealt with them."
    )
    assert {109, 180} <= lines(found, "themes")
    assert "introduction" not in told
    assert told["against"] == "No event has both; nobody is found who could introduce them."


@pytest.mark.slow
def test_co_presence_alone_is_said_against(real: KnowledgeGraph) -> None:
    """Line 167: Thorn is only at the fourth event."""
    told = sentences(one(suggest(real, "Thorn"), "Spain"))["against"]
    assert (
        told.startswith("Nothing but being together at a single event speaks for it")
        and "compete" not in told
    )  # all speak there


def test_who_brings_an_event_about_is_not_said_to_be_present(real: KnowledgeGraph) -> None:
    """Line 61: organised by ICAT, of which nobody speaks for it; line 57: a speaker of ICMPD."""
    (found,) = suggest(real, "ICMPD", Wanted(candidate="ICAT")).found

    told = sentences(found)

    assert told["against"].startswith("Nothing but parts in a single event speaks for it")
    assert told["introduction"].startswith("Ask Ilias Chatzis (")  # Elisa Trossero is of ICMPD


@pytest.mark.slow
@tries(short=3, long=20)
@pytest.mark.parametrize(("level", "first"), [("body", 0), ("unit", 1)])
def test_nobody_is_suggested_to_a_partner_and_every_sentence_opens_its_words(
    real: KnowledgeGraph, level: str, first: int, count: int
) -> None:
    bodies = sorted(iri for iri, kind in read_ties(real).kinds.items() if kind == ORGANIZATION)
    assert len(bodies) > 40
    seen = 0
    chosen = bodies[first :: len(bodies) // count]  # each asks of some fifty others
    for body in chosen:
        partners = {
            p.iri
            for g in find_partners(
                real, body, ties=["declared"], level=level, evidence=False
            ).groups
            for p in g.partners
        }
        suggestions = suggest(real, body, ALL, level=level, evidence=level == "body").found
        assert partners.isdisjoint(s.iri for s in suggestions)
        for found in suggestions if level == "body" else ():
            seen += 1
            assert 2 <= len(found.reasons) + 1 <= 5
            assert found.against.sentence and {reason.kind for reason in found.reasons} != {"roles"}
            for reason in found.reasons:
                assert found.quotes(reason), (body, reason)
                assert reason.sentence.endswith(".")
    assert seen > len(chosen) or level == "unit"


@pytest.mark.slow
def test_a_theme_or_a_country_narrows_the_candidates(real: KnowledgeGraph) -> None:
    """Lines 109 and 180: the third and the fifth event map technology; the fourth does not."""
    whole, of_theme = (
        suggest(real, "Diginex", ALL),
        suggest(real, "Diginex", Wanted(0, theme="mapping of technology")),
    )
    spanish = suggest(real, "Thorn", Wanted(0, country="es"))

    with_it, all_ = ({s.label for s in found.found} for found in (of_theme, whole))
    assert {
        "Unseen",
        "Tech Against Trafficking",
    } <= with_it < all_ and "Western Union" in all_ - with_it
    assert [s.label for s in spanish.found] == ["Spain"]


def test_one_pair_is_explained_and_a_partner_is_refused(real: KnowledgeGraph) -> None:
    assert [s.label for s in suggest(real, "Thorn", Wanted(candidate="Spain")).found] == ["Spain"]
    with pytest.raises(NotFoundError, match="has a declared tie already"):
        suggest(real, "OSCE", Wanted(candidate="Diginex"))
    for one, other in (("Thorn", "Thorn"), ("OSCE", "ODIHR")):
        with pytest.raises(QueryError, match="are one body, or one holds the other"):
            suggest(real, one, Wanted(candidate=other))


def test_the_body_that_holds_both_is_no_partner_of_theirs(real: KnowledgeGraph) -> None:
    """Both are units of Belarus: that these are declared ties makes no partner of it."""
    asked = Wanted(candidate="Ministry of Foreign Affairs of Belarus")
    (found,) = suggest(
        real, "Permanent Mission of the Republic of Belarus to the OSCE", asked, level="unit"
    ).found

    assert sentences(found) == {
        "introduction": (
            "Ask Larysa Belskaya (Head of the General Department for Multilateral Diplomacy"
            " Department, General Department for Multilateral Diplomacy Department, Ministry of"
            " Foreign Affairs, Belarus): was at “Countering Trafficking in Minors in the Digital"
            " Age” with Andrei Lozovik."
        ),
        "against": "Both are part of Belarus; no event has both.",
    }


# Rules, on graphs made for each


@pytest.fixture
def tools() -> Invented:
    """B develops a tool and A deploys another of the same theme.

    C does as A does. A and D have partner P; E is within P.
    """
    world = Invented()
    a, b, c, d, p = (world.organization(name) for name in "abcdp")
    world.organization("e", within=p)
    for number, (body, role) in enumerate(((a, "deploys"), (b, "develops"), (c, "deploys"))):
        tool = world.thing(f"tool_{number}", "Tool")
        world.tie("Involvement", hasInvolved=body, isInvolvementIn=tool, role=role)
        world.tie("ThemeAssignment", isAssignedTo=tool, assignsTheme="theme_blockchain")
    for body in (a, d):
        world.tie("Partnership", hasPartner=(body, p))
    return world


def test_roles_that_complement_and_roles_that_compete(tools: Invented, tmp_path: Path) -> None:
    found = ask(tools, tmp_path)
    other, same = (sentences(one(found, f"organization_{name}")) for name in "bc")

    assert other["roles"] == (
        "Their roles may complement each other, by kind of thing (tool):"
        " organization_a (deploys), organization_b (develops)."
    )
    assert other["themes"] == "Both work on blockchain, each in something of its own."
    assert other["against"].startswith(
        "The only theme in common, blockchain, rests on one assignment on each side"
    )
    assert (
        "roles" not in same
        and "both have the same role (deploys: tool), so they may compete" in same["against"]
    )


def test_a_partner_of_a_partner_is_suggested_and_who_belongs_with_a_partner_is_not(
    tools: Invented, tmp_path: Path
) -> None:
    tools.tie("Partnership", hasPartner=("organization_e", "organization_d"))
    found = ask(tools, tmp_path, level="unit")

    assert (
        sentences(one(found, "organization_d"))["partners"]
        == "organization_p has declared ties with both."
    )
    assert {"organization_p", "organization_e"}.isdisjoint(s.label for s in found.found)


@pytest.mark.slow
def test_the_partners_of_own_units_are_partners_and_those_of_the_body_above_are_said_against(
    tmp_path: Path,
) -> None:
    world = Invented()
    a, b, c, talk = (
        world.organization("a"),
        world.organization("b"),
        world.organization("c"),
        world.event("talk"),
    )
    unit, sister = world.organization("unit", within=a), world.organization("sister", within=a)
    world.tie("Partnership", hasPartner=(unit, b))
    world.tie("Partnership", hasPartner=(a, c))
    for number, body in enumerate((a, b, c, unit, sister)):
        world.speaks(world.person(f"p{number}"), talk, body)
    of_whole, of_unit, of_sister = (
        ask(world, tmp_path, name, level="unit") for name in (a, unit, sister)
    )

    assert of_whole.found == ()
    assert {s.label for s in of_unit.found} == {c, sister}
    assert (
        "rganization_a, which organization_unit is part of, has a declared tie with it already"
        in sentences(one(of_unit, c))["against"]
    )
    assert "oth are part of organization_a" in sentences(one(of_unit, sister))["against"]
    assert {s.label for s in of_sister.found} == {b, c, unit}


@pytest.mark.slow
def test_nobody_listed_on_request_introduces_and_they_are_counted(tmp_path: Path) -> None:
    world = Invented()
    a, b = world.organization("a"), world.organization("b")
    for number, listed in enumerate((True, False)):
        talk, whole = (
            world.event(f"talk{number}"),
            world.person(f"between{number}", on_request=listed),
        )
        world.organizes(a, talk)
        world.speaks(whole, talk)
        world.tie("Affiliation", hasAffiliate=whole, isAffiliationWith=b)
    closed, open_ = ask(world, tmp_path), ask(world, tmp_path, on_request=True)

    assert "person_between0" not in str(closed.found) and "person_between1" in str(closed.found)
    assert closed.left_out.on_request == 1 and open_.left_out.on_request == 0
    assert open_.found[0].score > 0


@pytest.mark.slow
def test_who_is_tied_by_a_tie_that_is_not_confirmed_is_no_new_partner(tmp_path: Path) -> None:
    world = Invented()
    talk = world.event("talk")
    for name in "ab":
        world.speaks(world.person(name), talk, world.organization(name))
    assert [s.label for s in ask(world, tmp_path).found] == [B]
    world.tie("Partnership", hasPartner=(A, B), status="to-be-confirmed")
    assert (ask(world, tmp_path).found, ask(world, tmp_path).partners) == ((), 1)


@pytest.mark.slow
def test_what_more_have_in_common_than_the_cap_leads_nowhere(tmp_path: Path) -> None:
    world = Invented()
    talk = world.event("talk")
    for name in "abc":
        world.speaks(world.person(name), talk, world.organization(name))
    assert len(ask(world, tmp_path, cap=3)) == 2
    closed = ask(world, tmp_path, cap=2)
    assert (len(closed), closed.left_out.over_cap) == (0, ("event_talk",))


@pytest.mark.slow
def test_without_ties_there_is_no_suggestion_and_numbers_below_none_are_refused(
    tmp_path: Path,
) -> None:
    world = Invented()
    world.organization("a")
    assert ask(world, tmp_path) == ask(world, tmp_path) and len(ask(world, tmp_path)) == 0
    with pytest.raises(QueryError, match="must be 1 or more, or 0 for all, not -1"):
        ask(world, tmp_path, asked=Wanted(-1))
    with pytest.raises(QueryError, match="'Austria' is not the code of a country"):
        ask(world, tmp_path, asked=Wanted(country="Austria"))


@pytest.mark.parametrize("kind", ["shared person", "shared theme"])
def test_nobody_is_introduced_by_what_two_only_have_in_common(
    real: KnowledgeGraph, kind: str
) -> None:
    with pytest.raises(QueryError, match=f"nobody is introduced by a {kind}"):
        suggest(real, "Thorn", ties=["declared", kind])
    with pytest.raises(QueryError, match=f"nobody is introduced by a {kind}"):
        find_paths(real, "UNODC", "Diginex", ties=[kind])


@st.composite
def worlds(draw: st.DrawFn) -> Invented:
    """Draw bodies, some of them units, with any declared ties, events and themes between them."""
    world = Invented()
    names = [world.organization(name) for name in "abcdef"]
    for child, parent in draw(
        st.lists(st.sampled_from([("b", "a"), ("d", "c"), ("e", "d")]), unique=True)
    ):
        world.tie(
            "Subordination",
            hasUnit=f"organization_{child}",
            isSubordinationTo=f"organization_{parent}",
        )
    bodies = st.sampled_from(names)
    for one_, other in draw(
        st.lists(st.tuples(bodies, bodies).filter(lambda pair: pair[0] != pair[1]), max_size=4)
    ):
        world.tie(
            "Partnership",
            hasPartner=(one_, other),
            status=draw(st.sampled_from(("confirmed", "invited"))),
        )
    for body, group in draw(
        st.lists(st.tuples(bodies, bodies).filter(lambda pair: pair[0] != pair[1]), max_size=2)
    ):
        world.tie("Membership", hasMember=body, isMembershipIn=group)
    for number in range(3):
        event = world.event(f"e{number}")
        for body in draw(st.sets(bodies, max_size=2)):
            world.organizes(body, event)
        for body in sorted(draw(st.sets(bodies, max_size=4))):
            world.tie("Participation", hasParticipant=body, isParticipationIn=event, role="speaker")
        if draw(st.booleans()):
            world.tie("ThemeAssignment", isAssignedTo=event, assignsTheme="theme_blockchain")
    return world


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 5)
@given(worlds(), st.sampled_from(("body", "unit", "printed")))
def test_no_suggestion_is_a_partner_or_of_the_own_body_and_none_is_longer_than_five_sentences(
    world: Invented, level: str
) -> None:
    kg = world.kg()
    above = read_ties(kg).above
    for name in ("organization_a", "organization_d"):
        iri = f"{ATGD}{name}"
        found = suggest(kg, name, ALL, level=level)
        partners = {
            p.iri
            for g in find_partners(kg, name, ties=["declared"], level=level).groups
            for p in g.partners
        }
        suggested = {s.iri for s in found.found}
        assert partners.isdisjoint(suggested) and iri not in suggested
        assert all(
            above.get(s, frozenset()).isdisjoint({iri, *partners}) and s not in above.get(iri, ())
            for s in suggested
        )
        assert all(s not in above.get(partner, ()) for s in suggested for partner in partners)
        assert all(1 <= len(s.reasons) <= 4 and s.against.sentence for s in found.found)
        assert [s.score for s in found.found] == sorted(
            (s.score for s in found.found), reverse=True
        )
        assert found == suggest(kg, name, ALL, level=level)


# The score


@pytest.mark.slow
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
        st.sampled_from((0.25, 0.5, 1.0, 2.0)),
        min_size=1,
    )
)
def test_the_score_is_the_share_of_a_walk_in_both_directions(
    edges: dict[tuple[int, int], float],
) -> None:
    weights = {(f"n{one_}", f"n{other}"): weight for (one_, other), weight in edges.items()}
    walks, start = Walks(weights), min(min(pair) for pair in weights)
    there = walked(weights, start)
    for name, score in walks.nearness(start).items():
        assert score == pytest.approx(there[name] + walked(weights, name)[start], abs=1e-9)
    assert set(walks.nearness(start)) == {name for name, share in there.items() if share} - {start}
    assert walks.nearness("nobody") == {}


def walked(weights: dict[tuple[str, str], float], start: str) -> dict[str, float]:
    """Return where a walk is after many steps.

    85 in 100 of them along an edge and the others back to the start.
    """
    both = {**weights, **{(b, a): weight for (a, b), weight in weights.items()}}
    strength = {
        name: sum(weight for (a, _), weight in both.items() if a == name) for name, _ in both
    }
    shares = {name: float(name == start) for name in strength}
    for _ in range(200):
        after = {name: 0.15 * (name == start) for name in strength}
        for (a, b), weight in both.items():
            after[b] += 0.85 * shares[a] * weight / strength[a]
        shares = after
    return shares


# The command


def run(store: Path, *arguments: str) -> mini.Run:
    return mini.atgraph("network", "suggest", *arguments, "--store", store)


@pytest.mark.slow
def test_rows_text_and_json_hold_the_same(store: Path, real: KnowledgeGraph) -> None:
    rows = run(store, "Diginex", "--top", "3")
    known = json.loads(run(store, "Diginex", "--top", "3", "--format", "json").out)
    told = run(store, "Diginex", "--top", "3", "--format", "text", "--evidence").out

    assert rows.out.splitlines()[0].split("\t") == [
        "rank",
        "candidate",
        "shortlist",
        "reasons",
        "against",
    ]
    assert [row.split("\t")[1] for row in rows.out.splitlines()[1:]] == [
        s["candidate"] for s in known["suggestions"]
    ]
    for suggestion in known["suggestions"]:
        assert {"candidate", "score", "reasons", "against", "iri", "evidence"} <= suggestion.keys()
        assert len(suggestion["reasons"]) + len(suggestion["against"]) <= 5
        for reason in suggestion["evidence"]:
            assert reason["sentence"] in told
            opened = {
                quote.text
                for quotes in evidence_of(real, reason["statements"]).values()
                for quote in quotes
            }
            assert {quote.get("text", quote.get("page")) for quote in reason["quotes"]} == opened
    assert "with a declared tie" in rows.err and "1 person listed on request" in rows.err


@pytest.mark.slow
def test_two_runs_print_the_same_bytes(store: Path) -> None:
    assert run(store, "OSCE", "--top", "0", "--format", "json") == run(
        store, "OSCE", "--top", "0", "--format", "json"
    )


def test_who_is_not_there_is_told_with_the_nearest_name(store: Path) -> None:
    told = run(store, "Thron")
    assert (told.code, told.out, "did you mean “Thorn”?" in told.err) == (1, "", True)


@pytest.mark.slow
def test_an_empty_answer_is_honest_and_has_exit_code_1(store: Path) -> None:
    told = run(store, "Thorn", "--ties", "declared", "--event", "role of ICAT")
    known = run(store, "Thorn", "--ties", "declared", "--event", "role of ICAT", "--format", "json")

    assert (told.code, told.out) == (
        1,
        "",
    ) and "nothing leads from “Thorn” to a body that it has no declared tie with" in told.err
    assert (known.code, json.loads(known.out)["suggestions"]) == (1, [])
