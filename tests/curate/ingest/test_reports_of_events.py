"""Reports of an event by paragraph: whom they cite from elsewhere, titles that are set apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions
from test_reports_in_prose import reader

from atgraph.curate.ingest.mentioned import is_told_elsewhere
from atgraph.curate.ingest.subjects import read_subject
from atgraph.curate.ingest.times import find_times
from atgraph.curate.ingest.told_speakers import find_named, find_speakers, moderates
from atgraph.curate.ingest.word_lists import words_in

HEAD = "Report of the conference\n\nPort Meredith, 14 May 2023\n\n"
LAST = "The second panel, “Doors that open”, was moderated by Bea Lund (Law Clinic).\n"


@pytest.mark.parametrize(
    ("language", "said", "elsewhere"),
    [
        ("es", "La ministra Ada Bek declaró a El País que nadie falta.", True),
        ("it", "In un'intervista la ministra Ada Bek ha promesso case.", True),
        ("de", "Ministerin Ada Bek hatte im Deutschlandfunk mehr zugesagt.", True),
        ("ru", "Как заявила газете «Шлях» министр Ада Бек, никто не пропал.", True),
        ("fr", "Ada Bek, journaliste au Monde, a rappelé les faits.", False),
        ("en", "Ada Bek told the Independent Commission that fines are low.", False),
        ("en", "Ada Bek explained how a girl told the Port Gazette of it.", False),
        ("es", "Ada Bek pidió al Ministerio Público más recursos.", False),
        ("ru", "Ада Бек рассказала, как задавать вопросы в интервью.", False),
    ],
)
def test_what_a_newspaper_printed_was_said_elsewhere(
    language: str, said: str, elsewhere: bool
) -> None:
    assert is_told_elsewhere(said, reader(language)) is elsewhere


def test_minutes_tell_of_no_newspaper() -> None:
    people = reader("en")
    people.habits.thanks_present = True
    assert not is_told_elsewhere("Ms. Kimura told the Port Gazette of it.", people)


def test_who_is_cited_from_a_newspaper_is_not_of_the_event(tmp_path: Path) -> None:
    first = "The first panel, “Debt at sea”, was moderated by Tomas Alder (Safe Harbour)."
    cited = "As the minister, Ms. Ada Bek, told the Port Gazette, “none are held”."
    found = read_sessions(tmp_path, f"{HEAD}{first} {cited} Mr. Alder replied.\n\n{LAST}")
    assert [named(session) for session in found] == [["Tomas Alder"], ["Bea Lund"]]


def test_who_writes_for_a_newspaper_takes_part(tmp_path: Path) -> None:
    text = (
        f"{HEAD}The first panel, “Debt at sea”, was moderated by Tomas Alder (Safe Harbour). Nurse "
        f"Rosa Kimura talked to Guardian reporter Ana Verbeek about her years at sea.\n\n{LAST}"
    )
    first, _ = read_sessions(tmp_path, text)
    assert named(first) == ["Tomas Alder", "Rosa Kimura", "Ana Verbeek"]


def test_titles_in_bold_are_titles_where_words_lead_to_others(tmp_path: Path) -> None:
    text = (
        "# Aktionswoche in Port Meredith\n\n14. Mai 2031\n\n"
        "Am Montag um 18 Uhr liest die Autorin Ana Verbeek aus ihrem Roman **Die Köchin**.\n\n"
        "Am Mittwoch diskutieren um 19 Uhr in der Podiumsdiskussion **Freiwillig gezwungen?** die "
        "Richterin Rosa Kimura und Tomas Alder.\n\n"
        "Mit dem Workshop **Hinsehen lernen**, geleitet von Bea Lund, endet am Freitag die Woche.\n"
    )
    found = [(s["title"], named(s)) for s in read_sessions(tmp_path, text, ".md")]
    assert found == [
        ("Die Köchin", ["Ana Verbeek"]),
        ("Freiwillig gezwungen?", ["Rosa Kimura", "Tomas Alder"]),
        ("Hinsehen lernen", ["Bea Lund"]),
    ]


def test_a_semicolon_makes_no_list_and_a_passive_no_title(tmp_path: Path) -> None:
    text = (
        "# Compte rendu\n\n14 mai 2031\n\n## Première table ronde : juger\n\n"
        "Béatrice Alder (Rivages) a pris la parole.\n\n## Deuxième table ronde : accueillir\n\n"
        "La table ronde a été modérée par Hugo Lund (Rivages). Sont intervenus le docteur Rosa "
        "Kimura, pédopsychiatre au CHU de Nîmes, Ana Verbeek, directrice du foyer Ufer, et Ibrahim "
        "Sow, ancien mineur devenu médiateur. "
        "M. Lund avait promis mille lits ; Mme Verbeek les attend.\n"
    )
    *_, last = read_sessions(tmp_path, text, ".md")
    assert named(last) == ["Hugo Lund", "Rosa Kimura", "Ana Verbeek", "Ibrahim Sow"]


def test_a_word_of_a_body_before_a_name_is_nobody() -> None:
    found = read_subject("Судья Верховного суда Бауыржан Смагулов привёл цифры.", reader("ru"))
    assert found is None or found.name == "Бауыржан Смагулов"


def test_the_next_of_several_may_stand_behind_and_of() -> None:
    said = (
        "La mesa contó con la participación de la comandante Beatriz Arroyo, de la Guardia Civil, "
        "y de Daniel Ferreira (INCIBE)."
    )
    found = find_speakers(said, reader("es"))
    assert [person.name for person in found] == ["Beatriz Arroyo", "Daniel Ferreira"]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "Two sessions followed. “Debt at sea” was led by Rosa Kimura (Safe Harbour); “Doors "
            "that open”, led by Bea Lund, gave the floor to Ana Verbeek.",
            [("Debt at sea", ["Rosa Kimura"]), ("Doors that open", ["Bea Lund", "Ana Verbeek"])],
        ),
        (
            "After lunch came the workshop “Reading a crew list”, led by Rosa Kimura, and the "
            "workshop “Asking at the quay”, led by Bea Lund (Law Clinic) and by Ana Verbeek.",
            [
                ("Reading a crew list", ["Rosa Kimura"]),
                ("Asking at the quay", ["Bea Lund", "Ana Verbeek"]),
            ],
        ),
    ],
)
def test_a_sentence_may_tell_of_two_sessions(
    tmp_path: Path, told: str, found: list[tuple[str, list[str]]]
) -> None:
    first = "The first panel, “Who pays”, was moderated by Tomas Alder (Safe Harbour)."
    _, *others = read_sessions(tmp_path, f"{HEAD}{first}\n\n{told}\n")
    assert [(session["title"], named(session)) for session in others] == found


@pytest.mark.parametrize("bodies", ["UNODC, IOM, UNHCR", "OIM, ACNUR, UNICEF"])
def test_bodies_in_short_in_a_row_are_no_title(tmp_path: Path, bodies: str) -> None:
    text = "Report on the seminar on fair work, 12 May 2031\n\nThe seminar was opened by Ada Bek, "
    text += (
        f"mayor of Port. In the workshop {bodies} and the police met; Lea Rossi, a judge, spoke."
    )
    text += f"\n\nIn the second workshop {bodies} heard Ugo Lund, a solicitor, speak about wages.\n"
    assert not [s for s in read_sessions(tmp_path, text) if s["title"].isupper()]


def test_titles_in_capitals_stand_in_sentences_with_their_hours(tmp_path: Path) -> None:
    text = (
        "Torna il festival\n\nTrieste, 4 ottobre 2031\n\n"
        "Si comincia alle ore 17 con l’incontro LA ROTTA CHE NON C’È, a cui prenderanno parte la "
        "scrittrice Rosa Ferrante e Andrea Franchi, filosofo.\n\n"
        "Alle 18 dello stesso giorno è in programma la tavola rotonda DOPO LA DENUNCIA, con la "
        "giudice Federica Riva e Bruna Corso, avvocata.\n"
    )
    found = [(s["title"], s["start"], named(s)) for s in read_sessions(tmp_path, text)]
    assert found == [
        ("LA ROTTA CHE NON C’È", "17:00", ["Rosa Ferrante", "Andrea Franchi"]),
        ("DOPO LA DENUNCIA", "18:00", ["Federica Riva", "Bruna Corso"]),
    ]


@pytest.mark.parametrize(
    ("language", "said", "names"),
    [
        (
            "en",
            "The Federation's Chris Lund spoke, and Penny Alder's office sent books.",
            "Chris Lund",
        ),
        ("ru", "Депутат Жогорку Кенеша Эльвира Бекова отметила успехи.", "Эльвира Бекова"),
        ("ru", "Заседание открыл спикер ЖК Нурлан Азыбек.", "Нурлан Азыбек"),
        ("en", "Finally, Arminas Bek MP provided an explanation of the law.", "Arminas Bek"),
        (
            "fr",
            "On se voit à l’Institut Municipal d’Angers, dans le cadre du « Mois pour agir ».",
            "",
        ),
        (
            "uk",
            "Виступили тренерка Марія Бек, психолог, керівниця програм підготовки Наталія Лунд.",
            "Марія Бек Наталія Лунд",
        ),
        ("uk", "Слово взяв координатор ОБСЄ в Україні Андрій Бек.", "Андрій Бек"),
        (
            "uk",
            "Слово взяли Марія Бек, голова, та інспектор праці Петро Дуда.",
            "Марія Бек Петро Дуда",
        ),
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(language: str, said: str, names: str) -> None:
    assert " ".join(person.name for person in find_named(said, reader(language))) == names


def test_whose_office_did_something_did_not(tmp_path: Path) -> None:
    said = (
        "Senator Penny Alder's office sent a message, which was read out by Bea Lund (Law Clinic)."
    )
    text = f"{HEAD}The first panel, “Debt”, was moderated by Rosa Kimura. {said}\n\n{LAST}"
    first, _ = read_sessions(tmp_path, text)
    assert named(first) == ["Rosa Kimura", "Bea Lund"]


def test_the_last_of_a_list_may_have_an_article() -> None:
    people = reader("en")
    people.habits.is_told = True
    said = "Taking part were Rafael Souto, head of the Unit; and the barrister Parosha Khan."
    found = [person.name for person in find_named(said, people)]
    assert found == ["Rafael Souto", "Parosha Khan"]


@pytest.mark.parametrize(
    ("language", "said", "names"),
    [
        (
            "en",
            "Taking part were Rosa Kimura (Safe Harbour) and Sinéad Alder, a solicitor with "
            "Phoenix Law in Belfast.",
            ["Rosa Kimura", "Sinéad Alder"],
        ),
        (
            "en",
            "Words came from actuary Shane Whelan, from Dr Nusha Bek of the Clinic, and others.",
            ["Shane Whelan", "Nusha Bek"],
        ),
        (
            "de",
            "Zum Auftakt hielt die Soziologin Prof. Dr. Simone Lund-Weiß den Vortrag „Erdbeeren“.",
            ["Simone Lund-Weiß"],
        ),
    ],
)
def test_the_next_person_begins_where_the_words_before_lead_to_them(
    language: str, said: str, names: list[str]
) -> None:
    assert [person.name for person in find_named(said, reader(language))] == names


@pytest.mark.parametrize(
    ("language", "said", "names"),
    [
        (
            "fr",
            "Avec la participation d’Alice Bek, d’Emmaüs France et de Karim Lund.",
            ["Alice Bek", "Karim Lund"],
        ),
        ("es", "Con la participación de Eva Bek, de Norma Lund.", ["Eva Bek", "Norma Lund"]),
        ("it", "Con interventi di Anna Bek, di Lia Lund.", ["Anna Bek", "Lia Lund"]),
    ],
)
def test_a_small_word_before_each_of_several_is_of_no_body(
    language: str, said: str, names: list[str]
) -> None:
    assert [person.name for person in find_speakers(said, reader(language))] == names


def test_a_post_ends_where_the_sentence_tells_what_somebody_said() -> None:
    said = "The first speaker was Michelle Bek, president of Terra who explained how ports work."
    (speaker,) = find_speakers(said, reader("en"))
    assert [post.title for post in speaker.posts] == ["president of Terra"]


def test_an_elided_article_begins_the_next_person() -> None:
    said = "L’incontro ha riunito il vescovo Corrado Riva, l’assessora Rosi Lund e Mimmo Bek, re."
    found = [person.name for person in find_speakers(said, reader("it"))]
    assert found == ["Corrado Riva", "Rosi Lund", "Mimmo Bek"]


def test_a_sentence_goes_on_to_another_session_with_several_words(tmp_path: Path) -> None:
    told = (
        "Il workshop “Ascoltare senza giudicare” è stato curato da Simona Ferro e da Lucia Lund. "
        "In parallelo, il giudice Gaetano Riva e l’avvocata Cristiana Bek hanno guidato il "
        "laboratorio “Scrivere un permesso”."
    )
    text = (
        "Resoconto del convegno\n\n4 ottobre 2031\n\n"
        f"Il primo panel, “Chi resta?”, è stato moderato da Rosa Lund (Radici).\n\n{told}\n"
    )
    *_, last = read_sessions(tmp_path, text)
    assert (last["title"], named(last)) == (
        "Scrivere un permesso",
        ["Gaetano Riva", "Cristiana Bek"],
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "Рассказала о группе, работавшей под председательством министра."),
        ("es", "Habló de la sentencia del tribunal integrado por Rosa Kimura y Ana Verbeek."),
        ("it", "Ha ricordato il processo che ha visto protagonisti Paolo Riva e Carla Corso."),
    ],
)
def test_who_led_or_made_up_another_thing_is_not_of_the_session(language: str, said: str) -> None:
    assert not list(find_speakers(said, reader(language)))
    assert not moderates(said)


@pytest.mark.parametrize(
    ("language", "said", "start"),
    [
        ("it", "Durata: ore 20, di cui ore 8 in aula", []),
        ("it", "3 giugno 2031, ore 20", ["20:00"]),
        ("es", "Recordó a las 43 de Iguala y a las 12 de Vigo.", []),
        ("es", "Empieza a las 12 de la mañana.", ["12:00"]),
    ],
)
def test_what_is_counted_is_no_hour(language: str, said: str, start: list[str]) -> None:
    assert [found.start for found in find_times(said, words_in((language,)))] == start


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Professor Tom Bek, head of Terra, member of the Institute Nelson Mandela, spoke."),
        ("de", "Professor Tom Bek, Leiter von Terra, Träger des Preises Willy Brandt, sprach."),
        ("fr", "La juge Eva Bek, présidente, membre de la Fondation Jean Jaurès, a ouvert."),
    ],
)
def test_whose_name_a_body_or_an_award_has_does_not_speak(language: str, said: str) -> None:
    (speaker,) = find_named(said, reader(language))
    assert speaker.name.endswith(" Bek")
