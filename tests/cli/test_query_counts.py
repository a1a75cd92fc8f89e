"""How many queries a command sends: over HTTP each of them is a way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from atgraph.cli import app
from atgraph.graph.engine import EmbeddedEngine


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "most"),
    [
        (["ask", "who-works-with", "--organization", "OSCE"], 3),
        (["show", "Thorn"], 5),
        (["network", "path", "OSCE", "Thorn"], 12),
        (["network", "path", "Walk Free", "Thorn"], 12),
        (["network", "partners", "OSCE"], 10),
        (["map", "all", "--from", "2019-04-08", "-o", "maps"], 30),
        (["map", "all", "--theme", "blockchain", "-o", "maps"], 34),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_sends_few_queries(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], most: int
) -> None:
    sent: list[str] = []
    query = EmbeddedEngine.query

    def counted(engine: EmbeddedEngine, text: str, *rest: object) -> object:
        sent.append(text)
        return query(engine, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(EmbeddedEngine, "query", counted)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, [*command, "--store", str(store)], catch_exceptions=False)

    assert run.exit_code == 0 and run.output
    assert 0 < len(sent) <= most, "\n".join(sent)
