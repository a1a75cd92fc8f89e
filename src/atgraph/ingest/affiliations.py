"""What stands beside a name: titles, bodies and a country, told apart segment by segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from atgraph.ingest.countries import is_country
from atgraph.ingest.words import Words, known_languages, words_in, words_of

ACRONYM = re.compile(r"[A-ZА-ЯЄІЇҐ][A-ZА-ЯЄІЇҐa-zа-яєіїґ]?[A-ZА-ЯЄІЇҐ0-9&/.-]+[a-z]?(?:\s+[A-Z0-9/&-]+)*")
SHORT_FORM = re.compile(r"\s*\((?P<short>[^()]{2,40})\)\s*$")
QUOTES = '“”"«»„'
NAMED = re.compile(r"[«„“][A-ZА-ЯЁІЇЄҐÀ-Þ]")
STATE_BODY = re.compile(r"minist|мініст|минист", re.I)
TRAILING = " ,;:–—-|."
ENGLISH = words_in(("en",))
TO = (
    r"\s+(?:to\s+the|auprès\s+(?:de(?:\s+la)?|du|des)|ante(?:\s+(?:la|el|los|las))?|bei\s+(?:der|den|dem)|presso(?:\s+(?:la|il|le))?|при)\s+"
    r"(?=[ld]['’]|[A-ZÀ-ÞА-ЯІЇЄҐ])"
)
DOTTED = re.compile(r"(?:[A-Z]\.){3,}")
JOINS = re.compile(r"\s(?:and|&|et|y|und|e|и|та|і)\s")
WHOLE = re.compile(r"institut|cent(?:er|re|ro)\b|zentrum|school|minist|council|commission|agency|network|центр", re.I)
MEMBERS = frozenset(["member", "miembro", "membre", "mitglied", "membro", "член"])
POST_OF_BODY = frozenset(
    [
        "member",
        "founder",
        "co-founder",
        "cofounder",
        "owner",
        "ceo",
        "president",
        "partner",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "miembro",
        "membre",
        "mitglied",
        "membro",
        "fundador",
        "fundadora",
        "fondateur",
        "fondatrice",
        "fondatore",
        "fondatrice",
        "gründer",
        "gründerin",
    ]
)


@dataclass(frozen=True)
class Post:
    """A title, a body, or both, as printed."""

    title: str = ""
    organization: str = ""


@dataclass
class Beside:
    """What a line prints beside a name."""

    posts: list[Post] = field(default_factory=list)
    country: str = ""


class Affiliations:
    """Reads what stands beside names, with the words of the document's languages."""

    def __init__(self, words: Words, bodies: frozenset[str] = frozenset(), at_home: bool = True) -> None:
        self.words = words
        self.bodies = bodies
        self._at_home = at_home
        self._foreign: dict[str, Affiliations] = {}
        self._at = [w for w in words.entries("at") if w not in ("a", "im", "à", "en", "from", "with", "am")]
        self._of = words.entries("genitive")
        self._articles = set(words.entries("articles"))
        ats = "|".join(map(re.escape, self._at)) or "@"
        self._at_pattern = re.compile(rf"\s+(?:{ats}|@)\s+(?=(?:\w+\s+)?[“\"]?[^\W\da-zа-яїієґß-ÿ_])")
        ofs = "|".join(sorted((re.escape(o) for o in [*self._of, "of"]), key=len, reverse=True))
        self._of_pattern = re.compile(rf"\s+(?:{ofs})\s+", re.I)
        self._to_pattern = re.compile(TO)

    # --- what a segment is ---

    def is_post(self, text: str) -> bool:
        """Whether a segment names a post: it begins with one, or its last word is one."""
        words = words_of(text)
        if not words:
            return False
        posts = self.words["posts"]
        at = next(posts.find(words[:5]), None)
        if at is None:  # Attorney-General, Vice-Minister
            at = next((n for n, w in enumerate(words[:5]) if any(part in posts for part in w.split("-")) and "-" in w), None)
        if at is None:
            return (
                (words[-1] in posts and not any(w in self.words["organizations"] for w in words if w[:1].isupper()))
                or self._is_described(text)
                or self.abroad(text) is not None
            )
        bodies = [n for n, w in enumerate(words[:at]) if w[:1].isupper() and w in self.words["organizations"]]
        if bodies and any(w.casefold() in self._of for w in words[bodies[0] : at]):
            return False  # “Department of Justice”
        if at and self._begins_with_body(words) and words[0] not in ENGLISH["organizations"]:
            return False  # the kind of body comes first in other languages
        before = [w.casefold().rstrip(".") for w in words[:at]]
        if (
            (at or len(words) < 4)
            and len(words) > 1
            and words[-1][:1].isupper()
            and words[-1] in self.words["organizations"]
            and words[-1] not in posts
            and not self._at_pattern.search(text)
            and not any(w in self._of for w in (x.casefold() for x in words))
        ):
            return False
        if any(w in self._articles for w in before[:1]) and not text[:1].islower() and at > 1:
            return False
        cut = any(w in self._of for w in before) and self._begins_with_body(words[:at])
        return not cut and not (self._begins_with_body(words[:at]) and at < len(words) - 1 and at > 0 and not words[at - 1][:1].isupper())

    def _is_described(self, text: str) -> bool:
        """Whether it is what somebody is in a body: “vicedecana de la Facultad”."""
        found = self._of_pattern.search(text)
        if not found or not text[:1].islower() or text.split(maxsplit=1)[0] in self.words["organizations"]:
            return False
        return self.is_body(self.without_article(text[found.end() :]))

    def abroad(self, text: str) -> Affiliations | None:
        """Return who reads a title that was left in a language of which the document is not."""
        first = words_of(text)[:1]
        if not self._at_home or not first or first[0] in self.words["posts"]:
            return None
        for language in known_languages():
            if language not in self.words.languages and first[0].casefold() in words_in((language,))["posts"].exact and len(words_of(text)) > 2:
                if language not in self._foreign:
                    self._foreign[language] = Affiliations(words_in((language,)), at_home=False)
                return self._foreign[language]
        return None

    def _begins_with_body(self, words: Sequence[str]) -> bool:
        bodies = self.words["organizations"]
        return any(w[:1].isupper() and w in bodies for w in words[:1])

    def is_body(self, text: str) -> bool:
        """Whether a segment names a body: a word of one, or letters only."""
        bare = text.strip(QUOTES + " .")
        if not bare:
            return False
        short = SHORT_FORM.search(bare)
        if NAMED.search(bare) or bare.casefold() in self.bodies or ACRONYM.fullmatch(bare) or (short and ACRONYM.fullmatch(short["short"])):
            return True
        words = words_of(bare)
        capital = [w for w in words if w[:1].isupper()]
        return any(True for _ in self.words["organizations"].find(capital))

    def is_unit(self, text: str) -> bool:
        """Whether a segment names a part of a body."""
        return any(True for _ in self.words["units"].find([w for w in words_of(text) if w[:1].isupper()]))

    def is_lower(self, text: str) -> bool:
        """Whether a segment begins in small letters, so that it is a description."""
        return text[:1].islower()

    # --- reading ---

    def read(self, text: str) -> Beside:
        """Read what stands beside a name."""
        segments = self.segments(text)
        beside = Beside()
        land = SHORT_FORM.search(segments[-1]) if segments else None
        if land and is_country(land["short"], self.words):
            beside.country, segments[-1] = land["short"], segments[-1][: land.start()]
        if len(segments) > 1 and is_country(segments[-1], self.words):
            beside.country = segments.pop()
            if not self.is_post(segments[-1]) and STATE_BODY.match(next(iter(words_of(segments[-1])), "")):
                joined = text[text.find(segments[-1]) :]
                segments[-1] = joined[: joined.find(beside.country) + len(beside.country)]
        elif len(segments) == 1 and is_country(segments[0], self.words):
            beside.country = segments[0]
            return beside
        if segments:
            self._posts(segments, beside)
        if [bool(p.title) for p in beside.posts] == [False, True] and not beside.posts[1].organization:
            beside.posts = [Post(beside.posts[1].title, beside.posts[0].organization)]  # the body was printed first
        beside.posts = list(dict.fromkeys(beside.posts))
        return beside

    def segments(self, text: str) -> list[str]:
        """Cut at commas and the like outside brackets."""
        text = (
            text.strip(TRAILING[:-1]).rstrip(".")
            if not re.search(r"\b(?:[A-Z]\.)+$|Inc\.$|Ltd\.$|e\.V\.$|Co\.$|Corp\.$", text.strip())
            else text.strip(TRAILING[:-1])
        )
        if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
            text = text[1:-1]
        parts, depth, current = [], 0, ""
        for at, character in enumerate(text):
            depth += (character in "([") - (character in ")]")
            cut = character in ",;|" or (character in "–—" and text[at - 1 : at] == " ") or (character == "-" and text[at - 1 : at + 2] == " - ")
            if cut and depth <= 0:
                parts.append(current)
                current = ""
            else:
                current += character
        parts = [part.strip() for part in [*parts, current]]
        return [part for part in self._rejoin(parts) if part and any(map(str.isalnum, part)) and not part.startswith("@")]

    @staticmethod
    def _rejoin(parts: list[str]) -> list[str]:
        """Put back what belongs to a name in spite of its comma: Inc., Ltd."""
        joined: list[str] = []
        for part in parts:
            if joined and part.split(" ")[0].casefold() in ("especially", "particularly", "including", "notably"):
                joined[-1] += ", " + part  # “… in Persons, Especially Women and Children”
            elif joined and part.rstrip(".").casefold() in ("inc", "ltd", "llc", "llp", "plc", "s.a", "gmbh", "co"):
                joined[-1] += ", " + part
            else:
                joined.append(part)
        return joined

    def _posts(self, segments: list[str], beside: Beside) -> None:
        title: list[str] = []
        bodies = 0
        for number, segment in enumerate(segments):
            last = number == len(segments) - 1
            if self.is_post(segment):
                if title and not bodies and self._names_body(segment):
                    beside.posts.append(Post(", ".join(title)))
                    title = []
                elif bodies:
                    title, bodies = [], 0
                if self._take_post(segment, segments[number + 1 :], beside, title):
                    title, bodies = [], bodies + 1
            elif self.is_lower(segment) and not bodies and not self.is_body(segment):
                title.append(segment)
            elif bodies and last and not self.is_body(segment) and not self._was_unit(beside):
                continue  # the town of a body
            elif self.is_body(segment) or (last and (bodies or title)) or (last and not title):
                self._take_bodies(segment, title, beside, bodies)
                bodies += 1
                title = title if not bodies else []
            elif bodies and beside.posts and JOINS.search(segment) and self._of_pattern.search(beside.posts[-1].organization) and not last:
                held = beside.posts.pop()  # “Center for Gender, Sexualities and Women's Studies”
                beside.posts.append(Post(held.title, f"{held.organization}, {segment}"))
            elif bodies:
                self._take_bodies(segment, [], beside, bodies)
            else:
                title.append(segment)
        if title:
            self._take_title(", ".join(title), beside)

    def _was_unit(self, beside: Beside) -> bool:
        name = beside.posts[-1].organization if beside.posts else ""
        return self.is_unit(name) and not WHOLE.search(name)

    def _names_body(self, segment: str) -> bool:
        """Whether a post says of which body it is."""
        return bool(self._at_pattern.search(segment)) or bool(
            self._of_pattern.search(segment) and (self.is_body(self._of_pattern.split(segment, maxsplit=1)[1]) or " to the " in segment)
        )

    def _take_post(self, segment: str, following: Sequence[str], beside: Beside, title: list[str]) -> bool:
        """Take a post; True when it named its body itself, so that nothing else belongs to it."""
        if found := self._last_at(segment):
            whole = ", ".join([*title, segment[: found.start()].strip()])
            self._take_bodies(segment[found.end() :], [whole], beside, 0)
            self._units(whole, beside)
            title.clear()
            return True
        title.append(segment)
        more = any(not self.is_post(part) or self.is_body(part) for part in following)
        if following and more and not self._is_member(segment):
            return False
        self._take_title(", ".join(title), beside)
        title.clear()
        return True

    def _last_at(self, segment: str) -> re.Match[str] | None:
        return next(iter(reversed(list(self._at_pattern.finditer(segment)))), None)

    def _is_member(self, segment: str) -> bool:
        words = words_of(segment)
        return bool(words) and words[0].casefold() in ("member", "miembro", "membre", "mitglied", "membro") and bool(self._of_pattern.search(segment))

    def _take_title(self, title: str, beside: Beside) -> None:
        """Take a title without a body beside it; one that names its body gives it."""
        found = self._of_pattern.search(title)
        if not found:
            beside.posts.append(Post(title))
            return
        head, rest = title[: found.start()], self.without_article(title[found.end() :])
        words = [w.casefold() for w in words_of(head)]
        simple = bool(words) and words[-1] in POST_OF_BODY and len(words) <= 4
        if simple and rest[:1].isupper() and not self._is_office(rest) and words[-1] in MEMBERS:
            self._take_bodies(rest, [head], beside, 0)
            return
        names = self._accredited(rest)
        envoy = (
            bool(words)
            and found[0].strip().casefold() not in ("for", "für", "para", "per", "pour")
            and (words[-1] in self.words["envoys"] or (simple and words[-1] not in ("president", "presidente", "président") and not self._is_office(rest)))
        )
        names = [name for name in names if (self.is_body(name) and self._is_named(name)) or (name[:1].isupper() and envoy and len(name.split()) < 9)]
        beside.posts.append(Post(title, names[0] if names else ""))
        beside.posts += [Post("", name) for name in names[1:]]

    def _accredited(self, rest: str) -> list[str]:
        """Return whom “A to the B” names: both where B is a mission, A alone where it is not, all of it where A is a mission."""
        for found in self._to_pattern.finditer(rest):
            first, second = rest[: found.start()], rest[found.end() :]
            if self.is_unit(second):
                return [first, second]
            return [rest] if self.is_unit(first) else [first]
        return [rest]

    def _is_named(self, name: str) -> bool:
        """Whether it is the name of a body and not only a kind of work that has a word of one in it."""
        words = [w for w in words_of(name) if w[:1].isupper()]
        first = words_of(name)[:1]
        begins = bool(first) and first[0][:1].isupper() and first[0] in self.words["organizations"] and len(words_of(name)) > 1
        return len(words) > 1 or begins or bool(ACRONYM.fullmatch(name.strip(".")))

    def _is_office(self, name: str) -> bool:
        return bool(re.match(r"(?:staff|board|operations|research|the board|directors|parliament|congress|state)\b", name, re.I))

    def _take_bodies(self, text: str, title: list[str], beside: Beside, bodies: int) -> None:
        whole = ", ".join(part for part in title if part)
        parts = [piece for part in text.split(" / ") for piece in self._heads(part)]
        for part in parts:
            name = self.name_of_body(part)
            if name:
                beside.posts.append(Post(whole if not bodies else "", name))
        if whole:
            self._units(whole, beside)

    def _heads(self, text: str) -> list[str]:
        """Cut where a second body begins without a comma: a short form, then a kind of body that in its language comes first."""
        if not DOTTED.match(text) or not self._at_home:
            return [text]
        for found in re.finditer(r"\s(?=[^\W\d_a-z])", text):
            word = text[found.end() :].split(" ", maxsplit=1)[0].casefold()
            known = any(word in words_in((language,))["organizations"].exact for language in ("es", "fr", "it"))
            if known and word not in ENGLISH["organizations"]:
                return [text[: found.start()], text[found.end() :]]
        return [text]

    def _units(self, title: str, beside: Beside) -> None:
        """Add the part of a body that a title names: the section of its chief."""
        last = title.rsplit(", ", maxsplit=1)[-1]
        if (foreign := self.abroad(last)) is not None:
            foreign._units(last, beside)
            return
        for found in self._of_pattern.finditer(title):
            head = words_of(title[: found.start()])
            name = self.without_article(title[found.end() :]).split(", ")[0]
            if head and any(True for _ in self.words["unit_posts"].find(head[-2:])) and name[:1].isupper() and self.is_unit(name) and self._is_named(name):
                beside.posts.append(Post("", self.name_of_body(name)))
                above = self._of_pattern.split(name)[-1]
                if above != name and ACRONYM.fullmatch(above.strip()):
                    beside.posts.append(Post("", above.strip()))
                return

    def without_article(self, text: str) -> str:
        """Take an article in small letters away."""
        first, _, rest = text.strip().partition(" ")
        if first in self._articles and rest:
            return rest.strip()
        return re.sub(r"^[ld]['’](?=[^\W\d_])", "", text.strip())

    def name_of_body(self, text: str) -> str:
        """Return the name of a body without article, quotation marks and the short form in brackets after it."""
        name = self.without_article(text.strip(TRAILING[:-1]))
        name = re.sub(r"\s*\[[^\]]*\]$", "", name)
        short = SHORT_FORM.search(name)
        if short and short.start() > 2:
            name = name[: short.start()]
        return name.strip().rstrip(",;:")
