"""A large map: it opens as an overview of groups, and what is in one is drawn when it is opened."""

import pytest
from invented_maps import many, page_of
from selenium.webdriver import Keys

TOTAL, SIZE = 1600, 100
DRAWN = "return window.atgraphMap.app.picture.nodes.getIds()"


@pytest.fixture(scope="module")
def large(open_once):
    groups = [
        {
            "label": f"Bodies from {first}",
            "members": list(range(first, first + SIZE)),
            "x": first,
            "y": first % 300,
            "size": SIZE,
        }
        for first in range(0, TOTAL, SIZE)
    ]
    page = open_once(
        page_of(many(TOTAL, [(5, 205), (6, 206), (7, 207)]), groups=groups, physics=False)
    )
    page.wait("return Boolean(window.atgraphMap)")
    return page


@pytest.fixture
def page(large):
    large.js(
        "const {app, change, openingState} = window.atgraphMap; change(openingState());"
        " app.cursor = null"
    )
    return large


def test_it_opens_as_one_thing_a_group_and_one_line_for_the_ties_between_two(page):
    assert page.js(DRAWN) == [f"g{n}" for n in range(TOTAL // SIZE)]
    assert (
        page.js("return window.atgraphMap.app.view.links.get('mg0|g2|declared').ties.length") == 3
    )
    assert page.text("[data-count='type:Organization']") == "1,600"
    assert [name.text for name in page.all("[data-table=things] tbody th")[:2]] == [
        "Bodies from 0",
        "Bodies from 100",
    ]
    assert page.told()[0] == []


def test_a_group_opens_and_closes_by_keyboard(page):
    page.js("document.getElementById('map').focus()")
    page.press(Keys.HOME)
    group = page.js("return window.atgraphMap.app.cursor")
    page.press(Keys.ENTER)
    members = [n + SIZE * int(group[1:]) for n in range(SIZE)]

    assert set(members) <= set(page.js(DRAWN))
    assert group not in page.js(DRAWN)
    assert page.js("return location.hash") == f"#open={group[1:]}"
    assert page.text("#status") == f"Group Bodies from {members[0]} open: 100 things"
    page.js("document.querySelector('#restrictions [data-act=shut]').click()")
    assert set(page.js(DRAWN)) == {f"g{n}" for n in range(TOTAL // SIZE)}


def test_search_opens_the_group_of_what_is_found(page):
    page.driver.find_element("id", "search").send_keys("body 1234", Keys.ENTER)

    assert page.text("#panel h2") == "Body 1234"
    assert 1234 in page.js(DRAWN)
    assert page.text("#restrictions .chip") == "Group Bodies from 1200 open✕"
    assert [row.get_attribute("data-row") for row in page.all("tr[aria-current]")] == ["1234"]


def test_focus_shows_the_things_themselves_whatever_is_closed(page):
    page.js("window.atgraphMap.change({focus: 5, steps: 1})")

    assert page.js(DRAWN) == [4, 5, 6, 205]


def test_all_groups_open_and_long_tables_are_cut_until_asked_for(page):
    page.js("document.querySelector('[data-switch=opening]').click()")

    assert len(page.js(DRAWN)) == TOTAL
    found = (
        "const {network} = window.atgraphMap; return"
        " network.getNodeAt(network.canvasToDOM(network.getPositions([1234])[1234]))"
    )
    assert page.wait(f"{found} === 1234 || null"), (
        "what is drawn plainly, from afar, is found by the pointer"
    )
    assert (
        page.js("return document.querySelectorAll('[data-table=things] tbody tr').length") == 1000
    )
    page.js("document.querySelector('[data-all=things]').click()")
    assert (
        page.js("return document.querySelectorAll('[data-table=things] tbody tr').length") == TOTAL
    )
    assert page.text("#restrictions .chip") == "16 groups open✕"
