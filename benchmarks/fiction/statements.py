"""What the prose of an invented session declares: one method a kind of statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from fiction.page import Page, Quote
from fiction.words import THEMES, listed
from fiction.world import Thing, World

Row = dict[str, Any]
VERBS = {
    "runs": "runs",
    "develops": "develops",
    "deploys": "deploys",
    "funds": "funds",
    "commissions": "has commissioned",
    "launches": "launched",
}


@dataclass
class Statements:
    """Writes the prose of session after session, a paragraph each, and keeps the statements."""

    world: World
    rng: Random
    page: Page
    rows: list[Row] = field(default_factory=list)
    idle: list[Quote] = field(default_factory=list)

    def write(self, session: str, organizers: Sequence[Thing]) -> None:
        """Write eight to sixteen sentences."""
        kinds = [
            self.themes,
            self.themes,
            self.involvement,
            self.involvement,
            self.involvement,
            self.mention,
            self.mention,
            self.partnership,
            *(self.membership, self.claim, self.subordination, self.idleness),
        ]
        told = [
            self.themes("", list(THEMES)),
            *(self.rng.choice(kinds)() for _ in range(self.rng.randrange(7, 16))),
        ]
        told += [self.accreditation(body) for body in organizers if body.host]
        sentences = self.once(told)
        for (_, rows), quote in zip(sentences.items(), self.page.add(*sentences)):
            self.idle += [] if rows else [quote]
            self.rows += [{**row, "session": session, "quotes": [quote]} for row in rows]

    def once(self, told: Sequence[tuple[str, list[Row]]]) -> dict[str, list[Row]]:
        """Return sentence → statements, without what was said before.

        A session shows a thing once, whoever shows it.
        """
        sentences: dict[str, list[Row]] = {}
        seen: set[str] = set()
        for text, rows in told:
            fresh = {repr({k: v for k, v in row.items() if k != "by"}): row for row in rows}
            new = [row for key, row in fresh.items() if key not in seen]
            seen.update(fresh)
            if new or not rows:
                sentences.setdefault(text, new)
        return sentences

    def thing(self) -> Thing:
        return self.rng.choice(
            (self.world.tools, self.world.tools, self.world.initiatives, self.world.works)
        ).one(self.rng)

    def themes(self, about: str | None = None, among: Sequence[str] = ()) -> tuple[str, list[Row]]:
        name = self.thing().label if about is None else about
        chosen = self.world.themes.some(self.rng, self.rng.choice((1, 2, 2, 3)))
        subject = {"about": name} if name else {}
        text = f"{name or 'The side event'} is about {listed([THEMES[theme] for theme in chosen])}."
        return text, [{"tie": "theme", **subject, "theme": theme} for theme in chosen]

    def involvement(self) -> tuple[str, list[Row]]:
        """One body and one thing; one in three things is also shown here."""
        role = self.rng.choice(list(VERBS))
        body, thing = self.world.bodies.one(self.rng).printed(self.rng), self.thing().label
        rows: list[Row] = [{"tie": "involvement", "involved": body, "in": thing, "role": role}]
        if self.rng.random() > 0.3:
            return f"{body} {VERBS[role]} the {thing}.", rows
        shown = {"tie": "presentation", "presents": thing, "by": body, "role": "demonstrates"}
        return f"{body} {VERBS[role]} the {thing} and will demonstrate it.", [*rows, shown]

    def mention(self) -> tuple[str, list[Row]]:
        names = [body.printed(self.rng) for body in self.world.bodies.some(self.rng, 2)]
        return f"The work of {listed(names)} is named as an example.", [
            {"tie": "mention", "mentions": name} for name in names
        ]

    def partnership(self) -> tuple[str, list[Row]]:
        names = [
            body.printed(self.rng)
            for body in self.world.bodies.some(self.rng, self.rng.choice((2, 2, 2, 3, 4)))
        ]
        thing = self.thing().label
        return f"{listed(names)} are partners on the {thing}.", [
            {"tie": "partnership", "partners": names, "on": thing}
        ]

    def membership(self) -> tuple[str, list[Row]]:
        group = self.world.coalitions.one(self.rng).printed(self.rng)
        names = [
            body.printed(self.rng)
            for body in self.world.bodies.some(self.rng, self.rng.randrange(1, 6))
        ]
        rows = [
            {"tie": "membership", "member": name, "group": group, "role": "member"}
            for name in names
        ]
        return f"To the {group} {'belongs' if len(names) == 1 else 'belong'} {listed(names)}.", rows

    def claim(self) -> tuple[str, list[Row]]:
        work, body, number = (
            self.thing().label,
            self.world.bodies.one(self.rng).printed(self.rng),
            self.rng.randrange(10, 9000),
        )
        row = {
            "claim": "cases counted",
            "about": work,
            "by": body,
            "comparator": "more than",
            "unit": "cases",
        }
        row |= {"stated": f"more than {number}", "value": str(number)}
        return f"{body} says that the {work} counts more than {number} cases.", [row]

    def subordination(self) -> tuple[str, list[Row]]:
        unit = self.world.bodies.one(self.rng)
        if not unit.above:
            return self.idleness()
        return f"{unit.label} works within {unit.above.label}.", [
            {"tie": "subordination", "unit": unit.label, "parent": unit.above.label}
        ]

    def accreditation(self, body: Thing) -> tuple[str, list[Row]]:
        assert body.host
        text = f"{body.label} is accredited to {body.host.label}."
        return text, [{"tie": "accreditation", "accredited": body.label, "to": body.host.label}]

    def idleness(self) -> tuple[str, list[Row]]:
        return f"Much remains to be done after {self.rng.randrange(2, 900)} years.", []
