"""Lists, counts and shares in words."""

from __future__ import annotations

from collections.abc import Iterable


def some(listed: Iterable[str], shown: int = 3) -> str:
    """Return names as a phrase, those beyond the first few counted."""
    names = list(listed)
    if len(names) > shown:
        return f"{', '.join(names[:shown])} and {len(names) - shown} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def plural(number: int, noun: str) -> str:
    """Return a number with its noun: 1 link, 2 links."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """Return a share in words, or why there is none."""
    return f"{part / whole:.0%} of {whole}" if whole else "there is no link"
