"""Structure of a page: tables made of boxes, tabs, boxes of a session each, and how text is set."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import Any

from atgraph.curate.ingest.formats import plain
from atgraph.curate.ingest.word_lists import every

BOXES = ("article", "section", "li", "div", "a", "details")  # may be a card each
CLICKED = ("a", "button", "div", "li", "span")
STATES = {"active", "show", "open", "first", "last", "odd", "even"}
TABS = {"tab", "tabs", "tablist", "pill", "pills"}  # a click on one shows the panel that it names
TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
DIGIT = re.compile(r"\d")
ROLES = {"table": "table", "grid": "table", "row": "tr"} | dict.fromkeys(
    ("cell", "gridcell", "rowheader", "columnheader"), "td"
)
UNSAID = ("div", "span", "ul", "ol", "li")  # tags that say of no cell what it is, as “th” does
FEW = 3  # rows of a table
NUMBERED = re.compile(r"[a-z]{0,2}\d+")  # a class of a word processor, that nobody gave: “c12”
STRONG, SLANTED = ("b", "strong"), ("i", "em", "cite")
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
KEPT_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
OF_SESSION = {"session", "talk", "agenda", "schedule", "programme", "program"}
ROOMS = {"room", "hall", "raum", "saal", "salle", "sala", "aula"}
UNPLACED = ("td", "th", "tr", "table", "body")
LONGEST_PLACE = 6  # words
OPEN_ENDS = tuple(":,;–—-|/·(")  # of words before what goes on


def set_tables(root: Any) -> None:
    """Make tables of boxes that are one to the eye: by their roles, or in rows of as many each."""
    for one in root.xpath("//*[@role='table' or @role='grid']/descendant-or-self::*[@role]"):
        if one.tag in UNSAID:
            one.tag = ROLES.get(one.get("role"), one.tag)
    for box in [one for one in root.iter("div") if _is_grid(one)]:
        box.tag = "table"
        for row in box:
            row.tag = "tr"
            for cell in row:
                cell.tag = "td"


def _is_grid(box: Any) -> bool:
    """Whether a box has rows of as many boxes each, which times begin, and boxes without words."""
    rows = [[*row] for row in box]
    if len(rows) < FEW or len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:
        return False
    if any(one.tag != "div" for one in chain(box, *rows)):
        return False
    texts = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    timed = sum(plain.CLOCK.match(first) is not None for first, *_ in texts)
    return timed >= FEW - 1 and not all(map(all, texts))


def find_tabs(root: Any) -> dict[Any, Any]:
    """Return the panels of a page of which one is seen at a time, each with its tab."""
    panels = {one.get("id"): one for one in root.iter() if one.get("id")}
    found: dict[Any, Any] = {}
    for one in root.iter("a", "button", "li", "div", "span") if panels else ():
        named = [(one.get(name) or "").removeprefix("#") for name in TARGETS]
        panel = next((panels[name] for name in named if name in panels), None)
        if panel is not None and _is_tab(one) and panel not in one.iterancestors():
            found.setdefault(panel, one)
    for bar in root.iter("div", "nav", "ol", "ul") if not found else ():
        tabs = [one for one in bar if one.tag in CLICKED]
        if len(tabs) > 1 and TABS & set(re.split(r"[\W_]+", " ".join(classes_of(bar)))):
            found |= dict(zip(_boxes_behind(bar, len(tabs)), tabs))
    return found


def _boxes_behind(bar: Any, count: int) -> Sequence[Any]:
    """Return the boxes alike that stand behind a bar of tabs, or within what stands there."""
    behind = [one for one in bar.itersiblings() if one.tag in BOXES]
    for row in (behind[:count], [one for one in behind[0] if one.tag in BOXES] if behind else ()):
        if len(row) == count and len({(one.tag, _kind_of(one)) for one in row}) == 1:
            return row
    return ()


def _kind_of(box: Any) -> frozenset[str]:
    """Return the classes of a box without its state and its number."""
    return frozenset(name for name in classes_of(box) - STATES if not DIGIT.search(name))


def _is_tab(element: Any) -> bool:
    """Whether an element, or that in which it stands, says that it is one of several tabs."""
    for one in [element, *islice(element.iterancestors(), 3)]:
        said = (one.get(name) or "" for name in ("role", "data-toggle", "data-bs-toggle", "class"))
        if TABS & set(re.split(r"[\W_]+", " ".join(said).lower())):
            return True
    return False


def find_cards(root: Any) -> dict[Any, int]:
    """Return boxes side by side that are alike and hold a time each, but no such boxes.

    Of a kind that is found so, a day with fewer of them has cards too.
    """
    clocks: Counter[Any] = Counter()  # how many texts within an element have a time
    cards: dict[Any, int] = {}
    holds: set[Any] = set()
    for element in reversed([*root.iter("*")]):  # what is within one before it
        own = (element.text, *(one.tail for one in element))
        clocks[element] = sum(bool(t and plain.CLOCK.search(t)) for t in own)
        clocks[element] += sum(clocks[one] for one in element)
        alike: dict[Any, list[Any]] = defaultdict(list)
        for one in element:
            if one.tag in BOXES:
                alike[one.tag, _kind_of(one)].append(one)
        boxes = [one for row in alike.values() for one in _timed_boxes(row, clocks)]
        if any(one in holds for one in element):
            holds.add(element)
        elif boxes:
            holds.add(element)
            cards |= {one: len(cards) + n for n, one in enumerate(boxes, 1)}
    kinds = {(one.tag, _kind_of(one)) for one in cards if _kind_of(one)}
    few = [one for one in root.iter(*BOXES) if (one.tag, _kind_of(one)) in kinds]
    few = [one for one in few if one not in cards and one not in holds and clocks[one]]
    return cards | {one: len(cards) + n for n, one in enumerate(few, 1)}


def _timed_boxes(row: Sequence[Any], clocks: Mapping[Any, int]) -> Sequence[Any]:
    """Return boxes that are alike, if most of them hold a time and something beside it."""
    timed = [one for one in row if clocks[one] and len(one) and _says_more(one)]
    return row if len(timed) > 2 and len(timed) * 4 > len(row) * 3 else ()


def _says_more(box: Any) -> bool:
    """Whether it holds more than a time: that alone heads the boxes below it."""
    texts = [text for text in box.itertext() if text.strip()]
    return len(texts) > 1 or not plain.CLOCK.match(texts[0].strip())


def classes_of(element: Any) -> set[str]:
    """Return the classes of an element, in small letters."""
    return set((element.get("class") or "").lower().split())


def named_classes(element: Any) -> set[str]:
    """Return the classes of an element to which somebody gave a name."""
    return {name for name in classes_of(element) if not NUMBERED.fullmatch(name)}


def is_strong(element: Any) -> bool:
    """Whether it is in bold."""
    return element.tag in STRONG or bool(BOLD_STYLE.search(element.get("style") or ""))


def keeps_rows(element: Any) -> bool:
    """Whether the line ends of its text are shown."""
    return element.tag == "pre" or bool(KEPT_STYLE.search(element.get("style") or ""))


def is_slanted(element: Any) -> bool:
    """Whether it is in italics, or by a class of its own apart from the words that it ends."""
    if element.tag != "span" or not named_classes(element) or element.getnext() is not None:
        return element.tag in SLANTED
    above, behind = element.getprevious(), (element.tail or "").strip()
    own = (element.getparent().text if above is None else above.tail) or ""
    words = own.rstrip()
    return bool(words) and not (behind or own == words or words.endswith(OPEN_ENDS))


def says_place(element: Any) -> bool:
    """Whether a class says that few words are the room of a session: “room”, “session-location”.

    That of an event may be a town: “event-location”.
    """
    if element.tag in UNPLACED or len(element.text_content().split()) > LONGEST_PLACE:
        return False
    labels = every("venue_labels").exact
    names = ({*re.split(r"[\W_]+", name)} for name in named_classes(element))
    return any(
        words - OF_SESSION and words - OF_SESSION <= (labels if words & OF_SESSION else ROOMS)
        for words in names
    )


def is_controlled(element: Any) -> bool:
    """Whether a button stands right above an element, or names it as what it shows."""
    above, name = element.getprevious(), element.get("id")
    if above is not None and next(above.iter("button"), None) is not None:
        return True
    return bool(name) and any(s.get("aria-controls") == name for s in element.getroottree().iter())
