"""What changes when units are rolled up to the body above: each finding at both levels."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import inf
from operator import itemgetter
from typing import Unpack

from atgraph.ask.evidence import evidence_of, quotes_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, choose
from atgraph.network.communities import divide, label_of
from atgraph.network.measures import MEASURES, Compact, Measure, ranked
from atgraph.network.network import Link, Network, Parts, strength
from atgraph.network.structure import joints, share
from atgraph.network.ties import BODY, DECLARED, PERSON, PRINTED, UNIT
from atgraph.network.two_levels import Compared, Flip, Level, figure
from atgraph.text import plural, some

MOST = 1500  # actors of both networks, beyond which the lengths of all paths are not compared

Component = tuple[str, ...]


@dataclass(frozen=True)
class Flips:
    """The findings, and the two networks that they compare."""

    below: Network
    rolled_up: Network
    findings: tuple[Flip, ...]


def find_flips(
    kg: Graph, *, actors: str = Choice.actors, top: int = 5, seed: int = 0, **chosen: Unpack[Chosen]
) -> Flips:
    """Return what changes when units are rolled up to the body above.

    ``actors`` are organizations or both; the level that is chosen, unit or printed, is the lower
    one. ``top`` is how many at the top of a ranking, and how many examples; ``seed`` is that of the
    search for communities.

    Raises:
        QueryError, NotFoundError: nothing can be compared; or as `choose` says.
    """
    if chosen.get("level") == BODY:
        why = "both sides would be rolled up; name the level that this is compared with"
        raise QueryError(f"{why}, --level {UNIT} or --level {PRINTED}")
    if actors == "people":
        raise QueryError("people are not rolled up; choose --actors organizations or both")
    selection = choose(kg, chosen, actors)
    up = replace(selection, choice=replace(selection.choice, level=BODY))
    compared = Compared(Level(selection), Level(up))
    below = compared.below.network
    if not below.graph.number_of_nodes():
        why = "there is no actor in this network, so nothing can change"
        raise NotFoundError(f"{why}; choose other ties or days ({below.choice})")
    found = list(_findings(compared, top, seed))
    words = evidence_of(kg, {statement for flip in found for statement in flip.statements})
    quoted = (replace(flip, evidence=quotes_of(flip.statements, words)) for flip in found)
    return Flips(below, compared.rolled_up.network, tuple(quoted))


def _findings(compared: Compared, top: int, seed: int) -> Iterator[Flip]:
    yield from _events(compared)
    yield from _size(compared)
    yield _parts(compared)
    yield from _partners(compared, top)
    yield from _paths(compared, top)
    if all(level.network.graph.number_of_edges() for level in compared.levels):
        yield from (_ranks(compared, measure, top or 5) for measure in MEASURES.values())
        yield _cut_points(compared)
        yield from _communities(compared, top, seed)


# --- Which events hang together ---


def _events(compared: Compared) -> Iterator[Flip]:
    """Yield into how many components the events fall, by people alone and with organisations."""
    below, above = compared.below.parts, compared.rolled_up.parts
    if len(above) < 2:
        return
    kinds = compared.read.kinds
    people = {
        event: {actor: ties for actor, ties in actors.items() if kinds.get(actor) == PERSON}
        for event, actors in below.items()
    }
    alone, by_unit, rolled_up = map(_components, (people, below, above))
    into = [plural(len(found), "component") for found in (alone, by_unit, rolled_up)]
    sets = [
        ", ".join(f"{{{compared.quoted(events)}}}" for events in found)
        for found in (alone, rolled_up)
    ]
    what = f"{into[0]}: {sets[0]}. No level changes that."
    sentence = f"On people alone the {len(below)} events fall into {what}"
    yield figure("events joined by people", [len(alone)] * 2, sentence)
    what = f"{into[1]}, rolled up into {into[2]}: {sets[1]}."
    sentence = f"With organisations {compared.words} they fall into {what}"
    counts, flips = [len(by_unit), len(rolled_up)], by_unit != rolled_up
    yield figure("events joined by actors", counts, sentence, flips)
    yield from _joiners(compared, alone, by_unit)


def _components(parts: Parts) -> list[Component]:
    """Return events that actors join, those with most events first."""
    import networkx  # slow

    graph = networkx.Graph()
    graph.add_nodes_from(parts)
    graph.add_edges_from((event, actor) for event, actors in parts.items() for actor in actors)
    found = (tuple(sorted(parts.keys() & part)) for part in networkx.connected_components(graph))
    return sorted(found, key=lambda part: (-len(part), part))


def _joiners(
    compared: Compared, alone: list[Component], by_unit: list[Component]
) -> Iterator[Flip]:
    """Yield each actor that joins, rolled up, events which people alone leave apart.

    It flips where the lower level leaves them apart too.
    """
    at: dict[str, list[str]] = {}
    for event in compared.events(compared.rolled_up.parts):
        for actor in compared.rolled_up.parts[event]:
            at.setdefault(actor, []).append(event)
    joined: dict[str, tuple[int, int]] = {}
    for actor, events in at.items():
        by, apart = (
            sum(not set(events).isdisjoint(component) for component in components)
            for components in (by_unit, alone)
        )
        if apart > 1:
            joined[actor] = by, apart
    for actor in sorted(joined, key=lambda a: (-joined[a][0], -joined[a][1], compared.label(a))):
        yield _joiner(compared, actor, at[actor], *joined[actor])


def _joiner(compared: Compared, actor: str, events: list[str], by_unit: int, apart: int) -> Flip:
    parts, name = compared.rolled_up.parts, compared.label(actor)
    known: dict[str, None] = {}  # whom the body is there through
    statements = []
    for event in events:
        tie = min(parts[event][actor], key=lambda tie: (tie.of.kind != DECLARED, tie.iri))
        statements.append(tie.iri)
        bodies = compared.read.stands_for.get(tie.iri, ())
        for end in (end for end in tie.ends if end != event):
            known |= dict.fromkeys(map(compared.label, (end, *bodies)))
    known.pop(name, None)
    where = f"apart on people alone{f' and {compared.words}' if by_unit > 1 else ''}"
    joined = f"joins {apart} components that are {where}: {compared.quoted(events)}"
    people = f"; through {some(known, 6)}" if known else ""
    figures = plural(by_unit, "component"), "1 component", f"{name}, rolled up, {joined}{people}."
    return Flip("who joins events", by_unit > 1, *figures, tuple(statements))


# --- Actors, links, partners, paths ---


def _size(compared: Compared) -> Iterator[Flip]:
    words, graphs = compared.words, [level.network.graph for level in compared.levels]
    counts = [len(graph) for graph in graphs]
    sentence = f"There are {counts[0]} actors {words} and {counts[1]} rolled up."
    yield figure("actors", counts, sentence)
    pairs = [[kinds for _, _, kinds in graph.edges(data="kinds")] for graph in graphs]
    counts = [len(each) for each in pairs]
    inside = compared.rolled_up.network.left_out.inside
    more = f"; {inside} links then run inside one body and are left out" if inside else ""
    sentence = f"{counts[0]} pairs of actors are linked {words}, {counts[1]} rolled up{more}."
    yield figure("links", counts, sentence)
    for kind in compared.below.choice.ties:
        counts = [sum(kind in kinds for kinds in each) for each in pairs]
        below, above = (share(count, len(each)) for count, each in zip(counts, pairs))
        sentence = f"{counts[0]} linked pairs ({below}) have it {words}"
        sentence += f", {counts[1]} ({above}) rolled up."
        yield figure(f"links: {kind}", counts, sentence)


def _parts(compared: Compared) -> Flip:
    found, said = [], []
    for level in compared.levels:
        sizes = sorted(map(len, level.counted.graph.connected_components()), reverse=True)
        parts = [size for size in sizes if size > 1]
        listed = ", ".join(map(str, parts)) or "nobody is linked"
        found.append(len(parts))
        said.append((f"{plural(len(parts), 'part')} ({listed})", sizes.count(1)))
    (by_unit, below), (rolled_up, above) = said
    has = f"the network has {by_unit} and {below} without a link"
    sentence = f"{compared.words.capitalize()} {has}; rolled up {rolled_up} and {above}."
    return figure("parts of the network", found, sentence, found[0] != found[1])


def _partners(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield how the partner lists of bodies grow that have links only through their units."""
    own, rolled = (level.network.graph for level in compared.levels)
    with_units = {body for actor in own for body in compared.bodies(actor) if body != actor}
    grown = []
    for body in (actor for actor in rolled if actor in with_units):
        before = compared.rolled(own[body]) - {body} if body in own else set[str]()
        if new := set(rolled[body]) - before:
            grown.append((len(before) - len(rolled[body]), body, len(before), new))
    for _, body, count, new in sorted(grown, key=itemgetter(0, 1))[: top or None]:
        edges = rolled[body]
        declared = {actor for actor in new if DECLARED in edges[actor]["kinds"]}
        others = f"{count} other {'body' if count == 1 else 'bodies'} {compared.words}"
        sentence = f"{compared.label(body)} itself is linked to {others}"
        sentence += f", and to {len(edges)} rolled up"
        for gained, how in ((declared, "declared"), (new - declared, "by co-presence or less")):
            if gained:
                sentence += f"; new, {how}: {some(compared.names(gained), 4)}"
        links = (link for actor in sorted(declared) for link in edges[actor]["links"])
        statements = _statements(link for link in links if link.kind == DECLARED)
        yield Flip("partners", True, str(count), str(len(edges)), f"{sentence}.", statements)


