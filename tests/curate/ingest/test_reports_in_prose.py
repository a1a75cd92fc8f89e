"""Reports after an event, without heads: titles of sessions and who spoke stand in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drafts import read_draft

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NameReader
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.told_speakers import find_named, find_speakers
from atgraph.curate.ingest.word_lists import words_in
from atgraph.data.yaml_lines import read_yaml

ENGLISH = """Looking back at the forum “Safe Roads”

More than 120 people met in Port Meredith on 12 June 2023 for the forum “Safe Roads”,
hosted by the mayor Ugo Bek.

At 9:30 the session “What adverts tell” was opened by Lucia Ferrante, director of the Law Clinic.
The nurse Tomas Verbeek recalled Victor Hugo’s words on prisons.

In the panel “Shelters without locks”, which began at 11:00, Rajesh Kothari (Safe Harbour Trust)
described a night in the port. According to Sotaro Kimura (Border Police), “nobody asks twice”.
The discussion was moderated by Beatrix Lund, editor.

The talks can be heard online.
"""
GERMAN = """Nachbericht: Fachtag „Sichere Wege“

Am 12. Juni 2023 kamen achtzig Gäste nach Lindenau.

Den Auftakt machte das Gespräch „Was Anzeigen sagen“ mit Anna Ferrante, Leiterin der Beratungsstelle Ufer.
Danach berichtete die Psychologin Danuta Lund aus ihrem Alltag.

Zum Vortrag „Wer haftet?“ begrüßte Jonas Kimura (Universität Lindenau) das Publikum. Moderiert wurde die Runde von Thekla Verbeek (Redakteurin, Lindenauer Bote).
"""  # noqa: E501
RUSSIAN = """Отчёт: форум «Безопасный путь»

12 июня 2023 г. в город приехали сто человек.

На секции «Что говорят объявления» Анна Ферранте (Фонд «Шаг») рассказала о своей работе.

Дискуссию «Кто отвечает» открыл Иван Лунд, юрист. Затем Ольга Кимура (Фонд «Берег») привела данные.
"""


def reader(language: str) -> PeopleReader:
    words = words_in(tuple(sorted({language, "en"})))
    return PeopleReader(NameReader(words), AffiliationReader(SegmentKinds(words)))


def read(folder: Path, text: str) -> Any:
    return read_draft(folder, text, ".txt")["sessions"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ENGLISH,
            {
                "What adverts tell": ["Lucia Ferrante", "Tomas Verbeek"],
                "Shelters without locks": ["Rajesh Kothari", "Sotaro Kimura", "Beatrix Lund"],
            },
        ),
        (
            GERMAN,
            {
                "Was Anzeigen sagen": ["Anna Ferrante", "Danuta Lund"],
                "Wer haftet?": ["Jonas Kimura", "Thekla Verbeek"],
            },
        ),
        (
            RUSSIAN,
            {
                "Что говорят объявления": ["Анна Ферранте"],
                "Кто отвечает": ["Иван Лунд", "Ольга Кимура"],
            },
        ),
    ],
    ids=["English", "German", "Russian"],
)
def test_a_paragraph_tells_of_a_session(
    tmp_path: Path, text: str, told: dict[str, list[str]]
) -> None:
    sessions = read(tmp_path, text)

    assert {s["title"]: [p["name"] for p in s["participants"]] for s in sessions} == told
    assert {str(s["date"]) for s in sessions} == {"2023-06-12"}


def test_a_session_begins_when_the_sentence_with_its_title_says(tmp_path: Path) -> None:
    assert [s["start"] for s in read(tmp_path, ENGLISH)] == ["09:30", "11:00"]


def test_titles_below_which_times_stand_are_none_of_a_report(tmp_path: Path) -> None:
    text = ENGLISH.replace("The talks can", "10:00 Opening of the forum\n\nThe talks can")

    assert "What adverts tell" not in [s["title"] for s in read(tmp_path, text)]


@pytest.mark.parametrize(
    "changes",
    [
        {"locks”,": "locks.”,", "tell” was": "tell,” was"},
        {"the session “What": "the book “What", "In the panel “": "In her book “"},
    ],
    ids=["what somebody said", "of a book"],
)
def test_other_words_in_quotation_marks_are_no_title(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    text = ENGLISH
    for old, new in changes.items():
        text = text.replace(old, new)

    assert len(read(tmp_path, text)) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("en", "The actor Gareth Lund recalled Fyodor Kemp’s words on prisons.", ["Gareth Lund"]),
        (
            "de",
            "Es war ein Vortrag, in dem Ada Bek (Vorsitzende, Ufer e. V.) erklärte.",
            ["Ada Bek"],
        ),
        ("fr", "Enfin Ada Bek, juge, a parlé de la loi.", ["Ada Bek"]),
        ("de", "Geleitet wurde die Runde von Ada Bek (Redakteurin, Bote).", ["Ada Bek"]),
    ],
)
def test_a_name_within_a_sentence_is_read_whole(
    language: str, sentence: str, names: list[str]
) -> None:
    assert [person.name for person in find_named(sentence, reader(language))] == names


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("en", "Xochitl Oduya (Kemp and Company) and Ada Bek (Union) will discuss what helps.",
         ["Xochitl Oduya", "Ada Bek"]),
        ("uk", "Модеруватиме Соломія Бек.", ["Соломія Бек"]),
    ],
)  # fmt: skip
def test_who_will_speak_or_moderate_stands_on_either_side_of_the_verb(
    language: str, sentence: str, names: list[str]
) -> None:
    assert [person.name for person in find_speakers(sentence, reader(language))] == names


def test_a_label_for_what_was_done_is_no_body() -> None:
    people = reader("en")
    people.habits.body_first = {"colon"}

    assert people.read_behind_body("Law Clinic: Mr. Ugo Lund (officer, Police)") is not None
    assert people.read_behind_body("Discussion: Mr. Ugo Lund (officer, Police)") is None


HEADED = """Report on the seminar

