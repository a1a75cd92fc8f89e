"""Where on a line a title ends and names begin, or names end and a title begins."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import PARTS, read_part, read_role
from atgraph.curate.ingest.lines import APOSTROPHE, BETWEEN
from atgraph.curate.ingest.name_rows import read_row
from atgraph.curate.ingest.parted_lines import FEWEST, SPEAKS, leading_roles
from atgraph.curate.ingest.person_signs import LISTED, SURE
from atgraph.curate.ingest.programme_lines import LETTER
from atgraph.curate.ingest.recognition import LINKS, RecognizedLine
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.timed_lines import ONLY_PANEL_1
from atgraph.curate.ingest.times import find_duration
from atgraph.curate.ingest.word_lists import with_forms

# what may part a title from who speaks, beside a role word
BEHIND_TITLE = (
    r"[.?!]?\s+[–—|/·•∙-]\s+|[:.?!]\s+|[,.]?\s+(?:{with}|{between}|{leads_to_person})\s+|,\s+"
    r"|\s+\((?=.+\)$)|(?<=[”\"»“]),?\s+(?:{some}\s)?(?:{sessions})\s(?:{by})\s+|(?<=[”\"»“])\s[–-]?|(?<=\w)\s(?=(?:{honorifics})\.?\s[^\W\d_]\S+\s[^\W\d_])"
)
IS_TOLD = r"(?<!\w)(?:{was})$"
BRACKET = "("
DASHES = ("–", "-", "—", "|")
SET = "*"  # the mark of a title in bold or italics
MOST_OF_ACT = 3  # words of what somebody does
FEWEST_OF_TITLE = 4  # words, of which a third at least are small
LEADS_BEHIND = (*DASHES, BRACKET, SET)  # marks before a role word: “Workshop 1 – moderates A”
BEHIND_NAMES = re.compile(
    r":\s+|\s[–—|-]\s+|(?<=\))[,.]?\s+(?=[^\W\d_a-zß-ÿ]|[«“„\"¿])|,\s+(?=[«“„\"](?:[^,]*|[^«»“”„\"]*[»”“\"]\.?)$)"
    r"|(?<=\w)\s(?=[«“„\"](?:[^\s«»“”„\"]+\s){2,}[^«»“”„\"]+(?:[”»“\"]\.?)?$)"
)
BESIDE = re.compile(r"\w(?: \(|, )")  # of a name: “The Title, with Ada Bek (Terra)”
BEHIND_SET = re.compile(r"(?:,|\s?:)? ")
FEWEST_LETTERS = 5  # of a word that ends a title before “Ms. A”
BARE = re.compile(
    r"(?<=[\w?)”»])\s(?=(?P<given>[^\W\d_a-z][\w’'-]+)\s[^\W\d_a-z][^,()]{1,30}(?:, | \())"
)


class NamesEnd(NamedTuple):
    """Where names end, if a title follows, and if that is sure: “Talk by A: …”, “A (Body): …”."""

    end: int
    is_title: bool
    is_sure: bool


def counts(line: RecognizedLine) -> bool:
    """Whether it begins with its number: “2. Interpreters as allies – A” is no post."""
    digit = line.text[:1].isdigit() and not line.has_time
    return line.raw.number > 0 or digit or LETTER.match(line.text) is not None


def names_end(line: RecognizedLine) -> NamesEnd | None:
    """Return where behind a time names of people end, and whether what follows must be a title."""
    people, first = line.people, line.times[0].to if line.has_time else 0
    for at, mark in _name_marks(line, first):
        names, title = line.text[first:at].strip(BETWEEN + ",:"), line.text[at + len(mark) :]
        if mark == " " and names[-1:].isalnum() and _awaits_name(names, line):
            continue
        kind = people.match_act(names)  # “Vortrag von Ada Bek: The Talk”
        role = None if kind else read_role(names, line.words)  # “Keynote Ada Bek, Body “The Talk””
        names = names[kind.end() :] if kind else names[role.end :] if role else names
        # “Ada Bek (Terra!), The Talk”
        sure = kind or names.endswith(")") or is_talk(title, line) or not mark
        named = people.read_all(names, (), LISTED if sure else SPEAKS)
        other = people.names.read(title)
        begins = named and named[0].begins(names)
        is_other = people.kinds.is_post_or_body(title) or (other and other.score >= SURE)
        known = sum(map(people.is_known, named or ()))
        if begins and known * 2 >= len(named):
            behind = names.endswith(")") and mark in (": ", ". ")
            bold = (first, at + 1) in line.raw.strong and not is_other  # “**Ada Bek:** The Title”
            leads = behind or (mark == ": " and (kind is not None or bold))
            posted = any(post.organization for post in named[0].posts)
            # “Ada Bek, *What is owed to a crew*”, not “Ada Bek, *Legal Aid*”
            told = posted or (_is_in_small(title) and not is_other)
            talk = not mark and title[:1].isupper() and told
            if mark or talk:
                return NamesEnd(at + len(mark), leads or talk or not is_other, leads or talk)
    return None


def _is_in_small(title: str) -> bool:
    """Whether many of the words have no capital, as those of bodies have."""
    words = title.split()
    return len(words) >= FEWEST_OF_TITLE and sum(map(str.islower, words)) * 3 >= len(words)


def _name_marks(line: RecognizedLine, first: int) -> list[tuple[int, str]]:
    """Return where names may end, and the mark; none before a talk in italics.

    Those before quotation marks come first: “Ada Bek – Terra – “The Talk””.
    """
    marks = [(found.start(), found[0]) for found in BEHIND_NAMES.finditer(line.text, first)]
    marks += [(at, "") for at, to in line.raw.slanted if first < at < to == len(line.text)]
    return sorted(marks, key=lambda one: not is_quoted(line.text[one[0] + len(one[1]) :]))


def _awaits_name(names: str, line: RecognizedLine) -> bool:
    """Whether what stands before quotation marks has its name in them: “Ada Bek, Verein „Tür“”."""
    words, german = names.rpartition(", ")[2].split(), "de" in line.words.languages
    alone = not any(word[:1].isupper() for word in words[1:])
    head = words[0] if alone else words[-1] if german else ""
    of = german and words[-2:-1] and words[-2] in line.words["articles"].exact
    # “director of the campaign “…””, “Leiterin der Kampagne „…“”
    return bool(of) or head in line.words["organizations"] or words[-1][:1].islower()


def _leads_on(word: str, mark: str, line: RecognizedLine, is_set: bool) -> bool:
    """Whether the word before a mark belongs to the name behind: “The trial of Captain A”.

    Any short one may, but before a name that ``is_set`` apart: “Work at sea *Ada Bek*”.
    """
    if mark.strip(". "):
        return False  # “The long road to justice (A)”
    if APOSTROPHE.split(word)[-1].casefold() in line.words["honorifics"].exact:
        return True  # “Saluto dell’Avv. A”
    if not mark.isspace():
        return False
    kinds = ("common", "no_person", "leads_to_topic")
    small = (not is_set and len(word) < FEWEST_LETTERS) or any(
        line.words[kind].any_of(word) for kind in kinds
    )
    small = small and word.isalpha() and word.islower()  # “… durch Dr. A”
    return small or read_part(word, line.words) is not None  # “Group B: facilitator Ms. A”


def _is_act_of_post(head: str, line: RecognizedLine) -> bool:
    """Whether a role word and a post stand before a name: “Welcome by the mayor of Lenn, A”."""
    role = read_role(head, line.words)
    details = line.people.read_details(head[role.end :]) if role and not role.marked else None
    titles = (post.title for post in details.posts) if details else ()
    return any(title and line.people.kinds.is_post(title) for title in titles)


def is_talk(text: str, line: RecognizedLine) -> bool:
    """Whether it is surely the title of a talk: quoted, “Talk: The Title”, or “Opening remarks”."""
    kind, colon, _ = text.partition(": ")
    is_kind = colon and len(kind.split()) <= FEWEST and line.words["sessions"].any_of(kind)
    is_act = len(text.split()) <= MOST_OF_ACT and line.words["acts"].any_of(text)
    return bool(is_kind) or is_act or is_quoted(text)


def is_quoted(text: str) -> bool:
    """Whether a text stands in quotation marks."""
    return QUOTED.fullmatch(text.rstrip(".")) is not None


def _leads_to_names(title: str, words: list[str], mark: str, line: RecognizedLine) -> bool:
    """Whether a title and the mark behind it lead to names: ““The Talk” by A”, “Closing by A”."""
    if QUOTED.fullmatch(title.rstrip(".")):
        return True
    if not mark[-1:].isalpha():
        return False
    act = len(words) <= MOST_OF_ACT and line.words["acts"].any_in(words)
    return bool(read_role(mark.lstrip(",: "), line.words)) or act or is_talk(title, line)


def _title_marks(line: RecognizedLine, first: int) -> Iterator[tuple[int, int, str]]:
    """Yield the marks that may end a title, each with where it stands; first the end of bold."""
    for start, end in (*line.raw.strong, *line.raw.slanted):  # “*The Title* Ms. A”
        opens = end > first and not line.text[first:start].rstrip()[-1:].isalnum()
        set_apart = BEHIND_SET.match(line.text, end) if opens else None
        if set_apart:
            yield end, set_apart.end(), SET
    for start, end in line.raw.slanted:  # “The Title. *A B, C D*”
        if start > first and end == len(line.text) and line.text[start - 1] == " ":
            yield start - 1, start, SET
    led = leading_roles(line.words.languages)
    behind = with_forms(rf"[,.:]?\s+(?:{led})\s+|{BEHIND_TITLE}", line.words, re.I)
    yield from ((*one.span(), one[0].strip(" .?!")) for one in behind.finditer(line.text, first))
    for one in BARE.finditer(line.text, first):  # “The price of work Ada Bek, judge”
        title = line.text[first : one.start()]
        long = len(title.split()) > MOST_OF_ACT and ";" not in title  # no names in a row
        if long and is_given_name(one["given"]):
            yield *one.span(), ""


def without_length(text: str, line: RecognizedLine) -> str:
    """Return a text without how long something takes, or links: “Ms. A (10 min) [Slides]”."""
    text = LINKS.sub("", text)
    found = find_duration(text, line.words)
    return text[: found.start()].rstrip() if found and found.end() == len(text) else text


def _may_end(head: str, between: str, mark: str, line: RecognizedLine) -> bool:
    """Whether a title may end with a head and what stands between it and names."""
    last = head.rsplit(maxsplit=1)[-1]
    is_act = mark == SET and line.words["acts"].any_of(last)
    leads_on = not is_act and _leads_on(last, between, line, mark == SET)
    joins = last in line.words["conjunctions"].exact  # “Greetings by A and | by B”
    # “Dialogue between A and B”, not “The border between A and B”
    other = mark in line.words["between"] and f"{last} {mark}" not in line.words["talks_with"]
    told = with_forms(IS_TOLD, line.words, re.I).search(head)  # “The panel was moderated by A”
    opens = head.count("(") > head.count(")")  # “1) Fees” opens none
    return not (leads_on or joins or other or told or opens or _is_act_of_post(head, line))


def _are_two(named: Sequence[Person], text: str) -> bool:
    """Whether people talk with each other, not the subjects of a talk: one says who they are."""
    known = all(p.honorific or is_given_name(p.name.split()[0]) for p in named)
    said = any(p.honorific or p.posts for p in named)
    return len(named) > 1 and known and said and ": " not in text


def _head_of(line: RecognizedLine, first: int, end: int) -> str:
    """Return the title before a mark, also with its time: “The Title (9:00–9:30) – Ada Bek”."""
    timed = line.text[first:end] == ")"
    printed = line.text[: line.times[0].at].rstrip(" (") if timed else line.text[first:end]
    return LETTER.sub("", printed.strip(BETWEEN + ",:"), count=1)


def title_ends(line: RecognizedLine, expected: float) -> Iterator[tuple[int, str]]:
    """Yield where a title may end and names of people follow to the end of a line, and the mark."""
    people, first = line.people, line.times[0].to if line.has_time else 0
    name = people.names.read(line.text[first:].lstrip(" –—-:|,"))
    for start, end, mark in _title_marks(line, first) if not name or name.score < SURE else ():
        head = _head_of(line, first, start)
        rest = line.text[end:].removesuffix(")" if mark == BRACKET else "").lstrip("–- ")
        rest = without_length(rest, line)
        role = read_role(rest, line.words)
        led_by = role and role.scheme == PARTS and not role.alone and mark in LEADS_BEHIND
        if role and led_by:
            rest = rest[role.end :]  # “Workshop 1 – moderates A”, “Workshop 1 (moderator A)”
        words, row = head.split(), read_row(rest, people)
        asks = line.words["asks"].begins(head.lstrip('“„«" '))
        apart = counts(line) or len(row) > 1 or asks
        may_end = len(head) > 2 and _may_end(head, line.text[start:end], mark, line)
        post = not apart and people.kinds.is_post(" ".join(words[:2]))  # “What judges see”
        if not may_end or post or line.is_place(rest):
            continue
        rest = people.kinds.without_article(rest)  # “by the Hon. A”
        with_them = people.with_names.match(rest) if mark in ("", *LEADS_BEHIND) else None
        rest = rest[with_them.end() :] if with_them else rest
        title, is_word = line.text[first:start].lstrip(BETWEEN + ":").rstrip(), mark[-1:].isalpha()
        slanted = mark == SET and (first, start) in line.raw.slanted
        leads = slanted or _leads_to_names(title, words, mark, line)
        told = (is_word or with_them) and len(words) > 1 and BESIDE.search(rest)
        # “Debate: Ada Bek (Terra)”, not “Debate: Jane Austen, Emma”
        of_kind = (
            mark == ":" and rest.endswith(")") and head.casefold() in line.words["sessions"].exact
        )
        named = people.read_all(rest, (), LISTED if leads or told or of_kind else expected)
        behind = mark == SET and people.read_behind_body(rest.lstrip("–— "))
        begins = bool(named) and (named[0].begins(rest) or bool(behind))
        bare = not (role or leads) and with_forms(ONLY_PANEL_1, line.words, re.I).fullmatch(head)
        if begins and mark in line.words["between"]:
            begins = _are_two(named, rest)
        if begins and bare:
            begins = is_given_name(named[0].name.split()[0]) or bool(named[0].honorific)
        few = expected < LISTED and not is_word
        enough = len(named) if few else (len(named) + 1) // 2  # “with A and B” are two
        listed = expected == LISTED and mark == BRACKET and len(named) > 1
        bold = any(a <= first + 1 and b == start for a, b in line.raw.strong)
        enough = min(enough, 1) if any(person.role for person in named) else enough
        listed = listed or (len(named) > 1 and bool(row))
        led_by = led_by or (leads and not people.kinds.is_body(rest))
        enough = 0 if listed or led_by or (bold and expected == LISTED) else enough
        if begins and sum(map(people.is_known, named)) >= enough:
            # “with” is no part of the title
            yield start if is_word else end, mark or line.text[start:end].strip()
