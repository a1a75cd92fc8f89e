"""Networks of known structure, to hide ties in and find them again.

Each organisation has a community and a few interests, which no one sees. What is seen comes of them
by chance, and in part of nothing:

- Each community has favourite themes. An organisation's interests are favourites of its community
  (4 in 5) or any theme.
- An event has a community and themes of it (4 in 5) or any. Those who come are of the community
  (half), share the interest in a theme of the event (3 in 10), or anybody.
- Six in ten organisations have an initiative, which is assigned one or two of their interests.
- A partnership begins at an organisation, some being several times as active as others. Its other
  end is drawn as the kind of network says: of the same community, with a common interest, met at an
  event, partner of a partner, or anybody. One in five is always anybody.

No number here was chosen by what a score makes of it: each kind stands for one reason why bodies
work together.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from invented import Invented

KINDS: dict[str, dict[str, float]] = {
    "communities": {"community": 0.8, "anybody": 0.2},
    "interests": {"interest": 0.8, "anybody": 0.2},
    "meetings": {"met": 0.8, "anybody": 0.2},
    "partners of partners": {"community": 0.2, "partner's partner": 0.6, "anybody": 0.2},
    "all of these": {
        "community": 0.2,
        "interest": 0.2,
        "met": 0.2,
        "partner's partner": 0.2,
        "anybody": 0.2,
    },
    "chance": {"anybody": 1.0},
}
COMMUNITY, THEMES, PER_EVENT = 25, 40, 8  # organisations in one; themes in all; guests


@dataclass
class Made:
    """What was made: who comes to which event, and which pairs are partners."""

    chance: random.Random
    actors: int
    mix: dict[str, float]
    each: int
    interests: list[list[int]] = field(default_factory=list)
    keen: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    events: list[tuple[list[int], list[int]]] = field(default_factory=list)
    initiatives: list[tuple[int, list[int]]] = field(default_factory=list)
    partners: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        pick, count = self.chance, max(1, self.actors // COMMUNITY)
        self.favourites = [pick.sample(range(THEMES), 4) for _ in range(count)]
        for actor in range(self.actors):
            mine = {self.theme(actor // COMMUNITY % count) for _ in range(pick.randint(2, 4))}
            self.interests.append(sorted(mine))
            for theme in self.interests[-1]:
                self.keen[theme].append(actor)
            if pick.random() < 0.6:
                self.initiatives.append(
                    (
                        actor,
                        pick.sample(
                            self.interests[-1], min(len(self.interests[-1]), pick.randint(1, 2))
                        ),
                    )
                )
        for _ in range(self.actors // 4):
            community = pick.randrange(count)
            themes = sorted({self.theme(community) for _ in range(pick.randint(1, 2))})
            self.events.append(
                (themes, sorted({self.guest(community, themes) for _ in range(PER_EVENT)}))
            )
        self.met = defaultdict(list)
        for _, guests in self.events:
            for guest in guests:
                self.met[guest].append(guests)
        self.tie()

    def theme(self, community: int) -> int:
        return (
            self.chance.choice(self.favourites[community])
            if self.chance.random() < 0.8
            else self.chance.randrange(THEMES)
        )

    def fellow(self, community: int) -> int:
        return self.chance.randrange(
            community * COMMUNITY, min(self.actors, (community + 1) * COMMUNITY)
        )

    def guest(self, community: int, themes: list[int]) -> int:
        drawn = self.chance.random()
        if drawn < 0.5:
            return self.fellow(community)
        keen = self.keen[self.chance.choice(themes)]
        return (
            self.chance.choice(keen) if drawn < 0.8 and keen else self.chance.randrange(self.actors)
        )

    def tie(self) -> None:
        active = [
            actor
            for actor in range(self.actors)
            for _ in range(self.chance.choice((1, 1, 1, 2, 4)))
        ]
        made = 0
        while made < self.each * self.actors:
            one = self.chance.choice(active)
            other = self.other(one, self.chance.choices(list(self.mix), list(self.mix.values()))[0])
            if other != one and other not in self.partners[one]:
                self.partners[one].add(other)
                self.partners[other].add(one)
                made += 1

    def other(self, one: int, why: str) -> int:
        """Return the other end of a partnership, itself where there is none of this sort."""
        if why == "community":
            return self.fellow(min(one // COMMUNITY, len(self.favourites) - 1))
        if why == "interest":
            return self.chance.choice(self.keen[self.chance.choice(self.interests[one])])
        if why == "met":
            return self.chance.choice(self.chance.choice(self.met[one])) if self.met[one] else one
        if why == "partner's partner":
            near = sorted(self.partners[one])
            return (
                self.chance.choice(sorted(self.partners[self.chance.choice(near)])) if near else one
            )
        return self.chance.randrange(self.actors)

    def pairs(self) -> list[tuple[int, int]]:
        return sorted(
            (one, other) for one, others in self.partners.items() for other in others if one < other
        )

    def world(self) -> Invented:
        """Write it as a graph, as programmes are."""
        world = Invented()
        actors = [world.organization(f"o{number:04}") for number in range(self.actors)]
        themes = [f"theme_t{number:02}" for number in range(THEMES)]
        for number, (about, guests) in enumerate(self.events):
            event = world.event(f"e{number:04}", f"20{number % 20:02}-05-04")
            world.organizes(actors[guests[0]], event)
            for guest in guests[1:]:
                world.tie(
                    "Participation",
                    hasParticipant=actors[guest],
                    isParticipationIn=event,
                    role="speaker",
                )
            for theme in about:
                world.tie("ThemeAssignment", isAssignedTo=event, assignsTheme=themes[theme])
        for number, (actor, about) in enumerate(self.initiatives):
            initiative = world.thing(f"initiative_i{number:04}", "Initiative")
            world.tie(
                "Involvement", hasInvolved=actors[actor], isInvolvementIn=initiative, role="runs"
            )
            for theme in about:
                world.tie("ThemeAssignment", isAssignedTo=initiative, assignsTheme=themes[theme])
        for one, other in self.pairs():
            world.tie("Partnership", hasPartner=(actors[one], actors[other]))
        return world


def make(kind: str, seed: int, actors: int = 400, each: int = 1) -> Made:
    """Make a network of a kind from a seed, with so many partnerships for each organisation."""
    return Made(random.Random(f"{kind} {seed}"), actors, KINDS[kind], each)
