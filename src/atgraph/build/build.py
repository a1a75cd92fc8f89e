"""The build: strict reading → mapping → rules → validation → publication.

Whatever is wrong is told in one run, and then the last good graph stays published. It is of what
changed since the last build, or of everything.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from atgraph.build.built_graph import BuiltGraph
from atgraph.build.change.changed_data import Seen, WrongError, acting_in, keep
from atgraph.build.change.digests import ProgramDigests
from atgraph.build.change.following import follow
from atgraph.build.change.memory import Memory, UnusableError, usable
from atgraph.build.change.next_graph import as_stored
from atgraph.build.change.registry_answers import RegistryAnswers
from atgraph.build.change.shapes_beside import Judge
from atgraph.build.history import last_version
from atgraph.build.publish import Unfinished, build_lock, writing
from atgraph.build.published import Published
from atgraph.build.recording import record_later
from atgraph.build.snapshot import listed_in
from atgraph.build.validation.chunks import judge_graph
from atgraph.build.validation.returned import keep_removed
from atgraph.build.whole import Tick, build_graph, tell_parts
from atgraph.errors import Place
from atgraph.graph.graph import Graph

STEPS = ("read", "map", "derive", "validate", "check", "publish")


def build(
    data: Path,
    store: Path,
    tick: Tick = lambda step: None,
    jobs: int = 1,
    full: bool = False,
    on: str = "",
) -> Published:
    """Build the graph of a data folder and publish it.

    ``tick`` is called as each of STEPS begins, and with more words as one goes on. Shapes are
    judged by as many processes as there are ``jobs``, where the graph is large, or ``on`` a Spark
    cluster of this address.

    It does what changed since the last build, or everything: where ``full`` asks for it, something
    is wrong, or that build kept nothing that can be used.

    Raises:
        AtgraphError: with every problem, when the disk is done; nothing was published.
    """
    with build_lock(store), writing(store) as unfinished, _tuned():
        program, why = ProgramDigests.of_now(), ""
        judge = partial(judge_graph, jobs=jobs, tell=tell_parts("validate", tick), on=on)
        memory = None
        try:
            if not full and (memory := usable(store, data, program)):
                return _build_change(data, store, memory, program, unfinished, tick, judge)
        except WrongError:
            pass  # a look at everything tells it
        except UnusableError as exc:
            why = str(exc)
        if memory is not None:
            gc.collect()  # what was raised in a thread holds the copy open in a cycle
            unfinished.discard()
        published = _build_all(data, store, program, unfinished, tick, jobs, on)
        published.why_anew = why
        return published


def _build_change(
    data: Path,
    store: Path,
    memory: Memory,
    program: ProgramDigests,
    unfinished: Unfinished,
    tick: Tick,
    judge: Judge,
) -> Published:
    is_told = last_version(store) == memory.version  # what follows is told of that version
    followed = follow(data, store, memory, program, unfinished.copy, tick, judge)
    if followed.is_changed:
        tick("publish")
        unfinished.end(followed.apart)
        delta = (followed.came, followed.went) if is_told else None
        kept, tell = memory.write(), record_later(store, Graph(unfinished.read()), delta=delta)
        unfinished.keep(kept)
        unfinished.publish(memory.version)
        tell()
    programmes = sorted(memory.programmes)
    advice = memory.advice()
    return Published(memory.version, programmes, advice, memory.size, followed.shown_again)


@contextmanager
def _tuned() -> Iterator[None]:
    """Let Python follow a change in four fifths of the time, and build all in nine tenths.

    No garbage is looked for, since nearly all that is made stays, also not at once when that is
    over. A thread that the engine has answered waits half a millisecond for the one that computes,
    not five.
    """
    before, collects = sys.getswitchinterval(), gc.isenabled()
    gc.disable()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        if collects:
            if not gc.get_freeze_count():  # else an application has frozen what it shares
                gc.freeze()
                gc.unfreeze()  # what was made counts as old
            gc.enable()
        sys.setswitchinterval(before)


def _build_all(
    data: Path,
    store: Path,
    program: ProgramDigests,
    unfinished: Unfinished,
    tick: Tick,
    jobs: int,
    on: str,
) -> Published:
    before, seen = listed_in(store), Seen.of(data)

    # The disk keeps a build waiting as long as the validation computes, so both go on at once.
    built = build_graph(data, tick, unfinished.load, store, jobs, on, unfinished.open)
    people = {person.value for person in built.people} if before else set()
    tick("publish")
    size, memory = len(built), _memory_of(built, data, program, seen)
    if built.is_on_disk:
        built.store = Store()  # nobody else may hold the one on the disk
        unfinished.begin(lambda store: None)  # all is in it
    kept, now = memory.write(), unfinished.read() if built.is_on_disk else built.store
    tell = record_later(store, Graph(now), built.digests)
    unfinished.keep(kept)
    unfinished.publish(built.version)
    tell()
    keep_removed(store, built.removed)
    programmes = [programme.id for programme in built.programmes]
    shown = len(before & people)
    return Published(built.version, programmes, built.warnings, size, shown)


def _memory_of(built: BuiltGraph, data: Path, program: ProgramDigests, seen: Seen) -> Memory:
    """Return what is kept of a graph whose data was ``seen`` before it was read."""
    written, kept = built.drafts[0], {}
    answers = RegistryAnswers(built.registry, written.printed, built.ontology.concepts)
    for one in built.programmes:
        texts, files = {name for _, name in one.texts}, seen.programmes.get(one.id, "")
        kept[one.id] = keep(one.id, texts, one.draft, answers, files)
    acting = {str(p): (seen.files.get(p, ""), found) for p, found in built.acting.items()}
    origins, said = built.origins, built.registry.texts
    places = ((f, origins.get(f.about.focus, Place())) for f in built.findings)
    return Memory(
        program=program,
        data=str(data),
        version=built.version,
        total=built.total,
        size=len(built),
        registry=seen.registry,
        texts=said,
        records={},
        programmes=kept,
        acting=acting_in(data, kept, acting, seen),
        findings=list(places),
        style=built.style,
        apart=as_stored(built.telling.said),
        listed=sorted(person.value for person in built.listed),
        names=sorted(built.telling.names),
        titles=sorted(built.telling.titles),
        words=built.words,
        counts=built.counts,
        uses=built.uses,
        fresh=built.registry.records,
    )
