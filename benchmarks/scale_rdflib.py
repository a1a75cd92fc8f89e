"""Queries in rdflib, in memory.

Of each line of a list, a file and the seconds it is given, prints the file's stem, the seconds of
processor time that it took, and whether it ended or was stopped then.
"""

import signal
import sys
import time
from pathlib import Path
from types import FrameType

from pyoxigraph import RdfFormat, parse
from rdflib import Graph

made, listed = sys.argv[1:]
graph = Graph()
# One graph is quicker for rdflib than a dataset; a triple stands in one graph only.
graph.parse(
    data="".join(f"{quad.triple} .\n" for quad in parse(path=made, format=RdfFormat.N_QUADS)),
    format="nt",
)


def stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


signal.signal(signal.SIGPROF, stop)
for line in Path(listed).read_text(encoding="utf-8").splitlines():
    path, patience = Path(line.split("\t")[0]), float(line.split("\t")[1])
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, patience)
    try:
        for _ in graph.query(path.read_text(encoding="utf-8")):
            pass
        seconds, ended = time.process_time() - begun, "ended"
    except TimeoutError:
        seconds, ended = patience, "stopped"
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(f"{path.stem}\t{seconds:.4f}\t{ended}", flush=True)
