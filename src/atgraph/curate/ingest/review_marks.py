"""What is in doubt of a draft: a record that differs from its siblings, a name unlike names.

One doubt, one mark: what carries one gets no second, and who stands in a session that is in doubt
is looked at with it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession, PrintedPost
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import read_part
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.person_names import INITIAL
from atgraph.curate.ingest.segment_kinds import SegmentKinds
from atgraph.curate.ingest.text_doubts import (
    doubt_title,
    goes_on,
    is_cut_off,
    is_odd_name,
    is_open,
    is_unlike_body,
    may_be_of_other,
    posts_in,
    stands_for,
    text_behind,
    text_between,
)
from atgraph.curate.ingest.word_lists import words_of
from atgraph.text import stands_in

TWO_BODIES = (
    "“{}” stands below the name where a title or body is expected; "
    "perhaps no person, but two bodies"
)
NO_PERSON = "nothing but its place speaks for “{}”; perhaps no person, but a body"
SURE = 3.0  # what a name scores that its list or what stands beside it speaks for
UNTITLED = "no title stands beside it, as beside the others; see what belongs to it"
APART = "nothing stands beside it, but it stands elsewhere too; see what is said of it there"
UNREAD = "no body stands beside it, as beside most; see whether one is among the words around it"
MOST_UNREAD = 3  # words behind a name, besides its title
HALF, MOST = 0.5, 0.8  # of the siblings: what they have, one alone has not
LEADS = ("moderator", "chair", "host", "facilitator")
NUMBERED = re.compile(r"[^\W\d_]+ [\d.]+")  # “Unit 2.1”
TAIL = re.compile(r" [–—-] [^–—]+$")  # “What happens inside – Kiet”
OPEN_OR_CLOSE = ("role_welcoming", "role_opening-remarks", "role_closing-remarks")
FEW_SMALL = 0.2  # of the titles: where more begin with a small letter, it is how they are printed
FEWEST_TOLD = 6  # words of a title that says no more than a kind
FEW, MANY = 5, 8  # people or titles that make no rule yet; people whom one session may have
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")


def doubt_sessions(sessions: Sequence[DraftSession], kinds: SegmentKinds) -> None:
    """Mark sessions for review that are unlike the others of the document, once each."""
    found = _Document(sessions, kinds)
    for number, meeting in enumerate(sessions):
        said = "" if meeting.reviews else next(found.of_session(number), "")
        meeting.reviews += [said] if said else []


class _Document:
    """The sessions and people of a draft, each seen beside the others."""

    def __init__(
        self, sessions: Sequence[DraftSession], kinds: SegmentKinds, text: str = ""
    ) -> None:
        self.sessions, self.kinds, self.text = sessions, kinds, text
        self.timed = sum(bool(one.start) for one in sessions)
        self.peopled = sum(bool(one.participants) for one in sessions)
        self.titles = Counter(_folded(one.title) for one in sessions)
        self.rooms = {_folded(one.room) for one in sessions if one.room}
        begun = Counter(one.title[:1].islower() for one in sessions)
        self.begins_small = begun[True] > max(1, FEW_SMALL * len(sessions))
        self.whens = [(one.date, one.start) for one in sessions]

    @cached_property
    def people(self) -> list[DraftParticipant]:
        """All who are persons."""
        parts = (part for one in self.sessions for part in one.participants)
        return [part for part in parts if part.person.kind == "person"]

    @cached_property
    def led(self) -> list[DraftParticipant]:
        """Those who lead a session."""
        return [part for part in self.people if part.role in LEADS]

    @cached_property
    def names(self) -> set[str]:
        """The names of all."""
        return {_folded(part.person.name) for part in self.people}

    @cached_property
    def by_word(self) -> dict[str, set[str]]:
        """The names of all, by the word with which each begins."""
        found = defaultdict[str, set[str]](set)
        for name in self.names:
            found[name.partition(" ")[0]].add(name)
        return found

    @cached_property
    def begun(self) -> set[str]:
        """The words with which bodies of several words begin."""
        bodies = (post.organization for part in self.people for post in part.person.posts)
        return {body.partition(" ")[0] for body in bodies if " " in body}

    @cached_property
    def described(self) -> dict[str, set[str]]:
        """The names of those beside whom a title, a body or either stands, somewhere."""
        return {
            what: {_folded(part.person.name) for part in self.people if has(part)}
            for what, has in _HAS.items()
        }

    @cached_property
    def beside(self) -> dict[tuple[Stretch, ...], list[str]]:
        """The names of all, by where they stand."""
        found = defaultdict[tuple[Stretch, ...], list[str]](list)
        for part in self.people:
            found[tuple(part.quotes[:1])].append(part.person.name)
        return found

    @cached_property
    def apart(self) -> str:
        """The words of which neither sessions nor people were read."""
        places = [part.quotes for part in self.people] + [one.quotes for one in self.sessions]
        return f" {_folded(text_between(self.text, chain.from_iterable(places)))} "

    @cached_property
    def heads(self) -> dict[int, Stretch]:
        """Where the bodies stand that head people, by the identities of their parts."""
        parts = (part for part in self.people if part.quotes[1:])
        return {id(part): part.quotes[-1] for part in parts if not self._prints_bodies(part)}

    @cached_property
    def heads_one(self) -> bool:
        """Whether most bodies that head people head one."""
        counts = Counter(self.heads.values()).values()
        return len(self.heads) >= FEW and sum(n > 1 for n in counts) < HALF * len(counts)

    def _prints_bodies(self, part: DraftParticipant) -> bool:
        """Whether the bodies of somebody stand where the name does."""
        printed = self.text[slice(*part.quotes[0])]
        bodies = (post.organization for post in part.person.posts if post.organization)
        return all(stands_in(body, printed) for body in bodies)

    @cached_property
    def shares(self) -> dict[str, float]:
        """Which share of people has a body, a title beside the name, or several."""
        if len(self.people) < FEW:
            return dict.fromkeys(_HAS, 0.4)  # neither most nor few
        return {what: sum(map(has, self.people)) / len(self.people) for what, has in _HAS.items()}

    @cached_property
    def whole(self) -> str:
        """What is in doubt of all sessions alike."""
        if len(self.sessions) == 1 and len(self.people) > (MANY if self.timed else FEW - 2):
            return "one session has all the people; see whether there are more"
        return ""

    def of_session(self, number: int) -> Iterator[str]:
        """Yield what is in doubt of a session."""
        meeting, several = self.sessions[number], len(self.sessions) > 2
        title, names = _folded(meeting.title), meeting.participants
        if self.whole:
            yield self.whole
        peopled = several and self.peopled * 2 >= len(self.sessions)
        needs_nobody = self._is_act(meeting) or self._is_open(meeting)
        alone = meeting.start and self.whens.count(self.whens[number]) == 1  # “15:00 Awards”
        if peopled and not (names or needs_nobody or alone):
            yield "nobody is named in it, as in most others; see whether it is a session"
        if names and any(self._stands_beside(number, other) for other in (number - 1, number + 1)):
            yield "the session beside it, at the same time, names nobody; see whose its people are"
        is_kind = self.kinds.words["sessions"].labels(meeting.title)  # “Panel”
        more = names or meeting.prose  # else nothing in it can be the title
        if more and self.titles[title] > 1 and (is_kind or not self._is_done(meeting.title)):
            yield "another session has the same title; see what is the title of each"
        if self._breaks_off(meeting.title):
            yield "its title begins or ends in the middle of a phrase; see what is all of it"
        if not names and NUMBERED.fullmatch(meeting.title):
            yield "its title is no more than a number; see whether more of it is printed"
        if peopled and not names and TAIL.search(meeting.title):
            yield "nobody is named in it; see whether its title ends with who takes part"
        if not meeting.start and self.timed * 2 > len(self.sessions):
            yield "no time is printed at it, as at most others; see when it is"
        if CLOCK.search(meeting.title) or any(f" {room} " in f" {title} " for room in self.rooms):
            yield "a time or a room stands in its title; see what of it is the title"
        if any(f" {name} " in f" {title} " for name in self.names):
            yield "its title names who takes part; see what of it is the title"

    def _stands_beside(self, number: int, other: int) -> bool:
        """Whether another session is at the same time, and names nobody as it should."""
        if not 0 <= other < len(self.sessions) or not self.sessions[number].start:
            return False
        beside = self.sessions[other]
        bare = not (beside.participants or self._is_open(beside))  # “Panel”, over its talks
        return self.whens[other] == self.whens[number] and bare

    def _is_act(self, meeting: DraftSession) -> bool:
        return self.kinds.words["acts"].any_of(meeting.title)

    def _is_open(self, meeting: DraftSession) -> bool:
        """Whether a title is a kind of session that needs nobody by name: “Open discussion”."""
        words, known = words_of(meeting.title), self.kinds.words["sessions"]
        told = len(words) <= FEWEST_TOLD and not any(map(str.isdigit, meeting.title))
        return told and (known.any_in(words[:3]) or known.labels(meeting.title))  # “Q&A”

    def _is_done(self, title: str) -> bool:
        """Whether a title is what somebody does in a session: “Opening remarks”."""
        return read_part(title, self.kinds.words, False) is not None

    def _only_opens(self, meeting: DraftSession) -> bool:
        """Whether its title says that it opens or closes, and nothing else: “Closing remarks”."""
        done = read_part(meeting.title, self.kinds.words, False)
        return done is not None and done.concept in OPEN_OR_CLOSE

    def _breaks_off(self, title: str) -> bool:
        last = (words_of(title) or [""])[-1].casefold()
        closed = title.rstrip()[-1:] not in (",", ":", "–", "-")
        whole = title.count("(") == title.count(")") and title.count("«") == title.count("»")
        ends = last in self.kinds.words["common"].exact or not closed
        return bool(last) and ((title[:1].islower() and not self.begins_small) or ends or not whole)

    def of_person(self, part: DraftParticipant, bare: bool) -> Iterator[str]:
        """Yield what is in doubt of who takes part; in a ``bare`` session all are names alone."""
        person, name = part.person, part.person.name
        words = name.split()
        bodies = [post.organization for post in person.posts if post.organization]
        said = [*bodies, *(post.title for post in person.posts if post.title)]
        if found := next(posts_in(name, self.kinds), ""):
            yield f"“{found}” is a post; see whether “{name}” is a name"
        if is_odd_name(name) or (len(words) == 1 and not person.honorific):
            yield f"“{name}” is unlike a name; see what is all of it"
        if any(map(is_open, (name, *said))):
            yield "a bracket is open; see what is all of the name, the title and the body"
        if found := next((text for text in said if self._names_other(text, name)), ""):
            yield f"“{found}” has the name of another who takes part; see whose it is"
        printed = self.text[slice(*part.quotes[0])] if part.quotes else ""
        if found := next((text for text in said if may_be_of_other(text, self.kinds)), ""):
            yield f"“{found}” may name or lead to somebody else; see whose it is"
        whole, begun = {body for body in bodies if f"({body})" in printed}, self.begun
        first = {b for b in bodies if printed.startswith(b) and not self.kinds.is_body(b)}
        odd = (b for b in bodies if b in first or is_unlike_body(b, b in whole, begun, self.kinds))
        if found := next((b for b in bodies if stands_for(b, name)), "") or next(odd, ""):
            yield f"“{found}” is unlike a body; see what is all of it"
        if found := next((b for b in bodies if goes_on(b, printed, said, self.kinds)), ""):
            yield f"“{found}” may go on behind the comma; see what is all of it"
        yield from self._of_posts(person.posts, bodies)
        yield from self._of_siblings(part, bare)

    def _of_posts(self, posts: Sequence[PrintedPost], bodies: Sequence[str]) -> Iterator[str]:
        """Yield what is in doubt of titles and bodies, each by itself."""
        more, known = (post.organization for post in posts[1:] if not post.title), bodies[:1]
        found = next((body for body in more if body not in known), "")
        if found and not any(map(self.kinds.is_unit, known)):  # no ministry around its unit
            yield f"“{found}” stands behind a first body; see whether it is of this person"
        if posts[1:] and not posts[0].title and is_cut_off(bodies[0], self.kinds):
            yield f"“{bodies[0]}” stands before a title; see whether it is of it"
        yield from filter(None, (doubt_title(post.title) for post in posts))
        within = (b for p in posts if (b := p.organization) and p.title.endswith(f" {b}"))
        if found := next((body for body in within if not self.kinds.is_body(body)), ""):
            yield f"“{found}” may be what the title is for, and no body; see which it is"
        titles = (post.title for post in posts if not bodies)
        kinds_of_bodies = self.kinds.words["organizations"]
        if found := next((t for t in titles if kinds_of_bodies.any_in(words_of(t))), ""):
            yield f"“{found}” has a word for a body in it; see whether one is to be read of it"

    def _of_siblings(self, part: DraftParticipant, alike: bool) -> Iterator[str]:
        """Yield what stands beside somebody and beside hardly any other, or the other way round."""
        person, titles = part.person, [post.title for post in part.person.posts if post.title]
        if len(titles) > 1 and self.shares["titles"] <= 1 - MOST:
            yield "several titles stand beside it, as beside no others; see which belong to it"
        most, half = (self.shares["title"] >= share for share in (MOST, HALF))
        bare = not person.posts and (half or self.shares["post"] >= MOST)
        again = not person.posts and _folded(person.name) in self.described["post"]
        if not (titles or again or alike) and (most or bare) and words_of(self._behind(part)):
            yield UNTITLED
        bare = not (person.posts or again) and self.shares["post"] < MOST
        if bare and f" {_folded(person.name)} " in self.apart:
            yield APART
        few = self.shares["title"] <= 1 - MOST
        if titles and few and not any(map(self.kinds.is_post, titles)):
            yield f"“{titles[0]}” stands beside it, as beside few others; see whether it is a title"

    def of_role(self, part: DraftParticipant, meeting: DraftSession) -> Iterator[str]:
        """Yield what is in doubt of the role that somebody has in a session."""
        others = [one for one in meeting.participants if one.person.kind == "person"]
        roles = [one.role for one in others if one is not part]
        of_one = part.role in LEADS and not part.several
        if of_one and part.role in roles:
            yield f"another has the role “{part.role}” in the session; see whose it is"
        if of_one and self.led == [part] and self._only_opens(meeting) and len(self.sessions) > 1:
            yield f"no other session has a “{part.role}”; see whether it is of more than this one"
        if part.role == "speaker" and not part.labelled and "panellist" in roles:
            yield "others in the session are on the panel; see whether this person is"

    def of_head(self, part: DraftParticipant, before: DraftParticipant | None) -> Iterator[str]:
        """Yield what is in doubt of a body above people, where most bodies stand above one."""
        own, above = self.heads.get(id(part)), self.heads.get(id(before))
        most = len(self.heads) >= FEW and len(self.heads) > HALF * len(self.people)
        if own is None and most:
            yield "no body stands above it, as above most; see which it is of"
        if own and own == above and self.heads_one:
            yield "its body stands above another too, as no other does; see whether it is of both"
        if before is not None and self._stands_behind(part, before):
            yield f"“{part.person.name}” stands behind a name; perhaps no person, but a body"

    def _stands_behind(self, part: DraftParticipant, before: DraftParticipant) -> bool:
        """Whether of two names on a line, where most have a post, the second may be a body."""
        known = part.person.honorific or _folded(part.person.name) in self.described["post"]
        bare = not (before.person.posts or part.person.posts or known)
        beside = bool(part.quotes) and before.quotes[:1] == part.quotes[:1]
        return bare and beside and self.shares["post"] >= HALF

    def of_words(self, part: DraftParticipant) -> str:
        """Return the doubt of who has no body, as most have, and words beside that are unread."""
        known = self.shares["body"] < HALF or _folded(part.person.name) in self.described["body"]
        left = [] if known else words_of(self._behind(part))
        named = len(left) > MOST_UNREAD and any(word[:1].isupper() for word in left)
        return UNREAD if named else ""

    def _behind(self, part: DraftParticipant) -> str:
        """Return what is printed behind a name, to the next one, but for titles that were read."""
        place, titles = tuple(part.quotes[:1]), (post.title for post in part.person.posts)
        printed = "".join(self.text[slice(*one)] for one in place)
        return text_behind(part.person.name, printed, self.beside[place], titles)

    def _names_other(self, text: str, own: str) -> bool:
        """Whether a title or a body has the name of somebody else in it."""
        said, own = f" {_folded(text)} ", _folded(own)
        names = {name for word in said.split() for name in self.by_word.get(word, ())} - {own}
        return any(f" {name} " in said for name in names)


_HAS: Mapping[str, Callable[[DraftParticipant], bool]] = {
    "body": lambda part: any(post.organization for post in part.person.posts),
    "post": lambda part: bool(part.person.posts),
    "title": lambda part: any(post.title for post in part.person.posts),
    "titles": lambda part: sum(bool(post.title) for post in part.person.posts) > 1,
}


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def doubt_people(
    sessions: Sequence[DraftSession], text: str, kinds: SegmentKinds, titled: set[str]
) -> None:
    """Mark for review who may be no person; ``titled`` are known by an honorific or titles."""
    found = _Document(sessions, kinds, text)
    for meeting in sessions:
        people = [part for part in meeting.participants if part.person.kind == "person"]
        bare = len(people) > 1 and not any(part.person.posts for part in people)
        for before, part in zip([None, *people], people):
            if part.review:
                continue
            said = _unknown_body(part, kinds)
            if said and _stands_below(part, text):
                part.review = TWO_BODIES.format(said)
            elif _is_weak(part, kinds, titled):
                part.review = NO_PERSON.format(part.person.name)
            elif not meeting.reviews:
                doubts = chain(found.of_head(part, before), found.of_person(part, bare))
                doubts = chain(doubts, found.of_role(part, meeting))
                part.review = next(doubts, "") or found.of_words(part)


def _is_weak(part: DraftParticipant, kinds: SegmentKinds, titled: set[str]) -> bool:
    """Whether neither an honorific, nor a given name, nor a title speaks for a person."""
    person = part.person
    titles = [post.title for post in person.posts if post.title]
    is_body = kinds.is_body(person.name) and not person.posts  # “Rosa Verde Foundation”
    return not (
        person.honorific
        or (person.score >= SURE and not is_body)
        or person.name.casefold() in titled
        # a title is a post that is known, or begins in small letters, as no body does
        or any(kinds.is_post(title) or title[0].islower() for title in titles)
        or any(is_given_name(w) or INITIAL.match(w) for w in person.name.split() if not is_body)
    )


def _unknown_body(part: DraftParticipant, kinds: SegmentKinds) -> str:
    """Return what was taken for the body of a person, without a title or a word of a body."""
    posts = part.person.posts
    if len(posts) != 1 or posts[0].title or not part.quotes or kinds.is_body(posts[0].organization):
        return ""
    return posts[0].organization


def _stands_below(part: DraftParticipant, text: str) -> bool:
    """Whether a name without an honorific stands on a line of its own, above what is beside it."""
    alone = rf"(?:^|[^\w,]){re.escape(part.person.name)}[*_ ]*\n"
    printed = text[slice(*part.quotes[0])]
    return not part.person.honorific and re.search(alone, printed) is not None
