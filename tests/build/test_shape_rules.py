"""shape_rules: a shape that would look at nothing, or speak in the words of the engine, is refused with its line."""

# ruff: noqa: E501  (each case shows its message whole)

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import mini
from atgraph.build.validation.shape_rules import can_run_away
from atgraph.build.validation.shapes import check_shapes
from atgraph.errors import UnreadableError
from atgraph.rdf.ontology import Ontology

HEAD = """@prefix atg: <https://w3id.org/atgraph/ontology#> .
@prefix atgs: <https://w3id.org/atgraph/shapes#> .
@prefix atgv: <https://w3id.org/atgraph/vocab/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

"""
GOOD = """atgs:Raft-label
    a sh:PropertyShape ;
    sh:targetClass atg:Tool ;
    sh:path atg:statedTitle ;
    sh:minCount 1 ;
    sh:severity sh:Violation ;
    sh:message "Give it a title."@en .
"""


def told(text: str, tmp_path: Path) -> list[str]:
    """Return what is said of a file of shapes, without its folder."""
    folder = tmp_path / "style"
    folder.mkdir()
    (folder / "Raft.ttl").write_text(HEAD + text)
    try:
        check_shapes(mini.ontology().quads, (), folder, {})
    except UnreadableError as exc:
        return [str(problem).removeprefix(f"{folder}/") for problem in exc.problems]
    return []


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_a_good_shape_is_taken(tmp_path: Path) -> None:
    assert told(GOOD, tmp_path) == []


QUERY = 'sh:sparql atgs:Raft-query ;\n    sh:severity sh:Violation ;\n    sh:message "No."@en .\natgs:Raft-query a sh:SPARQLConstraint ;\n    sh:select """SELECT $this {\n $this a %s . FILTER REGEX(STR($this), "%s") }""" .\n'

WRONG = {
    "a class that is mistyped": (
        changed("atg:Tool", "atg:Tol"),
        8,
        "names atg:Tol, which ontology/atgraph.ttl does not have; did you mean atg:Tool?",
    ),
    "a class of others that is mistyped": (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        + changed("atg:Tool", "skos:Concpt"),
        9,
        "names skos:Concpt, which ontology/atgraph.ttl does not have; did you mean skos:Concept",
    ),
    "a property that is mistyped": (
        changed("sh:path atg:statedTitle", "sh:path atg:statedTitel"),
        9,
        "names atg:statedTitel, which ontology/atgraph.ttl does not have; did you mean",
    ),
    "a target that is none": (
        changed("sh:targetClass atg:Tool", "sh:targetNode atgv:pilars"),
        8,
        "names atgv:pilars, which ontology/vocab/ does not have; did you mean atgv:pillars?",
    ),
    "a class of values": (
        changed("sh:minCount 1", "sh:or ( [ sh:class atg:Tool ]\n    [ sh:class atg:Wrok ] )"),
        11,
        "names atg:Wrok, which ontology/atgraph.ttl does not have",
    ),
    "a step of a path": (
        changed(
            "sh:path atg:statedTitle",
            "sh:path ( atg:isPartOfEvent [ sh:inversePath\n atg:isHere ] )",
        ),
        10,
        "names atg:isHere, which",
    ),
    "a shape that is not there": (
        GOOD
        + "atgs:RaftShape a sh:NodeShape ; sh:targetClass atg:Tool ;\n    sh:property atgs:Raft-labl .",
        14,
        "names atgs:Raft-labl, which the shapes does not have",
    ),
    "a term of a query": (
        GOOD[: GOOD.index("sh:path")].replace("PropertyShape", "NodeShape")
        + QUERY % ("atg:Tol", "x"),
        14,
        "names atg:Tol, which ontology/atgraph.ttl does not have",
    ),
    "a word that SHACL does not have": (
        changed("sh:minCount", "sh:minCuont"),
        10,
        "names sh:minCuont, which SHACL does not have; did you mean sh:minCount?",
    ),
    "a kind that SHACL does not have": (
        changed("a sh:PropertyShape", "a sh:PropertyShap"),
        7,
        "names sh:PropertyShap, which SHACL does not have; did you mean sh:PropertyShape?",
    ),
    "a namespace under another prefix": (
        "@prefix sch: <http://www.w3.org/ns/shacle#> .\n" + changed("sh:minCount", "sch:minCount"),
        11,
        "says <http://www.w3.org/ns/shacle#minCount>, which is of no namespace in ontology/prefixes.ttl",
    ),
    "no name": (
        '[] a sh:NodeShape ; sh:targetClass atg:Tool ; sh:pattern "x" ; sh:message "No."@en .',
        6,
        "has a shape without a name (a blank node), which no task can name",
    ),
    "no name inside": (
        'atgs:RaftShape a sh:NodeShape ; sh:targetClass atg:Tool ;\n    sh:property [ sh:path atg:statedTitle ; sh:minCount 1 ; sh:message "No."@en ] .',
        6,
        "has a shape without a name",
    ),
    "no message": (
        changed(' ;\n    sh:message "Give it a title."@en', ""),
        6,
        "the shape atgs:Raft-label says nothing to whoever breaks it; add sh:message",
    ),
    "an empty message": (
        changed("Give it a title.", " "),
        6,
        "the shape atgs:Raft-label says nothing to whoever breaks it",
    ),
    "another severity": (
        changed("sh:Violation", "atgs:Raft-label"),
        11,
        "has a severity that SHACL does not have; write sh:Violation, sh:Warning, sh:Info",
    ),
    "no target": (
        changed("    sh:targetClass atg:Tool ;\n", ""),
        6,
        "the shape atgs:Raft-label looks at nothing; give it a target",
    ),
    "a pattern that runs away": (
        changed("sh:minCount 1", 'sh:pattern "^([a-z]+\\\\d*)+$"'),
        10,
        r"has the pattern ^([a-z]+\d*)+$, which repeats a part that repeats itself and may take years",
    ),
    "a query's pattern that runs away": (
        GOOD[: GOOD.index("sh:path")].replace("PropertyShape", "NodeShape")
        + QUERY % ("atg:Tool", "(a*)*"),
        14,
        "has the pattern (a*)*, which repeats",
    ),
    "a circle": (
        changed("sh:minCount 1", "sh:node atgs:RaftShape")
        + "atgs:RaftShape a sh:NodeShape ; sh:property atgs:Raft-label .",
        6,
        "the shape needs itself (atgs:Raft",
    ),
    "a circle through a list": (
        changed("sh:minCount 1", "sh:not [ sh:and ( [ sh:node atgs:Raft-label ] ) ]"),
        6,
        "the shape needs itself (atgs:Raft-label → atgs:Raft-label); cut the circle",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), WRONG.values(), ids=WRONG)
