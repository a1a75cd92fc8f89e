"""python -m atgraph."""

from atgraph.cli import main

if __name__ == "__main__":
    main()
