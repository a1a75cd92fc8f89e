"""The words of programmes: lists in ``words/``, one file a language; names that babel knows."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from atgraph.data.dates import is_calendar_word
from atgraph.data.yaml_lines import read_yaml
from atgraph.errors import UnreadableError

FOLDER = Path(__file__).parent / "words"
WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ.·][^\W\d_]+)*\.?")
BARE = re.compile(r"[^\W\d_]+")
BRANCH = re.compile(r"-[A-Z]{1,2}$")  # of a degree: “LCSW-C”
CYRILLIC = "[а-яёіїєґ]"
PIECES = re.compile(  # in “e. V.”, “orateur·e” and “Referent:innen” is no word of a language
    r"\b[^\W\d_]\.|(?<=[^\W\d_])[·:*/_][^\W\d_]{1,5}\b"
)
# of all words, how many are small ones of a language; where it names its months and days
MOST_SMALL, FEW_SMALL = 0.03, 0.02
# “Посол Норвегии”
CASES = (("ии", "ия"), ("ії", "ія"), ("ы", "а"), ("и", "а"), ("и", "я"), ("а", ""), ("я", "й"))
MOST_NAMES = 0.15  # of all words, in another alphabet: above that, they are a second text
LEAST = 0.25  # of the commonest language: below that, its words are names or titles
VOWEL = re.compile(r"[AEIOUYÀ-ÅÈ-ÏÒ-ÖØÙ-ÝАЕЁИОУЫЭЮЯЄІЇ]", re.I)


class _WordList:
    """Words and phrases, ``universit*`` too; those that are ``letters`` are no names: “NGO”."""

    def __init__(self, entries: Iterable[str], letters: frozenset[str] = frozenset()) -> None:
        self.letters = letters
        known = [entry.casefold().rstrip(".") for entry in entries]
        self.exact = frozenset(e for e in known if "*" not in e)
        self.heads = tuple(sorted({e[:-1] for e in known if e.endswith("*")}))
        self.tails = tuple(sorted({e[1:] for e in known if e.startswith("*")}))
        self.longest = max((len(e.split()) for e in self.exact), default=1)
        phrases = (e for e in (*self.exact, *self.heads) if " " in e)
        self._firsts = frozenset(phrase.split()[0] for phrase in phrases)
        self._known = functools.lru_cache(maxsize=4096)(self._find)  # few words, asked for often
        # many steps ask it of the same lines, one after the other
        self.any_of = functools.lru_cache(maxsize=8192)(self._any_of)

    def __contains__(self, text: object) -> bool:
        return self._known(str(text))

    def _find(self, text: str) -> bool:
        word = text.casefold().rstrip(".")
        if word in self.letters and text.istitle():
            return False
        if word in self.exact or (word.endswith("s") and word[:-1] in self.exact):
            return True
        return len(word) > 3 and (word.startswith(self.heads) or word.endswith(self.tails))

    def labels(self, text: str) -> bool:
        """Whether a text is an entry and nothing else: “Room:”."""
        return text.strip(" .:!").casefold() in self.exact

    def find(self, words: list[str]) -> Iterator[int]:
        """Yield the place of each word that is in the list, alone or with those after it."""
        for at, word in enumerate(words):
            begins = self.tails or word.casefold() in self._firsts
            ends = range(at + 2, min(at + self.longest, len(words)) + 1) if begins else ()
            if word in self or any(" ".join(words[at:end]) in self for end in ends):
                yield at

    def any_in(self, words: list[str]) -> bool:
        """Whether one of some words is in the list, alone or with those after it."""
        return next(self.find(words), None) is not None

    def begins(self, text: str) -> bool:
        """Whether a text begins with a word or phrase of the list."""
        said = text.casefold()
        behind = (said[len(form) :][:1] for form in self.exact if said.startswith(form))
        return not all(letter.isalnum() for letter in behind)

    def _any_of(self, text: str) -> bool:
        """Whether a word or phrase of the list stands in a text."""
        return self.any_in(words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text, dots of abbreviations kept."""
    return [*_words_of(text)]


@functools.lru_cache(maxsize=4096)  # many steps ask it of a line
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(found[0] for found in WORD.finditer(text))


def begins_as_body(text: str, words: DocumentWords) -> bool:
    """Whether it begins as bodies without a word for one do: “Lawyers without …”, “Justice Now”."""
    first, _, rest = text.strip().partition(" ")
    if not first[:1].isupper() or first.casefold() not in words["body_heads"].exact:
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
class DocumentWords:
    """The words of the languages that a document is in."""

    languages: tuple[str, ...]
    recognised: bool = True
    _kept: dict[str, _WordList] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, kind: str) -> _WordList:
        if kind not in self._kept:
            lists = (_lists(language).get(kind, ()) for language in self.languages)
            letters = (e.casefold() for entries in lists for e in entries if e.isupper())
            self._kept[kind] = _WordList(self.entries(kind), frozenset(letters))
        return self._kept[kind]

    def entries(self, kind: str) -> list[str]:
        """Return the entries of a list, the longest first."""
        lists = (_lists(language).get(kind, ()) for language in self.languages)
        known = [entry for entries in lists for entry in entries]
        # “begrüßen” is also looked for as it is printed
        return longest_first({*map(str.casefold, known), *map(str.lower, known)})

    def by_language(self, *kinds: str) -> Iterator[list[list[str]]]:
        """Yield the lists of each language, in their own order."""
        for language in self.languages:
            yield [list(_lists(language).get(kind, ())) for kind in kinds]


