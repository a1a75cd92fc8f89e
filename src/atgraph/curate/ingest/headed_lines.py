"""Headings of no session, of the whole or of who does what below, and names above titles."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, pairwise, takewhile

from atgraph.curate.ingest.counted_lines import CountedLines, look_of, says_who_leads
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.line_names import (
    begins_with_name,
    heads_no_name,
    is_role_alone,
    is_set_apart,
    name_alone,
)
from atgraph.curate.ingest.lines import BEHIND_DAY, BESIDE_TITLE, HEADS_NAMES, WENT_ON, Line
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.recognition import Lines, Look, Near, RecognizedLine
from atgraph.curate.ingest.text_lines import QUOTED

FEWEST = 2  # lines that together tell something
NEAR = 3  # lines below a time, of which the last may name who speaks
WORDS = 4  # of a title between two people
FAR = 4  # lines from a time from which on the place tells nothing
LOWEST = 9  # of headings: bold
SPEAKS = "role_speaker"
EDGES = ' .:“”„«»"'  # what is not of a title in quotation marks


@dataclass
class HeadedLines(CountedLines):
    """The lines of a document, and which of its headings are no titles of sessions."""

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
    def role_looks(self) -> set[Look]:
        """How headings are set that say what those below them do, and none that are titles."""
        roles, others = Counter[Look](), Counter[Look]()
        for line in filter(is_set_apart, self.lines):
            if not heads_no_name(line):
                (roles if is_role_alone(line) else others)[look_of(line)] += 1
        return {look for look, n in roles.items() if n >= FEWEST and not others[look]}

    @cached_property
    def over_people(self) -> set[int]:
        """The numbers of acts and sessions, each above items that name people, without any time."""
        heads = list[int]()
        for number, line in enumerate(self.lines):
            if line.has_time:
                return set()
            items = [*takewhile(lambda s: s.raw.item, self.lines[number + 1 :])]
            if not line.raw.item and sum(s.is_person for s in items) * 2 > len(items):
                heads.append(number)
        said = [self.lines[number] for number in heads]
        # acts alone, as “Welcome” and “Panel discussion”, are those of one panel
        says = all(map(self._says_what, said)) and any(
            s.session_word or ":" in s.text for s in said
        )
        return set(heads) if says and len(heads) >= FEWEST else set()

    @cached_property
    def over_speakers(self) -> set[int]:
        """The numbers of headings set alike, each right above who speaks, without any time."""
        if any(line.has_time for line in self.lines):
            return set()
        alike = defaultdict[Look, list[int]](list)
        for number, (line, below) in enumerate(pairwise(self.lines)):
            other = is_role_alone(line) or line.is_person or line.heads_people or line.section
            speaks = (below.is_person and not below.role) or says_who_leads(below)
            if is_set_apart(line) and not other and speaks:
                alike[look_of(line)].append(number)
        return {n for heads in alike.values() if len(heads) >= FEWEST for n in heads}

    @cached_property
    def over_clocks(self) -> dict[int, bool]:
        """The numbers of the lines of paragraphs that begin with a title and have a time below.

        True of the title, False of what stands beside its time and may be none. Of most times it
        has to be so: “**Fees at Sea**”, “Harbour Trust”, “5:30pm – 7pm”, “Old Mill”.
        """
        starts = [n for n, line in enumerate(self.lines) if line.raw.gap]
        found, heads = dict[int, bool](), list[RecognizedLine]()
        for first, end in pairwise([*starts, len(self.lines)]):
            head, below = self.lines[first], range(first + 1, end)
            clocks = [n for n in below if self.lines[n].has_time]
            near = len(clocks) == 1 and clocks[0] - first < FAR
            bare = near and len(self.lines[clocks[0]].title.split()) < 2  # “9:00; Tickets”
            if bare and is_set_apart(head) and not (head.has_time or head.has_day or head.role):
                heads.append(head)
                own = (s.is_person or s.role or s.has_day for s in self.lines[first + 1 : end])
                others = (n for n, said in zip(below, own) if not said)
                found |= {first: True, **dict.fromkeys(others, False)}
        timed, named = (sum(s.has_time for s in self.lines), sum(s.is_person for s in heads))
        return found if len(heads) > max(FEWEST, 2 * named) and len(heads) * 4 >= timed * 3 else {}

    @staticmethod
    def _says_what(line: RecognizedLine) -> bool:
        """Whether a line says what is done: “Opening remarks”, “Panel discussion: Fees”."""
        kind = line.text.partition(":")[0].strip().casefold()
        is_kind = line.session_word or kind in line.words["sessions"].exact
        return bool(is_kind) or heads_no_name(line)

    @cached_property
    def over_slots(self) -> set[int]:
        """The numbers of headings of several sessions: “Track A”, over “9:00 Farms” in smaller."""
        pairs = list(pairwise(self.lines))
        timed = [(a, b) for a, b in pairs if a.has_time and not (a.is_break or b.is_break)]
        slots = {a.place: _rank(a) for a, b in timed if _is_slot(a, b)}
        if len(slots) <= FEWEST or len(slots) * 4 < len(timed) * 3:
            return self._over_rows()
        rank = min(slots.values())
        heads = (n for n, line in enumerate(self.lines) if 0 < _rank(line) < rank)
        return {n for n in heads if self._leads_to(n, slots)}

    def _over_rows(self) -> set[int]:
        """Return the numbers of headings, each right above rows of which several have a title."""
        alike = defaultdict[tuple[Look, bool], list[int]](list)
        for n, line in enumerate(self.lines):
            counts = bool(line.session_count)
            if (counts or is_set_apart(line)) and not line.has_time and n not in self.firsts:
                alike[look_of(line), counts].append(n)
        found = set[int]()
        for heads in alike.values():
            parts = (self.lines[a + 1 : b] for a, b in pairwise([*heads, len(self.lines)]))
            over = [n for n, part in zip(heads, parts) if _begins_with_rows(part)]
            found |= {*over} if len(over) >= FEWEST and len(over) * 4 >= len(heads) * 3 else set()
        return found

    @cached_property
    def last_venue(self) -> set[int]:
        """The number of the one line behind all sessions that says where: all of them."""
        times = [number for number, line in enumerate(self.lines) if line.has_time]
        named = [number for number, s in enumerate(self.lines) if s.venue and not s.has_time]
        last = len(named) == 1 and len(times) > 1 and named[0] > times[-1]
        return set(named) if last and self.lines[named[0]].raw.gap else set()

    @cached_property
    def units(self) -> set[int]:
        """The numbers of units below a name and a body, each above the next time alone."""
        lines = self.lines
        clocks = [n for n, line in enumerate(lines) if line.has_time and not line.title]
        slots = (a for a, b in pairwise([*clocks, len(lines)]) if b - a == FAR)
        below = [a + NEAR for a in slots if name_alone(lines[a + 1]) and _is_body(lines[a + 2])]
        bodies = sum(lines[n].people.kinds.is_post_or_body(lines[n].text) for n in below)
        return {*below} if len(below) > FEWEST and bodies * 2 > len(below) else set()

    @cached_property
    def wrapped(self) -> set[int]:
        """The numbers of lines with which titles go on: “16:00”, “Debt in ports”, “and at sea”.

        Where the title breaks off, it may have its time: “16:00 Debt in ports,”. None is a cell of
        a table, where small letters may be a post.
        """
        found = set[int]()
        for number, (clock, title, line) in enumerate(
            zip(self.lines, self.lines[1:], self.lines[2:]), start=2
        ):
            alone = clock.has_time and not clock.title and title.size > 2
            alone = alone or bool(title.has_time and title.title and leaves_open(title))
            if alone and line.text[:1].islower() and not (line.raw.column or line.raw.item):
                found.add(number)
        return found

    @cached_property
    def cover_again(self) -> set[int]:
        """The numbers of the lines of a second cover, in another language, but for days."""
        heads = [
            n for n, s in enumerate(self.lines) if s.raw.level and not (s.has_day or s.has_time)
        ]
        alike = [n for n in heads if look_of(self.lines[n]) == look_of(self.lines[heads[0]])]
        times = {n for n, line in enumerate(self.lines) if line.has_time}
        found = set[int]()
        for head in self.over_slots | set(alike[1:] if len(alike) == 2 else ()):
            cover = [*takewhile(lambda n: n not in times, range(head, len(self.lines)))]
            before, after = sum(n < head for n in times), sum(n > head for n in times)
            dated = any(self.lines[n].dates for n in cover[: FAR + 1])
            said = any(self.lines[n].is_person or self.lines[n].role for n in cover)
            if dated and not said and min(before, after) >= FEWEST and not self.firsts & set(cover):
                found |= {n for n in cover if not self.lines[n].has_day}
        return found

    def _leads_to(self, number: int, slots: Collection[int]) -> bool:
        """Whether no more than a day or a room stands between a line and one of some others."""
        below = self.lines[number + 1 : number + 2 + FAR]
        between = [*takewhile(lambda line: line.place not in slots, below)]
        says = any(s.has_day or s.is_room for s in between) or not between
        return len(between) < len(below) and says and not any(s.is_person for s in between)


def _rank(line: RecognizedLine) -> int:
    """Return the level of a heading; what is only bold is below all; 0 for none."""
    return line.raw.level or LOWEST * line.raw.all_strong


def _begins_with_rows(lines: Lines) -> bool:
    """Whether the first of lines has a time and a title, and another one has, as “9:20 Farms”."""
    pairs = zip(lines, [*lines[1:], None])
    rows = [(a, b) for a, b in pairs if a.has_time and not a.is_break]
    titled = [a for a, b in rows if _has_title(a) or (b and not a.title and _is_beside(b))]
    places = {line.place: number for number, line in enumerate(lines)}
    behind = (lines[places[a.place] + 1 :] for a in titled)
    own = [[*takewhile(lambda s: not s.has_time, below)][:NEAR] for below in behind]
    held = sum(_names_who(a) or any(s.is_person for s in n) for a, n in zip(titled, own))
    is_row = lines[:1] == titled[:1] and held * 2 > len(titled)
    return is_row and FEWEST <= len(titled) > len(rows) // 2


def _names_who(line: RecognizedLine) -> bool:
    return any(person.is_sure(SURE) for person in line.people.read_all(line.title, ()))


def _has_title(line: RecognizedLine) -> bool:
    """Whether a line has a title of its own, and does not say who speaks when."""
    if not line.title or line.title_is_generic or line.is_person:
        return False
    return not any(person.begins(line.title) for person in line.people.read_all(line.title, ()))


def _is_beside(line: RecognizedLine) -> bool:
    """Whether the cell beside a time has the title."""
    told = line.has_time or line.role is not None or line.is_break
    return line.raw.column > 1 and not told and _has_title(line)


def _is_slot(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a heading has time and title, or the heading below it has the title."""
    if line.title:
        return not line.title_is_generic and _rank(line) > 0
    return 0 < _rank(line) < _rank(below) and not below.has_time


