"""A graph in which every text is followed by something that must never act on a page."""

from itertools import cycle
from pathlib import Path

from pyoxigraph import Literal, Quad

from atgraph.api import KnowledgeGraph
from atgraph.build.publish import writing
from atgraph.rdf.namespaces import ATG, RDFS, SKOS, XSD

PWN = "window.__pwn=1"
PAYLOADS = [
    f"<script>{PWN}</script>",
    f"</script><script>{PWN}</script>",
    f'"><img src=x onerror="{PWN}">',
    f"<svg onload={PWN}>",
    f'<a href="javascript:{PWN}" onmouseover={PWN}>href</a>',
    "{{ 7 * 7 }}{% raw %}<iframe srcdoc='<script>parent.__pwn=1</script>'>",
    f"<!--<script>{PWN}//",
    f"\u2028{PWN}\u2029//';{PWN};'",
    "]]><style>*{background:url(https://example.org/x)}</style>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={PWN}>",
    f"javascript:{PWN}",
    f"${{{PWN}}}`${{{PWN}}}`",
    f"\\u003cscript\\u003e{PWN}\\u003c/script\\u003e",
    f"&lt;script&gt;{PWN}&lt;/script&gt;&#60;img src=x onerror={PWN}&#62;",
    f"' onfocus={PWN} autofocus tabindex=1 x='",
    f"<details open ontoggle={PWN}>",
    '<iframe src="data:text/html,<script>parent.__pwn=1</script>"></iframe>',
    "<base href=https://example.org/><link rel=stylesheet href=x>",
    f"<template><script>{PWN}</script></template><object data=javascript:{PWN}>",
    "\u202etxt.exe\u0007\u001b]0;title\u0007</title><meta http-equiv=refresh content=0>",
]
# What is compared, looked up or counted, and so is no text for people.
NO_TEXT = {ATG + name for name in ("searchKey", "file", "sha256", "countryCode", "timezone")}
KEPT = {ATG + "pluralName", ATG + "recordKey", ATG + "recordName", ATG + "recordDefault"}


def _is_text(quad: Quad) -> bool:
    predicate, value = quad.predicate.value, quad.object
    ours = predicate.startswith((ATG, RDFS, SKOS, "https://schema.org/"))
    if not ours or predicate in NO_TEXT | KEPT or not isinstance(value, Literal):
        return False
    return value.language is not None or value.datatype.value == XSD + "string"


def _followed(quad: Quad, payload: str) -> Quad:
    """Return a statement with a payload behind its text."""
    words, language = f"{quad.object.value} {payload}", quad.object.language
    value = Literal(words, language=language) if language else Literal(words)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def publish_hostile(store: Path, folder: Path) -> None:
    """Publish into a folder the graph of a store with a payload behind every text."""
    payloads = cycle(PAYLOADS)
    known = sorted(KnowledgeGraph.open(store).engine.store, key=str)
    quads = [_followed(quad, next(payloads)) if _is_text(quad) else quad for quad in known]
    with writing(folder) as unfinished:
        unfinished.begin(lambda disk: disk.bulk_extend(quads))
        unfinished.publish("hostile")
