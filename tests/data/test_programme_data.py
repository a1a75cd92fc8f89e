"""The side-events programme: what a reader of source.txt counts is what the graph holds.

Every number and name here was read in the source (L = its line), none in the program's output.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

import mini
from atgraph.ask.lookup import find
from atgraph.rdf.namespaces import ATGD, ATGV, ON_REQUEST, ON_REQUEST_DERIVED

ID = "osce-alliance-19-side-events"
FOLDER = mini.REAL / "programmes" / ID
SOURCE = FOLDER / "source.txt"
ICAT, MINORS, TECH, TOOLS, OSCE_EVENT = (
    "role-of-icat",
    "trafficking-in-minors",
    "tech-against-trafficking",
    "ict-tools",
    "technology-and-the-osce",
)

# Name, role, line: in printed order.
PEOPLE = {
    ICAT: [
        ("John Richmond", "opening-address", 45),
        ("Neil Bush", "opening-address", 47),
        ("Ilias Chatzis", "speaker", 51),
        ("Youla Haddadin", "speaker", 53),
        ("Larysa Belskaya", "speaker", 55),
        ("Elisa Trossero", "speaker", 57),
    ],
    MINORS: [
        ("Valiant Richey", "welcoming", 87),
        ("Andrei Lozovik", "moderator", 89),
        ("Larysa Belskaya", "speaker", 91),
        ("Ilias Chatzis", "speaker", 93),
        ("David Mancini", "speaker", 95),
        ("Janice Helwig", "speaker", 97),
        ("Sacha Chan Kam", "speaker", 99),
    ],
    TECH: [
        ("Hannah Darnton", "speaker", 121),
        ("Livia Wagner", "speaker", 123),
        ("Phil Bennett", "speaker", 125),
        ("Chris White", "speaker", 127),
        ("Andrew Wallis", "tool-demonstration", 131),
        ("Robert Beiser", "tool-demonstration", 133),
        ("Silvia Mera", "tool-demonstration", 135),
    ],
    TOOLS: [
        ("Ingibjörg Sólrún Gísladóttir", "welcoming", 153),
        ("Guy Vinet", "welcoming", 155),
        ("Tatiana Kotlyarenko", "moderator", 157),
        ("José Luis Pérez Fernández", "speaker", 159),
        ("Katherine Chon", "speaker", 161),
        ("Mykola Kuleba", "speaker", 163),
        ("Alvaro Ortega", "speaker", 165),
        ("Bria King", "speaker", 167),
        ("Melanie Thompson", "speaker", 169),
    ],
    OSCE_EVENT: [
        ("Valiant Richey", "welcoming", 193),
        ("Radu Cucos", "speaker", 195),
        ("Balazs Fule", "speaker", 197),
        ("Selim Cakir", "speaker", 199),
        ("Jessica Camus", "speaker", 201),
    ],
}
APPEARANCES = [(session, *person) for session, people in PEOPLE.items() for person in people]


def select(query: str, **values: str) -> list[tuple[str, ...]]:
    """Rows of text, IRIs without the namespaces of atgraph."""
    for name, value in values.items():
        query = query.replace(
            f"${name}", f"<{value}>" if value.startswith("http") else f'"{value}"'
        )
    rows = mini.real().select(query)
    return [
        tuple(str(t.value).removeprefix(ATGD).removeprefix(ATGV) for t in row.values())
        for row in rows
    ]


def names(query: str, **values: str) -> set[str]:
    return {row[0] for row in select(query, **values)}


def event(session: str) -> str:
    return f"{ATGD}event_{ID}_{session}"


@cache
def iri(name: str) -> str:
    return str(find(mini.real(), name).iri)


@cache
def source() -> str:
    return SOURCE.read_text(encoding="utf-8")


# The source and its words


def test_the_source_is_byte_for_byte_the_one_that_was_received() -> None:
    assert (
        hashlib.sha256(SOURCE.read_bytes()).hexdigest()
        == "d0e385b562040b64bdbf4854287241400704ae6551529d6fba0f7b68d92754e8"
    )


@pytest.mark.slow
def test_every_passage_stands_in_the_source_letter_for_letter() -> None:
    rows = select(
        f"SELECT ?x ?a ?b ?l {{ ?p atg:exactText ?x ; atg:startOffset ?a ; atg:endOffset ?b "
        f"; atg:startLine ?l ; atg:isPassageOf <{ATGD}text_{ID}_programme> }}"
    )

    assert len(rows) > 200
    for text, start, end, line in rows:
        assert source()[int(start) : int(end)] == text
        assert source().count("\n", 0, int(start)) + 1 == int(line)


def test_every_printed_line_is_quoted_by_a_record_or_ignored_with_a_reason() -> None:
    covered = set[int]()
    for start, end in select(
        "SELECT ?a ?b { ?p a atg:Passage ; atg:startOffset ?a ; atg:endOffset ?b }"
    ):
        covered.update(range(int(start), int(end)))
    transcript = yaml.load(
        (FOLDER / "programme.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    for row in transcript["ignored"]:
        assert row["reason"]
        for quote in row["quotes"]:
            text, line = (
                (quote["text"], int(quote["line"])) if isinstance(quote, dict) else (quote, 1)
            )
            start = source().index(text, sum(len(x) + 1 for x in source().split("\n")[: line - 1]))
            covered.update(range(start, start + len(text)))
    at = 0
    for number, line in enumerate(source().split("\n"), 1):
        printed = {at + i for i, c in enumerate(line) if c.isalnum()}
        assert not printed or printed & covered, f"L{number}: {line}"
        at += len(line) + 1


def test_the_words_that_the_ignored_lines_hold_are_few() -> None:
    """What carries a fact is not ignored: the ignored lines are at most a tenth of the text."""
    transcript = yaml.load(
        (FOLDER / "programme.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    ignored = sum(
        len(q["text"] if isinstance(q, dict) else q)
        for row in transcript["ignored"]
        for q in row["quotes"]
    )

    assert ignored < len(source()) / 10


# Events and people


def test_there_are_five_side_events_on_two_days_in_five_rooms() -> None:
    rows = select(
        "SELECT ?e ?d ?room ?start ?end { ?e atg:isPartOfEvent ?p ; atg:earliestDate ?d ; "
        "atg:statedRoom ?room ; atg:startTime ?start ; atg:endTime ?end } ORDER BY ?start "
        "?room"
    )

    assert [(d, room, start, end) for _, d, room, start, end in rows] == [
        (
            "2019-04-08",
            "Bibliotheksaal, 5th floor",
            "2019-04-08T13:15:00+02:00",
            "2019-04-08T14:00:00+02:00",
        ),
        (
            "2019-04-09",
            "Room 525, 5th floor",
            "2019-04-09T13:30:00+02:00",
            "2019-04-09T14:45:00+02:00",
        ),
        (
            "2019-04-09",
            "Room 531, 5th floor",
            "2019-04-09T13:30:00+02:00",
            "2019-04-09T14:45:00+02:00",
        ),
        (
            "2019-04-09",
            "Room 532, 5th floor",
            "2019-04-09T13:30:00+02:00",
            "2019-04-09T14:45:00+02:00",
        ),
        (
            "2019-04-09",
            "Room 533, 5th floor",
            "2019-04-09T13:45:00+02:00",
            "2019-04-09T14:45:00+02:00",
        ),
    ]


def test_the_whole_is_the_nineteenth_edition_in_vienna() -> None:
    rows = select(
        "SELECT ?edition ?place ?a ?b { ?e atg:edition ?edition ; "
        "atg:takesPlaceIn/rdfs:label ?place ; atg:earliestDate ?a ; atg:latestDate ?b }"
    )

    assert rows == [("19", "Vienna", "2019-04-08", "2019-04-09")]


def test_34_appearances_of_31_people_three_of_them_twice() -> None:
    rows = select(
        "SELECT ?name ?p { ?p atg:hasParticipant ?who . ?who a atg:Person ; rdfs:label ?name }"
    )
    times = Counter(name for name, _ in rows)

    assert (len(rows), len(times)) == (34, 31)
    assert {name for name, n in times.items() if n == 2} == {
        "Ilias Chatzis",
        "Larysa Belskaya",
        "Valiant Richey",
    }
    assert max(times.values()) == 2
    assert len(APPEARANCES) == 34


@pytest.mark.parametrize("session", PEOPLE)
def test_the_people_of_each_event_stand_in_printed_order_with_their_roles(session: str) -> None:
    rows = select(
        "SELECT ?name ?role { ?p atg:isParticipationIn $e ; atg:hasParticipant ?who ; "
        "atg:hasRole ?role ; atg:position ?n . ?who a atg:Person ; rdfs:label ?name } "
        "ORDER BY ?n",
        e=event(session),
    )

    assert rows == [(name, f"role_{role}") for name, role, _ in PEOPLE[session]]


@pytest.mark.parametrize(
    ("session", "name", "role", "line"), APPEARANCES, ids=[f"L{a[3]}" for a in APPEARANCES]
)
def test_each_appearance_rests_on_its_own_line(
    session: str, name: str, role: str, line: int
) -> None:
    query = (
        "SELECT ?l ?x { ?p atg:isParticipationIn $e ; atg:hasParticipant/rdfs:label $n "
        "; atg:hasEvidence ?q . ?q atg:startLine ?l ; atg:exactText ?x }"
    )
    quotes = {int(number): text for number, text in select(query, e=event(session), n=name)}

    assert name in quotes[line]


def test_two_organisations_are_the_one_moderator_of_line_49() -> None:
    rows = select(
        "SELECT ?name ?role ?l { ?p atg:hasParticipant ?o ; atg:isParticipationIn $e ; "
        "atg:hasRole ?role ; atg:hasEvidence/atg:startLine ?l . ?o a atg:Organization ; "
        "rdfs:label ?name }",
        e=event(ICAT),
    )
    everywhere = names("SELECT ?p { ?p atg:hasParticipant ?o . ?o a atg:Organization }")

    assert {(r[1], r[2]) for r in rows} == {("role_moderator", "49")}
    assert {iri(r[0]) for r in rows} == {iri("OSCE"), iri("UN Women")}
    assert len(everywhere) == 2


def test_on_people_alone_the_events_fall_into_three_parts() -> None:
    shared = {
        name: [s for s, people in PEOPLE.items() if name in {p[0] for p in people}]
        for _, name, _, _ in APPEARANCES
    }
    found = {}
    for person, session in select(
        "SELECT ?n ?e { ?p atg:hasParticipant ?w ; atg:isParticipationIn ?e . ?w a "
        "atg:Person ; rdfs:label ?n }"
    ):
        found.setdefault(person, []).append(session.removeprefix(f"event_{ID}_"))

    assert {n: sorted(s) for n, s in found.items()} == {n: sorted(s) for n, s in shared.items()}
    parts = {frozenset({s}) for s in PEOPLE}
    for sessions in found.values():
        touched = {p for p in parts if p & set(sessions)}
        parts = parts - touched | {frozenset().union(*touched)}
    assert parts == {frozenset({ICAT, MINORS, OSCE_EVENT}), frozenset({TECH}), frozenset({TOOLS})}


def test_people_have_numbers_and_nothing_but_names_and_evidence() -> None:
    rows = select("SELECT ?w ?p { ?w a atg:Person ; ?p ?o }")

    assert sorted({w for w, _ in rows}) == [f"person_p{n:04}" for n in range(1, 32)]
    assert {p.rpartition("#")[2].rpartition("/")[2] for _, p in rows} <= {
        "type",
        "label",
        "altLabel",
        "searchKey",
        "hasEvidence",
        "participatesIn",
        "isAffiliatedWith",
        "isMemberOf",
        "isInvolvedIn",
        "isAccreditedTo",
        "worksOn",
        "convenesOn",
        "isPresentFor",
    }


def test_whoever_is_on_request_is_in_a_graph_of_their_own() -> None:
    assert "on-request" in (mini.REAL / "registry" / "people.yml").read_text(encoding="utf-8")
    who = iri("Melanie Thompson")
    quads = [q for q in mini.real().store if who in (q.subject.value, q.object.value)]

    assert {q.graph_name for q in quads} == {ON_REQUEST, ON_REQUEST_DERIVED} and len(quads) > 10


# Titles and bodies

SECTION = "Human Trafficking and Migrant Smuggling Section"
BELARUS_MISSION = "Permanent Mission of the Republic of Belarus to the OSCE"
OTIP, TNTD_SPMU = "Office on Trafficking in Persons", "Strategic Police Matters Unit"

# Each printed post: name, line, title, the innermost body that the line names.
POSTS = [
    (
        "John Richmond",
        45,
        "United States Ambassador-at-Large to Monitor and Combat Trafficking in Persons",
        "US Department of State",
    ),
    (
        "Neil Bush",
        47,
        "Head of the United Kingdom Delegation to the OSCE",
        "United Kingdom Delegation to the OSCE",
    ),
    ("Ilias Chatzis", 51, f"Chief of the {SECTION}", SECTION),
    ("Youla Haddadin", 53, "Senior Advisor on Trafficking in Persons", "OHCHR"),
    (
        "Larysa Belskaya",
        55,
        "Director of the Multilateral Diplomacy Department",
        "Multilateral Diplomacy Department, Ministry of Foreign Affairs of Belarus",
    ),
    (
        "Elisa Trossero",
        57,
        "Head of Anti-Trafficking Programme",
        "ICMPD Anti-Trafficking Programme",
    ),
    *(
        (
            "Valiant Richey",
            line,
            "Acting OSCE Co-ordinator for Combating Trafficking in Human Beings",
            "OSR-CTHB",
        )
        for line in (87, 193)
    ),
    (
        "Andrei Lozovik",
        89,
        "Deputy Permanent Representative of Belarus to the OSCE",
        BELARUS_MISSION,
    ),
    (
        "Larysa Belskaya",
        91,
        "Head of the General Department for Multilateral Diplomacy Department",
        "General Department for Multilateral Diplomacy Department, Ministry of Foreign Affairs, "
        "Belarus",
    ),
    ("Ilias Chatzis", 93, f"Chief of {SECTION}", SECTION),
    ("David Mancini", 95, "Prosecutor", "District Anti-Mafia Directorates of L'Aquila"),
    (
        "Janice Helwig",
        97,
        "Representative of the U.S. Helsinki Commission to the U.S. Mission to the OSCE",
        "U.S. Helsinki Commission",
    ),
    (
        "Sacha Chan Kam",
        99,
        "Senior Migrant Protection Specialist",
        "IOM Regional Office Vienna",
    ),
    ("Hannah Darnton", 121, "Project Lead", "Tech Against Trafficking"),
    (
        "Livia Wagner",
        123,
        "Research Lead",
        "Global Initiative Against Transnational Organized Crime",
    ),
    ("Livia Wagner", 123, "Research Lead", "RESPECT Initiative"),
    ("Chris White", 127, "Principal Researcher and Partner", "Microsoft"),
    ("Andrew Wallis", 131, "CEO", "Unseen"),
    ("Robert Beiser", 133, "Executive Director", "Seattle Against Slavery"),
    ("Silvia Mera", 135, "Program Director", "The Mekong Club"),
    ("Ingibjörg Sólrún Gísladóttir", 153, "Director", "ODIHR"),
    ("Guy Vinet", 155, "Head", TNTD_SPMU),
    ("Tatiana Kotlyarenko", 157, "Adviser on Anti-Human Trafficking Issues", "ODIHR"),
    ("José Luis Pérez Fernández", 159, "Jefe del Grupo IX de B.C.T.S.H.", "Grupo IX de B.C.T.S.H."),
    ("Katherine Chon", 161, f"Director of the {OTIP}", OTIP),
    (
        "Mykola Kuleba",
        163,
        "Commissioner of the President of Ukraine for Children's Rights",
        "Commissioner of the President of Ukraine for Children's Rights",
    ),
    (
        "Alvaro Ortega",
        165,
        "Head of Law Enforcement Outreach and Investigations",
        "Western Union",
    ),
    ("Bria King", 167, "Product Manager, Spotlight", "Thorn"),
    ("Radu Cucos", 195, "Associate Officer", "OSR-CTHB"),
    (
        "Balazs Fule",
        197,
        "Procurement and Contracting Officer",
        "OSCE Department for Management and Finance",
    ),
    # neither of the two is above the other
    ("Selim Cakir", 199, "Research Fellow for the Rights Lab", "Rights Lab"),
    ("Selim Cakir", 199, "Research Fellow", "Nottingham University Business School"),
    ("Jessica Camus", 201, "Head of Partnerships and Impact", "Diginex"),
]


def test_each_printed_post_is_one_affiliation_at_the_innermost_body_of_its_line() -> None:
    found = select(
        "SELECT ?n ?l ?t ?o { ?a atg:hasAffiliate/rdfs:label ?n ; atg:isAffiliationWith ?o ; "
        "atg:hasEvidence/atg:startLine ?l OPTIONAL { ?a atg:statedTitle ?t } }"
    )

    assert sorted(found) == sorted(
        (name, str(line), title, iri(body).removeprefix(ATGD)) for name, line, title, body in POSTS
    )


def test_a_representative_is_accredited_to_the_host_and_affiliated_with_the_sender() -> None:
    """L89 and L97."""
    accredited = select("SELECT ?p ?h { ?a atg:hasAccredited ?p ; atg:isAccreditationTo ?h }")

    for name, host in (("Andrei Lozovik", "OSCE"), ("Janice Helwig", "U.S. Mission to the OSCE")):
        assert (iri(name).removeprefix(ATGD), iri(host).removeprefix(ATGD)) in accredited
        assert not select(
            "SELECT ?a { ?a atg:hasAffiliate $p ; atg:isAffiliationWith/atg:isWithin $h }",
            p=iri(name),
            h=iri(host),
        )


def test_a_description_that_names_no_body_gives_no_affiliation() -> None:
    """L169."""
    assert not select("SELECT ?a { ?a atg:hasAffiliate $w }", w=iri("Melanie Thompson"))
    assert select(
        "SELECT ?t ?c { ?p atg:hasParticipant $w ; atg:statedTitle ?t ; atg:statedCountry ?c }",
        w=iri("Melanie Thompson"),
    ) == [("survivor leader", "United States")]


@pytest.mark.parametrize("name", ["Phil Bennett", "Chris White"])
def test_a_person_printed_as_a_member_has_a_membership_and_no_post_by_it(name: str) -> None:
    """L125, L127."""
    group = iri("Tech Against Trafficking").removeprefix(ATGD)

    assert names("SELECT ?g { ?m atg:hasMember $w ; atg:isMembershipIn ?g }", w=iri(name)) == {
        group
    }
    assert group not in names(
        "SELECT ?g { ?a atg:hasAffiliate $w ; atg:isAffiliationWith ?g }", w=iri(name)
    )
    assert names("SELECT ?t { ?p atg:hasParticipant $w ; atg:statedTitle ?t }", w=iri(name)) == {
        "Member of Tech Against Trafficking"
    }


@pytest.mark.parametrize(
    ("name", "rank", "post"),
    [
        # L159: the line gives the group to “Jefe del” alone.
        ("José Luis Pérez Fernández", "Police Inspector", "Jefe del Grupo IX de B.C.T.S.H."),
        # L89: the line gives Belarus and the OSCE to the deputy alone.
        (
            "Andrei Lozovik",
            "Minister-Counsellor",
            "Deputy Permanent Representative of Belarus to the OSCE",
        ),
    ],
)
def test_a_rank_is_a_title_of_the_person_and_no_post(name: str, rank: str, post: str) -> None:
    who = iri(name)

    assert names("SELECT ?t { ?p atg:hasParticipant $w ; atg:statedTitle ?t }", w=who) == {rank}
    assert names("SELECT ?t { ?a atg:hasAffiliate $w ; atg:statedTitle ?t }", w=who) == {post}


def test_two_bodies_moderate_under_the_words_of_their_line() -> None:
    """L49: one title, printed of both."""
    assert select(
        "SELECT ?who ?t { ?p atg:hasParticipant ?who ; atg:hasRole atgv:role_moderator ; "
        "atg:isParticipationIn $e ; atg:statedTitle ?t } ORDER BY ?who",
        e=event(ICAT),
    ) == sorted((iri(n).removeprefix(ATGD), "2019 ICAT Co-Chairs") for n in ("OSCE", "UN Women"))


def test_a_title_left_in_spanish_stays_so() -> None:
    """L159."""
    assert any(
        "Jefe del Grupo IX" in t
        for t in names(
            "SELECT ?t { ?a atg:hasAffiliate $w ; atg:statedTitle ?t }",
            w=iri("José Luis Pérez Fernández"),
        )
    )


# Ties between organisations

ORGANIZERS = {
    ICAT: {("ICAT", "organizes", 59)},
    MINORS: {
        ("Permanent Mission of the Republic of Belarus to the OSCE", "auspices", 85),
        ("UNODC", "auspices", 85),
        ("Republic of Belarus", "co-organizes", 101),
        ("UNODC", "co-organizes", 101),
    },
    TECH: {("Tech Against Trafficking", "co-organizes", 137)},
    TOOLS: {
        ("ODIHR", "jointly", 151),
        ("SPMU", "jointly", 151),
        ("ODIHR", "co-organizes", 171),
        ("SPMU", "co-organizes", 171),
    },
    OSCE_EVENT: {("OSCE", "organizes", 203), ("Diginex", "organizes", 203)},
}


@pytest.mark.parametrize("session", ORGANIZERS)
def test_each_event_has_the_organisers_that_its_text_and_its_last_line_print(session: str) -> None:
    rows = select(
        "SELECT ?o ?r ?l { ?t atg:isOrganizingOf $e ; atg:hasOrganizer ?o ; atg:hasRole ?r "
        "; atg:hasEvidence/atg:startLine ?l }",
        e=event(session),
    )

    assert {(ATGD + o, r, int(line)) for o, r, line in rows} == {
        (iri(n), f"role_{r}", line) for n, r, line in ORGANIZERS[session]
    }


def test_tech_against_trafficking_has_seven_companies_and_two_people_as_members() -> None:
    """L115, L125, L127."""
    rows = select(
        "SELECT ?m ?c { ?t atg:hasMember ?m ; atg:isMembershipIn $g . ?m a ?c FILTER (?c "
        "IN (atg:Person, atg:Organization)) }",
        g=iri("Tech Against Trafficking"),
    )
    companies = {ATGD + m for m, c in rows if c.endswith("Organization")}

    assert companies == {
        iri(n) for n in ("Amazon", "AT&T", "BT", "Microsoft", "Nokia", "Salesforce.org", "Vodafone")
    }
    assert {ATGD + m for m, c in rows if c.endswith("Person")} == {
        iri("Phil Bennett"),
        iri("Chris White"),
    }


def test_icat_is_co_chaired_by_two_in_2019() -> None:
    """L41, L49."""
    rows = select(
        "SELECT ?m ?a ?b { ?t atg:hasMember ?m ; atg:isMembershipIn $g ; atg:hasRole "
        "atgv:role_co-chair ; atg:holdsFrom ?a ; atg:holdsUntil ?b }",
        g=iri("ICAT"),
    )

    assert {(ATGD + m, a, b) for m, a, b in rows} == {
        (iri(n), "2019-01-01", "2019-12-31") for n in ("OSCE", "UN Women")
    }


def test_what_holds_what_happened_and_what_is_said_on_a_day_are_three_dates() -> None:
    """L79, L113, L149: July 2010, June 2018, and a report of which no day is printed."""
    happened = select(
        "SELECT ?r ?a ?b { ?t atg:hasRole ?r ; atg:earliestDate ?a ; atg:latestDate ?b }"
    )
    partnership = "?t atg:hasPartner $o ; atg:isPartnershipOn ?on"

    assert set(happened) == {
        ("role_adopts", "2010-07-01", "2010-07-31"),
        ("role_launches", "2018-06-01", "2018-06-30"),
        ("role_launches", "2017-01-01", "2017-12-31"),
    }
    # L43: what is “forthcoming” in April 2019 does not hold in January.
    assert not select("SELECT ?t { ?t atg:isInvolvementIn ?x ; atg:holdsFrom|atg:holdsUntil ?d }")
    for said in ("holdsFrom", "holdsUntil", "earliestDate", "latestDate"):
        assert not select(f"SELECT ?d {{ {partnership} ; atg:{said} ?d }}", o=iri("ILO"))
    assert names(f"SELECT ?d {{ {partnership} ; atg:statedOn ?d }}", o=iri("ILO")) == {"2019-04-09"}


@pytest.mark.parametrize(
    ("line", "partners"),
    [
        (
            149,
            {
                "International Labour Organization",
                "Walk Free Foundation",
                "International Organization for Migration",
            },
        ),
        (191, {"OSCE", "University of Nottingham"}),
    ],
)
def test_partnerships_are_those_that_the_prose_declares(line: int, partners: set[str]) -> None:
    rows = select(f"SELECT ?t ?o {{ ?t atg:hasPartner ?o ; atg:hasEvidence/atg:startLine {line} }}")

    assert len({t for t, _ in rows}) == 1
    assert {ATGD + o for _, o in rows} == {iri(p) for p in partners}


@pytest.mark.parametrize("name", ["International Labour Organization", "Walk Free Foundation"])
def test_who_only_reported_has_no_part_in_an_event(name: str) -> None:
    assert not select("SELECT ?t { ?t atg:hasParticipant|atg:hasOrganizer $o }", o=iri(name))
    assert not select("SELECT ?a { ?a atg:isAffiliationWith/atg:isWithin $o }", o=iri(name))


@pytest.mark.parametrize(
    ("actor", "role", "line"),
    [
        ("OSR-CTHB", "commissions", 189),
        ("OSR-CTHB", "launches", 185),
        ("Tech Against Trafficking", "runs", 117),
        ("United Nations General Assembly", "adopts", 79),
        ("Unseen", "deploys", 119),
        ("Seattle Against Slavery", "deploys", 119),
        ("The Mekong Club", "deploys", 119),
        ("Bria King", "manages", 167),
        ("Selim Cakir", "works-on", 199),
    ],
)
def test_who_does_what_with_what_is_an_involvement(actor: str, role: str, line: int) -> None:
    rows = select(
        "SELECT ?l { ?t atg:hasInvolved $o ; atg:hasRole $r ; atg:hasEvidence/atg:startLine ?l }",
        o=iri(actor),
        r=f"{ATGV}role_{role}",
    )

    assert (str(line),) in rows


def test_what_the_words_do_not_say_of_an_actor_is_not_printed_of_it() -> None:
    """L41 mandates co-operation, L167 and L199 leave the body's part to a comma."""
    printed = select(
        "SELECT ?o ?r ?x { ?t atg:hasInvolved ?o ; atg:hasRole ?r ; atg:isInvolvementIn ?x ; "
        "atg:hasEvidence/atg:exactText ?words }"
    )
    roles = {(actor, role) for actor, role, _ in printed}

    assert not {"organization_rights-lab", "organization_thorn"} & {actor for actor, _ in roles}
    assert "role_mandates" not in {role for _, role in roles}
    assert {role for actor, role in roles if actor == iri("Bria King").removeprefix(ATGD)} == {
        "role_manages"
    }


