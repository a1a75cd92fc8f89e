"""The printed names that are not resolved yet, and what is known of those that are."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from atgraph.build.mapping import map_programme
from atgraph.data.folder import read_data
from atgraph.data.names import key
from atgraph.data.records import Statement, iter_statements
from atgraph.data.registry import Registry, read_registry
from atgraph.data.registry.model import PERSON
from atgraph.data.removed import RETURNED
from atgraph.data.transcript import FILE, Programme
from atgraph.errors import NotFoundError, Problem, SourceError
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATG
from atgraph.rdf.ontology import Ontology
from atgraph.text import fold

TITLE = "title-without-body"
ORGANIZATION = ATG + "Organization"
# Each problem about a name, and the record that prints it.
Found = list[tuple[Problem, Statement | None]]


@dataclass(frozen=True)
class StatedPost:
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
class OpenName:
    """A printed name that nobody holds, or more than one; or a title that names no body."""

    programme: str
    name: str
    rule: str
    kinds: tuple[str, ...]
    mentions: tuple[Mention, ...]
    path: str = ""
    posts: tuple[StatedPost, ...] = ()
    beside: tuple[str, ...] = ()  # the bodies that its records print too
    holders: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether only a person can be meant."""
        return self.kinds == (PERSON,)

    @property
    def may_be_two(self) -> bool:
        """Whether a person is printed in several sessions that have no post or body in common."""
        said: dict[str, set[str]] = defaultdict(set)
        for post in self.posts:
            said[post.session] |= {key(value) for value in (post.title, post.organization) if value}
        return len(said) > 1 and not set.intersection(*said.values())


@dataclass(frozen=True)
class Corpus:
    """The transcripts and the registry as they stand; what of transcripts could not be read."""

    programmes: tuple[Programme, ...]
    registry: Registry
    ontology: Ontology
    left_out: tuple[Problem, ...] = ()

    def open_names(
        self, programmes: Iterable[str] = (), with_removed: bool = False
    ) -> list[OpenName]:
        """Return the open names of some programmes, or of all, in the order of their printing.

        Those of whoever was removed on request are left out, unless they are asked for.
        """
        chosen = self.choose(programmes)
        found = [name for programme in chosen for name in _open_names(programme, self)]
        gone = set() if with_removed else self.registry.removed_names(_asked(found))
        return [name for name in found if (name.programme, name.name) not in gone]

    def returned(self, programmes: Iterable[str] = ()) -> list[Problem]:
        """Return the open names of those who were removed on request, by their place alone."""
        found = self.open_names(programmes, with_removed=True)
        gone = self.registry.removed_names(_asked(found))
        lines = [
            (n.path, m.line) for n in found for m in n.mentions if (n.programme, n.name) in gone
        ]
        return [Problem(path, line, RETURNED) for path, line in lines]

    def choose(self, programmes: Iterable[str]) -> list[Programme]:
        """Return the programmes of these names, or all that could be read.

        It is a NotFoundError where one is not there, a SourceError where nothing of it can be read.
        """
        wanted, known = list(programmes), {p.id: p for p in self.programmes}
        if unknown := [name for name in wanted if name not in known]:
            if problems := self.left_out_of(unknown):
                raise SourceError.of(itertools.chain(*problems.values()))
            names = ", ".join(sorted(known))
            folder = self.registry.folder.with_name("programmes")
            raise NotFoundError(f"there is no programme {unknown[0]!r}; use one of {names}", folder)
        return [known[name] for name in wanted] or list(self.programmes)

    def left_out_of(self, programmes: Iterable[str]) -> dict[str, list[Problem]]:
        """Return why not all could be read of some programmes, or of any, by their names."""
        wanted, known = {*programmes}, {str(p.path): p.id for p in self.programmes}
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.left_out:
            name = known.get(problem.path, Path(problem.path).parent.name)
            if not wanted or name in wanted:
                found[name].append(problem)
        return found

    def with_registry_read(self) -> Corpus:
        """Return the same with the registry as it stands now, which can be read whole."""
        registry, problems = read_registry(self.registry.folder, self.ontology)
        if not registry.whole:
            raise SourceError.of(problems)
        return replace(self, registry=registry)

    @cached_property
    def statements(self) -> dict[str, list[Statement]]:
        """Programme → its records."""
        return {p.id: list(iter_statements(p, self.ontology, [])) for p in self.programmes}

    @cached_property
    def posts(self) -> dict[str, list[StatedPost]]:
        """Person → what is printed of them wherever their name is resolved."""
        posts: dict[str, list[StatedPost]] = defaultdict(list)
        for programme, statements in self.statements.items():
            for statement in (s for s in statements if s.actor == "person"):
                name = statement.values["participant"][0]
                if identity := self.identity_of(programme, statement.session, name, PERSON):
                    posts[identity] += _posts(programme, statement)
        return posts

    @cached_property
    def present(self) -> dict[str, dict[str, str]]:
        """Programme → identity → the name by which it is printed there first."""
        present: dict[str, dict[str, str]] = defaultdict(dict)
        for programme, statements in self.statements.items():
            for statement in statements:
                for name in _names(statement):
                    if identity := self.identity_of(programme, statement.session, name):
                        present[programme].setdefault(identity, name)
        return present

    def identity_of(self, programme: str, session: str, name: str, *kinds: str) -> str:
        """Return the identity that a printed name stands for, as decided or as its only holder."""
        registry, every = self.registry, self.ontology.plurals.values()
        if decision := registry.decision(programme, session, name):
            known = registry.known_as(decision.is_)
            return known if known in registry.identities else ""
        held = [
            identity
            for identity in registry.candidates(name, programme, kinds or every, self.ontology)
            if not registry.rules_out(programme, session, name, identity)
        ]
        return held[0] if len(held) == 1 else ""

    def sessions_with(self, programme: str, name: str) -> list[str]:
        """Return the sessions of which a record prints a name; empty is the programme itself."""
        wanted, statements = fold(name), self.statements.get(programme, ())
        found = (s.session for s in statements if wanted in map(fold, _names(s)))
        return list(dict.fromkeys(found))


