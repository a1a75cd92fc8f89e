"""viz/page/ served as ES modules: a page beside the files does what the one-file page does."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from invented_maps import STORY, page_of, small

from atgraph.files import resource_folder

SHOWN = """
const {app: {view, parts}, openNode} = window.atgraphMap;
openNode(0);
const {panel, legend} = parts;
return [view.nodes.size, view.links.size, panel.innerText, legend.innerText, location.hash];
"""
INLINE = re.compile(r'<script type="module">.*?</script>', re.DOTALL)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    """Write a page beside its modules, and serve the folder."""
    for path in (resource_folder("viz") / "page").glob("*.js"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    html = POLICY.sub("", page_of(small(), STORY))
    page = INLINE.sub(lambda _: '<script type="module" src="./main.js"></script>', html)
    assert page != html
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/page.html"
    server.shutdown()
    server.server_close()


def test_the_modules_do_over_http_what_the_joined_script_does(open_address, served, open_page):
    joined = open_page(page_of(small(), STORY))
    expected = joined.js(SHOWN)
    assert joined.told()[0] == []

    page = open_address(served)
    assert page.js(SHOWN) == expected
    assert page.told()[0] == []
