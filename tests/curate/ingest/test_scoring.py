"""scoring: a wrong name costs precision, a missing one recall, each fault in its own field."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from accounting import read_score
from counting import Count, add, count
from scoring import score

EXPECTED: dict[str, Any] = {
    "title": "Forum",
    "start": "2024-05-14",
    "end": "2024-05-15",
    "sessions": [
        {
            "id": "one",
            "title": "Opening the Books",
            "date": "2024-05-14",
            "start": "10:00",
            "end": "11:15",
            "organizers": [{"name": "Kestrel Institute", "role": "organizes"}],
            "participants": [
                {
                    "name": "Ana Example",
                    "role": "moderator",
                    "affiliations": [
                        {"title": "Head of the Crime Unit", "organization": "Kestrel Institute"},
                        {"organization": "Crime Unit"},
                    ],
                },
                {
                    "name": "Béla Minta",
                    "role": "speaker",
                    "country": "Hungary",
                    "affiliations": [{"title": "Judge"}],
                },
                {"name": "Kestrel Institute", "kind": "organization", "role": "moderator"},
            ],
        },
        {
            "id": "two",
            "title": "Who Pays?",
            "date": "2024-05-15",
            "start": "09:00",
            "end": "10:00",
            "participants": [{"name": "Cem Örnek", "role": "speaker"}],
        },
    ],
    "statements": [
        {"tie": "organizing", "organizer": "Halden Foundation", "role": "supports"},
        {"tie": "partnership", "partners": ["Kestrel Institute", "Halden Foundation"]},
    ],
}


@pytest.fixture
def drafted() -> dict[str, Any]:
    return copy.deepcopy(EXPECTED)


def test_the_expected_transcript_itself_is_right_in_every_field(drafted: dict[str, Any]) -> None:
    assert all(c.right == c.drafted == c.expected for c in score(drafted, EXPECTED).values())
    assert score(drafted, EXPECTED)["people"] == Count(3, 3, 3)


def test_white_space_case_and_composition_of_letters_make_no_difference(
    drafted: dict[str, Any],
) -> None:
    drafted["sessions"][0]["participants"][1]["name"] = "be\u0301la\u00a0 MINTA"

    assert score(drafted, EXPECTED)["people"] == Count(3, 3, 3)


def test_an_invented_person_costs_precision_and_a_missing_one_recall(
    drafted: dict[str, Any],
) -> None:
    people = drafted["sessions"][0]["participants"]
    people.append({"name": "Nobody Atall", "role": "speaker"})
    assert score(drafted, EXPECTED)["people"] == Count(3, 4, 3)

    del people[:2]
    assert score(drafted, EXPECTED)["people"] == Count(1, 2, 3)


def test_a_person_in_the_wrong_session_is_wrong_there_and_missing_here(
    drafted: dict[str, Any],
) -> None:
    first, second = drafted["sessions"]
    second["participants"].append(first["participants"].pop(1))

    assert score(drafted, EXPECTED)["people"] == Count(2, 3, 3)


def test_what_belongs_to_a_person_is_counted_where_both_have_the_person(
    drafted: dict[str, Any],
) -> None:
    people = drafted["sessions"][0]["participants"]
    people[0]["role"] = "speaker"
    people[1]["country"] = "Austria"
    drafted["sessions"][1]["participants"][0]["name"] = "Cem Ornek"
    found = score(drafted, EXPECTED)

    assert found["roles"] == Count(2, 3, 3)
    assert found["countries"] == Count(0, 1, 1)
    assert found["people"] == Count(2, 3, 3)


def test_a_body_with_a_part_is_no_person(drafted: dict[str, Any]) -> None:
    drafted["sessions"][0]["participants"][2]["kind"] = "person"
    found = score(drafted, EXPECTED)

    assert found["people"] == Count(3, 4, 3)
    assert found["bodies with a part"] == Count(0, 0, 1)


def test_two_roles_of_one_person_are_two_roles_and_one_person(drafted: dict[str, Any]) -> None:
    drafted["sessions"][1]["participants"].append({"name": "Cem Örnek", "role": "rapporteur"})
    found = score(drafted, EXPECTED)

    assert found["people"] == Count(3, 3, 3)
    assert found["roles"] == Count(4, 5, 4)


def test_a_session_that_is_missing_or_doubled(drafted: dict[str, Any]) -> None:
    drafted["sessions"].append(drafted["sessions"][1] | {"id": "three", "participants": []})
    assert score(drafted, EXPECTED)["sessions"] == Count(2, 3, 2)

    del drafted["sessions"][1:]
    found = score(drafted, EXPECTED)
    assert (found["sessions"], found["people"]) == (Count(1, 1, 2), Count(2, 2, 3))


def test_sessions_of_one_title_are_told_apart_by_day_and_time(drafted: dict[str, Any]) -> None:
    expected = copy.deepcopy(EXPECTED)
    for transcript in (drafted, expected):
        transcript["sessions"][1]["title"] = transcript["sessions"][0]["title"]
    drafted["sessions"].reverse()

    assert score(drafted, expected)["people"] == Count(3, 3, 3)


def test_dates_and_times_are_counted_for_each_session(drafted: dict[str, Any]) -> None:
    drafted["sessions"][0] |= {"date": "2018-05-14", "end": "11:30"}
    del drafted["sessions"][1]["start"]
    found = score(drafted, EXPECTED)

    assert (found["dates"], found["times"]) == (Count(1, 2, 2), Count(2, 3, 4))


def test_a_unit_inside_a_title_is_counted_apart(drafted: dict[str, Any]) -> None:
    posts = drafted["sessions"][0]["participants"][0]["affiliations"]
    posts.pop()
    posts.append({"organization": "Red Cross"})
    found = score(drafted, EXPECTED)

    assert found["organisations"] == Count(1, 2, 1)
    assert found["units in titles"] == Count(0, 0, 1)


def test_an_organiser_needs_its_role_and_its_place(drafted: dict[str, Any]) -> None:
    drafted["sessions"][0]["organizers"][0]["role"] = "hosts"
    assert score(drafted, EXPECTED)["organisers"] == Count(1, 2, 2)

    drafted["statements"][0] |= {"session": "two"}
    assert score(drafted, EXPECTED)["organisers"] == Count(0, 2, 2)


def test_a_tie_in_prose_needs_all_its_ends(drafted: dict[str, Any]) -> None:
    drafted["statements"][1]["partners"].append("Third Body")
    assert score(drafted, EXPECTED)["ties in prose"].recall == 1

    del drafted["statements"][1]["partners"][0]
    assert score(drafted, EXPECTED)["ties in prose"].recall == 0


def test_where_several_values_are_right_each_is() -> None:
    assert count([("panellist",)], [(["speaker", "panellist"],)]) == Count(1, 1, 1)
    assert count([("chair",)], [(["speaker", "panellist"],)]) == Count(0, 1, 1)


def test_nothing_expected_and_nothing_drafted_is_right_and_counts_add_up() -> None:
    nobody = Count()

    assert (nobody.precision, nobody.recall) == (1, 1)
    assert add([{"people": Count(1, 2, 3)}, {"people": Count(1, 1, 1)}])["people"] == Count(2, 3, 4)
    assert Count(2, 4, 8).precision == 0.5 and Count(2, 4, 8).recall == 0.25


def test_quotes_and_sentences_are_looked_up_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text(
        "Forum\nAna Example speaks. Nobody listens.\nPage 1\n", encoding="utf-8"
    )
    (tmp_path / "programme.yml").write_text(
        'title: Forum\nquotes: ["Forum"]\nsessions: []\n'
        'ignored: [{quotes: ["Ana Exampel", {text: "Page 1", line: 3}], reason: footer}]\n',
        encoding="utf-8",
    )
    (tmp_path / "expected.yml").write_text("title: Forum\nsessions: []\n", encoding="utf-8")
    found = read_score(tmp_path, tmp_path / "expected.yml")
    assert found["quotes verbatim"] == Count(2, 3, 3)

    (tmp_path / "report.txt").write_text("Not understood:\n  Nobody listens.\n", encoding="utf-8")
    before, after = (
        found["sentences accounted for"],
        read_score(tmp_path, tmp_path / "expected.yml")["sentences accounted for"],
    )
    assert (before, after) == (Count(2, 4, 4), Count(3, 4, 4))


def test_what_two_places_print_of_a_session_is_counted_where_it_is_expected(
    drafted: dict[str, Any],
) -> None:
    expected = copy.deepcopy(EXPECTED)
    places = [
        {"title": "Opening the Books", "time": "10.00-11.15", "room": "Hall"},
        {"title": "Opening Books", "time": "10.00-11.00", "room": "Hall"},
    ]
    expected["sessions"][0]["listings"] = places
    drafted["sessions"][0]["listings"] = places[:1]
    drafted["sessions"][1]["listings"] = places[:1]

    assert score(drafted, expected)["listings"] == Count(1, 1, 2)


def test_what_was_missed_and_what_is_wrong_is_told_with_its_place(drafted: dict[str, Any]) -> None:
    drafted["sessions"][0]["participants"][1] |= {"name": "Bela Minta", "role": "chair"}
    drafted["sessions"][0]["participants"][0]["role"] = "chair"
    found = score(drafted, EXPECTED)

    assert found["people"].missed == ("Opening the Books: Béla Minta",)
    assert found["people"].wrong == ("Opening the Books: bela minta",)
    assert (found["roles"].missed, found["roles"].wrong) == (
        ("Ana Example: moderator",),
        ("Ana Example: chair",),
    )
    assert not found["sessions"].missed
