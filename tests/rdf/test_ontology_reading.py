"""ontology: what the declarations say of each kind of record."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import mini
from atgraph.errors import UnreadableError
from atgraph.rdf.namespaces import ATG, ATGV, LABEL, SKOS, XSD
from atgraph.rdf.ontology import Ontology

# Design, section 3: the table of ties, and the claim.
RECORDS = {
    "participation": ("Participation", "participant", "event"),
    "organizing": ("Organizing", "organizer", "event"),
    "presentation": ("Presentation", "event", "presents"),
    "affiliation": ("Affiliation", "affiliate", "organization"),
    "membership": ("Membership", "member", "group"),
    "partnership": ("Partnership", "partners", "partners"),
    "involvement": ("Involvement", "involved", "in"),
    "subordination": ("Subordination", "unit", "parent"),
    "accreditation": ("Accreditation", "accredited", "to"),
    "mention": ("Mention", "event", "mentions"),
    "theme": ("ThemeAssignment", "about", "theme"),
    "background": ("Background", "event", "theme"),
    "kind-involvement": ("KindInvolvement", "in", "kind"),
}


def test_every_kind_of_record_of_the_design_is_declared() -> None:
    assert set(mini.ontology().records) == {*RECORDS, "claim"}


@pytest.mark.parametrize("name", RECORDS)
def test_a_tie_declares_its_class_and_the_keys_of_its_ends(name: str) -> None:
    kind = mini.ontology().records[name]
    class_name, source, target = RECORDS[name]

    assert kind.iri == ATG + class_name
    assert kind.is_tie
    assert kind.supers == (ATG + class_name, ATG + "Tie")
    assert kind.end_keys() == list(dict.fromkeys([source, target]))
    assert (kind.source == kind.target) == (name == "partnership")
    assert {"role", "status", "date"} <= set(kind.properties)


def test_a_claim_is_a_record_but_no_tie() -> None:
    claim = mini.ontology().records["claim"]

    assert not claim.is_tie
    assert claim.end_keys() == []
    assert set(claim.properties) == {
        "about",
        "by",
        "counts",
        "claim",
        "stated",
        "comparator",
        "value",
        "unit",
        "date",
    }


def test_a_date_fills_two_properties() -> None:
    assert [p.iri for p in mini.ontology().records["claim"].properties["date"]] == [
        ATG + "earliestDate",
        ATG + "latestDate",
    ]


def test_what_may_be_left_out_means_the_event_of_the_session() -> None:
    records = mini.ontology().records
    defaulted = {
        name: {k for k, ps in kind.properties.items() if any(p.session_default for p in ps)}
        for name, kind in records.items()
    }

    assert {name: keys for name, keys in defaulted.items() if keys} == {
        "participation": {"event"},
        "organizing": {"event"},
        "presentation": {"event"},
        "mention": {"event"},
        "theme": {"about"},
        "background": {"event"},
        "claim": {"about"},
    }


def test_properties_know_their_datatype_and_whether_words_must_be_printed() -> None:
    found = {p.iri.removeprefix(ATG): p for p in mini.ontology().properties}

    assert found["value"].datatype == XSD + "decimal"
    assert found["earliestDate"].datatype == XSD + "date"
    assert found["statedTitle"].datatype == XSD + "string"
    assert {n for n, p in found.items() if p.verbatim} == {
        "statedTitle",
        "statedHonorific",
        "statedCountry",
        "statedRoom",
        "statedLanguage",
        "statedSubtitle",
        "statedValue",
        "comparator",
        "unit",
    }
    assert found["hasRole"].is_object
    assert not found["value"].is_object


def test_concepts_are_those_of_a_scheme_and_plurals_name_classes() -> None:
    ontology = mini.ontology()

    assert ontology.concepts["role_moderator"] == ATGV + "role_moderator"
    assert ontology.concepts["theme_blockchain"] == ATGV + "theme_blockchain"
    assert not any(name.endswith("-roles") for name in ontology.concepts)
    assert ontology.plurals["people"] == ATG + "Person"
    assert ontology.supers(ATG + "Person") == (ATG + "Person", ATG + "Actor")


def test_values_and_subjects_are_read_in_the_order_of_the_files() -> None:
    ontology = mini.ontology()

    assert ontology.value(ATG + "Participation", ATG + "edgeShortcut") == ATG + "participatesIn"
    assert ontology.value(ATG + "Participation", ATG + "none", "nothing") == "nothing"
    assert ATGV + "role_speaker" in list(ontology.subjects(SKOS + "inScheme"))
    assert list(ontology.subjects(ATG + "recordName")) == list(
        dict.fromkeys(ontology.subjects(ATG + "recordName"))
    )


def test_supers_end_also_where_classes_run_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "atgraph.ttl").write_text(
        "@prefix a: <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        " a:A rdfs:subClassOf a:B . a:B rdfs:subClassOf a:A ."
    )

    assert Ontology.read(tmp_path).supers("http://e/A") == ("http://e/A", "http://e/B")


def test_a_file_that_is_no_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "atgraph.ttl").write_text(
        "@prefix a: <http://e/> .\na:A a:b a:c .\na:A a:b ;;; x\n"
    )

    with pytest.raises(UnreadableError) as told:
        Ontology.read(tmp_path)
    assert str(told.value).startswith(f"{tmp_path / 'atgraph.ttl'}:3: is not Turtle")


def test_a_missing_ontology_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"atgraph\.ttl: cannot be read"):
        Ontology.read(tmp_path)


@pytest.mark.slow
def test_it_is_read_once_while_no_file_changes(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(mini.ROOT / "ontology", tmp_path / "ontology"))
    first = Ontology.read(copy)
    assert Ontology.read(copy) is first

    mini.change(copy / "vocab" / "statuses.ttl", '"invited"@en', '"asked"@en')
    changed = Ontology.read(copy)
    assert "asked" in changed.values(ATGV + "status_invited", LABEL.value)

    (copy / "published" / "osce-pillars.ttl").unlink()
    assert len(Ontology.read(copy).quads) < len(changed.quads)
