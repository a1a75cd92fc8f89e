"""Lines that say several things are parted: a head and a sentence, a room and a title, roles.

What several lines of the document show holds for the others.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from atgraph.curate.ingest.labels import (
    OF_ONE,
    PARTS,
    any_form,
    known_forms,
    leads_to_name,
    read_role,
)
from atgraph.curate.ingest.line_names import heads_no_name
from atgraph.curate.ingest.lines import BEHIND_DAY, BETWEEN, WENT_ON, Line, cut_line, sentences_in
from atgraph.curate.ingest.name_first import BEHIND_BODY
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import LISTED, SENTENCE, SURE
from atgraph.curate.ingest.recognition import COUNTED_DAY, Lines, RecognizedLine
from atgraph.curate.ingest.subjects import says_who_spoke
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.told_leads import MODERATOR
from atgraph.curate.ingest.told_sessions import TOLD, names_in
from atgraph.curate.ingest.told_speakers import find_named, moderates
from atgraph.curate.ingest.word_lists import DocumentWords, every, with_forms, words_in, words_of
from atgraph.data.dates import is_calendar_word

LONGEST = 5000  # letters of a line that is cut
ENDED = re.compile(r"\w{3}[)”“»]?\.\s*$")  # not by “e. V.”
# “Fees ....... Ada Bek”
LEADERS = re.compile(r"\s*(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*(?=[^\W\d_]{2})")
BEHIND_ROOM = re.compile(r":\s+|\s[–—|-]\s+")
RUN_ON, FEWEST = "run on", 2  # a head and what is below it in one line; such lines in a record
LONGEST_HEAD, LONGEST_ROOM = 90, 30  # letters before “Intervengono A e B”; of a room before a title
SHORT_DAY, MOST_PLAIN = 3, 4  # letters of “Di, 14.10.”; of so many paragraphs 3 begin with a head
ORDERS = ("ABCDEFGH", "123456789")
BEHIND_MARK, SPEAKS = re.compile(r"\s[–—-]\s|[(:]"), 0.5  # for names beforehand
ITEM = re.compile(  # “Workshops: A) Homes – Ada Bek; B) Courts – …”, “Panel 1: …; Panel 2: …”
    r"(?:^|(?<=[\s;]))(?P<word>[^\W\d_]{2,20} )?(?P<count>[A-H1-9])"
    r"(?:\)|:(?=\s)|(?<=\d)\.(?=\s))\s*(?=[^\W\d_a-z«“„\"])"
)
PLAIN_HEADS = (  # “Fees. Ms. A …”, else “Fees – Ms. A …”
    re.compile(r"[^.?!“”«»„\"]{3,70}?[?.]\s+(?=[^\W\d_a-z])"),
    re.compile(r"[^.?!“”«»„\"]{3,70}?\s[–—]\s+(?=[^\W\d_a-z])"),
)
DASH, LONGEST_TITLE = re.compile(r"\s[–—-]\s+(?=[^\W\d_a-zа-яіїєґ])"), 25  # words
TIMED = re.compile(r"\W{0,3}\d{1,2}(?:[:.hч]\d\d|\s?[ap]\.?m)")
TELLS_WHAT = (  # behind two words at least
    r"(?:\s[^\W\d_]\S+){2,}?(?:\s*[.:–—-]\s*|\s)"
    r"(?=(?-i:[^\W\d_a-zа-яіїєґ]))(?=(?:{tells_what})\s(?:{sessions}|{events})\s)"
)
HEAD_ENDS = re.compile(r"(?:\d{1,2}[.)]\s+)?[^.:–—]{3,80}?(?:[.:]\s|\s[–—]\s)")


@functools.cache
def _cuts(languages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return where a role word follows something else: “… Moderator: …”, “… | chaired by …”."""
    known = known_forms(languages)
    forms, phrases, by = (
        any_form(form for form in known if re.search(kind, form)) for kind in ("", " ", r" by\Z")
    )
    told = rf"{any_form(filter(_is_told, known))}|{leading_roles(languages)}"
    leads = any_form(filter(_leads_in, known))
    before = r"(?P<before>[.,;?!)»”]\s+|\s[–—|·•-]\s+|\s{2,})"
    form = rf"(?P<form>(?:[^\W\d_]+\s)?(?:{forms})(?:\(s\)|s|[·*]\w{{1,5}})?)"
    kinds = ("moderates", "honorifics", "speakers", "features", "conjunctions")
    leading, titled, who, talks, joins = (any_form(words_in(languages)[k].exact) for k in kinds)
    marked = rf"{before}(?:{form}|{leading})\s?:(?:\s|$)"
    dashed = rf"(?P<before>[;.]\s+|\s\|\s+){form}\s[–—]\s"
    phrase = (
        rf"(?P<before>\s[|·•]\s+|(?:\s[–—]|;|(?<=\)),)\s+(?=(?:{by})\s))(?P<form>{phrases})(?!\w)"
    )
    both = rf"^(?:{by})\s.+?(?P<before>,\s+)(?P<form>{by})\s"  # “Led by A, chaired by B”
    plain = rf"(?P<before>\s\|\s+){form}\s+(?=(?:{titled})\.?\s)"  # “Chair A | Speakers Mr. B”
    # “Panel “A”: B (Body). Moderator C”
    of_one = any_form(form for form, (role, _) in known.items() if OF_ONE.fullmatch(role))
    word = r"(?-i:[^\W\d_a-zß-ÿа-яіїєґ])[\w’'-]+"
    name, joins = rf"{word}(?:\s{word}){{1,2}}", rf"\s(?:{joins})\s"
    named = rf"(?P<before>[.)]\s+)(?P<form>{of_one})\s+(?={name}(?:{joins}{name})?\.?$)"
    counted = rf"(?P<before>\d:\s+)(?P<form>{of_one})\s?:\s(?={word}\s{word})"
    upper = r"(?=(?-i:[^\W\d_a-zß-ÿа-яіїєґ]))"
    # “9:00 Panel 1: The Title Chair: …”, “9:00 The Title Speakers:”
    behind = (
        r"^\d{1,2}[.:hч]\d\d(?>(?:.{0,30}?\b[^\W\d_]{3,}\b){2}).*?(?P<before>[^\W\d_]\s)"
        rf"{upper}(?P<form>(?:{forms})(?=\s?:\s)|(?:{who})(?=\s?:$))"
    )
    # “«The Title». Participan A y B. …”, “Why? Moderated by A”, “The Title, con l’intervento di A”
    ended = rf"[.?!»”\"]\.?\s+(?={upper}(?:{told})\s)"
    speaks = (
        rf"^.{{3,{LONGEST_HEAD}}}?(?P<before>{ended}|,\s+(?=(?:{leads})\s)"
        rf"|\s(?=(?:{leads})\s{name}(?:,\s|{joins}){name}))"  # “Panel con l’intervento di A e B”
        rf"(?P<form>{told}|{leads})\s+{upper}"
    )
    listed = rf"(?P<before>[.?!]\s+)(?P<form>{talks}|{told}|{leads})\s?:$"  # “Why? We talk to:”
    cuts = (marked, dashed, phrase, both, plain, named, counted, behind, speaks, listed)
    return tuple(re.compile(one, re.I) for one in cuts)


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
    before = ((f.end("before"), line.text[: f.end("before")].rstrip()) for f in found)
    joins = words["conjunctions"].exact  # “9:00 Welcome and introduction: Ada Bek”
    heads = ((at, head) for at, head in before if head.rpartition(" ")[2] not in joins)
    cuts = {at for at, head in heads if not _is_time(head, words)}
    cuts |= {at for f in LEADERS.finditer(line.text) for at in f.span()}
    cuts |= _told_behind(line, words)
    for part in cut_line(line, sorted(cuts), text):
        pieces = cut_line(part, _sentences_behind(part, words), text) if patterns else (part,)
        for piece in pieces:
            # “Avec A et B.” is no sentence; “«Il mare» è stato moderato da C.” is one
            is_list = piece.note == WENT_ON and not piece.text.startswith(tuple('“„«"'))
            if is_list and ENDED.search(piece.text):
                yield replace(piece, text=piece.text.rstrip(". "))
            else:
                yield piece


