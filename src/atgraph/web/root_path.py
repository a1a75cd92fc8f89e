"""The explorer below a path of a web server in front, such as /atgraph.

Pages lead to addresses that begin with `/`. What leaves the application gets the path before them:
links, forms and pictures of pages, redirects. The scripts go by the address that they came from.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atgraph.errors import RefusedError

ROOT = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
# In a page only tags have such quotes and brackets: those of texts are escaped.
ADDRESS = re.compile(rb'(\s(?:href|src|srcset|action|formaction|data-[a-z-]+)=")/(?!/)')
PAGE = "text/html"


def check_root(root: str) -> str:
    """Return a path without a slash at its end, or raise a RefusedError if it is none."""
    path = root.rstrip("/")
    parts = path.split("/")
    if not ROOT.fullmatch(path) or "." in parts or ".." in parts:
        why = f"{root!r} is no path below which pages can be"
        raise RefusedError(f"{why}; write --root-path as /atgraph or /data/atgraph")
    return path


class UnderRoot:
    """Serves an application below a path, whether the server in front takes it off or not."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app, self.root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as if the path were not there, and put it before what is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path == self.root or path.startswith(f"{self.root}/"):
            path = path[len(self.root) :] or "/"
        held: Message | None = None
        body = b""

        async def send_placed(message: Message) -> None:
            nonlocal held, body
            if message["type"] == "http.response.start":
                self._place(MutableHeaders(scope=message))
                if _is_page(message):
                    held = message
                    return
            elif message["type"] == "http.response.body" and held:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = ADDRESS.sub(rb"\g<1>" + self.root.encode() + b"/", body)
                headers = MutableHeaders(scope=held)
                if scope["method"] != "HEAD":
                    headers["content-length"] = str(len(body))
                elif "content-length" in headers:  # nobody knows it without the page
                    del headers["content-length"]
                await send(held)
                held, message = None, {"type": "http.response.body", "body": body}
            await send(message)

        await self.app({**scope, "path": path, "root_path": self.root}, receive, send_placed)

    def _place(self, headers: MutableHeaders) -> None:
        """Put the path before an address of our own that a header leads to."""
        for name in ("location", "content-location"):
            to = headers.get(name, "")
            if to.startswith("/") and not to.startswith("//"):
                headers[name] = self.root + to
        if "link" in headers:
            headers["link"] = re.sub(r"<(?=/(?!/))", f"<{self.root}", headers["link"])


def _is_page(start: Message) -> bool:
    headers = MutableHeaders(scope=start)
    return headers.get("content-type", "").startswith(PAGE) and "content-encoding" not in headers
