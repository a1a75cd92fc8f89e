"""SPARQL 1.1 as text: finds parameters as tokens, and what must not reach an engine."""

from atgraph.graph.sparql.guard import admit, guard, reaches_out, refuse_deep, refuse_reaching
from atgraph.graph.sparql.lexer import Parameter, bind, parameters, tokens

__all__ = [
    "Parameter",
    "admit",
    "bind",
    "guard",
    "parameters",
    "reaches_out",
    "refuse_deep",
    "refuse_reaching",
    "tokens",
]
