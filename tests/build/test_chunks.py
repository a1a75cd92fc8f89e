"""A graph that is judged in chunks by several processes is judged as in one piece."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store
from rdflib import Graph
from test_footprint import FIXTURES, FOLDER, quads_of, shapes, store_of

import mini
from atgraph.build.build import build
from atgraph.build.validation import chunks
from atgraph.build.validation.chunks import judge_graph
from atgraph.build.validation.footprint import judged_quads
from atgraph.build.validation.shape_results import problems_of
from atgraph.build.validation.shapes import Shapes
from atgraph.errors import RefusedError, UnreadableError
from atgraph.rdf.namespaces import TYPE, atg, atgd, graph
from atgraph.sandbox.sandbox import Sandbox

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def broken() -> Store:
    """A graph in which each shape finds something."""
    return store_of(quads_of(FIXTURES))


def test_the_findings_are_those_of_one_run_in_its_order(
    broken: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 300)
    told: list[tuple[int, int]] = []
    found = judge_graph(shapes(), broken, 2, lambda done, of: told.append((done, of)))
    whole = shapes().judge(judged_quads(broken)(None, None, None))

    assert problems_of(found, {}) == problems_of(whole, {})
    assert len(told) == told[-1][1] > chunks.FEW
    assert {of for _, of in told} == {max(done for done, _ in told)}


def test_what_the_engine_leaves_is_freed_without_a_look_at_all_that_was_there() -> None:
    def graphs() -> int:
        return sum(isinstance(one, Graph) for one in gc.get_objects())

    circle: list[object] = []
    circle.append(circle)
    looked: list[bool] = []

    def look(phase: str, _: object) -> None:
        looked.append(any(one is circle for one in gc.get_objects()))

    store, before, collects = mini.graph().store, graphs(), gc.isenabled()
    gc.disable()
    gc.callbacks.append(look)
    try:
        chunks.check_graph(store, mini.ontology().quads, FOLDER, {}, 1, lambda done, of: None)
    finally:
        gc.callbacks.remove(look)
        if collects:
            gc.enable()
    assert (graphs(), {*looked}) == (before, {False})
    assert gc.get_freeze_count() == 0
    assert any(one is circle for one in gc.get_objects())


def test_nodes_stand_beside_those_of_their_programme_also_where_rules_derive_of_them() -> None:
    ties = {
        name: [atgd(f"{name}-{n}") for n in range(9)] for name in ("programme/a", "programme/b")
    }
    said = [Quad(t, TYPE, atg("Tie"), graph(name)) for name, own in ties.items() for t in own]
    derived = [Quad(quad.subject, atg("connects"), atgd("x"), graph("derived")) for quad in said]
    store = Store()
    store.extend([*said, *derived])

    nodes = [*chunks._nodes(shapes().footprint, store, ())]
    assert {*nodes[:9]} == {*ties["programme/a"]}
    assert {*nodes[9:18]} == {*ties["programme/b"]}


def test_a_process_that_takes_too_much_is_told(
    broken: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 300)
    monkeypatch.setattr(chunks, "MEMORY", 2 << 20)

    with pytest.raises(RefusedError, match="memory for a chunk; nothing was published; close"):
        judge_graph(shapes(), broken, 2)


def test_one_that_dies_leaves_the_last_good_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, store = mini.copy_data(tmp_path), tmp_path / "store"
    build(data, store)
    before = mini.export(store)
    monkeypatch.setattr(chunks, "SIZE", 100)
    run = Sandbox.run

    def die(self: Sandbox, *given: object) -> object:
        if self._process:  # the second chunk
            self.kill()
        return run(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Sandbox, "run", die)
    with pytest.raises(RefusedError, match=r"ended before it was done .*; nothing was published"):
        build(data, store, jobs=2, full=True)
    assert mini.export(store) == before


def test_a_shape_that_cannot_be_run_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Store
) -> None:
    text = (FOLDER / "Tie.ttl").read_text().replace("isLiteral(", "isNothing(")
    (tmp_path / "Tie.ttl").write_text(text)
    files = type(shapes().files).read(tmp_path)
    monkeypatch.setattr(chunks, "SIZE", 300)

    with pytest.raises(UnreadableError, match=r"Tie.ttl:\d+: the shape cannot be run"):
        judge_graph(Shapes(tmp_path, files, list(shapes().ontology)), broken, 2)
