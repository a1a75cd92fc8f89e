"""The lines of a programme, and what only all of them together tell.

Such are what may be the title of the whole, whether sessions have times or lengths, and at which
place below a time each line stands.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile

from atgraph.curate.ingest.counted_lines import MOST_WORDS, look_of, says_who_leads
from atgraph.curate.ingest.headed_lines import FAR, FEWEST, HeadedLines, alternates, names_body
from atgraph.curate.ingest.line_names import heads_no_name
from atgraph.curate.ingest.lines import BESIDE_TITLE, HEADS_NAMES
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import Lines, Look, Near, RecognizedLine
from atgraph.curate.ingest.repetition import MOST_ALIKE
from atgraph.curate.ingest.segment_kinds import QUOTES
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.times import TimeRange, find_duration

FEW = 4  # words of a line that says little
BLANK = 3  # characters of an empty line
LETTER = re.compile(r"\d{0,2}([A-H])[.):]\s+(?=[^\W\d_]{3})")  # an initial is before a name
APART = 0.7  # white space before a line, for a beginning, and against going on
HEADS_ITEMS = 0.5  # of `heading`, for an item with items of its own


@dataclass
class ProgrammeLines(HeadedLines):
    """The lines of a programme, and what holds for all of them."""

    whole: set[int] = field(default_factory=set)  # places of times that are those of the event

    @cached_property
    def parallel(self) -> set[int]:
        """Return the places of lines in slots whose heading says that sessions run side by side."""
        found, slot = set[int](), set[int]()
        inside = counted = False
        for number, line in enumerate(self.lines):
            said = line.title or line.text  # “10:00 Breakout sessions”
            heads = line.heading >= 1 or (line.has_time and (line.heading > 0 or not line.title))
            says = heads and line.words["parallel"].any_of(said)
            if line.has_time or line.has_day:
                found |= slot if not counted else set()  # else only what is counted begins there
                slot, inside, counted = set(), False, False
            elif inside:
                slot.add(line.place)
                counted = counted or number in self.in_row
            inside = inside or says
        found |= slot if not counted else set()
        return found

    @cached_property
    def late(self) -> range:
        """The numbers of the lines below the only time, where the title is that of the whole."""
        times = [n for n, s in enumerate(self.lines) if s.has_time and s.place not in self.whole]
        return range(times[0] + 1, len(self.lines)) if len(times) == 1 else range(0)

    @cached_property
    def measured(self) -> bool:
        """Whether sessions are printed with how long they take, and without times."""
        timed = (line for line in self.lines if line.has_time and line.place not in self.whole)
        times = [line.times[0] for line in timed]
        return len(self.lengths) > 2 * len(times) and not any(t.end for t in times)

    @cached_property
    def lengths(self) -> set[int]:
        """The numbers of lines that say how long something takes, if there are several."""
        found = {number for number, line in enumerate(self.lines) if measures(line)}
        return found if len(found) > MOST_ALIKE else set()

    def has_length(self, number: int) -> bool:
        """Whether a line gives how long a session takes, as all do: “Panel (50 min):”."""
        return self.measured and number in self.lengths

    @cached_property
    def in_row(self) -> set[int]:
        """The numbers of lines that count sessions of one kind: “Panel 1: …”, “Opening panel”."""
        rows: dict[str, dict[str, int]] = defaultdict(dict)
        for number, line in enumerate(self.lines):
            if line.session_word and (count := line.session_count):
                rows[line.session_word].setdefault(count, number)
        timed = any(line.has_time for line in self.lines)
        for number, line in enumerate(() if timed else self.lines):
            said = line.title.casefold()
            ends = {said.partition(" ")[0], said.rpartition(" ")[2]} if line.size < FEW else set()
            for word in sorted(ends & set(rows)):
                rows[word].setdefault(said, number)
        tracks = (n for n, s in enumerate(self.lines) if s.text.casefold() in s.habits.tracks)
        return {*tracks, *(n for row in rows.values() if len(row) > 1 for n in row.values())}

    @cached_property
    def row_looks(self) -> set[Look]:
        """How lines are set that count sessions, where no other line but a heading is."""
        rows = [self.lines[n] for n in self.in_row]
        apart = all(s.raw.gap for s in rows) and not any(s.has_time for s in self.lines)
        looks = map(look_of, rows)
        return {look for look in looks if apart or look[0] or look[1] or look[-1]}

    @cached_property
    def lettered(self) -> set[int]:
        """The numbers of lines that count what runs side by side: “A. …”, below it “B. …”."""
        found, last, run = set[int](), -1, list[int]()
        for number, line in enumerate(self.lines):
            letter = LETTER.match(line.text)
            count = ord(letter[1]) - ord("A") if letter else -1
            if count == last + 1 and (run or not count):
                run.append(number)
                last = count
            elif count == 0 or line.has_time or line.has_day:
                run, last = ([number], 0) if count == 0 else ([], -1)
            found |= set(run) if len(run) > 1 else set()
        return found

    @cached_property
    def talks(self) -> set[int]:
        """The numbers of lines, two in a slot at least, set alike above who speaks."""
        found, slot = defaultdict[Look, list[int]](list), defaultdict[Look, list[int]](list)
        for number, (above, line, below) in enumerate(
            zip([None, *self.lines], self.lines, self.lines[1:])
        ):
            if line.has_time or line.has_day:
                slot.clear()
            elif number in self.of_slots:
                continue  # “– “The Talk”, A”, of the session that stands above
            elif look := _heads_talk(line, below) or alternates(above, line, below):
                slot[look].append(number)
                new = slot[look] if len(slot[look]) == 2 else slot[look][2:][-1:]
                found[look] += new
        # not bodies above those who speak for them
        titles = {
            look: sum(not names_body(self.lines[n]) for n in row) for look, row in found.items()
        }
        row = {n for look, row in found.items() if titles[look] * 3 > len(row) for n in row}
        return row | self.led

    @cached_property
    def of_slots(self) -> set[int]:
        """The numbers of talks in lists, or in quotation marks, below titles beside times."""
        found, headed, titled = set[int](), False, False
        for number, (line, below) in enumerate(pairwise(self.lines)):
            if line.has_time or line.has_day:
                headed = line.raw.level > 0 or (line.title != "" and not line.title_is_generic)
                titled = line.has_time and not line.title_is_generic  # “First Session”
                titled = titled and (line.title != "" or below.raw.note != HEADS_NAMES)
            elif (headed and line.raw.item) or (titled and QUOTED.fullmatch(line.text)):
                found |= {number} if line.raw.note == HEADS_NAMES else set()
        return {number for number in found if self.lines[number].place not in self.parallel}

    @cached_property
    def kinds(self) -> set[int]:
        """The numbers of lines as “Opening” above “Why We Meet”, if most with times are so.

        Or those that count; or one above what repeats it: “Opening: Why We Meet”.
        """
        three = enumerate(zip([None, *self.lines], self.lines, self.lines[1:]))
        heads = [(n, s, below) for n, (above, s, below) in three if self._says_when(above, s)]
        timed = [(n, s, below) for n, s, below in heads if s.title and not s.is_break]
        kinds = [(n, s, below) for n, s, below in timed if _is_kind(s)]
        again = {n for n, s, below in kinds if _repeats(below, s)}
        counted = [(n, s, below) for n, s, below in kinds if s.session_count]
        for some, all_of in ((kinds, timed), (counted, counted)):
            above = {n for n, _, below in some if self._may_head(below)}
            if len(above) >= FEWEST and len(above) * 4 >= len(all_of) * 3:
                return again | above
        return again

    def _says_when(self, above: Near, line: RecognizedLine) -> bool:
        """Whether a time of a session stands on a line, or alone on that above."""
        below = above is not None and above.has_time and not above.title and not line.has_time
        time = above if below else line
        return time is not None and time.has_time and time.place not in self.whole

    def _may_head(self, line: RecognizedLine) -> bool:
        """Whether nothing says that a line is anything but a title."""
        other = _leads(line) or line.is_person or line.is_sentence or line.organizes
        other = other or line.has_time or line.has_day or line.is_room or line.is_break
        return line.heading > 0 and self.often[line.text.casefold()] == 1 and not other

    @cached_property
    def furniture(self) -> set[int]:
        """The numbers of lines that come back below times, each above a title: “Free entry”.

        None is a cell of a table, whose rows may each have the title of the same session.
        """
        found, alone = defaultdict[str, dict[int, bool]](dict), list[int]()
        for number, above in enumerate(self.lines):
            timed = above.has_time and not above.title
            run = [*takewhile(self._comes_again, self.lines[number + 1 :])] if timed else []
            below = self.below(number + len(run))
            heads = below is not None and self._may_head(below)
            if len(run) == 1 and _is_kind(run[0]):
                alone.append(number + 1)  # unless it stands above others elsewhere
                continue
            for at, line in enumerate(run, start=number + 1):
                found[line.text.casefold()][at] = heads
        often = {s for s, rows in found.items() if len(rows) > MOST_ALIKE and all(rows.values())}
        kinds = {at for at in alone if self.lines[at].text.casefold() in often}
        return {at for said in often for at in found[said]} | kinds

    def _comes_again(self, line: RecognizedLine) -> bool:
        """Whether a line of few words is printed again, and is no part of a session."""
        other = line.is_room or line.is_break or line.is_person or line.raw.column or line.has_time
        again = self.often[line.text.casefold()] > 1 and line.size <= 2 * FEW
        return again and not (other or (line.role and line.role.marked))

    @cached_property
    def over_times(self) -> set[int]:
        """The numbers of heads that only say who leads the sessions with times below them."""
        leads = list(map(says_who_leads, self.lines))
        found, row, head = set[int](), set[int](), -1
        for number, (line, below) in enumerate(pairwise(self.lines)):
            row, head = (set(), -1) if line.has_time else (row | {number} & self.in_row, head)
            if leads[number + 1] and not (leads[number] or line.has_time):
                head = number
            if leads[number] and below.has_time and head >= 0 and not row - {head}:
                found.add(head)
        return {number for number in found if self.lines[number].place not in self.parallel}

    @cached_property
    def led(self) -> set[int]:
        """The numbers of titles within a slot, below who speaks in it, that say who leads there."""
        found, in_slot, named = set[int](), False, False
        for number, (line, below) in enumerate(pairwise(self.lines)):
            if line.has_time or line.has_day:
                in_slot, named = line.has_time, False
            elif named and line.raw.gap and self._may_head(line) and _says_who(below):
                found.add(number)
            named = named or (in_slot and line.is_person)
        return found

    @cached_property
    def headed(self) -> bool:
        """Whether a title that is set as a heading stands at most times, or beside them."""
        times = [n for n, s in enumerate(self.lines) if s.has_time and s.place not in self.whole]
        beside = (self.lines[max(0, n - 1) : n + 2] for n in times)
        headed = sum(any(s.raw.level and not (s.role and s.role.alone) for s in x) for x in beside)
        return len(times) > MOST_ALIKE and headed * 4 > len(times) * 3

    @cached_property
    def within_cards(self) -> list[bool]:
        """Return of each line whether it is in a card, below its first, that holds one session."""
        cards: dict[int, list[RecognizedLine]] = defaultdict(list)
        for line in self.lines:
            cards[line.raw.card].append(line)
        single = {card for card, row in cards.items() if card and _holds_one(row)}
        pairs = pairwise([0, *(line.raw.card for line in self.lines)])
        return [card in single and card == above for above, card in pairs]

    @cached_property
    def often(self) -> Counter[str]:
        """How often each text is printed."""
        return Counter(line.text.casefold() for line in self.lines)

    @cached_property
    def apart(self) -> list[float]:
        """What white space before each line says for a beginning: what is rare tells more."""
        below = [False, *(_heads(*two) for two in pairwise(self.lines))]
        days = [a.has_day and not a.has_time and b.has_time for a, b in pairwise(self.lines)]
        # a day over times needs none to begin
        says = [
            not (headed if line.raw.gap else day)
            for line, headed, day in zip(self.lines, below, [*days, False])
        ]
        share = sum(s.raw.gap for s, told in zip(self.lines, says) if told) / max(1, sum(says))
        return [2 * APART * told * (s.raw.gap - share) for s, told in zip(self.lines, says)]

    @cached_property
    def inside(self) -> set[int]:
        """The numbers of lines with a time within that of the session above."""
        found, whole = set[int](), TimeRange("", "", 0, 0)
        for number, line in enumerate(self.lines):
            if not line.has_time or line.place in self.whole:
                whole = replace(whole, end="") if line.has_day and not line.has_time else whole
                continue
            time = line.times[0]
            within = whole.start <= time.start < whole.end >= (time.end or time.start)
            within = within and not line.room_and_language[0]  # “10:00, Room 2: The Title”
            if within and not line.is_break and (time.start, time.end) != (whole.start, whole.end):
                found.add(number)
            elif not (within and line.is_break):
                whole = time if not line.is_break else replace(time, end="")
        return found | self.under_heads

    @cached_property
    def under_heads(self) -> set[int]:
        """The numbers of lines that give a time and who speaks then, below “Panel 1: …”."""
        found, head = set[int](), False
        for number, line in enumerate(self.lines):
            if not line.has_time:
                heads = number in self.in_row and not line.title_is_generic
                head = (head and not line.has_day) or heads
            elif head and line.title:
                named = line.people.read_all(line.title, (), LISTED)
                head = bool(named) and named[0].begins(line.title) and line.title[-1] != "?"
                found |= {number} if head else set()
        return found

    def below(self, number: int) -> Near:
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


def _is_kind(line: RecognizedLine) -> bool:
    """Whether few words of a line say which session begins: “Panel 2”, “Opening ceremony”."""
    few = len(line.title.split()) <= FEW and ": " not in line.title  # not “Panel: Who Pays?”
    return line.title_is_generic or (few and line.words["acts"].any_of(line.title))


def _leads(line: RecognizedLine) -> bool:
    """Whether a role word leads to people, and is not what is done: “Words of welcome”."""
    role = line.role
    is_act = role is not None and line.words["acts"].any_of(role.form)
    return role is not None and (role.marked or (role.alone and not is_act))


def _says_who(line: RecognizedLine) -> bool:
    """Whether a line says who leads, or who has another part: “Keynote: Ada Bek”."""
    role = line.role
    marked = role is not None and role.marked and not (role.alone or heads_no_name(line))
    return marked or says_who_leads(line)


def _repeats(line: RecognizedLine, above: RecognizedLine) -> bool:
    """Whether a line begins with the title above, and says more of it: “Opening: Why We Meet”."""
    title, more = above.title.casefold(), line.text[len(above.title) :].lstrip()
    return line.text.casefold().startswith(title) and more[:1] in (":", "–", "—", ".", "|")


def _holds_one(lines: Lines) -> bool:
    """Whether the lines of a card have one time and one heading of the highest level."""
    levels = [s.raw.level for s in lines if s.raw.level]
    return sum(s.has_time for s in lines) == 1 and levels.count(min(levels, default=0)) < 2


def _heads(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a line is set as a heading, and the next stands right below it in the document."""
    return line.raw.level > 0 and 0 < below.raw.start - line.raw.end <= BLANK


