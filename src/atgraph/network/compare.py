"""Compares two editions of a programme, or two builds of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.errors import NotFoundError, QueryError
from atgraph.network.changes import CHANGES, Change, Side, iter_changes, share_of
from atgraph.network.editions import Edition, find_edition, read_edition
from atgraph.network.ties.choice import Chosen

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph


@dataclass(frozen=True)
class Comparison:
    """The answer.

    Attributes:
        before, now: the two editions.
        changes: as `CHANGES` stand.
        of_others: how many ties are new or ended only because one of the two actors is new or has
            left.
        themes_kept: how many themes have the same share of events in both.
    """

    before: Edition
    now: Edition
    changes: tuple[Change, ...]
    of_others: int
    themes_kept: int

    @property
    def is_same_build(self) -> bool:
        """Whether both are read from builds of the same data."""
        return (
            self.before.kg is not self.now.kg
            and bool(self.now.kg.version)
            and self.before.kg.version == self.now.kg.version
        )

    def count(self, what: str) -> int:
        """Return how many changes there are of a sort."""
        return sum(change.what == what for change in self.changes)

    def __str__(self) -> str:
        counts = ", ".join(f"{what} {self.count(what)}" for what in CHANGES)
        return f"From {self.before} to {self.now}: {counts}"


def compare(
    kg: Graph,
    before: str = "",
    now: str = "",
    *,
    kg_before: Graph | None = None,
    data_before: Path | None = None,
    actors: str = "both",
    **chosen: Unpack[Chosen],
) -> Comparison:
    """Compare two programmes of one graph, or one or all of two builds.

    Args:
        kg: the graph.
        before: the earlier programme, by its id or a name of the event; empty for all of the
            earlier build.
        now: the later one; by default, in two builds, the same.
        kg_before: the earlier build, where two are compared.
        data_before: the folder of the registry of the earlier build; by default the same as of the
            later.
        actors: who is compared.
        chosen: what counts, as `Chosen` says; an event or days only where all of two builds is
            compared.

    Raises:
        QueryError: a choice that is not there, or both are one.
        NotFoundError: there is no such programme, or nothing in either.
        RegistryError: the registry is wrong, or does not know somebody in a graph.
    """
    earlier = kg_before or kg
    names = [
        find_edition(graph, name) if name else ""
        for graph, name in ((earlier, before), (kg, now or before))
    ]
    if kg_before is None and names[0] == names[1]:
        raise QueryError(
            f"{f'both names stand for “{before}”' if before else 'two programmes are compared'}; name two, or an earlier build"
        )
    one = read_edition(
        earlier, names[0], actors, {**chosen, "data": data_before or chosen.get("data")}
    )
    other = read_edition(kg, names[1], actors, chosen)
    if not one.actors and not other.actors:
        raise NotFoundError(
            f"nobody appears in either, so there is nothing to compare; choose other ties, actors or days ({other.choice})"
        )
    shared = one.themes.keys() & other.themes.keys()
    kept = sum(share_of(one, theme) == share_of(other, theme) for theme in shared)
    both = frozenset(one.actors.keys() & other.actors.keys())
    of_others = sum(not both.issuperset(bond[0]) for bond in one.bonds.keys() ^ other.bonds.keys())
    return Comparison(
        one, other, tuple(_with_words(one, other, iter_changes(one, other))), of_others, kept
    )


def _with_words(one: Edition, other: Edition, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield changes with the words that each side rests on."""
    listed = list(changes)
    words = [
        evidence_of(edition.kg, {s for c in listed for s in getattr(c, side).statements})
        for edition, side in ((one, "before"), (other, "now"))
    ]
    for change in listed:
        before, now = (
            _quoted(side, found) for side, found in zip((change.before, change.now), words)
        )
        yield replace(change, before=before, now=now)


def _quoted(side: Side, words: Mapping[str, list[Quoted]]) -> Side:
    return replace(
        side,
        evidence=tuple(
            dict.fromkeys(
                quote for statement in side.statements for quote in words.get(statement, ())
            )
        ),
    )
