"""Reports that tell of sessions without heads: their titles are set apart within prose."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from atgraph.curate.ingest.lines import APOSTROPHE, Line, find_piece, sentences_in
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.prose import SINGLE
from atgraph.curate.ingest.recognition import Lines, RecognizedLine
from atgraph.curate.ingest.subjects import PARAGRAPH
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.told_topics import ToldTitle, find_topic, read_topic
from atgraph.curate.ingest.word_lists import DocumentWords, every, with_forms, words_of
from atgraph.data.dates import find_dates

SLANTED, STRONG = "in italics", "in bold"  # ways in which titles stand
OPENS, TIMED = "opens a sentence", "beside a time"
BRACKET = re.compile(r"\s(\([^()]*\))")
TOLD = "told in a sentence"
FEWEST = 2  # sessions of such a report
MOST_BEFORE, MOST_LEADING = 6, 3  # words from that for a session to its title, from “entitled”
MOST_SOON = 9  # words of a sentence before a title to which a report goes on
IN_CAPITALS = (  # “the panel Ghost Crews on Cheap Ships”
    r"(?<!\w)(?:{sessions}|{events})\s+(?P<title>[A-Z][\w’'-]*"
    r"(?:\s+(?:(?:of|the|a|an|and|in|on|to|for|with|at|by|from|or|as)\s+)*[A-Z][\w’'-]*)+\??)"
    r"(?=[.,;:]|\s[a-z(])"
)
ALL_CAPITALS = re.compile(  # “l’incontro LA ROTTA CHE NON C’È, a cui …”
    r"(?<![\w’'])[A-ZÀ-ÞА-ЯІЇЄҐ]+(?:(?:[’']|[-,:]?\s)[A-ZÀ-ÞА-ЯІЇЄҐ]+){2,}\??(?![\w’'])"
)
ENTITLED = r"(?i:(?<!\w)(?:{entitled})):?\s+(?P<title>[^\W\d_a-z][^,.;:“”«»\"‘’]{8,120})(?=[,.;])"
QUOTES = '“”"«»„ '
NEW_CLAUSE = re.compile(r"\.\s|\(")
NTH = r"(?<!\w)(?:{nth})(?:,?\s(?:{leads_to_topic}|{entitled}))?$"  # “the second, on “A””
OF_SOMEBODY = (
    r"\s(?:{leads_to_person}|{genitive}|{with})\s(?:(?:{articles})\s)?(?=(?-i:[^\W\d_a-z]))"
)
OF_DECLINED = r"\s(?:[а-яёіїєґ][\w-]+\s){0,4}(?=[А-ЯЁІЇЄҐ])"  # “лекция социолога Ады Бек «…»”
LED_BEHIND = (  # “A”, led by B”, “A”, a panel with B”
    r"[”»“\"’]?(?:[,:]|\s[–—-])\s(?:(?:[^\W\d_]+\s){0,2}?(?:{features}|{moderates}|{leads_to_person})"
    r"|(?:{articles}|{some})\s(?:[^\W\d_]+\s)?(?:{sessions}|{told_events}))(?!\w)"
    r"|[”»“\"’]?\.\s(?:[^\W\d_]+\s){0,2}?(?:{features}|{moderates})(?!\w)"  # “A”. It was led by B
)
TITLE_BEHIND = r"[”»“\"’]?[,:.]?\s(?:[–—-]\s)?(?:\w+\s)?(?:{was_topic})(?!\w)"
HELD = r"\s(?:{topic_ends}|{features})(?!\w)"
COMES = r"(?<!\w)(?:{then_came}|{takes_up}|{leads_to_topic})$"
WITH_BEHIND = r"(?::|(?:{with})(?!\w))\s+(?:(?:{articles})\s+)?"
INTO = r"(?<!\w)(?:{into})\s$"
MOST_OF_BODY = 4  # words up to a name in quotation marks: “head of group A”
MOST_KIND = 2  # words of a kind of session: “keynote lecture”
LONGEST_SHORT = 5  # letters of a body in short: “UNODC”
SHORT = 4  # letters of a word that has no other endings
KINDS_OF_BODY = ("organizations", "units")
ENDS, SAID = (".", ","), ("!", "…")  # at the end of what somebody said; of a title, where led to


def find_title(line: RecognizedLine) -> ToldTitle | None:
    """Return the title of a session in a line: the first to which words lead, else the first."""
    quoted = (ToldTitle(*f.span(), f[0].strip(QUOTES)) for f in QUOTED.finditer(line.text))
    titles = [t for t in quoted if may_be_title(line, t)]
    led = [t for t in titles if _is_whole(t) and is_led_to(line, t)]
    led = [t for t in led if not _is_visited(line, t)] or led  # “In “A” …; the talk “B” asks why.”
    found = next((t._replace(text=t.text.rstrip(",.")) for t in led), None)
    titles = [t for t in titles if not (t.text.endswith((*ENDS, *SAID)) or _is_said(line, t))]
    if found is not None:
        return found
    return next(_find_marked(line), None) or next(iter(titles), None)


def _is_said(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether right behind quotation marks stands a verb of saying: ““Nobody asks”, said Bek.”."""
    said, by, *_ = [*words_of(_text_behind(line, title)), "", ""]
    speaks = said.islower() and said in line.words["speech_verbs"]
    return speaks and by not in every("by").exact


