"""A page that is open in a browser, and the explorer that it is a page of."""

import json
import threading
from contextlib import contextmanager

import uvicorn

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
