"""HTML: what a reader of the page sees, line by line, and its tables."""

import re
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

from atgraph.curate.ingest.formats import plain
from atgraph.curate.ingest.formats.page_structure import (
    classes_of,
    find_cards,
    find_tabs,
    is_controlled,
    is_slanted,
    is_strong,
    keeps_rows,
    named_classes,
    says_place,
    set_tables,
)
from atgraph.curate.ingest.formats.style_sheets import HIDDEN, hidden_by_sheets
from atgraph.curate.ingest.lines import COLUMN, FOOTER, PAGE, PLACED, Cell, Collector, Extract, Line
from atgraph.errors import UnreadableError

SPACED = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "section", "article",
    "blockquote", "hr", "tr", "dd",
))  # fmt: skip
BLOCKS = SPACED | {
    "address", "aside", "body", "caption", "center", "details", "div", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "li", "main", "nav", "pre", "summary", "tbody",
    "td", "tfoot", "th", "thead",
}  # fmt: skip
BREAKS = BLOCKS | {"br"}
RAISED = ("sup", "sub")
UNSEEN = frozenset((
    "script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object",
    "select", "option", "textarea", "button", "datalist", "audio", "video", "canvas",
))  # fmt: skip
# Words of classes that say what a part of a page is, or that only devices for the blind read it.
UNREAD = {"sr-only", "visually-hidden", "screen-reader-text", "d-none", "hidden", "is-hidden"}
NAVIGATION = {"nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs"}
COMMENTS = {"comments", "commentlist"}  # of readers
COOKIES, BANNER = {"cookie", "cookies", "gdpr", "consent"}, {"banner", "bar", "notice", "popup"}
PANELS = {"tabpanel", "tab-pane", "collapse", "accordion-collapse"}  # shown at a click
# Words of classes of a button that shows what stands below it.
OPENS = {"accordion", "acc", "collapse", "collapsed", "collapsible"}
TEMPLATES = {"tpl", "template"}  # of what a script copies and fills
FEW, AROUND = 3, 3  # words of a button that heads something; elements around it
STRUCK, ITEMS, CELLS = ("del", "s", "strike"), ("li", "dd"), ("td", "th")
HEAD = re.compile(r"h\d")
SPAN = re.compile(r"\s*0*[1-9][0-9]{0,4}\s*")
MOST_TAKEN = 100_000  # places of a table: from there on its cells span nothing
FIELDS = ("small", "time", "label", "cite")  # tags that print a thing of their own
STRUCK_STYLE = re.compile(r"line-through", re.I)
DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.I
)
# Deeper than a parser goes, and one says as much.
NESTED = re.compile(r"(<(\w{1,20})\b[^<>]{0,200}>\s*)(?:<\2\b[^<>]{0,200}>\s*){20,}")
ENDED = re.compile(r"</br\s*>", re.I)  # a line end too, as browsers show it
WESTERN = ("iso-8859-1", "latin1", "us-ascii")  # say what is sent for them


def read(raw: bytes, path: Path) -> Extract:
    """Read a page."""
    collector = Collector()
    collect(_decode(raw, path), collector)
    return collector.extract()


def _decode(raw: bytes, path: Path) -> str:
    declared = DECLARED.search(raw[:4096])
    if declared and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (declared[1] or declared[2]).decode("ascii").lower()
        try:
            return raw.decode("cp1252" if name in WESTERN else name).replace("\x00", " ")
        except (LookupError, UnicodeDecodeError):
            pass  # pages often say what they are not
    return plain.decode(raw, path)


