"""What `network export --nodes all` writes is what maps draw, as other readers read it back."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx as nx
import openpyxl
import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.export.network import WRITERS, export_network
from atgraph.export.network.flat import Flat
from atgraph.maps.map import Map, draw_map, drawing_of, written
from atgraph.maps.map_files import read_map
from atgraph.network.all_things import draw_things
from atgraph.network.choice import Choice
from atgraph.network.drawn_reader import Facts

CLASSES = ("Person", "Organization", "Event", "Theme", "Initiative", "Tool", "Work")
WHOLE = f"title: All\ncaption: All.\nnodes: [{', '.join('atg:' + c for c in CLASSES)}]\n"
LISTED = "Zoë Muster"  # on request in the invented registry
ENDS = ("source", "target", "kind", "label", "role", "evidence")
CHOICES: list[dict[str, str]] = [
    {},
    {"level": "body"},
    {"level": "printed"},
    {"ties": "declared"},
    {"ties": "co-presence,mention"},
    {"first": "2019-04-09"},
    {"last": "2020-05-04", "ties": "participation"},
]
OF_MINI = [*CHOICES, {"theme": "blockchain"}, {"event": "Fair Work"}]
OF_REAL = [{}, {"theme": "technology"}, {"event": "ICAT", "level": "body"}]


@pytest.fixture(scope="module")
def mini_kg(mini_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(mini_store)


@pytest.fixture(scope="module")
def flat(mini_kg: KnowledgeGraph) -> Flat:
    return export_network(mini_kg, draw_things(mini_kg))


def counts(flat: Flat, kinds: tuple[str, ...] = CLASSES) -> tuple[int, int]:
    """Return how many things of some classes have ties among them, and how many ties."""
    of = {str(node["id"]): node["kind"] for node in flat.nodes}
    wanted = {kind.lower() for kind in kinds}
    edges = [e for e in flat.edges if {of[str(e["source"])], of[str(e["target"])]} <= wanted]
    return len({e[end] for e in edges for end in ("source", "target")}), len(
        {e["tie"] for e in edges}
    )


def everything(kg: KnowledgeGraph, chosen: dict[str, str]) -> Flat:
    return export_network(kg, draw_things(kg, on_request=True, **chosen))


def whole_map(kg: KnowledgeGraph, choice: Choice, folder: Path) -> Map:
    path = folder / "whole.yml"
    path.write_text(WHOLE)
    return written(drawing_of(Facts(kg), read_map(path), choice))


def check_against_maps(kg: KnowledgeGraph, chosen: dict[str, str], folder: Path) -> None:
    flat, choice = export_network(kg, draw_things(kg, **chosen)), Choice(**chosen)
    whole = whole_map(kg, choice, folder)

    assert counts(flat) == (len(flat.nodes), whole.ties) == (whole.things, whole.ties)
    assert len({edge["id"] for edge in flat.edges}) == len(flat.edges) >= whole.ties > 0
    if "theme" not in chosen:  # of a theme, events are in it that no tie to an actor is about
        actors = draw_map(kg, "actors", choice)
        assert counts(flat, CLASSES[:3]) == (actors.things, actors.ties)


@pytest.mark.slow
@pytest.mark.parametrize("chosen", OF_MINI, ids=str)
def test_all_of_the_invented_programme_is_what_maps_draw(
    chosen: dict[str, str], mini_kg: KnowledgeGraph, tmp_path: Path
):
    check_against_maps(mini_kg.published(), chosen, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("chosen", OF_REAL, ids=str)
def test_all_of_the_real_programme_is_what_maps_draw(
    chosen: dict[str, str], kg: KnowledgeGraph, tmp_path: Path
):
    check_against_maps(kg.published(), chosen, tmp_path)


def test_every_class_of_thing_is_a_node_with_what_is_known_of_it(flat: Flat):
    nodes = {node["id"]: node for node in flat.nodes}

    assert {node["kind"] for node in flat.nodes} == {name.lower() for name in CLASSES}
    assert nodes["organization_harbour-network"]["acronym"] == "HN"
    assert nodes["organization_northland"]["country"] == "NO"
    session = nodes["event_example-forum-3_fair-work"]
    assert (session["first"], session["last"], session["programme"]) == (
        "2020-05-05",
        "2020-05-05",
        "3rd EXAMPLE FORUM AGAINST EXPLOITATION",
    )


def test_an_edge_says_what_its_tie_says_and_rests_on(flat: Flat):
    edges = {(e["source"], e["target"], e["label"]): e for e in flat.edges}
    event = "event_example-forum-3_open-doors"
    speaker = edges["person_p0004", event, "participation"]
    partners = edges[
        "organization_harbour-network", "organization_institute-for-fair-work", "partnership"
    ]
    runs = edges["organization_institute-for-fair-work", "initiative_safe-roads", "involvement"]

    assert (speaker["kind"], speaker["role"], speaker["status"], speaker["first"]) == (
        "participation",
        "speaker",
        "to be confirmed",
        "2020-05-04",
    )
    assert speaker["evidence"] == (
        "programmes/example-forum-3/source.txt:34: “Speakers:”; "
        "programmes/example-forum-3/source.txt:40: "
        "“Dr Dana Probe (TBC), Acting Co-ordinator for Fair Work”"
    )
    assert partners["mutual"] is True and speaker["mutual"] is False
    assert (runs["first"], runs["evidence"]) == (
        "2016-01-01",
        "read elsewhere: https://fairwork.example/roads",
    )
    assert (
        edges["person_p0001", "organization_shelter-section", "affiliation"]["title"]
        == "Director of the Shelter Section"
    )
    assert edges["tool_lantern", "theme_blockchain", "theme assignment"]["themes"] == "blockchain"
    assert (event, "event_example-forum-3", "part of") in edges


def test_of_a_unit_that_is_rolled_up_the_edge_says_through_which(mini_kg: KnowledgeGraph):
    flat = everything(mini_kg, {"level": "body"})

    assert "Shelter Section" in {edge.get("through") for edge in flat.edges}
    assert not any(node["label"] == "Shelter Section" for node in flat.nodes)


def test_what_was_read_elsewhere_is_left_out_and_counted(mini_kg: KnowledgeGraph, flat: Flat):
    drawn = draw_things(mini_kg, without="elsewhere")
    printed = export_network(mini_kg, drawn)
    elsewhere = [e for e in flat.edges if str(e["evidence"]).startswith("read elsewhere")]

    assert elsewhere and len(printed.edges) == len(flat.edges) - len(elsewhere)
    assert f"{len(elsewhere)} ties read elsewhere" in printed.about


def test_nobody_who_is_listed_on_request_is_in_it(mini_kg: KnowledgeGraph, flat: Flat):
    with_them = everything(mini_kg, {})

    assert LISTED in {node["label"] for node in with_them.nodes}
    assert LISTED not in str(flat.nodes) + str(flat.edges) + str(flat.grounds)
    assert flat.about.endswith("Left out: 1 person listed on request.")


def read_graphml(data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    with tempfile.NamedTemporaryFile() as file:  # igraph reads files only
        file.write(data)
        file.flush()
        graph = igraph.Graph.Read_GraphML(file.name)
    assert graph.is_directed()
    ids = graph.vs["id"]
    edges = [(ids[e.source], ids[e.target], *(e[n] for n in ENDS[2:])) for e in graph.es]
    return ids, edges


def read_gexf(data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    graph = nx.read_gexf(io.BytesIO(data))
    assert graph.is_directed() and graph.is_multigraph()
    rows = graph.edges(data=True)
    edges = [(a, b, *(d.get(n, "") for n in ENDS[2:])) for a, b, d in rows]
    return list(graph), edges


def read_csv(data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    folder = zipfile.ZipFile(io.BytesIO(data))
    nodes, edges = (
        list(csv.DictReader(io.StringIO(folder.read(name).decode(), newline="")))
        for name in ("nodes.csv", "edges.csv")
    )
    assert {edge["Type"] for edge in edges} == {"Directed"}
    columns = ("Source", "Target", "kind", "Label", "role", "evidence")
    return [n["Id"] for n in nodes], [tuple(e[c] for c in columns) for e in edges]


def read_cytoscape(data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    read = json.loads(data)
    assert read["directed"] and read["multigraph"]
    nodes, edges = ([one["data"] for one in read["elements"][n]] for n in ("nodes", "edges"))
    assert all(edge["interaction"] == edge["kind"] for edge in edges)
    return [n["id"] for n in nodes], [tuple(e.get(name, "") for name in ENDS) for e in edges]


def read_kumu(data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    read = json.loads(data)
    columns = ("from", "to", "type", "label", "role", "evidence")
    assert {c["direction"] for c in read["connections"]} == {"directed", "mutual"}
    edges = [tuple(c.get(name, "") for name in columns) for c in read["connections"]]
    return [element["id"] for element in read["elements"]], edges


def read_xlsx(data: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    nodes, edges = (list(book[name].iter_rows(values_only=True)) for name in ("nodes", "edges"))
    places = [edges[0].index(name) for name in (*ENDS[:-1], "rests on: evidence")]
    found = [tuple(row[place] or "" for place in places) for row in edges[1:]]
    return [row[0] for row in nodes[1:]], [
        (*row[:-1], row[-1].replace("\n", "; ")) for row in found
    ]


READERS: dict[str, Callable[[bytes], tuple[list[str], list[tuple[str, ...]]]]] = {
    "graphml": read_graphml,
    "gexf": read_gexf,
    "csv": read_csv,
    "cytoscape": read_cytoscape,
    "kumu": read_kumu,
    "xlsx": read_xlsx,
}


@pytest.mark.parametrize("name", WRITERS)
def test_each_format_is_read_back_by_a_reader_that_had_no_part_in_it(name: str, flat: Flat):
    nodes, edges = READERS[name](WRITERS[name](flat))

    assert sorted(nodes) == sorted(str(node["id"]) for node in flat.nodes)
    assert sorted(edges) == sorted(tuple(e.get(n, "") for n in ENDS) for e in flat.edges)
    assert WRITERS[name](flat) == WRITERS[name](flat)


@pytest.mark.slow
def test_the_command_writes_it_and_says_what_it_is(mini_store: Path, tmp_path: Path):
    options = ("--nodes", "all", "--store", str(mini_store))
    run = mini.here("network", "export", *options)
    empty = mini.here("network", "export", *options, "--ties", "derived")
    tables = mini.here("network", "export", *options, "-o", tmp_path / "all.csv")

    assert (run.code, empty.code, tables.code) == (0, 0, 0)
    assert run.err == (
        "atgraph: All things, and all ties between two of them.\n"
        "atgraph: left out: 1 person listed on request; --include-on-request brings them in\n"
    )
    assert "kept to: ties derived" in empty.err and "the network is empty" in empty.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all-edges.csv", "all-nodes.csv"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--measures",), "leave out --measures"),
        (("--actors", "both", "--cap", "20"), "leave out --actors, --cap"),
        (("--format", "3w"), "leave out --nodes"),
        (("--ties", "shared person"), "only between actors; use some of co-presence, declared"),
        (("--ties", "mentions"), "did you mean “mention”?"),
    ],
)
def test_what_makes_no_sense_with_all_things_is_refused(
    more: tuple[str, ...], said: str, mini_store: Path
):
    run = mini.here("network", "export", "--nodes", "all", *more, "--store", mini_store)

    assert (run.code, run.out) == (2, "") and said in run.lines[-1]
