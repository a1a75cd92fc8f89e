"""What a changed graph says of people on request is what is told of them in all of it."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.build.change.apart import telling_again
from atgraph.build.on_request import Telling, telling_of
from atgraph.rdf.namespaces import LABEL, TYPE, atg, atgd, graph

ONE = graph("programme/one")
PERSON = atgd("person_bcdfghjk")
WORDS = Literal("Opened by the Keeper of Small Lamps.")


def post(person: NamedNode, title: str) -> list[Quad]:
    node = atgd(f"affiliation_{person.value.rpartition('_')[2]}")
    return [
        Quad(person, TYPE, atg("Person"), ONE),
        Quad(person, LABEL, Literal(f"Ana {person.value[-4:]}"), ONE),
        Quad(node, TYPE, atg("Affiliation"), ONE),
        Quad(node, atg("hasAffiliate"), person, ONE),
        Quad(node, atg("statedTitle"), Literal(title), ONE),
    ]


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Keeper of Large Lamps", True),
        ("keeper of small lamps", False),
        ("Deputy Keeper of Small Lamps", False),
    ],
)
def test_a_title_tells_of_somebody_unless_others_have_it(title: str, is_told: bool) -> None:
    passage = atgd("text_one#char=0,36")
    quads = {
        *post(PERSON, "Keeper of Small Lamps"),
        *post(atgd("person_lmnpqrst"), title),
        Quad(passage, TYPE, atg("Evidence"), ONE),
        Quad(passage, atg("exactText"), WORDS, ONE),
    }
    store = Store()
    store.extend(quads)
    whole = telling_of([PERSON], quads)

    assert telling_again([PERSON], Telling(), store, ()) == whole
    assert (Quad(passage, atg("exactText"), WORDS, ONE) in whole.said) is is_told
