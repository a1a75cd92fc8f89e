"""What a graph says of people who are listed on request, told apart from what is published.

They are found by what leads to them and by what names them. A record that does either (a tie, a
naming, a claim …) goes whole, with the passages, pages and decisions that nothing else rests on. A
thing loses the statement alone, and goes itself only where its label or id names them. A passage
that others rest on keeps its place and loses its words: fewer are not what is printed.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from pyoxigraph import NamedNode, Quad

from atgraph.data.names import key
from atgraph.rdf.namespaces import (
    ALT_LABEL,
    ATGD,
    DCTERMS,
    LABEL,
    ON_REQUEST,
    ON_REQUEST_DERIVED,
    OURS,
    TYPE,
    atg,
    graph,
)

NAMING, NAME, TITLE = atg("isNamingOf"), atg("statedName"), atg("statedTitle")
WORDS, OUTCOME = {atg("exactText"), atg("quotation")}, atg("outcome")
SPARED = {*WORDS, atg("isDecidedBy")}  # what a record may lose
SOURCE = atg("Source")
GROUNDS = {SOURCE, atg("Evidence"), atg("Decision")}
DATASET, DERIVED = graph("dataset"), graph("derived")
AT_ONCE = 20_000  # quads whose words are held to look for names


@dataclass(frozen=True)
class Telling:
    """What is said of people: the quads, the things that go with them, and the words that tell.

    ``names`` are theirs as names are compared, and ``titles`` those of their posts alone, each as
    printed and as names are compared.
    """

    said: frozenset[Quad] = frozenset()
    gone: frozenset[object] = frozenset()
    names: frozenset[str] = frozenset()
    titles: frozenset[tuple[str, str]] = frozenset()


def said_of(people: Collection[NamedNode], asserted: Iterable[Quad]) -> set[Quad]:
    """Return what asserted quads say of some people; without it they say nothing of them."""
    return {*telling_of(people, asserted).said}


def telling_of(people: Collection[NamedNode], asserted: Iterable[Quad]) -> Telling:
    """Return what asserted quads say of some people, and the words by which it is found."""
    quads = [*asserted] if people else []
    pages = {q.subject for q in quads if q.predicate == TYPE and q.object == SOURCE}
    things = {q.subject for q in quads if q.predicate == LABEL} - pages
    names = {*names_of(people, quads)}
    search = _Search([text_of(quad) for quad in quads], quads, names)
    gone, said = set[object](people), set[Quad]()
    while found := {
        quad
        for names_them in [search.look(gone)]
        for at, quad in enumerate(quads)
        if quad.object in gone or names_them(at)
        if quad.subject not in gone and quad not in said
    }:
        said |= found
        gone |= {
            quad.subject
            for quad in found
            if quad.predicate == LABEL or not (quad.subject in things or quad.predicate in SPARED)
        }
    titles = search.titles(gone)
    grounds = {q.subject for q in quads if q.predicate == TYPE and q.object in GROUNDS}
    while rested_on := (grounds - gone) & {q.object for q in quads if q.subject in gone}:
        still = (q for q in quads if q.object in rested_on and q.subject not in gone)
        alone = rested_on - {q.object for q in still if q not in said}
        if not alone:
            break
        gone |= alone
    said |= {quad for quad in quads if quad.subject in gone}
    return Telling(frozenset(said), frozenset(gone), frozenset(names), titles)


def in_own_graphs(said: Iterable[Quad]) -> set[Quad]:
    """Return what is said of people in graphs that publication does not read, and that these are.

    What was derived is in one of its own.
    """
    moved = set[Quad]()
    for quad in said:
        own = ON_REQUEST_DERIVED if quad.graph_name == DERIVED else ON_REQUEST
        moved.add(Quad(quad.subject, quad.predicate, quad.object, own))
        moved.add(Quad(DATASET, NamedNode(DCTERMS + "hasPart"), own, ON_REQUEST))
    return moved


def text_of(quad: Quad) -> str:
    """Return the words of a quad as names are compared; of a label those of its thing's id too."""
    words: str = quad.object.value  # type: ignore[union-attr]
    if quad.predicate == LABEL:
        words += f" {quad.subject.value.removeprefix(ATGD)}"  # type: ignore[union-attr]
    return "" if words.startswith(OURS) else f" {key(words)} "


