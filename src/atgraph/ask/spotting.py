"""Names that stand in free words: which things, roles, types and countries they may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from atgraph.ask.phrasing import FIGURE, meanings, small_words, stem_of, synonyms, words_of
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
JOINING = frozenset(words_of("a an and at by for from in of on or the to with"))  # within names


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
    """Words that name something, and what they may mean: one thing of each kind, at most.

    It is ``common`` where questions use all its words too, ``strong`` where it is a name for sure.
    """

    start: int
    end: int
    typed: str
    meanings: tuple[Meaning, ...]
    common: bool = False
    strong: bool = False

    @property
    def kinds(self) -> list[str]:
        """The kinds of what it names as a whole, or else of what has it in its name."""
        return [m.kind for m in self.meanings if m.whole] or [m.kind for m in self.meanings]

    def of_kind(self, *kinds: str) -> Meaning | None:
        """Return what it means of one of the kinds, a whole name before a part of one."""
        found = [m for kind in kinds for m in self.meanings if m.kind == kind]
        return min(found, key=lambda m: not m.whole, default=None)


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
                meant = Meaning(parameter, value.text, value.label, True)
                for name in (value.text, *value.names):
                    self.values[_stemmed(key(name))].setdefault(parameter, meant)

    def spot(self, words: Sequence[str], typed: Sequence[str]) -> list[Spotted]:
        """Return the names in some words, none within a longer one.

        ``typed`` are the words with their capitals: a small word is a name only in these.
        """
        stretches = list(_stretches(words, typed))
        of_bodies: set[int] = set()
        for start, end in stretches:
            named, name = self._named(words[start:end]), " ".join(words[start:end])
            state = "country" in self.values.get(_stemmed(name), {})  # as in “the Serbia pilot”
            if "Person" in named or ("Organization" in named and not state):
                of_bodies.update(range(start, end))
        found: list[Spotted] = []
        taken: set[int] = set()
        for start, end in stretches:
            if not taken.isdisjoint(range(start, end)):
                continue
            has_capital = any(word[:1].isupper() for word in typed[max(start, 1) : end])
            least = 2 if has_capital else 3
            if not has_capital and FIGURE.fullmatch("".join(words[start - 1 : start])):
                continue  # what is counted: 100,409 identified victims
            said = small_words().difference(JOINING).isdisjoint(words[start:end])
            alike = said and of_bodies.isdisjoint(range(start, end))
            if meant := self._meanings(words[start:end], least if alike else None):
                found.append(Spotted(start, end, " ".join(typed[start:end]), meant))
                taken.update(range(start, end))
        return sorted(found, key=lambda s: s.start)

    def _named(self, words: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Return what has a name, or one of the same words: Nottingham University."""
        names, said = [" ".join(words)], set(meanings(words))
        if len(said) == len(words) > 1:
            names += sorted(n for n in _common(self.saying, said) if {*meanings(n.split())} == said)
        return next((self.things[name] for name in names if name in self.things), {})

    def _meanings(self, words: Sequence[str], least: int | None) -> tuple[Meaning, ...]:
        """Return what words may mean: as whole names, else as words that one name has in it.

        Names that say the same in other words need so many of them; None where none may.
        """
        name, said = " ".join(words), set(meanings(words))
        whole = _single(self._named(words), True) | self.values.get(_stemmed(name), {})
        if "type" in whole:  # NGOs are rather bodies than the users of tools
            whole.pop("Theme", None)
        having: Iterable[str] = ()
        if not any(map(str.isdigit, words)):
            having = [n for n in _common(self.with_word, words) if f" {name} " in f" {n} "]
            own = said if least == 2 else said.difference(synonyms().values())
            having = having or (_common(self.saying, said) if least and len(own) >= least else ())
        inside: dict[str, dict[str, str]] = defaultdict(dict)
        for known in sorted(having):
            for kind, things in self.things[known].items():
                inside[kind].update(things)
        parts = _single(inside, False)
        return tuple(
            ({k: m for k, m in parts.items() if not whole or k == "Event"} | whole).values()
        )


def _single(things: Mapping[str, Mapping[str, str]], whole: bool) -> dict[str, Meaning]:
    """Return what is meant of each kind of which there is one thing."""
    return {
        kind: Meaning(kind, iri, label, whole)
        for kind, found in things.items()
        if len(found) == 1
        for iri, label in found.items()
    }


def _common(index: Mapping[str, set[str]], words: Iterable[str]) -> set[str]:
    """Return the names that an index has for each of some words."""
    return set.intersection(*(index.get(word, set()) for word in words))


def _stretches(words: Sequence[str], typed: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of words begin and end, the longest first, none with a small edge."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            edges = (start, start + size - 1)
            if all(words[at] not in small_words() or typed[at][1:].isupper() for at in edges):
                yield start, start + size


def _stemmed(name: str) -> str:
    return " ".join(map(stem_of, name.split()))
