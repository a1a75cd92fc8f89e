"""Names as they are compared: what people type, and what a source prints, seldom agree letter for letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from atgraph.rdf.namespaces import OURS

Term = NamedNode | Literal | BlankNode | Triple
KEY = NamedNode(OURS + "function#key")
NO_WORD = re.compile(r"[\W_]+")
# Letters that people type without their stroke or as two, and that Unicode does not take apart.
PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "’": "'",
    }
)


def bare(name: str) -> str:
    """Return a name without case, accents and doubled spaces."""
    if name.isascii():
        return " ".join(name.lower().split())
    decomposed = unicodedata.normalize(
        "NFKD", name.casefold()
    ).casefold()  # the second for what the first took apart
    return " ".join(
        "".join(c for c in decomposed if not unicodedata.combining(c)).translate(PLAIN).split()
    )


def key(name: str) -> str:
    """Return what a name is found by: its bare words, without punctuation and a leading article."""
    words = NO_WORD.sub(" ", bare(name)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def key_of(name: Term) -> Literal | None:
    """Return the key of a literal, for the engine; nothing where the name is all punctuation."""
    found = key(str(getattr(name, "value", "")))
    return Literal(found) if found else None


FUNCTIONS: dict[NamedNode, Callable[..., Term | None]] = {
    KEY: key_of
}  # what rules may call; questions keep to what every engine knows
