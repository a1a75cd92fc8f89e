"""Every question gives the same rows on the embedded store, on Oxigraph's server and on Virtuoso."""

from __future__ import annotations

from pathlib import Path

from test_questions import ANSWERS, ask, each_answer

from atgraph.api import KnowledgeGraph
from atgraph.cli.ask_command import answer_text


def test_there_is_something_to_test() -> None:
    assert len(ANSWERS) >= 40


@each_answer
def test_answer_is_what_the_source_says_on_every_server(
    remote: KnowledgeGraph, kg: KnowledgeGraph, path: Path
) -> None:
    expected = path.read_text(encoding="utf-8").split("\n", 1)[1]
    here, there = ask(kg, path), ask(remote, path)

    assert answer_text(there, "tsv", False) == expected
    assert answer_text(there, "json", False) == answer_text(here, "json", False)
    assert there.evidence == here.evidence
