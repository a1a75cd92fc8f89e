"""The printed names that stand for nobody yet, each with what is printed around it, and what is known of those who are settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from atgraph.build.mapping import map_programme
from atgraph.data.folder import read_data
from atgraph.data.names import key
from atgraph.data.records import Statement, iter_statements
from atgraph.data.registry import Registry
from atgraph.data.registry.model import PERSON
from atgraph.data.transcript import Programme
from atgraph.errors import NotFoundError, Problem, SourceError
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATG
from atgraph.rdf.ontology import Ontology
from atgraph.text import fold

TITLE = "title-without-body"
ORGANIZATION = ATG + "Organization"
Found = list[
    tuple[Problem, Statement | None]
]  # each problem about a name, and the record that prints it


@dataclass(frozen=True)
class Post:
    """What is printed of a person in one session: a title, a body, or both."""

    programme: str
    session: str
    title: str
    organization: str


@dataclass(frozen=True)
class Mention:
    """Where a name is printed: the session, the line of its record, and the words."""

    session: str
    line: int
    quote: str


@dataclass(frozen=True)
class Printed:
    """One printed name of a programme that nobody, or more than one, holds; or a title that names no body."""

    programme: str
    name: str
    rule: str
    kinds: tuple[str, ...]
    places: tuple[Mention, ...]
    path: str = ""
    posts: tuple[Post, ...] = ()
    beside: tuple[str, ...] = ()  # the bodies that its records print too
    holders: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether only a person can be meant."""
        return self.kinds == (PERSON,)

    @property
    def may_be_two(self) -> bool:
        """Whether a person's name is printed in several sessions of which no post and no body is the same in all."""
        said: dict[str, set[str]] = defaultdict(set)
        for post in self.posts:
            said[post.session] |= {key(value) for value in (post.title, post.organization) if value}
        return len(said) > 1 and not set.intersection(*said.values())


@dataclass(frozen=True)
class Scene:
    """The transcripts and the registry as they stand."""

    programmes: tuple[Programme, ...]
    registry: Registry
    ontology: Ontology
    folder: Path = field(default=Path(), repr=False)

    def open_names(self, programmes: Iterable[str] = ()) -> list[Printed]:
        """Return the names of the programmes (all, if none is said) that are to be settled, in the order of their printing.

        Raises:
            NotFoundError: there is no such programme.
        """
        chosen = self.choose(programmes)
        return [
            printed
            for programme in chosen
            for printed in _open_names(programme, self.registry, self.ontology)
        ]

    def choose(self, programmes: Iterable[str]) -> list[Programme]:
        """Return the programmes that are meant.

        Raises:
            NotFoundError: there is no such programme.
        """
        wanted, known = list(programmes), {p.id: p for p in self.programmes}
        for name in wanted:
            if name not in known:
                raise NotFoundError(
                    f"there is no programme {name!r}; use one of {', '.join(sorted(known))}"
                )
        return [known[name] for name in wanted] or list(self.programmes)

    def read_again(self) -> Scene:
        """Return the scene with the registry as it stands now."""
        from atgraph.data.registry import read_registry

        return replace(self, registry=read_registry(self.registry.folder, self.ontology)[0])

    @cached_property
    def statements(self) -> dict[str, list[Statement]]:
        """Programme → its records."""
        return {p.id: list(iter_statements(p, self.ontology, [])) for p in self.programmes}

    @cached_property
    def posts(self) -> dict[str, list[Post]]:
        """Person → what is printed of them wherever their name is settled."""
        posts: dict[str, list[Post]] = defaultdict(list)
        for programme, statements in self.statements.items():
            for statement in (s for s in statements if s.actor == "person"):
                for identity in self.settled(
                    programme, statement.session, statement.values["participant"][0], PERSON
                ):
                    posts[identity] += _posts(programme, statement)
        return posts

    @cached_property
    def present(self) -> dict[str, dict[str, str]]:
        """Programme → identity → the name by which it is printed there first."""
        present: dict[str, dict[str, str]] = {}
        for programme, statements in self.statements.items():
            here = present.setdefault(programme, {})
            for statement in statements:
                for name in _names(statement):
                    for identity in self.settled(programme, statement.session, name):
                        here.setdefault(identity, name)
        return present

    def settled(self, programme: str, session: str, name: str, kind: str = "") -> list[str]:
        """Return the identity for which a printed name stands at a place, as decided or as its only holder; else nothing."""
        registry = self.registry
        if decision := registry.decision(programme, session, name):
            return (
                [registry.known_as(decision.is_)]
                if registry.known_as(decision.is_) in registry.identities
                else []
            )
        held = [
            i
            for i in registry.names.get(fold(name), ())
            if not registry.rules_out(programme, session, name, i)
        ]
        held = [
            i
            for i in held
            if programme in registry.identities[i].programmes
            or not (registry.identities[i].programmes or registry.classes[i] == PERSON)
        ]
        held = [i for i in held if not kind or registry.classes[i] == kind]
        return held if len(held) == 1 else []

    def prints(self, programme: str, name: str) -> Iterator[str]:
        """Yield each session of a programme of which a record prints a name or title; empty for the programme's own."""
        wanted = fold(name)
        found = (
            s.session
            for s in self.statements.get(programme, ())
            if wanted in {fold(v) for v in _names(s)}
        )
        yield from dict.fromkeys(found)


