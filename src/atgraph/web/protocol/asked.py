"""What a request asks: SPARQL 1.1 Protocol, section 2.1, and what of section 2.2 is refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import parse_qsl

from atgraph.graph.workers import Dataset
from atgraph.web.protocol.problems import ProblemError

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
MOST_FIELDS = 1_000
READ_ONLY = "this graph is only read here: it takes no update; ask with a query"


@dataclass(frozen=True)
class AskedQuery:
    """A query, empty where none is sent, the dataset and the format that the request names."""

    query: str = ""
    dataset: Dataset | None = None
    format: str = ""
    version: str = ""


def read_asked(
    method: str, query_string: bytes, content_type: str = "", body: bytes = b""
) -> AskedQuery:
    """Return what a request asks.

    Args:
        method: GET, HEAD or POST.
        query_string: of the address.
        content_type: of what is sent.
        body: what is sent, if it is a POST.

    Raises:
        ProblemError: it asks nothing that the protocol knows, or would write.
    """
    fields = read_fields(query_string)
    if method == "POST":
        mime = media_type(content_type)
        if mime == FORM:
            for name, values in read_fields(body).items():
                fields[name] += values
        elif mime == QUERY:
            fields["query"].append(_text(body))
    if any(name in fields for name in ("update", "using-graph-uri", "using-named-graph-uri")):
        raise ProblemError(403, READ_ONLY)
    queries = fields["query"]
    if len(queries) > 1:
        raise ProblemError(400, "there is more than one query; send them one by one")
    default, named = fields["default-graph-uri"], fields["named-graph-uri"]
    query = queries[0].replace("\r\n", "\n") if queries else ""
    return AskedQuery(
        query if query.strip() else "",
        Dataset(tuple(default), tuple(named)) if default or named else None,
        (fields["format"] or [""])[-1],
        (fields["version"] or [""])[-1].lower(),
    )


def media_type(content_type: str) -> str:
    """Return the media type of what is sent.

    Raises:
        ProblemError: it is none that a query is sent in, or not in UTF-8; an update is refused.
    """
    mime, *parameters = (part.strip().lower() for part in content_type.split(";"))
    if mime == UPDATE:
        raise ProblemError(403, READ_ONLY)
    if mime not in (FORM, QUERY):
        raise ProblemError(415, f"send a form as {FORM}, or a query as {QUERY}")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise ProblemError(415, "send it in UTF-8")
    return mime


def read_fields(data: bytes) -> defaultdict[str, list[str]]:
    """Return the values of an address or a form by name.

    Raises:
        ProblemError: they are too many, or not in UTF-8.
    """
    found = defaultdict[str, list[str]](list)
    try:
        text = data.decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError as exc:
        raise ProblemError(400, "write the values in UTF-8, each byte as %XX") from exc
    except ValueError as exc:
        raise ProblemError(400, f"there are more than {MOST_FIELDS:,} values") from exc
    for name, value in pairs:
        found[name].append(value)
    return found


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise ProblemError(400, "the query is not in UTF-8; send it so") from exc
