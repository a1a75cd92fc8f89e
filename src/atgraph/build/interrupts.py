"""Ctrl-C while the engine calls functions of ours."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_interrupts() -> Iterator[None]:
    """Let Ctrl-C count when what is inside is done.

    Raised inside a function that the engine calls for a rule, it would be swallowed there, and a
    triple lost.
    """
    before = signal.getsignal(signal.SIGINT)
    # nothing would be raised: as under nohup
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
