"""The graph of a transcript: events, listings and statements, each with what it needs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import fair
import pytest

from atgraph.build.mapping import Draft
from atgraph.errors import VIOLATION, WARNING, SourceError
from atgraph.rdf.namespaces import GRAPH

PLACES = "- {id: place_westport, label: Westport, source: printed}\n"
SERIES = "- {id: event-series_fair, label: Fair, source: printed}\n"
DECISION = "- {programme: fair, about: date, is: '2021', reason: r, date: 2021-01-02}\n"
ANA = '"Ana Mill, Miller, Mill Guild"'
MILLS = "The Mill Guild counts 12 mills."
WORKS = "- {id: work_list, label: Guild, source: printed}\n"


def digest(*parts: object) -> str:
    """The digest that stands in an IRI, made here anew: IRIs are for life."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]


def whole(folder: Path, more: str, **registry: str) -> Draft:
    """The fair with more in its head."""
    return fair.draft(folder, more, **registry)


def session(folder: Path, more: str, **registry: str) -> Draft:
    """The fair with a session that says more."""
    return fair.draft(
        folder, fair.DAY + "".join(f"  {row}\n" for row in more.splitlines()), **registry
    )


def stated(folder: Path, *rows: str, **registry: str) -> Draft:
    """The fair with a session and statements, of which the first stands on line 12."""
    lines = "".join(f"- {{{row}}}\n" for row in rows)
    return fair.draft(folder, f"{fair.DAY}statements:\n{lines}", **registry)


def datatype(draft: Draft, name: str) -> str:
    """The datatype of the one value of a property."""
    (value,) = {q.object for q in draft.quads if fair.short(q.predicate.value) == name}
    return str(value).rpartition("#")[2].rstrip(">")


# The whole event


def test_an_event_says_its_title_days_document_and_quotes(tmp_path: Path) -> None:
    draft = whole(tmp_path, "")

    assert fair.said(draft.quads, "event_fair") == {
        "type": ["Event"],
        "label": ["Fair of 2021"],
        "hasEvidence": ["text_fair_s#char=0,12"],
        "earliestDate": ["2021-06-01"],
        "latestDate": ["2021-06-02"],
        "isDescribedIn": ["source_fair_s"],
    }
    assert datatype(draft, "earliestDate") == datatype(draft, "latestDate") == "date"
    assert {q.graph_name.value for q in draft.quads} == {f"{GRAPH}programme/fair"}
    assert fair.numbers(draft)["event_fair"] == 1
    assert draft.problems == []


def test_a_title_is_written_without_markup(tmp_path: Path) -> None:
    head = fair.HEAD.replace("title: Fair of 2021", 'title: "*Fair*  of 2021"')

    assert fair.said(fair.draft(tmp_path, head=head).quads, "event_fair")["label"] == [
        "Fair of 2021"
    ]


def test_a_title_and_a_subtitle_that_are_not_printed_are_told(tmp_path: Path) -> None:
    head = fair.HEAD.replace("title: Fair of 2021", "title: Fayre\nsubtitle: Of *Mills*")
    draft = fair.draft(tmp_path, head=head)

    assert fair.told(draft) == [
        (1, "not-in-quotes", "subtitle"),
        (1, "not-in-quotes", "title"),
    ]
    assert fair.said(draft.quads, "event_fair")["statedSubtitle"] == ["Of Mills"]


def test_an_event_is_in_a_series_at_a_place_of_which_no_words_are_needed(tmp_path: Path) -> None:
    draft = whole(
        tmp_path,
        "series: Fair\ncontext: [{place: Westport, timezone: Europe/Vienna, source: printed}]\n",
        places=PLACES,
        **{"event-series": SERIES},
    )
    said = fair.said(draft.quads, "event_fair")

    assert draft.problems == []
    assert said["isInSeries"] == ["event-series_fair"]
    assert said["takesPlaceIn"] == ["place_westport"]
    assert said["timezone"] == ["Europe/Vienna"]
    assert fair.subjects(draft.quads, "naming") == [f"naming_fair_{digest('Fair', 'EventSeries')}"]


