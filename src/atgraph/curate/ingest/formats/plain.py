"""Plain text: it stays as it is, and lines that were wrapped are joined for reading."""

import codecs
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from atgraph.curate.ingest.lines import (
    BULLETS,
    LAST_PICTURE,
    PICTURE,
    PIN,
    PINNED,
    SYMBOLS,
    Extract,
    Line,
    Stretch,
    clean,
    fold_pieces,
    parts_with_pictures,
)
from atgraph.data.dates import begins_with_day
from atgraph.errors import UnreadableError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
LIKELY = [
    "cp1252", "cp1251", "cp1250", "koi8_r", "koi8_u", "cp866", "cp1254", "cp1257", "cp1253",
    "iso8859_5", "shift_jis", "gb18030", "big5", "euc_kr",
]  # fmt: skip
LATIN = ("cp1252", "cp1250", "cp1253", "cp1254", "cp1257")
SIGN = re.compile(r"[^\W\d_][¢-¦¨¬¯±-´¶¸¹¼-¾×÷ŸŽž]+[^\W\d_]|\b[¢-¦¨¬¯±-´¶¸¹¼-¾×÷]+[^\W\d_]{2}")
SHORT = re.compile(  # “г. Алматы”, “к.ю.н. Леся”, “avv. Ada”
    r"(?:[^\W\d_]{1,5}\.(?:[^\W\d_]{1,3}\.?)*\s+)+[^\W\d_a-zа-яіїєґ][^\W\d_]{2}"
)
LINKING_WORDS = (
    r"the|of|and|for|to|in|on|with|by|from|against|at|when|who|which|will"
    r"|is|are|der|die|des|und|für|gegen|von|zu"
    r"|de|du|la|le|les|et|del|los|las|y|contra|di|della|e|dos|das|и|в|с|та|і|з"
)
LINKING = re.compile(rf"(?i)[^\W\d_],?\s+({LINKING_WORDS})$")
ROMAN = re.compile(r"[IVX]{1,5}[.)](?:[ \t]{2,}|[ \t]+(?=\d{1,2}[.:]\d\d))(?=\S)")  # “II.  9:00”
SPACES = re.compile(r"(?: {3,}|\t+)(?:\| *)?")
WORD = re.compile(r"[^\W\d_]{3}")
CLOCK = re.compile(r"\d{1,2}\s?[.:hH]\s?\d{2}|\d{1,2}\s?[ap]\.?m", re.I)
ONE = rf"(?:{CLOCK.pattern})(?:\s?(?:h|hrs|uhr|[ap]\.?m\.?))?"
TIME = re.compile(ONE, re.I)
AT_EDGE = re.compile(rf"(?<=[^\s:])(?= {{3}}|\t)\s++(?P<time>{ONE}(?:\s?[–-]\s?{ONE})?)$", re.I)
NUMBER = re.compile(r"\d+")
FEWEST = 3  # times at the right edge of an agenda
LED = re.compile(  # “alle ore 9.30 Saluti”, “ore 9 Saluti”, “ab 9 Uhr”
    r"\s*(?P<lead>(?:[^\W\d_]{1,6}\.?\s){1,2})"
    r"(?:\d{1,2}(?:[.:,hH]\d{2}|\s?(?:[hH]|Uhr))\b|(?<=ore\s)\d{1,2}(?=\s))"
)
AWAITS = re.compile(  # a surname, or a post: “…, and Ada” “Bek, judge”; “…, Chief” “Officer”
    r"(?<=.{40})\b(?:Mrs?|Ms|Mx|Drs?|Prof|Rev|Hon|Sra?|Dra|Sig|Herr|Frau|Mme)\.?\s[^\W\d_a-z][\w’'-]+$|"
    r",\s(?:and|et|und|y|e|и|та|і)\s[^\W\d_a-z][\w’'-]+$"
    r"|,\s(?:Acting|Assistant|Associate|Chief|Deputy|Executive|General|Managing|Regional|Senior|Vice)$"
)
# “from 9:00 to”
AWAITS_TIME = re.compile(r"(?:[,–]|\s(?:to|until|till|bis|à|a|alle|hasta|до|по))$")
SURNAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?:,|\s\()|[^\W\d_a-z]\w+ [^\W\d_a-z]\w+,")
NAME_GAP = re.compile(  # “Ada Bek   Harbour Trust”
    r"(?P<name>(?:[^\W\d_][^:]{2,30}: )?[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){1,4}) {2,}"
    r"(?P<said>[^\W\d_](?:\S| (?! ))+)"
)
FITS = 0.9  # of the width
NARROW = 60  # letters of a row, from where on a text is wrapped
FULL, WIDEST = 68, 110  # letters of a row into which no more went
DEEP = 5  # spaces before a row, more than begin a paragraph
ENTRY = re.compile(
    r"(?:[^\W\d_a-z][\w.]{0,5}\. )?[^\W\d_a-z][\w’'-]+"
    r"(?: [A-Z]\.| van| von| de| al| bin| del| da)* [^\W\d_a-z][\w’'-]+"
    r", [^\W\d_a-z]\w+ ?[^,]*, [^\W\d_a-z]"
)  # “Name Name, Title, Body”
WITH_BODY = re.compile(  # “Ada Bek (Open Door), moderator”
    r"\W*[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){1,3} \([^()]+\)(?:, \w[\w ]*)?$"
)
RUNNING = re.compile(r"[^\W\d_][^:;]{0,40}:\s[^;]*[,(][^;]*;")  # “Speakers: A, Body; B, …”
SENDER = re.compile(r"(?:From|De|Von|Da|От|Від)\s?:\s", re.I)
SUBJECT = re.compile(
    r"(?:Subject|Objet|Betreff|Oggetto|Asunto|Тема)\s?:\s*"
    r"(?:(?:fwd?|re|aw|wg|tr)\s?:\s*)*(?P<title>\S.*)",
    re.I,
)
HEADER = re.compile(  # of a letter that was sent
    r"(?:From|To|Cc|Subject|Date|Sent|De|À|Objet|Envoyé|Von|An|Betreff|Datum|Gesendet|Da|A|Oggetto|Data"
    r"|Para|Asunto|Fecha|Enviado|От|Кому|Тема|Дата|Від|Копия)\s?:\s",
    re.I,
)
SAMPLE = 1 << 18
SIGNS = f"·{BULLETS}{SYMBOLS}"
STARTS = re.compile(
    rf"[-+*–—.v{SIGNS}]\s|[-–—{SIGNS}](?=[^\W\d_a-z])|{PICTURE}"
    r"|\d{1,2}[.:h]\d{2}|\d{1,3}[.)]\s|\(?[a-z]\.?\)\s|[^\W\d_][\w’' -]{1,40}:|\|"
)
HEADING = re.compile(r"(#{1,6})\s+")
BULLET = re.compile(
    rf"\s*(?:{PICTURE}(?=\w|[“\"«(¿¡])|(?:[-+*ov.–—>»→{SIGNS}]|[#(]?\d{{1,2}}(?:[.)]|\.-|(?<=#\d)(?=\s))|\(?(?!h\.\s\d)[a-z](?:[.)]|\.\)))\s+|[-–—{SIGNS}](?=[“«„]?[^\W\d_a-z]))"
)
SLANTED = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*_])")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read(text: str) -> Extract:
    """Read a text line by line."""
    return Extract(text, tuple(_note_headers(list(_logical_lines(text)))))


