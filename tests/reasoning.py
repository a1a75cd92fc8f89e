"""What follows from a graph, by HermiT, a reasoner of OWL 2 DL.

Its jar comes with owlready2. All runs share one Java process (hermit.py), but nothing else: each
reads its graph anew, nothing is kept, no file is left and nothing is fetched. The classes of
owlready2 are not used: they keep a world in memory, leave a file behind on inconsistent input, and
start Java for each graph.

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

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Node

MISSING = "HermiT needs a Java runtime: apt-get install default-jre-headless"
SCRIPT = Path(__file__).with_name("hermit.py")
OPTIONS = ["--no-prefixes", "--ignoreUnsupportedDatatypes"]
INCONSISTENT = "InconsistentOntologyException"
NOTHING = str(OWL.Nothing)
Triple = tuple[Node, Node, Node]
AXIOM = re.compile(r"^(\w+)\( (<.*>) \)$", re.MULTILINE)
PREFIXES = f"@prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . <urn:has> a owl:ObjectProperty .\n"


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


def reason(triples: Iterable[Triple]) -> Reasoned:
    """Classify the classes and individuals of a graph.

    Raises:
        RuntimeError: HermiT could not read the graph.
    """
    return _classify(_turtle(triples))


def are_consistent(graphs: Iterable[Iterable[Triple]]) -> list[bool]:
    """Return whether each graph is consistent.

    Raises:
        RuntimeError: HermiT could not read a graph.
    """
    return list(map(_is_consistent, graphs))


def _is_consistent(triples: Iterable[Triple]) -> bool:
    told = _hermit(_turtle(triples), "--consistency")
    if told is not None and " is satisfiable." not in told:
        raise RuntimeError(f"HermiT said nothing that is understood: {told[:1000]}")
    return told is not None


def find_contradictory(ontology: Iterable[Triple], cases: Mapping[str, Graph]) -> set[str]:
    """Return the names of the cases that contradict an ontology, all found in one run.

    What a case states becomes the condition for being in a class of its own ("has something that is
    x and is a person and is an organisation"). Nothing can be in that class exactly if the case is
    contradictory. A case may
    not hold literals that HermiT passes over, such as dates: as a condition, two of them contradict
    each other.
    """
    classes = {f"urn:case:{name}": case for name, case in cases.items()}
    conditions = "\n".join(map(_condition, classes, classes.values()))
    unsatisfiable = _classify(_turtle(ontology) + PREFIXES + conditions).unsatisfiable
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


def explain(triples: Iterable[Triple]) -> Graph:
    """Return statements of an inconsistent graph that contradict each other, and no others.

    Halves are left out as long as a contradiction remains (the QuickXplain way), so that a
    contradiction of a few among ten thousand is found in some sixty runs.
    """
    graph = Graph()
    graph += _needed([], sorted(triples), False)
    return graph


def _needed(given: list[Triple], candidates: list[Triple], changed: bool) -> list[Triple]:
    """Return the candidates without which what is given is no contradiction.

    ``changed`` says that what is given was not looked at since it grew.
    """
    if changed and are_consistent([given]) == [False]:
        return []
    if len(candidates) == 1:
        return candidates
    half = len(candidates) // 2
    second = _needed(given + candidates[:half], candidates[half:], True)
    first = _needed(given + second, candidates[:half], bool(second))
    return first + second


def _turtle(triples: Iterable[Triple]) -> str:
    """Write a graph without what it imports."""
    return "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in triples if p != OWL.imports)


def _classify(turtle: str) -> Reasoned:
    told = _hermit(turtle, "--classify", "--classifyIs")
    return Reasoned(False) if told is None else _read(told)


def _hermit(turtle: str, *actions: str) -> str | None:
    """Return what HermiT says of a graph; None if it is inconsistent."""
    _look_for_java()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_text(turtle, encoding="utf-8")
        told, stopped = _run(*OPTIONS, *actions, str(path))
    if INCONSISTENT in stopped:
        return None
    if stopped:
        raise RuntimeError(f"HermiT stopped: {stopped[:1000]}")
    return told


def _run(*arguments: str) -> tuple[str, str]:
    """Run HermiT; return what it printed and the exception that stopped it."""
    process = _process()
    assert process.stdin and process.stdout
    print(json.dumps(arguments), file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        _process.cache_clear()
        raise RuntimeError(f"HermiT ended with {process.wait()}")
    told, stopped = json.loads(answer)
    return told, stopped


@cache
def _process() -> subprocess.Popen[str]:
    """Start the process that runs HermiT; it ends when this one does."""
    package = find_spec("owlready2")
    assert package and package.origin, "owlready2 belongs to the dev group"
    jars = Path(package.origin).parent / "hermit"
    command = [sys.executable, SCRIPT, jars, jars / "HermiT.jar"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    atexit.register(process.communicate)
    return process


def _look_for_java() -> None:
    """Leave the test out without Java; where CI=true, fail it."""
    if not shutil.which("java"):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)


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
