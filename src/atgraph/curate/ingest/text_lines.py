"""A line of a document as text: its words, and whether it is a sentence that tells something."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.curate.ingest.habits import Habits
from atgraph.curate.ingest.labels import take_status
from atgraph.curate.ingest.lines import Line, Stretch
from atgraph.curate.ingest.name_last import read_name_last
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import ENOUGH, LINK, SENTENCE, SURE
from atgraph.curate.ingest.speeches import Speech, read_speech
from atgraph.curate.ingest.subjects import PARAGRAPH, says_who_spoke
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    is_postnominal,
    keeps_dot,
    with_forms,
    words_of,
)

CONTACT = re.compile(
    rf"\w@\w|https?://|www\.|{LINK}|\btel\b|\bphone\b|\brsvp\b|☎"
    r"|^(?-i:[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,})(?:/\S*)?$"  # “terra.example/care”
    r"|^(?:#\w+\s*)++$|^©|\bISBN\b"
    r"|\b(?:proje[ck]t|projet|proyecto|progetto|agreement) n[or°º]\W*\S*\d",
    re.I,
)
EDGES = " ,;:–—-|•·()[]*/@"
LEADERS = re.compile(
    r"\s*(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*\d*\s*$|\s*…+\s*\d+\s*$|\s*(?:\.\s?){4,}\s*"
)
BESIDE_SPEAKER = re.compile(r"\s*(?:\(.+\)|,\s.+)$")  # “Ms. A (Body): …”
BEHIND_NAME = re.compile(r",\s+|\s+[–—-]\s+")
HALF = re.compile(r"\s\([^()]*\d\s?[ap]\.m\.\)$")  # “The Title (10:00 – 11:00 a.m.)”
QUOTED = re.compile(r"[“\"«„][^“”\"«»]{3,200}[”\"»“]")
SMALL, FEW = re.compile(r"^(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’']*\s+)+"), 5
FIGURE = (  # “27.6 million people are …”, “71% of victims are …”
    r"(?:\d\s?(?:%|(?:{per_cent}|{thousands}|{millions}|{billions})(?!\w))"
    r"|(?<![\d.,])\d{1,3}(?:[., \u00a0\u202f]\d{3})+)(?!\d)"
)
SMALL_WORD, FEWEST_SMALL = re.compile(r"(?<!\S)[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]*"), 2
TALKS = r"\s(?:{in_conversation})[\s:]"  # “A, judge, talks to B, mayor”
COUNTED_HEAD = r"(?:{sessions})\s(?:\d{1,2}|(?-i:[IVX]{1,4}|[A-H]))\s?[:–—]\s"
VERBS = ("biography_verbs", "speech_verbs")
GOES_ON, FEWEST = re.compile(r"[,;:]\s+(?:[–—-]\s+)?"), 3  # words of a piece that has a verb


@dataclass(eq=False)
class TextLine:
    """A line, with the words of its languages and with who reads people in it."""

    raw: Line
    words: DocumentWords
    people: PeopleReader = field(repr=False)

    @property
    def habits(self) -> Habits:
        """What the document does all over, as far as was learnt."""
        return self.people.habits

    @property
    def text(self) -> str:
        """The words of the line, without number and dot leaders."""
        return self.raw.text

    @property
    def span(self) -> Stretch:
        """Where it stands in the text."""
        return self.raw.span

    @cached_property
    def bare(self) -> str:
        """The line without a mark such as “(tbc)” at its end."""
        return take_status(self.text, self.words)[0].strip()

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def shown(self) -> str:
        """The line without dot leaders and its number in a list."""
        return " ".join(LEADERS.sub(" ", self.text).split())

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is a sentence of prose."""
        if self.size > 60:
            return True
        counted = PARAGRAPH.match(self.text)  # of a report: “12. Ms. A told … She added …”
        text = self.text[counted.end() if counted else 0 :].lstrip('“"«„')
        begins = text[:1].isupper() and not (counted and SENTENCE.search(text) is None)
        bare = HALF.sub("", self.text).rstrip('”"»“)')
        counts = (
            bare.endswith(".") and with_forms(FIGURE, self.words, re.I).search(bare) is not None
        )
        counts = counts and len(SMALL_WORD.findall(bare)) >= FEWEST_SMALL  # not “100% Free.”
        counts = counts and not self.words["sessions"].begins(self.text)  # “Session 3. What 1% …”
        if not (counts or (self.size >= 9 and begins and bare.endswith((".", "!", "…", "?")))):
            return False
        if is_postnominal(bare.split()[-1]) or self._ends_in_body:
            return False  # “The Power of One – Kenneth Morris, Jr.”
        headed = with_forms(COUNTED_HEAD, self.words, re.I).match(self.text)
        if self._names_with_post or self._ends_in_names or (headed and not SENTENCE.search(text)):
            return False  # “Session 2: What the law says of fees at sea.”
        if self.people.without_labelled(self.text) != self.text:
            return False  # “Ada Bek, Open Door. Title: Fees at Sea.”
        if (
            counts
            or SENTENCE.search(self.text)
            or self._commons(self.text) >= max(2, self.size * 0.2)
        ):
            return True  # below: no title that asks
        says = self.words["speech_verbs"].any_of(self.text)
        return bare.endswith(".") and (says or self._goes_on(self.text))

    @cached_property
    def _ends_in_body(self) -> bool:
        """Whether the dot at its end is that of a body, and no verb tells: “A: nurse, Tor e.V.”."""
        is_name = keeps_dot(self.text) and any(map(str.isupper, self.text.split()[-1]))
        return is_name and not any(self.words[kind].any_of(self.text) for kind in VERBS)

    @property
    def _names_with_post(self) -> bool:
        """Whether it is a name and a post without a verb, though a dot ends it."""
        first = with_forms(TALKS).split(self.text, maxsplit=1)[0]
        label, colon, text = first.partition(": ")  # “Overview: Dr. A, lecturer at B.”
        text = text if colon and len(label.split()) <= FEWEST else first
        name = self.people.names.read(text)
        least = ENOUGH if self.raw.item else SURE
        mark = BEHIND_NAME.match(text, name.end) if name and name.score >= least else None
        small = " ".join(word for word in text.split() if word[:1].islower())  # no “Reports”
        if any(self.words[kind].any_of(small) for kind in VERBS):
            return False
        if name and with_forms(r"\s\([^()]+\)\W*$").match(text, name.end) and name.score >= least:
            return True  # “Ada Bek (judge at Lenn).”
        if mark is None:  # “• Mayor of Lenn Ada Bek.”
            return self.raw.item and read_name_last(text, (), 0.0, self.people) is not None
        beside = text[mark.end() :]
        if self._goes_on(beside) and not self.raw.item:
            return False
        held, kinds = beside.split(",", maxsplit=1)[0].strip(" ."), self.people.kinds
        of_body = self.raw.item and kinds.is_body(held) and not self._goes_on(beside)
        return of_body or kinds.is_post(held)

    @property
    def _ends_in_names(self) -> bool:
        """Whether it is “The Topic: A and B.”, or a name and in quotation marks what it is on."""
        _, colon, behind = self.text.rpartition(": ")
        name = self.people.names.read_whole(self.people.without_talk(self.text))
        titled = name is not None and name.score >= SURE
        return titled or bool(colon and self.people.read_list(behind.rstrip("."), ENOUGH))

    def _goes_on(self, text: str) -> bool:
        """Whether a sentence goes on behind a comma: “…, told us what the law says.”."""
        kinds, pieces = self.people.kinds, GOES_ON.split(text)[1:]
        verbs = (p for p in pieces if p[:1].islower() and len(p.split()) >= FEWEST)
        return not all(map(kinds.is_post_or_body, verbs))

    @cached_property
    def opens(self) -> tuple[Stretch, Stretch, int] | None:
        """Title and time in a sentence: “At 9:00 the Chair opened “A” in Room B”; where it ends."""
        title, time = QUOTED.search(self.text), next(find_times(self.text, self.words), None)
        if not title or not time:
            return None
        first, last = sorted((title.span(), (time.at, time.to)))
        before, between = self.text[: first[0]], self.text[first[1] : last[0]]
        if ". " in between or not (words_of(before) and any(map(str.islower, words_of(between)))):
            return None
        end = self.text.find(". ", last[1])
        return title.span(), (time.at, time.to), end + 1 if end >= 0 else len(self.text)

    @cached_property
    def tells(self) -> bool:
        """Whether it ends as a sentence does, and is none of a few words."""
        spoke = self.size > FEW and self.words["speech_verbs"].any_of(self.text)
        ends = (self.size > 6 or spoke) and self.text.endswith(".")
        ends = ends and not (self._ends_in_body or self._names_with_post)
        return self.is_sentence or ends

    @cached_property
    def tells_who_spoke(self) -> bool:
        """Whether it is a sentence that begins with a person, as in a record."""
        return self.speech is not None or (self.tells and says_who_spoke(self.text, self.people))

    @cached_property
    def speech(self) -> Speech | None:
        """Who speaks, where labels before speeches say so all over the document."""
        return read_speech(self.text, self.people) if self.habits.has_speeches else None

    @property
    def is_speech(self) -> bool:
        """Whether a name, and what beside it says who that is, stands before a colon."""
        if self.speech is not None:
            return True
        label, colon, _ = self.text.partition(": ")
        name = self.people.names.read_whole(BESIDE_SPEAKER.sub("", label)) if colon else None
        return name is not None

    def _commons(self, text: str) -> int:
        common = self.words["common"].exact
        return sum(word.casefold() in common for word in words_of(text))
