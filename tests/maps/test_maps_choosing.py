"""What a map keeps to, how units are rolled up, and what `atgraph map` says, writes and refuses."""

import re

import pytest
from test_maps import data_of, load

import mini
from atgraph.build.build import build
from atgraph.errors import NotFoundError, QueryError
from atgraph.maps.map import draw_map
from atgraph.maps.map_files import read_map
from atgraph.maps.map_names import map_names, map_path
from atgraph.network.choice import Choice
from atgraph.network.drawn_reader import Pair, read_drawn, roll_up

MORE = """
    atgd:organization_unit atg:isUnitOf atgd:organization_iis .
    atgd:organization_pair atg:countryCode "AQ" . atgd:organization_iis atg:countryCode "TF" .
    atgd:person_p0002 atg:isAffiliatedWith atgd:organization_iis .
    atgv:theme_a a atg:Theme ; rdfs:label "Amber" . atg:Theme atg:pluralName "themes" .
    atgd:assignment_2 a atg:ThemeAssignment, atg:Tie ; atg:isAssignedTo atgd:event_opening ;
        atg:assignsTheme atgv:theme_a .
    atgd:event_part a atg:Event ; rdfs:label "Coffee" ; atg:isPartOfEvent atgd:event_opening .
    atgd:participation_9 a atg:Participation, atg:Tie ;
        atg:hasParticipant atgd:organization_unit ; atg:isParticipationIn atgd:event_part .
"""


@pytest.fixture(scope="module")
def kg():
    return load(MORE)


def labels(drawn):
    return {node["label"] for node in data_of(drawn.html)["records"]["nodes"]}


def test_a_theme_keeps_the_ties_that_have_to_do_with_it(kg):
    drawn = draw_map(kg, "actors", Choice(theme="amber"))

    assert labels(drawn) == {"Ana Example", "Bo Muster", "Opening Panel"}
    assert drawn.choice == "theme Amber"
    assert "Kept to: theme Amber." in drawn.html
    assert drawn.name == data_of(drawn.html)["records"]["name"] == "actors--theme-amber"


def test_an_event_keeps_its_parts_too(kg):
    assert labels(draw_map(kg, "actors", Choice(event="Opening"))) == {
        "Ana Example",
        "Bo Muster",
        "Opening Panel",
        "Coffee",
        "Unit for Samples",
    }
    assert (
        draw_map(kg, "actors", Choice(event="Opening"))
        .notices[0]
        .startswith("--event 'Opening' is taken as “Opening Panel”")
    )


def test_a_country_keeps_its_bodies_their_units_and_people(kg):
    drawn = draw_map(kg, "actors", Choice(country="tf"))

    assert labels(drawn) == {
        "Institute of Invented Studies",
        "Unit for Samples",
        "Bo Muster",
        "Example Shelter Network",
        "Opening Panel",
        "Coffee",
    }


def test_kinds_of_tie_are_kept_by_their_names(kg):
    told = data_of(draw_map(kg, "actors", Choice(ties=("mention",))).html)["records"]

    assert [kind["key"] for kind in told["kinds"]] == ["mention"]
    assert told["choice"] == "ties mention"


def test_co_presence_is_the_kind_that_parts_in_events_make_of_actors(kg):
    parts, present = (
        data_of(draw_map(kg, "actors", Choice(ties=(kind,))).html)["records"]["links"]
        for kind in ("participation", "co-presence")
    )

    assert parts == present
    assert parts


@pytest.mark.slow
def test_days_keep_the_ties_of_which_a_day_is_known(kg):
    dated = load(
        MORE
        + """
        atgd:event_opening atg:earliestDate "2031-04-08" ; atg:latestDate "2031-04-08" .
        atgd:event_closing atg:earliestDate "2031-04-09" ; atg:latestDate "2031-04-09" .
        """
    )
    first, second = (
        draw_map(dated, "people-and-events", Choice(first=day, last=day))
        for day in ("2031-04-08", "2031-04-09")
    )

    assert labels(first) == {"Ana Example", "Bo Muster", "Opening Panel"}
    assert "Çağla Örnek" in labels(second)
    assert first.choice == "from 2031-04-08 to 2031-04-08"
    assert "without a date" in first.notices[0]


@pytest.mark.parametrize("level", ["unit", "printed"])
def test_a_map_draws_each_tie_between_the_ends_it_names(kg, level):
    assert draw_map(kg, "actors", Choice(level=level)).html == draw_map(kg, "actors").html


