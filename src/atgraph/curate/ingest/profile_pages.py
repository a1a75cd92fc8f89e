"""Pages of profiles that name below each person the sessions that they speak in.

Such a page prints a session once for each who speaks in it, below the name. It is put the other way
round, a session with its day and time before the person, as programmes print it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from atgraph.curate.ingest.counted_lines import CountedLines
from atgraph.curate.ingest.line_names import begins_with_name, is_role_alone, name_alone
from atgraph.curate.ingest.lines import BEHIND_DAY, Line
from atgraph.curate.ingest.recognition import Lines, Near, RecognizedLine
from atgraph.curate.ingest.repetition import MOST_ALIKE
from atgraph.curate.ingest.text_lines import EDGES

FEWEST, LONGEST = 3, 40  # sessions; words of a line that prints one
LONGEST_BODY = 14
REACH = 6  # lines between a name and its first session
LABEL = re.compile(r"^(?P<label>[^\W\d_][\w ]{2,30}):\s+(?=\S)")


@dataclass(frozen=True)
class _Printed:
    """A session below a name: the numbers of its lines, and its time, title and room apart."""

    first: int
    last: int
    title: Line
    clock: Line
    rooms: tuple[Line, ...] = ()


def turn_profiles(lines: Lines) -> list[Line]:
    """Return lines, those of profiles behind each of the sessions that stand below them."""
    found = list(_sessions(lines))
    raws = [line.raw for line in lines]
    often = Counter(one.title.text.casefold() for one in found)
    again = sum(count for count in often.values() if count > 1)
    start = _find_name(lines, found[0].first) if len(found) >= FEWEST else None
    if start is None or again * 2 < len(found) or _follows(lines, found[-1].last, lines[start]):
        return raws
    if any(line.is_contents_head for line in lines[start : found[0].last]):
        return raws  # a list of who speaks, and below it the agenda
    ends = [one.last for one in found]
    apart = [(end, one.first) for end, one in zip(ends, found[1:]) if one.first > end + 1]
    near = (lines[max(end + 1, first - REACH + 1) : first] for end, first in apart)
    headed = sum(any(_names(s) or name_alone(s) for s in above) for above in near)
    if headed * 2 < len(apart) or CountedLines(lines).is_minutes:
        return raws  # no name heads them: the hours and rooms of a record
    order, profile = raws[:start], list[Line]()
    for one in found:
        if start < one.first:
            profile = [replace(raw, level=0, gap=False) for raw in raws[start : one.first]]
            leads = profile[-1:] if profile[-1].text.endswith(":") else []  # “Speaking in:”
            order += [replace(raw, gap=True) for raw in leads]
            profile = profile[: len(profile) - len(leads)]
        order += [replace(one.clock, gap=True), one.title, *one.rooms, *profile]
        start = one.last + 1
    return [*order, *raws[start:]]


def lower_bodies(lines: Lines) -> list[Line]:
    """Return lines, posts and bodies below the names that the lists of a document have below."""
    above = [None, *lines]
    pairs = [n for n, three in enumerate(zip(above, lines, lines[1:])) if _is_body_above(*three)]
    ends = {n + 1 for n in pairs}
    firsts = [n for n in pairs if n - 1 not in ends and not (n and _is_of_card(lines[n - 1]))]
    headed = sum(is_role_alone(a) and _names(b) for a, b in pairwise(lines))
    headed += sum(n not in ends and _heads_own(*two) for n, two in enumerate(pairwise(lines)))
    three = zip(lines, lines[1:], lines[2:])  # “Ada Bek”, “Moderator”, and below it her post
    headed += sum(is_role_alone(b) and _heads_own(a, c) for a, b, c in three)
    known = sum(lines[n].people.kinds.is_post_or_body(lines[n].text) for n in firsts)
    order = [line.raw for line in lines]
    if len(pairs) > MOST_ALIKE and known > headed and known * 2 > len(firsts):
        for n in pairs:
            body, name = order[n], order[n + 1]
            order[n], order[n + 1] = replace(name, gap=body.gap), replace(body, gap=False)
    return order


def _is_of_card(line: RecognizedLine) -> bool:
    """Whether a line is a name, or a post or a body: the next may be of the same person."""
    named = _names(line) or name_alone(line) is not None
    return named or line.people.kinds.is_post_or_body(line.text)


def _heads_own(line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a name stands above its own post or body."""
    near = not below.raw.gap and not (below.is_person or below.role)
    return near and _names(line) and below.people.kinds.is_post_or_body(below.text)


