"""Maps as pages: the same modules and records as in one file, nothing of it inline."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.export.network import WRITERS, export_network
from atgraph.maps.map_names import map_names
from atgraph.network.all_things import draw_things

ALL_FORMS = ("", ".json", ".css", ".svg", ".html", "/embed")


def test_each_map_is_listed_with_its_picture_and_how_to_embed_it(client: TestClient) -> None:
    page = client.get("/map").text
    for name in map_names():
        assert f'href="/map/{name}"' in page
        assert f'src="/map/{name}.svg"' in page
        assert f"http://testserver/map/{name}/embed" in page


@pytest.mark.parametrize("address", ["/map/coalitions", "/map/coalitions/embed"])
def test_a_map_holds_no_style_and_no_script_of_its_own(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert " style=" not in page
    assert "<style" not in page
    scripts = re.findall(r"<script([^>]*)>([^<]*)", page)
    assert [inside for _, inside in scripts if inside.strip()] == []


@pytest.mark.slow
def test_the_file_is_the_one_that_the_command_writes(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    drawn = kg.map("coalitions", around="ICAT")
    answer = client.get("/map/coalitions.html?around=ICAT")
    assert answer.content == drawn.html.encode()
    assert drawn.name in answer.headers["content-disposition"]


def test_the_scripts_read_the_same_records_as_in_the_file(client: TestClient) -> None:
    whole = client.get("/map/hierarchy.html").text
    inside = re.search(r'<script type="application/json" id="data">(.*?)</script>', whole)
    assert inside
    assert json.loads(inside[1]) == client.get("/map/hierarchy.json").json()


def test_only_the_page_to_embed_may_be_framed_by_others(client: TestClient) -> None:
    for form in ALL_FORMS:
        policy = client.get(f"/map/coalitions{form}").headers["content-security-policy"]
        assert ("frame-ancestors *" in policy) == (form == "/embed"), form
        assert policy.startswith("default-src 'none';")


def test_what_is_asked_for_is_marked_and_what_is_not_there_is_said(client: TestClient) -> None:
    address = "/map/organizations.json?light=OSCE&light=organization_icat&light=Nobody"
    records = client.get(address).json()["records"]
    (step,) = records["story"]
    marked = {records["nodes"][number]["short"] for number in step["nodes"]}
    assert marked == {"OSCE", "ICAT"}
    assert "Not on this map: Nobody." in step["text"]


@pytest.mark.slow
def test_around_a_thing_stands_what_is_tied_to_it(client: TestClient) -> None:
    answer = client.get("/map/around/organization_thorn.json").json()
    records, edges = answer["records"], answer["drawing"]["edges"]
    (thorn,) = (n for n, node in enumerate(records["nodes"]) if node["label"] == "Thorn")
    tied = {end for edge in edges for end in (edge["from"], edge["to"]) if thorn in edge.values()}
    assert len(records["nodes"]) > 1
    assert {*range(len(records["nodes"]))} == tied
    assert client.get("/map/around/theme_technology").status_code == 200


def test_a_part_is_chosen_in_the_address_and_nothing_left_is_said(client: TestClient) -> None:
    assert "Kept to: theme technology" in client.get("/map/themes?theme=technology").text
    assert client.get("/map/actors?ties=nonsense").status_code == 400
    assert client.get("/map/actors?steps=many&around=OSCE").status_code == 400
    assert client.get("/map/actors?around=Nobody").status_code == 404
    assert client.get("/map/nothing").status_code == 404


@pytest.mark.slow
def test_network_files_are_those_that_the_command_writes(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    for ending, fmt in {"graphml": "graphml", "xlsx": "xlsx", "json": "kumu"}.items():
        given = client.get(f"/network.{ending}?nodes=all&theme=technology").content
        assert given == WRITERS[fmt](export_network(kg, draw_things(kg, theme="technology")))
    assert client.get("/network.exe").status_code == 404


@pytest.mark.slow
def test_the_map_around_a_thing_goes_into_files_as_the_same_part(client: TestClient) -> None:
    html = unescape(client.get("/map/around/theme_supply-chain-risk").text)
    (file,) = re.findall(r'href="(/network\.json[^"]+)"', html)
    shown = client.get("/map/around/theme_supply-chain-risk.json").json()["records"]["nodes"]
    given = client.get(file).json()["elements"]
    assert {node["label"] for node in shown} == {one["label"] for one in given}


def test_modules_and_library_are_files_of_this_server(client: TestClient) -> None:
    for path in (Path("viz") / "page").glob("*.js"):
        assert client.get(f"/static/map/{path.name}").content == path.read_bytes()
    assert b"vis-network" in client.get("/static/vis-network.min.js").content[:500]


@pytest.mark.parametrize("form", ["", "/embed"])
def test_a_page_is_no_heavier_for_more_ties_than_stand_in_its_tables(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr("atgraph.web.maps.ROWS", 2)
    page = client.get(f"/map/actors{form}").text
    nodes = client.get("/map/actors.json").json()["records"]["nodes"]

    assert page.count("<tr data-row=") == 4
    assert f"These are the first 2 of {len(nodes)} rows" in page
