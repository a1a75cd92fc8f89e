"""Pages as makers of sites keep them: what is filled in, boxes, tables without heads."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_sessions

DAY = "# Harbour Summit\n\n## 3 June 2031\n\n9:00-9:30: Welcome\n\n- Ada Bek, judge\n\n"
HEAD = "<h1>Harbour Summit</h1><h2>3 June 2031</h2>"
CARD = """
<div class="item"><div class="main"><p class="time">{}</p><h4>{}</h4><p>Speaker:</p>
<p><a href="a">{}</a>, Harbour Trust</p></div>
<div class="side"><div class="label">Moderator</div><div><p><a href="b">{}</a></p></div></div></div>
"""
TALKS = [
    ("9:00 - 9:30", "Fair work at sea", "Ada Bek", "Tom Reed"),
    ("9:30 - 10:00", "What buyers owe", "Rosa Lund", "Hannah Osei"),
    ("10:00 - 10:30", "Courts and ports", "Rita Kothari", "Lena Olm"),
]
GRID = """
<div class="grid"><span class="b">{}</span>
 <span class="b">{}</span>
 <span> {} </span></div>
"""
ROWS = "<tr><td>{}</td><td><img src='a.svg'></td><td><a href='a'>{}</a></td><td>{}</td></tr>"


def told(sessions: Any) -> list[tuple[str, str, list[str]]]:
    """Return time, title and names of each session."""
    return [(one.get("start", ""), one["title"], named(one)) for one in sessions]


def roles(session: Any) -> list[str]:
    """Return the roles of those who take part in a session."""
    return [person["role"] for person in session["participants"]]


def test_what_a_site_fills_in_is_no_part_of_a_page(tmp_path: Path) -> None:
    text = (
        f"{DAY}## Talks {{#talks}}\n\n"
        "9:30-10:00: [Fair work at sea]( {{ site.baseurl }}/fair)\n- Rosa Lund, nurse\n\n"
        "10:00-10:30: Homes for crews\\\\\n\n- Tom Reed, mayor\n"
    )
    assert told(read_sessions(tmp_path, text, ".md"))[1:] == [
        ("09:30", "Fair work at sea", ["Rosa Lund"]),
        ("10:00", "Homes for crews", ["Tom Reed"]),
    ]


def test_a_box_before_a_title_is_a_word_of_its_own(tmp_path: Path) -> None:
    item = '<p>{}</p><div class="t"><span class="badge">Sea</span>{}</div><p>{}, nurse</p>'
    page = HEAD + item.format("9:00", "Fair Work", "Ada Bek")
    page += item.format("10:00", "Safe Homes", "Tom Reed")
    first, second = read_sessions(tmp_path, page, ".html")
    assert [first["title"], second["title"]] == ["Sea Fair Work", "Sea Safe Homes"]


def test_fields_side_by_side_may_begin_with_a_space(tmp_path: Path) -> None:
    rows = [(time, title, name) for time, title, name, _ in TALKS]
    page = HEAD + "".join(GRID.format(time, title, name) for time, title, name in rows)
    assert told(read_sessions(tmp_path, page, ".html")) == [
        ("09:00", "Fair work at sea", ["Ada Bek"]),
        ("09:30", "What buyers owe", ["Rosa Lund"]),
        ("10:00", "Courts and ports", ["Rita Kothari"]),
    ]


def test_how_long_each_takes_is_no_part_of_a_title(tmp_path: Path) -> None:
    text = f"{DAY}9:40 - 10:00a **Short talks (5 mins each)**\n- Speaker 1: Dr. Rosa Lund\n"
    _, talks = read_sessions(tmp_path, text, ".md")
    assert told([talks]) == [("09:40", "Short talks", ["Rosa Lund"])]


def test_the_number_of_a_talk_stands_before_who_gives_it(tmp_path: Path) -> None:
    text = (
        "# Harbour Summit\n\n## 3 June 2031\n\n9:00 - 9:15: Opening Remarks\n\n"
        "9:15 - 9:40: Invited Talk 1: Alicia Reed (Google)\n\n"
        "9:40 - 10:00: Invited Talk 2: Rosa Lund (Zazu)\n\n10:00 - 10:20: Poster Session\n\n"
        "What Buyers Owe (Tom Reed, Lena Olm, Rita Kothari)\n\n"
        "Farms and Courts at Sea (Hannah Osei, Ada Bek)\n\n10:20 - 10:40: Panel Discussion\n"
    )
    assert told(read_sessions(tmp_path, text, ".md"))[1:3] == [
        ("09:15", "Invited Talk 1", ["Alicia Reed"]),
        ("09:40", "Invited Talk 2", ["Rosa Lund"]),
    ]


def test_a_name_and_chair_alone_is_who_chairs(tmp_path: Path) -> None:
    text = f"{DAY}This is what is done on the day of the summit, and who is to do it.\n\n"
    text += "9:40 - 10:00: Fair work\n- Rosa Lund, Chair\n- Tom Reed, Chair, Harbour Trust\n"
    _, session = read_sessions(tmp_path, text, ".md")
    assert roles(session) == ["chair", "speaker"]


def test_names_behind_times_within_a_session_take_part_in_it(tmp_path: Path) -> None:
    text = (
        f"{DAY}13:30-15:00 Talks of those who came\n"
        "\n13:30 Rosa Lund\n13:45 Tom Reed\n14:00 Hannah Osei\n\n"
        "15:30-17:00 Farms and courts\n\n15:30 Rita Kothari\n15:45 Lena Olm\n"
    )
    assert told(read_sessions(tmp_path, text, ".md"))[1:] == [
        ("13:30", "Talks of those who came", ["Rosa Lund", "Tom Reed", "Hannah Osei"]),
        ("15:30", "Farms and courts", ["Rita Kothari", "Lena Olm"]),
    ]


def test_what_happens_may_stand_where_others_have_who_speaks(tmp_path: Path) -> None:
    text = (
        "# Harbour Summit\n\n## 3 June 2031\n\n| Time | Speaker | Title |\n|---|---|---|\n"
        "| 9:00-9:30 | Rosa Lund | Fair work at sea |\n| 9:30-10:00 | Coffee break | |\n"
        "| 10:00-10:30 | Tom Reed | (Safe) Homes for crews |\n| 10:30-11:00 | Discussions | |\n"
    )
    assert told(read_sessions(tmp_path, text, ".md")) == [
        ("09:00", "Fair work at sea", ["Rosa Lund"]),
        ("10:00", "(Safe) Homes for crews", ["Tom Reed"]),
        ("10:30", "Discussions", []),
    ]


def test_a_time_alone_holds_for_the_rows_below_it_with_their_rooms(tmp_path: Path) -> None:
    rows = ["<tr><td colspan='4'>10:00</td></tr>", ROWS.format("W2", "Fair Work", "Rosa Lund")]
    rows += [ROWS.format("V1", "Why Ports Wait", "Tom Reed"), "<tr><td>&nbsp;</td></tr>"]
    rows += ["<tr><td colspan='4'>11:00</td></tr>", ROWS.format("V1", "Courts", "Hannah Osei")]
    rows += [ROWS.format("V2", "Homes for Crews", "Rita Kothari, Lena Olm")]
    sessions = read_sessions(tmp_path, f"{HEAD}<table>{''.join(rows)}</table>", ".html")
    assert told(sessions) == [
        ("10:00", "Fair Work", ["Rosa Lund"]),
        ("10:00", "Why Ports Wait", ["Tom Reed"]),
        ("11:00", "Courts", ["Hannah Osei"]),
        ("11:00", "Homes for Crews", ["Rita Kothari", "Lena Olm"]),
    ]
    assert [session["room"] for session in sessions] == ["W2", "V1", "V1", "V2"]


def test_a_moderator_in_a_box_beside_the_speaker_is_another(tmp_path: Path) -> None:
    page = HEAD + "".join(CARD.format(*talk) for talk in TALKS)
    for session, (_, title, *names) in zip(read_sessions(tmp_path, page, ".html"), TALKS):
        assert (session["title"], named(session)) == (title, names)
        assert roles(session) == ["speaker", "moderator"]


def test_who_moderates_below_all_talks_of_a_slot_moderates_the_slot(tmp_path: Path) -> None:
    text = (
        "# Harbour Summit\n\n## 3 June 2031\n\n### 14:00-15:00\n\n#### Debate: Fair work at sea\n\n"
        "***The value of work***. Ada Bek (Harbour Trust).\n\n"
        "***A new port***. Tom Reed (Open Door).\n\nModerator: Rosa Lund (Harbour Library)\n\n"
        "### 16:00-17:00\n\n#### What we owe\n\n"
        "***The price of a passage***. Lena Olm (Mill Fund).\n\n"
        "***A home for all crews***. Rita Kothari (Law Clinic).\n\n"
        "Moderator: Hannah Osei (Open Door)\n"
    )
    assert told(read_sessions(tmp_path, text, ".md")) == [
        ("14:00", "Debate: Fair work at sea", ["Rosa Lund"]),
        ("14:00", "The value of work", ["Ada Bek"]),
        ("14:00", "A new port", ["Tom Reed"]),
        ("16:00", "What we owe", ["Hannah Osei"]),
        ("16:00", "The price of a passage", ["Lena Olm"]),
        ("16:00", "A home for all crews", ["Rita Kothari"]),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Guests: Rosa Lund, Zazu, Tom Reed.", ["Rosa Lund", "Tom Reed"]),
        ("Guests: Rosa Lund (nurse), Zazu (artist), Tom Reed (mayor).", ["Rosa Lund", "Tom Reed"]),
    ],
)
def test_one_word_among_names_hides_none_behind_it(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    _, session = read_sessions(tmp_path, f"{DAY}10:00-11:00: Fair work\n\n{text}\n", ".md")
    assert named(session) == names


def test_a_title_before_a_name_may_stand_behind_an_apostrophe(tmp_path: Path) -> None:
    text = "# Convegno\n\n## 3 giugno 2031\n\n10:00 Saluto dell'Ing. Carla Neri\n\n11:00 Lavoro\n"
    first, _ = read_sessions(tmp_path, text, ".md")
    assert told([first]) == [("10:00", "Saluto", ["Carla Neri"])]


TURNS = """# Harbour Summit

