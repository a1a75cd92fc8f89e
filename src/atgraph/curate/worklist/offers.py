"""For each rule, the lines that keep it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.files import Offer
from atgraph.curate.worklist.makers import MAKERS, add_key, change_word, makes
from atgraph.data.records import WITHIN
from atgraph.errors import Problem


def offers_for(problem: Problem, context: Context) -> list[Offer]:
    """Return the lines that solve a problem; none where nobody but a person can say."""
    offers = []
    try:
        for offer in make_offers(problem, context):
            offers.append(offer)
    # a layout that nobody thought of: the problem is told all the same, only its lines are missing
    except Exception:
        return offers
    return offers


def make_offers(problem: Problem, context: Context) -> Iterable[Offer]:
    """Return what the maker for the rule of a problem offers."""
    from atgraph.curate.worklist import forms, naming, quoting, shaping  # noqa: F401  (each registers its makers)

    maker = MAKERS.get(problem.rule)
    return maker(problem, context) if maker else ()


@makes("vocabulary")
def offer_word(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest word, and others."""
    given = problem.given
    yield from change_word(
        problem, context, given["key"], given["prefix"], given["path"], given["kind"]
    )


@makes("unknown-id", "unknown-programme", "unknown-tie")
def offer_known(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest name that leads somewhere."""
    given = problem.given
    known = given.get("known", "").split("\n")
    at = context.files.key(problem.path, problem.line, given["key"], given["value"]) or problem.line
    near = context.nearest(given["value"], known) or (known if len(known) == 1 else [])
    for name in near:
        yield from context.files.change(problem.path, at, given["value"], name)
    if len(known) <= 20:
        listed = f"{given['key']} is one of: {', '.join(sorted(known))}"
        yield Offer(f"({listed})" if near else f"Correct line {at}: {listed}", problem.path)


@makes("unknown-key")
def offer_key(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest key, or without the one that is not known."""
    key, known = problem.given["key"], problem.given.get("known", "").split("\n")
    missing = context.missing(problem)
    near = [missing] if missing else context.nearest(key, known)
    text = context.files.line(problem.path, problem.line)
    word = key.split()[0] if key.split() else ""
    if (
        word != key and word in known
    ):  # the colon after it is missing, and one in its value was taken for it
        yield from context.files.change(problem.path, problem.line, f"{word} ", f"{word}: ")
    elif near:
        yield from context.files.change(problem.path, problem.line, f"{key}:", f"{near[0]}:")
    elif text.lstrip().startswith(f"{key}:"):
        yield Offer(
            f"Take out line {problem.line} (the keys here are: {', '.join(sorted(known))})",
            problem.path,
            problem.line,
            problem.line,
        )
    else:
        yield Offer(
            f"Take “{key}” out of line {problem.line} (the keys here are: {', '.join(sorted(known))})",
            problem.path,
        )


@makes("missing-key")
def offer_missing(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the missing key, to be filled in."""
    key, kind = problem.given["key"], problem.given.get("kind", "")
    prop = next((p for p in context.ontology.properties if p.key == key and p.prefix), None)
    within = context.ontology.records.get(WITHIN.get(problem.given.get("within", ""), ""))
    owner = kind or (within.iri if within else "")
    words = context.words(prop.prefix, prop.iri, owner) if prop else []
    yield from add_key(problem, context, key, words, '["…"]' if key == "quotes" else "…")


@makes("id-taken")
def offer_id(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with an id that is free: the one that other records ask for in vain, if there is one."""
    given = problem.given
    at = context.files.key(problem.path, problem.line, "id", given["value"])
    asked = context.asked(problem)
    if len(asked) == 1:
        (free,) = asked
        do = f"Other records ask for “{free}”, which nothing is called. If it is this one, change line {at} to:"
        yield from context.files.change(problem.path, at, given["value"], free, do)
        return
    yield from context.files.change(
        problem.path,
        at,
        given["value"],
        _free(given["value"], context.ids(problem.path)),
        f"Unless both records mean the same, change line {at} to:",
    )


def _free(taken: str, ids: set[str]) -> str:
    """Return an id with the first number behind it that is free, and take it."""
    free = next(name for n in itertools.count(2) if (name := f"{taken}-{n}") not in ids)
    ids.add(free)
    return free


@makes("id-of-folder", "not-as-stated")
def offer_wanted(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the value that is known to be right."""
    given = problem.given
    at = context.files.key(problem.path, problem.line, given["key"], given["value"])
    if given["wanted"]:
        yield from context.files.change(problem.path, at, given["value"], given["wanted"])


@makes("review")
def offer_reviewed(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the record without its mark."""
    at = context.files.key(problem.path, problem.line, "review")
    if at:
        yield Offer(f"Settle it, then take out line {at}", problem.path, at, at)


@makes("check")
def offer_solution(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield what the check says to do."""
    yield Offer(problem.given["do"][:1].upper() + problem.given["do"][1:].rstrip("."), problem.path)


@makes("changed-source")
def offer_sum(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the sum of the text as it stands, for whoever has checked every quote."""
    from hashlib import sha256

    given = problem.given
    at = context.files.key(problem.path, problem.line, given["key"], given["value"])
    new = sha256(Path(given["source"]).read_bytes()).hexdigest()
    do = f"Restore the document; or, when every quote has been checked against the new one, change line {at} to:"
    yield from context.files.change(problem.path, at, given["value"], new, do)
