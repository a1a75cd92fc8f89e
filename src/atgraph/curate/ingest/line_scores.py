"""How much speaks for each label of a line, by what the recognisers say and what is around it."""

from itertools import takewhile

from atgraph.curate.ingest.counted_lines import MOST_WORDS, look_of
from atgraph.curate.ingest.labels import PARTS, leads_to_name
from atgraph.curate.ingest.line_labels import PIECES, Label
from atgraph.curate.ingest.line_names import (
    heads_no_name,
    is_below_name,
    is_set_apart,
    name_begun,
)
from atgraph.curate.ingest.lines import (
    BEHIND_DAY,
    BESIDE_TITLE,
    HEADS_NAMES,
    REACHED,
    SECOND,
)
from atgraph.curate.ingest.person_signs import LISTED, SURE
from atgraph.curate.ingest.programme_lines import ProgrammeLines, measures
from atgraph.curate.ingest.recognition import Near, RecognizedLine
from atgraph.curate.ingest.text_lines import CONTACT
from atgraph.curate.ingest.title_scores import HEADING, OF_TALKS, score_title
from atgraph.curate.ingest.told_sessions import TOLD

# --- what speaks for a label ---
APART = (SECOND, REACHED)  # what lines say that are none of a session
CLOCK = 4.0  # a time
LEFT = 0.4  # a word beside a time, against being no title
DATE = 4.0  # the head of a day
FIRST = 2.0  # the first heading of all, for the title of the whole
COUNTED = 8.0  # “Item 3. …”, one of a row of items over the whole document, without times
PLACE = 3.0  # a room or a language
SHORT_PLACE = -1.1  # a few words that might be a room's name
UNDER_ROOM = 4.0  # in a column headed “Room”
INSIDE = 1.0  # a time within that of the session above, for a talk
WITH_SLOT = 2.0  # and beginning with it
UNDER_HEAD = 4.0  # a time and who speaks then, below “Panel 1: …”, for a talk
LABELLED = 3.5  # a role word, or a word for who organises
NAMED = 3.0  # a person with a title, a body or an honorific
AS_ACT, SET_APART = -1.5, -1.0  # “Opening remarks”, which may be a title; set as one
ALONE = 0.6  # a point of a name that is all of the line
UNNAMED = 2.5  # “to be confirmed”
BESIDE, POST = 2.5, 1.0  # a post or a body below a name; elsewhere
SAID, LONG = 3.0, 1.5  # a sentence; a long line
ADDRESS, PAUSE = 3.0, 1.5  # an e-mail or a link, for noise; a break without a time


def score_line(programme: ProgrammeLines, number: int) -> dict[str, float]:
    """Return how much speaks for each label that a line may have."""
    line = programme.lines[number]
    above = programme.lines[number - 1] if number else None
    if line.place in programme.whole:
        return {Label.DAY: DATE}
    if (told := _score_told(programme, number)) is not None:
        return told
    scores = {Label.NOISE: 0.0}
    if line.has_time:
        scores |= _score_time(programme, number)
    elif line.has_day:
        scores[Label.DAY] = DATE
    scores |= _score_body(programme, number)
    if Label.ROLE in scores and heads_no_name(line):
        scores[Label.ROLE] = _score_look(programme, number, scores[Label.ROLE])
    if _heads_clock(line, programme.below(number), programme.below(number + 1)):
        scores = {k: v for k, v in scores.items() if k not in (Label.BREAK, Label.DETAIL)}
    if programme.measured and measures(line) and not line.is_person:
        scores.pop(Label.ROLE, None)
    if Label.DETAIL in scores:
        scores[Label.DETAIL] -= programme.apart[number] + OF_TALKS * (number in programme.talks)
    if not line.has_time:
        scores |= (
            _score_place(programme, number) if programme.several or not programme.counted else {}
        )
        scores |= score_title(programme, number, above)
    # before the first session a line is what it would be in one, so that none begins for its sake
    best = max(score for label, score in scores.items() if label not in PIECES)
    cover = max(best, 0.0) + FIRST * (number in programme.firsts)
    if number - 1 in programme.firsts and Label.GOES_ON in scores:
        programme.firsts.add(number)  # its second line
        cover += scores[Label.GOES_ON]
    return {Label.COVER: cover, **scores}


