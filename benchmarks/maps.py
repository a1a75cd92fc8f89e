"""Measures maps against pyvis with its defaults; writes the figures into benchmarks/README.md.

Both show the same things and ties in the same Chromium.

`python benchmarks/maps.py [--no-pyvis]`. Takes about five minutes, most of which Chromium spends on
pyvis's physics.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from math import inf
from pathlib import Path
from statistics import median
from typing import Any

from maps_graph import write_graph
from run import ATGRAPH, README, Figure, run, table

BEGIN, END = "<!-- written by maps.py -->\n", "<!-- end of maps.py -->"
SIZES = {
    200: 20,
    1_000: 30,
    5_000: None,
}  # things, and how many times as fast as pyvis the first picture is to be
WRITING = {1_000: 2, 5_000: 6}  # things, and seconds for the whole process
OPENED = {5_000: 3}  # things, and seconds to the first picture
LARGEST, MEGABYTES, FRAMES = 20_000, 15, 10
PATIENCE, TIMES = 90, 3
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--window-size=1280,900",
)
OWN_GROUP = {"start_new_session": True}
# pyvis asks other hosts; let it be told at once that there are none
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"
# The first stroke of a shape or line on a canvas, told when the frame is done that shows it.
WATCH = """{
const { fill, stroke } = CanvasRenderingContext2D.prototype;
let told = false;
const tell = () => {
  if (told) return;
  told = true;
  requestAnimationFrame(() => setTimeout(() => console.warn(`drawn ${performance.now()}`)));
};
CanvasRenderingContext2D.prototype.fill = function (...given) {
  tell(); return fill.apply(this, given);
};
CanvasRenderingContext2D.prototype.stroke = function (...given) {
  tell(); return stroke.apply(this, given);
};
}"""
PAN = """
const [done, { network }] = [arguments[0], window.atgraphMap];
const { x, y } = network.getViewPosition();
let frames = 0;
const begun = performance.now();
const step = () => {
  const passed = performance.now() - begun;
  if (passed > 3000) return done(1000 * frames / passed);
  frames += 1;
  const turn = passed / 300;
  network.moveTo({ position: { x: x + 200 * Math.sin(turn), y: y + 200 * Math.cos(turn) } });
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
"""


def pyvis_page(folder: Path, store: Path) -> Path:
    """Write what a map shows as pyvis does by itself, its scripts within.

    Addresses that it asks all the same are left.
    """
    code = (
        "import sys, atgraph; from pyvis.network import Network; "
        "from atgraph.maps.map_files import map_path, read_map; "
        "from atgraph.network.drawn_reader import read_drawn; content = "
        "read_drawn(atgraph.open(sys.argv[1]), read_map(map_path('actors'))); "
        "network = Network(cdn_resources='in_line'); "
        "[network.add_node(number, label=node.label, title=node.label) for number, node in "
        "enumerate(content.nodes)]; "
        "[network.add_edge(*link.ends, title=content.what(link.ties[0])) for link in "
        "content.links]; "
        "open(sys.argv[2], 'w', encoding='utf-8').write(network.generate_html(notebook=False))"
    )
    page = folder / f"pyvis-{store.name}.html"
    run(sys.executable, "-c", code, store, page)
    return page


class Chromium:
    """A new browser for each page, so that none finds anything ready."""

    def __init__(self, page: Path) -> None:
        self.page = page

    def __enter__(self) -> Any:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or "chromium"
        options.page_load_strategy = "none"
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for flag in (*FLAGS, NOWHERE):
            options.add_argument(flag)
        self.driver = webdriver.Chrome(
            options=options,
            service=Service(
                shutil.which("chromedriver") or "chromedriver", popen_kw=dict(OWN_GROUP)
            ),
        )
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        self.driver.get(self.page.as_uri())
        return self.driver

    def __exit__(self, *_: object) -> None:
        process = self.driver.service.process
        os.killpg(
            process.pid, signal.SIGKILL
        )  # a page that is busy with physics answers no polite request
        process.wait()


def first_picture(page: Path) -> float | None:
    """Return the seconds from asking for a page to its first picture.

    It is None where there is none in time.
    """
    with Chromium(page) as driver:
        return _drawn(driver)


def _drawn(driver: Any) -> float | None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for entry in driver.get_log("browser"):
            if found := re.search(r"drawn ([0-9.]+)", entry["message"]):
                return float(found[1]) / 1000
        time.sleep(0.05)
    return None


def frames_per_second(page: Path) -> float:
    """Return how many pictures a second a map shows while it is moved."""
    with Chromium(page) as driver:
        _drawn(driver)
        driver.set_script_timeout(30)
        return float(driver.execute_async_script(PAN))


def drawing(things: int, page: Path, other: Path | None) -> Iterator[Figure]:
    """Yield the time to the first picture, against pyvis's."""
    own = median(first_picture(page) or inf for _ in range(TIMES))
    bar = OPENED.get(things, inf)
    yield Figure(
        f"{things:,} things: first picture",
        own,
        bar,
        f"{own:.2f} s",
        f"{bar} s" if bar < inf else "none",
    )
    if other is None:
        return
    theirs, least = first_picture(other), SIZES[things]
    times = (theirs or PATIENCE) / own
    shown = (
        f"{'' if theirs else 'more than '}{times:,.0f} × ({own:.2f} s against "
        f"{'' if theirs else 'more than '}{theirs or PATIENCE:.1f} s)"
    )
    yield Figure(
        f"{things:,} things: first picture, against pyvis",
        -times,
        -least if least else inf,
        shown,
        f"{least} ×" if least else "none",
    )


def writing(folder: Path, stores: dict[int, Path]) -> Iterator[Figure]:
    """Yield the processor time of the whole process that writes a map.

    Other processes do not lengthen it as they do the time on the clock.
    """
    for things, bar in WRITING.items():
        clock, processor = zip(
            *(_writing(stores[things], folder) for _ in range(TIMES)), strict=True
        )
        shown = f"{median(processor):.2f} s ({median(clock):.2f} s)"
        yield Figure(
            f"{things:,} things: `atgraph map`, the whole process, processor time (on the clock)",
            median(processor),
            bar,
            shown,
            f"{bar} s",
        )


def _writing(store: Path, folder: Path) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = run(*ATGRAPH, "map", "actors", "--store", store, "-o", folder / "again.html").seconds
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def figures(folder: Path, with_pyvis: bool) -> Iterator[Figure]:
    """Measure all."""
    stores = {things: write_graph(folder / f"of-{things}", things) for things in (*SIZES, LARGEST)}
    pages = {things: folder / f"map-{things}.html" for things in stores}
    yield from writing(folder, stores)
    for things, store in stores.items():
        run(*ATGRAPH, "map", "actors", "--store", store, "-o", pages[things])
    for things in SIZES:
        yield from drawing(
            things, pages[things], pyvis_page(folder, stores[things]) if with_pyvis else None
        )
    moved = frames_per_second(pages[5_000])
    yield Figure(
        "5,000 things: pictures a second while the map is moved",
        -moved,
        -FRAMES,
        f"{moved:.0f}",
        f"{FRAMES}",
    )
    size, opened = pages[LARGEST].stat().st_size / 1e6, first_picture(pages[LARGEST])
    yield Figure(
        f"{LARGEST:,} things: the file", size, MEGABYTES, f"{size:.1f} MB", f"{MEGABYTES} MB"
    )
    yield Figure(
        f"{LARGEST:,} things: first picture",
        opened or inf,
        inf,
        f"{opened:.2f} s" if opened else "none",
        "none",
    )
    run(*ATGRAPH, "map", "actors", "--store", stores[1_000], "-o", folder / "twice.html")
    same = (folder / "twice.html").read_bytes() == pages[1_000].read_bytes()
    yield Figure("two runs", not same, 0, "same bytes" if same else "differ", "same bytes")


def write(written: str) -> None:
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(before + BEGIN + written + END + rest.split(END)[1], encoding="utf-8")
    print(written, end="")


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--no-pyvis", action="store_true", help="leave pyvis out, and write nothing"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = []
        for figure in figures(Path(name), not given.no_pyvis):
            print(figure.line(), file=sys.stderr, flush=True)
            found.append(figure)
    if given.no_pyvis:
        print(table(found), end="")
    else:
        write(table(found))
    sys.exit(any(figure.value > figure.bar for figure in found))


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as exc:
        raise SystemExit(str(exc)) from exc