@functools.cache
def words_in(languages: tuple[str, ...], recognised: bool = True) -> DocumentWords:
    """Return the words of some languages, each list made once."""
    return DocumentWords(languages, recognised)


def every(kind: str) -> _WordList:
    """Return a list that holds in documents of every language: that of all languages together."""
    return words_in(known_languages())[kind]


@functools.cache
def _postnominals() -> frozenset[str]:
    return frozenset(entry.replace(".", "") for entry in every("postnominals").exact)


def can_be_said(word: str) -> bool:
    """Whether a word has vowels, as names have, and not all short forms: “DGB”."""
    return VOWEL.search(word) is not None


def is_beside_surname(surname: str, word: str, words: DocumentWords) -> bool:
    """Whether a word behind a surname is no name: “Ada Bek Freelance Nurse”, “Ada Bek CNR”."""
    letters = word.isupper() and len(word) > 2 and not surname.isupper()
    return word in words["independent"] or (letters and not can_be_said(word))


def is_postnominal(word: str) -> bool:
    """Whether a word is a degree, an order or the like behind a name: “PhD”, “LL.M.”, “QC”."""
    bare = BRANCH.sub("", word.replace(".", ""))
    return not word.islower() and bare.casefold() in _postnominals()


def longest_first(forms: Iterable[str]) -> list[str]:
    """Return words and phrases, the longest first."""
    return sorted(forms, key=lambda form: (-len(form), form))


def alternatives(forms: Iterable[str]) -> str:
    """Return words and phrases as the inside of a pattern, which finds nothing without any."""
    return one_of(forms).replace("'", "['’]").replace(r"\*", r"\w*")


def one_of(forms: Iterable[str]) -> str:
    """Return a pattern that finds the longest of some forms.

    What several begin with stands there once, which takes less time to compile and to look for;
    but a ``*`` at the beginning may be what another begins with.
    """
    found = list[str]()
    runs = groupby(longest_first(forms), lambda form: form.startswith("*"))
    for is_open, run in ((is_open, list(run)) for is_open, run in runs):
        found += map(re.escape, run) if is_open else [_Tree.of(run).written()]
    return f"(?:{'|'.join(found) or '(?!)'})"


class _Tree(dict[str, "_Tree"]):
    """What may follow a beginning, by its first letter; “” where a form ends."""

    @classmethod
    def of(cls, forms: Iterable[str]) -> _Tree:
        """Return the tree of some forms."""
        tree = cls()
        for form in forms:
            node = tree
            for letter in (*form, ""):
                node = node.setdefault(letter, cls())
        return tree

    def written(self) -> str:
        """Return it as a pattern."""
        behind = [re.escape(first) + rest.written() for first, rest in self.items() if first]
        if len(behind) < 2 and "" not in self:
            return "".join(behind)
        return f"(?:{'|'.join(behind)}){'?' * ('' in self)}" if behind else ""


