"""Texts that are not ours leave as letters: on a terminal, through a pipe, in a file, in a page.

Every command that the command line itself lists runs on a graph and on documents whose labels,
titles, quotes and file names command a terminal, turn writing around or are formulas.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import pty
import random
import re
import shutil
import socket
import tty
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import click
import openpyxl
import pytest
from forms import tries
from pyoxigraph import Literal, Quad

import mini
from atgraph.cli import app
from atgraph.export.tables import NO_FORMULA
from atgraph.rdf.namespaces import ATGD, TYPE, atg

PAYLOADS = [
    "\x1b]0;owned\x07", "\x1b[2J\x1b[31m", "\x9b31m", "\x9d0;owned\x9c", "\x1bP+q\x1b\\",
    "\x08\x08", "\x7f", "\x85", "\x1b]8;;http://e.example\x07", "\u202egnp.exe",
    "\u2066\u2067x", "\u061c\u200e\u200f", "\u206a", "\x0e", "\x00",
]  # fmt: skip
FORMULAS = [
    '=HYPERLINK("http://e.example","x")', "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)", "\t=1+1", "\r=1+1", "＝1+1", "a;=1+1", 'a;"=1+1', "a\t=1+1",
    "\u200f=1+1", "a;\u061c=1+1",
]  # fmt: skip
NAME = "\x1b]0;owned\x07\u202e\x9b31m=1+1"
RAW = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]|\r(?!\n)"
)
OURS = re.compile(r"\x1b\[(?:[012]|22)?m")  # bold and dim, of tables
BAR = re.compile(r"\r|\x1b\[(?:K|\?25[lh])")  # of a build
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LETTERS = ("#string", "#langString")

# command → what it is given, and what has to be named for it; {…} is a thing of the graph
ARGUMENTS = {
    "list": ["organizations", "people", "events", "themes"],
    "search": ["forum", "owned"],
    "show": ["{organization}", "{person}", "{event}"],
    "sparql": [
        "SELECT * {{ ?s rdfs:label ?o }}", "CONSTRUCT WHERE {{ ?s rdfs:label ?o }}", "ASK {{}}",
    ],
    "network compare": ["{event} {event}"],
    "network gaps": ["", "--grid {theme}"],
    "network partners": ["{organization} --evidence"],
    "network path": ["{organization} {other-organization}", "{organization} {person}"],
    "network suggest": ["{organization} --evidence --scores"],
    "network shortlist": [
        "yes {other-organization} --for {organization} --date 2026-11-25 --file {file}",
    ],
    "network export": ["", "--nodes all", "--measures"],
    "map": ["actors -o -", "all -o {file}"],
    "export": [f"--profile {p}" for p in ("all", "void", "schema.org", "sparql-examples")],
    "check": ["--data {data}"],
    "build": ["--data {data} --store {file}"],
    "reconcile": ["--data {data}", "--data {data} --undo owned"],
    "ingest": ["{document} --out {file}"],
    "push": ["http://127.0.0.1:9/{name}"],
}  # fmt: skip


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command that there is, by its name, from the command line itself."""

    def walk(command: click.Command, name: str, above: click.Context) -> Iterator:
        if not isinstance(command, click.Group):
            yield name, command
            return
        here = click.Context(command, info_name=name, parent=above)
        for part in command.list_commands(here):
            one = command.get_command(here, part)
            assert one is not None
            yield from walk(one, f"{name} {part}".strip(), here)

    found = walk(app, "", click.Context(app))
    # a server ends for nobody; what it shows is attacked in tests/web
    yield from ((name, command) for name, command in found if name != "serve")


@cache
def things() -> dict[str, str]:
    """Return a thing of the graph for each kind, by its IRI: its names hold anything."""
    store, found = mini.graph().store, {"event": f"{ATGD}event_{mini.ID}"}
    for kind in ("person", "organization", "tool"):
        typed = store.quads_for_pattern(None, TYPE, atg(kind.capitalize()), None)
        first, *others = sorted(quad.subject.value for quad in typed)
        found |= {kind: first, f"other-{kind}": [*others, first][0]}
    themes = sorted({q.object.value for q in store.quads_for_pattern(None, atg("hasTheme"), None)})
    found |= {"theme": themes[0], "other-theme": themes[-1], "other-event": found["event"]}
    return found | dict.fromkeys(("actor", "thing"), found["organization"])


