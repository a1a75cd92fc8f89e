"""Sheets with a biography in prose for each who speaks; it names others, who do not."""

from layouts.edition import Edition
from layouts.facts import Person
from layouts.markup import Html, Part, b, h2, h3, join, p, row, table, tag
from layouts.parts import cover, people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "html", "pdf", "md", "txt")
PRINTS = ALL - {"roles", "rooms"}
WORDS = {  # the heading, and what a biography says in turns, of the first and of a second sentence
    "en": ("Who is who",
           "{n} leads a team that advises labour inspectors, and teaches law.",
           "{n}, born in a small town, has spent twenty years with those who came back.",
           "Together with {o}, {p}, the first guide for judges was written in 2019.",
           "Earlier work was done under {o} ({p}), whose report led to a new law."),
    "fr": ("Qui est qui",
           "{n} dirige une équipe qui conseille l’inspection du travail, et enseigne le droit.",
           "{n}, née dans une petite ville, travaille depuis vingt ans avec les rescapés.",
           "Avec {o}, {p}, le premier guide pour les juges a été écrit en 2019.",
           "Auparavant, un travail avec {o} ({p}) a mené à une nouvelle loi."),
    "es": ("Quién es quién",
           "{n} dirige un equipo que asesora a la inspección de trabajo, y enseña derecho.",
           "{n}, de una ciudad pequeña, lleva veinte años junto a quienes regresaron.",
           "Con {o}, {p}, se escribió en 2019 la primera guía para la judicatura.",
           "Antes, un trabajo con {o} ({p}) llevó a una nueva ley."),
    "de": ("Wer ist wer",
           "{n} leitet eine Gruppe, die den Zoll berät, und lehrt Recht an zwei Schulen.",
           "{n}, in einer kleinen Stadt geboren, arbeitet seit zwanzig Jahren mit Betroffenen.",
           "Mit {o}, {p}, entstand 2019 der erste Leitfaden für Gerichte.",
           "Zuvor führte die Arbeit mit {o} ({p}) zu einem neuen Gesetz."),
    "it": ("Chi è chi",
           "{n} dirige un gruppo che assiste gli ispettori del lavoro, e insegna diritto.",
           "{n}, di una piccola città, lavora da venti anni con chi è tornato a casa.",
           "Con {o}, {p}, è stata scritta nel 2019 la prima guida per i giudici.",
           "In precedenza un lavoro con {o} ({p}) ha portato a una nuova legge."),
    "ru": ("Кто есть кто",
           "{n} руководит группой, которая помогает инспекторам труда, и преподаёт право.",
           "{n}, родом из небольшого города, двадцать лет работает с теми, кто вернулся.",
           "В соавторстве ({o}, {p}) в 2019 году написано первое пособие для судей.",
           "Раньше работа с коллегой – это {o} ({p}) – привела к новому закону."),
    "uk": ("Хто є хто",
           "{n} керує групою, яка допомагає інспекторам праці, і викладає право.",
           "{n}, родом з невеликого міста, двадцять років працює з тими, хто повернувся.",
           "У співавторстві ({o}, {p}) у 2019 році написано перший посібник для суддів.",
           "Раніше праця з колегою – це {o} ({p}) – привела до нового закону."),
}  # fmt: skip


def render(edition: Edition) -> Html:
    """Print name, post and body, a biography, and the sessions, above it or below."""
    programme = edition.programme
    heading, *said = WORDS[programme.language]
    committee = programme.committee

    def when(one: Person) -> list[Part]:
        found = (s for s in programme.sessions if any(x.name == one.name for x in s.people))
        return [
            edition.turn(
                f"{edition.day(slot.day)}, {edition.time(slot)}: {slot.title}",
                f"{slot.title} ({edition.day(slot.day)}, {edition.time(slot)})",
            )
            for slot in found
        ]

    def told(one: Person, number: int) -> list[Part]:
        other = committee[number % len(committee)]
        sentences = [
            said[number % 2].format(n=edition.bare(one)),
            said[2 + number % 2].format(o=other["name"], p=other["post"]),
        ]
        if edition.number in (2, 5):
            return [p(one) for one in sentences]
        return [p(" ".join(sentences))]

    def sheet(one: Person, number: int) -> Part:
        name, post = edition.named(one) + edition.status(one), edition.post(one)
        head: list[Part] = [h3(name), p(post)] if edition.number != 1 else [p(b(name)), p(post)]
        below = [*map(p, when(one))]
        if edition.number in (2, 4):
            return join((*head, *below, *told(one, number)), "\n")
        if edition.number == 3:
            return tag("div", *head, *told(one, number), *below)
        return join((*head, *told(one, number), *below), "\n")

    everybody = enumerate(people(edition))
    if edition.number == 0:
        rows = (
            row(edition.named(one), edition.post(one), join(told(one, n)), join(map(p, when(one))))
            for n, one in everybody
        )
        return join((cover(edition), h2(heading), table(rows)), "\n")
    return join((cover(edition), h2(heading), *(sheet(one, n) for n, one in everybody)), "\n")
