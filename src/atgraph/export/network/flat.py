"""A network as flat records that any tool reads: text, numbers and truth values only.

Lists are joined with "; ", days are ISO dates, what is not known is left out, and text holds
nothing that XML forbids. The mark of people who are listed on request is not among the attributes:
it leaves the program in no file.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from atgraph.ask.evidence import Quoted, quotes_of
from atgraph.characters import ACTING
from atgraph.network.choice import LeftOut, kept_words
from atgraph.network.drawn import DrawnLink, DrawnNetwork, Node
from atgraph.network.network import Network, strength
from atgraph.network.ranking import alone
from atgraph.network.ties import KINDS, PERSON, local_name
from atgraph.rdf.namespaces import ATGD, ATGV

Scalar = str | int | float | bool
Record = dict[str, Scalar]
Attributes = Mapping[str, Mapping[str, Any]]
Quotes = Mapping[str, Sequence[Quoted]]
JOINT, UNDIRECTED = "; ", "undirected"
FIRST = ("id", "label", "kind", "iri", "links")
# What acts on a reader, and what XML 1.0 forbids.
FORBIDDEN = re.compile(f"{ACTING.pattern}|[\ufeff\ufffe\uffff\U0001fffe-\U0001ffff]")


@dataclass(frozen=True)
class Flat:
    """The records of a network, sorted.

    A node has ``id``, ``label`` and attributes; an edge ``id``, ``source``, ``target`` and
    attributes. ``node_columns`` and ``edge_columns`` are those that some record has. Where edges
    have no direction, ``source`` is the end whose id comes first, and ``source_roles`` and
    ``target_roles`` are what each end does. ``about`` says what the network was drawn by and what
    is not in it, and ``grounds`` what each edge rests on, by its id.
    """

    nodes: tuple[Record, ...] = field(repr=False)
    edges: tuple[Record, ...] = field(repr=False)
    node_columns: tuple[str, ...]
    edge_columns: tuple[str, ...]
    about: str
    grounds: Mapping[str, Sequence[Quoted]] = field(default_factory=dict, repr=False)
    direction: str = UNDIRECTED


def text(value: object) -> str:
    """Return text on one line, without what some tool cannot read."""
    return " ".join(FORBIDDEN.sub("", str(value).replace("\r", " ")).split())


def scalar(value: Any) -> Scalar | None:
    """Return a value as text, number or truth value; None where there is nothing to say."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(map(str, value)) if isinstance(value, set | frozenset) else value
        known = (str(part) for part in map(scalar, parts) if part is not None)
        return JOINT.join(filter(None, known)) or None
    return text(value.isoformat() if hasattr(value, "isoformat") else value) or None