def _told_behind(line: Line, words: DocumentWords) -> set[int]:
    """Return where a sentence behind a title tells of it: “9:00 Fees This session will …”."""
    if len(line.text) < LONGEST_HEAD or not TIMED.match(line.text):
        return set()
    if found := with_forms(TELLS_WHAT, words, re.I).search(line.text):
        return {found.end()}
    # “9:00 Fees – In some ports workers pay. Others …”
    dashes = (f.end() for f in DASH.finditer(line.text) if len(line.text[: f.start()].split()) > 3)
    ends = (at for at in dashes if len(line.text[at:].split()) > LONGEST_TITLE)
    told = (at for at in ends if SENTENCE.search(line.text, at) and line.text.endswith("."))
    return {*itertools.islice(told, 1)}


def _sentences_behind(line: Line, words: DocumentWords) -> list[int]:
    """Return where sentences begin behind names: “Es sprechen A; B. Die Diskussion moderiert D”."""
    role = read_role(line.text, words)
    bold = next((end for start, end in line.strong if not start), 0)
    if role is None or role.alone or role.end < bold < len(line.text) or line.text.endswith("?"):
        return []  # “**Opening: The Title.** A told …”, “Talk: The Title. What It Means?”
    if role.form in words["sessions"] and any(map(str.isdigit, line.text[: role.end])):
        return []  # “Panel 1: The Title. What It Means”
    first, *_ = line.text[role.end :].split() or [""]
    if not role.marked and first.islower() and first not in words["articles"].exact:
        return []  # “Delegates then took up “A”. …”
    ends = (end for end, _ in sentences_in(line.text, 0, len(line.text)))
    pieces = ((line.text[role.end : at], line.text[at:]) for at in ends)
    return sorted(
        len(line.text) - len(last)
        for first, last in pieces
        if (role.marked or ";" in first or _is_told(role.form) or _says_who(last, words))
        and (";" not in last or _says_who(last, words))  # “A, Brgy. Aue; B, judge; C”
        and ENDED.search(first)
        and min(len(first.split()), len(last.split())) > FEWEST
    )


