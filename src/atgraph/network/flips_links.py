"""How the network itself, the partners of a body and the paths between bodies change when units are rolled up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from atgraph.network.flips_model import Compared, Flip, View
from atgraph.network.projection import Link
from atgraph.network.ranking import some
from atgraph.network.summary import share
from atgraph.network.ties.classes import DECLARED, KINDS

Found = TypeVar("Found")
NEVER = 10**6  # steps, of a pair without a path
MOST = 1500  # actors of both networks, beyond which the lengths of all paths are not compared


def link_flips(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield actors and links, parts of the network, partner lists, paths."""
    yield from _size(compared)
    yield from _components(compared)
    yield from _partners(compared, top)
    yield from _paths(compared, top)


def _size(compared: Compared) -> Iterator[Flip]:
    graphs, words = (
        (compared.below.network.graph, compared.rolled_up.network.graph),
        compared.below.words,
    )
    below, above = (graph.number_of_nodes() for graph in graphs)
    yield Flip(
        "actors",
        False,
        str(below),
        str(above),
        f"There are {below} actors {words} and {above} rolled up.",
    )
    kinds = [[kinds for _, _, kinds in graph.edges(data="kinds")] for graph in graphs]
    inside = compared.rolled_up.network.left_out.inside
    more = f"; {inside} links then run inside one body and are left out" if inside else ""
    yield Flip(
        "links",
        False,
        *_both(kinds, len),
        f"{len(kinds[0])} pairs of actors are linked {words}, {len(kinds[1])} rolled up{more}.",
    )
    for kind in compared.below.choice.ties:
        below, above = (sum(kind in found for found in all_) for all_ in kinds)
        shares = [share(count, len(all_)) for count, all_ in zip((below, above), kinds)]
        sentence = (
            f"{below} linked pairs ({shares[0]}) have it {words}, {above} ({shares[1]}) rolled up."
        )
        yield Flip(f"links: {kind}", False, str(below), str(above), sentence)


def _both(found: Sequence[Found], count: Callable[[Found], int]) -> tuple[str, str]:
    """Return a figure at both levels."""
    return str(count(found[0])), str(count(found[1]))


def _components(compared: Compared) -> Iterator[Flip]:
    sizes = [
        sorted(map(len, view.counted.graph.connected_components()), reverse=True)
        for view in (compared.below, compared.rolled_up)
    ]
    parts = [[size for size in found if size > 1] for found in sizes]
    told = [
        f"{len(found)} part{'s' if len(found) != 1 else ''} ({', '.join(map(str, found)) or 'nobody is linked'})"
        for found in parts
    ]
    alone = [found.count(1) for found in sizes]
    sentence = f"{compared.below.words.capitalize()} the network has {told[0]} and {alone[0]} without a link; rolled up {told[1]} and {alone[1]}."
    yield Flip(
        "parts of the network",
        len(parts[0]) != len(parts[1]),
        str(len(parts[0])),
        str(len(parts[1])),
        sentence,
    )


