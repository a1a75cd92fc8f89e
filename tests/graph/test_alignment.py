"""The alignments: each mapping has its reason and proof, and answers in the terms of others."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Store
from rdflib import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    TIME,
    XSD,
    BNode,
    Graph,
    Literal,
    Namespace,
    URIRef,
)
from rdflib.collection import Collection
from rdflib.namespace import SDO

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.validation.graphs import to_rdflib
from atgraph.errors import AtgraphError, QueryError, UnreadableError, ValidationError
from atgraph.graph.alignments import ALIGNED, HEADERS, MAPPINGS, align, read_alignments
from atgraph.graph.query_files import read_question
from atgraph.rdf.namespaces import ATG, prefixes, shorten
from reasoning import are_consistent, reason
from shacl import load, read

FOLDER = mini.ROOT / "ontology" / "alignments"
RULES = sorted((mini.ROOT / "queries" / "align").glob("*.rq"))
HERE = Path(__file__).parents[1] / "alignment"
FILES = sorted(FOLDER.glob("*.ttl"))
OUTSIDE = sorted((HERE / "outside").glob("*.ttl"))
TRAPS = sorted((HERE / "traps").glob("*.ttl"))
THEIRS = sorted((HERE / "questions" / "theirs").glob("*.rq"))
OURS = HERE / "questions" / "ours"

GRAPHS = {path: read(path) for path in FILES}
ONTOLOGY = read(mini.ROOT / "ontology" / "atgraph.ttl")
CLOSED = {
    "org": ORG,
    "foaf": FOAF,
    "schema": SDO,
    "prov": PROV,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "time": TIME,
}
LISTED = {"oa", "aeon", "crm", "nif"}
NAMES = ("real", "invented")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty)
HOMEPAGE_AS_A_NOTE = (FOAF.homepage, RDF.type, OWL.AnnotationProperty)
NAME = re.compile(r"(?<![\w?-])([a-z]+):([A-Za-z0-9][\w-]*)")


@cache
def outside() -> Graph:
    return load(*OUTSIDE)


@cache
def terms() -> Graph:
    """The ontology, the alignments and what others say of their terms, without instances."""
    graph = ONTOLOGY + outside()
    for own in GRAPHS.values():
        graph += own
    graph.remove(HOMEPAGE_AS_A_NOTE)  # to be read as FOAF means it
    return graph


def mapped(path):
    return {s for s in GRAPHS[path].subjects() if not s.startswith(HEADERS)}


def mappings(*predicates):
    return [(s, p, o) for path in FILES for s, p, o in GRAPHS[path] if p in predicates]


def names(path):
    """The prefixed names of a query file, outside its header and strings."""
    text = re.sub(
        r'^(#|PREFIX).*$|"[^"]*"|<[^>]*>', "", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return {(prefix, local) for prefix, local in NAME.findall(text)}


def kinds_of(term, graph):
    return {kind for kind in KINDS if (term, RDF.type, kind) in graph}


def test_there_is_something_to_test():
    vocabularies = CLOSED.keys() | LISTED

    assert {path.stem for path in FILES} == {path.stem for path in OUTSIDE} == vocabularies
    assert RULES and TRAPS
    assert [path.name for path in THEIRS] == sorted(path.name for path in OURS.glob("*.rq"))
    assert {path.stem.partition("-")[0] for path in THEIRS} >= vocabularies
    assert {path.stem.partition("-")[0] for path in TRAPS} >= {
        "org",
        "foaf",
        "schema",
        "prov",
        "skos",
        "oa",
        "time",
        "nif",
        "aeon",
        "crm",
        "owl",
    }


# --- the files ---


def test_a_file_maps_to_one_vocabulary_and_gives_the_reason_of_each_mapping():
    for path in FILES:
        check_file(path)


def check_file(path):
    graph, header = GRAPHS[path], URIRef(HEADERS + path.stem)

    assert (
        set(graph.subjects(RDF.type, OWL.Ontology))
        == {header}
        == set(graph.subjects()) - mapped(path)
    )
    assert graph.value(header, DCTERMS.title, any=False) and graph.value(
        header, RDFS.seeAlso, any=False
    )
    for subject in set(graph.subjects()):
        note = graph.value(subject, SKOS.editorialNote, any=False)
        assert (
            isinstance(note, Literal)
            and note.language == "en"
            and re.fullmatch(r"[A-Za-z].*\.", note)
        ), subject
    for subject in mapped(path):
        objects = [o for p in MAPPINGS for o in graph.objects(subject, URIRef(p))]
        assert objects and all(o.startswith(prefixes()[path.stem]) for o in objects), subject
        assert {str(p) for p in graph.predicates(subject)} <= {
            *MAPPINGS,
            str(SKOS.editorialNote),
        }, subject


def test_every_rule_that_a_note_names_is_there():
    named = {
        name
        for graph in GRAPHS.values()
        for note in graph.objects(None, SKOS.editorialNote)
        for name in re.findall(r"queries/align/(\S+\.rq)", note)
    }

    assert named and named <= {path.name for path in RULES}


def test_terms_of_others_are_there():
    """Names of the closed namespaces of rdflib; else those of tests/alignment/outside/."""
    listed = set(outside().subjects())
    used = {(shorten(o).partition(":")[::2]) for _, _, o in mappings(*map(URIRef, MAPPINGS))}
    used |= {name for path in [*RULES, *THEIRS] for name in names(path)}
    used |= {tuple(shorten(s).partition(":")[::2]) for s in listed if isinstance(s, URIRef)}
    own = {"atg", "atgd", "atgv", "rdf", "rdfs", "owl", "xsd"}

    assert {prefix for prefix, _ in used} - own == CLOSED.keys() | LISTED
    assert [f"{p}:{n}" for p, n in used if p in CLOSED and n not in CLOSED[p]] == []
    assert [
        f"{p}:{n}" for p, n in used if p in LISTED and URIRef(prefixes()[p] + n) not in listed
    ] == []


def test_the_notes_say_the_labels_of_terms_with_numbers():
    graph = GRAPHS[FOLDER / "aeon.ttl"]
    for subject in mapped(FOLDER / "aeon.ttl"):
        (term,) = [o for p in MAPPINGS for o in graph.objects(subject, URIRef(p))]
        label = outside().value(term, RDFS.label, any=False)
        assert str(graph.value(subject, SKOS.editorialNote)).lower().startswith(label.lower()), (
            subject
        )


def test_axioms_join_terms_of_one_kind():
    """OWL 2 DL puts no object property below an annotation property; reasoners pass over it."""
    for subject, predicate, above in mappings(*AXIOMS):
        kinds = kinds_of(subject, ONTOLOGY) - {OWL.AnnotationProperty}
        assert kinds and kinds == kinds_of(above, outside()), (subject, above)
        assert (above, RDF.type, OWL.AnnotationProperty) not in ONTOLOGY, above
        assert (OWL.Class in kinds) == (predicate in (RDFS.subClassOf, OWL.equivalentClass)), (
            subject
        )


def test_with_the_alignments_a_property_is_still_of_one_kind():
    named = {s for kind in KINDS[1:] for s in terms().subjects(RDF.type, kind)}

    assert named
    assert [s for s in named if len(kinds_of(s, terms())) != 1] == []


def test_no_axiom_names_a_datatype_that_stops_a_reasoner():
    """A range that names xsd:date, which is outside OWL 2's datatypes, stops HermiT."""
    understood = {XSD.string, XSD.integer, XSD.nonNegativeInteger, XSD.dateTime, XSD.dateTimeStamp}

    assert {o for o in terms().objects(None, RDFS.range) if o in XSD} <= understood


