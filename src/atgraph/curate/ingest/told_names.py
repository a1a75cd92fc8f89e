"""Names of people in sentences: where one stands, and which words only look like one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import PATRONYMIC, is_given_name
from atgraph.curate.ingest.labels import OF_ONE
from atgraph.curate.ingest.lines import APOSTROPHE
from atgraph.curate.ingest.people_reader import PeopleReader
from atgraph.curate.ingest.person_names import NOUN, Name
from atgraph.curate.ingest.subjects import role_of, stands_at_verb
from atgraph.curate.ingest.told_posts import (
    MOST_BEFORE,
    STARTS,
    begins_post,
    holds_two,
    long_post_before,
    post_before,
)
from atgraph.curate.ingest.word_lists import can_be_said, every, is_country, is_region, with_forms

LONGEST_LEAD = 4  # letters of a word that leads to a house, “Beim”, or of a degree, “Prof”
LONGEST_SURNAME = 6  # letters of one that ends as a noun may, as “Kyung”
FEWEST_OF_NAME = 2  # words of a name behind another word
BEFORE_NAMES = (
    "common", "conjunctions", "then", "moderates", "speech_verbs", "pronouns", "no_person"
)  # fmt: skip
LEADS_WITHIN = (
    r"\s(?:{genitive}|{leads_to_person})\s+(?=[^\W\d_a-z])(?P<one>\S+)(?:\s(?P<two>\S+))?"
)
SAINT = re.compile(r"San|Sant[aoe]?|Sainte?|Ste?\.?|Sankt|São")
CALLED_AFTER = r"(?<!\w)(?i:{universities}|{organizations})\s(?:{genitive})\s(?:[a-zß-ÿ]+\s){1,3}$"
OF_TOWN = re.compile(r"\s(?:di|de|of|in)\s[^\W\d_a-z]")
NUMERAL = re.compile(r"[IVX]{2,}")
OWNS = re.compile(r"(?:[’']s|s[’'])\s$")
ASIDE = r"(?:{in_session})(?:\s|(?<=['’]))(?:[^\s,;:.]+\s){1,5}?(?:{sessions})(?!\w)"
SPEAKS_FOR = r",\s(?:{represented_by})\s"
REPRESENTED = (  # “the Body, represented by A, and the other Body, represented by B”
    r"(?:^|,\s(?:(?:{and})\s)?|\s(?:{and})\s)(?:(?i:{articles})(?:\s|(?<=['’])))?"
    r"(?P<body>[^\W\d_a-z][^,;]*),\s(?:{represented_by})\s+(?:(?:{articles})\s)?$"
)


def read_represented(
    text: str, at: int, name: Name, people: PeopleReader
) -> tuple[str, int, str] | None:
    """Return for which body one speaks, before a name: “the Body, represented by A”."""
    found = with_forms(REPRESENTED, people.words).search(text[:at])
    return (found["body"], at + name.end, "") if found and name.score >= 0 else None


def find_names(sentence: str, people: PeopleReader) -> Iterator[tuple[int, Name]]:
    """Yield the names in a sentence that may be those of people, and where each stands."""
    at = 0
    while found := STARTS.search(sentence, at):
        at = found.end()
        if name := name_at(sentence, at, people):
            yield at, name
        at += name.end if name else len(sentence[at:].split(maxsplit=1)[0])


def name_at(text: str, at: int, people: PeopleReader) -> Name | None:
    """Return the name that stands at a place of a sentence, if it may be that of a person."""
    begins, words = text[at:].split(maxsplit=1)[0].casefold(), people.words
    before, first = ["", *text[:at].split(" ")][-3:-1] if text[:at].endswith(" ") else ("", "")
    given = is_given_name(first) and before not in words["genitive"].exact  # “sindaco di Roma Ada”
    if first.istitle() and (given or SAINT.fullmatch(first)):
        return None  # “Ada Bek Lund” is one, “San Esteban de Oca” a place
    inside = first in every("in_town").exact  # “the coordinator in Ukraine Ada Bek”
    if any(begins in words[kind].exact for kind in BEFORE_NAMES):
        return None  # “Auch Ada Bek, Leiterin von C, …”
    name = people.names.read(text[at:])
    if (
        name is None
        or _is_of_house(first, before, name, text[at + name.end :], people)
        or people.kinds.is_post_or_body(name.text)
        or holds_two(name.text)
        or _holds_lead(name, people)
        or _begins_with_noun(name, not text[:at].strip() or inside, people)
        or with_forms(SPEAKS_FOR, flags=re.I).match(text, at + name.end)
        or _begins_in_post(text, at, name, people)
        or _belongs_to_post(text, at, name, people)
        or _names_event(name)
        or _is_of_pope(name)
        or _ends_body(text, at, name, people)
        or is_region(name.text)
        or _joins_region(name, people)
        or begins_post(text[at:], name, people)
    ):
        return None
    return None if _is_of_body(text[:at], name, people) else name


def _is_of_house(first: str, before: str, name: Name, behind: str, people: PeopleReader) -> bool:
    """Whether a word before a name makes it that of a house: “Teatro Ada Bek”.

    Not “at the Harbour Museum Ada Bek spoke”, nor where a post stands behind the name.
    """
    house = first in people.words["rooms"] or first.casefold() in every("venues").exact
    kind = APOSTROPHE.split(first)[-1]  # “l’Institut Municipal d’Angers”
    given = bool(name.honorific) or is_given_name(name.text.split()[0])
    house = house or (kind in people.words["organizations"] and not given)
    post = behind.removeprefix(", ").split(",")[0] if behind.startswith(", ") else ""
    # “Harbour Museum”, not “Nel Museo”, “, Museum”
    of_house = before.istitle() and len(before) > LONGEST_LEAD and before[-1].isalnum()
    return house and kind.istitle() and not (of_house or people.kinds.is_post(post))


def _names_event(name: Name) -> bool:
    """Whether words read as a name are an event or an act: “Fair Trade Week”, “Betreuung BEK”."""
    words = name.text.split()
    known = every("event_titles").exact | every("event_nouns").exact
    named = name.honorific or is_given_name(words[0])
    act = len(words[0]) > LONGEST_SURNAME and NOUN.search(words[0]) is not None
    return not named and (act or words[-1].casefold() in known)


def _is_of_pope(name: Name) -> bool:
    """Whether a number is all that stands behind first names: “Comunità Papa Giovanni XXIII”."""
    *first, last = name.text.split()
    return NUMERAL.fullmatch(last) is not None and all(map(is_given_name, first))


def _joins_region(name: Name, people: PeopleReader) -> bool:
    """Whether a region and another word are joined: “Africa e Medio Oriente”."""
    first, *more = name.text.split()
    return is_region(first) and bool(more) and more[0] in people.words["conjunctions"].exact


def _holds_lead(name: Name, people: PeopleReader) -> bool:
    """Whether within words read as a name others lead to one: “Vortrag von Pfarrerin Ada Bek”."""
    if name.honorific or is_given_name(name.text.split()[0]):
        return False
    _, *more = name.text.split()
    if more[:1] == ["des"]:
        return True  # “Aus Sicht des Zolls”
    found = with_forms(LEADS_WITHIN, people.words).search(name.text)
    two = filter(None, (found["one"], found["two"])) if found else ()
    return any(is_given_name(word) or word in people.words["honorifics"] for word in two)


def _begins_in_post(text: str, at: int, name: Name, people: PeopleReader) -> bool:
    """Whether the first words are the last of a post: “Director of Social Work Ada Bek”."""
    words = name.text.split()
    given = next((n for n, word in enumerate(words) if is_given_name(word)), 0)
    given *= not words[0].endswith(".")  # “reporter J. David Bek”
    # “директор Токтогулова Айгерим Бакытовна”, “the director Ms. Ludivine Ngo Bassong”
    whole = PATRONYMIC.fullmatch(words[-1]) or name.honorific or given + 1 == len(words)
    if not given or whole:
        return False
    begun = text[:at] + " ".join(words[:given])
    if post_before(begun, people):
        return True
    before, posts = text[:at].split()[-2:], people.words["posts"]
    if not before or not before[-1][-1:].isalnum():
        return False
    if before[-1] in posts or " ".join(before) in posts:
        return False  # “the head of the Unit and social worker Te Ariki Bek”
    joins = before[-1] in people.words["conjunctions"].exact  # “… and Te Ariki Bek”
    is_field = words[0].casefold() in people.words["fields"].exact  # “… and Trade Ada Bek”
    return (is_field or not joins) and bool(long_post_before(begun, people))


def _belongs_to_post(text: str, at: int, name: Name, people: PeopleReader) -> bool:
    """Whether words read as a name, or with its honorific, are of a post before the name.

    So are those in “the Foreign Minister Ada Bek” and “Secretary General Ada Bek”.
    """
    posts = people.words["posts"]
    if not name.honorific:
        behind = (text[at + name.end :].split() or [""])[0].strip(",;.")
        titled = behind[:1].isupper() and behind.casefold() in people.words["honorifics"].exact
        return titled and behind in posts and not is_given_name(name.text.split()[0])
    before = (text[:at].split() or [""])[-1]
    title = name.honorific.split()[0]
    if len(title) <= LONGEST_LEAD:
        return False  # “the author Dr. Ada Bek”
    if not before[-1:].isalnum() or before.casefold() in people.words["honorifics"].exact:
        return False
    first = not text[:at].removesuffix(" ").removesuffix(before).strip()  # “Then Minister Ada Bek”
    return before in posts or (before[:1].isupper() and not first and title in posts)


def _begins_with_noun(name: Name, opens: bool, people: PeopleReader) -> bool:
    """Whether words read as a name have a noun before it: “Korea Kim Min-jun”, “Girl Ada Bek”."""
    first, *more = name.text.split()
    whole = name.honorific or is_given_name(first) or PATRONYMIC.fullmatch(name.text.split()[-1])
    if len(more) < FEWEST_OF_NAME or whole:
        return False
    noun = first in people.words["posts"] or bool(role_of(first, people))
    two = len(more) == FEWEST_OF_NAME and is_given_name(more[0])  # not “Tran Thi Bich Hoa”
    opens = opens or ("de" in people.words.languages and first in people.words["post_ends"])
    letters = first.isupper() and len(first) > FEWEST_OF_NAME  # “UNICEF Ada Bek”
    mute = first.isupper() and not (first.isascii() or can_be_said(first))  # “ЖК Ада Бек”
    opens = opens or (letters and not is_given_name(more[-1]))  # “BEK Ada Petrovna” is a name
    return is_country(first, people.words) or mute or (opens and (noun or two))


def _is_of_body(text: str, name: Name, people: PeopleReader) -> bool:
    """Whether a name ends that of a body or of a place: “the mayor of San Pedro”."""
    *before, last = text.split()[-MOST_BEFORE:] or [""]
    if name.honorific or not before:
        return False
    of = people.words["genitive"].exact
    first, *more = name.text.split()
    kinds = [people.words[kind] for kind in ("organizations", "posts")]
    if more and is_given_name(first) and not any(w in kind for w in before for kind in kinds):
        return False  # “Moderiert wurde die Runde von Ada Bek”
    if last in of:
        named = before[-1][:1].isupper() and before[-1][-1].isalnum()
        return named or before[-1] in people.words["posts"]
    return before[-1] in of and last.islower() and last in people.words["organizations"]


def _ends_body(text: str, at: int, name: Name, people: PeopleReader) -> bool:
    """Whether a body is called after somebody, or begins as one: “Università di Lenn Ada Bek”."""
    if name.honorific or stands_at_verb(text, at, at + name.end, people):
        return False
    if OWNS.search(text[:at]) and not is_given_name(name.text.split()[0]):
        return True  # “the United Nations’ Global Compact”
    if with_forms(CALLED_AFTER, people.words).search(text[:at]) and OF_TOWN.match(
        text, at + name.end
    ):
        return True  # “l’Istituto di studi storici Ada Bek di Lenn”
    *body, of, place = ["", "", *(APOSTROPHE.split(word)[-1] for word in text[:at].split())]
    is_place = of in people.words["genitive"].exact and place.isalpha() and place.istitle()
    held = people.words["posts"].any_in(body[-MOST_BEFORE:])  # “la rettrice dell’Università di …”
    return is_place and not held and every("universities").any_in(body[-MOST_BEFORE:])


def speaks_for_body(sentence: str) -> bool:
    """Whether a sentence names bodies by who represents them: “A, represented by B, …”."""
    return with_forms(SPEAKS_FOR, flags=re.I).search(sentence) is not None


def is_aside(sentence: str, people: PeopleReader) -> bool:
    """Whether a sentence begins with the session in which something was: “In a panel …”."""
    return with_forms(ASIDE, people.words, re.I).match(sentence) is not None


def part_led(told: Iterable[Person], role: str, said: str, other: str) -> Iterator[Person]:
    """Yield who leads, and who speaks: “In a panel moderated by A and B, C and D spoke”."""
    leading, _, _ = said.partition(", ")
    joined, last = with_forms(r"\s(?:{and})\s"), -1
    for person in told:
        at = leading.find(person.name)
        # “unter der Leitung von A die Bürgermeisterin B”: A alone
        leads = at >= 0 and (last < 0 or joined.search(leading, last, at) is not None)
        leads = leads or person.name not in said
        last = max(last, at + len(person.name)) if at >= 0 else last
        of_led = OF_ONE.fullmatch(role) and person.role == role and not leads
        yield replace(person, role=other) if of_led else person
