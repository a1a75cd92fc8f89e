"""Partners of one organisation: kinds apart, at either level, each with its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.whole import build_graph
from atgraph.errors import NotFoundError
from atgraph.network.partners import Partners, find_partners
from invented import Invented


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    return mini.real()


@pytest.fixture(scope="module")
def small() -> KnowledgeGraph:
    return KnowledgeGraph(build_graph(mini.MINI).store)


def groups(found: Partners) -> dict[str, list[str]]:
    """Return title → labels, each once."""
    return {
        group.title: list(dict.fromkeys(partner.label for partner in group.partners))
        for group in found.groups
    }


def test_the_partners_of_the_harbour_network_are_those_that_its_text_prints(
    small: KnowledgeGraph,
) -> None:
    """Lines 28, 38 and 44 declare; on line 34 to 38 it moderates where Ana Example and Bruno Sample
    speak. Dana Probe is to be confirmed.
    """
    found = find_partners(small, "HN")

    assert groups(found) == {
        "declared ties": [
            "Institute for Fair Work",
            "Westland",
            "Larch Foundation",
            "Quayside Bank",
        ],
        "shared organising": ["Westland"],
        "shared participation": ["Larch Foundation", "Westland"],
    }
    assert (len(found), found.only_by_co_presence, found.left_out.unconfirmed) == (4, 0, 1)


def test_declared_partners_come_first_then_organising_then_membership_then_co_presence(
    real: KnowledgeGraph,
) -> None:
    """Line 41: co-chairs OSCE and UN Women; line 203: OSCE and Diginex.

    Line 189: jointly with the University of Nottingham.
    """
    found = find_partners(real, "OSCE")

    assert [group.title for group in found.groups] == [
        "declared ties",
        "shared organising",
        "shared membership",
        "shared participation",
    ]
    told = groups(found)
    assert (
        told["declared ties"][0] == "University of Nottingham"
    )  # a partnership comes before other declared ties
    assert (told["shared organising"], told["shared membership"]) == (
        ["Diginex"],
        ["United Nations"],
    )
    assert "Diginex" in told["shared participation"] and "Thorn" in told["shared participation"]
    assert found.left_out.inside > 0 and found.left_out.on_request == 0


def test_by_unit_a_body_stands_for_itself_and_others_too(real: KnowledgeGraph) -> None:
    """Line 49: the OSCE itself moderates with UN Women.

    ODIHR and the police unit organise on line 171.
    """
    osce, odihr = (
        find_partners(real, "OSCE", level="unit"),
        find_partners(real, "ODIHR", level="unit"),
    )

    assert groups(osce)["shared membership"] == ["UN Women"]
    assert "Thorn" not in str(groups(osce)) and "Thorn" in groups(odihr)["shared participation"]
    assert groups(odihr)["shared organising"] == ["Strategic Police Matters Unit"]
    assert not any(
        partner.label == osce.label for group in odihr.groups for partner in group.partners
    )
    # Lines 51 and 93 print a section of UNODC; its name on line 69 that it is of the UN.
    assert find_partners(real, "UNODC", level="unit").left_out.inside == 4


def test_a_unit_that_is_asked_about_keeps_the_partners_that_its_body_holds(
    real: KnowledgeGraph,
) -> None:
    """Line 171: ODIHR with the Strategic Police Matters Unit, of the Secretariat of the OSCE."""
    assert groups(find_partners(real, "ODIHR"))["shared organising"] == ["OSCE Secretariat"]


def test_the_side_that_a_tie_runs_from_is_told(small: KnowledgeGraph) -> None:
    of_body, of_member = (find_partners(small, name) for name in ("HN", "Quayside Bank"))
    membership = next(
        p
        for g in of_body.groups
        for p in g.partners
        if (p.label, p.link.how) == ("Quayside Bank", "membership")
    )
    same = next(p for g in of_member.groups for p in g.partners if p.link.how == "membership")

    assert membership.link == same.link
    assert (membership.link.source == membership.iri, same.link.source == same.iri) == (True, False)


def test_the_roles_of_the_two_are_told_apart(store: Path, real: KnowledgeGraph) -> None:
    """Line 47: Neil Bush of the United Kingdom gives the opening address.

    Line 49: the OSCE moderates. Line 203: both organise.
    """
    found = {
        (p.label, p.link.how): p
        for group in find_partners(real, "OSCE").groups
        for p in group.partners
        if p.via
    }
    kingdom, diginex = (
        found["United Kingdom", "shared participation"],
        found["Diginex", "shared organising"],
    )

    assert (kingdom.role, kingdom.own_role) == (
        "opening address",
        "moderator",
    ) and diginex.role == diginex.own_role == "organises"
    lines = run(store, "OSCE", "--format", "text").out.splitlines()
    begun = (
        "  United Kingdom: opening address; Organization for Security and"
        " Co-operation in Europe: moderator, “Harnessing"
    )
    assert [line for line in lines if line.startswith(begun)] and [
        line for line in lines if line.startswith("  Diginex: organises, “Technology")
    ]


def test_nobody_is_linked_only_through_somebody_listed_on_request(tmp_path: Path) -> None:
    world = Invented()
    talk = world.event("talk")
    world.speaks(world.person("hidden", on_request=True), talk, world.organization("a"))
    world.speaks(world.person("open"), talk, world.organization("b"))
    kg = world.kg()

    assert (
        len(find_partners(kg, "organization_a")),
        find_partners(kg, "organization_a").left_out.on_request,
    ) == (0, 1)
    assert groups(find_partners(kg, "organization_a", on_request=True)) == {
        "shared participation": ["organization_b"]
    }


def test_what_is_no_organisation_is_told(real: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError):
        find_partners(real, "Bria King")


def run(store: Path, *arguments: str) -> mini.Run:
    return mini.atgraph("network", "partners", *arguments, "--store", store)


@pytest.mark.slow
def test_the_command_counts_kinds_apart_and_opens_words_when_asked(store: Path) -> None:
    plain, words = (
        run(store, "Mekong Club", "--format", "text"),
        run(store, "Mekong Club", "--format", "text", "--evidence"),
    )

    counts = (
        "The Mekong Club is linked to 7 bodies: 1 by declared ties, 6 by shared"
        " participation; 6 by co-presence alone"
    )
    assert plain.out.startswith(f"{counts}\n\ndeclared ties (1)\n  Diginex: ")
    assert (
        "co-presence" not in run(store, "Mekong Club", "--format", "text", "--ties", "declared").out
    )
    assert (
        "source.txt:135" not in plain.out
        and "source.txt:135: “Silvia Mera, Program Director, The Mekong Club”" in words.out
    )


@pytest.mark.slow
def test_rows_and_json_hold_the_same(store: Path) -> None:
    rows = run(store, "OSCE").out.splitlines()
    known = json.loads(run(store, "OSCE", "--format", "json").out)

    assert rows[0].split("\t") == [
        "kind",
        "how",
        "partner",
        "role",
        "role_of",
        "own_role",
        "in",
        "first_day",
        "last_day",
    ]
    assert [row.split("\t")[2] for row in rows[1:]] == [
        partner["partner"] for partner in known["partners"]
    ]
    assert all(partner["statements"] and partner["evidence"] for partner in known["partners"])
    assert known["counts"]["shared organising"] == 1


@pytest.mark.slow
def test_an_empty_answer_is_honest_and_has_exit_code_1(store: Path) -> None:
    told = run(store, "Thorn", "--ties", "declared")
    known = run(store, "Thorn", "--ties", "declared", "--format", "json")

    assert (told.code, told.out, "“Thorn” has no link to another body" in told.err) == (1, "", True)
    assert (known.code, json.loads(known.out)["partners"]) == (1, [])
