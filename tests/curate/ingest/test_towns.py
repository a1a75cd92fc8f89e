"""Where an event is: its town, the zone of its times, and the venue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here
from atgraph.data.yaml_lines import parse_yaml

BELOW = """

09:00 Opening
Speaker: Ana Kovač, Director, Red Cross Slovenia

10:00 Shelters that last
Moderator: Peter Novak, Caritas Slovenia
"""


def drafted(folder: Path, head: str, below: str = BELOW) -> Any:
    """Draft a document; return its transcript."""
    document = folder / "forum.txt"
    document.write_text(head + below, encoding="utf-8")
    return parse_yaml(draft_here(document).transcript, document)


def where(transcript: Any) -> tuple[str, str, str]:
    """Return town, time zone and venue."""
    place = (transcript.get("context") or [{}])[0]
    rooms = [one["room"] for one in transcript.get("listings") or [] if one.get("room")]
    return place.get("place", ""), place.get("timezone", ""), "; ".join(rooms)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ljubljana, 12 May 2025", ("Ljubljana", "Europe/Ljubljana", "")),
        ("Wien, 12 May 2025", ("Wien", "Europe/Vienna", "")),
        ("Harwick, 12 May 2025", ("Harwick", "", "")),
        ("12 May 2025, Brescia, Italy", ("Brescia", "Europe/Rome", "")),
        ("12 May 2025, Town Hall, Harwick", ("Harwick", "", "Town Hall")),
        ("12 May 2025 in Harwick", ("Harwick", "", "")),
        ("12 May 2025 · Nairobi & online", ("Nairobi", "Africa/Nairobi", "")),
        ("12 May 2025\nHotel Aurora, Bucharest", ("Bucharest", "Europe/Bucharest", "Hotel Aurora")),
        ("12 May 2025\nLocation: Mill House, Harwick", ("Harwick", "", "Mill House")),
        (
            "12 May 2025\nLocation: Central Library, Main Hall",
            ("", "", "Central Library, Main Hall"),
        ),
        (
            "Ljubljana, 12 May 2025\nMain Hall, Mill House, Elm Street 12",
            ("Ljubljana", "Europe/Ljubljana", "Main Hall, Mill House"),
        ),
        ("12 May 2025\nCounty Center, Room 210", ("", "", "County Center, Room 210")),
        ("Harwick, 12 May 2025 / Herwick, 12 May 2025", ("Harwick", "", "")),
    ],
)
def test_the_line_of_date_or_venue_says_where(
    line: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    transcript = drafted(tmp_path, f"Forum on Safe Return\n{line}")

    assert where(transcript) == expected
    assert "subtitle" not in transcript
    for place in transcript.get("context") or []:
        assert place["quotes"][-1] == line.rsplit("\n", maxsplit=1)[-1]
        assert "review" not in place


def test_what_runs_together_with_a_time_is_no_town(tmp_path: Path) -> None:
    assert where(drafted(tmp_path, "09:00Speakers8 May 2019", below="")) == ("", "", "")


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Vienna, Austria", "Europe/Vienna"),
        ("London, UK", "Europe/London"),
        ("Tunis, Red Cross House", "Africa/Tunis"),
        ("Vienna, Virginia, USA", ""),
        ("Vienna, VA", ""),
        ("London, Canada", ""),
        ("London, Ontario", ""),
        ("Savannah, Georgia", ""),
    ],
)
def test_a_town_has_no_zone_where_it_may_be_another_of_that_name(
    line: str, zone: str, tmp_path: Path
) -> None:
    town, found, venue = where(drafted(tmp_path, f"Forum on Safe Return\n{line}, 12 May 2025"))

    assert (town, found) == (line.split(",", maxsplit=1)[0], zone)
    assert venue == ("Red Cross House" if "House" in line else "")  # “USA” is none


@pytest.mark.parametrize(
    ("line", "opening", "town"),
    [
        ("г. Степной, 12 мая 2025 года", "Открытие и приветствие участников", "Степной"),
        ("12 травня 2025 року, м. Вільшана, Центр «Коло»", "Відкриття, вітання гостей", "Вільшана"),
    ],
)
def test_an_abbreviation_marks_a_town(line: str, opening: str, town: str, tmp_path: Path) -> None:
    below = f"\n\n09:00 {opening}\n\n10:00 {opening}\n"
    assert where(drafted(tmp_path, f"Форум «Мост»\n{line}", below))[0] == town


@pytest.mark.parametrize(
    "line",
    [
        "Date: 12 May 2025",
        "Breaking Old Chains Now, 12 May 2025",  # which is the title
        "12 May 2025, 10:00 Vienna / 15:00 Bangkok",
        "12 May 2025, University of Harwick",
        "12 May 2025, 15:00 (Harwick)",
        "12 May 2025, 15:00, Room Kite, English and Spanish",
        "Minutes, 12 May 2025",
        "May 2025",
        "Organised by Harwick Shelters, London\n12 May 2025",
    ],
)
def test_what_is_no_town_is_none(line: str, tmp_path: Path) -> None:
    head = line if "Chains" in line else f"Forum on Safe Return\n{line}"
    assert where(drafted(tmp_path, head))[0] == ""


def test_the_town_where_a_letter_was_written_is_not_that_of_the_event(tmp_path: Path) -> None:
    head = """Harwick, 2 March 2025

