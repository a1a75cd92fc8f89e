"""What a changed graph says of people who are listed on request, found without reading all of it.

It is what `on_request.telling_of` finds in the whole graph: that looks at what leads to these
people and at what names them, so it is given that alone, and what spares a quad.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from atgraph.build.change.stated_words import LEFT, StatedWords
from atgraph.build.on_request import (
    GROUNDS,
    NAMING,
    OUTCOME,
    TITLE,
    WORDS,
    Telling,
    names_of,
    telling_of,
    text_of,
    told_by,
)
from atgraph.data.names import key
from atgraph.rdf.namespaces import ALT_LABEL, LABEL, TYPE

TOLD = (*sorted(WORDS, key=str), OUTCOME)
SAYS_WHAT = (TYPE, LABEL, ALT_LABEL)


@dataclass(frozen=True)
class Joined:
    """Two stores, of which each has quads that the other has not, read as one."""

    one: Store
    other: Store

    def __contains__(self, quad: Quad) -> bool:
        return quad in self.one or quad in self.other

    def quads_for_pattern(self, *pattern: Any) -> Iterator[Quad]:
        """Yield the quads of a pattern, as a store does."""
        return chain(self.one.quads_for_pattern(*pattern), self.other.quads_for_pattern(*pattern))


def telling_again(
    people: Collection[NamedNode],
    before: Telling,
    store: Store | Joined,
    came: Collection[Quad],
    words: StatedWords,
) -> Telling:
    """Return what a store says of people.

    ``before`` is what was said of them in the graph before, with the words by which it was found;
    ``came`` are the quads that were not in it. All others are in the graph before, where there was
    one, of which these are the ``words``.
    """
    if not people:
        return Telling()
    came = [quad for quad in came if quad.graph_name not in LEFT]
    new = {*names_of(people, came)} - before.names  # mostly there are no others that are new
    asked = _Asked(store, words, came, before.names | new)
    read = {*told_by(came, before.names | new, before.titles)}
    read |= {quad for quad in before.said if quad in store}
    return _found_again(people, before, asked, read)


def _found_again(
    people: Collection[NamedNode], before: Telling, asked: "_Asked", read: set[Quad]
) -> Telling:
    """Return what is said of people; some of that is ``read``, and what it leads to is asked."""
    known = {quad.subject for quad in before.said}
    names, titles, around = {*before.names}, {*before.titles}, set[object]()
    alone = {text for _, text in titles}  # titles of which all others that hold them are read
    # their names as printed are known at once, so that all quads are looked through for them once
    gone: Collection[object] = {*people, *asked.namings(people)}
    while True:
        for node in {*gone} - around:
            around.add(node)
            read |= asked.around(node)
        grounds = {q.object for q in read if q.subject in around}
        for node in ({q.subject for q in read} | grounds) - asked.described:
            read |= asked.says_what(node)
        for node in grounds - around - asked.leading:
            read |= asked.leading_to(node)
        near = around | known | {q.subject for q in read if q.object in around}
        own = [q for q in read if q.predicate == TITLE and q.subject in near]
        read |= asked.same_titles(own, near)
        size = len(read)
        found = telling_of(people, read)
        if told := {text for _, text in found.titles} - alone:
            alone |= told
            read |= asked.titles_that_hold(told)
            if len(read) > size:  # some of these tell nobody
                continue
        more = found.names - names, found.titles - titles
        if any(more):
            names, titles = names | more[0], titles | more[1]
            read |= asked.told_by(*more)
        gone = found.gone
        if len(read) == size and around >= {*gone}:
            return found


def stays(
    people: Collection[NamedNode],
    before: Telling,
    published: Store,
    came: Collection[Quad],
    went: Collection[Quad],
) -> bool:
    """Whether a change cannot alter what a graph says of people, nor the words that tell it.

    It does not where it is not about what says something of them, leads to none of that, has no
    words that tell them, has no title that holds one of theirs, makes nothing that they rest on
    something else, and takes from that nothing that is not said elsewhere: what is ``published``
    now, without what was said of them before, leads to it still.
    """
    telling = {*people, *(quad.subject for quad in before.said)}
    rested_on = {quad.object for quad in before.said}
    titles = [text_of(quad) for quad in before.said if quad.predicate == TITLE]
    for quad in (*came, *went):
        if quad.subject in telling or quad.object in telling:
            return False
        if quad.predicate == TYPE and quad.subject in rested_on:
            return False
        if quad.predicate == TITLE and any(title in text_of(quad) for title in titles):
            return False
    if any(told_by(came, before.names, before.titles)):
        return False
    lost = {quad.object for quad in went if isinstance(quad.object, NamedNode)} & rested_on
    return all(_is_led_to(node, published) for node in lost)


def _is_led_to(node: NamedNode, store: Store) -> bool:
    # as in counts.py, Oxigraph may give the neighbour of what was asked for
    quads = store.quads_for_pattern(None, None, node, None)
    return any(quad.object == node and quad.graph_name not in LEFT for quad in quads)


class _Asked:
    """The asserted quads of a store, and of which nodes they were read.

    Names and titles are looked for by ``words``, and in what ``came`` to it, where some names are
    ``known`` already.
    """

    def __init__(
        self,
        store: Store | Joined,
        words: StatedWords,
        came: Collection[Quad],
        known: Collection[str],
    ) -> None:
        self._store, self._words = store, words
        self._came, self._known = came, known
        self.described, self.leading = set[object](), set[object]()

    def _read(self, subject: object, predicate: object, value: object) -> Iterator[Quad]:
        if isinstance(subject, Literal):
            return iter(())
        quads = self._store.quads_for_pattern(subject, predicate, value, None)  # type: ignore[arg-type]
        return (quad for quad in quads if quad.graph_name not in LEFT)

    def told_by(self, names: Collection[str], titles: Collection[tuple[str, str]]) -> set[Quad]:
        """Return the quads that name people, or a title of theirs alone."""
        found = {*told_by(self._candidates(names), names, ())} if names else set[Quad]()
        new = {*names}.difference(self._known)
        came = self._came if new else [q for q in self._came if q.predicate in TOLD]
        found |= {*told_by(came, new, titles)}
        if titles:  # they are told by words alone
            values = self._words.values(text for _, text in titles)
            quads = (q for v in values for said in TOLD for q in self._read(None, said, v))
            found |= {*told_by(quads, (), titles)}
        return found

    def _candidates(self, names: Collection[str]) -> Iterator[Quad]:
        """Yield the quads that may hold a name; of a label the id of its thing may be a part."""
        for value in self._words.values(names):
            text = f" {key(value.value)} "
            said = None if any(name in text for name in names) else LABEL
            yield from self._read(None, said, value)
        for thing in self._words.things(names):
            yield from self._read(thing, LABEL, None)

    def namings(self, people: Collection[NamedNode]) -> set[object]:
        """Return the records that say who is meant by a printed name."""
        return {q.subject for one in people for q in self._read(None, NAMING, one)}

    def of_property(self, predicate: NamedNode) -> Iterator[Quad]:
        return self._read(None, predicate, None)

    def same_titles(self, titles: Iterable[Quad], near: Collection[object]) -> set[Quad]:
        """Return for each title one that is the same of what is not near, if there is one.

        A common title tells nobody: by one other that is known, without all that have it.
        """
        others = (
            (q for q in self._read(None, TITLE, title) if q.subject not in near)
            for title in {quad.object for quad in titles}
        )
        return {quad for some in others for quad in islice(some, 1)}

    def titles_that_hold(self, titles: Collection[str]) -> set[Quad]:
        """Return the titles that hold one of some: where others have it, it tells nobody."""
        holding = (t for t, text in self._titles.items() if any(one in text for one in titles))
        return {quad for title in holding for quad in self._read(None, TITLE, title)}

    @cached_property
    def _titles(self) -> dict[object, str]:
        """Each title, as names are compared: that takes longer than to read it."""
        one_of_each = {quad.object: quad for quad in self.of_property(TITLE)}
        return {title: text_of(quad) for title, quad in one_of_each.items()}

    def around(self, node: object) -> set[Quad]:
        """Return what is said of a node, and what leads to it."""
        return {*self._read(node, None, None), *self._read(None, None, node)}

    def says_what(self, node: object) -> set[Quad]:
        """Return the types and names of a node."""
        self.described.add(node)
        return {quad for said in SAYS_WHAT for quad in self._read(node, said, None)}

    def leading_to(self, node: object) -> set[Quad]:
        """Return what leads to what may be alone with what goes: a source, evidence, a decision."""
        self.leading.add(node)
        kinds = {q.object for q in self._read(node, TYPE, None)}
        return {*self._read(None, None, node)} if kinds & GROUNDS else set()
