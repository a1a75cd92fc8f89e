"""Makes an invented graph for the maps, of any number of things and three times as many ties.

They are in groups of 60, and each tie rests on words of its own. The same size and seed give the
same triples. Half are people, one in 25 is an event, the rest are organisations.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from atgraph.build.publish import writing
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATG, ATGD, RDF, RDFS, graph
from atgraph.rdf.ontology import Ontology

GROUP, WITHIN = 60, 0.9
PLACES = (
    "Ardent",
    "Boreal",
    "Cedar",
    "Dunmore",
    "Elm",
    "Fen",
    "Garnet",
    "Harrow",
    "Isle",
    "Juniper",
    "Kestrel",
    "Larch",
)
BODIES = (
    "Shelter",
    "Network",
    "Institute",
    "Coalition",
    "Unit",
    "Foundation",
    "Office",
    "Council",
    "Centre",
    "Alliance",
    "Forum",
    "Mission",
)
TIES = (
    ("Affiliation", "hasAffiliate", "isAffiliationWith", "Person", "Organization"),
    ("Participation", "hasParticipant", "isParticipationIn", "Person", "Event"),
    ("Organizing", "hasOrganizer", "isOrganizingOf", "Organization", "Event"),
    ("Membership", "hasMember", "isMembershipIn", "Organization", "Organization"),
)
TEXT = NamedNode(f"{ATGD}source-text_made")
TYPE, LABEL = NamedNode(f"{RDF}type"), NamedNode(f"{RDFS}label")


def write_graph(folder: Path, things: int, seed: int = 1) -> Path:
    """Publish the graph into a new folder and return it."""
    folder.mkdir(parents=True)
    with writing(folder) as unfinished:
        unfinished.begin(lambda disk: disk.bulk_extend(quads(things, seed)))
        unfinished.publish("made")
    return folder


def quads(things: int, seed: int) -> Iterator[Quad]:
    """Yield the ontology, the things and their ties."""
    yield from Ontology.read(resource_folder("ontology")).quads
    chance, where = random.Random(seed), graph("programme/made")
    kinds = _kinds(things)
    yield Quad(TEXT, _own("file"), Literal("programmes/made/source.txt"), where)
    for kind, numbers in kinds.items():
        for number in numbers:
            yield Quad(_thing(kind, number), TYPE, _own(kind), where)
            yield Quad(
                _thing(kind, number),
                LABEL,
                Literal(f"{chance.choice(PLACES)} {chance.choice(BODIES)} {number}"),
                where,
            )
    for place, tie in enumerate(_ties(things, kinds, chance)):
        yield from (Quad(*triple, where) for triple in _told(place, *tie))


def _kinds(things: int) -> dict[str, range]:
    people, events = things // 2, things // 25
    return {
        "Person": range(people),
        "Event": range(people, people + events),
        "Organization": range(people + events, things),
    }


def _ties(
    things: int, kinds: dict[str, range], chance: random.Random
) -> Iterator[tuple[int, int, int]]:
    """Yield three times as many ties as things, each as the number of its class and its ends."""
    groups = max(1, things // GROUP)
    seen: set[tuple[int, int, int]] = set()
    while len(seen) < 3 * things:
        shape = len(seen) % len(TIES)
        sources, targets = kinds[TIES[shape][3]], kinds[TIES[shape][4]]
        source, target = chance.choice(sources), chance.choice(targets)
        if chance.random() < WITHIN:
            target += (source - target) % groups  # the next one of the same group
        if target in targets and source != target and (shape, source, target) not in seen:
            seen.add((shape, source, target))
            yield shape, source, target


def _told(
    place: int, shape: int, source: int, target: int
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield the triples of a tie and of the words it rests on."""
    name, begins, ends, one, other = TIES[shape]
    tie, words = (
        NamedNode(f"{ATGD}{name.lower()}_{place}"),
        NamedNode(f"{TEXT.value}#char={90 * place},{90 * place + 60}"),
    )
    yield tie, TYPE, _own(name)
    yield tie, TYPE, _own("Tie")
    yield tie, _own(begins), _thing(one, source)
    yield tie, _own(ends), _thing(other, target)
    yield tie, _own("hasEvidence"), words
    yield (
        words,
        _own("exactText"),
        Literal(f"Invented words number {place}, printed about these two as they are"),
    )
    yield words, _own("startOffset"), Literal(90 * place)
    yield words, _own("startLine"), Literal(place + 1)
    yield words, _own("isPassageOf"), TEXT


def _own(name: str) -> NamedNode:
    return NamedNode(ATG + name)


def _thing(kind: str, number: int) -> NamedNode:
    return NamedNode(f"{ATGD}{kind.lower()}_{number}")
