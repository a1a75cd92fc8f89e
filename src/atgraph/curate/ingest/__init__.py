"""A document becomes the draft of a transcript, for a curator to review.

In the order of the reading: ``formats`` make a text with ``lines``; ``reading_order`` puts those of
tables in order; ``recognition`` says what each may be; ``segments`` cuts them into blocks by their
headings; ``sessions`` makes sessions of blocks and reads what stands below a head with
``people_lines``. Names are read by ``person_reader``, what stands beside them by ``affiliations``,
bodies by ``organizers``. ``calendar`` knows the days; ``event`` reads the cover and what is said of
the whole, ``prose`` what sentences declare. ``verification`` looks at all of it;
``transcript_writer`` writes it, and ``merge`` brings a document that has changed into a transcript
that is there.
"""

from __future__ import annotations

from atgraph.curate.ingest.draft_checks import Report
from atgraph.curate.ingest.drafting import TranscriptDraft, WrittenDraft, draft

__all__ = ["Report", "TranscriptDraft", "WrittenDraft", "draft"]
