"""Lines like “Ada Bek. Nurse. City Clinic.”, in which dots part name, post and body."""

import re
from dataclasses import replace

from atgraph.curate.ingest.lines import Line
from atgraph.curate.ingest.recognition import RecognizedLine

DOT = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[^\W\d_a-z])")  # not that of “Dr. Bek”
LONGEST = 10  # words of a post or a body


def with_commas(line: RecognizedLine) -> Line:
    """Return a line, with commas for the dots if nothing but posts and bodies is behind a name."""
    begin = line.role.end if line.role else 0
    name = line.people.names.read(line.text[begin:])
    behind = begin + name.end if name else len(line.text)
    dots = [dot for dot in DOT.finditer(line.text) if dot.start() >= behind]
    if not dots or dots[0].start() != behind:
        return line.raw
    ends = [*(dot.start() for dot in dots[1:]), len(line.text)]
    pieces = [line.text[dot.end() : end] for dot, end in zip(dots, ends)]
    is_post_or_body = line.people.kinds.is_post_or_body
    if not all(len(piece.split()) <= LONGEST and is_post_or_body(piece) for piece in pieces):
        return line.raw
    text = list(line.text)
    for dot in dots:
        text[dot.start()] = ","
    return replace(line.raw, text="".join(text))
