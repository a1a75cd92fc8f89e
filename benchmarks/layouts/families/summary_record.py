"""A record of a meeting: who attended, then an item a session, and who said what in it."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, join, p, ul
from layouts.parts import people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("docx", "md", "pdf", "html", "txt")
PRINTS = ALL - {"rooms", "roles", "dates", "starts", "ends", "organizers"}
WORDS = {  # record, attended, item, and what is said of people in turns
    "en": ("Summary of proceedings", "Attended by", "Item",
           "{n}, {p}, introduced the topic and thanked the secretariat.",
           "{n} ({p}) noted that much remained to be done.",
           "{n}, {p}, presented figures for the past year.",
           "{n} ({p}) asked that the next meeting return to this."),
    "fr": ("Compte rendu de la réunion", "Étaient présents", "Point",
           "{n}, {p}, a rappelé le contexte.",
           "{n} ({p}) a souligné que beaucoup restait à faire.",
           "{n}, {p}, a exposé les chiffres de l’année.",
           "{n} ({p}) a demandé que l’on y revienne."),
    "es": ("Acta de la reunión", "Asistieron", "Punto",
           "{n}, {p}, recordó el contexto.",
           "{n} ({p}) señaló que queda mucho por hacer.",
           "{n}, {p}, presentó las cifras del año.",
           "{n} ({p}) pidió volver sobre este tema."),
    "de": ("Ergebnisprotokoll", "Teilnehmende", "TOP",
           "{n}, {p}, führte in das Thema ein.",
           "{n} ({p}) wies darauf hin, dass noch viel zu tun sei.",
           "{n}, {p}, stellte die Zahlen des Jahres vor.",
           "{n} ({p}) bat darum, das Thema wieder aufzugreifen."),
    "it": ("Verbale della riunione", "Hanno partecipato", "Punto",
           "{n}, {p}, ha richiamato il contesto.",
           "{n} ({p}) ha sottolineato che resta molto da fare.",
           "{n}, {p}, ha illustrato i dati dell’anno.",
           "{n} ({p}) ha chiesto di tornare sul tema."),
    "ru": ("Протокол заседания", "Участвовали", "Пункт",
           "{n}, {p}, напомнил о том, с чего началась работа.",
           "{n} ({p}) отметил, что сделать предстоит ещё многое.",
           "{n}, {p}, представил данные за прошлый год.",
           "{n} ({p}) просил вернуться к этому вопросу."),
    "uk": ("Протокол засідання", "Взяли участь", "Пункт",
           "{n}, {p}, нагадала, з чого почалася робота.",
           "{n} ({p}) зазначила, що зробити ще треба чимало.",
           "{n}, {p}, навела дані за минулий рік.",
           "{n} ({p}) просила повернутися до цього питання."),
}  # fmt: skip


def settle(edition: Edition) -> Edition:
    """Leave the breaks out, which no record has."""
    return edition.but(honorifics=edition.number % 3 > 0)


def render(edition: Edition) -> Html:
    """Print items as headings with their number, as bold lines, or with the word for an item."""
    programme = edition.programme
    record, attended, item, *said = WORDS[programme.language]

    def tell(one: Person, number: int) -> str:
        return said[number % len(said)].format(n=edition.named(one), p=edition.post(one))

    def body(slot: Session) -> list[Part]:
        told = [tell(one, number) for number, one in enumerate(slot.people)]
        return [p(" ".join(told))] if edition.number == 4 else [*map(p, told)]

    def head(number: int, slot: Session) -> Part:
        return edition.turn(
            h2(f"{item} {number}. {slot.title}"),
            p(b(f"{number}) {slot.title}")) if edition.number == 1 else h2(slot.title),
            h2(f"{number}. {slot.title}"),
            p(b(f"{item} {number}: {slot.title}")),
        )

    here: list[Part] = [
        f"{edition.named(one)} ({edition.body(one) or one.post})" for one in people(edition)
    ]
    listed = edition.turn(ul(here), p(f"{attended}: " + "; ".join(map(str, here)) + "."))
    parts: list[Part] = [h1(f"{record}: {programme.event['title']}"), p(edition.days())]
    parts += [p(edition.where()), p(b(attended)) if edition.number % 2 == 0 else "", listed]
    for number, slot in enumerate(programme.sessions, 1):
        parts += [head(number, slot), *body(slot)]
    return join(filter(None, parts), "\n")
