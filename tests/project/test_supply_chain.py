"""What the program is made of: pinned with digests, listed, and what is promised is tested."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
ELSEWHERE = re.compile(r"sys_platform == '(?:win32|emscripten)'")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")
POLICIES = ("SECURITY.md", "THREAT_MODEL.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def versions(text: str) -> dict[str, str]:
    """Return name → version of lines such as `name==1.0 ; marker`."""
    found = re.findall(r"^([\w.-]+)==([^ \n]+)", text, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def needed(name: str, seen: set[str], extra: str = "") -> set[str]:
    """Return what a package needs here, with an extra of it, and what that needs."""
    try:
        wanted = map(Requirement, requires(name) or ())
    except PackageNotFoundError:
        return seen
    for one in wanted:
        key = canonicalize_name(one.name)
        if key not in seen and (one.marker is None or one.marker.evaluate({"extra": extra})):
            seen.add(key)
            needed(key, seen)
    return seen


def test_each_version_that_the_wheel_needs_is_pinned_with_digests() -> None:
    text, pinned = read("requirements.txt"), versions(read("constraints.txt"))
    entries = [e for e in re.split(r"\n(?=\w)", text) if not e.startswith("#")]
    held = versions(text)

    assert len(entries) == len(held) > 40
    assert [e for e in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", e)] == []
    odd = {name for name, version in held.items() if pinned.get(name) != version}
    assert odd == {n for e in entries if ELSEWHERE.search(e) for n in versions(e)} - pinned.keys()
    for extra in ("assistant", "web"):
        assert needed("atgraph", set(), extra) - held.keys() == set()
    assert "://" not in text and "index" not in text.split("\n", 1)[0]


@pytest.mark.slow
def test_bill_of_materials_has_no_clock_and_no_chance(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", ROOT / "requirements.txt"]
    options = ["--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "-o"]
    assert f"cyclonedx-py environment build/sbom --pyproject pyproject.toml {options[2]}" in read(
        "Makefile"
    )
    written = []
    for name, more in (("a.json", []), ("b.json", ["--no-validate"])):  # by schemas, takes seconds
        whole = map(str, [*command, *more, *options, tmp_path / name])
        subprocess.run(list(whole), check=True, capture_output=True)
        written.append((tmp_path / name).read_bytes())
    bill = json.loads(written[0])

    assert written[0] == written[1]
    assert "serialNumber" not in bill and "timestamp" not in bill["metadata"]
    assert {part["name"] for part in bill["components"]} >= {"pyoxigraph", "pyvis"}


@pytest.mark.parametrize("name", POLICIES)
def test_each_test_that_a_promise_names_is_there(name: str) -> None:
    named = NAMED.findall(read(name))
    missing = [
        (file, test)
        for file, test in named
        if not (ROOT / file).exists() or (test and f"def {test}(" not in read(file))
    ]

    assert missing == []
    assert named or name != POLICIES[1]


def test_each_promise_names_a_test() -> None:
    promised = read("THREAT_MODEL.md").split("## Promised\n")[1].split("\n## ")[0]
    rows = [line for line in promised.splitlines() if line.startswith("|")][2:]

    assert len(rows) >= 12
    assert [row for row in rows if not NAMED.search(row)] == []


def test_dependencies_that_nobody_keeps_are_named_with_their_pinned_version() -> None:
    pinned, said = versions(read("requirements.txt")), read("SECURITY.md")

    for name in ("pyvis", "SPARQLWrapper"):
        assert f"| {name} {pinned[name.lower()]} |" in said