def raise_titles(lines: Lines) -> Iterator[Line]:
    """Yield lines, those as headings that are titles of talks in a list, where no time stands.

    Who speaks stands behind several on their lines, or who leads below titles that are quoted.
    """
    timed = any(line.has_time for line in lines)
    pairs = [] if timed else [*pairwise(lines)]
    heads = {a.place for a, b in pairs if says_who_leads(b) and QUOTED.fullmatch(_bare(a))}
    listed = {a.place for a, b in pairs if _is_before_speaker(a, b)}
    heads = heads if len(heads) >= FEWEST else set()
    heads |= listed if len(listed) > FEWEST else set()
    level = 1  # of the heading above
    for line in lines:
        level = line.raw.level or level
        if line.place in heads:
            head = replace(line.raw, text=line.text.strip(EDGES), note=HEADS_NAMES)
            yield replace(head, level=level + 1, item=False, gap=True)
        else:
            yield replace(line.raw, note="") if line.place - 1 in heads else line.raw


def _bare(line: RecognizedLine) -> str:
    return line.text.strip(" .:")


def _is_before_speaker(line: RecognizedLine, behind: RecognizedLine) -> bool:
    """Whether who speaks was parted from a title: “The Title. Speaker: A”, “«The Title», A”."""
    other = line.role or line.is_person or line.raw.level or line.tells or line.size < FEWEST
    role = behind.role if behind.raw.note == WENT_ON else None
    spoke = role is not None and role.marked and not role.alone and role.concept == SPEAKS
    return not other and (spoke or behind.raw.note == BESIDE_TITLE)


