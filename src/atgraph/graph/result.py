"""What a query gives, and how long it may take."""

from collections.abc import Iterator

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from atgraph.errors import AtgraphError

TIMEOUT = 30.0  # seconds
LONGEST = 86_400.0
Result = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]


def check_timeout(seconds: float, error: type[AtgraphError]) -> None:
    """Refuse a time that is out of bounds, with an error of the given type."""
    if not 0 < seconds <= LONGEST:
        most = f"at most {LONGEST:,.0f}"
        raise error(f"the timeout must be above 0 seconds and {most}, not {seconds:g}")
