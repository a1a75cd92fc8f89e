"""The names of things that are near to one that is not there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from atgraph.ask.things import Thing
from atgraph.data.latin import sound
from atgraph.data.names import key
from atgraph.text import find_nearest, offer

OFFERED = 3
WORD_LIKE = 0.75  # how much of two words must agree
BY_WORDS, BY_LETTERS = 0.62, 0.85  # what it counts where each word, or each letter, has its like
LOOKED_AT = 200  # keys that are alike as a whole, of which the nearest are chosen
BEHIND = 0.12  # how much less like the best a name may be
SMALL = {"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"}

ELSEWHERE = "`atgraph search` looks in names and quotes"


def near(wanted: str, known: Iterable[Thing], elsewhere: str = ELSEWHERE) -> str:
    """Return the end of a message: the names that come nearest, or where else to look."""
    found = [
        f"“{name}”" if name == thing.label else f"“{name}” ({thing.label})"
        for name, thing in nearest(wanted, known)
    ]
    return f"; {offer(found, str) or elsewhere}"


def nearest(wanted: str, known: Iterable[Thing]) -> list[tuple[str, Thing]]:
    """Return up to three names, each of another thing, with what they name; the likest first.

    A name is near where the whole is alike, where each typed word is like one of its words or
    begins one, where it has the typed letters in another order, and where they are its initials.
    Names of different alphabets are compared by their sound.
    """
    named = {key(n): (n, t) for t in known for n in reversed(t.names)}
    scores = _scored(key(wanted), named)
    least = max(scores.values(), default=0.0) - BEHIND
    each: dict[str, tuple[str, Thing]] = {}
    for candidate, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score >= least:
            each.setdefault(named[candidate][1].iri, named[candidate])
    return list(each.values())[:OFFERED]


def likely(wanted: str, keys: Collection[str]) -> set[str]:
    """Return those of many keys among which the nearest names are."""
    return set(_scored(key(wanted), keys))


def _scored(wanted: str, keys: Collection[str]) -> dict[str, float]:
    """Return key → how near it comes to what is wanted, of those that do."""
    found, sounds = _alike(wanted, keys), defaultdict[str, list[str]](list)
    for other in keys:
        if other.isascii() != wanted.isascii():  # accents are gone: another alphabet
            sounds[sound(other)].append(other)
    for heard, score in _alike(sound(wanted), sounds).items() if sounds else ():
        found |= {other: max(score, found.get(other, 0.0)) for other in sounds[heard]}
    return found


def _alike(wanted: str, keys: Collection[str]) -> dict[str, float]:
    from rapidfuzz import fuzz  # not at the top: few commands have a slip to answer

    floors = (
        dict.fromkeys(find_nearest(wanted, keys, LOOKED_AT), 0.0)
        | dict.fromkeys(_by_words(wanted, keys), BY_WORDS)
        | dict.fromkeys(_by_letters(wanted, keys), BY_LETTERS)
    )
    return {k: max(floor, fuzz.ratio(wanted, k) / 100) for k, floor in floors.items()}


def _by_words(wanted: str, named: Collection[str]) -> list[str]:
    """Return the keys in which each typed word, in any order, has a like one."""
    words = sorted({word for name in named for word in name.split()})
    like = [
        {*find_nearest(w, words, 20, WORD_LIKE), *(v for v in words if v.startswith(w))}
        for w in wanted.split()
    ]
    return [n for n in named if like and not any(fits.isdisjoint(n.split()) for fits in like)]


def _by_letters(wanted: str, named: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the same letters, and those of which a single word may be the acronym."""
    letters = sorted(wanted)
    if wanted:
        yield from (n for n in named if len(n) == len(wanted) and sorted(n) == letters)
    if " " not in wanted and 2 <= len(wanted) <= 10:
        for name in named:
            words = name.split()
            large = "".join(word[0] for word in words if word not in SMALL)
            if wanted in ("".join(word[0] for word in words), large):
                yield name
