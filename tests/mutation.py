"""Queries made worse by chance, but the same each time.

And a process that runs one after the other until one ends it.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import mini
from atgraph.graph.sparql import tokens

# Each line is words of one sort, apart by two spaces.
WORDS = r"""
SELECT *  ASK  CONSTRUCT  DESCRIBE  WHERE  {  }  (  )  [  ]  <<  >>  {|  |}  <<(  )>>  .  ;  ,  ^  ^^  @en  a
OPTIONAL {  UNION  MINUS {  FILTER(  FILTER NOT EXISTS {  BIND(  AS ?x)  VALUES ?x {  GRAPH ?g {  SELECT ?x {
GROUP BY  HAVING(  ORDER BY  LIMIT 99999999999999999999  OFFSET -1  *  +  ?  |  /  !  !(  -  ||  &&
SERVICE  FROM  LOAD  BASE <x>  PREFIX a: <b>  INSERT DATA {  DROP ALL
REGEX(?x, '(a*)*$')  REPLACE(?x, '', 'y')  GROUP_CONCAT(?x; SEPARATOR='')  COUNT(*)  STRDT(?x, ?x)
SUBSTR('a', -1, 1e308)  IRI('<>')  TRIPLE(?a, ?b, ?c)  '  "  '''  #  é  𝄞  %41  _:b  <>  <http://e/
1e999  -9223372036854775808  0.00000000000000000000000000001  '9999-99-99'^^xsd:date  'P99999999999Y'^^xsd:duration
true  ?s ?p ?o .  ?a ?b ?c . ?d ?e ?f .
"""  # noqa: E501
UNSEEN = [
    "\\",
    "\\u0000",
    "\\uD800",
    "\\U00110000",
    "\\u007B",
    "\x00",
    "\ud800",
    "\ufeff",
    "\u202e",
    "\r",
    "\n",
    "\t",
]
PIECES = [piece for line in WORDS.strip().splitlines() for piece in line.split("  ")] + UNSEEN
KINDS = [
    ["+", "*", "?", ""],
    ["/", "|", "/^", "|!"],
    ["=", "<", ">", "<=", "!=", "&&", "||", "-"],
    ["OPTIONAL", "MINUS", "FILTER NOT EXISTS", "FILTER EXISTS", "UNION", "GRAPH ?g"],
    [
        "STR",
        "LCASE",
        "ABS",
        "LANG",
        "DATATYPE",
        "BNODE",
        "IRI",
        "MD5",
        "SHA512",
        "YEAR",
        "ENCODE_FOR_URI",
        "COALESCE",
        "isIRI",
    ],
    ["COUNT", "SUM", "SAMPLE", "GROUP_CONCAT", "AVG", "MIN"],
    ["SELECT", "SELECT DISTINCT", "SELECT REDUCED"],
    ["ORDER BY", "GROUP BY", "HAVING"],
    [".", ";", ",", ". ?s ?p ?o .", ". ?s atg:hasRole|!a ?o ."],
]
LONGEST = 20_000


def seeds() -> list[str]:
    """Return the project's own queries, which are what is changed."""
    return [
        path.read_text(encoding="utf-8") for path in sorted((mini.ROOT / "queries").rglob("*.rq"))
    ]


def mutated(count: int, seed: int = 4) -> Iterator[str]:
    """Yield queries, each made of one or two good ones by a few changes."""
    chance, good = (
        random.Random(seed),
        [[token.text for token in tokens(text) if token.kind != "comment"] for text in seeds()],
    )
    for _ in range(count):
        words = list(chance.choice(good))
        if chance.random() < 0.2:
            other = chance.choice(good)
            words = words[: chance.randrange(len(words))] + other[chance.randrange(len(other)) :]
        how = chance.choice([exchange, exchange, exchange, change])
        for _ in range(chance.choice([1, 1, 2, 3, 5, 20])):
            words = how(words, chance)
        yield "".join(words)[:LONGEST]


def exchange(words: list[str], chance: random.Random) -> list[str]:
    """Write one word in the place of another of its kind, which the grammar mostly allows."""
    places = (chance.randrange(len(words)) for _ in words[:50])
    at, kind = next(
        ((at, kind) for at in places if (kind := like(words[at], words))), (0, words[:1])
    )
    return [*words[:at], *([chance.choice(kind)] if kind else []), *words[at + 1 :]]


def like(word: str, words: list[str]) -> list[str]:
    """Return what can stand where a word stands.

    Others of its kind in the query, or in the grammar.
    """
    if re.fullmatch(r"[?$]\w+|\w+:\w.*|[\"'<].+", word, re.DOTALL):
        return [
            other
            for other in words
            if other[:1] == word[:1] and (":" in other) == (":" in word) and not other.endswith(":")
        ]
    return next((kind for kind in KINDS if word.upper() in kind), [])


def change(words: list[str], chance: random.Random) -> list[str]:
    """Change a query somewhere."""
    at, to = sorted((chance.randrange(len(words) + 1), chance.randrange(len(words) + 1)))
    to = min(to, at + 30)
    part = words[at:to]
    match chance.randrange(8):
        case 0:
            return words[:at] + words[to:]
        case 1:
            return words[:at] + part * chance.choice([2, 3, 50]) + words[to:]
        case 2:
            return words[:at] + part[::-1] + words[to:]
        case 3:
            return (
                words[:at]
                + [chance.choice(PIECES), " "] * chance.choice([1, 1, 1, 2, 90, 500])
                + words[at:]
            )
        case 4:
            chance.shuffle(part)
            return words[:at] + part + words[to:]
        case 5:
            text, cut = "".join(part), chance.randrange(len("".join(part)) + 1)
            return [*words[:at], text[:cut], chance.choice(PIECES), text[cut:], *words[to:]]
        case 6:
            return [
                *words[:at],
                " ".join(chance.choices(PIECES, k=chance.randrange(1, 12))),
                *words[to:],
            ]
    return words[:at]


@dataclass
class Kept:
    """A worker that is kept for one query after the other of the same store.

    When one ends it, the next gets a new one.
    """

    folder: str
    memory: int
    size: int
    ends: Counter[int] = field(default_factory=Counter)
    process: subprocess.Popen[str] | None = None

    def run(self, task: dict[str, object]) -> int:
        """Run a task; return its exit code, or the number of the signal that ended the worker.

        The number is below 0.
        """
        if self.process is None:
            ends = {
                "stdin": subprocess.PIPE,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.DEVNULL,
            }
            self.process = subprocess.Popen(
                [sys.executable, "-c", RUNNER, self.folder, str(self.memory), str(self.size)],
                **ends,
                text=True,
                env=mini.environment(),
            )  # type: ignore[call-overload]
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        code = int(told) if told else self.process.wait()
        if not told:
            self.close()
        self.ends[code] += 1
        return code

    def close(self) -> None:
        """End the worker."""
        if self.process:
            self.process.communicate()
            self.process = None


# The alarm ends the process also while the engine works.
RUNNER = """
import io, json, signal, sys
from atgraph.graph import query_job
from atgraph.sandbox import process
store = query_job.open_store(sys.argv[1], b"")
process.limit(int(sys.argv[2]), int(sys.argv[3]))
for line in sys.stdin:
    task = json.loads(line)
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        code, _ = query_job.answer(store, task, io.BytesIO())
    except MemoryError:
        code = process.TOO_MUCH
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(code, flush=True)
"""
