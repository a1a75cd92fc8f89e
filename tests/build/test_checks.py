"""checks: each finds what its fixtures show, and nothing in a good graph."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.again import Turn, queries
from atgraph.build.derive import derive
from atgraph.build.validation.checks import check_queries
from atgraph.curate.worklist import build_tasks
from atgraph.errors import Problem
from atgraph.graph.asked_patterns import asked_patterns
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.rdf.namespaces import graph

CHECKS = mini.ROOT / "queries" / "checks"
NAMES = sorted(path.stem for path in CHECKS.glob("*.rq"))
FIXTURES = sorted((mini.ROOT / "tests" / "checks").glob("*.trig"))


@cache
def whole() -> Store:
    store = Store()
    store.extend(mini.graph().store)
    return store


def problems(*quads: Quad) -> list[Problem]:
    """What the checks find in the graph of the mini programme with more quads in it."""
    store, new = whole(), [quad for quad in quads if quad not in whole()]
    store.extend(new)
    try:
        return check_queries(KnowledgeGraph(store), CHECKS, mini.graph().origins)
    finally:
        for quad in new:
            store.remove(quad)


def names(found: Iterable[Problem]) -> set[str]:
    return {f.message.rpartition("[")[2].rstrip("]") for f in found}


def test_there_is_something_to_test() -> None:
    assert NAMES and FIXTURES


@pytest.mark.slow
def test_a_good_graph_passes_every_check() -> None:
    assert problems() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.attack if number % 3 else (), id=path.stem)
        for number, path in enumerate(FIXTURES)
    ],
)
def test_a_check_finds_what_its_fixture_shows(path: Path) -> None:
    """And no other finds anything, unless the first line of the fixture names it.

    Each run looks at every third alone, and below at all of them together.
    """
    found = names(problems(*parse(path.read_bytes(), format=RdfFormat.TRIG)))
    also = set(re.findall(r"[\w-]+", path.read_text(encoding="utf-8").splitlines()[0])) & set(NAMES)

    assert path.stem.split("--")[0] in found
    assert found <= {path.stem.split("--")[0], *also}


@pytest.mark.slow
def test_every_check_has_been_seen_to_find_something() -> None:
    together = [q for path in FIXTURES for q in parse(path.read_bytes(), format=RdfFormat.TRIG)]

    assert {path.stem.split("--")[0] for path in FIXTURES} == set(NAMES)
    assert names(problems(*together)) == set(NAMES)


def test_every_fixture_says_what_it_shows() -> None:
    for path in FIXTURES:
        assert re.match(r"# [A-Z].*\.\n\n@prefix ", path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ministry of Labour of Northland", "Ministry of Labour of Northland, Northland"),
        ("Ministry of Labour", "Ministry of Labour, Northland, a ministry of Northland"),
        ("Ministry of Labour", "Ministry of Labour, Southern Northland"),
    ],
)
def test_a_country_that_other_words_join_to_the_body_is_no_finding(name: str, words: str) -> None:
    path = mini.ROOT / "tests" / "checks" / "country-taken-for-the-body-above--behind-the-name.trig"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"Head of the Ministry of Labour, Northland"', f'"{words}"')
    text = text.replace('"Ministry of Labour"', f'"{name}"')

    assert f'exactText "{words}"' in text
    assert f'statedName "{name}"' in text
    assert problems(*parse(text.encode(), format=RdfFormat.TRIG)) == []


def completed(asserted: Iterable[Quad]) -> Graph:
    """Return a graph of what people wrote, with the ontology and what rules derive."""
    store = Store()
    store.bulk_extend([*mini.ontology().quads, *asserted])
    store.bulk_extend(derive(store, mini.ontology()))
    return Graph(store)


def rows(kg: Graph, texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Return the rows of queries; of a term that is not declared any example will do."""
    found = (row for text in texts for row in kg.select(text))
    return {tuple(f"{k} {v}" for k, v in sorted(row.items()) if k != "in") for row in found}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, pytest.param(range(3, 99), marks=pytest.mark.attack)])
