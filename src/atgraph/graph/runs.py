"""When a rule or a check must run again, as the `runs` of its header says, and that query.

`runs: {for: [tie]}` is local: a row follows from what is said of the things that these variables
stand for, so it is looked at again where one of them is. `beneath: {unit: <path>}` says that a row
follows from all that a variable leads to by a path upwards, such as a hierarchy; `absent` says the
same of what only MINUS and NOT EXISTS look for. `runs: ontology` is about the ontology alone, and
`runs: whole` looks at everything each time.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atgraph.graph.sparql import tokens

ALWAYS = ("ontology", "whole")
FORM = "runs: {for: [name], beneath: {name: path}, absent: {name: path}}, ontology or whole"
GROUPS = {"WHERE", "UNION", "MINUS"}
APART = re.compile(r"\{\s*SELECT\s+\*\s+WHERE\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\}")


@dataclass(frozen=True)
class Runs:
    """What makes a query run: ``on`` are variables, ``beneath`` and ``absent`` variable → path.

    ``always`` is one of ALWAYS instead, or empty.
    """

    on: tuple[str, ...] = ()
    beneath: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    always: str = ""

    @classmethod
    def read(cls, said: Any, query: str) -> "Runs":
        """Read the value of a header's `runs`; a ValueError says what is wrong with it."""
        if isinstance(said, str) and said in ALWAYS:
            return cls(always=said)
        if not isinstance(said, dict) or not said or set(said) - {"for", "beneath", "absent"}:
            raise ValueError(f"runs is none of its forms; write {FORM}")
        on, *paths = said.get("for", []), said.get("beneath", {}), said.get("absent", {})
        if not isinstance(on, list) or not all(isinstance(some, dict) for some in paths):
            raise ValueError(f"runs is none of its forms; write {FORM}")
        known = {t.text[1:] for t in tokens(query) if t.kind == "variable"}
        for name in map(str, (*on, *paths[0], *paths[1])):
            if name not in known:
                raise ValueError(f"runs names ?{name}, which the query does not have; correct it")
        beneath, absent = ({str(k): str(v) for k, v in some.items()} for some in paths)
        return cls(tuple(map(str, on)), beneath, absent)


def restricted(query: str, name: str, things: Iterable[object], beside: str = "") -> str:
    """Return a query for some values of a variable alone, or for pairs with one ``beside`` it.

    The values are written at the start of each group that has the variable: engines join what
    stands there first, and so look up each value instead of reading everything. To a side of a
    UNION it comes from what stands around, if that has it: there engines would go through all
    values for each. A side that has it nowhere, nor has what stands around, gives rows that it is
    not in: it is left out.
    A sub-SELECT of all its variables, which engines read whole, becomes part of what is around it.
    Comments are left out: a "from" in one has each such query cut into tokens by the guard.
    """
    query = APART.sub(r"\1", query)
    listed = " ".join(map(str, things))
    asked = f"(?{name} ?{beside})" if beside else f"?{name}"
    groups = _groups(query)
    held = {n for n, g in groups.items() if name in g.own and not (g.is_side and name in g.around)}
    without = {n for n, g in groups.items() if g.is_side and name not in g.within | g.around}
    texts = dict.fromkeys(held, f" VALUES {asked} {{ {listed} }} ")
    texts |= dict.fromkeys(without, f" VALUES ?{name} {{ }} ")
    said = ((t.text, n) for n, t in enumerate(tokens(query)) if t.kind != "comment")
    return "".join(text + texts.get(number, "") for text, number in said)


@dataclass
class _Group:
    """A group of patterns: variables in it alone, in it and below, and in those above it."""

    own: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    is_side: bool = False  # of a UNION


def _groups(query: str) -> dict[int, _Group]:
    """Return the number of the token that opens a group of patterns → what is in it.

    Groups are those of WHERE, GRAPH and MINUS, and both sides of a UNION; a variable counts for the
    innermost group around it.
    """
    pieces = [(n, t) for n, t in enumerate(tokens(query)) if t.kind not in ("space", "comment")]
    opened, groups, closed = list[int](), dict[int, _Group](), -1
    above = dict[int, list[int]]()
    found = set[int]()
    is_where = False
    for at, (number, token) in enumerate(pieces):
        before = pieces[at - 1][1].text.upper() if at else ""
        if token.text == "{":
            is_where = is_where or before == "WHERE"
            above[number] = [*opened]
            opened.append(number)
            groups[number] = _Group(is_side=before == "UNION")
            is_graph = at > 1 and pieces[at - 2][1].text.upper() == "GRAPH"
            if before in GROUPS or is_graph:
                found.add(number)
        elif token.text == "}":
            closed = opened.pop()
        elif token.kind == "word" and token.text.upper() == "UNION":
            found.add(closed)
            groups[closed].is_side = True
        elif token.kind == "variable" and opened and is_where:
            name = token.text[1:]
            groups[opened[-1]].own.add(name)
            for one in opened:
                groups[one].within.add(name)
    for number in found:
        groups[number].around = {name for one in above[number] for name in groups[one].own}
    return {number: groups[number] for number in found}


def widened(path: str, things: Iterable[object]) -> str:
    """Return the query for what leads to some things by a path."""
    listed = " ".join(map(str, things))
    return f"SELECT DISTINCT ?below WHERE {{ VALUES ?above {{ {listed} }} ?below {path} ?above }}"
