"""The page of a map: one HTML file that holds all it needs and asks no address for anything."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import Template
from markupsafe import Markup

from atgraph.characters import shown
from atgraph.errors import QueryError
from atgraph.files import resource_folder
from atgraph.maps.groups import MapGroup, bridges
from atgraph.maps.map_files import MapFile, Style
from atgraph.network.drawn import UNNAMED, DrawnNetwork, DrawnTie, Node
from atgraph.network.ties import DERIVED, local_name
from atgraph.templates import environment

if TYPE_CHECKING:
    from pyvis.network import Network

MOST_BYTES = 15_000_000
KEEP = "keep to a part of it with --event, --theme, --country, --ties or --around"
FEWER = "So that this file can be opened, {} left out; " + KEEP + " to have them."
FEWER_WORDS = (
    (1, FEWER.format("all but the first words behind each tie are")),
    (0, FEWER.format("the words behind each tie are")),
)
"""How many quotes are kept of each tie, tried in turn, and what is said of it."""
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=async function|function|class|const)", re.MULTILINE)
UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

T = TypeVar("T")
# The radius of a group's circle in pixels at a zoom of 1; its share of its members' room.
LEAST_RADIUS, FILLED = 60.0, 0.42
MOST_OPEN = 3  # programmes, up to which a map opens with each session for itself
MOST_MOVING = 300  # up to so many things, the page offers to let them move


# --- the page ---


@dataclass(frozen=True, eq=False)
class Drawing:
    """A map as it was drawn, before it becomes a page.

    Attributes:
        network: what stands where.
        data: the records of what is shown.
        notices: what a reader of the choice should know.
    """

    map_file: MapFile
    content: DrawnNetwork
    style: Style
    network: Network
    data: Mapping[str, Any]
    notices: tuple[str, ...] = ()

    def told(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Yield its records with ever fewer words, and what is said of those left out."""
        yield self.data, ""
        for most, notice in FEWER_WORDS:
            yield _with_words(self.data, most) | {"notice": notice}, notice

    def json(self, kept: Mapping[str, Any]) -> str:
        """Return what its scripts read, with the records that are kept."""
        nodes, edges, *_, options = self.network.get_network_data()
        drawing = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
        held, tight = {"drawing": drawing, "records": kept}, (",", ":")
        return shown(json.dumps(held, ensure_ascii=False, sort_keys=True, separators=tight))

    def values(self, kept: Mapping[str, Any], notice: str) -> dict[str, Any]:
        """Return what its page shows before any script runs."""
        choice = f"Kept to: {self.content.choice}." if self.content.choice else ""
        return {
            "map": self.map_file,
            "caption": " ".join(filter(None, (self.map_file.caption, choice, notice))),
            "content": self.content,
            "legend": legend(self.content, self.style),
            "totals": totals(self.content),
            "style": self.style,
            "records": kept,
            "ties": [(at, link, t) for at, link in enumerate(kept["links"]) for t in link["ties"]],
        }

    @property
    def too_large(self) -> QueryError:
        """The error of a map that is too large even without words."""
        why = f"the map {self.map_file.name!r} is larger than a browser opens well"
        return QueryError(f"{why}; {KEEP}")


def write_page(drawing: Drawing) -> tuple[str, str]:
    """Return the page of a map, with fewer words where it is too large, and a notice that says so.

    A page that is too large without any words is refused.
    """
    vis, own = files("pyvis") / "lib" / "vis-9.1.2", resource_folder("viz") / "page"
    library = (vis / "vis-network.min.js").read_text("utf-8")
    scripts = [_script(library), _script(join_modules(own / "main.js"))]
    styles = (vis / "vis-network.css", own / "page.css")
    template = template_of("page.html.j2")
    large, size = "groups" in drawing.data, 0
    for kept, notice in drawing.told():
        text = drawing.json(kept)
        html = template.render(
            **drawing.values(kept, notice),
            inline=True,
            policy=_policy(scripts),
            scripts=scripts,
            digests=[hashlib.sha256(script.encode()).hexdigest() for script in scripts],
            stylesheets=[Markup(style.read_text("utf-8")) for style in styles],
            data="" if large else Markup(text.translate(UNSAFE)),  # no HTML parser can leave it
            packed=b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode() if large else "",
        )
        if (size := len(html.encode())) <= MOST_BYTES:
            return html, notice
    why = f"the map {drawing.map_file.name!r} would be a file of {size / 1e6:,.0f} MB, which opens"
    raise QueryError(f"{why} badly; {KEEP}")