def test_a_place_that_is_printed_has_its_words_and_a_session_elsewhere_its_own(
    tmp_path: Path,
) -> None:
    source = fair.SOURCE + "Town Hall, Westport\nFair, Eastport\n"
    draft = whole(
        tmp_path,
        'context: [{place: Westport, quotes: ["Town Hall, Westport"]}]\n'
        'sessions:\n- {id: day, title: Fair, place: Eastport, quotes: ["Fair, Eastport"]}\n',
        source=source,
        places=PLACES + "- {id: place_eastport, label: Eastport, source: printed}\n",
    )
    event, day = (fair.said(draft.quads, name) for name in ("event_fair", "event_fair_day"))

    assert draft.problems == []
    assert (event["takesPlaceIn"], day["takesPlaceIn"]) == (["place_westport"], ["place_eastport"])
    assert "timezone" not in event  # none is said, and none is invented
    line = source.index("Town Hall")
    assert f"text_fair_s#char={line},{line + 19}" in event["hasEvidence"]


@pytest.mark.parametrize(
    "context",
    ["place: Westport", 'place: Westport, source: "https://w.example", quotes: ["Fair of 2021"]'],
)
def test_a_place_is_printed_or_read_on_a_page(context: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is either read on a page or printed"):
        whole(tmp_path, f"context: [{{{context}}}]\n", places=PLACES)


def test_a_place_that_its_words_do_not_print_or_that_waits_for_review_is_told(
    tmp_path: Path,
) -> None:
    words = 'place: Westport, review: "see whether it is", quotes: ["Fair of 2021"]'
    draft = whole(tmp_path, f"context: [{{{words}}}]\n", places=PLACES)

    assert fair.told(draft) == [(7, "not-in-quotes", "name"), (7, "review", "review")]


def test_a_series_and_a_place_that_nobody_holds_are_told_as_what_they_are(tmp_path: Path) -> None:
    draft = whole(
        tmp_path,
        "series: Fair\ncontext:\n- {place: Westport, source: printed}\n",
        organizations="- {id: organization_f, label: Fair, names: [Westport], source: printed}\n",
    )

    assert fair.told(draft) == [(1, "name-of-nobody", "Fair"), (9, "name-of-nobody", "Westport")]
    assert [[fair.short(k) for k in p.name.kinds] for p in sorted(draft.problems)] == [
        ["EventSeries"],
        ["Place"],
    ]
    assert {p.name.session for p in draft.problems} == {""}
    assert draft.doubtful == {(draft.path, 1), (draft.path, 9)}


@pytest.mark.parametrize("edition", ["2021", "0"])
def test_an_edition_is_a_number_that_its_quotes_print(edition: str, tmp_path: Path) -> None:
    draft = whole(tmp_path, f"edition: {edition}\n")

    assert fair.said(draft.quads, "event_fair")["edition"] == [edition]
    assert datatype(draft, "edition") == "integer"
    assert draft.problems == []


def test_an_edition_in_the_second_quote_is_printed(tmp_path: Path) -> None:
    head = fair.HEAD.replace("[Fair of 2021]", "[Fair of 2021, 12 mills]")

    assert fair.draft(tmp_path, "edition: 12\n", head=head).problems == []


def test_an_edition_that_is_not_printed_is_told(tmp_path: Path) -> None:
    draft = whole(tmp_path, "edition: 12\n")
    (problem,) = draft.problems

    assert (problem.line, problem.rule, problem.severity) == (1, "not-in-quotes", VIOLATION)
    assert (problem.key.key, problem.key.value) == ("edition", "12")
    assert problem.key.quotes == ("Fair of 2021",)
    assert fair.said(draft.quads, "event_fair")["edition"] == ["12"]


def test_an_edition_whose_quotes_are_not_there_is_not_told_too(tmp_path: Path) -> None:
    head = fair.HEAD.replace("[Fair of 2021]", "[Nowhere]")

    assert fair.told(fair.draft(tmp_path, "edition: 12\n", head=head)) == [(5, "quote-nowhere", "")]


def test_a_decision_about_the_date_is_linked_to_the_event_or_session_that_it_is_about(
    tmp_path: Path,
) -> None:
    more = "".join(
        DECISION.replace("fair,", f"{where},")
        for where in ("fair, session: day", "other", "other, session: day")
    )
    draft = session(tmp_path, "", decisions=DECISION + more)

    assert fair.said(draft.quads, "event_fair")["isDecidedBy"] == [
        f"decision_fair_{digest('date')}"
    ]
    assert fair.said(draft.quads, "event_fair_day")["isDecidedBy"] == [
        f"decision_fair_day_{digest('date')}"
    ]


def test_the_date_of_an_event_needs_no_decision(tmp_path: Path) -> None:
    draft = session(tmp_path, "", decisions=DECISION)

    assert "isDecidedBy" not in fair.said(draft.quads, "event_fair_day")


# Sessions


def test_a_session_is_part_of_the_event_on_its_day_with_its_times(tmp_path: Path) -> None:
    draft = session(
        tmp_path, 'date: 2021-06-02\nstart: "09:30"\nend: "10:00"\nroom: Fair\nlanguage: Fair'
    )

    assert draft.problems == []
    assert fair.said(draft.quads, "event_fair_day") == {
        "type": ["Event"],
        "label": ["Fair"],
        "hasEvidence": ["text_fair_s#char=0,4"],
        "isPartOfEvent": ["event_fair"],
        "earliestDate": ["2021-06-02"],
        "latestDate": ["2021-06-02"],
        "startTime": ["2021-06-02T09:30:00+00:00"],
        "endTime": ["2021-06-02T10:00:00+00:00"],
        "statedRoom": ["Fair"],
        "statedLanguage": ["Fair"],
    }
    assert datatype(draft, "startTime") == datatype(draft, "endTime") == "dateTime"
    assert fair.numbers(draft)["event_fair_day"] == 8


def test_a_session_without_a_date_is_on_some_day_of_the_programme(tmp_path: Path) -> None:
    said = fair.said(session(tmp_path, "").quads, "event_fair_day")

    assert (said["earliestDate"], said["latestDate"]) == (["2021-06-01"], ["2021-06-02"])
    assert not said.keys() & {"startTime", "endTime", "statedRoom", "statedLanguage"}


def test_a_session_without_a_date_begins_on_the_first_day(tmp_path: Path) -> None:
    head = fair.HEAD.replace("06-02", "06-01")
    draft = fair.draft(tmp_path, f'{fair.DAY}  start: "09:30"\n', head=head)

    assert fair.said(draft.quads, "event_fair_day")["startTime"] == ["2021-06-01T09:30:00+00:00"]


def test_of_two_places_the_first_gives_the_time_zone(tmp_path: Path) -> None:
    places = "context: [{place: A, timezone: Asia/Tokyo, source: s}, {place: B, source: s}]\n"
    draft = fair.draft(tmp_path, f'{places}{fair.DAY}  start: "09:30"\n  date: 2021-06-01\n')

    assert fair.said(draft.quads, "event_fair_day")["startTime"] == ["2021-06-01T09:30:00+09:00"]


@pytest.mark.parametrize("key", ["room", "language"])
def test_a_room_or_language_that_is_not_printed_is_told(key: str, tmp_path: Path) -> None:
    assert fair.told(session(tmp_path, f"{key}: Hall")) == [(8, "not-in-quotes", key)]


# Listings


def listed(folder: Path, listing: str) -> Draft:
    return whole(folder, f"listings:\n- {{{listing}}}\n")


def test_a_listing_says_what_is_printed_and_is_named_by_it_and_by_where_it_stands(
    tmp_path: Path,
) -> None:
    row = "title: Ana, date: '2021', time: Miller, room: Guild"
    draft = listed(tmp_path, f"{row}, quotes: [{ANA}, Fair of 2021]")
    printed = {"title": "Ana", "date": "2021", "time": "Miller", "room": "Guild"}
    name = f"listing_fair_{digest(printed, 0)}"

    assert fair.subjects(draft.quads, "listing") == [name]
    assert fair.said(draft.quads, name) == {
        "type": ["Listing"],
        "isListingOf": ["event_fair"],
        "hasEvidence": ["text_fair_s#char=0,12", "text_fair_s#char=13,41"],
        "statedTitle": ["Ana"],
        "statedDate": ["2021"],
        "statedTime": ["Miller"],
        "statedRoom": ["Guild"],
    }
    assert fair.numbers(draft)[name] == 8


def test_the_same_words_further_down_are_another_listing(tmp_path: Path) -> None:
    draft = listed(tmp_path, "title: Mill, quotes: [{text: Mill, line: 3}, 12 mills]")
    printed = {"title": "Mill", "date": "", "time": "", "room": ""}

    assert fair.subjects(draft.quads, "listing") == [f"listing_fair_{digest(printed, 45)}"]


def test_a_listing_whose_quotes_are_not_there_is_named_as_at_the_start(tmp_path: Path) -> None:
    draft = listed(tmp_path, "title: Mill, quotes: [Nowhere]")
    printed = {"title": "Mill", "date": "", "time": "", "room": ""}

    assert fair.subjects(draft.quads, "listing") == [f"listing_fair_{digest(printed, 0)}"]


def test_a_listing_of_a_session_is_named_after_it(tmp_path: Path) -> None:
    draft = session(
        tmp_path, "listings: [{title: Ana, quotes: [Ana]}]".replace("[Ana]", f"[{ANA}]")
    )
    printed = {"title": "Ana", "date": "", "time": "", "room": ""}
    name = f"listing_fair_day_{digest(printed, 13)}"

    assert fair.said(draft.quads, name)["isListingOf"] == ["event_fair_day"]


@pytest.mark.parametrize(
    ("date", "rule", "severity", "days"),
    [
        ("2 June", None, None, ["2021-06-02", "2021-06-02"]),
        ("1-2 June 2021", None, None, ["2021-06-01", "2021-06-02"]),
        ("31 June 2021", "form", VIOLATION, []),
        ("soon", "printed-date", WARNING, []),
        ("2 June 2021, 9.30", "printed-date-in-part", WARNING, ["2021-06-02", "2021-06-02"]),
    ],
)
def test_the_days_of_a_listing_are_read_and_what_cannot_be_is_told(
    date: str, rule: str | None, severity: str | None, days: list[str], tmp_path: Path
) -> None:
    row = f"listings:\n- {{date: '{date}', quotes: ['{date}']}}\n"
    draft = fair.draft(tmp_path, row, source=f"{fair.SOURCE}{date}\n")
    said = fair.said(draft.quads, "listing")

    assert [*said.get("earliestDate", []), *said.get("latestDate", [])] == days
    assert [(p.line, p.rule, p.severity) for p in draft.problems] == (
        [(8, rule, severity)] if rule else []
    )
    assert {(p.key.key, p.key.value) for p in draft.problems} <= {("date", date)}


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2 June 2021, 9.30", "2021-06-02"),
        ("1-2 June 2021, 9.30", "2021-06-01 to 2021-06-02"),
    ],
)
def test_of_a_date_that_is_read_in_part_it_is_told_what_is_read(
    date: str, read: str, tmp_path: Path
) -> None:
    row = f"listings:\n- {{date: '{date}', quotes: ['{date}']}}\n"
    (problem,) = fair.draft(tmp_path, row, source=f"{fair.SOURCE}{date}\n").problems

    assert f"only {read} is read" in problem.message


