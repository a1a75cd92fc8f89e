"""What a query gives."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

TIMEOUT = 30.0  # seconds
Result = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]
