"""What each line of the programme is, decided once for the whole document.

Every line gets labels with scores from what the recognisers say of it; a session is a head (day,
time, kind, title, room in one of few orders) and a body. The best labels of all lines together are
found, then counted: what lines set alike, or at the same place below the time, are in most sessions
speaks for the others. That is repeated until nothing changes.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from atgraph.curate.ingest.decoding import Arc, Decided, Scores, State, decide, decode
from atgraph.curate.ingest.labels import PARTS, leads_to_name
from atgraph.curate.ingest.people_lines import CONTACT
from atgraph.curate.ingest.person_names import Name, is_given_name
from atgraph.curate.ingest.reading_order import WENT_ON
from atgraph.curate.ingest.recognition import COUNT, Lines, RecognizedLine
from atgraph.curate.ingest.times import TimeRange, find_duration

COVER, DAY, TIME, SLOT, TITLE, KIND = "cover", "day", "time", "slot", "title", "kind"
GOES_ON = "goes on"  # the second line of a title
PART = "part"  # the title of one of several sessions in a slot
ROOM, ROLE, PERSON, DETAIL = "room", "role", "person", "detail"
ORGANISER, TALK, BREAK, PROSE, NOISE = "organiser", "talk", "break", "prose", "noise"

# --- what speaks for a label ---
CLOCK = 4.0  # a time
LEFT = 0.4  # a word beside a time, against being no title
INSIDE = 1.0  # a time within that of the session above, for a talk
DATE = 4.0  # the head of a day
HEADING = 0.8  # a point of `heading`, for a title
FIRST = 2.0  # the first heading of all, for the title of the whole
MEASURED = 6.0  # “(20 min)”, where no times are printed
COUNTED = 8.0  # “Item 3. …”, one of a row of items over the whole document, without times
UNMEASURED = -2.0  # where others are
NUMBERED = 3.0  # “Panel 1”, for a kind
UNNUMBERED = 0.5  # “Discussion”
PLACE = 3.0  # a room or a language
SHORT_PLACE = -1.1  # a few words that might be a room's name
UNDER_ROOM = 4.0  # in a column headed “Room”
LABELLED = 3.5  # a role word, or a word for who organises
NAMED = 3.0  # a person with a title, a body or an honorific
AS_ACT, SET_APART = -1.5, -1.0  # “Opening remarks”, which may be a title; set as one
ALONE = 0.6  # a point of a name that is all of the line
UNNAMED = 2.5  # “to be confirmed”
BESIDE_OTHERS = 2.0  # a heading in a slot whose title says “parallel”, for a session in it
BESIDE = 2.5  # a post or a body below a name
POST = 1.0  # a post or a body elsewhere
SAID = 3.0  # a sentence
LONG = 1.5  # a long line
ADDRESS = 3.0  # an e-mail or a link, for noise
PAUSE = 1.5  # a break without a time
CARRIES_ON = 2.0  # begins in small letters, or is set as the title above
WITH_ROOM = 2.0  # “Title (Room A)”
# --- what speaks against a title ---
MOST_WORDS = 40  # of a title
AS_PERSON, AS_ROLE, AS_ORGANISER, AS_DETAIL, AS_SENTENCE = -4.0, -3.0, -3.0, -2.0, -2.0
AS_BODY, AS_ROOM = -1.0, -1.5  # a logo; a room, whatever its size
AS_REPEATED, MOST_ALIKE = -3.0, 2  # the same text is printed more often than that
AS_TALK = -3.0  # who speaks stands on the same line: “Workshop 1 – Speaker: Name”
WITH_PERSON = -0.5  # the name stands behind other words: “Talk – Name, post”
# --- steps ---
START = -0.6  # a session begins with a title, kind or room
STRAY = -2.0  # a post or a body that is below nobody
ROOM_LATE = -1.0  # a room that is below who takes part
SUDDEN = -1.5  # and it is the first
WITHIN = -2.0  # a session begins within the slot of that above
LATE = -2.0  # the title stands below the only time
UNTIMED = (-0.7, -2.0, -3.7)  # has no time, where none has, one has, several have
BARE = -1.0  # neither people nor organisers follow
UNTITLED, ONLY_KIND, ONLY_ROOM = -2.0, -0.7, -4.0  # what a head lacks at its end
APART = 0.7  # white space before a line, for a beginning, and against going on
SECOND_ROOM = -2.0  # a session has one
BETWEEN = {NOISE: -1.0, DAY: -0.5}  # in a head, what is none of its pieces; a day
# --- what the document repeats ---
LOOK, AT, CELL = 1.8, 1.2, 1.2  # set alike; at the same place below a time; in the same column
ORDER = 1.5  # heads in the same order
ROUNDS, FAR = 4, 4  # rounds at most; lines from a time from which on the place tells nothing

IS_NUMBERED = re.compile(r"\d|\b(?:[A-HА-З]|[IVX]+)$")  # “Workshop A”
Look = tuple[object, ...]  # what lines are compared by

# phases of a session; before the first
TIMED, TITLED, KINDED, BODY, FRONT, ROOMED = 1, 2, 4, 8, 16, 32
BEGINS, JOINS, INSIDE_OF, COVERS = "begins", "joins", "body", "cover"
PIECES = (DAY, TIME, SLOT, TITLE, PART, GOES_ON, KIND, ROOM)


class _Grammar:
    """The steps that a document of its kind allows."""

    def __init__(self, times: int) -> None:
        self.untimed = UNTIMED[min(times, 2)]
        self.untitled = UNTITLED if times > 1 else 0.0
        # the title of the one session is that of the whole
        self.sudden = 3 * SUDDEN if times == 1 else SUDDEN
        self._kept: dict[tuple[State, str], tuple[Arc, ...]] = {}

    def steps(self, state: State, label: str) -> tuple[Arc, ...]:
        """Return the ways from a state to a label."""
        key = state, label
        if key not in self._kept:
            self._kept[key] = tuple(self._steps(state, label))
        return self._kept[key]

    def _ends(self, state: State, label: str) -> float:
        """Return what it costs that a head ends here, with what it lacks."""
        phase = state.phase
        if phase & (BODY | FRONT) or state == State(DAY, 0):
            return 0.0
        bare = 0.0 if label in (ROLE, PERSON, ORGANISER, TALK) else BARE
        match phase & (TIMED | TITLED):
            case 0:
                return self.untimed + (ONLY_KIND + bare if phase & KINDED else ONLY_ROOM)
            case 1:
                return ONLY_KIND if phase & KINDED else self.untitled
            case 2:
                return self.untimed + bare
        return 2 * bare if state.label == PART else 0.0

    def _steps(self, state: State, label: str) -> list[Arc]:
        phase = state.phase
        cost = self._ends(state, label)
        begins = {
            DAY: (0, 0.0), TIME: (TIMED, 0.0), SLOT: (TIMED | TITLED, 0.0),
            TITLE: (TITLED, START), KIND: (KINDED, START), ROOM: (ROOMED, START),
            PART: (TIMED | TITLED, WITHIN),
        }  # fmt: skip
        arcs: list[Arc] = []
        if phase & FRONT and label in (COVER, DAY, ROOM):
            arcs.append(Arc(State(label, FRONT), COVERS))
        elif not phase & (BODY | FRONT):
            arcs += self._joins(state, label)
        if label in begins and not (label in (DAY, PART) and phase & FRONT):
            to, own = begins[label]
            first = self.sudden if phase & FRONT and label in (TITLE, KIND, ROOM) else 0.0
            arcs.append(Arc(State(label, to), BEGINS, cost + own + first))
        inside = label not in (COVER, *PIECES) or (label == ROOM and phase & BODY)
        if inside and not phase & FRONT:
            stray = label == DETAIL and state.label not in (PERSON, ROLE, DETAIL)
            cost += STRAY * stray
            if label == ROOM:
                late = state.label in (PERSON, ROLE, DETAIL)
                cost += SECOND_ROOM * (phase & ROOMED > 0) + ROOM_LATE * late
            roomed = ROOMED if label == ROOM else phase & ROOMED
            arcs.append(Arc(State(label, BODY | roomed), INSIDE_OF, cost))
        return arcs

    def _joins(self, state: State, label: str) -> list[Arc]:
        """Return the ways on within a head."""
        phase = state.phase
        fits = {
            DAY: phase != 0,
            TIME: not phase & TIMED and state != State(DAY, 0),
            SLOT: not phase & (TIMED | TITLED) and state.label != DAY,
            TITLE: not phase & TITLED and state != State(DAY, 0),
            GOES_ON: bool(phase & TITLED) and state.label in (TITLE, GOES_ON, SLOT),
            KIND: not phase & KINDED and state != State(DAY, 0),
            ROOM: state != State(DAY, 0),
            NOISE: state != State(DAY, 0),
        }
        adds = {TIME: TIMED, SLOT: TIMED | TITLED, TITLE: TITLED, KIND: KINDED, ROOM: ROOMED}
        if not fits.get(label):
            return []
        return [Arc(State(label, phase | adds.get(label, 0)), JOINS, BETWEEN.get(label, 0.0))]


@dataclass
class Skeleton:
    """The lines of a programme with the step to each, and what was decided.

    ``counts`` says that it is a record of numbered items, in which sentences say who spoke.
    """

    lines: Lines
    arcs: Sequence[Arc] = ()
    decisions: Sequence[Decided] = ()
    counts: bool = False


@dataclass
class _Document:
    """The lines of a programme, and what holds for all of them."""

    lines: Lines
    whole: set[int] = field(default_factory=set)  # places of times that are those of the event

    @cached_property
    def several(self) -> bool:
        """Whether several lines give a time."""
        return sum(line.has_time for line in self.lines) > 1

    @cached_property
    def firsts(self) -> set[int]:
        """Return the numbers of what may be the title of the whole: the first heading, the best."""
        heads = [n for n, line in enumerate(self.lines) if line.heading >= 1 and not line.has_time]
        time = next((n for n, line in enumerate(self.lines) if line.has_time), len(self.lines))
        before = [n for n in heads if n < time]
        best = max(before, key=lambda n: self.lines[n].heading, default=-1)
        like = [n for n in heads if _look(self.lines[n]) == _look(self.lines[best])]
        alone = like == [best] or self.lines[best].raw.level == 1
        return {*heads[:1], *([best] if alone else [])}

    @cached_property
    def parallel(self) -> set[int]:
        """Return the places of lines in slots whose heading says that sessions run side by side."""
        found: set[int] = set()
        inside = False
        for line in self.lines:
            says = line.heading >= 1 and line.words["parallel"].any_of(line.title)
            if inside and not line.has_time:
                found.add(line.place)
            inside = says or (inside and not (line.has_time or line.has_day))
        return found

    @cached_property
    def late(self) -> range:
        """The numbers of the lines below the only time, where the title is that of the whole."""
        times = [n for n, line in enumerate(self.lines) if line.has_time]
        return range(times[0] + 1, len(self.lines)) if len(times) == 1 else range(0)

    @cached_property
    def measured(self) -> bool:
        """Whether sessions are printed with how long they take, and without times."""
        times = [line.times[0] for line in self.lines if line.has_time]
        measures = sum(map(_measures, self.lines))
        return measures > max(MOST_ALIKE, 2 * len(times)) and not any(t.end for t in times)

    @cached_property
    def counted(self) -> set[int]:
        """The numbers of lines that count the items of the whole: “1. …”, “2. …”."""
        rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            found = COUNT.match(line.text)
            count = int(found["count"]) if found else line.raw.number
            if line.raw.column and _only_counts(line):
                continue  # the number of a row
            if count and line.size < MOST_WORDS and not (line.has_day or line.session_word):
                rows[(found["word"] or "").casefold() if found else ""].append((number, count))
        times = sum(line.has_time for line in self.lines)
        for row in rows.values():
            places = [number for number, _ in row]
            apart = sum(b - a > 1 for a, b in pairwise([*places, len(self.lines)]))
            enough = not self.several or len(row) * 4 >= times * 3
            if len(row) > 2 and apart * 2 > len(row) and enough and self._rises(row):
                return {
                    n + (_only_counts(self.lines[n]) and n + 1 < len(self.lines)) for n in places
                }
        return self._headings_of_record()

    def _rises(self, row: Sequence[tuple[int, int]]) -> bool:
        """Whether numbers go up from 1 by one, anew on each day or through all."""
        steps = pairwise([(0, 0), *row])
        days = [n for n, line in enumerate(self.lines) if line.has_day]
        return all(
            two == one + 1 or (two == 1 and any(a < day < b for day in days))
            for (a, one), (b, two) in steps
        )

    def _headings_of_record(self) -> set[int]:
        """Return the numbers of headings set alike, below which sentences say who spoke."""
        rows: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines if not self.several else ()):
            if line.raw.level and not begins_with_name(line):
                rows[line.raw.level].append(number)
        for places in rows.values():
            below = filter(None, map(self.below, places))
            told = sum(s.tells and s.people.read_subject(s.text) is not None for s in below)
            if told > MOST_ALIKE and told * 2 > len(places):
                return set(places)
        return set()

    @cached_property
    def often(self) -> Counter[str]:
        """How often each text is printed."""
        return Counter(line.text.casefold() for line in self.lines)

    @cached_property
    def gaps(self) -> float:
        """Before which share of the lines white space stands: what is rare tells more."""
        return sum(line.raw.gap for line in self.lines) / max(1, len(self.lines))

    def apart(self, line: RecognizedLine) -> float:
        """Return what white space before a line, or that there is none, says for a beginning."""
        return 2 * APART * (line.raw.gap - self.gaps)

    @cached_property
    def inside(self) -> set[int]:
        """Return the numbers of lines with a time within that of the session above."""
        found: set[int] = set()
        whole: TimeRange | None = None
        for number, line in enumerate(self.lines):
            if line.has_day and not line.has_time:
                whole = None
            if not line.has_time or line.place in self.whole:
                continue
            time = line.times[0]
            end = time.end or time.start
            same = within = False
            if whole is not None:
                within = whole.start <= time.start < whole.end and end <= whole.end
                same = (time.start, time.end) == (whole.start, whole.end)
            if within and not same and not line.is_break:
                found.add(number)
            elif not (within and line.is_break):
                whole = time if time.end and not line.is_break else None
        return found

    def below(self, number: int) -> RecognizedLine | None:
        """Return the line below one."""
        return self.lines[number + 1] if number + 1 < len(self.lines) else None

    def clocks(self) -> list[bool]:
        """Return whether white space stands before the last time that each line has above it."""
        apart, found = False, []
        for line in self.lines:
            apart = line.raw.gap if line.has_time else apart
            found.append(apart)
        return [*found, False]

    def beside_time(self) -> list[Look]:
        """Return how many lines below the last time each stands, or above the next."""
        times = [n for n, line in enumerate(self.lines) if line.has_time]
        places: list[Look] = []
        for number in range(len(self.lines)):
            at = bisect_right(times, number)
            below = number - times[at - 1] if at else FAR
            above = number - times[at] if at < len(times) else -FAR
            near = below if below < FAR else above if above > 1 - FAR else None
            places.append(() if near is None else (near,))
        return [*places, ()]

    def cells(self) -> list[Look]:
        """Return in which column of a table each line stands, and whether it begins a cell."""
        columns = [line.raw.column for line in self.lines]
        begins = (a != b for a, b in pairwise([0, *columns]))
        return [*((c, first) if c else () for c, first in zip(columns, begins)), ()]


def read_skeleton(lines: Lines, whole: set[int]) -> Skeleton:
    """Decide what each line of the programme is; ``whole`` are places of times of the event."""
    document = _Document(lines, whole)
    grammar = _Grammar(sum(line.has_time for line in lines))
    own = [_score(document, number) for number in range(len(lines))]
    own.append({NOISE: 0.0, COVER: 0.0})  # the end, where a head may lack something
    looks = [*map(_look, lines), ()]
    alike = [(LOOK, looks), (AT, document.beside_time()), (CELL, document.cells())]
    apart = [*map(document.apart, lines), 0.0]
    joins = [0.0 if s.raw.level else value for s, value in zip(lines, apart)] + [0.0]
    clocks = document.clocks()
    order: dict[tuple[State, bool], float] = {}

    def weigh(place: int, arc: Arc) -> float:
        if arc.kind == BEGINS:
            return apart[place] + order.get((arc.to, clocks[place]), 0.0)
        return order.get((arc.to, clocks[place]), 0.0) - joins[place] if arc.kind == JOINS else 0.0

    start = State(COVER, FRONT)
    scores: Sequence[Scores] = own
    arcs, ahead = decode(start, scores, grammar.steps, weigh)
    for _ in range(ROUNDS):
        last = arcs
        order = _count_order(arcs, clocks)
        scores = _add_repeated(own, arcs, alike)
        arcs, ahead = decode(start, scores, grammar.steps, weigh)
        if arcs == last:
            break
    decisions = decide(arcs, ahead, scores, grammar.steps, weigh)
    return Skeleton(lines, arcs[:-1], decisions[:-1], bool(document.counted))


# --- what the document repeats ---


def _look(line: RecognizedLine) -> Look:
    raw = line.raw
    return raw.level, raw.all_strong, raw.item, line.text.isupper()


def _count_order(arcs: Sequence[Arc], clocks: Sequence[bool]) -> dict[tuple[State, bool], float]:
    """Return what speaks for the order of most heads: title, time; time, title; or one line.

    Of times with white space before them, and of those without, each for themselves: the entries of
    a contents list may be the other way round.
    """
    counts: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for arc, apart in zip(arcs, clocks):
        to = arc.to
        both = arc.kind == JOINS and to.phase & 3 == 3 and to.label in (TIME, TITLE)
        counts[apart][to.label] += both or to.label == SLOT
    return {
        (State(label, TIMED | TITLED | kind), apart): ORDER * count / found.total()
        for apart, found in counts.items()
        for label, count in found.items()
        for kind in (0, KINDED, ROOMED, KINDED | ROOMED)
        if count and found.total() > 1
    }


def _add_repeated(
    own: Sequence[Scores], arcs: Sequence[Arc], alike: Sequence[tuple[float, Sequence[Look]]]
) -> list[Scores]:
    """Add to the scores of a line how often others that are like it in a way have the label.

    ``alike`` are the ways: how much each counts, and of each line that by which it is compared.
    """
    added = [dict(scores) for scores in own]
    for most, looks in alike:
        counts: dict[Look, Counter[str]] = defaultdict(Counter)
        for arc, look in zip(arcs, looks):
            if arc.to.label not in (COVER, NOISE) and look:
                counts[look][TITLE if arc.to.label == PART else arc.to.label] += 1
        for scores, look in zip(added, looks):
            found = counts[look]
            share = most / (2 + found.total())
            for label in scores:
                scores[label] += share * found[TITLE if label == PART else label]
    for scores in added:  # the cover: a line is worth there what it is in a session
        if COVER in scores:
            scores[COVER] = max(score for label, score in scores.items() if label not in PIECES)
    return list(added)


# --- what speaks for each label of a line ---


def _score(document: _Document, number: int) -> dict[str, float]:
    line = document.lines[number]
    above = document.lines[number - 1] if number else None
    if line.place in document.whole:
        return {DAY: DATE}
    scores = {NOISE: 0.0}
    if line.has_time:
        scores |= _score_time(document, number)
    elif line.has_day:
        scores[DAY] = DATE
    scores |= _score_body(line, above, document.below(number))
    if document.measured and _measures(line) and not line.is_person:
        scores.pop(ROLE, None)
    if DETAIL in scores:
        scores[DETAIL] -= document.apart(line)
    if not line.has_time:
        scores |= _score_place(line) if document.several or not document.counted else {}
        scores |= _score_title(document, number, above)
    # before the first session a line is what it would be in one, so that none begins for its sake
    best = max(score for label, score in scores.items() if label not in PIECES)
    cover = max(best, 0.0) + FIRST * (number in document.firsts)
    if number - 1 in document.firsts and GOES_ON in scores:
        document.firsts.add(number)  # its second line
        cover += scores[GOES_ON]
    return {COVER: cover, **scores}


def _score_time(document: _Document, number: int) -> dict[str, float]:
    line = document.lines[number]
    if not line.title:
        return {TIME: CLOCK}
    beside = len(line.title.split())
    if line.is_break:
        return {SLOT: CLOCK}
    scores = {SLOT: CLOCK, TIME: CLOCK - LEFT * (1 if line.title_is_generic else 2 + beside)}
    if number in document.inside:
        scores[TALK] = CLOCK + INSIDE
    return scores


def _score_place(line: RecognizedLine) -> dict[str, float]:
    label = line.raw.under.casefold().strip(" .:")
    if label in line.words["venue_labels"].exact:
        return {ROOM: UNDER_ROOM}
    if line.is_room:
        return {ROOM: PLACE - HEADING * line.raw.level}
    label = line.text.casefold().strip(" .:")
    if label in line.words["time_labels"].exact | line.words["date_labels"].exact:
        return {}
    short = line.size <= 4 and line.text[:1].isupper()
    return {ROOM: SHORT_PLACE - HEADING * (line.raw.level > 0)} if short else {}


def _score_body(
    line: RecognizedLine, above: RecognizedLine | None, below: RecognizedLine | None
) -> dict[str, float]:
    scores: dict[str, float] = {}
    role = line.role
    if role is not None and (
        role.marked or role.alone or line.is_person or leads_to_name(role.form)
    ):
        what = ROLE if role.scheme == PARTS else ORGANISER
        is_act = what == ROLE and heads_no_name(line)
        scores[what] = LABELLED + is_act * (AS_ACT + SET_APART * _is_set_apart(line))
    if line.organizes:
        scores[ORGANISER] = LABELLED
    if line.is_person:
        scores[PERSON] = NAMED
    elif line.size <= 8 and (name := name_alone(line)):
        scores[PERSON] = ALONE * name.score
    kinds = line.people.kinds
    if not line.is_sentence and line.size < 40 and kinds.is_post_or_body(line.text):
        scores[DETAIL] = BESIDE if above is not None and is_below_name(line, above) else POST
    elif line.size <= 8 and not line.raw.level:
        scores[DETAIL] = 0.0
    if line.is_sentence:
        scores[PROSE] = SAID
    elif line.size > 14:
        scores[PROSE] = LONG
    if line.is_contents_head or (CONTACT.search(line.text) and not line.is_sentence):
        scores[NOISE] = ADDRESS
    if line.is_break and not (line.has_time or _is_beside_clock(above, below)):
        scores[BREAK] = PAUSE
    return scores


def _is_beside_clock(*others: RecognizedLine | None) -> bool:
    """Whether the line above or below has a time alone: it is the title of that slot."""
    return any(other is not None and other.has_time and not other.title for other in others)


def name_alone(line: RecognizedLine) -> Name | None:
    """Return the name that is all of a line, but for degrees and a status."""
    return line.people.names.read_whole(line.people.bare_name(line.text))


def begins_with_name(line: RecognizedLine) -> bool:
    """Whether a short line begins with an honorific, or is a name and nothing else."""
    if line.size > 8 or line.session_word:
        return False
    name = name_alone(line)
    return bool(line.people.names.honorific(line.text, 0) or (name and name.score >= 2))


def is_below_name(line: RecognizedLine, above: RecognizedLine) -> bool:
    """Whether a line is the title or body of a name with which the line above ends."""
    if line.raw.gap or not line.people.kinds.is_post_or_body(line.text) or above.has_time:
        return False
    name = line.people.names.read(above.text)
    strong = name is not None and (name.honorific or name.score >= 2)
    return bool(name and strong and name.end >= len(above.text) - 1)


def _score_title(
    document: _Document, number: int, above: RecognizedLine | None
) -> dict[str, float]:
    """Score what heads a session: a title, its second line, a kind."""
    line = document.lines[number]
    if line.is_contents_head or line.section or line.size > MOST_WORDS:
        return {}
    if document.counted:  # nothing else begins an item
        return {TITLE: COUNTED} if number in document.counted else {}
    if not any(map(str.isalpha, line.title)):
        return {}
    measured = document.measured and _measures(line) and not _only_measures(line)
    if line.is_sentence and not measured:
        return {TITLE: AS_SENTENCE} if line.size < 32 else {}
    if line.heading <= 0 and not measured:
        return {}
    score = HEADING * line.heading + _against_title(line, above)
    if number in document.late and not (line.raw.level or line.raw.column or line.session_word):
        score += LATE
    below_length = document.measured and above is not None and _only_measures(above)
    if document.measured:
        score += MEASURED if measured or below_length else UNMEASURED
    score += WITH_ROOM * bool(line.room_in_title)
    scores = {TITLE: score}
    below = document.below(number)
    went_on = below is not None and below.raw.note == WENT_ON
    repeated = document.often[line.text.casefold()] > MOST_ALIKE
    if went_on or repeated:
        scores[TITLE] += AS_TALK if went_on else AS_REPEATED
    elif document.several:
        scores[PART] = score + BESIDE_OTHERS * (line.place in document.parallel)
    if line.title_is_generic:
        scores[KIND] = NUMBERED if IS_NUMBERED.search(line.title) else UNNUMBERED
    elif line.size <= FAR and line.words["acts"].any_of(line.title):
        scores[KIND] = UNNUMBERED
    if above is not None and (on := _goes_on(line, above)):
        scores[GOES_ON] = score + on
    return scores


def _only_counts(line: RecognizedLine) -> bool:
    """Whether a line has only the number of an item, whose title stands below."""
    found = COUNT.match(line.text)
    return found is not None and found.end() == len(line.text)


def _measures(line: RecognizedLine) -> bool:
    """Whether a line says how long something takes."""
    return line.size < MOST_WORDS and find_duration(line.text, line.words) is not None


def _only_measures(line: RecognizedLine) -> bool:
    found = find_duration(line.text, line.words) if line.size < FAR else None
    return found is not None and len(found[0]) >= len(line.text.strip())


def _against_title(line: RecognizedLine, above: RecognizedLine | None) -> float:
    """Return what speaks against a line as a title."""
    score, role = 0.0, line.role
    if line.is_person:
        begins = line.text.startswith(line.named_people[0].honorific or line.named_people[0].name)
        score += AS_PERSON if begins else WITH_PERSON
    elif begins_with_name(line):
        score += AS_PERSON
    if role is not None and not (role.scheme == PARTS and heads_no_name(line)):
        score += AS_ROLE * (role.marked or role.alone)
    if line.organizes:
        score += AS_ORGANISER
    if line.is_room:
        score += AS_ROOM
    if above is not None and is_below_name(line, above):
        score += AS_DETAIL
    elif not (line.raw.level or line.session_word) and line.people.kinds.is_body(line.text):
        score += AS_BODY
    return score


def heads_no_name(line: RecognizedLine) -> bool:
    """Whether a role word is what is done, as “Opening remarks”, and nobody is named behind it."""
    role = line.role
    if role is None or not line.words["acts"].any_of(role.form):
        return False
    rest = line.text[role.end :].strip()
    if not rest:
        return not line.text.rstrip().endswith(":")
    if line.people.is_unnamed(rest):
        return False
    found = line.people.read_all(rest, (), 0.0 if _is_set_apart(line) else 1.0)
    return not any(p.honorific or p.posts or is_given_name(p.name.split()[0]) for p in found)


def _is_set_apart(line: RecognizedLine) -> bool:
    """Whether a line is a heading or bold, as titles are."""
    return line.raw.level > 0 or line.raw.all_strong


def _goes_on(line: RecognizedLine, above: RecognizedLine) -> float:
    """Return what speaks for a line as the second of the title above; 0 where it cannot be."""
    text, raw, first = above.text.rstrip(), line.raw, above.raw
    last = (text.split() or [""])[-1].casefold()
    opened = text.endswith((":", "–", "-")) or last in line.words["common"].exact
    if line.session_word or above.is_break or (raw.gap and not opened):
        return 0.0
    if opened or text.endswith(",") or line.text[:1].islower():
        return CARRIES_ON
    if raw.level or first.level:
        return CARRIES_ON if raw.level == first.level else 0.0
    return CARRIES_ON if raw.all_strong and first.all_strong and not above.has_time else 0.0
