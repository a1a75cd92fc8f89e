"""Programmes as the field writes them: agendas with times at the right, posts that say of what."""

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.word_lists import with_forms, words_in

AGENDA = (
    "                 Meeting of the Harbour Network\n"
    "                      Lenn, 3 June 2031\n\n"
    "1. Opening by the Chair (Ada Bek, UNODC)            15.00\n"
    "2. Update on Brief 12                               15.15\n"
    "   Presenter: Ugo Lund, Open Door\n"
    "3. Closing                                          16.45\n"
)


def test_a_time_at_the_right_edge_is_when_its_item_begins(tmp_path: Path) -> None:
    found = read_draft(tmp_path, AGENDA, ".txt")["sessions"]
    assert [(s["start"], s["title"]) for s in found] == [
        ("15:00", "Opening by the Chair"),
        ("15:15", "Update on Brief 12"),
        ("16:45", "Closing"),
    ]


@pytest.mark.parametrize(
    ("language", "beside", "body"),
    [
        ("uk", "директорка ГО «Дім»", "ГО «Дім»"),
        ("uk", "начальник Департаменту міграції", "Департаменту міграції"),
        ("uk", "міністр соціальної політики України", ""),
        ("ru", "директор фонда «Тихий дом»", "фонда «Тихий дом»"),
        ("it", "rettore dell'Università di Lenn", "Università di Lenn"),
        ("fr", "présidente d'Amnesty International", "Amnesty International"),
        ("fr", "présidente d'ACTA France", "ACTA France"),
        ("fr", "professeure à l'Université de Lenn", "Université de Lenn"),
        ("de", "Richterin am Landgericht Lenn", "Landgericht Lenn"),
        ("de", "Expertin im Bereich Recht", ""),
        ("es", "coordinadora del programa de trata de ACTA", "ACTA"),
        ("en", "judge, Dirty Chains: Who Pays", ""),
    ],
)
def test_a_post_gives_the_body_that_it_names(language: str, beside: str, body: str) -> None:
    reader = AffiliationReader(SegmentKinds(words_in((language, "en"))))
    assert [post.organization for post in reader.read(beside).posts] == [body]


@pytest.mark.parametrize(
    ("language", "text", "name", "post"),
    [
        ("en", "Ada Rose Director of the Lenn Fund", "Ada Rose", "Director of the Lenn Fund"),
        ("es", "Ada Bek Rosa Jefa de la Red Lenn", "Ada Bek Rosa", "Jefa de la Red Lenn"),
        ("fr", "Ada Marie Directrice du Fonds Lenn", "Ada Marie", "Directrice du Fonds Lenn"),
        ("it", "Ada Rosa Direttrice di Lenn Onlus", "Ada Rosa", "Direttrice di Lenn Onlus"),
    ],
)
def test_a_post_ends_a_name_whose_surname_is_a_given_name(
    language: str, text: str, name: str, post: str
) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    (person,) = people.read_all(text, (), 1.5)
    assert (person.name, [held.title for held in person.posts]) == (name, [post])


def test_who_has_retired_is_no_second_person(tmp_path: Path) -> None:
    text = "Fachtag in Lenn\n3. Juni 2031\n9:30 Begrüßung\nDr. Ada Bek, Pfarrerin i. R.\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["name"] for one in session["participants"]] == ["Ada Bek"]


def test_a_talk_in_quotation_marks_behind_an_unknown_body_has_a_speaker(tmp_path: Path) -> None:
    text = (
        "Conference on fair work\nLenn, 3 June 2031\n09.30-11.00 Session 1: Ten years on\n"
        'Presenters:\nUgo Lund, judge: "Assisted return"\n'
        'Ana Bek, Different & Equal: "Coming home: lessons from 900 cases"\n'
        "Discussant: Rosa Cano, nurse\n11.30-13.00 Session 2: Fair pay\nChair: Eva Holm, nurse\n"
    )
    session, _ = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["name"] for one in session["participants"]] == ["Ugo Lund", "Ana Bek", "Rosa Cano"]


def test_a_line_of_kinds_is_no_title(tmp_path: Path) -> None:
    text = (
        "HARBOUR COUNCIL\n59th session | Side event\n\nNo Child Behind: Answers to Debt\n"
        "3 June 2031, 13:00 – 14:00\n\nSpeakers\nAda Bek, judge\nUgo Lund, nurse\n"
    )
    assert read_draft(tmp_path, text, ".txt")["title"] == "No Child Behind: Answers to Debt"


def test_a_role_on_the_card_of_somebody_is_theirs(tmp_path: Path) -> None:
    title = "Harbour Conference 2031"
    cards = [("Dr. Ada Bek", "Director, Open Door", "Keynote"), ("Rosa Cano", "Ivy Fund", "")]
    cards += [("Ugo Lund", "Lund Foundation", "Moderator"), ("Eva Holm", "Judge", "")]
    page = f"<html><head><title>Speakers | {title}</title></head><body><h1>Speakers</h1>"
    for name, post, role in cards:
        page += f"<div><h3>{name}</h3><p>{post}</p><p>{role}</p></div>"
    page += "<h2>When and where</h2><p>Lenn, 3 June 2031</p>"
    draft = read_draft(tmp_path, page, ".html")
    (session,) = draft["sessions"]
    assert [(one["name"], one["role"]) for one in session["participants"]] == [
        ("Ada Bek", "keynote"),
        ("Rosa Cano", "speaker"),
        ("Ugo Lund", "moderator"),
        ("Eva Holm", "speaker"),
    ]
    assert draft["title"] == title


def test_who_signs_a_letter_does_not_speak(tmp_path: Path) -> None:
    text = (
        "Subject: Invitation – Round table on debt\n\nDear all,\n\nOn behalf of Open Door we "
        "invite you to a round table on 3 June 2031 from 10:00 to 12:00 at Lenn Hall.\n\nThe "
        "discussion will be moderated by Eva Holm. Our speakers will be:\n\n"
        " – Ada Bek (Open Door)\n – Ugo Lund, judge\n\nWith best "
        "regards,\nRosa Cano\nProject Director\n"
    )
    assert "Rosa Cano" not in str(read_draft(tmp_path, text, ".txt")["sessions"])


def test_the_day_of_a_file_is_taken_where_no_other_is_printed(tmp_path: Path) -> None:
    text = "---\ntitle: Fair pay\ndate: 2031-06-03\n---\n\n**9:00 Welcome** – *Ada Bek (ABC)*\n"
    draft = read_draft(tmp_path, text, ".md")
    assert str(draft["start"]) == "2031-06-03"
    assert "of the file" in str(draft)
    other = read_draft(tmp_path, text + "\nWe meet on Thursday.\n", ".md")  # that was a Tuesday
    assert str(other["start"]) != "2031-06-03"


def test_the_house_of_a_room_is_no_title(tmp_path: Path) -> None:
    text = (
        "Round table on debt\n3 June 2031\nCommittee Room 3, House of Justice, 5pm - 7pm\n\n"
        "CHAIR\nAda Bek, judge\n\nSPEAKERS\nUgo Lund, nurse\nEva Holm, nurse\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert session["title"] == "Round table on debt"
    assert session["room"] == "Committee Room 3, House of Justice"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("UNODC, the OSCE and Open Door", ["UNODC", "OSCE", "Open Door"]),
        ("the Harbour Foundation, the ITF and Ivy", ["Harbour Foundation", "ITF", "Ivy"]),
        ("Open Door together with the OSCE and took place in Lenn", ["Open Door", "OSCE"]),
        ("Open Door, the workshop brought together 40 judges", ["Open Door"]),
    ],
)
def test_letters_with_an_article_are_a_body_of_their_own(
    tmp_path: Path, printed: str, names: list[str]
) -> None:
    text = f"Fish\nLenn, 3 June 2031\n\nOrganised by {printed}\n\n14.30 Panel\nAda Bek, judge\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["name"] for one in session["organizers"]] == names


def test_below_a_kind_of_document_its_event_goes_on(tmp_path: Path) -> None:
    text = (
        "MINUTES\nof the third meeting of the Harbour Board held on 3 June 2031\n\nMinutes: Eva "
        "Holm\n\n1. Opening\nThe chair opened it.\n2. Reports\nMr. Ugo Lund presented the plan.\n"
    )
    assert read_draft(tmp_path, text, ".txt")["title"].startswith("third meeting of the Harbour")


def test_the_country_of_somebody_is_neither_post_nor_body(tmp_path: Path) -> None:
    text = "Talks\nLenn, 3 June 2031\n10:00 Opening\nAda Bek (Norway), judge\n"
    ((person,),) = (s["participants"] for s in read_draft(tmp_path, text, ".txt")["sessions"])
    assert person["affiliations"] == [{"title": "judge"}]


def test_a_report_is_of_the_day_that_its_first_sentence_gives(tmp_path: Path) -> None:
    page = (
        "<article><h1>Round table on debt met in Lenn</h1><p>17.11.2031</p><p>On 12 November 2031 "
        "some forty judges met in Lenn for a round table. Ada Bek, judge, opened it, and Ugo Lund "
        "of Open Door presented the figures of the year.</p></article>"
    )
    assert str(read_draft(tmp_path, page, ".html")["start"]) == "2031-11-12"