def _statements(links: Iterable[Link]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement for link in links for statement in link.statements))


def _paths(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield how many pairs have a path, and those that have a much shorter one when rolled up."""
    shared = compared.shared
    if not 1 < len(shared) <= MOST:
        return
    below, above = (_lengths(level.counted, shared) for level in compared.levels)
    pairs = [(below[i][j], above[i][j], i, j) for j in range(len(shared)) for i in range(j)]
    words, joined = compared.words, [sum(pair[side] < inf for pair in pairs) for side in (0, 1)]
    path = f"{joined[0]} have a path {words}, {joined[1]} rolled up"
    sentence = f"Of {len(pairs)} pairs of actors at both levels {path}"
    if both := [pair for pair in pairs if max(pair[:2]) < inf]:
        before, after = (sum(pair[side] for pair in both) / len(both) for side in (0, 1))
        steps = f"{before:.2f} steps on average {words}, {after:.2f} rolled up"
        sentence += f"; where both have one it takes {steps}"
    figures = f"{joined[0]} of {len(pairs)}", f"{joined[1]} of {len(pairs)}"
    yield Flip("pairs with a path", joined[0] != joined[1], *figures, f"{sentence}.")
    gains = sorted((after - was, after, i, j) for was, after, i, j in pairs if after < was - 1)
    for _, _, i, j in gains[: top or None]:
        yield _path(compared, shared[i], shared[j], below[i][j])


def _lengths(network: Compact, actors: list[str]) -> list[list[float]]:
    """Return how many steps each pair is apart; infinite where there is no path."""
    number = {name: place for place, name in enumerate(network.names)}
    nodes = [number[actor] for actor in actors]
    return network.graph.distances(nodes, nodes)  # type: ignore[no-any-return]


def _path(compared: Compared, one: str, other: str, before: float) -> Flip:
    network = compared.rolled_up.counted
    nodes = network.graph.get_shortest_path(network.names.index(one), network.names.index(other))
    chain = [network.names[node] for node in nodes]
    edges = compared.rolled_up.network.graph.edges
    hops = [min(edges[pair]["links"], key=strength) for pair in pairwise(chain)]
    was = "no path" if before == inf else f"{before:.0f} steps"
    kinds = ", ".join(dict.fromkeys(link.kind for link in hops))
    now = f"rolled up {len(hops)}, {' – '.join(map(compared.label, chain))} ({kinds})"
    ends = f"From {compared.label(one)} to {compared.label(other)}"
    sentence = f"{ends}: {was} {compared.words}, {now}."
    return Flip("paths", True, was, plural(len(hops), "step"), sentence, _statements(hops))


# --- Ranks, cut points, communities ---


def _ranks(compared: Compared, measure: Measure, top: int) -> Flip:
    """Say who is first, who comes among the first and who falls out."""
    firsts, heads, figures, all_equal = [], [], [], False
    for level in compared.levels:
        values = measure.compute(level.counted)
        ranks = ranked(values, measure.least_first)
        first = [actor for actor, place in ranks.items() if place.first == 1]
        is_all = len(first) == len(ranks)
        equal = f", {len(first)} equal" if len(first) > 1 else ""
        who = f"all {len(first)}, equal" if is_all else some(compared.names(first)) + equal
        value = values[first[0]]
        known = "no value" if value is None else f"{value:{'.0f' if measure.whole else '.4g'}}"
        figures.append(f"{who} ({known})")
        heads.append({actor for actor, place in ranks.items() if place.first <= top})
        firsts.append(first)
        all_equal |= is_all
    same = compared.rolled(firsts[0]) == set(firsts[1])
    below = f"{'is' if len(firsts[0]) == 1 else 'are'} {figures[0]} {compared.words}"
    sentence = f"By {measure.name} the first {below}, "
    sentence += f"{'still' if same else 'but'} {figures[1]} rolled up"
    before, after = compared.rolled(heads[0]), heads[1]
    moved = ("come", "among", after - before), ("fall", "out of", before - after)
    for verb, where, actors in moved:
        if actors and not all_equal:  # which says nothing of who is among the first
            moves = f"{verb}{'s' if len(actors) == 1 else ''} {where} the first {top}"
            sentence += f"; {some(compared.names(actors))} {moves}"
    return Flip(f"first by {measure.name}", not same, figures[0], figures[1], f"{sentence}.")


def _cut_points(compared: Compared) -> Flip:
    points = (joints(level.counted)[0] for level in compared.levels)
    below, above = ({point.actor for point in found} for found in points)
    sentence = f"{len(below)} actors cut off a part when gone {compared.words}"
    sentence += f", {len(above)} rolled up"
    new, gone = above - compared.rolled(below), compared.rolled(below) - above
    if new:
        sentence += f"; only rolled up: {some(compared.names(new), 5)}"
    if gone:
        sentence += f"; no longer, themselves or through units: {some(compared.names(gone), 5)}"
    return figure("cut points", [len(below), len(above)], f"{sentence}.", bool(new or gone))


def _communities(compared: Compared, top: int, seed: int) -> Iterator[Flip]:
    words = compared.words
    divisions = [divide(level.counted, seed=seed) for level in compared.levels]
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
    yield figure("communities", counts, sentence, counts[0] != counts[1] or bool(moved))
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
        yield figure("bodies in several communities", [count, 1], sentence, True)
