"""alignments: small files of mappings and rules, what they add, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.errors import AtgraphError, Problem, QueryError, UnreadableError, ValidationError
from atgraph.graph.alignments import align, apply_rules, read_alignments
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import ATG, RDFS, TYPE, atg, atgd, graph, prefixes

HEAD = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes().items())
TERM = Quad(atg("Person"), TYPE, NamedNode(RDFS + "Class"), graph("ontology"))
PERSON = Quad(atgd("ana"), TYPE, atg("Person"), graph("registry"))
THEIRS = NamedNode("http://e/Person")
ALIGNED, ALIGNMENTS = graph("aligned"), graph("alignments")
WRITES = "#+ summary: S\nCONSTRUCT { %s } WHERE { ?s a ?ours . ?ours rdfs:subClassOf ?theirs }\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mapping and a rule that applies it."""
    prefixes()  # those of the project, before another home is named
    (tmp_path / "ontology" / "alignments").mkdir(parents=True)
    (tmp_path / "queries" / "align").mkdir(parents=True)
    write(tmp_path / "ontology" / "alignments", "atg:Person rdfs:subClassOf <http://e/Person> .")
    (tmp_path / "queries" / "align" / "b.rq").write_text(WRITES % "?s a ?theirs")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path


def write(folder: Path, text: str, name: str = "e") -> Path:
    path = folder / f"{name}.ttl"
    path.write_text(HEAD + text + "\n", encoding="utf-8")
    return path


def kg(*more: Quad) -> Graph:
    store = Store()
    store.extend([PERSON, TERM, *more])
    return Graph(store)


def refusal(error: type[AtgraphError], folder: Path, *texts: str) -> tuple[Problem, ...]:
    for number, text in enumerate(texts):
        write(folder, text, f"e{number}")
    with pytest.raises(error) as told:
        read_alignments(folder, [PERSON, TERM])
    return told.value.problems


# What mappings may say


@pytest.mark.parametrize(
    "said",
    [
        *("rdfs:subClassOf <http://e/a>", "rdfs:subPropertyOf <http://e/a>"),
        *("owl:equivalentClass <http://e/a>", "owl:equivalentProperty <http://e/a>"),
        *("skos:closeMatch <http://e/a>", "skos:editorialNote 'why'"),
    ],
)
def test_a_term_is_mapped_by_any_of_these(tmp_path: Path, said: str) -> None:
    write(tmp_path, f"atg:Person {said} .")

    (quad,) = read_alignments(tmp_path, [PERSON, TERM])

    assert (quad.subject, quad.graph_name) == (atg("Person"), ALIGNMENTS)
    assert quad.object in (NamedNode("http://e/a"), Literal("why"))


def test_what_a_file_says_of_itself_is_free(tmp_path: Path) -> None:
    write(
        tmp_path, "<https://w3id.org/atgraph/alignments/e> dcterms:title 't'@en ; a owl:Ontology ."
    )
    assert len(read_alignments(tmp_path, [])) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\natg:Person rdfs:label 'p' .", "says rdfs:label of atg:Person"),
        ("\natg:Person skos:exactMatch <http://e/a> .", "says skos:exactMatch of atg:Person"),
        ("\natg:Persn skos:closeMatch <http://e/a> .", "aligns atg:Persn"),
        ("\natgd:ana skos:closeMatch <http://e/a> .", "aligns atgd:ana"),
        ("\n<https://w3id.org/atgraph/alignments-e> skos:editorialNote 'n' .", "aligns "),
    ],
)
def test_what_is_no_mapping_of_a_term_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (problem,) = refusal(ValidationError, tmp_path, text)

    assert said in problem.message
    assert problem.path == str(tmp_path / "e0.ttl")
    assert problem.line == HEAD.count("\n") + 2


def test_all_that_is_wrong_is_told_and_what_may_be_said_instead(tmp_path: Path) -> None:
    wrong = "atg:Person rdfs:label 'p' ."
    problems = refusal(ValidationError, tmp_path, wrong, wrong)

    assert [Path(problem.path).name for problem in problems] == ["e0.ttl", "e1.ttl"]
    assert "rdfs:subClassOf, rdfs:subPropertyOf, owl:" in problems[0].message
    assert "skos:closeMatch, and the reason as skos:editorialNote" in problems[0].message


@pytest.mark.parametrize("texts", [[], ["atg:Person skos:closeMatch [] ."]])
def test_files_that_are_lost_or_have_blank_nodes_are_refused(
    tmp_path: Path, texts: list[str]
) -> None:
    assert len(refusal(UnreadableError, tmp_path, *texts)) == 1


# What is added


def test_what_others_would_say_stands_in_a_graph_of_its_own(home: Path) -> None:
    added = Quad(PERSON.subject, TYPE, THEIRS, ALIGNED)
    assert align(kg()) == sorted([PERSON, TERM, added], key=str)


def test_nothing_is_said_twice(home: Path) -> None:
    known = Quad(PERSON.subject, TYPE, THEIRS, graph("registry"))
    assert align(kg(known)) == sorted([PERSON, TERM, known], key=str)

    (home / "queries" / "align" / "a.rq").write_text(WRITES % "?s a ?theirs")
    assert len(align(kg())) == 3


def test_rules_are_applied_one_file_after_the_other(home: Path) -> None:
    folder = home / "queries" / "align"
    (folder / "a.rq").write_text(WRITES % "?s <http://e/is> ?ours")
    (folder / "c.txt").write_text("no rule")
    store = kg(Quad(atg("Person"), NamedNode(RDFS + "subClassOf"), THEIRS, ALIGNMENTS))

    found = [(triple.predicate, triple.object) for triple in apply_rules(store)]

    assert found == [(NamedNode("http://e/is"), atg("Person")), (TYPE, THEIRS)]


@pytest.mark.parametrize(
    ("written", "error", "said"),
    [
        ("?s atg:isAbout ?theirs", ValidationError, "writes atg:isAbout"),
        ("?s a [] ", ValidationError, "writes a blank node"),
        ("[] a ?theirs", ValidationError, "writes a blank node"),
        ("?s a", QueryError, "not understood"),
    ],
)
def test_a_rule_that_adds_what_it_must_not_is_told_with_its_file(
    home: Path, written: str, error: type[AtgraphError], said: str
) -> None:
    path = home / "queries" / "align" / "b.rq"
    path.write_text(WRITES % written)

    with pytest.raises(error) as told:
        align(kg())

    assert said in told.value.problems[0].message
    assert told.value.problems[0].path == str(path)


def test_a_rule_may_write_of_our_terms_but_not_with_our_properties(home: Path) -> None:
    path = home / "queries" / "align" / "b.rq"
    path.write_text(WRITES % f"<{ATG}Person> a ?theirs")
    assert Quad(atg("Person"), TYPE, THEIRS, ALIGNED) in align(kg())
