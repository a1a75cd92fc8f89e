"""Parameters become single terms; an answer is cited, iterated and taken into data frames."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from forms import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib import Literal as RdflibLiteral
from rdflib import Variable
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

import atgraph
import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer
from atgraph.ask.binding import Binding, BoundQuestion, prepare
from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.cli.ask_command import question_command
from atgraph.errors import QueryError, RefusedError
from atgraph.export.answer_files import answer_text
from atgraph.graph.query_files import (
    RESERVED,
    american,
    find_question,
    question_names,
    read_question,
)
from atgraph.graph.sparql import bind, parameters
from atgraph.rdf.literals import read_literal, value_of
from atgraph.rdf.namespaces import ATG, GRAPH

XSD = "http://www.w3.org/2001/XMLSchema#"
AT_ONCE = 100

# Parameters are single terms

# Short, and several texts at once, for rdflib takes long to read a query; other places:
# test_sparql.py
BLANKS = [f"?_v{number}" for number in range(AT_ONCE)]
TEMPLATE = f'SELECT ?s {{ ?s ?p "?_v0", {", ".join(BLANKS)} }} # ?_v0'
HOSTILE = [
    *"\"'\\\n\r\t{}<>()^@#?$.;,|/*+=!& \x07\u2028\u2029\ufeff\ufffd𝄞é",
    '"""',
    "'''",
    "\\u0022",
    "\\U00000022",
    "\\\\u0022",
    '" } #',
    "?_v",
    "<a>",
    "} UNION { ?s ?p ?o }",
    "SERVICE <http://e/>",
    "@en",
    "^^xsd:int",
    "--",
    "\\",
    "u0022",
]
STRINGS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(HOSTILE), max_size=10).map("".join),
    st.text("\\u0027\"'U n", max_size=20),
)
READ = STRINGS.filter(lambda text: "\x00" not in text)  # NUL is what rdflib's parser cannot read
TEXTS = st.lists(READ, min_size=AT_ONCE, max_size=AT_ONCE)


@cache
def invented_kg() -> KnowledgeGraph:
    return KnowledgeGraph(mini.graph().store)


def shown(node: Any, swap: Callable[[Any], Any] = lambda term: term) -> Any:
    """The algebra as plain tuples, its terms as `swap` makes them.

    rdflib sorts the triples of a pattern by what is bound, so they are sorted here.
    """
    if isinstance(node, dict):
        parts = {k: shown(node[k], swap) for k in sorted(node) if k not in ("_vars", "PV", "lazy")}
        return (
            getattr(node, "name", ""),
            *((k, tuple(sorted(v)) if k == "triples" else v) for k, v in parts.items()),
        )
    if isinstance(node, list | tuple | set | frozenset):
        return tuple(shown(n, swap) for n in node)
    return repr(swap(node))


@cache
def algebra(query: str) -> Any:
    return translateQuery(parseQuery(query)).algebra


EMPTY = Store()


@pytest.mark.slow
@tries(short=10, long=100)
def test_a_typed_text_changes_one_term_of_the_algebra_and_nothing_else(count: int) -> None:
    @settings(max_examples=count)
    @given(TEXTS)
    def binds(texts: list[str]) -> None:
        given_ = dict(zip(BLANKS, texts, strict=True))
        typed = {blank: read_literal(text, "literal", "--v") for blank, text in given_.items()}

        def put_in(term: Any) -> Any:
            is_blank = isinstance(term, Variable) and f"?{term}" in given_
            return RdflibLiteral(given_[f"?{term}"]) if is_blank else term

        assert shown(algebra(bind(TEMPLATE, typed))) == shown(algebra(TEMPLATE), put_in)
        for text in texts:
            query = bind("SELECT ?x WHERE { BIND (?_v AS ?x) }", {"?_v": Literal(text)})
            assert [row["x"] for row in EMPTY.query(query)] == [Literal(text)]

    binds()


def test_the_comparison_of_algebras_sees_a_second_term() -> None:
    last = f"{BLANKS[-1]} }}"
    for changed in (
        TEMPLATE.replace(last, f'{BLANKS[-1]}, "b" }}'),
        TEMPLATE.replace(last, f"{BLANKS[-1]} . ?s ?p 1 }}"),
        TEMPLATE.replace('"?_v0"', "?_v0"),
    ):
        assert changed != TEMPLATE
        assert shown(algebra(changed)) != shown(algebra(TEMPLATE))


