"""Runs the terminal sessions of a Markdown file and writes what they print into it.

A session is a fenced ``console`` block. A line that begins with ``$ `` is a command; the lines
under it are what it
prints on a terminal, its digests as dots: they change with every change of the data. `make docs`
writes them anew, and a test fails when they are no longer true. A page whose commands ask
http://127.0.0.1:8642 has a server running meanwhile, on a port that is free.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SESSION = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
# a terminal may break one
DIGEST = re.compile(r"(?<=sha256:)(?:[0-9a-f]\s*){64}(?<=\S)|\b[0-9a-f]{64}\b")
SERVED = "http://127.0.0.1:8642"  # as pages have it
PATIENCE = 20.0  # seconds, until a server that was asked to end is ended
STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def refresh(markdown: str, run: Callable[[str], str]) -> str:
    """Return a text with the output of every session's commands written anew."""
    return SESSION.sub(
        lambda block: "".join(f"$ {command}\n{run(command)}" for command in commands(block[1])),
        markdown,
    )


def refresh_page(markdown: str, folder: Path, env: dict[str, str]) -> str:
    """Return a page with its sessions run in a folder; a server runs meanwhile if one is asked."""
    if not any(SERVED in command for one in SESSION.findall(markdown) for command in commands(one)):
        return refresh(markdown, lambda command: run_on_terminal(command, folder, env))
    with served(folder, env) as address:

        def ask(command: str) -> str:
            typed = command.replace(SERVED, address)
            return run_on_terminal(typed, folder, env).replace(address, SERVED)

        return refresh(markdown, ask)


@contextmanager
def served(folder: Path, env: dict[str, str]) -> Iterator[str]:
    """Serve the graph of a folder; yield the address, without a slash at its end.

    The server is a process of its own Python, not the program in bin/: what tests put there does
    one thing at a time.
    """
    command = [sys.executable, "-m", "atgraph", "serve", "--port", "0"]
    with tempfile.TemporaryFile() as typed:
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=typed, stderr=subprocess.PIPE, encoding="utf-8"
        )
    try:
        assert process.stderr
        said = process.stderr.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+)/", said)
        assert found, f"the server did not start: {said}{process.stderr.read()}"
        yield found[1]
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def commands(session: str) -> Iterator[str]:
    """Yield the commands of a session."""
    return (line.removeprefix("$ ") for line in session.splitlines() if line.startswith("$ "))


def make_home(folder: Path) -> dict[str, str]:
    """Lay out a folder in which commands run as in a checkout, and build the graph in it.

    Returns:
        the environment to run them in.
    """
    env = lay_out(folder)
    program = folder / "bin" / "atgraph"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nfrom atgraph.cli import main\nmain()\n", encoding="utf-8"
    )
    program.chmod(0o755)
    subprocess.run([program, "build"], cwd=folder, env=env, check=True, capture_output=True)
    return env


def lay_out(folder: Path) -> dict[str, str]:
    """Lay out a folder in which commands run as in a checkout, the program in bin/.

    Returns:
        the environment to run them in.
    """
    for name in ("ontology", "data", "queries", "viz"):
        (folder / name).symlink_to(ROOT / name)
    own = {
        "ATGRAPH_HOME": str(folder),
        "PYTHONPATH": str(ROOT / "src"),
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
    }
    return {**os.environ, **own, "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "110"}


def run_on_terminal(command: str, folder: Path, env: dict[str, str]) -> str:
    """Return what a shell command prints on a terminal, without its colours; notices come last."""
    reader, terminal = pty.openpty()
    with tempfile.TemporaryFile() as notices:
        process = subprocess.Popen(
            ["sh", "-c", command],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=notices,
        )
        os.close(terminal)
        printed = b"".join(_chunks(reader))
        process.wait()
        notices.seek(0)
        text = STYLE.sub("", (printed + notices.read()).decode()).replace("\r\n", "\n")
    return "".join(f"{line.rstrip()}\n" for line in DIGEST.sub("…", text).splitlines())


def _chunks(reader: int) -> Iterator[bytes]:
    """Yield what comes out of a terminal until its last program has gone."""
    try:
        while chunk := os.read(reader, 65536):
            yield chunk
    except OSError:  # Linux says so when nobody holds the other end any more
        pass
    finally:
        os.close(reader)


def main() -> None:
    """Write the sessions of each file named on the command line anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        env = make_home(folder)
        for path in map(Path, sys.argv[1:]):
            shown = path.read_text(encoding="utf-8")
            path.write_text(refresh_page(shown, folder, env), encoding="utf-8")


if __name__ == "__main__":
    main()
