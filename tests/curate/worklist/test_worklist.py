"""The worklist of `atgraph check`: broken copies of the data, each with the text that a curator reads.

The texts are in tests/curate/worklist/tasks/. Written anew by `python tests/curate/worklist/test_worklist.py`; then read what
changed, as a
curator would: is it clear what to do, and would pasting the lines do it?
"""

# ruff: noqa: E501  (each case names what it changes)

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from pasting import offers_of
from pasting import paste as paste_offer
from rdflib import RDF, SH
from rdflib.compare import isomorphic

import mini
from atgraph.build.validation.report import write_report
from atgraph.build.whole import Graph, inspect
from atgraph.curate.worklist import WorklistTask, build_tasks, iter_lines
from atgraph.curate.worklist.context import Sources
from atgraph.curate.worklist.tasks import read_rules
from atgraph.errors import VIOLATION

FOLDER = Path(__file__).parent / "tasks"
SHAPES = mini.ROOT / "ontology" / "shapes"
DRAWN = re.compile(r"person_[a-z]{8}\b")  # the id of a new person
PROGRAMME = "programmes/osce-alliance-19-side-events/programme.yml"
ORGANIZATIONS, PEOPLE, DECISIONS, TOOLS = (
    f"registry/{n}.yml" for n in ("organizations", "people", "decisions", "tools")
)

# name → (file, old text, new text) of each change
CASES: dict[str, list[tuple[str, str, str]]] = {
    "role-outside-the-vocabulary": [
        (PROGRAMME, "role: opening-address\n", "role: opening-adress\n")
    ],
    "quote-not-in-the-source": [
        (
            PROGRAMME,
            '- "Ambassador Neil Bush, Head of the United Kingdom',
            '- "Ambassador Neal Bush, Head of the United Kingdom',
        )
    ],
    "value-not-in-its-quote": [
        (
            PROGRAMME,
            '{title: "Head of the United Kingdom Delegation to the OSCE"',
            '{title: "Head of the UK Delegation to the OSCE"',
        )
    ],
    "quote-without-its-line": [
        (PROGRAMME, '          - {text: "Speakers:", line: 51}', '          - "Speakers:"')
    ],
    "quote-with-the-wrong-line": [
        (
            PROGRAMME,
            '          - {text: "Opening address:", line: 45}',
            '          - {text: "Opening address:", line: 44}',
        )
    ],
    "name-misspelt": [(PROGRAMME, '- name: "John Richmond"', '- name: "John Richmont"')],
    "organisation-unknown": [(ORGANIZATIONS, "  label: Diginex\n", "  label: Diginexx\n")],
    "person-unknown": [
        (
            PEOPLE,
            "- {id: person_p0002, label: Neil Bush, programmes: [osce-alliance-19-side-events]}\n",
            "",
        )
    ],
    "name-of-two": [
        (ORGANIZATIONS, "  label: Diginex\n", "  label: Diginex\n  names: [Microsoft]\n")
    ],
    "organisation-without-a-type": [
        (ORGANIZATIONS, "  type: intergovernmental-organization\n", "")
    ],
    "session-outside-its-programme": [
        (PROGRAMME, "    date: 2019-04-09\n", "    date: 2019-04-19\n")
    ],
    "e-mail-in-a-name": [
        (
            PEOPLE,
            "label: Neil Bush, ",
            'label: "Neil Bush, neil.bush@example.org", names: [Neil Bush], ',
        )
    ],
    "key-unknown": [
        (PROGRAMME, '        honorific: "Ambassador"\n', '        honorifc: "Ambassador"\n')
    ],
    "id-twice": [(PROGRAMME, "  - id: technology-and-the-osce\n", "  - id: ict-tools\n")],
    "decision-that-nobody-needs": [
        (
            DECISIONS,
            "  session: ict-tools\n  name: survivor leader\n",
            "  session: ict-tools\n  name: survivor leader\n  is: none\n  reason: The words describe a person.\n  date: 2026-11-24\n\n- programme: osce-alliance-19-side-events\n  session: role-of-icat\n  name: survivor leader\n",
        )
    ],
    "decision-for-another-session": [
        (
            DECISIONS,
            "  session: ict-tools\n  name: survivor leader\n",
            "  session: role-of-icat\n  name: survivor leader\n",
        )
    ],
    "sentence-left-out": [
        (
            PROGRAMME,
            '  - quotes: ["Unfortunately, human trafficking still flourishes worldwide despite the efforts to fight it."]\n    reason: "a general remark: it names no actor and no number"\n',
            "",
        )
    ],
    "two-at-once": [
        (PROGRAMME, "role: opening-address\n", "role: opening-adress\n"),
        (ORGANIZATIONS, "  type: company\n", ""),
    ],
    "country-in-words": [(ORGANIZATIONS, "  country: PL\n", "  country: Poland\n")],
    "country-of-a-person": [(PEOPLE, "label: Neil Bush, ", "label: Neil Bush, country: GB, ")],
    "word-about-a-person": [(PEOPLE, "label: Neil Bush, ", "label: Neil Bush, type: state, ")],
    "claim-not-as-printed": [(PROGRAMME, 'stated: "Over 250"', 'stated: "Over 350"')],
    "time-without-its-day": [(PROGRAMME, "    date: 2019-04-08\n", "")],
    "end-before-the-start": [(PROGRAMME, '    end: "14:00"\n', '    end: "12:00"\n')],
    "kind-of-tie-unknown": [(PROGRAMME, "- tie: membership\n", "- tie: friendship\n")],
    "indented-by-a-tab": [(PROGRAMME, "    organizers:\n", "\torganizers:\n")],
    "nothing-but-advice": [
        (
            TOOLS,
            "- id: tool_spotlight\n",
            "- id: tool_candle\n  label: Candle\n\n- id: tool_spotlight\n",
        ),
        (
            DECISIONS,
            "- programme: osce-alliance-19-side-events\n  about: date\n",
            "- programme: osce-alliance-19-side-events\n  session: ict-tools\n  about: date\n",
        ),
    ],
}

