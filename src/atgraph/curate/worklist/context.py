"""What offers are made of: problems, files and source texts as they stand, ontology, shapes."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import rdflib
from rdflib import RDF, SH, URIRef
from rdflib.collection import Collection as RdfList

from atgraph.build.validation.graphs import read_shapes
from atgraph.curate.worklist.text_files import Files, TextFile
from atgraph.errors import Problem
from atgraph.rdf.namespaces import ATG, SKOS
from atgraph.rdf.ontology import Ontology
from atgraph.text import LIKE, Document, find_nearest, fold

SHOWN = 4  # words of a vocabulary that are listed beside the nearest
EFFORT = 100_000  # comparisons of names, a second or two in all
WORD = re.compile(r"\w+")
LIKE_WORDS = 0.6  # how much a stretch of a text must be like words to be meant by them
# Looks at texts of a few hundred lines, a second or two in all: one who needs more has another text
# before them.
LOOKS = 300

# The properties that code fills itself have no atg:recordKey: here is where a curator finds them.
REGISTRY_KEYS = {
    "label": "label",
    "acronym": "acronyms",
    "hasOrganizationType": "type",
    "countryCode": "country",
    "isAbout": "about",
    "isBasedOn": "based_on",
    "described": "described",
    "startTime": "start",
    "endTime": "end",
    "earliestDate": "date",
    "latestDate": "date",
}


class Sources(dict[str, Document]):
    """The source texts that problems are about, each read once."""

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[tuple[str, str], tuple[int, int] | None] = {}
        self._effort = 0

    def __missing__(self, path: str) -> Document:
        return self.setdefault(path, Document.read(Path(path)))

    def find_like(self, wanted: str, text: str) -> tuple[int, int] | None:
        """Return where words of a text are most like others; nothing after very many words."""
        if (wanted, text) not in self._found and self._effort < LOOKS:
            self._effort += 1 + text.count("\n") // 500
            self._found[wanted, text] = _find_like(wanted, text)
        return self._found.get((wanted, text))


def _find_like(wanted: str, text: str) -> tuple[int, int] | None:
    lines, height = text.split("\n"), wanted.count("\n") + 1
    found, best = None, LIKE_WORDS
    for number in _candidates(wanted, text):
        first = max(0, number - height)
        window = "\n".join(lines[first : number + height + 1])
        begin, end = _align(wanted, window)
        ratio = difflib.SequenceMatcher(None, window[begin:end], wanted, autojunk=False).ratio()
        if ratio > best:
            start = sum(len(line) + 1 for line in lines[:first])
            found, best = (start + begin, start + end), ratio
    return found


def _candidates(wanted: str, text: str) -> list[int]:
    """Return the few lines that share most words with the wanted ones."""
    words = Counter(WORD.findall(wanted.lower()))
    shared = (
        (sum(min(words[w], held[w]) * len(w) for w in words if w in held), -i)
        for i, held in enumerate(_words(text))
    )
    return [-i for score, i in sorted(shared, reverse=True)[:5] if score]


@lru_cache(maxsize=8)
def _words(text: str) -> list[Counter[str]]:
    return [Counter(WORD.findall(line.lower())) for line in text.split("\n")]


def _align(wanted: str, window: str) -> tuple[int, int]:
    """Return the stretch of a window that the wanted words lie over, widened to whole words."""
    matcher = difflib.SequenceMatcher(None, window, wanted, autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1]
    longest = max((block.size for block in blocks), default=0)
    blocks = [block for block in blocks if block.size >= min(4, longest)]
    if not blocks:
        return 0, 0
    begin = max(0, blocks[0].a - blocks[0].b)
    end = min(len(window), blocks[-1].a + len(wanted) - blocks[-1].b)
    while begin > 0 and window[begin - 1].isalnum() and window[begin].isalnum():
        begin -= 1
    while end < len(window) and window[end - 1].isalnum() and window[end].isalnum():
        end += 1
    text = window[begin:end]
    return begin + len(text) - len(text.lstrip()), begin + len(text.rstrip())


class Context:
    """All that offers are made of."""

    def __init__(
        self, ontology: Ontology, shapes: Path, problems: Collection[Problem] = ()
    ) -> None:
        self.ontology, self.shapes, self.problems = ontology, shapes, problems
        self.files, self.sources = Files(), Sources()
        # Ids that were given to new records: (file, name) → id.
        self.new_ids: dict[tuple[str, str], str] = {}
        self._nearest: dict[tuple[str, tuple[str, ...], int], list[str]] = {}
        self._effort = 0

    # --- places ---

    def file(self, problem: Problem) -> TextFile:
        """Return the file in which a problem is."""
        return self.files[problem.path]

    def places(self, problem: Problem) -> tuple[int, ...]:
        """Return the lines to show: the first of the record, and those that are wrong."""
        if not problem.path or not problem.line:
            return ()
        file, key = self.file(problem), self.key_of(problem)
        at = file.key(problem.line, key, problem.key.value) if key else 0
        lines = {file.record(problem.line), problem.line, at, self.bound_at(problem)}
        return tuple(sorted(lines - {0}))

    def bound_at(self, problem: Problem) -> int:
        """Return the line of the value in the same record that another may not be beyond, or 0."""
        found = problem.result
        bound = "#LessThanOrEqualsConstraintComponent"
        if not found.component.endswith(bound) or self.path_of(found.name):
            return 0
        key = self.key(str(self.graph.value(URIRef(found.name), SH.lessThanOrEquals)))
        return self.file(problem).key(problem.line, key) if key else 0

    def key_of(self, problem: Problem) -> str:
        """Return the key of the record that a problem is about."""
        if problem.rule != "shape":
            return problem.key.key
        found = problem.result
        return self.key(found.property or next(reversed(self.path_of(found.name)), ""))

    def key(self, path: str) -> str:
        """Return the key of a record that fills a property."""
        return self.ontology.value(path, ATG + "recordKey") or REGISTRY_KEYS.get(
            path.rpartition("#")[2] or path, ""
        )

    # --- names and words that may be meant ---

    def words(self, prefix: str, path: str, kind: str) -> list[str]:
        """Return the words that a key takes: of the scheme that the class asks for, or all."""
        known = [name for name in self.ontology.concepts if name.startswith(f"{prefix}_")]
        if scheme := self.schemes.get((kind, path)):
            concepts, values = self.ontology.concepts, self.ontology.values
            inside = [n for n in known if scheme in values(concepts[n], SKOS + "inScheme")]
            known = inside or known
        return sorted(n.removeprefix(f"{prefix}_") for n in known)

    def other_words(self, prefix: str, words: list[str], value: str) -> str:
        """Return the words that come nearest to a value, and where all of them are explained."""
        ranked = self.nearest(value, words, len(words), 0.0)
        shown, more = ", ".join(ranked[:SHOWN]), len(ranked) - SHOWN
        if more <= 0:
            return shown
        first = self.ontology.origins.get(self.ontology.concepts.get(f"{prefix}_{ranked[0]}", ""))
        where = f" in {'/'.join(Path(first.path).parts[-3:])}" if first else ""
        return f"{shown} … {more} more{where}"

    def nearest(
        self, value: str, known: Sequence[str], number: int = 1, like: float = LIKE
    ) -> list[str]:
        """Return the names most like a value, the best first; once tired none: a file is lost."""
        asked = (value, tuple(known), number)
        if asked not in self._nearest:
            self._effort += len(known)
            tired = self._effort >= EFFORT
            self._nearest[asked] = [] if tired else find_nearest(value, known, number, like)
        return self._nearest[asked]

    # --- what other problems say ---

    @cached_property
    def by_rule(self) -> dict[str, list[Problem]]:
        """Rule → the problems that break it."""
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            found[problem.rule].append(problem)
        return found

    def asked(self, taken: Problem) -> set[str]:
        """Return the ids that records ask for in vain, of the kind of one that is taken."""
        start = taken.key.value.partition("_")[0]
        return self._vain[(taken.path, "session") if taken.key.first else ("", start)]

    @cached_property
    def _vain(self) -> dict[tuple[str, str], set[str]]:
        vain: dict[tuple[str, str], set[str]] = defaultdict(set)
        for problem in self.by_rule["unknown-id"]:
            value = problem.key.value
            vain[problem.path, problem.key.key].add(value)
            vain["", value.partition("_")[0]].add(
                value
            )  # how an id begins, says of what kind it is
        return vain

    def missing(self, unknown: Problem) -> str:
        """Return the key that is missing in the record of an unknown one, which may mean it."""
        lines = {self.file(unknown).record(unknown.line), unknown.line}
        missing = [key for line in lines for key in self._missing[unknown.path, line]]
        return missing[0] if len(missing) == 1 else ""

    @cached_property
    def _missing(self) -> dict[tuple[str, int], list[str]]:
        missing: dict[tuple[str, int], list[str]] = defaultdict(list)
        for problem in self.by_rule["missing-key"]:
            missing[problem.path, problem.line].append(problem.key.key)
        return missing

    @cached_property
    def misquoted(self) -> list[tuple[Problem, str, range]]:
        """Each quote that was not found; its words and those like it in the source; their lines."""
        wrong = (p for p in self.problems if p.rule.startswith("quote-") and p.quote.text)
        return [(problem, *self._meant(problem)) for problem in wrong]

    def _meant(self, problem: Problem) -> tuple[str, range]:
        quote, found = problem.quote, None
        if problem.rule == "quote-nowhere":
            text = self.sources[quote.source].text
            found = self.sources.find_like(quote.text, text)
        if not found:
            return fold(quote.text), range(0)
        first, last = (text.count("\n", 0, offset) + 1 for offset in found)
        return f"{fold(quote.text)} {fold(text[slice(*found)])}", range(first, last + 1)

    # --- shapes ---

    @cached_property
    def graph(self) -> rdflib.Graph:
        """All shapes."""
        return read_shapes(self.shapes)

    @cached_property
    def schemes(self) -> dict[tuple[str, str], str]:
        """(class, property) → the concept scheme that its shape asks for."""
        graph, found = self.graph, {}
        for node, kind in graph.subject_objects(SH.targetClass):
            for rule in graph.objects(node, SH.property):
                for branch in graph.objects(rule, SH["and"]):
                    for part in RdfList(graph, branch):
                        if scheme := graph.value(part, SH.hasValue):
                            found[str(kind), str(graph.value(rule, SH.path))] = str(scheme)
        return found

    def class_of(self, shape: str) -> str:
        """Return the class whose shape a property shape belongs to."""
        node = self.graph.value(predicate=SH.property, object=URIRef(shape))
        return str(self.graph.value(node, SH.targetClass) or "")

    def path_of(self, shape: str) -> list[str]:
        """Return the properties of a path that is a list; an inverse step is empty."""
        path = self.graph.value(URIRef(shape), SH.path)
        if path is None or (path, RDF.first, None) not in self.graph:
            return []
        steps = RdfList(self.graph, path)
        return [str(step) if isinstance(step, URIRef) else "" for step in steps]