Port Meredith, 12 June 2023

Introduction of the guests

The first session was chaired by Lucia Ferrante, director of the Law Clinic.

What adverts tell

Rajesh Kothari (Safe Harbour Trust) described a night in the port.

Shelters without locks

Sotaro Kimura, head of the Border Police, reported that eleven beds were free.

What comes next

The recommendations will be published before the end of the year.
"""


def test_heads_that_white_space_sets_apart_are_those_of_a_report(tmp_path: Path) -> None:
    sessions = read(tmp_path, HEADED)

    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Introduction of the guests", ["Lucia Ferrante"]),
        ("What adverts tell", ["Rajesh Kothari"]),
        ("Shelters without locks", ["Sotaro Kimura"]),
    ]


OPENED_BY_TITLES = """A day in the harbour: report

5 November 2025

From 9:00 to 10:15, “Fees before the voyage” brought together Hanna Lund (Border Police) and Ida Bek (Law Clinic).

“Beds for men” came next, from 10:30 to 11:45. Ada Ferrante, adviser at the Ministry of Labour, told who pays.

From 13:00 to 14:00, “Next steps” was presented by Ugo Lund (Safe Harbour Trust).
"""  # noqa: E501
STORY = """A night in the harbour

5 November 2025

“Nobody asked us” said Hanna Lund, director of the Law Clinic, when the ship had left the port.

“We were never paid”, said Ida Bek (Border Police), and she showed the letter.
"""


def test_paragraphs_may_begin_with_the_title_or_its_time(tmp_path: Path) -> None:
    sessions = read(tmp_path, OPENED_BY_TITLES)

    assert [(s["title"], s["start"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("Fees before the voyage", "09:00", ["Hanna Lund", "Ida Bek"]),
        ("Beds for men", "10:30", ["Ada Ferrante"]),
        ("Next steps", "13:00", ["Ugo Lund"]),
    ]


def test_what_somebody_said_is_no_title(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="sessions"):
        read(tmp_path, STORY)


ITALICS = """# Notes on the harbour days

12 June 2023

The first session, *Who Pays the Fare*, was moderated by Zubaru Kelenga of the Law Clinic. Mirela Okun, a former deckhand, told what she had signed. She was followed by Sotaro Vimba, who counts ships.

