"""What speaks for and against a line being a title, or the kind of a session."""

import re
from itertools import takewhile

from atgraph.curate.ingest.counted_lines import MOST_WORDS, says_who_leads
from atgraph.curate.ingest.headed_lines import leaves_open
from atgraph.curate.ingest.labels import PARTS, is_of_one
from atgraph.curate.ingest.line_labels import Label
from atgraph.curate.ingest.line_names import (
    begins_with_name,
    heads_no_name,
    is_below_name,
    is_role_alone,
)
from atgraph.curate.ingest.lines import (
    BEHIND_DAY,
    BESIDE_TITLE,
    HEADS_NAMES,
    WENT_ON,
)
from atgraph.curate.ingest.mentioned import names_author
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.programme_lines import FEW, ProgrammeLines, measures, only_measures
from atgraph.curate.ingest.recognition import Lines, Near, RecognizedLine
from atgraph.curate.ingest.repetition import MOST_ALIKE
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.title_ends import without_length
from atgraph.curate.ingest.word_lists import town_zones

COUNTED = re.compile(r"\s(?:[A-Z]|\d+|[IVX]+)[.:]?$")  # “Workshop B”
HEADING = 0.8  # a point of `heading`, for a title
OVER_TIMES = 3.0  # “Morning session”, and below it who leads all that has times there
OVER_SPEAKERS = 1.5  # one of several headings, each above who speaks, where no times are
MEASURED = 6.0  # “(20 min)”, where no times are printed
UNMEASURED = -2.0  # where others are
NUMBERED = 3.0  # “Panel 1”, for a kind
IN_ROW = 1.5  # and “Panel 2” stands elsewhere; for a title, too
UNNUMBERED = 0.5  # “Discussion”
LETTERED = 2.0  # “A. …” in a slot, and “B. …” below it
BESIDE_OTHERS = 2.0  # a heading in a slot whose title says “parallel”, for a session in it
OF_TALKS = 2.0  # two or more in the slot are set alike and have who speaks below
HEADED = 1.0  # and who speaks stands behind it
CARRIES_ON = 2.0  # begins in small letters, or is set as the title above
BELOW_DAY = 4.0  # of a series that gives a day and a title each
WITH_ROOM = 2.0  # “Title (Room A)”
BELOW_COUNT = 1.0  # stands below “Session A”, one of several in a slot
BELOW_KIND = 4.0  # stands below “9:00 Opening”, as other titles do
# --- what speaks against a title: a logo, for one; a room, whatever its size ---
AS_PERSON, AS_ROLE, AS_ORGANISER, AS_DETAIL, AS_SENTENCE = -4.0, -3.0, -3.0, -2.0, -2.0
AS_BODY, AS_ROOM = -1.0, -1.5
LATE, AS_PLAIN = -2.0, -2.0  # below the only time; no heading where the titles are headings
AS_REPEATED = -3.0  # the same text is printed more often than `MOST_ALIKE`
AS_TALK = -3.0  # who speaks stands on the same line: “Workshop 1 – Speaker: Name”
ASKED = 1.0  # a question, all of it, below a time alone
WITH_PERSON = -0.5  # the name stands behind other words: “Talk – Name, post”


def _names_in_row(line: RecognizedLine, below: Near) -> bool:
    """Whether the next cell of a row begins with somebody, whatever their body is."""
    if below is None or not below.raw.column > line.raw.column > 0 or below.size > MOST_WORDS:
        return False
    named = below.people.read_all(below.text, (), LISTED)
    return bool(named) and named[0].begins(below.text) and below.people.is_known(named[0])


