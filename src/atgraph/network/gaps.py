"""What is missing: empty cells, communities that hardly touch, members of a coalition apart.

Each finding is one cell of a grid, or one pair.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from operator import itemgetter
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, Selection, choose
from atgraph.network.communities import Division, Traits, divide, label_of, read_traits, typical
from atgraph.network.grids import Filling, Grid, concerned, read_grids
from atgraph.network.measures import compact
from atgraph.network.meetings import Pair
from atgraph.network.network import Link, Network, Parts, draw_selection, parts_in_events
from atgraph.network.ties import (
    CO_PRESENCE,
    DECLARED,
    ORGANIZATION,
    Ties,
    read_values,
)
from atgraph.rdf.namespaces import atgv
from atgraph.text import plural, some

COALITIONS = {
    atgv(f"organization-type_{name}").value for name in ("coalition", "coordination-group")
}
GRIDS, COMMUNITIES, MEMBERS = SECTIONS = ("grids", "communities", "members")
COMMUNITIES_APART, MEMBERS_APART = APART = ("communities apart", "members apart")
NOWHERE = "no cell is filled"
SHARED = 0.25  # the share of members on either side who must have a theme for it to be one of both
SHOWN = 3  # themes of both that are named
TOP = 10


@dataclass(frozen=True)
class Gap:
    """One cell or pair; of what fills a cell, too.

    Attributes:
        section: the grid, communities apart or members apart.
        one, other: the row and the column, of which one is empty where nothing fills the other; or
            the two that are apart.
        found: how many things fill the cell, or how many links join the two; 0 is a gap.
        what: what fills it, who carries the links, or the coalition.
        bodies: the organisations that a gap concerns.
    """

    section: str
    one: str
    other: str
    found: int
    what: str = ""
    detail: str = ""
    statements: tuple[str, ...] = ()
    evidence: tuple[Quoted, ...] = ()
    bodies: frozenset[str] = frozenset()


def communities_apart(
    network: Network, division: Division, traits: Traits, names: Mapping[int, str]
) -> list[Gap]:
    """Return pairs of communities with one thin bridge or none, those with a bridge first.

    A bridge is thin where all links run through one actor: without that there is none. ``traits``
    are those of `typical`, and ``names`` says what each community is called.
    """
    number = label_of(division)
    crossing: dict[tuple[int, int], list[tuple[Pair, tuple[Link, ...]]]] = defaultdict(list)
    reached: dict[str, set[int]] = defaultdict(set)
    for one, other, links in network.graph.edges(data="links"):
        here, there = sorted((number[one], number[other]))
        reached[one].add(number[other])
        reached[other].add(number[one])
        if here != there:
            crossing[here, there].append(((one, other), links))
    between: dict[tuple[int, int], list[str]] = defaultdict(list)
    for actor in sorted(reached):
        for pair in combinations(sorted(reached[actor] - {number[actor]}), 2):
            between[pair].append(network.labels[actor])
    groups = {c.number: [member.actor for member in c.members] for c in division.communities}
    common = {c: _common(actors, traits) for c, actors in groups.items()}
    kinds = network.graph.nodes(data="kind")
    found = []
    for one, other in combinations(sorted(groups), 2):
        edges = crossing.get((one, other), [])
        carriers = set.intersection(*({*ends} for ends, _ in edges)) if edges else set[str]()
        if carriers or not edges:
            themes, both = _both(common[one], common[other]), some(between[one, other])
            detail = f"linked to both: {both}" if both else "nobody else is linked to both"
            detail += f"; both deal with {some(themes)}" if themes else ""
            links = [link for _, several in edges for link in several]
            who = " or ".join(network.labels[actor] for actor in sorted(carriers))
            how = ", ".join(sorted({link.kind for link in links}))
            what = f"carried by {who} ({how})" if carriers else ""
            said = names[one], names[other], len(edges), what, detail, _statements(links)
            actors = *groups[one], *groups[other]
            bodies = frozenset(actor for actor in actors if kinds[actor] == "organization")
            found.append((not edges, -len(themes), Gap(COMMUNITIES_APART, *said, bodies=bodies)))
    return [gap for *_, gap in sorted(found, key=itemgetter(0, 1))]


def _common(actors: Collection[str], traits: Traits) -> dict[str, float]:
    """Return theme → the share of actors that have it, where that is large."""
    every = (trait for actor in actors for trait in {*traits.get(actor, ())})
    counts = Counter(value for what, value in every if what == "theme")
    return {t: n / len(actors) for t, n in counts.items() if n / len(actors) >= SHARED}


def _both(one: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    both = {theme: min(one[theme], other[theme]) for theme in one.keys() & other.keys()}
    return sorted(both, key=lambda theme: (-both[theme], theme))[:SHOWN]


def _statements(those: Iterable[Filling | Link | Gap]) -> tuple[str, ...]:
    return tuple(sorted({iri for one in those for iri in one.statements}))


def _members(network: Network, read: Ties) -> tuple[dict[str, dict[Pair, Link]], set[Pair]]:
    """Return coalition → two members → what says so of both, and the pairs with a link besides.

    A coalition is an organisation of such a type that a class of ties says its sources have in
    common as something declared (atg:projectionKind).
    """
    (types,) = read_values(read.kg, "atg:hasOrganizationType")
    pairs: dict[str, dict[Pair, Link]] = defaultdict(dict)
    besides = set[Pair]()
    for one, other, links in network.graph.edges(data="links"):
        for link in links:
            if read.kinds.get(link.via) != ORGANIZATION:
                besides.add((one, other))
            elif link.kind == DECLARED and not COALITIONS.isdisjoint(types.get(link.via, ())):
                pairs[link.via][one, other] = link
    return dict(sorted(pairs.items())), besides


def _never_together(
    pairs: Mapping[Pair, Link], labels: Mapping[str, str], at: Mapping[str, set[str]]
) -> list[Gap]:
    """Return the members without an event in common, first whom one could bring together."""
    apart: list[tuple[int, Gap]] = []
    for (one, other), link in sorted(pairs.items()):
        if at[one].isdisjoint(at[other]):
            never = [labels[actor] for actor in (one, other) if not at[actor]]
            detail = f"in no event: {' and '.join(never)}" if never else "in different events"
            said = labels[one], labels[other], 0, labels[link.via], detail, link.statements
            apart.append((len(never), Gap(MEMBERS_APART, *said, bodies=frozenset((one, other)))))
    return [gap for _, gap in sorted(apart, key=itemgetter(0))]


@dataclass
class Gaps:
    """What is missing, and in what it was looked for.

    Attributes:
        events: how many events the ties reach: how little the answer rests on.
        grids: those asked for.
        findings: cells and pairs, by section, or the first of what is missing.
        heads: what is said of each section as a whole; nothing where the first are listed.
        notes: why a section has nothing to say, and what was left out.
    """

    network: Network
    events: int
    grids: tuple[Grid, ...] = ()
    findings: list[Gap] = field(default_factory=list)
    heads: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def lines(self, evidence: bool) -> Iterator[str]:
        """Yield text: a paragraph for each section, of a grid a line for each row."""
        for number, (section, head) in enumerate(self.heads.items()):
            yield from ([""] if number else [])
            yield from head
            findings = [finding for finding in self.findings if finding.section == section]
            yield from (_pair_lines if section in APART else _row_lines)(findings, evidence)
        if not self.heads:
            yield from _first_lines(self.findings, evidence)

    def keep_first(self, top: int) -> None:
        """Keep what is missing, what concerns the most organisations first, and say of how much.

        The members of a coalition who are apart are one finding.
        """
        missing = [
            gap
            for gap in self.findings
            if gap.section in APART or (gap.one and gap.other and not gap.found)
        ]
        missing.sort(key=lambda gap: -len(gap.bodies))
        self.findings = [replace(gap, detail=self._concerns(gap)) for gap in missing[:top]]
        self.heads = {}
        if (more := len(missing) - top) > 0:
            left_out = f"left out: {plural(more, 'finding')} on fewer bodies, or on as many"
            self.notes.append(f"{left_out}; --top 0 shows all, --grid NAME one grid")

    def _concerns(self, gap: Gap) -> str:
        names = some(sorted(self.network.labels.get(iri, iri) for iri in gap.bodies))
        said = "are concerned" if gap.section in APART else "have to do with one of the two"
        return f"{f'{gap.detail}; ' if gap.detail else ''}{len(gap.bodies)} bodies {said}: {names}"

    def add_grids(self, selection: Selection, grids: Iterable[Grid]) -> None:
        """Add the cells of grids, those filled too, and what fills no cell."""
        self.grids = tuple(grids)
        for grid in self.grids:
            self.heads[grid.name] = list(grid.head())
            of = concerned(grid, selection)
            for cell in product(grid.rows, grid.columns):
                filled = grid.cells.get(cell, ())
                detail = "by events alone" if filled and grid.by_events_alone(cell) else ""
                what, count = "; ".join(map(str, filled)), len({filling.of for filling in filled})
                said = (grid.name, *cell, count, what, detail, _statements(filled))
                self.findings.append(Gap(*said, bodies=of.get(cell, frozenset())))
            rows, columns = grid.nowhere
            for cell in (*product(rows, ("",)), *product(("",), columns)):
                self.findings.append(Gap(grid.name, *cell, 0, "", NOWHERE))

    def add_communities(self, kg: Graph, selection: Selection, runs: int | None, seed: int) -> None:
        """Add the pairs of communities whose links all run through one actor, or that have none."""
        network = self.network
        if not network.graph.number_of_edges():
            self.notes.append("nobody is linked here, so there are no communities")
            return
        division = divide(compact(network.graph), runs, seed)
        traits = read_traits(kg, selection, network)
        of = typical(division, traits)
        what = "those whose links all run through one actor, and those without a link"
        head = self.heads[COMMUNITIES_APART] = [f"{COMMUNITIES_APART}: {what}"]
        names = {}
        for community in division.communities:
            number, size = community.number, len(community.members)
            members = some(network.labels[member.actor] for member in community.members)
            known = "; ".join([members, *map(str, of[number])])
            head.append(f"  {number}  {size} members: {known}")
            first = next((f"{trait.what} {trait.value}" for trait in of[number]), members)
            names[number] = f"{number}: {first}"
        self.findings += communities_apart(network, division, traits, names)

    def add_members(self, read: Ties, parts: Parts, pairs: bool) -> None:
        """Add the members of each coalition who have no part in one event, and no other tie.

        ``parts``: who has a part in which event; ``pairs``: whether each pair of members is a
        finding, and not each coalition.
        """
        if not {DECLARED, CO_PRESENCE} <= set(self.network.choice.ties):
            where = "where declared ties and co-presence count (--ties declared,co-presence)"
            self.notes.append(f"members who were never seen together are listed only {where}")
            return
        coalitions, besides = _members(self.network, read)
        if not coalitions:
            self.notes.append("no coalition has two members who are known here")
            return
        at: dict[str, set[str]] = defaultdict(set)
        for event, actors in parts.items():
            for actor in actors:
                at[actor].add(event)
        labels, head = self.network.labels, [MEMBERS_APART]
        self.heads[MEMBERS_APART] = head
        for coalition, of in coalitions.items():
            missing = {pair: link for pair, link in of.items() if pair not in besides}
            apart = _never_together(missing, labels, at)
            members = {actor for pair in of for actor in pair}
            absent = ", ".join(sorted(labels[actor] for actor in members if not at[actor]))
            known = f"of {len(members)} members who are known, {len(apart)} of {len(of)} pairs"
            known += " were never seen together"
            head.append(f"  {labels[coalition]}: {known}.")
            if absent:
                head.append(f"    In no event: {absent}")
            if pairs:
                self.findings += apart
            elif apart:
                detail = f"in no event: {absent}" if absent else ""
                bodies = frozenset[str]().union(*(gap.bodies for gap in apart))
                said = labels[coalition], "", 0, known, detail, _statements(apart)
                self.findings.append(Gap(MEMBERS_APART, *said, bodies=bodies))


def find_gaps(
    kg: Graph,
    *,
    sections: Collection[str] = SECTIONS,
    grids: Collection[str] = (),
    actors: str = Choice.actors,
    seed: int = 0,
    runs: int | None = None,
    top: int | None = None,
    quotes: bool = False,
    known: Ties | None = None,
    **chosen: Unpack[Chosen],
) -> Gaps:
    """Return what is missing in the network of a graph.

    ``sections`` are some of `SECTIONS`, ``grids`` as `read_grids` has them, ``seed`` and ``runs``
    those of `divide`. ``top`` is how many findings are kept, those that concern the most
    organisations first: 0 for all, with the cells that are filled, as by default where grids are
    named; else by default ten. ``quotes`` says whether the words are read too, ``known`` is as in
    `choose`.

    Raises:
        QueryError, NotFoundError: no such section; no tie; or as `choose` says.
    """
    for section in sections:
        if section not in SECTIONS:
            raise QueryError(f"there are no gaps of {section!r}; use some of {', '.join(SECTIONS)}")
    top = top if top is not None else (0 if grids else TOP)
    selection = choose(kg, chosen, actors, known=known)
    if GRIDS in sections and not selection.ties:
        why = "there is no tie here, so all would be missing; choose other ties or days"
        raise NotFoundError(f"{why} ({selection.choice})")
    parts = parts_in_events(selection, selection.choice)
    found = Gaps(draw_selection(selection), len(parts))
    if GRIDS in sections:
        found.add_grids(selection, read_grids(kg, selection, grids))
    if COMMUNITIES in sections:
        found.add_communities(kg, selection, runs, seed)
    if MEMBERS in sections:
        found.add_members(selection.read, parts, not top)
    if top:
        found.keep_first(top)
    if quotes:
        words = evidence_of(kg, _statements(found.findings))
        found.findings = [
            replace(g, evidence=quotes_of(g.statements, words)) for g in found.findings
        ]
    return found


def _row_lines(findings: list[Gap], evidence: bool) -> Iterator[str]:
    cells = [finding for finding in findings if finding.one and finding.other]
    for row in dict.fromkeys(cell.one for cell in cells):
        yield f"  {row}"
        if empty := [cell.other for cell in cells if cell.one == row and not cell.found]:
            yield f"    nothing: {', '.join(empty)}"
        filled = [cell for cell in cells if cell.one == row and cell.found]
        if not evidence:
            yield f"    found: {', '.join(f'{cell.other} {cell.found}' for cell in filled)}"
        for cell in filled if evidence else ():
            yield f"    {cell.other}: {cell.what}"
            yield from (f"        {quote}" for quote in cell.evidence)


def _first_lines(findings: list[Gap], evidence: bool) -> Iterator[str]:
    for number, gap in enumerate(findings, 1):
        links = f"{plural(gap.found, 'link')}, {gap.what}" if gap.found else "no link"
        what = links if gap.section == COMMUNITIES_APART else gap.what or "nothing"
        pair = " – ".join(filter(None, (gap.one, gap.other)))
        yield f"{number:>2}. {pair}: {what} ({gap.section})"
        yield f"      {gap.detail}"
        yield from (f"        {quote}" for quote in gap.evidence if evidence)


def _pair_lines(findings: list[Gap], evidence: bool) -> Iterator[str]:
    for pair in findings:
        none = "no link; " if pair.section == COMMUNITIES_APART else ""
        count = f"{plural(pair.found, 'link')}, " if pair.found else none
        what = f"{pair.what}; " if pair.what else ""
        yield f"  {pair.one} – {pair.other}: {count}{what}{pair.detail}"
        yield from (f"      {quote}" for quote in pair.evidence if evidence)
