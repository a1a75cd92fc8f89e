"""What a document repeats: words beside times, what counts its items, where rooms stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise, takewhile

from atgraph.curate.ingest.line_names import begins_with_name, heads_no_name
from atgraph.curate.ingest.person_signs import ENOUGH
from atgraph.curate.ingest.placed_lines import LETTERED
from atgraph.curate.ingest.recognition import Lines, Near, RecognizedLine
from atgraph.curate.ingest.timed_lines import COUNT

NUMERALS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
LETTERS = (NUMERALS, "ABCDEFGH", "АБВГДЕЖЗ")
COUNTED, LONGEST_LED, MOST_ALIKE = re.compile(r"^\(?\d{1,3}[.)]\s+"), 22, 2
MOST_ROOM = 4  # words of a room
LONGEST_KIND, MOST_OF_KIND = 10, 4  # words of a line with what is done, and of that alone
BEHIND = re.compile(r"(?P<mark>\s[–—-]\s|[,|;•(])[^,|;•()–—]{3,40}\)?$")


def read_counts(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a line may count and how far, by its word and figures, numerals or letters."""
    if found := COUNT.match(text):
        word, letter = (found["word"] or "").casefold(), found["letter"] or "?"
        if found["count"]:
            yield word, int(found["count"])
        for row in LETTERS:
            if letter in row and not text.endswith("."):  # “D. Jaime Ros expone …”
                yield f"{word} {row[0]}", row.index(letter) + 1


def find_items(lines: Lines) -> set[str]:
    """Return words that count what the document is about: “Item 1”, “Item 2” and so on."""
    rows: dict[str, list[int]] = defaultdict(list)
    for line in (line for line in lines if not line.has_day):
        kinds = [line.words[kind] for kind in ("sessions", "rooms", "parallel", "events")]
        for word, count in [*read_counts(line.text)] or read_counts(line.title):
            if word.strip() and not any(kind.any_of(word) for kind in kinds):
                rows[word].append(count)
    return {word for word, row in rows.items() if len(row) > 1 and row == [*range(1, len(row) + 1)]}


def quotes_titles(lines: Lines) -> bool:
    """Whether sentences say in most slots when something began, its title in quotation marks."""
    opened = sum(line.opens is not None for line in lines)
    return opened > MOST_ALIKE and opened * 2 > sum(bool(line.times) for line in lines)


def end_with_times(lines: Lines) -> bool:
    """Whether titles end with a time, all or those below days, and nothing else is a session.

    “Monday 6 May”, below it “The Title – 7pm, Old Mill”
    """
    titles = [line.is_dashed and not line.has_day for line in lines if line.times]
    if all(titles) and len(titles) > MOST_ALIKE:
        return True
    below = {n for n, (above, s) in enumerate(pairwise(lines), 1) if above.has_day and s.is_dashed}
    if len(below) <= MOST_ALIKE:
        return False
    programme = lines[min(below) - 1 :]
    others = (s for s in programme if not (s.is_dashed or s.has_day))
    apart = sum(bool(s.times or s.raw.level or s.session_count) for s in others)
    return len(below) * 2 > max(sum(s.has_day for s in programme), apart * 4)


def leads_to_times(lines: Lines) -> set[str]:
    """Return words that stand beside times all over, so that they are no title: “Start:”, “GMT”."""
    found: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for line in lines:
        is_short = (line.size < LONGEST_LED and not line.has_time) or line.text.endswith(".")
        if len(line.times) != 1 or not is_short or line.is_person:
            continue
        before = line.text[: line.times[0].at]
        words = (COUNTED.sub("", before).split(". ")[-1]).split()
        if words:
            found[tuple(words[:2])].append(words)
    least = max(MOST_ALIKE, sum(line.has_day for line in lines))  # “Doors open at 8:00”, each day
    titled = Counter(s.rest for s in lines if s.has_time and s.title and not s.is_break)
    kinds = ("leads_to_time", "time_labels")
    known = {said for s in lines[:1] for kind in kinds for said in s.words[kind].exact}
    zones = {rest for rest, n in titled.items() if n > least and n * 2 > titled.total()}
    return zones | {
        " ".join(same)
        for several in found.values()
        if len(several) > least
        and (same := [a for a, *_ in takewhile(lambda one: len({*one}) == 1, zip(*several))])
        and " ".join(same).casefold().rstrip(".") not in known  # “h. 9.30 – The Title”
    }


