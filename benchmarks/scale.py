"""Measures the questions on a million made triples, against the Oxigraph server and rdflib.

The figures are written into benchmarks/README.md.

`python benchmarks/scale.py [--programmes 190] [--no-rdflib]`. Takes some twenty minutes, most of
them in rdflib.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from atgraph.api import KnowledgeGraph
from atgraph.ask.binding import prepare
from atgraph.graph.graph import text
from atgraph.graph.query_files import find_question, question_names
from run import HERE, README, Figure, run, table
from scale_server import Server, oxigraph

BEGIN, END = "<!-- written by scale.py -->\n", "<!-- end of scale.py -->"
THINGS = (
    7  # of a kind, spread evenly from the best connected to the middle of those that have a tie
)
KINDS = ("Actor", "Event", "Organization", "Person", "Place")
NAMED, WHOLE = 0.050, 2.0  # seconds
PATIENCE = 120  # seconds that rdflib is given for a query
MORE = 1.5  # times what its bar asks
FASTER = {"named": 5, "whole": 20}
TYPED = {"kind": "participation", "line": "7", "type": "company"}  # where a question wants a word
LOAD = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat
from atgraph.build.publish import writing
with writing(Path(sys.argv[2])) as unfinished:
    unfinished.begin(lambda disk: disk.bulk_load(path=sys.argv[1], format=RdfFormat.N_QUADS))
    unfinished.publish("made")
"""
CONNECTED = """
SELECT ?thing (COUNT(?tie) AS ?ties)
WHERE {{ ?thing a/rdfs:subClassOf* <{kind}> . ?tie atg:connects ?thing }}
GROUP BY ?thing ORDER BY DESC(?ties) ?thing
"""
THEMES = (
    "SELECT ?thing (COUNT(*) AS ?n) {{ ?e atg:hasTheme ?thing }} GROUP BY ?thing ORDER BY DESC(?n) "
    "?thing"
)
COALITIONS = (
    "SELECT ?thing (COUNT(*) AS ?n) {{ ?tie atg:isMembershipIn ?thing }} GROUP BY ?thing ORDER BY "
    "DESC(?n) ?thing"
)
PROGRAMMES = (
    "SELECT ?thing (COUNT(*) AS ?n) {{ ?event atg:isPartOfEvent ?thing }} GROUP BY ?thing ORDER BY "
    "DESC(?n) ?thing"
)
COUNTRIES = (
    "SELECT ?thing (COUNT(*) AS ?n) {{ ?body atg:countryCode ?thing }} GROUP BY ?thing ORDER BY "
    "DESC(?n) ?thing"
)
# What a question is about, where it is a narrower kind than its parameter says: others have no row.
NARROWER = {
    "members-at-events": "coalition",
    "members-of-coalition": "coalition",
    "organizations-by-presence": "programme",
}


@dataclass
class Asked:
    """One asking: the query as sent, its rows, processor time.

    Then the wall time here and at the server, in seconds.
    """

    query: str
    rows: int
    own: float
    wall: float
    server: float


