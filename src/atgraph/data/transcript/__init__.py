"""The transcript of a programme: what the source prints, each record with its quotes."""

from __future__ import annotations

from atgraph.data.transcript.model import (
    Affiliation,
    Day,
    Drafted,
    Entry,
    Listing,
    Name,
    Programme,
    Quote,
    Session,
    Slug,
    as_quote,
    written,
)  # fmt: skip
from atgraph.data.transcript.reading import FILE, check_programme, explain, read_programme

__all__ = [
    "FILE", "Affiliation", "Day", "Drafted", "Entry", "Listing", "Name", "Programme", "Quote",
    "Session", "Slug", "as_quote", "check_programme", "explain", "read_programme", "written",
]  # fmt: skip