def template_of(name: str) -> Template:
    """Return a template of viz/, every text escaped, and none that acts."""
    return environment(resource_folder("viz")).get_template(name)


def join_modules(entry: Path) -> str:
    """Return a module and all it imports as one module, each after those that it imports from.

    The files share one scope, so each name is declared once in all of them (a test looks).
    """
    joined: dict[Path, str] = {}

    def add(path: Path) -> None:
        if path not in joined:
            text = path.read_text(encoding="utf-8")
            for name in IMPORT.findall(text):
                add(path.parent / name)
            joined[path] = EXPORT.sub("", IMPORT.sub("", text))

    add(entry)
    return "\n".join(joined.values())


def _script(text: str) -> Markup:
    """Return the text of an inline script as the browser sees it when it takes its hash."""
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("an inline script may hold neither </script nor <!--")
    return Markup(text)


def _policy(scripts: Sequence[str]) -> str:
    """Return a Content-Security-Policy that lets these scripts run, and nothing be fetched."""
    digests = (b64encode(hashlib.sha256(script.encode()).digest()) for script in scripts)
    allowed = " ".join(f"'sha256-{digest.decode()}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _with_words(data: Mapping[str, Any], most: int) -> dict[str, Any]:
    """Return the records of a page with so many quotes of each tie; the places of others stay."""

    def fewer(tie: Mapping[str, Any]) -> Mapping[str, Any]:
        cut = ({**words, "text": ""} for words in tie["evidence"][most:])
        return {**tie, "evidence": [*tie["evidence"][:most], *cut]}

    links = [{**link, "ties": [fewer(tie) for tie in link["ties"]]} for link in data["links"]]
    return {**data, "links": links}


# --- its data: records of things and links, the legend, the totals ---


def group_records(
    content: DrawnNetwork, groups: Sequence[MapGroup], places: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """Return what the overview of a large map shows: its groups, and how many ties join two."""
    shown = []
    for group in groups:
        members = [places[number] for number in group.members]
        spans = [(min(values), max(values)) for values in zip(*members, strict=True)]
        radius = max(LEAST_RADIUS, FILLED * min(high - low for low, high in spans))
        x, y = (round((low + high) / 2) for low, high in spans)
        size = round((radius / 4) ** 2)
        shown.append({"label": group.label, "members": group.members, "size": size, "x": x, "y": y})
    joined = [dict(zip(("from", "to", "count"), b)) for b in bridges(content, groups)]
    return {"groups": shown, "bridges": joined}


def records(
    map_file: MapFile, content: DrawnNetwork, style: Style, story: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return what panel, search, filters and tables show, in the order of the drawing.

    Themes and events of a tie are numbers of those listed; ``of`` is one number for what is one
    tie, so that a group of three, which is three lines, counts once.
    """
    looks, degrees = _numbered(node.class_iri for node in content.nodes), content.degrees()
    facets = {name: _facet(name, content) for name in ("themes", "events", "programmes")}
    if len(facets["programmes"]) == 1:
        facets["programmes"] = {}
    same = _numbered(tie.identity for tie in content.ties)
    return {
        "name": map_file.name,
        "title": map_file.title,
        "kinds": [{"key": k, "label": content.kind_label(k)} for k in kinds_of(content, style)],
        "physics": len(content.nodes) <= MOST_MOVING,
        "panels": map_file.panels,
        "choice": content.choice,
        "story": story,
        "nodes": [
            _node(number, node, looks[node.class_iri], degrees[number], content)
            for number, node in enumerate(content.nodes)
        ],
        "links": [
            {
                "kind": content.kind_label(link.kind),
                "key": link.kind,
                "ties": [_tie(tie, same[tie.identity], facets) for tie in link.ties],
            }
            for link in content.links
        ],
        "themes": [content.label(iri) for iri in facets["themes"]],
        "events": [content.full_name(iri) for iri in facets["events"]],
        "programmes": [content.full_name(iri) for iri in facets["programmes"]],
        "fold": _folded(content),
    }


def _folded(content: DrawnNetwork) -> list[int]:
    """Return the events that stand folded into their programme where a map has many."""
    tops = {n.iri for n in content.nodes if content.programmes.get(n.iri) == n.iri}
    if len(tops) <= MOST_OPEN:
        return []
    return sorted(n for n in content.parents if content.nodes[n].iri in content.programmes)


def _facet(name: str, content: DrawnNetwork) -> dict[str, int]:
    """Return the number of each theme or event of the ties, in the order of their labels."""
    found = {iri for tie in content.ties for iri in getattr(tie, name)}
    of = {iri: content.label(content.programmes.get(iri, iri)).casefold() for iri in found}
    return _numbered(sorted(found, key=lambda i: (of[i], content.label(i).casefold(), i)))


def _numbered(things: Iterable[T]) -> dict[T, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}


def kinds_of(content: DrawnNetwork, style: Style) -> list[str]:
    """Return the kinds of tie that are shown, in the order of the style file."""
    kinds = {link.kind for link in content.links}
    return [*(kind for kind in style.links if kind in kinds), *sorted(kinds - style.links.keys())]


def legend(content: DrawnNetwork, style: Style) -> dict[str, list[dict[str, Any]]]:
    """Return what each shape and line means, and how many of each are shown."""
    counted = Counter(node.class_iri for node in content.nodes)
    nodes = [
        {"label": content.labels.get(iri, UNNAMED), "count": count}
        | {"look": look, "style": style.node(iri)}
        for look, (iri, count) in enumerate(counted.items())
    ]
    links = []
    for kind in kinds_of(content, style):
        of_kind = (link for link in content.links if link.kind == kind)
        ties = {tie.identity: tie.what for link in of_kind for tie in link.ties}
        label = "derived, printed nowhere" if kind == DERIVED else content.kind_label(kind)
        shown = {"classes": sorted(Counter(ties.values()).items()), "style": style.link(kind)}
        links.append({"label": label, "count": len(ties), **shown})
    return {"nodes": nodes, "links": links}


def totals(content: DrawnNetwork) -> dict[str, int]:
    """Return how many things and ties there are, and how many ties rest on printed words."""
    ties = {tie.identity: tie for tie in content.ties}
    stated = [tie.evidence for tie in ties.values() if not tie.is_derived]
    printed = sum(any(words.printed for words in evidence) for evidence in stated)
    return {
        "nodes": len(content.nodes),
        "ties": len(ties),
        "printed": printed,
        "elsewhere": sum(map(bool, stated)) - printed,
        "derived": len(ties) - len(stated),
    }


def _node(number: int, node: Node, look: int, ties: int, content: DrawnNetwork) -> dict[str, Any]:
    record = {
        "iri": node.iri,
        "class": local_name(node.class_iri),
        "label": content.full_name(node.iri, node.label),
        "short": node.short,
        "kind": content.labels.get(node.class_iri, UNNAMED),
        "look": look,
        "names": [*node.acronyms, *node.names],
        "details": node.details,
        "ties": ties,
    }
    if number in content.parents:
        record["parent"] = content.parents[number]
    if node.countries:
        record["country"] = ", ".join(node.countries)
    return record


def _tie(tie: DrawnTie, of: int, facets: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    said = (
        ", ".join(tie.roles),
        ", ".join(f"“{title}”" for title in tie.titles),
        ", ".join(tie.statuses),
        f"through {', '.join(tie.through)}" if tie.through else "",
    )
    numbers = {
        name: [number[iri] for iri in getattr(tie, name) if iri in number]
        for name, number in facets.items()
    }
    return numbers | {
        "of": of,
        "from": tie.source,
        "to": tie.target,
        "class": tie.what,
        "mutual": tie.is_mutual,
        "derived": tie.is_derived,
        "said": "; ".join(filter(None, said)),
        "evidence": [{"place": words.place, "text": words.printed} for words in tie.evidence],
    }
