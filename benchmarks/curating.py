"""Counts what a curator does from a draft to a build that passes; writes into benchmarks/README.md.

One document each of ten families of `layouts/`, of those held out, is drafted beside the data of
the project, and curated by script. An action is: a mark `review:` settled; a record corrected that
is wrong and bears no mark, or one added that is missing (a person or a session of another title,
time, role or body; the title and the days of the event; an organiser); a name settled; a type given
to a body that no word tells; a finding of `atgraph check` that is left. `atgraph reconcile --new
all` is one action, however many names it takes; “one by one” counts each of them, as before there
was such a thing. The names are those of the draft.

`--all` takes every layout of the families held out, `--group NAME` those of another group;
`--layout NAME` takes one and shows what is left of it; `--lesson` counts the lesson of
CONTRIBUTING.md, with the decisions that it takes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from atgraph.build.whole import inspect
from atgraph.curate.ingest.batch import ingest as draft
from atgraph.curate.reconcile import (
    Corpus,
    Judgement,
    Matcher,
    OpenName,
    find_new,
    read_corpus,
    read_judgements,
    take_new,
    write_decisions,
)
from atgraph.curate.reconcile.guesses import PERSON
from atgraph.curate.reconcile.new_names import guess
from atgraph.curate.reconcile.open_names import TITLE
from atgraph.data.slugs import slug
from atgraph.errors import Problem
from atgraph.text import plural
from layouts.printing import EACH, Layout, print_layouts, read_families
from reading import Reading, read
from run import README

# `reading` puts the helpers of the tests on the path
from running import ingest  # isort: skip

ROOT = Path(__file__).resolve().parent.parent
DATA, LESSON = ROOT / "data", ROOT / "docs" / "lesson"
BEGIN, END = "<!-- written by curating.py -->\n", "<!-- end of curating.py -->"
DOCUMENTS, BAR = 10, 1.5  # actions a person
DAY = dt.date(2026, 11, 28)
UNTOLD = "civil-society"  # the type that is given to a body that no word tells
WHOLE = ("event", "organisers")  # what is compared beside people and sessions


@dataclass(frozen=True)
class Actions:
    """What a curator does for one document of so many people."""

    name: str
    people: int
    marks: int
    records: int
    one_by_one: int
    names: int
    types: int
    findings: int

    @property
    def total(self) -> int:
        """All actions."""
        return self.marks + self.records + self.names + self.types + self.findings

    @property
    def before(self) -> int:
        """All actions where each name is settled by itself, with its type."""
        return self.marks + self.records + self.one_by_one + self.findings


def curate(layout: Layout, folder: Path, *, show: bool = False) -> Actions:
    """Draft a layout beside the data of the project, settle its names, and count."""
    data, name = folder / "data", slug(layout.name)
    shutil.copytree(DATA, data)
    document = folder / layout.name
    document.write_bytes(layout.document)
    home = data / "programmes" / name
    ingest(document, home)
    transcript = home / "programme.yml"
    marks = _take_out_marks(transcript)
    one_by_one = len(read_corpus(data).open_names([name]))
    names, types = _settle(data, name)
    findings = inspect(data, only=[name]).violations
    if show:
        print(*findings, sep="\n")
    reading = read(layout)
    people = {str(one["name"]) for s in layout.expected["sessions"] for one in s["participants"]}
    return Actions(
        layout.name,
        len(people),
        marks,
        corrected(reading),
        one_by_one,
        names,
        types,
        len(_distinct(findings)),
    )


def count_lesson(folder: Path) -> Actions:
    """Count what the lesson of CONTRIBUTING.md leaves to be decided, from two documents on."""
    data, name = folder / "data", "river-forum"
    shutil.copytree(LESSON / "registry", data / "registry")
    home = data / "programmes" / name
    list(draft([LESSON / f"{name}.pdf", LESSON / f"{name}-speakers.html"], home, True, True))
    marks = _take_out_marks(home / "programme.yml")
    one_by_one = len(read_corpus(data).open_names())
    found, decided = find_new(read_corpus(data)), read_judgements(LESSON / "decisions.yml")
    take_new(read_corpus(data), found.new, DAY)
    write_decisions(read_corpus(data), decided, DAY)
    types = sum(new.lacks_type for new in found.new)
    findings = len(_distinct(inspect(data).violations))
    people = sum(new.kind.value == PERSON for new in found.new)
    return Actions("the lesson", people, marks, 0, one_by_one, 1 + len(decided), types, findings)


def corrected(reading: Reading) -> int:
    """Return how many records are corrected that bear no mark, or added.

    One that is wrong and one that is missing are one correction; a mark is counted for itself.
    """
    wrong = sum(not one.right and not one.marked for one in reading.marks)
    marked = sum(not one.right and one.marked for one in reading.marks)
    missed = sum(len(reading.score[what].missed) for what in ("people", "sessions"))
    others = (reading.score[what] for what in WHOLE)
    whole = sum(max(len(count.missed), len(count.wrong)) for count in others)
    return max(wrong, missed - marked) + whole


def _take_out_marks(path: Path) -> int:
    """Take the marks out of a transcript, as if each were settled; return how many they were."""
    transcript = yaml.safe_load(path.read_text(encoding="utf-8"))
    marks = sum(record.pop("review", None) is not None for record in _records(transcript))
    text = yaml.safe_dump(_as_text(transcript), allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")
    return marks


def _records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _records(inner)


def _as_text(value: Any) -> Any:
    """Return a value of YAML with its days as text, as transcripts write them."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _settle(data: Path, programme: str) -> tuple[int, int]:
    """Settle every name; return how many decisions that takes, and how many types."""
    found = find_new(read_corpus(data), [programme])
    take_new(read_corpus(data), found.new, DAY, UNTOLD)
    decided, untold = int(bool(found.new)), sum(new.lacks_type for new in found.new)
    while names := (corpus := read_corpus(data)).open_names([programme]):
        judgement = _judge(corpus, names[0])
        write_decisions(corpus, [judgement], DAY, [programme])
        decided += 1
    return decided, untold


