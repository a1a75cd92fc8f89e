"""What a map shows of the graph, as its file says: classes, kinds of tie, and queries."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, PrivateAttr

from atgraph.data.transcript import Entry, Name
from atgraph.rdf.namespaces import prefixes


def expand(name: str) -> str:
    """Return the IRI of a term that is written with a prefix."""
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in prefixes():
        raise ValueError("is not a term; write prefix:name with a prefix of ontology/prefixes.ttl")
    return prefixes()[prefix] + local


def _gives(*columns: str) -> AfterValidator:
    def check(query: str) -> str:
        missing = [f"?{c}" for c in columns if not re.search(rf"\?{c}\b", query)]
        if query and missing:
            wanted = ", ".join(f"?{c}" for c in columns)
            raise ValueError(f"gives no {', '.join(missing)}; select {wanted}")
        return query

    return AfterValidator(check)


def _narrows(where: str) -> str:
    if where and not re.search(r"\?(source|target|tie|class)\b", where):
        raise ValueError("says nothing of ?source, ?target, ?tie or ?class, so it narrows nothing")
    return where


Term = Annotated[str, AfterValidator(expand)]


class View(Entry):
    """Classes as prefix:name, kinds of tie or all, and queries: of ties, details and parents."""

    nodes: Annotated[tuple[Term, ...], Field(min_length=1)]
    ties: tuple[Name, ...] = ()
    where: Annotated[str, AfterValidator(_narrows)] = ""
    query: Annotated[str, _gives("source", "target", "tie")] = ""
    details: Annotated[str, _gives("node", "name", "value")] = ""
    parents: Annotated[str, _gives("node", "parent")] = ""
    _path: Path = PrivateAttr(default=Path())

    @property
    def shows_ties(self) -> bool:
        """Whether it shows ties as they are; with a query alone it shows what that gives."""
        return bool(self.ties or self.where or not self.query)

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return self._path
