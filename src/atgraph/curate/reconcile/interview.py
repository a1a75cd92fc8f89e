"""A curator is asked name by name; each answer is written at once, so that nothing is lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from atgraph.curate.reconcile.decision_file import NEW, Judgement
from atgraph.curate.reconcile.decisions import write_decisions
from atgraph.curate.reconcile.listing import iter_name_lines
from atgraph.curate.reconcile.matching import Candidate, Matcher
from atgraph.curate.reconcile.open_names import Corpus, OpenName
from atgraph.data.registry.model import NONE
from atgraph.errors import AtgraphError

HELP = (
    "1 same as the first · n1 not the same · u1 unsure · =ID same as another · new · "
    "none (no body) · Enter later · q stop"
)
NO_REASON = "nothing was written: say why, so that a stranger can check it and it can be taken back"
REPLY = re.compile(r"(?P<how>[nu]?)\s*(?P<number>\d+)|=\s*(?P<id>\S+)|(?P<word>new|none)")
KEYS = {"": "is", "n": "is_not", "u": "unsure"}
Ask = Callable[[str], str]
Tell = Callable[[str], None]


class Stopped(Exception):  # noqa: N818 -- no error, but what the curator wants
    """The curator has stopped the interview."""


def interview(corpus: Corpus, programmes: Iterable[str], day: dt.date, ask: Ask, tell: Tell) -> int:
    """Ask for each open name who is meant, and write what is decided.

    Args:
        corpus: the transcripts and the registry.
        programmes: whose names are asked for; all, if none is said.
        day: the day of the decisions.
        ask: shows a prompt and returns what was typed; raises EOFError where nothing more comes.
        tell: shows a line.

    Returns:
        how many names were decided.
    """
    names, decided = corpus.open_names(list(programmes)), 0
    if names:
        tell(HELP)
    try:
        for number, name in enumerate(names, 1):
            tell("")
            count = f"{number} of {len(names)}"
            corpus, is_decided = _ask_for(corpus, name, count, day, ask, tell)
            decided += is_decided
    except (EOFError, Stopped):
        pass
    return decided


def _ask_for(
    corpus: Corpus, name: OpenName, count: str, day: dt.date, ask: Ask, tell: Tell
) -> tuple[Corpus, bool]:
    """Ask for one name until it is decided or put off; return the corpus as it is then."""
    wrote = False
    while True:
        matcher = Matcher(corpus)
        candidates = matcher.candidates(name)
        for line in iter_name_lines(name, candidates, matcher.namesakes(name), count, corpus):
            tell(line)
        reply = ask("> ").strip()
        if reply == "q":
            raise Stopped
        if not reply:
            return corpus, wrote
        found = REPLY.fullmatch(reply)
        if found is None or (found["number"] and not 0 < int(found["number"]) <= len(candidates)):
            tell(f"not understood: {HELP}")
            continue
        judgement = _judgement(found, name, candidates, ask)
        if judgement is None:
            tell(NO_REASON)
            continue
        try:
            write_decisions(corpus, [judgement], day, [name.programme])
        except AtgraphError as exc:
            tell(str(exc))
            continue
        corpus, wrote = corpus.with_registry_read(), True
        if judgement.is_:
            return corpus, True


def _judgement(
    found: re.Match[str], name: OpenName, candidates: list[Candidate], ask: Ask
) -> Judgement | None:
    """Ask for the reason of a reply, and return both; nothing without a reason."""
    chosen = candidates[int(found["number"]) - 1] if found["number"] else None
    key = KEYS[found["how"] or ""]
    other = chosen.id if chosen else found["id"] or {"new": NEW, "none": NONE}[found["word"]]
    reasons = "; ".join(chosen.reasons) if chosen and key == "is" else ""
    reason = ask(f"reason{f' [{reasons}]' if reasons else ''}: ").strip() or reasons
    keys = {"programme": name.programme, "name": name.name, key: other, "reason": reason}
    return Judgement.model_validate(keys) if reason else None
