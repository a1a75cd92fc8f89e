"""Which lines of a page go on with those above: the next word would not have fitted there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from atgraph.curate.ingest.formats.pdf_segments import (
    BEGINS,
    ITEM_SIGN,
    OPEN,
    TIME,
    Segment,
    space_between,
)
from atgraph.curate.ingest.formats.plain import LINKING, LINKING_WORDS
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import known_forms
from atgraph.curate.ingest.lines import BULLETS
from atgraph.curate.ingest.word_lists import every, known_languages, words_of

NEW = re.compile(
    rf"[{BULLETS}·–—-]\s"
    r"|\(?\d{1,2}[.)]\s|\d{1,2}[.:h]\d{2}|[^\W\d_][\w’'/ *·-]{2,30}:(?:\s|$)"
)
CAPITAL = r"[^\W\d_a-zа-яіїєґß-ÿ]"
ITEM = re.compile(
    rf"(?:[^\W\d_][\w.]{{0,5}}\.? )?(?:{CAPITAL}[\w’'-]+|[A-Z]\.|[a-z]{{2,3}}(?= ))"
    rf" (?:(?:{CAPITAL}[\w’'-]*\.?|van|von|de|der|den|la|del|di|da|dos|al|bin|el|le|du) ){{0,3}}"
    rf"{CAPITAL}[\w’'-]+(?: (?:kyzy|kizi|qizi|gyzy|uulu|ogly|oglu|oğlu))?(?:,| \(| –| \|)"
)
TITLED = re.compile(
    r"(?:[HS]\.E\.|(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sra?|Dra|Frau|Herr)\b\.?"
    rf"|{CAPITAL}\w{{0,5}}\.) (?={CAPITAL})"
)
TELLS = re.compile(  # “Ms. A (Body) presided over …”, no item of a list
    rf"{CAPITAL}.*\)\s(?!(?:and|und|et|y|e|и|та|with|mit|avec|con)\s)[^\W\d_A-ZА-ЯІЇЄҐ][^;]*$"
)
LISTED = re.compile(r"\S+(?: [^\s,(–—|]+){1,4}(?:,| [(–—|-])")
WHOLE = re.compile(r"(?=[^\W_a-zа-я])[^,;()]+")  # what a comma parts may go on from line to line
ROLE_BEHIND = re.compile(r"\)\s[–—]\s[^\W\d_]+(?: [^\W\d_]+)?$")
NAME = re.compile(rf"{CAPITAL}[\w’'.-]+(?: (?:[a-z]{{2,3}} ){{0,2}}{CAPITAL}[\w’'.-]+){{1,3}}")
LETTERED = re.compile(NAME.pattern + r"(?:,? [A-Z][A-Za-z]{1,4})*")
ONLY_NAME = re.compile(r"[^\W\d_][^,;:()–—|]*")
SEVERAL = re.compile(r";\s|,\s(?:and|et|und|y|e|и|та|і)\s[^\W\d_a-zа-яіїєґ]")
DATED = re.compile(rf"(?i)\d{{1,4}}\S{{0,3}},$|\s(?:{LINKING_WORDS})$")
AWAITS = ("–", "—", "-", "/", "|", "·", "&")  # at the end of a line: something follows
BETWEEN_HEADS = 1.2  # of the size of letters, between lines of a heading
LONGEST_LABEL = 40  # letters of a role


def goes_on(above: Segment, line: Segment, edge: float, opened: Segment | None) -> bool:
    """Whether a line was wrapped: its first word would not have fitted on the line above."""
    if above.runs[1] is not None and above.runs[1] == line.runs[0]:
        return True  # the tags say that it is the same text
    ended, small = above.text.rstrip(), line.text[:1].islower()
    apart, said = space_between(above, line) > 0.75 * line.size, _said(above, opened)
    if line.text.startswith(ITEM_SIGN):
        return False
    if _is_within(above, line, said, apart):
        return True
    ends = not (small or ended.endswith(",") or LINKING.search(ended))
    if ends and None not in (above.paragraph, line.begins) and above.paragraph != line.begins:
        return False
    comma = small and ended.endswith(",")  # “…, head of the Unit,” above “told the audience”
    links = comma or LINKING.search(ended) is not None
    listed = above.bold and line.bold and ended.endswith(",")  # “Farms, Bars,” “Homes: What Then”
    label, colon, _ = line.text.partition(":")
    heads = colon and label.casefold() in known_forms(known_languages())  # “Speakers: Ada Bek”
    alike, begun = above.ends_bold == line.bold, not heads and _begins_name(said)
    is_new = NEW.match(line.text) is not None and not _is_behind_name(line, above, edge)
    kept = listed or small or (alike and (begun or links))  # “Ms. Ada” “Bek-Lund: The Title”
    if abs(above.size - line.size) > 0.8 or apart or (is_new and not kept):
        return False
    linked, full = alike and links, edge - above.right < line.first + line.letter
    # “…; Ada Bek, judge;” “Ugo Lund, …”, “Ada Bek, judge;” “Ugo Lund, mayor, and Eva Ruiz”
    several = ended.endswith(";") and (";" in said[:-1] or SEVERAL.search(line.text))
    if full and several:
        return True
    if ended.endswith((";", *":" * (not small))) and not (full and BEGINS.match(ended)):
        return False
    if alike and line.text[:1].isupper() and begun and not TITLED.match(line.text):
        return True  # “…; Ada” “Bek, judge”, not “… Inspector, Georgia” “Ms. Ada Bek”
    last = ended.rpartition(" ")[2]
    title = "." in last and last.rstrip(".").casefold() in every("honorifics").exact
    if _awaits(last) or title:
        return True  # “Ada Bek –” “Mayor of Port Lenn, Oregon”, “… / Mr.” “A. Lund”
    double = ended.endswith("-") and ended[-2:-1].isalpha() and line.text[:1].isupper()
    if double and alike:
        return True  # “Nwosu-” “Clarke”
    if opened and not linked and is_new_item(opened.text, line.text):
        return False
    if linked or ((alike or above.bold) and ended.endswith(",")):
        return True
    return _had_no_room(above, line, edge, opened, small and not is_new)


def _is_within(above: Segment, line: Segment, said: str, apart: bool) -> bool:
    """Whether a line goes on within brackets, or with the time behind a date or of a range."""
    ended = above.text.rstrip()
    if OPEN.search(ended) and TIME.search(said) and BEGINS.match(line.text):
        return True  # also “9:00”, “–” and “9:30”, each on a line
    if BEGINS.match(ended) and OPEN.fullmatch(line.text):
        return True
    if DATED.search(ended) and BEGINS.match(line.text) and not apart:
        return True  # “Monday, 20 May 2031,” “9:30–10:00: The Title”, “… 2031, from” “9:30”
    closes = said.count("(") > said.count(")") and ")" in line.text.partition("(")[0]
    alike = above.size == line.size  # “The Title (9:30–10:00, Main” “Hall)”
    return closes and alike and space_between(above, line) < BETWEEN_HEADS * line.size


def _had_no_room(
    above: Segment, line: Segment, edge: float, opened: Segment | None, little: bool
) -> bool:
    """Whether the first word of a line had no room above; ``little`` is what no item begins."""
    alike, ended = above.ends_bold == line.bold, above.text.rstrip()
    role = line.text.casefold().strip(" :") in known_forms(known_languages())
    if role and line.text.isupper() and not ended.isupper():
        return False  # “Why We Meet” above “WELCOME”, or a body above “SPEAKERS”
    is_name = is_titled(line.text)
    post = every("posts").any_in(ended.split()[-1:])  # “Welcome by the Minister”
    held = TITLED.match(opened.text) or post if opened else True
    if is_name and line.bold and not held:
        return False  # a title in bold, and below it “*Dr. Ada Bek*, judge”
    small = line.text[:1].islower()
    if not (alike or small) or (is_name and line.left > above.left + line.size):
        return False  # who speaks, set in below the title
    middles = (above.left + above.right) / 2 - (line.left + line.right) / 2
    centred = abs(middles) < 4 and abs(above.left - line.left) > 8
    if centred and above.ends_bold and line.bold and above.size == line.size:
        return True
    room = edge - above.right + (max(0.0, above.left - line.left) if centred else 0)
    # “moderator: Ada Bek” is a label, unless it did not fit
    return room < line.first + line.letter or (little and room < 4 * line.first)


def stand_alone(cells: Iterable[Sequence[Segment]]) -> set[str]:
    """Return what stands in several cells below something else each time, as a room does."""
    above, below = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for lines in cells:
        for first, second in pairwise(line.text for line in lines):
            above[second].add(first)
            below[first].add(second)
    ends = every("organizations").exact  # “Commission”, the end of a name that was wrapped
    found = (text for text, over in above.items() if len(over) > 1 and WHOLE.fullmatch(text))
    return {
        text
        for text in found
        if text.casefold() not in ends
        # “Ada Maria”, wrapped above “Bek, judge”
        and not (len(below[text]) == 1 and any(map(is_given_name, text.split())))
    }


def stands_apart(first: Segment, opened: Segment, text: str, alone: Set[str]) -> bool:
    """Whether what is below something in a cell was not wrapped: a room, or “Name Name, …”."""
    above = first.text
    titled = above.rsplit(maxsplit=1)[-1].strip(".").casefold() in every("honorifics").exact
    awaited = _begins_name(_said(first, opened)) or _is_titled_name(above, text)
    goes_on = above.endswith(",") or LINKING.search(above) or _awaits(above.rpartition(" ")[2])
    if titled or awaited or not text[:1].isupper() or goes_on:
        return False
    alike = ITEM.match(text) or (":" not in above and LETTERED.fullmatch(text))
    first_word, second = [*text.split(maxsplit=2), ""][:2]
    ranked = first_word in every("posts") and is_given_name(second)  # “Prosecutor Ada Bek”
    named = alike and (ranked or is_given_name(first_word))
    return bool({above, text} & alone or named)


def _is_titled_name(above: str, text: str) -> bool:
    """Whether a line ends with an honorific and words of a name, and the next has no honorific."""
    name = above.rpartition(": ")[2]
    return bool(ONLY_NAME.fullmatch(name)) and begins_with_rank(name) and not begins_with_rank(text)


def _awaits(last: str) -> bool:
    """Whether something follows the last word of a line: “Ada Bek –”, “Capt. Ada bin”."""
    return last in AWAITS or (last.islower() and last in every("particles").exact)


def is_new_item(first: str, following: str) -> bool:
    """Whether the next of a list of people begins, as “Name Name, …”, or prose after the list."""
    label, colon, named_first = first.partition(": ")
    first = named_first if colon and label.casefold() in known_forms(known_languages()) else first
    begun = following.split(maxsplit=1)[0].rstrip(".")
    of_name = begun in every("honorifics").exact | every("particles").exact
    if TELLS.match(first) or (begun[:1].islower() and not of_name):
        return False
    titled, item = is_titled(following), ITEM.match(following)
    # “Conference Centre, Port Calder” is nobody
    named = item is not None and not every("organizations").any_in(words_of(item[0]))
    if is_titled(first) and (titled or named or not ITEM.match(first)):
        return titled  # where all begin with “Ms.”, what does not is a title that went on
    if not (ITEM.match(first) or _lists_name(first)):
        return False
    role = ROLE_BEHIND.search(first) is not None  # “Ada Bek (Open Door) – Chair”
    closed = (role or first.endswith(")")) and first.count("(") == first.count(")")
    if closed and NAME.fullmatch(following):  # “… (Judge, Court)”, and below it “Ada Bek”
        return True
    words = following.split()
    bracket = item is not None and named and not titled and item[0].endswith("(")
    unlike = item is not None and not any(map(is_given_name, words_of(item[0])))
    if bracket and unlike and is_given_name(first.split(maxsplit=1)[0]) and not role:
        named = False  # “Ada Bek, Office for Fair Work” | “Harbour Street (Room 2)”
    small = sum(word[:1].islower() for word in words) > 0.6 * len(words)
    begins = not following[:1].islower() and "," not in " ".join(words[:3])
    return named or _lists_name(following) or (len(words) > 7 and small and begins)


def _lists_name(text: str) -> bool:
    """Whether a line begins with a given name, and a few words on something else begins."""
    first, second = [*text.split(maxsplit=2), "", ""][:2]
    particle = second.partition("-")[0] in every("particles").exact  # “Noor ul-Huda Bek”
    begins = second[:1].isupper() or particle  # not “Nel secondo panel”
    return begins and bool(LISTED.match(text)) and is_given_name(first)


def _is_behind_name(line: Segment, above: Segment, edge: float) -> bool:
    """Whether a dash begins no item, but what did not fit: “Ada Bek, CBE” above “– Professor”."""
    dash, _, rest = line.text.partition(" ")
    if dash not in ("–", "—", "-") or not LETTERED.fullmatch(above.text.strip()):
        return False
    first = len(f"{dash} {rest.split(' ')[0]} ") / len(line.text)
    return edge - above.right < first * (line.right - line.left)


def begins_label(text: str, below: str) -> bool:
    """Whether a role that leads to people is wrapped: “Words of” above “welcome: Ada Bek”."""
    label, colon, _ = below.partition(":")
    if not colon or not text[:1].isupper() or len(text) + len(label) > LONGEST_LABEL:
        return False
    return f"{text} {label}".casefold() in known_forms(known_languages())


def is_titled(text: str) -> bool:
    """Whether a line begins with an honorific: “Dott.ssa Ada Bek”, “Dame Ada Bek”."""
    return TITLED.match(text) is not None or begins_with_rank(text)


def begins_with_rank(text: str) -> bool:
    """Whether a line begins with an honorific and a name: “Judge Ada Bek”, “Lt. Col. Ada Bek”."""
    words = text.split()[:4]
    ranks = [" ".join(words[:size]).casefold().rstrip(".") for size in (3, 2, 1)]
    known = every("honorifics").exact  # “Dott.ssa”, “Lt. Col.”
    named = [len(r.split()) for r in ranks if r in known or r.replace(".", "") in known]
    return bool(named) and all(word[:1].isupper() for word in words[: named[0] + 1])


def _said(above: Segment, opened: Segment | None) -> str:
    """Return a paragraph up to its last line: “Ada Bek, King's College” above “London”."""
    whole = opened is not None and opened.text.endswith(above.text)
    return opened.text if opened and whole else above.text.rstrip()


def _begins_name(text: str) -> bool:
    """Whether a line ends with a given name whose surname is awaited: “…; Ada”, “Dr. Ada”."""
    *before, last = text.split() or [""]
    led = not before or before[-1].endswith((";", ",", ":"))
    led = led or before[-1].strip(".").casefold() in every("honorifics").exact
    return led and last.isalpha() and is_given_name(last)
