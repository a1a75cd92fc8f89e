"""What stands before the first session: the title of the whole, its days and its venue."""

import re
from itertools import pairwise

from atgraph.curate.ingest.calendar import Calendar, is_short
from atgraph.curate.ingest.draft_records import DraftCover, DraftListing
from atgraph.curate.ingest.formats.plain import SUBJECT
from atgraph.curate.ingest.labels import PARTS, leads_to_doer, read_role
from atgraph.curate.ingest.line_names import begins_with_name, heads_no_name, is_role_alone
from atgraph.curate.ingest.lines import PAGE
from atgraph.curate.ingest.mentioned import names_author
from atgraph.curate.ingest.organizers import INVITES_BELOW
from atgraph.curate.ingest.person_signs import ENOUGH, LISTED
from atgraph.curate.ingest.placed_lines import LABELLED
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.segment_kinds import QUOTES, SegmentKinds
from atgraph.curate.ingest.text_lines import CONTACT, QUOTED
from atgraph.curate.ingest.told_sessions import says_event
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.towns import find_place
from atgraph.curate.ingest.word_lists import every, with_forms

FIRST = 200  # lines among which the title is looked for
OPENS = 1.0  # what speaks for the first line of all
HEADS = 1.0  # and for the only heading of the highest level
TOLD = 2.5  # and for what prose names in quotation marks: “will host “The Title””
INVITED = 2.0  # and for that below “cordially invite you to the side event”
LED = 4  # letters before a day that begins a line: “On 3 May”, “Am 3. Mai”
NAMED = 3.0  # what speaks against a line that names somebody and the post
MOST_OF_KIND = 4  # words of a kind of event
MOST_OF_NAME = 20  # of the heading of somebody
MOST_OF_CLOCK = 6  # of a line with a time
FEW, BELOW = 2, 2  # words of what may be a kind alone; lines from it to the title
EDITION = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th|º|ª|°|-?й|-?я|-?а|e|ème|er|\.)\s+(?P<series>\S.*)", re.I
)
MARGIN = re.compile(
    r"^\W*(?:a\s+)?(?:side|parallel|satellite)[- ]event\s(?:(?:[io]n|at)\sthe\s(?:framework|margins"
    r"|occasion|sidelines)|(?:at|during|in|of|on|to)\s(?:the\s)?(?:\d+(?:st|nd|rd|th)|[a-z]+\s?\d+))"
    r"\b[^:]+$|^\W*(?:side|parallel|satellite)[- ]event\sto\s\w+$"
    r"|^\d+(?:st|nd|rd|th)\s[^:]+\s(?:side|parallel|satellite)[- ]event$",  # “31st … Side Event”
    re.I,
)
CONTEXT = re.compile(r"(?:the\s+)?\w+\s+(?:session|meeting|conference)\s+of\s+the\b", re.I)
NO_TITLES = ("press_releases", "time_labels", "date_labels", "venue_labels")
ONE_OF_KIND = re.compile(r"(?:an?|eine?|une?|un[ao])\s+(?P<noun>[\w-]+)", re.I)
OF_COUNTED = re.compile(r"[A-ZА-Я]{2,6}[ -]?\d{1,3}")  # “HRC62”, beside “Side event”
BESIDE = re.compile(r",|\s[–—-]\s")
PARTED = re.compile(r"\s[|·•/–]\s")
FRONT = re.compile(r"[\"']?title[\"']?(?::| =)\s*[\"']?(?P<title>.+?)[\"']?$", re.I)