def _score_told(programme: ProgrammeLines, number: int) -> dict[str, float] | None:
    """Score a line by what all lines together tell of it; None where they tell nothing."""
    line = programme.lines[number]
    none = programme.told_times | programme.takeaways | programme.cover_again
    if number in none | programme.furniture or line.raw.note in APART:
        return {Label.NOISE: CLOCK, Label.COVER: CLOCK}
    if line.heads_people:
        return {Label.ROLE: CLOCK, Label.COVER: 0.0}
    if number in programme.over_people or (number in programme.counted and not line.has_time):
        return {Label.NOISE: 0.0, Label.COVER: 0.0, Label.TITLE: COUNTED}
    over = programme.over_clocks.get(number)
    if over is not None and not line.has_time:
        own = {Label.TITLE: CLOCK} if over else {Label.ROOM: PLACE} if line.is_room else {}
        return {Label.NOISE: 0.0, Label.COVER: 0.0, **own}
    return None


def _score_time(programme: ProgrammeLines, number: int) -> dict[str, float]:
    line, above = programme.lines[number], programme.lines[number - 1 : number]
    if any(other.raw.note == TOLD for other in above):
        # it says who was there: “At 9:00 “A” brought together B and C.”
        return {Label.PROSE: CLOCK}
    if not line.title or line.words["venue_labels"].labels(line.title):
        return {Label.TIME: CLOCK}
    heads = 2 * (line.raw.note == HEADS_NAMES)  # words of a name at least: “9:00 Opening by A B”
    beside = len(line.title.split()) + heads
    if line.is_break:
        return {Label.SLOT: CLOCK}
    left = LEFT * (1 if line.title_is_generic else 2 + beside)
    name = line.people.names.read_whole(line.title)  # “9:10 Ada Bek”
    named = number in programme.under_heads or (name is not None and name.score >= SURE)
    inside = UNDER_HEAD if named else INSIDE
    inside += WITH_SLOT * (line.times[0].start == _time_above(programme, number))
    talk = {Label.TALK: CLOCK + inside} if number in programme.inside else {}
    return {Label.SLOT: CLOCK, Label.TIME: CLOCK - left, **talk}


def _time_above(programme: ProgrammeLines, number: int) -> str:
    """Return when the time above a line begins."""
    above = reversed(programme.lines[:number])
    return next((other.times[0].start for other in above if other.has_time), "")


def _score_place(programme: ProgrammeLines, number: int) -> dict[str, float]:
    line = programme.lines[number]
    if line.words["venue_labels"].labels(line.raw.under) or _is_last_place(programme, number):
        return {Label.ROOM: UNDER_ROOM}
    if line.is_room:
        return {Label.ROOM: PLACE - HEADING * (line.raw.level > 0)}
    if any(line.words[kind].labels(line.text) for kind in ("time_labels", "date_labels")):
        return {}
    short = line.size <= 4 and line.text[:1].isupper() and not line.raw.under  # headed “Session”
    return {Label.ROOM: SHORT_PLACE - HEADING * (line.raw.level > 0)} if short else {}


def _is_last_place(programme: ProgrammeLines, number: int) -> bool:
    """Whether a line below the only “Venue” alone, behind all times, is where all of it is."""
    lines, line = programme.lines, programme.lines[number]
    labels = line.words["venue_labels"].labels
    if not number or not labels(lines[number - 1].text):
        return False
    other = line.is_person or line.role or line.has_day or ": " in line.text
    if other or any(labels(s.text) for n, s in enumerate(lines) if n != number - 1):
        return False
    return any(s.has_time for s in lines[:number]) and not any(s.has_time for s in lines[number:])


def _score_look(programme: ProgrammeLines, number: int, score: float) -> float:
    """Score an act by its look: “Opening remarks” as “Speakers” is, or, once, as “Panel 1”."""
    line = programme.lines[number]
    if look_of(line) in programme.role_looks:
        return CLOCK
    apart = (line.raw.gap or line.raw.level) and number - 1 not in programme.in_row
    once = programme.often[line.text.casefold()] == 1
    return 0.0 if apart and once and look_of(line) in programme.row_looks else score


