"""What stands below the name of somebody who takes part: a title, a body, a role."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from atgraph.curate.ingest.decoding import Decided
from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession, Person, PrintedPost
from atgraph.curate.ingest.labels import read_part, short, take_status
from atgraph.curate.ingest.name_first import FEWEST_OF_TALK
from atgraph.curate.ingest.name_lists import BESIDE
from atgraph.curate.ingest.organizers import Organizations
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_signs import only_named
from atgraph.curate.ingest.recognition import RecognizedLine
from atgraph.curate.ingest.record_lines import is_told
from atgraph.curate.ingest.session_state import SessionState
from atgraph.curate.ingest.text_lines import QUOTED
from atgraph.curate.ingest.told_lives import held_post
from atgraph.curate.ingest.told_speakers import find_speakers
from atgraph.curate.ingest.word_lists import every, town_zones, with_forms, words_of

LONGEST_NAME = 5  # words on a card
SURE = 2.5  # what speaks for somebody who takes part
PARTED = re.compile(r",\s|\s[·•|/–—]\s")
LED_BY = re.compile(r"(?:\S+\s){1,3}(?:par|by|por|da|dal|dalla|von|durch)\s")  # “Débat animé par A”
AUDIENCE = with_forms(r"(?:{sessions})\s(?:{with})\s", flags=re.I)  # “Débat avec la salle”
NAME_OPEN = r"[(\[](?:{unnamed})[)\]]$"
FARTHEST = 600  # letters between a name and what stands beside it: one quote holds both


def _without_brackets(text: str) -> str:
    """Return what the brackets around a text hold; those within stay."""
    bare = text.strip(" ")
    return bare.strip("() ") if "(" not in bare[1:] else bare


def _is_talk(line: RecognizedLine, part: DraftParticipant) -> bool:
    """Whether it is what somebody speaks on, in quotation marks; few words may be their body."""
    posted = line.size > 1 and not line.people.kinds.is_body(line.text) and part.person.posts
    may_be = line.size >= FEWEST_OF_TALK or any(post.organization for post in part.person.posts)
    return bool(may_be or posted) and QUOTED.fullmatch(line.text.rstrip(".")) is not None


def _is_addressed(line: RecognizedLine) -> bool:
    """Whether it begins as names do: “Mme la Secrétaire d'État”, of another than who is above."""
    said = words_of(line.text[: line.people.names.honorific(line.text, 0)])
    return bool(said) and not any(word in line.words["posts"] for word in said)


