"""A curator is asked name by name; each answer is written at once, so that whoever stops has lost nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from atgraph.curate.reconcile.answers import NEW, Answer
from atgraph.curate.reconcile.deciding import settle
from atgraph.curate.reconcile.matching import Candidate, Matcher
from atgraph.curate.reconcile.printed import Printed, Scene
from atgraph.curate.reconcile.telling import tell_name
from atgraph.data.registry.judgements import NONE
from atgraph.errors import AtgraphError

HELP = "1 same as the first · n1 not the same · u1 unsure · =ID same as another · new · none (no body) · Enter later · q stop"
REPLY = re.compile(r"(?P<how>[nu]?)\s*(?P<number>\d+)|=\s*(?P<id>\S+)|(?P<word>new|none)")
KEYS = {"": "is", "n": "is_not", "u": "unsure"}
Ask = Callable[[str], str]
Tell = Callable[[str], None]


class Stopped(Exception):
    """The curator has had enough."""


def interview(scene: Scene, programmes: Iterable[str], day: dt.date, ask: Ask, tell: Tell) -> int:
    """Ask for each open name who is meant, and write what is decided.

    Args:
        scene: the transcripts and the registry.
        programmes: whose names are asked for; all, if none is said.
        day: the day of the decisions.
        ask: shows a prompt and returns what was typed; raises EOFError where nothing more comes.
        tell: shows a line.

    Returns:
        how many names were decided.
    """
    wanted, decided = list(programmes), 0
    names = scene.open_names(wanted)
    if names:
        tell(HELP)
    try:
        for number, printed in enumerate(names, 1):
            tell("")
            scene, settled = _ask_for(scene, printed, f"{number} of {len(names)}", day, ask, tell)
            decided += settled
    except (EOFError, Stopped):
        pass
    return decided


def _ask_for(
    scene: Scene, printed: Printed, count: str, day: dt.date, ask: Ask, tell: Tell
) -> tuple[Scene, bool]:
    """Ask for one name until it is settled or put off; return the scene as it is then, and whether something was decided."""
    wrote = False
    while True:
        matcher = Matcher(scene)
        candidates = matcher.candidates(printed)
        for line in tell_name(printed, candidates, matcher.namesakes(printed), count, scene):
            tell(line)
        reply = ask("> ").strip()
        if reply == "q":
            raise Stopped
        if not reply:
            return scene, wrote
        found = REPLY.fullmatch(reply)
        if found is None or (found["number"] and not 0 < int(found["number"]) <= len(candidates)):
            tell(f"not understood: {HELP}")
            continue
        answer = _answer(found, printed, candidates, ask)
        if answer is None:
            tell(
                "nothing was written: say why, so that a stranger can check it and it can be taken back"
            )
            continue
        try:
            settle(scene, [answer], day, [printed.programme])
        except AtgraphError as exc:
            tell(str(exc))
            continue
        scene, wrote = scene.read_again(), True
        if answer.is_:
            return scene, True


def _answer(
    found: re.Match[str], printed: Printed, candidates: list[Candidate], ask: Ask
) -> Answer | None:
    """Ask for the reason of a reply, and return both; nothing without a reason."""
    chosen = candidates[int(found["number"]) - 1] if found["number"] else None
    key = KEYS[found["how"] or ""]
    other = chosen.id if chosen else found["id"] or {"new": NEW, "none": NONE}[found["word"]]
    told = "; ".join(chosen.reasons) if chosen and key == "is" else ""
    reason = ask(f"reason{f' [{told}]' if told else ''}: ").strip() or told
    keys = {"programme": printed.programme, "name": printed.name, key: other, "reason": reason}
    return Answer.model_validate(keys) if reason else None
