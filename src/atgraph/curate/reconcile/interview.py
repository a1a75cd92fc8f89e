"""Open names and their candidates, as lines, rows and JSON, and asked for one by one."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from atgraph.curate.reconcile.decision_file import NEW, Judgement
from atgraph.curate.reconcile.decisions import write_decisions
from atgraph.curate.reconcile.matching import Candidate, Matcher
from atgraph.curate.reconcile.open_names import TITLE, Corpus, OpenName
from atgraph.data.registry.model import NONE
from atgraph.errors import AtgraphError
from atgraph.rdf.namespaces import LABEL
from atgraph.text import clip

COLUMNS = ("programme", "name", "kind", "where", "score", "candidate", "label", "reasons")
HELP = (
    "1 same as the first · n1 not the same · u1 unsure · =ID same as another · new · "
    "none (no body) · Enter later · q stop"
)
NO_REASON = "nothing was written: say why, so that a stranger can check it and it can be taken back"
REPLY = re.compile(r"(?P<how>[nu]?)\s*(?P<number>\d+)|=\s*(?P<id>\S+)|(?P<word>new|none)")
KEYS = {"": "is", "n": "is_not", "u": "unsure"}
Ask = Callable[[str], str]
Tell = Callable[[str], None]


def _kind(name: OpenName, corpus: Corpus) -> str:
    """Return what may be meant by a name, in words."""
    if name.rule == TITLE:
        return "title"
    labels = (corpus.ontology.value(kind, LABEL.value) for kind in name.kinds)
    return " or ".join(sorted(labels)) or "held by several"


def iter_name_lines(
    name: OpenName,
    candidates: Sequence[Candidate],
    namesakes: Mapping[str, str],
    count: str,
    corpus: Corpus,
) -> Iterator[str]:
    """Yield the lines that show a curator where a name is printed, who may be meant, and why."""
    yield f"{count}. “{name.name}” ({_kind(name, corpus)}) in {name.programme}"
    for mention in name.mentions:
        session = f" ({mention.session})" if mention.session else ""
        yield f"   {name.path}:{mention.line}{session}: {clip(mention.quote, 100)}"
    if name.may_be_two:
        two = "where it is two people, decide with --decide, each with its `session:`"
        yield f"   no post and no body is the same in all of these: {two}"
    for number, candidate in enumerate(candidates, 1):
        unsure = f" · unsure: {candidate.unsure}" if candidate.unsure else ""
        yield f"   {number}  {candidate.score:.2f}  {candidate.label} ({candidate.id}){unsure}"
        yield from (f"            {reason}" for reason in candidate.reasons)
    if not candidates:
        yield "   nobody in the registry comes near"
    yield from (f"   {identity}: {why}" for identity, why in namesakes.items())


def iter_rows(
    name: OpenName, candidates: Sequence[Candidate], corpus: Corpus
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each candidate of a name, or one without."""
    where = " ".join(mention.session or "-" for mention in name.mentions)
    start = (name.programme, name.name, _kind(name, corpus), where)
    for one in candidates:
        yield *start, f"{one.score:.2f}", one.id, one.label, "; ".join(one.reasons)
    if not candidates:
        yield *start, "", "", "", ""


def as_json(
    name: OpenName, candidates: Sequence[Candidate], namesakes: Mapping[str, str], corpus: Corpus
) -> dict[str, Any]:
    """Return a name with its places and candidates for JSON."""
    return {
        "programme": name.programme,
        "name": name.name,
        "kind": _kind(name, corpus),
        "places": [{"file": name.path, **asdict(mention)} for mention in name.mentions],
        "candidates": [asdict(candidate) for candidate in candidates],
        "namesakes": list(namesakes),
        "namesake_reasons": dict(namesakes),
    }


def interview(
    corpus: Corpus, programmes: Iterable[str], day: dt.date, ask: Ask, tell: Tell
) -> None:
    """Ask for each open name who is meant, and write each answer at once.

    ``ask`` shows a prompt and returns what was typed, or raises EOFError where nothing more comes;
    ``tell`` shows a line.
    """
    names = corpus.open_names(programmes)
    if names:
        tell(HELP)
    with suppress(EOFError):
        for number, name in enumerate(names, 1):
            tell("")
            corpus = _ask_for(corpus, name, f"{number} of {len(names)}", day, ask, tell)


def _ask_for(
    corpus: Corpus, name: OpenName, count: str, day: dt.date, ask: Ask, tell: Tell
) -> Corpus:
    """Ask for one name until it is decided or put off; return the corpus as it is then."""
    while True:
        matcher = Matcher(corpus)
        candidates = matcher.candidates(name)
        for line in iter_name_lines(name, candidates, matcher.namesakes(name), count, corpus):
            tell(line)
        reply = ask("> ").strip()
        if reply == "q":
            raise EOFError
        if not reply:
            return corpus
        found = REPLY.fullmatch(reply)
        if found is None or (found["number"] and not 0 < int(found["number"]) <= len(candidates)):
            tell(f"not understood: {HELP}")
            continue
        if (judgement := _judgement(found, name, candidates, ask)) is None:
            tell(NO_REASON)
            continue
        try:
            write_decisions(corpus, [judgement], day, [name.programme])
        except AtgraphError as exc:
            tell(str(exc))
            continue
        corpus = corpus.with_registry_read()
        if judgement.is_:
            return corpus


def _judgement(
    found: re.Match[str], name: OpenName, candidates: list[Candidate], ask: Ask
) -> Judgement | None:
    """Ask for the reason of a reply, and return both; nothing without a reason."""
    chosen = candidates[int(found["number"]) - 1] if found["number"] else None
    key = KEYS[found["how"] or ""]
    other = chosen.id if chosen else found["id"] or {"new": NEW, "none": NONE}[found["word"]]
    reasons = "; ".join(chosen.reasons) if chosen and key == "is" else ""
    reason = ask(f"reason{f' [{reasons}]' if reasons else ''}: ").strip() or reasons
    keys = {"programme": name.programme, "name": name.name, key: other, "reason": reason}
    return Judgement.model_validate(keys) if reason else None
