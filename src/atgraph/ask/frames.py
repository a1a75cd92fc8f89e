"""Columns of values as a data frame of pandas or Polars, numbers, dates and truths as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from atgraph.errors import RefusedError

if TYPE_CHECKING:
    import pandas
    import polars

    from atgraph.rdf.literals import Value

KINDS = ("int", "float", "bool", "date", "datetime", "str")
LONGEST = 2**63  # beyond which a whole number fits in no column


def to_pandas(columns: Mapping[str, list[Value]]) -> pandas.DataFrame:
    """Return columns as a data frame of pandas; what is empty is missing, whatever the type."""
    pd = _library("pandas", "pandas")
    zone = "datetime64[us, UTC]"
    types = dict(zip(KINDS, ("Int64", "Float64", "boolean", "datetime64[s]", zone, "string")))
    return pd.DataFrame({n: pd.Series(v, dtype=types[kind]) for n, kind, v in _typed(columns)})


def to_polars(columns: Mapping[str, list[Value]]) -> polars.DataFrame:
    """Return columns as a data frame of Polars; what is empty is null."""
    pl = _library("polars", "Polars")
    zone = pl.Datetime("us", "UTC")
    types = dict(zip(KINDS, (pl.Int64, pl.Float64, pl.Boolean, pl.Date, zone, pl.String)))
    series = {n: pl.Series(v, dtype=types[kind]) for n, kind, v in _typed(columns)}
    return pl.DataFrame(series)  # type: ignore[no-any-return]


def _library(name: str, shown: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as exc:
        if exc.name != name:
            raise
        how = f"install it with: pip install 'atgraph[{name}]'"
        raise RefusedError(f"{shown} is not installed here; {how}") from None


def _typed(columns: Mapping[str, list[Value]]) -> Iterator[tuple[str, str, list[Any]]]:
    return ((name, *_of_one_type(values)) for name, values in columns.items())


def _of_one_type(values: list[Value]) -> tuple[str, list[Any]]:
    """Return the type that all values have, and the values in it; text where they have none."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        fits = all(abs(v) < LONGEST for v in values if isinstance(v, int))
        return ("int", values) if fits else ("str", [None if v is None else str(v) for v in values])
    if kinds and kinds <= {int, float, Decimal}:
        return "float", [None if v is None else float(v) for v in values]  # type: ignore[arg-type]
    if kinds == {datetime} and all(v.tzinfo for v in values if isinstance(v, datetime)):
        return "datetime", [v.astimezone(UTC) if isinstance(v, datetime) else None for v in values]
    if kinds in ({bool}, {date}):
        return kinds.pop().__name__, values
    return "str", [None if v is None else str(v) for v in values]
