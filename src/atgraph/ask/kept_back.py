"""Which lines of a text are not shown, because they name somebody who is listed on request.

A graph that is published has lost their words; the text of a document has not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from atgraph.ask.source_texts import SourceText
from atgraph.data.names import key
from atgraph.data.registry import ON_REQUEST as LISTED
from atgraph.data.yaml_lines import Record, read_yaml
from atgraph.graph.graph import Graph, number, text
from atgraph.rdf.namespaces import ON_REQUEST

NAMES = f"""
SELECT DISTINCT ?name {{
  GRAPH <{ON_REQUEST.value}> {{ ?person a atg:Person }}
  {{ ?person rdfs:label|skos:altLabel ?name }}
  UNION {{ ?naming atg:isNamingOf ?person ; atg:statedName ?name }}
}}
"""
TITLES = f"""
SELECT DISTINCT ?title {{
  GRAPH <{ON_REQUEST.value}> {{ ?own atg:statedTitle ?title }}
  FILTER (CONTAINS(?title, " "))
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?others atg:statedTitle ?title }}
    FILTER (?other != <{ON_REQUEST.value}>) }}
}}
"""
WORDS = f"""
SELECT ?first ?last {{
  GRAPH <{ON_REQUEST.value}> {{ ?passage atg:exactText ?words }}
  ?passage atg:isPassageOf <%s> ; atg:startLine ?first ; atg:endLine ?last
}}
"""


def names_kept_back(whole: Graph) -> frozenset[str]:
    """Return the names of people who are listed on request, and titles that are theirs alone.

    ``whole`` is the graph with what is said of them; one without it knows nothing of them.
    """
    names = {text(row, "name") for row in whole.select(NAMES)}
    return frozenset(names | {text(row, "title") for row in whole.select(TITLES)})


def names_in_registry(folder: Path) -> frozenset[str]:
    """Return the names that a registry has for people who are listed on request.

    It is an UnreadableError where its files cannot be read.
    """
    people = [row for row in _rows(folder / "people.yml") if row.get("listing") == LISTED]
    ids, names = {str(row.get("id")) for row in people}, set[str]()
    for row in people:
        more = [row.get(key) for key in ("names", "acronyms")]
        listed = [name for some in more if isinstance(some, list) for name in some]
        names.update(map(str, (row.get("label", ""), *listed)))
    decided = [row for row in _rows(folder / "decisions.yml") if str(row.get("is")) in ids]
    return frozenset(names | {str(row["name"]) for row in decided if "name" in row})


def _rows(path: Path) -> list[Record]:
    rows = read_yaml(path)
    return [row for row in rows if isinstance(row, Record)] if isinstance(rows, list) else []


def lines_kept_back(
    whole: Graph, of: SourceText, printed: str, names: Iterable[str]
) -> frozenset[int]:
    """Return the lines of a text, from 1, that are not shown.

    Args:
        whole: the graph with what is said of people who are listed on request.
        of: the text.
        printed: its words.
        names: what may not be shown; also across the end of a line, and hyphenated there.
    """
    found = set(_lines_with(printed, names))
    for row in whole.select(WORDS % of.iri):
        found.update(range(number(row, "first"), number(row, "last") + 1))
    return frozenset(found)


def _lines_with(printed: str, names: Iterable[str]) -> Iterable[int]:
    """Yield the lines on which names stand, compared by their letters alone."""
    letters, lines = list[str](), list[int]()
    begins, ends = set[int](), set[int]()  # of words, in the letters of the whole text
    at = 0
    for line, words in enumerate(printed.split("\n"), 1):
        for word in key(words).split():
            begins.add(at)
            letters.append(word)
            lines += [line] * len(word)
            at += len(word)
            ends.add(at)
    text_ = "".join(letters)
    for name in {key(name).replace(" ", "") for name in names} - {""}:
        start = text_.find(name)
        while start >= 0:
            if start in begins and start + len(name) in ends:
                yield from range(lines[start], lines[start + len(name) - 1] + 1)
            start = text_.find(name, start + 1)
