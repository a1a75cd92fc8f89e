"""Every question of queries/ask/: its header, its form, and the rows that must come out."""

from __future__ import annotations

import hashlib
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer
from atgraph.errors import NotFoundError, QueryError
from atgraph.export.answer_files import answer_text
from atgraph.graph.query_files import (
    AUDIENCES,
    STATEMENT,
    Question,
    by_audience,
    find_question,
    question_names,
    read_question,
)

FOLDER = Path(__file__).parents[1] / "answers"
ANSWERS = sorted((FOLDER / "osce-alliance-19-side-events").glob("*.tsv"))
MINI_ANSWERS = sorted((FOLDER / mini.ID).glob("*.tsv"))
NO_ROW = "# no row: "
QUESTIONS = [find_question(name) for name in question_names()]
WORDS = re.compile(r"[a-z]+(_[a-z]+)*\d*")

EXPECTED = [*ANSWERS, *MINI_ANSWERS]


def command_of(path: Path) -> list[str]:
    """Return the words of the command that an expected answer begins with."""
    return shlex.split(
        path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# atgraph ask ")
    )


def ask(kg: KnowledgeGraph, path: Path) -> Answer:
    """Put the question that expected rows are for."""
    name, *options = command_of(path)
    names = (option.removeprefix("--") for option in options[::2])
    return kg.ask(name, dict(zip(names, options[1::2], strict=True)))


@pytest.fixture(scope="module")
def asked(kg: KnowledgeGraph) -> dict[Path, Answer]:
    """Each file of expected rows → the answer of the programme that its folder is named after."""
    graphs = {"osce-alliance-19-side-events": kg, mini.ID: KnowledgeGraph(mini.graph().store)}
    return {path: ask(graphs[path.parent.name], path) for path in EXPECTED}


def offenders(keeps: Callable[[Question], object]) -> list[str]:
    """Return the questions that do not keep a rule."""
    return [question.name for question in QUESTIONS if not keeps(question)]


def columns_of(question: Question) -> list[str]:
    """Return the columns of the outer SELECT, which stands first."""
    select = question.text[question.text.index("\nSELECT ") :].partition("\nWHERE")[0]
    return re.findall(r"\?(\w+)", re.sub(r"\(.*? AS (\?\w+)\)", r"\1", select))


def test_there_is_something_to_test() -> None:
    assert len(QUESTIONS) >= 55
    assert len(ANSWERS) >= len(QUESTIONS)
    assert len(MINI_ANSWERS) >= len(QUESTIONS)


@pytest.mark.parametrize("answers", [ANSWERS, MINI_ANSWERS], ids=["programme", "mini programme"])
def test_every_question_has_expected_rows_for_the_programme_and_for_the_mini_programme(
    answers: list[Path],
) -> None:
    assert {p.stem.split("--")[0] for p in answers} == set(question_names())
    assert [p.stem for p in answers if command_of(p)[0] != p.stem.split("--")[0]] == []


def test_every_user_has_questions() -> None:
    assert all(len(questions) >= 4 for questions in by_audience().values())


def test_header_says_what_is_asked_for_whom_and_what_a_row_is() -> None:
    assert offenders(lambda q: q.summary.endswith("?") and q.description) == []
    assert offenders(lambda q: q.tags[0] in AUDIENCES and not {*q.tags[1:]} & {*AUDIENCES}) == []
    assert offenders(lambda q: {p.name for p in q.parameters} >= {*q.defaults, *q.enumerate}) == []


def test_columns_are_words_and_no_parameters() -> None:
    columns = {q.name: columns_of(q) for q in QUESTIONS}

    assert offenders(lambda q: len(columns[q.name]) == len(set(columns[q.name])) > 1) == []
    assert offenders(lambda q: all(WORDS.fullmatch(c) for c in columns[q.name])) == []
    assert offenders(lambda q: any(STATEMENT.fullmatch(c) for c in columns[q.name])) == [], (
        "no column says what a row rests on"
    )
    assert offenders(lambda q: not STATEMENT.fullmatch(columns[q.name][0])) == []


def test_order_leaves_no_two_rows_equal() -> None:
    def decided(question: Question) -> bool:
        body, _, order = question.text.rpartition("\nORDER BY ")
        grouped = body.rpartition("\nGROUP BY ")[2] if "\nGROUP BY " in body else ""
        deciding = re.findall(r"\?\w+", grouped) or [
            f"?{c}" for c in columns_of(question) if STATEMENT.fullmatch(c)
        ]
        return set(deciding) <= set(re.findall(r"\?\w+", order))

    assert offenders(decided) == []


