"""Servers of the tests: missing ones are told, and stopped ones listen no more."""

from __future__ import annotations

from pathlib import Path

import pytest
import servers


@pytest.mark.parametrize(("ci", "outcome"), [("true", "Failed"), ("", "Skipped")])
@pytest.mark.parametrize(
    ("name", "install"),
    [("oxigraph", "pip install oxigraph"), ("virtuoso", "apt-get install virtuoso-opensource")],
)
def test_without_a_server_the_test_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, install: str, ci: str, outcome: str
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(servers, name.upper(), tmp_path / "missing" if name == "oxigraph" else None)
    with (
        pytest.raises(BaseException, match=install) as caught,
        getattr(servers, name)(tmp_path / "store"),
    ):
        pass

    assert caught.typename == outcome


@pytest.mark.server
def test_stopped_server_listens_no_more(tmp_path: Path) -> None:
    """Of Virtuoso too, as every test that starts one asserts when it stops it."""
    with servers.oxigraph(tmp_path / "folder") as server:
        assert servers.listens(server.port)

    assert not servers.listens(server.port)
