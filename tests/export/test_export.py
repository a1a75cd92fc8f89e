"""export: the graph in formats and profiles, the same bytes each time, nothing lost on the way."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.build import build
from atgraph.cli import export_command
from atgraph.export.rdf import FORMATS, PROFILES, export
from atgraph.export.schema_org import SearchEvents, read_events
from atgraph.graph.alignments import ALIGNED, align
from atgraph.graph.query_files import read_question
from atgraph.rdf.json_ld import as_json_ld
from atgraph.rdf.namespaces import (
    ATG,
    ATGD,
    GRAPH,
    LABEL,
    SCHEMA,
    SKOS,
    XSD,
    atg,
    atgd,
    atgv,
    graph,
)

QUERY = mini.ROOT / "queries" / "export" / "schema-org.rq"


@pytest.fixture(scope="module")
def mini_kg() -> KnowledgeGraph:
    return KnowledgeGraph(mini.graph().store)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mini") / "store"
    build(mini.MINI, folder)
    return folder


# --- JSON-LD --------------------------------------------------------------------------------------


def as_rdflib(data: str, form: str) -> set[Any]:
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=form)
    return set(dataset.quads())


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["mini", pytest.param("real", marks=pytest.mark.attack)])
def test_a_graph_comes_back_from_json_ld_as_three_readers_read_it(
    whose: str, mini_kg: KnowledgeGraph
) -> None:
    kg = mini_kg if whose == "mini" else mini.real()
    quads = set(kg.quads())
    written = export(kg, fmt="jsonld")

    assert len(quads) > 10_000
    assert set(parse(written, format=RdfFormat.JSON_LD)) == quads
    assert (
        set(
            parse(
                jsonld.to_rdf(json.loads(written), {"format": "application/n-quads"}),
                format=RdfFormat.N_QUADS,
            )
        )
        == quads
    )
    assert as_rdflib(written.decode(), "json-ld") == as_rdflib(export(kg).decode(), "nquads")


@pytest.mark.slow
def test_json_ld_brings_its_context_and_names_the_graphs(mini_kg: KnowledgeGraph) -> None:
    document = json.loads(export(mini_kg, fmt="jsonld"))

    assert isinstance(document["@context"], dict)
    assert {part["id"] for part in document["@graph"]} == {g.value for g in mini_kg.graphs}
    programme = next(
        part for part in document["@graph"] if part["id"] == f"{GRAPH}programme/{mini.ID}"
    )
    event = next(
        node for node in programme["@graph"] if node["id"] == f"atgd:event_{mini.ID}_open-doors"
    )
    assert (event["type"], event["isPartOfEvent"], event["earliestDate"]) == (
        "Event",
        f"atgd:event_{mini.ID}",
        "2020-05-04",
    )


@pytest.mark.slow
def test_every_format_gives_the_same_bytes_whatever_the_order(mini_kg: KnowledgeGraph) -> None:
    quads = list(mini_kg.quads())

    assert set(FORMATS) == set(export_command.FORMATS) == {"nq", "ttl", "jsonld"}
    for write in FORMATS.values():
        written = write(quads)
        assert written == write(reversed(quads))
        assert written.endswith(b"\n")


TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            '"',
            "\\",
            "\n\r\t",
            "\x00\x01\x1f\x7f\x85",
            "\u2028",
            "\U0001d11e",
            "</script>",
            "@none",
            "atg:x",
            "true",
            "",
        ]
    ),
)
DATATYPES = ("string", "decimal", "integer", "boolean", "double", "date", "dateTime", "anyURI")
NUMBERS = st.sampled_from(
    [
        "1",
        "01",
        "1.50",
        "-0.0",
        "1E3",
        "INF",
        "NaN",
        "true",
        "2019-04-08",
        "2019-04-08T13:15:00+02:00",
    ]
)
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(
        lambda text, tag: Literal(text, language=tag),
        TEXTS,
        st.sampled_from(["en", "en-GB", "fr", "ru", "zh-Hant-TW"]),
    ),
    st.builds(
        lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
        st.one_of(TEXTS, NUMBERS),
        st.sampled_from(DATATYPES),
    ),
)
TERMS = st.one_of(
    LITERALS,
    st.sampled_from([atgd("organization_x"), NamedNode("http://e/a#b"), NamedNode("urn:isbn:1")]),
)
PREDICATES = st.sampled_from(
    [atg(n) for n in ("value", "hasEvidence", "earliestDate", "statedTitle", "hasRole", "unknown")]
).flatmap(
    lambda own: st.sampled_from(
        [
            own,
            *(
                NamedNode(n)
                for n in (
                    "http://www.w3.org/2000/01/rdf-schema#label",
                    "http://www.w3.org/2004/02/skos/core#definition",
                )
            ),
        ]
    )
)
QUADS = st.builds(
    Quad,
    st.sampled_from([atgd("event_x"), NamedNode("http://e/s")]),
    PREDICATES,
    TERMS,
    st.sampled_from([graph("registry"), graph("programme/x")]),
)


@pytest.mark.slow
@settings(max_examples=25)  # each reads the whole context twice
@given(st.lists(QUADS, max_size=40))
def test_whatever_a_literal_holds_comes_back_from_json_ld(quads: list[Quad]) -> None:
    written = as_json_ld(quads)

    assert set(parse(written, format=RdfFormat.JSON_LD)) == set(quads)
    # The reference reader writes each xsd:double anew in its canonical form, so that only what it
    # cannot touch is compared.
    reference = parse(
        jsonld.to_rdf(json.loads(written), {"format": "application/n-quads"}),
        format=RdfFormat.N_QUADS,
    )
    assert set(_without_doubles(reference)) == set(_without_doubles(quads))


def _without_doubles(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (q for q in quads if getattr(q.object, "datatype", None) != NamedNode(XSD + "double"))


# --- Events for search engines --------------------------------------------------------------------

# What developers.google.com/search/docs/appearance/structured-data/event asks for (read November
# 2026): name, startDate and
# location with an address are required; dates are ISO 8601, with the offset where there is a time;
# a performer and an
# organizer have a name, an organizer a url. Which properties an Event has, and of which type, is
# schema.org's.
PROPERTIES = {
    "Event": {
        "about": {"DefinedTerm"},
        "attendee": {"Organization", "Person"},
        "audience": {"Audience"},
        "contributor": {"Organization", "Person"},
        "description": {"text"},
        "endDate": {"date"},
        "funder": {"Organization", "Person"},
        "identifier": {"url"},
        "inLanguage": {"language"},
        "keywords": {"text"},
        "location": {"Place"},
        "name": {"text"},
        "organizer": {"Organization", "Person"},
        "performer": {"Person"},
        "sameAs": {"url"},
        "sponsor": {"Organization", "Person"},
        "startDate": {"date"},
        "subEvent": {"reference"},
        "subjectOf": {"CreativeWork"},
        "superEvent": {"reference"},
        "url": {"url"},
    },
    "Place": {"name": {"text"}, "address": {"PostalAddress"}},
    "PostalAddress": {"addressLocality": {"text"}, "addressCountry": {"country"}},
    "Organization": {"name": {"text"}, "url": {"url"}, "sameAs": {"url"}},
    "Person": {"name": {"text"}, "description": {"text"}},
    "DefinedTerm": {"name": {"text"}, "inDefinedTermSet": {"reference"}},
    "CreativeWork": {"name": {"text"}},
    "Audience": {"audienceType": {"text"}},
}
REQUIRED = {
    "Event": {"@id", "name", "startDate", "location"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality"},
    "Organization": {"@id", "name"},
    "Person": {"name", "description"},
    "DefinedTerm": {"@id", "name"},
    "CreativeWork": {"@id", "name"},
    "Audience": {"@id", "audienceType"},
}
SINGLE = {
    "name",
    "startDate",
    "endDate",
    "location",
    "address",
    "url",
    "superEvent",
    "inLanguage",
    "identifier",
}
TEXT = {
    "text": re.compile(r"\S(?:.*\S)?", re.DOTALL),
    "url": re.compile(r"https?://[^\s<>\"]+"),
    "date": re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?"),
    "language": re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?"),
    "country": re.compile(r"[A-Z]{2}"),
}


def faults(node: Any, at: str = "Event") -> Iterator[str]:
    """Yield what a parser of events would find wrong with a node of a kind."""
    if not isinstance(node, dict) or node.get("@type") != at:
        yield f"{at}: {node!r} is no {at}"
        return
    yield from (f"{at}: no {key}" for key in REQUIRED[at] if not node.get(key))
    if "@id" in node and not TEXT["url"].fullmatch(node["@id"]):
        yield f"{at}: {node['@id']!r} is no address"
    for key, value in node.items():
        if key in {"@type", "@id"}:
            continue
        values = value if isinstance(value, list) else [value]
        if key not in PROPERTIES[at]:
            yield f"{at}: has no property {key}"
        elif not values or (len(values) > 1 and key in SINGLE):
            yield f"{at}.{key}: {len(values)} values"
        else:
            yield from (
                fault
                for v in values
                for fault in value_faults(v, PROPERTIES[at][key], f"{at}.{key}")
            )


def value_faults(value: Any, kinds: set[str], at: str) -> Iterator[str]:
    if "reference" in kinds:
        if (
            not isinstance(value, dict)
            or set(value) != {"@id"}
            or not TEXT["url"].fullmatch(value["@id"])
        ):
            yield f"{at}: {value!r} is no reference"
    elif kinds & TEXT.keys():
        if not isinstance(value, str) or not any(TEXT[kind].fullmatch(value) for kind in kinds):
            yield f"{at}: {value!r} is no {kinds}"
    elif not isinstance(value, dict) or value.get("@type") not in kinds:
        yield f"{at}: {value!r} is no {kinds}"
    else:
        yield from faults(value, value["@type"])


def later(event: dict[str, Any]) -> bool:
    start, end = event["startDate"], event.get("endDate", event["startDate"])
    assert len(start) == len(end)  # both days, or both with a time
    return dt.datetime.fromisoformat(end) >= dt.datetime.fromisoformat(start)


@cache
@pytest.mark.slow
@pytest.mark.parametrize("whose", ["mini", "real"])
def test_every_event_is_what_a_search_engine_takes(
    whose: str, mini_kg: KnowledgeGraph, kg: KnowledgeGraph
) -> None:
    asked = mini_kg if whose == "mini" else kg
    document = json.loads(read_events(asked.published()).serialize())
    events = {
        row["event"].value for row in asked.select("SELECT ?event WHERE { ?event a atg:Event }")
    }

    assert len(events) > 2
    assert set(document) == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    assert {node["@id"] for node in document["@graph"]} == events
    assert [fault for node in document["@graph"] for fault in faults(node)] == []
    assert all(map(later, document["@graph"]))


def test_the_validator_finds_what_is_wrong() -> None:
    good = {
        "@type": "Event",
        "@id": "https://e/x",
        "name": "N",
        "startDate": "2020-01-01",
        "location": {
            "@type": "Place",
            "name": "P",
            "address": {"@type": "PostalAddress", "addressLocality": "L"},
        },
    }
    assert list(faults(good)) == []
    wrong: list[dict[str, Any]] = [
        {"name": ""},
        {"name": None},
        {"startDate": "4 May 2020"},
        {"startDate": "2020-05-04T10:00:00"},
        {"location": {"@type": "Place", "name": "P"}},
        {"location": "Vienna"},
        {"url": "example.org"},
        {"performer": {"@type": "Person", "name": "A", "description": "d", "email": "a@e"}},
        {"organizer": []},
        {"inLanguage": "English only"},
        {"eventStatus": "https://schema.org/EventScheduled"},
    ]
    for change in wrong:
        assert list(faults({**good, **change})), change


def nodes(events: SearchEvents) -> dict[str, dict[str, Any]]:
    return {node["@id"].removeprefix(ATGD): node for node in events.nodes}


@pytest.mark.slow
def test_a_session_says_when_where_who_and_what_about(kg: KnowledgeGraph) -> None:
    event = nodes(read_events(kg))["event_osce-alliance-19-side-events_ict-tools"]

    assert (event["startDate"], event["endDate"]) == (
        "2019-04-09T13:30:00+02:00",
        "2019-04-09T14:45:00+02:00",
    )
    assert event["location"]["name"] == "Room 531, 5th floor"
    assert event["location"]["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "AT",
        "addressLocality": "Vienna",
    }
    assert [o["name"] for o in event["organizer"]] == [
        "Office for Democratic Institutions and Human Rights",
        "Strategic Police Matters Unit",
    ]
    assert {"@type": "Person", "name": "Tatiana Kotlyarenko", "description": "moderator"} in event[
        "performer"
    ]
    assert event["superEvent"] == {"@id": f"{ATGD}event_osce-alliance-19-side-events"}
    assert "victim identification" in event["keywords"]
    assert "inLanguage" not in event  # “English language only” is no tag


# What each role of the two schemes makes of a body that organises, and of a person and a body that
# take part.
ORGANIZING = {
    **dict.fromkeys(
        ("organizes", "co-organizes", "jointly", "convenes", "hosts", "co-hosts"), "organizer"
    ),
    **dict.fromkeys(("supports", "sponsors"), "sponsor"),
    "funds": "funder",
    **dict.fromkeys(
        ("auspices", "initiates", "cooperates", "partners", "endorses", "media-partner"),
        "contributor",
    ),
}
TAKING_PART = {
    "participant": ("attendee",) * 2,
    "convenor": ("organizer",) * 2,
    "rapporteur": ("contributor",) * 2,
}
ON_STAGE = ("performer", "contributor")


def concepts_of(scheme: str) -> list[str]:
    declared = mini.ontology()
    return [
        iri
        for iri in declared.subjects(SKOS + "inScheme")
        if atgv(scheme).value in declared.values(iri, SKOS + "inScheme")
    ]


def roles_of(scheme: str) -> set[str]:
    return {iri.removeprefix(atgv("role_").value) for iri in concepts_of(scheme)}


def named(node: dict[str, Any], name: str) -> list[str]:
    """Return what an actor is of an event."""
    found = {key: value if isinstance(value, list) else [value] for key, value in node.items()}
    return [
        key
        for key, values in found.items()
        if any(isinstance(v, dict) and v.get("name") == name for v in values)
    ]


@pytest.mark.slow
def test_on_the_real_programme_auspices_are_no_organising(kg: KnowledgeGraph) -> None:
    event = nodes(read_events(kg))["event_osce-alliance-19-side-events_trafficking-in-minors"]

    assert named(event, "Permanent Mission of the Republic of Belarus to the OSCE") == [
        "contributor"
    ]
    assert named(event, "United Nations Office on Drugs and Crime") == [
        "contributor",
        "organizer",
    ]  # line 85 and the title
    assert named(event, "Belarus") == ["organizer"]
    assert named(event, "Valiant Richey") == ["performer"]


def test_support_makes_a_sponsor(mini_kg: KnowledgeGraph) -> None:
    asked = (
        "SELECT ?event ?name WHERE { ?tie atg:hasRole atgv:role_supports ;"
        " atg:hasOrganizer/rdfs:label ?name ; atg:isOrganizingOf ?event }"
    )
    (row,) = mini_kg.select(asked)

    assert named(
        nodes(read_events(mini_kg))[row["event"].value.removeprefix(ATGD)], row["name"].value
    ) == ["sponsor"]


@pytest.mark.slow
def test_each_role_makes_of_an_actor_what_schema_org_calls_it(mini_kg: KnowledgeGraph) -> None:
    """One event a role, with one person and one body in it; the aligned graph says the same."""
    assert roles_of("organizing-roles") == ORGANIZING.keys()
    assert roles_of("participation-roles") > TAKING_PART.keys()
    person, body = (
        atgd("person_p0001"),
        next(
            q.subject
            for q in mini_kg.store
            if (q.predicate, q.object.value) == (LABEL, "Harbour Network")
        ),
    )
    model = atgd(f"event_{mini.ID}_open-doors")
    quads = list(mini_kg.quads())
    expected: dict[str, tuple[list[str], list[str]]] = {}
    for role in sorted(roles_of("organizing-roles") | roles_of("participation-roles")):
        event = atgd(f"event_role-{role}")
        quads += [
            Quad(event, q.predicate, q.object, q.graph_name)
            for q in mini_kg.store.quads_for_pattern(model, None, None, None)
        ]
        if role in ORGANIZING:
            quads += tie(event, role, body, "hasOrganizer", "isOrganizingOf")
            expected[event.value] = ([], [ORGANIZING[role]])
        else:
            for actor in (person, body):
                quads += tie(event, role, actor, "hasParticipant", "isParticipationIn")
            expected[event.value] = tuple([said] for said in TAKING_PART.get(role, ON_STAGE))  # type: ignore[assignment]
    invented = KnowledgeGraph(_store(quads))

    written = {
        n["@id"]: (named(n, "Ana Example"), named(n, "Harbour Network"))
        for n in read_events(invented).nodes
    }
    assert {event: written[event] for event in expected} == expected
    said: dict[str, tuple[list[str], list[str]]] = {event: ([], []) for event in expected}
    for q in align(invented):
        if (
            q.graph_name == ALIGNED
            and q.subject.value in said
            and q.object in (person, body)
            and q.predicate.value.startswith(SCHEMA)
        ):  # type: ignore[union-attr]
            said[q.subject.value][q.object == body].append(q.predicate.value.removeprefix(SCHEMA))  # type: ignore[union-attr]
    assert said == expected


def tie(event: NamedNode, role: str, actor: NamedNode, left: str, right: str) -> list[Quad]:
    node, where = (
        atgd(f"tie_{role}-{actor.value.rpartition('/')[2]}"),
        graph(f"programme/{mini.ID}"),
    )
    said = {
        left: actor,
        right: event,
        "hasRole": atgv(f"role_{role}"),
        "hasStatus": atgv("status_confirmed"),
    }
    return [Quad(node, atg(name), value, where) for name, value in said.items()]


@pytest.mark.slow
def test_an_organising_role_that_is_not_mapped_makes_no_organizer(mini_kg: KnowledgeGraph) -> None:
    new = atgv("role_new")
    swapped = (
        Quad(q.subject, q.predicate, new, q.graph_name)
        if (q.predicate, q.object) == (atg("hasRole"), atgv("role_organizes"))
        else q
        for q in mini_kg.store
    )
    changed = KnowledgeGraph(
        _store(
            [
                *swapped,
                Quad(
                    new,
                    NamedNode(LABEL.value),
                    Literal("newcomes", language="en"),
                    graph("ontology"),
                ),
            ]
        )
    )

    def organizers(kg: KnowledgeGraph) -> set[tuple[str, str]]:
        ties = kg.select(
            "SELECT ?event ?name WHERE { ?tie atg:hasRole ?role ;"
            " atg:hasOrganizer/rdfs:label ?name ; atg:isOrganizingOf ?event }"
        )
        written = nodes(read_events(kg))
        return {
            (e, n)
            for e, n in ((t["event"].value.removeprefix(ATGD), t["name"].value) for t in ties)
            if "organizer" in named(written[e], n)
        }

    assert (
        len(organizers(mini_kg)) == 3 and len(organizers(changed)) == 1
    )  # who co-organises is left


@pytest.mark.slow
def test_what_is_written_are_words_that_stand_alone(kg: KnowledgeGraph) -> None:
    """No file name, and no phrase of this house's, which a search engine would show to people."""
    found = nodes(read_events(kg))
    session = found["event_osce-alliance-19-side-events_ict-tools"]
    users = [mini.ontology().value(iri, LABEL.value) for iri in concepts_of("target-users")]

    assert session["subjectOf"]["name"] == "19th ALLIANCE AGAINST TRAFFICKING IN PERSONS"
    assert [a["audienceType"] for a in session["audience"]] == ["civil society", "law enforcement"]
    assert "source.txt" not in json.dumps(list(found.values()))
    assert " as users" not in json.dumps(list(found.values()))
    assert len(users) > 5 and all(re.fullmatch(r"\S.* as users", label) for label in users)


