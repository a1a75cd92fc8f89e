"""The network: who is linked to whom and why, at which level, and what is left out."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from pyoxigraph import Literal, NamedNode

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.evidence import evidence_of
from atgraph.build.whole import build_graph
from atgraph.errors import NotFoundError, QueryError
from atgraph.network import Link, Network
from atgraph.network.ties import CO_PRESENCE, DECLARED, MENTION, SHARED_PERSON, SHARED_THEME
from atgraph.rdf.namespaces import ATGD, XSD, atg
from invented import Invented, named


def org(name: str) -> str:
    return f"{ATGD}organization_{name}"


def links(network: Network, one: str, other: str) -> tuple[Link, ...]:
    """Return the links of two bodies, none where there is no edge."""
    return (
        tuple(network.graph.edges[org(one), org(other)]["links"])
        if network.graph.has_edge(org(one), org(other))
        else ()
    )


def kinds(network: Network, one: str, other: str) -> set[str]:
    return {link.kind for link in links(network, one, other)}


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


@pytest.fixture(scope="module")
def small() -> KnowledgeGraph:
    return KnowledgeGraph(build_graph(mini.MINI).store)


# The real programme; line numbers are those of its text.


def test_a_partnership_in_the_prose_is_declared_and_makes_nobody_present(
    real: KnowledgeGraph,
) -> None:
    """Line 149: the ILO and the Walk Free Foundation, in partnership with IOM.

    Neither of the first two has a part in an event.
    """
    network = real.network()

    for one, other in (("ilo", "walk-free"), ("ilo", "iom"), ("walk-free", "iom")):
        assert [(link.kind, link.how, link.via) for link in links(network, one, other)] == [
            (DECLARED, "partnership", "")
        ]
    assert set(network.graph[org("ilo")]) == {org("walk-free"), org("iom")}


def test_who_organises_together_is_declared_and_who_shares_a_panel_is_not(
    real: KnowledgeGraph,
) -> None:
    """Lines 199-203: the event is organised by the OSCE and Diginex.

    Nottingham and Diginex speak there.
    """
    network = real.network()

    assert (DECLARED, "shared organising") in {
        (link.kind, link.how) for link in links(network, "osce", "diginex")
    }
    assert kinds(network, "diginex", "nottingham-university-business-school") == {CO_PRESENCE}


def test_on_people_alone_the_five_events_fall_into_three_parts(real: KnowledgeGraph) -> None:
    """Lines 51, 55, 87, 91, 93 and 193.

    Three people, who join the first, second and fifth event.
    """
    network = real.network(actors="people", ties=[CO_PRESENCE])
    parts = sorted(len(part) for part in networkx.connected_components(network.graph))

    assert parts == [
        7,
        8,
        15,
    ]  # Tech Against Trafficking; ICT tools without one of nine; the other three


def test_somebody_listed_on_request_is_left_out_counted_and_let_in_when_asked_for(
    real: KnowledgeGraph,
) -> None:
    without, with_ = real.network(actors="people"), real.network(actors="people", on_request=True)

    assert (without.left_out.on_request, with_.left_out.on_request) == (1, 0)
    (hidden,) = with_.graph.nodes - without.graph.nodes
    assert with_.graph.nodes[hidden]["on_request"] and not any(
        on for _, on in without.graph.nodes(data="on_request")
    )
    assert "1 person listed on request" in str(without.left_out)


def test_nobody_is_said_to_be_left_out_where_no_person_can_be_in_it(real: KnowledgeGraph) -> None:
    """The one listed on request speaks at an event (line 169), for no organisation."""
    counted = {
        (actors, kind)
        for actors in ("organizations", "both")
        for kind in ("declared", "co-presence", "shared person")
        if real.network(actors=actors, ties=[kind]).left_out.on_request
    }

    assert counted == {
        ("both", "co-presence"),
        ("both", "shared person"),
        ("organizations", "shared person"),
    }


def test_who_would_have_no_part_is_not_counted_as_left_out(real: KnowledgeGraph) -> None:
    """The one listed on request speaks at the event on ICT tools (line 169), and at no other."""
    assert [
        real.network(actors="people", when=event).left_out.on_request
        for event in ("ICT Tools", "role of ICAT")
    ] == [1, 0]


def test_the_roles_of_the_two_ends_are_told_apart(real: KnowledgeGraph) -> None:
    """Line 45: the opening address, of the US Department of State.

    Line 49: OSCE and UN Women moderate; line 41: both co-chair ICAT.
    """
    network = real.network()

    assert [link.ends for link in links(network, "osce", "us-department-of-state")] == [
        ("moderator", "opening address")
    ]
    assert {link.ends for link in links(network, "icat", "osce") if link.how == "membership"} == {
        ("", "co-chair")
    }
    assert {
        (link.role, link.ends)
        for link in links(network, "osce", "un-women")
        if link.kind == DECLARED
    } == {("co-chair", ("co-chair", "co-chair"))}


def test_each_link_rests_on_ties_whose_words_are_known(real: KnowledgeGraph) -> None:
    network = real.network(actors="both", ties=[DECLARED, CO_PRESENCE, MENTION, SHARED_THEME])
    found = [link for _, _, said in network.graph.edges(data="links") for link in said]
    words = evidence_of(real, {tie for link in found for tie in link.statements})

    assert len(found) > 200
    assert all(link.statements and all(words[tie] for tie in link.statements) for link in found)
    assert all(
        said == tuple(sorted(said)) and edge_kinds == tuple(sorted({link.kind for link in said}))
        for said, edge_kinds in _edges(network)
    )


def _edges(network: Network) -> list[tuple[tuple[Link, ...], tuple[str, ...]]]:
    return [(data["links"], data["kinds"]) for _, _, data in network.graph.edges(data=True)]


def test_rolling_up_puts_the_units_of_the_osce_into_one_and_counts_what_runs_inside(
    real: KnowledgeGraph,
) -> None:
    """Lines 153-157: three of ODIHR and the SPMU's head at one event."""
    unit, body = real.network(level="unit"), real.network(level="body")

    assert kinds(unit, "odihr", "spmu") == {DECLARED, CO_PRESENCE}
    assert {org("odihr"), org("spmu"), org("osr-cthb")} & set(body.graph) == set()
    assert body.left_out.inside > unit.left_out.inside
    assert "inside one body" in str(body.left_out)


