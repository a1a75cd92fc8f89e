"""What is missing: empty cells, communities that hardly touch, members of a coalition apart.

Each finding is one cell or pair. A grid is a file of queries/network/grids/: two lists of the
vocabulary, and what fills each cell. A file with the parameters rows and columns makes a grid of
any two lists of themes in the graph.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations, product
from operator import itemgetter
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.files import resource_folder
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, read_question
from atgraph.network.choice import Choice, Chosen, Selection, choose
from atgraph.network.communities import Division, Traits, divide, label_of, read_traits, typical
from atgraph.network.measures import compact
from atgraph.network.network import Link, Network, Pair, Parts, draw_selection, parts_in_events
from atgraph.network.queries import answer
from atgraph.network.ties import (
    CO_PRESENCE,
    DECLARED,
    MENTION,
    ORGANIZATION,
    THEME,
    Ties,
    local_name,
    read_values,
)
from atgraph.rdf.namespaces import atgv
from atgraph.text import did_you_mean, plural, some

LISTS = """
SELECT DISTINCT ?list ?label WHERE {
  ?theme a atg:Theme ; skos:inScheme ?list . ?list rdfs:label ?label
} ORDER BY ?list
"""


@dataclass(frozen=True, order=True)
class Filling:
    """One thing that fills a cell, and that in which it has a part, if any, by their labels.

    ``kind`` is the class of the latter, else its own, in words.
    """

    of: str
    at: str
    kind: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.of}, {self.kind} “{self.at}”" if self.at else f"{self.of} ({self.kind})"


@dataclass(frozen=True)
class Grid:
    """Rows and columns that fill a cell at least, and what fills their cells, all sorted.

    No cell is empty in ``cells``; ``nowhere`` has the rows and the columns without a filled cell.
    """

    name: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Filling, ...]] = field(repr=False)
    nowhere: tuple[tuple[str, ...], ...] = ((), ())

    @property
    def empty(self) -> list[tuple[str, str]]:
        """The empty cells of rows and columns that fill others, sorted."""
        return [cell for cell in product(self.rows, self.columns) if cell not in self.cells]

    def by_events_alone(self, cell: tuple[str, str]) -> bool:
        """Whether nothing but events fills a cell; an event speaks of many things."""
        return all(filling.kind == "event" for filling in self.cells[cell])

    def head(self) -> Iterator[str]:
        """Yield what is said of the grid as a whole."""
        yield f"{self.name}: {self.title}"
        alone = sum(map(self.by_events_alone, self.cells))
        filled = f"{alone} of the {len(self.cells)} others are filled by events alone"
        empty = f"{len(self.empty)} of {len(self.rows) * len(self.columns)} cells are empty"
        yield f"  {empty}; {filled}." if self.cells else "  No cell is filled."
        for what, nowhere in zip(("Rows", "Columns"), self.nowhere):
            if nowhere:
                yield f"  {what} without any: {', '.join(nowhere)}"


@dataclass(frozen=True)
class GridQuestion:
    """A grid before it is filled: its query, and what the parameters of that stand for."""

    title: str
    question: Question
    lists: Mapping[str, str] = field(default_factory=dict)
    is_default: bool = True


def known_grids(kg: Graph) -> dict[str, GridQuestion]:
    """Return the grids by name: one for each file, or of its parameters for each two lists."""
    lists = {text(row, "list"): text(row, "label") for row in kg.select(LISTS)}
    found: dict[str, GridQuestion] = {}
    for path in (resource_folder("queries") / "network" / "grids").glob("*.rq"):
        question = read_question(path)
        if not question.parameters:
            found[path.stem] = GridQuestion(question.summary, question)
        for rows, columns in permutations(lists, 2) if question.parameters else ():
            one, other = map(local_name, (rows, columns))
            title = f"{question.summary} Rows: {lists[rows]}; columns: {lists[columns]}."
            parameters = {"rows": rows, "columns": columns}
            is_default = one == question.defaults.get("rows")
            found[f"{one}-by-{other}"] = GridQuestion(title, question, parameters, is_default)
    return dict(sorted(found.items()))


def read_grids(kg: Graph, selection: Selection, names: Collection[str] = ()) -> tuple[Grid, ...]:
    """Return grids, filled by the ties that count.

    Grids are named whole, or by the beginnings of their names; by default those of files without
    parameters, and of lists those whose rows the file names.
    """
    known = known_grids(kg)
    wanted = [name for typed in names for name in _find(typed, known)]
    wanted = wanted or [name for name, grid in known.items() if grid.is_default]
    counted = frozenset(tie.iri for tie in selection.ties)
    return tuple(_read(kg, name, known[name], counted) for name in dict.fromkeys(wanted))


def _find(typed: str, known: Collection[str]) -> list[str]:
    """Return the grids whose names begin with what was typed."""
    if typed in known:
        return [typed]
    if found := [name for name in known if typed and name.startswith(typed)]:
        return found
    hint = did_you_mean(typed, known)
    there = f"{hint} There" if hint else "there"
    raise QueryError(f"there is no grid {typed!r}; {there} are {', '.join(known)}")


def _read(kg: Graph, name: str, grid: GridQuestion, counted: frozenset[str]) -> Grid:
    lines = answer(kg, grid.question, grid.lists)
    found: dict[Pair, dict[tuple[str, str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        statements = {line["statement"], line.get("statement2", "")} - {""}
        if line["row"] and line["column"] and statements <= counted:
            what = line["of"], line.get("at", ""), line["kind"]
            found[line["row"], line["column"]][what] |= statements
    cells = {
        cell: tuple(sorted(Filling(*what, tuple(sorted(its))) for what, its in filled.items()))
        for cell, filled in sorted(found.items())
    }
    rows, columns = (tuple(sorted({cell[side] for cell in cells})) for side in (0, 1))
    nowhere = tuple(
        tuple(sorted({line[side] for line in lines} - {*filled, ""}))
        for side, filled in (("row", rows), ("column", columns))
    )
    return Grid(name, grid.title, rows, columns, cells, nowhere)


def concerned(grid: Grid, selection: Selection) -> dict[Pair, frozenset[str]]:
    """Return empty cell → the organisations that fill other cells of its row and column.

    Those of a filling are at the ends of its ties, else at those of the thing that it is of.
    """
    read, ties = selection.read, {tie.iri: tie for tie in selection.ties}
    own: dict[str, set[str]] = {}
    within: dict[str, set[str]] = defaultdict(set)
    for iri, tie in ties.items():
        own[iri] = {*read.ends_of(tie, ORGANIZATION), *read.stands_for.get(iri, ())}
        for end in tie.ends if tie.of.kind != MENTION else ():
            within[end] |= own[iri]
    rows: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    for (row, column), filled in grid.cells.items():
        for statements in (filling.statements for filling in filled):
            ends = (end for iri in statements for end in ties[iri].ends)
            parts = (within[end] for end in ends if read.kinds.get(end) != THEME)
            mine = set[str]().union(*(own[iri] for iri in statements)) or set[str]().union(*parts)
            rows[row] |= mine
            columns[column] |= mine
    return {(row, column): frozenset(rows[row] | columns[column]) for row, column in grid.empty}


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
