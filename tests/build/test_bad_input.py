"""Bad input: one line for each problem, the right exit code, and the last good graph unharmed.

Each case changes a copy of the mini programme and runs the real command line, unless mapping alone
tells what is wrong; some of them in a process of its own, its output piped.
"""

# ruff: noqa: E501  (each case names what it changes and the message whole)

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from forms import tries

import mini
from atgraph.errors import AtgraphError
from atgraph.graph.store import open_published

PROGRAMME, SOURCE = f"programmes/{mini.ID}/programme.yml", f"programmes/{mini.ID}/source.txt"
PEOPLE, ORGANIZATIONS, DECISIONS, FACTS = (
    f"registry/{n}.yml" for n in ("people", "organizations", "decisions", "facts")
)
INITIATIVES = "registry/initiatives.yml"


@dataclass(frozen=True)
class Case:
    """What is changed, and what is told of it.

    ``changes`` are (file, old text, new text). ``told`` are (file, words that stand in the line
    that is named, words of the message); without such words the problem names the file only.
    """

    changes: tuple[tuple[str, str, str], ...]
    told: tuple[tuple[str, str, str], ...]
    code: int = 1
    tampering: Callable[[Path], object] | None = field(default=None, repr=False)


def case(file: str, old: str, new: str, *told: tuple[str, str, str], code: int = 1) -> Case:
    return Case(((file, old, new),), told, code)


def tampered(
    tampering: Callable[[Path], object], *told: tuple[str, str, str], code: int = 1
) -> Case:
    return Case((), told, code, tampering)


MEMBERS = "The Harbour Network (HN) brings shelters together. Larch Foundation and Quayside Bank are its members"

DECIDED = """- programme: example-forum-3
  session: fair-work
  name: Ministry of Labour
  is: organization_northland-ministry-of-labour
  reason: The line prints NO after it.
  date: 2026-11-24
"""
LEADER = """- programme: example-forum-3
  session: open-doors
  name: survivor leader
  is: none
  reason: The words name no body.
  date: 2026-11-24
"""

