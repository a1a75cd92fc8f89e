"""Maps of more things than can be read at once: groups, their places, a page that stays small."""

import base64
import gzip
import json
import re
from dataclasses import replace

import pytest
from test_maps import load

from atgraph.errors import QueryError
from atgraph.maps import page
from atgraph.maps.groups import LARGE, MOST, bridges, find_groups
from atgraph.maps.layout import place_groups
from atgraph.maps.map import draw_map
from atgraph.maps.map_files import read_map
from atgraph.maps.map_names import map_path
from atgraph.network.drawn import DrawnLink, DrawnNetwork, DrawnTie, Node
from atgraph.network.drawn_reader import read_drawn

PEOPLE, EVENTS = 1540, 14
WORDS = "Person {0} speaks here, as is printed in words of their own, letter by letter: {0}"


def made(people=PEOPLE):
    """Events with as many people each; a person in a hundred is at the next event too."""
    lines = ['text:s a atg:SourceText ; atg:file "programmes/made/source.txt" .']
    lines += [
        f'atgd:event_e{event} a atg:Event ; rdfs:label "Event {event}" .' for event in range(EVENTS)
    ]
    for person in range(people):
        lines.append(f'atgd:person_p{person} a atg:Person ; rdfs:label "Person {person}" .')
        first = person * EVENTS // people
        lines += [
            f"atgd:part_{person}_{event} a atg:Participation, atg:Tie ; atg:hasParticipant"
            f" atgd:person_p{person} ; "
            f"atg:isParticipationIn atgd:event_e{event} ; atg:hasEvidence text:p{person} ."
            for event in ([first, (first + 1) % EVENTS] if person % 100 == 0 else [first])
        ]
        lines.append(
            f'text:p{person} a atg:Passage ; atg:exactText "{WORDS.format(person)}" ;'
            f" atg:startOffset {person} ; atg:startLine {person + 1} ;"
        )
        lines.append("    atg:isPassageOf text:s .")
    return "@prefix text: <https://w3id.org/atgraph/id/source-text_made#> .\n" + "\n".join(lines)


@pytest.fixture(scope="module")
def kg():
    return load(made(), invented=False)


@pytest.fixture(scope="module")
def content(kg):
    return read_drawn(kg, read_map(map_path("people-and-events")))


@pytest.fixture(scope="module")
def drawn(kg):
    return draw_map(kg, "people-and-events")


