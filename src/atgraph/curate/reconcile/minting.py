"""Records for those who are new: ids by the rules of the registry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from atgraph.curate.reconcile.answers import Answer
from atgraph.curate.reconcile.printed import ORGANIZATION, Printed, Scene
from atgraph.curate.reconcile.writing import write_block
from atgraph.data.registry.model import PERSON, PRINTED
from atgraph.data.slugs import kind_of, slug
from atgraph.data.yaml_edits import GAP, flow
from atgraph.errors import RegistryError
from atgraph.rdf.namespaces import ATG
from atgraph.text import clip, fold

NUMBER = re.compile(r"person_p(\d+)")
KEYS = frozenset(
    {"id", "label", "names", "programmes", "type", "country", "source"}
)  # that a new record can have


@dataclass(frozen=True)
class Minted:
    """A new record: its id, its class, the file it goes into, its text, and what stands before it there."""

    id: str
    kind: str
    file: str
    record: str
    gap: str = GAP
    keys: dict[str, Any] = field(default_factory=dict)


def mint(
    scene: Scene, answer: Answer, printed: Printed | None, programme: str, minted: Sequence[Minted]
) -> Minted:
    """Return the record of somebody new.

    A person gets the next number, which says nothing of the name; another thing its kind and its
    name in small letters.

    Raises:
        RegistryError: nothing tells what kind of thing it is, or an id cannot be made of its name,
            or is taken.
    """
    kind = _kind(scene, answer, printed)
    taken = {*scene.registry.identities, *scene.registry.same, *(m.id for m in minted)} | {
        d.other for d in scene.registry.decisions
    }
    name = fold(answer.name)
    keys: dict[str, Any] = {"id": _id(answer, kind, name, taken), "label": answer.label or name}
    if keys["label"] != name:
        keys["names"] = [name]
    plural = next(plural for plural, iri in scene.ontology.plurals.items() if iri == kind)
    file = f"{plural.replace(' ', '-')}.yml"
    if kind == PERSON:
        keys["programmes"] = [programme]
        return Minted(keys["id"], kind, file, f"- {flow(keys)}", "\n", keys)
    keys |= {
        key: value for key, value in (("type", answer.type), ("country", answer.country)) if value
    } | {"source": PRINTED}
    return Minted(keys["id"], kind, file, write_block(keys), GAP, keys)


def _kind(scene: Scene, answer: Answer, printed: Printed | None) -> str:
    """Return the class of somebody new: the one that is said, the only one that fits, or a body where one fits."""
    known = {iri.removeprefix(ATG).lower(): iri for iri in scene.ontology.plurals.values()}
    if answer.kind:
        if answer.kind not in known:
            raise RegistryError(
                f"kind: {answer.kind!r} is no kind of thing; use one of {', '.join(sorted(known))}"
            )
        return known[answer.kind]
    wanted = set(printed.kinds) if printed else set()
    fitting = [iri for iri in known.values() if not wanted.isdisjoint(scene.ontology.supers(iri))]
    if len(fitting) == 1 or ORGANIZATION in fitting:
        return ORGANIZATION if ORGANIZATION in fitting else fitting[0]
    raise RegistryError(
        f"{clip(answer.name)} may be of several kinds; add `kind:`, one of {', '.join(sorted(known))}"
    )


def _id(answer: Answer, kind: str, name: str, taken: set[str]) -> str:
    if answer.id:
        if answer.id in taken:
            raise RegistryError(f"the id {answer.id!r} is taken; give another, or leave it out")
        return answer.id
    if kind == PERSON:
        numbers = [int(found[1]) for one in taken if (found := NUMBER.fullmatch(one))]
        return f"person_p{max(numbers, default=0) + 1:04d}"
    begin, end = kind_of(kind.removeprefix(ATG)), slug(answer.label or name)
    if not end:
        raise RegistryError(
            f"no id can be made of {clip(name)}, which has no letters; add `id:`, as in {begin}_…"
        )
    start = f"{begin}_{end}"
    return next(
        one
        for one in itertools.chain([start], (f"{start}-{n}" for n in itertools.count(2)))
        if one not in taken
    )
