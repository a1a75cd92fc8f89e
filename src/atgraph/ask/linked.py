"""Which cells of an answer are things of the graph: those that hold the label of one."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pyoxigraph import Literal

from atgraph.ask.answer import Answer
from atgraph.ask.evidence import select_of
from atgraph.data.names import key
from atgraph.graph.graph import Row, text
from atgraph.graph.sparql import bind

# Columns of words as they are printed, which may be a name and stand for another thing.
WORDS = re.compile(r"(other_)?title|.*printed.*|phrase|said_as|stated.*|words")
# What a row's statements name, what those stand for whose part they tell, and the bodies above.
NAMED = """
SELECT DISTINCT ?statement ?thing ?label WHERE {
  VALUES ?statement { %s }
  ?statement (atg:isInCapacityOf?)/!rdf:type/(atg:rollsUpTo?) ?thing .
  ?thing atg:searchKey ?key ; rdfs:label ?label
}
"""
CALLED = "SELECT DISTINCT ?thing ?label WHERE { ?thing atg:searchKey ?_key ; rdfs:label ?label }"


def things_of(answer: Answer, rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return for each of some rows: column → the IRI of the thing whose label stands there.

    It is one that the row's statements name. Where a column holds such things, a label in it that
    they do not name is that of the one thing that is called so.
    """
    named = _named(answer, rows)
    known = [_own(answer, row, named) for row in rows]
    columns = {column for found in known for column in found}
    open_cells = {
        text(row, column)
        for row, found in zip(rows, known)
        for column in columns - found.keys()
        if column in row
    }
    only = {label: _only(answer, label) for label in sorted(open_cells - {""})}
    for row, found in zip(rows, known):
        for column in sorted(columns - found.keys()):
            if iri := only.get(text(row, column)):
                found[column] = iri
    return known


def _named(answer: Answer, rows: Sequence[Row]) -> dict[str, dict[str, set[str]]]:
    """Return statement → label → the things of that label that it names."""
    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    statements = {iri for row in rows for iri in answer.statements(row)}
    for found in select_of(answer.kg.with_derived(), NAMED, statements):
        named[text(found, "statement")][text(found, "label")].add(text(found, "thing"))
    return named


def _own(answer: Answer, row: Row, named: dict[str, dict[str, set[str]]]) -> dict[str, str]:
    """Return the cells of a row that are things which its statements name, one of that label."""
    found = {}
    statements = answer.statements(row)
    for column in answer.shown:
        label = text(row, column)
        things = {thing for iri in statements for thing in named[iri].get(label, ())}
        if len(things) == 1 and not WORDS.fullmatch(column):
            found[column] = things.pop()
    return found


def _only(answer: Answer, label: str) -> str:
    """Return the one thing that has a label; empty where none has, or several."""
    query = bind(CALLED, {"?_key": Literal(key(label))})
    rows = answer.kg.with_derived().select(query)
    things = {text(row, "thing") for row in rows if text(row, "label") == label}
    return things.pop() if len(things) == 1 else ""
