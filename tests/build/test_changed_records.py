"""What the changed records of a registry say and said is what tells it from the one before."""

from pathlib import Path

import pytest
from pyoxigraph import Quad

import mini
from atgraph.build.change import changed_records
from atgraph.build.change.changed_records import map_changed
from atgraph.build.mapping import map_registry
from atgraph.data.registry import Registry, read_registry

PAGE, OTHER = "https://page.test/a", "https://page.test/b"
GUILD = f"- {{id: organization_guild, label: Mill Guild, type: company, source: {{url: {PAGE}}}}}\n"
SMITHS = GUILD.replace("guild", "smiths").replace("Mill Guild", "Smiths")
BRANCH = f"""\
- id: organization_branch
  label: Branch
  type: company
  source: {{url: {PAGE}, words: a branch}}
  within:
  - {{is: organization_guild, source: {{url: {PAGE}, words: of the guild}}}}
"""
UNIT = f"  units: [{{is: organization_branch, source: {{url: {PAGE}, words: of the guild}}}}]\n"
ABOVE = BRANCH.replace("branch", "guild").partition("  within:")[0] + UNIT
ALONE = BRANCH.partition("  within:")[0]
RECORD = f"- {{url: {PAGE}, read: 2026-01-02, title: A page}}\n"
FACT = f"""\
- tie: subordination
  unit: organization_branch
  parent: organization_guild
  source: {{url: {OTHER}, words: of the guild}}
"""
PARTNERS = FACT.replace("branch", "smiths")
DECISION = "- {programme: mini, name: Guild, is: organization_guild, reason: R, date: 2026-01-02}\n"


def read(**texts: str) -> Registry:
    return read_registry(Path("r"), mini.ontology(), {f"{n}.yml": t for n, t in texts.items()})[0]


def quads(registry: Registry) -> set[Quad]:
    return {*map_registry(registry, mini.ontology()).quads}


BODIES = GUILD + SMITHS
CHANGES = {
    "nothing but lines": ({"organizations": BODIES}, {"organizations": SMITHS + GUILD}),
    "a body more": ({"organizations": GUILD}, {"organizations": BODIES}),
    "its page goes with the last that rests on it": (
        {"organizations": GUILD.replace(PAGE, OTHER) + SMITHS},
        {"organizations": SMITHS},
    ),
    "another rests on the page too": ({"organizations": BODIES}, {"organizations": GUILD}),
    "a name": ({"organizations": BODIES}, {"organizations": GUILD + SMITHS.replace("Sm", "M")}),
    "what it is within": ({"organizations": GUILD + BRANCH}, {"organizations": GUILD + ALONE}),
    "what another is within": (
        {"organizations": GUILD + BRANCH},
        {"organizations": GUILD.replace("Mill", "Saw") + BRANCH},
    ),
    "a tie said by the other end": (
        {"organizations": GUILD + BRANCH},
        {"organizations": ABOVE + ALONE},
    ),
    "a tie said as a fact": (
        {"organizations": GUILD + BRANCH},
        {"organizations": GUILD + ALONE, "facts": FACT},
    ),
    "a fact that rests on what another does": (
        {"organizations": BODIES + ALONE, "facts": FACT + PARTNERS},
        {"organizations": BODIES + ALONE, "facts": FACT},
    ),
    "a page is described": (
        {"organizations": BODIES},
        {"organizations": BODIES, "sources": RECORD},
    ),
    "a page was read on another day": (
        {"organizations": BODIES, "sources": RECORD},
        {"organizations": BODIES, "sources": RECORD.replace("01-02", "01-03")},
    ),
    "a body of another kind": (
        {"organizations": BODIES},
        {"organizations": GUILD, "tools": SMITHS},
    ),
    "a decision": ({"organizations": GUILD}, {"organizations": GUILD, "decisions": DECISION}),
}


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_records_is_the_change_of_the_graph(change: str, backwards: bool) -> None:
    before, after = (read(**texts) for texts in CHANGES[change][:: -1 if backwards else 1])

    found = map_changed(before.texts, after, mini.ontology())
    assert found
    came, went = ({*draft.quads} for draft in found)
    assert quads(before) - (went - came) | came == quads(after)


def test_records_that_did_not_change_are_not_mapped() -> None:
    others = GUILD.replace(PAGE, OTHER)
    before, after = read(organizations=others), read(organizations=others + SMITHS)

    found = map_changed(before.texts, after, mini.ontology())
    assert found
    assert (len(found[1].quads), "Mill Guild" in str([*found[0].quads])) == (0, False)


SAME = "- {id: organization_smiths, is: organization_guild, reason: R, date: 2026-01-02}\n"


@pytest.mark.parametrize("decided", [("", SAME), (SAME, ""), (SAME, SAME)])
def test_where_two_records_are_one_all_is_mapped(decided: tuple[str, str]) -> None:
    before, after = (read(organizations=BODIES, decisions=text) for text in decided)

    assert map_changed(before.texts, after, mini.ontology()) is None


def test_so_it_is_where_many_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed_records, "MANY", 1)

    assert map_changed({}, read(organizations=BODIES), mini.ontology()) is None
