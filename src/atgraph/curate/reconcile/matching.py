"""Candidates for a printed name, each with a score and its reasons in words.

A body may be found by its name alone. A person never is: somebody of the same name is a candidate
only where something else that is printed speaks for it: the same post, the same body, or another
form of the name in the same programme.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from atgraph.curate.reconcile.held_names import LISTED, SAME_WORDS, Found, HeldNames
from atgraph.curate.reconcile.open_names import TITLE, Corpus, OpenName, StatedPost
from atgraph.curate.reconcile.words import forms, phrases
from atgraph.data.names import key
from atgraph.data.registry.model import PERSON
from atgraph.rdf.namespaces import LABEL
from atgraph.text import clip, fold

SURE = 0.99  # the greatest score of a candidate
NAMED_IN_TITLE, SHARED = 0.7, 0.5
# What is added for a body: it is within one that is printed; it is in the programme; it was
# decided so elsewhere.
WITHIN, PRESENT, DECIDED = 0.1, 0.03, 0.3
# Of a person: what the name counts, and what is added for what else is the same; how far the
# titles of one person agree at least.
OF_NAME, POST, BODY, EVENT = 0.6, 0.35, 0.25, 0.2
SAME_TITLE = 0.85
NAMESAKES = 5  # that are told
TOO_LITTLE = "nothing else that is printed speaks for it, and a name alone is no reason"


@dataclass(frozen=True)
class Candidate:
    """An identity that may be meant: how much speaks for it, from 0 to 1, and what."""

    id: str
    label: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    unsure: str = ""  # why a curator could not tell


class Matcher:
    """The names of the registry, made ready to be compared with thousands of printed ones."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.index, registry = corpus, HeldNames(), corpus.registry
        self._parents: dict[str, list[tuple[str, set[str]]]] = {}
        for identity in registry.identities.values():
            is_person = registry.classes[identity.id] == PERSON
            short = map(fold, identity.acronyms)
            self.index.add(identity.id, identity.all_names(), short, is_person=is_person)
        self.decided: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for decision in registry.decisions:
            if decision.name and decision.is_ not in ("", "none"):
                place = " of ".join(filter(None, (decision.session, decision.programme)))
                reason = f"decided so in {place}: {decision.reason}"
                known = registry.known_as(decision.is_)
                self.decided[fold(decision.name)].append((known, reason))

    def candidates(self, printed: OpenName, most: int = 5) -> list[Candidate]:
        """Return whom a name may stand for, the likeliest first, without those ruled out."""
        registry, found = self.corpus.registry, []
        for identity, score, reasons in self._scored(printed):
            judged = [
                registry.judged.get((printed.programme, m.session, printed.name), {}).get(identity)
                for m in printed.mentions
            ]
            if score >= LISTED and not any(d and d.is_not for d in judged):
                unsure = next((d.reason for d in judged if d), "")
                label, rounded = registry.identities[identity].label, round(min(score, SURE), 2)
                kind = self.corpus.ontology.value(registry.classes[identity], LABEL.value)
                found.append(Candidate(identity, label, kind, rounded, reasons, unsure))
        return sorted(found, key=lambda c: (-c.score, c.id))[:most]

    def namesakes(self, printed: OpenName) -> dict[str, str]:
        """Return the people whose name is like a printed one, and why that is too little.

        One who shares a given name alone is told only where the post or the body is the same too.
        """
        if not printed.is_person:
            return {}
        listed = {c.id for c in self.candidates(printed, most=100)}
        found: dict[str, str] = {}
        for identity, likeness in self.index.people_like(printed.name):
            if identity not in listed and self._is_person(identity):
                if likeness.score:
                    found[identity] = f"{likeness.reason}, but {TOO_LITTLE}"
                elif also := [
                    why for more, why in self._of_person(identity, printed) if more > EVENT
                ]:
                    given = f"shares only the given name “{likeness.given}”"
                    found.setdefault(identity, f"{given}, which joins nobody; {also[0]}")
        return dict(sorted(found.items())[:NAMESAKES])

    def _is_person(self, identity: str) -> bool:
        return self.corpus.registry.classes[identity] == PERSON

    def _scored(self, printed: OpenName) -> Iterator[tuple[str, float, tuple[str, ...]]]:
        """Yield whom a name may mean, with score and reasons; a person never by the name alone."""
        is_person = printed.is_person
        best: dict[str, tuple[float, str]] = {}
        for identity, score, reason in (self._people if is_person else self._bodies)(printed):
            if score > best.get(identity, (0.0, ""))[0]:
                best[identity] = score, reason
        beside = {key(form) for name in printed.beside for form in forms(name)}
        inside = {*phrases(key(printed.name).split())}
        for identity, (score, reason) in best.items():
            of_body = self._of_body(identity, printed, beside, inside)
            more = list(self._of_person(identity, printed) if is_person else of_body)
            if more or not is_person:
                points = score + sum(points for points, _ in more)
                yield identity, points, (reason, *(words for _, words in more))

    # --- people ---

    def _people(self, printed: OpenName) -> Found:
        """Yield the people who have the name, or one like it."""
        for identity, likeness in self.index.people_like(printed.name):
            if likeness.score and self._is_person(identity):
                yield identity, OF_NAME * likeness.score, likeness.reason

    def _of_person(self, identity: str, printed: OpenName) -> Iterator[tuple[float, str]]:
        """Yield what speaks for a person besides the name: points, and words."""
        held = self.corpus.posts.get(identity, ())
        pairs = [(mine, theirs) for theirs in held for mine in printed.posts]
        if post := next((theirs for mine, theirs in pairs if _same_title(mine, theirs)), None):
            yield POST, f"the same post, {clip(post.title)}, in {_place(post)}"
        for mine, theirs in pairs:
            if body := self._same_body(mine, theirs):
                yield BODY, f"{body}, in {_place(theirs)}"
                break
        if name := self.corpus.present.get(printed.programme, {}).get(identity):
            yield EVENT, f"this programme prints “{name}” too"

    def _same_body(self, mine: StatedPost, theirs: StatedPost) -> str:
        if mine.organization and key(mine.organization) == key(theirs.organization):
            return f"the same body, {clip(theirs.organization)}"
        one, other = (  # a title may imply a body
            self.corpus.identity_of(p.programme, p.session, p.organization or p.title)
            for p in (mine, theirs)
        )
        if one and one == other:
            return f"the same body, {self._label(one)}, under another name"
        for inner, outer in ((one, other), (other, one)):
            if inner and outer and outer in self._all_above(inner):
                return f"{self._label(inner)} is within {self._label(outer)}"
        return ""

    def _label(self, identity: str) -> str:
        return clip(self.corpus.registry.identities[identity].label)

    def _all_above(self, identity: str) -> list[str]:
        """Return all that an identity is within, near ones first."""
        registry, found = self.corpus.registry, list[str]()
        for one in itertools.chain([identity], found):  # which grows on the way
            within = (fact.is_ for fact in registry.parents.get(one, ()))
            known = dict.fromkeys(i for i in within if i in registry.identities)
            found += [i for i in known if i not in found]
        return found

    # --- bodies and things ---

    def _bodies(self, printed: OpenName) -> Found:
        """Yield whom a name may mean that holds it, or is of a kind that may stand there."""
        for identity, score, reason in self._by_name(printed):
            fits = identity in printed.holders
            if not printed.holders:
                above = self.corpus.ontology.supers(self.corpus.registry.classes[identity])
                fits = not set(printed.kinds).isdisjoint(above)
            if fits:
                yield identity, score, reason

    def _by_name(self, printed: OpenName) -> Found:
        """Yield whom a name may mean, for each way in which it may."""
        for identity in printed.holders:
            yield identity, SHARED, "holds this name, as others do"
        for identity, reason in self.decided.get(printed.name, ()):
            yield identity, 2 * DECIDED, reason
        if printed.rule == TITLE:
            yield from self._in_title(printed.name)
            return
        for form in forms(printed.name):
            yield from self.index.short(form)
            for held, score, reason in self.index.alike(form):
                yield held[2], score, reason
                if score < SAME_WORDS:
                    above = self._above(held[2])
                    yield from self.index.with_parent(key(form), held, above, printed.beside)
        yield from self.index.in_part(printed.name)

    def _in_title(self, title: str) -> Found:
        """Yield the bodies that a title names, and those of whose name it holds most words."""
        words = key(title).split()
        for phrase in phrases(words):
            length = len(phrase.split())
            for name, _, identity in self.index.keys.get(phrase, ()):
                if length > 1 or name in title.split():
                    score = NAMED_IN_TITLE + 0.02 * min(length, 10)
                    yield identity, score, f"the title names “{name}”"
        for name, found, identity in self.index.sharing(key(title), self.index.words):
            weights = {word: self.index.words.weight(word) for word in found.split()}
            held = sum(weight for word, weight in weights.items() if word in words)
            share = held / (sum(weights.values()) or 1)
            if 0.5 <= share < 1 and len(weights) > 1:
                score = NAMED_IN_TITLE * share + 0.15
                yield identity, score, f"the title holds most words of “{name}”"

    def _of_body(
        self, identity: str, printed: OpenName, beside: set[str], inside: set[str]
    ) -> Iterator[tuple[float, str]]:
        """Yield what else speaks for a body: points, and words."""
        for parent, names in self._above(identity):
            if printed_with := names & (beside | inside):
                where = "its record prints" if printed_with & beside else "the name holds"
                yield WITHIN, f"is within “{parent}”, which {where} too"
                break
        if name := self.corpus.present.get(printed.programme, {}).get(identity):
            yield PRESENT, f"the programme names it elsewhere, as “{name}”"
        if not printed.holders and printed.rule != TITLE:
            decided = self.decided.get(printed.name, ())
            yield from [(DECIDED, reason) for other, reason in decided if other == identity][:1]

    def _above(self, identity: str) -> list[tuple[str, set[str]]]:
        """Return what an identity is within, near ones first: its shortest name, and all keys."""
        if identity not in self._parents:
            identities = self.corpus.registry.identities
            above = [i for i in self._all_above(identity) if i != identity]
            names = [identities[one].all_names() for one in above]
            self._parents[identity] = [(min(n, key=len), set(map(key, n))) for n in names]
        return self._parents[identity]


def _same_title(mine: StatedPost, theirs: StatedPost) -> bool:
    alike = fuzz.token_sort_ratio(key(mine.title), key(theirs.title))
    return bool(mine.title and theirs.title) and alike >= 100 * SAME_TITLE


def _place(post: StatedPost) -> str:
    return f"{post.session} of {post.programme}" if post.session else post.programme