def hostile(quad: Quad, rng: random.Random) -> Quad:
    """Return what registry and programmes say with what acts before, in and behind each text."""
    graph, said = quad.graph_name.value, quad.object
    ours = not any(name in graph for name in ("registry", "programme", "on-request"))
    if ours or not isinstance(said, Literal) or not said.datatype.value.endswith(LETTERS):
        return quad
    half = len(said.value) // 2
    parts = [said.value[:half], rng.choice(PAYLOADS), said.value[half:], rng.choice(PAYLOADS)]
    text = rng.choice([*FORMULAS, *PAYLOADS]) + "".join(parts)
    written = Literal(text, language=said.language) if said.language else Literal(text)
    return Quad(quad.subject, quad.predicate, written, quad.graph_name)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the arguments of commands may name, all of it hostile."""
    folder = tmp_path_factory.mktemp("attack")
    rng, graph = random.Random(15), mini.graph()
    (store := folder / f"store {NAME}").mkdir()
    mini.publish(store, [hostile(quad, rng) for quad in graph.store], graph.version)
    data = Path(shutil.copytree(mini.MINI, folder / NAME))
    people = data / "registry" / "people.yml"
    mini.change(
        people,
        "label: Ana Example",
        'label: "\\e]0;owned\\aAna \\u202EExample", names: [Ana Example]',
    )
    source = data / "programmes" / mini.ID / "source.txt"
    document = folder / f"{NAME}.txt"
    lines = (line + rng.choice(PAYLOADS) for line in source.read_text("utf-8").split("\n"))
    document.write_text("\n".join(lines), "utf-8")
    (home := folder / "home").mkdir()  # so that no command writes where the project is
    for part in ("ontology", "queries", "viz"):
        (home / part).symlink_to(mini.ROOT / part)
    (home / "data").symlink_to(data)
    files = {
        "home": home,
        "data": data,
        "document": document,
        "file": folder / f"out{NAME}",
        "store": store,
    }
    return things() | {"name": NAME, **{name: str(path) for name, path in files.items()}}


def runs(names: dict[str, str], count: int) -> list[list[str]]:
    """Return some of what every command may be given, in each of its formats; all if so many."""
    made = list[list[str]]()
    for name, command in commands():
        start = name.split()
        if name.startswith("ask "):
            kinds = {o[2:] for p in command.params for o in p.opts if o[2:] in names}
            lines = [" ".join(f"--{kind} {{{kind}}}" for kind in sorted(kinds))]
            more = [
                ["--evidence", "--cite"],
                ["--cite", "bibtex"],
                ["--cite", "csl"],
                ["--explain"],
            ]
        else:
            lines, more = ARGUMENTS.get(name, [""]), []
        options = {option: p for p in command.params for option in p.opts}
        formats = getattr(getattr(options.get("--format"), "type", None), "choices", ())
        stored = (
            ["--store", names["store"]]
            if "--store" in options and "--store" not in "".join(lines)
            else []
        )
        for line in lines:
            given = [part.format(**names) for part in split(line)]
            of_format = [["--format", str(fmt)] for fmt in formats]
            made += [[*start, *given, *stored, *last] for last in [[], *of_format, *more]]
        # what is typed wrongly comes back in a message
        for option, parameter in options.items():
            if not getattr(parameter, "is_flag", False):
                is_path = isinstance(parameter.type, click.Path)
                typed = [names["file"] if is_path else NAME]
                typed = [option, *typed] if option.startswith("-") else typed
                made.append([*start, *typed, *stored])
        made.append([*start, f"--{NAME}"])
    rng = random.Random(5)
    first = {tuple(run[:2]): run for run in reversed(made)} if count else {}
    return (
        made
        if count >= len(made)
        else [*rng.sample(made, count), *rng.sample([*first.values()], count // 2)]
    )


def split(line: str) -> list[str]:
    """Return the arguments of a line: a query is one."""
    return [line] if "{{" in line else line.split()


def on_terminal(*arguments: str, **env: str) -> str:
    """Run a command on a terminal of its own; return all that it shows there."""
    ours, its = pty.openpty()
    tty.setraw(its)
    job = {"argv": [*arguments], "env": mini.environment(COLUMNS="100", TERM="xterm", **env)}
    warm = mini._warm()
    socket.send_fds(warm, [json.dumps(job).encode()], [its, its, its])
    os.write(ours, b"\x04")
    os.close(its)
    with ThreadPoolExecutor(1) as reader:
        shown = reader.submit(_read, ours)
        warm.recv(16)
        warm.recv(16)
        return shown.result().decode(errors="surrogateescape")


def _read(end: int) -> bytes:
    pieces = []
    try:
        while piece := os.read(end, 65536):
            pieces.append(piece)
    except OSError:  # nobody has the other end any more
        pass
    os.close(end)
    return b"".join(pieces)


def raw(text: str) -> list[str]:
    """Return what acts in a text, with a little of what stands before it."""
    return [ascii(text[max(0, found.start() - 30) : found.end()]) for found in RAW.finditer(text)]


def live(text: str, ends: str = ",;") -> list[str]:
    """Return the cells that a spreadsheet would run, whichever of these ends a cell for it."""
    tables = [csv.reader(io.StringIO(text, newline=""), delimiter=end) for end in ends]
    cells = [cell for table in tables for row in table for cell in row]
    return [cell for cell in cells if cell.startswith(SIGNS) and not NO_FORMULA.fullmatch(cell)]


def wrong(run: list[str], home: str) -> list[tuple[str, list[str], list[str]]]:
    """Run a command on a terminal and piped; return what acts, runs as a formula or went wrong."""
    ours = re.compile(f"{OURS.pattern}|{BAR.pattern}") if run[0] == "build" else OURS
    is_archive = run[:2] == ["network", "export"] and run[-1] in ("csv", "xlsx")
    shown, piped = on_terminal(*run, ATGRAPH_HOME=home), mini.Run(0, "", "")
    if not is_archive:
        piped = mini.atgraph(*run, ATGRAPH_HOME=home)
    # what is for programs alone has each value as it is; pages and archives are looked into below
    is_data = run[0] in ("export", "map") or run[:2] == ["network", "export"]
    is_data |= run[0] == "sparql" and run[-1] == "csv"
    found = {
        "terminal": raw(ours.sub("", shown)),
        "pipe": raw(piped.err + ("" if is_data else piped.out)),
        "error": re.findall("(?:something went wrong|Traceback).*", shown + piped.err),
        "formula": [],
    }
    if run[-1] in ("csv", "tsv", "excel") and run[0] != "sparql":
        ends = "\t" if run[-1] == "tsv" else ",;"
        found["formula"] = [] if is_data else live(piped.out.removeprefix("\ufeff"), ends)
    elif run[-1] == "json" and piped.out:
        assert json.loads(piped.out) is not None
    return [(what, run, pieces[:3]) for what, pieces in found.items() if pieces]


@pytest.mark.slow
@tries(8, 150)
def test_no_command_lets_a_text_act_on_a_terminal_or_in_a_pipe(
    names: dict[str, str], count: int
) -> None:
    assert [found for run in runs(names, count) for found in wrong(run, names["home"])] == []


def test_every_command_of_the_command_line_is_run(names: dict[str, str]) -> None:
    ran = {" ".join(run) for run in runs(names, 10_000)}

    assert len(ran) > 500
    assert [n for n, _ in commands() if not any(run.startswith(n) for run in ran)] == []
    assert [n for n in ARGUMENTS if n not in dict(commands())] == []


@pytest.mark.slow
def test_no_file_for_a_spreadsheet_or_a_tool_holds_a_formula_or_acts(
    names: dict[str, str], tmp_path: Path
) -> None:
    written = ("network.zip", "sheet.csv", "network.xlsx", "network.graphml", "network.cyjs")
    for name in written:
        form = ["--format", "3w"] if name == "sheet.csv" else []
        run = mini.atgraph(
            "network", "export", "-o", tmp_path / name, *form, "--store", names["store"]
        )
        assert run.code == 0, run.err
    with zipfile.ZipFile(tmp_path / "network.zip") as archive:
        tables = [archive.read(name).decode() for name in archive.namelist()]
    tables.append((tmp_path / "sheet.csv").read_text("utf-8"))
    book = openpyxl.load_workbook(tmp_path / "network.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert len(tables) == 3
    assert [cell for table in tables for cell in live(table) + raw(table)] == []
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if raw(str(cell.value))] == []
    assert raw((tmp_path / "network.cyjs").read_text("utf-8")) == []
    assert raw((tmp_path / "network.graphml").read_text("utf-8")) == []


@pytest.mark.slow
def test_no_page_holds_a_text_that_acts(names: dict[str, str], tmp_path: Path) -> None:
    run = mini.atgraph("map", "all", "-o", tmp_path, "--store", names["store"])
    pages = sorted(tmp_path.glob("*.html"))

    assert run.code == 0, run.err
    assert len(pages) > 2
    for page in pages:
        text = page.read_text("utf-8")
        library = re.compile("<script>.*?</script>", re.DOTALL)  # its own code, not of the data
        assert raw(html.unescape(library.sub("", text))) == [], page.name
