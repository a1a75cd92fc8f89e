"""Reports and posts in prose: what parts their sessions, and who stands in their sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_sessions

NUMBERED = """Report of the second meeting of the Lantern Network

Port Calder, 13 June 2031

I. Introduction

1. The second meeting of the Network was held in Port Calder on 13 June 2031.

II. Opening

2. The meeting was opened by Mr. Tom Reed, Mayor of Port Calder. He greeted all.

III. Fees

3. Ms. Carla Neri (Open Door) noted that fees remained common.

4. Ms. Leyla Okoro of the Harbour Trust asked who paid them.

IV. Nets

5. Professor Emil Vasile of Lenn University presented a study of nets.
"""
DAY = """# Looking back on our day

## Panel: Paid in promises

Lawyer Rosa Lund explained the law. Teacher Tom Beck answered her.

## Panel: Who asks?

Judge Emil Vasile spoke first, and nurse Leyla Okoro replied.

## Workshops

### Signs

Led by: Ugo Neri, harbour chaplain

### Words

Interpreter Mina Roth told the group what helps.
"""
STORY = """# Nobody asked, a forum hears

A public forum at the town hall was told on Tuesday that nobody asks.

{said}

Councillor Tom Reed, member for safety, said that this would change.
"""


@pytest.mark.parametrize("ending", [".html", ".txt"], ids=["set as heads", "by numbers alone"])
def test_heads_part_a_report_whose_paragraphs_are_counted(tmp_path: Path, ending: str) -> None:
    blocks = NUMBERED.strip().split("\n\n")
    tags = ["h1", *("h2" if block[0] in "IV" else "p" for block in blocks[1:])]
    text = "".join(f"<{tag}>{block}</{tag}>" for tag, block in zip(tags, blocks))
    sessions = read_sessions(tmp_path, text if ending == ".html" else NUMBERED, ending)

    assert [(s["title"], named(s)) for s in sessions][-3:] == [
        ("Opening", ["Tom Reed"]),
        ("Fees", ["Carla Neri", "Leyla Okoro"]),
        ("Nets", ["Emil Vasile"]),
    ]


def test_heads_below_one_that_only_heads_them_are_those_of_sessions(tmp_path: Path) -> None:
    sessions = {s["title"]: named(s) for s in read_sessions(tmp_path, DAY, ".md")}

    assert sessions["Signs"] == ["Ugo Neri"]
    assert sessions["Words"] == ["Mina Roth"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Carla Neri, of the Harbour Trust's night unit, said that she had asked.", "Carla Neri"),
        ("Mina Roth, 34, who was brought here at seventeen, told the forum so.", "Mina Roth"),
        ("In the hall were fish buyer Ugo Lund and auditor Lin Shu-fen.", "Lin Shu-fen"),
        ("Carla Neri, the MP for the port, was unable to attend.", ""),
    ],
    ids=["of a body", "with an age", "by what one does", "away"],
)
def test_sentences_of_news_name_who_spoke(tmp_path: Path, said: str, name: str) -> None:
    (forum,) = read_sessions(tmp_path, STORY.format(said=said), ".md")

    assert ("Tom Reed" in named(forum)) and (name in named(forum) or not name)
    assert bool(name) or "Carla Neri" not in named(forum)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "Auf dem Podium saßen Hauptmann Tom Beck, die Frauenärztin Dr. Rosa Lund und Ugo Neri.",
            ["Tom Beck", "Rosa Lund", "Ugo Neri"],
        ),
        (
            "Tom Beck, Lehrer, sprach. Richterin Rosa Lund stellt sich den Fragen von Köchin Mina.",
            ["Rosa Lund", "Tom Beck"],
        ),
        ("Die Moderation des Abends übernahm Mina Roth.", ["Mina Roth"]),
    ],
    ids=["posts with articles", "no small words within", "who moderates"],
)
def test_sentences_in_german_part_names(tmp_path: Path, said: str, names: list[str]) -> None:
    text = (
        f"# Ein Abend\n\nAm 3. Juni 2031 lud der Verein zur Tagung in das Rathaus ein.\n\n{said}\n"
    )
    (evening,) = read_sessions(tmp_path, text, ".md")

    assert sorted(named(evening)) == sorted(names)


def test_a_box_below_a_sentence_gives_nobody_a_body(tmp_path: Path) -> None:
    text = (
        "<h1>An evening on nets</h1><p>The hall was full for the conference of 3 June 2031, and so "
        "were the stairs.</p><p>The evening was moderated by Rosa Lund.</p>"
        "<h4>Communications Office</h4>"
    )
    (evening,) = read_sessions(tmp_path, text, ".html")
    (lund,) = evening["participants"]

    assert not any("Office" in quote for quote in lund["quotes"])


VISITS = """# What I take home

