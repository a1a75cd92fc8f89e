"""The status with which an error is answered."""

from __future__ import annotations

from collections.abc import Iterator

from atgraph.errors import (
    BusyError,
    EndpointError,
    LateError,
    NotFoundError,
    QueryError,
    StoreError,
)


def status_of(exc: Exception) -> int:
    """Return the status: from 500 on where those who asked can do nothing about it."""
    match exc:
        case NotFoundError():
            return 404
        case _ if any(isinstance(e, TimeoutError | LateError) for e in _causes(exc)):
            return 504
        case BusyError():
            return 503
        case QueryError() if not any(isinstance(e, OSError | RuntimeError) for e in _causes(exc)):
            return 400
        case QueryError() | StoreError() | EndpointError():
            return 503
        case _:
            return 500


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it."""
    while exc:
        yield exc
        exc = exc.__cause__