# --- the graph in the terms of others ---


@cache
def whole(name):
    return mini.real() if name == "real" else KnowledgeGraph(mini.graph().store)


@cache
def aligned(name):
    return align(whole(name))


@cache
def foreign(name):
    """The aligned graph without any triple in which a term of ours stands."""
    store = Store()
    store.extend(
        q
        for q in aligned(name)
        if not any(
            getattr(t, "value", "").startswith(ATG) for t in (q.subject, q.predicate, q.object)
        )
    )
    return KnowledgeGraph(store)


def rows(kg, path):
    return Counter(
        tuple(sorted((name, str(term)) for name, term in row.items()))
        for row in kg.select(read_question(path).text, path)
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", THEIRS, ids=lambda p: p.stem)
def test_a_question_in_the_terms_of_others_has_the_answer_of_ours(path):
    ours = OURS / path.name

    assert read_question(path).summary == read_question(ours).summary
    assert not {prefix for prefix, _ in names(path)} & {
        "atg",
        "atgd",
        "atgv",
    } and "w3id.org/atgraph" not in path.read_text(encoding="utf-8")
    for name in NAMES:
        kg = whole(name)
        found = rows(foreign(name), path)
        assert found == rows(kg, ours), name
        assert found, name


@pytest.mark.slow
def test_every_mapping_is_asked_for():
    """Each axiom has a pair of questions that name its sides; each term of a rule is asked for."""
    pairs = [(names(OURS / path.name), names(path)) for path in THEIRS]
    asked = set().union(*(theirs for _, theirs in pairs))
    written = {
        q.object.value if q.predicate.value == str(RDF.type) else q.predicate.value
        for q in aligned("real")
        if q.graph_name == ALIGNED
    }

    def name(iri):
        return tuple(shorten(str(iri)).partition(":")[::2])

    missed = [
        (shorten(s), shorten(o))
        for s, _, o in mappings(*AXIOMS)
        if not any(name(s) in ours and name(o) in theirs for ours, theirs in pairs)
    ]
    assert missed == []
    assert sorted(iri for iri in written if name(iri) not in asked) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [pytest.param("real", marks=pytest.mark.slow), "invented"])
