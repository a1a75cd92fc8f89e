"""People whom a printed name may mean: never by the name alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from atgraph.curate.reconcile.open_names import Corpus, OpenName, StatedPost
from atgraph.curate.reconcile.words import Vocabulary
from atgraph.data.names import key
from atgraph.data.registry.model import PERSON
from atgraph.text import clip

LOOKED_AT = 40  # names that share most words with the printed one
# What the name counts, and what is added for what else is the same.
OF_NAME, POST, BODY, EVENT = 0.6, 0.35, 0.25, 0.2
# How far the names, and the titles, of one person agree at least.
SAME_PERSON, SAME_TITLE = 0.85, 0.85
Scored = dict[str, tuple[float, tuple[str, ...]]]  # identity → score and reasons


@dataclass
class PeopleMatcher:
    """The people of the registry, their names and what is printed of them."""

    corpus: Corpus
    names: Sequence[tuple[str, str, str]] = field(repr=False)  # name, its key, who holds it
    keys: Mapping[str, Sequence[int]] = field(repr=False)
    words: Vocabulary = field(repr=False)

    def scored(self, printed: OpenName) -> Scored:
        """Return the people for whom more than the name speaks."""
        wanted = key(printed.name)
        alike: dict[str, tuple[float, str]] = {}
        numbers = [*self.keys.get(wanted, ()), *self.words.sharing(wanted, LOOKED_AT)]
        for name, found, identity in (self.names[number] for number in dict.fromkeys(numbers)):
            if self.corpus.registry.classes[identity] != PERSON:
                continue
            score = 1.0 if found == wanted else _same_person(wanted, found)
            if score >= SAME_PERSON and score > alike.get(identity, (0.0, ""))[0]:
                reason = "the same name" if found == wanted else f"the name is like “{name}”"
                alike[identity] = score, reason
        scored = {}
        for identity, (score, reason) in alike.items():
            if more := list(self._of_person(identity, printed)):
                points = OF_NAME * score + sum(points for points, _ in more)
                scored[identity] = points, (reason, *(words for _, words in more))
        return scored

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
        one, other = (
            self.corpus.identity_of(p.programme, p.session, p.organization or p.title)
            for p in (mine, theirs)
        )  # a title may imply a body
        if one and one == other:
            return f"the same body, {self._label(one)}, under another name"
        for inner, outer in ((one, other), (other, one)):
            if inner and outer and outer in self.above(inner):
                return f"{self._label(inner)} is within {self._label(outer)}"
        return ""

    def _label(self, identity: str) -> str:
        return clip(self.corpus.registry.identities[identity].label)

    def above(self, identity: str) -> list[str]:
        """Return all that an identity is within, near ones first."""
        registry, front = self.corpus.registry, [identity]
        found: dict[str, None] = {}
        for one in front:
            within = [fact.is_ for fact in registry.parents.get(one, ())]
            new = [i for i in within if i in registry.identities and i not in found]
            found.update(dict.fromkeys(new))
            front += new
        return list(found)


def _same_title(mine: StatedPost, theirs: StatedPost) -> bool:
    if not (mine.title and theirs.title):
        return False
    return fuzz.token_sort_ratio(key(mine.title), key(theirs.title)) >= 100 * SAME_TITLE


def _same_person(one: str, other: str) -> float:
    """Return how far two keys may be one person's name.

    The letters in any order of words, or an initial for a given name.
    """
    letters = fuzz.token_sort_ratio(one, other) / 100
    mine, yours = sorted((one.split(), other.split()), key=len)
    rest = list(yours)
    for word in mine:
        twin = next((w for w in rest if w == word), None) or next(
            (w for w in rest if len(min(w, word, key=len)) == 1 and w[0] == word[0]), None
        )
        if twin is None:
            return letters
        rest.remove(twin)
    full = {w for w in mine if len(w) > 1} & set(yours)
    return max(letters, 0.9) if full and len(mine) > 1 else letters


def _place(post: StatedPost) -> str:
    return f"{post.session} of {post.programme}" if post.session else post.programme
