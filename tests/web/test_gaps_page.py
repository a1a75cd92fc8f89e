"""What is missing, what changed, and who stands where, in words; numbers are behind a fold."""

import pytest
from starlette.testclient import TestClient

from atgraph.api import KnowledgeGraph
from atgraph.ask.evidence import Quoted
from atgraph.network.compare import NEW, Change, Side
from atgraph.network.gaps import MEMBERS, find_gaps
from atgraph.network.ranking import rank
from atgraph.network.robustness import Stated
from atgraph.web.rendering import Site, render


@pytest.mark.slow
def test_what_is_missing_is_said_by_sort_and_opens_its_words(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    page = client.get("/network/gaps").text
    (gap,) = find_gaps(kg, sections=[MEMBERS], quotes=True).findings
    assert gap.what in page
    assert f"#line-{gap.evidence[0].line}" in page
    assert "not that nobody does it" in page


def test_a_whole_table_shows_what_is_there_and_what_is_not(client: TestClient) -> None:
    page = client.get("/network/gaps?grid=purposes-by-technologies")
    assert page.text.count('<span class="note">·</span>') > 10
    assert "<details><summary>1</summary>" in page.text
    wrong = client.get("/network/gaps?grid=nothing")
    assert wrong.status_code == 400
    assert "there is no grid" in wrong.text.casefold()


def test_with_one_programme_the_page_says_that_nothing_can_be_compared(client: TestClient) -> None:
    page = client.get("/network/compare").text
    assert "There is one programme here" in page
    assert "<select" not in page


@pytest.mark.slow
def test_who_is_tied_to_many_stands_in_order_with_how_unsure_it_is(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    page = client.get("/network/standing").text
    ranking = rank(kg.network(), "degree", Stated.read(kg))
    places = [page.index(f">{row.label}</a>") for row in ranking.rows[:5]]
    assert places == sorted(places)
    assert "unsure: with one event less" in page
    assert page.index("Drawn anew") > page.index('<details class="fold">')


def test_between_two_programmes_each_change_opens_what_both_say() -> None:
    quoted = Quoted("programmes/later/source.txt", 12, "Ana Example, speaker")
    now = Side("speaker", ("tie",), (quoted,))
    change = Change(NEW, ("ana",), "Ana Example", "person", "Ana Example is new: speaker.", now=now)
    programmes = {"one": "Forum 3", "two": "Forum 4"}
    asked = {"before": "one", "now": "two", "what": "", "programmes": programmes}
    groups = [("Who is new", NEW, [change] * 20)]
    page = render("changes", Site("", path="/network/compare"), asked=asked, groups=groups)
    assert page.index("Who is new") < page.index("Ana Example is new") < page.index("#line-12")
    assert page.count("<select") == 2
    assert '<a href="/network/compare?before=one&amp;now=two&amp;what=new">8 more</a>' in page
