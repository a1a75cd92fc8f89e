"""What commas cut, put together again where they stand inside a name: “Labour, Youth and Sport”.

Each way of putting the pieces together is scored by what speaks for every part; the best wins.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from atgraph.curate.ingest.decoding import NEVER
from atgraph.curate.ingest.segment_kinds import SHORT_FORM, SegmentKinds, is_closed
from atgraph.curate.ingest.word_lists import every, is_place, with_forms, words_of

MOST, LONGEST = 8, 6  # pieces of a name; words of one of them
OWN = 1.0  # a post, a body or a place by its words
LISTED = 0.6  # in a list of bodies, a piece that has no word of one
JOINED = 0.3  # pieces of which the last two are joined by “and”
FIELD, MEMBER = 0.9, 0.4  # each of them: what ministries are for; anything else
ATTACHED = 3.0  # “Hoch-, Tief- und Gleisbau”, “Brightwear, Ltd.”
FEWEST_INITIALS = 3  # of words that a short form shortens
UNLIKE = 0.25  # a word more or less than the shortest has
INSIDE = r"^(?:{and})\s+|\s+(?:{and})\s+"


class Enumerations:
    """Puts pieces together; ``listed`` says that each may be a body without a word of one."""

    def __init__(self, kinds: SegmentKinds, listed: bool = False) -> None:
        self.kinds, self.listed = kinds, listed
        self._and = with_forms(INSIDE)

    def join(self, pieces: Sequence[str]) -> list[str]:
        """Return the pieces, those of one name as one."""
        best: list[tuple[float, int]] = [(0.0, 0)]  # of the pieces up to each: score, last start
        for end in range(1, len(pieces) + 1):
            starts = range(end - 1, max(-1, end - 1 - MOST), -1)
            scored = ((best[at][0] + self.score(pieces[at:end]), at) for at in starts)
            best.append(max(scored, key=lambda one: one[0]))  # the first of equals joins least
        joined: list[str] = []
        end = len(pieces)
        while end:
            start = best[end][1]
            joined.append(", ".join(pieces[start:end]))
            end = start
        return joined[::-1]

    def part(
        self, pieces: Sequence[str], mark: re.Pattern[str], is_own: Callable[[str], bool]
    ) -> Iterator[str]:
        """Cut at an “and” behind a name with commas: “Ministry of A, B and C | and the Bank”."""
        bare = [*map(self.kinds.without_article, pieces)]
        for at, piece in enumerate(pieces):
            start = 0
            for found in mark.finditer(piece) if at else ():
                left = piece[start : found.start()]
                name = self.kinds.without_article(mark.split(piece[found.end() :])[0])
                own = self.kinds.is_body(name) or is_own(name.strip(" ."))
                if own and is_closed(left) and self.join([*bare[:at], left])[-1] != left:
                    yield left
                    start = found.end()
            yield piece[start:]

    def score(self, pieces: Sequence[str]) -> float:
        """Return how much speaks for pieces as one."""
        first, *rest = pieces
        if not rest:
            return self._score_alone(first)
        alone, last = len(rest) == 1, rest[-1].rstrip(".").casefold()
        if alone and (last in every("company_forms").exact or every("especially").begins(last)):
            return ATTACHED
        if self._is_shortened(first, rest[-1]):
            return ATTACHED + len(rest)
        members = [*rest[:-1], *filter(None, map(str.strip, self._and.split(rest[-1])))]
        if any(member.endswith("-") for member in (first, *rest[:-1])):
            return ATTACHED
        if len(members) == len(rest) and not self._and.match(rest[-1]):
            return OWN + MEMBER if self._go_on_in_genitive(first, rest) else NEVER
        if not self.kinds.is_post_or_body(first):
            return self._with_body_last(first, members)
        if any(map(self._is_own, members)) or not self._is_open(first, members):
            return NEVER
        fields = (self.kinds.words["fields"].any_of(self._head(member)) for member in members)
        return OWN + JOINED + sum(FIELD if field else MEMBER for field in fields)

    def _is_shortened(self, first: str, last: str) -> bool:
        """Whether letters at the end begin as the first words do: “… and Allied Workers (IUF)”."""
        short, initials = SHORT_FORM.search(last), [w[0] for w in words_of(first) if w[0].isupper()]
        if short is None or len(initials) < FEWEST_INITIALS or not self._and.search(last):
            return False
        return short["short"].startswith("".join(initials))

    def _score_alone(self, piece: str) -> float:
        bare = self.kinds.without_article(self._and.sub("", piece, 1))
        if self.kinds.is_post_or_body(piece) or is_place(piece, self.kinds.words):
            return OWN
        named = [part for part in self._and.split(bare) if part[:1].isupper()]
        return LISTED * len(named) if self.listed else 0.0

    def _head(self, member: str) -> str:
        return self.kinds.of.split(self.kinds.without_article(member))[0]

    def _is_own(self, member: str) -> bool:
        head = self._head(member)
        fields, kinds = self.kinds.words["fields"], self.kinds.words["organizations"]
        *others, last = words_of(head) or [""]
        if last in fields and all(w in fields and last not in kinds for w in others):
            return False  # “Justice”, “Social Affairs”
        return self.kinds.is_post_or_body(head) or is_place(head, self.kinds.words)

    def _is_open(self, first: str, members: Sequence[str]) -> bool:
        """Whether a name can go on: “Office of A”, or a body that goes on in small letters."""
        _, *of = self.kinds.of.split(first)
        if of:
            return not is_place(self.kinds.without_article(of[-1]), self.kinds.words)
        if members[-1].rstrip(".").casefold() in every("company_forms").exact:
            # “Cabinet Durand, Lefèvre et Associés”, not “Partner, Lund & Sons”
            return self.kinds.is_body(first)
        _, *words = words_of(first)
        small = all(self.kinds.without_article(one)[:1].islower() for one in members)
        on = any(word in self.kinds.words["common"].exact for word in words)  # “Committee on …”
        return (small or on) and self.kinds.is_body(first)

    def _go_on_in_genitive(self, first: str, rest: Sequence[str]) -> bool:
        """Whether it is “Ministère de l’Intérieur, de la Sécurité” without an “and”."""
        genitive = with_forms(r"(?:{genitive})(?:\s|(?<=['’]))", self.kinds.words)
        follows = all(one[:1].islower() and genitive.match(one) for one in rest)
        return follows and self.kinds.of.search(first) is not None

    def _with_body_last(self, first: str, members: Sequence[str]) -> float:
        """Score “Hmong, Karen and Lao Community Center”: the kind of body ends it."""
        *inner, last = members
        kinds = self.kinds.words["organizations"]
        shorts = [len(words_of(one)) for one in (first, *inner)]
        ends = words_of(last)[-1:]
        named = all(one[:1].isupper() and not self._is_own(one) for one in (first, *inner))
        is_kind = any(word in kinds for word in ends)
        if self.listed or not named or not is_kind or max(shorts) > 2:
            return NEVER
        return OWN + MEMBER - UNLIKE * (sum(shorts) - len(shorts) * min(shorts))
