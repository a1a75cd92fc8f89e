"""The footprint of the shapes: what is judged by a cut of the graph is judged as in all of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
import shacl
from atgraph.build.validation.footprint.footprint import judged_quads
from atgraph.build.validation.shape_results import Finding
from atgraph.build.validation.shapes import Shapes
from atgraph.rdf.namespaces import SKOS, TYPE, XSD, atg, atgv, graph
from atgraph.rdf.turtle_files import read_rdf

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "ontology" / "shapes"
FIXTURES = sorted((ROOT / "tests" / "shapes").rglob("*.ttl"))
WORLD = ROOT / "tests" / "shapes" / "world.ttl"
REGISTRY = graph("registry")


@cache
def shapes() -> Shapes:
    ontology = mini.ontology()
    return Shapes.read(FOLDER, ontology.quads, ontology.origins)


def quads_of(paths: Iterable[Path]) -> list[Quad]:
    """The quads of fixtures, each of which makes one shape fire or not."""
    triples = dict.fromkeys(triple for path in paths for triple in read_rdf(path).triples)
    return [Quad(*triple, REGISTRY) for triple in triples]


def store_of(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend([*quads, *shapes().ontology])
    return store


def as_stored(store: Store) -> list[Quad]:
    """The quads that shapes judge; a store gives numbers back in their shortest form."""
    return list(judged_quads(store)(None, None, None))


def judge_in_cuts(store: Store, nodes: list, size: int) -> list[Finding]:
    """What the shapes say of nodes, so many at a time."""
    read, footprint, found = judged_quads(store), shapes().footprint, []
    for begin in range(0, len(nodes), size):
        focus = set(nodes[begin : begin + size])
        found += shapes().judge_cut(footprint.cut(focus, read), focus)
    return found


def test_every_shape_has_a_footprint_and_each_is_told_from_what_is_written() -> None:
    footprint = shapes().footprint
    once = {shacl.local(node.value) for node in footprint.once}

    assert not footprint.unknown
    assert {"Event-evidence", "Person-contact"} <= once
    assert footprint.aimed == {atg("isReferenceTo")}


@pytest.mark.slow
def test_cuts_of_all_nodes_give_the_findings_of_the_whole_graph() -> None:
    store = store_of(quads_of(FIXTURES))
    quads, footprint = as_stored(store), shapes().footprint
    spoken_of = footprint.focus_of([*quads, *shapes().ontology])
    nodes = list(dict.fromkeys([*spoken_of, *footprint.constants]))
    whole = shapes().judge(quads)

    assert Counter(judge_in_cuts(store, nodes, 400)) == Counter(whole)
    assert len({found.about.name for found in whole}) == len(shacl.rules(shacl.load(*FILES)))


@pytest.mark.slow
def test_terms_of_the_ontology_are_judged_in_cuts_too() -> None:
    defined = NamedNode(f"{SKOS}definition")
    told = [q for q in mini.ontology().quads if q.predicate != defined]
    wrong = Shapes.read(FOLDER, told, mini.ontology().origins)
    store = store_of(quads_of([WORLD]))
    nodes = {*wrong.footprint.focus_of(told)}
    cut = wrong.footprint.cut(nodes, judged_quads(store))
    found = [f for f in wrong.judge(as_stored(store)) if f.node in {n.value for n in nodes}]

    assert "Concept-definition" in {shacl.local(f.about.name) for f in found}
    assert Counter(wrong.judge_cut(cut, nodes)) == Counter(found)


FILES = sorted(FOLDER.glob("*.ttl"))


ODD = (
    *(Literal("x@y"), Literal(""), Literal("one", language="en"), Literal(-1)),
    *(Literal("soon", datatype=NamedNode(f"{XSD}date")), Literal("<b>"), atgv("role_speaker")),
)


def changed(quads: list[Quad], rng: random.Random) -> list[Quad]:
    """The quads with one to four changes: statements come, go, or are others; most are wrong."""
    left, kinds = dict.fromkeys(quads), [q.object for q in quads if q.predicate == TYPE]
    for _ in range(rng.randint(1, 4)):
        one, two, three = rng.choices([*left], k=3)
        subject, said, value = one.subject, one.predicate, one.object
        others = [
            *((subject, said, three.object), (subject, said, rng.choice(ODD))),
            *((subject, two.predicate, value), (two.subject, said, value)),
            (subject, TYPE, rng.choice(kinds)),
        ]
        whole = [quad for quad in left if quad.subject == subject]
        for quad in rng.choice([[], [one], [one], whole]):
            del left[quad]
        if triple := rng.choice([None, *others]):
            left[Quad(*triple, REGISTRY)] = None
    return [*left]


def judge_changes(seed: int, count: int) -> int:
    """Change some records, and judge what the footprint says is affected and all of them.

    Return how many changes broke or mended something.
    """
    rng, telling = random.Random(seed), 0
    quads = quads_of([WORLD, *rng.sample(FIXTURES, 25)])
    store, footprint = store_of(quads), shapes().footprint
    was, once = Counter(shapes().judge(as_stored(store))), {n.value for n in footprint.once}
    for _ in range(count):
        before, quads_before = store, quads
        quads = changed(quads, rng)
        store = store_of(quads)
        now = Counter(shapes().judge(as_stored(store)))
        delta = set(quads_before) ^ set(quads)
        affected = footprint.affected(delta, judged_quads(before), judged_quads(store))
        nodes = {node.value for node in affected}

        assert {f.node_judged(once) for f in (was - now) + (now - was)} <= nodes
        judged = Counter(judge_in_cuts(store, sorted(affected, key=str), max(1, len(affected))))
        assert judged == Counter(f for f in now.elements() if f.node_judged(once) in nodes)
        telling += was != now
        was = now
    return telling


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_small_changes_are_judged_by_their_cut_as_by_the_whole_graph(seed: int) -> None:
    assert judge_changes(seed, 3) > 1


@pytest.mark.attack
@pytest.mark.parametrize("seed", range(1000, 1025))
def test_so_are_five_hundred(seed: int) -> None:
    assert judge_changes(seed, 20) > 10
