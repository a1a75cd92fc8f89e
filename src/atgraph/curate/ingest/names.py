"""Names of people: where one begins and ends, and what speaks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from atgraph.curate.ingest.countries import is_country
from atgraph.curate.ingest.labels import ORGANIZING, PARTS, THEMES, forms
from atgraph.curate.ingest.words import Words, begins_as_body
from atgraph.data.dates import is_calendar_word

PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "las",
        "los",
        "lo",
        "del",
        "della",
        "delle",
        "dello",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "des",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "ben",
        "abu",
        "y",
        "e",
        "zu",
        "zur",
        "zum",
        "ter",
        "ten",
        "te",
        "le",
        "af",
        "av",
        "o'",
        "i",
        "und",
        "d'",
    ]
)
TOKEN = re.compile(
    r"[^\W\d_](?:[\w’'ʼ`´‐·–-]*\w)?\.?(?:-[^\W\d_]\.)?|[“\"(«][^\W\d_][\w’'-]+[”\")»](?=\s+[^\W\d_])"
)
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+$")
SPACE = re.compile(r"\s+")
STOP = re.compile(r"\s*(?:$|[,;:(\[|/–—−…]|-\s|\s-|[.](?:\s|$))")
RANK = re.compile(r"(?:\s*[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]{1,5}\.){1,3}\s+(?=[^\W\d_]{3,})")
TWO = re.compile(r"[^\W\d_a-zа-я][\w’'-]+ [^\W\d_a-zа-я][\w’'-]+(?:,| \(|$| –)")
ACRONYM = re.compile(r"[A-ZА-ЯЄІЇҐ][A-ZА-ЯЄІЇҐ0-9&/.-]+")
MOST = 6


@dataclass(frozen=True)
class Name:
    """A name of a person as it stands in a line: the honorific before it, and how much speaks for it."""

    text: str
    honorific: str
    start: int
    end: int
    score: float


@dataclass
class Names:
    """Reads names; what the document writes in small letters elsewhere is no name."""

    words: Words
    small: frozenset[str] = frozenset()
    known: set[str] = field(default_factory=set)
    _common: frozenset[str] | None = field(default=None, repr=False)

    @property
    def common(self) -> frozenset[str]:
        """Words of the vocabularies, which hardly any name has."""
        if self._common is None:
            texts = [
                f
                for scheme in (PARTS, ORGANIZING, THEMES)
                for f in forms(scheme, self.words.languages)
            ]
            texts += [
                e
                for kind in ("sessions", "breaks", "contents", "background", "rooms")
                for e in self.words.entries(kind)
            ]
            self._common = frozenset(
                w for text in texts for w in re.findall(r"[^\W\d_]{3,}", text.casefold())
            )
        return self._common

    def honorific(self, text: str, at: int) -> int:
        """Return where the honorifics that stand at a place end; the place itself where there is none."""
        end = at
        while True:
            found = ""
            for count in range(4, 0, -1):
                match = re.compile(r"\s*" + r"\s+".join([r"[^\W\d_][^\s,:;()]*"] * count)).match(
                    text, end
                )
                if match and self._is_title(match[0].strip()):
                    found = match[0]
                    break
            if (
                not found
                and (rank := RANK.match(text, end))
                and (
                    self._is_given(text[rank.end() :].split(" ", maxsplit=1)[0])
                    or TWO.match(text, rank.end())
                )
            ):
                found = rank[
                    0
                ].rstrip()  # an abbreviation before a given name is a title, whatever it means
            if not found and end == at:
                found = self._rank(text, end)
            if not found:
                return end
            end += len(found)

    def _rank(self, text: str, at: int) -> str:
        """Return a post that stands before a name without a comma, as in “Rechtsanwältin Thekla von der Aue”."""
        first = re.compile(r"\s*[^\W\d_][\w-]+").match(text, at)
        after = (
            re.compile(r"\s+([^\W\d_][\w’'-]*)\.?\s+[^\W\d_]").match(text, first.end())
            if first
            else None
        )
        if first is None or after is None or self._is_given(first[0].strip()):
            return ""
        return (
            first[0]
            if first[0].strip() in self.words["posts"]
            and (
                (self._is_given(after[1]) and after[1] not in self.words["posts"])
                or ("de" in self.words.languages and after[1] in ("Dr", "Prof"))
            )
            else ""
        )

    def _is_title(self, text: str) -> bool:
        bare = text.rstrip(".")
        if not bare or bare.casefold() not in self.words["honorifics"].exact:
            return False
        return text[:1].isupper() or len(bare) > 3 or not bare.isalpha() or text.endswith(".")

    def read(self, text: str, at: int = 0) -> Name | None:
        """Read the name that begins at a place."""
        start = at + len(text[at:]) - len(text[at:].lstrip())
        begin = self.honorific(text, start)
        begin += len(text[begin:]) - len(text[begin:].lstrip(" "))
        titled = begin > start
        if titled and begins_as_body(text[start:], self.words):
            return None  # “Justice Now”
        tokens, end = self._tokens(text, begin)
        if not tokens or (len(tokens) < 2 and not titled):
            return None
        if titled and tokens[0] in self.words["posts"] and not self._is_given(tokens[0]):
            return None
        name = text[begin:end].rstrip()
        honorific = text[start:begin].strip()
        return Name(name, honorific, start, end, self.score(tokens, titled, name))

    def _tokens(self, text: str, at: int) -> tuple[list[str], int]:
        tokens: list[str] = []
        end, reached = at, at
        while found := TOKEN.match(text, reached):
            token = found[0]
            if token.casefold().rstrip(".") in PARTICLES and (tokens or token[0].isupper()):
                nearby = TOKEN.match(text, found.end() + 1) if found.end() < len(text) else None
                if nearby is None or not (
                    nearby[0][0].isupper() or nearby[0].casefold() in PARTICLES
                ):
                    break
            elif not _is_capital(token) or (
                token.endswith(".")
                and not INITIAL.match(token)
                and token.rstrip(".").casefold() not in ("jr", "sr", "st", "mc")
            ):
                if (
                    _is_capital(token)
                    and token.endswith(".")
                    and token.rstrip(".").isalpha()
                    and len(token) > 2
                    and tokens
                ):
                    tokens.append(token.rstrip("."))
                    end = found.end() - 1
                break
            tokens.append(token)
            end = reached = found.end()
            space = SPACE.match(text, reached)
            if space is None or len(tokens) >= MOST:
                break
            reached = space.end()
        while (
            len(tokens) > 2
            and tokens[-1].isupper()
            and tokens[-1].casefold() in self.words["postnominals"].exact
        ):
            end = len(text[: end - len(tokens.pop())].rstrip())
        while tokens and tokens[-1].casefold() in PARTICLES:
            end -= len(tokens.pop())
            end = len(text[:end].rstrip())
        return tokens, end

    def score(self, tokens: list[str], titled: bool, name: str) -> float:
        """Return how much speaks for a name: above 0 it may be one, from 2 on it is one without more."""
        plain = [t for t in tokens if t.casefold() not in PARTICLES]
        if not plain:
            return -5
        score = 2.5 if titled else 0.5
        if name.casefold() in self.known:
            return score + 3
        if 2 <= len(plain) <= 4:
            score += 0.5
        if any(INITIAL.match(t) for t in plain[:-1]) and len(plain) > 1:
            score += 0.5
        if len(plain) > 1 and plain[-1].isupper() and len(plain[-1]) > 2 and not plain[0].isupper():
            score += 1
        score += 1.5 * self._is_given(plain[0]) + (
            0.5 * self._is_given(plain[1]) if len(plain) > 1 else 0
        )
        folded = [t.casefold().rstrip(".") for t in plain if not INITIAL.match(t)]
        words = self.words
        score -= 2.5 * sum(t in words["organizations"] or t in words["rooms"] for t in folded)
        score -= 2.0 * sum(t in words["posts"] for t in folded) + 1.5 * sum(
            len(t) == 1 for t in folded
        )
        score -= 1.0 * sum(t in words["sessions"].exact and not self._is_given(t) for t in folded)
        score -= 2.0 * sum(t in words["common"] for t in folded if t not in PARTICLES)
        weight = 0.4 if titled else 1.2
        score -= weight * sum(
            (t in self.small or t in self.common) and not self._is_given(t) for t in folded
        )
        score -= 1.5 * sum(is_calendar_word(t, words.languages) and not self._is_given(t) for t in folded)
        if is_country(name, words) or (
            all(map(ACRONYM.fullmatch, plain)) and not titled and len(plain) < 2
        ):
            score -= 5
        return score

    @staticmethod
    def _is_given(token: str) -> bool:
        from atgraph.curate.ingest.given_names import is_given

        return is_given(token)

    def ends_well(self, text: str, end: int) -> bool:
        """Whether what follows a name can follow one: a comma, a bracket, a dash, or nothing."""
        return bool(STOP.match(text, end))


def _is_capital(token: str) -> bool:
    bare = token.lstrip('“"(«')
    return bare[:1].isupper() or (bare[:2] in ("d'", "d’") and bare[2:3].isupper())
