"""Open names and their candidates, as lines, rows and JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from atgraph.curate.reconcile.matching import Candidate
from atgraph.curate.reconcile.new_names import NewName
from atgraph.curate.reconcile.open_names import TITLE, Corpus, OpenName
from atgraph.rdf.namespaces import LABEL
from atgraph.text import clip

COLUMNS = ("programme", "name", "kind", "where", "score", "candidate", "label", "reasons")
WIDTH = 50  # letters of a name in a list


def _kind(name: OpenName, corpus: Corpus) -> str:
    """Return what may be meant by a name, in words."""
    if name.rule == TITLE:
        return "title"
    labels = (corpus.ontology.value(kind, LABEL.value) for kind in name.kinds)
    return " or ".join(sorted(labels)) or "held by several"


def iter_name_lines(
    name: OpenName,
    candidates: Sequence[Candidate],
    namesakes: Mapping[str, str],
    count: str,
    corpus: Corpus,
) -> Iterator[str]:
    """Yield the lines that show a curator where a name is printed, who may be meant, and why."""
    yield f"{count}. “{name.name}” ({_kind(name, corpus)}) in {name.programme}"
    for mention in name.mentions:
        session = f" ({mention.session})" if mention.session else ""
        yield f"   {name.path}:{mention.line}{session}: {clip(mention.quote, 100)}"
    if name.may_be_two:
        two = "where it is two people, decide with --decide, each with its `session:`"
        yield f"   no post and no body is the same in all of these: {two}"
    for number, candidate in enumerate(candidates, 1):
        unsure = f" · unsure: {candidate.unsure}" if candidate.unsure else ""
        yield f"   {number}  {candidate.score:.2f}  {candidate.label} ({candidate.id}){unsure}"
        yield from (f"            {reason}" for reason in candidate.reasons)
    if not candidates:
        yield "   nobody in the registry comes near"
    yield from (f"   {identity}: {why}" for identity, why in namesakes.items())


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
    name: OpenName, candidates: Sequence[Candidate], namesakes: Mapping[str, str], corpus: Corpus
) -> dict[str, Any]:
    """Return a name with its places and candidates for JSON."""
    return {
        "programme": name.programme,
        "name": name.name,
        "kind": _kind(name, corpus),
        "places": [{"file": name.path, **asdict(mention)} for mention in name.mentions],
        "candidates": [asdict(candidate) for candidate in candidates],
        "namesakes": list(namesakes),
        "namesake_reasons": dict(namesakes),
    }


def iter_new_lines(names: Sequence[NewName], corpus: Corpus) -> Iterator[str]:
    """Yield a line for each name that is to be taken as new, with its number."""
    width = max((len(new.printed.name) for new in names), default=0)
    for number, new in enumerate(names, 1):
        yield f"{number:>4}  {new.printed.name:<{min(width, WIDTH)}}  {new.described(corpus)}"
