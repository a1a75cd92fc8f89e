"""Literals and their values: what people type, what Python makes of it, what no datatype has.

The engine would keep `"2019-13-45"^^xsd:date`, and compute nothing of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from atgraph.errors import QueryError
from atgraph.rdf.namespaces import XSD

WHOLE = (
    "int", "long", "short", "byte", "unsignedInt", "unsignedLong", "nonNegativeInteger",
    "positiveInteger", "negativeInteger", "nonPositiveInteger",
)  # fmt: skip
OWN = (
    "boolean", "date", "dateTime", "time", "decimal", "double", "float", "integer", "gYear",
    "gYearMonth", "duration", "dayTimeDuration",
)  # fmt: skip
CASTS = {XSD + name: name for name in OWN} | {XSD + name: "integer" for name in WHOLE}


def impossible(triples: Iterable[Triple]) -> Iterator[Literal]:
    """Yield the literals that the engine cannot make a value of."""
    literals = dict.fromkeys(t.object for t in triples if isinstance(t.object, Literal))
    return (literal for literal in literals if not _is_possible(literal))


def _is_possible(literal: Literal) -> bool:
    kind = CASTS.get(literal.datatype.value)
    return kind is None or _is_value(literal.value, kind)


@cache
def _is_value(text: str, kind: str) -> bool:
    pattern = f"VALUES ?text {{ {Literal(text)} }} FILTER (isLiteral(<{XSD}{kind}>(?text)))"
    found = Store().query(f"SELECT * {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    return any(found)


Value = str | int | float | bool | Decimal | date | datetime | None

# What Python makes of a literal; what it cannot read, such as a day after 9999, stays text.
READERS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((XSD + "integer", *(XSD + name for name in WHOLE)), int),
    **dict.fromkeys((XSD + "double", XSD + "float"), float),
    XSD + "decimal": Decimal,
    XSD + "boolean": lambda text: text in ("true", "1"),
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}
PATTERNS = {
    "integer": r"[+-]?[0-9]{1,18}",
    "decimal": r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
LOOKS = {
    "integer": "a whole number",
    "decimal": "a number",
    "date": "a date, as 2019-04-08",
    "boolean": "true or false",
}


def value_of(term: object) -> Value:
    """Return what a term is in Python: the value of a literal, the address of anything else."""
    if not isinstance(term, Literal):
        return None if term is None else str(getattr(term, "value", term))
    try:
        return READERS.get(term.datatype.value, str)(term.value)
    except (ValueError, ArithmeticError):
        return term.value


def read_literal(value: str, kind: str, option: str) -> Literal:
    """Return the literal that a value stands for which was given for a parameter.

    Its kind is literal, integer, number, or xsd_ and a datatype. It is a QueryError if it is not
    such a value.
    """
    name = {"literal": "string", "number": "decimal"}.get(kind, kind.removeprefix("xsd_"))
    if name == "string":
        return Literal(value)
    literal = Literal(value, datatype=NamedNode(XSD + name))
    if not re.fullmatch(PATTERNS.get(name, "(?s).*"), value) or not _is_possible(literal):
        looks = LOOKS.get(name, f"of the type xsd:{name}")
        raise QueryError(f"{option} {value!r} is not {looks}; write one")
    return literal
