"""Names as ids."""

from __future__ import annotations

import re
import unicodedata

UKRAINIAN = {"ї": "yi", "є": "ye"}  # as ids spell them that were given out before
NO_WORD = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return a name in small letters of English, digits and hyphens: “Łódź” gives “lodz”.

    It is empty where the name has neither letters nor digits.
    """
    composed = unicodedata.normalize("NFC", name.casefold())
    plain = "".join(c if c.isascii() else _in_ascii(c) for c in composed)
    unknown = (f"{ord(c):x}" for c in composed if c.isalnum())  # letters that have no other form
    return NO_WORD.sub("-", plain).strip("-") or "-".join(unknown)


def _in_ascii(character: str) -> str:
    from anyascii import anyascii  # slow to import, and not needed for most names

    decomposed = unicodedata.normalize("NFKD", character)
    plain = anyascii(character) if character.isalpha() else decomposed
    return UKRAINIAN.get(character) or "".join(
        c for c in plain.lower() if c.isascii() and c.isalnum()
    )


def kind_of(kind: str) -> str:
    """Return how the ids of a class begin."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
