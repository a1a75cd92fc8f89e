"""What a piece of a line beside a name is: a post, a body, a part of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Self

from atgraph.curate.ingest.words import Words, begins_as_body, known_languages, words_in, words_of

ACRONYM = re.compile(
    r"[A-ZА-ЯЄІЇҐ][A-ZА-ЯЄІЇҐa-zа-яєіїґ]?[A-ZА-ЯЄІЇҐ0-9&/.-]+[a-z]?(?:\s+[A-Z0-9/&-]+)*"
)
SHORT_FORM = re.compile(r"\s*\((?P<short>[^()]{2,40})\)\s*$")
QUOTES = '“”"«»„'
NAMED = re.compile(r"[«„“][A-ZА-ЯЁІЇЄҐÀ-Þ]")
TRAILING = " ,;:–—-|."
ENGLISH = words_in(("en",))
TO = (
    r"\s+(?:to\s+the|auprès\s+(?:de(?:\s+la)?|du|des)|ante(?:\s+(?:la|el|los|las))?|bei\s+(?:der|den|dem)|presso(?:\s+(?:la|il|le))?|при)\s+"
    r"(?=[ld]['’]|[A-ZÀ-ÞА-ЯІЇЄҐ])"
)


class SegmentKinds:
    """Tells posts from bodies, with the words of the document's languages."""

    def __init__(
        self, words: Words, bodies: frozenset[str] = frozenset(), at_home: bool = True
    ) -> None:
        self.words = words
        self.bodies = bodies
        self._at_home = at_home
        self._foreign: dict[str, Self] = {}
        self._at = [
            w for w in words.entries("at") if w not in ("a", "im", "à", "en", "from", "with", "am")
        ]
        self._of = words.entries("genitive")
        self._articles = set(words.entries("articles"))
        ats = "|".join(map(re.escape, self._at)) or "@"
        self._at_pattern = re.compile(
            rf"\s+(?:{ats}|@)\s+(?=(?:\w+\s+)?[“\"]?[^\W\da-zа-яїієґß-ÿ_])"
        )
        ofs = "|".join(sorted((re.escape(o) for o in [*self._of, "of"]), key=len, reverse=True))
        self._of_pattern = re.compile(rf"\s+(?:{ofs})\s+", re.I)
        self._to_pattern = re.compile(TO)

    def is_post(self, text: str) -> bool:
        """Whether a segment names a post: it begins with one, or its last word is one."""
        words = words_of(text)
        if not words or begins_as_body(text, self.words):
            return False
        posts = self.words["posts"]
        at = next(posts.find(words[:5]), None)
        if at is None:  # Attorney-General, Vice-Minister
            at = next(
                (
                    n
                    for n, w in enumerate(words[:5])
                    if any(part in posts for part in w.split("-")) and "-" in w
                ),
                None,
            )
        if at is None:
            return (
                (
                    words[-1] in posts
                    and not any(w in self.words["organizations"] for w in words if w[:1].isupper())
                )
                or self._is_described(text)
                or self.abroad(text) is not None
            )
        bodies = [
            n
            for n, w in enumerate(words[:at])
            if w[:1].isupper() and w in self.words["organizations"]
        ]
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
        return not cut and not (
            self._begins_with_body(words[:at])
            and at < len(words) - 1
            and at > 0
            and not words[at - 1][:1].isupper()
        )

    def _is_described(self, text: str) -> bool:
        """Whether it is what somebody is in a body: “vicedecana de la Facultad”."""
        found = self._of_pattern.search(text)
        if (
            not found
            or not text[:1].islower()
            or text.split(maxsplit=1)[0] in self.words["organizations"]
        ):
            return False
        return self.is_body(self.without_article(text[found.end() :]))

    def abroad(self, text: str) -> Self | None:
        """Return who reads a title that was left in a language of which the document is not."""
        first = words_of(text)[:1]
        if not self._at_home or not first or first[0] in self.words["posts"]:
            return None
        for language in known_languages():
            if (
                language not in self.words.languages
                and first[0].casefold() in words_in((language,))["posts"].exact
                and len(words_of(text)) > 2
            ):
                if language not in self._foreign:
                    self._foreign[language] = type(self)(words_in((language,)), at_home=False)
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
        if (
            NAMED.search(bare)
            or bare.casefold() in self.bodies
            or ACRONYM.fullmatch(bare)
            or (short and ACRONYM.fullmatch(short["short"]))
        ):
            return True
        if begins_as_body(bare, self.words):
            return True
        words = words_of(bare)
        capital = [w for w in words if w[:1].isupper()]
        return any(True for _ in self.words["organizations"].find(capital))

    def is_unit(self, text: str) -> bool:
        """Whether a segment names a part of a body."""
        return any(
            True for _ in self.words["units"].find([w for w in words_of(text) if w[:1].isupper()])
        )

    def is_lower(self, text: str) -> bool:
        """Whether a segment begins in small letters, so that it is a description."""
        return text[:1].islower()

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
