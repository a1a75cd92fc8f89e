"""One programme of the invented world: what its document prints, and the transcript of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from fiction.page import Page, Quote, heading
from fiction.statements import Statements
from fiction.words import THEMES, TOPICS, listed
from fiction.world import Thing, World

FILE, TEXT = "programme.yml", "source.txt"
VENUE = "https://pages.example/venue"
ORGANIZERS = {
    "organizes": "Side event organized by",
    "co-organizes": "Side event co-organized by",
    "jointly": "A joint side event of",
}
PARTS = {
    "moderator": "Moderator",
    "opening-address": "Opening address",
    "welcoming": "Welcoming",
    "panellist": "Panel",
    "speaker": "Speakers",
}


@dataclass
class Transcript:
    """A transcript, the text that it is of, and the decisions that it needs."""

    record: dict[str, Any]
    text: str
    decisions: list[dict[str, Any]]

    @property
    def id(self) -> str:
        return str(self.record["id"])


@dataclass
class Session:
    """What is printed at the head of a session."""

    id: str
    title: str
    day: dt.date
    start: dt.time
    minutes: int
    room: str

    @property
    def date(self) -> str:
        return f"{self.day:%A}, {self.day.day} {self.day:%B} {self.day.year}"

    @property
    def end(self) -> dt.time:
        return (
            dt.datetime.combine(self.day, self.start) + dt.timedelta(minutes=self.minutes)
        ).time()

    @property
    def time(self) -> str:
        return f"{self.start:%H.%M}-{self.end:%H.%M}"


@dataclass
class Writer:
    """Writes one programme."""

    world: World
    number: int
    seed: int
    page: Page = field(default_factory=Page)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    bodies: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = Random(f"programme {self.seed} {self.number}")
        self.id = f"invented-forum-{self.number:05}"
        self.first = dt.date(2010, 1, 1) + dt.timedelta(days=self.rng.randrange(5000))

    def write(self) -> Transcript:
        """Write the cover, the list of contents, and each session."""
        rng, page = self.rng, self.page
        series, edition, place = (
            self.world.series.one(rng),
            rng.randrange(1, 40),
            self.world.places.one(rng),
        )
        sessions = list(self.plan())
        last = sessions[-1].day
        title = page.add(f"{edition}. {series.label}")
        subtitle = page.add(f"Working together on {THEMES[self.world.themes.one(rng)]}")
        name = page.add(series.label)
        days = page.add(f"{self.first:%A}, {self.first.day} {self.first:%B} {self.first.year}")
        contents = {s.id: page.add(s.title, s.date, s.time, s.room) for s in sessions}
        record = {
            "id": self.id,
            "title": title[0]["text"],
            "subtitle": subtitle[0]["text"],
            "quotes": [*title, *subtitle, *name],
            "edition": str(edition),
            "series": series.label,
            "start": str(self.first),
            "end": str(last),
            "context": [
                {
                    "place": place.label,
                    "timezone": "Europe/Vienna",
                    "source": VENUE,
                }
            ],
            "listings": [
                {"title": title[0]["text"], "date": days[0]["text"], "quotes": [*title, *days]}
            ],
        }
        statements = Statements(self.world, rng, page)
        record["sessions"] = [self.write_session(s, contents[s.id], statements) for s in sessions]
        record["statements"] = statements.rows
        record["ignored"] = (
            [{"quotes": statements.idle, "reason": "says nothing of anybody"}]
            if statements.idle
            else []
        )
        digest = hashlib.sha256(page.text.encode()).hexdigest()
        record["sources"] = [{"id": "programme", "file": TEXT, "sha256": digest}]
        return Transcript(record, page.text, self.decisions)

    def plan(self) -> Iterator[Session]:
        """Yield sessions over one to three days; some are at the same time."""
        rng = self.rng
        for number in range(1, rng.choice((3, 4, 4, 5, 5, 6, 8)) + 1):
            day = self.first + dt.timedelta(days=(number - 1) // 3)
            start, minutes = (
                dt.time(rng.choice((9, 10, 11, 13, 14, 15)), rng.choice((0, 15, 30))),
                rng.choice((45, 60, 75, 90)),
            )
            title = (
                f"{rng.choice(TOPICS)} and {THEMES[rng.choice(list(THEMES))]}: what "
                f"{self.world.bodies.one(rng).label} found"
            )
            yield Session(
                f"session-{number}", title, day, start, minutes, f"Room {rng.randrange(100, 700)}"
            )

    def write_session(
        self, session: Session, contents: list[Quote], statements: Statements
    ) -> dict[str, Any]:
        quotes = [
            *self.page.add(session.date),
            *self.page.add(session.time),
            *self.page.add(session.title),
            *self.page.add(session.room),
        ]
        printed = {
            "title": session.title,
            "date": session.date,
            "time": session.time,
            "room": session.room,
        }
        organizers = self.world.bodies.some(self.rng, self.rng.choice((1, 1, 2, 2, 3, 4)))
        record = {
            "id": session.id,
            "title": session.title,
            "date": str(session.day),
            "start": f"{session.start:%H:%M}",
            "end": f"{session.end:%H:%M}",
            "room": session.room,
            "quotes": quotes,
            "listings": [{**printed, "quotes": contents}, {**printed, "quotes": quotes}],
            "organizers": self.write_organizers(organizers),
            "participants": list(self.write_participants(session)),
        }
        statements.write(session.id, organizers)
        return record

    def write_organizers(self, bodies: list[Thing]) -> list[dict[str, Any]]:
        role = self.rng.choice(list(ORGANIZERS))
        names = [body.printed(self.rng) for body in bodies]
        quotes = self.page.add(f"{ORGANIZERS[role]} {listed(names)}")
        return [{"name": name, "role": role, "quotes": quotes} for name in names]

    def write_participants(self, session: Session) -> Iterator[dict[str, Any]]:
        """Yield five to a dozen parts, of a few sessions many more.

        One in twelve is a body's own.
        """
        rng = self.rng
        left = self.world.people.some(
            rng, rng.choice((30, 50)) if rng.random() < 0.04 else rng.randrange(4, 12)
        )
        for role, word in PARTS.items():
            here, left = (
                (left, [])
                if role == "speaker"
                else (left[:1], left[1:])
                if rng.random() < 0.6
                else ([], left)
            )
            entries = [self.describe(person, session, role) for person in here]
            for (_, record), quotes in zip(
                entries, heading(self.page, word, [text for text, _ in entries])
            ):
                yield {**record, "quotes": quotes}

    def describe(self, person: Thing, session: Session, role: str) -> tuple[str, dict[str, Any]]:
        """Return how a person or a body is printed, and the record of it."""
        rng = self.rng
        body = person.posts[0][1].label
        if rng.random() < 0.08 and (session.id, role, body) not in self.bodies:
            self.bodies.add((session.id, role, body))
            return body, {"name": body, "kind": "organization", "role": role}
        if person.record["programmes"][-1:] != [self.id]:
            person.record["programmes"].append(self.id)
        honorific, status = (
            rng.choice(("Mr.", "Ms.", "Dr.", "")),
            "to-be-confirmed" if rng.random() < 0.03 else "",
        )
        text, affiliations = self.posts(person, session)
        name = f"{honorific} {person.label}".strip() + (" (TBC)" if status else "")
        record = {
            "name": person.label,
            "kind": "person",
            "role": role,
            "affiliations": affiliations,
        }
        return f"{name}, {text}", {
            **record,
            **{k: v for k, v in (("honorific", honorific), ("status", status)) if v},
        }

    def posts(self, person: Thing, session: Session) -> tuple[str, list[dict[str, Any]]]:
        """Return the posts of a person as printed, and the affiliations.

        A unit has its body beside it, some titles no body.
        """
        rng, (title, body) = self.rng, person.posts[0]
        if rng.random() < 0.03:
            return self.decide(f"{title} against Trafficking {person.id[-5:]}", body, session)
        if body.above and rng.random() < 0.5:
            title = f"{title} of the {body.label}"
            post = {"title": title, "organization": body.label}
            return f"{title}, {body.above.label}", [post]
        posts = [
            (
                rng.choice((title, f"Acting {title}")) if rng.random() < 0.15 else title,
                body.printed(rng),
            )
            for title, body in person.posts
        ]
        return ", ".join(f"{title}, {name}" for title, name in posts), [
            {"title": title, "organization": name} for title, name in posts
        ]

    def decide(self, title: str, body: Thing, session: Session) -> tuple[str, list[dict[str, Any]]]:
        """Return a title without a body, about which a decision is written."""
        outcome = body.id if self.rng.random() < 0.7 else "none"
        decision = {
            "programme": self.id,
            "session": session.id,
            "name": title,
            "is": outcome,
            "reason": "An invented reason.",
            "date": "2026-01-01",
        }
        self.decisions.append(decision)
        return title, [{"title": title}]
