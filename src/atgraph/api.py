"""The menu of the program: a graph opened by folder or address, and what it can be asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from atgraph.files import default_store, is_installed
from atgraph.graph.engine import EmbeddedEngine
from atgraph.graph.graph import Graph
from atgraph.graph.result import TIMEOUT
from atgraph.graph.store import is_published

if TYPE_CHECKING:
    from atgraph.ask.answer import Answer
    from atgraph.ask.card import Card
    from atgraph.ask.question_search import Ranked
    from atgraph.maps.map import Map
    from atgraph.network import Network
    from atgraph.network.choice import Chosen, MapChoice


class KnowledgeGraph(Graph):
    """A published graph with its menu: questions, cards, maps, networks. `Graph` queries it."""

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str] | None = None,
        *,
        asserted: bool = False,
        endpoint: str | None = None,
        timeout: float | None = None,
    ) -> KnowledgeGraph:
        """Open the published graph of a store folder, read-only, or the graph of a SPARQL server.

        Args:
            folder: the store's folder; without it the default one, which an installed package
                builds on first use.
            asserted: leave out what was derived.
            endpoint: the address of the server. A user and password are read from ATGRAPH_USER and
                ATGRAPH_PASSWORD.
            timeout: the seconds that a query of the server may take.

        Raises:
            StoreError: nothing was built there, or it cannot be read.
            EndpointError: the address is not one of a server, or holds a password. The first query
                says whether a server answers there.
        """
        if endpoint is not None:
            from atgraph.graph.endpoint.remote import RemoteEngine

            seconds = TIMEOUT if timeout is None else timeout
            return cls(RemoteEngine.open(endpoint, seconds), asserted)
        store = Path(folder) if folder else default_store()
        if not folder and is_installed() and not is_published(store):
            from atgraph.build.progress import build_carried

            build_carried(store)
        return cls(EmbeddedEngine.open(store), asserted)

    def ask(
        self,
        name: str,
        values: Mapping[str, Any] | None = None,
        /,
        *,
        allow_services: Iterable[str] = (),
        **typed: Any,
    ) -> Answer:
        """Answer a named question, its parameters as people type them.

        Args:
            name: the question.
            values: option (``other-organization``) → value.
            allow_services: the hosts that SERVICE in the question may ask, each as ``host`` or
                ``host:port``.
            typed: the same as ``values``, as keywords (``other_organization``).

        Raises:
            NotFoundError: a name is not in the graph.
            QueryError: an unknown question, or a parameter that is missing, unknown or of the wrong
                type.
        """
        from atgraph.ask.answer import answer

        named = {option.replace("_", "-"): value for option, value in typed.items()}
        return answer(self, name, {**(values or {}), **named}, allow_services)

    def questions(self, words: str) -> list[Ranked]:
        """Return the named questions that some words may ask, the likeliest first."""
        from atgraph.ask.question_search import rank

        with self.steady():
            return rank(self, words)

    def entity(self, name: str) -> Card:
        """Return the card of a thing, by a name, acronym, IRI or unmistakable part of a name.

        Raises:
            NotFoundError: nothing has the name, or several have.
        """
        from atgraph.ask.card import card
        from atgraph.ask.lookup import find

        with self.steady():
            return card(self, find(self, name))

    def map(
        self,
        name: str = "actors",
        /,
        *,
        include_on_request: bool = False,
        **choice: Unpack[MapChoice],
    ) -> Map:
        """Draw a map of viz/maps/; it shows itself in a notebook, and `save` writes one HTML page.

        Args:
            name: the map.
            include_on_request: whether people who are listed on request are on it.
            choice: to what part of the graph it keeps: ``theme``, ``event``, ``first``, ``last``,
                ``country``, ``level``, ``ties``, ``around``, ``steps``, each as in `Choice`.

        Raises:
            NotFoundError: there is no such map, nothing is called as the choice says, or nothing is
                left.
            QueryError: the choice has a value that cannot be used.
            TypeError: a map cannot be chosen by a keyword.
        """
        from atgraph.maps.map import draw_map
        from atgraph.network.choice import choose_map

        with self.steady():
            kg = self if include_on_request else self.published()
            return draw_map(kg, name, choose_map(choice))

    def network(self, *, actors: str = "organizations", **choice: Unpack[Chosen]) -> Network:
        """Return the network of actors, by networkx; it raises what `choose` raises.

        Args:
            actors: organizations, people or both.
            choice: which ties count: ``ties``, ``level``, ``theme``, ``event``, ``first``,
                ``last``, ``cap``, ``on_request``, each as in `Choice` and `Chosen`.
        """
        from atgraph.network import draw_network

        with self.steady():
            return draw_network(self, actors=actors, **choice)
