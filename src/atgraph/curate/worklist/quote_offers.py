"""Lines for quotes and for values that must stand in them."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.text_files import Offer, TextFile, escaped
from atgraph.errors import Problem
from atgraph.text import Document, Span, fold

# How like a value must be to what is printed to be a slip of it; below, only a reader knows.
SLIP = 0.8


def offer_nearest(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the quote with the words of the source that come nearest."""
    quote, document = problem.quote.text, context.sources[problem.quote.source]
    found = context.sources.find_like(quote, document.text)
    if not found:
        do = f"Copy the words from {document.path.name}: nothing in it is like them."
        yield Offer(do, problem.path)
        return
    words, at = document.text[slice(*found)], document.line_at(found[0])
    do = f"{document.path.name}:{at} is nearest. Change {{}} to:"
    yield from _replace(problem, context.file(problem), quote, words, do)


def _replace(problem: Problem, file: TextFile, old: str, new: str, do: str) -> Iterator[Offer]:
    """Yield the lines of a quote with other words."""
    line, text = problem.line, file.line(problem.line)
    if "\n" not in old and "\n" not in new:
        written = next((form(old) for form in (str, escaped) if form(old) in text), "")
        form = escaped if f'"{written}"' in text else str
        yield from file.change(line, written, form(new), do.format(f"line {line}"))
    elif _is_block(text):
        last, rows = file.end(line), new.split("\n")
        pad = " " * (len(text) - len(text.lstrip()) + 2)
        lines = (text, *(pad + row for row in rows))
        yield Offer(do.format(f"lines {line}-{last}"), problem.path, line, last, lines)
    else:
        yield Offer(f"{do.format('it')} “{new}”", problem.path)


def _is_block(line: str) -> bool:
    """Whether a quote begins on a line that is written over the lines below it."""
    return line.rstrip().endswith("|-")


def offer_line(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the quote with the line that is nearest to the other quotes of its record."""
    quote, line, file = problem.quote, problem.line, context.file(problem)
    document = context.sources[quote.source]
    beside = sorted({*file.quotes_beside(line)} - {quote.text})
    found = [document.find_all(other) for other in beside]
    places = [spans[0].start_line for spans in found if len(spans) == 1]
    near = min(quote.lines, key=lambda one: sum(abs(place - one) for place in places))
    why = (
        f"It stands on lines {_listed(quote.lines)} of {document.path.name}; "
        f"line {near} is nearest to the other quotes of the record."
    )
    others = _listed([one for one in quote.lines if one != near])
    text = file.line(line)
    if _is_block(text):
        pad, last = " " * (len(text) - len(text.lstrip())), file.end(line)
        rows = [f"{pad}    {row}" for row in quote.text.split("\n")]
        lines = (f"{pad}- text: |-", *rows, f"{pad}  line: {near}")
        do = f"{why} Change lines {line}-{last} to (or write line {others}):"
        yield Offer(do, problem.path, line, last, lines)
        return
    words = f'"{escaped(quote.text)}"'
    written = next((form for form in (words, f"'{quote.text}'", quote.text) if form in text), "")
    do = f"{why} Change line {line} to (or write line {others}):"
    yield from file.change(line, written, f"{{text: {words}, line: {near}}}", do)


def _listed(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))


def offer_other_line(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the quote with the line on which it stands."""
    line, lines, file = problem.line, problem.quote.lines, context.file(problem)
    if written := re.search(r"line:\s*(\d+)", file.line(line)):
        near = min(lines, key=lambda one: abs(one - int(written[1])))
        others = _listed([one for one in lines if one != near])
        do = f"Change line {line} to{f' (or write line {others})' if others else ''}:"
        yield from file.change(line, written[0], f"line: {near}", do)


def offer_value(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the value as its quotes print it, or the quotes with the words that print it."""
    value, source, file = problem.key.value, problem.quote.source, context.file(problem)
    text = fold(" ".join(problem.key.quotes))
    at = file.key(problem.line, problem.key.key, value)
    if found := _find_printed(value, text, context) if at else None:
        printed = text[slice(*found)]
        do = f"Its quotes print “{printed}”. Change line {at} to:"
        yield from file.change(at, value, printed, do)
    sentences = _folded_sentences(context.sources[source]) if source else ()
    near = [sentence for sentence, folded in sentences if value in folded]
    at = file.key(problem.line, "quotes")
    row = file.line(at)
    if len(near) == 1 and row.rstrip().rstrip("}").endswith("]"):
        end = row.rindex("]")
        stand = f"words stand on line {near[0].start_line} of {Path(source).name}"
        do = f"{'Or the' if found else 'The'} {stand}. Quote them too, on line {at}:"
        lines = (f'{row[:end]}, "{escaped(near[0].text.strip())}"{row[end:]}',)
        yield Offer(do, problem.path, at, at, lines)


@lru_cache(maxsize=8)
def _folded_sentences(document: Document) -> list[tuple[Span, str]]:
    return [(sentence, fold(sentence.text)) for sentence in document.sentences()]


def _find_printed(value: str, quotes: str, context: Context) -> tuple[int, int] | None:
    """Return where quotes print a value: in other letters, or in the words that come nearest."""
    start = quotes.lower().find(value.lower())
    if start >= 0 and quotes[start : start + len(value)] != value:
        return start, start + len(value)
    found = context.sources.find_like(value, quotes) if len(value) > 2 else None
    if found is None:
        return None
    matcher = difflib.SequenceMatcher(None, quotes[slice(*found)], value, autojunk=False)
    return found if matcher.ratio() >= SLIP else None


def offer_ignoring(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line that leaves a sentence out for a reason."""
    path, line = problem.quote.transcript, problem.line
    sentence = escaped(" ".join(problem.quote.text.split("\n")))
    stands = context.sources[problem.path].find_all(problem.quote.text)
    quote = f'{{text: "{sentence}", line: {line}}}' if len(stands) > 1 else f'"{sentence}"'
    row = f"  - {{quotes: [{quote}], reason: …}}"
    at = context.files[path].key(1, "ignored")
    where = f"{path} below line {at}" if at else path
    do = (
        f"If it says nothing about anybody, add to {where} (else quote it in a record), and fill in"
    )
    yield Offer(f"{do} the …:", path, at, 0, (row,) if at else ("", "ignored:", row))
