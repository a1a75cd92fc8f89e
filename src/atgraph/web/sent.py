"""What a request sends, read as a whole: not longer and not slower than it may be."""

from __future__ import annotations

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request


async def read_sent(request: Request, most: int, seconds: float) -> bytes:
    """Return what a request sends.

    Args:
        request: whose body is read.
        most: bytes that it may have.
        seconds: until it must be here.

    Raises:
        HTTPException: it is too long (413) or too slow (408).
    """
    held = bytearray()
    try:
        with anyio.fail_after(seconds):
            async for piece in request.stream():
                held += piece
                if len(held) > most:
                    raise HTTPException(413, f"send at most {most:,} bytes at once")
    except TimeoutError as exc:
        raise HTTPException(408, f"this did not come within {seconds:g} seconds") from exc
    return bytes(held)
