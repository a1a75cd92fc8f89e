"""Questions in a browser: a form for each, an answer that opens its words, and the same files."""

from __future__ import annotations

import json
import shlex
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from forms import tries
from starlette.testclient import TestClient

from atgraph.cli import app
from atgraph.graph.query_files import find_question, question_names
from atgraph.web import questions

ANSWERS = sorted(
    (Path(__file__).parents[1] / "answers" / "osce-alliance-19-side-events").glob("*.tsv")
)
FIRST = {path.stem.split("--")[0]: path for path in reversed(ANSWERS)}.values()
FORMATS = {
    "json": ["--format", "json"],
    "csv": ["--format", "csv"],
    "tsv": ["--format", "tsv"],
    "md": ["--format", "markdown"],
    "bib": ["--cite", "bibtex"],
    "ris": ["--cite", "ris"],
    "csl": ["--cite", "csl"],
}
ON_THEME = {"organization": "OSCE", "theme": "supply chains"}


def asked(path: Path) -> tuple[str, dict[str, str]]:
    """Return the question, and its parameters, that expected rows are for."""
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    name, *options = shlex.split(first.removeprefix("# atgraph ask "))
    return name, dict(zip((o.removeprefix("--") for o in options[::2]), options[1::2]))


def test_all_questions_are_listed_by_what_they_are_about(client: TestClient) -> None:
    page = client.get("/ask").text
    assert all(f'href="/ask/{name}"' in page for name in question_names())
    assert "<h2>People</h2>" in page


def test_words_find_the_questions_that_fit_with_their_names_filled_in(client: TestClient) -> None:
    page = client.get("/ask", params={"q": "who works with the OSCE on supply chains?"}).text
    first = page.index("/ask/who-works-with-on-theme?")
    assert "organization=OSCE" in page[first : first + 120]
    assert "No question fits" in client.get("/ask?q=qqqq").text


def written(store: Path, name: str, values: dict[str, str], file: Path, *more: str) -> bytes:
    """Return what the command writes to hand on: without people who are listed on request."""
    options = [word for k, v in values.items() for word in (f"--{k}", v)]
    command = ["ask", name, *options, *more, "-o", str(file), "--store", str(store)]
    file.unlink(missing_ok=True)
    CliRunner().invoke(app, command)
    return file.read_bytes() if file.exists() else b""


@pytest.mark.slow
@tries(short=3, long=1)
def test_data_have_the_bytes_that_the_command_writes_for_every_question(
    client: TestClient, store: Path, tmp_path: Path, count: int
) -> None:
    """Each run asks every third question, the long form all."""
    other = []
    for path in [*FIRST][::count]:
        name, values = asked(path)
        found = client.get(f"/ask/{name}.csv", params=values).content
        if found != written(store, name, values, tmp_path / "answer.csv"):
            other.append(path.stem)
    assert len(FIRST) > 70
    assert other == []


@pytest.mark.parametrize("ending", [*FORMATS, "xlsx"])
def test_each_file_has_the_bytes_that_the_command_writes(
    client: TestClient, store: Path, tmp_path: Path, ending: str
) -> None:
    name = "who-works-with-on-theme"
    file, more = tmp_path / f"answer.{ending}", FORMATS.get(ending, [])
    found = client.get(f"/ask/{name}.{ending}", params=ON_THEME)
    assert found.content == written(store, name, ON_THEME, file, *more) != b""
    assert found.headers["content-disposition"] == f'attachment; filename="{name}.{ending}"'


def test_a_row_links_its_things_and_opens_its_words(client: TestClient) -> None:
    page = client.get("/ask/who-works-with-on-theme", params=ON_THEME).text
    assert 'href="/page/organization_university-of-nottingham"' in page
    assert 'href="/page/theme_supply-chain-risk"' in page
    assert "<details><summary>" in page and "University of Nottingham" in page
    assert "/source/osce-alliance-19-side-events#line-191" in page


def test_an_answer_is_cited_drawn_and_asked_elsewhere(client: TestClient) -> None:
    page = client.get("/ask/who-works-with-on-theme", params=ON_THEME).text
    assert "To ask again: atgraph ask who-works-with-on-theme --organization" in page
    assert "/map/actors?light=organization_osce&amp;light=" in page
    assert "/sparql?question=who-works-with-on-theme&amp;organization=OSCE" in page
    assert "/ask/organizations-by-theme?theme=supply+chains" in page


