"""A document that has changed is brought in again: three drafts become one, and what the curator did is kept.

The base is the draft as the machine last wrote it, ours what the curator made of it, theirs the new
draft. What only the machine changed is taken, what only the curator changed is kept, and what both
changed stays as the curator has it, marked `review:` with what the new draft says. Every step is
told in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from atgraph.curate.ingest.anchors import anchor_quotes, lost_quotes
from atgraph.curate.ingest.matching import match
from atgraph.curate.ingest.merged_records import MARKED, Merge, add_review
from atgraph.curate.ingest.wording import WHOLE, label
from atgraph.data.yaml_edits import YamlEditor, items, plain, value_of, walk
from atgraph.data.yaml_lines import parse_yaml
from atgraph.text import Document, clip

DRAFT = "draft.yml"  # the base, beside programme.yml


@dataclass(frozen=True)
class Merged:
    """The merged transcript, what was done to it in sentences, and how many of these are for the curator to settle."""

    text: str
    sentences: tuple[str, ...] = ()
    conflicts: int = 0


def merge_drafts(base: str, ours: str, theirs: str, was: str = "", now: str = "") -> Merged:
    """Merge a new draft into a transcript.

    Args:
        base: the draft as the machine last wrote it.
        ours: the transcript as the curator has it.
        theirs: the new draft.
        was: the text of the source that base and ours quote; without it, lines of quotes are not
            followed.
        now: the text of the source that the new draft quotes; without it, lost quotes are not
            looked for.

    Raises:
        UnreadableError, SourceError: one of the three is not YAML, or has a key twice.
    """
    for text, name in ((base, DRAFT), (ours, "programme.yml"), (theirs, "the new draft")):
        parse_yaml(text, Path(name))
    if ours == base:
        return Merged(
            theirs,
            ("nobody has edited the last draft: the new one takes its place",)
            if theirs != base
            else (),
        )
    if was and now and was != now:
        base, ours = anchor_quotes(base, was, now), anchor_quotes(ours, was, now)
    base, theirs = _with_ids(base, ours), _with_ids(theirs, ours, through=base)
    if theirs == base and not now:
        return Merged(ours)
    merge = Merge(YamlEditor(ours), YamlEditor(theirs))
    left = merge.record(plain(YamlEditor(base).root), merge.ours.root, merge.theirs.root, WHOLE, "")
    merge.mark(merge.ours.root, WHOLE, left)
    merged = merge.ours.result()
    return (
        _mark_lost(merged, merge, now)
        if now
        else Merged(merged, tuple(merge.sentences), merge.conflicts)
    )


def _with_ids(text: str, ours: str, through: str = "") -> str:
    """Return a draft in which the sessions have the ids that the curator gave them, also where statements name them."""
    page = YamlEditor(text)
    sessions, wanted = (
        items(value_of(page.root, "sessions")),
        plain(value_of(YamlEditor(ours).root, "sessions")) or [],
    )
    middle = plain(value_of(YamlEditor(through).root, "sessions")) if through else None
    there = match(list(map(plain, sessions)), wanted)
    if middle:  # the machine's two drafts are more alike than the new one and what the curator made
        known = match(middle, wanted)
        via = match(list(map(plain, sessions)), middle)
        taken = {known[b] for b in via.values() if b in known}
        there = {a: w for a, w in there.items() if a not in via and w not in taken} | {
            a: known[b] for a, b in via.items() if b in known
        }
    renamed = {
        plain(value_of(sessions[a], "id")): str(wanted[b].get("id", ""))
        for a, b in there.items()
        if isinstance(wanted[b], dict)
    }
    places = [value_of(session, "id") for session in sessions]
    places += [value_of(row, "session") for row in items(value_of(page.root, "statements"))]
    for node in places:
        if isinstance(node, yaml.ScalarNode) and renamed.get(node.value, node.value) not in (
            node.value,
            "",
        ):
            page.replace(node, renamed[node.value])
    return page.result()


def _mark_lost(text: str, merge: Merge, now: str) -> Merged:
    """Mark each record that quotes what is no longer in the document."""
    page, document = YamlEditor(text), Document(Path(), now)
    sentences, conflicts = list(merge.sentences), merge.conflicts
    for record, kind in walk(page.root):
        if kind in MARKED and (lost := list(lost_quotes(record, document))):
            conflicts += 1
            reason = f"no longer in the document: {', '.join(map(clip, lost))}"
            sentences.append(f"{label(plain(record), kind, '')}: {reason}")
            add_review(page, record, reason)
    return Merged(page.result(), tuple(sentences), conflicts)