The workshop entitled *Letters Home* was led by Tilda Brankov and Oru Seferi (Radio Quay).
"""  # noqa: E501
SET_ABOVE = """# Lake days: proceedings

12 June 2023

**Boys on the boats.** Opening the day, Lucia Ferrante of the Law Clinic laid out what she had seen.

**Papers that nobody checks.** Two lawyers disagreed. Ugo Bek (Bar Society) asked for a register.

**Money for nets.** Then came Rajesh Kothari of the Border Police, who compared the rates.
"""
QUOTED_SINGLY = """# Notes on the harbour days

12 June 2023

In the panel ‘Who pays the fare?’ Lucia Ferrante, head of the Law Clinic, showed three letters.

The session called Letters Home, was opened by Ugo Bek (Radio Quay).
"""
IN_CAPITALS = """# Notes on the harbour days

12 June 2023

At 9:30 a.m. the day got under way with the panel Ghost Crews on Cheap Ships. Captain Ada Lund walked us through a night. Zanu Vimba, who spent a year on a trawler, spoke through an interpreter.

At 1:45 p.m. the panel Safe Ports closed the day. Judge Ugo Bek and Sister Ida Kunnath compared what happens on land.
"""  # noqa: E501
COUNTED = """# Actes résumés de la journée du port

12 juin 2023

Premier temps, « Coudre la nuit ». Après un mot de l'historien Luc Lenoir, Ada Bek, juge, a décrit la loi.

Deuxième temps, « Que faire ? ». Maud Tanguy, interprète, en a montré les limites.
"""  # noqa: E501
OPENS = """# Rückblick auf das Forum

12. Juni 2023

*Daheim und ausgeliefert* hieß die erste Runde. Thekla Lund, Leiterin der Beratungsstelle Ufer, las vor.

*Agenturen unter der Lupe* war der Titel der zweiten. Der Jurist Jonas Kimura (Kanzlei Nord) widersprach.
"""  # noqa: E501


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            IN_CAPITALS,
            {
                "Ghost Crews on Cheap Ships": ["Ada Lund", "Zanu Vimba"],
                "Safe Ports": ["Ugo Bek", "Ida Kunnath"],
            },
        ),
        (
            COUNTED,
            {"Coudre la nuit": ["Luc Lenoir", "Ada Bek"], "Que faire ?": ["Maud Tanguy"]},
        ),
        (
            OPENS,
            {
                "Daheim und ausgeliefert": ["Thekla Lund"],
                "Agenturen unter der Lupe": ["Jonas Kimura"],
            },
        ),
        (
            ITALICS,
            {
                "Who Pays the Fare": ["Zubaru Kelenga", "Mirela Okun", "Sotaro Vimba"],
                "Letters Home": ["Tilda Brankov", "Oru Seferi"],
            },
        ),
        (
            SET_ABOVE,
            {
                "Boys on the boats": ["Lucia Ferrante"],
                "Papers that nobody checks": ["Ugo Bek"],
                "Money for nets": ["Rajesh Kothari"],
            },
        ),
        (
            QUOTED_SINGLY,
            {"Who pays the fare?": ["Lucia Ferrante"], "Letters Home": ["Ugo Bek"]},
        ),
    ],
    ids=[
        "in capitals",
        "counted",
        "first",
        "in italics",
        "in bold before the paragraph",
        "between single marks and behind a word",
    ],
)
def test_titles_are_set_apart_in_other_ways(
    tmp_path: Path, text: str, told: dict[str, list[str]]
) -> None:
    document = tmp_path / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    sessions = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert {s["title"]: [p["name"] for p in s["participants"]] for s in sessions} == told


POST = """# What we learned about hotels

By Ida Lund · 12 June 2023

We hosted a talk. Our director Lucia Ferrante was joined by Rajesh Kothari, head of Lotus Inns, and
the editor Ugo Bek.

## 1. Cleaners know first

“We see the doors,” said Kothari. Ferrante agreed.

## 2. Posters are no plan

Bek recalled that nobody had read the poster for six years.

