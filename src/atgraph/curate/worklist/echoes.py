"""Problems that only follow from another: they are left out until that is mended."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from atgraph.curate.worklist.context import Context
from atgraph.errors import Problem

Rule = Callable[[Problem], bool]  # whether a problem is an echo of another
HEAD = 9  # letters by which many texts are looked up at once
LEAST = 9  # letters of a quote that a sentence is compared with


def without_echoes(context: Context) -> Iterator[Problem]:
    """Yield problems but those that only follow from another."""
    unprinted, taken = context.by_rule["not-in-quotes"], context.by_rule["id-taken"]
    misspelt = {(*_place(p), p.key.value) for p in unprinted}
    numbers = {_place(p) for p in unprinted if p.key.key == "stated"}
    doubled = {p.path for p in taken if p.key.first}
    asked = [context.asked(p) for p in taken]
    vain = {value for values in asked if len(values) == 1 for value in values}
    renamed = {
        (p.path, line, context.missing(p))
        for p in context.by_rule["unknown-key"]
        for line in (p.line, context.file(p).record(p.line))
    }
    echoes: dict[str, Rule] = {
        # misspelt names are in no quote, so the registry has none of them
        "name-of-nobody": lambda p: (*_place(p), p.name.text) in misspelt,
        # a misspelt date is read as none, or in part
        "printed-date": lambda p: (*_place(p), p.key.value) in misspelt,
        "printed-date-in-part": lambda p: (*_place(p), p.key.value) in misspelt,
        # of two records with one id, one may mean what others ask for in vain
        "unknown-id": lambda p: p.key.value in vain,
        # a key is missing because it is written as one that is not known
        "missing-key": lambda p: (*_place(p), p.key.key) in renamed,
        # a number differs from words that are not printed: these come first
        "not-as-stated": lambda p: _place(p) in numbers,
        "unquoted-sentence": _lost_sentences(context),
        "not-in-quotes": _lost_values(context),
    }
    for problem in context.problems:
        # where two sessions have one id, which of them is meant is not clear
        is_of_session = problem.key.key == "session" or bool(problem.name.session)
        is_unclear, rule = is_of_session and problem.path in doubled, echoes.get(problem.rule)
        if not is_unclear and not (rule and rule(problem)):
            yield problem


def _lost_sentences(context: Context) -> Rule:
    """Leave out sentences whose quote is wrong, or whose record was not understood."""
    sentences = {
        (problem.quote.source, line)
        for problem, _, lines in context.misquoted
        if problem.rule == "quote-nowhere"
        for line in lines
    }
    records = dict[tuple[str, int], int]()  # the first line by the last: one holds the others
    for problem in context.problems:
        if problem.rule != "unquoted-sentence" and problem.line:
            start = context.file(problem).record(problem.line)
            at = problem.path, context.file(problem).end(start)
            records[at] = min(start, records.get(at, start))
    quotes = {
        quote
        for (path, end), start in records.items()
        for quote in context.files[path].quotes(start, end)
        if len(quote) >= LEAST
    }
    quoted = overlapping({p.quote.text for p in context.by_rule["unquoted-sentence"]}, quotes)
    return lambda p: _place(p) in sentences or p.quote.text in quoted


def _lost_values(context: Context) -> Rule:
    """Leave out what a misspelt quote prints: it is in no quote of its record."""
    words: dict[tuple[str, int], list[str]] = defaultdict(list)
    for problem, printed, _ in context.misquoted:
        words[problem.path, context.file(problem).record(problem.line)].append(printed)
    around: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (path, start), texts in words.items():
        text = "\n".join(texts)
        for line in range(start, context.files[path].end(start) + 1):
            around[path, line].append(text)
    return lambda p: any(p.key.value in text for text in around[_place(p)])


def _place(problem: Problem) -> tuple[str, int]:
    return problem.path, problem.line


def overlapping(texts: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return the texts that hold one of the others, or are held in one of them."""
    texts, others = set(texts) - {""}, set(others) - {""}
    inner, outer = _finder(others), _finder(texts)
    holding = {text for text in texts if any(inner(text))}
    return holding | {text for other in others for text in outer(other)}


def _finder(texts: set[str]) -> Callable[[str], Iterator[str]]:
    """Return what finds those of many texts that are in another, by their beginnings."""
    heads: dict[str, dict[int, set[str]]] = {}
    for text in texts:
        heads.setdefault(text[:HEAD], {}).setdefault(len(text), set()).add(text)
    sizes = sorted({len(head) for head in heads})

    def within(text: str) -> Iterator[str]:
        for begin, size in itertools.product(range(len(text)), sizes):
            for length, found in heads.get(text[begin : begin + size], {}).items():
                if (piece := text[begin : begin + length]) in found:
                    yield piece

    return within
