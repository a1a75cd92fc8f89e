"""From a file to the draft of its transcript."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from atgraph.curate.ingest.again import count_reviews, merge_into, tell_merged
from atgraph.curate.ingest.formats import Original, read_original
from atgraph.curate.ingest.labels import STATUSES, languages_of
from atgraph.curate.ingest.merging import DRAFT
from atgraph.curate.ingest.reader import read_records
from atgraph.curate.ingest.records import Records
from atgraph.curate.ingest.report import Report, make_report
from atgraph.curate.ingest.stretches import stretches
from atgraph.curate.ingest.words import Words
from atgraph.curate.ingest.writing import write_transcript
from atgraph.data.slugs import slug
from atgraph.data.transcript import FILE
from atgraph.files import write_file

SOURCE, REPORT = "source.txt", "report.txt"


@dataclass(frozen=True)
class Draft:
    """A transcript as drafted: three texts, and the document as received where it is not the text itself."""

    id: str
    transcript: str = field(repr=False)
    source: bytes = field(repr=False)
    report: Report = field(repr=False)
    text: str = field(default="", repr=False)
    original: bytes | None = field(default=None, repr=False)
    original_name: str = ""

    @property
    def needs_review(self) -> bool:
        """Whether a person must look at something."""
        return self.report.reviews > 0

    def write(self, folder: Path) -> Written:
        """Write programme.yml, source.txt, report.txt and the document as received into a folder.

        Where a transcript is there already, what changed in the document is merged into it, and
        what the curator did stays. The draft itself is kept as draft.yml, from which the next merge
        tells who changed what.

        Raises:
            RefusedError: there is a transcript that no draft was kept of, or the folder cannot be
                written.
        """
        merged = (
            merge_into(folder, self.transcript, self.text, SOURCE)
            if (folder / FILE).exists()
            else None
        )
        reviews = count_reviews(merged.text) if merged else self.report.reviews
        told = f"{replace(self.report, reviews=reviews)}{tell_merged(merged)}"
        files = {
            SOURCE: self.source,
            REPORT: told.encode(),
            FILE: (merged.text if merged else self.transcript).encode(),
        }
        files |= {
            DRAFT: self.transcript.encode()
        }  # the last: by it the next merge tells who changed what, also after one that was stopped
        if self.original is not None:
            files = {self.original_name: self.original, **files}
        for name, data in files.items():
            write_file(folder / name, data, "--out")
        return Written(told, reviews > 0)


@dataclass(frozen=True)
class Written:
    """What is told of a draft that was written, and whether a person must look at something."""

    told: str
    needs_review: bool


def draft(path: Path, identifier: str = "") -> Draft:
    """Draft the transcript of a document.

    Args:
        path: a text, Markdown, HTML, PDF or DOCX file.
        identifier: the id of the programme, which is the name of its folder; without it, it is made
            of the file's name.

    Raises:
        UnreadableError: the document cannot be read; the message says why and what to do.
    """
    original = read_original(path)
    extract = original.extract
    records, words = read_records(extract)
    name = identifier or slug(path.stem) or "programme"
    source, sources, kept = _sources(original)
    transcript = write_transcript(records, extract.text, name, sources)
    report = make_report(
        records,
        extract.text,
        list(stretches(records, themes=False)),
        sum(1 for _ in reviews(records)),
        [*extract.notes, *_notes(words)],
    )
    return Draft(
        name, transcript, source, report, extract.text, original.raw if kept else None, kept
    )


def _sources(original: Original) -> tuple[bytes, list[dict[str, str]], str]:
    """Return the text in bytes, the entry under `sources`, and the name under which the original is kept, if it is."""
    encoded = original.extract.text.encode()
    if (
        original.is_text
        and original.raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        == original.extract.text
    ):
        return (
            original.raw,
            [{"id": "programme", "file": SOURCE, "sha256": _digest(original.raw)}],
            "",
        )
    kept = re.sub(r"[\x00-\x1f/\\]", "-", original.path.name)
    if kept in (SOURCE, REPORT, FILE, DRAFT) or kept.startswith("."):
        kept = f"original-{kept.lstrip('.')}"
    return (
        encoded,
        [{"id": "programme", "file": kept, "sha256": _digest(original.raw), "text": SOURCE}],
        kept,
    )


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _notes(words: Words) -> Iterator[str]:
    if not words.recognised:
        known = ", ".join(sorted({"en", *languages_of(STATUSES)}))
        yield f"too few words tell the language, or it is none whose role words are known ({known}): look at each date and role, and for people who are missing"


def reviews(records: Records) -> Iterator[str]:
    """Yield the reason of each record that waits for review."""
    if records.cover.reviews:
        yield records.cover.reviews[0]
    for meeting in records.meetings:
        if meeting.reviews:
            yield meeting.reviews[0]
        yield from filter(
            None, [*(o.review for o in meeting.organizers), *(p.review for p in meeting.parts)]
        )
    yield from filter(
        None,
        [
            *(d.review for d in records.declared),
            *(entry.review for entry in dict.fromkeys(records.left)),
        ],
    )
