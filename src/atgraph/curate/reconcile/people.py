"""People whom a printed name may mean: never by the name alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from atgraph.curate.reconcile.printed import Post, Printed, Scene
from atgraph.curate.reconcile.words import Vocabulary
from atgraph.data.names import key
from atgraph.data.registry.model import PERSON
from atgraph.text import clip

LOOKED_AT = 40  # names that share most words with the printed one
OF_NAME, POST, BODY, EVENT = (
    0.6,
    0.35,
    0.25,
    0.2,
)  # what the name counts, and what is added for what else is the same
SAME_PERSON, SAME_TITLE = (
    0.85,
    0.85,
)  # how far the names, and the titles, of one person agree at least


@dataclass
class People:
    """The people of the registry, their names and what is printed of them."""

    scene: Scene
    names: Sequence[tuple[str, str, str]] = field(repr=False)  # name, its key, who holds it
    keys: Mapping[str, Sequence[int]] = field(repr=False)
    words: Vocabulary = field(repr=False)

    def scored(self, printed: Printed) -> dict[str, tuple[float, tuple[str, ...]]]:
        """Return person → score and reasons, for whom more than the name speaks."""
        wanted = key(printed.name)
        alike: dict[str, tuple[float, str]] = {}
        for number in dict.fromkeys(
            [*self.keys.get(wanted, ()), *self.words.sharing(wanted, LOOKED_AT)]
        ):
            name, found, identity = self.names[number]
            if self.scene.registry.classes[identity] != PERSON:
                continue
            score = 1.0 if found == wanted else _same_person(wanted, found)
            if score >= SAME_PERSON and score > alike.get(identity, (0.0, ""))[0]:
                alike[identity] = (
                    score,
                    "the same name" if found == wanted else f"the name is like “{name}”",
                )
        scored = {}
        for identity, (score, reason) in alike.items():
            if more := list(self._of_person(identity, printed)):
                scored[identity] = (
                    OF_NAME * score + sum(points for points, _ in more),
                    (reason, *(words for _, words in more)),
                )
        return scored

    def _of_person(self, identity: str, printed: Printed) -> Iterator[tuple[float, str]]:
        """Yield what speaks for a person besides the name: points, and words."""
        pairs = [
            (mine, theirs)
            for theirs in self.scene.posts.get(identity, ())
            for mine in printed.posts
        ]
        for mine, theirs in pairs:
            if (
                mine.title
                and theirs.title
                and fuzz.token_sort_ratio(key(mine.title), key(theirs.title)) >= 100 * SAME_TITLE
            ):
                yield POST, f"the same post, {clip(theirs.title)}, in {_place(theirs)}"
                break
        for mine, theirs in pairs:
            if body := self._same_body(mine, theirs):
                yield BODY, f"{body}, in {_place(theirs)}"
                break
        if name := self.scene.present.get(printed.programme, {}).get(identity):
            yield EVENT, f"this programme prints “{name}” too"

    def _same_body(self, mine: Post, theirs: Post) -> str:
        if mine.organization and key(mine.organization) == key(theirs.organization):
            return f"the same body, {clip(theirs.organization)}"
        one, other = (
            self.scene.settled(p.programme, p.session, p.organization or p.title)
            for p in (mine, theirs)
        )  # a title may imply a body
        if one and one == other:
            return f"the same body, {clip(self._label(one[0]))}, under another name"
        for inner, outer in ((one, other), (other, one)):
            if inner and outer and outer[0] in self._all_above(inner[0]):
                return f"{clip(self._label(inner[0]))} is within {clip(self._label(outer[0]))}"
        return ""

    def _label(self, identity: str) -> str:
        return self.scene.registry.identities[identity].label

    def _all_above(self, identity: str) -> set[str]:
        """Return all that an identity is within."""
        registry, found, front = self.scene.registry, set[str](), [identity]
        while front:
            above = {
                f.is_ for f in registry.parents.get(front.pop(), ())
            } & registry.identities.keys() - found
            found |= above
            front += above
        return found


def _same_person(one: str, other: str) -> float:
    """Return how far two keys may be one person's name: letters in any order of words, or an initial for a given name."""
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


def _place(post: Post) -> str:
    return f"{post.session} of {post.programme}" if post.session else post.programme
