"""With whom a sentence begins, as those of a record say who spoke."""

import re
from dataclasses import replace

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import PARTS, read_role
from atgraph.curate.ingest.people_reader import LONGEST, PeopleReader
from atgraph.curate.ingest.person_signs import LISTED, SURE, with_details
from atgraph.curate.ingest.word_lists import is_postnominal, with_forms, words_of
from atgraph.data.dates import is_calendar_word

PARAGRAPH = re.compile(r"^(?:§\s?)?\(?\d{1,3}(?:[.)]|(?:\.\d{1,2})+\.?)\s+")  # the number of one
THEN = r"^(?:{then}),?\s+(?=(?-i:[^\W\d_a-zа-яіїєґß-ÿ]))"  # “Finally, A”, “According to A”
ELIDED = re.compile(r"^[Ll]['’](?=[^\W\d_A-ZÀ-Þ])")  # “L’avvocata A”
MOST_BEFORE, MOST_VERB = 6, 3  # words before a name, and behind it, of which one is the verb
RELATIVE = r",\s+(?:{relatives})(?:\s|$)"
OF_BODY, MOST_OF = r"\s(?:{of_body})(?!\w)", 9  # words behind a name of which the verb is one
POST_FIRST = (
    r"(?:(?:{articles})\s+|[LlDd]['’])?"
    r"(?P<post>(?:[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][\w-]+\s){1,3})(?=[^\W\d_a-z])"
)
FEW = 3  # words of who somebody is, before the name: “The Chair, Ms. A”


def read_subject(sentence: str, people: PeopleReader) -> Person | None:
    """Read with whom a sentence begins: “Ms. A, head of B, opened …”, “A (B) noted …”."""
    if len(sentence) > LONGEST:
        return None
    said, kinds = PARAGRAPH.sub("", sentence), people.kinds
    sentence = _without_lead(said, people)
    led = said.removesuffix(sentence).casefold().strip(" ,")
    role = role_of(kinds.without_article(led), people)  # “The moderator, Mr. A, …”
    name = people.names.read(sentence)
    if name is None:
        return None
    article = name.text.split()[0].casefold() in people.words["articles"].exact
    within = "{} {}".format(name.text, (sentence[name.end :].split() or [""])[0])
    if " " not in name.text and people.words["organizations"].any_in(words_of(within)[1:]):
        return None  # “Судья Верховного суда Ада Бек”
    if not name.honorific and (article or kinds.is_body(name.text)):
        return None
    rest = sentence[name.end + people.measure_degrees(sentence[name.end :]) :].lstrip()
    if rest.startswith("("):
        end = find_closing(rest, 1)
        said, verb = rest[1:end], rest[end + 1 :]
    else:
        _, *parts = rest.split(", ") if rest.startswith(",") else [rest]
        ends = (_goes_on(part, people) or begins_titled(part, people) for part in parts)
        verbs = (n for n, end in enumerate(ends) if end)
        stop = next(verbs, len(parts))
        said, verb = ", ".join(parts[:stop]), ", ".join(parts[stop:]) or rest
    is_one = name.score >= SURE or any(map(kinds.is_post_or_body, said.split(", ")))
    if not is_one or not verb.strip(" ,.") or (verb.lstrip(" ,")[:1].isupper() and not said):
        return None
    details = people.read_details(said) if said else Person("")
    score = name.score + 1 + max(0.0, people.support(said, details))
    return replace(with_details(name, details, score), role=role)


def role_of(word: str, people: PeopleReader) -> str:
    """Return the role that a word gives to the name behind it: “the moderator Ada Bek”."""
    role = read_role(word, people.words)
    if role is None or not role.alone or role.scheme != PARTS:
        return ""
    of_session = role.form.casefold() in people.words["sessions"].exact  # “das Panel von A”
    return "" if of_session else role.concept


def begins_titled(text: str, people: PeopleReader) -> bool:
    """Whether a text begins with a post in small letters and a given name: “lawyer Ada Bek”."""
    lead = with_forms(POST_FIRST, people.words).match(text)
    behind = text[lead.end() :].split(maxsplit=2) if lead else []
    several = len(behind) > 1 and behind[1][:1].isupper()
    # “a journalist with the Ada Post”, “a solicitor with Ada Law”
    kinds = ("articles", "with", "of_body", "in_town")
    last = lead["post"].split()[-1].casefold() if lead else ""
    ends = any(last in people.words[kind].exact for kind in kinds)
    return lead is not None and not ends and several and is_given_name(behind[0])


def read_doers(sentence: str, people: PeopleReader) -> list[Person]:
    """Read who will do something, whom a sentence begins with: “A and B (Body) will discuss …”."""
    told = with_forms(WILL, flags=re.I).match(sentence)
    verb = None if told else WILL_DO.match(sentence)  # “A e B (Rete) presenteranno …”
    if verb is not None and people.words["speech_verbs"].any_of(verb["verb"]):
        told = verb
    subject = read_subject(sentence, people) if told else None
    if told is None or subject is None:
        return []
    lead = len(sentence) - len(_without_lead(sentence, people))
    named = people.read_all(sentence[lead : told.end("who")], (), LISTED)
    several = len(named) > 1 and named[0].name == subject.name and all(map(people.is_known, named))
    return named if several else [subject]


