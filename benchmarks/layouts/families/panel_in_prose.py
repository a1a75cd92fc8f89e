"""A flyer of a panel: a line or two say when and where, and a sentence who talks and who leads."""

from dataclasses import replace

from layouts.edition import DAY_FORMS, Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, i, join, lines, p
from layouts.parts import sponsors
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "pdf", "docx", "md", "txt")
PRINTS = ALL - {"roles", "ends"}
CHAIRS = ("moderator", "chair")
INFLECTED = ("de", "it", "ru", "uk")  # an honorific would be inflected behind a preposition
FEWEST = 3


def settle(edition: Edition) -> Edition:
    """Keep one session that somebody leads."""

    def suits(slot: Session) -> bool:
        return len(slot.people) >= FEWEST and any(one.role in CHAIRS for one in slot.people)

    programme = edition.programme
    fitting = [slot for slot in programme.sessions if suits(slot)]
    kept = replace(fitting[(edition.number + 2) % len(fitting)], kind="")
    language = programme.language
    day_form = next(form for form in DAY_FORMS[language] if "EEEE" not in form)
    return edition.but(
        programme=replace(programme, slots=(kept,)),
        honorifics=edition.honorifics and language not in INFLECTED,
        day_form=day_form if edition.number % 4 == 0 else edition.day_form,
    )


def render(edition: Edition) -> Html:
    """Print the kind above the title or behind it, when and where, and who talks."""
    programme, words = edition.programme, edition.words["panel"]
    (slot,) = programme.sessions
    is_apposed = edition.number % 4 == 1

    def named(one: Person) -> str:
        apart = "{}, {}" if is_apposed else "{} ({})"
        return apart.format(edition.named(one), edition.post(one)) + edition.status(one)

    def joined(found: list[Person]) -> str:
        return edition.enumerated([named(one) for one in found], is_apposed)

    day, hour = edition.day(slot.day), edition.hour(slot.start)
    talk = edition.turn(*words["said"]).format(
        d=edition.within(day),
        t=hour,
        x=joined([one for one in slot.people if one.role not in CHAIRS]),
        m=joined([one for one in slot.people if one.role in CHAIRS]),
    )
    place = ", ".join(filter(None, (slot.room, edition.where())))
    when: list[Part] = edition.turn(
        [p(f"{words['where']}: {place}")],  # the sentence has the day and the hour
        [p(b(f"{words['when']}:"), f" {day}, {hour}"), p(b(f"{words['where']}:"), f" {place}")],
        [p(lines(f"{day} | {hour}", place))],
        [p(b(f"{day}, {hour}")), p(i(place))],
    )
    head: list[Part] = [p(words["kind"].upper()), h1(slot.title)]
    if edition.number in (1, 4):
        head = [h1(words["kind"]), h2(slot.title)]
    about = p(slot.blurb or programme.blurb)
    body = [about, p(talk), *when] if edition.number % 2 == 0 else [*when, about, p(talk)]
    parts: list[Part] = [*head, *body, *map(p, edition.organized()), p(words["entry"])]
    return join((*parts, sponsors(edition)), "\n")
