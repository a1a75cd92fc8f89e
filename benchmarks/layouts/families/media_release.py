"""A release before an event: a dateline, who will speak in a sentence or a list, boilerplate."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person
from layouts.markup import Html, Part, b, h1, h2, i, join, p, ul
from layouts.parts import contact
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "pdf", "html", "txt", "md")
PRINTS = ALL - {"rooms", "roles", "ends", "organizers"}
SAID = {
    # release, the first sentence, who will speak, a quotation, one of two more, about
    "en": ("MEDIA RELEASE", "{o} will host “{t}” at {w} on {d}. It starts at {h}.",
           "The speakers are:", "Speaking at the event will be {x}.",
           "“We cannot wait for another report,” {n} says.",
           "{n} will give the opening address; {x} will respond.", "About {o}"),
    "fr": ("COMMUNIQUÉ", "{o} organise « {t} » le {d}, {w}. Début à {h}.",
           "Prendront la parole :", "Parmi les intervenants : {x}.",
           "« Nous ne pouvons pas attendre un rapport de plus », dit {n}.",
           "{n} ouvrira la rencontre ; {x} répondront.", "À propos de {o}"),
    "es": ("NOTA DE PRENSA", "{o} celebra «{t}» el {d} en {w}. Comienza a las {h}.",
           "Intervendrán:", "Entre los ponentes figuran {x}.",
           "«No podemos esperar otro informe», dice {n}.",
           "{n} abrirá el acto; responderán {x}.", "Sobre {o}"),
    "de": ("PRESSEMITTEILUNG", "{o} lädt am {d} zu „{t}“ ein: {w}. Beginn ist um {h}.",
           "Es sprechen:", "Als Gäste werden erwartet: {x}.",
           "„Auf den nächsten Bericht können wir nicht warten“, sagt {n}.",
           "Den Auftakt macht {n}; es antworten {x}.", "Über {o}"),
    "it": ("COMUNICATO STAMPA", "{o} promuove «{t}» il {d} presso {w}. Inizio alle {h}.",
           "Interverranno:", "Tra i relatori figurano {x}.",
           "«Non possiamo attendere un altro rapporto», dice {n}.",
           "{n} aprirà l’incontro; risponderanno {x}.", "Chi siamo: {o}"),
    "ru": ("ПРЕСС-РЕЛИЗ", "{o} проводит «{t}» {d}: {w}. Начало в {h}.",
           "Выступят:", "Среди выступающих: {x}.",
           "«Мы не можем ждать ещё одного доклада», – говорит {n}.",
           "Откроет встречу {n}; ответят {x}.", "О нас: {o}"),
    "uk": ("ПРЕСРЕЛІЗ", "{o} проводить «{t}» {d}: {w}. Початок о {h}.",
           "Виступлять:", "Серед доповідачів: {x}.",
           "«Ми не можемо чекати на ще одну доповідь», – каже {n}.",
           "Відкриє зустріч {n}; відповідатимуть {x}.", "Про нас: {o}"),
}  # fmt: skip
FEWEST = 3


def settle(edition: Edition) -> Edition:
    """Keep one session with several people who have a post."""
    programme = edition.programme
    fitting = [slot for slot in programme.sessions if len(slot.people) >= FEWEST]
    slot = fitting[(edition.number + 1) % len(fitting)]
    people = tuple(replace(one, status="") for one in slot.people if one.post)
    kept = replace(slot, kind="", people=people)
    return edition.but(programme=replace(programme, slots=(kept,)))


def render(edition: Edition) -> Html:
    """Print post before name, behind it or in brackets; some speakers in a list."""
    programme = edition.programme
    (slot,) = programme.sessions
    release, first, lead, listed, quoted, opening, about = SAID[programme.language]

    def named(one: Person) -> str:
        body = edition.body(one)
        name, post = edition.named(one), one.post
        before = f"{post} {name} ({body})" if body else f"{post} {name}"
        behind = f"{name} ({edition.post(one)})"
        return edition.turn(behind, before, f"{name}, {edition.post(one)}")

    def joined(people: tuple[Person, ...]) -> str:
        *before, last = map(named, people)
        return f"{', '.join(before)} {edition.words['and']} {last}" if before else last

    one, *others = slot.people
    host = programme.organizers[0]["name"]
    values = {"o": host, "t": slot.title, "d": edition.day(slot.day), "w": edition.where()}
    told = first.format(**values, h=edition.hour(slot.start))
    body: list[Part] = edition.turn(
        [p(lead), ul(map(named, slot.people))],
        [p(listed.format(x=joined(slot.people)))],
        [p(quoted.format(n=named(one))), p(listed.format(x=joined(slot.people)))],
        [p(opening.format(n=named(one), x=joined(tuple(others))))],
    )
    city = f"{programme.event['city'].upper()} – "
    parts: list[Part] = [p(b(release)), h1(slot.title), p(i(edition.days())), p(city + told)]
    parts += [*body, p(slot.blurb), p("###"), h2(about.format(o=host)), p(programme.blurb)]
    return join(filter(None, (*parts, contact(edition))), "\n")