@functools.cache
def with_forms(pattern: str, words: DocumentWords | None = None, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in which ``{kind}`` is a list of a document, or that of all languages."""
    known = words or words_in(known_languages())
    inside = re.sub(r"\{([a-z_]+)\}", lambda found: alternatives(known.entries(found[1])), pattern)
    return re.compile(inside, flags)


@functools.cache
def _names(languages: tuple[str, ...], kind: str, regions: bool = False) -> frozenset[str]:
    """Return the names of all ``territories``, or only ``regions`` of them, or ``languages``."""
    from babel import Locale  # slow to import, and only documents need it

    pairs = (pair for lang in languages for pair in getattr(Locale.parse(lang), kind).items())
    none = ("EU", "EZ", "UN")  # babel has them among the countries
    known = (name for code, name in pairs if code.isdecimal() is regions and code not in none)
    return frozenset(map(str.casefold, known))


def is_region(text: str) -> bool:
    """Whether a text is the name of a continent or a part of one, in any language."""
    return text.casefold().strip() in _names(known_languages(), "territories", regions=True)


def is_country(text: str, words: DocumentWords) -> bool:
    """Whether a text is the name of a country and nothing else."""
    name = text.casefold().strip().rstrip(".")
    names = {name, re.sub(r"^(?:the|republic of) ", "", name)}
    names |= {name.removesuffix(end) + other for end, other in CASES if name.endswith(end)}
    known = (_names(words.languages, "territories"), every("countries").exact)
    return not all(map(names.isdisjoint, known))


def is_place(text: str, words: DocumentWords) -> bool:
    """Whether a text is the name of a country or of a state within one, and nothing else."""
    name = text.strip().rstrip(".")
    in_letters = len(name.replace(".", "")) > 2 or name.isupper()  # “WA”
    is_state = in_letters and name.casefold() in every("states").exact
    return is_state or is_country(text, words)


@functools.cache
def town_zones() -> Mapping[str, str]:
    """Return the towns of the time zone database, in languages of documents, and their zones."""
    from babel import Locale
    from babel.core import get_global

    zones = [zone for zone in sorted(get_global("zone_territories")) if not zone.startswith("Etc/")]
    named = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in zones}
    for language in known_languages():
        known = Locale.parse(language).time_zones
        older = get_global("zone_aliases")  # what CLDR still calls Europe/Kiev
        told = ((older.get(key, key), data) for key, data in known.items())
        towns = {str(data["city"]): zone for zone, data in told if "city" in data and zone in zones}
        named |= {city.casefold(): zone for city, zone in towns.items()}
    return named


def keeps_dot(text: str) -> bool:
    """Whether the dot at the end of a name is part of it: “Brightwear Ltd.”, “S.p.A.”."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    bare = last.rstrip(".").casefold()
    dotted = bare in every("company_forms").exact or "." in last[:-1]
    return last.endswith(".") and (dotted or (len(last) == 2 and last.isupper()))


def is_language_name(word: str, words: DocumentWords) -> bool:
    """Whether a word is the name of a language."""
    return word.casefold() in _names(words.languages, "languages")


def detect(text: str) -> DocumentWords:
    """Tell the languages of a text by their small words; English, for its names, is always one."""
    counts = Counter(BARE.findall(PIECES.sub(" ", text[:400_000]).casefold()))
    total = sum(counts.values()) or 1
    written = _by_script(counts)
    scores = {n: sum(counts[w] for w in _lists(n)["common"]) / m for n, m in written.items()}
    best = max(scores.values())
    dates = {n: _dates(n, counts) for n in scores}
    dated = {n for n, count in dates.items() if count > 1}
    least = {n: FEW_SMALL if n in dated else MOST_SMALL for n in scores}
    chosen = [n for n, score in scores.items() if score >= max(least[n], best * LEAST)]
    first = max(chosen, key=lambda one: scores[one] + FEW_SMALL * bool(dates[one]), default="")
    own = (n for n in chosen if n in dated or _own_share(n, chosen, counts) > 0.12)
    if not first and len(written) == 1 and dated:
        first = next(iter(dated))  # letters and days tell it, where hardly a sentence does
        return words_in(tuple(sorted({first, "en"})))
    distinct = {*own, first} if first else set[str]()
    found = sum(word in counts for word in _lists(first)["common"]) if first else 0
    short = total <= 150 or first in dated  # names have no small words
    recognised = bool(distinct) and best >= (0.02 if short else 0.08) and found > 1
    if not distinct:  # a word for a zone or a role may be of any that has these letters
        return words_in(tuple(sorted({*written, "en"})), recognised)
    return words_in(tuple(sorted({*distinct, "en"})), recognised)


def _by_script(counts: Counter[str]) -> dict[str, int]:
    """Return the languages whose letters a text is written in, and how many words are in those."""

    def having(letters: str) -> int:
        return sum(n for word, n in counts.items() if re.search(letters, word))

    total, cyrillic = sum(counts.values()), having(CYRILLIC)
    written = dict[str, int]()
    if cyrillic < 0.5 * total or not total:
        common = {language: "".join(_lists(language)["common"]) for language in known_languages()}
        latin = (n for n, letters in common.items() if not re.search(CYRILLIC, letters))
        written = dict.fromkeys(latin, total - cyrillic or 1)
    if cyrillic > MOST_NAMES * total:
        ukrainian, russian = having("[іїєґ]"), having("[ыэъё]")
        written |= {"uk": cyrillic} if ukrainian * 2 >= russian else {}
        written |= {"ru": cyrillic} if russian * 2 >= ukrainian else {}
    return written


def _dates(language: str, counts: Counter[str]) -> int:
    """Return how often days, months and breaks are named as in this language alone."""
    others = tuple(n for n in known_languages() if n != language)
    breaks = {*_lists(language)["breaks"]}.difference(*(_lists(n)["breaks"] for n in others))
    return sum(
        count
        for word, count in counts.items()
        if word in breaks
        or (is_calendar_word(word, (language,)) and not is_calendar_word(word, others))
    )


def _own_share(language: str, others: list[str], counts: Counter[str]) -> float:
    """Return the share of small words that only this language has, of those of all."""
    foreign = {w for other in others if other != language for w in _lists(other)["common"]}
    own = sum(counts[w] for w in set(_lists(language)["common"]) - foreign)
    return own / (sum(counts[w] for other in others for w in _lists(other)["common"]) or 1)
