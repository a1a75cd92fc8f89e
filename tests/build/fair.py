"""An invented fair of a few lines, mapped alone, for tests that change one thing of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Quad

import mini
from atgraph.build.mapping import Draft, map_programme, map_registry
from atgraph.data.registry import Registry, read_registry
from atgraph.data.transcript import Programme, read_programme
from atgraph.rdf.namespaces import ATG, ATGD, ATGV

SOURCE = """\
Fair of 2021
Ana Mill, Miller, Mill Guild
Bo Mill, Baker
The Mill Guild counts 12 mills.
"""
ORGANIZATIONS = """\
- {id: organization_guild, label: Mill Guild, type: company, source: printed}
- {id: organization_union, label: Bakers, names: [Union of Bakers], type: company, source: printed}
"""
PEOPLE = "- {id: person_p1, label: Ana Mill, programmes: [fair]}\n"
HEAD = """\
id: fair
title: Fair of 2021
start: 2021-06-01
end: 2021-06-02
quotes: [Fair of 2021]
sources: [{id: s, file: source.txt, sha256: SUM}]
"""
DAY = """\
sessions:
- id: day
  title: Fair
  quotes: [Fair]
"""
GIVEN = {"organizations": ORGANIZATIONS, "people": PEOPLE}


def write(
    folder: Path, rest: str = "", source: str = SOURCE, head: str = HEAD, **registry: str
) -> Path:
    """Write the fair, with more in its transcript or registry; return the folder of data."""
    (folder / "registry").mkdir()
    (folder / "programmes" / "fair").mkdir(parents=True)
    for name, text in {**GIVEN, **registry}.items():
        (folder / "registry" / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "programmes" / "fair" / "source.txt").write_text(source, encoding="utf-8")
    digest = hashlib.sha256(source.encode()).hexdigest()
    path = folder / "programmes" / "fair" / "programme.yml"
    path.write_text(head.replace("SUM", digest) + rest, encoding="utf-8")
    return folder


def read(folder: Path, rest: str = "", **more: str) -> tuple[Programme, Registry]:
    """Write the fair and read it."""
    data = write(folder, rest, **more)
    registry, _ = read_registry(data / "registry", mini.ontology())
    return read_programme(data / "programmes" / "fair" / "programme.yml"), registry


def draft(folder: Path, rest: str = "", **more: str) -> Draft:
    """Map the fair; `unquoted` sentences are left out of its problems."""
    made = map_programme(*read(folder, rest, **more), mini.ontology())
    made.problems = [p for p in made.problems if p.rule != "unquoted-sentence"]
    return made


def registry_draft(folder: Path, **registry: str) -> Draft:
    """Map the registry of the fair."""
    return map_registry(read(folder, **registry)[1], mini.ontology())


def short(iri: str) -> str:
    """Return an IRI of ours without its namespace."""
    for start in (ATGD, ATGV, ATG):
        iri = iri.removeprefix(start)
    return iri


def said(quads: Iterable[Quad], subject: str) -> dict[str, list[str]]:
    """Property → values, sorted, of a thing, or of the one whose name begins so."""
    named = subjects(quads, subject)
    (thing,) = [subject] if subject in named else named
    found: dict[str, list[str]] = {}
    for q in quads:
        if short(q.subject.value) == thing:
            name = short(q.predicate.value).rpartition("/")[2].rpartition("#")[2]
            found.setdefault(name, []).append(short(q.object.value))
    return {name: sorted(values) for name, values in sorted(found.items())}


def subjects(quads: Iterable[Quad], start: str) -> list[str]:
    """Return the things whose names begin so, in the order in which they are written."""
    names = (short(q.subject.value) for q in quads)
    return list(dict.fromkeys(name for name in names if name.startswith(start)))


def told(made: Draft) -> list[tuple[int, str, str]]:
    """Line and rule of each problem, and the key or the name that it is about."""
    return [(p.line, p.rule, p.key.key or p.name.text) for p in sorted(made.problems)]


def numbers(draft: Draft) -> Mapping[str, int]:
    """Name of a record → its line."""
    return {short(iri): place.line for iri, place in draft.origins.items()}
