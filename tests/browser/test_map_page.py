"""The page of a map in a real browser."""

import pytest
from selenium.webdriver import Keys
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By

from atgraph.maps.map import draw_map
from atgraph.maps.map_names import map_names

PAYLOADS = [
    "<script>window.__pwn=1</script>",
    "</script><script>window.__pwn=1</script>",
    '"><img src=x onerror="window.__pwn=1">',
    "<svg onload=window.__pwn=1>",
    '<a href="javascript:window.__pwn=1" onmouseover=window.__pwn=1>href</a>',
    "{{ 7 * 7 }}{% raw %}<iframe srcdoc='<script>parent.__pwn=1</script>'>",
    "<!--<script>window.__pwn=1//",
    "\u2028window.__pwn=1\u2029//';window.__pwn=1;'",
    "]]><style>*{background:url(https://example.org/x)}</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.__pwn=1>",
    "javascript:window.__pwn=1",
    "${window.__pwn=1}`${window.__pwn=1}`",
    "\\u003cscript\\u003ewindow.__pwn=1\\u003c/script\\u003e",
    "&lt;script&gt;window.__pwn=1&lt;/script&gt;&#60;img src=x onerror=window.__pwn=1&#62;",
    "' onfocus=window.__pwn=1 autofocus tabindex=1 x='",
    "<details open ontoggle=window.__pwn=1>",
    '<iframe src="data:text/html,<script>parent.__pwn=1</script>"></iframe>',
    "<base href=https://example.org/><link rel=stylesheet href=x>",
    "__proto__",
    "<template><script>window.__pwn=1</script></template><object data=javascript:window.__pwn=1>",
]
PIXELS = """
window.atgraphMap.network.redraw(); // the browser gives a frame when it has time
const canvas = document.querySelector("#map canvas");
const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
const seen = new Set();
for (let i = 0; i < data.length; i += 4) {
  if (data[i + 3] > 200) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
}
return [...seen];
"""
NODE = """
const network = window.atgraphMap.network;
const box = document.getElementById("map").getBoundingClientRect();
const {x, y} = network.canvasToDOM(network.getPositions([arguments[0]])[arguments[0]]);
return [x + box.left, y + box.top];
"""
AS_OPENED = """
const {restore, fit} = window.atgraphMap;
document.activeElement.blur();
location.hash = "";
restore();
fit();
"""
OPEN = "return !document.getElementById('panel').hidden"
LIT = """
const {app: {picture: {lit}}, labelOf} = window.atgraphMap;
return lit && [...lit.nodes].map(labelOf).sort();
"""
NAMES = """
window.atgraphMap.network.redraw(); // so that names stand where things stand now
const {app: {picture: {placed, names, nodes, base, network}}, spot} = window.atgraphMap;
const scale = network.getScale(), at = network.getPositions();
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const disc = (id) => spot(at[id], 0.8 * base.get(id).size, scale);
const others = (label) => nodes.getIds().filter((id) => id !== label.id);
const hidden = (label) => others(label).filter((id) => meet(label.box, disc(id)));
const on = (label, n) => placed.slice(0, n).filter((other) => meet(label.box, other.box));
const begins = ({forms}) => forms.filter(({isLast}) => !isLast).at(-1); // years alone stand last
const hides = placed.filter((label) => hidden(label).length);
return {
  names: placed.length, touching: placed.flatMap(on).length, hidden: hides.flatMap(hidden).length,
  long: hides.filter(
    ({id, name}) => name.lines.join() !== begins(names.get(id)).lines.join()
  ).length,
};
"""
LINK = """
const network = window.atgraphMap.network;
const box = document.getElementById("map").getBoundingClientRect();
const data = JSON.parse(document.getElementById("data").textContent);
const spot = (id) => network.canvasToDOM(network.getPositions([id])[id]);
const near = data.drawing.nodes.map(({id}) => spot(id));
for (const {id, from, to, smooth} of data.drawing.edges) {
  const [a, b] = [spot(from), spot(to)], [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const free = near.every((n) => Math.hypot(n.x - x, n.y - y) > 45);
  if (!smooth && network.getEdgeAt({x, y}) === id && free) return [x + box.left, y + box.top, id];
}
"""


@pytest.fixture(scope="module")
def html(invented):
    return draw_map(invented(), "actors")


@pytest.fixture(scope="module")
def opened(open_once, html):
    return open_once(html)


@pytest.fixture
def page(opened):
    """The page as it is when it opens."""
    if opened.driver.current_url.split("#")[0] != opened.address:
        opened.driver.get(opened.address)
    opened.js(AS_OPENED)
    opened.told()
    return opened