Ida Lund is an officer at the Law Clinic.
"""


def test_heads_of_what_was_learned_are_no_sessions(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(POST, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert session["title"] == "What we learned about hotels"
    named = {p["name"] for p in session["participants"]}
    assert named == {"Lucia Ferrante", "Rajesh Kothari", "Ugo Bek"}  # not who wrote it


CAPITALS = """REPORT ON THE KILN DAYS

12 June 2023

INTRODUCTION

Some ninety people came to the hall for two days of talks on kilns and on fees.

A SEASON OF BRICKS

Lucia Ferrante of the Law Clinic described one day. Ms. Bek agreed with what she had said.

WHO OWES WHOM

The economist Rajesh Kothari opened with a quiz. Ms. Ada Bek then read the law.

WHAT BUYERS DO

Speaking from afar, Sotaro Lund of the Border Police proposed a label for all bricks.
"""


def test_heads_in_capitals_end_the_introduction(tmp_path: Path) -> None:
    sessions = read(tmp_path, CAPITALS)

    assert [(s["title"], [p["name"] for p in s["participants"]]) for s in sessions] == [
        ("A SEASON OF BRICKS", ["Lucia Ferrante", "Ada Bek"]),
        ("WHO OWES WHOM", ["Rajesh Kothari", "Ada Bek"]),
        ("WHAT BUYERS DO", ["Sotaro Lund"]),
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("en", "She thanked the minister, Lucia Ferrante, who could not attend.", []),
        ("en", "Ada Lund said so and quoted the poet Ugo Bek.", ["Ada Lund"]),
        ("en", "The chair thanked Ada Lund (Law Clinic) for the presentation.", ["Ada Lund"]),
        ("en", "The late Justice Ada Bek was mentioned twice.", []),
        ("fr", "La maire, Ada Bek, retenue à Paris, a écrit.", []),
        ("en", "Ada Bek and Ugo Lund asked what it had cost.", ["Ada Bek", "Ugo Lund"]),
    ],
)
def test_who_is_thanked_or_quoted_or_stayed_away_does_not_take_part(
    language: str, sentence: str, names: list[str]
) -> None:
    assert [person.name for person in find_named(sentence, reader(language))] == names


@pytest.mark.parametrize(
    ("language", "sentence", "named"),
    [
        ("en", "The talk was moderated by Zubaru Kelenga.", [("Zubaru Kelenga", "moderator")]),
        (
            "en",
            "Panel two, moderated by Ada Bek of the Law Clinic, heard from Ugo Lund (Union).",
            [("Ada Bek", "moderator"), ("Ugo Lund", "speaker")],
        ),
        ("en", "Chair of the panel was Professor Ada Bek.", [("Ada Bek", "chair")]),
        ("ru", "Вёл сессию журналист Бауыржан Ким.", [("Бауыржан Ким", "moderator")]),
        (
            "it",
            "È stato guidato dalla mediatrice Ada Bek insieme a Ugo Lund.",
            [("Ada Bek", "speaker"), ("Ugo Lund", "speaker")],
        ),
        (
            "fr",
            "Au programme : le témoignage du capitaine Rizal Sanu.",
            [("Rizal Sanu", "speaker")],
        ),
        ("en", "“We hear from people every night,” said the cook.", []),
    ],
)
def test_words_lead_to_names_that_nothing_else_tells(
    language: str, sentence: str, named: list[tuple[str, str]]
) -> None:
    found = find_speakers(sentence, reader(language))

    assert [(p.name, p.role.removeprefix("role_")) for p in found] == named


BOLD = """# Join us: Who made your uniform?

On Tuesday 24 September 2024 at 7pm, in the Meeting House, we are bringing together two people.

**Moses Ssebu** sewed school shirts before he moved here. **Catrin Lund** teaches and began it all.
"""


def test_names_in_bold_within_sentences_take_part(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(BOLD, encoding="utf-8")
    draft(document).write(tmp_path / "draft")
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]

    assert [p["name"] for p in session["participants"]] == ["Moses Ssebu", "Catrin Lund"]
    assert session["start"] == "19:00"
