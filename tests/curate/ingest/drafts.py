"""Drafts of documents that tests write."""

from pathlib import Path
from typing import Any

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import read_yaml

FRONT = "The law of the fields\n3 June 2031\n\n"
NEXT = "\n10:30 Farms\nTom Reed, mayor\n\n11:30 Courts\nCarla Neri, nurse\n"


def read_draft(folder: Path, text: str, ending: str) -> Any:
    """Draft a document in a folder, and return its transcript."""
    document = folder / f"programme{ending}"
    document.write_text(text, encoding="utf-8")
    draft_here(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")


def read_sessions(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return its sessions."""
    return read_draft(folder, text, ending)["sessions"]


def named(session: Any) -> list[str]:
    """Return the names of those who take part in a session."""
    return [person["name"] for person in session.get("participants") or ()]
