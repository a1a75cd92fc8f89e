"""The shapes: what conforms, what fires, and that every part has been seen to fail."""

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import FOAF, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

import shacl
from atgraph.build.validation.shape_engine import UNREAD
from atgraph.build.validation.shape_report import read_report
from atgraph.build.validation.shape_results import problems_of
from atgraph.build.validation.shape_rules import can_run_away
from atgraph.build.validation.shapes import check_shapes
from atgraph.errors import UnreadableError
from atgraph.rdf.turtle_files import read_rdf
from contact_texts import CONTACTS, MORE_CONTACTS, NO_CONTACTS
from mini import real
from shacl import load, local, read

ROOT = Path(__file__).parents[2]
ATG = Namespace("https://w3id.org/atgraph/ontology#")
ATGS = Namespace("https://w3id.org/atgraph/shapes#")
SCHEMA = Namespace("https://schema.org/")

FOLDER = ROOT / "ontology" / "shapes"
SHAPES = sorted(FOLDER.glob("*.ttl"))
ONTOLOGY = [ROOT / "ontology" / "atgraph.ttl", *sorted((ROOT / "ontology" / "vocab").glob("*.ttl"))]
WORLD = ROOT / "tests" / "shapes" / "world.ttl"
VALID = sorted((ROOT / "tests" / "shapes" / "valid").glob("*.ttl"))
INVALID = sorted((ROOT / "tests" / "shapes" / "invalid").glob("*.ttl"))

TOLD = (SH.severity, SH.name, SH.message, SH.description)
FOREIGN = {"Concept": "skos:Concept, of which the vocabularies are made"}


shapes = load(*SHAPES)
ontology = read(*ONTOLOGY)
WITHOUT_SHAPES = {local(term) for term in ontology.subjects(ATG.unconstrainedReason)}
RULES = shacl.rules(shapes)
WARNINGS = {local(shape) for shape in shapes.subjects(SH.severity, SH.Warning)}
PROPERTY_SHAPES = sorted(shapes.subjects(RDF.type, SH.PropertyShape))


@cache
def data():
    """The graph of each fixture."""
    return {path: read(path) for path in [WORLD, *VALID, *INVALID]}


@pytest.fixture(scope="module")
def validated():
    """All fixtures in one graph, and the engine's report on it."""
    return shacl.validated(shapes, ontology, data())


@pytest.fixture(scope="module")
def fired(validated):
    """Each fixture → the (shape, constraint) pairs that fire on what it describes.

    The vocabularies are part of the data: of an ontology apart, pyshacl sees classes and properties
    only. A warning counts in the fixtures that are named after it.
    """
    found = {path: set() for path in data()}
    for path, _, shape, component in shacl.results(validated[1], data()):
        if shape in WARNINGS and not (path and path.stem.startswith(shape)):
            continue  # nearly every fixture stands alone, and says so
        found[path].add((shape, component))
    return found


def test_there_is_something_to_test():
    assert SHAPES and VALID and INVALID and RULES and PROPERTY_SHAPES


@pytest.mark.slow
def test_the_shapes_are_themselves_in_order():
    assert shacl.are_in_order(*SHAPES)


@pytest.mark.slow
def test_the_world_of_the_fixtures_conforms(fired):
    assert fired[WORLD] == set()


def test_valid_data_conforms(fired):
    assert {path.stem: fired[path] for path in VALID if fired[path]} == {}


def test_invalid_data_fires_the_shape_in_its_name(fired):
    shapes_of = {path.stem: {shape for shape, _ in fired[path]} for path in INVALID}

    assert {stem: s for stem, s in shapes_of.items() if s != {stem.split("--")[0]}} == {}


@pytest.mark.slow
def test_building_finds_what_the_engine_finds_in_plain_graphs(validated):
    """Building hands over graphs that are quicker to read, with other targets and fewer labels."""
    world, report = validated
    quads = [triple for path in data() for triple in read_rdf(path).triples]
    found = check_shapes(
        quads, [triple for path in ONTOLOGY for triple in read_rdf(path).triples], FOLDER, {}
    )

    assert found == problems_of(read_report(report, world, shapes), {})
    assert len({problem.result.name for problem in found}) == len(RULES)


