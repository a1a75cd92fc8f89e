"""The addresses of those who were removed on request: they are gone, and that is all."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request

from atgraph.build.validation.returned import read_kept
from atgraph.data.removed import FILE, Removed
from atgraph.files import default_store, file_state

REMOVED = "What stood here was removed on request."
ADDRESS = re.compile(r"/(?:id|page|data|map/around)/([a-z]+(?:-[a-z]+)*_[a-z0-9-]+)(?:\.\w+)?")


def was_removed(request: Request) -> bool:
    """Return whether an address that leads nowhere was that of somebody who was removed.

    A server that is asked in place of a store does not tell.
    """
    desk, found = request.app.state.desk, ADDRESS.fullmatch(request.scope["path"])
    if desk.endpoint is not None or found is None:
        return False
    folder = desk.folder or default_store()
    return _removed(folder, file_state(folder / FILE)).has_id(found[1])


@lru_cache(2)
def _removed(folder: Path, state: object) -> Removed:
    return read_kept(folder)
