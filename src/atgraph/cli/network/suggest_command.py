"""atgraph network suggest."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from atgraph.cli import options, say
from atgraph.cli.network.network_options import say_left_out, tie_options
from atgraph.cli.render import write
from atgraph.errors import NotFoundError
from atgraph.network.choice import Chosen
from atgraph.network.shortlist import read_shortlist
from atgraph.network.suggestions import METHOD, Suggestion, Suggestions, Wanted, suggest

AFTER = ("shortlist", "reasons", "against")


@click.command("suggest")
@click.argument("organization")
@options.number_option("--top", 10, "How many at most; 0 for all.")
@options.word_option("--theme", "NAME", "Only who has to do with this theme.")
@options.word_option("--country", "CODE", "Only bodies of this country, by its two letters.")
@options.word_option("--candidate", "NAME", "Only this body: what speaks for it and against it.")
@options.path_option(
    "--shortlist", "FILE", "Leave out who is dismissed there, mark who is kept or contacted."
)
@options.flag_option("--evidence", "Add the quotes, with file:line, to each sentence.")
@options.scores_option
@options.text_option
@tie_options("body", theme=False)
def suggest_command(
    organization: str,
    shortlist: Path | None,
    evidence: bool,
    scores: bool,
    fmt: str | None,
    chosen: Chosen,
    **wanted: Any,
) -> int:
    """Suggest partners for ORGANIZATION.

    Bodies that it has no declared tie with, the nearest first, each with at most four sentences for
    it and one against. Near is what a random walk along ties comes by often (personalised
    PageRank): a declared tie weighs 1, a part in an event 1/2, a mention 1/4. A body that has
    a declared tie already, or holds or is part of one that has, is left out.
    """
    kg = options.open_graph()
    entries = read_shortlist(kg, shortlist) if shortlist else ()
    asked = Wanted(**wanted)
    quoted = evidence or fmt == "json"
    found = suggest(kg, organization, asked, shortlist=entries, evidence=quoted, **chosen)
    _say_who_is_left_out(found)
    if not len(found) and fmt != "json":
        narrowed = f" {asked}" if str(asked) else ""
        rest = " other than who is dismissed" if found.dismissed else ""
        raise NotFoundError(
            f"nothing leads from “{found.label}” to a body{narrowed}{rest} that it has no declared"
            f" tie with. Asked for: {found.choice}"
        )
    document = {
        "organization": {"iri": found.iri, "label": found.label},
        "choice": str(found.choice),
        "method": METHOD,
        "suggestions": list(map(_suggestion_json, found.found)),
        "candidates": found.candidates,
        "with_a_declared_tie": found.partners,
        "dismissed": found.dismissed,
        "left_out": found.left_out,
    }
    notes = [
        [str(quote) for reason in (*one.reasons, one.against) for quote in one.quotes(reason)]
        for one in found.found
        if evidence
    ]
    columns = ("rank", "candidate", *["score"] * scores, *AFTER)
    rows = (_cells(rank, one, scores) for rank, one in enumerate(found.found, 1))
    lines = _lines(found, evidence, scores)
    write(columns, rows, fmt, document=document, lines=lines, notes=notes)
    return 0 if len(found) else 1


def _say_who_is_left_out(found: Suggestions) -> None:
    counts = (
        (found.partners, "with a declared tie, or of one body with such a partner"),
        (found.dismissed, "dismissed on the shortlist"),
    )
    if listed := [f"{count} {words}" for count, words in counts if count]:
        say(f"not suggested: {', '.join(listed)}")
    if found.waiting:
        say(
            f"on the shortlist, and not among these: {len(found.waiting)}"
            " (partners by now, further down, or not asked for)"
        )
    say_left_out(found.left_out)


def _cells(rank: int, one: Suggestion, scores: bool) -> tuple[str, ...]:
    noted = str(one.entry) if one.entry else ""
    reasons = " ".join(reason.sentence for reason in one.reasons)
    score = [f"{one.score:.4f}"] * scores
    return str(rank), one.label, *score, noted, reasons, one.against.sentence


def _lines(found: Suggestions, evidence: bool, scores: bool) -> Iterator[str]:
    yield f"{found.label}: {len(found)} of {found.candidates} bodies without a declared tie"
    for rank, one in enumerate(found.found, 1):
        yield ""
        score = f" ({one.score:.4f})" if scores else ""
        yield f"{rank}. {one.label}{score}" + (f" [{one.entry}]" if one.entry else "")
        for sign, reason in (*(("+", reason) for reason in one.reasons), ("–", one.against)):
            yield f"   {sign} {reason.sentence}"
            yield from (f"       {quote}" for quote in one.quotes(reason) if evidence)


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    noted = ("mark", "note", "date")
    parts = ("sentence", "kind", "about", "statements")
    return {
        "candidate": one.label,
        "iri": one.iri,
        "score": round(one.score, 6),
        "reasons": [reason.sentence for reason in one.reasons],
        "against": [one.against.sentence],
        "shortlist": {name: getattr(one.entry, name) for name in noted} if one.entry else None,
        "evidence": [
            {**{part: getattr(reason, part) for part in parts}, "quotes": one.quotes(reason)}
            for reason in (*one.reasons, one.against)
        ],
    }
