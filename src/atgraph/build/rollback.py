"""Publishes the graph before the published one, which the builds after it have kept."""

from pathlib import Path

from atgraph.build.publish import (
    build_lock,
    finished_graphs,
    move_link,
    published_number,
    refused,
)
from atgraph.build.recording import record
from atgraph.build.snapshot import Snapshot
from atgraph.build.validation.returned import check_people
from atgraph.errors import StoreError
from atgraph.graph.store import open_graph, open_published

NONE_BEFORE = (
    "no graph before the published one is kept here; build the data of then with `atgraph build`,"
    " or bring back a backup with `atgraph restore FILE`"
)


def rollback(folder: Path) -> tuple[Snapshot, Snapshot]:
    """Publish the graph before the published one; return both, the one that it was last.

    It is a StoreError if none is kept, or the one before would show people who are listed on
    request now; then nothing has changed.
    """
    open_published(folder)  # or it says what to do, before the folder is made for the lock
    with build_lock(folder):
        was = Snapshot.of(open_published(folder)[0])
        number = published_number(folder)
        before = [graph for at, graph in sorted(finished_graphs(folder).items()) if at < number]
        if not before:
            raise StoreError(NONE_BEFORE, folder)
        with refused(folder):
            found = Snapshot.of(open_graph(before[-1]))
            found.check_care(was)
            check_people(folder, found.people, was.people)
            move_link(before[-1])
        record(folder)
    return found, was
