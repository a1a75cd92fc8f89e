"""Several documents of one event become one transcript, each record quoting where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mini
from atgraph.build.mapping.transcript import map_programme
from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.programme_checks import check_programme
from atgraph.data.registry import Registry
from atgraph.data.transcript import Programme, read_programme
from atgraph.errors import RefusedError
from atgraph.rdf.ontology import Ontology

AGENDA = """HARBOUR FORUM ON DECENT WORK

Port Meredith, 12 June 2024

Organised by the Larch Foundation

09:30 - 11:00 Opening Plenary on Safe Ports and Fair Papers
Great Hall
Moderator: Ms. Anna Smit, Director, Larch Foundation
Speakers:
Mr. Rajesh Kothari, Brightwear Ltd
Ms. Karen Holt

11:30 - 12:45 Following the Money of Recruiters
Room 2
Moderator: Mr. David Osei, Quay Institute
"""
FLYER = """<h1>Harbour Forum on Decent Work</h1><p>12 June 2024</p>
<p>Organised by the Larch Foundation</p>
<h2>Opening Plenary on Safe Ports and Fair Papers</h2><p>10:00 - 11:00, Small Hall</p>
<p>Speakers:</p><p>Mr. Rajesh Kothari, Head of Sustainability, Brightwear Ltd</p>
<p>Mr. Tomas Verbeek, Director-General, Global Labour Alliance</p>
<h2>Shelters at the Coast</h2><p>14:00 - 15:00, Room 3</p>
<p>Moderator: Ms. Mei Tanaka, Researcher, Kita University</p>"""
PROFILES = """# Speakers of the Harbour Forum

## Karen Holt
Senior Legal Officer, Wren Collective

## David Osei
Adviser, Quay Institute
"""


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    files = {"agenda.txt": AGENDA, "flyer.html": FLYER, "profiles.md": PROFILES}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in files]


@pytest.mark.slow
def test_a_document_that_should_be_first_is_told(documents: list[Path]) -> None:
    note = "the first document is no programme, but another is: name that first"
    agenda, _, profiles = documents
    wrong = str(draft_here(profiles, others=[agenda]).report)

    assert wrong.startswith("Seems to be no programme (profiles.md); a programme (agenda.txt): ")
    assert note in wrong
    assert note not in str(draft_here(agenda, others=[profiles]).report)


def drafted(documents: list[Path]) -> Programme:
    first, *others = documents
    draft_here(first, "forum", others).write(first.parent / "forum")
    return read_programme(first.parent / "forum" / "programme.yml")


def posts(part: Any) -> list[tuple[str, str]]:
    return [(post.title, post.organization) for post in part.affiliations]


@pytest.mark.slow
def test_sessions_meet_people_are_joined_and_what_differs_is_listed(documents: list[Path]) -> None:
    programme = drafted(documents)
    opening, money, shelters = programme.sessions

    assert [(s.title, s.start, s.room) for s in programme.sessions] == [
        ("Opening Plenary on Safe Ports and Fair Papers", "09:30", "Great Hall"),
        ("Following the Money of Recruiters", "11:30", "Room 2"),
        ("Shelters at the Coast", "14:00", "Room 3"),
    ]
    assert [(listing.time, listing.room) for listing in opening.listings] == [
        ("09:30 - 11:00", "Great Hall"),
        ("10:00 - 11:00", "Small Hall"),
    ]
    assert "different times" in opening.review and "different rooms" in opening.review
    assert {p.name: posts(p) for p in (*opening.participants, *money.participants)} == {
        "Anna Smit": [("Director", "Larch Foundation")],
        "Rajesh Kothari": [("Head of Sustainability", "Brightwear Ltd")],
        "Karen Holt": [("Senior Legal Officer", "Wren Collective")],
        "Tomas Verbeek": [("Director-General", "Global Labour Alliance")],
        "David Osei": [("Adviser", "Quay Institute")],
    }
    assert [p.name for p in shelters.participants] == ["Mei Tanaka"]


@pytest.mark.slow
def test_each_record_quotes_the_document_in_which_its_words_stand(documents: list[Path]) -> None:
    programme = drafted(documents)
    ontology = Ontology.read(mini.ROOT / "ontology")
    problems = map_programme(programme, Registry({}, {}), ontology).problems
    (organizing,) = programme.statements

    assert check_programme(programme) == []
    assert {p.rule for p in problems} <= {"name-of-nobody", "review", "title-without-body"}
    assert [source.text_file for source in programme.sources] == [
        "source.txt",
        "document-2.txt",
        "document-3.txt",
    ]
    assert organizing["quotes"] == [
        "Organised by the Larch Foundation",
        {"text": "Organised by the Larch Foundation", "source": "document-2"},
    ]


@pytest.mark.slow
def test_what_was_drafted_of_several_is_drafted_of_several_again(documents: list[Path]) -> None:
    before = drafted(documents)
    path = documents[0].parent / "forum" / "programme.yml"
    edited = path.read_text(encoding="utf-8").replace('room: "Room 3"', 'room: "Room 3a"')
    path.write_text(edited, encoding="utf-8")

    with pytest.raises(RefusedError, match="name all of them again"):
        drafted(documents[:1])
    after = drafted(documents)
    assert [s.room for s in after.sessions] == ["Great Hall", "Room 2", "Room 3a"]
    assert after.model_copy(update={"sessions": before.sessions}) == before


@pytest.mark.slow
def test_several_are_of_one_event_unless_they_are_said_to_be_apart(
    documents: list[Path], tmp_path: Path
) -> None:
    apart = mini.atgraph("ingest", *documents[:2], "--apart", "--out", tmp_path / "apart")
    one = mini.atgraph("ingest", *documents[:2], "--out", tmp_path / "one")

    assert (apart.code, one.code) == (0, 1)
    assert sorted(p.name for p in (tmp_path / "apart").iterdir()) == ["agenda", "flyer"]
    assert len(read_programme(tmp_path / "one" / "programme.yml").sources) == 2


BARE = """Harbour Forum on Decent Work
12 June 2024, Port Meredith

