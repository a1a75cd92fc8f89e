"""A page that is open in a browser, and the explorer that it is a page of."""

import json
import threading
from contextlib import contextmanager

import uvicorn
from selenium.common.exceptions import JavascriptException, WebDriverException
from selenium.webdriver.support.wait import WebDriverWait

from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.server import _listen

PATIENCE = 60  # seconds; a busy machine draws late


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
        return wait_until(self.driver, lambda: self.js(script, *args))

    @contextmanager
    def replaced(self):
        """Wait until what is done meanwhile has opened another page, and all of it is there.

        The page is asked, and no element of the old one: of these the driver may know nothing.
        """
        self.js("window.isBefore = true")
        yield
        self.wait("return !window.isBefore && document.readyState === 'complete'")

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


def wait_until(driver, is_so):
    """Wait until a function returns something true, and return that.

    While a page or a frame is replaced, the driver may fail in many ways at whatever it is asked;
    what a script itself throws is raised.
    """

    def asked(_):
        try:
            return is_so()
        except JavascriptException:
            raise
        except WebDriverException:
            return None

    return WebDriverWait(driver, PATIENCE, poll_frequency=0.02).until(asked)


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
