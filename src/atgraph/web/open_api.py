"""The questions as an API, described by OpenAPI 3.1: made from the question files alone.

Each question has its answer as rows of JSON, as SPARQL 1.1 results and as CSV. Source:
https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from atgraph.graph.graph import text
from atgraph.graph.query_files import Question
from atgraph.graph.sparql import Parameter
from atgraph.rdf.namespaces import GRAPH
from atgraph.web.answers import reading_of
from atgraph.web.cors import for_any_site
from atgraph.web.questions import FILES, SUBJECTS, all_questions, by_subject

VERSION = "3.1.0"
GIVEN = {
    "rows.json": ("rows with the words they rest on", "Rows"),
    "json": ("SPARQL 1.1 results", "Results"),
    "csv": ("CSV", "Text"),
}
"""Ending of an address that is described → what it gives, and its schema."""
SCHEMAS: dict[str, dict[str, Any]] = {
    "iri": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "xsd_date": {"type": "string", "format": "date"},
}
WHAT = {
    "iri": "A name, an acronym, an alias, an unmistakable part of a name, or an address.",
    "integer": "A whole number.",
    "number": "A number.",
    "xsd_date": "A day, as 2019-04-08.",
}
QUOTE = {
    "type": "object",
    "required": ["kind", "words", "address"],
    "properties": {
        "kind": {"enum": ["printed", "read elsewhere"]},
        "words": {"type": "string", "description": "As printed, or as the page says it."},
        "file": {"type": "string", "description": "The text in which they stand."},
        "line": {"type": "integer", "minimum": 1, "description": "The first line of them there."},
        "page": {"type": "string", "description": "The title of the page that was read."},
        "read": {"type": "string", "description": "The day on which it was read."},
        "address": {"type": "string", "description": "Of the document, or of the page."},
    },
}
ROW = {
    "type": "object",
    "required": ["statements", "quotes"],
    "properties": {
        "statements": {
            "type": "array",
            "items": {"type": "string", "format": "uri"},
            "description": "The addresses of the statements that the row rests on.",
        },
        "quotes": {"type": "array", "items": {"$ref": "#/components/schemas/Quote"}},
    },
    "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
}
RESULTS = {
    "type": "object",
    "required": ["head", "results"],
    "properties": {
        "head": {"type": "object"},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
    "externalDocs": {"url": "https://www.w3.org/TR/sparql11-results-json/"},
}
PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
    },
    "externalDocs": {"url": "https://www.rfc-editor.org/rfc/rfc9457"},
}
LICENCE = f"SELECT ?licence WHERE {{ <{GRAPH}dataset> dcterms:license ?licence }}"


def describe(request: Request) -> Response:
    """Answer with the description of the API."""
    reading = reading_of(request)
    known = reading.kept(all_questions)
    info: dict[str, Any] = {
        "title": "atgraph: questions",
        "summary": "Questions about those who fight human trafficking, each row with its words.",
        "version": reading.version,
    }
    if licence := next((text(r, "licence") for r in reading.kg.select(LICENCE)), ""):
        info["license"] = {"name": licence, "url": licence}
    document = {
        "openapi": VERSION,
        "info": info,
        "servers": [{"url": str(request.base_url).rstrip("/")}],
        "tags": [{"name": title} for title, _ in by_subject(known)],
        "paths": dict(paths(known)),
        "components": components(known),
    }
    return for_any_site(request, JSONResponse(document))


def paths(known: Iterable[Question]) -> Iterator[tuple[str, Any]]:
    """Yield the address of each answer of each question, and what is said of it."""
    for question in known:
        for ending, (what, schema) in GIVEN.items():
            media_type = FILES[ending][0].partition(";")[0]
            content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
            operation = {
                "operationId": f"{question.name}.{ending}",
                "summary": question.summary,
                "description": " ".join(question.description.split()),
                "tags": [subject_of(question)],
                "parameters": [
                    {"$ref": f"#/components/parameters/{question.name}.{p.option}"}
                    for p in question.parameters
                ],
                "responses": {
                    "200": {"description": f"The answer as {what}.", "content": content},
                    **{
                        status: {"$ref": f"#/components/responses/{name}"}
                        for status, name in (("400", "Wrong"), ("503", "Later"), ("504", "Late"))
                    },
                },
            }
            yield f"/ask/{question.name}.{ending}", {"get": operation}


def subject_of(question: Question) -> str:
    """Return what a question is about, as the page of questions says it."""
    about = next((tag for tag in question.tags if tag in SUBJECTS), "evidence")
    return SUBJECTS[about]


def components(known: Iterable[Question]) -> dict[str, Any]:
    """Return what operations refer to: their parameters, and what they answer."""
    of_problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "parameters": {
            f"{question.name}.{p.option}": parameter(question, p)
            for question in known
            for p in question.parameters
        },
        "responses": {
            "Wrong": {"description": "A parameter is wrong, and why.", "content": of_problem},
            "Later": {"description": "The graph cannot be read now; try again soon."},
            "Late": {"description": "It took too long; ask for less."},
        },
        "schemas": {
            "Rows": {"type": "array", "items": ROW},
            "Results": RESULTS,
            "Text": {"type": "string"},
            "Quote": QUOTE,
            "Problem": PROBLEM,
        },
    }


def parameter(question: Question, of: Parameter) -> dict[str, Any]:
    """Return what is said of a parameter of a question."""
    schema = dict(SCHEMAS.get(of.kind, {"type": "string"}))
    default = question.defaults.get(of.name)
    if allowed := question.enumerate.get(of.name):
        schema["enum"] = list(allowed)
    if default is not None:
        schema["default"] = int(default) if schema["type"] == "integer" else str(default)
    return {
        "name": of.option,
        "in": "query",
        "required": not (of.optional or default is not None),
        "description": WHAT.get(of.kind, "A word or a text."),
        "schema": schema,
    }


routes = [Route("/openapi.json", describe)]
