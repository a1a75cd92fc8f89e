"""Words as people say them: stems, words that mean the same, slips of the pen."""

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import yaml

from atgraph.data.names import key
from atgraph.data.yaml_lines import QuickLoader
from atgraph.errors import QueryError
from atgraph.files import read_text, resource_folder
from atgraph.text import find_nearest

WORD = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.S.
POSSESSIVE = re.compile(r"['’]s?\b")
WITHIN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")  # 100,409
SLIP = 0.85  # how much of two words must agree for one to be a slip of the other
LONG = 5  # letters of a word that may be taken for a slip
PHRASE = 4  # words, at most, of what stands for another word
WHO = frozenset(["who", "whom", "whose"])
FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d+")  # no year
NUMBERED = {"date", "floor", "line", "page", "room"}  # a number behind these is theirs


@functools.cache
def _read_words() -> dict[str, list[tuple[str, ...]]]:
    """Return word → the words and phrases that it stands for, as queries/words.yml says."""
    path = resource_folder("queries") / "words.yml"
    read = yaml.load(read_text(path), Loader=QuickLoader)
    if not isinstance(read, dict) or not all(isinstance(others, list) for others in read.values()):
        raise QueryError("write each line as `word: [others that mean it]`", path)
    return {str(w): [tuple(words_of(str(o))) for o in others] for w, others in read.items()}


def typed_words(text: str) -> list[str]:
    """Return the words of a text as they are typed, without punctuation."""
    joined = DOTTED.sub(lambda found: found[0].replace(".", "") + " ", WITHIN_NUMBER.sub("", text))
    return [word for word in WORD.findall(POSSESSIVE.sub(" ", joined)) if key(word)]


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and without accents."""
    return [key(word) for word in typed_words(text)]


@functools.cache
def stem_of(word: str) -> str:
    """Return the stem of an English word, also of an acronym in the plural: NGOs."""
    import snowballstemmer  # not at the top: few commands read sentences

    singular = word.removesuffix("s") if len(word) == 4 else word
    stem: str = snowballstemmer.stemmer("english").stemWord(singular)
    return stem


@functools.cache
def small_words() -> frozenset[str]:
    """Return the words that say nothing about what is asked."""
    return frozenset(word for words in _read_words().get("small words", []) for word in words)


@functools.cache
def synonyms() -> Mapping[tuple[str, ...], str]:
    """Return each word or phrase → the word that stands for it.

    Each stands as it is and, where that is no other's and no small word, as its stems.
    """
    pairs = [
        (words, word)
        for word, others in _read_words().items()
        for words in (tuple(words_of(word)), *others)
        if word != "small words"
    ]
    stemmed = {tuple(map(stem_of, words)): word for words, word in reversed(pairs)}
    return {w: m for w, m in stemmed.items() if not small_words().issuperset(w)} | dict(pairs)


def meanings(words: Iterable[str]) -> list[str]:
    """Return the stems of words that say something; words that mean the same are one."""
    plain = list(words)
    stems, found, at = [stem_of(word) for word in plain], [], 0
    while at < len(plain):
        size, meant = _phrase_at(plain, stems, at)
        if meant or plain[at] not in small_words():
            found.append(meant or stems[at])
        at += size
    return found


def _phrase_at(plain: Sequence[str], stems: Sequence[str], at: int) -> tuple[int, str]:
    """Return the length of the longest phrase that stands for a word, and that word."""
    known, single = synonyms(), [word.removesuffix("s") for word in plain]
    for size in range(min(PHRASE, len(plain) - at), 0, -1):
        for words in (plain, single, stems)[: 1 if size == 1 and plain[at] in small_words() else 3]:
            if meant := known.get(tuple(words[at : at + size])):
                return size, meant
    if FIGURE.fullmatch(plain[at]) and NUMBERED.isdisjoint(meanings(plain[at - 1 : at])):
        counted = meanings(word for word in plain[at + 1 : at + 2] if word.isalpha())
        if counted not in ([], ["date"]):
            return 2, "claim"
        return 1, "claim" if plain[at][2:] else ""  # 250 or 200
    return 1, ""


def corrected(words: Iterable[str], known: Collection[str]) -> list[str]:
    """Return words with each slip replaced by the known word that is nearest."""
    stems, listed = {stem_of(word) for word in known}, sorted(known)
    return [
        word
        if len(word) < LONG or word in small_words() or not word.isalpha() or stem_of(word) in stems
        else next(iter(find_nearest(word, listed, 1, SLIP)), word)
        for word in words
    ]