# What a curator fills in where a line has a place for it.
FILLED = {
    "organisation-unknown": {"type: …": "type: company"},
    "two-at-once": {"type: …": "type: company"},
    "organisation-without-a-type": {"type: …": "type: intergovernmental-organization"},
    "name-of-two": {
        "is: organization_diginex": "is: organization_microsoft",
        "reason: …": "reason: The line means the company.",
        "date: …": "date: 2026-11-24",
    },
    "sentence-left-out": {"reason: …": "reason: logo line"},
    "decision-for-another-session": {
        "reason: …": "reason: The words name no body.",
        "date: …": "date: 2026-11-24",
    },
}
ONLY_TOLD = {
    "country-in-words",
    "end-before-the-start",
    "kind-of-tie-unknown",
    "indented-by-a-tab",
}  # nobody but a reader of the document knows
MENDED = [
    name
    for name in CASES
    if name
    not in {
        "nothing-but-advice",
        "quote-with-the-wrong-line",
        "name-misspelt",
        "person-unknown",
        "two-at-once",
    }
    | ONLY_TOLD
]

# Where pasting gives back what stood there before.
RESTORED = {
    "role-outside-the-vocabulary",
    "quote-not-in-the-source",
    "value-not-in-its-quote",
    "quote-without-its-line",
    "key-unknown",
    "id-twice",
    "session-outside-its-programme",
    "country-of-a-person",
    "word-about-a-person",
    "claim-not-as-printed",
    "time-without-its-day",
}
REORDERED = {"organisation-without-a-type"}  # the same keys in another order

# The case for those in a hurry: each takes half a second. Every third waits for the long form.
QUICK, LONG = {"two-at-once"}, {*[*CASES][2::3]} - {"nothing-but-advice"}


def cases(names: Iterable[str]) -> list[Any]:
    """Return cases as parameters, all but a few of them slow."""
    marks = {name: pytest.mark.attack if name in LONG else pytest.mark.slow for name in names}
    return [pytest.param(n, marks=() if n in QUICK else mark, id=n) for n, mark in marks.items()]


