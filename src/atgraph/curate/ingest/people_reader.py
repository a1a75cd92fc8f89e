"""Lines that name people: who, where on the line, with which title, of which body and role."""

import re
from dataclasses import replace

from atgraph.curate.ingest.affiliations import AffiliationReader
from atgraph.curate.ingest.draft_records import Person, PrintedPost, share_details
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import take_status
from atgraph.curate.ingest.lines import Stretches
from atgraph.curate.ingest.name_first import OF_BODY, read_name_first
from atgraph.curate.ingest.name_last import read_name_last, read_within
from atgraph.curate.ingest.name_rows import BAR, BEFORE_DASHED, COMMA, DASH, MARKS, TITLED, read_row
from atgraph.curate.ingest.names_alone import NamesAlone
from atgraph.curate.ingest.person_names import NAME_END, Name, NameReader
from atgraph.curate.ingest.person_signs import ENOUGH, LISTED, MUST_BE, SURE, trimmed, with_details
from atgraph.curate.ingest.segment_kinds import cut_outside
from atgraph.curate.ingest.word_lists import every, is_country, keeps_dot, with_forms

LONGEST = 2000  # letters of a line that names several
WHOLE = re.compile(r"^\(((?:[^()]|\([^()]*\))+)\)$")  # “(Ms. A, judge; Ms. B)”
SAY_WHAT = ("sessions", "speech_verbs")  # kinds of words of which a body is none
BEHIND_BRACKET = (
    r"(?<=\))(?<![Rr]et\.\))(?<![Rr]etd\.\))\s*,\s*(?:(?:{and})\s+)?|(?<=\))\s+(?:{and})\s+"
)
OF_NEXT = (  # “participation de Mme A, juge, et de M. B”, not “sciences et de la justice”
    r"(,\s+|\s(?:{and})\s+)(?:{genitive})\s+(?=(?-i:[A-ZÀ-ÞА-Я])\S*\s)(?=(?:{honorifics})\b)"
)
BETWEEN_PEOPLE = (*MARKS[:-1], BEHIND_BRACKET, COMMA)  # the strongest first
BODY_FIRST = re.compile(  # what may stand between a body and who speaks for it
    r"(?P<colon>\s*:\s+)|(?P<dash>\s+[–—-]\s+)|(?P<bar>\s*\|\s*)"
    r"|(?P<bracket>\s+\((?=.*\)$))|(?P<words>,\s+(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]\w*\s+){1,3}(?=[^\W\d_a-z]))"
    r"|(?P<comma>,\s+(?=[^\W\d_a-z]))"
)
TALK = re.compile(
    r"^(?:[“\"«„][^“”\"«»„]{3,200}[”\"»“]|‘[^“”\"«»„]{3,200}?[’'](?=\s?[–—-]))"
    r"[.,]?\s*(?:[–—:|-]|by\b|par\b|por\b|von\b|di\b)?\s*"
)
TALK_BEHIND = re.compile(r"(?<=[\w)])\s*[:,–—-]?\s*[“\"«„][^“”\"«»„]{3,300}[”\"»“]\.?$")
BEHIND_PEOPLE = re.compile(r"\([^()]*\s[^()]*\)\s*[,;]")  # “Body (Ada Bek), ”
MARKED = ("colon", "dash", "bar")  # between a post and a name: “Business delegate – Name, body”
COUNTED = re.compile(r"^\d{1,2}[.)]\s+(?=[^\W\d_a-z])")  # “1. Ada Bek, judge”


