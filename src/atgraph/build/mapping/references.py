"""Pages that facts were read on become sources, each fact's page a reference to one."""

import re

from pyoxigraph import Literal, NamedNode

from atgraph.build.mapping.draft import Draft, digest, literal
from atgraph.data.registry import Registry
from atgraph.data.registry.grounds import Fact, Page
from atgraph.data.transcript import ADDRESS
from atgraph.rdf.namespaces import ATG, LABEL, SCHEMA, XSD, atg, atgd
from atgraph.text import fold


def source_iri(url: str) -> NamedNode:
    """Return the IRI of a page."""
    return atgd(f"source_registry_{digest(url)}")


def write_page(draft: Draft, url: str, page: Page | None, line: int) -> None:
    """Write a page, as its record describes it; pages with a record stand in the registry."""
    node = source_iri(url)
    draft.remember(node, line)
    draft.add_types(node, ATG + "Source")
    draft.add(node, LABEL, Literal((page and page.title) or url))
    if re.fullmatch(ADDRESS, url):
        draft.add(node, NamedNode(SCHEMA + "url"), NamedNode(url))
    if page and page.publisher:
        draft.add(node, NamedNode(SCHEMA + "publisher"), Literal(page.publisher))


def write_reference(
    draft: Draft, registry: Registry, fact: Fact, line: int, *about: NamedNode
) -> NamedNode:
    """Write the page of a fact, the day it was read and its words; return the reference.

    ``about`` are the thing and the properties whose values the page says.
    """
    source, url, line = fact.source, fact.source.url, fact.source.at or line
    page = registry.pages.get(url)
    draft.asked.add(url)
    if not page:
        write_page(draft, url, None, line)
    if url in registry.unread:
        draft.doubt(line)
    read = fact.read or (page and page.read)
    parts = [*(term.value for term in about), *filter(None, [source.words])]
    reference = atgd(f"reference_registry_{digest(url, str(read), *parts)}")
    draft.remember(reference, line)
    draft.add_types(reference, ATG + "Reference")
    draft.add(reference, atg("isReferenceTo"), source_iri(url))
    if read:
        draft.add(reference, atg("dateRead"), literal(read.isoformat(), XSD + "date"))
    draft.add_text(reference, "quotation", fold(source.words))
    for thing in about[:1]:
        draft.add(thing, atg("hasEvidence"), reference)
        draft.add(reference, atg("isReferenceFor"), thing)
    for prop in about[1:]:
        draft.add(reference, atg("supportsProperty"), prop)
    return reference
