"""Names of countries, from babel."""

from __future__ import annotations

import functools

from atgraph.curate.ingest.words import Words

MORE = {
    "usa", "u.s.a", "us", "u.s", "uk", "u.k", "united states of america", "holy see", "republic of moldova", "russian federation", "türkiye",
    "turkey", "czech republic", "the netherlands", "ivory coast", "the gambia", "republic of korea", "south korea", "north macedonia", "uae", "drc",
    "england", "scotland", "wales", "northern ireland", "kosovo", "estados unidos de américa", "états-unis d'amérique", "stati uniti d'america",
    "vereinigtes königreich", "palestine", "ee. uu", "ee.uu", "eeuu", "сша", "рф",
}  # fmt: skip


@functools.cache
def _names(languages: tuple[str, ...]) -> frozenset[str]:
    from babel import Locale

    names = {
        name.casefold()
        for language in languages
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return frozenset(names - {"world"} | MORE)


def is_country(text: str, words: Words) -> bool:
    """Whether a text is the name of a country and nothing else."""
    name = text.casefold().strip().rstrip(".")
    known = _names(words.languages)
    return name in known or (
        name.startswith(("the ", "republic of "))
        and name.split(" ", 1)[1].removeprefix("of ") in known
    )
