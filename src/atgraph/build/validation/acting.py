"""Characters in data that act on whoever shows them: printed by accident, or put there to deceive.

What prints a text takes them away; a curator decides whether the words are right without them.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from atgraph.characters import ACTING, named
from atgraph.data.yaml_lines import compose
from atgraph.errors import WARNING, AtgraphError, KeyDetails, Problem
from atgraph.files import read_text

RULE = "acting-character"
ESCAPE = re.compile(r"\\[0abefrvNLPxuU]")  # as a quoted text of YAML may have it
REMEDY = "which acts on whoever shows it; take it out, here and in what quotes it"


def check_characters(paths: Iterable[Path]) -> Iterator[Problem]:
    """Yield advice on each acting character of files by line, passing over what is unreadable."""
    for path in paths:
        found = set[tuple[int, str]]()
        with suppress(AtgraphError, yaml.YAMLError, RecursionError):
            text = read_text(path)
            if ACTING.search(text):
                lines = enumerate(text.split("\n"), 1)
                found |= {(number, name) for number, line in lines for name in named(line)}
            if path.suffix == ".yml" and ESCAPE.search(text):
                found |= {(at, name) for at, value in _scalars(text) for name in named(value)}
        for line, name in sorted(found):
            about = KeyDetails(value=name)
            yield Problem(str(path), line, f"holds {name}, {REMEDY}", RULE, WARNING, about)


def _scalars(text: str) -> Iterator[tuple[int, str]]:
    """Yield each key and value of a YAML document with its line."""
    waiting, known = [compose(text)], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in known:  # an alias stands for it
            continue
        known.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node.start_mark.line + 1, node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif node is not None:
            waiting += node.value
