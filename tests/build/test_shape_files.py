"""The files of shapes: what they say of each node, which nodes are shapes, where each stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode

from atgraph.build.validation.shape_files import NEEDS, ShapeFiles
from atgraph.errors import UnreadableError
from atgraph.rdf.namespaces import RDF, SHACL

HEAD = f"@prefix : <http://e/> . @prefix sh: <{SHACL}> . @prefix rdf: <{RDF}> .\n"


def read(folder: Path, **texts: str) -> ShapeFiles:
    """Write files of shapes, each below a line of prefixes, and read them."""
    for name, text in texts.items():
        (folder / f"{name}.ttl").write_text(HEAD + text)
    return ShapeFiles.read(folder)


def node(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


def nameless(shapes: ShapeFiles, predicate: str) -> BlankNode:
    """Return the node without a name of which something is said."""
    (found,) = [fact.node for fact in shapes.all_facts if fact.predicate == f"http://e/{predicate}"]
    assert isinstance(found, BlankNode)
    return found


def names(found: list[object]) -> list[str]:
    return [str(getattr(one, "value", one)).removeprefix("http://e/") for one in found]


def test_a_folder_without_shapes_has_lost_them(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        ShapeFiles.read(tmp_path)


@pytest.mark.parametrize("text", [":a :b <<( :a :b 1 )>> .", ":a :b 1 {| :c 2 |} ."])
def test_a_statement_about_a_statement_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"b\.ttl:3: says something of a statement"):
        read(tmp_path, a=":a :b 1 .", b=f":c :d 1 .\n{text}")


def test_each_node_is_at_home_in_its_file_and_has_its_facts(tmp_path: Path) -> None:
    shapes = read(tmp_path, a=":a :p 1 ; :q :b .", b=":b :p 2 .\n:c :p 3 .")

    assert len(list(shapes.triples)) == 4
    assert {n.value[-1]: file.path.name for n, file in shapes.homes.items()} == {
        "a": "a.ttl",
        "b": "b.ttl",
        "c": "b.ttl",
    }
    assert {n.value[-1]: names([f.value for f in facts]) for n, facts in shapes.facts.items()} == {
        "a": ["1", "b"],
        "b": ["2"],
        "c": ["3"],
    }
    assert shapes.parents == {node("b"): node("a")}


@pytest.mark.parametrize(
    ("written", "values"),
    [
        (":b", ["b"]),
        (":b, 1", ["b", "1"]),
        ("( :b :c ), :d", ["b", "c", "d"]),
        ("( :b ( :c ) )", ["b", "LIST"]),
        ("()", []),
        ("[ rdf:first :b ]", ["b"]),
        ("[ rdf:first :b ; rdf:rest :c ]", ["b", "c"]),
        ("_:l . _:l rdf:first :b ; rdf:rest _:l", ["b", "LIST"]),
        (":l . :l rdf:first :b ; rdf:rest ()", ["l"]),
    ],
)
def test_the_values_of_a_property_are_the_members_of_its_list(
    written: str, values: list[str], tmp_path: Path
) -> None:
    found = read(tmp_path, a=f":a :p {written} .").values(node("a"), "http://e/p")

    assert ["LIST" if isinstance(v, BlankNode) else v.value.split("/")[-1] for v in found] == values


def test_a_node_without_a_property_has_no_values(tmp_path: Path) -> None:
    shapes = read(tmp_path, a=":a :p 1 .")

    assert shapes.values(node("a"), "http://e/q") == shapes.values(node("b"), "http://e/p") == []


@pytest.mark.parametrize(
    ("said", "is_shape"),
    [
        ("a sh:NodeShape", True),
        ("a sh:PropertyShape", True),
        ("sh:target :b", True),
        ("sh:targetClass :b", True),
        ("sh:targetNode :b", True),
        ("sh:targetObjectsOf :b", True),
        ("sh:targetSubjectsOf :b", True),
        ("a sh:PropertyGroup", False),
        ("sh:path :b", False),
        (":about sh:NodeShape", False),
    ],
)
def test_a_shape_says_so_or_has_a_target(said: str, is_shape: bool, tmp_path: Path) -> None:
    assert read(tmp_path, a=f":a {said} .").shapes == [node("a")] * is_shape


def test_shapes_stand_once_and_in_the_order_of_the_files(tmp_path: Path) -> None:
    shapes = read(
        tmp_path,
        a=":z a sh:NodeShape ; sh:targetClass :b ; sh:targetNode :c .\n:y a sh:NodeShape .",
        b=":a a sh:NodeShape .",
    )

    assert shapes.shapes == [node("z"), node("y"), node("a")]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (":a a sh:NodeShape .", ["a"]),
        (":a a sh:NodeShape ; sh:node :b . :b a sh:NodeShape .", ["a"]),
        (":a sh:node :b . :b a sh:NodeShape ; sh:targetClass :c .", ["b"]),
        (":a sh:targetClass :d ; sh:property :b . :b sh:property :c .", ["a", "b", "c"]),
        (":a sh:targetClass :d ; sh:property :b, 'no shape' .", ["a", "b"]),
        (":a sh:targetClass :d ; sh:property :c . :b sh:targetClass :d ; sh:property :c .", "abc"),
        (":a sh:targetClass :d ; sh:property :b . :b sh:property :a .", ["a", "b"]),
        (":a sh:property :b .", []),
    ],
)
def test_reported_are_shapes_with_a_target_and_their_property_shapes(
    text: str, reported: list[str], tmp_path: Path
) -> None:
    assert names([*read(tmp_path, a=text).reported]) == [*reported]


PLACES = """<http://e/a> :p 1 .
<http://e/b> :p [ :q [ :r 1 ;
  :s 2 ] ] .
  :indented :p [ :t 1 ] .