def test_the_tools_of_each_organisation_that_shows_some_are_a_thing_of_their_own() -> None:
    """L119 and L129-135: “three organizations will demo the tech tools they have deployed”."""
    shown = select(
        "SELECT ?o ?x { ?t atg:isPresentationAt $e ; atg:hasRole atgv:role_demonstrates ; "
        "atg:presents ?x ; atg:isPresentedBy ?o }",
        e=event(TECH),
    )
    deployed = select(
        "SELECT ?o ?x { ?t atg:hasRole atgv:role_deploys ; atg:hasInvolved ?o ; "
        "atg:isInvolvementIn ?x }"
    )

    assert sorted(shown) == sorted(deployed)
    assert sorted(shown) == [
        (f"organization_{o}", f"tool_deployed-by-{o}")
        for o in ("seattle-against-slavery", "the-mekong-club", "unseen")
    ]


def test_the_seven_companies_commit_themselves_and_do_not_yet_work_on_it() -> None:
    """L115: “Together, this group has committed to working with anti-trafficking experts”."""
    committed = select(
        "SELECT ?o ?x { ?t atg:hasRole atgv:role_commits-to ; atg:hasInvolved ?o ; "
        "atg:isInvolvementIn ?x }"
    )

    assert {ATGD + o for o, _ in committed} == {
        iri(n) for n in ("Amazon", "AT&T", "BT", "Microsoft", "Nokia", "Salesforce.org", "Vodafone")
    }
    assert {x for _, x in committed} == {"initiative_tech-against-trafficking-commitment"}
    for company, _ in committed:
        assert not select("SELECT ?t { $o atg:worksOn ?t }", o=ATGD + company)


