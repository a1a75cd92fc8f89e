"""What stands beside a name: titles, bodies and a country, told apart piece by piece."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Self

from atgraph.curate.ingest.draft_records import Person, PrintedPost
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    alternatives,
    begins_as_body,
    every,
    is_country,
    known_languages,
    with_forms,
    words_in,
    words_of,
)

ACRONYM = re.compile(
    r"[A-ZА-ЯЄІЇҐ][A-ZА-ЯЄІЇҐa-zа-яєіїґ]?[A-ZА-ЯЄІЇҐ0-9&/.-]+[a-z]?(?:\s+[A-Z0-9/&-]+)*"
)
SHORT_FORM = re.compile(r"\s*\((?P<short>[^()]{2,40})\)\s*$")
BETWEEN = re.compile(r"[,;|]|(?<= )[–—]|(?<= )-(?= )")
QUOTES = '“”"«»„'
NAMED = re.compile(r"[«„“][A-ZА-ЯЁІЇЄҐÀ-Þ]")
TRAILING = " ,;:–—-|"
ENGLISH = words_in(("en",))


def cut_outside(text: str, mark: re.Pattern[str], opening: str, closing: str) -> Iterator[str]:
    """Cut a text at the marks that stand outside brackets."""
    start = 0
    for found in mark.finditer(text):
        before = Counter(text[: found.start()])
        if sum(before[sign] for sign in opening) <= sum(before[sign] for sign in closing):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


class SegmentKinds:
    """Tells posts from bodies, with the words of the document's languages."""

    def __init__(self, words: DocumentWords, at_home: bool = True) -> None:
        self.words = words
        self.at_home = at_home
        self._foreign: dict[str, Self] = {}
        self._of = frozenset(words.entries("genitive"))
        self._articles = frozenset(words.entries("articles"))
        places = set(words.entries("at")) - set(words.entries("at_times")) | {"@"}
        self.at = re.compile(
            rf"\s+(?:{alternatives(places)})\s+(?=(?:\w+\s+)?[“\"]?[^\W\da-zа-яїієґß-ÿ_])"
        )
        self.of = re.compile(rf"\s+(?:{alternatives({*self._of, 'of'})})\s+", re.I)
        self.to = with_forms(r"\s+(?:{accredited_to})\s+(?=[ld]['’]|[A-ZÀ-ÞА-ЯІЇЄҐ])")

    def is_post(self, text: str) -> bool:
        """Whether a segment names a post: it begins with one, or its last word is one."""
        words = words_of(text)
        if not words or begins_as_body(text, self.words):
            return False
        posts, kinds = self.words["posts"], self.words["organizations"]
        at = next(posts.find(words[:5]), None)
        if at is None:  # Attorney-General, Vice-Minister
            at = next((n for n, w in enumerate(words[:5]) if posts.any_in(w.split("-"))), None)
        if at is None:
            ends = words[-1] in posts and not any(w in kinds for w in words if w[:1].isupper())
            return ends or self._is_described(text) or self.abroad(text) is not None
        bodies = [n for n, w in enumerate(words) if w[:1].isupper() and w in kinds]
        ofs = [n for n, w in enumerate(words) if w.casefold() in self._of]
        if any(n < of < at for n in bodies[:1] for of in ofs):
            return False  # “Department of Justice”
        begins = at > 0 and bodies[:1] == [0]
        if begins and words[0] not in ENGLISH["organizations"]:
            return False  # the kind of body comes first in other languages
        ends = len(words) > 1 and bodies[-1:] == [len(words) - 1] and words[-1] not in posts
        if ends and (at or len(words) < 4) and not ofs and not self.at.search(text):
            return False
        first = words[0].casefold().rstrip(".")
        if at > 1 and first in self._articles and not text[:1].islower():
            return False
        return not (begins and at < len(words) - 1 and not words[at - 1][:1].isupper())

    def _is_described(self, text: str) -> bool:
        """Whether it is what a person is in a body: “vicedecana de la Facultad”."""
        found = self.of.search(text)
        kinds = self.words["organizations"]
        if not found or not text[:1].islower() or text.split(maxsplit=1)[0] in kinds:
            return False
        return self.is_body(self.without_article(text[found.end() :]))

    def abroad(self, text: str) -> Self | None:
        """Return what tells the kinds of a title in a language of which the document is not."""
        words = words_of(text)
        if not self.at_home or len(words) < 3 or words[0] in self.words["posts"]:
            return None
        for language in known_languages():
            posts = words_in((language,))["posts"].exact
            if language not in self.words.languages and words[0].casefold() in posts:
                if language not in self._foreign:
                    self._foreign[language] = type(self)(words_in((language,)), at_home=False)
                return self._foreign[language]
        return None

    def is_body(self, text: str) -> bool:
        """Whether a segment names a body: a word of one, or letters only."""
        bare = text.strip(QUOTES + " .")
        if not bare:
            return False
        short = SHORT_FORM.search(bare)
        return (
            bool(NAMED.search(bare) or ACRONYM.fullmatch(bare))
            or bool(short and ACRONYM.fullmatch(short["short"]))
            or begins_as_body(bare, self.words)
            or self._has_capital(bare, "organizations")
        )

    def is_post_or_body(self, text: str) -> bool:
        """Whether a segment names a post or a body."""
        return self.is_post(text) or self.is_body(text)

    def is_unit(self, text: str) -> bool:
        """Whether a segment names a part of a body."""
        return self._has_capital(text, "units")

    def _has_capital(self, text: str, kind: str) -> bool:
        return self.words[kind].any_in([w for w in words_of(text) if w[:1].isupper()])

    def names_one(self, name: str) -> bool:
        """Whether it names a body, and not only a kind of work that has a word of one in it."""
        words, kinds = words_of(name), self.words["organizations"]
        capital = [w for w in words if w[:1].isupper()]
        begins = capital[:1] == words[:1] and len(words) > 1 and words[0] in kinds
        return len(capital) > 1 or begins or bool(ACRONYM.fullmatch(name.strip(".")))

    def without_article(self, text: str) -> str:
        """Take an article in small letters away."""
        first, _, rest = text.strip().partition(" ")
        if first in self._articles and rest:
            return rest.strip()
        return re.sub(r"^[ld]['’](?=[^\W\d_])", "", text.strip())

    def name_of_body(self, text: str) -> str:
        """Return the name of a body without article, quotation marks and short form in brackets."""
        name = self.without_article(text.strip(TRAILING))
        name = re.sub(r"\s*\[[^\]]*\]$", "", name)
        short = SHORT_FORM.search(name)
        if short and short.start() > 2:
            name = name[: short.start()]
        return name.strip().rstrip(",;:")