def _says_who(sentence: str, words: DocumentWords) -> bool:
    """Whether a sentence says who has another part."""
    return bool(moderates(sentence) or _leads_on(sentence, words) or read_role(sentence, words))


def _leads_on(sentence: str, words: DocumentWords) -> bool:
    """Whether a sentence has a role word that leads to a name: “The panel is moderated by A.”."""
    led = leading_roles(words.languages)
    return re.search(rf"(?<!\w)(?:{led})\s", sentence, re.I) is not None


@functools.cache
def leading_roles(languages: tuple[str, ...]) -> str:
    """Return what finds role words of several words that lead to who has them: “chaired by”."""
    told = dict.fromkeys(words_in(languages)["moderates"].exact, (MODERATOR, PARTS))
    known = {**known_forms(languages), **told}  # “coordinata da” is also of who organises
    several = ((form, role) for form, (role, _) in known.items() if " " in form)
    return any_form(f for f, role in several if leads_to_name(f) and OF_ONE.fullmatch(role))


def split_heads(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, parted behind the heads of items, if several are: “**Fees.** Ms. A said …”."""
    below = {line.place + 1 for line in lines if line.raw.note == TOLD}
    cuts = {s.place: cut for s in lines if s.place not in below and (cut := _head_ends(s))}
    cuts = cuts or (_plain_heads(lines) if not below else {})
    apart = sum(line.raw.all_strong and bool(line.session_count) for line in lines)
    level = 0  # of the heading above, below which a head in bold stands
    for line in lines:
        level = line.raw.level or level
        if len(cuts) + apart < FEWEST or line.place not in cuts:
            yield line.raw
            continue
        head, *rest = cut_line(line.raw, [cuts[line.place]], text, RUN_ON)
        deep = level + 1 if level > 1 and head.all_strong else head.level
        yield replace(head, text=head.text.rstrip(" .:"), level=deep)
        for told in rest:  # “**The Title.** Speakers: A, B. C moderates.”
            yield from split_line(replace(told, number=0), line.words, text)


def _head_ends(line: RecognizedLine) -> int:
    """Return where the head of an item ends within a line: what is bold, or has a number."""
    bold = [end for start, end in line.raw.strong[:1] if start == 0]
    counts = line.raw.number or line.text[:1].isdigit()
    numbered = HEAD_ENDS.match(line.text) if counts else None
    whole = not line.tells or line.raw.all_strong or line.is_agenda_item
    if whole or (line.role and not (bold or numbered)):
        return 0
    opened = line.opens[2] if line.opens and line.people.habits.quotes_titles else 0
    at = opened or (bold[0] if bold else numbered.end() if numbered else 0)
    head, rest = line.text[:at].strip(" .:"), line.text[at:].lstrip(BETWEEN + ".:")
    name, last = line.people.names.read(head), head.rsplit(" ", maxsplit=1)[-1].casefold()
    is_name = name is not None and (name.honorific or name.score >= SURE)
    is_head = at > 0 and not is_name and last not in line.words["honorifics"].exact
    told = is_head and says_who_spoke(rest, line.people)
    set_apart = bool(bold or numbered)
    told = told or (is_head and set_apart and names_in(rest, line.people))
    return len(line.text) - len(rest) if told else 0


def _plain_heads(lines: Lines) -> dict[int, int]:
    """Return where heads end that nothing sets apart but the full stop: “Fees. Ms. A told …”."""
    told = [s for s in lines[1:] if s.tells and names_in(s.text, s.people)]
    below = {s.place + 1 for s in lines if s.tells or s.raw.note == WENT_ON}
    ends = {s.place: end for s in told if s.place in below and (end := _first_ends(s))}
    last = max(ends, default=0)  # behind it stands how all ended
    several = sum(line.place <= last for line in told)
    return ends if len(ends) > FEWEST and len(ends) * MOST_PLAIN >= several * 3 else {}


def _first_ends(line: RecognizedLine) -> int:
    """Return where the first sentence of a paragraph ends, if it may be a title."""
    for found in filter(None, (way.match(line.text) for way in PLAIN_HEADS)):
        head, rest = found[0], line.text[found.end() :]
        said = any(line.words[kind].any_of(head) for kind in ("features", "moderates"))
        name = line.people.names.read(head)
        named = any(find_named(head, line.people)) or (name is not None and name.score >= SURE)
        is_head = len(words_of(head)) > 1 and not (said or named)
        if is_head and names_in(rest, line.people):
            return len(head)
    return 0


def split_days(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that begin with a day and go on with a title, as in a series."""
    pairs = zip(lines, [*lines[1:], *lines[-1:]])
    ends = {a.place: end for a, b in pairs if (end := _day_ends(a) or _count_ends(a, b))}
    beneath = [*lines[2:], *lines[-1:]]  # below the last stands none: it has to say all itself
    between = [b for a, b, c in zip(lines, lines[1:], beneath) if _is_right_below_day(b, a, c)]
    alike = Counter(line.text.partition(":")[0] for line in between)  # “Meeting point: …”
    below = {s.place for s in between if alike[s.text.partition(":")[0]] == 1}
    # few, or fewer than have times, have the town or the venue of a day behind it
    fewest = max(FEWEST, sum(line.has_time for line in lines) - 1)
    panels = {line.place: line.session_at for line in lines if line.session_at}
    ends = (ends if len(ends) > fewest else {}) | panels
    below = below if len(below) > fewest else set()
    for line in lines:
        cuts = [ends[line.place]] if line.place in ends else []
        day, *titles = cut_line(line.raw, cuts, text, "")
        note = BEHIND_DAY if line.place in below else day.note
        yield replace(day, strong=(), level=0) if titles else replace(day, note=note)
        yield from (replace(s, level=line.raw.level, note=BEHIND_DAY) for s in titles)


def _day_ends(line: RecognizedLine) -> int:
    """Return where the day ends with which a line begins, if a title stands behind it."""
    date = line.dates[0] if line.dates and not (line.has_time or line.tells) else None
    if not date or not date.is_day:
        return 0
    counted = COUNTED_DAY.match(line.text[: date.at])
    before = line.text[counted.end() if counted else 0 : date.at].strip(" ,.")
    if len(before) > SHORT_DAY and not is_calendar_word(before, line.words.languages):
        return 0
    title = line.text[date.to :].strip(BETWEEN + ":,.")
    says = len(title.split()) > SHORT_DAY or any(map(str.islower, title.split()))  # no town
    says = says or (counted is not None and title != "")
    end = date.to + line.text[date.to :].startswith(")")
    return end if says and not any(what for _, what in line.pieces) else 0


def _count_ends(line: RecognizedLine, below: RecognizedLine) -> int:
    """Return where “Day 2:” ends before a title that has day and time on the line below."""
    count = COUNTED_DAY.match(line.text) if line.day_number else None
    is_head = below.has_time and below.dates and not (line.dates or below.title)
    return count.end() if count and is_head and count.end() < len(line.text) else 0


def _is_right_below_day(line: RecognizedLine, day: RecognizedLine, below: RecognizedLine) -> bool:
    """Whether a line may be the title of what is on the day alone on the line above.

    Who has a part in an event stands below, or a name: no guide or contact, no “Title, with A”.
    Or it says both: “Ada Bek (Terra): What we know”.
    """
    if not day.has_day or day.has_time or day.raw.level or line.has_day:
        return False
    if day.title and not COUNTED_DAY.match(day.text):  # “Week 1 (13 January)”
        return False
    of_itself = BEHIND_BODY.search(line.text) is not None and line.is_person
    in_part = below.role is not None and below.role.scheme == PARTS
    name = below.people.names.read(below.text)
    named = name is not None and name.score >= SURE and not below.words["with"].any_of(below.text)
    if not of_itself and (below.raw.gap or not (in_part or named)):
        return False
    beside = not line.raw.gap or line.raw.column > day.raw.column > 0
    in_role = line.role is not None and not heads_no_name(line)  # not “Introduction to the field”
    other = line.has_time or in_role or line.is_place(line.text)
    other = other or (line.is_person and not of_itself) or (line.tells and line.text[-1:] != "?")
    return beside and not other and line.size > 1 and line.text[-1] not in ":,;"


def split_items(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, those parted that count several items, most of which name somebody."""
    for line in lines:
        starts = _item_starts(line.text)
        # not “Chairs: Panel 1: A; Panel 2: B”
        if starts and (line.tells or (line.has_marked_role and not line.session_word)):
            starts = []
        pieces = [line.text[a:b] for a, b in itertools.pairwise([*starts, len(line.text)])]
        perhaps, surely = (
            sum(_holds_name(piece, line.people, expected) for piece in pieces)
            for expected in (LISTED, SPEAKS)
        )
        cuts = [at for at in starts if at] if surely and perhaps * 2 >= len(pieces) else []
        first, *items = cut_line(line.raw, cuts, text, "")
        yield from (first, *(replace(item, item=True) for item in items))


def _holds_name(text: str, people: PeopleReader, expected: float) -> bool:
    parts = (part.strip(" );,.") for part in BEHIND_MARK.split(text))
    return any(people.read_all(part, (), expected) for part in parts)


def _item_starts(text: str) -> list[int]:
    """Return where counted items begin in a line, if these are several in their order."""
    rows: dict[str, list[re.Match[str]]] = {}
    for found in ITEM.finditer(text):
        rows.setdefault((found["word"] or "").casefold(), []).append(found)
    for row in rows.values():
        counts = "".join(found["count"] for found in row)
        if len(counts) >= FEWEST and any(order.startswith(counts) for order in ORDERS):
            return [found.start() for found in row]
    return []


def split_rooms(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, the title before the room if several begin with one: “Room A: Fair Work”."""
    found = {line.place: cut[0] for line in lines if (cut := _room_ends(line))}
    cells = {a.place for a, b in itertools.pairwise(lines) if _is_room_of_row(a, b, text)}
    room: Line | None = None
    for line in lines:
        if len(cells) >= FEWEST and line.place in cells:
            room = line.raw
        elif room is not None:  # the title of its row
            yield from (replace(line.raw, gap=room.gap), replace(room, gap=False))
            room = None
        elif line.room_in_title and (line.is_person or line.raw.number) and not line.raw.level:
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