def test_a_listing_without_a_date_has_none_and_nothing_is_told(tmp_path: Path) -> None:
    draft = listed(tmp_path, f"title: Ana, quotes: [{ANA}]")

    assert draft.problems == []
    assert "earliestDate" not in fair.said(draft.quads, "listing")


# Who takes part


def part(more: str) -> str:
    return f"- {{name: Ana Mill, role: speaker, {more}quotes: [{ANA}]}}\n"


def parts(folder: Path, *rows: str, **registry: str) -> Draft:
    return session(folder, "participants:\n" + "".join(rows), **registry)


def test_a_part_says_who_takes_part_in_what_role_and_place(tmp_path: Path) -> None:
    draft = parts(tmp_path, part("affiliations: [{title: Miller, organization: Mill Guild}], "))
    ends = [["affiliate", "Ana Mill"], ["organization", "Mill Guild"], ["title", "Miller"]]
    post = f"affiliation_fair_day_{digest('affiliation', ends)}"

    assert draft.problems == []
    assert fair.said(draft.quads, "participation") == {
        "type": ["Participation", "Tie"],
        "hasEvidence": ["text_fair_s#char=13,41"],
        "isStatedIn": ["event_fair_day"],
        "hasStatus": ["status_confirmed"],
        "hasRole": ["role_speaker"],
        "hasParticipant": ["person_p1"],
        "isParticipationIn": ["event_fair_day"],
        "isInCapacityOf": [post],
        "position": ["1"],
    }
    assert fair.said(draft.quads, post) == {
        "type": ["Affiliation", "Tie"],
        "hasEvidence": ["text_fair_s#char=13,41"],
        "isStatedIn": ["event_fair_day"],
        "hasStatus": ["status_confirmed"],
        "hasAffiliate": ["person_p1"],
        "isAffiliationWith": ["organization_guild"],
        "statedTitle": ["Miller"],
    }
    assert datatype(draft, "position") == "integer"
    names = [["participant", "Ana Mill"], ["role", "speaker"]]
    assert fair.subjects(draft.quads, "participation") == [
        f"participation_fair_day_{digest('participation', names)}"
    ]
    assert fair.numbers(draft)[post] == 12


