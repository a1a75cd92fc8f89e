"""The ties of a thing by what they are, in the words of people who work in the field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from atgraph.network.ties import Tie
from atgraph.web.things.known import Known, record
from atgraph.web.things.thing_lines import ThingLine, Words

MOST = 20  # lines of one section; the rest is counted, and a question lists all
SOURCE, TARGET, BESIDE = "source", "target", "beside"
HEADINGS = {
    ("Affiliation", SOURCE): "Posts",
    ("Affiliation", TARGET): "Who speaks for it",
    ("Organizing", SOURCE): "Brings about",
    ("Organizing", TARGET): "Who brings it about",
    ("Participation", SOURCE): "Takes part in",
    ("Participation", TARGET): "Who takes part",
    ("Presentation", SOURCE): "What is shown there",
    ("Presentation", TARGET): "Shown at",
    ("Presentation", BESIDE): "Shows",
    ("Membership", SOURCE): "Member of",
    ("Membership", TARGET): "Members",
    ("Partnership", SOURCE): "Partners",
    ("Partnership", BESIDE): "Partnerships on it",
    ("Involvement", SOURCE): "Has a part in",
    ("Involvement", TARGET): "Who has a part in it",
    ("KindInvolvement", SOURCE): "Kinds of body with a part in it, none of them named",
    ("ThemeAssignment", SOURCE): "Deals with",
    ("ThemeAssignment", TARGET): "What deals with it",
    ("Subordination", SOURCE): "Part of",
    ("Subordination", TARGET): "Units",
    ("Accreditation", SOURCE): "Accredited to",
    ("Accreditation", TARGET): "Accredited to it",
    ("Background", SOURCE): "Spoken of beside the subject",
    ("Background", TARGET): "Spoken of beside the subject of",
    ("Mention", SOURCE): "Named in its text, without a part",
    ("Mention", TARGET): "Only named in",
}
"""Class of a tie, and where the thing stands in it → the heading; in the order of a page."""


@dataclass(frozen=True)
class Section:
    """Some lines under a heading.

    Attributes:
        key: the end of the address of the section on its page.
        count: how many there are, also those that are not shown.
        whole: the address that has all of them.
    """

    key: str
    title: str
    lines: tuple[ThingLine, ...]
    count: int = 0
    whole: str = ""

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


def section(
    key: str, title: str, lines: Iterable[ThingLine], whole: Collection[object], address: str = ""
) -> Section:
    """Return a section of lines that were cut to `MOST` of a whole."""
    shown = tuple(lines)
    left = max(0, len(whole) - MOST)
    return Section(key, title, shown, len(shown) + left, address)


@dataclass(frozen=True)
class Part:
    """The ties of a section before their words are read; more than `MOST` are not."""

    key: str
    title: str
    ties: Sequence[Tie]
    whole: str = ""

    @property
    def shown(self) -> Sequence[Tie]:
        """Those that are shown."""
        return self.ties[:MOST]

    def section(self, words: Words, own: Collection[str]) -> Section:
        """Return the section, once the words of its ties were read."""
        lines = words.lines(self.shown, own)
        left = len(self.ties) - len(self.shown)
        return Section(self.key, self.title, lines, len(lines) + left, self.whole)


def parts(
    known: Known,
    own: Collection[str],
    ties: Iterable[Tie],
    whole: str,
    order: Callable[[Tie], object] | None = None,
) -> list[Part]:
    """Return ties by class and by where things of ours stand in them, in the order of a page."""
    groups: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        at_source = not set(tie.sources).isdisjoint(own)
        side = SOURCE if at_source else BESIDE if set(tie.ends).isdisjoint(own) else TARGET
        groups[record(tie), side].append(tie)
    places = {key: place for place, key in enumerate(HEADINGS)}
    labels = known.read.labels

    def by_name(tie: Tie) -> object:
        others = sorted(labels(end for end in tie.ends if end not in own).values())
        return (not tie.is_confirmed, others, tie.iri)

    found = []
    for key in sorted(groups, key=lambda key: (places.get(key, len(places)), key)):
        inside = sorted(groups[key], key=order or by_name)  # type: ignore[arg-type]
        label = inside[0].of.label
        title = HEADINGS.get(key, f"{label[:1].upper()}{label[1:]}")
        found.append(Part(f"{key[0].lower()}-{key[1]}", title, inside, whole))
    return found
