"""Printed names: whom they stand for, who was meant, what was decided and what is told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import fair
import pytest

import mini
from atgraph.build.mapping import Draft, map_programme
from atgraph.build.mapping.naming import Names
from atgraph.build.mapping.quotes import Evidence
from atgraph.data.registry import Registry
from atgraph.errors import Place
from atgraph.rdf.namespaces import ATG, graph

GUILDS = """\
- {id: organization_guild, label: Mill Guild, names: [Guild], type: company, source: printed}
- {id: organization_other, label: Old Guild, names: [Guild], type: company, source: printed}
"""
BY_GUILD = "- {tie: mention, session: day, mentions: Guild, quotes: [The Mill Guild counts]}\n"
WHERE = "programme: fair, session: day"
PART = """\
  participants:
  - name: Ana Mill
    role: speaker
    affiliations: [{title: Miller}]
    quotes: ["Ana Mill, Miller, Mill Guild"]
"""


def digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]


def decisions(*rows: str) -> str:
    return "".join(f"- {{{row}, reason: r, date: 2021-01-02}}\n" for row in rows)


def mentioning(name: str) -> str:
    """A session and a mention of a printed name in it."""
    return f"{fair.DAY}statements:\n{BY_GUILD.replace(': Guild', f': {name}')}"


def mention(folder: Path, name: str, *rows: str, **registry: str) -> Draft:
    """A mention of a printed name in the fair, with two guilds in the registry."""
    given = {"organizations": GUILDS, "decisions": decisions(*rows), **registry}
    return fair.draft(folder, mentioning(name), **given)


def titled(folder: Path, *rows: str, part: str = PART, **registry: str) -> Draft:
    """A part whose title names no body."""
    return fair.draft(folder, fair.DAY + part, decisions=decisions(*rows), **registry)


def test_a_naming_says_which_name_stands_for_whom_and_where(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Mill Guild")

    assert draft.problems == []
    assert fair.subjects(draft.quads, "naming") == [
        f"naming_fair_day_{digest('Mill Guild', 'Organization')}"
    ]
    assert fair.said(draft.quads, "naming") == {
        "type": ["Naming"],
        "statedName": ["Mill Guild"],
        "isNamingOf": ["organization_guild"],
        "hasEvidence": ["text_fair_s#char=57,78"],
    }


def test_a_naming_has_the_passages_in_which_the_name_stands_in_their_order(tmp_path: Path) -> None:
    row = (
        '- {tie: mention, session: day, mentions: Mill Guild, quotes: ["12 mills", "Guild counts", '
    )
    quotes = [
        *('"Mill Guild counts 12"', "Mill Guild counts", "The Mill Guild"),
        *('"Miller, Mill Guild"', '"Ana Mill, Miller, Mill Guild"', "Guild counts"),
    ]
    row = f"- {{tie: mention, mentions: Mill Guild, quotes: [{', '.join(quotes)}]}}\n"
    draft = fair.draft(tmp_path, f"statements:\n{row}")
    cited = [
        fair.short(q.object.value)
        for q in draft.quads
        if fair.short(q.subject.value).startswith("naming")
        and fair.short(q.predicate.value) == "hasEvidence"
    ]

    spans = ("13,41", "23,41", "57,71", "61,78", "61,81")
    assert cited == [f"text_fair_s#char={span}" for span in spans]


def test_a_name_that_stands_in_no_quote_is_told_and_has_no_naming(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Old Guild")

    assert fair.told(draft) == [(12, "not-in-quotes", "name")]
    assert fair.said(draft.quads, "mention")["mentions"] == ["organization_other"]
    assert fair.subjects(draft.quads, "naming") == []


def test_a_name_of_two_is_told_with_both_and_what_to_paste(tmp_path: Path) -> None:
    draft = mention(tmp_path, "'*Guild*'")
    (problem,) = draft.problems

    assert (problem.line, problem.rule) == (12, "name-of-several")
    assert problem.path == str(tmp_path / "programmes" / "fair" / "programme.yml")
    assert problem.name.text == "Guild"
    assert (problem.name.programme, problem.name.session) == ("fair", "day")
    assert problem.name.registry == str(tmp_path / "registry")
    assert problem.name.holders == ("organization_guild", "organization_other")
    assert (
        "{programme: fair, session: day, name: 'Guild', is: <id>, reason: …, date: …}"
        in problem.message
    )
    assert draft.unresolved == [problem]
    assert draft.doubtful == {(problem.path, 12)}
    assert fair.subjects(draft.quads, "naming") == []
    assert "mentions" not in fair.said(draft.quads, "mention")


def test_a_decision_says_who_is_meant_and_the_naming_rests_on_it(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Guild", f"{WHERE}, name: '*Guild*', is: organization_other")

    assert draft.problems == []
    assert fair.said(draft.quads, "mention")["mentions"] == ["organization_other"]
    assert fair.said(draft.quads, "naming")["isDecidedBy"] == [
        f"decision_fair_day_{digest('Guild')}"
    ]


def test_a_decision_for_an_id_that_is_not_there_leaves_the_record_in_doubt(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Guild", f"{WHERE}, name: Guild, is: organization_lost")

    assert draft.problems == []  # the registry tells it itself
    assert {line for _, line in draft.doubtful} == {12}
    assert fair.subjects(draft.quads, "naming") == []


def test_a_decision_for_one_of_a_pair_that_is_one_means_the_one_that_is_left(
    tmp_path: Path,
) -> None:
    draft = mention(
        tmp_path,
        "Guild",
        f"{WHERE}, name: Guild, is: organization_other",
        "id: organization_other, is: organization_guild",
    )

    assert fair.said(draft.quads, "mention")["mentions"] == ["organization_guild"]


def test_a_name_decided_not_to_be_one_of_two_is_the_other(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Guild", f"{WHERE}, name: Guild, is_not: organization_guild")

    assert draft.problems == []
    assert fair.said(draft.quads, "mention")["mentions"] == ["organization_other"]
    assert "isDecidedBy" not in fair.said(draft.quads, "naming")


def test_a_name_decided_to_imply_none_is_still_a_name_that_somebody_holds(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Mill Guild", f"{WHERE}, name: Mill Guild, is: none")

    assert fair.said(draft.quads, "mention")["mentions"] == ["organization_guild"]


def test_a_name_of_nobody_is_told_with_those_that_are_like_it(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Mill Guil")
    (problem,) = (p for p in draft.problems if p.rule == "name-of-nobody")
    kinds = [
        *("Event", "EventSeries", "Initiative", "Organization"),
        *("Person", "Place", "Tool", "Work"),
    ]

    assert (problem.line, problem.name.text) == (12, "Mill Guil")
    assert problem.name.near == (
        ("Mill Guild", Place(str(tmp_path / "registry" / "organizations.yml"), 1)),
        *problem.name.near[1:],
    )
    assert "(did you mean “Mill Guild”" in problem.message
    assert " or ".join(map(str.lower, kinds)) in problem.message
    assert problem.name.kinds == tuple(ATG + kind for kind in kinds)
    assert problem.name.holders == ()
    assert draft.unresolved == [problem]
    assert {line for _, line in draft.doubtful} == {12}


def test_who_wants_no_hints_gets_none(tmp_path: Path) -> None:
    read = fair.read(tmp_path, mentioning("Mill Guil"))
    draft = map_programme(*read, mini.ontology(), hints=False)
    (problem,) = (p for p in draft.problems if p.rule == "name-of-nobody")

    assert problem.name.near == ()
    assert "did you mean" not in problem.message


def test_a_name_of_nobody_is_no_news_where_records_are_lost(tmp_path: Path) -> None:
    draft = mention(tmp_path, "Bo Mill", people="- {id: person_p1}\n")

    assert [p.rule for p in draft.problems] == ["not-in-quotes"]
    assert draft.unresolved == []
    assert {line for _, line in draft.doubtful} == {12}


def test_only_things_of_the_wanted_kinds_are_meant(tmp_path: Path) -> None:
    rows = "statements:\n- {tie: membership, member: Ana Mill, group: Mill, quotes: [Ana Mill]}\n"
    named = "- {id: person_p2, label: Mill, programmes: [fair]}\n"
    draft = fair.draft(tmp_path, rows, people=fair.GIVEN["people"] + named)
    (problem,) = draft.problems

    assert (problem.rule, problem.name.text) == ("name-of-nobody", "Mill")
    assert problem.name.session == ""
    assert [fair.short(kind) for kind in problem.name.kinds] == ["Organization"]


# Titles


def test_a_title_that_implies_a_body_is_noted_as_its_name(tmp_path: Path) -> None:
    draft = titled(tmp_path, f"{WHERE}, name: Miller, is: organization_guild")
    name = f"naming_fair_day_{digest('Miller', 'Organization')}"

    assert draft.problems == []
    assert fair.said(draft.quads, "affiliation")["isAffiliationWith"] == ["organization_guild"]
    assert fair.said(draft.quads, name)["isNamingOf"] == ["organization_guild"]
    assert fair.said(draft.quads, name)["isDecidedBy"] == [f"decision_fair_day_{digest('Miller')}"]


def test_a_title_that_implies_none_gives_no_affiliation(tmp_path: Path) -> None:
    draft = titled(tmp_path, f"{WHERE}, name: Miller, is: none")

    assert draft.problems == []
    assert fair.subjects(draft.quads, "affiliation") == []
    assert fair.said(draft.quads, "participation")["statedTitle"] == ["Miller"]


def test_a_title_that_nobody_decided_is_told_with_what_to_paste(tmp_path: Path) -> None:
    draft = titled(tmp_path)
    (problem,) = draft.problems

    assert (problem.line, problem.rule) == (14, "title-without-body")
    assert (problem.name.text, problem.name.session) == ("Miller", "day")
    assert problem.name.registry == str(tmp_path / "registry")
    assert "name: 'Miller', is: <id> or none, reason" in problem.message
    assert draft.unresolved == [problem]
    assert draft.doubtful == set()
    assert fair.subjects(draft.quads, "affiliation") == []


def test_a_title_that_nobody_decided_is_no_news_where_decisions_are_lost(tmp_path: Path) -> None:
    draft = titled(tmp_path, people="- {id: person_p1}\n- {id: person_p2, label: Ana Mill}\n")

    assert "title-without-body" not in {p.rule for p in draft.problems}
    assert 14 in {line for _, line in draft.doubtful}


def test_a_title_decided_for_an_id_that_is_not_there_is_in_doubt(tmp_path: Path) -> None:
    draft = titled(tmp_path, f"{WHERE}, name: Miller, is: organization_lost")

    assert draft.problems == []
    assert {line for _, line in draft.doubtful} == {14}
    assert fair.subjects(draft.quads, "affiliation") == []


def test_an_affiliation_of_nothing_is_told(tmp_path: Path) -> None:
    draft = titled(tmp_path, part=PART.replace("{title: Miller}", "{title: ''}"))

    assert fair.told(draft) == [(14, "missing-key", "title")]


def test_where_no_body_is_implied_or_known_the_id_is_empty(tmp_path: Path) -> None:
    programme, registry = fair.read(tmp_path)
    draft = Draft(graph("x"), "fair.yml", mini.ontology())
    names = Names(programme, registry, draft, Evidence(programme, draft), hints=True)
    lost = Names(programme, Registry({}, {}, whole=False), draft, names.evidence, hints=True)

    assert names.known("organization_union", 3) == "organization_union"
    assert names.known("organization_lost", 3) == ""
    assert names.implied("", "day", 3) == names.implied("Miller", "day", 3) == ""
    assert lost.implied("Miller", "day", 3) == ""


# Decisions that nothing needs


@pytest.mark.parametrize(
    ("row", "idle"),
    [
        (f"{WHERE}, name: Miller, is: organization_guild", []),
        (f"{WHERE}, name: Baker, is: none", ["Baker"]),
        (f"{WHERE}, name: Baker, is_not: organization_guild", ["Baker"]),
        (f"{WHERE}, name: Ana Mill, is_not: organization_guild", []),
        (f"{WHERE}, name: Ana Mill, unsure: organization_guild", []),
        ("programme: fair, name: Miller, is: none", ["Miller"]),
        ("programme: fair, session: night, name: Miller, is: none", ["Miller"]),
        ("programme: other, session: day, name: Baker, is: none", []),
        ("programme: fair, about: date, is: '2021'", []),
        ("programme: fair, session: day, about: date, is: '2021'", []),
        ("programme: fair, session: night, about: date, is: '2021'", ["date"]),
        ("programme: other, session: night, about: date, is: '2021'", []),
    ],
)
def test_a_decision_that_nothing_needs_is_told_on_its_line(
    row: str, idle: list[str], tmp_path: Path
) -> None:
    needed = f"{WHERE}, name: Miller, is: organization_guild"
    draft = titled(tmp_path, needed, *([row] if row != needed else []))

    assert fair.told(draft) == [(2, "idle-decision", name) for name in idle]
    assert {p.path for p in draft.problems} <= {str(tmp_path / "registry" / "decisions.yml")}


def test_of_a_decision_without_a_session_the_programme_is_told(tmp_path: Path) -> None:
    needed, row = f"{WHERE}, name: Miller, is: none", "programme: fair, name: Baker, is: none"
    (problem,) = titled(tmp_path, needed, row).problems

    assert "nothing in fair needs" in problem.message


def test_no_decision_is_idle_where_a_record_was_not_understood(tmp_path: Path) -> None:
    draft = titled(tmp_path, f"{WHERE}, name: Baker, is: none")

    assert [p.rule for p in draft.problems] == ["title-without-body"]


def test_no_decision_is_idle_where_records_of_the_registry_are_lost(tmp_path: Path) -> None:
    rows = "- {programme: fair, name: Baker, is: none, reason: r, date: 2021-01-02}\n- {name: X}\n"
    draft = fair.draft(tmp_path, decisions=rows)

    assert draft.problems == []


def test_a_decision_is_idle_though_a_warning_stands(tmp_path: Path) -> None:
    listing = "listings: [{title: Fair of 2021, date: '2021', quotes: [Fair of 2021]}]\n"
    draft = fair.draft(
        tmp_path, listing, decisions=decisions("programme: fair, name: Baker, is: none")
    )

    assert {p.rule for p in draft.problems} == {"printed-date", "idle-decision"}