def _judge(corpus: Corpus, name: OpenName) -> Judgement:
    """Decide as the facts are: somebody new, one of this programme in other words, or no body."""
    keys = {"programme": name.programme, "name": name.name, "reason": "as printed"}
    candidates = Matcher(corpus).candidates(name)
    own = [one.id for one in candidates if one.id in corpus.present.get(name.programme, {})]
    if name.rule == TITLE or own:
        return Judgement.model_validate({**keys, "is": own[0] if own else "none"})
    new = guess(corpus, name)
    kind = new.kind.value or "organization"
    type_ = (new.type.value or UNTOLD) if kind == "organization" else ""
    return Judgement.model_validate({**keys, "is": "new", "kind": kind, "type": type_})


def _distinct(problems: Iterable[Problem]) -> set[tuple[str, int, str]]:
    return {(problem.path, problem.line, problem.rule) for problem in problems}


def choose(group: str) -> Iterator[Layout]:
    """Yield one layout of each of ten families of a group that name people."""
    families = [name for name, module in read_families() if group == module.GROUP]
    found = (_nth(print_layouts(family=name), n) for n, name in enumerate(families))
    yield from islice((layout for layout in found if _names_people(layout.expected)), DOCUMENTS)


def _nth(layouts: Iterable[Layout], number: int) -> Layout:
    """Return a layout of a family, another one of each, so that all programmes come up."""
    first = list(islice(layouts, number % EACH + 1))
    return first[-1]


def _names_people(expected: Mapping[str, Any]) -> bool:
    return any(session["participants"] for session in expected["sessions"])


def table(counted: Sequence[Actions]) -> str:
    """Return a row a document, and the sums."""
    people = sum(one.people for one in counted)
    now, before = (sum(getattr(one, what) for one in counted) for what in ("total", "before"))
    rows = [
        "| document | people | marks | records | names | types | findings | actions a person |"
        " names one by one |",
        "|---" * 9 + "|",
        *(_row(one) for one in counted),
        "",
        "| actions a person | measured | bar | within |",
        "|---|---|---|---|",
        f"| {plural(len(counted), 'document')} | {now / people:.2f} | {BAR} | "
        f"{'yes' if now / people <= BAR else '**no**'} |",
        f"| … names one by one | {before / people:.2f} | none | – |",
        "",
    ]
    return "\n".join(rows)


def _row(one: Actions) -> str:
    cells = (
        f"`{one.name}`",
        one.people,
        one.marks,
        one.records,
        one.names,
        one.types,
        one.findings,
        f"{one.total / one.people:.2f}",
        f"{one.before / one.people:.2f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Count, write the table, and end with 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="take every layout")
    parser.add_argument("--group", default="held out", help="take families of this group")
    parser.add_argument("--lesson", action="store_true", help="count the lesson")
    parser.add_argument("--layout", default="", help="take one layout, and show what is left")
    options = parser.parse_args()
    if options.lesson:
        with tempfile.TemporaryDirectory() as folder:
            print(table([count_lesson(Path(folder))]), end="")
        return
    if options.layout:
        chosen = print_layouts(layout=options.layout)
    else:
        chosen = print_layouts(group=options.group) if options.all else choose(options.group)
    counted = []
    for layout in chosen:
        with tempfile.TemporaryDirectory() as folder:
            counted.append(curate(layout, Path(folder), show=bool(options.layout)))
            print(_row(counted[-1]), file=sys.stderr)
    written = table(counted)
    print(written, end="")
    if not options.layout and not options.all and options.group == "held out":
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        README.write_text(before + BEGIN + written + END + rest.partition(END)[2], encoding="utf-8")
    sys.exit("**no**" in written)


if __name__ == "__main__":
    main()
