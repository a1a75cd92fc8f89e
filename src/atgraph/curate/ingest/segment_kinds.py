"""What a piece of a line beside a name is: a post, a body, a part of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Self

from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    alternatives,
    any_form,
    begins_as_body,
    known_languages,
    words_in,
    words_of,
)

ACRONYM = re.compile(
    r"[A-ZА-ЯЄІЇҐ][A-ZА-ЯЄІЇҐa-zа-яєіїґ]?[A-ZА-ЯЄІЇҐ0-9&/.-]+[a-z]?(?:\s+[A-Z0-9/&-]+)*"
)
SHORT_FORM = re.compile(r"\s*\((?P<short>[^()]{2,40})\)\s*$")
QUOTES = '“”"«»„'
NAMED = re.compile(r"[«„“][A-ZА-ЯЁІЇЄҐÀ-Þ]")
TRAILING = " ,;:–—-|."
ENGLISH = words_in(("en",))


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
        self.to = re.compile(rf"\s+(?:{any_form('accredited_to')})\s+(?=[ld]['’]|[A-ZÀ-ÞА-ЯІЇЄҐ])")

    def is_post(self, text: str) -> bool:
        """Whether a segment names a post: it begins with one, or its last word is one."""
        words = words_of(text)
        if not words or begins_as_body(text, self.words):
            return False
        posts, kinds = self.words["posts"], self.words["organizations"]
        at = next(posts.find(words[:5]), None)
        if at is None:  # Attorney-General, Vice-Minister
            hyphened = ((n, w.split("-")) for n, w in enumerate(words[:5]) if "-" in w)
            at = next((n for n, parts in hyphened if any(part in posts for part in parts)), None)
        if at is None:
            ends = words[-1] in posts and not any(w in kinds for w in words if w[:1].isupper())
            return ends or self._is_described(text) or self.abroad(text) is not None
        bodies = [n for n, w in enumerate(words[:at]) if w[:1].isupper() and w in kinds]
        folded = [w.casefold() for w in words]
        if bodies and any(w in self._of for w in folded[bodies[0] : at]):
            return False  # “Department of Justice”
        if at and self._begins_with_body(words) and words[0] not in ENGLISH["organizations"]:
            return False  # the kind of body comes first in other languages
        last = words[-1]
        if (
            (at or len(words) < 4)
            and len(words) > 1
            and last[:1].isupper()
            and last in kinds
            and last not in posts
            and not self.at.search(text)
            and not any(w in self._of for w in folded)
        ):
            return False
        before = [w.rstrip(".") for w in folded[:at]]
        if at > 1 and before[0] in self._articles and not text[:1].islower():
            return False
        goes_on = at < len(words) - 1 and at > 0 and not words[at - 1][:1].isupper()
        of = any(w in self._of for w in before)
        return not (self._begins_with_body(words[:at]) and (of or goes_on))

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

    def _begins_with_body(self, words: Sequence[str]) -> bool:
        return any(w[:1].isupper() and w in self.words["organizations"] for w in words[:1])

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

    def without_article(self, text: str) -> str:
        """Take an article in small letters away."""
        first, _, rest = text.strip().partition(" ")
        if first in self._articles and rest:
            return rest.strip()
        return re.sub(r"^[ld]['’](?=[^\W\d_])", "", text.strip())

    def name_of_body(self, text: str) -> str:
        """Return the name of a body without article, quotation marks and short form in brackets."""
        name = self.without_article(text.strip(TRAILING[:-1]))
        name = re.sub(r"\s*\[[^\]]*\]$", "", name)
        short = SHORT_FORM.search(name)
        if short and short.start() > 2:
            name = name[: short.start()]
        return name.strip().rstrip(",;:")
