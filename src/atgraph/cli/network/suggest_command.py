"""atgraph network suggest."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.choosing import choosing, left_out_json, quoted_json, tell_left_out
from atgraph.cli.network.counting import text_option
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.network.reasons import Reason
    from atgraph.network.shortlist import ShortlistEntry
    from atgraph.network.suggestions import Suggestion, Suggestions
    from atgraph.network.ties.choice import Chosen

COLUMNS = ("rank", "candidate", "score", "shortlist", "reasons", "against")


@click.command("suggest")
@click.argument("organization")
@click.option(
    "--top",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="How many at most; 0 for all.",
)
@click.option("--theme", default="", metavar="NAME", help="Only who has to do with this theme.")
@click.option(
    "--country", default="", metavar="CODE", help="Only bodies of this country, by its two letters."
)
@click.option(
    "--candidate",
    default="",
    metavar="NAME",
    help="Only this body: what speaks for it and against it.",
)
@click.option(
    "--shortlist",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out who is dismissed there, mark who is kept or contacted.",
)
@click.option("--evidence", is_flag=True, help="Add the quotes, with file:line, to each sentence.")
@text_option
@choosing(level="body")
def command(
    organization: str,
    top: int,
    theme: str,
    country: str,
    candidate: str,
    shortlist: Path | None,
    evidence: bool,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> int:
    """Suggest partners for ORGANIZATION.

    Bodies that it has no declared tie with, the nearest first, each with at most four sentences for
    it and one against. Near is what a random walk along ties comes by often (personalised
    PageRank): a declared tie weighs 1, a part in an event 1/2, a mention 1/4. Who has a declared
    tie already, or holds or is part of such a body, is left out.
    """
    from atgraph.export.tables import default_format, render
    from atgraph.network.shortlist import read_shortlist
    from atgraph.network.suggestions import Wanted, suggest

    kg = open_graph(store, asserted)
    entries = read_shortlist(kg, shortlist) if shortlist else ()
    asked = Wanted(top, theme, country, candidate)
    found = suggest(
        kg, organization, asked, shortlist=entries, evidence=evidence or fmt == "json", **chosen
    )
    fmt = fmt or ("text" if sys.stdout.isatty() else default_format())
    tell(found)
    if fmt == "json":
        click.echo(_json(found), nl=False)
    elif not len(found):
        _refuse(found, str(asked))
    elif fmt == "text":
        click.echo("\n".join(_lines(found, evidence)))
    else:
        notes = (
            [
                [
                    str(quote)
                    for reason in (*one.reasons, one.against)
                    for quote in one.quotes(reason)
                ]
                for one in found.found
            ]
            if evidence
            else []
        )
        click.echo(
            render(
                COLUMNS, [_cells(rank, one) for rank, one in enumerate(found.found, 1)], fmt, notes
            ),
            nl=False,
        )
    return 0 if len(found) else 1


def _refuse(found: Suggestions, asked: str) -> None:
    from atgraph.errors import NotFoundError

    rest = " other than who is dismissed" if found.dismissed else ""
    narrowed = f" {asked}" if asked else ""
    raise NotFoundError(
        f"nothing leads from “{found.label}” to a body{narrowed}{rest} that it has no declared tie with. Asked for: {found.choice}"
    )


def tell(found: Suggestions) -> None:
    """Say on stderr who was left out, and why."""
    from atgraph.cli import say

    counts = (
        (found.partners, "with a declared tie, or of one body with such a partner"),
        (found.dismissed, "dismissed on the shortlist"),
    )
    if told := [f"{count} {words}" for count, words in counts if count]:
        say(f"not suggested: {', '.join(told)}")
    if found.waiting:
        say(
            f"on the shortlist, and not among these: {len(found.waiting)} (partners by now, further down, or not asked for)"
        )
    tell_left_out(found.left_out)


def _marked(entry: ShortlistEntry | None) -> str:
    return str(entry) if entry else ""


def _cells(rank: int, one: Suggestion) -> tuple[str, ...]:
    return (
        str(rank),
        one.label,
        f"{one.score:.4f}",
        _marked(one.entry),
        " ".join(reason.sentence for reason in one.reasons),
        one.against.sentence,
    )


def _lines(found: Suggestions, evidence: bool) -> Iterator[str]:
    yield f"{found.label}: {len(found)} of {found.candidates} bodies without a declared tie"
    for rank, one in enumerate(found.found, 1):
        yield ""
        yield f"{rank}. {one.label} ({one.score:.4f})" + (f" [{one.entry}]" if one.entry else "")
        for sign, reason in (*(("+", reason) for reason in one.reasons), ("–", one.against)):
            yield f"   {sign} {reason.sentence}"
            yield from (f"       {quote}" for quote in one.quotes(reason) if evidence)


def _json(found: Suggestions) -> str:
    from atgraph.network.suggestions import METHOD

    document = {
        "organization": {"iri": found.iri, "label": found.label},
        "choice": str(found.choice),
        "method": METHOD,
        "suggestions": [_suggestion_json(one) for one in found.found],
        "candidates": found.candidates,
        "with_a_declared_tie": found.partners,
        "dismissed": found.dismissed,
        "left_out": left_out_json(found.left_out),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    entry = (
        {name: getattr(one.entry, name) for name in ("mark", "note", "date")} if one.entry else None
    )
    return {
        "candidate": one.label,
        "iri": one.iri,
        "score": round(one.score, 6),
        "reasons": [reason.sentence for reason in one.reasons],
        "against": [one.against.sentence],
        "shortlist": entry,
        "evidence": [_reason_json(one, reason) for reason in (*one.reasons, one.against)],
    }


def _reason_json(one: Suggestion, reason: Reason) -> dict[str, Any]:
    said = {
        "sentence": reason.sentence,
        "kind": reason.kind,
        "about": reason.about,
        "statements": reason.statements,
    }
    return {**said, "quotes": list(map(quoted_json, one.quotes(reason)))}