def rooms_behind(lines: Lines) -> set[str]:
    """Return what stands behind titles where most others beside or below a time have a room."""
    behind: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    heads = (s.raw for s in lines if s.has_time and s.title)
    looks = {(raw.level, raw.all_strong) for raw in heads if raw.level or raw.all_strong}
    for above, line in zip([None, *lines], lines):
        below = above is not None and above.has_time and not above.title
        alike = (line.raw.level, line.raw.all_strong) in looks  # beside others in a slot
        titled = line.has_time or below or alike
        goes_on = line.text.endswith(",")  # a title
        if titled and not goes_on and len(line.pieces) > 1 and (mark := BEHIND.search(line.rest)):
            piece, what = line.pieces[-1]
            behind[mark["mark"].strip()].append((piece, what == "room"))
    return {
        piece
        for found in behind.values()
        for piece, _ in found
        if sum(is_room for _, is_room in found) > max(1, len(found) / 2)
    }


def rooms_below(lines: Lines) -> set[str]:
    """Return short lines below titles, or times of cards, again and again, as rooms are."""
    found = set[str]()
    three = [*zip([None, *lines], lines, lines[1:])]
    on_cards = [line for title, time, line in three if _is_time_of_card(title, time, line)]
    for below in ([line for time, above, line in three if _begins(time, above)], on_cards):
        often = Counter(line.text for line in below if _may_be_room(line))
        known = any(line.is_room for line in below)
        found |= {text for text, count in often.items() if known and count > 1}
    lettered = [s.text for s in on_cards if LETTERED.fullmatch(s.text)]  # “Cedar 2”
    return found | set(lettered if len(lettered) > 1 else ())


def _is_time_of_card(title: Near, time: RecognizedLine, line: RecognizedLine) -> bool:
    """Whether a line is the second, between two of the same card, and gives its time alone."""
    same = title is not None and 0 < title.raw.card == time.raw.card == line.raw.card
    return same and time.has_time and not time.title


def find_tracks(lines: Lines) -> set[str]:
    """Return what stands above titles, small: in several slots, or in plain print above headings.

    “Track A: Law”
    """
    above: dict[str, list[bool]] = defaultdict(list)
    plain: dict[str, list[bool]] = defaultdict(list)  # by the word that counts
    slots: dict[str, set[tuple[str, str]]] = defaultdict(set)
    words, day, time = dict[str, str](), "", ""
    for line, below in pairwise(lines):
        day, time = line.text if line.has_day else day, line.text if line.has_time else time
        if (word := line.session_word) and line.session_count:
            heads = (below.has_time or _is_title(below)) and not below.session_word
            words[line.text.casefold()] = word
            above[line.text.casefold()].append(heads)
            plain[word].append(heads and below.raw.level > line.raw.level == 0)
            slots[line.text.casefold()].add((day, time))
    several = {text for text, heads in above.items() if all(heads) and len(slots[text]) > 1}
    return several | {text for text, w in words.items() if len(plain[w]) > 1 and all(plain[w])}


def find_acts(lines: Lines) -> set[str]:
    """Return acts, small, that stand where sessions are counted: “Welcome”, as “Panel 1”."""
    counted, acts = Counter[tuple[int, int]](), defaultdict[tuple[int, int], set[str]](set)
    for number, line in enumerate(lines):
        if line.is_person or line.is_break or not line.title or line.size > LONGEST_KIND:
            continue
        if not (place := _beside_time(lines, number)):
            continue
        if line.session_count and line.title_is_generic:
            counted[place] += 1
        elif line.words["acts"].any_of(line.title) and len(line.title.split()) <= MOST_OF_KIND:
            acts[place].add(line.text.casefold())
    return {said for place, found in acts.items() if counted[place] > 1 for said in found}


def _beside_time(lines: Lines, number: int) -> tuple[int, int] | None:
    """Return how far from a line its time stands, and its title."""
    for time, title in ((0, 1), (1, -1), (-1, 1), (2, 1)):
        at, other = number + time, number + title
        if 0 <= at < len(lines) > other >= 0 and lines[at].has_time:
            apart = not (lines[at].title and time)
            named = _is_title(lines[other]) or heads_no_name(lines[other])
            if apart and named and not lines[other].has_time:
                return time, title
    return None


def _begins(time: RecognizedLine | None, line: RecognizedLine) -> bool:
    """Whether a line is the title of a session with its time on it or right above it."""
    timed = bool(line.has_time and line.title) or (time is not None and time.has_time)
    return timed and _is_title(line)


def _is_title(line: RecognizedLine) -> bool:
    """Whether a line may be the title of a session."""
    other = line.is_person or line.role is not None or line.organizes or line.is_room
    return line.heading > 0 and not (other or line.section or begins_with_name(line))


def _may_be_room(line: RecognizedLine) -> bool:
    """Whether a line of few words names nobody, no body and no kind of session."""
    acts = line.words["acts"].any_of(line.text) or line.words["sessions"].any_of(line.text)
    name = line.people.names.read_whole(line.text)
    named = name is not None and name.score >= ENOUGH
    other = line.has_time or line.has_day or line.role is not None or line.is_break or acts
    few = line.size <= MOST_ROOM and line.text[:1].isupper()
    return few and not (other or named or line.people.kinds.is_post_or_body(line.text))
