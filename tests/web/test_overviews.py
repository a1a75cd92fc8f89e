"""Who comes from where and what happened when: kept apart, in order, nothing guessed."""

import re

from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.countries import read_countries
from atgraph.ask.timeline import Happening, read_timeline
from atgraph.web.overviews import _over_years
from atgraph.web.rendering import Site, render


def test_printed_spoken_for_and_seat_are_counted_apart(kg: KnowledgeGraph) -> None:
    found = read_countries(kg.published())
    printed, spoken, seat = (
        {country.name: len(country.who) for country in its}
        for its in (found.printed, found.represented, found.seated)
    )
    assert printed == {"Belarus": 1, "Italy": 1, "Spain": 2, "Ukraine": 1, "United States": 2}
    assert spoken["United States"] == 3
    assert seat["Austria"] > seat["Italy"]
    states = kg.select("SELECT ?s { ?s atg:hasOrganizationType atgv:organization-type_state }")
    seated = {iri for country in found.seated for iri in country.who}
    assert seated.isdisjoint(getattr(row["s"], "value", "") for row in states)


def test_bars_need_no_style_and_open_who_it_is(client: TestClient) -> None:
    page = client.get("/countries").text
    assert " style=" not in page
    assert page.index("Printed beside a name") < page.index("Spoken for") < page.index("Seat")
    printed = page.partition("Spoken for")[0]
    assert '<rect width="100.0"' in printed
    assert "#line-" in printed


def test_sessions_stand_in_order_and_can_be_read_as_a_list(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    (programme,) = read_timeline(kg)
    assert len(programme.sessions) == 5
    assert [s.first for s in programme.sessions] == sorted(s.first for s in programme.sessions)
    page = re.sub("<svg.*?</svg>", "", client.get("/time").text, flags=re.DOTALL)
    places = [page.index(f"{s.begin}–{s.end}") for s in programme.sessions]
    assert places[0] < places[1]
    assert client.get("/time?programme=nothing").status_code == 404


def test_what_has_no_day_stays_without_one() -> None:
    def event(name: str, first: str = "", last: str = "") -> Happening:
        return Happening(f"https://example.org/{name}", name, first, last, "", "")

    dated = [
        event("Forum", "2019-04-08", "2019-04-09"),
        event("Summit", "2021-01-01", "2021-01-01"),
    ]
    undated = event("Meeting")
    lines = _over_years([*dated, undated])
    assert [(lane.of.label, bool(lane.width)) for lane in lines.lanes] == [
        *(("Forum", True), ("Summit", True), ("Meeting", False)),
    ]
    assert [year for _, year in lines.marks] == ["2020", "2021"]
    alone = {
        "lines": _over_years([undated]),
        "sessions_of": {undated.iri: 0},
        "shown": [],
        "days_of": {},
    }
    page = render("time", Site("", path="/time"), **alone, more=0, is_one=False)
    assert "without a day" in page
    assert "<svg" not in page


def test_each_session_stands_beside_its_stretch_of_the_day(client: TestClient) -> None:
    page = client.get("/time").text
    lanes = re.findall(r"<li><svg.*?<rect x=.(\d+).*?</svg><div>.*?(\d\d:\d\d)–", page, re.DOTALL)
    assert len(lanes) == 5
    begins = {begin for _, begin in lanes}
    assert len({left for left, begin in lanes if begin == "13:30"}) == 1
    assert begins == {"13:15", "13:30", "13:45"}
