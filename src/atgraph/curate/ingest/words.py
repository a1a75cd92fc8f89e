"""The words of programmes: lists in ``words/``, one file a language."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.data.yaml_lines import read_yaml
from atgraph.errors import UnreadableError

FOLDER = Path(__file__).parent / "words"
WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ.·][^\W\d_]+)*\.?")
BARE = re.compile(r"[^\W\d_]+")
LEAST = 0.25  # of the commonest language: below that, its words are names or titles


@dataclass(frozen=True)
class WordList:
    """Words and phrases, ``universit*`` and ``*ministerium`` among them."""

    exact: frozenset[str]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    longest: int

    @classmethod
    def of(cls, entries: Iterable[str]) -> WordList:
        """Make a list of its entries."""
        known = [entry.casefold().rstrip(".") for entry in entries]
        exact = frozenset(e for e in known if "*" not in e)
        heads = tuple(sorted({e[:-1] for e in known if e.endswith("*")}))
        tails = tuple(sorted({e[1:] for e in known if e.startswith("*")}))
        return cls(exact, heads, tails, max((len(e.split()) for e in exact), default=1))

    def __contains__(self, text: object) -> bool:
        word = str(text).casefold().rstrip(".")
        if word in self.exact or (word.endswith("s") and word[:-1] in self.exact):
            return True
        return (
            len(word) > 3 and (word.startswith(self.heads) or word.endswith(self.tails))
            if self.heads or self.tails
            else False
        )

    def find(self, words: list[str]) -> Iterator[int]:
        """Yield the place of each word that is in the list, alone or with those after it."""
        for at in range(len(words)):
            if any(
                " ".join(words[at : at + n]) in self
                for n in range(1, min(self.longest, len(words) - at) + 1)
            ):
                yield at

    def any_in(self, words: list[str]) -> bool:
        """Whether one of some words is in the list, alone or with those after it."""
        return next(self.find(words), None) is not None

    def begins(self, text: str) -> bool:
        """Whether a text begins with a word or phrase of the list."""
        return any(re.match(rf"{re.escape(form)}\b", text, re.I) for form in self.exact)

    def any_of(self, text: str) -> bool:
        """Whether a word or phrase of the list stands in a text."""
        return self.any_in(words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text, dots of abbreviations kept."""
    return [found[0] for found in WORD.finditer(text)]


def begins_as_body(text: str, words: Words) -> bool:
    """Whether it begins as bodies without a word for one do: “Lawyers without …”, “Justice Now”."""
    first, _, rest = text.strip().partition(" ")
    if (
        not first[:1].isupper()
        or not words["body_heads"].exact
        or first.casefold() not in words["body_heads"].exact
    ):
        return False
    return any(next(words["body_links"].find(words_of(rest)[:n]), 1) == 0 for n in (1, 2, 3))


@functools.cache
def _lists(language: str) -> Mapping[str, tuple[str, ...]]:
    data = read_yaml(FOLDER / f"{language}.yml")
    if not isinstance(data, dict):
        raise UnreadableError("is not a mapping of lists of words", FOLDER / f"{language}.yml")
    return {str(key): tuple(map(str, value)) for key, value in data.items()}


