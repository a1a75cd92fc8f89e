"""What was read of a line is not read again as long as nothing more is learnt of the document."""

from collections import Counter
from pathlib import Path

import pytest
from drafts import FRONT, NEXT, read_sessions

from atgraph.curate.ingest import reader
from atgraph.curate.ingest.recognition import RecognizedLine


def test_what_was_read_of_a_line_is_kept_until_more_is_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Counter[str]()

    def count(raw, *more):
        read[raw.text] += 1
        return RecognizedLine(raw, *more)

    monkeypatch.setattr(reader, "RecognizedLine", count)
    read_sessions(tmp_path, f"{FRONT}9:30 Ports\nAda Bek, judge\n{NEXT}")
    assert 1 < max(read.values()) < 8  # as lines come, and each time after something was learnt
