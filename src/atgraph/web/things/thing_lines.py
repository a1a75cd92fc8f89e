"""Ties as lines of a page: who or what is at the other end, as what, when, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of, select_of
from atgraph.graph.graph import Graph, text
from atgraph.network.ties import CONFIRMED, EVENT, Tie
from atgraph.rdf.namespaces import ATG
from atgraph.web.things.known import End, Known

SAID = """
SELECT ?tie ?p ?value WHERE {
  VALUES ?tie { %s }
  ?tie ?p ?value .
  FILTER (?p NOT IN (rdf:type, atg:connects, atg:hasEvidence))
}
"""
DATED = (("holdsFrom", "holdsUntil"), ("earliestDate", "latestDate"))


@dataclass(frozen=True)
class ThingLine:
    """One line of a page, of one or several ties that say the same.

    Attributes:
        others: what is at the other end.
        role: as what, by the words of the vocabulary, with commas between.
        titles: what a source prints as the title of a post, or of a place taken.
        status: to be confirmed, invited …; empty where it is confirmed.
        first, last: the days on which it holds or happened, as ISO dates; empty where not known.
        also: what else the tie names: who shows a tool, what partners work on.
        notes: further lines under it, each of its own ties.
        quotes: what it rests on.
        position: its place in the printed order, where it has one.
    """

    kind: str
    others: tuple[End, ...]
    role: str = ""
    titles: tuple[str, ...] = ()
    status: str = ""
    first: str = ""
    last: str = ""
    also: tuple[End, ...] = ()
    notes: tuple[ThingLine, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    position: int = 0


@dataclass(frozen=True)
class Words:
    """What some ties say, and what they rest on.

    Attributes:
        said: tie → local name of a property → its values, in order.
        quotes: tie, claim or event → what it rests on.
    """

    known: Known
    said: Mapping[str, Mapping[str, tuple[str, ...]]]
    quotes: Mapping[str, list[Quoted]]

    def value(self, tie: str, name: str) -> str:
        """Return the first value of a property of a tie; empty where it has none."""
        return next(iter(self.said.get(tie, {}).get(name, ())), "")

    def of(self, statements: Iterable[str]) -> tuple[Quoted, ...]:
        """Return what statements rest on together, each once."""
        return quotes_of(statements, self.quotes)

    def line(self, tie: Tie, own: Collection[str], grounds: Iterable[str] = ()) -> ThingLine:
        """Return a tie as seen from some of its ends; ``grounds`` are other statements for it."""
        said, name = self.said.get(tie.iri, {}), self.known.read.labels
        others = [end for end in tie.ends if end not in own] or [
            end for end in tie.targets if len(tie.ends) > 1
        ]
        roles, status = (said.get(key, ()) for key in ("hasRole", "hasStatus"))
        dates = ((self.value(tie.iri, a), self.value(tie.iri, b)) for a, b in DATED)
        first, last = next((pair for pair in dates if any(pair)), ("", ""))
        if not (first or last):
            events = (end for end in self.known.read.ends_of(tie, EVENT) if end in others)
            first, last = next((self.known.read.days.get(e, ("", "")) for e in events), ("", ""))
        posts = (
            body
            for post in said.get("isInCapacityOf", ())
            for body in self.said.get(post, {}).get("isAffiliationWith", ())
        )
        also = (*said.get("isPresentedBy", ()), *said.get("isPartnershipOn", ()), *posts)
        titles = (said.get("statedTitle", ()) for said in self._capacities(tie.iri))
        return ThingLine(
            tie.of.label,
            tuple(map(self.known.end, others)),
            ", ".join(sorted(name(roles).values())),
            tuple(dict.fromkeys(title for found in titles for title in found)),
            ", ".join(sorted(name(i for i in status if i != CONFIRMED).values())),
            first,
            last,
            tuple(self.known.end(iri) for iri in dict.fromkeys(also) if iri not in own),
            quotes=self.of([tie.iri, *grounds]),
            position=int(self.value(tie.iri, "position") or 0),
        )

    def _capacities(self, tie: str) -> Iterable[Mapping[str, tuple[str, ...]]]:
        """Return what a tie says, and the posts in which a person takes part."""
        own = self.said.get(tie, {})
        return (own, *(self.said.get(iri, {}) for iri in own.get("isInCapacityOf", ())))

    def lines(self, ties: Iterable[Tie], own: Collection[str]) -> tuple[ThingLine, ...]:
        """Return ties as lines, those that say the same as one, in the order of the ties."""
        return merged(self.line(tie, own) for tie in ties)


def read_words(kg: Graph, known: Known, ties: Iterable[Tie], more: Iterable[str] = ()) -> Words:
    """Read what some ties say and rest on, and what ``more`` statements rest on.

    With the posts in whose capacity people take part.
    """
    said: dict[str, dict[str, set[str]]] = {}
    wanted = {tie.iri for tie in ties}
    while new := wanted - said.keys():
        said.update((iri, defaultdict(set)) for iri in new)
        for row in select_of(kg, SAID, new):
            name = text(row, "p").removeprefix(ATG)
            said[text(row, "tie")][name].add(text(row, "value"))
        wanted |= {post for iri in new for post in said[iri]["isInCapacityOf"]}
    known.read.labels(
        value
        for values in said.values()
        for name in ("hasRole", "hasStatus", "isPresentedBy", "isPartnershipOn")
        for value in values[name]
    )
    return Words(
        known,
        {iri: {n: tuple(sorted(its)) for n, its in found.items()} for iri, found in said.items()},
        evidence_of(kg, {*said, *more}),
    )


def merged(lines: Iterable[ThingLine], *, roles: bool = False) -> tuple[ThingLine, ...]:
    """Return lines, those that differ only in what they rest on as one; or in their roles too."""
    found: dict[ThingLine, list[ThingLine]] = {}
    for line in lines:
        key = replace(line, quotes=(), position=0, role="" if roles else line.role)
        found.setdefault(key, []).append(line)
    return tuple(
        replace(
            same[0],
            role=", ".join(dict.fromkeys(one.role for one in same if one.role)),
            quotes=tuple(dict.fromkeys(q for one in same for q in one.quotes)),
        )
        for same in found.values()
    )
