"""Lines for the registry: a name, a record, a decision."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from atgraph.errors import Finding
from atgraph.namespaces import ATG
from atgraph.worklist.context import Context
from atgraph.worklist.files import Files, Offer
from atgraph.worklist.offers import makes

PREFERRED = ("Organization", "Person", "Initiative", "Tool", "Work", "Place", "EventSeries")
PLAIN = re.compile(r"[\w(][\w ().’/+&-]*")
NUMBER = re.compile(r"person_p(\d+)")


@makes("name-of-nobody")
def offer_name(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the record of a like name with the new form, then a record for whoever is new."""
    given, files = finding.given, context.files
    offers = [_with_name(files, held, given) for held in given["near"].split("\n")[:1] if held]
    yield from (offer for offer in offers if offer)
    kinds = {kind.removeprefix(ATG) for kind in given["kinds"].split("\n")}
    kind = next((k for k in PREFERRED if k in kinds), "")
    if kind:
        yield _new_record(context, kind, kinds, given, "If it is somebody else, add" if offers else "Add")


def _with_name(files: Files, held: str, given: Mapping[str, str]) -> Offer | None:
    near, path, line = held.split("\t")
    start, name = int(line), given["name"]
    row = files.line(path, start)
    do = f"If it is “{near}”, that is {path}:{line}: "
    if near == name:  # its record lists programmes, and not this one
        at = files.key(path, start, "programmes")
        same = f"If it is the same as in {path}:{line}, add the programme, and say in a decision why it is the same. Change line {at} to:"
        row = files.line(path, at)
        close = row.find("]", row.find("programmes: ["))
        return Offer(same, path, at, at, (f"{row[:close]}, {given['programme']}{row[close:]}",)) if close > 0 else None
    if at := files.key(path, start, "names"):
        row = files.line(path, at)
        if "names: [" in row:
            close = row.index("]", row.index("names: ["))
            return Offer(f"{do}change line {at} to:", path, at, at, (f"{row[:close]}, {scalar(name)}{row[close:]}",))
        return None
    if row.lstrip().startswith("- {"):
        end = row.rindex("}")
        return Offer(f"{do}change it to:", path, start, start, (f"{row[:end]}, names: [{scalar(name)}]{row[end:]}",))
    at = files.key(path, start, "label") or start
    return Offer(f"{do}below line {at} add:", path, at, 0, (f"{files.indent(path, start)}names: [{scalar(name)}]",))


def _new_record(context: Context, kind: str, kinds: set[str], given: Mapping[str, str], do: str) -> Offer:
    plural = context.ontology.value(ATG + kind, ATG + "pluralName").replace(" ", "-")
    path = str(Path(given["registry"]) / f"{plural}.yml")
    others = sorted(kinds - {kind, "Event"})
    also = f" (it may also be of the kind {', '.join(k.lower() for k in others)}: then in the file of that)" if others else ""
    if kind == "Person":
        numbers = [int(n) for n in NUMBER.findall("\n".join(context.files.lines(path)))]
        record = f"- {{id: person_p{max(numbers, default=0) + 1:04}, label: {scalar(given['name'])}, programmes: [{given['programme']}]}}"
        return Offer(f"{do} at the end of {path}{also}:", path, lines=(record,))
    rows = ["", f"- id: {kind_of(kind)}_{slug(given['name'])}", f"  label: {scalar(given['name'])}"]
    filled = ""
    if kind == "Organization":
        words = context.words("organization-type", ATG + "hasOrganizationType", ATG + kind)
        rows += ["  type: …", "  source: printed"]
        filled = f", and fill in the … (type is one of: {', '.join(words)})"
    return Offer(f"{do} at the end of {path}{also}{filled}:", path, lines=tuple(rows))


@makes("name-of-several")
def offer_decision(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the decision for one of the holders, to be completed."""
    first, *others = finding.given["holders"].split("\n")
    yield _decision(finding, first, f"# or {', '.join(others)}")
    yield from _decided_elsewhere(finding, context.files)


@makes("title-without-body")
def offer_implied(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the decision that a title implies no body, or one."""
    yield _decision(finding, "none", "# it implies no body; else the id of the body")
    yield from _decided_elsewhere(finding, context.files)


def _decided_elsewhere(finding: Finding, files: Files) -> Iterator[Offer]:
    """Yield the decision about the same name in another session, which may have been meant for this one."""
    path, session = str(Path(finding.given["registry"]) / "decisions.yml"), finding.given["session"]
    for number, row in enumerate(files.lines(path), 1):
        if row.strip() in (f"name: {finding.given['name']}", f"name: {scalar(finding.given['name'])}"):
            at = files.key(path, files.record(path, number), "session")
            held = files.line(path, at).partition("session:")[2].strip()
            if at and held != session:
                yield from files.change(path, at, held, session, f"Or, if the decision for the session {held} was meant for this one, change {path}:{at} to:")


def _decision(finding: Finding, outcome: str, others: str) -> Offer:
    given = finding.given
    path = str(Path(given["registry"]) / "decisions.yml")
    session = (f"  session: {given['session']}",) if given["session"] else ()
    rows = (
        "",
        f"- programme: {given['programme']}",
        *session,
        f"  name: {scalar(given['name'])}",
        f"  is: {outcome}  {others}",
        "  reason: …",
        "  date: …",
    )
    return Offer(f"Add at the end of {path}, and fill in the … (a reason that a stranger can check; the day of the decision):", path, lines=rows)


@makes("idle-decision")
def offer_removal(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the decision taken out."""
    last = context.files.end(finding.path, finding.line)
    yield Offer(f"Correct its session or its name, as the transcript prints them; or take out lines {finding.line}-{last}", finding.path, finding.line, last)


def scalar(text: str) -> str:
    """Return a text as YAML writes it, in quotation marks where it must be."""
    return (
        text
        if PLAIN.fullmatch(text) and text.lower() not in ("no", "yes", "true", "false", "null")
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def slug(name: str) -> str:
    """Return a name in small letters and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "…"


def kind_of(kind: str) -> str:
    """Return how the ids of a class begin."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