def test_a_shape_that_would_be_off_or_speak_in_other_words_is_refused(
    text: str, line: int, message: str, tmp_path: Path
) -> None:
    (problem,) = told(text, tmp_path)

    assert problem.startswith(f"Raft.ttl:{line}: {message}")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    assert (
        len(
            told(
                GOOD
                + GOOD.replace("Raft-label", "Raft-other")
                .replace("minCount", "minCuont")
                .replace("atg:Tool", "atg:Tol"),
                tmp_path,
            )
        )
        == 2
    )


def copy_shapes(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(mini.ROOT / "ontology" / "shapes", tmp_path / "ontology" / "shapes")
    )


def test_a_class_whose_shapes_were_lost_is_told_with_its_line(tmp_path: Path) -> None:
    ontology, folder = mini.ontology(), copy_shapes(tmp_path)
    (folder / "Tool.ttl").unlink()

    with pytest.raises(UnreadableError) as lost:
        check_shapes((), ontology.quads, folder, ontology.origins)
    (problem,) = lost.value.problems
    assert (
        problem.message
        == "no shape looks at atg:Tool; restore or write its file in ontology/shapes/, or say atg:unconstrainedReason"
    )
    assert Path(problem.path).read_text("utf-8").split("\n")[problem.line - 1] == "atg:Tool"


@pytest.mark.slow
def test_a_class_that_says_why_needs_no_shape(tmp_path: Path) -> None:
    shutil.copytree(mini.ROOT / "ontology", tmp_path / "ontology")
    mini.change(
        tmp_path / "ontology" / "atgraph.ttl",
        "\natg:Tool\n    a owl:Class ;\n",
        '\natg:Tool\n    a owl:Class ;\n    atg:unconstrainedReason "Of invented tools only."@en ;\n',
    )
    ontology = Ontology.read(tmp_path / "ontology")
    (tmp_path / "ontology" / "shapes" / "Tool.ttl").unlink()

    assert (
        check_shapes((), ontology.quads, tmp_path / "ontology" / "shapes", ontology.origins) == []
    )


def test_nothing_is_said_on_stderr_but_the_message(tmp_path: Path) -> None:
    for name in ("ontology", "queries"):
        shutil.copytree(mini.ROOT / name, tmp_path / name)
    path = tmp_path / "ontology" / "atgraph.ttl"
    line = mini.change(path, 'dcterms:created "', 'dcterms:created "2019-13-45-')
    run = mini.atgraph("check", "--data", mini.MINI, ATGRAPH_HOME=str(tmp_path))

    assert (run.code, run.out) == (2, "")
    assert [row.partition(": ")[0] for row in run.lines] == [f"{path}:{line}"]


@pytest.mark.parametrize(
    ("pattern", "runs_away"),
    [
        ("^(a+)+$", True),
        ("((a+))+", True),
        ("(?:[a-z]+,?)*", True),
        ("(a+){20}", True),
        ("(a{1,5})*", True),
        ("(?P<x>a*)+", True),
        ("([0-9]{2}:){3}", False),
        ("^[a-z]+(-[a-z]+)?$", False),
        ("(?=a+)b*", False),
        ("[(+)]+*", False),
        ("([(+*)]x)*", False),
        (r"(\+\*)*", False),
        ("a+?", False),
    ],
)
def test_a_pattern_runs_away_where_a_part_that_repeats_is_repeated(
    pattern: str, runs_away: bool
) -> None:
    assert can_run_away(pattern) is runs_away
