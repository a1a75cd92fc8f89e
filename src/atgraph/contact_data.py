"""Where a text says how to reach somebody: no transcript holds e-mail, numbers or addresses."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator

Cuts = tuple[tuple[int, int], ...]

_LABEL = (
    r"\b(?:e-?mail|mail|tel(?:ephone|efon|éfono|éphone)?|phone|mob(?:ile)?|cell|fax|whatsapp|signal"
    r"|skype|тел(?:ефон)?|факс|моб)\b\.?[ \t]*:?[ \t]*"
)
_TOWN = r"(?:[,\s]+(?:[A-Z]{1,2}-)?\d{4,6},?\s+[^\W\d_a-z][\w-]+)?"
_STREET = r"Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Blvd\.?|Square|Drive|Way"
_GERMAN = r"(?:stra(?:ß|ss)e|str\.|gasse|platz|allee|ufer|damm)(?<!rbeitsplatz)"
_FRENCH = r"rue|avenue|boulevard|quai|chemin|allée|impasse"
_BEFORE = r"Rue|Avenue|Boulevard|Quai|Via|Viale|Piazza|Corso|Calle|Avenida|Plaza|Paseo|Rua|Praça"
_EASTERN = r"ул\.|улица|вул\.|вулиця|просп(?:ект|\.)|пр-т|площадь|площа"
_REACHED = re.compile(
    "|".join(
        (
            rf"(?i:(?:{_LABEL}|mailto:)?(?<![\w.+%-])[\w.+%-]{{1,64}}"
            r" ?(?:@|[\[({]at[\])}]) ?[\w-]+(?:(?:\.| ?[\[({]dot[\])}] ?)[\w-]+)+)",
            rf"(?i:{_LABEL}[+(\d][\d ()/.-]{{4,}}\d)",
            r"(?<![\w.@/])@\w[\w.]{2,}",  # an account
            r"(?i:\b(?:twitter|x|facebook|instagram|linkedin|t)\.(?:com|me)/\S+)",
            r"(?<!\w)(?:\+|00)\d[\d ()/.-]{6,}\d",
            r"(?<![\w./-])\(?0\d{1,4}\)?[ /-](?=(?:\D?\d){6})(?:\d{5,}|\d{2,4}(?: \d{2,4}){1,4})",
            r"(?<![\w./-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]?\d{4}(?!\w)",
            r"P\. ?O\. ?Box \d+",
            rf"(?<!\w)\d{{1,4}}[a-z]?,? (?:[^\W\d_a-z][\w’'.-]* ){{1,3}}(?:{_STREET})(?!\w){_TOWN}",
            rf"(?<!\w)\d{{1,4}}(?: ?bis| ?ter)?,? (?:{_FRENCH}) [^,\n(]{{2,40}}{_TOWN}",
            rf"(?<!\w)(?:{_BEFORE}) (?:[\w’'.-]+ ){{0,4}}[\w’'.-]+,? (?:n[º°.] ?)?\d{{1,4}}"
            rf"(?=\s*(?:[,;)–-]|$)){_TOWN}",
            rf"(?:{_EASTERN})\s?[«“]?[^\W\d_][^,\n]{{2,40}}, ?(?:д\. ?|№ ?)?\d{{1,4}}",
            rf"(?<!\w)[^\W\d_a-z]\w{{1,30}}{_GERMAN} \d{{1,4}}[a-z]?(?![\w:.]){_TOWN}",
        )
    ),
    re.M,
)
_CONTACT = (
    r"^[ \t>*•–#-]{0,8}(?i:(?:(?:for )?(?:press|media)[ -])?(?:contacts?|enquiries|inquiries|rsvp)"
    r"(?: person| details?| us| presse)?|(?:for )?(?:more|further) information"
    r"|(?:presse)?kontakt|ansprechpartner(?:in)?|rückfragen|renseignements|contactos?|contatt[io]"
    r"|contatos?|контакты?|контактное лицо|контактна особа)"
)
_ASKED = re.compile(
    r"(?i:\b(?:contact|kontakt|связаться с|звертатися до)\w*:?) (?P<who>[^.\n]{0,80})\Z"
)
_LABELLED = re.compile(rf"{_CONTACT}[ \t]*:[ \t]*(?P<who>.+)$", re.M)
_BLOCK = re.compile(rf"{_CONTACT}[ \t]*:?[ \t]*\n(?P<who>(?:\s*.+\n?){{1,6}})", re.M)
_BEHIND, _AHEAD = " \t\n,;:|–—-([<", " \t\n,;:|–—-)]>"


@functools.lru_cache(maxsize=8)  # each text is asked for by several
def contact_data(text: str) -> Cuts:
    """Return the stretches of a text that are contact data, as offsets, in their order.

    That is also who is named behind “Contact:”, and below it above an address or a number.
    """
    return _find(text)


def _find(text: str) -> Cuts:
    found = list[tuple[int, int]]()
    for start, end in (match.span() for match in _REACHED.finditer(text)):
        asked = _ASKED.search(text, max(0, start - 120), start)
        found.append((asked.start("who") if asked else start, end))
    found += (match.span("who") for match in _LABELLED.finditer(text))
    for block in _BLOCK.finditer(text):
        reached = [end for start, end in found if block.start() < start < block.end()]
        if reached:
            found.append((block.start("who"), max(reached)))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def cuts_within(cuts: Cuts, start: int, end: int) -> Cuts:
    """Return the cuts that touch a stretch."""
    first, last = bisect_left(cuts, (start,)), bisect_left(cuts, (end,))
    first -= first > 0 and cuts[first - 1][1] > start
    return cuts[first:last]


def between(text: str, start: int, end: int, cuts: Cuts) -> Iterator[tuple[int, int]]:
    """Yield what of a stretch is said between cuts, without what parts it from them."""
    inside = cuts_within(cuts, start, end)
    for n, (_, first) in enumerate([(0, start), *inside]):
        last = inside[n][0] if n < len(inside) else end
        kept = text[first:last]
        kept = kept.rstrip(_BEHIND) if n < len(inside) else kept
        words = kept.lstrip(_AHEAD) if n else kept
        if any(map(str.isalnum, words)):
            yield first + len(kept) - len(words), first + len(kept)


def without_contact_data(text: str) -> str:
    """Return the first words of a text that are no contact data: all of it, where it has none."""
    kept = between(text, 0, len(text), _find(text))
    return next((text[start:end] for start, end in kept), "")
