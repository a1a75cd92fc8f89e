"""What a graph says of people who are listed on request, told apart from what is published.

They are found by what leads to them and by what names them. A record that does either (a tie, a
naming, a claim …) goes whole, with the passages, pages and decisions that nothing else rests on. A
thing loses the statement alone, and goes itself only where its label or id names them. A passage
that others rest on keeps its place and loses its words: fewer are not what is printed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

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


def said_of(people: Collection[NamedNode], asserted: Iterable[Quad]) -> set[Quad]:
    """Return what asserted quads say of some people; without it they say nothing of them."""
    quads = [*asserted] if people else []
    pages = {q.subject for q in quads if q.predicate == TYPE and q.object == SOURCE}
    things = {q.subject for q in quads if q.predicate == LABEL} - pages
    texts = {quad: text for quad in quads if (text := _text(quad))}
    names = {*_names(people, quads)}
    gone, said = set[object](people), set[Quad]()
    while found := {
        quad
        for names_them in [_telling(names, gone, texts)]
        for quad in quads
        if quad.subject not in gone and quad not in said
        if quad.object in gone or names_them(quad)
    }:
        said |= found
        gone |= {
            quad.subject
            for quad in found
            if quad.predicate == LABEL or not (quad.subject in things or quad.predicate in SPARED)
        }
    grounds = {q.subject for q in quads if q.predicate == TYPE and q.object in GROUNDS}
    while alone := (grounds - gone) & {q.object for q in quads if q.subject in gone} - {
        q.object for q in quads if q.subject not in gone and q not in said
    }:
        gone |= alone
    return said | {quad for quad in quads if quad.subject in gone}


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


def _text(quad: Quad) -> str:
    """Return the words of a quad as names are compared; of a label those of its thing's id too."""
    words: str = quad.object.value  # type: ignore[union-attr]
    if quad.predicate == LABEL:
        words += f" {quad.subject.value.removeprefix(ATGD)}"  # type: ignore[union-attr]
    return "" if words.startswith(OURS) else f" {key(words)} "


def _names(people: Collection[NamedNode], quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the names of people as they are compared: their own, as printed, and their ids."""
    named = {q.subject for q in quads if q.predicate == NAMING and q.object in people}
    for quad in quads:
        own = quad.subject in people and quad.predicate in (LABEL, ALT_LABEL)
        if own or (quad.predicate == NAME and quad.subject in named):
            yield f" {key(quad.object.value)} "  # type: ignore[union-attr]
    yield from (f" {key(person.value.removeprefix(ATGD))} " for person in people)


def _telling(
    names: Collection[str], gone: Collection[object], texts: dict[Quad, str]
) -> Callable[[Quad], bool]:
    """Return what says whether a quad names people, or in printed words a title of theirs alone.

    A title of one word is too common for that, save in a decision about it.
    """
    stated = [(quad, text) for quad, text in texts.items() if quad.predicate == TITLE]
    of_others = [text for quad, text in stated if quad.subject not in gone]
    own = [(q.object.value, t) for q, t in stated if q.subject in gone]  # type: ignore[union-attr]
    titles = [(title, t) for title, t in own if not any(t in other for other in of_others)]

    def names_them(quad: Quad) -> bool:
        text = texts.get(quad, "")
        if any(name in text for name in names):
            return True
        if quad.predicate in WORDS:
            return any(title in text for _, title in titles if " " in title.strip())
        return quad.predicate == OUTCOME and any(f"“{title}”" in str(quad) for title, _ in titles)

    return names_them
