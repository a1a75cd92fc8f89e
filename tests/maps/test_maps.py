"""Maps: files, what they read from the graph, how it is placed, and the page that comes out."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from atgraph.api import KnowledgeGraph
from atgraph.errors import AtgraphError, MapError, NotFoundError
from atgraph.files import resource_folder
from atgraph.maps.drawing import build_network
from atgraph.maps.layout import place, wrap
from atgraph.maps.map import draw_map
from atgraph.maps.map_files import read_map, read_style
from atgraph.maps.map_names import map_names, map_path
from atgraph.maps.page import legend, records, totals
from atgraph.network.drawn_reader import read_drawn
from atgraph.rdf.namespaces import graph
from atgraph.rdf.ontology import Ontology

INVENTED = Path(__file__).parent / "invented.ttl"
PREFIXES = """
@prefix atg: <https://w3id.org/atgraph/ontology#> .
@prefix atgd: <https://w3id.org/atgraph/id/> .
@prefix atgv: <https://w3id.org/atgraph/vocab/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ACTORS = """
title: A
caption: B
nodes: [atg:Person, atg:Organization, atg:Event]
query: |
  SELECT ?source ?target ?tie WHERE {
    ?class atg:edgeSource ?f ; atg:edgeTarget ?t . ?tie a ?class ; ?f ?source ; ?t ?target }
