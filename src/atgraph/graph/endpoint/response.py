"""What a server answered, and why it may not be what was asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from typing import Any

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from atgraph.graph.endpoint.address import PASSWORD, USER, without_secret

JSON_TYPES = ("application/sparql-results+json", "application/json")
HTML = re.compile(
    rb"\s*(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype html|html[\s>])", re.IGNORECASE | re.DOTALL
)
DEEPEST = 100
NO_BRACKETS = bytes(sorted({*range(256)} - {*b"{}[]"}))
STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*+"|[][{}]', re.DOTALL)
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Response:
    """An answer, whole or not: ``missing`` says what is known to be cut off, ``asked`` which address was asked."""

    asked: str
    status: int
    headers: Message
    body: bytes = field(repr=False)
    missing: str = ""

    @property
    def media_type(self) -> str:
        """What the server says that the body is."""
        return self.headers.get_content_type() if "content-type" in self.headers else ""

    @property
    def is_page(self) -> bool:
        """Whether it is a web page, for people."""
        return self.media_type in ("text/html", "application/xhtml+xml") or bool(
            HTML.match(self.body.removeprefix(BOM))
        )

    @property
    def words(self) -> str:
        """The first line of the body, where it is for people to read."""
        line = next(iter(self.body.decode("utf-8", "replace").strip().splitlines()), "")
        return "" if self.is_page or line.startswith(("{", "<", "[")) else line[:300]

    @cached_property
    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @cached_property
    def rows(self) -> int | None:
        """How many rows a table in JSON has, 0 for other JSON; None where it is none, or cut off. A table is not held as objects."""
        if self.is_deep:
            return None
        try:
            result = parse_query_results(self.body, format=QueryResultsFormat.JSON)
            if isinstance(result, QuerySolutions):
                return sum(1 for _ in result)
        except (SyntaxError, ValueError):
            pass
        return (
            0
            if isinstance(self.json, dict) and not isinstance(self.json.get("results"), dict)
            else None
        )

    @cached_property
    def is_deep(self) -> bool:
        """Whether JSON is nested so deep that its reader would end the process."""
        brackets = self.body.translate(None, NO_BRACKETS)
        for _ in range(
            DEEPEST
        ):  # what is within is taken away, until nothing is left; brackets in texts may be left
            if not (fewer := brackets.replace(b"{}", b"").replace(b"[]", b"")):
                return False
            if len(fewer) == len(brackets):
                break
            brackets = fewer
        depth = 0
        for found in STRUCTURE.finditer(self.body):
            depth += (found[0] in (b"{", b"[")) - (found[0] in (b"}", b"]"))
            if depth > DEEPEST:
                return True
        return False


def why_refused(response: Response, known: bool = False) -> str:
    """Return why a server refused a request whatever it was about, and what to do; empty where it did not.

    Args:
        response: what came back.
        known: whether a user and a password were at hand.
    """
    if response.status == 401:
        return (
            f"does not take the user and password of {USER} and {PASSWORD}; correct them"
            if known
            else f"asks for a password; set {USER} and {PASSWORD} in the environment"
        )
    if response.status == 403:
        return "refuses this to you (status 403); ask whoever keeps the server for the right"
    if response.status == 407:
        return "the proxy on the way asks for a password; set it in http_proxy or https_proxy"
    if 300 <= response.status < 400:
        return f"has moved to {without_secret(response.headers.get('Location') or 'an address that it does not name')}; use that address"
    return ""
