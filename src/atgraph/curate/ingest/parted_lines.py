"""Lines that say several things are parted: a title and who speaks, a room and a title, roles.

What several lines of the document show holds for the others.
"""

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.labels import (
    OF_ONE,
    PARTS,
    any_form,
    known_forms,
    leads_to_name,
    read_role,
)
from atgraph.curate.ingest.line_names import heads_no_name
from atgraph.curate.ingest.lines import BEHIND_DAY, BESIDE_TITLE, Line, sentences_in
from atgraph.curate.ingest.person_signs import LISTED, SURE
from atgraph.curate.ingest.programme_lines import ProgrammeLines
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.subjects import says_who_spoke
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.told_sessions import TOLD, names_in
from atgraph.curate.ingest.told_speakers import moderates
from atgraph.curate.ingest.word_lists import DocumentWords, every, with_forms, words_in
from atgraph.data.dates import is_calendar_word

LONGEST = 5000  # letters of a line that is cut
WENT_ON, HEADS_NAMES = "went on", "heads names"
BETWEEN = " –—|·•;"
# what may part a title from who speaks, beside a role word
BEHIND_TITLE = (
    r"[.?!]?\s+[–—|/·-]\s+|[:.?!]\s+|[,.]?\s+(?:{with}|{leads_to_person})\s+|,\s+"
    r"|\s+\((?=.+\)$)|(?<=[”\"»“])\s"
)
BRACKET, DASHES = "(", ("–", "-", "—", "|")
SET = "*"  # the mark of a title in bold or italics
LEADS_BEHIND = (*DASHES, BRACKET, SET)  # marks before a role word: “Workshop 1 – moderates A”
ENDED = re.compile(r"\w{3}[)”“»]?\.\s*$")  # not by “e. V.”
BEHIND_NAMES = re.compile(r":\s+|\s[–—|]\s+|(?<=\)),?\s+(?=[^\W\d_a-zß-ÿ]|[«“„\"])")
LEADERS = re.compile(
    r"\s*(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*(?=[^\W\d_]{2})"
)  # “Fees ....... Ada Bek”
BEHIND_ROOM = re.compile(r":\s+|\s[–—|-]\s+")
RUN_ON, FEWEST = "run on", 2  # a head and what is below it in one line; such lines in a record
LONGEST_HEAD = 90  # letters before “Intervengono A e B”
SHORT_DAY = 3  # letters of “Di, 14.10.”
LONGEST_ROOM = 30  # letters of a room before a title
HEAD_ENDS = re.compile(r"(?:\d{1,2}[.)]\s+)?[^.:–—]{3,80}?(?:[.:]\s|\s[–—]\s)")
SPEAKS = 0.5  # for names beforehand


