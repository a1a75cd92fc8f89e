"""Forms, one a session: labels that no list has, whom to ask in each, numbers before labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, named, read_sessions

WHO = ["Anna Smit", "James Lund"]
FIELDS = {
    "contact in each": (
        "{title}\n\nRoom: Main Hall\n\nTime: 3 June 2031, {time}\n\n"
        "Contact: Tom Reed, office@forum.example\n\nSummary: What works and what does not yet.\n\n"
        "Chair: Anna Smit, judge\n\nSpeakers:\nJames Lund, nurse\n\n"
    ),
    "an abstract first": (
        "## {title}\n\n**Kurz:** Besprochen wird, was sich bewährt hat und was noch fehlt.\n\n"
        "**Datum:** 3. Juni 2031\n\n**Zeit:** {time}\n\n**Raum:** Großer Saal\n\n"
        "**Moderation:** Frau Anna Smit, Richterin\n\n**Vortragende:**\nJames Lund, Leiter\n\n"
    ),
    "other words": (
        "Workshop title: {title}\n\nAgreed slot: 3 June 2031, {time}\n\n"
        "Chair: Anna Smit, judge\n\nSpeakers: James Lund, nurse\n\n"
    ),
    "labels alone": (
        "Side event {number} of 3\n\nTitle:\n{title}\nAgreed slot:\n3 June 2031, {time}\n"
        "Chair:\nAnna Smit, judge\nSpeakers:\nJames Lund, nurse\n\n"
    ),
    "numbers": (
        "## Session {number}\n\n**1. Title:** {title}\n\n**2. Room:** Hall\n\n"
        "**3. Time:** 3 June 2031, {time}\n\n**4. Summary:** What works and what does not.\n\n"
        "**5. Chair:** Anna Smit, judge\n\n**6. Speakers:** James Lund, nurse\n\n"
    ),
}


@pytest.mark.parametrize("form", FIELDS)
def test_each_form_is_a_session(tmp_path: Path, form: str) -> None:
    titles = {"Farms and ports": "09:00", "Who pays for courts": "10:30", "Nurses at sea": "12:00"}
    rows = (
        FIELDS[form].format(number=n, title=title, time=f"{start}–{start[:3]}59")
        for n, (title, start) in enumerate(titles.items(), 1)
    )
    sessions = read_sessions(
        tmp_path, FRONT + "".join(rows), ".md" if "##" in FIELDS[form] else ".txt"
    )

    assert [(s["title"], s["start"], named(s)) for s in sessions] == [
        (*one, WHO) for one in titles.items()
    ]
