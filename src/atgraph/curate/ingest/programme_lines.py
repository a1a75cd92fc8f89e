"""The lines of a programme, and what only all of them together tell.

Such are what may be the title of the whole, which lines count its items, whether sessions have
times or lengths, and at which place below a time each line stands.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from atgraph.curate.ingest.labels import OF_ONE
from atgraph.curate.ingest.line_names import begins_with_name
from atgraph.curate.ingest.lines import sentences_in
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.repetition import read_counts
from atgraph.curate.ingest.timed_lines import COUNT
from atgraph.curate.ingest.times import TimeRange, find_duration
from atgraph.curate.ingest.told_sessions import TOLD, names_somebody
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.word_lists import every, with_forms

MOST_WORDS = 40  # of a title
MOST_ALIKE = 2  # lines alike that may still be by chance
FIRST, SAYS = 12, 14  # lines among which a document says what it is; words of one that does
MINUTES = r"(?<!\d )\b(?:{minutes})\b"  # not “30 minutes”
FEW = 4  # words of a line that says little
BLANK = 3  # characters of an empty line
LETTER = re.compile(r"([A-H])[.)]\s+(?=[^\W\d_]{3})")  # an initial is before a name
APART = 0.7  # white space before a line, for a beginning, and against going on
FAR = 4  # lines from a time from which on the place tells nothing
Look = tuple[object, ...]  # what lines are compared by


@dataclass
class ProgrammeLines:
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
        like = [n for n in heads if look_of(self.lines[n]) == look_of(self.lines[best])]
        alone = like == [best] or self.lines[best].raw.level == 1
        return {*heads[:1], *([best] if alone else [])}

    @cached_property
    def parallel(self) -> set[int]:
        """Return the places of lines in slots whose heading says that sessions run side by side."""
        found, slot = set[int](), set[int]()
        inside = counted = False
        for number, line in enumerate(self.lines):
            says = line.heading >= 1 and line.words["parallel"].any_of(line.title)
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

    @cached_property
    def counted(self) -> set[int]:
        """The numbers of lines that count the items of the whole: “1. …”, “2. …”."""
        if told := {n for n, line in enumerate(self.lines) if line.raw.note == TOLD}:
            return told
        return self._heads_of_items - self.takeaways

    @cached_property
    def takeaways(self) -> set[int]:
        """The numbers of heads that part what is said of one event.

        Below few speaks who is not named above: “Our director A was joined by B, editor of C.
        Here is what stayed with us. 1. Policies are not enough”.
        """
        heads = self._heads_of_items
        if self.is_minutes or not heads:
            return set()
        first = min(heads)
        above = [s for s in self.lines[:first] if s.tells and s.text.count(";") < MOST_ALIKE]
        known = {name for line in above for name in _named_in(line)}  # not in a list of all
        fresh = set[int]()
        for number, line in enumerate(self.lines[first:], first):
            if line.tells and not _named_in(line) <= known:
                fresh.add(max(head for head in heads if head <= number))
        return heads if len(known) >= MOST_ALIKE and len(fresh) * 2 < len(heads) else set()

    @cached_property
    def _heads_of_items(self) -> set[int]:
        rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            if line.has_day or line.session_word or line.size >= MOST_WORDS or line.speech:
                continue
            if line.people.habits.has_speeches and line.tells_who_spoke:
                continue  # “1. MR. BEK asked the Minister …”
            if line.raw.column and only_counts(line) and self.several:
                continue  # the number of a row
            listed = line.raw.number or not COUNT.match(line.text)  # “3. Minutes of May 7, 2031”
            counts = [("", line.raw.number)] if listed else read_counts(line.text)
            for word, count in counts:
                rows[word] += [(number, count)] * bool(count)
        for word, run in ((word, run) for word, row in rows.items() for run in self._runs(row)):
            places = [number for number, _ in run]
            fresh = len({self.lines[n].title for n in places}) == len(places)  # and no agenda above
            first = run[0][1] if self.is_minutes and word else 1  # “Agenda item 7”, and then 8
            if fresh and self._counts_items(places) and self._rises(run, first):
                return {
                    n + (only_counts(self.lines[n]) and n + 1 < len(self.lines)) for n in places
                }
        return self._headings_of_record()

    def _runs(self, row: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        """Return a row, and in minutes its runs from 1: an agenda, and below it the items."""
        starts = [at for at, (_, count) in enumerate(row) if count == 1] if self.is_minutes else []
        runs = [row[a:b] for a, b in pairwise([*starts, len(row)])]
        return [row, *runs] if len(runs) > 1 else [row]

    def _counts_items(self, places: Sequence[int]) -> bool:
        """Whether lines with numbers are of items: something stands below most of them."""
        timed = [n for n, line in enumerate(self.lines) if line.has_time]
        led = {n for n in timed if self.lines[n].is_led}  # an item is opened and closed
        times = len(timed) - len(led) + len({bisect_right(places, n) for n in led})
        apart = sum(b - a > 1 for a, b in pairwise([*places, len(self.lines)]))
        paragraphs = sum(self.lines[number].tells for number in places) * 2 >= len(places)
        briefly = self.is_minutes and apart >= MOST_ALIKE and not paragraphs
        enough = not self.several or len(places) * 4 >= times * 3
        several = len(places) > MOST_ALIKE - self.is_minutes
        return several and (apart * 2 > len(places) or briefly) and enough

    def _rises(self, row: Sequence[tuple[int, int]], first: int = 1) -> bool:
        """Whether numbers go up from the first by one, anew on each day or through all."""
        steps = pairwise([(0, first - 1), *row])
        days = [n for n, line in enumerate(self.lines) if line.has_day]
        return all(
            two == one + 1 or (two == 1 and any(a < day < b for day in days))
            for (a, one), (b, two) in steps
        )

    @cached_property
    def is_minutes(self) -> bool:
        """Whether one of the first lines says that these are minutes, or labels say who speaks."""
        if any(line.people.habits.has_speeches for line in self.lines[:1]):
            return True
        for line in self.lines[:FIRST]:
            said = line.text if line.size <= SAYS else line.text.partition(":")[0]
            if len(said.split()) <= SAYS and with_forms(MINUTES, line.words, re.I).search(said):
                return True
        return False

    def _headings_of_record(self) -> set[int]:
        """Return the numbers of heads set alike, below which sentences say who spoke.

        In minutes any sentences do, and heads that nothing but white space sets apart.
        """
        rows: dict[Look, list[int]] = defaultdict(list)
        minutes = self.is_minutes
        times = [n for n, s in enumerate(self.lines) if s.has_time and not _tells_time(s)]
        headed = sum(line.raw.level > 1 for line in self.lines) > MOST_ALIKE
        for number, line in enumerate(self.lines if minutes or not self.several else ()):
            counts = line.text[:1].isdigit()  # “12/31 FEES”
            is_set = line.raw.level or line.raw.all_strong or line.raw.column or counts
            is_set = is_set or line.text.isupper() or (not headed and _is_apart(line))
            if is_set and not (begins_with_name(line) or line.has_day or line.has_time):
                rows[(*look_of(line), line.raw.column, counts)].append(number)
        for look, places in rows.items():
            counts = bool(look[-1])
            below = ((n, self._said_below(n)) for n in places)
            told = [n for n, s in below if s and _tells(s, minutes)]
            if len(told) < max(MOST_ALIKE, len(times)) or (
                self.several and max(times, default=0) > told[0]
            ):
                continue  # times above are those at which all met
            last = len(self.lines) if minutes else told[-1]  # below a report stands what follows
            # above stands who was there
            heads = {n for n in places if counts or told[0] <= n <= last}
            within = minutes or len(told) > MOST_ALIKE  # beside the title of the whole
            if len(told) * 2 >= len(heads if within else places) + (not counts):
                return heads
        return set()

    @cached_property
    def told_times(self) -> set[int]:
        """The numbers of lines that tell within an item when it began or ended, below others."""
        found, heads = set[int](), sorted(self.counted)
        if not heads and any(line.people.habits.has_speeches for line in self.lines[:1]):
            return {n for n, line in enumerate(self.lines) if line.has_time}  # of the whole
        if self.is_minutes and heads:
            times = [n for n in range(heads[0], len(self.lines)) if self.lines[n].has_time]
            if len(times) * 2 < len(heads):
                return set(times) - self.counted  # “Next meeting: 12 June, 9:00”
        for head, below in pairwise([*heads, len(self.lines)]):
            inside = range(head + 1, below)
            times = [n for n in inside if self.lines[n].has_time and self.lines[n].is_led]
            told = [n for n in inside if self.lines[n].tells_who_spoke]
            # the first below the head is of it, the last may be of the next
            found |= {n for n in times if n > min(times[:1] + told) or head + 1 < n < below - 1}
        return found

    @cached_property
    def in_row(self) -> set[int]:
        """The numbers of lines that count sessions of one kind: “Panel 1: …”, “Panel 2: …”.

        Without times, so do few words with that kind before or behind them: “Opening panel”.
        """
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
        tracks = (
            n for n, s in enumerate(self.lines) if s.text.casefold() in s.people.habits.tracks
        )
        return {*tracks, *(n for row in rows.values() if len(row) > 1 for n in row.values())}

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
    def over_times(self) -> set[int]:
        """The numbers of heads that only say who leads the sessions with times below them."""
        leads = list(map(_says_who_leads, self.lines))
        found, row, head = set[int](), set[int](), -1
        for number, (line, below) in enumerate(pairwise(self.lines)):
            row, head = (set(), -1) if line.has_time else (row | {number} & self.in_row, head)
            if leads[number + 1] and not (leads[number] or line.has_time):
                head = number
            if leads[number] and below.has_time and head >= 0 and not row - {head}:
                found.add(head)
        return {number for number in found if self.lines[number].place not in self.parallel}

    @cached_property
    def last_venue(self) -> set[int]:
        """The number of the one line behind all sessions that says where: all of them."""
        times = [number for number, line in enumerate(self.lines) if line.has_time]
        named = [number for number, s in enumerate(self.lines) if s.venue and not s.has_time]
        last = len(named) == 1 and len(times) > 1 and named[0] > times[-1]
        return set(named) if last and self.lines[named[0]].raw.gap else set()

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
        """Return what white space before each line, or that there is none, says for a beginning.

        What is rare tells more, and what stands below every heading nothing.
        """
        below = [False, *(_heads(*two) for two in pairwise(self.lines))]
        says = [not (line.raw.gap and headed) for line, headed in zip(self.lines, below)]
        share = sum(s.raw.gap for s, told in zip(self.lines, says) if told) / max(1, sum(says))
        return [2 * APART * told * (s.raw.gap - share) for s, told in zip(self.lines, says)]

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

    def _said_below(self, number: int) -> RecognizedLine | None:
        """Return the first line below one that does not tell when an item began."""
        below = self.lines[number + 1 :]
        return next((line for line in below if not (line.has_time and _tells_time(line))), None)

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


def _holds_one(lines: Lines) -> bool:
    """Whether the lines of a card have one time and one heading of the highest level."""
    levels = [s.raw.level for s in lines if s.raw.level]
    return sum(s.has_time for s in lines) == 1 and levels.count(min(levels, default=0)) < 2


def _named_in(line: RecognizedLine) -> set[str]:
    """Return who takes part, as the sentences of a line say, in small letters."""
    pieces = (line.text[slice(*piece)] for piece in sentences_in(line.text, 0, len(line.text)))
    found = (
        p for s in pieces for find in (find_named, find_speakers) for p in find(s, line.people)
    )
    return {person.name.casefold() for person in found}


def _heads(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a line is set as a heading, and the next stands right below it in the document."""
    return line.raw.level > 0 and 0 < below.raw.start - line.raw.end <= BLANK


