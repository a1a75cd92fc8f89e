"""What a reader does with a map: filters, focus, folding, story; its address holds each state."""

from urllib.parse import quote

import pytest
from invented_maps import ID, NUMBER, STORY, page_of, small
from selenium.webdriver import Keys

RESET = """
const {app, change, openingState} = window.atgraphMap;
change(openingState());
app.picture.cursor = app.cursor = null;
document.getElementById("search").value = "";
document.activeElement.blur();
"""
DRAWN = """
const {app: {picture: {nodes, edges}}, labelOf: name} = window.atgraphMap;
const ends = ({from, to}) => [name(from), name(to)].sort().join(" – ");
return [nodes.getIds().map(name).sort(), edges.get().map(ends).sort()];
"""
ROWS = (
    "return [...document.querySelectorAll(arguments[0])].map((row) =>"
    " [...row.cells].map((cell) => cell.innerText))"
)
LIT = """
const {app: {picture: {lit}}, labelOf} = window.atgraphMap;
return lit && [...lit.nodes].map(labelOf).sort();
"""
WHOLE = 10


@pytest.fixture(scope="module")
def opened(open_once):
    page = open_once(page_of(small(), STORY))
    yield page
    messages, requests = page.told()
    assert messages == []
    assert {
        url.split("#")[0].rpartition("/")[2]
        for url in requests
        if not url.startswith(("data:", "blob:", "about:"))
    } <= {"page.html"}


@pytest.fixture
def page(opened):
    opened.js(RESET)
    return opened


def click(page, selector):
    page.js("document.querySelector(arguments[0]).click()", selector)


def drawn(page):
    return page.js(DRAWN)


def rows(page, table):
    return page.js(ROWS, f"[data-table={table}] tbody tr")


def choose_line(page, other):
    """Open the line of the card to another thing."""
    page.js(
        "[...document.querySelectorAll('#panel [data-link]')].find((b) =>"
        " b.firstChild.textContent === arguments[0]).click()",
        other,
    )


def address(page):
    return page.js("return location.hash")


def escaped(key):
    return quote(ID + key, safe="")


def count(page, key):
    return page.text(f"[data-count='{key}']")


def test_all_is_shown_at_first_and_the_address_is_bare(page):
    nodes, lines = drawn(page)

    assert (len(nodes), len(lines)) == (WHOLE, WHOLE)
    assert address(page) == ""
    assert len(rows(page, "things")) == len(rows(page, "ties")) == WHOLE
    assert page.text("[data-totals]").startswith(
        "Of 10 ties shown, 8 rest on printed words, 2 were read elsewhere"
    )


def test_a_kind_of_tie_is_switched_off_on_the_map_in_the_legend_and_the_tables(page):
    click(page, "[data-off='tie:mention']")

    assert "Opening Panel – Other Body" not in drawn(page)[1]
    assert (count(page, "tie:mention"), count(page, "tie:declared")) == ("0", "7")
    assert len(rows(page, "ties")) == 9
    assert page.text("[data-totals]").startswith("Of 9 ties shown, 7 rest on printed words")
    assert address(page) == "#off=tie%3Amention"
    assert [chip.text for chip in page.all(".chip")] == ["1 switched off\n✕"]


def test_a_type_of_actor_is_switched_off_with_its_ties(page):
    click(page, "[data-off='type:Person']")
    nodes, lines = drawn(page)

    assert not {"Ana Example", "Bo Muster"} & set(nodes)
    assert len(lines) == 6
    assert (count(page, "type:Person"), len(rows(page, "things"))) == ("0", 8)


@pytest.mark.parametrize(
    ("off", "left"),
    [
        (["event:Closing Panel"], 7),
        (["event:Closing Panel", "event:Opening Panel"], 3),
        (["event:"], 7),
        (["theme:shelter"], 6),
        (["theme:", "theme:supply chains"], 4),
    ],
)
def test_events_and_themes_are_switched_off(page, off, left):
    for key in off:
        click(page, f"[data-off='{key}']")

    assert len(drawn(page)[1]) == left
    assert len(drawn(page)[0]) == WHOLE
    assert count(page, off[0]) == "0"


