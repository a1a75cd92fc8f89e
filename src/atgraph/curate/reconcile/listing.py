"""Open names and their candidates as lines, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from atgraph.curate.reconcile.matching import Candidate
from atgraph.curate.reconcile.open_names import TITLE, Corpus, OpenName
from atgraph.rdf.namespaces import LABEL
from atgraph.text import clip

COLUMNS = ("programme", "name", "kind", "where", "score", "candidate", "label", "reasons")


def _kind(name: OpenName, corpus: Corpus) -> str:
    """Return what may be meant by a name, in words."""
    if name.rule == TITLE:
        return "title"
    labels = sorted(corpus.ontology.value(kind, LABEL.value) for kind in name.kinds)
    return " or ".join(labels) or "held by several"


def iter_name_lines(
    name: OpenName,
    candidates: Sequence[Candidate],
    namesakes: Sequence[str],
    count: str,
    corpus: Corpus,
) -> Iterator[str]:
    """Yield the lines that show a curator where a name is printed, who may be meant, and why."""
    yield f"{count}. “{name.name}” ({_kind(name, corpus)}) in {name.programme}"
    for mention in name.mentions:
        session = f" ({mention.session})" if mention.session else ""
        yield f"   {name.path}:{mention.line}{session}: {clip(mention.quote, 100)}"
    if name.may_be_two:
        yield (
            "   no post and no body is the same in all of these: where it is two people, "
            "decide with --decide, each with its `session:`"
        )
    for number, candidate in enumerate(candidates, 1):
        unsure = f" · unsure: {candidate.unsure}" if candidate.unsure else ""
        yield f"   {number}  {candidate.score:.2f}  {candidate.label} ({candidate.id}){unsure}"
        yield from (f"            {reason}" for reason in candidate.reasons)
    if not candidates:
        yield "   nobody in the registry comes near"
    for one in namesakes:
        yield (
            f"   {one} has the same name; nothing else that is printed speaks for it, "
            "and a name alone is no reason"
        )


def iter_rows(
    name: OpenName, candidates: Sequence[Candidate], corpus: Corpus
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each candidate of a name, or one without."""
    where = " ".join(mention.session or "-" for mention in name.mentions)
    start = (name.programme, name.name, _kind(name, corpus), where)
    for one in candidates:
        yield *start, f"{one.score:.2f}", one.id, one.label, "; ".join(one.reasons)
    if not candidates:
        yield *start, "", "", "", ""


def as_json(
    name: OpenName, candidates: Sequence[Candidate], namesakes: Sequence[str], corpus: Corpus
) -> dict[str, Any]:
    """Return a name with its places and candidates for JSON."""
    places = [
        {"session": m.session, "file": name.path, "line": m.line, "quote": m.quote}
        for m in name.mentions
    ]
    return {
        "programme": name.programme,
        "name": name.name,
        "kind": _kind(name, corpus),
        "places": places,
        "candidates": [asdict(candidate) for candidate in candidates],
        "namesakes": list(namesakes),
    }
