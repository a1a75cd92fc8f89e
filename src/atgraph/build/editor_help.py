"""What editors of SPARQL ask a graph at their start: its classes, its prefixes, and examples.

It stands with the description of the dataset and is not counted either. The editor of SIB, and
others by its convention, read which class has which properties with which values (VoID), prefixes
(SHACL), and queries to begin with. Sources: https://github.com/sib-swiss/sparql-editor and
https://github.com/sib-swiss/sparql-examples
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from atgraph.build.class_uses import ClassUses, Quads
from atgraph.build.describe import DATASET, VOID, Statement, part_of_dataset
from atgraph.files import list_files, resource_folder
from atgraph.graph.query_files import Question, read_question
from atgraph.graph.sparql import Parameter, bind
from atgraph.rdf.literals import read_literal
from atgraph.rdf.namespaces import ATG, RDFS, SCHEMA, SHACL, TYPE, XSD, prefixes

VOID_EXT = "http://ldf.fi/void-ext#"


def editor_help(quads: Quads) -> list[Quad]:
    """Return what editors ask of a graph; errors are those of reading the question files.

    ``quads`` gives its quads of a property, or all where it is called with None.
    """
    return editor_help_counted(ClassUses.of(quads))


def editor_help_counted(counts: ClassUses) -> list[Quad]:
    """Return what editors ask of a graph of which the numbers are known."""
    said = [*_partitions(counts), *_prefixes(), *_examples(_most_tied(counts))]
    return [Quad(s, NamedNode(p), o, DATASET) for s, p, o in said]


def _partitions(found: ClassUses) -> Iterator[Statement]:
    """Yield which properties the things of each class have, and of which kind their values are."""
    sizes = Counter[tuple[str, str]]()
    values = defaultdict[tuple[str, str], set[tuple[str, bool]]](set)
    for (own, name, its, is_text), number in found.uses.items():
        for class_iri in own:
            sizes[class_iri, name] += number
            values[class_iri, name].update((kind, is_text) for kind in its)
    for (class_iri, name), number in sorted(sizes.items()):
        whole = part_of_dataset("class", class_iri)
        part = _within(whole, "property", name)
        yield whole, VOID + "propertyPartition", part
        yield part, VOID + "property", NamedNode(name)
        yield part, VOID + "triples", Literal(number)
        for kind, is_text in sorted(values[class_iri, name]):
            inner = _within(part, "datatype" if is_text else "class", kind)
            space, word = (VOID_EXT, "datatype") if is_text else (VOID, "class")
            yield part, f"{space}{word}Partition", inner
            yield inner, space + word, NamedNode(kind)


def _within(whole: NamedNode, kind: str, iri: str) -> NamedNode:
    return NamedNode(f"{whole.value}-{part_of_dataset(kind, iri).value.partition('#')[2]}")


def _prefixes() -> Iterator[Statement]:
    for name, namespace in prefixes().items():
        declared = NamedNode(f"{DATASET.value}#prefix-{name}")
        yield DATASET, SHACL + "declare", declared
        yield declared, SHACL + "prefix", Literal(name)
        yield declared, SHACL + "namespace", Literal(namespace, datatype=NamedNode(XSD + "anyURI"))


def _most_tied(counts: ClassUses) -> dict[str, NamedNode]:
    """Return class → the thing of it with most ties; people are no examples."""
    found: dict[str, NamedNode] = {}
    for thing, _ in sorted(counts.ties.items(), key=lambda pair: (-pair[1], pair[0])):
        for class_iri in counts.tied[thing]:
            found.setdefault(class_iri, NamedNode(thing))
    return found


def _examples(most_tied: Mapping[str, NamedNode]) -> Iterator[Statement]:
    """Yield the questions as queries that run as they stand, those that can be filled in."""
    for path in list_files(resource_folder("queries") / "ask", "*.rq"):
        question = read_question(path)
        query = _filled(question, most_tied)
        if query:
            example = NamedNode(f"{DATASET.value}#question-{question.name}")
            for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
                yield example, TYPE.value, NamedNode(SHACL + kind)
            yield example, RDFS + "comment", Literal(question.summary, language="en")
            yield example, SHACL + "select", Literal(query)
            for tag in question.tags:
                yield example, SCHEMA + "keywords", Literal(tag)


def _filled(question: Question, most_tied: Mapping[str, NamedNode]) -> str:
    """Return a question's query with its defaults, and of each class the thing most tied."""
    values: dict[str, NamedNode | Literal] = {}
    for parameter in question.parameters:
        default = question.defaults.get(parameter.name)
        thing = most_tied.get(_class_of(parameter))
        if default is not None and parameter.kind != "iri":
            option = f"--{parameter.option}"
            values[parameter.variable] = read_literal(str(default), parameter.kind, option)
        elif parameter.optional:
            continue
        elif parameter.kind != "iri" or thing is None or thing in values.values():
            return ""  # two things of a class may have nothing in common
        else:
            values[parameter.variable] = thing
    return _bound(question.query, frozenset(values.items()))


@lru_cache(256)  # mostly each thing is tied most in the next graph too
def _bound(query: str, values: frozenset[tuple[str, NamedNode | Literal]]) -> str:
    return bind(query, dict(values)).rstrip()


def _class_of(parameter: Parameter) -> str:
    """Return the class that the name of a parameter ends with: other-event → Event."""
    return ATG + re.sub(r".*-", "", parameter.option).capitalize()
