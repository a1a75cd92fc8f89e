"""The SPARQL page in a real browser: its editor asks this server, and Escape leaves it."""

from __future__ import annotations

import os

import pytest
from selenium.webdriver.common.keys import Keys

from atgraph.web.vendor import vendored

MISSING = "the editor is missing: install Node.js with npm, then run pip install -e '.[web]' again"
ROWS = ".yasr .dataTable tbody tr"


@pytest.fixture(autouse=True)
def editor() -> None:
    """Leave a test out without the editor; where CI=true, fail it."""
    if vendored() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)


def test_the_editor_asks_and_shows_rows_and_nothing_is_refused(open_address, explorer: str) -> None:
    page = open_address(f"{explorer}/sparql?question=who-works-with-on-theme")
    page.wait("return document.querySelector('.yasqe_queryButton')")
    assert "SELECT" in page.text(".CodeMirror-code")
    page.all(".yasqe_queryButton")[0].click()
    page.wait("return document.querySelectorAll(arguments[0]).length", ROWS)
    messages, addresses = page.told()
    assert messages == []
    assert [a for a in addresses if not a.startswith((explorer, "data:"))] == []


def test_escape_leaves_the_editor(open_address, explorer: str) -> None:
    page = open_address(f"{explorer}/sparql")
    page.wait("return document.querySelector('.CodeMirror-lines')")
    page.all(".CodeMirror-lines")[0].click()
    page.wait("return document.activeElement.tagName === 'TEXTAREA'")
    page.press(Keys.ESCAPE)
    assert page.js("return document.activeElement.classList.contains('yasqe_queryButton')")