def test_whom_a_text_gives_only_as_a_kind_is_a_kind_and_no_body() -> None:
    """L151: who implements the tools that are shown, and who has begun to develop some."""
    rows = select(
        "SELECT ?x ?r ?k { ?t atg:isKindInvolvementIn ?x ; atg:hasRole ?r ; atg:involvesKind ?k }"
    )
    shown, made = "tool_proactive-identification-of-victims", "tool_practical-identification"

    assert {kind for thing, role, kind in rows if (thing, role) == (shown, "role_deploys")} == {
        f"organization-type_{k}"
        for k in ("law-enforcement", "government", "company", "civil-society")
    }
    assert {kind for thing, _, kind in rows if thing == f"{made}-of-trafficking"} == {
        f"organization-type_{k}" for k in ("law-enforcement", "company", "civil-society")
    }
    assert not select(f"SELECT ?t {{ ?t atg:hasInvolved ?o ; atg:isInvolvementIn atgd:{shown} }}")


def test_only_as_a_partner_is_the_osce_tied_to_the_pilot() -> None:
    """L191: “jointly implemented with the University of Nottingham”, and not by whom."""
    assert names(
        "SELECT ?o { ?t atg:isInvolvementIn atgd:initiative_osce-nottingham-pilot ; "
        "atg:hasInvolved ?o }"
    ) == {iri("University of Nottingham").removeprefix(ATGD)}


