"""Queries that reach out, in the disguises that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

# U is the canary's address, and canary: a prefix that stands for it.
BODIES = [
    "SERVICE <U> { ?s ?p ?o }",
    "SERVICE SILENT <U> { ?s ?p ?o }",
    "service<U>{ ?s ?p ?o }",
    "SERVICESILENT<U>{ ?s ?p ?o }",
    "SERVICE#\n<U> { ?s ?p ?o }",
    "SERV\\u0049CE <U> { ?s ?p ?o }",
    "\\U00000053ERVICE <U> { ?s ?p ?o }",
    "VALUES ?at { <U> } SERVICE ?at { ?s ?p ?o }",
    "SERVICE canary: { ?s ?p ?o }",
    "SERVICEcanary:{ ?s ?p ?o }",
    "?s ?p trueSERVICE<U>{ ?s ?q ?r }",
    "?s ?p ?o FILTER(1<2)SERVICE<U>{ ?s ?q ?r } FILTER(2>1)",
    "?s ?p ?o FILTER NOT EXISTS { SERVICE <U> { ?s ?q ?r } }",
    "{ SELECT ?s { OPTIONAL { SERVICE <U> { ?s ?p ?o } } } }",
    "GRAPH ?g { MINUS { SERVICE SILENT <U> { ?s ?p ?o } } }",
]
DATASETS = ["FROM <U>", "from named <U>", "FROM canary:", "FR\\u004FM <U>", "FROM<U>"]
UPDATES = [
    "LOAD <U>",
    "LOAD SILENT <U> INTO GRAPH <http://example.org/g>",
    "INSERT { ?s ?p ?o } USING <U> WHERE { ?s ?p ?o }",
    "DELETE WHERE { ?s ?p ?o } ; LOAD <U>",
]
SELECTS = [f"SELECT ?s WHERE {{ {body} }}" for body in BODIES] + [
    f"SELECT ?s {dataset} WHERE {{ ?s ?p ?o }}" for dataset in DATASETS
]
KEYWORD = re.compile("(?<!\\\\)(SERVICE|LOAD|FROM|USING)", re.IGNORECASE)


def aimed_at(query: str, address: str) -> str:
    """Return a query that reaches out to an address."""
    return f"PREFIX canary: <{address}>\n" + query.replace("<U>", f"<{address}>")


def disguised(query: str) -> Iterator[str]:
    """Yield a query with its keywords in each way that engines may read as the same."""
    yield query
    found = KEYWORD.search(query)
    if not found:
        return
    word, begin, end = found[0], query[: found.start()], query[found.end() :]
    mixed = "".join(c.lower() if at % 2 else c.upper() for at, c in enumerate(word))
    for other in (word.lower(), word.capitalize(), mixed):
        yield begin + other + end
    for at, letter in enumerate(word):
        for escape in (f"\\u{ord(letter):04x}", f"\\U{ord(letter):08X}"):
            yield begin + word[:at] + escape + word[at + 1 :] + end
    for gap in ("\t", "\n", "\r\n", "#\n", "# } \n", '#"\n', "#\r"):
        yield begin + gap + word + gap + end
