"""The two forms of an attack: a few tries in every run of the tests, many in `make attack`."""

from __future__ import annotations

import pytest


def tries(short: int, long: int) -> pytest.MarkDecorator:
    """Give a test its ``count``: the short one always, the long one where attacks are asked for."""
    return pytest.mark.parametrize("count", [short, pytest.param(long, marks=pytest.mark.attack)])
