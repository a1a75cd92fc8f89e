"""sparql: the lexer, parameters bound as single terms, and the guard."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QueryTriples, Store
from rdflib import Literal as RdflibLiteral
from rdflib import Namespace, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery

import mini
from atgraph.errors import QueryError
from atgraph.graph.sparql import bind, guard, parameters, tokens
from atgraph.graph.sparql.guard import DEEPEST, LONGEST, LONGEST_CHAIN
from atgraph.graph.sparql.lexer import read_parameter

PIECES = st.sampled_from(
    [
        "?_x_iri",
        "$a",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "<",
        ">",
        "<http://e/?_x_iri>",
        "# ?_x_iri",
        "\n",
        "\r",
        " ",
        "ex:a.",
        "ex:",
        ":b",
        "@en",
        "1.5e3",
        "SERVICE",
        "{",
        "}",
        "(",
        ")",
        "?",
        "?_",
        "é",
        "𝄞",
        "\x00",
        "_:b",
        "%41",
        "^^",
        "a",
    ],
)
QUERIES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join))
HOSTILE = [
    *"\"'\\\n\r\t{}𝄞\x07\u2028é",
    '"""',
    "'''",
    "\\u0022",
    "\\U00000022",
    '" } #',
    "?_x_iri",
    "<a>",
    "SERVICE <http://e/>",
    "@en",
    "^^",
]
STRINGS = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(HOSTILE), max_size=8).map("".join)
)
IRIS = (
    st.lists(st.sampled_from([*"abcé/?&=-_.:;,()'!$*+@~", "%20"]), max_size=30)
    .map("".join)
    .map(lambda tail: "http://example.org/" + tail)
)
EX = Namespace("http://example.org/")


# The lexer


@given(QUERIES)
def test_tokens_joined_are_the_query(query: str) -> None:
    assert "".join(t.text for t in tokens(query)) == query


@given(QUERIES)
def test_each_token_knows_its_line(query: str) -> None:
    before = ""
    for token in tokens(query):
        assert token.line == before.count("\n") + 1
        before += token.text


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ('"a\\"b" ?x', ["string", "variable"]),
        ("'''a'b''c''' ?x", ["string", "variable"]),
        ('"""a"b""c\n""" ?x', ["string", "variable"]),
        ("<http://e/#a> # b", ["iri", "comment"]),
        ("?a < ?b", ["variable", "other", "variable"]),
        ('"a"@en-GB ex:a.b 1.5e3', ["string", "tag", "prefixed", "number"]),
        ("ex: :a a", ["prefixed", "prefixed", "word"]),
    ],
)
def test_tokens_are_of_the_kinds_of_sparql(query: str, kinds: list[str]) -> None:
    assert [t.kind for t in tokens(query) if t.kind != "space"] == kinds


@pytest.mark.slow
def test_the_lexer_is_fast_on_what_is_hard() -> None:
    for query in (
        "a." * 50_000,
        "<a" * 50_000,
        '"""a' * 25_000,
        "'" * 100_000,
        '"' + "\\a" * 49_000,
    ):
        assert "".join(t.text for t in tokens(query)) == query


# Parameters


@pytest.mark.parametrize(
    ("variable", "name", "kind", "optional", "option"),
    [
        ("?_organization_iri", "organization", "iri", False, "organization"),
        ("?_otherOrganization_iri", "otherOrganization", "iri", False, "other-organization"),
        ("?_other_organization_iri", "other_organization", "iri", False, "other-organization"),
        ("?__event_iri", "event", "iri", True, "event"),
        ("?_limit_integer", "limit", "integer", False, "limit"),
        ("?_from_xsd_date", "from", "xsd_date", False, "from"),
        ("?_words", "words", "literal", False, "words"),
        ("?_iri", "iri", "literal", False, "iri"),
    ],
)
def test_a_parameter_says_its_name_kind_need_and_option(
    variable: str, name: str, kind: str, optional: bool, option: str
) -> None:
    parameter = read_parameter(variable)

    assert parameter is not None
    assert (parameter.name, parameter.kind, parameter.optional, parameter.option) == (
        name,
        kind,
        optional,
        option,
    )


@pytest.mark.parametrize("variable", ["?organization", "$_a_iri", "?_1", "?a_iri"])
def test_other_variables_are_no_parameters(variable: str) -> None:
    assert read_parameter(variable) is None


