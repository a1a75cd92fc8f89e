"""Records at the end of a file of the registry: added, and taken out again, without another byte changed."""

from __future__ import annotations

from collections.abc import Sequence

from atgraph.data.yaml_edits import YamlEditor, flow, items, plain, value_of

NEW = "# new record"  # behind a decision whose identity was made with it
GAP = "\n\n"


def write_block(keys: dict[str, str], comment: str = "") -> str:
    """Return a record in block style; a comment goes behind the key `is`."""
    rows = [
        f"{key}: {value if key == 'date' else flow(value)}{f'  {comment}' if comment and key == 'is' else ''}"
        for key, value in keys.items()
    ]
    return "- " + "\n  ".join(rows)


def append(text: str, records: Sequence[str], gap: str = GAP) -> str:
    """Return a text with records at its end, which ends as it ended."""
    if not records:
        return text
    body, end = (text[:-1], "\n") if text.endswith("\n") else (text, "")
    if not body.strip():
        return text + gap.join(records) + "\n"
    return body + "".join(gap + record for record in records) + end


def take_out(text: str, numbers: Sequence[int], gap: str = GAP) -> str:
    """Return a text without some of its records, and without the empty line before each; what `append` added is gone whole."""
    for number in sorted(numbers, reverse=True):
        page = YamlEditor(text)
        row = items(page.root)[number]
        start = text.rfind("\n", 0, row.start_mark.index) + 1
        line_end = text.find("\n", page.end(row))
        end = len(text) if line_end < 0 else line_end
        if text[:start].strip():
            text = text[: start - (len(gap) if text[:start].endswith(gap) else 1)] + text[end:]
        else:
            text = (
                text[:start]
                + text[
                    end + (len(gap) if text[end:].startswith(gap) and text[end:].strip() else 1) :
                ]
            )
    return text


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the records of a file, as they are written."""
    return [plain(row) for row in items(YamlEditor(text).root)]


def is_new(text: str, number: int) -> bool:
    """Whether the identity of a decision was made with it."""
    page = YamlEditor(text)
    node = value_of(items(page.root)[number], "is")
    line_end = text.find("\n", page.end(node)) if node is not None else -1
    return (
        node is not None
        and text[page.end(node) : line_end if line_end >= 0 else len(text)].strip() == NEW
    )
