"""What is missing: empty cells, communities that hardly touch, members who never meet.

On invented graphs and the real programme.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.communities import Community, Division, Member
from atgraph.network.gaps import (
    COMMUNITIES,
    GRIDS,
    MEMBERS,
    Gaps,
    communities_apart,
    find_gaps,
)
from atgraph.network.grids import Filling, Grid, known_grids
from atgraph.network.queries import answer
from atgraph.rdf.namespaces import ATGD, LABEL, TYPE, atg, atgv, graph
from invented import Invented, named
from invented_networks import link, network

SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
GRID_FILES = sorted((mini.ROOT / "queries" / "network" / "grids").glob("*.rq"))


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


def grids(kg: KnowledgeGraph, *names: str, **choice: object) -> dict[str, Grid]:
    return {
        grid.name: grid for grid in find_gaps(kg, sections=[GRIDS], grids=names, **choice).grids
    }


def test_there_are_grids_and_each_says_its_rows_and_columns(real: KnowledgeGraph) -> None:
    known = known_grids(real)

    assert len(GRID_FILES) >= 2 and {grid.question.path for grid in known.values()} == set(
        GRID_FILES
    )
    for grid in known.values():
        lines = answer(real, grid.question, grid.lists)
        assert {"row", "column", "of", "kind", "statement"} <= set(lines[0])
        assert any(line["row"] and not line["column"] for line in lines) and any(
            line["column"] and not line["row"] for line in lines
        )


def test_the_four_ps_by_technology_of_the_real_programme(real: KnowledgeGraph) -> None:
    """Line 187: initiatives of all the Ps, line 185: a mapping of software and partnerships.

    Line 85: the event on preventing.

    What line 115 says of the coalition, and line 151 of tools, is no theme of their events.
    """
    found = grids(real, "pillars-by-technologies")["pillars-by-technologies"]

    assert found.rows == ("partnership", "prevention", "prosecution", "protection")
    assert {"facial recognition", "satellite imagery"} <= set(found.nowhere[1])
    assert not found.by_events_alone(("partnership", "software"))
    assert {filling.kind for filling in found.cells["prevention", "technology"]} == {
        "event",
        "initiative",
    }
    mixed = Grid(
        "g",
        "",
        ("r",),
        ("c",),
        {("r", "c"): (Filling("a", "e", "event", ()), Filling("b", "t", "tool", ()))},
    )
    assert not mixed.by_events_alone(("r", "c"))
    assert len(found.empty) + len(found.cells) == len(found.rows) * len(found.columns)


def test_a_theme_counts_for_its_broader_ones_and_the_types_at_it_are_told(
    real: KnowledgeGraph,
) -> None:
    found = grids(real, "themes")["themes-by-organization-type"]

    assert {filling.of for filling in found.cells["software", "unit"]} == {
        "Office of the Special Representative and Co-ordinator for Combating Trafficking in Human "
        "Beings"
    }  # line 185
    assert {f.of for f in found.cells["technology", "unit"]} > {
        f.of for f in found.cells["software", "unit"]
    }
    assert ("software", "company") in found.empty  # to be in the room is no tie to the tools
    assert "shelter" in found.nowhere[1]


def test_a_cell_rests_on_what_counts_only(tmp_path: Path) -> None:
    world = Invented()
    talk = world.event("talk")
    world.say(
        world.organization("a"), atg("hasOrganizationType"), atgv("organization-type_company")
    )
    world.speaks(world.person("hidden", on_request=True), talk, "organization_a")
    assigned = world.tie("ThemeAssignment", isAssignedTo=talk, assignsTheme="theme_blockchain")
    kg = world.kg()

    shown, hidden = (
        grids(kg, "themes", on_request=on)["themes-by-organization-type"] for on in (True, False)
    )
    filling = shown.cells["blockchain", "company"][0]
    assert (filling.of, filling.at, filling.kind) == (
        "organization_a",
        "event_talk",
        "event",
    ) and ATGD + assigned in filling.statements
    assert (
        ("technology", "company") in shown.cells
        and not hidden.cells
        and "blockchain" in hidden.nowhere[0]
    )


def test_an_unknown_grid_or_section_is_told(real: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="did you mean “pillars-by-technologies”"):
        find_gaps(real, grids=["pilars-by-technologies"])
    with pytest.raises(QueryError, match="grids, communities, members"):
        find_gaps(real, sections=["holes"])


@pytest.mark.slow
def test_any_two_lists_of_themes_make_a_grid_and_a_new_one_needs_no_code(
    real: KnowledgeGraph,
) -> None:
    names = [
        "pillars-by-exploitation-forms",
        "pillars-by-purposes",
        "pillars-by-target-users",
        "pillars-by-technologies",
    ]
    assert list(grids(real, "pillars")) == names and list(grids(real)) == [
        *names,
        "themes-by-organization-type",
    ]

    one, other = (
        grids(real, name)[name] for name in ("pillars-by-technologies", "technologies-by-pillars")
    )
    assert {(column, row): cell for (row, column), cell in one.cells.items()} == other.cells

    kg = KnowledgeGraph(Store())
    kg.store.extend(mini.real().store)
    for theme, property_, value in (
        ("t", LABEL, Literal("sea routes")),
        ("t", SCHEME, atgv("routes")),
        ("routes", LABEL, Literal("routes")),
    ):
        kg.store.add(Quad(atgv(theme), property_, value, graph("vocabulary")))
    kg.store.add(Quad(atgv("t"), TYPE, atg("Theme"), graph("vocabulary")))
    assert grids(kg, "pillars-by-routes")["pillars-by-routes"].nowhere[1] == ("sea routes",)


NAMES = {1: "first", 2: "second", 3: "third"}


def division(*groups: str) -> Division:
    return Division(
        tuple(
            Community(n, tuple(Member(a, 0.0, None, 0.0) for a in group))
            for n, group in enumerate(groups, 1)
        ),
        (),
        0.5,
        0.5,
        1,
    )


def test_communities_with_one_carrier_or_none_are_apart() -> None:
    """A carries both links to DE, while B–G and C–H share no end.

    Nothing joins DE and GH but A's community, of which nobody is linked to both.
    """
    crossing = [("A", "D", link("co-presence", "x", via="v")), ("A", "E", link("declared", "y"))]
    drawn = network(
        [
            *((a, b, link("declared", a + b)) for a, b in ("AB", "BC", "DE", "GH", "BG", "CH")),
            *crossing,
        ]
    )
    themes = {actor: [("theme", "apps")] for actor in "DEGH"}

    found = communities_apart(drawn, division("ABC", "DE", "GH"), themes, NAMES)

    assert [(gap.one, gap.other, gap.found) for gap in found] == [
        ("first", "second", 2),
        ("second", "third", 0),
    ]
    bridge, none = found
    assert (bridge.what, bridge.statements) == ("carried by A (co-presence, declared)", ("x", "y"))
    # A, D and E are of the two themselves
    assert bridge.detail == "nobody else is linked to both"
    assert (none.what, none.statements) == ("", ())
    assert none.detail == "nobody else is linked to both; both deal with apps"


def test_who_is_linked_to_both_of_two_communities_is_named() -> None:
    drawn = network(
        [(a, b, link("declared", a + b)) for a, b in ("AB", "CD", "EF", "EA", "EC", "FB", "FD")]
    )

    found = communities_apart(drawn, division("AB", "CD", "EF"), {}, NAMES)

    assert [(gap.one, gap.other, gap.detail) for gap in found] == [
        ("first", "second", "linked to both: E and F")
    ]


def coalition() -> tuple[Invented, dict[str, str]]:
    """a, b, c and d are members; a and b speak at one event, c organises where a speaks.

    And d has a partner in b.
    """
    world = Invented()
    bodies = {name: world.organization(name) for name in "abcde"}
    world.say(bodies["e"], atg("hasOrganizationType"), atgv("organization-type_coalition"))
    for name in "abcd":
        world.tie("Membership", hasMember=bodies[name], isMembershipIn=bodies["e"], role="member")
    one, other = world.event("one"), world.event("other")
    for name, event in (("a", one), ("b", one), ("a", other)):
        world.speaks(world.person(name + event), event, bodies[name])
    world.organizes(bodies["c"], other)
    world.tie("Partnership", hasPartner=[bodies["b"], bodies["d"]])
    return world, bodies


def test_members_are_apart_who_share_no_event_and_no_declared_tie_besides(tmp_path: Path) -> None:
    world, _ = coalition()

    found = find_gaps(world.kg(), sections=[MEMBERS], top=0)

    assert found.heads["members apart"][1:] == [
        "  organization_e: of 4 members who are known, 3 of 6 pairs were never seen together.",
        "    In no event: organization_d",
    ]
    apart = {"".join(name[-1] for name in (pair.one, pair.other)): pair for pair in found.findings}
    assert set(apart) == {
        "bc",
        "ad",
        "cd",
    }  # ab meet, ac are in one event as speaker and organiser, bd are partners
    assert [pair.detail.startswith("in no event: ") for pair in found.findings] == [
        False,
        True,
        True,
    ]  # first whom an event could bring together
    assert all("membership" in statement for statement in named(apart["bc"].statements))


def test_the_companies_of_the_real_coalition_were_never_seen_together(real: KnowledgeGraph) -> None:
    """Line 115 names seven; of these only Microsoft has a part in an event (line 127)."""
    known = "{}: of {} members who are known, {} of {} pairs were never seen together."
    icat = "Inter-Agency Coordination Group against Trafficking in Persons"

    found = find_gaps(real, sections=[MEMBERS], top=0).heads["members apart"]

    assert list(map(str.strip, found[1:])) == [
        known.format(icat, 2, 0, 1),  # lines 41 and 49
        known.format("Tech Against Trafficking", 7, 21, 21),
        "In no event: AT&T, Amazon, BT, Nokia, Salesforce.org, Vodafone",
    ]


def test_an_organisation_that_states_belong_to_is_no_coalition(real: KnowledgeGraph) -> None:
    """Six states are read as members of the OSCE, which is an intergovernmental organisation."""
    members = real.ask("members-of-coalition", organization="OSCE")
    found = find_gaps(real, sections=[MEMBERS], top=0)

    assert len(members) > 2
    assert {gap.what for gap in found.findings} == {"Tech Against Trafficking"}


def test_without_co_presence_nobody_is_said_to_be_apart(real: KnowledgeGraph) -> None:
    found = find_gaps(real, sections=[MEMBERS], ties=["declared"])

    assert "members apart" not in found.heads
    assert found.notes[0].startswith("members who were never seen together are listed only where")


def test_an_empty_network_has_no_communities_and_says_so(tmp_path: Path) -> None:
    world = Invented()
    world.event("alone")
    kg = world.kg()

    found: Gaps = find_gaps(kg, sections=[COMMUNITIES, MEMBERS])

    assert found.findings == [] and found.notes == [
        "nobody is linked here, so there are no communities",
        "no coalition has two members who are known here",
    ]


def test_where_no_tie_counts_nothing_is_called_missing(tmp_path: Path) -> None:
    world = Invented()
    world.organizes(world.organization("a"), world.event("talk"))
    with pytest.raises(NotFoundError, match="there is no tie here, so all would be missing"):
        find_gaps(world.kg(), when=("2030-01-01", ""))


def run(store: Path, *arguments: str) -> mini.Run:
    return mini.atgraph("network", "gaps", *arguments, "--store", store)


@pytest.mark.slow
def test_the_command_lists_empty_cells_and_opens_filled_ones(store: Path) -> None:
    plain, words = (
        run(store, "--grid", "pillars-by-purposes", *more) for more in ((), ("--evidence",))
    )

    rows = list(csv.DictReader(io.StringIO(words.out), delimiter="\t"))
    cells = {(row["one"], row["other"]): row for row in rows}
    assert (
        plain.code == 0 and plain.out.splitlines()[0] == "section\tone\tother\tfound\twhat\tdetail"
    )
    assert (
        cells["prosecution", "investigation"]["found"] == "0"
        and cells["", "disruption"]["detail"] == "no cell is filled"
    )
    assert all(
        row["evidence"] and ".txt:" in row["evidence"] for row in rows if row["found"] != "0"
    )
    assert (
        "source.txt:85: “best national practices to prevent child trafficking”"
        in cells["prevention", "investigation"]["evidence"]
    )
    assert any("5 events are looked at" in line for line in plain.lines)


@pytest.mark.slow
def test_text_and_json_say_the_same(store: Path) -> None:
    text, document = (
        run(store, "--format", "text", "--top", "0"),
        json.loads(run(store, "--format", "json", "--top", "0").out),
    )

    assert (
        "    In no event: AT&T, Amazon, BT, Nokia, Salesforce.org, Vodafone"
        in text.out.splitlines()
    )
    members = [
        finding
        for finding in document["findings"]
        if finding["section"] == "members apart" and "Tech" in finding["what"]
    ]
    assert (len(members), document["events"]) == (21, 5)
    assert members[0]["evidence"][0]["line"] == 115
    assert all(f"{found['one']} – {found['other']}: " in text.out for found in members)


# What concerns the most bodies


@pytest.mark.slow
def test_ten_findings_come_first_those_of_the_most_bodies_and_the_rest_is_counted(
    real: KnowledgeGraph,
) -> None:
    found, every = find_gaps(real), find_gaps(real, top=0)

    sizes = [len(gap.bodies) for gap in found.findings]
    empty = sum(len(grid.empty) for grid in every.grids)
    apart = sum(gap.section == "communities apart" for gap in every.findings)
    coalitions = len({gap.what for gap in every.findings if gap.section == "members apart"})
    assert len(sizes) == 10 and sizes == sorted(sizes, reverse=True) and sizes[-1] > 2
    assert all(f"{size} bodies" in gap.detail for size, gap in zip(sizes, found.findings))
    assert found.notes == [
        f"left out: {empty + apart + coalitions - 10} findings on fewer bodies, or on as many;"
        " --top 0 shows all, --grid NAME one grid"
    ]
    lines = list(found.lines(evidence=False))
    assert len(lines) == 20 and lines[0].startswith(" 1. ") and lines[18].startswith("10. ")


@pytest.mark.slow
def test_an_empty_cell_concerns_who_fills_its_row_or_column(tmp_path: Path) -> None:
    """Of blockchain a company speaks, a university of apps, and a state of neither."""
    world = Invented()
    for name, theme in (
        ("company", "blockchain"),
        ("university", "smartphone-apps"),
        ("state", ""),
    ):
        body, talk = world.organization(name), world.event(name)
        world.say(body, atg("hasOrganizationType"), atgv(f"organization-type_{name}"))
        world.organizes(body, talk)
        if theme:
            world.tie("ThemeAssignment", isAssignedTo=talk, assignsTheme=f"theme_{theme}")
    named_in = ["themes-by-organization-type", "technologies-by-pillars"]
    found = find_gaps(world.kg(), sections=[GRIDS], grids=named_in)

    bodies = {(gap.one, gap.other): named(sorted(gap.bodies)) for gap in found.findings}
    assert bodies["blockchain", "university"] == ["organization_company", "organization_university"]
    assert bodies["blockchain", "company"] == []
    assert find_gaps(world.kg(), sections=[GRIDS]).findings[0].bodies


def test_a_coalition_whose_members_are_apart_is_one_finding(tmp_path: Path) -> None:
    world, _ = coalition()
    found = find_gaps(world.kg(), sections=[MEMBERS], top=1)

    (one,) = found.findings
    assert named(sorted(one.bodies)) == [f"organization_{name}" for name in "abcd"]
    assert one.what == "of 4 members who are known, 3 of 6 pairs were never seen together"
    assert list(found.lines(evidence=False)) == [
        f" 1. organization_e: {one.what} (members apart)",
        "      in no event: organization_d; 4 bodies are concerned: organization_a,"
        " organization_b, organization_c and 1 more",
    ]


@pytest.mark.slow
def test_an_unknown_grid_ends_with_2_and_nothing_to_tell_with_1(store: Path) -> None:
    wrong, none = (
        run(store, "--grid", "holes"),
        run(store, "--section", "members", "--ties", "declared"),
    )

    assert (wrong.code, wrong.out) == (2, "") and "there is no grid 'holes'" in wrong.err
    assert none.code == 1 and "--ties declared,co-presence" in none.err


@pytest.mark.slow
def test_of_who_is_listed_on_request_no_gap_tells(mini_store: Path) -> None:
    asked = ("--actors", "both", "--top", "0", "--evidence")
    found = run(mini_store, *asked)

    assert (
        found.code == 0
        and "Zoë Muster" not in found.out
        and "1 person listed on request" in found.err
    )
