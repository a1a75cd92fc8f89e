"""Which question some words ask: by what it says, its phrasings, and the names it can take."""

import math
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from atgraph.ask.binding import class_of
from atgraph.ask.likeness import Phrasings, said_in
from atgraph.ask.phrasing import WHO, corrected, meanings, stem_of, synonyms, typed_words, words_of
from atgraph.ask.spotting import KnownNames, Meaning, Spotted
from atgraph.data.names import key
from atgraph.errors import QueryError
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, find_question, question_names
from atgraph.rdf.namespaces import ATG

# How much a word counts where a question says it; less where its name and summary say much.
SAID = {"description": 0.3, "parameters": 0.5, "tags": 0.8, "summary": 1.0, "name": 1.0}
STRONG, MEASURED, LENGTH, COVERED = 0.5, 0.9, 0.4, 0.3
FIRST = 0.6  # what counts that the same word stands first, which says what is asked for
# What a name counts that a parameter takes: a whole one, a part, a word that questions use too.
WHOLE, PART, COMMON, WEAK = 1.0, 0.8, 0.5, -0.2
EXACT, OTHER = 0.25, 0.5  # more where it takes nothing else, less of the second of a kind
COUNTRY = 0.4  # a state is rather asked for as a country than as a body
# What is lost by a parameter without a name, by one that the only programme fills, by a name left.
NEEDED, ASSUMED, LEFT = 1.6, 0.5, 0.5
EVERYTHING, BASE, PERSON, MISSING = "everything", 0.2, 0.5, "missing"
DENIED = 1.0  # what is lost by each of these that a question is named by, and nobody asks
DECISIVE = frozenset([MISSING, "introduce", "country", "identity", "inference", "user"])
ASKER = {"us": 0.0, "our": 0.0, "me": 0.0, "we": 0.8, "my": 0.8, "i": 0.8}  # a body not named
MOST_WORDS = 60
LEAST, AHEAD = 2.0, 1.0  # the score of a question that clearly fits, and by how much it leads

KIND_WORDS = {
    "Person": "person", "Organization": "organization", "Event": "event", "Theme": "theme",
    "Tool": "tool", "Initiative": "initiative", "Work": "report", "country": "country",
    "type": "organization",
}  # fmt: skip
THINGS = ("Person", "Organization", "Initiative", "Tool", "Work", "Event", "Theme", "Place")
WIDER = {"Actor": THINGS[:2], "Thing": THINGS}
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
    unsaid: tuple[str, ...] = ()  # what it says nothing of

    @property
    def asked(self) -> str:
        """The question's name and options as people type them, dots where a name is missing."""
        filled = [(option, value.typed) for option, value in self.values.items()]
        words = [word for option, typed in filled for word in (f"--{option}", typed)]
        missing = [f"--{option} …" for option in self.missing]
        return " ".join([shlex.join([self.question.name, *words]), *missing])


class Sayings:
    """What the questions say: word → how much it counts in a question, and how rare it is."""

    def __init__(self) -> None:
        self.questions = [find_question(name) for name in question_names()]
        self.said = {question.name: _said(question) for question in self.questions}
        often = Counter(t for said in self.said.values() for t, n in said.items() if n > STRONG)
        self.rarity = {
            word: math.log(1 + len(self.said) / (often[word] + 0.5))
            for said in self.said.values()
            for word in said
        }
        texts = (f"{q.name} {q.summary} {' '.join(q.tags)}" for q in self.questions)
        self.words = {word for said in texts for word in words_of(said)}
        self.words |= {word for phrase in synonyms() for word in phrase}
        self.stems = {stem_of(word) for word in self.words} | self.rarity.keys()
        self.core = {w for said in self.said.values() for w, n in said.items() if n > MEASURED}

    def rate(self, question: Question, asked: Mapping[str, float], first: str) -> float:
        """Return how much of what is asked a question says: rare words, and the first, for more."""
        said = self.said[question.name]
        strong = sum((n * self.rarity[w]) ** 2 for w, n in said.items() if n > MEASURED)
        heard = sum(n * said[w] * (self.rarity[w] + COVERED) for w, n in asked.items() if w in said)
        firsts = [first_meaning(words_of(own)) for own in (question.name, question.summary)]
        options = [parameter.option for parameter in question.parameters]
        denied = DECISIVE.intersection(meanings(words_of(question.name))).difference(asked, options)
        score = heard / math.pow(strong, LENGTH / 2) + FIRST * (first in firsts)
        return score - DENIED * len(denied)