def _is_body_above(above: Near, line: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a line may be of the person whom the next line names without a body."""
    timed = any(s is not None and (s.has_time or s.has_day) for s in (above, line))
    other = timed or line.is_person or line.role or line.raw.level > 0 or line.session_word != ""
    near = not below.raw.gap and line.size <= LONGEST_BODY and not (other or line.tells)
    posts = [post for p in below.named_people[:1] for post in p.posts]
    return bool(near and _names(below)) and not any(post.organization for post in posts)


def _sessions(lines: Lines) -> Iterator[_Printed]:
    """Yield the sessions that lines with a day and a time, or a time alone, print."""
    parted = [(n, *_part(line)) for n, line in enumerate(lines) if line.size < LONGEST]
    told = [one for one in parted if one[1] and not _is_field(lines, one[0])]
    labels = Counter(found["label"] for *_, a in told if a and (found := LABEL.match(a[0])))
    label, count = next(iter(labels.most_common(1)), ("", 0))
    common = f"{label}:" if count * 2 > len(told) else ""
    for number, clock, beside in told:
        first = number - (not beside and number > 0)
        titled, *others = beside or [lines[first].text]
        said = titled.removeprefix(common).strip()
        head, mark, room = said.rpartition(" | ")
        if not (mark and lines[first].is_place(room)):
            head, room = said, "".join(others)
        where = [room] if lines[first].is_place(room) else []
        raw = replace(lines[first].raw, level=0, strong=())
        title = replace(raw, text=head, note=BEHIND_DAY)
        when = replace(lines[number].raw, text=clock, level=0, strong=())
        rooms = tuple(replace(raw, text=text, gap=False) for text in where)
        yield _Printed(first, number, title, when, rooms)


def _is_field(lines: Lines, number: int) -> bool:
    """Whether a line is “Time: 9:00–9:30” right below the heading that is its title."""
    label, colon, _ = lines[number].text.partition(":")
    labelled = bool(colon) and lines[number].words["time_labels"].labels(label)
    return labelled and number > 0 and lines[number - 1].raw.level > 0


def _part(line: RecognizedLine) -> tuple[str, list[str]]:
    """Return day and time of a line, and what stands before and behind; nothing without a time."""
    times = [time for time in line.times if time.end or line.dates]
    ends = [*((t.at, t.to) for t in times), *((d.at, d.to) for d in line.dates)]
    first, last = min((at for at, _ in ends), default=0), max((to for _, to in ends), default=0)
    if not times or (line.is_sentence and first):  # “9 May, 11:00: Who sees, and who helps?”
        return "", []
    sides = (line.text[:first].strip(EDGES), line.text[last:].strip(EDGES))
    return line.text[first:last], [side for side in sides if len(side) > 2]


def _find_name(lines: Lines, below: int) -> int | None:
    """Return the number of the name above a line, if one is near."""
    near = range(below - 1, max(-1, below - REACH), -1)
    return next((n for n in near if _names(lines[n])), None)


def _follows(lines: Lines, last: int, name: RecognizedLine) -> bool:
    """Whether somebody is named behind the last session, before another part begins."""
    for line in lines[last + 1 : last + REACH]:
        above = line.raw.level and (not name.raw.level or line.raw.level < name.raw.level)
        if line.section or line.heads_bodies or above:
            return False
        if _names(line):
            return True
    return False


def _names(line: RecognizedLine) -> bool:
    """Whether a line names somebody, and is no sentence of a biography or a record."""
    post = not line.is_person and line.people.kinds.is_post(line.text)  # “Minister of Labour”
    return (line.is_person or begins_with_name(line)) and not (post or line.tells)
