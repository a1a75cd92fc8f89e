"""Cards: name, post and body of a speaker, each on a line of its own."""

from __future__ import annotations

from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.people import ALSO_POSTS
from atgraph.curate.ingest.persons import Person
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Part
from atgraph.curate.ingest.roles import meaning
from atgraph.curate.ingest.words import Words

LONGEST_NAME, LONGEST_BODY = 5, 8  # words
SURE = 2.5


def named_on_card(seen: Seen, below: Seen | None) -> list[Person]:
    """Return who is named alone on a line, where the line below is a post; nobody where it is not so."""
    if (
        below is None
        or below.line.gap
        or below.has_time
        or seen.size > LONGEST_NAME
        or any(map(str.isdigit, seen.text))
    ):
        return []
    reads, name = seen.people.beside, seen.people.names.read(seen.text)
    if (
        name is None
        or name.end < len(seen.text)
        or name.score < 0.5
        or reads.is_post(seen.text)
        or reads.is_body(seen.text)
        or is_said(seen)
    ):
        return []
    if (
        not reads.is_post(below.text)
        or below.is_sentence
        or (below.role and below.role.marked)
        or below.people.names.honorific(below.text, 0)
    ):
        return []
    return [Person(name.text, name.honorific, score=SURE, only_name=True)]


def role_on_card(text: str, words: Words) -> tuple[str, str]:
    """Take a role from before a post: “Moderator, Executive Director”."""
    first, _, rest = text.partition(", ")
    said = meaning(first, words, anywhere=False)
    if rest and said and said[1] == PARTS and said[2] not in ALSO_POSTS:
        return said[0], rest
    return "", text


def is_body_of_card(seen: Seen, below: Seen | None, part: Part) -> bool:
    """Whether a line below name and post can only be the body: the next name, or nothing, stands below it."""
    held, reads = part.person.posts, seen.people.beside
    if (
        len(held) != 1
        or held[0].organization
        or seen.line.gap
        or seen.size > LONGEST_BODY
        or seen.role
        or is_said(seen)
    ):
        return False
    name = seen.people.names.read(seen.text)
    if (
        ":" in seen.text
        or not seen.text[:1].isupper()
        or reads.is_post(seen.text)
        or (name and (name.honorific or name.score >= SURE))
    ):
        return False
    if named_on_card(seen, below):
        return False
    return (
        below is None
        or below.line.gap
        or below.has_time
        or reads.is_body(seen.text)
        or _is_name(below)
    )


def is_said(seen: Seen) -> bool:
    """Whether a line is what is done, as “Discussion”, and no name of anything."""
    text = seen.text.strip(" .:").casefold()
    return seen.is_break or text in seen.words["sessions"].exact or text in seen.words["acts"].exact


def _is_name(seen: Seen) -> bool:
    name = seen.people.names.read(seen.text)
    return (
        name is not None
        and name.end >= len(seen.text)
        and seen.role is None
        and seen.size <= LONGEST_NAME
    )