14 May 2031 | By Corin Feld

Last week the Forum on Nets filled the customs house. Here is what I saw.

{first} Tom Reed of Open Door and Carla Neri ({second}

{third} Rosa Lund, who teaches law, and Ugo Beck of the Harbour Trust ran it together.
"""


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("I began in “Ghost crews”, a panel with", "ITF).", "After lunch I went to “Who pays?”."),
        ("In <em>Ghost crews</em>,", "ITF) gave figures.", "Then there was “Who pays?”."),
        ("The first panel (“Ghost crews”) heard", "ITF).", "The second (“Who pays?”) was short."),
        ("My favourite was “Ghost crews” with", "ITF).", "I also joined “Who pays?”."),
    ],
    ids=["by where one was", "in italics", "in brackets", "with whom"],
)
def test_titles_stand_where_somebody_was(
    tmp_path: Path, first: str, second: str, third: str
) -> None:
    text = VISITS.format(first=first, second=second, third=third)
    paragraphs = "".join(f"<p>{piece}</p>" for piece in text.split("\n\n")[1:])
    sessions = read_sessions(tmp_path, f"<h1>What I take home</h1>{paragraphs}", ".html")

    assert [(s["title"], named(s)) for s in sessions] == [
        ("Ghost crews", ["Tom Reed", "Carla Neri"]),
        ("Who pays?", ["Rosa Lund", "Ugo Beck"]),
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("A night to keep", "Last Tuesday I attended <em>Ghost crews</em>, a talk in Port Calder."),
        ("Full house", "On 7 May Open Door held its spring talk. The topic: “Ghost crews”."),
        ("Looking back on “Ghost crews”", "On 7 May, the hall was packed to the last chair of it."),
        ("“Ghost crews”: an evening", "On 7 May, the hall was packed to the last chair of it."),
        ("Full house", "“Ghost crews” was the title under which we met on 7 May in our hall."),
    ],
    ids=["visited", "topic", "led to in the head", "in the head", "was the title"],
)
def test_one_event_has_the_title_that_its_post_tells(tmp_path: Path, head: str, said: str) -> None:
    told = "<p>Tom Reed of Open Door had brought figures. The talk was moderated by Rosa Lund.</p>"
    (talk,) = read_sessions(tmp_path, f"<h1>{head}</h1><p>{said}</p>{told}", ".html")

    assert (talk["title"], named(talk)) == ("Ghost crews", ["Rosa Lund", "Tom Reed"])


def test_days_named_by_what_was_done_head_sessions_below_a_notice_of_cookies(
    tmp_path: Path,
) -> None:
    days = [("one: adverts", "Judge Rosa Lund"), ("two: money", "Lawyer Tom Reed")]
    told = "".join(
        f"<p><strong>Day {day}</strong></p><p>{who} told us what helps. It was a long day.</p>"
        for day, who in days
    )
    page = f"<p>We use cookies to give you the best experience.</p><h1>A week on nets</h1>{told}"
    sessions = read_sessions(tmp_path, page, ".html")

    assert [(s["title"], named(s)) for s in sessions] == [
        ("Day one: adverts", ["Rosa Lund"]),
        ("Day two: money", ["Tom Reed"]),
    ]


def test_a_small_word_begins_no_name(tmp_path: Path) -> None:
    text = (
        "# Une soirée\n\nLe 3 juin 2031, la table ronde « Filets » a rempli la salle.\n\n"
        "C’est Rosa Lund, éducatrice, qui animait cette soirée. Thomas Reed, juriste, a répondu.\n"
    )
    (evening,) = read_sessions(tmp_path, text, ".md")

    assert sorted(named(evening)) == ["Rosa Lund", "Thomas Reed"]


def test_names_end_where_bodies_and_weeks_begin(tmp_path: Path) -> None:
    said = "Fair Trade Week closed. Then UNICEF Rosa Lund, judge, told us so."
    text = f"# Nets\n\nThe talk on 3 June 2031 was moderated by Tom Reed.\n\n{said}\n"
    (talk,) = read_sessions(tmp_path, text, ".md")

    assert sorted(named(talk)) == ["Rosa Lund", "Tom Reed"]
