"""A new draft is brought into the transcript of a folder, and what changed is told."""

import difflib
from dataclasses import replace
from pathlib import Path

from atgraph.curate.ingest.merge import DRAFT, Merged, merge_drafts
from atgraph.data.transcript import FILE
from atgraph.data.yaml_edits import YamlEditor, items, value_of
from atgraph.data.yaml_lines import parse_yaml
from atgraph.errors import RefusedError
from atgraph.files import read_text
from atgraph.text import clip

TOGETHER = "name all of them again, or another folder with --out"
SHOWN = 20  # changes that are listed one by one
NO_DRAFT = (
    f"is there already, and no {DRAFT} beside it says what was drafted, so nothing is merged; "
    "name another folder with --out, or move it away"
)
NO_TRANSCRIPT = (
    "holds no transcript, so nothing is merged; bring it back, or delete it to have it drafted anew"
)


def merge_into(folder: Path, transcript: str, text: str, source: str = "source.txt") -> Merged:
    """Merge a new draft, with the text that it quotes, into the transcript of a folder unwritten.

    ``source`` names the file with the text that the last draft quotes.

    Raises:
        RefusedError: the last draft is not there, so that what the curator changed is not known.
        UnreadableError, SourceError: a file cannot be read.
    """
    if not (folder / DRAFT).is_file():
        raise RefusedError(NO_DRAFT, folder / FILE)
    ours, base = read_text(folder / FILE), read_text(folder / DRAFT)
    if not isinstance(parse_yaml(ours, folder / FILE), dict):
        raise RefusedError(NO_TRANSCRIPT, folder / FILE)
    count, now = (len(items(value_of(YamlEditor(t).root, "sources"))) for t in (base, transcript))
    if count > now:
        raise RefusedError(f"was drafted of {count} documents; {TOGETHER}", folder / FILE)
    was = read_text(folder / source) if (folder / source).is_file() else ""
    merged = merge_drafts(base, ours, transcript, was, text)
    changes = describe_changes(was, text) or ["its text is the same as before"]
    sentences = (*(f"document: {change}" for change in changes), *merged.sentences)
    return replace(merged, sentences=sentences)


def report_merge(merged: Merged) -> str:
    """Return what was merged as the end of a report."""
    lines = ["\nWhat is new against the transcript that was there:"]
    lines += [f"  {sentence}" for sentence in merged.sentences]
    if count := merged.conflicts:
        lines.append(f"{count} of these {'is' if count == 1 else 'are'} for you to settle")
    return "\n".join(lines) + "\n"


def describe_changes(was: str, now: str) -> list[str]:
    """Return a sentence for each stretch that differs, with its lines; the rest is counted."""
    changes, old, new = list[str](), was.split("\n"), now.split("\n")
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        before, after = "\n".join(old[a:b]), "\n".join(new[c:d])
        (old_lines, gone), (new_lines, come) = _lines(a, b), _lines(c, d)
        if tag == "equal" or not (before + after).strip():
            continue
        if not before.strip():
            changes.append(f"{new_lines} {come} new: {clip(after)}")
        elif not after.strip():
            changes.append(f"{old_lines} of the old text {gone} gone: {clip(before)}")
        else:
            lines = f"{old_lines} of the old text, now {new_lines}"
            changes.append(f"{lines}: {clip(before)} became {clip(after)}")
    more = len(changes) - SHOWN
    return [*changes[:SHOWN], *([f"and {more} more stretches"] if more > 0 else [])]


def _lines(first: int, end: int) -> tuple[str, str]:
    """Return the name of some lines, and the verb that fits it."""
    return (f"line {end}", "is") if end - first == 1 else (f"lines {first + 1}-{end}", "are")
