"""Writes ontology/context.jsonld anew, from the ontology and its shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from atgraph.cli import run
from atgraph.files import write_file
from atgraph.rdf.json_ld import CONTEXT_FILE
from atgraph.rdf.namespaces import (
    ALT_LABEL,
    ATG,
    LABEL,
    ONTOLOGY,
    OWL,
    SCHEMA,
    SHACL,
    TYPE,
    XSD,
    prefixes,
    shorten,
)
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.turtle_files import rdf_files, read_rdf
from folders import resource_folder_to_write

GENERATED = "Made of the ontology and its shapes by `make context`; change those."
KEYWORDS: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type"}
NAMES = {
    LABEL.value,
    ALT_LABEL.value,
}  # of things in the data they carry no language, so that no map by language fits


def build_context(ontology: Ontology, folder: Path) -> dict[str, Any]:
    """Return the context of an ontology: own terms by bare names, those of others with prefixes.

    Args:
        ontology: the declarations and vocabularies.
        folder: their folder, whose shapes say what stands only once.
    """
    single = _single_properties(folder)
    terms = dict(_own_terms(ontology, single) | _terms_of_others(ontology, single))
    return {**KEYWORDS, **dict(_prefixes()), **dict(sorted(terms.items()))}


def _prefixes() -> Iterator[tuple[str, Any]]:
    for prefix, namespace in sorted(prefixes().items()):
        # Only one that ends like a namespace is taken for a prefix unless it says so.
        yield (
            prefix,
            namespace if namespace[-1] in ":/?#[]@" else {"@id": namespace, "@prefix": True},
        )


def _single_properties(folder: Path) -> set[str]:
    """Return the properties that a shape limits to one value; any other is always a list."""
    triples = [
        t for path in rdf_files(folder / "shapes", needed=True) for t in read_rdf(path).triples
    ]
    limits = ((SHACL + "maxCount", Literal(1)), (SHACL + "uniqueLang", Literal(True)))
    limited = {t.subject for t in triples if (t.predicate.value, t.object) in limits}
    return {
        t.object.value
        for t in triples
        if t.subject in limited
        and t.predicate.value == SHACL + "path"
        and isinstance(t.object, NamedNode)
    }


def _own_terms(ontology: Ontology, single: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for quad in ontology.quads:
        iri, kind = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if (
            quad.predicate == TYPE
            and iri.startswith(ATG)
            and kind.removeprefix(OWL) in {"Class", "ObjectProperty", "DatatypeProperty"}
        ):
            found[iri.removeprefix(ATG)] = (
                shorten(iri) if kind == OWL + "Class" else _property(iri, kind, ontology, single)
            )
    return found


def _property(iri: str, kind: str, ontology: Ontology, single: set[str]) -> dict[str, Any]:
    ranges = ontology.values(iri, SCHEMA + "rangeIncludes")
    datatypes = [r for r in ranges if r.startswith(XSD) and r != XSD + "string"]
    coerced = (
        "@id"
        if kind == OWL + "ObjectProperty"
        else shorten(datatypes[0])
        if len(datatypes) == len(ranges) == 1
        else ""
    )
    container = {} if iri in single else {"@container": "@set"}
    return {"@id": shorten(iri), **({"@type": coerced} if coerced else {}), **container}


def _terms_of_others(ontology: Ontology, single: set[str]) -> dict[str, Any]:
    """Return the properties of others that the ontology uses: texts by language, links as links."""
    found: dict[str, Any] = {}
    for iri in sorted({q.predicate.value for q in ontology.quads} - {TYPE.value}):
        values = [q.object for q in ontology.quads if q.predicate.value == iri]
        name = shorten(iri)
        if iri.startswith(ATG) or name.startswith("<"):
            continue
        if iri in NAMES:
            found[name] = {"@id": iri} if iri in single else {"@id": iri, "@container": "@set"}
        elif all(isinstance(v, Literal) and v.language for v in values):
            found[name] = {
                "@id": iri,
                "@container": "@language" if iri in single else ["@language", "@set"],
            }
        elif all(isinstance(v, NamedNode) for v in values):
            found[name] = {"@id": iri, "@type": "@id", "@container": "@set"}
    return found


def serialize_context(ontology: Ontology, folder: Path) -> str:
    """Return the text of context.jsonld: the context, and the ontology's version."""
    version = ontology.value(ONTOLOGY, OWL + "versionInfo")
    about = {
        "@id": f"{ONTOLOGY}/{CONTEXT_FILE}",
        "rdfs:comment": {"@value": GENERATED, "@language": "en"},
        "owl:versionInfo": version,
    }
    terms = ",\n".join(
        f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in build_context(ontology, folder).items()
    )
    rest = ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in about.items())
    return f'{{\n "@context": {{\n{terms}\n }},\n{rest}\n}}\n'


def main() -> None:
    """Write context.jsonld into the ontology's folder.

    Raises:
        UnreadableError: the ontology is missing or cannot be read.
        RefusedError: it is that of an installed package, or cannot be written.
    """
    folder = resource_folder_to_write("ontology")
    write_file(folder / CONTEXT_FILE, serialize_context(Ontology.read(folder), folder).encode())


if __name__ == "__main__":
    run(main)