def _is_whole(title: ToldTitle) -> bool:
    """Whether no sentence goes on within quotation marks, unless in capitals: “Ships at Night,”."""
    long = [word for word in words_of(title.text) if len(word) >= SHORT]
    capitals = len(long) >= FEWEST and all(word[:1].isupper() for word in long)
    return capitals or not title.text.endswith(ENDS)


def may_be_title(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether what is set apart is no body and begins with a capital letter: “fund “A””."""
    before, first = line.text[: title.start].removesuffix("("), title.text[:1]
    behind = words_of(line.text[title.end :])[:1]
    inside = before.count("(") > before.count(")")
    capital = bool(first) and not first.islower()
    held = behind and _is_post(line, behind[0])  # ““A” members”
    return capital and not (inside or held or _is_of_post(line, words_of(before), behind))


def _is_post(line: RecognizedLine, word: str) -> bool:
    posts = line.words["posts"].exact
    return word.islower() and (word in posts or word.removesuffix("s") in posts)


def _is_of_post(line: RecognizedLine, before: list[str], behind: list[str]) -> bool:
    """Whether a body or a work is named: “fund “A””, “author of “B””, “head of group “C” of D”."""
    posts, genitive = line.words["posts"], line.words["genitive"]
    of = genitive.any_in(before[-1:]) and posts.any_in(before[-2:-1])
    last = before[-MOST_OF_BODY:] if genitive.any_in(behind) else []
    of = of or any(a in posts and genitive.any_in([b]) for a, b in pairwise(last))
    return of or _is_kind_of_body(line, before[-1:])


def _is_kind_of_body(line: RecognizedLine, kind: list[str]) -> bool:
    """Whether a word is one for a body or a part of one: “of the unit “A””, “des Referates „A““."""
    forms = [word.removesuffix(end) for word in kind for end in ("", "s", "es")]
    known = any(line.words[k].any_in([form]) for k in KINDS_OF_BODY for form in forms)
    return known and not is_session(line.words, kind)


def _find_marked(line: RecognizedLine) -> Iterator[ToldTitle]:
    """Yield titles without double quotation marks to which words lead."""
    raw = line.raw
    spans = [f.span() for f in SINGLE.finditer(line.text)]
    spans += [span for span in (*raw.slanted, *raw.strong) if span[1] - span[0] < len(line.text)]
    named = [found.start("title") for found in with_forms(ENTITLED).finditer(line.text)]
    ends = [line.text.find(". ", at) for at in named]
    topics = (
        read_topic(line, at, end if end > 0 else len(line.text)) for at, end in zip(named, ends)
    )
    spans += [(topic.start, topic.end) for topic in topics if topic]
    if not line.text.isupper():
        capitals = (f for f in ALL_CAPITALS.finditer(line.text) if _is_in_words(line, f[0]))
        spans += [found.span() for found in capitals]
    if line.words.languages == ("en",):
        spans += [f.span("title") for f in with_forms(IN_CAPITALS).finditer(line.text)]
    spans = [
        span
        for span in spans
        if span[0] not in named or is_session(line.words, _words_before(line.text, span[0]))
    ]
    for start, end in sorted(spans):
        title = ToldTitle(start, end, line.text[start:end].strip(f"{QUOTES}‘’‚'.,"))
        is_name = names_one(line, title)
        led = is_held(line, title) or is_led_to(line, title)
        alike = is_set_so(line, title)  # as others to which words lead
        slanted = (start, end) in raw.slanted and not start
        several = (" " in title.text or (led and alike)) and not is_name
        several = several and (slanted or led or alike)
        if several and may_be_title(line, title):
            yield title


def _is_in_words(line: RecognizedLine, capitals: str) -> bool:
    """Whether what stands in capitals is no row of bodies in short: “OSCE, ILO, UNHCR”."""
    words, small = words_of(capitals), line.words["common"].any_in(words_of(capitals.casefold()))
    long = any(len(word) > LONGEST_SHORT for word in words)
    return (small or long) and "," not in capitals and not line.people.kinds.is_body(capitals)


def names_one(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether what is set apart is a name, or one and a post: “**Ms. Ada Bek, mayor.** We …”."""
    names = line.people.names
    name = names.read(title.text)
    beside = name is not None and title.text[name.end :].startswith((",", " ("))
    whole = name if beside else names.read_whole(title.text)
    return whole is not None and whole.score >= SURE


def is_held(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether a sentence soon says of a title that it was held: “Then **A** heard B”."""
    before = NEW_CLAUSE.split(line.text[: title.start])[-1]
    bold, bare = (title.start, title.end) in line.raw.strong, before.strip()
    opens = line.text[title.start] in QUOTES and (not bare or bare.endswith(","))
    held = with_forms(HELD, line.words).match(line.text, title.end)
    soon = len(before.split()) <= (MOST_BEFORE if bold else MOST_LEADING)
    is_body = line.people.kinds.is_post_or_body(title.text)
    return bool(held) and soon and (bold or opens) and not is_body


def is_set_so(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether a title stands as several others do."""
    return any(way in line.habits.title_ways for way in ways_of(line, title))


def ways_of(line: RecognizedLine, title: ToldTitle) -> Iterator[str]:
    """Yield the ways in which a title, and no speech, stands: set apart, first, beside a time."""
    if (title.start, title.end) in line.raw.slanted:
        yield SLANTED
    if (title.start, title.end) in line.raw.strong:
        yield STRONG
    behind = line.text[title.end :]
    verb = words_of(behind)[:1]
    said = line.words["speech_verbs"].any_in(verb) and not line.words["moderates"].any_in(verb)
    if line.text[title.start] not in QUOTES or not _is_whole(title) or said or behind[:1] == ",":
        return
    if not line.text[: title.start].strip():
        yield OPENS
    if next(find_times(line.text, line.words), None):
        yield TIMED


def _bracket_behind(line: RecognizedLine, title: ToldTitle) -> str:
    """Return a bracket behind a title that says when it was, else nothing."""
    found = BRACKET.match(line.text, title.end)
    return found[1] if found and next(find_times(found[1], line.words), None) else ""


def is_led_to(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether a word for a session or an event stands before a title: “the panel “A””."""
    before = _words_before(line.text, title.start)
    entitled = line.words["entitled"].any_in(before[-MOST_LEADING:])
    entitled = entitled or (line.words["heads_topic"].any_in(before[-1:]) and not line.opens)
    led = is_session(line.words, before) or _comes_next(line, title)
    own = _is_talk_of(line, title) or _is_led(line, title) or _is_visited(line, title)
    own = own or _leads_to_names(line, title)
    return entitled or led or own


def _is_led(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether words that lead to somebody stand behind a title: “I chose “A”, led by B”."""
    ways = (with_forms(way, line.words, re.I) for way in (LED_BEHIND, TITLE_BEHIND))
    return any(way.match(line.text, at) for way in ways for at in (title.end - 1, title.end))


def _is_visited(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether somebody was in what has a title: “I went to “A”.”, “In “A”, B told …”."""
    clause, behind = NEW_CLAUSE.split(line.text[: title.start])[-1], _text_behind(line, title)
    if with_forms(WITH_BEHIND, line.words).match(behind):
        return False
    inside, size = with_forms(INTO, line.words, re.I).search(clause), len(clause.split())
    opens = size <= MOST_LEADING  # “In “A” stritten B und C”
    ends = behind[:1] in (",", ".", ";") or with_forms(r"(?:{in_town})\s", line.words).match(behind)
    return bool(inside) and (opens or (size <= MOST_SOON and bool(ends)))


def _leads_to_names(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether who takes part stands behind a title: ““A”: B and C”, ““A” with B”."""
    behind = _text_behind(line, title)
    found = with_forms(WITH_BEHIND, line.words).match(behind)
    name = line.people.names.read(behind[found.end() :]) if found else None
    return name is not None and name.score >= SURE


def _text_behind(line: RecognizedLine, title: ToldTitle) -> str:
    return line.text[title.end :].lstrip('”»“"’ ')


def _is_talk_of(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether somebody stands between a word for a session and a title: “the talk by A, “B””."""
    said = NEW_CLAUSE.split(line.text[: title.start])[-1]
    declined = {"ru", "uk"} & set(line.words.languages)
    way = re.compile(OF_DECLINED) if declined else with_forms(OF_SOMEBODY, line.words, re.I)
    for found in way.finditer(said):
        if is_session(line.words, words_of(said[: found.start()])[-MOST_KIND:]):
            name = line.people.names.read(said[found.end() :])
            return name is not None and name.score > 0
    return False


def _comes_next(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether words lead to a title that say no kind of session: “Next up was “A””."""
    before = line.text[: title.start].rstrip(" ,:(–—")
    counts = with_forms(NTH, line.words, re.I).search(before)
    return bool(counts or with_forms(COMES, flags=re.I).search(before))


def tells_of_event(text: str, words: DocumentWords) -> bool:
    """Whether prose tells of an event, by a word for one or by one that leads to a title."""
    quoted = (_words_before(text, found.start()) for found in QUOTED.finditer(text))
    told = words["events"].any_of(text) or says_event(text)
    return told or any(is_session(words, before) for before in quoted)


def announces(text: str, words: DocumentWords) -> bool:
    """Whether a paragraph says when something is, and on which day right before its title."""
    if next(find_times(text, words), None) is None:
        return False
    sentences = [text[start:end] for start, end in sentences_in(text, 0, len(text))]
    titled = list[str]()
    for before, said in zip(["", *sentences], sentences):
        if found := QUOTED.search(said):  # “… on 6 May. The meeting “Fair Ports” …”, and no film
            is_event = is_session(words, _words_before(said, found.start()))
            titled.append(f"{before} {said}" if is_event else said)
    return any(date.is_day for said in titled for date in find_dates(said, words.languages))


def _words_before(text: str, at: int) -> list[str]:
    said = NEW_CLAUSE.split(text[:at].removesuffix("(").rpartition("\n")[2])[-1]
    words = words_of(said.casefold())[-MOST_BEFORE:]
    return [APOSTROPHE.split(word)[-1] for word in words]  # “l’atelier”


def is_session(words: DocumentWords, before: list[str]) -> bool:
    """Whether one of some words is for a session or an event."""
    kinds = [words[kind] for kind in ("sessions", "events", "told_events")]
    exact = (w for kind in kinds for w in kind.exact)
    stems = tuple(w[:-1] for w in exact if len(w) > SHORT and " " not in w)
    inflected = any(word.casefold().startswith(stems) for word in before)  # “на секции”
    return inflected or any(kind.any_in(before) for kind in kinds)


def _opens(line: RecognizedLine, title: ToldTitle) -> bool:
    """Whether a line begins with a title that is no speech, or only a time stands before it."""
    before, behind = PARAGRAPH.sub("", line.text[: title.start]), line.text[title.end :]
    verbs, few = line.words["speech_verbs"], len(before.split()) <= MOST_BEFORE
    leads = before.rstrip().endswith((",", ":", "–", "—")) and not verbs.any_of(before)
    ends = behind[:1] in (".", ",", ":") or title.text.endswith("?")
    if leads and ends and len(before.split()) <= MOST_LEADING:
        return True  # “Premier temps, « Le titre ».”
    said = behind.startswith(",") or verbs.any_in(words_of(behind)[:1]) or verbs.any_of(before)
    timed = few and next(find_times(before, line.words), None) is not None
    return not said and (timed or not before)


def says_event(text: str) -> bool:
    """Whether a word for an event stands in a line."""
    words = {w.strip(".,:;").casefold() for w in text.split()}
    return bool(words & (every("event_nouns").exact | every("event_titles").exact))


def split_told(lines: Lines, text: str) -> Iterator[Line]:
    """Yield lines, before each that tells of a session its time and its title."""
    head = " ".join(line.text for line in lines if not line.tells)
    told = [s for s in lines if s.tells and not s.speech and names_somebody(s)]
    found = ((s, find_title(s)) for s in told)
    titles = {s.place: t for s, t in found if t and t.text not in head}
    ways = (is_led_to, _opens, is_held, is_set_so)
    sure = {p for p, t in titles.items() if any(way(lines[p], t) for way in ways)}
    topics = _find_topics([s for s in told if s.place not in sure], lines)
    led, titles = len(sure) + len(topics), titles | topics
    below = min(titles, default=0)
    timed = any(s.has_time and not (s.tells or s.dates) and s.place > below for s in lines)
    is_report = led >= FEWEST and led * 2 >= len(titles) and not timed
    for line in lines:
        if is_report and line.place in titles:
            yield from _heads(line, titles[line.place], text)
            yield _behind(line, titles[line.place], text)
        else:
            yield line.raw


def _find_topics(told: Lines, lines: Lines) -> dict[int, ToldTitle]:
    """Return by place what paragraphs tell that sessions were on, unless heads stand above them."""
    found = ((line.place, find_topic(line)) for line in told)
    topics = {p: topic for p, topic in found if topic}
    _, *later = sorted(topics) or [0]
    above = [lines[place - 1] for place in later]
    headed = sum(s.raw.level > 0 or s.raw.all_strong or not (s.tells or s.dates) for s in above)
    return topics if headed * 2 < len(topics) else {}


def _heads(line: RecognizedLine, title: ToldTitle, text: str) -> Iterator[Line]:
    """Yield the time and the title that a line tells, where they stand in the text."""
    ends = (end for start, end in sentences_in(line.text, 0, len(line.text)) if end > title.end)
    said = line.text[: next(ends, len(line.text))]
    times = list(find_times(said, line.words))
    bracket = _bracket_behind(line, title)[1:-1]
    pieces = [bracket or said[t.at : t.to] for t in times] if len(times) == 1 else []
    for piece, note in (
        *((piece, "") for piece in pieces),
        (line.text[title.start : title.end], TOLD),
    ):
        start, end = find_piece(text, piece, *line.span) or line.span
        bare = title.text if note else piece
        yield replace(line.raw, text=bare, start=start, end=end, strong=(), note=note, gap=True)


def _behind(line: RecognizedLine, title: ToldTitle, text: str) -> Line:
    """Return what a line says behind the title that it begins with, else all of it."""
    rest = line.text[title.end :].strip()
    rest = rest.removeprefix(_bracket_behind(line, title)).strip()
    found = find_piece(text, rest, *line.span) if rest and _opens(line, title) else None
    return replace(line.raw, text=rest, start=found[0], strong=()) if found else line.raw


def names_somebody(line: RecognizedLine) -> bool:
    """Whether a sentence of a line names somebody who takes part."""
    return names_in(line.text, line.people)


def names_in(text: str, people: PeopleReader) -> bool:
    """Whether a sentence of a text names somebody who takes part."""
    pieces = (text[slice(*piece)] for piece in sentences_in(text, 0, len(text)))
    return any(
        any(find_named(s, people, briefly=True)) or any(find_speakers(s, people)) for s in pieces
    )
