"""The programmes of a data folder, mapped, with what later steps need of each and no more."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any, Self

from pyoxigraph import NamedNode, RdfFormat, serialize

from atgraph.build.mapping import Draft, Printed, map_programme
from atgraph.build.plain_problems import plain, problem_of
from atgraph.build.validation.returned import Named, named_in
from atgraph.data.folder import DataRead
from atgraph.data.registry import Registry
from atgraph.data.transcript import Programme
from atgraph.errors import Place
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.version import SetHash


@dataclass
class MappedProgramme:
    """A programme that was mapped.

    Attributes:
        id: its name.
        path: the file of its transcript.
        texts: the id of each source → the file that holds its text.
        draft: its quads, what is wrong in it, and where each record was written.
        named: the names in it, where somebody was removed.
    """

    id: str
    path: Path
    texts: list[tuple[str, str]]
    draft: Draft = field(repr=False)
    named: list[Named] = field(default_factory=list, repr=False)

    @classmethod
    def of(
        cls, programme: Programme, registry: Registry, ontology: Ontology, printed: list[Printed]
    ) -> Self:
        """Map a programme; ``printed`` are the facts of the registry that rest on words."""
        draft = map_programme(programme, registry, ontology, printed=printed)
        texts = [(source.id, source.text_file) for source in programme.sources]
        return cls(programme.id, programme.path, texts, draft, [*named_in(programme, registry)])

    @property
    def text_paths(self) -> list[Path]:
        """The files of its texts."""
        return [self.path.parent / name for _, name in self.texts]

    def _plain(self, file: Path) -> dict[str, Any]:
        """Put the quads into a file as N-Quads, and return the rest as JSON has it."""
        draft = self.draft
        with file.open("wb") as out:
            serialize(draft.quads, out, format=RdfFormat.N_QUADS)
        return {
            "id": self.id,
            "path": str(self.path),
            "texts": self.texts,
            "named": self.named,
            "graph": draft.graph.value,
            "told": draft.path,
            "file": str(file),
            "size": len(draft.quads),
            "total": hex(SetHash.of(f"{quad} .\n" for quad in draft.quads).total),
            "problems": list(map(plain, draft.problems)),
            "origins": [[iri, place.path, place.line] for iri, place in draft.origins.items()],
            "unreadable": draft.unreadable,
            "doubtful": sorted(draft.doubtful),
            "asked": sorted(draft.asked),
        }

    @classmethod
    def _read(cls, said: dict[str, Any], ontology: Ontology) -> Self:
        draft = Draft(NamedNode(said["graph"]), said["told"], ontology, file=Path(said["file"]))
        draft.problems = list(map(problem_of, said["problems"]))
        draft.origins = {iri: Place(intern(path), line) for iri, path, line in said["origins"]}
        draft.unreadable, draft.size_in_file = said["unreadable"], said["size"]
        draft.total_in_file = int(said["total"], 16)
        draft.doubtful = {(path, line) for path, line in said["doubtful"]}
        draft.asked = set(said["asked"])
        texts = [(source, name) for source, name in said["texts"]]
        named = [(path, line, name) for path, line, name in said["named"]]
        return cls(said["id"], Path(said["path"]), texts, draft, named)


@dataclass
class MappedFolder:
    """What was read of a folder, beside the registry, and mapped: a programme, or none."""

    read: DataRead
    programmes: list[MappedProgramme] = field(default_factory=list)

    def written(self, file: Path) -> bytes:
        """Return it as bytes; the quads go into a file."""
        read = self.read
        said = {
            "problems": list(map(plain, read.problems)),
            "unreadable": read.unreadable,
            "ids": sorted(read.ids),
            "programmes": [one._plain(file) for one in self.programmes],
        }
        return json.dumps(said).encode()

    @classmethod
    def of_written(cls, written: bytes, ontology: Ontology) -> Self:
        """Return what was written."""
        said = json.loads(written)
        problems = list(map(problem_of, said["problems"]))
        read = DataRead(problems=problems, unreadable=said["unreadable"], ids=set(said["ids"]))
        return cls(read, [MappedProgramme._read(one, ontology) for one in said["programmes"]])
