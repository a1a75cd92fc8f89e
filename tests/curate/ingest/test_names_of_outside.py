"""Names as organisers print them: with ranks, pronouns and dots between people."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import FRONT, NEXT, named, read_sessions


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("DI Ada Bek, Harbour Police", ["Ada Bek"]),
        ("D/Supt Ada Bek", ["Ada Bek"]),
        ("MEP Ada Bek (European Parliament)", ["Ada Bek"]),
        ("Col. PNP Ada Bek Ruiz, Harbour Police", ["Ada Bek Ruiz"]),
        ("Barr. (Mrs.) Ada Bek, Coordinator, Open Door", ["Ada Bek"]),
        ("Her Excellency, Mrs. Ada Bek, Minister of Labour", ["Ada Bek"]),
        ("Ada Bek (she/her) & Deng Majok (he/him), founders of Gather", ["Ada Bek", "Deng Majok"]),
        ("Joy E. (Survivor, sea route); Ugo U. (Survivor leader, Open Door)", ["Joy E.", "Ugo U."]),
        (
            "Dr. Ada Bek, Dean of the School. Mr. Ugo Lund, Chief of Police.",
            ["Ada Bek", "Ugo Lund"],
        ),
        (
            "Panelists: Ada Bek, Brgy. Aue; Ugo Lund, desk officer; Lena Winter, judge",
            ["Ada Bek", "Ugo Lund", "Lena Winter"],
        ),
    ],
)
def test_who_is_named(tmp_path: Path, line: str, names: list[str]) -> None:
    first = read_sessions(tmp_path, f"{FRONT}9:00 Fees and debts\n{line}\n{NEXT}")[0]
    assert (first["title"], named(first)) == ("Fees and debts", names)


def test_letters_in_brackets_behind_a_title_are_nobody(tmp_path: Path) -> None:
    title = "Case study: Operation Larkfield (Romanian OCG, brothels)"
    first = read_sessions(tmp_path, f"{FRONT}9:00 {title}\nAda Bek, judge\n{NEXT}")[0]
    assert (first["title"], named(first)) == (title, ["Ada Bek"])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Rosa M. and Ugo Lund", ["Rosa M.", "Ugo Lund"]),
        ("Ugo Lund, Crystal Forensics", ["Ugo Lund"]),
    ],
)
def test_who_speaks_behind_a_title(tmp_path: Path, line: str, names: list[str]) -> None:
    text = f"{FRONT}9:00 Fees and debts\n{line}\n{NEXT}"
    assert named(read_sessions(tmp_path, text)[0]) == names


def test_the_post_before_a_name_may_be_a_given_name(tmp_path: Path) -> None:
    first = read_sessions(tmp_path, f"{FRONT}9:00 Welcome (Dean Ada Lena Bek)\n{NEXT}")[0]
    assert (first["title"], named(first)) == ("Welcome", ["Ada Lena Bek"])


def test_a_german_title_with_the_words_of_noble_names_is_nobody(tmp_path: Path) -> None:
    text = "Tagung zur Sklaverei\n3. Juni 2031\n\n"
    text += "10.45 Uhr\nVon der Leibeigenschaft zur Lieferkette\nProf. Dr. Ada Bek\n\n"
    text += "12.00 Uhr\nDie Farmen im Norden\nUgo Lund, Richter\nBerlin\n"
    found = [(one["title"], named(one)) for one in read_sessions(tmp_path, text)]
    assert found == [
        ("Von der Leibeigenschaft zur Lieferkette", ["Ada Bek"]),
        ("Die Farmen im Norden", ["Ugo Lund"]),
    ]


def test_who_signs_a_letter_with_best_takes_no_part(tmp_path: Path) -> None:
    last = read_sessions(
        tmp_path, f"{FRONT}9:00 Fees\nAda Bek, judge\n{NEXT}\nBest,\nJudith Hanrahan\n"
    )[-1]
    assert named(last) == ["Carla Neri"]


def test_two_rows_of_name_and_body_are_not_one(tmp_path: Path) -> None:
    prose = (
        "The review invites you to its annual symposium on the law of the fields and\n"
        "on those who work there. Lunch is provided for those who reply before the\n"
        "end of the week. All talks are in the Moot Court Room, which lies behind\n"
        "the library.\n\n"
    )
    rows = "             Ada Bek-Nakamura (Harbour Cyberlaw Clinic of the Coast), moderator\n"
    rows += "             Yiota Lund-Klein (NCMEC)\n             Lena Winter (Open Door)\n"
    text = f"{FRONT}{prose}9:00-10:00   Fees and debts\n{rows}\n10:00-11:00  Farms\n"
    first = read_sessions(tmp_path, f"{text}             Tom Reed (Harbour Hall)\n")[0]
    assert named(first) == ["Ada Bek-Nakamura", "Yiota Lund-Klein", "Lena Winter"]


def test_a_name_of_a_father_speaks_for_a_name_behind_a_title(tmp_path: Path) -> None:
    talks = "9:00 AM — Talk: Fake job ads — Nurul Izzati binti Osman (JobSafe Asia)\n\n"
    talks += "10:00 AM — Talk: Farms — Ugo Lund (Open Door)\n\n11:00 AM — Ports — Tom Reed (Sea!)\n"
    first = read_sessions(tmp_path, FRONT + talks)[0]
    assert (first["title"], named(first)) == ("Talk: Fake job ads", ["Nurul Izzati binti Osman"])


@pytest.mark.parametrize("name", ["Mele ’Ofa Tupou", "’Alisi Fusi-Latu"])
def test_a_name_of_the_pacific_may_begin_with_a_sign(tmp_path: Path, name: str) -> None:
    first = read_sessions(tmp_path, f"{FRONT}9:00 Fees and debts\n{name}, judge\n{NEXT}")[0]
    assert named(first) == [name]


def test_a_name_that_is_cut_at_the_end_of_a_row_is_one(tmp_path: Path) -> None:
    end = "Written submissions may be sent to the Clerk of the Committee, Mr. Thabo\n"
    end += "Sithole (clerk@law.example), not later than 10 March 2031.\n"
    last = read_sessions(tmp_path, f"{FRONT}9:00 Fees\nAda Bek, judge\n{NEXT}\n{end}")[-1]
    assert named(last) == ["Carla Neri"]


@pytest.mark.parametrize(
    "title",
    [
        "ACTO DE APERTURA: BIENVENIDA Y PRESENTACIÓN DE LAS JORNADAS",
        "SESIÓN 2: CAMPOS Y FÁBRICAS: QUIÉN CONTROLA A QUIÉN",
        "SESSIONE 2: CAPORALATO E FILIERE: CHI CONTROLLA CHI",
        "SESSIONE 1: SULLA STRADA, NEGLI APPARTAMENTI",
    ],
)
def test_a_title_in_capitals_names_nobody(tmp_path: Path, title: str) -> None:
    times, people = ("9.30 - 10.00", "10.00 - 11.00"), ("Ada Bek, abogada", "Ugo Lund, sindaco")
    heads = (title, "PANEL 2: DEBT AT SEA")
    items = (f"{h}\n\n{t}\n\n* {p}\n\n" for h, t, p in zip(heads, times, people))
    text = f"FORUM DE LENN\n\n20 marzo 2031\n\n{''.join(items)}"
    found = read_sessions(tmp_path, text)
    assert [(session["title"], named(session)) for session in found] == [
        (title, ["Ada Bek"]),
        ("PANEL 2: DEBT AT SEA", ["Ugo Lund"]),
    ]


def test_names_in_capitals_take_part_though_no_given_name_is_known(tmp_path: Path) -> None:
    lines = ("OLUWASEYI BANDELETTI, Harbour Council", "XHEVAHIRE DRUMOLLI (Lenn Times)")
    first = read_sessions(tmp_path, f"{FRONT}9:00 Fees and debts\n" + "\n".join(lines) + NEXT)[0]
    assert named(first) == ["OLUWASEYI BANDELETTI", "XHEVAHIRE DRUMOLLI"]
