"""A record that tells in sentences when each sitting began, where it was, and who spoke."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, h3, join, p
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "md", "pdf", "txt", "html")
PRINTS = ALL - {"roles", "organizers", "ends", "posts"}
WORDS = {
    # report, how a sitting opens in three ways, and what is said of people in turns
    "en": ("Report of the meeting",
           "The sitting opened at {t} in {r}.", "{r}. It began at {t}.", "Start: {t}, {r}",
           "{n} ({p}) opened the discussion and recalled the mandate.",
           "{n} of {p} reported on progress made in the region.",
           "{n} for {p} asked for clearer figures.",
           "The meeting heard a statement by {n} ({p})."),
    "fr": ("Rapport de la réunion",
           "La séance est ouverte à {t}, {r}.", "{r}. Début à {t}.", "Début : {t}, {r}",
           "{n} ({p}) ouvre la discussion et rappelle le mandat.",
           "{n} ({p}) fait état des progrès accomplis dans la région.",
           "{n}, au nom de {p}, demande des chiffres plus clairs.",
           "La réunion entend une déclaration de {n} ({p})."),
    "es": ("Informe de la reunión",
           "La sesión se abre a las {t} en {r}.", "{r}. Comienza a las {t}.", "Inicio: {t}, {r}",
           "{n} ({p}) abre el debate y recuerda el mandato.",
           "{n} ({p}) da cuenta de los avances en la región.",
           "{n}, en nombre de {p}, pide cifras más claras.",
           "La reunión escucha una declaración de {n} ({p})."),
    "de": ("Sitzungsbericht",
           "Die Sitzung beginnt um {t}, {r}.", "{r}. Beginn um {t}.", "Beginn: {t}, {r}",
           "{n} ({p}) eröffnet die Aussprache und erinnert an den Auftrag.",
           "{n} ({p}) berichtet über Fortschritte in der Region.",
           "{n} bittet für {p} um klarere Zahlen.",
           "Die Sitzung hört eine Erklärung von {n} ({p})."),
    "it": ("Rapporto della riunione",
           "La seduta si apre alle {t}, {r}.", "{r}. Inizio alle {t}.", "Inizio: {t}, {r}",
           "{n} ({p}) apre la discussione e richiama il mandato.",
           "{n} ({p}) riferisce sui progressi nella regione.",
           "{n}, per {p}, chiede dati più chiari.",
           "La riunione ascolta una dichiarazione di {n} ({p})."),
    "ru": ("Отчёт о заседании",
           "Заседание открылось в {t}, {r}.", "{r}. Начало в {t}.", "Начало: {t}, {r}",
           "{n} ({p}) открыл обсуждение и напомнил о мандате.",
           "{n} ({p}) рассказал о том, что сделано в регионе.",
           "{n}, выступая от имени: {p}, попросил более ясных данных.",
           "Участники заслушали сообщение, с которым выступил {n} ({p})."),
    "uk": ("Звіт про засідання",
           "Засідання відкрилося о {t}, {r}.", "{r}. Початок о {t}.", "Початок: {t}, {r}",
           "{n} ({p}) відкрила обговорення й нагадала про мандат.",
           "{n} ({p}) розповіла про те, що зроблено в регіоні.",
           "{n}, виступаючи від імені: {p}, попросила зрозуміліших даних.",
           "Учасники заслухали повідомлення, з яким виступила {n} ({p})."),
}  # fmt: skip


def settle(edition: Edition) -> Edition:
    """Print those with a body alone, and nobody who is still to confirm."""
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people if one.body))
        for slot in edition.programme.slots
    )
    kept = tuple(slot for slot in slots if slot.pause or slot.people)
    programme = replace(edition.programme, slots=kept)
    return edition.but(programme=programme, honorifics=edition.number % 3 > 0)


def render(edition: Edition) -> Html:
    """Print paragraphs, numbered through in some, below titles with the time in a sentence."""
    programme = edition.programme
    report, opened, room_first, labelled, *said = WORDS[programme.language]
    counted = edition.number in (1, 4)

    def tell(one: Person, number: int) -> str:
        return said[number % len(said)].format(n=edition.named(one), p=edition.body(one))

    def opening(slot: Session) -> str:
        form = edition.turn(opened, labelled, room_first)
        place = slot.room or programme.event["venue"]
        told = form.format(t=edition.hour(slot.start), r=place)
        return told[:1].upper() + told[1:]

    def head(slot: Session) -> Part:
        return edition.turn(
            h2(slot.title), p(b(slot.title)), h3(slot.title.upper()), h2(slot.title)
        )

    parts: list[Part] = [h1(f"{report}: {programme.event['title']}"), p(edition.days())]
    number = 0
    for day in programme.days:
        parts.append(p(b(edition.day(day))) if len(programme.days) > 1 else "")
        for slot in (one for one in programme.of(day) if not one.pause):
            told = [tell(one, number + at) for at, one in enumerate(slot.people)]
            parts.append(head(slot))
            for sentence in (opening(slot), *told):
                number += 1
                parts.append(p(f"{number}. {sentence}" if counted else sentence))
    return join(filter(None, parts), "\n")