def question(folder: Path, body: str, header: str = "") -> Path:
    path = folder / "invented.rq"
    path.write_text(
        f"#+ summary: Invented?\n{header}\nSELECT ?a ?statement WHERE {{ {body} }}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a question of its own, every kind of parameter in it."""
    for name in ("ontology", "data", "viz"):
        (tmp_path / name).symlink_to(mini.ROOT / name)
    shutil.copytree(mini.ROOT / "queries", tmp_path / "queries")
    blanks = ("?_word", "?__n_integer", "?__share_number", "?__day_xsd_date", "?__yes_xsd_boolean")
    question(
        tmp_path / "queries" / "ask",
        f"BIND (CONCAT({', '.join(f'STR({b})' for b in blanks)}) AS ?a)",
    )
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "invented needs --word; `atgraph ask invented --help` explains it"),
        ({"word": "a", "n": "3.5"}, "--n '3.5' is not a whole number; write one"),
        ({"word": "a", "n": "٣"}, "--n '٣' is not a whole number; write one"),
        ({"word": "a", "n": "9" * 19}, "is not a whole number"),
        ({"word": "a", "share": "a half"}, "--share 'a half' is not a number; write one"),
        (
            {"word": "a", "day": "8 April 2019"},
            "--day '8 April 2019' is not a date, as 2019-04-08; write one",
        ),
        (
            {"word": "a", "day": "2019-02-30"},
            "--day '2019-02-30' is not a date, as 2019-04-08; write one",
        ),
        ({"word": "a", "day": ""}, "--day '' is not a date"),
        ({"word": "a", "yes": "maybe"}, "--yes 'maybe' is not true or false; write one"),
        ({"word": "\udcff"}, r"--word '\\udcff' is not text in UTF-8; type it anew"),
        (
            {"word": "a", "other": "b"},
            "invented takes no --other; it takes --day, --n, --share, --word, --yes",
        ),
    ],
)
def test_an_ill_typed_or_missing_parameter_is_told_in_one_sentence(
    typed: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message) as told:
        prepare(invented_kg(), "invented", typed)
    assert (told.value.exit_code, len(told.value.problems)) == (2, 1)


@pytest.mark.usefixtures("home")
def test_values_from_python_are_taken_as_they_would_be_typed() -> None:
    typed = prepare(
        invented_kg(),
        "invented",
        {
            "word": NamedNode("http://e/"),
            "n": 3,
            "share": Decimal("0.5"),
            "day": date(2019, 4, 8),
            "yes": True,
        },
    )
    written = prepare(
        invented_kg(),
        "invented",
        {"word": "http://e/", "n": "3", "share": "0.5", "day": "2019-04-08", "yes": "true"},
    )

    assert typed.query == written.query
    assert '"2019-04-08"^^<http://www.w3.org/2001/XMLSchema#date>' in typed.query


@pytest.mark.usefixtures("home")
def test_what_is_left_open_stays_open_and_nothing_given_is_nothing() -> None:
    assert "?__n_integer" in prepare(invented_kg(), "invented", {"word": "a", "n": None}).query


@pytest.mark.parametrize("option", sorted(RESERVED))
def test_a_parameter_named_like_an_option_is_refused_with_its_line(
    tmp_path: Path, option: str
) -> None:
    path = question(tmp_path, f"BIND (1 AS ?a)\n  BIND (?_{option.replace('-', '_')} AS ?b)")

    with pytest.raises(
        QueryError,
        match=rf"invented\.rq:4: the parameter \?_\w+ would be typed as --{option},"
        " which is an option of the command",
    ):
        read_question(path)


def test_two_parameters_of_one_option_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        QueryError, match="--x, which is the name of another parameter; name it otherwise"
    ):
        read_question(question(tmp_path, "BIND (?_x_iri AS ?a) BIND (?__x AS ?b)"))


def test_every_option_of_the_command_is_reserved() -> None:
    asked = find_question("who-works-with")
    command = question_command(asked)
    options = {
        o.removeprefix("--")
        for p in command.params
        if isinstance(p, click.Option)
        for o in p.opts
        if o.startswith("--")  # no parameter is typed with one dash, as -o is
    } | {"help"}

    assert {american(o) for o in options} - {p.option for p in asked.parameters} <= RESERVED
    assert {"cite", "explain", "evidence", "format", "store"} <= options


