"""dates: as written in a transcript, and as printed."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import mini  # noqa: F401  (the profile of hypothesis)
from atgraph.curate.ingest.word_lists import known_languages
from atgraph.data import dates
from atgraph.data.dates import (
    LANGUAGES,
    begins_with_day,
    find_dates,
    is_read_whole,
    read_bounds,
    read_day,
    read_interval,
    read_printed,
)

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


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2018/2019-06", "2018-01-01", "2019-06-30"),
        ("2016/", "2016-01-01", None),
        ("2018-08-27/", "2018-08-27", None),
        ("/2018", None, "2018-12-31"),
    ],
)
def test_what_holds_may_be_open_at_an_end(
    written: str, first: str | None, last: str | None
) -> None:
    read = tuple(day and day.isoformat() for day in read_interval(written))
    assert read == (first, last)


@pytest.mark.parametrize("written", ["/", "//2019", "2019//", "since 2016", "2019/2018"])
def test_what_is_no_time_to_hold_for_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_interval(written)


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
        ("8th April 2019", "2019-04-08", "2019-04-08"),
        ("Monday 8, April 2019", "2019-04-08", "2019-04-08"),
        ("Monday 08.04.19 9:00", "2019-04-08", "2019-04-08"),
        ("April 8-9, 2018", "2018-04-08", "2018-04-09"),
        ("7. März 2024", "2024-03-07", "2024-03-07"),
        ("6.–7. März 2024", "2024-03-06", "2024-03-07"),
        ("24 y 25 de agosto de 2022", "2022-08-24", "2022-08-25"),
        ("5–6 октября 2022 года", "2022-10-05", "2022-10-06"),
        ("2019-04-08", "2019-04-08", "2019-04-08"),
        ("12/06/2023", "2023-06-12", "2023-06-12"),
        ("April 2019", "2019-04-01", "2019-04-30"),
        ("30. April und 1. Mai 2024", "2024-04-30", "2024-05-01"),
        ("1. Mai bis 3. August 2024", "2024-05-01", "2024-08-03"),
        ("del 28 de abril al 2 de mayo de 2022", "2022-04-28", "2022-05-02"),
        ("Day 1 – Tuesday 17 May 2022", "2022-05-17", "2022-05-17"),
        ("Hall 2, Mar 1-2, 2022", "2022-03-01", "2022-03-02"),  # no Tuesday in March
        ("2019/04/08", "2019-04-08", "2019-04-08"),
        ("8-9.4.2019", "2019-04-08", "2019-04-09"),
        ("8.-9.4.2019", "2019-04-08", "2019-04-09"),
        ("08. – 09.04.2019", "2019-04-08", "2019-04-09"),
        ("30.4.-1.5.2019", "2019-04-30", "2019-05-01"),
        ("Room 3 – 8.4.2019", "2019-04-08", "2019-04-08"),
    ],
)
def test_a_printed_date_is_two_bounds(printed: str, first: str, last: str) -> None:
    assert read_printed(printed) == days(first, last)


@pytest.mark.parametrize(
    "printed",
    ["", "tomorrow", "13.15-14.00", "8 Foo 2019", "8 April", "8 April 20195"],
)
def test_what_prints_no_whole_date_has_no_bounds(printed: str) -> None:
    assert read_printed(printed) is None


@pytest.mark.parametrize(
    "printed", ["31 April 2019", "0 May 2019", "29-30 February 2019", "9-8 April 2019"]
)
def test_a_printed_date_that_does_not_exist_is_an_error(printed: str) -> None:
    with pytest.raises(ValueError, match="check the quote"):
        read_printed(printed)


@pytest.mark.parametrize(
    ("printed", "day", "whole"),
    [
        ("8th April 2019", "2019-04-08", True),
        ("8 avril 2019", "2019-04-08", True),
        ("2019/04/05", "2019-04-05", True),
        ("8-9.4.2019", None, True),
        ("04/05/2019", None, True),
        ("8 April", None, True),
        ("April 2019", None, True),
        ("April 2019 8-9", None, False),
        ("8 April 2019, 9 May 2019", None, False),
        ("8-9 Aprl 2018", None, False),
    ],
)
def test_a_day_is_read_where_no_other_number_is_left_and_it_can_be_read_in_one_way(
    printed: str, day: str | None, whole: bool
) -> None:
    found = read_day(printed)

    assert (found and found.isoformat()) == day
    assert is_read_whole(printed) == whole


@given(st.text(alphabet="0123456789 -–/April MayFebruryto", max_size=40))
def test_any_text_gives_bounds_in_order_or_an_error(printed: str) -> None:
    try:
        bounds = read_printed(printed)
    except ValueError:
        return
    assert bounds is None or bounds[0] <= bounds[1]


@pytest.mark.parametrize(
    ("printed", "first", "last", "found"),
    [
        ("8 April", "2019-04-08", "2019-04-09", "2019-04-08"),
        ("Tuesday, 31 December", "2019-12-30", "2020-01-02", "2019-12-31"),
        ("1. Januar", "2019-12-30", "2020-01-02", "2020-01-01"),
        ("8 May", "2019-04-08", "2019-04-09", "2019-05-08"),
    ],
)
def test_a_date_without_a_year_is_in_that_of_the_programme(
    printed: str, first: str, last: str, found: str
) -> None:
    assert read_printed(printed, days(first, last)) == days(found, found)


LIKE_ENGLISH = (
    "{d} {m} {y}",
    "{w}, {d} {m} {y}",
    "{d}–{e} {m} {y}",
    "{m} {d}, {y}",
    "{d}. {m} {y}",
)
FORMS = {
    "de": (
        "{w}, {d}. {m} {y}",
        "{d}. bis {e}. {m} {y}",
        "{w}, den {d}. {m} {y}",
        "{d}.-{e}. {m} {y}",
        "{d}. {m} bis {e}. {n} {y}",
    ),
    "en": ("{d}th {m} {y}", "{m} {d}-{e}, {y}", "{w} {d} and {e} {m} {y}", "{m} {d}th {y}"),
    "es": ("{d} de {m} de {y}", "{d} y {e} de {m} de {y}", "{w} {d} de {m} del {y}"),
    "fr": ("{w} {d} {m} {y}", "{d} {m} au {e} {n} {y}", "{d} et {e} {m} {y}", "le {d} {m} {y}"),
    "it": ("{d} e {e} {m} {y}", "{w} {d} {m} {y}", "{d}° {m} {y}"),
    "ru": ("{d} {m} {y} года", "{d}–{e} {m} {y} г.", "{w}, {d} {m} {y} года"),
    "uk": ("{d} {m} {y} року", "{d} та {e} {m} {y} року", "{w}, {d} {m} {y} року"),
}


@given(
    st.sampled_from(LANGUAGES),
    st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31)),
    st.integers(0, 3),
    st.sampled_from(["wide", "abbreviated"]),
    st.sampled_from(["{}", "Hall 2, {}", "{} in Vienna", "10:00, {}"]),
    st.data(),
)
def test_what_ingest_reads_as_a_date_the_build_reads_as_the_same_days(
    language: str, day: dt.date, more: int, width: str, around: str, data: st.DataObject
) -> None:
    locale = Locale.parse(language)
    end = day + dt.timedelta(days=more)
    form = data.draw(st.sampled_from([*LIKE_ENGLISH, *FORMS[language], "{y}-{m:02}-{d:02}"]))
    months, weekday = locale.months["format"][width], locale.days["format"]["wide"]
    month, values = months[day.month], {"d": day.day, "e": end.day, "y": day.year}
    values |= {"w": weekday[day.weekday()], "n": months[end.month]}
    printed = around.format(form.format(m=day.month if "02" in form else month, **values))
    found = list(find_dates(printed, tuple(sorted({language, "en"}))))
    dated = [date for date in found if date.year and date.day]

    if dated and dated[0].bounds() is not None:
        assert read_printed(printed) in [date.bounds() for date in dated]
        if "{e}" not in form and len(found) == 1:
            assert read_printed(printed) == (day, day)


def test_a_month_that_is_also_called_like_a_day_of_the_week_is_the_month() -> None:
    (found,) = find_dates("1–2 mar 2000", ("en", "es"))

    assert found.bounds() == read_printed("1–2 mar 2000")
    assert found.bounds() == (dt.date(2000, 3, 1), dt.date(2000, 3, 2))


@pytest.mark.parametrize("language", LANGUAGES)
def test_ingest_and_build_read_the_usual_forms_of_each_language(language: str) -> None:
    locale, day = Locale.parse(language), dt.date(2019, 4, 8)
    month, weekday = locale.months["format"]["wide"][4], locale.days["format"]["wide"][0]
    for form in (*LIKE_ENGLISH, *FORMS[language]):
        printed = form.format(d=8, e=9, y=2019, m=month, n=month, w=weekday)
        bounds = (day, day + dt.timedelta(days="{e}" in form))

        assert next(find_dates(printed, (language,))).bounds() == bounds, printed
        assert read_printed(printed) == bounds, printed


def test_the_languages_of_dates_are_those_of_the_words_of_programmes() -> None:
    assert known_languages() == LANGUAGES


def test_english_needs_no_other_library_and_has_the_names_that_it_has_there() -> None:
    code = "import sys; from atgraph.data.dates import read_printed; read_printed('8th May 2019')"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; sys.exit('babel' in sys.modules)"], check=False
    )
    assert run.returncode == 0
    locale = Locale.parse("en")
    for kind, names in (("months", dates.MONTHS), ("days", dates.DAYS)):
        held = getattr(locale, kind)["format"]
        assert [held["wide"][n].lower() for n in sorted(held["wide"])] == list(names)
        assert [held["abbreviated"][n].lower() for n in sorted(held["wide"])] == [
            name[:3] for name in names
        ]


@pytest.mark.parametrize("text", ["7. November", "6.–7. März 2024"])
def test_a_number_before_a_month_is_a_day_and_none_of_a_list(text: str) -> None:
    assert begins_with_day(text)
    assert not begins_with_day("1. May we ask")


def test_minutes_before_a_word_like_a_month_are_no_day() -> None:
    assert [*find_dates("9:30 May Day: what is owed", ("en",))] == []
    assert [date.day for date in find_dates("9:30, 3 May 2031", ("en",))] == [3]
