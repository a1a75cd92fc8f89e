"""The page of a thing in a browser: what a script fills in, for everyone, and on paper."""

import base64
import json
import socket
import threading
from urllib.request import urlopen

import pypdfium2
import pytest
import uvicorn

from atgraph.web.app import make_app
from atgraph.web.desk import Desk

PROGRAMME = "event_osce-alliance-19-side-events"
MEKONG = "organization_the-mekong-club"


@pytest.fixture(scope="module")
def pages(store):
    """Serve the explorer; yield the beginning of the addresses of its pages of things."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    bound.listen()  # who comes before the server runs waits
    server = uvicorn.Server(uvicorn.Config(make_app(Desk(store)), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}/page/"
    server.should_exit = True
    thread.join()


def most_tied(pages, kind):
    """Return the addresses of the pages of a kind, those with most ties first."""
    with urlopen(f"{pages.removesuffix('page/')}list/{kind}.json?sort=-ties") as answer:
        return [pages + one["iri"].rpartition("/")[2] for one in json.load(answer)[kind]]


def test_suggestions_are_there_once_one_comes_to_them(open_address, pages):
    page = open_address(pages + MEKONG)
    page.js("document.querySelector('#talk').scrollIntoView()")
    page.wait("return document.querySelectorAll('#talk .talk').length > 0")
    assert len(page.all("#talk .talk")) <= 3
    assert "Ask " in page.text("#talk")


def test_the_map_around_a_thing_is_drawn_in_its_page_when_it_is_opened(open_address, pages):
    page = open_address(pages + MEKONG)
    assert not page.all(".around iframe")
    page.js("document.querySelector('.around summary').click()")
    inside = "document.querySelector('.around iframe')?.contentWindow.atgraphMap"
    other = "model.nodes.find((node) => node.label === 'Diginex')"
    page.wait(f"return {inside}?.app.{other} !== undefined")
    assert page.js("return location.hash") == ""
    page.js(f"const map = {inside}; map.openNode(map.app.{other}.id)")
    with page.replaced():
        page.js("frames[0].document.querySelector('#panel p a').click()")
    assert page.js("return location.pathname") == "/page/organization_diginex"


def printed(page):
    """Return what goes on paper when the button of a page is pressed."""
    page.js("window.print = () => { window.printed = true; }")
    page.js("document.querySelector('button.print').click()")
    page.wait("return window.printed")
    return on_paper(page)


def on_paper(page):
    """Return what goes on paper."""
    paper = {"paperWidth": 8.27, "paperHeight": 11.69}
    data = page.driver.execute_cdp_cmd("Page.printToPDF", paper)["data"]
    return pypdfium2.PdfDocument(base64.b64decode(data))


def test_all_who_take_part_are_printed_where_there_is_room(open_address, pages):
    sheets = printed(open_address(f"{pages}{PROGRAMME}_ict-tools"))
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    assert "Ingibjörg" in text and "Bria King" in text
    assert len(sheets) <= 2


def test_all_candidates_that_a_page_speaks_of_are_printed(open_address, pages):
    page = open_address(pages.replace("/page/", "/network/partners?organization=Mekong+Club"))
    names = page.js("return [...document.querySelectorAll('.talk h3')].map((h) => h.innerText)")
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in on_paper(page))
    text = " ".join(text.split())
    assert len(names) > 2
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("kind", ["organizations", "people", "events", "themes", "initiatives"])
def test_what_most_is_known_of_is_printed_on_two_sheets(open_address, pages, kind):
    for address in most_tied(pages, kind)[:2]:
        assert len(printed(open_address(address))) <= 2, address
