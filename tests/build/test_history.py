"""The history of a store: what came, went and changed, and nothing of people who are not shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import mini
from atgraph.build import recording
from atgraph.build.describe import DATASET
from atgraph.build.history import FILE, ThingChange, VersionEntry, forget, read_history
from atgraph.build.history_lines import ids_named, of_thing
from atgraph.build.recording import DIGESTS, Delta, record, record_later
from atgraph.build.rollback import rollback
from atgraph.build.versions import statements_between
from atgraph.errors import NotFoundError, UnreadableError
from atgraph.graph import difference
from atgraph.graph.graph import Graph
from atgraph.graph.store import open_published
from atgraph.rdf.namespaces import ATG, LABEL, ON_REQUEST, OWL, TYPE, atg, atgd, graph
from atgraph.rdf.version import version_of

VERSIONS = [f"{digit}{digit + 1}" * 32 for digit in range(1, 6)]
OWN = {OWL + "versionInfo", "http://www.w3.org/ns/dcat#version"}
REGISTRY, PROGRAMME = graph("registry"), graph(f"programme/{mini.ID}")
ANA, WESTLAND = atgd("person_p0001"), atgd("organization_westland")
DERIVED, DATASET_GRAPH = graph("derived"), graph("dataset")
NAME = Literal("New Body")
LANTERN, NEW = atgd("tool_lantern"), atgd("organization_new")
Edit = Callable[[Quad], Quad | None]


@cache
def small() -> list[Quad]:
    """The mini graph without the vocabularies."""
    return [
        quad
        for quad in mini.graph().store
        if quad.graph_name not in (graph("ontology"), graph("derived"))
        or str(quad.subject).startswith(f"<{ATG}")
        or quad.predicate == atg("searchKey")
    ]


def publish(
    store: Path,
    version: str,
    edit: Edit = lambda q: q,
    *more: Quad,
    changed: Collection[NamedNode] | None = None,
    delta: Delta | None = None,
) -> None:
    """Publish the mini graph, edited, under a version, and record what it brought."""

    def placed(quad: Quad) -> Quad | None:
        if quad.subject == DATASET and quad.predicate.value in OWN:
            return Quad(quad.subject, quad.predicate, Literal(version), quad.graph_name)
        return edit(quad)

    store.mkdir(exist_ok=True)
    kept = [found for quad in small() if (found := placed(quad))]
    mini.publish(store, [*kept, *more], version)
    now = Graph(open_published(store)[0])
    record_later(store, now, changed=changed, delta=delta)()


def without(*gone: NamedNode) -> Edit:
    return lambda q: None if q.subject in gone or q.object in gone else q


def written(store: Path) -> str:
    return (store / FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    publish(folder, VERSIONS[0])
    return folder


@pytest.fixture
def store(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "store", symlinks=True))


def test_the_first_graph_brings_all_of_its_things_and_names_nobody(store: Path) -> None:
    (entry,) = read_history(store)
    assert (entry.version, entry.after) == (VERSIONS[0], "")
    assert entry.programmes == {"came": [mini.ID]}
    assert entry.things["organizations"] == {"came": 10}
    assert entry.things["people"] == {"came": 4}
    assert entry.records["participations"] == {"came": 6}
    assert ThingChange("came", "tool_lantern", "tools", "Lantern") in entry.changes
    for name in ("Ana", "Sample", "Muster"):
        assert name not in written(store)


@pytest.mark.slow
def test_digests_of_the_build_are_those_of_the_store_and_keep_graphs_from_being_read(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (f"{q} .\n" for q in mini.graph().store if q.graph_name == REGISTRY)
    kept = json.loads((store / DIGESTS).read_text(encoding="utf-8"))
    assert kept["graphs"][REGISTRY.value] == version_of(lines)
    assert PROGRAMME.value in kept["graphs"]
    assert not {graph("derived").value, DATASET.value, ON_REQUEST.value} & kept["graphs"].keys()
    read = list[NamedNode]()
    dump = difference.lines_of
    monkeypatch.setattr(difference, "lines_of", lambda s, g: read.append(g) or dump(s, g))
    publish(store, VERSIONS[1], without(LANTERN))
    assert graph("ontology") not in read
    assert {REGISTRY, PROGRAMME} == {*read}


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["", "{", '{"version": 7}', "[]"])
def test_digests_that_are_lost_are_made_anew(store: Path, damage: str) -> None:
    (store / DIGESTS).write_text(damage, encoding="utf-8")
    publish(store, VERSIONS[1], without(LANTERN))
    assert read_history(store)[1].things["tools"] == {"went": 1}
    assert json.loads((store / DIGESTS).read_text(encoding="utf-8"))["version"] == VERSIONS[1]


def written_anew(store: Path) -> VersionEntry:
    """Return the last entry as it is found by reading all of both graphs."""
    (store / DIGESTS).unlink()
    (store / FILE).write_text(written(store).rpartition('{"version": ')[0])
    record(store)
    return read_history(store)[-1]


@pytest.mark.slow
def test_a_builder_that_knows_which_graphs_changed_says_so(store: Path) -> None:
    publish(store, VERSIONS[1], without(LANTERN), changed=[REGISTRY, PROGRAMME])
    fast = read_history(store)[-1]
    assert fast.statements["went"] > 1
    assert fast == written_anew(store)


@pytest.mark.slow
def test_a_builder_that_knows_what_came_and_went_keeps_all_graphs_from_being_read(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = {Quad(NEW, TYPE, atg("Organization"), REGISTRY), Quad(NEW, LABEL, NAME, REGISTRY)}
    went = {q for q in small() if LANTERN in (q.subject, q.object)}
    went |= {Quad(LANTERN, LABEL, NAME, g) for g in (DERIVED, DATASET_GRAPH)}  # is not told
    with monkeypatch.context() as patch:
        for module in (difference, recording):
            patch.delattr(module, "lines_of")
        publish(store, VERSIONS[1], without(LANTERN), *came, delta=(came, went))
    fast = read_history(store)[-1]
    assert fast.things["tools"] == {"went": 1}
    assert fast == written_anew(store)


@pytest.mark.slow
def test_a_graph_that_was_changed_in_place_is_compared_when_all_is_built(store: Path) -> None:
    publish(store, VERSIONS[1], without(LANTERN), changed=[REGISTRY, PROGRAMME])
    publish(store, VERSIONS[2], lambda q: None if q.graph_name == PROGRAMME else q)
    last = read_history(store)[-1]
    assert last.programmes == {"went": [mini.ID]}
    assert last.things["tools"] == {"came": 1}


def test_a_graph_without_a_change_adds_nothing(store: Path) -> None:
    before = (store / FILE).read_bytes()
    publish(store, VERSIONS[0])
    record(store)
    assert (store / FILE).read_bytes() == before


def test_what_came_went_and_changed_is_told_with_the_records_about_it(store: Path) -> None:
    tie = atgd("mention_example-forum-3_new")
    added = [
        Quad(NEW, TYPE, atg("Organization"), REGISTRY),
        Quad(NEW, LABEL, Literal("New Body"), REGISTRY),
        Quad(tie, TYPE, atg("Mention"), PROGRAMME),
        Quad(tie, atg("mentions"), WESTLAND, PROGRAMME),
    ]
    publish(store, VERSIONS[1], without(LANTERN), *added)
    entry = read_history(store)[1]
    assert entry.after == VERSIONS[0]
    assert entry.programmes == {"changed": [mini.ID]}
    assert entry.things["tools"] == {"went": 1}
    found = {change.id: change for change in entry.changes}
    assert found["organization_new"] == ThingChange(
        "came", "organization_new", "organizations", "New Body"
    )
    assert found["tool_lantern"].what == "went"
    assert found["tool_lantern"].name == "Lantern"
    assert found["organization_westland"].records == {"mentions": {"came": 1}}
    assert found["organization_westland"].programmes == (mini.ID,)
    assert entry.records["mentions"]["came"] == 1
    assert [e.version for e, _ in of_thing(read_history(store), "organization_westland")] == [
        VERSIONS[1],
        VERSIONS[0],
    ]
    assert ids_named(read_history(store), "new body") == ["organization_new"]


def test_people_who_are_not_shown_any_more_are_counted_and_told_nowhere(store: Path) -> None:
    assert ANA.value.rpartition("/")[2] in written(store)
    publish(store, VERSIONS[1], without(ANA))
    assert read_history(store)[1].things["people"]["went"] == 1
    assert "person_p0001" not in written(store)


def test_somebody_who_asks_to_be_left_out_is_not_even_counted(store: Path) -> None:
    apart = [
        Quad(ANA, TYPE, atg("Person"), ON_REQUEST),
        Quad(ANA, LABEL, Literal("Ana Example"), ON_REQUEST),
        Quad(LANTERN, TYPE, atg("Tool"), ON_REQUEST),
        Quad(LANTERN, LABEL, Literal("Ana's Lantern"), ON_REQUEST),
    ]
    publish(store, VERSIONS[1], without(ANA, LANTERN), *apart)
    entry = read_history(store)[1]
    assert not {"people", "tools"} & entry.things.keys()
    for told in ("person_p0001", "tool_lantern", "Lantern", "Ana"):
        assert told not in written(store)


def test_what_is_forgotten_stands_in_no_line_by_id_or_in_a_name(store: Path) -> None:
    size = len(written(store).splitlines())
    assert forget(store, ["person_p0001"], ["WÉSTLAND"]) == 4
    assert forget(store, ["person_p0001"], ["Westland"]) == 0
    assert len(written(store).splitlines()) == size - 4
    assert "Westland" not in written(store)
    assert "Northland" in written(store)
    assert read_history(store)[0].things["people"] == {"came": 4}


@pytest.mark.slow
def test_a_rollback_is_told_and_what_was_missed_is_made_up_for(store: Path) -> None:
    publish(store, VERSIONS[1], without(LANTERN))
    rollback(store)
    third = read_history(store)[2]
    assert (third.version, third.after) == (VERSIONS[0], VERSIONS[1])
    assert third.things["tools"] == {"came": 1}
    lines = written(store).splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if line.startswith('{"version"')]
    (store / FILE).write_text("".join(lines[: heads[2]]), encoding="utf-8")
    record(store)
    assert read_history(store)[2] == third


def test_a_graph_before_that_is_not_kept_is_said_to_be_unknown(store: Path) -> None:
    text = written(store).replace(VERSIONS[0], "ab" * 32)
    (store / FILE).write_text(text, encoding="utf-8")
    record(store)
    last = read_history(store)[-1]
    assert (last.after, last.is_known, last.changes) == ("ab" * 32, False, ())


def test_a_line_that_was_not_finished_is_written_over(store: Path) -> None:
    whole = written(store)
    (store / FILE).write_text(whole + '{"version": "', encoding="utf-8")
    assert len(read_history(store)) == 1
    publish(store, VERSIONS[1], without(LANTERN))
    assert written(store).startswith(whole)
    assert len(read_history(store)) == 2


@pytest.mark.parametrize("line", ["[1]", "x", '{"kind": "tools"}', "7", '{"came": 1}'])
def test_a_line_that_is_none_is_told_with_its_place(first: Path, tmp_path: Path, line: str) -> None:
    number = len(written(first).splitlines()) + 1
    (tmp_path / FILE).write_text(f"{written(first)}{line}\n", encoding="utf-8")
    with pytest.raises(UnreadableError) as told:
        read_history(tmp_path)
    assert str(told.value).startswith(f"{tmp_path / FILE}:{number}: is no line of a history")


@pytest.mark.slow
def test_two_versions_differ_in_statements_in_the_order_of_their_text(store: Path) -> None:
    new = Quad(NEW, LABEL, Literal("New Body"), REGISTRY)
    publish(store, VERSIONS[1], without(LANTERN), new)
    found = statements_between(store, VERSIONS[0][:8])
    assert (found.before, found.after) == (VERSIONS[0], VERSIONS[1])
    assert found.came == [new]
    assert found.went == sorted(found.went, key=str)
    assert all(LANTERN in (q.subject, q.object) for q in found.went)
    back = statements_between(store, VERSIONS[1], VERSIONS[0][:4])
    assert (back.came, back.went) == (found.went, found.came)
    for wrong in ("abcd", VERSIONS[0][:3], VERSIONS[0][:12] + "0"):
        with pytest.raises(
            NotFoundError, match=f"there are {VERSIONS[1][:12]}, {VERSIONS[0][:12]}"
        ):
            statements_between(store, wrong)


@pytest.mark.slow
def test_a_difference_tells_nothing_of_who_is_listed_on_request_now(store: Path) -> None:
    apart = Quad(ANA, TYPE, atg("Person"), ON_REQUEST)
    publish(store, VERSIONS[1], without(ANA), apart)
    found = statements_between(store, VERSIONS[0])
    assert found.left_out == 1
    told = " ".join(map(str, [*found.came, *found.went]))
    assert "person_p0001" not in told
    assert "Ana Example" not in told


@pytest.mark.slow
def test_the_commands_tell_history_and_difference(store: Path) -> None:
    publish(store, VERSIONS[1], without(LANTERN))
    told = mini.here("history", "--store", store, "--format", "json")
    rows = json.loads(told.out)
    assert rows[0]["version"] == VERSIONS[1]
    people = next(row for row in rows if (row["what"], row["kind"]) == ("came", "people"))
    assert people["number"] == len(people["things"]) > 1
    assert "Ana Example" in people["things"]
    assert "Muster" not in told.out
    lines = mini.here("history", "--store", store, "--format", "text").out.splitlines()
    assert lines[0] == f"version {VERSIONS[1][:12]}, after {VERSIONS[0][:12]}"
    assert "  went: tools 1 (Lantern)" in lines
    assert mini.here("history", "Lantern", "--store", store).out.splitlines()[1:] == [
        f"{VERSIONS[1][:12]}\twent\tinvolvements: 1 changed; namings: 1 changed; presentations: 1"
        f" changed; theme-assignments: 1 changed\t{mini.ID}",
        f"{VERSIONS[0][:12]}\tcame\t\t",
    ]
    lantern = mini.here("history", "Lantern", "--store", store, "--format", "json").out
    assert json.loads(lantern)[0]["records"]["namings"] == {"changed": 1}
    assert mini.here("history", "Nobody Here", "--store", store).code == 1
    same = mini.here("diff", VERSIONS[1], "--store", store)
    assert (same.out, same.err) == ("", "atgraph: no statement differs between the two\n")
    patch = mini.here("diff", VERSIONS[0][:8], "--store", store, "--format", "patch").out
    assert patch.splitlines()[:3] == [
        f'H version "{VERSIONS[1]}" .',
        f'H prev "{VERSIONS[0]}" .',
        "TX .",
    ]
    assert patch.endswith("TC .\n")
    text = mini.here("diff", VERSIONS[0][:8], "--store", store).out
    assert text.count("\n") == patch.count("\nD ") + patch.count("\nA ")
    document = json.loads(mini.here("diff", VERSIONS[0][:8], "--json", "--store", store).out)
    assert len(document["went"]) == patch.count("\nD ")
