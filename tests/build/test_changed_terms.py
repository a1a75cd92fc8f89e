"""A build after a change of the ontology, its vocabularies, shapes or checks."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from histories import World
from pyoxigraph import Literal, NamedNode, Store, Triple
from test_histories import DATA, STORE, begun, differences  # noqa: F401

import mini
from atgraph.build.build import build
from atgraph.build.change.concepts import check_terms
from atgraph.build.change.memory import UnusableError
from atgraph.build.change.next_graph import NextGraph
from atgraph.build.whole import build_graph
from atgraph.errors import AtgraphError, ValidationError
from atgraph.graph.store import LINK
from atgraph.rdf.namespaces import ALT_LABEL, SKOS, TYPE, atg, atgv
from atgraph.rdf.ontology import CONCEPT, Ontology

pytestmark = pytest.mark.slow

ROLES = Path("home", "ontology", "vocab", "harbour-roles.ttl")
Followed = list[object]


@pytest.fixture
def world(
    begun: tuple[Path, World],  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """A world of its own with its graph, in the folder that is the present one."""
    start, world = begun[0], deepcopy(begun[1])
    for name in (DATA, STORE):
        shutil.copytree(start / name, tmp_path / name, symlinks=True)
    world.terms.home = Path(shutil.copytree(world.terms.home, tmp_path / "home", symlinks=True))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATGRAPH_HOME", str(world.terms.home))
    return world


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> Followed:
    """What was built as a change."""
    found: Followed = []
    derive = NextGraph.derive
    monkeypatch.setattr(NextGraph, "derive", lambda *a: found.append(derive(*a)))
    return found


def change(path: Path | str, old: str, new: str) -> None:
    """Change a file of the ontology or the queries, which may be a link to the project's."""
    file = Path("home", path) if isinstance(path, str) else path
    text = file.read_text(encoding="utf-8")
    file.unlink()
    file.write_text(text, encoding="utf-8")
    mini.change(file, old, new)


def published() -> Path:
    return (STORE / LINK).resolve()


def expect_built_as_everything() -> None:
    built = build(DATA, STORE)
    assert built.why_anew == ""
    assert not [*differences(STORE, built, build_graph(DATA))]


def test_words_of_concepts_are_followed_and_the_same_ontology_elsewhere_is_no_other(
    world: World, followed: Followed
) -> None:
    before = published()
    assert (build(DATA, STORE).why_anew, published()) == ("", before)
    change(ROLES, '"pilot of', '"one who guides to')
    change(ROLES, 'aboard"@en', 'aboard"@en, "navigator"@en')
    change(ROLES, "atgv:role_", "# a line that moves others\n\natgv:role_")
    change("ontology/published/gmsd-providers.ttl", "belong to a state", "belong to states")

    expect_built_as_everything()
    assert (len(followed), published() == before) == (1, False)


def test_concepts_that_come_and_go_are_followed(world: World, followed: Followed) -> None:
    used = next(part["role"] for part in world.parts() if part["role"] != "speaker")
    world.terms.roles["pilot-new"] = world.terms.roles.pop(used)
    for part in world.parts():
        part["role"] = "pilot-new" if part["role"] == used else part["role"]
    world.add_term()
    world.write()

    expect_built_as_everything()
    assert len(followed) == 1


def test_a_concept_that_goes_while_a_programme_has_it_stops_the_build(world: World) -> None:
    before = published()
    used = next(part["role"] for part in world.parts() if part["role"] != "speaker")
    world.terms.roles.pop(used)
    world.write()

    with pytest.raises(AtgraphError, match=f"'{used}' is not in the vocabulary"):
        build(DATA, STORE)
    assert published() == before


def test_what_only_judges_or_describes_is_followed_and_judges_everything(
    world: World, followed: Followed
) -> None:
    world.change_shape()
    world.terms.write(world.terms.home)
    # what it finds stands in programmes that are not read
    change("ontology/shapes/Harbour.ttl", "atg:Organization", "atg:Organization, atg:Participation")
    change("ontology/shapes/Harbour.ttl", "sh:pattern", "sh:minCount 1 ; sh:pattern")
    change("ontology/style/Concept.ttl", "another language", "other languages")
    change("ontology/context.jsonld", "{", "{ ")
    change("queries/ask/people-in-several-events.rq", "more than one event", "several events")

    expect_built_as_everything()
    assert len(followed) == 1
    assert any("Harbour-label" in problem.message for problem in build(DATA, STORE).warnings)


