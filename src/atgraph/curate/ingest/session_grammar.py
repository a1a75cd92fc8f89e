"""In which order the lines of a session follow: its head, day to room, then its body.

A step from line to line either begins a session, joins its head, or is inside its body; before the
first session it is on the cover. Each step has a cost, in the points of `line_scores`.
"""

from __future__ import annotations

from functools import cache

from atgraph.curate.ingest.decoding import Arc, State
from atgraph.curate.ingest.line_labels import PIECES, Label

START = -0.6  # a session begins with a title, kind or room
STRAY = -2.0  # a post or a body that is below nobody
ROOM_LATE = -1.0  # a room that is below who takes part
SUDDEN = -1.5  # and it is the first
WITHIN = -2.0  # a session begins within the slot of that above
UNTIMED = (-0.7, -2.0, -3.7)  # has no time, where none has, one has, several have
BARE, TOLD = -1.0, -0.4  # neither people nor organisers follow; but a sentence
UNTITLED, ONLY_KIND, ONLY_ROOM = -2.0, -0.7, -4.0  # what a head lacks at its end
KIND_LATE = -2.0  # “Panel 1” below time and title: it may be the first of several there
SECOND_ROOM = -2.0  # a session has one
BETWEEN = {Label.NOISE: -1.0, Label.DAY: -0.5}  # in a head, what is none of its pieces; a day
SUBTITLE = 0.5  # less below the title than above it

# phases of a session; before the first
TIMED, TITLED, KINDED, BODY, FRONT, ROOMED = 1, 2, 4, 8, 16, 32
BEGINS, JOINS, INSIDE_OF, COVERS = "begins", "joins", "body", "cover"
HEADS = {  # which phase a piece of a head gives, and what it costs to begin with it
    Label.DAY: (0, 0.0), Label.TIME: (TIMED, 0.0), Label.SLOT: (TIMED | TITLED, 0.0),
    Label.TITLE: (TITLED, START), Label.KIND: (KINDED, START),
    Label.ROOM: (ROOMED, 2 * START), Label.PART: (TIMED | TITLED, WITHIN),
}  # fmt: skip


@cache
def grammar_of(times: int) -> Grammar:
    """Return the grammar of documents with so many times: none, one or several."""
    return Grammar(times) if times < len(UNTIMED) else grammar_of(len(UNTIMED) - 1)


class Grammar:
    """The steps that a document of its kind allows; each is worked out once for all documents."""

    def __init__(self, times: int) -> None:
        self.untimed = UNTIMED[times]
        self.untitled = UNTITLED if times > 1 else 0.0
        # the title of the one session is that of the whole
        self.sudden = 3 * SUDDEN if times == 1 else SUDDEN
        self._kept: dict[tuple[State, str], tuple[Arc, ...]] = {}

    def steps(self, state: State, label: str) -> tuple[Arc, ...]:
        """Return the ways from a state to a label."""
        key = state, label
        if key not in self._kept:
            self._kept[key] = tuple(self._steps(state, label))
        return self._kept[key]

    def _ends(self, state: State, label: str) -> float:
        """Return what it costs that a head ends here, with what it lacks."""
        phase = state.phase
        if phase & (BODY | FRONT) or state == State(Label.DAY, 0):
            return 0.0
        named = label in (Label.ROLE, Label.PERSON, Label.ORGANISER, Label.TALK)
        bare = 0.0 if named else TOLD if label == Label.PROSE else BARE
        match phase & (TIMED | TITLED):
            case 0:
                return self.untimed + (ONLY_KIND + bare if phase & KINDED else ONLY_ROOM)
            case 1:
                return ONLY_KIND if phase & KINDED else self.untitled
            case 2:
                return self.untimed + bare
        return 2 * bare if state.label == Label.PART else 0.0

    def _steps(self, state: State, label: str) -> list[Arc]:
        phase = state.phase
        cost = self._ends(state, label)
        arcs: list[Arc] = []
        if phase & FRONT and label in (Label.COVER, Label.DAY, Label.ROOM):
            arcs.append(Arc(State(label, FRONT), COVERS))
        elif not phase & (BODY | FRONT):
            arcs += self._joins(state, label)
        if label in HEADS and not (label in (Label.DAY, Label.PART) and phase & FRONT):
            to, own = HEADS[label]
            sudden = phase & FRONT and label in (Label.TITLE, Label.KIND, Label.ROOM)
            own += self.sudden if sudden else 0.0
            arcs.append(Arc(State(label, to), BEGINS, cost + own))
        inside = label not in (Label.COVER, *PIECES) or (label == Label.ROOM and phase & BODY)
        if inside and not phase & FRONT:
            below_name = state.label in (Label.PERSON, Label.ROLE, Label.DETAIL)
            cost += STRAY * (label == Label.DETAIL and not below_name)
            if label == Label.ROOM:
                cost += SECOND_ROOM * (phase & ROOMED > 0) + ROOM_LATE * below_name
            roomed = ROOMED if label == Label.ROOM else phase & ROOMED
            arcs.append(Arc(State(label, BODY | roomed), INSIDE_OF, cost))
        return arcs

    def _joins(self, state: State, label: str) -> list[Arc]:
        """Return the ways on within a head."""
        phase, titles = state.phase, (Label.TITLE, Label.GOES_ON, Label.SLOT, Label.PART)
        fits = {
            Label.DAY: phase != 0,
            Label.TIME: not phase & TIMED,
            Label.SLOT: not phase & (TIMED | TITLED) and state.label != Label.DAY,
            Label.TITLE: not phase & TITLED,
            Label.GOES_ON: bool(phase & TITLED) and state.label in titles,
            Label.KIND: not phase & KINDED,
            Label.ROOM: True,
            Label.NOISE: True,
        }
        if state == State(Label.DAY, 0) or not fits.get(label):
            return []
        late = label == Label.KIND and phase & (TIMED | TITLED) == TIMED | TITLED
        subtitle = SUBTITLE * (label == Label.NOISE and phase & TITLED > 0)
        cost = BETWEEN.get(label, 0.0) + KIND_LATE * late + subtitle
        has, _ = HEADS.get(label, (0, 0.0))
        return [Arc(State(label, phase | has), JOINS, cost)]
