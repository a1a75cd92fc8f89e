"""Who was there: names, posts and bodies by the alphabet, and no session."""

from layouts.edition import Edition
from layouts.facts import Programme
from layouts.markup import Html, h1, h2, join, p, row, table
from layouts.parts import people

GROUP = "nobody"
FORMATS = ("docx", "html", "pdf")
TITLES = {
    "en": "List of participants",
    "fr": "Liste des participants",
    "es": "Lista de participantes",
    "de": "Teilnehmerliste",
    "it": "Elenco dei partecipanti",
    "ru": "Список участников",
    "uk": "Список учасників",
}


def suits(programme: Programme) -> bool:
    """Say whether there is a word for it."""
    return programme.language in TITLES


def render(edition: Edition) -> Html:
    """Print a table."""
    programme, words = edition.programme, edition.words
    heads = row(*(words[name] for name in ("name", "post", "body")), head=True)
    listed = sorted(people(edition), key=lambda one: one.name)
    rows = (row(edition.named(one), one.post, edition.body(one)) for one in listed)
    title = h2(TITLES[programme.language])
    return join((h1(programme.event["title"]), p(edition.days()), title, table([heads, *rows])))
