"""Who makes the lines that a problem is settled with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.files import Offer
from atgraph.errors import Problem

Maker = Callable[[Problem, Context], Iterable[Offer]]


MAKERS: dict[str, Maker] = {}


def makes(*rules: str) -> Callable[[Maker], Maker]:
    """Register what makes the offers for some rules."""

    def register(maker: Maker) -> Maker:
        MAKERS.update(dict.fromkeys(rules, maker))
        return maker

    return register


def change_word(
    problem: Problem, context: Context, key: str, prefix: str, path: str, kind: str
) -> Iterator[Offer]:
    """Yield the line with the word of a vocabulary that is nearest to the one written, and others."""
    written, words = problem.given["value"].rpartition("/")[2], context.words(prefix, path, kind)
    value = written.removeprefix(prefix + "_")
    at = context.files.key(problem.path, problem.line, key, value) if value else 0
    near = context.nearest(value, words)
    rest = [word for word in words if word not in near]
    others = context.other_words(prefix, rest, value)
    if near and at:
        yield from context.files.change(
            problem.path, at, value, near[0], f"Change line {at} to (other words: {others}):"
        )
    else:
        yield Offer(
            f"Choose another word{f' on line {at}' if at else ''} (nearest: {', '.join([*near, others])})",
            problem.path,
        )


def add_key(
    problem: Problem,
    context: Context,
    key: str,
    words: Sequence[str] = (),
    value: str = "…",
    below: str = "",
) -> list[Offer]:
    """Return the offer to add a key to the record of a problem; all its words, as nothing tells which is nearest."""
    listed = f" ({key} is one of: {', '.join(words)})" if words else ""
    return context.files.add_key(
        problem.path, problem.line, key, value, f"{{}}, and fill in the …{listed}:", below
    )
