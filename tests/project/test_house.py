"""The rules of the house: what classes and modules are called, and where they are imported."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import mini

SOURCE = mini.ROOT / "src" / "atgraph"
TWINS = {
    "export_command": ["cli/export_command.py", "cli/network/export_command.py"],
    "transcript": ["build/mapping/transcript.py", "data/transcript.py"],
}
MAY_IMPORT_LATE = ("cli/", "api.py", "web/app.py", "__init__.py", "__main__.py")
MAY_IMPORT_LATE += ("build/validation/shapes.py",)  # the engine, which mostly judges in a process


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")}


def place_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_there_is_something_to_test() -> None:
    assert len(modules()) > 100


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(place_of(path))

    assert {name: sorted(found) for name, found in places.items() if len(found) > 1} == {}


def test_a_module_name_stands_twice_only_in_rooms_that_are_twins() -> None:
    places = defaultdict(list)
    for path in modules():
        if not path.stem.startswith("__"):
            places[path.stem].append(place_of(path))

    assert {name: sorted(found) for name, found in places.items() if len(found) > 1} == TWINS


def test_no_two_files_of_tests_share_a_name() -> None:
    """The tests are no package: a run of all takes the second for the first, and ends."""
    names = Counter(path.name for path in (mini.ROOT / "tests").rglob("*.py"))
    del names["conftest.py"]

    assert [name for name, count in names.items() if count > 1] == []


def test_only_commands_the_menu_surfaces_and_shapes_import_our_own_modules_late() -> None:
    """Elsewhere a late import hides that rooms hang together."""
    late = [
        f"{place_of(path)}:{node.lineno}"
        for path, tree in modules().items()
        if not place_of(path).startswith(MAY_IMPORT_LATE)
        for node in late_imports(tree)
    ]

    assert sorted(late) == []


def late_imports(node: ast.AST, inside: bool = False) -> Iterator[ast.stmt]:
    """Yield our imports inside functions; no expression holds one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            if inside and is_ours(child):
                yield child
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from late_imports(child, inside or is_function)


def is_ours(node: ast.AST) -> bool:
    names = (
        [alias.name for alias in node.names]
        if isinstance(node, ast.Import)
        else [node.module or ""]
        if isinstance(node, ast.ImportFrom)
        else []
    )
    return any(name.partition(".")[0] == "atgraph" for name in names)
