"""Names of countries and languages, from babel."""

from __future__ import annotations

import functools

from atgraph.curate.ingest.words import Words, every


@functools.cache
def _countries(languages: tuple[str, ...]) -> frozenset[str]:
    from babel import Locale  # slow to import, and only documents need it

    names = {
        name.casefold()
        for language in languages
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return frozenset(names - {"world"} | every("countries").exact)


@functools.cache
def _languages(languages: tuple[str, ...]) -> frozenset[str]:
    from babel import Locale  # slow to import, and only documents need it

    return frozenset(
        name.casefold()
        for language in languages
        for name in Locale.parse(language).languages.values()
    )


def is_country(text: str, words: Words) -> bool:
    """Whether a text is the name of a country and nothing else."""
    name = text.casefold().strip().rstrip(".")
    known = _countries(words.languages)
    return name in known or (
        name.startswith(("the ", "republic of "))
        and name.split(" ", 1)[1].removeprefix("of ") in known
    )


def is_language_name(word: str, words: Words) -> bool:
    """Whether a word is the name of a language."""
    return word.casefold() in _languages(words.languages)
