"""Query files: queries/ask/*.rq are the named questions, each with a header and parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from atgraph.data.yaml_lines import QuickLoader
from atgraph.errors import QueryError
from atgraph.files import list_files, read_text, resource_folder
from atgraph.graph.runs import Runs
from atgraph.graph.sparql import Parameter, parameters, tokens
from atgraph.text import did_you_mean

MARK = "#+"
AUDIENCES = ("researcher", "coordinator", "analyst")
STATEMENT = re.compile(r"statements?\d*")
# The options of `atgraph ask` itself, and what its page is asked besides: a parameter of the same
# name could never be typed.
RESERVED = {
    *("allow-service", "asserted", "cite", "data", "debug", "endpoint"),
    *("evidence", "explain", "format", "help", "include-on-request", "page", "store", "timeout"),
    "version",
}


@dataclass(frozen=True)
class Question:
    """A query file: what it asks, for whom, and its blanks."""

    path: Path
    text: str = field(repr=False)
    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    enumerate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    runs: Runs | None = None  # of a rule or a check: what makes it run

    @property
    def name(self) -> str:
        """The name it is asked by."""
        return self.path.stem

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its blanks, in order."""
        return tuple(parameters(self.text))

    @cached_property
    def query(self) -> str:
        """The query without its header."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(MARK)).lstrip("\n")

    @property
    def problem(self) -> str:
        """What a check says is wrong."""
        return " ".join(self.description.partition("Problem:")[2].partition("Solution:")[0].split())

    @property
    def solution(self) -> str:
        """What a check says to do."""
        said = " ".join(self.description.partition("Solution:")[2].split())
        return said or "see the check's description"


def read_question(path: Path) -> Question:
    """Read a query file; refuse a header that is not there, no YAML, or has unknown keys."""
    return _question(path, "\n".join(read_text(path).splitlines()) + "\n")


# Of a file that is read again only the text is compared: most answers are quicker than its header.
@lru_cache(256)
def _question(path: Path, text: str) -> Question:
    lines = text.splitlines()
    header = "\n".join(line.removeprefix(MARK) for line in lines if line.startswith(MARK))
    try:
        meta: Any = yaml.load(header, Loader=QuickLoader)
    except yaml.YAMLError as exc:
        raise QueryError(f"the header is not YAML: {' '.join(str(exc).split())}", path) from exc
    if not isinstance(meta, dict) or not meta.get("summary"):
        how = f"begin the file with `{MARK} summary: <the question>`"
        raise QueryError(f"the header has no summary; {how}", path)
    try:
        allowed = _merged(meta.pop("enumerate", [])).items()
        question = Question(
            path=path,
            text=text,
            summary=str(meta.pop("summary")),
            description=str(meta.pop("description", "")).strip(),
            tags=_listed(meta.pop("tags", [])),
            defaults=MappingProxyType(_merged(meta.pop("defaults", []))),
            enumerate=MappingProxyType({name: _listed(values) for name, values in allowed}),
            runs=Runs.read(meta.pop("runs"), text) if "runs" in meta else None,
        )
    except ValueError as exc:
        raise QueryError(str(exc), path) from exc
    except (TypeError, AttributeError) as exc:
        form = "tags: [a, b], defaults: [name: value], enumerate: [name: [a, b]]"
        raise QueryError(f"the header has the wrong form; write {form}", path) from exc
    if meta:
        unknown = f"unknown header keys: {', '.join(sorted(map(str, meta)))}"
        known = "summary, description, tags, defaults, enumerate, runs"
        raise QueryError(f"{unknown}; use {known}", path)
    _check_parameters(question)
    return question


def _check_parameters(question: Question) -> None:
    """Refuse parameters that cannot be options: the command or another parameter has the name."""
    options = [p.option for p in question.parameters]
    for parameter in question.parameters:
        is_reserved = parameter.option in RESERVED
        if is_reserved or options.count(parameter.option) > 1:
            taken = "an option of the command" if is_reserved else "the name of another parameter"
            line = next(t.line for t in tokens(question.text) if t.text == parameter.variable)
            typed = f"the parameter {parameter.variable} would be typed as --{parameter.option}"
            raise QueryError(f"{typed}, which is {taken}; name it otherwise", question.path, line)


def _listed(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(map(str, values))


def _merged(rows: Any) -> dict[str, Any]:
    """Return grlc's list of single pairs as one mapping."""
    return rows if isinstance(rows, dict) else {k: v for row in rows for k, v in row.items()}


def question_names() -> list[str]:
    """Return the names of all questions."""
    return [path.stem for path in list_files(resource_folder("queries") / "ask", "*.rq")]


def american(name: str) -> str:
    """Return a name as identifiers spell it: organization, however prose and people spell it."""
    return re.sub(r"organis(?=ation|ing)", "organiz", name)


def british(name: str) -> str:
    """Return a name as our prose spells it: organisation."""
    return re.sub(r"organiz(?=ation|ing)", "organis", name)


def find_question(name: str) -> Question:
    """Return the question of a name, or say which names come nearest."""
    name = american(name)
    folder, file = resource_folder("queries") / "ask", f"{name}.rq"
    if file.startswith(".") or file not in (path.name for path in folder.glob("*.rq")):
        hint = did_you_mean(name, question_names(), "`atgraph ask` lists them all", most=3)
        raise QueryError(f"there is no question {name!r}; {hint}")
    return read_question(folder / file)


def by_audience() -> dict[str, list[Question]]:
    """Return each audience and its questions; one without an audience is for the researcher."""
    found: dict[str, list[Question]] = {audience: [] for audience in AUDIENCES}
    for question in map(find_question, question_names()):
        found[next((tag for tag in question.tags if tag in found), AUDIENCES[0])].append(question)
    return found