def test_what_is_around_a_thing_grows_with_the_steps(kg):
    one, two = (
        labels(draw_map(kg, "actors", Choice(around="Ana Example", steps=steps)))
        for steps in (1, 2)
    )

    assert one == {"Ana Example", "Opening Panel", "Example Shelter Network"}
    assert two > one
    assert "Alone Foundation" not in two


def test_choices_narrow_each_other(kg):
    assert labels(draw_map(kg, "actors", Choice(theme="Amber", around="Ana Example"))) == {
        "Ana Example",
        "Opening Panel",
    }
    with pytest.raises(NotFoundError, match="nothing is left with: theme Amber; country AQ"):
        draw_map(kg, "actors", Choice(theme="Amber", country="AQ"))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"level": "bodies"}, "no level 'bodies'; did you mean “body”"),
        ({"steps": 0, "around": "ESN"}, "steps must be 1 or more, not 0"),
        ({"steps": 2}, "name it with around"),
        (
            {"ties": ("mentions",)},
            "no kind of tie 'mentions'; did you mean “mention”? Or use some of co-presence, declar",
        ),
        (
            {"ties": "shared person"},
            "no kind of tie 'shared person' here, only between actors; use some of co-presence",
        ),
        ({"country": "XX"}, "nobody here is of a country 'XX'; use one of AQ, TF"),
    ],
)
def test_a_choice_that_is_none_is_refused(kg, choice, words):
    with pytest.raises(QueryError, match=re.escape(words)):
        draw_map(kg, "actors", Choice(**choice))


@pytest.mark.parametrize(
    "keyword", [{"when": "Opening"}, {"actors": "people"}, {"cap": 5}, {"on_request": True}]
)
def test_a_keyword_that_a_map_does_not_take_is_refused(kg, keyword):
    (name,) = keyword
    said = f"a map cannot be chosen by {name!r}; choose it by ties, level, theme, event, first"
    with pytest.raises(TypeError, match=said):
        kg.map("actors", **keyword)


def test_kinds_of_tie_may_be_one_text(kg):
    assert kg.map("actors", ties="mention").html == kg.map("actors", ties=["mention"]).html


# --- Rolling up ---


def rolled(thing, above, shown):
    """The bodies that a thing stands as, in a tie to something else."""
    return [p.source for p in roll_up([Pair(thing, "x", "t")], above, {*shown, "x"})]


def test_units_stand_as_the_topmost_body():
    above = {"a": {"b"}, "b": {"c"}, "c": {"d"}, "e": {"f", "g"}}

    assert rolled("a", above, {"a", "b", "c"}) == ["c"]
    assert rolled("e", above, {"e", "f", "g"}) == ["f", "g"]
    assert rolled("d", above, {"d"}) == ["d"]
    assert rolled("r", {"r": {"s"}, "s": {"r"}}, {"r", "s"}) == ["r"]


def test_a_tie_within_one_body_is_dropped_when_units_are_rolled_up(kg):
    content = read_drawn(kg, read_map(map_path("actors")), rolled=True)
    ties = {
        (tie.what, *(content.nodes[n].label for n in (tie.source, tie.target))): tie
        for tie in content.ties
    }

    assert "Unit for Samples" not in {node.label for node in content.nodes}
    assert not [what for what, *_ in ties if what == "part of a body"]
    assert ties["participation", "Institute of Invented Studies", "Coffee"].through == (
        "Unit for Samples",
    )
    assert content.unconnected == 1


def test_what_is_around_a_unit_that_is_rolled_up_is_around_the_body_above_it(kg):
    unit, body = (
        labels(draw_map(kg, "actors", Choice(around=name, level="body")))
        for name in ("Unit for Samples", "Institute of Invented Studies")
    )

    assert unit == body >= {"Institute of Invented Studies", "Coffee"}


def test_rolled_up_ties_say_through_which_unit(kg):
    drawn = draw_map(kg, "actors", Choice(level="body"))

    assert "through Unit for Samples" in drawn.html
    assert data_of(drawn.html)["records"]["story"] == []


def test_a_unit_of_two_bodies_counts_for_both():
    rows = roll_up([Pair("u", "x", "t")], {"u": {"b", "c"}}, {"b", "c", "u", "x"})

    assert [(row.source, row.through) for row in rows] == [("b", ("u",)), ("c", ("u",))]


# --- The command ---