def test_what_has_no_tie_left_is_hidden_on_request(page):
    page.js("document.querySelector('#switches details').open = true")
    click(page, "[data-none='event']")
    click(page, "[data-all='event']")
    click(page, "[data-off='event:']")
    click(page, "[data-switch='unconnected']")

    assert set(drawn(page)[0]).isdisjoint({"Twin Foundation", "Invented Union"})
    assert "hide=unconnected" in address(page)


def test_focus_keeps_to_what_is_within_so_many_steps(page):
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["ana"])
    click(page, "#panel [data-act='focus'][data-steps='1']")
    assert drawn(page)[0] == ["Ana Example", "Opening Panel", "Unit for Samples"]
    assert page.js("return document.querySelector('#panel [aria-pressed=true]').textContent") == "1"
    assert f"focus={escaped('ana')}&steps=1" in address(page)

    click(page, "[data-act='steps'][data-of='1']")
    assert drawn(page)[0] == [
        "Ana Example",
        "Invented Union",
        "Opening Panel",
        "Other Body",
        "Unit for Samples",
    ]
    assert page.text(".chip") == "Within 2 steps of Ana Example✕"
    click(page, "[data-act='unfocus']")
    assert len(drawn(page)[0]) == WHOLE


def test_folded_units_give_their_ties_to_the_body_above_and_ties_inside_it_vanish(page):
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["union"])
    click(page, "#panel [data-act='fold-units']")
    nodes, lines = drawn(page)

    assert set(nodes).isdisjoint({"Unit for Samples", "Unit for Specimens"})
    assert lines.count("Invented Union – Other Body") == 1
    assert "Ana Example – Invented Union" in lines
    assert len(lines) == 7
    assert page.js(
        "return [...window.atgraphMap.app.picture.names.values()].find(({lines}) =>"
        " lines.includes('IU')).lines"
    ) == ["IU", "+ 2 units"]
    assert count(page, "type:Organization") == "4"
    assert "fold=all" in address(page)
    assert page.text(".chip") == "2 units folded in✕"

    choose_line(page, "Other Body")
    told = page.js("return document.getElementById('panel').innerText")
    assert "declared tie, 2 statements" in told
    assert "Unit for Samples ↔ Other Body" in told
    assert "Unit for Specimens ↔ Other Body" in told
    click(page, "[data-act='unfold']")
    assert (len(drawn(page)[0]), len(drawn(page)[1])) == (WHOLE, WHOLE)


def test_one_unit_is_folded_and_opened_again(page):
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["unit-a"])
    click(page, "#panel [data-act='fold']")

    assert {"Unit for Samples", "Unit for Specimens"} & set(drawn(page)[0]) == {
        "Unit for Specimens"
    }
    assert address(page) == f"#node={escaped('union')}&fold={escaped('unit-a')}"
    assert page.text("#panel h2") == "Invented Union"
    assert page.js("return document.activeElement.id") == "panel"
    click(page, "#panel [data-act='open-units']")
    assert "Unit for Samples" in drawn(page)[0]


def test_a_choice_lights_what_is_tied_to_it_and_the_rest_fades(page):
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["ana"])

    assert page.js(LIT) == ["Ana Example", "Opening Panel", "Unit for Samples"]
    assert (
        page.js("return window.atgraphMap.app.picture.nodes.get().map((n) => n.opacity)").count(
            0.12
        )
        == WHOLE - 3
    )


def test_the_story_walks_through_its_steps_and_folds_what_a_step_folds(page):
    click(page, "[data-step='1']")
    assert page.text("#story [data-words]") == "First, Ana."
    assert page.js(LIT) == ["Ana Example", "Opening Panel"]
    assert address(page) == "#step=1"

    click(page, "[data-step='2']")
    assert page.text("#story h2") == "Story, step 2 of 2"
    assert page.js(LIT) == ["Invented Union", "Other Body"]
    assert "Unit for Samples" not in drawn(page)[0]
    assert address(page) == "#step=2"
    page.js("window.atgraphMap.change({fold: new Set()}); location.hash = 'step=2'")
    page.wait("return document.querySelector('.chip')?.textContent === '2 units folded in✕'")
    assert page.js(
        "return [...document.querySelectorAll('#story button')].map((b) => b.disabled)"
    ) == [False, True, False]

    click(page, "[data-step='1']")
    assert "Unit for Samples" in drawn(page)[0]
    click(page, "[data-step='0']")
    assert (address(page), page.js(LIT)) == ("", None)


