"""Lines that name people: who, with which title, of which body, in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from atgraph.ingest.affiliations import Affiliations, Beside, Post
from atgraph.ingest.given_names import is_given
from atgraph.ingest.labels import PARTS
from atgraph.ingest.lines import Stretch
from atgraph.ingest.names import INITIAL, Name, Names
from atgraph.ingest.roles import meaning, take_status
from atgraph.ingest.words import Words, words_of

TALK = re.compile(r"^[“\"«„][^“”\"«»„]{3,200}[”\"»“][.,]?\s*(?:[–—:|-]|by\b|par\b|por\b|von\b|di\b)?\s*")
AFTER = re.compile(r"\s*(?:[,:;|–—]|\s-\s?|-\s|\(|/)\s*")
OF = re.compile(r"\s+(?:from|of|at|with|de|du|von|vom|bei|di|del|della|from the|of the|at the|für)\s+(?:the\s+|l['’]|la\s+|le\s+)?(?=[^\W\d_])")
BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]\s*\.?$")
LAST = re.compile(r"^(?P<before>.+?)(?P<mark>:\s+|,\s+|\s+[–—-]\s+|\s*\|\s*)(?P<name>[^:,|–—]+?)\.?$")
SEVERAL = re.compile(r"\s*;\s*|\)\s*,\s*|\)\s+(?:and|et|y|und|e|и|та|і|&)\s+|\s*•\s*|\s+·\s+")
TALKS_WITH = "in conversation with|en conversation avec|en conversación con|im Gespräch mit|in dialogo con"
JOINED = re.compile(rf",?\s+(?:and|et|y|und|e|ed|и|та|і|&|{TALKS_WITH})\s+(?=[^\W\d_])")
MARKED = re.compile(r"(?P<label>[^\W\d_][\w’' -]{3,30}?)\s*:\s+(?P<rest>\S.+)")
SENTENCE = re.compile(r"[^\W\d_A-ZА-Я]{4,}\.\s+[^\W\d_a-zа-я]\w* ")
ALSO_POSTS = frozenset(
    [
        "chair",
        "president",
        "presidente",
        "participant",
        "host",
        "trainer",
        "lecturer",
        "professor",
        "голова",
        "председатель",
        "vorsitzender",
        "vorsitzende",
        "président",
        "présidente",
        "presidenta",
        "instructor",
        "chairman",
        "chairperson",
        "docente",
        "tallerista",
        "преподаватель",
        "викладач",
        "moderatore",
        "trainers",
        "formatore",
        "formateur",
        "formador",
        "rapporteur",
    ]
)  # which after a comma are what somebody is, not what they do here
SURE, ENOUGH = 2.0, 1.0


@dataclass(frozen=True)
class Person:
    """One who takes part, as a line prints it: a person, or a body that does."""

    name: str
    honorific: str = ""
    kind: str = "person"
    role: str = ""
    status: str = ""
    country: str = ""
    posts: tuple[Post, ...] = ()
    score: float = 0.0
    only_name: bool = False


@dataclass
class People:
    """Reads people, with the words of the document's languages."""

    words: Words
    names: Names
    beside: Affiliations
    rooms: set[str] = field(default_factory=set)
    _unnamed: frozenset[str] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        self._unnamed = frozenset(self.words.entries("unnamed"))

    def is_unnamed(self, text: str) -> bool:
        """Whether a line says that nobody is named yet."""
        bare = text.strip(" ()[].*:–-").casefold()
        return bare in self._unnamed or any(bare.startswith((f"{u} ", f"{u},", f"{u}.,")) for u in self._unnamed if len(u) > 4 or "." in u)

    def read_all(self, text: str, strong: Sequence[Stretch] = (), expected: float = 0.0) -> list[Person]:
        """Read everybody whom a line names; nobody where it is not understood.

        Args:
            text: the line, without a role word before it.
            strong: stretches of it in bold.
            expected: how much speaks for a person before it is read (a role word above it).
        """
        pieces = [p.strip() for p in _pieces(text) if p.strip()]
        if len(pieces) > 1:
            found = [self.read(p, (), expected) for p in pieces]
            if all(found):
                return [p for p in found if p]
        text = pieces[0] if len(pieces) == 1 and not text.startswith(pieces[0]) else text
        if several := self._joined(text, expected) or self.names_only(text, expected):
            return several
        person = self.read(text, strong, expected)
        return [person] if person else []

    def _joined(self, text: str, expected: float) -> list[Person]:
        """Read “A, title, body, and B, title, body”; where A has nothing beside, it shares what stands beside B."""
        for found in JOINED.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            if left.count("(") != left.count(")"):
                continue
            second = self.names.read(right)
            if second is None or not (second.honorific or self._looks_like_name(second)) or not self.names.ends_well(right, second.end):
                continue
            first = self.read(left, (), expected or 0.5)
            rest = self.read_all(right, (), expected or 0.5)
            if first and rest and not (first.only_name and all(p.only_name for p in rest)):
                if first.only_name and _is_shared(rest[-1].posts):
                    first = replace(first, posts=rest[-1].posts, country=rest[-1].country, only_name=False)
                return [first, *rest]
        return []

    def read(self, text: str, strong: Sequence[Stretch] = (), expected: float = 0.0) -> Person | None:
        """Read the one person whom a line names."""
        offset = 0
        if talk := TALK.match(text):
            offset, text, expected = talk.end(), text[talk.end() :], expected + 1.5
        text, status = take_status(text, self.words)
        text, role = self.take_role(text)
        if not text or self.is_unnamed(text):
            return None
        moved = [(a - offset, b - offset) for a, b in strong if a >= offset]
        person = self._name_first(text, moved, expected)
        if person and not person.honorific and not is_given(person.name.split()[0]):
            person = self._name_within(text, expected) or person
        person = person or self._name_last(text, moved, expected)
        return replace(person, status=status, role=role or person.role) if person else None

    def take_role(self, text: str) -> tuple[str, str]:
        """Take a role that stands in brackets, or after a dash or comma, at the end."""
        found = BRACKET.search(text)
        if found and (means := meaning(found["in"], self.words)) and means[1] == PARTS:
            return text[: found.start()].strip(), means[0]
        inner = re.search(r"\s*[(\[](?P<in>[^()\[\]]{4,40})[)\]]", text)
        if inner and (means := meaning(inner["in"], self.words, anywhere=False)) and means[1] == PARTS:
            return (text[: inner.start()] + text[inner.end() :]).strip(), means[0]
        cut = re.search(r"(?P<mark>\s[–—-]\s|,\s*|\s\|\s)(?P<in>[^,–—|]{4,30})$", text)
        if cut and (means := meaning(cut["in"], self.words, anywhere=False)) and means[1] == PARTS:
            sure = not cut["mark"].startswith(",") or means[2] not in ALSO_POSTS
            if sure and (text[: cut.start()].count(",") or self.names.read(text[: cut.start()])):
                return text[: cut.start()].strip(), means[0]
        return text, ""

    # --- the name comes first ---

    def _name_first(self, text: str, strong: Sequence[Stretch], expected: float) -> Person | None:
        name = self.names.read(text)
        if name is None or name.start > 2:
            return None
        rest = text[name.end :]
        rest, after = self._postnominals(rest)
        score = name.score + expected + self._emphasis(name, strong, not rest.strip(" .,"))
        if not self.names.ends_well(text, name.end + after):
            follows = OF.match(rest)
            if not follows or score < SURE:
                return None
            beside = self.beside.read(rest[follows.end() :])
            return self._person(name, beside, score) if score >= SURE and len(rest) < 200 else None
        if not rest.strip(" .,"):
            return self._person(name, Beside(), score, only=True) if score >= SURE else None
        mark = AFTER.match(rest)
        said = self._beside(rest, mark.end() if mark else 0)
        if self._is_prose(said):
            return None
        beside = self.beside.read(said)
        support = self._supports(said, beside)
        score += support
        if support < 0.5 and expected < 1 and not name.honorific and not any(p.title for p in beside.posts):
            return None
        return self._person(name, beside, score) if score >= SURE and (beside.posts or beside.country) else None

    def _beside(self, rest: str, at: int) -> str:
        """Return what stands beside a name, the brackets around all of it taken away."""
        said = rest[at:].strip()
        opened = rest[:at].rstrip().endswith("(")
        if opened and said.endswith(")"):
            return said[:-1]
        if opened and ")" in said:
            inner, _, more = said.partition(")")
            more = more.strip(" ,–—-:")
            if self._is_talk(more) and self.beside.is_body(inner.split(",")[-1]):
                return inner
            return f"{inner}, {more}" if more.strip(".") else inner
        cut = said.rfind(" – ")
        talk = said[cut + 3 :] if cut > 0 else ""
        if len(talk.split()) > 1 and not (self.beside.is_post(talk) or self.beside.is_body(talk)):
            return said[:cut]  # the title of the talk
        return said

    def _is_talk(self, text: str) -> bool:
        """Whether it is the title of a talk: in quotation marks, or neither a post nor a body."""
        first = text.split(",", maxsplit=1)[0]
        return text[:1] in "“\"«„" or (len(text.split()) > 2 and not (self.beside.is_post(first) or self.beside.is_body(first)))

    def _postnominals(self, rest: str) -> tuple[str, int]:
        """Pass over letters of degrees and orders after a name."""
        taken = 0
        if retired := re.match(r"\s*\((?:Ret|ret|retd|Retd)\.?\)", rest):
            rest, taken = rest[retired.end() :], retired.end()
            return rest, taken
        while found := re.match(r",?\s*([A-Za-zА-Яа-я][\w.]*)(?=\s*(?:,|$|\(|[–—|;:]|\s-\s|\s[A-Z]{2}))", rest[taken:]):
            if found[1].casefold().rstrip(".") not in self.words["postnominals"].exact or found[1].islower():
                break
            taken += found.end()
        return rest[taken:], taken

    def _emphasis(self, name: Name, strong: Sequence[Stretch], alone: bool = False) -> float:
        if not any(abs(a - name.start) <= 2 and abs(b - name.end) <= 2 for a, b in strong):
            return 0.0
        return 0.5 if alone and not name.honorific else 1.5  # a bold line of two words may as well be a heading

    def _is_prose(self, said: str) -> bool:
        """Whether what follows is a sentence and no list of titles."""
        words = words_of(said)
        if len(words) > 60:
            return True
        first = words[0].casefold() if words else ""
        return bool(words) and first in self.words["biography_verbs"] and words[0].islower() and first not in ("a", "se")

    def _supports(self, said: str, beside: Beside) -> float:
        """Return how much titles and bodies beside a name speak for it."""
        words = words_of(said)
        capital = [w for w in words if w[:1].isupper()]
        post = any(True for _ in self.words["posts"].find(words[:8]))
        body = any(self.beside.is_body(p.organization) for p in beside.posts if p.organization)
        lower = sum(w[:1].islower() for w in words)
        long = len(words) > 14 and lower > len(capital)
        return 1.5 * post + 1.0 * body + (0.5 if beside.country else 0) - (1.5 if long and not post else 0)

    # --- the name comes last ---

    def _name_last(self, text: str, strong: Sequence[Stretch], expected: float) -> Person | None:
        for start, end in strong:
            name = self.names.read(text[start:end])
            if name and name.end >= end - start - 1 and name.score + 1.5 + expected >= SURE and start > 3:
                said = (text[:start].strip(" ,:–—-|") + ", " + text[end:].strip(" ,:–—-|.()")).strip(" ,")
                return self._person(name, self.beside.read(said), name.score + 1.5 + expected)
        found = self._cut_last(text)
        if found is None:
            return self._name_within(text, expected) or self._post_then_name(text, expected)
        before, mark, said_name = found
        if SENTENCE.search(before):
            return None  # prose that a line end cut off
        name = self.names.read(said_name)
        if name and len(said_name) - name.end <= 1:
            words = words_of(before)
            post = any(True for _ in self.words["posts"].find(words))
            support = 1.0 * post + 1.0 * self.beside.is_body(before.split(",")[-1]) + 1.0 * self.beside.is_body(before.split(",")[0])
            score = name.score + support + (0.5 if mark.strip() == ":" else 0) + min(expected, 1)
            sure = name.honorific or self._looks_like_name(name)
            if sure and support and score >= SURE + 0.5 and len(words) < 40:
                return self._person(name, self.beside.read(before), score)
        return self._name_within(text, expected) or self._post_then_name(text, expected)

    def _name_within(self, text: str, expected: float) -> Person | None:
        """Read “Body, Title Ms. Name” and “Body, Ms. Name, Title”: an honorific shows where the name begins."""
        for found in re.finditer(r"(?:^|\s)(?=[^\W\d_]{1,6}\.?\s)", text):
            at = found.end()
            if not at or not re.match(r"[^\W\d_]", text[at:]):
                continue
            name = self.names.read(text[at:])
            if name is None or not name.honorific or name.score < SURE or name.honorific.casefold().rstrip(".") in self.words["posts"]:
                continue
            before, after = text[:at].strip(" ,:–—-"), text[at + name.end :].strip()
            if not before or SENTENCE.search(before):
                return None
            if (after and not after.startswith((",", "(", "–", "-"))) or self._is_prose(before) or len(before.split()) > 25:
                return None
            if not (self.beside.is_body(before.split(",")[0]) or self.beside.is_post(before.split(",")[-1])):
                return None
            said = f"{after.strip(' ,()–—-')}, {before}" if after.strip(" .,") else ", ".join(reversed(self.beside.segments(before)))
            return self._person(name, self.beside.read(said), name.score + expected)
        return None

    @staticmethod
    def _cut_last(text: str) -> tuple[str, str, str] | None:
        at = max((text.rfind(m), m) for m in (": ", ", ", " – ", " — ", " - ", "|"))
        if at[0] <= 0:
            return None
        return text[: at[0]].strip(), at[1], text[at[0] + len(at[1]) :].strip(" .")

    def _looks_like_name(self, name: Name) -> bool:
        return is_given(name.text.split()[0]) or name.text.casefold() in self.names.known

    def _post_then_name(self, text: str, expected: float) -> Person | None:
        """Read “Organisation, General Co-ordinator Name”: a post, and the name without a mark between."""
        bare = text.rstrip(" .")
        words = list(re.finditer(r"\S+", bare))
        for size in range(min(5, len(words) - 1), 1, -1):
            start = words[-size].start()
            before = bare[:start].rstrip()
            name = self.names.read(bare[start:])
            if name is None or name.end != len(bare) - start or before.endswith((",", ":", ";")):
                continue
            if any(w in self.words["posts"] for w in name.text.split()):
                continue
            last = words_of(before)[-1:] or [""]
            if last[0] in self.words["posts"] and (name.honorific or self._looks_like_name(name)) and name.score + expected >= ENOUGH:
                return self._person(name, self.beside.read(before), name.score + expected + 1)
        return None

    # --- several ---

    def names_only(self, text: str, expected: float) -> list[Person]:
        """Read a list of names without titles: “A B, C D and E F”."""
        bare, _ = take_status(text, self.words)
        parts = [p.strip(" .") for p in re.split(r",\s*(?:and|et|y|und|e|и|та|і)\s+|,\s*|\s+(?:and|et|y|und|e|и|та|і|&)\s+", bare)]
        if len(parts) < 2 or expected < 1:
            return []
        names = [self.names.read(p) for p in parts]
        fits = all(
            n and n.end == len(p) and n.score + expected >= SURE and (n.honorific or self._looks_like_name(n) or n.score >= ENOUGH)
            for n, p in zip(names, parts)
        )
        untitled = [p for n, p in zip(names, parts) if not (n and n.honorific)]
        shouted = any(p.split()[0].isupper() and len(p.split()[0]) > 2 for p in untitled if p.split()) and not bare.isupper()
        if not fits or shouted or any(self.beside.is_post(p) or self.beside.is_body(p) for p in untitled):
            return []
        titled = [bool(n and n.honorific) for n in names]
        if any(titled) != all(titled) or (not any(titled) and not self._are_names(names, expected)):
            return []
        if len(parts) == 2 and "," in bare and not any(titled) and names[1] and not self._holds_given(names[1]):
            return []  # “Name, X”: what stands beside the name
        return [self._person(n, Beside(), n.score + expected, only=True) for n in names if n]

    def _holds_given(self, name: Name) -> bool:
        """Whether a given name is in it, or an initial, or it is known."""
        return self._looks_like_name(name) or any(is_given(word) or INITIAL.match(word) for word in name.text.split())

    def _are_names(self, names: Sequence[Name | None], expected: float) -> bool:
        """Whether all in a list look like names; behind a role word half of them are enough."""
        told = sum(bool(n and self._looks_like_name(n)) for n in names)
        return told == len(names) or (expected >= 1.5 and told * 2 >= len(names) > 0)

    def _person(self, name: Name, beside: Beside, score: float, only: bool = False) -> Person:
        return Person(name.text, name.honorific, country=beside.country, posts=tuple(beside.posts), score=score, only_name=only)


def _is_shared(posts: Sequence[Post]) -> bool:
    """Whether what stands beside the second of two may be that of both: a body, or a title in the plural."""
    return all(not p.title or p.title.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0].endswith("s") for p in posts)


def _pieces(text: str) -> list[str]:
    """Cut a line that lists people, each with titles of their own."""
    pieces, start = [], 0
    for found in SEVERAL.finditer(text):
        if text[start : found.start()].count("(") - text[start : found.end()].count(")") > 0:
            continue
        end = found.start() + (1 if text[found.start()] == ")" else 0)
        pieces.append(text[start:end])
        start = found.end()
    return [*pieces, text[start:]]
