"""Days of the week as heads of days, ranks of several words, bodies called as people are."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, NEXT, named, read_sessions


def test_a_day_of_the_week_heads_its_day(tmp_path: Path) -> None:
    text = (
        "# Weekend of the fields\n\nFriday, January 9 – Sunday, January 11, 2026\n\n"
        "## Friday Evening\n\n7:15 p.m. Fees\nAda Bek, judge\n\n"
        "## Saturday\n\n9:00 a.m. Farms\nUgo Lund, mayor\n\n10:00 a.m. Courts\nTom Reed, editor\n\n"
        "## Sunday\n\n10:00 a.m. Closing\nLena Winter, lawyer\n"
    )
    found = [(one["title"], str(one["date"])) for one in read_sessions(tmp_path, text, ".md")]
    assert found == [
        ("Fees", "2026-01-09"),
        ("Farms", "2026-01-10"),
        ("Courts", "2026-01-10"),
        ("Closing", "2026-01-11"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Aunty Ada Bek, Senior Elder",
        "Detective Acting Superintendent Ada Bek, Harbour Police",
        "Chief Deputy DA Ada Bek, Harbour County",
        "Ada Bek TD, Ceann Comhairle",
        "Ada Bek, Better Sydney",
    ],
)
def test_one_is_named(tmp_path: Path, line: str) -> None:
    first = read_sessions(tmp_path, f"{FRONT}9:00 Fees and debts\n• {line}\n{NEXT}")[0]
    assert named(first) == ["Ada Bek"]


def test_an_inspector_of_spain_has_a_rank(tmp_path: Path) -> None:
    text = "Jornada sobre la trata\n3 de junio de 2031\n\n9:00 Señales en la recepción\n"
    text += "Subinspectora Noelia Ferrán Ibáñez, UCRIF Baleares\n\n10:00 Clausura\nUgo Lund, juez\n"
    first = read_sessions(tmp_path, text)[0]
    assert first["participants"][0]["honorific"] == "Subinspectora"


def test_a_room_in_small_letters_with_its_number_is_no_part_of_a_title(tmp_path: Path) -> None:
    text = (
        "Форум о правах\n3 июня 2031 г.\n\n11:45 – 13:00 Параллельные мастерские\n"
        "Мастерская А. Письмо (зал 2)\nВедёт Ада Бек, психолог\n"
        "Мастерская Б. Мои права (зал 3)\n"
        "Ведут: Евгений Голощапов, адвокат; Ольга Патлати, прокурор\n"
        "\n14:00 – 15:00 Закрытие\nАда Бек, психолог\n"
    )
    first, second, _ = read_sessions(tmp_path, text)
    assert (first["title"], named(first)) == ("Мастерская А. Письмо", ["Ада Бек"])
    assert (second["title"], named(second)) == (
        "Мастерская Б. Мои права",
        ["Евгений Голощапов", "Ольга Патлати"],
    )


def test_whom_one_asks_behind_who_helped_takes_no_part(tmp_path: Path) -> None:
    text = "Круглий стіл\n3 червня 2031 року\n\n10:00 Вступне слово\nАда Бек, суддя\n\n"
    text += "11:00 Підбиття підсумків\nТарас Коваль, прокурор\n\n"
    text += "Захід відбувається за підтримки Посольства Канади. "
    last = read_sessions(tmp_path, f"{text}Контакт для ЗМІ: Оксана Драч, 050 555 01 01.\n")[-1]
    assert named(last) == ["Тарас Коваль"]