def test_the_session_discusses_the_mapping_that_line_189_calls_the_mapping_exercise() -> None:
    """L191."""
    assert select(
        "SELECT ?e ?x { ?t atg:hasRole atgv:role_discusses ; atg:isPresentationAt ?e ; "
        "atg:presents ?x }"
    ) == [(event(OSCE_EVENT).removeprefix(ATGD), "initiative_osr-cthb-mapping")]


def test_who_is_looked_at_is_the_subject_of_the_thing_and_does_nothing() -> None:
    """L191."""
    assert names("SELECT ?x { ?x atg:isAbout $o }", o=iri("OSCE Mission to Serbia")) == {
        "initiative_osce-nottingham-pilot"
    }
    assert not select("SELECT ?t { ?t atg:hasInvolved $o }", o=iri("OSCE Mission to Serbia"))


# Roll-up


def above(name: str) -> set[str]:
    return {ATGD + a for a in names("SELECT ?a { $o atg:isWithin ?a }", o=iri(name))}


@pytest.mark.parametrize(
    "unit",
    [
        "ODIHR",
        "TNTD",
        "SPMU",
        "TNTD/SPMU",
        "OSR-CTHB",
        "OSCE Department of Management and Finance",
        "OSCE Mission to Serbia",
    ],
)
def test_units_of_the_osce_roll_up_to_it(unit: str) -> None:
    assert iri("OSCE") in above(unit)
    assert iri(unit) != iri("OSCE")


