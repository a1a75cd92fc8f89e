"""Lines that give a title and who speaks are parted: by the marks that several of them share."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from atgraph.curate.ingest.labels import leads_to_name
from atgraph.curate.ingest.line_names import heads_no_name, labels_names
from atgraph.curate.ingest.lines import (
    BEHIND_DAY,
    BESIDE_TITLE,
    BETWEEN,
    HEADS_NAMES,
    Line,
    cut_line,
    sentences_in,
)
from atgraph.curate.ingest.parted_lines import ENDED, FEWEST, LONGEST, SPEAKS
from atgraph.curate.ingest.person_signs import LISTED, MUST_BE, SURE
from atgraph.curate.ingest.programme_lines import ProgrammeLines
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.session_state import LEADS
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.timed_lines import ONLY_PANEL_1
from atgraph.curate.ingest.title_ends import (
    BRACKET,
    SET,
    NamesEnd,
    counts,
    is_talk,
    names_end,
    title_ends,
    without_length,
)
from atgraph.curate.ingest.told_sessions import TOLD
from atgraph.curate.ingest.word_lists import with_forms

QUOTE_ENDS = ("”", '"', "»", "”.", "».")
NAME = r"(?:\s[^\W\d_a-zß-ÿа-яіїєґ][\w’'.-]+){2,3}"
HELD = re.compile(  # perhaps a name: “Fees (Ada Bek)”, “Fees, Ada Bek”, “Fees – Ada Bek”
    r"\([^\W\d_a-zß-ÿ]\S*\s[^(),]+,[^()]+\)$|"
    r"\s\((?:[^\W\d_a-zß-ÿа-яіїєґ][\w’'.-]+\s?){2,3}\)$|"
    rf"^[^,:()–—]*\s[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]\w+[^,:()–—]*(?:,{NAME}|\s[–—]{NAME}(?:,[^–—:]+)?)$"
)
GROUP = re.compile(
    r"\s[—–-]\s(?P<first>[^\W\da-zß-ÿа-я]\S*)(?:\s[^\W\da-zß-ÿа-я][^\s,:]*){1,2}$"
)  # “Ada Bek — AG Kahl”
BAR = " | "  # no sentence has it
# “Ada Bek and Ugo Lund. The Title”, “Prof. Ada Bek / The Title”
AUTHORS = re.compile(r"(?<=[^\W\d_]{2})(?:\.|\s/)\s+(?=[^\W\d_a-z]|[«“„\"¿])")
DOTTED = re.compile(
    r"(?P<title>[^.?!:;]+[.?!])\s+(?P<names>[^\W\d_a-z]\S* .+)"
)  # “The Title. Ada Bek”
TALK_BY = (  # “… and “The Talk” by Ada Bek”
    r"(?:^|[,;:.]\s|\s(?:{conjunctions})\s)(?P<talk>[“«„\"][^“”«»„\"]{3,200}[”»“\"]),?\s"
    r"(?:{by}|{leads_to_person})\s(?=(?-i:[^\W\d_a-z]))"
)
TOLD_BY = ("speech_verbs", "biography_verbs", "was", "future")  # words of sentences


def split_talks(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that tell of several talks, where no time stands.

    As “Three talks: “The Talk” by A, “Another” by B, and “A Third” by C.”.
    """
    timed = any(line.has_time for line in lines)
    talk, joins = with_forms(TALK_BY, flags=re.I), with_forms(r"[,;:.]?(?:\s(?:{conjunctions}))?$")
    for line in lines:
        found = [] if timed else [*talk.finditer(line.text)]
        names = (line.people.names.read(line.text[one.end() :]) for one in found)
        several = sum(line.people.begins_given(name) for name in names if name) > FEWEST
        starts = [one.start("talk") for one in found if one.start("talk")] if several else []
        for part in cut_line(line.raw, starts, text, ""):
            yield replace(part, text=joins.sub("", part.text)) if starts else part


