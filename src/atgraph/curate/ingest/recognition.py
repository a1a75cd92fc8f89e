"""What each line may be, judged by small recognisers; its neighbours decide what it is."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import ORGANIZING, PARTS, Role, read_role, take_status
from atgraph.curate.ingest.lines import COLUMN, PAGE, Line, Stretch
from atgraph.curate.ingest.organizers import names_organizer
from atgraph.curate.ingest.person_reader import LISTED, SENTENCE, PersonReader
from atgraph.curate.ingest.speeches import Speech, read_speech
from atgraph.curate.ingest.subjects import says_who_spoke
from atgraph.curate.ingest.times import TimeRange, find_duration, find_times
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    every,
    is_language_name,
    is_postnominal,
    with_forms,
    words_of,
)
from atgraph.data.dates import PrintedDate, find_dates, is_calendar_word

LEADERS = re.compile(
    r"\s*(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*\d*\s*$|\s*…+\s*\d+\s*$|\s*(?:\.\s?){4,}\s*"
)
EDGES = " ,;:–—-|•·()[]*/@"
LABELLED = re.compile(r"^(?P<label>[^\W\d_][\w ]{1,20}?)\s*[:?–-]\s*(?P<rest>.+)$")
# “Studio A”, “Pavilion 3”; “Trafficking 101” is a title
LETTERED = re.compile(r"[^\W\d_a-z][^\W\d_]{2,} (?:[A-Z]|\d{1,2}[A-Z]?)")
NO_WORD = re.compile(r"^[\W_]+|[\W_]+$")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+")
# “Item 3. …”, “4) …”, “5.- …”, “Point de l’ordre 5”, “6 Any other business”, “II. – …”, “C) …”
COUNT = re.compile(
    r"(?:(?P<word>[^\W\d_][^\d:;.]{0,30}?)\s+)?(?:№\s*)?(?:(?P<count>\d{1,2})(?:/\d{2,4})?"
    r"(?:\s*[.:,)/–—][-–—]?\s+(?=\S)|\s*[.:)]?$|\s+(?=[^\W\d_]{2}))"
    r"|(?P<letter>[IVX]{1,5}|[A-HА-З])(?:[.)]|\s[–—-])\s+(?:[–—-]\s+)?(?=\S))"
)
BESIDE_SPEAKER = re.compile(r"\s*(?:\(.+\)|,\s.+)$")  # “Ms. A (Body): …”
OPENED = re.compile(r"\((?:[^\W\d_]+\s(?=\S))?(?P<word>[^\W\d_]*)\s*$")
DAY_ALONE = re.compile(r"(?P<day>[^\W\d_]+),?\s(?P<number>\d\d?)(?:st|nd|rd|th|[.º])?:?")
DEADLINES = ("23:59", "00:00")
LINKS = re.compile(r"(?:\s*\[[^\W\d_]{3,20}(?:\]|$))+$")  # “The Title [Slides] [Video]”
CLEAR = re.compile(r"[:hHчap]|\d{2}\.\d{2}")  # in what is surely a time
BREAK_ENDS = r"\s*(?:[,:;(&/+–—]|\s-\s|\b(?:{break_ends})\b)\s*"  # “Lunch hosted by …”
NTH = r"(?:(?:\d+|[IVX]+)(?:st|nd|rd|th|ª|º|°|\^|\.|-?[аяй]|a|e|er|ère|ème)?|{nth})"
PANEL_1 = (
    r"(?:\w+\s+)?(?P<word>{sessions})(?![^\W\d_])\s*(?:no\.?\s*|n°\s*|№\s*)?"
    r"(?P<count>\d{1,3}[^\W\d_]?|[IVX]+|[A-HА-З]|{ordinals})\b(?:\s*[:.–—-]|$|\s)"
)
FIRST_PANEL = rf"(?P<count>{NTH})\s+(?P<word>{{sessions}})(?:\s*[:.–—-]|$)"
ONLY_PANEL_1 = (
    rf"(?:{NTH}\s+)?(?:parallel\s+)?(?:{{sessions}})"
    r"(?:\s+(?:\d+[^\W\d_]?|[IVX]+|[A-HА-З]|{ordinals}))?\s*[.:–—-]?"
)
BEHIND_NAME = re.compile(r",\s+|\s+[–—-]\s+")
SURE, MAY_BE = 2.0, 1.0  # a name with that score surely is one; may be one, in a list
ROOM_NUMBER = re.compile(r"(?P<room>[^\W\d_]+)\s+\d{1,3}(?=\s*[,|;–—-])")
WITH_HALL = r"(?<!\w)(?:{with})\s+(?:{articles})\s*\w+\.?$"
INNER = re.compile(  # “The Title (Room 2)”, “The Title — Salon A”
    r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]$|\s+[–—|]\s+(?P<room>[^()\[\]–—|,:]{3,30})$"
)
# of a time: “Title – 9:00 – Room”, “Title (9:00, Room)”
AROUND = re.compile(r"(?:[,(]|\s[–—-])\s*\|\s*(?:,|[–—-]\s)")
QUOTED = re.compile(r"[“\"«„][^“”\"«»]{3,200}[”\"»“]")
COUNTED = re.compile(r"^\d{1,3}\s+(?=[^\W\d_]+$)")
SECTIONS = ("biographies", "background", "committees", "contacts", "news")
SMALL, FEW = re.compile(r"^(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’']*\s+)+"), 5
GOES_ON, FEWEST = re.compile(r"[,;:]\s+(?:[–—-]\s+)?"), 3  # words of a piece that has a verb
NUMERALS = ["i", "ii", "iii", "iv"]


@dataclass(eq=False)
class RecognizedLine:
    """A line, and what the recognisers say of it."""

    raw: Line
    words: DocumentWords
    people: PersonReader = field(repr=False)
    place: int = 0
    label: str = ""  # what the skeleton says that it is
    runner_up: str = ""  # what else it may be
    margin: float = math.inf  # by how much that is worse

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
        begins = self.text.lstrip('“"«„')[:1].isupper()
        bare = self.text.rstrip('”"»“)')
        if self.size < 9 or not begins or not bare.endswith((".", "!", "…", "?")):
            return False
        if is_postnominal(bare.split()[-1]):
            return False  # “The Power of One – Kenneth Morris, Jr.”
        if self._names_with_post or self._ends_in_names:
            return False
        if SENTENCE.search(self.text) or self._commons(self.text) >= max(2, self.size * 0.2):
            return True  # below: no title that asks
        says = self.words["speech_verbs"].any_of(self.text)
        return bare.endswith(".") and (says or self._goes_on(self.text))

    @property
    def _names_with_post(self) -> bool:
        """Whether it is a name and a post without a verb, though a dot ends it."""
        label, colon, text = self.text.partition(": ")  # “Overview: Dr. A, lecturer at B.”
        text = text if colon and len(label.split()) <= FEWEST else self.text
        name, verbs = self.people.names.read(text), ("biography_verbs", "speech_verbs")
        least = MAY_BE if self.raw.item else SURE
        mark = BEHIND_NAME.match(text, name.end) if name and name.score >= least else None
        if mark is None:
            return False
        beside = text[mark.end() :]
        if any(self.words[kind].any_of(text) for kind in verbs) or self._goes_on(beside):
            return False
        return self.people.kinds.is_post(beside.split(",", maxsplit=1)[0].strip(" ."))

    @property
    def _ends_in_names(self) -> bool:
        """Whether it is “The Topic: A and B.”, or a name and in quotation marks what it is on."""
        _, colon, behind = self.text.rpartition(": ")
        name = self.people.names.read_whole(self.people.without_talk(self.text))
        titled = name is not None and name.score >= SURE
        return titled or bool(colon and self.people.read_list(behind.rstrip("."), MAY_BE))

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
    def unled(self) -> str:
        """The line, with spaces for words that lead to times all over: “The item began at 9:00”."""
        if self.people.quotes_titles and self.opens:
            *kept, end = self.opens
            behind = max(to for _, to in kept)
            kept += [(behind, end)] if len(self.text[behind:end].split()) <= FEW else []
            inside = {at for start, to in kept for at in range(start, to)}
            told = "".join(self.text[at] if at in inside else " " for at in range(end))
            return f"{told[:behind]}|{told[behind + 1 :]}"
        for lead in self.people.leads:
            at = self.text.find(lead)
            before, after = self.text[: max(at, 0)], self.text[at + len(lead) :]
            if at >= 0 and (not before or before.rstrip().endswith(".") or not after.strip(EDGES)):
                before = " " * at if before.strip(" .)").isdecimal() else before
                return before + " " * len(lead) + after
        return self.text

    @property
    def is_led(self) -> bool:
        """Whether it begins with words that lead to times all over the document."""
        return self.unled is not self.text

    @property
    def tells(self) -> bool:
        """Whether it ends as a sentence does, and is none of a few words."""
        spoke = self.size > FEW and self.words["speech_verbs"].any_of(self.text)
        ends = (self.size > 6 or spoke) and self.text.endswith(".") and not self._names_with_post
        return self.is_sentence or ends

    @cached_property
    def tells_who_spoke(self) -> bool:
        """Whether it is a sentence that begins with a person, as in a record."""
        return self.speech is not None or (self.tells and says_who_spoke(self.text, self.people))

    @cached_property
    def speech(self) -> Speech | None:
        """Who speaks, where labels before speeches say so all over the document."""
        return read_speech(self.text, self.people) if self.people.has_speeches else None

    @property
    def is_speech(self) -> bool:
        """Whether a name, and what beside it says who that is, stands before a colon."""
        if self.speech is not None:
            return True
        label, colon, _ = self.text.partition(": ")
        return (
            bool(colon) and self.people.names.read_whole(BESIDE_SPEAKER.sub("", label)) is not None
        )

    def _commons(self, text: str) -> int:
        common = self.words["common"].exact
        return sum(word.casefold() in common for word in words_of(text))

    # --- times and dates ---

    @cached_property
    def times(self) -> list[TimeRange]:
        """Times that stand in a short line."""
        plain = self.people.plain_times
        return list(find_times(self.text, self.words, plain)) if self.size < 60 else []

    @cached_property
    def told_times(self) -> list[TimeRange]:
        """Times in what it tells, however long that is."""
        return list(find_times(self.text, self.words)) if self.tells else self.times

    @cached_property
    def dates(self) -> list[PrintedDate]:
        """Dates that stand in a line, but that of the document: “as of 21 July”."""
        text = ROOM_NUMBER.sub(self._blank, self.text)
        found = find_dates(text, self.words.languages) if self.size < 200 else ()
        dated = with_forms(r"\b(?:{dated})[\s:]*$", flags=re.I)
        return [date for date in found if not dated.search(self.text[: date.at])]

    def _blank(self, found: re.Match[str]) -> str:
        """Return blanks for the number of a room: “salle 7 – 18 novembre” is one day."""
        is_room = found["room"] in self.words["rooms"]
        return " " * len(found[0]) if is_room else found[0]

    @cached_property
    def has_time(self) -> bool:
        """Whether it gives the time of a session: at its beginning, or saying little else."""
        first = next(iter(self.times), None)
        if first is None or (not first.end and first.start in DEADLINES):
            return False
        if self.is_led:
            return True
        before = self.unled[: first.at]
        for date in reversed(list(find_dates(before, self.words.languages))):
            before = before[: date.at] + before[date.to :]
        before = before.strip(EDGES)
        if not before:  # a lone number may be that of a section
            printed, after = self.text[first.at : first.to], self.text[first.to :].strip()
            sure = self.people.dots_times or self.people.plain_times
            return bool(first.end or not after or sure or CLEAR.search(printed))
        label, words = before.casefold(), self.words
        if label.rstrip(":.?") in words["time_labels"].exact or label in words["from"].exact:
            return True
        if with_forms(ONLY_PANEL_1, words, re.I).fullmatch(before):
            return True  # “Session 2. 11:30: The Title”
        is_short = self.size < 22 and not self.is_sentence and len(words_of(self.rest)) < 14
        behind = self.text[first.to :].startswith(")") or self.raw.level  # “The Title (9:00–9:30)”
        opened = OPENED.search(self.unled[: first.at])  # “The Title (at 9:00, Room A)”
        leads = self._leads_from(first.at) < first.at
        clear = first.end or (opened and (leads or CLEAR.search(self.text[first.at : first.to])))
        return bool(clear and is_short and (behind or opened or self._commons(before) < 3))

    def _leads_from(self, at: int) -> int:
        """Return where words in brackets begin that lead to a time at a place: “(at 9:00)”."""
        opened = OPENED.search(self.unled[:at])
        leads = opened and opened["word"].casefold() in every("leads_to_time").exact
        return opened.start() + 1 if opened and leads else at

    @cached_property
    def has_day(self) -> bool:
        """Whether the line is the head of a day, or says little but a date."""
        few = len(words_of(self.rest)) <= 3 + 2 * bool(self.raw.level)
        counts = not self.is_sentence and (self.day_number or self.day_of_month)
        dated = bool(self.dates) and self.size <= 16 and few and not self._counts_dated
        return counts > 0 or dated

    @property
    def _counts_dated(self) -> bool:
        """Whether a date belongs to a title with a number: “Item 3. Campaign of 30 July”."""
        counted = COUNT.match(self.text)
        before = words_of(self.text[counted.end() : self.dates[0].at]) if counted else []
        return len(before) > 1 and before[-1].islower()

    @cached_property
    def day_of_month(self) -> int:
        """The number in “Thursday 13” without a month; 0 where there is none."""
        found = DAY_ALONE.fullmatch(self.text) if not self.dates else None
        is_day = found is not None and is_calendar_word(found["day"], self.words.languages)
        return int(found["number"]) if found and is_day else 0

    @cached_property
    def day_number(self) -> int:
        """The number in “Day One”, 0 where there is none."""
        text = self.text.strip(EDGES + ".").casefold()
        for days, names in self.words.by_language("days", "ordinals"):
            for day in days:
                if found := re.match(rf"{day}\s+(\d|[^\W\d]+)\b", text):
                    if found[1].isdecimal():
                        return int(found[1])
                    for known in (names, NUMERALS):
                        if found[1] in known:
                            return known.index(found[1]) + 1
        return 0

    @cached_property
    def rest(self) -> str:
        """The line without its times, dates and what is said of place and language."""
        text = self.unled
        marks = [(self._leads_from(t.at), t.to) for t in self.times]
        clock = self.times[0].at if self.times else 0
        marks += [(d.at, d.to) for d in self.dates if self.size <= 22 or d.to <= clock]
        for start, end in sorted(marks, reverse=True):
            text = text[:start] + " | " + text[end:]
        kinds = ("time_labels", "date_labels", "from")
        labels = {label for kind in kinds for label in self.words[kind].exact}
        parts = [p.strip(EDGES) for p in LEADERS.sub(" ", text).split("|")]
        if self.is_led:  # “in the Main Hall”
            parts = [SMALL.sub("", part).rstrip(".") for part in parts]
        around = (" – " if "," not in m[0] else ", " for m in AROUND.finditer(text))
        between = next(around, ", " if self.is_led and self.opens else " ")
        said = (p for p in parts if p and p.casefold().rstrip(".?:") not in labels)
        return between.join(said).strip(EDGES)

    # --- rooms and languages ---

    @cached_property
    def room_and_language(self) -> tuple[str, str]:
        """Room and language that the line prints beside its time, or as a line of their own."""
        room, language = (
            ", ".join(part for part, what in self.pieces if what == kind)
            for kind in ("room", "language")
        )
        label, mark, rest = language.partition(":")
        marked = mark and self.words["language_marks"].any_of(label)
        return room, rest.strip() if marked else language

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        """The pieces of the line and what each is: a room, a language, or nothing known."""
        pieces: list[tuple[str, str]] = []
        before, colon, title = self.rest.partition(": ")
        text = f"{before}|{title}" if colon and self.is_place(before) else self.rest  # “Room A: X”
        parts = [self.venue] if self.venue else re.split(r"[,|;•]|\s[–—-]\s|[()\[\]]", text)
        for part in filter(None, (part.strip(EDGES) for part in parts)):
            what = "language" if self._is_language(part) else "room" if self.is_place(part) else ""
            is_hall = len(pieces) == 1 and not pieces[0][1] and len(pieces[0][0].split()) <= 3
            if what == "room" and is_hall and self.words["floors"].any_of(part):
                pieces[0] = (pieces[0][0], "room")  # the name of a hall, beside its floor
            venue = pieces and pieces[-1][1] == "room" and self.dates and self.times
            if venue and not what and not QUOTED.search(part):
                what = "room"  # “16 May, 18:30, Reading Room, Central Library, Leeds”
            pieces.append((part, what))
        return pieces

    @cached_property
    def venue(self) -> str:
        """The place that a line names as such: “Venue: Town Hall, Leeds”."""
        found = LABELLED.match(self.rest)
        known = found and found["label"].casefold() in self.words["venue_labels"].exact
        return found["rest"].split(" (", maxsplit=1)[0].strip(EDGES) if found and known else ""

    @cached_property
    def _behind_time(self) -> list[str]:
        """What stands behind the time in its brackets: “The Title (9:00, Room A)”."""
        first = next(iter(self.times), None)
        if first is None or not OPENED.search(self.unled[: first.at]):
            return []
        said, closed, _ = self.text[first.to :].partition(")")
        return [part.strip(EDGES) for part in said.split(",")] if closed else []

    def is_place(self, text: str) -> bool:
        """Whether a piece of the line names a room."""
        words, known = words_of(text), self.words
        if (self.venue and text == self.venue) or text in self.people.rooms:
            return True
        if text in self._behind_time and not self.people.read_all(text):
            return True
        if text == self.rest and text.casefold() in known["remote"].exact:
            return True  # “Wednesday, 20 November, 14:00 (online)”
        whole = self.dates and self.times and 1 < len(words) <= FEW
        if whole and every("venues").any_of(text) and not QUOTED.search(text):
            return True  # “Thursday, 13 June, 19:00, Bookshop Am Markt”
        if self.is_led and self.has_time and len(words) <= FEW and not QUOTED.search(text):
            return True
        named = 1 < len(words) < 4 and all(w[:1].isupper() or w.isdecimal() for w in words)
        abroad = named and words[0].casefold() in every("rooms").exact  # “Sala Azul”
        at = next(known["rooms"].find(words), 0 if abroad else None)
        if at and with_forms(WITH_HALL, self.words, re.I).search(text):
            return False  # “Échange avec la salle”: those who sit in it
        # “Salón de Actos”
        # “Seminar Room 2”, “Lecture Theatre B”
        own = [w for n, w in enumerate(words) if n != (at or 0) - 1 and (at or n == 0)]
        own = own if at or (words and words[0] in known["rooms"]) else []
        sessions = any(w in known["sessions"] for w in (own if at is not None else words))
        parallel = sessions or any(w in known["parallel"] for w in words)
        counts = text.rpartition(" ")[0].casefold() in self.people.items
        if self.has_time and LETTERED.fullmatch(text) and not (parallel or counts):
            return True
        if at is None or len(text.split()) > 8 or self._commons(text) > 2:
            return False
        numbered, inside = any(map(str.isdigit, text)), 0 < at < len(words) - 1
        one = words[at].casefold()
        several = one.endswith("s") and one not in known["rooms"].exact
        if at and several and not numbered and any(map(str.islower, words)):
            return False  # “Schools as safe places”
        virtual = words[at].casefold() in every("virtual").exact
        if at == 0 and virtual and len(words) > 2 and not numbered:
            return False  # “Online recruitment in Asia”
        last = len(words) > 2 and at == len(words) - 1
        if (inside or last) and virtual and not any(w in known["rooms"] for w in words[:at]):
            return False  # “Trends in online recruitment”, “Finding victims online”
        counted = words[at].casefold() in every("rooms_counted").exact
        if at == 0 and counted and len(words) > 1 and not numbered and len(words[1]) > 1:
            return False  # “Building Trust”; “Building B” is one
        begins = text[:1].isupper() or text[:1].isdigit()
        begins = begins or (at == 0 and words[-1][:1].isupper())  # “salle Azur”
        return begins and not sessions and not known["posts"].any_of(text)

    def _is_language(self, text: str) -> bool:
        words, marks = words_of(text), self.words["language_marks"]
        sessions = self.words["sessions"].exact
        if len(text.split()) > 8 or any(w.casefold() in sessions for w in words[:1]):
            return False
        spoken = [w for w in words if w.casefold() not in self.words["conjunctions"].exact]
        if len(spoken) > 1 and all(is_language_name(w, self.words) for w in spoken):
            return True
        named = any(is_language_name(w, self.words) or w.casefold() in marks for w in words)
        return named and marks.any_of(text)

    @cached_property
    def is_room(self) -> bool:
        """Whether the line says where, and in which language, and nothing else."""
        if self.size > 16 or self.is_sentence or (self.raw.level and self.size > 5):
            return False
        known = [bool(what) for _, what in self.pieces]
        return bool(known) and known[0] and sum(known) >= len(known) / 2

    # --- titles and headings ---

    @cached_property
    def title(self) -> str:
        """What a line with a time, or a heading, prints as a title."""
        text = self.rest if self.has_time or self.has_day else self.shown.strip(" ,;:–—-|•·*/@")
        text = LINKS.sub("", text)
        if self.has_time and "|" in self.text and text not in self.text:
            fields = map(str.strip, self.text.split("|"))  # “9:00 | Practice | All trainers”
            first = next((f for f in fields if f and text.startswith(f)), text)
            text = text if self.is_place(first) else first
        room, language = self.room_and_language if self.has_time else ("", "")
        for piece in [*room.split(", "), language]:
            if piece and piece in text:
                whole = text.strip(EDGES) == piece
                cut = rf"\s*[,(\[|–—-]*\s*{re.escape(piece)}\s*[)\]]?"
                text = "" if whole else re.sub(cut, " ", text)
        kind = self.text[: self.times[0].at].strip(EDGES + ".") if self.has_time else ""
        if kind and text != kind and with_forms(ONLY_PANEL_1, self.words, re.I).fullmatch(kind):
            text = text.removeprefix(kind).strip(EDGES + ".")
        if (duration := find_duration(text, self.words)) and (
            duration.start() == 0
            or duration.end() == len(text)
            or duration[0].startswith(("(", "["))
        ):
            text = (text[: duration.start()] + " " + text[duration.end() :]).strip(EDGES)
        counted = COUNT.match(text := text.lstrip(EDGES))
        if counted and (counted["word"] or "").casefold() in self.people.items:
            text = text[counted.end() :]
        text = " ".join(NUMBERED.sub("", text).split()).strip(" ,;|•·–—-*").rstrip(":")
        if (inner := INNER.search(text)) and self.is_place(inner["in"] or inner["room"]):
            text = text[: inner.start()]
        if text.count("(") > text.count(")"):
            text += ")"
        known = self.words["common"].exact | self.words["date_labels"].exact
        days = all(
            w.casefold().rstrip(".") in known or is_calendar_word(w, self.words.languages)
            for w in words_of(text)
        )
        short = len(text) <= 2 or (self.dates and (days or len(text.split()) == 1))
        said = text.rstrip(").")  # “(UK time)”; “Time to Act” is a title
        known = self.words["time_labels"].exact
        zone = f"({said})" in self.text and not known.isdisjoint(said.casefold().split(" "))
        is_none = self.has_time and (short or zone or text.casefold() in self.words["common"].exact)
        return "" if is_none else text

    @cached_property
    def room_in_title(self) -> str:
        """The room that stands behind a title, in brackets or behind a dash."""
        inner = INNER.search(self.text)
        room = (inner["in"] or inner["room"]) if inner and inner.start() else ""
        return room if self.is_place(room) else ""

    @cached_property
    def role(self) -> Role | None:
        """The role word with which it begins."""
        role = read_role(self.text, self.words) if self.size < 200 else None
        if role is None or role.alone or not role.marked or role.concept != "role_speaker":
            return role
        if role.form not in self.words["sessions"]:
            return role
        behind = self.people.read_all(self.text[role.end :], (), LISTED)
        return role if behind else None  # “In conversation: Ten years of the law”

    @cached_property
    def has_marked_role(self) -> bool:
        """Whether it begins with a role word and a colon."""
        return self.role is not None and self.role.marked

    @cached_property
    def is_break(self) -> bool:
        """Whether it is a break, a meal or the like."""
        title = self.title.casefold().strip(" .!*")
        if not title or len(title.split()) > 12:
            return False
        breaks = self.words["breaks"].exact
        if title in breaks:
            return True
        head, *more = with_forms(BREAK_ENDS).split(title)
        words = head.split(" ")
        if words[-1] in self.words["sessions"].exact and head not in breaks:
            return False  # “Lunch talk: The Title”
        if words[0] in breaks and len(words) <= 2 and words[0] in self.words["nouns_first"].exact:
            return True
        is_one = head in breaks or (words[-1] in breaks and len(head.split()) <= 3)
        return is_one and all(h in breaks or len(h.split()) <= 5 for h in more[:2])

    @cached_property
    def is_contents_head(self) -> bool:
        """Whether it is the head of an agenda or a table of contents."""
        return self.title.casefold().strip(" .:!") in self.words["contents"].exact

    @property
    def offers(self) -> bool:
        """Whether it is what a link or a button of a page says: “Read more »”."""
        said = NO_WORD.sub("", self.text).replace("’", "'").casefold()
        return said in self.words["commands"].exact

    @cached_property
    def section(self) -> str:
        """The zone of the document that it heads, if it is another than the programme."""
        title = self.title.casefold().strip(" .:?,").replace("’", "'")
        title = COUNTED.sub("", title)  # “12 comments”
        for kind in SECTIONS:
            if title in self.words[kind].exact:
                return kind
        heads = tuple(f"{b} " for b in self.words["biographies"].exact if len(b) > 5)
        return "biographies" if self.size <= 6 and title.startswith(heads) else ""

    @cached_property
    def _session(self) -> tuple[str, str]:
        patterns = (with_forms(pattern, self.words, re.I) for pattern in (PANEL_1, FIRST_PANEL))
        found = next(filter(None, (pattern.match(self.title) for pattern in patterns)), None)
        return (found["word"].casefold(), found["count"].casefold()) if found else ("", "")

    @property
    def session_word(self) -> str:
        """The word with which it begins as sessions do: “Panel 1:”, “Session II”."""
        return self._session[0]

    @property
    def session_count(self) -> str:
        """Which of several sessions it says to be: “1” in “Panel 1”, “second” in “Second panel”."""
        return self._session[1]

    @cached_property
    def title_is_generic(self) -> bool:
        """Whether its title says only which session it is: “Panel 2”, “Session A”."""
        if self.text.casefold() in self.people.tracks:
            return True
        if self.words["acts"].any_of(self.title) and not any(map(str.isdigit, self.title)):
            return False
        return with_forms(ONLY_PANEL_1, self.words, re.I).fullmatch(self.title) is not None

    @cached_property
    def organizes(self) -> bool:
        """Whether it says who organises."""
        return names_organizer(self.text, self.words)

    @cached_property
    def heads_bodies(self) -> bool:
        """Whether it is a heading such as “Partners of the conference”; not “Donor event”."""
        if self.role is None or self.role.scheme != ORGANIZING or not self.role.alone:
            return False
        text, form = self.text.casefold().replace("’", "'").strip(" :.*–—-"), self.role.form
        before, _, after = text.partition(form)
        of = after.split()[:1] if not before else []
        if not after or (of and of[0] in self.words["genitive"].exact):
            return True
        links, kinds = every("role_links").exact, ("sessions", "events")
        return all(w in links and not any(w in self.words[k] for k in kinds) for w in after.split())

    @cached_property
    def named_people(self) -> list[Person]:
        """People whom it names, as far as was known when this was first asked."""
        return self.people.read_all(self.text, self.raw.strong)

    @property
    def is_person(self) -> bool:
        """Whether it names a person with a title or a body, or with an honorific."""
        if self.is_sentence or self.size > 60:
            return False
        numbered = self.session_word  # a title, whatever looks like a name in it
        first = self.named_people[:1]
        return any(p.is_sure(2.5) and (p.honorific or not numbered) for p in first)

    @cached_property
    def heading(self) -> float:
        """How much speaks for a heading, from 0."""
        text, raw = self.text, self.raw
        if not self.title or self.is_sentence or len(self.title.split()) > 32:
            return 0.0
        if text.endswith((",", ";")) or raw.note in ("front matter", COLUMN, PAGE):
            return 0.0
        begins_strong = any(a == 0 and b > len(text) * 0.5 for a, b in raw.strong)
        score = 1.0 + 2.0 * bool(raw.level) + 1.0 * raw.all_strong + 0.5 * raw.gap - 0.4 * raw.item
        score += 0.7 * (text.isupper() and self.size > 1) + 1.5 * bool(self.session_word)
        score += 0.7 * (not raw.all_strong and begins_strong)
        role = self.role if self.role and self.role.scheme == PARTS else None
        if role and (role.marked or role.alone) and not self.words["acts"].any_of(role.form):
            score -= 2.0
        begins = text[:1].isupper() or text[:1].isdigit() or text[:1] in '“"«„¿¡'
        score -= 1.2 * (text.endswith(".") and self.size > 4)
        score -= 1.5 * (not begins)
        return score - 3 * any(sign in text for sign in ("@", "http", "www."))


Lines = Sequence[RecognizedLine]