def test_parameters_in_strings_iris_and_comments_are_text() -> None:
    query = (
        "SELECT * { <http://e/?_a_iri> ?p \"?_b_iri\", '''?_c_iri\n''' # ?_d_iri\n . ?s ?p "
        "?_e_iri }"
    )
    term = NamedNode("http://e/x")

    assert [p.name for p in parameters(query)] == ["e"]
    assert bind(query, {f"?_{n}_iri": term for n in "abcde"}) == query.replace(
        "?_e_iri", "<http://e/x>"
    )


def test_each_parameter_is_listed_once_in_order_and_bound_everywhere() -> None:
    query = "ASK { ?_b_iri ?p ?_a_iri . ?_b_iri ?_bb_iri 1 }"

    assert [p.name for p in parameters(query)] == ["b", "a", "bb"]
    assert (
        bind(query, {"?_b_iri": NamedNode("http://e/x")})
        == "ASK { <http://e/x> ?p ?_a_iri . <http://e/x> ?_bb_iri 1 }"
    )


@given(STRINGS)
def test_a_bound_string_comes_back_as_it_was_typed(text: str) -> None:
    query = bind("SELECT ?x WHERE { BIND(?_v AS ?x) }", {"?_v": Literal(text)})

    assert [row["x"] for row in Store().query(query)] == [Literal(text)]


@given(IRIS)
def test_a_bound_iri_comes_back_as_it_was_typed(iri: str) -> None:
    query = bind("SELECT ?x WHERE { BIND(?_v_iri AS ?x) }", {"?_v_iri": NamedNode(iri)})

    assert [row["x"] for row in Store().query(query)] == [NamedNode(iri)]


@cache
def read(query: str) -> object:
    return prepareQuery(query, initNs={"ex": EX}).algebra


def algebra(query: str, swap: tuple[object, object] | None = None) -> str:
    """The algebra of a query as text, one term of it exchanged for another."""

    def shown(node: object) -> object:
        if swap and node == swap[0]:
            return repr(swap[1])
        if isinstance(node, dict):
            return (
                getattr(node, "name", ""),
                *((k, shown(node[k])) for k in sorted(node) if k not in ("_vars", "PV", "lazy")),
            )
        if isinstance(node, list | tuple):
            return tuple(map(shown, node))
        return repr(node)

    return repr(shown(read(query)))


PLACES = [
    "SELECT ?s WHERE { ?s ex:p ?_v }",
    "SELECT ?s WHERE { ?s ex:p ?o . FILTER(?o = ?_v || CONTAINS(STR(?o), ?_v)) } ORDER BY ?s",
    'SELECT ?s WHERE { VALUES ?o { ?_v "a" } ?s ex:p ?o OPTIONAL { ?s ex:q ?_v } }',
    'SELECT ?s WHERE { { ?s ex:p ?_v } UNION { ?s ex:q "?_v" } } # ?_v',
]


@given(st.sampled_from(PLACES), STRINGS.filter(lambda s: "\x00" not in s))
@pytest.mark.slow
def test_binding_a_string_changes_that_one_term_of_the_algebra_only(query: str, text: str) -> None:
    bound = bind(query, {"?_v": Literal(text)})

    assert algebra(bound) == algebra(
        bind(query, {"?_v": Literal("plain")}), (RdflibLiteral("plain"), RdflibLiteral(text))
    )


@pytest.mark.slow
@given(IRIS.filter(lambda iri: iri != str(EX.plain)))
def test_binding_an_iri_changes_that_one_term_of_the_algebra_only(iri: str) -> None:
    query = "SELECT ?s WHERE { ?s ex:p/ex:q ?_v_iri FILTER(?s != ?_v_iri) }"
    bound, plain = (bind(query, {"?_v_iri": NamedNode(i)}) for i in (iri, EX.plain))

    assert algebra(bound) == algebra(plain, (EX.plain, URIRef(iri)))


def test_what_is_left_unbound_stays_a_variable() -> None:
    assert prepareQuery(bind("SELECT ?s { ?s ?p ?__v_iri }", {})).algebra["PV"] == [Variable("s")]


# The guard