@functools.cache
def known_languages() -> tuple[str, ...]:
    """Return the languages that have a file of words."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@dataclass(frozen=True)
class Words:
    """The words of the languages that a document is in."""

    languages: tuple[str, ...]
    recognised: bool = True
    _kept: dict[str, WordList] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, kind: str) -> WordList:
        if kind not in self._kept:
            self._kept[kind] = WordList.of(
                e for language in self.languages for e in _lists(language).get(kind, ())
            )
        return self._kept[kind]

    def entries(self, kind: str) -> list[str]:
        """Return the entries of a list, the longest first."""
        return longest_first(
            {e.casefold() for language in self.languages for e in _lists(language).get(kind, ())}
        )

    def by_language(self, *kinds: str) -> Iterator[list[list[str]]]:
        """Yield the lists of each language, in their own order."""
        for language in self.languages:
            yield [list(_lists(language).get(kind, ())) for kind in kinds]


@functools.cache
def words_in(languages: tuple[str, ...], recognised: bool = True) -> Words:
    """Return the words of some languages, each list made once."""
    return Words(languages, recognised)


def every(kind: str) -> WordList:
    """Return a list that holds in documents of every language: that of all languages together."""
    return words_in(known_languages())[kind]


def longest_first(forms: Iterable[str]) -> list[str]:
    """Return words and phrases, the longest first."""
    return sorted(forms, key=lambda form: (-len(form), form))


def alternatives(forms: Iterable[str]) -> str:
    """Return words and phrases as the inside of a pattern, which finds nothing without any."""
    found = "|".join(map(re.escape, longest_first(forms))) or "(?!)"
    return found.replace("'", "['’]").replace(r"\*", r"\w*")


@functools.cache
def any_form(kind: str) -> str:
    """Return the words of a list in every language as the inside of a pattern."""
    return alternatives(words_in(known_languages()).entries(kind))


def detect(text: str) -> Words:
    """Tell the languages of a text by their small words.

    English is always among them, for its names and abbreviations.
    """
    counts = Counter(word for word in BARE.findall(text[:400_000].casefold()))
    total = sum(counts.values()) or 1
    able = _by_script(counts) or known_languages()
    scores = {
        language: sum(counts[word] for word in _lists(language)["common"]) / total
        for language in able
    }
    if total < 400:  # few small words: what programmes print over names tells as well
        scores = {
            language: score + 0.5 * sum(counts[w] for w in _telling(language)) / total
            for language, score in scores.items()
        }
    best = max(scores.values())
    chosen = [language for language, score in scores.items() if score >= max(0.03, best * LEAST)]
    first = max(chosen, key=lambda language: scores[language], default="")
    distinct = [
        language
        for language in chosen
        if language == first or _own_share(language, chosen, counts) > 0.12
    ]
    told = sum(word in counts for word in _lists(first)["common"]) if first else 0
    recognised = bool(distinct) and best >= (0.08 if total > 150 else 0.02) and told > 1
    return words_in(tuple(sorted({*distinct, "en"})), recognised)


CYRILLIC = re.compile("[а-яёіїєґ]")


def _by_script(counts: Counter[str]) -> tuple[str, ...]:
    """Return the languages that are written in the letters of a text; nothing where all may be."""
    cyrillic = sum(n for word, n in counts.items() if CYRILLIC.search(word))
    if cyrillic < 0.5 * sum(counts.values()):
        return tuple(
            language
            for language in known_languages()
            if not CYRILLIC.search("".join(_lists(language)["common"]))
        )
    ukrainian = sum(n for word, n in counts.items() if re.search("[іїєґ]", word))
    russian = sum(n for word, n in counts.items() if re.search("[ыэъё]", word))
    return (
        ("uk",) if ukrainian > 2 * russian else ("ru",) if russian > 2 * ukrainian else ("ru", "uk")
    )


@functools.cache
def _telling(language: str) -> frozenset[str]:
    """Return words that programmes of a language print and those of others do not."""
    kinds = ("sessions", "breaks", "posts", "organizations", "biography_verbs", "acts")

    def said(other: str) -> set[str]:
        return {e.casefold() for kind in kinds for e in _lists(other)[kind] if " " not in e}

    return frozenset(
        said(language)
        - {w for other in known_languages() if other != language for w in said(other)}
    )


def _own_share(language: str, others: list[str], counts: Counter[str]) -> float:
    """Return how much of all words are small words that only this language has among the others."""
    own = set(_lists(language)["common"]) - {
        w for other in others if other != language for w in _lists(other)["common"]
    }
    line = sum(counts[w] for other in others for w in _lists(other)["common"]) or 1
    return sum(counts[w] for w in own) / line
