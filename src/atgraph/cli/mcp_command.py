"""atgraph mcp."""

import click

from atgraph.cli import options
from atgraph.errors import RefusedError

NEEDED = "install it with `pip install 'atgraph[assistant]'`"


@click.command("mcp")
@options.read_option
@options.endpoint_option
@options.timeout_option
@options.debug_option
def mcp_command() -> None:
    """Answer an assistant on standard input and output, by the Model Context Protocol.

    The same tools are at /mcp of `atgraph serve`. Nobody who is listed on request is in them.
    """
    try:
        import anyio
        import mcp_types  # noqa: F401 – what is imported later needs it

        from atgraph.web.assistant.model_context import serve_streams
        from atgraph.web.desk import Desk
    except ModuleNotFoundError as exc:
        raise RefusedError(f"this needs {exc.name}, which is not here; {NEEDED}") from exc
    desk = Desk(**options.graph_named())
    desk.now()
    anyio.run(serve_streams, desk)