def read_scene(data: Path, ontology: Ontology | None = None) -> Scene:
    """Read the transcripts and the registry, by the project's ontology if no other is given.

    Raises:
        SourceError: a record of the registry cannot be understood, so that nobody knows who is in
            it.
        UnreadableError: a file cannot be read.
    """
    ontology = ontology or Ontology.read(resource_folder("ontology"))
    read = read_data(data, ontology)
    wrong = [f for f in read.problems if f.path.startswith(str(data / "registry"))]
    if read.unreadable or not read.registry.whole:
        raise SourceError.of(read.problems if read.unreadable else wrong or read.problems)
    return Scene(tuple(read.programmes), read.registry, ontology, data)


def _open_names(programme: Programme, registry: Registry, ontology: Ontology) -> Iterator[Printed]:
    lines: dict[int, list[Statement]] = defaultdict(list)
    for statement in iter_statements(programme, ontology, []):
        for line in (statement.line, *(a.at for a in statement.affiliations)):
            lines[line].append(statement)
    groups: dict[tuple[str, str], list[tuple[frozenset[str], Found]]] = {}
    for problem in map_programme(programme, registry, ontology, hints=False).unresolved:
        name = problem.name.text
        record = next(
            (s for s in lines[problem.line] if name in {fold(v) for v in _names(s)}), None
        )
        kinds = [ORGANIZATION] if problem.rule == TITLE else problem.name.kinds
        _group(groups.setdefault((name, problem.rule), []), frozenset(kinds), (problem, record))
    for (name, rule), found in groups.items():
        yield from (_printed(programme, name, rule, kinds, rows) for kinds, rows in found)


def _group(
    groups: list[tuple[frozenset[str], Found]],
    kinds: frozenset[str],
    row: tuple[Problem, Statement | None],
) -> None:
    """Put a problem to those that one thing can be meant by: where a body or a person may stand and where only a body may, it is a body."""
    for number, (others, rows) in enumerate(groups):
        if kinds & others or kinds == others:
            groups[number] = kinds & others, [*rows, row]
            return
    groups.append((kinds, [row]))


def _printed(
    programme: Programme, name: str, rule: str, kinds: frozenset[str], found: Found
) -> Printed:
    records = [record for _, record in found if record is not None]
    places: dict[str, Mention] = {}
    for problem, record in found:
        quote = record.quotes[0].text if record is not None and record.quotes else ""
        places.setdefault(
            problem.name.session,
            Mention(problem.name.session, problem.line, " ".join(quote.split())),
        )
    return Printed(
        programme=programme.id,
        name=name,
        rule=rule,
        kinds=tuple(sorted(kinds)),
        places=tuple(places.values()),
        path=str(programme.path),
        posts=tuple(
            dict.fromkeys(post for record in records for post in _posts(programme.id, record))
        )
        if kinds == {PERSON}
        else (),
        beside=tuple(
            dict.fromkeys(
                value for record in records for value in _names(record) if fold(value) != name
            )
        ),
        holders=found[0][0].name.holders,
    )


def _posts(programme: str, statement: Statement) -> list[Post]:
    return [
        Post(programme, statement.session, fold(a.title), fold(a.organization))
        for a in statement.affiliations
    ]


def _names(statement: Statement) -> Iterator[str]:
    """Yield what a record prints that may stand for somebody: the values of its ends, bodies, and titles without one."""
    for end, props in statement.kind.properties.items():
        if any(p.is_object for p in props):
            yield from statement.values.get(end, ())
    for affiliation in statement.affiliations:
        yield affiliation.organization or affiliation.title
