"""The questions as an API: described by OpenAPI from the question files, answered as described."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.graph.query_files import find_question, question_names

ASKED = "/ask/who-works-with.rows.json?organization=OSCE"


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    answer = client.get("/openapi.json")
    assert answer.headers["access-control-allow-origin"] == "*"
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.slow
def test_the_description_is_valid_openapi(described: dict[str, Any]) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator  # a second

    assert described["openapi"].startswith("3.1.")
    assert [e.message for e in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_each_question_and_each_of_its_parameters_is_described(described: dict[str, Any]) -> None:
    for name in question_names():
        question = find_question(name)
        for ending in ("json", "rows.json", "csv"):
            operation = described["paths"][f"/ask/{name}.{ending}"]["get"]
            assert operation["summary"] == question.summary
            named = [ref["$ref"].rpartition("/")[2] for ref in operation["parameters"]]
            found = [described["components"]["parameters"][one] for one in named]
            assert [p["name"] for p in found] == [p.option for p in question.parameters]
    needed = described["components"]["parameters"]["who-works-with.organization"]
    assert needed["required"] is True
    level = described["components"]["parameters"]["who-works-with.level"]
    assert level["required"] is False
    assert level["schema"]["enum"] == ["parent", "unit"]


def test_answers_are_as_they_are_described(client: TestClient, described: dict[str, Any]) -> None:
    import jsonschema  # a second
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    whole = Registry().with_resource("api", DRAFT202012.create_resource(described))
    for address, schema in (
        (ASKED, "Rows"),
        ("/ask/claims.rows.json", "Rows"),
        (ASKED.replace("rows.", ""), "Results"),
        (ASKED.replace("OSCE", "nobody"), "Problem"),
    ):
        said = client.get(address).json()
        reference = {"$ref": f"api#/components/schemas/{schema}"}
        validator = jsonschema.Draft202012Validator(reference, registry=whole)
        assert [e.message for e in validator.iter_errors(said)] == [], address


def test_a_row_has_the_address_of_its_statements_and_their_printed_words(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    answer = kg.published().ask("who-works-with", {"organization": "OSCE"})
    rows = client.get(ASKED).json()
    assert len(rows) == len(answer)
    for row, given, quotes in zip(answer.rows, rows, answer.evidence):
        assert given["statements"] == answer.statements(row)
        shown = {name: given[name] for name in answer.shown}
        assert shown == answer.values(row)
        printed = [(q["line"], q["words"]) for q in given["quotes"] if q["kind"] == "printed"]
        assert printed == [(q.line, q.text) for q in quotes if not q.read_elsewhere]
    assert any(row["quotes"] for row in rows)
    name = rows[0]["statements"][0].rpartition("/")[2]
    assert client.get(f"/page/{name}").status_code == 200


def test_pandas_reads_both(client: TestClient, tmp_path: Path) -> None:
    for ending, read in (("rows.json", pd.read_json), ("csv", pd.read_csv)):
        file = tmp_path / ending
        file.write_bytes(client.get(ASKED.replace("rows.json", ending)).content)
        assert "partner" in read(file).columns


def test_the_accept_chooses_too(client: TestClient) -> None:
    asked = "/ask/who-works-with?organization=OSCE"
    for accept, given in (
        ("text/csv", "text/csv"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,*/*;q=0.8", "text/html"),
    ):
        answer = client.get(asked, headers={"accept": accept})
        assert answer.headers["content-type"].startswith(given)
    assert client.get(asked, headers={"accept": "image/png"}).status_code == 406


def test_a_wrong_call_gets_a_problem_that_says_what_to_do(client: TestClient) -> None:
    for query, said in (("organization=Osze", "did you mean “OSCE”"), ("", "is missing")):
        answer = client.get(f"/ask/who-works-with.json?{query}")
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert said in json.loads(answer.content)["detail"]


def test_a_call_with_two_values_or_another_name_is_refused_in_each_form(
    client: TestClient,
) -> None:
    for ending in ("json", "csv", "atom"):
        for query, said in (
            ("organization=OSCE&organization=Unseen", "“organization” is given more than once"),
            ("organization=OSCE&of=Unseen", "no blank “of”; it has: organization"),
            ("organization=zzzz", "organization: nothing is called 'zzzz' here"),
            ("organization=Global", "“Global” may mean any of several: “"),
        ):
            answer = client.get(f"/ask/who-works-with.{ending}?{query}")
            assert answer.status_code == 400
            assert answer.headers["content-type"] == "application/problem+json"
            assert said in answer.json()["detail"]
            assert "`atgraph" not in answer.json()["detail"]


def test_the_call_stands_beside_the_answer(client: TestClient) -> None:
    page = client.get("/ask/who-works-with?organization=OSCE").text
    assert f'curl "http://testserver{ASKED}"' in page
    assert f'href="{ASKED}"' in page
    assert 'href="/openapi.json"' in page