@pytest.mark.slow
def test_an_event_without_clock_times_says_its_days(kg: KnowledgeGraph) -> None:
    event = nodes(read_events(kg))["event_osce-alliance-19-side-events"]

    assert (event["startDate"], event["endDate"]) == ("2019-04-08", "2019-04-09")
    assert len(event["subEvent"]) == 5


@pytest.mark.slow
def test_of_a_person_there_are_name_and_part_and_who_is_listed_on_request_stays_out(
    mini_kg: KnowledgeGraph, kg: KnowledgeGraph
) -> None:
    for asked, hidden in ((mini_kg, "Zoë Muster"), (kg, "Melanie Thompson")):
        events = read_events(asked.published())
        text = events.serialize().decode()

        assert hidden in read_events(asked).serialize().decode()
        assert hidden not in text
        assert "person_p" not in text


@pytest.mark.slow
def test_who_is_not_confirmed_or_known_by_a_description_only_stays_out(
    mini_kg: KnowledgeGraph,
) -> None:
    def session(kg: KnowledgeGraph) -> str:
        return json.dumps(nodes(read_events(kg))[f"event_{mini.ID}_open-doors"], ensure_ascii=False)

    ana, network = (
        atgd("person_p0001"),
        next(
            q.subject
            for q in mini_kg.store
            if (q.predicate, q.object.value) == (LABEL, "Harbour Network")
        ),
    )
    hers = {
        q.subject for q in mini_kg.store if q.predicate == atg("hasParticipant") and q.object == ana
    }
    invited = atgv("status_invited")
    changed = [
        Quad(q.subject, q.predicate, invited, q.graph_name)
        if q.predicate == atg("hasStatus") and q.subject in hers
        else q
        for q in mini_kg.store
    ]
    described = Quad(network, atg("described"), Literal(True), graph("registry"))

    assert "Ana Example" in session(mini_kg)
    assert '"Harbour Network"' in session(mini_kg)
    assert "Ana Example" not in session(KnowledgeGraph(_store(changed)))
    assert '"Harbour Network"' not in session(KnowledgeGraph(_store([*mini_kg.store, described])))


