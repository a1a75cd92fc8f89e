"""What a printed form means in the vocabularies: roles, statuses and themes by their labels."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal

from atgraph.curate.ingest.word_lists import every_entry
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATG, ATGV, LABEL, SKOS, TYPE
from atgraph.rdf.ontology import Ontology

SPOKEN = (LABEL.value, SKOS + "prefLabel", SKOS + "altLabel")
PARTS, ORGANIZING, STATUSES = "participation-roles", "organizing-roles", "statuses"
THEMES, INVOLVEMENT = "themes", "involvement-roles"


@functools.cache
def ontology() -> Ontology:
    """Return the ontology, read once."""
    return Ontology.read(resource_folder("ontology"))


@functools.cache
def _labels() -> Mapping[str, list[tuple[str, str, str]]]:
    """Return forms of each scheme with concept and language; themes are one scheme here."""
    onto = ontology()
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    themes = {s for s in onto.subjects(TYPE.value) if ATG + "Theme" in onto.values(s, TYPE.value)}
    for quad in onto.quads:
        if quad.predicate.value in SPOKEN and isinstance(quad.object, Literal):
            iri = quad.subject.value  # type: ignore[union-attr]
            label = (quad.object.value, iri.removeprefix(ATGV), quad.object.language or "en")
            schemes = [s.removeprefix(ATGV) for s in onto.values(iri, SKOS + "inScheme")]
            for scheme in [THEMES] if iri in themes else schemes:
                found[scheme].append(label)
    return found


@functools.cache
def forms(scheme: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return form → concept in the languages of a document, case folded."""
    labels = _labels().get(scheme, ())
    return {form.casefold(): concept for form, concept, known in labels if known in languages}


def contracted(found: Mapping[str, str]) -> dict[str, str]:
    """Return forms with those in which the last word and an article are one: “veranstaltet vom”."""
    more = dict(found)
    pairs = [entry.partition(" ")[::2] for entry in every_entry("contractions")]
    for form, concept in found.items():
        head, _, last = form.rpartition(" ")
        joined = [other for word, other in pairs if word == last] if head else []
        if last == "von" and head.startswith(("mit ", "auf ")):
            joined += ["der", "des"]  # “mit Unterstützung der Stiftung”
        for other in joined:
            more.setdefault(f"{head} {other}", concept)
    return more


def languages_of(scheme: str) -> list[str]:
    """Return the languages in which a scheme has labels."""
    return sorted({language for _, _, language in _labels().get(scheme, ())})


def short(concept: str) -> str:
    """Return a role or status as records write it."""
    return concept.partition("_")[2]


def as_pattern(form: str) -> str:
    """Return a pattern of a form in small letters, in which “ss” also stands for “ß”."""
    return re.escape(form).replace("ss", "(?:ss|ß)")