HOTLINES = """@prefix : <http://example.org/> .
:a a :C ; :name "Hotline 117" . :b a :C ; :name "Hotline 205" ."""
SELECT = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix atgs: <https://w3id.org/atgraph/shapes#> .
atgs:Line-name a sh:NodeShape ; sh:targetNode <http://example.org/C> ; sh:message "No."@en ;
    sh:sparql [ sh:message "No."@en ; sh:select '''SELECT $this ?value WHERE { BODY }''' ] ."""
HELD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://example.org/> .
:S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :name ; sh:pattern "117" ] ."""
NAMED = "?value a $this ; <http://example.org/name> ?name "


def found_by(body, folder):
    (folder / "Line.ttl").write_text(SELECT.replace("BODY", body.replace("\\", "\\\\")))
    found = check_shapes(pyoxigraph.parse(HOTLINES, pyoxigraph.RdfFormat.TURTLE), (), folder, {})
    return {local(problem.result.focus.rpartition("/")[2]) for problem in found}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (NAMED + 'FILTER REGEX(?name, "[1]{2}")', {"a"}),
        (NAMED + 'FILTER REGEX(?name, "^(?!.* 1)")', {"b"}),
        (NAMED + r'FILTER REGEX(?name, "(1)\\1")', {"a"}),
        (NAMED + r'FILTER REGEX(?name, "7\\Z")', {"a"}),
        (NAMED + "FILTER BOUND($this)", {"a", "b"}),
    ],
)
def test_a_query_of_a_shape_finds_what_the_library_of_shapes_reads_in_it(body, found, tmp_path):
    assert found_by(body, tmp_path) == found


@pytest.mark.parametrize(
    "body", [NAMED + 'FILTER REGEX(?name, "([0-9]{3}")', "GRAPH ?graph { ?value a $this }"]
)
def test_a_query_of_a_shape_that_nothing_can_run_is_told(body, tmp_path):
    with pytest.raises(UnreadableError, match="the shape cannot be run"):
        found_by(body, tmp_path)


def test_the_library_of_shapes_is_to_others_as_it_was_before_a_build(tmp_path):
    assert found_by(NAMED + "FILTER BOUND($this)", tmp_path) == {"a", "b"}

    rules = Graph().parse(data=HELD, format="turtle")
    store = pyoxigraph.Store()
    store.load(HOTLINES, pyoxigraph.RdfFormat.TURTLE)
    assert pyshacl.validate(store, shacl_graph=rules)[0] is False
    lines = Graph().parse(data=HOTLINES, format="turtle")
    assert pyshacl.validate(lines, shacl_graph=rules, advanced=True)[0] is False


def test_every_shape_has_been_seen_to_fail():
    assert {local(s) for s in RULES} == {p.stem.split("--")[0] for p in INVALID}


def test_every_constraint_of_every_shape_has_been_seen_to_fail(fired):
    assert shacl.constraints(shapes) == set().union(*fired.values())


def test_every_class_has_something_that_conforms():
    assert {p.stem for p in SHAPES} == {p.stem.split("--")[0] for p in VALID}
    for path in VALID:
        kind = path.stem.split("--")[0]
        expected = SKOS.Concept if kind in FOREIGN else ATG[kind]
        assert (None, RDF.type, expected) in data()[path], path.name


def test_no_fixture_speaks_of_what_another_describes():
    described = {}
    for path, graph in data().items():
        for subject in set(graph.subjects()):
            assert subject not in described, (
                f"{path.name} and {described[subject].name} both describe {subject}"
            )
            described[subject] = path
    for path, graph in data().items():
        strangers = {o for o in graph.objects() if described.get(o, path) not in (path, WORLD)}
        assert not strangers, f"{path.name} speaks of {strangers}"


def test_every_fixture_says_what_it_shows():
    for path in data():
        assert shacl.says_what_it_shows(path), path.name


def test_every_shape_has_a_name_an_instruction_a_reason_and_a_severity():
    assert shacl.without_words(shapes, {SH.Violation, SH.Warning}) == []


