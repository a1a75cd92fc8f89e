"""Values that their datatype does not have: `"2019-13-45"^^xsd:date`. The engine would keep them, and compute nothing of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, QuerySolutions, Store, Triple

from atgraph.namespaces import XSD

WHOLE = ("int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong", "negativeInteger", "nonPositiveInteger")
OWN = ("boolean", "date", "dateTime", "time", "decimal", "double", "float", "integer", "gYear", "gYearMonth", "duration", "dayTimeDuration")
CASTS = {XSD + name: name for name in OWN} | {XSD + name: "integer" for name in WHOLE}


def impossible(triples: Iterable[Triple]) -> Iterator[Literal]:
    """Yield the literals that the engine cannot make a value of."""
    for literal in dict.fromkeys(t.object for t in triples if isinstance(t.object, Literal) and t.object.datatype.value in CASTS):
        if not _is_value(literal.value, CASTS[literal.datatype.value]):
            yield literal


@cache
def _is_value(text: str, kind: str) -> bool:
    found = Store().query(f"PREFIX xsd: <{XSD}> SELECT * {{ VALUES ?text {{ {Literal(text)} }} FILTER (isLiteral(xsd:{kind}(?text))) }}")
    assert isinstance(found, QuerySolutions)
    return any(found)
