"""build: whole or not at all, the same each time, and readable at every moment."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import threading
from pathlib import Path

import pytest
from forms import tries
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build import whole
from atgraph.build.build import STEPS, build
from atgraph.build.built_graph import BuiltGraph
from atgraph.build.publish import UNFINISHED, build_lock
from atgraph.build.validation.checks import check_queries, check_verbatim
from atgraph.build.whole import build_graph, derive, held_interrupts
from atgraph.data.names import FUNCTIONS, KEY, key_of
from atgraph.errors import Problem, SourceError, StoreError, UnreadableError, ValidationError
from atgraph.export.rdf import export
from atgraph.graph.store import LINK, open_published
from atgraph.rdf.namespaces import ATG, ATGD, ATGV, GRAPH, TYPE, atg, atgd

CHECKS = mini.ROOT / "queries" / "checks"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the mini programme is published; read it, do not write to it."""
    store = tmp_path_factory.mktemp("built") / "store"
    build(mini.MINI, store)
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A store of its own in which the mini programme is published."""
    return Path(shutil.copytree(built, tmp_path / "store", symlinks=True))


def other_data(folder: Path) -> Path:
    """The mini programme with another decision, so that its graph can be told from the first."""
    data = mini.copy_data(folder)
    mini.change(
        data / "registry" / "decisions.yml", "The session is about Westland.", "Another reason."
    )
    return data


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return other_data(tmp_path)


@pytest.fixture(scope="module")
def other_graph(tmp_path_factory: pytest.TempPathFactory) -> BuiltGraph:
    return build_graph(other_data(tmp_path_factory.mktemp("other")))


def publish_graph(store: Path, graph: BuiltGraph) -> None:
    """Do what a build does when its graph is there."""
    with build_lock(store):
        mini.publish(store, graph.store, graph.version)


def pairs(store: Store, name: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, NamedNode(ATG + name), None, NamedNode(GRAPH + "derived"))
    return {(q.subject.value.removeprefix(ATGD), q.object.value.removeprefix(ATGD)) for q in found}


# The same each time


@pytest.mark.slow
def test_the_steps_are_told_in_order(tmp_path: Path) -> None:
    told: list[str] = []
    built = build(mini.MINI, tmp_path / "store", told.append)

    assert tuple(told) == STEPS
    assert built.version == KnowledgeGraph.open(tmp_path / "store").version


@pytest.mark.slow
def test_two_builds_export_and_keep_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    exports = []
    for seed in ("1", "2"):
        store = tmp_path / seed
        run = mini.fresh("build", "--data", mini.MINI, "--store", store, PYTHONHASHSEED=seed)
        assert run.code == 0
        kept = {path.name: path.read_bytes() for path in (store / LINK).glob("memory*")}
        assert any(name.endswith(".pickle") for name in kept)
        exports.append((mini.export(store), export(KnowledgeGraph.open(store), fmt="ttl"), kept))

    assert exports[0] == exports[1]
    assert exports[0][0].count(b"\n") == len(mini.graph().store)


@pytest.mark.slow
def test_a_build_from_another_place_gives_the_same_bytes(tmp_path: Path, store: Path) -> None:
    build(mini.copy_data(tmp_path), tmp_path / "second")

    assert mini.export(tmp_path / "second") == mini.export(store)


@pytest.mark.slow
def test_the_version_is_the_digest_of_the_data_and_changes_with_it(
    store: Path, other_graph: BuiltGraph
) -> None:
    first = KnowledgeGraph.open(store).version
    publish_graph(store, other_graph)

    assert len(first) == 64
    assert KnowledgeGraph.open(store).version != first


# Whole or not at all


@pytest.mark.slow
def test_a_failed_build_leaves_the_last_good_graph(store: Path, other: Path) -> None:
    before = mini.export(store)
    mini.change(
        mini.transcript(other), "Moderator: **Harbour Network**", "Moderator: **Harbor Network**"
    )

    with pytest.raises(SourceError):
        build(other, store)
    assert mini.export(store) == before


@pytest.mark.slow
@pytest.mark.parametrize("most", [1, 250], ids=["on the disk", "in memory"])
def test_a_graph_that_proves_wrong_while_it_is_written_is_not_published(
    store: Path, other: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    before, held = mini.export(store), sorted(store.iterdir())
    monkeypatch.setattr("atgraph.build.whole.MANY", 1)
    monkeypatch.setattr("atgraph.build.whole.TOO_MANY", most)
    monkeypatch.setattr(
        "atgraph.build.whole.check_queries", lambda *_: [Problem("programme.yml", 3, "is wrong")]
    )

    with pytest.raises(ValidationError, match="is wrong"):
        build(other, store)
    assert mini.export(store) == before
    assert sorted(store.iterdir()) == held


@pytest.mark.slow
@pytest.mark.parametrize(
    "written",
    [
        'skos:closeMatch "https://exa mple.org/igo"',
        "skos:closeMatch <https://exa\u2100mple.org/igo>",
        'a "Concept"',
    ],
)
def test_what_cannot_even_be_described_is_told_by_what_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, tmp_path / name)
    concept = written if written.startswith("a ") else f"a skos:Concept ;\n    {written}"
    text = (mini.ROOT / "ontology" / "vocab" / "organization-types.ttl").read_text(encoding="utf-8")
    changed = text.replace("\n    a skos:Concept ;\n", f"\n    {concept} ;\n", 1)
    (tmp_path / "ontology" / "vocab" / "organization-types.ttl").write_text(
        changed, encoding="utf-8"
    )
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))

    with pytest.raises(ValidationError) as told:
        build(mini.MINI, tmp_path / "store")
    assert any(f.path and f.path.endswith("organization-types.ttl") for f in told.value.problems)


@pytest.mark.slow
def test_a_build_that_fails_leaves_the_graph_before_the_last_to_its_readers(
    store: Path, other_graph: BuiltGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = KnowledgeGraph.open(store)
    publish_graph(store, other_graph)
    monkeypatch.setattr(
        "atgraph.build.whole.check_queries", lambda *_: [Problem("programme.yml", 3, "is wrong")]
    )
    with pytest.raises(ValidationError):
        build(mini.MINI, store)

    assert list(earlier.sparql("SELECT ?s WHERE { ?s a atg:Event }"))  # type: ignore[arg-type]


@pytest.mark.slow
def test_what_the_validation_itself_raises_is_not_told_of_the_store(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> list[Problem]:
        raise FileNotFoundError(2, "No such file", "label.rq")

    monkeypatch.setattr("atgraph.build.whole.check_queries", lost)
    with pytest.raises(FileNotFoundError, match=r"label\.rq"):
        build(mini.MINI, store, full=True)
    assert not list(store.glob(f"{UNFINISHED}*"))


@pytest.mark.slow
def test_a_failed_first_build_publishes_nothing(tmp_path: Path, other: Path) -> None:
    mini.change(
        mini.transcript(other), "Moderator: **Harbour Network**", "Moderator: **Harbor Network**"
    )

    with pytest.raises(SourceError):
        build(other, tmp_path / "store")
    with pytest.raises(StoreError, match="no graph was built here yet"):
        open_published(tmp_path / "store")


@pytest.mark.slow
def test_a_reader_keeps_the_graph_it_opened_while_another_is_published(
    store: Path, other_graph: BuiltGraph
) -> None:
    reader, before = KnowledgeGraph.open(store), mini.export(store)
    publish_graph(store, other_graph)

    assert sum(1 for _ in reader.select("SELECT ?s { ?s ?p ?o }")) == before.count(b"\n")
    assert [
        str(r["r"].value)
        for r in reader.select('SELECT ?r { ?d atg:reason ?r FILTER CONTAINS(?r, "Westland") }')
    ] == ["The session is about Westland."]
    assert mini.export(store) != before


@pytest.mark.slow
@tries(short=4, long=12)
def test_whoever_opens_during_builds_sees_one_whole_graph(
    store: Path, other_graph: BuiltGraph, count: int
) -> None:
    whole = {mini.export(store)}
    publish_graph(store, other_graph)
    whole.add(mini.export(store))
    seen: list[bytes] = []
    done = threading.Event()

    read_once = threading.Semaphore(0)

    def read() -> None:
        while not done.is_set():
            seen.append(mini.export(store))
            read_once.release()

    reader = threading.Thread(target=read)
    reader.start()
    for graph in itertools.islice(itertools.cycle([mini.graph(), other_graph]), count):
        publish_graph(store, graph)
        while read_once.acquire(blocking=False):
            pass
        for _ in range(2):  # the first may have begun before
            assert read_once.acquire(timeout=60)
    done.set()
    reader.join()

    assert len(seen) >= count
    assert set(seen) == whole


@pytest.mark.slow
def test_ctrl_c_while_a_rule_runs_stops_the_build_and_loses_no_triple(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The engine takes what a function of ours raises for a value that is not there."""
    calls = itertools.count()

    def pressed(term: Literal) -> Literal | None:
        if next(calls) == 20:
            signal.raise_signal(signal.SIGINT)
        return key_of(term)

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setitem(FUNCTIONS, KEY, pressed)
    with pytest.raises(KeyboardInterrupt):
        build_graph(mini.MINI)
    assert next(calls) > 20
    assert signal.getsignal(signal.SIGINT) is before