@dataclass
class _Table:
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    cells: list[Cell] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # the numbers of their lines
    open: Cell | None = None  # as yet with its first line alone
    layout: bool = False

    def open_cell(self, element: Any, first: int) -> None:
        while (self.row, self.column) in self.taken:
            self.column += 1
        rows, columns = (_span(element.get(name)) for name in ("rowspan", "colspan"))
        if len(self.taken) + rows * columns > MOST_TAKEN:
            rows = columns = 1
        down, across = range(self.row, self.row + rows), range(self.column, self.column + columns)
        self.taken.update(product(down, across))
        self.open = Cell(max(self.row, 0), self.column, rows, columns, (first,))
        self.column += columns

    def close_cell(self, lines: list[Line], head: bool) -> None:
        if self.open:
            (first,) = self.open.lines
            if head and not self.open.row:
                self.heads += range(first, len(lines))
            self.cells.append(replace(self.open, lines=tuple(range(first, len(lines)))))
            self.open = None

    def note_heads(self, lines: list[Line]) -> None:
        """Note what heads the columns; where a time stands among it, it is a row like others."""
        if not any(plain.CLOCK.search(lines[n].text) for n in self.heads):
            for n in self.heads:
                lines[n] = replace(lines[n], note=COLUMN)


@dataclass
class _Walk:
    collector: Collector
    hidden: dict[Any, bool]  # by the style sheets of the page
    tabs: dict[Any, Any]  # panels, and what is clicked on to see each
    cards: dict[Any, int]  # boxes alike that hold a time each, and their numbers
    level: int = 0
    strong: int = 0
    slanted: int = 0
    kept: int = 0  # line ends are shown
    item: int = 0
    begun: bool = False  # the item has a line: what stands below is no other
    inside: Any = None  # whose elements were last asked about, and those beside words
    worded: set[Any] = field(default_factory=set)
    unseen: Any = None
    # elements that say what their lines are: that, and the number of the first
    noted: dict[Any, tuple[str, int]] = field(default_factory=dict)
    tables: list[_Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clicked = set(self.tabs.values())
        heads = (one for panel in self.tabs for one in panel.iter("h2", "h3", "h4", "h5", "h6"))
        self.over = min((int(one.tag[1]) for one in heads), default=1) - 1  # the level of tabs

    def head_panel(self, panel: Any) -> None:
        """Write what a tab says at the head of what it shows: “Day 2”."""
        self.end_line("p")
        self.write(" ".join(" ".join(self.tabs[panel].itertext()).split()))
        self.collector.end_line(level=self.over, gap=True)

    def start(self, element: Any) -> None:
        tag = element.tag
        if self.unseen is None and self.is_unseen(element, tag):
            self.unseen = element
        if self.unseen is not None:
            return
        note = FOOTER if _is_footer(element) else PLACED if says_place(element) else ""
        if note or tag in BREAKS or self.stands_apart(element):
            self.end_line(tag)
        elif _ends_clock(element):
            self.write(" ")
        if element in self.tabs:
            self.head_panel(element)
        if element in self.cards:
            self.end_line(tag)
            self.collector.card = self.cards[element]
        self.strong += is_strong(element)
        self.slanted += is_slanted(element)
        self.kept += keeps_rows(element)
        if note:
            self.noted[element] = note, len(self.collector.lines)
        self.level = int(tag[1]) if HEAD.fullmatch(tag) else self.level
        if tag in ITEMS:
            self.item += 1
            self.begun = False
        if tag == "table":
            for table in self.tables:
                table.layout = True  # it holds another
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].row += 1
            self.tables[-1].column = 0
        elif tag in CELLS and self.tables:
            self.tables[-1].open_cell(element, len(self.collector.lines))
        self.write(element.text)

    def end(self, element: Any) -> None:
        tag = element.tag
        if self.unseen is not None:
            if self.unseen is element:
                self.unseen = None
                self.write(element.tail)
            return
        if tag in BLOCKS or element in self.cards or element in self.noted:
            self.end_line(tag)
        if element in self.cards:
            self.collector.card = 0
        if element in self.noted:
            lines, (note, first) = self.collector.lines, self.noted.pop(element)
            lines[first:] = [replace(line, note=note) for line in lines[first:]]
        self.strong -= is_strong(element)
        self.kept -= keeps_rows(element)
        self.slanted -= is_slanted(element)
        self.level = 0 if HEAD.fullmatch(tag) else self.level
        self.item -= tag in ITEMS
        if tag in CELLS and self.tables:
            self.tables[-1].close_cell(self.collector.lines, tag == "th")
        elif tag == "table" and self.tables:
            table = self.tables.pop()
            table.note_heads(self.collector.lines)
            if table.cells and not table.layout:
                self.collector.tables.append(table.cells)
        if _is_badge(element):
            self.write(" ")
        self.write(element.tail)

    def is_unseen(self, element: Any, tag: Any) -> bool:
        """Whether an element is not shown, or is no part of what the page says; it is counted."""
        classes = classes_of(element)
        heads = tag == "button" and (self.level or _shows(element, classes))
        if not isinstance(tag, str) or (tag in UNSEEN and not heads) or element in self.clicked:
            return True
        if tag == "sup" and self.collector.is_note(element.text_content()):
            return True
        style = element.get("style") or ""
        if tag in STRUCK or STRUCK_STYLE.search(style):
            what = "struck-out passages"
        elif self.is_hidden(element, style, classes):
            what = "hidden passages"
        else:
            what = _part_of_page(element, classes)
        if what:
            self.collector.notes[f"{what} left out"] += 1
        return bool(what)

    def is_hidden(self, element: Any, style: str, classes: set[str]) -> bool:
        opens = _opens(classes) and (element.get("hidden") is None or is_controlled(element))
        if opens or classes & PANELS or element.get("role") in PANELS or element in self.tabs:
            return False
        closed = element.tag == "dialog" and element.get("open") is None
        attribute = element.get("hidden") is not None or element.tag == "input" or closed
        by_class = classes & UNREAD and not any("block" in name for name in classes)
        return bool(attribute or by_class or HIDDEN.search(style) or self.hidden.get(element))

    def stands_apart(self, element: Any) -> bool:
        """Whether an inline element is set as a line of its own, beside others without words.

        Style sheets do that; a page shows it by line ends between them, or by nothing where two
        words would be one.
        """
        above, parent = element.getprevious(), element.getparent()
        if parent is None or element.tag in BREAKS:
            return False
        after, own = element.text_content(), parent.text if above is None else above.tail
        if own and own.strip() and element.tag not in RAISED:
            return len(after) > 2 and _run_on(own, after)  # “Ada Bek”, and beside it “Judge”
        if above is None or above.tag in BREAKS:
            return False
        before = above.text_content()
        if self.inside is not parent:
            self.inside, self.worded = parent, _among_words(parent)
        named = [named_classes(one) for one in (above, element)]
        if not above.tail and _are_fields(above, element, named):
            return True
        if not above.tail or element in self.worded:
            return not above.tail and _run_on(before, after)
        differ = above.tag != element.tag or (all(named) and named[0] != named[1])
        goes_on = before.rstrip().endswith((":", ",")) or not after.lstrip()[:1].isalnum()
        return not (self.level or goes_on) and ("\n" in above.tail or differ)

    def write(self, text: str | None) -> None:
        for row, tag in plain.parted_rows(text or "") if self.kept else [(text or "", "")]:
            if tag:
                self.end_line(tag)
            self.collector.write(row, self.strong > 0, self.slanted > 0)

    def end_line(self, tag: str) -> None:
        item, before = self.item > 0 and not self.begun, len(self.collector.lines)
        gap = tag in SPACED
        self.collector.end_line(level=self.level, item=item, gap=gap, indent=self.item)
        self.begun = self.begun or len(self.collector.lines) > before


