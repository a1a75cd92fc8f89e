"""What a curator does with the lines that the worklist offers."""

from __future__ import annotations

from pathlib import Path

import mini
from atgraph.curate.worklist import Offer, WorklistTask
from atgraph.data.yaml_edits import LineChange
from atgraph.files import read_text


def paste(offer: Offer) -> None:
    """Write the lines into the file."""
    path, change = Path(offer.path), LineChange(offer.first, offer.last, offer.lines)
    path.write_text(mini.with_lines(read_text(path), change), encoding="utf-8")


def offers_of(task: WorklistTask) -> list[Offer]:
    """Return the lines that solve a task, each once."""
    return list(dict.fromkeys(offer for place in task.places for offer in place.offers))