def test_the_choice_is_one_sentence(real: KnowledgeGraph) -> None:
    network = real.network(level="body", ties=[CO_PRESENCE, DECLARED], when=("2019-04-08", ""))

    assert str(network.choice) == (
        "Organisations, rolled up to the body above, linked by declared and co-presence,"
        " from 2019-04-08; what more than 100 have in common links nobody."
    )
    assert str(real.network(actors="people", on_request=True).choice).endswith(
        "links nobody, with people listed on request."
    )


def test_an_event_and_its_days_choose_ties_and_a_programme_all_of_them(
    real: KnowledgeGraph,
) -> None:
    """The first event is the only one on Monday 8 April 2019 (lines 12-15)."""
    of_event, of_day = (
        real.network(when="role of ICAT"),
        real.network(when=("2019-04-08", "2019-04-08")),
    )
    of_programme = real.network(when="19th ALLIANCE", ties=[CO_PRESENCE])

    assert links(of_event, "osce", "un-women") == links(of_day, "osce", "un-women") != ()
    assert links(of_event, "diginex", "osce") == links(of_day, "diginex", "osce") == ()
    assert of_event.left_out.kept_undated == 0
    assert of_programme.graph.edges == real.network(ties=[CO_PRESENCE]).graph.edges


def test_what_is_undated_has_no_day_and_no_day_leaves_it_out(real: KnowledgeGraph) -> None:
    """Line 115 names the members of Tech Against Trafficking, and says nothing of since when."""
    late = real.network(when=("2030-01-01", ""))
    (member,) = links(late, "microsoft", "tech-against-trafficking")

    assert (member.kind, member.first, member.last) == (DECLARED, "", "")
    assert links(late, "diginex", "osce") == ()  # they organised an event of 2019 together
    assert late.left_out.kept_undated > 0


def test_a_theme_keeps_the_ties_that_have_to_do_with_it(real: KnowledgeGraph) -> None:
    network = real.network(theme="mapping of technology")

    assert 0 < network.graph.number_of_edges() < real.network().graph.number_of_edges()
    assert "on “mapping of technology”" in str(network.choice)


