"""The page of a map: the template around what is drawn and what is told, with nothing asked of any address."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from pyvis.network import Network

from atgraph.errors import QueryError
from atgraph.files import resource_folder
from atgraph.maps.content import Content
from atgraph.maps.files import MapFile
from atgraph.maps.records import legend, totals
from atgraph.maps.style import Style

TEMPLATE = "page.html.j2"
MOST_BYTES = 15_000_000
KEEP = "keep to a part of it with --event, --theme, --country, --ties or --around"
FEWER = "So that this file can be opened, {} left out; " + KEEP + " to have them."
WORDS = (
    (None, ""),
    (1, FEWER.format("all but the first words behind each tie are")),
    (0, FEWER.format("the words behind each tie are")),
)
"""How many quotes are kept of each tie, tried in turn, and what is said of it."""
VIS = "lib/vis-9.1.2/vis-network"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=async function|function|class|const)", re.MULTILINE)
UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class MapPage:
    """The HTML of a map; ``notice`` says what was left out of it, so that it can be opened."""

    html: str
    notice: str = ""


def write_page(
    map_file: MapFile, content: Content, style: Style, network: Network, told: Mapping[str, Any]
) -> MapPage:
    """Return the page of a map: with fewer words, and at last none, where it would be too large to be opened.

    Args:
        map_file: the map.
        content: what it shows.
        style: how it looks.
        network: what is drawn of it.
        told: the records of its things and links.

    Raises:
        QueryError: it is too large without any words.
    """
    size = 0
    for most, notice in WORDS:
        html = _render(map_file, content, style, network, with_words(told, most, notice))
        if (size := len(html.encode())) <= MOST_BYTES:
            return MapPage(html, notice)
    raise QueryError(
        f"the map {map_file.name!r} would be a file of {size / 1e6:,.0f} MB, which opens badly; {KEEP}"
    )


def _render(
    map_file: MapFile, content: Content, style: Style, network: Network, told: Mapping[str, Any]
) -> str:
    nodes, edges, *_, options = network.get_network_data()
    scripts = [_script(_vis("min.js")), _script(join_modules(_page("main.js")))]
    data = {
        "drawing": {"nodes": nodes, "edges": edges, "options": json.loads(options)},
        "records": told,
    }
    large = "groups" in told
    sentences = (
        map_file.caption,
        f"Kept to: {content.choice}." if content.choice else "",
        told.get("notice", ""),
    )
    return template_of(TEMPLATE).render(
        map=map_file,
        caption=" ".join(filter(None, sentences)),
        content=content,
        legend=legend(content, style),
        totals=totals(content),
        style=style,
        policy=_policy(scripts),
        scripts=scripts,
        stylesheets=[Markup(_vis("css")), Markup(_page("page.css").read_text("utf-8"))],
        records=told,
        data="" if large else _embed(data),
        packed=pack(data) if large else "",
    )


def template_of(name: str) -> Template:
    """Return a template of viz/, every text escaped."""
    environment = Environment(
        loader=FileSystemLoader(resource_folder("viz")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _vis(ending: str) -> str:
    """Return a file of vis-network, out of the installed pyvis."""
    return files("pyvis").joinpath(f"{VIS}.{ending}").read_text(encoding="utf-8")


def _page(name: str) -> Path:
    return resource_folder("viz") / "page" / name


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
    digests = (
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    )
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _embed(data: Any) -> Markup:
    """Return data as JSON that no HTML parser can leave."""
    return Markup(as_json(data).translate(UNSAFE))


def as_json(data: Any) -> str:
    """Return data as JSON on one line, the same each time."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def pack(data: Any) -> str:
    """Return the JSON of data, compressed by gzip and written in base64; the page unpacks it."""
    return base64.b64encode(gzip.compress(as_json(data).encode(), 6, mtime=0)).decode()


def with_words(told: Mapping[str, Any], most: int | None, notice: str) -> Mapping[str, Any]:
    """Return the records of a page with so many quotes of each tie; the places of all others stay.

    Args:
        told: the records.
        most: how many; None for all.
        notice: what is said of it.
    """
    if most is None:
        return told
    links = [
        {**link, "ties": [_with_words(tie, most) for tie in link["ties"]]} for link in told["links"]
    ]
    return {**told, "links": links, "notice": notice}


def _with_words(tie: Mapping[str, Any], most: int) -> Mapping[str, Any]:
    return {
        **tie,
        "evidence": [
            item if place < most else {**item, "text": ""}
            for place, item in enumerate(tie["evidence"])
        ],
    }
