"""What every attack keeps to: nothing is asked that is not on this machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest

LOOPBACK = ("127.", "localhost", "::1")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse a connection to another machine, so that no attack leaves this one."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"an attack would leave this machine, for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
