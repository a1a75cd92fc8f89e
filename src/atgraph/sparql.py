"""A lexer for SPARQL 1.1: finds parameters as tokens, and what must not reach an engine.

Strings, IRIs and comments are passed over whole, so a parameter inside one is text and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from atgraph.errors import QueryError

TOKEN = re.compile(
    r"""
      (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$][\w·]+)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.\-]{0,200}?[\w\-])?)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])(?:\.*(?:[\w\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))*)?)
    | (?P<word>[^\W\d_][\w\-]*)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
PARAMETER = re.compile(r"\?(?P<optional>_)?_(?P<rest>[A-Za-z]\w*)")
ESCAPE = re.compile(r"\\u(?P<code>[0-9A-Fa-f]{4})|\\\\(?P<letter>[uU])|\\.")
KINDS = {"iri", "literal", "number", "integer"}

LONGEST = 100_000
DEEPEST = 100
# An engine descends once more for each of these, for each item of a list in round brackets, for whatever follows
# a closed bracket, as in {}{} or HAVING(1)(1), and for each IRI of a DESCRIBE; oxigraph 0.5 ends the process at
# about 2,600 in a row.
JOINTS = {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", "EXISTS", "GRAPH", *"/|&+-*<.;,"}
OPENING, CLOSING = {"(", "{", "["}, {")", "}", "]"}
LONGEST_CHAIN = 1_000
# After scheme:// a `<` begins an IRI; before anything else it may be a comparison, as in FILTER(?a<?b).
ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
REACHING = {
    "SERVICE": "asks another server",
    "LOAD": "reads an address or a file",
    "FROM": "names another dataset",
}


@dataclass(frozen=True)
class Token:
    """A piece of a query: its kind, its text, and the line it stands on."""

    kind: str
    text: str
    line: int


NOTHING = Token("", "", 0)


@dataclass(frozen=True)
class Parameter:
    """A blank in a query, written ?_name_kind, or ?__name_kind where it may stay open."""

    variable: str
    name: str
    kind: str
    optional: bool

    @property
    def option(self) -> str:
        """The name of its option on the command line."""
        return self.name.replace("_", "-")


def tokens(query: str) -> Iterator[Token]:
    """Cut a query into tokens; their texts joined are the query."""
    line = 1
    for match in TOKEN.finditer(query):
        yield Token(str(match.lastgroup), match[0], line)
        line += match[0].count("\n")


def read_parameter(variable: str) -> Parameter | None:
    """Return the parameter that a variable is, or None for an ordinary one."""
    match = PARAMETER.fullmatch(variable)
    if not match:
        return None
    words = match["rest"].split("_")
    for size in (2, 1):
        kind = "_".join(words[-size:])
        if len(words) > size and (kind in KINDS or (size == 2 and words[-2] == "xsd")):
            return Parameter(variable, "_".join(words[:-size]), kind, bool(match["optional"]))
    return Parameter(variable, match["rest"], "literal", bool(match["optional"]))


def parameters(query: str) -> list[Parameter]:
    """Return each parameter of a query once, in order."""
    found = (read_parameter(t.text) for t in tokens(query) if t.kind == "variable")
    return list(dict.fromkeys(p for p in found if p))


def bind(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Write one RDF term in the place of each parameter that has a value.

    Args:
        query: the text with its parameters.
        values: variable (``?_name_iri``) → term. One without a value stays a variable.
    """
    return "".join(write_term(values[t.text]) if t.kind == "variable" and t.text in values else t.text for t in tokens(query))


def write_term(term: NamedNode | Literal) -> str:
    r"""Return a term as every engine reads it.

    Some resolve ``\u`` in the whole text before they read it, so that ``"\\u0022"`` would end its string
    there: no backslash stands before a ``u``, and a code point has all of its eight digits.
    """
    return ESCAPE.sub(_escape, str(term))


def _escape(match: re.Match[str]) -> str:
    if match["code"]:
        return f"\\U0000{match['code']}"
    return f"\\\\\\U{ord(match['letter']):08X}" if match["letter"] else match[0]


def guard(query: str) -> None:
    """Refuse what could hurt: a query that reaches out, or is too long or too deep for an engine.

    Raises:
        QueryError: with the line and what to do.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query is {len(query):,} characters long; at most {LONGEST:,} are taken")
    _guard(query)
    if CODE_POINT.search(query):  # some engines resolve code points before they read
        _guard(CODE_POINT.sub(lambda match: chr(int(match[1] or match[2], 16)), query))


def _guard(query: str) -> None:
    signs = joints = 0
    outside, brackets = _Bracket("", ""), list[_Bracket]()
    closed = ""  # what the bracket that was closed last stood after
    said = list(_said(query))
    for before, token, after in zip([NOTHING, *said], said, [*said[1:], NOTHING]):
        if word := _reaching(before, token, after, not brackets):
            raise QueryError(f"{word} {REACHING[word]} and is refused; ask over the graph of this store", None, token.line)
        within = brackets[-1] if brackets else outside
        within.items += 1
        signs = signs + 1 if token.text and token.text in "!+-" else 0
        joints += token.text.upper() in JOINTS or (within is outside and token.kind in ("iri", "prefixed"))
        joints += before.text in CLOSING and token.text not in CLOSING and within.after != "VALUES"
        if token.text in OPENING:
            brackets.append(_Bracket(token.text, closed if before.text == ")" else before.text.upper()))
        elif token.text in CLOSING and brackets:
            closed = brackets.pop().after
        if max(len(brackets), signs) > DEEPEST:
            raise QueryError(f"the query is nested more than {DEEPEST} deep; write it flatter", None, token.line)
        if joints > LONGEST_CHAIN or (within.text == "(" and within.items > LONGEST_CHAIN):
            raise QueryError(f"the query joins more than {LONGEST_CHAIN:,} parts; write values as VALUES, or ask several queries", None, token.line)


@dataclass
class _Bracket:
    """An open bracket: what it stands after (VALUES also for the rows of VALUES), and how many tokens stand in it."""

    text: str
    after: str
    items: int = 0


def _said(query: str) -> Iterator[Token]:
    """Yield the tokens that an engine acts on, whichever way it reads them.

    Its grammar decides whether ``<a)b>`` is an IRI or a comparison, so the inside is yielded too. Where the
    inside would hide what follows, as a comment or the beginning of a string does, nobody can tell.
    """
    for token in tokens(query):
        if token.kind != "iri" or ADDRESS.match(token.text):
            yield from (token,) if token.kind not in ("space", "comment") else ()
        elif "'" in token.text or "#" in token.text:
            raise QueryError("“<” begins an address or a comparison here; write the address with scheme:// or a space after “<”", None, token.line)
        else:
            yield from (Token(inner.kind, inner.text, token.line) for inner in (Token("other", "<", 0), *tokens(token.text[1:])))


def _reaching(before: Token, token: Token, after: Token, outside: bool) -> str:
    """Return the word with which a token reaches out, or nothing.

    Engines need no space around a keyword: they read SERVICESILENT as two, and SERVICE:x as one and a
    name. The latter is a plain name too, save where only the keyword fits: before a brace, or outside all.
    """
    head = token.text.partition(":")[0].upper()
    word = next((w for w in REACHING if w in head), "")
    if token.kind == "word":
        return word
    if token.kind != "prefixed" or before.text.upper() in ("PREFIX", "GRAPH", "DESCRIBE"):
        return ""
    return word if after.text == "{" or outside else ""