@pytest.fixture(scope="module")
def say(store):
    return lambda *arguments: mini.atgraph("map", *arguments, "--store", store)


@pytest.mark.slow
def test_without_a_name_the_maps_are_listed(say):
    assert [line.split("\t")[0] for line in say().out.splitlines()] == ["map", *map_names()]


@pytest.fixture(scope="module")
def say_of_few(tmp_path_factory):
    """The command on the mini programme."""
    folder = tmp_path_factory.mktemp("mini") / "store"
    build(mini.MINI, folder)
    return lambda *arguments: mini.atgraph("map", *arguments, "--store", folder)


@pytest.fixture(scope="module")
def every(say_of_few, tmp_path_factory):
    """The folder that all maps were written into."""
    folder = tmp_path_factory.mktemp("maps")
    run = say_of_few("all", "-o", folder)
    assert (run.code, run.out) == (0, "")
    return folder


@pytest.mark.slow
def test_all_maps_are_written_with_an_index_that_leads_to_each(every):
    page = (every / "index.html").read_text("utf-8")
    links = re.findall(r'<a href="([^"]+)"', page)

    assert links == [f"{name}.html" for name in map_names()]
    assert all((every / link).is_file() for link in links)
    assert page.count("<svg") == len(links)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!data:,)[^\"]*[:/]", page)


@pytest.mark.slow
def test_all_maps_come_out_the_same_twice(say_of_few, every, tmp_path):
    assert say_of_few("all", "-o", tmp_path / "again").code == 0

    first = {path.name: path.read_bytes() for path in every.iterdir()}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert len(first) == len(map_names()) + 1


@pytest.mark.slow
def test_a_choice_is_written_beside_the_whole_map(say_of_few, tmp_path):
    run = say_of_few("all", "--ties", "participation", "-o", tmp_path)

    assert run.code == 0
    assert "nothing is left of coalitions, hierarchy, organizations, partnership-gaps" in run.err
    assert (tmp_path / "actors--ties-participation.html").is_file()
    assert "Kept to: ties participation." in (
        tmp_path / "index--ties-participation.html"
    ).read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["actor"], 1, "did you mean “actors”?"),
        (["actors", "--theme", "blokchain"], 1, "did you mean “blockchain”?"),
        (["actors", "--around", "Nobody At All"], 1, "nothing is called 'Nobody At All'"),
        (
            ["hierarchy", "--ties", "mention"],
            1,
            "of the map 'hierarchy' nothing is left with: ties mention",
        ),
        (["actors", "--steps", "2"], 2, "name it with --around"),
        (["actors", "--level", "bdy"], 2, "did you mean “body”?"),
        (["actors", "--level", "body", "--asserted"], 2, "cannot be rolled up"),
        (["actors", "--country", "united stats"], 2, "did you mean “United States”?"),
    ],
)
def test_what_goes_wrong_is_said(say, arguments, code, words):
    run = say(*arguments)

    assert run.code == code
    assert words in run.err
    assert "Traceback" not in run.err


@pytest.mark.slow
def test_that_nothing_is_left_of_all_maps_is_said(say_of_few):
    run = say_of_few("all", "--ties", "mention", "--around", "Ana Example")

    assert run.code == 1
    assert "of all maps nothing is left" in run.err


@pytest.mark.slow
def test_without_what_is_derived_a_map_is_drawn_and_tells_no_story(say, tmp_path):
    run = say("actors", "--asserted", "-o", tmp_path / "a.html")

    assert run.code == 0
    assert data_of((tmp_path / "a.html").read_text("utf-8"))["records"]["story"] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["actors", "all"])
def test_a_place_that_cannot_be_written_is_told(say_of_few, tmp_path, name):
    (tmp_path / "file").write_text("x")
    run = say_of_few(name, "-o", tmp_path / "file" / "here")

    assert run.code == 2
    assert "cannot be written" in run.err
    assert "with -o" in run.err


# --- In a notebook ---


def test_a_map_shows_itself_in_a_sandboxed_frame(kg, tmp_path):
    drawn = draw_map(kg, "actors")
    frame = drawn._repr_html_()

    assert re.search(r'<iframe sandbox="([^"]*)"', frame)[1] == "allow-scripts allow-downloads"
    assert "<script" not in frame
    assert drawn.save(tmp_path / "a.html").read_text("utf-8") == drawn.html == str(drawn)
    assert len(repr(drawn)) < 500
