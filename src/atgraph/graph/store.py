"""The embedded store: one finished folder a build, and a relative link to the published one.

A folder under the store's is written whole before the link moves, so a reader sees the old graph or
the new one. The two folders before the last are kept for readers that opened them; older ones, and
what a killed build left, go at the next build. `build.publish` writes it.
"""

from pathlib import Path

from pyoxigraph import NamedNode, Store

from atgraph.errors import StoreError
from atgraph.rdf.namespaces import DCTERMS, TYPE, atg, graph
from atgraph.text import first_line

LINK = "current"
PUBLISHED = "published"  # within: the same without people who are listed on request, if there are
# What a description says whose graph is published without people who are listed on request.
RIGHTS = NamedNode(DCTERMS + "accessRights")
OLDER = (
    "an earlier version of the program built this, which did not keep people who are listed on"
    " request apart; build it again with `atgraph build`"
)


def is_published(folder: Path) -> bool:
    """Return whether a graph was ever published in a store folder."""
    return (folder / LINK).is_symlink()


def open_published(folder: Path) -> tuple[Store, Path]:
    """Open the published graph read-only; return it with its folder, which does not change."""
    link = folder / LINK
    if not is_published(folder):
        raise StoreError("no graph was built here yet; run `atgraph build` first", folder)
    tried: Path | None = None
    while True:
        published = folder / link.readlink()
        try:
            return open_graph(published), published.absolute()
        except (OSError, ValueError, RuntimeError) as exc:
            # The link may have moved since, and its old folder be gone: then the new one is tried.
            if published == tried:
                why = f"the store cannot be read: {reason(exc)}"
                raise StoreError(f"{why}; build it again with `atgraph build`", folder) from exc
            tried = published


def open_graph(graph: Path) -> Store:
    """Open one graph of a store folder read-only; a StoreError if an earlier version wrote it."""
    store = Store.read_only(str(graph))
    _check_version(store, graph.parent)
    return store


def _check_version(store: Store, folder: Path) -> None:
    """Refuse a store that would be read as if nobody were listed on request."""
    about = graph("dataset")
    is_described = any(store.quads_for_pattern(about, None, None, about))
    has_people = any(store.quads_for_pattern(None, TYPE, atg("Person"), None))
    if (is_described or has_people) and not any(
        store.quads_for_pattern(about, RIGHTS, None, about)
    ):
        raise StoreError(OLDER, folder)


def reason(exc: BaseException) -> str:
    """Return why the engine does not open a store: one that is only read cannot be upgraded."""
    return "another version of the program wrote it" if "upgrade" in str(exc) else first_line(exc)