def test_a_long_answer_is_cited_by_a_file(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = client.get("/ask/who-works-with-on-theme.txt", params=ON_THEME).text.strip()
    assert (
        escape(sentence, quote=False)
        in client.get("/ask/who-works-with-on-theme", params=ON_THEME).text
    )
    monkeypatch.setattr(questions, "CITED", 0)
    page = client.get("/ask/who-works-with-on-theme", params=ON_THEME).text
    assert "/ask/who-works-with-on-theme.txt?organization=OSCE" in page


def test_a_printed_name_is_no_link_though_a_thing_is_called_so(client: TestClient) -> None:
    page = client.get("/ask/names-as-printed?thing=SPMU").text
    assert 'class="dot' not in page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_a_name_that_means_several_offers_each(client: TestClient) -> None:
    answer = client.get("/ask/who-works-with?organization=Office&level=unit")
    assert answer.status_code == 400
    assert "may mean any of several" in answer.text and 'value="Office"' in answer.text
    chosen = answer.text.partition('<ul>\n    <li><a href="')[2].partition('"')[0]
    assert "level=unit" in chosen
    assert client.get(chosen.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("who-works-with?organization=Osze", "did you mean “OSCE”"),
        ("stated-at-line?event=x&line=many", "is not a whole number"),
        ("who-works-with?organization=OSCE&level=all", "is not one of parent, unit"),
        ("contradictions?of=OSCE", "has no blank “of”"),
        ("who-works-with?organization=%00", "nothing is called"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(client: TestClient, address: str, said: str) -> None:
    page, data = client.get(f"/ask/{address}"), client.get(f"/ask/{address.replace('?', '.csv?')}")
    assert page.status_code == data.status_code == 400
    assert said in page.text and said in data.text
    assert "Traceback" not in page.text and "--" not in data.text
    assert "`atgraph" not in page.text and "`atgraph" not in data.text


def test_an_open_blank_is_asked_for(client: TestClient) -> None:
    page = client.get("/ask/who-works-with-on-theme?organization=OSCE")
    assert page.status_code == 200
    assert "Fill in theme, and ask." in page.text
    assert client.get("/ask/who-works-with-on-theme.json").status_code == 400


def test_words_of_vocabularies_are_choices(client: TestClient) -> None:
    page = client.get("/ask/who-has-role").text
    assert '<option value="moderator" selected>' in page
    assert '<option value="unit">each for itself</option>' in client.get("/ask/who-works-with").text


def test_no_row_says_why_and_what_to_try(client: TestClient) -> None:
    page = client.get("/ask/organizations-by-theme?theme=blockchain")
    assert page.status_code == 200
    assert "No row: nothing in these data says so." in page.text
    assert "here, and what is asked is not among them." in page.text
    unsaid = client.get("/ask/organizations-by-theme?theme=child-labour").text
    assert "Nothing here ties" in unsaid
    assert json.loads(client.get("/ask/organizations-by-theme.json?theme=blockchain").text)[
        "results"
    ] == {"bindings": []}


def test_a_long_answer_has_pages(client: TestClient) -> None:
    first, second = (client.get(f"/ask/how-organizations-appear?page={n}").text for n in (1, 2))
    assert "of which these are 1 to 40" in first and 'rel="next"' in first
    assert "of which these are 41 to" in second and 'rel="prev"' in second
    assert client.get("/ask/how-organizations-appear?page=x").status_code == 200


@pytest.mark.slow
def test_every_page_is_light_and_says_what_it_asks(client: TestClient) -> None:
    for path in ANSWERS:
        name, values = asked(path)
        answer = client.get(f"/ask/{name}", params=values)
        assert answer.status_code == 200
        assert len(answer.content) <= 100_000
        assert find_question(name).summary.partition("'")[0] in answer.text


def test_an_unknown_question_or_file_is_not_found(client: TestClient) -> None:
    assert client.get("/ask/who-work").status_code == 404
    assert client.get("/ask/contradictions.exe").status_code == 404
