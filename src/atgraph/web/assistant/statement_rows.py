"""Rows for assistants: values, and the statements that each rests on, with their words.

No sentence here says a tie: what a row says stands in its quotes, or on the page that was read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal

from atgraph.ask.citation import references_of
from atgraph.ask.evidence import Quoted, evidence_of, select_of
from atgraph.graph.graph import Graph, number, text
from atgraph.text import plural

STATEMENTS = 12  # of a row, that are given; the rest is counted
KINDS = """
SELECT ?statement ?class ?kind WHERE {
  VALUES ?statement { %s }
  ?statement a ?type .
  ?type rdfs:label ?class .
  FILTER (?type != atg:Tie)
  OPTIONAL { ?type atg:edgeKind/rdfs:label ?kind }
}
"""
QUOTING = """
SELECT DISTINCT ?statement ?file ?line ?words WHERE {
  VALUES ?words { %s }
  ?passage atg:exactText ?words ; atg:startLine ?line ; atg:isPassageOf/atg:file ?file .
  ?statement atg:hasEvidence ?passage .
}
"""


@dataclass(frozen=True)
class StatedRow:
    """A row: its values by column, and the addresses of what it rests on."""

    values: Mapping[str, Any]
    statements: Sequence[str] = ()


def answer_of(
    kg: Graph, asked: str, rows: Iterable[StatedRow], most: int, cite: str = ""
) -> dict[str, Any]:
    """Return an answer: rows with their statements, the data version, and how it is cited.

    Args:
        kg: the graph that was asked.
        asked: the tool and what it was asked for, for the sentence that cites the answer.
        rows: all that was found.
        most: how many are given.
        cite: that sentence, where the answer has one of its own.
    """
    found = list(rows)
    shown = found[:most]
    iris = {iri for row in shown for iri in row.statements[:STATEMENTS]}
    words, kinds = evidence_of(kg, iris), _kinds_of(kg, iris)
    return {
        "rows": [
            {
                "values": dict(row.values),
                "statements": [
                    _statement(iri, words.get(iri, ()), kinds.get(iri, ("", "")))
                    for iri in row.statements[:STATEMENTS]
                ],
                **_more("more_statements", len(row.statements) - STATEMENTS),
            }
            for row in shown
        ],
        **_more("more_rows", len(found) - most),
        **_more("people_left_out_on_request", kg.left_out),
        "data_version": f"sha256:{kg.version}",
        "cite": cite or _sentence(kg, asked, (len(shown), len(found)), iris),
    }


def stated_among(kg: Graph, iris: Collection[str]) -> set[str]:
    """Return those of some addresses that are statements with evidence."""
    return set(evidence_of(kg, iris))


def quoted_in(kg: Graph, quotes: Iterable[Quoted]) -> dict[Quoted, list[str]]:
    """Return quote → the statements that rest on these words at this place, sorted."""
    known = {(one.file, one.line, one.text): one for one in quotes}
    words = " ".join(sorted(str(Literal(words)) for _, _, words in known))
    found: dict[Quoted, list[str]] = {}
    for row in kg.select(QUOTING % words):
        place = text(row, "file"), number(row, "line"), text(row, "words")
        if place in known:
            found.setdefault(known[place], []).append(text(row, "statement"))
    return {one: sorted(iris) for one, iris in found.items()}


def _more(name: str, count: int) -> dict[str, int]:
    return {name: count} if count > 0 else {}


def _statement(iri: str, words: Iterable[Quoted], kind: tuple[str, str]) -> dict[str, Any]:
    class_, tie = kind
    said = {"address": iri, "is_a": class_, "kind_of_tie": tie}
    return {**said, "evidence": [_evidence(one) for one in words]}


def _evidence(one: Quoted) -> dict[str, Any]:
    if one.read_elsewhere:
        found = {"page": one.page, "address": one.address, "words": one.words, "read_on": one.day}
        return {"read_elsewhere": True, **found}
    return {"place": one.place, "quote": one.text, "document": one.address}


def _kinds_of(kg: Graph, iris: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return statement → what it is, and the kind of tie: declared, a part in an event, mention."""
    rows = sorted(
        (text(r, "statement"), text(r, "kind"), text(r, "class"))
        for r in select_of(kg, KINDS, iris)
    )
    return {iri: (class_, kind) for iri, kind, class_ in rows}  # a class with a kind comes last


def _sentence(kg: Graph, asked: str, rows: tuple[int, int], iris: Collection[str]) -> str:
    rests = "; ".join(one.in_words() for one in references_of(kg, iris)) or "no printed words"
    version = f"Data version sha256:{kg.version or 'unknown'}."
    shown, all_rows = rows
    found = plural(all_rows, "row") if all_rows else "no row"
    found = f"the first {shown} of {found}" if shown < all_rows else found
    return f"atgraph, {asked}: {found}, resting on {rests}. {version}"
