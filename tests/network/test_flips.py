"""What changes when units are rolled up.

On the real programme what its reading says, and on invented graphs case by case.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import mini
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.flips import Flips, find_flips
from atgraph.network.two_levels import Flip
from invented import Invented

ICAT, MINORS, TECH, TOOLS, OSCE = (
    "Harnessing Collaboration in Eradicating Human Trafficking",
    "Countering Trafficking in Minors",
    "Tech Against Trafficking: Mapping",
    "ICT Tools to Improve",
    "Technology, trafficking and the OSCE",
)


@pytest.fixture(scope="module")
def real() -> Flips:
    return find_flips(mini.real())


def told(found: Flips, what: str) -> list[Flip]:
    return [flip for flip in found.findings if flip.what == what]


def sets(sentence: str) -> list[set[str]]:
    """Return which of the five events stand together between braces."""
    return [
        {name for name in (ICAT, MINORS, TECH, TOOLS, OSCE) if f"“{name}" in part}
        for part in sentence.split("{")[1:]
    ]


def test_on_people_alone_the_five_events_fall_into_three_components(real: Flips) -> None:
    """Chatzis and Belskaya are in the first two events (lines 51, 55, 91, 93).

    Richey in the second and the fifth (lines 87, 193).
    """
    (people,) = told(real, "events joined by people")

    assert (people.flips, people.below, people.rolled_up) == (False, "3", "3")
    assert sorted(map(sorted, sets(people.sentence))) == sorted(
        map(sorted, [{ICAT, MINORS, OSCE}, {TECH}, {TOOLS}])
    )


def test_rolled_up_the_osce_joins_the_ict_tools_to_the_others(real: Flips) -> None:
    """Line 171: ODIHR and SPMU, both of the OSCE, organise.

    Lines 49, 87 and 203 are of the OSCE elsewhere.
    """
    (joined,) = told(real, "events joined by actors")
    by = {flip.sentence.partition(",")[0]: flip for flip in told(real, "who joins events")}

    assert (joined.flips, joined.below, joined.rolled_up) == (True, "3", "2")
    assert sorted(map(sorted, sets(joined.sentence))) == sorted(
        map(sorted, [{ICAT, MINORS, OSCE, TOOLS}, {TECH}])
    )
    assert set(by) == {"Organization for Security and Co-operation in Europe", "United States"}
    osce = by["Organization for Security and Co-operation in Europe"]
    assert osce.flips and "Office for Democratic Institutions and Human Rights" in osce.sentence
    assert {quote.line for quote in osce.evidence} == {49, 87, 171, 203}


def test_partner_lists_grow_and_declared_ones_open_their_words(real: Flips) -> None:
    """Line 101: Belarus and UNODC, a part of the United Nations, organise together."""
    partners = {flip.sentence.partition(" itself ")[0]: flip for flip in told(real, "partners")}

    un = partners["United Nations"]
    assert (un.below, un.flips) == ("0", True) and "new, declared: Belarus" in un.sentence
    assert any(quote.line == 101 for quote in un.evidence)
    # That the United States takes part in the OSCE is known of both by unit already.
    assert "declared" not in partners["United States"].sentence


def test_a_path_that_appears_opens_the_words_of_both_ends_of_each_hop(real: Flips) -> None:
    """Lines 87 and 99: Mr. Richey of the OSCE and Mr. Chan Kam of IOM.

    Lines 153 and 167: ODIHR's director and the product manager of Thorn.
    """
    (path,) = [
        flip
        for flip in told(real, "paths")
        if flip.sentence.startswith("From International Organization for Migration to Thorn: ")
    ]

    assert (
        "International Organization for Migration – Organization for Security and"
        " Co-operation in Europe – Thorn (co-presence)" in path.sentence
    )
    assert {87, 99, 153, 167} <= {quote.line for quote in path.evidence}
    assert any("Bria King" in quote.text for quote in path.evidence)


def test_every_finding_has_its_figures_and_a_sentence(real: Flips) -> None:
    assert all(
        flip.below and flip.rolled_up and flip.sentence.endswith(".") for flip in real.findings
    )
    assert {flip.what for flip in real.findings} >= {
        "links: declared",
        "links: co-presence",
        "cut points",
        "communities",
        "first by betweenness",
        "paths",
    }
    assert (real.below.choice.level, real.rolled_up.choice.level) == ("unit", "body")
    assert real.below.graph.number_of_nodes() > real.rolled_up.graph.number_of_nodes()


def world() -> Invented:
    """Units a1 and a2 of a: a1 meets b, a2 meets c, which meets d.

    The units have no other tie than to their body.
    """
    made = Invented()
    body = made.organization("a")
    for name in ("a1", "a2"):
        made.organization(name, within=body)
    for name in "bcd":
        made.organization(name)
    for number, pair in enumerate((("a1", "b"), ("a2", "c"), ("c", "d"))):
        event = made.event(f"e{number}", f"2020-05-0{number + 1}")
        for name in pair:
            made.speaks(made.person(f"{name}-{number}"), event, f"organization_{name}")
    return made


def test_paths_that_appear_are_told_with_the_ties_that_make_them(tmp_path: Path) -> None:
    """By unit b meets a1 only; rolled up b – a – c – d."""
    made = world()

    found = find_flips(made.kg(), ties=["co-presence"])

    (pairs,) = told(found, "pairs with a path")
    assert (pairs.flips, pairs.below, pairs.rolled_up) == (
        True,
        "1 of 3",
        "3 of 3",
    )  # of b, c and d, who stand at both levels
    paths = {flip.sentence.partition(":")[0]: flip for flip in told(found, "paths")}
    assert set(paths) == {
        "From organization_b to organization_c",
        "From organization_b to organization_d",
    }
    direct = paths["From organization_b to organization_c"]
    assert (direct.below, direct.rolled_up) == (
        "no path",
        "2 steps",
    ) and "organization_b – organization_a – organization_c (co-presence)" in direct.sentence
    assert len(direct.statements) == 4


def test_who_cuts_off_a_part_and_who_is_first_change_with_the_level(tmp_path: Path) -> None:
    """By unit c alone stands between two; rolled up a and c do."""
    made = world()

    found = find_flips(made.kg(), ties=["co-presence"])

    (cut,) = told(found, "cut points")
    assert (cut.below, cut.rolled_up, cut.flips) == (
        "1",
        "2",
        True,
    ) and "only rolled up: organization_a" in cut.sentence
    (first,) = told(found, "first by betweenness")
    assert (
        first.flips
        and first.below.startswith("organization_c (")
        and first.rolled_up.startswith("organization_a and organization_c, 2 equal (")
    )
    (parts,) = told(found, "parts of the network")
    assert (parts.below, parts.rolled_up, parts.flips) == ("2", "1", True)


def test_where_all_are_equal_nobody_is_told_to_be_among_the_first(tmp_path: Path) -> None:
    """By unit two units of a are joined by b; rolled up there are a and b."""
    made = Invented()
    a, b = made.organization("a"), made.organization("b")
    units = [made.organization(name, within=a) for name in ("unit1", "unit2")]
    for unit in units:
        made.tie("Partnership", hasPartner=(unit, b))
    (first,) = told(
        find_flips(made.kg(), ties=["declared"], level="unit"),
        "first by eigenvector",
    )

    assert first.rolled_up.startswith("all 2, equal (") and first.sentence.endswith(
        f"{first.rolled_up} rolled up."
    )


def test_a_body_whose_units_are_in_several_communities_is_told(tmp_path: Path) -> None:
    made = world()

    (split,) = told(
        find_flips(made.kg(), ties=["co-presence"]),
        "bodies in several communities",
    )

    assert split.sentence.startswith("organization_a stands in 2 communities by unit: ") and (
        split.below,
        split.rolled_up,
    ) == ("2", "1")


def test_where_nobody_is_a_unit_nothing_flips(tmp_path: Path) -> None:
    made = Invented()
    event = made.event("e")
    for name in "ab":
        made.speaks(made.person(name), event, made.organization(name))

    found = find_flips(made.kg())

    assert found.findings and not any(flip.flips for flip in found.findings)


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="--level unit or --level printed"):
        find_flips(mini.real(), level="body")
    with pytest.raises(QueryError, match="people are not rolled up"):
        find_flips(mini.real(), actors="people")
    empty = Invented()
    empty.event("e")
    with pytest.raises(NotFoundError, match="no actor"):
        find_flips(empty.kg())


def test_who_is_listed_on_request_joins_nothing(tmp_path: Path) -> None:
    made = Invented()
    hidden = made.person("hidden", on_request=True)
    for name in ("one", "two"):
        made.speaks(hidden, made.event(name), made.organization(name))
        made.organizes(made.organization(f"o{name}"), f"event_{name}")
    kg = made.kg()

    assert [
        told(find_flips(kg, on_request=on), "events joined by people")[0].below
        for on in (False, True)
    ] == ["2", "1"]


def run(store: Path, *arguments: str) -> mini.Run:
    return mini.atgraph("network", "flips", *arguments, "--store", store)


@pytest.mark.slow
def test_the_command_shows_what_flips_and_all_when_asked(store: Path) -> None:
    some, everything = (
        json.loads(run(store, "--format", "json", *more).out) for more in ((), ("--all",))
    )

    assert all(finding["flips"] for finding in some["findings"]) and not all(
        finding["flips"] for finding in everything["findings"]
    )
    assert [f for f in everything["findings"] if f["flips"]] == some["findings"]
    text = run(store, "--format", "text")
    joined = next(
        finding for finding in some["findings"] if finding["what"] == "events joined by actors"
    )
    assert f"events joined by actors: {joined['sentence']}" in text.out.splitlines()
    flipping = len(some["findings"])
    assert (
        f"atgraph: {flipping} of {len(everything['findings'])} findings flip; --all shows"
        f" the {len(everything['findings']) - flipping} others" in text.lines
    )
    assert not any("listed on request" in line for line in text.lines)  # no person can be in it


def test_a_wrong_choice_ends_with_2_and_one_line(store: Path) -> None:
    wrong = run(store, "--level", "body")

    assert (wrong.code, wrong.out, len(wrong.lines)) == (2, "", 1)