def test_back_and_forward_walk_through_the_states(page):
    click(page, "[data-off='tie:mention']")
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["bo"])
    page.driver.back()
    page.wait("return document.getElementById('panel').hidden")
    assert address(page) == "#off=tie%3Amention"
    page.driver.back()
    page.wait("return document.querySelector('[data-off=\"tie:mention\"]').checked")
    assert len(drawn(page)[1]) == WHOLE
    page.driver.forward()
    page.driver.forward()
    page.wait("return !document.getElementById('panel').hidden")
    assert page.text("#panel h2") == "Bo Muster"
    assert len(drawn(page)[1]) == 9


def test_an_address_opens_what_it_was_copied_from(page):
    click(page, "[data-off='tie:mention']")
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["union"])
    click(page, "#panel [data-act='fold-units']")
    click(page, "#panel [data-act='focus'][data-steps='2']")
    click(page, "[data-sort='ties:2']")
    choose_line(page, "Other Body")
    before = [drawn(page), rows(page, "ties"), page.text("#panel"), page.text("#restrictions")]
    page.driver.find_element("css selector", "[data-save='address']").click()
    page.wait("return document.getElementById('status').textContent.includes('address')")
    box = page.driver.find_element("id", "search")
    box.send_keys(Keys.CONTROL, "v")
    copied = page.js("return arguments[0].value", box)
    assert copied.startswith("file://")
    assert (
        "link=https%3A%2F%2Fw3id.org%2Fatgraph%2Fid%2Funion%7Chttps%3A%2F%2Fw3id.org%2Fatgraph%2Fid%2Fother%7Cdeclared"
        in copied
    )

    page.driver.get("about:blank")
    page.driver.get(copied)
    page.wait("return Boolean(window.atgraphMap)")
    assert [
        drawn(page),
        rows(page, "ties"),
        page.text("#panel"),
        page.text("#restrictions"),
    ] == before


@pytest.mark.parametrize(
    "asked",
    [
        "node=nobody",
        "link=a%7Cb%7Cc",
        "focus=%zz&steps=9e9",
        "off=&open=7,x&step=99&sort=ties:9:up",
        "view=1,2,0",
        "q=%F0%9F&fold=nobody",
        "=&&constructor=1&__proto__=2",
    ],
)
def test_a_broken_address_opens_the_map(page, asked):
    page.driver.execute_async_script(
        "addEventListener('hashchange', () => arguments[1](), {once: true}); location.hash ="
        " arguments[0]",
        asked,
    )

    assert len(drawn(page)[0]) in (WHOLE, WHOLE - 2)
    if "nobody" in asked:
        assert "Not on this map: nobody" in page.text("#status")


def test_tables_sort_by_a_column_and_say_so(page):
    click(page, "[data-sort='things:3']")
    assert [row[3] for row in rows(page, "things")] == sorted(
        row[3] for row in rows(page, "things")
    )
    click(page, "[data-sort='things:3']")
    sorts = page.js(
        "return [...document.querySelectorAll('[data-table=things] thead th')].map((th) =>"
        " th.getAttribute('aria-sort'))"
    )

    assert sorts == ["none", "none", "none", "descending"]
    assert rows(page, "things")[0][3] == "3"
    assert "sort=things%3A3%3Adescending" in address(page)


def test_a_row_and_the_map_choose_each_other(page):
    click(page, "[data-table='ties'] [data-row='0'] button")
    assert page.js("return window.atgraphMap.network.getSelectedEdges()") == [0]
    assert [row.get_attribute("data-row") for row in page.all("tr[aria-current]")] == ["0"]

    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["other"])
    assert page.js("return window.atgraphMap.network.getSelectedNodes()") == [NUMBER["other"]]
    assert [row.text for row in page.all("tr[aria-current]")] == ["Other Body OB organisation 3"]


