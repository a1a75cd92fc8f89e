"""Lines that name people: who, where on the line, with which title, of which body and role."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.draft_records import Person, PrintedPost
from atgraph.curate.ingest.labels import read_part, take_status
from atgraph.curate.ingest.lines import Stretches
from atgraph.curate.ingest.person_names import (
    INITIAL,
    NAME_END,
    RETIRED,
    Name,
    NameReader,
    can_be_said,
    is_given_name,
)
from atgraph.curate.ingest.segment_kinds import cut_outside
from atgraph.curate.ingest.word_lists import every, is_place, is_postnominal, with_forms, words_of

SENTENCE = re.compile(r"[^\W\d_A-ZА-Я]{4,}\.\s+[^\W\d_a-zа-я]\w* ")
LONGEST = 2000  # letters of a line that names several
SURE, ENOUGH = 2.0, 1.0
LISTED = 1.5  # what speaks for a name beforehand behind a role word, and in a list
MUST_BE = 2.5  # behind a body: one of the pieces is the name
AFTER = re.compile(r"\s*(?:[,:;|–—]|\s-\s?|-\s|\(|/)\s*")
QUOTED_TALK = re.compile(r"(?::|\s[–—-])\s+([\"“„«]).{3,}[\"”“»][.\s]*$")  # “Body: “The Talk””
DEGREE = re.compile(r",?\s*([A-Za-zА-Яа-я][\w.-]*)(?=\s*(?:,|$|\(|[–—|;:]|\s-\s|\s[A-Z]{2}))")
EDGES = " ,:–—-|"
WHOLE = re.compile(r"^\(((?:[^()]|\([^()]*\))+)\)$")  # “(Ms. A, judge; Ms. B)”
SAY_WHAT = ("sessions", "speech_verbs")  # kinds of words of which a body is none
BEFORE_LAST = re.compile(r": |, | [–—-] |\|")  # what may stand before a name at the end
OF_BODY = r"\s+(?:{of_body})\s+(?:the\s+|l['’]|la\s+|le\s+)?(?=[^\W\d_])"
BETWEEN_NAMES = r",\s*(?:{and})\s+|,\s*|\s+(?:{and}|{in_conversation}|{with_others})\s+"
TOPIC_ENDS = re.compile(r",\s+|\s+[–—-]\s+|:\s+")
IN_BRACKETS = re.compile(r"\s*\((?P<in>[^()]+)\)")
BEHIND_COMMA = re.compile(r",\s+(?P<in>[^()]+)")
DASH = r"\s+[–—-]\s+"
BETWEEN_PEOPLE = (  # what parts people on a line, the strongest first
    r"\s*[;•]\s*|\s+·\s+",
    r"\s*\|\s*",
    r"\s+/\s+",
    DASH,
    r"(?<=\))(?<![Rr]et\.\))(?<![Rr]etd\.\))\s*,\s*(?:(?:{and})\s+)?|(?<=\))\s+(?:{and})\s+",
    r",\s*(?:{and})\s+|,\s*|\s+(?:{and})\s+",
)
BODY_FIRST = re.compile(  # what may stand between a body and who speaks for it
    r"(?P<colon>\s*:\s+)|(?P<dash>\s+[–—-]\s+)|(?P<bar>\s*\|\s*)"
    r"|(?P<bracket>\s+\((?=.*\)$))|(?P<words>,\s+(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]\w*\s+){1,3}(?=[^\W\d_a-z]))"
    r"|(?P<comma>,\s+(?=[^\W\d_a-z]))"
)
TALK = re.compile(
    r"^[“\"«„][^“”\"«»„]{3,200}[”\"»“][.,]?\s*(?:[–—:|-]|by\b|par\b|por\b|von\b|di\b)?\s*"
)
TALK_BEHIND = re.compile(r"(?<=[\w)])\s*[:,–—-]?\s*[“\"«„][^“”\"«»„]{3,300}[”\"»“]\.?$")
FEWEST_OF_TALK = 4  # words behind somebody in brackets that are surely no post or body
BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]+)[)\]]\s*\.?$")
INNER = re.compile(r"\s*[(\[](?P<in>[^()\[\]]{4,40})[)\]]")
ENDING = re.compile(r"(?P<mark>\s[–—-]\s|,\s*|\s\|\s)(?P<in>[^,–—|]{4,30})$")


MARKED = ("colon", "dash", "bar")  # between a post and a name: “Business delegate – Name, body”


class PersonReader:
    """Reads people, with the words of the document's languages."""

    def __init__(self, names: NameReader, affiliations: AffiliationReader) -> None:
        self.names, self.affiliations = names, affiliations
        self.words, self.kinds = names.words, affiliations.kinds
        self.rooms: set[str] = set()
        self.body_first: set[str] = set()  # marks between a body and who speaks for it
        self.name_last = False  # most lines print a name last, behind a mark: “post, body – Name”
        self.leads: set[str] = set()  # words that lead to times all over the document
        self._parts: dict[tuple[str, Stretches, float], list[Person]] | None = None
        self.tracks: set[str] = set()  # what several sessions have above their titles
        self.items: set[str] = set()  # words that count what it is about: “Item 1”
        self.quotes_titles = False  # sentences say what was opened when
        self.dots_times = False  # lines begin with what is surely a time with a dot: “10.00 Tea”
        self.plain_times = False  # lines begin with times of four digits: “0900 Tea”
        self.is_told = False  # sentences tell of an event: who is named at a verb spoke there
        self.thanks_present = False  # as in minutes: “The chair thanked Ada Bek”, who reported
        self.has_speeches = False  # labels say who speaks: “Ms. A: …”, “The Chair: …”
        # who has a role, where labels have the role alone, and where that stands
        self.holders: dict[str, tuple[Person, tuple[int, int]]] = {}
        self.authors: set[str] = set()  # who wrote the document, in small letters
        self.titled: set[str] = set()  # who is named with a title and a body anywhere
        self._unnamed = frozenset(self.words.entries("unnamed"))
        self._unnamed_heads = tuple(
            u + mark for u in self._unnamed if len(u) > 4 or "." in u for mark in (" ", ",", ".,")
        )
        self._joined = with_forms(r",?\s+(?:{and}|{in_conversation}|{with_others})\s+(?=[^\W\d_])")
        self._others = with_forms(r",?\s+(?:{and})\s+(?:{some})\s+[^,;:()]+$", flags=re.I)
        self._next = with_forms(r",\s+(?:(?:{and})\s+)?(?=[^\W\d_a-z])")
        # “With A, title, and B, title”
        self.with_names = with_forms(
            r"(?:(?i:{with})\s|(?:[^\W\d_][\w-]*\s+){1,2}(?i:{with})\s(?=(?i:{honorifics})\b)"
            r"|(?i:{acts})\s(?:\S+\s){0,3}?(?i:{genitive}|{by})\s+(?=(?i:{honorifics})\b)"
            r"|(?i:{leads_to_person})(?:\s|(?<=['’])))\s*"
            r"(?=[^\W\d_a-z]|(?i:{honorifics})\b)",
            self.words,
        )

    def learn(self, named: Sequence[tuple[str, Sequence[Person]]]) -> None:
        """Learn from lines, each with whom it names, who is known, and whether names stand last.

        Who is named with a title and a body is known where the name stands alone.
        """
        people = [person for _, found in named for person in found]
        titled = (p for p in people if p.kind == "person" and p.posts)
        self.titled.update(p.name.casefold() for p in titled if p.honorific or p.score >= 3)
        firsts = [(text, found[0]) for text, found in named]
        ends = sum(text.endswith(person.name) and bool(person.posts) for text, person in firsts)
        begins = sum(person.begins(text) for text, person in firsts)
        self.name_last = ends > 1 and ends > begins

    def is_unnamed(self, text: str) -> bool:
        """Whether a line says that nobody is named yet."""
        bare = text.strip(" ()[].*:–-").casefold()
        return bare in self._unnamed or bare.startswith(self._unnamed_heads)

    def read_all(self, text: str, strong: Stretches = (), expected: float = 0.0) -> list[Person]:
        """Read everybody whom a line without its role word names; nobody if it is not understood.

        ``strong`` are stretches in bold; ``expected`` says how much speaks for a person beforehand.
        """
        # parts of a text are read again for each mark before them: once is enough while it is read
        outermost, self._parts = self._parts is None, {} if self._parts is None else self._parts
        asked = text, tuple(strong), expected
        try:
            if asked not in self._parts:
                self._parts[asked] = self._read_all(text, strong, expected)
            return [*self._parts[asked]]
        finally:
            self._parts = None if outermost else self._parts

    def _read_all(self, text: str, strong: Stretches, expected: float) -> list[Person]:
        text = self.without_talk(WHOLE.sub(r"\1", text))
        talk = TALK.match(text)
        if talk and (several := self.read_list(text[talk.end() :], max(expected, LISTED))):
            return several
        if found := self.with_names.match(text):
            cut = found.end()
            text, strong = text[cut:], [(max(0, a - cut), b - cut) for a, b in strong if b > cut]
            expected = max(expected, ENOUGH)
        text = self._without_others(text)
        if self.body_first and (behind := self.read_behind_body(text)):
            return behind[1]
        if several := self.read_list(text, expected) or self._read_titled(text, expected):
            return several
        for mark in BETWEEN_PEOPLE:
            if several := self._read_between(mark, text, expected):
                return several
        text = text.strip(" ;•")
        if several := self._read_joined(text, expected):
            return several
        person = self.read(text, strong, expected)
        if person or self.body_first:
            return [person] if person else []
        behind = self.read_behind_body(text)
        return behind[1] if behind else []

    def _without_others(self, text: str) -> str:
        """Return “A, B” of “A, B and a survivor”: nobody is named there."""
        found = self._others.search(text)
        before = text[: found.start()] if found else ""
        last = before.rsplit(", ", maxsplit=1)[-1]
        return before if last.endswith(")") or self.names.read_whole(last) else text

    def without_talk(self, text: str) -> str:
        """Return a text without the title of a talk, in quotation marks behind name or bracket."""
        bare = TALK_BEHIND.sub("", text)
        return bare if bare.endswith(")") or self.names.read_whole(bare) else text

    def read_behind_body(self, text: str) -> tuple[str, list[Person]] | None:
        """Read “Body: Name, post”, “Body – post, Name” and the like: the mark, and who is named.

        A mark that parts most lines so needs no word of a body before it.
        """
        last: tuple[str, list[Person]] | None = None
        for found in BODY_FIRST.finditer(text) if len(text) < LONGEST else ():
            mark, head, rest = found.lastgroup or "", text[: found.start()], text[found.end() :]
            if mark == "bracket":
                rest = rest.removesuffix(")")
            known, is_body = mark in self.body_first, self.kinds.is_body(head)
            first, is_post = self.names.read(head), self.kinds.is_post(head)
            if not (known or is_body or is_post) or (is_post and mark not in MARKED):
                continue
            if mark == "colon" and any(self.words[k].any_of(head) for k in SAY_WHAT):
                continue  # “Discussion: A”, “Spoke: A”
            if first and self._is_likely(first) and not (known and is_body):
                continue
            people = self.read_all(rest, (), MUST_BE if known else LISTED)
            begins = people and people[0].begins(rest)
            told = people and self.is_known(people[0], beside=known or not begins)
            name = self.names.read(people[0].name) if people and known else None
            is_one = name is not None and name.score >= ENOUGH
            if not told and not (is_one and not self.kinds.is_post_or_body(people[0].name)):
                continue
            titled = people[0].honorific or any(post.title for post in people[0].posts)
            if (mark == "comma" and not titled) or (is_post and not begins):
                continue  # “Body, Town”
            posts = self.affiliations.read(head).posts or (PrintedPost(organization=head),)
            if is_post and people[0].posts and not people[0].posts[0].title:
                body, *more = people[0].posts
                read = [replace(people[0], posts=(replace(body, title=head), *more))]
            else:
                read = [replace(p, posts=(*p.posts, *posts), only_name=False) for p in people]
            if begins:
                return mark, read
            last = last or (None if mark == "words" else (mark, read))
        return last

    def _read_between(self, mark: str, text: str, expected: float) -> list[Person]:
        """Read people parted by a mark; nobody where a piece is none."""
        cut = cut_outside(text, with_forms(mark), "(", ")")
        pieces = [piece.strip() for piece in cut if piece.strip()] if len(text) < LONGEST else []
        if len(pieces) < 2:
            return []
        strong, commas = mark in (BETWEEN_PEOPLE[0], BETWEEN_PEOPLE[4]), mark == BETWEEN_PEOPLE[-1]
        for piece, name in zip(pieces, map(self.names.read, pieces)):
            whole = name is not None and (piece.endswith(")") or self._ends(name, piece))
            if not strong and (name is None or (commas and not whole)):
                return []
        if commas and len(pieces) == 2 and not pieces[0].endswith(")"):
            second = self.names.read(pieces[1])
            likely = self._is_likely if pieces[1].endswith(")") else self._begins_given
            if "," in text and not (second and likely(second)):
                return []  # “Ada Bek, Fair Road Transport (FRT)”, “Ada Bek, Corriere della Sera”
        several, surely = len(pieces) > 2, list[bool]()
        read = [self._read_piece(piece, expected) for piece in pieces]
        for piece, found in zip(pieces, read):
            known = found and (strong or self.is_known(found[0], beside=piece.endswith(")")))
            surely.append(bool(known))
        if sum(surely) * 2 < len(pieces) or not (several or strong or all(surely)):
            return []
        least = max(expected, MUST_BE if several else LISTED)  # who is known speaks for the others
        again = [
            found if sure else self._read_piece(piece, least)
            for piece, found, sure in zip(pieces, read, surely)
        ]
        if strong and sum(len(found) == 1 for found in again) * 2 > len(pieces):
            again = [self._with_body(piece, found) for piece, found in zip(pieces, again)]
        unread = again.count([])
        enough = not unread or (strong and unread * 4 <= len(pieces))
        people = [person for found in again for person in found] if enough else []
        mixed = len({bool(person.honorific) for person in people}) > 1
        beside = commas or (mark == DASH and not several)  # “Dr. Name - Body”
        people = _share(people) if commas and len(people) == 2 and text.endswith(")") else people
        return [] if mixed and beside and not text.endswith(")") else people

    def _read_piece(self, piece: str, expected: float) -> list[Person]:
        """Read a piece between marks; nobody where it is a body: “A (chair), LKM Aue”."""
        name = self.names.read_whole(piece)
        is_body = name is not None and not self._is_likely(name) and self.kinds.is_body(piece)
        return [] if is_body else self.read_all(piece, (), expected)

    def _with_body(self, piece: str, found: list[Person]) -> list[Person]:
        """Read “A, Harbour Street” among “B, body; C, body” as one person with a body."""
        first, mark, body = piece.partition(", ")
        name = self.names.read_whole(first)
        if len(found) != 2 or not all(p.only_name for p in found) or not (name and mark):
            return found
        return [_person(name, self.affiliations.read(body), found[0].score)]

    def is_known(self, person: Person, beside: bool = True) -> bool:
        """Whether more than its place speaks for the name of a person, or what stands beside it."""
        words = person.name.split()
        given = any(is_given_name(word) or INITIAL.match(word) for word in words)
        given = given or _shouts(person.name)
        known = given or person.name.casefold() in self.names.known | self.titled
        posts = (p.title or p.organization for p in person.posts if beside)
        likely = known or any(map(self.kinds.is_post_or_body, posts))
        if person.honorific or person.role:
            return True
        return likely and not self.kinds.is_post_or_body(person.name)

    def _read_titled(self, text: str, expected: float) -> list[Person]:
        """Read “Dr. A, body, Ms. B, body”: an honorific behind a comma begins the next person.

        So does a given name before a name in capitals: “Ada Okoro, judge, Élise DELORME, nurse”.
        """
        nexts = (
            (found, self.names.read(text[found.end() :])) for found in self._next.finditer(text)
        )
        named = ((found, name) for found, name in nexts if name and name.score >= SURE)
        cuts = [found for found, name in named if _begins_next(name)]
        if not cuts:
            return []
        starts, ends = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)]
        first = self.names.read(text[: ends[0]])
        if first is None or first.start > 2:
            return []
        if not self._is_likely(first) or not NAME_END.match(text, first.end):
            return []
        found = [self.read_all(text[a:b].strip(" ,"), (), expected) for a, b in zip(starts, ends)]
        return [person for people in found for person in people] if all(found) else []

    def _read_joined(self, text: str, expected: float) -> list[Person]:
        """Read “A, title, body, and B, title, body”; A alone shares what stands beside B."""
        for found in self._joined.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            second = self.names.read(right)
            if second and (shared := self._share_body(left, right, second)):
                return shared
            if second is None or not NAME_END.match(right, second.end):
                continue
            beside = right[second.end :].lstrip(" ,(").split(",")[0].strip(") ")
            first_one = self.names.read_whole(left)
            likely = first_one is not None and self._is_likely(first_one)
            posted = self.kinds.is_post(beside) or (likely and self.kinds.is_body(beside))
            posted = posted and second.score >= ENOUGH
            posted = posted and not self.kinds.is_post_or_body(second.text)
            if not (posted or self._is_likely(second) or self._are_alike(left, second, expected)):
                continue
            rest = self.read_all(right, (), expected or 0.5)
            if rest and (listed := self._read_names(left)):
                return [*listed, *rest]
            first = self.read(left, (), max(expected, LISTED if posted else 0.5))
            if first and rest and not (first.only_name and all(p.only_name for p in rest)):
                return _share([first, *rest])
        return []

    def _share_body(self, left: str, right: str, last: Name) -> list[Person]:
        """Read “A, B and C of the Harbour Network”: who is named before C is of it too."""
        end = last.end + self.measure_degrees(right[last.end :])
        follows = with_forms(OF_BODY).match(right, end)
        if not follows or "," in right[end:] or not self._is_likely(last):
            return []
        body = self.affiliations.read(right[follows.end() :])
        names = [self.names.read_whole(piece) for piece in left.split(", ")]
        named = [name for name in names if name and self._is_likely(name)]
        if len(named) < len(names) or not body.posts:
            return []
        return [_person(name, body, name.score) for name in (*named, last)]

    def _read_names(self, text: str) -> list[Person]:
        """Read “A, B” before “and C, body”: names alone, most of them known for such."""
        names = [self.names.read_whole(piece) for piece in text.split(", ")]
        found = [name for name in names if name is not None and name.score >= ENOUGH]
        posts = any(self.kinds.is_post_or_body(name.text) for name in found)
        if len(found) < max(2, len(names)) or posts:
            return []
        known = sum(map(self._is_likely, found))
        score = max(name.score for name in found)  # who is known speaks for the others
        people = [_person(name, Person("", only_name=True), score) for name in found]
        return people if known * 2 >= len(found) else []

    def _are_alike(self, left: str, second: Name, expected: float) -> bool:
        """Whether only a name stands on the left of a role's line, so that one may follow."""
        first = self.names.read_whole(left)
        return first is not None and expected >= 1 and min(first.score, second.score) >= ENOUGH

    def read(self, text: str, strong: Stretches = (), expected: float = 0.0) -> Person | None:
        """Read the one person whom a line names."""
        offset = 0
        if talk := TALK.match(text):
            offset, text, expected = talk.end(), text[talk.end() :], expected + 1.5
        text, status = take_status(text, self.words)
        text, role = self.take_role(text)
        if not text or self.is_unnamed(text):
            return None
        moved = [(a - offset, b - offset) for a, b in strong if a >= offset]
        person = self._read_name_first(text, moved, expected)
        if person and not person.honorific and not is_given_name(person.name.split()[0]):
            last = self._behind_mark(text, expected) if expected >= MUST_BE else None
            person = last or self._read_within(text, expected) or person
        person = person or self._read_name_last(text, moved, expected)
        return replace(person, status=status, role=role or person.role) if person else None

    def read_details(self, said: str) -> Person:
        """Read what a sentence says beside a name, with the mark that is not yet settled."""
        said, status = take_status(said, self.words)
        return replace(self.affiliations.read(said), status=status)

    def take_role(self, text: str) -> tuple[str, str]:
        """Take a role that stands in brackets, or after a dash or comma, at the end."""
        for pattern, anywhere in ((BRACKET, True), (INNER, False)):
            found = pattern.search(text)
            if found and (role := read_part(found["in"], self.words, anywhere)):
                return (text[: found.start()] + text[found.end() :]).strip(), role.concept
        cut = ENDING.search(text)
        dash = cut is not None and cut["mark"].strip() in ("–", "—")
        if cut and (role := read_part(cut["in"], self.words, anywhere=dash)):
            before = text[: cut.start()]
            sure = not cut["mark"].startswith(",") or role.form not in every("also_posts").exact
            if sure and ("," in before or self.names.read(before)):
                return before.strip(), role.concept
        return text, ""

    def _take_bracket(self, text: str) -> tuple[str, str]:
        """Take a role that stands in brackets behind one of a list: “A (chair), B, C”."""
        found = BRACKET.search(text)
        role = read_part(found["in"], self.words) if found else None
        return (text[: found.start()], role.concept) if found and role else (text, "")

    def _is_prose(self, said: str) -> bool:
        """Whether what follows is a sentence and no list of titles."""
        first, *more = words_of(said) or [""]
        is_verb = first.islower() and first in self.words["biography_verbs"]
        return len(more) >= 60 or (is_verb and first not in ("a", "se"))

    def _is_likely(self, name: Name) -> bool:
        """Whether it begins with an honorific or a given name, or stands as a name elsewhere."""
        known = name.text.casefold() in self.names.known
        return known or bool(name.honorific) or is_given_name(name.text.split()[0])

    # --- the name first ---

    def _read_name_first(self, text: str, strong: Stretches, expected: float) -> Person | None:
        """Read “Name, title, body” and the like."""
        name = self.names.read(text)
        if name is None or name.start > 2 or name.score < 0:
            return None
        end = name.end + self.measure_degrees(text[name.end :])
        rest = text[end:]
        colon = rest[:1] == ":" and self._is_talk(rest[1:].strip())  # “Ada Bek: What we know”
        rest = "" if colon else rest
        alone = not rest.strip(" .,")
        score = name.score + expected + self._emphasis(name, strong, alone)
        if not NAME_END.match(text, end):
            follows = with_forms(OF_BODY).match(rest)
            post = rest.split(",", maxsplit=1)[0]  # “Ada OKORO présidente de la Ligue”
            posted = self.words["posts"].any_in(words_of(post)[:2]) and self.kinds.is_post(post)
            posted = posted and not self._is_prose(rest)
            listed = expected >= ENOUGH and not self.kinds.is_post_or_body(name.text)
            posted = posted and (listed or self._is_likely(name) or _shouts(name.text))
            if not (follows or posted) or score < SURE or len(rest) >= 200:
                return None
            return _person(
                name, self.affiliations.read(rest[follows.end() if follows else 0 :]), score
            )
        if alone:
            return _person(name, Person("", only_name=True), score) if score >= SURE else None
        mark = AFTER.match(rest)
        said = self._beside(rest, mark.end() if mark else 0)
        if self._is_prose(said):
            return None
        said = self._before_verb(said)
        if is_place(said.strip(" .()"), self.words) and not self._is_likely(name):
            return None  # “San Francisco, CA”
        details = self.affiliations.read(said)
        support = self.support(said, details)
        titled = name.honorific or any(p.title for p in details.posts)
        if score + support < SURE or (support < 0.5 and expected < 1 and not titled):
            return None
        return _person(name, details, score + support) if details.posts or details.country else None

    def _before_verb(self, said: str) -> str:
        """Return the posts in “post, post, will tell us of …”."""
        verbs = (self.words["biography_verbs"], self.words["speech_verbs"])
        first, *parts = said.split(", ")
        stop = next((n for n, p in enumerate(parts) if any(v.begins(p) for v in verbs)), len(parts))
        return ", ".join([first, *parts[:stop]])

    def _beside(self, rest: str, at: int) -> str:
        said = rest[at:].strip()
        if rest[:at].rstrip().endswith("("):
            if said.endswith(")"):
                return said[:-1]
            inner, closed, more = said.partition(")")
            if closed:
                more = more.strip(" ,–—-:")
                is_long = len(more.split()) > FEWEST_OF_TALK
                if self._is_talk(more) and (is_long or self.kinds.is_body(inner.split(",")[-1])):
                    return inner
                return f"{inner}, {more}" if more.strip(".") else inner
        said = QUOTED_TALK.sub("", said)
        cut = said.rfind(" – ")
        talk = said[cut + 3 :] if cut > 0 else ""
        if len(talk.split()) > 1 and not self.kinds.is_post_or_body(talk):
            return said[:cut]  # the title of the talk
        return said

    def _is_talk(self, text: str) -> bool:
        """Whether it is the title of a talk: in quotation marks, or neither a post nor a body."""
        unknown = not self.kinds.is_post_or_body(text.split(",", maxsplit=1)[0])
        return text[:1] in '“"«„' or (len(text.split()) > 2 and unknown)

    def measure_degrees(self, rest: str) -> int:
        """Return where degrees behind a name end."""
        if retired := RETIRED.match(rest):
            return retired.end()
        taken = 0
        while (found := DEGREE.match(rest[taken:])) and is_postnominal(found[1]):
            taken += found.end()
        return taken

    def bare_name(self, text: str) -> str:
        """Return a line without a status, and without degrees behind the name that it is."""
        bare, _ = take_status(text, self.words)
        name = self.names.read(bare)
        return bare[: name.end] if name and self._ends(name, bare) else bare

    def _ends(self, name: Name, text: str) -> bool:
        """Whether a text ends with a name, or with degrees behind it."""
        return name.end + self.measure_degrees(text[name.end :]) == len(text)

    def _emphasis(self, name: Name, strong: Stretches, alone: bool) -> float:
        bold = any(abs(a - name.start) <= 2 and abs(b - name.end) <= 2 for a, b in strong)
        # a bold line of two words may as well be a heading
        return bold * (0.5 if alone and not name.honorific else 1.5)

    def support(self, said: str, details: Person) -> float:
        """Return how much what stands beside a name speaks for a person."""
        words = words_of(said)
        capital = sum(w[:1].isupper() for w in words)
        lower = sum(w[:1].islower() for w in words)
        post = self.words["posts"].any_in(words[:8])
        body = any(map(self.kinds.is_body, (said, *(p.organization for p in details.posts))))
        long = len(words) > 14 and lower > capital and not post
        return 1.5 * post + 1.0 * body + 0.5 * bool(details.country) - 1.5 * long

    # --- the name last ---

    def _read_name_last(self, text: str, strong: Stretches, expected: float) -> Person | None:
        """Read a line that ends with a name, or holds one: “Body, General Co-ordinator Name”."""
        for start, end in strong:
            name = self.names.read(text[start:end])
            score = name.score + 1.5 + expected if name else 0
            if name and score >= SURE and start > 3 and name.end >= end - start - 1:
                said = f"{text[:start].strip(EDGES)}, {text[end:].strip(EDGES + '.()')}"
                return _person(name, self.affiliations.read(said.strip(" ,")), score)
        return (
            self._behind_mark(text, expected)
            or self._read_within(text, expected)
            or self._behind_post(text, expected)
            or (self._behind_topic(text) if expected >= 1 else None)  # else it may be a title
        )

    def _behind_topic(self, text: str) -> Person | None:
        """Read “The topic, Name (title, body)”, and of “Body, Name (title)” the body too."""
        for found in TOPIC_ENDS.finditer(text):
            before, last = text[: found.start()], text[found.end() :]
            name = self.names.read(last)
            beside = IN_BRACKETS.fullmatch(last, name.end) if name else None
            if name and found[0].strip() in ("–", "—", "-"):
                beside = beside or BEHIND_COMMA.fullmatch(last, name.end)
            if not name or not beside or name.score < SURE or not self._is_likely(name):
                continue
            inner = beside["in"]
            of_body = not self._is_prose(before) and self.kinds.is_post_or_body(before)
            details = self.affiliations.read(f"{inner}, {before}" if of_body else inner)
            if details.posts:
                return _person(name, details, name.score + self.support(inner, details))
        return None

    def _behind_mark(self, text: str, expected: float) -> Person | None:
        """Read “Body, title: Name”, also with degrees behind the name."""
        for found in reversed([*BEFORE_LAST.finditer(text)]):
            before, last = text[: found.start()].strip(), text[found.end() :].strip(" .")
            if self.measure_degrees(text[found.start() :]) < len(text) - found.start():
                break
        else:
            return None
        name, first = self.names.read(last), self.names.read(before)
        if name is None or name.end + self.measure_degrees(last[name.end :]) < len(last):
            return None
        if SENTENCE.search(before):
            return None  # prose that a line end cut off
        whole = first and NAME_END.match(before, first.end)
        if first and whole and first.score >= SURE and self._is_likely(first):
            return None  # a name is no body of another
        inner = self.names.read(before.rsplit(": ", maxsplit=1)[-1]) if ": " in before else None
        if inner and inner.score >= SURE and self._is_likely(inner):
            return None  # “Lead: A, B”
        words, pieces = words_of(before), before.split(",")
        support = 1.0 * self.words["posts"].any_in(words)
        support += self.kinds.is_body(pieces[-1]) + self.kinds.is_body(pieces[0])
        score = name.score + support + 0.5 * (found[0].strip() == ":") + min(expected, 1)
        less = not first or first.score < name.score
        is_one = expected >= MUST_BE and less and not self.kinds.is_post_or_body(name.text)
        known = self._is_likely(name) or (self.name_last and name.score >= ENOUGH)
        likely = is_one or (support and known)
        if likely and score >= SURE + 0.5 and len(words) < 40:
            return _person(name, self.affiliations.read(before), score)
        return None

    def _read_within(self, text: str, expected: float) -> Person | None:
        """Read “Body, Title Ms. Name” and “Body, Ms. Name, Title”."""
        for found in re.finditer(r"\s(?=[^\W\d_]{1,6}\.?\s)", text):
            at = found.end()
            name = self.names.read(text[at:])
            if name is None or not name.honorific or name.score < SURE:
                continue
            if name.honorific.casefold().rstrip(".") in self.words["posts"]:
                continue
            before, after = text[:at].strip(" ,:–—-"), text[at + name.end :].strip()
            if not before or SENTENCE.search(before) or self._is_prose(before):
                return None
            if after and not after.startswith((",", "(", "–", "-")):
                return None
            pieces = before.split(",")
            if not (self.kinds.is_body(pieces[0]) or self.kinds.is_post(pieces[-1])):
                return None
            said = f"{after.strip(' ,()–—-')}, {before}"
            if not after.strip(" .,"):
                said = ", ".join(reversed(self.affiliations.segments(before)))
            return _person(name, self.affiliations.read(said), name.score + expected)
        return None

    def _behind_post(self, text: str, expected: float) -> Person | None:
        """Read “Organisation, General Co-ordinator Name”: no mark between post and name."""
        bare, posts = text.rstrip(" ."), self.words["posts"]
        starts = [found.start() for found in re.finditer(r"\S+", bare)]
        for start in starts[-min(5, len(starts) - 1) : -1]:
            before = bare[:start].rstrip()
            name = self.names.read_whole(bare[start:])
            if name is None or before.endswith((",", ":", ";")):
                continue
            if name.text[:1].islower() and not name.honorific.endswith("."):
                continue  # “Directora General de Migraciones”
            score = name.score + expected
            is_behind = (words_of(before) or [""])[-1] in posts and score >= ENOUGH
            has_post = any(word in posts for word in name.text.split())
            if is_behind and not has_post and self._is_likely(name):
                return _person(name, self.affiliations.read(before), score + 1)
        return None

    # --- several names ---

    def read_list(self, text: str, expected: float) -> list[Person]:
        """Read several people without titles: “A B, PhD, C D (tbc) and E F”."""
        printed = map(str.strip, with_forms(BETWEEN_NAMES).split(text))
        bare = [take_status(part, self.words) for part in printed]
        held = [(*self._take_bracket(p.strip(" .")), status) for p, status in bare]
        if any(role and is_postnominal(p) for p, role, _ in held):
            return []  # “A, RN, PhD (chair), B, MD”
        parts = [(p, r, s) for p, r, s in held if p and not is_postnominal(p)]
        names = [name for part, *_ in parts if (name := self.names.read_whole(part))]
        expected = max(expected, MUST_BE) if any(role for _, role, _ in parts) else expected
        if len(names) < max(2, len(parts)) or not self._are_names(names, expected):
            return []
        untitled = [part for n, (part, *_) in zip(names, parts) if not n.honorific]
        firsts = [part.split()[0] for part in untitled]
        shouted = any(w.isupper() and len(w) > 2 for w in firsts) and not text.isupper()
        if shouted or any(map(self.kinds.is_post_or_body, untitled)):
            return []
        given = "," not in text and all(is_given_name(first) for first in firsts)
        if untitled and len(untitled) < len(parts) and not given:
            return []  # “Baroness Ada Bek with Ugo Lund” are two
        if len(parts) == 2 and "," in text and untitled and not self._begins_given(names[1]):
            return []  # “Name, X”: what stands beside the name
        more = expected + 0.5 * (len(names) - 2)  # many speak for each other
        people = (_person(n, Person("", only_name=True), n.score + more) for n in names)
        return [replace(p, role=role, status=s) for p, (_, role, s) in zip(people, parts)]

    def _begins_given(self, name: Name) -> bool:
        """Whether a given name is in it, and the first word is none of a body: “Centro Maya”."""
        return self._holds_given(name) and name.text.split()[0] not in every("organizations")

    def _holds_given(self, name: Name) -> bool:
        """Whether a given name is in it before small words, or an initial, or it is known."""
        words = takewhile(lambda word: not word.islower(), name.text.split())
        given = any(is_given_name(word) or INITIAL.match(word) for word in words)
        return given or self._is_likely(name)

    def _are_names(self, names: Sequence[Name], expected: float) -> bool:
        """Whether all in a list look like names; half of them, behind a role or of three."""
        if min(n.score for n in names) < min(ENOUGH, SURE - expected) or expected > LISTED:
            return expected > LISTED and min(n.score for n in names) >= ENOUGH
        alike = sum(n.score >= SURE or self._is_likely(n) for n in names)
        several = len(names) > 2 or expected >= LISTED
        return alike == len(names) or (several and alike * 2 >= len(names))


def _begins_next(name: Name) -> bool:
    """Whether a name behind a comma surely is one: by an honorific, or a surname in capitals."""
    first, _, last = name.text.partition(" ")
    return bool(last) and (bool(name.honorific) or (_shouts(name.text) and is_given_name(first)))


def _shouts(name: str) -> bool:
    """Whether only the surname is in capitals: “Ada OKORO”."""
    first, _, last = name.partition(" ")
    return last.isupper() and len(last) > 2 and not first.isupper() and can_be_said(last)


def _person(name: Name, details: Person, score: float) -> Person:
    return replace(details, name=name.text, honorific=name.honorific, score=score)


def _share(people: list[Person]) -> list[Person]:
    """Give the first of several, who is only named, what the last has for both.

    That is a body, or a title in the plural.
    """
    first, *_, last = people
    titles = (p.title.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0] for p in last.posts)
    if first.only_name and all(not title or title.endswith("s") for title in titles):
        people[0] = replace(first, posts=last.posts, country=last.country, only_name=False)
    return people
