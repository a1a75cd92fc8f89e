"""The reconciliation service: valid by the schemas of its makers, and never sure of a person."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from forms import tries
from served import served_here
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.property_values import PropertyValues, property_iri, read_above, value_keys
from atgraph.curate.reconcile.published_names import Given, Match, PublishedNames
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.reconciliation.request_models import BATCH
from invented import Invented

SCHEMAS = Path(__file__).parent / "reconciliation-0.2"
NAMES = (
    "OSCE", "Walk Free", "walk free foundation", "Larysa Belskaya", "Belskaya, L.", "UNODC",
    "Ministry of Foreign Affairs of Belarus", "labour exploitation", "nobody at all", "ОБСЕ",
    "=1+1", '"; DROP', "\ud800", "a" * 5_000, "Vienna", "organization_osce", "()", "of the",
)  # fmt: skip
TYPES = ("Person", "Organization", "Actor", "Theme", "Event", "Nothing", "", "atg:Organization")
PIDS = ("countryCode", "country", "affiliation", "isUnitOf", "worksOn", "nothing", "a b", "title")
VALUES: tuple[Any, ...] = ("Austria", "AT", "OSCE", 7, 1.5, True, {"id": "organization_osce"}, "")


@cache
def schemas() -> dict[str, Any]:
    """Return the name of each schema → what tells whether something is valid by it."""
    from jsonschema import Draft7Validator  # a second
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT7

    found = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in SCHEMAS.glob("*.json")}
    assert len(found) == 10
    known: Any = Registry().with_resources(
        (schema["$id"], Resource(schema, DRAFT7)) for schema in found.values()
    )
    return {name: Draft7Validator(schema, registry=known) for name, schema in found.items()}


def reconcile(client: TestClient, **queries: Any) -> dict[str, Any]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    schemas()["reconciliation-result-batch"].validate(found)
    return found


# --- valid by the schemas ---


def _query(chance: random.Random) -> dict[str, Any]:
    """Return a query of any form that the specification allows."""
    query: dict[str, Any] = {"query": chance.choice(NAMES)}
    if chance.random() < 0.5:
        query["type"] = chance.choice((chance.choice(TYPES), chance.choices(TYPES, k=2)))
    if chance.random() < 0.3:
        query["limit"] = chance.choice((1, 3, 2.5, 100, 10**9))
    if chance.random() < 0.5:
        values = chance.choice((chance.choice(VALUES), chance.choices(VALUES, k=3)))
        query["properties"] = [{"pid": chance.choice(PIDS), "v": values}]
        if chance.random() < 0.3:
            del query["query"]
    if chance.random() < 0.2:
        query["type_strict"] = chance.choice(("any", "should", "all"))
    return query


def _request(chance: random.Random) -> tuple[str, str, dict[str, str], str]:
    """Return a request: method, address, form, and the schema that its answer is valid by."""
    typed = chance.choice(NAMES)[:20].encode("utf-8", "ignore").decode()
    type_ = chance.choice(TYPES)
    match chance.choice(("batch", "batch", "get", "extend", "entity", "type", "property", "more")):
        case "batch":
            size = chance.randint(0, 4)
            batch = {f"q{number}": _query(chance) for number in range(size)}
            schemas()["reconciliation-query-batch"].validate(batch)
            form = {"queries": json.dumps(batch)}
            return "POST", "/reconcile", form, "reconciliation-result-batch"
        case "get":
            short = {"query": typed or "x"}
            return (
                "GET",
                "/reconcile",
                {"queries": json.dumps({"a": short})},
                ("reconciliation-result-batch"),
            )
        case "extend":
            ids = chance.choices((*NAMES, "theme_academia-users", "person_p0005"), k=3)
            wanted = [{"id": pid} for pid in chance.choices((*PIDS, "earliestDate"), k=3)]
            asked = {"ids": ids, "properties": wanted}
            schemas()["data-extension-query"].validate(asked)
            return "POST", "/reconcile", {"extend": json.dumps(asked)}, "data-extension-response"
        case "more":
            form = {"type": type_, "limit": str(chance.randint(0, 9))}
            return "GET", "/reconcile/properties", form, "data-extension-property-proposal"
        case what:
            form = {"prefix": typed[: chance.randint(0, 9)], "type": type_}
            plural = {"entity": "entities", "type": "types", "property": "properties"}[what]
            return "GET", f"/reconcile/suggest/{what}", form, f"suggest-{plural}-response"


@pytest.mark.slow
@tries(short=200, long=5_000)
def test_each_answer_to_so_many_requests_is_valid_by_the_schemas(
    client: TestClient, count: int
) -> None:
    chance, seen = random.Random(0), set()
    for _ in range(count):
        method, address, form, schema = _request(chance)
        if method == "POST":
            answer = client.post(address, data=form)
        else:
            answer = client.get(address, params=form)
        assert answer.status_code == 200, (form, answer.text)
        assert answer.headers["access-control-allow-origin"] == "*"
        schemas()[schema].validate(answer.json())
        seen.add(schema)
    assert len(seen) == 6


def test_the_manifest_says_where_everything_is(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    schemas()["manifest"].validate(manifest)
    extend, origin = manifest["extend"]["propose_properties"], "http://testserver"
    addresses = [
        manifest["view"]["url"].replace("{{id}}", "organization_osce"),
        manifest["preview"]["url"].replace("{{id}}", "organization_osce"),
        manifest["feature_view"]["url"].replace("{{id}}", "whole_name"),
        extend["service_url"] + extend["service_path"] + "?type=Person",
        *(s["service_url"] + s["service_path"] + "?prefix=o" for s in manifest["suggest"].values()),
    ]
    for what, one in (("entity", "organization_osce"), ("type", "Work"), ("property", "isUnitOf")):
        suggest = manifest["suggest"][what]
        path = suggest["flyout_service_path"].replace("${id}", one)
        flown = client.get((suggest["flyout_service_url"] + path).removeprefix(origin)).json()
        assert flown["id"] == one and "<p>" in flown["html"]
    assert {client.get(one.removeprefix(origin)).status_code for one in addresses} == {200}
    assert client.get(manifest["documentation"].removeprefix(origin)).status_code == 200
    assert manifest["batchSize"] == BATCH


# --- as clients ask ---


def test_openrefine_is_answered_as_it_asks(client: TestClient) -> None:
    """Its requests, in order: the types of a column, matching it, looking, adding columns."""
    guess = {f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(("OSCE", "Walk Free"))}
    found = reconcile(client, **guess)
    assert [result["result"][0]["type"][0]["id"] for result in found.values()] == [
        "Organization",
        "Organization",
    ]
    query = {
        "query": "Ministry of Foreign Affairs",
        "type": "Organization",
        "type_strict": "should",
        "properties": [{"pid": "countryCode", "v": "Belarus"}],
    }
    (first, *_) = reconcile(client, q0=query)["q0"]["result"]
    assert first["name"] == "Ministry of Foreign Affairs of Belarus"
    assert {"id": "countryCode", "value": True} in first["features"]
    preview = client.get("/reconcile/preview", params={"id": first["id"]})
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert first["name"] in preview.text and "<script" not in preview.text
    asked = {"ids": [first["id"]], "properties": [{"id": "isUnitOf"}, {"id": "countryCode"}]}
    extended = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    assert extended["rows"][first["id"]]["countryCode"] == [{"str": "BY"}]
    assert extended["meta"][0]["type"] == {"id": "Organization", "name": "organisation"}
    suggested = client.get("/reconcile/suggest/entity?prefix=organization_osce").json()["result"]
    assert suggested[0]["id"] == "organization_osce"


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # of the library itself
def test_a_client_library_matches_a_column_of_a_data_frame(store: Path) -> None:
    import reconciler  # no other test needs it

    table = pd.DataFrame({"body": ["OSCE", "walk free"], "country": ["Austria", "Australia"]})
    with served_here(store) as address:
        found = reconciler.reconcile(
            table["body"],
            type_id="Organization",
            property_mapping={"country": table["country"]},
            reconciliation_endpoint=f"{address}/reconcile",
        )
    assert dict(zip(found["input_value"], found["id"], strict=True)) == {
        "OSCE": "organization_osce",
        "walk free": "organization_walk-free",
    }
    assert set(found["match"]) == {True}


def test_whoever_gives_an_id_is_given_what_has_it(client: TestClient) -> None:
    for written in ("organization_osce", "atgd:organization_osce"):
        (only,) = reconcile(client, q={"query": written})["q"]["result"]
        assert (only["id"], only["score"], only["match"]) == ("organization_osce", 100, True)


def test_a_single_query_may_be_a_name_or_an_object(client: TestClient) -> None:
    asked = [{"query": "Walk Free"}, {"query": json.dumps({"query": "Walk Free", "limit": 1})}]
    for form in asked:
        got = client.get("/reconcile", params=form).json()
        assert got == client.post("/reconcile", data=form).json()
        assert got["result"][0]["id"] == "organization_walk-free"


# --- who is meant ---


def test_nobody_is_matched_by_name_alone(client: TestClient, kg: KnowledgeGraph) -> None:
    known = PublishedNames(kg.published()).things.values()
    people = [t for t in known if t.class_iri.endswith("#Person")]
    names = [person.label for person in people][:50]
    assert len(names) > 20
    own = reconcile(client, **{name: {"query": name} for name in names})
    typed = reconcile(
        client,
        **{
            name: {
                "query": name,
                "type": "Person",
                "properties": [{"pid": "rdfs:label", "v": name}],
            }
            for name in names
        },
    )
    for batch in (own, typed):
        for name, result in batch.items():
            assert result["result"][0]["name"] == name
            assert not any(candidate["match"] for candidate in result["result"])
            assert result["result"][0]["score"] < 90


def _matches(kg: KnowledgeGraph, name: str, **given: object) -> list[Match]:
    names = PublishedNames(kg)
    read = (
        (PropertyValues(kg, property_iri(p), names.names, read_above(kg)), v)
        for p, v in given.items()
    )
    evidence = [Given(values, frozenset(value_keys(value))) for values, value in read]
    return names.matches(name, given=evidence)


@pytest.fixture(scope="module")
def speakers() -> KnowledgeGraph:
    """Two people, each of whom speaks for a body."""
    graph = Invented()
    for end in ("one", "two"):
        graph.person(f"ana_{end}")
        graph.organization(f"office_{end}")
        graph.speaks(f"person_ana_{end}", graph.event(f"talk_{end}"), f"organization_office_{end}")
    graph.organization("unit", within="organization_office_one")
    graph.speaks("person_ana_one", "event_talk_one", "organization_unit")
    return graph.kg()


def test_a_person_is_matched_where_the_body_is_the_same_too(speakers: KnowledgeGraph) -> None:
    found = _matches(speakers, "person ana one")
    assert not any(match.is_sure for match in found)
    told = _matches(speakers, "person ana one", isAffiliatedWith="organization_office_one")
    assert [m.thing.label for m in told if m.is_sure] == ["person_ana_one"]
    against = _matches(speakers, "person ana one", isAffiliatedWith="organization office two")
    assert not any(match.is_sure for match in against)
    assert against[0].score < found[0].score < told[0].score


# --- bad input ---


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"queries": "{"}, 400, "no JSON"),
        ({"queries": "[" * 100_000}, 400, "no JSON"),
        ({"queries": "[]"}, 400, "queries"),
        ({"queries": '{"q": {}}'}, 400, "give a query or properties"),
        ({"queries": '{"q": {"query": 7}}'}, 400, "q.query"),
        ({"queries": '{"q": {"query": "x", "properties": [{"v": 1}]}}'}, 400, "pid"),
        ({"extend": "{}"}, 400, "ids"),
        ({"extend": json.dumps({"ids": ["x"] * 1_001, "properties": []})}, 400, "ids"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(10_000)})}, 413, "100"),
        ({"queries": "x" * 1_100_000}, 413, "1,000,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told(
    client: TestClient, form: dict[str, str], status: int, said: str
) -> None:
    answer = client.post("/reconcile", data=form)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert (answer.status_code, problem["status"]) == (status, status)
    assert said in problem["detail"]


def test_the_examples_of_the_specification_are_taken_or_refused(client: TestClient) -> None:
    """Also where its schema would let one pass: a query of nothing."""
    seen = 0
    for path in sorted(SCHEMAS.glob("examples/*/*/*.json")):
        kind = "queries" if "query-batch" in path.parts[-3] else "extend"
        answer = client.post("/reconcile", data={kind: path.read_text(encoding="utf-8")})
        wanted = 200 if path.parts[-2] == "valid" else 400
        assert answer.status_code == wanted, (path.name, answer.text)
        seen += 1
    assert seen == 9


def test_only_a_form_is_taken_and_other_pages_may_ask(client: TestClient) -> None:
    assert client.post("/reconcile", json={"queries": {}}).status_code == 415
    assert client.get("/reconcile/suggest/entity?cursor=-1").status_code == 400
    assert client.get("/reconcile/suggest/nothing?prefix=o").status_code == 404
    assert client.get("/reconcile/preview?id=nobody").status_code == 404
    gone = client.get("/reconcile?query=OSCE&version=0123456789ab")
    assert gone.status_code == 410 and "0123456789ab" in gone.json()["detail"]
    for method, address in (("DELETE", "/reconcile"), ("POST", "/reconcile/preview")):
        refused = client.request(method, address)
        assert (refused.status_code, refused.json()["status"]) == (405, 405)
        assert "GET" in refused.headers["allow"]
    before = client.options("/reconcile", headers={"origin": "https://example.org"})
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, "*")


def test_nobody_who_is_listed_on_request_is_served(mini_store: Path) -> None:
    whole = KnowledgeGraph.open(mini_store)
    (listed,) = whole.listed
    label = next(t.label for t in PublishedNames(whole).things.values() if t.iri == listed)
    for include in (False, True):  # pages may show them to whoever runs this, no other page may ask
        with TestClient(make_app(Desk(mini_store, include_on_request=include))) as client:
            asked = {"ids": [listed], "properties": [{"id": "affiliation"}, {"id": "rdfs:label"}]}
            answers = [
                client.get("/reconcile", params={"query": label}),
                client.get("/reconcile", params={"query": listed}),
                client.get("/reconcile/suggest/entity", params={"prefix": label}),
                client.get("/reconcile/preview", params={"id": listed}),
                client.post("/reconcile", data={"extend": json.dumps(asked)}),
            ]
        for answer in answers:
            assert label not in answer.text.replace(f"'{label}'", "")
            assert "person_" not in answer.text.replace(listed, "")
