"""The box that finds everything in a real browser: keyboard, screen reader, and without script."""

from __future__ import annotations

from selenium.webdriver.common.keys import Keys

OFFERED = "return document.querySelectorAll('[role=option]').length"


def type_home(open_address, explorer: str, typed: str):
    """Type into the box of the first page, in which one is when it opens."""
    page = open_address(f"{explorer}/")
    page.wait("return document.activeElement.role === 'combobox'")
    page.press(typed)
    page.wait(OFFERED)
    return page


def test_names_are_offered_as_one_types_and_opened_by_the_keyboard(
    open_address, explorer: str
) -> None:
    page = type_home(open_address, explorer, "mekong")
    box = "document.querySelector('[role=combobox]')"
    assert page.js(f"return {box}.getAttribute('aria-expanded')") == "true"
    page.press(Keys.ARROW_DOWN)
    marked = page.js(f"return {box}.getAttribute('aria-activedescendant')")
    assert page.js("return document.getElementById(arguments[0]).ariaSelected", marked) == "true"
    with page.replaced():
        page.press(Keys.ENTER)
    assert page.js("return location.pathname") == "/page/organization_the-mekong-club"
    messages, _ = page.told()
    assert messages == []


def test_escape_closes_the_names_and_enter_asks_what_was_typed(open_address, explorer: str) -> None:
    page = type_home(open_address, explorer, "supply")
    page.press(Keys.ESCAPE)
    assert page.js(OFFERED) == 0
    with page.replaced():
        page.press(Keys.ENTER)
    assert page.js("return location.pathname") == "/find"
    assert page.all("blockquote")
