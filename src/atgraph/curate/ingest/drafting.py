"""From files to the drafts of their transcripts, each in the folder of its programme."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from atgraph.curate.ingest.draft_checks import Report, build_report
from atgraph.curate.ingest.formats import read_original
from atgraph.curate.ingest.labels import STATUSES, languages_of
from atgraph.curate.ingest.merge import DRAFT, count_reviews, merge_into, report_merge
from atgraph.curate.ingest.reader import read_records
from atgraph.curate.ingest.transcript_writer import write_transcript
from atgraph.data.journal import locked, write_together
from atgraph.data.slugs import slug
from atgraph.data.transcript import FILE
from atgraph.errors import AtgraphError

SOURCE, REPORT = "source.txt", "report.txt"


@dataclass(frozen=True)
class TranscriptDraft:
    """A transcript as drafted; the document as received, where it is not the text itself."""

    id: str
    transcript: str = field(repr=False)
    source: bytes = field(repr=False)
    report: Report = field(repr=False)
    text: str = field(default="", repr=False)
    original: bytes | None = field(default=None, repr=False)
    original_name: str = ""

    __pydantic_config__: ClassVar = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    def write(self, folder: Path) -> Ingested:
        """Write programme.yml, source.txt, report.txt and the document as received into a folder.

        What changed is merged into a transcript that is there; what the curator did stays. The
        draft is kept as draft.yml: the next merge sees by it who changed what. It is a RefusedError
        if no draft was kept of the transcript, or the folder cannot be written.
        """
        programmes = folder.absolute().parent
        home = programmes.parent  # the data folder, whose readers wait; or it is of none
        is_of_data = programmes.name == "programmes" and folder.name != ".."
        if not is_of_data or not (home / "registry").is_dir():
            home = folder
        with locked(home, "--out"):
            transcript, reviews, changes = self.transcript, self.report.reviews, ""
            if (folder / FILE).exists():
                merged = merge_into(folder, transcript, self.text, SOURCE)
                transcript, changes = merged.text, report_merge(merged)
                reviews = count_reviews(transcript)
            report = f"{replace(self.report, reviews=reviews)}{changes}"
            files = {} if self.original is None else {self.original_name: self.original}
            files |= {SOURCE: self.source, REPORT: report.encode(), FILE: transcript.encode()}
            files[DRAFT] = self.transcript.encode()
            write_together(home, {folder / name: data for name, data in files.items()}, "--out")
        return Ingested(folder, report, reviews > 0)


@dataclass(frozen=True)
class Ingested:
    """What became of one document, and whether a person must look at something."""

    folder: Path
    report: str = ""
    needs_review: bool = False
    error: AtgraphError | None = None
    note: str = ""


def draft_here(path: Path, identifier: str = "") -> TranscriptDraft:
    """Draft a transcript in this process, as `batch.draft` has it done in one with limits."""
    raw, extract, is_text = read_original(path)
    records, words = read_records(extract)
    notes = list(extract.notes)
    if not words.recognised:
        known = ", ".join(sorted({"en", *languages_of(STATUSES)}))
        notes.append(
            "too few words tell the language, or it is none whose role words are known "
            f"({known}): look at each date and role, and for people who are missing"
        )
    name = identifier or slug(path.stem) or "programme"
    source, entry = _source(path.name, raw, extract.text, is_text)
    transcript = write_transcript(records, extract.text, name, entry)
    report = build_report(records, transcript, extract.text, notes)
    kept = "" if entry["file"] == SOURCE else entry["file"]
    original = raw if kept else None
    return TranscriptDraft(name, transcript, source, report, extract.text, original, kept)


def _source(name: str, raw: bytes, text: str, is_text: bool) -> tuple[bytes, dict[str, str]]:
    """Return the text to be quoted as it is kept, and the document's entry in the transcript."""
    entry = {"id": "programme", "file": SOURCE, "sha256": hashlib.sha256(raw).hexdigest()}
    decoded = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if is_text and decoded == text:
        return raw, entry
    kept = re.sub(r"[\x00-\x1f/\\]", "-", name)
    if kept in (SOURCE, REPORT, FILE, DRAFT) or kept.startswith("."):
        kept = f"original-{kept.lstrip('.')}"
    return text.encode(), {**entry, "file": kept, "text": SOURCE}
