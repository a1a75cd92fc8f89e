"""Whether quotes of a draft stand in its text, and each sentence of it is accounted for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counting import Count, Score
from scoring import score

from atgraph.data.yaml_lines import read_yaml
from atgraph.text import Document, Span, fold


def read_score(folder: Path, expected: Path) -> Score:
    """Score what ingest wrote into a folder: its transcript, its quotes, and its sentences."""
    drafted = read_yaml(folder / "programme.yml")
    return {**score(drafted, read_yaml(expected)), **score_text(folder, drafted)}


def score_text(folder: Path, drafted: Any) -> Score:
    """Count the quotes that stand in the text, and the sentences that are accounted for."""
    text = Document.read(folder / "source.txt")
    words = [str(q["text"] if isinstance(q, dict) else q) for q in quotes(drafted)]
    spans = [text.find_all(q) for q in words]
    covered = _joined(sorted((s.start, s.end) for found in spans for s in found))
    starts = [start for start, _ in covered]
    sentences = list(text.sentences())
    passed_over = [
        s
        for s in sentences
        if not any(
            s.start < end
            for _, end in covered[
                max(bisect_left(starts, s.end) - 1, 0) : bisect_left(starts, s.end)
            ]
        )
    ]
    untold = _untold(passed_over, " ".join(_reports(folder, drafted)))
    missing = tuple(quote for quote, found in zip(words, spans) if not found)
    return {
        "quotes verbatim": Count(len(words) - len(missing), len(words), len(words), wrong=missing),
        "sentences accounted for": Count(
            len(sentences) - len(untold), len(sentences), len(sentences), missed=untold
        ),
    }


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches that overlap; they come in the order of the text."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _reports(folder: Path, drafted: Any) -> Iterator[str]:
    """Yield what was written as text beside transcript, text and document, white space folded."""
    kept = {
        "source.txt",
        "programme.yml",
        *(
            str(s.get(field, ""))
            for s in drafted.get("sources") or []
            for field in ("file", "text")
        ),
    }
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md", ".json", ".yml") and path.name not in kept:
            yield fold(path.read_text("utf-8"))


def _untold(sentences: Iterable[Span], report: str) -> tuple[str, ...]:
    """Return the sentences that a report does not hold.

    They are looked for from the last one found on, since a report tells them in order.
    """
    at, untold = 0, []
    for sentence in sentences:
        words = fold(sentence.text)
        found = report.find(words, at)
        found = found if found >= 0 else report.find(words)
        if found < 0:
            untold.append(sentence.text)
        else:
            at = found
    return tuple(untold)


def quotes(value: Any) -> Iterator[Any]:
    """Yield every quote below a record, as a text or as text and line."""
    if isinstance(value, dict):
        for field, inner in value.items():
            yield from inner if field == "quotes" else quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner)
