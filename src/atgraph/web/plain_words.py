"""What kinds of tie, columns and lists are called on a page: the words of those who work there.

Files, the command line and the graph keep the names that their readers rely on.
"""

from __future__ import annotations

import re

from atgraph.graph.query_files import find_question, question_names

KINDS = {
    "declared tie": "said in words",
    "co-presence": "in one room",
    "shared participation": "a part in one event",
    "shared organising": "brought one event about",
    "shared membership": "members of one body",
    "shared involvement": "a part in one undertaking",
    "shared presentation": "shown at one event",
    "shared accreditation": "accredited to one body",
    "participation": "takes part in an event",
    "organising": "brings an event about",
    "presentation": "shown at an event",
    "affiliation": "a post at a body",
    "membership": "member of a body",
    "involvement": "a part in an initiative, tool or work",
    "involvement of a kind": "a part of bodies that are not named",
    "accreditation": "accredited to a body or state",
    "mention": "named in a text",
    "theme assignment": "deals with a theme",
    "background": "spoken of beside the subject",
}
"""Kind of tie, as the ontology and the questions call it → what a page says."""
HELD = "partner: "  # before what the partner is or has at the organisation that is asked about
HOLDS = {
    "membership": "the partner is a member",
    "accreditation": "the partner is accredited to it",
}
HOW = {
    ("membership", True): "a member of it",
    ("membership", False): "it is a member there",
    ("accreditation", True): "accredited to it",
    ("accreditation", False): "it is accredited there",
    ("involvement", True): "has a part in it",
    ("involvement", False): "it has a part there",
}
"""What a tie is called, and whether it runs from the other one → the same in words."""
IN_DESCRIPTIONS = {
    r"--evidence (?:opens|shows)": "each row opens",
    r"--evidence": "each row",
    r"with --level parent": "where units count with their body",
    r"with --level unit": "where each unit counts for itself",
    r"--": "",
    r"\(derived\)": "(concluded)",
    r"each actor\b": "each person or body",
    r"then co-presence": "then those who were in one room",
    r"is co-presence\b": "is being in one room",
    r"co-presence": "being in one room",
}
"""What the description of a question says of the command line and the graph → what a page says."""
COLUMN = re.compile(r"\b(column) (?!is\b)([a-z]+)\b|\b([a-z]+_[a-z_]+)\b")
QUESTION = re.compile(r"(?:the question )?\b([a-z]+(?:-[a-z]+)+)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?:^|(?<=[.] ))[a-z]")
OF_KINDS = frozenset({"kind", "how", "tie", "says", "part", "relation", "said_as", "met_first_in"})
"""The columns of answers that say a kind of tie; what others hold is never put otherwise."""
COLUMNS = {
    "own": "Its own body or unit",
    "within": "Part of",
    "one_within": "Part of",
    "other_within": "Part of",
    "partner_within": "Partner is part of",
    "statement": "Where it is said",
    "actor": "Person or body",
    "actors_of_kind": "Kind of those who do",
}
LISTS = {
    "organizations": "Bodies and their units, states, companies and coalitions.",
    "people": "People in a public role, as a source prints them.",
    "events": "Conferences, their sessions, and meetings beside them.",
    "themes": "What events, initiatives, tools and works deal with.",
    "initiatives": "Projects, campaigns, estimates: what has a purpose, and no members of its own.",
    "tools": "Software, applications and websites that people use against trafficking.",
    "works": "Reports, declarations, plans and resolutions.",
    "places": "Where events are held, and what a text names as a place.",
    "event-series": "Events that are held again and again under one name.",
}
IN_SENTENCES = {
    "shared participation “": "a part in “",
    "shared organising “": "bringing about “",
    "shared membership “": "membership of “",
    "(co-presence)": "(by being in one room)",
    "(declared)": "(said in words)",
    **{f", by kind of thing ({kind})": f" in {kind}s" for kind in ("event", "tool", "work")},
    ", by kind of thing (initiative)": " in initiatives",
}
FOUND = re.compile("|".join(map(re.escape, IN_SENTENCES)))
TRAITS = {
    "country": "bodies of {}",
    "kind": "bodies of the kind {}",
    "of": "those who belong to {}",
    "theme": "bodies that deal with {}",
    "shared participation": "bodies with a part in {}",
    "shared organising": "bodies that brought {} about",
    "shared membership": "members of {}",
    "shared involvement": "bodies with a part in {}",
    "shared presentation": "those shown at {}",
    "shared accreditation": "those accredited to {}",
}
"""What is typical of a group, as `network` calls it → who they are."""
TRAIT = re.compile(rf"({'|'.join(TRAITS)}) (.+?)(?= \(\d+ of \d+|$)")
"""A trait in a sentence, which ends it or is counted."""


def plain(kind: str) -> str:
    """Return a kind of tie in plain words; what is none as it is."""
    if kind.startswith(HELD):
        held = kind.removeprefix(HELD)
        return HOLDS.get(held, f"the partner: {held}")
    return KINDS.get(kind, kind)


def plain_sentence(sentence: str) -> str:
    """Return a sentence that `network` says with its kinds of tie in plain words."""
    return FOUND.sub(lambda found: IN_SENTENCES[found[0]], sentence)


def plain_trait(trait: str) -> str:
    """Return in words who has a trait, as in “theme technology”; what is none as it is."""
    found = TRAIT.match(trait)
    return TRAITS[found[1]].format(found[2]) + trait[found.end() :] if found else trait


def plain_group(name: str) -> str:
    """Return a group that is called by its number and what is typical of it, in words."""
    number, _, trait = name.partition(": ")
    return f"{plain_trait(trait)} (group {number})"


def plain_listing(line: str) -> str:
    """Return what is said of a group in a list, with its traits in words."""
    return "; ".join(plain_trait(part) for part in line.split("; "))


def plain_description(description: str) -> str:
    """Return what a question says of its rows, with columns and questions as a page calls them."""
    known, words = question_names(), " ".join(description.split())
    for said, plainly in IN_DESCRIPTIONS.items():
        words = re.sub(said, plainly, words, flags=re.IGNORECASE)

    def column(found: re.Match[str]) -> str:
        heading = f"“{heading_of(found[2] or found[3])}”"
        return f"{found[1]} {heading}" if found[1] else heading

    def question(found: re.Match[str]) -> str:
        return f"“{find_question(found[1]).summary}”" if found[1] in known else found[0]

    words = QUESTION.sub(question, COLUMN.sub(column, words))
    return SENTENCE.sub(lambda first: first[0].upper(), words)


def heading_of(column: str) -> str:
    """Return what stands over a column of an answer."""
    words = column.replace("_", " ").replace("organiz", "organis")
    return COLUMNS.get(column, words.capitalize())
