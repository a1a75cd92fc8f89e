"""Which part of the document each line is in: only the programme makes sessions and participants.

Decided for stretches: a heading opens a zone for what stands below it, what a line is speaks for
one zone or another, and to change from zone to zone costs unless a heading or a time does it.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from itertools import dropwhile, pairwise, takewhile

from atgraph.curate.ingest.below_names import LONGEST_NAME
from atgraph.curate.ingest.decoding import Arc, Scores, State, decode
from atgraph.curate.ingest.labels import PARTS, is_plural
from atgraph.curate.ingest.line_names import name_alone
from atgraph.curate.ingest.lines import FOOTER
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import NUMBERED, Lines, RecognizedLine
from atgraph.curate.ingest.repetition import MOST_ALIKE
from atgraph.curate.ingest.text_lines import CONTACT
from atgraph.curate.ingest.told_lives import tells_life
from atgraph.curate.ingest.word_lists import with_forms

PROGRAMME, PROFILES, SPEAKERS = "programme", "biographies", "speakers"
COMMITTEE, CONTACTS, NEWS, BACKGROUND = "committees", "contacts", "news", "background"
ZONES = (PROGRAMME, PROFILES, SPEAKERS, COMMITTEE, CONTACTS, NEWS, BACKGROUND)
OPENED = (BACKGROUND, CONTACTS)  # which end at a role word above people

# What speaks for a zone, a line.
TIME = 2.5  # a time, for the programme
HEAD = 2.0  # “Programme”, “Panel 1”, a day
ROLE = 1.0  # “Moderator: …”
SENTENCE = 0.3  # for background
SPOKE = 0.6  # “Ms. A, head of B, presented …”, for the programme
REACH = 1.2  # of an e-mail or a number, for contacts
UNDER = 0.6  # stands below the heading of the zone
# What a change costs.
ENTER = -6.0  # without a heading of the zone
LEAVE = -3.0  # back to the programme, without a sign of it
HIGHEST = 0.1  # at the title of all: a link “About us” stands above it
LEADS_ON = r"(?<!\w)(?:{features}|{talks_with})\s?:?$"  # “On this we speak with”
SHORT = 8  # words of a line that says how to join
SECTION = -0.5  # at a heading as high as the one that opened the zone


def find_zones(lines: Lines) -> list[str]:
    """Return the zone of each line."""
    first = next((line.place for line in lines if line.has_time), len(lines))
    whole = {line.text for line in lines[:first]}  # what stands above all sessions is of none
    again = Counter(s.text for s in lines if s.section == CONTACTS and s.text not in whole)
    heads = [_opens(line, lines, again) for line in lines]
    pairs = pairwise(lines)
    opens = {a.place for a, b in pairs if _names_who_speaks(a, b) or (a.has_day and b.has_time)}
    told = _told_again(lines) if any(map(_says_how_to_join, lines)) else set()
    under, ends = _outline(lines, heads, opens, told)
    scores = [
        {zone: UNDER} if line.place in told and zone == CONTACTS else _weigh(line, zone)
        for line, zone in zip(lines, under)
    ]
    zones = [PROGRAMME, *dict.fromkeys(filter(None, heads))]

    def weigh(place: int, arc: Arc) -> float:
        before, zone = arc.kind.split(" ")
        if before == zone:
            return 0.0
        if zone != PROGRAMME:
            return 0.0 if heads[place] == zone else ENTER
        if _is_sign(lines[place]) or (before in OPENED and lines[place].place in opens):
            return 0.0
        if ends[place] and lines[place].raw.level == 1:
            return HIGHEST
        return SECTION if ends[place] else LEAVE

    known = [{zone: score.get(zone, 0.0) for zone in zones} for score in scores]
    path, _ = decode(State(PROGRAMME), known, _steps, weigh)
    return [arc.to.label for arc in path]


@cache
def _steps(state: State, zone: str) -> Sequence[Arc]:
    return (Arc(State(zone), f"{state.label} {zone}"),)


def _opens(line: RecognizedLine, lines: Lines, again: Counter[str]) -> str:
    """Return the zone that a line heads; nothing where it is no heading."""
    if again[line.text] > (1 if line.raw.reaches else MOST_ALIKE):
        return ""  # “Contact: …” of each session
    if line.raw.reaches and not line.raw.level and _is_between_times(line, lines):
        return ""  # or of one: who speaks there stands below
    above = lines[line.place - 1] if line.place else line
    if line.raw.note == FOOTER:
        return "" if line.organizes else CONTACTS
    if _says_how_to_join(line):
        return CONTACTS
    is_act = line.words["acts"].any_of(line.text) and not (line.raw.gap or line.raw.level)
    in_form = line.raw.level and above.words["time_labels"].begins(above.text)  # “Time: 9 am”
    below_time = above.has_time and (is_act or not above.title) and line.section == BACKGROUND
    below_time = below_time and not in_form
    beside = lines[line.place + 1 : line.place + 2]
    if any(0 < line.raw.column < cell.raw.column for cell in beside):
        return ""  # a label of a form: “Aims”, and in the next cell which
    # “Introduction” is what is done then; “News | 2 May” is of a page
    is_head = line.heading >= 1 or line.text.endswith(",")
    if line.section and is_head and not (below_time or line.dates):
        return "" if line.section == COMMITTEE and not _heads_names(line, lines) else line.section
    if _names_committee(line) or _heads_people(line, beside):
        return COMMITTEE
    if _lists_speakers(line, lines):
        return SPEAKERS
    return BACKGROUND if _follows_agenda(line, lines) or _invites(line, lines) else ""


def _says_how_to_join(line: RecognizedLine) -> bool:
    """Whether a line begins what invitations to online meetings end with: “Join Zoom Meeting”."""
    said = line.words["joining"].begins(line.text) and line.size <= SHORT
    return said and not (line.has_time or line.is_person)


def _told_again(lines: Lines) -> set[int]:
    """Return the places of lines with a day and a time of which the time stands above too."""
    found, known = set[int](), set[str]()
    for line in (line for line in lines if line.has_time):
        start = line.times[0].start
        found |= {line.place} if line.dates and start in known else set()
        known.add(start)
    return found


def _is_between_times(line: RecognizedLine, lines: Lines) -> bool:
    above, below = lines[: line.place], lines[line.place + 1 :]
    return any(s.has_time for s in above) and any(s.has_time for s in below)


def _invites(line: RecognizedLine, lines: Lines) -> bool:
    """Whether it is a heading such as “Registration” below all times: how one takes part."""
    if not line.is_break or line.has_time or not (line.raw.level or line.raw.all_strong):
        return False
    if any(s.has_time for s in lines[max(0, line.place - 1) :]):
        return False
    return sum(s.has_time for s in lines) > MOST_ALIKE


def _follows_agenda(line: RecognizedLine, lines: Lines) -> bool:
    """Whether it is the next head beside “III. Agenda”: “IV. Logistics”, with no time below it."""
    level, counts = line.raw.level, NUMBERED.match(line.text) or line.raw.number
    if not level or line.has_time or line.is_person or line.role or line.session_word:
        return False
    if any(line.words[kind].any_of(line.title) for kind in ("sessions", "acts")):
        return False
    above = [s for s in lines[: line.place] if s.raw.level and s.raw.level <= level]
    head = next((s for s in reversed(above) if s.is_contents_head), None)
    if head is None or head.raw.level != level:
        return False
    if bool(counts) != bool(NUMBERED.match(head.text) or head.raw.number):
        return False
    within, below = lines[head.place + 1 : line.place], lines[line.place + 1 :]
    last = max((n for n, s in enumerate(within) if s.has_time), default=-1)
    beside = any(s.raw.level == level for s in within[:last]) or last == len(within) - 1
    return last >= 0 and not beside and not any(s.has_time for s in below)


def _heads_names(line: RecognizedLine, lines: Lines) -> bool:
    """Whether who is of a committee is named below, or below all times a body: else it meets."""
    below = lines[line.place + 1 :]
    last = not any(s.has_time for s in below)
    return any(
        s.is_person
        or s.people.read_all(s.text, (), LISTED)
        or (last and s.people.kinds.is_body(s.text))
        for s in below[:1]
    )


def _names_committee(line: RecognizedLine) -> bool:
    """Whether who sits on a committee stands behind its name: “Planning Committee: A, B”."""
    head, mark, names = line.text.partition(":")
    known = mark and head.strip().casefold() in line.words[COMMITTEE].exact
    return bool(known and line.people.read_all(names, (), LISTED))


def _heads_people(line: RecognizedLine, below: Lines) -> bool:
    """Whether it is a heading such as “Organisers”, and people stand below it instead of bodies."""
    heads = line.role if line.raw.level and line.heads_bodies else None
    if heads is None or heads.concept != "role_organizes":
        return False
    said = [s for s in below if not s.people.kinds.is_body(s.text)]
    first = [*said[0].people.read_all(said[0].text, (), LISTED)][:1] if said else []
    return any(map(line.people.is_known, first))


def _lists_speakers(line: RecognizedLine, lines: Lines) -> bool:
    """Whether a heading such as “Speakers” is of all, beside that of the agenda or its last day."""
    role, level = line.role, line.raw.level
    if not level or line.is_contents_head or line.is_agenda_item:
        return False
    above, below = lines[: line.place], lines[line.place + 1 :]
    if any(s.has_time and not s.title for s in [*above[-1:], line, *below[:1]]):
        return False  # it is the title of that time
    within = [*takewhile(lambda s: not 0 < s.raw.level < level, below)]
    if _names_again(within, above) and name_alone(line) is None:
        return True
    if role is None or role.scheme != PARTS or not role.alone:
        return False
    beside = [s for s in above if s.raw.level == level]
    agenda = any(s.is_contents_head for s in beside)
    timed = [*dropwhile(lambda s: not s.has_time, above)]
    # or its level is above that of all titles and times
    below_it = sum(s.raw.level > level for s in timed)
    higher = below_it > 1 and not any(0 < s.raw.level <= level for s in timed)
    last = higher or any(s.has_day for s in beside)
    agenda = agenda or (last and not any(s.has_time for s in below))
    several = sum(s.has_time for s in above) > 1
    return agenda and several and is_plural(role, line.words)


def _names_again(below: Sequence[RecognizedLine], above: Lines) -> bool:
    """Whether no time follows, and most names alone on a line stand in the agenda above."""
    if any(line.has_time for line in below):
        return False
    names = [s.bare for s in below if s.size <= LONGEST_NAME and name_alone(s)]
    told = "\n".join(line.text for line in above)
    again = sum(name in told for name in names)
    return again > MOST_ALIKE and again * 2 > len(names)


def _names_who_speaks(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a role word heads people or their lives, or somebody stands behind it."""
    role = line.role
    if with_forms(LEADS_ON, line.words, re.I).search(line.text) and below.is_person:
        return True
    if role is None or role.scheme != PARTS or line.is_sentence:
        return False
    named = below.is_person or (below.tells and tells_life(below.text, below.people))
    return named if role.alone else role.marked and line.is_person


