"""Invented programmes, year after year, whose sessions have the same names."""

from __future__ import annotations

from atgraph.api import KnowledgeGraph
from invented import Invented

SESSIONS = ("Opening remarks", "Chains of trust", "Closing remarks")
PEOPLE = 3  # of a session, each of a body of their own
FIRST_YEAR = 2014


class Programmes(Invented):
    """Things named as people would print them, by the last part of what they are called here."""

    def say(self, subject: str, property_: object, value: object) -> None:
        """Say it; a label is the last part of the name, in words."""
        if str(getattr(property_, "value", "")).endswith("#label"):
            words = subject.rpartition("_")[2].replace("-", " ")
            value = type(value)(words[0].upper() + words[1:])
        super().say(subject, property_, value)  # type: ignore[arg-type]


def programmes(number: int) -> KnowledgeGraph:
    """Make so many programmes of three sessions; one body is at all, one person at each two."""
    made = Programmes()
    network = made.organization("harbour-network")
    for forum in range(1, number + 1):
        day = f"{FIRST_YEAR + forum - 1}-05-04"
        whole = made.event(f"forum-{forum}_example-forum-{forum}", day)
        made.organizes(network, whole)
        for session in SESSIONS:
            name = session.lower().replace(" ", "-")
            event = made.event(f"forum-{forum}-{name[:2]}_{name}", day, whole)
            for person in range(PEOPLE):
                at = f"{forum}-{name[:2]}-{person}"
                made.speaks(made.person(f"person-{at}"), event, made.organization(f"body-{at}"))
        for edition in (forum, forum - 1) if forum > 1 else ():
            bridge = f"event_forum-{edition}-ch_chains-of-trust"
            made.speaks(made.person(f"bridge-{forum}"), bridge)
    return made.kg()
