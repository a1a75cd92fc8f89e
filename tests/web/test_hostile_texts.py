"""Texts that are not ours never become anything but text, on any kind of page."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from forms import tries
from hostile import PWN, publish_hostile
from lxml import html
from starlette.testclient import TestClient

from atgraph.web.app import make_app
from atgraph.web.desk import Desk

STRANGE = {"iframe", "object", "embed", "base", "template", "math", "style"}  # on no page of ours
LOADED = {"script": "src", "img": "src", "source": "srcset", "link": "href"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "srcdoc"}
OURS = re.compile(r"(/(?!/)|#|\?|https?://|mailto:|data:,$)")
STARTS = [
    "/", "/about", "/source", "/ask", "/network", "/map", "/countries", "/time", "/sparql",
    "/list/organizations", "/find?q=osce", "/network/partners?organization=Mekong+Club",
    "/ask/who-works-with?organization=OSCE", "/ask/contradictions",
    "/reconcile/preview?id=organization_osce",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile(store: Path, tmp_path_factory: pytest.TempPathFactory):
    """A client of a graph in which every text holds a payload."""
    folder = tmp_path_factory.mktemp("hostile")
    publish_hostile(store, folder)
    with TestClient(make_app(Desk(folder)), follow_redirects=True) as found:
        yield found


def kind_of(address: str) -> str:
    """Return what kind of page an address is of."""
    path = re.sub(r"(/page/[a-z-]+)_.*", r"\1", urlsplit(address).path)
    return re.sub(r"(/(?:ask|source|map|map/around)/)[^/]*$", r"\1", path)


def acts(tree: html.HtmlElement) -> list[str]:
    """Return what on a page would act, or load something, that is not ours."""
    found = []
    for element in tree.iter("*"):
        here = f"{element.tag} {dict(element.attrib)}"[:200]
        loaded = element.get(LOADED.get(element.tag, "src"), "")
        strange = [v for a, v in element.attrib.items() if a in ADDRESSES and not OURS.match(v)]
        handlers = [name for name in element.attrib if name.startswith("on") or name == "style"]
        text = (element.text or "").strip() if element.tag == "script" else ""
        is_data = element.get("type") == "application/ld+json" and text
        inline = text and not (is_data and json.loads(text)["@context"])
        elsewhere = element.get("rel") != "canonical" and urlsplit(loaded).netloc
        refresh = element.tag == "meta" and element.get("http-equiv")
        if element.tag in STRANGE or strange or handlers or inline or elsewhere or refresh:
            found.append(here)
    return found


@pytest.mark.slow
@tries(short=1, long=3)
def test_no_text_becomes_anything_but_text(hostile: TestClient, count: int) -> None:
    """So many pages of each kind: the others are of the same template."""
    waiting, asked, wrong = [*STARTS], set(STARTS), []
    kinds = Counter(map(kind_of, STARTS))
    payloads = 0
    while waiting:
        address = waiting.pop(0)
        answer = hostile.get(address, headers={"accept": "text/html,*/*;q=0.8"})
        if answer.status_code >= 500 or not answer.headers["content-type"].startswith("text/html"):
            wrong.append(f"{address}: {answer.status_code}, {answer.headers['content-type']}")
            continue
        payloads += PWN in answer.text
        tree = html.fromstring(answer.content)
        wrong += [f"{address}: {one}" for one in acts(tree)]
        wrong += [f"{address}: {c!r}" for c in "\u202e\u0007\u001b" if c in answer.text]
        for link in tree.iter("a"):
            there = urldefrag(urljoin(address, link.get("href", ""))).url
            kind = kind_of(there)
            is_file = "download" in link.attrib or re.search(r"\.[a-z0-9]+$", kind)
            if there.startswith("/") and there not in asked and kinds[kind] < count and not is_file:
                asked.add(there)
                kinds[kind] += 1
                waiting.append(there)
    assert wrong == []
    assert payloads > len(asked) / 2
    assert {f"/page/{kind}" for kind in ("organization", "person", "event", "theme", "work")} < {
        *kinds
    }


def test_what_flies_out_beside_a_suggestion_is_text_alone(hostile: TestClient) -> None:
    for what, name in (("entity", "organization_osce"), ("property", "isUnitOf")):
        answer = hostile.get(f"/reconcile/flyout/{what}", params={"id": name}).json()
        tree = html.fromstring(f"<div>{answer['html']}</div>")
        assert {element.tag for element in tree.iter("*")} == {"div", "p", "strong"}
        assert not any(element.attrib for element in tree.iter("*"))
