"""How typed texts are tried in turn, and how the rows of names become things."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from atgraph.api import KnowledgeGraph
from atgraph.ask import lookup
from atgraph.ask.lookup import find, recognize, things
from atgraph.ask.things import Thing
from atgraph.errors import EndpointError, NotFoundError
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, ON_REQUEST
from invented import Canned, from_turtle

CLASSES = """
    atg:Tool atg:pluralName "tools" ; a owl:Class ; rdfs:label "tool" .
    atg:Event atg:pluralName "events" ; a owl:Class ; rdfs:label "event" .
    atg:Source atg:pluralName "sources" ; a owl:Class .
    atg:Actor atg:pluralName "actors" ; a owl:Class .
    atg:Person rdfs:subClassOf atg:Actor ; atg:pluralName "people" ; a owl:Class .
"""
NAMES = """
    atgd:tool_lantern a atg:Tool ; rdfs:label "Lantern Map" ; skos:altLabel "LM", "The Beacon" .
    atgd:event_talks a atg:Event ; rdfs:label "Harbour Talks" ; schema:sameAs <http://e.example/1> .
    atgd:source_talks a atg:Source ; rdfs:label "Harbour Talks" .
    atgd:person_p0001 a atg:Person, atg:Actor ; rdfs:label "Ána Sample" ;
      atg:knows "english", "QX" .
    atgv:role_speaker a skos:Concept ; rdfs:label "speaker" .
"""
KEYS = """
    atgd:tool_lantern atg:searchKey "lantern map", "lm", "beacon", "_lantern" .
    atgd:event_talks atg:searchKey "harbour talks", "_talks" .
    atgd:person_p0001 atg:searchKey "ana sample", "_p0001" .
