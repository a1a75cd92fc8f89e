"""Who is linked to one organisation, kinds of link apart: declared ties first, co-presence after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from atgraph.ask.evidence import Quoted, evidence_of
from atgraph.network.network import what_is_left_out
from atgraph.network.projection import Link, Projection
from atgraph.network.ties.choice import Choice, Chosen, LeftOut, choose
from atgraph.network.ties.classes import CO_PRESENCE, DECLARED, KINDS
from atgraph.network.ties.levels import BODY, Levels
from atgraph.network.ties.ties import EVENT, ORGANIZATION, Ties

if TYPE_CHECKING:
    from atgraph.graph.graph import Graph

DIRECT = "declared ties"


@dataclass(frozen=True)
class Partner:
    """One organisation and one reason why it is linked to the one asked about.

    Attributes:
        iri, label: the partner.
        link: the reason.
        via: the label of the thing in which the two meet; empty where a tie connects them.
        evidence: the words of its ties.
        role: what the tie says, or the roles of the partner in what the two meet in.
        own_role: the roles there of the one asked about; empty where a tie connects the two.
    """

    iri: str
    label: str
    link: Link
    via: str
    evidence: tuple[Quoted, ...]
    role: str = ""
    own_role: str = ""


@dataclass(frozen=True)
class Group:
    """Partners of one sort: those with declared ties, or who share one thing of one sort."""

    kind: str
    title: str
    partners: tuple[Partner, ...]

    @property
    def size(self) -> int:
        """How many organisations are in it."""
        return len({partner.iri for partner in self.partners})


@dataclass(frozen=True)
class Partners:
    """The answer: the groups, what outranks before what is outranked, and what is not in them."""

    iri: str
    label: str
    groups: tuple[Group, ...]
    choice: Choice
    left_out: LeftOut

    @property
    def only_by_co_presence(self) -> int | None:
        """How many are linked by being at one event and by nothing else; None where co-presence does not count."""
        if CO_PRESENCE not in self.choice.ties:
            return None
        others = {
            partner.iri
            for group in self.groups
            if group.kind != CO_PRESENCE
            for partner in group.partners
        }
        return len({partner.iri for group in self.groups for partner in group.partners} - others)

    def __len__(self) -> int:
        return len({partner.iri for group in self.groups for partner in group.partners})


def find_partners(
    kg: Graph, organization: str, *, evidence: bool = True, **chosen: Unpack[Chosen]
) -> Partners:
    """Return the organisations that are linked to one, by the reason.

    At the level body, where none is chosen, the organisation stands with everything within it, and
    others are rolled up to the topmost body that does not hold it; at the others each stands for
    itself.

    Args:
        kg: the graph.
        organization: a name of it.
        evidence: whether the words are read too.
        chosen: what counts, as `Chosen` says.

    Raises:
        NotFoundError: nothing is called like the organisation or the event.
        QueryError: a choice that is not there.
        RegistryError: the registry is wrong, or does not know somebody in the graph.
    """
    from atgraph.ask.lookup import find

    iri = find(kg, organization, ORGANIZATION).iri
    selection = choose(kg, chosen, level=BODY)
    levels = Levels(selection.read.above, selection.choice.level, (iri,))
    projection = Projection(selection.read, selection.ties, selection.choice, levels, around=iri)
    inside = [pair for pair in projection.reasons if levels.are_one_body(*pair)]
    for pair in inside:
        projection.inside += len(projection.reasons.pop(pair))
    found = {
        (one if other == iri else other): [link for link, _ in weighed]
        for (one, other), weighed in projection.links()
    }
    groups = _groups(selection.read, iri, found, _words(kg, found) if evidence else {})
    return Partners(
        iri,
        selection.read.labels([iri])[iri],
        groups,
        selection.choice,
        what_is_left_out(selection, projection),
    )


def _words(kg: Graph, found: dict[str, list[Link]]) -> dict[str, list[Quoted]]:
    return evidence_of(
        kg,
        {statement for links in found.values() for link in links for statement in link.statements},
    )


def _roles(link: Link, own: str, other: str) -> tuple[str, str]:
    """Return what a tie says, or the roles of the partner in what the two meet in, and there of the one asked about."""
    if not link.via:
        return link.role, ""
    return link.ends if other < own else (link.ends[1], link.ends[0])


def _groups(
    read: Ties, iri: str, found: dict[str, list[Link]], quotes: dict[str, list[Quoted]]
) -> tuple[Group, ...]:
    labels = read.labels([*found, *(link.via for links in found.values() for link in links)])
    groups: dict[tuple[int, int, str, str], list[Partner]] = {}
    for other, links in found.items():
        for link in links:
            evidence = tuple(
                dict.fromkeys(
                    quote for statement in link.statements for quote in quotes.get(statement, ())
                )
            )
            partner = Partner(
                other,
                labels[other],
                link,
                labels.get(link.via, ""),
                evidence,
                *_roles(link, iri, other),
            )
            groups.setdefault(_group(read, link), []).append(partner)
    mutual = {c.label for c in read.classes.values() if c.is_mutual}

    def order(partner: Partner) -> tuple[object, ...]:
        return (
            partner.link.how not in mutual,
            partner.link.how,
            partner.label,
            partner.iri,
            partner.via,
            partner.link,
        )

    return tuple(
        Group(kind, title, tuple(sorted(groups[key], key=order)))
        for key in sorted(groups)
        for _, _, kind, title in [key]
    )


def _group(read: Ties, link: Link) -> tuple[int, int, str, str]:
    """Return what groups are sorted by: kinds as they outrank each other; of the declared ones ties, then events, then other things."""
    rank = KINDS.index(link.kind) if link.kind in KINDS else len(KINDS)
    if not link.via:
        return rank, 0, link.kind, DIRECT if link.kind == DECLARED else f"{link.kind} ties"
    return rank, 1 if read.kinds.get(link.via) == EVENT else 2, link.kind, link.how
