"""Findings become tasks: like ones together, each with its places and the lines that solve it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from atgraph.documents import fold, read_text
from atgraph.errors import VIOLATION, Finding
from atgraph.namespaces import ATGS
from atgraph.ontology import Ontology
from atgraph.worklist.context import Context
from atgraph.worklist.files import Files, Offer
from atgraph.worklist.nearest import nearest_words
from atgraph.worklist.offers import offers_for
from atgraph.worklist.rules import RULES


@dataclass(frozen=True)
class Place:
    """Where something is wrong: its finding, the lines that hold it, and what mends it there."""

    finding: Finding
    lines: tuple[int, ...]
    offers: tuple[Offer, ...]


@dataclass
class Task:
    """One thing to do, in one or several places."""

    title: str
    why: str
    severity: str
    places: list[Place] = field(default_factory=list)

    @property
    def offers(self) -> list[Offer]:
        """The lines that solve it, each once; one of several for the same place is enough."""
        return list(dict.fromkeys(offer for place in self.places for offer in place.offers))


def make_tasks(findings: Iterable[Finding], ontology: Ontology, shapes: Path) -> list[Task]:
    """Group findings into tasks, those that must be done first, each group in the order of the files.

    Args:
        findings: what reading, mapping, shapes and checks found.
        ontology: the declarations, for the keys of a record and the words of a vocabulary.
        shapes: the folder of the shapes, for the vocabulary that a class takes its words from.
    """
    findings = set(findings)
    context = Context(Files(), ontology, shapes, findings)
    tasks: dict[tuple[str, str, str], Task] = {}
    for finding in sorted(_without_echoes(context), key=lambda f: (f.severity != VIOLATION, f.path, f.line, f.message)):
        title, why = describe(finding)
        task = tasks.setdefault((finding.severity, finding.rule, title), Task(title, why, finding.severity))
        place = Place(finding, context.places(finding), tuple(offers_for(finding, context)))
        if place.offers or not any(_is_same(place.finding, other.finding) for other in task.places):
            task.places.append(place)
    return list(tasks.values())


def _is_same(one: Finding, other: Finding) -> bool:
    """Whether two findings are of one value, which a part of a record takes over from it."""
    return one.rule == "not-in-quotes" and (one.path, one.given["value"]) == (other.path, other.given["value"])


def describe(finding: Finding) -> tuple[str, str]:
    """Return what is wrong in one sentence, and why it matters."""
    given = finding.given
    if finding.rule == "shape":
        return given["text"].rstrip(".").replace("(rdfs:label)", "(`label`)"), given.get("why", "")
    if finding.rule == "check":
        return given["summary"].rstrip("."), given["why"]
    rule = RULES.get(finding.rule, RULES[""])
    named = defaultdict(str, {k: v if len(v) <= 60 else v[:60] + "…" for k, v in given.items()})
    return rule.title.format_map(named), rule.why


def name_of(finding: Finding) -> str:
    """Return the name of what a finding breaks: a shape, a check, or a rule of reading."""
    if finding.rule == "shape":
        return finding.given["shape"].removeprefix(ATGS)
    return finding.given["check"] if finding.rule == "check" else finding.rule or "readable"


def _without_echoes(context: Context) -> Iterable[Finding]:
    """Yield findings but those that only follow from another: they go when that is mended.

    A misspelt name is in the registry of nobody, as well as in no quote. The sentence that a misspelt quote means,
    or that a record quotes which was not understood, is quoted by nobody, and what it prints is in no quote of its
    record. Where two records have one id, nobody knows which of them is meant, and others ask in vain for the id
    that one of them should have. A key that is missing may be the one that is not known.
    """
    findings, files = context.findings, context.files
    misspelt = {(f.path, f.line, f.given["value"]) for f in findings if f.rule == "not-in-quotes"}
    lost = [(f.path, files.record(f.path, f.line), *_meant(f)) for f in findings if f.rule.startswith("quote-") and "quote" in f.given]
    sentences = {(f.given["source"], line) for f in findings if f.rule == "quote-nowhere" for line in _meant(f)[1]}
    quotes = {quote for f in findings if f.rule != "unquoted-sentence" for quote in files.quotes(f.path, f.line)}
    taken = {f.path for f in findings if f.rule == "id-taken" and "first" in f.given}
    asked = {value for f in findings if f.rule == "id-taken" for value in _only(context.asked(f))}
    unknown = {(f.path, at, context.missing(f)) for f in findings if f.rule == "unknown-key" for at in (f.line, files.record(f.path, f.line))}
    for finding in findings:
        given, path, line = finding.given, finding.path, finding.line
        named = finding.rule == "name-of-nobody" and (path, line, given["name"]) in misspelt
        quoted = finding.rule == "unquoted-sentence" and (
            (path, line) in sentences or any(quote in given["sentence"] or given["sentence"] in quote for quote in quotes)
        )
        valued = finding.rule == "not-in-quotes" and any(
            file == path and start <= line <= files.end(path, start) and given["value"] in words for file, start, words, _ in lost
        )
        vain = finding.rule == "unknown-id" and given["value"] in asked
        renamed = finding.rule == "missing-key" and (path, line, given["key"]) in unknown
        placed = path in taken and (given.get("key") == "session" or given.get("session"))
        if not (named or quoted or valued or placed or vain or renamed):
            yield finding


def _only(values: set[str]) -> set[str]:
    return values if len(values) == 1 else set()


def _meant(finding: Finding) -> tuple[str, range]:
    """Return the words that a quote means, its own and the nearest in the source, and their lines there."""
    quote, text = finding.given["quote"], read_text(Path(finding.given["source"]))
    found = nearest_words(quote, text) if finding.rule == "quote-nowhere" else None
    if not found:
        return fold(quote), range(0)
    words = f"{fold(quote)} {fold(text[slice(*found)])}"
    return words, range(text.count("\n", 0, found[0]) + 1, text.count("\n", 0, found[1]) + 2)
