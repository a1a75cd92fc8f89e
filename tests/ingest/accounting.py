"""Whether the quotes of a draft stand in its text, and whether each sentence of the text is accounted for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counting import Count, Score
from scoring import score

from atgraph.documents import Document, Span, fold
from atgraph.records import read_yaml


def read_score(folder: Path, expected: Path) -> Score:
    """Score what ingest wrote into a folder: its transcript, its quotes, and whether each sentence is accounted for."""
    drafted = read_yaml(folder / "programme.yml")
    return {**score(drafted, read_yaml(expected)), **score_text(folder, drafted)}


def score_text(folder: Path, drafted: Any) -> Score:
    """Count the quotes that stand in the text letter for letter, and the sentences that a record, `ignored` or the report tells."""
    text = Document.read(folder / "source.txt")
    quotes = list(_quotes(drafted))
    spans = [text.find_all(q) for q in quotes]
    covered = _joined(sorted((s.start, s.end) for found in spans for s in found))
    starts = [start for start, _ in covered]
    sentences = list(text.sentences())
    passed_over = [s for s in sentences if not any(s.start < end for _, end in covered[max(bisect_left(starts, s.end) - 1, 0) : bisect_left(starts, s.end)])]
    told = len(sentences) - len(passed_over) + _told(passed_over, " ".join(_reports(folder)))
    return {
        "quotes verbatim": Count(sum(map(bool, spans)), len(quotes), len(quotes)),
        "sentences accounted for": Count(told, len(sentences), len(sentences)),
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


def _reports(folder: Path) -> Iterator[str]:
    """Yield what else was written as text, white space folded."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md", ".json", ".yml") and path.name not in ("source.txt", "programme.yml"):
            yield fold(path.read_text("utf-8"))


def _told(sentences: Iterable[Span], report: str) -> int:
    """Count the sentences that stand in a report; they are looked for from the last one found on, since a report tells them in order."""
    at = count = 0
    for sentence in sentences:
        words = fold(sentence.text)
        found = report.find(words, at)
        found = found if found >= 0 else report.find(words)
        if found >= 0:
            at, count = found, count + 1
    return count


def _quotes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for field, inner in value.items():
            if field == "quotes":
                yield from (str(q["text"] if isinstance(q, dict) else q) for q in inner)
            else:
                yield from _quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _quotes(inner)
