"""Lines that name who takes part, and the titles and bodies on lines of their own below a name."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from atgraph.curate.ingest.draft_records import DraftIgnored, DraftParticipant, DraftSession, Person
from atgraph.curate.ingest.labels import PARTS, meaning, read_role, short
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.organizations import Organizations
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.session_state import CONTACT, SessionState
from atgraph.curate.ingest.word_lists import DocumentWords, any_form, every, is_country, words_of

SPEAKER = "role_speaker"
MARKED = re.compile(
    r"(?P<label>[^\W\d_][\w’' -]{3,30}?)\s*(?:\([^()]{2,40}\)\s*)?:\s+(?P<rest>\S.+)"
)
FARTHEST = 600  # letters between a name and what stands beside it: one quote holds both
LONGEST_NAME, LONGEST_BODY = 5, 8  # words on a card
SURE = 2.5
NO_ROLE = "no role is printed for this person; say which"
WEAK = "little speaks for a name here; see whether it is one"


@functools.cache
def _contact_words() -> re.Pattern[str]:
    return re.compile(any_form("contact_labels"), re.I)


def _named_on_card(line: RecognizedLine, below: RecognizedLine | None) -> list[Person]:
    """Return who is named alone on a line, where the line below is a post; nobody otherwise."""
    kinds, names = line.people.kinds, line.people.names
    if below is None or line.size > LONGEST_NAME:
        return []
    name = names.read(line.text)
    if (
        name is None
        or any(map(str.isdigit, line.text))
        or name.end < len(line.text)
        or name.score < 0.5
        or kinds.is_post_or_body(line.text)
        or _is_activity(line)
        or not kinds.is_post(below.text)
        or below.is_sentence
        or below.has_marked_role
        or names.honorific(below.text, 0)
    ):
        return []
    return [Person(name.text, name.honorific, score=SURE, only_name=True)]


def _role_on_card(text: str, words: DocumentWords) -> tuple[str, str]:
    """Take a role from before a post: “Moderator, Executive Director”."""
    first, _, rest = text.partition(", ")
    found = meaning(first, words, anywhere=False)
    if rest and found and found[1] == PARTS and found[2] not in every("also_posts").exact:
        return found[0], rest
    return "", text


def _is_body_of_card(
    line: RecognizedLine, below: RecognizedLine | None, part: DraftParticipant
) -> bool:
    """Whether a line below name and post can only be the body: a name or nothing is below it."""
    held, kinds = part.person.posts, line.people.kinds
    name = line.people.names.read(line.text)
    if (
        len(held) != 1
        or held[0].organization
        or line.raw.gap
        or line.size > LONGEST_BODY
        or line.role
        or _is_activity(line)
        or ":" in line.text
        or not line.text[:1].isupper()
        or kinds.is_post(line.text)
        or (name and (name.honorific or name.score >= SURE))
        or _named_on_card(line, below)
    ):
        return False
    if below is None or kinds.is_body(line.text):
        return True
    next_name = below.people.names.read(below.text)
    is_name = next_name is not None and next_name.end >= len(below.text)
    return is_name and below.role is None and below.size <= LONGEST_NAME


def _is_activity(line: RecognizedLine) -> bool:
    """Whether a line is what is done, as “Discussion”, and no name of anything."""
    text = line.text.strip(" .:").casefold()
    return line.is_break or text in line.words["sessions"].exact or text in line.words["acts"].exact


class PeopleLines:
    """Reads people, and bodies that take part as people do."""

    def __init__(self, state: SessionState, organizations: Organizations) -> None:
        self.state, self.organizations = state, organizations
        self.kinds, self.affiliations = organizations.kinds, organizations.affiliations

    def read(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read people without a role word of their own."""
        state, people = self.state, line.people
        if CONTACT.search(line.text) or (line.is_sentence and not (state.fresh and line.size < 40)):
            return False
        if not line.has_marked_role and self._read_marked(meeting, line):
            return True
        if state.open and state.open.person.kind == "person" and self._beside_last(line):
            return True
        expected = 0.5 if state.own else 0.0
        if state.mode == "people":
            expected = 1.5
        elif state.listed and line.raw.item:
            expected = 1.0
        found = people.read_all(line.text, line.raw.strong, expected)
        found = found or _named_on_card(line, state.following)
        if not found and state.own:
            found = people.read_names(line.text)  # “Closing”, and below it “A and B”
        if line.is_sentence:  # in prose only who begins it; who is named further on may be anybody
            found = [p for p in found if line.text.startswith(p.honorific or p.name)]
        found = [p for p in found if p.role or state.role or p.is_sure(SURE)]
        for person in found:
            head = [state.head] if state.head and state.role and not person.role else []
            self.add(meeting, line, person, [line.span, *head])
        return bool(found) or self._read_bodies(meeting, line)

    def _read_bodies(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read “A and B (moderators)”: bodies with their role in brackets behind them."""
        text, role = line.people.take_role(line.text)
        cut = role and len(text) < len(line.text)
        names = self.organizations.split_bodies(text) if cut else []
        for name in names:
            body = Person(name, kind="organization", role=role)
            self.add(meeting, line, body, [line.span])
        if names:
            self.state.open = None
        return bool(names)

    def _read_marked(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Read “Word: Name, title” where the word is none that the vocabularies have."""
        found = MARKED.match(line.text)
        if not found or len(found["label"].split()) > 4:
            return False
        label, rest = found["label"], found["rest"]
        role = read_role(rest, line.words)
        if role and role.scheme == PARTS and not role.alone:  # “Group A: facilitated by …”
            rest = rest[role.end :]
        elif self.kinds.is_post_or_body(label):
            return False
        else:
            role = None
        people = [p for p in line.people.read_all(rest, (), 1.0) if p.is_sure(3)]
        if not people or _contact_words().search(label):
            return False
        land = label if is_country(label, line.words) else ""
        self.state.role, self.state.head = "", None
        for person in people:
            concept = role.concept if role else person.role
            placed = replace(person, country=person.country or land, role=concept)
            self.add(meeting, line, placed, [line.span])
            if not concept and not land:
                reason = f"the role “{label}” is in no vocabulary; say which it is"
                meeting.participants[-1].review = reason
        self.state.reset_role()
        return True

    def add(
        self, meeting: DraftSession, line: RecognizedLine, person: Person, quotes: list[Stretch]
    ) -> None:
        """Add who takes part."""
        state = self.state
        concept = person.role or state.role
        role, review = short(concept or SPEAKER), "" if concept else NO_ROLE
        if any(p.person.name == person.name and p.role == role for p in meeting.participants):
            reason = "names again who is named above in the session"
            state.ignored.append(DraftIgnored((line.span,), reason))
            return
        if person.score < SURE and not review and state.mode != "people":
            review = WEAK
        part = DraftParticipant(person, role, quotes, person.status, review)
        meeting.participants.append(part)
        state.added += 1
        state.alone = int(person.only_name)
        posts = person.posts
        is_open = not posts or (len(posts) == 1 and not posts[0].organization)
        state.open = part if is_open else None
        line.people.names.known.add(person.name.casefold())

    def _beside_last(self, line: RecognizedLine) -> bool:
        """Read a title or body on a line of its own, below the name."""
        state, part, kinds = self.state, self.state.open, self.kinds
        if line.text.strip(" .:").casefold() in line.words["sessions"].exact:
            state.open = None
            return False
        if (
            part is None
            or line.people.begins_with_with(line.text)
            or line.is_sentence
            or line.size > 30
            or line.raw.level
            or line.raw.all_strong
            or (line.raw.gap and part.person.posts and not kinds.is_body(line.text))
        ):
            return False
        if state.alone == 2 and _is_body_of_card(line, state.following, part):
            return self._take_body_of_card(line, part)
        text = line.text.strip("() ")
        if self._names_person(line, text) or not words_of(text):
            return False
        if not kinds.is_post_or_body(text) and (
            line.raw.gap or (not text[:1].islower() and state.mode != "people")
        ):
            return False
        if state.alone == 1 and not part.person.role:
            role, text = _role_on_card(text, line.words)
            if role:
                part.role, part.review = short(role), ""
        return self._take_details(line, part, text)

    def _names_person(self, line: RecognizedLine, text: str) -> bool:
        card = _named_on_card(line, self.state.following)
        person = line.people.read(text, line.raw.strong, 0.0) or next(iter(card), None)
        if person is None or person.score < SURE:
            return False
        return bool(person.honorific) or not self.kinds.is_body(text.split(",", maxsplit=1)[0])

    def _take_details(self, line: RecognizedLine, part: DraftParticipant, text: str) -> bool:
        """Give the last person what a line prints of posts and country."""
        state, kinds = self.state, self.kinds
        details = self.affiliations.read(text)
        reach = _reach(part, line)
        if (not details.posts and not details.country) or reach[1] - reach[0] > FARTHEST:
            return False
        held, new = part.person.posts, tuple(details.posts)
        if held and not held[0].organization and new and not new[0].title:
            first = replace(held[0], organization=new[0].organization)
            posts = (first, *held[1:], *new[1:])
        else:
            posts = (*held, *new)
        country = part.person.country or details.country
        part.person = replace(part.person, posts=posts, country=country, only_name=False)
        part.quotes[0] = reach
        has_body = any(p.organization for p in posts)
        state.alone = 2 if state.alone == 1 and posts and not has_body else 0
        below = state.following
        goes_on = below is not None and kinds.is_body(below.text)
        if has_body and not (goes_on and kinds.is_unit(posts[-1].organization)):
            state.open = None
        return True

    def _take_body_of_card(self, line: RecognizedLine, part: DraftParticipant) -> bool:
        """Take the line below name and post for the body; without a word of a body, for review."""
        name = self.kinds.name_of_body(line.text)
        reach = _reach(part, line)
        if not name or reach[1] - reach[0] > FARTHEST:
            return False
        post = replace(part.person.posts[0], organization=name)
        part.person = replace(part.person, posts=(post,), only_name=False)
        part.quotes[0] = reach
        if not self.kinds.is_body(line.text) and not part.review:
            part.review = f"“{name}” stands where a body is expected; see whether it is one"
        self.state.open, self.state.alone = None, 0
        return True


def _reach(part: DraftParticipant, line: RecognizedLine) -> Stretch:
    """Return the stretch that holds a name and a line below it."""
    start, end = part.quotes[0]
    return min(start, line.raw.start), max(end, line.raw.end)
