"""What must not reach an engine: a query that reaches out, or is too long or too deep for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from atgraph.errors import QueryError
from atgraph.graph.sparql.lexer import NOTHING, Token, tokens
from atgraph.graph.sparql.services import read_hosts, server_of

LONGEST = 100_000
DEEPEST = 100
# An engine descends once more for each of these, for each item of a list in round brackets, for
# whatever follows
# a closed bracket, as in {}{} or HAVING(1)(1), and for each IRI of a DESCRIBE; oxigraph 0.5 ends
# the process at
# about 2,600 in a row.
JOINTS = {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", "EXISTS", "GRAPH", *"/|&+-*<.;,"}
OPENING, CLOSING = {"(", "{", "["}, {")", "}", "]"}
LONGEST_CHAIN = 1_000
# After scheme:// a `<` begins an IRI; before anything else it may be a comparison, as in
# FILTER(?a<?b).
ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
REACHING = {
    "SERVICE": "asks another server",
    "LOAD": "reads an address or a file",
    "FROM": "names another dataset",
}
# Most queries hold none of these anywhere, and need not be cut into tokens to see it.
HINT = re.compile("|".join([*REACHING, r"\\u"]), re.IGNORECASE)


def guard(query: str, allow_services: Iterable[str] = ()) -> None:
    """Refuse what could hurt: a query that reaches out, or is too long or too deep for an engine.

    Args:
        query: the text.
        allow_services: the hosts that SERVICE may ask, each as ``host`` or ``host:port``.

    Raises:
        QueryError: with the line and what to do.
    """
    if len(query) > LONGEST:
        raise QueryError(
            f"the query is {len(query):,} characters long; at most {LONGEST:,} are taken"
        )
    refuse_reaching(query, allow_services)
    for text in _readings(query):
        _refuse_depth(list(_said(text)))


def refuse_reaching(
    query: str, allow_services: Iterable[str] = (), path: Path | None = None
) -> None:
    """Refuse a query that asks another server which nobody allowed, or reads what is not in its store.

    Args:
        query: the text.
        allow_services: the hosts that SERVICE may ask, each as ``host`` or ``host:port``.
        path: the file it was read from, for the error.

    Raises:
        QueryError: with the line and what to do.
    """
    hosts = read_hosts(allow_services)
    for text in _readings(query) if HINT.search(query) else ():
        said = list(_said(text, path))
        for index, word in _reaching(said):
            if word != "SERVICE" or not hosts or server_of(_service(said, index)) not in hosts:
                raise QueryError(
                    _refusal(word, _service(said, index), bool(hosts)), path, said[index].line
                )


def reaches_out(query: str) -> bool:
    """Say whether a query asks another server, or reads what is not in its store."""
    try:
        refuse_reaching(query)
    except QueryError:
        return True
    return False


def _readings(query: str) -> Iterator[str]:
    """Yield a query in each way that an engine may read it: some resolve code points before they begin."""
    yield query
    if CODE_POINT.search(query):
        yield CODE_POINT.sub(lambda match: chr(int(match[1] or match[2], 16)), query)


def _refusal(word: str, service: str, some_allowed: bool) -> str:
    told = f"{word} {REACHING[word]} and is refused; ask over the graph of this store"
    if word != "SERVICE":
        return told
    if server := server_of(service):
        return f"{told}, or allow that one by name: --allow-service {server}"
    if some_allowed:
        return f"{told}, or write its address in full, as <http://example.org/sparql>, without a variable, short name, user name or escape"
    return f"{told}, or allow its host by name with --allow-service"


def _service(said: list[Token], index: int) -> str:
    """Return the address that stands after SERVICE, or nothing where something else does."""
    after = [token for token in said[index + 1 : index + 3] if token.text.upper() != "SILENT"]
    plain = said[index].kind == "word" and said[index].text.upper() == "SERVICE"
    return after[0].text if plain and after and after[0].kind == "iri" else ""


def _refuse_depth(said: list[Token]) -> None:
    signs = joints = 0
    outside, brackets = _Bracket("", ""), list[_Bracket]()
    closed = ""  # what the bracket that was closed last stood after
    for before, token in zip([NOTHING, *said], said):
        within = brackets[-1] if brackets else outside
        within.items += 1
        signs = signs + 1 if token.text and token.text in "!+-" else 0
        joints += token.text.upper() in JOINTS or (
            within is outside and token.kind in ("iri", "prefixed")
        )
        joints += before.text in CLOSING and token.text not in CLOSING and within.after != "VALUES"
        if token.text in OPENING:
            brackets.append(
                _Bracket(token.text, closed if before.text == ")" else before.text.upper())
            )
        elif token.text in CLOSING and brackets:
            closed = brackets.pop().after
        if max(len(brackets), signs) > DEEPEST:
            raise QueryError(
                f"the query is nested more than {DEEPEST} deep; write it flatter", None, token.line
            )
        if joints > LONGEST_CHAIN or (within.text == "(" and within.items > LONGEST_CHAIN):
            raise QueryError(
                f"the query joins more than {LONGEST_CHAIN:,} parts; write values as VALUES, or ask several queries",
                None,
                token.line,
            )


@dataclass
class _Bracket:
    """An open bracket: what it stands after (VALUES also for the rows of VALUES), and how many tokens stand in it."""

    text: str
    after: str
    items: int = 0


def _said(query: str, path: Path | None = None) -> Iterator[Token]:
    """Yield the tokens that an engine acts on, whichever way it reads them.

    Its grammar decides whether ``<a)b>`` is an IRI or a comparison, so the inside is yielded too.
    Where the inside would hide what follows, as a comment or the beginning of a string does, nobody
    can tell.
    """
    for token in tokens(query):
        if token.kind != "iri" or ADDRESS.match(token.text):
            yield from (token,) if token.kind not in ("space", "comment") else ()
        elif "'" in token.text or "#" in token.text:
            raise QueryError(
                "“<” begins an address or a comparison here; write the address with scheme:// or a space after “<”",
                path,
                token.line,
            )
        else:
            yield from (
                Token(inner.kind, inner.text, token.line)
                for inner in (Token("other", "<", 0), *tokens(token.text[1:]))
            )


def _reaching(said: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the place of each token that reaches out, and the word with which it does."""
    depth = 0
    for index, (before, token, after) in enumerate(
        zip([NOTHING, *said], said, [*said[1:], NOTHING])
    ):
        if word := _word(before, token, after, depth == 0):
            yield index, word
        depth = max(0, depth + (token.text in OPENING) - (token.text in CLOSING))


def _word(before: Token, token: Token, after: Token, outside: bool) -> str:
    """Return the word with which a token reaches out, or nothing.

    Engines need no space around a keyword: they read SERVICESILENT as two, and SERVICE:x as one and
    a name. The latter is a plain name too, save where only the keyword fits: before a brace, or
    outside all.
    """
    head = token.text.partition(":")[0].upper()
    word = next((w for w in REACHING if w in head), "")
    if token.kind == "word":
        return word
    if token.kind != "prefixed" or before.text.upper() in ("PREFIX", "GRAPH", "DESCRIBE"):
        return ""
    return word if after.text == "{" or outside else ""
