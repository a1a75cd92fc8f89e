"""Tells gaps: one finding for each cell and pair, and the same as text that people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.network import gaps
from atgraph.network.apart import Coalition, CommunitiesApart
from atgraph.network.gaps import Gaps
from atgraph.network.grids import Filling, Grid
from atgraph.network.ranking import some

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

NOWHERE = "no cell is filled"
COMMUNITIES, MEMBERS = "communities apart", "members apart"


@dataclass(frozen=True)
class Finding:
    """One cell or pair.

    Attributes:
        section: the grid, communities apart or members apart.
        one, other: the row and the column, or the two that are apart; of a row or column that
            nothing fills, one of them is empty.
        found: how many things fill the cell, or how many links join the two; 0 is a gap.
        what: what fills it, who carries the links, or the coalition.
        detail: what else there is to know.
        statements: the IRIs of the ties that it rests on; evidence: their words, where they were
            read.
    """

    section: str
    one: str
    other: str
    found: int
    what: str = ""
    detail: str = ""
    statements: tuple[str, ...] = ()
    evidence: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class Told:
    """The findings, by section, and what is said of each section as a whole."""

    findings: tuple[Finding, ...]
    heads: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]

    def lines(self, evidence: bool) -> Iterator[str]:
        """Yield text: a paragraph for each section, of a grid a line for each row."""
        for number, (section, head) in enumerate(self.heads.items()):
            yield from ([""] if number else [])
            yield from head
            findings = [finding for finding in self.findings if finding.section == section]
            yield from (_pairs if section in (COMMUNITIES, MEMBERS) else _rows)(findings, evidence)


def tell_gaps(kg: Graph, found: Gaps, top: int = 20, quotes: bool = False) -> Told:
    """Return gaps as findings.

    Args:
        kg: the graph.
        found: the gaps.
        top: how many pairs of communities, and of members of each coalition; 0 for all.
        quotes: whether the words are read too.
    """
    findings, heads, notes = list[Finding](), dict[str, tuple[str, ...]](), list[str]()
    for grid in found.grids:
        heads[grid.name] = tuple(_grid_head(grid))
        findings += _grid(grid)
    if found.division:
        heads[COMMUNITIES] = tuple(_communities_head(found))
        shown = found.communities[: top or None]
        findings += [_communities(found, gap) for gap in shown]
        notes += _more(len(found.communities) - len(shown), "communities")
    for coalition in found.coalitions or ():
        heads[MEMBERS] = (*heads.get(MEMBERS, (MEMBERS,)), *_coalition_head(found, coalition))
        shown_members = replace(coalition, apart=coalition.apart[: top or None])
        findings += _members(found, shown_members)
        notes += _more(
            len(coalition.apart) - len(shown_members.apart),
            f"members of {_label(found, coalition.iri)}",
        )
    if quotes:
        words = evidence_of(
            kg, {statement for finding in findings for statement in finding.statements}
        )
        findings = [
            replace(
                f, evidence=tuple(dict.fromkeys(q for s in f.statements for q in words.get(s, ())))
            )
            for f in findings
        ]
    return Told(tuple(findings), heads, (*_missing(found), *notes))


def _more(count: int, what: str) -> list[str]:
    return (
        [
            f"{count} more pair{'s' if count > 1 else ''} of {what} {'are' if count > 1 else 'is'} apart; --top 0 shows all"
        ]
        if count > 0
        else []
    )


def _missing(found: Gaps) -> Iterator[str]:
    """Say why a section has nothing to tell."""
    if gaps.COMMUNITIES in found.sections and not found.network.graph.number_of_edges():
        yield "nobody is linked here, so there are no communities"
    if gaps.MEMBERS not in found.sections:
        return
    if found.coalitions is None:
        yield "which members were never seen together is told only where declared ties and co-presence count (--ties declared,co-presence)"
    elif not found.coalitions:
        yield "no coalition has two members who are known here"


def _grid(grid: Grid) -> Iterator[Finding]:
    for row in grid.rows:
        for column in grid.columns:
            filled = grid.cells.get((row, column), ())
            statements = tuple(
                sorted({statement for filling in filled for statement in filling.statements})
            )
            detail = "by events alone" if filled and grid.by_events_alone((row, column)) else ""
            yield Finding(
                grid.name,
                row,
                column,
                len({f.of for f in filled}),
                "; ".join(map(_filling, filled)),
                detail,
                statements,
            )
    yield from (Finding(grid.name, row, "", 0, "", NOWHERE) for row in grid.nowhere[0])
    yield from (Finding(grid.name, "", column, 0, "", NOWHERE) for column in grid.nowhere[1])


def _filling(filling: Filling) -> str:
    return (
        f"{filling.of}, {filling.kind} “{filling.at}”"
        if filling.at
        else f"{filling.of} ({filling.kind})"
    )


def _grid_head(grid: Grid) -> Iterator[str]:
    yield f"{grid.name}: {grid.title}"
    alone = sum(map(grid.by_events_alone, grid.cells))
    if grid.cells:
        yield f"  {len(grid.empty)} of {grid.size} cells are empty; {alone} of the {len(grid.cells)} others are filled by events alone."
    else:
        yield "  No cell is filled."
    for what, nowhere in zip(("Rows", "Columns"), grid.nowhere):
        if nowhere:
            yield f"  {what} without any: {', '.join(nowhere)}"


def _rows(findings: list[Finding], evidence: bool) -> Iterator[str]:
    for row in dict.fromkeys(f.one for f in findings if f.one and f.other):
        cells = [finding for finding in findings if finding.one == row and finding.other]
        yield f"  {row}"
        if empty := [cell.other for cell in cells if not cell.found]:
            yield f"    nothing: {', '.join(empty)}"
        if not evidence:
            yield f"    found: {', '.join(f'{cell.other} {cell.found}' for cell in cells if cell.found)}"
            continue
        for cell in (cell for cell in cells if cell.found):
            yield f"    {cell.other}: {cell.what}"
            yield from (f"        {quote}" for quote in cell.evidence)


def _communities_head(found: Gaps) -> Iterator[str]:
    yield f"{COMMUNITIES}: those whose links all run through one actor, and those without a link"
    for community in found.division.communities if found.division else ():
        names = some(_label(found, member.actor) for member in community.members)
        typical = map(str, (found.traits or {}).get(community.number, ()))
        yield f"  {community.number}  {len(community.members)} members: {'; '.join([names, *typical])}"


def _communities(found: Gaps, gap: CommunitiesApart) -> Finding:
    carriers = " or ".join(_label(found, actor) for actor in gap.carriers)
    what = f"carried by {carriers} ({', '.join(gap.kinds)})" if gap.carriers else ""
    between = (
        f"linked to both: {some(_label(found, actor) for actor in gap.between)}"
        if gap.between
        else "nobody else is linked to both"
    )
    themes = f"both deal with {some(gap.themes)}" if gap.themes else ""
    return Finding(
        COMMUNITIES,
        _name(found, gap.one),
        _name(found, gap.other),
        gap.links,
        what,
        "; ".join(filter(None, [between, themes])),
        gap.statements,
    )


def _name(found: Gaps, number: int) -> str:
    """Return a community by its number and what is most typical of it, else by its members."""
    traits = (found.traits or {}).get(number, ())
    members = (
        next((c.members for c in found.division.communities if c.number == number), ())
        if found.division
        else ()
    )
    return (
        f"{number}: {traits[0].what} {traits[0].value}"
        if traits
        else f"{number}: {some(_label(found, m.actor) for m in members)}"
    )


def _coalition_head(found: Gaps, coalition: Coalition) -> Iterator[str]:
    label, count = _label(found, coalition.iri), len(coalition.members)
    yield f"  {label}: of {count} members who are known, {len(coalition.apart)} of {coalition.pairs} pairs were never seen together."
    if coalition.absent:
        yield f"    In no event: {', '.join(sorted(_label(found, actor) for actor in coalition.absent))}"


def _members(found: Gaps, coalition: Coalition) -> Iterator[Finding]:
    label = _label(found, coalition.iri)
    for pair in coalition.apart:
        absent = [_label(found, actor) for actor in pair.absent]
        detail = f"in no event: {' and '.join(absent)}" if absent else "in different events"
        yield Finding(
            MEMBERS,
            _label(found, pair.one),
            _label(found, pair.other),
            0,
            label,
            detail,
            pair.statements,
        )


def _pairs(findings: Iterable[Finding], evidence: bool) -> Iterator[str]:
    for finding in findings:
        count = (
            f"{finding.found} link{'s' if finding.found > 1 else ''}, "
            if finding.found
            else "no link; "
            if finding.section == COMMUNITIES
            else ""
        )
        what = f"{finding.what}; " if finding.what else ""
        yield f"  {finding.one} – {finding.other}: {count}{what}{finding.detail}"
        yield from (f"      {quote}" for quote in finding.evidence if evidence)


def _label(found: Gaps, iri: str) -> str:
    return found.network.labels.get(iri, iri)
