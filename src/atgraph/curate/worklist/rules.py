"""What each rule of reading and mapping asks for, and why, in the words of those who must act."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from atgraph.data.yaml_lines import read_yaml


class Rule(NamedTuple):
    """What is wrong in one sentence, and why it matters to whom."""

    title: str
    why: str


@cache
def read_rules() -> dict[str, Rule]:
    """Return name → rule; what breaks no other rule breaks “unreadable”."""
    rows = read_yaml(Path(__file__).with_name("rules.yml"))
    return {name: Rule(row["title"], row["why"]) for name, row in rows.items()}
