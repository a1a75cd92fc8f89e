"""Which names come near to one that is not there."""

from __future__ import annotations

import pytest

from atgraph.ask.near_names import SMALL, _by_letters, _by_words, _scored, likely, near, nearest
from atgraph.ask.things import Thing


def thing(*names: str) -> Thing:
    return Thing(f"https://example.org/{names[0]}", "https://example.org/Thing", names)


LANTERN = thing("Lantern", "LANTERN", "Harbour Light")


def test_a_name_is_told_alone_or_with_the_label_of_what_it_names() -> None:
    assert near("lanten", [LANTERN]) == "; did you mean “Lantern”?"
    assert near("harbour ligth", [LANTERN]) == "; did you mean “Harbour Light” (Lantern)?"
    assert "did you mean" not in near("xylophone", [LANTERN])
    assert near("xylophone", [LANTERN]).startswith("; ")


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("БОНДАРЕНКО", "Olena Bondarenko"),
        ("Юлія Шевченко", "YULIIA SHEVCHENKO"),
        ("Bondarenko", "Олена Бондаренко"),
        ("olena bondarenco", "Олена Бондаренко"),
        ("Αθηνά Παππά", "Athina Pappa"),
    ],
)
def test_names_of_different_alphabets_meet_by_their_sound(typed: str, known: str) -> None:
    there = thing(known)

    assert nearest(typed, [LANTERN, there]) == [(known, there)]


def test_of_two_spellings_that_are_compared_alike_the_label_is_told() -> None:
    assert nearest("lanten", [LANTERN]) == [("Lantern", LANTERN)]


def test_each_thing_is_told_once_by_its_likest_name() -> None:
    twice = thing("Harbour Lights", "Harbour Light")

    assert nearest("harbour light", [twice]) == [("Harbour Light", twice)]


def test_of_those_equally_near_three_are_told_in_the_order_of_the_alphabet() -> None:
    known = [thing(f"{first} Muster") for first in ("Zoë", "Eva", "Ida", "Ana")]

    assert [name for name, _ in nearest("muster", known)] == [
        "Ana Muster",
        "Eva Muster",
        "Ida Muster",
    ]


def test_many_spellings_of_one_thing_push_no_other_aside() -> None:
    known = [thing(*(f"Muster {letter}" for letter in "abcdefghijkl")), thing("Mustard")]

    assert [found for _, found in nearest("muster", known)] == known


def test_the_likest_is_told_first_however_it_was_found() -> None:
    known = [thing("loma"), thing("lmo"), thing("lomb lomc")]

    assert [name for name, _ in nearest("lom", known)] == ["loma", "lmo"]


def test_a_name_is_told_up_to_a_certain_distance_behind_the_best() -> None:
    typed = "abcdefghijklmnopqrstuvwxy"
    alike = [thing(typed), thing(f"{typed[:-3]}111"), thing(f"{typed[:-4]}2222")]

    assert _scored(typed, [t.label for t in alike]) == {
        typed: 1.0,
        f"{typed[:-3]}111": 0.88,
        f"{typed[:-4]}2222": 0.84,
    }
    assert [found for _, found in nearest(typed, alike)] == alike[:2]


def test_those_among_which_the_nearest_are_come_as_a_set() -> None:
    assert likely("lanten", ["lantern", "harbour light"]) == {"lantern"}
    assert likely("Light, harbour", ["lantern", "harbour light"]) == {"harbour light"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harb", ["harbour police", "police of the harbour"]),
        ("police harbour", ["harbour police", "police of the harbour"]),
        ("polise", ["harbour police", "police of the harbour"]),
        ("arbour of", ["police of the harbour"]),
        ("lan", ["lantern"]),
        ("ern", []),
        ("", []),
    ],
)
def test_each_typed_word_is_like_a_word_of_the_name_or_begins_one(
    typed: str, found: list[str]
) -> None:
    known = ["harbour police", "police of the harbour", "lantern"]

    assert _by_words(typed, known) == found


def test_of_many_words_that_are_equally_like_the_first_twenty_of_the_alphabet_are_taken() -> None:
    letters = "zyxwvutsrqponmlkjihgfedcba"

    assert _by_words("squad", [f"squa{c}" for c in letters if c != "d"]) == [
        f"squa{c}" for c in "utsrqponmlkjihgfecba"
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hup", "hpu"),
        ("harbuor police", "police harbour"),
        ("hp", "harbour police"),
        ("hpu", "harbour police union"),
        ("abcdefghij", "a1 b2 c3 d4 e5 f6 g7 h8 i9 j0"),
        ("hap", "harbour and police"),
        *(("hp", f"harbour {small} police") for small in sorted(SMALL)),
    ],
)
def test_the_same_letters_and_the_initials_of_a_name_are_near_to_it(typed: str, name: str) -> None:
    assert list(_by_letters(typed, [name])) == [name]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hup", "hpa"),
        ("hup", "hupp"),
        ("", ""),
        ("h", "harbour"),
        ("h p", "harbour police"),
        ("hp", "harbour or police"),
        ("abcdefghijk", "a1 b2 c3 d4 e5 f6 g7 h8 i9 j0 k1"),
    ],
)
def test_other_letters_and_initials_of_one_or_too_many_words_are_not(typed: str, name: str) -> None:
    assert list(_by_letters(typed, [name])) == []


def test_the_small_words_are_those_that_acronyms_pass_over() -> None:
    assert sorted(SMALL) == ["a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"]