def test_where_ctrl_c_is_ignored_it_stays_so_while_rules_run() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with held_interrupts():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.slow
def test_old_graphs_go_and_two_are_kept_for_readers(store: Path, other_graph: BuiltGraph) -> None:
    for graph in (other_graph, mini.graph(), other_graph):
        publish_graph(store, graph)

    assert len([p for p in store.iterdir() if p.is_dir() and not p.is_symlink()]) == 3
    assert not list(store.glob(f"{UNFINISHED}*"))


@pytest.mark.slow
def test_the_link_is_relative_so_that_a_copied_store_reads_itself(
    tmp_path: Path, store: Path
) -> None:
    before = mini.export(store)
    shutil.copytree(store, tmp_path / "copy", symlinks=True)
    shutil.rmtree(store)

    assert not (tmp_path / "copy" / LINK).readlink().is_absolute()
    assert mini.export(tmp_path / "copy") == before


@pytest.mark.slow
def test_two_builds_at_once_give_one_message(store: Path) -> None:
    before = mini.export(store)
    with build_lock(store):
        run = mini.atgraph("build", "--data", mini.MINI, "--store", store)

    assert (run.code, len(run.lines)) == (2, 1)
    assert "another build is writing this store; wait for it to end" in run.err
    assert mini.export(store) == before
    assert mini.atgraph("build", "--data", mini.MINI, "--store", store).code == 0


