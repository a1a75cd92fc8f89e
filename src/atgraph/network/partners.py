"""Who is linked to one organisation, kinds of link apart: declared ties first."""

from dataclasses import dataclass
from typing import Unpack

from atgraph.ask.evidence import Quoted, evidence_of, quotes_of
from atgraph.ask.lookup import find
from atgraph.graph.graph import Graph
from atgraph.network.choice import Choice, Chosen, LeftOut, Selection, choose
from atgraph.network.network import Link, Projection, what_is_left_out
from atgraph.network.ties import BODY, CO_PRESENCE, EVENT, ORGANIZATION, Levels, Ties, rank_of


@dataclass(frozen=True)
class Partner:
    """One organisation and one reason why it is linked to the one asked about.

    Attributes:
        via: the label of the thing in which the two meet; empty where a tie connects them.
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
class PartnerGroup:
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
    groups: tuple[PartnerGroup, ...]
    choice: Choice
    left_out: LeftOut

    @property
    def only_by_co_presence(self) -> int | None:
        """How many nothing but one event links; None where co-presence does not count."""
        if CO_PRESENCE not in self.choice.ties:
            return None
        others = (p.iri for g in self.groups if g.kind != CO_PRESENCE for p in g.partners)
        return len(self) - len({*others})

    def __len__(self) -> int:
        return len({partner.iri for group in self.groups for partner in group.partners})


def find_partners(
    kg: Graph,
    organization: str,
    *,
    evidence: bool = True,
    known: Ties | None = None,
    **chosen: Unpack[Chosen],
) -> Partners:
    """Return the organisations that are linked to one, by the reason.

    At the level body, where none is chosen, the organisation stands with everything within it, and
    others are rolled up to the topmost body that does not hold it; at the others each stands for
    itself. ``evidence`` says whether the words are read too, ``known`` is as in `choose`. It raises
    what `choose` raises.
    """
    iri = find(kg, organization, ORGANIZATION).iri
    return partners_in(choose(kg, chosen, level=BODY, known=known), iri, evidence=evidence)


def partners_in(selection: Selection, iri: str, *, evidence: bool = True) -> Partners:
    """Return the organisations that ties which were chosen already link to one, by its IRI."""
    read = selection.read
    levels = Levels(read.above, selection.choice.level, (iri,))
    projection = Projection(read, selection.ties, selection.choice, levels, around=iri)
    for pair in [pair for pair in projection.reasons if levels.are_one_body(*pair)]:
        projection.inside += len(projection.reasons.pop(pair))
    found = {
        (one if other == iri else other): [link for link, _ in weighed]
        for (one, other), weighed in projection.links()
    }
    statements = {iri for links in found.values() for link in links for iri in link.statements}
    words = evidence_of(read.kg, statements) if evidence else {}
    groups = _groups(read, iri, found, words)
    left_out = what_is_left_out(selection, projection.over_cap, projection.inside)
    return Partners(iri, read.labels([iri])[iri], groups, selection.choice, left_out)


def _groups(
    read: Ties, iri: str, found: dict[str, list[Link]], quotes: dict[str, list[Quoted]]
) -> tuple[PartnerGroup, ...]:
    labels = read.labels([*found, *(link.via for links in found.values() for link in links)])
    mutual = {c.label for c in read.classes.values() if c.is_mutual}
    groups: dict[tuple[int, int, str, str], list[Partner]] = {}
    for other, links in found.items():
        for link in links:
            # What a tie says, or the roles in what the two meet in.
            its, own = link.ends if other < iri else reversed(link.ends)
            role, own_role = (its, own) if link.via else (link.role, "")
            words, via = quotes_of(link.statements, quotes), labels.get(link.via, "")
            partner = Partner(other, labels[other], link, via, words, role, own_role)
            # The kinds in their order; of the declared ones ties, events, then other things.
            title = link.how if link.via else f"{link.kind} ties"
            sort = (1 if read.kinds.get(link.via) == EVENT else 2) if link.via else 0
            groups.setdefault((rank_of(link.kind), sort, link.kind, title), []).append(partner)

    def order(one: Partner) -> tuple[object, ...]:
        return one.link.how not in mutual, one.link.how, one.label, one.iri, one.via, one.link

    return tuple(
        PartnerGroup(kind, title, tuple(sorted(partners, key=order)))
        for (_, _, kind, title), partners in sorted(groups.items())
    )
