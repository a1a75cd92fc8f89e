"""Which record of one draft is which of another, and where its quotes stand in a changed text.

Records have no ids, and both drafts may have been changed.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from atgraph.data.yaml_edits import QUOTES, YamlEditor, flow, items, plain, value_of, walk
from atgraph.text import Document, fold

LIKE = 0.5  # how much of the smaller of two records must stand in the other too
NEAR = 0.75  # how alike the letters of two values must be to count
COMMON = 50  # records that say the same thing: with more, it says nothing

Piece = tuple[str, str]  # a key and the text that it has
Finder = Callable[[str], list[int]]  # words → the lines on which they stand


def match(left: Sequence[Any], right: Sequence[Any]) -> dict[int, int]:
    """Return places of records → of the same in another list: equal, by id, by name, or alike."""
    pairs: dict[int, int] = {}
    mine, yours = list(map(_keys, left)), list(map(_keys, right))
    for number in range(4):
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for place in sorted(set(range(len(right))) - set(pairs.values())):
            waiting[yours[place][number]].append(place)
        for place, keys in enumerate(mine):
            if place not in pairs and keys[number] is not None and waiting[keys[number]]:
                pairs[place] = waiting[keys[number]].pop(0)
    taken = set(pairs.values())
    for _, _, a, b in sorted(_likenesses(left, right, pairs)):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _likenesses(
    left: Sequence[Any], right: Sequence[Any], pairs: dict[int, int]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield how alike records without a partner are; the likest sorts first, then the nearest."""
    taken = set(pairs.values())
    pieces = {b: set(_pieces(record)) for b, record in enumerate(right) if b not in taken}
    holders: dict[Piece, list[int]] = defaultdict(list)
    for place, said in pieces.items():
        for piece in said:
            holders[piece].append(place)
    for a, record in enumerate(left):
        mine = set(_pieces(record)) if a not in pairs else set()
        telling = (holders[piece] for piece in mine if len(holders[piece]) < COMMON)
        for b in {place for places in telling for place in places}:
            likeness = _likeness(mine, pieces[b])
            if likeness >= LIKE:
                yield -likeness, abs(a - b), a, b


def _likeness(one: set[Piece], other: set[Piece]) -> float:
    """Return the share of the smaller record that the other says too; like words count less."""
    same = one & other
    near = 0.0
    rest = dict(other - same)
    for key, value in sorted(one - same):
        if key in rest and (ratio := fuzz.ratio(value, rest[key]) / 100) >= NEAR:
            near += ratio
            del rest[key]
    return (len(same) + near) / min(len(one), len(other))


def _keys(record: Any) -> tuple[Hashable, ...]:
    """Return the whole of a record, its id, its name in its role, and its name."""
    held = record if isinstance(record, dict) else {}
    name = held.get("name")
    named = (fold(name), held.get("kind", "person")) if isinstance(name, str) else None
    in_role = (named, str(held.get("role"))) if named else None
    return tuple(sorted(_pieces(record))), held.get("id"), in_role, named


def _pieces(data: Any, key: str = "") -> Iterator[Piece]:
    """Yield each text of a record with its key, but its id and where a quote stands."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in ("id", "line", "review"):
                yield from _pieces(value, key if name == "text" else name)
    elif isinstance(data, list):
        for value in data:
            yield from _pieces(value, key)
    else:
        yield key, fold(str(data))


def anchor_quotes(text: str, was: str, now: str) -> str:
    """Return a transcript whose quotes stand where their words stand in the new text of its source.

    A quote with a line gets the line to which that has moved; one that stands more than once now
    gets one. Quotes that are not in the new text stay as they are.
    """
    old, new = _line_finder(was), _line_finder(now)
    lines, page = _line_map(was, now), YamlEditor(text)
    for record, _ in walk(page.root):
        for quote in items(value_of(record, QUOTES)):
            words, line = _read_quote(quote)
            moved = _moved(words, line, old, new, lines)
            if moved and moved != line:
                _write_line(page, quote, moved)
    return page.result()


def _line_finder(text: str) -> Finder:
    """Return what gives the lines on which words stand; the same words are looked for once."""
    document = Document(Path(), text)
    return cache(lambda words: [span.start_line for span in document.find_all(words)])


@lru_cache(1)
def _line_map(was: str, now: str) -> dict[int, int]:
    """Return line of the old text → line of the new, also where they were rewritten one for one."""
    matcher = difflib.SequenceMatcher(None, was.split("\n"), now.split("\n"))
    blocks = (b for b in matcher.get_opcodes() if b[0] == "equal" or b[2] - b[1] == b[4] - b[3])
    return {a + n + 1: c + n + 1 for _, a, b, c, _ in blocks for n in range(b - a)}


def _read_quote(quote: yaml.Node) -> tuple[str, int]:
    """Return the words of a quote of the first source and its line, or 0; none of another."""
    data = plain(quote)
    if isinstance(data, dict) and data.get("source"):
        return "", 0
    if not isinstance(data, dict):
        return data if isinstance(data, str) else "", 0
    line = str(data.get("line", ""))
    return str(data.get("text", "")), int(line) if re.fullmatch(r"\d{1,9}", line) else 0


def _moved(words: str, line: int, old: Finder, new: Finder, lines: dict[int, int]) -> int:
    """Return the line that a quote must have now; 0 where nothing is to change."""
    places = new(words) if words.strip() else []
    if len(places) < 2:
        return places[0] if places and line else 0
    before = [line] if line else old(words)
    there = lines.get(before[0], 0) if len(before) == 1 else 0
    return there if there in places else 0


def _write_line(page: YamlEditor, quote: yaml.Node, line: int) -> None:
    written = value_of(quote, "line")
    if written is not None:
        page.replace(written, str(line))
    elif isinstance(quote, yaml.MappingNode):
        page.insert(quote, len(quote.value) - 1, f"line: {line}")
    else:
        page.replace(quote, flow({"text": plain(quote), "line": str(line)}))


def lost_quotes(record: yaml.MappingNode, text: str) -> list[str]:
    """Return the words that a record quotes and that are not in a text."""
    quoted = (_read_quote(quote)[0] for quote in items(value_of(record, QUOTES)))
    return [words for words in quoted if words.strip() and words not in text]