def test_an_event_without_a_place_is_left_out_and_named(mini_kg: KnowledgeGraph) -> None:
    kept = (q for q in mini_kg.store if q.predicate.value != ATG + "takesPlaceIn")
    events = read_events(KnowledgeGraph(_store(kept)))

    assert events.nodes == ()
    assert f"{ATGD}event_{mini.ID}" in events.incomplete


def test_a_new_role_needs_no_line_of_the_query(mini_kg: KnowledgeGraph) -> None:
    role, event = (
        NamedNode("https://w3id.org/atgraph/vocab/role_new"),
        atgd(f"event_{mini.ID}_open-doors"),
    )
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    changed = [
        Quad(q.subject, q.predicate, role, q.graph_name)
        if q.predicate == atg("hasRole") and "participation_" in q.subject.value
        else q
        for q in mini_kg.store
    ]
    store = _store(
        [*changed, Quad(role, label, Literal("newcomer", language="en"), graph("ontology"))]
    )

    performers = nodes(read_events(KnowledgeGraph(store)))[event.value.removeprefix(ATGD)][
        "performer"
    ]
    assert {p["description"] for p in performers if isinstance(p, dict)} == {"newcomer"}


def _store(quads: Any) -> Store:
    store = Store()
    store.extend(quads)
    return store


