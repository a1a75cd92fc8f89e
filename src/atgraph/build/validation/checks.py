"""The checks of queries/checks/, and the comparison of each passage with its text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from atgraph.build.validation.results import Origins
from atgraph.errors import Place, Problem, ResultDetails
from atgraph.files import list_files
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.rdf.namespaces import shorten

PASSAGES = """
SELECT ?p ?text ?exact ?start ?end WHERE {
  ?p atg:isPassageOf ?text ; atg:exactText ?exact ; atg:startOffset ?start ; atg:endOffset ?end
}
"""


def check_queries(kg: Graph, folder: Path, origins: Origins) -> list[Problem]:
    """Run every check: a query that must return no row. Each row is a problem.

    Raises:
        UnreadableError: there are no checks, or one is not UTF-8.
        QueryError: a check has no header that can be read, or cannot be run.
    """
    found = []
    for path in list_files(folder, "*.rq"):
        question = read_question(path)
        for row in kg.select(question.text, path):
            terms = [str(getattr(t, "value", t)) for t in row.values()]
            place = next((origins[t] for t in terms if t in origins), Place())
            shown = ", ".join(
                f"{k} {shorten(v) if v.startswith('http') else v}" for k, v in zip(row, terms)
            )
            about = ResultDetails(
                name=path.stem,
                focus=next(iter(terms), ""),
                text=question.summary,
                why=question.problem,
                solution=question.solution,
                shown=shown,
            )
            message = f"{question.summary}: {shown}; {question.solution} [{path.stem}]"
            found.append(Problem(place.path, place.line, message, "check", result=about))
    return found


def check_verbatim(kg: Graph, texts: Mapping[str, str]) -> list[Problem]:
    """Compare every passage of a graph with the text it says it stands in.

    Args:
        kg: the graph.
        texts: IRI of a source text → its text.

    Raises:
        QueryError: the store cannot be asked.
    """
    found = []
    for row in kg.select(PASSAGES):
        value = {k: str(getattr(t, "value", t)) for k, t in row.items()}
        text = texts.get(value["text"], "")
        if text[int(value["start"]) : int(value["end"])] != value["exact"]:
            message = (
                f"the passage {shorten(value['p'])} is not what stands there in the source; "
                "build from an unchanged source.txt"
            )
            about = ResultDetails(focus=value["p"])
            found.append(Problem("", 0, message, "passage", result=about))
    return found