@functools.cache
def _cuts(languages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return where a role word follows something else: “… Moderator: …”, “… | chaired by …”."""
    known = known_forms(languages)
    forms, phrases, by = (
        any_form(form for form in known if re.search(kind, form)) for kind in ("", " ", r" by\Z")
    )
    told, leads = any_form(filter(_is_told, known)), any_form(filter(_leads_in, known))
    before = r"(?P<before>[.,;)»”]\s+|\s[–—|·•]\s+|\s{2,})"
    form = rf"(?P<form>(?:[^\W\d_]+\s)?(?:{forms})(?:\(s\)|s|[·*]\w{{1,5}})?)"
    leading = any_form(words_in(languages)["moderates"].exact)
    marked = rf"{before}(?:{form}|{leading})\s?:\s"
    dashed = rf"(?P<before>;\s+|\s\|\s+){form}\s[–—]\s"
    phrase = (
        rf"(?P<before>\s[|·•]\s+|(?:\s[–—]|;|(?<=\)),)\s+(?=(?:{by})\s))(?P<form>{phrases})(?!\w)"
    )
    # “9:00 Panel 1: The Title Chair: …”
    behind = (
        r"^\d{1,2}[.:hч]\d\d(?>(?:.{0,30}?\b[^\W\d_]{3,}\b){2}).*?(?P<before>[^\W\d_]\s)"
        r"(?=(?-i:[^\W\d_a-zß-ÿа-яіїєґ]))"
        rf"(?P<form>{forms})\s?:\s"
    )
    # “10:30 «The Title». Participan A y B. …”, “The Title, con la partecipazione di A”
    upper = r"(?=(?-i:[^\W\d_a-zß-ÿа-яіїєґ]))"
    ended = rf"[.?!»”\"]\.?\s+(?={upper}(?:{told})\s)"
    speaks = (
        rf"^.{{3,{LONGEST_HEAD}}}?(?P<before>{ended}|,\s+(?=(?:{leads})\s))"
        rf"(?P<form>{told}|{leads})\s+{upper}"
    )
    return tuple(re.compile(one, re.I) for one in (marked, dashed, phrase, behind, speaks))


def _leads_in(form: str) -> bool:
    """Whether a form of several words can only go on with names: “with the participation of”."""
    return len(form.split()) > FEWEST and leads_to_name(form)


def _is_told(form: str) -> bool:
    """Whether a role word is told as a sentence does: “Participan A y B”, “Avec A et B”."""
    kinds = ("features", "moderates", "with")
    return any(form in every(kind).exact for kind in kinds) or _leads_in(form)


def _is_time(text: str, words: DocumentWords) -> bool:
    """Whether a text is a time and nothing else."""
    for time in reversed(list(find_times(text, words))):
        text = text[: time.at] + text[time.to :]
    return not any(map(str.isalpha, text))


def split_line(line: Line, words: DocumentWords, text: str) -> Iterator[Line]:
    """Yield the parts of a line that holds several role words, each with its place in the text."""
    patterns = _cuts(words.languages) if 12 < len(line.text) < LONGEST else ()
    found = (f for pattern in patterns for f in pattern.finditer(line.text))
    cuts = {f.end("before") for f in found if not _is_time(line.text[: f.start("before")], words)}
    cuts |= {at for f in LEADERS.finditer(line.text) for at in f.span()}
    for part in cut_line(line, sorted(cuts), text):
        pieces = cut_line(part, _sentences_behind(part, words), text) if patterns else (part,)
        for piece in pieces:
            if piece.note == WENT_ON and ENDED.search(piece.text):  # “Avec A et B.” is no sentence
                yield replace(piece, text=piece.text.rstrip(". "))
            else:
                yield piece


def _sentences_behind(line: Line, words: DocumentWords) -> list[int]:
    """Return where sentences begin behind a role word with names.

    “Es sprechen A; B und C. Die Diskussion moderiert D.”
    """
    role = read_role(line.text, words)
    if role is None or role.alone:
        return []
    first, *_ = line.text[role.end :].split() or [""]
    if not role.marked and first.islower() and first not in words["articles"].exact:
        return []  # “Delegates then took up “A”. …”
    ends = (end for end, _ in sentences_in(line.text, 0, len(line.text)))
    pieces = ((line.text[role.end : at], line.text[at:]) for at in ends)
    return sorted(
        len(line.text) - len(last)
        for first, last in pieces
        if (role.marked or ";" in first or moderates(last) or _leads_on(last, words))
        and ENDED.search(first)
        and min(len(first.split()), len(last.split())) > FEWEST
    )


def _leads_on(sentence: str, words: DocumentWords) -> bool:
    """Whether a sentence has a role word that leads to a name: “The panel is moderated by A.”."""
    led = any_form(f for f, (role, _) in known_forms(words.languages).items() if _leads(f, role))
    return re.search(rf"(?<!\w)(?:{led})\s", sentence, re.I) is not None


def cut_line(line: Line, cuts: Sequence[int], text: str, note: str = WENT_ON) -> Iterator[Line]:
    """Yield the parts of a line between some places, those behind the first with a note."""
    if not cuts:
        yield line
        return
    reached = line.start
    for start, end in pairwise([0, *cuts, len(line.text)]):
        piece = line.text[start:end].strip(BETWEEN if note else BETWEEN + ".,:")
        piece = piece.removesuffix("(").rstrip()
        piece = piece.removesuffix(")") if piece.count(")") > piece.count("(") else piece
        if not any(map(str.isalnum, piece)):
            continue
        at = text.find(piece, reached, line.end)
        first, last = (at, at + len(piece)) if at >= 0 else line.span
        reached = last if at >= 0 else reached
        strong, slanted = (
            tuple(
                (max(a, start) - start, min(b, end) - start)
                for a, b in those
                if a < end > start < b
            )
            for those in (line.strong, line.slanted)
        )
        own = replace(line, text=piece, start=first, end=last, strong=strong, slanted=slanted)
        level = line.level if note or not start else 0
        yield replace(own, gap=False, level=level, note=note) if start else own


def split_heads(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that begin with the head of an item: “**Fees.** Ms. A said …”.

    Several must, and go on with a sentence that says who spoke.
    """
    below = {line.place + 1 for line in lines if line.raw.note == TOLD}
    cuts = {s.place: cut for s in lines if s.place not in below and (cut := _head_ends(s))}
    apart = sum(line.raw.all_strong and bool(line.session_count) for line in lines)
    for line in lines:
        if len(cuts) + apart < FEWEST or line.place not in cuts:
            yield line.raw
            continue
        head, *rest = cut_line(line.raw, [cuts[line.place]], text, RUN_ON)
        yield replace(head, text=head.text.rstrip(" .:"))
        for told in rest:  # “**The Title.** Speakers: A, B. C moderates.”
            yield from split_line(replace(told, number=0), line.words, text)


def _head_ends(line: RecognizedLine) -> int:
    """Return where the head of an item ends within a line: what is bold, or has a number."""
    if not line.tells or line.raw.all_strong or line.role:
        return 0
    bold = [end for start, end in line.raw.strong[:1] if start == 0]
    counts = line.raw.number or line.text[:1].isdigit()
    numbered = HEAD_ENDS.match(line.text) if counts else None
    opened = line.opens[2] if line.opens and line.people.habits.quotes_titles else 0
    at = opened or (bold[0] if bold else numbered.end() if numbered else 0)
    head, rest = line.text[:at].strip(" .:"), line.text[at:].lstrip(BETWEEN + ".:")
    name, last = line.people.names.read(head), head.rsplit(" ", maxsplit=1)[-1].casefold()
    is_name = name is not None and (name.honorific or name.score >= SURE)
    is_head = at > 0 and not is_name and last not in line.words["honorifics"].exact
    told = is_head and (
        says_who_spoke(rest, line.people) or (at in bold and names_in(rest, line.people))
    )
    return len(line.text) - len(rest) if told else 0


def split_days(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that begin with a day and go on with a title, as in a series.

    Several must, and no more have times: else it is the town or the venue of a day.
    """
    ends = {line.place: end for line in lines if (end := _day_ends(line))}
    is_series = len(ends) > max(FEWEST, sum(line.has_time for line in lines) - 1)
    for line in lines:
        cuts = [ends[line.place]] if is_series and line.place in ends else []
        day, *titles = cut_line(line.raw, cuts, text, "")
        yield day
        yield from (replace(s, level=line.raw.level, note=BEHIND_DAY) for s in titles)


def _day_ends(line: RecognizedLine) -> int:
    """Return where the day ends with which a line begins, if a title stands behind it."""
    date = line.dates[0] if line.dates and not (line.has_time or line.tells) else None
    if not date or not date.is_day:
        return 0
    before = line.text[: date.at].strip(" ,.")
    if len(before) > SHORT_DAY and not is_calendar_word(before, line.words.languages):
        return 0
    title = line.text[date.to :].strip(BETWEEN + ":,.")
    says = len(title.split()) > SHORT_DAY or any(map(str.islower, title.split()))  # no town
    return date.to if says and not any(what for _, what in line.pieces) else 0


def split_titles(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that give a title and behind a mark, or before it, who speaks.

    A mark that parts several lines parts the others too, where less speaks for the names.
    """
    beside = ProgrammeLines(lines).parallel
    titles = [
        line
        for above, line in zip([None, *lines], lines)
        if _may_be_title(line, above) or (line.place in beside and _heads_names(line))
    ]
    timed = [
        line
        for line in titles
        if (line.has_time or line.raw.note == BEHIND_DAY) and line.title and not line.is_break
    ]
    cuts = _find_cuts(titles, timed, beside)
    before = {line.place: found for line in timed if (found := _names_end(line))}
    turned = sum(is_title for _, is_title in before.values()) * 2 > len(timed)
    titled = {place for place, (_, is_title) in before.items() if is_title}
    pairs = [(a, b) for a, b in pairwise(lines) if a.place not in titled]
    sure = sum(_is_over_title(a, b, SPEAKS) for a, b in pairs)
    several = sure * 2 >= max(FEWEST + 1, len(timed))
    over = {a.place for a, b in pairs if several and _is_over_title(a, b, LISTED)}
    held: Line | None = None
    for line in lines:
        if line.place in over:
            cuts_here = [line.times[0].to] if line.has_time else []
            *time, held = cut_line(line.raw, cuts_here, text, "")
            yield from time
        elif turned and line.place in before:
            cut, _ = before[line.place]
            cuts_here = [line.times[0].to, cut] if line.has_time else [cut]
            *time, names, title = cut_line(line.raw, cuts_here, text, "")
            yield from (*time, replace(title, level=line.raw.level, note=line.raw.note), names)
        else:
            first, *behind = cut_line(line.raw, [*filter(None, [cuts.get(line.place)])], text, "")
            note = first.note or (HEADS_NAMES if behind else held.note if held else "")
            yield replace(first, note=note)
            yield from (replace(names, note=BESIDE_TITLE) for names in behind)
            yield from [replace(held, note="")] if held else ()
            held = None


def _find_cuts(
    titles: Lines, timed: Sequence[RecognizedLine], beside: Collection[int]
) -> dict[int, int]:
    """Return where titles end, by their places; those ``beside`` others need less to name who."""
    ends = {s.place: [*_title_ends(s, LISTED if s.place in beside else SPEAKS)] for s in titles}
    firsts = (next(iter(found), (0, "")) for found in ends.values())
    marks = Counter(mark for _, mark in firsts if mark)
    common = {mark for mark, count in marks.items() if count > max(1, marks.total() / 3)}
    marked = [mark for line in timed for _, mark in _title_ends(line, LISTED)]
    common |= {BRACKET} if marked.count(BRACKET) * 2 > len(timed) else set()
    cuts: dict[int, int] = {}
    for line in titles:
        listed = (at for at, mark in _title_ends(line, LISTED) if mark in common)
        sure, of_bold = ends[line.place], (at for at, mark in ends[line.place] if mark == SET)
        if (cut := next(of_bold, 0) or next(listed, 0) or next((at for at, _ in sure), 0)) > 0:
            cuts[line.place] = cut
    return cuts


def _is_over_title(line: RecognizedLine, below: RecognizedLine, expected: float) -> bool:
    """Whether only who speaks stands beside a time or a day, and the title on the line below."""
    timed = (line.has_time or line.raw.note == BEHIND_DAY) and line.title
    if not timed or line.is_break or below.has_time or below.raw.gap:
        return False
    named = line.people.read_all(line.title, (), expected)
    known = named and named[0].begins(line.title) and line.people.is_known(named[0])
    others = below.is_person or (below.role is not None and not heads_no_name(below))
    beside = below.people.kinds.is_post_or_body(below.text)
    beside = beside and not any(post.organization for person in named for post in person.posts)
    return bool(known) and not (others or beside)


def split_rooms(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, of those that begin with a room the title first: “Room A: Fair Work”.

    Several must.
    """
    found = {line.place: cut[0] for line in lines if (cut := _room_ends(line))}
    cells = {a.place for a, b in pairwise(lines) if _is_room_of_row(a, b, text)}
    room: Line | None = None
    for line in lines:
        if len(cells) >= FEWEST and line.place in cells:
            room = line.raw
        elif room is not None:  # the title of its row
            yield from (replace(line.raw, gap=room.gap), replace(room, gap=False))
            room = None
        elif line.room_in_title and line.is_person and not line.raw.level:
            at = line.text.rfind(line.room_in_title)
            yield from cut_line(line.raw, [at - 1], text, "")  # “Ada Bek, judge (Room 2)”
        elif len(found) < FEWEST or line.place not in found:
            yield line.raw
        else:
            first, *titles = cut_line(line.raw, [found[line.place]], text, "")
            for title in titles:
                yield replace(title, gap=line.raw.gap, level=line.raw.level)
            yield replace(first, gap=False, level=0)


def _is_room_of_row(line: RecognizedLine, below: RecognizedLine, text: str) -> bool:
    """Whether a room is the first cell of a typed row, whose title follows."""
    same = "\n" not in text[line.raw.start : below.raw.end] and line.raw.end < below.raw.start
    is_room = same and not (line.has_time or line.raw.column) and line.is_place(line.text)
    return is_room and not (below.is_person or below.is_place(below.text))


def _room_ends(line: RecognizedLine) -> list[int]:
    """Return where a room ends that stands before a title, and a mark."""
    found = BEHIND_ROOM.search(line.text)
    head, title = (line.text[: found.start()], line.text[found.end() :]) if found else ("", "")
    is_room = title and not line.has_time and len(head) < LONGEST_ROOM and line.is_place(head)
    return [len(line.text) - len(title)] if is_room and not line.is_place(title) else []


def _may_be_title(line: RecognizedLine, above: RecognizedLine | None) -> bool:
    below_time = above is not None and above.has_time and not (above.title or line.tells)
    below_time = below_time or line.raw.note == BEHIND_DAY
    may_be = line.raw.level or line.session_word or line.has_time or below_time
    return bool(may_be) and len(line.text) < LONGEST


def _heads_names(line: RecognizedLine) -> bool:
    """Whether a line is no sentence, and begins with no role, body or person."""
    begins = line.is_person and line.named_people[0].begins(line.text)
    behind = not _counts(line) and line.people.read_behind_body(line.text)
    return not (line.role or begins or line.tells or behind)


def _counts(line: RecognizedLine) -> bool:
    """Whether it begins with its number: “2. Interpreters as allies – A” is no post."""
    return line.raw.number > 0 or (line.text[:1].isdigit() and not line.has_time)


def _names_end(line: RecognizedLine) -> tuple[int, bool] | None:
    """Return where behind a time names of people end, and whether what follows must be a title."""
    people, first = line.people, line.times[0].to if line.has_time else 0
    for found in BEHIND_NAMES.finditer(line.text, first):
        names, title = line.text[first : found.start()].strip(BETWEEN), line.text[found.end() :]
        expected = LISTED if names.endswith(")") else SPEAKS  # “Ada Bek (Terra!), The Talk”
        named, other = people.read_all(names, (), expected), people.names.read(title)
        begins = named and named[0].begins(names)
        is_other = people.kinds.is_post_or_body(title) or (other and other.score >= SURE)
        known = sum(map(people.is_known, named or ()))
        if begins and known * 2 >= len(named):
            return found.end(), not is_other
    return None


def _leads(form: str, role: str) -> bool:
    """Whether a role word of several words leads to who has it: “chaired by”."""
    return " " in form and leads_to_name(form) and OF_ONE.fullmatch(role) is not None


def _title_marks(line: RecognizedLine, first: int) -> Iterator[tuple[int, int, str]]:
    """Yield the marks that may end a title, each with where it stands; first the end of bold."""
    for _, end in (*line.raw.strong, *line.raw.slanted):  # “*The Title* Ms. A, judge”
        if end > first and line.text[end : end + 1] == " ":
            yield end, end + 1, SET
    known = known_forms(line.words.languages)
    led = any_form(form for form, (role, _) in known.items() if _leads(form, role))
    behind = with_forms(rf"[,.]?\s+(?:{led})\s+|{BEHIND_TITLE}", line.words, re.I)
    yield from ((*one.span(), one[0].strip(" .?!")) for one in behind.finditer(line.text, first))


def _title_ends(line: RecognizedLine, expected: float) -> Iterator[tuple[int, str]]:
    """Yield where a title may end and names of people follow to the end of a line, and the mark."""
    people, first = line.people, line.times[0].to if line.has_time else 0
    names, honorifics = people.names, line.words["honorifics"].exact
    name = names.read(line.text[first:].lstrip(" –—-:|,"))
    for start, end, mark in _title_marks(line, first) if not name or name.score < SURE else ():
        head = line.text[first:start].strip(BETWEEN + ",:")
        rest = line.text[end:].removesuffix(")" if mark == BRACKET else "").lstrip("–- ")
        role = read_role(rest, line.words)
        led_by = role and role.scheme == PARTS and not role.alone and mark in LEADS_BEHIND
        if role and led_by:
            rest = rest[role.end :]  # “Workshop 1 – moderates A”, “Workshop 1 (moderator A)”
        words = head.split()
        if (
            len(head) < 3
            or (people.kinds.is_post(" ".join(words[:2])) and not _counts(line))
            or words[-1].casefold() in honorifics
            or head.count("(") != head.count(")")
        ):
            continue
        rest = people.kinds.without_article(rest)  # “by the Hon. A”
        with_them = people.with_names.match(rest) if mark == SET else None
        rest = rest[with_them.end() :] if with_them else rest
        named = people.read_all(rest, (), expected)
        begins = named and named[0].begins(rest)
        few = expected < LISTED and not mark[-1:].isalpha()
        enough = len(named) if few else (len(named) + 1) // 2  # “with A and B” are two
        listed = expected == LISTED and mark == BRACKET and len(named) > 1
        bold = any(a <= first + 1 and b == start for a, b in line.raw.strong)
        enough = min(enough, 1) if any(person.role for person in named) else enough
        enough = 0 if listed or led_by or (bold and expected == LISTED) else enough
        if begins and sum(map(people.is_known, named)) >= enough:
            is_word = mark[-1:].isalpha()  # “with”, which is no part of the title
            yield start if is_word else end, mark or line.text[start:end].strip()
