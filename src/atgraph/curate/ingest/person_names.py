"""Names of people: where one begins and ends, and what speaks for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from atgraph.curate.ingest.given_names import begins_surname, is_given_name, is_particle, is_surname
from atgraph.curate.ingest.labels import words_of_vocabularies
from atgraph.curate.ingest.lines import APOSTROPHE
from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    can_be_said,
    every,
    is_beside_surname,
    is_country,
    is_postnominal,
    town_zones,
    with_forms,
)
from atgraph.data.dates import is_calendar_word

NOUN = re.compile(r"(?:ung|heit|keit|schaft|ität|tion|ción|zione|ção)$", re.I)  # of what is done
TOKEN = re.compile(
    r"M\.?ª\.?|"  # “Mª José”, “M.ª José” is a María
    r"[^\W\d_]{1,2}/[^\W\d_a-z][\w’'-]+|"
    r"(?:[’ʻʼ](?=[^\W\d_a-zß-ÿ]))?[^\W\d_](?:[\w\u0300-\u036f’'ʼʻ`´‐·–-]*(?:[\w\u0300-\u036f]|[’'](?=\s[^\W\d_a-z])))?\.?(?:-[^\W\d_]\.)?"
    r"|[“\"«][^\W\d_][\w’'-]+[”\"»](?=\s+[^\W\d_])"
    r"|\([^\W\d_][\w’'-]+\)(?=\s+[^\W\d_a-zа-яіїєґß-ÿ])"
)
INITIAL, DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+$"), re.compile(r"(?:[^\W\d_]\.){2,}")
OF_PLACE = re.compile(r"\s[IVX]{2,}\s(?=\w)|(?<!\S)L[’'][A-Z]")  # “Lenn IV Port”, “L’Altro Porto”
PEER = re.compile(r"(?:Baroness|Baron|Lord|Lady|Viscount) [A-Z][\w’'-]+ of(?: [A-Z][\w’'-]+){1,2}")
RETIRED = re.compile(r"\s*\((?:[Rr]etd?|[Rr]td|M(?:rs?|s)|[DE]r|Smt)\.?\)")
FORCE = re.compile(r"\s+[B-DF-HJ-NP-TV-XZ]{3,4}(?=\s+[A-ZÀ-Þ]\w*[a-zß-ÿ]\w*\s)")
OF_RANK = r"\s(?:{articles})\s(?:{posts}|{honorifics})(?=(?-i:(?:\s[A-Z]\S*){0,2}\s[A-Z]{2,}\b))"
OF_TWO = re.compile(r"von de[rmn] [^\W\d_a-zß-ÿ][\w-]+e[nr] [^\W\d_a-z]")  # “der Lenner Hilfe”
VON_BODY = re.compile(r"von (?:de[rmn] |\w+ [a-zß-ÿ]{2,4} [^\W\d_a-z]|[A-Z]\w+ [A-Z]\w+(?:,|$))")
NAME_END = re.compile(r"\s*(?:$|[,;:(\[|/–—−…·]|-\s|\s-|[.](?:\s|$))")  # what can follow a name
RANK = re.compile(
    r"(?:\s*(?!Ste?\.|Ma\.)[A-ZА-ЯЁІЇЄҐ][A-Zа-яёіїєґa-z]{0,3}[a-zа-яёіїєґ]{1,4}\.){1,3}\s+(?=[^\W\d_]{3,})"
)
TWO = re.compile(r"[^\W\d_a-zа-я][\w’'-]+ [^\W\d_a-zа-я][\w’'-]+(?:,| \(|$| –)")
POST, SPACES = re.compile(r"\s*[^\W\d_][\w-]+"), re.compile(r"\s+")
POST_NAME = re.compile(r"\s+([^\W\d_][\w’'-]*(?:\.\w+)*)\.?\s+[^\W\d_]")
EXCELLENCY = re.compile(r"(?i:excellenc[ye]|excelencia|exzellenz|eccellenza|highness|H\.\s?E\.?)$")
LETTERS = re.compile(
    r"(?P<rank>\s*(?:[A-Z]{2,6}|(?!Mc|Ma?c|De|Di|Du|La|Le|O[A-Z])[A-Z]\w{0,4}[A-Z]\w{0,4}|[A-Z]{1,2}/[A-Z]\w{1,5}\.?))"
    r"\s+(?P<name>[^\W\d_a-z][a-zß-ÿ][\w’'-]*)\s+[^\W\d_a-z][\w’'-]*[a-zß-ÿ]"
)
TITLES = [  # titles of four words to one
    re.compile(r"\s*" + r"\s+".join([r"[^\W\d_][^\s,:;()]*"] * count)) for count in range(4, 0, -1)
]
INNER_CAPITAL = re.compile(r"[^\W\d_]{1,3}['’-][^\W\d_a-zа-я]|(?:d[eiua]|l[ae]|v[ao]n)[A-Z][a-z]")
ACRONYM = re.compile(r"[A-ZА-ЯЄІЇҐ][A-ZА-ЯЄІЇҐ0-9&/.-]+")
NO_FIRST, NO_RANK = ("asks", "no_person", "with"), ("shortened", "acts", "sessions")  # in names
SHORTENED = ("jr", "sr", "st", "mc", "ma", "mª", "m.ª")  # “Ma. Theresa” is a Maria
MOST, MOST_LETTERS = 6, 3  # words of a name, beside the small ones; letters of a body: “ÖH”
KNOWN, TITLED, POSTED = 3.5, 2.0, 2.0  # what speaks for one known, with an honorific, a post


@dataclass(frozen=True)
class Name:
    """A name of a person as it stands in a line, and how much speaks for it."""

    text: str
    honorific: str
    start: int
    end: int
    score: float


@dataclass
class NameReader:
    """Reads names; what the document writes in small letters elsewhere is no name."""

    words: DocumentWords
    small: frozenset[str] = frozenset()
    known: set[str] = field(default_factory=set)
    _read: dict[str, Name | None] = field(default_factory=dict, repr=False)  # by text

    def honorific(self, text: str, at: int) -> int:
        """Return where the honorifics that stand at a place end; the place itself without one."""
        former = POST.match(text, at)
        if former and former[0].strip().casefold() in self.words["former"].exact:
            end = self._honorifics(text, former.end())
            name = POST.match(text, end)  # “Former President Ada Bek”, not “Former General Manager”
            return end if end > former.end() and name and is_given_name(name[0].strip()) else at
        return self._honorifics(text, at)

    def _honorifics(self, text: str, at: int) -> int:
        end = at
        while True:
            matches = (pattern.match(text, end) for pattern in TITLES)
            found = next((m[0] for m in matches if m and self._is_title(m[0].strip())), "")
            rank = None if found else RANK.match(text, end)
            if rank and not any(rank[0].strip(" .").casefold() in every(k).exact for k in NO_RANK):
                # an abbreviation before a given name is a title, if it is not of a saint's place
                given = is_given_name(text[rank.end() :].split(" ", maxsplit=1)[0])
                found = rank[0].rstrip() if given or TWO.match(text, rank.end()) else ""
            if not found and end == at:
                found = self._rank(text, end) or self._letters(text, end)
            goes_on = EXCELLENCY.search(text, at, end) or text[end - 1 : end] == "."
            if not found and goes_on and end > at and text.startswith(", ", end):
                # “Her Excellency, Mrs. A”, “д.ю.н., проф. А”
                behind = self.honorific(text, end + 2)
                found = text[end:behind] if behind > end + 2 else ""
            if not found:
                return end
            end += len(found)
            behind_rank = (RETIRED, FORCE, with_forms(OF_RANK, self.words, re.I))
            end = next((m.end() for one in behind_rank if (m := one.match(text, end))), end)

    def _letters(self, text: str, at: int) -> str:
        """Return letters of a rank before a given name: “DI Ada Bek”, “D/Supt Ada Bek”."""
        found = LETTERS.match(text, at)
        return found["rank"] if found and is_given_name(found["name"]) else ""

    def _rank(self, text: str, at: int) -> str:
        """Return a post before a name without a comma, as in “Rechtsanwältin Thekla Aue”."""
        first = POST.match(text, at)
        after = first and POST_NAME.match(text, first.end())
        if not first or not after or after[1].islower():
            return ""
        two = is_given_name(after[1]) and text[after.end() - 1].isupper()  # “Dean Ada Bek”
        if is_given_name(first[0].strip()) and not two:
            return ""
        doctor = "de" in self.words.languages and self._is_title(after[1])
        named = doctor or (is_given_name(after[1]) and after[1] not in self.words["posts"])
        return first[0] if named and first[0].strip() in self.words["posts"] else ""

    def _is_title(self, text: str) -> bool:
        bare = text.rstrip(".")
        sure = text[:1].isupper() or len(bare) > 2 or not bare.isalpha() or text.endswith(".")
        forms = {bare.casefold(), bare.casefold().replace(". ", " ")}  # “Rt. Hon”
        return sure and not forms.isdisjoint(self.words["honorifics"].exact)

    def read(self, text: str) -> Name | None:
        """Read the name with which a text begins; many steps ask it of the same."""
        if text not in self._read:
            self._read[text] = self._begins(text)
        name = self._read[text]
        if name is None or name.text.casefold() not in self.known:
            return name
        return replace(name, score=KNOWN + (TITLED if name.honorific else 0.0))

    def _begins(self, text: str) -> Name | None:
        """Return the name with which a text begins, whoever is known."""
        start = len(text) - len(text.lstrip())
        begin = self.honorific(text, start)
        begin += len(text[begin:]) - len(text[begin:].lstrip(" "))
        titled = begin > start
        tokens, end = self._tokens(text, begin, titled)
        end = peer.end() if (peer := PEER.match(text, start)) else end
        owns = any(token.endswith(("’s", "'s", "s’")) for token in tokens)  # “Ada Bek’s office”
        owns = owns or any(map(str.isdigit, text[begin:end]))  # “Réseau G5 Sahel”
        named = bool(tokens) and (is_given_name(tokens[0]) or tokens[0].isupper())  # “Karl II Bek”
        owns = owns or (not named and OF_PLACE.search(text, begin, end) is not None)
        lone = len(tokens) < 2 and text[start:begin].strip() in self.words["posts"]
        lone = lone and (len("".join(tokens)) < 2 or is_country(tokens[0], self.words))
        if not tokens or lone or owns or (len(tokens) < 2 and not titled):
            return None  # “Judge A”, “Посол Норвегии”, not “Ms. K”, who may hide her name
        joined = not titled and {*map(str.casefold, tokens[1:2])} & self.words["conjunctions"].exact
        if joined and is_given_name(tokens[0]):
            return None  # “BIENVENIDA Y PRESENTACIÓN”; “Ortega y Gasset” is a surname
        whole = titled and tokens[0] in self.words["articles"].exact  # “Mme la Secrétaire d'État”
        ends = {*(tokens if whole else tokens[:1] + tokens[-1:])}
        posted = any(token in self.words["posts"] for token in ends)
        common = len(tokens) == 1 and tokens[0].casefold() in words_of_vocabularies(self.words)
        common = common or is_country(text[start:end].strip(), self.words)
        if titled and (common or (posted and not is_given_name(tokens[0]))):
            return None  # “the Chief Guest”, “Sri Lanka”, “Chief State Law Adviser”
        noun = next((token for token in tokens if not is_particle(token)), "")
        named = titled or is_given_name(noun) or not any(map(is_particle, tokens[:2]))
        if not named and NOUN.search(noun):
            return None  # “Beratung von Betroffenen”, “Von der Leibeigenschaft zur Lieferkette”
        verbs = (self.words[kind] for kind in ("speech_verbs", "features", "moderates"))
        first = (tokens[0], " ".join(tokens[:2]))  # “Beiträge von Ada Bek”
        if not (titled or is_given_name(tokens[0])) and any(f in v for v in verbs for f in first):
            return None  # “Выступили Ада Бек и …”
        small = any(tokens[0].casefold() in self.words[kind].exact for kind in NO_FIRST)
        sure = tokens[0].casefold() in self.words["with"].exact  # “Con Avv. Ada Bek”
        sure |= tokens[0].isupper() and tokens[0].casefold() in self.words["asks"].exact
        if small and not titled and (sure or not is_given_name(tokens[0])):
            return None  # “Why Small Towns”, “CHI CONTROLLA CHI”, “C’est Ada Bek”
        of = tokens[0] in self.words["genitive"].exact
        of = of and (not is_particle(tokens[1]) or (tokens[-1].isupper() and len(tokens[-1]) > 1))
        if of and any(title in self.words["posts"] for title in text[start:begin].split()):
            return None  # “Professoressa di Farmacologia”; “Präsidentin von der Au” is a name
        ended = INITIAL.match(tokens[0]) and self._is_title(tokens[-1])  # “a. D. Prof. Ada Bek”
        if not titled and (ended or self._is_firm(text[end:]) or self._is_of_act(tokens)):
            return None
        name = text[begin:end].rstrip()
        score = self._score(tokens, titled, name)
        score = max(score, POSTED) if self._has_post(tokens, text[end:]) else score
        return Name(name, text[start:begin].strip(), start, end, score)

    def _has_post(self, tokens: Sequence[str], behind: str) -> bool:
        """Whether a word is a surname, since a post follows: “Giuseppe Sala, sindaco”."""
        given = len(tokens) == 2 and is_given_name(tokens[0]) and behind[:2] == ", "
        return bool(given and (post := POST.match(behind, 2)) and post[0] in self.words["posts"])

    def _is_firm(self, behind: str) -> bool:
        """Whether words are those of a firm by what stands behind: “…, Inc.”, “Ada Sistemi srl”."""
        forms, rest = every("company_forms").exact, behind.casefold().strip(" ,.")
        first = rest.split(" ")[0].rstrip(",") if behind[:1] == " " else ""
        return rest in forms or (first in forms and first not in self.words["posts"])

    def _is_of_act(self, tokens: Sequence[str]) -> bool:
        """Whether words for what somebody says lead to a name: “Propos de Ada Bek”."""
        first, of, *name = tokens if len(tokens) > 2 else ("", "")
        leads = first in self.words["acts"] and of in self.words["genitive"].exact
        return leads and (is_given_name(name[0]) or name[0].endswith("."))

    def read_whole(self, text: str) -> Name | None:
        """Read a text that is a name and nothing else."""
        return name if (name := self.read(text)) and name.end == len(text) else None

    def _tokens(self, text: str, at: int, titled: bool) -> tuple[list[str], int]:
        """Return the words of the name that begins at a place, and where it ends."""
        tokens: list[str] = []
        end, reached = at, at
        while found := TOKEN.match(text, reached):
            token = found[0]
            bare = token.rstrip(".")
            small = is_particle(bare) and not (tokens and INITIAL.match(token))  # “Ada E.”
            small = small and not _is_surname(tokens, token, text, found.end())
            if small and (tokens or titled or token[0].isupper()):
                after = TOKEN.match(text, found.end() + 1) if found.end() < len(text) else None
                if after is None or not (after[0][0].isupper() or is_particle(after[0])):
                    break
                next_one = after[0].islower() or self.honorific(text, after.start()) > after.start()
                two = len(tokens) > 1 and len(bare) > 1  # “Ortega y Gasset” is one
                two = two or (len(tokens) > 1 and self._begins_two(text, after.start()))
                if (next_one or two) and bare in self.words["conjunctions"].exact:
                    break  # “Ada Bek e del sindaco”, “Ada Bek und Ugo Lund”
                if len(tokens) > 1 and self._leads_on(text, found, tokens):
                    break
            elif tokens and bare.casefold() in every("name_ends").exact:
                if len(tokens) == 1 and not text[found.end() :][1:2].isupper():
                    break  # neither “Aida Toktobek kyzy” nor “Toktobek kyzy Aida”
            elif not _is_capital(token) or (len(tokens) > 1 and _has_letters(text, found.start())):
                break
            elif token[-1] == "." and not INITIAL.match(token) and bare.casefold() not in SHORTENED:
                if "." not in bare and len(token) > 2 and tokens:
                    tokens.append(bare)
                    end = found.end() - 1
                break
            tokens.append(token)
            end = reached = found.end()
            space = SPACES.match(text, reached)
            is_whole = sum(not is_particle(t) for t in tokens) >= MOST
            if is_whole or not (space or INITIAL.match(token)):
                break
            reached = space.end() if space else reached  # “A.B. Okonkwo”
        return self._without_end(tokens, text, end, titled)

    def _without_end(
        self, tokens: list[str], text: str, end: int, titled: bool
    ) -> tuple[list[str], int]:
        """Return words and end of a name without degrees, a post or particles behind it."""
        while any(is_beside_surname(*two, self.words) for two in pairwise(tokens[1:])):
            end = len(text[: end - len(tokens.pop())].rstrip())
        while len(tokens) > 2 and not tokens[-1].istitle() and is_postnominal(tokens[-1]):
            end = len(text[: end - len(tokens.pop())].rstrip())
        while len(tokens) > 2 and self._holds_post(tokens, text[end:], titled):
            if tokens[-1] in self.words["posts"] and self._is_last(text, end):
                break
            end = len(text[: end - len(tokens.pop())].rstrip())
        while tokens and is_particle(tokens[-1]):
            if _is_surname(tokens[:-1], tokens[-1], text, end):
                break
            end = len(text[: end - len(tokens.pop())].rstrip())
        return tokens, end

    def _holds_post(self, tokens: list[str], rest: str, titled: bool) -> bool:
        """Whether a post stands behind given name and surname: “Ada Bek Director, Law Clinic”."""
        if titled and not is_given_name(tokens[0]):
            return False  # “Chief State Law Adviser”
        ranks, shout = self.words["honorifics"].exact, not tokens[0].isupper()
        following = [*tokens[3:], *rest.split()[:1], ""]
        for before, word, behind in zip(tokens[1:], tokens[2:], following):
            surname = shout and before.isupper() and not INITIAL.match(before)
            if surname and (word in self.words["posts"] or word.casefold() in ranks):
                return True  # “Ada STEWART Director”, “Ada STEWART General Secretary”
            of = behind in self.words["genitive"].exact  # “Ada Bek Rosa Head of Unit”
            given = (is_given_name(before) and not of) or INITIAL.match(before) or word.isupper()
            given = given or begins_surname(tokens[0], before)
            if word in self.words["posts"] and not given:
                return True
        return False

    def _is_last(self, text: str, end: int) -> bool:
        """Whether a surname like a post ends the name: “Ada Ruiz Pastor, concejala”."""
        if text[end:].strip() and text[end] != ",":
            return False
        post = TOKEN.match(text, end + 2)
        return "es" in self.words.languages or (post is not None and post[0] in self.words["posts"])

    @staticmethod
    def _begins_two(text: str, at: int) -> bool:
        """Whether two words of a name stand at a place: of another, behind “e” or “y”."""
        first = TOKEN.match(text, at)
        second = TOKEN.match(text, first.end() + 1) if first and first.end() < len(text) else None
        return second is not None and text[second.start() - 1].isspace() and _is_capital(second[0])

    def _leads_on(self, text: str, small: re.Match[str], tokens: list[str]) -> bool:
        """Whether a small word behind a name leads to a body: “Ada Riva di Caritas”."""
        after = TOKEN.search(text, small.end() + 1)
        while after and is_particle(after[0]):
            after = TOKEN.search(text, after.end())
        letters = after is not None and after[0].isupper() and 1 < len(after[0]) <= MOST_LETTERS
        if letters and small[0].islower():
            return True  # “Ada Bek von der ÖH”
        if "de" in self.words.languages and after is not None and small[0].islower():
            article = small[0] in self.words["articles"].exact and not is_particle(tokens[-1])
            if article or OF_TWO.match(text, small.start()) or after[0] in self.words["posts"]:
                return True  # “hielt Ada Bek den Vortrag”, “wurde Ada Bek von Pastorin A begleitet”
        italian = "it" in self.words.languages and small[0] == "di"  # “della Rocca” is a surname
        french = "fr" in self.words.languages and small[0] in ("du", "des")
        german = "de" in self.words.languages and VON_BODY.match(text, small.start()) is not None
        ended = is_given_name(tokens[0]) and not is_given_name(tokens[-1])
        of_body = (italian or french or german) and ended  # also “Ada Bek von der Seehilfe”
        return of_body or self._is_body(text, small.start())

    def _is_body(self, text: str, at: int) -> bool:
        """Whether small words lead to a body here, not to a surname: “von der Caritas”."""
        german = "de" in self.words.languages  # “von der Evangelischen Beratungsstelle”
        tokens = (found for found in TOKEN.finditer(text, at))
        named = (found for found in tokens if not is_particle(found[0].rstrip(".")))
        capital = [found for found in islice(named, 2) if found[0][0].isupper()]
        if len(capital) > 1 and text[capital[0].end() : capital[1].start()] != " ":
            capital.pop()
        capital = capital if german else capital[:1]
        if not any(found[0] in self.words["organizations"] for found in capital):
            return False
        # “Eloy de la Iglesia” is a name
        return german or not NAME_END.match(text, capital[0].end())

    def _score(self, tokens: list[str], titled: bool, name: str) -> float:
        """Return how much speaks for a name: above 0 it may be one, from 2 on it surely is."""
        first = tokens[0] if tokens and is_given_name(tokens[0]) else ""  # “Ben”, “Al”
        plain = [t for t in tokens if t == first or not is_particle(t)]
        if not plain:
            return -5
        score = 0.5 + TITLED * titled
        several, last, words = len(plain) > 1, plain[-1], self.words
        ends = any(t.casefold() in every("name_ends").exact for t in tokens[1:])
        score += 1.5 * ends if ends else 1.0 * (several and words["surnames"].any_in(plain))
        score += 0.5 * (2 <= len(plain) <= 4) + 0.5 * any(INITIAL.match(t) for t in plain[:-1])
        shouts = several and last.isupper() and not plain[0].isupper()
        score += shouts and len(last) > 3 - bool(first) and can_be_said(last)
        score += 1.5 * is_given_name(plain[0]) + 0.5 * (several and is_given_name(plain[1]))
        doubt = plain[:-1] if several and is_surname(first, last) else plain  # “Tom Hall”
        folded = [t.casefold().rstrip(".") for t in doubt if not INITIAL.match(t)]
        strange = [t for t in folded if not is_given_name(t)]
        bare = [APOSTROPHE.split(t)[-1] for t in doubt]  # “l’Osservatorio”
        score -= 2.5 * sum(t in words["organizations"] or t in words["rooms"] for t in bare)
        score -= 2.5 * (" ".join(folded[-2:]) in words["organizations"].exact)  # “Lenn Red Cross”
        given = (is_given_name(plain[0]) and len(folded) > 2) or begins_surname(*tokens[:2])
        score -= 2.0 * sum(t in words["posts"] for t in (folded[:-1] if given else folded))
        score -= 1.5 * sum(len(t) == 1 for t in folded)
        score -= 2.0 * any(t in words["honorifics"].exact for t in folded[1:])
        score -= 2.0 * any(t in words["groups"].exact for t in folded)
        of_firm = several and not titled and {*folded[-1:]} & every("trades").exact
        house = not titled and tokens[0].casefold() in every("venues").exact  # “Rathaus Lenn”
        score -= 4.0 * bool(of_firm or house)
        score -= 1.0 * sum(t in words["sessions"].exact for t in strange)
        if not first:  # “European Affairs”, “Antimafia e Antiterrorismo”
            score -= 1.0 * sum(t in words["fields"].exact for t in strange)
            joined = len(tokens) == 3 and tokens[1] in words["conjunctions"].exact
            score -= 2.0 * (joined and not titled)  # not “Aitziber Ortega y Luna”
        score -= 2.0 * sum(t in words["common"] and not is_particle(t) for t in folded)
        small = sum(t in self.small or t in words_of_vocabularies(words) for t in strange)
        score -= (0.4 if titled else 1.2) * small
        score -= 1.5 * sum(is_calendar_word(t, words.languages) for t in strange)
        lands = strange if first else [*strange, last]  # “Emmaüs France”, where France is a name
        score -= 2.0 * any(is_country(t, words) for t in lands)  # “Arbeit und Deutschland”
        letters = not titled and plain[0].isupper() and len(plain[0]) > 2
        score -= 5 * (letters and not can_be_said(plain[0]))  # “VHS Dortmund”
        is_place = is_country(name, words) or name.casefold() in town_zones()  # “New York”
        is_place |= not several and not titled and bool(ACRONYM.fullmatch(last))
        return score - 5 * is_place


def _is_surname(before: Sequence[str], token: str, text: str, end: int) -> bool:
    """Whether a small word with a capital is all that follows a given name: “Glorene Das (…)”."""
    alone = len(before) == 1 and len(before[0]) > len(token) and token.istitle() and len(token) > 2
    return alone and not is_particle(before[0]) and NAME_END.match(text, end) is not None


def _has_letters(text: str, at: int) -> bool:
    """Whether letters behind a name, as “C.S.”, stand at a place."""
    return bool((letters := DOTTED.match(text, at)) and is_postnominal(letters[0]))


def _is_capital(token: str) -> bool:
    bare = token.lstrip('“"(«’ʻʼ')
    return bare[:1].isupper() or INNER_CAPITAL.match(bare) is not None
