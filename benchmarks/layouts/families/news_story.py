"""A story about an event: who spoke is quoted, with post and body before or behind the name."""

from dataclasses import replace

from layouts.edition import Edition
from layouts.facts import Person
from layouts.markup import Html, Part, h1, join, p
from layouts.parts import contact
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("html", "txt", "docx", "md", "pdf")
PRINTS = ALL - {"rooms", "roles", "ends", "starts"}
SAID = {  # the first sentence, then what is said of people in turns
    "en": ("{c}, {d} – “{t}” was the question put to an audience of two hundred.",
           "“Nobody should have to choose between papers and safety,” said {n}, {p}.",
           "{n}, {p}, told the audience that inspections work when they come unannounced.",
           "“We have the figures; what is missing is the will,” {n}, {p}, added.",
           "According to {n}, {p}, the first year showed what is possible."),
    "fr": ("{c}, {d} – « {t} » : la question a réuni deux cents personnes.",
           "« Personne ne devrait choisir entre papiers et sécurité », a déclaré {n}, {p}.",
           "{n}, {p}, a expliqué que les contrôles sont utiles quand ils sont inattendus.",
           "« Nous avons les chiffres, il manque la volonté », a ajouté {n}, {p}.",
           "Selon {n}, {p}, la première année a montré ce qui est possible."),
    "es": ("{c}, {d} – «{t}» fue la pregunta ante doscientas personas.",
           "«Nadie debería elegir entre papeles y seguridad», afirmó {n}, {p}.",
           "{n}, {p}, explicó que las inspecciones sirven cuando llegan sin aviso.",
           "«Tenemos las cifras; falta la voluntad», añadió {n}, {p}.",
           "Según {n}, {p}, el primer año mostró lo que es posible."),
    "de": ("{c}, {d} – „{t}“ war die Frage, zu der zweihundert Menschen kamen.",
           "„Niemand sollte zwischen Papieren und Sicherheit wählen müssen“, sagte {n}, {p}.",
           "{n}, {p}, erklärte, dass Kontrollen wirken, wenn sie unangekündigt sind.",
           "„Die Zahlen haben wir; es fehlt der Wille“, ergänzte {n}, {p}.",
           "Laut {n}, {p}, hat das erste Jahr gezeigt, was möglich ist."),
    "it": ("{c}, {d} – «{t}» è la domanda rivolta a duecento persone.",
           "«Nessuno dovrebbe scegliere tra documenti e sicurezza», ha detto {n}, {p}.",
           "{n}, {p}, ha spiegato che i controlli servono se arrivano senza avviso.",
           "«I dati ci sono; manca la volontà», ha aggiunto {n}, {p}.",
           "Secondo {n}, {p}, il primo anno ha mostrato ciò che è possibile."),
    "ru": ("{c}, {d} – «{t}»: этот вопрос собрал двести человек.",
           "«Никто не должен выбирать между документами и безопасностью», – сказал {n}, {p}.",
           "{n}, {p}, объяснил, что проверки работают, когда о них не предупреждают.",
           "«Данные есть, не хватает воли», – добавил {n}, {p}.",
           "Как отметил {n}, {p}, первый год показал, что возможно."),
    "uk": ("{c}, {d} – «{t}»: це питання зібрало двісті людей.",
           "«Ніхто не має обирати між документами й безпекою», – сказала {n}, {p}.",
           "{n}, {p}, пояснила, що перевірки діють, коли про них не попереджають.",
           "«Дані є, бракує волі», – додала {n}, {p}.",
           "Як зазначила {n}, {p}, перший рік показав, що можливо."),
}  # fmt: skip
FEWEST = 3


def settle(edition: Edition) -> Edition:
    """Keep one session with several people, and give it the title of the event."""
    programme = edition.programme
    fitting = [slot for slot in programme.sessions if len(slot.people) >= FEWEST]
    slot = fitting[-1 - edition.number % len(fitting)]
    kept = replace(slot, title=programme.event["title"], kind="", start="", end="")
    people = tuple(replace(one, status="") for one in kept.people)
    slot = replace(kept, people=people)
    return edition.but(programme=replace(programme, slots=(slot,)))


def render(edition: Edition) -> Html:
    """Print a headline, a dateline, and a paragraph for each who is quoted, or for two."""
    programme = edition.programme
    (slot,) = programme.sessions
    opening, *said = SAID[programme.language]

    def tell(one: Person, number: int) -> str:
        return said[(edition.number + number) % len(said)].format(
            n=edition.named(one), p=edition.post(one)
        )

    told = [tell(one, number) for number, one in enumerate(slot.people)]
    body: list[Part] = (
        [p(" ".join(told[:2])), *map(p, told[2:])] if edition.number % 2 else [*map(p, told)]
    )
    city = programme.event["city"]
    first = opening.format(c=city, d=edition.day(slot.day), t=slot.title)
    parts: list[Part] = [h1(slot.title), p(first), *body, p(slot.blurb or programme.blurb)]
    return join([*parts, *map(p, edition.organized()), contact(edition)], "\n")
