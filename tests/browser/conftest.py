"""A real browser for the tests: headless Chromium, with its requests and console messages."""

import os
import shutil
from itertools import chain
from pathlib import Path

import pytest
from opened import Page, served, show_on
from pyoxigraph import Literal, Quad, RdfFormat, Store, parse

from atgraph.api import KnowledgeGraph
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import graph
from atgraph.rdf.ontology import Ontology

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
]
INVENTED = Path(__file__).parents[1] / "maps" / "invented.ttl"


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    if not (CHROMIUM and DRIVER):
        missing = "Chromium or its driver is missing: apt-get install chromium chromium-driver"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=DRIVER))
    yield driver
    driver.quit()


def open_at(driver, path, **screen):
    """Open a file on a screen of a size, light or dark, magnified."""
    show_on(driver, **screen)
    return Page(driver, path.as_uri())


@pytest.fixture
def open_file(driver):
    """Open a file, on a screen of a size, light or dark, magnified."""
    return lambda path, **screen: open_at(driver, path, **screen)


@pytest.fixture
def open_address(driver):
    """Open what a server gives."""

    def open_it(address, **screen):
        show_on(driver, **screen)
        return Page(driver, address)

    return open_it


@pytest.fixture(scope="session")
def explorer(store):
    """The address of an explorer over the programme of data/."""
    with served(store) as address:
        yield address


@pytest.fixture
def open_page(open_file, tmp_path):
    """Write HTML to a file and open it."""

    def open_it(html, **screen):
        path = tmp_path / "page.html"
        path.write_text(str(html), encoding="utf-8")
        return open_file(path, **screen)

    return open_it


@pytest.fixture(scope="module")
def open_once(driver, tmp_path_factory):
    """Write HTML to a file and open it once for the tests of a module."""

    def open_it(html, **screen):
        path = tmp_path_factory.mktemp("page") / "page.html"
        path.write_text(str(html), encoding="utf-8")
        return open_at(driver, path, **screen)

    return open_it


@pytest.fixture(scope="session")
def invented():
    """Make the invented graph of tests/maps/, with files beside it, words added to every text."""

    def make(words="", beside=()):
        store = Store()
        store.extend(Ontology.read(resource_folder("ontology")).quads)
        files = [INVENTED, *(INVENTED.with_name(name) for name in beside)]
        for triple in chain.from_iterable(parse(path=f, format=RdfFormat.TURTLE) for f in files):
            value = triple.object
            if isinstance(value, Literal) and value.datatype.value.endswith("#string"):
                value = Literal(value.value + words)
            store.add(Quad(triple.subject, triple.predicate, value, graph("programme/invented")))
        return KnowledgeGraph(store)

    return make
