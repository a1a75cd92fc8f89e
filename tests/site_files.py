"""The site of docs/reference/ in memory.

It is made of the project's own data, and with hostile words behind every text in it.
"""

from __future__ import annotations

import dataclasses
import importlib
import sys
from functools import cache
from typing import Any

from pyoxigraph import Literal, Quad, Store
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS

from atgraph.api import KnowledgeGraph
from atgraph.rdf.namespaces import ATG
from mini import REAL, ROOT, once

PAYLOAD = (
    "</p><script>window.__pwn=1</script><img src=x onerror='window.__pwn=1'>\"><a "
    "href='javascript:window.__pwn=1'>{{ 4111 * 7 }}' onfocus=window.__pwn=1 autofocus x='"
    "<!--<svg onload=window.__pwn=1><base href=https://example.org/>]]><style>*{}</style>\u202e"
)


def reference(name: str) -> Any:
    """Import a module of docs/reference/."""
    folder = str(ROOT / "docs")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(f"reference.{name}")


@cache
def material() -> Any:
    """Read what the site is made of."""
    return reference("material").Material.read(REAL)


@cache
def files() -> dict[str, str]:
    """Return name → text of each file of the site."""
    return once("site", lambda: dict[str, str](reference("site").make_pages(material())))


@cache
def hostile_files() -> dict[str, str]:
    """Return the files of a site with hostile words in it, and with a term that retired."""
    make = reference("site").make_pages
    return once("hostile-site", lambda: dict[str, str](make(hostile(material()))))


def hostile(material: Any) -> Any:
    """Return the material with a payload behind every text that somebody wrote."""
    store = Store()
    for q in material.kg.quads():
        text = isinstance(q.object, Literal) and q.object.datatype.value.endswith("tring")
        store.add(
            Quad(
                q.subject,
                q.predicate,
                Literal(q.object.value + PAYLOAD) if text else q.object,
                q.graph_name,
            )
        )
    retired, moved = URIRef(ATG + "Tool"), URIRef(ATG + "Work")
    rdf = spoil(material.rdf)
    rdf.add((retired, OWL.deprecated, RdfLiteral(True)))
    rdf.add((retired, DCTERMS.isReplacedBy, moved))
    rdf.add((retired, SKOS.changeNote, RdfLiteral("0.3.0: gone into work." + PAYLOAD, lang="en")))
    mapping = Graph()
    mapping.add((retired, RDFS.subClassOf, URIRef("https://schema.org/SoftwareApplication")))
    mapping.add(
        (retired, SKOS.editorialNote, RdfLiteral("A tool is software." + PAYLOAD, lang="en"))
    )
    mapping.add((moved, SKOS.closeMatch, URIRef("javascript:window.__pwn=1")))
    releases = {
        "0.1.0": {"atg:Tool": "What it was."},
        "0.1.5": {"atg:Tool": "What it became." + PAYLOAD},
    }
    return dataclasses.replace(
        material,
        rdf=rdf,
        shapes=spoil(material.shapes),
        alignments={"schema.org": mapping},
        releases=releases,
        kg=KnowledgeGraph(store),
    )


def spoil(graph: Graph) -> Graph:
    """Return a graph with hostile words behind every text in it."""
    made = Graph()
    for s, p, o in graph:
        text = isinstance(o, RdfLiteral) and (o.language or o.datatype is None)
        made.add((s, p, RdfLiteral(o + PAYLOAD, lang=o.language) if text else o))
    return made