3 June 2031

11:15 – 11:30 Ada Bek — {}
{}

11:30 – 11:45 Tom Reed — {}
{}

11:45 – 12:00 Rosa Lund — {}
{}
"""


def test_titles_stand_below_names_and_their_groups(tmp_path: Path) -> None:
    titles = ("Fair homes in the north", "Modulating rents for crews", "Roads that lead home again")
    lines = ("AG Kahl", titles[0], "AG Quist", titles[1], "Klinik Hafen", titles[2])
    found = told(read_sessions(tmp_path, TURNS.format(*lines)))
    assert [(title, names) for _, title, names in found] == [
        (titles[0], ["Ada Bek"]),
        (titles[1], ["Tom Reed"]),
        (titles[2], ["Rosa Lund"]),
    ]


def test_short_titles_stay_above_what_is_said_of_them(tmp_path: Path) -> None:
    lines = (
        *("Fair Homes", "The north has many homes, and few of them are fair."),
        *("Safe Roads", "Whoever is on the move is asked where the road leads."),
        *("Good Work", "Who pays for work that nobody wants to do is shown."),
    )
    found = told(read_sessions(tmp_path, TURNS.format(*lines)))
    assert [title for _, title, _ in found] == ["Fair Homes", "Safe Roads", "Good Work"]


def test_names_stand_between_times_and_titles(tmp_path: Path) -> None:
    page = HEAD
    for time, title, name, _ in TALKS:
        page += f"<div><span>{time}</span> <span>{name}</span> <span>{title}</span></div>"
    expected = [(f"{title}", [name]) for _, title, name, _ in TALKS]
    found = told(read_sessions(tmp_path, page.replace("</span>", "</span><br>"), ".html"))
    assert [(title, names) for _, title, names in found] == expected


def test_no_bodies_below_names_are_titles(tmp_path: Path) -> None:
    bodies = ("Harbour Trust", "Ports Foundation", "House of the Harbour in Lenn")
    lines = (f"{time}\n{name}\n{body}" for (time, _, name, _), body in zip(TALKS, bodies))
    found = read_sessions(tmp_path, "# Harbour Summit\n\n3 June 2031\n\n" + "\n".join(lines))
    assert not [one["title"] for one in found if one["title"] in bodies]


ALIKE = {
    "9:00 Ada Bek — Glaciers\nWhat the ice tells of the past\n9:30 Tom Reed — Rivers\n"
    "How valleys change their shape\n10:00 Rosa Lund — Seas\nWhere water goes in summer\n": [
        ("Glaciers", ["Ada Bek"]),
        ("Rivers", ["Tom Reed"]),
        ("Seas", ["Rosa Lund"]),
    ],
    "9:00 Lecture 1: Rosa Luxemburg (Life and Work)\nAda Bek, nurse\n\n"
    "10:00 Lecture 2: Ports\nTom Reed, mayor\n": [
        ("Lecture 1: Rosa Luxemburg (Life and Work)", ["Ada Bek"]),
        ("Lecture 2: Ports", ["Tom Reed"]),
    ],
    "9:00-10:30\nWorkshop 1: Fair work\nAda Bek, nurse\n\nWorkshop 2: Homes\nTom Reed, mayor\n\n"
    "Moderator: Rosa Lund\n\n11:00 Closing\n": [
        ("Workshop 1: Fair work", ["Ada Bek"]),
        ("Workshop 2: Homes", ["Tom Reed", "Rosa Lund"]),
        ("Closing", []),
    ],
}


@pytest.mark.parametrize("text", ALIKE)
def test_what_looks_alike_is_something_else(tmp_path: Path, text: str) -> None:
    found = told(read_sessions(tmp_path, f"# Harbour Summit\n\n3 June 2031\n\n{text}"))
    assert [(title, names) for _, title, names in found] == ALIKE[text]
