"""The addresses of the reconciliation service: any page of the web may ask them.

At most two requests are worked on at a time; others wait without holding a thread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import anyio
import anyio.lowlevel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from atgraph.ask.property_values import property_iri
from atgraph.errors import AtgraphError
from atgraph.web.answers import cited_version, is_of_another_version, reading_of, said_of
from atgraph.web.policy import POLICY
from atgraph.web.protocol.problems import ProblemError
from atgraph.web.reconciliation.autocompletion import (
    DEEPEST,
    fly_out,
    suggest_entities,
    suggest_properties,
    suggest_types,
)
from atgraph.web.reconciliation.candidates import EVIDENCE, FEATURES, answer, described
from atgraph.web.reconciliation.extension import extend, propose
from atgraph.web.reconciliation.manifest import manifest
from atgraph.web.reconciliation.request_models import read_batch, read_extension, read_query
from atgraph.web.reconciliation.served_identities import Identities
from atgraph.web.rendering import page_of, templates
from atgraph.web.sent import read_sent
from atgraph.web.status import status_of

Form = Mapping[str, str]
Surface = Callable[[Request, Form, Identities], Response]
LONGEST, SECONDS = 1_000_000, 20  # bytes of what is sent; how long they may take to come
AT_ONCE = 2
METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]  # that are answered, or told
FORM = "application/x-www-form-urlencoded"
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "content-type, accept",
    "access-control-max-age": "3600",
    "cross-origin-resource-policy": "cross-origin",
}
_limit: anyio.lowlevel.RunVar[anyio.CapacityLimiter] = anyio.lowlevel.RunVar("reconciliations")


def _json(found: Any) -> Response:
    return Response(json.dumps(found), media_type="application/json")  # no letter but of ASCII


# --- what is answered ---


def _service(request: Request, form: Form, identities: Identities) -> Response:
    """Answer a batch, a single query or a data extension; without any, say what is here."""
    if "queries" in form:
        batch = read_batch(form["queries"])
        return _json({name: answer(identities, query) for name, query in batch.items()})
    if "query" in form:
        return _json(answer(identities, read_query(form["query"])))
    if "extend" in form:
        return _json(extend(identities, read_extension(form["extend"])))
    pages = str(request.base_url).rstrip("/")
    return _json(manifest(identities, f"{pages}/reconcile", pages))


def _suggest(request: Request, form: Form, identities: Identities) -> Response:
    typed, types = form.get("prefix", ""), form.get("type", "")
    skip = min(_whole(form, "cursor"), DEEPEST)
    match request.path_params["what"]:
        case "entity":
            found = suggest_entities(identities, typed, skip, types)
        case "type":
            found = suggest_types(identities, typed, skip)
        case "property":
            found = suggest_properties(identities, typed, skip, types)
        case _:
            raise HTTPException(404, "there are suggestions of entity, type and property")
    return _json({"result": found})


def _properties(request: Request, form: Form, identities: Identities) -> Response:
    return _json(propose(identities, form.get("type", ""), _whole(form, "limit")))


def _flyout(request: Request, form: Form, identities: Identities) -> Response:
    return _json(fly_out(identities, request.path_params["what"], form.get("id", "")))


def _feature(request: Request, form: Form, identities: Identities) -> Response:
    """Say what a feature of a score is."""
    name = request.path_params["name"]
    one = identities.declared.get(property_iri(name))
    said = FEATURES.get(name) or (one and f"{EVIDENCE}, {one[0]}: {one[1]}")
    if not said:
        raise HTTPException(404, f"no score has a feature {name[:80]!r}")
    return PlainTextResponse(f"{name}: {said}\n")


def _preview(request: Request, form: Form, identities: Identities) -> Response:
    """Answer with a small page about an identity, which other pages may show in a frame."""
    thing = identities.names.identified(form.get("id", ""))
    if thing is None:
        raise HTTPException(404, "nothing has this id")
    facts = []
    for name in ("hasOrganizationType", "isUnitOf", "countryCode", "isAffiliatedWith", "isAbout"):
        if (values := identities.values(name)) and (found := values.of.get(thing.iri)):
            label, _ = identities.declared[property_iri(name)]
            facts.append((label, "; ".join(value.text for value in found[:3])))
    page = templates().get_template("reconciliation-preview.html.j2")
    address = str(request.base_url).rstrip("/") + page_of(thing.iri)
    said = described(identities, thing)
    html = page.render(thing=thing, said=said, facts=facts[:4], address=address)
    policy = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    return HTMLResponse(html, headers={"content-security-policy": policy})


def _whole(form: Form, name: str) -> int:
    """Return a whole number of a form, 0 where there is none; else it is a status of 400."""
    said = form.get(name, "").strip()
    if said and not (said.isascii() and said.isdigit() and len(said) < 10):
        raise HTTPException(400, f"{name}: {said[:40]!r} is no whole number")
    return int(said or 0)


# --- how it is answered ---


def _open(path: str, surface: Surface, *methods: str) -> BaseRoute:
    """Return a route that any page of the web may ask, and that says errors as problem JSON."""

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=OPEN)
        if request.method not in (*methods, "HEAD"):
            allowed = {**OPEN, "allow": ", ".join((*methods, "HEAD", "OPTIONS"))}
            found = _problem(405, f"this address is only read: ask by {' or '.join(methods)}")
            found.headers.update(allowed)
            return found
        try:
            form = await _form(request)
            found = await anyio.to_thread.run_sync(
                lambda: surface(request, form, _identities(request)), limiter=_limiter()
            )
        except HTTPException as exc:
            found = _problem(exc.status_code, exc.detail)
        except AtgraphError as exc:
            status = status_of(exc)
            found = _problem(status, said_of(exc) if status < 500 else "")
        found.headers.update(OPEN)
        return found

    return Route(path, endpoint, methods=METHODS)


def _identities(request: Request) -> Identities:
    """Return those of the graph that is asked; of a version that is not kept here there are none.

    Raises:
        HTTPException: it is not kept (410).
    """
    found = reading_of(request).kept(Identities)
    if is_of_another_version(request):
        raise HTTPException(410, f"data version {cited_version(request)} is not kept here")
    return found


def _limiter() -> anyio.CapacityLimiter:
    """Return what counts those that are worked on, in this event loop."""
    limiter = _limit.get(None)
    if limiter is None:
        limiter = anyio.CapacityLimiter(AT_ONCE)
        _limit.set(limiter)
    return limiter


async def _form(request: Request) -> Form:
    """Return what is asked for, by the address or by the form that is sent.

    Raises:
        HTTPException: it is no form (415), too long (413) or too slow (408).
    """
    if request.method != "POST":
        return dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise HTTPException(415, f"send a form, as {FORM}")
    held = await read_sent(request, LONGEST, SECONDS)
    try:
        fields = parse_qs(held.decode(), keep_blank_values=True, max_num_fields=50)
    except ValueError as exc:
        raise HTTPException(400, "this is no form in UTF-8") from exc
    return {**request.query_params, **{name: last[-1] for name, last in fields.items()}}


def _problem(status: int, said: str) -> Response:
    """Return an error as RFC 9457 has it."""
    again = {"retry-after": "10"} if status == 503 else None
    reply = ProblemError(status, said or HTTPStatus(status).phrase, again).reply()
    return Response(reply.body, status, dict(reply.headers))


routes = [
    _open("/reconcile", _service, "GET", "POST"),
    _open("/reconcile/suggest/{what}", _suggest, "GET"),
    _open("/reconcile/flyout/{what}", _flyout, "GET"),
    _open("/reconcile/properties", _properties, "GET"),
    _open("/reconcile/preview", _preview, "GET"),
    _open("/reconcile/feature/{name}", _feature, "GET"),
]
