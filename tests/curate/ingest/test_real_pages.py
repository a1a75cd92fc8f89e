"""Pages as real organisers print them: posts in a row, titles below who speaks, questions."""

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.word_lists import words_in


def read_line(language: str, text: str) -> list[tuple[str, str, str]]:
    """Read who is named on a line: names, each with title and body of the first post."""
    words = words_in((language, "en"))
    reader = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = ((person.name, person.posts[0]) for person in reader.read_all(text))
    return [(name, post.title, post.organization) for name, post in found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "it",
            "Ada Bek, giornalista, Andrea Lund, giornalista, Giorgio Olm, docente",
            [
                ("Ada Bek", "giornalista"),
                ("Andrea Lund", "giornalista"),
                ("Giorgio Olm", "docente"),
            ],
        ),
        (
            "en",
            "Ada Bek, lawyer, Ugo Lund, journalist, Andrew Mill, judge",
            [("Ada Bek", "lawyer"), ("Ugo Lund", "journalist"), ("Andrew Mill", "judge")],
        ),
        (
            "en",
            "Ada Bek, lawyer, Ugo Lund, founder of Harbour House",
            [("Ada Bek", "lawyer"), ("Ugo Lund", "founder of Harbour House")],
        ),
        (
            "en",
            "Omar Said, Mayor, Santa Rosa, President of the League of Towns",
            [("Omar Said", "Mayor, Santa Rosa")],
        ),
        (
            "en",
            "Ada Bek, Lecturer, Simon Fraser, School of Law",
            [("Ada Bek", "Lecturer, Simon Fraser")],
        ),
    ],
)
def test_a_name_between_two_posts_is_the_next_ones(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(name, title) for name, title, _ in read_line(language, text)] == found


@pytest.mark.parametrize(
    ("language", "text", "post"),
    [
        (
            "fr",
            "Ada Bek, professeure, Institut de sciences et de la justice (ISJ), Université de Lenn",
            ("professeure", "Institut de sciences et de la justice"),
        ),
        (
            "es",
            "Ada Bek, Concejala de Promoción Social y Cultura del Ayuntamiento de Lenn",
            (
                "Concejala de Promoción Social y Cultura del Ayuntamiento de Lenn",
                "Ayuntamiento de Lenn",
            ),
        ),
        (
            "en",
            "Ada Bek, HRN Senior Regional Migration Health Manager for the Coast, Harbour Network",
            ("HRN Senior Regional Migration Health Manager for the Coast", "Harbour Network"),
        ),
        (
            "en",
            "Ada Bek, Chair of the Panel of Judges of the Harbour Court",
            (
                "Chair of the Panel of Judges of the Harbour Court",
                "Panel of Judges of the Harbour Court",
            ),
        ),
        (
            "es",
            "Ada Bek, profesora del departamento de Derecho de la Universidad de Lenna",
            (
                "profesora del departamento de Derecho de la Universidad de Lenna",
                "departamento de Derecho de la Universidad de Lenna",
            ),
        ),
        (
            "en",
            "Nora Fell - Director, Latin America - Harbour Trust",
            ("Director, Latin America", "Harbour Trust"),
        ),
    ],
)
def test_a_post_and_its_body_are_told_apart(
    language: str, text: str, post: tuple[str, str]
) -> None:
    ((_, title, body),) = read_line(language, text)
    assert (title, body) == post


def test_an_unlisted_given_name_behind_an_and_is_somebodys() -> None:
    line = "Milo Carr, Governor of Lenn and Ngoziye Obiora, Harbour Trust"
    assert [name for name, *_ in read_line("en", line)] == ["Milo Carr", "Ngoziye Obiora"]


def test_hyphens_may_stand_between_names_and_what_they_are() -> None:
    line = "Ada Bek - judge, Ugo Lund - founder of the Harbour Trust, and Ida Olm - lawyer"
    assert [name for name, *_ in read_line("en", line)] == ["Ada Bek", "Ugo Lund", "Ida Olm"]


def test_a_field_behind_an_and_is_nobody() -> None:
    line = "Ada Bek, Adviser for Health, DG Health and Food Safety (DG MARE), Harbour Council"
    assert [name for name, *_ in read_line("en", line)] == ["Ada Bek"]


