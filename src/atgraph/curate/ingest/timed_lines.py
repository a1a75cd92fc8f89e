"""The times and days that a line gives, and what it says beside them."""

import re
from functools import cached_property

from atgraph.curate.ingest.mentioned import BEHIND_DATE
from atgraph.curate.ingest.person_signs import SURE
from atgraph.curate.ingest.text_lines import EDGES, FEW, LEADERS, SMALL, TextLine
from atgraph.curate.ingest.times import TimeRange, find_times, in_afternoon
from atgraph.curate.ingest.word_lists import every, with_forms, words_of
from atgraph.data.dates import PrintedDate, find_dates, find_weekday, is_calendar_word

# “Item 3. …”, “4) …”, “5.- …”, “Point de l’ordre 5”, “6 Any other business”, “II. – …”, “C) …”
COUNT = re.compile(
    r"(?:(?P<word>[^\W\d_][^\d:;.]{0,30}?)\s+)?(?:(?:№|(?i:n[.º°or]{1,2}))\s*)?"
    r"(?:(?P<count>\d{1,2})(?:/\d{2,4})?"
    r"(?:\s*[.:,)/–—][-–—]?\s+(?=\S)|\s*[.:)]?$|\s+(?=[^\W\d_]{2}))"
    r"|(?P<letter>[IVX]{1,5}|[A-HА-З])(?:[.)]|\s[–—-])\s+(?:[–—-]\s+)?(?=\S))"
)
OPENED = re.compile(r"\((?:[^\W\d_]+\s(?=\S))?(?P<word>[^\W\d_]*)\.?\s*$")  # “(h. 9:00)”
LED = re.compile(r",\s(?P<word>[^\W\d_]+)\.?\s$")  # “The Title, at 9:00–9:30”
DAY_ALONE = re.compile(r"(?P<day>[^\W\d_]+),?\s(?P<number>\d\d?)(?:st|nd|rd|th|[.º])?:?")
DEADLINES = ("23:59", "00:00")
LONGEST = 60  # words of a line with a time, which may begin longer ones
BRACKET_ENDS = re.compile(r"\)(?:(?:[.:]|\s[|–—-])\s+|\s\()[^\W\d_a-zß-ÿа-яіїєґ]")
DASHED = re.compile(r"\s[–—|-]\s+$")
CLEAR_BEHIND = re.compile(r"[:hHчap]|\d[.]\d{2}")
CLEAR = re.compile(r"[:hHчap]|[Nn]oon|\bore\s|\d{2}\.\d{2}")  # in what is surely a time
NTH = r"(?:(?:\d+|[IVX]+)(?:st|nd|rd|th|ª|º|°|\^|\.|-?[аяй]|a|e|er|ère|ème)?|{nth})"
ONLY_PANEL_1 = (
    rf"(?:{NTH}\s+)?(?:[^\W\d_]+\s+(?=(?:{{sessions}})\s+\d)|parallel\s+)?(?:{{sessions}})"
    r"(?:\s+(?:\d+(?:\.\d+)?[^\W\d_]?|[IVX]+|[A-HА-З]|{ordinals}))?\s*[.:–—-]?"
)
OTHER_DAY = re.compile(r"\d+ [^\W\d][^()]*\)")  # in another calendar: “(2088 Mangsir 25)”
TOWN_OF_REPORT, OF_REPORT = re.compile(r"[^\W\d_][^.;:–—]{1,40}?,?\s"), re.compile(r"\s?[–—-]+\s")
# “as of 21 July”, “Registration is open until Monday, 10 June”
UP_TO_DAY = (
    r"\b(?:{dated}|(?:{registers})\b(?:[^.;]|\.\S)*\s(?:{until}|{by_day})"
    r"|(?:{confirms})\b(?:[^.;]|\.\S)*\s(?:{by_day}))(?:\s\w+,)?[\s:]*$"
)
# “Registration closes on 3 May”, “Deadline for papers: 3 May”
LAST_DAY = r"(?:^|[.;|(]\s*)(?:{deadlines})\b[^.;,|–—:]{0,40}:?(?:\s\w+,)?\s*$"
CLOSES = r"[:–—-]\s*(?:{deadlines})(?:\s(?:{genitive})\s.*)?$"  # “3 May – deadline for papers”
POSTED = rf"(?<!\w)(?:{{dated}}|{{written_by}})(?!\w)|{BEHIND_DATE}"
ROOM_NUMBER = re.compile(r"(?P<room>[^\W\d_]+)\s+\d{1,3}(?=(?P<close>[–—-])|\s*[,|;–—-])")
# of a time: “Title – 9:00 – Room”, “Title (9:00, Room)”
AROUND = re.compile(r"(?:[,;(]|\s[–—-])\s*\|\s*(?:[,;]|[–—-]\s)")
PICTURES = re.compile("[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f\u200d]+")  # “⏰ 11:00”
MOST_STAMPED = 6  # words of a day and a time alone
NUMERALS = ["i", "ii", "iii", "iv"]