def test_a_store_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "store"):
        run = mini.atgraph("build", "--data", mini.MINI, "--store", place)

        assert (run.code, len(run.lines)) == (2, 1)
        assert f"{place}: the store cannot be written: " in run.err
        assert "choose another folder with --store" in run.err


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is writable to root")
def test_a_store_that_is_not_writable_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir(mode=0o500)
    run = mini.atgraph("build", "--data", mini.MINI, "--store", tmp_path / "store")

    assert (run.code, len(run.lines)) == (2, 1)
    assert "the store cannot be written: Permission denied" in run.err


@pytest.mark.slow
def test_a_disk_that_is_full_leaves_the_last_good_graph(store: Path, other: Path) -> None:
    before = mini.export(store)
    place = ("--data", other, "--store", store)
    done = mini.fresh("build", *place, size=20_000, PYTHONDONTWRITEBYTECODE="1")

    assert (done.code, len(done.lines)) == (2, 1), done.err
    assert "the store cannot be written: " in done.err
    assert "the last good graph stays published" in done.err
    assert mini.export(store) == before


@pytest.mark.slow
def test_what_a_killed_build_left_goes_at_the_next_one(store: Path) -> None:
    (store / f"{UNFINISHED}123").mkdir()
    (store / f"{UNFINISHED}123" / "part").write_text("")
    (store / f"{UNFINISHED}link").symlink_to("nowhere")
    (store / "graph-9-000000000000").mkdir()
    build(mini.MINI, store)

    assert not list(store.glob(f"{UNFINISHED}*"))
    assert open_published(store)


