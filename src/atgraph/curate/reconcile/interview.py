"""Whom open names mean, asked for one by one; those that nothing resembles all at once."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from atgraph.curate.reconcile.decision_file import NEW, Judgement
from atgraph.curate.reconcile.decisions import write_decisions
from atgraph.curate.reconcile.guesses import BODY, Guess, guess_type
from atgraph.curate.reconcile.matching import Candidate, Matcher
from atgraph.curate.reconcile.name_lines import iter_name_lines, iter_new_lines
from atgraph.curate.reconcile.new_names import NOTHING_LIKE, find_new, guess, take_new
from atgraph.curate.reconcile.new_records import fitting_kinds, known_types
from atgraph.curate.reconcile.open_names import TITLE, Corpus, OpenName
from atgraph.data.registry.model import NONE
from atgraph.errors import AtgraphError
from atgraph.text import did_you_mean

HELP = (
    "1 same as the first · n1 not the same · u1 unsure · =ID same as another · new · "
    "all (as new: what nothing resembles) · none (no body) · Enter later · q stop"
)
NO_REASON = "nothing was written: say why, so that a stranger can check it and it can be taken back"
REPLY = re.compile(r"(?P<how>[nu]?)\s*(?P<number>\d+)|=\s*(?P<id>\S+)|(?P<word>new|none)")
RANGE = re.compile(r"(\d+)(?:[-–](\d+))?")
ALL = "all"
KEYS = {"": "is", "n": "is_not", "u": "unsure"}
Ask = Callable[[str], str]
Tell = Callable[[str], None]


def interview(
    corpus: Corpus, programmes: Iterable[str], day: dt.date, ask: Ask, tell: Tell
) -> None:
    """Ask for each open name who is meant, and write each answer at once.

    ``ask`` shows a prompt and returns what was typed, or raises EOFError where nothing more comes;
    ``tell`` shows a line.
    """
    asked = _Interview(corpus, tuple(programmes), day, ask, tell)
    with suppress(EOFError):
        asked.hold()


@dataclass
class _Interview:
    """The corpus as it stands after each answer, and how to ask."""

    corpus: Corpus
    programmes: tuple[str, ...]
    day: dt.date
    ask: Ask
    tell: Tell

    def hold(self) -> None:
        names = self.corpus.open_names(self.programmes)
        if not names:
            return
        self.tell(HELP)
        if (several := len(find_new(self.corpus, self.programmes).new)) > 1:
            self.tell(f"{several} names resemble nothing in the registry: all lists them to be new")
        for number, name in enumerate(names, 1):
            if number > 1 and not self._is_open(name):
                continue
            self.tell("")
            self._ask_for(name, f"{number} of {len(names)}")

    def _is_open(self, name: OpenName) -> bool:
        """Whether a name waits still: another answer may have settled it."""
        session = name.mentions[0].session
        if name.rule == TITLE:
            return self.corpus.registry.decision(name.programme, session, name.name) is None
        return not self.corpus.identity_of(name.programme, session, name.name, *name.kinds)

    def _ask_for(self, name: OpenName, count: str) -> None:
        """Ask for one name until it is decided or put off."""
        while True:
            matcher = Matcher(self.corpus)
            near, namesakes = matcher.candidates(name), matcher.namesakes(name)
            for line in iter_name_lines(name, near, namesakes, count, self.corpus):
                self.tell(line)
            reply = self._reply()
            if reply == ALL:
                self._take_all()
                if not self._is_open(name):
                    return
                continue
            if not reply:
                return
            found = REPLY.fullmatch(reply)
            if found is None or (found["number"] and not 0 < int(found["number"]) <= len(near)):
                self.tell(f"not understood: {HELP}")
                continue
            is_like_nothing = not near and not namesakes
            if (judgement := self._judgement(found, name, near, is_like_nothing)) is None:
                self.tell(NO_REASON)
                continue
            try:
                write_decisions(self.corpus, [judgement], self.day, [name.programme])
            except AtgraphError as exc:
                self.tell(str(exc))
                continue
            self.corpus = self.corpus.with_registry_read()
            if judgement.is_:
                return

    def _reply(self, prompt: str = "> ") -> str:
        if (reply := self.ask(prompt).strip()) == "q":
            raise EOFError
        return reply

    def _judgement(
        self,
        found: re.Match[str],
        name: OpenName,
        candidates: Sequence[Candidate],
        is_like_nothing: bool,
    ) -> Judgement | None:
        """Ask for what a reply leaves open, and the reason; nothing without a reason."""
        chosen = candidates[int(found["number"]) - 1] if found["number"] else None
        key = KEYS[found["how"] or ""]
        other = chosen.id if chosen else found["id"] or {"new": NEW, "none": NONE}[found["word"]]
        more = self._kind_and_type(name) if other == NEW else {}
        reasons = "; ".join(chosen.reasons) if chosen and key == "is" else ""
        if other == NEW and is_like_nothing:
            reasons = NOTHING_LIKE
        reason = self.ask(f"reason{f' [{reasons}]' if reasons else ''}: ").strip() or reasons
        keys = {"programme": name.programme, "name": name.name, key: other, "reason": reason}
        return Judgement.model_validate(keys | more) if reason else None

    def _kind_and_type(self, name: OpenName) -> dict[str, str]:
        """Ask for the kind where several fit, and for the type of a body; Enter takes the guess."""
        new = guess(self.corpus, name)
        kinds = fitting_kinds(self.corpus, name)
        kind = new.kind.value
        if len(kinds) > 1:
            kind = self._choose("kind", new.kind, kinds)
        if kind != BODY:
            return {"kind": kind}
        told = new.type if new.kind.value == BODY else guess_type(name.name)
        return {"kind": kind, "type": self._choose("type", told, known_types(self.corpus))}

    def _choose(self, what: str, told: Guess, known: Sequence[str]) -> str:
        """Ask for one of some words; nothing where Enter is typed and nothing was guessed."""
        offer = f" [{told.value}{f': {told.why}' if told.why else ''}]" if told.value else ""
        while True:
            said = self._reply(f"{what}{offer}: ") or told.value
            if not said or said in known:
                return said
            others = f"use one of {', '.join(known)}"
            self.tell(f"{said} is no {what}; {did_you_mean(said, known, others, most=3)}")

    def _take_all(self) -> None:
        """List the names that nothing resembles, and take as new those that are not left out."""
        found = find_new(self.corpus, self.programmes)
        for line in iter_new_lines(found.new, self.corpus):
            self.tell(line)
        if not found.new:
            self.tell("nothing is left that resembles nothing")
            return
        reply = self._reply("Enter takes them as new; numbers leave some out, as in 2 5-7: ")
        if (numbers := _numbers(reply, len(found.new))) is None:
            self.tell("not understood, so nothing was written: numbers from the list, as in 2 5-7")
            return
        chosen = [new for number, new in enumerate(found.new, 1) if number not in numbers]
        other = Guess()
        type_ = ""
        if any(new.lacks_type for new in chosen):
            type_ = self._choose(
                "type of those that no word tells", other, known_types(self.corpus)
            )
        try:
            take_new(self.corpus, chosen, self.day, type_)
        except AtgraphError as exc:
            self.tell(str(exc))
        self.corpus = self.corpus.with_registry_read()


def _numbers(reply: str, most: int) -> set[int] | None:
    """Return the numbers of a list such as “2 5-7”; None where it is no such list."""
    found = set[int]()
    for part in reply.replace(",", " ").split():
        if not (match := RANGE.fullmatch(part)):
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last <= most:
            return None
        found |= set(range(first, last + 1))
    return found
