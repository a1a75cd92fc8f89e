"""Inspecting a data folder: what is looked at when, and what is kept of what is found."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

import fair
import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

import mini
from atgraph.build.built_graph import BuiltGraph
from atgraph.build.describe import DATASET
from atgraph.build.mapping import Draft
from atgraph.build.whole import build_graph, complete, held_interrupts, inspect
from atgraph.errors import (
    WARNING,
    AtgraphError,
    Place,
    Problem,
    SourceError,
    UnreadableError,
    ValidationError,
)
from atgraph.graph.graph import Graph
from atgraph.rdf.namespaces import ATG, ATGD, GRAPH, atg, atgd, graph
from atgraph.rdf.serialise import sorted_lines
from atgraph.rdf.version import version_of

QUOTED = (
    f"ignored: [{{reason: r, quotes: [{', '.join(map(repr, fair.SOURCE.splitlines()[1:]))}]}}]\n"
)
WRONG, ADVICE = Problem("a", 1, "wrong"), Problem("a", 2, "advice", severity=WARNING)
CHECKS = "export_files", "graph", "style", "queries", "verbatim"
Calls = dict[str, tuple[object, ...]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Let each check find nothing; return what each is given, by name, in their order."""
    given: Calls = {}

    def noting(name: str) -> Callable[..., list[Problem]]:
        def check(*arguments: object) -> list[Problem]:
            given[name] = arguments
            return []

        return check

    for name in CHECKS:
        monkeypatch.setattr(f"atgraph.build.whole.check_{name}", noting(name))
    return given


