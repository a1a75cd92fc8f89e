"""Matches 1,000 printed names against 50,000 identities.

`python benchmarks/reconcile.py` writes the figures into benchmarks/README.md. The registry and the
programme are invented, the same for the same seed. A printed name is that of a body or a person as
documents print it: in capitals, with a letter wrong, shortened and with its acronym, without a
word, with the body it is within, its words in another order; or of nobody who is there. A person's
post stands in an earlier programme, for every second one.
"""

from __future__ import annotations

import hashlib
import json
import platform
import random
import resource
import string
import sys
import tempfile
from pathlib import Path
from typing import Any

from run import README, Run, run

BODIES, PEOPLE, PRINTED, SEED = 35_000, 15_000, 1_000, 7
FILE = 10_000  # bodies of a file
BAR = 10.0  # seconds
BEGIN, END = "<!-- written by reconcile.py -->\n", "<!-- end of reconcile.py -->"
KINDS = (
    "Ministry of",
    "Centre for",
    "National Institute of",
    "Foundation for",
    "Office for",
    "Department of",
    "Association of",
    "Council for",
    "Network for",
)
FIELDS = (
    "Labour",
    "Justice",
    "Child Protection",
    "Migration",
    "Human Rights",
    "Social Affairs",
    "Border Management",
    "Fair Trade",
    "Legal Aid",
    "Research",
)
WHATEVER_CODE = (
    "import contextlib; from atgraph.cli import main\nwith contextlib.suppress(SystemExit): main()"
)


