"""For each rule, the lines that keep it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from atgraph.errors import Finding
from atgraph.namespaces import ATG, SKOS
from atgraph.ontology import Ontology
from atgraph.worklist.files import Files, Offer


@dataclass
class Context:
    """What offers are made of: the files as they stand, the ontology, the shapes."""

    files: Files
    ontology: Ontology
    shapes: Path
    findings: Collection[Finding] = field(default=(), repr=False)

    def places(self, finding: Finding) -> tuple[int, ...]:
        """Return the lines to show: the first of the record, and the one that is wrong."""
        if not finding.path or not finding.line:
            return ()
        start = self.files.record(finding.path, finding.line)
        key = self.key_of(finding)
        value = "" if finding.rule == "shape" else finding.given.get("value", "")
        at = self.files.key(finding.path, finding.line, key, value) if key else 0
        return tuple(sorted({start, finding.line, at or finding.line}))

    def key_of(self, finding: Finding) -> str:
        """Return the key of the record that a finding is about."""
        if finding.rule != "shape":
            return finding.given.get("key", "")
        path = finding.given["path"] or ATG + finding.given["shape"].rpartition("-")[2]
        return self.ontology.value(path, ATG + "recordKey") or REGISTRY_KEYS.get(path.rpartition("#")[2] or path, "")

    def words(self, prefix: str, path: str, kind: str) -> list[str]:
        """Return the words that a key takes: those of the scheme that the class asks for, else all with the prefix."""
        start = prefix + "_"
        known = [name for name in self.ontology.concepts if name.startswith(start)]
        if scheme := self.schemes.get((kind, path)):
            inside = [n for n in known if scheme in self.ontology.values(self.ontology.concepts[n], SKOS + "inScheme")]
            known = inside or known
        return sorted(name.removeprefix(start) for name in known)

    @cached_property
    def schemes(self) -> dict[tuple[str, str], str]:
        """(class, property) → the concept scheme that its shape asks for."""
        from rdflib import SH
        from rdflib.collection import Collection

        from atgraph.validation.shapes import read_shapes

        graph, found = read_shapes(self.shapes), {}
        for node, kind in graph.subject_objects(SH.targetClass):
            for rule in graph.objects(node, SH.property):
                for part in (p for branch in graph.objects(rule, SH["and"]) for p in Collection(graph, branch)):
                    if scheme := graph.value(part, SH.hasValue):
                        found[str(kind), str(graph.value(rule, SH.path))] = str(scheme)
        return found

    def prefix(self, path: str) -> str:
        """Return how the concepts of a property begin."""
        return self.ontology.value(path, ATG + "recordPrefix")


REGISTRY_KEYS = {"label": "label", "hasOrganizationType": "type", "countryCode": "country", "startTime": "start", "earliestDate": "date", "latestDate": "date"}
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
    near = difflib.get_close_matches(value, words, 1, 0.4)
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
    for near in difflib.get_close_matches(given["value"], known, 1, 0.5) or (known if len(known) == 1 else []):
        yield from context.files.change(finding.path, at, given["value"], near)
    if len(known) <= 40:
        yield Offer(f"({given['key']} is one of: {', '.join(sorted(known))})", finding.path)


@makes("unknown-key")
def offer_key(finding: Finding, context: Context) -> Iterator[Offer]:
    """Yield the line with the nearest key, or without the one that is not known."""
    key, known = finding.given["key"], finding.given.get("known", "").split("\n")
    near = difflib.get_close_matches(key, known, 1, 0.6)
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
    owner = kind or (ATG + "Participation" if "kind:" in context.files.line(finding.path, finding.line) else "")
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
    asked = {f.given["value"] for f in context.findings if (f.rule, f.path, f.given.get("key")) == ("unknown-id", finding.path, "session")}
    if len(asked) == 1:
        (free,) = asked
        do = f"Other records ask for “{free}”, which no session is called. If it is this one, change line {at} to:"
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