"""
OKABE_ITO = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}


def load(*more, invented=True):
    store = Store()
    store.extend(Ontology.read(resource_folder("ontology")).quads)
    turtle = [INVENTED.read_text("utf-8")] if invented else []
    for text in (*turtle, *(PREFIXES + m for m in more)):
        for triple in parse(text, format=RdfFormat.TURTLE):
            store.add(
                Quad(triple.subject, triple.predicate, triple.object, graph("programme/invented"))
            )
    kg = KnowledgeGraph(store)
    rule = (resource_folder("queries") / "derive" / "search-keys.rq").read_text("utf-8")
    keys = [Quad(t.subject, t.predicate, t.object, graph("derived")) for t in kg.construct(rule)]
    store.extend(keys)
    return KnowledgeGraph(store)


@pytest.fixture(scope="module")
def kg():
    return load()


@pytest.fixture(scope="module")
def content(kg):
    return read_drawn(kg, read_map(map_path("actors")))


@pytest.fixture(scope="module")
def html(kg):
    return str(draw_map(kg, "actors"))


def ties_of(content):
    """The ties as (class, from, to)."""
    return Counter(
        (
            t.what,
            content.nodes[t.source].label,
            content.nodes[t.target].label,
        )
        for t in content.ties
    )


def told_of(kg, name="actors"):
    """What the page is told beside the drawing."""
    map_file = read_map(map_path(name))
    return records(map_file, read_drawn(kg, map_file), read_style())


def data_of(html):
    return json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1]
    )


def write(folder, text):
    path = folder / "sample.yml"
    path.write_text(text, encoding="utf-8")
    return path


# --- Files ---


def test_there_are_maps():
    assert {
        "actors",
        "coalitions",
        "hierarchy",
        "organizations",
        "partnership-gaps",
        "people-and-events",
        "themes",
        "tools",
    } == set(map_names())


@pytest.mark.parametrize("name", map_names())
def test_every_map_is_read_and_drawn(name, kg):
    map_file = read_map(map_path(name))

    assert map_file.path.stem == name
    assert f"<title>{map_file.title}</title>" in draw_map(kg, name).html


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("caption: B", "caption: B\nsubtitle: C"), 3, "'subtitle' is not known"),
        (("caption: B\n", ""), 1, "'caption' is missing"),
        (("caption: B", "caption: B\ncaption: C"), 3, "stands twice"),
        (("[atg:Person,", "[atg:Person, foo:Bar,"), 3, "prefix"),
        (("[atg:Person, atg:Organization, atg:Event]", "[]"), 3, "nodes"),
        (("caption: B", "caption: B\nmeaning: {weight: C}"), 3, "'weight' input should be 'size'"),
        (("caption: B", "caption: B\nsize: large"), 3, "size"),
    ],
)
def test_a_wrong_map_file_is_refused_with_its_line(tmp_path, change, line, words):
    path = write(tmp_path, ACTORS.strip().replace(*change))
    with pytest.raises(AtgraphError, match=words) as caught:
        read_map(path)

    problem = caught.value.problems[0]
    assert (problem.path, problem.line) == (str(path), line)


def test_a_query_without_a_column_is_refused(tmp_path):
    path = write(tmp_path, ACTORS.replace("?tie", "?bond"))

    with pytest.raises(MapError, match=r"gives no \?tie; select \?source, \?target, \?tie"):
        read_map(path)


TIES = ACTORS.partition("query:")[0]


def test_a_map_file_keeps_kinds_of_tie_and_narrows_them(tmp_path, kg):
    every, declared, narrowed = (
        ties_of(read_drawn(kg, read_map(write(tmp_path, TIES + more))))
        for more in ("", "ties: [declared]\n", "where: ?source a atg:Person .\n")
    )

    assert {what for what, *_ in every} > {"participation", "mention", "partnership"}
    assert set(declared) < set(every)
    assert not {"participation", "mention"} & {what for what, *_ in declared}
    assert {what for what, *_ in narrowed} == {"participation", "affiliation"}
    assert narrowed.items() <= every.items()


def test_each_pair_of_a_group_is_narrowed_by_itself(tmp_path, kg):
    where = "ties: [declared]\nwhere: FILTER (?source = atgd:organization_esn)\n"
    pairs = ties_of(read_drawn(kg, read_map(write(tmp_path, TIES + where))))

    assert {to for what, _, to in pairs if what == "partnership"} == {
        "Institute of Invented Studies",
        "Unit for Samples",
    }


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("ties: [declared, mentions]\n", "no kind of tie 'mentions'; did you mean “mention”"),
        ("where: ?a a atg:Person .\n", "says nothing of .source, .target, .tie or .class"),
        ("where: ?source a\n", "a query fails"),
    ],
)
def test_a_wrong_kind_or_pattern_is_refused_with_the_file(tmp_path, kg, more, words):
    path = write(tmp_path, TIES + more)
    with pytest.raises(MapError, match=words) as caught:
        read_drawn(kg, read_map(path))

    assert caught.value.problems[0].path == str(path)
    assert caught.value.exit_code == 2


def test_a_row_of_what_is_no_tie_says_how_or_is_refused(tmp_path, kg):
    query = (
        "query: SELECT ?source ?target ?tie"
        " { ?source atg:acronym ?a . ?target rdfs:label 'Pair Foundation' BIND (?source AS ?tie) }"
    )
    with pytest.raises(MapError, match="organization_esn, of no class that declares its ends"):
        read_drawn(kg, read_map(write(tmp_path, TIES + query)))


def test_a_file_that_is_no_mapping_is_refused(tmp_path):
    with pytest.raises(MapError, match="is not a mapping"):
        read_map(write(tmp_path, "- a\n- b\n"))


def test_an_unknown_map_gets_a_suggestion(kg):
    with pytest.raises(NotFoundError, match="did you mean “actors”"):
        draw_map(kg, "actor")
    with pytest.raises(NotFoundError, match="there is no map"):
        draw_map(kg, "../maps/actors")


def test_a_graph_without_anything_gives_an_empty_map():
    drawn = draw_map(KnowledgeGraph(Store()), "actors")

    assert (drawn.things, drawn.ties) == (0, 0)
    assert "Nothing to show" in drawn.html


def test_a_query_that_fails_names_the_map(tmp_path, kg):
    path = write(tmp_path, ACTORS.replace("?t ?target }", "?t ?target"))
    with pytest.raises(MapError, match="a query fails") as caught:
        read_drawn(kg, read_map(path))

    assert caught.value.problems[0].path == str(path)


def test_a_row_without_a_column_names_it(tmp_path, kg):
    path = write(tmp_path, ACTORS.replace("?tie a ?class ;", "?bond a ?class ;"))

    with pytest.raises(MapError, match=r"row without \?tie"):
        read_drawn(kg, read_map(path))


def test_a_class_that_is_not_there_is_told(kg, tmp_path):
    path = tmp_path / "odd.yml"
    path.write_text(
        map_path("actors").read_text("utf-8").replace("nodes: [atg:Person,", "nodes: [atg:Persn,"),
        "utf-8",
    )

    with pytest.raises(MapError, match=r"there is no class .+#Persn; correct it") as caught:
        read_drawn(kg, read_map(path))
    assert caught.value.exit_code == 2


# --- Style ---


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_shapes_and_lines_stand_out_from_the_page(mode):
    style = read_style()
    background = getattr(style.page.background, mode)
    colours = {name: getattr(look.colour, mode) for name, look in style.nodes.items()}

    assert set(colours.values()) <= OKABE_ITO
    assert all(contrast(colour, background) >= 3 for colour in colours.values())
    assert contrast(getattr(style.page.line, mode), background) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "surface"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
def test_words_can_be_read(mode, ground, ink):
    page = read_style().page

    assert contrast(getattr(getattr(page, ink), mode), getattr(getattr(page, ground), mode)) >= 4.5


def test_no_two_classes_share_a_shape():
    shapes = Counter(look.shape for name, look in read_style().nodes.items() if name != "other")

    assert max(shapes.values()) == 1


def test_an_unknown_class_of_node_and_kind_of_tie_have_a_look():
    style = read_style()

    assert style.node("urn:new") == style.nodes["other"]
    assert style.link("urn:new") == style.links["other"]


# --- What is read from the graph ---


def test_things_of_the_classes_that_have_a_tie_are_shown(content):
    labels = {node.label for node in content.nodes}

    assert {"Ana Example", "Example Shelter Network", "Opening Panel"} <= labels
    assert not {"Spyglass", "Nobody's Neighbour"} & labels
    assert content.unconnected == 1


def test_ties_run_as_their_class_declares(content):
    ties = ties_of(content)

    assert ties["participation", "Ana Example", "Opening Panel"] == 1
    assert ties["affiliation", "Ana Example", "Example Shelter Network"] == 2
    assert ties["part of a body", "Unit for Samples", "Institute of Invented Studies"] == 1


def test_a_tie_to_a_thing_of_another_class_is_left_out(content):
    assert (
        ties_of(content)[
            "mention",
            "Closing Panel: What Comes Next, for Whom, and Who Will Do It Before the Year is Out",
            "Spyglass",
        ]
        == 0
    )


def test_a_group_gives_each_pair_once(content):
    pairs = [
        frozenset((a, b))
        for (label, a, b), n in ties_of(content).items()
        if label == "partnership"
        for _ in range(n)
    ]

    assert len(pairs) == len(set(pairs)) == 3


def test_a_new_class_of_tie_is_drawn_by_its_block_alone():
    block = """
    atg:Friendship a <http://www.w3.org/2002/07/owl#Class> ; rdfs:label "friendship"@en ;
        atg:edgeSource atg:hasFriend ; atg:edgeTarget atg:hasFriend ;
        atg:edgeKind atgv:tie-kind_declared .
    atgd:friendship_1 a atg:Friendship, atg:Tie ;
        atg:hasFriend atgd:person_p0001, atgd:person_p0004 .
    """
    content = read_drawn(load(block), read_map(map_path("actors")))

    assert ties_of(content)["friendship", "Ana Example", "Nobody's Neighbour"] == 1


@pytest.mark.slow
def test_no_class_of_tie_is_named_in_code_template_or_map():
    ontology = Ontology.read(resource_folder("ontology"))
    classes = {
        record.iri.rpartition("#")[2] for record in ontology.records.values() if record.is_tie
    }
    files = [
        *Path(sys.modules["atgraph.maps"].__file__).parent.glob("*.py"),
        *(p for p in resource_folder("viz").rglob("*.*") if p.suffix != ".md"),
    ]
    named = {
        (file.name, name)
        for file in files
        for name in classes
        if re.search(rf"\b{name}\b", file.read_text("utf-8"))
    }

    assert len(classes) > 5
    assert len(files) > 10
    assert not named


def test_ties_carry_role_title_status_and_words_in_the_order_of_the_text(content):
    ties = {tie.rests_on[0].rpartition("/")[2]: tie for tie in content.ties}

    assert ties["participation_1"].roles == ("moderator",)
    assert ties["participation_1"].statuses == ()
    assert ties["participation_2"].statuses == ("invited",)
    assert ties["affiliation_1"].titles == ("Director",)
    assert [e.text for e in ties["participation_1"].evidence] == [
        "Moderator:",
        "Ana Example, Director, Example Shelter Network",
    ]
    assert ties["participation_1"].evidence[1].place == "data/programmes/invented/source.txt:4"
    assert [(e.read_elsewhere, e.place) for e in ties["subordination_1"].evidence] == [
        (True, "read elsewhere: register of example bodies")
    ]


def test_lines_of_the_same_kind_between_two_things_are_one(content):
    kinds = Counter((link.ends, link.kind) for link in content.links)

    assert max(kinds.values()) == 1
    assert any(len(link.ties) == 2 for link in content.links)


def test_cards_know_names_acronyms_and_details(content):
    nodes = {node.label: node for node in content.nodes}

    assert nodes["Example Shelter Network"].short == "ESN"
    assert nodes["Example Shelter Network"].names == ("the Network",)
    assert nodes["Institute of Invented Studies"].details == (("Kind", "university"),)
    assert nodes["Opening Panel"].details == (("Starts", "2031-04-08, 13:15"),)


def test_the_legend_counts_what_is_shown(content):
    shown = legend(content, read_style())

    assert {item["label"]: item["count"] for item in shown["nodes"]} == {
        "person": 3,
        "organisation": 5,
        "event": 2,
    }
    assert sum(item["count"] for item in shown["links"]) == totals(content)["ties"] == 12
    assert totals(content)["printed"] == 11
    assert totals(content)["elsewhere"] == 1


# --- What is derived ---

GAP = INVENTED.with_name("gap.ttl").read_text("utf-8")
PARTNERS = (
    "atgd:partnership_9 a atg:Partnership, atg:Tie ; atg:hasPartner"
    " atgd:organization_pair, atgd:organization_iis ."
)
UNITS = """
    atgd:partnership_9 a atg:Partnership, atg:Tie ;
        atg:hasPartner atgd:organization_unit, atgd:organization_pair .
    atgd:organization_unit atg:isWithin atgd:organization_iis ."""
TOGETHER = """
    atgd:organizing_8 a atg:Organizing, atg:Tie ; atg:hasOrganizer atgd:organization_pair ;
        atg:isOrganizingOf atgd:event_opening .
    atgd:organizing_9 a atg:Organizing, atg:Tie ; atg:hasOrganizer atgd:organization_iis ;
        atg:isOrganizingOf atgd:event_opening ."""


def gaps(*more):
    content = read_drawn(load(GAP, *more), read_map(map_path("partnership-gaps")))
    return content, [link for link in content.links if link.kind == "derived"]


def test_a_gap_is_derived_and_rests_on_the_words_of_what_it_is_drawn_from():
    content, (link,) = gaps()

    assert {content.nodes[end].label for end in link.ends} == {
        "Pair Foundation",
        "Institute of Invented Studies",
    }
    assert [tie.what for tie in link.ties] == ["both work on blockchain"]
    assert [e.text.split()[0] for e in link.ties[0].evidence] == ["in"]


@pytest.mark.parametrize(
    "known", [PARTNERS, UNITS, TOGETHER], ids=["partners", "units", "organising together"]
)
def test_who_is_tied_or_declares_to_work_together_is_no_gap(known):
    assert gaps(known)[1] == []


def test_what_is_derived_counts_by_itself():
    content, links = gaps()
    told = totals(content)

    assert told["derived"] == len(links) == 1
    assert told["ties"] == told["printed"] + told["elsewhere"] + told["derived"]


def test_the_legend_says_what_the_map_file_says():
    html = draw_map(load(GAP), "partnership-gaps").html

    assert "A dotted line is no tie." in html
    assert "1 are derived" in html or "1 is derived" in html


def test_things_of_one_size_do_not_grow(content):
    sizes = {
        node["size"]
        for node in build_network(content, read_style(), growing=False).nodes
        if node["shape"] == "dot"
    }

    assert len(sizes) == 1


# --- Where things stand ---


def overlaps(sizes, places):
    rooms = list(zip(sizes, places))
    return [
        (a, b)
        for n, (a, (ax, ay)) in enumerate(rooms)
        for b, (bx, by) in rooms[n + 1 :]
        if abs(ax - bx) < (a[0] + b[0]) / 2 - 4 and abs(ay - by) < (a[1] + b[1]) / 2 - 4
    ]


def test_rooms_do_not_overlap():
    sizes = [(90 + 7 * (n % 9), 30 + 5 * (n % 5)) for n in range(60)]
    pairs = [(n, n // 3) for n in range(1, 60)]

    assert not overlaps(sizes, place(sizes, pairs))


def test_parts_without_a_tie_between_them_stand_apart():
    sizes = [(80, 40)] * 12
    places = place(sizes, [(n, n + 1) for n in (0, 1, 2, 4, 5, 6, 8, 10)])

    assert not overlaps(sizes, places)


def test_nothing_and_one_thing_can_be_placed():
    assert place([], []) == []
    assert len(place([(10, 10)], [])) == 1


@pytest.mark.slow
def test_places_are_the_same_each_time_and_leave_chance_as_it_was():
    import random

    random.seed(1)
    before = random.getstate()
    sizes, pairs = [(50, 20)] * 500, [(n, n * 7 % 500) for n in range(1, 500)]

    assert place(sizes, pairs) == place(sizes, list(reversed(pairs)))
    assert random.getstate() == before


# --- The page ---


@pytest.mark.slow
def test_the_same_graph_gives_the_same_bytes(html):
    script = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:]; import test_maps; "
        "print(hashlib.sha256(test_maps.draw_map(test_maps.load(),"
        " 'actors').html.encode()).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, Path(__file__).parents[:2])],
        env={**os.environ, "PYTHONHASHSEED": "1"},  # here it is left to chance
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(html.encode()).hexdigest()


def test_the_page_allows_its_own_scripts_and_no_address(html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1].replace(
        "&#39;", "'"
    )
    scripts = re.findall(r'<script(?: type="module")?>(.*?)</script>', html, re.DOTALL)
    allowed = {
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
        for s in scripts
    }
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert len(scripts) == 2
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == allowed
    assert rules["img-src"] == "data:"
    assert "connect-src" not in rules


def test_the_page_says_the_licence_and_the_digest_of_each_script_it_carries(html):
    scripts = re.findall(r'<script(?: type="module")?>(.*?)</script>', html, re.DOTALL)
    said = re.search(r"<!--\nThe scripts of this page.*?-->", html, re.DOTALL)[0]
    version = re.search(r"@version ([\d.]+)", scripts[0])[1]
    named = [
        ": ".join((name, hashlib.sha256(text.encode()).hexdigest()))
        for name, text in zip(
            (f"vis-network {version}, Apache-2.0 or MIT", "atgraph, Apache-2.0"),
            scripts,
            strict=True,
        )
    ]

    assert said.splitlines()[2:-1] == named
    assert "@license" in scripts[0] and "The MIT License" in scripts[0]


def test_the_page_refers_to_no_address(html):
    own = re.sub(
        r'<script(?: type="module")?>.*?</script>|<style>.*?</style>', "", html, flags=re.DOTALL
    )

    assert re.findall(r'(?:src|href|action)="([^"]*)"', own) == ["data:,", "#map", "#tables"]


def test_the_page_says_its_language_and_title(html):
    assert '<html lang="en">' in html
    assert "<title>People, organisations and events</title>" in html


def test_nothing_moves_and_every_node_has_its_place(html):
    drawing = data_of(html)["drawing"]

    assert drawing["options"]["physics"] == {"enabled": False}
    assert all(
        isinstance(node["x"], int) and isinstance(node["y"], int) for node in drawing["nodes"]
    )


def test_kinds_of_tie_differ_by_line_and_shapes_by_class(html):
    drawing, told = data_of(html)["drawing"], data_of(html)["records"]
    dashes = {told["links"][edge["id"]]["kind"]: edge.get("dashes") for edge in drawing["edges"]}
    shapes = {told["nodes"][node["id"]]["kind"]: node["shape"] for node in drawing["nodes"]}

    assert dashes == {"declared tie": None, "part in an event": [7, 5], "mention": [2, 4]}
    assert shapes == {"person": "dot", "organisation": "square", "event": "diamond"}


def test_lines_of_several_kinds_between_two_things_bend_apart(content):
    edges = build_network(content, read_style()).edges
    bends = Counter((edge["from"], edge["to"], str(edge.get("smooth"))) for edge in edges)
    ends = Counter((edge["from"], edge["to"]) for edge in edges)

    assert max(ends.values()) == 3
    assert max(bends.values()) == 1


def test_tables_hold_every_node_and_every_tie(html, content):
    assert len(re.findall(r"data-node=", html.partition("<footer>")[0])) == len(content.nodes)
    assert len(re.findall(r"data-link=", html.partition("<footer>")[0])) == len(content.ties)


def test_text_cannot_leave_its_place():
    evil = '</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028"'
    block = f"atgd:person_p0001 rdfs:label {json.dumps(evil)} ."
    html = draw_map(
        load(block.replace("rdfs:label", "<http://www.w3.org/2004/02/skos/core#altLabel>")),
        "actors",
    ).html

    assert "<script>alert" not in html
    assert "<img" not in html
    assert "\u2028" not in html.rpartition('id="data">')[2].partition("</script>")[0]
    assert evil in data_of(html)["records"]["nodes"][0]["names"]


def test_a_graph_without_ties_says_so():
    html = draw_map(load(invented=False), "actors").html

    assert "Nothing to show" in html
    assert data_of(html)["drawing"]["nodes"] == []


ODD = [
    "x" * 10_000,
    "word " * 2_000,
    "ملتقى مكافحة الاتجار بالبشر",
    "e\u0301\u0302 combining",
    "bell\u0007 and\ttab",
    " ",
    "人身取引対策" * 20,
]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_become_a_few_short_lines(name):
    lines = wrap(name).split("\n")

    assert len(lines) <= 3
    assert max(map(len, lines)) <= 24
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", wrap(name))


def test_a_thing_without_a_label_shows_the_end_of_its_address():
    block = """
    atgd:organizing_9 a atg:Organizing, atg:Tie ; atg:hasOrganizer atgd:organization_bare ;
        atg:isOrganizingOf atgd:event_opening .
    atgd:organization_bare a atg:Organization .
    """
    content = read_drawn(load(block), read_map(map_path("actors")))

    assert "organization_bare" in {node.label for node in content.nodes}


def test_two_things_of_one_name_are_two():
    block = """
    atgd:person_p0009 a atg:Person ; rdfs:label "Ana Example" .
    atgd:participation_9 a atg:Participation, atg:Tie ; atg:hasParticipant atgd:person_p0009 ;
        atg:isParticipationIn atgd:event_opening .
    """
    told = told_of(load(block))

    assert [node["label"] for node in told["nodes"]].count("Ana Example") == 2


def test_an_arrow_shows_the_way_only_between_two_of_one_kind(content):
    edges = {
        tuple(content.nodes[end].label for end in (e["from"], e["to"])): e.get("arrows")
        for e in build_network(content, read_style()).edges
    }

    assert edges["Alone Foundation", "Pair Foundation"].keys() == {"from"}
    assert edges["Ana Example", "Example Shelter Network"] is None
    assert edges["Example Shelter Network", "Unit for Samples"] is None
