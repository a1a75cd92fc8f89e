"""Which record of one draft is which of another: records have no ids, and both may have been changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from atgraph.text import fold

LIKE = 0.5  # how much of the smaller of two records must stand in the other too
NEAR = 0.75  # how alike the letters of two values must be to count
COMMON = 50  # records that say the same thing: more, and it tells nothing


def match(left: Sequence[Any], right: Sequence[Any]) -> dict[int, int]:
    """Return the places of records in one list → the places of the same records in another.

    Equal ones first, then those with one id, then with one name in one role, then with one name,
    then the likest.
    """
    pairs: dict[int, int] = {}
    for way in (_whole, _id, _named_in_role, _named):
        _pair(left, right, way, pairs)
    taken = set(pairs.values())
    for _, _, a, b in sorted(_likenesses(left, right, pairs)):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _likenesses(
    left: Sequence[Any], right: Sequence[Any], pairs: dict[int, int]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield how alike records without a partner are that say one thing alike; the likest sorts first, then the nearest."""
    taken = set(pairs.values())
    pieces = {
        place: set(_pieces(record)) for place, record in enumerate(right) if place not in taken
    }
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, said in pieces.items():
        for piece in said:
            holders[piece].append(place)
    for a, record in enumerate(left):
        mine = set(_pieces(record)) if a not in pairs else set()
        for b in dict.fromkeys(
            place
            for piece in sorted(mine)
            if len(holders[piece]) < COMMON
            for place in holders[piece]
        ):
            likeness = _likeness(mine, pieces[b])
            if likeness >= LIKE:
                yield -likeness, abs(a - b), a, b


def _likeness(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> float:
    """Return the share of the smaller of two records that the other says too; what it says in like words counts less."""
    same = one & other
    near = 0.0
    rest = dict(other - same)
    for key, value in sorted(one - same):
        if key in rest and (ratio := fuzz.ratio(value, rest[key]) / 100) >= NEAR:
            near += ratio
            del rest[key]
    return (len(same) + near) / min(len(one), len(other))


def _pair(
    left: Sequence[Any], right: Sequence[Any], way: Callable[[Any], Hashable], pairs: dict[int, int]
) -> None:
    taken = set(pairs.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, record in enumerate(right):
        if place not in taken and (found := way(record)) is not None:
            waiting[found].append(place)
    for place, record in enumerate(left):
        if place not in pairs and (found := way(record)) is not None and waiting[found]:
            pairs[place] = waiting[found].pop(0)


def _whole(record: Any) -> Hashable:
    return tuple(sorted(_pieces(record)))


def _id(record: Any) -> Hashable:
    return record.get("id") if isinstance(record, dict) else None


def _named(record: Any) -> Hashable:
    name = record.get("name") if isinstance(record, dict) else None
    return (fold(name), record.get("kind", "person")) if isinstance(name, str) else None


def _named_in_role(record: Any) -> Hashable:
    named = _named(record)
    return (named, str(record.get("role"))) if named is not None else None


def _pieces(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a record with its key; its id, and where a quote stands, is no part of what it says."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in ("id", "line", "review"):
                yield from _pieces(value, key if name == "text" else name)
    elif isinstance(data, list):
        for value in data:
            yield from _pieces(value, key)
    else:
        yield key, fold(str(data))
