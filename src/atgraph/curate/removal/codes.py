"""Codes in what people write, which are no names: of a body that is called US, the country US."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from atgraph.curate.removal.forms import Forms, mask
from atgraph.data.yaml_edits import plain, value_of, walk
from atgraph.data.yaml_lines import compose

CODES = re.compile(r"[A-Z]{2}|\w+(?:/\w+)+|UTC")  # of a country, of a zone


def masked_beside_codes(text: str, forms: Forms) -> str:
    """Return a YAML text with marks in place of names; codes are no names, such as US."""
    found = [*forms.find(text)]
    if found:
        codes = [(one.start_mark.index, one.end_mark.index) for one in _codes(compose(text))]
        found = [one for one in found if not any(a <= one[0] and one[1] <= b for a, b in codes)]
    return mask(text, found)


def parts_of(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the items of a list, or the values of a record but its codes."""
    codes = {id(code) for code in _codes_in(node)}
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        value = part[1] if isinstance(part, tuple) else part
        if id(value) not in codes:
            yield value


def _codes(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield each value of a text that is a code."""
    for record, _ in walk(node):
        yield from _codes_in(record)


def _codes_in(record: yaml.Node) -> Iterator[yaml.Node]:
    for key in ("country", "timezone"):
        node = value_of(record, key)
        if node is not None and CODES.fullmatch(str(plain(node))):
            yield node