@pytest.fixture
def finds(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, list[Problem]], None]:
    """Let a check find something."""

    def find(name: str, found: list[Problem]) -> None:
        monkeypatch.setattr(f"atgraph.build.whole.check_{name}", lambda *_: list(found))

    return find


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The fair, of which all is quoted."""
    return fair.write(tmp_path, fair.DAY + QUOTED)


def test_a_built_graph_tells_what_must_be_mended_from_what_may_be_left() -> None:
    built = BuiltGraph(mini.ontology(), [], [], problems=[ADVICE, WRONG])

    assert (built.violations, built.warnings) == ([WRONG], [ADVICE])
    assert (len(built), built.version, built.error) == (0, "", SourceError)


@pytest.mark.parametrize(
    ("error", "understood"),
    [(ValidationError, True), (SourceError, False), (UnreadableError, False)],
)
def test_a_graph_is_understood_when_only_validation_can_go_wrong(
    error: type[AtgraphError], understood: bool
) -> None:
    assert BuiltGraph(mini.ontology(), [], [], error=error).understood is understood


def test_a_built_graph_has_the_quads_and_origins_of_its_drafts_and_of_the_ontology() -> None:
    drafts = [Draft(graph(name), f"{name}.yml", mini.ontology()) for name in "ab"]
    for number, draft in enumerate(drafts):
        draft.add(atgd(f"x{number}"), atg("unit"), atgd("y"))
        draft.remember(atgd(f"x{number}"), number)
        draft.remember(atg("Event"), number)
    built = BuiltGraph(mini.ontology(), drafts, [])

    assert built.asserted == [
        Quad(atgd("x0"), atg("unit"), atgd("y"), graph("a")),
        Quad(atgd("x1"), atg("unit"), atgd("y"), graph("b")),
    ]
    assert built.origins[ATGD + "x1"] == Place("b.yml", 1)
    assert built.origins[ATG + "Event"] == Place("b.yml", 1)
    assert built.origins[ATG + "Person"] == mini.ontology().origins[ATG + "Person"]


def test_each_check_is_given_what_it_looks_at(data: Path, calls: Calls) -> None:
    steps: list[str] = []
    seen: list[int] = []
    built = inspect(data, steps.append, lambda built: seen.append(len(built)), jobs=3)
    ontology, queries = mini.ROOT / "ontology", mini.ROOT / "queries"

    assert built.problems == []
    assert tuple(calls) == CHECKS
    assert steps == ["read", "map", "derive", "validate", "check"]
    assert seen == [len(built)]
    assert calls["export_files"] == (built.ontology,)
    assert calls["graph"][:2] == (built.store, built.ontology.triples)
    assert calls["graph"][2:5] == (ontology / "shapes", built.origins, 3)
    assert calls["graph"][6] is built.findings
    assert calls["style"] == (built.ontology, ontology / "style")
    assert isinstance(calls["queries"][0], Graph)
    assert calls["queries"][1:] == (queries / "checks", built.origins, built.ontology)
    assert calls["verbatim"][1] == {f"{ATGD}text_fair_s": fair.SOURCE}
    assert built.understood


def test_ties_of_a_graph_are_connected_before_shapes_look_at_them(
    tmp_path: Path, calls: Calls
) -> None:
    row = "statements: [{tie: mention, mentions: Mill Guild, quotes: [Mill Guild counts]}]\n"
    built = inspect(fair.write(tmp_path, row + QUOTED))
    store = calls["graph"][0]

    assert isinstance(store, Store)
    assert {q.object for q in store.quads_for_pattern(None, atg("connects"), None, None)} == {
        atgd("event_fair"),
        atgd("organization_guild"),
    }
    assert [d.graph for d in built.drafts] == [graph("registry"), graph("programme/fair")]


def test_what_all_checks_find_is_kept(data: Path, finds: Callable[..., None]) -> None:
    for name in CHECKS[1:]:
        finds(name, [Problem(name, 1, "advice", severity=WARNING)])
    built = inspect(data)

    assert [p.path for p in built.problems] == list(CHECKS[1:])
    assert built.violations == []


def test_advice_beside_what_is_wrong_is_left_out(data: Path, finds: Callable[..., None]) -> None:
    finds("graph", [ADVICE, WRONG])

    assert inspect(data).problems == [WRONG]


def unread(folder: Path, file: str) -> Path:
    """Write a file of the fair in no encoding that is read."""
    (folder / file).write_bytes(b"\xff")
    return folder


@pytest.mark.parametrize(
    ("file", "steps", "drafts"),
    [
        ("registry/people.yml", ["read"], 0),
        ("programmes/fair/programme.yml", ["read"], 0),
        ("programmes/fair/source.txt", ["read", "map"], 2),
    ],
)
def test_where_a_file_cannot_be_read_nothing_more_is_looked_at(
    file: str, steps: list[str], drafts: int, data: Path, calls: Calls
) -> None:
    told: list[str] = []
    built = inspect(unread(data, file), told.append)

    assert (told, len(built.drafts), len(built)) == (steps, drafts, 0)
    assert built.error is UnreadableError
    assert file.rpartition("/")[2] in str(built.violations)
    assert tuple(calls) == CHECKS[:1]


def test_where_a_record_is_not_understood_only_shapes_are_looked_at(
    tmp_path: Path, finds: Callable[..., None], calls: Calls
) -> None:
    data, told = fair.write(tmp_path, fair.DAY), list[str]()  # sentences that nothing quotes
    finds("graph", [WRONG, ADVICE])
    built = inspect(data, told.append, lambda built: told.append("whole"))

    assert told == ["read", "map", "validate"]
    assert {p.rule for p in built.violations} == {"unquoted-sentence"}
    assert (built.error, built.understood, len(built)) == (SourceError, False, 0)
    assert "queries" not in calls


@pytest.mark.slow
def test_the_whole_graph_is_written_described_and_named_by_its_digest(
    data: Path, calls: Calls
) -> None:
    written: list[bytes] = []
    built = build_graph(data, write=written.extend)
    quads = list(built.store)
    described = [q for q in quads if q.graph_name == DATASET]

    assert built.version == version_of(sorted_lines(q for q in quads if q.graph_name != DATASET))
    assert any(q.object.value == built.version for q in described)
    assert set(parse(b"".join(written), format=RdfFormat.N_QUADS)) == set(quads)
    assert len(quads) == len(built)
    assert {q.graph_name.value.removeprefix(GRAPH) for q in quads} == {
        *("dataset", "derived", "ontology", "programme/fair", "registry"),
    }


@pytest.mark.parametrize("wrong", [False, True])
def test_what_cannot_be_described_is_written_nowhere_and_told_after_what_is_wrong(
    wrong: bool, data: Path, finds: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> list[Quad]:
        raise ValueError("no address")

    written: list[bytes] = []
    monkeypatch.setattr("atgraph.build.whole.describe_counted", fail)
    finds("graph", [WRONG] if wrong else [])

    with pytest.raises(ValidationError if wrong else ValueError, match=r"wrong|no address"):
        build_graph(data, write=written.extend)
    assert written == []


def test_what_is_wrong_is_raised_as_the_error_of_who_must_act(data: Path, calls: Calls) -> None:
    with pytest.raises(UnreadableError):
        build_graph(unread(data, "registry/people.yml"))


def test_completing_adds_the_ontology_the_drafts_and_what_rules_derive(data: Path) -> None:
    draft, told = Draft(graph("registry"), "a.yml", mini.ontology()), list[str]()
    draft.add_types(atgd("organization_x"), ATG + "Organization")
    built = BuiltGraph(mini.ontology(), [draft], [])
    complete(built, told.append)
    derived = [q for q in built.store if q.graph_name == graph("derived")]

    assert told == ["derive"]
    assert set(built.store) == {*mini.ontology().quads, *draft.quads, *derived}
    x = atgd("organization_x")
    assert Quad(x, atg("isWithin"), x, graph("derived")) in derived


# Ctrl-C


def test_ctrl_c_counts_when_what_is_inside_is_done() -> None:
    before, done = signal.getsignal(signal.SIGINT), []
    with pytest.raises(KeyboardInterrupt), held_interrupts():
        signal.raise_signal(signal.SIGINT)
        done.append(True)

    assert done
    assert signal.getsignal(signal.SIGINT) is before


def test_where_nobody_presses_anything_nothing_is_raised_and_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with held_interrupts():
        assert signal.getsignal(signal.SIGINT) is not before

    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_inside_leaves_ctrl_c_as_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyError), held_interrupts():
        raise KeyError

    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_holds_nothing() -> None:
    before, seen = signal.getsignal(signal.SIGINT), []

    def run() -> None:
        with held_interrupts():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [before]
