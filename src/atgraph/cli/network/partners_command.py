"""atgraph network partners."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from atgraph.cli.network.choosing import choosing, days, left_out_json, quoted_json, tell_left_out
from atgraph.cli.network.counting import text_option
from atgraph.cli.options import open_graph

if TYPE_CHECKING:
    from atgraph.network.partners import Partner, Partners
    from atgraph.network.ties.choice import Chosen

COLUMNS = ("kind", "how", "partner", "role", "role_of", "own_role", "in", "first_day", "last_day")


@click.command("partners")
@click.argument("organization")
@click.option("--evidence", is_flag=True, help="Add the quotes, with file:line, to each link.")
@text_option
@choosing(level="body")
def command(
    organization: str,
    evidence: bool,
    fmt: str | None,
    chosen: Chosen,
    store: Path | None,
    asserted: bool,
) -> int:
    """List who is linked to ORGANIZATION, by kind of tie.

    Declared ties come first, then what is declared of both together (an event, a membership), then
    being at one event. At the level body the organisation stands with everything within it, and
    partners are rolled up to the topmost body that does not hold it. A link inside one body is
    counted and left out.
    """
    from atgraph.errors import NotFoundError
    from atgraph.export.tables import default_format, render
    from atgraph.network.partners import find_partners

    found = find_partners(
        open_graph(store, asserted), organization, evidence=evidence or fmt == "json", **chosen
    )
    fmt = fmt or ("text" if sys.stdout.isatty() else default_format())
    tell_left_out(found.left_out)
    if fmt == "json":
        click.echo(_json(found), nl=False)
    elif not len(found):
        raise NotFoundError(
            f"“{found.label}” has no link to another body. Asked for: {found.choice}"
        )
    elif fmt == "text":
        click.echo("\n".join(_lines(found, evidence)))
    else:
        partners = [partner for group in found.groups for partner in group.partners]
        notes = (
            [[str(quote) for quote in partner.evidence] for partner in partners] if evidence else []
        )
        click.echo(render(COLUMNS, map(_cells, partners), fmt, notes), nl=False)
    return 0 if len(found) else 1


def _cells(partner: Partner) -> tuple[str, ...]:
    link = partner.link
    return (
        link.kind,
        link.how,
        partner.label,
        partner.role,
        _whose(partner),
        partner.own_role,
        partner.via,
        link.first,
        link.last,
    )


def _lines(found: Partners, evidence: bool) -> Iterator[str]:
    alone = found.only_by_co_presence
    sorts = [f"{group.size} by {group.title}" for group in found.groups]
    rest = "" if alone is None else f"; {alone} by co-presence alone"
    yield f"{found.label} is linked to {len(found)} {'body' if len(found) == 1 else 'bodies'}: {', '.join(sorts)}{rest}"
    for group in found.groups:
        yield ""
        yield (
            f"{group.title} ({group.size})"
            if group.kind in group.title
            else f"{group.kind}: {group.title} ({group.size})"
        )
        for partner in group.partners:
            yield f"  {partner.label}: {', '.join(filter(None, _said(partner, found.label)))}"
            yield from (f"      {quote}" for quote in partner.evidence if evidence)


def _said(partner: Partner, asked: str) -> tuple[str, ...]:
    link = partner.link
    if partner.via:
        own = (
            f"{asked}: {partner.own_role}"
            if partner.own_role and partner.own_role != partner.role
            else ""
        )
        return "; ".join(filter(None, [partner.role, own])), f"“{partner.via}”", days(link)
    return (
        f"{link.how} as {link.role}" if link.role else link.how,
        "from the partner" if link.source == partner.iri else "",
        days(link),
    )


def _json(found: Partners) -> str:
    document = {
        "organization": {"iri": found.iri, "label": found.label},
        "choice": str(found.choice),
        "partners": [
            _partner_json(partner) for group in found.groups for partner in group.partners
        ],
        "counts": {group.title: group.size for group in found.groups},
        "by_co_presence_alone": found.only_by_co_presence,
        "left_out": left_out_json(found.left_out),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _partner_json(partner: Partner) -> dict[str, Any]:
    link = partner.link
    said = {
        "iri": partner.iri,
        "partner": partner.label,
        "kind": link.kind,
        "how": link.how,
        "role": partner.role,
    }
    said |= {"role_of": _whose(partner), "own_role": partner.own_role}
    where = {
        "in": {"iri": link.via, "label": partner.via} if link.via else None,
        "first_day": link.first,
        "last_day": link.last,
    }
    return {
        **said,
        **where,
        "statements": link.statements,
        "evidence": list(map(quoted_json, partner.evidence)),
    }


def _whose(partner: Partner) -> str:
    if partner.via:
        return "partner"
    return {"": "both", partner.iri: "partner"}.get(partner.link.source, "organization")