class TimedLine(TextLine):
    """A line that may say when."""

    @cached_property
    def unled(self) -> str:
        """The line, with spaces for words that lead to times all over: “The item began at 9:00”."""
        if self.habits.quotes_titles and self.opens:
            *kept, end = self.opens
            behind = max(to for _, to in kept)
            kept += [(behind, end)] if len(self.text[behind:end].split()) <= FEW else []
            inside = {at for start, to in kept for at in range(start, to)}
            told = "".join(self.text[at] if at in inside else " " for at in range(end))
            return f"{told[:behind]}|{told[behind + 1 :]}"
        for lead in self.habits.leads:
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

    @cached_property
    def times(self) -> list[TimeRange]:
        """Times that stand in a short line, but that of a post: “20:01, 9 June 2025”."""
        plain = self.habits.plain_times
        short = self.size < LONGEST or self.text[:1].isdigit()  # “15:15 Panel with A (…), B (…)”
        found = list(find_times(self.text, self.words, plain)) if short else []
        if len(found) == 1 and not found[0].end and self.dates and self._is_posted(found[0].start):
            return []
        late = self.raw.start in self.habits.afternoons
        return [in_afternoon(time) for time in found] if late else found

    def _is_posted(self, clock: str) -> bool:
        """Whether a line says by its minute when a post was put up.

        It says too that it was, or by whom, or the day with its year and nothing else.
        """
        if clock[-1] in "05":
            return False
        if self.size <= MOST_STAMPED and self.dates[0].year:
            return True  # “Monday, 26 June 2017, 1:57 pm”
        name = self.people.names.read_whole(self.text.rpartition(", ")[2])
        named = name is not None and name.score >= SURE
        return named or with_forms(POSTED, flags=re.I).search(self.text) is not None

    @cached_property
    def told_times(self) -> list[TimeRange]:
        """Times in what it tells, however long that is."""
        return list(find_times(self.text, self.words)) if self.tells else self.times

    @cached_property
    def dates(self) -> list[PrintedDate]:
        """Dates that stand in a line, but that of the document: “as of 21 July”."""
        text = ROOM_NUMBER.sub(self._blank, self.text)
        found = find_dates(text, self.words.languages) if self.size < 200 else ()
        dates = [date for date in found if not self._is_last_day(date)]
        if len(dates) < 2 or not self._has_dateline(dates[0]):
            return dates
        return [date for date in dates[1:] if _is_after(date, dates[0])] or dates

    def _is_last_day(self, date: PrintedDate) -> bool:
        before, behind = self.text[: date.at], self.text[date.to :].lstrip()
        if leads_up_to(before) or with_forms(LAST_DAY, self.words, re.I).search(before):
            return True
        return bool(with_forms(CLOSES, self.words, re.I).match(behind)) if behind else False

    def _has_dateline(self, date: PrintedDate) -> bool:
        """Whether town and day of a report stand before it, who tells of no “today” then.

        “LENN, 7 June – The Forum …”
        """
        town, behind = self.text[: date.at], self.text[date.to :]
        dated = self.tells and TOWN_OF_REPORT.fullmatch(town) and OF_REPORT.match(behind)
        return bool(dated) and not self.words["today"].any_of(behind)

    def _blank(self, found: re.Match[str]) -> str:
        """Return blanks for the number of a room or a day: “Day 7 – 18 November” is one date."""
        is_day = found["room"].casefold() in self.words["days"].exact  # not “Días 7 – 9 de mayo”
        counts = found["room"] in self.words["rooms"] or (is_day and not found["close"])
        return " " * len(found[0]) if counts else found[0]

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
        before = PICTURES.sub(" ", before).strip(EDGES)
        if not before:  # a lone number may be that of a section
            printed, after = self.text[first.at : first.to], self.text[first.to :].strip()
            if self.dates and self.is_sentence and after.lstrip(EDGES)[:1].islower():
                return False  # “On 3 June at 9:00 in Lenn the conference “A” begins.”
            sure = self.habits.dots_times or self.habits.plain_times
            return bool(first.end or not after or sure or CLEAR.search(printed))
        label, words = before.casefold(), self.words
        if self.dates and len(before.split()) <= FEW and words["rooms"].any_of(before):
            return True  # “Room 4, 12 May 2025, 10:00”
        labels = words["time_labels"].exact | words["date_labels"].exact
        if label.rstrip(":.?") in labels or label in words["from"].exact:
            return True
        told = self.dates or self.tells or self.text.endswith(".") or self._goes_on_small(first.to)
        goes_on = self.rest and (told or not self.habits.leads_rows)
        if self._is_lead(label) and not goes_on:
            return True  # “At 10.30am”, “alle ore 9.30 Saluti”
        if with_forms(ONLY_PANEL_1, words, re.I).fullmatch(before):
            return True  # “Session 2. 11:30: The Title”
        is_short = self.size < 22 and not self.is_sentence and len(words_of(self.rest)) < 14
        # “The Title (9:00–9:30). Ada Bek, judge, and Ugo Lund, nurse.”
        ends = BRACKET_ENDS.match(self.text, first.to) if first.end else None
        # “The Title (9:00–9:30)”, “The Title; 9:00–9:30; Room A”
        behind = self.text.startswith((")", ";"), first.to) or self.raw.level
        opened = OPENED.search(self.unled[: first.at])  # “The Title (at 9:00, Room A)”
        leads = self._leads_from(first.at) < first.at
        printed, after = self.text[first.at : first.to], self.text[first.to :].strip(EDGES)
        clear = first.end or (opened and (leads or CLEAR.search(printed)))
        dashed = self.is_dashed and (self.habits.dashes_times or (self.raw.level and not after))
        few = behind or opened or self._commons(before) < 3
        return bool((clear or dashed) and (is_short or ends) and few)

    @cached_property
    def is_dashed(self) -> bool:
        """Whether a time ends a title: “The Title – 9am, Old Mill”, “Il titolo, ore 9.00”."""
        first = next(iter(self.times), None)
        before = self.unled[: first.at] if first else ""
        led = LED.search(before) and self._leads_from(len(before)) < len(before)
        if first is None or not (DASHED.search(before) or led):
            return False
        after = self.text[first.to :].partition(". ")[0]
        ends = len(words_of(after.strip(EDGES))) <= FEW * (after[:1] == ",")
        return ends and CLEAR_BEHIND.search(self.text[first.at : first.to]) is not None

    def _is_lead(self, label: str) -> bool:
        leads = every("leads_to_time").exact
        return label in leads or {*label.split()} <= leads

    def _goes_on_small(self, at: int) -> bool:
        return self.text[at:].lstrip(EDGES)[:1].islower()

    def _leads_from(self, at: int) -> int:
        """Return where words begin behind a mark that lead to a time at a place: “(at 9:00)”."""
        opened = OPENED.search(self.unled[:at]) or LED.search(self.unled[:at])
        leads = opened and opened["word"].casefold() in every("leads_to_time").exact
        return opened.start() + 1 if opened and leads else at

    @cached_property
    def has_day(self) -> bool:
        """Whether the line is the head of a day, or says little but a date; no “Deadline: …”."""
        if self.words["tasks"].labels(self.raw.under or self.text.partition(":")[0]):
            return False
        few = len(words_of(OTHER_DAY.sub("", self.rest))) <= 3 + 2 * bool(self.raw.level)
        counts = bool(self.day_number or self.day_of_month) or self.weekday is not None
        dated = bool(self.dates) and self.size <= 16 and few and not self._counts_dated
        return (counts and not self.is_sentence) or dated

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
    def weekday(self) -> int | None:
        """The day of the week that is all of a line, or with its part: “Friday evening”."""
        first, *parts = words_of(self.text) or [""]
        few = len(parts) < 2 and not any(map(str.isdecimal, self.text))
        within = few and all(part.casefold() in self.words["contents"].exact for part in parts)
        return find_weekday(first, self.words.languages) if within else None

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
        labels |= every("leads_to_time").exact
        small = labels | self.words["conjunctions"].exact  # “Hours: from 9:00 and from 14:00”
        mark = "|" if marks else "\n"  # those that are printed part “The Title | Room 2”
        parts = [p.strip(EDGES) for p in PICTURES.sub(" ", LEADERS.sub(" ", text)).split(mark)]
        if self.is_led:  # “in the Main Hall”
            parts = [SMALL.sub("", part).rstrip(".") for part in parts]
        around = (", " if {*",;"} & {*m[0]} else " – " for m in AROUND.finditer(text))
        between = next(around, ", " if self.is_led and self.opens else " ")
        said = (
            p
            for p in parts
            if p
            and p.casefold().rstrip(".?:") not in labels
            and not all(word in small for word in words_of(p.casefold()))
        )
        return between.join(said).strip(EDGES)


def leads_up_to(text: str) -> bool:
    """Whether a text leads to a day that is a deadline or that of the document: “as of”."""
    return with_forms(UP_TO_DAY, flags=re.I).search(text) is not None


def _is_after(date: PrintedDate, first: PrintedDate) -> bool:
    """Whether a date comes after another; where one prints no year, it is that of the other."""
    begins = first.year or date.year, first.month, first.day
    return (date.year or first.year, date.month, date.day) > begins
