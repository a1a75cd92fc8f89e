"""A document becomes the draft of a transcript, for a curator to review.

``batch`` has documents drafted in sandboxes, ``drafting`` goes from files to drafts, ``reader``
from one text to the ``draft_records`` that it gives. In the order of the reading: ``formats`` make
a text with ``lines``; ``reading_order`` puts those of tables in order, ``parted_lines`` and
``parted_titles`` part some;
``recognition`` says what each may be, on top of what it says as text, when and where
(``text_lines``, ``timed_lines``, ``placed_lines``); ``learning`` keeps what all of them together
tell as the ``habits`` of the document, with the ``body_heads``, bodies above their people;
``zones`` tells the programme from the rest of the document;
``skeleton`` decides which of the ``line_labels`` each line of it has, by ``decoding`` all of them
together: ``line_scores`` say what speaks for each label, ``line_names`` whether a line is a name,
``dotted_posts`` which dots are commas, ``programme_lines`` what only all lines tell,
``counted_lines`` which of them count items, and ``session_grammar`` in which order they follow;
``segments`` makes blocks of that, and ``sessions`` sessions of blocks, whose bodies are read with
``people_lines`` and ``organizer_lines``, and ``session_state``, what holds from line to line;
``listed_sessions`` joins what several places print of one, ``named_in_full`` gives people who are
named in short the names that stand elsewhere. People are read by ``people_reader``, one at
a time by ``name_first`` and ``name_last``, with ``person_signs`` and ``person_names``, by sentences
with ``subjects``, ``told_speakers`` and ``told_posts``, what stands beside them by
``affiliations``, bodies by ``organizers``. ``calendar`` knows the days, ``times`` the hours;
``cover`` reads the title of the whole, ``event`` what else is said of it, ``prose`` what sentences
declare.
``word_lists`` have the words of each language, ``labels`` what they mean in the vocabularies.
``document_kinds`` says what the document seems to be, ``draft_checks`` look at all of it,
``review_marks`` mark what differs; ``together`` joins what documents of one event give;
``transcript_writer`` writes it, and ``folder_merge`` brings a document that has changed into a
transcript that is there: ``merge`` makes one of three drafts, by ``record_matching``.
"""

from atgraph.curate.ingest.batch import draft
from atgraph.curate.ingest.draft_checks import Report
from atgraph.curate.ingest.drafting import TranscriptDraft

__all__ = ["Report", "TranscriptDraft", "draft"]
