"""Pages as sites make them: cards, accordions, avatars, columns that are a session each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.formats import html
from atgraph.curate.ingest.lines import COLUMN
from atgraph.data.yaml_lines import read_yaml

HEAD = "<h1>Safe Harbour Days</h1><p>5 May 2032</p>"
CARD = '<div class="slot"><div class="hour">{}</div><div class="name">{}</div><ul>{}</ul></div>'
PERSON = "<li><strong>{}</strong>{}<span>{}</span><span>{}</span></li>"
SLOTS = [
    ("9:30", "Reading a ledger", [("Nadia Rahman", "Editor", "Law Clinic")]),
    (
        "11:00",
        "Shelters that open",
        [("Tom Ashby", "Judge", "Court of Appeal"), ("Grace Mwangi", "Editor", "Daily News")],
    ),
]
FOUND = [
    ("09:30", "Reading a ledger", ["Nadia Rahman"]),
    ("11:00", "Shelters that open", ["Tom Ashby", "Grace Mwangi"]),
]


def sessions(folder: Path, body: str) -> list[Any]:
    """Draft a page, and return its sessions."""
    document = folder / "page.html"
    document.write_text(f"<html><body>{HEAD}{body}</body></html>", encoding="utf-8")
    draft(document).write(folder / "draft")
    found = read_yaml(folder / "draft" / "programme.yml").get("sessions", [])
    return list(found)


def shown(found: list[Any]) -> list[tuple[str, str, list[str]]]:
    """Return start, title and names of sessions."""
    return [(s["start"], s["title"], [p["name"] for p in s["participants"]]) for s in found]


@pytest.mark.parametrize("between", ["", "\n  "])
def test_names_posts_and_bodies_set_apart_by_style_alone_are_not_run_together(
    tmp_path: Path, between: str
) -> None:
    cards = "".join(
        CARD.format(time, title, "".join(PERSON.format(a, between, b, c) for a, b, c in people))
        for time, title, people in SLOTS
    ).replace("</span><span>", f"</span>{between}<span>")
    found = sessions(tmp_path, cards)
    assert shown(found) == FOUND
    held = [p["affiliations"][0] for s in found for p in s["participants"]]
    assert [(one["title"], one["organization"]) for one in held] == [
        (post, body) for *_, people in SLOTS for _, post, body in people
    ]


def test_one_word_in_two_spans_stays_one(tmp_path: Path) -> None:
    spans = "<span>R</span><span>eading a </span><span>led</span><span>ger</span>"
    people = "<p>Nadia Rahman, Editor, Law Clinic</p>"
    page = f"<p>9:30 {spans}</p>{people}<p>10:30 Shelters <i>that</i> <b>Open</b></p>{people}"
    assert [s["title"] for s in sessions(tmp_path, page)] == [
        "Reading a ledger",
        "Shelters that Open",
    ]


@pytest.mark.slow
def test_a_paragraph_of_very_many_spans_is_one_line(tmp_path: Path) -> None:
    spans = " ".join(f"<span>word{n}</span>" for n in range(20_000))
    document = tmp_path / "page.html"
    document.write_text(f"<html><body><p>{spans}</p></body></html>", encoding="utf-8")
    (line,) = html.read(document.read_bytes(), document).lines
    assert line.text.count(" ") == 19_999


def test_an_overview_and_the_sessions_below_it_without_times_are_one_each(tmp_path: Path) -> None:
    overview = "".join(
        f"<li><span>{time}–{int(time.split(':')[0]) + 1}:45</span> <a>{title}</a></li>"
        for time, title, _ in SLOTS
    )
    details = "".join(
        f"<div><h3>{title}</h3><p>Harbour Room</p>"
        + "".join(f"<p>{name}, {post}, {body}</p>" for name, post, body in people)
        + "</div>"
        for _, title, people in SLOTS
    )
    found = sessions(tmp_path, f"<h2>At a glance</h2><ol>{overview}</ol><h2>Sessions</h2>{details}")
    assert shown(found) == FOUND
    assert [s["room"] for s in found] == ["Harbour Room", "Harbour Room"]


def test_the_foot_of_an_article_is_not_that_of_the_page(tmp_path: Path) -> None:
    page = "".join(
        f"<article><header><time>{time}</time><h2>{title}</h2></header><footer>"
        + "".join(f"<p>{name} ({post}, {body})</p>" for name, post, body in people)
        + "</footer></article>"
        for time, title, people in SLOTS
    )
    assert shown(sessions(tmp_path, f"{page}<footer><p>Ms. Ada Bek, Editor</p></footer>")) == FOUND


def test_a_start_and_an_end_beside_each_other_are_one_time(tmp_path: Path) -> None:
    page = "".join(
        f"<div><span>{time}</span><span>{int(time.split(':')[0]) + 1}:45</span></div>"
        f"<h4>{title}</h4>"
        + "".join(
            f"<p>{name}<span>{post}</span><span>{body}</span></p>" for name, post, body in people
        )
        for time, title, people in SLOTS
    )
    found = sessions(tmp_path, page)
    assert shown(found) == FOUND
    assert [s["end"] for s in found] == ["10:45", "12:45"]
    held = [p["affiliations"][0]["organization"] for s in found for p in s["participants"]]
    assert held == [body for *_, people in SLOTS for *_, body in people]


def test_titles_in_the_buttons_of_an_accordion_are_read_and_other_buttons_are_not(
    tmp_path: Path,
) -> None:
    panels = "".join(
        f'<button class="accordion-button"><span>{time}</span><span>{title}</span></button>'
        f"<div class='accordion-collapse collapse'>"
        + "".join(f"<p>{name}, {post}, {body}</p>" for name, post, body in people)
        + "<button>Add Nora Venn to your calendar</button></div>"
        for time, title, people in SLOTS
    )
    assert shown(sessions(tmp_path, f"<h2>Agenda</h2>{panels}")) == FOUND


def test_initials_in_place_of_a_picture_are_no_body(tmp_path: Path) -> None:
    cards = "".join(
        f"<p>{time} {title}</p>"
        + "".join(
            f"<div><span>{name[0]}{name.split()[1][0]}</span><span>{name}</span></div>"
            f"<div>{post} at {body}</div>"
            for name, post, body in people
        )
        for time, title, people in SLOTS
    )
    found = sessions(tmp_path, cards)
    assert shown(found) == FOUND
    assert all(len(p["affiliations"]) == 1 for s in found for p in s["participants"])


def test_who_speaks_on_which_day_is_not_who_is_in_the_last_session(tmp_path: Path) -> None:
    days = "".join(
        f"<h2>{day} May 2032</h2><h3>{title}</h3><p>{time}–{int(time.split(':')[0]) + 1}:30</p>"
        f"<p>with {' and '.join(name for name, *_ in people)}</p>"
        for day, (time, title, people) in zip((5, 6), SLOTS)
    )
    speakers = "<h2>Speakers</h2>" + "".join(
        f"<h4>{name}</h4><p>{post}, {body}</p>"
        for *_, people in SLOTS
        for name, post, body in people
    )
    found = sessions(tmp_path, days + speakers)
    assert shown(found) == FOUND
    assert found[0]["participants"][0]["affiliations"][0]["title"] == "Editor"


def test_a_moderator_is_one_and_may_be_named_before_the_role(tmp_path: Path) -> None:
    above = "<p>10:00 Panel: Who pays</p><p>Moderator</p><p>Tom Ashby</p><p>Editor, Daily News</p>"
    others = (
        "<p>Grace Mwangi</p><p>Judge, Court of Appeal</p><p>Leo Brandt</p><p>Judge, High Court</p>"
    )
    below = "<p>12:00 Panel: Who asks</p><p>Nadia Rahman</p><p>Moderator</p><p>Editor</p>" + others
    found = sessions(tmp_path, above + others + below)
    roles = [[(p["name"], p["role"]) for p in s["participants"]] for s in found]
    rest = [("Grace Mwangi", "panellist"), ("Leo Brandt", "panellist")]
    assert roles == [
        [("Tom Ashby", "moderator"), *rest],
        [("Nadia Rahman", "moderator"), *rest],
    ]


COLUMNS = {
    "Title": ["Reading a ledger", "Shelters that open"],
    "Room": ["Harbour Room", "Garden Room"],
    "Chair": ["Nadia Rahman, Editor", "Grace Mwangi, Judge"],
    "Speakers": [
        "Tom Ashby, Editor, Daily News<br>Leo Brandt, Judge",
        "Ada Bek, Judge, High Court",
    ],
}
ABREAST = [
    ("Reading a ledger", "Harbour Room", ["Nadia Rahman", "Tom Ashby", "Leo Brandt"]),
    ("Shelters that open", "Garden Room", ["Grace Mwangi", "Ada Bek"]),
]


def in_rows(*rows: list[str]) -> str:
    """Return a table of cells."""
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


def titled(found: list[Any]) -> list[tuple[str, str, list[str]]]:
    """Return title, room and names of sessions."""
    return [(s["title"], s["room"], [p["name"] for p in s["participants"]]) for s in found]


def test_rows_that_are_headed_have_a_session_in_each_column(tmp_path: Path) -> None:
    rows = in_rows(
        ["", "9:00–10:00", "10:00–11:00"], *([label, *told] for label, told in COLUMNS.items())
    )
    found = sessions(tmp_path, f"<table>{rows}</table>")
    assert titled(found) == ABREAST
    assert [s["start"] for s in found] == ["09:00", "10:00"]
    roles = [[p["role"] for p in s["participants"]] for s in found]
    assert roles == [["chair", "speaker", "speaker"], ["chair", "speaker"]]


def test_columns_with_a_title_and_people_below_are_a_session_each_at_the_time_above(
    tmp_path: Path,
) -> None:
    titles, rooms, chairs, speakers = COLUMNS.values()
    heads = [f"Workshop {letter}: {title}" for letter, title in zip("AB", titles)]
    chairs = [f"Chair: {name}" for name in chairs]
    above = '<tr><td colspan="2">9:00–10:00 Parallel workshops</td></tr>'
    first = "<h2>8:00–9:00 Opening</h2><p>Ms. Ada Bek</p>"
    table = f"<table>{above}{in_rows(heads, rooms, chairs, speakers)}</table>"
    _, *found = sessions(tmp_path, first + table)
    assert titled(found) == [
        (head, room, people) for head, room, (*_, people) in zip(heads, rooms, ABREAST)
    ]
    assert [s["start"] for s in found] == ["09:00", "09:00"]


def test_a_row_of_times_below_titles_is_that_of_each_column(tmp_path: Path) -> None:
    titles, rooms, chairs, speakers = COLUMNS.values()
    panels = [f"Panel {n}: {title}" for n, title in enumerate(titles, 1)]
    rows = in_rows(panels, ["9:00–10:00", "10:00–11:00"], rooms, chairs, speakers)
    found = sessions(tmp_path, f"<table>{rows}</table>")
    assert titled(found) == [
        (panel, room, people) for panel, (_, room, people) in zip(panels, ABREAST)
    ]
    assert [s["start"] for s in found] == ["09:00", "10:00"]


def test_who_is_named_again_below_the_agenda_takes_part_in_no_more(tmp_path: Path) -> None:
    people = [one for *_, named in SLOTS for one in named]
    agenda = "".join(
        f"<h3>{time}–{int(time.split(':')[0]) + 1}:45 {title}</h3>"
        f"<ul>{''.join(f'<li>{name}</li>' for name, *_ in named)}</ul>"
        for time, title, named in SLOTS
    )
    cards = "".join(f"<div><b>{name}</b><br>{post}<br>{body}</div>" for name, post, body in people)
    found = sessions(tmp_path, f"{agenda}<h2>Who is who</h2>{cards}")
    assert shown(found) == FOUND
    held = [p["affiliations"][0] for s in found for p in s["participants"]]
    assert [(one["title"], one["organization"]) for one in held] == [one[1:] for one in people]


def test_posts_and_bodies_below_names_are_not_those_of_the_next(tmp_path: Path) -> None:
    people = [*SLOTS[0][2], *SLOTS[1][2], ("Leo Brandt", "Judge", "Court of Lakes")]
    lines = "<br>".join(line for person in people for line in person)
    (found,) = sessions(tmp_path, f"<p>9:30 Reading a ledger</p><p>Speakers</p><p>{lines}</p>")
    held = [(p["name"], p["affiliations"][0]["organization"]) for p in found["participants"]]
    assert held == [(name, body) for name, _, body in people]


def test_fields_in_classes_of_their_own_stand_apart(tmp_path: Path) -> None:
    rows = "".join(
        f'<div><span class="hour">{time}</span> <span class="talk">{title}</span></div>'
        + "".join(
            f'<p><span class="name">{name}</span> <span class="post">{post}</span>'
            f' <span class="body">{body}</span></p>'
            for name, post, body in people
        )
        for time, title, people in SLOTS
    )
    assert shown(sessions(tmp_path, rows)) == FOUND


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ('<span class="name">{}</span>', '<span class="job">{}</span>'),
        ("<strong>{}</strong>", "<small>{}</small>"),
    ],
)
def test_fields_that_nothing_parts_but_their_tags_or_classes_are_no_one_word(
    tmp_path: Path, name: str, post: str
) -> None:
    rows = "".join(
        f'<p><span class="hour">{time}</span><span class="talk">{title}</span></p><ul>'
        + "".join(
            f"<li>{name.format(one)}{post.format(f'{held.lower()}, {body}')}</li>"
            for one, held, body in people
        )
        + "</ul>"
        for time, title, people in SLOTS
    )
    assert shown(sessions(tmp_path, rows)) == FOUND


@pytest.mark.parametrize(
    "printed", ["<b>When: </b><time>9:30</time>", "<b>9</b><small>:30</small>"]
)
def test_a_label_and_a_clock_are_not_parted_by_their_tags(tmp_path: Path, printed: str) -> None:
    document = tmp_path / "page.html"
    document.write_text(f"<html><body><p>{printed}</p></body></html>", encoding="utf-8")
    (line,) = html.read(document.read_bytes(), document).lines
    assert line.text in ("When: 9:30", "9:30")


@pytest.mark.parametrize("around", ["{}", "<div class='panes'>{}</div>"])
def test_tabs_that_name_no_panel_head_as_many_boxes_behind_them(
    tmp_path: Path, around: str
) -> None:
    days = ("Wednesday 5 May 2032", "Thursday 6 May 2032")
    tabs = "".join(f"<button>{day}</button>" for day in days)
    panels = "".join(
        f"<div class='pane {state}'><h3>{title}</h3><p>10:00</p><p>{name}, judge, Clinic</p></div>"
        for state, title, name in (
            ("active", "Reading a ledger", "Nadia Rahman"),
            ("' style='display:none", "Shelters that open", "Tom Ashby"),
        )
    )
    found = sessions(tmp_path, f"<div class='tabs'>{tabs}</div>{around.format(panels)}")
    assert [(str(s["date"]), s["title"]) for s in found] == [
        ("2032-05-05", "Reading a ledger"),
        ("2032-05-06", "Shelters that open"),
    ]


@pytest.mark.parametrize("shown_at", ['role="tab" href="#{}"', 'aria-controls="{}"'])
def test_what_a_tab_says_heads_what_it_shows(tmp_path: Path, shown_at: str) -> None:
    days = [f"{day} May 2032" for day in (5, 6)]
    tabs = "".join(
        f"<li class='tab'><a {shown_at.format(f'day-{n}')}>{day}</a></li>"
        for n, day in enumerate(days)
    )
    panels = "".join(
        f"<div id='day-{n}' style='display: none'><h4>{time} {title}</h4>"
        + "".join(f"<p>{name}, {post}, {body}</p>" for name, post, body in people)
        + "</div>"
        for n, (time, title, people) in enumerate(SLOTS)
    )
    found = sessions(tmp_path, f"<ul>{tabs}</ul>{panels}")
    assert shown(found) == FOUND
    assert [s["date"] for s in found] == ["2032-05-05", "2032-05-06"]


THREE = [*SLOTS, ("14:00", "What we take home", [("Leo Brandt", "Judge", "High Court")])]
IN_THREE = [*FOUND, ("14:00", "What we take home", ["Leo Brandt"])]


@pytest.mark.parametrize("tag", ["article", "a", "div"])
def test_people_above_the_title_of_their_card_are_in_its_session(tmp_path: Path, tag: str) -> None:
    cards = "".join(
        f"<{tag} class='card'>"
        + "".join(
            f"<p><img src='a.png'><span>{name}</span><span class='job'>{post}, {body}</span></p>"
            for name, post, body in people
        )
        + f"<h3>{title}</h3><p>{time}</p><p>Harbour Room</p></{tag}>"
        for time, title, people in THREE
    )
    assert shown(sessions(tmp_path, f"<div>{cards}</div>")) == IN_THREE


def test_the_time_in_the_foot_of_a_card_is_that_of_its_title(tmp_path: Path) -> None:
    cards = "".join(
        f"<li><h3>{title}</h3>"
        + "".join(f"<p>{name}, {post}, {body}</p>" for name, post, body in people)
        + f"<p>{time}</p></li>"
        for time, title, people in THREE
    )
    assert shown(sessions(tmp_path, f"<ul>{cards}</ul>")) == IN_THREE


def test_a_card_holds_one_session_whatever_stands_below_its_title(tmp_path: Path) -> None:
    kinds = ("Welcome remarks", "Keynote speaker", "Closing remarks")
    cards = "".join(
        f"<article><h2>{title}</h2><p><em>{kind}</em></p><p>When: {time}</p><h3>{kind}</h3>"
        + "".join(f"<p>{name}, {post}, {body}</p>" for name, post, body in people)
        + "</article>"
        for (time, title, people), kind in zip(THREE, kinds)
    )
    assert shown(sessions(tmp_path, cards)) == IN_THREE


def test_what_links_offer_is_no_room_and_no_part_of_a_name(tmp_path: Path) -> None:
    page = "".join(
        f"<p>{time}</p><h4>{title}</h4>"
        + "".join(
            f"<p>{name}</p><p>View bio</p><p>{post}, {body}</p>" for name, post, body in people
        )
        + "<p><a href='#'>Read more »</a></p>"
        for time, title, people in SLOTS
    )
    found = sessions(tmp_path, page)
    assert shown(found) == FOUND
    assert not any(s.get("room") for s in found)
    held = [p["affiliations"][0]["organization"] for s in found for p in s["participants"]]
    assert held == [body for *_, people in SLOTS for *_, body in people]


def test_who_is_in_the_last_session_is_not_of_the_speakers_below(tmp_path: Path) -> None:
    people = [one for *_, named in SLOTS for one in named]
    cards = [f"<h3>{name}</h3><p>{post}, {body}</p>" for name, post, body in people]
    page = "".join(
        f"<h3>{time} {title}</h3><h4>Speakers</h4>"
        + "".join(f"<p>{name}</p><p>{post}, {body}</p>" for name, post, body in named)
        for time, title, named in [*SLOTS, ("15:00", "What we take home", people[:1])]
    )
    found = sessions(tmp_path, f"{page}<h2>Who is who</h2>{''.join(cards)}")
    assert shown(found) == [*FOUND, ("15:00", "What we take home", [people[0][0]])]


WEEK = (
    ("", "5 May 2032", "6 May 2032"),
    ("9:30 – 10:30", "Reading a ledger", "Shelters that open"),
    ("11:00 – 12:00", "", "What a clinic sees"),
)


@pytest.mark.parametrize("roles", [("table", "row", "cell"), ("", "", "")])
def test_rows_of_boxes_are_a_table_whose_columns_are_days(
    tmp_path: Path, roles: tuple[str, str, str]
) -> None:
    table, row, cell = (f'<div role="{role}">' if role else "<div>" for role in roles)
    rows = (f"{row}{''.join(f'{cell}{text}</div>' for text in texts)}</div>" for texts in WEEK)
    found = sessions(tmp_path, f"{table}{''.join(rows)}</div>")
    assert [(str(one["date"]), one["title"]) for one in found] == [
        ("2032-05-05", "Reading a ledger"),
        ("2032-05-06", "Shelters that open"),
        ("2032-05-06", "What a clinic sees"),
    ]


def test_the_heads_of_a_table_stay_heads_whatever_their_roles(tmp_path: Path) -> None:
    heads = "".join(f"<th role='columnheader'>{text}</th>" for text in ("Time", "Session"))
    row = "<tr role='row'><td role='cell'>9:00</td><td role='cell'>Reading a ledger</td></tr>"
    page = f"<table role='table'><tr role='row'>{heads}</tr>{row}</table>"
    found = html.read(f"<html><body>{page}</body></html>".encode(), tmp_path / "page.html")
    assert [line.text for line in found.lines if line.note == COLUMN] == ["Time", "Session"]


def test_days_that_open_at_a_click_are_no_rows_of_a_table(tmp_path: Path) -> None:
    days = "".join(
        f"<div><div>{day} May 2032</div><div><p>9:00 {title}</p>"
        f"<p>{name}, judge</p></div><div></div></div>"
        for day, title, name in (
            (5, "Pay", "Ada Bek"),
            (6, "Homes", "Eva Ruiz"),
            (7, "Law", "Ana Kos"),
        )
    )
    found = sessions(tmp_path, f"<div class='accordion'>{days}</div>")
    assert [str(one["date"]) for one in found] == ["2032-05-05", "2032-05-06", "2032-05-07"]


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("label", ["", "Speaks at: "])
def test_profiles_that_name_a_session_by_its_title_alone_place_people_in_it(
    tmp_path: Path, above: bool, label: str
) -> None:
    agenda = "<h2>Agenda</h2>" + "".join(
        f"<p>{time}–{int(time.split(':')[0]) + 1}:45 {title}</p>" for time, title, _ in SLOTS
    )
    cards = "<h2>Speakers</h2>" + "".join(
        f"<div><h3>{name}</h3><p>{post}</p><p>{body}</p><p>{label}{title}</p></div>"
        for _, title, people in SLOTS
        for name, post, body in people
    )
    found = sessions(tmp_path, cards + agenda if above else agenda + cards)
    assert shown(found) == FOUND
    held = [p["affiliations"] for s in found for p in s["participants"]]
    assert [[(a["title"], a["organization"]) for a in one] for one in held] == [
        [(post, body)] for *_, people in SLOTS for _, post, body in people
    ]
