"""atgraph network partners."""

from collections.abc import Iterator
from typing import Any

import click

from atgraph.cli import options
from atgraph.cli.network.network_options import days, say_left_out, tie_options
from atgraph.cli.render import write
from atgraph.errors import NotFoundError
from atgraph.network.choice import Chosen
from atgraph.network.partners import Partner, Partners, find_partners

COLUMNS = ("kind", "how", "partner", "role", "role_of", "own_role", "in", "first_day", "last_day")


@click.command("partners")
@click.argument("organization")
@options.flag_option("--evidence", "Add the quotes, with file:line, to each link.")
@options.text_option
@tie_options("body")
def partners_command(organization: str, evidence: bool, fmt: str | None, chosen: Chosen) -> int:
    """List who is linked to ORGANIZATION, by kind of tie.

    Declared ties come first, then what is declared of both together (an event, a membership), then
    being at one event. At the level body the organisation stands with everything within it, and
    partners are rolled up to the topmost body that does not hold it. A link inside one body is
    counted and left out.
    """
    quoted = evidence or fmt == "json"
    found = find_partners(options.open_graph(), organization, evidence=quoted, **chosen)
    say_left_out(found.left_out)
    if not len(found) and fmt != "json":
        raise NotFoundError(
            f"“{found.label}” has no link to another body. Asked for: {found.choice}"
        )
    partners = [partner for group in found.groups for partner in group.partners]
    document = {
        "organization": {"iri": found.iri, "label": found.label},
        "choice": str(found.choice),
        "partners": list(map(_partner_json, partners)),
        "counts": {group.title: group.size for group in found.groups},
        "by_co_presence_alone": found.only_by_co_presence,
        "left_out": found.left_out,
    }
    rows, lines = map(_cells, partners), _lines(found, evidence)
    notes = [list(map(str, one.evidence)) for one in partners if evidence]
    write(COLUMNS, rows, fmt, document=document, lines=lines, notes=notes)
    return 0 if len(found) else 1


def _cells(partner: Partner) -> tuple[str, ...]:
    link = partner.link
    roles = (partner.role, _whose(partner), partner.own_role)
    return (link.kind, link.how, partner.label, *roles, partner.via, link.first, link.last)


def _lines(found: Partners, evidence: bool) -> Iterator[str]:
    alone = found.only_by_co_presence
    sorts = [f"{group.size} by {group.title}" for group in found.groups]
    rest = "" if alone is None else f"; {alone} by co-presence alone"
    bodies = "body" if len(found) == 1 else "bodies"
    yield f"{found.label} is linked to {len(found)} {bodies}: {', '.join(sorts)}{rest}"
    for group in found.groups:
        yield ""
        kind = "" if group.kind in group.title else f"{group.kind}: "
        yield f"{kind}{group.title} ({group.size})"
        for partner in group.partners:
            yield f"  {partner.label}: {', '.join(filter(None, _said(partner, found.label)))}"
            yield from (f"      {quote}" for quote in partner.evidence if evidence)


def _said(partner: Partner, asked: str) -> tuple[str, ...]:
    link = partner.link
    if partner.via:
        own = f"{asked}: {partner.own_role}" if partner.own_role not in ("", partner.role) else ""
        return "; ".join(filter(None, [partner.role, own])), f"“{partner.via}”", days(link)
    return (
        f"{link.how} as {link.role}" if link.role else link.how,
        "from the partner" if link.source == partner.iri else "",
        days(link),
    )


def _partner_json(partner: Partner) -> dict[str, Any]:
    via = partner.link.via
    return {
        "iri": partner.iri,
        "partner": partner.label,
        **dict(zip(COLUMNS, _cells(partner))),
        "in": {"iri": via, "label": partner.via} if via else None,
        "statements": partner.link.statements,
        "evidence": partner.evidence,
    }


def _whose(partner: Partner) -> str:
    if partner.via:
        return "partner"
    return {"": "both", partner.iri: "partner"}.get(partner.link.source, "organization")