@pytest.mark.parametrize(
    ("mission", "state"),
    [
        ("Permanent Mission of the Republic of Belarus to the OSCE", "Republic of Belarus"),
        ("United Kingdom Delegation to the OSCE", "United Kingdom"),
        ("U.S. Mission to the OSCE", "United States"),
    ],
)
def test_missions_roll_up_to_their_states_and_never_to_the_osce(mission: str, state: str) -> None:
    assert iri(state) in above(mission)
    assert iri("OSCE") not in above(mission)
    assert names("SELECT ?h { $o atg:isAccreditedTo ?h }", o=iri(mission)) == {
        iri("OSCE").removeprefix(ATGD)
    }


@pytest.mark.parametrize(
    ("unit", "body"),
    [
        ("Human Trafficking and Migrant Smuggling Section", "UNODC"),
        ("Ministry of Foreign Affairs of Belarus", "Republic of Belarus"),
        ("US Department of State", "United States"),
        ("U.S. Department of Health and Human Services", "United States"),
        ("Nottingham University Business School", "University of Nottingham"),
        ("Strategic Police Matters Unit", "Transnational Threats Department"),
        ("Commissioner of the President of Ukraine for Children's Rights", "President of Ukraine"),
        ("President of Ukraine", "Ukraine"),
    ],
)
def test_sections_and_ministries_roll_up_to_their_bodies(unit: str, body: str) -> None:
    assert iri(body) in above(unit)