def _heads_talk(line: RecognizedLine, below: RecognizedLine) -> Look:
    """Return how a line is set that may be the title of a talk, and has who speaks below."""
    slanted = line.raw.all_slanted
    apart = line.raw.gap and not below.raw.gap
    nests = line.raw.item and below.raw.item and below.raw.indent > line.raw.indent
    parted = below.raw.note == BESIDE_TITLE and not (line.session_word or measures(line))
    set_apart = parted or ((slanted or line.raw.all_strong or apart) and not line.raw.item)
    long = line.size >= FEW or line.text[0] in QUOTES
    long = long or line.people.names.read_whole(line.text) is None
    if line.raw.level or not (nests or (set_apart and long)):
        return ()
    if line.role or line.is_person or line.heads_people or line.text[-1] in ":,;":
        return ()
    if line.heading < (HEADS_ITEMS if nests else 1) and not parted:
        return ()
    says = parted or below.is_person or (below.role is not None and below.role.marked)
    depth = line.raw.indent if nests else -1
    return (slanted, line.raw.all_strong, apart or parted, depth) if says else ()


def measures(line: RecognizedLine) -> bool:
    """Whether a line says how long something takes."""
    return line.size < MOST_WORDS and find_duration(line.text, line.words) is not None


def only_measures(line: RecognizedLine) -> bool:
    """Whether a line says how long something takes, and nothing else."""
    found = find_duration(line.text, line.words) if line.size < FEW else None
    return found is not None and len(found[0]) >= len(line.text.strip())