09:00 - 10:00 Opening
Chair: Anna Smit
Peter Holm

10:00 - 11:00 Panel on ships
Moderator: Karen Holt
"""
LIVES = """<h1>Harbour Forum on Decent Work</h1><h2>{}</h2>
<h3>Anna Smit</h3><p>Anna Smit is Director of the Larch Foundation. She was a judge.</p>
<h3>Peter Holm</h3><p>Peter Holm has been lawyer at Quay Bank since 2019.</p>
<h3>Karen Holt</h3><p>Karen Holt is a journalist. Contact: karen@larch.example</p>"""
PAGE = """# Harbour Forum on Decent Work

12 June 2024

* 09:30 Opening – Anna Smit (Larch Foundation), Peter Holm (Quay Bank)
* 10:15 Panel on ships – Karen Holt
"""
INVITES = """# Harbour Forum on Decent Work

12 June 2024

Organised by the Larch Foundation with the support of Harbour Aid

Speakers: Anna Smit, Larch Foundation; Peter Holm, Quay Bank
"""


@pytest.mark.parametrize("head", ["Biographies", "Speakers of the Harbour Forum"])
def test_sentences_on_lives_in_another_document_give_post_and_body(
    tmp_path: Path, head: str
) -> None:
    (tmp_path / "agenda.txt").write_text(BARE, encoding="utf-8")
    (tmp_path / "lives.html").write_text(LIVES.format(head), encoding="utf-8")
    programme = drafted([tmp_path / "agenda.txt", tmp_path / "lives.html"])

    assert {p.name: posts(p) for s in programme.sessions for p in s.participants} == {
        "Anna Smit": [("Director of the Larch Foundation", "Larch Foundation")],
        "Peter Holm": [("lawyer", "Quay Bank")],
        "Karen Holt": [("journalist", "")],
    }


def test_one_title_and_the_same_people_are_one_session_at_whatever_times(tmp_path: Path) -> None:
    (tmp_path / "agenda.txt").write_text(BARE, encoding="utf-8")
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    programme = drafted([tmp_path / "agenda.txt", tmp_path / "page.md"])

    assert [(s.title, s.start) for s in programme.sessions] == [
        ("Opening", "09:00"),
        ("Panel on ships", "10:00"),
    ]
    assert all("different times" in session.review for session in programme.sessions)


def test_who_organises_in_a_flyer_that_tells_of_people_organises(tmp_path: Path) -> None:
    (tmp_path / "agenda.txt").write_text(BARE, encoding="utf-8")
    (tmp_path / "flyer.md").write_text(INVITES, encoding="utf-8")
    programme = drafted([tmp_path / "agenda.txt", tmp_path / "flyer.md"])

    assert len(programme.sessions) == 2
    assert [(s["organizer"], s["role"]) for s in programme.statements] == [
        ("Larch Foundation", "organizes"),
        ("Harbour Aid", "supports"),
    ]
