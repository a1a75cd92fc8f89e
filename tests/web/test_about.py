"""What this is, how it is cited, and how to be left out."""

from pathlib import Path

import bibtexparser
import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.web.app import make_app
from atgraph.web.desk import Desk


def test_the_page_tells_whose_data_under_which_licence_in_which_version(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    page = client.get("/about").text
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert "The atgraph authors" in page
    assert kg.version in page
    assert "Nobody is recorded as a victim or a survivor" in page
    assert "1 person is left out here" in " ".join(page.split())


def test_without_a_contact_the_page_says_that_nobody_is_named(client: TestClient) -> None:
    assert "has not said where to write to" in client.get("/about").text


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("desk@example.org", 'href="mailto:desk@example.org"'),
        ("https://example.org/contact", 'href="https://example.org/contact"'),
        ("Room 525", "Write to Room 525,"),
        ("javascript:alert(1)", "Write to javascript:alert(1),"),
        ('"><script>', "Write to &#34;&gt;&lt;script&gt;,"),
    ],
)
def test_a_contact_is_linked_where_it_is_an_address(store: Path, contact: str, shown: str) -> None:
    with TestClient(make_app(Desk(store), contact=contact)) as client:
        assert shown in client.get("/about").text


def test_the_data_are_cited_in_each_form(client: TestClient, kg: KnowledgeGraph) -> None:
    entry = bibtexparser.parse_string(client.get("/about/cite.bib").text).entries[0]
    assert entry.fields_dict["version"].value == f"sha256:{kg.version}"
    assert "TY  - DATA" in client.get("/about/cite.ris").text
    assert client.get("/about/cite.json").json()[0]["type"] == "dataset"
    assert client.get("/about/cite.doc").status_code == 404


def test_a_citation_of_another_version_is_refused_and_not_given_of_this_one(
    client: TestClient,
) -> None:
    gone = client.get("/about/cite.bib?version=00000000")
    assert gone.status_code == 410
    assert "data version 00000000" in gone.text
