"""Records of a registry that were read before: told by their text, they are not read again.

To read YAML strictly takes ten times as long as to load what was read.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from atgraph.data.registry.grounds import Ground, Page
from atgraph.data.registry.model import Decision, Identity, Relation, WebPage
from atgraph.data.transcript import Entry, Quote

RECORD = re.compile(r"^(?=- )", re.MULTILINE)
# All that may be made of what was kept: else a file could say to call anything.
CLASSES = (Decision, Ground, Identity, Page, Quote, Relation, WebPage, dt.date)
MADE = {(kind.__module__, kind.__qualname__): kind for kind in CLASSES}
Known = Mapping[str, Mapping[str, Entry]]
"""Name of a file → text of a record → what was read."""


@lru_cache(maxsize=32)  # a build asks several times
def cut(text: str) -> Sequence[tuple[int, str]]:
    """Return the records of a file as they are written, each with its line.

    The first is what stands before all of them, which may be nothing.
    """
    found, line = [], 1
    for record in RECORD.split(text):
        found.append((line, record))
        line += record.count("\n")
    return found


def is_cut_by_lines(text: str) -> bool:
    """Whether a file has no other ends of lines than are counted here; YAML knows more."""
    return not any(other in text for other in "\r\x85\u2028\u2029")


def keep(text: str, records: Sequence[Entry]) -> bytes:
    """Return what `known` reads of a file; nothing where its records are not told by their text."""
    lines = [line for line, record in cut(text) if record.startswith("- ")]
    is_told = lines == [record.at for record in records] and is_cut_by_lines(text)
    return pickle.dumps(records, protocol=5) if is_told else b""


def kept_of(texts: Mapping[str, str], read: Mapping[str, Sequence[Entry]]) -> dict[str, bytes]:
    """Return what `known` reads of files that say this, of which this was read."""
    return {name: keep(texts[name], records) for name, records in read.items()}


def known(texts: Mapping[str, str], kept: Mapping[str, bytes]) -> Known:
    """Return what is known of files that said this when they were kept.

    A pickle.UnpicklingError or another error tells that it is something else.
    """
    found = {}
    for name, said in kept.items():
        written = (record for _, record in cut(texts[name]) if record.startswith("- "))
        if said:
            found[name] = dict(zip(written, _Loader(io.BytesIO(said)).load(), strict=True))
    return found


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return a class of records, or refuse."""
        if (module, name) not in MADE:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return MADE[module, name]
