"""Problems that only follow from another: they are left out until that is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from atgraph.curate.worklist.context import Context
from atgraph.errors import Problem

Rule = Callable[[Problem], bool]  # whether a problem is an echo of another
HEAD = 9  # letters by which many texts are looked up at once
LEAST = 9  # letters of a quote that a sentence is compared with


def without_echoes(context: Context) -> Iterator[Problem]:
    """Yield problems but those that only follow from another."""
    rules = [make(context) for make in RULES]
    return (problem for problem in context.problems if not any(rule(problem) for rule in rules))


def _misspelt_names(context: Context) -> Rule:
    """Leave out misspelt names: they are in no quote, so the registry has none of them."""
    misspelt = {(*_place(p), p.key.value) for p in _of(context, "not-in-quotes")}
    return lambda p: p.rule == "name-of-nobody" and (*_place(p), p.name.text) in misspelt


def _lost_sentences(context: Context) -> Rule:
    """Leave out sentences whose quote is wrong, or whose record was not understood."""
    sentences = {
        (problem.quote.source, line)
        for problem, _, lines in context.misquoted
        if problem.rule == "quote-nowhere"
        for line in lines
    }
    quotes = {
        quote
        for path, start in {
            (p.path, context.file(p).record(p.line))
            for p in context.problems
            if p.rule != "unquoted-sentence" and p.line
        }
        for quote in context.files[path].quotes(start, context.files[path].end(start))
        if len(quote) >= LEAST
    }
    quoted = overlapping({p.quote.text for p in _of(context, "unquoted-sentence")}, quotes)
    return lambda p: (
        p.rule == "unquoted-sentence" and (_place(p) in sentences or p.quote.text in quoted)
    )


def _lost_values(context: Context) -> Rule:
    """Leave out what a misspelt quote prints: it is in no quote of its record."""
    words: dict[tuple[str, int], list[str]] = {}
    around: dict[tuple[str, int], set[int]] = {}
    for problem, printed, _ in context.misquoted:
        path, file = problem.path, context.file(problem)
        start = file.record(problem.line)
        if (path, start) not in words:
            for line in range(start, file.end(start) + 1):
                around.setdefault((path, line), set()).add(start)
        words.setdefault((path, start), []).append(printed)
    texts = {place: "\n".join(printed) for place, printed in words.items()}
    return lambda p: (
        p.rule == "not-in-quotes"
        and any(p.key.value in texts[p.path, start] for start in around.get(_place(p), ()))
    )


def _double_sessions(context: Context) -> Rule:
    """Leave out what asks for a session where two have one id: which is meant is not clear."""
    taken = {p.path for p in _of(context, "id-taken") if p.key.first}
    return lambda p: p.path in taken and (p.key.key == "session" or bool(p.name.session))


def _asked_ids(context: Context) -> Rule:
    """Leave out ids that others ask for in vain, where one of two records with one id means it."""
    asked = [context.asked(p) for p in _of(context, "id-taken")]
    vain = {value for values in asked if len(values) == 1 for value in values}
    return lambda p: p.rule == "unknown-id" and p.key.value in vain


def _renamed_keys(context: Context) -> Rule:
    """Leave out keys that are missing because they are written as one that is not known."""
    unknown = {
        (p.path, line, context.missing(p))
        for p in _of(context, "unknown-key")
        for line in (p.line, context.file(p).record(p.line))
    }
    return lambda p: p.rule == "missing-key" and (*_place(p), p.key.key) in unknown


def _unprinted_numbers(context: Context) -> Rule:
    """Leave out numbers that differ from words which are not printed: these come first."""
    unprinted = {_place(p) for p in _of(context, "not-in-quotes") if p.key.key == "stated"}
    return lambda p: p.rule == "not-as-stated" and _place(p) in unprinted


RULES = (
    _misspelt_names,
    _lost_sentences,
    _lost_values,
    _double_sessions,
    _asked_ids,
    _renamed_keys,
    _unprinted_numbers,
)


def _of(context: Context, rule: str) -> Iterator[Problem]:
    return (problem for problem in context.problems if problem.rule == rule)


def _place(problem: Problem) -> tuple[str, int]:
    return problem.path, problem.line


def overlapping(texts: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return the texts that hold one of the others, or are held in one of them."""
    texts, others = set(texts) - {""}, set(others) - {""}
    inner, outer = _Needles(others), _Needles(texts)
    holding = {text for text in texts if next(inner.within(text), None) is not None}
    return holding | {text for other in others for text in outer.within(other)}


class _Needles:
    """Texts to look for, by how they begin and by their length."""

    def __init__(self, texts: set[str]) -> None:
        self.heads: dict[str, dict[int, set[str]]] = {}
        for text in texts:
            self.heads.setdefault(text[:HEAD], {}).setdefault(len(text), set()).add(text)
        self.sizes = sorted({len(head) for head in self.heads})

    def within(self, text: str) -> Iterator[str]:
        """Yield those that are in a text."""
        for begin in range(len(text)):
            for size in self.sizes:
                for length, found in self.heads.get(text[begin : begin + size], {}).items():
                    if (piece := text[begin : begin + length]) in found:
                        yield piece
