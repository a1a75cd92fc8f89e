"""The explorer in a real browser: for everyone, on every screen, and as three people use it."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from hostile import publish_hostile
from opened import PATIENCE, Page, served, show_on
from openpyxl import load_workbook
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By
from test_map_access import AXE

PAGES = [
    "/",
    "/find?q=mapping",
    "/page/organization_osce",
    "/page/event_osce-alliance-19-side-events_tech-against-trafficking",
    "/list/organizations?type=company",
    "/ask",
    "/ask/who-works-with?organization=OSCE",
    "/source/osce-alliance-19-side-events?line=149",
    "/network/partners?organization=Mekong+Club",
    "/network/introductions?source=Mekong+Club&target=OSCE",
    "/network/standing",
    "/map/around/theme_supply-chain-risk",
    "/countries",
    "/about",
    "/sparql",
    "/nothing",
]
LIKE_THEM = [
    "/find?q=who+organised+with+UNODC",
    "/page/person_p0003",
    "/page/theme_technology",
    "/list/people",
    "/ask/who-works-with",
    "/ask/who-works-with?organization=Nobody",
    "/source",
    "/network",
    "/network/gaps",
    "/network/compare",
    "/map",
    "/time",
    "/find?q=mekong+culb",
    "/page/person_p0020",
    "/page/event_osce-alliance-19-side-events",
    "/page/place_vienna",
    "/list/events",
]
# What scripts of their own show; the words that a server writes are read without a browser.
SCRIPTED = ("/page/", "/ask/", "/source/", "/network/partners", "/network/introductions", "/map/")
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Of siblings of the same tags and classes, axe finds in two what it finds in all.
SHORTEN = """
const called = ({tagName, className}) => `${tagName}.${className}`, known = new Map();
const shape = (one) => [...new Set([one, ...one.querySelectorAll("*")].map(called))].sort().join();
for (const one of document.querySelectorAll("li, tr, main p, main section[class]")) {
  const alike = known.get(one.parentElement) ?? {}, name = shape(one);
  known.set(one.parentElement, {...alike, [name]: (alike[name] ?? 0) + 1});
  if (alike[name] > 1) one.remove();
}
"""
WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
REACHABLE = """
return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility()).length;
"""
REACHED = """
window.reached = new Set();
document.addEventListener("focusin", ({target}) => window.reached.add(target));
"""
OURS = AXE.replace("document,", "{exclude: [['.yasgui']]},")  # the editor of queries is not ours
JARGON = re.compile(
    r"\b(?:SPARQL|RDF|triples?|ontology|IRIs?|centrality|betweenness|pagerank|random walk|bipartite"
    r"|ego.networks?|nodes?|edges?|vertices|atgd?:\w+)\b",
    re.IGNORECASE,
)


# --- for everyone ---


@pytest.mark.parametrize(
    "address", [*PAGES, *(pytest.param(one, marks=pytest.mark.attack) for one in LIKE_THEM)]
)
def test_a_page_is_for_everyone_and_asks_nobody_else(driver, explorer: str, address: str) -> None:
    driver.set_script_timeout(PATIENCE)
    show_on(driver, width=375, height=800)
    page = Page(driver, explorer + address)
    messages, requests = page.told()
    if page.all("#map-data"):
        page.wait("return Boolean(window.atgraphMap)")
    assert {urlsplit(one).netloc for one in requests} - {urlsplit(explorer).netloc, ""} == set()
    assert [m for m in messages if f"{page.address} - Failed to load" not in m] == []  # its own 404
    assert page.js(WIDE) <= 0, "it scrolls sideways on a phone"

    page.js(OPEN)
    assert page.js(WIDE) <= 0, "it scrolls sideways on a phone, all opened"
    page.js(SHORTEN)
    page.js(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    assert driver.execute_async_script(OURS) == []
    show_on(driver, width=1280, scheme="dark")
    assert page.js(WIDE) <= 0, "it scrolls sideways on a wide screen"
    if address in (*PAGES[::3], *LIKE_THEM):  # to look for all there is to find takes its time
        assert driver.execute_async_script(OURS) == []


@pytest.mark.parametrize(
    "address",
    ["/", "/page/organization_osce", "/network/partners?organization=Mekong+Club", "/list/people"],
)
def test_all_that_acts_is_reached_by_tab(driver, explorer: str, address: str) -> None:
    show_on(driver)
    page = Page(driver, explorer + address)
    page.js("document.activeElement.blur()")
    page.js(REACHED)
    count = page.js(REACHABLE)
    page.press(*[Keys.TAB] * (count + 3))
    assert page.js("return window.reached.size") >= count


def test_a_name_is_taken_from_the_suggestions_by_keyboard(driver, explorer: str) -> None:
    show_on(driver)
    page = Page(driver, f"{explorer}/")
    page.wait("return document.activeElement.name === 'q'")
    page.press("unod")
    page.wait("return document.querySelector('[role=option]')")
    with page.replaced():
        page.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert page.js("return location.pathname").startswith("/page/")
    assert page.text("h1") == "United Nations Office on Drugs and Crime"


# --- words that are not ours ---


def test_hostile_texts_do_nothing_in_a_browser(driver, store: Path, tmp_path: Path) -> None:
    publish_hostile(store, tmp_path)
    show_on(driver)
    with served(tmp_path) as address:
        for one in ["/", *(page for page in PAGES if page.startswith(SCRIPTED))]:
            page = Page(driver, address + one)
            if page.all("#map-data"):
                page.wait("return Boolean(window.atgraphMap)")
            page.js(OPEN)
            assert page.js("return window.__pwn === undefined"), one
            refused = [m for m in page.told()[0] if "Content Security Policy" in m]
            assert refused == [], one


# --- three people ---


class Person:
    """Somebody who starts at the home page, and sees no word of the trade on the way."""

    def __init__(self, driver, explorer: str) -> None:
        show_on(driver)
        self.page, self.actions = Page(driver, f"{explorer}/"), 0

    def types(self, label: str, words: str) -> str:
        """Type words into the box with a label, send them, and return what is seen."""
        box = self.page.driver.find_element(
            By.XPATH,
            f"//*[@id=//label[contains(., '{label}')]/@for]"
            f" | //label[contains(., '{label}')]//input",
        )
        box.clear()
        with self.page.replaced():
            box.send_keys(words, Keys.ENTER)
        return self.sees()

    def chooses(self, words: str) -> str:
        """Choose what has these words, to follow or to open, and return what is seen.

        By keyboard: what is opened may move what is below it from under the mouse.
        """
        acting = "self::a or self::summary"
        chosen = self.page.driver.find_element(
            By.XPATH, f"//main//*[{acting}][contains(., '{words}')]"
        )
        is_left = chosen.tag_name == "a"
        with self.page.replaced() if is_left else nullcontext():
            chosen.send_keys(Keys.ENTER)
        return self.sees()

    def sees(self) -> str:
        """Return the words of the page, one action later."""
        self.actions += 1
        assert self.actions <= 5
        seen = self.page.js("return document.body.innerText")
        assert JARGON.findall(seen) == []
        return seen

    def takes(self, words: str) -> bytes:
        """Choose what has these words, and return the file that it gives."""
        self.actions += 1
        assert self.actions <= 5
        (link,) = self.page.driver.find_elements(
            By.XPATH, f"//main//a[normalize-space()='{words}']"
        )
        with urlopen(link.get_attribute("href")) as answer:
            return answer.read()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def person(driver, explorer: str, request) -> Iterator[Person]:
    """Somebody with a browser that runs scripts, or does not."""
    switch = "Emulation.setScriptExecutionDisabled"
    driver.execute_cdp_cmd(switch, {"value": not request.param})
    yield Person(driver, explorer)
    driver.execute_cdp_cmd(switch, {"value": False})


def test_a_coordinator_finds_whom_to_talk_to_and_who_introduces(person: Person) -> None:
    person.chooses("I look for a partner")
    person.types("Your organisation", "Mekong Club")
    seen = person.types("Theme", "supply chains")
    assert "Organization for Security and Co-operation in Europe" in seen
    assert "Ask Jessica Camus (Head of Partnerships and Impact, Diginex)" in seen
    assert "nobody is found who could introduce them" in seen
    assert "Who introduces The Mekong Club to Org" in person.chooses(
        "Who introduces, and by which ways"
    )


def test_a_researcher_cites_who_organised_with_an_organisation(person: Person) -> None:
    person.types("Find a name", "who organised with UNODC")
    seen = person.chooses("Who are the partners")
    assert "Belarus" in seen
    assert "To cite\n" in seen
    assert "resting on OSCE: “19th ALLIANCE AGAINST TRAFFICKING IN PERSONS”" in seen
    assert "Side event co-organized by Belarus and UNODC" in person.chooses("2 quotes")
    assert b"@misc{" in person.takes("BibTeX")


def test_an_analyst_takes_the_map_of_a_theme_to_a_spreadsheet(driver, explorer: str) -> None:
    person = Person(driver, explorer)
    person.types("Find a name", "supply chains")
    person.chooses("The map around it")
    person.chooses("The map on a page of its own")
    person.page.wait("return Boolean(window.atgraphMap)")
    shown = person.page.js("return window.atgraphMap.app.model.nodes.map(({label}) => label)")
    person.chooses("Take it along")
    book = load_workbook(BytesIO(person.takes("Excel")), read_only=True)
    cells = {cell for sheet in book for row in sheet.values for cell in row}
    assert len(shown) > 3
    assert {*shown} <= cells
