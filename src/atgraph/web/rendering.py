"""How data become a page: templates of viz/web/, and the addresses that pages link to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment

from atgraph import __version__
from atgraph.ask.citation import AUTHORS, DATA
from atgraph.ask.evidence import Quoted
from atgraph.files import resource_folder
from atgraph.graph.query_files import british
from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.templates import environment
from atgraph.web.named import pieces
from atgraph.web.plain_words import (
    HOW,
    LISTS,
    heading_of,
    plain,
    plain_description,
    plain_group,
    plain_listing,
    plain_sentence,
    plain_trait,
)

PROGRAMMES = "programmes/"
PLAIN_TEXT = "source.txt"
LINES_AT_ONCE = 250  # of a text, on one page
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
# In what a template makes only tags have such quotes and brackets: those of texts are escaped.
LINK = re.compile(r'(\s(?:href|src|data-[a-z-]+)=")((?:/(?!static/|/)|\?)[^"]*)')
FORM = re.compile(r'<form\b(?![^>]*method="post")[^>]*>')


@dataclass(frozen=True)
class Cited:
    """A data version that an address carries, and that is not that of the published graph.

    Attributes:
        version: as the address has it.
        present: the digest of the published graph.
        is_shown: whether the page is of that version, because its graph is kept.
    """

    version: str
    present: str
    is_shown: bool


@dataclass(frozen=True)
class Site:
    """What every page says of itself: whose data they are, and where the reader stands.

    Attributes:
        version: the digest of the graph's data.
        left_out: how many people are not shown, because they are listed on request.
        includes_on_request: whether they are shown.
        query: what stands in the box that finds.
        contact: where a correction is asked for; empty where nobody configured it.
        token: what forms of the shortlist carry; empty where nothing can be written.
        path: the page's address, without what is asked of it.
        address: that of the page, without the data version; ``origin`` is the server's.
        cited: the data version that was asked for, where it is not that of the published graph.
    """

    version: str
    left_out: int = 0
    includes_on_request: bool = False
    query: str = ""
    contact: str = ""
    token: str = ""
    path: str = ""
    address: str = ""
    origin: str = ""
    cited: Cited | None = None

    @property
    def to_cite(self) -> str:
        """The address with the data version: it leads to this answer as long as it is kept."""
        return in_version(self.address, self.version) if self.address and self.version else ""


def render(template: str, site: Site, **data: Any) -> str:
    """Return a page of its data; the same data give the same page."""
    found = templates().get_template(f"{template}.html.j2", globals=HELPERS)
    html = found.render(site=site, **data)
    return _kept_to(html, site.cited.version) if site.cited and site.cited.is_shown else html


def templates() -> Environment:
    """Return what makes pages: the templates of viz/web/, and those of viz/ that they share."""
    viz = resource_folder("viz")
    return environment(viz / "web", viz)


def _kept_to(html: str, version: str) -> str:
    """Return a page of an earlier graph whose links and forms lead to the same graph."""
    html = LINK.sub(lambda link: link[1] + escape(in_version(unescape(link[2]), version)), html)
    return FORM.sub(rf'\g<0><input type="hidden" name="version" value="{escape(version)}">', html)


def in_version(address: str, version: str) -> str:
    """Return an address of ours with a data version, of which 12 digits are enough."""
    path, hash_, line = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}version={version[:12]}{hash_}{line}"


def page_of(iri: str) -> str:
    """Return the address of the page of a thing or a theme; of one that is not ours, its own."""
    return f"/page/{quote(name_of(iri), safe='')}" if iri.startswith((ATGD, ATGV)) else iri


def name_of(iri: str) -> str:
    """Return the end of the address of a thing or a theme, by which its page is asked for."""
    return iri.removeprefix(ATGD).removeprefix(ATGV)


def line_of(quoted: Quoted) -> str:
    """Return the address of the line of a quote in its source; of a page that was read, its own."""
    return quoted.address if quoted.read_elsewhere else source_of(quoted.file, quoted.line)


def source_of(file: str, line: int = 0) -> str:
    """Return the address of a text of the data folder, or of a line of it.

    A text has no name where it is the plain one of its programme. A long one is read in parts, of
    which the first is found without saying which.
    """
    programme, _, name = file.removeprefix(PROGRAMMES).partition("/")
    values = {"text": "" if name == PLAIN_TEXT else name}
    values["line"] = str(line) if line > LINES_AT_ONCE else ""
    address = with_values(f"/source/{quote(programme, safe='')}", values)
    return f"{address}#line-{line}" if line else address


def source_name(file: str) -> str:
    """Return what a text of the data folder is called: by its programme, if it is its plain one."""
    programme, _, name = file.removeprefix(PROGRAMMES).partition("/")
    words = programme.replace("-", " ")
    return words if name == PLAIN_TEXT else f"{words}, {name}"


def without_marks(text: str) -> str:
    """Return the words of a text without the asterisks that stand for bold and italic print."""
    return text.replace("*", "")


def outside(address: str) -> str:
    """Return an address that may be linked; empty for one that is no address of a web page."""
    return address if address.startswith(("http://", "https://")) else ""


def day(iso: str) -> str:
    """Return a day as people write it: 9 April 2019; what is no day as it is."""
    try:
        read = dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"


def days(first: str, last: str = "") -> str:
    """Return the days from one to another: 8–9 April 2019; an open end is said, none is empty."""
    if not (first and last):
        return f"{'from' if first else 'until'} {day(first or last)}" if first or last else ""
    if first[:10] == last[:10]:
        return day(first)
    if first[4:10] == "-01-01" and last[4:10] == "-12-31":
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    if first[:7] == last[:7]:
        return f"{day(first).partition(' ')[0]}–{day(last)}"
    begin = day(first)
    return f"{begin.removesuffix(f' {last[:4]}')} – {day(last)}"


def with_values(path: str, values: Mapping[str, str | list[str]]) -> str:
    """Return an address with those of its parameters that have a value."""
    kept = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


HELPERS = {
    "page_of": page_of,
    "name_of": name_of,
    "line_of": line_of,
    "source_of": source_of,
    "source_name": source_name,
    "with_values": with_values,
    "outside": outside,
    "without_marks": without_marks,
    "day": day,
    "days": days,
    "british": british,
    "pieces": pieces,
    "plain": plain,
    "plain_description": plain_description,
    "plain_group": plain_group,
    "plain_listing": plain_listing,
    "plain_sentence": plain_sentence,
    "plain_trait": plain_trait,
    "how_words": HOW,
    "heading_of": heading_of,
    "list_leads": LISTS,
    "program_version": __version__,
    "authors": AUTHORS,
    "data_title": DATA,
}