def test_a_field_with_international_in_it_is_no_body() -> None:
    line = "Ada Bek, Vice Minister of Harbour Affairs and International Cooperation"
    ((_, _, body),) = read_line("en", line)
    assert body == ""


def draft(tmp_path: Path, text: str) -> list[tuple[Any, ...]]:
    """Return start, title and people of the sessions of a text."""
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    return [
        (s.get("start"), s["title"], [p["name"] for p in s.get("participants", [])])
        for s in sessions
    ]


def test_titles_in_capitals_stand_below_who_speaks(tmp_path: Path) -> None:
    text = (
        "Il porto e chi ci lavora\nLenn, 12 maggio 2031\n\nORE 9.00 Registrazione partecipanti\n\n"
        "ORE 9.30 Ada Bek, Università di Lenn\nIL LAVORO SUL MARE\n"
        "Il costo di chi lavora nei porti e sulle navi, e di chi resta a casa.\n\n"
        "ORE 10.10 Giorgio Lund, coordinatore progetto Mare\nLE SFIDE DEL SINDACATO\n"
        "La rete di chi organizza i marittimi e le loro famiglie.\n\n"
        "ORE 11.40 DOMANDE E DIBATTITO\n\nORE 11.50 LETTURE\n\n"
        "ORE 12.00 VOTO\n\nORE 12.10 PROSPETTIVE\n"
        "Ogni relatore condivide una proposta che si può fare da domani.\n"
    )
    assert draft(tmp_path, text)[:2] == [
        ("09:30", "IL LAVORO SUL MARE", ["Ada Bek"]),
        ("10:10", "LE SFIDE DEL SINDACATO", ["Giorgio Lund"]),
    ]


def test_a_body_in_capitals_below_who_speaks_is_no_title(tmp_path: Path) -> None:
    text = (
        "Harbour Day\n12 May 2031\n\n9:00 – 10:00 ADA BEK, Professor\nUNIVERSITY OF LENN\n"
        "10:00 – 11:00 MARA TOLEN, Director\nPORT INSTITUTE\n"
        "11:00 – 12:00 IDA LORN, Editor\nCOAST INSTITUTE\n"
    )
    titles = [title for _, title, _ in draft(tmp_path, text)]
    assert not {"UNIVERSITY OF LENN", "PORT INSTITUTE", "COAST INSTITUTE"} & {*titles}


def test_a_question_below_a_time_is_a_title(tmp_path: Path) -> None:
    text = (
        "Tagung der Hafenhilfe\n13. September 2031\n12:30 Uhr Begrüßung\nMinisterin Ada Bek\n"
        "14:00 Uhr Kaffeepause\n14:30 Uhr\n"
        "Vielfalt in der Gesellschaft – Vielfalt in der Hilfe auf dem Meer?\n"
        "Die einen sind immer da, die anderen wollen das nicht – solche Sätze führen uns in die "
        "Irre. Im Vortrag werden einige Wegweiser vorgestellt, die helfen sollen.\n"
        "Vortrag von Prof. Dr. Klaus Lund (Universität Lenn)\n"
        "15:30 Uhr Kaffeepause\n16:00 bis 18:30 Uhr\nWORKSHOPS\n"
    )
    asked = "Vielfalt in der Gesellschaft – Vielfalt in der Hilfe auf dem Meer?"
    assert ("14:30", asked, ["Klaus Lund"]) in draft(tmp_path, text)


def test_an_ordinal_behind_a_number_is_no_time(tmp_path: Path) -> None:
    text = (
        "Harbour Symposium\n12 May 2031\n\n2:00-3:15 pm - Panel 3: Fees\n\n"
        "3:30-4:45 pm - Panel 4: 21st Century Work\n"
    )
    assert draft(tmp_path, text)[-1][:2] == ("15:30", "Panel 4: 21st Century Work")


