"""Which question some words ask: each is rated by what it says and by the names it can take."""

from __future__ import annotations

import math
import re
import shlex
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from atgraph.ask.binding import class_of
from atgraph.ask.phrasing import corrected, meanings, stem_of, synonyms, typed_words, words_of
from atgraph.ask.spotting import VOCABULARIES, KnownNames, Meaning, Spotted
from atgraph.data.names import key
from atgraph.errors import QueryError
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, find_question, question_names
from atgraph.graph.sparql import Parameter
from atgraph.rdf.namespaces import ATG

# How much a word counts where a question says it; less in a long question.
SAID = {"description": 0.3, "parameters": 0.7, "tags": 0.8, "summary": 1.0, "name": 1.0}
STRONG, LENGTH = 0.5, 0.4
FIRST = 0.5  # what counts that the same word stands first, which says what is asked for
# What a name counts that a parameter takes: a whole one, a part, a word that questions use too.
WHOLE, PART, COMMON, WEAK = 1.0, 0.8, 0.5, -0.2
# What is lost by a parameter without a name, by one that the only programme fills, by a name left.
NEEDED, ASSUMED, LEFT, UNSAID = 1.2, 0.5, 0.5, 0.3
WHO, PERSON = frozenset(["who", "whom", "whose"]), 0.5
EVERYTHING, BASE = "everything", 0.3
ASKER = {"us": 0.0, "our": 0.0, "me": 0.0, "we": 0.8, "my": 0.8, "i": 0.8}  # a body not named
MOST_WORDS = 60
LEAST, AHEAD = 1.2, 0.4  # the score of a question that clearly fits, and by how much it leads

KIND_WORDS = {
    "Person": "person", "Organization": "organization", "Event": "event", "Theme": "theme",
    "Tool": "tool", "Initiative": "initiative", "Work": "report", "country": "country",
}  # fmt: skip
THINGS = ("Person", "Organization", "Initiative", "Tool", "Work", "Event", "Theme", "Place")
WIDER = {"Actor": THINGS[:2], "Thing": THINGS}
NESTED = """
SELECT ?inner ?outer WHERE {
  VALUES ?inner { %s } VALUES ?outer { %s }
  ?inner atg:isWithin ?outer FILTER (?inner != ?outer)
}
"""
PROGRAMMES = "SELECT ?event ?label WHERE { ?event atg:isDescribedIn ?source ; rdfs:label ?label }"


@dataclass(frozen=True)
class Argument:
    """What a parameter is filled with: what is asked with it, and how people would type it."""

    exact: str
    typed: str


@dataclass(frozen=True)
class Ranked:
    """A question that some words may ask, with the names in them that its parameters take."""

    question: Question
    score: float
    values: Mapping[str, Argument]
    missing: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # names that it cannot take

    @property
    def asked(self) -> str:
        """The question's name and options as people type them, dots where a name is missing."""
        filled = [(option, value.typed) for option, value in self.values.items()]
        words = [word for option, typed in filled for word in (f"--{option}", typed)]
        missing = [f"--{option} …" for option in self.missing]
        return " ".join([shlex.join([self.question.name, *words]), *missing])


@dataclass(frozen=True)
class SpottedName:
    """A spotted name.

    It is ``common`` where questions use all its words too, ``strong`` where it is a name for sure.
    """

    spotted: Spotted
    common: bool
    strong: bool


class Sayings:
    """What the questions say: word → how much it counts in a question, and how rare it is."""

    def __init__(self) -> None:
        self.questions = [find_question(name) for name in question_names()]
        self.said = {question.name: _said(question) for question in self.questions}
        self.first = {
            q.name: {first_meaning(words_of(said)) for said in (q.name, q.summary)}
            for q in self.questions
        }
        often = Counter(t for said in self.said.values() for t, n in said.items() if n > STRONG)
        self.rarity = {
            word: math.log(1 + len(self.said) / (often[word] + 0.5))
            for said in self.said.values()
            for word in said
        }
        texts = (f"{q.name} {q.summary} {' '.join(q.tags)}" for q in self.questions)
        self.words = {word for said in texts for word in words_of(said)}
        self.words |= {word for phrase in synonyms() for word in phrase}
        self.stems = {stem_of(word) for word in self.words}

    def rate(self, name: str, asked: Mapping[str, int], first: str) -> float:
        """Return how much of what is asked a question says: rare words, and the first, for more."""
        said = self.said[name]
        strong = sum((n * self.rarity[w]) ** 2 for w, n in said.items() if n > STRONG)
        heard = ((n, self.rarity[w] * said[w]) for w, n in asked.items() if w in said)
        score = sum(weight * (1 + math.log(n) if n > 1 else n) for n, weight in heard)
        alike = max(_alike(first, own) for own in self.first[name])
        return score / math.pow(strong, LENGTH / 2) + FIRST * alike


