"""A real browser for the tests: headless Chromium, with its requests and console messages."""

import json
import os
import shutil
import threading
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pytest
import uvicorn
from pyoxigraph import Literal, Quad, RdfFormat, Store, parse

from atgraph.api import KnowledgeGraph
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import graph
from atgraph.rdf.ontology import Ontology
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.server import _listen

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
PATIENCE = 60  # seconds; a busy machine draws late
INVENTED = Path(__file__).parents[1] / "maps" / "invented.ttl"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Page:
    """A page that was opened, and what the browser told since."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address
        self.told()
        driver.get(address)

    def show_on(self, **screen):
        """Show what is open on another screen."""
        show_on(self.driver, **screen)

    def js(self, script, *args):
        return self.driver.execute_script(script, *args)

    def text(self, selector):
        return self.js("return document.querySelector(arguments[0]).textContent", selector)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def press(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def wait(self, script, *args):
        """Wait until a script is true."""
        from selenium.webdriver.support.wait import WebDriverWait

        return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.02).until(
            lambda _: self.js(script, *args)
        )

    def told(self):
        """The messages of the console, and the addresses asked for, since the last time."""
        messages = [entry["message"] for entry in self.driver.get_log("browser")]
        events = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        return messages, [
            e["params"]["request"]["url"]
            for e in events
            if e["method"] == "Network.requestWillBeSent"
        ]


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


def show_on(driver, width=1280, height=900, scheme="light", zoom=1, motion="no-preference"):
    """Show what is open, and what will be, on a screen of a size, light or dark, magnified."""
    screen = {
        "width": width // zoom,
        "height": height // zoom,
        "deviceScaleFactor": zoom,
        "mobile": width < 600,
    }
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": motion},
    ]
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


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


@contextmanager
def served(store):
    """Serve an explorer over a store in a thread, and give its address."""
    bound = _listen("127.0.0.1", 0)
    config = uvicorn.Config(make_app(Desk(store)), log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


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
