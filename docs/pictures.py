"""Writes the pictures of the README and of docs/, as headless Chromium shows them.

Of maps, from a folder that `atgraph map all` wrote, and of the explorer, which it serves meanwhile.
"""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from atgraph.rdf.namespaces import ATGD

HERE = Path(__file__).parent
ID = f"{ATGD}organization_"
FLAGS = ("--headless", "--no-sandbox", "--hide-scrollbars", "--force-prefers-reduced-motion")


class Picture(NamedTuple):
    """A map in one of its states, on a screen of so many pixels."""

    map: str
    state: str
    width: int
    height: int
    scheme: str = "light"


class Shown(NamedTuple):
    """A page of the explorer, on a screen of so many pixels; ``opened`` is clicked first."""

    address: str
    width: int
    height: int
    scheme: str = "light"
    opened: str = ""


MEKONG = "organization_the-mekong-club"
PAGES = {
    "explorer-home.png": Shown("/", 1280, 800),
    "explorer-organisation.png": Shown(
        f"/page/{MEKONG}", 1000, 1000, opened=".lines details summary"
    ),
    "explorer-source-dark.png": Shown(
        "/source/osce-alliance-19-side-events?line=149#line-149", 1000, 1000, "dark"
    ),
    "explorer-phone.png": Shown("/ask/who-works-with?organization=UNODC", 390, 740),
}
PICTURES = {
    "map-actors.png": Picture("actors", "", 1280, 800),
    "map-words-dark.png": Picture(
        "organizations",
        f"link={quote(f'{ID}osce|{ID}university-of-nottingham|declared', safe='')}"
        f"&focus={quote(ID, safe='')}osce&steps=1",
        1280,
        800,
        "dark",
    ),
    "map-story-phone.png": Picture("actors", "step=5", 375, 780),
}


def show_on(driver: webdriver.Chrome, picture: Picture | Shown) -> None:
    """Show what is opened next on the screen of a picture."""
    screen = {
        "width": picture.width,
        "height": picture.height,
        "deviceScaleFactor": 1,
        "mobile": picture.width < 600,
    }
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": picture.scheme}]},
    )
    driver.get("about:blank")


def take(driver: webdriver.Chrome, picture: Picture, maps: Path) -> bytes:
    """Return a picture of a page in `maps` as PNG."""
    show_on(driver, picture)
    driver.get(f"{(maps / picture.map).with_suffix('.html').resolve().as_uri()}#{picture.state}")
    WebDriverWait(driver, 10).until(
        lambda page: page.execute_script("return window.atgraphMap?.app.picture.placed.length > 0")
    )
    if picture.width < 600 and picture.state:
        driver.execute_script("document.getElementById('story').scrollIntoView()")
    driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    return driver.get_screenshot_as_png()


def take_page(driver: webdriver.Chrome, page: Shown, root: str) -> bytes:
    """Return a picture of a page of the explorer at an address as PNG."""
    show_on(driver, page)
    driver.get(root + page.address)
    if page.opened:
        driver.find_element("css selector", page.opened).click()
    return driver.get_screenshot_as_png()


@contextmanager
def explorer() -> Iterator[str]:
    """Serve the explorer of the default store, and yield its address."""
    command = [sys.executable, "-c", "from atgraph.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr
        found = next(re.finditer(r"http://\S+?(?=/?[;\s])", served.stderr.readline()))
        try:
            yield found[0]
        finally:
            served.send_signal(signal.SIGINT)


def main(maps: str) -> None:
    """Write the pictures of the maps in a folder, and of pages, into the folder of this file."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(
            options=options, service=Service(executable_path=shutil.which("chromedriver"))
        )
        try:
            for name, picture in PICTURES.items():
                (HERE / name).write_bytes(take(driver, picture, Path(maps)))
            with explorer() as root:
                for name, page in PAGES.items():
                    (HERE / name).write_bytes(take_page(driver, page, root))
        finally:
            driver.quit()


if __name__ == "__main__":
    main(sys.argv[1])