def _said(question: Question) -> dict[str, float]:
    parts = {
        "description": question.description,
        "parameters": " ".join(p.option for p in question.parameters),
        "tags": " ".join(question.tags[1:]),
        "summary": question.summary,
        "name": question.name,
    }
    return {word: SAID[part] for part, said in parts.items() for word in meanings(words_of(said))}


def first_meaning(words: Sequence[str]) -> str:
    """Return the word that says what is asked for: the first that says something."""
    if words[:1] == ["who"] and {*words[1:2]} & {"are", "is", "was", "were"}:
        words = words[2:]
    found = meanings("person" if w in WHO else w for w in words)
    return found[0] if found else ""


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else 0.3 if {one, other} == {"person", "organization"} else 0.0


def rank(kg: Graph, words: str) -> list[Ranked]:
    """Return the questions that some words may ask, the likeliest first; none that fits nothing.

    Raises:
        QueryError: there are too many words.
    """
    typed = typed_words(words)
    if len(typed) > MOST_WORDS:
        raise QueryError(f"{len(typed)} words are no question; ask in at most {MOST_WORDS}")
    sayings, names = Sayings(), KnownNames(kg)
    plain = corrected(map(key, typed), sayings.words | names.words)
    found = [n for s in names.spot(plain, typed) if (n := _name(s, plain, sayings.stems))]
    within = {at for n in found if n.strong for at in range(n.spotted.start, n.spotted.end)}
    rest = [word for at, word in enumerate(plain) if at not in within]
    types = {n.spotted.start for n in found if n.spotted.of_kind("type")}
    wanted = [
        "organization" if at in types else w for at, w in enumerate(plain) if at not in within
    ]
    asked = Counter(meanings(rest) + _of_numbers(words, plain))
    if found:
        asked = asked | Counter({EVERYTHING: BASE})
    if not WHO.isdisjoint(rest):
        asked = asked | Counter({"person": PERSON})
    filler = _Filler(kg, plain, found)
    ranked = [
        filler.fill(q, sayings.rate(q.name, asked, first_meaning(wanted)), sayings.said[q.name])
        for q in sayings.questions
    ]
    return sorted((r for r in ranked if r.score > 0), key=lambda r: (-r.score, r.question.name))


def clear(ranked: Sequence[Ranked]) -> Ranked | None:
    """Return the question that clearly fits, with a name for each parameter, if there is one."""
    ahead = ranked[0].score - ranked[1].score if len(ranked) > 1 else AHEAD
    fits = ranked and ranked[0].score >= LEAST and ahead >= AHEAD
    return ranked[0] if fits and not ranked[0].missing else None


TIME = re.compile(r"\b\d{1,2}[.:]\d\d\b")
NUMBERED = frozenset(["article", "line", "page", "room", "section"])


def _of_numbers(words: str, plain: Sequence[str]) -> list[str]:
    """Return what numbers ask for: a time a timetable, an amount a claim."""
    if TIME.search(words):
        return ["timetable"]
    amounts = [b for a, b in pairwise(["", *plain]) if b.isdigit() and a not in NUMBERED]
    return ["claim"] * 2 if any(len(n) > 1 and not 1900 <= int(n) <= 2100 for n in amounts) else []


def _name(spotted: Spotted, plain: Sequence[str], stems: Collection[str]) -> SpottedName | None:
    """Return a name with its strength; none where a part of a name is a word of the questions."""
    words = plain[spotted.start : spotted.end]
    common = all(stem_of(word) in stems for word in words)
    capital = spotted.start > 0 and spotted.typed != spotted.typed.lower()
    of_kind = not set(KIND_WORDS.values()).isdisjoint(meanings(words))  # organisations organise
    kept = tuple(
        m
        for m in spotted.meanings
        if (m.whole or capital or not common) and not (of_kind and m.kind in ("role", "type"))
    )
    if not kept:
        return None
    own = any(m.whole and (m.kind != "Theme" or key(m.label) == words[0]) for m in kept)
    of_thing = any(m.kind in THINGS or m.kind == "country" for m in kept)
    part = not capital and not any(m.whole for m in kept) and len(words) < 3
    strong = not common and not part and (len(words) > 1 or (of_thing and (capital or own)))
    return SpottedName(Spotted(spotted.start, spotted.end, spotted.typed, kept), common, strong)


