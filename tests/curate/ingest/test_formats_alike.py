"""What a page sets as a heading or in bold, and a text does not: the same is read of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions

RELEASE = """MEDIA RELEASE

Why Ports Matter

12 May 2031

PORT LENN – Harbour Alliance against Forced Labour will host “Why Ports Matter” at Town Hall on \
12 May 2031. It starts at 9:00.

Speaking at the event will be Ada Bek, judge, and Ugo Lund, mayor.

###

About Harbour Alliance against Forced Labour

The forum brings together those who carry goods."""


def test_a_head_that_prose_names_in_quotation_marks_is_the_title(tmp_path: Path) -> None:
    assert read_draft(tmp_path, RELEASE, ".txt")["title"] == "Why Ports Matter"


def test_whoever_spoke_in_a_discussion_is_no_topic(tmp_path: Path) -> None:
    text = "Procès-verbal\n\n9 octobre 2031\n\n" + "".join(
        f"{n}. {title}\n\nCe point a été traité en Salle Mistral (1{n}h30 à 1{n}h45).\n\n"
        f"Au cours de la discussion, {name} (juge, Cour du port) propose de fixer "
        "une date.\n\n"
        for n, (title, name) in enumerate(
            [
                ("Repérer d’abord", "Isaure Montfaucon"),
                ("Réparer ensuite", "Gwenaël Brehec"),
                ("Retenir enfin", "Ludivine Bassong"),
            ],
            1,
        )
    )
    titles = [session["title"] for session in read_sessions(tmp_path, text)]
    assert titles == ["Repérer d’abord", "Réparer ensuite", "Retenir enfin"]


@pytest.mark.parametrize(
    ("began", "ending"),
    [("1. Начало: {}, Большой зал", ".md"), ("Начало: {}, Большой зал", ".txt")],
)
def test_in_minutes_a_label_tells_when_an_item_began(
    tmp_path: Path, began: str, ending: str
) -> None:
    items = [
        ("09.30", "Зачем мост", "Асель Туребекова, выступая от имени: Школа № 17"),
        ("10.00", "Выявление на границе", "Зарина Шамсиева, выступая от имени: Радио «Мост»"),
        ("12.00", "Труд в порту", "Воронихина Таисия Глебовна, выступая от имени: Фонд «Дом»"),
    ]
    text = "Отчёт о заседании: Форум «Мост»\n\n5 июня 2031 года\n\n" + "".join(
        f"{title}\n\n{began.format(hour)}\n\nНурлан Эсен уулу (Объединение «Опора») рассказал о "
        f"том, что сделано в регионе.\n\n{who}, попросил более ясных данных.\n\n"
        for hour, title, who in items
    )
    sessions = read_sessions(tmp_path, text, ending)
    assert [(s["start"].replace(":", "."), s["title"]) for s in sessions] == [
        one[:2] for one in items
    ]


def test_headings_above_sentences_that_say_when_it_began_are_nobody(tmp_path: Path) -> None:
    items = ["ПРИМУСОВА ПРАЦЯ НА ФЕРМАХ", "ДІМ І ДОВІРА", "ВЕРБУВАННЯ В МЕРЕЖІ"]
    text = "<h1>Звіт про засідання</h1><p>23 квітня 2031 р.</p>" + "".join(
        f"<h3>{title}</h3><p>Зала «Явір». Початок о 1{n}.20.</p><p>Орися Дзвінка (Радіо «Плай») "
        "відкрила обговорення.</p>"
        for n, title in enumerate(items)
    )
    assert [s["title"] for s in read_sessions(tmp_path, text, ".html")] == items


def test_a_time_between_semicolons_parts_title_and_room(tmp_path: Path) -> None:
    text = "Minutes of the forum\n\n12 May 2031\n\n" + "".join(
        f"{n}\t{title}; {hours}; Main Hall\tThe chair thanked Ada Bek (judge, Port Court).\n"
        for n, (title, hours) in enumerate(
            [
                ("Why Ports Matter", "9:00–9:30"),
                ("What Is Hidden: Prevalence and Its Limits", "9:30–11:00"),
                ("What Buyers Can Ask", "11:30–13:00"),
            ],
            1,
        )
    )
    first, second, third = read_sessions(tmp_path, text)
    assert (first["title"], first["start"], first["room"]) == (
        "Why Ports Matter",
        "09:00",
        "Main Hall",
    )
    assert second["title"] == "What Is Hidden: Prevalence and Its Limits"
    assert named(third) == ["Ada Bek"]


def test_above_its_time_a_kind_that_is_a_role_leads_to_a_title(tmp_path: Path) -> None:
    text = "Forum on Ports\n\n12 May 2031\n\nAgenda\n\n" + "".join(
        f"{title}\n\nTime: {hours}\n\n{who}\n\n"
        for title, hours, who in (
            ("Panel 1: The Farm", "8:00–9:00", "Moderator: Eva Ruiz, nurse"),
            ("Welcome: Why Small Towns", "9:00–9:15", "Welcome remarks: Ada Bek, judge"),
            ("Keynote: The House on the Road", "9:15–10:00", "Keynote speaker: Ugo Lund, mayor"),
            ("Forum Dinner", "19:00–21:00", "Keynote speaker: Lea Novak, envoy"),
        )
    )
    titles = [session["title"].rpartition(": ")[2] for session in read_sessions(tmp_path, text)]
    assert titles == ["The Farm", "Why Small Towns", "The House on the Road", "Forum Dinner"]