def test_a_status_that_is_written_is_the_only_one(tmp_path: Path) -> None:
    draft = parts(tmp_path, part("status: to-be-confirmed, "))

    assert fair.said(draft.quads, "participation")["hasStatus"] == ["status_to-be-confirmed"]


def test_only_a_record_of_a_person_stands_for_a_person(tmp_path: Path) -> None:
    row = part("kind: organization, ")
    (problem,) = parts(tmp_path, row).problems

    assert [fair.short(kind) for kind in problem.name.kinds] == ["Organization"]


def test_an_organiser_has_no_position_and_may_be_of_either_kind(tmp_path: Path) -> None:
    row = f"organizers:\n- {{name: Ana Mill, role: organizes, quotes: [{ANA}]}}"
    draft = session(tmp_path, row)

    assert draft.problems == []
    assert fair.said(draft.quads, "organizing")["hasOrganizer"] == ["person_p1"]
    assert "position" not in fair.said(draft.quads, "organizing")


def test_an_affiliation_rests_on_the_quote_that_prints_it(tmp_path: Path) -> None:
    quotes = "[{text: Ana Mill, line: 2}, Miller, Mill Guild counts]"
    row = part("affiliations: [{title: Miller}, {organization: Mill Guild}], ")
    draft = parts(
        tmp_path,
        row.replace(f"[{ANA}]", quotes),
        decisions="- {programme: fair, session: day, name: Miller, is: organization_union,"
        " reason: r, date: 2021-01-02}\n",
    )
    cited = {
        fair.said(draft.quads, post)["isAffiliationWith"][0]: fair.said(draft.quads, post)[
            "hasEvidence"
        ]
        for post in fair.subjects(draft.quads, "affiliation")
    }

    assert cited == {
        "organization_union": ["text_fair_s#char=23,29"],
        "organization_guild": ["text_fair_s#char=61,78"],
    }