def names_of(people: Collection[NamedNode], quads: Collection[Quad]) -> Iterator[str]:
    """Yield the names of people as they are compared: their own, as printed, and their ids."""
    named = {q.subject for q in quads if q.predicate == NAMING and q.object in people}
    for quad in quads:
        own = quad.subject in people and quad.predicate in (LABEL, ALT_LABEL)
        if own or (quad.predicate == NAME and quad.subject in named):
            yield f" {key(quad.object.value)} "  # type: ignore[union-attr]
    yield from (f" {key(person.value.removeprefix(ATGD))} " for person in people)


class _Search:
    """Which quads name people, or in printed words a title of theirs alone; by their place.

    A title of one word is too common for that, save in a decision about it.
    """

    def __init__(self, texts: list[str], quads: list[Quad], names: Collection[str]) -> None:
        self._texts, self._quads = texts, quads
        self._named = _holding(names, texts)
        self._stated = [at for at, q in enumerate(quads) if q.predicate == TITLE and texts[at]]
        self._words = [at for at, quad in enumerate(quads) if quad.predicate in WORDS]
        self._outcomes = [at for at, quad in enumerate(quads) if quad.predicate == OUTCOME]

    def look(self, gone: Collection[object]) -> Callable[[int], bool]:
        """Return what says whether the quad at a place does, where so many things are gone."""
        quads, texts, own = self._quads, self._texts, self._own(gone)
        titles = {texts[n] for n in own if " " in texts[n].strip()}
        told = {n for n in self._words if any(title in texts[n] for title in titles)}
        marked = {f"“{quads[n].object.value}”" for n in own}  # type: ignore[union-attr]
        told |= {n for n in self._outcomes if any(title in str(quads[n]) for title in marked)}
        return (self._named | told).__contains__

    def titles(self, gone: Collection[object]) -> frozenset[tuple[str, str]]:
        """Return the titles of what is gone alone, as printed and as names are compared."""
        printed = ((self._quads[n].object.value, n) for n in self._own(gone))  # type: ignore[union-attr]
        return frozenset((title, self._texts[n]) for title, n in printed)

    def _own(self, gone: Collection[object]) -> set[int]:
        """Return the places of titles of what is gone that no title of others holds."""
        quads, texts = self._quads, self._texts
        of_others = "\n".join(texts[n] for n in self._stated if quads[n].subject not in gone)
        return {n for n in self._stated if quads[n].subject in gone and texts[n] not in of_others}


def told_by(
    quads: Iterable[Quad], names: Collection[str], titles: Collection[tuple[str, str]]
) -> Iterator[Quad]:
    """Yield the quads that name people by these names, or a title of theirs alone by these titles.

    So many are held at once that a large graph takes no memory.
    """
    rest = iter(quads)
    while some := list(islice(rest, AT_ONCE)):
        texts = list(map(text_of, some))
        named = _holding(names, texts)
        for at, (quad, text) in enumerate(zip(some, texts, strict=True)):
            if at in named or (titles and _tells_title(quad, text, titles)):
                yield quad


def _tells_title(quad: Quad, text: str, titles: Collection[tuple[str, str]]) -> bool:
    if quad.predicate in WORDS:
        return any(title in text for _, title in titles if " " in title.strip())
    return quad.predicate == OUTCOME and any(f"“{title}”" in str(quad) for title, _ in titles)


def _holding(names: Iterable[str], texts: list[str]) -> set[int]:
    """Return the places of the texts in which one of these names stands."""
    starts, whole = list(accumulate((len(text) + 1 for text in texts), initial=0)), "\n".join(texts)
    found = set[int]()
    for name in names:
        at = whole.find(name)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.add(place)
            at = whole.find(name, starts[place + 1])
    return found
