"""Where what shapes advise was written, also in a programme that is not read again."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Store

from atgraph.build.change.changed_data import ChangedData
from atgraph.build.mapping import map_programme, map_registry, printed_in
from atgraph.build.validation.shape_results import Finding
from atgraph.data.folder import read_beside
from atgraph.errors import Origins, Place
from atgraph.graph.graph import PROGRAMME
from atgraph.rdf.namespaces import ATGD
from atgraph.rdf.ontology import Ontology


class WrittenPlaces:
    """The lines of what changed; of what did not, as they were, or looked up where they must be."""

    def __init__(self, changed: ChangedData, data: Path, ontology: Ontology) -> None:
        self._changed, self._data, self._ontology = changed, data, ontology
        self._read = dict[str, Origins]()

    @cached_property
    def _own(self) -> Origins:
        drafts = self._changed.drafts
        own = {iri: place for draft in drafts for iri, place in draft.origins.items()}
        return {**self._ontology.origins, **own}

    @cached_property
    def _registry(self) -> Origins:
        """The lines of the registry."""
        return map_registry(self._changed.registry, self._ontology).origins

    def of(self, finding: Finding, store: Store, known: Place | None) -> Place:
        """Return where the record of a finding was written; ``known`` is where that was before."""
        focus = finding.about.focus
        registry = self._changed.registry
        if identity := registry.identities.get(focus.removeprefix(ATGD)):
            return Place(registry.files[identity.id], identity.at)
        if focus in self._own:
            return self._own[focus]
        if known is not None and not self._may_have_moved(known):
            return known
        if focus in self._registry:
            return self._registry[focus]
        found = (self._origins(name) for name in _programmes(store, focus))
        return next((origins[focus] for origins in found if focus in origins), Place())

    def _may_have_moved(self, place: Place) -> bool:
        registry = self._changed.registry
        return self._changed.written is not None and Path(place.path).parent == registry.folder

    def _origins(self, programme: str) -> Origins:
        """Return the lines of a programme that did not change."""
        if programme not in self._read:
            registry = self._changed.registry
            read = read_beside(self._data / "programmes" / programme, registry)
            printed = printed_in([programme], registry, self._ontology)
            drafts = [
                map_programme(p, registry, self._ontology, printed=printed) for p in read.programmes
            ]
            self._read[programme] = {i: p for draft in drafts for i, p in draft.origins.items()}
        return self._read[programme]


def _programmes(store: Store, iri: str) -> Iterator[str]:
    """Yield the programmes that say something of a thing."""
    graphs = {q.graph_name for q in store.quads_for_pattern(NamedNode(iri), None, None, None)}
    for name in sorted(g.value for g in graphs if isinstance(g, NamedNode)):
        if name.startswith(PROGRAMME):
            yield name.removeprefix(PROGRAMME)
