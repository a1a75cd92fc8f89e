"""What became of a document: how much are records, what was ignored and why, and what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.curate.ingest.left import NOT_UNDERSTOOD
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.records import Records
from atgraph.text import Document, clip

ONE = {
    "sessions": "session",
    "organisers": "organiser",
    "people and bodies that take part": "person or body that takes part",
    "statements": "statement",
}
READ = "Prose without a record, or of which only a word proposes a theme; read it:"


@dataclass(frozen=True)
class Report:
    """The fate of every printed sentence, and what waits for review."""

    sentences: int
    recorded: int
    ignored: dict[str, int] = field(default_factory=dict)
    not_understood: tuple[tuple[int, str], ...] = ()
    prose: tuple[tuple[int, str], ...] = ()
    reviews: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Tell it to a person."""
        lines = [
            ", ".join(
                f"{count} {ONE.get(what, what) if count == 1 else what}"
                for what, count in self.counts.items()
            )
        ]
        share = f" ({self.recorded / self.sentences:.0%})" if self.sentences else ""
        lines.append(
            f"printed sentences: {self.sentences}, of which {self.recorded} in records{share}"
        )
        lines += [f"  {count} ignored: {reason}" for reason, count in self.ignored.items()]
        lines += [f"Note: {note}" for note in self.notes]
        for heading, told in ((READ, self.prose), ("Not understood:", self.not_understood)):
            if told:
                lines += ["", heading, *(f"  line {number}: {text}" for number, text in told)]
        wait = (
            "1 record waits for review"
            if self.reviews == 1
            else f"{self.reviews} records wait for review"
        )
        lines += ["", wait if self.reviews else "Nothing waits for review"]
        return "\n".join(lines) + "\n"


def make_report(
    records: Records, text: str, covered: Sequence[Stretch], reviews: int, notes: Sequence[str]
) -> Report:
    """Count the fate of every sentence.

    A theme that is proposed from a word or two says nothing of the rest of its sentence: where
    nothing else rests on the sentence it is not in ``covered``, and is told as prose that somebody
    must read.
    """
    document = Document(Path("source.txt"), text)
    told = [(a, b, "\0" + entry.reason) for entry in records.left for a, b in entry.quotes]
    told += [
        (a, b, "\0prose")
        for d in records.declared
        if d.values.get("tie") == "theme" and d.review
        for a, b in d.quotes
    ]
    stretches = sorted([(a, b, "") for a, b in covered] + told)
    ignored: Counter[str] = Counter()
    lost: dict[str, list[tuple[int, str]]] = {NOT_UNDERSTOOD: [], "prose": []}
    recorded = total = at = 0
    open_: list[tuple[int, int, str]] = []
    for sentence in document.sentences():
        total += 1
        while at < len(stretches) and stretches[at][0] < sentence.end:
            open_.append(stretches[at])
            at += 1
        open_ = [s for s in open_ if s[1] > sentence.start]
        reasons = [s[2] for s in open_]
        if "" in reasons:
            recorded += 1
            continue
        reason = next((r[1:] for r in reasons), NOT_UNDERSTOOD)
        if reason in lost:
            lost[reason].append((sentence.start_line, clip(sentence.text, 120)))
        else:
            ignored[reason] += 1
    counts = {
        "sessions": len(records.meetings),
        "organisers": sum(len(m.organizers) for m in records.meetings),
        "people and bodies that take part": sum(len(m.parts) for m in records.meetings),
        "statements": len(records.declared),
    }
    return Report(
        total,
        recorded,
        dict(sorted(ignored.items())),
        tuple(lost[NOT_UNDERSTOOD]),
        tuple(lost["prose"]),
        reviews,
        counts,
        tuple(notes),
    )
