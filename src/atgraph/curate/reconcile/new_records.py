"""Records for identities that are new: ids by the rules of the registry."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from atgraph.curate.reconcile.decision_file import Judgement
from atgraph.curate.reconcile.open_names import ORGANIZATION, Corpus, OpenName
from atgraph.data.person_ids import draw_person_id
from atgraph.data.registry.model import PERSON
from atgraph.data.slugs import kind_of, slug
from atgraph.data.transcript import PRINTED
from atgraph.data.yaml_edits import GAP, flow
from atgraph.errors import RegistryError
from atgraph.rdf.namespaces import ATG, LABEL
from atgraph.text import clip, did_you_mean, fold

TYPES = "organization-type_"
# The keys that a new record can have.
KEYS = frozenset({"id", "label", "names", "programmes", "type", "country", "source"})


@dataclass(frozen=True)
class NewRecord:
    """A record for an identity that is new: its class, the file it goes into, and its keys."""

    kind: str
    file: str
    keys: dict[str, Any]

    @property
    def id(self) -> str:
        """The id of the identity."""
        return str(self.keys["id"])

    @property
    def text(self) -> str:
        """The record as it is written: a person on one line."""
        return f"- {flow(self.keys)}" if self.kind == PERSON else write_block(self.keys)


def gap_before(kind: str) -> str:
    """Return what stands before a record of a class in its file."""
    return "\n" if kind == PERSON else GAP


def write_block(keys: dict[str, Any], comment: str = "") -> str:
    """Return a record in block style; a comment goes behind the key `is`."""
    rows = [f"{key}: {value if key == 'date' else flow(value)}" for key, value in keys.items()]
    beside = f"  {comment}" if comment else ""
    return "- " + "\n  ".join(row + beside if row.startswith("is:") else row for row in rows)


def build_record(
    corpus: Corpus,
    judgement: Judgement,
    printed: OpenName | None,
    programme: str,
    others: Sequence[NewRecord],
) -> NewRecord:
    """Return the record of an identity that is new.

    A person gets letters drawn at random, which say nothing of the name; another thing its kind and
    its name in small letters. It is a RegistryError if its kind is not clear, or no id can be made
    of its name, or it is taken.
    """
    kind, registry = _kind(corpus, judgement, printed), corpus.registry
    taken = {*registry.identities, *registry.same, *(record.id for record in others)}
    taken |= {one for decision in registry.decisions for one in (decision.other, decision.id)}
    taken |= registry.retired
    name = fold(judgement.name)
    label = judgement.label or name
    keys: dict[str, Any] = {"id": _id(judgement, kind, label, taken), "label": label}
    keys["names"] = [name] if label != name else []
    if kind == PERSON:
        keys["programmes"] = [programme]
    else:
        known = known_types(corpus)
        if kind == ORGANIZATION and judgement.type and judgement.type not in known:
            hint = did_you_mean(judgement.type, known, f"use one of {', '.join(known)}")
            raise RegistryError(f"type: {judgement.type!r} is no type of body; {hint}")
        keys |= {"type": judgement.type, "country": judgement.country, "source": PRINTED}
    keys = {key: value for key, value in keys.items() if value}
    plural = next(plural for plural, iri in corpus.ontology.plurals.items() if iri == kind)
    return NewRecord(kind, f"{plural.replace(' ', '-')}.yml", keys)


def fitting_kinds(corpus: Corpus, printed: OpenName | None) -> list[str]:
    """Return the kinds of thing that a printed name may stand for, as judgements write them."""
    wanted = set(printed.kinds) if printed else set()
    known = _known_kinds(corpus)
    return sorted(k for k, iri in known.items() if wanted & {*corpus.ontology.supers(iri)})


def _known_kinds(corpus: Corpus) -> dict[str, str]:
    return {iri.removeprefix(ATG).lower(): iri for iri in corpus.ontology.plurals.values()}


def kind_label(corpus: Corpus, kind: str) -> str:
    """Return what a kind of thing is called in words."""
    return corpus.ontology.value(_known_kinds(corpus)[kind], LABEL.value)


def known_types(corpus: Corpus) -> list[str]:
    """Return the types of bodies, as records write them."""
    return sorted(
        name.removeprefix(TYPES) for name in corpus.ontology.concepts if name.startswith(TYPES)
    )


def _kind(corpus: Corpus, judgement: Judgement, printed: OpenName | None) -> str:
    """Return the class that is said, the only one that fits, or a body where one fits."""
    known, said = _known_kinds(corpus), judgement.kind
    names = ", ".join(sorted(known))
    if said in known:
        return known[said]
    if said:
        raise RegistryError(f"kind: {said!r} is no kind of thing; use one of {names}")
    fitting = [known[kind] for kind in fitting_kinds(corpus, printed)]
    if ORGANIZATION in fitting or len(fitting) == 1:
        return ORGANIZATION if ORGANIZATION in fitting else fitting[0]
    shown = clip(judgement.name)
    raise RegistryError(f"{shown} may be of several kinds; add `kind:`, one of {names}")


def _id(judgement: Judgement, kind: str, label: str, taken: set[str]) -> str:
    if judgement.id in taken:
        raise RegistryError(f"the id {judgement.id!r} is taken; give another, or leave it out")
    if judgement.id:
        return judgement.id
    if kind == PERSON:
        return draw_person_id(taken)
    start, name = kind_of(kind.removeprefix(ATG)), slug(label)
    if not name:
        raise RegistryError(
            f"no id can be made of {clip(fold(judgement.name))}, which has no letters; "
            f"add `id:`, as in {start}_…"
        )
    ids = (f"{start}_{name}{f'-{n}' if n > 1 else ''}" for n in itertools.count(1))
    return next(one for one in ids if one not in taken)
