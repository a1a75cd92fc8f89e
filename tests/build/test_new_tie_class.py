"""A new kind of tie is a block in the ontology, a shape and a record: no code knows its name."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import mini
from atgraph.rdf.namespaces import ATG, ATGD

pytestmark = pytest.mark.slow

BLOCK = """
# --- Added by a test -----------------------------------------------------------

atg:Endorsement
    a owl:Class ;
    rdfs:subClassOf atg:Tie ;
    rdfs:isDefinedBy <https://w3id.org/atgraph/ontology> ;
    rdfs:label "endorsement"@en ;
    skos:definition "A tie that says that an actor speaks for another in public."@en ;
    skos:example "A foundation that recommends a shelter."@en ;
    atg:pluralName "endorsements" ;
    atg:edgeSource atg:hasEndorser ;
    atg:edgeTarget atg:endorses ;
    atg:edgeKind atgv:tie-kind_declared ;
    atg:edgeShortcut atg:speaksFor ;
    atg:projectionKind atgv:tie-kind_declared ;
    atg:recordName "endorsement" .

atg:hasEndorser
    a owl:ObjectProperty ;
    rdfs:isDefinedBy <https://w3id.org/atgraph/ontology> ;
    rdfs:label "has endorser"@en ;
    skos:definition "Links an endorsement to the actor that speaks."@en ;
    schema:domainIncludes atg:Endorsement ;
    schema:rangeIncludes atg:Person, atg:Organization ;
    atg:recordKey "endorser" .

atg:endorses
    a owl:ObjectProperty ;
    rdfs:isDefinedBy <https://w3id.org/atgraph/ontology> ;
    rdfs:label "endorses"@en ;
    skos:definition "Links an endorsement to the actor that is spoken for."@en ;
    schema:domainIncludes atg:Endorsement ;
    schema:rangeIncludes atg:Person, atg:Organization ;
    atg:recordKey "endorses" .

atg:endorsedSince
    a owl:DatatypeProperty ;
    rdfs:isDefinedBy <https://w3id.org/atgraph/ontology> ;
    rdfs:label "endorsed since"@en ;
    skos:definition "When it began, as printed."@en ;
    schema:domainIncludes atg:Endorsement ;
    schema:rangeIncludes xsd:string ;
    atg:recordKey "since" ;
    atg:isVerbatim true .

atg:speaksFor
    a owl:ObjectProperty ;
    rdfs:isDefinedBy <https://w3id.org/atgraph/ontology> ;
    rdfs:label "speaks for"@en ;
    skos:definition "Links an actor to one that it endorses."@en ;
    schema:domainIncludes atg:Actor ;
    schema:rangeIncludes atg:Actor ;
    atg:isDerivedBy atgd:rule_shortcuts .
"""

SHAPE = """
@prefix atg: <https://w3id.org/atgraph/ontology#> .
@prefix atgs: <https://w3id.org/atgraph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

atgs:EndorsementShape
    a sh:NodeShape ;
    sh:targetClass atg:Endorsement ;
    sh:property atgs:Endorsement-endorses .

atgs:Endorsement-endorses
    a sh:PropertyShape ;
    sh:path atg:endorses ;
    sh:class atg:Actor ;
    sh:minCount 1 ;
    sh:maxCount 1 ;
    sh:disjoint atg:hasEndorser ;
    sh:severity sh:Violation ;
    sh:name "endorsed"@en ;
    sh:message "Name the one actor that is spoken for, another than the one who speaks."@en .
