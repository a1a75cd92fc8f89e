"""Hostile words on a map stay words: in the page, in its address and in what it saves."""

import csv
import io
import re
import xml.dom.minidom
from html import escape

import pytest
from invented_maps import ATG, ID, KIND, page_of, small
from opened import wait_until
from selenium.webdriver import Keys
from test_map_page import PAYLOADS, PIXELS

from atgraph.ask.evidence import Quoted
from atgraph.network.drawn import DrawnLink, DrawnNetwork, DrawnTie, Node

OPENED = """
const done = arguments[0], {app, openNode, openLink, goToStep} = window.atgraphMap;
const told = [];
for (const id of [...app.view.nodes.keys()]) {
  openNode(id);
  told.push(app.parts.panel.textContent);
}
for (const id of [...app.view.links.keys()]) {
  openLink(id);
  const {panel} = app.parts, links = [...panel.querySelectorAll("a")];
  told.push(panel.textContent, ...links.map(({href}) => `link to ${href}`));
}
const keys = [...document.querySelectorAll("[data-off]")].map((box) => box.dataset.off);
for (const key of keys.slice(-3)) document.querySelector(`[data-off="${CSS.escape(key)}"]`).click();
window.dispatchEvent(new Event("beforeprint"));
for (let step = 0; step <= app.model.story.length; step += 1) goToStep(step);
setTimeout(() => done(told.join("\\n")), 50);
"""
STRANGERS = (
    "return document.querySelectorAll('iframe, img, form, math, object, template, base, a').length"
)
SEARCH = """
location.hash = arguments[0];
const box = document.getElementById("search");
box.value = arguments[0];
box.dispatchEvent(new Event("input"));
"""
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"]


def hostile() -> str:
    """Every payload in every slot: names, details, quotes, roles, themes, story, address …"""
    nodes, links, labels = (
        [],
        [],
        {ATG + "Person": "person", KIND + "declared": "declared " + PAYLOADS[0]},
    )
    for n, words in enumerate(PAYLOADS):
        labels |= {
            f"{ATG}Class{n}": words + " class",
            f"{ID}theme{n}": words + " theme",
            f"{ID}event{n}": words + " event",
        }
        names = {
            "acronyms": (words + " acronym",),
            "names": (words + " alias",),
            "details": ((words + " name", words + " value"),),
        }
        nodes.append(Node(f"{ID}{n}{words}", f"{ATG}Class{n}", words + " label", **names))
    for n, words in enumerate(PAYLOADS):
        ends = tuple(sorted((n, (n + 1) % len(PAYLOADS))))
        said = {
            "roles": (words + " role",),
            "titles": (words + " title",),
            "statuses": (words + " status",),
        }
        evidence = (
            Quoted(words + " place", 1, words + " quote"),
            Quoted("", 0, words, True),
        )
        tie = DrawnTie(
            *ends,
            words + " tie",
            (f"{ID}tie{n}",),
            **said,
            evidence=evidence,
            events=(f"{ID}event{n}",),
            themes=(f"{ID}theme{n}",),
        )
        links.append(DrawnLink(ends, "declared", (tie,)))
    content = DrawnNetwork(tuple(nodes), tuple(links), labels, parents={1: 0})
    story = [
        {"text": words + " story", "nodes": [n], "links": [n]} for n, words in enumerate(PAYLOADS)
    ]
    return page_of(content, story, name=PAYLOADS[0], title=PAYLOADS[1])


def harmless(page):
    messages, requests = page.told()
    assert page.js("return window.__pwn") is None
    assert page.js(STRANGERS) == 2, "only the two links that skip"
    assert {url.split("#")[0] for url in requests if not url.startswith(("data:", "blob:"))} <= {
        page.driver.current_url.split("#")[0]
    }
    return messages


def test_no_words_run_or_ask_for_anything(open_once):
    assert len(PAYLOADS) == 20
    page = open_once(hostile())
    told = page.driver.execute_async_script(OPENED)

    assert "link to " not in told, "only pages that can be read are links"
    for words in PAYLOADS:
        plain = words.replace("\r\n", "\n")
        assert all(
            f"{plain} {slot}" in told
            for slot in (
                "label",
                "acronym",
                "alias",
                "name",
                "value",
                "tie",
                "place",
                "quote",
                "role",
            )
        )
        page.js(SEARCH, words)
        page.js(
            "location.hash = 'node=' + encodeURIComponent(arguments[0]) + '&off=' +"
            " arguments[0] + '&q=' + arguments[0]",
            words,
        )
    page.driver.execute_async_script("setTimeout(arguments[0], 100)")
    assert harmless(page) == []


