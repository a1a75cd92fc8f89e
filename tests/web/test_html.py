"""Addresses and days as pages write them."""

import pytest

from atgraph.rdf.namespaces import ATGD, ATGV
from atgraph.web.rendering import days, outside, page_of, source_name


def test_a_thing_and_a_theme_have_a_page_and_what_is_not_ours_its_own_address() -> None:
    assert page_of(ATGD + "person_ana-example") == "/page/person_ana-example"
    assert page_of(ATGV + "theme_blockchain") == "/page/theme_blockchain"
    assert page_of("https://example.org/x") == "https://example.org/x"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2019-04-08", "2019-04-08", "8 April 2019"),
        ("2019-04-08", "2019-04-09", "8–9 April 2019"),
        ("2019-04-08", "2019-05-09", "8 April – 9 May 2019"),
        ("2018-12-31", "2019-01-02", "31 December 2018 – 2 January 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-01-01", "", "from 1 January 2019"),
        ("", "", ""),
    ],
)
def test_days_are_written_as_people_write_them(first: str, last: str, written: str) -> None:
    assert days(first, last) == written


def test_only_an_address_of_a_web_page_is_linked() -> None:
    assert outside("javascript:alert(1)") == ""
    assert outside("https://example.org") == "https://example.org"


def test_a_quote_says_of_which_text_it_is() -> None:
    assert source_name("programmes/forum-2030/source.txt") == "forum 2030"
    assert source_name("programmes/forum-2030/contents.txt") == "forum 2030, contents.txt"
