"""Maps of invented people and bodies, made of the objects of atgraph.maps."""

from atgraph.ask.evidence import Quoted
from atgraph.maps.drawing import build_network
from atgraph.maps.map_files import read_map, read_style
from atgraph.maps.map_names import map_path
from atgraph.maps.page import Drawing, records, write_page
from atgraph.network.drawn import DrawnLink, DrawnNetwork, DrawnTie, Node

ATG, KIND, ID = (
    "https://w3id.org/atgraph/ontology#",
    "https://w3id.org/atgraph/vocab/tie-kind_",
    "https://w3id.org/atgraph/id/",
)
CLASSES = {
    "affiliation": ("declared", False),
    "partnership": ("declared", True),
    "subordination": ("declared", False),
    "participation": ("participation", False),
    "mention": ("mention", False),
}
LABELS = {
    ATG + "Person": "person",
    ATG + "Organization": "organisation",
    ATG + "Event": "event",
    KIND + "declared": "declared tie",
    KIND + "participation": "part in an event",
    KIND + "mention": "mention",
    ID + "opening": "Opening Panel",
    ID + "closing": "Closing Panel",
    ID + "shelter": "shelter",
    ID + "supply": "supply chains",
}
NODES = [
    ("Person", "ana", "Ana Example", ()),
    ("Person", "bo", "Bo Muster", ()),
    ("Organization", "union", "Invented Union", ("IU",)),
    ("Organization", "unit-a", "Unit for Samples", ()),
    ("Organization", "unit-b", "Unit for Specimens", ()),
    ("Organization", "other", "Other Body", ("OB",)),
    ("Organization", "twin-1", "Twin Foundation", ()),
    ("Organization", "twin-2", "Twin Foundation", ()),
    ("Event", "opening", "Opening Panel", ()),
    ("Event", "closing", "Closing Panel", ()),
]
TIES = [
    ("ana", "unit-a", "affiliation", ("opening",), ("shelter",)),
    ("bo", "unit-b", "affiliation", ("closing",), ("supply",)),
    ("unit-a", "other", "partnership", ("opening",), ("shelter",)),
    ("unit-b", "other", "partnership", ("closing",), ("supply",)),
    ("unit-a", "union", "subordination", (), ()),
    ("unit-b", "union", "subordination", (), ()),
    ("ana", "opening", "participation", ("opening",), ("shelter",)),
    ("bo", "closing", "participation", ("closing",), ("supply",)),
    ("opening", "other", "mention", ("opening",), ("shelter",)),
    ("twin-1", "twin-2", "partnership", (), ()),
]
PARENTS = {"unit-a": "union", "unit-b": "union"}
NUMBER = {key: number for number, (_, key, _, _) in enumerate(NODES)}
STORY = [
    {"text": "First, Ana.", "nodes": [NUMBER["ana"], NUMBER["opening"]], "links": []},
    {
        "text": "Then all that the Union does.",
        "nodes": [NUMBER["union"], NUMBER["other"]],
        "links": [],
        "fold": [NUMBER["unit-a"], NUMBER["unit-b"]],
    },
]


def small() -> DrawnNetwork:
    """Return two people, a union with two units, a body, two events, two namesakes."""
    nodes = tuple(
        Node(ID + key, ATG + kind, label, acronyms) for kind, key, label, acronyms in NODES
    )
    return DrawnNetwork(
        nodes,
        links_of(TIES),
        LABELS,
        parents={NUMBER[a]: NUMBER[b] for a, b in PARENTS.items()},
    )


def links_of(ties) -> tuple[DrawnLink, ...]:
    links = []
    for number, (source, target, name, events, themes) in enumerate(ties):
        ends = (NUMBER.get(source, source), NUMBER.get(target, target))
        evidence = (
            (Quoted("source.txt", number + 1, f"words that tie {number + 1}"),)
            if name != "subordination"
            else (Quoted("", 0, "https://example.org/page", True),)
        )
        tie = DrawnTie(
            *ends,
            name,
            (f"{ID}tie{number}",),
            is_mutual=CLASSES[name][1],
            evidence=evidence,
            events=full(events),
            themes=full(themes),
        )
        links.append(DrawnLink((min(ends), max(ends)), CLASSES[name][0], (tie,)))
    return tuple(sorted(links, key=lambda link: (link.ends, link.kind)))


def full(keys):
    return tuple(ID + key for key in keys)


def many(number, extra=()) -> DrawnNetwork:
    """Return bodies in parts of seven, each part a ring with a spoke."""
    nodes = tuple(Node(f"{ID}body{n:05}", ATG + "Organization", f"Body {n}") for n in range(number))
    pairs = (
        [(n, n + 1) for n in range(number - 1) if n % 7 != 6]
        + [(n, n + 3) for n in range(0, number - 4, 7)]
        + list(extra)
    )
    return DrawnNetwork(nodes, links_of([(a, b, "partnership", (), ()) for a, b in pairs]), LABELS)


def page_of(content, story=(), **told) -> str:
    """Return the page of a map; what is `told` takes the place of its records."""
    map_file, style = read_map(map_path("actors")), read_style()
    network, data = build_network(content, style), records(map_file, content, style, story) | told
    return write_page(Drawing(map_file, content, style, network, data))[0]
