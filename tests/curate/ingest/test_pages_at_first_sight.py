"""Pages of programmes as sites keep them: what was read wrongly when it was first seen."""

from pathlib import Path

import pytest
from drafts import named, read_sessions

DAY = "# Harbour Summit\n\n## 3 June 2031\n\n"
HEAD = "<h1>Harbour Summit</h1><h2>3 June 2031</h2>"


def everybody(folder: Path, text: str, ending: str = ".md") -> list[str]:
    """Return the names of all who take part, in the order of the document."""
    return [name for session in read_sessions(folder, text, ending) for name in named(session)]


def test_titles_stand_before_a_bar_and_who_speaks_behind_it(tmp_path: Path) -> None:
    text = (
        f"{DAY}14:00 **Paths of work**<br>*Room 110*<br>Moderator: Rosa Lund<br><br>\n"
        "Where do they come from? The fragile paths of young crews | Tom Reed<br><br>\n"
        "The ports of promise: the crews, the ranks and who came first | Hannah Osei, Lena Olm\n\n"
        "15:00 **Closing**\n"
    )
    assert everybody(tmp_path, text) == ["Rosa Lund", "Tom Reed", "Hannah Osei", "Lena Olm"]


def test_bodies_before_a_bar_are_no_titles(tmp_path: Path) -> None:
    text = f"{DAY}14:00 **Paths of work**\n\nHarbour Trust | Tom Reed\n\nOpen Door | Lena Olm\n\n"
    text += "15:00 **Ports**\n\nMill Fund | Rosa Lund\n\nHarbour Library | Hannah Osei\n"
    assert [one["title"] for one in read_sessions(tmp_path, text, ".md")] == [
        "Paths of work",
        "Ports",
    ]


SPEAKERS = [
    ("New Paths to Fair Work (Harbour Fund)", "Tom Reed"),
    ("Who Moves the Process", "Hannah Osei"),
    ("Living and Working Together", "Rosa Lund"),
    ("The Vision of an Open Harbour", "Lena Olm"),
]


def test_a_class_sets_who_speaks_apart_from_the_title(tmp_path: Path) -> None:
    rows = "".join(
        f"<dt>&nbsp;</dt><dd>{title}\n<span class='who'>{name}</span>\n</dd>"
        for title, name in SPEAKERS
    )
    page = f"{HEAD}<dl><dt>10:00</dt><dd>Welcome</dd>{rows}<dt>12:00</dt><dd>Closing</dd></dl>"
    assert everybody(tmp_path, page, ".html") == [name for _, name in SPEAKERS]


PAPERS = [
    ("Ada Bek, Tom Reed and Rosa Lund", "Symbolic ports with tension control"),
    ("Hannah Osei and Lena Olm", "Improved designs of harbours for crews"),
    ("Rita Kothari", "Style and law of small harbours"),
    ("Carla Neri, Marie Roux and Paul Weber", "Ports of dreams: a network of crews"),
]


def test_titles_stand_behind_those_who_wrote_what_they_head(tmp_path: Path) -> None:
    text = f"{DAY}10:00 Papers\n\n" + "".join(f"{who}. {title}\n\n" for who, title in PAPERS)
    sessions = read_sessions(tmp_path, f"{text}12:00 Closing\n", ".md")
    titles = {one["title"]: named(one) for one in sessions}
    for who, title in PAPERS:
        assert titles[title] == who.replace(" and ", ", ").split(", ")


def test_two_sentences_about_people_are_no_authors_and_title(tmp_path: Path) -> None:
    text = f"{DAY}10:00 Papers\n\nAda Bek and Tom Reed. Two friends of the harbour\n\n"
    sessions = read_sessions(tmp_path, f"{text}12:00 Closing\n", ".md")
    assert "Two friends of the harbour" not in [one["title"] for one in sessions]


