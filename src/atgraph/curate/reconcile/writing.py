"""Records of the registry and of decisions, as reconciling writes them."""

from __future__ import annotations

from atgraph.data.yaml_edits import YamlEditor, flow, items, plain, value_of

NEW = "# new record"  # behind a decision whose identity was made with it


def write_block(keys: dict[str, str], comment: str = "") -> str:
    """Return a record in block style; a comment goes behind the key `is`."""
    behind = f"  {comment}" if comment else ""
    rows = (f"{key}: {flow(value)}{behind * (key == 'is')}" for key, value in keys.items())
    return "- " + "\n  ".join(rows)


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the records of a file, as they are written."""
    return [plain(row) for row in items(YamlEditor(text).root)]


def is_new(text: str, number: int) -> bool:
    """Whether the identity of a decision was made with it."""
    page = YamlEditor(text)
    node = value_of(items(page.root)[number], "is")
    return node is not None and text[page.end(node) :].partition("\n")[0].strip() == NEW