def test_a_store_that_lost_its_graph_says_what_to_do(store: Path) -> None:
    shutil.rmtree((store / LINK).resolve())
    run = mini.atgraph("list", "--store", store)

    assert (run.code, len(run.lines)) == (2, 1)
    assert "atgraph build" in run.err


def test_a_store_whose_files_are_broken_says_what_to_do(store: Path) -> None:
    for file in filter(Path.is_file, (store / LINK).resolve().rglob("*")):
        file.write_bytes(b"broken")
    run = mini.atgraph("list", "--store", store)

    assert (run.code, len(run.lines)) == (2, 1)
    assert "build it again with `atgraph build`" in run.err


def test_an_empty_data_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="holds no programme"):
        build(tmp_path, tmp_path / "store")


# What rules derive


def test_everything_is_within_itself_and_all_above_it_and_a_host_is_not_above() -> None:
    within = pairs(mini.graph().store, "isWithin")
    delegation = {above for unit, above in within if unit == "organization_westland-delegation"}

    assert delegation == {"organization_westland-delegation", "organization_westland"}
    assert {above for unit, above in within if unit == "organization_shelter-section"} == {
        "organization_shelter-section",
        "organization_larch-foundation",
    }
    assert {above for unit, above in within if unit == f"event_{mini.ID}_fair-work"} == {
        f"event_{mini.ID}_fair-work",
        f"event_{mini.ID}",
    }
    assert {above for unit, above in within if unit == "organization_quayside-bank"} == {
        "organization_quayside-bank"
    }


def test_shortcuts_follow_confirmed_ties_only_and_a_clique_goes_both_ways() -> None:
    store = mini.graph().store

    assert ("person_p0002", f"event_{mini.ID}_open-doors") in pairs(store, "participatesIn")
    assert "person_p0004" not in {person for person, _ in pairs(store, "participatesIn")}
    assert pairs(store, "isPartnerOf") == {
        (a, b)
        for a, b in itertools.permutations(
            ["organization_harbour-network", "organization_institute-for-fair-work"]
        )
    }
    assert pairs(store, "isAccreditedTo") == {
        ("organization_westland-delegation", "organization_harbour-network")
    }


def test_every_shortcut_that_a_class_declares_is_derived_from_its_ties() -> None:
    store, ontology = mini.graph().store, mini.ontology()
    shortcuts = [
        ontology.value(kind.iri, ATG + "edgeShortcut")
        for kind in ontology.records.values()
        if kind.is_tie
    ]

    assert len(shortcuts) == 13
    assert all(pairs(store, s.removeprefix(ATG)) for s in shortcuts)


def test_each_tie_is_connected_to_all_its_ends_firm_or_not() -> None:
    graph = mini.graph()
    connected = {tie for tie, _ in pairs(graph.store, "connects")}
    ties = {
        q.subject.value.removeprefix(ATGD)
        for q in graph.asserted
        if q.object == NamedNode(ATG + "Tie") and q not in graph.apart
    }

    assert connected == ties
    assert any(end == "person_p0004" for _, end in pairs(graph.store, "connects"))


def test_derived_facts_stand_in_their_own_graph_and_use_properties_of_their_own() -> None:
    derived = set(mini.ontology().subjects(ATG + "isDerivedBy"))
    published = list(KnowledgeGraph(mini.graph().store).published().quads())
    by_graph = {q.predicate.value: set() for q in published}  # type: ignore[var-annotated]
    for q in published:
        by_graph[q.predicate.value].add(q.graph_name.value)

    assert all(
        (graphs == {GRAPH + "derived"}) == (name in derived) for name, graphs in by_graph.items()
    )


