"""The data folder without somebody: what is written anew, and what is deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from atgraph.curate.reconcile.open_names import Corpus
from atgraph.curate.removal.forms import Forms
from atgraph.curate.removal.registry_files import change_file
from atgraph.curate.removal.subject import Subject, all_forms
from atgraph.curate.removal.traces import NAMED_SO
from atgraph.curate.removal.transcripts import Changed, Moved, change
from atgraph.data.names import key
from atgraph.data.removed import FILE as TOMBSTONES
from atgraph.data.removed import Removed
from atgraph.data.transcript import FILE, Programme, read_programme
from atgraph.data.yaml_edits import YamlEditor, entries, items, plain, value_of
from atgraph.errors import AtgraphError, UnreadableError
from atgraph.files import decode, read_bytes
from atgraph.text import Document, plural, some

DRAFT = "draft.yml"
PLAIN = {".txt", ".md", ".markdown", ".text", ".csv", ".tsv"}  # redacted as they are
Rows = list[tuple[str, str]]  # a file, and what stands there and becomes of it


@dataclass
class DataChange:
    """What becomes of a data folder.

    Attributes:
        files: path → what is written there, all of it or nothing.
        deleted: documents as received.
        forms: what must stand nowhere any more, with the titles that are nobody else's.
        changed: the transcripts that are other now, by the id of their programme.
        sources: (programme, source) → the keys of the source that are others now.
        removed: who was removed, with this one.
        decisions: that are taken out.
        rows: what a person is shown: a file, and what stands there.
    """

    forms: Forms
    files: dict[Path, bytes] = field(default_factory=dict)
    deleted: list[Path] = field(default_factory=list)
    changed: dict[str, Changed] = field(default_factory=dict)
    sources: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    removed: Removed = field(default_factory=Removed.none)
    decisions: list[dict[str, str]] = field(default_factory=list)
    rows: Rows = field(default_factory=list)


def change_data(data: Path, corpus: Corpus, subject: Subject) -> DataChange:
    """Return what becomes of a data folder without somebody; nothing is written.

    It is an UnreadableError where a file cannot be read that must be.
    """
    forms = Forms(subject.ids, all_forms(subject), is_person=subject.is_person)
    made = DataChange(forms)
    for folder in sorted((data / "programmes").glob("[!.]*")):
        if folder.is_dir():
            _change_programme(folder, corpus, subject, made)
            if forms.stand_in(folder.name) and not subject.namesakes:
                made.rows.append((str(folder), NAMED_SO))
    titles = {title for changed in made.changed.values() for title in changed.titles}
    if not subject.namesakes:
        made.forms = replace(made.forms, titles=tuple(sorted(titles)))
    for path in sorted((data / "registry").glob("*.yml")):
        if path.stem != Path(TOMBSTONES).stem:
            text = decode(read_bytes(path), path)
            found = change_file(path.stem, text, subject, made.forms, made.changed)
            if found.text != text:
                made.files[path] = found.text.encode()
                count = len(found.records)
                made.rows.append((str(path), plural(count, "record") if count else "words"))
                if path.stem == "decisions":
                    made.decisions = found.records
    path = data / "registry" / TOMBSTONES
    made.removed = Removed.read(path)
    if not subject.was_removed:
        identities = corpus.registry.identities.values()
        others = {
            key(n) for one in identities if one.id not in subject.ids for n in one.all_names()
        }
        own = _own_forms(corpus, subject)
        made.removed = made.removed.adding(subject.kind, subject.id, own, others)
        made.files[path] = made.removed.text().encode()
    return made


def _own_forms(corpus: Corpus, subject: Subject) -> list[str]:
    """Return the names of whoever goes that nobody else has: a document may print the others'."""
    namesakes = (corpus.registry.identities[one] for one in subject.namesakes)
    others = {key(name) for one in namesakes for name in one.all_names()}
    return [form for form in all_forms(subject) if key(form) not in others]


