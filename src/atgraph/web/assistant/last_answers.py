"""The end of what is asked is held back until all of it is answered.

At the end of its input the server of the protocol drops what it is still working on; who writes
requests to standard input and closes it would never have the answers.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import anyio

SECONDS = 60.0  # that the last answers may take; a query ends after 20


class LastAnswers:
    """Carries messages between a client and a server, and knows what is not answered yet.

    Args:
        read: what the client sends.
        write: what takes the answers.
    """

    def __init__(self, read: Any, write: Any) -> None:
        self.read, self.write = read, write
        self._open: set[object] = set()
        self._told = anyio.Condition()
        self._in, self.asked = anyio.create_memory_object_stream[Any](0)
        self.answered, self._out = anyio.create_memory_object_stream[Any](0)

    async def carry_requests(self) -> None:
        """Hand on what is asked; then wait for the last answers before that ends, too."""
        async with self._in, self.read:
            async for sent in self.read:
                call = getattr(sent, "message", None)  # what is no message is an exception
                number, method = getattr(call, "id", None), getattr(call, "method", "")
                if number is not None and method:
                    self._open.add(number)
                elif method == "notifications/cancelled":
                    await self._close((getattr(call, "params", None) or {}).get("requestId"))
                await self._in.send(sent)
            with anyio.move_on_after(SECONDS):
                async with self._told:
                    while self._open:
                        await self._told.wait()

    async def carry_answers(self) -> None:
        """Hand on what is answered."""
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):  # nobody reads on
            async with self.write, self._out:
                async for sent in self._out:
                    await self.write.send(sent)
                    answer = sent.message
                    if not getattr(answer, "method", ""):
                        await self._close(getattr(answer, "id", None))

    async def _close(self, number: object) -> None:
        async with self._told:
            self._open.discard(number)
            self._told.notify_all()