def test_the_mission_to_serbia_is_of_the_osce_and_accredited_to_serbia() -> None:
    """L191."""
    mission = iri("OSCE Mission to Serbia")

    assert iri("OSCE") in above("OSCE Mission to Serbia")
    assert iri("Serbia") not in above("OSCE Mission to Serbia")
    assert names("SELECT ?h { $o atg:isAccreditedTo ?h }", o=mission) == {
        iri("Serbia").removeprefix(ATGD)
    }


def test_a_country_behind_a_comma_is_where_somebody_is_from_and_not_whom_a_body_is_under() -> None:
    """L95, as L165: “Western Union, Spain”."""
    assert iri("Italy") not in above("District Anti-Mafia Directorates of L'Aquila")
    assert names(
        "SELECT ?c { ?p atg:hasParticipant $w ; atg:statedCountry ?c }", w=iri("David Mancini")
    ) == {"Italy"}


def test_the_police_unit_is_of_its_department_and_of_the_osce_each_told_once() -> None:
    """L155 and L171, L171."""
    rows = select(
        "SELECT ?t ?o ?l { ?t atg:hasUnit $u ; atg:isSubordinationTo ?o ; atg:isStatedIn $e ; "
        "atg:hasEvidence/atg:startLine ?l }",
        u=iri("SPMU"),
        e=event(TOOLS),
    )
    lines = {body: {int(line) for _, o, line in rows if o == body} for _, body, _ in rows}

    assert len({tie for tie, _, _ in rows}) == 2
    assert lines == {
        iri("TNTD").removeprefix(ATGD): {155, 171},
        iri("OSCE").removeprefix(ATGD): {171},
    }


def test_no_event_tells_one_tie_twice() -> None:
    """What two sentences of an event say is one tie with both: L151 and L171, L185 and L195."""
    ties = select(
        "SELECT ?t ?c ?e ?p ?v { ?c atg:edgeKind ?k . ?t a ?c ; atg:isStatedIn ?e ; ?p ?v "
        "FILTER (?p NOT IN (atg:hasEvidence, atg:connects)) }"
    )
    said: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for tie, kind, where, prop, value in ties:
        said.setdefault((tie, kind, where), set()).add((prop, value))
    told = Counter((kind, where, frozenset(facts)) for (_, kind, where), facts in said.items())

    assert len(told) > 250
    assert max(told.values()) == 1


def test_nothing_is_within_a_body_that_it_is_only_a_member_of() -> None:
    assert {
        o for (o,) in select("SELECT ?o { ?o atg:isWithin $g }", g=iri("Tech Against Trafficking"))
    } == {iri("Tech Against Trafficking").removeprefix(ATGD)}
    assert not above("ICAT") & {iri("OSCE"), iri("UN Women")}


# Claims, tools, themes

CLAIMS = {
    (39, "23", "", "23"),
    (117, "Over 250", "Over", "250"),
    (149, "more than 40 million", "more than", "40000000"),
    (149, "100,409", "only", "100409"),
    (149, "less than one percent", "less than", "1"),
    (187, "more than 200", "more than", "200"),
}


def test_the_counted_claims_are_kept_as_printed_and_as_numbers() -> None:
    rows = select("""SELECT ?l ?s ?c ?v { ?t a atg:Claim ; atg:statedValue ?s ; atg:value ?v
        ; atg:hasEvidence/atg:startLine ?l
        OPTIONAL { ?t atg:comparator ?k } BIND (COALESCE(?k, "") AS ?c) }""")

    assert {(int(line), s, c, v) for line, s, c, v in rows} >= CLAIMS


def test_the_counted_claims_have_the_limits_that_their_words_set() -> None:
    """L39, L117, L119, L149, L187."""
    rows = select(
        "SELECT ?s ?least ?most { ?t atg:statedValue ?s ; atg:value ?v OPTIONAL { ?t atg:minimum "
        '?a } OPTIONAL { ?t atg:maximum ?b } BIND (COALESCE(STR(?a), "") AS ?least) '
        'BIND (COALESCE(STR(?b), "") AS ?most) }'
    )

    assert set(rows) == {
        ("23", "23", "23"),
        ("Over 250", "250", ""),
        ("three", "3", "3"),
        ("more than 40 million", "40000000", ""),
        ("100,409", "100409", "100409"),
        ("less than one percent", "", "1"),
        ("more than 200", "200", ""),
    }


@pytest.mark.parametrize(
    ("stated", "year"), [("more than 40 million", "2016"), ("100,409", "2017")]
)
def test_claims_are_dated_as_printed(stated: str, year: str) -> None:
    assert select(
        "SELECT ?a ?b { ?t atg:statedValue $s ; atg:earliestDate ?a ; atg:latestDate ?b }", s=stated
    ) == [(f"{year}-01-01", f"{year}-12-31")]


def test_thorns_tool_is_a_tool_and_not_an_employer() -> None:
    """L167."""
    assert names("SELECT ?c { $t a ?c }", t=iri("Spotlight")) == {
        "https://w3id.org/atgraph/ontology#Tool"
    }
    assert names(
        "SELECT ?o { ?t atg:isInvolvementIn $x ; atg:hasInvolved ?o }", x=iri("Spotlight")
    ) >= {iri("Thorn").removeprefix(ATGD)}