def test_what_is_typed_is_lit_and_in_the_address(page):
    page.driver.find_element("id", "search").send_keys("unit")

    assert page.js(LIT) == ["Unit for Samples", "Unit for Specimens"]
    assert address(page) == "#q=unit"
    page.press(Keys.ESCAPE, Keys.ESCAPE)
    assert (address(page), page.js(LIT)) == ("", None)


def test_what_is_found_is_shown_whatever_hid_it(page):
    page.js(
        "window.atgraphMap.change({fold: new Set(arguments[0]), off: new"
        " Set(['type:Organization'])})",
        [NUMBER["unit-a"], NUMBER["unit-b"]],
    )
    page.driver.find_element("id", "search").send_keys("specimens", Keys.ENTER)

    assert page.text("#panel h2") == "Unit for Specimens"
    assert "Unit for Specimens" in drawn(page)[0]
    assert "Unit for Samples" not in drawn(page)[0]


def test_things_move_only_on_request_and_go_back(page):
    places = "return window.atgraphMap.network.getPositions()"
    before = page.js(places)
    assert page.js("return window.atgraphMap.network.physics.options.enabled") is False
    click(page, "[data-switch='moving']")
    page.wait(
        "return JSON.stringify(window.atgraphMap.network.getPositions()) !=="
        " JSON.stringify(arguments[0])",
        before,
    )
    assert address(page) == "#physics=on"
    click(page, "[data-switch='moving']")
    assert page.js(places) == before


def test_where_one_looks_is_in_the_address_but_no_step_of_the_history(page):
    click(page, "[data-off='tie:mention']")
    page.driver.find_element("css selector", "[aria-label='Zoom in']").click()
    assert "&view=" in address(page)
    scale = page.js("return window.atgraphMap.network.getScale()")
    page.js("window.atgraphMap.network.moveTo({scale: 0.2}); window.atgraphMap.restore()")
    assert page.js("return window.atgraphMap.network.getScale()") == pytest.approx(scale, rel=0.01)

    page.driver.back()
    page.wait("return document.querySelector('[data-off=\"tie:mention\"]').checked")
    assert address(page) in ("", "#")


def test_a_page_that_was_read_is_a_link_and_says_nothing_of_where_it_was_opened(page):
    page.js("window.atgraphMap.openNode(arguments[0])", NUMBER["union"])
    choose_line(page, "Unit for Samples")
    link = page.driver.find_element("css selector", "#panel a")

    assert page.text("#panel .tie .kind") == "read elsewhere: https://example.org/page"
    assert (
        link.get_attribute("href"),
        link.get_attribute("rel"),
        link.get_attribute("target"),
    ) == (
        "https://example.org/page",
        "noreferrer noopener",
        "_blank",
    )


def test_panels_that_are_off_are_not_there_and_the_rest_works(open_page):
    page = open_page(page_of(small(), STORY, panels=["legend"]))
    shown = "return document.querySelector(arguments[0])?.checkVisibility() ?? false"

    assert [
        page.js(shown, part)
        for part in ("#search", "#story", "#tables", "#switches", "[data-save]", "[data-off]")
    ] == [False] * 6
    assert page.js(shown, "#legend")
    page.js("window.atgraphMap.openNode(0)")
    page.press(Keys.ESCAPE)
    page.js("document.getElementById('map').focus()")
    page.press(Keys.HOME, Keys.ESCAPE)
    assert page.js("return document.activeElement.dataset.zoom") == "1.4"
    assert page.told()[0] == []


def test_an_address_names_one_place_whether_the_map_stands_or_lies(open_page):
    page = open_page(page_of(small()), width=375)
    page.js(
        "const {network, keepView} = window.atgraphMap;"
        "network.moveTo({position: {x: 10, y: 50}, scale: 1, animation: false}); keepView()"
    )
    assert address(page) == "#view=50,10,1"

    page.js(
        "const {network, restore} = window.atgraphMap;"
        "network.moveTo({position: {x: 0, y: 0}}); restore()"
    )
    assert page.js(
        "const {x, y} = window.atgraphMap.network.getViewPosition(); return [Math.round(x),"
        " Math.round(y)]"
    ) == [10, 50]