def panel(page):
    return page.driver.find_element(By.ID, "panel").text


def point(page, x, y, *, click=False):
    """Move the pointer there, and click, which the page sees by then."""
    actions = ActionBuilder(page.driver)
    actions.pointer_action.move_to_location(round(x), round(y))
    if click:
        actions.pointer_action.click()
    actions.perform()


@pytest.fixture(scope="module")
def drawn(kg):
    return {name: draw_map(kg, name) for name in map_names()}


def rgb(colour):
    return int(colour.lstrip("#"), 16)


def node(page, label):
    names = page.js(
        "return JSON.parse(document.getElementById('data').textContent).records.nodes.map((n)"
        " => n.label)"
    )
    return names.index(label)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_the_page_opens_without_an_error_or_a_request(open_page, html, width, scheme):
    page = open_page(html, width=width, scheme=scheme)
    messages, requests = page.told()

    assert page.driver.title == "People, organisations and events"
    assert messages == []
    assert [url for url in requests if not url.startswith("data:")] == [page.driver.current_url]


@pytest.mark.parametrize(
    ("scheme", "colours"),
    [("light", ["#0072B2", "#D55E00", "#009E73"]), ("dark", ["#56B4E9", "#E69F00", "#009E73"])],
)
def test_the_map_is_drawn_in_the_colours_of_the_screen(open_page, html, scheme, colours):
    seen = open_page(html, scheme=scheme).js(PIXELS)

    assert {rgb(c) for c in colours} <= set(seen)
    assert len(seen) > 50


def test_the_colours_follow_the_screen_while_the_page_is_open(page):
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": "dark"}]},
    )
    page.wait("return window.atgraphMap.app.picture.ink.background === '#14171c'")

    assert rgb("#E69F00") in page.js(PIXELS)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_whole_map_is_in_sight(open_page, html, width):
    page = open_page(html, width=width)
    box = page.js(
        "const b = document.getElementById('map').getBoundingClientRect(); return [b.left,"
        " b.top, b.right, b.bottom]"
    )
    total = page.js(
        "return JSON.parse(document.getElementById('data').textContent).drawing.nodes.length"
    )

    for x, y in (page.js(NODE, n) for n in range(total)):
        assert box[0] < x < box[2]
        assert box[1] < y < box[3]


