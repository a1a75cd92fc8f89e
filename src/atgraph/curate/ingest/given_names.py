"""Given names, from the lists of Faker: that a word is one speaks for a name, and decides nothing alone."""

from __future__ import annotations

import functools
import importlib
import pkgutil


@functools.cache
def _given() -> frozenset[str]:
    from faker.providers import person

    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for kind in ("first_names", "first_names_male", "first_names_female"):
            names = getattr(provider, kind, ())
            found.update(names if isinstance(names, tuple | list | dict) else ())
    return frozenset(name.casefold() for name in found if len(name) > 2 and name.isalpha())


def is_given(word: str) -> bool:
    """Whether a word, or its first part before a hyphen, is a given name somewhere."""
    bare = word.casefold().strip('.“”"()«»')
    return bare in _given() or bare.partition("-")[0] in _given()
