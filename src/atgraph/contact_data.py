"""Where a text says how to reach somebody: no transcript holds e-mail, numbers or addresses.

Nor the day on which somebody was born.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator

Cuts = tuple[tuple[int, int], ...]

_LABEL = (
    r"\b(?:e-?mail|mail|tel(?:ephone|efon|éfono|éphone|efone|efono)?|phone|mob(?:ile)?|cell|fax"
    r"|whatsapp|signal|skype|тел(?:ефон)?|факс|моб)\b\.?[ \t]*(?::[ \t]*)?"
)
_NUMBER = r"\d{1,5}(?: ?[a-zа-я]\b)?(?:[-/](?:\d{1,4}[a-z]?|[A-Z]\b))?"  # of a house
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
_CODE = (  # of a town; four figures may be a year
    r"(?:[A-Z]{1,3}-)?(?:\d{5,6}|\d{8}|(?!19|20)\d{4})(?:-\d{3,4})?|[A-Z]{1,2}-\d{4}|\d{2}-\d{3}"
    rf"|\d{{4}} ?[A-Z]{{2}}|{_BRITISH}"
)
_TOWN = r"(?:[гмс]\. ?)?[^\W\d_a-zа-я][\w’'.-]*(?:,? [^\W\d_][\w’'.-]*){0,5}"
_IN_TOWN = rf"(?:(?:[,\s]+|\s[–-]\s)(?:{_CODE}),?\s+{_TOWN}|[,\s]+{_TOWN},? (?:{_CODE}))?"
_BEFORE = (  # what stands before the name of a street
    r"(?:An der|Via|Viale|Piazza|P\.zza|Corso|Largo|Calle|C/|Avenida|Avda\.?|Av\.?|Plaza"
    r"|Paseo|Camino|Carrera|Rua|Praça|Travessa|Strada|Aleea|Bulevardul|Plac|(?i:rue|avenue"
    r"|boulevard|quai|chemin|allée|impasse|ulica|aleja|ул\.?|улица|вул\.?|вулиця|просп(?:ект|\.)|пр-т|площадь|площа|пер\."
    r"|переулок|пров\.|провулок|наб\.|набережная|набережна|бульвар|б-р|шоссе|ш\.))"
)
_AFTER = (
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Blvd\.?|Square|Drive|Way|Highway"
    r"|Terrace|Parkway)"
)
_TOGETHER = (
    r"(?i:stra(?:ß|ss)e|str\.|gasse|platz|allee|ufer|damm|weg|straat|laan|plein|gracht)"
    r"(?<!rbeitsplatz)"
)
_STREET_NAME = r"[«“„\"]?[^\W_][^,\n(|]{1,40}?"
_WITH_NUMBER = (
    r"(?:(?=[^,;|\n]{0,80}[^\W\d_]{2})[^,;|:\n\d]{0,40}\d[^,;|:\n]{0,40}"
    r"|[^,;|:\n\d]{3,40}, ?(?:[^\W\d_]{1,4}\.? ?)?\d{1,5}(?:[ /-]*[\w.]{1,5}(?!\w)){0,3}"
    r"|\d{1,5}(?:/\d+)?(?:, ?|\n)[^,;|:\n\d]{3,40})"
)
_NETWORKS = r"(?:twitter|x|facebook|instagram|linkedin)"
_PAGES = (  # of one person or body
    rf"(?:(?:[\w-]+\.){{0,2}}(?:{_NETWORKS}|tiktok)\.com|t\.me|wa\.me|bsky\.app)"
)
_ENTRY = (  # to a meeting, whoever is named beside it
    r"\b(?:(?:zoom |webex |teams )?(?:meeting|webinar|conference)[ -]?(?:id|number|kennnummer)"
    r"|id (?:de |di )?(?:la )?(?:réunion|reunión|riunione)|pass ?code|password|passwort"
    r"|kenn(?:code|wort)|(?:webex )?access code|zugangscode|code secret|code d[’']accès"
    r"|mot de passe|código de acceso|contraseña|codice (?:di |d[’'])?accesso|код доступ[ау]"
    r"|пароль|(?:идентификатор|ідентифікатор) конференц(?:ии|ії))[ \t]*"
    r"(?::?[ \t]*\d[\d -]{4,14}\d|:[ \t]*(?=[^\s,;)]{0,40}\d)[^\s,;)]{3,40})"
    r"|(?<![\w.-])(?:https?://)?(?:(?:[\w-]+\.)?(?:zoom\.us|webex\.com)"
    r"|teams\.(?:microsoft|live)\.com|meet\.google\.com)/[^\s)\]>]+"
)
_AT = (
    r"(?: ?[@＠] ?| ?[\[({<*](?:at|@|ät|arroba|chez|собака)[\])}>*] ?|_at_"
    r"| ?\(a\) ?(?=[\w.-]+\.[a-z]{2}))"
)
_DOT = r"(?:\.| \. | ?[\[({<*](?:dot|punkt|punto|point|точка|крапка)[\])}>*] ?)"
_EXTENSION = (
    r"[ \t,;]{0,3}\(?(?i:ext(?:ension)?|x|durchwahl|dw|klappe|poste|int(?:erno)?|доб|вн)\.?"
    r"[ \t]?\d{1,6}\b"
)
_BOX = (
    r"(?:P\. ?O\. ?Box|PO Box|Postfach|Postbus|Boîte postale|[BC]\. ?P\.|Casella postale"
    r"|Apartado(?: de correos)?|а/[яс]|абонентский ящик|абонентська скринька|поштова скринька)"
)
_BORN = (
    r"(?:born(?: on)?|D\.?O\.?B\.?|date of birth|geb\.|geboren(?: am)?|geburtsdatum"
    r"|née?(?:\(e\))? le|date de naissance|nat[oa] il|data di nascita|nacid[oa] el"
    r"|fecha de nacimiento|дата рождения|родил(?:ся|ась)|дата народження|народи(?:вся|лася))"
)
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.|er|º)?,? (?:de |of )?"
    r"[^\W\d_]{3,10}\.?,? (?:de )?\d{4}|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_APART = r" ?(?:, ?|\n)"
_FIRST = r"(?<!\w)(?<!\d[:.])"  # “12:00, Market Square” has no number of a house
_MAIL = (
    rf"(?i:(?:{_LABEL}|mailto:)?(?<![\w.+%-])[\w.+%-]{{1,64}}"
    rf"(?:{_AT}[\w-]+(?:{_DOT}[\w-]+)+| at (?!the )[\w-]+(?: dot [\w-]+)+))"
)
_BROKEN = r"(?<!\S)[^\s@]*[\w/}]@[^\s,;]*|(?<!\S)[(]?@\w[\w.]{2,}"  # in two; or an account
_PROFILE = (
    rf"(?i:(?:\b(?:{_NETWORKS}|whatsapp):[ \t]*)?(?<![\w.-])(?:https?://)?{_PAGES}/[^\s)\]>]+)"
)
_AT_SIGN = r"[@＠]|[\[({<*_](?i:a|at|ät|arroba|chez|собака)[\])}>*_]|(?i: dot )"
# in each; few texts have any
_SIGNS = {_MAIL: _AT_SIGN, _BROKEN: "@", _PROFILE: r"(?i:\.(?:com|me|app)/)"}
_REACHED = (
    _MAIL,
    rf"(?i:{_LABEL}[+(\d][\d ()/.-]{{4,}}\d)",
    _BROKEN,
    _PROFILE,
    rf"(?i:\b(?:{_NETWORKS}|skype|telegram|viber|wechat|threema|signal)(?: id)?:[ \t]*"
    r"(?:[@/][\w./]+|(?=[\w.:/+-]*[^\W\d])[\w+-]*[.\d:_/][\w.:/+-]*\w))",
    # “Instagram: anasmit”, not “Panel X: justice” or “Early Signal: hope”
    r"(?i:\b(?:twitter|facebook|instagram|linkedin|skype|telegram|viber|wechat|threema):[ \t]*"
    r"(?-i:[a-z])\w{3,}(?=[ \t]*(?:$|[;|)])))",
    rf"(?i:\b{_BOX} ?№? ?\d+)",
    rf"(?i:\b{_BORN}[ \t]*:?[ \t]*{_DAY})",
    rf"(?:Plot|Lot|Block) \d+[A-Z]?,? (?:[A-Z][\w’']* ){{1,3}}{_AFTER}(?!\w)",
    rf"{_FIRST}(?:\d{{1,4}}[–-])?\d{{1,5}}[a-z]?,? (?:[^\W\d_a-z][\w’'.-]* ){{1,3}}{_AFTER}(?!\w)"
    rf"(?:,? (?:Suite|Apt\.?|Flat|Unit|Floor) \w+)?{_IN_TOWN}",
    rf"{_FIRST}\d{{1,4}}(?: ?bis| ?ter)?,? {_BEFORE} [^,\n(]{{2,40}}{_IN_TOWN}",
    rf"(?<![\w’'-]){_BEFORE} {_STREET_NAME},? ?(?:n[º°.r]\.? ?|д\. ?|буд\. ?|№ ?)?{_NUMBER}"
    rf"(?=\s*(?:[,;)]|[–-](?! ?\d(?!\d{{4}}))|$)){_IN_TOWN}",
    r"(?<!\w)[А-ЯІЇЄҐ][\w-]+ (?:пр(?:осп)?\.|проспект|шоссе|бульвар|пер\.|наб\.),? \d+(?!\d)",
    rf"(?<!\w)[^\W\d_a-z][\w.-]{{1,40}}[ -]?{_TOGETHER} {_NUMBER}(?![\w:.]){_IN_TOWN}",
)
_MAY_REACH = re.compile(rf"[\d:/]|{_AT_SIGN}")  # in each of these
_TOWN_AND_CODE = (
    rf"(?:{_TOWN}[,-]? ?(?:[A-Z]{{2,4}},? )?(?:{_CODE})(?![\w:]| [^\W\d_A-Z])"
    rf"|(?:{_CODE}),?\s{_TOWN}|{_BRITISH}$)"
)
# Whatever the street is called: a number beside it, or what streets are called, and a town's code.
_ADDRESS = (
    rf"(?:^[ \t]*|(?<=[,;:(|·–-] )|(?<=  )|(?<=\t))"
    rf"(?:{_WITH_NUMBER}|{_BEFORE} {_STREET_NAME}|[^,;|:\n\d(]{{2,40}} {_AFTER})"
    rf"(?:{_APART}[^,;|\n]{{2,30}}){{0,2}}?{_APART}{_TOWN_AND_CODE}"
)
_WHEN = (  # in a piece before an address: “23 October 2024, 6pm, Old Library, London EC2V 7HH”
    r"\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?[^\W\d_]{3,}\.? (?:de )?(?:19|20)\d\d(?!\d)"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?!\d)"
    r"|(?<![\d.])\d{1,2}[:.h]\d\d(?!\d)|\d ?(?i:[ap]\.?m)\b|\d (?:Uhr|ч)\b"
)
_PIECE = r"[^,\n]*(?:, (?:19|20)\d\d(?!\d)[^,\n]*)?(?:,\s*|\n\s*)"
_FIGURES = re.compile(r"(?<![\w./:-])(?<!ISBN )[+(]{0,2}\d[\d ()./-]{5,20}\d(?![\w:%])")
_TIMES_OR_DATES = re.compile(
    r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d)|(?<!\d)(?:19|20)\d\d[./-]\d{1,2}[./-]\d"
    r"|^\(?\d{1,2}\.\d\d\s*-\s*\d{1,2}\.\d\d$|(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d"
    r"|\((?:19|20)\d\d(?!\d)|(?<!\d)1[5-8]\d\d ?- ?(?:1[5-9]|20)\d\d(?!\d)"
)
_HOURS = re.compile(r"((?:[01]\d|2[0-3])[0-5]\d) ?- ?((?:[01]\d|2[0-3])[0-5]\d)")
_PLAIN = r"\s*(?:[01]\d|2[0-3])[0-5]\d\s"
_PLAIN_TIMES = re.compile(rf"{_PLAIN}[^\n]*\n{_PLAIN}")  # “0900 Opening”, “0930 Module 1”
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
_SPOKEN_OF = re.compile(r"[ \t]*[^\W\d_]")  # “27 600 000 people”
_PRESS = (
    r"(?:for )?(?:press|media)[ -](?:contacts?|[ei]nquir(?:y|ies)|quer(?:y|ies))"
    r"|contacts? presse|pressekontakt|service (?:de )?presse|contactos? de prensa|"
    r"contatt[io] stampa|ufficio stampa|контакт[иы]? для (?:прессы|преси|сми|змі)|пресс?-?служба"
)
_CONTACT = (
    r"contacts?(?: person| details?| us)?|enquiries|inquiries|rsvp|(?:more|further) information"
    r"|for (?:more|further) information|kontakt|ansprechpartner(?:in)?|rückfragen"
    r"|anmeldung und information|renseignements|nous contacter|contactez-nous|contactos?"
    r"|contatt[io]|segreteria(?: organizzativa)?|contatos?|контакт[иы]?|контактное лицо"
    r"|контактна особа"
)
_SPACED = "|".join(map(" ?".join, ("contact", "contacto", "kontakt", "contatti", "контакт.")))
_NAMED = rf"(?:{_PRESS}|{_CONTACT}|{_SPACED})"
# at the head of a line, or of a cell, perhaps in two languages
_HEAD = (
    rf"(?:^[ \t>*•–|#-]{{0,8}}(?:\d\.? )?|\t|   )(?i:{_NAMED}(?:[ \t]*[/|\t ] ?{_NAMED})?)[ \t]*"
)
_ASKED = re.compile(
    rf"(?i:\b(?:contact|kontakt|связаться с|звертатися до|{_PRESS})\w*:?) (?P<who>[^.\n]{{0,80}})\Z"
)
# behind a colon, or in the next column of a text that is set with spaces or dots
_LABELLED = rf"{_HEAD}(?:[:|\t]|[ .]{{3}})[ .\t]*(?P<who>.+)$"
_BLOCK = rf"{_HEAD}(?:[:*][ \t*]*)?\n(?P<who>(?:\s*.+\n?){{1,6}})"
# “Mon, 14 Oct, 13:00-14:00”, “9:30”: below the head of a column, that is a row of a programme
_BEGINS_WITH_TIME = (
    r"^[ \t|]*(?:[^\W\d_]{2,12}\.?,? )?(?:\d{1,2}(?:\.|st|nd|rd|th)?,? [^\W\d_]{3,12}\.?,? "
    r"(?:20\d\d,? )?)?\d{1,2}[:.h]\d\d(?:\s?[–—-]|\s*$|[ \t|]{2})"
)
_ABOVE = re.compile(r"(?P<more>\S[^\n]*\n)?[^\n]*\S[^\n]*\n\Z")  # lines without an empty one
_BETWEEN_CELLS = re.compile(r"[ \t]{2,}|\t|\| *")
_PRESS_BLOCK = (
    rf"^[ \t>*•–#-]{{0,8}}(?i:{_PRESS})[ \t]*(?:[:*][ \t*]*)?\n\s*(?P<who>(?:.+\n?){{1,3}})"
)
# A name and nothing but a number and an e-mail beside or below it: that is whom to ask. Those are
# bars here, as `_without` leaves them.
_PARTED = r"(?:[\s,;:·–-]|(?<= )\|(?= ))+"
_CARD = (
    r"(?:^[ \t]*|(?<=  )|(?<=\t))(?P<who>[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'.-]{1,40}){1,3})"
    rf"{_PARTED}\|{{5,}}{_PARTED}\|{{5,}}"
)
_TRAILING, _LEADING = " \t\n,;:|–—-([<", " \t\n,;:|–—-)]>"


@functools.cache
def _read(pattern: str) -> re.Pattern[str]:
    """Read a pattern when it is looked for: most commands look for none, and to read takes long."""
    return re.compile(pattern, re.M)


def _reached(text: str) -> re.Pattern[str]:
    """Return what finds how somebody is reached, without what the text has no sign of."""
    asked = (s for s in _REACHED if s not in _SIGNS or re.search(_SIGNS[s], text))
    return _read("|".join(asked))


@functools.lru_cache(maxsize=8)  # each text is asked for by several
def contact_data(text: str) -> Cuts:
    """Return the stretches of a text that are contact data, as offsets, in their order.

    That is also who is named behind “Contact:”, and below it above an address or a number.
    """
    return _find(text)


def _find(text: str) -> Cuts:
    found = list[tuple[int, int]]()
    reached = list[tuple[int, int]]()
    if _MAY_REACH.search(text):  # few lines of a programme do, and to look for all takes long
        reached += (match.span() for match in _reached(text).finditer(text))
        found += (match.span() for match in _read(f"(?i:{_ENTRY})").finditer(text))
    reached += (m.span() for m in _FIGURES.finditer(text) if _is_number(text, m))
    for plain in (text, _without(text, reached)):
        for address in _read(_ADDRESS).finditer(
            plain
        ):  # “Office at 12 rue de la Paix, 75002 Paris”
            if _PLAIN_TIMES.match(address[0]):
                continue
            street = _reached(text).search(plain, *address.span()) or address
            reached.append((_behind_when(plain, street.start(), address.end()), address.end()))
    for start, last in reached:
        extension = _read(_EXTENSION).match(text, last)
        end = extension.end() if extension else last
        asked = _ASKED.search(text, max(0, start - 120), start)
        led = asked and not asked["who"] and ":" in asked[0]  # “Contact: a@b.example”
        found.append((asked.start(0 if led else "who") if asked else start, end))
    named = (m for who in (_LABELLED, _PRESS_BLOCK) for m in _read(who).finditer(text))
    found += (m.span("who") for m in named)
    found += (m.span("who") for m in _read(_CARD).finditer(_without(text, reached)))
    known = sorted(found)
    for block in _read(_BLOCK).finditer(text):
        first, last = (bisect_left(known, (at,)) for at in (block.start() + 1, block.end()))
        below = known[first:last]
        if _is_head_of_column(text, block):
            # whoever stands in the same cell is cut with the number, up to the end of the table
            ends = text.find("\n\n", block.end())
            below = known[first : bisect_left(known, (ends if ends >= 0 else len(text),))]
            found += ((_begin_of_cell(text, start), end) for start, end in below)
        elif below:
            found.append((block.start("who"), max(end for _, end in below)))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _is_head_of_column(text: str, block: re.Match[str]) -> bool:
    """Whether “Contact” stands beside or below other heads, and a row that begins with its time.

    A line without words parts such a row from its heads, but where spaces part the columns. Hours
    at which somebody is reached stand below their name, or “Contact” is apart.
    """
    head, who = block[0][: block.start("who") - block.start()], block["who"]
    first = text.rfind("\n", 0, block.start() + 1 - head[:1].isspace()) + 1
    beside, above = text[first : block.start()].strip(), _ABOVE.search(text[:first])
    time = _read(_BEGINS_WITH_TIME)
    begins, below = time.match(who.lstrip("\n")), above if who.startswith("\n") else None
    several = below and below["more"] and time.search(who)
    return ":" not in head and bool(several or (begins and (beside or below)))


def _begin_of_cell(text: str, at: int) -> int:
    """Return where the cell begins in which a place is: a line, or what spaces or a bar part."""
    line = text.rfind("\n", 0, at) + 1
    return line + max((m.end() for m in _BETWEEN_CELLS.finditer(text[line:at])), default=0)


def _behind_when(text: str, start: int, end: int) -> int:
    """Return where an address begins behind the day and the time that stand before it."""
    while (piece := _read(_PIECE).match(text, start, end)) and _read(_WHEN).search(piece[0]):
        start = piece.end()
    return start


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    """Return a text as long, with bars for some stretches: an address may begin behind them."""
    parts, at = list[str](), 0
    for start, end in sorted(cuts):
        parts += [text[at:start], "|" * (end - max(start, at))]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _is_number(text: str, found: re.Match[str]) -> bool:
    """Whether figures are a telephone number, and no date, time, or amount."""
    said = found[0]
    figures = sum(map(str.isdigit, said))
    if not 7 <= figures <= 15 or _TIMES_OR_DATES.search(said):
        return False
    begins = not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip(" \t|*•-")
    hours = _HOURS.fullmatch(said) if begins else None
    if hours and hours[1] < hours[2]:
        return False  # “0830 - 0900 Opening”
    if said.lstrip("(").startswith(("+", "00")) or (said[0] == "0" and said.isdecimal()):
        return True
    if _THOUSANDS.fullmatch(said):
        return figures == 9 and not _SPOKEN_OF.match(text, found.end())
    return figures >= 8 and not said.isdecimal()


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
        kept = kept.rstrip(_TRAILING) if n < len(inside) else kept
        words = kept.lstrip(_LEADING) if n else kept
        if any(map(str.isalnum, words)):
            yield first + len(kept) - len(words), first + len(kept)


@functools.lru_cache(maxsize=8192)  # the same words, by many steps
def without_contact_data(text: str) -> str:
    """Return the first words of a text that are no contact data: all of it, where it has none."""
    kept = between(text, 0, len(text), _find(text))
    return next((text[start:end] for start, end in kept), "")
