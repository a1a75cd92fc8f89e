"""A map of several programmes in a browser: all are named, each can be switched off."""

import pytest

from atgraph.maps.map import draw_map
from invented_programmes import programmes

NAMED = """
return window.atgraphMap.app.picture.placed.map(({name}) => name.lines.join(' '))
  .filter((name) => /^20\\d\\d/.test(name))
"""


@pytest.fixture(scope="module")
def two(open_once):
    return open_once(draw_map(programmes(2), "actors"))


def test_of_two_programmes_the_years_stand_before_the_names(two):
    two.wait("return window.atgraphMap?.app.picture.placed.length > 0")

    assert sorted(two.js(NAMED)) == ["2014: Example forum 1", "2015: Example forum 2"]


def test_a_programme_is_switched_off_with_its_sessions(two):
    two.js("document.querySelectorAll('[data-off^=\"programme:\"]')[1].click()")
    events = "return [...window.atgraphMap.app.view.links.values()].flatMap(({ties}) => ties)"

    ties = two.js(events)
    assert {number for tie in ties for number in tie["programmes"]} == {0}
    two.js("document.querySelectorAll('[data-off^=\"programme:\"]')[1].click()")


def test_what_is_near_a_person_is_their_session_with_its_event(two):
    two.js("""
      const {app, openNode} = window.atgraphMap;
      openNode(app.model.nodes.findIndex(({label}) => label === 'Person 1 cl 0'));
      document.querySelector("#panel [data-act='focus'][data-steps='1']").click();
    """)
    names = (
        "const {view, model} = window.atgraphMap.app;"
        " return [...view.nodes.keys()].map((id) => model.nodes[id].label).sort()"
    )

    assert two.js(names) == [
        "Body 1 cl 0",
        "Closing remarks (Example forum 1, 2014)",
        "Example forum 1 (2014)",
        "Person 1 cl 0",
    ]


@pytest.mark.slow
def test_twelve_programmes_open_as_twelve_events_that_are_named(open_once):
    page = open_once(draw_map(programmes(12), "actors"))
    page.wait("return window.atgraphMap?.app.picture.placed.length > 0")

    assert page.text(".chip") == "36 sessions folded in✕"
    assert page.text("[data-count='type:Event']") == "12"
    assert len({name[:4] for name in page.js(NAMED)}) >= 11