def test_what_a_change_brings_is_found_where_a_check_looks_again(seed: int | range) -> None:
    questions = [question for name in NAMES if (question := read_question(CHECKS / f"{name}.rq"))]
    local = [q for q in questions if q.runs and not q.runs.always]
    wrong = {
        q
        for one in local
        for path in FIXTURES
        if path.stem.startswith(f"{one.name}--")
        for q in parse(path.read_bytes(), format=RdfFormat.TRIG)
    }
    wrong = {q for q in wrong if q.graph_name not in (graph("ontology"), graph("derived"))}
    asserted = sorted({*mini.graph().asserted, *wrong}, key=str)
    near = {node for quad in wrong for node in (quad.subject, quad.object)}
    said = {p.predicate for q in local for p in asked_patterns(q.text).there}
    asked = sorted(said - {None}, key=str)
    whole = completed(asserted)
    for number in [seed] if isinstance(seed, int) else seed:
        chance = random.Random(number)
        gone = {*chance.sample(asserted, 60)}
        gone |= {q for q in asserted if {q.subject, q.object} & near and chance.random() < 0.1}
        one = chance.choice(asked)  # where one property is gone whole, the path to it shows
        gone |= {quad for quad in asserted if quad.predicate == one}
        rest = completed(quad for quad in asserted if quad not in gone)
        quads = {*whole.store}, {*rest.store}
        came, went = quads[0] - quads[1], quads[1] - quads[0]
        for question in local:
            now, then = (rows(kg, [question.text]) for kg in (whole, rest))
            less, more = Turn(whole, rest, went, came), Turn(rest, whole, came, went)

            assert now - then <= rows(whole, queries(question, more.comes(question)))
            assert then - now <= rows(rest, queries(question, less.comes(question)))


def test_a_check_says_problem_and_solution() -> None:
    questions = {name: read_question(CHECKS / f"{name}.rq") for name in NAMES}
    said = {name: re.sub(r"\n(?!Solution:)", " ", q.description) for name, q in questions.items()}
    form = re.compile(r"Problem: \S.*\.\nSolution: \S.*\.")

    assert [name for name in NAMES if not form.match(said[name])] == []
    assert [name for name in NAMES if "check" not in questions[name].tags] == []


def test_a_finding_tells_the_line_of_the_culprit() -> None:
    path = mini.ROOT / "tests" / "checks" / "inverse-declared--both-ways.trig"
    (problem,) = problems(*parse(path.read_bytes(), format=RdfFormat.TRIG))
    text = Path(problem.path).read_text(encoding="utf-8").splitlines()

    assert Path(problem.path).name == "atgraph.ttl"
    assert text[problem.line - 1].startswith("atg:hasUnit")
    assert "keep the one direction that the records use" in problem.message


def test_a_word_that_is_declared_nowhere_is_told_with_the_line_of_what_uses_it() -> None:
    path = mini.ROOT / "tests" / "checks" / "undeclared-term--property.trig"
    (problem,) = problems(*parse(path.read_bytes(), format=RdfFormat.TRIG))
    text = Path(problem.path).read_text(encoding="utf-8").splitlines()

    assert "organization_quayside-bank" in text[problem.line - 1]
    assert "term atg:hasEvidnce, in atgd:organization_quayside-bank" in problem.message
    (task,) = build_tasks([problem], mini.ontology(), mini.ROOT / "ontology" / "shapes")
    assert all(
        words[0].isupper()
        for words in (
            task.title,
            task.why,
            *(offer.do for place in task.places for offer in place.offers),
        )
    )


def test_the_readme_says_where_each_pitfall_is_looked_for() -> None:
    section = (
        (mini.ROOT / "ontology" / "README.md")
        .read_text(encoding="utf-8")
        .partition("## Against OOPS! and FOOPS!")[2]
    )
    named = re.findall(r"checks/([\w-]+)", section)
    looked = {
        name: re.findall(r"P\d\d", read_question(CHECKS / f"{name}.rq").description)
        for name in NAMES
    }

    assert sorted(re.findall(r"\bP(\d\d)\b", section)) == [
        f"{number:02}" for number in range(1, 42)
    ]
    assert sorted(named) == sorted(name for name, pitfalls in looked.items() if pitfalls)
    for row in section.splitlines():
        for name in re.findall(r"checks/([\w-]+)", row):
            assert set(looked[name]) & set(re.findall(r"P\d\d", row)), name
    for file in re.findall(r"`(style/\w+\.ttl|tests/[\w/]+\.py)`", section):
        assert (mini.ROOT / ("ontology" if file.startswith("style") else "") / file).is_file()
