"""Minutes of agenda items: hour and room behind, below or within a sentence; actions, apologies."""

from layouts.edition import Edition
from layouts.facts import Person, Session
from layouts.markup import Html, Part, b, h1, h2, i, join, p, row, table, ul
from layouts.parts import people
from layouts.printing import ALL

GROUP = "developed"
FORMATS = ("txt", "docx", "html", "pdf", "md")
PRINTS = ALL - {"roles", "organizers"}
WORDS = {
    # minutes, present, apologies, item, the sentence with hour and room, an action, a decision
    "en": ("Minutes", "Present", "Apologies", "Agenda item",
           "The item was taken up in {r} ({t}).",
           "Action: the secretariat will circulate the slides.",
           "Decision: the meeting took note of the reports."),
    "fr": ("Procès-verbal", "Présents", "Excusés", "Point de l’ordre du jour",
           "Ce point a été traité en {r} ({t}).",
           "Suite à donner : le secrétariat diffusera les documents.",
           "Décision : la réunion prend acte des rapports."),
    "es": ("Acta", "Presentes", "Excusaron su ausencia", "Punto del orden del día",
           "Este punto se trató en {r} ({t}).",
           "Tarea: la secretaría enviará las presentaciones.",
           "Acuerdo: la reunión toma nota de los informes."),
    "de": ("Protokoll", "Anwesend", "Entschuldigt", "Tagesordnungspunkt",
           "Behandelt wurde der Punkt hier: {r} ({t}).",
           "Aufgabe: Das Sekretariat verschickt die Folien.",
           "Beschluss: Die Berichte werden zur Kenntnis genommen."),
    "it": ("Verbale", "Presenti", "Assenti giustificati", "Punto all’ordine del giorno",
           "Il punto è stato discusso in {r} ({t}).",
           "Azione: la segreteria invierà le presentazioni.",
           "Decisione: la riunione prende atto delle relazioni."),
    "ru": ("Протокол", "Присутствовали", "Отсутствовали", "Вопрос повестки дня",
           "Вопрос рассматривали здесь: {r} ({t}).",
           "Поручение: секретариату разослать материалы.",
           "Решили: принять доклады к сведению."),
    "uk": ("Протокол", "Присутні", "Відсутні", "Питання порядку денного",
           "Питання розглядали тут: {r} ({t}).",
           "Доручення: секретаріату розіслати матеріали.",
           "Вирішили: взяти доповіді до відома."),
}  # fmt: skip
SAID = {  # of people in turns
    "en": ("{n} ({p}) reported on what had been done since the last meeting.",
           "In the discussion {n} ({p}) proposed to set a date for the next review.",
           "{n}, {p}, drew attention to cases that nobody follows up.",
           "The chair thanked {n} ({p}) for the presentation."),
    "fr": ("{n} ({p}) rend compte de ce qui a été fait depuis la dernière réunion.",
           "Au cours de la discussion, {n} ({p}) propose de fixer une date.",
           "{n}, {p}, attire l’attention sur les dossiers que personne ne suit.",
           "La présidence remercie {n} ({p}) de son exposé."),
    "es": ("{n} ({p}) informa de lo hecho desde la última reunión.",
           "En el debate, {n} ({p}) propone fijar una fecha.",
           "{n}, {p}, llama la atención sobre los casos que nadie sigue.",
           "La presidencia agradece a {n} ({p}) su exposición."),
    "de": ("{n} ({p}) berichtet, was seit der letzten Sitzung geschehen ist.",
           "In der Aussprache schlägt {n} ({p}) vor, einen Termin festzulegen.",
           "{n}, {p}, macht auf Fälle aufmerksam, die niemand verfolgt.",
           "Der Vorsitz dankt {n} ({p}) für den Vortrag."),
    "it": ("{n} ({p}) riferisce su quanto fatto dopo l’ultima riunione.",
           "Nella discussione {n} ({p}) propone di fissare una data.",
           "{n}, {p}, richiama l’attenzione sui casi che nessuno segue.",
           "La presidenza ringrazia {n} ({p}) per l’esposizione."),
    "ru": ("{n} ({p}) доложил о том, что сделано с прошлого заседания.",
           "В обсуждении {n} ({p}) предложил назначить срок.",
           "{n}, {p}, обратил внимание на дела, которыми никто не занят.",
           "Председатель поблагодарил: {n} ({p}), за сообщение."),
    "uk": ("{n} ({p}) доповіла про те, що зроблено після минулого засідання.",
           "В обговоренні {n} ({p}) запропонувала визначити строк.",
           "{n}, {p}, звернула увагу на справи, якими ніхто не опікується.",
           "Головуючий подякував: {n} ({p}), за повідомлення."),
}  # fmt: skip


def render(edition: Edition) -> Html:
    """Print an item as a heading, a bold line or a row, its hour and room where it happens."""
    programme = edition.programme
    minutes, present, absent, item, where, action, decision = WORDS[programme.language]
    said = SAID[programme.language]

    def tell(one: Person, number: int) -> str:
        shown = edition.post(one) or edition.words["people"]
        return said[number % len(said)].format(n=edition.named(one), p=shown)

    def body(slot: Session, number: int) -> list[Part]:
        told = [tell(one, number + at) for at, one in enumerate(slot.people)]
        if edition.number in (1, 4):
            return [p(" ".join(told)), p(decision), p(b(action))]
        return [*map(p, told), p(action) if number % 2 else p(decision)]

    def head(slot: Session, number: int) -> list[Part]:
        time, room, title = edition.time(slot), slot.room, slot.title
        both = f"{time}, {room}" if room else time
        sentence = where.format(r=room, t=time) if room else time
        return edition.turn(
            [p(b(f"{item} {number}: {title}")), p(f"({both})")],
            [h2(f"{number}. {title}"), p(sentence)],
            [h2(f"{title} ({both})")],
            [p(i(both)), p(b(f"{number} {title}"))],
            [p(b(f"{item} {number}")), p(b(title)), p(both)],
        )

    here = [(edition.named(one), edition.body(one) or one.post) for one in people(edition)]
    listed: Part = edition.turn(
        table(row(*one) for one in here),
        ul(f"{name}, {body}" for name, body in here),
        p("; ".join(f"{name} ({body})" for name, body in here) + "."),
    )
    gone = "; ".join(f"{one['name']} ({one['post']})" for one in programme.committee)
    parts: list[Part] = [h1(f"{minutes}: {programme.event['title']}"), p(edition.days())]
    parts += [p(edition.where()), p(b(present)), listed, p(f"{absent}: {gone}.")]
    number = 0
    for day in programme.days:
        parts.append(h2(edition.day(day)) if len(programme.days) > 1 else "")
        rows: list[Part] = []
        for slot in (one for one in programme.of(day) if not one.pause):
            number += 1
            if edition.number == 5:  # a row an item: number, item, what was said
                first = join(map(p, filter(None, (slot.title, edition.time(slot), slot.room))))
                rows.append(row(str(number), first, join(body(slot, number))))
            else:
                parts += [*head(slot, number), *body(slot, number)]
        parts.append(table(rows) if rows else "")
    return join(filter(None, parts), "\n")