class PeopleReader(NamesAlone):
    """Reads people, with the words of the document's languages."""

    def __init__(self, names: NameReader, affiliations: AffiliationReader) -> None:
        super().__init__(names, affiliations)
        self._parts: dict[tuple[str, Stretches, float], list[Person]] | None = None
        self._joined = with_forms(
            r",?\s+(?:{and}|(?:{in_conversation}):?|{with_others})\s+"
            r"(?:(?:{by})\s+)?(?:(?:{articles})\s(?=(?i:{honorifics})\b))?(?=[^\W\d_])"
        )
        self._others = with_forms(
            r"(?:,?\s+(?:{and})|(?<=\)),)\s+(?:{some})\s+[^,;:()]+(?:\s\([^()]*\))?$", flags=re.I
        )
        self._and_next = with_forms(r"[,;]\s+(?:{and})[;.]?$")  # of the last item of a list
        self._with = with_forms(r"\s+(?:{with})\s+(?=[^\W\d_a-z]|(?i:{honorifics})\b)", self.words)
        self._of_next = with_forms(OF_NEXT, self.words, re.I)
        self._both = with_forms(r"\s*[(,]?\s*\b(?:{both})\s+(?=[^\W\d_])", flags=re.I)
        self._next = with_forms(
            r"(?:(?:,|(?<=[^\W\d_A-Z]{4}\.)|(?<=\)\.)|(?<=[A-Z]{3}\.))\s+(?:(?:{and})\s+)?|\s(?:{and})\s+"
            # “Ada Bek, Harbour Trust Mr. Ugo Lund”, not “Ada Bek, lawyer of Mr. Ugo Lund”
            r"|(?<! [a-z]{2})(?<! [a-z]{3})\s(?=M(?:rs?|s)\.?\s))(?=[^\W\d_a-z])"
        )
        # “With A, title, and B, title”
        self.with_names = with_forms(
            r"(?:(?i:{with}|{between}|(?:(?:{articles}|{some})\s)?(?:{talks_with}))(?:\s?:)?\s|(?:[^\W\d_][\w-]*\s+){1,2}(?i:{with})\s(?=(?i:{honorifics})\b)"
            r"|(?i:{acts})\s(?:\S+\s){0,3}?(?i:{genitive}|{by})\s+(?=(?i:{honorifics})\b)"
            r"|(?i:{leads_to_person})(?:\s|(?<=['’])))\s*"
            r"(?:(?i:{articles})(?:\s|(?<=['’]))(?=(?i:{honorifics})\b))?"  # “par le capitaine A”
            r"(?=[^\W\d_a-z]|(?i:{honorifics})\b)",
            self.words,
        )

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
        person = read_name_first(text, moved, expected, self)
        if person and not person.honorific and not is_given_name(person.name.split()[0]):
            person = read_within(text, expected, self) or person
        person = person or read_name_last(text, moved, expected, self)
        return replace(person, status=status, role=role) if person else None

    def read_details(self, said: str) -> Person:
        """Read what a sentence says beside a name, with the mark that is not yet settled."""
        said, status = take_status(said, self.words)
        return replace(self.affiliations.read(said), status=status)

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
        text = with_forms(TITLED).sub("", self._and_next.sub("", trimmed(COUNTED.sub("", text))))
        text = self.without_talk(self.without_labelled(WHOLE.sub(r"\1", text)))
        text = self._of_next.sub(r"\1", self._with_comma(text, strong))
        if several := self._read_beside_talk(text, expected):
            return several
        talk = TALK.match(text)
        if talk and (several := self.read_list(text[talk.end() :], max(expected, LISTED))):
            return several
        if found := self.with_names.match(text) or self.match_act(text):
            cut = found.end()
            text, strong = text[cut:], [(max(0, a - cut), b - cut) for a, b in strong if b > cut]
            expected = max(expected, ENOUGH)
        text = self._without_others(text)
        if several := read_row(text, self) or self._read_with_body(text):
            return several
        strongest, _, *marks = BETWEEN_PEOPLE
        of_body = self.habits.body_first and not self._are_several_bodies(text)
        if of_body and (behind := self.read_behind_body(text)):
            return behind[1]
        if several := (
            self.read_list(text, expected)
            or self._read_between(strongest, text, expected)
            or self._read_between(BAR, text, expected)
            or self._read_between(BEFORE_DASHED, text, expected)
            or self._read_titled(text, expected)
        ):
            return several
        for mark in marks:
            if several := self._read_between(mark, text, expected):
                return several
        text = text.strip(" ;•")
        if several := self._read_joined(text, expected):
            return several
        if (person := self.read(text, strong, expected)) or self.habits.body_first:
            return [person] if person else []
        behind = self.read_behind_body(text)
        return behind[1] if behind else []

    def _read_beside_talk(self, text: str, expected: float) -> list[Person]:
        """Read “A and B: What we know”, and “Conversation: A, judge, and B, mayor”."""
        head, colon, rest = text.partition(": ")
        if colon and self.is_talk(rest) and (several := self.read_list(head, expected)):
            return several
        is_kind = bool(colon) and head.casefold() in self.words["sessions"].exact
        found = self.read_all(rest, (), expected) if is_kind else []
        return found if len(found) > 1 and all(person.posts for person in found) else []

    def _are_several_bodies(self, text: str) -> bool:
        """Whether it is “Body – A; Body – B”, and no “Body – A; B”."""
        pieces = cut_outside(text, with_forms(MARKS[0]), "(", ")")
        found = (self.read_behind_body(piece.strip()) for piece in pieces if piece != text)
        return sum(map(bool, found)) > 1

    def _read_with_body(self, text: str) -> list[Person]:
        """Read “Body with A and B” and “A, B (both Body)”: all of them are of that body."""
        people, head = list[Person](), ""
        if ";" in text:
            return people
        before = text[: found.start()] if (found := self._with.search(text)) else ""
        name = self.names.read(before)  # “Ada Bek (Body) with B” is no body, “Bek Union (BU)” is
        named = name and before[name.end :].startswith(" (") and not self.kinds.is_body(name.text)
        if found and "," not in before and self.kinds.is_body(before) and not named:
            head, people = before, self.read_all(text[found.end() :], (), LISTED)
        elif found := self._both.search(text):
            head = text[found.end() :].rstrip(" )")
            head = head if keeps_dot(head) else head.rstrip(".")
            people = self.read_list(text[: found.start()], LISTED)
        named = any(self.words[kind].any_of(head) for kind in SAY_WHAT)
        if named or not all(map(self.is_known, people)):
            return []
        posts = self.affiliations.read(head).posts
        return [replace(p, posts=(*p.posts, *posts), only_name=False) for p in people]

    def _with_comma(self, text: str, strong: Stretches) -> str:
        """Return a text with a comma behind the name in bold that begins it: “*Ada Bek* judge”."""
        begin, end = strong[0] if strong else (1, 0)
        if begin or text[end : end + 1] != " " or not text[end + 1 : end + 2].isalpha():
            return text
        return f"{text[:end]},{text[end:]}" if self.names.read_whole(text[:end]) else text

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
                if rest.find(")") < rest.find("("):
                    continue  # “Body (A), Body (B)”
            if BEHIND_PEOPLE.search(text[: found.end()]) or head.count("(") > head.count(")"):
                continue
            speaks = found[0].strip(", ") in every("represented_by").exact
            known, is_body = speaks or mark in self.habits.body_first, self.kinds.is_body(head)
            first, is_post = self.names.read(head), self.kinds.is_post(head)
            land = mark == "colon" and is_country(head, self.words)  # “Kenya: Ms. Ada Bek”
            marked = mark in MARKED or (known and mark == "bracket")  # “Doctors of Lenn (A)”
            if not (known or is_body or is_post or land) or (is_post and not marked):
                continue
            says = any(self.words[k].any_of(head) for k in SAY_WHAT)
            task = self.words["tasks"].labels(head) and head not in self.words["posts"]
            if mark == "colon" and (says or task):
                continue  # “Discussion: A”, “Spoke: A”, “Action: A”
            led = mark == "colon"  # “La Strada: Ada Bek”, whatever a given name is
            beside = first and head[first.end : first.end + 2] == ", "  # “Ada Bek, Body, …”
            if first and self.is_likely(first) and (beside or not (known and (is_body or led))):
                continue
            people = self.read_names(rest) if known and mark == "colon" else []
            people = people or self.read_all(rest, (), MUST_BE if known else LISTED)
            begins = people and people[0].begins(rest)
            beside = known or not begins or mark == "bracket"
            told = any(self.is_known(person, beside) for person in people)
            name = self.names.read(people[0].name) if people and known else None
            is_one = name is not None and name.score >= ENOUGH
            if not told and not (is_one and not self.kinds.is_post_or_body(people[0].name)):
                continue
            titled = people[0].honorific or any(post.title for post in people[0].posts)
            if (mark == "comma" and not titled) or (is_post and not begins):
                continue  # “Body, Town”
            read = self._with_head(head, people, is_post, land and bool(begins))
            if begins:
                return mark, read
            last = last or (None if mark == "words" else (mark, read))
        return last

    def _with_head(
        self, head: str, people: list[Person], is_post: bool, is_land: bool
    ) -> list[Person]:
        """Return people with what stands before them: a country, a post or a body."""
        if is_land:
            return [replace(p, country=head, only_name=False) for p in people]
        posts = self.affiliations.read(head).posts or (PrintedPost(organization=head),)
        if is_post and people[0].posts and not people[0].posts[0].title:
            body, *more = people[0].posts
            return [replace(people[0], posts=(replace(body, title=head), *more))]
        return [replace(p, posts=(*p.posts, *posts), only_name=False) for p in people]

    def _read_between(self, mark: str, text: str, expected: float) -> list[Person]:
        """Read people parted by a mark; nobody where a piece is none."""
        cut = cut_outside(text, with_forms(mark), "(", ")")
        pieces = [piece.strip() for piece in cut if piece.strip()] if len(text) < LONGEST else []
        if len(pieces) < 2:
            return []
        strong, commas = mark in (MARKS[0], BEHIND_BRACKET), mark == COMMA
        for piece, name in zip(pieces, map(self.names.read, pieces)):
            whole = name is not None and (piece.endswith(")") or self.ends_with(name, piece))
            if not strong and (name is None or (commas and not whole)):
                return []
        paired = (commas and "," in text) or mark in (DASH, BEFORE_DASHED)
        if paired and len(pieces) == 2 and not pieces[0].endswith(")"):
            first, second = map(self.names.read, pieces)
            if not (first and second and self._goes_beside(first, second)):
                return []  # “Ada Bek, Fair Road Transport (FRT)”, “Ada Bek – Corriere della Sera”
        closed = all(piece.endswith(")") for piece in pieces)  # “A (Body) / B (Body)”
        if (strong or closed) and sum(map(self.begins_person, pieces)) * 2 > len(pieces):
            expected = max(expected, LISTED)  # they speak for each other
        several, read = len(pieces) > 2, [self._read_piece(piece, expected) for piece in pieces]
        surely = [
            bool(found) and (strong or self.is_known(found[0], beside=piece.endswith(")")))
            for piece, found in zip(pieces, read)
        ]
        # “Panel: A (Body), B (Body), C (Body)”: how they are set speaks for them too
        alike = expected >= LISTED and closed
        fewest = 1 if alike else len(pieces) / 2
        if sum(surely) < fewest or not (several or strong or all(surely)):
            return []
        least = max(expected, MUST_BE if several else LISTED)  # who is known speaks for the others
        again = [
            found if sure else self._read_piece(piece, least)
            for piece, found, sure in zip(pieces, read, surely)
        ]
        if mark == MARKS[0] and sum(len(found) == 1 for found in again) * 2 >= len(pieces):
            again = [self._with_body(piece, found) for piece, found in zip(pieces, again)]
        unread = again.count([])
        most = len(pieces) // (3 if mark == MARKS[0] else 4)  # a mark says what was not read
        enough = not unread or (strong and unread <= most)
        people = [person for found in again for person in found] if enough else []
        mixed = len({bool(person.honorific) for person in people}) > 1
        beside = commas or (mark == DASH and not several)  # “Dr. Name - Body”
        if commas and len(people) > 1 and text.endswith(")") and text.count("(") == 1:
            people = share_details(people)
        return [] if mixed and beside and not text.endswith(")") else people

    def _read_piece(self, piece: str, expected: float) -> list[Person]:
        """Read a piece between marks; nobody where it is a body: “A (chair), LKM Aue”."""
        name = self.names.read_whole(piece)
        is_body = name is not None and not self.is_likely(name) and self.kinds.is_body(piece)
        return [] if is_body else self.read_all(piece, (), expected)

    def _with_body(self, piece: str, found: list[Person]) -> list[Person]:
        """Read “A, Harbour Street” among “B, body; C, body” as one person with a body."""
        first, mark, body = piece.partition(", ")
        name = self.names.read_whole(first)
        if len(found) != 2 or not all(p.only_name for p in found) or not (name and mark):
            return found
        return [with_details(name, self.affiliations.read(body), found[0].score)]

    def _read_titled(self, text: str, expected: float) -> list[Person]:
        """Read “Dr. A, body, Ms. B, body”, and others whose names stand between their bodies."""
        titles, cuts = every("honorifics").exact, list[re.Match[str]]()
        for lead in self._next.finditer(text):
            name, before = self.names.read(text[lead.end() :]), text[: lead.start()]
            if name is None or name.score < SURE or self.kinds.is_body(name.text):
                continue
            last = before.rpartition(" ")[2]
            titled = "/" in last or last.rstrip(".").casefold() in titles  # “A/Assoc. Prof. B”
            beside = before[cuts[-1].end() if cuts else 0 :]
            behind = text[lead.end() + name.end :]
            if (self.begins_next(name) and not titled) or self.is_next(name, beside, behind):
                cuts.append(lead)
        if not cuts:
            return []
        starts, ends = [0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)]
        first = self.names.read(text[: ends[0]])
        if first is None or not (self.is_likely(first) and NAME_END.match(text, first.end)):
            return []
        pieces = [text[a:b].strip(" ,") for a, b in zip(starts, ends)]
        # “Dr. A, B, Dr. C (Body)”: who surely is somebody is no body of the one before
        found = [self.read_names(p, 1.0) or self.read_all(p, (), expected) for p in pieces]
        return [person for people in found for person in people] if all(found) else []

    def _read_joined(self, text: str, expected: float) -> list[Person]:
        """Read “A, title, body, and B, title, body”; A alone shares what stands beside B."""
        for found in self._joined.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            second = self.names.read(right)
            if second is None and (pair := self._read_both_behind_posts(left, right)):
                return pair
            if second and (shared := self._share_body(left, right, second)):
                return shared
            ends = second is not None and NAME_END.match(right, second.end)
            if second is None or not ends or self.is_of_two(found[0], second):
                continue
            end = second.end + self.measure_degrees(right[second.end :])
            beside = right[end:].lstrip(" ,(").split(",")[0].strip(") ")
            first_one = self.names.read_whole(self.bare_name(left))
            likely = first_one is not None and self.is_likely(first_one)
            likely = likely or bool(self.read_names(left)) or self.is_held(left)
            named = second.score >= ENOUGH and not self.kinds.is_post_or_body(second.text)
            posted = self.kinds.is_post(beside) or (likely and self.kinds.is_body(beside))
            posted = posted and named and "&" not in found[0]  # “University of Lenn & Harbour, …”
            both = first_one is not None and min(first_one.score, second.score) >= ENOUGH
            alike = both and expected >= 1  # only a name stands on the left of a role's line
            if not (posted or self.is_likely(second) or alike):
                continue
            rest = self.read_all(right, (), expected or 0.5)
            if rest and (listed := self.read_names(left)):
                return [*listed, *rest]
            posted = posted or found[0].strip(" ,:").casefold() in every("in_conversation").exact
            first = self.read(left, (), max(expected, LISTED if posted else 0.5))
            if first and rest and not (first.only_name and all(p.only_name for p in rest)):
                return share_details([first, *rest])
        return []

    def _read_both_behind_posts(self, left: str, right: str) -> list[Person]:
        """Read “the head of the fund A and the mayor B”: names behind their posts."""
        pair = [self.read(text, (), LISTED) for text in (left, right)]
        found = [person for person in pair if person and any(p.title for p in person.posts)]
        return found if len(found) == len(pair) else []

    def _share_body(self, left: str, right: str, last: Name) -> list[Person]:
        """Read “A, B and C of the Harbour Network”: who is named before C is of it too."""
        end = last.end + self.measure_degrees(right[last.end :])
        follows = with_forms(OF_BODY).match(right, end)
        if not follows or "," in right[end:] or not self.is_likely(last):
            return []
        body = self.affiliations.read(right[follows.end() :])
        names = [self.names.read_whole(piece) for piece in left.split(", ")]
        named = [name for name in names if name and self.is_likely(name)]
        if len(named) < len(names) or not body.posts:
            return []
        return [with_details(name, body, name.score) for name in (*named, last)]
