"""What `atgraph reconcile --block splink` loses, and what it saves.

`python benchmarks/blocking.py` writes the figures into benchmarks/README.md; it needs
`pip install 'atgraph[cluster]'`. The names of the registry, those of reconcile.py (50,000), and of
50,000 people of few family names are printed as documents print them: in capitals, with a letter
wrong, with an initial, a word more or less, in another order. With `--names N` so many people are
held, and nothing is written; `--on MASTER` lets Spark propose.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from dataclasses import dataclass

from atgraph.curate.reconcile.blocking import propose
from atgraph.curate.reconcile.held_names import LISTED, HeldNames
from atgraph.curate.reconcile.open_names import OpenName
from atgraph.data.registry import read_registry
from atgraph.data.registry.model import PERSON
from atgraph.files import home, resource_folder
from atgraph.rdf.ontology import Ontology
from reconcile import World
from run import README

SEED, PRINTED, PEOPLE = 11, 1_000, 50_000
BEGIN, END = "<!-- written by blocking.py -->\n", "<!-- end of blocking.py -->"
BODY = ("body",)


@dataclass(frozen=True)
class Held:
    """A name, who holds it, and whether that is a person."""

    name: str
    holder: str
    is_person: bool


def registry() -> list[Held]:
    """Return the names of data/registry/."""
    read, _ = read_registry(home() / "data/registry", Ontology.read(resource_folder("ontology")))
    return [
        Held(name, one.id, read.classes[one.id] == PERSON)
        for one in read.identities.values()
        for name in one.all_names()
    ]


def invented(world: World) -> list[Held]:
    """Return the names of reconcile.py."""
    bodies = [Held(name, one, False) for one, name in world.bodies.items()]
    return bodies + [Held(name, one, True) for one, name in world.people.items()]


def namesakes(world: World, count: int) -> list[Held]:
    """Return people whose 500 given and 3,000 family names are as unevenly held as such are."""
    chance = world.chance
    given, family = ([world.word().capitalize() for _ in range(n)] for n in (500, 3_000))

    def name(number: int) -> str:
        some = [given] * (2 if number % 4 == 0 else 1) + [family]
        return " ".join(one[int(len(one) * chance.random() ** 2)] for one in some)

    return [Held(name(number), f"p{number}", True) for number in range(count)]


def misprinted(name: str, chance: random.Random, *, is_person: bool) -> tuple[str, str]:
    """Return how a document prints a name, and in which way that is another."""
    words = name.split()
    ways = ["capitals", "a letter wrong", "another order", "a word more"]
    ways += ["an initial"] if is_person else ["a word less"]
    way = chance.choice(ways)
    if way == "a letter wrong":
        at = chance.randrange(len(words))
        cut = chance.randrange(len(words[at]))
        words[at] = words[at][:cut] + words[at][cut + 1 :]
    elif way == "another order":
        words = [f"{words[-1]},", *words[:-1]] if is_person else [words[-1], *words[:-1]]
    elif way == "a word more":
        words.insert(1, "X." if is_person else "Joint")
    elif way == "an initial":
        words = [f"{words[0][0]}.", words[-1]]
    elif way == "a word less":
        words = words[1:]
    shown = " ".join(words)
    return shown.upper() if way == "capitals" else shown, way


@dataclass
class Figures:
    """What is found with and without Splink."""

    names: int
    ways: Counter[str]  # how often who is meant is found without, with, and without alone
    kept: int = 0  # identities that are found both with and without
    lost: int = 0
    more: int = 0
    pairs: int = 0
    seconds: tuple[float, float] = (0.0, 0.0)

    def row(self, what: str, held: int) -> str:
        right, now, missed = (self.ways[name] for name in ("without", "with", "missed"))
        share = self.kept / (self.kept + self.lost or 1)
        plain, blocked = self.seconds
        cells = (f"{held:,}", f"{self.pairs:,}", right, now, missed, f"{share:.2f}", self.more)
        took = f"{plain:.1f} s", f"{blocked:.1f} s"
        return f"| {what} | {' | '.join(map(str, (*cells, *took)))} |"


def measure(held: list[Held], printed: int, on: str = "") -> Figures:
    """Look for printed names among those held, without Splink and with it."""
    chance, index = random.Random(SEED), HeldNames()
    for one in held:
        index.add(one.holder, [one.name], is_person=one.is_person)
    longer = [one for one in held if " " in one.name]
    asked = [
        (one, *misprinted(one.name, chance, is_person=one.is_person))
        for one in chance.choices(longer, k=printed)
    ]
    names = [_open_name(text, one.is_person) for one, text, _ in asked]
    begun = time.process_time()
    plain = [_found(index, name) for name in names]
    without = time.process_time() - begun
    begun = time.process_time()
    index.proposed = propose(index, names, on)
    blocked = [_found(index, name) for name in names]
    took = without, time.process_time() - begun
    told = Figures(len(names), Counter(), seconds=took)
    told.pairs = sum(map(len, index.proposed.values()))
    for (one, _, way), all_, near in zip(asked, plain, blocked, strict=True):
        told.kept += len(all_ & near)
        told.lost += len(all_ - near)
        told.more += len(near - all_)
        told.ways["without"] += one.holder in all_
        told.ways["with"] += one.holder in near
        told.ways["missed"] += one.holder in all_ - near
        told.ways[f"missed: {way}"] += one.holder in all_ - near
    return told


def _open_name(text: str, is_person: bool) -> OpenName:
    return OpenName("made", text, "", (PERSON,) if is_person else BODY, ())


def _found(index: HeldNames, printed: OpenName) -> set[str]:
    if printed.is_person:
        return {one for one, likeness in index.people_like(printed.name) if likeness.score}
    return {one for one, _, _ in index.bodies_like(printed.name, LISTED)}


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=0)
    parser.add_argument("--on", default="")
    given = parser.parse_args()
    world = World()
    if given.names:
        found = measure(namesakes(world, given.names), PRINTED, given.on)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(found.row("people of few family names", given.names), found.ways, f"{memory} MB")
        return
    rows = [
        "| printed among | names held | pairs proposed | who is meant found without | with "
        "| without alone | share of all that is found kept | found besides | time without | with |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for what, held in (
        ("the names of `data/registry/`", registry()),
        ("the 50,000 of reconcile.py", invented(world)),
        ("50,000 people of few family names", namesakes(world, PEOPLE)),
    ):
        found = measure(held, PRINTED, given.on)
        rows.append(found.row(what, len(held)))
        print(rows[-1], found.ways)
    before, _, rest = README.read_text().partition(BEGIN)
    README.write_text(before + BEGIN + "\n".join(rows) + "\n" + END + rest.partition(END)[2])


if __name__ == "__main__":
    main()
