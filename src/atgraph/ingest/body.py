"""What stands below the head of a session: who takes part, who organises it, and what else is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from atgraph.ingest.cards import is_body_of_card, named_on_card, role_on_card
from atgraph.ingest.countries import is_country
from atgraph.ingest.labels import ORGANIZING, PARTS, short
from atgraph.ingest.lines import Line, Stretch
from atgraph.ingest.organizations import Organizations
from atgraph.ingest.organizing import Organizing
from atgraph.ingest.people import MARKED, People, Person
from atgraph.ingest.recognise import Seen
from atgraph.ingest.records import Left, Meeting, Organizer, Part
from atgraph.ingest.roles import BY, Role, is_plural, read_role, take_status
from atgraph.ingest.words import words_of

SPEAKER = "role_speaker"
CONTACT_WORD = re.compile(r"contact|kontakt|contatt|контакт|press|media|info|photo|author|auteur|autor|автор", re.I)
CONTACT = re.compile(r"\w@\w|https?://|www\.|\btel\b|\bphone\b|\brsvp\b|☎", re.I)
ONE = frozenset(
    f"role_{name}" for name in ("moderator", "chair", "facilitator", "host", "rapporteur", "master-of-ceremonies", "convenor")
)  # of whom a session has one
FARTHEST = 600  # letters between a name and what stands beside it: one quote holds both
NO_ROLE = "no role is printed for this person; say which"


@dataclass
class Reader:
    """Reads the lines of one session after another, and keeps what carries no record."""

    organizations: Organizations
    organizing: Organizing
    people_reader: People
    text: str
    left: list[Left] = field(default_factory=list)
    loose: list[Seen] = field(default_factory=list)
    role: str = ""
    head: Stretch | None = None
    fresh: bool = False
    mode: str = ""
    organizer_role: str = ""
    open: Part | None = None
    added: int = 0
    below: Seen | None = None
    alone: int = 0
    told_names: set[str] = field(default_factory=set)
    own: str = ""
    own_head: Stretch | None = None

    def start(self, role: str = "", head: Stretch | None = None) -> None:
        """Begin a session, whose title may be a role."""
        self.role, self.head, self.mode, self.open, self.fresh = role, head, "", None, False
        self.own, self.own_head = role, head

    def ignore(self, seen: Seen, reason: str, review: str = "") -> None:
        """Leave a line without a record."""
        self.left.append(Left((span(seen.line),), reason, review))

    def read(self, meeting: Meeting, lines: Iterable[Seen]) -> None:
        """Read the lines of a session into it."""
        held = list(lines)
        for seen, self.below in zip(held, [*held[1:], None]):
            self.line(meeting, seen)

    def line(self, meeting: Meeting, seen: Seen) -> None:
        """Read one line."""
        people, text = seen.people, seen.text
        if people.is_unnamed(text):
            self.open = None
            return self.ignore(seen, "nobody is named yet")
        if seen.has_time and seen.rest and seen.rest != text:
            return self.talk(meeting, seen)
        if seen.is_break:
            return self.ignore(seen, "a break, a meal or the like")
        role = seen.role
        if role and not seen.is_sentence and self.takes_role(meeting, seen, role):
            return None
        if role and role.marked and self.takes_role(meeting, seen, role):
            return None
        if found := self.organizing.find(text):
            for name, concept in found:
                meeting.organizers.append(Organizer(name, concept, [self.sentence_with(seen.line, name)]))
            self.open, self.mode = None, ""
            if seen.is_sentence:
                meeting.prose.append(seen.line)
            return None
        if self.mode == "organizers" and self.takes_body(meeting, seen):
            return None
        if self.is_biography(seen):
            self.open = None
            return self.ignore(seen, "biography")
        if self.people(meeting, seen):
            return None
        return self.other(meeting, seen)

    def talk(self, meeting: Meeting, seen: Seen) -> None:
        """Read a talk within a session: a time, and who speaks."""
        inner = replace(seen.line, text=seen.title, strong=())
        bare = Seen(inner, seen.words, seen.people, seen.place)
        before = self.added
        if seen.title and not seen.title.isspace() and not (bare.has_time):
            role, head = self.role, self.head
            self.line(meeting, bare)
            if self.added == before and not (bare.role and bare.role.alone):
                self.role, self.head = role, head
            return
        self.ignore(seen, "the time of a part of a session")

    # --- roles ---

    def takes_role(self, meeting: Meeting, seen: Seen, role: Role) -> bool:
        """Read a line that begins with a role word; False where it is none after all."""
        rest = seen.text[role.end :].strip()
        if role.scheme == ORGANIZING:
            return self.takes_organizers(meeting, seen, role, rest)
        if role.alone:
            if not role.marked and seen.size > 5:
                return False
            self.set_role(seen, role)
            self.loose.append(seen)
            return True
        shift = len(seen.text) - len(seen.text[role.end :].lstrip())
        strong = [(a - shift, b - shift) for a, b in seen.line.strong if b > shift and a >= shift]
        bare, status = take_status(rest, seen.words)
        if seen.people.is_unnamed(bare) or not bare:
            self.set_role(seen, role)
            self.ignore(seen, "nobody is named yet")
            return True
        found = seen.people.read_all(rest, strong, 1.5 if role.marked else 1.0)
        if found and (role.marked or any(not p.only_name or p.honorific or p.score >= 3 for p in found)):
            self.set_role(seen, role)
            for person in found:
                self.add(meeting, seen, person, [span(seen.line)])
            if (role.concept in ONE and not is_plural(role, seen.words)) or (role.form.split()[-1] in BY and not role.marked):
                self.role, self.head = self.own, self.own_head
            return True
        if role.marked and (bodies := self.bodies(rest)):
            self.set_role(seen, role)
            for name in bodies:
                body = Person(name, kind="organization", status=status)
                self.add(meeting, seen, body, [span(seen.line)])
            self.open = None
            return True
        return False

    def set_role(self, seen: Seen, role: Role) -> None:
        """Let the role hold for the names that follow."""
        self.role, self.mode, self.open, self.fresh = role.concept, "people", None, True
        self.head = self.label_of(seen.line, seen.text[: role.end])

    def label_of(self, line: Line, label: str) -> Stretch:
        """Return where a role word stands."""
        label = label.rstrip(" –—-|")
        at = self.text.find(label, line.start, line.end)
        return (at, at + len(label)) if at >= 0 and label else span(line)

    def bodies(self, rest: str) -> list[str]:
        """Return bodies that stand where people are expected, as in “Moderator: A and B, Co-Chairs”."""
        first = self.organizations.read.segments(rest)
        if not first or len(rest.split()) > 25:
            return []
        names = self.organizations.split(first[0])
        sure = [self.organizations.read.is_body(name) for name in names]
        return names if names and any(sure) and all(len(n.split()) < 14 and n[:1].isupper() for n in names) else []

    # --- organisers ---

    def takes_organizers(self, meeting: Meeting, seen: Seen, role: Role, rest: str) -> bool:
        """Read organisers behind their role word, or let it hold for the lines below."""
        if role.alone:
            if seen.size > 6 or not (role.marked or seen.line.level or seen.line.all_strong or seen.line.gap):
                return False
            self.mode, self.organizer_role, self.open = "organizers", role.concept, None
            self.head = self.label_of(seen.line, seen.text[: role.end])
            self.loose.append(seen)
            return True
        if seen.size > 60 or (
            seen.is_sentence and not role.marked and "," in rest and any(w[:1].islower() and len(w) > 5 for w in rest.split(",")[1].split()[:2])
        ):
            return False
        rest, status = take_status(rest, seen.words)
        names = [n for n in self.organizations.split(self.organizing.cut(rest)) if n[:1].isupper() or n[:1].isdigit()]
        if not names:
            return False
        more = self.organizing.further(rest)
        for name in names:
            meeting.organizers.append(Organizer(name, role.concept, [span(seen.line)], status))
        for name, concept in more:
            meeting.organizers.append(Organizer(name, concept, [span(seen.line)]))
        self.mode, self.organizer_role, self.open = ("organizers" if role.marked else ""), role.concept, None
        self.head = self.label_of(seen.line, seen.text[: role.end])
        return True

    def takes_body(self, meeting: Meeting, seen: Seen) -> bool:
        """Read a body in a list below “Organisers:”."""
        if seen.is_contents_head or seen.is_sentence or seen.size > 18 or not seen.text[:1].isupper() or seen.line.level or CONTACT.search(seen.text):
            self.mode = ""
            return False
        if not (seen.line.item or not seen.line.gap or self.organizations.read.is_body(seen.text)):
            self.mode = ""
            return False
        found = seen.people.read_all(seen.text, seen.line.strong)
        if found and not self.organizations.read.is_body(seen.text.split(",")[0]):
            self.mode = ""
            return False
        quotes = [span(seen.line), *([self.head] if self.head else [])]
        for name in self.organizations.split(seen.text):
            meeting.organizers.append(Organizer(name, self.organizer_role, quotes))
        return True

    # --- people ---

    def people(self, meeting: Meeting, seen: Seen) -> bool:
        """Read people without a role word of their own."""
        if CONTACT.search(seen.text) or (seen.is_sentence and not (self.fresh and seen.size < 40)):
            return False
        expected = 1.5 if self.mode == "people" else 0.5 if self.own else 0.0
        if (seen.role is None or not seen.role.marked) and self.marked(meeting, seen):
            return True
        if self.open and self.open.person.kind == "person" and self.beside_last(seen):
            return True
        found = seen.people.read_all(seen.text, seen.line.strong, expected) or named_on_card(seen, self.below)
        if not found and self.own:
            found = seen.people.names_only(seen.text, 1.0)  # “Closing”, and below it “A and B”
        if seen.is_sentence:  # in prose only who begins it; who is named further on may be anybody
            found = [p for p in found if seen.text.startswith(p.honorific or p.name)]
        found = [p for p in found if p.role or self.role or not p.only_name or p.honorific or p.score >= 2.5]
        if not found:
            return self.bodies_with_role(meeting, seen)
        for person in found:
            self.add(meeting, seen, person, [span(seen.line), *([self.head] if self.head and self.role and not person.role else [])])
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
        named = named if named and named.scheme == PARTS and not named.alone else None  # “Group A: facilitated by …”
        if not named and (self.organizations.read.is_post(found["label"]) or self.organizations.read.is_body(found["label"])):
            return False
        rest = found["rest"][named.end :] if named else found["rest"]
        people = [p for p in seen.people.read_all(rest, (), 1.0) if not p.only_name or p.honorific or p.score >= 3]
        land = found["label"] if is_country(found["label"], seen.words) else ""
        if not people or CONTACT_WORD.search(found["label"]):
            return False
        self.role, self.head = "", None
        for person in people:
            role = named.concept if named else person.role
            self.add(meeting, seen, replace(person, country=person.country or land, role=role), [span(seen.line)])
            if role:
                continue
            meeting.parts[-1].review = meeting.parts[-1].review if land else f"the role “{found['label']}” is in no vocabulary; say which it is"
        self.role, self.head = self.own, self.own_head
        return True

    def add(self, meeting: Meeting, seen: Seen, person: Person, quotes: list[Stretch]) -> None:
        """Add who takes part."""
        concept = person.role or self.role
        part = Part(person, short(concept or SPEAKER), quotes, person.status, "" if concept else NO_ROLE)
        if any(p.person.name == person.name and p.role == part.role for p in meeting.parts):
            self.left.append(Left((span(seen.line),), "names again who is named above in the session"))
            return
        if person.score < 2.5 and not part.review and self.mode != "people":
            part.review = "little speaks for a name here; see whether it is one"
        meeting.parts.append(part)
        self.added += 1
        self.alone = int(person.only_name)
        self.open = part if not person.posts or (len(person.posts) == 1 and not person.posts[0].organization) else None
        seen.people.names.known.add(person.name.casefold())

    def beside_last(self, seen: Seen) -> bool:
        """Read a title or body on a line of its own, below the name."""
        part = self.open
        if seen.text.strip(" .:").casefold() in seen.words["sessions"].exact:
            self.open = None
            return False
        reads = self.organizations.read
        if part is None or seen.is_sentence or seen.size > 30 or seen.line.level or seen.line.all_strong:
            return False
        if seen.line.gap and part.person.posts and not reads.is_body(seen.text):
            return False
        if self.alone == 2 and is_body_of_card(seen, self.below, part):
            return self.take_body_of_card(seen, part)
        text = seen.text.strip("() ")
        named = seen.people.read(text, seen.line.strong, 0.0) or next(iter(named_on_card(seen, self.below)), None)
        if named and named.score >= 2.5 and (not reads.is_body(text.split(",")[0]) or named.honorific):
            return False
        if not (reads.is_post(text) or reads.is_body(text)) and (seen.line.gap or (text[:1].islower() is False and self.mode != "people")):
            return False
        if len(words_of(text)) == 0:
            return False
        role, text = role_on_card(text, seen.words) if self.alone == 1 and not part.person.role else ("", text)
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
        part.person = replace(part.person, posts=posts, country=part.person.country or beside.country, only_name=False)
        part.quotes[0] = reach
        self.alone = 2 if self.alone == 1 and posts and not any(p.organization for p in posts) else 0
        unit = bool(posts) and bool(posts[-1].organization) and reads.is_unit(posts[-1].organization)
        follows = unit and self.below is not None and not self.below.line.gap and reads.is_body(self.below.text) and not self.below.has_time
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
        part.person = replace(part.person, posts=(replace(part.person.posts[0], organization=name),), only_name=False)
        part.quotes[0] = reach
        if not reads.is_body(seen.text) and not part.review:
            part.review = f"“{name}” stands where a body is expected; see whether it is one"
        self.open, self.alone = None, 0
        return True

    # --- the rest ---

    def other(self, meeting: Meeting, seen: Seen) -> None:
        """Keep a line that is no record by itself."""
        if CONTACT.search(seen.text) and not seen.is_sentence:
            return self.ignore(seen, "an address or a link")
        if seen.is_sentence or (seen.size > 14 and not seen.line.level):
            meeting.prose.append(seen.line)
            self.fresh = self.fresh and self.mode == "people"
            return None
        self.loose.append(seen)
        return None

    def is_biography(self, seen: Seen) -> bool:
        """Whether a paragraph tells the life of somebody who is named."""
        if not seen.is_sentence:
            return False
        name = seen.people.names.read(seen.text)
        if name is None:
            words = words_of(seen.text)
            pronoun = words[0].casefold() if words else ""
            return (
                pronoun in ("he", "she", "they", "il", "elle", "él", "ella", "er", "sie", "lui", "lei")
                and len(words) > 1
                and words[1].casefold() in seen.words["biography_verbs"]
            )
        following = words_of(seen.text[name.end :])[:1]
        known = name.text.casefold() in seen.people.names.known or any(k.endswith(" " + name.text.split()[-1].casefold()) for k in seen.people.names.known)
        verb = bool(following) and following[0].islower() and following[0].casefold() in seen.words["biography_verbs"]
        return verb and (known or name.score >= 2)

    def sentence_with(self, line: Line, name: str) -> Stretch:
        """Return the sentence of a line that prints a name."""
        from atgraph.ingest.accounting import sentences_in

        for start, end in sentences_in(self.text, line.start, line.end):
            if name in " ".join(self.text[start:end].replace("*", "").split()):
                return start, end
        return span(line)


def span(line: Line) -> Stretch:
    """Return where a line stands."""
    return line.start, line.end


__all__ = ["PARTS", "Reader", "span"]