def test_participation_means_the_co_presence_that_it_makes(real: KnowledgeGraph) -> None:
    assert [real.network(ties=[kind]).graph.edges for kind in ("participation", CO_PRESENCE)] == [
        real.network(ties=[CO_PRESENCE]).graph.edges
    ] * 2


def test_a_mention_links_only_when_asked_for_and_is_a_kind_of_its_own(real: KnowledgeGraph) -> None:
    """Line 149 names the ILO in the text of the event that ODIHR organises and speaks at."""
    assert MENTION not in {kind for _, said in _edges(real.network()) for kind in said}
    network = real.network(ties=[MENTION])
    assert {kind for _, said in _edges(network) for kind in said} == {MENTION}
    assert kinds(network, "ilo", "odihr") == kinds(network, "ilo", "walk-free") == {MENTION}
    assert kinds(network, "odihr", "spmu") == set()  # both take part; neither is only named


def test_the_same_network_comes_out_each_time_sorted(real: KnowledgeGraph) -> None:
    one, two = (real.network(actors="both") for _ in range(2))

    assert list(one.graph.nodes(data=True)) == list(two.graph.nodes(data=True))
    assert list(one.graph.edges(data=True)) == list(two.graph.edges(data=True))
    assert list(one.graph) == sorted(one.graph)


# The invented programme.


@pytest.mark.slow
def test_a_mission_is_never_rolled_up_to_its_host(small: KnowledgeGraph) -> None:
    network = small.network(level="body")

    assert {link.how for link in links(network, "westland", "harbour-network")} >= {"accreditation"}
    assert org("westland-delegation") not in network.graph


@pytest.mark.slow
def test_a_post_counts_for_the_unit_at_which_it_is_held_and_not_for_the_body_around_it(
    small: KnowledgeGraph,
) -> None:
    """Line 36: Ana Example, Director of the Shelter Section, Larch Foundation.

    At the same event as the Harbour Network.
    """
    unit, printed = (
        small.network(level=level, ties=[CO_PRESENCE], when="Open Doors")
        for level in ("unit", "printed")
    )

    assert kinds(unit, "shelter-section", "harbour-network") == {CO_PRESENCE}
    assert links(unit, "larch-foundation", "harbour-network") == ()
    assert links(printed, "larch-foundation", "harbour-network") == ()


@pytest.mark.slow
def test_who_is_to_be_confirmed_is_left_out_and_counted(small: KnowledgeGraph) -> None:
    """Line 42: Dana Probe (TBC), of the Institute for Fair Work."""
    network = small.network()

    assert CO_PRESENCE not in kinds(network, "institute-for-fair-work", "harbour-network")
    assert network.left_out.unconfirmed == 1


def test_members_of_one_body_share_a_declared_tie(small: KnowledgeGraph) -> None:
    (shared,) = links(small.network(), "larch-foundation", "quayside-bank")

    assert (shared.kind, shared.how, shared.via, shared.role, shared.source) == (
        DECLARED,
        "shared membership",
        org("harbour-network"),
        "member",
        "",
    )
    assert (shared.first, shared.last) == ("", "")  # no day of the memberships is printed


def test_who_takes_part_is_not_linked_to_others_there_by_being_named_too(tmp_path: Path) -> None:
    world = Invented()
    talk, bodies = world.event("talk"), {name: world.organization(name) for name in "abc"}
    for name in "ab":
        world.speaks(world.person(name), talk, bodies[name])
    for name in "bc":
        world.tie("Mention", isMentionIn=talk, mentions=bodies[name])
    found = world.kg().network(ties=[CO_PRESENCE, MENTION])

    assert [kinds(found, *pair) for pair in ("ab", "ac", "bc")] == [
        {CO_PRESENCE},
        {MENTION},
        {MENTION},
    ]


def test_the_own_day_of_a_tie_comes_before_that_of_its_event(tmp_path: Path) -> None:
    world = Invented()
    talk = world.event("talk", "2020-05-04")
    day = Literal("2020-05-05", datatype=NamedNode(XSD + "date"))
    for name, own in (("a", False), ("b", False), ("c", True), ("d", True)):
        tie = world.organizes(world.organization(name), talk)
        for bound in ("earliestDate", "latestDate") if own else ():
            world.say(tie, atg(bound), day)
    found = world.kg().network(when=("2020-05-05", ""))

    assert [sorted(edge) for edge in found.graph.edges] == [[org("c"), org("d")]]


