"""programme: a transcript is read strictly, and what is wrong is told with line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

import mini
from atgraph.data.programme_checks import check_programme
from atgraph.data.records import iter_statements, reviews
from atgraph.data.transcript import Programme, read_programme
from atgraph.data.yaml_lines import Record
from atgraph.errors import Problem, SourceError


def read(data: Path) -> Programme:
    return read_programme(mini.transcript(data))


def test_the_mini_programme_is_read_as_written() -> None:
    programme = read(mini.MINI)

    assert (programme.id, programme.edition, str(programme.start)) == (mini.ID, 3, "2020-05-04")
    assert [s.id for s in programme.sessions] == ["open-doors", "fair-work"]
    assert [p.name for p in programme.sessions[0].participants] == [
        "Harbour Network",
        "Ana Example",
        "Bruno Sample",
        "Zoë Muster",
        "Dana Probe",
    ]
    assert programme.sessions[1].participants[1].country == "NO"
    assert check_programme(programme) == []


def test_a_quote_keeps_its_own_line_and_the_line_it_claims() -> None:
    quotes = read(mini.MINI).sessions[0].participants[2].quotes
    written = mini.transcript(mini.MINI).read_text(encoding="utf-8").splitlines()

    assert [q.line for q in quotes] == [None, 34]
    assert quotes[0].text in written[quotes[0].at - 1]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("edition: 3", "edition: 3\nvenue: here", "the key 'venue' is not known here"),
        (
            '    room: "Hall A"\n',
            '    room: "Hall A"\n    hall: A\n',
            "the key 'hall' is not known here",
        ),
        (
            "        role: organizes\n",
            "        role: organizes\n        since: 2019\n",
            "the key 'since' is not known here",
        ),
        (
            "        kind: organization\n",
            "        kind: organization\n        gender: f\n",
            "the key 'gender' is not known here",
        ),
        ("start: 2020-05-04 ", "start: 2020-02-30 ", "start: '2020-02-30' does not exist"),
        ("start: 2020-05-04 ", "start: 4.5.2020 ", "start: '4.5.2020' is not a date"),
        ('start: "10:00"', 'start: "24:00"', "start: '24:00' has the wrong form; write "),
        ('start: "10:00"', 'start: "9:30"', "start: '9:30' has the wrong form; write "),
        ("edition: 3", "edition: third", "edition: 'third' is not a whole number"),
        (
            "timezone: Europe/Vienna",
            "timezone: Europe/Vienne",
            "timezone: 'Europe/Vienne' is not a time zone",
        ),
        (
            "kind: organization",
            "kind: organisation",
            "kind: 'organisation' has the wrong form; write ",
        ),
        (
            "id: example-forum-3",
            "id: Example Forum",
            "id: 'Example Forum' has the wrong form; write ",
        ),
        ("sha256: ", "sha256: 0", "sha256: "),
        ("line: 34", "line: top", "line: 'top' is not a whole number"),
        ('quotes: ["Moderator: **Harbour Network**"]', "quotes: []", "quotes: is empty"),
        (
            'quotes: ["Moderator: **Harbour Network**"]',
            'quotes: "Moderator: **Harbour Network**"',
            "Network**' is not a list",
        ),
        ('      - name: "Ana Example"\n', '      - name: ""\n', "name: is empty"),
        ("reason: logo line", "review: later", "the key 'reason' is missing"),
    ],
)
def test_what_has_the_wrong_form_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    data = mini.copy_data(tmp_path)
    path = mini.transcript(data)
    line = mini.change(path, old, new)

    with pytest.raises(SourceError) as told:
        read(data)
    (problem,) = told.value.problems
    assert problem.path == str(path)
    assert message in problem.message
    assert line <= problem.line <= line + new.count("\n")
    assert not any(
        jargon in problem.message.lower()
        for jargon in ("validation", "input should", "tuple", "pydantic", "match", "^")
    )


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    first = mini.change(mini.transcript(data), 'start: "10:00"', 'start: "10h"')
    second = mini.change(mini.transcript(data), "kind: organization", "kind: body")

    with pytest.raises(SourceError) as told:
        read(data)
    assert [f.line for f in told.value.problems] == [first, second]


@pytest.mark.parametrize("text", ["", "- a\n", "text\n"])
def test_what_is_no_mapping_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "programme.yml").write_text(text)

    with pytest.raises(SourceError, match=r"programme\.yml: is not a mapping"):
        read_programme(tmp_path / "programme.yml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "end: 2020-05-05",
            "end: 2020-05-03",
            "the programme ends on 2020-05-03, before it starts on 2020-05-04",
        ),
        (
            "  - id: fair-work",
            "  - id: open-doors",
            "the session id 'open-doors' is taken, on line",
        ),
        (
            "{id: programme, file: source.txt",
            "{id: programme, file: text.txt",
            "the file 'text.txt' is not there",
        ),
        (
            "{id: programme, file: source.txt",
            "{id: programme, file: ../source.txt",
            "the file '../source.txt' lies outside the programme's folder",
        ),
        (
            "{id: programme, file: source.txt",
            "{id: programme, file: /etc/hostname",
            "lies outside the programme's folder",
        ),
        ("sha256: ", "sha256: ", ""),
    ],
)
def test_ids_dates_and_files_are_checked_together(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    data = mini.copy_data(tmp_path)
    line = mini.change(mini.transcript(data), old, new)
    found = check_programme(read(data))

    assert [message in f.message for f in found] == [True] * bool(message)
    assert (
        not message
        or message.startswith("the programme")
        or found[0].line == line
        or old.startswith("id:")
    )


def test_a_time_needs_the_day_it_is_of_where_a_programme_has_several(tmp_path: Path) -> None:
    path = mini.transcript(mini.copy_data(tmp_path))
    mini.change(path, "    date: 2020-05-04\n", "")
    (problem,) = check_programme(read_programme(path))

    assert path.read_text(encoding="utf-8").splitlines()[problem.line - 1] == "  - id: open-doors"
    assert "has a time and no date" in problem.message
    mini.change(path, "end: 2020-05-05", "end: 2020-05-04")
    assert not check_programme(read_programme(path))
    mini.change(path, "end: 2020-05-04", "end: 2020-05-05")
    mini.change(path, "    start:", "    date: Monday\n    start:")
    found: list[Problem] = []
    assert not check_programme(read_programme(path, found)), (
        "a date that cannot be read is told once"
    )
    assert len(found) == 1


def test_a_source_that_changed_is_told_with_its_new_sum(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    with (mini.transcript(data).parent / "source.txt").open("a") as source:
        source.write("\n")

    (problem,) = check_programme(read(data))
    assert "source.txt is not the file that was transcribed: its sha256 is " in problem.message


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3_000])
def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path, name: str) -> None:
    data = mini.copy_data(tmp_path)
    mini.change(mini.transcript(data), "file: source.txt", f"file: {name}")

    assert f"the file {name!r} is not there" in check_programme(read(data))[0].message


def test_a_document_without_end_is_told_and_not_read(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    with (mini.transcript(data).parent / "source.txt").open("r+b") as source:
        source.truncate(1 << 40)  # of which the disk holds nothing

    (problem,) = check_programme(read(data))
    assert problem.message.startswith("the file 'source.txt' is larger than 256 MB")


# Statements


def test_each_organizer_participant_and_statement_becomes_a_statement() -> None:
    programme, problems = read(mini.MINI), []
    statements = list(iter_statements(programme, mini.ontology(), problems))

    assert problems == []
    assert len(statements) == 4 + 7 + len(programme.statements)
    assert [s.position for s in statements if s.kind.name == "participation"] == [
        1,
        2,
        3,
        4,
        5,
        1,
        2,
    ]
    assert {s.kind.name for s in statements} == {*mini.ontology().records} - {"affiliation"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "- tie: mention",
            "- tie: mentions",
            "tie: 'mentions' is not a kind of tie; write one of accreditation, ",
        ),
        (
            '    mentions: "Safe Roads"\n',
            '    mention: "Safe Roads"\n',
            "the key 'mention' is not known in a mention",
        ),
        ('    mentions: "Safe Roads"\n', "", "a mention needs the key 'mentions'"),
        (
            '    mentions: "Safe Roads"\n',
            "    mentions: {a: b}\n",
            "mentions: write a text, or a list of texts",
        ),
        (
            '    mentions: "Safe Roads"\n',
            "    mentions: []\n",
            "mentions: write a text, or a list of texts",
        ),
        (
            '    quotes: ["The report also names the Safe Roads project."]\n',
            "",
            "the record has no quotes",
        ),
        (
            '    quotes: ["The report also names the Safe Roads project."]\n',
            "    quotes: [{line: 30}]\n",
            "quotes: ",
        ),
        (
            "  - tie: mention\n    session: open-doors",
            "  - tie: mention\n    session: open-door",
            "there is no session 'open-door' in this programme",
        ),
        ("  - tie: mention\n", "  - a text\n  - tie: mention\n", "is not a mapping"),
        (
            "  - claim: shelters counted\n",
            "  - claim: shelters counted\n    tie: mention\n",
            "is not a kind of tie",
        ),
    ],
)
def test_a_statement_that_is_not_understood_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    data = mini.copy_data(tmp_path)
    line = mini.change(mini.transcript(data), old, new)
    problems = [
        f for f in mini.draft(data).problems if "no record quotes this sentence" not in f.message
    ]

    assert [message in f.message for f in problems] == [True], problems
    assert line - 3 <= problems[0].line <= line + 1


def test_reviews_are_found_on_records_of_every_kind(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    waiting = [
        "programme",
        "session",
        "listing",
        "cover",
        "organizer",
        "participant",
        "statement",
        "ignored",
    ]

    def mark(raw: Record) -> None:
        session = raw["sessions"][0]
        firsts = [
            session["listings"],
            raw["listings"],
            session["organizers"],
            session["participants"],
            raw["statements"],
            raw["ignored"],
        ]
        for record, name in zip([raw, session, *(rows[0] for rows in firsts)], waiting):
            record["review"] = name

    mini.rewrite(mini.transcript(data), mark)
    assert sorted(reason for _, reason in reviews(read(data)) if reason) == sorted(waiting)
