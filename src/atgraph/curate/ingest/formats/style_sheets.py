"""What the style sheets of a page hide."""

import re
from itertools import islice
from typing import Any

HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d])"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]|(?:left|top|text-indent)\s*:\s*-\d{3}",
    re.I,
)
SHOWN = re.compile(r"display\s*:|visibility\s*:\s*visible", re.I)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# of some devices alone
AT_RULE = re.compile(r"@[\w-]+[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)", re.I)
MOST_RULES = 500


def hidden_by_sheets(root: Any) -> dict[Any, bool]:
    """Return the elements that simple rules of the style sheets in a page hide, or show again."""
    sheets = AT_RULE.sub("", COMMENT.sub("", " ".join(root.xpath("//style/text()"))))
    rules = (r for r in RULE.findall(sheets) if HIDDEN.search(r[1]) or SHOWN.search(r[1]))
    found: dict[Any, bool] = {}
    for selectors, declared in islice(rules, MOST_RULES):
        for way in filter(None, map(_way, selectors.split(","))):
            found |= dict.fromkeys(root.xpath(way), HIDDEN.search(declared) is not None)
    return found


def _way(selector: str) -> str:
    """Return a selector of tags, classes and ids as XPath; nothing for one of another kind."""
    steps = ""
    for part in selector.replace(">", " ").split():
        step = SELECTOR.fullmatch(part)
        if step is None:
            return ""
        steps += f"//{(step[1] or '*').lower()}"
        for sign, name in re.findall(r"([.#])([\w-]+)", step[2]):
            classes = f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
            steps += f"[{classes}]" if sign == "." else f"[@id='{name}']"
    return steps
