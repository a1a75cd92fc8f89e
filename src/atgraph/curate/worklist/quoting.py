"""Lines for quotes and for values that must stand in them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.files import QUOTED, Files, Offer
from atgraph.curate.worklist.makers import makes
from atgraph.errors import Problem
from atgraph.text import fold

# how like a value must be to what is printed to be a slip of it; below, nobody but a reader knows
SLIP = 0.8


@makes("quote-nowhere")
def offer_nearest(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the quote with the words of the source that come nearest."""
    quote, document = problem.given["quote"], context.sources.document(problem.given["source"])
    found = context.sources.words_like(quote, document.text)
    if not found:
        yield Offer(
            f"Copy the words from {document.path.name}: nothing in it is like them.", problem.path
        )
        return
    words, at = document.text[slice(*found)], document.line_at(found[0])
    do = f"{document.path.name}:{at} is nearest. Change {{}} to:"
    yield from _replace(problem, context.files, quote, words, do)


def _replace(problem: Problem, files: Files, old: str, new: str, do: str) -> Iterator[Offer]:
    """Yield the lines of a quote with other words."""
    line, text = problem.line, files.line(problem.path, problem.line)
    if "\n" not in old and "\n" not in new:
        written = next((form(old) for form in (str, _escaped) if form(old) in text), "")
        form = _escaped if f'"{written}"' in text else str
        yield from files.change(problem.path, line, written, form(new), do.format(f"line {line}"))
        return
    if text.rstrip().endswith("|-"):
        last = files.end(problem.path, line)
        depth = len(text) - len(text.lstrip()) + 2
        rows = tuple(" " * depth + row for row in new.split("\n"))
        yield Offer(do.format(f"lines {line}-{last}"), problem.path, line, last, (text, *rows))
    else:
        yield Offer(f"{do.format('it')} “{new}”", problem.path)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@makes("quote-on-several-lines")
def offer_line(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the quote with the line that is nearest to the other quotes of its record."""
    quote, files = problem.given["quote"], context.files
    lines = [int(line) for line in problem.given["lines"].split(", ")]
    places = _places(problem, context)
    nearest = min(lines, key=lambda line: sum(abs(place - line) for place in places))
    text = files.line(problem.path, problem.line)
    others = ", ".join(str(line) for line in lines if line != nearest)
    why = f"It stands on lines {problem.given['lines']} of {Path(problem.given['source']).name}; line {nearest} is nearest to the other quotes of the record."
    if text.rstrip().endswith("|-"):
        pad = " " * (len(text) - len(text.lstrip()))
        last = files.end(problem.path, problem.line)
        rows = (
            f"{pad}- text: |-",
            *(f"{pad}    {row}" for row in quote.split("\n")),
            f"{pad}  line: {nearest}",
        )
        yield Offer(
            f"{why} Change lines {problem.line}-{last} to (or write line {others}):",
            problem.path,
            problem.line,
            last,
            rows,
        )
        return
    for written in (f'"{_escaped(quote)}"', f"'{quote}'", quote):
        if written in text:
            do = f"{why} Change line {problem.line} to (or write line {others}):"
            yield from files.change(
                problem.path,
                problem.line,
                written,
                f'{{text: "{_escaped(quote)}", line: {nearest}}}',
                do,
            )
            return


def _places(problem: Problem, context: Context) -> list[int]:
    """Return the lines of the source on which the other quotes of a record stand."""
    files, document = context.files, context.sources.document(problem.given["source"])
    rows = range(problem.line, files.record(problem.path, problem.line) - 1, -1)
    begin = next((n for n in rows if "quotes:" in files.line(problem.path, n)), problem.line)
    inside = "\n".join(files.lines(problem.path)[begin - 1 : files.end(problem.path, begin)])
    others = {m[1] for m in QUOTED.finditer(inside)} - {problem.given["quote"]}
    return [
        found[0].start_line
        for other in sorted(others)
        if len(found := document.find_all(other)) == 1
    ]


@makes("quote-on-another-line")
def offer_other_line(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the quote with the line on which it stands."""
    text = context.files.line(problem.path, problem.line)
    written = re.search(r"line:\s*(\d+)", text)
    lines = [int(line) for line in problem.given["lines"].split(", ")]
    if written:
        near = min(lines, key=lambda line: abs(line - int(written[1])))
        others = ", ".join(str(line) for line in lines if line != near)
        do = f"Change line {problem.line} to{f' (or write line {others})' if others else ''}:"
        yield from context.files.change(problem.path, problem.line, written[0], f"line: {near}", do)


@makes("not-in-quotes")
def offer_value(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the value as its quotes print it, or the quotes with the words that print it."""
    given, files = problem.given, context.files
    value, quotes = given["value"], given["quotes"].split("\0")
    at = files.key(problem.path, problem.line, given["key"], value) or files.key(
        problem.path, problem.line, "", value
    )
    text = fold(" ".join(quotes))
    found = _printed(value, text, context) if at else None
    if found:
        yield from files.change(
            problem.path,
            at,
            value,
            text[slice(*found)],
            f"Its quotes print “{text[slice(*found)]}”. Change line {at} to:",
        )
    if given.get("source"):
        near = context.sources.sentences_with(value, given["source"])
        quote = files.key(problem.path, problem.line, "quotes")
        row = files.line(problem.path, quote)
        if len(near) == 1 and row.rstrip().rstrip("}").endswith("]"):
            do = f"{'Or the' if found else 'The'} words stand on line {near[0].start_line} of {Path(given['source']).name}. Quote them too, on line {quote}:"
            yield Offer(
                do,
                problem.path,
                quote,
                quote,
                (
                    f'{row[: row.rindex("]")]}, "{_escaped(near[0].text.strip())}"{row[row.rindex("]") :]}',
                ),
            )


def _printed(value: str, quotes: str, context: Context) -> tuple[int, int] | None:
    """Return where quotes print a value: in other letters, or in the words that come nearest."""
    start = quotes.lower().find(value.lower())
    if start >= 0 and quotes[start : start + len(value)] != value:
        return start, start + len(value)
    found = context.sources.words_like(value, quotes) if len(value) > 2 else None
    return (
        found
        if found
        and difflib.SequenceMatcher(None, quotes[slice(*found)], value, autojunk=False).ratio()
        >= SLIP
        else None
    )


@makes("unquoted-sentence")
def offer_ignoring(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line that leaves a sentence out for a reason."""
    path, sentence = problem.given["transcript"], " ".join(problem.given["sentence"].split("\n"))
    at = next(
        (
            number
            for number in context.files.rows(path).get("ignored:", ())
            if context.files.line(path, number).startswith("ignored:")
        ),
        0,
    )
    again = len(context.sources.document(problem.path).find_all(problem.given["sentence"])) > 1
    quote = (
        f'{{text: "{_escaped(sentence)}", line: {problem.line}}}'
        if again
        else f'"{_escaped(sentence)}"'
    )
    row = f"  - {{quotes: [{quote}], reason: …}}"
    do = f"If it says nothing about anybody, add to {path}{f' below line {at}' if at else ''} (else quote it in a record), and fill in the …:"
    yield Offer(do, path, at, 0, (row,) if at else ("", "ignored:", row))