def test_an_affiliation_that_no_quote_prints_rests_on_all_of_them(tmp_path: Path) -> None:
    row = part("affiliations: [{organization: Bakers}], ")
    draft = parts(tmp_path, row)

    assert fair.told(draft) == [(12, "not-in-quotes", "name")]
    assert fair.said(draft.quads, "affiliation")["hasEvidence"] == ["text_fair_s#char=13,41"]


def test_a_post_that_two_parts_of_a_person_print_is_one_with_both_quotes(tmp_path: Path) -> None:
    post = "affiliations: [{organization: Mill Guild}], "
    again = part(post).replace("speaker", "moderator").replace(ANA, "Mill Guild counts")
    draft = parts(tmp_path, part(post), again)

    assert {rule for _, rule, _ in fair.told(draft)} == {"not-in-quotes"}  # of Ana, on line 13
    assert fair.said(draft.quads, "affiliation")["hasEvidence"] == [
        "text_fair_s#char=13,41",
        "text_fair_s#char=61,78",
    ]
    assert len(fair.subjects(draft.quads, "participation")) == 2


def test_a_post_that_stands_twice_in_one_part_is_told(tmp_path: Path) -> None:
    post = "{organization: Mill Guild}"
    draft = parts(tmp_path, part(f"affiliations: [{post}, {post}], "))

    assert fair.told(draft) == [(12, "twice", "")]


