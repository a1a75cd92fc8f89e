"""Documents as word processors and converters write them: other letters, the same facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

BULLETS = ("\uf0b7", "\uf0a7", "\uf0d8", "∗", "►", "•")  # of Word's fonts, of LaTeX, of all others
LIST = """Forum on Fair Work

12 May 2031

09:30 – 11:00 Why Ports Matter

{0} Ada Bek, Judge, Open Door
{0} Nora Lindqvist, Inspector, Port Authority
{0}\tPiotr Zielinski, Director, Labour Office
"""
PAGE = """<h1>Forum on Fair Work</h1><p>12 May 2031</p><h3>09:30 – 11:00 Why Ports Matter</h3>
<ul><li><p><span>{0}</span>Ada Bek (Judge, Open Door)<span/> </p></li>
<li><p><span>{0}</span>Nora Lindqvist (Inspector, Port Authority)<span/> </p></li>
<li><p><span>{0}</span>Piotr Zielinski (Director, Labour Office)<span/> </p></li></ul>"""


TALKS = (("9:00-10:00", "Why Ports Matter"), ("10:00-11:00", "Who Pays the Fee"))
PEOPLE = "<ul><li>Main Hall</li><li>Chair: Ada Bek (Judge, Open Door)</li></ul>"


@pytest.mark.parametrize("bullet", BULLETS)
@pytest.mark.parametrize(("document", "ending"), [(LIST, ".txt"), (LIST, ".md"), (PAGE, ".html")])
def test_a_letter_of_a_font_of_pictures_is_a_bullet(
    tmp_path: Path, document: str, ending: str, bullet: str
) -> None:
    (session,) = read_sessions(tmp_path, document.format(bullet), ending)
    assert named(session) == ["Ada Bek", "Nora Lindqvist", "Piotr Zielinski"]
    bodies = [person["affiliations"][0]["organization"] for person in session["participants"]]
    assert bodies == ["Open Door", "Port Authority", "Labour Office"]


def test_a_tab_on_a_line_of_a_paragraph_makes_no_table(tmp_path: Path) -> None:
    text = LIST.format("-").replace("- Ada", "Ada").replace("-\tPiotr", "\tPiotr")
    (session,) = read_sessions(tmp_path, text, ".txt")
    assert "Piotr Zielinski" in named(session)


def test_what_stands_at_the_foot_of_a_published_page_is_no_session(tmp_path: Path) -> None:
    talks = "".join(f"<li>{time}: {title}</li>{PEOPLE}" for time, title in TALKS)
    foot = '<div id="footer"><span>Updated automatically every 5 minutes</span></div>'
    page = f"<h1>Forum on Fair Work</h1><p>12 May 2031</p><ul>{talks}</ul>{foot}"
    found = read_sessions(tmp_path, page, ".html")
    assert [session["title"] for session in found] == [title for _, title in TALKS]
