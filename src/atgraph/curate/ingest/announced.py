"""What the one event is called of which a document tells: as heads or first sentences say."""

import re
from collections.abc import Iterator, Sequence

from atgraph.curate.ingest.lines import sentences_in
from atgraph.curate.ingest.organizers import names_organizer
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.told_sessions import (
    ENDS,
    FEWEST,
    MOST_LEADING,
    QUOTES,
    SHORT,
    announces,
    find_title,
    is_led_to,
    may_be_title,
    says_event,
)
from atgraph.curate.ingest.told_topics import ToldTitle
from atgraph.curate.ingest.word_lists import with_forms, words_of

MOST_ABOVE, MOST_SENTENCES = 2, 2  # paragraphs that may name the event; sentences of each
SMALL = r"(?:of|and|in|on|to|for|with|at|by|from|or|against|along)(?:\s(?:the|an?))?"
NAMED_EVENT = (  # “the Regional Forum on Debt at Sea”
    r"(?P<title>(?:\d{1,3}(?:st|nd|rd|th)\s)?(?:[A-Z][\w’'-]*\s){0,3}(?=[A-Z])(?i:{event_nouns}|{told_events})(?!\w)"
    r"(?:\s(?!at\s(?:the\s)?(?:[A-Z]\S*\s){0,3}?(?i:{venues})(?!\w))"
    rf"(?:(?:{SMALL})\s)+[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)+(?::\s[A-Z][^.;:“”]{{4,80}}?(?=[.;]))?)"
)
SINCE = re.compile(r"\b(?:since|after)\s(?:the\s)?$", re.I)
YEAR_BEHIND, SHORT_BEHIND = re.compile(r"\s\(?in\s(?:19|20)\d\d"), re.compile(r"\s\([A-Z]{2,}\)")
BROUGHT_ABOUT = r"(?<!\w)(?:{brought_about})\s(?:{role_ends})(?!\w)"  # “organised with”
OPENED, ANOTHER_BEHIND = re.compile(r",\s(?:the\s)?$"), r",?\s(?:{and})\s"
OF_PART = r"(?<!\w)(?:{nth})\s(?:{sessions})(?!\w)[^.]*$"  # “the theme of the first panel was “A””
QUOTED_EVENT = (  # “the conference “A””, “Jornadas «A»”
    r"(?:(?P<title>(?=[^\W\d_a-zа-яіїєґ])(?i:{event_nouns}|{told_events})\s[«“„][^«»“”]{3,160}[»”“])"
    r"|(?<!\w)(?i:{event_nouns}|{told_events})\s[«“„\"](?P<quoted>[^«»“”\"]{3,160})[»”“\"])"
)


def find_announced(lines: Lines) -> tuple[RecognizedLine, str] | None:
    """Return the line that invites to one event, or tells its day and time, with its title."""
    told = next((n for n, line in enumerate(lines) if line.tells), len(lines))
    heads = [line.text for line in lines[:told]]
    headed = any(says_event(s.text) or s.words["told_events"].any_of(s.text) for s in lines[:told])
    for line in lines:
        title = find_title(line) if not line.raw.note else None
        if title is None:
            continue
        invites = with_forms(r"^(?:{invites})(?!\w)", flags=re.I).match(line.text)
        known = is_led_to(line, title) or (not headed and _is_alone(line, title))
        if (invites and not line.tells) or (known and announces(line.text, line.words)):
            return line, title.text
    if again := _named_again(heads, lines[told:][:MOST_ABOVE]):
        return again
    if any(map(with_forms(QUOTED_EVENT).search, heads)):
        return None  # it is called so there: “Forum “A””
    if any(map(QUOTED.search, heads)):
        return next(_titles_in(lines[: told + MOST_ABOVE]), None)
    generic = {w for head in heads if says_event(head) for w in words_of(head.casefold())}
    for line in lines[told : told + (1 if generic else MOST_ABOVE)]:
        pieces = [*sentences_in(line.text, 0, len(line.text))][:MOST_SENTENCES]
        said = (0, pieces[-1][1] if pieces else 0)
        ways = [QUOTED_EVENT, *([NAMED_EVENT] if line.words.languages == ("en",) else [])]
        told_in = line.text[slice(*said)]
        for found in filter(None, (with_forms(w).search(told_in) for w in ways)):
            start = max(first for first, _ in pieces if first <= found.start())
            if _names_other(told_in[start : found.start()], told_in[found.end() :], line):
                continue
            title = next(filter(None, found.groups())).strip()
            shared = generic & set(words_of(title.casefold()))
            if not generic or len(shared) * 2 < len(title.split()):
                return line, title
    return next(_titles_in(lines[told : told + MOST_ABOVE]), None)


def _names_other(before: str, behind: str, line: RecognizedLine) -> bool:
    """Whether a name with a word for an event is that of who organises this, or of one long ago.

    As in “organised with the Assembly of Quays (AQ)”, “since the Conference on Debt in 1995”, but
    not in “Organised by Terra, the Forum on Debt (FD) …”.
    """
    if SINCE.search(before) and YEAR_BEHIND.match(behind):
        return True
    first, _, rest = before.partition(" ")
    brought = first.casefold() in line.words["brought_about"].exact
    opens = brought or not names_organizer(rest, line.words)
    if opens and OPENED.search(before) and not with_forms(ANOTHER_BEHIND).match(behind):
        return False
    short = SHORT_BEHIND.match(behind) and with_forms(BROUGHT_ABOUT).search(before)
    return bool(short or names_organizer(before, line.words))


def _is_alone(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether a title of several words is all that a line has in quotation marks, and no speech."""
    quoted = [found for found in QUOTED.finditer(line.text) if len(found[0].split()) > 1]
    return len(quoted) == 1 and " " in title.text and not _is_speech(line, title)


def _titles_in(lines: Lines) -> Iterator[tuple[RecognizedLine, str]]:
    """Yield the titles to which words lead: “Looking back on the talk “A””."""
    for line in lines:
        title = find_title(line)
        part = title and with_forms(OF_PART, flags=re.I).search(line.text[: title.start])
        if title and is_led_to(line, title) and not (part or _is_speech(line, title)):
            yield line, title.text


def _is_speech(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether somebody said what stands in quotation marks: ““Nobody asks”, forum hears”."""
    behind = words_of(line.text[title.end :])[:MOST_LEADING]
    return title.text.endswith(ENDS) or line.words["speech_verbs"].any_in(behind)


def _named_again(heads: Sequence[str], told: Lines) -> tuple[RecognizedLine, str] | None:
    """Return the title to which words lead in prose, and which a head has among its own words."""
    for line in told:
        for found in QUOTED.finditer(line.text):
            title = ToldTitle(*found.span(), found[0].strip(QUOTES).rstrip(",."))
            if not (is_led_to(line, title) and may_be_title(line, title)):
                continue
            known = {word.casefold() for word in words_of(line.text)}
            for head in (h for h in heads if title.text.casefold() in h.casefold()):
                at = head.casefold().find(title.text.casefold())
                own = words_of(f"{head[:at]} {head[at + len(title.text) :]}")
                fresh = sum(word.casefold() not in known for word in own)
                leads = own[-1:] and own[-1].islower() and len(own[-1]) <= SHORT  # “my evening at”
                if fresh >= (1 if leads else FEWEST):
                    return line, title.text
    return None