def test_the_reasons_say_whom_they_serve():
    people = re.compile(
        r"[Rr]esearcher|[Cc]oordinator|[Aa]nalyst|[Cc]urator|[Pp]eople|[Pp]erson|[Nn]obody|[Ss]omebody|[Ss]tranger"
    )
    silent = [local(s) for s in RULES if not people.search(shapes.value(s, SH.description))]

    assert len(silent) <= len(RULES) / 10, silent


def test_a_warning_is_a_gap_and_never_what_protects_or_breaks():
    """Advice asks for ties and decisions that are not there yet, and for nothing else."""
    assert {local(s).partition("-")[2] for s in WARNINGS} == {"connects", "decided"}


def test_only_shapes_with_a_name_can_be_reported():
    reported = {
        *PROPERTY_SHAPES,
        *shapes.objects(None, SH.property),
        *shapes.subjects(SH.sparql),
        *shapes.subjects(SH.closed),
    }

    assert all(isinstance(s, URIRef) for s in reported)
    assert reported <= set(RULES)


def test_every_shape_stands_in_the_file_of_its_class_and_is_reached():
    for path in SHAPES:
        graph, node = load(path), ATGS[f"{path.stem}Shape"]
        target = SKOS.Concept if path.stem in FOREIGN else ATG[path.stem]
        subjects = {s for s in graph.subjects() if isinstance(s, URIRef)} - set(
            graph.subjects(RDF.type, SH.PropertyGroup)
        )
        assert {local(s).partition("-")[0] for s in subjects - {node}} == {path.stem}
        assert set(graph.objects(node, SH.property)) == set(
            graph.subjects(RDF.type, SH.PropertyShape)
        )
        aimed = {*graph.objects(None, SH.targetClass), *graph.objects(None, SH.targetNode)}
        assert aimed == {target}, path.name


def test_a_property_shape_is_named_after_its_path():
    for shape in PROPERTY_SHAPES:
        path = shapes.value(shape, SH.path)
        steps = (
            [path]
            if isinstance(path, URIRef)
            else [shapes.value(path, SH.inversePath)]
            if (path, SH.inversePath, None) in shapes
            else [shapes.value(s, SH.inversePath, default=s) for s in Collection(shapes, path)]
        )
        names = [re.split(r"[#/]", str(step))[-1] for step in steps]
        assert local(shape).split("-")[1:] == names


def test_every_class_of_the_ontology_has_a_file():
    classes = {local(c) for c in ontology.subjects(RDF.type, OWL.Class) if c in ATG}

    assert {p.stem for p in SHAPES} == classes - set(WITHOUT_SHAPES) | set(FOREIGN)


def test_shapes_and_ontology_agree_on_values():
    checked = 0
    for shape in PROPERTY_SHAPES:
        path = shapes.value(shape, SH.path)
        ranges = set(ontology.objects(path, SCHEMA.rangeIncludes))
        if path not in ATG or not ranges:
            continue
        allowed = {
            c
            for r in ranges
            for walk in (
                ontology.transitive_objects(r, RDFS.subClassOf),
                ontology.transitive_subjects(RDFS.subClassOf, r),
            )
            for c in walk
        }
        datatypes, classes = (
            set(shapes.objects(shape, SH.datatype)),
            set(shapes.objects(shape, SH["class"])),
        )
        for member in (
            m for branch in shapes.objects(shape, SH["or"]) for m in Collection(shapes, branch)
        ):
            classes |= set(shapes.objects(member, SH["class"]))
        assert datatypes <= ranges, shape
        assert classes <= allowed, shape
        checked += bool(datatypes or classes)
    assert checked > 50


def test_every_property_of_an_instance_has_a_shape():
    covered = {shapes.value(shape, SH.path) for shape in PROPERTY_SHAPES}
    written = {
        p
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for p in ontology.subjects(RDF.type, kind)
        if p in ATG
    }
    derived, free = (
        set(ontology.subjects(ATG.isDerivedBy)),
        set(ontology.subjects(ATG.unconstrainedReason)),
    )

    assert written - derived - free <= covered
    assert not derived & covered