def _shows(button: Any, classes: set[str]) -> bool:
    """Whether a button heads what it shows: by its class, or by what is around it and it says."""
    around = [one for one, _ in zip(button.iterancestors(), range(AROUND))]
    says = len(button.text_content().split()) >= FEW
    told = button.get("aria-expanded") is not None or any(_opens(classes_of(s)) for s in around)
    inside = any(s.tag == "nav" or classes_of(s) & PANELS for s in around)
    return _opens(classes) or (says and told and not inside)


def _opens(classes: set[str]) -> bool:
    """Whether classes say that a click shows what stands here or below, as in an accordion."""
    words = set(re.split(r"[\W_]+", " ".join(classes)))
    return bool(words & OPENS) and not words & (NAVIGATION | TEMPLATES)


def _among_words(parent: Any) -> set[Any]:
    """Return the elements within another beside which, on their line, words of its own stand."""
    found: set[Any] = set()
    line: list[Any] = []
    worded = bool((parent.text or "").strip())
    for one in parent:
        if one.tag in BREAKS:
            found.update(line if worded else ())
            line, worded = [], False
        else:
            line.append(one)
        worded = worded or bool((one.tail or "").strip())
    found.update(line if worded else ())
    return found


def _ends_clock(element: Any) -> bool:
    """Whether an element prints the end of a time whose start stands right before it."""
    above = element.getprevious()
    if above is None or above.tail or above.tag in BREAKS or element.tag in BREAKS:
        return False
    return all(plain.CLOCK.fullmatch(one.text_content()) for one in (above, element))


