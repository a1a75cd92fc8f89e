"""Free queries under attack: whatever is asked, on however many cores, the caller lives.

The 2,000 mutated queries are in tests/graph/test_free_query.py.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from forms import tries

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import QueryError
from atgraph.graph.sparql import guard, tokens

CORES = (2, 24, 64, 128)
# What an engine asks for the number of cores, answered as on another machine.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long cores(void) { return atol(getenv("FAKED_CORES")); }

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set) {
    if (cores() > 8 * (long)size) { errno = EINVAL; return -1; }
    memset(set, 0, size);
    for (long core = 0; core < cores(); core++) CPU_SET_S(core, size, set);
    return 0;
}

long sysconf(int name) {
    static long (*real)(int);
    if (name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF) return cores();
    if (!real) real = dlsym(RTLD_NEXT, "sysconf");
    return real(name);
}

int get_nprocs(void) { return cores(); }
int get_nprocs_conf(void) { return cores(); }
"""
ASKING = """
import os, sys
from contextlib import suppress
from pathlib import Path
from atgraph.api import KnowledgeGraph
os.environ["LD_PRELOAD"] = sys.argv[2]  # of what is started from here on
kg = KnowledgeGraph.open(Path(sys.argv[1]))
print(sum(bool(kg.sparql("ASK {}")) for _ in range(int(sys.argv[3]))))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the mini programme, on disk."""
    folder = tmp_path_factory.mktemp("store")
    mini.publish(folder, list(mini.graph().store), "a")
    return folder


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that fakes the number of cores."""
    compiler = shutil.which("cc")
    if not compiler or sys.platform != "linux":
        pytest.skip("there is no compiler here, or nothing to preload")
    made = tmp_path_factory.mktemp("shim") / "cores.so"
    source = made.with_suffix(".c")
    source.write_text(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


def start(folder: Path, shim: Path, cores: int, starts: int) -> str:
    """Ask so often on so many cores; return how often it was answered, or what was said."""
    command = [sys.executable, "-c", ASKING, str(folder), str(shim), str(starts)]
    env = mini.environment(FAKED_CORES=str(cores))
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    return done.stdout.strip() or done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("cores", CORES)
@tries(short=1, long=125)
def test_a_free_query_is_answered_on_any_number_of_cores(
    folder: Path, shim: Path, cores: int, count: int
) -> None:
    assert start(folder, shim, cores, count) == str(count)


def test_the_shim_fakes_the_cores(shim: Path) -> None:
    env = {**os.environ, "LD_PRELOAD": str(shim), "FAKED_CORES": "77"}
    code = "import os; print(os.cpu_count(), len(os.sched_getaffinity(0)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False
    )
    assert done.stdout.split() == ["77", "77"]


# Pieces of what has ended an engine, or hidden a keyword from a guard.
PIECES = [
    *("\\", "'", '"', "'''", '"""', "#", "\n", "<", ">", "(", ")", "{", "}", "[", "]", "!", "^"),
    *("a:b", "\u0301", "\u203f", "\u00aa", "\\'", '\\"', "\\#", "\\u0027", "\\u007B", "?x", " "),
    *("SELECT * {", "SERVICE ", "<http://127.0.0.1:9/>", "FROM", "LOAD", "VALUES ?x {", "1"),
]


def long_texts(count: int, seed: int = 15) -> list[str]:
    """Return texts as long as a query may be, each a few pieces again and again."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        some = chance.choices(PIECES, k=chance.randrange(1, 5))
        made.append(("".join(some) * 100_000)[: chance.choice([100_000, 99_999])])
    return made


# Where a guard is quadratic, one of these takes minutes.
@pytest.mark.slow
@tries(short=4, long=200)
def test_a_long_text_is_cut_without_loss_and_refused_in_a_line(folder: Path, count: int) -> None:
    kg = KnowledgeGraph.open(folder)
    for text in long_texts(count):
        with suppress(QueryError):  # what a guard takes for a query, the engine refuses
            guard(text)
        with pytest.raises(QueryError) as refused:
            kg.select(text)

        assert len(str(refused.value).splitlines()) == 1
        assert "".join(token.text for token in tokens(text)) == text


# An escape that goes on with a name in one reading begins a comment or a text in another.
@pytest.mark.parametrize("sign", ["'", '"', "#"])
@pytest.mark.parametrize("letter", ["\u0301", "\u00b7", "\u203f", "\u3001", "\u200c", "\u2c61"])
def test_no_name_hides_what_reaches_out(folder: Path, letter: str, sign: str) -> None:
    query = (
        f"SELECT * {{ ?s ?p a:b{letter}\\{sign} . SERVICE <http://127.0.0.1:9/> {{ ?x ?y ?z }} }}"
    )
    with pytest.raises(QueryError, match=r"is refused|stands outside"):
        KnowledgeGraph.open(folder).sparql(f"PREFIX a: <http://a/> {query}")
    with pytest.raises(QueryError, match="is refused"):
        guard(query[: query.index("a:b")] + f'"""a" {query[query.index("SERVICE") :]}')
