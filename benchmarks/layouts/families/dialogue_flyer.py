"""A flyer of one talk between people: a sentence below the title names them."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.markup import Html, b, h1, h2, join, p
from layouts.parts import sponsors
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "html", "pdf", "txt", "md")
PRINTS = ALL - {"roles", "rooms"}
SAID = {
    "en": ("{a} talks to {b}", "A conversation between {a} and {b}", "{a} meets {b}"),
    "fr": ("{a} dialogue avec {b}", "Rencontre entre {a} et {b}", "Conversation : {a} et {b}"),
    "es": ("{a} conversa con {b}", "Diálogo entre {a} y {b}", "Encuentro de {a} con {b}"),
    "de": ("{a} spricht mit {b}", "Ein Gespräch zwischen {a} und {b}", "{a} trifft {b}"),
    "it": ("{a} dialoga con {b}", "Conversazione tra {a} e {b}", "{a} incontra {b}"),
    "ru": ("{a} беседует: {b}", "Диалог: {a} и {b}", "Встреча: {a} и {b}"),
    "uk": ("{a} розмовляє: {b}", "Діалог: {a} та {b}", "Зустріч: {a} та {b}"),
}
FEWEST = 2


def settle(edition: Edition) -> Edition:
    """Keep a session with two who talk."""
    programme = edition.programme
    fitting = [slot for slot in programme.sessions if len(slot.people) >= FEWEST]
    kept = fitting[edition.number % len(fitting)]
    people = tuple(replace(one, status="") for one in kept.people[-2:])
    return edition.but(
        programme=replace(programme, slots=(replace(kept, kind="", people=people),)), behind=", "
    )


def render(edition: Edition) -> Html:
    """Print the flyer."""
    programme = edition.programme
    (slot,) = programme.sessions
    first, second = (edition.listed([one]) for one in slot.people)
    said = edition.turn(*SAID[programme.language]).format(a=first, b=second)
    when = f"{edition.day(slot.day)}, {edition.time(slot)}"
    head = (
        h1(slot.title)
        if edition.number % 2
        else join((h1(programme.event["kind"]), h2(slot.title)))
    )
    parts = (head, p(b(said)) if edition.number % 2 else p(said), p(slot.blurb), p(when))
    return join((*parts, p(edition.where()), *map(p, edition.organized()), sponsors(edition)), "\n")
