"""Candidates for a printed name, each with a score and its reasons in words.

A body may be found by its name alone. A person never is: somebody of the same name is a candidate
only where something
else that is printed speaks for it: the same post, the same body, or another form of the name in the
same programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from atgraph.curate.reconcile.people import People
from atgraph.curate.reconcile.printed import TITLE, Printed, Scene
from atgraph.curate.reconcile.words import (
    Vocabulary,
    agreement,
    forms,
    initials,
    is_acronym,
    letters_of,
    phrases,
)
from atgraph.data.names import key
from atgraph.data.registry.model import PERSON
from atgraph.text import fold

LOOKED_AT = 40  # names that share most words with the printed one
LISTED, SURE = 0.55, 0.99  # the least and the greatest score of a candidate
SAME_WORDS, ACRONYM, INITIALS, NAMED_IN_TITLE, SHARED = 0.97, 0.9, 0.75, 0.7, 0.5
WITHIN, PRESENT, DECIDED = (
    0.1,
    0.03,
    0.3,
    # what is added for a body: it is within one that is printed; it is in the programme; it was decided
    # so elsewhere
)


@dataclass(frozen=True)
class Candidate:
    """An identity that may be meant: how much speaks for it, from 0 to 1, and what."""

    id: str
    label: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    unsure: str = ""  # why a curator could not tell


@dataclass
class Matcher:
    """The names of the registry, made ready to be compared with thousands of printed ones."""

    scene: Scene
    names: list[tuple[str, str, str]] = field(
        default_factory=list, repr=False
    )  # name, its key, who holds it
    words: Vocabulary = field(default_factory=Vocabulary, repr=False)
    people: Vocabulary = field(default_factory=Vocabulary, repr=False)
    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False)
    acronyms: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False)
    initials: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False)

    def __post_init__(self) -> None:
        registry = self.scene.registry
        for identity in registry.identities.values():
            is_person = registry.classes[identity.id] == PERSON
            short = {fold(acronym) for acronym in identity.acronyms}
            for name in identity.all_names():
                number, found = len(self.names), key(name)
                self.names.append((name, found, identity.id))
                self.keys[found].append(number)
                (self.people if is_person else self.words).add(number, found)
                if name in short or (is_acronym(name) and not is_person):
                    self.acronyms[letters_of(name)].append(number)
                for letters in () if is_person or name in short else initials(name):
                    self.initials[letters].append(number)
        self._people = People(self.scene, self.names, self.keys, self.people)
        self.decided: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for decision in registry.decisions:
            if decision.name and decision.is_ not in ("", "none"):
                place = (
                    f"{decision.session} of {decision.programme}"
                    if decision.session
                    else decision.programme
                )
                self.decided[fold(decision.name)].append(
                    (registry.known_as(decision.is_), f"decided so in {place}: {decision.reason}")
                )

    def candidates(self, printed: Printed, most: int = 5) -> list[Candidate]:
        """Return the identities that a printed name may stand for, the likeliest first; those that were ruled out are left out."""
        scored = self._people.scored(printed) if printed.is_person else self._bodies(printed)
        registry, found = self.scene.registry, []
        for identity, (score, reasons) in scored.items():
            judged = [
                registry.judged.get((printed.programme, p.session, printed.name), {}).get(identity)
                for p in printed.places
            ]
            if score >= LISTED and not any(d and d.is_not for d in judged):
                unsure = next((d.reason for d in judged if d), "")
                found.append(
                    Candidate(
                        identity,
                        registry.identities[identity].label,
                        self._kind(identity),
                        round(min(score, SURE), 2),
                        reasons,
                        unsure,
                    )
                )
        return sorted(found, key=lambda c: (-c.score, c.id))[:most]

    def namesakes(self, printed: Printed) -> list[str]:
        """Return the people of the same name for whom nothing else speaks: no candidates, and yet to be known."""
        listed = {c.id for c in self.candidates(printed, most=100)} if printed.is_person else set()
        same = (self.names[n][2] for n in self.keys.get(key(printed.name), ()))
        return (
            sorted({i for i in same if self.scene.registry.classes[i] == PERSON} - listed)
            if printed.is_person
            else []
        )

    def _kind(self, identity: str) -> str:
        return self.scene.ontology.value(
            self.scene.registry.classes[identity], "http://www.w3.org/2000/01/rdf-schema#label"
        )

    def _fits(self, identity: str, printed: Printed) -> bool:
        if printed.holders:
            return identity in printed.holders
        return not set(printed.kinds).isdisjoint(
            self.scene.ontology.supers(self.scene.registry.classes[identity])
        )

    # Bodies and things

    def _bodies(self, printed: Printed) -> dict[str, tuple[float, tuple[str, ...]]]:
        best: dict[str, tuple[float, str]] = {}
        for identity, score, reason in self._by_name(printed):
            if self._fits(identity, printed) and score > best.get(identity, (0.0, ""))[0]:
                best[identity] = score, reason
        beside = {key(form) for name in printed.beside for form in forms(name)}
        inside = {*phrases(key(printed.name).split())}
        scored = {}
        for identity, (score, reason) in best.items():
            more = list(self._around(identity, printed, beside, inside))
            scored[identity] = (
                score + sum(points for points, _ in more),
                tuple(filter(None, (reason, *(words for _, words in more)))),
            )
        return scored

    def _by_name(self, printed: Printed) -> Iterator[tuple[str, float, str]]:
        """Yield identity, score and reason, for each way in which its name may be meant."""
        yield from (
            (identity, SHARED, "holds this name, as others do") for identity in printed.holders
        )
        yield from (
            (identity, 2 * DECIDED, reason)
            for identity, reason in self.decided.get(printed.name, ())
        )
        if printed.rule == TITLE:
            yield from self._in_title(printed.name)
            return
        for form in forms(printed.name):
            yield from self._short(form)
            yield from self._alike(form, printed)

    def _short(self, form: str) -> Iterator[tuple[str, float, str]]:
        """Yield whose acronym a short name is, or whose initials; and who has the initials of a long one for acronym."""
        if is_acronym(form):
            for number in self.acronyms.get(letters_of(form), ()):
                yield self.names[number][2], ACRONYM, f"“{self.names[number][0]}” is its acronym"
            for number in self.initials.get(letters_of(form), ()):
                yield (
                    self.names[number][2],
                    INITIALS,
                    f"“{form}” are the initials of “{self.names[number][0]}”",
                )
            return
        for letters in initials(form):
            for number in self.acronyms.get(letters, ()):
                yield (
                    self.names[number][2],
                    INITIALS,
                    f"its acronym “{self.names[number][0]}” are the initials",
                )

    def _alike(self, form: str, printed: Printed) -> Iterator[tuple[str, float, str]]:
        """Yield whose name is like a longer one, whole or in most of its words."""
        if is_acronym(form) and letters_of(form) in self.acronyms:
            return
        wanted = key(form)
        numbers = [*self.keys.get(wanted, ()), *self.words.sharing(wanted, LOOKED_AT)]
        for number in dict.fromkeys(numbers):
            name, found, identity = self.names[number]
            if found == wanted:
                yield (
                    identity,
                    SAME_WORDS,
                    f"the same words as “{name}”, but for capitals, accents or punctuation",
                )
                continue
            score, only_here, only_there = agreement(wanted, found, self.words)
            reason = f"like “{name}” ({round(100 * score)} of 100{_words(only_here, only_there)})"
            yield identity, score * SAME_WORDS, reason
            yield from self._without_parent(wanted, found, name, identity, printed)

    def _without_parent(
        self, wanted: str, found: str, name: str, identity: str, printed: Printed
    ) -> Iterator[tuple[str, float, str]]:
        """Yield a unit whose name is printed with the name of what it is within, or without where that is printed beside."""
        beside = {key(b) for b in printed.beside}
        for parent, names in self._above(identity):
            for one in names:
                if (rest := _less(wanted, one)) and (
                    score := agreement(rest, found, self.words)[0]
                ) > LISTED:
                    yield (
                        identity,
                        score * SAME_WORDS,
                        f"like “{name}” ({round(100 * score)} of 100), printed with “{parent}”",
                    )
                if (
                    one in beside
                    and (rest := _less(found, one))
                    and (score := agreement(wanted, rest, self.words)[0]) > LISTED
                ):
                    yield (
                        identity,
                        score * SAME_WORDS,
                        f"like “{name}” ({round(100 * score)} of 100) without “{parent}”",
                    )

    def _in_title(self, title: str) -> Iterator[tuple[str, float, str]]:
        """Yield the bodies that a title names, and those of whose name it holds most that is rare."""
        words = key(title).split()
        for phrase in phrases(words):
            for number in self.keys.get(phrase, ()):
                name = self.names[number][0]
                if len(phrase.split()) > 1 or name in title.split():
                    yield (
                        self.names[number][2],
                        NAMED_IN_TITLE + 0.02 * min(len(phrase.split()), 10),
                        f"the title names “{name}”",
                    )
        for number in self.words.sharing(key(title), LOOKED_AT):
            name, found, identity = self.names[number]
            weights = {word: self.words.weight(word) for word in found.split()}
            share = sum(weight for word, weight in weights.items() if word in words) / (
                sum(weights.values()) or 1
            )
            if 0.5 <= share < 1 and len(weights) > 1:
                yield (
                    identity,
                    NAMED_IN_TITLE * share + 0.15,
                    f"the title holds most words of “{name}”",
                )

    def _around(
        self, identity: str, printed: Printed, beside: set[str], inside: set[str]
    ) -> Iterator[tuple[float, str]]:
        """Yield what else speaks for a body: points, and words."""
        for parent, names in self._above(identity):
            if printed_with := names & (beside | inside):
                where = "its record prints" if printed_with & beside else "the name holds"
                yield WITHIN, f"is within “{parent}”, which {where} too"
                break
        if name := self.scene.present.get(printed.programme, {}).get(identity):
            yield PRESENT, f"the programme names it elsewhere, as “{name}”"
        if printed.holders or printed.rule == TITLE:
            return
        for other, reason in self.decided.get(printed.name, ()):
            if other == identity:
                yield DECIDED, reason
                return

    def _above(self, identity: str) -> list[tuple[str, set[str]]]:
        """Return what an identity is within, near ones first: its shortest name, and the keys of all its names."""
        if identity not in self._parents:
            registry, found, front = self.scene.registry, dict[str, None](), [identity]
            for one in front:
                above = [
                    f.is_
                    for f in registry.parents.get(one, ())
                    if f.is_ in registry.identities and f.is_ not in found
                ]
                found.update(dict.fromkeys(above))
                front += above
            names = [registry.identities[i].all_names() for i in found if i != identity]
            self._parents[identity] = [(min(n, key=len), set(map(key, n))) for n in names]
        return self._parents[identity]

    _parents: dict[str, list[tuple[str, set[str]]]] = field(default_factory=dict, repr=False)


def _less(name: str, part: str) -> str:
    """Return a key without a part of it; nothing where the part is not in it, or is all of it."""
    padded = f" {name} "
    return padded.replace(f" {part} ", " ", 1).strip() if f" {part} " in padded else ""


def _words(only_here: list[str], only_there: list[str]) -> str:
    told = [
        f"{text} {', '.join(f'“{w}”' for w in words)}"
        for text, words in (("only here", only_here), ("only there", only_there))
        if words
    ]
    return "".join(f"; {part}" for part in told)
