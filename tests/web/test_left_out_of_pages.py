"""Whoever is listed on request is on no page, in no suggestion and in no file of the explorer."""

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.lookup import things
from atgraph.rdf.namespaces import ATGD

ADDRESSES = [
    "/", "/about", "/ask", "/countries", "/time", "/network", "/network/standing", "/network/gaps",
    "/list/people", "/list/people.csv", "/list/people.json", "/list/organizations", "/map/actors",
    "/map/actors.json", "/map/actors.html", "/network.json", "/network.graphml",
    "/network/partners?organization=OSCE", "/source/osce-alliance-19-side-events",
    "/page/event_osce-alliance-19-side-events", "/page/organization_osce",
    "/ask/people-of-country?country=US", "/ask/things-without.json",
]  # fmt: skip


@pytest.mark.slow
def test_nothing_that_is_served_tells_of_them(client: TestClient, kg: KnowledgeGraph) -> None:
    listed = [thing for thing in things(kg) if thing.iri in kg.listed]
    assert listed
    own = [thing.iri.removeprefix(ATGD) for thing in listed]
    words = {*own, *(name.split()[-1] for thing in listed for name in thing.names)}
    of_them = [f"{kind}/{one}" for kind in ("/id", "/page") for one in own]
    of_them += [f"/suggest?q={thing.label[:4]}" for thing in listed]
    told = {
        address: found
        for address in [*ADDRESSES, *of_them, *(f"/data/{one}.ttl" for one in own)]
        for answer in [client.get(address, follow_redirects=True)]
        for found in [{w for w in words if w in answer.text.replace(address, "")}]
        if found or answer.status_code >= 500
    }

    assert told == {}
    assert {client.get(address).status_code for address in ADDRESSES} == {200}
