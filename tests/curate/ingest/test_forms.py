"""Agendas on forms: the same labels for each item, on lines or in the cells of a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

ITEMS = [
    ("Reading a ledger", "9:30–10:00", "Nadia Rahman, Editor, Law Clinic"),
    ("Shelters that open", "10:00–10:45", "Tom Ashby, Judge, Court of Appeal"),
    ("What we take home", "11:15–12:00", "Grace Mwangi, Editor, Daily News"),
]
FOUND = [
    ("09:30", "Reading a ledger", ["Nadia Rahman"]),
    ("10:00", "Shelters that open", ["Tom Ashby"]),
    ("11:15", "What we take home", ["Grace Mwangi"]),
]


HEAD = "<h1>Safe Harbour Days</h1><p>5 May 2032</p>"
LABELS = ("Item no.", "Agenda item", "Time slot", "Presented by")


def fields(number: int, title: str, time: str, who: str) -> list[tuple[str, str]]:
    """Return the labels of an item and their values."""
    own = [("Item", str(number)), ("Topic", title), ("Time", time), ("Presenter", who)]
    return [*own, ("Aims", "For information"), ("Documents", "Paper 4")]


def on_lines(label: str, value: str) -> str:
    """Return a label and its value as Markdown."""
    return f"**{label}:** {value}\n\n"


def in_cells(label: str, value: str) -> str:
    """Return a label and its value as a row of a table."""
    return f"<tr><td>{label}</td><td>{value}</td></tr>"


@pytest.mark.parametrize("field", [on_lines, in_cells])
def test_the_title_of_an_item_is_the_value_of_its_label(tmp_path: Path, field: object) -> None:
    assert callable(field)
    is_table = field is in_cells
    sheets = ["".join(field(*one) for one in fields(n, *item)) for n, item in enumerate(ITEMS, 1)]
    if is_table:
        sheets = [f"<table>{sheet}</table>" for sheet in sheets]
    head = "<h1>Safe Harbour Days</h1><p>5 May 2032</p>" if is_table else "# Safe Harbour Days\n\n"
    document = tmp_path / ("agenda.html" if is_table else "agenda.md")
    document.write_text(head + "\n".join(sheets), encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    shown = [(s["start"], s["title"], [p["name"] for p in s["participants"]]) for s in found]
    assert shown == FOUND


def read(folder: Path, text: str, suffix: str) -> list[tuple[str, str, list[str]]]:
    """Return of each session of a document when it begins, its title and who takes part."""
    document = folder / f"agenda{suffix}"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    found = read_yaml(folder / "draft" / "programme.yml")["sessions"]
    return [(s["start"], s["title"], [p["name"] for p in s["participants"]]) for s in found]


def rows(*rows: tuple[str, ...]) -> str:
    """Return a table of rows."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_time_and_papers_may_stand_before_the_title(tmp_path: Path) -> None:
    sheets = (
        f"Time: {time}\nPapers: Paper 4\nAgenda item: {title}\nLed by: {who}\n"
        for title, time, who in ITEMS
    )
    text = "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets)
    assert read(tmp_path, text, ".txt") == FOUND


NUMBERS_FIRST = ("Time", "Item", "Topic", "Presenter"), ("Item", "Time", "Presenter", "Topic")


@pytest.mark.parametrize("field", [on_lines, in_cells])
@pytest.mark.parametrize("order", NUMBERS_FIRST)
def test_the_number_of_an_item_is_no_title_wherever_it_stands(
    tmp_path: Path, field: object, order: tuple[str, ...]
) -> None:
    assert callable(field)
    sheets = []
    for number, item in enumerate(ITEMS, 1):
        values = dict(fields(number, *item))
        sheets.append("".join(field(label, values[label]) for label in order))
    if field is in_cells:
        text = HEAD + "".join(f"<table>{sheet}</table>" for sheet in sheets)
        assert read(tmp_path, text, ".html") == FOUND
    else:
        text = "# Safe Harbour Days\n\n5 May 2032\n\n" + "\n".join(sheets)
        assert read(tmp_path, text, ".md") == FOUND


