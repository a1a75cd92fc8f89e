"""What must not reach an engine: a query that reaches out, or is too long or too deep for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from atgraph.errors import QueryError
from atgraph.graph.sparql.lexer import NOTHING, Token, tokens
from atgraph.graph.sparql.syntax import explain_syntax

LONGEST = 100_000
DEEPEST = 100
# An engine descends once more for each of these, for each item of a list in round brackets, for
# whatever follows a closed bracket, as in {}{} or HAVING(1)(1), and for each IRI of a DESCRIBE;
# oxigraph 0.5 ends the process at about 2,600 in a row.
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
# Most queries hold none of these behind the comments that they begin with, and need not be cut into
# tokens to see it.
HINTS = (*REACHING, ESCAPED := "\\U")
COMMENTS = re.compile(r"(?:\s*+#[^\n\r]*+)*+")
HOST = (
    r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])"
    r"(?::(?P<port>[0-9]{1,5}))?"
)
ALLOWED = re.compile(HOST)
# Nothing that readers of addresses disagree about: no user name, no escape, no other scheme.
SERVICE = re.compile(rf"<(?P<scheme>https?)://{HOST}(?:[/?#][^\\]*)?>", re.IGNORECASE)
PORTS = {"http": 80, "https": 443}
# The IRIs that a query of ours is asked of: any number makes it no deeper.
LISTED = re.compile(r"VALUES \?\w+ \{ (?:<[\w:/.%#~=,-]+> )+\}")


def guard(query: str, allow_services: Iterable[str] = ()) -> None:
    """Refuse what could hurt an engine: as `refuse_reaching` does, and what is too long or deep."""
    if len(query) > LONGEST:
        size = f"the query is {len(query):,} characters long"
        raise QueryError(f"{size}; at most {LONGEST:,} are taken")
    refuse_reaching(query, allow_services)
    _refuse_deep(query)


def admit(query: str, has_dataset: bool = False) -> None:
    """Refuse as `guard` does what could hurt an engine in a process of its own.

    Most queries are not cut into tokens for it, which takes longer than many an answer: a short one
    is never so deep that it ends the process. Where a request names its dataset, FROM does not
    count, and is let through.
    """
    if len(query) > LONGEST:
        guard(query)
    refuse_reaching(query, allow_from=has_dataset)
    if len(query) > LONGEST_CHAIN:
        _refuse_deep(query)


def refuse_deep(query: str, path: Path | None = None) -> None:
    """Refuse a query so deep that an engine could end the process; a short one never is."""
    if len(query) > LONGEST_CHAIN:
        _refuse_deep(LISTED.sub("VALUES ?listed { }", query), path)


@lru_cache(256)  # the same questions are asked again and again
def _refuse_deep(query: str, path: Path | None = None) -> None:
    # in an open text some engines read on, so that it could hide how deep they get
    if any(token.kind == "open" for token in tokens(query)):
        raise QueryError(f"the query is not understood: {explain_syntax(query, '')}", path)
    for text in _readings(query):
        _refuse_depth(list(_said(text, path)), path)


def refuse_reaching(
    query: str,
    allow_services: Iterable[str] = (),
    path: Path | None = None,
    *,
    allow_from: bool = False,
) -> None:
    """Refuse a query that asks a server that was not allowed, or reads what its store has not.

    ``allow_services`` are the hosts that SERVICE may ask, each as ``host`` or ``host:port``;
    ``allow_from`` is for an engine that is told the dataset and goes by that. The QueryError has
    the ``path`` that the query was read from, the line and what to do.
    """
    allowed = [allow_services] if isinstance(allow_services, str) else allow_services
    hosts = set(map(_read_host, allowed))
    upper = query.upper()
    # an escape may end a comment
    begins = 0 if ESCAPED in upper else COMMENTS.match(upper).end()  # type: ignore[union-attr]
    for text in _readings(query) if any(upper.find(h, begins) >= 0 for h in HINTS) else ():
        said = list(_said(text, path))
        for index, word in _reaching(said):
            service = _service(said, index)
            if word == "FROM" and allow_from:
                continue
            if word != "SERVICE" or hosts.isdisjoint(_hosts_of(service)):
                why = _refusal(word, service, bool(hosts))
                raise QueryError(why, path, said[index].line)


def reaches_out(query: str) -> bool:
    """Say whether a query asks another server, or reads what is not in its store."""
    try:
        refuse_reaching(query)
    except QueryError:
        return True
    return False


def _readings(query: str) -> Iterator[str]:
    """Yield a query in each way that engines read it: some resolve code points first."""
    yield query
    if CODE_POINT.search(query):
        yield CODE_POINT.sub(lambda match: chr(int(match[1] or match[2], 16)), query)


def _refusal(word: str, service: str, some_allowed: bool) -> str:
    refused = f"{word} {REACHING[word]} and is refused; ask over the graph of this store"
    if word != "SERVICE":
        return refused
    if servers := _hosts_of(service):
        return f"{refused}, or allow that one by name: --allow-service {servers[0]}"
    if some_allowed:
        without = "without a variable, short name, user name or escape"
        return f"{refused}, or write its address in full, as <http://example.org/sparql>, {without}"
    return f"{refused}, or allow its host by name with --allow-service"


def _service(said: list[Token], index: int) -> str:
    """Return what stands after SERVICE, or nothing where that is glued to another word."""
    after = [token.text for token in said[index + 1 : index + 3] if token.text.upper() != "SILENT"]
    return after[0] if after and said[index].text.upper() == "SERVICE" else ""


def _refuse_depth(said: list[Token], path: Path | None) -> None:
    signs = joints = 0
    outside, brackets = _Bracket("", ""), list[_Bracket]()
    closed = ""  # what the bracket that was closed last stood after
    for before, token in zip([NOTHING, *said], said):
        within = brackets[-1] if brackets else outside
        within.items += 1
        signs = signs + 1 if token.text and token.text in "!+-" else 0
        is_named = within is outside and token.kind in ("iri", "prefixed")
        joints += is_named or token.text.upper() in JOINTS
        joints += before.text in CLOSING and token.text not in CLOSING and within.after != "VALUES"
        if token.text in OPENING:
            after = closed if before.text == ")" else before.text.upper()
            brackets.append(_Bracket(token.text, after))
        elif token.text in CLOSING and brackets:
            closed = brackets.pop().after
        if max(len(brackets), signs) > DEEPEST:
            why = f"the query is nested more than {DEEPEST} deep; write it flatter"
            raise QueryError(why, path, token.line)
        if joints > LONGEST_CHAIN or (within.text == "(" and within.items > LONGEST_CHAIN):
            why = f"the query joins more than {LONGEST_CHAIN:,} parts"
            how = "write values as VALUES, or ask several queries"
            raise QueryError(f"{why}; {how}", path, token.line)


@dataclass
class _Bracket:
    """An open bracket, what it stands after (VALUES for its rows too), and how many tokens."""

    text: str
    after: str
    items: int = 0


def _said(query: str, path: Path | None = None) -> Iterator[Token]:
    """Yield the tokens that an engine acts on, whichever way it reads them.

    Its grammar decides whether ``<a)b>`` is an IRI or a comparison, so the inside is yielded too.
    Where the inside would hide what follows, as a comment or the beginning of a string does, nobody
    can tell; nor behind a backslash, with which the names of some engines go on and others end.
    """
    before = NOTHING
    for token in tokens(query):
        if before.text == "\\" and token.text[0] in "'\"#":
            why = f"“\\{token.text[0]}” stands outside a text and a known name"
            raise QueryError(f"{why}; write the address of the name in full", path, token.line)
        before = token
        if token.kind in ("space", "comment"):
            continue
        if token.kind != "iri" or ADDRESS.match(token.text):
            yield token
        elif "'" in token.text or "#" in token.text:
            why = "“<” begins an address or a comparison here"
            how = "write the address with scheme:// or a space after “<”"
            raise QueryError(f"{why}; {how}", path, token.line)
        else:
            yield Token("other", "<", token.line)
            yield from (inner._replace(line=token.line) for inner in tokens(token.text[1:]))


def _reaching(said: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the place of each token that reaches out, and the word with which it does."""
    depth = 0
    neighbours = zip([NOTHING, *said], said, [*said[1:], NOTHING])
    for index, (before, token, after) in enumerate(neighbours):
        if word := _word(before, token, after, depth == 0):
            yield index, word
        depth = max(0, depth + (token.text in OPENING) - (token.text in CLOSING))