CASES = {
    # Quotes
    "a changed letter in a quote": case(
        PROGRAMME,
        f'role: member\n    quotes: ["{MEMBERS}',
        f'role: member\n    quotes: ["{MEMBERS.replace("brings", "bringt")}',
        (
            PROGRAMME,
            "bringt",
            "quote is not in source.txt: “The Harbour Network (HN) bringt shelters … ",
        ),
    ),
    "a changed letter in the only quote of a line": case(
        PROGRAMME,
        '["Moderator: **Harbour Network**"]',
        '["Moderator: **Harbor Network**"]',
        (
            PROGRAMME,
            "Harbor",
            "quote is not in source.txt: “Moderator: **Harbor Network**”; copy it letter for letter",
        ),
        (SOURCE, "Moderator:", "no record quotes this sentence: “Moderator: **Harbour Network**”"),
    ),
    "a lost accent in a quote": case(
        PROGRAMME,
        "Labour Attaché, Ministry of Labour, NO",
        "Labour Attache, Ministry of Labour, NO",
        (
            PROGRAMME,
            "Attache,",
            "quote is not in source.txt: “Speakers: Mr. Emil Beispiel, Labour Atta … ",
        ),
        (SOURCE, "Attaché,", "no record quotes this sentence"),
    ),
    "a quote that stands twice without its line": case(
        PROGRAMME,
        '{text: "Speakers:", line: 34}',
        '"Speakers:"',
        (
            PROGRAMME,
            '- "Speakers:"',
            "quote stands more than once, on lines 34, 56 of source.txt: “Speakers:”; say which with {text: …, line: N}",
        ),
    ),
    "a quote with the wrong line": case(
        PROGRAMME,
        '{text: "Speakers:", line: 34}',
        '{text: "Speakers:", line: 35}',
        (PROGRAMME, "line: 35", "quote is not on line 35 of source.txt but on 34, 56"),
    ),
    "a record without quotes": case(
        PROGRAMME,
        '    quotes: ["The report also names the Safe Roads project."]\n',
        "",
        (PROGRAMME, "- tie: mention", "the record has no quotes"),
        (
            SOURCE,
            "It uses blockchain",
            "no record quotes this sentence: “The report also names the Safe Roads project.”",
        ),
    ),
    "a quote outside any record": case(
        PROGRAMME,
        "  - tie: mention\n",
        '  - "It uses blockchain to find a free bed."\n  - tie: mention\n',
        (PROGRAMME, '  - "It uses blockchain', "is not a mapping; write {tie: …, quotes: […]}"),
    ),
    "a sentence that nothing accounts for": case(
        PROGRAMME,
        '  - {quotes: ["Nothing else is planned."], reason: says nothing about anybody}\n',
        "",
        (
            SOURCE,
            "Nothing else is planned.",
            "no record quotes this sentence: “Nothing else is planned.”; quote it in a record of programme.yml, or put it under `ignored`",
        ),
    ),
    "a sentence ignored without a reason": case(
        PROGRAMME,
        "reason: logo line",
        'reason: ""',
        (PROGRAMME, 'reason: ""', "reason: is empty"),
    ),
    # Stated values
    "a room that is not printed": case(
        PROGRAMME,
        '    room: "Hall A"\n    language',
        '    room: "Hall C"\n    language',
        (PROGRAMME, "- id: open-doors", "room: “Hall C” is not in the record's quotes"),
    ),
    "a title that is only a part of the printed word": case(
        PROGRAMME,
        'title: "Director of Shelters"',
        'title: "Director of Shelter"',
        (
            PROGRAMME,
            'title: "Director of Shelter"',
            "title: “Director of Shelter” is not in the record's quotes",
        ),
    ),
    "an honorific in another case": case(
        PROGRAMME,
        'honorific: "Dr"',
        'honorific: "DR"',
        (PROGRAMME, '- name: "Dana Probe"', "honorific: “DR” is not in the record's quotes"),
    ),
    "a number that is not the printed one": case(
        PROGRAMME,
        "value: 40",
        "value: 41",
        (PROGRAMME, "- claim: ", "value: 41 is not what is stated, “more than 40” (40)"),
    ),
    "a year that is not printed": case(
        PROGRAMME,
        "    date: 2019\n",
        "    date: 2018\n",
        (PROGRAMME, "- claim: ", "date: the year of '2018' is not in the record's quotes"),
    ),
    "an edition that is not printed": case(
        PROGRAMME,
        "edition: 3",
        "edition: 4",
        (PROGRAMME, "id: example-forum-3", "edition: 4 is not in the programme's quotes"),
    ),
    # Keys, ids and forms
    "an unknown key": case(
        PROGRAMME,
        "edition: 3",
        "edition: 3\nvenue: Exampleton",
        (PROGRAMME, "venue:", "the key 'venue' is not known here; correct or remove it"),
    ),
    "a key that stands twice": case(
        PROGRAMME,
        "edition: 3",
        "edition: 3\nedition: 4",
        (PROGRAMME, "edition: 4", "the key 'edition' stands twice, first on line 9; keep one"),
    ),
    "an unknown key in a statement": case(
        PROGRAMME,
        '    by: "Ana Example"\n',
        '    by: "Ana Example"\n    since: 2019\n',
        (PROGRAMME, "since:", "the key 'since' is not known in a presentation; use by, "),
    ),
    "an unknown kind of tie": case(
        PROGRAMME,
        "- tie: mention",
        "- tie: friendship",
        (
            PROGRAMME,
            "- tie: friendship",
            "tie: 'friendship' is not a kind of tie; write one of accreditation, ",
        ),
        (SOURCE, "It uses blockchain", "no record quotes this sentence"),
    ),
    "a session that is not there": case(
        PROGRAMME,
        "  - tie: theme\n    session: fair-work",
        "  - tie: theme\n    session: fair-works",
        (
            PROGRAMME,
            "session: fair-works",
            "there is no session 'fair-works' in this programme; use one of fair-work, open-doors",
        ),
        (SOURCE, "This panel asks", "no record quotes this sentence"),
    ),
    "a missing key": case(
        PROGRAMME,
        '      - name: "Dana Probe"\n        honorific: "Dr"\n        role: speaker\n',
        '      - name: "Dana Probe"\n        honorific: "Dr"\n',
        (PROGRAMME, '- name: "Dana Probe"', "the key 'role' is missing; add it"),
    ),
    "a record written twice": case(
        PROGRAMME,
        "  - tie: mention\n",
        f'  - tie: membership\n    member: Larch Foundation\n    group: Harbour Network\n    role: member\n    session: open-doors\n    quotes: ["{MEMBERS}"]\n  - tie: mention\n',
        (PROGRAMME, "  - tie: membership\n    member: Larch", "this membership stands already in "),
    ),
    "a record that waits for review": case(
        PROGRAMME,
        "        role: opening-remarks\n",
        "        role: opening-remarks\n        review: is it the same person?\n",
        (
            PROGRAMME,
            '- name: "Ana Example"\n        honorific: "Ms."\n        role: opening',
            "still to be reviewed: is it the same person?; settle it and remove `review`",
        ),
    ),
    "a programme that is a list": tampered(
        lambda data: (data / PROGRAMME).write_text("- id: example-forum-3\n"),
        (PROGRAMME, "", "is not a mapping; begin with `id:` and `title:`"),
    ),
    "an empty programme": tampered(
        lambda data: (data / PROGRAMME).write_text(""),
        (PROGRAMME, "", "is not a mapping"),
    ),
    # Vocabularies
    "a role outside the vocabulary": case(
        PROGRAMME,
        "role: moderator",
        "role: moderater",
        (
            PROGRAMME,
            '- name: "Harbour Network"\n        kind',
            "role: 'moderater' is not in the vocabulary of role_… concepts (did you mean “moderator”",
        ),
    ),
    "a role of another scheme": case(
        PROGRAMME,
        "role: moderator",
        "role: runs",
        (
            PROGRAMME,
            '- name: "Harbour Network"\n        kind',
            "Give the participation one role, of the scheme atgv:participation-roles.",
        ),
    ),
    "a theme outside the vocabulary": case(
        PROGRAMME,
        "theme: theme_blockchain",
        "theme: theme_blokchain",
        (
            PROGRAMME,
            "- tie: theme\n    session: open-doors",
            "theme: 'theme_blokchain' is not in the vocabulary of theme_… concepts (did you mean “blockchain”",
        ),
    ),
    "a status outside the vocabulary": case(
        PROGRAMME,
        "status: to-be-confirmed",
        "status: perhaps",
        (
            PROGRAMME,
            '- name: "Dana Probe"',
            "status: 'perhaps' is not in the vocabulary of status_… concepts",
        ),
    ),
    "a kind of organisation outside the vocabulary": case(
        ORGANIZATIONS,
        "type: coalition",
        "type: coalitoin",
        (
            ORGANIZATIONS,
            "- id: organization_harbour-network",
            "type: 'coalitoin' is not in the vocabulary of organization-type_… concepts (did you mean “coalition”",
        ),
    ),
    # Dates
    "a date that does not exist": case(
        PROGRAMME,
        "    date: 2020-05-05\n",
        "    date: 2020-04-31\n",
        (PROGRAMME, "date: 2020-04-31", "date: '2020-04-31' does not exist; correct the date"),
    ),
    "a month that does not exist": case(
        PROGRAMME,
        "    date: 2019\n",
        "    date: 2019-13\n",
        (PROGRAMME, "- claim: ", "date: '2019-13' does not exist"),
    ),
    "a clock time that does not exist": case(
        PROGRAMME,
        'start: "14:00"',
        'start: "25:00"',
        (PROGRAMME, '"25:00"', "start: '25:00' has the wrong form"),
    ),
    "a session after the event": case(
        PROGRAMME,
        "    date: 2020-05-05\n",
        "    date: 2020-05-06\n",
        (
            PROGRAMME,
            "- id: fair-work",
            "Let every part of the event end no later than the event itself.",
        ),
    ),
    "a session before the event": case(
        PROGRAMME,
        "    date: 2020-05-04\n",
        "    date: 2020-05-03\n",
        (
            PROGRAMME,
            "- id: open-doors",
            "Let the event begin no earlier than the event that it is a part of.",
        ),
    ),
    "a session that ends before it starts": case(
        PROGRAMME,
        'end: "15:00"',
        'end: "13:00"',
        (
            PROGRAMME,
            "- id: fair-work",
            "Give the event at most one start, an xsd:dateTime with offset that is no later than its end.",
        ),
    ),
    "a programme that ends before it starts": case(
        PROGRAMME,
        "end: 2020-05-05",
        "end: 2020-05-01",
        (
            PROGRAMME,
            "id: example-forum-3",
            "the programme ends on 2020-05-01, before it starts on 2020-05-04",
        ),
    ),
    "a time zone that is none": case(
        PROGRAMME,
        "timezone: Europe/Vienna",
        "timezone: Vienna",
        (PROGRAMME, "timezone: Vienna", "timezone: 'Vienna' is not a time zone"),
    ),
    # Names and the registry
    "a name that nobody holds": case(
        INITIATIVES,
        "label: Safe Roads,",
        "label: Safe Rods,",
        (
            PROGRAMME,
            "- tie: mention",
            "the name “Safe Roads” is not in the registry as event or eventseries or initiative or organization or person or place or tool or work (did you mean “Safe R",
        ),
    ),
    "a person who is not of this programme": case(
        PEOPLE,
        "label: Emil Beispiel, programmes: [example-forum-3]",
        "label: Emil Beispiel, programmes: [another-forum]",
        (
            PROGRAMME,
            '- name: "Emil Beispiel"',
            "the name “Emil Beispiel” is not in the registry as person",
        ),
        (
            PROGRAMME,
            'title: "Labour Attaché"',
            "the name “Emil Beispiel” is not in the registry as person",
        ),
    ),
    "a name of two that nobody decided": case(
        DECISIONS,
        DECIDED,
        "",
        (
            PROGRAMME,
            '- name: "Ministry of Labour"\n        role: co-organizes',
            "the name “Ministry of Labour” is held by organization_westland-ministry-of-labour and organization_northland-ministry-of-labour; decide in registry/decisions.yml",
        ),
        (PROGRAMME, 'title: "Labour Attaché"', "the name “Ministry of Labour” is held by"),
    ),
    "a decision that nothing needs": case(
        DECISIONS,
        "  session: fair-work\n  name: Ana Example",
        "  session: fair-work\n  name: Bruno Sample",
        (
            DECISIONS,
            "- programme: example-forum-3\n  session: fair-work\n  name: Bruno",
            "nothing in session fair-work of example-forum-3 needs the decision about “Bruno Sample”",
        ),
    ),
    "a title without a body that nobody decided": case(
        DECISIONS,
        LEADER,
        "",
        (
            PROGRAMME,
            'title: "survivor leader"',
            "the title “survivor leader” names no organization; add the printed one, or decide in registry/decisions.yml",
        ),
    ),
    "a decision for an id that is not there": case(
        DECISIONS,
        "is: organization_northland-ministry-of-labour",
        "is: organization_northland-ministry",
        (
            DECISIONS,
            "- programme: example-forum-3\n  session: fair-work\n  name: Ministry",
            "there is no 'organization_northland-ministry' in the registry",
        ),
    ),
    "a decision for a thing of another class": case(
        DECISIONS,
        "is: organization_northland-ministry-of-labour",
        "is: tool_lantern",
        (
            PROGRAMME,
            '- name: "Ministry of Labour"\n        role: co-organizes',
            "Name the one actor that organises, hosts or supports the event.",
        ),
        (
            PROGRAMME,
            'title: "Labour Attaché"',
            "Name the one organisation in which the post is held",
        ),
    ),
    "a decision without a reason": case(
        DECISIONS,
        "  reason: The words name no body.\n",
        "",
        (
            DECISIONS,
            "- programme: example-forum-3\n  session: open-doors\n  name: survivor leader",
            "the key 'reason' is missing",
        ),
    ),
    "a hierarchy in a circle": case(
        ORGANIZATIONS,
        "  type: state\n  source: printed\n",
        '  type: state\n  source: printed\n  within: [{is: organization_westland-delegation, source: "https://registry.example"}]\n',
        (
            ORGANIZATIONS,
            "- id: organization_westland\n",
            "'organization_westland' is within itself; cut the circle of `within`",
        ),
        (
            ORGANIZATIONS,
            "- id: organization_westland-delegation",
            "'organization_westland-delegation' is within itself; cut the circle of `within`",
        ),
    ),
    "a unit of a body that is not there": case(
        ORGANIZATIONS,
        "is: organization_northland,",
        "is: organization_southland,",
        (
            ORGANIZATIONS,
            "organization_southland",
            "there is no 'organization_southland' in the registry; add it or correct the id",
        ),
    ),
    "an id twice": case(
        ORGANIZATIONS,
        "id: organization_northland\n",
        "id: organization_westland\n",
        (
            ORGANIZATIONS,
            "- id: organization_westland\n  label: Northland",
            "the id 'organization_westland' is taken, in ",
        ),
        (
            ORGANIZATIONS,
            "is: organization_northland,",
            "there is no 'organization_northland' in the registry",
        ),
    ),
    "an actor without a name": case(
        PEOPLE,
        "label: Dana Probe",
        'label: ""',
        (PEOPLE, "person_p0004", "label: is empty"),
    ),
    "an organisation without a type": case(
        ORGANIZATIONS,
        "  type: company\n",
        "",
        (
            ORGANIZATIONS,
            "- id: organization_quayside-bank",
            "Give the organisation one type, of the scheme atgv:organization-types.",
        ),
    ),
    "a country in words": case(
        ORGANIZATIONS,
        "country: NO",
        "country: Norway",
        (ORGANIZATIONS, "country: Norway", "country: 'Norway' has the wrong form"),
    ),
    "a fact with an id that is not there": case(
        FACTS,
        "organization_institute-for-fair-work",
        "organization_institute",
        (
            FACTS,
            "- {tie",
            "involved: there is no 'organization_institute' in the registry or the vocabularies; write an id",
        ),
    ),
    "a fact without a source": case(
        FACTS,
        ', source: "https://fairwork.example/roads"',
        "",
        (FACTS, "- {tie", "the key 'source' is missing; add it"),
    ),
    "a fact with a key that is not known": case(
        FACTS,
        "role: runs",
        "role: runs, since: 2019",
        (FACTS, "- {tie", "the key 'since' is not known in a involvement"),
    ),
    "a fact read on a day that does not exist": case(
        FACTS,
        "read: 2026-11-24",
        "read: 2026-11-31",
        (FACTS, "- {tie", "read: '2026-11-31' does not exist"),
    ),
    # Files
    "a changed source": tampered(
        lambda data: (data / SOURCE).write_bytes((data / SOURCE).read_bytes() + b"\n"),
        (
            PROGRAMME,
            "sources:\n  - {id",
            "source.txt is not the file that was transcribed: its sha256 is ",
        ),
    ),
    "a missing source": tampered(
        lambda data: (data / SOURCE).unlink(),
        (
            PROGRAMME,
            "sources:\n  - {id",
            "the file 'source.txt' is not there; put it beside programme.yml",
        ),
    ),
    "a source outside the folder": case(
        PROGRAMME,
        "file: source.txt",
        "file: ../../registry/people.yml",
        (
            PROGRAMME,
            "sources:\n  - {id",
            "the file '../../registry/people.yml' lies outside the programme's folder; copy it in",
        ),
    ),
    "a transcript that is not UTF-8": tampered(
        lambda data: (data / PROGRAMME).write_bytes(
            (data / PROGRAMME).read_bytes().replace("Zoë".encode(), "Zoë".encode("latin-1"), 1)
        ),
        (PROGRAMME, '- name: "Zo', "is not UTF-8 from this line on; save it as UTF-8"),
        code=2,
    ),
    "a source that is not UTF-8": tampered(
        lambda data: (data / SOURCE).write_bytes(
            (data / SOURCE).read_bytes().replace("Zoë".encode(), "Zoë".encode("latin-1"), 1)
        ),
        (PROGRAMME, "sources:\n  - {id", "source.txt is not the file that was transcribed"),
        (SOURCE, "Muster, survivor leader", "is not UTF-8 from this line on; save it as UTF-8"),
        code=2,
    ),
    "a registry that is not UTF-8": tampered(
        lambda data: (data / PEOPLE).write_bytes(
            (data / PEOPLE).read_bytes().replace("Zoë".encode(), "Zoë".encode("latin-1"), 1)
        ),
        (PEOPLE, "person_p0003", "is not UTF-8 from this line on; save it as UTF-8"),
        code=2,
    ),
    "YAML that is none": case(
        PROGRAMME,
        'room: "Hall A"\n    language',
        'room: "Hall A\n    language',
        (PROGRAMME, 'language: "English only"', "is not YAML: "),
        code=2,
    ),
    "a tab in YAML": case(
        ORGANIZATIONS,
        "  type: company\n",
        "\ttype: company\n",
        (
            ORGANIZATIONS,
            "\ttype: company",
            "is not YAML: the line is indented by a tab; write spaces",
        ),
        code=2,
    ),
    "YAML without an end": tampered(
        lambda data: (data / PROGRAMME).write_text("[" * 900 + "]" * 900),
        (PROGRAMME, "", "is nested too deep to be a record"),
        code=2,
    ),
    "bytes that are no text": tampered(
        lambda data: (data / PROGRAMME).write_bytes(b"id: x\ntitle: \0\n"),
        (PROGRAMME, "title", "is not YAML: the character #x0000 is not allowed"),
        code=2,
    ),
    "a folder in the place of a transcript": tampered(
        lambda data: ((data / PROGRAMME).unlink(), (data / PROGRAMME).mkdir()),
        (PROGRAMME, "", "cannot be read: Is a directory"),
        code=2,
    ),
    "an empty data folder": tampered(
        lambda data: (shutil.rmtree(data), data.mkdir()),
        (
            "",
            "",
            "holds no programme; put one at programmes/<id>/programme.yml, or name another folder with --data",
        ),
        code=2,
    ),
    "a data folder that is not there": tampered(
        shutil.rmtree,
        ("", "", "holds no programme"),
        code=2,
    ),
    "an id that is not the folder's name": case(
        PROGRAMME,
        "id: example-forum-3",
        "id: another-forum",
        (
            PROGRAMME,
            "id: another-forum",
            "the id 'another-forum' is not the folder's name 'example-forum-3'; make them equal",
        ),
    ),
    "two programmes with one id": tampered(
        lambda data: shutil.copytree(
            data / "programmes" / mini.ID, data / "programmes" / "example-forum-3-copy"
        ),
        (
            "programmes/example-forum-3-copy/programme.yml",
            "id: example-forum-3",
            "programmes/example-forum-3/programme.yml; write 'example-forum-3-copy'",
        ),
    ),
    # What would harm people
    "an e-mail address in a source": case(
        ORGANIZATIONS,
        '  country: AT\n  source: "https://registry.example"',
        '  country: AT\n  source: "mail of ana@example.org"',
        (
            ORGANIZATIONS,
            '  source: "mail of ana@example.org"',
            "Name the page or the document without an e-mail address.",
        ),
        (ORGANIZATIONS, '  source: "mail of ana@example.org"', "Write the address of a page"),
        (ORGANIZATIONS, '  source: "mail of ana@example.org"', "Say on which one day the page"),
    ),
    "a telephone number in a reason": case(
        DECISIONS,
        "reason: The words name no body.",
        "reason: asked on +43 1 514360",
        (
            DECISIONS,
            "- programme: example-forum-3\n  session: open-doors\n  name: survivor leader",
            "Take the e-mail address or telephone number out of the decision",
        ),
    ),
    # Several at once
    "a name, and a shape of another record": Case(
        (
            (PROGRAMME, 'mentions: "Safe Roads"', 'mentions: "Save Roads"'),
            (PROGRAMME, "    date: 2020-05-05\n", "    date: 2020-05-06\n"),
            (ORGANIZATIONS, "  type: company\n", ""),
        ),
        (
            (PROGRAMME, "- tie: mention", "the name “Save Roads” is not in the registry"),
            (PROGRAMME, "- tie: mention", "name: “Save Roads” is not in the record's quotes"),
            (
                PROGRAMME,
                "- id: fair-work",
                "Let every part of the event end no later than the event itself.",
            ),
            (ORGANIZATIONS, "- id: organization_quayside-bank", "Give the organisation one type"),
        ),
    ),
    "a record that is lost, and a shape of another record": Case(
        (
            (PEOPLE, "label: Dana Probe", "name: Dana Probe"),
            (PROGRAMME, "    date: 2020-05-05\n", "    date: 2020-05-06\n"),
        ),
        (
            (PEOPLE, "person_p0004", "the key 'label' is missing"),
            (PEOPLE, "person_p0004", "the key 'name' is not known here"),
            (
                PROGRAMME,
                "- id: fair-work",
                "Let every part of the event end no later than the event itself.",
            ),
        ),
    ),
    "two findings in two files": Case(
        (
            (PROGRAMME, 'honorific: "Dr"', 'honorific: "Prof"'),
            (ORGANIZATIONS, "type: coalition", "type: coalitoin"),
        ),
        (
            (PROGRAMME, '- name: "Dana Probe"', "honorific: “Prof” is not in the record's quotes"),
            (ORGANIZATIONS, "- id: organization_harbour-network", "type: 'coalitoin' is not in"),
        ),
    ),
    "three findings in one file": Case(
        (
            (PROGRAMME, 'honorific: "Dr"', 'honorific: "Prof"'),
            (PROGRAMME, "value: 40", "value: 41"),
            (PROGRAMME, "role: authors", "role: writes"),
        ),
        (
            (PROGRAMME, '- name: "Dana Probe"', "honorific: “Prof” is not in"),
            (PROGRAMME, "- tie: involvement", "role: 'writes' is not in the vocabulary"),
            (PROGRAMME, "- claim: ", "value: 41 is not what is stated"),
        ),
    ),
    "wrong forms in two files": Case(
        (
            (PROGRAMME, "edition: 3", "edition: third"),
            (PEOPLE, "label: Dana Probe", "name: Dana Probe"),
        ),
        (
            (PROGRAMME, "edition: third", "edition: 'third' is not a whole number"),
            (PEOPLE, "person_p0004", "the key 'label' is missing"),
            (PEOPLE, "person_p0004", "the key 'name' is not known here"),
        ),
    ),
    "two shapes at once": Case(
        ((PROGRAMME, "role: moderator", "role: runs"), (ORGANIZATIONS, "  type: company\n", "")),
        (
            (
                PROGRAMME,
                '- name: "Harbour Network"\n        kind',
                "Give the participation one role",
            ),
            (ORGANIZATIONS, "- id: organization_quayside-bank", "Give the organisation one type"),
        ),
    ),
}


