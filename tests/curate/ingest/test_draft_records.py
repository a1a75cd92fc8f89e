"""Minutes, sessions with lengths instead of times, profiles with sessions, announcements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

ITEMS = [
    ("Why adverts lie", "Ms. Lucia Ferrante, Director, Law Clinic, thanked all who had come."),
    ("What comes next", "Oluwaseun Adebayo-Whyte (Safe Harbour Trust) asked for a new list."),
    ("Who pays", "Mr. Rajesh Kothari (Editor, Daily News) said that nobody knew of it."),
]
PEOPLE = ["Lucia Ferrante", "Oluwaseun Adebayo-Whyte", "Rajesh Kothari"]
HEAD = "# Meeting on Safe Roads\n\n12 June 2023\n\n"
PRESENT = "Present\n\n" + "".join(f"- {name} (Law Clinic)\n" for name in PEOPLE) + "\n"


def sessions(folder: Path, text: str) -> Any:
    """Draft a document, and return title and people of each session."""
    document = folder / "document.md"
    document.write_text(text, encoding="utf-8")
    draft(document).write(folder / "draft")
    return [
        (one["title"], [p["name"] for p in one.get("participants") or []])
        for one in read_yaml(folder / "draft" / "programme.yml").get("sessions", [])
    ]


@pytest.mark.parametrize("head", ["## {}. {}", "**Item {}: {}**", "**{}) {}**", "## {1}"])
def test_items_of_minutes_are_sessions_of_whom_their_sentences_say_that_they_spoke(
    tmp_path: Path, head: str
) -> None:
    items = [f"{head.format(n, title)}\n\n{said}\n" for n, (title, said) in enumerate(ITEMS, 1)]
    found = sessions(tmp_path, HEAD + PRESENT + "\n".join(items))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]


@pytest.mark.parametrize(
    "head",
    [
        "**Agenda item {}: {}**\n\n({}:00–{}:30, Main Hall)",
        "{2}:00–{3}:30, Main Hall\n\n**{0} {1}**",
        "**Item {}**\n\n**{}**\n\n{}:00–{}:30, Main Hall",
        "## {1}\n\nThe sitting began at {2}:00 in the Main Hall.",
    ],
)
def test_hours_and_rooms_of_minutes_are_no_profiles_of_who_was_present(
    tmp_path: Path, head: str
) -> None:
    items = [
        f"{head.format(n, title, 8 + n, 8 + n)}\n\n{said}\n\nAction: send the slides.\n"
        for n, (title, said) in enumerate(ITEMS, 1)
    ]
    found = sessions(tmp_path, HEAD + PRESENT + "\n".join(items))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]
    drafted = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    assert [one["start"] for one in drafted] == ["09:00", "10:00", "11:00"]


def test_numbered_headings_over_sentences_about_nobody_name_nobody(tmp_path: Path) -> None:
    items = [f"## {n}. {title}\n\nThe law says little of it, and less of those who pay.\n"
             for n, (title, _) in enumerate(ITEMS, 1)]  # fmt: skip
    assert not any(people for _, people in sessions(tmp_path, HEAD + "\n".join(items)))


@pytest.mark.parametrize("head", ["**{} ({} min)**", "**{} – {}’**", "**{} [{} minutes]**"])
def test_lengths_mark_the_titles_where_only_the_beginning_of_the_day_has_a_time(
    tmp_path: Path, head: str
) -> None:
    items = [f"{head.format(title, 30)}\n\n- Speaker: {name}, Editor, Daily News\n"
             for (title, _), name in zip(ITEMS, PEOPLE)]  # fmt: skip
    found = sessions(tmp_path, HEAD + "Start: 9:00\n\n" + "\n".join(items))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]


def test_a_biography_below_a_name_makes_nobody_a_speaker_whom_it_names(tmp_path: Path) -> None:
    told = "wrote the first guide for judges.\n\nDr. Ada Okonkwo (Law Clinic) edited that with her."
    blocks = [
        f"**{9 + n}:00–{10 + n}:00 {title}**\n\n### {name}\n\nEditor\n\n{name} {told}\n\n"
        for n, ((title, _), name) in enumerate(zip(ITEMS, PEOPLE))
    ]
    found = sessions(tmp_path, HEAD + "".join(blocks))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]


@pytest.mark.parametrize(
    "told", ["Speaks at: {} (12 June 2023, {})", "12 June 2023, {1}: {0}", "{}\n\n12 June 2023, {}"]
)
def test_profiles_with_sessions_below_are_turned_into_sessions_with_people(
    tmp_path: Path, told: str
) -> None:
    times = ["9:00–10:00", "10:00–11:00", "11:00–12:00"]
    talks = [(0,), (0, 1), (2, 1)]
    profiles = [
        f"### {name}\n\nEditor, Daily News\n\n"
        + "\n\n".join(told.format(ITEMS[n][0], times[n]) for n in talk)
        for name, talk in zip(PEOPLE, talks)
    ]
    found = sessions(tmp_path, HEAD + "## Our guests\n\n" + "\n\n".join(profiles) + "\n")
    assert sorted(found) == [
        ("What comes next", [PEOPLE[1], PEOPLE[2]]),
        ("Who pays", [PEOPLE[2]]),
        ("Why adverts lie", [PEOPLE[0], PEOPLE[1]]),
    ]


def test_profiles_have_their_rooms_and_end_where_a_heading_above_them_stands(
    tmp_path: Path,
) -> None:
    talks = [(0, "Great Hall"), (1, "Harbour Room"), (1, "Harbour Room"), (0, "Great Hall")]
    names = [*PEOPLE, "Katrin Holm"]
    profiles = [
        f"### {name}\n\nPresident\n\nLaw Clinic of the Coast\n\nSpeaks at: {ITEMS[n][0]}, "
        f"12 June 2023, {9 + n}:00–{10 + n}:00, {room}"
        for name, (n, room) in zip(names, talks)
    ]
    text = HEAD + "## Guests\n\n" + "\n\n".join(profiles) + "\n\n## Our kitchen\n\nDoris Venn\n"
    found = dict(sessions(tmp_path, text))
    assert found[ITEMS[0][0]] == [PEOPLE[0], "Katrin Holm"]
    assert found[ITEMS[1][0]] == [PEOPLE[1], PEOPLE[2]]
    drafted = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    drafted = [one for one in drafted if one["title"] != "Our kitchen"]
    assert [one["room"] for one in drafted] == ["Great Hall", "Harbour Room"]
    posts = [p["affiliations"][0] for one in drafted for p in one["participants"]]
    assert {(post["title"], post["organization"]) for post in posts} == {
        ("President", "Law Clinic of the Coast")
    }


def test_sessions_printed_in_a_second_language_are_one_each(tmp_path: Path) -> None:
    slots = [
        ("9:00–10:00", "Why adverts lie", "Warum Anzeigen lügen", f"{PEOPLE[0]}, Editor", True),
        ("10:00–11:00", "Who pays", "Wer zahlt", f"{PEOPLE[1]}, Judge", False),
        ("11:00–12:00", "Safe roads", "Sichere Wege", "", False),
    ]
    other = f"\n\n{PEOPLE[2]}, Judge"
    printed = [
        "\n\n".join(filter(None, [f"**{time} {title}**", "Main Hall", who + other * both]))
        for time, *titles, who, both in slots
        for title in titles
    ]
    found = sessions(tmp_path, HEAD + "\n\n".join(printed) + "\n")
    assert found == [
        ("Why adverts lie", [PEOPLE[0], PEOPLE[2]]),
        ("Who pays", [PEOPLE[1]]),
        ("Safe roads", []),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "The panel brings together {}, Director, Law Clinic; {}, Editor, Daily News; {}, Judge.",
        "{} (Director, Law Clinic), {} (Law Clinic) and {} (Editor, Daily News) share their views.",
        "Hear from {}, Director, Law Clinic, {}, Editor, Daily News, and {}, Judge.",
    ],
)
def test_an_announcement_is_one_session_of_those_whom_it_names_with_a_post(
    tmp_path: Path, said: str
) -> None:
    text = (
        "# Why adverts lie\n\nOn 12 June 2023 at 9:30 the Law Clinic of the Coast invites all to"
        f" the City Library, Port Meredith.\n\n{said.format(*PEOPLE)}\n"
    )
    assert sessions(tmp_path, text) == [("Why adverts lie", PEOPLE)]


@pytest.mark.parametrize(
    "line",
    ["{1}: {0}, {2}", "{1} – {0} ({2})", "{1} ({0}, {2})", "{1} | {0}, {2}"],
)
def test_bodies_before_names_are_those_of_who_speaks_for_them(tmp_path: Path, line: str) -> None:
    bodies, posts = ("Law Clinic", "Daily News", "Casa Amapola"), ("Director", "Editor", "Founder")
    told = [line.format(f"Ms. {name}", *of) for name, *of in zip(PEOPLE, bodies, posts)]
    listed = "Speakers:\n\n" + "\n\n".join(told)
    assert sessions(tmp_path, f"{HEAD}**9:00–10:00 Why adverts lie**\n\n{listed}\n") == [
        ("Why adverts lie", PEOPLE)
    ]
    (session,) = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    held = [one["affiliations"][0] for one in session["participants"]]
    assert [(one["title"], one["organization"]) for one in held] == [*zip(posts, bodies)]


def test_bodies_above_names_are_those_of_the_name_below(tmp_path: Path) -> None:
    bodies, posts = ("Law Clinic", "Safe Harbour Trust", "Daily News"), ("Director", "Editor", "")
    blocks = [
        f"**{9 + n}:00–{10 + n}:00 {title}**\n\nSpeaker:\n\n{body}\\\nMs. {name}, {post}\n"
        for n, ((title, _), name, body, post) in enumerate(zip(ITEMS, PEOPLE, bodies, posts))
    ]
    found = sessions(tmp_path, HEAD + "\n".join(blocks))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]
    drafted = read_yaml(tmp_path / "draft" / "programme.yml")["sessions"]
    held = [one["participants"][0]["affiliations"][0]["organization"] for one in drafted]
    assert held == [*bodies]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "zone"),
    [
        ("Workshop {0}\n\n**{1}**\n\n{2}:00–{2}:45{3}", " (local time)"),
        ("**{1}**\n\nTalk {0}\n\n{2}:00{3}", ""),
    ],
)
def test_kinds_and_zones_of_time_on_lines_of_their_own_are_no_titles(
    tmp_path: Path, head: str, zone: str
) -> None:
    slots = [
        f"{head.format('ABC'[n], title, 9 + n, zone)}\n\nSpeaker: {name}, Editor, Daily News\n"
        for n, ((title, _), name) in enumerate(zip(ITEMS, PEOPLE))
    ]
    slots.insert(1, f"Coffee break\n\n9:45{zone}\n")
    found = sessions(tmp_path, HEAD + "\n".join(slots))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]


def test_posts_before_names_tell_who_speaks_at_what_a_release_announces(tmp_path: Path) -> None:
    text = (
        "MEDIA RELEASE\n\n# Why adverts lie\n\nPORT MEREDITH – The Law Clinic invites to the City"
        " Library on 12 June 2023. It starts at 9:30.\n\nAmong those who speak are the director"
        f" {PEOPLE[0]} (Casa Amapola) and the journalist {PEOPLE[2]} (Daily News).\n\n"
        "## About Law Alliance against Forced Labour\n\nThe alliance helps.\n"
    )
    assert sessions(tmp_path, text) == [("Why adverts lie", [PEOPLE[0], PEOPLE[2]])]


@pytest.mark.parametrize("line", ["{} – {}, {} and {}", "**{}** — {} & {} & {}"])
def test_names_behind_a_title_below_its_time_are_no_part_of_it(tmp_path: Path, line: str) -> None:
    named = ["Lucia Ferrante", "Maria Rossi", "Anna Becker"]
    rows = [
        f"{9 + n}:00–{10 + n}:00\n\n{line.format(title, *named)}\n"
        for n, (title, _) in enumerate(ITEMS)
    ]
    found = sessions(tmp_path, HEAD + "\n".join(rows))
    assert found == [(title, named) for title, _ in ITEMS]


def test_a_break_stays_one_below_what_ends_the_session_before(tmp_path: Path) -> None:
    talks = [
        f"**{at}:00–{at}:45**\n\n## {title}\n\n{name}, Editor, Daily News\n\nQ&A (15 min)\n"
        for at, (title, _), name in zip((9, 11, 14), ITEMS, PEOPLE)
    ]
    pause = "**10:00–10:30**\n\n## Break\n"
    found = sessions(tmp_path, HEAD + "\n".join([talks[0], pause, *talks[1:]]))
    assert [title for title, _ in found] == [title for title, _ in ITEMS]


def test_the_place_of_a_saint_is_nobody(tmp_path: Path) -> None:
    head = "Autumn Gathering\n\nSaturday, November 9, 2019 – St. Clara Parish Centre, Ballymorrow\n"
    talks = [
        f"{at}:30 {title}\n\nRev. {name},\nDean, St. Clara Parish\n"
        for at, (title, _), name in zip((9, 11, 14), ITEMS, PEOPLE)
    ]
    found = sessions(tmp_path, head + "\n".join(talks))
    assert found == [(title, [name]) for (title, _), name in zip(ITEMS, PEOPLE)]
