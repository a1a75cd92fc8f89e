"""The source, to read: passages marked, lines with addresses, nobody named who must not."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import fpdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad
from starlette.testclient import TestClient

import mini
from atgraph.api import KnowledgeGraph
from atgraph.ask.kept_back import names_in_registry
from atgraph.ask.source_texts import SourcePassage
from atgraph.rdf.namespaces import atg
from atgraph.web import source
from atgraph.web.app import make_app
from atgraph.web.desk import Desk
from atgraph.web.marks import marked_lines

PAGE = "/source/osce-alliance-19-side-events"
MINI = f"/source/{mini.ID}"
FOLDER = f"programmes/{mini.ID}"
TAG = re.compile(r"<[^>]*>")


def client_of(store: Path, *, include: bool = False) -> TestClient:
    return TestClient(make_app(Desk(store, include_on_request=include)), follow_redirects=False)


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The data folder of the mini programme, in which pages look for texts."""
    found = mini.copy_data(tmp_path)
    folder = source.resource_folder
    monkeypatch.setattr(
        source, "resource_folder", lambda name: found if name == "data" else folder(name)
    )
    return found


@pytest.fixture
def invented(mini_store: Path, data: Path) -> Iterator[TestClient]:
    with client_of(mini_store) as found:
        yield found


# --- marks ---


