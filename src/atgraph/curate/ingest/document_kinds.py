"""What a document seems to be: a programme, or something that has none."""

import re

from atgraph.curate.ingest.draft_records import DraftIgnored, DraftRecords
from atgraph.curate.ingest.lines import Extract
from atgraph.curate.ingest.mentioned import FIRST
from atgraph.curate.ingest.word_lists import DocumentWords, words_of

SAYS = 10  # words of a line that says so
SHARE = 0.4  # of the lines, from which on sentences are what a document is of
FIGURE = re.compile(r"\d\s?%|\d[.,   ]\d{3}(?!\d)|\d\s(?:mill|milion|Mio|млн|миллион|мільйон)")
DATELINE = re.compile(
    r"[^\W\d_a-z][\w’' -]{2,40}, [^.]{4,40}\d{4}\)?[^.\d–—-]{0,20} ?[–—-] [^\W\d_a-z]"
)
SCAN = "a scan: pictures of pages; run text recognition (OCR) over it, and ingest what that gives"
PROGRAMMES = ("a programme", "the programme of one session")
KINDS = {
    "participant_lists": "a list of participants without sessions",
    "minutes": "minutes of a meeting",
    "press_releases": "a press release",
    "fact_sheets": "a fact sheet",
}
LISTED = "on a list of participants: no session names who is on it"


def name_kind(records: DraftRecords, extract: Extract, words: DocumentWords) -> str:
    """Return what a document seems to be; who is on a list alone takes part in no session."""
    if extract.is_scan:
        records.cover.reviews[:] = [f"seems to be {SCAN}"]
        return SCAN
    sessions = records.sessions
    people = sum(len(meeting.participants) for meeting in sessions)
    listed, kind = KINDS["participant_lists"], _without_sessions(records, extract, words)
    held = any(meeting.start or words["sessions"].any_of(meeting.title) for meeting in sessions[1:])
    if held or (len(sessions) > 1 and kind != listed):
        kind = PROGRAMMES[0] if people else "a contents list or an agenda that names nobody"
    elif kind == listed:  # also below the name of each country
        _take_out(records)
    return kind if words.recognised else f"{kind}, in a language whose words are not known"


def _without_sessions(records: DraftRecords, extract: Extract, words: DocumentWords) -> str:
    lines = [line for line in extract.lines if line.text]
    first = [line.text for line in lines[:FIRST] if len(line.text.split()) <= SAYS]
    told = [text for text in first if not _tells_of_people(text, words)]
    said = (kind for name, kind in KINDS.items() if any(map(words[name].any_of, told)))
    kinds = [words[kind].exact for kind in ("present", "absent")]
    labels = [line.partition(":")[0].casefold() for line in first]
    present = any(label in known for known in kinds for label in labels)
    if kind := next(said, KINDS["minutes"] if present else ""):
        return kind
    if any(DATELINE.match(line.text) for line in lines[:FIRST]):
        return KINDS["press_releases"]
    if any(meeting.participants for meeting in records.sessions):
        return PROGRAMMES[1]
    if any(FIGURE.search(line.text) for line in lines):
        return KINDS["fact_sheets"]
    sentences = sum(len(line.text.split()) > SAYS for line in lines)
    return "prose without a programme" if sentences > SHARE * len(lines) else "no programme"


def _tells_of_people(text: str, words: DocumentWords) -> bool:
    """Whether a line has a word for those who come, and is no head: “Delegates meet in Lenn”."""
    exact = words["participant_lists"].exact
    single = any(word.casefold() in exact for word in words_of(text))
    return single and text.casefold().strip(" .:*#") not in exact


def _take_out(records: DraftRecords) -> None:
    """Account for the people of a list as for what is in no session."""
    for meeting in records.sessions:
        quotes = [*meeting.quotes, *(q for one in meeting.participants for q in one.quotes)]
        quotes += (q for one in meeting.organizers for q in one.quotes)
        records.ignored.append(DraftIgnored(tuple(dict.fromkeys(quotes)), LISTED))
    gone = records.sessions
    records.statements = [said for said in records.statements if said.session not in gone]
    records.sessions = []
