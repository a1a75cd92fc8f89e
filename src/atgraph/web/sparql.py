"""SPARQL: a form that works without script, an editor on it, and answers for programs."""

from __future__ import annotations

import io
from itertools import islice
from typing import Any
from urllib.parse import parse_qs

import anyio.from_thread
from pyoxigraph import QueryBoolean, QuerySolutions
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.ask.binding import prepare
from atgraph.errors import AtgraphError, NotFoundError, QueryError
from atgraph.export.results import print_result
from atgraph.export.sparql_examples import example_of
from atgraph.graph.free_query import NARROWER
from atgraph.graph.query_files import find_question
from atgraph.graph.result import Result
from atgraph.rdf.namespaces import prefixes
from atgraph.web.answers import page, reading_of, said_of
from atgraph.web.policy import POLICY
from atgraph.web.questions import all_questions, by_subject, cell_of
from atgraph.web.status import status_of
from atgraph.web.turns import a_turn
from atgraph.web.vendor import vendored

SHOWN, SHOWN_TRIPLES = 200, 500  # rows and triples on a page; a file has all
SECONDS = 20.0  # that a query may take
START = """PREFIX atg: <https://w3id.org/atgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?who ?event
WHERE {
  ?part
    atg:hasParticipant/rdfs:label ?who ;
    atg:isParticipationIn/rdfs:label ?event .
}
ORDER BY ?who ?event
LIMIT 20
"""


# --- the page ---


def sparql(request: Request) -> Response:
    """Show the answer to a query, or the form to ask one; programs are answered elsewhere."""
    query, values = _asked(request)
    if not query:
        return _page(request, _begun(request, values))
    try:
        with a_turn(SECONDS):
            kg = reading_of(request).kg
            result = kg.sparql(query, timeout=min(SECONDS, kg.engine.timeout))
            return _page(request, query, **_shown(result))
    except AtgraphError as exc:
        status = status_of(exc)
        return _page(request, query, status, problem=_said(exc, status))


def _said(exc: AtgraphError, status: int) -> str:
    """Return what is wrong with a query; where it is not the query, nothing of this machine."""
    if status == 504:
        return f"the query took longer than {SECONDS:g} seconds; {NARROWER}"
    return said_of(exc) if status < 500 else "the graph cannot be read now; try again"


def _page(request: Request, query: str, status: int = 200, **data: Any) -> Response:
    editor = vendored()
    known = reading_of(request).kept(all_questions)
    shown = {"problem": "", "kind": "", **data}
    found = page(
        request,
        "sparql",
        status,
        written=query,
        examples=by_subject(known),
        prefixes=prefixes(),
        editor=editor,
        **shown,
    )
    if editor:
        hashes = " ".join(f"'{one}'" for one in editor.styles)
        policy = POLICY.replace("style-src 'self'", f"style-src 'self' {hashes}".rstrip())
        found.headers["content-security-policy"] = policy
    found.headers["vary"] = "accept"
    return found


def _shown(result: Result) -> dict[str, Any]:
    """Return what a page shows of a result: the first of its rows or triples, or yes or no."""
    if isinstance(result, QueryBoolean):
        return {"kind": "truth", "truth": bool(result)}
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        rows = [
            [cell_of(str(getattr(term, "value", term or ""))) for term in row]
            for row in islice(result, SHOWN + 1)
        ]
        return {"kind": "table", "names": names, "rows": rows[:SHOWN], "more": len(rows) > SHOWN}
    triples = list(islice(result, SHOWN_TRIPLES + 1))
    out = io.BytesIO()
    print_result(iter(triples[:SHOWN_TRIPLES]), "ttl", out)
    more = len(triples) > SHOWN_TRIPLES
    return {"kind": "graph", "turtle": out.getvalue().decode(), "more": more}


# --- what is asked ---


def _asked(request: Request) -> tuple[str, dict[str, str]]:
    """Return the query, sent in the address or as a form, and all values of the address."""
    values = dict(request.query_params)
    sent = anyio.from_thread.run(request.body).decode("utf-8", "replace")
    is_query = request.headers.get("content-type", "").startswith("application/sparql-query")
    form = {"query": [sent]} if is_query else parse_qs(sent)
    query = form.get("query", [values.get("query", "")])[-1].replace("\r\n", "\n")
    return query if query.strip() else "", values


def _begun(request: Request, values: dict[str, str]) -> str:
    """Return what stands in the form at first: a question, with its parameters, or a beginning."""
    name = values.pop("question", "")
    if not name:
        return START
    try:
        question = find_question(name)
    except QueryError as exc:
        raise NotFoundError(f"there is no question {name!r}") from exc
    options = {p.option for p in question.parameters}
    given = {option: value for option, value in values.items() if option in options and value}
    reading = reading_of(request)
    if given:
        return prepare(reading.kg, question.name, given).query
    return reading.kept(Examples).of(question.name)


class Examples:
    """The questions as queries that run as they stand in one graph."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg
        self._found: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the query of a question: with values to which the graph has an answer."""
        if name not in self._found:
            question = find_question(name)
            example = example_of(self.kg, question)
            self._found[name] = example.query if example else question.query
        return self._found[name]


# --- what the editor needs ---


def prefix_table(request: Request) -> Response:
    """Answer with our prefixes, as the editor reads them."""
    return JSONResponse(prefixes())


def vendor_file(request: Request) -> Response:
    """Answer with a file of the editor."""
    editor = vendored()
    name = request.path_params["name"]
    if editor is None or name not in editor.files:
        raise HTTPException(404)
    return FileResponse(editor.folder / name, headers={"cache-control": "max-age=86400"})


routes = [
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/sparql/prefixes.json", prefix_table),
    Route("/static/vendor/{name}", vendor_file),
]
