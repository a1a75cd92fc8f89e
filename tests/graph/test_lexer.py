"""lexer: where each token of a query begins and ends, and what a blank in it is."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from atgraph.graph.sparql.lexer import (
    Parameter,
    bind,
    parameters,
    read_parameter,
    tokens,
    write_term,
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("space", text) for text in (" ", "\n \t")),
        *(("iri", text) for text in ("<>", "<a>", "<http://e/?a#b'(c)>", "<\\u0041\\U00000041>")),
        *(("string", text) for text in ('""', "''", '"a\\"b"', "'a\\'b'", "'\"'", '"\'"')),
        *(("string", text) for text in ('"""a\n"b""c"""', "'''a\n'b''c'''", '""""a"""')),
        *(("string", text) for text in ('"""\\""""', "''''a'''", "'''\\\\'''", '""""""')),
        *(("comment", text) for text in ("#", "# a ?b <c> 'd")),
        *(("variable", text) for text in ("?a", "$a", "?1", "?_a_iri", "?é·b")),
        *(("prefixed", text) for text in (":", ":a", "a:", "a:b", "é:b", "a-b.c_1:d", "a.-:b")),
        *(("prefixed", text) for text in ("a:b.c..d-e:f", "a:%41b", "a:1", "a:\\,b.\\%")),
        *(("word", text) for text in ("a", "SELECT", "é", "a-b_1")),
        *(("tag", text) for text in ("@en", "@de-1996-x")),
        *(("number", text) for text in ("1", "12", "1.5", "1e5", "1.5E+3", "12.25e-10")),
        *(("other", text) for text in ("<", "{", "?", "@", "_", "^", "\x00", "\\")),
        *(("open", text) for text in ("'", '"', "'a", '"a\\"', '"""a\n"', "'''a\\'''")),
    ],
)
def test_each_of_these_is_one_token(kind: str, text: str) -> None:
    assert [(t.kind, t.text) for t in tokens(text)] == [(kind, text)]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("?a,$b.", ["?a", ",", "$b", "."]),
        ("a:b.", ["a:b", "."]),
        ("a.:b", ["a", ".", ":b"]),
        ("a:-b", ["a:", "-", "b"]),
        ("1a:b", ["1", "a:b"]),
        ("a:%4g", ["a:", "%", "4", "g"]),
        ("1.", ["1", "."]),
        ("1.a", ["1", ".", "a"]),
        ("1e", ["1", "e"]),
        ("1e5e", ["1e5", "e"]),
        ("@en-", ["@en", "-"]),
        ("@1", ["@", "1"]),
        ("<a b>", ["<", "a", " ", "b", ">"]),
        ("<a\\u004>", ["<", "a", "\\", "u004", ">"]),
        ("'a' 'b'", ["'a'", " ", "'b'"]),
        ('"""a""" """b"""', ['"""a"""', " ", '"""b"""']),
        ("'''a''' '''b'''", ["'''a'''", " ", "'''b'''"]),
        ("'a\nb'", ["'a", "\n", "b", "'"]),
        ('"a\rb"', ['"a', "\r", "b", '"']),
        ("#a\nb", ["#a", "\n", "b"]),
        ("#a\rb", ["#a", "\r", "b"]),
        ("<a><b>", ["<a>", "<b>"]),
        ("{}", ["{", "}"]),
        ("_:b", ["_", ":b"]),
        ("_a", ["_", "a"]),
        ("ab:c", ["ab:c"]),
    ],
)
def test_a_query_is_cut_where_sparql_cuts_it(query: str, texts: list[str]) -> None:
    assert [t.text for t in tokens(query)] == texts


def test_tokens_stand_on_the_line_where_they_begin() -> None:
    assert [(t.text, t.line) for t in tokens("a'''\n\n'''b\nc")] == [
        *(("a", 1), ("'''\n\n'''", 1), ("b", 3), ("\n", 3), ("c", 4))
    ]


@pytest.mark.parametrize(
    ("variable", "name", "kind"),
    [
        ("?_a_iri", "a", "iri"),
        ("?_a_literal", "a", "literal"),
        ("?_a_number", "a", "number"),
        ("?_a_integer", "a", "integer"),
        ("?_a_date", "a_date", "literal"),
        ("?_a_xsd_date", "a", "xsd_date"),
        ("?_a_b_xsd_date", "a_b", "xsd_date"),
        ("?_xsd_date", "xsd_date", "literal"),
        ("?_a_xsd_date_iri", "a_xsd_date", "iri"),
        ("?_xsd_iri", "xsd", "iri"),
        ("?_iri_iri", "iri", "iri"),
        ("?_a1", "a1", "literal"),
        ("?_a", "a", "literal"),
    ],
)
def test_the_last_words_of_a_blank_are_its_kind(variable: str, name: str, kind: str) -> None:
    assert read_parameter(variable) == Parameter(variable, name, kind, False)
    optional = variable.replace("_", "__", 1)
    assert read_parameter(optional) == Parameter(optional, name, kind, True)


@pytest.mark.parametrize("variable", ["?a", "$_a_iri", "?_1a", "?_", "?___a", "?_a-b", "a?_a"])
def test_what_does_not_begin_as_a_blank_is_none(variable: str) -> None:
    assert read_parameter(variable) is None


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("event", "event"),
        ("otherEvent", "other-event"),
        ("other_event", "other-event"),
        ("a1B", "a1-b"),
        ("aBC", "a-bc"),
        ("Event", "event"),
    ],
)
def test_an_option_is_in_small_letters_with_hyphens(name: str, option: str) -> None:
    assert Parameter(f"?_{name}", name, "literal", False).option == option


def test_only_blanks_are_parameters_and_only_variables_are_bound() -> None:
    query = "SELECT ?a { ?a ?__b_iri ?_c . ?a ?_c '?_c' }"

    assert parameters(query) == [
        Parameter("?__b_iri", "b", "iri", True),
        Parameter("?_c", "c", "literal", False),
    ]
    bound = bind(query, {"?_c": Literal("x"), "'?_c'": Literal("y"), "SELECT": Literal("z")})
    assert bound == 'SELECT ?a { ?a ?__b_iri "x" . ?a "x" \'?_c\' }'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a", '"a"'),
        ('"', '"\\""'),
        ("\\", '"\\\\"'),
        ("\\a", '"\\\\a"'),
        ("\\u", '"\\\\\\U00000075"'),
        ("\\U", '"\\\\\\U00000055"'),
        ("\\\\u", '"\\\\\\\\\\U00000075"'),
        ("\\u0022", '"\\\\\\U000000750022"'),
        ("\x07", '"\\U00000007"'),
        ("\\\x07", '"\\\\\\U00000007"'),
    ],
)
def test_no_backslash_of_a_written_string_stands_before_a_u(text: str, written: str) -> None:
    assert write_term(Literal(text)) == written


def test_an_address_is_written_in_its_brackets() -> None:
    assert write_term(NamedNode("http://e/a")) == "<http://e/a>"