def _partners(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield, for each body that has links only through its units, how its partner list grows; the longest growth first."""
    own, rolled = compared.below.network.graph, compared.rolled_up.network.graph
    with_units = {body for actor in own for body in compared.bodies(actor) if body != actor}
    found = []
    for body in (actor for actor in rolled if actor in with_units):
        before = compared.rolled(own[body]) - {body} if body in own else set()
        if set(rolled[body]) - before:
            found.append((body, before, set(rolled[body])))
    for body, before, now in sorted(found, key=lambda one: (len(one[1]) - len(one[2]), one[0]))[
        : top or None
    ]:
        yield _partner_list(compared, body, before, now)


def _partner_list(compared: Compared, body: str, before: set[str], now: set[str]) -> Flip:
    edges = compared.rolled_up.network.graph[body]
    gained = {
        kind: sorted(a for a in now - before if (DECLARED in edges[a]["kinds"]) is kind)
        for kind in (True, False)
    }
    label = compared.label(body)
    bodies = "other body" if len(before) == 1 else "other bodies"
    sentence = f"{label} itself is linked to {len(before)} {bodies} {compared.below.words}, and to {len(now)} rolled up"
    for kind, told in ((True, "declared"), (False, "by co-presence or less")):
        if gained[kind]:
            sentence += f"; new, {told}: {some(compared.names(gained[kind]), 4)}"
    links = [link for a in gained[True] for link in edges[a]["links"] if link.kind == DECLARED]
    statements = tuple(dict.fromkeys(statement for link in links for statement in link.statements))
    return Flip("partners", True, str(len(before)), str(len(now)), f"{sentence}.", statements)


def _paths(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield how many pairs of actors at both levels have a path, and those that have one, or a much shorter one, only when rolled up."""
    shared = compared.shared
    if not 1 < len(shared) <= MOST:
        return
    below, above = (_lengths(view, shared) for view in (compared.below, compared.rolled_up))
    pairs = [(below[i][j], above[i][j], i, j) for j in range(len(shared)) for i in range(j)]
    yield _joined(compared, [(before, after) for before, after, _, _ in pairs])
    gains = sorted(
        (after - before, after, i, j) for before, after, i, j in pairs if after < before - 1
    )
    for _, _, i, j in gains[: top or None]:
        yield _path(compared, shared[i], shared[j], below[i][j])


def _joined(compared: Compared, pairs: list[tuple[int, int]]) -> Flip:
    """Tell how many pairs have a path, and how long it is where they have one at both levels."""
    below, above = (sum(pair[side] < NEVER for pair in pairs) for side in (0, 1))
    both = [pair for pair in pairs if max(pair) < NEVER]
    sentence = f"Of {len(pairs)} pairs of actors at both levels {below} have a path {compared.below.words}, {above} rolled up"
    if both:
        steps = [sum(pair[side] for pair in both) / len(both) for side in (0, 1)]
        sentence += f"; where both have one it takes {steps[0]:.2f} steps on average {compared.below.words}, {steps[1]:.2f} rolled up"
    return Flip(
        "pairs with a path",
        below != above,
        f"{below} of {len(pairs)}",
        f"{above} of {len(pairs)}",
        f"{sentence}.",
    )


def _lengths(view: View, shared: list[str]) -> list[list[int]]:
    """Return how many steps each pair is apart; NEVER where there is no path."""
    place = {name: number for number, name in enumerate(view.counted.names)}
    nodes = [place[actor] for actor in shared]
    return [
        [int(min(steps, NEVER)) for steps in row]
        for row in view.counted.graph.distances(nodes, nodes)
    ]


def _path(compared: Compared, one: str, other: str, before: int) -> Flip:
    view = compared.rolled_up
    place = {name: number for number, name in enumerate(view.counted.names)}
    chain = [
        view.counted.names[node]
        for node in view.counted.graph.get_shortest_paths(place[one], place[other])[0]
    ]
    hops = [view.network.graph.edges[pair]["links"] for pair in pairwise(chain)]
    statements = tuple(
        dict.fromkeys(
            statement for links in hops for statement in min(links, key=_strength).statements
        )
    )
    was = "no path" if before >= NEVER else f"{before} steps"
    kinds = ", ".join(dict.fromkeys(min(links, key=_strength).kind for links in hops))
    sentence = f"From {compared.label(one)} to {compared.label(other)}: {was} {compared.below.words}, rolled up {len(hops)}"
    sentence += f", {' – '.join(map(compared.label, chain))} ({kinds})."
    return Flip(
        "paths", True, was, f"{len(hops)} step{'s' if len(hops) > 1 else ''}", sentence, statements
    )


def _strength(link: Link) -> tuple[int, Link]:
    return (KINDS.index(link.kind) if link.kind in KINDS else len(KINDS), link)
