"""A person whose name stands first: “Name, post, body”, “Name (body)”."""

import re

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.given_names import is_given_name, is_named_so
from atgraph.curate.ingest.lines import Stretches
from atgraph.curate.ingest.person_names import NAME_END, Name
from atgraph.curate.ingest.person_signs import (
    ENOUGH,
    LISTED,
    SURE,
    PersonSigns,
    shouts,
    with_details,
)
from atgraph.curate.ingest.word_lists import can_be_said, is_country, is_place, with_forms, words_of

LETTERS = 1.0  # letters of a degree or an office stand behind it: “Una Bek, MP”
SAFE = 4.0  # of a name beside which something unknown stands: “Ada binti Bek (Terra!)”
AFTER = re.compile(r"\s*(?:[,:;|–—]|\s-\s?|-\s|\(|/)\s*")
QUOTED_TALK = re.compile(  # “Body: “The Talk””, “judge, “The Title of the Talk””
    r"(?P<mark>:|,|\s[–—-])\s+[\"“„«‘](?P<talk>.{3,})[\"”“»’][.\s]*$"
)
TALK_MARK = re.compile(r":|\s[–—-]\s|\.\s(?=[^\W\d_a-z])")  # “Ada Bek. What we know”
BEHIND_BODY = re.compile(r"\)\s?:\s")  # “Ada Bek (Terra): What we know”
LONGEST_LINK = 4  # letters of a small word within the name of a body: “with”
LETTER = re.compile(r"[A-H]\.\s\S+$")  # “A. Position of workers”
OPEN_QUOTE = re.compile(r"[«„“][^»”“]*$")
FEWEST_OF_TALK = 4  # words behind somebody in brackets that are surely no post or body
OF_BODY = r"\s+(?:{of_body})\s+(?:the\s+|l['’]|la\s+|le\s+)?(?=[^\W\d_])"


def read_name_first(
    text: str, strong: Stretches, expected: float, signs: PersonSigns
) -> Person | None:
    """Read “Name, title, body” and the like."""
    name = signs.names.read(text)
    if name is None or name.score < 0:
        return None
    if not name.honorific and name.text in signs.words["posts"]:
        return None  # “Outreach Worker, Lenn Community Center”
    end = name.end + signs.measure_degrees(text[name.end :])
    rest = text[end:]
    rest = "" if _gives_talk(rest, signs) else rest
    alone = not rest.strip(" .,")
    score = name.score + expected + signs.emphasis(name, strong, alone) + LETTERS * (end > name.end)
    if not NAME_END.match(text, end):
        return _read_run_on(name, rest, score, expected, signs)
    if alone:
        return with_details(name, Person("", only_name=True), score) if score >= SURE else None
    mark = AFTER.match(rest)
    said = _beside(rest, mark.end() if mark else 0, signs)
    if signs.is_prose(said):
        return None
    said = signs.before_verb(_before_verb(said, signs))
    of_land = expected >= LISTED and rest.lstrip().startswith("(")  # “Loubna El Bek (Morocco)”
    where = is_place(said.strip(" .()"), signs.words) and not of_land
    if where and not signs.is_likely(name):
        return None  # “San Francisco, CA”
    if is_named_so(name.text) and said[:1].isdigit():
        return None  # “Meredith Hall, 11 Old Quay”
    details = signs.affiliations.read(said)
    support = signs.support(said, details)
    titled = name.honorific or end > name.end or any(p.title for p in details.posts)
    talks = QUOTED_TALK.search(rest) or BEHIND_BODY.search(rest)
    titled = titled or (signs.is_likely(name) and talks is not None)
    unlikely = support < 0.5 and expected < 1 and score < SAFE and not titled
    if score + support < SURE or unlikely:
        return None
    known = details.posts or details.country
    return with_details(name, details, score + support) if known else None


def _read_run_on(
    name: Name, rest: str, score: float, expected: float, signs: PersonSigns
) -> Person | None:
    """Read what follows a name without a mark: “Ada Bek of Terra”, “Ada Bek judge”."""
    follows = with_forms(OF_BODY).match(rest)
    posted = _begins_post(rest, signs) and not signs.is_prose(rest)
    other = signs.names.read(rest.lstrip())  # “Lenn Humanities Professor Ada Bek”
    held = other is not None and other.honorific and is_given_name(other.text.split()[0])
    listed = expected >= ENOUGH and not signs.kinds.is_post_or_body(name.text)
    posted = posted and not held and (listed or signs.is_likely(name) or shouts(name.text))
    behind = rest[follows.end() :] if follows else rest
    small = behind[:1].islower() and not signs.words["articles"].begins(behind)
    # “Fair Design from thinking to doing”
    small = small and not signs.kinds.is_post_or_body(behind)
    counts = LETTER.match(name.text) is not None and behind[:1].islower()
    unsaid = counts or (follows and small) or not (follows or posted)
    if unsaid or score < SURE or len(rest) >= 200:
        return None
    return with_details(name, signs.affiliations.read(behind), score)