# What each event deals with, and what its text speaks of beside it.
THEMES = {
    ICAT: {"multilateralism", "partnership", "civil-society-engagement", "survivor-engagement"},
    MINORS: {
        "child-trafficking",
        "technology",
        "sale-of-children",
        "sexual-exploitation",
        "online-exploitation-of-children",
        "investigation",
        "legislation",
        "prevention",
        "international-cooperation",
        "civil-society-engagement",
    },
    TECH: {"mapping-of-technology", "technology"},
    TOOLS: {
        "victim-identification",
        "technology",
        "law-enforcement-users",
        "civil-society-users",
        "international-cooperation",
    },
    OSCE_EVENT: {"technology", "mapping-of-technology"},
}
BACKGROUNDS = {
    ICAT: {"partnership"},
    MINORS: {
        "forced-labour",
        "servitude",
        "sex-tourism",
        "sale-of-children",
        "sexual-exploitation",
        "online-exploitation-of-children",
    },
    TECH: {"technology", "partnership", "prevention", "disruption", "survivor-empowerment"},
    TOOLS: {"victim-identification", "technology", "public-private-cooperation"},
    OSCE_EVENT: {"policy", "partnership"},
}
PLANNED = {"protection", "victim-assistance", "prosecution", "partnership"}
# The end of the id of what a sentence is about → what it deals with.
OF_THINGS = {
    "icat-2019-policy-work": {"policy", "technology", "forced-labour", "non-criminalization"},
    "tech-against-trafficking-landscape-analysis": {"mapping-of-technology"},
    "identified-by-the-landscape-analysis": {
        "victim-identification",
        "trafficker-identification",
        "facial-recognition",
        "blockchain",
        "artificial-intelligence",
        "big-data-analysis",
        "data-visualization",
        "smartphone-apps",
    },
    "tech-against-trafficking-next-phase": {"technology"},
    "practical-identification-of-trafficking": {
        "identification",
        "investigation",
        "online-applications",
        "artificial-intelligence",
        "facial-recognition",
        "satellite-imagery",
        "web-based-training",
    },
    "proactive-identification-of-victims": {"victim-identification"},
    "osr-cthb-mapping": {
        "mapping-of-technology",
        "technology",
        "software",
        "applications",
        "websites",
        "policy",
        "partnership",
    },
    "identified-by-the-osr-cthb-mapping": {
        "technology",
        "partnership",
        "prevention",
        "protection",
        "prosecution",
        "sexual-exploitation",
        "labour-exploitation",
    },
    "supply-chain-risk-management": {
        "blockchain",
        "data-visualization",
        "data-analysis",
        "supply-chain-risk",
    },
    "osce-supply-chain-risk": {"supply-chain-risk"},
    "osce-nottingham-pilot": {"supply-chain-risk"},
    "osr-cthb-report-on-the-role-of-technology": {"technology", "misuse-of-technology"},
    "ilo-walk-free-iom-report-on-modern-slavery": {"modern-slavery"},
    "global-plan-of-action-to-combat-trafficking-in-persons": PLANNED,
    "political-declaration-on-the-global-plan-of-action": PLANNED,
}


@pytest.mark.parametrize("session", PEOPLE)
def test_an_event_has_the_themes_of_the_sentences_about_it_and_no_others(session: str) -> None:
    dealt, beside = (
        names(f"SELECT ?t {{ $e atg:{said} ?t }}", e=event(session))
        for said in ("hasTheme", "mentionsTheme")
    )

    assert dealt == {f"theme_{t}" for t in THEMES[session]}
    assert beside == {f"theme_{t}" for t in BACKGROUNDS[session]}


def test_the_themes_of_initiatives_tools_and_works_are_those_of_the_sentences_about_them() -> None:
    found: dict[str, set[str]] = {}
    for thing, theme in select(
        "SELECT ?x ?t { VALUES ?c { atg:Initiative atg:Tool atg:Work } ?x a ?c ; atg:hasTheme ?t }"
    ):
        found.setdefault(thing.partition("_")[2], set()).add(theme.removeprefix("theme_"))

    assert found == OF_THINGS


@pytest.mark.slow
def test_who_works_on_a_theme_convenes_on_it_or_is_in_the_room_are_three_relations() -> None:
    """L117 and L187 say what the tools and initiatives found deal with, and of nobody's work.

    L180 prints whose the mapping of technology is.
    """

    def whose(relation: str, theme: str) -> set[str]:
        rows = select(f"SELECT ?a {{ ?a atg:{relation} $t }}", t=f"{ATGV}theme_{theme}")
        return {actor for (actor,) in rows if actor.startswith("organization_")}

    assert whose("worksOn", "mapping-of-technology") == {
        "organization_osce",
        "organization_osr-cthb",
        "organization_tech-against-trafficking",
    }
    for relation in ("worksOn", "convenesOn", "isPresentFor"):
        for theme in ("blockchain", "labour-exploitation"):
            assert not whose(relation, theme)
    assert whose("convenesOn", "mapping-of-technology") == {
        "organization_osce",
        "organization_diginex",
        "organization_tech-against-trafficking",
    }
    assert not whose("convenesOn", "supply-chain-risk")
    assert whose("worksOn", "supply-chain-risk") == {
        "organization_osce",
        "organization_university-of-nottingham",
    }
    assert "organization_rights-lab" in whose("isPresentFor", "mapping-of-technology")


def test_what_the_document_says_itself_is_claimed_by_nobody() -> None:
    """L117, L149, L187: only of the forty million is it printed who reported them."""
    claimed = select("SELECT ?s ?o { ?c atg:statedValue ?s ; atg:isClaimedBy ?o }")

    assert {(s, ATGD + o) for s, o in claimed} == {
        ("more than 40 million", iri(o)) for o in ("ILO", "Walk Free Foundation")
    }
    assert names('SELECT ?x { ?c atg:statedValue "the vast majority" ; atg:isClaimAbout ?x }') == {
        "tool_identified-by-the-landscape-analysis"
    }


def test_a_share_is_dated_and_worded_by_both_figures_that_it_compares() -> None:
    """L149: of 40 million in 2016, fewer than one percent in 2017."""
    ((measure, first, last, words),) = select(
        'SELECT ?m ?a ?b ?w { ?c atg:statedValue "less than one percent" ; atg:measure ?m ; '
        "atg:earliestDate ?a ; atg:latestDate ?b ; atg:hasEvidence/atg:exactText ?w }"
    )

    assert "2016" in measure and "2017" in measure
    assert (first, last) == ("2016-01-01", "2017-12-31")
    assert "Compared to this" in words


