"""The questions in the conventions of others: grlc reads the files, editors the sparql-examples."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml
from forms import tries
from rdflib import RDF, RDFS, SDO, SH, Graph, Namespace, URIRef
from rdflib.plugins.sparql.parser import parseQuery

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.whole import build_graph
from atgraph.errors import RefusedError
from atgraph.export.sparql_examples import (
    MARK,
    TARGET,
    Example,
    example_files,
    read_examples,
    write_examples,
)
from atgraph.graph.query_files import Question, find_question, question_names
from atgraph.graph.sparql import bind
from atgraph.rdf.namespaces import ATGD

QUESTIONS = [find_question(name) for name in question_names()]

# What grlc 1.3.11 takes a parameter for (gquery.get_parameters), said anew: a name of letters and
# digits, then a type, a datatype
# as prefix and name, or a language.
GRLC = re.compile(
    r"\?(?P<required>_{1,2})(?P<name>[a-zA-Z0-9]+)"
    r"(?:_(?P<type>iri|number|literal|integer))?(?:_(?P<prefix>[a-zA-Z0-9]+)_(?P<local>[a-zA-Z0-9]+))?(?:_(?P<language>[a-zA-Z0-9]+))?"
)
DECORATORS = {"summary", "description", "tags", "defaults", "enumerate"}
DCTERMS = Namespace("http://purl.org/dc/terms/")
SERVER = "https://example.org/sparql"


@pytest.fixture(scope="module")
def mini_kg() -> KnowledgeGraph:
    return KnowledgeGraph(mini.graph().store)


@pytest.fixture(scope="module")
def examples(kg: KnowledgeGraph) -> list[Example]:
    return read_examples(kg.published())[0]


@pytest.fixture(scope="module")
def of_mini(mini_kg: KnowledgeGraph) -> tuple[list[Example], list[str]]:
    return read_examples(mini_kg.published())


@pytest.fixture(scope="module")
def graphs(examples: list[Example]) -> dict[str, Graph]:
    """Question → what its file says, read alone."""
    files = example_files(examples, SERVER)
    names = [example.question.name for example in examples]
    return {n: Graph().parse(data=files[f"{n}.ttl"], format="turtle") for n in names}


def decorators(question: Question) -> dict[str, object]:
    """Return the header as grlc reads it."""
    rows = [row.lstrip("#+") for row in question.text.split("\n") if row.startswith("#+")]
    read: dict[str, object] = yaml.safe_load("\n".join(rows))
    return read


# --- grlc -----------------------------------------------------------------------------------------


def test_grlc_knows_every_word_of_the_header() -> None:
    assert QUESTIONS
    for question in QUESTIONS:
        read = decorators(question)
        assert set(read) <= DECORATORS, question.name
        assert read["summary"] == question.summary, question.name
        assert isinstance(read["description"], str), question.name
        assert read["tags"] == list(question.tags), question.name
        for key in ("defaults", "enumerate"):
            assert all(isinstance(r, dict) and len(r) == 1 for r in read.get(key, [])), (
                question.name
            )


def test_grlc_takes_each_parameter_for_what_it_is() -> None:
    assert any(question.parameters for question in QUESTIONS)
    for question in QUESTIONS:
        taken = {match[0]: match for match in GRLC.finditer(question.query)}
        assert set(taken) == {p.variable for p in question.parameters}, question.name
        for parameter in question.parameters:
            match = taken[parameter.variable]
            prefixed = f"{match['prefix']}_{match['local']}" if match["prefix"] else ""
            kind = prefixed or match["type"] or "literal"
            meant = (match["name"], kind, match["language"], match["required"] == "__")
            assert meant == (parameter.name, parameter.kind, None, parameter.optional), (
                question.name
            )


def test_grlc_writes_no_prefix_into_an_inner_query() -> None:
    """It writes the prefix of datatypes before each SELECT where the text does not declare it."""
    typed = [q for q in QUESTIONS if any(p.kind not in ("iri", "literal") for p in q.parameters)]
    texts = {q.name: re.sub(r"(?m)^#.*", "", q.text) for q in typed}

    assert texts
    assert [n for n, t in texts.items() if t.count("SELECT") > 1 and "PREFIX xsd:" not in t] == []


def test_grlc_would_misread_a_name_of_two_words() -> None:
    match = GRLC.fullmatch("?_other_event_iri")

    assert match is not None
    assert (match["name"], match["prefix"], match["local"]) == ("other", "event", "iri")


def test_grlc_finds_the_defaults_and_the_values_under_the_parameter_s_name() -> None:
    for question in QUESTIONS:
        read = decorators(question)
        told = {n for key in ("defaults", "enumerate") for row in read.get(key, []) for n in row}
        assert told <= {p.name for p in question.parameters}, question.name


# --- SIB sparql-examples --------------------------------------------------------------------------


@pytest.mark.slow
def test_every_question_has_an_example_and_the_prefixes_have_a_file(
    examples: list[Example],
) -> None:
    assert [e.question.name for e in examples] == question_names()
    assert set(example_files(examples, TARGET)) == {
        "prefixes.ttl",
        *(f"{name}.ttl" for name in question_names()),
    }


@pytest.mark.slow
def test_each_file_parses_alone_and_says_what_an_editor_looks_for(
    examples: list[Example], graphs: dict[str, Graph]
) -> None:
    for example in examples:
        graph = graphs[example.question.name]
        iri = URIRef(f"{SERVER}/.well-known/sparql-examples/{example.question.name}")
        assert set(graph.subjects()) == {iri}
        assert set(graph.objects(iri, RDF.type)) == {SH.SPARQLExecutable, SH.SPARQLSelectExecutable}
        assert [
            str(o).startswith(example.question.summary) for o in graph.objects(iri, RDFS.comment)
        ] == [True]
        assert [str(o) for o in graph.objects(iri, DCTERMS.description)] == [
            example.question.description
        ]
        assert [str(o) for o in graph.objects(iri, SH.select)] == [example.query]
        assert set(graph.objects(iri, SDO.target)) == {URIRef(SERVER)}
        assert {str(o) for o in graph.objects(iri, SDO.keywords)} == set(example.question.tags)
        assert len(list(graph.objects(iri, SH.prefixes))) == 1


@pytest.mark.slow
def test_the_files_together_share_one_declaration_of_every_prefix_in_use(
    examples: list[Example],
) -> None:
    """As their tools put them together: the name of the blank node joins the files."""
    graph = Graph().parse(data="\n".join(example_files(examples, TARGET).values()), format="turtle")
    (declaring,) = set(graph.objects(None, SH.prefixes))
    declared = {
        str(graph.value(d, SH.prefix)): str(graph.value(d, SH.namespace))
        for d in graph.objects(declaring, SH.declare)
    }

    written = {
        m[1]: m[2] for e in examples for m in re.finditer(r"(?m)^PREFIX (\w+): <(.+)>$", e.query)
    }
    assert len(written) > 4
    assert declared == written


@pytest.mark.slow
def test_every_example_runs_as_it_stands_and_returns_a_row(
    kg: KnowledgeGraph, graphs: dict[str, Graph]
) -> None:
    for name, graph in graphs.items():
        (query,) = map(str, graph.objects(None, SH.select))
        assert not re.search(r"\?_[A-Za-z]", query), "a parameter that must be given is open"
        assert any(kg.store.query(query, use_default_graph_as_union=True)), name


@pytest.mark.slow
@tries(short=8, long=1_000)
def test_every_question_is_standard_sparql_as_it_stands(count: int) -> None:
    """By a third parser, which takes long: each run has some, and all of them on Virtuoso."""
    chosen = QUESTIONS[:: max(1, len(QUESTIONS) // count)]
    forms = {"SelectQuery", "AskQuery", "ConstructQuery", "DescribeQuery"}

    assert [q.name for q in chosen if parseQuery(q.text)[1].name not in forms] == []


@pytest.mark.slow
def test_every_example_is_its_question_with_a_term_for_each_parameter(
    examples: list[Example], graphs: dict[str, Graph]
) -> None:
    """So it is standard SPARQL as the question is: a term changes nothing else (test_answers)."""
    for example in examples:
        name, terms = example.question.name, example.asked.bindings
        filled = bind(example.question.query, {b.parameter.variable: b.term for b in terms})
        assert [str(o) for o in graphs[name].objects(None, SH.select)] == [filled.rstrip()], name


@pytest.mark.slow
def test_two_of_a_kind_are_two(examples: list[Example]) -> None:
    for example in examples:
        terms = [b.term for b in example.asked.bindings if b.found]
        assert len(set(terms)) == len(terms), example.question.name


@pytest.mark.slow
def test_nobody_who_is_listed_on_request_becomes_an_example(
    of_mini: tuple[list[Example], list[str]], tmp_path: Path
) -> None:
    data = mini.copy_data(tmp_path)
    ana = "{id: person_p0001, label: Ana Example, programmes: [example-forum-3]"
    mini.change(data / "registry" / "people.yml", f"{ana}}}", f"{ana}, listing: on-request}}")
    shown, _ = of_mini
    kg = KnowledgeGraph(build_graph(data).store)
    hidden, _ = read_examples(kg.published())

    people = {
        e.question.name: b.term.value
        for e in shown
        for b in e.asked.bindings
        if "person_" in b.term.value
    }
    assert people["titles-of-person"] == f"{ATGD}person_p0001"
    listed = {f"{ATGD}person_p0001", f"{ATGD}person_p0003"}
    assert not listed & {b.term.value for e in hidden for b in e.asked.bindings}


@pytest.mark.slow
def test_a_question_without_an_answer_is_left_out_and_named(
    of_mini: tuple[list[Example], list[str]],
) -> None:
    examples, without = of_mini

    assert {"technology-by-purpose", "known-by-description"} <= set(without)
    assert sorted([*without, *(e.question.name for e in examples)]) == sorted(question_names())


def digest(folder: Path) -> str:
    return hashlib.sha256(
        b"".join(path.name.encode() + path.read_bytes() for path in sorted(folder.iterdir()))
    ).hexdigest()


@pytest.mark.slow
def test_the_command_writes_the_same_files_each_time_and_takes_away_what_is_gone(
    mini_store: Path, tmp_path: Path
) -> None:
    asked = [
        "export",
        "--profile",
        "sparql-examples",
        "--store",
        mini_store,
        "--target",
        "https://example.org/sparql/",
    ]
    first = mini.here(*asked, "-o", tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "gone.ttl").write_text(f"{MARK} from queries/ask/gone.rq\n")
    second = mini.here(*asked, "-o", tmp_path / "two")

    assert (first.code, first.out) == (second.code, second.out) == (0, "")
    assert first.lines[1].startswith("atgraph: left out: ") and first.err.endswith(
        "to which the graph has no answer\n"
    )
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert (tmp_path / "one" / "accreditations.ttl").read_text().startswith(MARK)


@pytest.mark.slow
def test_without_a_folder_all_go_to_stdout_as_one_document(mini_store: Path) -> None:
    run = mini.here("export", "--profile", "sparql-examples", "--store", mini_store)

    graph = Graph().parse(data=run.out, format="turtle")
    assert len(set(graph.subjects(RDF.type, SH.SPARQLSelectExecutable))) > 50


@pytest.mark.slow
def test_a_file_of_somebody_else_is_not_overwritten(
    examples: list[Example], tmp_path: Path
) -> None:
    (tmp_path / "claims.ttl").write_text("# mine\n")
    (tmp_path / "notes.txt").write_text("mine\n")

    with pytest.raises(RefusedError, match="atgraph did not write it"):
        write_examples(examples, TARGET, tmp_path)
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["claims.ttl", "notes.txt"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "nq"], "sparql-examples are Turtle, not nq"),
        (["--target", "no address"], "is not an address of an endpoint"),
        (["--target", "https://example.org/a>b"], "is not an address of an endpoint"),
    ],
)
def test_a_wrong_option_is_refused(options: list[str], message: str, mini_store: Path) -> None:
    run = mini.here(
        "export",
        "--profile",
        "sparql-examples",
        "--store",
        mini_store,
        *options,
    )

    assert (run.code, run.out) == (2, "")
    assert message in run.err and len(run.lines) == 1


def test_a_folder_is_for_examples_only(mini_store: Path, tmp_path: Path) -> None:
    run = mini.here("export", "--store", mini_store, "-o", tmp_path)

    assert run.code == 2
    assert "is a folder; name a file" in run.err
