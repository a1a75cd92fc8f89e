"""The transcript of a programme: what the source prints, each record with its quotes."""

from __future__ import annotations

from atgraph.data.transcript.fields import Clock, Day, FileName, Name, Slug, written
from atgraph.data.transcript.model import (
    Affiliation,
    Context,
    Drafted,
    Entry,
    Ignored,
    Listing,
    Organizer,
    Participant,
    Programme,
    Quote,
    Quotes,
    Session,
    SourceFile,
    as_quote,
)
from atgraph.data.transcript.reading import FILE, check_programme, explain, read_programme

__all__ = [
    "FILE",
    "Affiliation",
    "Clock",
    "Context",
    "Day",
    "Drafted",
    "Entry",
    "FileName",
    "Ignored",
    "Listing",
    "Name",
    "Organizer",
    "Participant",
    "Programme",
    "Quote",
    "Quotes",
    "Session",
    "Slug",
    "SourceFile",
    "as_quote",
    "check_programme",
    "explain",
    "read_programme",
    "written",
]