class _Filler:
    """Fills the parameters of questions with the names that were found."""

    def __init__(self, kg: Graph, plain: Sequence[str], found: Sequence[SpottedName]) -> None:
        self.found = found
        self.numbers = {stem_of(a): b for a, b in pairwise(plain) if b.isdigit()}
        self.asker = min((ASKER[word] for word in plain if word in ASKER), default=NEEDED)
        self.asks = self.asker < NEEDED
        bodies = [f"<{m.value}>" for n in found if (m := n.spotted.of_kind("Organization"))]
        rows = kg.select(NESTED % (" ".join(bodies), " ".join(bodies))) if bodies[1:] else []
        self.nested = {frozenset([text(r, "inner"), text(r, "outer")]) for r in rows}
        self.programmes = [(text(r, "event"), text(r, "label")) for r in kg.select(PROGRAMMES)]

    def fill(self, question: Question, said: float, words: Mapping[str, float]) -> Ranked:
        """Return a question with its parameters filled, and a score that takes them in."""
        score, left = said, list(self.found)
        values: dict[str, Argument] = {}
        missing = []
        # whoever asks is the first of two, and the one that is named the other
        for parameter in sorted(question.parameters, key=lambda p: p.is_other != self.asks):
            kind = _kind_of(parameter)
            best = max(
                (
                    (_worth(n, m), -at, n, m)
                    for at, n in enumerate(left)
                    if (m := _as(n, kind))
                    and not any({m.value, v.exact} in self.nested for v in values.values())
                ),
                default=None,
                key=lambda found: found[:2],
            )
            if number := self.numbers.get(stem_of(parameter.name)):
                values[parameter.option] = Argument(number, number)
                score += WHOLE
            elif best:
                worth, _, name, meant = best
                values[parameter.option] = _value(name.spotted, meant)
                score += worth
                left.remove(name)
            elif parameter.name in question.defaults:
                score -= UNSAID * (parameter.name in VOCABULARIES)
            elif not parameter.optional:
                if parameter.option == "event" and len(self.programmes) == 1:
                    values["event"] = Argument(*self.programmes[0])
                    score -= ASSUMED * sum(p.kind == "iri" for p in question.parameters)
                else:
                    missing.append(parameter.option)
                    lost = NEEDED if parameter.kind == "iri" else NEEDED / 2
                    score -= self.asker if kind == "Organization" else lost
        over = [name for name in left if name.strong]
        score -= LEFT * sum(not _is_listed(name, words) for name in over)
        aside = tuple(name.spotted.typed for name in over)
        return Ranked(question, score, values, tuple(missing), aside)


def _kind_of(parameter: Parameter) -> str:
    of_class = class_of(parameter.option).removeprefix(ATG)
    return of_class if parameter.kind == "iri" else parameter.name


def _as(name: SpottedName, kind: str) -> Meaning | None:
    return name.spotted.of_kind(*WIDER.get(kind, (kind,)))


def _worth(name: SpottedName, meant: Meaning) -> float:
    if name.strong:
        # a state is rather asked for as a country than as a body
        as_country = meant.kind == "country" and name.spotted.of_kind("Organization") is not None
        beside = not meant.whole and any(m.whole for m in name.spotted.meanings)
        return (WHOLE if meant.whole else PART) + 0.2 * as_country - 0.3 * beside
    return COMMON if meant.whole and not (name.common and meant.kind in THINGS) else WEAK


def _value(spotted: Spotted, meant: Meaning) -> Argument:
    as_typed = meant.whole and meant.kind in THINGS and len(min(spotted.typed.split(), key=len)) > 1
    return Argument(meant.value, spotted.typed if as_typed else meant.label)


def _is_listed(name: SpottedName, said: Mapping[str, float]) -> bool:
    """Whether an answer lists things of that kind, the named one among them."""
    return any(said.get(KIND_WORDS.get(kind, ""), 0) > STRONG for kind in name.spotted.kinds)
