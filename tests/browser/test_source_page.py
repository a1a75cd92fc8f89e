"""The source in a real browser: a mark opens what rests on it in its place, by mouse and keys."""

from __future__ import annotations

from selenium.webdriver.common.keys import Keys

PAGE = "/source/osce-alliance-19-side-events"
RESTS = "#rests-135"


def test_a_mark_opens_what_rests_on_it_in_its_place(open_address, explorer: str) -> None:
    page = open_address(f"{explorer}{PAGE}#line-135")
    page.js("document.querySelector('#line-135 mark a').focus()")
    page.press(Keys.ENTER)
    page.wait("return document.querySelector(arguments[0])", RESTS)
    assert "Silvia Mera participates in" in page.text(RESTS)
    page.wait("return document.activeElement.closest(arguments[0])", RESTS)
    assert page.js("return location.search + location.hash").startswith("#char-")
    page.all("#line-135 mark a")[0].click()
    assert len(page.all(RESTS)) == 1
    messages, addresses = page.told()
    assert messages == []
    assert [a for a in addresses if not a.startswith((explorer, "data:"))] == []


def test_on_a_phone_no_part_of_it_is_beyond_the_edge(open_address, explorer: str) -> None:
    for path in (f"{PAGE}?line=119", "/source", "/about", "/nothing"):
        page = open_address(f"{explorer}{path}", width=375, height=800)
        assert page.js("return document.documentElement.scrollWidth") <= 375, path