@pytest.mark.parametrize("word", ["name", "values", "self", "fmt", "kg", "typed"])
@pytest.mark.slow
def test_a_parameter_may_be_named_like_what_the_code_calls_its_own(
    home: Path, mini_store: Path, word: str
) -> None:
    question(home / "queries" / "ask", f"BIND (?_{word} AS ?a)")

    assert [row["a"] for row in invented_kg().ask("invented", **{word: "x"})] == ["x"]
    assert mini.here("ask", "invented", f"--{word}", "x", "--store", mini_store).out == "a\nx\n"


# Citing


@pytest.fixture(scope="module")
def answer() -> Answer:
    return invented_kg().ask("who-works-with", organization="hn")


@pytest.mark.slow
def test_the_citation_says_what_was_asked_what_it_rests_on_and_how_to_ask_again(
    kg: KnowledgeGraph,
) -> None:
    answer = kg.ask("who-works-with", organization="walk free", level="unit")
    version = next(
        row["v"].value
        for row in kg.select(
            "SELECT ?v WHERE { <https://w3id.org/atgraph/graph/dataset> owl:versionInfo ?v }"
        )
    )

    assert answer.cite() == (
        "atgraph, “Who are the partners of an organisation, and who only meets it?”"
        " (organization: “Walk Free”; level: unit): 2 rows,"
        " resting on OSCE: “19th ALLIANCE AGAINST TRAFFICKING IN PERSONS”, Vienna, 2019,"
        " https://www.osce.org/event/alliance19"
        " (programmes/osce-alliance-19-side-events/source.txt, line 149). "
        f"Data version sha256:{version}, query"
        f" sha256:{hashlib.sha256(answer.query.encode()).hexdigest()}. To ask again: atgraph ask"
        " who-works-with --organization atgd:organization_walk-free --level unit"
    )


@pytest.mark.slow
def test_lines_of_a_citation_are_ranges_and_pages_are_named(kg: KnowledgeGraph) -> None:
    said = kg.ask("accreditations").cite()

    assert re.search(r"source\.txt, lines? [\d–, and]+\)", said)
    pages = kg.ask("tied-without-meeting").cite()
    assert "; ICAT: “About Us”, https://icat.un.org/about (read 2026-11-27)" in pages


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("claims", "line 28"),
        ("sources", "lines 1–2"),
        ("organizing-together", "lines 42 and 58"),
        ("decisions", "lines 1–2, 40, 42, 54, 56 and 58"),
    ],
)
def test_the_lines_of_a_citation_are_told_in_order_and_once(name: str, said: str) -> None:
    answer = KnowledgeGraph(mini.graph().store).ask(name)

    assert f"(programmes/{mini.ID}/source.txt, {said})" in answer.cite()


def test_evidence_is_told_in_order_and_once() -> None:
    """Two passages of the same words on the same line are one quote."""
    places = [(9, "last"), (3, "first"), (9, "last"), (5, "third"), (4, "second")]
    graph = ["<https://example.org/text> atg:file 'source.txt' ."]
    for number, (line, words) in enumerate(places):
        passage = f"<https://example.org/passage{number}>"
        graph += [
            f"<https://example.org/tie> atg:hasEvidence {passage} .",
            f"{passage} atg:exactText '{words}' ; atg:startLine {line} ;",
            "  atg:isPassageOf <https://example.org/text> .",
        ]
    store = Store()
    store.update(
        f"PREFIX atg: <{ATG}> INSERT DATA {{ GRAPH <{GRAPH}programme/x> {{ {' '.join(graph)} }} }}"
    )

    found = evidence_of(KnowledgeGraph(store), ["https://example.org/tie"])
    assert found == {
        "https://example.org/tie": [
            Quoted("source.txt", line, words) for line, words in sorted(set(places))
        ]
    }


OPEN_QUESTIONS = [
    name
    for name in question_names()
    if not [p for p in find_question(name).parameters if not p.optional]
]


