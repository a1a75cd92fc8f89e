"""Titles below times where print hides them: kinds above, talks in lists, who speaks above."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_sessions

DAY = "Conference on care\n12 November 2031\n\n"


def titles(sessions: Any) -> list[tuple[str, str]]:
    return [(s["start"], s["title"]) for s in sessions]


def test_a_title_in_quotation_marks_stands_below_a_kind_of_session(tmp_path: Path) -> None:
    page = (
        "<h2>Программа</h2><p>Среда, 4 декабря 2031 года</p><table>"
        "<tr><td>10:00-12:00</td><td><div>Стратегическая сессия</div><div>«Труд и долг в порту»"
        "</div><p>Модераторы:</p><p>Бек Ада Ивановна, судья</p></td></tr>"
        "<tr><td>12:30</td><td><div>Права рыбаков</div><p>Модератор: Лунд Олег Петрович</p></td>"
        "</tr></table>"
    )
    first, second = read_sessions(tmp_path, page, ".html")
    assert titles([first, second]) == [
        ("10:00", "«Труд и долг в порту»"),
        ("12:30", "Права рыбаков"),
    ]
    assert named(first) == ["Бек Ада Ивановна"]


@pytest.mark.parametrize("title", ["mutt + gpg - Sichere Email", 'fish - Die "freundliche" Shell'])
def test_a_title_in_small_letters_is_one_where_nothing_else_may_be(
    tmp_path: Path, title: str
) -> None:
    rows = [("V1", "Docker im Hafen", "Erkan Yanar"), ("V2", title, "Sven Guckes")]
    cells = "".join(
        f"<tr><td>{room}</td><td>{said}</td><td>{who}</td></tr>" for room, said, who in rows
    )
    page = (
        "<h1>Hafentag</h1><p>12. Mai 2031</p><table><tr><td colspan=3>10:00</td></tr>"
        f"{cells}<tr><td colspan=3>11:00</td></tr>{cells}</table>"
    )
    found = read_sessions(tmp_path, page, ".html")
    assert [(s["title"], named(s)) for s in found] == 2 * [
        ("Docker im Hafen", ["Erkan Yanar"]),
        (title, ["Sven Guckes"]),
    ]


def test_a_title_in_a_cell_may_end_like_a_sentence(tmp_path: Path) -> None:
    title = "Mesa redonda: La investigación aplicada: cómo recorrer el camino de la mar a la ley"
    page = (
        "<h1>Jornada</h1><p>12 de mayo de 2031</p><table>"
        "<tr><td>15:15</td><td><b>Sesión III: Vidas y redes</b><br>Ada Bek, Terra</td></tr>"
        f"<tr><td>17:00</td><td><b>{title[:12]}</b>{title[12:]}.<br>Moderadora: Sra. Ana Gil"
        "</td></tr></table>"
    )
    _, last = read_sessions(tmp_path, page, ".html")
    assert (last["start"], last["title"], named(last)) == ("17:00", title, ["Ana Gil"])


def test_people_stand_above_the_titles_of_slots(tmp_path: Path) -> None:
    rows = [
        ("09.30", "Rosa Cano, Lenn University, Lenn", "What holds a port together"),
        ("11.30", "TN Guru Row, Indian Institute of Science, Lenn", "Interactions in crystals"),
        ("12.00", "Chitra Mandal, Indian Institute of Biology, Lenn", "How cells survive at sea"),
        ("12.30", "Sanjay Puri, Lenn University, Lenn", "Wetting at surfaces"),
    ]
    cells = "".join(
        f"<tr><td><p>{t}</p></td><td><b>{who}</b><br>{said}</td></tr>" for t, who, said in rows
    )
    page = "<h1>Annual Meeting</h1><h2>Dates: 10 to 12 November 2031</h2>"
    page += f"<h3>Schedule</h3><h3>10 November 2031 (Monday)</h3><table>{cells}</table>"
    found = read_sessions(tmp_path, page, ".html")
    assert titles(found) == [(t.replace(".", ":"), said) for t, _, said in rows]
    assert named(found[2]) == ["Chitra Mandal"]


def test_kinds_that_come_again_stand_above_titles(tmp_path: Path) -> None:
    slot = "{}\nTalk\nExposé\n{}\nSpeaker: {}, Université de Rennes\n"
    text = (
        "Journées de la mer\nLundi 28 juillet 2031\n07:30 - 09:00\nBreak\nPause-café\n"
        + slot.format("09:30 - 10:00", "Enjeux de la santé au port", "David Bromberg")
        + slot.format("10:00 - 10:30", "Ce que coûte une vie en mer", "Rosa Cano")
        + "10:30 - 11:00\nBreak\nPause-café\nPause-café\n"
        + slot.format("11:00 - 11:30", "La robotique dans les soins", "Ada Bek")
        + "12:30 - 14:30\nbreak\nDéjeuner\nDéjeuner\n"
    )
    assert titles(read_sessions(tmp_path, text)) == [
        ("09:30", "Enjeux de la santé au port"),
        ("10:00", "Ce que coûte une vie en mer"),
        ("11:00", "La robotique dans les soins"),
    ]


LISTED = """<h1>PROGRAMMA</h1><h2>3 SETTEMBRE 2031</h2>
<p><b>MATTINA: RETI IMBAVAGLIATE ({} 9:30 - 13:30)</b></p><p>Interventi:</p>
<ul><li>Vecchie e nuove censure (<i>Luca Kocci</i>, ass. PeaceLink)</li>
<li>Antimafia imbavagliata (<i>Carlo Ruta</i>)</li>
<li>La "Catena di San Libero" e un giornalista scomodo (<i>Riccardo Orioles</i>)</li>
<li>Il caso della base di Lenn (<i>Marco Benanti</i>)</li></ul>
<p><b>POMERIGGIO: LE VOCI ({} 14:30 - 19:00)</b></p><p>Interventi:</p>
<ul><li>Come sparisce un giornale (<i>Paola Springhetti</i>, direttrice)</li></ul>"""


@pytest.mark.parametrize("at", ["ore", "h.", "h"])
def test_talks_in_lists_name_who_speaks_in_brackets(tmp_path: Path, at: str) -> None:
    found = read_sessions(tmp_path, LISTED.format(at, at), ".html")
    assert [(s["title"], named(s)) for s in found] == [
        (
            "MATTINA: RETI IMBAVAGLIATE",
            ["Luca Kocci", "Carlo Ruta", "Riccardo Orioles", "Marco Benanti"],
        ),
        ("POMERIGGIO: LE VOCI", ["Paola Springhetti"]),
    ]


def test_the_first_talk_of_a_slot_may_begin_with_it(tmp_path: Path) -> None:
    text = (
        "# Design Week\n\n## Tuesday, 12 September 2031\n\n"
        "- **09:10-10:15** Talks: Ports\n"
        "    - 09:10-09:30 **What crews say.** Tom Reed, Carla Neri and Ugo Lund.\n"
        "    - 09:50-10:10 **Who pays for it.** Rosa Cano and Ada Bek.\n"
        "- **10:15-11:00** Closing remarks: Una Lund\n"
    )
    first, _ = read_sessions(tmp_path, text, ".md")
    assert (first["title"], len(named(first))) == ("Talks: Ports", 5)


def test_headings_above_who_speaks_are_sessions_without_times(tmp_path: Path) -> None:
    prose = (
        "While big data has grabbed the headlines in recent years, the creation of new tools has "
        "also changed how we read. This talk will explore how both can be brought together. It "
        "will also consider what is lost.\n"
    )
    talks = [
        (
            "Keynote: Big Data, Small Data and Meaning: the conundrums of tool use "
            "in the humanities",
            "Tim Cock, Professor of Sea History, Lenn University",
        ),
        (
            "The Text to Image Linking Tool - winner of the Open Quay Labs 2031 competition",
            "Ada Bek, judge, Open Court",
        ),
        ("Victorian Meme Machine", "Bob Lund, Lecturer, Edge College"),
    ]
    text = (
        "# Open Quay Labs Symposium 2031 #\n"
        "*Dissemination Event, Open Quay Conference Centre. London*\n\n"
        "## Monday, 3 November 2031 ##\n\n"
    )
    text += "\n".join(f"### {head} ###\n{who}\n\n{prose}" for head, who in talks)
    found = read_sessions(tmp_path, text, ".md")
    names = [[who.split(",")[0]] for _, who in talks]
    assert [(s["title"], named(s)) for s in found] == list(zip([head for head, _ in talks], names))


@pytest.mark.parametrize("mark", [" - ", ": ", " – "])
def test_a_series_may_tell_its_time_below(tmp_path: Path, mark: str) -> None:
    text = (
        f"## Programma\n\n- **21 aprile 2031**{mark}Luca Briatico, *La percezione della lingua*\n"
        f"- **28 aprile 2031**{mark}Giulia Zhang, *Documentare una lingua poco studiata*\n"
        f"- **5 maggio 2031**{mark}Elia Caligari, *Campionare il raro: come e perché*\n\n"
        "Tutti gli incontri si terranno dalle **18.30** alle **19.30**; a seguire, un saluto!\n"
    )
    found = read_sessions(tmp_path, text, ".md")
    assert [(str(s["date"]), s["start"], s["title"], named(s)) for s in found] == [
        ("2031-04-21", "18:30", "La percezione della lingua", ["Luca Briatico"]),
        ("2031-04-28", "18:30", "Documentare una lingua poco studiata", ["Giulia Zhang"]),
        ("2031-05-05", "18:30", "Campionare il raro: come e perché", ["Elia Caligari"]),
    ]
    assert all(s["review"] for s in found)


def test_the_time_of_a_form_is_that_above_it(tmp_path: Path) -> None:
    slot = "{}\nKeynote {} [50mins: talk + questions]\nTopic: {}\nKeynote speaker: {}\n"
    chair = "Session Chair: Ada Bek\n"
    text = (
        DAY
        + slot.format("09:10 - 10:00", 1, "Trends for Wearable Devices", "Prof. Tom Reed, judge")
        + chair
        + "10:00 - 10:30\nCoffee Break\n10:30 - 12:00\nTechnical Paper Session\n"
        + chair
        + slot.format("14:00 - 14:50", 2, "The Future of the Device", "Prof. Ida Roy, nurse")
        + chair
        + "15:00 - 15:30\nCoffee Break\n"
    )
    found = read_sessions(tmp_path, text)
    assert [(*titles([s])[0], named(s)) for s in found] == [
        ("09:10", "Trends for Wearable Devices", ["Tom Reed", "Ada Bek"]),
        ("10:30", "Technical Paper Session", ["Ada Bek"]),
        ("14:00", "The Future of the Device", ["Ida Roy", "Ada Bek"]),
    ]


def test_clocks_of_other_towns_are_no_title(tmp_path: Path) -> None:
    text = (
        "Forum of ports\nTuesday 9 November 2031\n\n"
        "14:00-15:00 UTC (11:00-12:00 Santiago; 09:00-10:00 Toronto)\n"
        "Debate: What a crew is owed in the ports of others, and who has to pay for it in the end"
        " (Simultaneous interpretation)\nModerator: Una Lund (Open Door)\n\n"
        "17:00-18:00 UTC (14:00-15:00 Santiago; 12:00-13:00 Toronto)\nFees and Ports\n"
        "Moderator: Ada Bek (Open Sea)\n"
    )
    first, second = read_sessions(tmp_path, text)
    assert first["title"].startswith("Debate: What a crew is owed")
    assert titles([second]) == [("17:00", "Fees and Ports")]


def test_the_first_of_a_list_below_a_role_begins_no_session(tmp_path: Path) -> None:
    page = (
        "<h2>Foro del puerto</h2><p>12 de mayo de 2031, 10:00</p><h4>Realidades del norte</h4>"
        "<p>El panel se centró en los países de origen, con la participación de:</p><ul>"
        "<li><b>Loubna El Hassouni</b> (Marruecos)</li><li><b>Malak Darwish</b> (Líbano)</li></ul>"
    )
    (session,) = read_sessions(tmp_path, page, ".html")
    assert named(session) == ["Loubna El Hassouni", "Malak Darwish"]


def test_two_who_begin_with_the_surname_are_two(tmp_path: Path) -> None:
    text = (
        "Програма\n9 травня 2031\n11:00 - 11:15\nВітальне слово\nШаховська Наталя, Мельник Тарас\n"
        "11:15 - 11:55\nМайбутнє праці\nБогдан Діденко\n12:00 - 12:40\nПерший виступ\n"
        "Сивоконь Олексій\n"
    )
    first, *_ = read_sessions(tmp_path, text)
    assert (first["title"], named(first)) == (
        "Вітальне слово",
        ["Шаховська Наталя", "Мельник Тарас"],
    )


def test_small_words_behind_from_are_nobodys_body(tmp_path: Path) -> None:
    text = (
        f"{DAY}10:00 Welcome Words\n1. Legal Design from thinking to doing\n"
        "10:10 Opening: The Path\nDan Jackson (Open Lab)\n"
    )
    first, second = read_sessions(tmp_path, text)
    assert (first.get("participants"), named(second)) == (None, ["Dan Jackson"])


@pytest.mark.parametrize(
    ("cell", "title", "name"),
    [
        (
            "Keynote Speaker Gimena Rosa Cano: Open access in the ports",
            "Open access in the ports",
            "Gimena Rosa Cano",
        ),
        ("Lecture by Dr. Ida Roy: The law of the mill", "The law of the mill", "Ida Roy"),
        ("Keynote – Tom Reed: What a crew says", "What a crew says", "Tom Reed"),
    ],
)
def test_a_title_stands_behind_a_kind_and_who_speaks(
    tmp_path: Path, cell: str, title: str, name: str
) -> None:
    text = (
        "# Symposium of ports\n\n| **Thursday, April 16, 2031** |  |\n| --- | :--- |\n"
        f"| 9:30am - 10:00am | Welcome and Introductions |\n| 11:30am - 12:30pm | {cell} |\n"
    )
    _, last = read_sessions(tmp_path, text, ".md")
    assert (last["title"], named(last)) == (title, [name])


FEES = """#### Workshop on fees

