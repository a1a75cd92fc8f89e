"""The page of a map: one HTML file that holds all it needs and asks no address for anything."""

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
from atgraph.maps.map_files import MapFile
from atgraph.maps.map_style import Style
from atgraph.maps.page_data import legend, totals

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
    """Return the page of a map, with fewer words where it would be too large to be opened.

    ``network`` is what is drawn of it, ``told`` the records of its things and links.

    Raises:
        QueryError: it is too large without any words.
    """
    nodes, edges, *_, options = network.get_network_data()
    drawing = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
    scripts = [_script(_vis("min.js")), _script(join_modules(_page("main.js")))]
    template = template_of("page.html.j2")
    kept = f"Kept to: {content.choice}." if content.choice else ""
    size = 0
    for most, notice in WORDS:
        shown = told if most is None else _with_words(told, most) | {"notice": notice}
        data = _as_json({"drawing": drawing, "records": shown})
        large = "groups" in told
        html = template.render(
            map=map_file,
            caption=" ".join(filter(None, (map_file.caption, kept, notice))),
            content=content,
            legend=legend(content, style),
            totals=totals(content),
            style=style,
            policy=_policy(scripts),
            scripts=scripts,
            stylesheets=[Markup(_vis("css")), Markup(_page("page.css").read_text("utf-8"))],
            records=shown,
            data="" if large else Markup(data.translate(UNSAFE)),  # no HTML parser can leave it
            packed=_packed(data) if large else "",
        )
        if (size := len(html.encode())) <= MOST_BYTES:
            return MapPage(html, notice)
    raise QueryError(
        f"the map {map_file.name!r} would be a file of {size / 1e6:,.0f} MB, which opens badly;"
        f" {KEEP}"
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
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _packed(text: str) -> str:
    """Return a text compressed by gzip and written in base64; the page unpacks it."""
    return base64.b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode()


def _with_words(told: Mapping[str, Any], most: int) -> dict[str, Any]:
    """Return the records of a page with so many quotes of each tie; the places of others stay."""

    def fewer(tie: Mapping[str, Any]) -> Mapping[str, Any]:
        items = tie["evidence"]
        bare = [{**item, "text": ""} for item in items[most:]]
        return {**tie, "evidence": [*items[:most], *bare]}

    links = [{**link, "ties": [fewer(tie) for tie in link["ties"]]} for link in told["links"]]
    return {**told, "links": links}
