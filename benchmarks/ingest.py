"""Measures how well and how fast `atgraph ingest` reads; writes into benchmarks/README.md.

The documents are those of tests/curate/ingest/documents and the source of the programme itself;
what is expected of them was written by hand.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from run import ATGRAPH, README, Figure, run, table

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "curate" / "ingest")]

import bad  # noqa: E402
from accounting import read_score  # noqa: E402
from counting import Count, Score, add  # noqa: E402
from makers import HERE, NAMES, make  # noqa: E402

BEGIN, END = "<!-- written by ingest.py -->\n", "<!-- end of ingest.py -->"
PROGRAMME = ROOT / "data" / "programmes" / "osce-alliance-19-side-events"
NOBODY = ("call-for-papers", "concept-note", "funding-note", "press-release")
COLUMNS = (
    "sessions",
    "dates",
    "times",
    "people",
    "roles",
    "organisations",
    "titles",
    "organisers",
    "ties in prose",
)
BARS = {  # precision and recall of all look-alikes together, and of the programme
    "sessions": (0.95, 0.95, 1),
    "dates": (0.95, 0.95, 1),
    "times": (0.95, 0.95, 1),
    "people": (0.95, 0.9, 0.97),
    "roles": (0.92, 0.92, 0.97),
    "organisations": (0.9, 0.9, 0.95),
    "titles": (0, 0, 0.95),
    "organisers": (0, 0, 0.9),
    "quotes verbatim": (1, 1, 1),
    "sentences accounted for": (1, 1, 1),
}
SMALL = 1000  # small documents
PAGES = 200


def score_all(folder: Path) -> dict[str, Score]:
    """Ingest each look-alike and return its counts."""
    return {
        name: score_one(make(name, folder), folder / name, HERE / name / "expected.yml")
        for name in NAMES
    }


def score_one(document: Path, draft: Path, expected: Path) -> Score:
    run(*ATGRAPH, "ingest", document, "--out", draft, accepted=(0, 1))
    return read_score(draft, expected)


def percent(value: float) -> str:
    return f"{100 * value:.1f}".removesuffix(".0")


def shown(count: Count) -> str:
    """Return precision and recall in per cent.

    It is a dash where there is nothing to find and nothing was found.
    """
    return (
        f"{percent(count.precision)}, {percent(count.recall)}"
        if count.drafted or count.expected
        else "–"
    )


def quality(scores: Mapping[str, Score], programme: Score) -> list[str]:
    """Return a table of the fields.

    The look-alikes together and the programme, each with its bar.
    """
    total = add(scores.values())
    lines = [
        "| field | look-alikes | bar | programme | bar | within |",
        "|---|---|---|---|---|---|",
    ]
    for field, count in total.items():
        precision, recall, own = BARS.get(field, (0, 0, 0))
        within = reaches(count, precision, recall) and reaches(programme[field], own, own)
        cells = (
            field,
            of(count),
            bar(precision, recall),
            of(programme[field]),
            bar(own, own),
            ("yes" if within else "**no**") if field in BARS else "–",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def of(count: Count) -> str:
    return f"{shown(count)} of {count.expected}"


def bar(precision: float, recall: float) -> str:
    return f"{percent(precision)}, {percent(recall)}" if precision else "none"


def reaches(count: Count, precision: float, recall: float) -> bool:
    return count.precision >= precision and count.recall >= recall


def by_document(scores: Mapping[str, Score]) -> list[str]:
    lines = ["", f"| document | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    return lines + [
        f"| `{name}` | {' | '.join(shown(score[field]) for field in COLUMNS)} |"
        for name, score in scores.items()
    ]


def differences(scores: Mapping[str, Score]) -> Iterable[str]:
    """Yield what was missed in each document, and what was drafted and is wrong."""
    for name, score in scores.items():
        for field, count in score.items():
            yield from (f"{name}\t{field}\tmissed\t{missed}" for missed in count.missed)
            yield from (f"{name}\t{field}\twrong\t{wrong}" for wrong in count.wrong)


def nobody(scores: Mapping[str, Score]) -> Figure:
    invented = sum(scores[name]["people"].drafted for name in NOBODY)
    return Figure(
        f"people in the {len(NOBODY)} documents that name no speaker",
        invented,
        0,
        str(invented),
        "0",
    )


def measure_pages(folder: Path) -> list[Figure]:
    """Ingest one long PDF."""
    measured = run(
        *ATGRAPH, "ingest", bad.long_pdf(folder, PAGES), "--out", folder / "long", accepted=(0, 1)
    )
    return [
        Figure(
            f"a PDF of {PAGES} pages, wall time",
            measured.seconds,
            30,
            f"{measured.seconds:.1f} s",
            "30 s",
        ),
        Figure(
            f"a PDF of {PAGES} pages, peak memory",
            measured.megabytes,
            500,
            f"{measured.megabytes:.0f} MB",
            "500 MB",
        ),
    ]


def measure_small(folder: Path) -> Figure:
    """Ingest the look-alikes again and again, in one run."""
    kept = sorted(folder.glob("*.*"))
    many = folder / "small"
    many.mkdir()
    documents = [
        Path(shutil.copy(kept[n % len(kept)], many / f"{n:04}{kept[n % len(kept)].suffix}"))
        for n in range(SMALL)
    ]
    begun = time.perf_counter()
    out = ("--apart", "--out", folder / "smalls")
    run(*ATGRAPH, "ingest", *documents, *out, accepted=(0, 1))
    spent = time.perf_counter() - begun
    return Figure(f"{SMALL:,} small documents, wall time", spent, 120, f"{spent:.0f} s", "120 s")


def measure_bad(folder: Path) -> Iterable[Figure]:
    """Ingest what is as large as an attack."""
    for made in (*bad.HOSTILE, *bad.EITHER):
        name = made.__name__
        measured = run(
            *ATGRAPH, "ingest", made(folder), "--out", folder / f"draft-{name}", accepted=(0, 1, 2)
        )
        yield Figure(
            f"{name}, wall time",
            measured.seconds,
            30,
            f"{measured.seconds:.1f} s, {measured.megabytes:.0f} MB",
            "30 s",
        )


def write(written: str) -> None:
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(before + BEGIN + written + END + rest.split(END)[1], encoding="utf-8")


def main() -> None:
    """Measure all, or with `--quality` what is right alone, and write the tables.

    The exit code is 1 when a bar is missed.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quality", action="store_true", help="print what is right alone")
    parser.add_argument(
        "--differences",
        action="store_true",
        help="list what was missed and what is wrong instead, one a line",
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scores = score_all(folder)
        programme = score_one(
            PROGRAMME / "source.txt", folder / "programme", PROGRAMME / "programme.yml"
        )
        if chosen.differences:
            print(*differences({**scores, "programme": programme}), sep="\n")
            return
        figures = [nobody(scores)]
        if not chosen.quality:
            figures += [measure_small(folder), *measure_pages(folder), *measure_bad(folder)]
    told = [*quality(scores, programme), *by_document(scores), ""]
    written = "".join(f"{line}\n" for line in told) + table(figures)
    print(written, end="")
    if not chosen.quality:
        write(written)
    sys.exit("**no**" in written)


if __name__ == "__main__":
    main()
