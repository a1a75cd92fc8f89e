"""What people type becomes one thing, or a message that says which there are; never another."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib.plugins.sparql import prepareQuery

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask import citation, values
from atgraph.ask import evidence as citations
from atgraph.ask import lookup as entities
from atgraph.ask import namesakes as differences
from atgraph.ask.lookup import candidates, find, recognize, things
from atgraph.ask.near_names import likely, nearest
from atgraph.ask.things import Thing
from atgraph.build.derive import derive
from atgraph.data.names import bare, key
from atgraph.errors import EndpointError, NotFoundError
from atgraph.graph.sparql import bind, parameters
from atgraph.rdf.namespaces import ATG, ATGD, graph, prefixes

INVENTED = """
@prefix atg: <https://w3id.org/atgraph/ontology#> .
@prefix atgd: <https://w3id.org/atgraph/id/> .
@prefix atgv: <https://w3id.org/atgraph/vocab/> . @prefix schema: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

atgd:organization_harbour-police a atg:Organization, atg:Actor ;
  rdfs:label "Harbour Police Union" ; skos:altLabel "HPU" ;
  atg:countryCode "NO" ; schema:sameAs <https://registry.example/1> .
atgd:organization_highland-press a atg:Organization, atg:Actor ;
  rdfs:label "Highland Press Unit" ; skos:altLabel "HPU" ; atg:countryCode "SE" .
atgd:organization_larch a atg:Organization, atg:Actor ;
  rdfs:label "Larch Ministry" ; skos:altLabel "LM" .
atgd:organization_larch-office a atg:Organization, atg:Actor ;
  rdfs:label "Larch Ministry Office" ; skos:altLabel "LMO" .
atgd:organization_lodz a atg:Organization, atg:Actor ;
  rdfs:label "Fundacja „Łódź” – Møre & Straße" .
atgd:tool_larch a atg:Tool ; rdfs:label "Lantern" .
atgd:person_p0001 a atg:Person, atg:Actor ; rdfs:label "Ana Muster" .
atgd:person_p0002 a atg:Person, atg:Actor ; rdfs:label "Zoë Muster" .
atgd:person_p0003 a atg:Person, atg:Actor ; rdfs:label "Twin Sample" .
atgd:person_p0004 a atg:Person, atg:Actor ; rdfs:label "Twin Sample" .

atgd:s1 a atg:Subordination, atg:Tie ;
  atg:hasUnit atgd:organization_larch-office ; atg:isSubordinationTo atgd:organization_larch ;
  atg:hasStatus atgv:status_confirmed .
atgd:a1 a atg:Affiliation, atg:Tie ;
  atg:hasAffiliate atgd:person_p0001 ; atg:isAffiliationWith atgd:organization_larch ;
  atg:hasStatus atgv:status_confirmed .
atgd:a2 a atg:Affiliation, atg:Tie ;
  atg:hasAffiliate atgd:person_p0002 ; atg:isAffiliationWith atgd:organization_harbour-police ;
  atg:hasStatus atgv:status_confirmed .
