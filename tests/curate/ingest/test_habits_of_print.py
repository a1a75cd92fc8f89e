"""Habits of print: hours without a half of the day, ranks, names in italics, what is wrapped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft, read_sessions

FRONT = "The law of the fields\n3 June 2031\n\n"
SPEAKERS = ("Ada Bek, judge", "Ugo Lund, mayor", "Lena Winter, lawyer", "Carla Neri, nurse")


def read(folder: Path, text: str, ending: str = ".txt") -> Any:
    """Draft a document, and return its sessions."""
    return read_draft(folder, text, ending)["sessions"]


def named(session: Any) -> list[str]:
    """Return the names of those who take part in a session."""
    return [person["name"] for person in session.get("participants") or ()]


def sessions(*times: str) -> str:
    """Return sessions of a text, one a time."""
    titles = ("Fees and debts", "Farms", "The way home", "Courts")
    return "".join(f"{t}  {n}\n{who}\n\n" for t, n, who in zip(times, titles, SPEAKERS))


@pytest.mark.parametrize(
    ("head", "times", "starts"),
    [
        ("3 June 2031", ("9:30", "11:30", "1:00", "2:45"), ["09:30", "11:30", "13:00", "14:45"]),
        ("3 June 2031", ("9:30", "11:00-1:15", "1:15"), ["09:30", "11:00", "13:15"]),
        ("3 June 2031, 4–7 p.m.", ("4:15", "5:00", "6:30"), ["16:15", "17:00", "18:30"]),
        # where hours go to 24, a small one is as it is printed
        ("3 June 2031", ("9:30", "13:30", "1:00"), ["09:30", "13:30", "01:00"]),
        ("3 June 2031", ("09:30", "11:30", "01:00"), ["09:30", "11:30", "01:00"]),
    ],
)
def test_small_hours_below_later_ones_are_those_after_noon(
    tmp_path: Path, head: str, times: tuple[str, ...], starts: list[str]
) -> None:
    found = read(tmp_path, f"The law of the fields\n{head}\n\n{sessions(*times)}")
    assert [one["start"] for one in found] == starts


def test_the_morning_of_the_next_day_is_no_afternoon(tmp_path: Path) -> None:
    days = (f"{n} June 2031\n\n{sessions(*t)}" for n, t in ((3, ("9:30", "4:00")), (4, ("8:30",))))
    found = read(tmp_path, "The law of the fields\n\n" + "".join(days))
    assert [(one["date"], one["start"]) for one in found] == [
        ("2031-06-03", "09:30"),
        ("2031-06-03", "16:00"),
        ("2031-06-04", "08:30"),
    ]


def test_a_range_may_end_after_noon(tmp_path: Path) -> None:
    (session,) = read(tmp_path, FRONT + sessions("11:30–1:00"))
    assert (session["start"], session["end"]) == ("11:30", "13:00")


@pytest.mark.parametrize(
    ("line", "honorific", "name"),
    [
        ("PLtCol. Bernadette Sula, Harbour Police", "PLtCol.", "Bernadette Sula"),
        ("Bishop Emeritus Crispin Mwaba, Harbour Church", "Bishop Emeritus", "Crispin Mwaba"),
        ("Justice (Rtd.) Barnabas Kiru, Legal Aid Trust", "Justice (Rtd.)", "Barnabas Kiru"),
        ("ASP Gifty Adzo, Harbour Police", "ASP", "Gifty Adzo"),
        ("Ma. Theresa Lacson, Harbour Police", "", "Ma. Theresa Lacson"),
    ],
)
def test_ranks_are_no_part_of_a_name(tmp_path: Path, line: str, honorific: str, name: str) -> None:
    (session,) = read(tmp_path, f"{FRONT}9:00 Fees and debts\n{line}\n")
    (person,) = session["participants"]
    assert (person.get("honorific", ""), person["name"]) == (honorific, name)


def test_ranks_before_surnames_are_parted_by_strokes(tmp_path: Path) -> None:
    text = (
        f"{FRONT}9:00 Fees\nASP Gifty Adzo, Harbour Police\nSupt. Lamin Bojo, River Police\n\n"
        "10:00 Farms\nASP Adzo / Supt. Bojo / Mme Aïssa Barry (Direction of Police)\n"
    )
    assert named(read(tmp_path, text)[1]) == ["Gifty Adzo", "Lamin Bojo", "Aïssa Barry"]


def test_a_name_that_is_not_whole_goes_on_below(tmp_path: Path) -> None:
    rows = ("9.00-10.00  Fees and debts", "Ugo Lund, mayor, and Ada", "Bek, Law Clinic")
    (session,) = read(tmp_path, FRONT + "\n            ".join(rows))
    assert named(session) == ["Ugo Lund", "Ada Bek"]


def test_a_post_that_is_not_whole_goes_on_below(tmp_path: Path) -> None:
    rows = ("9.00-10.00  Fees and debts", "Ada Bek, Chief", "Sustainability Officer, Halden Mill")
    (session,) = read(tmp_path, FRONT + "\n            ".join(rows))
    ((post,),) = (person["affiliations"] for person in session["participants"])
    assert post == {"title": "Chief Sustainability Officer", "organization": "Halden Mill"}


def test_who_is_named_before_others_with_a_body_is_none_of_their_posts(tmp_path: Path) -> None:
    front = "Das Recht auf dem Feld\n3. Juni 2031\n\n9:00 Uhr Die Ernte\n"
    line = "Lena Winter, Pavel Nowag und Svitla Hnat, Beratungsstelle am Berg"
    (session,) = read(tmp_path, f"{front}{line}\n")
    assert named(session) == ["Lena Winter", "Pavel Nowag", "Svitla Hnat"]


def test_what_follows_a_title_in_italics_is_none_of_it(tmp_path: Path) -> None:
    line = (
        "Round table: <em>Where next for the courts?</em> With Advocate Ada Bek, Ugo Lund (mayor)"
    )
    items = f"<li>10.15: {line}. Chair: Lena Winter</li><li>11.15: <em>Farms</em>, Carla Neri</li>"
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><ul>{items}</ul>"
    first, _ = read(tmp_path, page, ".html")
    assert first["title"].endswith("Where next for the courts?")
    assert named(first) == ["Ada Bek", "Ugo Lund", "Lena Winter"]


def test_the_topic_is_the_title_of_a_meeting(tmp_path: Path) -> None:
    text = (
        "All-Party Group on Fair Work\n\nNOTICE OF MEETING\n\n"
        "The next meeting will take place on 3 June 2031, from 4pm to 5.30pm.\n\n"
        "Topic: Fair work at sea\n\nChair: Ada Bek\n\nSpeakers:\n * Ugo Lund, mayor\n"
    )
    (session,) = read(tmp_path, text)
    assert (session["title"], named(session)) == ("Fair work at sea", ["Ada Bek", "Ugo Lund"])


def test_two_breaks_in_a_row_are_one(tmp_path: Path) -> None:
    front = "Право на полях\n3 июня 2031 года\n\n"
    text = (
        f"{front}9:30 Регистрация участников. Приветственный кофе\n\n10:00 Долги\nАда Бек, судья\n"
    )
    assert [one["start"] for one in read(tmp_path, text)] == ["10:00"]


def test_a_house_before_its_hall_is_nobody(tmp_path: Path) -> None:
    front = "<h1>Le droit des champs</h1><p>3 juin 2031, 12h15 - 13h45</p>"
    page = f"{front}<p>Palais des Nations, salle XXVII</p><p>Avec :</p><p>Mme Ada Bek, juge</p>"
    (session,) = read(tmp_path, page, ".html")
    assert named(session) == ["Ada Bek"]


def test_times_of_a_page_come_again_with_their_ends(tmp_path: Path) -> None:
    rows = zip(("9:00am", "9:45am", "11:15am"), ("9:30am", "11:00am", "12:30pm"), SPEAKERS)
    titles = iter(("Fees and debts", "Farms", "Courts"))
    boxes = "".join(
        f'<div class="slot"><div>{start}</div><div class="event"><a>{next(titles)}</a>'
        f"<div>{start} - {end}</div><div>Cedar Room</div><p>{who}</p></div></div>"
        for start, end, who in rows
    )
    found = read(tmp_path, f"<h2>Friday, 3 June 2031</h2>{boxes}", ".html")
    assert [(one["title"], one["start"], one["end"]) for one in found] == [
        ("Fees and debts", "09:00", "09:30"),
        ("Farms", "09:45", "11:00"),
        ("Courts", "11:15", "12:30"),
    ]


def test_a_column_of_speakers_and_moderators_names_people(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{time}</td><td>{title}</td><td>{who}</td></tr>"
        for time, title, who in [
            ("Time", "Content", "Speaker/Moderator"),
            ("9:00", "Fees and debts", "Thrabe Molquist"),
            ("10:00", "Farms", "Sokh Varnthal"),
        ]
    )
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{rows}</table>"
    found = read(tmp_path, page, ".html")
    assert [named(one) for one in found] == [["Thrabe Molquist"], ["Sokh Varnthal"]]


def test_the_same_hour_in_other_towns_is_no_title(tmp_path: Path) -> None:
    page = (
        "<h1>The law of the fields</h1><p>3 June 2031</p>"
        "<p>08:00 London | 09:00 Brussels | 12:45 Kathmandu</p>"
        "<p>Ada Bek – Farm Institute, Sri Lanka</p>"
    )
    (session,) = read(tmp_path, page, ".html")
    assert (session["title"], session["start"]) == ("The law of the fields", "08:00")
    assert named(session) == ["Ada Bek"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Chair: Prof. Olúfẹ́mi Adésínà", ["Olúfẹ́mi Adésínà"]),
        ("Dr. (Mrs.) Neela Sachde, Farm Institute", ["Neela Sachde"]),
        ("Harbour Church, represented by Deaconess Ulrike Hage", ["Ulrike Hage"]),
    ],
)
def test_names_are_whole_and_without_what_stands_before_them(
    tmp_path: Path, line: str, names: list[str]
) -> None:
    (session,) = read(tmp_path, f"{FRONT}9:00 Fees and debts\n{line}\n")
    assert named(session) == names


def test_a_country_before_a_colon_is_that_of_who_speaks(tmp_path: Path) -> None:
    rows = ("Finland: Pastor Lauri Hakam", "Croatia: Ms Natali Juris", "Germany: Dr Ulla Hage")
    text = f"{FRONT}9:00 Churches in action\n" + "".join(f"- {row}\n" for row in rows)
    (session,) = read(tmp_path, f"{text}Moderation: Dr Torsten Moritz, executive secretary\n")
    assert [(p["name"], p.get("country")) for p in session["participants"]] == [
        ("Lauri Hakam", "Finland"),
        ("Natali Juris", "Croatia"),
        ("Ulla Hage", "Germany"),
        ("Torsten Moritz", None),
    ]


def test_who_prays_takes_part_and_who_registers_others_does_not(tmp_path: Path) -> None:
    rows = [
        ("Time", "Topic", "Resource person"),
        ("8:30", "Registration", "Course Co-ordinator"),
        ("9:00", "Opening", "Prayer: Pastor Ada Bek"),
        ("10:00", "Farms", "Ugo Lund, mayor"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{cells}</table>"
    assert [(s["start"], named(s)) for s in read(tmp_path, page, ".html")] == [
        ("09:00", ["Ada Bek"]),
        ("10:00", ["Ugo Lund"]),
    ]


def test_who_represents_a_body_is_read_so_whoever_stands_first_elsewhere(tmp_path: Path) -> None:
    cards = "".join(f"{n}, {post}\nQuay Bank\n\n" for n, post in (s.split(", ") for s in SPEAKERS))
    told = ("Open Door: Zyle Morvat, Superior", "Law Clinic: Ada Bek, clerk")
    lines = "\n".join(one.replace(":", ", represented by") for one in told)
    found = read(tmp_path, f"{FRONT}9:00 Fees\n{cards}10:00 Farms\n{lines}\n")
    assert [
        (p["name"], p["affiliations"][0]["organization"]) for p in found[1]["participants"]
    ] == [
        ("Zyle Morvat", "Open Door"),
        ("Ada Bek", "Law Clinic"),
    ]


def test_who_has_a_body_that_is_no_word_for_one_heads_no_session(tmp_path: Path) -> None:
    lines = "Ada Bek, nurse<br>Carla Neri, La Sortie<br>Animation : Ugo Lund"
    items = f"<dt>9 h 00</dt><dd><b>Sortir, et après ?</b><br>{lines}</dd>"
    items += "<dt>10 h 00</dt><dd><b>Mot de la fin</b><br>Ida Roy, juge</dd>"
    page = f"<h1>Le droit des champs</h1><p>3 juin 2031</p><dl>{items}</dl>"
    first, _ = read(tmp_path, page, ".html")
    assert named(first) == ["Ada Bek", "Carla Neri", "Ugo Lund"]


def test_names_above_their_posts_are_known_where_titles_are_headings_too(tmp_path: Path) -> None:
    slots = [("9:00", "Opening remarks", "Ada Bek"), ("10:00", "Farms", "Shovi Kitabar")]
    boxes = "".join(f"<h4>{t}</h4><h5>{title}</h5><p>{who}</p>" for t, title, who in slots)
    lives = [("Ada Bek", "Judge. She has led it since 2009."), ("Shovi Kitabar", "Attorney.")]
    cards = "".join(f"<h5>{name}</h5><p>{life}</p>" for name, life in lives)
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p>{boxes}<h2>Speakers</h2>{cards}"
    assert [named(one) for one in read(tmp_path, page, ".html")] == [["Ada Bek"], ["Shovi Kitabar"]]


@pytest.mark.parametrize("title", ["Remarks by the Chief Guest", "Farms and fields"])
def test_the_chief_guest_is_nobody_by_name(tmp_path: Path, title: str) -> None:
    (session,) = read(tmp_path, f"{FRONT}9:00 {title}\nMr. Ugo Lund, mayor\n")
    assert (session["title"], named(session)) == (title, ["Ugo Lund"])


def test_a_break_may_be_named_twice(tmp_path: Path) -> None:
    text = (
        f"{FRONT}{sessions('9:00')}10:00 Kai / morning tea\n\n11:00 Courts\nLena Winter, lawyer\n"
    )
    assert [one["start"] for one in read(tmp_path, text)] == ["09:00", "11:00"]


def test_a_title_in_bold_ends_where_who_speaks_follows_without_a_mark(tmp_path: Path) -> None:
    rows = [
        ("17.00 Uhr <b>Grußwort</b> RAin Lena Winter, Vorstand der Kammer", ["Lena Winter"]),
        ("17.15 Uhr <b>Das Recht auf dem Feld</b> Dr. Ada Bek, Gericht am Berg", ["Ada Bek"]),
        ("19.00 Uhr <b>Diskussion</b> Moderation: Prof. Dr. Ugo Lund", ["Ugo Lund"]),
    ]
    page = "<h1>Schuld und Lohn</h1><p>3. Juni 2031</p>" + "".join(f"<p>{r}</p>" for r, _ in rows)
    found = read(tmp_path, page, ".html")
    assert [named(one) for one in found] == [names for _, names in rows]
    assert [one["title"] for one in found] == ["Grußwort", "Das Recht auf dem Feld", "Diskussion"]


def test_a_counted_talk_is_a_title_although_its_word_is_a_role(tmp_path: Path) -> None:
    rows = (
        ("10h15", "Exposé 1 : La traite", "M. Ugo Lund"),
        ("11h00", "Exposé 2 : Le juge", "Mme Ada Bek"),
    )
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>Le droit des champs</h1><p>3 juin 2031</p><table>{cells}</table>"
    found = [(one["title"], named(one)) for one in read(tmp_path, page, ".html")]
    assert found == [("Exposé 1 : La traite", ["Ugo Lund"]), ("Exposé 2 : Le juge", ["Ada Bek"])]


def test_a_tab_heads_the_lives_of_those_who_speak(tmp_path: Path) -> None:
    tabs = "".join(f'<li><a href="#{n}">{n}</a></li>' for n in ("Programme", "Speakers"))
    slots = "<p><b>10.00</b> | <b>Opening</b></p><p>Ada Bek, judge</p>"
    slots += "<p><b>11.00</b> | <b>Closing remarks</b></p><p>Ugo Lund, mayor</p>"
    lives = "<h3>Ada Bek</h3><p>is a judge at sea.</p><h3>Ugo Lund</h3><p>writes on farms.</p>"
    page = (
        "<h1>The law of the fields</h1><p>3 June 2031 | Leeds</p>"
        f'<div class="tabs"><ul class="nav">{tabs}</ul>'
        f'<div id="Programme">{slots}</div><div id="Speakers">{lives}</div></div>'
    )
    assert [named(one) for one in read(tmp_path, page, ".html")] == [["Ada Bek"], ["Ugo Lund"]]


def test_when_an_evening_begins_is_no_session_beside_its_first(tmp_path: Path) -> None:
    page = (
        "<h1>The Lantern Gala</h1><p>an evening for the way home</p>"
        "<p>Saturday, October 24, 2031<br>The Grand Pavilion<br>6:00 PM</p><hr>"
        "<p><b>6:00 PM</b><br>Welcome<br>Pastor Ada Bek</p>"
        "<p><b>7:15 PM</b><br>Keynote Address<br>Ugo Lund, author</p>"
        "<p><b>8:45 PM</b><br>Closing Prayer<br>Sister Lena Winter</p>"
        "<p><b>Host Committee</b><br>Carla Neri · Ida Roy</p>"
    )
    assert [named(one) for one in read(tmp_path, page, ".html")] == [
        ["Ada Bek"],
        ["Ugo Lund"],
        ["Lena Winter"],
    ]


def test_whom_one_writes_to_takes_no_part(tmp_path: Path) -> None:
    page = (
        "<h1>El derecho del campo</h1><p>3 de junio de 2031</p>"
        "<p>9:30</p><p><b>Apertura</b></p><p>Carla Neri, decana</p>"
        "<p>10:30</p><p><b>Clausura</b></p><p>Hugo Vega, juez</p>"
        "<p>Secretaría técnica: Lucas Andión</p>"
    )
    assert [named(one) for one in read(tmp_path, page, ".html")] == [["Carla Neri"], ["Hugo Vega"]]


def test_a_name_in_bold_ends_where_its_post_follows_without_a_mark(tmp_path: Path) -> None:
    slots = [
        (
            "9h00",
            "Opening",
            ["Zwela Mabu</b> Farm Workers’ Forum", "Shu-Fen Choy</b> Seafood Watch"],
        ),
        ("10h00", "Farms", ["Rafiq Jamal</b> Compliance Lead, Hill Mill", "Ada Bek</b> Moderator"]),
    ]
    page = "<h1>The law of the fields</h1><p>3 June 2031</p>"
    for time, title, people in slots:
        items = "".join(f"<li><b>{one}</li>" for one in people)
        page += f"<div><span>{time}</span><h3>{title}</h3><ul>{items}</ul></div>"
    first, second = read(tmp_path, page, ".html")
    assert (named(first), named(second)) == (
        ["Zwela Mabu", "Shu-Fen Choy"],
        ["Rafiq Jamal", "Ada Bek"],
    )
    assert [p["role"] for p in second["participants"]] == ["speaker", "moderator"]


def test_the_next_of_a_list_of_people_heads_no_session(tmp_path: Path) -> None:
    rows = ("* Julia Mora, Fundación Campo", "* Xixon Urdan, paseante", "Moderadora: Carla Vega")
    slots = "9:00 - 9:50     Panel 1. Los campos\n" + "".join(
        f"                {r}\n" for r in rows
    )
    text = f"El derecho del campo\n3 de junio de 2031\n\n{slots}9:50 - 10:00    Cierre\n"
    first, _ = read(tmp_path, f"{text}                Hugo Vega, juez\n")
    assert named(first) == ["Julia Mora", "Xixon Urdan", "Carla Vega"]


def test_the_menu_of_a_page_is_not_its_title(tmp_path: Path) -> None:
    title = "Вебинар «Торговля людьми и труд на полях: что изменилось?»"
    page = (
        f"<div>Главная | О нас | Проекты | Контакты</div><h1>{title}</h1>"
        "<p>3 июня 2031, 15:00</p><p><b>Спикеры:</b></p><ul><li>Ада Бек – судья</li></ul>"
    )
    (session,) = read(tmp_path, page, ".html")
    assert (session["title"], named(session)) == (title, ["Ада Бек"])


def test_who_is_counted_in_a_list_is_named(tmp_path: Path) -> None:
    rows = (
        "<b>Forum 1: Fees</b>",
        "<u>Panellists</u>",
        "1. Zwela Mabu, Blue Circle",
        "2. Ada Bek, judge",
    )
    cells = f"<table><tr><td>9:00</td><td>{'<br>'.join(rows)}</td></tr></table>"
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p>{cells}"
    (session,) = read(tmp_path, page, ".html")
    assert named(session) == ["Zwela Mabu", "Ada Bek"]


def test_all_depart_and_nobody_takes_part(tmp_path: Path) -> None:
    rows = [("9:00", "Fees", "Ada Bek, judge"), ("10:00", "Departure", "All")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{cells}</table>"
    assert [one["title"] for one in read(tmp_path, page, ".html")] == ["Fees"]


def test_a_column_of_the_same_hours_in_another_zone_is_left_out(tmp_path: Path) -> None:
    rows = [
        ("ET", "PT", ""),
        ("10:00–10:20", "7:00–7:20", "<b>Welcome</b> — Ada Bek"),
        ("10:20–11:20", "7:20–8:20", "<b>Farms</b> — Ugo Lund (mayor), moderated by Lena Winter"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<h1>The law of the fields</h1><p>3 June 2031</p><table>{cells}</table>"
    first, second = read(tmp_path, page, ".html")
    assert [(one["start"], one["end"]) for one in (first, second)] == [
        ("10:00", "10:20"),
        ("10:20", "11:20"),
    ]
    assert [(p["name"], p["role"]) for p in second["participants"]] == [
        ("Ugo Lund", "speaker"),
        ("Lena Winter", "moderator"),
    ]


def test_titles_in_the_feminine_stand_before_names(tmp_path: Path) -> None:
    text = (
        "Das Recht auf dem Feld\n3. Juni 2031\n\n9:30 Uhr Vortrag\n"
        "Univ.-Prof.in Dr.in Zeynep Akda, Universität am Berg\n\n13:00 Uhr Mittagsbuffet\n"
    )
    (session,) = read(tmp_path, text)
    assert named(session) == ["Zeynep Akda"]


def test_a_role_below_each_name_holds_though_the_kind_is_one_too(tmp_path: Path) -> None:
    page = "<h1>Forum on Fair Ships</h1><p>13 June 2031, Port Calder</p>" + "".join(
        f"<h3>{title}</h3><ul><li>{time}</li><li>Blue Hall</li><li>Opening remarks</li></ul>"
        f"<div>{first}<br>judge, Harbour Court<br>Opening remarks</div>"
        f"<div>{last}<br>editor, Cargo Weekly<br>Moderator</div>"
        for title, time, first, last in (
            ("Why Ports Matter", "9.30–10.00", "Ada Bek", "Rosa Neri"),
            ("What Buyers Ask", "10.00–11.00", "Ugo Lund", "Tom Reed"),
        )
    )
    roles = [[p["role"] for p in s["participants"]] for s in read_sessions(tmp_path, page, ".html")]
    assert roles == [["opening-remarks", "moderator"]] * 2


def test_an_item_beside_the_time_of_a_heading_is_no_session(tmp_path: Path) -> None:
    sessions = (
        ("", "Why Ports Matter", "9.00–10.00", "Opening session", "Ada Bek"),
        ("", "What Buyers Ask", "10.00–11.00", "Panel discussion", "Ugo Lund"),
        ("", "What Comes Next", "14.00–15.00", "Panel discussion", "Tom Reed"),
        ("Friday, 14 June 2031", "Who Pays the Way Back", "9.00–10.00", "Panel 3", "Rosa Neri"),
        ("", "What Ships Owe", "11.00–12.00", "Closing session", "Emil Stone"),
    )
    page = "<h1>Forum on Fair Ships</h1><p>13–14 June 2031</p><h2>Thursday, 13 June 2031</h2>"
    for day, title, time, kind, name in sessions:
        page += (f"<h2>{day}</h2>" if day else "") + (
            f"<h3>{title}</h3><ul><li>{time}</li><li>Blue Hall</li><li>{kind}</li></ul>"
            f"<p>With whom</p><div>{name}<br>judge, Harbour Court<br>Moderator</div>"
        )
        page += f"<p>{time[-5:]}–{time[-5:-2]}30</p><p>Coffee</p>" * (
            title != "Who Pays the Way Back"
        )
    found = [one for one in read_sessions(tmp_path, page, ".html") if one.get("participants")]
    assert [one["title"] for one in found] == [title for _, title, *_ in sessions]


def test_roles_above_each_name_in_cells_are_not_below_the_one_before(tmp_path: Path) -> None:
    cells = "".join(
        f"<td><p><b>{title}</b></p><p>Moderator</p><p>{first}, judge</p><p>Speaker</p>"
        f"<p>{last}, editor</p><p>Rapporteur</p></td>"
        for title, first, last in (
            ("Why Ports Matter", "Ada Bek", "Rosa Neri"),
            ("What Buyers Ask", "Ugo Lund", "Tom Reed"),
        )
    )
    page = (
        "<h1>Forum on Fair Ships</h1><p>13 June 2031</p><table><tr><td>9.00–10.00</td>"
        f"<td>10.00–11.00</td></tr><tr>{cells}</tr></table>"
    )
    roles = [[p["role"] for p in s["participants"]] for s in read_sessions(tmp_path, page, ".html")]
    assert roles == [["moderator", "speaker"]] * 2
