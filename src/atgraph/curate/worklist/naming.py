"""Lines for the registry: a name, a record, a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.files import Files, Offer
from atgraph.curate.worklist.layout import values
from atgraph.curate.worklist.makers import makes
from atgraph.data.registry.model import PERSON, PRINTED
from atgraph.data.slugs import kind_of, slug
from atgraph.data.yaml_edits import flow
from atgraph.errors import Problem
from atgraph.rdf.namespaces import ATG, LABEL

UNNUMBERED = (0, "", 0)
NOBODY_YET = (
    0,
    "person_p",
    4,
)  # people are numbered from the first: a name must not live on in an address
NUMBERED = re.compile(r"([a-z-]+_[a-z]?)(\d+)")


@makes("name-of-nobody")
def offer_name(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the record of a like name with the new form, then a record for whoever is new."""
    given, files = problem.given, context.files
    offers = [
        offer
        for held in given["near"].split("\n")[:1]
        if held
        for offer in _with_name(files, held, given)
    ]
    yield from offers
    yield from _new_record(context, given, "If it is somebody else, add" if offers else "Add")


def _with_name(files: Files, held: str, given: Mapping[str, str]) -> list[Offer]:
    near, path, line = held.split("\t")
    start, name = int(line), flow(given["name"])
    if near == given["name"]:  # its record lists programmes, and not this one
        do = f"If it is the same as in {path}:{line}, add the programme, and say in a decision why it is the same: {{}}:"
        return files.add_item(path, start, "programmes", given["programme"], do)
    do = f"If it is “{near}”, that is {path}:{line}: {{}}:"
    if files.layout(path).value(start, "names"):
        return files.add_item(path, start, "names", name, do)
    return files.add_key(path, start, "names", f"[{name}]", do, below="label")


def _new_record(context: Context, given: Mapping[str, str], do: str) -> Iterator[Offer]:
    """Yield a record for whoever is new, in the file with most records of the kinds that may be meant."""
    folder, ontology = Path(given["registry"]), context.ontology
    # What a session is, is written in transcripts: a property that it fills where its key is
    # missing takes nothing else.
    sessions = {
        kind
        for prop in ontology.properties
        if prop.session_default and len(prop.kinds) == 1
        for kind in prop.kinds
    }
    plurals = {
        kind: ontology.value(kind, ATG + "pluralName")
        for kind in given["kinds"].split("\n")
        if kind not in sessions
    }
    files = {
        kind: str(folder / f"{plural.replace(' ', '-')}.yml")
        for kind, plural in plurals.items()
        if plural
    }
    sizes = {kind: len(context.ids(path)) for kind, path in files.items()}
    there = {
        kind: bool(sizes[kind]) or Path(path).is_file() for kind, path in files.items()
    }  # an empty file is one to begin
    ranked = [
        kind
        for kind in sorted(files, key=lambda kind: (-sizes[kind], kind))
        if there[kind] or not any(there.values())
    ]
    for kind in ranked[:1]:
        others = ", ".join(sorted(ontology.value(other, LABEL.value) for other in ranked[1:]))
        also = f" (it may also be of the kind {others}: then in the file of that)" if others else ""
        rows, filled = _rows(context, kind, files[kind], given)
        yield Offer(f"{do} at the end of {files[kind]}{also}{filled}:", files[kind], lines=rows)


def _rows(
    context: Context, kind: str, path: str, given: Mapping[str, str]
) -> tuple[tuple[str, ...], str]:
    """Return the rows of a new record, written like the last one of its file, and what is to be filled in."""
    last, name = context.files.layout(path).last, given["name"]
    if (path, name) not in context.new_ids:
        context.new_ids[path, name] = (
            _next(context, path, kind) or f"{kind_of(kind.removeprefix(ATG))}_{slug(name) or '…'}"
        )
    keys, filled = {"id": context.new_ids[path, name], "label": flow(name)}, ""
    if kind == PERSON or (
        last and "programmes" in values(last)
    ):  # the registry holds a person's name in these alone
        keys["programmes"] = f"[{given['programme']}]"
    for prop in (
        p for p in context.ontology.properties if p.prefix and (kind, p.iri) in context.schemes
    ):
        keys |= {prop.key: "…", "source": PRINTED}
        filled = f", and fill in the … ({prop.key} is one of: {', '.join(context.words(prop.prefix, prop.iri, kind))})"
    pairs = [f"{key}: {value}" for key, value in keys.items()]
    if last is not None and last.flow_style:
        return (f"- {{{', '.join(pairs)}}}",), filled
    return ("", f"- {pairs[0]}", *(f"  {pair}" for pair in pairs[1:])), filled


def _next(context: Context, path: str, kind: str) -> str:
    """Return the next number, where the ids of a file are numbers that are given out once; else nothing."""
    if path not in context.newest:
        ids = context.ids(path)
        found = [(int(f[2]), f[1], len(f[2])) for name in ids if (f := NUMBERED.fullmatch(name))]
        first = NOBODY_YET if kind == PERSON else UNNUMBERED
        context.newest[path] = (
            max(found, default=first) if kind == PERSON or len(found) == len(ids) else UNNUMBERED
        )
    number, start, width = context.newest[path]
    context.newest[path] = (number + bool(start), start, width)
    return f"{start}{number + 1:0{width}}" if start else ""


@makes("name-of-several")
def offer_decision(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the decision for one of the holders, to be completed."""
    first, *others = problem.given["holders"].split("\n")
    yield _decision(problem, first, f"# or {', '.join(others)}")
    yield from _decided_elsewhere(problem, context.files)


@makes("title-without-body")
def offer_implied(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the decision that a title implies no body, or one."""
    yield _decision(problem, "none", "# it implies no body; else the id of the body")
    yield from _decided_elsewhere(problem, context.files)


def _decided_elsewhere(problem: Problem, files: Files) -> Iterator[Offer]:
    """Yield the decision about the same name in another session, which may have been meant for this one."""
    path, session = str(Path(problem.given["registry"]) / "decisions.yml"), problem.given["session"]
    written = dict.fromkeys(
        (f"name: {problem.given['name']}", f"name: {flow(problem.given['name'])}")
    )
    for number in sorted(number for row in written for number in files.rows(path).get(row, ())):
        at = files.key(path, files.record(path, number), "session")
        held = files.line(path, at).partition("session:")[2].strip()
        if at and held != session:
            yield from files.change(
                path,
                at,
                held,
                session,
                f"Or, if the decision for the session {held} was meant for this one, change {path}:{at} to:",
            )


def _decision(problem: Problem, outcome: str, others: str) -> Offer:
    given = problem.given
    path = str(Path(given["registry"]) / "decisions.yml")
    session = (f"  session: {given['session']}",) if given["session"] else ()
    rows = (
        "",
        f"- programme: {given['programme']}",
        *session,
        f"  name: {flow(given['name'])}",
        f"  is: {outcome}  {others}",
        "  reason: …",
        "  date: …",
    )
    return Offer(
        f"Add at the end of {path}, and fill in the … (a reason that a stranger can check; the day of the decision):",
        path,
        lines=rows,
    )


@makes("idle-decision")
def offer_removal(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the decision taken out."""
    last = context.files.end(problem.path, problem.line)
    yield Offer(
        f"Correct its session or its name, as the transcript prints them; or take out lines {problem.line}-{last}",
        problem.path,
        problem.line,
        last,
    )