def read_cover(lines: Lines, calendar: Calendar, kinds: SegmentKinds) -> DraftCover:
    """Read what stands before the first session."""
    cover = DraftCover()
    # where and when a letter was written says nothing of the event
    above = calendar.sentence.place if calendar.sentence is not None else 0
    said = [line for line in lines if line.place >= above]
    leads = {s.span for s, below in pairwise(lines) if s.text.endswith(":") and below.raw.item}
    held = [line for line in lines[:FIRST] if line.span not in leads]
    candidates, is_invited = _candidates(lines, held)
    noted = [s for s in lines if s.raw.note == "front matter"]
    front = ((title.match(s.text), s.span) for title in (FRONT, SUBJECT) for s in noted)
    named, span = next(((found["title"], span) for found, span in front if found), ("", (0, 0)))
    quoted = QUOTED.search(named)  # “Invitation: Webinar "Who pays?" – 12 June”
    if quoted and says_event(named[: quoted.start()]):
        named = quoted[0].strip(QUOTES)
    topics = [(topic, s.span) for s in held if (topic := _topic(s))]
    named, span = topics[0] if len(topics) == 1 and not named else (named, span)
    page = next((s for s in lines if s.raw.note == PAGE), None)
    parts = PARTED.split(page.text) if page else []  # “Speakers | Harbour Conference”
    of_page = next(filter(says_event, parts), "")
    if of_page and all(s.dates or s.raw.level > 1 for s in candidates):
        candidates = []  # where and when, and headings of parts
    if named and not any(s.raw.level == 1 for s in candidates):
        cover.title, cover.quotes = named, [span]
    elif candidates:
        weights = [_weight(s, kinds) - 0.3 * min(10, n) for n, s in enumerate(candidates)]
        opens = candidates[0].size > FEW and not any(map(_may_head, lines[: candidates[0].place]))
        opens = opens and not _is_letterhead(candidates[0], kinds)
        heads = [n for n, s in enumerate(candidates) if s.raw.level == 1 and s.size > FEW]
        for n in heads if len(heads) == 1 else ():
            weights[n] += HEADS
        told = {found[0].strip(QUOTES + " ") for s in held for found in QUOTED.finditer(s.text)}
        for n, line in enumerate(candidates):
            weights[n] += TOLD * (line.text in told and line.size > FEW)
        weights[0] += OPENS * opens + INVITED * is_invited
        title = candidates[weights.index(max(weights))]
        cover.place = find_place(said, calendar.dated, title=title)
        _take_title(cover, title, candidates, kinds)
    elif page:
        cover.title = of_page or page.text
        cover.quotes, cover.of_page = [page.span], True
    cover.place = cover.place or find_place(said, calendar.dated, sure=True)
    if edition := EDITION.match(cover.title):
        cover.edition, cover.series = int(edition["number"]), edition["series"]
    _take_days_and_venue(cover, said, calendar)
    return cover


def _candidates(lines: Lines, held: Lines) -> tuple[Lines, bool]:
    """Return the lines that may be the title, and whether they stand below an invitation."""
    headed = (b for a, b in pairwise(lines) if a.is_contents_head and not b.is_sentence)
    below = {line.place for line in headed if QUOTED.search(line.text)}
    below |= {b.place for a, b in pairwise(held) if a.text.endswith(":") and b.text.endswith("?")}
    below |= {b.place for a, b in pairwise(held) if _goes_on_in(a, b)}
    lives = {b.place for a, b in pairwise(held) if _heads_life(a) and not b.raw.level}
    lives |= {b.place for a, b in pairwise(lines) if a.heads_bodies and not b.raw.level}
    lives |= {s.place for row in zip(held, held[1:], held[2:]) if _are_row(*row) for s in row}
    candidates = [
        s for s in held if s.place in below or (_may_be_title(s) and s.place not in lives)
    ]
    highest = (s.place for s in candidates if s.raw.level == 1 and s.size > FEW)
    reach = next(highest, FIRST) + BELOW  # a heading far below the highest is that of a part
    candidates = [line for line in candidates if line.place <= reach]
    inviting = next((s.place for s in held if INVITES_BELOW.search(s.text)), -1)
    invited = [line for line in candidates if line.place > inviting]
    asked = [s for s in held if s.text.rstrip(QUOTES).endswith("?") and s.size > FEW][:1]
    return invited or candidates or asked, bool(invited and inviting >= 0)


def _take_title(
    cover: DraftCover, first: RecognizedLine, candidates: Lines, kinds: SegmentKinds
) -> None:
    """Give the cover its title, with what stands below as its second half or its subtitle."""
    cover.level = first.raw.level
    cover.title, cover.quotes = _title_of(first), [first.span]
    below = next((s for s in candidates if 0 < s.place - first.place <= 2), None)
    if not below or below.dates or below.has_day or "|" in below.text:
        return
    names_body = kinds.is_body(below.text.split(",", maxsplit=1)[0])
    if (below.role and below.role.alone) or (names_body and not below.text.endswith("?")):
        return
    says_where = cover.place is not None and below.span in cover.place.quotes
    says_where = says_where or any(what == "room" for _, what in below.pieces)
    after = next((s.text for s in candidates if s.place == below.place + 1), "")
    if below.people.names.read_whole(below.text) and kinds.is_post(after.split(", ")[0]):
        return  # who takes part, and below it the post
    if says_where or any(find_named(below.text, below.people)) or below.text.endswith(":"):
        return
    asks = first.text.endswith(":") and below.text.endswith("?")
    goes_on = asks or first.title.rstrip().endswith((":", "–"))
    if goes_on or 0 < first.raw.level == below.raw.level:
        cover.title = f"{_title_of(first)} {_title_of(below)}"
        cover.quotes = [(first.raw.start, below.raw.end)]
    else:
        cover.subtitle = _title_of(below)
        cover.quotes.append(below.span)


