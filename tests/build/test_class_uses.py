"""The uses of classes are kept up to date as they would be counted anew."""

from __future__ import annotations

import json

from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.build.class_uses import ClassUses
from atgraph.rdf.namespaces import ALT_LABEL, LABEL, RDF, TYPE, XSD, atg, atgd, graph

ONE, DERIVED = graph("programme/one"), graph("derived")
TOOL, BODY, TIE = atgd("tool_a"), atgd("organization_b"), atgd("involvement_c")


def said(kind: NamedNode) -> set[Quad]:
    """Return what is said of a body that is tied to a thing of this class."""
    return {
        Quad(TOOL, TYPE, kind, ONE),
        Quad(TOOL, LABEL, Literal("A"), ONE),
        Quad(BODY, TYPE, atg("Organization"), ONE),
        Quad(TIE, TYPE, atg("Involvement"), ONE),
        Quad(TIE, atg("isInvolvementIn"), TOOL, ONE),
        *(Quad(TIE, atg("connects"), end, DERIVED) for end in (TOOL, BODY)),
    }


def stored(quads: set[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def counted(quads: set[Quad]) -> ClassUses:
    return ClassUses.of(lambda name: (q for q in quads if name in (None, q.predicate)))


def test_what_is_said_of_a_thing_of_another_class_is_counted_anew() -> None:
    old, new = said(atg("Tool")), said(atg("Person"))
    uses = ClassUses.read(json.loads(json.dumps(counted(old).kept())))
    assert uses == counted(old) != counted(new)

    uses.change(new - old, old - new, stored(old), stored(new))
    assert uses == counted(new)
    assert uses.ties == {BODY.value: 1}  # the other end is a person now


def test_nothing_is_kept_of_what_is_gone() -> None:
    old = said(atg("Tool"))
    uses = counted(old)
    uses.change(set(), old, stored(old), Store())
    assert uses == ClassUses()


def test_a_value_is_counted_by_its_datatype_whatever_it_says() -> None:
    texts = ("", "a b", 'says "so" ^^<x> .', "two\nlines", "é ü")
    values = {
        *map(Literal, texts),
        *(Literal(text, language="fr") for text in texts),
        *(Literal(text, datatype=NamedNode(XSD + "token")) for text in texts),
        Literal(7),
    }
    uses = counted(said(atg("Tool")) | {Quad(TOOL, ALT_LABEL, value, ONE) for value in values})

    shown = {its: n for (_, name, its, _), n in uses.uses.items() if name == ALT_LABEL.value}
    assert shown == {
        (XSD + "string",): 5,
        (RDF + "langString",): 5,
        (XSD + "token",): 5,
        (XSD + "integer",): 1,
    }
