"""SPARQL 1.1 as text: finds parameters as tokens, and what must not reach an engine."""

from atgraph.graph.sparql.guard import (
    DEEPEST,
    LONGEST,
    LONGEST_CHAIN,
    guard,
    reaches_out,
    refuse_reaching,
)
from atgraph.graph.sparql.lexer import (
    Parameter,
    Token,
    bind,
    parameters,
    read_parameter,
    tokens,
    write_term,
)

__all__ = [
    "DEEPEST",
    "LONGEST",
    "LONGEST_CHAIN",
    "Parameter",
    "Token",
    "bind",
    "guard",
    "parameters",
    "reaches_out",
    "read_parameter",
    "refuse_reaching",
    "tokens",
    "write_term",
]
