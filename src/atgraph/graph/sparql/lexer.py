"""Cuts a query into tokens, strings and comments whole; parameters are blanks among them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?!"")(?:[^"\\\n\r]|\\.)*+" | '(?!'')(?:[^'\\\n\r]|\\.)*+')
    | (?P<open>\"{3}.* | '{3}.* | "(?:[^"\\\n\r]|\\.)*+ | '(?:[^'\\\n\r]|\\.)*+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$][\w·]+)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.\-]{0,200}?[\w\-])?)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
          (?:\.*(?:[\w\-:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))*)?)
    | (?P<word>[^\W\d_][\w\-]*)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

PARAMETER = re.compile(r"\?(?P<optional>_)?_(?P<rest>[A-Za-z]\w*)")
ESCAPE = re.compile(r"\\u(?P<code>[0-9A-Fa-f]{4})|\\\\(?P<letter>[uU])|\\.")
# grlc takes no underscore in a name: of other_event_iri it makes a datatype event:iri
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
KINDS = {"iri", "literal", "number", "integer"}


class Token(NamedTuple):
    """A piece of a query: its kind, its text, and the line it stands on."""

    kind: str
    text: str
    line: int


NOTHING = Token("", "", 0)


@lru_cache(16)  # a query is cut for its parameters, terms, guard and order
def tokens(query: str) -> Sequence[Token]:
    """Cut a query into tokens; their texts joined are the query."""
    found, line = [], 1
    for match in TOKEN.finditer(query):
        text = match[0]
        found.append(Token(str(match.lastgroup), text, line))
        line += text.count("\n")
    return found


@dataclass(frozen=True)
class Parameter:
    """A blank in a query, written ?_name_kind, or ?__name_kind where it may stay open."""

    variable: str
    name: str
    kind: str
    optional: bool

    @property
    def option(self) -> str:
        """The name of its option on the command line: otherEvent → other-event."""
        return HUMP.sub("-", self.name).replace("_", "-").lower()

    @property
    def is_other(self) -> bool:
        """Whether it is the second of its kind: other-event."""
        return self.option.startswith("other-")


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
    if "?_" not in query:  # to cut a query takes its time, and rules and checks have none
        return []
    found = (read_parameter(t.text) for t in tokens(query) if t.kind == "variable")
    return list(dict.fromkeys(p for p in found if p))


def bind(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Write one RDF term in the place of each parameter that has a value; others stay variables.

    ``values`` has variable (``?_name_iri``) → term.
    """
    if not values:
        return query
    return "".join(
        write_term(values[t.text]) if t.kind == "variable" and t.text in values else t.text
        for t in tokens(query)
    )


def write_term(term: NamedNode | Literal) -> str:
    r"""Return a term as every engine reads it.

    Some resolve ``\u`` in the whole text before they read it, so that ``"\\u0022"`` would end its
    string there: no backslash stands before a ``u``, and a code point has all of its eight digits.
    """
    return ESCAPE.sub(_escape, str(term))


def _escape(match: re.Match[str]) -> str:
    if match["code"]:
        return f"\\U0000{match['code']}"
    return f"\\\\\\U{ord(match['letter']):08X}" if match["letter"] else match[0]
