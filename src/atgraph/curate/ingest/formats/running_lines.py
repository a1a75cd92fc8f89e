"""What stands at the head and foot of each page, and is no part of what the pages say."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

COUNTED = re.compile(
    r"^(\d{1,3})(?=\s*[|·•–—-]\s)"  # no year: “12 May 2031” heads every page alike
    r"|(?<![\d.:/–-])(\d{1,3})(?:\s*(?:/|of|von|de|sur|di|из|з)\s*\d{1,4})?(?=\W*$)"
)
NUMBER = re.compile(
    r"(?i)(?:page|seite|p\.|стр\.?|pág\.?|pag\.?)?\s*[-–—|]?\s*\d{1,4}"
    r"\s*(?:(?:/|of|von|de|sur|di|из|з)\s*\d{1,4})?\s*[-–—|]?"
)
CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?[:hч]\s?\d{2}(?!\d)|\d\s?[ap]\.?m\b")
NEXT_PAGE = "\f"
RUNNING = "pieces of page headers and footers left out"
MOST = 2  # lines at the head and at the foot of a page of text


def shape_of(text: str, page: int) -> str:
    """Return the words of a line, a number of the page as how far it is from the sheet's."""
    return COUNTED.sub(
        lambda found: f"#{int(found[1] or found[2]) - page}", text.strip().casefold()
    )


def find_repeated(edges: Sequence[Collection[str]]) -> frozenset[str]:
    """Return the shapes at the edges of several pages; a time, of most: else it is of sessions."""
    counts = Counter(shape for shapes in edges for shape in set(shapes))
    timed = {shape for shape in counts if CLOCK.search(shape)}
    least = {True: max(2, len(edges) // 2 + 1), False: max(2, len(edges) // 3)}
    return frozenset(shape for shape, n in counts.items() if n >= least[shape in timed])


def drop_running_lines(text: str) -> str:
    """Return a text without what form feeds show to head or end its pages, but for the first head.

    That may be the title of the event. A head that counts may be one of sessions: “Panel 2”.
    """
    pages = [page.split("\n") for page in text.split(NEXT_PAGE) if page.strip()]
    if len(pages) < 2:
        return text
    written = [[at for at, row in enumerate(page) if row.strip()] for page in pages]
    heads = [[(at, page[at].strip()) for at in rows[:MOST]] for page, rows in zip(pages, written)]
    feet = [
        [(at, shape_of(page[at], number)) for at in rows[: -MOST - 1 : -1]]
        for number, (page, rows) in enumerate(zip(pages, written))
    ]
    for edges, first in ((heads, 1), (feet, 0)):
        repeated = find_repeated([[shape for _, shape in edge] for edge in edges])
        for page, edge in zip(pages[first:], edges[first:]):
            for at, shape in edge:
                if shape not in repeated and not NUMBER.fullmatch(page[at].strip()):
                    break
                page[at] = ""
    return NEXT_PAGE.join("\n".join(page) for page in pages)