"""
TOOL, EVENT, PERSON = f"{ATG}Tool", f"{ATG}Event", f"{ATG}Person"
LANTERN = Thing(f"{ATGD}tool_lantern", TOOL, ("Lantern Map", "LM", "The Beacon"))
TALKS = Thing(f"{ATGD}event_talks", EVENT, ("Harbour Talks",))
ANA = Thing(f"{ATGD}person_p0001", PERSON, ("Ána Sample",))
KG = from_turtle(CLASSES + NAMES + KEYS)


def message(kg: KnowledgeGraph, typed: str, class_iri: str | None = None) -> str:
    with pytest.raises(NotFoundError) as told:
        recognize(kg, typed, class_iri)
    return str(told.value)


# What is typed


@pytest.mark.parametrize(
    ("typed", "iri"),
    [
        (" <urn:a:b> ", "urn:a:b"),
        ("<>", ""),
        ("<urn:a", ""),
        ("urn:a>", ""),
        (" atgd:tool_lantern ", f"{ATGD}tool_lantern"),
        ("atgd:", ATGD),
        ("atgd", ""),
        ("nope:tool", ""),
        (":tool", ""),
        (f"{ATGV}role_speaker", f"{ATGV}role_speaker"),
        ("http://e.example/1", "http://e.example/1"),
        ("https://e.example/1", "https://e.example/1"),
        ("http:/e.example", ""),
        ("https:/e.example", ""),
        ("Lantern", ""),
        ("", ""),
    ],
)
def test_an_address_is_known_by_its_brackets_its_prefix_or_its_beginning(
    typed: str, iri: str
) -> None:
    assert lookup._as_iri(typed) == iri


@pytest.mark.parametrize(
    ("typed", "found", "whole"),
    [
        ("lantern map", LANTERN, True),
        ("Beacon", LANTERN, True),
        ("map", LANTERN, False),
        ("ana", ANA, False),
        ("atgd:event_talks", TALKS, True),
        ("http://e.example/1", TALKS, True),
    ],
)
def test_a_text_is_recognized_as_a_whole_name_or_as_a_part_of_one(
    typed: str, found: Thing, whole: bool
) -> None:
    assert recognize(KG, typed) == lookup.Recognized(typed, found, whole)
    assert find(KG, typed) == found


def test_a_text_that_fits_two_things_is_none_of_them() -> None:
    lee = 'atgd:tool_b a atg:Tool ; rdfs:label "Ana Lee" ; atg:searchKey "ana lee" .'
    twins = from_turtle(CLASSES + NAMES + KEYS + lee)

    assert find(twins, "Ana Lee").iri == f"{ATGD}tool_b"
    assert len(message(twins, "ana").splitlines()) == 3
    assert recognize(twins, "ana", PERSON).thing == ANA


def test_the_end_of_an_id_is_an_address_as_a_whole() -> None:
    assert recognize(KG, " P0001 ") == lookup.Recognized(" P0001 ", ANA, True)


@pytest.mark.parametrize("typed", ["ap", "lanternmap", "m", "xylophone", "", "„”", "<a b>"])
def test_a_piece_of_a_word_is_no_name(typed: str) -> None:
    assert message(KG, typed).startswith(f"nothing is called {typed!r} here")


def test_where_a_class_is_asked_for_only_its_things_are_found() -> None:
    assert find(KG, "lantern map", TOOL) == LANTERN
    assert find(KG, "lantern", f"{ATG}NoClass") == LANTERN
    assert message(KG, "atgd:tool_lantern", EVENT) == (
        f"“Lantern Map” ({LANTERN.iri}) is a tool, not an event; name another"
    )
    assert message(KG, "atgd:event_talks", PERSON) == (
        f"“Harbour Talks” ({TALKS.iri}) is an event, not a person; name another"
    )


def test_a_whole_name_of_another_kind_is_told_as_such() -> None:
    assert message(KG, "LM", EVENT) == "“Lantern Map” is a tool, not an event; name another"


def test_what_is_no_address_is_found_nowhere() -> None:
    assert lookup._identified(KG, "a b") == []
    assert lookup._identified(KG, LANTERN.iri) == [LANTERN]
    assert lookup._identified(KG, LANTERN.iri, EVENT) == []


# Rows of names


def row(thing: str, label: str, name: str = "", class_: str = "b") -> dict[str, str]:
    return {"thing": thing, "label": label, "class": class_} | ({"name": name} if name else {})


def test_rows_become_things_sorted_by_label_each_with_its_other_names_sorted() -> None:
    kg = Canned(
        *(row("urn:3", "Zebra", name) for name in "hgfedcba"),
        row("urn:2", "éland"),
        row("urn:1", "Eland", class_="a"),
        row("urn:1", "Eland", class_="c"),
        row("urn:1", "Eland", "Eland"),
        *(row("urn:0", label, "n") for label in "smrqpon"),
    )

    assert lookup._gathered(kg, "") == [
        Thing("urn:1", "c", ("Eland",)),
        Thing("urn:2", "b", ("éland",)),
        Thing("urn:0", "b", ("m", "n", "o", "p", "q", "r", "s")),
        Thing("urn:3", "b", ("Zebra", *"abcdefgh")),
    ]


def test_things_are_those_of_the_lowest_classes_but_for_sources() -> None:
    assert things(KG) == [ANA, TALKS, LANTERN]
    assert things(KG, TOOL) == [LANTERN]
    assert things(KG, f"{ATG}Actor") == [ANA]


# Slips


def test_names_are_likely_that_come_near_and_no_end_of_an_id_is_one() -> None:
    assert lookup._likely(KG, "lantren map", None) == [LANTERN]
    assert lookup._likely(KG, "lantren map", EVENT) == []
    assert lookup._likely(KG, "p0002", None) == []
    assert lookup._likely(KG, "xylophone", None) == []


def test_what_is_likely_is_asked_for_in_one_order() -> None:
    kg = Canned(*({"thing": f"urn:{n}", "key": f"squa{n}"} for n in "hgfedcba"))

    assert lookup._likely(kg, "squad", None)
    assert " ".join(f"<urn:{n}>" for n in "abcdefgh") in kg.asked[-1]


def test_a_slip_is_told_with_the_thing_that_is_called_nearly_so() -> None:
    assert message(KG, "lantren map") == (
        "nothing is called 'lantren map' here; did you mean “Lantern Map”?"
    )


def test_a_server_without_a_whole_list_says_so_of_a_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise EndpointError("the server stopped at 10,000 rows")

    monkeypatch.setattr(lookup, "_likely", cut)

    assert message(KG, "lantren map") == (
        "nothing is called 'lantren map' here; the server gives no whole list of names to compare"
        " it with"
    )


# Who may be named


def test_people_who_are_listed_on_request_are_found_but_not_offered() -> None:
    of_ana = NamedNode(ANA.iri), None, None, None
    store = Store()
    store.extend(KG.store)
    for quad in list(store.quads_for_pattern(*of_ana)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object, ON_REQUEST))
    apart = KnowledgeGraph(store)

    assert "Ána Sample" in message(KG, "anna sample")
    assert "Ána Sample" not in message(apart, "anna sample")
    assert find(apart, "ana sample") == ANA


@pytest.mark.parametrize(
    ("label", "said"),
    [("tool", "a tool"), ("event", "an event"), ("", "a tool kit")],
)
def test_a_class_is_told_by_its_label_with_its_article_or_by_its_name(
    label: str, said: str
) -> None:
    kg = Canned({"label": label}) if label else Canned()

    assert lookup._a(kg, f"{ATG}ToolKit") == said
