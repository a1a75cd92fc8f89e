"""What a network is: actors, the links between them with the ties they stand for, what was chosen, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

DECLARED, PARTICIPATION, CO_PRESENCE, MENTION = (
    "declared",
    "participation",
    "co-presence",
    "mention",
)
SHARED_THEME, SHARED_PERSON = "shared theme", "shared person"
KINDS = (
    DECLARED,
    CO_PRESENCE,
    MENTION,
    SHARED_PERSON,
    SHARED_THEME,
)  # from what outranks to what is outranked
ACTORS = ("organizations", "people", "both")
LEVELS = ("body", "unit", "printed")


@dataclass(frozen=True, order=True)
class Link:
    """One reason why two actors are linked.

    Attributes:
        kind: declared, co-presence, mention, shared person or shared theme.
        how: the label of the class of the tie, or “shared” and that label where the two meet in a
            third thing.
        statements: the IRIs of the ties that it rests on, sorted;
            `atgraph.ask.evidence.evidence_of` opens their words.
        via: the IRI of the thing in which the two meet; empty where one tie connects them.
        role: the labels of the roles that the ties say, each once, sorted, with a comma between.
        first: the earliest day, as ISO date; empty where none is known.
        last: the latest day, as ISO date; empty where none is known.
        source: the IRI of the actor that the tie runs from; empty where its class is mutual, or the
            two meet in a third thing.
        ends: the role apart, of the one whose IRI comes first and of the other: what each does in
            the thing in which the two meet; of a
            tie with a direction it is the source's, of a mutual one that of both.
    """

    kind: str
    how: str
    statements: tuple[str, ...]
    via: str = ""
    role: str = ""
    first: str = ""
    last: str = ""
    source: str = ""
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Choice:
    """What a network was drawn by, as chosen by whoever asked.

    Attributes:
        ties: the kinds of tie that count, in the order of KINDS.
        actors: organizations, people or both.
        level: body (rolled up to the topmost body), unit (the smallest body that each line prints)
            or printed (each body it prints).
        when: in words, the event or the days; empty for all.
        cap: what more actors than this have in common does not link them.
        on_request: whether people listed on request are in it.
    """

    ties: tuple[str, ...] = (DECLARED, CO_PRESENCE)
    actors: str = "organizations"
    level: str = "unit"
    when: str = ""
    cap: int = 100
    on_request: bool = False

    def __str__(self) -> str:
        who = {
            "organizations": "Organisations",
            "people": "People",
            "both": "People and organisations",
        }[self.actors]
        how = {"body": "rolled up to the body above", "unit": "by unit", "printed": "as printed"}[
            self.level
        ]
        level = "" if self.actors == "people" else f", {how}"
        when = f", {self.when}" if self.when else ""
        listed = ", with people listed on request" if self.on_request else ""
        return f"{who}{level}, linked by {' and '.join(self.ties)}{when}; what more than {self.cap} have in common links nobody{listed}."


@dataclass(frozen=True)
class LeftOut:
    """What is not in a network, so that nobody takes its numbers for more than they are.

    Attributes:
        on_request: how many people are listed on request and would have had a part.
        over_cap: the labels of things that more actors have in common than the cap allows, sorted.
        inside: how many links run inside one body.
        unconfirmed: how many ties are not confirmed (to be confirmed, invited).
        undated: how many ties have no date, where days were asked for.
    """

    on_request: int = 0
    over_cap: tuple[str, ...] = ()
    inside: int = 0
    unconfirmed: int = 0
    undated: int = 0

    def __str__(self) -> str:
        counts = (
            (self.on_request, "person listed on request", "people listed on request"),
            (
                len(self.over_cap),
                "thing that more have in common than the cap allows",
                "things that more have in common than the cap allows",
            ),
            (self.inside, "link inside one body", "links inside one body"),
            (self.unconfirmed, "tie that is not confirmed", "ties that are not confirmed"),
            (self.undated, "tie without a date", "ties without a date"),
        )
        return ", ".join(
            f"{count} {one if count == 1 else many}" for count, one, many in counts if count
        )


@dataclass(frozen=True)
class Network:
    """Actors and their links.

    Attributes:
        graph: undirected and simple, nodes and edges sorted. A node is an actor's IRI, with
            `label`, `kind` (person or
            organization) and `on_request`. An edge has `links` (the reasons, sorted), `kinds` (of
            its links, sorted) and
            `weight`: a sum in which a tie between the two counts 1, however often it is stated, and
                a thing in which n actors meet counts 1/(n-1) (M. E. J. Newman, Scientific
                collaboration networks II, Phys. Rev. E 64, 016132, 2001), whatever its kind.
        choice: what it was drawn by.
        left_out: what is not in it.
        labels: IRI → label, of the actors and of the things in which they meet.
    """

    graph: networkx.Graph
    choice: Choice
    left_out: LeftOut
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
