"""Every question gives the same rows on the embedded store, Oxigraph's server and Virtuoso."""

from __future__ import annotations

from pathlib import Path

from test_questions import ANSWERS, NO_ROW, ask

from atgraph.api import KnowledgeGraph
from atgraph.cli.ask_command import answer_text


def test_there_is_something_to_test() -> None:
    assert len(ANSWERS) >= 40


def test_every_answer_is_what_the_source_says_on_every_server(
    remote: KnowledgeGraph, kg: KnowledgeGraph
) -> None:
    assert [path.stem for path in ANSWERS if not is_the_same(remote, kg, path)] == []


def is_the_same(remote: KnowledgeGraph, kg: KnowledgeGraph, path: Path) -> bool:
    here, there = ask(kg, path), ask(remote, path)
    expected = path.read_text(encoding="utf-8").split("\n", 1)[1]
    return (
        answer_text(there, "tsv", False) == ("" if expected.startswith(NO_ROW) else expected)
        and answer_text(there, "json", False) == answer_text(here, "json", False)
        and there.evidence == here.evidence
    )