def test_parallel_items_with_one_speaker_and_a_room_are_parted(tmp_path: Path) -> None:
    text = (
        "Talks\nLenn, 4 June 2031\n\n11.30 - 13.00 Parallel sessions\n1) Safe data: Kim Bek, "
        "Una Lund\n2) Safe work: Rosa Cano (room 2)\n14.30 Panel\n"
        "Ada Bek, Eva Holm, Fiona Lee - chair: Jo Bek\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [len(one["participants"]) for one in found] == [2, 1, 4]


def test_what_a_panel_is_asked_is_no_session_and_a_label_parts_its_lines(tmp_path: Path) -> None:
    text = (
        "Forum on Decent Work\nLenn, 4 March 2031\n\n"
        "09:00–10:30   Panel 1: Brokers\n\n"
        "              Who profits?\n\n"
        "              Moderator: Ada Bek, Open Door\n"
        "              Speakers:  Ivo Lund, Harbour Trust\n"
        "                         Mina Sol, Open Door\n\n"
        "10:45–12:00   Panel 2: Remedy\n\n"
        "              What would a fund need?\n\n"
        "              Chair:     Jon Ek, Terra\n"  # which is a given name too
        "              Speakers:  Ute Ahn, Open Door\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["title"] for one in found] == ["Panel 1: Brokers", "Panel 2: Remedy"]
    told = [(p["name"], p["affiliations"]) for one in found for p in one["participants"]]
    assert told[3:] == [
        ("Jon Ek", [{"organization": "Terra"}]),
        ("Ute Ahn", [{"organization": "Open Door"}]),
    ]


def test_below_the_one_who_chairs_talks_have_speakers(tmp_path: Path) -> None:
    text = (
        "Convegno\nLenn, 11 aprile 2031\n\nore 9.45  Introduce e coordina: Prof. Enzo Bek (Lenn)\n"
        "Relazioni\nIl lavoro oggi: Anna Lund, Porta Aperta\nLa tutela: Ugo Sol, Porta Aperta\n"
        "ore 13.00  Pausa pranzo\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["role"] for one in session["participants"]] == ["moderator", "speaker", "speaker"]


def test_a_heading_over_partners_is_no_name_in_the_list_above(tmp_path: Path) -> None:
    page = (
        "<h1>Harbour Summit</h1><p>15 May 2031</p><h2>Agenda</h2><p>9:00</p><h3>Panel: Ports</h3>"
        "<ul><li><strong>Capt. Arne Dahl</strong><br>Harbour Union</li><li><strong>Mina Sol"
        "</strong><br>Officer, Open Door</li></ul>"
        "<h2>Our partners</h2><p>Lenn Shipping · The Ivy Trust</p>"
    )
    (session,) = read_draft(tmp_path, page, ".html")["sessions"]
    assert [s["name"] for s in session["organizers"]] == ["Lenn Shipping", "The Ivy Trust"]
    assert "Lenn Shipping" not in str(session["participants"])


def test_a_day_by_which_to_register_is_not_that_of_the_event(tmp_path: Path) -> None:
    text = (
        "Dear colleagues,\n\nWe invite you to the webinar “Beyond audits”, on Thursday 12 June "
        "2031, 3–4.30pm CET.\n\nOur speakers:\n\n• Ada Bek (Open Door)\n• Ugo Lund, judge\n\n"
        "Please register here: https://example.org/reg by 10 June.\n"
    )
    assert str(read_draft(tmp_path, text, ".txt")["start"]) == "2031-06-12"


def test_a_peer_is_named_with_a_place_and_a_firm_after_its_partners(tmp_path: Path) -> None:
    text = (
        "Talks\nLenn, 3 June 2031\n10:00 Opening\nBaroness Bek of Lenn Green, chair of the panel\n"
        "Ada Sol, Partner, Lund & Sons\n"
    )
    ((peer, partner),) = (s["participants"] for s in read_draft(tmp_path, text, ".txt")["sessions"])
    assert (peer["honorific"], peer["name"]) == ("Baroness", "Bek of Lenn Green")
    assert partner["affiliations"] == [{"title": "Partner", "organization": "Lund & Sons"}]


def test_the_last_item_of_a_day_is_not_of_the_next_and_titles_end_before_with(
    tmp_path: Path,
) -> None:
    text = (
        "Meeting of the Harbour Network\n\nTHURSDAY 25 SEPTEMBER 2031\n9.00 Opening\n"
        "14.00 Fair fish, with Ivan Markovic (Open Door)\n16.00 Visit to Lenn\n"
        "FRIDAY 26 SEPTEMBER 2031\n9.00 The new law. With Eva Rosen, Myria, and Ugo Lund, Terra\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(str(one["date"])[-2:], one["title"]) for one in found] == [
        ("25", "Opening"),
        ("25", "Fair fish"),
        ("25", "Visit to Lenn"),
        ("26", "The new law"),
    ]
    assert [[p["name"] for p in one.get("participants", ())] for one in found[1:]] == [
        ["Ivan Markovic"],
        [],
        ["Eva Rosen", "Ugo Lund"],
    ]


def test_in_a_panel_that_one_leads_the_others_speak(tmp_path: Path) -> None:
    text = (
        "Dialogue on Children at the Lake\n\nLENN, 24 July 2031 – Some judges met on Tuesday.\n\n"
        "In a panel moderated by Ada Bek, Ivo Lund of Open Door and Mina Sol of the Harbour Trust "
        "discussed watch committees.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["role"] for one in session["participants"]] == ["moderator", "speaker", "speaker"]


def test_items_of_a_series_are_counted_with_a_sign_and_end_in_somebody(tmp_path: Path) -> None:
    text = 'WEBINAR SERIES "Ending Debts" 2031\n\n' + "".join(
        f"#{number}  {title}\n    {number + 10} March, 14:00 GMT\n"
        "    Speakers: Ada Bek (FLEX), Ugo Lund (Open Door), a worker (name withheld)\n\n"
        for number, title in ((1, "Children in conflict"), (2, "Seasonal visas"))
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["title"] for one in found] == ["Children in conflict", "Seasonal visas"]
    assert [len(one["participants"]) for one in found] == [2, 2]


def test_of_what_a_side_event_is_one_is_not_its_title(tmp_path: Path) -> None:
    text = (
        "Side event at the 69th session of the Harbour Commission\n\nWOMEN AND DEBT\n\n"
        "11 March 2031 | 1:15 – 2:30 p.m.\n\nHosted by: Rep. Ada Bek, Chair\n\nSpeakers\n"
        "Ms. Mina Sol – judge\nMr. Ugo Lund – nurse\n"
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert draft["title"] == "WOMEN AND DEBT"
    assert "organizing" not in str(draft)


def test_a_talk_behind_a_colon_is_no_body(tmp_path: Path) -> None:
    text = (
        "Talks\nLenn, 3 June 2031\n\n09.30-11.00 Session 1: Ten years on\nChair: Jon Ek (USIP)\n"
        "Mina Sol, Harbour Research Consultancy: Inside the compounds\n"
        "Ugo Lund, judge: What crews earn\n"
        "Ana Bek (Open Door): Assisted return\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one.get("affiliations") for one in session["participants"]] == [
        [{"organization": "USIP"}],
        [{"organization": "Harbour Research Consultancy"}],
        [{"title": "judge"}],
        [{"organization": "Open Door"}],
    ]


def test_lettered_sessions_of_a_slot_are_parted_from_who_speaks(tmp_path: Path) -> None:
    text = (
        "Harbour Conference\nManila, 2 December 2031\n\n09:00 - 10:00  Opening\n"
        "              Rosa Cano, judge\n10:00 - 10:30  Talk\n              Kim Bek, nurse\n"
        "13:30 - 14:30  Breakout sessions\n"
        "              A. Prosecutors' clinic - facilitated by Atty. Lilian Bek and Eva Holm\n"
        "              B. Research by survivors - Mina Sol; Nuria Cano\n"
        "              C) Banks and red flags, facilitated by Ugo Lund (Ivy Fund)\n"
        "15:00 - 15:30  Reports\n              Kim Bek, nurse\n15:30 - 16:00  Closing\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(one["start"], len(one["participants"])) for one in found[2:5]] == [
        ("13:30", 2),
        ("13:30", 2),
        ("13:30", 1),
    ]


def test_a_question_heads_a_cover_that_has_no_other_title(tmp_path: Path) -> None:
    text = (
        "5 December 2031 | 15.00 – 16.30\n\nIs there a place for debt in the Harbour Compact?\n\n"
        '15.00 Welcome by host Eva Holm\n15.10 Film "Girls, 24 hours" and talk with Ada Bek (ABC)\n'
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert draft["title"] == "Is there a place for debt in the Harbour Compact?"
    text = text.replace("24 hours", "24 horas").replace("Welcome by host", "Modera")
    *_, film = read_draft(tmp_path, text, ".txt")["sessions"]
    assert film["title"].startswith("Film")


@pytest.mark.parametrize(
    "form",
    [
        "{talk} ({name}, {body})",
        "{talk} / {name} ({body})",
        "{talk} by {name}, {body}",
        "With {name}, {body}.",
    ],
)
def test_who_speaks_stands_behind_a_talk_on_its_line(tmp_path: Path, form: str) -> None:
    talks = [("How courts see debt", "Ivana Bek", "ASTRA"), ("Routes to Lenn", "Paul Lund", "FLEX")]
    lines = "".join(form.format(talk=t, name=n, body=b) + "\n" for t, n, b in talks)
    text = f"Forum\nLenn, 4 March 2031\n\n9:00 Session 1: Debt\nModerated by Eva Holm.\n{lines}"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    told = [(p["name"], p["affiliations"]) for p in session["participants"][1:]]
    assert told == [(name, [{"organization": body}]) for _, name, body in talks]


def test_talks_in_quotation_marks_are_nobody_s_words(tmp_path: Path) -> None:
    text = "Forum\nLenn, 4 March 2031\n\n" + "".join(
        f"{hour}:00 Session {hour}: Debt\nIvana Bek: “How courts see debt”\n"
        "Paul Lund: “Routes to Lenn”\n\n"
        for hour in (9, 10)
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["start"] for one in found] == ["09:00", "10:00"]


def test_a_body_of_two_words_is_no_name_in_a_list(tmp_path: Path) -> None:
    text = (
        "Forum\nLenn, 4 March 2031\n\n9:00 Debt\nSamuel Bek\nLenn Red Cross\nIvana Lund\nASTRA\n\n"
        "10:00 Borders\nPaul Ek\nUniversity of Lenn\n"
    )
    first, _ = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["name"] for one in first["participants"]] == ["Samuel Bek", "Ivana Lund"]


def test_the_number_of_a_session_before_its_time_is_no_hour(tmp_path: Path) -> None:
    text = "Forum\nLenn, 4 March 2031\n\n" + "".join(
        f"Session {number} – {number + 8:02}:00 – {title}\nModerator: Ivana Bek, ASTRA\n\n"
        for number, title in ((1, "Debt and the law"), (2, "Borders after the war"))
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["start"] for one in found] == ["09:00", "10:00"]


def test_who_speaks_below_a_title_is_no_title_in_another_language(tmp_path: Path) -> None:
    text = (
        "Fachtag Menschenhandel\nHannover, 4. März 2031\n\n9.00 Uhr Schulden und Recht\n"
        "Es spricht Dr. Lena Bek, Universität Kassel.\n\n10.00 Uhr Freiheit\n"
        "Es spricht Dr. Ada Lund (Universität Kassel).\n\n11.00 Uhr Grenzen\n"
        "Es referiert Paul Weber, LKA Niedersachsen\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [[p["name"] for p in one["participants"]] for one in found] == [
        ["Lena Bek"],
        ["Ada Lund"],
        ["Paul Weber"],
    ]


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_a_role_below_name_and_body_ends_the_card(tmp_path: Path, suffix: str) -> None:
    slots = (("9:00", "Debt", "Ivana Bek", "ASTRA"), ("10:00", "Borders", "Paul Aue", "KOK"))
    if suffix == ".txt":
        head, form = (
            "Forum\nLenn, 4 March 2031\n\n",
            "{} {}\nUte Lund\nOpen Door\n{}\n{}\nModerator\n\n",
        )
    else:
        head = "<h1>Forum</h1><p>Lenn, 4 March 2031</p>"
        form = (
            "<p>{}</p><h4>{}</h4><h5>{}</h5><p>{}</p><p>Moderator</p><h5>Ute Lund</h5><p>FLEX</p>"
        )
    found = read_draft(tmp_path, head + "".join(form.format(*s) for s in slots), suffix)["sessions"]
    roles = [{p["name"]: p["role"] for p in one["participants"]} for one in found]
    assert [(one["Ute Lund"], *sorted(one.values())) for one in roles] == [
        ("speaker", "moderator", "speaker")
    ] * 2


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("Ada Bek, Minister: Labour and Social Policy", ["Minister: Labour and Social Policy"]),
        ("Ada Bek, lawyer of Mr. Jon Lund, survivor", ["lawyer of Mr. Jon Lund, survivor"]),
        ("The Quay at Night (Anna Bek)", None),
    ],
)
def test_what_looks_like_a_talk_or_a_name_and_is_none(
    tmp_path: Path, line: str, titles: list[str] | None
) -> None:
    text = f"Talks\nLenn, 3 June 2031\n\n9:00 Opening\nUte Holm, judge\n{line}\n10:00 End\n"
    first, *_ = read_draft(tmp_path, text, ".txt")["sessions"]
    _, *others = first["participants"]
    told = [", ".join(a["title"] for a in one["affiliations"]) for one in others]
    assert told == (titles or [])


def test_an_interview_in_quotation_marks_is_a_record(tmp_path: Path) -> None:
    text = "Interview with a survivor\n\n5 May 2031\n\n" + "".join(
        f"Anna Bek: “{asked}?”\nJohn Lund: “{told}”\n"
        for asked, told in (
            ("Where did you live", "In a container behind the plant"),
            ("How did you get out", "A neighbour called the police"),
            ("Who paid you then", "Nobody for a whole year"),
        )
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [one["name"] for one in session["participants"]] == ["Anna Bek", "John Lund"]


def test_a_side_event_on_its_topic_has_that_title(tmp_path: Path) -> None:
    text = (
        "Side event on the future of fair recruitment\n\nHarbour Office on Crime\n\n"
        "11 March 2031, 13:15 – 14:30\n\nSpeakers\nMs. Mina Sol – judge\nMr. Ugo Lund – nurse\n"
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert draft["title"] == "Side event on the future of fair recruitment"


def named(draft: Any) -> dict[str, list[str]]:
    return {
        s["title"]: [one["name"] for one in s.get("participants") or []] for s in draft["sessions"]
    }


def test_who_has_a_title_stands_behind_that_of_the_talk_without_a_mark(tmp_path: Path) -> None:
    text = (
        "Conference on debt\nLenn, 3 June 2031\n\n10.00 – 10.40\n\nChildren at sea: a duty of the "
        "port Presentation by Mr. Ugo Lund, State Secretary in charge of the ports.\n\n"
        "11.00 – 11.20\n\nThe plan on children, 2030-2034 Ms. Ada Bek, Head of the Ports Unit.\n\n"
        "12.00\n\nOpening ceremony: A Promise Made Together\n"
    )
    assert named(read_draft(tmp_path, text, ".txt")) == {
        "Children at sea: a duty of the port Presentation": ["Ugo Lund"],
        "The plan on children, 2030-2034": ["Ada Bek"],
        "Opening ceremony: A Promise Made Together": [],
    }


def test_neither_the_title_of_a_talk_nor_a_college_is_a_person(tmp_path: Path) -> None:
    text = (
        "Workshop on debt\nLenn, 3 June 2031\n\n11:00 Round table 1: Fair pay\n\n"
        "Chair: Professor Ada Bek (she/her), University of Lenn & Royal Harbour, University of "
        "Aue\n\nSpeakers:\n\n"
        "  • Dr Rosa Cano (she/her), ACTA, University of Lenn. Title: What Ports Owe: A View.\n"
        "  • Ugo Lund (he/him), Queen Mary, University of Aue. Title: Debt in the Port.\n"
        "  • Dr Eva Holm, ACTA\n    Title: Evolving Concepts of Debt in Ports\n\n13:00 Lunch\n"
    )
    assert named(read_draft(tmp_path, text, ".txt")) == {
        "Round table 1: Fair pay": ["Ada Bek", "Rosa Cano", "Ugo Lund", "Eva Holm"]
    }


def test_a_post_with_a_word_like_a_verb_is_no_sentence(tmp_path: Path) -> None:
    text = (
        "Conference on debt\nLenn, 3 June 2031\n\n9:15 Fair pay\n\nPanelists include:\n\n"
        "a.)    Ada Bek, Fellow, Lenn Foundation (Lenn D.C.)\n\n"
        "b.)    Ugo Lund, Senior Coordinator, Reports and Political Affairs, U.S. Department of "
        "Ports (Lenn D.C.)\n\n11:00 Closing\n"
    )
    assert named(read_draft(tmp_path, text, ".txt"))["Fair pay"] == ["Ada Bek", "Ugo Lund"]


def test_bodies_that_present_an_event_organise_it(tmp_path: Path) -> None:
    text = (
        "Conference on debt\nLenn, 3 June 2031\n\nPresented by: University of Lenn Women’s Center "
        "and Harbour School of Law\n\n9:00 Welcome\nDr. Ada Bek, judge\n10:00 Fair pay\n"
    )
    assert list(named(read_draft(tmp_path, text, ".txt"))) == ["Welcome", "Fair pay"]


def test_the_first_of_a_row_of_people_is_no_title(tmp_path: Path) -> None:
    text = (
        "Fair Partnerships To Combat Debt in the Fish Sector\n\nModerator: Eva Holm, ACTA\n\n"
        "Ume Sagov, Harbour United\nAda Bek, Lenn Hotels & Resorts\nUgo Lund, At-Sea Kitchens\n\n"
        "Combating debt is a priority for the sector and has emerged as a hard challenge for us.\n"
    )
    assert named(read_draft(tmp_path, text, ".txt")) == {
        "Fair Partnerships To Combat Debt in the Fish Sector": [
            "Eva Holm",
            "Ume Sagov",
            "Ada Bek",
            "Ugo Lund",
        ]
    }


def test_whose_life_is_told_below_speaks_where_the_name_ends_a_title(tmp_path: Path) -> None:
    text = (
        "Symposium on debt\nLenn, 3 June 2031\n\n  • 10:00 – Debt and the law, Ada Bek\n"
        "  • 11:00 – What survivors know of debt, Umeness Lopenga\n\nPresenters\n\n"
        "  • Ada Bek is an attorney who has represented many. She founded the Centre in Lenn.\n"
        "  • Umeness Lopenga is a survivor of debt. Her aim is that nobody else has to be one.\n"
    )
    found = named(read_draft(tmp_path, text, ".txt"))
    assert found["What survivors know of debt"] == ["Umeness Lopenga"]


def test_a_name_that_ends_the_next_item_is_not_of_the_one_above(tmp_path: Path) -> None:
    text = (
        "В Лене проведут дискуссию о долгах\nКлуб 14 декабря 2031 года проведет встречу о долгах."
        "\nМероприятие пройдет в 14:00. На дискуссию заявлено четыре спикера:\n"
        "- блогер и секретарь отделения партии Андрей Сафин;\n- журналист Иван Кошин;\n"
        "- активист движения «Тихий дом» Кирилл Собин;\n- юрист Елена Ксенина.\n"
    )
    (people,) = named(read_draft(tmp_path, text, ".txt")).values()
    assert people == ["Андрей Сафин", "Иван Кошин", "Кирилл Собин", "Елена Ксенина"]


def test_a_country_alone_in_brackets_behind_a_comma_is_read(tmp_path: Path) -> None:
    text = (
        "Conference on debt\nLenn, 3 June 2031\n\n9:00 Opening – Dr. Ada Bek, Chair of the Harbour "
        "Rights Commission, (Norway)\n10:00 Fair pay\n"
    )
    assert named(read_draft(tmp_path, text, ".txt"))["Opening"] == ["Ada Bek"]


def test_two_acts_that_a_small_word_joins_are_one_title(tmp_path: Path) -> None:
    text = (
        "Fachtag in Lenn\n3. Juni 2031\n\n19:10 Uhr: Begrüßung und Einführung: Ada Bek, MdL, "
        "Fraktionsvorsitzende\n20:00 Uhr: Gespräch\nModeration: Ugo Lund, MdL\n"
    )
    assert named(read_draft(tmp_path, text, ".txt"))["Begrüßung und Einführung"] == ["Ada Bek"]


def test_who_moderates_below_a_time_alone_is_no_title(tmp_path: Path) -> None:
    text = (
        "Programmation du 29 novembre 2031\n9H00 - 10H00\n- Ada BEK, Maire de Lenn.\n"
        "10H00 - 11H00\nAnimée par Rosa CANO, directrice du Fonds 67.\n- Eva HOLM, juge,\n"
        "11h30 - 12h30\nAnimée par Lea RIVA, journaliste.\n- Ugo LUND, avocat,\n"
    )
    assert named(read_draft(tmp_path, text, ".txt")) == {
        "9H00 - 10H00": ["Ada BEK"],
        "10H00 - 11H00": ["Rosa CANO", "Eva HOLM"],
        "11h30 - 12h30": ["Lea RIVA", "Ugo LUND"],
    }


def test_a_listed_post_that_goes_on_in_small_letters_is_no_sentence(tmp_path: Path) -> None:
    text = (
        "Migración y asilo: dos derechos cuestionados\n3 de junio de 2031\nParticipan:\n"
        "- Marta García, responsable de la unidad de protección de ACTA.\n"
        "- Claudia Bek, jurista, especializada en asilo, migraciones y derechos humanos.\n"
        "- Paloma Lund, directora de políticas y campañas de ACTA.\n"
    )
    (people,) = named(read_draft(tmp_path, text, ".txt")).values()
    assert people == ["Marta García", "Claudia Bek", "Paloma Lund"]


def test_who_began_a_round_table_does_not_speak(tmp_path: Path) -> None:
    text = (
        "Круглий стіл «Захист від боргів»\n\nЗа ініціативи координатора Уповноваженого з прав "
        "людини Віталія Бека у бібліотеці Лена 3 червня 2031 року був організований круглий стіл "
        "щодо боргів. Відкрила захід директорка книгозбірні Наталія Лунд. Про допомогу розповіли "
        "представники обласного центру Тетяна Риба та Анастасія Коваль.\n"
    )
    (people,) = named(read_draft(tmp_path, text, ".txt")).values()
    assert set(people) == {"Наталія Лунд", "Тетяна Риба", "Анастасія Коваль"}


def roles(draft: Any) -> dict[str, str]:
    people = (one for s in draft["sessions"] for one in s.get("participants") or [])
    return {one["name"]: one["role"] for one in people}


def test_who_moderates_stands_behind_a_title_that_asks(tmp_path: Path) -> None:
    text = (
        "Conference on debt\nLenn, 3 June 2031\n\n13.10 Session 1: What do ports owe? "
        "Session moderator: Prof. Ugo Lund, University of Lenn\n14.30 Coffee\n15.00 Closing\n"
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert named(draft)["Session 1: What do ports owe?"] == ["Ugo Lund"]
    assert roles(draft) == {"Ugo Lund": "moderator"}


def test_who_stands_below_a_keynote_with_a_quoted_title_gives_it(tmp_path: Path) -> None:
    text = (
        "Conference on debt\nLenn, 3 June 2031\n\n10.10 Keynote address ‘Ports without debt’\n\n"
        "Professor Ada Bek (Co-director of the Centre for Ports, ACTA)\n\n11.00 Break\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {"Ada Bek": "keynote"}


def test_an_italian_article_without_a_space_leads_to_who_moderates(tmp_path: Path) -> None:
    text = (
        "Convegno sui porti\n\nSabato 19 novembre 2031 alle ore 15 si terrà a Lenn il convegno "
        "“Il debito in mare” organizzato dalla Rete Lenn.\nNel corso del dibattito interverranno "
        "il dott. Stefano Rosa (Presidente Osservatorio Porti) e la dott.ssa Lia Bek (psicologa)."
        "\nLe conclusioni dell’evento, moderato dall’Avv. Sonia Riva dell’Associazione Lenn, "
        "saranno affidate all’Avv. Anna Lund, Responsabile Porti.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {
        "Stefano Rosa": "speaker",
        "Lia Bek": "speaker",
        "Sonia Riva": "moderator",
        "Anna Lund": "speaker",
    }


def test_who_will_hold_a_sitting_chairs_it(tmp_path: Path) -> None:
    text = (
        "Заседание Комиссии по портам\n3 июня 2031 года\n\nПроведёт мероприятие председатель "
        "Комиссии Андрей Бек.\nВ заседании примут участие директор Института портов Кирилл Лунд и "
        "член Совета Павел Сафин.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt"))["Андрей Бек"] == "moderator"


def test_names_of_acts_and_titles_in_quotation_marks_are_found(tmp_path: Path) -> None:
    text = (
        "Colloque des ports\nLenn, 3 juin 2031\n\n9h : Ouverture du colloque par M. Bernard Bek, "
        "Directeur général du Port et par le Pr Philippe Lund, Doyen de la Faculté.\n\n"
        "10h : « Trois dettes du port : un état » Christiane Rosa (Lenn IV Sorbonne)\n\n"
        "11h : « La dette en mer » Anne Riva (ACTA)\n"
    )
    assert list(named(read_draft(tmp_path, text, ".txt")).values()) == [
        ["Bernard Bek", "Philippe Lund"],
        ["Christiane Rosa"],
        ["Anne Riva"],
    ]


def test_an_office_behind_a_post_is_nobody(tmp_path: Path) -> None:
    text = (
        "Hearing on debt\nLenn, 3 June 2031\n\n10:00 Debt in ports\nWitnesses:\n"
        "- Nancy Bek, Director Washington Office, Harbour Labor Organization\n"
        "- Ugo Lund, judge, Harbour Court\n11:00 Closing\n"
    )
    assert named(read_draft(tmp_path, text, ".txt"))["Debt in ports"] == ["Nancy Bek", "Ugo Lund"]


def test_a_talk_in_single_quotation_marks_is_no_body() -> None:
    words = words_in(("en",))
    posts = AffiliationReader(SegmentKinds(words))
    (person,) = PeopleReader(NameReader(words), posts).read_all(
        "Ada Bek, Harbour Trust: ‘The Price of Pay’", (), 1.5
    )
    assert [post.organization for post in person.posts] == ["Harbour Trust"]


def test_a_title_above_who_leads_heads_a_session_of_its_own_in_a_slot(tmp_path: Path) -> None:
    text = (
        "Convegno sui porti\n\nLenn, 3 giugno 2031\n\n10.00-13.30 I parte del convegno\n\n"
        "Saluti\n\nMassimo RIVA, Sindaco di Lenn\n\nGiovanni BEK, Prefetto di Lenn\n\n"
        "Il presente e il futuro dei porti\n\nModera Paolo LUND, giornalista\n\nInterventi\n\n"
        "Alessandro ROSA, analista\n\n13.30-15.00 Pranzo\n\n15.00-18.00 II parte del convegno\n\n"
        "Anna SAFI, Sindaco di Rill\n"
    )
    assert named(read_draft(tmp_path, text, ".txt")) == {
        "I parte del convegno": ["Massimo RIVA", "Giovanni BEK"],
        "Il presente e il futuro dei porti": ["Paolo LUND", "Alessandro ROSA"],
        "II parte del convegno": ["Anna SAFI"],
    }


@pytest.mark.parametrize("bullet", [".", "v"])
def test_a_dot_or_a_v_as_a_bullet_begins_an_item(tmp_path: Path, bullet: str) -> None:
    text = (
        "Expert meeting on ports\n3 June 2031\n\nDebt in ports 9:00-10:00\nChair: Ada Bek, ACTA\n"
        f"{bullet} Ruth Lund, Girls at Sea\n{bullet} Dr. Franz Rosa, Lenn\n\n"
        "Tea break 10:00-11:00\n\nClosing 11:00-12:00\nChair: Tom Reed, ACTA\n"
    )
    found = named(read_draft(tmp_path, text, ".txt"))
    assert found["Debt in ports"] == ["Ada Bek", "Ruth Lund", "Franz Rosa"]


def test_rows_that_end_with_a_bar_hold_a_panel_and_who_moderates_it(tmp_path: Path) -> None:
    text = (
        "Workshop on ports\n7 November 2031\n\n9.00 – 9.30 | Registration |\n"
        "9.30 – 9.45 | Opening Prof. Robert Bek, Dean of Law, University of Lenn |\n"
        "9.45 – 11.00 | Panel 1: Moderator: Adolf Lund, Senior Expert of ACTA |\n"
        "11.00 – 11.30 | What buyers owe to crews Luigi Rosa, Research Assistant, FRONTA |\n"
        "11.30 – 12.00 | Closing |\n"
    )
    draft = read_draft(tmp_path, text, ".txt")
    assert roles(draft)["Adolf Lund"] == "moderator"
    assert named(draft)["Panel 1"] == ["Adolf Lund"]
    assert named(draft)["What buyers owe to crews"] == ["Luigi Rosa"]


def test_a_surname_may_begin_with_a_small_word_and_be_a_post() -> None:
    names = NameReader(words_in(("it",)))
    found = names.read_whole("Sergio Lo Giudice")
    assert found is not None
    assert found.score >= 2


def test_a_sentence_behind_a_title_begins_with_who_moderates(tmp_path: Path) -> None:
    text = (
        "Porti, convegno a Lenn\n\nLenn, 16 novembre 2031 - ‘Porti e società’ è il convegno che "
        "si tiene venerdì 17 novembre. Ecco il programma.\n\n"
        "Dalle 10 alle 11,30 ‘Il debito in mare e la reazione dei porti’, coordina Sergio Lo "
        "Bello. Intervengono il senatore Salvatore Bek e Paolo Rosa, deputato.\n\n"
        "Poi dalle 14,30 – 16 ‘La presenza dei marinai in porto: un welfare, integrazione e "
        "convivenza fra equipaggi e città’. Coordina Emma Lund, assessore al Bilancio.\n"
    )
    assert named(read_draft(tmp_path, text, ".txt")) == {
        "Il debito in mare e la reazione dei porti": [
            "Sergio Lo Bello",
            "Salvatore Bek",
            "Paolo Rosa",
        ],
        "La presenza dei marinai in porto: un welfare, integrazione e convivenza fra equipaggi e "
        "città": ["Emma Lund"],
    }


def test_the_first_title_of_a_series_may_ask(tmp_path: Path) -> None:
    asks = "Crew identity and protection in the ports of the East: legal lacuna or pragmatism?"
    text = (
        "The Law of Forced Labour: Public Seminar Series, Trinity Term 2031\n\nAlthough labour "
        "is regulated by law, this is not uniformly so. The series will examine the ports.\n"
        f"Trinity term seminars\n30 April 2031\n{asks}\nDr Dallal Bek (Lenn Law School)\n"
        "7 May 2031\nHarbours of tomorrow\nProfessor Kelly M Lund (Rill University)\n"
        "14 May 2031\nSharing at sea\nMadeline Rosa (Open University)\n"
        "21 May 2031\nRefuge from want\nDr Tom Reed (Lenn Law School)\n"
    )
    assert named(read_draft(tmp_path, text, ".txt"))[asks] == ["Dallal Bek"]


def test_items_that_end_with_a_name_behind_long_posts_are_people(tmp_path: Path) -> None:
    text = (
        "Круглый стол о портах\n\nКруглый стол, на котором был представлен доклад о портах.\n"
        "Участники:\n"
        "— член Совета при Президенте по развитию портов и правам моряков, член президиума Совета "
        "по делам моря при Президенте Александр БЕК;\n"
        "— начальник отдела взаимодействия с международными организациями и зарубежными портами "
        "рабочего аппарата Уполномоченного по правам моряков Вячеслав ЛУНД;\n"
        "— правозащитник Руслан САФИН;\n"
    )
    assert list(roles(read_draft(tmp_path, text, ".txt"))) == [
        "Александр БЕК",
        "Вячеслав ЛУНД",
        "Руслан САФИН",
    ]


def test_a_sentence_that_begins_with_who_chairs_names_them(tmp_path: Path) -> None:
    text = (
        "Meeting of the Harbour Network\n3 June 2031\n\n9:00 Debt in ports\nChaired by Julian Bek, "
        "this expert panel discussed what ports owe.\n\n10:00 Closing\nAda Lund, judge, ACTA\n"
    )
    assert named(read_draft(tmp_path, text, ".txt"))["Debt in ports"] == ["Julian Bek"]


def test_a_title_below_a_time_goes_on_in_small_letters(tmp_path: Path) -> None:
    text = (
        "„Festung Hafen“\n18. März 2031\nProgramm:\n15.30 Uhr\nBegrüßung und Einführung\n"
        "in das Seminar\n16.00 Uhr\nHäfen und Kommunen – Fragen\nnach Schulden\n"
        "Dr. Maria Bek, Historikerin, Universität Lenn\n18.30 Uhr\nAbendessen\n"
        "19.30 Uhr\nSchulden an Bord\nDaniel Lund, Mitarbeiter am Zentralinstitut Lenn\n"
    )
    assert list(named(read_draft(tmp_path, text, ".txt"))) == [
        "Begrüßung und Einführung in das Seminar",
        "Häfen und Kommunen – Fragen nach Schulden",
        "Schulden an Bord",
    ]


def test_words_that_lead_to_people_end_what_an_event_is_about(tmp_path: Path) -> None:
    text = (
        "PANEL-TALK Schulden im Hafen\n20. Nov. 2031, 19:00 – 21:00\nLenn, Kaistr. 10\n"
        "Über die Veranstaltung\n\nHäfen gibt es schon lange, aber Lenn hat sie erst spät. "
        "Wie können wir gegensteuern?\nÜber diese Verhältnisse sprechen wir mit\n"
        "Dr. Delal Bek (ACTA),\nDr. Verona Lund (Meer2grow),\nAnnette Rosa (Rechtsanwältin) und\n"
        "einer Vertreterin von ZORA\nEintritt gegen Spende ab 2€\n"
    )
    assert list(roles(read_draft(tmp_path, text, ".txt"))) == [
        "Delal Bek",
        "Verona Lund",
        "Annette Rosa",
    ]


def test_who_is_brought_together_does_not_moderate(tmp_path: Path) -> None:
    text = (
        "Il debito non è conflitto: domani il convegno a Lenn\n\n“Il debito non è conflitto”. "
        "Questo il titolo del convegno organizzato dalla Rete Lenn, in programma lunedì 15 aprile "
        "2031 alle 14.30.\n\nLa tavola rotonda, coordinata dalla direttrice Nicoletta Bek, vedrà "
        "confrontarsi la giudice Sabina Rosa e la presidente della Rete Donatella Riva.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {
        "Nicoletta Bek": "moderator",
        "Sabina Rosa": "speaker",
        "Donatella Riva": "speaker",
    }


def test_members_of_a_party_in_the_plural_have_their_names_alone() -> None:
    names = NameReader(words_in(("de",)))
    found = names.read("Aya Krkoutli von den Grünen, Jonas Bek von der CDU")
    assert found is not None
    assert found.text == "Aya Krkoutli"


def test_who_stands_behind_who_moderates_with_a_post_speaks(tmp_path: Path) -> None:
    text = (
        "Schulden im Hafen – heiß diskutiert\nVeranstaltung „Schulden einkalkuliert?“ am 7.3.2031 "
        "in Lenn\n\nAuf dem Podium diskutierten unter der Moderation von Susanne Bek die "
        "Bürgermeisterin Brigitte Lund (Grüne), Dr. Reinhard Rosa, Sprecher der Hafenfraktion, und "
        "Dr. Dorota Riva.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {
        "Susanne Bek": "moderator",
        "Brigitte Lund": "speaker",
        "Reinhard Rosa": "speaker",
        "Dorota Riva": "speaker",
    }


def test_a_sentence_begins_with_several_who_moderate(tmp_path: Path) -> None:
    text = (
        "Panel discussion: New ways to end debt at sea, Oct 6, 2031, 11:15-1:00, Quay Hall. "
        "Moderators Eric Bek, Managing Director at Lund Marsh, and Meg Rosa, Policy Director for "
        "Free the Crews. Together, they teach the seminar on debt.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {
        "Eric Bek": "moderator",
        "Meg Rosa": "moderator",
    }


def test_who_stands_below_the_title_of_a_keynote_gives_it(tmp_path: Path) -> None:
    text = (
        "Symposium on ports\n\nThursday, March 7, 2031\n\n4:00pm Welcome Abiodun Bek, Director, "
        "Institute for Ports; Professor of Practice, The Quay School\n\n"
        "Keynote Address: Sustainable Harbours\nSir Paul Lund\n, Author, Harbours; Professor of "
        "Ports, University of Lenn\n\n7:00pm Barriers to Landing: Debt and Pay\n"
        "  • Fouad Rosa, Liaison between crews and the Port of Lenn\n"
        "  • Karen Reed, Professor in Ports, The Quay School\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {
        "Abiodun Bek": "welcoming",
        "Paul Lund": "keynote",
        "Fouad Rosa": "speaker",
        "Karen Reed": "speaker",
    }


def test_the_first_item_above_another_who_is_named_may_have_a_long_post(tmp_path: Path) -> None:
    text = (
        "Портовые рабочие против должников\n\n24 мая 2031, 19:59\n\n"
        "О плюсах и минусах инициативы в эфире разбирались участники программы.\n\n"
        "Гости программы:\n\n"
        "– Заместитель председателя СПЧ, директор Авторского центра «Мир Моря» Ирина Бек\n"
        "– Президент Федерации моряков Вадим Лунд.\n"
    )
    assert list(roles(read_draft(tmp_path, text, ".txt"))) == ["Ирина Бек", "Вадим Лунд"]


def test_participants_before_a_colon_with_white_space_are_named() -> None:
    words = words_in(("fr", "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    assert not people.is_unnamed("Participants : Ada Bek, Christophe Lund")
    assert people.is_unnamed("All participants")


def test_german_words_are_found_as_they_are_printed() -> None:
    pattern = with_forms(r"\b(?:{future_acts})\b", words_in(("de",)))
    assert pattern.search("wird die Gäste begrüßen")


def test_a_german_verb_at_the_end_tells_who_will_speak() -> None:
    words = words_in(("de",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    said = "Am Freitag wird auch Bürgermeister Frederick Bek die Gäste begrüßen."
    assert [person.name for person in find_named(said, people)] == ["Frederick Bek"]


def test_who_introduces_and_moderates_is_named_behind_the_verb(tmp_path: Path) -> None:
    text = (
        "Venerdì 21 novembre 2031, alle ore 15, si terrà a Lenn il convegno “Il debito”.\n\n"
        "A introdurre e moderare i lavori sarà l'avvocata Roberta Bek, del Foro di Lenn. "
        "Interverranno la dottoressa Lia Rosa, consigliere della Corte di Lenn, e Carla Lund, "
        "giornalista.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt"))["Roberta Bek"] == "moderator"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lenn Port Conference to be held June 3\n\nThe Lenn Port Conference will be held on "
            "3 June 2031 at the Quay Museum. Many officials will make presentations, including a "
            "keynote speech by Ada Bek, deputy director of the Lenn Port Office. A keynote "
            "presentation by harbour activist Ugo Lund will follow.\n",
            {"Ada Bek": "keynote", "Ugo Lund": "keynote"},
        ),
        (
            "Il debito nei campi\n\nLunedì 3 giugno 2031, alle ore 16, si terrà il seminario "
            "“Il debito nei campi”. Dopo i saluti, è prevista un’introduzione sul tema a cura di "
            "Laura Bek e Riccardo Lund, docenti di diritto, seguita da due interventi di Enrica "
            "Rosa, docente di sociologia, e Sara Serra, esperta di porti.\n",
            {
                "Laura Bek": "introduction",
                "Riccardo Lund": "introduction",
                "Enrica Rosa": "speaker",
                "Sara Serra": "speaker",
            },
        ),
        (
            "Il lavoro nei porti\n\nVenerdì 13 giugno 2031, alle ore 10, si terrà a Lenn il "
            "convegno “Il lavoro nei porti”. Molti gli interventi, moderati e presentati dal "
            "giornalista Carlo Bek, tra cui: Maria Lund, procuratore capo di Lenn, Renato Rosa, "
            "ispettore del lavoro, e Laura Serra, docente di diritto.\n",
            {
                "Carlo Bek": "moderator",
                "Maria Lund": "speaker",
                "Renato Rosa": "speaker",
                "Laura Serra": "speaker",
            },
        ),
    ],
)
def test_words_up_to_by_say_as_what_one_takes_part(
    tmp_path: Path, text: str, expected: dict[str, str]
) -> None:
    assert roles(read_draft(tmp_path, text, ".txt")) == expected


def test_first_letters_of_given_names_stand_for_who_is_named_in_full(tmp_path: Path) -> None:
    text = (
        "Conférence : « La dette au port »,\nConf. : « La dette au port »,\n"
        "avec M. Lund et V. Serra-Bek,\nlun. 25/11, 19h, Mairie du 3è, Paris\n"
        "La dette tient les femmes du port pendant des années, et la ville de Lenn n'en sait "
        "rien. Le port et la revue vous invitent à la conférence « La dette au port », avec :\n"
        "Marie Lund, directrice de l’association Le Quai,\n"
        "Véronique Serra-Bek, anthropologue à l’Université de Lenn,\n"
        "Animé par Claire Rosa, journaliste au Quotidien du Port\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert session["title"] == "Conférence : « La dette au port »"
    assert [p["name"] for p in session["participants"]] == [
        "Marie Lund",
        "Véronique Serra-Bek",
        "Claire Rosa",
    ]


def test_who_is_quoted_at_length_in_an_invitation_does_not_speak(tmp_path: Path) -> None:
    text = (
        "Lenn State, local groups to look at debt at sea\n\n"
        "Once thought only to be a problem of the past, debt at sea is on the rise in Lenn. But "
        "what can be done about it? The Port Committee of Lenn State University will take it up "
        "during a Debt Forum from 5:30 to 7:30 p.m. Tuesday, June 3, 2031, in the Student "
        "Center.\n"
        '"We will engage in an important conversation that will raise awareness about debt at '
        "sea -- in particular, debt of young crews, what is being done to end it in our ports, "
        "and how all of us who live beside one can take the side of those who owe, and of their "
        'families," said Robin Rosa, chair of the Port Committee.\n'
        "Panelists will include Kelly Bek, State of Lenn; and Blanche Lund, Lenn Law School.\n"
    )
    assert list(roles(read_draft(tmp_path, text, ".txt"))) == ["Kelly Bek", "Blanche Lund"]


def test_whole_hours_beside_a_slash_are_a_time(tmp_path: Path) -> None:
    text = (
        "Les Rencontres du port\ndimanche 8 février 2032\nPROGRAMME\n13h30 Accueil\n"
        "15H30/16H30 Table ronde 1 : La dette à Lenn\nAnimée par Brigitte Bek, enseignante\n"
        "17H/17H45 Table ronde 2 : Que faire ?\nAnimée par Violaine Lund, juriste\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["start"], s["end"], s["participants"][0]["name"]) for s in found] == [
        ("15:30", "16:30", "Brigitte Bek"),
        ("17:00", "17:45", "Violaine Lund"),
    ]


def test_a_pleasant_end_of_a_day_is_nobody(tmp_path: Path) -> None:
    text = (
        "Das Meer und die Schuld\nDonnerstag, 21. November 2031, 19:00 Uhr\nPodiumsgespräch\n"
        "Lydia Bek-Kraft, Gesamtverband Hafen e.V.\nDr. Georg Lund, Hafenwirtschaft Lenn\n"
        "Andreas Rosa, Quay Group\nGeselliger Austausch\n"
    )
    assert "Geselliger Austausch" not in roles(read_draft(tmp_path, text, ".txt"))


def test_who_is_listed_above_an_agenda_has_no_part_in_each_session(tmp_path: Path) -> None:
    text = (
        "World Harbour Day\n\nThe Quay Council is hosting a public dialogue on debt at sea.\n"
        "Speakers\n- Dr. Maria Bek, Port Specialist, Quay Office\n"
        "- Sarah Lund, Port Officer, Quay Office\nAgenda\n"
        "20 November 2031 (5.00 p.m. to 6.30 p.m.)\n"
        "5.00 – 5.05 | Opening remarks by the Director, Quay Council |\n"
        "5.05 – 5.20 | What crews owe - Ada Rosa (Head of Ports, Quay Office) |\n"
        "6.15 – 6.30 | Questions and closure |\n21 November 2031 (5.00 p.m. to 6.30 p.m.)\n"
        "5.00 – 5.05 | Opening remarks by the Director, Quay Council |\n"
        "5.05 – 5.20 | What crews owe - Ada Rosa (Head of Ports, Quay Office) |\n"
        "6.15 – 6.30 | Questions and closure |\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    named = [[p["name"] for p in s.get("participants") or []] for s in found if s.get("start")]
    assert named == [[], ["Ada Rosa"], [], [], ["Ada Rosa"], []]


def test_a_line_that_ends_with_who_moderates_leads_to_the_name_below(tmp_path: Path) -> None:
    text = (
        "L’ONU et la dette\n\nVendredi 8 février 2031 de 18h à 20h\n\nà l’École du Port, Lenn,\n\n"
        "La soirée sera présentée et animée par\n\nAnne Bek, directrice des Cahiers du port\n\n"
        "Avec :\n\n- Chloé Lund, historienne, chercheuse à l’Université de Lenn\n\n"
        "- Roger Rosa, historien, directeur du magazine Le Quai\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt")) == {
        "Anne Bek": "moderator",
        "Chloé Lund": "speaker",
        "Roger Rosa": "speaker",
    }


def test_a_patriarchate_is_a_body() -> None:
    assert SegmentKinds(words_in(("ru",))).is_body("Морского Патриархата")


def test_titles_in_quotation_marks_above_who_moderates_head_sessions(tmp_path: Path) -> None:
    text = (
        "Convegno sul debito nei porti\n\nROMA – La Fondazione del Porto promuove per il prossimo "
        "7 novembre il convegno “Il debito nei porti”. Interverranno studiosi e collaboratori che "
        "hanno contribuito alla rivista.\nPrima parte dei lavori:\n"
        "-“Le navi”. Modera Veronica Bek (Porto di Lenn). Relatori: Lorenzo Rosa (Presidente "
        "Fondazione del Porto), “Il debito a bordo” ; Enrico Serra (Università di Lenn), “Il "
        "debito a terra”.\n"
        "-“Le reti”. Modera Marianna Lund (Porto di Lenn). Interventi: Corrado Porta (Università "
        "di Lenn), Cinzia Riva (Porto di Lenn), “Dai primi debiti alle nuove reti”\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    people = [[(p["name"], p["role"]) for p in s["participants"]] for s in found]
    assert [s["title"] for s in found] == ["Le navi", "Le reti"]
    assert people == [
        [("Veronica Bek", "moderator"), ("Lorenzo Rosa", "speaker"), ("Enrico Serra", "speaker")],
        [("Marianna Lund", "moderator"), ("Corrado Porta", "speaker"), ("Cinzia Riva", "speaker")],
    ]


def test_who_is_said_to_chair_is_the_chair(tmp_path: Path) -> None:
    text = (
        "Debt at Sea\n\nThe conference Debt at Sea was held on 3 June 2031 in Lenn.\n\n"
        "Chaired by Julian Bek, this expert panel discussed the debt of crews. Tomas Lund, "
        "professor of law at the University of Lenn, spoke on ports.\n"
    )
    assert roles(read_draft(tmp_path, text, ".txt"))["Julian Bek"] == "chair"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "05.09.2031\n\nDie Stadt lädt alle zur Ringvorlesung über „Schuld auf See“ ein.\n\n"
            "Professor Dr. Joachim Bek eröffnet die Ringvorlesung „Schuld auf See“.\n\n"
            "„Die Schuld der Mannschaften kann nicht als erledigt betrachtet werden“, sagt "
            "Professor Dr. Joachim Bek, Inhaber des Lehrstuhls für Seerecht an der Hochschule.\n",
            "Joachim Bek",
        ),
        (
            "Долг в порту\n\nВ пресс-центре порта 3 июня 2031 года прошла дискуссия о долге.\n\n"
            "Анна Бекова, юрист Портового центра, рассказала о судах, Ирина Лунд, инспектор "
            "порта, сообщила о проверках.\n",
            "Анна Бекова",
        ),
    ],
)
def test_a_lecture_series_or_a_discussion_is_an_event(tmp_path: Path, text: str, name: str) -> None:
    assert name in roles(read_draft(tmp_path, text, ".txt"))


def test_a_line_that_begins_with_a_word_and_its_time_is_not_joined(tmp_path: Path) -> None:
    text = (
        "Le navi e chi le paga\n3 giugno 2031\nore 9,00: Saluti della sindaca Ada Bek e "
        "dell’assessora Veronica Lund\n"
        "Introduzione ai lavori e moderatrice della tavola rotonda Marianna Serra, giornalista\n"
        "ore 9.10 Enrico Rosa – Presidente del Porto di Lenn “I debiti delle reti”\n"
        "ore 9.30 Cinzia Riva – Direttrice della Casa di Lenn “Le reti e chi le paga”\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["start"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("09:00", ["Ada Bek", "Veronica Lund", "Marianna Serra"]),
        ("09:10", ["Enrico Rosa"]),
        ("09:30", ["Cinzia Riva"]),
    ]


@pytest.mark.parametrize("time", ["ore 9.{0}", "ore {0}", "h. {0}:00"])
def test_lines_that_a_word_and_a_time_begin_are_sessions_each(tmp_path: Path, time: str) -> None:
    text = (
        "Le navi e chi le paga\n3 giugno 2031\nPromosso da Associazione Faro, con il patrocinio "
        f"del Comune di Lenn e della Regione Alta\n{time.format(10)} Saluti istituzionali\n"
        f"Ada Bek, Sindaca, Comune di Lenn\n{time.format(12)} Tavola rotonda sulle navi\n"
        "Enrico Rosa, Presidente, Porto di Lenn\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Saluti istituzionali", ["Ada Bek"]),
        ("Tavola rotonda sulle navi", ["Enrico Rosa"]),
    ]


def test_behind_a_counted_day_stands_the_title_of_what_is_below(tmp_path: Path) -> None:
    text = (
        "Summer course on ports, 2031\n\nDay 1: Debt at Sea\n3 March, 2.30–4.30pm\n"
        "Webinar with Ada Bek, judge\nDay 2: Ghost Crews\n4 March, 12–2pm\n"
        "Webinar with Ugo Lund, nurse\nDay 3: What do buyers owe?\n5 March, 12–2pm\n"
        "Webinar with Tom Reed, mayor\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], str(s["date"])[-2:]) for s in found] == [
        ("Debt at Sea", "03"),
        ("Ghost Crews", "04"),
        ("What do buyers owe?", "05"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Debt at Sea\n\nThis panel asks what ports owe to crews.\n\nAda Bek\nAssistant "
            "Professor of Law\n\nTom Reed\nCandidate in Law\n\nRev. Ugo G. Lund, C.S.C.\n"
            "Associate Professor of Theology\n\nModerated by\n\nCarla Neri\nDirector of Programs\n",
            {"Ada Bek", "Tom Reed", "Ugo G. Lund", "Carla Neri"},
        ),
        (
            "Podiumsdiskussion am 10.11.2031 in Lenn\n\nAls Talkgäste sind mit dabei:\n"
            "- Sindy Bek (PortKreuz Deutschland, Berlin)\n- Helga Aue (Ärztin, Lenn e.V., Lenn)\n"
            "- Rosa Cano (Caritas, Therapeutin, Lenn)\n- Karl Lund (Seehilfe e.V., Ulm)\n",
            {"Sindy Bek", "Helga Aue", "Rosa Cano", "Karl Lund"},
        ),
    ],
)
def test_each_card_and_item_of_a_list_without_a_time_is_read(
    tmp_path: Path, text: str, names: set[str]
) -> None:
    assert set(roles(read_draft(tmp_path, text, ".txt"))) == names


@pytest.mark.parametrize(
    ("language", "sentence", "told"),
    [
        (
            "it",
            "La serata, moderata da Ada Bek, presidente del Porto, vedrà di Rosa Serra, "
            "consigliera di Lenn, e l’on. Enrico Riva, già ministro.",
            [("Ada Bek", "moderator"), ("Rosa Serra", "speaker"), ("Enrico Riva", "speaker")],
        ),
        (
            "it",
            "Dopo i saluti di Luigi Serra, rettore dell’Università di Lenn, di Antonio Riva, "
            "presidente della Provincia di Lenn, e del prefetto, Pietro Rosa.",
            [(name, "welcoming") for name in ("Luigi Serra", "Antonio Riva", "Pietro Rosa")],
        ),
        (
            "en",
            "Moderator Deborah Bek is a member of the Harbour Task Force.",
            [("Deborah Bek", "moderator")],
        ),
        (
            "en",
            "Lenn Humanities Professor Ada Bek will lead this panel discussion.",
            [("Ada Bek", "moderator")],
        ),
        (
            "ru",
            "Круглый стол вели Бекова Елена Ивановна – руководитель Службы и Лунд Анна Ивановна.",
            [("Бекова Елена Ивановна", "moderator"), ("Лунд Анна Ивановна", "moderator")],
        ),
    ],
)
def test_a_sentence_gives_each_the_role_that_is_theirs(
    language: str, sentence: str, told: list[tuple[str, str]]
) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = [(p.name, p.role.removeprefix("role_")) for p in find_speakers(sentence, people)]
    assert found == told


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Solveig Bek von Brot für Lenn", "Solveig Bek"),
        ("de", "Marie Luise von Bek", "Marie Luise von Bek"),
        ("it", "Ada BEK", "Ada BEK"),
    ],
)
def test_a_name_ends_before_the_body_behind_von(language: str, text: str, name: str) -> None:
    found = NameReader(words_in((language, "en"))).read(text)
    assert found is not None and found.text == name and found.score >= 2


@pytest.mark.parametrize("text", ["Corso DPI", "Antimafia e Antiterrorismo"])
def test_letters_and_two_joined_words_without_a_given_name_are_no_name(text: str) -> None:
    found = NameReader(words_in(("it", "en"))).read(text)
    assert found is None or found.score < 2


def test_whom_an_invitation_quotes_twice_does_not_speak(tmp_path: Path) -> None:
    text = (
        "Il debito in mare\n\nSi terrà venerdì 3 giugno 2031 alle ore 16 a Lenn l’incontro “Il "
        "debito in mare”, su chi paga.\n\n“La serata avrà come tema il debito delle reti – spiega "
        "Giuseppe Bek, presidente di Onda –; si parlerà di navi”.\n\nLa serata sarà introdotta da "
        "Luciano Serra, docente di diritto, e moderata da Rosa Riva, giornalista.\n\n“Onda – "
        "conclude Giuseppe Bek – prosegue così nella sua missione di ogni anno”.\n"
    )
    assert set(roles(read_draft(tmp_path, text, ".txt"))) == {"Luciano Serra", "Rosa Riva"}


def test_a_plus_stands_before_an_item(tmp_path: Path) -> None:
    text = (
        "Podium: Schuld auf See\n\nAm 3. Juni 2031 um 19 Uhr in Lenn\n\nUnsere Gäste sind Experten "
        "auf ihrem Gebiet:\n+ Prof. Dr. Karl Bek, Mitglied des Seerats\n+ Peter Lund, Mitarbeiter "
        "des Hafenamts Lenn\n+ Jochen Aue, Berater der Seehilfe\n"
    )
    assert set(roles(read_draft(tmp_path, text, ".txt"))) == {
        "Karl Bek",
        "Peter Lund",
        "Jochen Aue",
    }


def test_who_coordinates_stands_behind_a_title(tmp_path: Path) -> None:
    text = (
        "Il debito in mare\n3 giugno 2031\n\nore 10.30 – Prima tavola rotonda, coordinata da Ada "
        "Bek, sindaca di Lenn\nEnrico Serra, presidente del Porto\nore 12.30 – Seconda tavola "
        "rotonda, coordinata da Ugo Lund, sindaco di Lenn\nCarla Neri, giurista\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    people = [[(p["name"], p["role"]) for p in s["participants"]] for s in found]
    assert [s["title"] for s in found] == ["Prima tavola rotonda", "Seconda tavola rotonda"]
    assert people == [
        [("Ada Bek", "moderator"), ("Enrico Serra", "speaker")],
        [("Ugo Lund", "moderator"), ("Carla Neri", "speaker")],
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        (
            "en",
            "The event will feature Sarnata Bek, an international lawyer who gave much to the "
            "United Nations’ Global Compact on Ports.",
            ["Sarnata Bek"],
        ),
        (
            "it",
            "Gli interventi saranno a cura del Cardinale Matteo Bek e della Prof.ssa Paola Riva.",
            ["Matteo Bek", "Paola Riva"],
        ),
        (
            "uk",
            "Участь у конференції взяли Тамара Бек, адвокат, експертка з портів; Наталія Лунд, "
            "психологиня.",
            ["Тамара Бек", "Наталія Лунд"],
        ),
        ("ru", "Участие в форуме приняли Анна Бекова, адвокат, и Ирина Лунд, врач.", None),
        ("it", "La serata presenterà una ricerca condotta da L’Altro Porto, in particolare.", []),
        ("it", "La serata presenterà una ricerca condotta da Ada Bek, giurista, sui porti.", []),
    ],
)
def test_words_lead_to_who_takes_part(
    language: str, sentence: str, names: list[str] | None
) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = [person.name for person in find_speakers(sentence, people)]
    assert found == (["Анна Бекова", "Ирина Лунд"] if names is None else names)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "it",
            "L’Università di Portovecchio Carlo Bek - Dipartimento di Diritto - invita.",
        ),
        ("ru", "Тренинг состоится 4 мая с 9.00 до 17.30 в IDP Harbour Space (Ленн, порт)."),
    ],
)
def test_what_bodies_and_houses_are_called_is_nobody(language: str, sentence: str) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    people.habits.is_told = True
    assert [person.name for person in find_named(sentence, people, briefly=True)] == []


