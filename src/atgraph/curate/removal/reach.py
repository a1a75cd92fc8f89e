"""What a removal cannot reach: the history of git, servers, and copies that were handed out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from atgraph.build.publish import finished_graphs
from atgraph.curate.removal.removal import Removal

NAMES = "../names.txt"
SERVERS = (
    "out of reach: SPARQL servers that the graph was pushed to; `atgraph push` it there again, then"
    " have whoever keeps the server load its store anew, for engines keep what was deleted"
)
COPIES = (
    "out of reach: copies that were handed out (exports, maps, pages, other clones), and backups"
    " that no --backup named; ask whoever has them"
)
ELSEWHERE = "if it is published elsewhere, run it again with that --store"
LATER = (
    "what is committed from now on is without them; the history is not. Write the names into a file"
    " outside the project, rewrite, delete that file, push by force, and have everybody clone anew:"
)


def iter_out_of_reach(made: Removal) -> Iterator[str]:
    """Yield what a person must do where a removal cannot, a line each."""
    if repository := repository_of(made.places.data):
        yield f"out of reach: the history of git in {repository}; {LATER}"
        yield from (f"  {command}" for command in commands(made, repository))
    if not finished_graphs(made.places.store):
        yield f"{made.places.store}: no graph was built here, so none is written anew; {ELSEWHERE}"
    yield SERVERS
    yield COPIES


def repository_of(folder: Path) -> Path | None:
    """Return the repository of git that a folder is in, if it is in one."""
    whole = folder.absolute()
    return next((path for path in (whole, *whole.parents) if (path / ".git").exists()), None)


def commands(made: Removal, repository: Path) -> Iterator[str]:
    """Yield the commands by which `git filter-repo` rewrites the history."""
    forms = made.change.forms
    rows = [f"literal:{one}==>{forms.masked(one)}" for one in (*forms.ids, *forms.all_words)]
    yield f"printf '%s\\n' {' '.join(map(shlex.quote, rows))} > {NAMES}"
    yield f"git filter-repo --replace-text {NAMES} --replace-message {NAMES}"
    paths = (path.absolute() for path in made.change.deleted)
    named = [f"--path {shlex.quote(str(path.relative_to(repository)))}" for path in paths]
    if named:
        yield f"git filter-repo --force --invert-paths {' '.join(named)}"
    yield f"rm {NAMES}; git push --force --all; git push --force --tags"
