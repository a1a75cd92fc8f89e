"""Whoever asks to be listed on request is marked in the registry, and the mark taken back."""

from __future__ import annotations

from pathlib import Path

import yaml

from atgraph.curate.reconcile.open_names import Corpus
from atgraph.curate.removal.subject import find_subject
from atgraph.data.journal import locked, write_together
from atgraph.data.registry import ON_REQUEST, read_registry
from atgraph.data.yaml_edits import YamlEditor, items, plain, value_of
from atgraph.errors import NotFoundError, RefusedError, RegistryError
from atgraph.files import decode, read_bytes, resource_folder
from atgraph.rdf.ontology import Ontology

KEY = "listing"


def mark_on_request(data: Path, name: str, *, is_listed: bool) -> tuple[str, Path, bool]:
    """Mark somebody as listed on request, or take the mark back.

    Args:
        data: the data folder.
        name: of a person, or the id; a mark is taken back from any record.
        is_listed: whether there is to be a mark.

    Returns:
        the id, the file of the record, and whether it was changed.

    Raises:
        NotFoundError: nobody has the name, or several do.
        RegistryError: the registry cannot be read.
        RefusedError: it is no person, or cannot be written.
    """
    ontology = Ontology.read(resource_folder("ontology"))
    with locked(data):
        registry, problems = read_registry(data / "registry", ontology)
        if not registry.whole:
            raise RegistryError.of(problems)
        subject = find_subject(Corpus((), registry, ontology), name)
        if subject.was_removed:
            raise NotFoundError("somebody of that name was removed, and is in no record")
        if is_listed and not subject.is_person:
            instead = "`atgraph remove` takes out what is no person"
            raise RefusedError(f"{subject.id} is no person, and only people are listed; {instead}")
        path = Path(registry.files[subject.id])
        editor = YamlEditor(decode(read_bytes(path), path))
        row = next(row for row in items(editor.root) if plain(value_of(row, "id")) == subject.id)
        assert isinstance(row, yaml.MappingNode)
        keys = [str(key.value) for key, _ in row.value]
        if is_listed == (KEY in keys):
            return subject.id, path, False
        if is_listed:
            editor.insert(row, len(keys) - 1, f"{KEY}: {ON_REQUEST}")
        else:
            editor.take_out(row, [keys.index(KEY)])
        write_together(data, {path: editor.result().encode()})
    return subject.id, path, True