def test_a_topic_ends_before_who_offers_it(tmp_path: Path) -> None:
    text = (
        "Vortragsreihe zum Thema Flucht\n\nAm 26. Januar 2031 startet die Hochschule Lenn eine "
        "Vortragsreihe zum Thema Flucht mit dem Vortrag „Das Recht der Häfen“ von Prof. Dr. Peter "
        "Bek.\n\nZu diesen Fragen um das Thema Flucht bieten Lehrende der Hochschule Lenn eine "
        "Reihe von Vorträgen an. Den ersten Vortrag hält Dr. Peter Bek, Professor für Recht.\n"
    )
    titles = [s["title"] for s in read_draft(tmp_path, text, ".txt")["sessions"]]
    assert not any("bieten" in title for title in titles)


def test_a_sentence_that_describes_an_event_is_not_its_title(tmp_path: Path) -> None:
    text = (
        "Critical Perspectives on ‘Debt at Sea’: Law and Society\n\nShare this event\n\n"
        "Date and Time\n\n\nHarbour Institute for the study of Debt\n\n27 High Street\n\n"
        "Event description\n\n\nThis one day conference aims to theorise the use of the term “debt "
        "at sea”, as a start for new views of the term.\n\nConference programme:\n\n"
        "9.30 – 10.30\n\nWhat ports owe\n\nAda Bek, judge\n\n11.00 – 12.00\n\n"
        "What buyers owe\n\nTom Reed, mayor\n"
    )
    title = read_draft(tmp_path, text, ".txt")["title"]
    assert title == "Critical Perspectives on ‘Debt at Sea’: Law and Society"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Hablaron Rosa Cano, abogada de la Unidad para la investigación de Deudas en Puertos, "
            "Isabel Bek, fiscal de la Audiencia de Norda, y Ada Lund, jueza.",
            ["Rosa Cano", "Isabel Bek", "Ada Lund"],
        ),
        ("El libro de la escritora, Ada Bek, fue leído en la sala.", []),
    ],
)
def test_what_a_body_studies_does_not_name_its_people(sentence: str, names: list[str]) -> None:
    words = words_in(("es", "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    assert [person.name for person in find_named(sentence, people)] == names


def test_a_name_that_ends_another_is_nobody_else(tmp_path: Path) -> None:
    text = (
        "# Panel discussion\n\n## Shelters without Locks\n\n**When:** 3 February 2031, 11:30\n\n"
        "Ministers and inspectors of three countries meet to agree on how people come home.\n\n"
        "Featuring Xhevahire Dune MABASA, Director, Women's Centre, and Tom Reed, Social Worker, "
        "Harbour Trust. Facilitated by Ada Bek, Superior, Sisters of the Door.\n"
    )
    (session,) = read_draft(tmp_path, text, ".md")["sessions"]
    names = [part["name"] for part in session["participants"]]
    assert names == ["Xhevahire Dune MABASA", "Tom Reed", "Ada Bek"]


def test_a_surname_may_be_two_joined_by_a_word(tmp_path: Path) -> None:
    text = (
        "# Jornada sobre cuidados\n\n9 de octubre de 2031\n\n09:00 El turno largo de las mujeres\n"
    )
    (session,) = read_draft(tmp_path, f"{text}Aitziber Ortega y Luna, jueza\n", ".md")["sessions"]
    assert [part["name"] for part in session["participants"]] == ["Aitziber Ortega y Luna"]


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("en", "Wayne Law Assistant Professor Ada Bek will moderate the talk.", ["Ada Bek"]),
        ("it", "La Comunità Papa Giovanni XXIII ha parlato di turni.", []),
        (
            "it",
            "Parteciperanno il Sindaco, Geom. Ugo Conti e l’Avv. Ada Riva Presidente di Rete.",
            ["Ugo Conti", "Ada Riva"],
        ),
        (
            "it",
            "Apriranno Gianluca Riva, rettore dell’Università degli studi Milano-Bicocca e "
            "Pierfrancesco Lodi, assessore alle politiche del Comune di Norda.",
            ["Gianluca Riva", "Pierfrancesco Lodi"],
        ),
        (
            "it",
            "Interverrà Claudio Riva, dell’Istituto di studi storici Gaetano Lodi di Norda.",
            ["Claudio Riva"],
        ),
        (
            "it",
            "Seguiranno gli interventi di rappresentanti di ONG (Medici con l’Africa e GVC).",
            [],
        ),
        ("de", "Sie zeigt die Ziele der sozialpädagogischen Betreuung BEKADI für die Opfer.", []),
        (
            "de",
            "Es diskutieren Werner Rex von der Lenner Flüchtlingshilfe und Nora Roth, Richterin.",
            ["Werner Rex", "Nora Roth"],
        ),
        (
            "de",
            "Es diskutieren am Dienstagabend Hans ten Bek von der Caritas, Karl Lund von Pro "
            "Werft, die Grüne Landtagsabgeordnete Nora Roth und Jürgen Pohl von der Diakonie.",
            ["Hans ten Bek", "Karl Lund", "Nora Roth", "Jürgen Pohl"],
        ),
    ],
)
def test_words_that_stand_around_a_name_are_none_of_it(
    language: str, sentence: str, names: list[str]
) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = [*find_speakers(sentence, people), *find_named(sentence, people)]
    assert list(dict.fromkeys(person.name for person in found)) == names