def test_what_is_free_is_so_for_a_reason_and_has_no_shape():
    reasons = list(ontology.objects(None, ATG.unconstrainedReason))

    assert reasons
    assert all(reason.language == "en" and re.fullmatch(r"[A-Z].*\.", reason) for reason in reasons)
    assert WITHOUT_SHAPES.isdisjoint(p.stem for p in SHAPES)


def test_a_derived_property_is_guarded_by_its_rule_and_a_check():
    """Nobody may assert it, which a check finds, and the rule that writes it is a file."""
    rules = {local_rule(rule) for rule in ontology.objects(None, ATG.isDerivedBy)}

    assert rules
    assert all((ROOT / "queries" / "derive" / f"{rule}.rq").is_file() for rule in rules)
    assert "atg:isDerivedBy" in (
        ROOT / "queries" / "checks" / "derived-property-asserted.rq"
    ).read_text(encoding="utf-8")


def local_rule(iri):
    return str(iri).rpartition("/rule_")[2]


def test_roles_are_asked_of_schemes_that_exist():
    schemes = set(ontology.subjects(RDF.type, SKOS.ConceptScheme))
    asked = {
        scheme
        for shape, scheme in shapes.subject_objects(SH.hasValue)
        if shapes.value(shape, SH.path) == SKOS.inScheme
    }

    assert asked
    assert asked <= schemes


def test_a_person_is_closed_but_for_names_evidence_and_shortcuts():
    ignored = set(Collection(shapes, shapes.value(ATGS["Person-closed"], SH.ignoredProperties)))
    of_others = {RDF.type, RDFS.label, SKOS.altLabel, FOAF.homepage, SCHEMA.sameAs}
    actors = {ATG.Actor, ATG.Person}
    shortcuts = {
        p
        for p in ontology.subjects(ATG.isDerivedBy)
        if actors & set(ontology.objects(p, SCHEMA.domainIncludes))
    }

    assert ignored == shortcuts | {ATG.hasEvidence} | of_others
    assert set(shapes.predicates(ATGS["Person-closed"], None)) == {
        RDF.type,
        SH.targetClass,
        SH.closed,
        SH.ignoredProperties,
        *TOLD,
    }


def test_a_person_has_two_types_and_no_third():
    assert set(Collection(shapes, shapes.value(ATGS["Person-type"], SH["in"]))) == {
        ATG.Actor,
        ATG.Person,
    }


# Shape → what its pattern lets in, and what it does not, with more before or after it.
PATTERNS = {
    **dict.fromkeys(
        ("Actor-homepage", "Actor-sameAs", "Initiative-homepage", "Tool-homepage", "Work-homepage"),
        (
            ("http://example.org/", "https://example.org/a"),
            (
                "javascript:open('https://example.org/')",
                " https://example.org/",
                "shttps://example.org/",
                "ftp://example.org/",
                "https:example.org",
                "httpsx://e",
            ),
        ),
    ),
    **dict.fromkeys(
        ("Event-startTime", "Event-endTime"),
        (
            ("2019-04-08T13:15:00+02:00", "2019-04-08T11:15:00Z"),
            ("2019-04-08T13:15:00", "2019-04-08T13:15:00+02:00 or so", "2019-04-08T11:15:00Zulu"),
        ),
    ),
    "Event-timezone": (
        ("Europe/Vienna", "Etc/GMT+2", "UTC"),
        ("in Europe/Vienna", "+02:00", "Europe/Vienna, in summer", "Europe/Vienna\u00a0"),
    ),
    **dict.fromkeys(
        ("Organization-countryCode", "Place-countryCode"),
        (("AT", "GB"), ("at", "A", "AUT", "-AT", "AT-9")),
    ),
    "Passage-iri": (
        ("https://e/text_x#char=1,20",),
        (
            "https://e/text_x#char=1,20;length=3",
            "https://e/text_x",
            "https://e/text_x#line=1,20",
            "https://e/text_x#char=1,",
        ),
    ),
    "Person-iri": (
        ("https://e/person_p0001",),
        (
            "https://e/person_parker",
            "https://e/person_p0001-parker",
            "https://e/person_p",
            "https://e/aperson_p1",
        ),
    ),
    **dict.fromkeys(
        ("Source-file", "SourceText-file"),
        (("programmes/fair/source.txt",), ("/srv/curator/source.txt", "")),
    ),
    "Source-url": (
        ("https://example.org/about", "http://example.org"),
        ("example.org/about", "ftp://example.org", "https:///about", " https://example.org"),
    ),
    "Source-datePublished": (
        ("2019", "2019-04", "2019-04-08"),
        ("8 April 2019", "2019-4-8", "2019-04-08 or so", "19"),
    ),
    **dict.fromkeys(
        ("Source-sha256", "SourceText-sha256"),
        (
            ("0f" * 32,),
            ("sha256:" + "0f" * 32, "0f" * 32 + "0", "0" + "0f" * 32, "0f" * 31, "0F" * 32),
        ),
    ),
}