def split_titles(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that give a title and behind a mark, or before it, who speaks."""
    programme = ProgrammeLines(lines)
    beside, lengths = programme.parallel, programme.lengths
    may_hold = programme.several and not programme.is_minutes
    lettered = {lines[number].place for number in programme.lettered}
    holds = {line.place for line in lines if may_hold and _holds_names(line)}
    above, barred, dotted = _lines_above(lines), {*_before_bars(lines)}, {*_before_dots(lines)}
    titles = [
        line
        for line in lines
        if _may_be_title(line, above.get(line.place))
        or line.place in barred  # “The Title | Ada Bek”
        or line.place in dotted  # “The Title. Ada Bek, judge”, in a list
        or line.place in lettered  # “A. The Title – Ms. A (Body)”
        or (line.place in beside and _heads_names(line))
        or (line.place in lengths and line.raw.number)  # “2. Fees – Ms. A (10 min)”
        or line.place in holds  # “• Fees (A, judge)”
    ]
    cells = _beside_times(lines, text)
    headed = (s for s in titles if s.has_time or s.raw.note == BEHIND_DAY or s.place in cells)
    timed = [line for line in headed if line.title and not line.is_break]
    cuts = _find_cuts(titles, timed, beside | holds, _over_people(lines))
    cuts |= {line.place: line.times[0].to for line in timed if _stands_between(line)}
    before = _names_before(lines, timed)
    turned = sum(found.is_title for found in before.values()) * 2 > len(timed)
    titled = {place for place, found in before.items() if found.is_title}
    over = _over_titles([(a, b) for a, b in pairwise(lines) if not b.tells], timed)
    if len(over) * 2 <= len(timed):  # not “9:00 Ada Bek — Terra”, and below each the title
        over = _over_titles([(a, b) for a, b in pairwise(lines) if a.place not in titled], timed)
    said = {
        s.place
        for s in lines
        if (found := before.get(s.place))
        and (turned or found.is_sure or is_talk(s.text[found.end :], s))
    }
    authors, held = _behind_authors(lines), None
    for line in lines:
        time_end = [line.times[0].to] if line.has_time else []
        if line.place in over:
            *time, held = cut_line(line.raw, time_end, text, "")
            yield from time
        elif line.place in said:
            ends = [*time_end, before[line.place].end]
            yield from _turn(line, ends, text, level=line.raw.level, note=line.raw.note)
        elif line.place in authors:
            yield from _turn(line, [authors[line.place]], text, number=0, note=HEADS_NAMES)
        else:
            yield from _cut_behind(line, cuts.get(line.place), held, text)
            held = None


def _lines_above(lines: Lines) -> dict[int, RecognizedLine]:
    """Return the line above each: in a grid of rooms one heads each cell, but none a role."""
    rows = (line for line in lines if line.has_time or not line.is_room)
    above = {b.place: a for a, b in pairwise(rows)}
    return above | {b.place: a for a, b in pairwise(lines) if b.role}


def _names_before(lines: Lines, timed: Lines) -> dict[int, NamesEnd]:
    """Return where names end that stand before a title, at a time or in a cell below one."""
    before = {line.place: found for line in timed if (found := names_end(line))}
    below = (b for a, b in pairwise(lines) if a.has_time and not a.title and b.raw.column)
    sure = {s.place: found for s in below if (found := names_end(s)) and found.is_sure}
    return before | sure


def _turn(line: RecognizedLine, cuts: Sequence[int], text: str, **told: Any) -> Iterator[Line]:
    """Yield a title, of which something is ``told``, before the names that stand before it."""
    *time, names, title = cut_line(line.raw, cuts, text, "")
    named = replace(names, text=names.text.rstrip(" /"), note=BESIDE_TITLE)
    yield from (*time, replace(title, **told), named)


def _cut_behind(
    line: RecognizedLine, cut: int | None, held: Line | None, text: str
) -> Iterator[Line]:
    """Yield a title, who stands behind it, and the act that was held back for being above it."""
    first, *behind = cut_line(line.raw, [*filter(None, [cut])], text, "")
    note = first.note or (HEADS_NAMES if behind else held.note if held else "")
    length = "".join(s.text[len(without_length(s.text, line)) :] for s in behind[-1:])
    yield replace(first, text=first.text + length, note=note)
    for names in behind:
        bare = without_length(names.text, line)
        bare = bare.rstrip(". ") if ENDED.search(bare) else bare  # “A, nurse and B, judge.”
        yield replace(names, text=bare, number=0, note=BESIDE_TITLE)
    yield from [replace(held, note="")] if held else ()


def _stands_between(line: RecognizedLine) -> bool:
    """Whether a time stands between act and person: “Welcome: 9:00 Ada Bek, judge”."""
    time = line.times[0] if line.has_time else None
    before = line.text[: time.at].strip(BETWEEN + ":,") if time else ""
    if not time or not with_forms(ONLY_PANEL_1, line.words, re.I).fullmatch(before):
        return False
    names = line.text[time.to :].strip(BETWEEN + ":,")
    named = line.people.read_all(names, (), LISTED)
    return bool(named and named[0].posts) and named[0].begins(names)


def _beside_times(lines: Lines, text: str) -> set[int]:
    """Return the places of lines in a row behind a time alone, or below it and with a talk.

    As “Ada Bek (Terra), “The Talk””.
    """
    return {
        b.place
        for a, b in pairwise(lines)
        if a.has_time
        and not a.title
        and ("\n" not in text[a.raw.start : b.raw.end] or b.text.endswith(QUOTE_ENDS))
    }


def _over_titles(pairs: Sequence[tuple[RecognizedLine, RecognizedLine]], timed: Lines) -> set[int]:
    """Return where, of lines and those below them, who speaks stands above the title."""
    sure = sum(_is_over_title(a, b, SPEAKS) for a, b in pairs)
    places = {line.place for line in timed}
    below = [b for a, b in pairs if a.place in places and not (b.has_time or b.raw.gap)]
    headed = sum(not (line.role or line.is_sentence) for line in below)
    groups = {a.place: _group(a, b) for a, b in pairs if a.place in places and _group(a, b)}
    ((_, alike),) = Counter(groups.values()).most_common(1) or (("", 0),)
    grouped = alike * 2 >= max(2 * FEWEST, headed, len(timed))
    several = sure * 2 >= max(FEWEST + 1, headed) or grouped
    return {
        a.place
        for a, b in pairs
        if (several or is_talk(b.text, b))
        and _is_over_title(a, b, LISTED, grouped and a.place in groups)
    }


def _behind_authors(lines: Lines) -> dict[int, int]:
    """Return where titles begin behind those who wrote what they head, if several lines are so."""
    ends, several = dict[int, int](), 0
    for line in lines:
        rank = line.people.names.honorific(line.text, 0)  # “Prof. A / The Title”
        dot = AUTHORS.search(line.text, rank)
        title = line.text[dot.end() :] if dot else ""
        if not dot or line.has_time or title.endswith(".") or AUTHORS.search(title):
            continue
        names = line.text[line.role.end if line.role else 0 : dot.start()].strip()
        one = line.people.names.read_whole(names)
        sure = one is not None and one.score >= SURE
        if len(title.split()) > 2 and (sure or line.people.read_list(names, MUST_BE)):
            ends[line.place] = dot.end()
            known = not line.people.kinds.is_post_or_body(title)
            apart = one.honorific and "/" in dot[0] if one and sure else ""
            several += known and bool(apart or len(line.people.read_list(names, LISTED)) > 1)
    return ends if several > FEWEST else {}


def _group(line: RecognizedLine, below: RecognizedLine) -> str:
    """Return the first word of a group that stands behind a name, with more than that below."""
    group = GROUP.search(line.title)
    if not group or below.is_sentence or len(below.text) <= len(group[0]):
        return ""
    return "" if line.words["sessions"].any_of(group[0]) else group["first"]


def _over_people(lines: Lines) -> set[int]:
    """Return the places of lines right above people who take part, and do not only lead."""
    named = ((a, b) for a, b in pairwise(lines) if b.is_person and not b.has_time)
    return {a.place for a, b in named if not (b.role and b.role.concept in LEADS)}


def _find_cuts(
    titles: Lines, timed: Lines, beside: Collection[int], over_people: Collection[int]
) -> dict[int, int]:
    """Return where titles end, by their places; those ``beside`` others need less to name who.

    Those above people tell what these talk about: “Dialogue between Ada Bek and Ugo Lund”.
    """

    def find_ends(line: RecognizedLine, expected: float) -> Iterator[tuple[int, str]]:
        for at, mark in title_ends(line, expected):
            if line.place not in over_people or mark not in line.words["between"]:
                yield at, mark

    ends = {s.place: [*find_ends(s, LISTED if s.place in beside else SPEAKS)] for s in titles}
    firsts = [next(iter(ends[s.place]), (0, "")) for s in titles]
    marks = Counter(mark for _, mark in firsts if mark)
    common = {mark for mark, count in marks.items() if count > max(1, marks.total() / 3)}
    marked = [mark for line in timed for _, mark in find_ends(line, LISTED)]
    common |= {BRACKET} if marked.count(BRACKET) * 2 > len(timed) else set()
    kinds = {(line.session_word, first[1]) for line, first in zip(titles, firsts)}
    cuts: dict[int, int] = {}
    for line in titles:
        # “Workshop 1 – Homes (A, nurse)” speaks for “Workshop 2 – Courts (B, Paths)”
        alike = {mark for word, mark in kinds if word and word == line.session_word}
        listed = (at for at, mark in find_ends(line, LISTED) if mark in common | alike)
        sure, of_bold = ends[line.place], (at for at, mark in ends[line.place] if mark == SET)
        if (cut := next(of_bold, 0) or next(listed, 0) or next((at for at, _ in sure), 0)) > 0:
            cuts[line.place] = cut
    return cuts


def _is_over_title(
    line: RecognizedLine, below: RecognizedLine, expected: float, has_group: bool = False
) -> bool:
    """Whether only who speaks stands beside a time or a day, and the title on the line below."""
    timed = (line.has_time or line.raw.note == BEHIND_DAY) and line.title
    if (
        not timed
        or line.is_break
        or below.has_time
        or below.has_day
        or below.raw.gap
        or below.session_count
    ):
        return False
    named = line.people.read_all(line.title, (), expected)
    begins = named and named[0].begins(line.title)
    known = begins and (has_group or line.people.is_known(named[0]))
    others = below.is_person or (below.role is not None and not heads_no_name(below))
    beside = below.people.kinds.is_post_or_body(below.text)
    head = below.people.kinds.of.split(below.text)[0]  # “CHAINS AT WORK” is no body
    titled = below.text.isupper() and not below.words["organizations"].any_of(head)
    posts = [post for person in named for post in person.posts]
    beside = beside and not any(post.organization or titled for post in posts)
    return bool(known) and not (others or beside)


def _may_be_title(line: RecognizedLine, above: RecognizedLine | None) -> bool:
    if above is not None and above.raw.note == TOLD:
        return False  # a paragraph, whose title stands above it
    says = line.tells and any(line.words[kind].any_of(line.text) for kind in TOLD_BY)
    says = says or (line.role is not None and leads_to_name(line.role.form))  # “Moderated by A”
    below_time = above is not None and above.has_time and not (above.title or says)
    below_time = below_time or line.raw.note == BEHIND_DAY
    several = len(list(sentences_in(line.text, 0, len(line.text)))) > 1
    told = line.is_sentence and several  # “The panel was led by A (Body). She …”
    end = len(line.text)
    slanted = any(
        reached == end if start else line.text.startswith(", ", reached)
        for start, reached in line.raw.slanted
    )
    apart = not line.tells and (slanted or QUOTED.match(line.text) is not None)  # ““The Talk”, A”
    may_be = line.raw.level or (line.session_word and not told) or line.has_time or below_time
    may_be = may_be or apart or _is_bold_item(line)
    return bool(may_be) and len(line.text) < LONGEST


def _is_bold_item(line: RecognizedLine) -> bool:
    """Whether an item of a list has its title in bold before a colon: “**Life at sea**: A, B”."""
    (start, end), *_ = (*line.raw.strong, (1, 0))
    colon = not start and ":" in (line.text[end : end + 2].strip()[:1], line.text[end - 1 : end])
    if not (colon and (line.raw.item or line.raw.number)) or line.role:
        return False
    title = line.text[:end].rstrip(": ")
    return len(title.split()) > FEWEST and not line.people.kinds.is_body(title)


def _before_bars(lines: Lines) -> Iterator[int]:
    """Yield the places of “The Title | Ada Bek”, where several are so; one is a caption.

    No “Harbour Trust | Ada Bek” is.
    """
    found = [line for line in lines if BAR in line.text and len(line.text) < LONGEST]
    several = found if len(found) > 1 else ()
    yield from (line.place for line in several if not line.people.read_behind_body(line.text))


def _before_dots(lines: Lines) -> Iterator[int]:
    """Yield the places of “The Title. Ada Bek, judge”, where several are so.

    All of them are “The Title. **Ada Bek, judge**”, or none has a time. No “Harbour Trust. Ada Bek”
    is, nor a sentence.
    """
    bold = [s for s in lines if any(at > 0 and to == len(s.text) for at, to in s.raw.strong)]
    bold, found = bold if len(bold) > FEWEST else [], list[int]()
    for line in bold or lines:
        parts = DOTTED.fullmatch(line.text)
        if not bold and (line.has_time or (found and line.session_count)):
            return
        if not parts or line.role or len(parts["title"].split()) < FEWEST:
            continue
        if line.tells and (parts.start("names"), len(line.text)) not in line.raw.strong:
            continue
        title, name = parts["title"].rstrip(".?! "), line.people.names.read(parts["names"])
        named = name is not None and name.score >= SURE
        if named and not (line.people.kinds.is_body(title) or line.people.names.read_whole(title)):
            found.append(line.place)
    yield from found if len(found) > FEWEST else ()


def _heads_names(line: RecognizedLine) -> bool:
    """Whether a line is no sentence, and begins with no role, body or person."""
    name = line.people.names.read(line.text) if line.is_person else None
    begins = name is not None and line.people.is_likely(name)  # not “Hard Work – Fields (A, judge)”
    behind = not counts(line) and line.people.read_behind_body(line.text)
    return not (line.role or begins or line.tells or behind or labels_names(line))


def _holds_names(line: RecognizedLine) -> bool:
    is_item = line.raw.item or line.raw.number > 0
    if not is_item or not HELD.search(line.text) or not _heads_names(line):
        return False
    title, comma, _ = line.text.partition(", ")
    of_body = comma and "(" not in title and line.people.kinds.is_post_or_body(title)
    return not of_body  # “Ministry of labour, Ada Bek”