def _said(question: Question) -> dict[str, float]:
    parts = {
        "description": question.description,
        "parameters": " ".join(p.option for p in question.parameters),
        "tags": " ".join(question.tags[1:]),
        "summary": question.summary,
        "name": question.name,
    }
    return {word: SAID[p] for p, part in parts.items() for word in meanings(words_of(part))}


def first_meaning(words: Sequence[str]) -> str:
    """Return the word that says what is asked for: the first that says something."""
    is_who = words[:1] == ["who"] and not {"are", "is", "was", "were"}.isdisjoint(words[1:2])
    found = meanings("person" if w in WHO else w for w in words[2 * is_who :])
    return found[0] if found else "person" * is_who


class Understanding:
    """What words may ask of a graph: by what its questions say and which names there are."""

    def __init__(self, kg: Graph) -> None:
        self.sayings, self.names = Sayings(), KnownNames(kg)
        self.phrasings = Phrasings(self.sayings.said.keys())
        self.programmes = [(text(r, "event"), text(r, "label")) for r in kg.select(PROGRAMMES)]

    def rank(self, words: str) -> list[Ranked]:
        """Return the questions that some words may ask, as `rank` does."""
        typed = typed_words(words)
        if len(typed) > MOST_WORDS:
            raise QueryError(f"{len(typed)} words are no question; ask in at most {MOST_WORDS}")
        sayings, names = self.sayings, self.names
        known = sayings.words | self.phrasings.words | names.with_word.keys()
        plain = corrected(map(key, typed), known)
        spotted = (_judged(one, plain, sayings) for one in names.spot(plain, typed))
        found = [name for name in spotted if name.meanings]
        within = {at for name in found if name.strong for at in range(name.start, name.end)}
        rest = [word for at, word in enumerate(plain) if at not in within]
        asked = dict[str, float](Counter(meanings(rest)))
        asked["date"] = min(1, asked.get("date", 0))  # a day, its month and its year are one
        told = {word for word in meanings(rest) if not word.isdecimal()}
        is_person = len(found) == 1 and found[0].of_kind("Person") is not None
        is_bare = not told and len(found) == 1 and (is_person or WHO.isdisjoint(rest))
        if found:
            asked.setdefault(EVERYTHING, 1 if is_bare else BASE)
        if not WHO.isdisjoint(rest) and not is_bare:
            asked.setdefault("person", PERSON)
        filler = _Filler(self.programmes, plain, found, told)
        first = first_meaning(rest)
        likeness = self.phrasings.likeness(said_in(rest, found) if told or found else [])
        ranked = [
            filler.fill(
                question,
                sayings.rate(question, asked, first) + likeness.get(question.name, 0),
                sayings.said[question.name],
            )
            for question in sayings.questions
        ]
        return sorted((r for r in ranked if r.score > 0), key=lambda r: (-r.score, r.question.name))


def rank(kg: Graph, words: str) -> list[Ranked]:
    """Return the questions that some words may ask, the likeliest first; none that fits nothing.

    Raises:
        QueryError: there are too many words.
    """
    return Understanding(kg).rank(words)


def clear(ranked: Sequence[Ranked]) -> Ranked | None:
    """Return the question that clearly fits, with a name for each parameter, if there is one."""
    ahead = ranked[0].score - ranked[1].score if len(ranked) > 1 else AHEAD
    fits = ranked and ranked[0].score >= LEAST and ahead >= AHEAD
    return None if not fits or ranked[0].missing or ranked[0].unsaid else ranked[0]


def _judged(name: Spotted, plain: Sequence[str], sayings: Sayings) -> Spotted:
    """Return a name with its strength, and without roles and types that ask for a kind of thing."""
    words = plain[name.start : name.end]
    usual = sayings.core if len(words) > 1 else sayings.stems
    common = usual.issuperset(meanings(words)) and not name.typed.isupper()
    capital = name.typed != name.typed.lower()
    of_kind = not {*KIND_WORDS.values(), "organizer", "present"}.isdisjoint(meanings(words))
    dropped = ("role", "type") if len(words) == 1 else ("role",)  # organisations organise
    kept = tuple(m for m in name.meanings if not (of_kind and m.kind in dropped))
    if (event := name.of_kind("Event")) and _is_event(name, plain):
        kept, common = (replace(event, whole=True),), False
    own = any(m.whole and (m.kind != "Theme" or key(m.label) == words[0]) for m in kept)
    of_thing = any(m.kind in KIND_WORDS or m.kind in THINGS for m in kept)
    strong = not common and (len(words) > 1 or (of_thing and (capital or own)))
    return replace(name, meanings=kept, common=common, strong=strong)


