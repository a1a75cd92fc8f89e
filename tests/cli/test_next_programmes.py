"""The next programme breaks nothing: eight more beside the first, one by one and together.

Each is a document of tests/curate/ingest, as it was drafted and settled (tests/programmes/further).
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.built_graph import BuiltGraph
from atgraph.build.whole import build_graph
from atgraph.graph.query_files import question_names
from atgraph.maps.map import write_maps
from atgraph.maps.map_files import read_map
from atgraph.maps.map_names import map_names, map_path
from atgraph.maps.story import check_stories
from atgraph.network.choice import Choice
from atgraph.network.drawn_reader import Facts, read_drawn

FURTHER = mini.ROOT / "tests" / "programmes" / "further"
NAMES = sorted(folder.name for folder in FURTHER.iterdir() if folder.is_dir())
ALONE = ["parallel-halls"]  # in every run; all nine are, together
ASKED = mini.ROOT / "tests" / "answers" / "osce-alliance-19-side-events"


def data_with(folder: Path, names: Iterable[str]) -> Path:
    """Lay the project's data and further programmes into one folder."""
    data = Path(shutil.copytree(mini.REAL, folder / "data"))
    for name in names:
        shutil.copytree(FURTHER / name / "programmes", data / "programmes", dirs_exist_ok=True)
        for path in sorted((FURTHER / name / "registry").glob("*.yml")):
            known = data / "registry" / path.name
            text = path.read_text(encoding="utf-8")
            known.write_text(f"{known.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    return data


@cache
def commands() -> dict[str, list[str]]:
    """Question → the arguments of the first command with which its answers are tested."""
    found: dict[str, list[str]] = {}
    for path in sorted(ASKED.glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            _, _, name, *arguments = shlex.split(next(lines).removeprefix("#"))
        found.setdefault(name, arguments)
    return found


def checked(built: BuiltGraph) -> KnowledgeGraph:
    """Open a graph in which nothing is wrong, and no step of a story untrue."""
    kg = KnowledgeGraph(built.store)
    assert built.problems == []
    assert check_stories(kg) == []
    return kg


def ask_all(kg: KnowledgeGraph) -> int:
    """Ask every question; return how many have rows."""
    assert commands().keys() == {*question_names()}
    answered = 0
    for name, arguments in commands().items():
        pairs = zip(arguments[::2], arguments[1::2], strict=True)
        answered += bool(len(kg.ask(name, **{o[2:].replace("-", "_"): v for o, v in pairs})))
    return answered


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*ALONE, *(pytest.param(n, marks=pytest.mark.attack) for n in NAMES if n not in ALONE)]
)
def test_a_second_programme_breaks_nothing(name: str, tmp_path: Path) -> None:
    kg = checked(build_graph(data_with(tmp_path, [name])))

    assert len(kg.programmes) == 2
    assert ask_all(kg) > 60
    facts = Facts(kg)
    contents = [read_drawn(kg, read_map(map_path(n)), facts=facts) for n in map_names()]
    assert all(content.ties for content in contents)


@pytest.mark.slow
def test_nine_programmes_break_nothing(tmp_path: Path) -> None:
    kg = checked(build_graph(data_with(tmp_path, NAMES)))

    assert len(kg.programmes) == 9
    assert ask_all(kg) > 60
    maps = write_maps(kg, Choice(), tmp_path / "maps")
    assert len(maps.pages) == len(map_names())
    assert maps.notices == ()
    actors = (tmp_path / "maps" / "actors.html").read_text(encoding="utf-8")
    assert '"storyOf":"19th ALLIANCE AGAINST TRAFFICKING IN PERSONS (2019)"' in actors


def test_the_further_programmes_are_eight() -> None:
    assert len(NAMES) == 8