@pytest.mark.parametrize("sandboxed", [False, True])
def test_groups_and_a_frame_of_a_notebook_keep_words_words(open_once, sandboxed):
    groups = [
        {"label": words, "members": [n], "x": 60 * n, "y": 0, "size": 9}
        for n, words in enumerate(PAYLOADS[:10])
    ]
    html = page_of(small(), groups=groups)
    frame = (
        '<!DOCTYPE html><title>n</title><iframe id="f" sandbox="allow-scripts'
        f' allow-downloads" srcdoc="{escape(html)}"></iframe>'
    )
    page = open_once(frame if sandboxed else html)

    def is_there():
        page.driver.switch_to.default_content()
        if sandboxed:
            page.driver.switch_to.frame("f")
        return page.js("return document.readyState === 'complete' && Boolean(window.atgraphMap)")

    wait_until(page.driver, is_there)
    page.js(
        "window.atgraphMap.change({off: new Set(['tie:mention'])}); for (let n = 0; n < 10; n"
        " += 1) window.atgraphMap.openNode(`g${n}`)"
    )

    assert page.js(
        "return [window.__pwn, window.atgraphMap.app.picture.nodes.length,"
        " document.querySelectorAll('iframe, img').length]"
    ) == [None, 10, 0]
    page.driver.switch_to.default_content()
    assert page.told()[0] == []


@pytest.fixture(scope="module")
def saved(driver, open_once, tmp_path_factory):
    """What the page saves of a map of strange words: the files by their names."""
    folder = tmp_path_factory.mktemp("saved")
    names = [
        *PAYLOADS[:4],
        *FORMULAS,
        "\x00\x07\x1b control\x85",
        "שלום עולם والسلام",
        "e\u0301\u0327\u0300 कि",
        "\u202egnp.exe",
        "x" * 10_000,
    ]
    nodes = tuple(Node(f"{ID}{n}", ATG + "Person", label) for n, label in enumerate(names))
    tie = {"evidence": (Quoted("=place", 1, "=quote"),)}
    links = tuple(
        DrawnLink((n, n + 1), "declared", (DrawnTie(n, n + 1, "=knows", (f"{ID}t{n}",), **tie),))
        for n in range(len(names) - 1)
    )
    content = DrawnNetwork(
        nodes,
        links,
        {ATG + "Person": "person", KIND + "declared": "declared tie"},
    )
    page = open_once(page_of(content, name="strange/../<map>", title="Strange\x07\x1b title"))
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )
    for kind in ("png", "svg", "things", "ties"):
        page.js(
            "document.getElementById('status').textContent = '';"
            " document.querySelector(`[data-save='${arguments[0]}']`).click()",
            kind,
        )
        page.wait("return document.getElementById('status').textContent.startsWith('Saved ')")
    endings = (".png", ".svg", ".csv")
    wait_until(driver, lambda: len([p for p in folder.iterdir() if p.suffix in endings]) == 4)
    return page, names, {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_called_by_the_map(saved):
    assert sorted(saved[2]) == [
        "strange-..-map--things.csv",
        "strange-..-map--ties.csv",
        "strange-..-map-.png",
        "strange-..-map-.svg",
    ]


def test_csv_holds_what_is_shown_and_nothing_that_a_spreadsheet_runs(saved):
    _, names, files = saved
    things, ties = (
        list(
            csv.reader(
                io.StringIO(files[f"strange-..-map--{table}.csv"].decode("utf-8"), newline="")
            )
        )
        for table in ("things", "ties")
    )

    # A page is written without characters that act on a reader.
    shown = [re.sub("[\x7f-\x9f\u202a-\u202e]", "\N{REPLACEMENT CHARACTER}", n) for n in names]
    assert [row[0].removeprefix("'") for row in things[1:]] == shown
    assert len(ties) == len(names)
    cells = [cell for row in things + ties for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert {row[1] for row in ties[1:]} == {"'=knows"}


def test_svg_is_well_formed_and_holds_the_names_as_text(saved):
    svg = xml.dom.minidom.parseString(saved[2]["strange-..-map-.svg"])
    texts = [
        "".join(node.data for node in text.childNodes) for text in svg.getElementsByTagName("text")
    ]

    assert {element.tagName for element in svg.getElementsByTagName("*")} == {
        "svg",
        "rect",
        "text",
        "g",
        "path",
        "circle",
        "polygon",
    }
    assert any("שלום" in text for text in texts)
    assert not [
        name
        for element in svg.getElementsByTagName("*")
        for name, _ in element.attributes.items()
        if name.startswith("on") or "href" in name
    ]


def test_png_is_twice_as_fine_as_the_screen(saved):
    page, _, files = saved
    data = files["strange-..-map-.png"]

    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 2 * page.js(
        "return document.getElementById('map').clientWidth"
    )


def test_strange_names_are_drawn_and_do_not_break_the_page(saved):
    page, names, _ = saved
    assert page.js("return document.documentElement.scrollWidth") <= 1280
    assert len(page.js(PIXELS)) > 20
    page.js("window.atgraphMap.openNode(arguments[0])", len(names) - 1)
    assert page.js(
        "const p = document.getElementById('panel'); return p.scrollWidth <= p.clientWidth"
    )
    page.driver.find_element("id", "search").send_keys("xxx", Keys.ENTER)
    assert (
        page.js("return document.querySelector('#found li').getBoundingClientRect().height") < 120
    )
    assert page.told()[0] == []


def test_two_things_of_one_name_are_two(open_once):
    page = open_once(page_of(small()))
    page.driver.find_element("id", "search").send_keys("twin")

    assert len(page.all("#found li")) == 2
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert "twin-2" in page.js("return location.hash")
