"""Breaks the program in one place after the other, and counts what no test notices.

`python benchmarks/mutations.py` takes a seeded sample of 400 changes over atgraph.build, ask and
graph. Each is made in a copy of the checkout and run against the tests of its room: first the quick
ones of files that import its module (with `--direct` these alone, so that more live), then all.
What was tried stands in build/mutations/tried.tsv and is not tried again: delete the file to begin
anew. It is no part of CI.

mutmut does not see the processes that tests start, and cosmic-ray takes no calls away and has one
set of tests for all modules; both were looked at.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Room → the tests that must notice; those that ask each question on real servers are too slow.
ROOMS = {
    "build": ("build/test_*.py",),
    "ask": ("ask/test_*.py",),
    "graph": (
        "graph/test_*.py",
        "endpoints/test_bad_servers.py",
        "endpoints/test_push.py",
        "endpoints/test_servers.py",
    ),
}
OUT = ROOT / "build" / "mutations"
FLIPS: dict[type[ast.AST], type[Any]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
WRAPPERS = {"sorted", "set", "frozenset", "list", "tuple", "dict", "reversed"}
METHODS = {"strip", "lstrip", "rstrip", "lower", "casefold", "copy", "removeprefix", "removesuffix"}
QUANTIFIERS = (("+", "*"), ("*", "+"), (r"\b", ""), ("^", ""), ("$", ""), (r"\s", " "))
LEAST_SIZE = 10
PASSED, NO_TESTS = 0, 5  # exit codes of pytest
LIMIT = 600  # seconds of a run of tests
PROSE = re.compile(r"[^{}?]+ [^{}?]+")  # a message
PATTERNS = {"compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer"}


@dataclass(frozen=True)
class Mutation:
    """One change: bytes of a file that become others."""

    path: str
    line: int
    start: int
    end: int
    kind: str
    before: str
    after: str

    @property
    def module(self) -> str:
        return (
            self.path.removeprefix("src/")
            .removesuffix("/__init__.py")
            .removesuffix(".py")
            .replace("/", ".")
        )

    @property
    def room(self) -> str:
        return self.path.split("/")[2]

    @property
    def key(self) -> str:
        return "\t".join(
            (self.path, str(self.line), self.kind, json.dumps(self.before), json.dumps(self.after))
        )


class Finder(ast.NodeVisitor):
    """Gathers what can be changed in a module, but for what only types, names or tells."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.source = text.encode()
        self.starts = [0]
        for row in self.source.split(b"\n"):
            self.starts.append(self.starts[-1] + len(row) + 1)
        self.found: list[Mutation] = []
        self.visit(ast.parse(text))

    def add(self, kind: str, node: ast.expr | ast.stmt, new: ast.AST | str) -> None:
        assert node.end_lineno and node.end_col_offset
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        after = new if isinstance(new, str) else f"({ast.unparse(new)})"
        before = self.source[start:end].decode()
        self.found.append(Mutation(self.path, node.lineno, start, end, kind, before, after))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Pass over what stands in messages, whose places Python 3.11 does not tell."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """Pass over errors, whose wording is free."""

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.dump(node.test):
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(part)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in node.body:
            self.visit(part)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Pass over names of a module, and over sizes, of which one more changes no answer."""
        target, value = node.targets[0], node.value
        name = target.id if isinstance(target, ast.Name) else ""
        number = value.value if isinstance(value, ast.Constant) else None
        size = name.isupper() and isinstance(number, int) and number >= LEAST_SIZE
        if not name.startswith("__") and not size:
            self.visit(value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for number, op in enumerate(node.ops):
            if type(op) in FLIPS:
                new = copy.deepcopy(node)
                new.ops[number] = FLIPS[type(op)]()
                self.add("comparison", node, new)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.add("and/or", node, ast.BoolOp(FLIPS[type(node.op)](), node.values))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        named = isinstance(node.left, ast.Name) and node.left.id.isupper()  # a namespace
        texts = any(isinstance(getattr(n, "value", 0), str) for n in (node.left, node.right))
        if type(node.op) in FLIPS and not named and not texts:
            self.add("plus/minus", node, ast.BinOp(node.left, FLIPS[type(node.op)](), node.right))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.add("not", node, node.operand)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.add("constant", node, repr(not node.value))
        elif isinstance(node.value, int):
            self.add("off by one", node, repr(node.value + 1))
        elif isinstance(value := node.value, str):
            word = value.rstrip()
            if word and not PROSE.fullmatch(word):
                self.add("text", node, repr(word[:-1] + value[len(word) :]))

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in WRAPPERS and node.args:
            self.add("removed call", node, node.args[0])
        elif name in METHODS and isinstance(node.func, ast.Attribute):
            self.add("removed call", node, node.func.value)
        elif name == "field":
            return
        elif name in PATTERNS and node.args and isinstance(node.args[0], ast.Constant):
            pattern = node.args[0].value
            for sign, other in QUANTIFIERS:
                if isinstance(pattern, str) and sign in pattern:
                    self.add("pattern", node.args[0], repr(pattern.replace(sign, other, 1)))
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.add("return", node, "return None")
            self.visit(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.add("removed call", node, "pass")
            self.visit(node.value)
        elif not isinstance(node.value, ast.Constant):
            self.visit(node.value)


def sample(count: int, seed: int, rooms: Sequence[str], under: str) -> list[Mutation]:
    """Return as many changes, of each kind alike, as long as there are some, in a fixed order."""
    kinds: defaultdict[str, list[Mutation]] = defaultdict(list)
    for room in rooms:
        for path in sorted((ROOT / "src" / "atgraph" / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for mutation in Finder(name, path.read_text(encoding="utf-8")).found:
                if mutation.before != mutation.after and under in name:
                    kinds[mutation.kind].append(mutation)
    chance = random.Random(seed)
    for found in kinds.values():
        chance.shuffle(found)
    taken: list[Mutation] = []
    while len(taken) < count and any(kinds.values()):
        taken += [kinds[kind].pop() for kind in sorted(kinds) if kinds[kind]]
    return taken[:count]


def make_copy(folder: Path) -> Path:
    """Copy the checkout, and compile it, so that a run reads compiled modules but for one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name.startswith(".") or path.name in ("build", "dist"):
            continue
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(path, folder)
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder / "src"], check=True)
    return folder


def environment(where: Path) -> dict[str, str]:
    """Return the environment in which a copy runs its own code and leaves none compiled."""
    return {
        **os.environ,
        "PYTHONPATH": str(where / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_PROFILE": "quick",
    }


def tests_of(mutation: Mutation) -> list[list[str]]:
    """Return the tests of the room in the order in which they are run, until one fails.

    First the quick ones of files that import the module or its package, then all.
    """
    room = [path for p in ROOMS[mutation.room] for path in sorted((ROOT / "tests").glob(p))]
    package, _, name = mutation.module.rpartition(".")
    above, _, last = package.rpartition(".")
    named = re.compile(
        rf"{re.escape(mutation.module)}\b|from {re.escape(package)} import"
        rf"|from {re.escape(above)} import .*\b{last}\b"
    )
    direct = [path for path in room if named.search(path.read_text(encoding="utf-8"))]
    direct.sort(key=lambda path: (name not in path.stem, path.stat().st_size))
    quick = [str(path.relative_to(ROOT)) for path in direct]
    every = [str(path.relative_to(ROOT)) for path in room]
    return [["-m", "not slow", *quick], every] if quick else [every]


def attempt(mutation: Mutation, where: Path, stages: int) -> tuple[str, float]:
    """Make a change in a copy, run the tests, take it back; return the verdict and the seconds."""
    path = where / mutation.path
    before, state = path.read_bytes(), path.stat()
    path.write_bytes(before[: mutation.start] + mutation.after.encode() + before[mutation.end :])
    os.utime(path, (state.st_atime, state.st_mtime + 10))  # what is compiled counts no more
    start = time.monotonic()
    verdict = "alive"
    try:
        for tests in tests_of(mutation)[:stages]:
            if verdict == "alive":
                verdict = run_tests(tests, where)
    finally:
        path.write_bytes(before)
        os.utime(path, (state.st_atime, state.st_mtime))
    return verdict, time.monotonic() - start


def run_tests(tests: list[str], where: Path) -> str:
    """Run tests in a copy until one fails; where none is quick, the change lives."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
        cwd=where,
        env=environment(where),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return "alive" if process.wait(LIMIT) in (PASSED, NO_TESTS) else "killed"
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
            process.wait()


def run(wanted: list[Mutation], jobs: int, stages: int) -> Iterator[str]:
    """Try changes; yield a line for each change and the share that is alive."""
    OUT.mkdir(parents=True, exist_ok=True)
    tried_file = OUT / "tried.tsv"
    rows = tried_file.read_text(encoding="utf-8").splitlines() if tried_file.exists() else []
    tried = {row.split("\t", 2)[2]: row.split("\t")[0] for row in rows}
    folders: SimpleQueue[Path] = SimpleQueue()
    for number in range(jobs):
        folders.put(make_copy(OUT / f"copy{number}"))

    def try_one(mutation: Mutation) -> str:
        where = folders.get()
        try:
            verdict, seconds = attempt(mutation, where, stages)
        finally:
            folders.put(where)
        return f"{verdict}\t{seconds:.1f}\t{mutation.key}"

    whole = {test for m in wanted for tests in tests_of(m)[:stages] for test in tests}
    marked = ["-m", "not slow"] if stages == 1 else []
    where = folders.get()
    if run_tests([*marked, *sorted(whole - {"-m", "not slow"})], where) != "alive":
        sys.exit("the tests fail before anything is changed; run them")
    folders.put(where)
    with ThreadPoolExecutor(jobs) as pool, tried_file.open("a", encoding="utf-8") as out:
        for row in pool.map(try_one, [m for m in wanted if m.key not in tried]):
            print(row, file=out, flush=True)
            tried[row.split("\t", 2)[2]] = row.split("\t")[0]
            yield row
    verdicts = [tried[m.key] for m in wanted]
    alive = verdicts.count("alive")
    yield f"{alive} of {len(verdicts)} are alive: {alive / len(verdicts):.1%}"


def main() -> None:
    """Try the sample and print what is alive."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=list(ROOMS))
    parser.add_argument("--under", default="", help="only files whose path holds this")
    parser.add_argument("--direct", action="store_true", help="only tests that import the module")
    parser.add_argument("--list", action="store_true", help="print the sample and try nothing")
    given = parser.parse_args()
    wanted = sample(given.count, given.seed, given.rooms, given.under)
    if given.list:
        print(*(m.key for m in wanted), sep="\n")
        return
    for row in run(wanted, given.jobs, 1 if given.direct else 2):
        print(row, flush=True)


if __name__ == "__main__":
    main()