@pytest.mark.slow
def test_what_a_printed_language_is_not_is_no_language(mini_kg: KnowledgeGraph) -> None:
    def languages(stated: str) -> list[Any]:
        swapped = (
            Quad(q.subject, q.predicate, Literal(stated), q.graph_name)
            if q.predicate == atg("statedLanguage")
            else q
            for q in mini_kg.store
        )
        return [
            node["inLanguage"]
            for node in read_events(KnowledgeGraph(_store(swapped))).nodes
            if "inLanguage" in node
        ]

    assert languages("English only") == []
    assert set(languages("en-GB")) == {"en-GB"}


@pytest.mark.slow
def test_the_query_says_what_it_is_and_says_nothing_that_is_not_schema_org(
    kg: KnowledgeGraph,
) -> None:
    question = read_question(QUERY)

    assert question.summary.endswith("?")
    predicates = {triple.predicate.value for triple in kg.query(question.text, QUERY)}  # type: ignore[union-attr]
    assert all(
        p.startswith((SCHEMA, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"))
        for p in predicates
    )


# --- The command ----------------------------------------------------------------------------------


def test_the_command_offers_every_profile() -> None:
    assert set(export_command.PROFILES) == set(PROFILES)


@pytest.mark.slow
@pytest.mark.parametrize("fmt", ["nq", "ttl", "jsonld"])
def test_the_description_alone_is_written_in_every_format(
    fmt: str, published: Path, tmp_path: Path
) -> None:
    run = mini.here(
        "export", "--store", published, "--profile", "void", "--format", fmt, "-o", tmp_path / "out"
    )
    read_as = {"nq": RdfFormat.N_QUADS, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}[fmt]

    assert (run.code, run.out, run.err) == (0, "", "")
    subjects = {q.subject.value for q in parse((tmp_path / "out").read_bytes(), format=read_as)}
    assert f"{GRAPH}dataset" in subjects
    assert not any(s.startswith((ATG, ATGD)) for s in subjects)


@pytest.mark.slow
def test_the_description_is_turtle_unless_said_otherwise(published: Path) -> None:
    run = mini.here("export", "--store", published, "--profile", "void")

    assert run.out.startswith("@prefix ")


@pytest.mark.slow
def test_the_aligned_graph_is_written_in_every_format(mini_kg: KnowledgeGraph) -> None:
    quads = set(align(mini_kg))
    nquads, json_ld, turtle = (export(mini_kg, "aligned", fmt) for fmt in (None, "jsonld", "ttl"))

    assert set(mini_kg.quads()) < quads
    assert set(parse(nquads, format=RdfFormat.N_QUADS)) == quads
    assert set(parse(json_ld, format=RdfFormat.JSON_LD)) == quads
    assert {q.triple for q in parse(turtle, format=RdfFormat.TURTLE)} == {q.triple for q in quads}


@pytest.mark.slow
def test_events_go_to_stdout_and_what_is_left_out_is_told_on_stderr(published: Path) -> None:
    run = mini.here("export", "--store", published, "--profile", "schema.org")

    assert (run.code, run.lines) == (
        0,
        [mini.LEFT_OUT],
    )
    assert {node["@type"] for node in json.loads(run.out)["@graph"]} == {"Event"}
    assert (
        run.out
        == mini.here(
            "export",
            "--store",
            published,
            "--profile",
            "schema.org",
            "--format",
            "jsonld",
        ).out
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("a.ttl", RdfFormat.TURTLE),
        ("a.nq", RdfFormat.N_QUADS),
        ("a.JSONLD", RdfFormat.JSON_LD),
        ("a", RdfFormat.N_QUADS),
    ],
)
def test_a_file_is_written_as_its_name_ends(
    name: str, read_as: RdfFormat, published: Path, tmp_path: Path
) -> None:
    assert mini.here("export", "--store", published, "-o", tmp_path / name).code == 0
    assert list(parse((tmp_path / name).read_bytes(), format=read_as))


@pytest.mark.parametrize("fmt", ["nq", "ttl"])
def test_a_format_that_makes_no_sense_is_refused(fmt: str, published: Path) -> None:
    run = mini.here("export", "--store", published, "--profile", "schema.org", "--format", fmt)

    told = (
        f"atgraph: search engines read schema.org as JSON-LD, not as {fmt}; leave --format out,"
        " or say --format jsonld"
    )
    assert (run.code, run.out, run.lines) == (2, "", [told])


def test_a_context_that_points_to_an_address_is_told_in_one_line(
    published: Path, tmp_path: Path
) -> None:
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, tmp_path / name)
    path = tmp_path / "ontology" / "context.jsonld"
    path.write_text('{"@context":\n"http://127.0.0.1:9/context.jsonld"}')

    run = mini.atgraph(
        "export", "--store", published, "--format", "jsonld", ATGRAPH_HOME=str(tmp_path)
    )

    told = (
        f"{path}:2: takes its @context from http://127.0.0.1:9/context.jsonld, which is never"
        " fetched; write that context out in the file"
    )
    assert (run.code, run.out, run.lines) == (2, "", [told])


@pytest.mark.slow
def test_a_context_that_is_none_is_told_in_one_line(published: Path, tmp_path: Path) -> None:
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, tmp_path / name)
    path = tmp_path / "ontology" / "context.jsonld"
    mini.change(path, '"Event": "atg:Event"', '"Event": 7')

    run = mini.atgraph(
        "export", "--store", published, "--format", "jsonld", ATGRAPH_HOME=str(tmp_path)
    )

    (line,) = run.lines
    assert (run.code, run.out) == (2, "")
    assert line.startswith(f"{path}: is not a context that can be used: ")
    assert line.endswith("write it anew with `make context`")