def says_who_spoke(sentence: str, people: PeopleReader) -> bool:
    """Whether a sentence begins with a person, and tells no life: “A is head of B”."""
    found = read_subject(sentence, people)
    _, _, behind = sentence.partition(found.name) if found else ("", "", "")
    verb = next(iter(words_of(behind)), "")
    return found is not None and verb not in people.words["biography_verbs"]


def _without_lead(sentence: str, people: PeopleReader) -> str:
    """Return a sentence without what stands before a name: “The Chair, Ms. A”, “Il dott. A”."""
    names, kinds = people.names, people.kinds
    sentence = ELIDED.sub("", with_forms(THEN, flags=re.I).sub("", sentence))
    article, _, titled = sentence.partition(" ")
    if article.casefold() in people.words["articles"].exact and names.honorific(titled, 0):
        return titled
    first, mark, behind = sentence.partition(", ")
    if mark and any(is_calendar_word(w, people.words.languages) for w in first.split()[:FEW]):
        return behind  # “On Monday, A opened the week”
    bare = kinds.without_article(first[:1].lower() + first[1:])
    named = names.read(bare)
    if not mark or len(first.split()) > FEW or (named and named.score >= SURE):
        return sentence
    is_post = kinds.is_post(bare) or role_of(bare, people)
    next_one = names.read(behind)  # no “Ada Bek, judge, Law Clinic, will open …”
    return behind if is_post or (next_one and next_one.honorific) else sentence


def _goes_on(part: str, people: PeopleReader) -> bool:
    """Whether a sentence goes on with a verb here, and not with what a person is."""
    verb = people.words["speech_verbs"].any_in(words_of(part)[:1])  # “…, told a broker that …”
    verb = verb or people.words["future"].begins(part)
    return part[:1].islower() and (verb or not people.kinds.is_post_or_body(part))


WILL = (  # “A, head of B, will discuss …”, not “A, head of B, will stand trial”
    r"(?P<who>[^;]+[,)])\s(?:{future})\s(?:[^\s,.;]+\s){0,4}?(?:{future_acts})(?!\w)"
)
WILL_DO = re.compile(r"(?P<who>[^;]+[,)])\s(?P<verb>[^\W\d_]+(?:rà|ranno|rán?|ront))\s")
FRAMED = r"(?<!\w)(?:{future})\s(?:[^\s,.;]+\s){0,3}$"
LAST_VERB = r"\s*(?:[^\s]+\s){1,6}(?:{future_acts})\s*$"


def stands_at_verb(text: str, start: int, end: int, people: PeopleReader) -> bool:
    """Whether a verb that says who spoke stands right before a name or behind it: “A has said”."""
    verbs, before = people.words["speech_verbs"], words_of(text[:start])[-MOST_BEFORE:]
    letters = next(iter(words_of(text[end:])), "")
    letters = letters if letters.isupper() and is_postnominal(letters) else ""
    behind = text[end:].removeprefix(f" {letters}")  # “A MP explained”
    if text[:start].endswith(", "):
        behind = behind.removeprefix(",")  # “her colleague, A, said”
    if relative := with_forms(RELATIVE).match(text, end):  # “A, who leads B, said …”
        said, _, behind = text[relative.end() :].partition(", ")
        opens = not before or people.words["articles"].any_in(before[-1:])
        if opens and verbs.any_in(words_of(said)[:MOST_VERB]):
            return True  # “A, who chaired, kept time”
    behind = re.split(r"[^\w\s&’'-]", behind, maxsplit=1)[0]
    if people.words["undergoes"].begins(behind.strip()):
        return False  # “A was mentioned”
    while before and any(before[-1] in people.words[kind] for kind in ("articles", "honorifics")):
        before.pop()  # “Prende la parola la dott.ssa A”
    ends = (" ".join(before[-count:]) for count in range(1, MOST_VERB + 1))
    if people.words["future"].begins(behind.strip()):
        return True  # “A will describe …”
    will = with_forms(FRAMED, people.words).search(text[:start])
    if will and with_forms(LAST_VERB, people.words).match(behind):
        return True  # “wird auch Bürgermeisterin A die Gäste begrüßen”
    of = with_forms(OF_BODY).match(behind)  # “A from the crime unit told”
    return any(phrase in verbs for phrase in ends) or verbs.any_in(
        words_of(behind)[: MOST_OF if of else MOST_VERB]
    )


def find_closing(text: str, start: int) -> int:
    """Return where the bracket closes that is open at a place; the end where none does."""
    opened = 1
    for at, sign in enumerate(text[start:], start):
        opened += (sign == "(") - (sign == ")")
        if not opened:
            return at
    return len(text)
