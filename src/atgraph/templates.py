"""Templates become pages: every text escaped, and none that acts on who is shown it."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atgraph.characters import shown


@lru_cache(4)
def environment(*folders: Path) -> Environment:
    """Return what makes pages of the templates of some folders, the first that has one."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: shown(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
