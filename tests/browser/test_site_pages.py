"""The site of docs/reference/ in a browser: opened from files, walked, searched by keyboard."""

import pytest
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By

import site_files as site

SIZES = """
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
return [wide, getComputedStyle(document.body).backgroundColor, document.title];
"""
SEEN = """
return [...document.querySelectorAll("figure.picture svg")].map((svg) => {
  const box = svg.getBoundingClientRect();
  const curves = svg.querySelectorAll("path.curve").length;
  return [box.width, box.height, curves, svg.querySelector("title").textContent];
});
"""
CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const rgb = (colour) => {
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const light = (colour) => {
  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const [r, g, b] = rgb(colour).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$|transparent/.test(colour)) return colour;
  }
  return "white";
};
const low = [];
for (const element of document.querySelectorAll("body *")) {
  const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!words || element.closest("svg, .unseen, [hidden]")) continue;
  const both = [light(getComputedStyle(element).color), light(behind(element))];
  const [a, b] = both.sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) low.push([element.tagName, element.textContent.trim().slice(0, 30), ratio]);
}
for (const text of document.querySelectorAll("svg text")) {
  const rect = text.parentElement.querySelector("rect");
  const back = rect ? getComputedStyle(rect).fill : getComputedStyle(document.body).backgroundColor;
  const [a, b] = [light(getComputedStyle(text).fill), light(back)].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) low.push(["text", text.textContent, (a + 0.05) / (b + 0.05)]);
}
return low;
"""


def write(files, folder):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(site.files(), tmp_path_factory.mktemp("site"))


def test_pages_open_in_silence_and_ask_for_nothing_outside(open_file, folder):
    """The front page, all lists, every fortieth of the others: test_site.py reads each page."""
    pages = [*sorted(folder.glob("*.html")), *sorted(folder.glob("*/*.html"))[::40]]
    assert len(pages) > 12

    loaded = set()
    for path in pages:
        page = open_file(path)
        wide, _, title = page.js(SIZES)
        messages, requests = page.told()
        assert messages == [], (path.name, messages)
        assert title and wide <= 0, (path.name, wide)
        assert {
            request for request in requests if not request.startswith((folder.as_uri(), "data:"))
        } == set(), path.name
        loaded |= set(requests)
    assert {(folder / name).as_uri() for name in ("site.css", "search.js", "index.html")} <= loaded


def test_the_pictures_of_the_classes_are_seen_and_lead_to_their_pages(open_file, folder):
    page = open_file(folder / "index.html")
    pictures = page.js(SEEN)

    assert len(pictures) == 3
    assert all(
        width > 700 and height > 200 and curves > 5 and title
        for width, height, curves, title in pictures
    )
    picture = page.driver.find_element(By.CSS_SELECTOR, "svg a[href='terms/Partnership.html'] text")
    with page.replaced():
        picture.click()
    assert page.driver.find_element(By.TAG_NAME, "h1").text == "Partnership atg:Partnership"
    assert page.js(SEEN)[0][2] == 2


def test_a_term_is_found_by_keyboard_alone(open_file, folder):
    page = open_file(folder / "terms" / "Event.html")
    box = page.driver.find_element(By.ID, "search")
    for _ in range(12):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        if page.driver.switch_to.active_element == box:
            break
    assert page.driver.switch_to.active_element == box

    box.send_keys("subord")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.js("return document.getElementById('found-status').textContent").endswith("found")
    box.send_keys(Keys.ARROW_DOWN)
    chosen = page.js(
        "const at = document.getElementById('search').getAttribute('aria-activedescendant');"
        "return document.getElementById(at).textContent"
    )
    assert chosen == "part of a bodyclass"
    with page.replaced():
        box.send_keys(Keys.ENTER)
    assert page.driver.current_url == (folder / "terms" / "Subordination.html").as_uri()


def test_a_concept_is_found_by_another_of_its_names_and_shown_in_its_tree(open_file, folder):
    page = open_file(folder / "index.html")
    with page.replaced():
        page.driver.find_element(By.ID, "search").send_keys("distributed ledger", Keys.ENTER)

    assert page.driver.current_url.endswith("/vocabularies/technologies.html#theme_blockchain")
    top, height = page.js(
        "return [document.querySelector('li:target').getBoundingClientRect().top, innerHeight]"
    )
    assert 0 <= top < height


def test_what_is_not_there_is_told_and_escape_closes_the_list(open_file, folder):
    page = open_file(folder / "index.html")
    box = page.driver.find_element(By.ID, "search")

    box.send_keys("qqqq")
    assert page.js("return document.getElementById('found-status').textContent") == "Nothing found"
    box.clear()
    box.send_keys("tie")
    assert page.driver.find_elements(By.CSS_SELECTOR, "#found li")
    box.send_keys(Keys.ESCAPE)
    assert not page.driver.find_element(By.ID, "found").is_displayed()


SAMPLE = [
    "index.html",
    "terms/Participation.html",
    "questions/who-works-with.html",
    "vocabularies/technologies.html",
    "shapes.html",
    "terms.html",
]


@pytest.mark.parametrize("name", SAMPLE)
def test_pages_fit_a_phone_and_a_zoom_of_two_hundred_per_cent(open_file, folder, name):
    page = open_file(folder / name)
    for width, height, zoom in ((360, 740, 1), (1280, 900, 2)):
        page.show_on(width=width, height=height, zoom=zoom)

        assert page.js("return [innerWidth, devicePixelRatio]") == [width // zoom, zoom]
        assert page.js(SIZES)[0] <= 0, (width, zoom)
        assert page.driver.find_element(By.TAG_NAME, "h1").is_displayed()


def test_words_stand_out_from_what_is_behind_them(open_file, folder):
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 28)"}
    for name in SAMPLE:
        page = open_file(folder / name)
        for scheme, ground in grounds.items():
            page.show_on(scheme=scheme)
            assert page.js(SIZES)[1] == ground, name
            assert page.js(CONTRAST) == [], (name, scheme)


def test_hostile_words_do_nothing(open_file, tmp_path):
    folder = write(site.hostile_files(), tmp_path)
    for name in (
        "index.html",
        "terms/Tool.html",
        "terms/Participation.html",
        "mappings.html",
        "shapes.html",
        "vocabularies/technologies.html",
    ):
        page = open_file(folder / name)
        assert page.js("return [typeof window.__pwn, document.images.length]") == [
            "undefined",
            0,
        ], name
        assert page.told()[0] == [], name
    page.driver.find_element(By.ID, "search").send_keys("script")
    assert page.driver.find_elements(By.CSS_SELECTOR, "#found li")
    assert page.js("return [typeof window.__pwn, document.images.length]") == ["undefined", 0]