def _take_days_and_venue(cover: DraftCover, lines: Lines, calendar: Calendar) -> None:
    if calendar.bounds:
        cover.start, cover.end = calendar.bounds
    short = filter(is_short, lines)
    dated = [(line, date) for line in short for date in line.dates if date.day]
    for line, date in dated[:1] if cover.title else ():
        printed, quotes = line.text[date.at : date.to], [cover.quotes[0], line.span]
        cover.listings.append(DraftListing(cover.title, printed, quotes=quotes))
    if cover.place is not None and cover.place.venue and cover.title:
        cover.listings = cover.listings or [DraftListing(cover.title, quotes=cover.quotes[:1])]
        cover.listings[0].room = cover.place.venue
        cover.listings[0].quotes += cover.place.quotes


def _topic(line: RecognizedLine) -> str:
    """Return what a line names as the title: “Topic: Fair Work at Sea”."""
    found = LABELLED.match(line.text)
    known = found and found["label"].casefold() in line.words["title_labels"].exact
    return found["rest"].strip(QUOTES) if found and known else ""


def _may_head(line: RecognizedLine) -> bool:
    """Whether a line is more than a date, a time or what is known of the document."""
    return not (line.dates or line.has_time or line.raw.note)


def _title_of(line: RecognizedLine) -> str:
    text = line.shown.strip(" *")
    text = line.title if line.dates and len(line.title.split()) > 2 else text
    # “of the third meeting”, below “MINUTES”
    return with_forms(r"^(?:{genitive})\s+(?:(?:{articles})\s+)?").sub("", text)


def _is_menu(line: RecognizedLine) -> bool:
    """Whether a line is what links of a page say, side by side: “Home | About us | Contact”."""
    said = [piece.strip().casefold() for piece in PARTED.split(line.text)]
    heads = (line.words[kind].exact for kind in ("contacts", "background", "news", "commands"))
    several = len(said) >= FEW + 1 and all(len(one.split()) <= FEW + 1 for one in said)
    return several and any(not known.isdisjoint(said) for known in heads)


def _may_be_title(line: RecognizedLine) -> bool:
    done_by = line.role and ":" not in line.text and leads_to_doer(line.role.form, line.words)
    leads = line.heads_bodies or done_by
    if leads or line.raw.note or line.has_time:  # “Sponsors”, above their names; “Convened by A”
        return False
    if _is_kind_of_document(line) or line.section or CONTACT.search(line.text) or line.is_break:
        return False
    if names_author(line.text, line.people):
        return False
    if _is_menu(line) or any(line.words[kind].labels(line.text) for kind in NO_TITLES):
        return False
    if line.dates and len(line.title.split()) < 4:
        return False
    if line.raw.reaches and not line.raw.level:
        return False  # “… please register with”, and who is asked
    if line.tells and not line.raw.level and any(find_speakers(line.text, line.people)):
        return False  # “Moderated by Ada Bek, editor of C.”
    if line.is_person and len(line.named_people) > 1 and not line.raw.level:
        return False  # “Ada Bek, judge, talks to Ugo Lund, mayor”
    if _heads_life(line) or (line.raw.item and begins_with_name(line)):
        return False  # one of those who take part
    if line.times and line.size <= MOST_OF_CLOCK:
        return False  # “Séance de 9 heures 30”
    ends_in_room = len(line.pieces) > 1 and line.pieces[-1][1] == "room"
    label, _, value = line.text.partition(": ")
    writes = any(label.casefold() in line.words[kind].exact for kind in ("minutes", "tasks"))
    if is_role_alone(line) or (writes and line.people.names.read_whole(value)):
        return False  # “Speakers”, above all of a page; “Minutes: Ada Bek”
    role, is_room = line.role, (line.is_room or ends_in_room) and not line.raw.level
    is_role = role is not None and (role.marked or not role.alone) and line.raw.level != 1
    is_role = is_role and not (line.raw.level and heads_no_name(line))
    kind, colon, _ = line.text.partition(": ")  # “Panel discussion: The Title”
    says_kind = colon and not line.is_person and line.words["sessions"].any_of(kind)
    if role is not None and is_role and role.scheme == PARTS:
        named = any(line.people.read_all(line.text[role.end :].strip(), (), ENOUGH))
        is_role = named or role.marked  # “Willkommen in der Werft” is a title
        says_kind = says_kind and not named  # and “Opening remarks: Ada Bek, judge” is none
    asks = line.text.rstrip(QUOTES).endswith("?") and (line.place == 0 or line.raw.level == 1)
    says = (line.heading > 0.2 or asks) and any(map(str.isalpha, line.text))
    return says and not ((is_role and not says_kind) or is_room)