@contextmanager
def broken(name: str, folder: Path) -> Iterator[Path]:
    """Lay out a broken copy of the data, and stand beside it, so that paths are short."""
    shutil.copytree(mini.REAL, folder / "data")
    for file, old, new in CASES[name]:
        mini.change(folder / "data" / file, old, new)
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield Path("data")
    finally:
        os.chdir(here)


@dataclass(frozen=True)
class Told:
    """What is found in a broken copy, and what a curator is told; paths begin at data/."""

    built: Graph
    tasks: list[WorklistTask]
    text: str


@cache
def told(name: str) -> Told:
    """Inspect a broken copy once for all tests."""
    with tempfile.TemporaryDirectory() as folder, broken(name, Path(folder)) as data:
        built = inspect(data)
        tasks = build_tasks(built.problems, built.ontology, SHAPES)
        text = DRAWN.sub("person_........", "\n".join(iter_lines(tasks)))
        return Told(built, tasks, text)


def test_there_is_a_text_for_each_case_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(CASES)
    assert len(CASES) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("name", cases(CASES), scope="module")  # all tests of a case, then the next
def test_a_broken_copy_gives_the_worklist_that_was_read(name: str):
    assert told(name).text == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert bool(told(name).built.violations) == (name != "nothing-but-advice")


@pytest.mark.parametrize("name", cases(MENDED), scope="module")
def test_pasting_what_is_offered_mends_it(name: str, tmp_path: Path):
    """The first offer of each place is taken, blanks filled in; a second run may ask for what the first could not see."""
    with broken(name, tmp_path) as data:
        paste(told(name).tasks, FILLED.get(name, {}))
        # what is as it was before need not be looked at again, which takes seconds
        if name in RESTORED | REORDERED:
            assert_as_before(data, name in REORDERED)
            return
        built = inspect(data)
        if built.violations:
            paste(build_tasks(built.problems, built.ontology, SHAPES), FILLED.get(name, {}))
            built = inspect(data)

        assert not [str(f) for f in built.violations]


def assert_as_before(data: Path, reordered: bool) -> None:
    """Letter for letter, or with the same keys in another order."""
    changed = [file for changes in CASES.values() for file, _, _ in changes]
    for file in dict.fromkeys(changed):
        now, before = ((folder / file).read_text(encoding="utf-8") for folder in (data, mini.REAL))
        assert now == before or (reordered and yaml.safe_load(now) == yaml.safe_load(before)), file


def paste(tasks: list[WorklistTask], filled: dict[str, str]) -> None:
    """Do what the tasks say, from the end of each file to its beginning, so that no line moves before its turn."""
    firsts = [
        next((o for o in place.offers if o.lines or o.last), None)
        for task in tasks
        for place in task.places
    ]
    offers = {(o.path, o.first): o for o in reversed(firsts) if o}
    assert offers
    for offer in sorted(offers.values(), key=lambda o: o.first or 10**9, reverse=True):
        lines = offer.lines
        for blank, value in filled.items():
            lines = tuple(line.replace(blank, value) for line in lines)
        assert not any("…" in line for line in lines), lines
        paste_offer(replace(offer, lines=lines))


@pytest.mark.slow
def test_the_worklist_in_the_readme_is_a_real_one():
    readme = (mini.REAL / "README.md").read_text(encoding="utf-8")
    shown = [
        line
        for line in readme.partition("## Read the worklist")[2].split("```")[1].splitlines()
        if line.strip() and "…" not in line
    ]

    assert len(shown) > 5
    assert [line for line in shown if line not in told("two-at-once").text.splitlines()] == []


@pytest.mark.slow
def test_like_findings_are_one_task_with_several_places(tmp_path: Path):
    data = mini.copy_data(tmp_path)
    mini.change(mini.transcript(data), "role: speaker", "role: speakr", 5)
    built = inspect(data)
    tasks = build_tasks(built.problems, built.ontology, SHAPES)

    assert len(tasks) == 1
    assert len(tasks[0].places) == len(built.problems) > 1
    assert len(offers_of(tasks[0])) == len(tasks[0].places)


