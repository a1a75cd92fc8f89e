"""Names as they are compared: typed and printed seldom agree to the letter."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from atgraph.rdf.namespaces import OURS

Term = NamedNode | Literal | BlankNode | Triple
KEY = NamedNode(OURS + "function#key")
NO_WORD = re.compile(r"[\W_]+")
# Letters that people type without their stroke or as two, and that Unicode does not take apart.
PLAIN = dict(zip("łøđðħŧı’", "loddhti'")) | {"æ": "ae", "œ": "oe", "þ": "th"}
# these, and what is beyond Latin, where marks that combine are
OTHERS = re.compile(rf"[{''.join(PLAIN)}]|[^\x00-\u02ff]")


def bare(name: str) -> str:
    """Return a name without case, accents and doubled spaces."""
    if name.isascii():
        return " ".join(name.lower().split())
    # The second folding is for what the normal form took apart.
    decomposed = unicodedata.normalize("NFKD", name.casefold()).casefold()
    return " ".join(OTHERS.sub(lambda found: _plain(found[0]), decomposed).split())


@cache
def _plain(character: str) -> str:
    """Return what stands for a character: nothing for a mark that combines."""
    return PLAIN.get(character, "" if unicodedata.combining(character) else character)


def key(name: str) -> str:
    """Return what a name is found by: its bare words, without punctuation and a leading article."""
    words = NO_WORD.sub(" ", bare(name)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def key_of(name: Term) -> Literal | None:
    """Return the key of a literal, for the engine; nothing where the name is all punctuation."""
    found = key(str(getattr(name, "value", "")))
    return Literal(found) if found else None


# What rules may call; questions keep to what every engine knows.
FUNCTIONS: dict[NamedNode, Callable[..., Term | None]] = {KEY: key_of}
