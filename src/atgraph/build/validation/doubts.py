"""Records that were not understood: what shapes say of them only follows from that."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from atgraph.data.yaml_lines import extent
from atgraph.errors import VIOLATION, AtgraphError, Origins, Problem
from atgraph.files import read_text
from atgraph.rdf.namespaces import atgd

EVENT = atgd("event_").value


class Doubts:
    """Which records reading left incomplete: at which lines of each file; and all their origins.

    It follows from what reading found, and from what it passed over without a word.
    """

    def __init__(
        self, problems: Iterable[Problem], doubtful: Iterable[tuple[str, int]], origins: Origins
    ) -> None:
        self.lines, self.origins = defaultdict[str, set[int]](set), origins
        for problem in problems:
            self.lines[problem.path] |= {problem.line, problem.key.first or problem.line}
        for path, line in doubtful:
            self.lines[path].add(line)

    def leave(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the problems about records that were understood; advice waits for all."""
        return [f for f in problems if f.severity == VIOLATION and not self.cast_on(f.result.focus)]

    def cast_on(self, iri: str) -> bool:
        """Whether a record, a part of it, or the record that it is a part of was not understood.

        An event is understood though something in a record within it was not; a session is not,
        where its programme is not.
        """
        place = self.origins.get(iri)
        if place is None or place.path not in self.lines:
            return place is None
        if place.line not in self._records[place.path]:
            return True
        start, end = place.line, self._records[place.path][place.line][0]
        for owner, (last, owns_event) in self._owners[place.path]:
            is_event = iri.startswith(EVENT)
            within = start <= owner <= end and (owner == start or not is_event)
            around = owner < start <= last and (is_event or not owns_event)
            if within or around:
                return True
        return False

    @cached_property
    def _records(self) -> dict[str, dict[int, tuple[int, bool]]]:
        """File with doubts → line of each record → its last line, and whether it is an event."""
        texts = {path: _lines(path) for path in self.lines}
        records: dict[str, dict[int, tuple[int, bool]]] = {path: {} for path in self.lines}
        events = {place for iri, place in self.origins.items() if iri.startswith(EVENT)}
        for iri, place in self.origins.items():
            # a passage is a part of the record that quotes it
            if place.path in texts and "#char=" not in iri:
                last = extent(texts[place.path], place.line)
                records[place.path][place.line] = last, place in events
        return records

    @cached_property
    def _owners(self) -> dict[str, set[tuple[int, tuple[int, bool]]]]:
        """File → the innermost records in which its doubts stand."""
        owners = {path: set[tuple[int, tuple[int, bool]]]() for path in self.lines}
        for path, at in self.lines.items():
            for line in at:
                around = [r for r in self._records[path].items() if r[0] <= line <= r[1][0]]
                if around:
                    owners[path].add(max(around))
        return owners


def _lines(path: str) -> list[str]:
    try:
        return read_text(Path(path)).split("\n")
    except AtgraphError:
        return []