def test_a_name_that_begins_with_letters_is_in_doubt(tmp_path: Path) -> None:
    text = (
        "Harbour Webinar\nDate: 12 May 2031\nTime: 11am\n\nSpeakers include:\n\n"
        "  • Dr. Ada Bek, Director General of the Open Door Initiative\n"
        "  • COAST Apex Body and member of the Harbour Committee\n"
        "  • Ugo Lund, Executive Director, Law Clinic\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    doubted = [p["name"] for p in session["participants"] if "review" in p]
    assert doubted == ["COAST Apex Body"]


def test_a_session_in_small_letters_stands_below_a_time(tmp_path: Path) -> None:
    text = (
        "Conference of the Ports\n\nTuesday, 30 June 2031\n\n9.30 – 11.00\n\nopening session\n\n"
        "Chair : Mr Jean LUND (France), Director of the Harbour School\n\n"
        "*    Opening speech\n\nMr Ugo BEK (Harbour Council), Director General of Labour\n\n"
        "11.00               Coffee break\n\n11.30 – 12.45\n\nRound Table n°1\n\n"
        "Moderator: Ms Ida OLM (Malta), Judge at the Supreme Court\n"
    )
    assert draft(tmp_path, text)[0] == ("09:30", "opening session", ["Jean LUND", "Ugo BEK"])


def test_who_a_paragraph_leads_to_stands_in_the_list_below_it(tmp_path: Path) -> None:
    text = (
        "Diskussion zum Tag der Häfen am 20. Juni 2031\n\n"
        "Wie erleben Frauen die Arbeit auf See? Welche Antworten haben die Reeder auf ihre "
        "Fragen? Wir diskutieren mit:\n\n"
        "  • Petra Bek (ABC),\n  • Juliane Lund (Die Hafenhilfe)\n\n"
        "Wann? 20.06.2031, 15:45 bis 18:00 Uhr\n\nWo? Hafenbüro Lenn\n"
    )
    ((_, _, names),) = draft(tmp_path, text)
    assert names == ["Petra Bek", "Juliane Lund"]


def test_a_slash_before_a_title_parts_two() -> None:
    words = words_in(("en",))
    reader = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = reader.read_all("(Mr Ugo Lund/Ms Ida Olm)")
    assert [person.name for person in found] == ["Ugo Lund", "Ida Olm"]


def test_an_act_behind_a_name_below_a_time_is_the_title(tmp_path: Path) -> None:
    text = (
        "Harbour Summit\nMay 12, 2031\n\n9:00 – 9:30\n\nMayor Ada Bek | Opening Remarks\n\n"
        "9:30 – 10:30\n\nWhat ports owe\n\nModerated by Tom Reed, Harbour Trust\n\n"
        "10:30 – 11:00\n\nIda Olm | Closing Remarks\n"
    )
    assert draft(tmp_path, text) == [
        ("09:00", "Opening Remarks", ["Ada Bek"]),
        ("09:30", "What ports owe", ["Tom Reed"]),
        ("10:30", "Closing Remarks", ["Ida Olm"]),
    ]


def test_acts_apart_beside_panels_without_times_are_sessions(tmp_path: Path) -> None:
    text = (
        "Symposium on Port Labour\nMay 12, 2031\n\nWelcome\nAda Bek, Dean, Lenn School of Law\n\n"
        "Keynote Address\nPeter Olm, Professor, University of Lenn\n\n"
        "Panel 1: Law at Sea\nModerator: Ida Krog, Lenn University\nMaria Lund, Harbour Trust\n\n"
        "Panel 2: Money\nModerator: Tom Reed, Lenn University\n\n"
        "Closing Remarks\nAda Bek, Dean, Lenn School of Law\n"
    )
    assert [(title, names) for _, title, names in draft(tmp_path, text)] == [
        ("Welcome", ["Ada Bek"]),
        ("Keynote Address", ["Peter Olm"]),
        ("Panel 1: Law at Sea", ["Ida Krog", "Maria Lund"]),
        ("Panel 2: Money", ["Tom Reed"]),
        ("Closing Remarks", ["Ada Bek"]),
    ]


def test_working_parties_are_sessions(tmp_path: Path) -> None:
    text = (
        "Conference of Judges\n\nLenn, 13 – 14 May 2031\n\nAfternoon: Two parties met:\n\n"
        "- WP1: relations between courts\n\nChair: Mr Harald Lund, Judge (Germany)\n\n"
        "- WP2: judges in economic cases\n\nChair: Mr Franco Olmi, Judge (Italy)\n"
    )
    assert [(title, names) for _, title, names in draft(tmp_path, text)] == [
        ("WP1: relations between courts", ["Harald Lund"]),
        ("WP2: judges in economic cases", ["Franco Olmi"]),
    ]


def test_titles_end_with_a_word_and_a_time(tmp_path: Path) -> None:
    text = (
        "Convegno “Il porto e i diritti”\nGiovedì 8 novembre 2031\n\n"
        "Saluti istituzionali, ore 09.00\nAnna Berti, sindaca di Lenna\n"
        "Tavola rotonda: Il lavoro sommerso, ore 10.30\nMaria Olmi, avvocata\n"
        "Conclusioni, ore 12.30\nUgo Neri, prefetto\n"
    )
    assert draft(tmp_path, text) == [
        ("09:00", "Saluti istituzionali", ["Anna Berti"]),
        ("10:30", "Tavola rotonda: Il lavoro sommerso", ["Maria Olmi"]),
        ("12:30", "Conclusioni", ["Ugo Neri"]),
    ]


def test_a_talk_whose_title_ends_with_a_question_is_not_parted(tmp_path: Path) -> None:
    text = (
        "Fachtag Arbeit\n26. September 2031\n\n9.30 Uhr – Grußwort: Landrat Stefan Bek\n"
        "9.45 Uhr – Prof. Dr. Ida Lund (Soziologin)\n"
        "Vortrag: Muster und Dynamiken in Betrieben. Was heißt das für den Schutz?\n"
        "12.45 Uhr – Mittagspause\n15 Uhr – Verabschiedung\n"
    )
    title = "Vortrag: Muster und Dynamiken in Betrieben. Was heißt das für den Schutz?"
    assert ("09:45", title, ["Ida Lund"]) in draft(tmp_path, text)


def test_a_house_is_nobody_who_speaks(tmp_path: Path) -> None:
    text = (
        "Podiumsdiskussion: Arbeit im Schatten\n\nDienstag, 12. Mai 2031, 18:00 – 20:00 Uhr\n"
        "Rathaus Lenn\n\nMit\nAnna Bek, Leiterin der Hafenhilfe\nPeter Lund, Universität Lenn\n"
    )
    ((_, _, names),) = draft(tmp_path, text)
    assert names == ["Anna Bek", "Peter Lund"]


def test_a_panel_without_a_time_ends_the_keynote_above_it(tmp_path: Path) -> None:
    text = (
        "Tag der Häfen: Rechte auf See\n\nProgramm\n\nEröffnungsworte\n\nClaudia Bek\n"
        "Präsidentin des Hafenrates\n\nKeynote\n\nJana Lund\nBeauftragte der Reeder\n\n"
        "Podiumsdiskussion\n\nErnst Olm\nUniversitätsprofessor für Seerecht\n\n"
        "Corinna Krog\nHafenbotschafterin\n\nModeration\n\nFanny Stapel\nModeratorin\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    roles = {p["name"]: p["role"] for p in session["participants"]}
    assert roles["Jana Lund"] == "keynote"
    assert not {roles["Ernst Olm"], roles["Corinna Krog"]} & {"keynote", "moderator"}


def test_a_question_below_the_number_of_a_panel_is_its_title(tmp_path: Path) -> None:
    text = (
        "Colloque international\n17-19 juin 2031 LENN\n\nMARDI 17 JUIN 2031\n\n"
        "11 h 00 - 12 h 30\n\nSalle des conférences\n\nTable ronde 1\n\n"
        "Comment la mer permet-elle de mieux comprendre les migrations ?\n\n"
        "avec Sylvie Bek et Christine Lund\n\n16 h 00 - 18 h 00\n\nSalle Bleue\n\n"
        "Table ronde 2\n\nLes ports en revue : lecteurs et images\n\navec Marie Olm\n"
    )
    title = "Comment la mer permet-elle de mieux comprendre les migrations ?"
    assert draft(tmp_path, text)[0] == ("11:00", title, ["Sylvie Bek", "Christine Lund"])


def test_who_moderates_behind_a_question_is_no_part_of_it(tmp_path: Path) -> None:
    text = (
        "Final conference of the Port project\n12 May 2031, Lenn\n\n"
        "09.00 – 09.15 Opening speech. Gina Bek (Harbour Trust).\n"
        "13.15 – 14.45 Roundtable – Who pays? Moderated by Cornel Lund (University of Lenn)\n"
        "Tobias Olm (Harbour Institute)\n"
    )
    found = ("13:15", "Roundtable – Who pays?", ["Cornel Lund", "Tobias Olm"])
    assert draft(tmp_path, text)[1] == found
