"""The room and the language that a line prints, beside its time or alone."""

import re
from functools import cached_property

from atgraph.curate.ingest.given_names import is_given_name, is_named_so
from atgraph.curate.ingest.labels import read_role
from atgraph.curate.ingest.lines import OPENS_QUOTE, PINNED, PLACED
from atgraph.curate.ingest.person_signs import trimmed
from atgraph.curate.ingest.segment_kinds import BODY_FIRST
from atgraph.curate.ingest.text_lines import EDGES, FEW, QUOTED
from atgraph.curate.ingest.timed_lines import ONLY_PANEL_1, OPENED, TimedLine
from atgraph.curate.ingest.word_lists import (
    every,
    is_language_name,
    town_zones,
    with_forms,
    words_in,
    words_of,
)

LABELLED = re.compile(r"^(?P<label>[^\W\d_][\w ]{1,20}?)\s*[:?–-]\s*(?P<rest>.+)$")
# “Studio A”, “Pavilion 3”; “Trafficking 101” is a title
LETTERED = re.compile(r"[^\W\d_a-z][^\W\d_]{2,} (?:[A-Z]|\d{1,2}[A-Z]?)")
AROUND_ROOM = re.compile(  # “held in Room 4 on …”
    r"^(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w’'.-]*\s+)+|(?:\s+[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]\w{0,2})+$"
)
WITH_HALL = r"(?<!\w)(?:{with})\s+(?:{articles})\s*\w+\.?$"
WITHIN = re.compile(
    r"(?P<kind>[^:–—]{3,30}?)\s+(?:[–—-]\s+|\()(?P<room>[^:()]{3,60}?)\)?\s*:\s+(?=\S)"
)
KIND_BEFORE = re.compile(r":|\s[–—-]\s")
INNER = re.compile(  # “The Title (Room 2)”, “The Title — Salon A”, “The Title, Room 2”
    r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]$|\s+[–—|·]\s+(?P<room>[^()\[\]–—|·,:]{3,30})$"
    r"|,\s+(?P<behind>[^()\[\]–—|,:\d]{2,20}\d[\w.]{0,6})$"
    r"|,\s+(?P<hall>[^()\[\]–—|,:\d\"”»]{5,40})$"
)

PARTS = re.compile(r"(?:[,|;•]|\s[–—-]\s|[()\[\]])(?![^“”\"«»„]*[^\s(“”\"«»„][”\"»])")  # not quoted
COUNTED = re.compile(r"\d{1,2}[A-H]?[.):]\s")


