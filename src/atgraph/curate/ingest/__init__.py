"""A document becomes the draft of a transcript, for a curator to review.

``batch`` has documents drafted in sandboxes, each as a ``draft_job``; ``drafting`` goes from files
to drafts, ``reader`` from one text to the ``draft_records`` that it gives. In the order of reading:

Lines. ``formats`` make a text with ``lines``; ``reading_order`` puts those of tables in order, by
their ``clock_cells``, ``column_heads``, ``person_columns`` and ``paired_cells``, ``form_tables``
and ``agenda_forms`` those of forms, by their ``form_labels`` and ``form_fields``, ``cards`` those
of boxes; ``run_on_slots`` cuts a programme in one paragraph; ``menus`` are left out.
``recognition`` says what each may be, on top of what it says as text, when and where
(``text_lines``, ``timed_lines``, ``placed_lines``), and ``speeches`` whose words it has.
``parted_lines`` and ``parted_titles`` (where ``title_ends``) part what says several things,
``dotted_posts`` says which dots are commas, ``turned_names`` which names begin with the surname,
``profile_pages`` puts people into the sessions below their names, ``told_parts``, ``told_sessions``
and ``told_topics`` find titles in sentences, ``announced`` that of the one event of which all tell,
``agenda_items`` those of an agenda without times,
``second_titles`` those in another language, and ``described_events`` those above what an event is
on. ``learning`` keeps what all lines together tell as the ``habits`` of the document, with what
stands in ``repetition`` and the ``body_heads``, bodies above their people.

Sessions. ``zones`` tells the programme from the rest of the document; ``skeleton`` decides which of
the ``line_labels`` each line of it has, by ``decoding`` all of them together: ``line_scores`` and
``title_scores`` say what speaks for each label, ``line_names`` whether a line is a name,
``programme_lines`` what only all lines tell, ``counted_lines`` which of them count items,
``headed_lines`` which headings are of no session and which names stand above titles, and
``session_grammar`` in which order lines follow. ``segments`` makes blocks of that, and ``sessions``
sessions of blocks, whose titles are read with ``session_titles``, whose bodies with
``people_lines``, ``below_names``, ``name_lists``, ``record_lines`` and ``organizer_lines``, and
``session_state``, what holds from line to line.
``listed_sessions`` joins what several places print of one, ``named_in_full`` gives people who are
named in short the names that stand elsewhere.

People are read by ``people_reader``, one at a time by ``name_first`` and ``name_last``, with
``person_signs``, ``person_names`` and ``given_names``, several as ``names_alone`` or in
``name_rows``; by sentences with ``subjects``, ``told_leads`` to them, ``told_speakers``,
``told_names``, ``told_posts``, ``told_beside`` and ``told_people``, but for who is only
``mentioned``, with what ``told_lives`` say of them. What stands beside them is read by
``affiliations``, with ``segment_kinds`` and ``enumerations``, bodies by ``organizers``.

The whole. ``cover`` reads its title, ``event`` what else is said of it, and ``profile_titles`` in
which sessions the people below an agenda are. ``calendar`` knows the days, ``times`` the hours,
``towns`` the places; ``prose`` reads what sentences declare, ``printed_claims`` the figures in
them. ``word_lists`` have the words of each language, ``labels`` what they mean in the vocabularies.

The draft. ``document_kinds`` says what the document seems to be, ``draft_checks`` look at all of
it, ``review_marks`` mark what differs, with ``text_doubts``; ``together`` joins what documents of
one event give; ``transcript_writer`` writes it, and ``folder_merge`` brings a document that has
changed into a transcript that is there: ``merge`` makes one of three drafts, by
``record_matching``.
"""

from atgraph.curate.ingest.batch import draft
from atgraph.curate.ingest.draft_checks import Report
from atgraph.curate.ingest.drafting import TranscriptDraft

__all__ = ["Report", "TranscriptDraft", "draft"]
