"""The explorer in a real browser: for everyone, on every screen, and as three people use it."""

import base64
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pypdfium2
import pytest
import uvicorn
from hostile import publish_hostile
from openpyxl import load_workbook
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By
from test_map_access import AXE

from atgraph.ask.lookup import things
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.html import page_of
from conftest import Page, show_on

PAGES = [
    "/",
    "/find?q=mapping",
    "/find?q=who+organised+with+UNODC",
    "/page/organization_osce",
    "/page/person_ilias-chatzis",
    "/page/event_osce-alliance-19-side-events_tech-against-trafficking",
    "/page/theme_technology",
    "/list/organizations?type=company",
    "/list/people",
    "/ask",
    "/ask/who-works-with",
    "/ask/who-works-with?organization=OSCE",
    "/ask/who-works-with?organization=Nobody",
    "/source",
    "/source/osce-alliance-19-side-events?line=149",
    "/network",
    "/network/partners?organization=Mekong+Club",
    "/network/introductions?source=Mekong+Club&target=OSCE",
    "/network/gaps",
    "/network/compare",
    "/network/standing",
    "/map",
    "/map/around/theme_supply-chain-risk",
    "/countries",
    "/time",
    "/about",
    "/sparql",
    "/nothing",
]
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
REACHABLE = """
return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility()).length;
"""
REACHED = """
window.reached = new Set();
document.addEventListener("focusin", ({target}) => window.reached.add(target));
"""
JARGON = re.compile(
    r"\b(?:SPARQL|RDF|triples?|ontology|IRIs?|centrality|betweenness|pagerank|random walk|bipartite"
    r"|ego.networks?|nodes?|edges?|vertices|atgd?:\w+)\b",
    re.IGNORECASE,
)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve the explorer over a store in a thread, and give its address."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        config = uvicorn.Config(make_app(Desk(store)), log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def explorer(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address


# --- for everyone ---


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_for_everyone_and_asks_nobody_else(driver, explorer: str, address: str) -> None:
    show_on(driver, width=375, height=800)
    page = Page(driver, explorer + address)
    messages, requests = page.told()
    if page.all("#map-data"):
        page.wait("return Boolean(window.atgraphMap)")
    assert {urlsplit(one).netloc for one in requests} - {urlsplit(explorer).netloc, ""} == set()
    assert [one for one in messages if "favicon" not in one and "404 (Not" not in one] == []
    assert page.js(WIDE) <= 0, "it scrolls sideways on a phone"

    page.js(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    page.js(OPEN)
    assert page.js(WIDE) <= 0, "it scrolls sideways on a phone, all opened"
    assert driver.execute_async_script(AXE) == []
    for scheme in ("light", "dark"):
        show_on(driver, scheme=scheme)
        assert (scheme, driver.execute_async_script(AXE)) == (scheme, [])


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
    assert page.js("return document.activeElement.name") == "q"
    page.press("unod")
    page.wait("return document.querySelector('[role=option]')")
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    page.wait("return location.pathname.startsWith('/page/')")
    assert page.text("h1") == "United Nations Office on Drugs and Crime"


# --- words that are not ours ---


def test_hostile_texts_do_nothing_in_a_browser(driver, store: Path, tmp_path: Path) -> None:
    publish_hostile(store, tmp_path)
    show_on(driver)
    with served(tmp_path) as address:
        for one in PAGES:
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
        box.send_keys(words, Keys.ENTER)
        return self.sees()

    def chooses(self, words: str) -> str:
        """Choose what has these words, to follow or to open, and return what is seen."""
        acting = "self::a or self::summary"
        self.page.driver.find_element(
            By.XPATH, f"//main//*[{acting}][contains(., '{words}')]"
        ).click()
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
    assert "Who introduces The Mekong Club to Org" in person.chooses("Who else introduces")


def test_a_researcher_cites_who_organised_with_an_organisation(person: Person) -> None:
    person.types("Find a name", "who organised with UNODC")
    seen = person.chooses("Who are the partners")
    assert "Belarus" in seen
    assert re.search(r"To cite\n+.*UNODC.*data version [0-9a-f]{12}", seen, re.DOTALL)
    assert "Side event co-organized by Belarus and UNODC" in person.chooses("2 quotes")
    assert b"@misc{" in person.takes("BibTeX")


def test_an_analyst_takes_the_map_of_a_theme_to_a_spreadsheet(driver, explorer: str) -> None:
    person = Person(driver, explorer)
    person.types("Find a name", "supply chains")
    person.chooses("The map around it")
    person.page.wait("return Boolean(window.atgraphMap)")
    shown = person.page.js("return window.atgraphMap.app.model.nodes.map(({label}) => label)")
    person.chooses("Take it along")
    book = load_workbook(BytesIO(person.takes("Excel")), read_only=True)
    cells = {cell for sheet in book for row in sheet.values for cell in row}
    assert len(shown) > 5
    assert {*shown} <= cells


# --- on paper ---


def sheets(driver, address: str) -> int:
    """Return how many sheets of A4 a page takes."""
    driver.get(address)
    paper = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}
    pdf = driver.execute_cdp_cmd("Page.printToPDF", paper)["data"]
    return len(pypdfium2.PdfDocument(base64.b64decode(pdf)))


@pytest.mark.parametrize("name", ["organization_osce", "person_ilias-chatzis", "theme_technology"])
def test_a_thing_is_printed_on_two_sheets(driver, explorer: str, name: str) -> None:
    assert sheets(driver, f"{explorer}/page/{name}") <= 2


@pytest.mark.slow
def test_everybody_is_printed_on_two_sheets(driver, explorer: str, kg) -> None:
    taken = {
        thing.label: sheets(driver, explorer + page_of(thing.iri))
        for thing in things(kg.published())
        if thing.kind in ("organization", "person")
    }
    assert {label: count for label, count in taken.items() if count > 2} == {}


def test_a_served_map_is_drawn_with_what_was_asked_for_marked(driver, explorer: str) -> None:
    for address in ("/map/organizations?light=OSCE", "/map/organizations/embed?light=OSCE"):
        page = Page(driver, explorer + address)
        page.wait("return Boolean(window.atgraphMap)")
        lit = "return [...window.atgraphMap.app.picture.lit.nodes].map(window.atgraphMap.labelOf)"
        assert page.js(lit) == ["Organization for Security and Co-operation in Europe"]
        assert page.text("#story h2") == "Marked: what was asked for"
        page.js("window.atgraphMap.openNode([...window.atgraphMap.app.picture.lit.nodes][0])")
        page.wait("return document.querySelector('#panel h2')")
        messages, asked = page.told()
        assert messages == []
        assert {urlsplit(one).hostname for one in asked if one.startswith("http")} == {"127.0.0.1"}
