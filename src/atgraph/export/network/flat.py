"""A network as flat records that any tool reads: text, numbers and truth values only.

Lists are joined with "; ", days are ISO dates, what is not known is left out, and text holds
nothing that XML forbids. The mark of people who are listed on request is not among the attributes:
it leaves the program in no file.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from atgraph.ask.evidence import Quoted, quotes_of
from atgraph.network.choice import kept_words
from atgraph.network.network import Network, strength
from atgraph.network.ranking import alone
from atgraph.network.ties import KINDS
from atgraph.rdf.namespaces import ATGD

Scalar = str | int | float | bool
Record = dict[str, Scalar]
Attributes = Mapping[str, Mapping[str, Any]]
Quotes = Mapping[str, Sequence[Quoted]]
JOINT = "; "
FIRST = ("id", "label", "kind", "iri", "links")
# What XML 1.0 forbids, and the characters that command a terminal or turn the direction of writing
# of all that follows.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]|[\U0001fffe-\U0001ffff]"
)


@dataclass(frozen=True)
class Flat:
    """The records of a network, sorted.

    A node has ``id``, ``label`` and attributes; an edge ``id``, ``source``, ``target`` and
    attributes. ``node_columns`` and ``edge_columns`` are those that some record has. Edges have no
    direction: ``source`` is the end whose id comes first, and ``source_roles`` and ``target_roles``
    are what each end does. ``about`` says what the network was drawn by and what is not in it, and
    ``grounds`` what each edge rests on, by its id.
    """

    nodes: tuple[Record, ...] = field(repr=False)
    edges: tuple[Record, ...] = field(repr=False)
    node_columns: tuple[str, ...]
    edge_columns: tuple[str, ...]
    about: str
    grounds: Mapping[str, Sequence[Quoted]] = field(default_factory=dict, repr=False)


def text(value: object) -> str:
    """Return text on one line, without what some tool cannot read."""
    return " ".join(FORBIDDEN.sub("", str(value)).split())


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
    return iri.removeprefix(ATGD)


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
        said = (local(iri), _name(network, iri), graph.nodes[iri]["kind"], iri, graph.degree(iri))
        own = dict(zip(FIRST, said, strict=True))
        nodes.append(_record({**own, **more.get(iri, {}), **own}))
    pairs = sorted((min(a, b), max(a, b)) for a, b in graph.edges)
    drawn = [_edge(network, pair, quotes or {}) for pair in pairs]
    edges = _numbered([_record(one) for one in drawn])
    grounds = {str(edge["id"]): one["evidence"] or () for edge, one in zip(edges, drawn)}
    rest = sorted({name for one in nodes for name in one} - set(FIRST))
    columns = _used(edges, ["id", *(name for one in drawn for name in one)])
    left_out = f" Left out: {network.left_out}." if str(network.left_out) else ""
    undated = network.left_out.kept_undated
    kept = f" {kept_words(undated).capitalize()}." if undated else ""
    about = f"{network.choice}{left_out}{kept}"
    return Flat(tuple(nodes), tuple(edges), _used(nodes, [*FIRST, *rest]), columns, about, grounds)


def _edge(network: Network, pair: tuple[str, str], quotes: Quotes) -> dict[str, Any]:
    data = network.graph.edges[pair]
    links = sorted(data["links"], key=strength)
    counts = Counter(_column(link.kind) for link in links)
    said = (quotes_of(link.statements, quotes) for link in links)
    return {
        "source": local(pair[0]),
        "target": local(pair[1]),
        "source_label": _name(network, pair[0]),
        "target_label": _name(network, pair[1]),
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


def _name(network: Network, iri: str) -> str:
    return text(network.graph.nodes[iri]["label"]) or local(iri)


def _each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _numbered(edges: list[Record]) -> list[Record]:
    """Return edges with an id each that no other has: both ends, which no run changes."""
    used: set[str] = set()
    for edge in edges:
        wanted = f"{edge['source']}--{edge['target']}"
        names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(used) + 2)))
        used.add(name := next(name for name in names if name not in used))
        edge["id"] = name
    return [{"id": edge["id"], **edge} for edge in edges]


def _used(records: list[Record], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if any(name in one for one in records))