def _is_event(name: Spotted, plain: Sequence[str]) -> bool:
    """Whether words beside a name say that one event is meant: the ICAT event."""
    before = [*plain[: name.start]]
    while before and before[-1] in ("about", "by", "of", "on", "the"):
        before.pop()
    beside = [*before[-1:], *[word for word in plain[name.end :] if word != "side"][:1]]
    return any(meanings([word]) == ["event"] and not word.endswith("s") for word in beside)


class _Filler:
    """Fills the parameters of questions with the names that were found."""

    def __init__(
        self,
        programmes: Sequence[tuple[str, str]],
        plain: list[str],
        found: list[Spotted],
        told: set[str],
    ) -> None:
        self.programmes, self.plain, self.found, self.told = programmes, plain, found, told
        self.numbers = {stem_of(a): b for a, b in pairwise(plain) if b.isdigit()}
        bodies = [name for name in found if name.strong and name.of_kind("Organization")]
        askers = (ASKER[word] for word in plain if word in ASKER and len(bodies) < 2)
        self.asker = min(askers, default=NEEDED)

    def fill(self, question: Question, said: float, words: Mapping[str, float]) -> Ranked:
        """Return a question with its parameters filled, and a score that takes them in."""
        score, left = said, list(self.found)
        values: dict[str, Argument] = {}
        missing = []
        # whoever asks is the first of two, and the one that is named the other
        is_asker = self.asker < NEEDED
        for parameter in sorted(question.parameters, key=lambda p: p.is_other != is_asker):
            option, kind = parameter.option, parameter.name
            if parameter.kind == "iri":
                kind = class_of(option).removeprefix(ATG)
            fits = [(n, m) for n in left if (m := n.of_kind(*WIDER.get(kind, (kind,))))]
            if number := self.numbers.get(stem_of(parameter.name)):
                values[option] = Argument(number, number)
                score += WHOLE
            elif fits:
                name, meant = max(fits, key=lambda fit: _worth(*fit))
                values[option] = _value(name, meant)
                score += _worth(name, meant) * (OTHER if parameter.is_other else 1)
                score += EXACT * (kind not in WIDER)
                left.remove(name)
            elif parameter.name in question.defaults or parameter.optional:
                continue
            elif option == "event" and len(self.programmes) == 1:
                values[option] = Argument(*self.programmes[0])
                score -= ASSUMED * ("programme" not in self.told)
            else:
                missing.append(option)
                score -= self.asker if kind == "Organization" else NEEDED
        over = [name.typed for name in left if name.strong]
        used = meanings(w for n in self.found if n not in left for w in self.plain[n.start : n.end])
        told = sorted(self.told.difference(used))
        unsaid = [w for w in told if words.get(w, 0) <= STRONG * (w == MISSING)]
        taken = {k for n in self.found if n not in left for k in n.kinds}
        listed = {k for k, w in KIND_WORDS.items() if words.get(w, 0) > STRONG} - taken
        unlisted = [n.typed for n in left if n.strong and listed.isdisjoint(n.kinds)]
        score -= LEFT * (len(unlisted) + (MISSING in unsaid))
        return Ranked(question, score, values, (*missing,), (*over,), (*unsaid, *unlisted))


def _worth(name: Spotted, meant: Meaning) -> float:
    if name.strong:
        as_country = meant.kind == "country" and name.of_kind("Organization") is not None
        is_less = any(m.whole for m in name.meanings)  # a part, where the whole is something else
        return (WHOLE if meant.whole else COMMON if is_less else PART) + COUNTRY * as_country
    return COMMON if meant.whole and not (name.common and meant.kind in THINGS) else WEAK


def _value(name: Spotted, meant: Meaning) -> Argument:
    as_typed = meant.whole and meant.kind in THINGS and len(min(name.typed.split(), key=len)) > 1
    return Argument(meant.value, name.typed if as_typed else meant.label)
