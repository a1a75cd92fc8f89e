"""Which nodes a triple may be read from, found by asking a graph little."""

from collections.abc import Iterable, Iterator

import pytest
from pyoxigraph import NamedNode, Quad, Store

from atgraph.build.validation.footprint.walk import START, Read, Term, Walk
from atgraph.rdf.namespaces import atgd, graph

ONE, TWO, LAST = (NamedNode(f"https://words.test/{name}") for name in ("one", "two", "last"))


def said(subject: str, predicate: NamedNode, value: str) -> Quad:
    return Quad(atgd(subject), predicate, atgd(value), graph("registry"))


def walk() -> Walk:
    """To what stands behind either of two properties, and from there along a third."""
    made = Walk()
    for predicate in (ONE, TWO):
        made.go(made.go(START, predicate), LAST)
    return made


def reading(quads: Iterable[Quad], asked: list[object]) -> Read:
    """A graph, which notes what it is asked."""
    store = Store()
    store.extend(quads)

    def read(s: Term | None, p: NamedNode | None, o: Term | None) -> Iterator[Quad]:
        asked.append(p)
        return store.quads_for_pattern(s, p, o, None)  # type: ignore[arg-type]

    return read


@pytest.mark.parametrize("many", [0, 1, 8, 40])
def test_what_leads_to_a_node_is_found_however_much_it_is(many: int) -> None:
    delta = said("b", LAST, "c")
    here = [said(f"a{n}", p, "b") for n, p in zip(range(many), (ONE, TWO) * many, strict=False)]
    other = [said(f"x{n}", LAST, "b") for n in range(20)]  # by which no node is reached

    for quads in ([*here, delta], [*here, *other, delta]):
        found = walk().affected([delta], [reading(quads, [])])
        assert found == {quad.subject for quad in here}


def test_a_node_to_which_nothing_leads_is_asked_for_once() -> None:
    asked: list[object] = []
    delta = said("b", LAST, "c")

    assert walk().affected([delta], [reading([delta], asked)]) == set()
    assert asked == [None]