class World:
    """Bodies and people, and how a document prints them."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.towns = [self.word().capitalize() for _ in range(6_000)]
        self.bodies = {f"organization_b{n}": self.body(n) for n in range(BODIES)}
        self.people = {
            f"person_p{n:05d}": f"{self.word().capitalize()} {self.word().capitalize()}"
            for n in range(PEOPLE)
        }
        self.acronyms = {
            f"organization_b{n}": "".join(self.chance.choices(string.ascii_uppercase, k=5))
            for n in range(0, BODIES, 5)
        }
        self.parents = {f"organization_b{n}": f"organization_b{n // 10}" for n in range(10, BODIES)}
        self.posts = {
            person: f"Head of {self.chance.choice(FIELDS)} in {self.chance.choice(self.towns)}"
            for person in self.people
        }

    def word(self) -> str:
        return "".join(
            self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou")
            for _ in range(self.chance.randint(2, 4))
        )

    def body(self, number: int) -> str:
        return (
            f"{KINDS[number % len(KINDS)]} {self.chance.choice(FIELDS)} "
            f"{self.chance.choice(('of', 'in', 'and'))} {self.chance.choice(self.towns)}"
        )

    def printed(self, identity: str) -> tuple[str, str]:
        """Return how a body is printed, and in which way that is another."""
        name, chance = self.bodies[identity], self.chance
        ways = [
            "capitals",
            "a letter wrong",
            "a word less",
            "with its parent",
            "another order",
            *(["with its acronym"] if identity in self.acronyms else []),
        ]
        way = chance.choice(ways)
        words = name.split()
        if way == "a letter wrong":
            at = max(range(len(words)), key=lambda n: len(words[n]))
            cut = chance.randrange(1, len(words[at]))
            words[at] = words[at][:cut] + words[at][cut + 1 :]
        elif way == "a word less":
            words = words[1:]
        elif way == "another order":
            words = [words[-1], *words[:-1]]
        elif way == "with its parent" and identity in self.parents:
            words += [self.bodies[self.parents[identity]]]
        shown = " ".join(words)
        if way == "with its acronym":
            shown = f"{' '.join(words[:3])} ({self.acronyms[identity]})"
        return shown.upper() if way == "capitals" else shown, way


def write(folder: Path, world: World) -> dict[str, tuple[str, str]]:
    """Write the registry, an earlier programme and the draft.

    Return printed name → who is meant, and the way of printing.
    """
    registry = folder / "registry"
    registry.mkdir(parents=True)
    ids = list(world.bodies)
    for start in range(0, len(ids), FILE):
        rows = "".join(_body(world, one) for one in ids[start : start + FILE])
        (registry / f"organizations-{start // FILE + 1}.yml").write_text(rows)
    people = [
        f"- {{id: {one}, label: {name}, programmes: [earlier-forum]}}"
        for one, name in world.people.items()
    ]
    (registry / "people.yml").write_text("\n".join(people) + "\n")
    answers: dict[str, tuple[str, str]] = {}
    speakers = world.chance.sample(sorted(world.people), PRINTED // 5)
    lines: list[tuple[str, str, str]] = []
    for one in world.chance.sample(sorted(world.bodies), PRINTED * 7 // 10):
        name, way = world.printed(one)
        answers.setdefault(name, (one, way))
        lines.append((name, "organization", ""))
    for number, one in enumerate(speakers):
        answers.setdefault(
            world.people[one],
            (
                one if number % 2 else "",
                "a person, with the post" if number % 2 else "a person, by name alone",
            ),
        )
        lines.append(
            (world.people[one], "person", world.posts[one] if number % 2 else "Rapporteur")
        )
    for _ in range(PRINTED - len(lines)):
        name = f"{world.word().capitalize()} {world.word().capitalize()}"
        answers.setdefault(name, ("", "nobody who is there"))
        lines.append((name, "organization", ""))
    _programme(
        folder,
        "earlier-forum",
        [(world.people[one], "person", world.posts[one]) for one in speakers],
    )
    _programme(folder, "new-forum", lines)
    return answers


def _body(world: World, one: str) -> str:
    rows = [f"- id: {one}", f"  label: {world.bodies[one]}"]
    if one in world.acronyms:
        rows.append(f"  acronyms: [{world.acronyms[one]}]")
    rows += ["  type: unit", "  source: printed"]
    if one in world.parents:
        rows.append(f"  within: [{{is: {world.parents[one]}, source: printed}}]")
    return "".join(f"{row}\n" for row in rows)


def _programme(folder: Path, name: str, lines: list[tuple[str, str, str]]) -> None:
    home = folder / "programmes" / name
    home.mkdir(parents=True)
    printed = [
        f"Item {n}: {who}{f', {post}' if post else ''}" for n, (who, _, post) in enumerate(lines)
    ]
    text = f"{name}\n" + "\n".join(printed) + "\n"
    (home / "source.txt").write_text(text)
    rows = [
        f"id: {name}",
        f"title: {name}",
        f"quotes: [{name}]",
        "start: 2026-05-04",
        "end: 2026-05-04",
    ]
    rows += [
        f"sources: [{{id: programme, file: source.txt, sha256: "
        f"{hashlib.sha256(text.encode()).hexdigest()}}}]",
        "sessions:",
    ]
    rows += ["  - id: opening", f"    title: {name}", f"    quotes: [{name}]", "    participants:"]
    for (who, kind, post), line in zip(lines, printed):
        posts = f", affiliations: [{{title: {json.dumps(post)}}}]" if post else ""
        rows.append(
            f"      - {{name: {json.dumps(who)}, kind: {kind}, role: speaker{posts}, quotes: "
            f"[{json.dumps(line)}]}}"
        )
    (home / "programme.yml").write_text("\n".join(rows) + "\n")


def main() -> None:
    """Measure, and write the table."""
    world = World()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held) / "data"
        answers = write(folder, world)
        begun = processor()
        taken = [measure(folder, "new-forum", "--format", "json") for _ in range(3)]
        worked = (processor() - begun) / 3
        listed = measure(folder, "--undo", "nobody at all")
    best = sorted(taken, key=lambda one: one.seconds)[1]
    table = figures(best, worked, listed, score(json.loads(best.printed), answers))
    before, _, rest = README.read_text().partition(BEGIN)
    README.write_text(before + BEGIN + table + END + rest.partition(END)[2])
    print(table)


def measure(folder: Path, *arguments: str) -> Run:
    """Run `atgraph reconcile`, whose exit code says that names are open."""
    return run(sys.executable, "-c", WHATEVER_CODE, "reconcile", "--data", folder, *arguments)


def score(
    told: list[dict[str, Any]], answers: dict[str, tuple[str, str]]
) -> dict[str, tuple[int, int, int]]:
    """Return way of printing → names, how many have the right identity first.

    The last is how many have it in their list (or rightly none).
    """
    found: dict[str, tuple[int, int, int]] = {}
    for row in told:
        if row["kind"] == "title" or row["name"] not in answers:
            continue
        wanted, way = answers[str(row["name"])]
        ids = [c["id"] for c in row["candidates"]]
        first = ids[:1] == [wanted] if wanted else not ids
        names, firsts, lists = found.get(way, (0, 0, 0))
        found[way] = names + 1, firsts + first, lists + (wanted in ids if wanted else not ids)
    return found


def processor() -> float:
    """Return the seconds of processor that all runs have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def figures(best: Run, worked: float, read: Run, found: dict[str, tuple[int, int, int]]) -> str:
    names, within = sum(n for n, _, _ in found.values()), "yes" if best.seconds <= BAR else "**no**"
    what = f"{names:,} names against {BODIES + PEOPLE:,} identities, the whole command"
    rows = [
        f"On a shared machine with 2 cores, {platform.system()}, Python "
        f"{platform.python_version()}.",
        "",
        "| what | measured | bar | within |",
        "|---|---|---|---|",
        f"| {what} | {best.seconds:.1f} s | {BAR:.0f} s | {within} |",
        "| … its time on the processor, which others on the machine do not lengthen | "
        f"{worked:.1f} s | none | – |",
        f"| … of which reading the registry and the programmes | {read.seconds:.1f} s | none | – |",
        f"| peak memory | {best.megabytes:.0f} MB | none | – |",
        "",
        "| printed | names | right first | right among five, or rightly none |",
        "|---|---|---|---|",
        *(
            f"| {way} | {n} | {first / n:.3f} | {among / n:.3f} |"
            for way, (n, first, among) in sorted(found.items())
        ),
        "",
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