def test_titles_without_a_body_stand_beside_the_title_of_the_part(tmp_path: Path) -> None:
    decision = "- {programme: fair, session: day, name: Miller, is: none, reason: r,"
    draft = parts(
        tmp_path,
        part("title: Ana, affiliations: [{title: Miller}], "),
        decisions=f"{decision} date: 2021-01-02}}\n",
    )

    assert fair.said(draft.quads, "participation")["statedTitle"] == ["Ana", "Miller"]
    assert "isInCapacityOf" not in fair.said(draft.quads, "participation")


def test_an_implied_body_is_the_end_of_its_affiliation_and_no_printed_name(tmp_path: Path) -> None:
    decision = "- {programme: fair, session: day, name: Miller, is: organization_union, reason: r,"
    draft = parts(
        tmp_path,
        part("affiliations: [{title: Miller}], "),
        decisions=f"{decision} date: 2021-01-02}}\n",
    )
    ends = [["affiliate", "Ana Mill"], ["title", "Miller"]]

    assert fair.subjects(draft.quads, "affiliation") == [
        f"affiliation_fair_day_{digest('affiliation', ends)}"
    ]
    assert fair.said(draft.quads, "affiliation")["isAffiliationWith"] == ["organization_union"]


# Statements

MENTION = "tie: mention, mentions: Mill Guild, quotes: [Mill Guild counts]"
CLAIM = f'claim: mills, stated: 12 mills, quotes: ["{MILLS}"]'


def test_a_statement_without_a_session_is_of_the_whole_event(tmp_path: Path) -> None:
    draft = stated(tmp_path, MENTION)
    said = fair.said(draft.quads, "mention")

    assert (said["isStatedIn"], said["isMentionIn"]) == (["event_fair"], ["event_fair"])
    assert fair.subjects(draft.quads, "mention") == [
        f"mention_fair_{digest('mention', [['mentions', 'Mill Guild']])}"
    ]


def test_an_event_that_is_written_is_meant_and_not_that_of_the_session(tmp_path: Path) -> None:
    said = fair.said(stated(tmp_path, f"{MENTION}, event: day").quads, "mention")

    assert (said["isStatedIn"], said["isMentionIn"]) == (["event_fair"], ["event_fair_day"])


def test_the_name_of_a_session_is_an_event_only_where_one_may_stand(tmp_path: Path) -> None:
    row = "tie: membership, member: Ana Mill, group: day, quotes: [Ana Mill]"
    draft = stated(tmp_path, row.replace("Ana Mill]", f"{ANA}]"))

    assert {(p.rule, p.name.text) for p in draft.problems} >= {("name-of-nobody", "day")}


def test_a_tie_of_two_ends_is_named_by_ends_role_and_title_alone(tmp_path: Path) -> None:
    row = "tie: membership, member: Bo Mill, group: Mill Guild, date: '2021', role: member"
    draft = stated(tmp_path, f'{row}, quotes: ["{MILLS}"]')
    names = [["group", "Mill Guild"], ["member", "Bo Mill"], ["role", "member"]]

    assert fair.subjects(draft.quads, "membership") == [
        f"membership_fair_{digest('membership', names)}"
    ]


def test_a_clique_is_named_by_all_that_is_said_of_it(tmp_path: Path) -> None:
    row = "tie: partnership, partners: [Mill Guild, '*Ana*  Mill'], date: '2021'"
    draft = stated(tmp_path, f"{row}, quotes: [{ANA}, Fair of 2021]")
    names = [["date", "2021"], ["partners", "Mill Guild", "Ana Mill"]]

    assert draft.problems == []
    assert fair.subjects(draft.quads, "partnership") == [
        f"partnership_fair_{digest('partnership', names)}"
    ]
    assert fair.said(draft.quads, "partnership")["hasPartner"] == [
        "organization_guild",
        "person_p1",
    ]


@pytest.mark.parametrize(("date", "printed"), [("2021", True), ("2021-06", True), ("2020", False)])
def test_the_year_of_a_date_stands_in_a_quote(date: str, printed: bool, tmp_path: Path) -> None:
    row = MENTION.replace("[Mill", "[Fair of 2021, Mill")
    draft = stated(tmp_path, f"{row}, date: {date}")

    assert set(fair.told(draft)) == (set() if printed else {(12, "not-in-quotes", "date")})
    assert {p.key.value for p in draft.problems} <= {date}
    assert fair.said(draft.quads, "mention")["earliestDate"][0].startswith(date)


