"""Lines for the keys of records and their values."""

import itertools
from collections.abc import Iterator, Sequence

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.text_files import Offer, span
from atgraph.data.dates import LANGUAGES, find_dates, read_day
from atgraph.data.records import WITHIN
from atgraph.errors import KeyDetails, Problem

LISTED = 20  # names, at most, that are all listed where one must be chosen


def offer_word(
    problem: Problem, context: Context, about: KeyDetails | None = None
) -> Iterator[Offer]:
    """Yield the line with the word of a vocabulary that is nearest, and others."""
    about = about or problem.key
    words = context.words(about.prefix, about.property, about.kind)
    value = about.value.rpartition("/")[2].removeprefix(about.prefix + "_")
    file = context.file(problem)
    at = file.key(problem.line, about.key, value) if value else 0
    near = context.nearest(value, words)
    others = context.other_words(about.prefix, [w for w in words if w not in near], value)
    if near and at:
        do = f"Change line {at} to (other words: {others}):"
        yield from file.change(at, value, near[0], do)
    else:
        where, listed = f" on line {at}" if at else "", ", ".join([*near, others])
        yield Offer(f"Choose another word{where} (nearest: {listed})", problem.path)


def offer_known(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest name that leads somewhere."""
    about, file = problem.key, context.file(problem)
    at = file.key(problem.line, about.key, about.value) or problem.line
    only = list(about.known) if len(about.known) == 1 else []
    near = context.nearest(about.value, about.known) or only
    for name in near:
        yield from file.change(at, about.value, name)
    if len(about.known) <= LISTED:
        listed = f"{about.key} is one of: {', '.join(sorted(about.known))}"
        yield Offer(f"({listed})" if near else f"Correct line {at}: {listed}", problem.path)


def offer_key(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest key, or without the one that is not known."""
    key, known, line = problem.key.key, problem.key.known, problem.line
    file, missing = context.file(problem), context.missing(problem)
    near = [missing] if missing else context.nearest(key, known)
    word = next(iter(key.split()), "")
    keys = f"(the keys here are: {', '.join(sorted(known))})"
    if word != key and word in known:
        # the colon behind it is missing, and one in its value was taken for it
        yield from file.change(line, f"{word} ", f"{word}: ")
    elif near:
        yield from file.change(line, f"{key}:", f"{near[0]}:")
    elif file.line(line).lstrip().startswith(f"{key}:"):
        yield Offer(f"Take out line {line} {keys}", problem.path, line, line)
    else:
        yield Offer(f"Take “{key}” out of line {line} {keys}", problem.path)


def offer_missing(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the missing key, to be filled in."""
    key, ontology = problem.key.key, context.ontology
    prop = next((p for p in ontology.properties if p.key == key and p.prefix), None)
    within = ontology.records.get(WITHIN.get(problem.key.within, ""))
    kind = problem.key.kind or (within.iri if within else "")
    words = context.words(prop.prefix, prop.iri, kind) if prop else []
    yield from add_key(problem, context, key, words, '["…"]' if key == "quotes" else "…")


def add_key(
    problem: Problem,
    context: Context,
    key: str,
    words: Sequence[str] = (),
    value: str = "…",
    below: str = "",
) -> list[Offer]:
    """Return the offer to add a key to a record, with all its words: any may be the nearest."""
    listed = f" ({key} is one of: {', '.join(words)})" if words else ""
    do = f"{{}}, and fill in the …{listed}:"
    return context.file(problem).add_key(problem.line, key, value, do, below)


def offer_id(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with an id that is free: one that others ask for in vain, if there is one."""
    value, file, asked = problem.key.value, context.file(problem), context.asked(problem)
    at = file.key(problem.line, "id", value)
    if len(asked) == 1:
        (free,) = asked
        called = f"Other records ask for “{free}”, which nothing is called."
        do = f"{called} If it is this one, change line {at} to:"
    else:
        free = next(name for n in itertools.count(2) if (name := f"{value}-{n}") not in file.ids)
        file.ids.add(free)
        do = f"Unless both records mean the same, change line {at} to:"
    yield from file.change(at, value, free, do)


def offer_wanted(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with the value that is known to be right."""
    if problem.key.wanted:
        yield from _change_value(problem, context, problem.key.wanted)


def _change_value(problem: Problem, context: Context, new: str, when: str = "") -> list[Offer]:
    file, key, value = context.file(problem), problem.key.key, problem.key.value
    at = file.key(problem.line, key, value) if value else 0
    return file.change(at, value, new, f"{when}, change line {at} to:" if when else "")


def offer_reviewed(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the record without its mark."""
    if at := context.file(problem).key(problem.line, "review"):
        yield Offer(f"Settle it, then take out line {at}", problem.path, at, at)


def offer_sum(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the sum of the text as it stands, for use when every quote has been checked."""
    when = "Restore the document; or, when every quote has been checked against the new one"
    yield from _change_value(problem, context, problem.key.wanted, when)


# --- days ---


def offer_day(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the line with a day as it must be written, if it can be read in one way only."""
    day = read_day(problem.key.value)
    if day and day.isoformat() != problem.key.value:  # as it must be written, and yet to come
        yield from _change_value(problem, context, day.isoformat())


def offer_printed_day(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the missing day of a session, as its quotes print it."""
    words, day = printed_day(problem, context)
    do = f"Its quotes print “{words}”: {{}}:" if day else "{}, and fill in the …:"
    yield from context.file(problem).add_key(problem.line, "date", day or "…", do, below="title")


def printed_day(problem: Problem, context: Context) -> tuple[str, str]:
    """Return the first day in the quotes of a record: as printed, and as it must be written."""
    file = context.file(problem)
    for quote in file.quotes(problem.line, file.end(problem.line)):
        for date in find_dates(quote, LANGUAGES):
            if day := read_day(words := quote[date.at : date.to]):
                return " ".join(words.split()), day.isoformat()
    return "", ""


# --- records ---


def offer_one(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the second of two records taken out, where it has its lines for itself."""
    file, first = context.file(problem), problem.line
    is_entry = first in file.editor.records and file.record(first) == first
    if is_entry and file.line(first).lstrip().startswith("- "):
        last = file.end(first)
        do = f"If both say the same, move its quotes to the record on line {problem.key.first}, and"
        yield Offer(f"{do} take out {span(first, last)}", problem.path, first, last)


def offer_cut(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the record without what it is within; which of the circle is wrong, a person knows."""
    key, file = problem.key.key, context.file(problem)
    node, at = file.value(problem.line, key), file.key(problem.line, key)
    if at and node is not None and file.line(at).lstrip().startswith(f"{key}:"):
        last = max(at, file.editor.last_line(node))
        do = f"If this is the one of the circle that is not true, take out {span(at, last)}"
        yield Offer(do, problem.path, at, last)