def cell(value: Scalar) -> str:
    """Return a value as files write it: truth as true and false."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _record(values: Mapping[str, Any]) -> Record:
    flattened = ((key, scalar(value)) for key, value in values.items())
    return {key: value for key, value in flattened if value is not None}


def local(iri: str) -> str:
    """Return the name of a thing of this graph without its address; any other IRI whole."""
    return iri.removeprefix(ATGD).removeprefix(ATGV)


def flatten(
    network: Network, attributes: Attributes | None = None, quotes: Quotes | None = None
) -> Flat:
    """Return a network as flat records, sorted.

    The attributes of an actor are more to tell of it. Of what ties rest on, all of the strongest
    link is written, with file and line.
    """
    graph, more = network.graph, attributes or {}
    nodes = []
    for iri in sorted(graph):
        own = _head(iri, graph.nodes[iri]["label"], graph.nodes[iri]["kind"], graph.degree(iri))
        nodes.append({**own, **more.get(iri, {}), **own})
    pairs = sorted((min(a, b), max(a, b)) for a, b in graph.edges)
    edges = [_edge(network, pair, quotes or {}) for pair in pairs]
    undated = network.left_out.kept_undated
    kept = f" {kept_words(undated).capitalize()}." if undated else ""
    return _assemble(nodes, edges, f"{network.choice}{_left_out(network.left_out)}{kept}")


def flatten_things(drawn: DrawnNetwork, attributes: Attributes) -> Flat:
    """Return a drawn network as flat records, in its order: each tie is an edge of its own.

    An edge runs as its tie does. A tie of several, which is ``mutual``, has one for each pair, with
    the same ``tie``; ``status`` says what is not confirmed.
    """
    numbered = zip(drawn.nodes, drawn.degrees(), strict=True)
    nodes = [{**_thing(*one, drawn), **attributes.get(one[0].iri, {})} for one in numbered]
    edges = [edge for link in drawn.links for edge in _ties(link, drawn)]
    return _assemble(nodes, edges, f"{drawn.words}{_left_out(drawn.left_out)}", "directed")


def _left_out(left_out: LeftOut) -> str:
    return f" Left out: {left_out}." if str(left_out) else ""


def _head(iri: str, label: str, kind: str, links: int) -> Mapping[str, Any]:
    return dict(zip(FIRST, (local(iri), _name(iri, label), kind, iri, links), strict=True))


def _thing(node: Node, links: int, drawn: DrawnNetwork) -> Mapping[str, Any]:
    return {
        **_head(node.iri, node.label, local_name(node.class_iri).lower(), links),
        "acronym": node.acronyms,
        "other_names": node.names if node.class_iri != PERSON else (),
        "country": node.countries,
        "programme": drawn.label(drawn.programmes.get(node.iri, "")),
        "first": node.days[0],
        "last": node.days[1],
    }


def _ties(link: DrawnLink, drawn: DrawnNetwork) -> Iterator[Mapping[str, Any]]:
    for tie in link.ties:
        source, target = drawn.nodes[tie.source], drawn.nodes[tie.target]
        yield {
            "source": local(source.iri),
            "target": local(target.iri),
            "source_label": _name(source.iri, source.label),
            "target_label": _name(target.iri, target.label),
            "weight": 1.0,
            "kind": link.kind,
            "label": tie.what,
            "mutual": tie.is_mutual,
            "role": tie.roles,
            "title": tie.titles,
            "status": tie.statuses,
            "first": tie.days[0],
            "last": tie.days[1],
            "themes": [*map(drawn.label, tie.themes)],
            "events": [*map(drawn.full_name, tie.events)],
            "programmes": [*map(drawn.label, tie.programmes)],
            "through": tie.through,
            "evidence": tie.evidence,
            "tie": [*map(local, tie.rests_on)],
        }


def _assemble(
    things: Iterable[Mapping[str, Any]],
    drawn: Sequence[Mapping[str, Any]],
    about: str,
    direction: str = UNDIRECTED,
) -> Flat:
    """Return nodes and edges as flat records; the evidence of an edge is what was quoted."""
    nodes, edges = [*map(_record, things)], _numbered([*map(_record, drawn)])
    grounds = {str(edge["id"]): one["evidence"] or () for edge, one in zip(edges, drawn)}
    rest = sorted({name for one in nodes for name in one} - set(FIRST))
    columns = _used(edges, ["id", *(name for one in drawn for name in one)])
    of_nodes = _used(nodes, [*FIRST, *rest])
    return Flat(tuple(nodes), tuple(edges), of_nodes, columns, about, grounds, direction)


def _edge(network: Network, pair: tuple[str, str], quotes: Quotes) -> dict[str, Any]:
    data, nodes = network.graph.edges[pair], network.graph.nodes
    links = sorted(data["links"], key=strength)
    counts = Counter(_column(link.kind) for link in links)
    said = (quotes_of(link.statements, quotes) for link in links)
    return {
        "source": local(pair[0]),
        "target": local(pair[1]),
        "source_label": _name(pair[0], nodes[pair[0]]["label"]),
        "target_label": _name(pair[1], nodes[pair[1]]["label"]),
        "weight": float(data["weight"]),
        "strongest_kind": links[0].kind if links else None,
        "kinds": _each(link.kind for link in links),
        **{column: counts[column] for column in (*map(_column, KINDS), *sorted(counts))},
        "co_presence_alone": alone(data["kinds"]),
        "how": _each(link.how for link in links),
        "source_roles": _each(link.ends[0] for link in links),
        "target_roles": _each(link.ends[1] for link in links),
        "via": _each(network.labels.get(link.via, local(link.via)) for link in links),
        "first": min((link.first for link in links if link.first), default=None),
        "last": max((link.last for link in links if link.last), default=None),
        "evidence": next(filter(None, said), None),
        "ties": [local(tie) for tie in sorted({tie for link in links for tie in link.statements})],
    }


def _column(kind: str) -> str:
    return re.sub(r"\W+", "_", text(kind)) or "other"


def _name(iri: str, label: str) -> str:
    """Return the label of a thing, or where nothing is left of it the name of its IRI."""
    return text(label) or local(iri)


def _each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _numbered(edges: list[Record]) -> list[Record]:
    """Return edges with an id each that no other has: both ends, which no run changes."""
    used: set[str] = set()
    for edge in edges:
        wanted = f"{edge['source']}--{edge['target']}"
        names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        used.add(name := next(name for name in names if name not in used))
        edge["id"] = name
    return [{"id": edge["id"], **edge} for edge in edges]


def _used(records: list[Record], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if any(name in one for one in records))
