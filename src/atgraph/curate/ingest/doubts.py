"""Who was drafted as a person on weak evidence: for review, as a body may be printed in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from atgraph.curate.ingest.affiliations import Affiliations
from atgraph.curate.ingest.given_names import is_given
from atgraph.curate.ingest.names import INITIAL
from atgraph.curate.ingest.records import Meeting, Part
from atgraph.curate.ingest.roles import is_plural, read_role


def doubt_people(
    meetings: Iterable[Meeting], text: str, reads: Affiliations, told: set[str]
) -> None:
    """Mark for review who may be no person.

    Args:
        meetings: the sessions, with all who take part read.
        text: the text of the document.
        reads: tells titles and bodies.
        told: names, in small letters, that stand with an honorific, or with titles, somewhere in
            the document.
    """
    for meeting in meetings:
        people = [part for part in meeting.parts if part.person.kind == "person"]
        weak = [part for part in people if _is_weak(part, reads, told)]
        for part in [p for p in people if not p.review]:
            if below := _unknown_below(part, text, reads):
                part.review = f"“{below}” stands below the name where a title or body is expected; perhaps no person, but two bodies"
            elif second := _perhaps_second(part, text, reads):
                part.review = f"“{second}” stands where a body is expected, behind a word for several; perhaps a second person"
            elif part in weak and not _is_of_list(part, people, weak):
                part.review = f"nothing but its place speaks for “{part.person.name}”; perhaps no person, but a body"


def _is_weak(part: Part, reads: Affiliations, told: set[str]) -> bool:
    """Whether neither an honorific, nor a given name, nor a title speaks for a person."""
    person = part.person
    words = person.name.split()
    if (
        person.honorific
        or person.name.casefold() in told
        or any(_is_title(post.title, reads) for post in person.posts)
    ):
        return False
    return not any(is_given(word) or INITIAL.match(word) for word in words)


def _is_title(text: str, reads: Affiliations) -> bool:
    """Whether it is a title: a post that is known, or any that begins in small letters, as no body does."""
    return bool(text) and (reads.is_post(text) or reads.is_lower(text))


def _is_of_list(part: Part, people: Sequence[Part], weak: Sequence[Part]) -> bool:
    """Whether it is one of a list of entries that are alike, of which more than half are sure to be people."""
    like = [
        other
        for other in people
        if other is not part
        and set(other.quotes) & set(part.quotes)
        and _shape(other) == _shape(part)
    ]
    return sum(other not in weak for other in like) * 2 > len(like) + 1


def _shape(part: Part) -> tuple[bool, bool]:
    return any(post.title for post in part.person.posts), any(
        post.organization for post in part.person.posts
    )


def _unknown_below(part: Part, text: str, reads: Affiliations) -> str:
    """Return what was taken for the body of a name because it stands on the line below, and has no word of a body in it."""
    posts = part.person.posts
    if (
        part.person.honorific
        or len(posts) != 1
        or posts[0].title
        or reads.is_body(posts[0].organization)
        or not part.quotes
    ):
        return ""
    start, end = part.quotes[0]
    alone = re.search(rf"(?:^|[^\w,]){re.escape(part.person.name)}[*_ ]*\n", text[start:end])
    return posts[0].organization if alone else ""


def _perhaps_second(part: Part, text: str, reads: Affiliations) -> str:
    """Return what was taken for a body in “Speakers: Name, X”, where X may as well be a name."""
    posts = part.person.posts
    if len(posts) != 1 or posts[0].title or reads.is_body(posts[0].organization) or not part.quotes:
        return ""
    start, end = part.quotes[0]
    label, _, rest = text[start:end].partition(part.person.name)
    role = (
        read_role(label.strip(" *_•-"), reads.words) if label.strip(" *_•-").endswith(":") else None
    )
    said = posts[0].organization
    alone = (
        rest.strip(" *_,.") == said
        and 1 < len(said.split()) < 5
        and all(word[:1].isupper() for word in said.split())
    )
    return said if alone and role is not None and is_plural(role, reads.words) else ""
