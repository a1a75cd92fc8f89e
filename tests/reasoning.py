"""What follows from a graph, by HermiT, a reasoner of OWL 2 DL.

Its jar comes with owlready2. Each run is a Java process of its own: nothing is kept, no file is
left and nothing is fetched. The classes of owlready2 are not used: they keep a world in memory,
leave a file behind on inconsistent input, and do not let several graphs share the start of one Java
process.

What HermiT is not given, or passes over:

- ``owl:imports``: it would fetch them.
- Literals of datatypes outside the OWL 2 datatype map, such as xsd:date, xsd:gYear and
  xsd:duration. It reads the rest of their graph, but does not see that two of them differ;
  xsd:dateTime it does compare.
- A functional property with two values says that the two are one thing, which is no contradiction
  as long as nothing says that they differ (they are of disjoint classes, say, or are two numbers).
- OWL 2 DL violations such as a property of two kinds; owl2.py looks for those.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Node

MISSING = "HermiT needs a Java runtime: apt-get install default-jre-headless"
NOTHING = str(OWL.Nothing)
Triple = tuple[Node, Node, Node]
AXIOM = re.compile(r"^(\w+)\( (<.*>) \)$", re.MULTILINE)
TURTLE = f"PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}> <urn:has> a owl:ObjectProperty .\n"
# Starting takes longer than reasoning: one quick compiler and one collector halve it. Performance
# data would be a file in /tmp.
JVM = [
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:-UsePerfData",
    "-Xmx1g",
    "-Dfile.encoding=UTF-8",
]


@dataclass(frozen=True)
class Reasoned:
    """What follows from a graph; nothing more is told of an inconsistent one, of which all does.

    ``types`` are the classes of each individual and ``supers`` those above each class, direct or
    not, without owl:Thing; ``unsatisfiable`` are the classes that nothing can be in.
    """

    consistent: bool
    unsatisfiable: set[str] = field(default_factory=set)
    types: dict[str, set[str]] = field(default_factory=dict)
    supers: dict[str, set[str]] = field(default_factory=dict)


def reason(graph: Graph) -> Reasoned:
    """Classify the classes and individuals of a graph.

    Raises:
        RuntimeError: HermiT could not read the graph.
    """
    with _written([graph]) as files:
        done = _hermit("--classify", "--classifyIs", *files)
    return Reasoned(False) if _is_inconsistent(done) else _read(done.stdout)


def are_consistent(graphs: Iterable[Graph]) -> list[bool]:
    """Return whether each graph is consistent; all that are share one start of Java.

    Raises:
        RuntimeError: HermiT could not read a graph.
    """
    verdicts: list[bool] = []
    with _written(graphs) as files:
        while len(verdicts) < len(files):
            done = _hermit("--consistency", *files[len(verdicts) :])
            told = [True] * done.stdout.count(" is satisfiable.") + [False] * _is_inconsistent(done)
            if not told:
                raise RuntimeError(f"HermiT said nothing that is understood: {done.stdout[:1000]}")
            verdicts += told
    return verdicts


def find_contradictory(ontology: Graph, cases: Mapping[str, Graph]) -> set[str]:
    """Return the names of the cases that contradict an ontology, all found in one run.

    What a case states becomes the condition for being in a class of its own ("has something that is
    x and is a person and is an organisation"). Nothing can be in that class exactly if the case is
    contradictory. A case may
    not hold literals that HermiT passes over, such as dates: as a condition, two of them contradict
    each other.
    """
    classes = {f"urn:case:{name}": case for name, case in cases.items()}
    conditions = Graph().parse(
        data=TURTLE + "\n".join(map(_condition, classes, classes.values())), format="turtle"
    )
    unsatisfiable = reason(ontology + conditions).unsatisfiable
    return {iri.removeprefix("urn:case:") for iri in classes.keys() & unsatisfiable}


def _condition(iri: str, case: Graph) -> str:
    above = (
        "[ a owl:Restriction ; owl:onProperty <urn:has> ; owl:someValuesFrom "
        f"{_description(case, s)} ]"
        for s in set(case.subjects())
    )
    return f"<{iri}> a owl:Class ; rdfs:subClassOf {', '.join(above)} ."


def _description(case: Graph, subject: Node) -> str:
    said = [
        value.n3()
        if prop == RDF.type
        else f"[ a owl:Restriction ; owl:onProperty {prop.n3()} ; owl:hasValue {value.n3()} ]"
        for prop, value in case.predicate_objects(subject)
    ]
    return (
        f"[ a owl:Class ; owl:intersectionOf ( [ a owl:Class ; owl:oneOf ( {subject.n3()} ) ] "
        f"{' '.join(said)} ) ]"
    )


def explain(graph: Graph) -> Graph:
    """Return statements of an inconsistent graph that contradict each other, and no others.

    Halves are left out as long as a contradiction remains (the QuickXplain way), so that a
    contradiction of a few among ten thousand is found in some sixty runs.
    """
    return _graph(_needed(Graph(), sorted(graph), False))


@contextmanager
def _written(graphs: Iterable[Graph]) -> Iterator[list[str]]:
    """Write the graphs to files that are there for a while, without what they import."""
    with TemporaryDirectory() as folder:
        files = []
        for number, graph in enumerate(graphs):
            kept = _graph(triple for triple in graph if triple[1] != OWL.imports)
            files.append(str(Path(folder) / f"{number}.nt"))
            kept.serialize(files[-1], format="nt", encoding="utf-8")
        yield files


def _needed(given: Graph, candidates: list[Triple], changed: bool) -> list[Triple]:
    """Return the candidates without which what is given is no contradiction.

    ``changed`` says that what is given was not looked at since it grew.
    """
    if changed and are_consistent([given]) == [False]:
        return []
    if len(candidates) == 1:
        return candidates
    half = len(candidates) // 2
    second = _needed(given + _graph(candidates[:half]), candidates[half:], True)
    first = _needed(given + _graph(second), candidates[:half], bool(second))
    return first + second


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    graph += triples
    return graph


def _hermit(*arguments: str) -> subprocess.CompletedProcess[str]:
    package = find_spec("owlready2")
    assert package and package.origin, "owlready2 belongs to the dev group"
    jars = Path(package.origin).parent / "hermit"
    path = os.pathsep.join(map(str, [jars, jars / "HermiT.jar"]))
    command = [
        _java(),
        *JVM,
        "-cp",
        path,
        "org.semanticweb.HermiT.cli.CommandLine",
        "--no-prefixes",
        "--ignoreUnsupportedDatatypes",
    ]
    done = subprocess.run(
        [*command, *arguments], capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    if done.returncode and not _is_inconsistent(done):
        raise RuntimeError(f"HermiT stopped: {done.stderr[:1000]}")
    return done


def _java() -> str:
    """Find Java, or leave the test out; where CI=true, fail it."""
    found = shutil.which("java")
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    return found


def _is_inconsistent(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode != 0 and "InconsistentOntologyException" in done.stderr


def _read(told: str) -> Reasoned:
    """Read HermiT's axioms, which name direct classes only, and complete them."""
    above: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    unsatisfiable: set[str] = set()
    for kind, terms in AXIOM.findall(told):
        iris = terms[1:-1].split("> <")
        if kind == "Type":
            types.setdefault(iris[0], set()).add(iris[1])
        elif kind == "SubClassOf":
            above.setdefault(iris[0], set()).add(iris[1])
        elif kind == "EquivalentClasses" and NOTHING in iris:
            unsatisfiable |= set(iris) - {NOTHING}
        elif kind == "EquivalentClasses":
            for iri in iris:
                above.setdefault(iri, set()).update(set(iris) - {iri})
    supers = {iri: _closure(above, iri) - {iri, str(OWL.Thing)} for iri in above}
    complete = {
        iri: classes.union(*(supers.get(c, set()) for c in classes)) - {str(OWL.Thing)}
        for iri, classes in types.items()
    }
    return Reasoned(True, unsatisfiable, complete, supers)


def _closure(above: dict[str, set[str]], start: str) -> set[str]:
    found = [start]
    for iri in found:
        found += [s for s in sorted(above.get(iri, ())) if s not in found]
    return set(found)
