"""Whoever is listed on request is in nothing that is handed on, and read at one's own desk."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.errors import StoreError
from atgraph.graph.store import RIGHTS

WHO = ("Melanie Thompson", "survivor leader", "person_p0027")  # name, title (line 169) and id
INVENTED = ("Zoë Muster", "survivor leader", "person_p0003")
EVENT = "atgd:event_example-forum-3_open-doors"
INCLUDE = "--include-on-request"
ACTORS = ("--actors", "both", "--ties", "declared,co-presence,mention,shared theme")
ASKED = {
    "participants.csv": ("participants-of-event", "--event", EVENT),
    "decisions.xlsx": ("decisions",),
    "speakers.json": ("who-has-role", "--role", "speaker", "--evidence"),
    "speakers.md": ("who-has-role", "--role", "speaker", "--cite"),
}
ENDINGS = ("graphml", "gexf", "zip", "csv", "cyjs", "json", "xlsx")
# Even with everybody these files tell nothing of her, for she takes part for no organisation.
NOBODY = {
    *("sheet.csv", "sheet.xlsx", "coalitions.html", "hierarchy.html", "organizations.html"),
    *("partnership-gaps.html", "themes.html", "tools.html", "index.html"),
}


def commands() -> Iterator[tuple[str, ...]]:
    """Yield what hands something on, the file or folder last."""
    yield "map", "all", "-o", "maps"
    yield "map", "actors", "--event", EVENT, "-o", "map.html"
    for ending in ("nq", "ttl", "jsonld"):
        yield "export", "-o", f"graph.{ending}"
    yield "export", "--profile", "aligned", "-o", "aligned.nq"
    yield "export", "--profile", "schema.org", "-o", "events.jsonld"
    yield "export", "--profile", "sparql-examples", "-o", "examples"
    for ending in ENDINGS:
        yield "network", "export", *ACTORS, "-o", f"network.{ending}"
    yield "network", "export", "--nodes", "all", "-o", "all.zip"
    for ending in ("csv", "xlsx"):
        yield "network", "export", "--format", "3w", "-o", f"sheet.{ending}"
    for name, asked in ASKED.items():
        yield "ask", *asked, "-o", name


def words(path: Path) -> str:
    """Return all that a file or an archive holds, as text on one line."""
    data = path.read_bytes()
    parts = [data]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    return " ".join(b" ".join(parts).decode().split())


def hits(folder: Path) -> dict[str, list[str]]:
    """Return the name of each file → what it holds of her."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: [mark for mark in INVENTED if mark in words(path)] for path in files}


@pytest.mark.slow
def test_nothing_that_is_handed_on_tells_of_them_unless_asked_to(
    mini_store: Path, tmp_path: Path
) -> None:
    silent = []
    for command in commands():
        *options, name = command
        for folder, more in (("without", ()), ("with", (INCLUDE,))):
            (tmp_path / folder).mkdir(exist_ok=True)
            run = mini.here(*options, tmp_path / folder / name, *more, "--store", mini_store)
            assert run.code == 0, (command, run.err)
            if (mini.LEFT_OUT in run.lines) != (folder == "without" and name not in NOBODY):
                silent.append((name, folder))
    without, everybody = hits(tmp_path / "without"), hits(tmp_path / "with")

    assert {name: found for name, found in without.items() if found} == {}
    assert silent == []
    empty = {name for name, found in everybody.items() if not found and name[-4:] != ".ttl"}
    assert empty - NOBODY == set() and everybody["graph.ttl"]
    assert {"graph.nq", "actors.html", "network.graphml", "participants.csv"} < set(without)


@pytest.mark.slow
def test_the_desk_reads_them_without_a_registry(store: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"  # without data/
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, home / name)
    told = {
        command: mini.atgraph(*command, "--store", store, ATGRAPH_HOME=str(home)).out
        for command in (
            ("ask", "titles-of-person", "--person", "Melanie Thompson"),
            ("show", "Melanie Thompson"),
            ("list", "people"),
            ("search", "survivor leader"),
            ("sparql", "SELECT ?name { ?p a atg:Person ; rdfs:label ?name }"),
            ("network", "path", "Melanie Thompson", "Thorn"),
        )
    }
    ranked = mini.atgraph("network", "rank", *ACTORS, "--store", store, ATGRAPH_HOME=str(home))

    assert [command for command, out in told.items() if "Melanie Thompson" not in out] == []
    assert ranked.code == 0 and "Thompson" not in ranked.out and mini.LEFT_OUT in ranked.lines


@pytest.mark.slow
def test_a_map_of_python_leaves_them_out_unless_asked_to(kg: KnowledgeGraph) -> None:
    shown, whole = kg.map("actors").html, kg.map("actors", include_on_request=True).html

    assert [mark for mark in WHO if mark in shown] == []
    assert [mark for mark in WHO if mark in whole] == list(WHO)


def test_a_file_for_somebody_listed_says_that_they_are_left_out(
    store: Path, tmp_path: Path
) -> None:
    asked = ("ask", "titles-of-person", "--person", "Melanie Thompson", "-o", tmp_path / "a.csv")
    run = mini.here(*asked, "--store", store)

    assert (run.code, run.lines[0]) == (1, mini.LEFT_OUT)
    assert not (tmp_path / "a.csv").exists()
    assert mini.here(*asked, INCLUDE, "--store", store).code == 0
    assert "survivor leader" in (tmp_path / "a.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_store_of_an_earlier_version_is_not_read_as_if_nobody_were_listed(
    store: Path, tmp_path: Path
) -> None:
    mini.publish(
        tmp_path, [q for q in KnowledgeGraph.open(store).store if q.predicate != RIGHTS], ""
    )
    run = mini.here("list", "--store", tmp_path)

    with pytest.raises(StoreError, match="apart; build it again with `atgraph build`"):
        KnowledgeGraph.open(tmp_path)
    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
