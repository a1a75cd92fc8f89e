"""Who could introduce one organisation to another: people who can be named, each in a sentence.

The question who-could-introduce says who they are, and in which order; the paths, the suggestions
and the page of a thing show what is here.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.graph.graph import Graph, Row, number, text
from atgraph.graph.query_files import find_question
from atgraph.graph.sparql import bind
from atgraph.network.choice import Selection

QUESTION = "who-could-introduce"
OWN, TIED, MET = "1", "2", "3"
"""The ranks of the question: one of the other's own, of a third body tied to both, who met both."""


@dataclass(frozen=True)
class Introduction:
    """One person who could introduce, as a sentence to act on, with the words it rests on.

    ``rank`` is that of the question, ``statements`` are the IRIs of its ties, sorted.
    """

    rank: int
    person: str
    title: str
    organization: str
    sentence: str
    statements: tuple[str, ...]
    evidence: tuple[Quoted, ...]


def hidden_ties(selection: Selection) -> set[str]:
    """Return the ties of people who are left out, who introduce nobody."""
    return {tie.iri for tie in selection.read.all if not selection.hidden.isdisjoint(tie.ends)}


def introductions(
    kg: Graph,
    organization: str,
    other: str,
    hidden: Collection[str] = (),
    evidence: bool = True,
    seconds: float | None = None,
) -> list[Introduction]:
    """Return who could introduce one of two organisations to the other, by their IRIs.

    Each person once, the best first; without people of ``hidden`` ties. ``evidence`` says whether
    the words are read too, and ``seconds`` how long it may take to look; it is a LateError if it
    takes longer.
    """
    question = find_question(QUESTION)
    ends = {"organization": NamedNode(organization), "other-organization": NamedNode(other)}
    terms = {p.variable: ends[p.option] for p in question.parameters}
    _, rows = kg.table(bind(question.query, terms), question.path, seconds=seconds)
    best: dict[str, Row] = {}
    for row in rows:
        if not {*_statements(row)} & {*hidden}:
            best.setdefault(text(row, "person"), row)
    statements = {tie for row in best.values() for tie in _statements(row)}
    words = evidence_of(kg, statements if evidence else ())
    return [
        Introduction(
            number(row, "rank"),
            person,
            text(row, "title"),
            text(row, "organization"),
            _sentence(row),
            _statements(row),
            quotes_of(_statements(row), words),
        )
        for person, row in best.items()
    ]


def _statements(row: Row) -> tuple[str, ...]:
    return tuple(sorted(set(text(row, "statements").split())))


def _sentence(row: Row) -> str:
    """Return what to do, and why: whom to ask, and what joins them to the two."""
    person, title, body = (text(row, name) for name in ("person", "title", "organization"))
    post = ", ".join(filter(None, (title, body)))
    who = f"Ask {person}{f' ({post})' if post else ''}:"
    sides = ((text(row, f"of_{side}"), text(row, f"met_{side}_in")) for side in ("first", "other"))
    (first, here), (other, there) = sides
    if text(row, "rank") == OWN:
        return f"{who} was at “{here}” with {first}."
    if text(row, "rank") == MET:
        then = " and" if here == there else f", and at “{there}” with"
        return f"{who} was at “{here}” with {first}{then} {other}."
    return f"{who} {body} has declared ties with {first} ({here}) and with {other} ({there})."