def _change_programme(folder: Path, corpus: Corpus, subject: Subject, made: DataChange) -> None:
    path = folder / FILE
    if not path.is_file():
        return
    raw = _decoded(path)
    known = folder.name in subject.programmes
    texts = [_decoded(text) for text in sorted(folder.glob("*.txt"))]
    if not known and not any(made.forms.stand_in(text) for text in (raw, *texts)):
        return
    programme = read_programme(path, [])
    documents = dict(_documents(programme))
    means, only_own = _rule(programme, corpus, subject), bool(subject.namesakes)
    kinds = {"only_own": only_own, "is_person": subject.is_person}
    changed = change(raw, documents, made.forms, means, **kinds)
    if changed.text == raw and not any(moved.lines for moved in changed.texts.values()):
        return
    if only_own and not changed.records:
        return
    made.changed[programme.id] = changed
    _change_sources(programme, changed, made)
    edits = {source: keys for (of, source), keys in made.sources.items() if of == programme.id}
    made.files[path] = _with_sources(changed.text, edits).encode()
    made.rows.append((str(path), plural(changed.records, "record")))
    named = replace(made.forms, titles=() if only_own else changed.titles)
    for beside in sorted(folder.iterdir()):
        if beside in made.files or beside in made.deleted or not beside.is_file():
            continue
        if beside.name == DRAFT:
            _change_draft(beside, documents, named, means, kinds, edits, made)
        elif beside.suffix == ".txt" and not only_own and named.stand_in(_decoded(beside)):
            made.files[beside] = named.masked(_decoded(beside)).encode()
            made.rows.append((str(beside), "words"))


def _rule(programme: Programme, corpus: Corpus, subject: Subject) -> Callable[[str, str], bool]:
    """Return what says whether a name in a session of a programme is that of whoever goes."""
    keys, ids = set(map(key, subject.names)), set(subject.ids)

    def means(name: str, session: str) -> bool:
        known = corpus.identity_of(programme.id, session, name) if name else ""
        is_named = bool(name) and key(name) in keys
        return known in ids or (is_named and not known and not subject.namesakes)

    return means


def _documents(programme: Programme) -> Iterator[tuple[str, Document]]:
    for source in programme.sources:
        path = programme.path.parent / source.text_file
        if programme.holds(source.text_file) and path.is_file():
            yield source.id, Document.read(path)


def _change_sources(programme: Programme, changed: Changed, made: DataChange) -> None:
    """Note what becomes of each document whose text is another now, and its keys.

    A document that is its own text is redacted, and so is another plain text. Of any other format
    nobody can be sure what is left in it: it is deleted, and its text stands for it.
    """
    folder = programme.path.parent
    for source in programme.sources:
        moved = changed.texts.get(source.id)
        if moved is None or not moved.lines:
            continue
        text = moved.after.text.encode()
        made.files[folder / source.text_file] = text
        lines = some((str(number) for number in moved.lines), 5)
        made.rows.append((str(folder / source.text_file), f"line {lines}"))
        keys = {"file": source.text_file, "text": "", "sha256": _digest(text)}
        received = folder / source.file
        if source.file != source.text_file and received.is_file():
            redacted = _redacted(received, replace(made.forms, titles=changed.titles), moved)
            if redacted is not None:
                keys = {"sha256": _digest(redacted)}
                made.files[received] = redacted
                made.rows.append((str(received), "words"))
            else:
                made.deleted.append(received)
                made.rows.append((str(received), "the document as received: it is deleted"))
        made.sources[programme.id, source.id] = keys


def _redacted(path: Path, forms: Forms, moved: Moved) -> bytes | None:
    """Return a plain text with marks, or nothing where the marks would not do."""
    if path.suffix.lower() not in PLAIN:
        return None
    try:
        text = _decoded(path)
    except UnreadableError:
        return None
    if text == moved.before.text:
        return moved.after.text.encode()
    masked = forms.masked(text)
    return None if masked == text or forms.stand_in(masked) else masked.encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _with_sources(text: str, sources: Mapping[str, Mapping[str, str]]) -> str:
    """Return a transcript with some keys of its sources changed; an empty one is taken out."""
    if not sources:
        return text
    editor = YamlEditor(text)
    for row in items(value_of(editor.root, "sources")):
        keys = sources.get(str(plain(value_of(row, "id"))), {})
        for number, (name, (_, value)) in enumerate(entries(row).items()):
            if keys.get(name):
                editor.replace(value, keys[name])
            elif name in keys and isinstance(row, yaml.CollectionNode):
                editor.take_out(row, [number])
    return editor.result()


def _change_draft(
    path: Path,
    documents: Mapping[str, Document],
    forms: Forms,
    means: Callable[[str, str], bool],
    kinds: Mapping[str, bool],
    sources: Mapping[str, Mapping[str, str]],
    made: DataChange,
) -> None:
    """Note what becomes of a transcript as drafted; one that cannot be read is masked as text."""
    text = _decoded(path)
    try:
        changed = change(text, documents, forms, means, **kinds)
        fresh = _with_sources(changed.text, sources)
    except (yaml.YAMLError, RecursionError, AtgraphError):
        fresh = text if kinds["only_own"] else forms.masked(text)
    if fresh != text:
        made.files[path] = fresh.encode()
        made.rows.append((str(path), "what was drafted"))


def _decoded(path: Path) -> str:
    return decode(read_bytes(path), path)
