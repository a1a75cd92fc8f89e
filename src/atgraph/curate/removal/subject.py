"""Who is to be removed: one person, body or other thing of the registry, and every form of it."""

from __future__ import annotations

from dataclasses import dataclass

from atgraph.curate.reconcile.open_names import Corpus
from atgraph.data.names import key
from atgraph.data.registry.model import PERSON, Identity
from atgraph.data.removed import iter_forms
from atgraph.errors import NotFoundError, RefusedError
from atgraph.rdf.namespaces import ATG, ATGD
from atgraph.text import did_you_mean, fold, some


@dataclass(frozen=True)
class Subject:
    """Whoever is to be removed: ids (a decision may have made several one), class and names.

    ``namesakes`` are the ids of others that share a name. Of one who was removed before no id is
    known, and no name but the one that was given.
    """

    ids: tuple[str, ...]
    kind: str
    names: tuple[str, ...]
    programmes: frozenset[str] = frozenset()
    namesakes: tuple[str, ...] = ()
    was_removed: bool = False

    @property
    def id(self) -> str:
        """The id under which it stands; empty where it was removed before."""
        return next(iter(self.ids), "")

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.kind == PERSON

    def means(self, name: str) -> bool:
        """Whether a printed name is one of its names, to the letter."""
        return fold(name) in self.names


def find_subject(corpus: Corpus, name: str, also: tuple[str, ...] = ()) -> Subject:
    """Return who is meant by a name, an id or an address; ``also`` are more forms of the name.

    It is a NotFoundError where nobody is, or more than one: then it lists the ids. It is a
    RefusedError where a further form is empty.
    """
    if not all(map(fold, also)):
        raise RefusedError(
            "one more form of the name is empty; leave out --also, or write the form"
        )
    registry, wanted = corpus.registry, name.removeprefix(ATGD).removeprefix("atgd:")
    identities = registry.identities
    known = registry.known_as(wanted)
    found = [identities[known]] if known in identities else _holders(corpus, name)
    if not found and (kind := registry.removed.kind_of(name) or registry.removed.kind_of(wanted)):
        is_id = registry.removed.has_id(wanted)
        named = tuple(map(fold, (*(() if is_id else (name,)), *also)))
        return Subject((wanted,) if is_id else (), kind, named, was_removed=True)
    if not found:
        names = [one for identity in identities.values() for one in identity.all_names()]
        hint = did_you_mean(name, names, "`atgraph list` lists them; an id is understood, too")
        raise NotFoundError(f"nobody and nothing in the registry has that name; {hint}")
    if len(found) > 1:
        who = some((f"{one.id} ({_told(corpus, one)})" for one in found), 10)
        raise NotFoundError(f"that name is of {len(found)}: {who}; give the id of one")
    return _subject(corpus, found[0], also)


def _holders(corpus: Corpus, name: str) -> list[Identity]:
    identities = corpus.registry.identities.values()
    exact = [one for one in identities if fold(name) in one.all_names()]
    return exact or [one for one in identities if key(name) in map(key, one.all_names())]


def _told(corpus: Corpus, identity: Identity) -> str:
    kind = corpus.registry.classes[identity.id].removeprefix(ATG).lower()
    where = some(identity.programmes, 2)
    return f"{kind}, in {where}" if where else kind


def _subject(corpus: Corpus, identity: Identity, also: tuple[str, ...]) -> Subject:
    registry = corpus.registry
    doubles = [one for one, root in registry.same.items() if root == identity.id]
    decided = [d for d in registry.decisions if registry.known_as(d.is_) == identity.id and d.name]
    kind = registry.classes[identity.id]
    # a decision may also say which body a title stands for, which is no name of it
    printed = [d.name for d in decided] if kind == PERSON else []
    names = (*identity.all_names(), *map(fold, printed), *map(fold, also))
    sorts = {key(one) for one in names}
    return Subject(
        ids=(identity.id, *doubles),
        kind=kind,
        names=tuple(dict.fromkeys(names)),
        programmes=frozenset((*identity.programmes, *(d.programme for d in decided))),
        namesakes=tuple(
            other.id
            for other in registry.identities.values()
            if other.id != identity.id and sorts.intersection(map(key, other.all_names()))
        ),
    )


def all_forms(subject: Subject) -> tuple[str, ...]:
    """Return the names as texts may print them."""
    forms = [form for name in subject.names for form in iter_forms(name)]
    return tuple(dict.fromkeys(forms if subject.is_person else subject.names))
