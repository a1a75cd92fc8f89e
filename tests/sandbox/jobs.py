"""A job that does what a task says, good or bad."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import IO, Any

from atgraph.sandbox import process


def prepare(greeting: str = "") -> Callable[[dict[str, Any], IO[bytes]], tuple[int, str]]:
    """Return what does a task."""
    held: list[bytes] = []

    def work(task: dict[str, Any], out: IO[bytes]) -> tuple[int, str]:
        match task["do"]:
            case "greet":
                out.write(f"{greeting} {task['name']} from {os.getpid()}".encode())
            case "print":
                print("noise", flush=True)
                os.write(1, b"more noise")
            case "write":
                for _ in range(task["pieces"]):
                    out.write(b"x" * task["size"])
            case "tell":
                out.write(os.environ[task["variable"]].encode())
            case "hold":
                held.append(b"x" * task["size"])
            case "sleep":
                time.sleep(60)
            case "spin":
                import re

                re.match("(a*)*b", "a" * 60)  # holds the lock of the interpreter
            case "raise":
                raise ValueError(task["why"])
            case "exit":
                print(task["why"], file=sys.stderr, flush=True)
                os._exit(task["code"])
            case "kill":
                os.kill(os.getpid(), task["signal"])
            case "say":
                return task["code"], task["why"]
        return process.DONE, ""

    return work