def test_no_inner_limit_is_ever_reached() -> None:
    """Some inner queries have a limit for the sake of planners only."""
    limits = {q.name: re.findall(r"\bLIMIT (\d+)", q.text) for q in QUESTIONS}

    assert offenders(lambda q: all(int(limit) >= 1_000_000 for limit in limits[q.name])) == []


def test_question_names_its_own_graph_and_no_server() -> None:
    reaching_out = re.compile(r"\b(GRAPH|SERVICE|FROM)\b")

    assert offenders(lambda q: not reaching_out.search(re.sub(r"(?m)^#.*", "", q.text))) == []


def test_every_question_has_rows_somewhere() -> None:
    assert {
        p.stem.split("--")[0]
        for p in [*ANSWERS, *MINI_ANSWERS]
        if NO_ROW not in p.read_text(encoding="utf-8")
    } == set(question_names())


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_answer_is_what_the_source_says(asked: dict[Path, Answer], path: Path) -> None:
    expected = path.read_text(encoding="utf-8").split("\n", 1)[1]
    answer = asked[path]

    if expected.startswith(NO_ROW):
        assert expected.removeprefix(NO_ROW).strip(), "the file does not say why there is none"
        assert not answer.rows
    else:
        assert answer_text(answer, "tsv", False) == expected


@pytest.mark.slow
def test_every_row_opens_its_words(asked: dict[Path, Answer]) -> None:
    assert [
        (path.stem, row)
        for path, answer in asked.items()
        for row, quotes in zip(answer.rows, answer.evidence, strict=True)
        if answer.statements(row) and not quotes
    ] == []


def test_some_row_of_every_question_opens_words(asked: dict[Path, Answer]) -> None:
    opening = {path.stem.split("--")[0] for path, a in asked.items() if any(a.evidence)}

    assert opening == set(question_names())


@pytest.mark.parametrize(
    ("what", "about", "severity", "lines"),
    [
        ("dates of an event", "19th ALLIANCE AGAINST TRAFFICKING IN PERSONS", "clash", {9, 12}),
        ("titles of a person", "Larysa Belskaya", "difference", {55, 91}),
        ("titles of a person", "Ilias Chatzis", "wording", {51, 93}),
        (
            "organisers of an event",
            "Countering Trafficking in Minors in the Digital Age",
            "difference",
            {85, 101},
        ),
        ("names of an organisation", "Strategic Police Matters Unit", "difference", {151, 171}),
        ("names of an organisation", "Strategic Police Matters Unit", "wording", {151, 155}),
        ("names of an organisation", "Strategic Police Matters Unit", "wording", {155, 171}),
        ("a person in two places at once", "Valiant Richey", "clash", {73, 87, 177, 193}),
    ],
)
def test_contradiction_is_found_with_the_words_of_both_sides(
    kg: KnowledgeGraph, what: str, about: str, severity: str, lines: set[int]
) -> None:
    answer = kg.ask("contradictions")
    found = [
        {quote.line for quote in quotes}
        for row, quotes in zip(answer.rows, answer.evidence, strict=True)
        if [row[c].value for c in ("what", "about", "severity")] == [what, about, severity]
    ]

    assert any(lines <= opened for opened in found), found


def test_ties_inside_the_body_are_left_out_and_declared_ones_stand_first(
    kg: KnowledgeGraph,
) -> None:
    rows = kg.ask("who-works-with", organization="OSCE").rows
    kinds = [row["kind"].value for row in rows]

    assert "Organization for Security and Co-operation in Europe" not in {
        row["partner_within"].value for row in rows
    }
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {"declared tie", "co-presence"}


def test_a_mission_counts_with_its_state_and_never_with_its_host(kg: KnowledgeGraph) -> None:
    def people(name: str) -> set[str]:
        return {
            row["person"].value for row in kg.ask("people-of-organization", organization=name).rows
        }

    assert "Neil Bush" in people("United Kingdom") and "Janice Helwig" in people("United States")
    assert not people("OSCE") & {"Neil Bush", "Janice Helwig", "Andrei Lozovik"}


