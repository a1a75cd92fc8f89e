"""How one document writes times, days, names and posts: the same all over it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Self, TypeVar

from babel.dates import format_date

from layouts.facts import Person, Programme, Session
from layouts.markup import Html, b, join

CLOCKS = {
    "en": ("{h:02}:{m:02}", "{h:02}.{m:02}", "{h}:{m:02}", " am", " a.m.", "AM"),
    "fr": ("{h:02}h{m:02}", "{h}h{m:02}", "{h:02}:{m:02}"),
    "de": ("{h:02}:{m:02}", "{h:02}.{m:02}"),
    "es": ("{h:02}:{m:02}", "{h:02}.{m:02}"),
    "it": ("{h:02}:{m:02}", "{h:02}.{m:02}"),
    "ru": ("{h:02}:{m:02}", "{h:02}.{m:02}"),
    "uk": ("{h:02}:{m:02}", "{h:02}.{m:02}"),
}
RANGES = ("{}–{}", "{} – {}", "{}-{}", "{} - {}")
WORDED = {
    "en": "{} to {}",
    "fr": "{} à {}",
    "de": "{}–{} Uhr",
    "es": "{} a {} h",
    "it": "ore {}–{}",
    "ru": "с {} до {}",
    "uk": "з {} до {}",
}
NOON = 12
Choice = TypeVar("Choice")
DAY_FORMS = {  # as babel writes them
    "en": ("EEEE d MMMM y", "EEEE, d MMMM y", "d MMMM y", "EEEE, MMMM d, y"),
    "fr": ("EEEE d MMMM y", "d MMMM y"),
    "de": ("EEEE, d. MMMM y", "d. MMMM y"),
    "es": ("EEEE, d 'de' MMMM 'de' y", "d 'de' MMMM 'de' y"),
    "it": ("EEEE d MMMM y", "d MMMM y"),
    "ru": ("d MMMM y 'года', EEEE", "d MMMM y 'г'."),
    "uk": ("d MMMM y 'року', EEEE", "d MMMM y 'р'."),
}


@dataclass(frozen=True)
class Edition:
    """A programme as one document prints it; ``format`` is the suffix of its file."""

    name: str
    programme: Programme
    words: Any
    format: str
    number: int
    clock: str
    range: str
    day_form: str
    behind: str = ", "
    honorifics: bool = True
    capitals: bool = False
    heads_days: bool = True

    @classmethod
    def draw(cls, name: str, programme: Programme, words: Any, format: str, number: int) -> Self:
        """Choose how to write by the name of the layout: the same name, the same choice."""
        chance = random.Random(name)
        language = programme.language
        return cls(
            name,
            programme,
            words,
            format,
            number,
            clock=chance.choice(CLOCKS[language]),
            range=chance.choice((*RANGES, WORDED[language])),
            day_form=chance.choice(DAY_FORMS[language]),
            behind=chance.choice((", ", ", ", " – ", " (")),
            honorifics=chance.random() < 0.6,
            capitals=chance.random() < 0.15,
            heads_days=chance.random() < 0.7,
        )

    def but(self, **changes: Any) -> Self:
        """Return the edition with something written in another way."""
        return replace(self, **changes)

    def of_language(self, language: str) -> Self:
        """Return the edition with days as another language writes them."""
        other = replace(self.programme, language=language)
        return self.but(programme=other, day_form=DAY_FORMS[language][0])

    def turn(self, *choices: Choice) -> Choice:
        """Return one of the choices of a family, in turns over the programmes."""
        return choices[self.number % len(choices)]

    def hour(self, time: str, half: bool = True) -> str:
        """Return a time of the day, “half” of it before or after noon being said."""
        h, m = map(int, time.split(":"))
        if "{" in self.clock:
            return self.clock.format(h=h, m=m)
        said = f"{(h - 1) % 12 + 1}:{m:02}"
        after = self.clock if h < NOON else self.clock.replace("a", "p").replace("A", "P")
        return said + after if half else said

    def time(self, slot: Session) -> str:
        """Return when a session begins and ends."""
        same = (slot.start < "12:00") == (slot.end < "12:00")
        return self.range.format(self.hour(slot.start, not same), self.hour(slot.end))

    def day(self, day: dt.date) -> str:
        """Return a date as it heads a day."""
        said = format_date(day, self.day_form, locale=self.programme.language)
        return said[:1].upper() + said[1:]

    def day_head(self, day: dt.date) -> str:
        """Return what heads a day: its date, with its number before it, or nothing for an only one.

        The cover has the date of every event.
        """
        days = self.programme.days
        if len(days) == 1:
            return self.day(day) if self.heads_days else ""
        return self.day(day) if self.heads_days else f"{self.words['day']} {days.index(day) + 1}"

    def days(self) -> str:
        """Return the days of the event, which are of one month."""
        first, last = self.programme.days[0], self.programme.days[-1]
        if first == last:
            return self.day(first)
        whole = next(form for form in DAY_FORMS[self.programme.language] if "EEEE" not in form)
        ended = format_date(last, whole, locale=self.programme.language)
        return f"{first.day}–{ended}"

    def role(self, role: str, several: bool = False) -> str:
        """Return the word of a role."""
        return str(self.words["roles"][role][several])

    def heading(self, session: Session, between: str = ": ") -> str:
        """Return the kind of a session and its title."""
        return f"{session.kind}{between}{session.title}" if session.kind else session.title

    def pause(self, slot: Session) -> str:
        """Return the word of a break."""
        return str(self.words["breaks"][slot.pause])

    def bare(self, person: Person) -> str:
        """Return a name without what stands around it, its last word perhaps in capitals."""
        before, _, last = person.name.rpartition(" ")
        return f"{before} {last.upper()}" if self.capitals else person.name

    def named(self, person: Person) -> str:
        """Return a name with honorific and letters."""
        before = f"{person.honorific} " if self.honorifics and person.honorific else ""
        return before + self.bare(person) + (f", {person.letters}" if person.letters else "")

    def post(self, person: Person) -> str:
        """Return post, body and place, from the inner to the outer."""
        return ", ".join(filter(None, (person.post, self.body(person), person.place)))

    def body(self, person: Person) -> str:
        """Return the body, behind its unit."""
        return ", ".join(filter(None, (person.unit, person.body)))

    def status(self, person: Person) -> str:
        """Return “ (tbc)”, or nothing."""
        return f" {self.words['status'][person.status]}" if person.status else ""

    def beside(self, person: Person, post: str | None = None) -> str:
        """Return what stands behind a name: the mark of this document, and post and body."""
        post = self.post(person) if post is None else post
        if not post:
            return self.status(person)
        closing = ")" if self.behind.endswith("(") else ""
        return f"{self.behind}{post}{closing}{self.status(person)}"

    def line(self, person: Person) -> str:
        """Return a person on a line."""
        return self.named(person) + self.beside(person)

    def strong(self, person: Person) -> Html:
        """Return a person on a line, the name in bold."""
        return join((b(self.named(person)), self.beside(person)))

    def by_role(self, session: Session) -> Iterable[tuple[str, list[Person]]]:
        """Yield the word of each role, and who has it, in the order of the session."""
        for role, found in groupby(session.people, key=lambda person: person.role):
            people = list(found)
            yield self.role(role, len(people) > 1), people

    def organized(self) -> list[str]:
        """Return a line for each role that organisers have."""
        return [
            f"{self.words['organizing'][role]}: " + "; ".join(one["name"] for one in found)
            for role, found in groupby(self.programme.organizers, key=lambda one: one["role"])
        ]

    def prose(self, sentence: str, **values: str) -> str:
        """Return a sentence with its values, a capital at its beginning."""
        said = str(self.words[sentence]).format(**values)
        return said[:1].upper() + said[1:]

    def within(self, day: str) -> str:
        """Return a date as it stands within a sentence, where some languages write it small."""
        small = self.programme.language in ("fr", "es", "it")
        return day[:1].lower() + day[1:] if small else day

    def enumerated(self, said: Sequence[str], apposed: bool = False) -> str:
        """Return texts in a sentence; those that end with an apposition have semicolons between."""
        *before, last = said
        if not before:
            return last
        language = self.programme.language
        if apposed:
            between = " ; " if language == "fr" else "; "
            return f"{between.join(before)}, {self.words['as_well']} {last}"
        vowels = {"es": ("e", ("I", "Hi")), "it": ("ed", ("E",))}  # “y” and “e” before their own
        word, starts = vowels.get(language, ("", ()))
        word = word if last.startswith(starts) else self.words["and"]
        return f"{', '.join(before)} {word} {last}"

    def listed(self, people: Sequence[Person]) -> str:
        """Return people in a sentence, each with post and body between commas."""
        said = [
            ", ".join(filter(None, (self.named(one), self.post(one)))) + self.status(one)
            for one in people
        ]
        *before, last = said
        return f"{'; '.join(before)} {self.words['and']} {last}" if before else last

    def hosted(self, session: Session) -> list[str]:
        """Return a line for each who brings a session about."""
        return [f"{self.words['organizing'][one['role']]}: {one['name']}" for one in session.hosts]

    def where(self) -> str:
        """Return venue and city."""
        return f"{self.programme.event['venue']}, {self.programme.event['city']}"
