"""The records of a transcript, each brought into the form of a statement that the ontology declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from atgraph.data.transcript import (
    Affiliation,
    Drafted,
    Participant,
    Programme,
    Quote,
    Session,
    as_quote,
)
from atgraph.data.yaml_lines import Record
from atgraph.errors import KeyDetails, Problem, UnreadableError
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import shorten
from atgraph.rdf.ontology import Ontology, Property, RecordClass

COMMON = frozenset({"session", "quotes", "review"})

# Lists of a session and of a person, whose form programme.py fixes → the record name of what is in
# them.
WITHIN = {
    "organizers": "organizing",
    "participants": "participation",
    "affiliations": "affiliation",
}


def record_class(ontology: Ontology, name: str) -> RecordClass:
    """Return the class of a kind of record that the layout of a transcript or of the registry itself asks for.

    Raises:
        UnreadableError: no class has that record name.
    """
    if name not in ontology.records:
        message = f"no class has atg:recordName {name!r}, and records of that kind are read; give it back to the class that had it"
        raise UnreadableError(message, resource_folder("ontology") / "atgraph.ttl")
    return ontology.records[name]


def record_property(ontology: Ontology, iri: str) -> Property:
    """Return a property that the layout of the registry itself fills.

    Raises:
        UnreadableError: it has no record key.
    """
    for prop in ontology.properties:
        if prop.iri == iri:
            return prop
    message = (
        f"{shorten(iri)} has no atg:recordKey, and the registry fills it; give it back its key"
    )
    raise UnreadableError(message, resource_folder("ontology") / "atgraph.ttl")


@dataclass(frozen=True)
class Statement:
    """One record: its class, the values of each key as printed, where it is said, and its quotes.

    A participation also has its position in the session, from 1, and says what its actor is: a
    person or an organization.
    """

    kind: RecordClass
    values: Mapping[str, tuple[str, ...]]
    session: str
    quotes: tuple[Quote, ...]
    line: int
    affiliations: tuple[Affiliation, ...] = ()
    position: int = 0
    actor: str = ""


def iter_statements(
    programme: Programme, ontology: Ontology, problems: list[Problem]
) -> Iterator[Statement]:
    """Yield organisers and participants of each session, then the statements."""
    path = str(programme.path)
    for session in programme.sessions:
        yield from _of_session(session, ontology)
    for row in programme.statements:
        if not isinstance(row, Record):
            problems.append(
                Problem(
                    path,
                    getattr(row, "line", programme.at),
                    "is not a mapping; write {tie: …, quotes: […]}",
                )
            )
        elif statement := read_statement(row, ontology, path, problems, programme.sessions_by_id):
            yield statement


def _of_session(session: Session, ontology: Ontology) -> Iterator[Statement]:
    for organizer in session.organizers:
        values = {"organizer": organizer.name, "role": organizer.role, "status": organizer.status}
        yield Statement(
            record_class(ontology, WITHIN["organizers"]),
            _clean(values),
            session.id,
            organizer.quotes,
            organizer.at,
        )
    for position, person in enumerate(session.participants, 1):
        yield _participation(session, position, person, ontology)


def _participation(
    session: Session, position: int, person: Participant, ontology: Ontology
) -> Statement:
    values = {
        "participant": person.name,
        "role": person.role,
        "status": person.status,
        "honorific": person.honorific,
        "country": person.country,
        "title": person.title,
    }
    kind = record_class(ontology, WITHIN["participants"])
    return Statement(
        kind,
        _clean(values),
        session.id,
        person.quotes,
        person.at,
        person.affiliations,
        position,
        person.kind,
    )


def _clean(values: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {key: (value,) for key, value in values.items() if value}


def read_statement(
    row: Record, ontology: Ontology, path: str, problems: list[Problem], sessions: Collection[str]
) -> Statement | None:
    """Read one record of `statements`, with the keys that its class declares.

    Returns:
        None where it cannot be understood; the reason is added to the problems.
    """
    before = len(problems)
    name = "claim" if "claim" in row else str(row.get("tie", ""))
    kind = ontology.records.get(name)
    if kind is None or ("tie" in row and "claim" in row):
        known = ", ".join(sorted(n for n in ontology.records if n != "claim"))
        about = KeyDetails("tie", name, tuple(known.split(", ")))
        problems.append(
            Problem(
                path,
                row.line,
                f"tie: {name!r} is no kind of tie; write one of {known}, or `claim:`",
                "unknown-tie",
                key=about,
            )
        )
        return None
    values: dict[str, tuple[str, ...]] = {}
    for key, value in row.items():
        if key in COMMON or key == "tie":
            continue
        if key not in kind.properties:
            known = ", ".join(sorted(kind.properties))
            about = KeyDetails(key, known=(*kind.properties, "session", "quotes"))
            problems.append(
                Problem(
                    path,
                    row.lines[key],
                    f"the key {key!r} is not known in a {name}; use {known}, session, quotes",
                    "unknown-key",
                    key=about,
                )
            )
        else:
            values[key] = _values(value, key, path, row.lines[key], problems)
    session = str(row.get("session", ""))
    if session and session not in sessions:
        message = f"there is no session {session!r} in this programme; use one of {', '.join(sorted(sessions))}"
        about = KeyDetails("session", session, tuple(sorted(sessions)))
        problems.append(Problem(path, row.lines["session"], message, "unknown-id", key=about))
    quotes = read_quotes(row, path, problems)
    missing = [
        key
        for key in kind.end_keys()
        if key not in values and not any(p.session_default for p in kind.properties[key])
    ]
    if (
        missing and len(problems) == before
    ):  # a key that is not known may be the missing one, misspelt
        about = KeyDetails(missing[0], kind=kind.iri)
        problems.append(
            Problem(
                path,
                row.line,
                f"a {name} needs the key {missing[0]!r}; add it",
                "missing-key",
                key=about,
            )
        )
    return Statement(kind, values, session, quotes, row.line) if len(problems) == before else None


def _values(value: Any, key: str, path: str, line: int, problems: list[Problem]) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(i, str) and i.strip() for i in items):
        problems.append(Problem(path, line, f"{key}: write a text, or a list of texts"))
        return ()
    return tuple(map(str, items))


def read_quotes(row: Record, path: str, problems: list[Problem]) -> tuple[Quote, ...]:
    """Read the `quotes` of a raw record; a record without words in the source does not exist."""
    from pydantic import ValidationError

    quotes = row.get("quotes")
    if not isinstance(quotes, list) or not quotes:
        problems.append(
            Problem(
                path,
                row.line,
                "the record has no quotes; add the printed words it rests on",
                "missing-key",
                key=KeyDetails("quotes"),
            )
        )
        return ()
    try:
        return tuple(Quote.model_validate(as_quote(q)) for q in quotes)
    except ValidationError as exc:
        problems.append(
            Problem(
                path,
                row.lines["quotes"],
                f'quotes: {exc.errors()[0]["msg"].lower()}; write "…" or {{text: "…", line: N}}',
            )
        )
        return ()


def reviews(programme: Programme) -> Iterator[tuple[int, str]]:
    """Yield line and reason of each record that still waits for review."""
    for session in programme.sessions:
        drafted: tuple[Drafted, ...] = (
            session,
            *session.listings,
            *session.organizers,
            *session.participants,
        )
        yield from ((entry.at, entry.review) for entry in drafted)
    drafted = (programme, *programme.listings, *programme.ignored)
    yield from ((entry.at, entry.review) for entry in drafted)
    for row in programme.statements:
        if isinstance(row, Record):
            yield row.line, str(row.get("review", ""))
