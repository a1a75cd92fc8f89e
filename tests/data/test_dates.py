"""dates: as written in a transcript, and as printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mini  # noqa: F401  (the profile of hypothesis)
from atgraph.data.printed_dates import read_bounds, read_printed

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def days(first: str, last: str) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-04-08", "2019-04-08", "2019-04-08"),
        ("2019-04-08/2019-04-09", "2019-04-08", "2019-04-09"),
        ("2018/2019-06", "2018-01-01", "2019-06-30"),
    ],
)
def test_a_written_date_is_two_bounds(written: str, first: str, last: str) -> None:
    assert read_bounds(written) == days(first, last)


@given(DAYS)
def test_every_day_is_its_own_bounds(day: dt.date) -> None:
    assert read_bounds(day.isoformat()) == (day, day)


@given(DAYS, DAYS)
def test_two_days_are_bounds_in_order_and_else_an_error(a: dt.date, b: dt.date) -> None:
    assert read_bounds(f"{min(a, b)}/{max(a, b)}") == (min(a, b), max(a, b))
    if a != b:
        with pytest.raises(ValueError, match="is no date"):
            read_bounds(f"{max(a, b)}/{min(a, b)}")


@pytest.mark.parametrize(
    "written",
    ["2019-02-29", "2019-13", "2019-00", "2019-04-00", "2019-04-31", "0000", "0000-01-01"],
)
def test_a_date_that_does_not_exist_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        read_bounds(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "19",
        "2019-4-8",
        "8 April 2019",
        "2019/",
        "2019/2020/2021",
        "2019-04-08T10:00",
        "２０１９-13x",
    ],
)
def test_what_is_no_date_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_bounds(written)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("8-9 April 2018", "2018-04-08", "2018-04-09"),
        ("Monday, 8 April 2019", "2019-04-08", "2019-04-08"),
        ("Monday 8 April 2019", "2019-04-08", "2019-04-08"),
        ("8 – 9 APRIL 2019", "2019-04-08", "2019-04-09"),
        ("30 April – 1 May 2019", "2019-04-30", "2019-05-01"),
        ("Monday 30 December 2019 - Thursday 2 January 2020", "2019-12-30", "2020-01-02"),
        ("8 and 9 April 2019", "2019-04-08", "2019-04-09"),
        ("Room 525, 8 April 2019", "2019-04-08", "2019-04-08"),
    ],
)
def test_a_printed_date_is_two_bounds(printed: str, first: str, last: str) -> None:
    assert read_printed(printed) == days(first, last)


@pytest.mark.parametrize(
    "printed",
    ["", "tomorrow", "April 2019", "13.15-14.00", "8 Foo 2019", "8 April", "8 April 20195"],
)
def test_what_prints_no_whole_date_has_no_bounds(printed: str) -> None:
    assert read_printed(printed) is None


@pytest.mark.parametrize(
    "printed", ["31 April 2019", "0 May 2019", "29-30 February 2019", "9-8 April 2019"]
)
def test_a_printed_date_that_does_not_exist_is_an_error(printed: str) -> None:
    with pytest.raises(ValueError, match="check the quote"):
        read_printed(printed)


@given(st.text(alphabet="0123456789 -–/April MayFebruryto", max_size=40))
def test_any_text_gives_bounds_in_order_or_an_error(printed: str) -> None:
    try:
        bounds = read_printed(printed)
    except ValueError:
        return
    assert bounds is None or bounds[0] <= bounds[1]
