"""The names that somebody may have meant who typed one that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from atgraph.data.names import key

if TYPE_CHECKING:
    from atgraph.ask.things import Thing

OFFERED = 3
LIKE, WORD_LIKE = 0.6, 0.75  # how much of two texts, and of two words, must agree
BY_WORDS, BY_LETTERS = 0.62, 0.85  # what it counts where each word, or each letter, has its like
LOOKED_AT = 200  # keys that are alike as a whole, of which the nearest are chosen
BEHIND = 0.12  # how much less like the best a name may be
SMALL = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"])


def near(typed: str, known: Iterable[Thing]) -> str:
    """Return the end of a message: the names that come nearest, or where else to look."""
    offered = [_shown(name, thing) for name, thing in nearest(typed, known)]
    return (
        f"; did you mean {' or '.join(offered)}?"
        if offered
        else "; `atgraph search` looks in names and quotes"
    )


def _shown(name: str, thing: Thing) -> str:
    return f"“{name}”" if name == thing.label else f"“{name}” ({thing.label})"


def nearest(typed: str, known: Iterable[Thing]) -> list[tuple[str, Thing]]:
    """Return up to three names, each of another thing, with what they name; the likest first.

    A name is near where the whole is alike, where each typed word is like one of its words or
    begins one, where it has the typed letters in another order, and where they are its initials.
    """
    named = {key(n): (n, t) for t in known for n in reversed(t.names)}
    wanted = key(typed)
    least = dict.fromkeys(
        difflib.get_close_matches(wanted, _alike(wanted, list(named), LIKE), OFFERED * 3, LIKE),
        LIKE,
    )
    least |= dict.fromkeys(_by_words(wanted, named), BY_WORDS) | dict.fromkeys(
        _by_letters(wanted, named), BY_LETTERS
    )
    alike = difflib.SequenceMatcher(None, "", wanted, autojunk=False)
    ranked: list[tuple[float, str]] = []
    for candidate, likeness in least.items():
        alike.set_seq1(candidate)
        ranked.append((-max(likeness, alike.ratio()), candidate))
    each: dict[str, tuple[str, Thing]] = {}
    best = min(ranked, default=(0.0, ""))[0]
    for score, candidate in sorted(ranked):
        if score <= best + BEHIND:
            each.setdefault(named[candidate][1].iri, named[candidate])
    return list(each.values())[:OFFERED]


def likely(typed: str, keys: Collection[str]) -> set[str]:
    """Return those of many keys among which the nearest names are: `nearest` is exact, and too slow for twenty thousand."""
    wanted = key(typed)
    return {
        *_alike(wanted, keys, LIKE, LOOKED_AT),
        *_by_words(wanted, keys),
        *_by_letters(wanted, keys),
    }


def _alike(wanted: str, among: Collection[str], least: float, most: int | None = None) -> list[str]:
    """Return the texts that have so many letters in common, in order, the likest first: never less than difflib counts."""
    from rapidfuzz import fuzz, process

    return [
        text
        for text, _, _ in process.extract(
            wanted, among, scorer=fuzz.ratio, score_cutoff=100 * least - 0.01, limit=most
        )
    ]


def _by_words(wanted: str, named: Iterable[str]) -> Iterator[str]:
    """Yield the keys in which each typed word, in any order, has a like one."""
    words = sorted({word for name in named for word in name.split()})
    like = [
        {
            *difflib.get_close_matches(w, _alike(w, words, WORD_LIKE), 20, WORD_LIKE),
            *(v for v in words if v.startswith(w)),
        }
        for w in wanted.split()
    ]
    yield from (
        name
        for name in named
        if like and all(not options.isdisjoint(name.split()) for options in like)
    )


def _by_letters(wanted: str, named: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the same letters, and those of which a single word may be the acronym, with or without the small words."""
    if wanted:
        yield from (
            name for name in named if len(name) == len(wanted) and sorted(name) == sorted(wanted)
        )
    if " " not in wanted and 2 <= len(wanted) <= 10:
        yield from (name for name in named if wanted in _initials(name.split()))


def _initials(words: list[str]) -> tuple[str, str]:
    """Return the first letters of all words, and of those that are not small."""
    return "".join(w[0] for w in words), "".join(w[0] for w in words if w not in SMALL)
