"""What somebody without atgraph would write.

Parse the exported Turtle, run the query, print the rows.
"""

import sys
from pathlib import Path

from rdflib import Graph
from rdflib.query import ResultRow

graph = Graph()
graph.parse(sys.argv[1], format="turtle")
result = graph.query(Path(sys.argv[2]).read_text(encoding="utf-8"))
print("\t".join(map(str, result.vars or ())))
for row in result:
    assert isinstance(row, ResultRow)
    print("\t".join("" if cell is None else " ".join(str(cell).split()) for cell in row))
