"""Which lines count the items of a document: by numbers, or as headings of a record."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from atgraph.curate.ingest.labels import OF_ONE
from atgraph.curate.ingest.line_names import begins_with_name, is_role_alone, is_set_apart
from atgraph.curate.ingest.lines import sentences_in
from atgraph.curate.ingest.mentioned import FIRST, names_author
from atgraph.curate.ingest.recognition import Lines, Look, RecognizedLine
from atgraph.curate.ingest.repetition import MOST_ALIKE, read_counts
from atgraph.curate.ingest.timed_lines import COUNT
from atgraph.curate.ingest.told_sessions import TOLD, names_somebody
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.word_lists import every, with_forms

LETTERED = re.compile(r"[A-H][.):]\s")  # “A) Homes”
MOST_WORDS = 40  # of a title
SAYS = 14  # words of a line that says what a document is
MINUTES = r"(?<!\d )\b(?:{minutes})\b"  # not “30 minutes”


@dataclass
class CountedLines:
    """The lines of a document, and which of them count its items."""

    lines: Lines

    @cached_property
    def several(self) -> bool:
        """Whether several lines give a time."""
        return sum(line.has_time for line in self.lines) > 1

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
        titled = [n for n in timed if n not in led and self._has_title(n)]
        lettered = several and all(LETTERED.match(self.lines[n].text) for n in places)
        if lettered and not self.is_minutes and len(titled) > 1 and titled[0] < places[0]:
            slots = {bisect_right(titled, number) for number in places}
            enough = enough and len(slots) > 1  # else they are what a slot holds
        if paragraphs and self._are_headed(places):
            return False
        return several and (apart * 2 > len(places) or briefly) and enough

    def _has_title(self, number: int) -> bool:
        """Whether something stands beside a time, or in the cell behind it."""
        line, *behind = self.lines[number : number + 2]
        return bool(line.title) or any(s.raw.column > line.raw.column for s in behind)

    def _are_headed(self, places: Sequence[int]) -> bool:
        """Whether counted paragraphs stand below heads: “II. Opening”, “2. Ms. A …”."""
        inside = range(max(0, places[0] - 1), places[-1]) if places else ()
        others = [self.lines[n] for n in inside if n not in places]
        heads = sum(s.raw.level > 1 or s.raw.all_strong or _is_apart(s) for s in others)
        return heads > MOST_ALIKE and heads * 4 > len(places)

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
            said = "" if line.size > SAYS and line.tells else said  # “Four had five minutes: …”
            if len(said.split()) <= SAYS and with_forms(MINUTES, line.words, re.I).search(said):
                return True
        return False

    def _headings_of_record(self) -> set[int]:
        """Return the numbers of heads set alike, above who spoke, or in minutes any sentence."""
        rows: dict[Look, list[int]] = defaultdict(list)
        minutes = self.is_minutes
        times = [n for n, s in enumerate(self.lines) if s.has_time and not self._tells_time(n)]
        headed = sum(line.raw.level > 1 for line in self.lines) > MOST_ALIKE
        for number, line in enumerate(self.lines if minutes or not self.several else ()):
            counts = line.text[:1].isdigit()  # “12/31 FEES”
            is_set = line.raw.level or line.raw.all_strong or line.raw.column or counts
            is_set = is_set or line.text.isupper() or (not headed and _is_apart(line))
            is_set = is_set and not names_author(line.text, line.people)
            named_day = line.has_day and not line.dates and ": " in line.text  # “Day one: A”
            is_day = line.has_day and not named_day
            if is_set and not (begins_with_name(line) or is_day or line.has_time):
                rows[(*look_of(line), line.raw.column, counts)].append(number)
        for look, places in sorted(rows.items(), key=lambda row: not any(row[0])):
            if len({self.lines[n].text for n in places}) * 2 <= len(places):
                continue  # “Applause”
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
                return self._with_parts(heads, places)
        return set()

    def _with_parts(self, heads: set[int], places: Sequence[int]) -> set[int]:
        """Return heads, and in place of one that only heads others those: “Workshops”, “On Law”."""
        found, last = set(heads), len(self.lines)
        for number in places:
            level, below = self.lines[number].raw.level, self.lines[number + 1 : number + 2]
            if not level or not below or below[0].raw.level <= level:
                continue
            highest = range(1, level + 1)
            stop = (n for n in range(number + 1, last) if self.lines[n].raw.level in highest)
            inside = range(number + 1, next(stop, last))
            told = (self.lines[n] for n in inside)
            if number in heads or any(_tells(s, False) or says_who_leads(s) for s in told):
                parts = {n for n in inside if self.lines[n].raw.level == below[0].raw.level}
                found = (found - {number}) | parts
        return found

    def _said_below(self, number: int) -> RecognizedLine | None:
        """Return the first line below one that does not tell when or where an item began."""
        for place, line in enumerate(self.lines[number + 1 :], number + 1):
            if not (line.has_time and self._tells_time(place)) and not line.is_room:
                return line
        return None

    def _tells_time(self, number: int) -> bool:
        """Whether a line with a time is a sentence, or in minutes a label or right below a head."""
        line, above = self.lines[number], self.lines[max(0, number - 1)]
        headed = is_set_apart(above) and not (above.has_time or above.has_day)
        labelled = self.is_minutes and not line.title and (line.times[0].at > 0 or headed)
        return line.is_led or line.is_sentence or labelled

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


def _named_in(line: RecognizedLine) -> set[str]:
    """Return who takes part, as the sentences of a line say, in small letters."""
    pieces = (line.text[slice(*piece)] for piece in sentences_in(line.text, 0, len(line.text)))
    ways = (find_named, find_speakers)
    return {p.name.casefold() for s in pieces for find in ways for p in find(s, line.people)}


def _tells(line: RecognizedLine, minutes: bool) -> bool:
    """Whether a line says who spoke; in minutes any sentence does, and what follows a name."""
    tells = line.tells_who_spoke or (line.tells and names_somebody(line))
    leads = is_role_alone(line) or says_who_leads(line)
    return tells or (minutes and (line.is_sentence or line.is_speech or leads))


def _is_apart(line: RecognizedLine) -> bool:
    """Whether white space stands before few words that may be the head of an item."""
    stops = line.text.endswith(".") and (line.is_sentence or not line.habits.has_speeches)
    few = line.size <= SAYS and not (stops or line.text.endswith((":", ",", ";")))
    role = line.role
    names = role is not None and role.alone and not line.words["acts"].any_of(role.form)
    names = names or says_who_leads(line) or line.is_speech
    names = names or every("thanks").begins(line.text)  # “Thanks to the cooks!”
    person = line.is_person and not (
        line.habits.has_speeches and not line.named_people[0].begins(line.text)
    )  # “Hearing of the prosecutor Ada Bek”
    return few and line.raw.gap and not (names or person or line.told_times)


def says_who_leads(line: RecognizedLine) -> bool:
    """Whether a line says who leads, as “Chair: Ada Bek”."""
    role = line.role
    leads = role is not None and not role.alone and OF_ONE.fullmatch(role.concept)
    sure = role is not None and (role.marked or line.text.casefold().startswith(role.form))
    return bool(leads and sure) and not line.has_time


def look_of(line: RecognizedLine) -> Look:
    """Return how a line is set: lines set alike are often of one kind."""
    raw = line.raw
    return raw.level, raw.all_strong, raw.item, line.text.isupper()


def only_counts(line: RecognizedLine) -> bool:
    """Whether a line has only the number of an item, whose title stands below."""
    found = COUNT.match(line.text)
    if found and line.raw.number and found["count"] != str(line.raw.number):
        return False  # “2. Update on Brief 12”
    rest = line.text[found.end() :].strip() if found else line.text
    return not rest or rest.casefold() in every("of_agenda").exact
