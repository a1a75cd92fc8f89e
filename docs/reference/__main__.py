"""Writes the site into the folder named on the command line."""

import sys
from pathlib import Path

from .site import write_site

if __name__ == "__main__":
    write_site(Path(sys.argv[1]))