@pytest.mark.slow
def test_a_person_who_is_new_is_numbered_though_nobody_is_there_yet(tmp_path: Path):
    data = mini.copy_data(tmp_path)
    (data / "registry" / "people.yml").write_text("[]\n", encoding="utf-8")
    built = inspect(data)
    records = {  # somebody whom two places name in two ways is offered twice, as the same record
        offer.lines
        for task in build_tasks(built.problems, built.ontology, SHAPES)
        for offer in offers_of(task)
        if offer.path.endswith("people.yml")
    }
    rows = [row for lines in records for row in lines]

    ids = [row.partition("id: ")[2] for row in rows if "id: " in row]
    assert [one for one in ids if not DRAWN.fullmatch(one)] == []
    assert len(set(ids)) == len(ids) > 2


@pytest.mark.slow
def test_a_body_that_is_new_may_go_into_a_file_that_is_still_empty(tmp_path: Path):
    data = mini.copy_data(tmp_path)
    path = data / "registry" / "organizations.yml"
    path.write_text("[]\n", encoding="utf-8")
    built = inspect(data)
    tasks = [
        task
        for task in build_tasks(built.problems, built.ontology, SHAPES)
        if task.title.startswith("Nobody in the registry")
    ]

    assert len(tasks) > 2
    for task in tasks:
        assert any(o.path == str(path) or "organisation" in o.do for o in offers_of(task)), (
            task.title
        )


def test_each_rule_of_reading_says_why_it_matters_and_to_whom():
    for name, (title, why) in read_rules().items():
        assert why.endswith("."), name
        assert not title.endswith("."), name


def test_every_rule_that_code_names_is_told_in_words():
    written = set()
    for path in (mini.ROOT / "src" / "atgraph").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "worklist" not in path.parts:
            for named in (r'rule="([a-z-]+)"', r'message, "([a-z-]+)"', r'\nRULE = "([a-z-]+)"'):
                written |= {*re.findall(named, text)}

    assert len(written) > 10
    assert written - {"check", "shape"} <= read_rules().keys()


# --- what is nearest ---


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Moderator: Harbor Network", "Moderator: Harbour Network"),
        ("Labour Attache", "Labour Attaché"),
        ("Open Doors: Shelters and Tools", "Open Doors:\nShelters and Tools"),
    ],
)
def test_the_nearest_words_are_whole_words(wanted: str, found: str):
    text = "First line.\nModerator: Harbour Network, and others\nMr. Emil, Labour Attaché, NO\n**Open Doors:\nShelters and Tools**\n"
    begin, end = Sources().find_like(wanted, text)

    assert text[begin:end] == found


def test_where_nothing_is_like_it_nothing_is_nearest():
    assert Sources().find_like("zebra crossing", "First line.\nSecond line.") is None
    assert Sources().find_like("", "") is None


# --- the command ---


@pytest.mark.slow
def test_the_worklist_is_the_data_of_the_command_and_the_count_a_notice(tmp_path: Path):
    with broken("organisation-without-a-type", tmp_path) as data:
        run = mini.here("check", "--data", data.resolve())

    assert run.code == 1
    assert run.out.startswith(
        "1 of 1. Give the organisation one type, of the scheme atgv:organization-types.\n   Why: Analysts compare "
    )
    assert run.lines == ["atgraph: 1 finding in 1 file stops the build"]


@pytest.mark.slow
def test_advice_stops_neither_the_check_nor_the_build(tmp_path: Path):
    with broken("nothing-but-advice", tmp_path) as data:
        check = mini.here("check", "--data", data.resolve())
        build = mini.here("build", "--data", data.resolve(), "--store", tmp_path / "store")

    assert (check.code, build.code) == (0, 0), check.err + build.err
    assert check.out.count("Advice: it may stay as it is.") == 2
    assert check.err.startswith("atgraph: 2 pieces of advice: ")
    assert "`atgraph check` has 2 pieces of advice" in build.err


