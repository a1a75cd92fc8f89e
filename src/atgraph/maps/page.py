"""The page of a map: the template around what is drawn and what is told, with nothing asked of any address."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from pyvis.network import Network

from atgraph import resources
from atgraph.maps.content import Content
from atgraph.maps.files import MapFile
from atgraph.maps.style import Style
from atgraph.maps.telling import legend, records, totals

TEMPLATE = "page.html.j2"
VIS = "lib/vis-9.1.2/vis-network"
UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write_page(
    map_file: MapFile, content: Content, style: Style, network: Network, story: Sequence[Mapping[str, Any]] = (), name: str = ""
) -> str:
    """Return the HTML of a map.

    Args:
        map_file: the map.
        content: what it shows.
        style: how it looks.
        network: what is drawn of it.
        story: the steps of its story.
        name: by which files that the page saves are called; without it the map's.
    """
    nodes, edges, *_, options = network.get_network_data()
    scripts = [_script(_vis("min.js")), _script(_own("js"))]
    told = records(map_file, content, style, story) | {"name": name or map_file.name}
    drawn = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
    return template_of(TEMPLATE).render(
        map=map_file,
        caption=f"{map_file.caption} Kept to: {content.choice}." if content.choice else map_file.caption,
        content=content,
        legend=legend(content, style),
        totals=totals(content),
        style=style,
        policy=_policy(scripts),
        scripts=scripts,
        stylesheets=[Markup(_vis("css")), Markup(_own("css"))],
        records=told,
        data=_embed({"drawing": drawn, "records": told}),
    )


def template_of(name: str) -> Template:
    """Return a template of viz/, every text escaped."""
    environment = Environment(
        loader=FileSystemLoader(resources.folder("viz")), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def _vis(ending: str) -> str:
    """Return a file of vis-network, out of the installed pyvis."""
    return files("pyvis").joinpath(f"{VIS}.{ending}").read_text(encoding="utf-8")


def _own(ending: str) -> str:
    """Return the page's own files of one ending, joined in the order of their names."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((resources.folder("viz") / "page").glob(f"*.{ending}")))


def _script(text: str) -> Markup:
    """Return the text of an inline script as the browser sees it when it takes its hash."""
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("an inline script may hold neither </script nor <!--")
    return Markup(text)


def _policy(scripts: Sequence[str]) -> str:
    """Return a Content-Security-Policy that lets these scripts run, and nothing be fetched."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _embed(data: Any) -> Markup:
    """Return data as JSON that no HTML parser can leave."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(UNSAFE))
