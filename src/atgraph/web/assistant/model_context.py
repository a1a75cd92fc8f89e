"""The server of the Model Context Protocol: the tools over HTTP, and on standard streams."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import anyio
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Scope, Send

from atgraph import __version__
from atgraph.characters import escaped
from atgraph.errors import AtgraphError
from atgraph.web.answers import said_of
from atgraph.web.assistant.last_answers import LastAnswers
from atgraph.web.assistant.tools import INSTRUCTIONS, TOOLS, AssistantTool, published
from atgraph.web.desk import Desk
from atgraph.web.sent import read_sent
from atgraph.web.status import status_of

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.lowlevel import Server

LONGEST, SECONDS = 200_000, 20  # bytes of a request; how long they may take to come
MISSING = "the tools for assistants are not installed here: `pip install 'atgraph[assistant]'`"
INVALID_PARAMS, INTERNAL = -32602, -32603  # codes of JSON-RPC
ON_PAGE, BY_TOOL = "the box at the top also looks in quotes", "`search` looks in quotes too"
# What is said of options of the command line: the one that is no advice here, and their dashes.
OPTION = re.compile(r", or give it longer with --timeout|(?<!\S)--(?=[a-z])")
UNREADABLE = "the graph cannot be read now; try again"


def is_installed() -> bool:
    """Return whether what the protocol needs is here; it is not imported."""
    return find_spec("mcp") is not None


@lru_cache(4)
def make_server(desk: Desk) -> Server[Any]:
    """Return a server of the tools over the graph of a desk."""
    import mcp_types as types
    from mcp.server.lowlevel import Server

    read_only = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    listed = [
        types.Tool(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=tool.arguments.model_json_schema(),
            annotations=read_only,
        )
        for tool in TOOLS
    ]

    async def list_tools(
        context: object, params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed)

    async def call_tool(
        context: object, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        return await _call(desk, params)

    return Server(
        "atgraph",
        version=__version__,
        title="atgraph: who fights human trafficking",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _call(desk: Desk, params: types.CallToolRequestParams) -> types.CallToolResult:
    """Return what a tool answers; what it cannot is an answer too, and what is wrong an error."""
    from mcp.shared.exceptions import MCPError

    by_name = {tool.name: tool for tool in TOOLS}
    tool = by_name.get(params.name)
    if tool is None:
        names = ", ".join(by_name)
        raise MCPError(INVALID_PARAMS, f"there is no tool {params.name[:80]!r}; use {names}")
    try:
        given = tool.arguments.model_validate(params.arguments or {})
    except ValidationError as exc:
        raise MCPError(INVALID_PARAMS, _in_words(tool, exc)) from exc
    try:
        found = await anyio.to_thread.run_sync(lambda: tool.call(desk.now().kept(published), given))
    except AtgraphError as exc:
        if status_of(exc) >= 500 and status_of(exc) != 504:
            raise MCPError(INTERNAL, UNREADABLE) from exc
        return _result(OPTION.sub("", said_of(exc).replace(ON_PAGE, BY_TOOL)))
    except HTTPException as exc:  # others are asking now
        return _result(exc.detail)
    return _result(escaped(json.dumps(found, ensure_ascii=False)), found)


def _result(said: str, found: dict[str, Any] | None = None) -> types.CallToolResult:
    """Return what a tool answers with; without data it is what went wrong."""
    import mcp_types as types

    content: list[Any] = [types.TextContent(type="text", text=said)]
    is_error = found is None
    return types.CallToolResult(content=content, structured_content=found, is_error=is_error)


def _in_words(tool: AssistantTool, exc: ValidationError) -> str:
    """Return in plain words what is wrong with the arguments of a tool."""
    takes = ", ".join(tool.arguments.model_fields)
    found = []
    for error in exc.errors(include_url=False, include_input=False):
        name = ".".join(str(part)[:40] for part in error["loc"])
        if error["type"] == "missing":
            found.append(f"{name} is missing")
        elif error["type"] == "extra_forbidden":
            found.append(f"there is no argument {name}")
        else:
            said = error["msg"].removeprefix("Input ")
            found.append(f"{name}: it {said}" if said != error["msg"] else f"{name}: {said}")
    return f"{tool.name}: {'; '.join(found[:5])}. It takes {takes}."


class AssistantEndpoint:
    """Answers POST at /mcp, each request by itself: nothing is kept of who asked before."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        request = Request(scope, receive)
        if refused := self._refused(request):
            await refused(scope, receive, send)
            return
        try:
            sent = await read_sent(request, LONGEST, SECONDS)
        except ClientDisconnect:
            return
        except HTTPException as exc:
            await _failure(exc.status_code, exc.detail)(scope, receive, send)
            return
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            said = "send one message of JSON-RPC, as application/json"
            await _failure(415, said)(scope, receive, send)
            return
        whole = iter([{"type": "http.request", "body": sent, "more_body": False}])

        async def again() -> Message:
            return next(whole, None) or await receive()

        await _asked(scope, again, send)

    def _refused(self, request: Request) -> Response | None:
        if not is_installed():
            return _failure(404, MISSING)
        if request.method != "POST":
            return _failure(405, "send what the Model Context Protocol says by POST")
        origin = request.headers.get("origin", "")
        if origin and origin.partition("://")[2] != request.headers.get("host", ""):
            return _failure(403, "other pages of the web may not ask here")
        return None


async def _asked(scope: Scope, receive: Receive, send: Send) -> None:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    manager = StreamableHTTPSessionManager(
        make_server(scope["app"].state.desk),
        json_response=True,
        stateless=True,
        max_request_body_size=LONGEST,
    )
    async with manager.run():
        await manager.asgi_app(scope, receive, send)


def _failure(status: int, said: str) -> Response:
    """Return an error as JSON-RPC has it."""
    error = {"code": -32600, "message": said}
    headers = {"allow": "POST"} if status == 405 else {}
    headers |= {"connection": "close"} if status == 408 else {}
    return JSONResponse({"jsonrpc": "2.0", "id": None, "error": error}, status, headers)


async def serve_streams(
    desk: Desk,
    asked: anyio.AsyncFile[str] | None = None,
    answered: anyio.AsyncFile[str] | None = None,
) -> None:
    """Answer on two streams, by default the standard ones, until all that is asked is answered."""
    from mcp.server.stdio import stdio_server

    server = make_server(desk)
    async with (
        stdio_server(asked, answered) as (read, write),
        anyio.create_task_group() as group,
    ):
        carried = LastAnswers(read, write)
        group.start_soon(carried.carry_requests)
        group.start_soon(carried.carry_answers)
        initial = server.create_initialization_options()
        async with carried.answered, carried.asked:
            await server.run(carried.asked, carried.answered, initial)


routes: list[BaseRoute] = [Route("/mcp", AssistantEndpoint())]