<http://e/c> :p :b .
"""


def test_a_problem_stands_on_the_line_of_the_node_that_begins_it(tmp_path: Path) -> None:
    shapes = read(tmp_path, a=PLACES)
    found = {
        name: shapes.find(one, "is wrong")
        for name, one in {
            "a": node("a"),
            "b": node("b"),
            "q": nameless(shapes, "q"),
            "r": nameless(shapes, "r"),
            "indented": node("indented"),
            "t": nameless(shapes, "t"),
            "c": node("c"),
        }.items()
    }

    assert {name: problem.line for name, problem in found.items()} == {
        "a": 2,
        "b": 3,
        "q": 3,
        "r": 3,
        "indented": 0,
        "t": 0,
        "c": 6,
    }
    assert {(f.path, f.message) for f in found.values()} == {(str(tmp_path / "a.ttl"), "is wrong")}


def test_words_are_looked_for_from_the_line_of_the_node_on(tmp_path: Path) -> None:
    shapes = read(tmp_path, a=PLACES)

    assert shapes.find(node("b"), "is wrong", ":s").line == 4
    assert shapes.find(node("b"), "is wrong", ":nowhere", ":p").line == 3
    assert shapes.find(node("b"), "is wrong", ":nowhere").line == 3
    assert shapes.find(node("c"), "is wrong", ":s").line == 6


@pytest.mark.parametrize(
    "text",
    ["\n[ :p 1 ] .", "\n_:a :p [ :q _:a ] .", "\n_:c :q _:b .\n_:b :q _:c, _:a .\n_:a :p 1 ."],
)
def test_a_node_within_none_that_has_a_name_stands_at_the_first_without(
    text: str, tmp_path: Path
) -> None:
    shapes = read(tmp_path, a=text)

    assert shapes.find(nameless(shapes, "p"), "is wrong").line == 3


def test_a_shape_needs_others_by_these_words_of_shacl() -> None:
    assert {predicate.removeprefix(SHACL) for predicate in NEEDS} == {
        "node",
        "property",
        "not",
        "and",
        "or",
        "xone",
        "qualifiedValueShape",
    }