def _word(before: Token, token: Token, after: Token, outside: bool) -> str:
    """Return the word with which a token reaches out, or nothing.

    A text that is left open may hide one. Engines need no space around a keyword: they read
    SERVICESILENT as two, and SERVICE:x as one and a name. The latter is a plain name too, save
    where only the keyword fits: before a brace, or outside all.
    """
    is_open = token.kind == "open"
    head = (token.text if is_open else token.text.partition(":")[0]).upper()
    word = next((w for w in REACHING if w in head), "")
    names = ("PREFIX", "GRAPH", "DESCRIBE")
    may_be = token.kind == "prefixed" and before.text.upper() not in names
    is_keyword = is_open or token.kind == "word" or (may_be and (after.text == "{" or outside))
    return word if is_keyword else ""


class Host(NamedTuple):
    """A host in lower case, and a port; None is that of the scheme."""

    host: str
    port: int | None

    def __str__(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"


def _read_host(written: str) -> Host:
    found = ALLOWED.fullmatch(written)
    if not found:
        how = "write its name alone, as example.org, or with a port, as example.org:7878"
        raise QueryError(f"{written!r} is not a host that can be allowed; {how}")
    return Host(found["host"].lower(), int(found["port"]) if found["port"] else None)


def _hosts_of(address: str) -> list[Host]:
    """Return what allows the server of an address in brackets, the shortest first.

    Without a port it is at that of its scheme; where readers could take it for two, nothing does.
    """
    found = SERVICE.fullmatch(address)
    if not found:
        return []
    host, usual = found["host"].lower(), PORTS[found["scheme"].lower()]
    whole = Host(host, int(found["port"] or usual))
    return [Host(host, None), whole] if whole.port == usual else [whole]
