"""Who is listed on request, by the registry: no published graph holds that mark."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from atgraph.data.yaml_lines import Record, Rows, read_yaml
from atgraph.errors import RegistryError
from atgraph.rdf.namespaces import ATGD

ON_REQUEST = "on-request"
FILE = "people.yml"
WRONG = "`atgraph check` says what is wrong"
# The keys of an identity. They are named here because the model of the registry takes longer to
# import than most questions take.
KEYS = {
    *("id", "label", "names", "acronyms", "type", "country", "of", "source", "read", "within"),
    *("units", "based_on", "about", "identifiers", "pages", "programmes", "listing", "described"),
}


def listed_on_request(people: Collection[str], folder: Path) -> frozenset[str]:
    """Return those people of a graph, by IRI, whom a registry's folder lists on request.

    Raises:
        RegistryError: the registry is wrong, or does not know one of the people, who could be
            listed on request there.
        UnreadableError: it is not there, or no YAML.
    """
    if not people:
        return frozenset()
    known = {ATGD + person: listed for person, listed in _read(folder).items()}
    if strangers := sorted(set(people) - known.keys()):
        why = f"does not know {strangers[0].removeprefix(ATGD)} of the graph"
        message = f"{why}, so nobody can tell who is listed on request"
        raise RegistryError(f"{message}; name the graph's own folder with --data", folder)
    return frozenset(iri for iri in people if known[iri])


def all_listed_on_request(folder: Path) -> frozenset[str]:
    """Return the IRIs of all who are listed on request in a registry; errors as above."""
    return frozenset(ATGD + person for person, listed in _read(folder).items() if listed)


def _read(folder: Path) -> dict[str, bool]:
    """Return person's id → whether listed on request."""
    path = folder / FILE
    rows = read_yaml(path) or Rows()
    if not isinstance(rows, Rows):
        raise RegistryError(f"holds no list of people; {WRONG}", path)
    for row in rows:
        if not _is_plain(row):
            line = getattr(row, "line", rows.line)
            raise RegistryError(f"holds what is not a record of a person; {WRONG}", path, line)
    return {str(row["id"]): bool(row.get("listing")) for row in rows}


def _is_plain(row: object) -> bool:
    if not isinstance(row, Record) or not isinstance(row.get("id"), str):
        return False
    return row.keys() <= KEYS and row.get("listing", ON_REQUEST) in ("", ON_REQUEST)