DOTTED = re.compile(r"(?:[A-Z]\.){3,}")
BODY_FIRST = ("es", "fr", "it")  # languages in which the kind of a body begins its name


class AffiliationReader:
    """Reads what stands beside names, with the words of the document's languages."""

    def __init__(self, kinds: SegmentKinds) -> None:
        self.kinds, self.words = kinds, kinds.words
        self._joins = with_forms(r"\s(?:{and})\s")

    def read(self, text: str) -> Person:
        """Read what stands beside a name: a person whose name is still to be filled in."""
        segments = self.segments(text)
        country, posts = "", list[PrintedPost]()
        land = SHORT_FORM.search(segments[-1]) if segments else None
        if land and is_country(land["short"], self.words):
            country, segments[-1] = land["short"], segments[-1][: land.start()]
        if segments and is_country(segments[-1], self.words):
            country = segments.pop()
            first = words_of(segments[-1])[:1] if segments else []
            if every("state_bodies").any_in(first) and not self.kinds.is_post(segments[-1]):
                joined = text[text.find(segments[-1]) :]
                segments[-1] = joined[: joined.find(country) + len(country)]
        self._read_posts(segments, posts)
        if [bool(p.title) for p in posts] == [False, True] and not posts[1].organization:
            # the body was printed first
            posts = [PrintedPost(posts[1].title, posts[0].organization)]
        return Person("", country=country, posts=tuple(dict.fromkeys(posts)))

    def segments(self, text: str) -> list[str]:
        """Cut at commas and the like outside brackets."""
        text = text.strip()
        abbreviated = re.search(r"\b(?:[A-Z]\.)+$|Inc\.$|Ltd\.$|e\.V\.$|Co\.$|Corp\.$", text)
        text = text.strip(TRAILING).rstrip("" if abbreviated else ".")
        joined: list[str] = []
        for part in map(str.strip, cut_outside(text, BETWEEN, "([", ")]")):
            # “… in Persons, Especially Women and Children”, “Brightwear, Ltd.”
            if joined and (
                part.split(" ")[0].casefold() in every("especially").exact
                or part.rstrip(".").casefold() in every("company_forms").exact
            ):
                joined[-1] += ", " + part
            else:
                joined.append(part)
        return [p for p in joined if any(map(str.isalnum, p)) and not p.startswith("@")]

    def _read_posts(self, segments: list[str], posts: list[PrintedPost]) -> None:
        kinds = self.kinds
        title: list[str] = []  # the pieces of one whose body is still to come
        has_body = False
        for number, segment in enumerate(segments):
            last, is_body = number == len(segments) - 1, kinds.is_body(segment)
            held = posts[-1].organization if has_body and posts else ""
            if kinds.is_post(segment):
                if title and self._names_body(segment):
                    posts.append(PrintedPost(", ".join(title)))
                    title = []
                has_body = self._take_post(segment, segments[number + 1 :], posts, title)
            elif segment[:1].islower() and not has_body and not is_body:
                title.append(segment)
            elif has_body and last and not is_body and not self._was_unit(posts):
                continue  # the town of a body
            elif not is_body and not last and kinds.of.search(held) and self._joins.search(segment):
                # “Center for Gender, Sexualities and Women's Studies”
                posts[-1] = replace(posts[-1], organization=f"{held}, {segment}")
            elif is_body or last or has_body:
                self._take_bodies(segment, ", ".join(title), posts)
                title, has_body = [], True
            else:
                title.append(segment)
        if title:
            self._take_title(", ".join(title), posts)

    def _was_unit(self, posts: Sequence[PrintedPost]) -> bool:
        name = posts[-1].organization if posts else ""
        return self.kinds.is_unit(name) and not every("whole_units").any_of(name)

    def _names_body(self, segment: str) -> bool:
        _, *of = self.kinds.of.split(segment, maxsplit=1)
        of_body = bool(of) and (self.kinds.is_body(of[0]) or " to the " in segment)
        return of_body or self.kinds.at.search(segment) is not None

    def _take_post(
        self, segment: str, following: Sequence[str], posts: list[PrintedPost], title: list[str]
    ) -> bool:
        """Take a post; True when it named its body itself, so that nothing else belongs to it."""
        kinds = self.kinds
        if at := list(kinds.at.finditer(segment)):
            whole = ", ".join([*title, segment[: at[-1].start()].strip()])
            self._take_bodies(segment[at[-1].end() :], whole, posts)
        else:
            title.append(segment)
            more = any(not kinds.is_post(part) or kinds.is_body(part) for part in following)
            first = next(iter(words_of(segment)), "").casefold()
            is_member = first in every("members").exact and kinds.of.search(segment)
            if more and not is_member:
                return False
            self._take_title(", ".join(title), posts)
        title.clear()
        return True

    def _take_title(self, title: str, posts: list[PrintedPost]) -> None:
        """Take a title without a body beside it; one that names its body gives it."""
        found = self.kinds.of.search(title)
        if not found:
            posts.append(PrintedPost(title))
            return
        head, rest = title[: found.start()], self.kinds.without_article(title[found.end() :])
        words = [w.casefold() for w in words_of(head)]
        post = words[-1] if words else ""
        simple = post in every("posts_of_body").exact and len(words) <= 4
        of_office = every("offices").begins(rest)
        if simple and rest[:1].isupper() and not of_office and post in every("members").exact:
            self._take_bodies(rest, head, posts)
            return
        simple = simple and post not in every("presidents").exact and not of_office
        speaks_for = bool(words) and (simple or post in self.words["envoys"])
        envoy = speaks_for and found[0].strip().casefold() not in every("for").exact
        names = [
            name
            for name in self._accredited(rest)
            if (self.kinds.is_body(name) and self.kinds.names_one(name))
            or (name[:1].isupper() and envoy and len(name.split()) < 9)
        ]
        posts.append(PrintedPost(title, names[0] if names else ""))
        posts += [PrintedPost("", name) for name in names[1:]]

    def _accredited(self, rest: str) -> list[str]:
        """Return whom “A to the B” names: both where B is a mission, all where A is one, else A."""
        found = self.kinds.to.search(rest)
        if not found:
            return [rest]
        first, second = rest[: found.start()], rest[found.end() :]
        if self.kinds.is_unit(second):
            return [first, second]
        return [rest] if self.kinds.is_unit(first) else [first]

    def _take_bodies(self, text: str, title: str, posts: list[PrintedPost]) -> None:
        pieces = (piece for part in text.split(" / ") for piece in self._heads(part))
        names = filter(None, map(self.kinds.name_of_body, pieces))
        posts += [PrintedPost(title, name) for name in names]
        self._take_unit(title, posts)

    def _heads(self, text: str) -> list[str]:
        """Cut where a second body begins without a comma: a short form, then a kind of body."""
        for found in re.finditer(r"\s(?=[^\W\d_a-z])", text) if DOTTED.match(text) else ():
            word = text[found.end() :].split(" ", maxsplit=1)[0].casefold()
            if word not in ENGLISH["organizations"] and any(
                word in words_in((language,))["organizations"].exact for language in BODY_FIRST
            ):
                return [text[: found.start()], text[found.end() :]]
        return [text]

    def _take_unit(self, title: str, posts: list[PrintedPost]) -> None:
        """Add the part of a body that a title names: the section of its chief."""
        last = title.rsplit(", ", maxsplit=1)[-1]
        foreign = self.kinds.abroad(last)
        title, kinds = (last, foreign) if foreign else (title, self.kinds)
        for found in kinds.of.finditer(title):
            name = kinds.without_article(title[found.end() :]).split(", ")[0]
            heads = kinds.words["unit_posts"].any_in(words_of(title[: found.start()])[-2:])
            if heads and name[:1].isupper() and kinds.is_unit(name) and kinds.names_one(name):
                posts.append(PrintedPost("", kinds.name_of_body(name)))
                above = kinds.of.split(name)[-1]
                if above != name and ACRONYM.fullmatch(above.strip()):
                    posts.append(PrintedPost("", above.strip()))
                return