def test_the_aligned_graph_adds_to_the_graph_and_changes_nothing(name):
    quads = aligned(name)
    own = set(whole(name).quads())
    added = [q for q in quads if q not in own]

    assert quads == align(whole(name)) == sorted(quads, key=str)
    assert len(added) + len(own) == len(quads) and own <= set(quads)
    assert {q.graph_name for q in added} == {ALIGNED}
    assert not {q.triple for q in added} & {q.triple for q in own}
    assert not [
        q for q in added if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    ]
    assert not [
        q
        for q in added
        if q.predicate.value.startswith(ATG)
        or (q.predicate.value == str(RDF.type) and q.object.value.startswith(ATG))
    ]


@pytest.mark.slow
def test_without_derived_facts_nothing_rests_on_them():
    kg = whole("real")
    asserted = align(KnowledgeGraph(kg.store, asserted=True))

    assert set(asserted) < set(aligned("real"))
    assert len(asserted) > len(list(KnowledgeGraph(kg.store, asserted=True).quads()))


def test_a_part_that_is_not_confirmed_is_not_told_to_others():
    waiting = """SELECT ?actor ?event WHERE {
        ?tie atg:hasStatus ?status ; atg:hasParticipant ?actor ; atg:isParticipationIn ?event
        FILTER (?status != atgv:status_confirmed) }"""
    told = {
        (q.object, q.subject)
        for q in aligned("invented")
        if q.predicate.value
        in (str(SDO.performer), str(SDO.contributor), str(PROV.wasAssociatedWith))
    }
    unconfirmed = {(row["actor"], row["event"]) for row in whole("invented").select(waiting)}

    assert unconfirmed and told and not unconfirmed & told


@pytest.mark.slow
def test_no_two_things_share_a_home_page():
    """FOAF takes things with one home page for one thing."""
    pages = Counter(
        row["page"].value
        for row in whole("real").select(
            "SELECT DISTINCT ?thing ?page WHERE { ?thing foaf:homepage ?page }"
        )
    )

    assert pages and set(pages.values()) == {1}


# --- what is only close ---


