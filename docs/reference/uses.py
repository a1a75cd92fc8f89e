"""Which questions, rules, checks and maps use a term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from atgraph.files import list_files, resource_folder
from atgraph.graph.query_files import Question, read_question
from atgraph.maps.map_files import read_map
from atgraph.rdf.namespaces import ATG

from .guards import terms_in
from .material import Material

FOLDERS = {"question": "ask", "rule": "derive", "check": "checks"}
DECLARED = ("edgeSource", "edgeTarget", "edgeKind", "edgeShortcut", "projectionKind")


@dataclass(frozen=True)
class Use:
    """A query and the terms it names."""

    kind: str
    name: str
    summary: str
    terms: frozenset[str] = field(repr=False)
    question: Question | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """Where it is shown, from the front page; a map has no page here."""
        if self.kind == "question":
            return f"questions/{self.name}.html"
        return f"checks.html#{self.name}" if self.kind != "map" else ""


def read_uses() -> list[Use]:
    """Return every question, rule, check and map.

    Raises:
        UnreadableError: a folder has no files, or one cannot be read.
        QueryError: a header is wrong.
        MapError: a map file is wrong.
    """
    return [use for kind, folder in FOLDERS.items() for use in _queries(kind, folder)] + list(
        _maps()
    )


def _queries(kind: str, folder: str) -> Iterator[Use]:
    for path in list_files(resource_folder("queries") / folder, "*.rq"):
        question = read_question(path)
        yield Use(
            kind, question.name, question.summary, frozenset(terms_in(question.text)), question
        )


def _maps() -> Iterator[Use]:
    for path in list_files(resource_folder("viz") / "maps", "*.yml"):
        told = read_map(path)
        yield Use(
            "map",
            path.stem,
            told.title,
            frozenset({*told.nodes, *terms_in(told.where + told.query + told.details)}),
        )


def direct(uses: list[Use], iri: str) -> list[Use]:
    """Return the queries that name a term."""
    return [use for use in uses if iri in use.terms]


def indirect(material: Material, uses: list[Use], iri: str) -> list[Use]:
    """Return the queries that reach a term by a class above, or by what its class declares."""
    names = set(material.above(iri)) - {iri}
    declared = [ATG + name for name in DECLARED]
    for row in material.kg.select(
        f"SELECT DISTINCT ?p WHERE {{ {{ <{iri}> ?p ?x }} UNION {{ ?c ?p <{iri}> }} FILTER"
        f" STRSTARTS(STR(?p), '{ATG}edge') }}"
    ):
        names |= {p for p in declared if p == getattr(row["p"], "value", "")}
    return [use for use in uses if names & use.terms and iri not in use.terms]
