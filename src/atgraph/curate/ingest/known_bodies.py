"""Two organisers that an “and” joins are told apart where the document names the second elsewhere as a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atgraph.curate.ingest.affiliations import Affiliations
from atgraph.curate.ingest.records import Declared, Records


def part_known(records: Records, reads: Affiliations) -> None:
    """Cut organisers such as “Office on Crime and Freedom Works” in two where somebody is of Freedom Works."""
    known = set(_named(records))
    words = [w for w in reads.words.entries("conjunctions") if " " not in w and w != "&"]
    joins = re.compile(rf"\s+(?:{'|'.join(map(re.escape, words))})\s+")

    def cut(name: str) -> list[str]:
        for found in joins.finditer(name) if name not in known else ():
            left, right = name[: found.start()], reads.without_article(name[found.end() :])
            if right in known and (
                left in known or (len(left.split()) > 1 and reads.is_body(left))
            ):
                return [left, right]
        return [name]

    for meeting in records.meetings:
        meeting.organizers = [
            replace(o, name=name) for o in meeting.organizers for name in cut(o.name)
        ]
    records.declared = [
        one
        for d in records.declared
        for one in _cut_declared(d, cut(str(d.values.get("organizer", ""))))
    ]


def _cut_declared(declared: Declared, names: list[str]) -> list[Declared]:
    if len(names) == 1:
        return [declared]
    return [replace(declared, values={**declared.values, "organizer": name}) for name in names]


def _named(records: Records) -> Iterator[str]:
    """Yield the bodies that stand beside people or take part."""
    for part in (p for m in records.meetings for p in m.parts):
        if part.person.kind == "organization":
            yield part.person.name
        yield from (
            post.organization for post in part.person.posts if len(post.organization.split()) > 1
        )
