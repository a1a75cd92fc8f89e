"""What each line may be, judged by small recognisers; its neighbours decide what it is.

What it says as text, when and where is read below: ``text_lines``, ``timed_lines``,
``placed_lines``; here are titles, headings, roles and people.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.labels import ORGANIZING, PARTS, Role, leads_to_doer, read_role
from atgraph.curate.ingest.lines import COLUMN, HEADS_NAMES, ITEM_LEVEL, LIFE, PAGE, Cell, Line
from atgraph.curate.ingest.organizers import names_organizer
from atgraph.curate.ingest.person_signs import LISTED, SURE
from atgraph.curate.ingest.placed_lines import PlacedLine
from atgraph.curate.ingest.text_lines import EDGES
from atgraph.curate.ingest.timed_lines import COUNT, NTH, ONLY_PANEL_1
from atgraph.curate.ingest.times import TimeRange, find_duration
from atgraph.curate.ingest.word_lists import every, town_zones, with_forms, words_of
from atgraph.data.dates import is_calendar_word

NO_WORD = re.compile(r"^[\W_]+|[\W_]+$")
ROW = r"(?:(?:{commands})(?:\s|$))+$"  # “Skip to content Menu Search”
COOKIES = re.compile(r"\bcookies?\b", re.I)
NUMBERED = re.compile(  # “2. ”, “2.1. ”, “2A. ”, “IV) ”, “B. ”, “b) ”, “2.1 ” before a capital
    r"^\s*(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}[A-H]?|[IVX]{1,4}|[A-Z])[.)]|[a-zа-я]\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}(?=\s[«“„\"]?[^\W\d_a-zа-яё]))\s+"
)
IN_TOWN = (  # “in Leeds, UK”, not “in Search of Justice”
    r"(?:{in_town}|at)\s(?:(?:{articles})\s)?(?:[^\W\d_a-z][\w.’'-]*(?:,?\s|$)){1,4}$"
)
LINKS = re.compile(r"(?:\s*\[[^\W\d_]{3,20}(?:\]|$))+$")  # “The Title [Slides] [Video]”
MOST_OF_TWO = 8  # words of a break in two languages, or of two
MOST_SMALL = 4  # words of “opening session”
BREAK_ENDS = r"\s*(?:[,:;(&/+–—]|\s-\s|(?<!-)\b(?:{break_ends})\b)\s*"  # “Lunch hosted by …”
OF_AGENDA = r"^(?:{of_agenda})\s*[:.–—-]\s*"  # “Point 3 de l’ordre du jour : Le Titre”
PANEL_1 = (
    r"(?:\w+\s+)?(?P<word>{sessions})(?![^\W\d_])\s*(?:no\.?\s*|n°\s*|№\s*)?"
    r"(?P<count>\d{1,3}(?:\.\d{1,2})?[^\W\d_]?|[IVX]+|[A-HА-З]|{ordinals})\b(?:\s*[:.–—-]|$|\s)"
)
FIRST_PANEL = rf"(?P<count>{NTH})\s+(?P<word>{{sessions}})(?:\s*[:.–—-]|$)"
COUNTED_DAY = re.compile(r"^[^\W\d_]{3,12} \d{1,2}\s*(?:[(:,]|[–—-]\s)\s*")  # “Week 1 (6 May)”
COUNTED = re.compile(r"^\d{1,3}\s+(?=[^\W\d_]+$)")
ASIDE = re.compile(r"\s*\([^()]+\)\s*")
IN_BRACKETS = re.compile(r"\s*\([^()]*\+[^()]*\)\s*")
LENGTH_ENDS = re.compile(r"(?<![)\]])(?:(?: [^\W\d_]+){1,2}|:[^()\[\]]+)(?:[)\]]|$)")
BRACKETED = re.compile(r"\([^\W\d_a-z][^\W\d_]*\)\s[^\W\d_a-z]")
ASIDE = re.compile(r"\s*\([^()]*\)$")  # “Agenda (all times in GMT)”
MAY_ORGANIZE = {  # what a body does of which a person may have the part
    "role_host": "role_hosts",
    "role_presenter": "role_organizes",
    "role_convenor": "role_convenes",
}
SECTIONS = ("biographies", "background", "committees", "contacts", "news")


@dataclass(eq=False)
class RecognizedLine(PlacedLine):
    """A line, and what the recognisers say of it."""

    place: int = 0
    label: str = ""  # what the skeleton says that it is
    runner_up: str = ""  # what else it may be
    margin: float = math.inf  # by how much that is worse

    @cached_property
    def title(self) -> str:
        """What a line with a time, or a heading, prints as a title."""
        text, has_length = self._without_length(self._without_rooms(self._title_printed))
        counted = COUNT.match(text := text.lstrip(EDGES))
        if counted and (counted["word"] or "").casefold() in self.habits.items:
            text = with_forms(OF_AGENDA, flags=re.I).sub("", text[counted.end() :])
        text = " ".join(NUMBERED.sub("", text).split()).strip(" ,;|•·–—-*").rstrip(":")
        text = self.part_room(text)[0]
        if text.count("(") > text.count(")"):
            text += ")"
        elif BRACKETED.match(f"({text}") and f"({text}" in self.text:
            text = text if self.words["breaks"].any_of(text) else f"({text}"  # “(Fair) Work”
        is_none = self._is_no_title(text, has_length)
        return "" if self.has_time and is_none else text

    @property
    def _title_printed(self) -> str:
        """What stands behind times and days, or in the first field there that is no place."""
        text = self.rest if self.has_time or self.has_day else self.shown.strip(" ,;:–—-|•·*/@")
        text = LINKS.sub("", text)
        if (within := self.room_within) and within["room"] in text:
            text = text.partition(": ")[2]
        if self.has_time and "|" in self.text and text not in self.text:
            said = self.text[self.times[0].to :] if self.times[0].at < 2 else self.text
            fields = map(str.strip, said.split("|"))  # “9:00 | Practice | All trainers”
            first = next((f for f in fields if f and text.startswith(f)), text)
            is_kind = with_forms(ONLY_PANEL_1, self.words, re.I).fullmatch(first)
            first = said.strip(EDGES) if is_kind else first  # “9:00 Panel 1 | The Title”
            text = text if self.is_place(first) else first
        return text

    def _without_rooms(self, text: str) -> str:
        """Return a title without room and language, and without a kind before the time."""
        room, language = self.room_and_language if self.has_time else ("", "")
        for piece in [*room.split(", "), language]:
            if piece and piece in text:
                whole = text.strip(EDGES) == piece
                one = re.escape(piece)  # “The Title (Room 2, Lenn Museum)”
                cut = rf"\s*\({one},[^()]*(?:\)|$)|\s*[,(\[|–—-]*\s*{one}\s*[)\]]?"
                text = "" if whole else re.sub(cut, " ", text)
        kind = self.text[: self.times[0].at].strip(EDGES + ".") if self.has_time else ""
        if kind and text != kind and with_forms(ONLY_PANEL_1, self.words, re.I).fullmatch(kind):
            text = text.removeprefix(kind).strip(EDGES + ".")
        return text

    def _without_length(self, text: str) -> tuple[str, bool]:
        """Return a title without how long it takes, and whether it says how long."""
        duration = find_duration(text, self.words)
        if duration and (
            duration.start() == 0
            or (duration.end() == len(text) and not self._leads_on(text[: duration.start()]))
            or duration[0].startswith(("(", "["))
        ):
            # “(5 min each)”, “[50 min: talk and questions]”
            closes = LENGTH_ENDS.match(text, duration.end())
            end = closes.end() if closes and duration[0][0] in "([" else duration.end()
            text = (text[: duration.start()] + " " + text[end:]).strip(EDGES)
        return text, duration is not None

    def _is_no_title(self, text: str, has_length: bool) -> bool:
        """Whether what is left of a title is none: a day, a zone, a town or a small word."""
        common = self.words["common"].exact
        known = common | self.words["date_labels"].exact
        days = all(
            w.casefold().rstrip(".") in known or is_calendar_word(w, self.words.languages)
            for w in words_of(text)
        )
        if len(text) <= 2 or (self.dates and (days or len(text.split()) == 1)):
            return True
        said = text.rstrip(").")  # “(UK time)”; “Time to Act” is a title
        labels = self.words["time_labels"].exact
        if f"({said})" in self.text and not labels.isdisjoint(said.casefold().split(" ")):
            return True
        # “10:00–10:45 (15 min. talk + 30 min. discussion)”
        behind = self.text[self.times[0].to :] if self.has_time else ""
        if has_length and IN_BRACKETS.fullmatch(behind):
            return True
        if self.dates and text[:1].islower() and ASIDE.fullmatch(behind):
            return True  # “12 May, 14:00–15:30 (all times CEST)”
        if said.casefold() in town_zones():
            return True  # “14:00–14:10 Bangkok”
        if self.has_time and self.times[0].at == 0 and self._are_clocks(self.times[1:]):
            return True  # “14:00–15:00 UTC (11:00–12:00 Lima; 9:00–10:00 Toronto)”
        # “12 May, 10:00 in Leeds”
        is_where = bool(self.dates) and with_forms(IN_TOWN).match(text) is not None
        return is_where or text.casefold() in common

    def _are_clocks(self, others: Sequence[TimeRange]) -> bool:
        """Whether beside the first time of a line others say when that is in towns, and no more."""
        starts = [time.to for time in self.times]
        ends = [*(time.at for time in others), len(self.text)]
        towns = [self.text[start:end].strip(" ();,/|·") for start, end in zip(starts, ends)]
        return bool(others) and all(town.casefold() in town_zones() for town in towns if town)

    def _leads_on(self, text: str) -> bool:
        """Whether a text ends with a small word: “The law in” “20 minutes”."""
        return text.rstrip().rpartition(" ")[2] in self.words["common"].exact

    @cached_property
    def role(self) -> Role | None:
        """The role word with which it begins."""
        if self.words["with"].labels(self.text):  # and below it who speaks
            return Role("role_speaker", PARTS, self.text, len(self.text), True, ":" in self.text)
        role = read_role(self.text, self.words) if self.size < 200 else None
        if role is None or role.alone:
            return role
        organizes, rest = MAY_ORGANIZE.get(role.concept, ""), self.text[role.end :]
        organizes = organizes if role.marked or leads_to_doer(role.form, self.words) else ""
        if organizes and self.people.kinds.is_body(rest.split(",")[0]):
            named = self.people.read_all(rest, (), LISTED)
            if all(self.people.kinds.is_body(person.name) for person in named):
                # “Hosts: Open Door and the Calder Institute”, “Convened by the Bar, …”
                return replace(role, concept=organizes, scheme=ORGANIZING)
        may_be_kind = role.concept == "role_speaker" and role.form in self.words["sessions"]
        if not (role.marked and may_be_kind) or self.people.read_all(rest, (), LISTED):
            return role
        return None  # “In conversation: Ten years of the law”

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
        rest = self.text.partition(": ")[2]
        if rest and any(p.honorific and p.begins(rest) for p in self.people.read_all(rest)):
            return False  # “Prayer: Pastor Ada Bek”
        one, slash, other = title.partition(" / ")
        if slash and len(title.split()) < MOST_OF_TWO and any(map(self._is_break, (one, other))):
            return True  # “Kai / morning tea”
        # “Registration of participants. Welcome coffee”
        if not all(map(self._is_break, title.split(". "))):
            return False
        sessions = self.words["sessions"].exact  # “Lunch and learn: The Title”
        learns = (form for form in sessions if self.words["breaks"].begins(form))
        return not title.startswith(tuple(learns))

    def _is_break(self, title: str) -> bool:
        breaks, sessions = self.words["breaks"].exact, self.words["sessions"].exact
        if title in breaks:
            return True
        head, *more = with_forms(BREAK_ENDS).split(title)
        words = head.split(" ")
        if words[-1] in sessions and head not in breaks:
            return False  # “Lunch talk: The Title”
        if words[0] in breaks and len(words) <= 2 and words[0] in self.words["nouns_first"].exact:
            return True
        is_one = head in breaks or (words[-1] in breaks and len(head.split()) <= 3)
        return is_one and all(h in breaks or len(h.split()) <= 5 for h in more[:2])

    @cached_property
    def is_contents_head(self) -> bool:
        """Whether it is the head of an agenda or a table of contents, or in two languages."""
        first, *others = ASIDE.sub("", self.title).split(" / ")  # “Programme / Programa”
        labels = every("contents").labels if others else self.words["contents"].labels
        return all(map(labels, (first, *others)))

    @property
    def is_agenda_item(self) -> bool:
        """Whether it is of an agenda without times, whose items say who speaks."""
        return self.raw.level == ITEM_LEVEL

    @property
    def offers(self) -> bool:
        """Whether a link or a button of a page says it, or it is of tags or cookies: “Tags: A”."""
        label, colon, _ = self.text.partition(":")
        tags = colon and label.strip().casefold() in self.words["tags"].exact
        cookies = self.tells and COOKIES.search(self.text) is not None and not self.is_person
        row = self.size <= MOST_OF_TWO and with_forms(ROW, self.words).match(self._bare)
        return bool(tags) or cookies or bool(row)

    @property
    def is_of_menu(self) -> bool:
        """Whether it is what a page of a site or of a network is called: “Home”, “About us”."""
        return self._bare in self.words["menus"].exact

    @property
    def _bare(self) -> str:
        return NO_WORD.sub("", self.text).replace("’", "'").casefold()

    @cached_property
    def section(self) -> str:
        """The zone of the document that it heads, if it is another than the programme."""
        title = self.title.casefold().strip(" .:?,").replace("’", "'")
        title = COUNTED.sub("", title)  # “12 comments”
        for kind in SECTIONS:
            known = every(kind) if kind == "contacts" else self.words[kind]  # in any language
            if title in known.exact:
                return kind
            ends = kind == "committees" and self.raw.level and self.size < MOST_OF_TWO
            if ends and title.endswith(tuple(f" {form}" for form in known.exact)):
                return kind  # “Summit planning committee”
        heads = tuple(f"{b} " for b in self.words["biographies"].exact if len(b) > 5)
        return "biographies" if self.size <= 6 and title.startswith(heads) else ""

    @cached_property
    def _session(self) -> tuple[str, str]:
        patterns = (with_forms(pattern, self.words, re.I) for pattern in (PANEL_1, FIRST_PANEL))
        found = next(filter(None, (pattern.match(self.title) for pattern in patterns)), None)
        return (found["word"].casefold(), found["count"].casefold()) if found else ("", "")

    @property
    def session_at(self) -> int:
        """Where “Session 2: …” begins behind a day that is counted: “Day 1, Session 2: …”."""
        day = COUNTED_DAY.match(self.text) if self.day_number else None
        at = day.end() if day else len(self.text)
        return at if with_forms(PANEL_1, self.words, re.I).match(self.text, at) else 0

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
        if self.text.casefold() in self.habits.tracks | self.habits.acts:
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

    @property
    def heads_people(self) -> bool:
        """Whether it is a body above those who speak for it."""
        return self.span in self.habits.body_heads

    @cached_property
    def named_people(self) -> list[Person]:
        """People whom it names, as far as was known when this was first asked."""
        if self.is_below_bodies or self.raw.note == LIFE:
            return []
        return self.people.read_all(self.text, self.raw.strong)

    @property
    def is_below_bodies(self) -> bool:
        """Whether it stands in a column headed “Organisation” or the like."""
        if not self.words["body_labels"].labels(self.raw.under):
            return False
        name = self.people.names.read(self.text)
        return name is None or name.score < SURE or self.people.kinds.is_body(self.text)

    @property
    def is_person(self) -> bool:
        """Whether it names a person with a title or a body, or with an honorific."""
        titled = self.raw.note == HEADS_NAMES or (self.venue and not self.has_time)
        if self.is_sentence or self.size > 60 or titled:
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
        # “b) Farms”, “(Fair) Work”
        begins = begins or bool(NUMBERED.match(text) or BRACKETED.match(text))
        few = self.size < MOST_SMALL
        begins = begins or (few and self.words["sessions"].any_in(words_of(text)))
        score -= 1.2 * (text.endswith(".") and self.size > 4 and not self.session_count)
        score -= 1.5 * (not begins)
        return score - 3 * any(sign in text for sign in ("@", "http", "www."))


Lines = Sequence[RecognizedLine]
Near = RecognizedLine | None  # the line above or below, if there is one
Recognizer = Callable[[Line], RecognizedLine]
Said = Callable[[Cell], Sequence[RecognizedLine]]  # the lines of a cell of a table
Look = tuple[object, ...]  # what lines are compared by
