"""The story of a map: its steps, checked against what the map shows and its programme says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from atgraph.data.names import key
from atgraph.errors import WARNING, MapError, Problem, QueryError
from atgraph.graph.graph import Graph, Row, text
from atgraph.maps.map_files import MapFile, Step, read_map
from atgraph.maps.map_names import map_names, map_path
from atgraph.network.drawn import DrawnNetwork
from atgraph.network.drawn_reader import Facts, read_drawn
from atgraph.rdf.namespaces import prefixes
from atgraph.text import did_you_mean
from atgraph.text import fold as fold_text

QUOTED = re.compile("“([^”]+)”")


class Told(NamedTuple):
    """The steps of a story that are told, and why others are not.

    A step has its text, and the numbers of things, links and folded things.
    """

    steps: tuple[dict[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_story(kg: Graph, map_file: MapFile, content: DrawnNetwork) -> Told:
    """Tell the story of a map; steps that name, light, quote or say what is not there step aside.

    Queries read its programme, and what was read elsewhere, but no other programme.
    """
    story = map_file.story
    if story is None:
        return Told()
    if story.programme not in (known := kg.programmes):
        there = f"there are: {', '.join(known)}" if known else "build the graph with it"
        hint = did_you_mean(story.programme, known, there)
        why = f"the story is of the programme {story.programme!r}, which is not there; {hint}"
        return Told(problems=(_problem(map_file.path, story.at, why, "story-programme"),))
    teller = _Teller(kg.of_programme(story.programme), map_file, content)
    steps = [(step.at, teller.step(step)) for step in story.steps]
    wrong = {problem.line for problem in teller.problems}
    return Told(tuple(told for at, told in steps if at not in wrong), tuple(teller.problems))


def check_stories(kg: Graph, absent: bool = True) -> list[Problem]:
    """Return what is wrong with maps and stories; if ``absent``, also absent programmes."""
    facts, known, found = Facts(kg), kg.programmes, list[Problem]()
    for name in map_names():
        try:
            map_file = read_map(map_path(name))
            if map_file.story and (absent or map_file.story.programme in known):
                found += read_story(kg, map_file, read_drawn(kg, map_file, facts=facts)).problems
        except MapError as exc:
            found += (_problem(p.path, p.line, p.message, "map-file") for p in exc.problems)
    return found


def _problem(path: object, line: int, message: str, rule: str) -> Problem:
    return Problem(str(path), line, message, rule, WARNING)


class _Teller:
    """Resolves the names of steps, and keeps what is wrong with them."""

    def __init__(self, kg: Graph, map_file: MapFile, content: DrawnNetwork) -> None:
        self.kg, self.map_file, self.content = kg, map_file, content
        self.problems: list[Problem] = []
        self.named: Mapping[str, set[int]] = defaultdict(set)
        for number, node in enumerate(content.nodes):
            for name in (node.iri, *map(key, (node.label, *node.acronyms, *node.names))):
                self.named[name].add(number)
        self.links: Mapping[tuple[int, int], list[int]] = defaultdict(list)
        for number, link in enumerate(content.links):
            self.links[link.ends].append(number)

    def wrong(self, step: Step, message: str) -> None:
        self.problems.append(_problem(self.map_file.path, step.at, message, "story-step"))

    def step(self, step: Step) -> dict[str, Any]:
        nodes, pairs = self._asked(step)
        nodes.update(self._numbers(step.nodes, step))
        named = [tuple(self._numbers(pair, step)) for pair in step.links]
        pairs |= {(pair[0], pair[1]) for pair in named if len(pair) == 2}
        links = {number for pair in pairs for number in self._between(*pair, step)}
        nodes |= {end for number in links for end in self.content.links[number].ends}
        self._check_quotes(step, links)
        self._check_truth(step)
        numbers = {"nodes": nodes, "links": links, "fold": {*self._folded(step)}}
        return {"text": step.text, **{name: sorted(found) for name, found in numbers.items()}}

    def _numbers(self, names: Iterable[str], step: Step) -> Iterator[int]:
        for name in names:
            prefix, colon, local = name.partition(":")
            is_iri = colon and prefix in prefixes()
            found = self.named.get(prefixes()[prefix] + local if is_iri else key(name), set())
            if len(found) == 1:
                yield from found
                continue
            many = f"is what {len(found)} things on the map are called; name one by its address"
            none = "is not on the map; name something that is, or take the step out"
            self.wrong(step, f"{name!r} {many if found else none}")

    def _between(self, one: int, other: int, step: Step) -> Sequence[int]:
        found = self.links.get((min(one, other), max(one, other)), ())
        if not found:
            ends = " and ".join(f"“{self.content.nodes[number].label}”" for number in (one, other))
            self.wrong(step, f"no link joins {ends} on the map; name two that are tied")
        return found

    def _asked(self, step: Step) -> tuple[set[int], set[tuple[int, int]]]:
        """Return the things and pairs that the query of a step gives."""
        nodes, pairs = set[int](), set[tuple[int, int]]()
        rows = self._rows(step.query, step)
        for row in rows or ():
            named = ((column, self.named.get(text(row, column))) for column in row)
            found = {column: next(iter(numbers)) for column, numbers in named if numbers}
            nodes |= {*found.values()}
            if {"source", "target"} <= found.keys():
                pairs.add((found["source"], found["target"]))
        if step.query and rows is not None and not nodes:
            why = "the query of the step gives nothing that is on the map"
            self.wrong(step, f"{why}; mend it, or take the step out")
        return nodes, pairs

    def _rows(self, query: str, step: Step) -> list[Row] | None:
        try:
            return list(self.kg.select(query)) if query else []
        except QueryError as exc:
            self.wrong(step, f"a query of the step fails: {exc}; correct it")
            return None

    def _check_quotes(self, step: Step, links: Iterable[int]) -> None:
        ties = [tie for number in links for tie in self.content.links[number].ties]
        printed = [fold_text(words.printed) for tie in ties for words in tie.evidence]
        for quote in QUOTED.findall(step.text):
            if key(quote) not in self.named and not any(fold_text(quote) in p for p in printed):
                why = "is neither called so on the map nor printed where a link of the step rests"
                self.wrong(step, f"“{quote}” {why}; correct it, or light the link")

    def _check_truth(self, step: Step) -> None:
        if rows := self._rows(step.unless, step):
            found = ", ".join(f"{column} {text(rows[0], column)}" for column in rows[0])
            why = f"the step is no longer true: `unless` finds {len(rows)}, such as {found}"
            self.wrong(step, f"{why}; write what is")

    def _folded(self, step: Step) -> Iterator[int]:
        for number in self._numbers(step.fold, step):
            if number in self.content.parents:
                yield number
            else:
                why = f"“{self.content.nodes[number].label}” is part of nothing on the map"
                self.wrong(step, f"{why}, so it cannot be folded; leave it out of `fold`")
