"""Measures how documents are read that nobody wrote by hand; writes into benchmarks/README.md.

Each layout of `layouts/` is drafted, two at a time. What a layout does not print is not asked of
it. A session is right whose title is the printed one but for case, space and punctuation, and that
begins when it should; a person is right in the session that is theirs, found by a title alike.
`--group`, `--family` and `--layout NAME` measure a part and write nothing; `--show` prints each
document beside what was missed and what is wrong; `--keep FOLDER` keeps the documents.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, NamedTuple

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import parse_yaml
from atgraph.errors import UnreadableError
from ingest import percent, shown
from layouts.facts import read_programmes
from layouts.printing import Layout, print_layouts
from run import README

# `ingest` and `layouts` put the scorer and the makers of the tests on the path
from counting import Count, Score, add, count, key, keys  # isort: skip
from scoring import likeness, pair_sessions, parts, score  # isort: skip

BEGIN, END = "<!-- written by reading.py -->\n", "<!-- end of reading.py -->"
COLUMNS = (
    "people",
    "sessions",
    "roles",
    "organisations",
    "titles",
    "dates and times",
    "rooms",
    "towns",
    "statuses",
    "organisers",
    "figures",
)
BARS = {  # precision and recall of the families held out
    "people": (0.95, 0.92),
    "sessions": (0.95, 0.95),
    "roles": (0.93, 0.93),
    "organisations": (0.92, 0.92),
    "dates and times": (0.97, 0.97),
}
GROUPS = ("developed", "held out", "nobody")
LEAST, ALIKE, MARKED, MISMARKED = 0.8, 0.95, 0.8, 0.1
CHOICES = re.compile(r"""\[(['"])(.*?)\1(?:, .*?)?\]""")
NUMBERED = re.compile(r"[^\W\d_]{2}.* \d|\d{5}")  # a house or a town of an address
MANY_FIGURES = re.compile(r"\d(?:[ ()./-]{0,2}\d){6,}")
OF_TIME = re.compile(  # a year, a range of hours (of an id too), or a date as it is written
    r"(?<!\d)20\d\d(?!\d)|\d[.-]\d\d ?- ?\d\d?[.-]\d\d|^\d{4}-\d\d-\d\d$"
)
UNPRINTED = {"dates": "date", "starts": "start", "ends": "end", "rooms": "room"}


class Mark(NamedTuple):
    """A session or person drafted: whether it is right, and whether it is marked for review."""

    record: str
    right: bool
    marked: bool


@dataclass(frozen=True)
class Reading:
    """What was read of a layout."""

    layout: Layout
    score: Score
    facts: Mapping[tuple[str, ...], bool]  # what was drafted, and whether it was expected
    expected: frozenset[tuple[str, ...]]
    marks: Sequence[Mark]
    text: str = field(default="", repr=False)
    leaks: tuple[str, ...] = ()  # contact data in the transcript


def fold(title: Any) -> str:
    """Return a title as it is compared: letters and figures, case folded."""
    return " ".join(re.findall(r"\w+", key(title)))


def read(layout: Layout) -> Reading:
    """Draft a layout and compare the draft with what is right."""
    expected = _bare(layout, layout.expected)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, layout.name)
        path.write_bytes(layout.document)
        try:
            draft = draft_here(path)
        except UnreadableError as exc:
            nothing = _bare(layout, {})
            return replace(compare(layout, nothing, expected), text=str(exc))
    transcript = parse_yaml(draft.transcript, path)
    leaks = tuple(find_leaks(layout, transcript))
    drafted = _bare(layout, transcript)
    if expected.get("where", "") not in " ".join(draft.text.split()):
        kept = (one for one in expected["context"] if one["place"] in draft.text)
        expected["context"] = [*kept]  # a report may inflect the town, or not name it
    return replace(compare(layout, drafted, expected), text=draft.text, leaks=leaks)


def find_leaks(layout: Layout, transcript: Any) -> Iterator[str]:
    """Yield what a transcript says of how to reach somebody, and whom only hidden text names.

    That is what the layout knows to be private, whole or in parts, and what looks like it.
    """
    pieces = (part for one in layout.private for part in one.split(", "))
    private = {*layout.private, *(part for part in pieces if NUMBERED.search(part))}
    private |= {one[-9:] for one in layout.private if one.startswith(("+", "("))}
    for said in _texts({**transcript, "sources": []}):
        yield from (one for one in sorted(private) if one in said)
        figures = (found[0] for found in MANY_FIGURES.finditer(said))
        yield from (one for one in figures if not (OF_TIME.search(one) or one.isdecimal()))
        if "@" in said:
            yield said


def _texts(value: Any) -> Iterator[str]:
    """Yield each text of a transcript but ids, which are made of titles and a number."""
    if isinstance(value, dict):
        value = [inner for name, inner in value.items() if name not in ("id", "session")]
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)


def _bare(layout: Layout, transcript: Any) -> dict[str, Any]:
    """Return what is compared of a transcript: that which the layout prints, titles folded."""
    ties = list(transcript.get("statements") or [])
    above = {
        (tie.get("session", ""), tie["unit"]): tie["parent"]
        for tie in ties
        if tie.get("tie") == "subordination"
    }
    sessions = []
    for session in transcript.get("sessions") or []:
        title = session["title"]
        kept = {**session, "title": [*map(fold, title)] if isinstance(title, list) else fold(title)}
        for what, name in UNPRINTED.items():
            if what not in layout.prints:
                kept.pop(name, None)
        kept["participants"] = [
            _bare_part(layout, part, session["id"], above)
            for part in session.get("participants") or []
        ]
        if "organizers" not in layout.prints:
            kept["organizers"] = []
        sessions.append(kept)
    said = [one for one in ties if one.get("claim")]
    if "organizers" in layout.prints:
        said += [tie for tie in ties if tie.get("tie") == "organizing"]
    return {**transcript, "sessions": sessions, "statements": said}


def _bare_part(
    layout: Layout, part: Any, session: str, above: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    posts = []
    for post in part.get("affiliations") or []:
        if "posts" in layout.prints and post.get("title"):
            posts.append({"title": post["title"]})
        body, seen = post.get("organization"), set[str]()
        while body and "bodies" in layout.prints and str(body) not in seen:
            seen.add(str(body))
            posts.append({"organization": body})
            body = above.get((session, body))
    role = part.get("role", "") if "roles" in layout.prints else ""
    return {**part, "role": role, "affiliations": posts}


def compare(layout: Layout, drafted: Any, expected: Any) -> Reading:
    """Count what is right of a draft, and which of its records are right and marked."""
    ours, theirs = drafted["sessions"], expected["sessions"]
    pairs = pair_sessions(ours, theirs)
    found = score(drafted, expected)
    found["sessions"] = _sessions(ours, theirs, [pair for pair in pairs if _is_same(*pair)])
    found["dates and times"] = found["dates"] + found["times"]
    found["towns"] = count(_towns(drafted), _towns(expected))
    found["figures"] = count(_figures(drafted), _figures(expected))
    facts, marks = dict[tuple[str, ...], bool](), list[Mark]()
    for session in ours:
        pair = next((e for d, e in pairs if d is session), None)
        named, marked = str((pair or session)["id" if pair else "title"]), "review" in session
        facts[(named,)] = pair is not None
        right = pair is not None and _is_same(session, pair, "date", "end")
        marks.append(Mark(str(session["title"]), right, marked))
        for part in parts(session, "person"):
            one = _person(part, pair)
            right = one is not None and _fits(part, one)
            facts[(named, key(one["name"][0] if one else part["name"]))] = one is not None
            doubted = "review" in part or (marked and not right)
            marks.append(Mark(f"{session['title']}: {part['name']}", right, doubted))
    known: set[tuple[str, ...]] = {(str(e["id"]),) for e in theirs}
    known |= {(str(e["id"]), key(p["name"][0])) for e in theirs for p in e["participants"]}
    return Reading(layout, found, facts, frozenset(known), marks)


def _sessions(ours: Sequence[Any], theirs: Sequence[Any], same: Sequence[Any]) -> Count:
    """Count the sessions that are the same."""
    missed = [e for e in theirs if not any(e is one for _, one in same)]
    wrong = [d for d in ours if not any(d is one for one, _ in same)]
    told = (tuple(map(_told, those)) for those in (missed, wrong))
    return Count(len(same), len(ours), len(theirs), *told)


def _towns(transcript: Any) -> list[tuple[str]]:
    """Return the town where the event is, where one is printed."""
    return [(place["place"],) for place in transcript.get("context") or []]


def _figures(transcript: Any) -> list[tuple[str]]:
    """Return the numbers that are claimed."""
    claims = (said for said in transcript["statements"] if said.get("value"))
    return [(f"{float(said['value']):g}",) for said in claims]


def _told(session: Any) -> str:
    title = session["title"]
    first = title[0] if isinstance(title, list) else title
    people = ", ".join(
        str(p["name"]) for p in session["participants"] if isinstance(p["name"], str)
    )
    return f"{session.get('start', '')} {first}" + (f" [{people}]" if people else "")


def _is_same(drafted: Any, expected: Any, *besides: str) -> bool:
    """Whether a session has the title, the beginning and what is asked for besides, if printed."""
    asked = [name for name in ("start", *besides) if name in expected]
    return likeness(drafted["title"], expected["title"]) == 1 and all(
        drafted.get(name) == expected[name] for name in asked
    )


def _person(part: Any, session: Any) -> Any:
    """Return the expected person that a drafted one is, in the session that it stands in."""
    expected = session["participants"] if session else []
    return next((one for one in expected if key(part["name"]) in keys(one["name"])), None)


def _fits(part: Any, expected: Any) -> bool:
    """Whether a person who is found has the role and the bodies that are expected."""
    bodies, wanted = (
        [[a["organization"]] for a in one["affiliations"] if a.get("organization")]
        for one in (part, expected)
    )
    titles = " | ".join(key(a["title"]) for a in part["affiliations"] if a.get("title"))
    outside = [body for body in bodies if key(body[0]) not in titles]
    found = count(outside, [body for body in wanted if key(body[0]) not in titles])
    role = not expected["role"] or key(part.get("role", "")) == expected["role"]
    return role and not found.missed and not found.wrong


def agree(readings: Iterable[Reading]) -> tuple[float, int]:
    """Return how far drafts of one programme agree, and over how many pairs of them.

    That is twice what both have, over what each has, of the sessions and people that both print.
    """
    shares = []
    by_programme = sorted(readings, key=lambda one: one.layout.programme)
    for _, found in groupby(by_programme, key=lambda one: one.layout.programme):
        for a, b in combinations(found, 2):
            ours, theirs = (
                {fact for fact, right in one.facts.items() if not right or fact in other.expected}
                for one, other in ((a, b), (b, a))
            )
            if ours or theirs:
                shares.append(2 * len(ours & theirs) / (len(ours) + len(theirs)))
    return (sum(shares) / len(shares) if shares else 1.0), len(shares)


def marking(readings: Iterable[Reading]) -> tuple[float, float]:
    """Return which share of wrong records is marked for review, and which share of right ones."""
    marks = [mark for one in readings for mark in one.marks]
    wrong, right = ([one.marked for one in marks if one.right is which] for which in (False, True))
    return sum(wrong) / max(len(wrong), 1), sum(right) / max(len(right), 1)


def by_family(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield a table of the families held out, and of those that are developed on."""
    yield f"| family | layouts | {' | '.join(COLUMNS)} |"
    yield "|---" * (len(COLUMNS) + 2) + "|"
    for group in ("held out", "developed"):
        if chosen := of_group(readings, group):
            yield _row(f"**{group}**", chosen)
            for family, found in groupby(chosen, key=lambda one: one.layout.family):
                yield _row(f"`{family}`", list(found))


def of_group(readings: Iterable[Reading], group: str) -> list[Reading]:
    """Return what was read of the families of a group."""
    return [one for one in readings if one.layout.group == group]


def by_kind(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield a table of all families by format and by language."""
    languages = {one.id: one.language for one in read_programmes()}
    yield f"| of all families | layouts | {' | '.join(COLUMNS)} |"
    yield "|---" * (len(COLUMNS) + 2) + "|"
    kinds = (lambda one: one.layout.format, lambda one: languages[one.layout.programme])
    for kind in kinds:
        for name, found in groupby(sorted(readings, key=kind), key=kind):
            yield _row(name, list(found))


def invented(readings: Iterable[Reading]) -> int:
    """Return how many people were drafted of documents that name nobody at all."""
    those = (one for one in readings if one.layout.family != "participants-list")
    return sum(one.score["people"].drafted for one in those)


def of_nobody(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield a table of what was drafted of documents that name nobody who takes part."""
    yield "| names nobody who takes part | layouts | people drafted | sessions drafted |"
    yield "|---|---|---|---|"
    for family, found in groupby(readings, key=lambda one: one.layout.family):
        scores = [one.score for one in found]
        people, sessions = (add(scores)[name].drafted for name in ("people", "sessions"))
        yield f"| `{family}` | {len(scores)} | {people} | {sessions} |"


def _row(what: str, readings: Sequence[Reading]) -> str:
    total = add(one.score for one in readings)
    cells = (shown(total[name]) for name in COLUMNS)
    return f"| {what} | {len(readings)} | {' | '.join(cells)} |"


def against_bars(everything: Sequence[Reading]) -> Iterator[str]:
    """Yield a table of the figures of the families held out, each with its bar."""
    readings, nobody = (of_group(everything, group) for group in ("held out", "nobody"))
    total = add(one.score for one in readings)
    yield "| of the families held out | measured | bar | within |"
    yield "|---|---|---|---|"
    for name, (precision, recall) in BARS.items():
        within = total[name].precision >= precision and total[name].recall >= recall
        yield _bar(name, shown(total[name]), f"{percent(precision)}, {percent(recall)}", within)
    families = {one.layout.family for one in readings}
    worst = min((_least(readings, family), family) for family in sorted(families))
    told = f"{percent(worst[0])} (`{worst[1]}`)"
    yield _bar("people, the family that is worst", told, percent(LEAST), worst[0] >= LEAST)
    share, pairs = agree(readings)
    told = f"{percent(share)} over {pairs} pairs"
    yield _bar("drafts of one programme agree", told, percent(ALIKE), share >= ALIKE)
    wrong, right = marking(readings)
    yield _bar("wrong records marked for review", percent(wrong), percent(MARKED), wrong >= MARKED)
    yield _bar("right ones marked", percent(right), percent(MISMARKED), right <= MISMARKED)
    people = invented(nobody)
    yield _bar("people in documents that name nobody", str(people), "0", people == 0)
    leaks = sum(bool(one.leaks) for one in everything)
    told = f"{leaks} of {len(everything)}"
    yield _bar("drafts of all families with contact data", told, "0", leaks == 0)


def _least(readings: Sequence[Reading], family: str) -> float:
    total = add(one.score for one in readings if one.layout.family == family)["people"]
    return min(total.precision, total.recall)


def _bar(what: str, measured: str, bar: str, within: bool) -> str:
    return f"| {what} | {measured} | {bar} | {'yes' if within else '**no**'} |"


def show(reading: Reading) -> None:
    """Print a document as it is read, and what was missed and is wrong, field by field."""
    print(f"\n=== {reading.layout.name}\n{reading.text.rstrip()}\n")
    for name in COLUMNS:
        found = reading.score[name]
        for what, those in (("missed", found.missed), ("wrong", found.wrong)):
            for said in those:
                first = CHOICES.sub(lambda choice: choice[2], said)
                print(f"  {name}\t{what}\t{first}")
    for mark in reading.marks:
        if mark.right is mark.marked:
            print(f"  review\t{'needless' if mark.right else 'lacking'}\t{mark.record}")
    print(*(f"  contact data\twrong\t{one}" for one in reading.leaks), sep="\n")


def main() -> None:
    """Measure what is chosen, and print the tables.

    If all is, they are written, and the exit code is 1 when a bar is missed.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--group", choices=GROUPS, default="")
    parser.add_argument("--family", default="")
    parser.add_argument("--layout", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    layouts = list(print_layouts(chosen.family, chosen.layout, chosen.group))
    if not layouts:
        sys.exit("no layout has that name; `ls benchmarks/layouts/families` has the families")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        for layout in layouts:
            (chosen.keep / layout.name).write_bytes(layout.document)
    with ProcessPoolExecutor(2) as pool:
        readings = list(pool.map(read, layouts, chunksize=4))
    if chosen.show:
        for reading in readings:
            show(reading)
    told = list(by_family(readings))
    nobody = of_group(readings, "nobody")
    if of_group(readings, "held out") and not chosen.layout:
        told = [*against_bars(readings), "", *told]
    if not chosen.family and not chosen.layout:
        told += ["", *by_kind([one for one in readings if one.layout.group != "nobody"])]
    if nobody:
        told += ["", *of_nobody(nobody)]
    written = "".join(f"{line}\n" for line in told)
    print(written, end="")
    if not (chosen.group or chosen.family or chosen.layout):
        before, rest = README.read_text(encoding="utf-8").split(BEGIN)
        README.write_text(before + BEGIN + written + END + rest.split(END)[1], encoding="utf-8")
        sys.exit("**no**" in written)


if __name__ == "__main__":
    main()