@pytest.mark.parametrize(("width", "across", "down"), [(1280, "x", "y"), (390, "y", "x")])
def test_things_stand_where_they_were_placed_on_a_tall_screen_turned(
    open_page, html, width, across, down
):
    page = open_page(html, width=width)
    placed = page.js("return JSON.parse(document.getElementById('data').textContent).drawing.nodes")
    stands = page.js("return window.atgraphMap.network.getPositions()")

    assert stands == {str(node["id"]): {"x": node[across], "y": node[down]} for node in placed}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_no_wider_than_the_screen(open_page, html, width):
    assert open_page(html, width=width).js("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["actors", "themes", "tools"])
def test_names_lie_on_no_name_and_hide_no_shape_when_a_map_opens(open_page, drawn, name):
    told = open_page(drawn[name], width=1500, height=950).js(NAMES)

    assert told["names"] > 15
    assert told["touching"] == told["long"] == 0, (
        "a name hides a shape only where even its beginning would"
    )
    assert told["hidden"] <= 1, "letters are not as wide everywhere"


def test_what_is_under_the_pointer_lights_what_it_is_tied_to_unless_something_is_chosen(page):
    tied = ["Ana Example", "Example Shelter Network", "Opening Panel"]
    point(page, *page.js(NODE, node(page, "Ana Example")))
    page.wait("return window.atgraphMap.app.picture.lit")
    assert page.js(LIT) == tied
    assert page.js("return location.hash") == "", "to look is no choice"
    point(page, 8, 8)
    page.wait("return !window.atgraphMap.app.picture.lit")

    page.js("window.atgraphMap.openNode(arguments[0])", node(page, "Bo Muster"))
    chosen = page.js(LIT)
    point(page, *page.js(NODE, node(page, "Ana Example")))
    page.driver.execute_async_script("setTimeout(arguments[0], 500)")
    assert "Bo Muster" in chosen
    assert page.js(LIT) == chosen


def test_a_click_on_a_thing_opens_its_card(page):
    x, y = page.js(NODE, node(page, "Ana Example"))
    point(page, x, y, click=True)
    page.wait(OPEN)

    assert panel(page).startswith("✕\nAna Example\nperson, 3 ties")
    assert "affiliation: “Director”" in panel(page)
    assert (
        page.driver.find_element(By.ID, "status").get_attribute("textContent")
        == "Ana Example, person, 3 ties"
    )


def test_a_click_on_a_line_opens_its_printed_words(page):
    x, y, link = page.js(LINK)
    words = page.js(
        "const {records} = JSON.parse(document.getElementById('data').textContent);"
        "return records.links[arguments[0]].ties[0].evidence[0]",
        link,
    )
    point(page, x, y, click=True)
    page.wait(OPEN)

    assert " ".join(words["text"].split()) in " ".join(panel(page).split())
    assert words["place"] in panel(page)


def test_the_keyboard_opens_a_tie_and_escape_comes_back(page):
    button = next(
        b
        for b in page.driver.find_elements(By.CSS_SELECTOR, "[data-link]")
        if "moderator" in b.find_element(By.XPATH, "..").text
    )
    page.js("arguments[0].focus()", button)
    button.send_keys(Keys.ENTER)

    assert "Moderator:\ndata/programmes/invented/source.txt:3" in panel(page)
    assert page.driver.switch_to.active_element.get_attribute("id") == "panel"
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not page.driver.find_element(By.ID, "panel").is_displayed()
    assert page.driver.switch_to.active_element == button


def test_what_was_read_elsewhere_is_not_shown_as_printed(page):
    button = next(
        b
        for b in page.driver.find_elements(By.CSS_SELECTOR, "[data-link]")
        if b.text == "part of a body"
    )
    page.js("arguments[0].click()", button)

    assert "read elsewhere: register of example bodies" in panel(page)
    assert not [
        quote
        for quote in page.driver.find_elements(By.CSS_SELECTOR, "#panel blockquote")
        if "register" in quote.text
    ]


def test_what_is_derived_says_so_above_the_words_it_rests_on(open_page, invented):
    page = open_page(draw_map(invented(beside=["gap.ttl"]), "partnership-gaps"))
    links = page.js(
        "return JSON.parse(document.getElementById('data').textContent).records.links.map((l)"
        " => l.kind)"
    )
    page.js("window.atgraphMap.openLink(arguments[0])", links.index("derived"))

    assert "derived and printed nowhere; it rests on:" in panel(page)
    assert page.driver.find_elements(By.CSS_SELECTOR, "#panel blockquote")
    page.js(
        "window.atgraphMap.openLink(arguments[0])",
        next(n for n, kind in enumerate(links) if kind != "derived"),
    )
    assert "derived and printed nowhere" not in panel(page)


@pytest.mark.parametrize("name", map_names())
def test_every_map_of_the_project_opens_without_an_error_or_a_request(open_page, drawn, name):
    page = open_page(drawn[name], width=390, scheme="dark")
    assert len(page.js(PIXELS)) > 20
    assert page.js("return document.documentElement.scrollWidth") <= 390
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    page.js("window.atgraphMap.openNode(0)")
    messages, requests = page.told()

    assert messages == []
    assert [url for url in requests if not url.startswith("data:")] == [
        page.driver.current_url.split("#")[0]
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("esn", "Example Shelter Network"),
        ("cagla", "Çağla Örnek"),
        ("the net", "Example Shelter Network"),
        ("muster", "Bo Muster"),
    ],
)
def test_a_name_an_acronym_or_an_alias_is_found(page, typed, found):
    box = page.driver.find_element(By.ID, "search")
    box.send_keys(typed)
    assert page.driver.find_element(
        By.CSS_SELECTOR, '#found [aria-selected="true"]'
    ).text.startswith(found)
    box.send_keys(Keys.ENTER)

    assert panel(page).startswith(f"✕\n{found}\n")
    assert not page.driver.find_element(By.ID, "found").is_displayed()


def test_a_name_that_is_not_there_finds_nothing(page):
    page.driver.find_element(By.ID, "search").send_keys("zzz", Keys.ENTER)

    assert not page.driver.find_element(By.ID, "panel").is_displayed()
    assert page.told()[0] == []


def test_the_buttons_zoom(page):
    scale = "return window.atgraphMap.network.getScale()"
    before = page.js(scale)
    page.driver.find_element(By.CSS_SELECTOR, "[aria-label='Zoom in']").click()

    assert page.js(scale) == pytest.approx(before * 1.4)
    page.driver.find_element(By.CSS_SELECTOR, "[data-zoom='fit']").click()
    page.wait(f"{scale} / arguments[0] > 0.98 && arguments[0] / {scale.split()[1]} > 0.98", before)


def test_a_graph_without_ties_opens_a_page_that_says_so(open_page, invented):
    empty = invented()
    empty.store.clear()
    page = open_page(draw_map(empty, "actors"))

    assert "Nothing to show" in page.driver.find_element(By.ID, "map").text
    assert page.told()[0] == []
