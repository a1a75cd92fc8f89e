"""HermiT in one Java process: reads arguments as lines of JSON, writes what each run said.

`reasoning.py` starts it. Java takes longer to start and to warm up than to reason.
"""

from __future__ import annotations

import json
import os
import signal
import sys

import jpype

PATIENCE = 300  # seconds for one run; then this process is ended


def main(jars: list[str]) -> None:
    """Answer one run a line, until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Java itself has to say is no answer
    # One quick compiler and one collector halve the start; performance data would be a file in /tmp
    jpype.startJVM(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-Xmx1g",
        "-Dfile.encoding=UTF-8",
        classpath=jars,
    )
    for line in sys.stdin:
        signal.alarm(PATIENCE)
        answer = run(json.loads(line))
        signal.alarm(0)
        print(json.dumps(answer), file=answers, flush=True)


def run(arguments: list[str]) -> tuple[str, str]:
    """Run HermiT's command line; return what it printed and the exception that stopped it."""
    printed = jpype.JClass("java.io.ByteArrayOutputStream")()
    stream = jpype.JClass("java.io.PrintStream")(printed, True, "UTF-8")
    jpype.JClass("java.lang.System").setOut(stream)
    stopped = ""
    try:
        jpype.JClass("org.semanticweb.HermiT.cli.CommandLine").main(arguments)
    except jpype.JException as exception:
        stopped = str(exception)
    return str(printed.toString("UTF-8")), stopped


if __name__ == "__main__":
    main(sys.argv[1:])
