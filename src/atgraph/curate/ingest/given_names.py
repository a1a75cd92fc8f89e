"""Given names: which words are one, also in other cases and without accents."""

import functools
import re
import unicodedata

from atgraph.curate.ingest.word_lists import FOLDER, every

PATRONYMIC = re.compile(r"\w{3,}(?:[еойє]вич|[еойє]вна|[іїь]вна|[oe]vi(?:ch|ć)|[oe]vna)")
DECLENSION = {  # “Ады”, “Андреем”: how the name itself may end
    **dict.fromkeys(("ы", "ой", "ою"), ("а",)),
    **dict.fromkeys(("и", "ей", "ею", "єю"), ("я", "а", "ь", "й")),
    **dict.fromkeys(("ии", "ией", "ії", "ією"), ("ия", "ія")),
    **dict.fromkeys(("ию", "ію"), ("ия", "ія", "ий", "ій")),
    **dict.fromkeys(("а", "ом", "ові"), ("", "о")),
    **dict.fromkeys(("я", "ем", "єм", "еві", "єві"), ("й", "ь")),
    **{"у": ("а", ""), "е": ("а", ""), "і": ("а", ""), "ю": ("я", "й", "ь")},
}
DECLINED = re.compile(rf"([а-яёіїєґ]{{2,}}?)(?P<end>{'|'.join(DECLENSION)})")
GIVEN_NAMES = ("given_names.txt", "more_given_names.txt")
SHORTEST = 5  # letters of a name that is known without its accents too: “Ngo” may be an NGO


@functools.cache
def _given_names() -> frozenset[str]:
    texts = ((FOLDER / name).read_text(encoding="utf-8") for name in GIVEN_NAMES)
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    names = {name for line in lines for name in line.split()}
    bare = (_without_accents(name) for name in names if len(name) >= SHORTEST)
    return frozenset({*names, *filter(str.isascii, bare)})


def _without_accents(name: str) -> str:
    """Return a name as those print it who have no accents: “Zsofia”."""
    parted = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def is_given_name(word: str) -> bool:
    """Whether a word, or its first part before a hyphen, is a given name, or of the father’s."""
    bare, known = word.casefold().strip('.“”"()«»'), _given_names()
    first = bare.partition("-")[0]
    return bare in known or first in known or bool(PATRONYMIC.fullmatch(bare) or _undeclined(first))


def _undeclined(word: str) -> bool:
    """Whether a word is a given name in another case, as Russian and Ukrainian decline it."""
    found = DECLINED.fullmatch(word)
    ends = DECLENSION[found["end"]] if found else ()
    return any(found[1] + end in _given_names() for end in ends) if found else False


@functools.cache
def is_particle(word: str) -> bool:
    """Whether it is a small word within names: “von”, “de”."""
    return word.casefold() in every("particles").exact


def begins_surname(given: str = "", word: str = "") -> bool:
    """Whether a small word behind a given name begins a surname: “Ada Lo Giudice”."""
    return is_given_name(given) and is_particle(word) and word.istitle()


def is_surname(given: str, word: str) -> bool:
    """Whether a word for a house, a post or a day is a surname behind a given name: “Tom Hall”."""
    return (
        word.istitle() and word.casefold() in every("surname_words").exact and is_given_name(given)
    )


def is_named_so(text: str) -> bool:
    """Whether a text is a given name and such a surname, so that it is no house and no post."""
    given, _, word = text.strip().partition(" ")
    return is_surname(given, word)