@pytest.mark.parametrize("fmt", ["table", "csv", "tsv", "json", "markdown", "excel"])
def test_a_question_without_an_answer_says_so_in_every_format(store: Path, fmt: str) -> None:
    run = mini.here(
        "ask",
        "members-of-coalition",
        "--organization",
        "Western Union",
        "--format",
        fmt,
        "--store",
        store,
    )

    assert (run.code, run.lines) == (1, ["atgraph: the graph has no answer to that: no row"])
    assert (run.out == "") == (fmt != "json")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            ["who-has-role", "--role", "moderatr"],
            "no role is called 'moderatr'; did you mean “moder",
        ),
        (
            ["events-without-type", "--theme", "supply chains", "--type", "compny"],
            "no type is called 'compny'; did you mean “company”?",
        ),
        (
            ["people-of-country", "--country", "Untied States"],
            "no country is called 'Untied States'; did you mean “United States”",
        ),
        (
            ["organizations-of-country", "--country", "Austira"],
            "no country is called 'Austira'; did ",
        ),
        (
            ["resting-on-one-passage", "--kind", "sponsorship of rafts"],
            "no kind is called 'sponsorship of rafts'; there is accreditation, affiliation",
        ),
        (
            ["things-without", "--property", "home pge"],
            "no property is called 'home pge'; did you mean “home page”?",
        ),
        (
            ["organizations-of-country", "--country", "bt"],
            "the graph has no answer to that: no row\n",
        ),
    ],
)
def test_a_text_that_nothing_of_its_kind_is_called_is_a_slip(
    store: Path, asked: list[str], told: str
) -> None:
    run = mini.here("ask", *asked, "--store", store)

    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"atgraph: {told}")
    assert len(run.lines) == 1


def rows(kg: KnowledgeGraph, name: str, **values: str) -> list[dict[str, object]]:
    """Return the rows of a question as plain values."""
    return list(kg.ask(name, values))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "parameter", "known_as"),
    [
        (
            "who-has-role",
            "role",
            ["moderator", "Moderator", "Moderation", "moderado por", "модератор"],
        ),
        (
            "organizations-of-type",
            "type",
            ["civil-society", "NGO", "NGOs", "civil society organisations"],
        ),
        (
            "organizations-of-country",
            "country",
            ["at", "AT", "Austria", "Österreich", "Австрия", "Austrian"],
        ),
        (
            "people-of-country",
            "country",
            ["Belarus", "Bielorrusia", "Biélorussie", "BY", "Belarusian"],
        ),
        ("resting-on-one-passage", "kind", ["organizing", "organising"]),
    ],
)
def test_a_value_is_known_by_its_names_in_all_languages(
    kg: KnowledgeGraph, name: str, parameter: str, known_as: list[str]
) -> None:
    first, *others = [rows(kg, name, **{parameter: typed}) for typed in known_as]

    assert first
    assert all(other == first for other in others)


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["chair", "Vorsitz", "chairs"])
def test_a_role_that_nobody_has_stands_for_the_one_like_it_and_says_so(
    store: Path, kg: KnowledgeGraph, typed: str
) -> None:
    run = mini.here("ask", "who-has-role", "--role", typed, "--store", store)

    assert run.lines == [
        f"atgraph: --role '{typed}' is a role that nobody has; taken as “co-chair”"
    ]
    assert run.out.count("\tco-chair\t") == len(kg.ask("who-has-role", role="co-chair")) == 2


def test_a_role_that_nobody_has_and_none_is_like_has_no_row(store: Path) -> None:
    run = mini.here("ask", "who-has-role", "--role", "Co-Host", "--store", store)

    assert (run.code, run.lines) == (
        1,
        [
            "atgraph: --role 'Co-Host' is a role that nobody has",
            "atgraph: the graph has no answer to that: no row",
        ],
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("positions", "options"),
    [
        ("who-works-with OSCE", "who-works-with --organization OSCE"),
        ("who-works-with --organisation OSCE", "who-works-with --organization OSCE"),
        ("who-works-with unit OSCE", "who-works-with --level unit --organization OSCE"),
        (
            "members-of-coalition Tech Against Trafficking",
            "members-of-coalition --organization 'Tech Against Trafficking'",
        ),
        (
            "who-works-with-on-theme 'supply chains' OSCE",
            "who-works-with-on-theme --organization OSCE --theme 'supply chains'",
        ),
        ("stated-at-line 117 alliance", "stated-at-line --event alliance --line 117"),
        ("organisations-of-country Spain", "organizations-of-country --country Spain"),
        (
            "shared-partners OSCE 'UN Women'",
            "shared-partners --organization OSCE --other-organisation 'UN Women'",
        ),
        (
            "events-in-place-and-time 2019-04-09",
            "events-in-place-and-time --since 2019-04-09",
        ),
    ],
)
def test_a_value_by_position_goes_to_the_parameter_of_its_kind(
    store: Path, positions: str, options: str
) -> None:
    by_position, by_option = (
        mini.here("ask", *shlex.split(words), "--store", store) for words in (positions, options)
    )

    assert by_option.out
    assert by_position == by_option


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("who-works-with Digninex", "nothing is called 'Digninex' here; did you mean “Diginex”?"),
        ("people-of-country Austira", "no country is called 'Austira'; did you mean “Austria”"),
        (
            "shared-events OSCE Diginex more",
            "takes 2 values; put a name of several words in quotes",
        ),
        (
            "who-works-with",
            "who-works-with needs --organization; `atgraph ask who-works-with --help`",
        ),
    ],
)
def test_a_value_that_fits_no_parameter_is_told(store: Path, asked: str, told: str) -> None:
    run = mini.here("ask", *asked.split(), "--store", store)

    assert (run.code > 0, run.out) == (True, "")
    assert told in run.err


