"""namespaces: each stands in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mini
from atgraph.rdf import namespaces

CODE = sorted([*(mini.ROOT / "src").rglob("*.py"), *(mini.ROOT / "docs").rglob("*.py")])
OWN = Path(namespaces.__file__)


def texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.slow
def test_no_module_writes_out_an_address_that_has_a_name() -> None:
    named = {
        value
        for value in vars(namespaces).values()
        if isinstance(value, str) and value.startswith("http")
    }
    assert len(CODE) > 80 and len(named) > 10 and OWN in CODE

    repeated = [
        (path.name, text)
        for path in CODE
        if path != OWN
        for text in texts(path)
        if text in named or text.startswith(namespaces.OURS)
    ]
    assert repeated == []
