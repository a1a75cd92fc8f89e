"""The questions as SIB `sparql-examples`: a Turtle file each, and one that declares the prefixes.

So a SPARQL editor that knows the convention offers them beside an endpoint. An example runs as it
stands: each parameter holds its default, or what the graph itself offers first. Source:
https://github.com/sib-swiss/sparql-examples
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from atgraph.ask.binding import BoundQuestion, class_of, prepare
from atgraph.errors import RefusedError
from atgraph.files import write_file
from atgraph.graph.graph import Graph, text
from atgraph.graph.query_files import Question, find_question, question_names
from atgraph.graph.sparql import Parameter, tokens
from atgraph.rdf.namespaces import ATG, OURS, RDFS, SCHEMA, SHACL, XSD, prefixes

TARGET = OURS + "sparql"  # no server answers there yet
MARK = "# Written by atgraph export --profile sparql-examples"
PREFIXES = "_:sparql_examples_prefixes"
TRIES = 12
CLASS = "SELECT ?class WHERE { VALUES ?class { <%s> } ?class a owl:Class }"
OFTEN = """SELECT ?value (COUNT(*) AS ?count) WHERE {{ {} }}
GROUP BY ?value ORDER BY DESC(?count) STR(?value)"""
# Of a text or number without a default: the pattern that binds what is most often said.
WORDS = {
    "country": "?any atg:countryCode ?value",
    "kind": "?class atg:recordName ?value . ?any a ?class",
    "line": "?any atg:startLine ?value",
    "type": "?any atg:hasOrganizationType/rdfs:label ?value",
}


@dataclass(frozen=True)
class Example:
    """A question whose parameters are bound: its query gives at least one row."""

    asked: BoundQuestion

    @property
    def question(self) -> Question:
        """What it is an example of."""
        return self.asked.question

    @property
    def query(self) -> str:
        """The query that runs as it stands."""
        return self.asked.query[self.asked.query.index("PREFIX ") :].rstrip()

    @property
    def comment(self) -> str:
        """The question, and what it is asked of here."""
        here = [
            f"{b.parameter.option.replace('-', ' ')}: "
            f"{b.found.thing.label if b.found else b.term.value}"
            for b in self.asked.bindings
            if b.value
        ]
        return f"{self.question.summary} ({'; '.join(here)})" if here else self.question.summary

    def turtle(self, target: str) -> str:
        """Return it as a Turtle document, for an endpoint."""
        question = self.question
        return f"""{MARK} from queries/ask/{question.path.name}
@prefix ex: <{target}/.well-known/sparql-examples/> .
@prefix dcterms: <{prefixes()["dcterms"]}> .
@prefix rdfs: <{RDFS}> .
@prefix schema: <{SCHEMA}> .
@prefix sh: <{SHACL}> .

ex:{question.name} a sh:SPARQLExecutable , sh:SPARQLSelectExecutable ;
    rdfs:comment {_long(self.comment)}@en ;
    dcterms:description {_long(question.description)}@en ;
    sh:prefixes {PREFIXES} ;
    sh:select {_long(self.query)} ;
    schema:target <{target}> ;
    schema:keywords {" , ".join(_long(tag) for tag in question.tags)} .
"""


def _long(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    escaped = escaped.replace('"', '\\"', value.endswith('"'))
    return f'"""{escaped}"""'


def read_examples(kg: Graph) -> tuple[list[Example], list[str]]:
    """Return an example of each question, and those to which the graph has no answer, by name."""
    values = _Values(kg)
    found = {name: _example(kg, find_question(name), values) for name in question_names()}
    without = [name for name, example in found.items() if not example]
    return [example for example in found.values() if example], without


def example_of(kg: Graph, question: Question) -> Example | None:
    """Return an example of one question; None where the graph has no answer to it."""
    return _example(kg, question, _Values(kg))


@dataclass
class _Values:
    """What a parameter may hold, from the graph: the same in the same graph."""

    kg: Graph

    def of(self, question: Question, parameter: Parameter) -> list[str | None]:
        """Return the values to try, the best first; None leaves the parameter to its default."""
        if parameter.optional or parameter.name in question.defaults:
            return [None]
        if parameter.name in question.enumerate:
            return list(question.enumerate[parameter.name])
        if parameter.kind == "iri":
            class_iri = class_of(parameter.option)
            known = any(self.kg.select(CLASS % class_iri))
            wanted = class_iri if known else f"{ATG}Organization"  # those with most ties come first
            return list(self._often(f"?value a <{wanted}> . ?tie atg:connects ?value"))
        return list(self._often(WORDS[parameter.name])) if parameter.name in WORDS else []

    def _often(self, pattern: str) -> Iterator[str]:
        found = (text(row, "value") for row in self.kg.select(OFTEN.format(pattern)))
        return itertools.islice(found, TRIES)


def _example(kg: Graph, question: Question, values: _Values) -> Example | None:
    """Return the first combination of values to which the graph has an answer."""
    options = [p.option for p in question.parameters]
    for chosen in itertools.product(*(values.of(question, p) for p in question.parameters)):
        pairs = zip(options, chosen, strict=True)
        given = {option: value for option, value in pairs if value is not None}
        if len(set(given.values())) < len(given):  # a thing and itself
            continue
        asked = prepare(kg, question.name, given)
        if any(kg.select(asked.query)):
            return Example(asked)
    return None


def _prefix_file(queries: Sequence[str]) -> str:
    names = (t.text for query in queries for t in tokens(query) if t.kind == "prefixed")
    declared = " ,\n".join(
        f'        [ sh:prefix "{name}" ; sh:namespace "{prefixes()[name]}"^^xsd:anyURI ]'
        for name in sorted({name.partition(":")[0] for name in names} & prefixes().keys())
    )
    return f"""{MARK}
@prefix owl: <{prefixes()["owl"]}> .
@prefix sh: <{SHACL}> .
@prefix xsd: <{XSD}> .

{PREFIXES} a owl:Ontology ;
    owl:imports <{SHACL}> ;
    sh:declare
{declared} .
"""


def check_target(target: str) -> str:
    """Return the address of an endpoint as it stands in the files; refuse what is not one."""
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", target):
        why = f"--target {target!r} is not an address of an endpoint"
        raise RefusedError(f"{why}; write one that begins with https://")
    return target.rstrip("/")


def example_files(examples: Sequence[Example], target: str) -> dict[str, str]:
    """Return file name → Turtle: the prefixes, and each example under its question's name."""
    files = {f"{example.question.name}.ttl": example.turtle(target) for example in examples}
    return {"prefixes.ttl": _prefix_file([example.query for example in examples]), **files}


def write_examples(examples: Sequence[Example], target: str, folder: Path) -> None:
    """Write the files into a folder; those of questions that are gone are taken away.

    It is a RefusedError if the folder cannot be written, or holds such a file of somebody else.
    """
    files = example_files(examples, target)
    if folder.exists() and not folder.is_dir():
        raise RefusedError("is a file; the examples are a file each: name a folder with -o", folder)
    for path in sorted(folder.glob("*.ttl")):
        ours = path.read_bytes().startswith(MARK.encode())
        if not ours and path.name in files:
            message = "is there already, and atgraph did not write it; name another folder with -o"
            raise RefusedError(message, path)
        if ours and path.name not in files:
            path.unlink()
    for name, written in files.items():
        write_file(folder / name, written.encode())
