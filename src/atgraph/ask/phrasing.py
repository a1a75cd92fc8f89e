"""Words as people say them: stems, words that mean the same, slips of the pen."""

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import yaml

from atgraph.data.names import key
from atgraph.errors import QueryError
from atgraph.files import read_text, resource_folder
from atgraph.text import find_nearest

WORD = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.S.
POSSESSIVE = re.compile(r"['’]s?\b")
SLIP = 0.85  # how much of two words must agree for one to be a slip of the other
LONG = 5  # letters of a word that may be taken for a slip
PHRASE = 4  # words, at most, of what stands for another word
WHO = frozenset(["who", "whom", "whose"])
FIGURE = re.compile(r"(?!(?:19|20)\d\d )\d+ [^\W\d]+")  # the 250 tools, not room 5 or 5 April
# They say nothing about what is asked.
SMALL = frozenset(
    WORD.findall(
        "a about actually after all also am an and any are as at be been before being both but by "
        "can could did do does doing done during each ever every find for from get give given "
        "gives had has have he her hers him his how i if in into is isn it its just let like list "
        "look looking m make made many may me mean might more most much my need no not now of on "
        "one or our out over per please re s see she should show so some still such t tell than "
        "that the their theirs them then there these they thing things this those to too under up "
        "us use very want was we were what which while who whom whose why will with would you "
        "your"
    )
)


def typed_words(text: str) -> list[str]:
    """Return the words of a text as they are typed, without punctuation."""
    joined = DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
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
def synonyms() -> Mapping[tuple[str, ...], str]:
    """Return each word or phrase → the word that stands for it, as queries/words.yml says.

    Each stands as it is and, where that is no other's, as its stems.
    """
    path = resource_folder("queries") / "words.yml"
    read = yaml.safe_load(read_text(path))
    if not isinstance(read, dict) or not all(isinstance(others, list) for others in read.values()):
        raise QueryError("write each line as `word: [others that mean it]`", path)
    pairs = [
        (tuple(words_of(str(other))), str(word))
        for word, others in read.items()
        for other in (word, *others)
    ]
    return {tuple(map(stem_of, words)): word for words, word in reversed(pairs)} | dict(pairs)


def meanings(words: Iterable[str]) -> list[str]:
    """Return the stems of words that say something; words that mean the same are one."""
    plain = list(words)
    stems, found, at = [stem_of(word) for word in plain], [], 0
    while at < len(plain):
        size, meant = _phrase_at(plain, stems, at)
        if meant or plain[at] not in SMALL:
            found.append(meant or stems[at])
        at += size
    return found


def _phrase_at(plain: Sequence[str], stems: Sequence[str], at: int) -> tuple[int, str]:
    """Return the length of the longest phrase that stands for a word, and that word."""
    known, single = synonyms(), [word.removesuffix("s") for word in plain]
    for size in range(min(PHRASE, len(plain) - at), 0, -1):
        for words in (plain, single, stems):
            if meant := known.get(tuple(words[at : at + size])):
                return size, meant
    is_figure = FIGURE.fullmatch(" ".join(plain[at : at + 2])) and SMALL.issuperset(
        plain[at - 1 : at]
    )
    if is_figure and meanings(plain[at + 1 : at + 2]) not in ([], ["date"]):
        return 2, "claim"
    return 1, ""


def corrected(words: Iterable[str], known: Collection[str]) -> list[str]:
    """Return words with each slip replaced by the known word that is nearest."""
    stems, listed = {stem_of(word) for word in known}, sorted(known)
    return [
        word
        if len(word) < LONG or word in SMALL or not word.isalpha() or stem_of(word) in stems
        else next(iter(find_nearest(word, listed, 1, SLIP)), word)
        for word in words
    ]