def test_a_date_whose_quotes_are_not_there_is_not_told_too(tmp_path: Path) -> None:
    draft = stated(tmp_path, "tie: mention, mentions: Mill Guild, date: '2020', quotes: [Nowhere]")

    assert {p.rule for p in draft.problems} == {"quote-nowhere"}


def test_a_verbatim_value_is_looked_for_and_another_is_not(tmp_path: Path) -> None:
    draft = stated(tmp_path, f"{CLAIM}, unit: shops")

    assert fair.told(draft) == [(12, "not-in-quotes", "unit")]


def test_a_claim_of_two_words_of_the_same_key_has_both_folded(tmp_path: Path) -> None:
    draft = stated(tmp_path, f"{CLAIM}, unit: '*mills*'")

    assert fair.said(draft.quads, "claim")["unit"] == ["mills"]
    assert "hasStatus" not in fair.said(draft.quads, "claim")
    assert fair.said(draft.quads, "claim")["isClaimAbout"] == ["event_fair"]


@pytest.mark.parametrize(
    ("about", "refused"),
    [("theme_blockchain", False), ("blockchain", False), ("theme_blokchain", True)],
)
def test_a_word_with_the_prefix_of_a_vocabulary_is_a_concept_or_refused(
    about: str, refused: bool, tmp_path: Path
) -> None:
    draft = stated(tmp_path, f"{CLAIM}, about: {about}")
    told = [(p.line, p.rule, p.key.value, fair.short(p.key.kind)) for p in draft.problems]

    assert told == ([(12, "vocabulary", about, "Claim")] if refused else [])
    assert fair.said(draft.quads, "claim").get("isClaimAbout") == (
        None if refused else ["theme_blockchain"]
    )


def test_a_name_without_the_prefix_is_a_name_where_one_may_stand(tmp_path: Path) -> None:
    draft = stated(tmp_path, f"{CLAIM}, about: Mill Guild")

    assert draft.problems == []
    assert fair.said(draft.quads, "claim")["isClaimAbout"] == ["organization_guild"]


def test_a_theme_or_role_of_no_vocabulary_is_no_name(tmp_path: Path) -> None:
    draft = stated(
        tmp_path,
        "tie: theme, theme: blokchain, quotes: [Fair of 2021]",
        f"{MENTION}, role: Mill Guild",
    )

    assert fair.told(draft) == [(12, "vocabulary", "theme"), (13, "vocabulary", "role")]


@pytest.mark.parametrize(
    ("value", "stated_", "told"),
    [
        ("12", "12 mills", []),
        ("12.0", "12 mills", []),
        ("13", "12 mills", [("not-as-stated", "13", "12")]),
        ("12", "mills", [("not-as-stated", "12", "")]),
        ("twelve", "12 mills", [("form", "twelve", ""), ("not-as-stated", "twelve", "12")]),
    ],
)
def test_the_value_of_a_claim_is_the_number_that_is_stated(
    value: str, stated_: str, told: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    row = f"{CLAIM.replace('stated: 12 mills', f'stated: {stated_}')}, value: '{value}'"
    draft = stated(tmp_path, row)

    assert [(p.rule, p.key.value, p.key.wanted) for p in draft.problems] == told
    assert {(p.line, p.key.key) for p in draft.problems} <= {(12, "value")}


def test_of_several_stated_numbers_any_may_be_the_value(tmp_path: Path) -> None:
    row = CLAIM.replace("stated: 12 mills", "stated: [12 mills, counts 12]")

    assert stated(tmp_path, f"{row}, value: 12").problems == []


def test_a_value_that_is_no_number_says_so_of_what_is_stated(tmp_path: Path) -> None:
    row = CLAIM.replace("stated: 12 mills", "stated: mills")
    (problem,) = stated(tmp_path, f"{row}, value: 12").problems

    assert "(no number)" in problem.message


# Review


def test_what_waits_for_review_is_told_with_its_reason(tmp_path: Path) -> None:
    draft = stated(tmp_path, f"{MENTION}, review: who is it")
    (problem,) = draft.problems

    assert (problem.line, problem.rule, problem.key.key) == (12, "review", "review")
    assert "who is it" in problem.message
