"""Checks: what each row of a query tells, passages beside their text, files that exports read."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.build.validation.checks import check_export_files, check_queries, check_verbatim
from atgraph.errors import AtgraphError, Place, UnreadableError, ValidationError
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import ATGD, LABEL, atg, atgd, graph
from atgraph.rdf.ontology import Ontology

CHECK = """#+ summary: Two things of one name
#+ description: |
#+   Problem: nobody can tell
#+   them apart.
#+   Solution: rename one.
#+ tags: [check]

SELECT ?thing ?name WHERE { ?thing rdfs:label ?name } ORDER BY ?thing
"""


def graph_of(*triples: tuple[NamedNode, NamedNode, NamedNode | Literal]) -> Graph:
    store = Store()
    store.extend(Quad(*triple, graph("registry")) for triple in triples)
    return Graph(store)


NAMED = graph_of(
    (atgd("a"), LABEL, Literal("Pier", language="en")),
    (atgd("b"), LABEL, NamedNode("http://e/pier")),
)


@pytest.fixture
def checks(tmp_path: Path) -> Path:
    """A folder of one check, which tells each label."""
    (tmp_path / "one-name.rq").write_text(CHECK)
    (tmp_path / "one-name.r").write_text("no check")
    return tmp_path


def test_each_row_of_a_check_is_a_problem_in_its_words(checks: Path) -> None:
    first, second = check_queries(NAMED, checks, {})

    told = "Two things of one name: thing atgd:a, name Pier; rename one. [one-name]"
    assert (first.path, first.line, first.message) == ("", 0, told)
    assert "thing atgd:b, name <http://e/pier>;" in second.message
    assert (first.rule, first.severity) == ("check", "Violation")


def test_a_problem_of_a_check_says_what_a_task_is_made_of(checks: Path) -> None:
    about = check_queries(NAMED, checks, {})[0].result

    assert (about.name, about.focus) == ("one-name", ATGD + "a")
    assert (about.text, about.shown) == ("Two things of one name", "thing atgd:a, name Pier")
    assert (about.why, about.solution) == ("nobody can tell them apart.", "rename one.")


def test_a_row_stands_where_the_first_of_its_things_was_written(checks: Path) -> None:
    pier = {"http://e/pier": Place("c.yml", 5)}
    both = check_queries(NAMED, checks, {**pier, ATGD + "b": Place("b.yml", 4)})
    one = check_queries(NAMED, checks, pier)

    assert [(f.path, f.line) for f in both] == [("", 0), ("b.yml", 4)]
    assert [(f.path, f.line) for f in one] == [("", 0), ("c.yml", 5)]


def test_what_is_about_an_ontology_alone_is_asked_of_it_until_it_finds_nothing(
    checks: Path,
) -> None:
    alone = CHECK.replace("#+ tags", "#+ runs: ontology\n#+ tags")
    (checks / "names-of-terms.rq").write_text(alone)
    one, other = Ontology(()), Ontology(())

    def found(graph: Graph, ontology: Ontology | None) -> int:
        return len(check_queries(graph, checks, {}, ontology))

    assert [found(NAMED, one), found(NAMED, one)] == [4, 4]
    assert found(graph_of(), one) == 0
    assert [found(NAMED, one), found(NAMED, other), found(NAMED, None)] == [2, 4, 4]


def test_a_folder_without_checks_has_lost_them(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        check_queries(NAMED, tmp_path, {})


def passage(exact: str, start: int, end: int) -> Graph:
    node = atgd("text_fair#char=2,6")
    return graph_of(
        (node, atg("isPassageOf"), atgd("text_fair")),
        (node, atg("exactText"), Literal(exact)),
        (node, atg("startOffset"), Literal(start)),
        (node, atg("endOffset"), Literal(end)),
    )


TEXTS = {ATGD + "text_fair": "At Pier 7", ATGD + "text_other": "No Pier"}


def test_a_passage_that_stands_in_its_text_is_no_problem() -> None:
    assert check_verbatim(passage("Pier", 3, 7), TEXTS) == []


@pytest.mark.parametrize(
    ("exact", "start", "end", "texts"),
    [
        ("Pear", 3, 7, TEXTS),
        ("Pier", 2, 7, TEXTS),
        ("Pier", 3, 8, TEXTS),
        ("Pier", 3, 7, {ATGD + "text_other": TEXTS[ATGD + "text_fair"]}),
    ],
)
def test_a_passage_of_other_words_is_told_with_its_address(
    exact: str, start: int, end: int, texts: dict[str, str]
) -> None:
    (problem,) = check_verbatim(passage(exact, start, end), texts)

    assert (problem.path, problem.line, problem.rule) == ("", 0, "passage")
    assert problem.result.focus == ATGD + "text_fair#char=2,6"
    assert f"<{ATGD}text_fair#char=2,6>" in problem.message


# A file that only exports read, a change of it, and the kind of error that tells it.
TOOL = ("ontology/alignments/org.ttl", "\natg:Organization\n", "\natg:Organizatoin\n")
BROKEN = {
    "a rule": ("queries/align/org.rq", "WHERE", "WHEER"),
    "an export": ("queries/export/schema-org.rq", "WHERE", "WHEER"),
    "the context": ("ontology/context.jsonld", '"@context"', '"@contxt"'),
}


def told(home: Path, monkeypatch: pytest.MonkeyPatch) -> AtgraphError:
    monkeypatch.setenv("ATGRAPH_HOME", str(home))
    with pytest.raises(AtgraphError) as caught:
        check_export_files(mini.ontology())
    return caught.value


def test_the_files_that_exports_read_are_in_order() -> None:
    check_export_files(mini.ontology())


@pytest.mark.parametrize(("file", "old", "new"), BROKEN.values(), ids=BROKEN)
def test_what_an_export_cannot_read_is_told(
    file: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mini.home_with(file, old, new, tmp_path)
    error = told(tmp_path, monkeypatch)

    assert type(error) is UnreadableError
    assert [problem.path for problem in error.problems] == [str(tmp_path / file)]


def test_a_mapping_of_a_term_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mini.home_with(*TOOL, tmp_path)
    error = told(tmp_path, monkeypatch)

    assert type(error) is ValidationError
    assert {problem.path for problem in error.problems} == {str(path)}


def test_all_that_exports_could_not_read_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mini.home_with(*TOOL, tmp_path)
    (tmp_path / "queries" / "align" / "aeon.rq").unlink()
    (tmp_path / "queries" / "align" / "aeon.rq").write_text("#+ summary: None\nCONSTRUCT {")
    (tmp_path / "ontology" / "context.jsonld").unlink()
    error = told(tmp_path, monkeypatch)

    assert type(error) is UnreadableError
    assert [Path(problem.path).name for problem in error.problems] == [
        "org.ttl",
        "context.jsonld",
        "aeon.rq",
    ]
