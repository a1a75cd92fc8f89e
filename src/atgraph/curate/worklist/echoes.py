"""Problems that only follow from another: they go when that is mended, and are not told before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.overlap import overlapping
from atgraph.errors import Problem

Rule = Callable[[Problem], bool]


def without_echoes(context: Context) -> Iterator[Problem]:
    """Yield problems but those that only follow from another."""
    rules = [
        make(context)
        for make in (
            misspelt_names,
            lost_sentences,
            lost_values,
            double_sessions,
            asked_ids,
            renamed_keys,
            unprinted_numbers,
        )
    ]
    return (problem for problem in context.problems if not any(rule(problem) for rule in rules))


def misspelt_names(context: Context) -> Rule:
    """Leave out misspelt names: they are in the registry of nobody, as well as in no quote."""
    misspelt = {
        (f.path, f.line, f.given["value"]) for f in context.problems if f.rule == "not-in-quotes"
    }
    return lambda f: f.rule == "name-of-nobody" and (f.path, f.line, f.given["name"]) in misspelt


def lost_sentences(context: Context) -> Rule:
    """Leave out sentences that a misspelt quote means, or that a record quotes which was not understood: nobody quotes them."""
    sentences = {
        (f.given["source"], line)
        for f, _, lines in context.meant
        if f.rule == "quote-nowhere"
        for line in lines
    }
    quotes = {
        quote
        for f in context.problems
        if f.rule != "unquoted-sentence"
        for quote in context.files.quotes(f.path, f.line)
    }
    quoted = overlapping(
        {f.given["sentence"] for f in context.problems if f.rule == "unquoted-sentence"}, quotes
    )
    return lambda f: (
        f.rule == "unquoted-sentence"
        and ((f.path, f.line) in sentences or f.given["sentence"] in quoted)
    )


def lost_values(context: Context) -> Rule:
    """Leave out what a misspelt quote prints: it is in no quote of its record."""
    words: dict[tuple[str, int], list[str]] = {}
    around: dict[tuple[str, int], set[int]] = {}
    for problem, printed, _ in context.meant:
        start = context.files.record(problem.path, problem.line)
        if (problem.path, start) not in words:
            for line in range(start, context.files.end(problem.path, start) + 1):
                around.setdefault((problem.path, line), set()).add(start)
        words.setdefault((problem.path, start), []).append(printed)
    texts = {place: "\n".join(printed) for place, printed in words.items()}

    def is_echo(f: Problem) -> bool:
        return f.rule == "not-in-quotes" and any(
            f.given["value"] in texts[f.path, start] for start in around.get((f.path, f.line), ())
        )

    return is_echo


def double_sessions(context: Context) -> Rule:
    """Leave out what asks for a session where two have one id: nobody knows which of them is meant."""
    taken = {f.path for f in context.problems if f.rule == "id-taken" and "first" in f.given}
    return lambda f: (
        f.path in taken and bool(f.given.get("key") == "session" or f.given.get("session"))
    )


def asked_ids(context: Context) -> Rule:
    """Leave out ids that others ask for in vain, where of two records with one id one should have them."""
    asked = [context.asked(f) for f in context.problems if f.rule == "id-taken"]
    vain = {value for values in asked if len(values) == 1 for value in values}
    return lambda f: f.rule == "unknown-id" and f.given["value"] in vain


def renamed_keys(context: Context) -> Rule:
    """Leave out keys that are missing because they are written as one that is not known."""
    unknown = {
        (f.path, at, context.missing(f))
        for f in context.problems
        if f.rule == "unknown-key"
        for at in (f.line, context.files.record(f.path, f.line))
    }
    return lambda f: f.rule == "missing-key" and (f.path, f.line, f.given["key"]) in unknown


def unprinted_numbers(context: Context) -> Rule:
    """Leave out numbers that differ from words which are not printed: these words are corrected first."""
    unprinted = {
        (f.path, f.line)
        for f in context.problems
        if f.rule == "not-in-quotes" and f.given["key"] == "stated"
    }
    return lambda f: f.rule == "not-as-stated" and (f.path, f.line) in unprinted