"""
ORGANIZATION = ATG + "Organization"
OF_PERSON = entities.OF_CLASS % {"class": f"{ATG}Person"}


def put_together() -> KnowledgeGraph:
    store = Store()
    store.extend(mini.ontology().quads)
    store.extend(
        Quad(t.subject, t.predicate, t.object, graph("registry"))
        for t in parse(INVENTED, format=RdfFormat.TURTLE)
    )
    store.extend(list(derive(store, mini.ontology())))
    return KnowledgeGraph(store)


@pytest.fixture(scope="module")
def invented() -> KnowledgeGraph:
    return put_together()


def message(kg: KnowledgeGraph, typed: str, class_iri: str | None = None) -> str:
    with pytest.raises(NotFoundError) as told:
        recognize(kg, typed, class_iri)
    return str(told.value)


# Names as they are compared


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("The  Mekong Club", "mekong club"),
        ("The", "the"),
        ("AT&T", "at t"),
        ("Fundacja „Łódź” – Møre & Straße", "fundacja lodz more strasse"),
        ("ﬁnance İstanbul", "finance istanbul"),
        ("OSCE’s", "osce s"),
        ("«—»", ""),
    ],
)
def test_a_key_forgives_case_accents_punctuation_and_a_leading_article(
    name: str, compared: str
) -> None:
    assert key(name) == compared


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_and_forgives_case(name: str) -> None:
    found = key(name)

    assert found == "the" or found.startswith("the ") or key(found) == found
    assert bare(bare(name)) == bare(name)


def test_each_name_and_the_end_of_each_id_is_a_key(invented: KnowledgeGraph) -> None:
    rows = invented.select(
        "SELECT ?key WHERE { atgd:organization_harbour-police atg:searchKey ?key }"
    )

    assert {row["key"].value for row in rows} == {"harbour police union", "hpu", "_harbour-police"}


# One thing


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("larch ministry", "organization_larch"),
        ("THE LARCH  MINISTRY", "organization_larch"),
        ("lm", "organization_larch"),
        ("lmo", "organization_larch-office"),
        ("larch-office", "organization_larch-office"),
        ("atgd:organization_larch-office", "organization_larch-office"),
        (f"<{ATGD}organization_larch-office>", "organization_larch-office"),
        (f" {ATGD}organization_larch-office ", "organization_larch-office"),
        ("https://registry.example/1", "organization_harbour-police"),
        ("harbour police", "organization_harbour-police"),
        ("press unit", "organization_highland-press"),
        ("fundacja lodz", "organization_lodz"),
        ("MORE & STRASSE", "organization_lodz"),
        ("zoe muster", "person_p0002"),
        ("Ana", "person_p0001"),
        ("lantern", "tool_larch"),
    ],
)
def test_a_thing_is_found_as_people_type_it(
    invented: KnowledgeGraph, typed: str, found: str
) -> None:
    assert find(invented, typed).iri == ATGD + found


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Larch Ministry", True),
        ("LMO", True),
        ("atgd:tool_larch", True),
        ("Harbour Police", False),
        ("Ana", False),
    ],
)
def test_a_match_says_whether_it_was_a_whole_name(
    invented: KnowledgeGraph, typed: str, whole: bool
) -> None:
    assert recognize(invented, typed).whole == whole


def test_a_whole_name_outranks_a_part_of_another(invented: KnowledgeGraph) -> None:
    """A unit has its parent's name in its own: who types the parent's name means the parent."""
    assert find(invented, "Larch Ministry", ORGANIZATION).iri == ATGD + "organization_larch"


def test_names_are_found_where_derived_facts_are_left_out(invented: KnowledgeGraph) -> None:
    kg = KnowledgeGraph(invented.store, asserted=True)

    assert find(kg, "lmo").iri == ATGD + "organization_larch-office"
    assert find(kg, "zoe muster").iri == ATGD + "person_p0002"
    assert recognize(kg, "harbour police").whole is False
    assert "did you mean “LMO”" in message(kg, "LOM")


# Several


def test_an_ambiguous_acronym_lists_who_has_it_and_how_they_differ(
    invented: KnowledgeGraph,
) -> None:
    lines = message(invented, "hpu").splitlines()

    assert lines == [
        "'hpu' may be any of 2; say which, by its whole name or IRI:",
        "“Harbour Police Union” (organization; country code: NO; atgd:organization_harbour-police)",
        "“Highland Press Unit” (organization; country code: SE; atgd:organization_highland-press)",
    ]


def test_a_surname_of_two_lists_both_with_where_they_belong(invented: KnowledgeGraph) -> None:
    lines = message(invented, "Muster").splitlines()

    assert lines[1:] == [
        "“Ana Muster” (person; is affiliated with: Larch Ministry; atgd:person_p0001)",
        "“Zoë Muster” (person; is affiliated with: Harbour Police Union; atgd:person_p0002)",
    ]


def test_namesakes_that_differ_in_nothing_have_their_addresses(invented: KnowledgeGraph) -> None:
    assert message(invented, "Twin Sample").splitlines()[1:] == [
        "“Twin Sample” (person; atgd:person_p0003)",
        "“Twin Sample” (person; atgd:person_p0004)",
    ]


def test_a_part_of_parent_and_unit_lists_both(invented: KnowledgeGraph) -> None:
    told = message(invented, "Larch")

    assert "“Larch Ministry” (organization; atgd:organization_larch)" in told
    assert (
        "“Larch Ministry Office” (organization; is unit of: Larch Ministry;"
        " atgd:organization_larch-office)" in told
    )


def test_a_long_list_shows_six(kg: KnowledgeGraph) -> None:
    lines = message(kg, "trafficking").splitlines()

    assert len(lines) == 7
    assert lines[0].endswith("the first 6 follow:")


def test_a_thing_of_another_kind_is_told(invented: KnowledgeGraph) -> None:
    assert (
        message(invented, "atgd:tool_larch", ORGANIZATION)
        == f"“Lantern” ({ATGD}tool_larch) is a tool, not an organisation; name another"
    )
    assert (
        message(invented, "lantern", ORGANIZATION)
        == "“Lantern” is a tool, not an organisation; name another"
    )


# Slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Larhc Ministry", "“Larch Ministry”"),
        ("Lach Ministry", "“Larch Ministry”"),
        ("LOM", "“LMO” (Larch Ministry Office)"),
        ("Mustre", "“Ana Muster” or “Zoë Muster”"),
        ("Muster Zoe", "“Zoë Muster”"),
        ("Harb", "“Harbour Police Union”"),
        ("FLMS", "“Fundacja „Łódź” – Møre & Straße”"),
        ("Lanten", "“Lantern”"),
        ("HUP", "“HPU”"),
    ],
)
def test_a_slip_is_answered_with_what_may_have_been_meant(
    invented: KnowledgeGraph, typed: str, meant: str
) -> None:
    assert f"did you mean {meant}" in message(invented, typed)


def test_a_name_like_nothing_leads_to_the_search(invented: KnowledgeGraph) -> None:
    for typed in (
        "xylophone",
        "",
        "„”",
        "<>",
        "<a b>",
        "atgd:nobody",
        "https://example.org/nobody",
    ):
        assert message(invented, typed).startswith(f"nothing is called {typed!r} here")
    assert "`atgraph search`" in message(invented, "xylophone")


def test_a_part_of_a_word_is_a_slip(invented: KnowledgeGraph) -> None:
    """UNO is no unmistakable part of UNODC."""
    assert "did you mean “HPU”" in message(invented, "HP")


def slips_of(name: str) -> set[str]:
    """All that one transposed, one missing and one doubled letter make of a name."""
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    return (
        swapped
        | {name[:i] + name[i + 1 :] for i in range(len(name))}
        | {name[:i] + name[i] + name[i:] for i in range(len(name))}
    ) - {name}


@pytest.mark.slow
def test_no_slip_in_an_acronym_is_answered_for_another_body(kg: KnowledgeGraph) -> None:
    known = things(kg, ORGANIZATION)
    owners = {n: t.iri for t in known for n in t.names}
    acronyms = [n for n in owners if n.isupper() and " " not in n]
    keys = {k for t in known for k in map(key, t.names)}
    assert len(acronyms) > 20

    for name, slip in ((n, s) for n in acronyms for s in slips_of(n) if key(s) not in keys):
        found = candidates(
            kg, slip, ORGANIZATION
        )  # as `recognize`, without looking for the nearest
        assert len(found) != 1 or found[0].iri == owners[name], (name, slip, found)


@pytest.mark.slow
@given(st.text(max_size=20))
def test_whatever_is_typed_is_told_in_a_sentence_or_is_one_thing_that_has_the_words(
    typed: str,
) -> None:
    kg = SHARED
    try:
        found = recognize(kg, typed)
    except NotFoundError:
        return
    assert any(
        f" {key(typed)} " in f" {key(n)} " for n in found.thing.names
    ) or found.thing.iri.endswith(typed.strip().casefold())


SHARED = put_together()


def test_nobody_who_is_listed_on_request_is_offered_for_a_slip(kg: KnowledgeGraph) -> None:
    whole = recognize(kg, "melanie thompson")

    assert whole.thing.label == "Melanie Thompson"
    for slip in ("Melani Thompson", "Melanie Tompson", "Thompson Melany"):
        assert "Melanie Thompson" not in message(kg, slip)


def test_of_many_alike_the_nearest_is_offered() -> None:
    names = [
        f"Anti-Trafficking Squad of the {a}{b}{c}land Police"
        for a, b, c in itertools.product("bdfgklmnprstvz", "aeiou", "klmnrstv")
    ]
    known = [
        Thing(f"https://x.example/{n}", "https://x.example/Organization", (name,))
        for n, name in enumerate(names)
    ]

    for name in names[::97]:
        slip = name.replace("Squad", "Sqaud").replace("Police", "Polices")
        keys = likely(slip, [key(n) for n in names])
        assert key(name) in keys and len(keys) < len(names)
        assert (
            nearest(slip, [t for t in known if key(t.label) in keys])[0][0]
            == name
            == nearest(slip, known)[0][0]
        )


def test_prefixed_names_of_every_prefix_are_addresses(invented: KnowledgeGraph) -> None:
    for prefix, _ in itertools.islice(prefixes().items(), 30):
        assert message(invented, f"{prefix}:nobody").startswith(
            f"nothing is called '{prefix}:nobody' here"
        )


def test_a_server_that_cuts_the_list_of_names_leaves_the_message_whole(
    invented: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise EndpointError("the server stopped at 10,000 rows")

    monkeypatch.setattr("atgraph.ask.lookup._likely", cut)

    assert (
        message(invented, "lanten")
        == "nothing is called 'lanten' here; the server gives no whole list of names to compare it"
        " with"
    )


@pytest.mark.parametrize(
    "query",
    [
        entities.NAMED % OF_PERSON,
        entities.KEYS,
        entities.LIKELY % ("atgd:x", OF_PERSON),
        values.CONCEPTS % "https://w3id.org/atgraph/vocab/role_",
        values.TIE_CLASSES,
        values.PROPERTIES,
        values.STATES,
        values.PRINTED,
        values.HAS_ROLE % "https://w3id.org/atgraph/vocab/role_chair",
        *(
            entities.FOUND % (pattern, OF_PERSON)
            for pattern in (entities.IDENTIFIED, entities.KEYED, entities.PARTLY)
        ),
        differences.FACTS % "atgd:x atgd:y",
        citations.EVIDENCE.replace("%s", "atgd:x"),
        citation.GROUNDS.replace("%s", "atgd:x"),
        citation.SOURCES.replace("%s", "atgd:x"),
    ],
)
def test_names_are_looked_up_in_standard_sparql(query: str) -> None:
    bound = bind(
        query,
        {"?_iri_iri": NamedNode("http://e/"), "?_key": Literal("a"), "?_part": Literal(" a ")},
    )

    assert prepareQuery(bound, initNs=prefixes()).algebra.name == "SelectQuery"
    assert not parameters(bound)


def test_a_whole_name_asks_for_no_list_of_all(
    invented: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise AssertionError("all names were read")

    monkeypatch.setattr("atgraph.ask.lookup.things", stop)

    assert find(invented, "larch ministry", ORGANIZATION)
    assert find(invented, "harbour police", ORGANIZATION)
    assert find(invented, "atgd:tool_larch")
