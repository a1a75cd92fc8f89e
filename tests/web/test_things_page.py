"""The page of each thing: what the graph says of it, each line with its words."""

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.lookup import things
from atgraph.export.schema_org import read_events
from atgraph.network.partners import find_partners
from atgraph.rdf.namespaces import ATGD
from atgraph.web import answers
from atgraph.web.rendering import page_of

MOST_BYTES = 100_000
MEKONG, OSCE = "organization_the-mekong-club", "organization_osce"
PROGRAMME = "event_osce-alliance-19-side-events"


@pytest.fixture(scope="module")
def kg(store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(store).published()


def part(page: str, key: str) -> str:
    """Return the section of a page that has an address of its own."""
    return page.partition(f'<section id="{key}"')[2].partition("</section>")[0]


def test_each_kind_of_thing_has_a_page(client: TestClient, kg: KnowledgeGraph) -> None:
    one_of = {thing.kind: thing for thing in reversed(things(kg))}
    assert {"person", "organization", "event", "theme", "tool", "place"} <= one_of.keys()
    for thing in one_of.values():
        answer = client.get(page_of(thing.iri))
        assert answer.status_code == 200, thing
        assert len(answer.content) <= MOST_BYTES
        assert "Rests on" in answer.text or "No source says" in answer.text


def test_a_page_that_would_be_too_large_shows_less_and_says_where_the_rest_is(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get(f"/page/{OSCE}")
    monkeypatch.setattr(answers, "MOST_BYTES", 45_000)
    less = client.get(f"/page/{OSCE}")
    assert len(less.content) <= 45_000 < len(whole.content)
    for key in ("with", "voices", "events", "themes"):
        assert "<li>" in part(less.text, key)
    assert "more are not shown here" in part(less.text, "with")
    assert 'href="/ask/who-works-with?organization=' in part(less.text, "with")


def test_of_many_names_the_first_are_shown_and_the_others_open(client: TestClient) -> None:
    names = client.get("/page/role_speaker").text.partition("<dt>skos:altLabel</dt>")[2]
    shown, _, folded = names.partition("</dd>")[0].partition("<details>")
    assert shown.count("<span") == 12
    assert folded.count("<span") > 100
    assert re.match(r'<summary class="note">\d+ more</summary>', folded)


def test_an_address_of_nothing_says_what_may_have_been_meant(client: TestClient) -> None:
    answer = client.get("/page/organization_the-mekong-klub")
    assert answer.status_code == 404
    assert f'href="/page/{MEKONG}"' in answer.text


def test_kinds_of_tie_are_apart_and_what_was_read_elsewhere_says_so(client: TestClient) -> None:
    page = client.get(f"/page/{MEKONG}").text
    works = part(page, "with")
    assert "Diginex" in works.partition("In one room")[0]
    assert '<blockquote class="elsewhere">' in works
    assert "on 27 November 2026" in works
    assert "Being in one room is not working together" in works
    assert "Microsoft" in works.partition("In one room")[2]
    assert "Silvia Mera" in part(page, "voices")
    assert "/source/osce-alliance-19-side-events#line-135" in part(page, "voices")


def test_partners_are_those_that_the_command_line_gives(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    works = part(client.get(f"/page/{OSCE}").text, "with")
    declared, _, room = works.partition("In one room")
    found = find_partners(kg, f"<{ATGD}{OSCE}>")
    for group in found.groups:
        shown = room if group.kind == "co-presence" else declared
        assert all(f'href="{page_of(partner.iri)}"' in shown for partner in group.partners)


def test_participants_stand_in_printed_order(client: TestClient) -> None:
    people = part(client.get(f"/page/{PROGRAMME}_technology-and-the-osce").text, "people")
    named = ["Valiant Richey", "Mark Blick", "Radu Cucos", "Balazs Fule"]
    places = [people.index(name) for name in named if name in people]
    assert len(places) > 2
    assert places == sorted(places)


def test_logos_text_and_closing_line_say_apart_who_brings_an_event_about(
    client: TestClient,
) -> None:
    """Lines 64, 85 and 101: the mission among the logos and in the text, the state at the end."""
    page = client.get(f"/page/{PROGRAMME}_trafficking-in-minors").text
    told = part(page, "brings-about").partition("Above its heading")[2]
    above, _, rest = told.partition("In its text")
    text, _, closing = rest.partition("In its closing line")
    for place, line in ((above, 64), (text, 85)):
        assert "Permanent Mission of the Republic of Belarus to the OSCE; UNODC" in place
        assert f"#line-{line}" in place
    assert "Belarus; UNODC" in closing
    assert "Permanent Mission" not in closing
    assert "#line-101" in closing


def test_themes_of_an_event_stand_with_their_phrases(client: TestClient) -> None:
    themes = part(client.get(f"/page/{PROGRAMME}_trafficking-in-minors").text, "themes")
    assert "“the challenges inherent in investigating sex trafficking”" in themes


def test_no_quote_shows_the_marks_of_bold_print(client: TestClient) -> None:
    page = client.get(f"/page/{PROGRAMME}_trafficking-in-minors").text
    assert "Mr. Valiant Richey" in page
    assert "**" not in page


def test_a_programme_has_its_timetable(client: TestClient) -> None:
    timetable = part(client.get(f"/page/{PROGRAMME}").text, "timetable")
    assert timetable.index("8 April 2019") < timetable.index("9 April 2019")
    assert "13:15–14:00" in timetable


def test_a_theme_tells_who_works_on_it_from_who_was_in_the_room(client: TestClient) -> None:
    page = client.get("/page/theme_technology").text
    assert "Tech Against Trafficking" in part(page, "workson")
    assert "Diginex" in part(page, "conveneson")
    assert "Diginex" not in page.partition("only in the room")[2].partition("</details>")[0]
    assert "only in the room" in page


def test_a_contradiction_stands_where_it_belongs(client: TestClient, kg: KnowledgeGraph) -> None:
    person = next(thing for thing in things(kg) if thing.label == "Valiant Richey")
    found = part(client.get(page_of(person.iri)).text, "contradictions")
    assert "13:45-14:45" in found
    assert "a person in two places at once" in found


def test_what_is_known_by_description_only_says_so(client: TestClient) -> None:
    page = client.get("/page/tool_deployed-by-the-mekong-club").text
    assert "known by a description only" in page


@pytest.mark.parametrize(
    ("form", "read"),
    [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD), ("nt", RdfFormat.N_TRIPLES)],
)
def test_the_data_of_a_thing_are_its_ties_and_what_they_rest_on(
    client: TestClient, form: str, read: RdfFormat
) -> None:
    answer = client.get(f"/data/{MEKONG}.{form}")
    triples = list(parse(answer.content, format=read))
    values = {str(getattr(triple.object, "value", "")) for triple in triples}
    assert NamedNode(ATGD + MEKONG) in {triple.subject for triple in triples}
    assert "Silvia Mera, Program Director, The Mekong Club" in values
    assert "Diginex" in values
    assert client.get(f"/data/{MEKONG}.{form}").content == answer.content
    assert f'href="/data/{MEKONG}.{form}"' in client.get(f"/page/{MEKONG}").text


def test_data_in_a_form_that_is_not_written_are_not_there(client: TestClient) -> None:
    assert client.get(f"/data/{MEKONG}.exe").status_code == 404


def test_suggestions_are_a_link_that_a_script_fills_from_the_page_that_has_them(
    client: TestClient,
) -> None:
    talk = part(client.get(f"/page/{MEKONG}").text, "talk")
    address = talk.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert f'data-from="{address}"' in client.get(f"/page/{MEKONG}").text
    assert 'class="talk"' in client.get(address).text


def test_the_map_around_a_thing_is_a_link_without_script_and_loads_nothing_before(
    client: TestClient,
) -> None:
    page = client.get(f"/page/{MEKONG}").text
    assert f'href="/map/around/{MEKONG}"' in page
    assert "<iframe" not in page
    assert "/static/map/" not in page


@pytest.mark.parametrize("thing", ["place_vienna", "theme_child-labour"])
def test_no_map_is_offered_around_what_no_tie_leads_to(client: TestClient, thing: str) -> None:
    assert client.get(f"/map/around/{thing}").status_code == 404
    assert "/map/around/" not in client.get(f"/page/{thing}").text


def test_the_document_of_a_programme_leads_to_its_text(client: TestClient) -> None:
    page = client.get("/page/event_osce-alliance-19-side-events").text
    assert '<dt>Document</dt>\n<dd><a href="/source/osce-alliance-19-side-events"' in page


DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.mark.slow
def test_an_event_is_there_for_search_engines_as_the_export_has_it(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    nodes = read_events(kg).nodes
    assert len(nodes) > 3
    for node in nodes:
        [found] = DATA.findall(client.get(page_of(node["@id"])).text)
        assert json.loads(found) == {"@context": "https://schema.org", **node}
        assert "<" not in found
    assert not DATA.search(client.get(f"/page/{MEKONG}").text)
