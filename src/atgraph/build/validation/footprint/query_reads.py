"""What a query of a shape reads of a graph from one of its variables on, told from its text.

It is the SPARQL of sh:select: patterns of triples with paths, FILTER, EXISTS, BIND, UNION, OPTIONAL
and SELECT within. Of anything else it is not known what it reads; SHACL has no MINUS and no VALUES.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from pyoxigraph import NamedNode

from atgraph.build.validation.footprint.walk import Walk
from atgraph.graph.sparql import tokens
from atgraph.graph.sparql.lexer import Token
from atgraph.rdf.namespaces import TYPE, prefixes

PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
MOST = 64  # alternatives of one query
BY_ENGINE = {"PATH", "shapesGraph", "currentShape"}
KEYWORDS = {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "SERVICE", "SELECT"}
END = Token("end", "", 0)


class UnknownReadsError(Exception):
    """What a shape reads cannot be told from what is written; the text says why."""


@dataclass(frozen=True)
class Path:
    """A path: a property, or a sequence, alternatives or the repetition of other paths."""

    kind: str  # property, sequence, either, repeated
    parts: tuple[Path, ...] = ()
    predicate: NamedNode | None = None  # None is any
    inverse: bool = False

    def turned(self) -> Path:
        """Return the path from its end to its beginning."""
        parts = tuple(part.turned() for part in self.parts)
        parts = parts[::-1] if self.kind == "sequence" else parts
        return Path(self.kind, parts, self.predicate, not self.inverse)

    def follow(self, walk: Walk, states: Iterable[int]) -> set[int]:
        """Let a walk go along the path from these states; return the states at its end."""
        states = set(states)
        match self.kind:
            case "property":
                return {walk.go(state, self.predicate, self.inverse) for state in states}
            case "sequence":
                for part in self.parts:
                    states = part.follow(walk, states)
                return states
            case "either":
                return {end for part in self.parts for end in part.follow(walk, states)}
        loop = walk.new()
        walk.join(states, loop)
        walk.join(self.parts[0].follow(walk, {loop}) - {loop}, loop)
        return {loop}


@dataclass
class Patterns:
    """What must hold at once: triples of variable (or a constant: ""), path and variable."""

    triples: list[tuple[str, Path, str]] = field(default_factory=list)
    tested: list[list[Patterns]] = field(default_factory=list)  # by EXISTS


def follow_query(text: str, variable: str, walk: Walk, states: set[int]) -> None:
    """Let a walk go wherever a query may look for its solutions with a node as this variable.

    ``states`` are those in which the walk is at that node.

    It is an UnknownReadsError where that cannot be told.
    """
    for patterns in _Reader(text, variable).read():
        _follow(patterns, {variable: states}, walk)


def selects(text: str, variable: str) -> bool:
    """Return whether a query gives back a variable."""
    return variable in _Reader(text, variable).selected()


def _follow(patterns: Patterns, reached: dict[str, set[int]], walk: Walk) -> None:
    left = list(patterns.triples)
    while left:
        known = [triple for triple in left if triple[0] in reached or triple[2] in reached]
        if not known:
            raise UnknownReadsError("has a pattern that nothing joins to what it is about")
        left.remove(known[0])
        start, path, end = known[0]
        if start not in reached:
            start, path, end = end, path.turned(), start
        ends = path.follow(walk, reached[start])
        if end:
            reached.setdefault(end, ends)
    for block in patterns.tested:
        for within in block:
            _follow(within, dict(reached), walk)


class _Reader:
    """Reads the tokens of a query one after another."""

    def __init__(self, text: str, about: str) -> None:
        """Begin a query; ``about`` is the variable that its solutions are about."""
        self._about = about
        self._tokens = [t for t in tokens(text) if t.kind not in ("space", "comment")]
        self._names = prefixes() | dict(PREFIX.findall(text))
        self._at = 0
        self._scopes = 0

    def selected(self) -> set[str]:
        """Return the variables of the outermost SELECT."""
        self._at = next(i for i, t in enumerate(self._tokens) if t.text.upper() == "SELECT") + 1
        return self._projection()

    def read(self) -> list[Patterns]:
        """Return what the query looks for, in alternatives."""
        while self._tokens[self._at : self._at + 1] and self._word != "SELECT":
            self._at += 1
        return self._select()[1]

    # --- tokens ---

    @property
    def _token(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else END

    @property
    def _word(self) -> str:
        return self._token.text.upper()

    @property
    def _shown(self) -> str:
        return repr(self._token.text) if self._token.text else "an end"

    def _next(self) -> Token:
        token = self._token
        self._at += 1
        return token

    def _took(self, *words: str) -> bool:
        """Pass over a word if it is one of these, and return whether it was."""
        taken = self._word in words and self._token is not END
        self._at += taken
        return taken

    def _take(self, word: str) -> None:
        if not self._took(word):
            raise UnknownReadsError(f"has {self._shown} where {word} is expected")

    # --- groups ---

    def _projection(self) -> set[str]:
        found = set[str]()
        self._took("DISTINCT", "REDUCED")
        while self._token.kind == "variable":
            found.add(self._next().text[1:])
        if self._word == "(":
            raise UnknownReadsError("has a computed variable")
        return found

    def _select(self) -> tuple[set[str], list[Patterns]]:
        """Return the variables of a SELECT, none for all, and what it looks for."""
        self._take("SELECT")
        chosen = self._projection()
        self._took("*")
        self._took("WHERE")
        found = self._group()
        if self._word in ("GROUP", "HAVING", "LIMIT", "OFFSET", "ORDER", "VALUES"):
            raise UnknownReadsError(f"has {self._word}, for which it looks at the graph as a whole")
        return chosen, found

    def _group(self) -> list[Patterns]:
        """Return the alternatives of what stands in braces."""
        self._take("{")
        found = [Patterns()]
        while not self._took("}"):
            found = self._joined(found, self._part())
        return found

    def _joined(self, some: list[Patterns], others: list[Patterns]) -> list[Patterns]:
        if len(some) * len(others) > MOST:
            raise UnknownReadsError(f"has more than {MOST} alternatives")
        return [
            Patterns([*a.triples, *b.triples], [*a.tested, *b.tested])
            for a, b in product(some, others)
        ]

    def _part(self) -> list[Patterns]:
        """Return the alternatives of the next part of a group."""
        if self._word == "{":
            found = self._group()
            while self._took("UNION"):
                found = [*found, *self._group()]
        elif self._word == "SELECT":
            found = self._inner_select()
        elif self._took("OPTIONAL"):
            found = [Patterns(), *self._group()]
        elif self._took("FILTER", "BIND"):
            found = [Patterns(tested=list(self._expression()))]
        elif self._took("."):
            found = [Patterns()]
        else:
            found = [Patterns(list(self._triples()))]
        return found

    def _inner_select(self) -> list[Patterns]:
        """Return what a SELECT within looks for: what it does not give back is its own."""
        self._scopes += 1
        chosen, found = self._select()
        return [_renamed(p, chosen, f"#{self._scopes}") for p in found] if chosen else found

    def _expression(self) -> Iterator[list[Patterns]]:
        """Pass over a condition, and yield the groups that EXISTS looks for in it."""
        if self._token.kind in ("iri", "prefixed") or self._word not in ("(", "EXISTS", "NOT"):
            self._next()  # the name of a function
        self._took("NOT")
        if self._took("EXISTS"):
            yield self._group()
            return
        self._take("(")
        depth = 1
        while depth:
            if self._took("EXISTS"):
                yield self._group()
                continue
            token = self._next()
            if token is END:
                raise UnknownReadsError("ends within a condition")
            depth += (token.text == "(") - (token.text == ")")

    # --- triples ---

    def _triples(self) -> Iterator[tuple[str, Path, str]]:
        """Yield the triples of one subject."""
        subject = self._term()
        while True:
            path = self._verb()
            yield subject, path, self._term()
            while self._took(","):
                yield subject, path, self._term()
            while self._took(";"):
                pass
            if self._word in ("", ".", "}", "{") or self._word in KEYWORDS:
                return

    def _term(self) -> str:
        """Return a variable, or nothing for a constant."""
        token = self._next()
        if token.kind == "variable":
            return self._variable(token.text[1:])
        if token.text in ("+", "-"):
            token = self._next()
        is_blank = token.text.startswith("_:")
        constant = token.kind in ("iri", "prefixed", "number", "string") and not is_blank
        if not constant and token.text not in ("true", "false"):
            raise UnknownReadsError(f"has {token.text or 'an end'!r} where a term is expected")
        if token.kind == "string" and (self._token.kind == "tag" or self._took("^")):
            self._took("^")
            self._next()  # its language or its datatype
        return ""

    def _variable(self, name: str) -> str:
        if name in BY_ENGINE:
            raise UnknownReadsError(f"has ${name}, in whose place the engine writes something")
        is_class = name == "this" != self._about  # its members are asked for all at once
        return "" if is_class else name

    def _verb(self) -> Path:
        if self._token.kind == "variable":
            self._variable(self._next().text[1:])
            return Path("property")
        return self._either()

    def _either(self) -> Path:
        parts = [self._sequence()]
        while self._took("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("either", tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._element()]
        while self._took("/"):
            parts.append(self._element())
        return parts[0] if len(parts) == 1 else Path("sequence", tuple(parts))

    def _element(self) -> Path:
        if self._took("^"):
            return self._element().turned()
        if self._took("("):
            path = self._either()
            self._take(")")
        else:
            path = Path("property", predicate=self._property())
        return Path("repeated", (path,)) if self._took("*", "+", "?") else path

    def _property(self) -> NamedNode:
        token = self._next()
        if token.text == "a":
            return TYPE
        if token.kind == "iri":
            return NamedNode(token.text[1:-1])
        prefix, _, name = token.text.partition(":")
        if token.kind != "prefixed" or prefix not in self._names or "\\" in name:
            raise UnknownReadsError(f"has {token.text or 'an end'!r} where a property is expected")
        return NamedNode(self._names[prefix] + name)


def _renamed(patterns: Patterns, kept: set[str], mark: str) -> Patterns:
    """Return patterns in which each variable but those that are kept is another one."""

    def name(variable: str) -> str:
        return variable + mark if variable and variable not in kept else variable

    triples = [(name(start), path, name(end)) for start, path, end in patterns.triples]
    return Patterns(triples, [[_renamed(p, kept, mark) for p in ps] for ps in patterns.tested])
