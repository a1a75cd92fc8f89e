"""The story of a map: its steps, checked against what the map shows, so that none of them goes wrong silently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from atgraph.data.names import key
from atgraph.errors import MapError, Problem, QueryError
from atgraph.maps.content import Content, Node
from atgraph.maps.files import MapFile, Step
from atgraph.rdf.namespaces import prefixes
from atgraph.text import fold as fold_text

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

QUOTED = re.compile("“([^”]+)”")


def read_story(kg: Graph, map_file: MapFile, content: Content) -> list[dict[str, Any]]:
    """Return the steps of a story: text, and the numbers of the things, links and folded things; none where it is about something else.

    Raises:
        MapError: a step names what is not on the map or what several things are called, lights a
            link that is not there, quotes what
            neither a thing of the map is called nor a link of the step rests on, or is untrue; each
            with its line.
    """
    if map_file.story is None or not any(
        kg.select(f"SELECT ?p {{ <{map_file.story.about}> ?p ?o }} LIMIT 1")
    ):
        return []
    teller = _Teller(kg, map_file, content)
    told = [teller.step(step) for step in map_file.story.steps]
    if teller.problems:
        raise MapError.of(teller.problems)
    return told


class _Teller:
    """Resolves the names of steps, and keeps what is wrong with them."""

    def __init__(self, kg: Graph, map_file: MapFile, content: Content) -> None:
        self.kg, self.map_file, self.content = kg, map_file, content
        self.problems: list[Problem] = []
        self.named: Mapping[str, set[int]] = defaultdict(set)
        for number, node in enumerate(content.nodes):
            for name in (node.iri, *map(key, _names(node))):
                self.named[name].add(number)
        self.links: Mapping[tuple[int, int], list[int]] = defaultdict(list)
        for number, link in enumerate(content.links):
            self.links[link.ends].append(number)

    def wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(str(self.map_file.path), line, message))

    def step(self, step: Step) -> dict[str, Any]:
        """Return a step as the page reads it."""
        nodes, pairs = self._asked(step)
        nodes |= set(self._numbers(step.nodes, step))
        links = {
            number for pair in self._pairs(step) | pairs for number in self._between(*pair, step)
        }
        nodes |= {end for number in links for end in self.content.links[number].ends}
        self._check_quotes(step, links)
        self._check_truth(step)
        fold = {number for number in self._numbers(step.fold, step) if self._folds(number, step)}
        return {
            "text": step.text,
            "nodes": sorted(nodes),
            "links": sorted(links),
            "fold": sorted(fold),
        }

    def _numbers(self, names: Iterable[str], step: Step) -> Iterator[int]:
        for name in names:
            prefix, colon, local = name.partition(":")
            found = self.named.get(
                prefixes()[prefix] + local if colon and prefix in prefixes() else key(name), set()
            )
            if len(found) == 1:
                yield from found
            elif found:
                self.wrong(
                    step.at,
                    f"{name!r} is what {len(found)} things on the map are called; name one by its address",
                )
            else:
                self.wrong(
                    step.at,
                    f"{name!r} is not on the map; name something that is, or take the step out",
                )

    def _pairs(self, step: Step) -> set[tuple[int, int]]:
        pairs = (tuple(self._numbers(pair, step)) for pair in step.links)
        return {(pair[0], pair[1]) for pair in pairs if len(pair) == 2}

    def _between(self, one: int, other: int, step: Step) -> Sequence[int]:
        found = self.links.get((min(one, other), max(one, other)), ())
        if not found:
            labels = (self.content.nodes[number].label for number in (one, other))
            self.wrong(
                step.at,
                f"no link joins {' and '.join(f'“{label}”' for label in labels)} on the map; name two that are tied",
            )
        return found

    def _asked(self, step: Step) -> tuple[set[int], set[tuple[int, int]]]:
        """Return the things and pairs that the query of a step gives."""
        nodes: set[int] = set()
        pairs: set[tuple[int, int]] = set()
        rows = self._ask(step.query, step) if step.query else []
        for row in rows:
            numbers = {
                column: next(iter(self.named.get(term.value, ())), None)
                for column, term in row.items()
            }
            nodes |= {number for number in numbers.values() if number is not None}
            source, target = numbers.get("source"), numbers.get("target")
            if source is not None and target is not None:
                pairs.add((source, target))
        if step.query and not nodes:
            self.wrong(
                step.at,
                "the query of the step gives nothing that is on the map; mend it, or take the step out",
            )
        return nodes, pairs

    def _ask(self, query: str, step: Step) -> list[Mapping[str, Any]]:
        try:
            return list(self.kg.select(query))
        except QueryError as exc:
            self.wrong(step.at, f"a query of the step fails: {exc}; correct it")
            return []

    def _check_quotes(self, step: Step, links: Iterable[int]) -> None:
        words = [
            fold_text(item.text)
            for number in links
            for tie in self.content.links[number].ties
            for item in tie.evidence
        ]
        for quote in QUOTED.findall(step.text):
            if key(quote) not in self.named and not any(fold_text(quote) in text for text in words):
                self.wrong(
                    step.at,
                    f"“{quote}” is neither called so on the map nor printed where a link of the step rests; correct it, or light the link",
                )

    def _check_truth(self, step: Step) -> None:
        rows = self._ask(step.unless, step) if step.unless else []
        if rows:
            found = ", ".join(f"{column} {term.value}" for column, term in rows[0].items())
            self.wrong(
                step.at,
                f"the step is no longer true: `unless` finds {len(rows)}, such as {found}; write what is",
            )

    def _folds(self, number: int, step: Step) -> bool:
        if number in self.content.parents:
            return True
        self.wrong(
            step.at,
            f"“{self.content.nodes[number].label}” is part of nothing on the map, so it cannot be folded; leave it out of `fold`",
        )
        return False


def _names(node: Node) -> tuple[str, ...]:
    return (node.label, *node.acronyms, *node.names)
