"""A changed document comes into a folder that has a transcript already."""

from __future__ import annotations

from pathlib import Path

from atgraph.curate.ingest.changes import tell_changes
from atgraph.curate.ingest.merging import DRAFT, Merged, merge_drafts
from atgraph.data.transcript import FILE
from atgraph.data.yaml_edits import YamlEditor, plain, walk
from atgraph.data.yaml_lines import parse_yaml
from atgraph.errors import RefusedError
from atgraph.text import read_text


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
        RefusedError: the last draft is not there, so that nobody can tell what the curator changed.
        UnreadableError, SourceError: a file cannot be read.
    """
    if not (folder / DRAFT).is_file():
        message = f"is there already, and no {DRAFT} beside it says what was drafted, so nothing is merged; name another folder with --out, or move it away"
        raise RefusedError(message, folder / FILE)
    ours, base = read_text(folder / FILE), read_text(folder / DRAFT)
    if not isinstance(parse_yaml(ours, folder / FILE), dict):
        raise RefusedError(
            "holds no transcript, so nothing is merged; bring it back, or delete it to have it drafted anew",
            folder / FILE,
        )
    was = read_text(folder / source) if (folder / source).is_file() else ""
    merged = merge_drafts(base, ours, transcript, was, text)
    told = [f"document: {sentence}" for sentence in tell_changes(was, text)] or [
        "document: its text is the same as before"
    ]
    return Merged(merged.text, (*told, *merged.sentences), merged.conflicts)


def tell_merged(merged: Merged | None) -> str:
    """Return what was merged as the end of a report; nothing where nothing was."""
    if merged is None:
        return ""
    settle = (
        f"{merged.conflicts} of these {'is' if merged.conflicts == 1 else 'are'} for you to settle\n"
        if merged.conflicts
        else ""
    )
    return (
        "\nWhat is new against the transcript that was there:\n"
        + "".join(f"  {sentence}\n" for sentence in merged.sentences)
        + settle
    )


def count_reviews(transcript: str) -> int:
    """Return how many records of a transcript wait for review."""
    return sum("review" in plain(record) for record, _ in walk(YamlEditor(transcript).root))