def _score_body(programme: ProgrammeLines, number: int) -> dict[str, float]:
    line, below = programme.lines[number], programme.below(number)
    above = programme.lines[number - 1] if number else None
    scores: dict[str, float] = {}
    role = line.role
    sure = role and (role.marked or role.alone or leads_to_name(role.form))
    leads = role and (sure or line.is_person or _names(line))
    if role is not None and leads and not line.session_count:
        what = Label.ROLE if role.scheme == PARTS else Label.ORGANISER
        is_act = what == Label.ROLE and heads_no_name(line)
        scores[what] = _score_act(programme, number) if is_act else LABELLED
    if line.organizes:
        scores[Label.ORGANISER] = LABELLED
    behind = line.raw.note == BESIDE_TITLE and line.people.read_all(line.text, (), LISTED)
    below_name = above is not None and is_below_name(line, above)
    if (line.is_person and not below_name) or behind:
        scores[Label.PERSON] = NAMED
    elif line.people.is_unnamed(line.text):
        scores[Label.PERSON] = UNNAMED
    elif name := name_begun(line):
        scores[Label.PERSON] = ALONE * name.score
    kinds = line.people.kinds
    # “Group 1: Fair pay” is no body, nor is “Forum dinner”
    counts = bool(line.session_count) or line.is_break
    if not (line.is_sentence or counts) and line.size < 40 and kinds.is_post_or_body(line.text):
        scores[Label.DETAIL] = BESIDE if below_name else POST
    elif below_name:
        scores[Label.DETAIL] = BESIDE
    elif line.size <= 8 and not line.raw.level:
        scores[Label.DETAIL] = 0.0
    if line.is_sentence:
        scores[Label.PROSE] = SAID * (line.raw.note != BEHIND_DAY)  # where it is a title that asks
    elif line.size > (MOST_WORDS if line.raw.level else 14) and not line.session_count:
        scores[Label.PROSE] = LONG * (line.raw.note != HEADS_NAMES)
    beside_name = scores.get(Label.PERSON, 0.0) > 0.0  # “Ada Bek, judge, www.court.example”
    reaches = CONTACT.search(line.text) and not (line.is_sentence or beside_name)
    if line.is_contents_head or reaches:
        scores[Label.NOISE] = ADDRESS
    again = above is not None and above.is_break  # “Break”, “Coffee break”
    if line.is_break and not line.has_time and (again or not _is_beside_clock(above, below)):
        scores[Label.BREAK] = PAUSE
    return scores


def _score_act(programme: ProgrammeLines, number: int) -> float:
    """Score what is done as a role; above a time it leads to nobody: “Keynote: The Title”."""
    line = programme.lines[number]
    apart = is_set_apart(line) or _is_all_of_slot(programme, number)
    below = programme.below(number)
    return 0.0 if _is_beside_clock(below) else LABELLED + AS_ACT + SET_APART * apart


def _is_all_of_slot(programme: ProgrammeLines, number: int) -> bool:
    """Whether “9:00” stands above, and no other act or title till the next time."""
    above = programme.lines[number - 1] if number else None
    if above is None or above.rest or not _is_beside_clock(above):
        return False
    below = takewhile(lambda s: not (s.has_time or s.has_day), programme.lines[number + 1 :])
    return not any(heads_no_name(s) or _may_head(s) for s in below)


def _may_head(line: RecognizedLine) -> bool:
    said = line.is_person or line.role or line.is_sentence or line.is_room or line.is_break
    return not (said or line.people.kinds.is_post_or_body(line.text))


def _names(line: RecognizedLine) -> bool:
    """Whether people are named behind the role word of a line: “moderate A and B”."""
    rest = line.text[line.role.end :] if line.role and line.size < MOST_WORDS else ""
    return any(map(line.people.is_known, line.people.read_all(rest, (), LISTED))) if rest else False


def _is_beside_clock(*others: Near) -> bool:
    """Whether the line above or below has a time alone: it is the title of that slot."""
    return any(other is not None and other.has_time and not other.title for other in others)


def _heads_clock(line: RecognizedLine, below: Near, after: Near) -> bool:
    """Whether a heading has another below it, and then a time: “Forum dinner”, the room, “7 pm”."""
    heads = below is not None and 0 < line.raw.level < below.raw.level
    return heads and _is_beside_clock(after)
