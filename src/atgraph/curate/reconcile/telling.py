"""Open names and their candidates as lines, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from atgraph.curate.reconcile.matching import Candidate
from atgraph.curate.reconcile.printed import TITLE, Printed, Scene
from atgraph.rdf.namespaces import LABEL
from atgraph.text import clip

COLUMNS = ("programme", "name", "kind", "where", "score", "candidate", "label", "reasons")


def kind_of(printed: Printed, scene: Scene) -> str:
    """Return what may be meant by a name, in words."""
    if printed.rule == TITLE:
        return "title"
    return (
        " or ".join(sorted(scene.ontology.value(kind, LABEL.value) for kind in printed.kinds))
        or "held by several"
    )


def tell_name(
    printed: Printed,
    candidates: Sequence[Candidate],
    namesakes: Sequence[str],
    count: str,
    scene: Scene,
) -> Iterator[str]:
    """Yield the lines that show a name to a curator: where it is printed, and who may be meant, with the reasons."""
    yield f"{count}. “{printed.name}” ({kind_of(printed, scene)}) in {printed.programme}"
    for place in printed.places:
        yield f"   {printed.path}:{place.line}{f' ({place.session})' if place.session else ''}: {clip(place.quote, 100)}"
    if printed.may_be_two:
        yield "   no post and no body is the same in all of these: where it is two people, decide with --decide, each with its `session:`"
    for number, candidate in enumerate(candidates, 1):
        unsure = f" · unsure: {candidate.unsure}" if candidate.unsure else ""
        yield f"   {number}  {candidate.score:.2f}  {candidate.label} ({candidate.id}){unsure}"
        yield from (f"            {reason}" for reason in candidate.reasons)
    if not candidates:
        yield "   nobody in the registry comes near"
    for one in namesakes:
        yield f"   {one} has the same name; nothing else that is printed speaks for it, and a name alone is no reason"


def rows(
    printed: Printed, candidates: Sequence[Candidate], scene: Scene
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each candidate of a name, or one without."""
    where = " ".join(place.session or "-" for place in printed.places)
    start = (printed.programme, printed.name, kind_of(printed, scene), where)
    for candidate in candidates:
        yield (
            *start,
            f"{candidate.score:.2f}",
            candidate.id,
            candidate.label,
            "; ".join(candidate.reasons),
        )
    if not candidates:
        yield *start, "", "", "", ""


def as_json(
    printed: Printed, candidates: Sequence[Candidate], namesakes: Sequence[str], scene: Scene
) -> dict[str, Any]:
    """Return a name with its places and candidates for JSON."""
    places = [
        {"session": p.session, "file": printed.path, "line": p.line, "quote": p.quote}
        for p in printed.places
    ]
    found = [
        {
            "id": c.id,
            "label": c.label,
            "kind": c.kind,
            "score": c.score,
            "reasons": list(c.reasons),
            "unsure": c.unsure,
        }
        for c in candidates
    ]
    return {
        "programme": printed.programme,
        "name": printed.name,
        "kind": kind_of(printed, scene),
        "places": places,
        "candidates": found,
        "namesakes": list(namesakes),
    }
