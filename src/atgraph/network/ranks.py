"""Ranks that show ties as ties."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from atgraph.network.measures import Values


@dataclass(frozen=True, order=True)
class Place:
    """The ranks that those who are equal share: ``first`` to ``last``, from 1."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}=" if self.last > self.first else str(self.first)

    def span(self) -> str:
        """Return it as an interval of ranks."""
        return f"{self.first}–{self.last}" if self.last > self.first else str(self.first)


def places(values: Values, least_first: bool = False) -> dict[str, Place]:
    """Return the rank of each actor, in order of rank and then of name; who has no value comes after all who have one.

    Values that differ by rounding only (1e-9) are equal.
    """
    ordered = sorted(values, key=lambda name: (_key(values[name], least_first), name))
    groups: list[list[str]] = []
    for name in ordered:
        if groups and _equal(values[groups[-1][0]], values[name]):
            groups[-1].append(name)
        else:
            groups.append([name])
    found: dict[str, Place] = {}
    for group in groups:
        place = Place(len(found) + 1, len(found) + len(group))
        found.update(dict.fromkeys(sorted(group), place))
    return found


def _key(value: float | None, least_first: bool) -> tuple[bool, float]:
    return (value is None, 0.0 if value is None else value if least_first else -value)


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
