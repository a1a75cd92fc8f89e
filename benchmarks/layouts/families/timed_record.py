"""Minutes with the hour at which each item began: sentences say who was given the floor."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, join, p, row, table
from layouts.parts import people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "pdf", "txt", "html", "md")
PRINTS = ALL - {"rooms", "roles", "ends", "organizers"}
WORDS = {  # minutes, in the room, and what is said of people in turns
    "en": ("Notes of the meeting", "In the room",
           "{n}, {p}, welcomed those present and set out the aims of the day.",
           "The floor was given to {n}, {p}, who described the work of the past two years.",
           "In reply, {n} ({p}) recalled that the law leaves room for both.",
           "{n} ({p}) thanked the hosts and summed up what had been agreed."),
    "fr": ("Relevé de conclusions", "Autour de la table",
           "{n}, {p}, a souhaité la bienvenue et précisé les objectifs de la journée.",
           "La parole a été donnée à {n}, {p}, qui a décrit le travail des deux dernières années.",
           "En réponse, {n} ({p}) a fait valoir que la loi permet les deux.",
           "{n} ({p}) a remercié les hôtes et résumé les décisions."),
    "es": ("Notas de la reunión", "En la sala",
           "{n}, {p}, dio la bienvenida y expuso los objetivos de la jornada.",
           "Se concedió la palabra a {n}, {p}, quien describió el trabajo de los dos últimos años.",
           "En respuesta, {n} ({p}) recordó que la ley permite ambas cosas.",
           "{n} ({p}) agradeció a los anfitriones y resumió los acuerdos."),
    "de": ("Niederschrift", "Im Saal",
           "{n}, {p}, begrüßte die Anwesenden und nannte die Ziele des Tages.",
           "Das Wort erhielt {n}, {p}; die Arbeit der letzten zwei Jahre wurde vorgestellt.",
           "Darauf erwiderte {n} ({p}), dass das Gesetz beides zulasse.",
           "{n} ({p}) dankte den Gastgebern und fasste die Beschlüsse zusammen."),
    "it": ("Resoconto dell’incontro", "In sala",
           "{n}, {p}, ha dato il benvenuto e indicato gli obiettivi della giornata.",
           "La parola è passata a {n}, {p}, che ha descritto il lavoro degli ultimi due anni.",
           "In risposta, {n} ({p}) ha osservato che la legge consente entrambe le cose.",
           "{n} ({p}) ha ringraziato gli ospiti e riassunto le decisioni."),
    "ru": ("Запись встречи", "В зале",
           "{n}, {p}, приветствовал собравшихся и назвал цели дня.",
           "Слово было предоставлено: {n}, {p}; речь шла о работе двух последних лет.",
           "В ответ {n} ({p}) напомнил, что закон допускает и то, и другое.",
           "{n} ({p}) поблагодарил хозяев и подвёл итоги."),
    "uk": ("Запис зустрічі", "У залі",
           "{n}, {p}, привітала присутніх і назвала цілі дня.",
           "Слово надали: {n}, {p}; ішлося про роботу двох останніх років.",
           "У відповідь {n} ({p}) нагадала, що закон допускає і те, й інше.",
           "{n} ({p}) подякувала господарям і підбила підсумки."),
}  # fmt: skip


def settle(edition: Edition) -> Edition:
    """Print honorifics in most, as records do, and nobody who is still to confirm."""
    slots = tuple(
        replace(slot, people=tuple(replace(one, status="") for one in slot.people))
        for slot in edition.programme.slots
    )
    programme = replace(edition.programme, slots=slots)
    return edition.but(programme=programme, honorifics=edition.number != 1)


def render(edition: Edition) -> Html:
    """Print items with the hour before, behind or above the title, or in rows of a table."""
    programme = edition.programme
    minutes, here, *said = WORDS[programme.language]

    def tell(one: Person, number: int) -> str:
        return said[number % len(said)].format(n=edition.named(one), p=edition.post(one))

    def item(number: int, slot: Session) -> list[Part]:
        told = [p(tell(one, number + at)) for at, one in enumerate(slot.people)]
        time, title = edition.hour(slot.start), slot.title
        head: list[Part] = edition.turn(
            [h2(f"{number}. {title}"), p(time)],
            [p(b(f"{time} {title}"))],
            [p(time), p(b(title))],
            [h2(f"{time} – {title}")],
        )
        return [*head, *told]

    present = [f"{edition.named(one)} ({edition.body(one) or one.post})" for one in people(edition)]
    parts: list[Part] = [h1(f"{minutes}: {programme.event['title']}"), p(edition.days())]
    parts += [p(edition.where()), p(f"{here}: " + "; ".join(present) + ".")]
    for day in programme.days:
        sessions = [slot for slot in programme.of(day) if not slot.pause]
        parts.append(h2(edition.day(day)) if len(programme.days) > 1 else "")
        if edition.number == 4:
            rows = [
                row(
                    edition.hour(slot.start),
                    b(slot.title),
                    join(p(tell(one, number + at)) for at, one in enumerate(slot.people)),
                )
                for number, slot in enumerate(sessions)
            ]
            parts.append(table(rows))
        else:
            for number, slot in enumerate(sessions, 1):
                parts += item(number, slot)
    return join(filter(None, parts), "\n")
