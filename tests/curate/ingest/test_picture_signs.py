"""Pictures before what a line says, as announcements have them: “📅”, “📍”, “🎤”, a flag."""

from pathlib import Path

import pytest
from drafts import named, read_draft, read_sessions

from atgraph.curate.ingest.drafting import draft_here
from atgraph.text import stands_in

NOTICE = """🔔 Webinar: Fees and Debt at Sea

📅 Date: 14 May 2031
🕒 Time: 14:00 – 15:30
📍 Venue: Harbour Hall

🎤 Speakers:
👤 Ada Bek, judge, Court of Velmora
{} Tom Reed, Quay Clinic

🎙️ Moderator: Iris Hart, Open Gate Shelter

👉 Register here: https://example.org/register
"""
AGENDA = """# 🌍 Forum on Safe Work

{}

1️⃣ 9:00 – 9:30 Who hires 🌐
▫️ 🇺🇦 Ada Bek, judge, Court of Velmora

☕ 9:30 – 10:00 Coffee

2️⃣ 10:00 – 11:00 Who pays
🔸 Tom Reed, Quay Clinic
"""
FORM = """# Children Online

## 📌 Details

| | |
|---|---|
| ⏰ **Time** | 13:30 – 14:30 |
| 📍 **Venue** | Harbour Hall |
| 📅 **Date** | 2031-02-20 |
| 🎥 **Video** | [▶️ Watch](https://example.org) |

## 🎤 Speakers

- Ada Bek, Quay Clinic
- Tom Reed, Open Gate Shelter
"""


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("picture", ["👤", "✔️", "👩‍🏫", "🇦🇹", "▫️ 🇺🇦"])
def test_a_picture_is_the_dot_of_an_item_in_texts_and_pages(
    tmp_path: Path, picture: str, ending: str
) -> None:
    text = NOTICE.format(picture).replace("\n", "\n" * (1 + (ending == ".md")))
    (session,) = read_sessions(tmp_path, text, ending)

    assert session["title"] == "Webinar: Fees and Debt at Sea"
    assert (session["start"], session["end"]) == ("14:00", "15:30")
    assert session["room"] == "Harbour Hall"
    assert named(session) == ["Ada Bek", "Tom Reed", "Iris Hart"]
    assert [part["role"] for part in session["participants"]] == ["speaker"] * 2 + ["moderator"]


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_numbers_in_boxes_and_pictures_behind_titles_are_no_part_of_them(
    tmp_path: Path, ending: str
) -> None:
    sessions = read_sessions(tmp_path, AGENDA.format("📆 14 May 2031"), ending)

    assert [session["title"] for session in sessions] == ["Who hires", "Who pays"]
    assert [session["start"] for session in sessions] == ["09:00", "10:00"]
    assert [named(session) for session in sessions] == [["Ada Bek"], ["Tom Reed"]]


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize(
    ("where", "town", "room"),
    [
        ("Kyiv, Hotel Dnipro", "Kyiv", "Hotel Dnipro"),
        ("Geneva, Maison de la Paix", "Geneva", "Maison de la Paix"),
        ("Old Mill, Vienna", "Vienna", "Old Mill"),
        ("Vienna", "Vienna", None),
    ],
)
def test_each_picture_of_a_line_heads_a_part_of_it(
    tmp_path: Path, where: str, town: str, room: str | None, ending: str
) -> None:
    text = AGENDA.format(f"📆 14 May 2031 🕘 9:00–11:00 📍 {where}")
    draft = read_draft(tmp_path, text, ending)

    assert (str(draft["start"]), str(draft["end"])) == ("2031-05-14",) * 2
    assert [one["place"] for one in draft["context"]] == [town]
    assert {one.get("room") for one in draft["listings"]} == {room}


def test_a_hand_points_from_a_role_at_who_has_it(tmp_path: Path) -> None:
    text = (
        "Fees at sea\n14 May 2031\n\nModerator 👉 Ada Bek, judge, Court of Velmora\n"
        "Speakers 👉 Tom Reed, Quay Clinic\n👉 Iris Hart, Open Gate Shelter\n"
    )
    (session,) = read_sessions(tmp_path, text)

    assert [(p["name"], p["role"]) for p in session["participants"]] == [
        ("Ada Bek", "moderator"),
        ("Tom Reed", "speaker"),
        ("Iris Hart", "speaker"),
    ]


@pytest.mark.parametrize("pictures", [True, False])
def test_a_table_says_when_and_where_the_event_above_it_is(tmp_path: Path, pictures: bool) -> None:
    text = FORM if pictures else "".join(letter for letter in FORM if ord(letter) < 0x2300)
    (session,) = read_sessions(tmp_path, text, ".md")

    assert session["title"] == "Children Online"
    assert str(session["date"]) == "2031-02-20"
    assert (session["start"], session["end"]) == ("13:30", "14:30")
    assert session["room"] == "Harbour Hall"
    assert named(session) == ["Ada Bek", "Tom Reed"]


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("first", [0x1D5D4, 0x1D400, 0x1D468])
def test_letters_of_formulas_are_the_letters_that_they_look_like(
    tmp_path: Path, first: int, ending: str
) -> None:
    def styled(text: str) -> str:
        codes = ((letter, ord(letter.lower()) - ord("a")) for letter in text)
        return "".join(
            letter if not 0 <= at < 26 else chr(first + at + 26 * letter.islower())
            for letter, at in codes
        )

    text = NOTICE.format("👤")
    for words in ("Webinar", "Speakers", "Ada Bek", "Tom Reed", "Moderator", "Quay Clinic"):
        text = text.replace(words, styled(words))
    (session,) = read_sessions(tmp_path, text.replace("\n", "\n\n"), ending)

    assert session["title"] == "Webinar: Fees and Debt at Sea"
    assert named(session) == ["Ada Bek", "Tom Reed", "Iris Hart"]
    for part in session["participants"]:
        assert stands_in(part["name"], part["quotes"][0])
        assert stands_in(part["affiliations"][0]["organization"], part["quotes"][0])


def test_what_is_printed_stands_in_the_transcript_as_it_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE.replace("{}", "👤").replace("👉", r"👉 \U0001F514:"), encoding="utf-8")
    transcript = draft_here(file).transcript

    assert r'- "👉 \\U0001F514: Register here' in transcript


def test_lines_of_catchwords_are_no_part_of_a_programme(tmp_path: Path) -> None:
    draft = read_draft(tmp_path, f"{NOTICE.format('👤')}\n#EndSlavery #DebtAtSea\n", ".txt")
    (reason,) = (
        one["reason"] for one in draft["ignored"] if "#EndSlavery #DebtAtSea" in one["quotes"]
    )

    assert reason == "an address, a link or a number of the document"
