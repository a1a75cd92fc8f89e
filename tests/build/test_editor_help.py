"""The queries with which the editor of SIB begins are answered by the graph."""

import pytest

from atgraph.api import KnowledgeGraph
from atgraph.graph.graph import text
from atgraph.rdf.namespaces import ATG, XSD, prefixes

# As https://github.com/sib-swiss/sparql-editor sends them (packages/sparql-editor/src/metadata.ts).
PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace
WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix}
ORDER BY ?prefix"""
CLASSES = """PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype ?triples
WHERE {
  {
    ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
    ?pp void:property ?prop .
    OPTIONAL { ?pp void:triples ?triples }
    OPTIONAL {
      { ?pp void:classPartition [ void:class ?objectClass ] . }
      UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] . }
    }
  } UNION {
    ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
      void:linkPredicate ?prop ;
      void:objectsTarget [ void:class ?objectClass ] .
  }
}"""
EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?sq ?comment ?query
WHERE {
  ?sq a sh:SPARQLExecutable ;
    rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq"""
EMPTY = {"organizations-by-presence"}  # on these data: nobody was present for the first theme


def test_prefixes(kg: KnowledgeGraph) -> None:
    found = {text(row, "prefix"): text(row, "namespace") for row in kg.select(PREFIXES)}
    assert found == prefixes()


def test_which_class_has_which_property_with_which_values(kg: KnowledgeGraph) -> None:
    names = ("subjectClass", "prop", "objectClass", "objectDatatype")
    rows = list(kg.published().select(CLASSES))
    found = {tuple(text(row, name) for name in names) for row in rows}
    assert (ATG + "Membership", ATG + "hasMember", ATG + "Organization", "") in found
    assert (ATG + "Passage", ATG + "startLine", "", XSD + "integer") in found
    # the figure is that of the graph itself
    count = "SELECT (COUNT(*) AS ?n) { ?s a atg:Membership ; atg:hasMember ?o }"
    [counted] = kg.published().select(count)
    said = {
        text(row, "triples")
        for row in rows
        if (text(row, "subjectClass"), text(row, "prop")) == (ATG + "Membership", ATG + "hasMember")
    }
    assert said == {text(counted, "n")}


@pytest.mark.slow
def test_examples_run_as_they_stand_and_have_an_answer(kg: KnowledgeGraph) -> None:
    published = kg.published()
    rows = list(published.select(EXAMPLES))
    assert len(rows) > 40
    without = {
        text(row, "sq").partition("#question-")[2]
        for row in rows
        if not any(published.select(text(row, "query")))
    }
    assert without <= EMPTY
    assert not any("/id/person_" in text(row, "query") for row in rows)