ALLOWED = [
    'SELECT * { ?s ?p "SERVICE <http://e/>" }',
    "SELECT * { ?s ?p '''LOAD FROM\nSERVICE''' }",
    "SELECT * { ?s ?p <http://e/SERVICE> }",
    "SELECT * { ?s ?p ?service ; ?from ?load } # SERVICE FROM LOAD",
    (
        "PREFIX service: <http://e/> SELECT * { service:x ?p service:load . GRAPH service:g "
        "{ ?s ?p service:from } }"
    ),
    "PREFIX ex: <http://e/> SELECT * { ex:service ex:from ex:LOAD . GRAPH ex:FROM { ?s ?p ?o } }",
    "PREFIX from: <http://e/> DESCRIBE from:x",
    'SELECT * { ?s ?p "a"@en . FILTER(LANG(?p) = "de") }',
    "SELECT * { VALUES (?a ?b) {" + "(1 2)" * 400 + "} VALUES ?c {" + "1 " * 10_000 + "} }",
    "SELECT * { " + "{" * (DEEPEST - 2) + "}" * (DEEPEST - 2) + " }",
]
REFUSED = [
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * { service<http://e/>{ ?s ?p ?o } }",
    "SELECT * { SeRvIcE\n\tSILENT <http://e/> { } }",
    "SELECT * { SERVICE#c\n<http://e/> { } }",
    "SELECT * { SERVICESILENT<http://e/> { } }",
    "SELECT * { ?s ?p trueSERVICE<http://e/> { } }",
    "SELECT * { ?s ?p 1e5SERVICE<http://e/> { } }",
    'SELECT * { ?s ?p "a"SERVICE<http://e/> { } }',
    "SELECT * { FILTER(?a<?b)SERVICE?x{ } FILTER(1>0) }",
    "PREFIX : <http://e/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX service: <http://e/> PREFIX : <http://e/> SELECT * { {} service:x { ?s ?p ?o } }",
    "SELECT * FROM <http://e/> { ?s ?p ?o }",
    "SELECT * from named <http://e/> { ?s ?p ?o }",
    "ASKFROM<http://e/>{ ?s ?p ?o }",
    "SELECT * FROMNAMED<http://e/>{ ?s ?p ?o }",
    "PREFIX : <http://e/> SELECT * FROM:g { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "load silent <http://e/> into graph <http://e/g>",
]


@pytest.mark.parametrize("query", ALLOWED, ids=range(len(ALLOWED)))
def test_words_that_only_look_dangerous_pass(query: str) -> None:
    guard(query)

    assert mini_store().query(query) is not None


@pytest.mark.parametrize("query", REFUSED, ids=range(len(REFUSED)))
def test_what_reaches_out_is_refused_in_any_case_and_spacing(query: str) -> None:
    with pytest.raises(
        QueryError, match=r"(SERVICE|FROM|LOAD) .* is refused; ask over the graph of this store"
    ):
        guard(query)


def test_a_refusal_says_the_line() -> None:
    with pytest.raises(QueryError) as told:
        guard("SELECT *\n{\n  SERVICE <http://e/> {} }")
    assert told.value.problems[0].line == 3


GLUE = st.sampled_from(["", "", " ", "\n", "#c\n", "\t"])
# Port 9 is one to which the engine refuses to connect, so that an attempt is seen and nothing is
# sent.
PARTS = [
    "SERVICE",
    "service",
    "SILENT",
    "<http://127.0.0.1:9/>",
    ":x",
    "ex:x",
    "service:x",
    "?s",
    "{",
    "}",
    "{?s ?p ?o}",
    "{}",
    "true",
    "1e5",
    "1.",
    '"a"',
    "@en",
    ".",
    "FILTER(1<2)",
    "?s ?p",
    "<?b)",
    "GRAPH",
    "OPTIONAL",
    "UNION",
    "a",
]


@given(st.lists(st.tuples(st.sampled_from(PARTS), GLUE), max_size=12))
def test_nothing_that_passes_the_guard_reaches_out(parts: list[tuple[str, str]]) -> None:
    body = "".join(part + glue for part, glue in parts)
    query = (
        "PREFIX : <http://127.0.0.1:9/> PREFIX ex: <http://127.0.0.1:9/> PREFIX service: "
        f"<http://127.0.0.1:9/> SELECT * {{ {body} }}"
    )
    try:
        guard(query)
        result = mini_store().query(query)
        if not isinstance(result, QueryBoolean | QueryTriples):
            list(result)
    except SyntaxError:
        pass
    except QueryError as exc:
        assert "is refused" in str(exc) or "deep" in str(exc)
    except (OSError, RuntimeError) as exc:
        pytest.fail(f"reached out: {exc}")


def mini_store() -> Store:
    store = Store()
    node = NamedNode("http://127.0.0.1:9/x")
    store.add(
        Quad(
            node,
            node,
            Literal("true", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
        )
    )
    store.add(Quad(node, node, node, node))
    return store


BOMBS = {
    "groups": "SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }",
    "brackets": "SELECT * { FILTER(" + "(" * 40_000 + "1" + ")" * 40_000 + ") }",
    "lists": "SELECT * { ?s ?p " + "[ ?p " * 15_000 + "1" + "]" * 15_000 + " }",
    "signs": "SELECT * { FILTER(" + "! " * 40_000 + "1) }",
    "signs and comments": "SELECT * { FILTER(" + "-#\n" * 30_000 + "1) }",
    "path": "SELECT * { ?s " + "/".join(["a"] * 49_000) + " ?o }",
    "or": "SELECT * { FILTER(" + "||".join(["1"] * 33_000) + ") }",
    "sum": "SELECT * { BIND(" + "+".join(["1"] * 49_000) + " AS ?x) }",
    "union": "SELECT * { " + "UNION".join(["{}"] * 14_000) + " }",
    "minus": "SELECT * { " + "MINUS{}" * 14_000 + " }",
    "filter": "SELECT * { " + "FILTER(1)" * 11_000 + " }",
    "bind": "SELECT * { " + " ".join(f"BIND(1 AS ?a{i})" for i in range(5_000)) + " }",
    "triples": "SELECT * { " + "?s ?p ?o. " * 9_000 + " }",
    "list": "SELECT * { ?s ?p (" + "1 " * 40_000 + ") }",
    "reifiers": "SELECT * { " + "<<" * 24_000 + " }",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_query_too_deep_for_an_engine_is_refused_before_it_gets_there(name: str) -> None:
    with pytest.raises(
        QueryError, match=f"nested more than {DEEPEST} deep|joins more than {LONGEST_CHAIN:,} parts"
    ):
        guard(BOMBS[name])


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * { FILTER(" + "!" * (DEEPEST + 1) + "1) }", "nested"),
        ("SELECT * { FILTER(" + "- " * (DEEPEST + 1) + "1) }", "nested"),
        ("SELECT * { " + "{" * DEEPEST + "}" * DEEPEST + " }", "nested"),
        ("SELECT * { ?s ?p (" + "1 " * LONGEST_CHAIN + ") }", "joins"),
        ("SELECT * { " + "FILTER(1)" * LONGEST_CHAIN + " }", "joins"),
    ],
)
def test_one_more_than_what_passes_is_refused(query: str, why: str) -> None:
    limit = {"nested": f"nested more than {DEEPEST} deep", "joins": "joins more than 1,000 parts"}
    with pytest.raises(QueryError, match=limit[why]):
        guard(query)


def test_the_deepest_and_longest_that_pass_do_not_end_the_process() -> None:
    many = LONGEST_CHAIN // 3 - 2
    passed = [
        "SELECT * { " + "{" * (DEEPEST - 1) + "}" * (DEEPEST - 1) + " }",
        "SELECT * { " + "FILTER NOT EXISTS{" * (DEEPEST - 1) + "}" * (DEEPEST - 1) + " }",
        "SELECT * { FILTER" + "(" * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1) + " }",
        "SELECT * { FILTER(" + "!" * DEEPEST + "1) }",
        "SELECT ?s { " + "UNION".join(["{?s ?p ?o}"] * many) + " }",
        "SELECT ?s { " + "OPTIONAL{}" * many + " }",
        "SELECT ?s { " + "MINUS{}" * many + " }",
        "SELECT * { " + " ".join(f"BIND(1 AS ?a{i})" for i in range(many)) + " }",
        "SELECT * { FILTER(" + "+".join(["1"] * many) + ") }",
    ]
    for query in passed:
        guard(query)
    code = (
        "import sys, pyoxigraph\nfor q in sys.stdin.read().split('\\0'): "
        "list(pyoxigraph.Store().query(q))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command,
        input="\0".join(passed),
        capture_output=True,
        text=True,
        env=mini.environment(),
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_query_longer_than_is_taken_is_refused() -> None:
    with pytest.raises(QueryError, match="characters long"):
        guard(" " * (LONGEST + 1))