def test_a_pattern_lets_in_what_it_is_for_and_nothing_before_or_after_it():
    patterns = {local(shape): str(pattern) for shape, pattern in shapes.subject_objects(SH.pattern)}

    assert patterns.keys() == PATTERNS.keys()
    for shape, (good, bad) in PATTERNS.items():
        assert [text for text in good if not re.search(patterns[shape], text)] == [], shape
        assert [text for text in bad if re.search(patterns[shape], text)] == [], shape


def contact_patterns():
    queries = {
        local(s): str(q)
        for s, q in shapes.subject_objects(SH.select)
        if local(s).endswith("-contact-query")
    }
    return {name: re.search(r'REGEX\(.*?, "(.*)"\)', query)[1] for name, query in queries.items()}


def test_contact_is_refused_in_whatever_form_it_is_written_and_no_title_is():
    patterns = {
        name: pattern
        for name, pattern in contact_patterns().items()
        if name not in ("Passage-contact-query", "Source-contact-query")
    }
    (pattern,) = set(patterns.values())
    printed = [
        q.object.value
        for q in real().store
        if local(q.predicate.value) in ("label", "altLabel", "statedTitle", "statedName")
    ]

    assert patterns.keys() >= {
        "Person-contact-query",
        "Naming-contact-query",
        "Tie-contact-query",
        "Decision-contact-query",
    }
    assert [text for text in (*CONTACTS, *MORE_CONTACTS) if not re.search(pattern, text)] == []
    assert [text for text in NO_CONTACTS if re.search(pattern, text)] == []
    assert len(printed) > 1000 and [text for text in printed if re.search(pattern, text)] == []


def test_each_alternative_of_the_contact_pattern_refuses_something_that_no_other_does():
    parts = alternatives(contact_patterns()["Person-contact-query"])

    assert [[part for part in parts if re.search(part, text)] for text in CONTACTS] == [
        [part] for part in parts
    ]


def alternatives(pattern):
    """The parts between the bars that stand in no brackets."""
    parts, depth, group = [""], 0, False
    for sign in pattern:
        group = sign == "[" or (group and sign != "]")
        depth += 0 if group else (sign == "(") - (sign == ")")
        if sign == "|" and not depth and not group:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def test_no_pattern_can_run_away():
    queries = [str(q) for q in shapes.objects(None, SH.select)]
    patterns = [
        *shapes.objects(None, SH.pattern),
        *(Literal(p) for q in queries for p in re.findall(r'REGEX\(.*?, "(.*)"\)', q)),
    ]

    assert len(patterns) > 10
    assert len(patterns) == len(list(shapes.objects(None, SH.pattern))) + sum(
        q.count("REGEX") for q in queries
    )
    for pattern in patterns:
        assert isinstance(pattern, Literal)
        assert not can_run_away(pattern), pattern


def test_no_shape_of_the_vocabularies_reads_what_validation_leaves_out_of_them():
    """The data keep their other names; those of concepts are left out."""
    reading = {
        shape
        for shape, query in shapes.subject_objects(SH.sparql / SH.select)
        if any(local(p) in str(query) for p in UNREAD)
    }
    aimed = {
        target
        for shape in reading
        for p in (SH.targetClass, SH.targetNode)
        for target in shapes.objects(shape, p)
    }

    assert aimed == {ATG.Person}
    assert not any((None, SH.path, URIRef(predicate)) in shapes for predicate in UNREAD)