def _heads_none(programme: ProgrammeLines, number: int) -> bool:
    """Whether a line heads no session: the agenda or its items, a town or a label, a byline."""
    line = programme.lines[number]
    heads = line.is_contents_head and number not in programme.over_times
    is_town = line.text.casefold() in town_zones() and not line.raw.level
    heads = heads or line.words["venue_labels"].labels(line.text)  # whose address is left out
    heads = heads or number in programme.over_slots or names_author(line.text, line.people)
    leads = not programme.has_length(number) and _leads_to_items(line, programme.below(number))
    heads = heads or leads or is_town or _closes_session(programme, number)
    return heads or _is_beside_time_in_list(programme.lines[max(0, number - FEW) : number + 1])


def _closes_session(programme: ProgrammeLines, number: int) -> bool:
    """Whether a line tells what ends a session that has people, above who leads it.

    As “Discussion”, and below it “Moderator: Ada Bek”.
    """
    line, below = programme.lines[number], programme.below(number)
    said, kinds = without_length(line.text, line), line.words["sessions"]
    kind = said.casefold() in kinds.exact or (len(said.split()) <= FEW and kinds.any_of(said))
    other = line.has_time or line.raw.level or ": " in said or COUNTED.search(said)
    if not (kind and below and says_who_leads(below)) or other:
        return False
    ends = all(s.has_time or s.has_day for s in programme.lines[number + 2 : number + 3])
    inside = [*takewhile(lambda s: not s.has_time, reversed(programme.lines[:number]))]
    slot = programme.lines[: number - len(inside)][-1:]
    titled = any(s.title and not s.title_is_generic for s in slot)
    return ends and titled and any(s.is_person for s in inside)


def _is_beside_time_in_list(lines: Lines) -> bool:
    """Whether the last line is an item like a time alone above it, in a list below a heading."""
    items = [*takewhile(lambda line: line.raw.item, reversed(lines))]
    head = lines[-len(items) - 1 : -len(items)] if items else ()
    timed = any(line.has_time and not line.title for line in items[1:])
    return timed and any(line.raw.level and not line.has_day for line in head)


def score_title(programme: ProgrammeLines, number: int, above: Near) -> dict[str, float]:
    """Score what heads a session: a title, its second line, a kind."""
    line = programme.lines[number]
    none = _heads_none(programme, number) or number in programme.units
    none = none or bool(programme.counted) or number in programme.of_slots
    none = none or (above is not None and above.is_break and line.is_break)
    timed = above is not None and above.has_time and not above.title  # “Comments” in each slot
    other = line.section and not (timed and line.section != "contacts")
    if none or other or line.size > MOST_WORDS:
        return {}
    if not any(map(str.isalpha, line.title)) or line.people.is_unnamed(line.text):
        return {}
    measured = programme.measured and measures(line) and not only_measures(line)
    if line.is_sentence and not measured:
        return _score_sentence(line, above)
    below = programme.below(number)
    heads = line.heading > 0 or measured or number in programme.wrapped
    if _is_asked(line, above, below) or not heads:
        return {}
    score = HEADING * line.heading + _against_title(programme, number, above)
    score += OVER_SPEAKERS * (number in programme.over_speakers)
    score += IN_ROW * (number in programme.in_row) + OVER_TIMES * (number in programme.over_times)
    if line.raw.note == BEHIND_DAY:
        score += BELOW_DAY
    elif number in programme.late and not (line.raw.level or line.raw.column or line.session_word):
        score += LATE
    below_length = programme.measured and above is not None and only_measures(above)
    if programme.measured:
        score += MEASURED if measured or below_length else UNMEASURED
    score += WITH_ROOM * bool(line.room_in_title)
    scores = {Label.TITLE: score}
    went_on = below is not None and below.raw.note == WENT_ON
    went_on = went_on and not _heads_more(programme, number)
    repeated = programme.often[line.text.casefold()] > MOST_ALIKE and not timed
    beside = line.place in programme.parallel
    if (went_on and not beside) or repeated:
        scores[Label.TITLE] += AS_TALK if went_on else AS_REPEATED
    elif programme.several or number in programme.talks | programme.lettered:
        scores[Label.PART] = score + _score_part(programme, number, went_on)
    scores |= _score_kind(programme, number)
    apart = number in programme.lettered | programme.talks
    apart = apart or (line.raw.level > 0 and line.raw.note == HEADS_NAMES)
    if above is not None and not apart and not _names_in_row(above, line):
        below_count = number - 1 in programme.in_row and above.title_is_generic
        below_count = below_count or _is_on(line, above, below)
        below_kind = BELOW_KIND * (number - 1 in programme.kinds)
        if on := below_kind or _goes_on(line, above) or BELOW_COUNT * below_count:
            scores[Label.GOES_ON] = score + on
    return scores


