"""Who is who in the invented world: the records of the registry, and how often each is drawn."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from fiction.words import THEMES, TITLES, TOPICS, Pool, Words

Rows = list[dict[str, Any]]

# Codes that ISO 3166-1 leaves to its users, so that no state is meant.
COUNTRIES = [
    "AA",
    *(f"Q{c}" for c in string.ascii_uppercase[12:]),
    *(f"X{c}" for c in string.ascii_uppercase),
]


@dataclass(eq=False)
class Thing:
    """An identity: its record in the registry, what is above it, the posts of a person.

    Of a mission, to whom it is accredited.
    """

    record: dict[str, Any]
    above: Thing | None = None
    posts: list[tuple[str, Thing]] = field(default_factory=list)
    host: Thing | None = None

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def label(self) -> str:
        return str(self.record["label"])

    def printed(self, rng: Random) -> str:
        """Return one of its names."""
        return str(rng.choice([self.label, *self.record.get("acronyms", ())]))


class World:
    """Identities for so many programmes, drawn from a seed."""

    def __init__(self, programmes: int, seed: int) -> None:
        self.programmes, self.number, self.rng = programmes, 0, Random(f"world {seed}")
        self.words = Words(self.rng)
        self.registry: dict[str, Rows] = {}
        self.states = list(self.make_states())
        self.large = list(self.make_large())
        small = [
            *self.make_small(),
            *(body for state in self.states for body in self.make_offices(state)),
        ]
        self.rng.shuffle(small)
        self.coalitions = Pool(
            [
                self.add(
                    "organization", self.words.name("{} Coalition"), type="coalition", acronym=True
                )
                for _ in range(3 + programmes // 5)
            ]
        )
        self.bodies = Pool([*self.large, *self.states[:3], *small])
        self.people = Pool([self.make_person(n) for n in range(1, 41 + 15 * programmes)], 0.6)
        self.tools, self.initiatives, self.works = (
            Pool(list(self.make(kind, form))) for kind, form in KINDS.items()
        )
        self.places = Pool(
            [
                self.add("place", self.words.name("{}ville"), country=self.rng.choice(COUNTRIES))
                for _ in range(5 + programmes // 5)
            ]
        )
        self.series = Pool(
            [
                self.add("event-series", self.words.name("{} Forum against Trafficking"))
                for _ in range(2 + programmes // 8)
            ]
        )
        self.themes = Pool(self.rng.sample(list(THEMES), len(THEMES)), 0.7)

    def add(
        self,
        kind: str,
        label: str,
        *,
        acronym: bool = False,
        above: Thing | None = None,
        **more: Any,
    ) -> Thing:
        """Keep a new identity, with the page that it is known from."""
        self.number += 1
        page = f"https://pages.example/{self.number}"
        record = {"id": f"{kind}_n{self.number:06}", "label": label, **more, "source": page}
        if acronym:
            record["acronyms"] = [self.words.acronym(label)]
        if above:
            record["within"] = [{"is": above.id, "source": page}]
        if kind == "organization" and self.rng.random() < 0.4:
            record["pages"] = [{"url": f"https://body-{self.number}.example", "source": page}]
        self.registry.setdefault(
            "event-series" if kind == "event-series" else f"{kind}s", []
        ).append(record)
        return Thing(record, above)

    def make_states(self) -> Iterator[Thing]:
        for code in COUNTRIES[: 6 + self.programmes // 4]:
            yield self.add("organization", self.words.name("{}land"), type="state", country=code)

    def make_offices(self, state: Thing) -> Iterator[Thing]:
        """Make the ministries and the police of a state, with units, and its missions."""
        land, country = state.label, state.record["country"]
        for topic in self.rng.sample(TOPICS, 4):
            ministry = self.add(
                "organization",
                f"Ministry of {topic} of {land}",
                type="ministry",
                country=country,
                above=state,
            )
            yield ministry
            if self.rng.random() < 0.5:
                yield self.add(
                    "organization",
                    f"Anti-Trafficking Unit of the {ministry.label}",
                    type="unit",
                    country=country,
                    above=ministry,
                )
        police = self.add(
            "organization", f"{land} Police", type="law-enforcement", country=country, above=state
        )
        yield police
        yield self.add(
            "organization",
            f"Anti-Trafficking Squad of the {land} Police",
            type="unit",
            country=country,
            above=police,
        )
        for host in self.rng.sample(self.large[::8], min(3, len(self.large[::8]))):
            mission = self.add(
                "organization",
                f"Permanent Mission of {land} to the {host.label}",
                type="mission",
                country=country,
                above=state,
            )
            mission.host = host
            yield mission

    def make_large(self) -> Iterator[Thing]:
        """Make international organisations, each with seven bodies in it, at two levels."""
        for _ in range(4 + self.programmes // 20):
            whole = self.add(
                "organization",
                self.words.name("{} Organization"),
                type="intergovernmental-organization",
                acronym=True,
            )
            yield whole
            for topic in self.rng.sample(TOPICS, 3):
                office = self.add(
                    "organization",
                    f"{whole.label} Office for {topic}",
                    type="unit",
                    acronym=True,
                    above=whole,
                )
                yield office
                yield self.add(
                    "organization",
                    f"Field Section of the {office.label}",
                    type="unit",
                    above=office,
                )
            yield self.add("organization", f"{whole.label} Secretariat", type="unit", above=whole)

    def make_small(self) -> Iterator[Thing]:
        """Make bodies of the civil society, companies and universities.

        One in three has an acronym, one in five a unit.
        """
        for number, (kind, form) in enumerate(SMALL * (1 + self.programmes)):
            country = self.rng.choice(self.states).record["country"]
            body = self.add(
                "organization",
                self.words.name(form),
                type=kind,
                country=country,
                acronym=number % 3 == 0,
            )
            yield body
            if number % 5 == 0:
                yield self.add(
                    "organization",
                    f"{self.rng.choice(TOPICS)} Team of {body.label}",
                    type="unit",
                    country=country,
                    above=body,
                )

    def make_person(self, number: int) -> Thing:
        record: dict[str, Any] = {
            "id": f"person_p{number:05}",
            "label": self.words.person(),
            "programmes": [],
        }
        if number % 100 == 0:
            record["listing"] = "on-request"
        self.registry.setdefault("people", []).append(record)
        person = Thing(record)
        for body in self.bodies.some(self.rng, self.rng.choice((1, 1, 1, 1, 2))):
            person.posts += [(self.rng.choice(TITLES), body)]
        return person

    def make(self, kind: str, form: str) -> Iterator[Thing]:
        for _ in range(4 + 2 * self.programmes):
            yield self.add(kind, self.words.name(form))


KINDS = {"tool": "{} Tracker", "initiative": "{} Initiative", "work": "{} Report on Trafficking"}
SMALL = [
    ("civil-society", "{} Foundation"),
    ("civil-society", "{} Network"),
    ("shelter", "Shelter {}"),
    ("company", "{} Technologies"),
    ("company", "Bank of {}"),
    ("university", "University of {}"),
    ("legal-aid", "{} Legal Clinic"),
    ("trade-union", "{} Workers Union"),
]
