"""Bodies that stand above those who speak for them: “Harbour Street”, and below it its people."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.line_names import (
    begins_with_name,
    is_role_alone,
    is_set_apart,
    name_alone,
)
from atgraph.curate.ingest.lines import REACHED, Stretch
from atgraph.curate.ingest.person_signs import LISTED
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.word_lists import is_country

LONGEST = 14  # words of a body
FEWEST, FEW = 2, 3  # heads; times as many as bodies below a name
MOST = 4  # words of most bodies


def find_body_heads(lines: Lines) -> Iterator[Stretch]:
    """Yield where bodies or states stand that head people, if such lines are not of those above.

    Those below have no body of their own, and hardly any body ends a list. All are set as heads,
    or one has several below it, and more of them have nobody above them than have nobody below.
    Lines set as they are, and their people are not, head people whatever their words.
    """
    timed = max((line.raw.level for line in lines if line.has_time), default=0)
    titles = {*_below_clocks(lines)}
    may_be = [n for n, s in enumerate(lines) if n not in titles and _may_head(s, timed)]
    own = {n: [*_people_below(lines, n)] for n in may_be}
    named = [n for n in may_be if _is_body_or_state(lines[n])]
    heads = [n for n in named if own[n]]
    below = sum(not own[n] and _is_of_above(lines, n) for n in named)
    apart = sum(all(_is_set_below(lines[n], line) for line in own[n]) for n in heads)
    first = sum(not _is_of_above(lines, n) for n in heads)
    if len(heads) < FEWEST or below * FEW > len(heads):
        return
    several = any(len(own[n]) > 1 for n in heads) and first > below
    leading = first >= FEWEST and first > below * FEW
    if apart < len(heads) and not (several or leading):
        return
    alike = {_look(lines[n]) for n in heads} - {_look(line) for n in heads for line in own[n]}
    others = [lines[n] for n in may_be if own[n] and _look(lines[n]) in alike and n not in heads]
    if len(others) > len(heads) and sum(s.size > MOST for s in others) * 2 > len(others):
        return  # titles, of which some have words of bodies
    for n in may_be:
        leads = leading and n > 0 and (is_role_alone(lines[n - 1]) or _is_of_above(lines, n))
        if own[n] and (n in heads or leads or _look(lines[n]) in alike):
            yield lines[n].span


def _below_clocks(lines: Lines) -> Iterator[int]:
    """Yield what stands below a time alone, or the room below that: it is the title at it."""
    timed = False
    for number, line in enumerate(lines):
        if not (timed and line.words["venue_labels"].labels(line.raw.under)):
            yield from [number] * timed
            timed = line.has_time and not line.title


def head_roles(lines: Lines, heads: Collection[Stretch]) -> bool:
    """Whether heads are of those behind the roles below them.

    One right below each title may host the session: “Panel 1”, “Lenn University”, “Moderator: A”.
    """
    pairs = enumerate(pairwise(lines))
    over = [n for n, (head, line) in pairs if head.span in heads and _people_behind(line)]
    return sum(_is_of_above(lines, n) for n in over) >= FEWEST


def _look(line: RecognizedLine) -> tuple[object, ...]:
    return line.raw.level, line.raw.all_strong, line.raw.item, line.raw.gap, _depth(line)


def _depth(line: RecognizedLine) -> tuple[int, int]:
    """Return where a line begins: in which column of a table, and how far from the margin."""
    return line.raw.column, line.raw.indent


def _is_set_below(head: RecognizedLine, line: RecognizedLine) -> bool:
    """Whether a line is an item, begins deeper or goes on, and a head does not, or is set apart."""
    item = line.raw.item and not head.raw.item
    goes_on = head.raw.gap and not line.raw.gap
    deeper = item or goes_on or _depth(line) > _depth(head)
    return deeper or (is_set_apart(head) and not is_set_apart(line))


def _may_head(line: RecognizedLine, timed: int) -> bool:
    """Whether a line may be a body and nothing else, and no heading as high as one with a time."""
    other = line.has_time or line.has_day or line.role or line.session_word or line.is_person
    other = other or line.is_contents_head or line.section or line.is_room or line.raw.note
    high = line.raw.level > 0 and line.raw.level <= timed
    is_short = line.size <= LONGEST and not (line.organizes or line.tells)
    post = line.people.kinds.is_post(line.text.partition(",")[0])  # “Director, Harbour Street”
    post = post and not line.words["former"].begins(line.text)  # of who speaks for no body
    return bool(is_short and not (other or high or post))


def _is_body_or_state(line: RecognizedLine) -> bool:
    text = line.text.strip(" :")
    if begins_with_name(line):
        return False
    return line.people.kinds.is_body(text) or is_country(text, line.words)


def _people_below(lines: Lines, number: int) -> Iterator[RecognizedLine]:
    """Yield the lines below one that name people, without a body unless it is a state."""
    head, below = lines[number], lines[number + 1 :]
    is_state = is_country(head.text.strip(" :"), head.words)
    deeper = any(_depth(line) > _depth(head) for line in below[:1])
    for place, line in enumerate(below, number + 1):
        if line.raw.note == REACHED:
            return
        if (deeper and _depth(line) <= _depth(head)) or (line.raw.gap and not below[0].raw.gap):
            return
        people = line.named_people if line.is_person else _people_behind(line)
        bodies = (post.organization for person in people for post in person.posts)
        held = any(body and not line.people.kinds.is_unit(body) for body in bodies)
        named = people or _names_somebody(lines, place)
        if not named or line.tells or (held and not is_state):
            return
        yield line


def _people_behind(line: RecognizedLine) -> list[Person]:
    """Return who stands behind the role word of a line: “Moderator: Ada Bek, director”."""
    role = line.role
    if role is None or role.scheme != PARTS or not role.marked or role.alone:
        return []
    return line.people.read_all(line.text[role.end :], (), LISTED)


def _names_somebody(lines: Lines, number: int) -> bool:
    """Whether a line is a name, also one that nobody knows above a post."""
    line = lines[number]
    if line.is_person or begins_with_name(line) or _people_behind(line):
        return True
    kinds, below = line.people.kinds, lines[number + 1 : number + 2]
    above_post = any(kinds.is_post(post.text) for post in below)
    return above_post and not kinds.is_post_or_body(line.text) and name_alone(line) is not None


def _is_of_above(lines: Lines, number: int) -> bool:
    """Whether a name stands above a line, or above the post that does."""
    above = [n for n in (number - 1, number - 2) if n >= 0]
    if len(above) == 2 and not _names_somebody(lines, above[0]):
        above = above[1:] if lines[above[0]].people.kinds.is_post(lines[above[0]].text) else []
    return bool(above) and _names_somebody(lines, above[0])