def test_hierarchy_that_the_document_prints_is_stated_by_the_event_that_prints_it() -> None:
    """L51, L55, L85, L99, L161: of the next day too, and once in each event."""
    whole = f"{ATGD}event_{ID}"

    assert not select("SELECT ?t { ?t a atg:Subordination ; atg:isStatedIn $e }", e=whole)
    assert select(
        "SELECT ?e ?d { ?t atg:hasUnit $o ; atg:isStatedIn ?e ; atg:statedOn ?d }",
        o=iri("IOM Regional Office Vienna"),
    ) == [(event(MINORS).removeprefix(ATGD), "2019-04-09")]


def test_every_event_has_mentions_of_what_takes_no_part() -> None:
    assert names("SELECT ?e { ?t atg:isMentionIn ?e }") >= {
        event(s).removeprefix(ATGD) for s in PEOPLE
    }


# What contradicts itself is kept


def test_the_year_on_the_cover_and_the_years_elsewhere_are_both_kept() -> None:
    """L10, L12, L17."""
    whole = f"{ATGD}event_{ID}"

    assert ("8-9 April 2018", "2018-04-08") in select(
        "SELECT ?d ?a { ?l atg:isListingOf $e ; atg:statedDate ?d ; atg:earliestDate ?a }", e=whole
    )
    assert {
        a[:4]
        for (a,) in select(
            "SELECT ?a { ?l atg:isListingOf/atg:isPartOfEvent $e ; atg:earliestDate ?a }", e=whole
        )
    } == {"2019"}
    assert len(select("SELECT ?r { $e atg:isDecidedBy/atg:reason ?r }", e=whole)) == 1


# What each place prints as bringing the event about: the logos, the text, the closing line.
STATED_ORGANIZERS = {
    ICAT: {
        (59, "United Nations Inter-Agency Coordination Group against trafficking in persons"),
    },
    MINORS: {
        (64, "Permanent Mission of the Republic of Belarus to the OSCE"),
        (64, "UNODC"),
        (85, "Permanent Mission of the Republic of Belarus to the OSCE"),
        (85, "UNODC"),
        (101, "Belarus"),
        (101, "UNODC"),
    },
    TECH: {(103, "TECH AGAINST TRAFFICKING"), (137, "Tech Against Trafficking")},
    TOOLS: {
        (151, "OSCE Office for Democratic Institutions and Human Rights"),
        (151, "Transnational Threat Department/Strategic Police Matters Unit"),
        (171, "OSCE Office for Democratic Institutions and Human Rights"),
        (171, "OSCE Strategic Police Matters Unit of the Transnational Threats Department"),
    },
    OSCE_EVENT: {(203, "OSCE"), (203, "Diginex")},
}


@pytest.mark.parametrize("session", PEOPLE)
def test_logos_text_and_closing_line_are_listings_of_organisers(session: str) -> None:
    rows = select(
        "SELECT ?x (MIN(?l) AS ?line) ?o { ?x atg:isListingOf $e ; atg:statedOrganizer ?o ; "
        "atg:hasEvidence/atg:startLine ?l } GROUP BY ?x ?o",
        e=event(session),
    )

    assert {(int(line), name) for _, line, name in rows} == STATED_ORGANIZERS[session]


@pytest.mark.parametrize("session", PEOPLE)
def test_the_list_at_the_top_and_the_heading_are_two_listings(session: str) -> None:
    rows = select(
        "SELECT ?l ?t ?time { ?l atg:isListingOf $e ; atg:statedTitle ?t ; atg:statedTime ?time }",
        e=event(session),
    )

    assert len({row[0] for row in rows}) == 2


def test_titles_that_differ_between_list_and_heading_are_kept_apart() -> None:
    """L14 and L34-35: “The Role Of ICAT”, “the Role of ICAT”."""
    titles = names("SELECT ?t { ?l atg:isListingOf $e ; atg:statedTitle ?t }", e=event(ICAT))

    assert sorted(t.partition(": ")[2] for t in titles) == [
        "The Role Of ICAT from Global to Local",
        "the Role of ICAT from Global to Local",
    ]


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        (
            "Larysa Belskaya",
            {
                "Director of the Multilateral Diplomacy Department",
                "Head of the General Department for Multilateral Diplomacy Department",
            },
        ),
        (
            "Ilias Chatzis",
            {
                "Chief of the Human Trafficking and Migrant Smuggling Section",
                "Chief of Human Trafficking and Migrant Smuggling Section",
            },
        ),
        ("Valiant Richey", {"Acting OSCE Co-ordinator for Combating Trafficking in Human Beings"}),
    ],
)
def test_people_who_appear_twice_keep_each_printed_title(name: str, titles: set[str]) -> None:
    assert names("SELECT ?t { ?a atg:hasAffiliate $w ; atg:statedTitle ?t }", w=iri(name)) == titles


def test_an_honorific_is_text_even_where_it_looks_wrong() -> None:
    """L163."""
    assert names(
        "SELECT ?h { ?p atg:hasParticipant $w ; atg:statedHonorific ?h }", w=iri("Mykola Kuleba")
    ) == {"Ms."}
    printed = Counter(h for h, _ in select("SELECT ?h ?p { ?p atg:statedHonorific ?h }"))
    assert printed == {"Ambassador": 2, "Ms.": 11, "Mr.": 10, "Mr": 3, "Ms": 1}


def printed_names(name: str) -> set[str]:
    return names("SELECT ?n { ?x atg:isNamingOf $o ; atg:statedName ?n }", o=iri(name))


def test_the_police_unit_keeps_the_names_it_is_printed_under() -> None:
    """L151, L155, L171."""
    assert printed_names("SPMU") >= {
        "Transnational Threat Department/Strategic Police Matters Unit",
        "Strategic Police Matters Unit",
        "OSCE Strategic Police Matters Unit of the Transnational Threats Department",
    }


def test_odihr_and_nottingham_keep_their_names_with_and_without_addition() -> None:
    """L151, L153, L171; L191, L199."""
    assert printed_names("ODIHR") >= {
        "OSCE Office for Democratic Institutions and Human Rights",
        "Office for Democratic Institutions and Human Rights",
    }
    assert printed_names("Nottingham University Business School") >= {
        "Nottingham University Business School"
    }
    assert "University of Nottingham" in printed_names("University of Nottingham")


def test_the_project_has_this_one_programme_in_the_folder_of_its_id() -> None:
    assert [p.parent.name for p in sorted((mini.REAL / "programmes").glob("*/programme.yml"))] == [
        ID
    ]
    assert Path(SOURCE).is_file()
