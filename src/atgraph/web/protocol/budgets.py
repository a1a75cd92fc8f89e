"""How much each address may ask: seconds of computing, and errors; both come back with time.

A query that ends at once costs nothing: cheap ones are held back by the queue alone. The figures
are those of the Wikidata query service: 60 seconds of queries a minute, at most 120 at once; 30
errors a minute, at most 60 at once.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from dataclasses import dataclass

from atgraph.web.protocol.problems import ProblemError

SECONDS_RATE, MOST_SECONDS = 1.0, 120.0  # a second of computing each second
ERRORS_RATE, MOST_ERRORS = 0.5, 60.0  # a second
FREE = 0.1  # seconds that a query costs nothing
ADDRESSES = 10_000  # that are remembered


@dataclass
class Account:
    """What an address has left."""

    at: float
    seconds: float = MOST_SECONDS
    errors: float = MOST_ERRORS

    def renew(self, now: float) -> None:
        """Give back what has come back meanwhile."""
        past = max(0.0, now - self.at)
        self.at = now
        self.seconds = min(MOST_SECONDS, self.seconds + past * SECONDS_RATE)
        self.errors = min(MOST_ERRORS, self.errors + past * ERRORS_RATE)


class Budgets:
    """The accounts of those who asked last."""

    def __init__(self) -> None:
        self._accounts = OrderedDict[str, Account]()

    def check(self, who: str) -> None:
        """Refuse who has nothing left.

        Raises:
            ProblemError: 429, with when to come again.
        """
        account = self._accounts.get(who)
        if account is None:
            return
        account.renew(time.monotonic())
        if account.seconds < 0:
            self._refuse("queries took more than 60 seconds a minute", -account.seconds)
        if account.errors < 1:
            wait = (1 - account.errors) / ERRORS_RATE
            self._refuse("more than 30 requests a minute were wrong", wait)

    def charge(self, who: str, seconds: float = 0.0, errors: int = 0) -> None:
        """Take what a request has cost."""
        seconds = max(0.0, seconds - FREE)
        if not seconds and not errors:
            return
        now = time.monotonic()
        account = self._accounts.setdefault(who, Account(now))
        account.renew(now)
        account.seconds -= seconds
        account.errors -= errors
        self._accounts.move_to_end(who)
        if len(self._accounts) > ADDRESSES:
            self._accounts.popitem(last=False)

    @staticmethod
    def _refuse(why: str, wait: float) -> None:
        seconds = max(1, math.ceil(wait))
        said = f"from this address {why}; ask again in {seconds:,} seconds"
        raise ProblemError(429, said, {"retry-after": str(seconds)})


def who_asks(host: str) -> str:
    """Return what an address counts as: of IPv6 the network of a household."""
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network(f"{host.partition('%')[0]}/64", strict=False))
    except ValueError:
        return host
