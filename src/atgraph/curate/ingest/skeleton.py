"""What each line of the programme is, decided once for the whole document.

Every line gets labels with `line_scores`; a session is a head (day, time, kind, title, room in one
of few orders) and a body, by `session_grammar`. The best labels of all lines together are found,
then counted: what lines set alike, or at the same place below the time, are in most sessions speaks
for the others. That is repeated until nothing changes.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from atgraph.curate.ingest.counted_lines import look_of
from atgraph.curate.ingest.decoding import Arc, Decided, Scores, State, decide, decode
from atgraph.curate.ingest.line_labels import PIECES, Label
from atgraph.curate.ingest.line_scores import score_line
from atgraph.curate.ingest.programme_lines import ProgrammeLines
from atgraph.curate.ingest.recognition import Lines, Look, RecognizedLine
from atgraph.curate.ingest.session_grammar import (
    BEGINS,
    FRONT,
    JOINS,
    KINDED,
    ROOMED,
    TIMED,
    TITLED,
    grammar_of,
)

# --- what the document repeats ---
LOOK, AT, CELL = 1.8, 1.2, 1.2  # set alike; at the same place below a time; in the same column
ORDER = 1.5  # heads in the same order
ROUNDS = 4  # at most
WITHIN_CARD = -2.0  # a session begins within the box of one
AGENDA = 4.0  # a contents head within the head of a session, against it


@dataclass
class Skeleton:
    """The lines of a programme with the step to each, and what was decided."""

    lines: Lines
    arcs: Sequence[Arc] = ()
    decisions: Sequence[Decided] = ()
    counts: bool = False  # a record of numbered items, in which sentences say who spoke
    kinds: frozenset[int] = frozenset()  # places of what says which session, above what it is on


def read_skeleton(lines: Lines, whole: set[int]) -> Skeleton:
    """Decide what each line of the programme is; ``whole`` are places of times of the event."""
    programme = ProgrammeLines(lines, whole)
    grammar = grammar_of(sum(line.has_time and line.place not in whole for line in lines))
    own = [score_line(programme, number) for number in range(len(lines))]
    own.append({Label.NOISE: 0.0, Label.COVER: 0.0})  # the end, where a head may lack something
    looks = [*map(look_of, lines), ()]
    alike = [(LOOK, looks), (AT, programme.beside_time()), (CELL, programme.cells())]
    apart = [*programme.apart, 0.0]
    joins = [_against_going_on(*two) for two in zip(lines, apart)] + [0.0]
    clocks = programme.clocks()
    within = [*map(WITHIN_CARD.__mul__, programme.within_cards), 0.0]
    order: dict[tuple[State, bool], float] = {}

    def weigh(place: int, arc: Arc) -> float:
        if arc.kind == BEGINS:
            return within[place] + apart[place] + order.get((arc.to, clocks[place]), 0.0)
        return order.get((arc.to, clocks[place]), 0.0) - joins[place] if arc.kind == JOINS else 0.0

    start = State(Label.COVER, FRONT)
    scores: Sequence[Scores] = own
    arcs, ahead = decode(start, scores, grammar.steps, weigh)
    for _ in range(ROUNDS):
        last = arcs
        order = _count_order(arcs, clocks)
        scores = _add_repeated(own, arcs, alike)
        arcs, ahead = decode(start, scores, grammar.steps, weigh)
        if arcs == last:
            break
    # a session begins with either
    decisions = decide(arcs, ahead, scores, grammar.steps, weigh, (Label.TITLE, Label.PART))
    kinds = frozenset(lines[number].place for number in programme.kinds)
    return Skeleton(lines, arcs[:-1], decisions[:-1], bool(programme.counted), kinds)


def _against_going_on(line: RecognizedLine, apart: float) -> float:
    """Return what speaks against a line within a head; “Agenda” ends what stands above it."""
    return AGENDA if line.is_contents_head else 0.0 if line.raw.level else apart


def _count_order(arcs: Sequence[Arc], clocks: Sequence[bool]) -> dict[tuple[State, bool], float]:
    """Return what speaks for the order of most heads: title, time; time, title; or one line.

    Of times with white space before them, and of those without, each for themselves: the entries of
    a contents list may be the other way round.
    """
    counts: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for arc, apart in zip(arcs, clocks):
        to = arc.to
        both = arc.kind == JOINS and to.phase & 3 == 3 and to.label in (Label.TIME, Label.TITLE)
        counts[apart][to.label] += both or to.label == Label.SLOT
    return {
        (State(label, TIMED | TITLED | kind), apart): ORDER * count / found.total()
        for apart, found in counts.items()
        for label, count in found.items()
        for kind in (0, KINDED, ROOMED, KINDED | ROOMED)
        if count and found.total() > 1
    }


def _add_repeated(
    own: Sequence[Scores], arcs: Sequence[Arc], alike: Sequence[tuple[float, Sequence[Look]]]
) -> list[Scores]:
    """Add how often lines that are ``alike``, in ways that have weights, have each label."""
    added = [dict(scores) for scores in own]
    for most, looks in alike:
        counts: dict[Look, Counter[str]] = defaultdict(Counter)
        for arc, look in zip(arcs, looks):
            if arc.to.label not in (Label.COVER, Label.NOISE) and look:
                counts[look][Label.TITLE if arc.to.label == Label.PART else arc.to.label] += 1
        for scores, look in zip(added, looks):
            found = counts[look]
            share = most / (2 + found.total())
            for label in scores:
                scores[label] += share * found[Label.TITLE if label == Label.PART else label]
    for scores in added:  # the cover: a line is worth there what it is in a session
        if Label.COVER in scores:
            others = (score for label, score in scores.items() if label not in PIECES)
            scores[Label.COVER] = max(others)
    return list(added)