def _goes_on_in(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a kind of document has its event below it: “PROTOKOLL”, “der 8. Sitzung …”."""
    return _is_kind_of_document(line) and below.text[:1].islower() and below.size > FEW


def _is_kind_of_document(line: RecognizedLine) -> bool:
    return line.is_contents_head or line.text.casefold() in line.words["minutes"].exact


def _are_row(*lines: RecognizedLine) -> bool:
    """Whether lines are “Name, body”, one right below the other: of those who speak."""
    beside = (s.raw.level or not BESIDE.search(s.text) for s in lines)
    if any(s.raw.gap for s in lines[1:]) or any(beside):
        return False
    if not any(s.is_person for s in lines):
        return False
    named = [(s.text, s.people.read_all(s.text, (), LISTED)) for s in lines]
    return all(len(found) == 1 and found[0].begins(text) for text, found in named)


def _heads_life(line: RecognizedLine) -> bool:
    """Whether it is the heading of somebody, below which stands who that is."""
    if line.raw.level < 2 or line.size > MOST_OF_NAME:
        return False
    name, opened, role = line.text.partition(" (")  # “Ada Bek (Keynote)”
    led = opened and read_role(role.rstrip(")"), line.words) and line.people.names.read_whole(name)
    return bool(led) or begins_with_name(line)


def _weight(line: RecognizedLine, kinds: SegmentKinds) -> float:
    """Return how much speaks for the title of the whole, wherever it stands."""
    text, size = line.text, line.size
    event = says_event(line.text)
    found = QUOTED.search(text)  # “Expert discussion “Who Pays””
    led = found is not None and line.words["sessions"].any_of(text[: found.start()])
    quoted = (text[:1] in QUOTES or led) and text.rstrip(" .")[-1:] in QUOTES and size > 2
    score = float(max(0, 4 - line.raw.level)) if line.raw.level else 0.0
    few = size == FEW and line.words["sessions"].any_of(text)  # “OPEN DISCUSSION”
    shouted, edition = text.isupper() and size > 1 and not few, bool(EDITION.match(text))
    score += 1.0 * line.raw.all_strong + 0.7 * shouted + 1.2 * event + 1.0 * edition
    score += (2.0 + led) * quoted + 0.8 * (size >= 3) + 0.4 * (size >= 5)
    score -= 2.0 * bool(line.dates and line.dates[0].at <= LED) + 1.5 * bool(CONTEXT.match(text))
    score -= 4.0 * bool(MARGIN.match(text) or _has_phrase("margins", text))
    score -= 1.5 * (size > 5 and text.endswith("."))
    score -= NAMED * (line.is_person and not line.raw.level)  # below “Conference” and “Speakers”
    is_kind = all(_is_kind(part, line) for part in PARTED.split(text))
    one = ONE_OF_KIND.match(text)  # “A conference at the University of Lenn”, below its title
    score -= 2.0 * bool(one and one["noun"].casefold() in every("event_nouns").exact)
    score -= 4.0 * (size > 1 and is_kind)  # “High-level side event”, “Round table”
    score -= 1.5 * (1 + event) * (size == 1) + 0.8 * (size == 2 and event)
    return score - 1.2 * _is_letterhead(line, kinds)


def _is_kind(text: str, line: RecognizedLine) -> bool:
    """Whether a line, or a part of it, says only what kind of event it is of: “10th session”."""
    *small, last = text[1:].split() or [""]
    nouns = every("event_nouns").exact | line.words["sessions"].exact
    is_kind = last.casefold() in nouns and " ".join([*small, last]).islower()
    is_kind = is_kind or OF_COUNTED.fullmatch(text) is not None
    return len(small) < MOST_OF_KIND and (is_kind or line.words["sessions"].labels(text))


def _has_phrase(kind: str, text: str) -> bool:
    return with_forms(rf"\b(?:{{{kind}}})\b", flags=re.I).search(text) is not None


def _is_letterhead(line: RecognizedLine, kinds: SegmentKinds) -> bool:
    """Whether a line names a body and no event."""
    shouts = line.text.isupper() and line.size >= FEW
    quotes = any(sign in line.text for sign in '“"«„')  # a title, or the name of a series
    is_body = line.words["organizations"].any_of if shouts else kinds.is_body
    return not (says_event(line.text) or quotes) and is_body(line.text)