@pytest.mark.slow
@tries(short=9, long=1_000)
def test_asking_again_as_the_citation_says_gives_the_same_bytes(
    kg: KnowledgeGraph, count: int
) -> None:
    for name in OPEN_QUESTIONS[:: max(1, len(OPEN_QUESTIONS) // count)]:
        first, second = kg.ask(name), KnowledgeGraph(kg.store).ask(name)
        said = first.cite()

        assert said == second.cite()
        assert answer_text(first, "json", True, True) == answer_text(second, "json", True, True)
        assert shlex.split(said.rpartition("To ask again: ")[2])[:3] == ["atgraph", "ask", name]


def test_the_command_of_a_citation_quotes_what_the_shell_would_take_apart() -> None:
    question = find_question("organizations-of-country")
    (country,) = question.parameters
    bound = Binding(country, Literal("a b'$(c)\n"), "a b'$(c)\n")
    asking = BoundQuestion(question, (bound,), question.query)

    assert shlex.split(asking.command) == [
        "atgraph",
        "ask",
        "organizations-of-country",
        "--country",
        "a b'$(c)\n",
    ]


def test_without_derived_facts_the_command_says_so(kg: KnowledgeGraph) -> None:
    assert (
        prepare(KnowledgeGraph(kg.store, asserted=True), "events", {}).command
        == "atgraph ask events --asserted"
    )


def test_the_digest_is_of_the_text_and_the_text_has_no_header(answer: Answer) -> None:
    assert answer.query.startswith("PREFIX ")
    assert "#+" not in answer.query
    assert not parameters(answer.query)
    assert answer.asked.digest == hashlib.sha256(answer.query.encode()).hexdigest()
    assert (
        answer.asked.digest
        != invented_kg().ask("who-works-with", organization="hn", level="unit").asked.digest
    )


def test_typed_in_another_way_it_is_the_same_query(answer: Answer) -> None:
    assert (
        invented_kg().ask("who-works-with", organization="The Harbour  Network").asked.digest
        == answer.asked.digest
    )


def test_an_answer_without_a_row_can_be_cited(kg: KnowledgeGraph) -> None:
    empty = kg.ask("members-of-coalition", organization="Western Union")

    assert not empty
    assert ": no row, resting on no printed words. " in empty.cite()


# In Python


def test_an_answer_has_a_length_and_gives_plain_rows(answer: Answer) -> None:
    rows = list(answer)

    assert len(answer) == len(answer.rows) == len(answer.evidence) == len(rows) > 0
    assert list(rows[0]) == answer.shown
    assert "statements" in answer.columns and "statements" not in rows[0]
    assert repr(answer).startswith("<Answer to who-works-with, ")


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Literal("3", datatype=NamedNode(XSD + "integer")), 3),
        (Literal("3", datatype=NamedNode(XSD + "nonNegativeInteger")), 3),
        (Literal("0.50", datatype=NamedNode(XSD + "decimal")), Decimal("0.50")),
        (Literal("1e3", datatype=NamedNode(XSD + "double")), 1000.0),
        (Literal("1", datatype=NamedNode(XSD + "boolean")), True),
        (Literal("2019-04-08", datatype=NamedNode(XSD + "date")), date(2019, 4, 8)),
        (
            Literal("2019-04-08T13:15:00+02:00", datatype=NamedNode(XSD + "dateTime")),
            datetime.fromisoformat("2019-04-08T13:15:00+02:00"),
        ),
        (Literal("12019-04-08", datatype=NamedNode(XSD + "date")), "12019-04-08"),
        (Literal("Zoë", language="de"), "Zoë"),
        (NamedNode("http://e/"), "http://e/"),
        (None, None),
    ],
)
def test_a_term_is_a_plain_value(term: object, value: object) -> None:
    assert value_of(term) == value
    assert type(value_of(term)) is type(value)


def made_of(*rows: dict[str, Any]) -> Answer:
    """An answer with these cells."""
    asked = find_question("claims")
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Answer(BoundQuestion(asked, (), asked.query), columns, rows, invented_kg())