# Of these nothing is written, as their notes say: what is said differs, not only on which node.
ONLY_CLOSE = {
    "atg:Initiative schema:Project",
    "atg:Organizing aeon:0000006",
    "atg:acronym skos:altLabel",
    "atg:countryCode schema:addressCountry",
    "atg:hasTheme aeon:0000041",
    "atg:isPartOfEvent aeon:0000178",
    "atg:isPartOfEvent time:intervalIn",
    "atg:statedLanguage aeon:0000154",
    "atg:statedLanguage schema:inLanguage",
    "atg:statedName skos:altLabel",
    "atg:statedRoom aeon:0000171",
    "atg:takesPlaceIn aeon:0000087",
    "atg:timezone time:timeZone",
    "atgv:role_keynote aeon:0000014",
    "atgv:role_moderator aeon:0000011",
    "atgv:role_speaker aeon:0000013",
    "atgv:role_supports aeon:0000015",
}

# What the rule looks at instead, as the note says.
INSTEAD = {ATG + "isStatedIn": ATG + "hasEvidence"}


def close():
    """(file, our term, theirs, the rules that the note names) of each term mapped as close."""
    for path in FILES:
        for subject, theirs in GRAPHS[path].subject_objects(SKOS.closeMatch):
            note = str(GRAPHS[path].value(subject, SKOS.editorialNote, any=False))
            yield path, subject, theirs, re.findall(r"queries/align/(\S+\.rq)", note)


def test_what_is_close_is_of_one_kind():
    """A class is close to a class and a property to a property."""
    found, known = list(close()), outside() + ONTOLOGY

    assert len(found) > 40
    for _, subject, theirs, _ in found:
        kinds = kinds_of(theirs, known)
        assert kinds, f"tests/alignment/outside/ does not declare {theirs}"
        if subject in Namespace(ATG):  # a role can be a role there, which is a class, or a property
            assert ((subject, RDF.type, OWL.Class) in ONTOLOGY) == (OWL.Class in kinds), (
                subject,
                theirs,
            )


def test_each_term_that_is_close_is_written_by_the_rule_of_its_note_or_listed_as_only_close():
    rules = {(shorten(s), shorten(o)): named for _, s, o, named in close()}
    unwritten = {" ".join(pair) for pair, named in rules.items() if not named}

    assert unwritten == ONLY_CLOSE
    assert all(named == [f"{o.partition(':')[0]}.rq"] for (_, o), named in rules.items() if named)


@pytest.mark.slow
def test_a_rule_writes_the_term_of_others_because_of_ours():
    """Without ours in the graph, the rule that the note names writes less of theirs."""
    mapped_terms = {}
    for _, subject, theirs, named in close():
        if named and str(subject).startswith(ATG):
            mapped_terms.setdefault(str(subject), []).append((str(theirs), named[0]))
    quads = [q for name in NAMES for q in aligned(name) if q.graph_name != ALIGNED]
    quads += read_alignments(FOLDER, quads)
    naming = {}
    for quad in quads:
        for term in (quad.predicate, quad.object):
            naming.setdefault(getattr(term, "value", ""), set()).add(quad)
    store = Store()
    store.extend(quads)
    at_first = {
        rule: written(store, rule)
        for rule in sorted({rule for pairs in mapped_terms.values() for _, rule in pairs})
    }

    assert len(mapped_terms) > 15
    for ours, pairs in mapped_terms.items():
        terms_gone = {ours, *map(str, ends_of(URIRef(ours))), *filter(None, [INSTEAD.get(ours)])}
        gone = set().union(*(naming.get(term, ()) for term in terms_gone))
        assert gone, ours
        for quad in gone:
            store.remove(quad)
        for theirs, rule in pairs:
            assert at_first[rule][theirs] > written(store, rule)[theirs], (
                f"{rule} writes {theirs} whatever {ours} says"
            )
        store.extend(gone)


def ends_of(shortcut):
    """Where the ties begin that a derived property is made of."""
    return [
        ONTOLOGY.value(tie, Namespace(ATG).edgeSource)
        for tie in ONTOLOGY.subjects(Namespace(ATG).edgeShortcut, shortcut)
    ]


