"""An ontology with a few invented roles and an invented shape, which people edit at random."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from mini import ROOT

HEAD = """\
@prefix atg: <https://w3id.org/atgraph/ontology#> .
@prefix atgs: <https://w3id.org/atgraph/shapes#> .
@prefix atgv: <https://w3id.org/atgraph/vocab/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
ROLE = """
atgv:role_{word}
    a skos:Concept ;
    rdfs:isDefinedBy atgv:participation-roles ;
    rdfs:label "{label}"@en ;
    skos:altLabel "{label} aboard"@en ;
    skos:definition "{definition}"@en ;
    dcterms:source <https://one.example/> ;
    skos:inScheme atgv:participation-roles ;
    skos:topConceptOf atgv:participation-roles .
"""
SHAPE = """
atgs:HarbourShape
    a sh:NodeShape ;
    sh:targetClass atg:Organization ;
    sh:property atgs:Harbour-label .

atgs:Harbour-label
    a sh:PropertyShape ;
    sh:path rdfs:label ;
    sh:pattern "{pattern}" ;
    sh:severity sh:Warning ;
    sh:name "label"@en ;
    sh:message "Name the harbour."@en ;
    sh:description "Whoever arrives asks for it."@en .
"""
PATTERNS = ("Amber|Birch", "[24680]$", "^[A-L]")
HIDDEN = Path("ontology", "vocab", "harbour-roles.ttl"), Path("ontology", "shapes", "Harbour.ttl")


def copy_home(folder: Path) -> Path:
    """Lay out the project's ontology and queries, each file a link."""
    for name in ("ontology", "queries"):
        shutil.copytree(ROOT / name, folder / name, copy_function=os.symlink)
    return folder


@dataclass
class Terms:
    """Roles of an event, word → label and definition, and the pattern of a shape, if there is one.

    ``home`` holds the ontology with the last that was written.
    """

    home: Path
    roles: dict[str, tuple[str, str]] = field(default_factory=dict)
    pattern: str = ""

    def add(self, number: int) -> None:
        self.roles[f"pilot-{number}"] = f"pilot of quay {number}", f"Knows the way {number} times."

    def label(self, chance: random.Random, number: int) -> None:
        word = chance.choice([*self.roles])
        self.roles[word] = f"guide to quay {number}", self.roles[word][1]

    def define(self, chance: random.Random, number: int) -> None:
        word = chance.choice([*self.roles])
        self.roles[word] = self.roles[word][0], f"Finds the way {number} times."

    def rename(self, chance: random.Random, number: int) -> tuple[str, str]:
        """Give a role another word, and return both."""
        old = chance.choice([*self.roles])
        self.roles[new := f"pilot-{number}"] = self.roles.pop(old)
        return old, new

    def advise(self, chance: random.Random) -> None:
        """Add the shape, or let it look for something else, or take it out."""
        self.pattern = chance.choice([p for p in ("", *PATTERNS) if p != self.pattern])

    def files(self) -> dict[Path, str]:
        """Return what is written into each file."""
        roles = [
            ROLE.format(word=word, label=label, definition=definition)
            for word, (label, definition) in self.roles.items()
        ]
        shape = SHAPE.replace("{pattern}", self.pattern) if self.pattern else ""
        texts = "".join(roles), shape
        return {path: HEAD + text if text else "" for path, text in zip(HIDDEN, texts, strict=True)}

    def write(self, folder: Path) -> None:
        """Write what differs from what stands at home, into a home of its own in a folder.

        So all that is not changed is read once for many.
        """
        files = self.files()
        if all(_text(self.home / path) == text for path, text in files.items()):
            return
        self.home = folder if folder.exists() else copy_home(folder)
        for path, text in files.items():
            if text:
                (folder / path).unlink(missing_ok=True)
                (folder / path).write_text(text, encoding="utf-8")
            else:
                (folder / path).unlink(missing_ok=True)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
