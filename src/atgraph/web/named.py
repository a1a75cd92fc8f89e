"""The things that sentences name, so that each can be a link."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

from atgraph.network.ties import Tie, Ties

MOST_TIES = 12  # of a sentence, at whose ends is looked
MOST = 400  # things of a page that sentences may name

QUOTED = "(?<=“)[^”]*(?=”)"

Names = Mapping[str, str]
"""What a thing is called → its IRI."""


def names_in(read: Ties, things: Iterable[str], statements: Iterable[Iterable[str]]) -> Names:
    """Return the names of things and of those at the ends of ties, without what two are called.

    Args:
        read: the ties of the graph.
        things: IRIs of what sentences name.
        statements: the IRIs of the ties that each sentence rests on.
    """
    ties = (tie for its in statements for tie in _ties(read, islice(its, MOST_TIES)))
    ends = (end for tie in ties for end in tie.ends)
    wanted = dict.fromkeys((*things, *ends))
    called: dict[str, set[str]] = defaultdict(set)
    for iri, label in read.labels(islice(wanted, MOST)).items():
        called[label].add(iri)
    return {label: min(iris) for label, iris in called.items() if len(iris) == 1}


def _ties(read: Ties, iris: Iterable[str]) -> Iterable[Tie]:
    for iri in iris:
        place = bisect_left(read.all, iri, key=lambda tie: tie.iri)
        if place < len(read.all) and read.all[place].iri == iri:
            yield read.all[place]


def pieces(sentence: str, names: Names) -> list[tuple[str, str]]:
    """Return a sentence in pieces, each with the IRI of what it names, the longest name first.

    What stands in quotation marks is a name as a whole, or none.
    """
    longest = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join((QUOTED, *(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest)))
    texts = (text for text in re.split(f"({either})", sentence) if text)
    return [(text, names.get(text, "")) for text in texts]
