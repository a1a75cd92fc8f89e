"""From files to the drafts of their transcripts, each in the folder of its programme."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict

from atgraph.curate.ingest.document_kinds import PROGRAMMES, name_kind
from atgraph.curate.ingest.draft_checks import Report, build_report
from atgraph.curate.ingest.draft_records import DraftRecords
from atgraph.curate.ingest.folder_merge import merge_into, report_merge
from atgraph.curate.ingest.formats import read_original
from atgraph.curate.ingest.labels import STATUSES, languages_of
from atgraph.curate.ingest.lines import Extract
from atgraph.curate.ingest.merge import DRAFT, count_reviews
from atgraph.curate.ingest.reader import read_records
from atgraph.curate.ingest.together import join_records
from atgraph.curate.ingest.transcript_writer import write_transcript
from atgraph.data.journal import locked, write_together
from atgraph.data.slugs import slug
from atgraph.data.transcript import FILE
from atgraph.errors import AtgraphError, Problem

FIRST = "name that first, for its sessions are those that others add to"
SOURCE, REPORT = "source.txt", "report.txt"
KEPT = re.compile(r"\.|document-\d+\.txt$")  # names that are no document's own


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
    others: dict[str, bytes] = field(default_factory=dict, repr=False)  # files of more documents
    explained: str = field(default="", repr=False)  # what each line was taken for, a row a line

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
            files |= self.others
            files |= {SOURCE: self.source, REPORT: report.encode(), FILE: transcript.encode()}
            files[DRAFT] = self.transcript.encode()
            write_together(home, {folder / name: data for name, data in files.items()}, "--out")
        return Ingested(folder, report, reviews > 0, explained=self.explained)


@dataclass(frozen=True)
class Ingested:
    """What became of one document, and whether a person must look at something."""

    folder: Path
    report: str = ""
    needs_review: bool = False
    error: AtgraphError | None = None
    note: str = ""
    returned: tuple[Problem, ...] = ()  # by which who was removed on request would come back
    explained: str = ""


def draft_here(path: Path, identifier: str = "", others: Sequence[Path] = ()) -> TranscriptDraft:
    """Draft the transcript of a document, and of ``others`` of the same event, in this process."""
    parts, notes, kinds = list[tuple[DraftRecords, Extract]](), list[str](), list[str]()
    explained = list[str]()
    texts, entries, files = dict[str, str](), list[dict[str, str]](), dict[str, bytes]()
    for number, document in enumerate((path, *others), 1):
        raw, extract, is_text = read_original(document)
        records, words = read_records(extract)
        parts.append((records, extract))
        explained += [document.name, *records.explained] if others else records.explained
        kinds.append(name_kind(records, extract, words) + f" ({document.name})" * bool(others))
        of = f"{document.name}: " if others else ""
        unknown = () if words.recognised or extract.is_scan else (_unknown_language(),)
        notes += (f"{of}{note}" for note in (*extract.notes, *unknown))
        source, entry = _source(document.name, raw, extract.text, is_text, number)
        if "text" in entry:
            while entry["file"] in files:
                entry["file"] = f"{number}-{entry['file']}"
            files[entry["file"]] = raw
        files[entry.get("text", entry["file"])] = source
        texts[f"{number}. " * (document.name in texts) + document.name] = extract.text
        entries.append(entry)
    agendas = [kind for kind in kinds if kind.startswith(PROGRAMMES)]
    if agendas and agendas[0] != kinds[0]:
        notes.insert(0, f"the first document is no programme, but another is: {FIRST}")
    whole, programme = join_records(parts), identifier or slug(path.stem) or "programme"
    transcript = write_transcript(whole, list(texts.values()), programme, entries)
    report = build_report(whole, transcript, texts, notes, kinds)
    kept = "" if entries[0]["file"] == SOURCE else entries[0]["file"]
    source, original = files.pop(SOURCE), files.pop(kept, None)
    text = next(iter(texts.values()))
    return TranscriptDraft(
        *(programme, transcript, source, report, text, original, kept, files),
        explained="".join(f"{row}\n" for row in explained),
    )


def _unknown_language() -> str:
    known = ", ".join(sorted({"en", *languages_of(STATUSES)}))
    return (
        "too few words tell the language, or it is none whose role words are known "
        f"({known}): look at each date and role, and for people who are missing"
    )


def _source(
    name: str, raw: bytes, text: str, is_text: bool, number: int
) -> tuple[bytes, dict[str, str]]:
    """Return the text to be quoted as it is kept, and the document's entry in the transcript."""
    own = "programme" if number == 1 else f"document-{number}"
    file = SOURCE if number == 1 else f"{own}.txt"
    entry = {"id": own, "file": file, "sha256": hashlib.sha256(raw).hexdigest()}
    decoded = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if is_text and decoded == text:
        return raw, entry
    kept = re.sub(r"[\x00-\x1f/\\]", "-", name)
    if kept in (SOURCE, REPORT, FILE, DRAFT) or KEPT.match(kept):
        kept = f"original-{kept.lstrip('.')}"
    return text.encode(), {**entry, "file": kept, "text": file}
