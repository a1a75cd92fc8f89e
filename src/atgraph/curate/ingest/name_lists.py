"""Lists of names, one line below another: which line is a name, and which stands beside it.

An item is a name and up to three lines below it. The lists of a document are read together: how
many lines most items have, and what lines set alike mostly are, decides where a line alone does not
say it. So “Open Door” is a body below each third name, and nobody's name.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from atgraph.curate.ingest.decoding import Arc, Decided, State, decide, decode
from atgraph.curate.ingest.labels import LEADER
from atgraph.curate.ingest.line_names import begins_with_name
from atgraph.curate.ingest.lines import COLUMN
from atgraph.curate.ingest.person_signs import trimmed
from atgraph.curate.ingest.recognition import Lines, Look, RecognizedLine
from atgraph.curate.ingest.word_lists import every

NAME, BESIDE, OTHER = "name", "beside", "other"
SURE = 3.0  # a name with a title or a body on its line
BEHIND = 1.0  # less where the post comes first: it may be that of the name above
LEAST = 1.5  # what a name must score to be one, where nothing else says it
ALIKE = 2.0  # lines set alike are names, all of them, or stand beside names
TITLED = 1.0  # others have an honorific, and this one has none
KNOWN, SHORT, UNKNOWN = 1.5, 0.3, -0.3  # beside a name: a post or a body; a word; anything else
ROLE = 1.0  # a role word, which rather heads names
MAY_BE = 2.0  # what speaks beforehand for names alone on a line
NO_NAME = -5.0
LENGTH = 0.7  # weight of how common items of a length are
MOST, LONGEST, ROUNDS = 4, 14, 3


def read_lists(bodies: Iterable[Lines]) -> dict[int, Decided]:
    """Return what each line of a list is, by its place in the document."""
    runs = [run for body in bodies for run in _runs(body)]
    scores = [[*map(_score, run), {OTHER: 0.0}] for run in runs]
    lengths, titled = Counter[int](), Counter[bool]()
    looks: dict[str, Counter[Look]] = {NAME: Counter(), BESIDE: Counter(), OTHER: Counter()}
    found: dict[int, Decided] = {}
    for _ in range(ROUNDS):
        steps = _Steps(lengths)
        own = [
            [_adjust(s, line, looks, titled) for s, line in zip(scored, run)] + [scored[-1]]
            for scored, run in zip(scores, runs)
        ]
        paths = [decode(State(OTHER), one, steps, _nothing) for one in own]
        found = {
            line.place: decision
            for run, one, (path, ahead) in zip(runs, own, paths)
            for line, decision in zip(run, decide(path, ahead, one, steps, _nothing))
        }
        lengths, titled = Counter(), Counter()
        looks = {label: Counter() for label in looks}
        for run, (path, _) in zip(runs, paths):
            following = [*path[1:], path[-1]]
            lengths.update(a.to.phase for a, b in zip(path, following) if b.to.label != BESIDE)
            for line, arc in zip(run, path):
                looks[arc.to.label][_look(line)] += 1
                if arc.to.label == NAME:
                    titled[_has_honorific(line)] += 1
    return {place: decision for place, decision in found.items() if decision.label != OTHER}


def _nothing(place: int, arc: Arc) -> float:
    return 0.0


class _Steps:
    """The steps from line to line; an item that ends counts by how common its length is."""

    def __init__(self, lengths: Counter[int]) -> None:
        total = sum(count for length, count in lengths.items() if length) + MOST
        self.costs = {
            n: LENGTH * math.log((lengths[n] + 1) / total) if lengths else 0.0
            for n in range(1, MOST + 1)
        }

    def __call__(self, state: State, label: str) -> Sequence[Arc]:
        """Return the step from what a line is to what the next one is."""
        if label == BESIDE:
            inside = 0 < state.phase < MOST
            return [Arc(State(BESIDE, state.phase + 1), BESIDE)] if inside else []
        return [Arc(State(label, int(label == NAME)), label, self.costs.get(state.phase, 0.0))]


def _runs(body: Lines) -> Iterator[list[RecognizedLine]]:
    run: list[RecognizedLine] = []
    for line, below in zip_longest(body, body[1:]):
        heads = line.role and line.role.alone and not line.raw.item and below and below.raw.item
        if _may_be_listed(line) and not heads:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_be_listed(line: RecognizedLine) -> bool:
    long = line.size > LONGEST and not begins_with_name(line)  # “Ada Bek, The Talk”
    if long or line.is_sentence or line.heads_people or _is_field(line):
        return False
    ends = line.has_time or line.has_day or line.is_break
    role = line.role
    leads = (
        role
        and line.raw.gap
        and role.concept == LEADER
        and role.form not in every("also_posts").exact
    )
    may_be_post = role and role.alone and not (role.marked or leads) and line.raw.note != COLUMN
    heads = role is not None and not (may_be_post and line.people.kinds.is_post(line.text))
    heads = heads or (line.heads_bodies and line.raw.level > 0)  # “Our partners”
    said = heads or line.organizes or line.is_contents_head or line.section
    bare = trimmed(line.text)
    short = bare and not any(sign in bare for sign in ("@", "http", "www."))
    return bool(short and not ends and not said and not line.people.is_unnamed(line.text))


def _is_field(line: RecognizedLine) -> bool:
    """Whether a label stands before what is no name: “Outcome: agreed”, or who has a task."""
    label, colon, _ = trimmed(line.text).partition(": ")
    other = not (line.is_person or line.people.kinds.is_post_or_body(label))
    return bool(colon) and (other or line.words["tasks"].labels(label))


def _score(line: RecognizedLine) -> dict[str, float]:
    text, kinds = line.bare, line.people.kinds
    name = line.people.names.read_whole(text)
    posted = kinds.is_post_or_body(text) and not (name and name.honorific)
    short = text[:1].islower() or line.size == 1  # “sage-femme”, “Broadcaster”: nobody's name
    scores = {OTHER: 0.0, BESIDE: KNOWN if posted else SHORT if short else UNKNOWN}
    if line.role and text[:1].isupper():
        scores[OTHER] = ROLE  # “Moderator”, or a president
    if line.is_person:
        first = line.named_people[0]
        scores[NAME] = SURE if first.honorific or first.begins(text) else SURE - BEHIND
        if first.honorific:
            scores[BESIDE] = NO_NAME
    elif name is not None:
        scores |= {} if posted else {NAME: min(SURE, name.score) - LEAST}
    elif people := line.people.read_all(text, line.raw.strong, MAY_BE):
        sure = sum(p.score - MAY_BE + (not p.only_name) for p in people) / len(people)
        scores[NAME] = min(SURE, sure) - LEAST
    return scores


def _adjust(
    scores: Mapping[str, float],
    line: RecognizedLine,
    looks: Mapping[str, Counter[Look]],
    titled: Counter[bool],
) -> dict[str, float]:
    """Return the scores of a line with what others like it are."""
    adjusted = dict(scores)
    if NAME in adjusted:
        names, beside, others = (found[_look(line)] for found in looks.values())
        adjusted[BESIDE] -= ALIKE * line.raw.item
        for label, count in ((NAME, names), (BESIDE, max(0, beside - names))):
            adjusted[label] += ALIKE * count / (names + beside + others or 1)
        if not _has_honorific(line) and titled[True] > 2 * titled[False]:
            adjusted[NAME] -= TITLED
    return adjusted


def _look(line: RecognizedLine) -> Look:
    raw = line.raw
    slants = sum(b - a for a, b in raw.slanted) * 2 > len(raw.text)
    return raw.level, raw.all_strong, slants, raw.item, raw.column


def _has_honorific(line: RecognizedLine) -> bool:
    return line.people.names.honorific(line.text, 0) > 0
