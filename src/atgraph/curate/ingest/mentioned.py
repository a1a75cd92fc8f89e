"""What of a sentence is not on who takes part: whom it thanks or quotes, or when it was written."""

import re
from collections.abc import Iterator, Sequence

from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.subjects import stands_at_verb
from atgraph.curate.ingest.word_lists import every, with_forms, words_of
from atgraph.data.dates import find_dates, is_calendar_word

MENTIONS = r"(?<!\w)(?:{mentions})(?!\w)"
MENTIONS_OR_THANKS = r"(?<!\w)(?:{mentions}|{thanks})(?!\w)"
STAYED_AWAY = (  # “A, who had been announced, was ill”
    r"(?:,\s+(?:{relatives})\s[^,]{1,60},)?,?\s*(?<!\w)(?:{undergoes_away})(?!\w)"
    r"|,\s+(?:(?:{relatives})\s+)?(?:\S+\s+){0,3}?(?:{stayed_away})(?!\w)"
)
FOR_WHAT = r"(?<!\w)(?:{for})\s+(?:\S+\s+){0,3}?(?:{acts}|{sessions}|report|paper)(?!\w)"
TOLD_ELSEWHERE = r"^(?:{told_elsewhere})(?!\w)(?!\s(?:{with})\s)"  # not “In an interview with A”
TOLD_PRESS = (  # “told the Western Morning Post”, “declaró a El País”, “заявила газете «Шлях»”
    r"(?<!\w)(?:{told_to})\s(?:(?:{articles})\s)?[“«„\"]?(?:(?-i:[^\W\d_a-zа-яіїєґß-ÿ])[^\s,;:(]*\s){0,3}?"
    r"(?P<paper>{press})(?![\w-]|(?-i:\s[^\W\d_a-zа-яіїєґß-ÿ]))(?P<name>\s[«“„\"])?"
)
BYLINE = r"\W*(?:(?P<wrote>(?:{written_by})(?!\w):?)|(?:{by}))\s+"
BEHIND_DATE = (  # “2 May · By Ada Bek”
    r"(?:[|·•–—,:]|\d)\.?\s+(?!(?:{with})\s)(?:{by}|(?:{written_by}):?)\s+(?=[^\W\d_])"
)
FIRST = 12  # lines at the top of a document, among which it says what it is
MOST_BETWEEN = 18  # words from “thanked” to a name; of the line of who wrote
AGE = (  # “Ada Bek, 41, told”, “Ada Bek, 41, who fled, told”
    r"(?<=[^\W\d_]),\s\d{1,2}(?=,\s(?:{relatives})\s)|(?<=[^\W\d_]),\s\d{1,2},?(?=\s[^\W\d_])|\s\(\d{1,2}\)"
)
ONLY_DATELINE = re.compile(r"[^\W\d_][^.;:–—]{1,40}?,\s(?P<day>[^–—;:]{3,40})\.?")
DATELINE = re.compile(r"[^\W\d_][^,.;:–—]{1,40},\s(?P<day>[^–—;:]{3,40}?)\s[–—-]\s")


def without_dateline(sentence: str, people: PeopleReader) -> str:
    """Return a report without the town and the day before it: “PORT CALDER, Monday 12 May – …”.

    Nor has it the age of anybody: “Ada Bek, 41, told …”.
    """
    sentence = with_forms(AGE).sub("", sentence)
    found = ONLY_DATELINE.fullmatch(sentence) or DATELINE.match(sentence)
    day = found["day"].split()[0].strip(".,") if found else ""
    is_day = day.isdigit() or is_calendar_word(day, people.words.languages)
    return sentence[found.end() :] if found and is_day else sentence


