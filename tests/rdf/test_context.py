"""context: how terms are written in JSON, kept beside the ontology and never fetched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

import context
import mini
from atgraph.errors import UnreadableError
from atgraph.rdf.json_ld import CONTEXT_FILE, read_context
from atgraph.rdf.namespaces import ATG, LABEL, ONTOLOGY, OWL, TYPE, XSD, prefixes

FOLDER = mini.ROOT / "ontology"
CONTEXT = read_context(FOLDER)


def test_the_kept_context_is_what_the_ontology_makes() -> None:
    made = context.serialize_context(mini.ontology(), FOLDER)

    assert (FOLDER / CONTEXT_FILE).read_text(encoding="utf-8") == made, (
        "write it anew with `make context`"
    )


def test_the_command_writes_it_into_the_folder_of_the_ontology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path / "ontology")
    (tmp_path / "ontology" / CONTEXT_FILE).unlink()
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))

    context.main()

    assert (tmp_path / "ontology" / CONTEXT_FILE).read_bytes() == (
        FOLDER / CONTEXT_FILE
    ).read_bytes()


def test_it_says_of_which_version_of_the_ontology_it_is() -> None:
    document = json.loads((FOLDER / CONTEXT_FILE).read_text(encoding="utf-8"))

    assert document["owl:versionInfo"] == mini.ontology().value(ONTOLOGY, OWL + "versionInfo")


def test_every_prefix_and_every_class_and_property_of_the_project_is_in_it() -> None:
    kinds = {OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")}
    own = {
        q.subject.value
        for q in mini.ontology().quads
        if q.predicate == TYPE and q.object.value in kinds
    }
    terms = {iri.removeprefix(ATG) for iri in own if iri.startswith(ATG)}

    assert len(terms) > 100
    assert terms <= set(CONTEXT)
    assert set(prefixes()) <= set(CONTEXT)


def test_every_term_leads_to_the_address_that_the_ontology_gives_it() -> None:
    document = {"@context": CONTEXT, "@id": "http://e/x", **{name: [] for name in ()}}
    for name, term in CONTEXT.items():
        if not name.startswith("@") and name not in {"id", "type", *prefixes()} and ":" not in name:
            used = (
                {"type": name}
                if isinstance(term, str)
                else {name: "2020-01-01" if term.get("@type") != "@id" else {"id": "http://e/y"}}
            )
            (made,) = parse(json.dumps({**document, **used}), format=RdfFormat.JSON_LD)
            assert (made.object if isinstance(term, str) else made.predicate).value == ATG + name


def test_values_are_written_as_the_ontology_and_the_shapes_say() -> None:
    assert CONTEXT["Event"] == "atg:Event"
    assert CONTEXT["isPartOfEvent"] == {
        "@id": "atg:isPartOfEvent",
        "@type": "@id",
    }  # one, by its shape
    assert CONTEXT["hasEvidence"] == {
        "@id": "atg:hasEvidence",
        "@type": "@id",
        "@container": "@set",
    }  # several
    assert CONTEXT["earliestDate"] == {"@id": "atg:earliestDate", "@type": "xsd:date"}
    assert CONTEXT["statedTitle"] == {"@id": "atg:statedTitle"}
    assert CONTEXT["skos:definition"]["@container"] == "@language"
    assert CONTEXT["rdfs:label"] == {"@id": LABEL.value}


def test_json_that_people_write_with_it_is_understood_by_three_readers() -> None:
    import rdflib

    written = {
        "@context": CONTEXT,
        "id": "atgd:event_x",
        "type": "Event",
        "rdfs:label": "Opening",
        "earliestDate": "2020-05-04",
        "isPartOfEvent": "atgd:event_whole",
        "skos:definition": {"en": "A test."},
    }
    ours = {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in parse(json.dumps(written), format=RdfFormat.JSON_LD)
    }
    theirs = {
        tuple(map(str, triple))
        for triple in rdflib.Graph().parse(data=json.dumps(written), format="json-ld")
    }
    dataset = parse(
        jsonld.to_rdf(written, {"format": "application/n-quads"}), format=RdfFormat.N_QUADS
    )
    reference = {(q.subject.value, q.predicate.value, q.object.value) for q in dataset}

    assert ours == theirs == reference
    assert len(ours) == 5
    assert any(
        q.object.datatype.value == XSD + "date"
        for q in parse(json.dumps(written), format=RdfFormat.JSON_LD)
        if q.predicate.value == ATG + "earliestDate"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{\n"@context": "http://127.0.0.1:9/c"}',
            "2: takes its @context from http://127.0.0.1:9/c, which is never fetched",
        ),
        (
            '{"@context": {\n"@import": "http://127.0.0.1:9/c"}}',
            "2: takes its @context from http://127.0.0.1:9/c, which is never fetched",
        ),
        ('{"@context": [{}]}', " holds no @context; write it anew with `make context`"),
        ("[]", " holds no @context; write it anew"),
        ('{"@context": {},\n}', "2: is not JSON: "),
    ],
)
def test_a_context_that_was_tampered_with_is_told(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / CONTEXT_FILE
    path.write_text(text)

    with pytest.raises(UnreadableError) as found:
        read_context(tmp_path)
    assert str(found.value).startswith(f"{path}:{told}")
