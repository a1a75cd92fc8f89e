"""Names that nothing resembles, each with what it seems to be: taken as new in one go."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atgraph.curate.ingest.word_lists import every
from atgraph.curate.reconcile.decision_file import NEW, Judgement
from atgraph.curate.reconcile.decisions import WrittenDecisions, write_decisions
from atgraph.curate.reconcile.guesses import (
    BODY,
    PERSON,
    Guess,
    guess_body_of_title,
    guess_kind,
    guess_type,
)
from atgraph.curate.reconcile.held_names import HeldNames
from atgraph.curate.reconcile.matching import Matcher
from atgraph.curate.reconcile.new_records import fitting_kinds, kind_label
from atgraph.curate.reconcile.open_names import TITLE, Corpus, OpenName
from atgraph.data.names import key
from atgraph.data.registry.model import NONE
from atgraph.data.slugs import slug
from atgraph.errors import NotFoundError
from atgraph.text import clip, did_you_mean

NOTHING_LIKE = "nothing in the registry resembles the name"
NO_BODY = "the title names no body, and nothing that the registry holds"
TWO_PEOPLE = "printed with other posts in other sessions: may be two people"
WHOLE = 0.8  # from how much on two new bodies' names are so alike that somebody must look


@dataclass(frozen=True)
class NewName:
    """A printed name that nothing resembles: of what kind and type its bearer seems to be."""

    printed: OpenName
    kind: Guess
    type: Guess

    @property
    def lacks_type(self) -> bool:
        """Whether it is a body of which no word tells the type."""
        return self.kind.value == BODY and not self.type.value

    @property
    def is_title(self) -> bool:
        """Whether it is a title that names no body."""
        return self.printed.rule == TITLE and not self.kind.value

    def described(self, corpus: Corpus) -> str:
        """Say what it seems to be, and by which words."""
        if self.is_title:
            return "a title that names no body"
        kind = kind_label(corpus, self.kind.value)
        if self.lacks_type:
            return f"{kind}: no word tells its type"
        if self.type.value:
            return f"{kind}: {self.type.value} ({self.type.why})"
        return f"{kind} ({self.kind.why})" if self.kind.why else kind

    def judgement(self, other_type: str = "") -> Judgement:
        """Return the decision that it is new, or a title that implies no body."""
        keys = {"programme": self.printed.programme, "name": self.printed.name}
        if self.is_title:
            return Judgement.model_validate({**keys, "is": NONE, "reason": NO_BODY})
        type_ = (self.type.value or other_type) if self.kind.value == BODY else ""
        keys |= {"is": NEW, "kind": self.kind.value, "type": type_, "reason": NOTHING_LIKE}
        return Judgement.model_validate(keys)


@dataclass(frozen=True)
class NewNames:
    """The open names that nothing resembles, and why each of the others is to be looked at."""

    new: tuple[NewName, ...]
    left: tuple[tuple[OpenName, str], ...]


def find_new(corpus: Corpus, programmes: Iterable[str] = (), leave: Sequence[str] = ()) -> NewNames:
    """Tell the names that nothing in the registry resembles from those to be looked at.

    Of several new names that are like each other, as “IOM” and what it stands for, the longest is
    new and the others are looked at: once it is in the registry, they come with it. What ``leave``
    names is left; it is a NotFoundError if no open name is called so, for a slip leaves nobody out.
    """
    names = corpus.open_names(programmes)
    _check_left(leave, [printed.name for printed in names])
    matcher, taken, kept = Matcher(corpus), HeldNames(), {key(name) for name in leave}
    found, left = dict[int, NewName](), dict[int, str]()
    for number in sorted(range(len(names)), key=lambda n: -len(key(names[n].name).split())):
        printed = names[number]
        new = guess(corpus, printed)
        why = "left out" if key(printed.name) in kept else _doubt(printed, new, matcher, taken)
        if why:
            left[number] = why
            continue
        found[number] = new
        if not new.is_title:
            taken.add(str(number), [printed.name], is_person=new.kind.value == PERSON)
    return NewNames(
        tuple(found[n] for n in sorted(found)),
        tuple((names[n], left[n]) for n in sorted(left)),
    )


def _check_left(leave: Iterable[str], known: Sequence[str]) -> None:
    keys = set(map(key, known))
    for name in leave:
        if key(name) not in keys:
            hint = did_you_mean(name, known, "`atgraph reconcile` lists the open names")
            raise NotFoundError(f"no open name is {clip(name)}, so nothing was done; {hint}")


def guess(corpus: Corpus, printed: OpenName) -> NewName:
    """Say what a new name seems to be: its kind where several fit, and the type of a body."""
    if printed.rule == TITLE:
        body = guess_body_of_title(printed.name)
        return NewName(printed, Guess(BODY if body.value else ""), body)
    fitting = fitting_kinds(corpus, printed)
    kind = Guess(fitting[0]) if len(fitting) == 1 else guess_kind(printed.name, fitting)
    return NewName(printed, kind, guess_type(printed.name) if kind.value == BODY else Guess())


def take_new(
    corpus: Corpus, names: Sequence[NewName], day: dt.date, other_type: str = ""
) -> WrittenDecisions:
    """Write that names are new, all or none; ``other_type`` is of bodies that no word tells.

    The errors are those of `write_decisions`.
    """
    programmes = dict.fromkeys(new.printed.programme for new in names)
    return write_decisions(corpus, [new.judgement(other_type) for new in names], day, programmes)


def _doubt(printed: OpenName, new: NewName, matcher: Matcher, taken: HeldNames) -> str:
    """Return why a curator must look at a name; nothing where it can be taken as new."""
    if candidates := matcher.candidates(printed):
        first = candidates[0]
        return f"{first.label} ({first.id})? {first.reasons[0]}"
    for identity, why in matcher.namesakes(printed).items():
        return f"{identity}: {why}"
    if new.is_title:
        return "the title names a body" if every("organizations").any_of(printed.name) else ""
    if not new.kind.value or not slug(printed.name):
        return "no id can be made of it" if new.kind.value else "no word tells its kind"
    return TWO_PEOPLE if printed.may_be_two else _like_another(new, taken)


def _like_another(new: NewName, taken: HeldNames) -> str:
    """Return how a name is like one that is new too."""
    name = new.printed.name
    if new.kind.value == PERSON:
        reasons = [likeness.reason for _, likeness in taken.people_like(name) if likeness.score]
    else:
        reasons = [reason for _, _, reason in taken.bodies_like(name, WHOLE)]
        reasons += [f"“{longer}” begins with it" for longer in taken.holding(name)]
    return f"also new: {reasons[0]}" if reasons else ""
