"""What makers of sites write above a page: its title, its day, the agenda; and hyphens for dots."""

from pathlib import Path
from typing import Any

import pytest
from drafts import named, read_draft, read_sessions

AGENDA = "10:00-11:00: Opening\n\nAda Bek, judge\n\n11:00-12:00: Debt at sea\n\nTom Reed, mayor\n"
LONG = (
    "The Harbour Institute opens its doors to all who work at sea, on deck or in the galley, and "
    "to those who hire them. At the seminar Ada Bek (Terra) and Tom Reed (Quay Clinic) will speak "
    "on debt, on fees that recruiters take, and on ships that are left behind in foreign ports."
)
HYPHENS = """<h1>{}</h1><p>{}</p><p>10:00 - 11:00 {}</p>
<p>-Ana Bello, {}</p><p>-Thomas Prade - Terra</p><p>–Rita Morel, {}</p>
<p>11:00 - 12:00 {}</p><p>-Iris Hart, {}</p><p>-Karin Moss, {}</p>"""


def days(draft: Any) -> set[str]:
    """Return the days of the sessions."""
    return {str(session["date"]) for session in draft["sessions"]}


def page(*front: str, body: str = AGENDA, fence: str = "---") -> str:
    """Return a page with a row of front matter each."""
    return "\n".join([fence, *front, fence, body])


@pytest.mark.parametrize(
    "fields",
    [
        ("Harbour Forum", "12 May 2031", "Panel: Debt at sea", "judge", "nurse", "Fees", "mayor"),
        ("Jornada", "12 de mayo de 2031", "Mesa: Deuda", "jueza", "fiscal", "Mesa: Pagos", "juez"),
        ("Colloque", "12 mai 2031", "Table ronde : Dette", "juge", "avocate", "Frais", "maire"),
    ],
)
def test_a_hyphen_right_before_a_name_is_the_dot_of_an_item(
    tmp_path: Path, fields: tuple[str, ...]
) -> None:
    first, second = read_sessions(tmp_path, HYPHENS.format(*fields, fields[3]), ".html")
    assert named(first) == ["Ana Bello", "Thomas Prade", "Rita Morel"]
    assert named(second) == ["Iris Hart", "Karin Moss"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Forum on Fair Work", "The forum takes place on Friday 9 May 2031 in the Old Hall."),
        ("Jornada sobre trabajo", "La jornada tendrá lugar el día 9 de mayo en el Aula Magna."),
        ("Colloque Travail", "Ce colloque est organisé le vendredi 9 mai 2031 à Lyon."),
        ("Tagung Faire Arbeit", "Die Tagung findet am 9. Mai 2031 in Kiel statt."),
    ],
)
def test_the_day_of_a_post_is_not_that_of_its_event(tmp_path: Path, title: str, said: str) -> None:
    text = page(f"title: {title}", "date: 2031-04-20T10:00:00Z", body=f"{said}\n\n{AGENDA}")
    assert days(read_draft(tmp_path, text, ".md")) == {"2031-05-09"}


def test_a_day_that_repeats_that_of_the_post_heads_no_sessions(tmp_path: Path) -> None:
    body = f"20 April 2031\n\nOur forum takes place on 9 May 2031 in Leeds.\n\n{AGENDA}"
    text = page("title: Forum on Fair Work", "date: 2031-04-20", body=body)
    assert days(read_draft(tmp_path, text, ".md")) == {"2031-05-09"}


def test_a_deadline_is_no_day_of_the_event(tmp_path: Path) -> None:
    body = f"Registration for the forum closes on 2 May 2031.\n\n{AGENDA}"
    text = page("title: Forum on Fair Work", "date: 2031-05-09", body=body)
    assert days(read_draft(tmp_path, text, ".md")) == {"2031-05-09"}


@pytest.mark.parametrize("key", ["event_date", "date_start", "start_date", "eventDate", "start"])
def test_a_key_may_say_that_a_day_is_that_of_the_event(tmp_path: Path, key: str) -> None:
    text = page("title: Fair Work at Sea", "date: 2031-04-20", f"{key}: 2031-05-09")
    draft = read_draft(tmp_path, text, ".md")
    assert (days(draft), draft.get("review")) == ({"2031-05-09"}, None)


def test_a_title_may_stand_on_the_lines_below_its_key(tmp_path: Path) -> None:
    text = page("title: >-", "  Fair Work at Sea and", "  in the Ports", "tags:", "  - Forum")
    assert read_draft(tmp_path, text, ".md")["title"] == "Fair Work at Sea and in the Ports"


def test_an_agenda_may_stand_in_a_block_of_the_front_matter(tmp_path: Path) -> None:
    items = ("  * 10:00 : Opening - Ada Bek, Terra", "  * 11:00 : Debt at sea", "  * 12:00 : Fees")
    front = ("title: Fair Work at Sea", "date_start: '2031-05-09'", "schedule: |-", *items)
    sessions = read_sessions(tmp_path, page(*front, body="A forum for all.\n"), ".md")
    assert [one["title"] for one in sessions] == ["Opening", "Debt at sea", "Fees"]
    assert named(sessions[0]) == ["Ada Bek"]


def test_front_matter_between_pluses_has_title_day_and_text(tmp_path: Path) -> None:
    front = ('type = "event"', 'title = "Fair Work"', f'description = "{LONG}"')
    text = page(*front, 'start_date = "2031-05-09T18:30:00"', body="", fence="+++")
    draft = read_draft(tmp_path, text, ".md")
    assert (draft["title"], str(draft["start"])) == ("Fair Work", "2031-05-09")
    assert named(draft["sessions"][0]) == ["Ada Bek", "Tom Reed"]


@pytest.mark.parametrize("end", ["--- ", "---\t", "...  "])
def test_blanks_behind_the_last_fence_are_not_read(tmp_path: Path, end: str) -> None:
    title = "Forum on Fair Work in the Harbours and on the Ships of the North"
    rows = f"layout: post\ntitle: {title}\nnote: This is one of the talks of the spring."
    text = f"---\n{rows}\n{end}\n\n## Speakers\n\n**Ada Bek:** judge\n"
    draft = read_draft(tmp_path, text, ".md")
    assert (draft["title"], named(draft["sessions"][0])) == (title, ["Ada Bek"])
