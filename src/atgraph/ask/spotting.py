"""Names that stand in free words: which things, roles, types and countries they may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from atgraph.ask.phrasing import SMALL, meanings, stem_of
from atgraph.ask.values import values_of
from atgraph.data.names import key
from atgraph.graph.graph import Graph, text
from atgraph.rdf.namespaces import ATG

NAMES = """
SELECT ?thing ?key ?class ?label WHERE {
  ?thing atg:searchKey ?key ; a ?class ; rdfs:label ?label .
  ?class atg:pluralName ?plural .
  FILTER NOT EXISTS { ?below rdfs:subClassOf ?class }
}
"""
VOCABULARIES = ("role", "type", "country")
LONGEST = 12  # words of a name
PART = 4  # letters of a single word that may be a part of a name
# Where one of these stands beside a name, the name is that of an event, if it may be.
# In front of a name: the kind of what is asked for, and no part of the name.
KIND_WORDS = frozenset(
    ["country", "event", "initiative", "organization", "person", "report", "theme", "tool"]
)
EVENTS = frozenset(["conference", "event", "meeting", "panel", "session", "workshop"])


@dataclass(frozen=True)
class Meaning:
    """What words may mean: a thing, by its IRI, or a word of a vocabulary.

    ``kind`` is the class of the thing (Person) or the parameter (role); ``whole`` whether the words
    are the whole of a name.
    """

    kind: str
    value: str
    label: str
    whole: bool


@dataclass(frozen=True)
class Spotted:
    """Words that name something, and what they may mean: one thing of each kind, at most."""

    start: int
    end: int
    typed: str
    meanings: tuple[Meaning, ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds of what it names as a whole, or else of what has it in its name."""
        return [m.kind for m in self.meanings if m.whole] or [m.kind for m in self.meanings]

    def of_kind(self, *kinds: str) -> Meaning | None:
        """Return what it means of one of the kinds, a whole name before a part of one."""
        found = [m for kind in kinds for m in self.meanings if m.kind == kind]
        return next((m for m in found if m.whole), found[0] if found else None)


class KnownNames:
    """All names of a graph, to be spotted in words."""

    def __init__(self, kg: Graph) -> None:
        self.things: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self.with_word: dict[str, set[str]] = defaultdict(set)  # a word → the names that have it
        self.saying: dict[str, set[str]] = defaultdict(set)  # … that have one of its meaning
        self.values: dict[str, dict[str, Meaning]] = defaultdict(dict)
        for row in kg.with_derived().select(NAMES):
            name, kind = text(row, "key"), text(row, "class").removeprefix(ATG)
            if not name.startswith("_"):  # the end of an id
                self.things[name][kind][text(row, "thing")] = text(row, "label")
        for name in self.things:
            for word in name.split():
                self.with_word[word].add(name)
            for said in meanings(name.split()):
                self.saying[said].add(name)
        for parameter in VOCABULARIES:
            for value in values_of(kg, parameter):
                for name in (value.text, *value.names):
                    if len(name) > 2 or name.isupper():
                        meant = Meaning(parameter, value.text, value.label, True)
                        self.values[_stemmed(key(name))].setdefault(parameter, meant)

    @property
    def words(self) -> set[str]:
        """All words of all names."""
        return {*self.with_word}

    def spot(self, words: Sequence[str], typed: Sequence[str]) -> list[Spotted]:
        """Return the names in some words, none within a longer one.

        ``typed`` are the words with their capitals: a small word is a name only in these.
        """
        fixed = {
            at for start, end in self._names_of_bodies(words, typed) for at in range(start, end)
        }
        taken: set[int] = set()
        found: list[Spotted] = []
        for start, end in _stretches(words, typed):
            if not taken.isdisjoint(range(start, end)):
                continue
            is_event = bool(EVENTS & {*words[max(0, start - 2) : start], *words[end : end + 1]})
            named = any(word[:1].isupper() for word in typed[max(start, 1) : end])
            least = 2 if named or is_event else 3
            within = None if not fixed.isdisjoint(range(start, end)) else least
            if meant := self._meanings(words[start:end], within):
                only = tuple(m for m in meant if is_event and m.kind == "Event")
                found.append(Spotted(start, end, " ".join(typed[start:end]), only or meant))
                taken.update(range(start, end))
        return sorted(found, key=lambda s: s.start)

    def _names_of_bodies(
        self, words: Sequence[str], typed: Sequence[str]
    ) -> Iterator[tuple[int, int]]:
        """Yield where the whole names of organisations and people stand."""
        for start, end in _stretches(words, typed):
            if {"Organization", "Person"} & self.things.get(" ".join(words[start:end]), {}).keys():
                yield start, end

    def _meanings(self, words: Sequence[str], least: int | None) -> tuple[Meaning, ...]:
        """Return what words may mean: as whole names, else as words that one name has in it.

        Names that say the same in other words need so many of them; None where only a whole counts.
        """
        name = " ".join(words)
        whole = {
            kind: Meaning(kind, *next(iter(things.items())), True)
            for kind, things in self.things.get(name, {}).items()
            if len(things) == 1
        } | self.values.get(_stemmed(name), {})
        if "type" in whole:  # NGOs are rather bodies than the users of tools
            whole.pop("Theme", None)
        having: set[str] = set()
        if (len(words) > 1 or len(name) >= PART) and not any(map(str.isdigit, words)):
            having = self._common(self.with_word, words)
            having = {n for n in having if f" {name} " in f" {n} "}
            having = having or (self._saying(words, least) if least else set())
        parts = {
            kind: meant for kind, meant in self._parts(name, having) if not whole or kind == "Event"
        }
        return tuple((parts | whole).values())

    def _saying(self, words: Sequence[str], least: int) -> set[str]:
        """Return the names that say the same in other words."""
        said = set(meanings(words))
        if len(said) < least or not KIND_WORDS.isdisjoint(meanings(words[:1])):
            return set()
        return self._common(self.saying, said)

    @staticmethod
    def _common(index: Mapping[str, set[str]], words: Iterable[str]) -> set[str]:
        """Return the names that an index has for each of some words."""
        return set.intersection(*(index.get(word, set()) for word in words))

    def _parts(self, name: str, having: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
        """Yield what of each kind has one of the names: the one that does, or that begins so."""
        inside: Mapping[str, dict[str, str]] = defaultdict(dict)
        begun: Mapping[str, dict[str, str]] = defaultdict(dict)
        for known in sorted(having):
            for kind, things in self.things[known].items():
                inside[kind].update(things)
                if known.startswith(name):
                    begun[kind].update(things)
        for kind, things in inside.items():
            one = things if len(things) == 1 else begun[kind]
            if len(one) == 1:
                yield kind, Meaning(kind, *next(iter(one.items())), False)


def _stretches(words: Sequence[str], typed: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of words begin and end, the longest first, none with a small edge."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            edges = (start, start + size - 1)
            if not any(words[at] in SMALL and not typed[at].isupper() for at in edges):
                yield start, start + size


def _stemmed(name: str) -> str:
    return " ".join(map(stem_of, name.split()))