@pytest.mark.parametrize("label", ["Session", "Theme", "Activity"])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1)])
def test_a_word_for_a_session_labels_titles_as_often_as_times(
    tmp_path: Path, label: str, order: tuple[int, ...]
) -> None:
    rows = ([f"{label}: {title}", f"Time: {time}", f"Speaker: {who}"] for title, time, who in ITEMS)
    sheets = ("\n".join(row[at] for at in order) + "\n" for row in rows)
    assert read(tmp_path, "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets), ".txt") == FOUND


def test_heads_of_columns_of_each_day_are_no_form(tmp_path: Path) -> None:
    """Two days have as many heads “Session” as heads “Time”."""
    cells = "".join(
        f"| {time} | **{title}**<br>Speaker:<br>{who} |\n" for title, time, who in ITEMS
    )
    table = f"\n| Time | Session |\n| --- | --- |\n{cells}\n"
    text = f"# Safe Harbour Days\n\n## 5 May 2032\n{table}## 6 May 2032\n{table}"
    assert read(tmp_path, text, ".md") == [*FOUND, *FOUND]


@pytest.mark.parametrize("head", ["Item {}: ", "{}. ", "Item {}\n"])
def test_a_time_below_the_people_is_of_the_title_above_them(tmp_path: Path, head: str) -> None:
    sheets = (
        f"{head.format(n)}{title}\nSpeaker: {who}\nTime: {time}\n"
        for n, (title, time, who) in enumerate(ITEMS, 1)
    )
    assert read(tmp_path, "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets), ".txt") == FOUND


def test_the_title_of_a_page_that_stands_twice_is_no_label(tmp_path: Path) -> None:
    sheets = (
        f"<p>Topic: {title}</p><p>Time: {time}</p><p>Presenter: {who}</p>"
        for title, time, who in ITEMS
    )
    title = "<title>Days of a safe harbour</title><h1>Days of a safe harbour</h1>"
    assert read(tmp_path, f"{title}<p>5 May 2032</p>" + "".join(sheets), ".html") == FOUND
    assert read_yaml(tmp_path / "draft" / "programme.yml")["title"] == "Days of a safe harbour"


def test_a_day_is_that_of_the_item_whose_label_stands_before_it(tmp_path: Path) -> None:
    sheets = (
        f"Date: {day} May 2032\nSubject: {title}\nTime: {time}\nLead: {who}\n"
        for day, (title, time, who) in zip((5, 5, 6), ITEMS)
    )
    text = "Safe Harbour Days\n5-6 May 2032\n\n" + "\n".join(sheets)
    assert read(tmp_path, text, ".txt") == FOUND
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [str(session["date"]) for session in found] == ["2032-05-05"] * 2 + ["2032-05-06"]


def test_labels_stand_above_their_values(tmp_path: Path) -> None:
    sheets = (
        f"<p>Title</p><p>{title}</p><p>Lead</p><p>{who}</p><p>Purpose</p><p>For decision</p>"
        f"<p>Time</p><p>{time}</p>"
        for title, time, who in ITEMS
    )
    assert read(tmp_path, HEAD + "".join(sheets), ".html") == FOUND


def test_labels_in_bold_run_into_their_values(tmp_path: Path) -> None:
    sheets = (
        f"**Topic** {title}\n\n**Presented by** {who}\n\n**Time** {time}\n\n☐ For decision\n\n"
        for title, time, who in ITEMS
    )
    text = "# Safe Harbour Days\n\n5 May 2032\n\n" + "".join(sheets)
    assert read(tmp_path, text, ".md") == FOUND


def test_fields_with_numbers_stand_below_a_title_without_a_label(tmp_path: Path) -> None:
    sheets = (
        f"{n}. {title}\n{n}.1 Presenter: {who}\n{n}.2 Time: {time}\n{n}.3 Purpose: to note\n"
        for n, (title, time, who) in enumerate(ITEMS, 1)
    )
    text = "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets)
    assert read(tmp_path, text, ".txt") == FOUND


def test_a_table_of_an_item_has_labels_above_values_or_beside_them(tmp_path: Path) -> None:
    items = [(str(n), *item) for n, item in enumerate(ITEMS, 1)]
    above = (
        rows(("Item no.", "Agenda item", "Time slot"), (n, title, time), ("Lead",), (who,))
        for n, title, time, who in items
    )
    beside = (
        rows(("Item no.", n, "Time slot", time), ("Agenda item", title), ("Lead", who))
        for n, title, time, who in items
    )
    assert read(tmp_path, HEAD + "".join(above), ".html") == FOUND
    assert read(tmp_path, HEAD + "".join(beside), ".html") == FOUND


def test_labels_may_ask_what_when_and_who(tmp_path: Path) -> None:
    sheets = (
        f"When: {time}\nWhat: {title}\nWho: {who}\nWhy: For decision\n"
        for title, time, who in ITEMS
    )
    text = "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets)
    assert read(tmp_path, text, ".txt") == FOUND


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_a_row_of_labels_heads_items_in_a_table_or_typed_with_tabs(
    tmp_path: Path, suffix: str
) -> None:
    items = [(str(n), title, time, who) for n, (title, time, who) in enumerate(ITEMS, 1)]
    if suffix == ".html":
        text = HEAD + rows(LABELS, *items)
    else:
        typed = "\n".join(map("\t".join, [LABELS, *items]))
        text = f"Safe Harbour Days\n5 May 2032\n\n{typed}\n\nSponsors\nQuay Bank Ltd\n"
    assert read(tmp_path, text, suffix) == FOUND


def test_a_room_in_square_brackets_is_no_part_of_the_title(tmp_path: Path) -> None:
    document = tmp_path / "agenda.txt"
    lines = (f"{time} {title} [Harbour Room]\n{who}\n" for title, time, who in ITEMS)
    document.write_text("Safe Harbour Days\n5 May 2032\n\n" + "\n".join(lines), encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [(s["title"], s["room"]) for s in found] == [
        (title, "Harbour Room") for title, *_ in ITEMS
    ]


def test_beginning_and_end_have_labels_of_their_own(tmp_path: Path) -> None:
    sheets = (
        f"Session no. {n}\n\nTitle: {title}\n\nStarts: {time[:5].strip('–')}\n\n"
        f"Finishes: {time[-5:]}\n\nSpeaker: {who}\n\n"
        for n, (title, time, who) in enumerate(ITEMS, 1)
    )
    text = "# Safe Harbour Days\n\n5 May 2032\n\n" + "".join(sheets)
    assert read(tmp_path, text, ".md") == FOUND
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [session["end"] for session in found] == ["10:00", "10:45", "12:00"]


def test_a_label_may_say_of_what_it_is_the_title(tmp_path: Path) -> None:
    sheets = (
        f"<h2>Blatt {n}</h2><p><b>Titel der Sitzung</b></p><p>{title}</p>"
        f"<p><b>Datum</b></p><p>5. Mai 2032</p><p><b>Uhrzeit</b></p><p>{time} Uhr</p>"
        f"<p><b>Wo</b></p><p>Großer Saal</p><p><b>Vortragende</b></p><p>{who}</p>"
        for n, (title, time, who) in enumerate(ITEMS, 1)
    )
    text = "<h1>Tagung am Hafen</h1><p>5. Mai 2032</p>" + "".join(sheets)
    assert read(tmp_path, text, ".html") == FOUND


def test_who_wrote_the_paper_or_follows_up_does_not_speak(tmp_path: Path) -> None:
    sheets = (
        f"Subject: {title}\nTime: {time}\nLead: {who}\nSubmitted by: Ida Sand\n"
        "Person responsible: Per Holm\nNote taker: Jon Berg\n"
        for title, time, who in ITEMS
    )
    text = "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets)
    assert read(tmp_path, text, ".txt") == FOUND


def test_the_body_of_a_speaker_has_a_field_of_its_own(tmp_path: Path) -> None:
    sheets = (
        f"TITLE: {title}\nTIME: {time}\nSPEAKER: {who.split(',')[0]}\n"
        f"AFFILIATION: {who.split(', ')[2]}\nAIM: To compare what has been tried.\n"
        for title, time, who in ITEMS
    )
    text = "Safe Harbour Days\n5 May 2032\n\n" + "\n".join(sheets)
    assert read(tmp_path, text, ".txt") == FOUND
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    posts = [p["affiliations"] for session in found for p in session["participants"]]
    bodies = [who.split(", ")[2] for *_, who in ITEMS]
    assert posts == [[{"organization": body}] for body in bodies]


def test_a_label_that_no_list_has_names_people_where_it_does_so_again(tmp_path: Path) -> None:
    sheets = (
        f"## Item no. {n}: {title}\n\n5 May 2032; {time}\n\n"
        f"Voices from afar: {who.split(',')[0]}\n\n"
        for n, (title, time, who) in enumerate(ITEMS, 1)
    )
    text = "# Safe Harbour Days\n\n5 May 2032\n\n" + "".join(sheets)
    assert read(tmp_path, text, ".md") == FOUND


LABELS_IN = {
    "en": "Agenda item|Time allotted|Presenter|Conclusions|Person responsible|Deadline",
    "fr": "Point à l’ordre du jour|Durée|Présentateur|Conclusions|Responsable|Échéance",
    "es": "Punto del orden del día|Tiempo asignado|Presentador|Conclusiones|Responsable|Plazo",
    "de": "Tagesordnungspunkt|Dauer|Vortragende|Ergebnis|Verantwortlich|Frist",
}
SAID_IN = {
    "en": ("Agenda of the group|5 May 2032", "The form is too long|Wages on the land"),
    "fr": (
        "Ordre du jour du groupe|5 mai 2032",
        "La fiche est trop longue|Les salaires aux champs",
    ),
    "es": ("Orden del día del grupo|5 de mayo de 2032", "La ficha es larga|Los salarios del campo"),
    "de": ("Tagesordnung der Gruppe|5. Mai 2032", "Der Bogen ist zu lang|Die Löhne auf den Höfen"),
}


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("language", LABELS_IN)
def test_what_was_concluded_and_who_does_it_by_when_is_no_part(
    tmp_path: Path, language: str, alone: bool
) -> None:
    item, *labels = LABELS_IN[language].split("|")
    head, titles = (said.split("|") for said in SAID_IN[language])
    lines, mark = [*head, ""], "\n" if alone else ": "
    for number, (title, (_, time, who)) in enumerate(zip(titles, ITEMS), 1):
        values = (time, who.split(",")[0], f"{titles[0]}, {titles[1]}.", "Per Holm", "1.9.2032")
        lines += [f"{item} {number}", title] if alone else [f"{item}: {title}"]
        lines += [*(f"{label}{mark}{value}" for label, value in zip(labels, values)), ""]
    expected = [(s[0], title, s[2]) for s, title in zip(FOUND, titles)]
    assert read(tmp_path, "\n".join(lines), ".txt") == expected
    found = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert {session["date"] for session in found} == {"2032-05-05"}
    assert not any(p.get("affiliations") for session in found for p in session["participants"])


TASKED = """<h1>Minutes of the working group on fair ships</h1><p>13 June 2031, Port Calder</p>
<p>Present: Ada Bek, Ugo Lund, Rosa Neri, Tom Reed</p><p>Secretary: Cora Vance, Harbour Trust</p>
<h2>Item 1: Why Ports Matter</h2><p>Time: 9:00 – 10:00</p>
<p>Introduced by: Ms. Ada Bek, judge, Harbour Court</p>
<p>Discussion: Mr. Ugo Lund, judge, Harbour Court; Ms. Rosa Neri, editor, Cargo Weekly</p>
<p>Outcome: The group took note of it.</p>
<p>Action: Ms. Cora Vance, secretary, Harbour Trust</p>
<h2>Item 2: What Buyers Ask</h2><p>Time: 10:00 – 11:00</p>
<p>Introduced by: Mr. Tom Reed, founder, Open Door</p><p>Outcome: Nothing was agreed.</p>
<p>Action: Mr. Paul Ekström, Chair of the committee</p>"""


def test_a_post_before_a_name_with_its_body_is_no_task(tmp_path: Path) -> None:
    text = "Seminar, 12 May 2026\n10:00 Talks on wages\nSecretary: Rosa Neri, Lenn University\n"
    (found,) = read_sessions(tmp_path, f"{text}Clerk: Tom Reed, Lenn Court\nChair: Ada Bek\n")
    assert sorted(named(found)) == ["Ada Bek", "Rosa Neri", "Tom Reed"]


def test_who_has_something_to_do_does_not_speak(tmp_path: Path) -> None:
    first, second = read_sessions(tmp_path, TASKED, ".html")
    assert named(first) == ["Ada Bek", "Ugo Lund", "Rosa Neri"]
    assert named(second) == ["Tom Reed"]
    assert first["participants"][1]["role"] == "speaker"


def test_the_label_of_a_time_is_no_title_that_comes_again(tmp_path: Path) -> None:
    names = ("Ada Bek", "Ugo Lund", "Rosa Neri")
    titles = ("Why Ports Matter", "What Buyers Ask", "Who Pays the Way Back", "What Comes Next")
    items = "".join(
        f"\n- Ms. {name}, judge\n\n## Item {n}. {title}\n\n**Time:** {8 + n}.00-{8 + n}.30\n\n"
        "**Place:** Blue Hall\n\n**Outcome:** Noted.\n\n**Discussion:**\n"
        for n, (name, title) in enumerate(zip(("Tom Reed", *names), titles), 1)
    ).removesuffix("**Discussion:**\n")
    text = f"# Working day on ships\n\n13 June 2031\n\n**With**\n{items}"
    sessions = read_sessions(tmp_path, text, ".md")[-4:]  # the first has who is above all
    assert [one["title"] for one in sessions] == [*titles]
    assert [one["start"] for one in sessions] == ["09:00", "10:00", "11:00", "12:00"]


def test_who_is_secretary_in_a_table_of_those_present_is_not_absent(tmp_path: Path) -> None:
    rows = "Function|Name|Body", "Chair|Ada Bek|Lenn University", "Secretary|Tom Reed|Lenn Court"
    cells = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    page = f"<h1>Lenn Association</h1><p>12 May 2026, 10:00</p><h2>Participants</h2>{cells}"
    (meeting,) = read_sessions(tmp_path, page.replace("</h2>", "</h2><table>"), ".html")
    assert named(meeting) == ["Ada Bek", "Tom Reed"]