def written(store, rule):
    """How often a rule writes each property and class."""
    path = mini.ROOT / "queries" / "align" / rule
    triples = KnowledgeGraph(store).query(read_question(path).text, path)
    return Counter(
        t.object.value if t.predicate.value == str(RDF.type) else t.predicate.value
        for t in set(triples)
    )


# --- what a reasoner finds ---


@cache
def said(name):
    """The aligned graph as rdflib reads it."""
    return to_rdflib(aligned(name))


def apart(graph):
    """Say of all actors, events, works and texts that no two are one: people decided each."""
    kinds = (
        Namespace(ATG)[k]
        for k in (
            "Actor",
            "Event",
            "EventSeries",
            "Initiative",
            "Tool",
            "Work",
            "Place",
            "SourceText",
        )
    )
    things = sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind)})
    assert things
    told, node, members = Graph(), BNode(), BNode()
    Collection(told, members, things)
    told.add((node, RDF.type, OWL.AllDifferent))
    told.add((node, OWL.distinctMembers, members))
    return told


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_aligned_graph_contradicts_nothing_that_others_say(name):
    world = [t for t in chain(terms(), said(name), apart(said(name))) if t != HOMEPAGE_AS_A_NOTE]

    reasoned = reason(world)

    assert reasoned.consistent
    assert reasoned.unsatisfiable == set()


@pytest.mark.slow
def test_no_class_of_ours_falls_under_one_that_is_not_meant():
    reasoned = reason(terms())

    def is_below(name, iri):
        return str(iri) in reasoned.supers.get(ATG + name, ())

    assert reasoned.consistent and reasoned.unsatisfiable == set()
    assert is_below("Organization", FOAF.Agent)
    assert not is_below("Organization", ORG.FormalOrganization)
    assert not is_below("Initiative", SDO.Organization)
    assert not is_below("Event", prefixes()["aeon"] + "0000001")


def expectation(trap):
    """What the second line of a trap says that a reasoner finds."""
    return trap.read_text(encoding="utf-8").splitlines()[1].removeprefix("# caught: ")


def expand(name):
    prefix, _, local = name.partition(":")
    return name.strip("<>") if name.startswith("<") else prefixes()[prefix] + local


def caught(trap, graph):
    what = expectation(trap)
    if what.startswith("refused "):
        with pytest.raises(RuntimeError, match=what.removeprefix("refused ")):
            reason(graph)
        return True
    reasoned = reason(graph)
    if what == "inconsistent":
        return not reasoned.consistent
    if what.startswith("unsatisfiable "):
        return expand(what.removeprefix("unsatisfiable ")) in reasoned.unsatisfiable
    subject, _, cls = what.partition(" a ")
    return expand(cls) in reasoned.types[expand(subject)]


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS, ids=lambda p: p.stem)
def test_a_trap_is_caught(trap):
    assert trap.read_text(encoding="utf-8").startswith("# ")
    assert caught(trap, [*terms(), *load(trap)])


@pytest.mark.slow
def test_without_its_wrong_mapping_a_trap_is_none():
    """What the traps say of instances is consistent under the right mappings."""
    world, tried = list(terms()), []
    for trap in TRAPS:
        instances = [t for t in load(trap) if t[0] not in Namespace(ATG)]
        if "\natg:" in trap.read_text(encoding="utf-8") and instances:
            tried.append(trap)
            world += instances

    reasoned = reason(world)

    assert len(tried) > 10
    assert reasoned.consistent
    for trap in tried:
        subject, _, cls = expectation(trap).partition(" a ")
        assert not cls or expand(cls) not in reasoned.types.get(expand(subject), ()), trap.stem


@pytest.mark.slow
def test_one_wrong_mapping_contradicts_the_real_graph():
    wrong = (URIRef(ATG + "isStatedIn"), RDFS.subPropertyOf, PROV.wasDerivedFrom)

    assert are_consistent([[*terms(), *said("real"), wrong]]) == [False]


# --- bad input ---


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("ontology", "queries"):
        shutil.copytree(mini.ROOT / name, tmp_path / name)
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    return tmp_path