def _asked(names: Iterable[OpenName]) -> list[tuple[str, str]]:
    """Return programme and name of those that may be of somebody, and are no titles of posts."""
    return [(name.programme, name.name) for name in names if name.rule != TITLE]


def read_corpus(data: Path, ontology: Ontology | None = None) -> Corpus:
    """Read the transcripts and the registry, by the project's ontology if no other is given.

    A transcript of which nothing can be understood is left out, or what cannot be in it. It is a
    SourceError if a file cannot be read, or a record of the registry cannot be understood, so that
    nobody knows who is in it.
    """
    ontology = ontology or Ontology.read(resource_folder("ontology"))
    read = read_data(data, ontology)
    wrong = [p for p in read.problems if p.path.startswith(str(data / "registry"))]
    if read.unreadable or not read.registry.whole:
        raise SourceError.of(read.problems if read.unreadable else wrong or read.problems)
    whole = {str(p.path) for p in read.programmes if p.whole}
    left_out = [p for p in read.problems if Path(p.path).name == FILE and p.path not in whole]
    for programme in read.programmes:
        for _ in iter_statements(programme, ontology, left_out):
            pass
    return Corpus(tuple(read.programmes), read.registry, ontology, tuple(left_out))


def _open_names(programme: Programme, corpus: Corpus) -> Iterator[OpenName]:
    lines: dict[int, list[Statement]] = defaultdict(list)
    for statement in iter_statements(programme, corpus.ontology, []):
        for line in (statement.line, *(a.at for a in statement.affiliations)):
            lines[line].append(statement)
    groups: dict[tuple[str, str], list[tuple[frozenset[str], Found]]] = {}
    draft = map_programme(programme, corpus.registry, corpus.ontology, hints=False)
    for problem in draft.unresolved:
        name, rule = problem.name.text, problem.rule
        record = next((s for s in lines[problem.line] if name in map(fold, _names(s))), None)
        kinds = frozenset([ORGANIZATION] if rule == TITLE else problem.name.kinds)
        alike = groups.setdefault((name, rule), [])
        # where a body or a person may stand, and elsewhere only a body may, it is a body
        for number, (others, found) in enumerate(alike):
            if kinds & others or kinds == others:
                alike[number] = kinds & others, [*found, (problem, record)]
                break
        else:
            alike.append((kinds, [(problem, record)]))
    for alike in groups.values():
        yield from (_open_name(programme, kinds, found) for kinds, found in alike)


def _open_name(programme: Programme, kinds: frozenset[str], found: Found) -> OpenName:
    first = found[0][0]
    records = [record for _, record in found if record is not None]
    mentions: dict[str, Mention] = {}
    for problem, record in found:
        quotes = programme.quotes if record is None else record.quotes
        quote = " ".join(quotes[0].text.split()) if quotes else ""
        session = problem.name.session
        mentions.setdefault(session, Mention(session, problem.line, quote))
    posts = [post for record in records for post in _posts(programme.id, record)]
    beside = [value for record in records for value in _names(record)]
    return OpenName(
        programme=programme.id,
        name=first.name.text,
        rule=first.rule,
        kinds=tuple(sorted(kinds)),
        mentions=tuple(mentions.values()),
        path=str(programme.path),
        posts=tuple(dict.fromkeys(posts)) if kinds == {PERSON} else (),
        beside=tuple(dict.fromkeys(v for v in beside if fold(v) != first.name.text)),
        holders=first.name.holders,
    )


def _posts(programme: str, statement: Statement) -> list[StatedPost]:
    return [
        StatedPost(programme, statement.session, fold(a.title), fold(a.organization))
        for a in statement.affiliations
    ]


def _names(statement: Statement) -> Iterator[str]:
    """Yield what a record prints that may stand for an identity: its ends, bodies and titles."""
    for end, props in statement.kind.properties.items():
        if any(p.is_object for p in props):
            yield from statement.values.get(end, ())
    for affiliation in statement.affiliations:
        yield affiliation.organization or affiliation.title
