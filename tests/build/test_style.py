"""The style guide: the ontology keeps it, every rule has failed once, exemptions say why."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SH, Namespace, URIRef

import mini
import shacl
from atgraph.build.validation.shape_report import read_report
from atgraph.build.validation.shape_results import problems_of
from atgraph.build.validation.shape_rules import can_run_away
from atgraph.build.validation.shapes import check_shapes
from atgraph.build.validation.style import check_style
from atgraph.build.whole import build_graph
from atgraph.errors import ValidationError
from atgraph.rdf.namespaces import ATG
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.turtle_files import read_rdf
from shacl import load, local, read

ROOT = Path(__file__).parents[2]
ATGS = Namespace("https://w3id.org/atgraph/shapes#")
ATG_TERMS = Namespace(ATG)
STYLE = ROOT / "ontology" / "style"

SHAPES = sorted(STYLE.glob("*.ttl"))
ONTOLOGY = [ROOT / "ontology" / "atgraph.ttl", *sorted((ROOT / "ontology" / "vocab").glob("*.ttl"))]
VALID = sorted((ROOT / "tests" / "style" / "valid").glob("*.ttl"))
INVALID = sorted((ROOT / "tests" / "style" / "invalid").glob("*.ttl"))

shapes = load(*SHAPES)
ontology = read(*ONTOLOGY)
RULES = shacl.rules(shapes)


@cache
def data():
    """The graph of each fixture."""
    return {path: read(path) for path in [*VALID, *INVALID]}


@cache
def problems():
    """What a build finds in the ontology and all fixtures."""
    triples = [triple for path in [*ONTOLOGY, *data()] for triple in read_rdf(path).triples]
    return check_shapes(triples, (), STYLE, {})


@pytest.fixture(scope="module")
def found():
    """Each fixture → its (term, shape, constraint) problems; None → those on the ontology."""
    owner = {subject: path for path, graph in data().items() for subject in graph.subjects()}
    gathered = {path: set() for path in [*data(), None]}
    for problem in problems():
        result = problem.result
        term = URIRef(result.focus)
        gathered[owner.get(term)].add((term, local(result.name), local(result.component)))
    return gathered


def test_there_is_something_to_test():
    assert SHAPES and VALID and INVALID and RULES


# --- the shapes ---


@pytest.mark.slow
def test_building_finds_what_the_engine_finds_in_plain_graphs():
    together, report = shacl.validated(shapes, ontology, data())

    assert problems() == problems_of(read_report(report, together, shapes), {})
    assert {local(p.result.name) for p in problems()} == {local(rule) for rule in RULES}


@pytest.mark.slow
def test_the_shapes_are_themselves_in_order():
    assert shacl.are_in_order(*SHAPES)


def test_good_terms_conform(found):
    assert {path.stem: found[path] for path in VALID if found[path]} == {}


def test_bad_terms_fire_the_rule_in_the_name_of_their_file(found):
    fired = {path.stem: {shape for _, shape, _ in found[path]} for path in INVALID}

    assert {stem: s for stem, s in fired.items() if s != {stem.split("--")[0]}} == {}


def test_each_bad_term_of_a_file_is_found(found):
    """What another term of the file needs, the end of a tie or a replacement."""
    for path in INVALID:
        described = set(data()[path].subjects()) - set(data()[path].objects())
        assert described <= {term for term, _, _ in found[path]}, path.stem


def test_every_rule_has_been_seen_to_fail():
    assert {local(s) for s in RULES} == {p.stem.split("--")[0] for p in INVALID}


def test_every_constraint_of_every_rule_has_been_seen_to_fail(found):
    assert shacl.constraints(shapes) == {
        (shape, constraint) for path in data() for _, shape, constraint in found[path]
    }


def test_every_file_of_rules_has_terms_that_conform():
    assert {f"{p.stem}Style" for p in SHAPES} == {p.stem.split("--")[0] for p in VALID}


def test_a_rule_stands_in_the_file_in_its_name():
    for path in SHAPES:
        names = {local(s).partition("-")[0] for s in load(path).subjects() if isinstance(s, URIRef)}
        assert names - {"TermOfOthers"} == {f"{path.stem}Style"}


def test_every_rule_has_a_name_an_instruction_a_reason_and_a_severity():
    assert shacl.without_words(shapes, {SH.Violation}) == []


def test_only_rules_with_a_name_can_be_reported():
    bridges = {ATGS["TermStyle-terms"], ATGS["TieStyle-ties"], ATGS.TermOfOthers}
    reported = {
        *shapes.subjects(RDF.type, SH.PropertyShape),
        *shapes.objects(None, SH.property),
        *shapes.subjects(SH.sparql),
    }

    assert reported - bridges <= set(RULES)


def test_every_fixture_says_what_it_shows():
    for path in data():
        assert shacl.says_what_it_shows(path), path.name


def test_no_pattern_can_run_away():
    patterns = list(shapes.objects(None, SH.pattern))

    assert patterns
    assert [p for p in patterns if can_run_away(p)] == []


def test_a_query_runs_once():
    """pyshacl runs a query for each focus node; one each keeps the style guide fast."""
    for shape in shapes.subjects(SH.sparql):
        assert (shape, SH.targetClass, OWL.Ontology) in shapes or shapes.value(
            shape, SH.targetNode, any=False
        ), shape
    assert len(set(ontology.subjects(RDF.type, OWL.Ontology))) == 1


# --- the ontology ---


def test_the_ontology_keeps_the_style_guide_but_for_what_is_exempt(found):
    exempt = {
        (term, local(shape)) for term, shape in ontology.subject_objects(ATG_TERMS.isExemptFrom)
    }

    assert {(term, shape) for term, shape, _ in found[None]} == exempt


@pytest.fixture
def check(tmp_path):
    """Check the ontology with lines added at its end."""

    def run(*lines):
        for part in ("vocab", "style"):
            (tmp_path / part).symlink_to(ROOT / "ontology" / part)
        text = (ROOT / "ontology" / "atgraph.ttl").read_text(encoding="utf-8")
        (tmp_path / "atgraph.ttl").write_text(
            "\n".join([text.rstrip("\n"), "", *lines, ""]), encoding="utf-8"
        )
        return text.count("\n"), check_style(Ontology.read(tmp_path), STYLE)

    return run


GOOD = """atg:Raft
    a owl:Class ;
    rdfs:isDefinedBy <https://w3id.org/atgraph/ontology> ;
    rdfs:label "raft"@en ;
    skos:definition "A thing that floats."@en ;
    skos:example "One at the Example Fair."@en ;
    atg:pluralName "rafts" ."""


@pytest.mark.slow
def test_nothing_is_wrong_with_a_good_term(check):
    assert check(GOOD)[1] == []


@pytest.mark.slow
def test_a_term_that_breaks_two_rules_gives_two_findings_with_its_line(check):
    lines, found = check(
        GOOD.replace("atg:Raft", "atg:life_raft").replace("A thing that floats", "Used to float")
    )

    assert [f.message for f in found] == [
        (
            'Begin the definition with the kind of thing that it is: "A … that …", or '
            "with An, The or What. [ClassStyle-definition; atg:life_raft]"
        ),
        (
            "Name the class in UpperCamel, without abbreviations: one capital for each "
            "word, as in atg:ThemeAssignment. [ClassStyle-name; atg:life_raft]"
        ),
    ]
    assert {(Path(f.path).name, f.line) for f in found} == {("atgraph.ttl", lines + 2)}


@pytest.mark.slow
def test_the_finding_of_a_query_is_about_the_term_too(check):
    lines, (problem,) = check(GOOD.replace("A thing that floats", "A raft that floats"))

    assert problem.message.endswith("[TermStyle-definition-wording; atg:Raft]")
    assert problem.line == lines + 2


EXEMPT = (
    GOOD.removesuffix(" .")
    + ' ;\n    atg:isExemptFrom {} ;\n    atg:exemptionReason "Everybody calls it so."@en .'
)


@pytest.mark.slow
def test_an_exemption_passes_over_one_rule_and_no_other(check):
    _, found = check(
        EXEMPT.format("atgs:TermStyle-label-case")
        .replace('"raft"', '"Raft"')
        .replace("A thing that floats", "Used to float")
    )

    assert [f.message.rpartition("[")[2] for f in found] == ["ClassStyle-definition; atg:Raft]"]


@pytest.mark.slow
def test_an_exemption_of_one_term_is_none_of_another(check):
    _, found = check(
        EXEMPT.format("atgs:TermStyle-label-case").replace('"raft"', '"Raft"'),
        GOOD.replace("Raft", "Boat").replace('"raft"', '"Boat"'),
    )

    assert [f.message.rpartition("[")[2] for f in found] == [
        "TermStyle-label-case; atg:Boat] — found 'Boat'"
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            "atgs:TermStyle-label-case",
            "The term keeps atgs:TermStyle-label-case: remove atg:isExemptFrom",
        ),
        (
            "atgs:TermStyle-labelcase",
            "There is no rule atgs:TermStyle-labelcase in ontology/style/: correct the name",
        ),
    ],
)
def test_an_exemption_that_passes_nothing_over_is_found(check, rule, message):
    lines, (problem,) = check(EXEMPT.format(rule))

    assert problem.message.startswith(message)
    assert problem.line == lines + 2
    assert problem.result.focus == ATG + "Raft"


@pytest.mark.slow
def test_the_build_holds_the_ontology_to_its_style(tmp_path, monkeypatch):
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(ROOT / name, tmp_path / name)
    mini.change(
        tmp_path / "ontology" / "atgraph.ttl",
        "\natg:sha256\n",
        "\natg:hasDigest a owl:ObjectProperty .\n\natg:sha256\n",
    )
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))

    with pytest.raises(
        ValidationError,
        match=r"Say where the term is defined: .* \[TermStyle-isDefinedBy; atg:hasDigest\]",
    ):
        build_graph(mini.MINI)


@pytest.mark.slow
def test_an_ontology_is_checked_anew_where_it_or_the_guide_has_changed(tmp_path):
    copy = Path(shutil.copytree(ROOT / "ontology", tmp_path / "ontology"))
    assert check_style(Ontology.read(copy), copy / "style") == []

    mini.change(copy / "style" / "Class.ttl", "(An?|The", "(An|The")
    assert check_style(Ontology.read(copy), copy / "style") != []

    mini.change(copy / "style" / "Class.ttl", "(An|The", "(An?|The")
    mini.change(copy / "atgraph.ttl", 'rdfs:label "tool"@en', 'rdfs:label "Tool"@en')
    (found,) = check_style(Ontology.read(copy), copy / "style")
    assert "TermStyle-label-case" in found.message