@given(st.text("ab\n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40))))
def test_lines_in_pieces_are_the_text_and_each_letter_has_the_shortest_passage(
    text: str, stretches: list[tuple[int, int]]
) -> None:
    """However passages overlap, hold each other, or reach over lines."""
    passages = []
    for start, length in stretches:
        if not (words := text[start : start + length]):
            continue
        first = text.count("\n", 0, start) + 1
        last = first + words.rstrip("\n").count("\n")
        passages.append(SourcePassage(start, start + len(words), first, last, words, ""))
    lines = {line.number: line for line in marked_lines(text, passages, ())}
    at = 0
    for number, words in enumerate(text.split("\n"), 1):
        pieces = lines[number].pieces if number in lines else ()
        assert "".join(piece.text for piece in pieces) == (words if words.strip() else "")
        place = at
        for piece in pieces:
            for offset in range(place, place + len(piece.text)):
                covering = [p.end - p.start for p in passages if p.start <= offset < p.end]
                own = piece.passage and piece.passage.end - piece.passage.start
                assert own == min(covering, default=None)
            place += len(piece.text)
        at += len(words) + 1


# --- the page ---


def test_each_line_has_its_address_and_its_words_are_those_of_the_document(
    client: TestClient,
) -> None:
    page = client.get(PAGE).text
    lines = (mini.REAL / "programmes" / PAGE.rpartition("/")[2] / "source.txt").read_text("utf-8")
    for number, words in enumerate(lines.split("\n"), 1):
        if words.strip() and number != 169:
            shown = re.search(rf'<p id="line-{number}".*?</p>', page, re.DOTALL)
            assert shown, number
            plain = TAG.sub("", shown[0].partition("</a>")[2])
            assert plain.replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"') == words


def test_a_mark_leads_to_what_rests_on_it_without_script(client: TestClient) -> None:
    link = re.search(r'href="(\?line=135#(char-\d+-\d+))">Silvia Mera', client.get(PAGE).text)
    assert link
    opened = client.get(PAGE + link[1]).text
    rests = opened[opened.index('id="rests-135"') : opened.index('id="line-137"')]
    assert f'id="{link[2]}"' in rests
    assert "Silvia Mera" in rests
    assert 'href="/page/person_p0018"' in rests
    assert "participates in" in rests
    assert "tool demonstration" in rests
    assert opened.count('id="rests-') == 1


def test_a_line_without_quotes_says_so_and_one_that_is_not_there_is_not_found(
    invented: TestClient,
) -> None:
    assert invented.get(f"{MINI}?line=100000").status_code == 404
    assert invented.get(f"{MINI}?line=-1").status_code == 200
    assert invented.get(f"{MINI}?line=x").status_code == 200


def test_the_side_tells_the_events_with_their_lines_and_how_to_check_the_text(
    client: TestClient,
) -> None:
    page = client.get(PAGE).text
    assert re.search(r"Room|Mapping the Landscape.*?#line-105\">line 105", page, re.DOTALL)
    assert hashlib.sha256((mini.REAL / PAGE[1:].replace("source", "programmes", 1) / "source.txt")
                          .read_bytes()).hexdigest() in page  # fmt: skip
    assert len(page) < 100_000


def test_whoever_is_listed_on_request_is_on_no_page_of_the_source(
    client: TestClient, invented: TestClient
) -> None:
    for page in (client.get(PAGE), client.get(f"{PAGE}?line=169"), client.get("/source")):
        assert "Thompson" not in page.text
        assert "survivor leader" not in page.text
    page = invented.get(MINI).text
    assert "Muster" not in page
    assert "1 line left out" in page
    assert re.search(r'id="line-38".*?left out: it names somebody', page)


def test_whoever_is_listed_on_request_is_shown_where_that_was_asked_for(
    mini_store: Path, data: Path
) -> None:
    with client_of(mini_store, include=True) as all_of_it:
        page = all_of_it.get(MINI).text
    assert "Zoë Muster, survivor leader, Westland" in TAG.sub("", page)
    assert "do not hand it on" in page


def test_names_are_found_across_lines_and_hyphens_and_in_no_longer_word() -> None:
    def kept(text: str) -> set[int]:
        return set(source_lines(text, ["Zoë Muster"]))

    assert kept("a\nZoe  MUSTER spoke\nb") == {2}
    assert kept("Zoë\nMuster") == {1, 2}
    assert kept("with Zoë Mus-\n  ter, and others") == {1, 2}
    assert kept("Zoë Musterfrau\nBenzoë Muster") == set()


def source_lines(text: str, names: list[str]) -> frozenset[int]:
    from atgraph.ask.kept_back import lines_kept_back
    from atgraph.ask.source_texts import SourceText

    nobody = KnowledgeGraph(mini.graph().store)
    return lines_kept_back(nobody, SourceText("urn:x", "", "", "", "", "", ""), text, names)


def test_names_are_read_in_the_registry_where_a_server_was_not_told(data: Path) -> None:
    assert names_in_registry(data / "registry") == {"Zoë Muster"}


def test_a_text_that_is_not_here_or_another_one_is_told_and_its_quotes_are_shown(
    mini_store: Path, data: Path
) -> None:
    text = data / FOLDER / "source.txt"
    for change in (lambda: text.write_text("other words", "utf-8"), text.unlink):
        change()
        with client_of(mini_store) as other:
            page = other.get(MINI).text
        assert "These are the words that the graph" in page
        assert "other words" not in page
        assert "Mr. Bruno Sample, Head of the Delegation" in page
        assert "Muster" not in page


@pytest.mark.slow
def test_a_file_that_a_graph_names_outside_the_data_is_not_read(
    mini_store: Path, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    said = re.compile("source.txt")
    store = changed(mini_store, tmp_path, lambda s: said.sub("../../../secret.txt", s))
    with client_of(store) as other:
        pages = [other.get(a) for a in ("/source", MINI, f"{MINI}?text=../../../secret.txt")]
    assert not any("secret</" in page.text for page in pages)


def changed(mini_store: Path, tmp_path: Path, change) -> Path:  # type: ignore[no-untyped-def]
    """Publish the graph of the mini programme with another file or digest of its source."""
    quads = []
    for quad in KnowledgeGraph.open(mini_store).store:
        if quad.predicate in (atg("file"), atg("sha256")):
            new = Literal(change(quad.object.value))
            quads.append(Quad(quad.subject, quad.predicate, new, quad.graph_name))
        else:
            quads.append(quad)
    store = tmp_path / "changed"
    store.mkdir()
    mini.publish(store, quads, "e5" * 32)
    return store


@pytest.mark.parametrize("wrong", ["%2e%2e%2f%2e%2e", "%2e%2e", "nope", "%00", "a" * 3000, "x/y"])
def test_an_address_of_no_source_is_not_found(client: TestClient, wrong: str) -> None:
    assert client.get(f"/source/{wrong}").status_code in (400, 404)
    assert client.get(f"/source/{wrong}/page/1").status_code in (400, 404)


def test_the_list_tells_documents_and_pages_read_elsewhere_apart(client: TestClient) -> None:
    page = client.get("/source").text
    documents, elsewhere = page.split('id="elsewhere"')
    assert f'href="{PAGE}"' in documents
    assert "290 passages quoted" in documents
    assert "https://www.osce.org/secretariat/244846" in elsewhere


# --- pages as received ---


@pytest.fixture
def with_pdf(mini_store: Path, data: Path, tmp_path: Path) -> Path:
    """A store whose source is the text of a PDF that is here."""
    pdf = fpdf.FPDF()
    pdf.set_font("helvetica", size=12)
    for words in ("Hall A, English only\n\nMr. Bruno Sample, Head of the\nDelegation", "Nothing"):
        pdf.add_page()
        pdf.multi_cell(0, text=words)
    path = data / FOLDER / "programme.pdf"
    pdf.output(str(path))
    old = hashlib.sha256((data / FOLDER / "source.txt").read_bytes()).hexdigest()
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    quads = []
    text = atg("SourceText")
    known = KnowledgeGraph.open(mini_store).store
    texts = {q.subject for q in known.quads_for_pattern(None, None, text, None)}
    for quad in known:
        is_documents = quad.subject not in texts
        if is_documents and quad.predicate == atg("file"):
            name = Literal(f"{FOLDER}/programme.pdf")
            quad = Quad(quad.subject, quad.predicate, name, quad.graph_name)  # noqa: PLW2901
        elif is_documents and quad.predicate == atg("sha256") and quad.object.value == old:
            quad = Quad(quad.subject, quad.predicate, Literal(new), quad.graph_name)  # noqa: PLW2901
        quads.append(quad)
    store = tmp_path / "with-pdf"
    store.mkdir()
    mini.publish(store, quads, "f6" * 32)
    return store


@pytest.mark.slow
def test_a_page_is_a_picture_and_its_view_leads_on(with_pdf: Path) -> None:
    with client_of(with_pdf, include=True) as reader:
        assert f'href="{MINI}?page=1"' in reader.get(MINI).text
        view = reader.get(f"{MINI}?page=1").text
        assert f'src="{MINI}/page/1"' in view
        assert f'href="{MINI}?page=2"' in view
        picture = reader.get(f"{MINI}/page/1")
        assert picture.headers["content-type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")
        assert [reader.get(f"{MINI}/page/{n}").status_code for n in (0, 3, 99999)] == [404] * 3
        assert reader.get(f"{MINI}?page=3").status_code == 404


def test_no_picture_is_shown_of_a_document_that_names_who_is_listed_on_request(
    with_pdf: Path,
) -> None:
    with client_of(with_pdf) as reader:
        assert "pages as received" not in reader.get(MINI).text
        assert reader.get(f"{MINI}/page/1").status_code == 404


def test_no_picture_is_shown_of_another_document_than_was_received(
    with_pdf: Path, data: Path
) -> None:
    shutil.copy(data / FOLDER / "source.txt", data / FOLDER / "programme.pdf")
    with client_of(with_pdf, include=True) as reader:
        assert reader.get(f"{MINI}/page/1").status_code == 404
