"""The commands that count and export, as people run them.

On the invented programme and on the real one.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import igraph
import pytest

import mini
from atgraph.build.build import build
from atgraph.export.network.who_what import COLUMNS
from atgraph.network.measures import MEASURES
from invented import Invented

LISTED = "Zoë Muster"  # listed on request in the invented registry


@pytest.fixture(scope="module")
def built(mini_store: Path) -> tuple[str, ...]:
    """Return the options that read the invented programme."""
    return ("--store", str(mini_store))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_ranks_the_people_of_the_invented_programme(
    measure: str, built: tuple[str, ...]
):
    run = mini.here("network", "rank", "--by", measure, "--actors", "people", "--top", "0", *built)

    assert run.code == 0
    found = rows(run.out)
    assert found and all(row["kind"] == "person" for row in found)
    assert (
        f"atgraph: {measure}: {MEASURES[measure].meaning} ({MEASURES[measure].source})" in run.lines
    )
    assert any(
        "rest on co-presence alone" in line
        and line.startswith("atgraph: People, linked by declared and co-presence")
        for line in run.lines
    )


def test_who_is_listed_on_request_is_in_no_ranking_and_counted(built: tuple[str, ...]):
    run = mini.here("network", "rank", "--actors", "people", "--top", "0", *built)
    with_them = mini.here(
        "network", "rank", "--actors", "people", "--top", "0", "--on-request", *built
    )

    assert (
        LISTED not in run.out
        and mini.LEFT_OUT in run.lines
        and "atgraph: left out: 1 tie that is not confirmed" in run.lines
    )
    assert LISTED in with_them.out


def test_the_document_says_what_each_number_rests_on(built: tuple[str, ...]):
    read = json.loads(
        mini.here("network", "rank", "--actors", "people", "--format", "json", *built).out
    )

    assert set(read) == {"measure", "choice", "rests_on", "left_out", "warnings", "rows"}
    assert read["left_out"]["on_request"] == 1
    assert {
        "rank",
        "label",
        "value",
        "one_event_less",
        "resampled",
        "links",
        "co_presence_alone",
    } <= set(read["rows"][0])


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("tsv", "what\tvalue"),
        ("csv", "what,value"),
        ("markdown", "| what |"),
        ("table", "what  "),
        ("json", "{"),
    ],
)
def test_the_summary_comes_in_every_format(format_: str, start: str, built: tuple[str, ...]):
    run = mini.here("network", "summary", "--format", format_, *built)
    assert run.code == 0 and run.out.startswith(start)


@pytest.mark.parametrize("command", ["brokers", "communities"])
@pytest.mark.parametrize("format_", ["text", "tsv", "json"])
@pytest.mark.slow
def test_brokers_and_communities_tell_text_rows_and_documents(
    command: str, format_: str, built: tuple[str, ...]
):
    run = mini.here("network", command, "--actors", "both", "--format", format_, *built)

    assert run.code == 0 and run.out and LISTED not in run.out
    if format_ == "json":
        assert json.loads(run.out)["choice"].startswith("People and organisations")


@pytest.mark.slow
def test_what_brokers_are_ordered_by_stands_behind_scores(built: tuple[str, ...]):
    asked = ("network", "brokers", "--format", "text", "--runs", "0", *built)
    plain, scored = mini.here(*asked), mini.atgraph(*asked, "--scores")

    assert plain.code == 0 and "constraint" not in plain.out + plain.err
    assert "; betweenness " not in plain.out
    assert "; betweenness " in scored.out and "; constraint " in scored.out


def test_the_members_of_communities_have_a_row_each(built: tuple[str, ...]):
    found = rows(mini.here("network", "communities", "--actors", "people", "--members", *built).out)
    assert len({row["actor"] for row in found}) == len(found) > 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("rank", "--by", "betweeness"), 2, "did you mean “betweenness”?"),
        (("rank", "--by", "PageRank"), 2, "choose from degree"),
        (("rank", "--ties", ""), 2, "no kind of tie is chosen"),
        (("rank", "--ties", "friendship"), 2, "there is no kind of tie 'friendship'"),
        (("rank", "--ties", "mention", "--actors", "people"), 1, "so there is nothing to count"),
        (("brokers", "--ties", "mention", "--actors", "people"), 1, "so there is nothing to count"),
        (
            ("communities", "--ties", "mention", "--actors", "people"),
            1,
            "so there is nothing to count",
        ),
        (
            ("rank", "--from", "2031-01-01", "--ties", "co-presence"),
            1,
            "there is no actor in this network",
        ),
        (("rank", "--top", "-1"), 2, "is not in the range"),
        (("rank", "--runs", "many"), 2, "is not a valid integer"),
        (("communities", "--runs", "0"), 2, "is not in the range"),
        (("export", "--format", "dot"), 2, "'dot' is not one of 'graphml', 'gexf'"),
        (
            ("export", "-o", "net.dot"),
            2,
            "does not say by its ending what to write; end it in .graphml",
        ),
    ],
)
def test_what_cannot_be_counted_or_written_is_told(
    arguments: tuple[str, ...], code: int, said: str, built: tuple[str, ...]
):
    run = mini.here("network", *arguments, *built)

    assert (run.code, run.out) == (code, "")
    assert said in run.err and "Traceback" not in run.err


CO_PRESENT = ("--ties", "co-presence")


def test_an_empty_network_has_an_honest_summary(built: tuple[str, ...]):
    run = mini.here("network", "summary", "--from", "2031-01-01", *CO_PRESENT, *built)
    told = {row["what"]: (row["value"], row["detail"]) for row in rows(run.out)}

    assert run.code == 0
    assert told["actors"][0] == told["links"][0] == "0" and told["modularity"] == (
        "",
        "there is no link",
    )


@pytest.mark.parametrize("name", ["net.graphml", "net.gexf", "net.zip", "net.cyjs", "net.json"])
@pytest.mark.slow
def test_an_export_is_the_same_bytes_each_time_and_names_nobody_listed_on_request(
    name: str, built: tuple[str, ...], tmp_path: Path
):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        assert (
            mini.here(
                "network",
                "export",
                "--actors",
                "both",
                "--measures",
                "-o",
                tmp_path / folder / name,
                *built,
            ).code
            == 0
        )
    one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))

    assert one == two
    assert LISTED.encode() not in one and b"on_request" not in one


def test_the_two_tables_stand_beside_the_name_that_was_given(
    built: tuple[str, ...], tmp_path: Path
):
    assert mini.here("network", "export", "-o", tmp_path / "net.csv", *built).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net-edges.csv", "net-nodes.csv"]


def test_the_default_is_graphml_on_stdout_and_the_measures_are_attributes(
    built: tuple[str, ...], tmp_path: Path
):
    run = mini.here("network", "export", "--actors", "people", "--measures", *built)
    (tmp_path / "net").write_text(run.out)
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "net"))

    assert (
        set(graph.vs["degree"]) <= set(map(float, graph.degree()))
        and "community" in graph.vs.attributes()
    )
    assert all(
        quote.startswith("programmes/example-forum-3/source.txt:") for quote in graph.es["evidence"]
    )


def test_the_sheet_has_tags_under_its_headings_and_a_row_for_each_theme(built: tuple[str, ...]):
    read = list(
        csv.reader(io.StringIO(mini.here("network", "export", "--format", "3w", *built).out))
    )

    assert [tuple(pair) for pair in zip(read[0], read[1])] == list(COLUMNS)
    assert all(tag.startswith("#") and " " not in tag for tag in read[1])
    bank = [dict(zip(read[1], row)) for row in read[2:] if row[0] == "Quayside Bank"]
    assert {
        (row["#activity+role"], row["#event+name"], row["#date+start"], row["#loc+name"])
        for row in bank
    } == {("supports", "Fair Work in the Supply Chain", "2020-05-05", "Exampleton")}
    assert all(row["#meta+evidence"].endswith("“supported by Quayside Bank”") for row in bank)
    assert not any("Dana Probe" in cell for row in read for cell in row)  # to be confirmed
    narrowed = mini.here(
        "network",
        "export",
        "--format",
        "3w",
        "--to",
        "2020-05-05",
        "--ties",
        "mention",
        "--level",
        "body",
        *built,
    )
    assert (narrowed.code, narrowed.out) == (
        2,
        "",
    ) and "the sheet is of all events and days" in narrowed.err
    assert (
        all(option in narrowed.err for option in ("--to", "--ties", "--level"))
        and "--cap" not in narrowed.err
    )


def test_no_cell_of_the_sheet_is_run_by_a_spreadsheet():
    from atgraph.export.network.who_what import sheet

    world = Invented()
    world.organizes(world.organization("Body"), world.thing("=Forum", "Event", "2020-05-04"))
    (line,) = list(csv.reader(io.StringIO(sheet(world.kg()).decode())))[2:]

    assert "'=Forum" in line and "=Forum" not in line


@pytest.mark.slow
def test_what_a_body_does_only_through_somebody_listed_on_request_is_not_in_the_sheet(
    built: tuple[str, ...], tmp_path: Path
):
    data = Path(shutil.copytree(mini.MINI, tmp_path / "data"))
    mini.change(
        data / "registry" / "people.yml",
        "label: Ana Example,",
        "label: Ana Example, listing: on-request,",
    )
    build(data, tmp_path / "store")
    options = ("--store", str(tmp_path / "store"))
    before, after = (
        mini.here("network", "export", "--format", "3w", *built),
        mini.here("network", "export", "--format", "3w", *options),
    )

    assert "Ana Example" in before.out and "Ana Example" not in after.out
    assert "Larch Foundation" in before.out
    assert after.lines == [mini.LEFT_OUT]


@pytest.mark.slow
def test_the_real_sheet_says_who_organised_the_event_on_minors():
    # Line 101: “Side event co-organized by Belarus and UNODC”; line 102: “under the auspices of …”.
    from atgraph.export.network.who_what import sheet

    data = sheet(mini.real())
    read = [
        dict(zip([tag for _, tag in COLUMNS], row))
        for row in list(csv.reader(io.StringIO(data.decode())))[2:]
    ]
    of_minors = [
        row for row in read if row["#event+name"].startswith("Countering Trafficking in Minors")
    ]
    organisers = {row["#org+name"] for row in of_minors if row["#activity+role"] == "co-organises"}

    assert organisers == {"Belarus", "United Nations Office on Drugs and Crime"}
    # Line 149: “The International Labour Organization (ILO) and the Walk Free Foundation, in
    # partnership with … (IOM), reported”.
    report = {
        row["#org+id"]
        for row in read
        if row["#activity+role"] == "partnership" and row["#activity+type"] == "work"
    }
    assert report == {"organization_ilo", "organization_walk-free", "organization_iom"}
    # Lines 159 and 167: the heading “Speakers:” alone would say nothing of Thorn.
    (speaks,) = {
        row["#meta+evidence"]
        for row in read
        if row["#org+name"] == "Thorn" and row["#activity+role"] == "speaker"
    }
    assert "source.txt:159: “Speakers:”; " in speaks and speaks.endswith(
        "source.txt:167: “Ms. Bria King, Product Manager, Spotlight, Thorn, United States”"
    )
    thorn = [
        row for row in read if row["#org+name"] == "Thorn" and row["#activity+role"] == "develops"
    ]
    assert (
        thorn
        and {row["#activity+type"] for row in thorn} == {"tool"}
        and thorn[0]["#meta+evidence"].startswith("read elsewhere: Spotlight (https://")
    )
