"""The options of `atgraph serve` in a file."""

from pathlib import Path
from typing import Any

import pytest

import mini
from atgraph.cli.serve_command import serve_command


def parsed(folder: Path, text: str, *typed: str) -> dict[str, Any]:
    file = folder / "serve.toml"
    file.write_text(text, encoding="utf-8")
    with serve_command.make_context("serve", ["--config", str(file), *typed]) as context:
        kept = {k.removeprefix("atgraph."): v for k, v in context.meta.items()}
        return {**context.params, **kept}


def test_a_file_says_what_options_would_and_what_is_typed_goes_before(tmp_path: Path) -> None:
    text = """
    port = 9000
    contact = "someone@example.org"   # who mends
    name = ["graph.example", "www.graph.example"]
    proxy = ["127.0.0.1"]
    root-path = "/atgraph"
    store = "build/other"
    timeout = 5.5
    include-on-request = true
    log = "-"
    """
    found = parsed(tmp_path, text, "--port", "9001")
    expected = {
        "port": 9001,
        "contact": "someone@example.org",
        "names": ("graph.example", "www.graph.example"),
        "proxies": ("127.0.0.1",),
        "root_path": "/atgraph",
        "store": Path("build/other"),
        "timeout": 5.5,
        "include": True,
        "log": Path("-"),
    }
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('port = 1\n\nprot = "x"\n', 3, "there is no option 'prot'; did you mean “port”"),
        ("[serve]\nport = 1\n", 1, "there is no option 'serve'"),
        ("config = 'x'\n", 1, "there is no option 'config'"),
        ("port = 'many'\n", 1, "port: 'many' is not a valid integer"),
        ("# of ours\nport = true\n", 2, "port is one value, not True"),
        ("name = 'one'\n", 1, 'name is a list of texts, such as ["HOST"]'),
        ("include-on-request = 'no'\n", 1, "include-on-request is true or false"),
        ("timeout = 0\n", 1, "timeout: 0"),
        ("port = 1\nport = 2\n", 2, "is not TOML: "),
        ("port = \n", 1, "is not TOML: "),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = tmp_path / "serve.toml"
    file.write_text(text, encoding="utf-8")
    told = mini.here("serve", "--config", file)
    assert told.code == 2
    assert told.err.startswith(f"{file}:{line}: {said}"), told.err


def test_all_that_is_wrong_in_it_is_told_at_once_and_a_file_that_is_not_there(
    tmp_path: Path,
) -> None:
    file = tmp_path / "serve.toml"
    file.write_text("prot = 1\nhosts = 2\n", encoding="utf-8")
    assert len(mini.here("serve", "--config", file).lines) == 2
    gone = mini.here("serve", "--config", tmp_path / "none.toml")
    assert (gone.code, len(gone.lines)) == (2, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--name", "http://graph.example/"), "write it without http:// and port"),
        (("--proxy", "my.proxy"), "write --proxy 127.0.0.1"),
        (("--root-path", "atgraph"), "write --root-path as /atgraph"),
        (("--proxy", "127.0.0.1", "--shortlist", "x.yml"), "could write to the shortlist"),
        (("--log", "none/access.log"), "choose another file with --log"),
    ],
)
def test_what_cannot_be_served_so_is_refused(
    mini_store: Path, options: tuple[str, ...], said: str
) -> None:
    told = mini.here("serve", "--store", mini_store, *options)
    assert told.code == 2
    assert said in told.err