Dear colleagues,

we are pleased to invite you to our forum on safe return, which takes place on 12 May 2025 at 9:00.

Forum on Safe Return"""
    assert where(drafted(tmp_path, head))[0] == ""


def test_a_body_and_a_town_without_a_date_are_for_review(tmp_path: Path) -> None:
    transcript = drafted(
        tmp_path, "Forum on Safe Return\n12 May 2025\nSafe homes for all\nUnited Shelters, London"
    )

    (place,) = transcript["context"]
    assert (place["place"], "see whether it is" in place["review"]) == ("London", True)


def test_sessions_in_one_town_are_an_event_in_it_and_another_town_stays_theirs(
    tmp_path: Path,
) -> None:
    meetings = [
        (f"{day} May 2025, 10:00, Town Hall, {town}", f"Talk {n} on Safe Return")
        for n, (day, town) in enumerate([(12, "Riga"), (13, "Vilnius"), (14, "Tallinn")])
    ]

    def series(*towns: str) -> Any:
        lines = (
            f"{when.rsplit(', ', 1)[0]}, {town}\n{title}\nSpeaker: Ana Kovač, Director, Red Cross"
            for (when, title), town in zip(meetings, towns)
        )
        return drafted(tmp_path, "Talks on Safe Return", "\n\n" + "\n\n".join(lines) + "\n")

    one, several = series("Riga", "Riga", "Riga"), series("Riga", "Vilnius", "Tallinn")

    assert where(one)[:2] == ("Riga", "Europe/Riga")
    assert [s.get("place") for s in one["sessions"]] == [None, None, None]
    assert where(several)[0] == ""
    assert [s.get("place") for s in several["sessions"]] == ["Riga", "Vilnius", "Tallinn"]


def test_a_known_town_is_nobody_and_no_body(tmp_path: Path) -> None:
    head = "Forum on Safe Return\n12 May 2025\n\n09:00 Opening in Hall 3, UNHQ, New York"
    below = "\nSpeakers:\nAna Kovač, lawyer, Vienna\nPeter Novak, Red Cross, Vienna\n"
    (session,) = drafted(tmp_path, head, below)["sessions"]

    assert [(p["name"], p["affiliations"]) for p in session["participants"]] == [
        ("Ana Kovač", [{"title": "lawyer"}]),
        ("Peter Novak", [{"organization": "Red Cross"}]),
    ]


def test_the_line_below_a_time_says_where_a_single_event_is(tmp_path: Path) -> None:
    head = "Forum on Safe Return\n12 May 2025, 18:30\nMill House, Harwick\n\n"
    transcript = drafted(tmp_path, head, "Speakers:\nAna Kovač, Director, Red Cross\n")

    assert where(transcript)[0] == "Harwick"
    assert transcript["sessions"][0]["room"] == "Mill House"


RELEASE = """PRESS RELEASE

Beds for Men

{}

The speakers are Ada Bek, director of the Law Clinic Quay, and Ugo Lund, editor of Radio Quay.
"""


@pytest.mark.parametrize(
    ("told", "town"),
    [
        ("HARWICK, 12 May 2025 – The Quay Network hosts an evening for all who help.", "HARWICK"),
        ("12 May 2025, Harwick. The Quay Network hosts an evening for all who help.", "Harwick"),
        ("On 12 May 2025 the Quay Network invites all to the Mill House, Harwick.", "Harwick"),
        ("The Quay Network held its forum on 12 May 2025 in Harwick for all who help.", "Harwick"),
        ("The forum on Trafficking in Persons was held on 12 May 2025 by the Network.", ""),
    ],
)
def test_sentences_say_in_which_town_it_is(told: str, town: str, tmp_path: Path) -> None:
    assert where(drafted(tmp_path, RELEASE.format(told), below=""))[0] == town


def test_a_house_stands_before_its_town_in_a_sentence(tmp_path: Path) -> None:
    head = """Les mains invisibles

Le 12 mai 2025, le réseau vous attend pour une rencontre à la médiathèque Lenoir, à Harvique.

"""
    below = "Avec Ada Bek, juriste à la Clinique du droit, et Ugo Lund, rédacteur de Radio Quai.\n"

    assert where(drafted(tmp_path, head, below)) == ("Harvique", "", "médiathèque Lenoir")


def test_the_town_behind_a_labelled_room_is_no_part_of_it(tmp_path: Path) -> None:
    head = "Beds for Men\n\nWhen: 12 May 2025, 11:30\n\nWhere: Room 4, Mill House, Harwick\n\n"
    transcript = drafted(tmp_path, head, "Speakers: Ada Bek, director of the Law Clinic Quay\n")

    assert transcript["sessions"][0]["room"] == "Room 4, Mill House"
    assert transcript["context"][0]["place"] == "Harwick"


@pytest.mark.parametrize("label", ["Venue", "Where"])
def test_the_last_piece_behind_a_label_for_where_it_is_may_be_the_town(
    tmp_path: Path, label: str
) -> None:
    transcript = drafted(tmp_path, f"Beds for Men\n12 May 2025\n{label}: Old Mill, Harwick")
    (place,) = transcript["context"]

    assert place["place"] == "Harwick"
    assert "review" in place