class BelowNames:
    """Reads what lines say of who was named last."""

    def __init__(self, state: SessionState, organizations: Organizations) -> None:
        self.state, self.organizations = state, organizations
        self.kinds, self.affiliations = organizations.kinds, organizations.affiliations
        self.lists: Mapping[int, Decided] = {}  # what lines of lists are, by their places
        self.tells = False  # sentences say who spoke, as in minutes
        self._open = -1  # the place of a line for somebody whose name is open

    def listed(self, line: RecognizedLine) -> str:
        """Return what a line of a list of names is; nothing elsewhere."""
        return self.lists[line.place].label if line.place in self.lists else ""

    def _is_of_nobody(self, line: RecognizedLine, part: DraftParticipant) -> bool:
        """Whether it is for somebody whose name is open, “Judge of the Court (tbc)”, or below."""
        text, status = take_status(line.text, line.words)
        is_open = status or with_forms(NAME_OPEN, line.words, re.I).search(line.text)
        envoy = line.words["envoys"].begins(text)  # “Representative of A (tbc)”
        told = any(p.organization and (p.title or envoy) for p in part.person.posts)
        if (is_open and told and self.kinds.is_post(text)) or self._open == line.place - 1:
            self._open = line.place
        return self._open == line.place

    def _says_what(self, line: RecognizedLine) -> bool:
        """Whether a line is the kind of a session or counts one, or says: “Decision: …”."""
        label, colon, _ = line.text.partition(":")
        is_kind = line.words["sessions"].labels(line.text)  # “Q&A”
        below = self.state.following
        above = self.state.lines[self.state.number - 1] if self.state.number else None
        if line.raw.level and above is not None and not above.raw.level:
            return True  # a heading below plain print
        heads = line.raw.level > 0 or (line.raw.gap and below is not None and below.is_person)
        is_kind = is_kind or (heads and line.role is not None and line.role.alone)
        is_kind = is_kind or bool(line.session_count or AUDIENCE.match(line.text))
        return is_kind or (self.tells and bool(colon or is_told(label, line)))

    def read_beside_last(self, line: RecognizedLine) -> bool:
        """Read what a line prints of the person who was named last."""
        state, part = self.state, self.state.open
        if part is None or line.people.with_names.match(line.text):
            return False
        if self._says_what(line) or line.text.endswith((":", "?")) or line.is_contents_head:
            return False  # it heads what follows: “Afternoon”
        if self._is_of_nobody(line, part):
            return False
        label, colon, _ = line.text.partition(": ")
        if colon and not self.kinds.is_post_or_body(label):
            return False  # “Type of meeting: Quarterly”
        led = line.text[:1].isupper() and LED_BY.match(line.text)
        told = led or line.text.endswith(".")  # “Talk moderated by Ada Bek”, below who speaks
        told = told and any(find_speakers(line.text, line.people))
        if told or self._is_next_item(line, part) or _is_addressed(line):
            return False  # “Reports were given by A and B.”, below who opened
        start, end = min(part.quotes[0][0], line.raw.start), max(part.quotes[0][1], line.raw.end)
        if end - start > FARTHEST:
            return False
        if state.alone == 2 and line.text.casefold() in town_zones():
            state.ignore(line, "a town below a name: where somebody is from")
        elif state.alone == 2 and self._is_body_of_card(line):
            self._take_body_of_card(line, part)
        elif not self._take_beside(line, part):
            return False
        self._share_body(part, line)
        part.quotes[0] = start, end
        return True

    def _share_body(self, part: DraftParticipant, line: RecognizedLine) -> None:
        """Give a body on a line of its own to all whom the line above names without one."""
        everyone, bodies = self.state.everyone, [p.organization for p in part.person.posts]
        beside = takewhile(lambda one: one.quotes[0] == part.quotes[0], reversed(everyone))
        others = [one for one in beside if one is not part and one.person.kind == "person"]
        if not self.kinds.is_body(line.text) or line.text not in bodies:
            return
        if any(post.organization for one in others for post in one.person.posts):
            return
        for one in others:
            *own, last = one.person.posts or (PrintedPost(),)
            posts = (*own, replace(last, organization=line.text))
            one.person = replace(one.person, posts=posts, only_name=False)
            one.quotes.append(line.span)

    @staticmethod
    def _is_next_item(line: RecognizedLine, part: DraftParticipant) -> bool:
        """Whether an item stands below a name with a post: it is of another, or what is taught."""
        return line.raw.item and bool(part.person.posts)

    def take_listed(self, meeting: DraftSession, line: RecognizedLine) -> bool:
        """Take a line below a name in a list, whatever its words are."""
        if self.listed(line) != BESIDE or not meeting.participants or self._says_what(line):
            return False
        part = meeting.participants[-1]
        if self._is_next_item(line, part) or _is_addressed(line):
            return False
        if self._is_of_nobody(line, part):
            return False
        start, end = min(part.quotes[0][0], line.raw.start), max(part.quotes[0][1], line.raw.end)
        text, status = take_status(_without_brackets(line.text), line.words)
        text, below = self._take_role_of(part, line, text), self.state.below
        more = below is not None and self.listed(below) == BESIDE
        if more and not self.kinds.is_post_or_body(text):
            part.person = replace(part.person, posts=(PrintedPost(text),), only_name=False)
        elif end - start > FARTHEST or not self._take_details(part, text, line.people):
            return False
        self._share_body(part, line)
        part.quotes[0] = start, end
        part.person = replace(part.person, status=part.person.status or status)
        return True

    def _take_beside(self, line: RecognizedLine, part: DraftParticipant) -> bool:
        state, text = self.state, _without_brackets(line.text)
        if self._names_person(line, text) or _is_talk(line, part):
            return False
        may_be = not line.raw.gap and (text[:1].islower() or state.mode == "people")
        if not (may_be or line.is_below_bodies or self.kinds.is_post_or_body(text)):
            return False
        return self._take_details(part, self._take_role_of(part, line, text), line.people)

    def _take_role_of(self, part: DraftParticipant, line: RecognizedLine, text: str) -> str:
        """Take the role from “Moderator, Executive Director”, or “Director (moderator)”."""
        bare, concept = line.people.take_bracket(text)
        if concept and bare:
            part.role, part.review = short(concept), ""
            return bare
        first, rest = [*PARTED.split(text, maxsplit=1), ""][:2]
        may_have = self.state.alone == 1 and rest and not part.person.role
        role = read_part(first, line.words, anywhere=False) if may_have else None
        if role is None or role.form in every("also_posts").exact:
            return text
        part.role, part.review = short(role.concept), ""
        return rest

    def _names_person(self, line: RecognizedLine, text: str) -> bool:
        card = self._named_on_card(line)
        named = line.people.read_all(text, line.raw.strong)
        person = next(iter(named or card), None)
        if person is None or line.is_below_bodies:
            return False
        first = PARTED.split(text, maxsplit=1)[0]
        ends = line.raw.item and text.rstrip(";.").endswith(person.name)  # “• judge of A Ada Bek;”
        return bool(person.honorific or ends) or not self.kinds.is_body(first)

    def _take_details(self, part: DraftParticipant, text: str, people: PeopleReader) -> bool:
        state, kinds = self.state, self.kinds
        said = held_post(text, part.person.name, people)
        details = self.affiliations.read(said)
        is_life = said.startswith(part.person.name)  # “Ada Bek teaches at Calder University.”
        if is_life or not (details.posts or details.country):
            return False
        held, new = part.person.posts, details.posts
        posts = (*held, *new)
        if held and not held[0].organization and new and not new[0].title:
            first = replace(held[0], organization=new[0].organization)
            posts = (first, *held[1:], *new[1:])
        country = part.person.country or details.country
        part.person = replace(part.person, posts=posts, country=country, only_name=False)
        has_body = any(p.organization for p in posts)
        state.alone = 2 if state.alone == 1 and posts and not has_body else 0
        below = state.following
        goes_on = below is not None and kinds.is_body(below.text)
        if has_body and not (goes_on and kinds.is_unit(posts[-1].organization)):
            state.open = None
        return True

    def _named_on_card(self, line: RecognizedLine) -> list[Person]:
        """Return who is named alone on a line, where the line below is a post; nobody otherwise."""
        below = self.state.following
        if below is None or line.size > LONGEST_NAME or not self.kinds.is_post(below.text):
            return []
        name = line.people.names.read_whole(line.text)
        if name is None or below.has_marked_role or self.kinds.is_post_or_body(line.text):
            return []
        return [only_named(name, SURE)]

    def _is_body_of_card(self, line: RecognizedLine) -> bool:
        """Whether a line below name and post must be the body: it is no name, and close by."""
        name = line.people.names.read(line.text)
        return not line.raw.gap and not line.role and (name is None or name.score < SURE)

    def _take_body_of_card(self, line: RecognizedLine, part: DraftParticipant) -> None:
        """Take the line below name and post for the body; without a word of a body, for review."""
        name = self.kinds.name_of_body(line.text)
        post = replace(part.person.posts[0], organization=name)
        part.person = replace(part.person, posts=(post,), only_name=False)
        if not self.kinds.is_body(line.text) and not part.review:
            part.review = f"“{name}” stands where a body is expected; see whether it is one"
        self.state.open, self.state.alone = None, 0
