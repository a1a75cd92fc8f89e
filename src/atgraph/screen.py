"""Where text leaves the process: on its way to people nothing acts but what the program styles.

Text that is written to standard output or error is for people, and is legible wherever it goes.
Bytes are data: they are as they are, save on a terminal.
"""

import codecs
import io
import sys
from collections.abc import Callable
from typing import IO, Any, TextIO

from atgraph.characters import shown


class Filter:
    """A stream of bytes that changes the UTF-8 text that passes."""

    def __init__(self, out: IO[bytes], change: Callable[[str], str]) -> None:
        self.out, self.change = out, change
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.decoder = io.IncrementalNewlineDecoder(decoder, translate=False)  # \r\n stays whole

    def write(self, data: bytes) -> int:
        """Write what the bytes say; return how many they are."""
        self.out.write(self.change(self.decoder.decode(data)).encode())
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.out, name)


class Screen:
    """A standard stream on which no character of a text acts.

    ``beneath`` is the stream itself, for styles and bars, which are ours.
    """

    def __init__(self, beneath: TextIO) -> None:
        self.beneath = beneath
        self.buffer = Filter(beneath.buffer, shown) if beneath.isatty() else beneath.buffer

    def write(self, text: str) -> int:
        """Write a text as it may be shown; return its length."""
        self.beneath.write(shown(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.beneath, name)


def guard_streams() -> None:
    """Let all that the process prints pass through a `Screen`: errors and tracebacks too."""
    for name in ("stdout", "stderr"):
        if stream := getattr(sys, name):  # there is none where it was closed
            setattr(sys, name, Screen(beneath(stream)))


def beneath(stream: TextIO) -> TextIO:
    """Return the stream on which what is our own acts."""
    return stream.beneath if isinstance(stream, Screen) else stream
