"""How ranks, cut points and communities change when units are rolled up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from atgraph.network.communities import label_of
from atgraph.network.flips_model import Compared, Flip, View
from atgraph.network.measures import MEASURES
from atgraph.network.ranking import some


def place_flips(compared: Compared, top: int) -> Iterator[Flip]:
    """Yield who is first by each measure, who cuts off a part, and what is one community; nothing of networks without a link."""
    if all(view.network.graph.number_of_edges() for view in (compared.below, compared.rolled_up)):
        yield from (_ranks(compared, measure, top or 5) for measure in MEASURES)
        yield _brokers(compared)
        yield from _communities(compared, top)


def _ranks(compared: Compared, measure: str, top: int) -> Flip:
    """Tell who is first, and who comes among the first or falls out; a unit that is rolled up counts as its body."""
    views = (compared.below, compared.rolled_up)
    (first, head, value), (then_first, then_head, then) = (
        view.first(measure, top) for view in views
    )
    same = compared.rolled(first) == set(then_first)
    everybody = [
        len(names) == len(view.network.graph) for names, view in zip((first, then_first), views)
    ]
    told = [
        f"{f'all {len(names)}, equal' if all_ else _equal(compared, names)} ({_value(measure, number)})"
        for all_, names, number in zip(everybody, (first, then_first), (value, then))
    ]
    sentence = f"By {measure} the first {'is' if len(first) == 1 else 'are'} {told[0]} {compared.below.words}, {'still' if same else 'but'} {told[1]} rolled up"
    # Where all are equal, who is told among the first says nothing.
    new, gone = (
        (set(), set())
        if any(everybody)
        else (then_head - compared.rolled(head), compared.rolled(head) - then_head)
    )
    if new:
        sentence += f"; {some(compared.names(new))} {'comes' if len(new) == 1 else 'come'} among the first {top}"
    if gone:
        sentence += f"; {some(compared.names(gone))} {'falls' if len(gone) == 1 else 'fall'} out of the first {top}"
    return Flip(f"first by {measure}", not same, told[0], told[1], f"{sentence}.")


def _equal(compared: Compared, actors: list[str]) -> str:
    return some(compared.names(actors)) + (f", {len(actors)} equal" if len(actors) > 1 else "")


def _value(measure: str, value: float | None) -> str:
    return (
        "no value"
        if value is None
        else str(round(value))
        if MEASURES[measure].whole
        else f"{value:.4g}"
    )


def _brokers(compared: Compared) -> Flip:
    below, above = compared.below.cut_points, compared.rolled_up.cut_points
    sentence = f"{len(below)} actors cut off a part when gone {compared.below.words}, {len(above)} rolled up"
    new, gone = above - compared.rolled(below), compared.rolled(below) - above
    if new:
        sentence += f"; only rolled up: {some(compared.names(new), 5)}"
    if gone:
        sentence += f"; no longer, themselves or through units: {some(compared.names(gone), 5)}"
    return Flip("cut points", bool(new or gone), str(len(below)), str(len(above)), f"{sentence}.")


def _communities(compared: Compared, top: int) -> Iterator[Flip]:
    views: tuple[View, View] = (compared.below, compared.rolled_up)
    counts = [len(view.division.communities) for view in views]
    modularity = [f"{view.division.modularity or 0:.3f}" for view in views]
    one, other = (label_of(view.division) for view in views)
    pairs = [
        (a, b)
        for a, b in combinations(
            [actor for actor in compared.shared if actor in one and actor in other], 2
        )
    ]
    moved = sum((one[a] == one[b]) != (other[a] == other[b]) for a, b in pairs)
    sentence = f"{counts[0]} communities {compared.below.words} (modularity {modularity[0]}), {counts[1]} rolled up ({modularity[1]})"
    sentence += (
        f"; of {len(pairs)} pairs of actors at both levels {moved} are together at one level only."
        if pairs
        else "."
    )
    yield Flip(
        "communities",
        counts[0] != counts[1] or bool(moved),
        str(counts[0]),
        str(counts[1]),
        sentence,
    )
    spread: dict[str, dict[int, list[str]]] = {}
    for actor in sorted(one):
        for body in compared.bodies(actor):
            spread.setdefault(body, {}).setdefault(one[actor], []).append(actor)
    split = sorted(
        (body for body in spread if len(spread[body]) > 1),
        key=lambda body: (-len(spread[body]), body),
    )
    for body in split[: top or None]:
        yield _split(compared, body, spread[body])


def _split(compared: Compared, body: str, groups: dict[int, list[str]]) -> Flip:
    told = "; ".join(some(compared.names(units), 4) for _, units in sorted(groups.items()))
    sentence = f"{compared.label(body)} stands in {len(groups)} communities {compared.below.words}: {told}. Rolled up it stands in one."
    return Flip("bodies in several communities", True, str(len(groups)), "1", sentence)
