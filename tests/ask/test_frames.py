"""The type of a column: that of all its values, or text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from atgraph.ask.frames import _library, _of_one_type, to_pandas, to_polars
from atgraph.errors import RefusedError

DAY = date(2019, 4, 8)
HERE = datetime.fromisoformat("2019-04-08T13:15:00+02:00")
THERE = datetime(2019, 4, 8, 11, 15, tzinfo=UTC)
NOWHERE = datetime(2019, 4, 8, 13, 15)
LARGEST = 2**63 - 1


@pytest.mark.parametrize(
    ("values", "kind", "taken_as"),
    [
        ([], "str", []),
        ([None, None], "str", [None, None]),
        (["a", None], "str", ["a", None]),
        ([1, None], "int", [1, None]),
        ([LARGEST, -LARGEST], "int", [LARGEST, -LARGEST]),
        ([LARGEST + 1, None], "str", ["9223372036854775808", None]),
        ([0.5], "float", [0.5]),
        ([1, 0.5, Decimal("0.25"), None], "float", [1.0, 0.5, 0.25, None]),
        ([True, None], "bool", [True, None]),
        ([True, 1], "str", ["True", "1"]),
        ([DAY, None], "date", [DAY, None]),
        ([DAY, True], "str", ["2019-04-08", "True"]),
        ([HERE, None], "datetime", [THERE, None]),
        ([NOWHERE], "str", ["2019-04-08 13:15:00"]),
        ([HERE, NOWHERE], "str", ["2019-04-08 13:15:00+02:00", "2019-04-08 13:15:00"]),
        ([HERE, DAY], "str", ["2019-04-08 13:15:00+02:00", "2019-04-08"]),
        (["a", 1], "str", ["a", "1"]),
    ],
)
def test_a_column_has_the_type_that_all_its_values_have_or_is_text(
    values: list[Any], kind: str, taken_as: list[Any]
) -> None:
    found, taken = _of_one_type(values)

    assert (found, taken) == (kind, taken_as)
    assert [type(value) for value in taken] == [type(value) for value in taken_as]


def test_times_are_told_in_one_zone() -> None:
    assert [value.tzinfo for value in _of_one_type([HERE])[1]] == [UTC]


COLUMNS: dict[str, list[Any]] = {
    "whole": [1],
    "share": [0.5],
    "yes": [True],
    "day": [DAY],
    "time": [HERE],
    "words": ["a"],
}


def test_each_type_is_one_of_pandas_and_of_polars() -> None:
    pandas, polars = to_pandas(COLUMNS), to_polars(COLUMNS)

    assert dict(zip(pandas.columns, map(str, pandas.dtypes), strict=True)) == {
        "whole": "Int64",
        "share": "Float64",
        "yes": "boolean",
        "day": "datetime64[s]",
        "time": "datetime64[us, UTC]",
        "words": "string",
    }
    assert {name: str(kind) for name, kind in polars.schema.items()} == {
        "whole": "Int64",
        "share": "Float64",
        "yes": "Boolean",
        "day": "Date",
        "time": "Datetime(time_unit='us', time_zone='UTC')",
        "words": "String",
    }


@pytest.mark.parametrize(
    ("frame_of", "library", "named"),
    [(to_pandas, "pandas", "pandas"), (to_polars, "polars", "Polars")],
)
def test_a_library_that_is_not_installed_is_told_by_its_name(
    monkeypatch: pytest.MonkeyPatch, frame_of: Callable[..., Any], library: str, named: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(RefusedError, match=rf"^{named} is not .*'atgraph\[{library}\]'$"):
        frame_of({})


def test_what_a_library_itself_lacks_is_no_advice_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lacking_frames.py").write_text("import nothing_of_this_name\n")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModuleNotFoundError, match="nothing_of_this_name"):
        _library("lacking_frames", "Lacking")
