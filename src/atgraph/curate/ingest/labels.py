"""What a printed form means in the vocabularies: role words of lines, statuses and themes."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal

from atgraph.curate.ingest.word_lists import (
    DocumentWords,
    every,
    longest_first,
    one_of,
    with_forms,
    words_in,
)
from atgraph.files import resource_folder
from atgraph.rdf.namespaces import ATG, ATGV, LABEL, SKOS, TYPE
from atgraph.rdf.ontology import Ontology

SPOKEN = (LABEL.value, SKOS + "prefLabel", SKOS + "altLabel")
PARTS, ORGANIZING, STATUSES = "participation-roles", "organizing-roles", "statuses"
ABSENT = "absent"  # beside the name of somebody who takes no part after all
LONGEST_ROLE = 60  # letters of a role that stands alone
OF_ONE = re.compile(  # of whom a session has one
    "role_(?:(?:co-)?(?:moderator|chair)|facilitator|host|rapporteur|convenor|master-of-ceremonies"
    "|discussant|respondent)"
)
ANSWERS = ("role_discussant", "role_respondent")
LEADER = "role_moderator"
THEMES, INVOLVEMENT = "themes", "involvement-roles"
LETTERS = re.compile(r"[^\W\d_]{3,}")


@functools.cache
def _labels() -> Mapping[str, list[tuple[str, str, str]]]:
    """Return forms of each scheme with concept and language; themes are one scheme here."""
    onto = Ontology.read(resource_folder("ontology"))
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    themes = {s for s in onto.subjects(TYPE.value) if ATG + "Theme" in onto.values(s, TYPE.value)}
    for said in onto.triples:
        if said.predicate.value in SPOKEN and isinstance(said.object, Literal):
            iri = said.subject.value  # type: ignore[union-attr]
            label = (said.object.value, iri.removeprefix(ATGV), said.object.language or "en")
            schemes = [s.removeprefix(ATGV) for s in onto.values(iri, SKOS + "inScheme")]
            for scheme in [THEMES] if iri in themes else schemes:
                found[scheme].append(label)
    return found


@functools.cache
def forms(scheme: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return form → concept in the languages of a document, case folded."""
    labels = _labels().get(scheme, ())
    found = {form.casefold(): concept for form, concept, known in labels if known in languages}
    # “Welcome addresses”, beside the one that a vocabulary has
    several = {f"{form}es": found[form] for form in found if form.endswith(" address")}
    return several | found


@functools.cache
def words_of_vocabularies(words: DocumentWords) -> frozenset[str]:
    """Return words of the vocabularies in the languages of a document: hardly any name has one."""
    schemes = (PARTS, ORGANIZING, THEMES)
    kinds = ("sessions", "breaks", "contents", "background", "rooms")
    texts = [form for scheme in schemes for form in forms(scheme, words.languages)]
    texts += [entry for kind in kinds for entry in words.entries(kind)]
    return frozenset(w for text in texts for w in LETTERS.findall(text.casefold()))


def contracted(found: Mapping[str, str]) -> dict[str, str]:
    """Return forms with those in which the last word and an article are one: “veranstaltet vom”."""
    more = dict(found)
    pairs = [entry.partition(" ")[::2] for entry in sorted(every("contractions").exact)]
    for form, concept in found.items():
        head, _, last = form.rpartition(" ")
        joined = [other for word, other in pairs if word == last] if head else []
        if last == "von" and head.startswith(("mit ", "auf ")):
            joined += ["der", "des"]  # “mit Unterstützung der Stiftung”
        for other in joined:
            more.setdefault(f"{head} {other}", concept)
    return more


def languages_of(scheme: str) -> list[str]:
    """Return the languages in which a scheme has labels."""
    return sorted({language for _, _, language in _labels().get(scheme, ())})


def short(concept: str) -> str:
    """Return a role or status as records write it."""
    return concept.partition("_")[2]


def any_form(forms: Iterable[str]) -> str:
    """Return the inside of a pattern of forms in small letters; “ss” also stands for “ß”."""
    return one_of(spelling for form in forms for spelling in _spellings(form))


def _spellings(form: str) -> Iterator[str]:
    head, double, rest = form.partition("ss")
    for end in _spellings(rest) if double else ():
        yield from (f"{head}ss{end}", f"{head}ß{end}")
    if not double:
        yield form


BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
HEAD = re.compile(  # not “Referent” of “Referent:innen: Ada Bek”
    r"(?P<head>(?:[^:|\t]|:(?=in(?:nen)?\b)){2,70}?)\s*"
    r"(?P<mark>:(?!in(?:nen)?\b)|[|\t]|\s[–—-]\s|\s[–—]$)\s*"
)
NUMBER = re.compile(r"(?:^|\s)(?:\d+|[ivx]+)[.)]?(?=\s|$)", re.I)
WORD = re.compile(r"[^\W_]+(?:[-’'·*:/][^\W_]+)*")
OF_ANY_GENDER = re.compile(  # “Moderator*innen”, “intervenant.e.s”, “ponente/s”, “модератор/ка”
    r"(?<=\w)[*:·_/.-](?:in|innen|r|n|e|es|s|a|as|rice|trice|ère|ка|ки)(?:[·.-]s)?(?=\s|$)"
)
ELIDED = re.compile(r"\b(?:l|d|dell|all)[’'](?=\w)")  # “modera l’incontro”
ROLE_ENDS = r"\s+(?:{role_ends}|{speakers_are})$"  # “Palabras a cargo de”, “Panellists are”
FEATURED = r"(?:\S+\s){1,4}?(?P<form>{features})\s(?=\S+\s)"  # “The webinar features a panel”
BEFORE_NAME = r"\s+(?:(?:{role_joins})\s+)?(?=[“‘«„\"]?[^\W\d_])"
REMOTE = r"\s*(?:[(\[]\s*(?:{remote})\s*[)\]]|[,–—-]\s*(?:{remote})\s*(?=$|\)))"  # “(online)”
PARTICIPANT = "role_participant"
TOLD = {  # what tells of people is a role where it stands alone: “Участвуют”, “Coordina: A”
    "present": PARTICIPANT,
    "moderates": "role_moderator",
    "features": "role_speaker",
}
PLURALS = ("s", "en", "ы", "и", "ие", "і", "i", "innen")


@dataclass(frozen=True)
class Role:
    """A role word at the beginning of a line: its concept and scheme, and where the rest begins."""

    concept: str
    scheme: str
    form: str
    end: int = 0
    alone: bool = False
    marked: bool = False


@functools.cache
def known_forms(languages: tuple[str, ...]) -> Mapping[str, tuple[str, str]]:
    """Return each role word of some languages with its concept and scheme."""
    labels = {scheme: contracted(forms(scheme, languages)) for scheme in (ORGANIZING, PARTS)}
    return {f: (concept, scheme) for scheme in labels for f, concept in labels[scheme].items()}


@functools.cache
def _starts(languages: tuple[str, ...]) -> re.Pattern[str]:
    known = any_form(known_forms(languages))
    return re.compile(rf"(?P<form>{known})(?:\(s\)|/in|[·*]\w{{1,5}})?(?!\w|[-’']\w)", re.I)


def leads_to_name(form: str) -> bool:
    """Whether a role word ends with one that leads to a name: “chaired by”."""
    return form.rsplit(maxsplit=1)[-1] in every("by").exact


def leads_to_doer(form: str, words: DocumentWords) -> bool:
    """Whether a role word leads to who does it, as “convened by”; not “presentation of”."""
    return leads_to_name(form) and form.rsplit(maxsplit=1)[-1] not in words["genitive"].exact


def read_part(phrase: str, words: DocumentWords, anywhere: bool = True) -> Role | None:
    """Read the role of one who takes part from a phrase, or from ``anywhere`` in it."""
    found = _meaning(phrase, words, anywhere)
    return found if found and found.scheme == PARTS else None


def _meaning(phrase: str, words: DocumentWords, anywhere: bool = True) -> Role | None:
    """Return the role that a phrase is: “Distinguished Speakers”."""
    known = known_forms(words.languages)
    bare = BRACKETS.sub("", phrase).replace("(s)", "").replace("’", "'").casefold()
    said, whole = (
        " ".join(text.split()).strip(" :-–—*.") for text in (bare, NUMBER.sub(" ", bare))
    )
    led = with_forms(FEATURED, words).match(whole)
    whole = whole[led.end() :] if led and not leads_to_name(led["form"]) else whole
    bare = with_forms(ROLE_ENDS).sub("", whole)
    if not bare:
        return None
    one = OF_ANY_GENDER.sub("", bare)
    for form in (said, whole, bare, bare.removesuffix("s")):
        if form in known:
            return Role(*known[form], form)
    for form in (one, f"{one}s", f"{one}en") if one != bare else ():
        if form in known:
            return Role(*known[form], bare)
    short = whole.count(" ") < 3  # “Among those who speak: …” is told in a sentence
    told = next((kind for kind in TOLD if short and whole in words[kind].exact), "")
    if told:
        return Role(TOLD[told], PARTS, whole)
    tokens = WORD.findall(ELIDED.sub("", bare))
    if not anywhere or not 1 < len(tokens) <= 7:
        return None
    links = every("role_links").exact | words["tiers"].exact  # “Gold sponsors”
    for size in range(len(tokens) - 1, 0, -1):
        for at in range(len(tokens) - size, -1, -1):
            form = " ".join(tokens[at : at + size])
            behind = tokens[at + size :]
            is_act = at > 1 and words["acts"].any_of(form)
            if any(
                all(t in words["sessions"] for t in x) for x in (behind, tokens[:1] * is_act) if x
            ):
                continue  # “Opening plenary” and “Sessione di apertura” are sessions
            several = any(token in known for token in tokens[:at])
            of = not words["genitive"].exact.isdisjoint(tokens[:at])
            if several and (of or known.get(form) == (PARTICIPANT, PARTS)):
                continue  # “Introduction of participants”
            if form in known and all(
                t in links or t in known or t in words["sessions"] or t in words["events"]
                for t in tokens[:at] + behind
            ):
                return Role(*known[form], form)
    return None