class PlacedLine(TimedLine):
    """A line that may say where, and in which language."""

    @cached_property
    def room_and_language(self) -> tuple[str, str]:
        """Room and language that the line prints beside its time, or as a line of their own."""
        room, language = (
            ", ".join(part for part, what in self.pieces if what == kind)
            for kind in ("room", "language")
        )
        room = self.room_within["room"] if self.room_within else room
        label, mark, rest = language.partition(":")
        marked = mark and self.words["language_marks"].any_of(label)
        return room, rest.strip() if marked else language

    @cached_property
    def pieces(self) -> list[tuple[str, str]]:
        """The pieces of the line and what each is: a room, a language, or nothing known."""
        pieces: list[tuple[str, str]] = []
        before, colon, title = self.rest.partition(": ")
        event = before.split(" ")[-1].casefold() in every("event_nouns").exact  # “Online talk: X”
        quoted = any(mark in before for mark in OPENS_QUOTE)  # “Room A – “The Title: X””
        is_room = colon and not (event or quoted) and self.is_place(before)
        text = f"{before}|{title}" if is_room else self.rest  # “Room A: X”
        parts = [self.venue] if self.venue else PARTS.split(text)
        for part in filter(None, (self._without_lead(part.strip(EDGES)) for part in parts)):
            is_act = self.rest.startswith(part) and part.casefold() in self.words["acts"].exact
            is_room = not is_act and self.is_place(part)  # “Video message: Ada Bek” is no room
            what = "language" if self._is_language(part) else "room" if is_room else ""
            is_hall = len(pieces) == 1 and not pieces[0][1] and len(pieces[0][0].split()) <= 3
            if what == "room" and is_hall and self.words["floors"].any_of(part):
                pieces[0] = (pieces[0][0], "room")  # the name of a hall, beside its floor
            behind_room = bool(pieces) and pieces[-1][1] == "room" and bool(self.times)
            # “Committee Room 3, House of Justice, 5pm – 7pm”
            house = self._is_house(part) and not self._behind_first_time
            if behind_room and (self.dates or house) and not what and not QUOTED.search(part):
                what = "room"  # “16 May, 18:30, Reading Room, Central Library, Leeds”
            pieces.append((part, what))
        return pieces

    @property
    def _behind_first_time(self) -> str:
        return self.text[self.times[0].to :].strip() if self.times else ""

    def _is_house(self, part: str) -> bool:
        """Whether it names a building: “Central Library”, “House of Justice”."""
        words, of = words_of(part), self.words["genitive"]
        named = all(word[:1].isupper() or word in of for word in words)
        return named and self.words["venues"].any_in([*words[:1], *words[-1:]])

    def _without_lead(self, part: str) -> str:
        """Return the room of “held in Room 4 on …”, else a part as it is."""
        label, _, behind = part.partition(": ")
        if behind and " " not in label and not self.is_place(label) and self.is_place(behind):
            return behind  # “Format: Zoom”
        when = self.dates and self.times and not self.is_place(part)
        bare = AROUND_ROOM.sub("", part) if when else ""
        return bare if bare and self.is_place(bare) else part

    @cached_property
    def venue(self) -> str:
        """The place that a line names as such: “Venue: Town Hall, Leeds”."""
        if self.raw.note == PLACED and self.people.names.read_whole(self.text):
            return self.text
        name = self.people.names.read(self.text) if self.raw.note == PINNED else None
        other = self.times or ":" in self.text or (name and self.people.is_likely(name))
        if self.raw.note == PINNED and not other:  # the pin may be the mark of any item
            parts = self.text.split(", ")
            house = (p for p in parts if every("venues").any_of(p) or every("rooms").any_of(p))
            others = (part for part in parts if part.casefold() not in town_zones())
            return next(house, next(others, ""))
        found = LABELLED.match(self.rest)
        known = found and found["label"].casefold() in self.words["venue_labels"].exact
        place = trimmed(found["rest"]) if found and known else ""
        return place.split(" (", maxsplit=1)[0].strip(EDGES)

    @cached_property
    def _behind_time(self) -> list[str]:
        """What stands behind the time in its brackets: “The Title (9:00, Room A)”."""
        first = next(iter(self.times), None)
        if first is None or not OPENED.search(self.unled[: first.at]):
            return []
        said, closed, _ = self.text[first.to :].partition(")")
        return [part.strip(EDGES) for part in said.split(",")] if closed else []

    def _stands_for_place(self, text: str) -> bool:
        """Whether a piece names a room by where it stands, or by what other lines say."""
        if (self.venue and text == self.venue) or text in self.habits.rooms:
            return True
        if text in self._behind_time and not self.people.read_all(text):
            return True
        # “Wednesday, 20 November, 14:00 (online)”
        return bool(text == self.rest and text.casefold() in self.words["remote"].exact)

    def is_place(self, text: str) -> bool:
        """Whether a piece of the line names a room."""
        words, known = words_of(text), self.words
        if self._stands_for_place(text) or self._is_beside_time(text):
            return True
        named = 1 < len(words) < 4 and all(w[:1].isupper() or w.isdecimal() for w in words)
        abroad = named and words[0].casefold() in every("rooms").exact  # “Sala Azul”
        at = next(known["rooms"].find(words), 0 if abroad else None)
        if at and with_forms(WITH_HALL, self.words, re.I).search(text):
            return False  # “Échange avec la salle”: those who sit in it
        if at and self._is_surname(text, at):
            return False
        # “Salón de Actos”, “Seminar Room 2”, “Lecture Theatre B”
        own = [w for n, w in enumerate(words) if n != (at or 0) - 1 and (at or n == 0)]
        own = own if at or (words and words[0] in known["rooms"]) else []
        sessions = known["sessions"].any_in(own if at is not None else words)
        parallel = sessions or any(w in known["parallel"] for w in words)
        counts = text.rpartition(" ")[0].casefold() in self.habits.items
        if self.has_time and LETTERED.fullmatch(text) and not (parallel or counts):
            return True
        if at is None or len(text.split()) > 8 or self._commons(text) > 2:
            return False
        begins = text[:1].isupper() or text[:1].isdigit()
        end = text.rpartition(" ")[2]  # “salle Azur”, “room 1.01”
        begins = begins or (at == 0 and not end[:1].islower())
        is_room = begins and not sessions and not known["posts"].any_of(text)
        return is_room and not self._is_about_rooms(text, at)

    def _is_surname(self, text: str, at: int) -> bool:
        """Whether a word for a room ends a name: “Giuseppe Sala”, “Stuart Hall, professor”."""
        words = words_of(text)
        if not is_given_name(words[at - 1]):
            return False
        label, colon, _ = self.text.partition(": ")
        led = bool(colon) and read_role(f"{label}:", self.words) is not None
        in_bracket = self.rest.partition(text)[2].startswith(" (")
        if (led or in_bracket) and is_named_so(" ".join(words[at - 1 : at + 1])):
            return True  # “Chair: Stuart Hall”, “Stuart Hall (Terra)”
        first = (one for one in self.words.languages if one in BODY_FIRST)  # “Sala Verdi”
        if any(words[at] in words_in((one,))["rooms"] for one in first):
            return True
        whole = self.people.names.read_whole(text)
        behind = self.rest.partition(f"{text}, ")[2].split(",", maxsplit=1)[0]
        return whole is not None and bool(whole.honorific or self.people.kinds.is_post(behind))

    def _is_beside_time(self, text: str) -> bool:
        """Whether few words beside day and time are the house or the room."""
        size = len(words_of(text))
        if size > FEW or QUOTED.search(text):
            return False
        if self.is_led and self.has_time:
            return True
        whole = self.dates and self.times and size > 1  # “Thursday, 13 June, 19:00, Bookshop Am A”
        whole = whole and not self.text.startswith(text)  # “What the Clinic Sees (9 May, 10:00)”
        return bool(whole) and every("venues").any_of(text)

    def _is_about_rooms(self, text: str, at: int) -> bool:
        """Whether words with one for a room at a place are a topic: “Finding victims online”."""
        words, known = words_of(text), self.words
        numbered = any(map(str.isdigit, " ".join(words[at:])))  # not “2A. Hotels That Look Away”
        one = words[at].casefold()
        counted, behind = one in every("rooms_counted").exact, words[at + 1 : at + 2]
        joined = behind and behind[0] in known["conjunctions"].exact
        joined = joined and not known["rooms"].any_in(words[at + 2 :])  # “Hall and prices”
        if behind == ["a"] or joined or (counted and known["common"].any_in(behind)):
            return True  # “takes place on 3 May 2031”, “Building a safer port”
        several = one.endswith("s") and one not in known["rooms"].exact
        if several and not numbered and (len(words) > 3 or any(map(str.islower, words))):
            return True  # “Schools as safe places”
        remote = every("virtual").exact
        forms = (" ".join(words[at:end]).casefold() for end in (at + 1, at + 2))
        virtual = next((len(form.split()) for form in forms if form in remote), 0)
        before = [w for w in words[:at] if w.islower() and w not in known["genitive"].exact]
        apart = known["common"].exact | known["conjunctions"].exact
        last = at == len(words) - 1
        named = last and len(words) <= FEW and words[at][:1].isupper()  # “See you on Zoom”
        about = len(before) > 2 or not (named or apart.isdisjoint(before))
        if about and not numbered:
            return True  # “Violence at work and on stage”, not “Large hall and terrace”
        kinds = ("rooms", "events")
        others = [w for w in words[virtual:] if not any(w in known[kind] for kind in kinds)]
        if at == 0 and virtual and others and not numbered:
            return True  # “Online recruitment in Asia”
        topic = at > 0 and len(words) > 2 and words[0] not in known["events"]
        if topic and virtual and not any(w in known["rooms"] for w in words[:at]):
            return True  # “Trends in online recruitment”, “Finding victims online”
        counted = one in every("rooms_counted").exact
        # “Building Trust”; “Building B” is one
        return at == 0 and counted and not numbered and any(len(w) > 1 for w in words[1:2])

    def _is_language(self, text: str) -> bool:
        words, marks = words_of(text), self.words["language_marks"]
        sessions = self.words["sessions"].exact
        if len(text.split()) > 8 or any(w.casefold() in sessions for w in words[:1]):
            return False
        spoken = [w for w in words if w.casefold() not in self.words["conjunctions"].exact]
        if len(spoken) > 1 and all(is_language_name(w, self.words) for w in spoken):
            return True
        named = any(is_language_name(w, self.words) for w in words)
        label = words_of(text.partition(": ")[0])  # not “A hotline in seven languages: Ms. A”
        said = sum(w.casefold() in marks for w in label)
        begins = said and label[0].casefold() in marks and not (self.times and text == self.rest)
        says = said * 2 > len(label) - bool(begins)  # also “Interpretation available”
        return (named or says) and marks.any_of(text)

    @cached_property
    def is_room(self) -> bool:
        """Whether the line says where, and in which language, and nothing else."""
        if self.size > 16 or self.is_sentence or (self.raw.level and self.size > 5):
            return False
        known = [bool(what) for _, what in self.pieces]
        # “Palais des Nations, salle XXVII”
        house = known[1:] == [True] and " " in self.pieces[0][0]
        counts = COUNTED.match(self.text) is not None  # “2A. Hotels That Look Away | Room 2”
        house = house and not counts and every("venues").any_of(self.pieces[0][0])
        return bool(known) and (known[0] or house) and sum(known) >= len(known) / 2

    @cached_property
    def room_within(self) -> re.Match[str] | None:
        """The room between which session it is and its title: “Workshop A – Room 3: Homes”."""
        found = WITHIN.match(self.rest if self.has_time else self.shown)
        kind = found and with_forms(ONLY_PANEL_1, self.words, re.I).fullmatch(found["kind"])
        return found if found and kind and self.is_place(found["room"]) else None

    @cached_property
    def room_in_title(self) -> str:
        """The room that stands behind a title, in brackets or behind a dash."""
        within = self.room_within
        if within is not None:
            return within["room"]
        return self.part_room(self.text)[1]

    def part_room(self, text: str) -> tuple[str, str]:
        """Return a title and the room that stands behind it: “Why We Meet, Blue Hall”."""
        inner = INNER.search(text)
        if inner is None or not inner.start():
            return text, ""
        title, room = text[: inner.start()], next(filter(None, inner.groups()))
        label, colon, named = room.partition(": ")
        if colon and label.casefold() in self.words["venue_labels"].exact:
            return title, named  # “(Room: Blue Hall)”
        if inner["hall"] and not (room in self.habits.rooms or self._may_title(title)):
            return text, ""
        return (title, room) if self.is_place(room) else (text, "")

    def _may_title(self, text: str) -> bool:
        """Whether words are no name, no post and no body: of “Mayor, City Hall” it is the body."""
        other = self.people.kinds.is_post_or_body(text) or self.people.names.read_whole(text)
        head = KIND_BEFORE.split(text)[0]
        counts = with_forms(ONLY_PANEL_1, self.words, re.I).fullmatch(head)  # “Lab B: Homes”
        return " " in text and (counts is not None or not other)
