"""Names made ready to be compared with thousands of others, and those that are like one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from atgraph.curate.ingest.word_lists import every
from atgraph.curate.reconcile.same_person import NameLikeness, compare
from atgraph.curate.reconcile.words import (
    SMALL,
    Vocabulary,
    agreement,
    forms,
    initials,
    is_acronym,
    letters_of,
    main_part,
)
from atgraph.data.latin import is_latin, reads, sound
from atgraph.data.names import key

SAME_WORDS, ACRONYM, INITIALS, PART = 0.97, 0.9, 0.75, 0.7
LISTED = 0.55  # the least score of a candidate
LOOKED_AT = 40  # names that share most words with the one that is looked for
SAME_SOUND = 0.85  # how far bodies' names of two alphabets agree, read in Latin letters
HeldName = tuple[str, str, str]  # a name, its key, and who holds it
Wanted = tuple[bool, str]  # whether a person's name is looked for, and its key
Above = tuple[str, set[str]]  # what somebody is within: its shortest name, and the keys of all
Found = Iterator[tuple[str, float, str]]  # who holds it, a score from 0 to 1, and the reason


class HeldNames:
    """Names of people and of bodies, each with who holds it."""

    def __init__(self) -> None:
        self.names: list[HeldName] = []
        self.words, self.people = Vocabulary(), Vocabulary()  # by the place in this list
        self.keys: dict[str, list[HeldName]] = defaultdict(list)
        self.acronyms: dict[str, list[HeldName]] = defaultdict(list)
        self.initials: dict[str, list[HeldName]] = defaultdict(list)
        self.parts: dict[str, list[HeldName]] = defaultdict(list)
        self.of_people: set[int] = set()
        # what each name that is looked for is compared with, where that was proposed
        self.proposed: Mapping[Wanted, Sequence[int]] | None = None
        self._other_alphabets = False

    def add(
        self, identity: str, names: Iterable[str], acronyms: Iterable[str] = (), *, is_person: bool
    ) -> None:
        """Take in the names of somebody; ``acronyms`` are those among them that are short."""
        short = set(acronyms)
        for name in names:
            found = key(name)
            held = name, found, identity
            self.keys[found].append(held)
            self._other_alphabets |= not found.isascii()
            (self.people if is_person else self.words).add(len(self.names), found)
            if is_person:
                self.of_people.add(len(self.names))
            self.names.append(held)
            if name in short or (is_acronym(name) and not is_person):
                self.acronyms[letters_of(name)].append(held)
            if is_person or name in short:
                continue
            for letters in initials(name):
                self.initials[letters].append(held)
            if part := main_part(name):
                self.parts[key(part)].append(held)

    def near(self, wanted: str, by: Vocabulary) -> Iterable[HeldName]:
        """Return the names that are the same as a key, then those that share most words with it."""
        return dict.fromkeys([*self.keys.get(wanted, ()), *self.sharing(wanted, by)])

    def sharing(self, wanted: str, by: Vocabulary) -> Iterator[HeldName]:
        """Yield the names that share most words with a key, or that were proposed for it."""
        if self.proposed is None:
            numbers: Sequence[int] = by.sharing(wanted, LOOKED_AT)
        else:
            numbers = self.proposed.get((by is self.people, wanted), ())
        return (self.names[number] for number in numbers)

    @cached_property
    def _sounds(self) -> dict[tuple[bool, bool], tuple[Vocabulary, list[HeldName]]]:
        """Whether of people, whether in Latin letters → the names by their sound."""
        found = {(p, latin): (Vocabulary(), list[HeldName]()) for p in (0, 1) for latin in (0, 1)}
        for number, held in enumerate(self.names):
            vocabulary, names = found[number in self.of_people, held[1].isascii()]
            vocabulary.add(len(names), sound(held[0]))
            names.append(held)
        return {(bool(p), bool(latin)): both for (p, latin), both in found.items()}

    def sounding(self, name: str, *, of_people: bool) -> Iterator[HeldName]:
        """Yield the names of the other alphabet that share most words with one, by their sound."""
        if is_latin(name) and not self._other_alphabets:
            return
        if self.proposed is not None:
            near = self.sharing(key(name), self.people if of_people else self.words)
            yield from (held for held in near if held[1].isascii() != is_latin(name))
            return
        vocabulary, names = self._sounds[of_people, not is_latin(name)]
        yield from (names[number] for number in vocabulary.sharing(sound(name), LOOKED_AT))

    # --- people ---

    def people_like(self, name: str) -> Iterator[tuple[str, NameLikeness]]:
        """Yield who has a name like that of a person, or shares its given name alone."""
        near = [*self.near(key(name), self.people), *self.sounding(name, of_people=True)]
        for held, _, identity in near:
            likeness = compare(name, held)
            if likeness.score or likeness.given:
                yield identity, likeness

    # --- bodies and things ---

    def bodies_like(
        self, name: str, least: float, above: Callable[[str], Iterable[Above]] = lambda _: ()
    ) -> Found:
        """Yield who has a name like that of a body: by so much at least, in short or in part.

        ``above`` says what somebody is within, where the name may be printed with that.
        """
        for form in forms(name):
            yield from self.short(form)
            for held, score, reason in self.alike(form):
                if score >= least:
                    yield held[2], score, reason
                if score < SAME_WORDS:
                    found = self.with_parent(key(form), held, above(held[2]))
                    yield from (one for one in found if one[1] >= least)
        yield from self.in_part(name)

    def with_parent(
        self, wanted: str, held: HeldName, above: Iterable[Above], beside: Iterable[str] = ()
    ) -> Found:
        """Yield a unit that is printed with what it is within, or without where that is beside.

        Args:
            wanted: the key of what is printed.
            held: the name that is like it.
            above: what its bearer is within.
            beside: what is printed beside it.
        """
        name, found, identity = held
        others = {key(one) for one in beside}
        for parent, names in above:
            for one in names:
                pairs = [(_less(wanted, one), found, f", printed with “{parent}”")]
                if one in others:
                    pairs.append((wanted, _less(found, one), f" without “{parent}”"))
                for mine, theirs, how in pairs:
                    score = agreement(mine, theirs, self.words)[0] if mine and theirs else 0
                    if score > LISTED:
                        like = f"like “{name}” ({round(100 * score)} of 100){how}"
                        yield identity, score * SAME_WORDS, like

    def short(self, form: str) -> Found:
        """Yield whose acronym or initials a short name is, and whose acronym a long one's are."""
        if not is_acronym(form):
            for letters in initials(form):
                for name, _, identity in self.acronyms.get(letters, ()):
                    yield identity, INITIALS, f"its acronym “{name}” are the initials"
            return
        for name, _, identity in self.acronyms.get(letters_of(form), ()):
            yield identity, ACRONYM, f"“{name}” is its acronym"
        for name, _, identity in self.initials.get(letters_of(form), ()):
            yield identity, INITIALS, f"“{form}” are the initials of “{name}”"

    def alike(self, form: str) -> Iterator[tuple[HeldName, float, str]]:
        """Yield the names that are like a longer one, whole or in most of its words."""
        if is_acronym(form) and letters_of(form) in self.acronyms:
            return
        wanted = key(form)
        for held in self.near(wanted, self.words):
            name, found, _ = held
            if found == wanted:
                but = "but for capitals, accents or punctuation"
                yield held, SAME_WORDS, f"the same words as “{name}”, {but}"
                continue
            score, only_here, only_there = agreement(wanted, found, self.words)
            how = f"like “{name}” ({round(100 * score)} of 100{_words(only_here, only_there)})"
            yield held, score * SAME_WORDS, how
        for held in self.sounding(form, of_people=False):
            score = fuzz.token_sort_ratio(sound(form), sound(held[0])) / 100
            if score >= SAME_SOUND:
                yield held, score * ACRONYM, reads(form, held[0])

    def holding(self, name: str) -> Iterator[str]:
        """Yield the names that begin with a body's, and go on with a word or two: “of Latvia”."""
        wanted = key(name)
        if len({*wanted.split()} - SMALL) > 1:
            for held, found, _ in self.sharing(wanted, self.words):
                more = found.removeprefix(f"{wanted} ").split()
                goes_on = found.startswith(f"{wanted} ") and len({*more} - SMALL) < 3
                kinds = ("organizations", "units")
                unit = any(every(kind).any_in(more) for kind in kinds)
                if goes_on and not unit and more[0] not in every("conjunctions"):
                    yield held

    def in_part(self, name: str) -> Found:
        """Yield who is named by the part before a comma or a dash, here or in the name held."""
        for held, _, identity in self.parts.get(key(name), ()):
            yield identity, PART, f"it is a part of “{held}”"
        part = main_part(name)
        for held, _, identity in self.keys.get(key(part), ()) if part else ():
            yield identity, PART, f"its part “{part}” is “{held}”"


def _less(name: str, part: str) -> str:
    """Return a key without a part of it; nothing where it does not hold it, or is the same."""
    padded = f" {name} "
    return padded.replace(f" {part} ", " ", 1).strip() if f" {part} " in padded else ""


def _words(only_here: list[str], only_there: list[str]) -> str:
    pairs = ("only here", only_here), ("only there", only_there)
    parts = [f"; {where} {', '.join(f'“{w}”' for w in words)}" for where, words in pairs if words]
    return "".join(parts)
