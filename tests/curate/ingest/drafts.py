"""Drafts of documents that tests write."""

from pathlib import Path
from typing import Any

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import read_yaml


def read_draft(folder: Path, text: str, ending: str) -> Any:
    """Draft a document in a folder, and return its transcript."""
    document = folder / f"programme{ending}"
    document.write_text(text, encoding="utf-8")
    draft_here(document).write(folder / "draft")
    return read_yaml(folder / "draft" / "programme.yml")