def test_a_part_of_a_name_is_told_what_it_is_taken_as(store: Path) -> None:
    part = mini.here("ask", "people-of-organization", "--organization", "Seattle", "--store", store)
    whole = mini.here(
        "ask",
        "people-of-organization",
        "--organization",
        "Seattle Against Slavery",
        "--store",
        store,
    )

    assert part.lines == [
        "atgraph: --organization 'Seattle' is taken as “Seattle Against Slavery” (organization,"
        " atgd:organization_seattle-against-slavery)"
    ]
    assert (whole.code, whole.err, whole.out) == (part.code, "", part.out)


@pytest.mark.slow
def test_explain_shows_the_text_whose_digest_is_cited_and_asks_nothing(store: Path) -> None:
    asked = ["ask", "who-works-with", "--organization", "OSCE", "--store", store]
    explained = mini.here(*asked, "--explain")
    answer = KnowledgeGraph.open(store).ask("who-works-with", organization="OSCE")

    assert (explained.code, explained.err, explained.out) == (0, "", answer.query)
    assert hashlib.sha256(explained.out.encode()).hexdigest() in mini.here(*asked, "--cite").out


def test_the_command_of_a_citation_gives_the_same_bytes(store: Path) -> None:
    asked = ["ask", "who-works-with", "--organization", "the osce", "--level", "unit"]
    first = mini.here(*asked, "--cite", "--evidence", "--format", "markdown", "--store", store)
    again = shlex.split(first.out.rpartition("To ask again: ")[2])

    assert again[0] == "atgraph"
    assert (
        mini.here(*again[1:], "--cite", "--evidence", "--format", "markdown", "--store", store).out
        == first.out
    )


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("who-work-with", {}, "did you mean “who-works-with”"),
        ("who-works-with", {}, "needs --organization"),
        (
            "who-works-with",
            {"organisations": "OSCE"},
            "takes no --organizations; it takes --level, --organization",
        ),
        (
            "who-works-with",
            {"organization": "OSCE", "level": "top"},
            "'top' is not one of parent, unit",
        ),
    ],
)
def test_a_wrong_question_is_told_what_to_do(
    kg: KnowledgeGraph, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        kg.ask(name, values)


NAMES = {
    "a b": True,
    "x+y": True,
    "e\u0301tat": True,
    "हिंदी": True,
    ".hidden": False,
}  # and whether a file of that name is listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        *NAMES.items(),
        *((n, False) for n in ("x" * 300, "claims.rq", "../ask/claims", "CLAIMS", "")),
    ],
)
def test_a_question_is_found_by_the_name_that_is_listed_and_by_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, listed: bool
) -> None:
    shutil.copytree(mini.ROOT / "queries", tmp_path / "queries")
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    if name in NAMES:
        shutil.copy(
            tmp_path / "queries" / "ask" / "claims.rq", tmp_path / "queries" / "ask" / f"{name}.rq"
        )

    assert (name in question_names()) == listed
    if listed:
        assert find_question(name).name == name
    else:
        with pytest.raises(QueryError, match="there is no question"):
            find_question(name)
    assert sum(map(len, by_audience().values())) == len(question_names())


def test_a_question_that_is_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.rq"
    for summary in ("One?", "Other?"):
        path.write_text(f"#+ summary: {summary}\nSELECT ?a {{ ?a ?b ?c }}\n")
        assert read_question(path).summary == summary


@pytest.mark.parametrize(
    "typed", ["OSCE", "osce", "the OSCE", "organization for security and", "atgd:organization_osce"]
)
def test_a_name_is_taken_as_people_type_it(kg: KnowledgeGraph, typed: str) -> None:
    assert (
        kg.ask("people-of-organization", organization=typed).rows
        == kg.ask("people-of-organization", organization="OSCE").rows
    )


def test_a_slip_is_answered_with_the_name_that_was_meant(kg: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="did you mean “Diginex”"):
        kg.ask("who-works-with", organization="Digninex")
