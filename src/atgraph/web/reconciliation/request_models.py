"""What a client of the reconciliation service sends, read strictly."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

BATCH = 100  # queries of one request
IDS, PROPERTIES, VALUES = 1_000, 20, 50  # of one request
NOT_THERE = "a query has no such field: it has query, type, type_strict, limit and properties"
T = TypeVar("T")


class Named(BaseModel):
    """A value that is an identity, or a type: by its id."""

    id: str
    name: str = ""


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


PropertyValue = bool | int | float | str | Named
Values = Annotated[list[PropertyValue], BeforeValidator(_listed), Field(max_length=VALUES)]
Types = Annotated[list[str | Named], BeforeValidator(_listed), Field(max_length=VALUES)]


class PropertyGiven(BaseModel):
    """A property, and the values of which a candidate should have one."""

    pid: str
    v: Values


class Query(BaseModel):
    """A name to be matched, and what else is known of who has it."""

    model_config = ConfigDict(extra="forbid")  # what is misnamed would be left out unseen

    query: str | None = None
    type: Types | None = None
    type_strict: Literal["any", "all", "should"] | None = None  # a thing has one type
    limit: float | None = None
    properties: list[PropertyGiven] | None = Field(default=None, max_length=PROPERTIES)

    @property
    def types(self) -> list[str]:
        """The ids of the types, without empty ones."""
        given = (one.id if isinstance(one, Named) else one for one in self.type or ())
        return [one for one in given if one]


class PropertyWanted(BaseModel):
    """A property of which values are fetched."""

    id: str
    settings: dict[str, Any] = Field(default_factory=dict)


class Extension(BaseModel):
    """Identities, and the properties of which values are fetched."""

    ids: list[str] = Field(max_length=IDS)
    properties: list[PropertyWanted] = Field(max_length=PROPERTIES)


def read_batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their keys.

    Raises:
        HTTPException: it is no batch (400), or has too many queries (413).
    """
    found = _decoded(text, "queries")
    if isinstance(found, dict) and len(found) > BATCH:
        said = f"this batch has {len(found):,} queries; send at most {BATCH} at once (batchSize)"
        raise HTTPException(413, said)
    batch = _read(dict[str, Query], found, "queries")
    for name, query in batch.items():
        if not (query.query or query.properties):
            raise HTTPException(400, f"queries: {name[:40]}: give a query or properties")
    return batch


def read_query(text: str) -> Query:
    """Return a single query: an object, or a name as it is; else it is a status of 400."""
    if not text.lstrip().startswith("{"):
        return Query(query=text)
    return _read(Query, _decoded(text, "query"), "query")


def read_extension(text: str) -> Extension:
    """Return what is to be fetched; else it is a status of 400."""
    return _read(Extension, _decoded(text, "extend"), "extend")


def _decoded(text: str, what: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise HTTPException(400, f"{what}: this is no JSON; send an object") from exc


def _read(model: type[T], found: object, what: str) -> T:
    try:
        return TypeAdapter(model).validate_python(found, strict=True)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part)[:40] for part in first["loc"])
        said = NOT_THERE if first["type"] == "extra_forbidden" else first["msg"]
        raise HTTPException(400, f"{what}: {where or 'all'}: {said}") from exc
