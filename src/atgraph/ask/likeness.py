"""How much some words are like the phrasings of each question, in queries/phrasings.yml."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from atgraph.ask.phrasing import meanings, small_words, stem_of, words_of
from atgraph.ask.spotting import VOCABULARIES, Spotted
from atgraph.data.yaml_lines import QuickLoader
from atgraph.errors import QueryError
from atgraph.files import read_text, resource_folder

BLANK = re.compile(r"<(.*?)>")  # a name in a phrasing, as its kind
THINGS = ("person", "organization", "initiative", "tool", "work", "event", "theme", "place")
BLANKS = {*THINGS, *VOCABULARIES, "thing"}
SMALL, WEAK = 0.3, 0.3  # what counts a small word, and what may be no name
NAME = 2.0  # how rare a name is; a word in five questions is as rare
NEAREST, USUAL = 2.0, 0.14  # what the likest phrasing counts, and the words of all of them
STEADY = 5  # phrasings that are thought of beside a question's own: two or three prove little


@dataclass(frozen=True)
class Said:
    """A word or a name of what is asked: what it may be in a phrasing, and how much it counts."""

    readings: tuple[str, ...]
    weight: float


class Phrasings:
    """The phrasings of the questions as sets of what they say, read once for some words.

    Raises:
        QueryError: the file has another form, a question that is not there, or a blank of no kind.
    """

    def __init__(self, questions: Collection[str]) -> None:
        read = _read_phrasings(questions)
        self.words = {word for lines in read.values() for line in lines for word in _plain(line)}
        self.of = {name: [_sayings(line) for line in lines] for name, lines in read.items()}
        self.often = {
            name: Counter(s for said in lines for s in said) for name, lines in self.of.items()
        }
        self.everywhere = sum(self.often.values(), Counter[str]())
        self.lines = sum(map(len, self.of.values()))
        asking = Counter(saying for often in self.often.values() for saying in often)
        self.unknown = math.log(len(self.of) + 1)
        self.rarity = {s: _rarity(s, self.unknown - math.log(n)) for s, n in asking.items()}
        self.lengths = {said: self._length(said) for lines in self.of.values() for said in lines}

    def likeness(self, asked: Sequence[Said]) -> dict[str, float]:
        """Return question → how like its phrasings are: the likest, and the words of all."""
        length = math.sqrt(sum((one.weight * self._rarity_of(one)) ** 2 for one in asked)) or 1
        counts = {
            s: one.weight * self.rarity[s] ** 2 / length
            for one in asked
            for s in one.readings
            if s in self.rarity
        }
        return {
            name: NEAREST * max(self._nearness(line, counts) for line in lines)
            + USUAL * self._usual(name, asked)
            for name, lines in self.of.items()
        }

    def _nearness(self, line: frozenset[str], counts: Mapping[str, float]) -> float:
        """Return the cosine of a phrasing and what is asked."""
        return sum(counts[said] for said in line.intersection(counts)) / self.lengths[line]

    def _usual(self, question: str, asked: Sequence[Said]) -> float:
        """Return how much likelier its phrasings say this than others, as a logarithm."""
        often, count = self.often[question], len(self.of[question])
        total = 0.0
        for one in asked:
            known = [s for s in one.readings if s in self.everywhere]
            shares = {s: (self.everywhere[s] + 0.5) / (self.lines + 1) for s in known}
            likelier = [(often[s] / p + STEADY) / (count + STEADY) for s, p in shares.items()]
            total += one.weight * math.log(max(likelier, default=1))
        return total

    def _rarity_of(self, one: Said) -> float:
        return max(self.rarity.get(s, _rarity(s, self.unknown)) for s in one.readings)

    def _length(self, line: Iterable[str]) -> float:
        return math.sqrt(sum(self.rarity[s] ** 2 for s in line)) or 1


def said_in(words: Sequence[str], names: Sequence[Spotted]) -> list[Said]:
    """Return what is asked: words without names, and the names found, each by its kinds."""
    said = [Said((saying,), SMALL if saying[0] == "_" else 1) for saying in sorted(_words(words))]
    kinds: Counter[str] = Counter()
    for name in names:
        own = {kind.lower() for kind in name.kinds}
        own |= {"thing"} if own.intersection(THINGS) else set()
        kinds.update(own)
        readings = tuple(_blank(kind, kinds[kind]) for kind in sorted(own))
        said.append(Said(readings, 1 if name.strong else WEAK))
    return said


def _read_phrasings(questions: Collection[str]) -> dict[str, list[str]]:
    path = resource_folder("queries") / "phrasings.yml"
    read = yaml.load(read_text(path), Loader=QuickLoader)
    if not isinstance(read, dict) or not all(isinstance(lines, list) for lines in read.values()):
        raise QueryError("write a question, and below it each phrasing as `- words`", path)
    for name, lines in read.items():
        if name not in questions:
            raise QueryError(f"no question is called {name!r}; name one of queries/ask/", path)
        for line in lines:
            if unknown := set(BLANK.findall(str(line))) - BLANKS:
                kinds = ", ".join(f"<{kind}>" for kind in sorted(BLANKS))
                why = f"{name}: <{min(unknown)}> is no kind of name; write one of {kinds}"
                raise QueryError(why, path)
    return {name: [str(line) for line in lines] for name, lines in read.items()}


def _plain(line: str) -> list[str]:
    return words_of(BLANK.sub(" ", line))


def _sayings(line: str) -> frozenset[str]:
    kinds = Counter(BLANK.findall(line))
    blanks = {_blank(kind, n + 1) for kind, most in kinds.items() for n in range(most)}
    return frozenset(_words(_plain(line)) | blanks)


def _words(words: Sequence[str]) -> set[str]:
    """Return what words mean, and the small ones, which say how something is asked."""
    return {*meanings(words), *(f"_{stem_of(word)}" for word in words if word in small_words())}


def _blank(kind: str, number: int) -> str:
    return f"<{kind} {number}>"


def _rarity(saying: str, usual: float) -> float:
    return NAME if saying[0] == "<" else usual * (SMALL if saying[0] == "_" else 1)
