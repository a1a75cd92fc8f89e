"""Forms: the same labels again and again, “Topic: …”, “Time: …”, on lines or in cells."""

import re
from collections.abc import Sequence
from dataclasses import replace

from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.word_lists import DocumentWords

LABEL = re.compile(r"(?P<label>[^\W\d_][^:\d]{1,30}?)\s*(?::\s*|\s[–—]\s+|$)")
NUMBER = re.compile(r"\W*\d{1,3}\W*")
LEVEL, FEWEST = 3, 2  # of a title in a form; titles of one


def read_forms(lines: Sequence[Line], words: DocumentWords) -> list[Line]:
    """Return lines, those of a form without the labels of titles and without numbers of items.

    A title is a heading then. A label may be alone in its cell, and its value in the next.
    """
    fields = [_field(lines, number) for number in range(len(lines))]
    titles = words["title_labels"].exact
    label = next((label for label, _ in fields if label in titles), "")
    titled = {n for n, (own, _) in enumerate(fields) if label and own == label}
    if len(titled) < FEWEST:
        return list(lines)
    form: list[Line] = []
    skipped = -1
    for number, (line, (label, at)) in enumerate(zip(lines, fields)):
        if number == skipped:
            continue
        alone = bool(label) and at == len(line.text)
        value = lines[number + 1] if alone else replace(line, text=line.text[at:])
        if number in titled:
            skipped = number + 1 if alone else -1
            start = value.start if alone else value.end - len(value.text)
            form.append(replace(value, start=start, level=LEVEL, gap=True, strong=(), column=0))
        elif label and NUMBER.fullmatch(value.text):
            skipped = number + 1 if alone else -1
        else:
            form.append(line)
    return form


def _field(lines: Sequence[Line], number: int) -> tuple[str, int]:
    """Return the label of a line and where its value begins: at its end, if it is in the next."""
    line = lines[number]
    found = LABEL.match(line.text)
    if found is None:
        return "", 0
    below = lines[number + 1] if number + 1 < len(lines) else None
    alone = found.end() == len(line.text)
    if alone and not (below and 0 < line.column < below.column):
        return "", 0
    return found["label"].casefold().strip(" ."), found.end()
