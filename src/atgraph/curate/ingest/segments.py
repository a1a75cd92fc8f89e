"""The labelled lines become blocks, one a session, and what stands before and beside them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from atgraph.curate.ingest.calendar import find_dated_sentence
from atgraph.curate.ingest.decoding import Decided
from atgraph.curate.ingest.line_labels import PIECES, Label
from atgraph.curate.ingest.lines import PAGE, Stretch
from atgraph.curate.ingest.programme_lines import ProgrammeLines
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.session_grammar import BEGINS, COVERS, JOINS
from atgraph.curate.ingest.skeleton import read_skeleton
from atgraph.curate.ingest.timed_lines import COUNT
from atgraph.curate.ingest.times import TimeRange, is_in_zone
from atgraph.curate.ingest.told_sessions import TOLD
from atgraph.curate.ingest.told_speakers import moderates
from atgraph.curate.ingest.word_lists import keeps_dot
from atgraph.curate.ingest.zones import BACKGROUND, PROGRAMME, SPEAKERS, find_zones
from atgraph.text import clip

ROW = "{:>5}  {:<11} {:<9} {:<9} {:>6}  {}"
LEAD_ALL = ("role_moderator", "role_chair", "role_facilitator")  # whom a slot may have in all
FEWEST_TIMES = 3  # of an agenda
LOGO = "stands between sessions and belongs to none: a logo"


@dataclass
class Block:
    """A session as it stands: its head in pieces, and the lines below."""

    titles: list[RecognizedLine] = field(default_factory=list)
    days: list[RecognizedLine] = field(default_factory=list)
    clock: list[RecognizedLine] = field(default_factory=list)
    time: TimeRange | None = None
    rooms: list[RecognizedLine] = field(default_factory=list)
    body: list[RecognizedLine] = field(default_factory=list)
    hall: RecognizedLine | None = None  # a heading that names the room of several
    inherited: bool = False
    within: bool = False
    of_talks: bool = False  # its time is that of those who speak in it
    counts: bool = False  # its title begins with the number of an item

    @property
    def title(self) -> str:
        """The title as printed."""
        titles = [_without_count(s) if self.counts else s.title for s in self.titles]
        marks = [s.text[-1] if s.text.endswith((":", ",")) else "" for s in self.titles[:-1]]
        title = " ".join(t.removesuffix(m) + m for t, m in zip(titles, [*marks, ""]) if t)
        one = title.count(".") == 1 and not keeps_dot(title)  # “Terms and myths. Trainer: Ada Bek”
        return title.removesuffix(".") if one else title

    @property
    def is_break(self) -> bool:
        """Whether it is a break, a meal or the like, whatever kind of session stands above it."""
        named = [line for line in self.titles if line.label != Label.KIND] or self.titles
        return any(s.is_break for s in (named or self.body)[:1])  # “12:30”, below it “Break”

    @property
    def unsure(self) -> list[RecognizedLine]:
        """The lines of its head that may be another thing; right above who speaks none is noise."""
        heads = len(self.titles) == 1 and self.body[:1] and self.body[0].is_person
        others = (*PIECES, Label.NOISE) if heads else PIECES
        return [line for line in [*self.titles, *self.clock] if line.runner_up not in others]


def _without_count(line: RecognizedLine) -> str:
    taken = line.raw.number or not line.text.startswith(line.title)
    if taken:  # away already: “3. Minutes of May 7, 2031”, “Item 3. Campaign of 30 July”
        return line.title
    found = COUNT.match(line.title)
    if found and found["word"] and line.title[found.end() :][:1].islower():
        return line.title  # “Report on 12 shelters”
    count = found[0] if found else (COUNT.match(line.text) or [""])[0].rstrip()
    return line.title.removeprefix(count).lstrip()


@dataclass
class Segments:
    """The parts of a document."""

    cover: list[RecognizedLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    aside: list[tuple[RecognizedLine, str]] = field(default_factory=list)  # and why
    speakers: list[RecognizedLine] = field(default_factory=list)  # a list after the agenda
    zones: Sequence[str] = ()  # of each line
    decisions: dict[int, Decided] = field(default_factory=dict)  # by the place of a line
    over_times: frozenset[int] = frozenset()  # places of heads of several that have times
    kinds: frozenset[int] = frozenset()  # places of what says when and which, above a title
    of_whole: frozenset[int] = frozenset()  # places of lines that say where all are
    again: frozenset[int] = frozenset()  # places of a second cover, in another language
    counts: bool = False  # a record of items, whose sentences say who spoke
    is_record: bool = False  # in most sessions they do
    is_minutes: bool = False  # as one of the first lines says
    aside_told: set[Stretch] = field(default_factory=set)  # sentences of the background

    @property
    def has_items(self) -> bool:
        """Whether it is a record of items, each of which is a session, whoever spoke."""
        return self.is_record or (self.is_minutes and self.counts)


def find_segments(lines: Lines) -> Segments:
    """Return the parts of a document."""
    found = Segments(zones=find_zones(lines))
    sentence = find_dated_sentence(lines)
    letter = sentence.place if sentence else 0  # above it a date is that of the letter

    def is_front(line: RecognizedLine) -> bool:
        return line.raw.note in ("front matter", PAGE) or bool(line.place < letter and line.dates)

    programme = [s for s, z in zip(lines, found.zones) if z == PROGRAMME and not is_front(s)]
    known = ProgrammeLines(programme)
    rows = known.in_row if sum(s.has_time for s in programme) == 1 else ()  # “Time: 10:00”
    items = [n for n, s in enumerate(programme) if s.is_agenda_item]
    counted = min(known.counted or known.lengths or rows or items, default=0)
    found.is_minutes = known.is_minutes
    found.of_whole = frozenset(programme[number].place for number in known.last_venue)
    found.again = frozenset(programme[number].place for number in known.cover_again)
    found.over_times = frozenset(programme[number].place for number in known.over_times)
    later = (n for n, s in enumerate(programme) if s.has_time and n >= counted)
    meets = found.is_minutes and known.told_times.issuperset(later)
    whole = {
        s.place
        for n, s in enumerate(programme)
        if (meets and s.has_time and n not in known.told_times)
        or (items and s.has_time)  # stands above them
        or _is_of_whole(n, programme, counted)
        or _says_again(s, programme, lines)
        or _is_in_other_zone(n, programme)
    } | _beside_agenda(programme)
    skeleton = read_skeleton(programme, whole)
    steps = {line.place: arc for line, arc in zip(programme, skeleton.arcs)}
    found.decisions = {s.place: d for s, d in zip(programme, skeleton.decisions)}
    found.counts, found.kinds = skeleton.counts, skeleton.kinds
    builder = _Builder(found)
    for line, zone in zip(lines, found.zones):
        if line.place in found.again:
            found.aside.append((line, "says again what the cover says"))
        elif arc := steps.get(line.place):
            builder.take(line, arc.to.label, arc.kind)
        elif is_front(line):
            found.cover.append(line)
        elif zone == SPEAKERS:
            found.speakers.append(line)
        elif zone == BACKGROUND and line.is_sentence:
            found.aside_told.add(line.span)
            (found.blocks[-1].body if found.blocks else found.cover).append(line)
        else:
            found.aside.append((line, zone))
    _lead_slots(found.blocks)
    return found


def _lead_slots(blocks: Sequence[Block]) -> None:
    """Let who is named last in a slot of several sessions, and apart, lead all of them."""
    starts = [n for n, block in enumerate(blocks) if not block.within]
    for start, end in pairwise([*starts, len(blocks)]):
        *others, last = blocks[start:end]
        leads = [s for block in blocks[start:end] for s in block.body if _leads(s)]
        levels = [block.titles[0].raw.level for block in (blocks[start], last) if block.titles]
        below_one = len({*levels}) > 1  # a title of the slot, and no two workshops side by side
        if not (others and below_one) or len(leads) != 1 or leads[0] not in last.body[1:]:
            continue
        at = last.body.index(leads[0])
        if leads[0].raw.gap and all(
            s.label in (Label.BREAK, Label.NOISE) for s in last.body[at + 1 :]
        ):
            others[0].body += last.body[at:]
            del last.body[at:]


def _leads(line: RecognizedLine) -> bool:
    """Whether a line says who chairs: “Moderator: A”."""
    role = line.role
    return role is not None and role.marked and not role.alone and role.concept in LEAD_ALL


def _says_again(line: RecognizedLine, programme: Lines, lines: Lines) -> bool:
    """Whether a line says below a label the time that stands above all: “Time:” “18:00–20:00”."""
    label = lines[line.place - 1].text if line.place else ""
    if not line.has_time or line.title or not line.words["time_labels"].labels(label):
        return False
    timed = [s for s in programme if s.has_time]
    labels = line.words["time_labels"].labels
    if sum(labels(lines[s.place - 1].text) for s in timed if s.place) > 1:
        return False  # each session has such a label
    first, last = ((s.times[0].start, s.times[0].end) for s in (timed[0], line))
    return first == last and timed[0] is not line is timed[-1]


def _beside_agenda(programme: Lines) -> set[int]:
    """Return the places of times behind a label above and below an agenda whose times have none."""
    timed = [s for s in programme if s.has_time]
    labels = [_has_time_label(s) for s in timed]
    agenda = labels[labels[:1] == [True] : -1 if labels[-1:] == [True] else None]
    if len(agenda) < FEWEST_TIMES or any(agenda):
        return set()
    return {s.place for s, labelled in zip(timed, labels) if labelled}


def _has_time_label(line: RecognizedLine) -> bool:
    """Whether a label leads to the time of a line: “Time: 3 pm”, “12 May 2031 Time: 12:00 GMT”."""
    said, colon, rest = line.text[: line.times[0].at].casefold().rpartition(":")
    labels = line.words["time_labels"].exact
    return (
        bool(colon) and not rest.strip() and any(f" {said}".endswith(f" {one}") for one in labels)
    )


def _is_in_other_zone(number: int, lines: Lines) -> bool:
    """Whether a line says again in another zone when that above it is: “9 a.m. Pacific”."""
    both = lines[max(0, number - 1) : number + 1]
    return len(both) > 1 and all(s.has_time and is_in_zone(s.text) for s in both)


def _is_of_whole(number: int, lines: Lines, counted: int) -> bool:
    """Whether date and time of a line are those of the event, within which others follow.

    ``counted`` is the first item of those that are counted, or have lengths; 0 where none has.
    """
    line = lines[number]
    if not line.has_time:
        return False
    time = line.times[0]
    before = line.text[: time.at].casefold().partition(":")[0].strip(" –—-")  # “Hours: from 9:00”
    first = next(s for s in lines if s.has_time) is line
    if first and not line.title and any(not date.is_day for date in line.dates):
        return True  # “15–16 May, 11:00”
    labelled = first and before in line.words["time_labels"].exact
    about = lines if line.text.endswith((".", "!")) else lines[number + 1 :]  # “All begin at …”
    series = sum(s.has_day for s in about) > 1 and not line.dates
    if (labelled and number < counted) or (series and sum(s.has_time for s in lines) == 1):
        return True
    below = [s for s in lines[number + 1 :] if s.has_time and not (s.dates and s.text == line.text)]
    dated, below = any(s.dates for s in below), [s for s in below if not _is_other_day(s, line)]
    others = [s.times[0] for s in below]
    # “6 May”, “Town Hall”, “18:00”, and at once “18:00” “Welcome”
    below_day = any(s.dates for s in lines[max(0, number - 2) : number])
    below_day = below_day and bool(others) and lines[number + 1].has_time
    later = len(others) > 1 and bool(line.dates or below_day) and not dated
    if first and later and not line.title and others[0].start <= time.start:
        return True  # “Friday 6 May, 15:00”, and below it “14:30 Registration”
    if not (line.dates or first) or not time.end:
        return False
    sure = [s.times[0] for s in below if not s.is_break]  # not “14:45 Photo”
    holds_all = bool(first and line.dates) and all(time.start <= t.start < time.end for t in sure)
    if line.title and not (labelled or holds_all):
        return False
    if sum(time.start <= other.start < time.end for other in others[:3]) < 2:
        return False
    one, *_ = others
    begins = one.start == time.start
    same = (one.start, one.end) == (time.start, time.end)
    return (bool(line.dates) or labelled or begins) and not same


def _is_other_day(line: RecognizedLine, first: RecognizedLine) -> bool:
    """Whether two lines say each on which day they are, and that differs."""
    one, two = ([(date.month, date.day) for date in s.dates[:1]] for s in (line, first))
    return bool(one and two) and one != two


class _Builder:
    """Puts each line where its label says."""

    def __init__(self, found: Segments) -> None:
        self.found, self.blocks = found, found.blocks
        self.days: list[RecognizedLine] = []
        self.pending = False  # a day was named, and nothing below it yet
        self.hall: RecognizedLine | None = None  # a room that heads sessions

    def take(self, line: RecognizedLine, label: str, kind: str) -> None:
        """Put one line where it belongs."""
        decided = self.found.decisions[line.place]
        line.label, line.runner_up, line.margin = label, decided.runner_up, decided.margin
        if label == Label.ROOM and line.raw.level and kind in (BEGINS, COVERS):
            self.hall = line
        if kind == COVERS:
            self.found.cover.append(line)
        if label == Label.DAY:
            self._day(line, kind)
        if label == Label.DAY or kind == COVERS:
            return
        pending = self.pending and not self.found.counts  # in a record only an item begins
        if kind == BEGINS or pending or not self.blocks:
            above = self.blocks[-1] if self.blocks else None
            self.blocks.append(Block([], list(self.days), hall=self.hall, counts=self.found.counts))
            self.pending = False
            self._begin(line, label, above)
        block = self.blocks[-1]
        if label in (Label.TIME, Label.SLOT):
            self._clock(block, line, label)
        elif label in (Label.TITLE, Label.PART, Label.GOES_ON, Label.KIND):
            last = block.titles[-1] if label == Label.GOES_ON and block.titles else None
            if last is not None and last.place in self.found.kinds:
                last.label = Label.KIND
            block.titles.append(line)
        elif line.place in self.found.of_whole:
            self.found.cover.append(line)
        elif label == Label.ROOM and (kind in (BEGINS, JOINS) or not block.rooms):
            block.rooms.append(line)
        elif self.found.counts and line.has_time and line.is_led:
            self._tell_time(block, line)
        else:
            block.body.append(line)
            self._talk(block, line)

    @staticmethod
    def _talk(block: Block, line: RecognizedLine) -> None:
        """Let a session that gives no time last from its first talk to its last."""
        if line.label != Label.TALK:
            return
        time = line.times[0]
        if block.time is None or block.within:
            block.clock, block.time, block.within, block.of_talks = [line], time, False, True
        elif block.of_talks:
            block.time = replace(block.time, end=time.end)

    def _begin(self, line: RecognizedLine, label: str, above: Block | None) -> None:
        """Give a block the time of that above, where it is within; none to one of an overview."""
        fresh = self.blocks[-1]
        goes_on = label == Label.PART and line.place not in self.found.over_times
        goes_on = goes_on and above is not None and not self._outranks(line, above)
        if label in (Label.TITLE, Label.PART) and self._is_again(line):
            fresh.days = []
        elif above is not None and (goes_on or _is_below(line, above.clock)):
            fresh.clock, fresh.time, fresh.within = list(above.clock), above.time, True

    def _outranks(self, line: RecognizedLine, above: Block) -> bool:
        """Whether a heading is of another day, or as high as that of a day where times are not."""
        high = any(0 < line.raw.level <= day.raw.level for day in self.days[-1:])
        high = high and not any(s.raw.level == line.raw.level for s in above.clock)
        return above.days != self.days or high

    def _is_again(self, line: RecognizedLine) -> bool:
        """Whether a title without a time is that of a session of an overview above."""
        title = line.title.casefold()
        return any(block.time and block.title.casefold() == title for block in self.blocks[:-1])

    @staticmethod
    def _tell_time(block: Block, line: RecognizedLine) -> None:
        """Take from a sentence below the head of an item when it began, or ended."""
        time, told = line.times[0], any(title.raw.note == TOLD for title in block.titles)
        spoke = (s.tells_who_spoke and not moderates(s.text) for s in block.body)
        if told or (block.time is None and any(spoke)):
            block.body.append(line)  # or it ended then, and nothing says when it began
            return
        block.clock.append(line)
        if block.time is None:
            block.time = time
        elif time.start != block.time.start:  # not “called to order”, at the time on the head
            block.time = replace(block.time, end=block.time.end or time.start)

    def _day(self, line: RecognizedLine, kind: str) -> None:
        if not self.blocks and line.dates and not line.dates[0].is_day:
            return  # the days of the whole
        if self.hall is not None and 0 < line.raw.level <= self.hall.raw.level:
            self.hall = None
        counted = [d for d in self.days if d.day_number and not d.dates]
        self.days = [*(counted if line.dates and not line.day_number else []), line]
        if kind == JOINS and self.blocks:
            self.blocks[-1].days = list(self.days)
        else:
            self.pending = bool(self.blocks)

    def _clock(self, block: Block, line: RecognizedLine, label: str) -> None:
        """Give a block its time."""
        time = line.times[0]
        # a time before others of the day that was named last: it may be of another
        held = (b.time.start for b in self.blocks if b.time and b.days == self.days)
        block.inherited = any(start > time.start for start in held)
        block.clock = [*(block.clock if not block.within else []), line]
        block.time, block.within = time, False
        if line.dates and (label == Label.TIME or line.has_day or block.titles):
            self.days = block.days = [line]
        if label == Label.SLOT or (line.title and line.title_is_generic):
            block.titles.append(line)
        if any(line.room_and_language):
            block.rooms.append(line)


def _is_below(line: RecognizedLine, clock: Lines) -> bool:
    """Whether a line is a heading below that of a time, which so holds for several sessions."""
    return any(0 < time.raw.level < line.raw.level for time in clock[-1:])


def explain(lines: Lines, found: Segments, text: str) -> list[str]:
    """Return a row for each line, as it is read: where it stands, and what was decided of it."""
    ends = [at for at, letter in enumerate(text) if letter == "\n"]
    rows = [ROW.format("line", "zone", "label", "else", "by", "text")]
    for line, zone in zip(lines, found.zones):
        decided = found.decisions.get(line.place)
        number = bisect_left(ends, line.raw.start) + 1
        said = (decided.label, decided.runner_up, decided.margin) if decided else ("", "", "")
        rows.append(ROW.format(number, zone, *said, clip(line.text, 80)))
    return rows