def unpacked(html):
    packed = re.search(r'<script type="text/plain" id="packed">([^<]*)</script>', html)[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


@pytest.mark.slow
def test_a_large_map_is_packed_and_has_no_tables_of_its_own(drawn):
    data = unpacked(drawn.html)

    assert len(data["records"]["nodes"]) == len(data["drawing"]["nodes"]) == PEOPLE + EVENTS > LARGE
    assert 'id="data"' not in drawn.html
    assert "Person 1539" not in drawn.html
    assert data["records"]["physics"] is False


@pytest.mark.slow
def test_each_thing_is_in_one_group_named_by_whom_it_is_around(drawn):
    told = unpacked(drawn.html)["records"]
    members = [number for group in told["groups"] for number in group["members"]]

    assert sorted(members) == list(range(PEOPLE + EVENTS))
    assert len(told["groups"]) == EVENTS
    assert all(
        re.match(r"Event \d+, Person \d+ and \d+ more$", group["label"]) for group in told["groups"]
    )


@pytest.mark.slow
def test_bridges_count_the_ties_between_two_groups(drawn):
    told = unpacked(drawn.html)["records"]

    assert sum(bridge["count"] for bridge in told["bridges"]) == PEOPLE // 100 + 1
    assert all(bridge["from"] < bridge["to"] for bridge in told["bridges"])


@pytest.mark.slow
def test_no_group_stands_in_the_room_of_another(drawn):
    data = unpacked(drawn.html)
    places = [(node["x"], node["y"]) for node in data["drawing"]["nodes"]]
    boxes = []
    for group in data["records"]["groups"]:
        xs, ys = zip(*(places[number] for number in group["members"]))
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
        assert min(xs) <= group["x"] <= max(xs)

    apart = [
        a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
    ]
    assert apart
    assert all(apart)


@pytest.mark.slow
def test_two_runs_give_the_same_page(kg, drawn):
    assert draw_map(kg, "people-and-events").html == drawn.html


@pytest.fixture(scope="module")
def few():
    return load(made(60), invented=False)


@pytest.mark.slow
def test_a_page_that_is_too_large_keeps_fewer_words_and_says_so(kg, drawn, monkeypatch):
    monkeypatch.setattr(page, "MOST_BYTES", len(drawn.html.encode()) - 4_000)
    fewer = draw_map(kg, "people-and-events")
    ties = [tie for link in unpacked(fewer.html)["records"]["links"] for tie in link["ties"]]

    assert (
        "the words behind each tie are left out; keep to a part of it with --event"
        in fewer.notices[0]
    )
    assert fewer.notices[0] in fewer.html
    assert {item["text"] for tie in ties for item in tie["evidence"]} == {""}
    assert all(
        item["place"].startswith("programmes/made/source.txt:")
        for tie in ties
        for item in tie["evidence"]
    )


def test_what_is_too_large_without_words_says_what_to_filter(few, monkeypatch):
    monkeypatch.setattr(page, "MOST_BYTES", 10_000)

    with pytest.raises(
        QueryError,
        match=r"would be a file of \d+ MB, which opens badly; keep to a part of it with --event",
    ):
        draw_map(few, "people-and-events")


def small(pairs, parents=None, classes="abc"):
    """A map of things that are numbered, of classes by turns."""
    count = max(max(pair) for pair in pairs) + 1
    nodes = tuple(
        Node(f"urn:{n}", f"urn:{classes[n % len(classes)]}", f"Thing {n}") for n in range(count)
    )
    links = tuple(
        DrawnLink(pair, "k", (DrawnTie(*pair, "class", (f"urn:t{n}",)),))
        for n, pair in enumerate(pairs)
    )
    return DrawnNetwork(nodes, links, {}, 0, parents or {})


def test_a_map_file_may_group_by_body_or_class():
    content = small([(0, 1), (1, 2), (2, 3), (3, 4)], parents={0: 1, 1: 3})

    assert {group.members for group in find_groups(content, "parents")} == {(1, 3, 0), (2,), (4,)}
    assert sorted(map(sorted, (group.members for group in find_groups(content, "class")))) == [
        [0, 3],
        [1, 4],
        [2],
    ]


def test_the_smallest_of_many_groups_are_one():
    content = small([(2 * n, 2 * n + 1) for n in range(100)])
    groups = find_groups(content, "communities")

    assert len(groups) == MOST
    assert groups[-1].label == "82 more, in 41 smaller groups"
    assert sorted(number for group in groups for number in group.members) == list(range(200))
    assert bridges(content, groups) == []


def test_what_more_members_share_than_others_is_in_the_name():
    pairs = [(0, n) for n in range(1, 5)] + [(5, n) for n in range(6, 10)]
    content = small(pairs)
    ties = [tie if tie.source else replace(tie, themes=("urn:blue",)) for tie in content.ties]
    content = DrawnNetwork(
        content.nodes,
        tuple(DrawnLink(tie.ends, "k", (t,)) for tie, t in zip(content.links, ties)),
        {"urn:blue": "blue"},
    )

    assert [group.label for group in find_groups(content, "communities")] == [
        "Thing 0, Thing 1 and 3 more (blue)",
        "Thing 5, Thing 6 and 3 more",
    ]


def test_groups_of_one_and_without_ties_can_be_placed():
    assert (
        place_groups([(10, 10)] * 3, [], [(0,), (1, 2)])[0]
        != place_groups([(10, 10)] * 3, [], [(0,), (1, 2)])[1]
    )