July 26th, 2031

##### Program

##### Session 1. The political economy of ports.
###### 8:40 – 9:20. All is Water: Historical Causes of Fees at Sea.
__Presenter:__  Aaditya Dar, Indian School of Business, Hyderabad <br>

###### 13:00 – 14:00. __Keynote address: Miguel Urquiola, Columbia University.__
###### *Is Education Consumption or Investment? Implications for Ports.*
###### 16:00 – 16:10 Coffee break
##### Session 4. Politics.
###### 16:10 – 16:50. Does Electoral Pressure Lead to Better Government?
__Presenter:__ Abigail Peralta, Lenn University <br>
"""


def test_a_title_stands_below_a_kind_and_who_speaks(tmp_path: Path) -> None:
    _, keynote, _ = read_sessions(tmp_path, FEES, ".md")
    title = "Is Education Consumption or Investment? Implications for Ports"
    assert (keynote["title"], named(keynote)) == (title, ["Miguel Urquiola"])


def test_a_question_behind_a_time_names_nobody(tmp_path: Path) -> None:
    *_, last = read_sessions(tmp_path, FEES, ".md")
    title = "Does Electoral Pressure Lead to Better Government?"
    assert (last["start"], last["title"], named(last)) == ("16:10", title, ["Abigail Peralta"])


def test_the_head_of_a_page_in_two_languages_is_no_title(tmp_path: Path) -> None:
    text = (
        "# Events / Veranstaltungen\n\n## Fees at Sea and the Law - What Ports Owe\n"
        "### Tuesday, 22nd July 2031, 19:00 to 21:00 h\n\nModerated by Ada Bek, judge.\n"
    )
    (session,) = read_sessions(tmp_path, text, ".md")
    assert session["title"] == "Fees at Sea and the Law - What Ports Owe"


@pytest.mark.parametrize("gap", ["  ", "     "])
def test_white_space_parts_names_from_bodies(tmp_path: Path, gap: str) -> None:
    people = ["Afra Afshar", "Keith Aoki", "Anupam Chander", "Anil Kalhan"]
    text = "The Asian Century\n\nFriday, February 26 2031, 8:45 AM\n\nSpeakers\n"
    text += f"Keynote Address: Martha Nuss{gap}Professor of Law, Lenn School of Law\n"
    text += "".join(f"{name}{gap}Davis School of Law\n" for name in people)
    (session,) = read_sessions(tmp_path, text)
    assert named(session) == ["Martha Nuss", *people]
    body = {"organization": "Davis School of Law"}
    assert all(part["affiliations"] == [body] for part in session["participants"][1:])


def test_items_in_bold_above_who_leads_are_sessions_without_times(tmp_path: Path) -> None:
    prose = "For nearly all states cooperation is central. This can take many forms."
    panels = [
        ("Defense Cooperation and Assistance", "Niccolò Petrelli, Roma Tre University"),
        ("Military Technology", "Marc DeVore, University of Lenn"),
        ("Private Actors and the State", "Chiara Ruffa, Open University"),
    ]
    items = "".join(
        f"<li><strong>{title}</strong><br><em>Chair: {who}</em><br><br>{prose}</li>"
        for title, who in panels
    )
    page = f"<h2>The 2031 Conference</h2><h2>Details of closed panels</h2><ol>{items}</ol>"
    found = read_sessions(tmp_path, page, ".html")
    assert [(s["title"], named(s)) for s in found] == [
        (title, [who.split(",")[0]]) for title, who in panels
    ]


def test_a_line_may_stand_between_a_title_in_bold_and_its_time(tmp_path: Path) -> None:
    text = (
        "### Thursday, October 24th, 2031\n\n"
        "**Enemies of the State? Surveillance of Communities**<br />\nFree Press, Voices<br />\n"
        "5:30pm - 7pm; [RSVP](https://voices.example/)<br />\nBusboys and Poets<br />\n"
        "2021 14th St\n\n**Projections Around D.C.**<br />\nOpen Action <br />\n"
        "6:00pm - 12:00am<br />\nFollow us\n\n"
        "### Friday October 25th, 2031\n\n**Lobby Day Training**<br />\nWatching Coalition<br />\n"
        "9:00am - 10:00am<br />\nFreedom Offices<br />\n110 Maryland Ave\n"
    )
    assert titles(read_sessions(tmp_path, text, ".md")) == [
        ("17:30", "Enemies of the State? Surveillance of Communities"),
        ("18:00", "Projections Around D.C."),
        ("09:00", "Lobby Day Training"),
    ]


def test_a_topic_stands_below_a_time_and_who_speaks(tmp_path: Path) -> None:
    text = (
        f"{DAY}12:45 PM                  Housekeeping rules\n"
        "1:10 PM – 1:35 PM         Dr. Bakare Ummuk (2nd Vice President)\n"
        "                          Topic: Paralympic Athletes' Classification Journey\n"
        "1:35 PM – 2:00 PM         Dr. Obinnaya Udigwu (Secretary General)\n"
        "                          Topic: From Preparation to Podium\n"
        "2:00 PM – 2:30 PM         Interactive Questions & Answers Session\n"
    )
    found = read_sessions(tmp_path, text)
    assert [(*titles([s])[0], named(s)) for s in found if s.get("participants")] == [
        ("13:10", "Paralympic Athletes' Classification Journey", ["Bakare Ummuk"]),
        ("13:35", "From Preparation to Podium", ["Obinnaya Udigwu"]),
    ]


def test_a_column_headed_institute_names_bodies(tmp_path: Path) -> None:
    text = (
        "# Agenda\n\n## Friday 11 September 2031\n\n| Time | Session | Speaker | Institute |\n"
        "|---|---|---|---|\n| 09:00 | Welcome & housekeeping | Dr Zama Mahlobo | Lenn, ZA |\n"
        "| 09:25 | Linking Food and Health | Prof Marla Trindade | Cape Town (Bellville), ZA |\n"
        "| 10:55 | How Crews Eat | Dr Florian Trigo | HIFMB, Oldenburg, DE |\n"
    )
    assert [(s["title"], named(s)) for s in read_sessions(tmp_path, text, ".md")] == [
        ("Welcome & housekeeping", ["Zama Mahlobo"]),
        ("Linking Food and Health", ["Marla Trindade"]),
        ("How Crews Eat", ["Florian Trigo"]),
    ]


@pytest.mark.parametrize(
    ("opens", "closes"), [("<pre>", "</pre>"), ('<div style="white-space: pre-line">', "</div>")]
)
def test_line_ends_that_a_page_shows_part_lines(tmp_path: Path, opens: str, closes: str) -> None:
    said = "• Topic: Fees at sea\n\n• Panelists:\n  1) Ada Bek, judge\n  2) Ugo Lund, mayor\n"
    page = f"<h1>Forum of ports</h1><p>12 May 2031, 10:00</p>{opens}{said}{closes}<p>Free entry</p>"
    (session,) = read_sessions(tmp_path, page, ".html")
    assert named(session) == ["Ada Bek", "Ugo Lund"]


def test_titles_in_italics_stand_below_names_and_roles_in_cells_beside_lengths(
    tmp_path: Path,
) -> None:
    rows = [
        ("09:00", "10", "<a>Ada Bek (Terra)</a><br><em>Saluti Istituzionali</em>"),
        ("09:10", "30", "<a>Ugo Lund (Caritas)</a><br><em>Il lavoro nei porti del nord</em>"),
        ("09:40", "20", "<a>Nina Roth (Terra)</a><br><em>Chi paga le commissioni?</em>"),
        ("10:00", "20", "<a>Lea Neri (Terra)</a><br><em>Che cosa dice la legge sul mare</em>"),
        ("10:20", "20", "<em>Pausa</em>"),
        ("10:40", "60", "Modera: <a>Ada Bek</a><br>Partecipano: <a>Ugo Lund (Rai)</a>, "
         "<a>Nina Roth (Terra)</a><br><em>Tavola rotonda: il debito</em>"),
    ]  # fmt: skip
    cells = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    page = (
        "<h1>Convegno sul lavoro</h1><p>14 giugno 2031</p><table><tr><td>Ora</td><td>Durata</td>"
        f"<td>Relatore<br>Titolo</td></tr>{cells}</table>"
    )
    found = read_sessions(tmp_path, page, ".html")
    assert titles(found) == [
        ("09:00", "Saluti Istituzionali"),
        ("09:10", "Il lavoro nei porti del nord"),
        ("09:40", "Chi paga le commissioni?"),
        ("10:00", "Che cosa dice la legge sul mare"),
        ("10:40", "Tavola rotonda: il debito"),
    ]
    assert [*map(named, found)] == [
        ["Ada Bek"],
        ["Ugo Lund"],
        ["Nina Roth"],
        ["Lea Neri"],
        ["Ada Bek", "Ugo Lund", "Nina Roth"],
    ]
