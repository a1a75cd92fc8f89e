"""Decisions are taken back: the files are byte for byte what they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from atgraph.curate.reconcile.deciding import DECISIONS, read_raw
from atgraph.curate.reconcile.minting import KEYS
from atgraph.curate.reconcile.printed import Scene
from atgraph.curate.reconcile.writing import is_new, rows_of
from atgraph.data.registry.judgements import in_words
from atgraph.data.registry.model import PERSON, Decision
from atgraph.data.yaml_edits import GAP, take_out_records
from atgraph.errors import NotFoundError
from atgraph.files import write_file
from atgraph.text import clip, fold


def undo(
    scene: Scene, name: str, programmes: Iterable[str] = (), session: str | None = None
) -> list[str]:
    """Take back the last decision about a printed name or an identity, at all places for which it was taken at once.

    A record that was made with it goes too, unless it has been changed since, or something else
    leads to it.

    Returns:
        what was done, in sentences.

    Raises:
        NotFoundError: nothing was decided about it.
    """
    chosen = {p.id for p in scene.choose(programmes)} if programmes else None
    found = [
        (number, d)
        for number, d in enumerate(scene.registry.decisions)
        if not d.about
        and name in (d.id, fold(d.name))
        and (chosen is None or d.programme in chosen)
        and session in (None, d.session)
    ]
    if not found:
        raise NotFoundError(
            f"nothing is decided about {clip(name)}{f' in {session}' if session else ''}; registry/{DECISIONS} lists what is"
        )
    last = found[-1][1]
    alike = (last.key, last.other, last.reason, last.date)
    numbers = [n for n, d in found if (d.key, d.other, d.reason, d.date) == alike]
    path = scene.registry.folder / DECISIONS
    text, told = read_raw(path), [f"taken back: {in_words(d)}" for n, d in found if n in numbers]
    write_file(
        path, take_out_records(text, numbers, GAP).encode(), "--data"
    )  # first: no decision is ever for an id that is not there
    if any(is_new(text, number) for number in numbers):
        told.append(
            _take_out_record(
                scene,
                last.other,
                [d for n, d in enumerate(scene.registry.decisions) if n not in numbers],
            )
        )
    return told


def _take_out_record(scene: Scene, identity: str, left: Sequence[Decision]) -> str:
    registry, record = scene.registry, scene.registry.identities[identity]
    path = Path(registry.path_of(identity))
    text = read_raw(path)
    number, row = next((n, row) for n, row in enumerate(rows_of(text)) if row.get("id") == identity)
    if _is_used(scene, identity, left):
        return f"{identity} stays, in {path}:{record.at}: other records lead to it"
    if not row.keys() <= KEYS or len(record.programmes) > 1:
        return f"{identity} stays, in {path}:{record.at}: it says more than when it was made"
    gap = "\n" if registry.classes[identity] == PERSON else GAP
    write_file(path, take_out_records(text, [number], gap).encode(), "--data")
    return f"{identity} is taken out of {path}"


def _is_used(scene: Scene, identity: str, left: Sequence[Decision]) -> bool:
    links = {fact.is_ for other in scene.registry.identities.values() for fact in other.links()}
    facts = {
        str(part)
        for row in scene.registry.facts
        for value in row.values()
        for part in (value if isinstance(value, list) else [value])
    }
    return identity in links | facts | {one for d in left for one in (d.other, d.id)}