def _score_part(programme: ProgrammeLines, number: int, went_on: bool) -> float:
    """Score what a title has besides, where it is one of several of a session."""
    line = programme.lines[number]
    beside = line.place in programme.parallel
    of_row = beside or number in programme.in_row | programme.talks
    headed = of_row and line.raw.note == HEADS_NAMES
    headed = headed or went_on  # “1. The Title. Led by A”
    led = beside or line.raw.note == HEADS_NAMES
    score = BESIDE_OTHERS * beside + HEADED * headed + OF_TALKS * (number in programme.talks)
    return score + LETTERED * (led and number in programme.lettered)


def _score_sentence(line: RecognizedLine, above: Near) -> dict[str, float]:
    """Score a sentence as a title: a question may be one, below a day or a line that heads it."""
    asks = line.text.endswith("?") and above is not None and _may_head(above)
    of_day = line.text.endswith("?") and line.raw.note == BEHIND_DAY
    of_kind = asks and above is not None and above.session_count
    score = BELOW_DAY if of_day else BELOW_KIND if of_kind else ASKED if asks else AS_SENTENCE
    return {Label.TITLE: score} if line.size < 32 else {}


def _is_asked(line: RecognizedLine, above: Near, below: Near) -> bool:
    """Whether it is what a panel is asked, between its title and who leads it, and no talk."""
    if above is None or not above.session_count or above.title_is_generic:
        return False
    if line.raw.level or line.raw.all_strong:
        return False  # a heading of its own
    role = below.role if below and line.text.endswith("?") else None
    return role is not None and role.marked and is_of_one(role, line.words)


def _may_head(line: RecognizedLine) -> bool:
    """Whether a title may stand below it: it has a time alone, or a time and a kind."""
    is_kind = line.title_is_generic or line.words["acts"].any_of(line.title)
    is_kind = is_kind and len(line.title.split()) < FEW
    return (line.has_time and (not line.title or is_kind)) or (is_kind and bool(line.session_count))


def _heads_more(programme: ProgrammeLines, number: int) -> bool:
    """Whether it counts sessions that run side by side, or others stand below who is beside it.

    As of “Panel 1: The Title. Chair: A”, and below it “B”.
    """
    line, after = programme.lines[number], programme.below(number + 1)
    counts = number in programme.in_row and not line.title_is_generic
    inside = [*takewhile(lambda s: not s.has_time, reversed(programme.lines[:number]))]
    slot = [*programme.lines[: number - len(inside)][-1:], *inside[-1:]]  # “14:00”, “Workshops”
    beside = any(s.words["parallel"].any_of(s.title or s.text) for s in slot)
    more = after is not None and after.is_person and after.raw.note != WENT_ON
    return counts and (beside or more)


def _leads_to_items(line: RecognizedLine, below: Near) -> bool:
    """Whether it is no title and says what the items below it are: “With us will be:”."""
    heads = line.raw.level or line.raw.all_strong or line.has_time or line.session_word
    return line.text.endswith(":") and not heads and below is not None and below.raw.item


