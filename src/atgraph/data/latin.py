"""Names of other alphabets as they read in Latin letters, and words by their sound.

Transliterations differ by who wrote them (“Yuliia”, “Julija”, “Юлія”): what they write in several
ways is written in one here, so that they meet.
"""

import re
import unicodedata
from collections.abc import Iterator

from atgraph.data.names import key

ONE_WAY = str.maketrans("yjhw", "iigv", "'’ʼ`")
DOUBLED = re.compile(r"(.)\1+")
AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# “Mueller”, “Joerg”; not “Samuel”, “Joey”, “Yuen”
AS_ONE = re.compile(r"(?<![aeiouq])([aou])e(?=[^\W\d_aeiouy][^\W\d_])")


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, with or without accents."""
    return key(name).isascii()


def in_latin(name: str) -> str:
    """Return a name as it reads in Latin letters: “Олена” is “Olena”."""
    if is_latin(name):
        return name
    from anyascii import anyascii  # slow to import, and not needed for most names

    return anyascii(name)


def spellings(name: str) -> Iterator[str]:
    """Yield the keys of a name as others may write it: “Müller” as “Mueller”, and in Latin letters.

    Some come several times.
    """
    as_two = key(unicodedata.normalize("NFC", name.casefold()).translate(AS_TWO))
    for form in (key(name), key(in_latin(name)), as_two):
        yield form
        yield AS_ONE.sub(r"\1", form)
        for found in AS_ONE.finditer(form):  # “Michaela Mueller”, of which one is an umlaut
            yield form[: found.end(1)] + form[found.end() :]


def sound(name: str) -> str:
    """Return a name by its sound, to be compared with that of another."""
    return DOUBLED.sub(r"\1", key(in_latin(name).casefold().translate(ONE_WAY)))


def reads(one: str, other: str) -> str:
    """Say in which letters one of two names of different alphabets is like the other."""
    strange, plain = (other, one) if is_latin(one) else (one, other)
    return f"“{strange}” reads “{in_latin(strange)}”, which is like “{plain}”"
