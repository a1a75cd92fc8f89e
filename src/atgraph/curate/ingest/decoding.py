"""The best labels of all lines together, and how sure each of them is.

Viterbi's algorithm forward and backward: the best way through the states of the lines, and for each
line the best way on which it has another label. Their difference is the margin of the line.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

NEVER = float("-inf")


class State(NamedTuple):
    """What a line is, and in which phase the session is by then."""

    label: str
    phase: int = 0


class Arc(NamedTuple):
    """A step to a line: the state that it leads to, its kind, and what it adds anywhere."""

    to: State
    kind: str
    score: float = 0.0


@dataclass(frozen=True)
class Decided:
    """The label of a line, the next best (itself where there is none), and how far that is off."""

    label: str
    runner_up: str
    margin: float


Scores = Mapping[str, float]  # label → how much speaks for it
Steps = Callable[[State, str], Sequence[Arc]]  # from a state to a label
Weigh = Callable[[int, Arc], float]  # what a line adds to an arc that leads to it


def decode(
    start: State, scores: Sequence[Scores], steps: Steps, weigh: Weigh
) -> tuple[list[Arc], list[dict[State, float]]]:
    """Return the arc to each line on the best way, and the best way to each state of each line."""
    ahead: list[dict[State, float]] = [{start: 0.0}]
    back: list[dict[State, tuple[State, Arc]]] = []
    for place, labels in enumerate(scores):
        best: dict[State, float] = {}
        came: dict[State, tuple[State, Arc]] = {}
        for state, so_far in ahead[-1].items():
            for label, score in labels.items():
                for arc in steps(state, label):
                    total = so_far + score + arc.score + weigh(place, arc)
                    if total > best.get(arc.to, NEVER):  # the first of equals wins
                        best[arc.to], came[arc.to] = total, (state, arc)
        ahead.append(best)
        back.append(came)
    path: list[Arc] = []
    state = max(ahead[-1], key=ahead[-1].__getitem__)
    for came in reversed(back):
        state, arc = came[state]
        path.append(arc)
    return path[::-1], ahead[1:]


def decide(
    path: Sequence[Arc],
    ahead: Sequence[Mapping[State, float]],
    scores: Sequence[Scores],
    steps: Steps,
    weigh: Weigh,
    alike: Collection[str] = (),
) -> list[Decided]:
    """Return what each line is, by what another label would cost; those ``alike`` are no other."""
    follows = dict.fromkeys(ahead[-1], 0.0) if ahead else {}  # the best that can follow a state
    decisions: list[Decided] = []
    for place in range(len(path) - 1, -1, -1):
        totals: dict[str, float] = {}
        for state, so_far in ahead[place].items():
            total = so_far + follows[state]
            totals[state.label] = max(total, totals.get(state.label, NEVER))
        own = path[place].to.label
        best = totals.pop(own)
        totals = {k: v for k, v in totals.items() if not {k, own} <= {*alike}}
        other = max(totals, key=totals.__getitem__, default=own)
        decisions.append(Decided(own, other, round(best - totals.get(other, best), 2)))
        if place:
            follows = {
                state: max(
                    (
                        follows[arc.to] + score + arc.score + weigh(place, arc)
                        for label, score in scores[place].items()
                        for arc in steps(state, label)
                    ),
                    default=NEVER,
                )
                for state in ahead[place - 1]
            }
    return decisions[::-1]
