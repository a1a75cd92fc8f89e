"""Each file for the tools of analysts is read back by a reader that had no part in writing it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
import unicodedata
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import igraph
import networkx as nx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atgraph.ask.evidence import Quoted
from atgraph.export.network import ENDINGS, WRITERS, flatten, tables
from atgraph.export.network.flat import JOINT, Flat, scalar, text
from atgraph.export.tables import harmless
from atgraph.network import LeftOut, Network
from invented_networks import link, meeting, network

LINKS = [
    *meeting("E1", "A", "B", "c"),
    (
        "A",
        "B",
        link("declared", "s1", how="partnership", role="", first="2019-04-08", last="2019-04-09"),
    ),
]
QUOTES = {
    "s1": [Quoted("programmes/x/source.txt", 12, "A and B,\nin partnership")],
    "E1/A": [Quoted("programmes/x/source.txt", 3, "Moderator: A")],
}
STRANGE = [
    "\x00\x1b[31m",
    "ديمقراطية",
    "a\u202eb",
    "\ud800x",
    "\uffff",
    "]]>",
    "\"',;\t\r\n",
    "x" * 10_000,
    "=1+1",
    " ",
    "",
]
TEXTS = st.text(max_size=40) | st.sampled_from(STRANGE)


def flat(drawn: Network | None = None, **more: object) -> Flat:
    return flatten(
        drawn or network(LINKS, "D", LeftOut(on_request=2)),
        {"A": {"country": ["AT", "RS"], "none": None}},
        QUOTES,
        **more,
    )


def read_graphml(data: bytes) -> igraph.Graph:
    with tempfile.NamedTemporaryFile() as file:  # igraph reads files only
        file.write(data)
        file.flush()
        return igraph.Graph.Read_GraphML(file.name)


def plain(value: str) -> str:
    """What is left of text that is written.

    Folded, and without what XML forbids or turns what follows around.
    """
    return " ".join(
        "".join(
            c for c in value if unicodedata.category(c) not in ("Cc", "Cs") or c in "\t\n\r"
        ).split()
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (["a", "b", ""], "a; b"),
        ({"b", "a"}, "a; b"),
        ((), None),
        (None, None),
        ("", None),
        ("a\x00\x1b\n b\ud800\u202e", "a b"),
        (dt.date(2019, 4, 8), "2019-04-08"),
        (dt.datetime(2019, 4, 8, 9, 5), "2019-04-08T09:05:00"),
        (float("nan"), None),
        (float("inf"), None),
        (0, 0),
        (0.5, 0.5),
        (False, False),
        (QUOTES["s1"][0], "programmes/x/source.txt:12: “A and B, in partnership”"),
    ],
)
def test_each_value_becomes_text_a_number_or_a_truth_value(value: object, written: object):
    assert scalar(value) == written and type(scalar(value)) is type(written)


@given(TEXTS)
def test_text_holds_nothing_that_xml_forbids(value: str):
    element = ElementTree.Element("a")
    element.text = text(value)

    assert ElementTree.fromstring(ElementTree.tostring(element, encoding="UTF-8")).text == (
        text(value) or None
    )
    assert set(text(value)) <= set(plain(value))


def test_an_edge_keeps_the_kinds_apart_and_says_what_it_rests_on():
    edges = {(e["source"], e["target"]): e for e in flat().edges}

    declared = edges["A", "B"]
    assert (declared["id"], declared["source_label"], declared["target_label"]) == (
        "A--B",
        "A",
        "B",
    )
    assert (declared["declared"], declared["co_presence"], declared["mention"]) == (1, 1, 0)
    assert (declared["kinds"], declared["strongest_kind"], declared["co_presence_alone"]) == (
        "declared; co-presence",
        "declared",
        False,
    )
    assert declared["evidence"] == "programmes/x/source.txt:12: “A and B, in partnership”"
    assert (declared["first"], declared["last"], declared["how"]) == (
        "2019-04-08",
        "2019-04-09",
        "partnership; shared participation",
    )
    assert declared["ties"] == "E1/A; E1/B; s1"
    assert (edges["A", "c"]["kinds"], edges["A", "c"]["co_presence_alone"]) == ("co-presence", True)
    assert edges["A", "c"]["evidence"] == "programmes/x/source.txt:3: “Moderator: A”"
    assert "first" not in edges["A", "c"] and "evidence" not in edges["B", "c"]


def test_an_edge_tells_what_each_end_does_and_quotes_both_lines():
    """Whoever reads one column must not take the moderator for the speaker.

    Nor the heading “Speakers:” for what is said of a person.
    """
    met = link(
        "co-presence",
        "t1",
        "t2",
        via="E",
        role="moderator, speaker",
        ends=("moderator", "speaker"),
        first="2019-04-08",
        last="2019-04-09",
    )
    member = link(
        "declared",
        "t3",
        how="membership",
        role="co-chair",
        ends=("", "co-chair"),
        first="2019-01-01",
        last="2019-12-31",
    )
    quotes = {
        "t1": [Quoted("f", 1, "Moderator: A")],
        "t2": [Quoted("f", 2, "Speakers:"), Quoted("f", 4, "B of C")],
    }
    (met_edge,), (mixed,) = (
        flatten(network([("A", "B", one) for one in links]), {}, quotes).edges
        for links in ([met], [met, member])
    )

    assert (
        met_edge["source"],
        met_edge["source_roles"],
        met_edge["target"],
        met_edge["target_roles"],
    ) == ("A", "moderator", "B", "speaker")
    assert met_edge["evidence"] == "f:1: “Moderator: A”; f:2: “Speakers:”; f:4: “B of C”"
    assert (mixed["source_roles"], mixed["target_roles"]) == ("moderator", "co-chair; speaker")
    assert mixed["evidence"] == met_edge["evidence"]  # the stronger has no words here
    assert (mixed["first"], mixed["last"]) == ("2019-01-01", "2019-12-31")


def test_the_mark_of_those_listed_on_request_is_in_no_file():
    drawn = network(LINKS)
    drawn.graph.nodes["c"]["on_request"] = True

    assert not any(
        "request" in key for record in (*flat(drawn).nodes, *flat(drawn).edges) for key in record
    )


def test_graphml_is_what_igraph_reads():
    graph = read_graphml(WRITERS["graphml"](flat()))

    assert graph.vs["label"] == ["A", "B", "D", "c"] and not graph.is_directed()
    assert graph.vs["kind"] == ["organization", "organization", "organization", "person"]
    assert graph.vs["country"] == ["AT; RS", "", "", ""]
    assert [graph.vs[e.tuple]["id"] for e in graph.es] == [["A", "B"], ["A", "c"], ["B", "c"]]
    assert graph.es["weight"] == [1.5, 0.5, 0.5] and graph.es["declared"] == [1, 0, 0]
    assert graph.es["co_presence_alone"] == [False, True, True]
    assert graph["about"].endswith("Left out: 2 people listed on request.")


def test_graphml_is_also_what_networkx_reads():
    graph = nx.read_graphml(io.BytesIO(WRITERS["graphml"](flat())))

    assert (
        graph.edges["A", "B"]["evidence"] == "programmes/x/source.txt:12: “A and B, in partnership”"
    )
    assert [graph.edges[e]["id"] for e in graph.edges] == ["A--B", "A--c", "B--c"]
    assert graph.nodes["A"]["links"] == 2 and "country" not in graph.nodes["B"]


def test_gexf_is_what_networkx_reads():
    graph = nx.read_gexf(io.BytesIO(WRITERS["gexf"](flat())))

    assert {n: (d["label"], d["kind"]) for n, d in graph.nodes(data=True)} == {
        **{n: (n, "organization") for n in "ABD"},
        "c": ("c", "person"),
    }
    edge = graph.edges["A", "B"]
    assert (
        edge["id"],
        edge["weight"],
        edge["declared"],
        edge["co_presence_alone"],
        edge["kinds"],
    ) == ("A--B", 1.5, 1, False, "declared; co-presence")
    assert edge["evidence"] == "programmes/x/source.txt:12: “A and B, in partnership”"
    assert graph.nodes["A"]["country"] == "AT; RS"


def test_gexf_holds_no_day_of_writing():
    root = ElementTree.fromstring(WRITERS["gexf"](flat()))
    assert not any(
        "date" in name for element in root.iter() for name in (element.tag, *element.attrib)
    )


def test_no_cell_of_the_tables_is_a_formula():
    runs = "=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "a;=1+1", "\x1b=1+1"
    drawn = flat()
    nodes = tuple({**drawn.nodes[0], "label": text(one), "kind": text(one)} for one in runs)
    made = tables(replace(drawn, nodes=nodes))["nodes.csv"].decode()
    for end in (",", ";"):
        rows = csv.reader(io.StringIO(made, newline=""), delimiter=end)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_tables_have_the_headings_that_gephi_knows_and_labels_beside_ids():
    folder = zipfile.ZipFile(io.BytesIO(WRITERS["csv"](flat())))
    nodes, edges = (
        list(csv.DictReader(io.TextIOWrapper(folder.open(name), "utf-8", newline="")))
        for name in ("nodes.csv", "edges.csv")
    )

    assert folder.namelist() == ["nodes.csv", "edges.csv"]
    assert [(n["Id"], n["Label"], n["kind"], n["country"]) for n in nodes][:2] == [
        ("A", "A", "organization", "AT; RS"),
        ("B", "B", "organization", ""),
    ]
    assert list(edges[0])[:7] == [
        "Id",
        "Source",
        "Target",
        "Type",
        "source_label",
        "target_label",
        "Weight",
    ]
    assert [
        (e["Source"], e["Target"], e["Type"], e["Weight"], e["declared"], e["co_presence_alone"])
        for e in edges
    ] == [
        ("A", "B", "Undirected", "1.5", "1", "false"),
        ("A", "c", "Undirected", "0.5", "0", "true"),
        ("B", "c", "Undirected", "0.5", "0", "true"),
    ]


def test_cytoscape_json_has_edges_between_its_nodes():
    read = json.loads(WRITERS["cytoscape"](flat()))["elements"]
    nodes = {node["data"]["id"]: node["data"] for node in read["nodes"]}
    edges = {edge["data"]["id"]: edge["data"] for edge in read["edges"]}

    assert set(read) == {"nodes", "edges"}
    assert {n: (d["name"], d["label"]) for n, d in nodes.items()} == {n: (n, n) for n in "ABDc"}
    assert {
        n: (nodes[d["source"]]["id"], nodes[d["target"]]["id"], d["interaction"])
        for n, d in edges.items()
    } == {
        "A--B": ("A", "B", "declared"),
        "A--c": ("A", "c", "co-presence"),
        "B--c": ("B", "c", "co-presence"),
    }
    assert nodes["A"]["country"] == "AT; RS" and edges["A--c"]["co_presence"] == 1


def test_kumu_json_has_elements_and_connections_that_lead_to_them():
    read = json.loads(
        WRITERS["kumu"](
            flatten(network(LINKS), {"A": {"organization_type": ["unit", "state"]}}, QUOTES)
        )
    )

    assert set(read) == {"elements", "connections"}
    assert [(e["id"], e["label"], e["type"]) for e in read["elements"]] == [
        ("A", "A", "Organization"),
        ("B", "B", "Organization"),
        ("c", "c", "Person"),
    ]
    assert read["elements"][0]["tags"] == ["unit", "state"]
    assert [
        (c["from"], c["to"], c["direction"], c["type"], c["tags"]) for c in read["connections"]
    ] == [
        ("A", "B", "undirected", "declared", ["declared", "co-presence"]),
        ("A", "c", "undirected", "co-presence", ["co-presence"]),
        ("B", "c", "undirected", "co-presence", ["co-presence"]),
    ]


@st.composite
def written_networks(draw: st.DrawFn) -> Network:
    """Draw a small network whose every text is strange."""
    drawn = network(
        [
            ("A", "B", link("declared", "s", how=draw(TEXTS), role=draw(TEXTS))),
            ("B", "c", link(draw(TEXTS), "t", via="E")),
        ]
    )
    for node in drawn.graph:
        drawn.graph.nodes[node]["label"] = draw(TEXTS)
    return drawn


@pytest.mark.slow
@given(written_networks(), TEXTS)
def test_strange_text_comes_back_from_every_file(drawn: Network, quote: str):
    made = flatten(drawn, {"A": {"other_names": [quote, quote]}}, {"s": [Quoted("f", 1, quote)]})
    labels = [one["label"] for one in made.nodes]
    evidence = made.edges[0]["evidence"]

    read = read_graphml(WRITERS["graphml"](made))
    assert read.vs["label"] == labels and read.es["evidence"][0] == evidence
    gexf = nx.read_gexf(io.BytesIO(WRITERS["gexf"](made)))
    assert [gexf.nodes[n]["label"] for n in "ABc"] == labels and gexf.edges["A", "B"][
        "evidence"
    ] == evidence
    rows = list(csv.DictReader(io.StringIO(tables(made)["nodes.csv"].decode(), newline="")))
    assert [row["Label"] for row in rows] == [*map(harmless, labels)]
    assert [
        n["data"]["label"] for n in json.loads(WRITERS["cytoscape"](made))["elements"]["nodes"]
    ] == labels
    assert [e["label"] for e in json.loads(WRITERS["kumu"](made))["elements"]] == labels


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "a--b", "b--a", "--"]),
            st.sampled_from(["c", "b--c", "a", "--c"]),
        ),
        max_size=8,
    )
)
def test_each_edge_has_an_id_that_no_other_has(pairs: list[tuple[str, str]]):
    made = flatten(network([(a, b, link("declared", "s")) for a, b in pairs if a != b]))
    ids = [edge["id"] for edge in made.edges]

    assert len(set(ids)) == len(ids) == len({frozenset(p) for p in pairs if p[0] != p[1]})


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_network_is_the_same_bytes(name: str):
    assert WRITERS[name](flat()) == WRITERS[name](
        flat(network(reversed(LINKS), "D", LeftOut(on_request=2)))
    )


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_network_is_an_empty_file_of_its_kind(name: str):
    written = WRITERS[name](flatten(network([])))
    readers = {
        "graphml": lambda: read_graphml(written).vcount(),
        "gexf": lambda: len(nx.read_gexf(io.BytesIO(written))),
        "csv": lambda: len(zipfile.ZipFile(io.BytesIO(written)).read("nodes.csv").splitlines()) - 1,
        "cytoscape": lambda: len(json.loads(written)["elements"]["nodes"]),
        "kumu": lambda: len(json.loads(written)["elements"]),
        "xlsx": lambda: openpyxl.load_workbook(io.BytesIO(written))["nodes"].max_row - 1,
    }
    assert readers[name]() == 0


def test_every_ending_is_a_format():
    assert set(ENDINGS.values()) == set(WRITERS) and JOINT == "; "
