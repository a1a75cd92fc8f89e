"""Agendas whose items say how long they take, and roles that hold for the whole or a column."""

from pathlib import Path

from drafts import read_draft


def read(folder: Path, text: str, ending: str) -> list[tuple[str, list[tuple[str, str]]]]:
    sessions = read_draft(folder, text, ending)["sessions"]
    return [
        (s["title"], [(p["name"], p["role"]) for p in s.get("participants") or []])
        for s in sessions
    ]


def test_items_with_lengths_name_behind_a_dash_who_leads(tmp_path: Path) -> None:
    text = (
        "Steering Group\nAgenda for the meeting of 6 February 2024\n\n"
        "1. Minutes of the last meeting (5 min)\n2. Update by the police – DCI Raj Lund (15 min)\n"
        "3. Shelter capacity – Grace Alder, Haven House (10 min)\n4. Any other business (5 min)\n"
    )
    assert read(tmp_path, text, ".txt") == [
        ("Minutes of the last meeting", []),
        ("Update by the police", [("Raj Lund", "speaker")]),
        ("Shelter capacity", [("Grace Alder", "speaker")]),
        ("Any other business", []),
    ]


def test_a_column_of_two_roles_holds_those_who_speak(tmp_path: Path) -> None:
    rows = (
        ("<th>Time</th>", "<th>Session</th>", "<th>Speakers / Moderators</th>"),
        ("<td>9:00</td>", "<td>Who hires whom</td>", "<td>Ana Lund, lawyer<br>Ugo Bek, judge</td>"),
        ("<td>11:00</td>", "<td>Remedies</td>", "<td>Eva Alder (moderator)</td>"),
    )
    table = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    text = (
        f"<html><body><h1>Forum on Decent Work</h1><p>8 May 2024</p><table>{table}</table></body>"
    )
    assert read(tmp_path, text, ".html") == [
        ("Who hires whom", [("Ana Lund", "speaker"), ("Ugo Bek", "speaker")]),
        ("Remedies", [("Eva Alder", "moderator")]),
    ]


def test_an_article_may_stand_between_what_leads_to_somebody_and_the_rank(tmp_path: Path) -> None:
    text = (
        "Formation des enquêteurs – programme\n18 septembre 2024\n\n"
        "9h00 L'audition de la victime, par l'adjudant-chef Carine Lund et Mme Rosa Bek\n"
        "11h00 Saisir les avoirs, par le capitaine Bruno Alder (GIR)\n"
    )
    assert read(tmp_path, text, ".txt") == [
        ("L'audition de la victime", [("Carine Lund", "speaker"), ("Rosa Bek", "speaker")]),
        ("Saisir les avoirs", [("Bruno Alder", "speaker")]),
    ]