def _score_kind(programme: ProgrammeLines, number: int) -> dict[str, float]:
    """Score a line that says only what begins, or which of several."""
    line = programme.lines[number]
    if _names_in_row(line, programme.below(number)):
        return {}  # “Welcome | Ada Bek (Terra)”
    if line.text.endswith(":") and not line.title_is_generic:
        return {}  # “Inaugural lecture:”, and below it on what
    if not line.title_is_generic:
        few = line.size <= FEW and ": " not in line.title  # “Keynote: The House”
        return {Label.KIND: UNNUMBERED} if few and line.words["acts"].any_of(line.title) else {}
    if number in programme.in_row:
        return {Label.KIND: NUMBERED + IN_ROW, Label.PART: NUMBERED + IN_ROW}
    return {Label.KIND: NUMBERED if line.session_count else UNNUMBERED}


def _against_title(programme: ProgrammeLines, number: int, above: Near) -> float:
    """Return what speaks against a line as a title."""
    line = programme.lines[number]
    is_set = line.raw.level or line.has_time or line.session_word or number in programme.talks
    is_plain = programme.headed and not is_set
    score, role = AS_PLAIN * is_plain, line.role
    if line.is_person:
        score += AS_PERSON if line.named_people[0].begins(line.text) else WITH_PERSON
    elif begins_with_name(line) or _is_item_beside(line, above) or _is_below_role(line, above):
        score += AS_PERSON
    if role is not None and not (role.scheme == PARTS and heads_no_name(line)):
        heads = programme.has_length(number) and line.words["acts"].any_of(role.form)
        score += AS_ROLE * ((role.marked or role.alone) and not heads)  # “Welcome (5 min): A”
    if line.organizes:
        score += AS_ORGANISER
    if line.is_room:
        score += AS_ROOM
    head = line.raw.level or line.session_word
    if above is not None and is_below_name(line, above):
        score += AS_DETAIL
    elif not (head or line.is_break) and line.people.kinds.is_body(line.text):
        score += AS_BODY
    return score


def _is_item_beside(line: RecognizedLine, above: Near) -> bool:
    """Whether it is the next of a list of people, by a bullet, or a bar or a dash as above."""
    if above is None or not above.is_person or line.session_word or line.has_time:
        return False
    name = line.people.names.read(line.text)
    behind = line.text[name.end :] if name else ""
    barred = any(behind.startswith(mark) and mark in above.text for mark in (" | ", " – ", " — "))
    return barred or bool(line.raw.item and above.raw.item and ", " in line.text)


def _is_below_role(line: RecognizedLine, above: Near) -> bool:
    """Whether it is the first of a list below a line that leads to people: “Speakers:”."""
    if above is None or not (line.raw.item and above.text.endswith(":")):
        return False
    return is_role_alone(above)


def _is_on(line: RecognizedLine, above: RecognizedLine, below: Near) -> bool:
    """Whether a line says what the act above it is on: “Keynote”, and below the title a name."""
    is_act = above.words["acts"].any_of(above.title) and len(above.title.split()) < FEW
    if line.raw.gap or line.raw.item or not is_act or line.role:
        return False
    titles = below is not None and below.is_person and line.size >= FEW and not line.is_person
    titles = titles and not line.people.kinds.is_post_or_body(line.text)
    return titles or QUOTED.fullmatch(line.text) is not None


def _goes_on(line: RecognizedLine, above: RecognizedLine) -> float:
    """Return what speaks for a line as the second of the title above; 0 where it cannot be."""
    raw, first, opened = line.raw, above.raw, leaves_open(above)
    apart = raw.gap and (not opened or measures(line))  # a length is of what begins with it
    led = line.is_person and line.people.with_names.match(line.text)  # “Mit: Ada Bek”
    if line.session_word or above.is_break or apart or led:
        return 0.0
    if raw.note in (WENT_ON, BESIDE_TITLE):
        return 0.0
    if opened or line.text[:1].islower():
        return CARRIES_ON
    if raw.level or first.level:
        return CARRIES_ON if raw.level == first.level else 0.0
    return CARRIES_ON if raw.all_strong and first.all_strong and not above.has_time else 0.0
