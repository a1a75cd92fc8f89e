"""Writes the pictures of the README and of docs/: maps, as headless Chromium shows them."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from atgraph.rdf.namespaces import ATGD

ID = f"{ATGD}organization_"
FLAGS = ("--headless", "--no-sandbox", "--hide-scrollbars", "--force-prefers-reduced-motion")


class Picture(NamedTuple):
    """A map in one of its states, on a screen of so many pixels."""

    map: str
    state: str
    width: int
    height: int
    scheme: str = "light"


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


def take(driver: webdriver.Chrome, picture: Picture, maps: Path) -> bytes:
    """Return a picture of a page in `maps` as PNG."""
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
    driver.get(f"{(maps / picture.map).with_suffix('.html').resolve().as_uri()}#{picture.state}")
    WebDriverWait(driver, 10).until(
        lambda page: page.execute_script("return window.atgraphMap?.app.picture.placed.length > 0")
    )
    if picture.width < 600 and picture.state:
        driver.execute_script("document.getElementById('story').scrollIntoView()")
    driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    return driver.get_screenshot_as_png()


def main(maps: str) -> None:
    """Write the pictures of the maps in a folder into the folder of this file."""
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
                (Path(__file__).parent / name).write_bytes(take(driver, picture, Path(maps)))
        finally:
            driver.quit()


if __name__ == "__main__":
    main(sys.argv[1])