@pytest.mark.parametrize("verb", ["cerrará las intervenciones", "abrirá la jornada"])
def test_who_will_open_or_close_a_day_speaks(verb: str) -> None:
    words = words_in(("es", "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    sentence = f"Por último, {verb} Elena Cano, directora del Centro de Ayuda."
    assert [person.name for person in find_speakers(sentence, people)] == ["Elena Cano"]


def test_a_list_of_speakers_is_read_to_its_last_line(tmp_path: Path) -> None:
    text = (
        "Reform des Seerechts – Ende der Häfen?\n\nTermin: Dienstag, 27.02.2031, 19.30 Uhr\n\n"
        "An der Podiumsdiskussion nehmen teil:\n\n"
        "Nora Wirth (Juristin und Kandidatin für den Rat),\n"
        "Günter Bek (Referent der Stiftung Tor),\n"
        "Anne Roth (Lenner Rechtsanwältin mit Fachgebiet Seerecht).\n\n"
        "Moderiert wird der Abend von Monika Lund vom Netzwerk Hafen.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    names = {part["name"] for part in session["participants"]}
    assert names == {"Nora Wirth", "Günter Bek", "Anne Roth", "Monika Lund"}


def test_who_is_told_of_first_is_read_in_the_list_below(tmp_path: Path) -> None:
    text = (
        "Expert panel to focus on debt today\nKevin Bek OBE, now a member of the Harbour Council, "
        "will be taking part in Light the Quay, a free webinar hosted by the Harbour Trust.\n"
        "The webinar will take place on Thursday 8 October 2031. There will be a panel discussion "
        "with guests including:\n"
        "- Kevin Bek OBE (Member, Harbour Council; former Commissioner)\n"
        "- Dr Alan Reed (founder of the Open Door)\n- Joanna Lund (Bishop of Norda)\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    names = [part["name"] for part in session["participants"]]
    assert sorted(names) == ["Alan Reed", "Joanna Lund", "Kevin Bek"]


def test_a_name_with_a_post_behind_a_hyphen_begins_the_next(tmp_path: Path) -> None:
    text = (
        "Si è svolta a Norda la conferenza internazionale sui turni delle donne.\n"
        "È stato un momento importante per dire che il turno pesa su tutti, uomini e donne."
        "\n\nIl 25 novembre 2031, alle 9.30, la Rete Porto ha organizzato una tavola rotonda alla "
        "quale hanno partecipato esponenti della politica e del volontariato.\n\nRelatori:\n"
        "Margherita Boni - inviato speciale per le emergenze umanitarie e i porti\n"
        "Barbara Riva - Vice Presidente Consiglio Provinciale\n"
        "Maria Pia Lodi - Presidente della Consulta Comunale\n"
        "Antonella Di Sarno - responsabile turni della Polizia di Stato\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    names = [part["name"] for part in session["participants"]]
    assert names == ["Margherita Boni", "Barbara Riva", "Maria Pia Lodi", "Antonella Di Sarno"]


def test_a_counted_session_with_a_long_title_is_one(tmp_path: Path) -> None:
    text = (
        "Conference on work at sea\n\n3 June 2031\n\nThe 4 sessions are:\n\n"
        "- Session 1: Fees and debts in small ports\n"
        "- Session 2: Legal barriers and enablers: critical perspectives on what the laws ask "
        "of crews, of agents and of owners in the ports and waters of the north.\n"
        "- Session 3: Policies for crews\n"
        "- Session 4: Agents, unions and owners: what roles do they play in how crews are hired, "
        "paid and brought home from the ports of the south?\n"
    )
    titles = [session["title"] for session in read_draft(tmp_path, text, ".txt")["sessions"]]
    assert [title.partition(": ")[2].split()[0] for title in titles] == [
        "Fees", "Legal", "Policies", "Agents,"
    ]  # fmt: skip


def test_a_life_goes_on_with_a_surname_of_several_words(tmp_path: Path) -> None:
    text = (
        "Podium: Häfen im Jahr der Wahl\n\n3. Juni 2031, 19 Uhr\n\nEs diskutieren:\n\n"
        "- Günter Bek, Geschäftsführer von PRO WERFT. Bek vertritt den Verein in Gremien.\n"
        "- Marie von Roth, Ärzte ohne Grenzen. Von Roth ist von Haus aus Juristin. Sie lebt hier.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [part["name"] for part in session["participants"]] == ["Günter Bek", "Marie von Roth"]


def test_who_introduces_and_moderates_leads_and_others_follow_on_the_line(tmp_path: Path) -> None:
    text = (
        "Convegno sui turni di notte\n3 giugno 2031, ore 9.30\n\n"
        "• introduce e modera Donatella Conti (Rete Porto) • Intervengono:\n"
        "• Claudia Riva - Caritas\n• Elvira Lodi - psicologa\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    roles = {part["name"]: part["role"] for part in session["participants"]}
    assert roles == {
        "Donatella Conti": "moderator",
        "Claudia Riva": "speaker",
        "Elvira Lodi": "speaker",
    }


def test_a_title_beside_a_time_names_who_is_behind_a_post(tmp_path: Path) -> None:
    text = (
        "Tag der Häfen\n\n10. Dezember 2031\n\n17:30 Uhr: Einlass\n"
        "18:30 Uhr: Beginn mit Einführung von Bürgermeisterin Nora Roth\n"
        "20 Uhr: Publikumsgespräch mit Bürgermeisterin Nora Roth auf dem Podium\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    named = [[part["name"] for part in session.get("participants", ())] for session in found]
    assert named[-2:] == [["Nora Roth"], ["Nora Roth"]]


def test_a_life_goes_on_with_an_honorific_and_the_surname(tmp_path: Path) -> None:
    text = (
        "Invitation à la matinée « Le travail en mer »\n\nLe lundi 18 novembre 2031, 9 heures\n\n"
        "Intervenantes :\n- Isabelle ROTH, Sociologue, Directrice générale de la Fédération Tor. "
        "Madame ROTH est membre du Conseil des ports.\n"
        "- Christine JALA, Juriste, Directrice de l’association Voix, qui gère une ligne.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [part["name"] for part in session["participants"]] == ["Isabelle ROTH", "Christine JALA"]


def test_a_surname_in_capitals_begins_the_next(tmp_path: Path) -> None:
    text = (
        "World Day of Crews 2031\n\nHigh-level panel discussion on debt, 12 June 2031, 14:00. "
        "Panellists:\n\nGuy LUND Director-General of the Harbour Office\n"
        "Marian BEK Minister of Employment and Labour\n"
        "Jacqueline MUGO Executive Director of the Federation of Lenn Employers\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    names = [part["name"] for part in session["participants"]]
    assert names == ["Guy LUND", "Marian BEK", "Jacqueline MUGO"]


@pytest.mark.parametrize(
    "told",
    [
        "All’incontro interverranno Gens Nova, Ada Beccari, giudice, e Tito Ranzi, sindaco.",
        "All’incontro interverranno Ada Beccari, giudice, e Tito Ranzi, sindaco. "
        "Gens Nova presenterà la ricerca.",
    ],
)
def test_a_body_that_organises_does_not_speak(tmp_path: Path, told: str) -> None:
    text = (
        f"Violenza: che fare\n\n12 maggio 2031, ore 17.00\n\nOrganizzato da: Gens Nova\n\n{told}\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    names = [part["name"] for part in session["participants"]]
    assert names == ["Ada Beccari", "Tito Ranzi"]


@pytest.mark.parametrize("post", ["judge", "professor", "head of unit"])
@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("will open the event", "speaker"),
        ("will present the report", "speaker"),
        ("will give a talk on fees", "speaker"),
        ("will be our guest", "speaker"),
        ("will moderate", "moderator"),
    ],
)
def test_who_will_do_something_takes_part_also_alone(
    tmp_path: Path, post: str, told: str, role: str
) -> None:
    text = f"The fee and the worker\n\n12 May 2031, 17:00\n\nAda Bek, {post}, Law Clinic, {told}.\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    (part,) = session["participants"]
    (place,) = part["affiliations"]
    assert (part["name"], part["role"]) == ("Ada Bek", role)
    assert (place["title"], place["organization"]) == (post, "Law Clinic")


def test_two_who_will_open_and_present_take_part(tmp_path: Path) -> None:
    told = "Нора Белова откроет встречу и Иван Рогов представит доклад."
    text = f"Плата и труд\n\n12 мая 2031 г., 17:00\n\n{told}\n"
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [part["name"] for part in session["participants"]] == ["Нора Белова", "Иван Рогов"]


def test_an_event_that_prints_its_time_twice_is_no_session(tmp_path: Path) -> None:
    when = "Wednesday, 12 May 2031 8:00 AM - 2:00 PM CET"
    text = (
        f"Harbour Children Conference\n\n{when}\n\nLenn Quay\n\nRegister now\n\n{when}\n\n"
        "Agenda\n\n8.30 – 9.00am: Registration\n\n9.00 – 9.10am: Introductory address\n\n"
        "Dr Ada Bek, Minister for Ports\n\n9.10 – 9.20am: What a pilot sees\n\n"
        "Mr Ugo Lund, pilot\n\n9.20 – 9.40am: Who pays\n\nMs Ida Roy, Commissioner\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Introductory address", ["Ada Bek"]),
        ("What a pilot sees", ["Ugo Lund"]),
        ("Who pays", ["Ida Roy"]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "‘The Price of Nets: Lenn, 1866-1880’ – Marcela Bek, Lenn University",
        "‘The Price of Nets (1866-1880)’ - Dr. Marcela Bek, Lenn University.",
        "‘Whose Nets? The Lund West Regiment at Sea’ -Prof. Marcela Bek (Lenn University)",
    ],
)
def test_a_talk_in_single_quotation_marks_stands_before_who_gives_it(
    tmp_path: Path, line: str
) -> None:
    text = (
        "Debt at Sea\n\n27 June 2031\n\n10am – 11.45am Panel 1 – Nets (Room 3)\n\n"
        f"{line}\n\n12pm – 1pm Panel 2 – Quays (Room 3)\n\nUgo Lund, judge\n"
    )
    first, *_ = read_draft(tmp_path, text, ".txt")["sessions"]
    (part,) = first["participants"]
    assert part["name"] == "Marcela Bek"
    assert [place["organization"] for place in part["affiliations"]] == ["Lenn University"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Eröffnung: 10:30 Uhr Ada Bek, Leiterin der Hafenhilfe", "Eröffnung"),
        ("Begrüßung, 10:30 Uhr, Ada Bek, Leiterin der Hafenhilfe", "Begrüßung"),
        ("Begrüßung 10:30 Uhr: Ada Bek (Hafenhilfe Lenn)", "Begrüßung"),
        ("10:30 Uhr Ada Bek (Hafenhilfe Lenn), Begrüßung", "Begrüßung"),
        ("10:30 Uhr Ada Bek – Begrüßung", "Begrüßung"),
        ("10:30 Uhr Ada Bek, Hafenhilfe Lenn: Begrüßung", "Begrüßung"),
    ],
)
def test_what_is_done_is_the_title_on_either_side_of_the_time(
    tmp_path: Path, line: str, title: str
) -> None:
    text = (
        f"Tagung Netze im Hafen\n\n3. Mai 2031\n\nProgramm\n{line}\n"
        "11:00 bis 12:30 Uhr Diskussion „Wer zahlt“\nUgo Lund, Richter am Amtsgericht Lenn\n"
    )
    first, *_ = read_draft(tmp_path, text, ".txt")["sessions"]
    assert (first["title"], [p["name"] for p in first["participants"]]) == (title, ["Ada Bek"])


def test_a_name_before_a_colon_is_no_role(tmp_path: Path) -> None:
    text = (
        "The Harbour Workshop\n\n3 May 2031\n\n10:00 What nets cost those who knot them\n"
        "Ada Bek: Strategist, Harbour Advisors\nIda Roy: Survivor\n"
        "Roxanne Lund: Indigenous Outreach Coordinator, Lenn Crews Collaborative\n"
        "11:00 Who pays for the quay\nUgo Lund, judge\n"
    )
    first, _ = read_draft(tmp_path, text, ".txt")["sessions"]
    names = [part["name"] for part in first["participants"]]
    assert names == ["Ada Bek", "Ida Roy", "Roxanne Lund"]


@pytest.mark.parametrize(
    "told",
    [
        "La Prof.ssa Anna Berti e il Prof. Luca Rossi (Rete Mare) presenteranno il loro lavoro.",
        "Anna Berti e Luca Rossi (Rete Mare) discuteranno il rapporto.",
        "Anna Berti, avvocata, e Luca Rossi, giudice, illustreranno i dati.",
    ],
)
def test_two_of_whom_an_item_says_what_they_will_do_take_part(tmp_path: Path, told: str) -> None:
    text = (
        "Ciclo Reti nel porto\n\nMercoledì 1 ottobre 2031 | 17:00 – 19:00\nMinori nel porto\n"
        f"Il primo incontro è dedicato ai minori. {told}\n"
        "Mercoledì 8 ottobre 2031 | 15:00 – 17:00\nDebiti in mare\n"
        "Il secondo incontro è dedicato ai debiti. Interverranno Ada Conti, avvocata, e Ugo Lodi.\n"
    )
    first, _ = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [part["name"] for part in first["participants"]] == ["Anna Berti", "Luca Rossi"]


@pytest.mark.parametrize(
    ("head", "last"),
    [
        (
            "Harbour officials will speak at the event:",
            "· Nils Lund, Council of Crews Commissioner for the Rights of All at Sea.",
        ),
        ("The webinar features a panel of experts including:", "Nils Lund, PhD, Professor, Lenn"),
        ("The evening brings together a panel:", "Nils Lund, judge at the Court of Lenn"),
    ],
)
def test_the_last_of_a_list_and_those_below_a_sentence_with_a_colon_speak(
    tmp_path: Path, head: str, last: str
) -> None:
    mark = "· " if last.startswith("· ") else ""
    text = (
        "Labour at sea\n\nAccording to the Harbour Office, debt is the largest part of what crews "
        f"bear. What can be done in the future?\n\n{head}\n"
        f"{mark}Ada Bek, Senior Programme Officer, Harbour Office\n{last}\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [part["name"] for part in session["participants"]] == ["Ada Bek", "Nils Lund"]


@pytest.mark.parametrize(
    "place", ["(Room 1061, 1-7 Market Square, Lenn College)", "(Room 1061, Lenn College)"]
)
def test_a_room_and_its_house_in_brackets_are_no_part_of_a_title(
    tmp_path: Path, place: str
) -> None:
    text = (
        f"Crews Workshop\n\n17 August 2031\n\n10.30 – 11.00 Introduction to the days. {place}\n\n"
        f"11.30 – 12.30 What crews owe {place}\n\nAda Bek, judge\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(one["title"], one["room"]) for one in found] == [
        ("Introduction to the days", "Room 1061"),
        ("What crews owe", "Room 1061"),
    ]


def test_a_programme_in_one_paragraph_is_cut_before_its_times(tmp_path: Path) -> None:
    text = (
        "Crews at Sea\n\nForum on crews 3 June 2031 Draft programme Tuesday, 3 June 2031 "
        "13:00-14:30 Registration 14:30-14:40 Welcome and introduction Ms Ada Bek, Head of the "
        "Harbour Office 14:40-15:50 Plenary session I – What crews owe and to whom they owe it Mr "
        "Ugo Lund, Commissioner for Justice, Crews and Ports Ms Ida Roy, Member of the Parliament, "
        "Co-chair of the Group on Crews in the Parliament Mr Nils Marten, Rapporteur on the Rights "
        "of Crews (video message) 15:50-16:10 Coffee break 16:10-18:30 Plenary session II – Nets "
        "Ms Lena Winter, Director of the Agency for Ports (Lenn) 19:30 Dinner at the quay\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["start"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("14:30", ["Ada Bek"]),
        ("14:40", ["Ugo Lund", "Ida Roy", "Nils Marten"]),
        ("16:10", ["Lena Winter"]),
    ]
    assert found[0]["title"] == "Welcome and introduction"


def test_acts_above_lists_of_people_without_times_are_sessions(tmp_path: Path) -> None:
    text = (
        "Fair Ports Day – 11 May 2031\n\nThe event was structured as follows:\n\n"
        "Welcome and opening remarks\n\n• Ada Bek, Director, Harbour Trust\n"
        "• Elena Olm, Judge, Court of Lenn\n\nKeynote speech: What crews owe\n\n"
        "• Nils Lund, Professor, Lenn University\n\nPanel discussion: Focus on ports\n\n"
        "• Ida Roy, Head of Unit, Open Door\n• Tom Winter, Director, Lantern Trust\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Welcome and opening remarks", ["Ada Bek", "Elena Olm"]),
        ("Keynote speech: What crews owe", ["Nils Lund"]),
        ("Panel discussion: Focus on ports", ["Ida Roy", "Tom Winter"]),
    ]


def test_speakers_and_who_leads_them_are_no_sessions_of_their_own(tmp_path: Path) -> None:
    text = (
        "Fair Ports Day\n\nOpening remarks\n\n• Ada Bek, Director, Harbour Trust\n\nSpeakers\n\n"
        "• Nils Lund, Professor, Lenn University\n• Tom Winter, Director, Lantern Trust\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert len(session["participants"]) == 3


def test_who_leads_beside_another_without_a_mark_does_not_lead_who_follows(tmp_path: Path) -> None:
    text = (
        "Ports Conference\n\n14:00 - 15:00\nPlenary: Fair Ports\nChair: Hon. Ada Bek, judge\n"
        "Co-Chair Hon. Nils Lund, Secretary General, Open Door\n- Hon. Ida Roy, Minister, Lenn\n"
        "- Tom Winter, Lantern Trust\n15:00 - 16:00\nClosing words\n"
    )
    first = read_draft(tmp_path, text, ".txt")["sessions"][0]
    roles = [part["role"] for part in first["participants"]]
    assert roles == ["chair", "co-chair", "speaker", "speaker"]


def test_a_row_of_names_with_talks_names_who_speaks_below_the_title(tmp_path: Path) -> None:
    text = (
        "Labour in Ports\n\n15 December 2031\n\n9:00–10:45: Thematic session 1\n"
        "Households, Workshops and Industry\n\nResponsible: Jesús Roy\nChair: Laura Winter\n\n"
        "Juliane Olm, Spaces of Labour in Late Medieval Lenn\n"
        "Karsten Lund, What Liberty Could Mean: Struggles for the Right to Form Families in Early "
        "Colonial Lenn (1697–1715)\nAda Bek, Urban Labour in Lenn\n\n"
        "11:15–13:00: Thematic session 2\nWar and Labour Coercion\n\nChair: Ida Marten\n\n"
        "Tom Aue, Coercion and Skill Levels During the War: Railways in Comparative Perspective\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        (
            "Households, Workshops and Industry",
            ["Laura Winter", "Juliane Olm", "Karsten Lund", "Ada Bek"],
        ),
        ("War and Labour Coercion", ["Ida Marten", "Tom Aue"]),
    ]


def test_how_long_talk_and_questions_take_is_no_title(tmp_path: Path) -> None:
    text = (
        "Seminar on Debt at Sea\n\n25 November 2031\n\n9:30-9:45 Welcome\n\n"
        "10:00-10:45 (15 min. presentation + 30 min. discussion)\n"
        "Ada Bek (Lenn University), “Debt in the Periodical Press”\n\n10:45-11:00 Break\n\n"
        "11:15-12:00 (15 min. presentation + 30 min. discussion)\n"
        "Nils Lund (Univ. Lenn), “Beyond numbers: Research on debt (1630-1654)”\n"
    )
    _, first, second = read_draft(tmp_path, text, ".txt")["sessions"]
    assert "Debt in the Periodical Press" in first["title"]
    assert "Beyond numbers" in second["title"]
    assert [p["name"] for p in (*first["participants"], *second["participants"])] == [
        "Ada Bek",
        "Nils Lund",
    ]


def test_midday_and_the_same_time_elsewhere_are_no_title(tmp_path: Path) -> None:
    text = (
        "Crews Forum\n\nA Fair Share for Crews\n8am EDT / 12 midday UTC / 1pm BST / 2pm CET\n"
        "Ada Bek, judge\n\nWhat Ports Can Do\n10am EDT / 2pm UTC / 3pm BST / 4pm CET\n"
        "Nils Lund, mayor\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["start"], s["title"]) for s in found] == [
        ("08:00", "A Fair Share for Crews"),
        ("10:00", "What Ports Can Do"),
    ]


def test_a_length_in_hours_and_minutes_is_no_time(tmp_path: Path) -> None:
    text = (
        "Crews Webinar\n\nPanel I - Crews in ports (1h30min)\n- Ada Bek, judge\n- Ugo Lund, Open "
        "Door\nPanel II - Crews at sea (1h15min)\n- Ida Roy, mayor\n- Tom Winter, Lantern Trust\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [s["title"] for s in found] == ["Panel I - Crews in ports", "Panel II - Crews at sea"]
    assert not any("start" in s for s in found)


@pytest.mark.parametrize("mark", ["•", "∙", "·"])
def test_marks_of_lists_part_a_title_and_who_speaks_on_a_line(tmp_path: Path, mark: str) -> None:
    text = (
        f"Fair Ports Week\n\n9:00 – 11:00 Panel: What crews owe {mark} Ada Bek (Lenn), former "
        f"adviser, Open Door {mark} Maria Olm (Aue), judge\n11:00 – 12:00 Panel: The trade {mark} "
        f"Tom Winter, judge {mark} Ida Roy, Harbour Trust\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Panel: What crews owe", ["Ada Bek", "Maria Olm"]),
        ("Panel: The trade", ["Tom Winter", "Ida Roy"]),
    ]


def test_a_title_of_two_words_with_a_dot_in_it_stands_before_a_name(tmp_path: Path) -> None:
    text = (
        "Ports Forum\n\n9:00 Opening plenary\n\nAda Bek (Open Door)\nNils Lund KC\n"
        "Rt. Hon Maria Olm MP\n\n10:00 Closing\n"
    )
    opening = read_draft(tmp_path, text, ".txt")["sessions"][0]
    assert [p["name"] for p in opening["participants"]] == ["Ada Bek", "Nils Lund", "Maria Olm"]


def test_a_talk_in_quotation_marks_is_given_by_whom_a_word_for_it_leads_to(tmp_path: Path) -> None:
    text = (
        "Crews Week\n\n9:00 Welcome\n15:00–16:00 “Debt at Sea,” a talk by Ada Bek\n"
        "16:00–17:00 “Ports,” a presentation by Nils Lund of the Harbour Trust\n"
    )
    _, first, second = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [s["title"].strip("“,”") for s in (first, second)] == ["Debt at Sea", "Ports"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "ru",
            "Примут участие советник Агентства Мария Бек, представитель Совета Портов Анна Лунд, "
            "директор Бюро Марк Олм.",
        ),
        (
            "en",
            "At the seminar will speak director of the Harbour Trust Maria Bek, head of the Lenn "
            "Police Anna Lund, judge of the Court Mark Olm.",
        ),
    ],
)
def test_posts_before_names_all_over_a_sentence_are_of_the_names_behind(
    language: str, sentence: str
) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    found = list(find_speakers(sentence, people))
    assert len(found) == 3
    assert all(person.posts and person.posts[0].title for person in found)


def test_a_session_that_is_counted_behind_a_counted_day_heads_who_speaks(tmp_path: Path) -> None:
    text = (
        "Ports Dialogue\nDates: 20-21 April 2031\n\nDay 1, Session 1: Peace Talks – Strategies\n"
        "Ida Olm, Deputy Director, Open Door\nMaria Lund, Chief Commissioner, Lenn\n"
        "Day 1, Session 2: What have we achieved\nTom Roy, Director, Lenn University\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in found] == [
        ("Session 1: Peace Talks – Strategies", ["Ida Olm", "Maria Lund"]),
        ("Session 2: What have we achieved", ["Tom Roy"]),
    ]


def test_a_talk_stands_behind_a_name_and_a_country_among_slots_without_names(
    tmp_path: Path,
) -> None:
    text = (
        "Circle on Crews\n\n24 February 2031\n\n12:30-13:30: Reception\n14:00-14:30: Introduction\n"
        "14:30-15:15: Eyrún Eyþórsdóttir (Iceland). Hate crimes in the Lenn area.\n"
        "15:30-16:15: Marcin Olm (Poland). Housing situation in Lenn.\n"
        "16:15-17:00: Reflection\n17:00-17:45: Visiting other circles\n"
    )
    found = read_draft(tmp_path, text, ".txt")["sessions"]
    talks = {s["title"]: [p["name"] for p in s.get("participants", ())] for s in found}
    assert talks["Hate crimes in the Lenn area"] == ["Eyrún Eyþórsdóttir"]
    assert talks["Housing situation in Lenn"] == ["Marcin Olm"]


def test_posts_behind_names_and_full_stops_are_no_speeches(tmp_path: Path) -> None:
    text = (
        "IV Jornadas sobre Puertos\n\n17 de octubre de 2031\n\n17:00 h. Inauguración\n"
        "D. Tomás Olmo Bernad. Decano del Colegio de la Abogacía de Lenn.\n"
        "Dña. Rosa Castán Oliveros. Delegada del Gobierno en Aragón.\n"
        "18:30 h. Mesa redonda: «El puerto»\n"
        "Dña. Elena Ferrer Puértolas. Inspectora de Trabajo y Seguridad Social.\n"
        "D. Carlos Perruca Gil. Magistrado de la Audiencia Provincial de Lenn.\n"
    )
    first, second = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [p["name"] for p in first["participants"]] == [
        "Tomás Olmo Bernad",
        "Rosa Castán Oliveros",
    ]
    assert [p["name"] for p in second["participants"]] == [
        "Elena Ferrer Puértolas",
        "Carlos Perruca Gil",
    ]


def test_a_question_behind_a_session_that_roman_numbers_count_is_its_title(tmp_path: Path) -> None:
    text = (
        "Harbour Conference\n\nMonday 18 January 2031\n\n9.00 Welcome to the Harbour House\n"
        "Dr Ada Bek, Moderator of the Harbour Network\n"
        "Session I: What is at stake here and what can we contribute?\nModerator: Dr Ada Bek\n"
        "Mr Ugo Lund (Chief of Section, Open Door)\nMs Carla Neri (Director, Law Clinic)\n"
        "11.30 Session II: Perspectives on Current Realities\nModerator: Dr Tom Reed, Open Door\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [len(s["participants"]) for s in sessions] == [1, 3, 1]


def test_a_video_message_is_a_title_and_no_room(tmp_path: Path) -> None:
    text = (
        "High-level panel: Children at sea\nLenn, 24 September 2031\n"
        "8:30–8:40 Opening remarks: H.E. Mr. Ugo Lund, Permanent Representative of New Zealand\n"
        "8:40–8:45 Video message: Ms. Ada Bek, Advocate for children\n"
        "8:45–9:25 Panel: Ms. Carla Neri, Director General, Open Door\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [s["title"] for s in sessions] == ["Opening remarks", "Video message", "Panel"]
    assert not any("venue" in s or "room" in s for s in sessions)


def test_time_and_venue_below_labels_at_the_end_are_of_the_event(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Care Work Conference</h1><h2>18 October 2031 @ 9:30 am - 4:00 pm</h2>"
        "<p><b>9.30</b> – Registration</p><p><b>10.00</b> – Welcome<br>Ada Bek (Chair, Open Door)"
        "</p><p><b>10.40</b> – Panel: The view from the inside<br>Ugo Lund (Law Clinic)<br>"
        "Chair: Dr Carla Neri (Lenn University)</p><p><b>3.45</b> – Close</p><h3>Details</h3><dl>"
        "<dt>Date:</dt><dd>18 October 2031</dd><dt>Time:</dt><dd>9:30 am - 4:00 pm</dd>"
        "<dt>Venue</dt><dd>The Carriage House, Lenn</dd></dl></body></html>"
    )
    titles = [s["title"] for s in read_draft(tmp_path, page, ".html")["sessions"]]
    assert titles == ["Welcome", "Panel: The view from the inside"]


def test_an_act_below_a_time_alone_is_a_title_as_those_of_other_times_are(tmp_path: Path) -> None:
    page = (
        "<h1>Harbour Forum 2031 – Programme</h1><h2>Day 1 – Wednesday 14 May 2031</h2>"
        "<div>10:00 – 10:30</div><div>Opening</div><div>Ada Bek</div><div>Vice-Chancellor</div>"
        "<div>Lenn University</div><div>10:30 – 12:00</div><div>Work of asylum seekers</div>"
        "<div>Ugo Lund</div><div>Policy Lead</div><div>Open Door</div><div>13:00 – 14:00</div>"
        "<div>Film: The Crossing</div><div>Carla Neri</div><div>Director</div><div>Law Clinic</div>"
    )
    sessions = read_draft(tmp_path, page, ".html")["sessions"]
    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Opening", ["Ada Bek"]),
        ("Work of asylum seekers", ["Ugo Lund"]),
        ("Film: The Crossing", ["Carla Neri"]),
    ]


def test_acts_set_as_headings_that_count_sessions_are_titles(tmp_path: Path) -> None:
    text = (
        "Law Society of Lenn\nSymposium\nSaturday, March 2, 2031\n\n"
        "PANEL ONE: PLATFORMS AT SEA\nProf. Ada Bek, Lenn University\nUgo Lund, Open Door\n\n"
        "PANEL TWO: SUITS AGAINST PORTS\nCarla Neri, Law Clinic\nModerator: Tom Reed, Court\n\n"
        "CLOSING REMARKS\nStudent co-chairs Ida Olm and Nils Roy\n"
    )
    last = read_draft(tmp_path, text, ".txt")["sessions"][-1]
    assert last["title"] == "CLOSING REMARKS"
    assert [p["name"] for p in last["participants"]] == ["Ida Olm", "Nils Roy"]


def test_the_only_time_behind_a_label_is_of_all_counted_panels_below(tmp_path: Path) -> None:
    text = (
        "SUBCOMMITTEE ON PORTS\nHEARING NOTICE\n\nSUBJECT:    Debt at Sea\n\n"
        "DATE:       Tuesday, October 24, 2031\nTIME:       10:00 a.m.\n"
        "LOCATION:   Room 21, Harbour House\n\nWITNESSES:\n\nPanel I\n\nMr. Ugo Lund\n"
        "Deputy Undersecretary for Ports\nLenn Department of Labor\n\n"
        "Panel II\n\nMs. Ada Bek\nDirector\nOpen Door Initiative\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [s["title"] for s in sessions] == ["Panel I", "Panel II"]


def test_a_cell_of_a_grid_of_rooms_parts_title_and_speaker(tmp_path: Path) -> None:
    opening = "Opening plenary – Prof. Ada Bek, Lenn University"
    cells = ("Time", "Room A", "Room B"), ("09:00–09:30", opening, "")
    panels = ("Panel 1: Fees at sea", "Chair: Dr. Ugo Lund"), ("Panel 2: Ports", "Dr. Ida Olm")
    page = "<h1>Harbour Conference</h1><p>Lenn, 22 August 2031</p><table>"
    for row in cells:
        page += "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    page += "<tr><td>09:30–11:00</td>"
    page += "".join(f"<td><p>{a}</p><p>{b}</p></td>" for a, b in panels) + "</tr></table>"
    first = read_draft(tmp_path, page, ".html")["sessions"][0]
    assert (first["title"], first["participants"][0]["name"]) == ("Opening plenary", "Ada Bek")


def test_a_bold_act_before_a_name_is_the_title(tmp_path: Path) -> None:
    rows = {
        "9.45am": "<b>Chair's Welcome</b> Ada Bek, Independent Chair, Harbour Partnership",
        "10.00am": "<b>Keynote: Life on the Quay</b> Prof Ugo Lund, Lenn University",
        "10.45am": "<b>Closing</b> Carla Neri, Open Door",
    }
    page = "<h1>Harbour Conference</h1><p>10 May 2031, Lenn</p><table>"
    page += "".join(f"<tr><td>{time}</td><td>{said}</td></tr>" for time, said in rows.items())
    sessions = read_draft(tmp_path, page + "</table>", ".html")["sessions"]
    assert [(s["title"], s["participants"][0]["name"]) for s in sessions] == [
        ("Chair's Welcome", "Ada Bek"),
        ("Keynote: Life on the Quay", "Ugo Lund"),
        ("Closing", "Carla Neri"),
    ]


def test_what_a_dash_parts_from_a_name_is_nobody_else_unless_it_is_likely_a_name() -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    scheme = people.read_all("Jack Garnham-Stubbs - Responsible Boat Wash Scheme", (), 1.5)
    assert [p.name for p in scheme] == ["Jack Garnham-Stubbs"]
    both = people.read_all("Jack Garnham - Anna Smit", (), 1.5)
    assert [p.name for p in both] == ["Jack Garnham", "Anna Smit"]


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Le Dr Anna Smit, médecin"), ("it", "La Prof.ssa Anna Smit")]
)
def test_an_article_before_a_title_is_no_part_of_the_name(language: str, text: str) -> None:
    words = words_in((language, "en"))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    assert [p.name for p in people.read_all(text)] == ["Anna Smit"]


def test_a_time_and_a_place_behind_a_dash_are_of_the_title_before(tmp_path: Path) -> None:
    text = (
        "Awareness Week in Lenn\n\nMonday 16 October 2031\nFilm night: Sold – 7pm, Old Theatre 3\n"
        "Introduced by Dr Ada Bek (Law Clinic)\n\nTuesday 17 October 2031\n"
        "Careers in ports – 1pm, Hub\nWith Ugo Lund (Open Door) and Carla Neri (Home Office)\n\n"
        "Thursday 19 October 2031\nWriting to the mayor – 12:30, Room 204\n"
        "Led by Tom Reed, Student Officer\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["title"], s["start"], len(s["participants"])) for s in sessions] == [
        ("Film night: Sold", "19:00", 1),
        ("Careers in ports", "13:00", 2),
        ("Writing to the mayor", "12:30", 1),
    ]


def test_what_stands_below_an_empty_venue_is_no_room(tmp_path: Path) -> None:
    text = (
        "Harbour Conference\n9 October 2031\n\nSession 1\nTime: 9:00\nVenue:\nSpeakers:\n"
        "Ana Bek, Lenn University\nUgo Lund, Open Door\n\nSession 2\nTime: 10:00\nVenue:\n"
        "Title: Fees at sea\nIda Olm, Law Clinic\n\nSession 3\nTime: 12:00\nVenue:\n"
        "Nils Roy, Sea Union\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [(s["start"], s.get("room"), len(s["participants"])) for s in sessions] == [
        ("09:00", None, 2),
        ("10:00", None, 1),
        ("12:00", None, 1),
    ]


def test_the_day_beside_a_label_for_rooms_is_no_room(tmp_path: Path) -> None:
    page = (
        "<h1>Harbour Forum</h1><p>Lenn</p><table><tr><th>Room</th><th>Thursday 9 October 2031</th>"
        "</tr><tr><td><b>Main Hall</b></td><td><p>9:00 – 9:30</p><p><b>Opening: Why we meet</b></p>"
        "<p>Moderator: Ana Bek, judge, Lenn Court</p><p>10:00 – 11:00</p><p><b>Fees at sea</b></p>"
        "<p>Speaker: Ugo Lund, editor, Radio Lenn</p></td></tr></table>"
    )
    sessions = read_draft(tmp_path, page, ".html")["sessions"]
    assert "9 October" not in str([s.get("room") for s in sessions])


def test_a_role_line_below_a_room_is_kept_whole_with_its_last_full_stop(tmp_path: Path) -> None:
    text = (
        "Harbour Law Conference\n12 May 2031\n\n9:00–9:30\nRoom 2\n"
        "Welcome: Ms Ana Bek, Director, Harbour Ltd.\n9:30–10:30\nMain Hall\nFees at sea\n"
        "Moderator: Dr Ugo Lund, Editor, Sea Press Inc.\nDr Ida Olm, Judge, Lenn Court\n"
        "10:30–11:00\nRoom 3\nModerator: Mr Karl Roth, Director, Sea Trust Ltd.\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    firsts = [s["participants"][0] for s in sessions]
    assert [p["affiliations"][0]["organization"] for p in firsts] == [
        "Harbour Ltd.",
        "Sea Press Inc.",
        "Sea Trust Ltd.",
    ]
    assert len(firsts[2]["quotes"]) == 1


def test_acts_in_capitals_below_counted_panels_are_roles(tmp_path: Path) -> None:
    text = (
        "LENN LAW SYMPOSIUM\n12 May 2031\n\nPANEL 1: FEES AT SEA\nOPENING REMARKS\n"
        "Ana Bek, Lenn University\nPANELLISTS\nUgo Lund, Open Door\nIda Olm, Law Clinic\n\n"
        "PANEL 2: PORTS AND PEOPLE\nKEYNOTE\nCarla Neri, Lenn Council\nPANELLISTS\n"
        "Tom Reed, Harbour Trust\nNils Roy, Sea Union\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [[p["role"] for p in s["participants"]] for s in sessions] == [
        ["opening-remarks", "panellist", "panellist"],
        ["keynote", "panellist", "panellist"],
    ]


def test_a_title_below_an_act_and_its_speaker_is_not_lost(tmp_path: Path) -> None:
    page = (
        "<h1>Harbour Conference</h1><p>12 May 2031, Lenn</p><table><tr><td>9:00</td><td>"
        "<p>Introduction</p><p>Ana Bek, Lenn University</p><p>Fees at sea</p>"
        "<p>Ugo Lund, Open Door</p></td></tr><tr><td>10:00</td><td><p>Keynote</p>"
        "<p>Ida Olm, Law Clinic</p><p>Ports and people</p></td></tr><tr><td>11:00</td><td>"
        "<p>Presentation</p><p>Tom Reed, Sea Union</p><p>Response</p><p>Nils Roy, Sea Union</p>"
        "</td></tr></table>"
    )
    sessions = read_draft(tmp_path, page, ".html")["sessions"]
    assert {"Fees at sea", "Ports and people"} <= {s["title"] for s in sessions}


@pytest.mark.parametrize(
    "last",
    [
        "<p>Dinner – 7pm, Old Mill</p>",
        "<p>Drinks and food – 6pm</p>",
        "<h3>Practical information</h3><p>Registration – 8.30am, Main Hall</p>"
        "<p>Bus to the harbour – 6pm, Lenn Station</p><p>Proposals by 1 March – 5pm, please</p>",
    ],
)
def test_what_is_practical_ends_with_a_time_and_is_no_session(tmp_path: Path, last: str) -> None:
    page = (
        "<h1>Harbour Forum</h1><p>12 May 2031, Lenn</p><h3>Opening</h3><p>Ana Bek, Lenn University"
        "</p><h3>Fees at sea</h3><p>Ida Olm, Law Clinic</p><p>Tom Reed, Sea Union</p>"
        f"<h3>Ports and people</h3><p>Ugo Lund, Open Door</p><p>Nils Roy, Sea Union</p>{last}"
    )
    sessions = read_draft(tmp_path, page, ".html")["sessions"]
    assert [(s["title"], len(s["participants"])) for s in sessions] == [
        ("Opening", 1),
        ("Fees at sea", 2),
        ("Ports and people", 2),
    ]


def test_where_the_event_begins_is_no_session(tmp_path: Path) -> None:
    text = (
        "Harbour Forum\nLenn House, 12 May 2031 – 9.30am\n\nPanel 1: Fees at sea\n"
        "Ana Bek, Lenn University\nUgo Lund, Open Door\n\nPanel 2: Ports and people\n"
        "Ida Olm, Law Clinic\nTom Reed, Sea Union\n"
    )
    titles = [s["title"] for s in read_draft(tmp_path, text, ".txt")["sessions"]]
    assert titles == ["Panel 1: Fees at sea", "Panel 2: Ports and people"]


def test_speeches_that_begin_with_an_address_or_a_body_are_of_a_record(tmp_path: Path) -> None:
    text = (
        "Committee on Ports\nMinutes of the meeting of 12 May 2031\n\n"
        "Ms Ana Bek: Madam President, the fees have been raised twice, and nobody said why.\n"
        "Mr Ugo Lund: Minister, I thank you for what you have sent us about the fees at sea.\n"
        "Ms Ida Olm: The Ministry of Labour will pay for the new quay if the council asks for it.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [p["name"] for p in session["participants"]] == ["Ana Bek", "Ugo Lund", "Ida Olm"]


def test_speeches_behind_full_stops_may_begin_with_an_address(tmp_path: Path) -> None:
    text = (
        "Séance du 12 mai 2031\nCompte rendu\n\n"
        "Mme Anna Smit. Monsieur le Président, les frais ont été relevés deux fois.\n"
        "M. Paul Noir. Madame la Ministre, je vous remercie de votre question.\n"
        "M. Jean Roux. Monsieur le Ministre, les marins attendent depuis des années.\n"
    )
    (session,) = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [p["name"] for p in session["participants"]] == ["Anna Smit", "Paul Noir", "Jean Roux"]


def test_the_same_time_on_another_day_is_that_of_a_session(tmp_path: Path) -> None:
    text = (
        "Harbour Week\n\nMonday 12 May 2031\nSession 1: Fees at sea\nTime:\n9:00–10:00\n"
        "Speaker: Ana Bek, Lenn University\n\nTuesday 13 May 2031\nSession 2: Ports and people\n"
        "Time:\n10:30–11:30\nSpeaker: Ugo Lund, Open Door\n\nWednesday 14 May 2031\n"
        "Session 3: The life of sailors\nTime:\n9:00–10:00\nSpeaker: Ida Olm, Law Clinic\n"
    )
    sessions = read_draft(tmp_path, text, ".txt")["sessions"]
    assert [s["start"] for s in sessions] == ["09:00", "10:30", "09:00"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Rt Hon Ana Bek", [("The Rt Hon", "Ana Bek")]),
        ("The Honorable Ana Bek", [("The Honorable", "Ana Bek")]),
        ("The Princess Royal, Patron", []),
        ("The Dame Ida Olm Trust", []),
        ("The Sir Nils Roy Fund", []),
        ("The Dr Ana Bek Foundation", []),
    ],
)
def test_the_is_part_of_an_english_title_or_the_name_of_a_body(
    text: str, names: list[tuple[str, str]]
) -> None:
    words = words_in(("en",))
    people = PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))
    assert [(p.honorific, p.name) for p in people.read_all(text)] == names
