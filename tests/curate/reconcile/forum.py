"""An invented registry and programmes of a few lines, written where a test may change them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import mini
from atgraph.curate.reconcile import Corpus, Matcher, OpenName, read_corpus
from atgraph.curate.reconcile.matching import Candidate

ORGANIZATIONS = """\
# Who is who.
- id: organization_quay
  label: Quay Alliance against Exploitation
  names: [Alliance of the Quay]
  acronyms: [QAE]
  type: coalition
  source: printed

- id: organization_westland
  label: Westland
  type: state
  source: printed

- id: organization_westland-labour
  label: Ministry of Labour of Westland
  names: [Ministry of Labour]
  type: ministry
  source: printed
  within: [{is: organization_westland, source: printed}]

- id: organization_eastland-labour
  label: Ministry of Labour of Eastland
  names: [Ministry of Labour]
  type: ministry
  source: printed

- id: organization_shelters
  label: Shelter Secretariat
  type: unit
  source: printed
  within: [{is: organization_quay, source: printed}]
"""
PEOPLE = """\
- {id: person_p0001, label: Ana Example, programmes: [first-forum]}
- {id: person_p0002, label: Bo Muster, programmes: [first-forum]}
"""
FIRST = [
    ("Ana Example", "person", "Head of Shelters", "Quay Alliance against Exploitation"),
    ("Bo Muster", "person", "Adviser", "Westland"),
]
Line = tuple[str, str, str, str]


def write(folder: Path, lines: Sequence[Line], decisions: str = "", **registry: str) -> Path:
    """Write the registry, the first forum, and a second one with these lines."""
    home = folder / "data"
    (home / "registry").mkdir(parents=True)
    files: Mapping[str, str] = {
        "organizations": ORGANIZATIONS,
        "people": PEOPLE,
        "decisions": decisions,
        **registry,
    }
    for name, text in files.items():
        (home / "registry" / f"{name}.yml").write_bytes(text.encode())
    programme(home, "first-forum", FIRST)
    programme(home, "second-forum", lines)
    return home


def programme(home: Path, name: str, lines: Sequence[Line]) -> None:
    folder = home / "programmes" / name
    folder.mkdir(parents=True)
    printed = [
        ", ".join(part for part in (who, title, body) if part) + f" (item {n})"
        for n, (who, _, title, body) in enumerate(lines)
    ]
    text = f"{name}\n" + "".join(f"{line}\n" for line in printed)
    (folder / "source.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    rows = [
        f"id: {name}",
        f"title: {name}",
        f"quotes: [{name}]",
        "start: 2026-05-04",
        "end: 2026-05-04",
    ]
    rows += [
        f"sources: [{{id: programme, file: source.txt, sha256: {digest}}}]",
        "sessions:",
    ]
    rows += ["  - id: opening", f"    title: {name}", f"    quotes: [{name}]", "    participants:"]
    for (who, kind, title, body), line in zip(lines, printed):
        post = {key: value for key, value in (("title", title), ("organization", body)) if value}
        record = {
            "name": who,
            "kind": kind,
            "role": "speaker",
            **({"affiliations": [post]} if post else {}),
            "quotes": [line],
        }
        rows.append(f"      - {json.dumps(record, ensure_ascii=False)}")
    (folder / "programme.yml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def bodies(*names: str) -> list[Line]:
    return [(name, "organization", "", "") for name in names]


def names(home: Path) -> dict[str, OpenName]:
    """Return the open names of the second forum."""
    return {printed.name: printed for printed in corpus(home).open_names(["second-forum"])}


def candidates(home: Path, name: str) -> list[Candidate]:
    return Matcher(corpus(home)).candidates(names(home)[name])


def files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((home / "registry").iterdir())}


def corpus(home: Path) -> Corpus:
    return read_corpus(home, mini.ontology())