@pytest.mark.parametrize(
    "line",
    [
        "Lecture 2.1: Random Forest — decision trees, tabular data, key parameters",
        "Judge A, Judge B, Judge C",
    ],
)
def test_what_is_said_of_no_person_names_nobody(tmp_path: Path, line: str) -> None:
    text = f"{DAY}10:00 Trees for ports\n\nLecturer: Dr. Tom Reed\n\n{line}\n\n12:00 Closing\n"
    assert everybody(tmp_path, text) == ["Tom Reed"]


def test_what_a_company_form_stands_behind_is_no_person(tmp_path: Path) -> None:
    text = f"{DAY}9:40-9:50\n\n*Trees for ports*\n\nAlma Sistemi srl Lenn; University of Lenn.\n\n"
    text += "9:50-10:00\n\n*Ports and rivers*\n\nTom Reed; Rosa Lund\n\n12:00 Closing\n"
    assert everybody(tmp_path, text) == ["Tom Reed", "Rosa Lund"]


def test_what_a_click_unfolds_is_read(tmp_path: Path) -> None:
    page = (
        f"{HEAD}<article class='collapsible'><h3><a href='#'>Programme</a></h3>"
        "<div class='collapsible__content' style='display: none'>"
        "<p>10:00</p><p>Trees for ports</p><p>Dr. Tom Reed (Mill Fund)</p>"
        "<p>11:00</p><p>Rivers</p><p>Dr. Rosa Lund (Harbour Fund)</p></div></article>"
    )
    assert everybody(tmp_path, page, ".html") == ["Tom Reed", "Rosa Lund"]


TALKS = [
    ("A Network of Small Harbours: Paths of Crews", "Tom Reed"),
    ("Who moves the ports: low costs, high accuracy", "Hannah Osei and Lena Olm"),
    ("Towards a Harbour Institute for Low Waters", "Rosa Lund and Paul Weber"),
    ("The slow lamps of autumn", "Ada Bek and Marie Roux"),
    ("Rivers and their quiet crews", "Carla Neri"),
    ("Ports across the texts of winter", "Rita Kothari"),
]


def test_titles_above_their_authors_of_which_some_sound_like_bodies_are_none(
    tmp_path: Path,
) -> None:
    rows = "".join(f"_{title}_\\\n{who}\n\n" for title, who in TALKS)
    text = f"{DAY}14.10-15.00 -- **Remote presentations**\n\n{rows}16.30 -- **Closing**\n"
    sessions = read_sessions(tmp_path, text, ".md")
    titles = {one["title"]: named(one) for one in sessions}
    for title, who in TALKS:
        assert titles[title] == who.split(" and ")


def test_titles_stand_below_the_body_of_who_speaks(tmp_path: Path) -> None:
    talks = [
        ("10:40", "Tom Reed", "University of Lenn", "A source of light for quiet harbours"),
        ("11:50", "Rosa Lund", "Mill Institute", "Effects of short waves on long piers"),
        ("14:30", "Lena Olm", "Harbour University", "Currents in strong tides"),
    ]
    rows = "".join(
        f"*{t}*<br>\n**{who}**<br>\n*{at}*<br>\n{what}\n\n" for t, who, at, what in talks
    )
    sessions = read_sessions(tmp_path, f"{DAY}{rows}*16:00*<br>\nClosing\n", ".md")
    said = [(one["title"], named(one)) for one in sessions]
    assert said == [*((what, [who]) for _, who, _, what in talks), ("Closing", [])]
    held = [one["participants"][0]["affiliations"] for one in sessions[:3]]
    assert held == [[{"organization": at}] for _, _, at, _ in talks]


@pytest.mark.parametrize(
    ("before", "who", "title"),
    [
        ("", "Tom Reed and Ada Bek", "Improved Tide Design for Harbour Systems"),
        ("", "Yijin Zhau, Yuka Kamoya and Takio Igurashi", "Harbours with crews in the loop"),
        ("DEMO ", "Ada Bek", "Creating a machine for quiet ports"),
    ],
)
def test_titles_stand_behind_all_authors_where_they_do_behind_most(
    tmp_path: Path, before: str, who: str, title: str
) -> None:
    rows = "".join(f"{names}. {what}\n\n" for names, what in PAPERS)
    text = f"{DAY}10:00 Papers\n\n{rows}{before}{who}. {title}\n\n12:00 Closing\n"
    titles = {one["title"]: named(one) for one in read_sessions(tmp_path, text, ".md")}
    assert titles[title] == who.replace(" and ", ", ").split(", ")


