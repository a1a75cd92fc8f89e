"""For each rule, the lines that keep it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from atgraph.errors import Finding
from atgraph.namespaces import ATG
from atgraph.worklist.context import Context
from atgraph.worklist.files import Offer

LIKE = 0.65
Maker = Callable[[Finding, Context], Iterable[Offer]]
MAKERS: dict[str, Maker] = {}


def makes(*rules: str) -> Callable[[Maker], Maker]:
    """Register what makes the offers for some rules."""

    def register(maker: Maker) -> Maker:
        MAKERS.update(dict.fromkeys(rules, maker))
        return maker

    return register


def offers_for(finding: Finding, context: Context) -> Iterable[Offer]:
    """Return the lines that solve a finding; none where nobody but a person can say."""
    from atgraph.worklist import naming, quoting, shaping  # noqa: F401  (each registers its makers)

    maker = MAKERS.get(finding.rule)
    return list(maker(finding, context)) if maker else []


@makes("vocabulary")
def offer_word(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest word, and the words there are."""
    given = finding.given
    words = context.words(given["prefix"], given["path"], given["kind"])
    start = given["prefix"] + "_"
    value = given["value"].removeprefix(start)
    near = difflib.get_close_matches(value, words, 1, LIKE)
    at = context.files.key(finding.path, finding.line, given["key"], given["value"])
    listed = f"({given['key']} is one of: {', '.join(words)})"
    if near and at:
        yield from context.files.change(finding.path, at, given["value"], given["value"].replace(value, near[0]), f"Change line {at} to: {listed}")
    else:
        yield Offer(f"Choose another word on line {at or finding.line}. {listed}", finding.path)


@makes("unknown-id", "unknown-programme")
def offer_known(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest name that leads somewhere."""
    given = finding.given
    known = given.get("known", "").split("\n")
    at = context.files.key(finding.path, finding.line, given["key"], given["value"]) or finding.line
    for near in difflib.get_close_matches(given["value"], known, 1, LIKE) or (known if len(known) == 1 else []):
        yield from context.files.change(finding.path, at, given["value"], near)
    if len(known) <= 20:
        yield Offer(f"({given['key']} is one of: {', '.join(sorted(known))})", finding.path)


@makes("unknown-key")
def offer_key(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest key, or without the one that is not known."""
    key, known = finding.given["key"], finding.given.get("known", "").split("\n")
    missing = context.missing(finding)
    near = [missing] if missing else difflib.get_close_matches(key, known, 1, LIKE)
    text = context.files.line(finding.path, finding.line)
    if near:
        yield from context.files.change(finding.path, finding.line, f"{key}:", f"{near[0]}:")
    elif text.lstrip().startswith(f"{key}:"):
        yield Offer(f"Take out line {finding.line} (the keys here are: {', '.join(sorted(known))})", finding.path, finding.line, finding.line)
    else:
        yield Offer(f"Take “{key}” out of line {finding.line} (the keys here are: {', '.join(sorted(known))})", finding.path)


@makes("missing-key")
def offer_missing(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the key below the first line of the record, to be filled in."""
    key, kind = finding.given["key"], finding.given.get("kind", "")
    prop = next((p for p in context.ontology.properties if p.key == key and p.prefix), None)
    owner = kind or ATG + {"participants": "Participation", "organizers": "Organizing"}.get(finding.given.get("within", ""), "")
    listed = f" ({key} is one of: {', '.join(context.words(prop.prefix, prop.iri, owner))})" if prop else ""
    value = '["…"]' if key == "quotes" else "…"
    if context.files.line(finding.path, finding.line).lstrip().startswith("- {"):
        yield from context.files.change(finding.path, finding.line, "}", f", {key}: {value}}}", f"Fill in the … on line {finding.line}:{listed}")
    else:
        line = f"{context.files.indent(finding.path, finding.line)}{key}: {value}"
        yield Offer(f"Below line {finding.line} add, and fill in the …:{listed}", finding.path, finding.line, 0, (line,))


@makes("id-taken")
def offer_id(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with an id that is free: the one that other records ask for in vain, if there is one."""
    given = finding.given
    at = context.files.key(finding.path, finding.line, "id", given["value"])
    asked = context.asked(finding)
    if len(asked) == 1:
        (free,) = asked
        do = f"Other records ask for “{free}”, which nothing is called. If it is this one, change line {at} to:"
        yield from context.files.change(finding.path, at, given["value"], free, do)
        return
    taken = "\n".join(context.files.lines(finding.path))
    free = next(f"{given['value']}-{n}" for n in range(2, 1000) if f"id: {given['value']}-{n}" not in taken)
    yield from context.files.change(finding.path, at, given["value"], free, f"Unless both records mean the same, change line {at} to:")


@makes("id-of-folder", "not-as-stated")
def offer_wanted(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with the value that is known to be right."""
    given = finding.given
    at = context.files.key(finding.path, finding.line, given["key"], given["value"])
    if given["wanted"]:
        yield from context.files.change(finding.path, at, given["value"], given["wanted"])


@makes("review")
def offer_reviewed(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the record without its mark."""
    at = context.files.key(finding.path, finding.line, "review")
    if at:
        yield Offer(f"Settle it, then take out line {at}", finding.path, at, at)


@makes("check")
def offer_solution(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield what the check says to do."""
    yield Offer(finding.given["do"], finding.path)


@makes("changed-source")
def offer_sum(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the sum of the text as it stands, for whoever has checked every quote."""
    from hashlib import sha256

    given = finding.given
    at = context.files.key(finding.path, finding.line, given["key"], given["value"])
    new = sha256(Path(given["source"]).read_bytes()).hexdigest()
    do = f"Restore the document; or, when every quote has been checked against the new one, change line {at} to:"
    yield from context.files.change(finding.path, at, given["value"], new, do)
