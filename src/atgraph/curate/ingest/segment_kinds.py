"""Whether what stands beside a name is a post, a body, or a part of one."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Self

from atgraph.curate.ingest.given_names import is_given_name, is_named_so
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
SHORT = re.compile(r"[^\W\d_a-zß-ÿа-яіїєґ]{3,4}")
SHORT_FORM = re.compile(r"\s*\((?P<short>[^()]{2,40})\)\s*$")
BETWEEN = re.compile(r"[,;|·]|(?<= )[–—]|(?<= )-(?= )")
QUOTES = '“”"«»„'
NAMED = re.compile(r"[«„“][A-ZА-ЯЁІЇЄҐÀ-Þ]")
FIELD = re.compile(r"\s(?:for|of)\s")
TRAILING = " ,;:–—-|·"
DESCRIBES = re.compile(r"[А-ЯЁЄІЇҐа-яёєіїґ’'-]{2,}(?:[ыио]й|[ая]я|[ое]е|[ыи]е|(?:н|ськ|ов)[аеі])")
CASE_OF = r"(?<=[а-яёєіїґ])\s+(?=(?:[а-яєії]+ )?[«„“]|[А-ЯЁЄІЇҐ])"  # “директор Фонда”, of it
MOST_DESCRIBED = 4  # words of a body up to its kind: “Государственная инспекция труда”
BODY_FIRST = ("es", "fr", "it", "ru", "uk")  # languages in which the kind of a body begins its name
SPEAKS_FOR = r"^(?:{speaks_for})(?:\s*:)?\s+(?=[^\W\d_])"  # “speaking for the Law Clinic”
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


def is_closed(text: str) -> bool:
    """Whether each bracket and quotation in a text ends there: not in “NGO «Light”."""
    quotes = ("„", "“”") if "„" in text else ("“", "”")
    pairs = (("(", ")"), ("«", "»"), quotes)
    return all(text.count(a) <= sum(map(text.count, b)) for a, b in pairs)


class SegmentKinds:
    """Tells posts from bodies, with the words of the document's languages."""

    def __init__(self, words: DocumentWords, at_home: bool = True) -> None:
        self.words = words
        self.at_home = at_home
        # each text is asked for by all that read it
        self.is_post, self.is_body = functools.cache(self._is_post), functools.cache(self._is_body)
        self._foreign: dict[str, Self] = {}
        self._printed: frozenset[str] = frozenset()  # bodies by where they stand, in small letters
        begin = [one for one in words.languages if one in BODY_FIRST]
        self._first = [words_in((one,)) for one in begin]
        self._of = frozenset(words.entries("genitive"))
        self._articles = frozenset(words.entries("articles"))
        times = set(words.entries("at_times"))
        places = set(words.entries("at")) - times | {"@"}
        named = r"(?=(?:\w+\s+|[ld]['’])?[“\"]?[^\W\da-zа-яїієґß-ÿ_])"
        self.at = re.compile(rf"\s+(?:{alternatives(places)})(?:\s+|(?<=['’])){named}")
        # “judge in the Court”, but not “expert in Law”: what follows has to be a body
        self.at_or_when = re.compile(rf"\s+(?:{alternatives(times)})(?:\s+|(?<=['’]))")
        leads = f"(?i:{alternatives({*self._of, 'of'})})(?:\\s+|(?<=['’]))"  # “dell’Università”
        self.of = re.compile(rf"\s+{leads}")
        self.of_or_case = re.compile(rf"{self.of.pattern}|{CASE_OF}")
        self.to = with_forms(r"\s+(?:{accredited_to})\s+(?=[ld]['’]|[A-ZÀ-ÞА-ЯІЇЄҐ])")

    def know_bodies(self, names: Iterable[str]) -> None:
        """Take names for bodies wherever they stand."""
        self._printed = frozenset(name.casefold() for name in names)
        self.is_body.cache_clear()

    def _is_post(self, text: str) -> bool:
        """Whether a segment names a post: it begins with one, or its last word is one."""
        words = words_of(text)
        into = words[:1] and words[0] in self.words["into"].exact  # “dans le cadre de”
        if not words or into or begins_as_body(text, self.words) or is_named_so(text):
            return False
        posts, kinds = self.words["posts"], self.words["organizations"]
        if len(words) == 2 and words[0] == "The" and words[1].istitle():
            return False  # “The Observer”
        first = words[0].casefold()
        if len(words) == 1 and first in kinds.exact and first not in posts.exact:
            return False  # “Europarat”, beside “Ministerialrat”
        if self.is_small_body(text) and words[0] not in posts:
            return False  # “ministère de la Justice”, beside “Justice A. Bek” in English
        if any(a.endswith(("'s", "’s")) and b in kinds for a, b in pairwise(words[:4])):
            return False  # “Prosecutor General’s Office”
        at = next(posts.find(words[:5]), None)
        if at is None:  # Attorney-General, Vice-Minister
            at = next((n for n, w in enumerate(words[:5]) if posts.any_in(w.split("-"))), None)
        if at is None:
            head = words_of(FIELD.split(text)[0])  # “IOM Senior Health Manager for Asia”
            ends = (head if head[1:] else words)[-1] in posts
            ends = ends and not any(w in kinds for w in words if w[:1].isupper())
            return ends or self._is_described(text) or self.abroad(text) is not None
        if any(w in self._of for w in words[1:at]) and words[0].istitle() and words[at].istitle():
            return False  # “Hope for Justice”
        bodies = [n for n, w in enumerate(words) if w[:1].isupper() and w in kinds]
        if at + 1 in bodies and re.match(r"\w+s[’']? ", text) and at == 0:
            return False  # “Survivors' Council of …”
        ofs = [n for n, w in enumerate(words) if w.casefold() in self._of]
        if any(n < of < at for n in bodies[:1] for of in ofs):
            return False  # “Department of Justice”
        begins = at > 0 and bodies[:1] == [0]
        if begins and words[0] not in ENGLISH["organizations"]:
            return False  # the kind of body comes first in other languages
        ends = len(words) > 1 and bodies[-1:] == [len(words) - 1] and words[-1] not in posts
        ends = ends and not (self.of_or_case.search(text) or self.at.search(text))
        if ends and (at or len(words) < 4):
            return False
        return not (begins and at < len(words) - 1 and not words[at - 1][:1].isupper())

    def is_of_several(self, text: str) -> bool:
        """Whether it begins with what several are, as a body does: “Doctors of the World”."""
        first, *more = words_of(text) or [""]
        exact = self.words["posts"].exact
        word = first.casefold()
        return bool(more) and first.istitle() and word not in exact and word.rstrip("s") in exact

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

    def _is_body(self, text: str) -> bool:
        """Whether a segment names a body: a word of one, or letters only."""
        bare = text.strip(QUOTES + " .")
        if not bare or is_named_so(bare):
            return False
        short = SHORT_FORM.search(bare)
        first, *more = bare.split()
        land = more[-1] if more and len(more[-1]) < 4 else ""  # “HOPE UK”, but not “ADA BEK”
        of_land = land == "EU" or is_country(land, self.words)
        letters = ACRONYM.fullmatch(bare) and (of_land or not (more and is_given_name(first)))
        return (
            bare.casefold() in self._printed
            or self.has_legal_form(bare)
            or bool(NAMED.search(bare) or letters)
            or bool(short and ACRONYM.fullmatch(short["short"]))
            or begins_as_body(bare, self.words)
            or self.words["organizations"].any_in([w for w in words_of(bare) if w[:1].isupper()])
            or self._begins_with_kind(bare)
            or self._is_described_kind(bare)
        )

    def has_legal_form(self, text: str) -> bool:
        """Whether a name ends in one: “Hafen GmbH”, “Hafen e. V.”."""
        more, known = text.casefold().split()[1:], every("company_forms").exact
        return bool(more) and (more[-1] in known or "".join(more[-2:]) in known)

    def _begins_with_kind(self, text: str) -> bool:
        """Whether a name follows a kind in small letters, or letters: “association A”, “LKA B”."""
        first, _, name = text.partition(" ")
        if self.is_small_body(text) and not name[:1].isupper():  # “tribunal de Quimper”
            return any(map(str.isupper, name))
        country = first.isupper() and is_country(name, self.words)  # “ECPAT France”
        head = name.partition(" ")[0]  # “association Les Mains”, whatever a given name is
        given = is_given_name(head) and head.casefold() not in self._articles
        if not name[:1].isupper() or (given and not country):
            return False
        posts = self.words["posts"].exact | self.words["honorifics"].exact
        short = (bool(SHORT.fullmatch(first)) or country) and first.casefold() not in posts
        short = short and name[1:2].islower()
        return short or first in self.words["organizations"].exact

    def _is_described_kind(self, text: str) -> bool:
        """Whether adjectives lead to a kind in small letters: “Верховный суд”, no “Рабочая группа”.

        In Russian and Ukrainian only the first word of most names has a capital.
        """
        if not DESCRIBES.match(text):
            return False
        first, *more = words_of(text)[:MOST_DESCRIBED]
        kind = next((word for word in more if not DESCRIBES.fullmatch(word)), "")
        described = first[0].isupper() and DESCRIBES.fullmatch(first) and not is_given_name(first)
        is_kind = kind.islower() and kind in self.words["organizations"]
        return bool(described) and is_kind and not self.words["sessions"].any_in([first, *more])

    def is_small_body(self, text: str) -> bool:
        """Whether it may be a body, all in small letters: “police nationale”, behind a post."""
        first, *more = text.split()
        return first.islower() and any(
            bool(more) and first in own["organizations"] and not own["posts"].any_in(words_of(text))
            for own in self._first
        )

    def is_post_or_body(self, text: str) -> bool:
        """Whether a segment names a post or a body."""
        return self.is_post(text) or self.is_body(text)

    def is_unit(self, text: str) -> bool:
        """Whether a segment names a part of a body: “Crime Unit”, not “Group Risk Manager”.

        Its kind begins or ends the name, and is not one of two: “Policy and Programme”.
        """
        words, units = words_of(text), self.words["units"]
        capital = [n for n, word in enumerate(words) if word[:1].isupper()]
        kinds = [n for n in capital if words[n] in units or " ".join(words[n - 1 : n + 1]) in units]
        both = self.words["conjunctions"].exact
        return kinds[:1] == [0] or any(
            n + 1 not in capital and words[n - 1].casefold() not in both for n in kinds
        )

    def names_one(self, name: str) -> bool:
        """Whether it names a body, and not only a kind of work that has a word of one in it."""
        words, kinds = words_of(name), self.words["organizations"]
        if "International" in words and words[-1] in self.words["fields"]:
            # “International Law”, “International Bureau of Law”
            return kinds.any_in([word for word in words if word != "International"])
        capital = [w for w in words if w[:1].isupper()]
        begins = capital[:1] == words[:1] and len(words) > 1 and words[0] in kinds
        is_name = ACRONYM.fullmatch(name.strip(".")) or NAMED.search(name)
        # “tribunal judiciaire de Lenn”, not “programme de l’ILO”
        small = any(w[1:].islower() for w in capital) and self.is_small_body(name)
        return len(capital) > 1 or begins or small or bool(is_name)

    def without_article(self, text: str) -> str:
        """Take an article in small letters away."""
        first, _, rest = text.strip().partition(" ")
        if first in self._articles and rest:
            return rest.strip()
        return re.sub(r"^[ld]['’](?=[^\W\d_])", "", text.strip())

    def name_of_body(self, text: str) -> str:
        """Return the name of a body without article, quotation marks and short form in brackets."""
        name = with_forms(SPEAKS_FOR, flags=re.I).sub("", text.strip(TRAILING))
        name = self.without_article(name)
        name = re.sub(r"\s*\[[^\]]*\]$", "", name)
        name = name.rstrip("]") if "[" not in name else name  # “[A, Body; B, Body]”
        short = SHORT_FORM.search(name)
        if short and short.start() > 2:
            name = name[: short.start()]
        return name.strip().rstrip(",;:")
