"""The drawn network of all things, as `atgraph network export --nodes all` writes it."""

from dataclasses import replace
from typing import Unpack

from atgraph.graph.graph import Graph, text
from atgraph.network.choice import Choice, Chosen, LeftOut, choice_of
from atgraph.network.drawn import DrawnNetwork
from atgraph.network.drawn_reader import Facts, join_events, read_drawn
from atgraph.network.restriction import Restriction
from atgraph.network.view import View

# The smallest classes of what ties have at their ends.
TIED = """
SELECT DISTINCT ?class WHERE {
  ?of atg:edgeSource|atg:edgeTarget ?end .
  ?tie a ?of ; ?end ?thing .
  ?thing a ?class .
  ?class atg:pluralName ?plural .
  FILTER NOT EXISTS { ?below rdfs:subClassOf ?class }
}
"""


def tied_classes(kg: Graph) -> list[str]:
    """Return the smallest classes of the things that ties have at their ends, sorted."""
    return sorted(text(row, "class") for row in kg.select(TIED))


def draw_things(
    kg: Graph, *, country: str = "", around: str = "", steps: int = 1, **chosen: Unpack[Chosen]
) -> DrawnNetwork:
    """Return every thing with a tie to another, and all these ties, or the part that is chosen.

    It is what maps draw of all classes, with all kinds of tie where none is chosen, and raises what
    they raise. Nobody who is listed on request is in it, unless the choice says so.
    """
    choice = choice_of({"ties": (), **chosen}, "both", Choice.level)
    choice = replace(choice, country=country, around=around, steps=steps)
    kg = kg if choice.on_request else kg.published()
    with kg.steady():
        facts = Facts(kg)
        kept = Restriction(facts, choice)
        view = View.model_construct(nodes=tied_classes(kg))
        content = kept.keep(read_drawn(kg, view, kept.rolled, facts))
        elsewhere = facts.ties.read_elsewhere if choice.without else frozenset()
        gone = {tie.identity for tie in content.ties if elsewhere.issuperset(tie.rests_on)}
        links = [
            replace(link, ties=tuple(tie for tie in link.ties if tie.identity not in gone))
            for link in content.links
        ]
        part = join_events(content.of_links(link for link in links if link.ties), facts)
        left_out = LeftOut(on_request=kg.left_out, elsewhere=len(gone))
        return replace(part, notices=tuple(kept.notices), left_out=left_out)
