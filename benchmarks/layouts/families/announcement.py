"""Prose that announces one session: who speaks stands in its sentences."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person
from layouts.markup import Html, b, h1, join, p
from layouts.parts import contact
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "docx", "txt", "md", "pdf")
PRINTS = ALL - {"rooms", "roles", "ends"}
SAID = {  # when and where, and who speaks, in turns
    "en": ("On {d} at {t} {o} invites everyone to {w}.",
           "The panel brings together {x}.", "Taking part are {x}.",
           "With contributions from {x}.", "{x} will share what they have learned.",
           "Among those who speak: {x}.", "Hear from {x}."),
    "fr": ("Le {d} à {t}, {o} vous attend : {w}.",
           "La table ronde réunira {x}.", "Avec la participation de {x}.",
           "Prendront la parole {x}.", "{x} partageront leur expérience.",
           "Au programme, les interventions de {x}.", "Y participeront {x}."),
    "es": ("El {d} a las {t}, {o} le espera en {w}.",
           "La mesa reunirá a {x}.", "Con la participación de {x}.",
           "Participarán {x}.", "{x} compartirán su experiencia.",
           "Tomarán la palabra {x}.", "Contaremos con {x}."),
    "de": ("Am {d} um {t} lädt {o} ein: {w}.",
           "Auf dem Podium sitzen {x}.", "Mit Beiträgen von {x}.",
           "Zu Gast sind {x}.", "{x} berichten aus ihrer Arbeit.",
           "Es diskutieren {x}.", "Zu Wort kommen {x}."),
    "it": ("Il {d} alle {t} {o} vi aspetta: {w}.",
           "La tavola rotonda riunirà {x}.", "Con la partecipazione di {x}.",
           "Prenderanno la parola {x}.", "{x} racconteranno la loro esperienza.",
           "Ne parleranno {x}.", "Tra gli ospiti {x}."),
    "ru": ("{d} в {t} {o} приглашает: {w}.",
           "В дискуссии участвуют {x}.", "При участии: {x}.",
           "Слово возьмут {x}.", "{x} расскажут о своём опыте.",
           "Среди спикеров: {x}.", "Своим опытом поделятся {x}."),
    "uk": ("{d} о {t} {o} запрошує: {w}.",
           "У дискусії беруть участь {x}.", "За участі: {x}.",
           "До слова запрошено: {x}.", "{x} розкажуть про свій досвід.",
           "Серед спікерів: {x}.", "Своїм досвідом поділяться {x}."),
}  # fmt: skip
FEWEST = 3


def settle(edition: Edition) -> Edition:
    """Keep one session with several people."""
    programme = edition.programme
    fitting = [slot for slot in programme.sessions if len(slot.people) >= FEWEST]
    kept = replace(fitting[edition.number % len(fitting)], kind="")
    people = tuple(replace(one, status="") for one in kept.people)
    return edition.but(programme=replace(programme, slots=(replace(kept, people=people),)))


def render(edition: Edition) -> Html:
    """Print a title, when and where, what it is about, and who speaks."""
    programme = edition.programme
    (slot,) = programme.sessions
    when, *said = SAID[programme.language]

    def one(person: Person) -> str:
        post = edition.post(person)
        apart = edition.turn(", {}", " ({})", ", {},")
        return edition.named(person) + (apart.format(post) if post else "")

    between = "; " if edition.number % 3 == 0 else ", "
    *first, last = map(one, slot.people)
    everyone = f"{between.join(first)} {edition.words['and']} {last}".replace(",,", ",").strip(",")
    told = said[edition.number % len(said)].format(x=everyone).replace(",.", ".")
    opening = when.format(
        d=edition.day(slot.day),
        t=edition.hour(slot.start),
        o=programme.organizers[0]["name"],
        w=edition.where(),
    )
    head = h1(slot.title) if edition.number % 2 else p(b(slot.title))
    about = p(slot.blurb or programme.blurb)
    parts = (head, p(opening), about, p(told), *map(p, edition.organized()), contact(edition))
    return join(parts, "\n")
