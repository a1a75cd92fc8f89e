"""The checks of queries/checks/, of each passage with its text, and of what only exports read."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from atgraph.build.again import Turn, queries
from atgraph.errors import (
    AtgraphError,
    Origins,
    Place,
    Problem,
    ResultDetails,
    UnreadableError,
    ValidationError,
)
from atgraph.files import list_files, resource_folder
from atgraph.graph.alignments import read_alignments
from atgraph.graph.graph import Graph
from atgraph.graph.query_files import read_question
from atgraph.graph.runs import restricted
from atgraph.rdf.json_ld import read_context
from atgraph.rdf.namespaces import graph, shorten
from atgraph.rdf.ontology import Ontology

ONTOLOGY = graph("ontology")
PASSAGES = """
SELECT ?p ?text ?exact ?start ?end WHERE {
  ?p atg:isPassageOf ?text ; atg:exactText ?exact ; atg:startOffset ?start ; atg:endOffset ?end
}
"""


def check_queries(
    kg: Graph, folder: Path, origins: Origins, ontology: Ontology | None = None
) -> list[Problem]:
    """Run every check: a query that must return no row. Each row is a problem.

    Of an ``ontology`` in which nothing was found, none that is about that alone is run again.

    Raises:
        UnreadableError: there are no checks, or one is not UTF-8.
        QueryError: a check has no header that can be read, or cannot be run.
    """
    found, passed = list[Problem](), _passed(ontology) if ontology else set()
    for path in list_files(folder, "*.rq"):
        question = read_question(path)
        if question.text in passed:
            continue
        rows = [*kg.select(question.text, path)]
        if not rows and question.runs and question.runs.always == "ontology":
            passed.add(question.text)
        for row in rows:
            terms = {name: str(getattr(t, "value", t)) for name, t in row.items()}
            place = next((origins[t] for t in terms.values() if t in origins), Place())
            words = (f"{n} {shorten(t) if t.startswith('http') else t}" for n, t in terms.items())
            shown = ", ".join(words)
            said = {"text": question.summary, "why": question.problem, "shown": shown}
            first, solution = next(iter(terms.values()), ""), question.solution
            about = ResultDetails(path.stem, first, solution=solution, **said)
            message = f"{question.summary}: {shown}; {solution} [{path.stem}]"
            found.append(Problem(place.path, place.line, message, "check", result=about))
    return found


@lru_cache(maxsize=2)
def _passed(ontology: Ontology) -> set[str]:
    """Return the checks of an ontology alone that found nothing in it; they are added here."""
    return set()


def finds_again(turn: Turn, checks: Iterable[Path], anew: bool = False) -> bool:
    """Whether a check finds anything after a change, of a graph in which none found anything.

    It looks at what the change touches; one that does not say what makes it run, at everything.
    With ``anew`` each looks at everything.
    """
    said = anew or any(quad.graph_name == ONTOLOGY for quad in (*turn.came, *turn.went))
    for path in checks:
        question = read_question(path)
        if question.runs and question.runs.always == "ontology" and not said:
            continue
        things = {} if anew else turn.comes(question)
        for text in queries(question, things):
            rows = turn.after.query(text, path)  # in any order, which a long list of things costs
            assert isinstance(rows, QuerySolutions), "a check selects"
            if next(rows, None):
                return True
    return False


def check_verbatim(kg: Graph, texts: Mapping[str, str], only: bool = False) -> list[Problem]:
    """Compare every passage of a graph with the text (of an IRI) that it says it stands in.

    With ``only``, those of these texts.
    """
    found = []
    query = restricted(PASSAGES, "text", [f"<{iri}>" for iri in texts]) if only else PASSAGES
    for row in kg.select(query):
        value = {k: str(getattr(t, "value", t)) for k, t in row.items()}
        text = texts.get(value["text"], "")
        if text[int(value["start"]) : int(value["end"])] != value["exact"]:
            message = f"the passage {shorten(value['p'])} is not what stands there in the source"
            message += "; build from an unchanged source.txt"
            about = ResultDetails(focus=value["p"])
            found.append(Problem("", 0, message, "passage", result=about))
    return found


def check_export_files(ontology: Ontology) -> None:
    """Read what only exports read (alignments, queries, context), so that a mistake is told early.

    Raises:
        ValidationError: all that is wrong is in mappings.
        UnreadableError: with all that is wrong.
    """
    folder, queries = resource_folder("ontology"), resource_folder("queries")
    empty = Graph(Store())  # asked, it says whether a query can be understood
    looks: list[Callable[[], object]] = [
        lambda: read_alignments(folder / "alignments", ontology.quads),
        lambda: read_context(folder),
    ]
    looks += [
        lambda path=path: empty.construct(read_question(path).text, path)  # type: ignore[misc]
        for name in ("align", "export")
        for path in list_files(queries / name, "*.rq")
    ]
    errors: list[AtgraphError] = []
    for look in looks:
        try:
            look()
        except AtgraphError as exc:
            errors.append(exc)
    if errors:
        mappings_only = all(isinstance(e, ValidationError) for e in errors)
        kind = ValidationError if mappings_only else UnreadableError
        raise kind.of(problem for error in errors for problem in error.problems)
