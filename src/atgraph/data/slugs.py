"""Names as ids: the one slug of the project."""

import re
import unicodedata

NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
UKRAINIAN = {"ї": "yi", "є": "ye"}  # as ids spell them that were given out before


def slug(name: str) -> str:
    """Return a name, or nothing, in small letters, digits and hyphens: “Łódź” gives “lodz”."""
    composed = unicodedata.normalize("NFC", name.casefold())
    plain = "".join(c if c.isascii() else _in_ascii(c) for c in composed)
    unknown = (f"{ord(c):x}" for c in composed if c.isalnum())  # letters that have no other form
    return NOT_IN_IDS.sub("-", plain).strip("-") or "-".join(unknown)


def _in_ascii(character: str) -> str:
    from anyascii import anyascii  # slow to import, and not needed for most names

    plain = anyascii(character) if character.isalpha() else unicodedata.normalize("NFKD", character)
    kept = (c for c in plain.lower() if c.isascii() and c.isalnum())
    return UKRAINIAN.get(character) or "".join(kept)


def kind_of(kind: str) -> str:
    """Return how the ids of a class begin."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
