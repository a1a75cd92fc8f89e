"""The files of docs/deploy/ are read by what they are for, as far as that is here."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from atgraph.cli.serve_command import serve_command

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
SETTINGS = DEPLOY / "serve.toml"


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def settings(*typed: str) -> dict[str, object]:
    with serve_command.make_context("serve", [*typed]) as context:
        return context.params


def test_the_settings_are_options_and_those_of_the_web_server_in_front() -> None:
    found = settings("--config", str(SETTINGS))
    assert {"names", "proxies", "root_path", "log", "contact"} <= {k for k, v in found.items() if v}
    nginx = read("nginx.conf")
    assert f"server_name {' '.join(tomllib.loads(read('serve.toml'))['name'])};" in nginx
    assert f"location {found['root_path']}/ {{" in nginx
    assert f"proxy_pass http://127.0.0.1:{found['port']};" in nginx


def test_unit_and_image_start_a_command_that_there_is() -> None:
    started = re.search(r"^ExecStart=\S+/atgraph serve (.*)$", read("atgraph.service"), re.M)
    assert started
    typed = shlex.split(started[1])
    assert typed[0] == "--config"
    assert settings("--config", str(SETTINGS), *typed[2:])
    entry = re.search(r"^ENTRYPOINT (\[.*\])$", read("Containerfile"), re.M)
    assert entry
    assert settings(*json.loads(entry[1])[2:])["host"] == "0.0.0.0"


def test_the_unit_is_one_for_systemd(tmp_path: Path) -> None:
    if not (verify := shutil.which("systemd-analyze")):
        pytest.skip("systemd-analyze is not here, which reads units")
    program = tmp_path / "atgraph"
    program.touch(0o755)
    unit = tmp_path / "atgraph.service"
    text = read("atgraph.service").replace("/opt/atgraph/bin/atgraph", str(program))
    unit.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [verify, "verify", "--recursive-errors=no", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, [x for x in done.stderr.splitlines() if str(unit) in x]) == (0, [])


def test_nginx_takes_its_site(tmp_path: Path) -> None:
    text = read("nginx.conf")
    bare = re.sub(r"#.*", "", text)
    assert bare.count("{") == bare.count("}")
    assert all(re.search(r"[;{}]$", line.strip()) for line in bare.splitlines() if line.strip())
    if not (nginx := shutil.which("nginx")):
        return  # its grammar is looked at above
    whole = tmp_path / "nginx.conf"
    own = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {text}\n}}"
    whole.write_text(own, encoding="utf-8")
    done = subprocess.run([nginx, "-t", "-c", whole], capture_output=True, text=True, check=False)
    assert "syntax is ok" in done.stderr  # all more is about folders of the machine


def test_every_instruction_of_the_image_is_one() -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK"}
    joined = read("Containerfile").replace("\\\n", " ")
    lines = [x for x in joined.splitlines() if x and not x.startswith("#")]
    assert {line.split()[0] for line in lines} <= {*known, "ENTRYPOINT"}
    health = json.loads(lines[-2].partition("CMD ")[2])
    compile(health[2], "health", "exec")