def _outline(
    lines: Lines, heads: Sequence[str], opens: Collection[int], again: Collection[int]
) -> tuple[list[str], list[bool]]:
    """Return which zone's heading each line stands below, and where such a stretch ends.

    Lines that tell day and time ``again`` end none.
    """
    under: list[str] = []
    ends: list[bool] = []
    zone, level, look = "", 0, (False, False, False)
    for line, head in zip(lines, heads):
        own, end = line.raw.level, False
        names = zone in (PROFILES, SPEAKERS, COMMITTEE)  # each under a heading of their own
        counts = bool(NUMBERED.match(line.text)) and not (line.tells or line.is_person)
        set_so = (line.text.isupper(), line.raw.all_strong, counts and line.raw.gap)
        if head:
            zone, level, look = head, own, set_so
        elif zone not in ("", PROGRAMME) and not (own or level) and any(look) and set_so == look:
            bold = line.raw.all_strong and not (names or zone == CONTACTS)
            named = names and (line.is_person or name_alone(line) is not None)
            end = (line.raw.gap or bold) and not (line.is_sentence or named)  # as “INTRODUCTION”
        elif zone not in ("", PROGRAMME) and own:
            end = own < (level or 9) if names else own <= (level or 9)
        speaks = zone in OPENED and line.place in opens
        if end or speaks or (zone and _is_sign(line) and line.place not in again):
            zone = PROGRAMME if end and not (own or level) else ""
        under.append(zone)
        ends.append(end)
    return under, ends


def _is_sign(line: RecognizedLine) -> bool:
    on_card = line.raw.card > 0  # in one of several boxes with a time each
    return on_card or line.has_time or line.is_contents_head or bool(line.session_word)


def _weigh(line: RecognizedLine, under: str) -> Scores:
    role = line.role
    scores = dict.fromkeys(ZONES, 0.0)
    programme = TIME * line.has_time + HEAD * (_is_sign(line) or line.has_day)
    if role is not None and role.scheme == PARTS and (role.marked or role.alone):
        programme += ROLE * (line.size < 60)
    scores[PROGRAMME] = programme + SPOKE * line.tells_who_spoke
    scores[BACKGROUND] = SENTENCE * line.is_sentence
    scores[CONTACTS] = REACH * bool(CONTACT.search(line.text))
    if under:
        scores[under] += UNDER
    return scores
