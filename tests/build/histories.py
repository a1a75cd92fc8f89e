"""A small invented world that people edit at random: programmes, registry, decisions and terms."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from invented_terms import Terms, copy_home

WORDS = ("Larch", "Quay", "Amber", "Lantern", "Harbour", "Meadow", "Birch", "Pier", "Dune", "Moss")
KINDS = ("company", "civil-society", "foundation", "state", "coalition", "unit")
TITLES = ("Director of Care", "Head of Office", "Adviser on Ports", "Director", "Senior Analyst")
THEMES = ("theme_blockchain", "theme_partnership", "theme_supply-chain-risk")
PAGES = ("https://one.example/", "https://two.example/about", "http://three.example/")
EDITS = (
    *("add_programme", "remove_programme", "rename_programme", "edit_programme", "mark_programme"),
    *("add_body", "rename_body", "move_body", "change_body", "drop_body", "join_bodies"),
    *("add_person", "list_person", "name_person", "add_tool", "name_page"),
    *("shift_lines", "turn_round", "decide"),
    *("add_term", "label_term", "define_term", "rename_term", "drop_term", "change_shape"),
)
FIRST = ("Ana", "Bo", "Cem", "Dara", "Ezra")


@dataclass
class World:
    """What stands in a data folder and an ontology; ``write`` puts there what differs."""

    folder: Path
    chance: random.Random
    terms: Terms
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    tools: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    programmes: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    comment: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    number: int = 0

    @classmethod
    def begin(cls, folder: Path, seed: int, roles: int = 2) -> World:
        """Make a world of a few bodies, people, programmes and roles."""
        terms = Terms(copy_home(folder.absolute().with_name("home")))
        world = cls(folder, random.Random(seed), terms)
        world.pages = [{"url": url, "read": "2026-01-01"} for url in PAGES]
        for _ in range(4):
            world.add_body()
        for _ in range(3):
            world.add_person()
        world.add_tool()
        for _ in range(roles):
            world.add_term()
        world.add_programme()
        world.add_programme()
        return world

    # --- the registry ---

    def _name(self) -> str:
        self.number += 1
        return f"{self.chance.choice(WORDS)} {self.chance.choice(WORDS)} {self.number}"

    def _source(self) -> str:
        return self.chance.choice(("printed", *PAGES))

    def add_body(self) -> None:
        name, kind = self._name(), self.chance.choice(KINDS)
        one = f"organization_{name.lower().replace(' ', '-')}"
        self.bodies[one] = {"id": one, "label": name, "type": kind, "source": self._source()}
        if self.chance.random() < 0.4:
            address = f"https://{self.number}.example/"
            self.bodies[one]["pages"] = [{"url": address, "source": self.chance.choice(PAGES)}]

    def rename_body(self) -> None:
        body = self.chance.choice([*self.bodies.values()])
        body["names"] = [*body.get("names", ()), body["label"]]
        body["label"] = self._name()

    def move_body(self) -> None:
        unit, above = self._younger_first()
        body = self.bodies[unit]
        if body.pop("within", None) is None:
            body["within"] = [{"is": above, "source": self.chance.choice(PAGES)}]

    def _younger_first(self) -> list[str]:
        pair = self.chance.sample([*self.bodies], 2)
        return sorted(pair, key=lambda one: -int(one.rpartition("-")[2]))

    def change_body(self) -> None:
        body = self.chance.choice([*self.bodies.values()])
        body["type"] = self.chance.choice(KINDS)
        body["country"] = self.chance.choice(("AT", "NO", "FR"))
        body["source"] = self._source()

    def drop_body(self) -> None:
        """Take a body out, of which mostly nobody speaks; where somebody does, that is wrong."""
        texts = "".join(text for text, _ in self.programmes.values())
        idle = [one for one, body in self.bodies.items() if body["label"] not in texts]
        if len(self.bodies) > 3:
            self.bodies.pop(self.chance.choice(idle or [*self.bodies]))

    def add_person(self) -> None:
        self.number += 1
        letters = "".join(self.chance.choice("bcdfghjk") for _ in range(8))
        label = f"{self.chance.choice(FIRST)} {self.chance.choice(WORDS)}son"
        one = f"person_{letters}"
        self.people[one] = {"id": one, "label": label, "programmes": []}

    def list_person(self) -> None:
        person = self.chance.choice([*self.people.values()])
        if person.pop("listing", None) is None:
            person["listing"] = "on-request"

    def name_person(self) -> None:
        person = self.chance.choice([*self.people.values()])
        person["names"] = [*person.get("names", ()), f"{person['label']} {self.number}"]

    def add_tool(self) -> None:
        name = self._name()
        one = f"tool_{name.lower().replace(' ', '-')}"
        self.tools[one] = {"id": one, "label": name, "source": self._source()}

    def name_page(self) -> None:
        page = self.chance.choice(self.pages)
        if page.pop("title", None) is None:
            page["title"] = f"Page {self.number}"

    def shift_lines(self) -> None:
        self.number += 1
        self.comment = "# A comment\n" * (self.number % 4)

    def turn_round(self) -> None:
        self.bodies = dict(reversed(self.bodies.items()))

    def join_bodies(self) -> None:
        """Decide that two bodies are one, or take that back."""
        joined = [d for d in self.decisions if "id" in d]
        self.decisions = [d for d in self.decisions if "id" not in d]
        if not joined:
            one, other = self.chance.sample([*self.bodies], 2)
            self.decisions.append({"id": one, "is": other, **self._because()})

    def decide(self) -> None:
        """Decide about the date of a programme, or take that back."""
        dated = [d for d in self.decisions if d.get("about")]
        self.decisions = [d for d in self.decisions if not d.get("about")]
        if not dated and self.programmes:
            name = self.chance.choice([*self.programmes])
            said = {"programme": name, "about": "date", "is": "2020-05-04"}
            self.decisions.append({**said, **self._because()})

    def _because(self) -> dict[str, str]:
        return {"reason": "Printed so elsewhere.", "date": "2026-01-01"}

    # --- terms ---

    def add_term(self) -> None:
        self.number += 1
        self.terms.add(self.number)

    def label_term(self) -> None:
        self.number += 1
        self.terms.label(self.chance, self.number)

    def define_term(self) -> None:
        self.number += 1
        self.terms.define(self.chance, self.number)

    def rename_term(self) -> None:
        """Give a role another word, and mostly programmes with it; else they are wrong."""
        self.number += 1
        old, new = self.terms.rename(self.chance, self.number)
        if self.chance.random() < 0.8:
            for part in self.parts():
                part["role"] = new if part["role"] == old else part["role"]

    def drop_term(self) -> None:
        """Take a role out that mostly nobody has; where somebody has, that is wrong."""
        used = {part["role"] for part in self.parts()}
        idle = [word for word in self.terms.roles if word not in used]
        if len(self.terms.roles) > 1:
            self.terms.roles.pop(self.chance.choice(idle or [*self.terms.roles]))

    def change_shape(self) -> None:
        self.terms.advise(self.chance)

    def parts(self) -> Iterator[dict[str, Any]]:
        for _, record in self.programmes.values():
            for session in record["sessions"]:
                yield from session["participants"]

    # --- programmes ---

    def add_programme(self) -> None:
        self.number += 1
        self._draw(f"forum-{self.number}")

    def remove_programme(self) -> None:
        if len(self.programmes) > 1:
            self._leave(self.chance.choice([*self.programmes]))

    def rename_programme(self) -> None:
        old = self.chance.choice([*self.programmes])
        text, record = self.programmes[old]
        self.number += 1
        new = f"forum-{self.number}"
        for person in self.people.values():
            person["programmes"] = [new if p == old else p for p in person["programmes"]]
        self._leave(old)
        self.programmes[new] = text, {**record, "id": new}

    def edit_programme(self) -> None:
        name = self.chance.choice([*self.programmes])
        self._leave(name)
        self._draw(name)

    def mark_programme(self) -> None:
        """Move the lines of a programme: nothing else is said."""
        self.number += 1
        self.marks[self.chance.choice([*self.programmes])] = "# A mark\n" * (self.number % 5)

    def _leave(self, name: str) -> None:
        self.programmes.pop(name)
        self.decisions = [d for d in self.decisions if d.get("programme") != name]
        for person in self.people.values():
            person["programmes"] = [p for p in person["programmes"] if p != name]

    def _printed(self, things: dict[str, dict[str, Any]]) -> str:
        one = self.chance.choice([*things.values()])
        return str(self.chance.choice([one["label"], *one.get("names", ())]))

    def _draw(self, name: str) -> None:
        """Write a programme of one or two sessions that names who there is.

        A body that is a unit is younger than the one above it, so that none is within itself.
        """
        title = f"Open Forum of {self.number}"
        lines, sessions, statements = [title], [], []
        for number in range(self.chance.choice((1, 1, 2))):
            session, heading = f"session-{number}", f"Session {number} on harbours"
            parts, organizers = [], []
            lines.append(heading)
            for person in self.chance.sample([*self.people.values()], 2):
                known = [p for p in self.people.values() if p["label"] == person["label"]]
                if any(name in p["programmes"] for p in known if p is not person):
                    continue  # two of one name
                person["programmes"] = sorted({*person["programmes"], name})
                post, body = self.chance.choice(TITLES), self._printed(self.bodies)
                quote = f"Speaker {number}: {person['label']}, {post}, {body}"
                if quote in lines:
                    continue
                lines.append(quote)
                affiliation = {"title": post, "organization": body}
                word = self.chance.choice(["speaker", *self.terms.roles])
                role = {"name": person["label"], "role": word}
                parts.append({**role, "affiliations": [affiliation], "quotes": [quote]})
            host = self._printed(self.bodies)
            lines.append(quote := f"Host of session {number}: {host}")
            organizers.append({"name": host, "role": "organizes", "quotes": [quote]})
            record = {"id": session, "title": heading, "quotes": [heading]}
            sessions.append({**record, "organizers": organizers, "participants": parts})
            for make in self.chance.sample([self._partners, self._unit, self._theme], 2):
                quote, statement = make(number)
                lines.append(quote)
                statements.append({**statement, "session": session, "quotes": [quote]})
        text = "\n\n".join(lines) + "\n"
        digest = hashlib.sha256(text.encode()).hexdigest()
        whole = {
            "id": name,
            "title": title,
            "quotes": [title],
            "start": "2020-05-04",
            "end": "2020-05-04",
            "sources": [{"id": "programme", "file": "source.txt", "sha256": digest}],
            "sessions": sessions,
            "statements": statements,
        }
        if self.chance.random() < 0.3:  # the day cannot be read, which is told as advice
            whole["listings"] = [{"title": title, "date": title, "quotes": [title]}]
        self.programmes[name] = text, whole

    def _partners(self, number: int) -> tuple[str, dict[str, Any]]:
        one, other = (b["label"] for b in self.chance.sample([*self.bodies.values()], 2))
        tool = self._printed(self.tools)
        quote = f"In {number}, {one} and {other} are partners on {tool}"
        return quote, {"tie": "partnership", "partners": [one, other], "on": tool}

    def _unit(self, number: int) -> tuple[str, dict[str, Any]]:
        one, other = (self.bodies[b]["label"] for b in self._younger_first())
        quote = f"As of {number}, {one} is a unit that works within {other}"
        return quote, {"tie": "subordination", "unit": one, "parent": other}

    def _theme(self, number: int) -> tuple[str, dict[str, Any]]:
        tool = self._printed(self.tools)
        quote = f"In {number}, {tool} is about what is new"
        return quote, {"tie": "theme", "about": tool, "theme": self.chance.choice(THEMES)}

    # --- files ---

    def write(self) -> None:
        """Write what differs from what stands in the folder, and the ontology beside it."""
        self.terms.write(self.folder.absolute().with_name("home"))
        registry = self.folder / "registry"
        named = {p["id"]: p for p in self.people.values() if p["programmes"]}
        rows = {
            "organizations": [*self.bodies.values()],
            "people": [*named.values()],
            "tools": [*self.tools.values()],
            "sources": self.pages,
            "decisions": self.decisions,
        }
        for name, records in rows.items():
            lines = "".join(f"- {json.dumps(row)}\n" for row in records)
            _write(registry / f"{name}.yml", self.comment + lines)
        kept = self.folder / "programmes"
        for path in kept.glob("*"):
            if path.name not in self.programmes:
                shutil.rmtree(path)
        for name, (text, record) in self.programmes.items():
            _write(kept / name / "source.txt", text)
            marked = self.marks.get(name, "") + json.dumps(record, indent=1)
            _write(kept / name / "programme.yml", marked)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