def test_nobody_stands_for_a_body_by_an_affiliation_that_is_not_confirmed(tmp_path: Path) -> None:
    world = Invented()
    talk, a, b = world.event("talk"), world.organization("a"), world.organization("b")
    world.speaks(world.person("p"), talk, a)
    person = world.person("q")
    open_ = world.tie(
        "Affiliation", hasAffiliate=person, isAffiliationWith=b, status="to-be-confirmed"
    )
    world.tie(
        "Participation",
        hasParticipant=person,
        isParticipationIn=talk,
        isInCapacityOf=open_,
        role="speaker",
    )
    found = world.kg().network()

    assert found.graph.number_of_edges() == 0 and found.left_out.unconfirmed == 1


def test_a_direct_tie_says_from_whom_it_runs(small: KnowledgeGraph) -> None:
    (membership,) = links(small.network(), "larch-foundation", "harbour-network")

    assert (membership.how, membership.source, membership.via) == (
        "membership",
        org("larch-foundation"),
        "",
    )


# Graphs made for a rule.


def test_what_n_actors_share_weighs_one_by_n_less_one_and_a_tie_between_two_one(
    tmp_path: Path,
) -> None:
    world = Invented()
    event = world.event("talk")
    for name in ("a", "b", "c"):
        world.speaks(world.person(name), event, world.organization(name))
    for _ in range(2):
        world.tie("Partnership", hasPartner=["organization_a", "organization_b"])
    network = world.kg().network()

    assert network.graph.edges[org("b"), org("c")]["weight"] == 0.5
    assert (
        network.graph.edges[org("a"), org("b")]["weight"] == 1.5
    )  # the two statements of one partnership weigh as one
    assert [len(link.statements) for link in links(network, "a", "b")] == [2, 2]


@pytest.mark.slow
def test_an_event_of_two_thousand_links_nobody_and_is_told(tmp_path: Path) -> None:
    world = Invented()
    plenary, panel = world.event("plenary"), world.event("panel")
    for number in range(2_000):
        world.speaks(
            world.person(str(number)),
            plenary,
            "organization_only" if number % 2 else "organization_other",
        )
    world.organization("only"), world.organization("other")
    for number in (1, 2):
        world.speaks(f"person_{number}", panel)
    kg = world.kg()
    people = kg.network(actors="people")

    assert [(named([a]), named([b])) for a, b in people.graph.edges] == [
        (["person_1"], ["person_2"])
    ]
    assert len(people.graph) == 2_000
    assert people.left_out.over_cap == ("event_plenary",)
    assert kg.network().left_out.over_cap == (
        "event_plenary",
    )  # two bodies, but two thousand who speak
    assert kg.network(cap=2_000).graph.has_edge(org("only"), org("other"))


def test_a_clique_larger_than_the_cap_links_nobody(tmp_path: Path) -> None:
    world = Invented()
    world.tie("Partnership", hasPartner=[world.organization(str(n)) for n in range(4)])
    kg = world.kg()

    assert kg.network(cap=4).graph.number_of_edges() == 6
    capped = kg.network(cap=3)
    assert (capped.graph.number_of_edges(), len(capped.left_out.over_cap)) == (0, 1)


def test_a_theme_links_only_when_asked_for_and_says_through_what(tmp_path: Path) -> None:
    world = Invented()
    one, other = world.event("one"), world.event("other")
    world.organizes(world.organization("a"), one), world.organizes(world.organization("b"), other)
    for event in (one, other):
        world.tie("ThemeAssignment", isAssignedTo=event, assignsTheme="theme_blockchain")
    kg = world.kg()

    assert kg.network().graph.number_of_edges() == 0
    network = kg.network(ties=[DECLARED, SHARED_THEME])
    ((link,),) = [said for said, _ in _edges(network)]
    assert (link.kind, link.how, network.labels[link.via], len(link.statements)) == (
        SHARED_THEME,
        SHARED_THEME,
        "blockchain",
        4,
    )