@dataclass
class Timed:
    """A question as asked of each thing in turn; of the whole graph once."""

    name: str
    kind: str
    asked: list[Asked]

    def middle(self, what: str) -> float:
        return float(median(getattr(a, what) for a in self.asked))

    @property
    def own(self) -> float:
        return self.middle("own")

    @property
    def most(self) -> Asked:
        return max(self.asked, key=lambda a: a.rows)

    @property
    def compared(self) -> list[Asked]:
        """The one with a middle number of rows, and the one with most."""
        ordered = sorted(self.asked, key=lambda a: a.rows)
        return list({id(a): a for a in (ordered[len(ordered) // 2], ordered[-1])}.values())


def things(kg: KnowledgeGraph) -> dict[str, list[str]]:
    """Return IRIs by the last word of a parameter.

    They are spread over the better connected half of the kind.
    """
    queries = {
        word.lower(): CONNECTED.format(kind=f"https://w3id.org/atgraph/ontology#{word}")
        for word in KINDS
    }
    queries |= {
        "theme": THEMES.format(),
        "coalition": COALITIONS.format(),
        "programme": PROGRAMMES.format(),
        "country": COUNTRIES.format(),
    }
    found = {
        word: [text(row, "thing") for row in kg.select(query)] for word, query in queries.items()
    }
    spread = {
        word: [iris[n * (len(iris) // 2) // THINGS] for n in range(THINGS)]
        for word, iris in found.items()
        if iris
    }
    return {**spread, "thing": spread["organization"]}


def values(name: str, iris: dict[str, list[str]], turn: int) -> dict[str, str]:
    """Return what is given for the parameters of a question that must be given."""
    question, given = find_question(name), {}
    for parameter in question.parameters:
        if parameter.optional or parameter.name in question.defaults:
            continue
        if parameter.kind == "iri":
            several = iris[NARROWER.get(name, parameter.option.rpartition("-")[2])]
            given[parameter.option] = several[
                (turn + parameter.option.startswith("other-")) % len(several)
            ]
        else:
            allowed = question.enumerate.get(parameter.name)
            given[parameter.option] = (
                allowed[0] if allowed else TYPED.get(parameter.option) or iris[parameter.option][0]
            )
    return given


def time_question(
    kg: KnowledgeGraph, server: Server, name: str, iris: dict[str, list[str]]
) -> Timed:
    """Ask in turns here and there; rows are read to the end."""
    kind, asked = (
        "named"
        if any(p.kind == "iri" and not p.optional for p in find_question(name).parameters)
        else "whole",
        [],
    )
    for turn in range(THINGS if kind == "named" else 1):
        given = values(name, iris, turn)
        query = prepare(kg, name, given).query
        begun, used = time.perf_counter(), time.thread_time()
        rows = len(kg.ask(name, given).rows)
        own, between = time.thread_time() - used, time.perf_counter()
        other = server.count(query)
        if rows != other:
            raise SystemExit(f"{name}: {rows} rows here, {other} at the server")
        asked.append(Asked(query, rows, own, between - begun, time.perf_counter() - between))
    return Timed(name, kind, asked)


def alone(kg: KnowledgeGraph, query: str) -> float:
    """Return the processor time of a query, from its text to the last row, in seconds.

    It is the middle of three.
    """
    took = []
    for _ in range(3):
        used = time.thread_time()
        for _ in kg.select(query):
            pass
        took.append(time.thread_time() - used)
    return median(took)


def against_rdflib(
    kg: KnowledgeGraph, made: Path, folder: Path, timed: Sequence[Timed]
) -> Iterator[Figure]:
    """Yield how many times as fast as rdflib in memory each kind is, and questions below the bar.

    A query is stopped where rdflib has taken half as long again as the bar asks, or two minutes.
    """
    own, tasks = {}, []
    for one in timed:
        for n, asked in enumerate(one.compared):
            path = folder / f"{one.name}-{n}.rq"
            path.write_text(asked.query, encoding="utf-8")
            own[path.stem] = one, asked, alone(kg, asked.query)
            tasks.append(f"{path}\t{min(PATIENCE, MORE * FASTER[one.kind] * own[path.stem][2])}")
    listed = folder / "rdflib.tsv"
    listed.write_text("\n".join(tasks), encoding="utf-8")
    printed = run(
        sys.executable, HERE / "scale_rdflib.py", made, listed, patience=7200
    ).printed.decode()
    worst: dict[str, tuple[float, bool, str]] = {}
    for line in printed.splitlines():
        stem, seconds, ended = line.split("\t")
        one, asked, ours = own[stem]
        more = "" if ended == "ended" else "more than "
        shown = (
            f"({1000 * ours:.1f} ms against {more}{1000 * float(seconds):,.0f} ms; {asked.rows:,} "
            "rows)"
        )
        found = float(seconds) / ours, ended == "ended", shown
        worst[one.name] = min(found, worst.get(one.name, found))
        print(f"rdflib\t{one.name}\t{more}{found[0]:.1f}\t{shown}", file=sys.stderr)
    for kind, bar in FASTER.items():
        ratios = sorted((*worst[t.name], t.name) for t in timed if t.kind == kind)
        middle, is_whole = ratios[len(ratios) // 2][:2]
        slow = [r for r in ratios if r[0] < bar]
        what = "about a named thing" if kind == "named" else "over the whole graph"
        yield Figure(
            f"questions {what}, against rdflib, median",
            -middle,
            -bar,
            f"{'' if is_whole else 'more than '}{middle:.0f} ×",
            f"{bar} ×",
        )
        yield Figure(
            f"… of which less than {bar} times as fast",
            len(slow),
            0,
            f"{len(slow)} of {len(ratios)}",
            "0",
        )
        for times, _, shown, name in slow:
            yield Figure(
                f"`{name}`, against rdflib", -times, -bar, f"{times:.1f} × {shown}", f"{bar} ×"
            )


def shown(one: Timed) -> str:
    """Return the time, and how many rows that is.

    Of several things, the rows of the one with most are told too.
    """
    most = (
        f"; at most {1000 * one.most.own:,.0f} ms, {one.most.rows:,} rows"
        if one.kind == "named"
        else ""
    )
    return f"{1000 * one.own:,.0f} ms, {round(one.middle('rows')):,} rows{most}"


def figures_of(timed: Sequence[Timed]) -> Iterator[Figure]:
    """Yield the slowest of each kind, and the ratio to the server."""
    for kind, bar in (("named", NAMED), ("whole", WHOLE)):
        some = sorted((t for t in timed if t.kind == kind), key=lambda t: -t.own)
        what = "about a named thing" if kind == "named" else "over the whole graph"
        over = [t for t in some if t.own > bar]
        middle = median(t.own for t in some)
        yield Figure(
            f"{len(some)} questions {what}, median",
            middle,
            bar,
            f"{1000 * middle:.0f} ms",
            f"{1000 * bar:.0f} ms",
        )
        yield Figure(
            f"… of which are slower than {1000 * bar:.0f} ms", len(over), 0, f"{len(over)}", "0"
        )
        for one in over or some[:3]:
            yield Figure(f"`{one.name}`", one.own, bar, shown(one), f"{1000 * bar:.0f} ms")
        ratio = sum(t.middle("wall") for t in some) / sum(t.middle("server") for t in some)
        yield Figure(
            f"questions {what}, all together, against the Oxigraph server",
            ratio,
            1.5,
            f"{ratio:.2f} ×",
            "1.5 ×",
        )
        worst, name = max((t.middle("wall") / t.middle("server"), t.name) for t in some)
        yield Figure(f"… at worst (`{name}`)", worst, inf, f"{worst:.2f} ×", "none")


def main() -> None:
    """Measure all, write the table, and exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=190)
    parser.add_argument("--no-rdflib", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, store = folder / "made.nq", folder / "store"
        making = run(
            sys.executable, HERE / "generate.py", "--programmes", str(given.programmes), made
        )
        with made.open("rb") as lines:
            triples = sum(1 for _ in lines)
        store.mkdir()
        own = run(sys.executable, "-c", LOAD, made, store)
        theirs = run(oxigraph(), "load", "--location", folder / "oxigraph", "--file", made)
        ratio = own.seconds / theirs.seconds
        figures = [
            Figure(
                f"making {triples:,} triples", making.seconds, 60, f"{making.seconds:.0f} s", "60 s"
            ),
            Figure(
                "loading them, against `oxigraph load`",
                ratio,
                1.3,
                f"{ratio:.2f} × ({own.seconds:.1f} s against {theirs.seconds:.1f} s)",
                "1.3 ×",
            ),
        ]
        kg = KnowledgeGraph.open(store)
        iris = things(kg)
        with Server(folder / "oxigraph", [g.value for g in kg.graphs]) as server:
            timed = [time_question(kg, server, question, iris) for question in question_names()]
        for one in timed:
            print(f"{one.kind}\t{one.name}\t{shown(one)}", file=sys.stderr)
        figures += figures_of(timed)
        if not given.no_rdflib:
            figures += against_rdflib(kg, made, folder, timed)
    write(table(figures))
    sys.exit(any(f.value > f.bar for f in figures))


def write(written: str) -> None:
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(before + BEGIN + written + END + rest.split(END)[1], encoding="utf-8")
    print(written, end="")


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as exc:
        raise SystemExit(str(exc)) from exc