def is_mentioned(text: str, start: int, end: int, beside: int, people: PeopleReader) -> bool:
    """Whether one is thanked or quoted, or did not come: “thanked A”, “B, who was ill”."""
    if with_forms(STAYED_AWAY, flags=re.I).match(text.replace("),", ","), max(end, beside)):
        return True
    if is_told_elsewhere(text, people):
        return True
    mentions = MENTIONS if people.habits.thanks_present else MENTIONS_OR_THANKS
    before = list(with_forms(mentions, flags=re.I).finditer(text, 0, start))
    between = text[before[-1].end() : start] if before else ""
    if not before or (between.strip() and stands_at_verb(text, end, end, people)):
        return False
    of_whom, comma, _ = between.partition(",")
    of = before[-1][0].split()[-1].casefold() in people.words["genitive"].exact
    bare = people.kinds.without_article(of_whom.strip())
    listed = people.names.read_whole(bare)  # “the lives of A, B and C”
    if of and comma and not (people.kinds.is_post(bare) or (listed and listed.score >= SURE)):
        return False  # “the Unit for the study of Debt, and A, head of B”
    behind = text[max(end, beside) :]
    if people.words["speech_verbs"].any_in(words_of(behind)[:1]):
        return False  # “told the story of three, and A, head of B, explained”
    if with_forms(FOR_WHAT, people.words, re.I).search(behind):
        return False  # “thanked A (B) for the presentation”
    verbs = people.words["speech_verbs"].any_of(between)
    return not verbs and len(between.split()) <= MOST_BETWEEN and ";" not in between


def is_told_elsewhere(text: str, people: PeopleReader) -> bool:
    """Whether a sentence tells what a newspaper printed: “As Ms. A told the Guardian, …”."""
    words = people.words
    if people.habits.thanks_present:
        return False  # minutes tell what was said at the meeting
    if with_forms(TOLD_ELSEWHERE, words, re.I).search(text):
        return True
    found = with_forms(TOLD_PRESS, words, re.I).search(text)
    if found is None or words["speech_verbs"].any_of(text[: found.start()]):
        return False  # “Ms. A explained how a girl told the Guardian …”
    clause, paper = words_of(text[: found.start()].rpartition(",")[2]), found["paper"]
    if not every("relatives").exact.isdisjoint(w.casefold() for w in (*clause[:1], *clause[-1:])):
        return False  # “A, who spoke to Daily B, asked …”
    named = found["name"] or (paper[0].isupper() and paper.split()[-1][0].isupper())
    behind = words_of(text[found.end() :])[:1]
    return bool(named) and not words["posts"].any_in(behind)  # “talked to Guardian reporter”


def find_authors(texts: Sequence[str], people: PeopleReader) -> Iterator[str]:
    """Yield who wrote a post or a report, as short lines at its top say: “By Ada Bek · 12 June”.

    Below the last sentence “By Ada Bek, editor” is enough.
    """
    ends = len(texts) > 1 and texts[-2].endswith(".")
    for text in (*texts[:FIRST], *texts[-1:]):
        named = _named_behind_by(text, people)
        yield from (name for name, sure in named if sure or (ends and text is texts[-1]))


def names_author(text: str, people: PeopleReader) -> bool:
    """Whether a line says who wrote the document: “By Ada Bek”."""
    authors = people.habits.authors
    return bool(authors) and any(name in authors for name, _ in _named_behind_by(text, people))


def is_of_author(text: str, people: PeopleReader) -> bool:
    """Whether a line begins with who wrote the document, as one below a post does."""
    bare = people.kinds.without_article(text)
    name = people.names.read(bare) if people.habits.authors else None
    return name is not None and name.text.casefold() in people.habits.authors


def _named_behind_by(text: str, people: PeopleReader) -> Iterator[tuple[str, bool]]:
    """Yield names behind “by” in a short line, and whether a date or “written” makes that sure."""
    if len(text.split()) > MOST_BETWEEN:
        return
    dated = next(find_dates(text, people.words.languages), None) is not None
    byline = with_forms(BYLINE, flags=re.I).match(text)
    found = [(byline, bool(byline["wrote"]))] if byline else []
    found += [(f, False) for f in with_forms(BEHIND_DATE, flags=re.I).finditer(text)]
    for lead, wrote in found:
        name = people.names.read(text[lead.end() :])
        if name is not None and name.score > 0:
            yield name.text.casefold(), dated or wrote
