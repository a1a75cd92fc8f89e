"""slugs: names as ids, in every script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.data.slugs import kind_of, slug


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Łódź", "lodz"),
        ("Ærø – Straße", "aero-strasse"),
        ("Đorđe Þór", "dorde-thor"),
        ("Відкриття конференції", "vidkrittya-konferentsiyi"),
        ("Сессия 1. Вербовка", "sessiya-1-verbovka"),
        ("Αθήνα", "athina"),
        ("  A.B. & Co.  ", "a-b-co"),
        ("L’avenir", "lavenir"),
        ("I\u0307zmir", "izmir"),
        ("…!", ""),
    ],
)
def test_a_name_is_written_in_small_letters_of_english(name: str, found: str) -> None:
    assert slug(name) == found


@given(st.text(max_size=20))
def test_a_slug_has_the_form_of_an_id_and_none_is_lost(name: str) -> None:
    made = slug(name)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert made or not any(map(str.isalpha, name))
    assert slug(made) == made


def test_ids_of_a_class_begin_with_its_name() -> None:
    assert kind_of("EventSeries") == "event-series"
