"""What stands beside a name: titles, bodies and a country, told apart piece by piece."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from atgraph.curate.ingest.draft_records import Person, PrintedPost
from atgraph.curate.ingest.enumerations import Enumerations
from atgraph.curate.ingest.lines import sentences_in
from atgraph.curate.ingest.segment_kinds import (
    ACRONYM,
    BETWEEN,
    DESCRIBES,
    SHORT_FORM,
    TRAILING,
    SegmentKinds,
    cut_outside,
)
from atgraph.curate.ingest.word_lists import (
    every,
    is_country,
    is_place,
    keeps_dot,
    town_zones,
    with_forms,
    words_of,
)

OF_ADJECTIVES = ("ого", "его", "ої", "ой", "их", "ых")  # “Верховного Суда”
PARTED = re.compile(r"\s*;\s+")
IN_BRACKETS = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
IN_SMALL = re.compile(r"(?:\d+\s)?[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ]")  # “30 years of service”
LIVES = r"^(?:{pronouns})\s(?:{biography_verbs})\s(?:(?:{currently})\s)?"  # “She is currently”
LONG_WORD, FEWEST = 5, 2  # letters of the last word of a sentence; words before it
LETTERS_POST = re.compile(r"[A-Z]{2,8} [\w-]+")
# “Executive Director of FairWork”, “of FAIRWork”
COINED = re.compile(r"[A-Z]+[a-z]{2,}[A-Z]\w*|[A-Z]{3,}[a-z]{2,}")


class AffiliationReader:
    """Reads what stands beside names, with the words of the document's languages."""

    def __init__(self, kinds: SegmentKinds) -> None:
        self.kinds, self.words = kinds, kinds.words
        self.read = functools.cache(self._read)  # each text is asked for by all that read it
        self.enumerations = Enumerations(kinds)
        self._and, self._joins = with_forms(r"^(?:{and})\s+"), with_forms(r"\s(?:{and})\s+")
        self._led = with_forms(r"^(?:{leads_to_person}|{role_ends}|{of_the})\s+", self.words)
        self._lives = with_forms(LIVES, self.words, re.I)
        self._in = with_forms(r"\s(?:{in_town})\s")
        with_article = {*self.words.entries("of_the"), *self.words.entries("articles")}
        self._in_room = with_forms(r"\.\s+(?:{rooms})\s[^.,;]{1,40}$", self.words, re.I)
        self._bare_of = {*self.words.entries("genitive")} - with_article - every("for").exact
        self._of = with_forms(r"^(?:(?:{genitive})\s+|d[eai]ll['’])(?=[^\W\d_a-z])", self.words)

    def know_bodies(self, names: Iterable[str]) -> None:
        """Take names for bodies wherever they stand."""
        self.kinds.know_bodies(names)
        self.read.cache_clear()

    def _read(self, text: str) -> Person:
        """Read what stands beside a name: a person whose name is still to be filled in.

        Of several sentences those behind the first that names a body tell a life.
        """
        found, text = Person(""), self._in_room.sub("", text)
        for sentence in self._sentences(text) if ". " in text else [text]:
            beside = self._read_sentence(self._lives.sub("", sentence))
            posts = dict.fromkeys((*found.posts, *beside.posts))
            found = replace(beside, posts=tuple(posts))
            if any(post.organization for post in beside.posts):
                break
        return found

    def _sentences(self, text: str) -> Iterator[str]:
        """Yield the sentences of what stands beside a name; none ends at “Vors.” or “Dept.”."""
        begin = 0
        for _, end in sentences_in(text, 0, len(text)):
            *more, last = text[begin:end].rstrip(". )").split() or [""]
            whole = last.islower() or last.casefold() in town_zones() or len(last) > LONG_WORD
            ends = last.isdigit() or (len(last) >= LONG_WORD and whole)
            if end == len(text) or (ends and len(more) >= FEWEST):
                yield text[begin:end].strip()
                begin = end

    def _read_sentence(self, text: str) -> Person:
        parts = list(cut_outside(text, PARTED, "([", ")]"))
        parts = parts if len(parts) > 1 else self._joined(text)
        if len(parts) < 2 or not all(map(self.kinds.is_post, parts)):
            return self._read_part(text)
        beside = list(map(self._read_part, parts))  # each post with its body
        country = next((part.country for part in beside if part.country), "")
        posts = dict.fromkeys(post for part in beside for post in part.posts)
        return Person("", country=country, posts=tuple(posts))

    def _joined(self, text: str) -> list[str]:
        """Cut “Chair of A and Director of B”, where each post has its body."""
        for before, after in self._halves(text):
            own = "," in after or self._names_body(after)
            if own and any(post.organization for post in self._read_part(before).posts):
                return [before, *self._joined(after)]
        return [text]

    def _halves(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what stands before and behind each “and” that joins a post."""
        for found in self._joins.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            post = after.split(",", maxsplit=1)[0].partition(" (")[0]
            is_field = post.split(" ")[-1] in self.words["fields"]  # “Crime and Criminal Justice”
            if self.kinds.is_post(post) and not (is_field and len(post.split()) > 1):
                yield before, after

    def _read_part(self, text: str) -> Person:
        segments = self.segments(text)
        country, posts = "", list[PrintedPost]()
        land = SHORT_FORM.search(segments[-1]) if segments else None
        if land and is_country(land["short"], self.words):
            country = land["short"]
            segments[-1:] = filter(None, [segments[-1][: land.start()].strip()])  # “A, (Norway)”
        if segments and is_country(segments[-1], self.words):
            country = segments.pop()
            first = words_of(segments[-1])[:1] if segments else []
            if every("state_bodies").any_in(first) and not self.kinds.is_post(segments[-1]):
                joined = text[text.find(segments[-1]) :]
                segments[-1] = joined[: joined.find(country) + len(country)]
        if len(segments) > 1 and is_place(segments[-1], self.words):
            town = any(map(self.kinds.is_body, segments[:-2]))
            town = town and not self.kinds.is_post_or_body(segments[-2])
            del segments[-2 if town else -1 :]  # “Tacora, WA”
        last = segments[-1] if segments else ""  # “CA” alone may be anything
        has_town = last.casefold() in town_zones() or (len(last) > 2 and is_place(last, self.words))
        self._read_posts(segments[:-1] if has_town else segments, posts)
        if has_town and not posts:
            posts.append(PrintedPost())  # “Ada Bek (Vienna)” is somebody, of no body
        if [bool(p.title) for p in posts] == [False, True] and not posts[1].organization:
            # the body was printed first
            posts = [PrintedPost(posts[1].title, posts[0].organization)]
        return Person("", country=country, posts=tuple(dict.fromkeys(posts)))

    def segments(self, text: str) -> list[str]:
        """Cut at commas and the like outside brackets and «quotation marks»."""
        text = text.lstrip(" .")
        text = text.strip(TRAILING).rstrip("" if keeps_dot(text) else ".")
        parts = filter(None, map(str.strip, cut_outside(text, BETWEEN, "([«", ")]»")))
        joined = self.enumerations.join(list(parts))
        pieces = (self._and.sub("", piece) for piece in joined)  # “A, and Member of B”
        bare = (self._without_article(part) for piece in pieces for part in self._bracketed(piece))
        unnamed = self.words["unnamed"].exact  # “A, TBC”
        return [
            p
            for p in bare
            if any(map(str.isalpha, p))
            and not (p.startswith("@") or p.casefold() in unnamed or self._describes(p))
        ]

    def _describes(self, piece: str) -> bool:
        """Whether it says what a body before it is: “a network of lawyers”."""
        bare = self.kinds.without_article(piece)
        return bare != piece and piece.islower() and len(bare.split()) > FEWEST  # not “the police”

    def _bracketed(self, piece: str) -> Sequence[str]:
        """Return post and body of “Head of Unit (Ministry of Labour)”."""
        found = IN_BRACKETS.fullmatch(piece)
        if found is None or not (self.kinds.is_post(found[1]) and self.kinds.is_body(found[2])):
            return [piece]
        # “HRN Co-chair (Lenn University)”, but not “Office of the Chair (Lenn)”
        ends = found[1].split()[-1] in self.words["posts"] and " of " not in found[1]
        initials = "".join(word[0] for word in words_of(found[1]) if word[0].isupper())
        is_short = initials.endswith(found[2])  # “Head of Open Door (OD)”
        apart = (ends or not self.kinds.is_body(found[1])) and not is_short
        return found.groups() if apart else [piece]

    def _without_article(self, piece: str) -> str:
        """Return a post without “der”, “par le” or “is the” before it; a body as it stands."""
        first, _, rest = piece.partition(" ")
        told = first.islower() and first in self.words["biography_verbs"]
        bare = self.kinds.without_article(rest if told else self._led.sub("", piece))
        of = self._of.sub("", piece)  # “A, dell’Università di B”
        if of != piece and self.kinds.is_body(of):
            return of
        return bare if self.kinds.is_post(bare) else piece

    def _read_posts(self, segments: list[str], posts: list[PrintedPost]) -> None:
        kinds = self.kinds
        title: list[str] = []  # the pieces of one whose body is still to come
        has_body = False
        for number, segment in enumerate(segments):
            last, is_body = number == len(segments) - 1, kinds.is_body(segment)
            is_body = is_body or (bool(title) and kinds.is_small_body(segment))
            if kinds.is_post(segment) and not (number and kinds.is_of_several(segment)):
                if title and self._names_body(segment):
                    posts.append(PrintedPost(", ".join(title)))
                    title = []
                has_body = self._take_post(segment, segments[number + 1 :], posts, title)
            elif IN_SMALL.match(segment) and not has_body and not is_body:
                title.append(segment)
            elif has_body and last and not is_body and not self._was_unit(posts):
                continue  # the town of a body
            elif is_body or last or has_body:
                body, post = self._with_post(segment)
                body, more = self._with_other(body)
                self._take_bodies(body, ", ".join([*title, *filter(None, [post])]), posts)
                title, has_body = [], True
                if more:
                    self._take_title(more, posts)
            else:
                title.append(segment)
        if title:
            self._take_title(", ".join(title), posts)

    def _with_post(self, segment: str) -> tuple[str, str]:
        """Return body and post of “Harbour Trust founder”, or all with no post."""
        body, _, last = segment.rpartition(" ")
        if self._joins.search(f"{body} "):  # “Aue and Partner”
            return segment, ""
        is_post = last.casefold() in every("posts_of_body").exact and self.kinds.is_body(body)
        is_post = is_post and "," not in body and not self.kinds.is_post(body)
        return (body, last) if is_post else (segment, "")

    def _with_other(self, text: str) -> tuple[str, str]:
        """Return body and another post of “Open Door and ABC Co-chair”, or all with no post."""
        halves = (half for half in self._halves(text) if LETTERS_POST.fullmatch(half[1]))
        return next(halves, (text, ""))

    def _was_unit(self, posts: Sequence[PrintedPost]) -> bool:
        name = posts[-1].organization if posts else ""
        return self.kinds.is_unit(name) and not every("whole_units").any_of(name)

    def _names_body(self, segment: str) -> bool:
        _, *of = self.kinds.of_or_case.split(segment, maxsplit=1)
        of_body = bool(of) and (self.kinds.is_body(of[0]) or " to the " in segment)
        return of_body or self.kinds.at.search(segment) is not None

    def _take_post(
        self, segment: str, following: Sequence[str], posts: list[PrintedPost], title: list[str]
    ) -> bool:
        """Take a post; True when it named its body itself, so that nothing else belongs to it."""
        kinds = self.kinds
        at = list(kinds.at.finditer(segment)) or self._perhaps_at(segment)
        named = at and kinds.is_body(segment[at[-1].end() :])
        apart = any(kinds.is_body(part) and not kinds.is_post(part) for part in following[:1])
        if at and (named or not apart):  # else “Head of Rights at Work, ILO”
            whole = ", ".join([*title, segment[: at[-1].start()].strip()])
            self._take_bodies(segment[at[-1].end() :], whole, posts)
        else:
            title.append(segment)
            more = any(
                not kinds.is_post(part) or kinds.is_body(part) or kinds.is_of_several(part)
                for part in following
            )
            first = next(iter(words_of(segment)), "").casefold()
            is_member = first in every("members").exact and kinds.of.search(segment)
            if more and not is_member:
                return False
            self._take_title(", ".join(title), posts)
        title.clear()
        return True

    def _perhaps_at(self, segment: str) -> list[re.Match[str]]:
        """Return where words that may also say when lead to a body: “am Landgericht”."""
        places = ((at, segment[at.end() :]) for at in self.kinds.at_or_when.finditer(segment))
        return [at for at, name in places if self._is_sure(name)][:1]

    def _is_sure(self, name: str) -> bool:
        """Whether the words before the first “of” name a body: no “Lavoro della Regione”."""
        head = self.kinds.of.split(self.kinds.without_article(name), maxsplit=1)[0]
        first = words_of(head)[:1]
        kinds = self.words["organizations"]
        return kinds.any_in(first) or (self.kinds.is_body(head) and not self.kinds.is_post(head))

    def _take_title(self, title: str, posts: list[PrintedPost]) -> None:
        """Take a title without a body beside it; one that names its body gives it."""
        found = self.kinds.of_or_case.search(title)
        if not found:
            body, post = self._with_post(title)
            posts.append(PrintedPost(post, body) if post else PrintedPost(title))
            return
        head, rest = title[: found.start()], self.kinds.without_article(title[found.end() :])
        rest = next((before for before, _ in self._halves(rest)), rest)
        rest = self._behind_field(rest, found[0].strip().casefold() in every("for").exact)
        words = [w.casefold() for w in words_of(head)]
        post = words[-1] if words else ""
        simple = post in every("posts_of_body").exact and len(words) <= 4
        if simple and rest[:1].isupper() and post in every("members").exact:
            self._take_bodies(rest, head, posts)
            return
        simple = simple and post not in every("presidents").exact
        speaks_for = bool(words) and (simple or post in self.words["envoys"])
        envoy = speaks_for and found[0].strip().casefold() not in every("for").exact
        names = [
            self.kinds.name_of_body(name)
            for name in self._accredited(rest)
            if self._names_one(name)
            or (name[:1].isupper() and envoy and len(name.split()) < 9)
            or COINED.fullmatch(name)
            or self._is_headed(head, title[found.start() : title.find(name)], name)
        ]
        if found[0].isspace():
            names = [name for name in names if self._begins_as_one(name)]
        if not names:  # “coordinator of the programme of UNODC”
            later = self.kinds.of_or_case.finditer(title, found.end())
            bare = (self.kinds.without_article(title[of.end() :]) for of in later)
            held = (n for n in bare if self._names_one(n) and self._begins_as_one(n))
            names = [*islice(map(self.kinds.name_of_body, held), 1)]
        posts.append(PrintedPost(title, names[0] if names else ""))
        posts += [PrintedPost("", name) for name in names[1:]]

    def _is_headed(self, head: str, of: str, name: str) -> bool:
        """Whether it is a name of its own whose head somebody is: “director of Open Hands”.

        A post in capitals may go on as one: “Director of Human Resources”; so does what an article
        leads to in other languages: “directora del Área Legal”.
        """
        words, posts = words_of(name), words_of(head)
        if of.strip() != "von":  # German posts have capitals anyway
            posts = [word for word in posts if not word[:1].isupper()]
        named = len([word for word in words if word[:1].isupper()]) > 1 and words[-1][:1].isupper()
        heads = self.words["unit_posts"].any_in(posts[-2:]) and of.strip() in self._bare_of
        known = self.words["fields"].any_in(words) or is_place(name, self.words)
        return named and heads and not (known or name.casefold() in town_zones())

    def _behind_field(self, text: str, sure: bool) -> str:
        """Return the body of “Legal Affairs of the Harbour Council”, behind “Director for”.

        What no “for” leads to is a field by a word for one: not “group of Work of the Council”.
        """
        field, *of = self.kinds.of.split(text, maxsplit=1)
        body = self.kinds.without_article(of[0]) if of else ""
        several = self.kinds.is_of_several(field) or self.words["groups"].any_of(field)
        sure = sure or (field[:1].isupper() and self.words["fields"].any_of(field))
        is_field = sure and not several and not self.kinds.is_body(field)
        return body if is_field and self.kinds.is_body(body) else text

    def _names_one(self, name: str) -> bool:
        """Whether it names a body, from its first word on: not “founding of the Unit”."""
        named = not name[:1].islower() or name.split(maxsplit=1)[0] in self.words["organizations"]
        return named and self.kinds.is_body(name) and self.kinds.names_one(name)

    def _begins_as_one(self, name: str) -> bool:
        """Whether a body begins as one, and with no post of it: not “Chair of the Fund”."""
        first = name.split(maxsplit=1)[0]
        kind = first in self.words["organizations"] or first.endswith(OF_ADJECTIVES)
        letters = ACRONYM.fullmatch(first.strip("«»")) or DESCRIBES.fullmatch(first)
        return (kind or letters is not None) and not self.kinds.is_post(name)

    def _accredited(self, rest: str) -> list[str]:
        """Return whom “A to the B” names: both where B is a mission, all where A is one, else A."""
        found = self.kinds.to.search(rest)
        if not found:
            land = self._in.split(rest, maxsplit=1)[0]  # “embajador de Chile en España”
            return [land if is_country(land, self.words) else rest]
        first, second = rest[: found.start()], rest[found.end() :]
        if self.kinds.is_unit(second):
            return [first, second]
        return [rest] if self.kinds.is_unit(first) else [first]

    def _take_bodies(self, text: str, title: str, posts: list[PrintedPost]) -> None:
        if text.endswith("?") or (": " in text and not self.kinds.is_body(text)):
            posts += [PrintedPost(title)] * bool(title)  # “judge, Dirty Chains: Who Pays”
            return
        pieces = (piece for part in text.split(" / ") for piece in self._cut_universities(part))
        names = filter(None, map(self.kinds.name_of_body, pieces))
        posts += [PrintedPost(title, name) for name in names]
        self._take_unit(title, posts)

    def _cut_universities(self, text: str) -> list[str]:
        """Cut “Lund University and the University of Leeds”, where “and” joins two."""
        for found in self._joins.finditer(text):
            both = text[: found.start()], text[found.end() :]
            if all(map(every("universities").any_of, both)):
                return [both[0], *self._cut_universities(both[1])]
        return [text]

    def _take_unit(self, title: str, posts: list[PrintedPost]) -> None:
        """Add the part of a body that a title names: the section of its chief."""
        last = title.rsplit(", ", maxsplit=1)[-1]
        foreign = self.kinds.abroad(last)
        title, kinds = (last, foreign) if foreign else (title, self.kinds)
        for found in kinds.of_or_case.finditer(title):
            name = kinds.without_article(title[found.end() :]).split(", ")[0]
            heads = kinds.words["unit_posts"].any_in(words_of(title[: found.start()])[-2:])
            if heads and name[:1].isupper() and kinds.is_unit(name) and kinds.names_one(name):
                posts.append(PrintedPost("", kinds.name_of_body(name)))
                return
