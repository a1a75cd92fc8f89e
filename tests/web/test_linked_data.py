"""Linked data: every address of the graph leads to what is said there, in the form asked for."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.export.terms import PREFERRED
from atgraph.files import resource_folder
from atgraph.graph.graph import text
from atgraph.rdf.namespaces import ATG, ATGD, ATGS, ATGV, LABEL, atgv
from atgraph.rdf.turtle_files import rdf_files, read_rdf
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.linked_data import FORMS
from atgraph.web.rendering import page_of

MEKONG, TIE = "organization_the-mekong-club", "membership_registry_69c4a2756584"
RDF = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
PARSERS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def location(client: TestClient, address: str, accept: str | None = None) -> str:
    answer = client.get(address, headers={"accept": accept} if accept else {})
    assert answer.status_code == 303, address
    assert 'rel="alternate"; type="text/turtle"' in answer.headers["link"]
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.headers["location"]


def test_the_accept_chooses_between_the_page_and_the_forms_of_the_data(client: TestClient) -> None:
    address = f"/id/{MEKONG}"
    assert client.get(address).headers["vary"] == "accept"
    for accept in (None, "*/*", "text/html", "text/html,application/xml;q=0.9,*/*;q=0.8"):
        assert location(client, address, accept) == f"/page/{MEKONG}"
    for media, form in RDF.items():
        assert location(client, address, media) == f"/data/{MEKONG}.{form}"
    assert location(client, address, "text/html;q=0.4, text/turtle;q=0.5").endswith(".ttl")


def test_what_takes_no_form_that_there_is_gets_406_and_the_list_of_forms(
    client: TestClient,
) -> None:
    for address in (f"/id/{MEKONG}", "/ontology", "/shapes", "/vocab"):
        answer = client.get(address, headers={"accept": "image/png"})
        assert answer.status_code == 406
        assert all(media in answer.text for media in RDF)
        assert answer.headers["vary"] == "accept"
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["access-control-allow-origin"] == "*"


def test_what_is_wrong_is_told_to_programs_as_a_problem_and_to_people_on_a_page(
    client: TestClient,
) -> None:
    for address, accept, is_problem in (
        ("/id/nothing", "text/turtle", True),
        ("/id/nothing", "text/html,*/*;q=0.8", False),
        ("/data/nothing.ttl", "*/*", True),
        ("/nothing", "application/json", True),
        ("/nothing", "*/*", False),
        ("/reconcile/nothing", "*/*", True),
    ):
        answer = client.get(address, headers={"accept": accept})
        assert answer.status_code == 404
        is_told = answer.headers["content-type"] == "application/problem+json"
        assert is_told == is_problem
        assert ("access-control-allow-origin" in answer.headers) == is_problem


def test_scripts_of_other_sites_are_told_how_they_may_ask(client: TestClient) -> None:
    origin = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    for address in (f"/id/{MEKONG}", "/ontology", "/openapi.json", "/ask/works.json"):
        answer = client.options(address, headers=origin)
        assert answer.status_code == 204
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert client.post("/health").status_code == 405


def test_an_ending_stands_for_the_accept(client: TestClient) -> None:
    for form in RDF.values():
        assert location(client, f"/id/{MEKONG}.{form}", "text/html") == f"/data/{MEKONG}.{form}"
    assert location(client, f"/id/{MEKONG}.html", "text/turtle") == f"/page/{MEKONG}"
    assert client.get(f"/id/{MEKONG}.csv").status_code == 404


def test_all_forms_of_a_thing_say_the_same(client: TestClient) -> None:
    said = {}
    for media, form in RDF.items():
        answer = client.get(f"/data/{MEKONG}.{form}")
        assert answer.headers["content-type"].startswith(media)
        assert f'<{ATGD}{MEKONG}>; rel="describes"' in answer.headers["link"]
        said[form] = {q.triple for q in parse(answer.content, format=PARSERS[form])}
    assert said["ttl"] == said["nt"] == said["rdf"] == said["jsonld"]
    assert any(t.subject.value == f"{ATGD}{MEKONG}" for t in said["ttl"])


def test_a_statement_has_a_page_and_data(client: TestClient) -> None:
    assert location(client, f"/id/{TIE}") == f"/page/{TIE}"
    page = client.get(f"/page/{TIE}").text
    assert "Belarus" in page
    assert '<blockquote class="elsewhere">' in page
    data = client.get(location(client, f"/id/{TIE}", "text/turtle")).text
    assert "atg:hasMember" in data and "atg:dateRead" in data


@pytest.mark.slow
def test_each_concept_and_scheme_is_at_its_address_with_its_english_name(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    """SKOS tools read skos:prefLabel alone."""
    rows = list(kg.select("SELECT ?s ?label { ?s skos:inScheme ?scheme ; rdfs:label ?label }"))
    whole = parse(client.get("/vocab.ttl").content, format=RdfFormat.TURTLE)
    names = {(q.subject.value, q.object) for q in whole if q.predicate == PREFERRED}
    english = {(concept, name.value) for concept, name in names if name.language == "en"}
    assert {(text(row, "s"), text(row, "label")) for row in rows} <= english
    for name in ("role_moderator", "participation-roles"):
        assert location(client, f"/vocab/{name}") == page_of(ATGV + name)
        data = client.get(location(client, f"/vocab/{name}", "text/turtle"))
        said = {quad.triple for quad in parse(data.content, format=RdfFormat.TURTLE)}
        assert (
            Triple(atgv("role_moderator"), PREFERRED, Literal("moderator", language="en")) in said
        )
    page = client.get("/page/participation-roles").text
    assert f'href="{page_of(ATGV + "role_moderator")}"' in page


def test_each_term_has_its_place_in_the_document_of_its_namespace(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    terms = {text(row, "t") for row in kg.select("SELECT ?t { ?t rdfs:isDefinedBy ?any }")}
    own = {term for term in terms if term.startswith(ATG)}
    assert len(own) > 100
    page, data = client.get("/ontology").text, client.get("/ontology.nt").text
    for term in own:
        assert f'id="{term.removeprefix(ATG)}"' in page
        assert f"<{term}> <{LABEL.value}>" in data
    assert ATGV + "role_" not in data


def test_each_shape_has_its_place_in_the_document_of_its_namespace(client: TestClient) -> None:
    files = rdf_files(resource_folder("ontology") / "shapes")
    subjects = {str(t.subject) for file in files for t in read_rdf(file).triples}
    named = {s[1:-1] for s in subjects if s.startswith(f"<{ATGS}")}
    page, data = client.get("/shapes").text, client.get("/shapes.ttl")
    assert len(named) > 100
    assert all(f'id="{iri.removeprefix(ATGS)}"' in page for iri in named)
    said = parse(data.content, format=RdfFormat.TURTLE)
    assert named <= {getattr(quad.subject, "value", "") for quad in said}
    assert data.content == client.get("/shapes.ttl").content


def test_the_version_of_the_ontology_is_at_its_address_and_no_other(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    [row] = kg.select("SELECT ?v { ?o a owl:Ontology ; owl:versionIRI ?v }")
    address = text(row, "v").removeprefix("https://w3id.org/atgraph")
    asked = client.get(address, headers={"accept": "text/turtle"})
    assert asked.content == client.get("/ontology.ttl").content
    assert asked.headers["content-location"] == "/ontology.ttl"
    assert client.get("/ontology/0.0.1").status_code == 404


def test_an_answer_that_is_known_already_is_not_sent_again(client: TestClient) -> None:
    for address in (f"/data/{MEKONG}.ttl", "/shapes.ttl", f"/page/{MEKONG}"):
        first = client.get(address)
        tag = first.headers["etag"]
        assert client.get(address).headers["etag"] == tag
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = client.get(address, headers={"if-none-match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
        assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200
        head = client.head(address)
        assert (head.status_code, head.headers["etag"]) == (200, tag)


def test_whoever_is_listed_on_request_is_at_no_address(client: TestClient, store: Path) -> None:
    [person] = KnowledgeGraph.open(store).listed
    name = person.removeprefix(ATGD)
    for address in (f"/id/{name}", f"/id/{name}.ttl", f"/data/{name}.ttl", f"/page/{name}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json", "cyjs"])
def test_other_sites_read_the_network(client: TestClient, ending: str) -> None:
    """Gephi Lite, Kumu and Cytoscape are given the address of a file."""
    answer = client.head(f"/network.{ending}?ties=declared")
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")


def test_no_other_site_reads_from_a_server_that_shows_whom_others_leave_out(store: Path) -> None:
    with TestClient(make_app(Desk(store, include_on_request=True))) as client:
        for address in (f"/data/{MEKONG}.ttl", "/ask/sources.json", "/network.gexf"):
            assert "access-control-allow-origin" not in client.get(address).headers


@pytest.mark.parametrize("form", FORMS)
def test_an_address_of_nothing_is_nowhere(client: TestClient, form: str) -> None:
    for name in ("organization_nobody", 'a">b', "a b", "%00"):
        assert client.get(f"/id/{name}.{form}").status_code in (400, 404)
        assert client.get(f"/data/{name}.{form}").status_code in (400, 404)
