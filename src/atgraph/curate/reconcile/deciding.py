"""What a curator decided is written into the registry, whole or not at all, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.curate.reconcile.answers import NEW, Answer, day_of, means
from atgraph.curate.reconcile.minting import Minted, mint
from atgraph.curate.reconcile.printed import Printed, Scene
from atgraph.curate.reconcile.writing import NEW as NEW_RECORD
from atgraph.curate.reconcile.writing import rows_of, write_block
from atgraph.data.registry.judgements import NONE, contradictions, in_words, subject
from atgraph.data.registry.model import Decision
from atgraph.data.yaml_edits import append_records
from atgraph.errors import Problem, RefusedError, RegistryError
from atgraph.files import write_file
from atgraph.text import clip, fold, read_bytes

DECISIONS = "decisions.yml"


@dataclass
class Settled:
    """What was written: the decisions, the records that were made, and what had been decided before, in words."""

    decisions: list[Decision] = field(default_factory=list)
    minted: list[Minted] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def settle(
    scene: Scene,
    answers: Sequence[Answer],
    day: dt.date,
    programmes: Iterable[str] = (),
    source: Path | None = None,
) -> Settled:
    """Write decisions for all answers, or for none of them.

    Args:
        scene: the transcripts and the registry.
        answers: what the curator said.
        day: the day of the decisions that give none.
        programmes: the ones that are meant where an answer names none; all, if none is said.
        source: the file that holds the answers, for messages.

    Raises:
        RegistryError: an answer is about nothing that is printed, for an id that is not there, or
            of another kind.
        RefusedError: it contradicts what was decided before (the chain is told), or a file cannot
            be written.
    """
    chosen = [p.id for p in scene.choose(programmes)]
    open_names, settled, problems = scene.open_names(chosen), Settled(), list[Problem]()
    for answer in answers:
        try:
            _take(scene, answer, open_names, chosen, day, settled)
        except RegistryError as exc:
            problems += [Problem(str(source or ""), answer.at, f.message) for f in exc.problems]
    if problems:
        raise RegistryError.of(problems)
    _refuse_contradictions(scene, settled.decisions)
    _write(scene, settled)
    return settled


def _take(
    scene: Scene,
    answer: Answer,
    open_names: Sequence[Printed],
    chosen: Sequence[str],
    day: dt.date,
    settled: Settled,
) -> None:
    """Turn an answer into decisions, each for one place; what stands already is only noted."""
    key, other = answer.outcome()
    minted = None
    if answer.id and not answer.name:
        places = [("", "")]
    else:
        places = list(_places(scene, answer, open_names, chosen))
        if not places:
            raise RegistryError(
                f"{clip(answer.name)} is printed nowhere{f' in {answer.programme}' if answer.programme else ''}; write it as it is printed"
            )
    known = [
        d for d in (*scene.registry.decisions, *settled.decisions) if _is_about(d, answer, places)
    ]
    if other == NEW:
        if before := [d for d in known if d.is_ and d.is_ != NONE]:
            settled.known += list(map(in_words, before))
            return
        printed = next(
            (p for p in open_names if p.programme == places[0][0] and p.name == fold(answer.name)),
            None,
        )
        minted = mint(scene, answer, printed, places[0][0], settled.minted)
        settled.minted.append(minted)
        other, places = minted.id, places[:1]
    elif other != NONE:
        _check_identity(scene, answer, other, open_names, settled)
    for programme, session in places:
        decision = _decision(answer, programme, session, key, other, day_of(answer, day))
        same = [
            d
            for d in known
            if subject(d) == subject(decision) and d.key == key and d.other == other
        ]
        if same:
            settled.known.append(in_words(same[0]))
        else:
            settled.decisions.append(decision)


def _places(
    scene: Scene, answer: Answer, open_names: Sequence[Printed], chosen: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield programme and session of each place that an answer is about: the open ones, else those that it names or that were decided."""
    found = [
        (p.programme, place.session)
        for p in open_names
        for place in p.places
        if means(answer, p.programme, place.session, p.name)
    ]
    decided = [
        (d.programme, d.session)
        for d in scene.registry.decisions
        if d.name and d.programme in chosen and means(answer, d.programme, d.session, d.name)
    ]
    if found or (decided and answer.session is None):
        yield from dict.fromkeys([*found, *decided])
        return
    for programme in chosen:
        for session in scene.prints(programme, answer.name):
            if means(answer, programme, session, answer.name):
                yield programme, session


