"""grounds: the pages of sources.yml, and what a fact of the registry rests on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import mini
from atgraph.build.whole import build_graph, inspect
from atgraph.data.registry import read_registry
from atgraph.data.registry.grounds import Fact
from atgraph.data.transcript import read_programme
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import ATG

SCHEMA = "https://schema.org/"
REGISTRY = mini.REAL / "registry"
PROGRAMME = "osce-alliance-19-side-events"
PAGE = "https://harbour.example/about"
BODY = "- id: organization_bay\n  label: Bay\n  type: company\n"


def read(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    _, problems = read_registry(folder, mini.ontology())
    return [f"{Path(p.path).name}:{p.line}: {p.message}" for p in problems]


def findings(folder: Path, source: str, pages: str = "") -> list[str]:
    """Return what is wrong with the mini programme and one more body with this source."""
    data = mini.copy_data(folder)
    with (data / "registry" / "organizations.yml").open("a", encoding="utf-8") as bodies:
        bodies.write(f"\n{BODY}  source: {source}\n")
    with (data / "registry" / "sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(pages)
    return [problem.message for problem in inspect(data).violations]


def test_a_page_is_read_with_its_day_title_and_publisher(tmp_path: Path) -> None:
    row = f"- {{url: '{PAGE}', read: 2026-11-24, title: About, publisher: Harbour}}\n"
    (tmp_path / "sources.yml").write_text(row, encoding="utf-8")
    registry, problems = read_registry(tmp_path, mini.ontology())

    assert problems == []
    page = registry.pages[PAGE]
    assert (page.read, page.title, page.publisher) == (dt.date(2026, 11, 24), "About", "Harbour")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{url: harbour.example, read: 2026-11-24}", "url: 'harbour.example' has the wrong form"),
        (f"{{url: '{PAGE}'}}", "the key 'read' is missing; add it"),
        (f"{{url: '{PAGE}', read: yesterday}}", "read: 'yesterday' is not a date"),
        (
            f"{{url: '{PAGE}', read: 2999-01-01}}",
            "read: '2999-01-01' is a day to come; write the day on which the page was read",
        ),
        (f"{{url: '{PAGE}', read: 2026-11-24, author: A}}", "the key 'author' is not known here"),
    ],
)
def test_a_page_that_cannot_be_read_is_one_line(tmp_path: Path, row: str, message: str) -> None:
    (told,) = read(tmp_path, sources=f"- {row}\n")

    assert told.startswith(f"sources.yml:1: {message}")


def test_a_page_has_one_record(tmp_path: Path) -> None:
    row = f"- {{url: '{PAGE}', read: 2026-11-24}}\n"

    assert read(tmp_path, sources=row * 2) == [
        f"sources.yml:2: the page {PAGE} stands already on line 1; keep one"
    ]


@pytest.mark.parametrize(
    "source",
    ["{words: a charity}", "{programme: fair}", f"{{url: '{PAGE}', programme: fair, quotes: [a]}}"],
)
def test_a_source_is_a_page_or_a_programme_with_quotes(tmp_path: Path, source: str) -> None:
    (told,) = read(tmp_path, organizations=f"{BODY}  source: {source}\n")

    assert "is neither a page nor printed; write {url: …, words: …} or {programme: …" in told


def test_a_day_to_come_is_refused_beside_a_fact_too(tmp_path: Path) -> None:
    told = read(tmp_path, organizations=f"{BODY}  source: '{PAGE}'\n  read: 2999-01-01\n")

    assert told == [
        "organizations.yml:5: read: '2999-01-01' is a day to come; "
        "write the day on which the page was read"
    ]
    assert read(tmp_path, organizations=f"{BODY}  source: s\n  read: {dt.date.today()}\n") == []


@pytest.mark.slow
def test_a_source_of_the_version_before_is_read_and_a_shape_says_what_to_do(
    tmp_path: Path,
) -> None:
    day, address = sorted(findings(tmp_path, "docslib 2622500"))

    assert day.startswith("Say on which one day the page was read: in sources.yml")
    assert address.startswith("Write the address of a page that says it, with http:// or https://")


@pytest.mark.slow
@pytest.mark.parametrize("source", ["harbour.example/about", "{url: harbour.example, words: a}"])
def test_a_page_without_a_scheme_is_refused(tmp_path: Path, source: str) -> None:
    assert any(message.startswith("Write the address") for message in findings(tmp_path, source))


@pytest.mark.slow
def test_a_page_without_a_day_is_refused(tmp_path: Path) -> None:
    (message,) = findings(tmp_path, f"'{PAGE}'")

    assert message.startswith("Say on which one day the page was read")


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2999-01-01", "yesterday"])
def test_of_a_page_with_a_wrong_day_only_that_is_told(tmp_path: Path, day: str) -> None:
    (message,) = findings(tmp_path, f"'{PAGE}'", f"- {{url: '{PAGE}', read: {day}}}\n")

    assert message.startswith(f"read: '{day}' is ")


BAD = "https://harbour.example/[about"


@pytest.mark.slow
def test_an_address_that_is_none_is_told_with_its_line_as_a_source_too(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    facts = data / "registry" / "facts.yml"
    with facts.open("a", encoding="utf-8") as rows:
        rows.write("\n- tie: membership\n  member: organization_a\n  group: organization_b\n")
        rows.write(f"  source: '{BAD}'\n")
    mini.change(mini.transcript(data), "https://forum.example/venue", BAD)
    told = {Path(p.path): (p.line, p.message) for p in inspect(data).violations}

    message = f"'{BAD}' is not an address; copy it from the browser"
    line = facts.read_text(encoding="utf-8").count("\n")
    assert told[facts] == (line, f"url: {message}")
    assert told[mini.transcript(data)][1] == f"source: {message}"


@pytest.mark.slow
def test_a_page_of_the_sources_is_enough(tmp_path: Path) -> None:
    assert findings(tmp_path, f"'{PAGE}'", f"- {{url: '{PAGE}', read: 2026-11-24}}\n") == []


@pytest.mark.slow
def test_words_of_a_programme_are_looked_for_in_its_text(tmp_path: Path) -> None:
    told = findings(tmp_path, f"{{programme: {mini.ID}, quotes: [a bay of no programme]}}")

    assert len(told) == 1
    assert "a bay of no programme" in told[0]


@pytest.mark.slow
def test_a_programme_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert findings(tmp_path, "{programme: another-forum, quotes: [a bay]}") == [
        "there is no programme 'another-forum'; correct it, or name a page"
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("quotes", "event"),
    [
        (["Delegation of Westland to the Harbour Network"], f"event_{mini.ID}_open-doors"),
        (["the Ministry of Labour, supported by Quayside Bank"], f"event_{mini.ID}_fair-work"),
        (["the Harbour Network and the", "Ministry of Labour, NO"], f"event_{mini.ID}"),
        (["EXAMPLE FORUM AGAINST"], f"event_{mini.ID}"),
    ],
    ids=["one session", "another session", "two sessions", "the cover"],
)
def test_a_fact_that_a_programme_prints_opens_its_words_and_is_stated_by_their_event(
    tmp_path: Path, quotes: list[str], event: str
) -> None:
    data = mini.copy_data(tmp_path)
    mini.change(
        data / "registry" / "organizations.yml",
        'within: [{is: organization_westland, source: "https://registry.example"}]',
        f"within: [{{is: organization_westland, source: {{programme: {mini.ID}, "
        f"quotes: {json.dumps(quotes)}}}}}]",
    )
    rows = Graph(build_graph(data).store).select(
        "SELECT ?words ?event { ?tie atg:hasUnit atgd:organization_westland-delegation ;"
        " atg:isStatedIn ?event ; atg:hasEvidence/atg:exactText ?words }"
    )

    assert sorted((r["words"].value, r["event"].value.rsplit("/", 1)[1]) for r in rows) == sorted(
        (words, event) for words in quotes
    )


@pytest.mark.slow
def test_a_thing_with_neither_type_nor_country_has_the_page_of_its_name(tmp_path: Path) -> None:
    """Of a tool there is nothing else that its source could stand for."""
    data = mini.copy_data(tmp_path)
    with (data / "registry" / "tools.yml").open("a", encoding="utf-8") as tools:
        tools.write("\n- {id: tool_tide, label: Tide, source: tide.example}\n")
    told = {problem.message.partition(",")[0] for problem in inspect(data).violations}

    assert told == {
        "Say on which one day the page was read: in sources.yml of the registry",
        "Write the address of a page that says it",
    }


@pytest.mark.slow
def test_where_a_programme_takes_place_has_its_page_too(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    row = Graph(build_graph(data).store).select(
        f"SELECT ?read ?page {{ atgd:event_{mini.ID} atg:hasEvidence ?reference ."
        f" ?reference atg:supportsProperty atg:takesPlaceIn ; atg:dateRead ?read ;"
        f" atg:isReferenceTo/<{SCHEMA}url> ?page }}"
    )
    mini.change(mini.transcript(data), '"https://forum.example/venue"', "the hotel")
    told = {problem.message.partition(",")[0] for problem in inspect(data).violations}

    assert [(r["page"].value, r["read"].value) for r in row] == [
        ("https://forum.example/venue", "2026-11-24")
    ]
    assert told == {
        "Say on which one day the page was read: in sources.yml of the registry",
        "Write the address of a page that says it",
    }


# --- the real registry ---


def facts() -> Iterator[Fact]:
    registry, problems = read_registry(REGISTRY, mini.ontology())
    assert problems == []
    for one in registry.identities.values():
        yield from (one, *one.links(), *one.identifiers, *one.pages)
    for row in registry.facts:
        yield Fact.model_validate({key: row[key] for key in ("source", "read") if key in row})


def test_each_page_of_the_registry_has_a_record_and_each_record_a_fact() -> None:
    programme = read_programme(mini.REAL / "programmes" / PROGRAMME / "programme.yml")
    named = {f.source.url for f in facts()} - {"printed"} | {c.source for c in programme.context}
    rows = yaml.safe_load((REGISTRY / "sources.yml").read_text(encoding="utf-8"))

    assert named == {row["url"] for row in rows}


def test_nearly_each_fact_read_elsewhere_has_its_words() -> None:
    """Those without are addresses and identifiers, which the page is or lists."""
    read_elsewhere = [f for f in facts() if f.source.url != "printed"]

    assert [f for f in read_elsewhere if not f.source.words and not hasattr(f, "url")] == []


@pytest.mark.slow
def test_each_source_of_the_published_graph_can_be_cited() -> None:
    kg = mini.real()
    pages = list(
        kg.select(
            f"SELECT ?r ?page ?url ?read {{ ?r <{ATG}isReferenceTo> ?page . "
            f"OPTIONAL {{ ?page <{SCHEMA}url> ?url }} OPTIONAL {{ ?r <{ATG}dateRead> ?read }} }}"
        )
    )

    assert len(pages) > 100
    assert [row for row in pages if not {"url", "read"} <= row.keys()] == []