def cell(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


@cache
def typed() -> Answer:
    """Return an answer with a cell of each type."""
    return made_of(
        {
            "whole": cell("1", "integer"),
            "share": cell("0.5", "decimal"),
            "day": cell("2019-04-08", "date"),
            "yes": cell("true", "boolean"),
            "time": cell("2019-04-08T13:15:00+02:00", "dateTime"),
            "words": Literal("a"),
            "mixed": cell("1", "integer"),
            "huge": cell("9" * 30, "integer"),
            "ancient": cell("0001-01-01", "date"),
        },
        {
            "mixed": Literal("b"),
            "time": cell("2019-12-08T13:15:00+01:00", "dateTime"),
            "day": cell("9999-12-31", "date"),
        },
    )


def test_a_frame_of_pandas_has_real_types_and_missing_values() -> None:
    frame = typed().to_pandas()

    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "whole": "Int64",
        "share": "Float64",
        "day": "datetime64[s]",
        "yes": "boolean",
        "time": "datetime64[us, UTC]",
        "words": "string",
        "mixed": "string",
        "huge": "string",
        "ancient": "datetime64[s]",
    }
    assert frame["day"].dt.year.tolist() == [2019, 9999]
    assert frame["time"].dt.hour.tolist() == [11, 12]
    assert frame["whole"].isna().tolist() == [False, True]
    assert frame["mixed"].tolist() == ["1", "b"]


@pytest.mark.slow
def test_a_frame_of_polars_has_real_types_and_missing_values() -> None:
    frame = typed().to_polars()

    assert {name: str(dtype) for name, dtype in frame.schema.items()} == {
        "whole": "Int64",
        "share": "Float64",
        "day": "Date",
        "yes": "Boolean",
        "time": "Datetime(time_unit='us', time_zone='UTC')",
        "words": "String",
        "mixed": "String",
        "huge": "String",
        "ancient": "Date",
    }
    assert frame["day"].to_list() == [date(2019, 4, 8), date(9999, 12, 31)]
    assert frame["whole"].to_list() == [1, None]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_may_carry_the_words_of_each_row(answer: Answer, library: str) -> None:
    frame = getattr(answer, f"to_{library}")(evidence=True)

    assert list(frame.columns) == [*answer.shown, "evidence"]
    assert list(frame["evidence"]) == ["\n".join(map(str, quotes)) for quotes in answer.evidence]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_empty_answer_is_an_empty_frame_with_its_columns(
    kg: KnowledgeGraph, library: str
) -> None:
    frame = getattr(kg.ask("members-of-coalition", organization="Western Union"), f"to_{library}")()

    assert list(frame.columns) == ["member", "kind", "role", "first_day", "last_day"]
    assert len(frame) == 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_the_library_it_says_how_to_install_it(
    answer: Answer, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(
        RefusedError,
        match=rf"is not installed here; install it with: pip install 'atgraph\[{library}\]'",
    ):
        getattr(answer, f"to_{library}")()


def test_asking_reads_no_library_for_frames() -> None:
    frames = {"pandas", "polars", "numpy", "rdflib"}
    code = f"import sys, atgraph.ask.answer; assert not {frames} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(mini.ROOT / "src")},
    )

    assert (done.returncode, done.stderr) == (0, "")


# In a notebook


def test_a_notebook_shows_fifty_rows_and_says_how_many_more() -> None:
    many = made_of(*({"n": cell(str(n), "integer")} for n in range(52)))
    html = many._repr_html_()

    assert html.count("<tr><td ") == 50
    assert "52 rows; 2 more are not shown here" in html
    assert "not shown here" not in made_of({"n": Literal("1")})._repr_html_()


def test_a_notebook_opens_the_words_of_each_row(answer: Answer) -> None:
    html = answer._repr_html_()

    assert html.count("<details>") == sum(map(bool, answer.evidence)) > 0
    assert f"programmes/{mini.ID}/source.txt:" in html
    assert answer.statements(answer.rows[0])[0] not in html


def test_a_notebook_escapes_every_text() -> None:
    html = made_of({"a": Literal("<script>alert(1)</script>&\"'")})._repr_html_()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;" in html
    assert "<script" not in html


def test_an_empty_answer_says_so_in_a_notebook(kg: KnowledgeGraph) -> None:
    assert (
        "<p>No row; " in kg.ask("members-of-coalition", organization="Western Union")._repr_html_()
    )


def test_the_readme_s_way_of_opening_is_there(store: Path) -> None:
    assert atgraph.open(store).ask("who-works-with", organization="OSCE").rows
