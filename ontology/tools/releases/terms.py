"""What is kept of a release: its terms, as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from pyoxigraph import Literal

from atgraph.errors import Place, UnreadableError
from atgraph.files import list_files, read_text
from atgraph.rdf.namespaces import ATG, ATGV, LABEL, ONTOLOGY, OWL, SKOS, TYPE, shorten
from atgraph.rdf.ontology import Ontology

CHANGES = "CHANGES.md"
BETWEEN = " | "
NOTE = "# Written by make release; not edited by hand.\n"
FORMS = {SKOS + "prefLabel", SKOS + "altLabel"}
KINDS = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "object property",
    OWL + "DatatypeProperty": "datatype property",
    OWL + "AnnotationProperty": "annotation property",
    SKOS + "Concept": "concept",
    SKOS + "ConceptScheme": "concept scheme",
}


@dataclass(frozen=True, order=True)
class Term:
    """What is kept of a term: a row of a table; ``forms`` are the labels beside the first."""

    term: str
    kind: str
    label: str
    definition: str
    deprecated: str = "no"
    forms: str = ""

    @property
    def printed(self) -> set[str]:
        """What documents print for a concept: a text and its language, ``sponsored by@en``."""
        return set(filter(None, self.forms.split(BETWEEN)))

    @property
    def may_go(self) -> bool:
        """Whether the next major version may leave it out."""
        return self.deprecated == "yes"


@dataclass(frozen=True)
class Release:
    """A version of the ontology.

    ``prior`` is the version that the header names as the one before, ``notes`` are the sections of
    CHANGES.md by version, and ``places`` tell where the terms, the header and the notes stand.
    """

    version: str
    terms: Mapping[str, Term]
    prior: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, repr=False)


def terms(ontology: Ontology) -> dict[str, Term]:
    """Return the terms and concepts of the project's own namespaces, sorted, by their names."""
    subjects = {q.subject.value for q in ontology.quads}  # type: ignore[union-attr]
    own = sorted(iri for iri in subjects if iri.startswith((ATG, ATGV)))
    found = (
        (iri, KINDS[kind])
        for iri in own
        for kind in ontology.values(iri, TYPE.value)
        if kind in KINDS
    )
    forms = _forms(ontology)
    return {shorten(iri): _term(iri, kind, ontology, forms.get(iri, ())) for iri, kind in found}


def _forms(ontology: Ontology) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for quad in ontology.quads:
        if quad.predicate.value in FORMS and isinstance(quad.object, Literal):
            form = f"{quad.object.value}@{quad.object.language}"
            forms.setdefault(quad.subject.value, []).append(form)  # type: ignore[union-attr]
    return forms


def _term(iri: str, kind: str, ontology: Ontology, forms: Iterable[str]) -> Term:
    label, definition = (
        " ".join(ontology.value(iri, p).split()) for p in (LABEL.value, SKOS + "definition")
    )
    deprecated = "yes" if ontology.value(iri, OWL + "deprecated") == "true" else "no"
    return Term(shorten(iri), kind, label, definition, deprecated, BETWEEN.join(sorted(forms)))


def read_present(folder: Path) -> Release:
    """Read the version that the ontology's folder holds.

    Raises:
        UnreadableError: a file is missing or cannot be read.
    """
    ontology = Ontology.read(folder)
    version, prior = (
        ontology.value(ONTOLOGY, OWL + name).rpartition("/")[2]
        for name in ("versionInfo", "priorVersion")
    )
    places = {shorten(iri): place for iri, place in ontology.origins.items()}
    places |= {
        ONTOLOGY: places.get(shorten(ONTOLOGY), Place()),
        CHANGES: Place(str(folder / CHANGES)),
    }
    return Release(version, terms(ontology), prior, read_notes(folder / CHANGES), places)


def read_notes(path: Path) -> dict[str, str]:
    """Read what changed, by version: a section begins with its number, ``## 0.2.0``.

    Raises:
        UnreadableError: the file is missing or cannot be read.
    """
    sections = re.split(r"^## (?=\d)", read_text(path), flags=re.MULTILINE)[1:]
    return {
        heading.split()[0]: text
        for heading, _, text in (section.partition("\n") for section in sections)
    }


def read_release(path: Path) -> Release:
    """Read the terms of a version that was released.

    Raises:
        UnreadableError: the file is missing, or is not as it was written.
    """
    rows = list(csv.reader(io.StringIO(read_text(path).removeprefix(NOTE)), "excel-tab"))
    if not rows or tuple(rows[0]) != _columns() or any(len(row) != len(rows[0]) for row in rows):
        raise UnreadableError(
            "does not hold the terms of a release; restore it as it was released", path
        )
    return Release(path.stem, {row[0]: Term(*row) for row in rows[1:]})


def read_releases(folder: Path) -> list[Release]:
    """Read every release in the ontology's folder, the oldest first.

    Raises:
        UnreadableError: there is none, or one is not as it was written.
    """
    return [
        read_release(path)
        for path in sorted(
            list_files(folder / "releases", "*.tsv"), key=lambda path: numbers(path.stem)
        )
    ]


def last_release(folder: Path) -> Release:
    """Read the release with the highest version number.

    Raises:
        UnreadableError: there is none, or one is not as it was written.
    """
    return read_releases(folder)[-1]


def as_table(rows: Iterable[Term]) -> str:
    """Return terms as tab-separated text, sorted, the names of the columns first."""
    out = io.StringIO()
    csv.writer(out, "excel-tab", lineterminator="\n").writerows(
        [_columns(), *map(astuple, sorted(rows))]
    )
    return NOTE + out.getvalue()


def _columns() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Term))


def numbers(version: str) -> tuple[int, int, int]:
    """Return major, minor and patch of a version number; what comes before all for other texts."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)
