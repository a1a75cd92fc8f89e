"""Every folder of tests is looked into."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest

import mini


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {path.parent.name for path in (mini.ROOT / "tests").rglob("test_*.py")}
    passed_over = pytestconfig.getini("norecursedirs")

    assert {"build", "ask", "graph"} <= folders
    assert [f for f in sorted(folders) if any(fnmatch(f, p) for p in passed_over)] == []
