"""The files of the registry without somebody: records, links, facts, decisions, and words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from atgraph.curate.removal.codes import masked_beside_codes, parts_of
from atgraph.curate.removal.forms import Forms
from atgraph.curate.removal.subject import Subject
from atgraph.curate.removal.transcripts import REASON, Changed, quote_in
from atgraph.data.registry.model import LINKS, NONE
from atgraph.data.yaml_edits import (
    GAP,
    YamlEditor,
    entries,
    flow,
    items,
    plain,
    take_out_records,
    value_of,
)
from atgraph.text import fold

OF, IS = "of", "is"
DECIDED = ("id", "is", "is_not", "unsure")


@dataclass(frozen=True)
class RegistryChange:
    """What is taken out of one file of the registry, as texts and lists."""

    text: str
    records: list[Any]


def change_file(
    name: str, text: str, subject: Subject, forms: Forms, changed: Mapping[str, Changed]
) -> RegistryChange:
    """Return a file of the registry without somebody.

    Args:
        name: of the file, without its ending.
        text: of the file.
        subject: who goes.
        forms: what must stand nowhere any more.
        changed: the transcripts from which records were taken out, by programme.

    It is a yaml.YAMLError where the text is not YAML.
    """
    editor = YamlEditor(text)
    rows = items(editor.root)
    goes = _rule(name, subject, changed)
    gone = [number for number, row in enumerate(rows) if goes(plain(row))]
    kept = [row for number, row in enumerate(rows) if number not in gone]
    written = set[int]()  # nodes that have an edit already, or go
    if name == "decisions":
        _imply_none(editor, kept, subject, changed, written)
    for row in kept:
        _take_out_links(editor, row, subject.ids, written)
        _move_quotes(editor, row, changed, written)
        if not subject.namesakes:
            _mask(editor, row, forms, written)
    changed_text = editor.result()
    if gone:
        blocks = f"{GAP}- " in text
        changed_text = take_out_records(changed_text, gone, GAP if blocks else "\n")
    if not subject.namesakes:
        changed_text = masked_beside_codes(changed_text, forms)  # comments
    return RegistryChange(changed_text, [plain(rows[number]) for number in gone])


def _rule(name: str, subject: Subject, changed: Mapping[str, Changed]) -> Callable[[Any], bool]:
    """Return what says whether a row of a file goes."""
    ids = set(subject.ids)
    if name == "decisions":
        return lambda row: _is_about(row, subject, changed) and not _is_title(row, subject, changed)
    if name == "facts":
        return lambda row: not ids.isdisjoint(_values(row))
    if name == "retired":
        return lambda row: row in ids
    return lambda row: isinstance(row, dict) and row.get("id") in ids


def _is_about(row: Any, subject: Subject, changed: Mapping[str, Changed]) -> bool:
    """Whether a decision is about somebody, or about words that no record prints any more."""
    if not isinstance(row, dict):
        return False
    return any(row.get(key) in subject.ids for key in DECIDED) or _is_lost(row, changed)


def _is_lost(row: Mapping[str, str], changed: Mapping[str, Changed]) -> bool:
    found = changed.get(str(row.get("programme", "")))
    return found is not None and found.has_lost(str(row.get("session", "")), row.get("name"))


def _is_title(row: Any, subject: Subject, changed: Mapping[str, Changed]) -> bool:
    """Whether a decision says that a title implies the body that goes, and the title stays."""
    if not isinstance(row, dict) or subject.is_person or row.get("is") not in subject.ids:
        return False
    name = row.get("name", "")
    return bool(name) and fold(name) not in subject.names and not _is_lost(row, changed)


def _imply_none(
    editor: YamlEditor,
    rows: Sequence[yaml.Node],
    subject: Subject,
    changed: Mapping[str, Changed],
    written: set[int],
) -> None:
    """Let titles imply nothing that implied the body that goes."""
    for row in rows:
        if _is_title(plain(row), subject, changed):
            for key, value in ((IS, NONE), ("reason", REASON)):
                if node := value_of(row, key):
                    editor.replace(node, value)
                    written.add(id(node))


def _values(row: Any) -> Iterator[str]:
    if isinstance(row, dict):
        for value in row.values():
            yield from map(str, value if isinstance(value, list) else [value])


def _take_out_links(
    editor: YamlEditor, row: yaml.Node, ids: Collection[str], written: set[int]
) -> None:
    """Take out what leads from another record to somebody."""
    if not isinstance(row, yaml.MappingNode):
        return
    keys, emptied = list(entries(row)), []
    for number, key in enumerate(keys):
        value = value_of(row, key)
        if key == OF and plain(value) in ids:
            emptied.append(number)
            written.add(id(value))
        if key not in LINKS or not isinstance(value, yaml.SequenceNode):
            continue
        gone = [n for n, link in enumerate(value.value) if plain(value_of(link, IS)) in ids]
        written |= {id(value.value[n]) for n in gone}
        if gone and len(gone) == len(value.value):
            emptied.append(number)
        elif gone:
            editor.take_out(value, gone)
    if emptied:
        editor.take_out(row, emptied)


def _move_quotes(
    editor: YamlEditor, node: yaml.Node, changed: Mapping[str, Changed], written: set[int]
) -> None:
    """Give the quotes of a programme the words that now stand in their place."""
    if id(node) in written:
        return
    if isinstance(node, yaml.MappingNode):
        found = changed.get(str(plain(value_of(node, "programme"))))
        for quote in items(value_of(node, "quotes")) if found else ():
            text = quote_in(plain(quote), found.texts) if found else None
            if text is not None:
                written.add(id(quote))
                editor.replace(quote, text)
    for part in parts_of(node):
        _move_quotes(editor, part, changed, written)


def _mask(editor: YamlEditor, node: yaml.Node, forms: Forms, written: set[int]) -> None:
    """Mask names in the values that have no edit yet."""
    if id(node) in written:
        return
    if isinstance(node, yaml.ScalarNode) and forms.stand_in(node.value):
        editor.replace(node, flow(forms.masked(node.value)))
    for part in parts_of(node):
        _mask(editor, part, forms, written)