def test_a_long_title_before_a_bar_is_a_title(tmp_path: Path) -> None:
    long = (
        "From the feast of the harbour to the rite of the town: a history of how crews"
        " came ashore and of what they left behind"
    )
    talks = [(long, "Tom Reed"), ("Where crews come from", "Rosa Lund"), ("Ports", "Hannah Osei")]
    rows = "".join(f"{title} | {name}<br><br>\n" for title, name in talks)
    text = f"{DAY}14:00 **Paths of work**<br>*Room 110*<br><br>\n{rows}\n15:00 **Closing**\n"
    titles = {one["title"]: named(one) for one in read_sessions(tmp_path, text, ".md")}
    assert titles[long] == ["Tom Reed"]


def test_amphi_is_a_room(tmp_path: Path) -> None:
    text = "# Colloque du port\n\nLe programme de la journée pour les ports.\n\n## 3 juin 2031\n\n"
    text += "### 9h00 - 9h45\n\nAmphi 1\n\nLes ports de demain\n\nAda Bek, université de Lenn\n\n"
    text += "### 10h00 - 11h00\n\nGrand amphi\n\nLes équipages d’hier\n\nUgo Lund, Lenn\n"
    titles = [one["title"] for one in read_sessions(tmp_path, text, ".md")]
    assert titles == ["Les ports de demain", "Les équipages d’hier"]


def test_scient_med_stands_before_a_name(tmp_path: Path) -> None:
    text = "# Tagung am Hafen\n\nDas Programm der Tagung für alle.\n\n## 3. Juni 2031\n\n"
    text += "16.30 Uhr\n\nVortrag: Die Häfen von morgen\n\n"
    text += "Dr. scient. med. Dr. phil. Ugo Lund (PMU Lenn)\n"
    assert everybody(tmp_path, text) == ["Ugo Lund"]


ROW = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
SLOTS = [
    ("15:00-15:10", "Opening remarks", "Ada Bek, judge"),
    ("15:10-15:40", "Debt at sea", "Tom Reed, Terra"),
    ("15:40-16:10", "Fees in ports", "Una Lund, nurse"),
    ("16:10-16:20", "Vote of thanks", "Rita Moss, mayor"),
]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>12 May 2031</p>", "<p>Time: 3 pm East Africa Time</p><p>Link for Registration:</p>"),
        ("<p>12 May 2031 <b>Time: 12:00 GMT; 15:00 EAT</b></p><p><b>Hash tags</b></p>", ""),
        ("<p>12 de mayo de 2031</p>", "<p>Hora: 15:00 (hora de Madrid)</p><p>Enlace</p>"),
    ],
)
def test_a_time_behind_a_label_beside_an_agenda_begins_no_session(
    tmp_path: Path, above: str, below: str
) -> None:
    table = f"<table>{''.join(ROW.format(*slot) for slot in SLOTS)}</table>"
    page = f"<h1>Forum on Fair Work</h1>{above}{table}{below}"
    sessions = read_sessions(tmp_path, page, ".html")
    assert [one["title"] for one in sessions] == [title for _, title, _ in SLOTS]


def test_times_behind_labels_within_an_agenda_begin_sessions(tmp_path: Path) -> None:
    items = (f"<h3>{title}</h3><p>Time: {time}</p><p>{who}</p>" for time, title, who in SLOTS)
    page = f"<h1>Forum on Fair Work</h1><p>12 May 2031</p>{''.join(items)}"
    sessions = read_sessions(tmp_path, page, ".html")
    assert [one["title"] for one in sessions] == [title for _, title, _ in SLOTS]