def held(store: Path) -> dict[str, bytes]:
    """Return all that a store holds, byte by byte."""
    files = (path for path in store.rglob("*") if path.is_file())
    return {str(path.relative_to(store)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A store in which the mini programme is published, and what it holds."""
    store = tmp_path_factory.mktemp("good") / "store"
    assert mini.here("build", "--data", mini.MINI, "--store", store).code == 0
    assert open_published(store)
    return store, held(store)


def line_of(path: Path, words: str) -> int:
    text = path.read_bytes().decode("utf-8", "replace")
    assert words in text, f"{words!r} is not in {path.name}"
    at = text.index(words)
    return text[: at + len(words) - len(words.lstrip("\n"))].count("\n") + 1


def expected(data: Path, told: tuple[str, str, str]) -> tuple[str, str]:
    """How a line on stderr begins, and what it says further on."""
    file, words, message = told
    path = data / file if file else data
    if not words:
        return f"{path}: ", message
    line = line_of(path, words) + (words.startswith("sources:"))
    return f"{path}:{line}: ", message


def is_told_by_mapping(data: Path, wanted: list[tuple[str, str]]) -> bool:
    """Whether mapping, which takes milliseconds, already tells just what is wanted."""
    try:
        told = [str(problem) for problem in mini.draft(data).problems]
    except AtgraphError:  # it cannot even be read
        return False
    return len(told) == len(wanted) and all(
        any(line.startswith(begin) and message in line for line in told)
        for begin, message in wanted
    )


@pytest.mark.slow
@tries(short=8, long=1)
@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_and_does_no_harm(
    name: str, count: int, tmp_path: Path, good: tuple[Path, dict[str, bytes]]
) -> None:
    """Of what mapping tells, every eighth is built in each run, and all in the long form."""
    case, (store, before) = CASES[name], good
    data = mini.copy_data(tmp_path)
    for file, old, new in case.changes:
        mini.change(data / file, old, new)
    if case.tampering:
        case.tampering(data)
    wanted = [expected(data, told) for told in case.told]
    if [*CASES].index(name) % count and is_told_by_mapping(data, wanted):
        return
    run = mini.here("build", "--data", data, "--store", store)

    assert "Traceback" not in run.err
    assert len(run.lines) == len(wanted), run.err
    for begin, message in wanted:
        assert [line for line in run.lines if line.startswith(begin) and message in line], (
            begin,
            message,
            run.err,
        )
    assert (run.code, run.out) == (case.code, "")
    assert held(store) == before


@pytest.mark.slow
def test_a_session_id_that_is_taken_is_told_with_its_first_line(
    tmp_path: Path, good: tuple[Path, dict[str, bytes]]
) -> None:
    """The records of the two sessions clash as well; each clash is told on its line."""
    data = mini.copy_data(tmp_path)
    mini.rewrite(
        mini.transcript(data),
        lambda raw: raw["sessions"].append(
            {**raw["sessions"][1], "participants": [], "organizers": [], "listings": []}
        ),
    )
    run = mini.here("build", "--data", data, "--store", good[0])

    assert (run.code, len(run.lines)) == (1, 1), run.err
    assert "the session id 'fair-work' is taken, on line " in run.err
    assert held(good[0]) == good[1]


@pytest.mark.slow
def test_an_e_mail_address_that_is_printed_and_quoted_is_told_on_the_line_of_the_quote(
    tmp_path: Path, good: tuple[Path, dict[str, bytes]]
) -> None:
    data = mini.copy_data(tmp_path)
    source, old = data / SOURCE, "Zoë Muster, survivor leader, Westland"
    mini.change(source, old, f"{old}, zoe@example.org")
    line = mini.change(data / PROGRAMME, f'"{old}"', f'"{old}, zoe@example.org"')
    written = hashlib.sha256(source.read_bytes()).hexdigest()
    mini.change(
        data / PROGRAMME,
        "845e84f5cdb00cb77937d843f1850dc105a5101c28f26fbc64e77e3235c60a28",
        written,
    )
    run = mini.here("build", "--data", data, "--store", good[0])

    assert (run.code, len(run.lines)) == (1, 1), run.err
    assert run.lines[0].startswith(
        f"{data / PROGRAMME}:{line}: Quote fewer words: leave the e-mail address out."
    )


@pytest.mark.slow
def test_norway_stays_norway(tmp_path: Path, good: tuple[Path, dict[str, bytes]]) -> None:
    run = mini.atgraph(
        "sparql",
        "SELECT ?c { ?p atg:statedCountry ?c } ORDER BY ?c",
        "--format",
        "csv",
        "--store",
        good[0],
    )
    code = mini.atgraph(
        "sparql", 'ASK { ?o rdfs:label "Northland" ; atg:countryCode "NO" }', "--store", good[0]
    )

    assert run.out.split() == ["c", "NO", "Westland"]
    assert code.out == "true\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["a role of another scheme", "two findings in two files", "YAML that is none"]
)
def test_check_finds_the_same_and_writes_nothing(name: str, tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    for file, old, new in CASES[name].changes:
        mini.change(data / file, old, new)
    build, check = (
        mini.atgraph("build", "--data", data, "--store", tmp_path / "store"),
        mini.here("check", "--data", data),
    )

    assert check.code == build.code
    assert check.lines[0].startswith(f"atgraph: {len(build.lines)} finding")
    for line in build.lines:
        assert re.match(r"[^ ]+:\d+(?=: )", line)[0] in check.out
    assert not (tmp_path / "store" / "current").exists()
