"""What rules derive after a change is what they derive of the whole graph."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

import mini
from atgraph.build.again import Turn
from atgraph.build.derive import (
    DERIVED,
    derive,
    derive_again,
    derived_by,
    derived_lines,
    read_rules,
)
from atgraph.errors import QueryError
from atgraph.graph.asked_patterns import Pattern, asked_patterns
from atgraph.graph.graph import Graph
from atgraph.graph.runs import Runs, restricted
from atgraph.rdf.namespaces import LABEL, TYPE, atg, atgd, atgv, graph

REGISTRY = graph("registry")


@pytest.fixture(scope="module")
def asserted() -> list[Quad]:
    quads = mini.graph().asserted
    return sorted({*quads}, key=str)


def filled(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend([*mini.ontology().quads, *quads])
    return store


def differs(before: Iterable[Quad], after: Iterable[Quad]) -> set[Quad]:
    """Return what derived again is not as derived of the whole."""
    old, new = {*before}, {*after}
    stores = filled(old), filled(new)
    change = Turn(Graph(stores[0]), Graph(stores[1]), new - old, old - new)
    came, went = derive_again(change, mini.ontology())
    known = {*derive(stores[0], mini.ontology())}
    return ((known | came) - went) ^ {*derive(stores[1], mini.ontology())}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, pytest.param(range(2, 60), marks=pytest.mark.attack)])
def test_what_any_change_leaves_is_derived_as_of_the_whole(
    asserted: list[Quad], seed: int | range
) -> None:
    for number in [seed] if isinstance(seed, int) else seed:
        chance = random.Random(number)
        gone = {*chance.sample(asserted, 60)}
        rest = [q for q in asserted if q not in gone]

        assert not differs(asserted, rest)
        assert not differs(rest, asserted)
        only = {*derive(filled(asserted), mini.ontology())} - {
            *derive(filled(rest), mini.ontology())
        }
        assert derived_by(gone, filled(asserted), mini.ontology()) == only


def test_the_lines_of_what_rules_derive_say_the_same(asserted: list[Quad]) -> None:
    store, ontology, rules = filled(asserted), mini.ontology(), read_rules()
    lines = [*derived_lines(store, ontology, rules)]

    assert {*lines} == {f"{quad} .\n".encode() for quad in derive(store, ontology, rules)}


def tie(name: str, unit: str, above: str) -> list[Quad]:
    """Return a confirmed subordination of the registry."""
    node = atgd(f"subordination_{name}")
    said = {
        "hasUnit": atgd(f"organization_{unit}"),
        "isSubordinationTo": atgd(f"organization_{above}"),
        "hasStatus": atgv("status_confirmed"),
    }
    quads = [Quad(node, atg(key), value, REGISTRY) for key, value in said.items()]
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    typed = [Quad(node, kind, atg("Subordination"), REGISTRY)]
    bodies = [Quad(atgd(f"organization_{n}"), kind, atg("Organization"), REGISTRY) for n in "abcd"]
    return [*quads, *typed, *bodies]


def test_what_another_tie_supports_stays() -> None:
    once, twice = tie("one", "a", "b"), tie("two", "a", "b")
    change = Turn(Graph(filled([*once, *twice])), Graph(filled(once)), (), {*twice} - {*once})
    came, went = derive_again(change, mini.ontology())
    kept = Quad(atgd("organization_a"), atg("isUnitOf"), atgd("organization_b"), DERIVED)

    assert kept in came and kept not in went
    assert {q.subject for q in went} == {atgd("subordination_two")}


@pytest.mark.slow
def test_what_follows_only_from_some_statements_is_told_and_the_store_stays_as_it_was() -> None:
    once, twice, other = tie("one", "a", "b"), tie("two", "a", "b"), tie("three", "b", "c")
    store = filled([*once, *twice, *other])
    before = {*store}
    said = {*twice, *other} - {*once}
    found = derived_by(said, store, mini.ontology())
    without = filled(before - said)

    assert found == {*derive(store, mini.ontology())} - {*derive(without, mini.ontology())}
    assert Quad(atgd("organization_a"), atg("isWithin"), atgd("organization_c"), DERIVED) in found
    assert (
        Quad(atgd("organization_a"), atg("isUnitOf"), atgd("organization_b"), DERIVED) not in found
    )
    assert {*store} == before


@pytest.mark.slow
def test_a_hierarchy_is_followed_from_far_above() -> None:
    low, middle, high = tie("one", "a", "b"), tie("two", "b", "c"), tie("three", "c", "d")

    assert not differs([*low, *middle, *high], [*low, *middle, *high[1:]])
    assert not differs([*low, *high], [*low, *middle, *high])


def test_values_stand_in_each_group_that_has_the_variable() -> None:
    query = (
        "SELECT * WHERE { { ?a ?b 1 } UNION { ?c ?d 2 } MINUS { ?a ?e 3 } OPTIONAL { ?a ?f 4 } }"
    )
    values = " VALUES ?a { <http://example.org/> } "
    bound = restricted(query, "a", ["<http://example.org/>"])

    none = " VALUES ?a { } "
    assert bound.count(values) == 2 and bound.replace(values, "").replace(none, "") == query
    assert f"{{ {values[1:]} ?a ?b 1 }}".replace("  ", " ") in bound.replace("  ", " ")


def test_pairs_of_values_stand_where_the_first_variable_does() -> None:
    query = "SELECT * WHERE { { ?a ?b 1 . ?b ?c 2 } UNION { ?a ?d 3 } }"
    bound = restricted(query, "a", ["(<http://example.org/> <urn:b>)"], "b")

    assert bound.count("VALUES (?a ?b) { (<http://example.org/> <urn:b>) }") == 2


def test_a_side_of_a_union_has_the_values_from_what_stands_around() -> None:
    query = "SELECT * WHERE { ?a ?b 1 . { ?a ?c 2 } UNION { ?a ?d 3 } }"

    bound = restricted(query, "a", ["<http://example.org/>"])

    values = "VALUES ?a { <http://example.org/> }"
    assert " ".join(bound.split()) == query.replace("WHERE {", f"WHERE {{ {values}")


def test_what_is_read_whole_of_everything_is_looked_up_of_some_values() -> None:
    query = "SELECT ?b WHERE { { SELECT * WHERE { ?a ?b ?c } } ?c ?d 2 }"

    bound = restricted(query, "a", ["<http://example.org/>"])

    values = "VALUES ?a { <http://example.org/> }"
    assert " ".join(bound.split()) == f"SELECT ?b WHERE {{ {values} ?a ?b ?c ?c ?d 2 }}"
    chosen = "SELECT ?b WHERE { { SELECT ?b WHERE { ?a ?b ?c } } ?b ?d 2 }"
    assert "SELECT ?b WHERE { VALUES" in restricted(chosen, "a", ["<http://example.org/>"])


def test_a_side_of_a_union_without_the_variable_is_left_out() -> None:
    without = "SELECT * WHERE { { ?a ?b 1 } UNION { ?c ?d 2 . { ?d ?e 3 } } }"
    around = "SELECT * WHERE { ?a ?b 1 . { ?b ?c 2 } UNION { ?b ?d 3 } }"
    below = "SELECT * WHERE { { ?b ?c 2 } UNION { { SELECT ?a WHERE { ?a ?b 3 } } } }"

    assert "UNION { VALUES ?a { }  ?c ?d 2" in restricted(without, "a", ["<http://example.org/>"])
    assert "VALUES ?a { } " not in restricted(around, "a", ["<http://example.org/>"])
    assert restricted(below, "a", ["<http://example.org/>"]).count("VALUES ?a { } ") == 1


def test_what_a_query_asks_to_be_there_and_to_be_absent() -> None:
    query = """SELECT * WHERE { ?a a ?b ; atg:hasUnit/^rdfs:label ?c MINUS { ?a atg:hasRole ?d }
    FILTER NOT EXISTS { ?a atg:hasMember ?e . FILTER NOT EXISTS { ?e atg:hasPartner ?f } }
    OPTIONAL { ?a atg:acronym ?g } }"""
    asked = asked_patterns(query)
    path = {Pattern(None, atg("hasUnit")), Pattern(None, LABEL)}
    either = {Pattern("a", atg("acronym")), Pattern("e", atg("hasPartner"))}

    assert asked.there == {Pattern("a", TYPE)} | path | either
    assert asked.absent == {Pattern("a", atg("hasRole")), Pattern("a", atg("hasMember"))} | either


@pytest.mark.parametrize(
    ("where", "patterns"),
    [
        ("{ ?a a atg:Event }", {Pattern("a", TYPE, atg("Event"))}),
        ("{ ?a atg:acronym 1 ; a ?b }", {Pattern("a", atg("acronym")), Pattern("a", TYPE)}),
        ("{ ?a rdfs:label|a ?b }", {Pattern("a", LABEL), Pattern("a", TYPE)}),
        ("{ ?a a atg:Event , atg:Tie }", {Pattern("a", TYPE)}),
        ("{ atgd:a a ?b }", {Pattern(None, TYPE)}),
        ("{ FILTER (?a > 1) ?a a ?b }", {Pattern(None, TYPE)}),
        ("{ ?a (a/a) ?b ; rdfs:label ?c }", {Pattern(None, TYPE), Pattern(None, LABEL)}),
        ("{ ?a a ?b . _:c rdfs:label ?d ; a ?e }", {Pattern("a", TYPE), Pattern(None, TYPE)}),
        ("{ ?a a ?b . { ?c a ?d } }", {Pattern("a", TYPE), Pattern("c", TYPE)}),
        ("{ ?a a* ?b }", {Pattern(None, TYPE)}),
    ],
)
def test_of_which_variable_a_query_asks_what(where: str, patterns: set[Pattern]) -> None:
    assert patterns <= asked_patterns(f"SELECT * WHERE {where}").there


@pytest.mark.parametrize(
    "where",
    [
        "{ ?a ?b ?c }",
        "{ ?a a ?b ; ?c ?d }",
        "{ ?a a ?b . ?c ?d 1 }",
        "{ { ?a a 1 } atgd:b ?c ?d }",
        "{ FILTER (?a > 1) ?a ?b 1 }",
    ],
)
def test_a_property_that_is_a_variable_may_be_any(where: str) -> None:
    there = asked_patterns(f"SELECT * WHERE {where}").there
    absent = asked_patterns(f"SELECT * WHERE {{ ?x a ?y MINUS {where} }}").absent

    assert None in {pattern.predicate for pattern in there}
    assert None in {pattern.predicate for pattern in absent}


def test_a_change_runs_a_rule_for_what_it_asks_alone() -> None:
    rule = next(rule for rule in read_rules() if rule.name == "stated-on")
    day, label = (
        Quad(atgd("event_a"), predicate, atgd("x"), REGISTRY)
        for predicate in (atg("earliestDate"), LABEL)
    )
    empty = Graph(Store())

    assert not any(Turn(empty, empty, {label}, {day, label}).comes(rule).values())
    of_event = {"statement": frozenset(), "event": frozenset({day.subject})}
    assert Turn(empty, empty, {day}, ()).comes(rule) == of_event
    assert Turn(empty, empty, (), {day}).goes(rule) == of_event


def test_a_change_of_another_class_runs_no_rule_for_its_thing() -> None:
    rule = next(rule for rule in read_rules() if rule.name == "stated-on")
    event, tie = (Quad(atgd("a"), TYPE, atg(name), REGISTRY) for name in ("Event", "Tie"))
    empty = Graph(Store())

    assert not any(Turn(empty, empty, {tie}, ()).comes(rule).values())
    assert Turn(empty, empty, {event}, ()).comes(rule)["event"] == {event.subject}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"for": ["b"]}, r"names \?b, which the query does not have"),
        ({"beneath": {"b": "atg:isWithin"}}, r"names \?b"),
        ("sometimes", "none of its forms; write runs: "),
        ({}, "none of its forms"),
        ({"for": "a"}, "none of its forms"),
        ({"after": ["a"]}, "none of its forms"),
    ],
)
def test_a_header_that_does_not_say_what_makes_a_rule_run_is_refused(
    said: object, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        Runs.read(said, "SELECT ?a WHERE { ?a a ?c }")


def test_a_rule_without_header_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (
        "#+ summary: A rule\n\nCONSTRUCT { ?s atg:isUnitOf ?s } WHERE { ?s a atg:Organization }\n"
    )
    (tmp_path / "queries" / "derive").mkdir(parents=True)
    (tmp_path / "queries" / "derive" / "new.rq").write_text(text, encoding="utf-8")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))

    with pytest.raises(QueryError, match=r"new\.rq: the rule does not say what makes it run"):
        read_rules()