def test_what_cannot_be_read_is_a_task_too(tmp_path: Path):
    data = mini.copy_data(tmp_path)
    mini.change(
        mini.transcript(data), 'room: "Hall A"\n    language', 'room: "Hall A\n    language'
    )
    run = mini.here("check", "--data", data)

    assert run.code == 2
    assert f"{mini.transcript(data)}:" in run.out
    assert "is not YAML: " in run.out


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "ttl"])
def test_a_conforming_report_says_so(form: str):
    run = mini.here("check", "--data", mini.MINI, "--format", form)
    graph = rdflib.Graph().parse(data=run.out, format={"json": "json-ld", "ttl": "turtle"}[form])

    assert run.code == 0
    assert [str(o) for o in graph.objects(None, SH.conforms)] == ["true"]
    assert not list(graph.objects(None, SH.result))


@pytest.mark.parametrize(
    "name",
    cases(["two-at-once", "e-mail-in-a-name", "nothing-but-advice", "sentence-left-out"]),
    scope="module",
)
def test_the_report_holds_everything_that_was_found(name: str):
    built = told(name).built
    texts = {form: write_report(built.problems, Path("data"), form) for form in ("json", "ttl")}
    again = write_report(reversed(built.problems), Path("data"), "ttl")
    graphs = [
        rdflib.Graph().parse(data=texts["json"], format="json-ld"),
        rdflib.Graph().parse(data=texts["ttl"], format="turtle"),
    ]
    report = next(graphs[0].subjects(RDF.type, SH.ValidationReport))
    results = list(graphs[0].objects(report, SH.result))

    assert texts["ttl"] == again
    assert isomorphic(*graphs)
    assert not [t for triple in graphs[0] for t in triple if isinstance(t, rdflib.BNode)]
    assert len(results) == len(set(built.problems))
    assert str(graphs[0].value(report, SH.conforms)) == str(not built.violations).lower()
    for result in results:
        for needed in (
            SH.focusNode,
            SH.resultSeverity,
            SH.resultMessage,
            SH.sourceConstraintComponent,
            SH.sourceShape,
        ):
            assert len(list(graphs[0].objects(result, needed))) == 1, needed
        assert graphs[0].value(result, rdflib.URIRef("https://w3id.org/atgraph/ontology#file"))
    assert json.loads(texts["json"])["conforms"] is all(
        f.severity != VIOLATION for f in built.problems
    )


# --- shapes that cannot be read or run ---


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "    sh:minCount 1 ;\n    sh:maxCount 1 ;",
            "    sh:minCount 1\n    sh:maxCount 1 ;",
            "sh:maxCount",
            "is not Turtle: ",
        ),
        pytest.param(
            'sh:pattern "^https?://"',
            'sh:pattern "^(https?://"',
            "atgs:Tool-homepage\n    a",
            "the shape cannot be run: ",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "sh:minCount 1",
            'sh:minCount "one"',
            "atgs:Tool-label\n    a",
            "the shape cannot be run: ",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "sh:path foaf:homepage",
            'sh:path "homepage"',
            "atgs:Tool-homepage\n    a",
            "the shape cannot be run: ",
            marks=pytest.mark.slow,
        ),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> .\n",
            "",
            "    a sh:NodeShape",
            "uses the prefix sh:, which it does not declare; declare it there as <http://www.w3.org/ns/shacl#>",
        ),
    ],
)
def test_a_shape_that_cannot_be_read_or_run_is_told_with_its_line(
    old: str, new: str, line: str, message: str, tmp_path: Path
):
    home = tmp_path / "home"
    file = mini.home_with("ontology/shapes/Tool.ttl", old, new, home)
    text = file.read_text(encoding="utf-8")
    wanted = text[: text.index(line)].count("\n") + 1
    run = mini.atgraph("check", "--data", mini.MINI, ATGRAPH_HOME=str(home))

    assert (run.code, run.out, len(run.lines)) == (2, "", 1), run.err
    assert run.lines[0].startswith(f"{file}:{wanted}: {message}"), run.err


if __name__ == "__main__":
    for case in CASES:
        (FOLDER / f"{case}.txt").write_text(told(case).text, encoding="utf-8")