def _tells(line: RecognizedLine, minutes: bool) -> bool:
    """Whether a line says who spoke; in minutes any sentence does, and what follows a name."""
    tells = line.tells_who_spoke or (line.tells and names_somebody(line))
    return tells or (minutes and (line.is_sentence or line.is_speech or _says_who_leads(line)))


def _tells_time(line: RecognizedLine) -> bool:
    """Whether a line with a time is a sentence: “The meeting rose at 9:45.”."""
    return line.is_led or line.is_sentence


def _is_apart(line: RecognizedLine) -> bool:
    """Whether white space stands before few words that may be the head of an item."""
    few = line.size <= SAYS and not line.text.endswith((".", ":", ",", ";"))
    role = line.role
    names = role is not None and role.alone and not line.words["acts"].any_of(role.form)
    names = names or _says_who_leads(line)
    return few and line.raw.gap and not (names or line.is_person or line.is_speech)


def _says_who_leads(line: RecognizedLine) -> bool:
    """Whether a line says who leads, as “Chair: Ada Bek”."""
    role = line.role
    leads = role is not None and not role.alone and OF_ONE.fullmatch(role.concept)
    sure = role is not None and (role.marked or line.text.startswith(role.form))
    return bool(leads and sure) and not line.has_time


def look_of(line: RecognizedLine) -> Look:
    """Return how a line is set: lines set alike are often of one kind."""
    raw = line.raw
    return raw.level, raw.all_strong, raw.item, line.text.isupper()


def only_counts(line: RecognizedLine) -> bool:
    """Whether a line has only the number of an item, whose title stands below."""
    found = COUNT.match(line.text)
    rest = line.text[found.end() :].strip() if found else line.text
    return not rest or rest.casefold() in every("of_agenda").exact


def measures(line: RecognizedLine) -> bool:
    """Whether a line says how long something takes."""
    return line.size < MOST_WORDS and find_duration(line.text, line.words) is not None


def only_measures(line: RecognizedLine) -> bool:
    """Whether a line says how long something takes, and nothing else."""
    found = find_duration(line.text, line.words) if line.size < FEW else None
    return found is not None and len(found[0]) >= len(line.text.strip())
