"""What shows by itself that a text is no name, no title or no body, or not all of it."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import read_part
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.word_lists import words_of

DEGREE = re.compile(r"[A-Z]{2,5}")  # “MSW”
NOTE = re.compile(r"\((?![^\W\d_a-zа-я]{2,}\))[^()]*\)$")  # “Prefect (*)”, not “(LB)”
SHORT = re.compile(r"[A-Z]{3,5}(?:\s(?![A-Z]{3})\S+){2,}$")  # “HRN Coast Union”, not “DIOP Awa”
MORE = re.compile(r", (?P<more>[^,;:.()|–—“”«»]{3,60}?)(?=[,;.()|]|$)")
OF_SENTENCES = ("speech_verbs", "biography_verbs", "was", "future", "moderates")
ODD = re.compile(r"[^\w\s’'ʼ`´‐.·–,«»“”\"()-]|\d")


def is_odd_name(name: str) -> bool:
    """Whether a name has a sign that names have not, or begins as a body in short."""
    short = SHORT.match(name) and not any(map(is_given_name, name.split()))
    return bool(short or ODD.search(name))


def posts_in(name: str, kinds: SegmentKinds) -> Iterator[str]:
    """Yield the words of a name that are posts: “Vice-Admiral Kostas Bek”."""
    for word in re.split(r"[\s-]", name):
        if word.casefold().rstrip(".,") in kinds.words["posts"] and not is_given_name(word):
            yield word


def is_open(text: str) -> bool:
    """Whether a bracket is open in a text, or closed that was not opened."""
    depths = accumulate({"(": 1, ")": -1}.get(letter, 0) for letter in text)
    return text.count("(") != text.count(")") or min(depths, default=0) < 0


def doubt_title(title: str) -> str:
    """Return what is in doubt of a title by itself."""
    if DEGREE.fullmatch(title):
        return f"“{title}” may be a degree and no title"
    return f"“{title}” ends with a bracket; see what that says" if NOTE.search(title) else ""


def may_be_of_other(text: str, kinds: SegmentKinds) -> bool:
    """Whether a title or body has a label in it, or is a name and what is said of it.

    “lead: Ada Bek”, “Ada Bek, Terra”
    """
    first, *rest = text.split()
    names = is_given_name(first) and bool(rest) and rest[0][:1].isupper() and ", " in text
    return ": " in text or (names and not kinds.is_body(text) and not kinds.is_post(text))


def stands_for(body: str, name: str) -> bool:
    """Whether a body is a letter, as of a group, or the initials of whom it stands behind."""
    return len(body) == 1 or body == "".join(word[0] for word in name.split())


def goes_on(body: str, printed: str, said: Sequence[str], kinds: SegmentKinds) -> bool:
    """Whether words with an “and” stand behind a body, of which nothing was read: “A, b and c”.

    ``said`` are the titles and bodies of whom the body is.
    """
    rest = " ".join(printed.split()).partition(body)[2]
    if not (found := MORE.match(rest)) or any(found["more"] in one for one in said):
        return False
    words, known = words_of(found["more"]), kinds.words
    joined = any(word.casefold() in known["conjunctions"].exact for word in words[1:-1])
    told = any(known[kind].any_of(found["more"]) for kind in OF_SENTENCES)
    return joined and not told and not any(map(is_given_name, words))


def is_cut_off(body: str, kinds: SegmentKinds) -> bool:
    """Whether a body is one word that is no kind of body: “Special”, before “Envoy”."""
    return " " not in body and not body.isupper() and not kinds.is_body(body)


def is_unlike_body(body: str, whole: bool, begun: Container[str], kinds: SegmentKinds) -> bool:
    """Whether a body begins small, is a role or ends with one, or is where another begins.

    It is ``whole`` in brackets, or where an article is before the role: “Office of the Chair”.
    """
    known, (*before, last) = kinds.is_body(body), body.split()
    named = len(before) == 1 and is_given_name(before[0])  # “Dr. Ada Bek, Ugo Lund”
    if not known and (body[:1].islower() or (named and not whole)):
        return True
    first, inside, _ = body.partition(" (")  # “Ada Bek (Unit for Care”
    told = kinds.words["speech_verbs"].any_in(before[1:])  # “Harbour House report on it”
    if told or (inside and is_given_name(first.split()[0]) and not kinds.is_body(first)):
        return True
    if read_part(last, kinds.words, False) and (not known or before):
        # “Harbour House Moderator”, as a column is read into the next
        return not (whole or kinds.words["articles"].any_in(before[-2:]))
    return not (whole or known or body.isupper()) and body in begun


def text_between(text: str, places: Iterable[Stretch]) -> str:
    """Return what of a text stands in none of some places."""
    ends, left = 0, list[str]()
    for start, end in sorted(places):
        left.append(text[ends:start])
        ends = max(ends, end)
    return "\n".join([*left, text[ends:]])


def text_behind(name: str, printed: str, others: Iterable[str], read: Iterable[str]) -> str:
    """Return what is printed behind a name, up to other names, but for what was read of it."""
    rest = " ".join(printed.split()).partition(name)[2]
    for other in others:
        rest = rest.partition(other)[0]
    for said in filter(None, read):
        rest = rest.replace(said, " ")
    return rest
