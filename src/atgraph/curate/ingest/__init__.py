"""A document becomes the draft of a transcript, for a curator to review.

In the order of the reading: ``formats`` make a text with lines; ``recognise`` says what each may be
(``timed_lines``, ``placed_lines``); ``segmenting`` cuts them into ``blocks``, by their
``headings``; ``body`` reads what stands below a head (``people_lines``, ``organizer_lines``), with
``people`` for names (``name_first``, ``name_last``, ``name_lists``) and ``affiliations`` for what
stands beside them (``posts``, ``segment_kinds``); ``reader`` puts it together (``fronts``,
``known_bodies``, ``settling``), and ``writing`` writes the transcript.
"""

from __future__ import annotations

from atgraph.curate.ingest.draft import Draft, Written, draft
from atgraph.curate.ingest.report import Report

__all__ = ["Draft", "Report", "Written", "draft"]
