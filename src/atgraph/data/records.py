"""The records of a transcript, each in the form of a statement that the ontology declares."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from atgraph.data.transcript import Affiliation, Drafted, Programme, Quote, as_record
from atgraph.data.yaml_lines import Record
from atgraph.errors import KeyDetails, Problem, UnreadableError
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import shorten
from atgraph.rdf.ontology import Ontology, Property, RecordClass

COMMON = frozenset({"tie", "session", "quotes", "review"})

# Lists of a session and of a person, whose form the model fixes → the name of the record in them.
WITHIN = {
    "organizers": "organizing", "participants": "participation", "affiliations": "affiliation",
}  # fmt: skip
# Keys of a participation that have one value as printed.
PERSONAL = ("role", "status", "honorific", "country", "title")


def record_class(ontology: Ontology, name: str) -> RecordClass:
    """Return the class of a kind of record that transcripts or the registry have a layout for."""
    if name not in ontology.records:
        why = f"no class has atg:recordName {name!r}, and records of that kind are read"
        raise _lacking(f"{why}; give it back to the class that had it")
    return ontology.records[name]


def record_property(ontology: Ontology, iri: str) -> Property:
    """Return a property that the layout of the registry itself fills."""
    for prop in ontology.properties:
        if prop.iri == iri:
            return prop
    name = shorten(iri)
    raise _lacking(f"{name} has no atg:recordKey, and the registry fills it; give it back its key")


def _lacking(message: str) -> UnreadableError:
    return UnreadableError(message, resource_folder("ontology") / "atgraph.ttl")


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
        for organizer in session.organizers:
            values = {"organizer": organizer.name, "role": organizer.role}
            kept = _kept(values | {"status": organizer.status})
            kind = record_class(ontology, WITHIN["organizers"])
            yield Statement(kind, kept, session.id, organizer.quotes, organizer.at)
        for position, part in enumerate(session.participants, 1):
            kept = _kept({"participant": part.name} | {key: getattr(part, key) for key in PERSONAL})
            where = (session.id, part.quotes, part.at, part.affiliations)
            kind = record_class(ontology, WITHIN["participants"])
            yield Statement(kind, kept, *where, position, part.kind)
    for row in programme.statements:
        if not isinstance(row, Record):
            message = "is not a mapping; write {tie: …, quotes: […]}"
            problems.append(Problem(path, getattr(row, "line", programme.at), message))
        elif statement := read_statement(row, ontology, path, problems, programme.sessions_by_id):
            yield statement


def _kept(values: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {key: (value,) for key, value in values.items() if value}


def read_statement(
    row: Record, ontology: Ontology, path: str, problems: list[Problem], sessions: Collection[str]
) -> Statement | None:
    """Read one record of `statements`; None where it cannot be understood, as the problems say."""
    found: list[Problem] = []
    name = "claim" if "claim" in row else str(row.get("tie", ""))
    kind = ontology.records.get(name)
    if kind is None or ("tie" in row and "claim" in row):
        ties = sorted(n for n in ontology.records if n != "claim")
        message = f"tie: {name!r} is not a kind of tie; write one of {', '.join(ties)}, or `claim:`"
        about = KeyDetails("tie", name, tuple(ties))
        problems.append(Problem(path, row.line, message, "unknown-tie", key=about))
        return None
    values: dict[str, tuple[str, ...]] = {}
    for key, value in row.items():
        line = row.lines[key]
        if key in COMMON:
            continue
        if key in kind.properties:
            items = value if isinstance(value, list) else [value]
            values[key] = tuple(map(str, items))
            if not items or not all(isinstance(item, str) and item.strip() for item in items):
                found.append(Problem(path, line, f"{key}: write a text, or a list of texts"))
        else:
            known = (*sorted(kind.properties), "session", "quotes")
            message = f"the key {key!r} is not known in a {name}; use {', '.join(known)}"
            about = KeyDetails(key, known=(*kind.properties, "session", "quotes"))
            found.append(Problem(path, line, message, "unknown-key", key=about))
    session = str(row.get("session", ""))
    if session and session not in sessions:
        known = tuple(sorted(sessions))
        message = f"there is no session {session!r} in this programme; use one of "
        message += ", ".join(known)
        about = KeyDetails("session", session, known)
        found.append(Problem(path, row.lines["session"], message, "unknown-id", key=about))
    quotes = read_quotes(row, path, found)
    by_session = {p.key for filled in kind.properties.values() for p in filled if p.session_default}
    missing = [key for key in kind.end_keys() if key not in {*values, *by_session}]
    if missing and not found:  # a key that is not known may be the missing one, misspelt
        message = f"a {name} needs the key {missing[0]!r}; add it"
        about = KeyDetails(missing[0], kind=kind.iri)
        found.append(Problem(path, row.line, message, "missing-key", key=about))
    problems += found
    return None if found else Statement(kind, values, session, quotes, row.line)


def read_quotes(row: Record, path: str, problems: list[Problem]) -> tuple[Quote, ...]:
    """Read the `quotes` of a raw record; a record without words in the source does not exist."""
    quotes = row.get("quotes")
    if not isinstance(quotes, list) or not quotes:
        message = "the record has no quotes; add the printed words it rests on"
        about = KeyDetails("quotes")
        problems.append(Problem(path, row.line, message, "missing-key", key=about))
        return ()
    try:
        return tuple(Quote.model_validate(as_record(q, "text")) for q in quotes)
    except ValidationError as exc:
        said = exc.errors()[0]["msg"].lower()
        message = f'quotes: {said}; write "…" or {{text: "…", line: N}}'
        problems.append(Problem(path, row.lines["quotes"], message))
        return ()


def reviews(programme: Programme) -> Iterator[tuple[int, str]]:
    """Yield line and reason of each record that still waits for review."""
    drafted: list[Drafted] = []
    for session in programme.sessions:
        drafted += [session, *session.listings, *session.organizers, *session.participants]
    drafted += [programme, *programme.context, *programme.listings, *programme.ignored]
    yield from ((entry.at, entry.review) for entry in drafted if entry.review)
    for row in programme.statements:
        if isinstance(row, Record) and (review := str(row.get("review", ""))):
            yield row.line, review
