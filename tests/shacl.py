"""What the tests of shapes share: fixtures validated in one run, and what all rules must have."""

import re
from functools import cache

import pyoxigraph
import pyshacl
import pytest
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import RDF, SH, Graph
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from atgraph.build.validation.graphs import to_rdflib


def load(*paths):
    """Read Turtle files into one graph, which is the caller's own; each file is parsed once."""
    graph = Graph()
    for path in paths:
        graph += _triples(path)
    return graph


@cache
def read(*paths):
    """Read Turtle files into one graph, once for all who read it; do not write to it."""
    return load(*paths)


@cache
def _triples(path):
    return list(to_rdflib(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)))


def local(iri):
    return str(iri).rpartition("#")[2]


def rules(shapes):
    """The shapes that can be reported: they carry a message."""
    return sorted(
        set(shapes.subjects(SH.message)) - set(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    )


def without_words(shapes, severities):
    """The rules without a name, an instruction, a reason in English or one of some severities."""
    return [rule for rule in rules(shapes) if not _has_words(shapes, rule, severities)]


def _has_words(shapes, rule, severities):
    told = (SH.name, SH.message, SH.description)
    name, message, reason = (shapes.value(rule, p, any=False) for p in told)
    return (
        shapes.value(rule, SH.severity, any=False) in severities
        and all(text is not None and text.language == "en" for text in (name, message, reason))
        and re.fullmatch(r"[A-Z].*\.", message)
        and re.fullmatch(r"[^\s\w]?[A-Z].*\.", reason)
        and reason != message
    )


def results(report, data):
    """Yield (fixture, what is wrong, shape, constraint) of each result; None is the base's.

    All are validated in one run, which takes a second instead of half a minute. A result belongs to
    the fixture that describes its focus node, or its value where one query looks at all nodes of a
    class.
    """
    owner = {subject: path for path, graph in data.items() for subject in graph.subjects()}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        culprit = focus if focus in owner or value not in owner else value
        component = report.value(result, SH.sourceConstraintComponent)
        yield (
            owner.get(culprit),
            culprit,
            local(report.value(result, SH.sourceShape)),
            local(component),
        )


def validated(shapes, base, data):
    """All of them in one graph, and the engine's report on it.

    The engine asks its queries of each node anew; rdflib reads each of them once, which takes most
    of the time.
    """
    together = Graph()
    for graph in [base, *data.values()]:
        together += graph
    known = {}

    def translate(text, *more):
        key = text, str(more)
        if key not in known:
            known[key] = translateQuery(parseQuery(text), *more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", str)
        patch.setattr(processor, "translateQuery", translate)
        return together, pyshacl.validate(together, shacl_graph=shapes, inplace=True)[1]


def constraints(shapes):
    """The (shape, constraint) pairs that are written, each of which must be seen to fail."""
    return {
        (local(shape), local(CONSTRAINT_PARAMETERS_MAP[parameter].shacl_constraint_component))
        for shape in rules(shapes)
        for parameter in shapes.predicates(shape)
        if parameter in CONSTRAINT_PARAMETERS_MAP
    }


def are_in_order(*paths):
    """Whether shapes conform to the shapes for shapes."""
    return pyshacl.validate(Graph(), shacl_graph=load(*paths), meta_shacl=True)[0]


def says_what_it_shows(path):
    return re.match(r"# [A-Z].*\.\n\n@prefix ", path.read_text(encoding="utf-8"))