def _is_badge(element: Any) -> bool:
    """Whether an element is set as a box before words that go on with it: “News”, “Opening”."""
    inline = element.tag not in BREAKS and element.tag not in RAISED and named_classes(element)
    return bool(inline) and _run_on(element.text_content(), element.tail or "")


def _are_fields(above: Any, element: Any, named: list[set[str]]) -> bool:
    """Whether two elements side by side print fields of their own, no parts of a word or date."""
    texts = [one.text_content().strip() for one in (above, element)]
    goes_on = texts[0].endswith((":", ",", "(")) or not texts[1][:1].isalnum()
    if goes_on or min(map(len, texts)) < 2 or texts[0].isdigit():
        return False
    by_class = all(named) and (named[0] != named[1] or all(" " in text for text in texts))
    by_tag = above.tag != element.tag and (above.tag in FIELDS or element.tag in FIELDS)
    return by_class or by_tag


def _run_on(before: str, after: str) -> bool:
    """Whether two texts beside each other are no one word: “Judge”, “Court”; not “T”, “itle”."""
    last, first = before[-1:], after[:1]
    if first.isdigit():
        return last.islower()
    opens = last in "([{«“„‘" or before.split()[-1:] in (['"'], ["'"])
    if last.isspace() or opens or not first.isupper():
        return False
    return not last.isupper() or (len(before) > 1 and after[1:2].islower())


def _is_footer(element: Any) -> bool:
    """Whether an element is the foot of the page, and not that of one session."""
    if element.tag == "footer":
        return next(element.iterancestors("article", "section", "li", "blockquote"), None) is None
    return bool(element.get("role") == "contentinfo" or element.get("id") == "footer")


def _part_of_page(element: Any, classes: set[str]) -> str:
    """Return what an element is that stands on each page of a site; nothing for what it says."""
    words = set(re.split(r"[\W_]+", " ".join(classes)))
    role = element.get("role") or ""
    if words & COOKIES and (words & BANNER or role.endswith("dialog")):
        return "cookie banners"
    if words & COMMENTS or (element.get("id") or "").lower() in COMMENTS:
        return "comments"
    if element.tag == "nav" or role == "navigation":
        return "navigation"
    if words & NAVIGATION:
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        return "navigation" if linked > 0.7 * len(element.text_content()) else ""
    return ""


def _span(written: str | None) -> int:
    return min(int(written), 200) if written and SPAN.fullmatch(written) else 1


def collect(page: str, collector: Collector) -> None:
    """Walk a page and gather what it shows."""
    from lxml import etree, html

    page = NESTED.sub(r"\1", ENDED.sub("<br>", page))
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as exc:
        message = "holds no page that can be read; save it again from the browser"
        raise UnreadableError(message) from exc
    if title := " ".join(" ".join(root.xpath("//head/title//text()")).split()):
        collector.add_line(title, PAGE)
        collector.end_line(gap=True)
    set_tables(root)
    walk = _Walk(collector, hidden_by_sheets(root), find_tabs(root), find_cards(root))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        (walk.start if event == "start" else walk.end)(element)
    collector.end_line()