def parted_rows(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a text whose line ends are shown, each with the tag that ends the last.

    That is “p” behind a blank line, and none before a text that goes on with a line; an empty line
    comes last where the text ends with its line.
    """
    above = "br" if text.lstrip(" \t").startswith("\n") else ""
    for line in _logical_lines(text):
        yield text[line.start : line.end], "p" if above and line.gap else above
        above = "br"
    if text.rstrip(" \t").endswith("\n"):
        yield "", "br"


def _note_headers(lines: list[Line]) -> Iterator[Line]:
    """Note which first lines are those of a letter; “From: 5 May” without a subject is of none."""
    head = [*itertools.takewhile(lambda line: HEADER.match(line.text), lines)]
    sent = any(SENDER.match(line.text) for line in head[:1])
    if not (sent and any(SUBJECT.match(line.text) for line in head)):
        head = []
    yield from (replace(line, note="front matter") for line in head)
    yield from lines[len(head) :]


def decode(raw: bytes, path: Path) -> str:
    r"""Decode a document that does not name its encoding, with ``\n`` line ends."""
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError as exc:
        if encoding:
            message = f"says that it is {encoding} and is not; save it as UTF-8"
            raise UnreadableError(message, path) from exc
        text = "\x00" if b"\x00" in raw else _guess(raw, path)
    if "\x00" in text:
        raise UnreadableError("holds NUL bytes, so it is no text; save it as text in UTF-8", path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guess(raw: bytes, path: Path) -> str:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(raw[:SAMPLE], threshold=0.3, cp_isolation=LIKELY).best()
    if best is None:
        raise UnreadableError("is in an encoding that cannot be guessed; save it as UTF-8", path)
    # The encoding of Western Europe is by far the commonest: words in it have no signs inside.
    sample = raw[:SAMPLE].decode("cp1252", "replace")  # some bytes stand for nothing there
    if best.encoding in LATIN and "\ufffd" not in sample and not SIGN.search(sample):
        return raw.decode("cp1252", "replace")
    try:
        return raw.decode(best.encoding)
    except UnicodeDecodeError as exc:
        message = f"looks like {best.encoding} and is not; save it as UTF-8"
        raise UnreadableError(message, path) from exc


def _logical_lines(text: str) -> Iterator[Line]:
    """Yield lines, those joined that are one sentence or one heading wrapped over several."""
    rows = text.split("\n")
    starts = [0, *itertools.accumulate(len(row) + 1 for row in rows)]
    width, at_edge, led = _wrap_width(rows), _times_at_edge(rows), _led_by_words(rows)
    gaps = _names_before_gaps(rows)
    at, gap = 0, True
    while at < len(rows):
        if not any(map(str.isalnum, rows[at])):
            gap, at = True, at + 1
            continue
        last = at
        while last + 1 < len(rows) and last + 1 not in led and _goes_on(rows, at, last, width):
            last += 1
        if at in gaps:
            last = at
        first = starts[at] + len(rows[at]) - len(rows[at].lstrip())
        end = starts[last] + len(rows[last].rstrip())
        lines = _columns(text[first:end], first, gap, at_edge)
        if at in gaps:
            lines = iter([replace(_line(text[first:end], first, gap), text=gaps[at])])
        yield from (replace(line, indent=_indent(rows[at])) for line in lines)
        at, gap = last + 1, False


def _names_before_gaps(rows: Sequence[str]) -> dict[int, str]:
    """Return rows that have one gap behind a name, with a comma there, if several run on."""
    found = [NAME_GAP.fullmatch(row.strip()) for row in rows]
    runs = itertools.groupby(range(len(rows)), lambda n: found[n] is not None)
    long = [run for is_run, numbers in runs if is_run and len(run := [*numbers]) >= FEWEST]
    both = ((n, found[n]) for run in long for n in run)
    return {n: f"{one['name']}, {one['said']}" for n, one in both if one}


def _times_at_edge(rows: Sequence[str]) -> bool:
    """Whether lines end in times that rise, behind a gap: an agenda, and no list of prices."""
    found = (AT_EDGE.search(row.strip()) for row in rows if not CLOCK.match(row.lstrip()))
    clocks = [tuple(map(int, NUMBER.findall(row["time"])[:2])) for row in found if row]
    return len(clocks) >= FEWEST and clocks == sorted(clocks)


def _columns(
    printed: str, start: int, gap: bool, at_edge: bool, row: bool = False
) -> Iterator[Line]:
    """Yield a line; of a row of three columns or more time and title, then each of the others.

    A time at the right edge is read before what begins then.
    """
    is_row = at_edge and "\n" not in printed and not CLOCK.match(printed)
    ending = AT_EDGE.search(printed) if is_row else None
    if ending:
        yield _line(ending["time"], start + ending.start("time"), gap)
        yield from _columns(printed[: ending.start()], start, gap=False, at_edge=False, row=True)
        return
    parts = parts_with_pictures(printed)
    if len(parts) > 1:
        for first, last in parts:
            yield _line(printed[first:last].rstrip(), start + first, gap and not first)
        return
    roman = ROMAN.match(printed)
    number = roman.end() if roman else 0
    cuts = [] if "\n" in printed else [found.span() for found in SPACES.finditer(printed)]
    if not (row or CLOCK.match(printed, number) or "\t" in printed or len(cuts) > 1):
        cuts = []
    cuts = cuts[bool(cuts) and cuts[0][0] < number :]
    head = TIME.sub("", printed[number : cuts[0][0]]) if cuts else ""
    joined = bool(cuts) and not WORD.search(head)  # a time, a number
    edges = [0, *(edge for cut in cuts[joined:] for edge in cut), len(printed)]
    for first, last in zip(edges[::2], edges[1::2]):
        if first < last:
            yield _line(printed[first:last], start + first, gap and not first)


def _wrap_width(rows: Sequence[str]) -> int:
    """Return the width at which lines were wrapped; 0 where they were not."""
    lengths = sorted(len(row) for row in rows if len(row) > 40)
    longest = lengths[int(len(lengths) * 0.95)] if lengths else 0
    if not 0 < longest <= WIDEST:
        return 0
    long = (b for a, b in itertools.pairwise(rows) if len(a.rstrip()) >= longest * 0.75)
    following = [row.strip() for row in long if row.strip() and not CLOCK.search(row[:12])]
    going_on = sum(row[:1].islower() for row in following)
    if going_on >= 3 and going_on >= 0.3 * len(following):
        return longest
    most = max(map(len, rows))
    two = [(a.rstrip(), b.strip()) for a, b in itertools.pairwise(rows) if a.strip() and b.strip()]
    ends = [(a, b) for a, b in two if not (STARTS.match(b) or CLOCK.match(b))]
    full = sum(len(a) + len(b.split(" ")[0]) >= most for a, b in ends)
    apart = 2 * sum(not row.strip() for row in rows) >= len(ends)
    three = zip(rows, rows[1:], [*rows[2:], ""])
    last = [len(b) for a, b, c in three if a.strip() and b.strip() and not c.strip()]
    # paragraphs stand apart, most lines end where the next word would not have fitted, and their
    # last lines are of any length, as those of a list are not
    wrapped = apart and full >= 3 and full * 2 >= len(ends) and sum(last) < most * len(last) * 0.75
    return most if NARROW <= most <= WIDEST and wrapped else 0


def _goes_on(rows: Sequence[str], first: int, last: int, width: int) -> bool:
    """Whether the line after ``last`` continues what begins on ``first``."""
    joined = " ".join(row.strip() for row in rows[first : last + 1])
    above, following = rows[last].rstrip(), rows[last + 1].strip()
    if not following:
        return False
    star = joined.startswith("*") and not BULLET.match(joined)
    mark = "**" if joined.startswith("**") else "*" if star else ""
    if mark and last - first < 4 and joined.count("*") <= len(mark):
        return following.endswith(mark) or "*" not in following
    closes = joined.count("(") > joined.count(")") and ")" in following.partition("(")[0]
    clock = CLOCK.match(following) is not None  # “… (9 May, 9:00 –” “9:30)”, “… 9 May 2031,” “9:00”
    clock = clock and not CLOCK.match(joined)  # else each begins a slot
    within = clock and (closes or (width > 0 and AWAITS_TIME.search(joined) is not None))
    if STARTS.match(following) and not within:
        return False
    if _indent(rows[last + 1]) < _indent(rows[first]) - (0 if BULLET.match(rows[first]) else DEEP):
        return False
    if last - first < 3 and (_is_open(joined) or closes):
        return True
    is_deeper = _indent(rows[last + 1]) > _indent(rows[first])
    if RUNNING.match(joined) and joined[-1] not in ".:;!?" and (is_deeper or ";" in following):
        return True
    small = following[:1].islower() and not SHORT.match(following)
    big = following[:1].isupper()
    unended = small and len(above.lstrip()) > 55 and joined[-1:] not in ".:;!?"
    links = LINKING.search(joined)
    if unended or (links and (links[1].islower() or joined.isupper())):  # “Ten Years On” ends
        return True
    if AWAITS.search(joined) and SURNAME.match(following):
        return True
    full = len(above) + len(following.split(" ")[0]) > FULL and len(above) < WIDEST
    aligned = ":  " in joined  # “Panellists:  A, Body”, below it “B, Body”
    if is_deeper and full and ", " in joined and not (aligned or CLOCK.match(joined)):
        return joined[-1] not in ".:;!?)"  # “Ada Bek, judge, Court of”, below it deeper “Appeal”
    if not width or (big and len(above) + len(following.split(" ")[0]) < width * FITS):
        return False  # the next word would have fitted
    if ENTRY.match(following) and not joined.endswith(","):
        return False
    if WITH_BODY.match(joined) and WITH_BODY.match(following):
        return False
    ended = joined.endswith((":", ".")) and big and len(rows[last]) < width * 0.9
    return len(above) >= width * 0.75 and not ended


def _led_by_words(rows: Sequence[str]) -> frozenset[int]:
    """Return which lines a word and a time begin, as another line: “ore 9.10 Ada Bek”."""
    found = {at: led["lead"].casefold() for at, row in enumerate(rows) if (led := LED.match(row))}
    counts = Counter(found.values())
    return frozenset(at for at, lead in found.items() if counts[lead] > 1)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _is_open(text: str) -> bool:
    """Whether a quotation begins in a text that does not end there: “…”, „…“ and „…" alike."""
    opening, closing = ("„«", '“”»"') if "„" in text else ("“«", "”»")
    straight = 0 if "„" in text else text.count('"') % 2
    return sum(map(text.count, opening)) + straight > sum(map(text.count, closing))


def _line(printed: str, start: int, gap: bool) -> Line:
    body, level, item, end, number, note = printed, 0, False, start + len(printed), 0, ""
    if heading := HEADING.match(body):
        level, body = len(heading[1]), body[heading.end() :]
    elif (bullet := ROMAN.match(body) or BULLET.match(body)) and not begins_with_day(body.lstrip()):
        item, body = True, body[bullet.end() :]
        number = int(re.sub(r"\D", "", bullet[0]) or 0)
        note = PINNED if bullet[0].lstrip().startswith(PIN) else ""
    body = LAST_PICTURE.sub("", clean(body).rstrip())
    text, strong, slanted = _without_marks(" ".join(body.split()).removesuffix(" |"))
    text = text or " ".join(clean(printed).split())
    return Line(text, start, end, level, strong, item, gap, note, number=number, slanted=slanted)


def _without_marks(text: str) -> tuple[str, tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Take stars of emphasis away; what stood between two of them is strong, or slanted."""
    parts = list(enumerate(STRONG.split(text)))  # text, mark, what is inside, text, …
    pieces = [(piece, at % 3 == 2) for at, piece in parts if at % 3 != 1]
    inner = [
        (piece.replace("*", ""), bold, at % 3 == 2)
        for said, bold in pieces
        for at, piece in enumerate(SLANTED.split(said))
        if at % 3 != 1
    ]
    plain, strong = fold_pieces((piece, bold) for piece, bold, _ in inner)
    return plain, strong, fold_pieces((piece, slanted) for piece, _, slanted in inner)[1]
