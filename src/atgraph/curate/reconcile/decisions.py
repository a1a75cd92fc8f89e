"""What a curator decided is written into the registry, whole or not at all, and taken back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from atgraph.curate.reconcile.decision_file import NEW, Judgement
from atgraph.curate.reconcile.new_records import (
    KEYS,
    NewRecord,
    build_record,
    gap_before,
    write_block,
)
from atgraph.curate.reconcile.open_names import Corpus, OpenName
from atgraph.data.journal import locked, write_together
from atgraph.data.registry.model import NONE, REMOVED, Decision, contradictions
from atgraph.data.removed import RETURNED
from atgraph.data.yaml_edits import (
    GAP,
    YamlEditor,
    append_records,
    items,
    plain,
    take_out_records,
    value_of,
)
from atgraph.errors import NotFoundError, Problem, RefusedError, RegistryError
from atgraph.files import read_bytes
from atgraph.text import clip, fold

FILE = "decisions.yml"
MADE = "# new record"  # behind a decision whose identity was made with it


@dataclass
class WrittenDecisions:
    """What was written, the records that were made, and what had been decided before, in words."""

    decisions: list[Decision] = field(default_factory=list)
    records: list[NewRecord] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def write_decisions(
    corpus: Corpus,
    judgements: Sequence[Judgement],
    day: dt.date,
    programmes: Iterable[str] = (),
    source: Path | None = None,
) -> WrittenDecisions:
    """Write decisions for all judgements, or for none of them.

    Where a judgement names no programme, those of ``programmes`` are meant, or all; where it gives
    no date, the day. ``source`` is the file of the judgements, for messages.

    Raises:
        RegistryError: a judgement is about nothing that is printed, or for an id that does not fit.
        RefusedError: it contradicts what was decided before (the chain is told), or a file cannot
            be written.
    """
    chosen = [p.id for p in corpus.choose(programmes)]
    problems: list[Problem] = []
    with locked(corpus.registry.folder.parent):
        corpus = corpus.with_registry_read()  # another may have decided meanwhile
        work = _Work(corpus, day, chosen, corpus.open_names(chosen, with_removed=True))
        for judgement in judgements:
            try:
                work.take(judgement)
            except RegistryError as exc:
                problems.append(Problem(str(source or ""), judgement.at, exc.problems[0].message))
        if problems:
            raise RegistryError.of(problems)
        _refuse_contradictions(corpus, work.written.decisions)
        _write(corpus.registry.folder, work.written)
    return work.written


@dataclass
class _Work:
    """Judgements become decisions, each for one place."""

    corpus: Corpus
    day: dt.date
    programmes: Sequence[str]
    names: Sequence[OpenName]
    written: WrittenDecisions = field(default_factory=WrittenDecisions)

    def take(self, judgement: Judgement) -> None:
        """Turn a judgement into decisions; what stands already is only noted."""
        key, other = judgement.outcome()
        self.check_removed(judgement, other)
        places = self.places(judgement)
        if not places:
            where = f" in {judgement.programme}" if judgement.programme else ""
            shown = clip(judgement.name)
            raise RegistryError(f"{shown} is printed nowhere{where}; write it as it is printed")
        before = [*self.corpus.registry.decisions, *self.written.decisions]
        name, own = fold(judgement.name), "" if judgement.name else judgement.id
        known = [
            d
            for d in before
            if (d.id == own if own else fold(d.name) == name and d.place()[:2] in places)
        ]
        if other == NEW:
            if same := [d.in_words() for d in known if d.is_ and d.is_ != NONE]:
                self.written.known += same
                return
            other, places = self.new_id(judgement, places[0][0]), places[:1]
        elif other not in (NONE, REMOVED):
            self.check_identity(judgement, other)
        said = {
            "name": name,
            "id": own,
            key: other,
            "reason": " ".join(judgement.reason.split()),
            "date": (judgement.date or self.day).isoformat(),
        }
        for programme, session in places:
            keys = {"programme": programme, "session": session, **said}
            decision = Decision.model_validate({k: v for k, v in keys.items() if v})
            wanted = decision.subject, key, other
            if same := [d.in_words() for d in known if (d.subject, d.key, d.other) == wanted]:
                self.written.known.append(same[0])
            else:
                self.written.decisions.append(decision)

    def check_removed(self, judgement: Judgement, other: str) -> None:
        """Raise where a judgement would bring somebody back who was removed on request."""
        if not judgement.name or other == REMOVED:
            return
        registry = replace(
            self.corpus.registry,
            decisions=(*self.corpus.registry.decisions, *self.written.decisions),
        )
        chosen = [judgement.programme] if judgement.programme else self.programmes
        if registry.removed_names((programme, judgement.name) for programme in chosen):
            raise RegistryError(RETURNED)

    def places(self, judgement: Judgement) -> list[tuple[str, str]]:
        """Return the places it is about: open ones, else those that it names or were decided."""
        if judgement.id and not judgement.name:
            return [("", "")]
        printed = [(n.programme, m.session, n.name) for n in self.names for m in n.mentions]
        found = [place[:2] for place in printed if judgement.is_about(*place)]
        decided = [
            (d.programme, d.session)
            for d in self.corpus.registry.decisions
            if d.name and d.programme in self.programmes and judgement.is_about(*d.place())
        ]
        if found or (decided and judgement.session is None):
            return list(dict.fromkeys([*found, *decided]))
        return [
            (programme, session)
            for programme in self.programmes
            for session in self.corpus.sessions_with(programme, judgement.name)
            if judgement.is_about(programme, session, judgement.name)
        ]

    def new_id(self, judgement: Judgement, programme: str) -> str:
        """Make the record of an identity that is new, and return its id."""
        place, records = (programme, fold(judgement.name)), self.written.records
        same = (one for one in self.names if (one.programme, one.name) == place)
        records.append(build_record(self.corpus, judgement, next(same, None), programme, records))
        return records[-1].id

    def check_identity(self, judgement: Judgement, other: str) -> None:
        """Raise what is wrong with the identities of a judgement."""
        registry = self.corpus.registry
        made = {record.id: record.kind for record in self.written.records}
        for one in filter(None, (other, judgement.id)):
            if registry.known_as(one) not in registry.identities and one not in made:
                message = f"there is no {one!r} in the registry; correct it, or write `is: new`"
                raise RegistryError(message)
        kinds = {
            kind
            for one in self.names
            if one.name == fold(judgement.name) and judgement.programme in ("", one.programme)
            for kind in one.kinds
        }
        own = made.get(other) or registry.classes[other]
        fits = not kinds or not kinds.isdisjoint(self.corpus.ontology.supers(own))
        if not fits and judgement.name and not judgement.is_not:
            wanted = " or ".join(sorted(kind.rpartition("#")[2].lower() for kind in kinds))
            shown = clip(judgement.name)
            raise RegistryError(f"{other} is no {wanted}, as {shown} is; correct it")
        if judgement.id and judgement.is_ and registry.classes.get(judgement.id) != own:
            pair = f"{judgement.id} and {other}"
            raise RegistryError(f"{pair} are things of two kinds; neither can be the other")


def _refuse_contradictions(corpus: Corpus, fresh: Sequence[Decision]) -> None:
    """Refuse decisions that cannot hold beside the others, telling each chain."""
    new = set(map(id, fresh))
    for chain in contradictions([*corpus.registry.decisions, *fresh]):
        if new & set(map(id, chain)):
            said = "; ".join(decision.in_words() for decision in chain)
            raise RefusedError(
                f"refused, as it contradicts what was decided: {said}. Nothing was written;"
                " undo one of them first"
            )


def _write(folder: Path, written: WrittenDecisions) -> None:
    """Write new records and decisions, which are never for an id that is not there."""
    added: dict[Path, list[tuple[dict[str, Any], str]]] = defaultdict(list)
    for record in written.records:
        added[folder / record.file].append((record.keys, record.text))
    made = {record.id for record in written.records}
    for decision in written.decisions:
        row = decision.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        added[folder / FILE].append((row, write_block(row, MADE * (row.get("is") in made))))
    gaps = {folder / record.file: gap_before(record.kind) for record in written.records}
    texts = {}
    for path, rows in added.items():
        blocks = [block for _, block in rows]
        text = append_records(_read(path), blocks, gaps.get(path, GAP))
        _check_readable(path, text, [row for row, _ in rows])
        texts[path] = text.encode()
    if texts:
        write_together(folder.parent, texts)


def _check_readable(path: Path, text: str, added: list[dict[str, Any]]) -> None:
    """Refuse to write what would not be read as it is meant, as where a file is no list."""
    try:
        rows = _rows(text)
    except yaml.YAMLError:
        rows = []
    if rows[-len(added) :] != added:
        raise RegistryError(
            "a record cannot be added at its end, so nothing was written; "
            "write the file as a list, each record from `- ` on",
            path,
        )


def _rows(text: str) -> list[dict[str, Any]]:
    return [plain(row) for row in items(YamlEditor(text).root)]


def _read(path: Path) -> str:
    """Return a file with its line ends as they are; nothing where there is none."""
    return read_bytes(path).decode("utf-8") if path.exists() else ""


# --- taken back ---


def undo(
    corpus: Corpus, name: str, programmes: Iterable[str] = (), session: str | None = None
) -> list[str]:
    """Take back the last decision about a printed name or an id, at all places; tell what was done.

    A record that was made with it goes too, unless it has been changed since, or something else
    leads to it. The files are then byte for byte what they were. It is a NotFoundError if nothing
    was decided about it.
    """
    chosen = {p.id for p in corpus.choose(programmes)} if programmes else None
    with locked(corpus.registry.folder.parent):
        return _undo(corpus.with_registry_read(), name, chosen, session)


def _undo(
    corpus: Corpus, name: str, chosen: Collection[str] | None, session: str | None
) -> list[str]:
    found = {
        number: one
        for number, one in enumerate(corpus.registry.decisions)
        if fold(name) in {one.id, fold(one.name)} - {""} and session in (None, one.session)
        if chosen is None or one.programme in chosen
    }
    if not found:
        where = f" in {session}" if session else ""
        message = f"nothing is decided about {clip(name)}{where}; registry/{FILE} lists what is"
        raise NotFoundError(message)
    last = list(found.values())[-1]
    numbers = [number for number, decision in found.items() if _said(decision) == _said(last)]
    path = corpus.registry.folder / FILE
    text = _read(path)
    files = {path: take_out_records(text, numbers).encode()}
    done = [f"taken back: {found[number].in_words()}" for number in numbers]
    if any(_made_record(text, number) for number in numbers):
        rest = [d for n, d in enumerate(corpus.registry.decisions) if n not in numbers]
        done.append(_take_out_record(corpus, last.other, rest, files))
    write_together(corpus.registry.folder.parent, files)
    return done


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.key, decision.other, decision.reason, decision.date


def _made_record(text: str, number: int) -> bool:
    editor = YamlEditor(text)
    node = value_of(items(editor.root)[number], "is")
    return node is not None and text[editor.end(node) :].partition("\n")[0].strip() == MADE


def _take_out_record(
    corpus: Corpus, identity: str, decisions: Sequence[Decision], files: dict[Path, bytes]
) -> str:
    """Add the file without a record to those to write, if it can go; say what becomes of it."""
    registry, record = corpus.registry, corpus.registry.identities[identity]
    path = Path(registry.files[identity])
    text = _read(path)
    number, row = next((n, row) for n, row in enumerate(_rows(text)) if row.get("id") == identity)
    if _is_used(corpus, identity, decisions):
        return f"{identity} stays, in {path}:{record.at}: other records lead to it"
    if not row.keys() <= KEYS or len(record.programmes) > 1:
        return f"{identity} stays, in {path}:{record.at}: it says more than when it was made"
    gap = gap_before(registry.classes[identity])
    files[path] = take_out_records(text, [number], gap).encode()
    return f"{identity} is taken out of {path}"


def _is_used(corpus: Corpus, identity: str, decisions: Sequence[Decision]) -> bool:
    registry = corpus.registry
    links = {fact.is_ for other in registry.identities.values() for fact in other.links()}
    values = [value for row in registry.facts for value in row.values()]
    facts = {str(part) for v in values for part in (v if isinstance(v, list) else [v])}
    return identity in links | facts | {one for d in decisions for one in (d.other, d.id)}
