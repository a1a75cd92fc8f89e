"""What every build of the tests does alike is done once a process: the ontology, its style, and the queries inside the shapes.

A build asks them once; the tests build hundreds of times. They are kept by what they depend on, so
that a changed file or query is looked at anew; `fresh` processes and the benchmarks do without.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.sparql import Query

import atgraph.build.build
from atgraph.build.validation.style import check_style
from atgraph.errors import Problem
from atgraph.rdf.ontology import Ontology

Stamp = tuple[tuple[str, int, int], ...]


def remember() -> None:
    """Let builds in this process, and in those forked from it, keep what they would only find again."""
    styles: dict[Stamp, list[Problem]] = {}

    def check(ontology: Ontology, shapes: Path) -> list[Problem]:
        stamp = _stamp(shapes.parent)
        if stamp not in styles:
            styles[stamp] = check_style(ontology, shapes)
        return list(styles[stamp])

    ontologies: dict[Stamp, Ontology] = {}

    def read(folder: Path) -> Ontology:
        stamp = _stamp(folder)
        if stamp not in ontologies:
            ontologies[stamp] = whole(folder)
        return ontologies[stamp]

    whole = Ontology.read
    Ontology.read = staticmethod(read)  # type: ignore[method-assign,assignment]
    atgraph.build.build.check_style = check
    processor.parseQuery = lru_cache(256)(processor.parseQuery)
    processor.translateQuery = _translate_once(processor.translateQuery)


def _stamp(folder: Path) -> Stamp:
    return tuple(
        (str(p), p.stat().st_mtime_ns, p.stat().st_size)
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    )


def _translate_once(translate):  # type: ignore[no-untyped-def]
    """Translate each parsed query once: a parse tree is changed by its translation."""
    made: dict[tuple[int, object, object], tuple[object, Query]] = {}

    def translated(parsed, base=None, namespaces=None):  # type: ignore[no-untyped-def]
        key = (id(parsed), base, tuple(sorted((k, str(v)) for k, v in (namespaces or {}).items())))
        if key not in made:
            made[key] = (
                parsed,
                translate(parsed, base, namespaces),
            )  # the tree is held, so that its id stays its own
        return made[key][1]

    return translated
