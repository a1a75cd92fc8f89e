"""Words that name nobody, made of syllables, none twice.

Beside them stand the phrases that programmes are made of.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

ONSETS = (
    "b",
    "br",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ei", "ou", "á", "ö")
CODAS = ("", "", "l", "m", "n", "r", "s", "nd", "rk", "lt")
GIVEN = (
    "Ada",
    "Ana",
    "Bela",
    "Bruno",
    "Carla",
    "Dana",
    "Dario",
    "Edda",
    "Emil",
    "Faye",
    "Goran",
    "Hana",
    "Ines",
    "Ivo",
    "Jana",
    "Kaspar",
    "Lea",
    "Luca",
    "Mara",
    "Milo",
    "Nadia",
    "Nils",
    "Olga",
    "Oskar",
    "Petra",
    "Quentin",
    "Rosa",
    "Runa",
    "Sami",
    "Tara",
    "Timo",
    "Uma",
    "Vera",
    "Viktor",
    "Wanda",
    "Zoë",
)
TOPICS = (
    "Migration",
    "Labour",
    "Justice",
    "Child Protection",
    "Security",
    "Human Rights",
    "Health",
    "Crime Prevention",
    "Digital Policy",
    "Social Affairs",
)
TITLES = (
    "Director",
    "Head",
    "Adviser",
    "Programme Manager",
    "Researcher",
    "Policy Officer",
    "Chief Executive",
    "Prosecutor",
    "Co-ordinator",
    "Analyst",
)

# Concept → the phrase of the text that it rests on.
THEMES = {
    "theme_technology": "technology",
    "theme_misuse-of-technology": "how traffickers use technology",
    "theme_data-analysis": "data analysis",
    "theme_artificial-intelligence": "artificial intelligence",
    "theme_blockchain": "blockchain",
    "theme_image-recognition": "image recognition",
    "theme_smartphone-apps": "smartphone apps",
    "theme_websites": "websites",
    "theme_software": "software",
    "theme_facial-recognition": "facial recognition",
    "theme_supply-chain-risk": "risks in supply chains",
    "theme_victim-identification": "the identification of victims",
    "theme_trafficker-identification": "the identification of traffickers",
    "theme_victim-assistance": "help for victims",
    "theme_awareness-raising": "awareness",
    "theme_capacity-building": "training",
    "theme_prevention": "prevention",
    "theme_protection": "protection",
    "theme_prosecution": "prosecution",
    "theme_partnership": "partnership",
    "theme_labour-exploitation": "labour exploitation",
    "theme_sexual-exploitation": "sexual exploitation",
    "theme_child-trafficking": "trafficking in children",
    "theme_policy": "policy",
    "theme_referral": "referral",
}


@dataclass
class Words:
    """Draws words and names, each once."""

    rng: Random
    taken: set[str] = field(default_factory=set)

    def fresh(self, make: Callable[[], str]) -> str:
        """Return the first of what is made that was not made before."""
        while (name := make()) in self.taken:
            pass
        self.taken.add(name)
        return name

    def word(self) -> str:
        """Return a capitalised word of two or three syllables."""
        pick = self.rng.choice
        return "".join(
            pick(ONSETS) + pick(VOWELS) + pick(CODAS) for _ in range(self.rng.choice((2, 2, 3)))
        ).capitalize()

    def name(self, form: str) -> str:
        """Return a name: a form in which {} stands for a word."""
        return self.fresh(lambda: form.format(self.word()))

    def person(self) -> str:
        """Return a given name and a surname."""
        return self.fresh(lambda: f"{self.rng.choice(GIVEN)} {self.word()}")

    def acronym(self, label: str) -> str:
        """Return capitals that begin like the words of a label."""
        start = "".join(part[0] for part in label.split() if part[0].isupper())
        return self.fresh(
            lambda: (
                start
                + "".join(
                    self.rng.choice("ABCDEFGHKLMNOPRSTUVW")
                    for _ in range(self.rng.choice((1, 2, 3)))
                )
            )
        )


@dataclass
class Pool(Generic[T]):
    """Things of which the first are drawn most.

    So few take part often and many once (Zipf's law).
    """

    things: Sequence[T]
    exponent: float = 0.8
    flat: int = 3  # how many at the head are drawn about equally often

    def __post_init__(self) -> None:
        self.sums = list(
            itertools.accumulate(
                (rank + self.flat) ** -self.exponent for rank in range(1, len(self.things) + 1)
            )
        )

    def one(self, rng: Random) -> T:
        """Draw one."""
        return self.things[bisect(self.sums, rng.random() * self.sums[-1])]

    def some(self, rng: Random, number: int) -> list[T]:
        """Draw so many different ones, or all."""
        found: dict[int, T] = {}
        while len(found) < min(number, len(self.things)):
            thing = self.one(rng)
            found.setdefault(id(thing), thing)
        return list(found.values())


def listed(phrases: Sequence[str]) -> str:
    """Return phrases as a sentence lists them."""
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