def _is_about(decision: Decision, answer: Answer, places: Sequence[tuple[str, str]]) -> bool:
    if answer.id and not answer.name:
        return decision.id == answer.id
    return (
        fold(decision.name) == fold(answer.name)
        and (decision.programme, decision.session) in places
    )


def _check_identity(
    scene: Scene, answer: Answer, other: str, open_names: Sequence[Printed], settled: Settled
) -> None:
    registry = scene.registry
    made = {m.id: m.kind for m in settled.minted}
    for one in filter(None, (other, answer.id)):
        if registry.known_as(one) not in registry.identities and one not in made:
            raise RegistryError(
                f"there is no {one!r} in the registry; correct it, or write `is: new`"
            )
    kinds = {
        kind
        for p in open_names
        if p.name == fold(answer.name) and answer.programme in ("", p.programme)
        for kind in p.kinds
    }
    own = made.get(other) or registry.classes[other]
    if kinds and answer.name and not answer.is_not and kinds.isdisjoint(scene.ontology.supers(own)):
        wanted = " or ".join(sorted(kind.rpartition("#")[2].lower() for kind in kinds))
        raise RegistryError(f"{other} is no {wanted}, as {clip(answer.name)} is; correct it")
    if answer.id and answer.is_ and registry.classes.get(answer.id) != own:
        raise RegistryError(
            f"{answer.id} and {other} are things of two kinds; neither can be the other"
        )


def _decision(
    answer: Answer, programme: str, session: str, key: str, other: str, day: dt.date
) -> Decision:
    keys = {
        "programme": programme,
        "session": session,
        "name": fold(answer.name),
        "id": "" if answer.name else answer.id or "",
        key: other,
    }
    return Decision.model_validate(
        {k: v for k, v in keys.items() if v}
        | {"reason": " ".join(answer.reason.split()), "date": day.isoformat()}
    )


def _refuse_contradictions(scene: Scene, fresh: Sequence[Decision]) -> None:
    """Refuse decisions that cannot hold beside the others.

    Raises:
        RefusedError: with each chain.
    """
    new = set(map(id, fresh))
    for chain in contradictions([*scene.registry.decisions, *fresh]):
        if new & set(map(id, chain)):
            raise RefusedError(
                f"refused, as it contradicts what was decided: {'; '.join(map(in_words, chain))}. Nothing was written; undo one of them first"
            )


def _write(scene: Scene, settled: Settled) -> None:
    """Write what was settled: new records first, so that no decision is ever for an id that is not there."""
    folder, texts = scene.registry.folder, dict[Path, str]()
    for minted in settled.minted:
        path = folder / minted.file
        texts[path] = append_records(texts.get(path) or read_raw(path), [minted.record], minted.gap)
    if settled.decisions:
        made, path = {m.id for m in settled.minted}, folder / DECISIONS
        blocks = [
            write_block(_keys(d), NEW_RECORD if d.is_ in made else "") for d in settled.decisions
        ]
        texts[path] = append_records(read_raw(path), blocks)
    _check_readable(texts, settled)
    for path, text in texts.items():
        write_file(path, text.encode(), "--data")


def _keys(decision: Decision) -> dict[str, str]:
    keys = {
        "programme": decision.programme,
        "session": decision.session,
        "name": decision.name,
        "id": decision.id,
    }
    keys |= {
        decision.key: decision.other,
        "reason": decision.reason,
        "date": decision.date.isoformat(),
    }
    return {key: value for key, value in keys.items() if value}


def _check_readable(texts: dict[Path, str], settled: Settled) -> None:
    """Refuse to write what would not be read as it is meant, as where a file is no list of blocks.

    Raises:
        RegistryError: with the file.
    """
    import yaml

    for path, text in texts.items():
        wanted = (
            [_keys(d) for d in settled.decisions]
            if path.name == DECISIONS
            else [m.keys for m in settled.minted if m.file == path.name]
        )
        try:
            rows = rows_of(text)
        except yaml.YAMLError:
            rows = []
        if rows[-len(wanted) :] != wanted:
            raise RegistryError(
                "a record cannot be added at its end, so nothing was written; write the file as a list, each record from `- ` on",
                path,
            )


def read_raw(path: Path) -> str:
    """Return a file with its line ends as they are; nothing where there is none."""
    return read_bytes(path).decode("utf-8") if path.exists() else ""