def test_a_shape_or_check_that_finds_something_now_stops_the_build(
    world: World, followed: Followed
) -> None:
    before = published()
    change("ontology/shapes/Organization.ttl", "sh:path rdfs:label ;", "sh:path rdfs:comment ;")

    with pytest.raises(ValidationError, match="Organization-label"):
        build(DATA, STORE)
    assert (len(followed), published()) == (1, before)


A_BODY = """#+ summary: There is a body
#+ description: |
#+   Problem: there is one.
#+   Solution: none.
#+ tags: [check]
#+ runs:
#+   for: [body]

PREFIX atg: <https://w3id.org/atgraph/ontology#>

SELECT ?body
WHERE {
  ?body a atg:Organization .
}
ORDER BY ?body
"""


def test_a_new_check_looks_at_what_did_not_change(world: World, followed: Followed) -> None:
    before = published()
    Path("home", "queries", "checks", "a-body.rq").write_text(A_BODY, encoding="utf-8")

    with pytest.raises(ValidationError, match="There is a body"):
        build(DATA, STORE)
    assert (len(followed), published()) == (1, before)


def test_a_check_of_the_ontology_looks_at_words_that_changed(
    world: World, followed: Followed
) -> None:
    before = published()
    change(ROLES, 'aboard"@en', 'aboard"')

    with pytest.raises(ValidationError, match="label-without-a-language"):
        build(DATA, STORE)
    assert (len(followed), published()) == (1, before)


COUNTING = """
atgs:HarbourShape
    sh:sparql atgs:Harbour-many ;
    sh:severity sh:Warning ;
    sh:message "There are many."@en .

atgs:Harbour-many
    sh:prefixes <https://w3id.org/atgraph/shapes> ;
    sh:select "SELECT $this (COUNT(?all) AS ?value) WHERE { ?all a ?class } GROUP BY $this" .
"""


def test_a_shape_of_which_it_is_not_known_what_it_reads_judges_everything_each_time(
    world: World,
) -> None:
    world.change_shape()
    world.terms.write(world.terms.home)
    with Path("home", "ontology", "shapes", "Harbour.ttl").open("a", encoding="utf-8") as file:
        file.write(COUNTING)
    built = build(DATA, STORE)

    assert "a shape looks at the whole graph" in built.why_anew
    assert any("so it looks at the whole graph each time" in p.message for p in built.warnings)


def declares(said: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
    """Compare an ontology that says one thing more with the graph of one that does not."""
    store, known = Store(), mini.ontology()
    store.extend(known.quads)
    check_terms(Ontology((*known.triples, Triple(atgv(said), predicate, value))), store)


def test_only_concepts_and_their_words_are_said_without_a_look_at_everything() -> None:
    declares("role_speaker", ALT_LABEL, Literal("orator", language="en"))
    declares("role_orator", TYPE, NamedNode(CONCEPT))
    for more in (
        ("role_speaker", TYPE, atg("Role")),
        ("role_speaker", NamedNode(f"{SKOS}broader"), atgv("role_host")),
        ("role_orator", ALT_LABEL, Literal("orator")),  # no concept
        ("comparator_nowhere-near", TYPE, NamedNode(CONCEPT)),
        ("comparator_at-least", ALT_LABEL, Literal("or more")),  # by which numbers are read
        ("comparators", ALT_LABEL, Literal("words")),  # no concept
    ):
        with pytest.raises(UnusableError, match="declares something else than"):
            declares(*more)


def test_why_everything_is_built_is_told(world: World) -> None:
    change("ontology/vocab/comparators.ttl", '"above"@en, ', '"above"@en, "beyond"@en, ')
    run = mini.here("build", "--data", DATA, "--store", STORE)

    assert run.code == 0
    assert "built everything anew" in run.err
    assert "the ontology declares something else than concepts and their words" in run.err