def _begins_post(rest: str, signs: PersonSigns) -> bool:
    """Whether a post, or a body in short, stands behind a name without a comma."""
    post = rest.split(",", maxsplit=1)[0]  # “Ada OKORO présidente de la Ligue”
    first, *others = words_of(post) or [""]
    if signs.words["posts"].any_in([first, *others[:1]]) and signs.kinds.is_post(post):
        return True
    in_short = not others and first.isupper() and not can_be_said(first)  # “Rosa Cano CNR”
    return in_short or first in signs.words["independent"]  # “Ada Bek Freelance Nurse”


def _gives_talk(rest: str, signs: PersonSigns) -> bool:
    """Whether a talk stands beside a name: “Ada Bek: What we know”, “Ada Bek – What is owed”."""
    mark = TALK_MARK.match(rest)
    talk = rest[mark.end() :].strip() if mark else ""
    if not mark or not signs.is_talk(talk):
        return False
    asks = signs.words["asks"].begins(talk)
    return mark[0][0] == ":" or asks or (mark[0][0] != "." and _is_set_small(talk, signs))


def _is_title(text: str, signs: PersonSigns) -> bool:
    """Whether what stands behind a colon may be a title, and is nobody, no post and no body."""
    name = signs.names.read_whole(text)
    is_other = signs.kinds.is_post_or_body(text) or (name is not None and signs.is_likely(name))
    return text[:1].isupper() and len(text.split()) > 1 and not is_other


def _tells_of_posts(text: str, signs: PersonSigns) -> bool:
    """Whether words have a post in them and are a title: “How a judge decides”, no “Judge of …”."""
    long = len(text.split()) >= FEWEST_OF_TALK and text[:1].isupper()
    return (
        long and _is_set_small(text, signs) and not signs.words["posts"].any_in(words_of(text)[:1])
    )


def _is_set_small(text: str, signs: PersonSigns) -> bool:
    """Whether English words have no capitals, as those of names do."""
    small = any(len(word) > LONGEST_LINK and word.islower() for word in words_of(text))
    return small and signs.words.languages == ("en",)


def _is_long_talk(text: str, signs: PersonSigns) -> bool:
    long = len(text.split()) >= FEWEST_OF_TALK and _is_set_small(text, signs)
    return long and not signs.kinds.is_post_or_body(text)


def _before_verb(said: str, signs: PersonSigns) -> str:
    """Return the posts in “post, post, will tell us of …”."""
    verbs = (signs.words["biography_verbs"], signs.words["speech_verbs"])
    first, *parts = said.split(", ")
    stop = next((n for n, p in enumerate(parts) if any(v.begins(p) for v in verbs)), len(parts))
    return ", ".join([first, *parts[:stop]])


def _beside(rest: str, at: int, signs: PersonSigns) -> str:
    said = rest[at:].strip()
    if rest[:at].rstrip().endswith("("):
        if said.endswith(")"):
            return said[:-1]
        inner, closed, more = said.partition(")")
        if closed:
            said_of, more = more.lstrip()[:1] == ":", more.strip(" ,–—-:")
            if said_of and (_is_title(more, signs) or _tells_of_posts(more, signs)):
                return inner  # “Ada Bek (Open Door): Assisted return”
            is_long = len(more.split()) > FEWEST_OF_TALK - ("," in inner)
            if signs.is_talk(more) and (is_long or signs.kinds.is_body(inner.split(",")[-1])):
                return inner
            where = is_country(inner, signs.words)  # “Ada Bek (Norway), judge”
            said = f"{more}, {inner}" if where else f"{inner}, {more}"
            return said if more.strip(".") else inner
    quoted = QUOTED_TALK.search(said)
    if quoted and (quoted["mark"] != "," or _is_long_talk(quoted["talk"], signs)):
        said = said[: quoted.start()]
    before, colon, talk = said.partition(": ")
    *posts, last = before.split(", ")
    field = signs.kinds.is_post(last) and not _is_set_small(talk, signs)  # “Minister: Labour”
    if colon and not field and _is_title(talk, signs):
        unknown = posts and not signs.kinds.is_post_or_body(last)
        said = ", ".join(posts) if unknown else before  # “judge, Dirty Chains: Who Pays”
    cut = said.rfind(" – ")
    opened = OPEN_QUOTE.search(said[: max(cut, 0)])  # “Body «Town – Country»”
    talk = said[cut + 3 :] if cut > 0 and not opened else ""
    if len(talk.split()) > 1 and not signs.kinds.is_post_or_body(talk):
        return said[:cut]  # the title of the talk
    return said