def lower_names(lines: Lines) -> list[Line]:
    """Return lines, names alone below the titles that all over stand below them, or their bodies.

    As of “9:00”, “Ada Bek”, “Fair homes at sea”, the cells of rows that are no table. How many
    minutes it takes may stand between. Days stand above those of a series, without times.
    """
    order = [line.raw for line in lines]
    clocks = [n for n, line in enumerate(lines) if line.has_time and not line.title]
    days = [n for n, line in enumerate(lines) if line.has_day and not line.rest]
    days = days if len(clocks) <= FEWEST else []
    slots = (range(n + 1, end) for n, end in pairwise([*(days or clocks), len(lines)]))
    said = ([*dropwhile(lambda n: not _has_words(lines[n]), slot)] for slot in slots)
    firsts = [(slot[0], slot[-1] + 1) for slot in said if slot]
    below = {n: _title_below(lines[n : min(end, n + 4)]) for n, end in firsts}
    places = [(n, n + far) for n, far in below.items() if far]
    titles = [lines[title] for _, title in places]
    sure = [s for s in titles if not s.people.kinds.is_post_or_body(s.text) and s.size > FEWEST]
    known = sum(is_given_name(word) for n, _ in places for word in lines[n].text.split())
    talks = sum(end - n > 1 and not lines[n].is_break for n, end in firsts)
    are_most = len(places) * 2 >= talks and len(sure) * 2 >= len(places)
    if len(places) <= FEWEST or known * 3 < len(places) or not are_most:
        return order
    places += _slanted_below(lines, [slot for slot in firsts if not below[slot[0]]], titles)
    for n, title in places:
        named = order[n] if lines[n].role else replace(order[n], note=BESIDE_TITLE)
        order[n : title + 1] = [order[title], named, *order[n + 1 : title]]
    for n in (n for n, end in firsts if days and end - n > 1 and order[n].note != BESIDE_TITLE):
        order[n] = replace(order[n], note=BEHIND_DAY)
    return order


