"""Names alone in a row: read by the mark that parts names on most lines of a document."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import take_status
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.person_signs import ENOUGH, MUST_BE, PersonSigns, only_named
from atgraph.curate.ingest.segment_kinds import cut_outside
from atgraph.curate.ingest.word_lists import is_postnominal, with_forms

DASH = r"\s+[–—-]\s+"
COMMA = r",\s*(?:{and})\s+|,\s*|\s+(?:{and})\s+"
BEFORE_DASHED = (
    r",\s+(?:(?:{and})\s+)?(?=[^\W\d_a-z][^,;:()–—]{2,60}?\s[–—-]\s)"  # “A – judge, B – …”
)
# “Prof. A/Assoc. Prof. B”
SLASH = r"\s+/\s+|/(?=(?:[A-Z][a-z]{1,4}\.\s)?(?i:{honorifics})\b)"
BAR = r"\s*\|\s*"
MARKS = (  # the strongest first
    r"\s*[;•∙]\s*(?:(?:{conjunctions})\s+)?|\s+·\s+",
    BAR,
    SLASH,
    DASH,
    COMMA,
)
# “Le Dr A B”, not “The Rt Hon A B”, “El Sheikh Omar”
TITLED = r"^(?!The |El )(?i:{articles})\s(?=(?i:{honorifics})\b)"
FEWEST = 2  # rows in which names are known
LONGEST = 300  # letters of a row


def read_row(text: str, signs: PersonSigns) -> list[Person]:
    """Read “A / B / C (tbc)”, where that mark parts names elsewhere and one of them is known."""
    for mark in MARKS if signs.habits.between and len(text) < LONGEST else ():
        row = _names_in(_cut(text, mark), signs) if mark in signs.habits.between else []
        if any(signs.is_likely(name) for name, _ in row):
            people = ((only_named(name, max(name.score, MUST_BE)), status) for name, status in row)
            return [replace(person, status=status) for person, status in people]
    return []


def _cut(text: str, mark: str) -> list[str]:
    pieces = map(str.strip, cut_outside(text, with_forms(mark), "(", ")"))
    return [piece for piece in pieces if piece and not is_postnominal(piece)]


def _names_in(pieces: Iterable[str], signs: PersonSigns) -> list[tuple[Name, str]]:
    """Return the names that pieces are, each with its status; nothing where one is none."""
    row: list[tuple[Name, str]] = []
    for piece in pieces:
        bare, status = take_status(piece, signs.words)
        name = signs.names.read_whole(signs.bare_name(bare))
        if name is None or name.score < ENOUGH:
            return []
        if signs.kinds.is_post_or_body(name.text) and not signs.is_likely(name):
            return []
        row.append((name, status))
    return row if len(row) > 1 else []


def parts_names(mark: str, texts: Sequence[str], signs: PersonSigns) -> bool:
    """Whether a mark parts names on several lines, and on hardly any a name from another thing."""
    rows = named_in = against = 0
    for text in texts:
        if len(text) >= LONGEST or not with_forms(mark).search(text):
            continue
        first, *others = _cut(text, mark) or [""]
        heads = signs.names.read_whole(first) is None and mark == DASH  # “The Title – A – B”
        row = _names_in(others if heads else [first, *others], signs)
        known = sum(signs.is_likely(name) for name, _ in row)
        two = mark == COMMA and len(row) == 2  # “Ada Bek, Open Door”
        if row and known * 2 >= len(row) and not two:
            rows, named_in = rows + 1, named_in + len(row) - 1
        named = signs.names.read(first) if others and not row else None
        against += named is not None and signs.is_likely(named)
        against += two and known == 1
    return rows >= FEWEST and named_in > against
