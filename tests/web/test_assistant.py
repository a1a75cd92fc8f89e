"""The tools for assistants, asked by the client that the protocol's own makers write."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from served import served_here
from starlette.testclient import TestClient

import mini
from atgraph.ask.question_search import question_names
from atgraph.web.app import make_app
from atgraph.web.assistant import model_context as server
from atgraph.web.assistant.tools import TOOLS
from atgraph.web.desk import Desk

types = pytest.importorskip("mcp_types", reason="the extra `assistant` is not installed")
from mcp import Client, StdioServerParameters  # noqa: E402
from mcp.shared.exceptions import MCPError  # noqa: E402

DATA = mini.REAL
FIVE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ask", {"question": "who-works-with", "parameters": {"organization": "Walk Free"}}),
    ("ask", {"question": "claims"}),
    ("find_partners", {"organization": "OSCE"}),
    ("find_introductions", {"organization": "OSCE", "other": "UNODC"}),
    ("show", {"name": "Larysa Belskaya"}),
)
OTHERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {"words": "mapping exercise"}),
    ("suggest_partners", {"organization": "Walk Free", "most": 3}),
    (
        "sparql",
        {"query": "SELECT ?tie ?who WHERE { ?tie a atg:Organizing ; atg:hasOrganizer ?who }"},
    ),
)


def ask_all(
    asked: object, *calls: tuple[str, dict[str, Any]]
) -> list[types.CallToolResult | MCPError]:
    """Return what the official client is answered with, in one session."""

    async def session() -> list[types.CallToolResult | MCPError]:
        found: list[types.CallToolResult | MCPError] = []
        async with Client(asked) as client:  # type: ignore[arg-type]
            for name, given in calls:
                try:
                    found.append(await client.call_tool(name, given))
                except MCPError as exc:
                    found.append(exc)
        return found

    return anyio.run(session)


def rows_of(answer: types.CallToolResult | MCPError) -> dict[str, Any]:
    assert isinstance(answer, types.CallToolResult) and not answer.is_error, answer
    found = answer.structured_content
    assert found and json.loads(answer.content[0].text) == found  # type: ignore[union-attr]
    return found


def quotes_in(found: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and words of each printed quote."""
    for row in found["rows"]:
        for statement in row["statements"]:
            assert statement["address"].startswith("https://w3id.org/atgraph/id/")
            assert statement["is_a"] and statement["evidence"]
            for one in statement["evidence"]:
                if one.get("read_elsewhere"):
                    assert one["address"].startswith("http") and one["read_on"]
                else:
                    file, _, line = one["place"].rpartition(":")
                    yield file, int(line), one["quote"]


@pytest.mark.slow
def test_a_session_answers_five_questions_with_quotes_that_stand_in_the_source(
    store: Path,
) -> None:
    texts: dict[str, str] = {}
    for (name, given), answer in zip(
        (*FIVE, *OTHERS), ask_all(server.make_server(Desk(store)), *FIVE, *OTHERS), strict=True
    ):
        found = rows_of(answer)
        quotes = list(quotes_in(found))
        assert quotes, (name, given)
        for file, line, quote in quotes:
            text = texts.setdefault(file, (DATA / file).read_text(encoding="utf-8"))
            starts = [at for at in range(len(text)) if text.startswith(quote, at)]
            assert line in [text.count("\n", 0, at) + 1 for at in starts], (file, line, quote)
        assert found["data_version"].startswith("sha256:")
        assert found["data_version"] in found["cite"]
        ties = [s["kind_of_tie"] for row in found["rows"] for s in row["statements"]]
        assert {*ties} <= {"declared tie", "part in an event", "mention", ""}


@pytest.mark.slow
def test_no_sentence_of_ours_says_a_tie(store: Path) -> None:
    """What a cell says is a name, a date, a number or a word of the ontology."""
    calls = [*FIVE, *OTHERS]
    for (name, _), answer in zip(calls, ask_all(server.make_server(Desk(store)), *calls)):
        for row in rows_of(answer)["rows"]:
            said = [value for value in row["values"].values() if isinstance(value, str)]
            if name in ("find_partners", "find_introductions", "suggest_partners"):
                assert not any("Ask " in one or one.endswith(".") for one in said), row


def test_each_tool_says_what_is_derived_and_what_it_takes(store: Path) -> None:
    async def listed() -> list[types.Tool]:
        async with Client(server.make_server(Desk(store))) as client:
            assert "Quotes are words of strangers" in (client.instructions or "")
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in anyio.run(listed)}
    assert list(tools) == [tool.name for tool in TOOLS]
    for name, tool in tools.items():
        assert name == "list_questions" or "derived" in (tool.description or "")
        assert tool.input_schema["additionalProperties"] is False
        assert tool.annotations and tool.annotations.read_only_hint
    (found,) = ask_all(server.make_server(Desk(store)), ("list_questions", {}))
    assert [row["values"]["name"] for row in rows_of(found)["rows"]] == question_names()


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("show", {}, "show: name is missing. It takes name, most."),
        ("show", {"name": "x", "nam": 1}, "there is no argument nam"),
        ("ask", {"question": 7}, "question: it should be a valid string"),
        ("search", {"words": "x", "most": 10**9}, "most: it should be less than or equal to 500"),
        ("search", {"words": "x" * 301}, "at most 300 characters"),
        ("sparql", {"query": {"drop": "all"}}, "query: it should be a valid string"),
        ("nothing", {}, "there is no tool 'nothing'; use search, show"),
    ],
)
def test_wrong_arguments_are_an_error_of_the_protocol_in_plain_words(
    mini_store: Path, name: str, given: dict[str, Any], said: str
) -> None:
    (found,) = ask_all(server.make_server(Desk(mini_store)), (name, given))
    assert isinstance(found, MCPError) and found.code == types.INVALID_PARAMS
    assert said in found.message and "pydantic" not in found.message


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("show", {"name": "nobody at all"}, "nothing is called 'nobody at all' here"),
        ("ask", {"question": "who-work-with"}, "did you mean"),
        ("ask", {"question": "who-works-with", "parameters": {"x": "y"}}, "x"),
        ("sparql", {"query": "DROP ALL"}, "SELECT, ASK, CONSTRUCT or DESCRIBE was expected"),
        ("sparql", {"query": "ASK { SERVICE <http://127.0.0.1/> { } }"}, "SERVICE"),
    ],
)
def test_what_cannot_be_found_or_run_is_told(
    mini_store: Path, name: str, given: dict[str, Any], said: str
) -> None:
    (found,) = ask_all(server.make_server(Desk(mini_store)), (name, given))
    assert isinstance(found, types.CallToolResult) and found.is_error
    assert said in found.content[0].text  # type: ignore[union-attr]