def refusal(error):
    with pytest.raises(AtgraphError) as raised:
        align(whole("invented"))
    assert isinstance(raised.value, error)
    return raised.value.problems


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        (
            "rdfs:subPropertyOf org:member ;",
            "rdfs:subPropertyOf org:member",
            UnreadableError,
            "is not Turtle",
        ),
        (
            "rdfs:subPropertyOf org:member ;",
            "rdfs:subPropertyOf orgg:member ;",
            UnreadableError,
            "orgg",
        ),
        (
            "atg:hasMember\n",
            "atg:hasMembr\n",
            ValidationError,
            "aligns atg:hasMembr, which neither",
        ),
        (
            "atg:hasMember\n    rdfs:subPropertyOf",
            "atg:hasMember\n    rdfs:subpropertyOf",
            ValidationError,
            "says rdfs:subpropertyOf of atg:hasMember",
        ),
    ],
)
def test_a_broken_alignment_is_told_with_file_and_line(home, old, new, error, said):
    path = home / "ontology" / "alignments" / "org.ttl"
    line = mini.change(path, old, new)

    (problem,) = refusal(error)

    assert problem.path == str(path)
    assert abs(problem.line - line) <= 1
    assert said in problem.message


@pytest.mark.slow
def test_the_command_tells_a_broken_alignment_in_one_line(home, store):
    path = home / "ontology" / "alignments" / "org.ttl"
    line = mini.change(path, "rdfs:subPropertyOf org:member ;", "rdfs:subPropertyOf orgg:member ;")

    run = mini.atgraph("export", "--profile", "aligned", "--store", store, ATGRAPH_HOME=str(home))

    assert run.code == 2 and run.out == ""
    assert len(run.lines) == 1 and f"{path}:{line}: " in run.lines[0]


@pytest.mark.slow
def test_an_equivalence_is_applied_as_what_is_below(home):
    path = home / "ontology" / "alignments" / "org.ttl"
    before = align(whole("invented"))
    text = (
        path.read_text(encoding="utf-8")
        .replace("rdfs:subClassOf", "owl:equivalentClass")
        .replace("rdfs:subPropertyOf", "owl:equivalentProperty")
    )
    path.write_text(text, encoding="utf-8")

    assert "owl:equivalentClass org:Organization" in text
    assert align(whole("invented")) == before


def test_all_wrong_mappings_are_told_in_one_run(home):
    mini.change(home / "ontology" / "alignments" / "org.ttl", "atg:hasMember\n", "atg:hasMembr\n")
    mini.change(home / "ontology" / "alignments" / "foaf.ttl", "atg:isAbout\n", "atg:isAbuot\n")

    assert [Path(f.path).name for f in refusal(ValidationError)] == ["foaf.ttl", "org.ttl"]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["ontology/alignments", "queries/align"])
def test_a_folder_that_lost_its_files_is_not_taken_for_an_empty_one(home, folder):
    shutil.rmtree(home / folder)

    (problem,) = refusal(UnreadableError)

    assert problem.path == str(home / folder)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("#+ summary: S\n\nSELECT ?s WHERE { ?s ?p ?o }\n", QueryError, "write a CONSTRUCT"),
        ("#+ summary: S\n\nCONSTRUCT { ?s a ?o WHERE { ?s a ?o }\n", QueryError, "not understood"),
        (
            "#+ summary: S\n\nCONSTRUCT { ?s atg:acronym ?o } WHERE { ?s rdfs:label ?o }\n",
            ValidationError,
            "writes atg:acronym",
        ),
        (
            "#+ summary: S\n\nCONSTRUCT { ?s foaf:page [] } WHERE { ?s a atg:Event }\n",
            ValidationError,
            "writes a blank node",
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_told_with_its_file(home, text, error, said):
    path = home / "queries" / "align" / "wrong.rq"
    path.write_text(text, encoding="utf-8")

    (problem,) = refusal(error)

    assert problem.path == str(path)
    assert said in problem.message
