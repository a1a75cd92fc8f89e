"""What single shapes and queries read, judged on small graphs of any form."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.build.validation.footprint.footprint import Footprint, judged_quads
from atgraph.build.validation.shape_files import ShapeFiles
from atgraph.build.validation.shapes import Shapes
from atgraph.rdf.namespaces import SUBCLASS, TYPE, graph

E = "http://example.org/"
HEAD = f"""@prefix : <{E}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix atgs: <https://w3id.org/atgraph/shapes#> .
"""
SHAPE = "atgs:Part sh:message 'No.'@en ; sh:targetClass :C ; "
QUERY = "atgs:Part sh:message 'No.'@en ; {target} ; sh:sparql [ sh:select '''{text}''' ] ."
HERE, ONCE = "sh:targetClass :C", "sh:targetNode :C"

PLAIN = {
    "path of two steps": "sh:path ( :p :q ) ; sh:maxCount 0 .",
    "back and on": "sh:path ( [ sh:inversePath :p ] :q ) ; sh:minCount 1 .",
    "either": "sh:path [ sh:alternativePath ( :p ( :q :r ) ) ] ; sh:maxCount 1 .",
    "any number of steps": "sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 2 .",
    "and again": "sh:path [ sh:oneOrMorePath ( :p [ sh:inversePath :q ] ) ] ; sh:maxCount 1 .",
    "perhaps a step": "sh:path ( [ sh:zeroOrOnePath :p ] :q ) ; sh:maxCount 1 .",
    "class of values": "sh:path :p ; sh:class :C .",
    "within others": "sh:path :p ; sh:or ( [ sh:class :D ] [ sh:path :q ; sh:minCount 1 ] ) .",
    "not": "sh:not [ sh:path :q ; sh:not [ sh:class :D ] ] .",
    "a node's shape": "sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:maxCount 0 ] ] .",
    "qualified": "sh:path :p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class :D ] .",
    "compared": "sh:path ( :p :q ) ; sh:disjoint :r .",
    "closed": "sh:closed true ; sh:ignoredProperties ( rdfs:label :p ) .",
    "few": "sh:path [ sh:inversePath :p ] ; sh:minCount 2 .",
    "many": "sh:path :p ; sh:maxCount 1 .",
}
WHERE = {
    "join": "?value :p ?x . ?x :q ?y ; :r ?z FILTER (?y != ?value)",
    "paths": "?value :p*/:q|^:r ?x . ?x (:q/^:p)+ ?y",
    "exists": "?value :p ?x FILTER (?x != :n1 && NOT EXISTS { ?x :q ?y . ?y a :D })",
    "union": "{ ?value :p ?x } UNION { ?x :q ?value } ?x :r ?y",
    "optional": "?value :p ?x OPTIONAL { ?x :q ?y } FILTER (!BOUND(?y))",
    "select": "{ SELECT DISTINCT $this ?value WHERE { ?value :p ?x . ?x :q ?y } } ?x :r ?value .",
    "any property": "?value ?p ?x . ?x ?q :n2",
    "terms": "?x :p ?value ; :r 'a'@en . FILTER NOT EXISTS { ?x :q 1, -2, true, 'b'^^:t, <urn:t> }",
    "bind": "?value :p ?x BIND (STR(?x) AS ?name) FILTER STRENDS(?name, '1')",
}
UNKNOWN = {
    "graph": "GRAPH ?g { ?value :p ?x }",
    "loose": "?value :p ?x . ?a :q ?b",
    "blank": "?value :p [ :q ?x ]",
    "named blank": "?value :p _:x",
    "count": "{ SELECT ?value (COUNT(?x) AS ?n) WHERE { ?value :p ?x } GROUP BY ?value }",
    "limit": "{ SELECT ?value WHERE { ?value :p ?x } LIMIT 1 }",
    "negated property": "?value !:p ?x",
    "of the engine": "?value $PATH ?x",
    "alternatives": " ".join("{ ?value :p ?x } UNION { ?value :q ?x }" for _ in range(7)),
    "open": "?value :p ?x FILTER (?x",
    "values": "?value :p ?x VALUES ?x { :n1 }",
    "unknown prefix": "?value what:p ?x",
}


def select(where: str, variable: str = "value") -> str:
    """A query about a variable, as a shape asks it of each node or of the class once."""
    text = where.replace("?value", f"${variable}" if variable == "this" else "?value")
    chosen = "$this" if variable == "this" else "$this ?value"
    kind = "" if variable == "this" else "?value a $this . "
    return f"PREFIX : <{E}> SELECT {chosen} WHERE {{ {kind}{text} }}"


SHAPES = {name: SHAPE + text for name, text in PLAIN.items()}
SHAPES |= {
    f"{n}, each": QUERY.format(target=HERE, text=select(w, "this")) for n, w in WHERE.items()
}
SHAPES |= {f"{n}, once": QUERY.format(target=ONCE, text=select(w)) for n, w in WHERE.items()}


def written(folder: Path, text: str) -> Shapes:
    (folder / "Part.ttl").write_text(HEAD + text)
    return Shapes(folder, ShapeFiles.read(folder), [])


def any_graph(rng: random.Random) -> Store:
    """A graph of few nodes and properties, some of them in classes."""
    nodes = [NamedNode(f"{E}n{n}") for n in range(6)]
    store, name = Store(), graph("registry")
    kinds = [NamedNode(E + kind) for kind in "CDF"]
    for node in nodes:
        store.extend(Quad(node, TYPE, kind, name) for kind in rng.sample(kinds, 1))
    store.add(Quad(kinds[2], SUBCLASS, rng.choice(kinds[:2]), name))
    ends = [*nodes, *nodes, Literal("a", language="en")]
    for _ in range(rng.randint(5, 20)):
        predicate = NamedNode(E + rng.choice("pqr"))
        store.add(Quad(rng.choice(nodes), predicate, rng.choice(ends), name))
    return store


def judge_small_graphs(shapes: Shapes, rng: random.Random, count: int) -> int:
    """Compare what shapes say of the nodes of small graphs, and return how much that is."""
    footprint, found = shapes.footprint, 0
    once = {node.value for node in footprint.once}
    for _ in range(count):
        read = judged_quads(any_graph(rng))
        quads = list(read(None, None, None))
        whole = shapes.judge(quads)
        found += len(whole)
        for node in sorted({*footprint.focus_of(quads)}, key=str)[:3]:
            cut = shapes.judge_cut(footprint.cut([node], read), {node})
            assert set(cut) == {f for f in whole if f.node_judged(once) == node.value}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_says_of_a_cut_what_it_says_of_the_whole(name: str, tmp_path: Path) -> None:
    shapes = written(tmp_path, SHAPES[name])

    assert not shapes.footprint.unknown
    assert judge_small_graphs(shapes, random.Random(name), 12)


@pytest.mark.attack
@pytest.mark.parametrize("name", SHAPES)
def test_so_does_it_of_many_graphs(name: str, tmp_path: Path) -> None:
    assert judge_small_graphs(written(tmp_path, SHAPES[name]), random.Random(7), 40)


@pytest.mark.parametrize("name", UNKNOWN)
def test_of_other_queries_it_is_said_that_they_need_the_whole_graph(
    name: str, tmp_path: Path
) -> None:
    shapes = written(tmp_path, QUERY.format(target=ONCE, text=select(UNKNOWN[name])))

    (why,) = shapes.footprint.unknown.values()
    assert why.startswith(("has ", "ends "))


@pytest.mark.parametrize(
    "text",
    [
        SHAPE + "sh:target [ sh:select 'SELECT ?this { }' ] .",
        SHAPE + "sh:path :p ; sh:uniqueValues true .",
        SHAPE + "sh:path [ sh:somePath :p ] ; sh:minCount 1 .",
        SHAPE + "sh:path :p ; sh:equals 'p' .",
        SHAPE + "sh:sparql [ sh:ask 'ASK { }' ] .",
        "atgs:Part sh:targetNode :C ; " + QUERY.format(target=HERE, text=select("?value :p ?x")),
    ],
)
def test_so_is_it_of_what_shapes_say_that_is_not_known(text: str, tmp_path: Path) -> None:
    footprint = Footprint.of(written(tmp_path, text.replace("; atgs:Part", ";")).files)

    assert len(footprint.unknown) == 1


def test_a_shape_that_needs_the_whole_graph_speaks_there_alone(tmp_path: Path) -> None:
    known = SHAPE + "sh:path :p ; sh:minCount 1 .\n"
    text = QUERY.format(target=HERE, text=select("?a :q ?b", "this"))
    shapes = written(tmp_path, known + text.replace("atgs:Part", "atgs:Other"))
    node, name = NamedNode(E + "n"), graph("registry")
    quads = [Quad(node, TYPE, NamedNode(E + "C"), name)]
    quads.append(Quad(node, NamedNode(E + "q"), node, name))
    said = {f.about.name.partition("#")[2] for f in shapes.judge_cut(quads, {node})}
    of_all = {f.about.name.partition("#")[2] for f in shapes.judge_unknown(quads)}

    assert (said, of_all) == ({"Part"}, {"Other"})
    assert len(shapes.judge(quads)) == 2
