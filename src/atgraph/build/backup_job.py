"""The job of a backup: its lines, if they are those that were written, read in a sandbox."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pyoxigraph import RdfFormat, Store, parse

from atgraph.errors import RefusedError
from atgraph.files import read_bytes
from atgraph.rdf.namespaces import APART, graph
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import SetHash
from atgraph.sandbox import process

HEAD = "# atgraph backup, version {version}, with the people who are listed on request: {listed}\n"
DIGEST = "# sha256 of all that follows: {digest}\n"
HEADS = re.compile(
    re.escape(HEAD + DIGEST)
    .replace(r"\{version\}", "([0-9a-f]{64})")
    .replace(r"\{listed\}", r"\d+")
    .replace(r"\{digest\}", "([0-9a-f]{64})")
)
LONGEST = 200  # characters of a line of the head
MANY = 10_000  # lines that are looked at together
UNCOUNTED = tuple(f" {name} .\n" for name in (graph("dataset"), *APART))  # by the version
NOT_READ = process.OF_JOB
DO = "take another backup, or build the graph from its data with `atgraph build`"


def prepare() -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Return what reads a backup."""
    return work


def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
    """Write the version of a backup and its lines, one by one; return a code, and what is wrong."""
    try:
        copy_lines(read_bytes(Path(task["path"])), out)
    except RefusedError as exc:
        return NOT_READ, json.dumps(exc.problems[0].message)
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as exc:
        return NOT_READ, json.dumps(f"is no backup of atgraph, or damaged: {exc}; {DO}")
    return process.DONE, ""


def copy_lines(raw: bytes, out: IO[bytes]) -> None:
    """Write the version of a backup, and its lines if they are a graph of that version.

    It is a RefusedError, or an error of what reads the bytes, if they are not.
    """
    file = gzip.GzipFile(fileobj=io.BytesIO(raw))
    head = file.readline(LONGEST) + file.readline(LONGEST)
    if not (said := HEADS.fullmatch(head.decode("ascii", "replace"))):
        raise RefusedError(f"is no backup of atgraph; {DO}")
    out.write(f"{said[1]}\n".encode())
    whole, counted, last = hashlib.sha256(), SetHash(), ""
    while lines := [*islice(file, MANY)]:
        whole.update(data := b"".join(lines))
        read = _as_written(data, after=last)
        counted.add(line for line in read if not line.endswith(UNCOUNTED))
        last = read[-1]
        out.write(data)
    if whole.hexdigest() != said[2]:
        raise RefusedError(f"is damaged: its digest is another; {DO}")
    if counted.version != said[1]:
        raise RefusedError(f"is no graph of the version that it says; {DO}")


def _as_written(data: bytes, after: str) -> list[str]:
    """Return the lines of N-Quads, if a store gives them back as they are, sorted."""
    store = Store()
    store.extend(parse(data, format=RdfFormat.N_QUADS, rename_blank_nodes=True))
    lines = sorted_lines(store)
    if "".join(lines).encode() != data or not lines[0] > after:
        raise RefusedError(f"is damaged: its lines are not those of a backup; {DO}")
    return lines
