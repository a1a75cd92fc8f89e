"""How far two names may be one person's: the words that both have, and what these are."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.reconcile.words import LIKE
from atgraph.data.latin import in_latin, is_latin, reads, sound
from atgraph.data.names import key

SAME, ALIKE = 1.0, 0.9  # the same words in any order; an initial, a letter, a word more
SOUNDS_LIKE = 0.75  # how much of two words must agree that are written in two alphabets


@dataclass(frozen=True)
class NameLikeness:
    """How far two names agree, from 0 to 1, and how; or the given name that alone joins them."""

    score: float = 0.0
    reason: str = ""
    given: str = ""


def compare(one: str, other: str) -> NameLikeness:
    """Return how far two printed names may be one person's.

    The words are paired: the same, a letter apart, or an initial. Where both have a word that the
    other has not, they are two people's, and so they are where only a given name is shared.
    """
    if key(one) == key(other):
        return NameLikeness(SAME, "the same name")
    foreign = not (is_latin(one) and is_latin(other))
    written = sound if foreign else key
    pairs, rest, others = _pair(written(one).split(), written(other).split(), foreign)
    joined = {word for pair in pairs if min(map(len, pair)) > 1 for word in pair}
    if not joined:
        return NameLikeness()
    family = {written(word) for name in (one, other) for word in family_name(in_latin(name))}
    if not joined & family:
        return NameLikeness(given=" ".join(w for w in one.split() if written(w) in joined))
    if rest and others and fuzz.ratio("".join(rest), "".join(others)) < 100 * LIKE:
        return NameLikeness()
    if is_latin(one) != is_latin(other):
        return NameLikeness(ALIKE, reads(one, other))
    same = not rest and not others and all(mine == yours for mine, yours in pairs)
    return NameLikeness(SAME if same else ALIKE, f"the name is like “{other}”")


def _pair(
    mine: list[str], yours: list[str], foreign: bool
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Return the words that are one in both names, and those that only either has."""
    pairs, rest, others = [], list(mine), list(yours)
    for fits in (_is_same, _is_initial, _sounds_alike if foreign else _is_alike):
        for word in list(rest):
            twin = next((w for w in others if fits(word, w)), None)
            if twin is not None:
                pairs.append((word, twin))
                rest.remove(word)
                others.remove(twin)
    return pairs, rest, others


def _is_same(one: str, other: str) -> bool:
    return one == other


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _is_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= 100 * LIKE


def _sounds_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= 100 * SOUNDS_LIKE


def family_name(name: str) -> set[str]:
    """Return the words of a family name: what is before a comma, in capitals, or the last word.

    A name of one word that is a given name has none.
    """
    before, comma, behind = name.partition(",")
    if comma and behind.strip():
        return {*key(before).split()}
    words = [word for word in name.split() if key(word)]
    capitals = [word for word in words if word.isupper() and len(key(word)) > 1]
    if capitals and len(capitals) < len(words):
        return {part for word in capitals for part in key(word).split()}
    return {*_last(words)}


def _last(words: list[str]) -> Iterator[str]:
    if words and not (len(words) == 1 and is_given_name(words[0])):
        first_is_family = is_given_name(words[-1]) and not is_given_name(words[0])
        yield from key(words[0] if first_is_family else words[-1]).split()