"""

RECORD = """  - tie: endorsement
    session: open-doors
    endorser: "Institute for Fair Work"
    endorses: "Harbour Network"
    since: "2019"
    quotes: ["the Institute for Fair Work, the Harbour Network wrote the Open Door Report,
      which counts more than 40 shelters in 2019."]
"""
INSTITUTE, HARBOUR = (
    f"{ATGD}organization_institute-for-fair-work",
    f"{ATGD}organization_harbour-network",
)


@dataclass(frozen=True)
class World:
    """A folder with an ontology of its own, and the data written for it."""

    home: Path
    data: Path

    def run(self, *arguments: object) -> mini.Run:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ATGRAPH_HOME", str(self.home))
            return mini.here(*arguments)

    def rows(self, query: str) -> list[dict[str, str]]:
        run = mini.atgraph("sparql", query, "--format", "json", ATGRAPH_HOME=str(self.home))
        found = json.loads(run.out)
        return [{k: v["value"] for k, v in row.items()} for row in found["results"]["bindings"]]


def make_world(folder: Path) -> World:
    home = folder / "home"
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, home / name)
    with (home / "ontology" / "atgraph.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(BLOCK)
    (home / "ontology" / "shapes" / "Endorsement.ttl").write_text(SHAPE, encoding="utf-8")
    data = mini.copy_data(folder)
    mini.change(mini.transcript(data), "  - tie: mention\n", RECORD + "  - tie: mention\n")
    return World(home, data)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = make_world(tmp_path_factory.mktemp("world"))
    built = made.run("build", "--data", made.data)
    assert built.code == 0, built.err
    return made


def test_without_its_block_the_record_is_not_understood(world: World, tmp_path: Path) -> None:
    run = mini.here("build", "--data", world.data, "--store", tmp_path / "store")

    assert (run.code, len(run.lines)) == (1, 1)
    assert "tie: 'endorsement' is not a kind of tie" in run.err


def test_it_is_read_with_ends_evidence_status_and_its_own_key(world: World) -> None:
    (row,) = world.rows("""
        SELECT ?tie ?from ?to ?since ?status ?line ?session WHERE {
          ?tie a atg:Endorsement, atg:Tie ; atg:hasEndorser ?from ; atg:endorses ?to ;
            atg:endorsedSince ?since ; atg:hasStatus ?status ;
            atg:isStatedIn ?session ; atg:hasEvidence/atg:startLine ?line }""")

    assert row.pop("tie").startswith(f"{ATGD}endorsement_{mini.ID}_open-doors_")
    assert row == {
        "from": INSTITUTE,
        "to": HARBOUR,
        "since": "2019",
        "status": "https://w3id.org/atgraph/vocab/status_confirmed",
        "line": "28",
        "session": f"{ATGD}event_{mini.ID}_open-doors",
    }


def test_its_shortcut_and_its_ends_are_derived(world: World) -> None:
    assert world.rows(
        "SELECT ?a ?b { GRAPH <https://w3id.org/atgraph/graph/derived> { ?a atg:speaksFor ?b } }"
    ) == [{"a": INSTITUTE, "b": HARBOUR}]
    connected = world.rows(
        "SELECT ?end { ?tie a atg:Endorsement ; atg:connects ?end } ORDER BY ?end"
    )
    assert [r["end"] for r in connected] == sorted([INSTITUTE, HARBOUR])


def test_a_card_shows_it_with_its_words(world: World) -> None:
    card = world.run("show", "institute for fair work").out

    assert "endorsement (1)\n  Harbour Network, endorsed since: 2019\n" in card
    assert (
        "source.txt:28: “the Institute for Fair Work, the Harbour Network wrote the "
        "Open Door Report, which counts" in card
    )


def test_questions_that_name_no_class_answer_with_it(world: World) -> None:
    works = world.run("ask", "who-works-with", "--organization", "HN", "--format", "tsv").out
    stated = world.run("ask", "where-stated", "--thing", "HN", "--format", "tsv").out

    assert any(
        "endorsement" in line and "Institute for Fair Work" in line for line in works.splitlines()
    )
    assert any("endorsement" in line and "source.txt\t28\t" in line for line in stated.splitlines())


def test_it_is_listed_by_kind_of_tie_nowhere_by_name_in_the_code() -> None:
    assert not [
        p
        for p in (mini.ROOT / "src").rglob("*.py")
        if "ndorsement" in p.read_text(encoding="utf-8")
    ]


def test_a_map_draws_it(world: World, tmp_path: Path) -> None:
    page, plain = tmp_path / "with.html", tmp_path / "without.html"
    assert world.run("map", "actors", "-o", page).code == 0
    mini.change(mini.transcript(mini.copy_data(tmp_path)), "edition: 3", "edition: 3")
    assert world.run("build", "--data", tmp_path / "data", "--store", tmp_path / "store").code == 0
    assert world.run("map", "actors", "--store", tmp_path / "store", "-o", plain).code == 0

    assert "endorsement" in page.read_text(encoding="utf-8")
    assert "endorsement" not in plain.read_text(encoding="utf-8")


def test_the_network_links_by_it_and_leads_over_it(world: World) -> None:
    partners = world.run(
        "network",
        "partners",
        "institute for fair work",
        "--data",
        world.data,
        "--evidence",
        "--format",
        "csv",
    ).out
    path = world.run(
        "network",
        "path",
        "institute for fair work",
        "Harbour Network",
        "--data",
        world.data,
        "--format",
        "json",
    ).out

    (row,) = [line for line in partners.splitlines() if "endorsement" in line]
    assert (
        row.startswith("declared,endorsement,Harbour Network,,organization,")
        and "source.txt:28" in row
    )
    (hop,) = json.loads(path)["paths"][0]["hops"]
    assert {"endorsement", "partnership"} == {tie["how"] for tie in hop["ties"]}


def test_its_shape_is_heard(world: World, tmp_path: Path) -> None:
    data = Path(shutil.copytree(world.data, tmp_path / "data"))
    line = (
        mini.change(
            mini.transcript(data),
            '    endorses: "Harbour Network"\n',
            '    endorses: "Institute for Fair Work"\n',
        )
        - 3
    )
    run = world.run("build", "--data", data, "--store", tmp_path / "store")

    assert (run.code, len(run.lines)) == (1, 1)
    assert run.err.startswith(
        f"{mini.transcript(data)}:{line}: Name the one actor that is spoken for"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('    endorser: "Institute for Fair Work"\n', "", "The key “endorser” is missing."),
        (
            '    since: "2019"\n',
            '    since: "2018"\n',
            "The value of “since” is not in the quotes of its record.",
        ),
        (
            '    since: "2019"\n',
            '    until: "2019"\n',
            "(the keys here are: date, endorser, endorses, holds, quotes, role, session, since,"
            " status)",
        ),
    ],
)
def test_its_keys_are_checked_like_those_of_any_other(
    world: World, tmp_path: Path, old: str, new: str, message: str
) -> None:
    data = Path(shutil.copytree(world.data, tmp_path / "data"))
    mini.change(mini.transcript(data), old, new)
    run = world.run("check", "--data", data)

    assert (run.code, len(run.lines)) == (1, 1), run.err
    assert message in run.out


def test_it_has_a_class_of_the_ontology_as_its_iri(world: World) -> None:
    assert world.run("list", "--format", "json").code == 0
    assert world.rows(f"SELECT ?label {{ <{ATG}Endorsement> rdfs:label ?label }}") == [
        {"label": "endorsement"}
    ]
