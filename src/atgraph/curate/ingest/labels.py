"""What a printed form means in the vocabularies: roles, statuses and themes by their labels."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATG, ATGV, LABEL, SKOS, TYPE
from atgraph.rdf.ontology import Ontology

SPOKEN = (LABEL.value, SKOS + "prefLabel", SKOS + "altLabel")
PARTS, ORGANIZING, STATUSES = "participation-roles", "organizing-roles", "statuses"
THEMES, INVOLVEMENT = "themes", "involvement-roles"


@dataclass(frozen=True)
class Label:
    """A printed form, the concept that it names and its language."""

    form: str
    concept: str
    language: str


@functools.cache
def ontology() -> Ontology:
    """Return the ontology, read once."""
    return Ontology.read(resource_folder("ontology"))


@functools.cache
def _labels() -> Mapping[str, tuple[Label, ...]]:
    """Return the labels of each scheme; themes are one scheme here, whatever their facet."""
    onto, found = ontology(), dict[str, list[Label]]()
    themes = {s for s in onto.subjects(TYPE.value) if ATG + "Theme" in onto.values(s, TYPE.value)}
    for quad in onto.quads:
        if quad.predicate.value in SPOKEN and isinstance(quad.object, Literal):
            iri = quad.subject.value  # type: ignore[union-attr]
            schemes = (
                [THEMES]
                if iri in themes
                else [s.removeprefix(ATGV) for s in onto.values(iri, SKOS + "inScheme")]
            )
            for scheme in schemes:
                found.setdefault(scheme, []).append(
                    Label(quad.object.value, iri.removeprefix(ATGV), quad.object.language or "en")
                )
    return {scheme: tuple(labels) for scheme, labels in found.items()}


@functools.cache
def forms(scheme: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return form → concept in the languages of a document, case folded."""
    return {
        label.form.casefold(): label.concept
        for label in _labels().get(scheme, ())
        if label.language in languages
    }


CONTRACTED = {
    "von": ("vom", "von der", "von dem", "von den"),
    "durch": ("durch das", "durch den", "durch die"),
    "mit": ("mit dem", "mit der", "mit den"),
    "de": ("du", "des", "del"),
    "di": ("del", "della", "dello", "dell'", "dei", "degli", "delle"),
    "da": ("dal", "dalla", "dallo", "dall'", "dai", "dagli", "dalle"),
    "a": ("al",),
}


def contracted(found: Mapping[str, str]) -> dict[str, str]:
    """Return forms with those in which the last word and an article are one: “veranstaltet vom”."""
    more = dict(found)
    for form, concept in found.items():
        head, _, last = form.rpartition(" ")
        for other in CONTRACTED.get(last, ()) if head else ():
            more.setdefault(f"{head} {other}", concept)
        for article in (
            ("der", "des") if last == "von" and head.startswith(("mit ", "auf ")) else ()
        ):
            more.setdefault(f"{head} {article}", concept)  # “mit Unterstützung der Stiftung”
    return more


def languages_of(scheme: str) -> list[str]:
    """Return the languages in which a scheme has labels."""
    return sorted({label.language for label in _labels().get(scheme, ())})


def short(concept: str) -> str:
    """Return a role or status as records write it."""
    return concept.partition("_")[2]


def as_pattern(form: str) -> str:
    """Return a pattern of a form in small letters, in which “ss” also stands for “ß”."""
    return re.escape(form).replace("ss", "(?:ss|ß)")