def test_rules_read_asserted_graphs_only() -> None:
    store = mini.graph().store
    again = set(derive(store, mini.ontology()))
    derived = NamedNode(GRAPH + "derived")
    apart = {quad for quad in mini.graph().apart if quad.graph_name == derived}

    assert apart and again == apart | set(store.quads_for_pattern(None, None, None, derived))


@pytest.mark.slow
@pytest.mark.parametrize("many", [whole.MANY, 1])
def test_a_rule_that_writes_what_is_not_its_own_stops_the_build(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "MANY", many)
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, tmp_path / name)
    (tmp_path / "queries" / "derive" / "new-rule.rq").write_text(
        "#+ summary: A rule\n#+ runs: {for: [s]}\n\n"
        "CONSTRUCT { ?s atg:isUnitOf ?s } WHERE { ?s a atg:Organization }\n"
    )
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))

    with pytest.raises(
        ValidationError,
        match=(
            r"new-rule\.rq: writes .*isUnitOf, which does not say atg:isDerivedBy "
            r".*rule_new-rule"
        ),
    ):
        build_graph(mini.MINI)


# What checks find (each check: test_checks.py)


def spoilt(*quads: Quad) -> Store:
    store = Store()
    store.extend([*KnowledgeGraph(mini.graph().store).published().quads(), *quads])
    return store


@pytest.mark.slow
def test_a_triple_in_two_graphs_is_found_with_its_place() -> None:
    quad = next(
        q
        for q in mini.graph().asserted
        if q.predicate.value == ATG + "hasRole" and "_registry_" not in q.subject.value
    )
    store = spoilt(Quad(quad.subject, quad.predicate, quad.object, NamedNode(GRAPH + "registry")))
    (problem,) = check_queries(KnowledgeGraph(store), CHECKS, mini.graph().origins)

    assert "A triple stands in two graphs" in problem.message
    assert (problem.path, problem.line) == (
        str(mini.transcript(mini.MINI)),
        mini.graph().origins[quad.subject.value].line,
    )


def test_words_that_do_not_stand_in_their_text_are_found() -> None:
    text = (mini.transcript(mini.MINI).parent / "source.txt").read_text(encoding="utf-8")
    kg, name = KnowledgeGraph(mini.graph().store), f"{ATGD}text_{mini.ID}_programme"

    assert check_verbatim(kg, {name: text}) == []
    assert len(check_verbatim(kg, {name: text.replace("Moderator", "moderator")})) == 1
    assert len(check_verbatim(kg, {})) > 20


@pytest.mark.slow
def test_what_others_keep_in_the_store_folder_stays(store: Path, other_graph: BuiltGraph) -> None:
    notes = store / "graph-notes.txt"
    notes.write_text("mine", encoding="utf-8")
    publish_graph(store, other_graph)
    publish_graph(store, mini.graph())

    assert notes.read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_the_nearest_body_above_is_directly_above_whatever_else_a_name_says() -> None:
    """“Department of the Foundation” names the foundation, and not the division between."""
    store, derived = Store(), NamedNode(GRAPH + "derived")
    store.extend([q for q in mini.graph().store if q.graph_name != derived])
    registry = NamedNode(GRAPH + "registry")
    section, larch = (atgd(f"organization_{n}") for n in ("shelter-section", "larch-foundation"))
    between = atgd("organization_institute-for-fair-work")
    for tie, unit, parent in (("a", section, between), ("b", between, larch)):
        for name, value in (
            ("hasUnit", unit),
            ("isSubordinationTo", parent),
            ("hasStatus", NamedNode(f"{ATGV}status_confirmed")),
        ):
            store.add(Quad(atgd(f"subordination_{tie}"), atg(name), value, registry))
        store.add(Quad(atgd(f"subordination_{tie}"), TYPE, atg("Subordination"), registry))
    above = {q.object for q in derive(store, mini.ontology()) if _says(q, section, "isUnitOf")}
    within = {q.object for q in derive(store, mini.ontology()) if _says(q, section, "isWithin")}

    assert above == {between}
    assert within == {section, between, larch}


def _says(quad: Quad, subject: NamedNode, name: str) -> bool:
    return (quad.subject, quad.predicate) == (subject, atg(name))
