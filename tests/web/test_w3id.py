"""The folder for w3id.org leads every address of ours to where the explorer answers it."""

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.graph.graph import text
from atgraph.rdf.namespaces import ATGS, ATGV, OURS

FOLDER = Path(__file__).parents[2] / "docs" / "w3id"
SERVER = "https://kg.example.org"
RULE = re.compile(r"^RewriteRule (\S+) (\S+) \[R=(\d+),L\]$", re.MULTILINE)
MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ("mpm_event", "authz_core", "rewrite", "headers")
CONFIG = """
ServerRoot "{folder}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/log"
{modules}
DocumentRoot "{folder}/www"
<Directory "{folder}/www">
  AllowOverride All
  Require all granted
</Directory>
"""
Ask = Callable[[str], tuple[int, str]]
"""Asks for a path; returns the status and where it leads."""

LED_NOWHERE = ("id/", "id/a/b", "vocab/a/b", "ontology/latest", "ontology.exe", "nothing", "sparql")


@pytest.fixture(scope="module")
def addresses(kg: KnowledgeGraph) -> list[str]:
    """An address of each form that the graph has, without what stands behind a #."""
    held = kg.published()
    subjects = {text(row, "s") for row in held.select("SELECT DISTINCT ?s { ?s ?p ?o }")}
    ours = {iri.partition("#")[0] for iri in subjects if iri.startswith(OURS)}
    forms: dict[str, str] = {}
    for iri in sorted(ours):
        forms.setdefault(re.sub(r"_.*", "", iri), iri)  # one of each kind
    version = next(held.select("SELECT ?v { ?o owl:versionIRI ?v }"))
    graphs = {g.value for g in held.graphs}
    listed = {iri for iri in forms.values() if iri not in graphs or iri.endswith("/dataset")}
    return sorted({*listed, ATGS.rstrip("#"), ATGV.rstrip("/"), text(version, "v")})


def leads(rules: str, path: str) -> tuple[int, str]:
    """Return what the rules say of a path, as Apache reads them: the first that fits."""
    for pattern, target, status in RULE.findall(rules):
        if found := re.search(pattern, path):
            return int(status), re.sub(r"\$(\d)", lambda group: found[int(group[1])], target)
    return 404, ""


@pytest.fixture(scope="module")
def read_rules() -> Ask:
    rules = (FOLDER / ".htaccess").read_text(encoding="utf-8")
    assert len(RULE.findall(rules)) == rules.count("\nRewriteRule")
    return lambda path: leads(rules, path)


@pytest.fixture(scope="module")
def apache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Apache itself, on a port of this machine that is free."""
    program = shutil.which("apache2", path="/usr/sbin:/usr/bin")
    if program is None or not MODULES.is_dir():
        pytest.skip("Apache is not here (Debian: apache2-bin); the rules are read all the same")
    folder = tmp_path_factory.mktemp("apache")
    shutil.copytree(FOLDER, folder / "www" / "atgraph")
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    loaded = "\n".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so" for m in NEEDED)
    config = folder / "conf"
    config.write_text(CONFIG.format(folder=folder, port=port, modules=loaded), encoding="utf-8")
    process = subprocess.Popen([program, "-X", "-f", str(config)])

    def ask(path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", f"/atgraph/{path}")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status < 400:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        return answer.status, answer.headers.get("Location", "")

    try:
        _wait_for(port, process)
        yield ask
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    pytest.fail("Apache did not start")


@pytest.mark.slow
def test_every_form_of_address_is_led_to_where_it_is_answered(
    client: TestClient, addresses: list[str], read_rules: Ask
) -> None:
    assert len(addresses) > 30
    for address in addresses:
        status, target = read_rules(address.removeprefix(OURS))
        assert status == 303, address
        answer = client.get(target.removeprefix(SERVER))
        assert answer.status_code in (200, 303), (address, target)
        if answer.status_code == 303:
            assert client.get(answer.headers["location"]).status_code in (200, 303), address


def test_endings_are_led_on(client: TestClient, read_rules: Ask) -> None:
    for form in ("html", "ttl", "jsonld", "nt", "rdf"):
        for name in ("id/organization_osce", "vocab/role_moderator", "ontology", "shapes", "vocab"):
            _, target = read_rules(f"{name}.{form}")
            assert target == f"{SERVER}/{name}.{form}"
        assert client.get(f"/vocab/role_moderator.{form}").status_code == 303


def test_what_is_no_address_of_ours_is_led_nowhere(read_rules: Ask) -> None:
    assert {read_rules(path)[0] for path in LED_NOWHERE} == {404}
    assert read_rules("") == (302, f"{SERVER}/")


@pytest.mark.server
def test_apache_reads_the_rules_as_they_are_read_here(
    apache: Ask, addresses: list[str], read_rules: Ask
) -> None:
    paths = [address.removeprefix(OURS) for address in addresses]
    paths += ["", *LED_NOWHERE, "ontology/", "ontology.ttl", "id/organization_osce.jsonld"]
    assert [apache(path) for path in paths] == [read_rules(path) for path in paths]
    name = "vocab/%d0%b1%20%22%3e"
    assert apache(name) == (303, f"{SERVER}/{name}")