def test_one_person_of_two_bodies_links_them_when_asked_for(tmp_path: Path) -> None:
    world = Invented()
    person = world.person("ana")
    for name in ("a", "b"):
        world.tie("Affiliation", hasAffiliate=person, isAffiliationWith=world.organization(name))
    kg = world.kg()

    assert kg.network().graph.number_of_edges() == 0
    assert kinds(kg.network(ties=[SHARED_PERSON]), "a", "b") == {SHARED_PERSON}


def test_a_unit_of_two_bodies_stands_for_both(tmp_path: Path) -> None:
    world = Invented()
    joint = world.organization("joint", within=world.organization("a"))
    world.tie("Subordination", hasUnit=joint, isSubordinationTo=world.organization("b"))
    world.tie("Partnership", hasPartner=[joint, world.organization("c")])
    network = world.kg().network(level="body")

    assert kinds(network, "a", "c") == kinds(network, "b", "c") == {DECLARED}
    assert links(network, "a", "b") == ()


def test_one_alone_is_a_network_of_one(tmp_path: Path) -> None:
    world = Invented()
    world.speaks(world.person("ana"), world.event("talk"), world.organization("a"))
    network = world.kg().network()

    assert (list(network.graph), network.graph.number_of_edges()) == ([org("a")], 0)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"ties": []}, "no kind of tie is chosen"),
        (
            {"ties": ["declard"]},
            "there is no kind of tie 'declard'; did you mean “declared”. Or use some of declared,",
        ),
        (
            {"ties": ["cousins"]},
            "there is no kind of tie 'cousins'; use some of declared, co-presence",
        ),
        (
            {"ties": "derived,mention"},
            "there is no kind of tie 'derived' here, only on a map; use some of declared, co-p",
        ),
        ({"when": "ICT", "first": "2019-04-08"}, "when is short for event, or first and last"),
        ({"actors": "cats"}, "there are no actors 'cats'"),
        ({"level": "top"}, "there is no level 'top'"),
        ({"cap": 1}, "cap must be 2 or more, not 1"),
        ({"when": ("8 April", "")}, "'8 April' is not a day"),
        ({"when": ("2019-04-09", "2019-04-08")}, "is after the last"),
    ],
)
def test_a_choice_that_is_none_is_refused(
    real: KnowledgeGraph, choice: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        real.network(**choice)


def test_what_cannot_be_chosen_is_refused_and_not_passed_over(real: KnowledgeGraph) -> None:
    with pytest.raises(
        TypeError,
        match=(
            "a network cannot be chosen by 'tie'; choose it by ties, level, theme, event,"
            " first, last, when, cap, without, on_request"
        ),
    ):
        real.network(tie=["declared"])


def test_an_event_and_days_are_chosen_by_their_names_or_by_when(real: KnowledgeGraph) -> None:
    ways = ({"event": "role of ICAT"}, {"when": "role of ICAT"})
    by_event = [real.network(**way).graph.edges for way in ways]
    days = ({"first": "2019-04-08", "last": "2019-04-09"}, {"when": ("2019-04-08", "2019-04-09")})
    by_days = [real.network(**way).graph.edges for way in days]

    assert list(by_event[0]) == list(by_event[1]) != []
    assert list(by_days[0]) == list(by_days[1]) != []


def test_an_event_and_days_both_narrow(real: KnowledgeGraph) -> None:
    event, day = real.network(event="role of ICAT"), real.network(first="2019-04-09")
    both = real.network(event="role of ICAT", first="2019-04-09")

    assert 0 < both.graph.number_of_edges() < event.graph.number_of_edges()
    assert set(both.graph.edges) <= set(day.graph.edges)
    assert both.choice.when == f"{event.choice.when} from 2019-04-09"


def test_kinds_of_tie_may_be_one_text(real: KnowledgeGraph) -> None:
    texts = [real.network(ties=ties).choice.ties for ties in ("declared", "mention, declared")]

    assert texts == [("declared",), ("declared", "mention")]


def test_an_event_that_is_not_there_is_told(real: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError):
        real.network(when="the tenth event")


def test_without_what_is_derived_there_is_no_network() -> None:
    with pytest.raises(QueryError, match="leave out --asserted"):
        KnowledgeGraph(mini.graph().store, asserted=True).network()
