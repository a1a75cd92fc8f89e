"""Maps for everyone: keyboard, screen reader, magnified, on a phone, on paper, without motion."""

import base64
import math
from importlib.resources import files

import pytest
from invented_maps import NUMBER, STORY, many, page_of, small
from selenium.webdriver import Keys

STATUS = "#status"
CURSOR = "return window.atgraphMap.app.cursor"
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => done(violations
  .filter(({impact}) => impact === "serious" || impact === "critical")
  .map(({id, nodes}) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary])));
"""
# All else is the same in the dark as in the light.
COLOURS = AXE.replace("{", '{runOnly: ["color-contrast", "link-in-text-block"], ', 1)
FOCUSED = """
window.seen = [];
document.addEventListener("focusin", ({target: at}) => {
  const {save, zoom, off, switch: own, step, sort} = at.dataset;
  const text = at.tagName + at.textContent.trim();
  window.seen.push(at.id || save || zoom || off || own || step || sort || text);
});
"""
SIGHT = """
if (!window.atgraphMap) return false;
const {picture, parts} = window.atgraphMap.app, box = parts.map.getBoundingClientRect();
const {y} = picture.network.canvasToDOM(picture.network.getPositions([arguments[0]])[arguments[0]]);
return box.top < y + box.top && y + box.top < parts.panel.getBoundingClientRect().top;
"""
ARROWS = {
    Keys.ARROW_RIGHT: (1, 0),
    Keys.ARROW_LEFT: (-1, 0),
    Keys.ARROW_DOWN: (0, 1),
    Keys.ARROW_UP: (0, -1),
}


@pytest.fixture(scope="module")
def fifty(open_once):
    """A map of fifty bodies in eight parts, the keyboard on it."""
    page = open_once(page_of(many(50)))
    page.press(Keys.TAB, Keys.ENTER)
    return page


def test_a_skip_link_leads_to_the_map_and_tells_where_one_is(fifty):
    assert fifty.js("return document.activeElement.id") == "map"
    assert fifty.text(STATUS) == "Body 3, organisation, 3 neighbours."
    assert (
        fifty.js("return getComputedStyle(document.getElementById('keys')).visibility") == "visible"
    )
    described = fifty.js(
        "const map = document.getElementById('map'); return"
        " document.getElementById(map.getAttribute('aria-describedby')).textContent"
    )
    assert "Page Down next thing" in described
    assert (
        fifty.js("return document.getElementById('map').getAttribute('aria-label')")
        == "People, organisations and events: map of 50 things and 49 lines"
    )


def test_page_down_reaches_every_thing_of_the_map_and_page_up_goes_back(fifty):
    fifty.press(Keys.HOME)
    first = fifty.js(CURSOR)
    fifty.js(
        "window.seen = []; document.getElementById('map').addEventListener('keydown', () =>"
        " seen.push(window.atgraphMap.app.cursor))"
    )
    fifty.press(*[Keys.PAGE_DOWN] * 50, Keys.PAGE_UP, Keys.HOME, Keys.END)
    seen = fifty.js("return window.seen")

    assert sorted(seen[:50]) == list(range(50))
    assert seen[49:] == [first, seen[48], first, seen[48]]


def nearest(here, places, near, way):
    """The nearest of the things tied to this one within 45° of the arrow, or else within 80°."""

    def turn(other):
        x, y = (places[str(other)][k] - places[str(here)][k] for k in "xy")
        return (x * way[0] + y * way[1]) / math.hypot(x, y), math.hypot(x, y)

    for least in (math.cos(math.pi / 4) - 1e-9, math.cos(math.radians(80))):
        fitting = sorted(
            (far, other) for other in near for cos, far in [turn(other)] if cos >= least
        )
        if fitting:
            return fitting[0][1]
    return here


def test_arrow_keys_walk_along_lines_to_the_nearest_in_their_direction(fifty):
    places = fifty.js("return window.atgraphMap.network.getPositions()")
    near = fifty.js(
        "const {network} = window.atgraphMap;"
        "return [...Array(50).keys()].map((n) => network.getConnectedNodes(n))"
    )
    fifty.press(Keys.HOME)
    moved = 0
    for key in list(ARROWS) * 4:
        here = fifty.js(CURSOR)
        fifty.press(key)
        there = fifty.js(CURSOR)
        assert there == nearest(here, places, near[here], ARROWS[key])
        if there == here:
            assert fifty.text(STATUS).startswith("No tie leads ")
        else:
            moved += 1
            assert fifty.text(STATUS).startswith("By partnership (declared tie): Body ")
    assert moved > 3


def test_enter_opens_and_escape_goes_back_and_leaves(fifty):
    fifty.js("document.getElementById('map').focus()")
    fifty.press(Keys.HOME, Keys.ENTER)
    assert fifty.js("return document.activeElement.id") == "panel"
    assert fifty.text("#panel h2") == "Body 3"
    fifty.press(Keys.ESCAPE)
    assert fifty.js(
        "return [document.activeElement.id, document.getElementById('panel').hidden]"
    ) == ["map", True]
    fifty.press(Keys.ESCAPE)
    assert fifty.js("return document.activeElement.id") == "search"


def test_the_tie_that_one_came_along_is_opened(fifty):
    fifty.js("document.getElementById('map').focus()")
    fifty.press(Keys.HOME, "t")
    assert fifty.js("return document.getElementById('panel').hidden"), "no tie was walked along"
    for key in ARROWS:
        fifty.press(Keys.HOME, key)
        if not fifty.text(STATUS).startswith("No tie"):
            break
    fifty.press("t")
    assert fifty.text("#panel .kind") == "declared tie"
    assert fifty.js("return document.activeElement.id") == "panel"
    fifty.press(Keys.ESCAPE)


def test_keys_move_and_zoom_the_map(fifty):
    fifty.js("document.getElementById('map').focus()")
    scale, view = (
        "return window.atgraphMap.network.getScale()",
        "return window.atgraphMap.network.getViewPosition().x",
    )
    before, left = fifty.js(scale), fifty.js(view)
    fifty.press("+")
    assert fifty.js(scale) == pytest.approx(before * 1.4)
    fifty.press(Keys.SHIFT, Keys.ARROW_RIGHT)
    assert fifty.js(view) > left
    fifty.press("-")
    assert fifty.js(scale) == pytest.approx(before, rel=0.01)


def test_every_control_is_reached_by_tab_and_none_holds_the_keyboard(open_once):
    page = open_once(page_of(small(), STORY))
    page.js(FOCUSED)
    page.press(*[Keys.TAB] * 70)
    seen = page.js("return window.seen")

    wanted = [
        "search",
        "address",
        "SUMMARYSave",
        "1.4",
        "fit",
        "map",
        "1",
        "type:Person",
        "tie:mention",
    ]
    wanted += ["unconnected", "folding", "moving", "things:0", "ties:4"]
    assert [name for name in seen if name in wanted][: len(wanted)] == wanted


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 375)])
def test_axe_finds_nothing_serious(open_once, scheme, width):
    page = open_once(page_of(small(), STORY), scheme=scheme, width=width)
    page.js(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    page.js(
        "window.atgraphMap.change({step: 2, fold: new Set(window.atgraphMap.app.model.units),"
        " off: new Set(['tie:mention']), focus: arguments[0], steps: 2})",
        NUMBER["union"],
    )
    page.js(
        "window.atgraphMap.openNode(arguments[0]);"
        " document.querySelectorAll('details').forEach((d) => { d.open = true; })",
        NUMBER["union"],
    )
    assert page.driver.execute_async_script(COLOURS if scheme == "dark" else AXE) == []
    if (scheme, width) != ("light", 1280):
        return
    page.js("document.querySelector('#panel [data-link]').click()")
    assert page.driver.execute_async_script(AXE) == []


def test_the_page_fits_a_phone_and_a_zoom_of_two_hundred_per_cent(open_once):
    html = page_of(small(), STORY)
    for screen in ({"width": 375, "height": 700}, {"width": 1280, "height": 900, "zoom": 2}):
        page = open_once(html, **screen)
        lowest = page.js(
            "const at = Object.entries(window.atgraphMap.network.getPositions()); return"
            " Number(at.sort((a, b) => b[1].y - a[1].y)[0][0])"
        )
        page.js("window.atgraphMap.openNode(arguments[0])", lowest)

        assert (
            page.js(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            <= 0
        )
        for _ in range(2):
            assert page.wait(SIGHT, lowest), "the card must not lie on what was chosen"
            page.driver.refresh()


def test_on_a_phone_a_step_of_the_story_stands_in_sight_above_its_map(open_once):
    page = open_once(page_of(small(), STORY), width=375, height=700)
    place = (
        "const {top, bottom} ="
        " document.getElementById(arguments[0]).getBoundingClientRect(); return [top, bottom]"
    )
    assert page.js(place, "story")[0] >= page.js(place, "map")[1], (
        "no step, and the map comes first"
    )
    for step in "12":
        page.js("document.querySelector(`#story [data-step='${arguments[0]}']`).click()", step)
        (top, bottom), (map_top, map_bottom) = page.js(place, "story"), page.js(place, "map")
        assert -1 <= top < bottom <= map_top + 1
        assert map_bottom <= 701
        assert "data-words" in page.js("return document.activeElement.outerHTML")
    page.js("document.querySelector(\"#story [data-step='0']\").click()")
    assert page.js("return document.activeElement.textContent") == "Start the story"


def test_nothing_moves_where_less_motion_is_asked_for(open_once):
    page = open_once(page_of(small(), STORY), motion="reduce")
    assert not page.all("[data-switch='moving']")
    page.js("window.atgraphMap.network.moveTo({scale: 3, animation: false})")
    page.js("document.querySelector(\"[data-zoom='fit']\").click()")

    assert page.js("return window.atgraphMap.network.getScale()") < 2


def test_paper_gets_the_drawing_as_lines_and_the_tables_whole_in_light_colours(open_once):
    page = open_once(page_of(small(), STORY), scheme="dark")
    page.js("window.dispatchEvent(new Event('beforeprint'))")
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
    )

    shown = (
        "return [...document.querySelectorAll(arguments[0])].filter((e) =>"
        " e.getBoundingClientRect().height > 0).length"
    )
    assert page.js(shown, "#sheet svg text") >= 8
    assert [
        page.js(shown, selector) for selector in (".canvas", ".tools", "#switches", "details.menu")
    ] == [0, 0, 0, 0]
    assert page.js("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.js(
            "return getComputedStyle(document.querySelector('#sheet rect, #sheet circle')).fill"
        )
        == "rgb(0, 114, 178)"
    )
    assert page.js("return getComputedStyle(document.querySelector('.scroll')).maxHeight") == "none"
    assert page.js(
        "return [...document.querySelectorAll('[data-table=ties] td:nth-child(4)')].every((td)"
        " => getComputedStyle(td).overflowWrap === 'normal')"
    )
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    page.js("window.dispatchEvent(new Event('afterprint'))")
    pdf = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert pdf.startswith(b"%PDF")
    assert page.js("return document.querySelectorAll('#sheet svg').length") == 0
