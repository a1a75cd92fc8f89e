"""python -m atgraph."""

from __future__ import annotations

from atgraph.cli import main

if __name__ == "__main__":
    main()