def _slanted_below(
    lines: Lines, slots: Sequence[tuple[int, int]], titles: Lines
) -> Iterator[tuple[int, int]]:
    """Yield where slots begin and have one line in italics below, if most known titles are so."""
    if sum(title.raw.all_slanted for title in titles) * 2 > len(titles):
        found = (
            (n, [m for m in range(n + 1, end) if lines[m].raw.all_slanted]) for n, end in slots
        )
        yield from ((n, below[0]) for n, below in found if len(below) == 1)


def _has_words(line: RecognizedLine) -> bool:
    return any(map(str.isalpha, line.text))


def _title_below(lines: Lines) -> int:
    """Return how far below a name alone that begins some lines the title is; 0 where none is."""
    held = len(lines) > 2 and not _begins(lines[2])
    far = 1 + (held and lines[1].people.kinds.is_body(lines[1].text))
    if len(lines) <= far:
        return 0
    title, in_cell = lines[far], 0 < lines[0].raw.column == lines[far].raw.column
    below = lines[far + 1 : far + 2]
    if not all(_begins(s) or (in_cell and s.raw.column > title.raw.column) for s in below):
        return 0
    set_apart = title.raw.all_slanted or lines[0].text.endswith(")")
    posted = begins_with_name(lines[0]) and not lines[0].role and set_apart
    if not (posted or name_alone(lines[0])):  # “Ada Bek (Terra)”, or with “*Fair homes at sea*”
        return 0
    other = title.is_person or title.role or title.is_sentence or title.has_time or title.has_day
    return 0 if other else far


def leaves_open(line: RecognizedLine) -> bool:
    """Whether a title breaks off: “Fees, debts and”, “Work at sea:”."""
    text = line.text.rstrip()
    last = (text.split() or [""])[-1].casefold()
    return text.endswith((",", ":", "–", "-")) or last in line.words["common"].exact


def _is_body(line: RecognizedLine) -> bool:
    return line.people.kinds.is_body(line.text)


def _begins(line: RecognizedLine) -> bool:
    return line.has_time or line.raw.gap or line.raw.level > 0


def alternates(above: Near, line: RecognizedLine, below: RecognizedLine) -> Look:
    """Return how a title stands between two who are named with posts, or below that of the slot."""
    held = [s.is_person and bool(s.named_people[0].posts) for s in (above or line, below)]
    other = line.role or line.is_person or line.heads_people or line.is_break or line.raw.level
    if other or line.heading < 1 or line.size < WORDS or line.text[-1] in ":,;":
        return ()
    begins = above is not None and (held[0] or (above.has_time and above.title != ""))
    return ("alternates",) if begins and held[1] else ()


def names_body(line: RecognizedLine) -> bool:
    """Whether a line is a post or a body, behind what heads it too: “Room A: Fair work”."""
    if line.room_in_title:
        return False  # “Shelters without Locks (Room 2)”
    _, colon, title = line.text.partition(": ")
    text = title if colon and len(title.split()) >= WORDS else line.text
    return line.people.kinds.is_post_or_body(text)