def test_nobody_who_is_listed_on_request_is_told_of(mini_store: Path) -> None:
    desk = Desk(mini_store, include_on_request=True)
    (listed,) = desk.now().kg.listed
    query = f"SELECT ?p ?o WHERE {{ <{listed}> ?p ?o }}"
    name, by_query = ask_all(
        server.make_server(desk), ("show", {"name": listed}), ("sparql", {"query": query})
    )
    assert isinstance(name, types.CallToolResult) and name.is_error
    assert rows_of(by_query)["rows"] == []
    assert rows_of(by_query)["people_left_out_on_request"] == 1


# --- over HTTP and standard streams ---


def test_the_same_tools_are_at_an_address_of_the_explorer(mini_store: Path) -> None:
    with served_here(mini_store) as address:
        (found,) = ask_all(f"{address}/mcp", ("sparql", {"query": "ASK { ?s ?p ?o }"}))
    assert rows_of(found)["rows"][0]["values"] == {"answer": True}


def test_only_posts_of_no_other_page_are_taken(mini_store: Path) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    with TestClient(make_app(Desk(mini_store))) as client:
        taken = client.post("/mcp", json=call, headers={"accept": "application/json"})
        assert taken.status_code < 500
        assert client.get("/mcp").status_code == 405
        other = client.post("/mcp", json=call, headers={"origin": "https://example.org"})
        assert other.status_code == 403
        large = client.post("/mcp", content=b"x" * 300_000, headers={"accept": "application/json"})
        assert large.status_code == 413
        assert "200,000 bytes" in large.json()["error"]["message"]
        other = client.post("/mcp", content=b"{}", headers={"content-type": "text/plain"})
        assert other.status_code == 415
        assert other.json()["error"]["code"] == -32600
        broken = client.post("/mcp", content=b"{", headers={"accept": "application/json"})
        assert 400 <= broken.status_code < 500


@pytest.mark.slow
def test_the_command_answers_on_standard_streams(mini_store: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "atgraph", "mcp", "--store", str(mini_store)],
        env=mini.environment(),
    )
    odd = {"question": "claims", "parameters": {"nam": "x"}}
    found, wrong = ask_all(command, ("sparql", {"query": "ASK { ?s ?p ?o }"}), ("ask", odd))
    assert "takes no nam;" in wrong.content[0].text
    assert rows_of(found)["rows"][0]["values"] == {"answer": True}


def test_all_that_was_asked_is_answered_where_the_input_ends_at_once(mini_store: Path) -> None:
    whoever = {"protocolVersion": "2025-06-18", "capabilities": {}}
    client = {"clientInfo": {"name": "n", "version": "1"}}
    begun = {"method": "initialize", "params": {**whoever, **client}}
    call = {"name": "sparql", "arguments": {"query": "ASK { ?s ?p ?o }"}}
    asked = [{"id": 0, **begun}, {"method": "notifications/initialized"}]
    asked += [{"id": n, "method": "tools/call", "params": call} for n in range(1, 6)]
    lines = "".join(json.dumps({"jsonrpc": "2.0", **one}) + "\n" for one in asked)
    written = io.StringIO()
    given = (anyio.wrap_file(io.StringIO(lines)), anyio.wrap_file(written))
    anyio.run(server.serve_streams, Desk(mini_store), *given)
    answers = [json.loads(line) for line in written.getvalue().splitlines()]
    assert sorted(one["id"] for one in answers) == [0, 1, 2, 3, 4, 5]
    assert all("result" in one for one in answers)


# --- where it is not installed ---


@pytest.mark.slow
def test_without_the_extra_the_rest_is_served_and_its_absence_is_told(
    mini_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "find_spec", lambda name: None)
    with TestClient(make_app(Desk(mini_store))) as client:
        refused = client.post("/mcp", json={})
        assert refused.status_code == 404 and "atgraph[assistant]" in refused.text
        assert client.get("/").status_code == 200
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    said = mini.here("mcp", "--store", mini_store)
    assert said.code == 2 and "atgraph[assistant]" in said.err


@pytest.mark.slow
def test_neither_the_explorer_nor_a_command_imports_it(mini_store: Path) -> None:
    code = (
        "import sys; from atgraph.web.app import all_routes; all_routes()\n"
        "import atgraph.cli; print(sorted({'mcp', 'mcp_types'} & {*sys.modules}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env=mini.environment(),
        capture_output=True,
        text=True,
    )
    assert said.stdout == "[]\n"
