"""What changes when units are rolled up to the body above: each finding at both levels.

A finding flips where another answer comes out, and not only another number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, choose
from atgraph.network.communities import divide, label_of
from atgraph.network.measures import MEASURES, Compact, compact, ranked
from atgraph.network.network import Drawn, Network, Parts, parts_in_events, strength
from atgraph.network.structure import joints, share
from atgraph.network.ties import BODY, DECLARED, LEVELS, ORGANIZATION, PERSON, PRINTED, UNIT
from atgraph.text import plural, some

NEVER = 10**6  # steps, of a pair without a path
MOST = 1500  # actors of both networks, beyond which the lengths of all paths are not compared

Component = tuple[str, ...]


@dataclass(frozen=True)
class Flip:
    """One finding: its figures at the lower level and rolled up, and the same in words.

    ``flips``: whether it is another finding, and not only another number. ``statements`` are the
    IRIs of the ties that decide it, and ``evidence`` their words.
    """

    what: str
    flips: bool
    below: str
    rolled_up: str
    sentence: str
    statements: tuple[str, ...] = ()
    evidence: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class Flips:
    """The findings, and the two networks that they compare."""

    below: Network
    rolled_up: Network
    findings: tuple[Flip, ...]


@dataclass(frozen=True)
class _Level(Drawn):
    """The network of one level, and what is counted of it."""

    seed: int = 0

    @cached_property
    def counted(self) -> Compact:
        return compact(self.network.graph)

    @cached_property
    def parts(self) -> Parts:
        """Who has a part in which event: people, and organisations at this level."""
        who = (replace(self.choice, actors=actors) for actors in ("people", "organizations"))
        return parts_in_events(self.selection, *who)

    def numbers(self, actors: Iterable[str]) -> list[int]:
        """Return the numbers by which the counted network knows actors."""
        number = {name: place for place, name in enumerate(self.counted.names)}
        return [number[actor] for actor in actors]

    @property
    def words(self) -> str:
        return LEVELS[self.choice.level]


@dataclass(frozen=True)
class _Compared:
    """Two levels of one selection of ties."""

    below: _Level
    rolled_up: _Level

    @property
    def levels(self) -> tuple[_Level, _Level]:
        return self.below, self.rolled_up

    def bodies(self, actor: str) -> tuple[str, ...]:
        """Return what an actor of the lower level stands as when rolled up: a person as itself."""
        is_organization = self.below.read.kinds.get(actor) == ORGANIZATION
        return self.rolled_up.levels.bodies(actor) if is_organization else (actor,)

    def rolled(self, actors: Iterable[str]) -> set[str]:
        return {body for actor in actors for body in self.bodies(actor)}

    @cached_property
    def shared(self) -> list[str]:
        return sorted(set(self.below.network.graph) & set(self.rolled_up.network.graph))

    def label(self, actor: str) -> str:
        return self.below.read.labels([actor])[actor]

    def names(self, actors: Iterable[str]) -> list[str]:
        return sorted(self.below.read.labels(actors).values())

    def events(self, events: Iterable[str]) -> list[str]:
        """Return events by day, then by name."""
        days = self.below.read.days
        return sorted(events, key=lambda event: (days.get(event, ("", "")), self.label(event)))


def find_flips(
    kg: Graph, *, actors: str = Choice.actors, top: int = 5, seed: int = 0, **chosen: Unpack[Chosen]
) -> Flips:
    """Return what changes when units are rolled up to the body above.

    Args:
        kg: the graph.
        actors: who is in the network: organizations or both.
        top: how many at the top of a ranking, and how many examples.
        seed: of the search for communities.
        chosen: what counts; its level, unit or printed, is the lower one.

    Raises:
        QueryError, NotFoundError, RegistryError: nothing can be compared; or as `choose` says.
    """
    if chosen.get("level") == BODY:
        known = f"--level {' or --level '.join((UNIT, PRINTED))}"
        why = "both sides would be rolled up; name the level that this is compared with"
        raise QueryError(f"{why}, {known}")
    if actors == "people":
        raise QueryError("people are not rolled up; choose --actors organizations or both")
    selection = choose(kg, chosen, actors)
    up = replace(selection, choice=replace(selection.choice, level=BODY))
    compared = _Compared(_Level(selection, seed), _Level(up, seed))
    below = compared.below.network
    if not below.graph.number_of_nodes():
        why = "there is no actor in this network, so nothing can change"
        raise NotFoundError(f"{why}; choose other ties or days ({below.choice})")
    found = list(_findings(compared, top))
    words = evidence_of(kg, {statement for flip in found for statement in flip.statements})
    quoted = (replace(flip, evidence=quotes_of(flip.statements, words)) for flip in found)
    return Flips(below, compared.rolled_up.network, tuple(quoted))


def _findings(compared: _Compared, top: int) -> Iterator[Flip]:
    yield from _events(compared)
    yield from _size(compared)
    yield _parts(compared)
    yield from _partners(compared, top)
    yield from _paths(compared, top)
    if all(level.network.graph.number_of_edges() for level in compared.levels):
        yield from (_ranks(compared, measure, top or 5) for measure in MEASURES)
        yield _cut_points(compared)
        yield from _communities(compared, top)


# --- Which events hang together ---


def _events(compared: _Compared) -> Iterator[Flip]:
    """Yield into how many components the events fall, by people alone and with organisations."""
    below, above = compared.below.parts, compared.rolled_up.parts
    if len(above) < 2:
        return
    kinds = compared.below.read.kinds
    people = {
        event: {actor: ties for actor, ties in actors.items() if kinds.get(actor) == PERSON}
        for event, actors in below.items()
    }
    alone, by_unit, rolled_up = map(_components, (people, below, above))
    into = [plural(len(found), "component") for found in (alone, by_unit, rolled_up)]
    what = f"{into[0]}: {_sets(compared, alone)}. No level changes that."
    sentence = f"On people alone the {len(below)} events fall into {what}"
    yield _figure("events joined by people", [len(alone)] * 2, sentence)
    what = f"{into[1]}, rolled up into {into[2]}: {_sets(compared, rolled_up)}."
    sentence = f"With organisations {compared.below.words} they fall into {what}"
    counts, flips = [len(by_unit), len(rolled_up)], by_unit != rolled_up
    yield _figure("events joined by actors", counts, sentence, flips)
    yield from _joiners(compared, alone, by_unit)


def _components(parts: Parts) -> list[Component]:
    """Return events that actors join, those with most events first."""
    import networkx  # slow

    graph = networkx.Graph()
    graph.add_nodes_from(parts)
    at: dict[str, str] = {}
    for event, actors in parts.items():
        graph.add_edges_from((event, at.setdefault(actor, event)) for actor in actors)
    found = (tuple(sorted(part)) for part in networkx.connected_components(graph))
    return sorted(found, key=lambda part: (-len(part), part))


def _joiners(
    compared: _Compared, alone: list[Component], by_unit: list[Component]
) -> Iterator[Flip]:
    """Yield each actor that joins, rolled up, events which people alone leave apart.

    It flips where the lower level leaves them apart too.
    """
    at: dict[str, list[str]] = {}
    for event in compared.events(compared.rolled_up.parts):
        for actor in compared.rolled_up.parts[event]:
            at.setdefault(actor, []).append(event)
    joined = {a: (_crossed(by_unit, events), _crossed(alone, events)) for a, events in at.items()}
    joiners = (actor for actor, (_, apart) in joined.items() if apart > 1)
    for actor in sorted(joiners, key=lambda a: (-joined[a][0], -joined[a][1], compared.label(a))):
        yield _joiner(compared, actor, at[actor], *joined[actor])


def _crossed(components: list[Component], events: list[str]) -> int:
    """Return how many components some events lie in."""
    return sum(not set(events).isdisjoint(component) for component in components)


def _joiner(compared: _Compared, actor: str, events: list[str], by_unit: int, apart: int) -> Flip:
    parts, read = compared.rolled_up.parts, compared.below.read
    ties = [
        min(parts[event][actor], key=lambda tie: (tie.of.kind != DECLARED, tie.iri))
        for event in events
    ]
    # Whom the body is there through: the ends of a tie, a person with whom it stands for.
    ends = ((tie, e) for tie, event in zip(ties, events) for e in tie.ends if e != event)
    bodies = read.stands_for
    through = (compared.label(iri) for tie, e in ends for iri in (e, *bodies.get(tie.iri, ())))
    known = [name for name in dict.fromkeys(through) if name != compared.label(actor)]
    where = f"apart on people alone{f' and {compared.below.words}' if by_unit > 1 else ''}"
    joined = f"joins {apart} components that are {where}: {_quoted(compared, events)}"
    people = f"; through {some(known, 6)}" if known else ""
    sentence = f"{compared.label(actor)}, rolled up, {joined}{people}."
    below, statements = plural(by_unit, "component"), tuple(tie.iri for tie in ties)
    return Flip("who joins events", by_unit > 1, below, "1 component", sentence, statements)


def _sets(compared: _Compared, found: list[Component]) -> str:
    return ", ".join(f"{{{_quoted(compared, component)}}}" for component in found)


def _quoted(compared: _Compared, events: Iterable[str]) -> str:
    return ", ".join(f"“{compared.label(event)}”" for event in compared.events(events))


# --- Actors, links, partners, paths ---


def _size(compared: _Compared) -> Iterator[Flip]:
    words, graphs = compared.below.words, [level.network.graph for level in compared.levels]
    counts = [len(graph) for graph in graphs]
    sentence = f"There are {counts[0]} actors {words} and {counts[1]} rolled up."
    yield _figure("actors", counts, sentence)
    pairs = [[kinds for _, _, kinds in graph.edges(data="kinds")] for graph in graphs]
    counts = [len(each) for each in pairs]
    inside = compared.rolled_up.network.left_out.inside
    more = f"; {inside} links then run inside one body and are left out" if inside else ""
    sentence = f"{counts[0]} pairs of actors are linked {words}, {counts[1]} rolled up{more}."
    yield _figure("links", counts, sentence)
    for kind in compared.below.choice.ties:
        counts = [sum(kind in kinds for kinds in each) for each in pairs]
        shares = [share(count, len(each)) for count, each in zip(counts, pairs)]
        up = f"{counts[1]} ({shares[1]}) rolled up"
        sentence = f"{counts[0]} linked pairs ({shares[0]}) have it {words}, {up}."
        yield _figure(f"links: {kind}", counts, sentence)


def _figure(what: str, counts: Sequence[int], sentence: str, flips: bool = False) -> Flip:
    """Return how many there are at both levels."""
    return Flip(what, flips, str(counts[0]), str(counts[1]), sentence)


def _parts(compared: _Compared) -> Flip:
    sizes = [
        sorted(map(len, level.counted.graph.connected_components()), reverse=True)
        for level in compared.levels
    ]
    parts = [[size for size in found if size > 1] for found in sizes]
    listed = [", ".join(map(str, found)) or "nobody is linked" for found in parts]
    by_unit, rolled_up = (f"{plural(len(p), 'part')} ({said})" for p, said in zip(parts, listed))
    below, above = (found.count(1) for found in sizes)
    has = f"the network has {by_unit} and {below} without a link"
    sentence = f"{compared.below.words.capitalize()} {has}; rolled up {rolled_up} and {above}."
    counts = [len(found) for found in parts]
    return _figure("parts of the network", counts, sentence, counts[0] != counts[1])


def _partners(compared: _Compared, top: int) -> Iterator[Flip]:
    """Yield how the partner lists of bodies grow that have links only through their units."""
    own, rolled = (level.network.graph for level in compared.levels)
    with_units = {body for actor in own for body in compared.bodies(actor) if body != actor}
    found = []
    for body in (actor for actor in rolled if actor in with_units):
        before = compared.rolled(own[body]) - {body} if body in own else set()
        if set(rolled[body]) - before:
            found.append((body, before, set(rolled[body])))
    found.sort(key=lambda one: (len(one[1]) - len(one[2]), one[0]))
    yield from (_partner_list(compared, *one) for one in found[: top or None])


def _partner_list(compared: _Compared, body: str, before: set[str], now: set[str]) -> Flip:
    edges = compared.rolled_up.network.graph[body]
    declared = {actor for actor in now - before if DECLARED in edges[actor]["kinds"]}
    others = f"{len(before)} other {'body' if len(before) == 1 else 'bodies'}"
    linked = f"is linked to {others} {compared.below.words}, and to {len(now)} rolled up"
    sentence = f"{compared.label(body)} itself {linked}"
    less = now - before - declared
    for gained, how in ((declared, "declared"), (less, "by co-presence or less")):
        if gained:
            sentence += f"; new, {how}: {some(compared.names(gained), 4)}"
    links = (link for a in sorted(declared) for link in edges[a]["links"] if link.kind == DECLARED)
    statements = tuple(dict.fromkeys(statement for link in links for statement in link.statements))
    return Flip("partners", True, str(len(before)), str(len(now)), f"{sentence}.", statements)


def _paths(compared: _Compared, top: int) -> Iterator[Flip]:
    """Yield how many pairs have a path, and those that have a much shorter one when rolled up."""
    shared = compared.shared
    if not 1 < len(shared) <= MOST:
        return
    below, above = (_lengths(level, shared) for level in compared.levels)
    pairs = [(below[i][j], above[i][j], i, j) for j in range(len(shared)) for i in range(j)]
    yield _joined(compared, [(before, after) for before, after, _, _ in pairs])
    gains = sorted((after - was, after, i, j) for was, after, i, j in pairs if after < was - 1)
    for _, _, i, j in gains[: top or None]:
        yield _path(compared, shared[i], shared[j], below[i][j])


def _joined(compared: _Compared, pairs: list[tuple[int, int]]) -> Flip:
    """Say how many pairs have a path, and how long it is where they have one at both levels."""
    words = compared.below.words
    below, above = (sum(pair[side] < NEVER for pair in pairs) for side in (0, 1))
    both = [pair for pair in pairs if max(pair) < NEVER]
    path = f"{below} have a path {words}, {above} rolled up"
    sentence = f"Of {len(pairs)} pairs of actors at both levels {path}"
    if both:
        before, after = (sum(pair[side] for pair in both) / len(both) for side in (0, 1))
        steps = f"{before:.2f} steps on average {words}, {after:.2f} rolled up"
        sentence += f"; where both have one it takes {steps}"
    figures = f"{below} of {len(pairs)}", f"{above} of {len(pairs)}"
    return Flip("pairs with a path", below != above, *figures, f"{sentence}.")


def _lengths(level: _Level, shared: list[str]) -> list[list[int]]:
    """Return how many steps each pair is apart; NEVER where there is no path."""
    nodes = level.numbers(shared)
    rows = level.counted.graph.distances(nodes, nodes)
    return [[int(min(steps, NEVER)) for steps in row] for row in rows]


def _path(compared: _Compared, one: str, other: str, before: int) -> Flip:
    level = compared.rolled_up
    nodes = level.counted.graph.get_shortest_paths(*level.numbers((one, other)))[0]
    chain = [level.counted.names[node] for node in nodes]
    hops = [min(level.network.graph.edges[p]["links"], key=strength) for p in pairwise(chain)]
    statements = tuple(dict.fromkeys(statement for link in hops for statement in link.statements))
    was = "no path" if before >= NEVER else f"{before} steps"
    kinds = ", ".join(dict.fromkeys(link.kind for link in hops))
    now = f"rolled up {len(hops)}, {' – '.join(map(compared.label, chain))} ({kinds})"
    ends = f"From {compared.label(one)} to {compared.label(other)}"
    sentence = f"{ends}: {was} {compared.below.words}, {now}."
    return Flip("paths", True, was, plural(len(hops), "step"), sentence, statements)


# --- Ranks, cut points, communities ---


def _ranks(compared: _Compared, name: str, top: int) -> Flip:
    """Say who is first, who comes among the first and who falls out."""
    firsts, heads, figures, all_equal = [], [], [], False
    for level in compared.levels:
        values = MEASURES[name].compute(level.counted)
        ranks = ranked(values, MEASURES[name].least_first)
        first = [actor for actor, place in ranks.items() if place.first == 1]
        is_all = len(first) == len(ranks)
        equal = f", {len(first)} equal" if len(first) > 1 else ""
        who = f"all {len(first)}, equal" if is_all else some(compared.names(first)) + equal
        figures.append(f"{who} ({_value(name, values[first[0]])})")
        heads.append({actor for actor, place in ranks.items() if place.first <= top})
        firsts.append(first)
        all_equal |= is_all
    same = compared.rolled(firsts[0]) == set(firsts[1])
    below = f"{'is' if len(firsts[0]) == 1 else 'are'} {figures[0]} {compared.below.words}"
    sentence = f"By {name} the first {below}, {'still' if same else 'but'} {figures[1]} rolled up"
    before, after = compared.rolled(heads[0]), heads[1]
    moved = ("come", "among", after - before), ("fall", "out of", before - after)
    for verb, where, actors in moved:
        if actors and not all_equal:  # which says nothing of who is among the first
            moves = f"{verb}{'s' if len(actors) == 1 else ''} {where} the first {top}"
            sentence += f"; {some(compared.names(actors))} {moves}"
    return Flip(f"first by {name}", not same, figures[0], figures[1], f"{sentence}.")


def _value(measure: str, value: float | None) -> str:
    if value is None:
        return "no value"
    return str(round(value)) if MEASURES[measure].whole else f"{value:.4g}"


def _cut_points(compared: _Compared) -> Flip:
    points = (joints(level.counted).cut_points for level in compared.levels)
    below, above = ({point.actor for point in found} for found in points)
    sentence = f"{len(below)} actors cut off a part when gone {compared.below.words}"
    sentence += f", {len(above)} rolled up"
    new, gone = above - compared.rolled(below), compared.rolled(below) - above
    if new:
        sentence += f"; only rolled up: {some(compared.names(new), 5)}"
    if gone:
        sentence += f"; no longer, themselves or through units: {some(compared.names(gone), 5)}"
    return _figure("cut points", [len(below), len(above)], f"{sentence}.", bool(new or gone))


def _communities(compared: _Compared, top: int) -> Iterator[Flip]:
    words = compared.below.words
    divisions = [divide(level.counted, seed=level.seed) for level in compared.levels]
    counts = [len(division.communities) for division in divisions]
    modularity = [f"{division.modularity or 0:.3f}" for division in divisions]
    one, other = map(label_of, divisions)
    actors = [actor for actor in compared.shared if actor in one and actor in other]
    pairs = list(combinations(actors, 2))
    moved = sum((one[a] == one[b]) != (other[a] == other[b]) for a, b in pairs)
    which = f"{len(pairs)} pairs of actors at both levels"
    more = f"; of {which} {moved} are together at one level only" if pairs else ""
    below = f"{counts[0]} communities {words} (modularity {modularity[0]})"
    sentence = f"{below}, {counts[1]} rolled up ({modularity[1]}){more}."
    yield _figure("communities", counts, sentence, counts[0] != counts[1] or bool(moved))
    spread: dict[str, dict[int, list[str]]] = {}
    for actor in sorted(one):
        for body in compared.bodies(actor):
            spread.setdefault(body, {}).setdefault(one[actor], []).append(actor)
    split = [body for body in spread if len(spread[body]) > 1]
    for body in sorted(split, key=lambda body: (-len(spread[body]), body))[: top or None]:
        groups = (some(compared.names(units), 4) for _, units in sorted(spread[body].items()))
        count, listed = len(spread[body]), "; ".join(groups)
        sentence = f"{compared.label(body)} stands in {count} communities {words}: {listed}."
        sentence += " Rolled up it stands in one."
        yield _figure("bodies in several communities", [count, 1], sentence, True)
