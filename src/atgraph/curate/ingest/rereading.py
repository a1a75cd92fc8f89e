"""A changed document comes into a folder that has a transcript already."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from atgraph.curate.ingest.merge import DRAFT, Merged, merge_drafts
from atgraph.data.transcript import FILE
from atgraph.data.yaml_edits import YamlEditor, plain, walk
from atgraph.data.yaml_lines import parse_yaml
from atgraph.errors import RefusedError
from atgraph.text import clip, read_text

SHOWN = 20  # changes that are listed one by one
NO_DRAFT = (
    f"is there already, and no {DRAFT} beside it says what was drafted, so nothing is merged; "
    "name another folder with --out, or move it away"
)
NO_TRANSCRIPT = (
    "holds no transcript, so nothing is merged; bring it back, or delete it to have it drafted anew"
)


def merge_into(folder: Path, transcript: str, text: str, source: str = "source.txt") -> Merged:
    """Merge a new draft into the transcript of a folder; nothing is written.

    Args:
        folder: the programme's folder, with what the curator made of the last draft.
        transcript: the new draft.
        text: the text that it quotes.
        source: the name of the file with the text that the last one quotes.

    Returns:
        the merged transcript, and in sentences what changed in the document and what was done.

    Raises:
        RefusedError: the last draft is not there, so that what the curator changed is not known.
        UnreadableError, SourceError: a file cannot be read.
    """
    if not (folder / DRAFT).is_file():
        raise RefusedError(NO_DRAFT, folder / FILE)
    ours, base = read_text(folder / FILE), read_text(folder / DRAFT)
    if not isinstance(parse_yaml(ours, folder / FILE), dict):
        raise RefusedError(NO_TRANSCRIPT, folder / FILE)
    was = read_text(folder / source) if (folder / source).is_file() else ""
    merged = merge_drafts(base, ours, transcript, was, text)
    changes = describe_changes(was, text) or ["its text is the same as before"]
    sentences = (*(f"document: {change}" for change in changes), *merged.sentences)
    return Merged(merged.text, sentences, merged.conflicts)


def report_merge(merged: Merged | None) -> str:
    """Return what was merged as the end of a report."""
    if merged is None:
        return ""
    lines = [
        "\nWhat is new against the transcript that was there:",
        *(f"  {sentence}" for sentence in merged.sentences),
    ]
    if count := merged.conflicts:
        lines.append(f"{count} of these {'is' if count == 1 else 'are'} for you to settle")
    return "\n".join(lines) + "\n"


def count_reviews(transcript: str) -> int:
    """Return how many records of a transcript wait for review."""
    return sum("review" in plain(record) for record, _ in walk(YamlEditor(transcript).root))


def describe_changes(was: str, now: str) -> list[str]:
    """Return a sentence for each stretch that differs, with its lines; the rest is counted."""
    changes = list(_iter_changes(was, now))
    more = len(changes) - SHOWN
    return [*changes[:SHOWN], *([f"and {more} more stretches"] if more > 0 else [])]


def _iter_changes(was: str, now: str) -> Iterator[str]:
    old, new = was.split("\n"), now.split("\n")
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        before, after = "\n".join(old[a:b]), "\n".join(new[c:d])
        if tag == "equal" or not (before + after).strip():
            continue
        if not before.strip():
            yield f"{_lines(c, d)} {_are(c, d)} new: {clip(after)}"
        elif not after.strip():
            yield f"{_lines(a, b)} of the old text {_are(a, b)} gone: {clip(before)}"
        else:
            lines = f"{_lines(a, b)} of the old text, now {_lines(c, d)}"
            yield f"{lines}: {clip(before)} became {clip(after)}"


def _lines(first: int, end: int) -> str:
    return f"line {end}" if end - first == 1 else f"lines {first + 1}-{end}"


def _are(first: int, end: int) -> str:
    return "is" if end - first == 1 else "are"
