"""Makes programmes of any number from a seed; the same seed gives the same bytes.

`python benchmarks/generate.py --programmes 3 data-folder` writes transcripts, and
`python benchmarks/generate.py --programmes 190 graph.nq` N-Quads.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from fiction.output import write_nquads, write_transcripts


def main() -> None:
    """Write a folder of transcripts, or one file of N-Quads where the name ends in .nq."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--programmes", type=int, default=190, help="how many; 190 make about a million triples"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "to",
        type=Path,
        help="a new folder for transcripts and registry, or a file that ends in .nq",
    )
    given = parser.parse_args()
    begun = time.perf_counter()
    if given.to.suffix == ".nq":
        triples = write_nquads(given.programmes, given.seed, given.to)
        print(f"{triples:,} triples in {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    else:
        write_transcripts(given.programmes, given.seed, given.to)


if __name__ == "__main__":
    main()