def read_role(text: str, words: DocumentWords) -> Role | None:
    """Read the role word with which a line begins."""
    return _read_role(text, words.languages)


@functools.lru_cache(maxsize=8192)  # several steps ask it of a line
def _read_role(text: str, languages: tuple[str, ...]) -> Role | None:
    words = words_in(languages)
    text = text.replace("’", "'")  # “Mot d’accueil”
    stripped = text.rstrip(" :–—-|")
    whole = _read_in_two_languages(stripped, words)
    if whole is None and len(stripped) <= LONGEST_ROLE:
        whole = _meaning(stripped, words)
    if whole is not None:
        return replace(whole, end=len(text), alone=True, marked=text.rstrip().endswith(":"))
    head = HEAD.match(text)
    said = head["head"] if head else ""
    if head and (found := _meaning(said, words) or _read_in_two_languages(said, words)):
        return replace(found, end=head.end(), marked=head["mark"].strip() in (":", "|", ""))
    start = _starts(words.languages).match(text)
    if not start:
        return None
    form, rest = start["form"].casefold(), text[start.end() :]
    joined = with_forms(r"\s(?:{and})\s").match(rest)
    other = _read_role(rest[joined.end() :], languages) if joined else None
    if joined and other and other.concept == LEADER:  # “Introduced and moderated by A”
        return replace(other, end=start.end() + joined.end() + other.end)
    behind = [word.casefold() in words["sessions"].exact for word in rest.split()]
    if behind and (all(behind) or (behind[0] and form in words["sessions"].exact)):
        return None  # “Opening plenary”, “Panel discussion on …”
    follows = with_forms(BEFORE_NAME).match(rest)
    if leads_to_name(form):
        end = len(rest) - len(rest.lstrip(" :"))
    elif follows and (follows[0].strip() or start.end() > 3):
        end = follows.end()
    else:
        return None
    return Role(*known_forms(words.languages)[form], form, start.end() + end)


def _read_in_two_languages(text: str, words: DocumentWords) -> Role | None:
    """Read a role that stands in two languages: “Mot de bienvenue / Welcome remarks”.

    One of two is that of those who speak: “Speakers/Moderators”, at the head of a column.
    """
    sides = re.split(r"\s[/|]\s|(?<=\w{5})/(?=\w{5})", text)
    found = [_meaning(side, words, False) for side in sides] if len(sides) > 1 else []
    roles = {role and (role.concept, role.scheme) for role in found}
    if len(roles) == 1:
        return found[0]
    named = [role for role in found if role and role.scheme == PARTS]
    spoken = [role for role in named if role.concept == "role_speaker"]
    return spoken[0] if spoken and len(named) == len(found) else None


def is_plural(role: Role, words: DocumentWords) -> bool:
    """Whether a role word speaks of several: it is another label of its concept with an ending."""
    form = role.form
    stems = (
        other[:-1] if len(other) > 5 else other
        for other, (concept, _) in known_forms(words.languages).items()
        if concept == role.concept and other != form and len(form) >= len(other)
    )
    plural = form.endswith(PLURALS) and not form.endswith("ss")
    return plural and any(map(form.startswith, stems))


def is_of_one(role: Role, words: DocumentWords) -> bool:
    """Whether one person has a role, so that it ends there; several may answer, below a label."""
    if role.alone and role.concept in ANSWERS:
        return False
    return OF_ONE.fullmatch(role.concept) is not None and not is_plural(role, words)


@functools.cache
def _status_pattern(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = words_in(languages)
    absent = words["absent"].exact | words["unavailable"].exact
    known = {"tbc": "status_to-be-confirmed", **forms(STATUSES, languages)}
    ends = "|".join(map(re.escape, longest_first(known)))
    known |= dict.fromkeys(absent, f"status_{ABSENT}")
    marks = "|".join(map(re.escape, longest_first(known)))
    away = "|".join(map(re.escape, longest_first(absent)))
    return re.compile(
        rf"(?:[(\[]\s*(?P<in>{marks})\.?\s*[)\]]"
        rf"|(?:[,–—-]\s*(?P<end>{ends})|[–—-]\s+(?P<away>{away}))\.?\s*$)\s*",
        re.I,
    ), known


@functools.lru_cache(maxsize=4096)  # several steps ask it of a line
def take_status(text: str, words: DocumentWords) -> tuple[str, str]:
    """Return the text without a mark such as “(TBC)” or “(online)”, and the status it means."""
    text = with_forms(REMOTE, words, re.I).sub("", text)
    pattern, known = _status_pattern(words.languages)
    found = pattern.search(text)
    if not found:
        return text, ""
    concept = known[(found["in"] or found["end"] or found["away"]).casefold()]
    rest = text[found.end() :]
    space = " " if rest and not rest.startswith((",", ";", ".", ")")) else ""
    kept = (text[: found.start()].rstrip() + space + rest).strip()
    return kept, "" if concept == "status_confirmed" else short(concept)


def is_mark(text: str, words: DocumentWords) -> bool:
    """Whether a text is nothing but a mark in brackets: “(tbc)”."""
    return text.startswith(("(", "[")) and not take_status(text, words)[0]
