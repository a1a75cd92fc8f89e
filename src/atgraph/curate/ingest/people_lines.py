"""Lines that name who takes part, and the titles and bodies on lines of their own below a name."""

from __future__ import annotations

import re
from dataclasses import replace

from atgraph.curate.ingest.cards import is_body_of_card, named_on_card, role_on_card
from atgraph.curate.ingest.carried import CONTACT, Carried, span
from atgraph.curate.ingest.countries import is_country
from atgraph.curate.ingest.labels import PARTS, short
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.people import MARKED
from atgraph.curate.ingest.persons import Person
from atgraph.curate.ingest.recognise import Seen
from atgraph.curate.ingest.records import Left, Meeting, Part
from atgraph.curate.ingest.roles import read_role
from atgraph.curate.ingest.words import words_of

SPEAKER = "role_speaker"
CONTACT_WORD = re.compile(
    r"contact|kontakt|contatt|контакт|press|media|info|photo|author|auteur|autor|автор", re.I
)
FARTHEST = 600  # letters between a name and what stands beside it: one quote holds both
NO_ROLE = "no role is printed for this person; say which"


class PeopleLines(Carried):
    """Reads people, and bodies that take part as people do."""

    def people(self, meeting: Meeting, seen: Seen) -> bool:
        """Read people without a role word of their own."""
        if CONTACT.search(seen.text) or (seen.is_sentence and not (self.fresh and seen.size < 40)):
            return False
        expected = (
            1.5
            if self.mode == "people"
            else 1.0
            if self.listed and seen.line.item
            else 0.5
            if self.own
            else 0.0
        )
        if (seen.role is None or not seen.role.marked) and self.marked(meeting, seen):
            return True
        if self.open and self.open.person.kind == "person" and self.beside_last(seen):
            return True
        found = seen.people.read_all(seen.text, seen.line.strong, expected) or named_on_card(
            seen, self.below
        )
        if not found and self.own:
            found = seen.people.names_only(seen.text, 1.0)  # “Closing”, and below it “A and B”
        if seen.is_sentence:  # in prose only who begins it; who is named further on may be anybody
            found = [p for p in found if seen.text.startswith(p.honorific or p.name)]
        found = [
            p
            for p in found
            if p.role or self.role or not p.only_name or p.honorific or p.score >= 2.5
        ]
        if not found:
            return self.bodies_with_role(meeting, seen)
        for person in found:
            self.add(
                meeting,
                seen,
                person,
                [
                    span(seen.line),
                    *([self.head] if self.head and self.role and not person.role else []),
                ],
            )
        return True

    def bodies_with_role(self, meeting: Meeting, seen: Seen) -> bool:
        """Read “A and B (moderators)”: bodies with their role in brackets behind them."""
        text, role = seen.people.take_role(seen.text)
        names = self.bodies(text) if role and len(text) < len(seen.text) else []
        for name in names:
            self.add(meeting, seen, Person(name, kind="organization", role=role), [span(seen.line)])
        if names:
            self.open = None
        return bool(names)

    def marked(self, meeting: Meeting, seen: Seen) -> bool:
        """Read “Word: Name, title” where the word is none that the vocabularies have."""
        found = MARKED.match(seen.text)
        if not found or len(found["label"].split()) > 4:
            return False
        named = read_role(found["rest"], seen.words)
        named = (
            named if named and named.scheme == PARTS and not named.alone else None
        )  # “Group A: facilitated by …”
        if not named and (
            self.organizations.read.is_post(found["label"])
            or self.organizations.read.is_body(found["label"])
        ):
            return False
        rest = found["rest"][named.end :] if named else found["rest"]
        people = [
            p
            for p in seen.people.read_all(rest, (), 1.0)
            if not p.only_name or p.honorific or p.score >= 3
        ]
        land = found["label"] if is_country(found["label"], seen.words) else ""
        if not people or CONTACT_WORD.search(found["label"]):
            return False
        self.role, self.head = "", None
        for person in people:
            role = named.concept if named else person.role
            self.add(
                meeting,
                seen,
                replace(person, country=person.country or land, role=role),
                [span(seen.line)],
            )
            if role:
                continue
            meeting.parts[-1].review = (
                meeting.parts[-1].review
                if land
                else f"the role “{found['label']}” is in no vocabulary; say which it is"
            )
        self.role, self.head = self.own, self.own_head
        return True

    def add(self, meeting: Meeting, seen: Seen, person: Person, quotes: list[Stretch]) -> None:
        """Add who takes part."""
        concept = person.role or self.role
        part = Part(
            person, short(concept or SPEAKER), quotes, person.status, "" if concept else NO_ROLE
        )
        if any(p.person.name == person.name and p.role == part.role for p in meeting.parts):
            self.left.append(
                Left((span(seen.line),), "names again who is named above in the session")
            )
            return
        if person.score < 2.5 and not part.review and self.mode != "people":
            part.review = "little speaks for a name here; see whether it is one"
        meeting.parts.append(part)
        self.added += 1
        self.alone = int(person.only_name)
        self.open = (
            part
            if not person.posts or (len(person.posts) == 1 and not person.posts[0].organization)
            else None
        )
        seen.people.names.known.add(person.name.casefold())

    def beside_last(self, seen: Seen) -> bool:
        """Read a title or body on a line of its own, below the name."""
        part = self.open
        if seen.text.strip(" .:").casefold() in seen.words["sessions"].exact:
            self.open = None
            return False
        reads = self.organizations.read
        if (
            part is None
            or seen.people.begins_with_with(seen.text)
            or seen.is_sentence
            or seen.size > 30
            or seen.line.level
            or seen.line.all_strong
        ):
            return False
        if seen.line.gap and part.person.posts and not reads.is_body(seen.text):
            return False
        if self.alone == 2 and is_body_of_card(seen, self.below, part):
            return self.take_body_of_card(seen, part)
        text = seen.text.strip("() ")
        named = seen.people.read(text, seen.line.strong, 0.0) or next(
            iter(named_on_card(seen, self.below)), None
        )
        if (
            named
            and named.score >= 2.5
            and (not reads.is_body(text.split(",")[0]) or named.honorific)
        ):
            return False
        if not (reads.is_post(text) or reads.is_body(text)) and (
            seen.line.gap or (text[:1].islower() is False and self.mode != "people")
        ):
            return False
        if len(words_of(text)) == 0:
            return False
        role, text = (
            role_on_card(text, seen.words)
            if self.alone == 1 and not part.person.role
            else ("", text)
        )
        if role:
            part.role, part.review = short(role), ""
        beside = reads.read(text)
        reach = (min(part.quotes[0][0], seen.line.start), max(part.quotes[0][1], seen.line.end))
        if (not beside.posts and not beside.country) or reach[1] - reach[0] > FARTHEST:
            return False
        held = part.person.posts
        posts = tuple(beside.posts)
        if held and not held[0].organization and posts and not posts[0].title:
            posts = (replace(held[0], organization=posts[0].organization), *held[1:], *posts[1:])
        else:
            posts = (*held, *posts)
        part.person = replace(
            part.person, posts=posts, country=part.person.country or beside.country, only_name=False
        )
        part.quotes[0] = reach
        self.alone = (
            2 if self.alone == 1 and posts and not any(p.organization for p in posts) else 0
        )
        unit = (
            bool(posts) and bool(posts[-1].organization) and reads.is_unit(posts[-1].organization)
        )
        follows = (
            unit
            and self.below is not None
            and not self.below.line.gap
            and reads.is_body(self.below.text)
            and not self.below.has_time
        )
        if posts and any(p.organization for p in posts) and not follows:
            self.open = None
        return True

    def take_body_of_card(self, seen: Seen, part: Part) -> bool:
        """Take the line below name and post for the body, for review where no word of a body is in it."""
        reads = self.organizations.read
        name = reads.name_of_body(seen.text)
        reach = (min(part.quotes[0][0], seen.line.start), max(part.quotes[0][1], seen.line.end))
        if not name or reach[1] - reach[0] > FARTHEST:
            return False
        part.person = replace(
            part.person, posts=(replace(part.person.posts[0], organization=name),), only_name=False
        )
        part.quotes[0] = reach
        if not reads.is_body(seen.text) and not part.review:
            part.review = f"“{name}” stands where a body is expected; see whether it is one"
        self.open, self.alone = None, 0
        return True
