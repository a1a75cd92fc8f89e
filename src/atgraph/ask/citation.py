"""The sources of an answer, and the data it is from, as a bibliography has them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from atgraph.ask.evidence import select_of
from atgraph.characters import escaped
from atgraph.graph.graph import Graph, number, text
from atgraph.text import fold, some

AUTHORS = "The atgraph authors"
DATA = "atgraph: a knowledge graph of those who fight human trafficking"

PRINTED = ("url", "publisher", "place", "date", "licence")  # of a source, as it says
GROUNDS = """
SELECT DISTINCT ?source ?file ?first ?last ?read WHERE {
  {
    VALUES ?statement { %s }
    ?statement atg:hasEvidence ?evidence .
    ?evidence atg:startLine ?first ; atg:endLine ?last ; atg:isPassageOf ?text .
    ?text atg:isTextOf ?source ; atg:file ?file .
  }
  UNION
  {
    VALUES ?statement { %s }
    ?statement atg:hasEvidence ?evidence .
    ?evidence atg:isReferenceTo ?source .
    OPTIONAL { ?evidence atg:dateRead ?read }
  }
}
"""
SOURCES = """
SELECT ?source ?label ?document ?url ?publisher ?place ?date ?licence (MIN(STR(?of)) AS ?event) {
  VALUES ?source { %s }
  ?source rdfs:label ?label .
  OPTIONAL { ?source atg:file ?document }
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source schema:publisher ?publisher }
  OPTIONAL { ?source schema:locationCreated ?place }
  OPTIONAL { ?source schema:datePublished ?date }
  OPTIONAL { ?source schema:license ?licence }
  OPTIONAL { ?described atg:isDescribedIn ?source ; rdfs:label ?of }
} GROUP BY ?source ?label ?document ?url ?publisher ?place ?date ?licence
"""


@dataclass(frozen=True)
class Reference:
    """One entry of a bibliography: a document, a page, or the data itself."""

    key: str
    kind: str  # document, page or dataset
    title: str
    author: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""  # of publication: a year, month or day
    url: str = ""
    licence: str = ""
    read: str = ""  # the day
    file: str = ""
    lines: str = ""
    version: str = ""
    note: str = ""

    @property
    def by(self) -> str:
        """Who is behind it."""
        return self.author or self.publisher

    @property
    def said(self) -> str:
        """What has no field of its own: the place in the text, and how to ask again."""
        place = f"{self.lines} of {self.file}" if self.lines else ""
        return ". ".join(filter(None, (place, self.note)))

    def in_words(self) -> str:
        """Return it as a part of a sentence."""
        named = f"{self.by}: “{self.title}”" if self.by else f"“{self.title}”"
        published = ", ".join(filter(None, (self.place, self.date)))
        within = ", ".join(filter(None, (self.file, self.lines)))
        ends = (within, f"read {self.read}" if self.read else "")
        url = self.url if self.url != self.title else ""
        shown = ", ".join(filter(None, (named, published, url)))
        return shown + "".join(f" ({end})" for end in ends if end)


def references_of(kg: Graph, statements: Iterable[str]) -> list[Reference]:
    """Return the documents that statements quote, with the lines, then the pages that were read."""
    lines, reads, files = defaultdict[str, set[int]](set), dict[str, str](), dict[str, str]()
    for row in select_of(kg, GROUNDS, statements):
        source = text(row, "source")
        files[source] = text(row, "file")
        reads[source] = max(reads.get(source, ""), text(row, "read"))
        if "first" in row:
            lines[source].update(range(number(row, "first"), number(row, "last") + 1))
    found = []
    for row in select_of(kg, SOURCES, files):
        source, document, title = (text(row, name) for name in ("source", "document", "label"))
        if document and title.endswith(f"({document.rpartition('/')[2]})"):
            title = text(row, "event") or title
        found.append(
            Reference(
                key=source.rpartition("/")[2],
                kind="document" if files[source] else "page",
                title=fold(title),
                read=reads[source],
                file=files[source],
                lines=line_numbers(lines[source]) if source in lines else "",
                **{name: text(row, name) for name in PRINTED},
            )
        )
    return sorted(found, key=lambda r: (r.kind, r.file, r.title, r.url))


def dataset(version: str, note: str) -> Reference:
    """Return the reference to the data in one of its versions."""
    key, known = f"atgraph-{version[:12]}".rstrip("-"), f"sha256:{version}" if version else ""
    return Reference(key, "dataset", DATA, AUTHORS, version=known, note=note)


def line_numbers(numbers: Iterable[int]) -> str:
    """Return line numbers as text: lines 3, 5–7 and 9."""
    found = set(numbers)
    firsts = sorted(number for number in found if number - 1 not in found)
    lasts = sorted(number for number in found if number + 1 not in found)
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in zip(firsts, lasts)]
    return f"line{'' if len(found) == 1 else 's'} {some(shown, len(shown))}"


# --- records for reference managers ---

TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
RIS_TYPES = {"document": "PAMP", "page": "ELEC", "dataset": "DATA"}
CSL_TYPES = {"document": "pamphlet", "page": "webpage", "dataset": "dataset"}


def _bibtex(one: Reference) -> str:
    fields = {
        "author": f"{{{one.by.translate(TEX)}}}" if one.by else "",
        "title": f"{{{one.title.translate(TEX)}}}",
        "publisher": one.publisher.translate(TEX),
        "address": one.place.translate(TEX),
        "year": one.date[:4],
        "date": one.date if len(one.date) > 4 else "",
        "howpublished": "Data set" if one.kind == "dataset" else "",
        "version": one.version.translate(TEX),
        "url": one.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": one.read,
        "copyright": one.licence.translate(TEX),
        "note": one.said.translate(TEX),
    }
    written = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{one.key}{written}\n}}\n"


def _ris(one: Reference) -> str:
    date = one.date.replace("-", "/")
    tags = (
        ("TY", RIS_TYPES[one.kind]),
        ("ID", one.key),
        ("AU", one.by),
        ("TI", one.title),
        ("PB", one.publisher),
        ("CY", one.place),
        ("PY", one.date[:4]),
        ("DA", date if len(date) > 4 else ""),
        ("ET", one.version),
        ("UR", one.url),
        ("Y2", one.read.replace("-", "/")),
        ("C1", one.licence),
        ("N1", one.said),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - \n"


def _csl(one: Reference) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": one.key,
        "type": CSL_TYPES[one.kind],
        "author": [{"literal": one.by}] if one.by else "",
        "title": one.title,
        "publisher": one.publisher,
        "publisher-place": one.place,
        "issued": _parts(one.date),
        "version": one.version,
        "URL": one.url,
        "accessed": _parts(one.read),
        "note": ". ".join(filter(None, (one.said, one.licence))),
    }
    return {name: value for name, value in fields.items() if value}


def _parts(date: str) -> dict[str, object]:
    return {"date-parts": [list(map(int, date.split("-")))]} if date else {}


RECORDS: dict[str, Callable[[Sequence[Reference]], str]] = {
    "bibtex": lambda references: "\n".join(map(_bibtex, references)),
    "ris": lambda references: "\n".join(map(_ris, references)),
    "csl": lambda references: (
        escaped(json.dumps([*map(_csl, references)], ensure_ascii=False, indent=2)) + "\n"
    ),
}
SENTENCE = "sentence"
FORMS = (SENTENCE, *RECORDS)
