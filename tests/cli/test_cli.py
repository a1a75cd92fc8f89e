"""What each command prints, and what it says when used wrongly; as a process, how it ends."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import mini
from atgraph.build.publish import UNFINISHED
from atgraph.cli.render import fitted
from atgraph.graph.query_files import question_names

Say = Callable[..., mini.Run]
COMMANDS = [
    "build",
    "rollback",
    "history",
    "diff",
    "backup",
    "restore",
    "remove",
    "listing",
    "check",
    "ingest",
    "reconcile",
    "list",
    "search",
    "show",
    "ask",
    "sparql",
    "network",
    "map",
    "serve",
    "mcp",
    "export",
    "push",
]


@pytest.fixture
def store(mini_store: Path) -> Path:
    return mini_store


@pytest.fixture
def say(store: Path) -> Say:
    """Run a command on the store of the mini programme; in a process where it is given more."""

    def run(*arguments: object, **more: str) -> mini.Run:
        started = mini.atgraph if more else mini.here
        return started(*arguments, "--store", store, **more)

    return run


# Usage


def test_help_lists_every_command_with_what_it_does() -> None:
    run = mini.atgraph("--help")

    assert run.code == 0
    assert [
        line.split()[0]
        for line in run.out.partition("Commands:")[2].splitlines()
        if line.startswith("  ") and line[2] != " "
    ] == COMMANDS
    assert "Exit codes" in run.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    run = mini.here(command, "--help")

    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"Usage: atgraph {command} ")
    assert "--debug" in run.out or command in ("ask", "network")


def test_the_version_is_told() -> None:
    assert mini.atgraph("--version").out.startswith("atgraph, version ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serch"], "there is no command 'serch'; did you mean “search”?"),
        (["zzz"], "there is no command 'zzz'; `atgraph --help` lists them."),
        (["list", "--colour"], "No such option '--colour'"),
        (["show"], "Missing argument"),
        (["search"], "Missing argument"),
        (["export", "--format", "rdf"], "'rdf' is not one of 'nq', 'ttl'"),
        (["sparql", "ASK {}", "--format", "yaml"], "'yaml' is not one of"),
        (["build", "--data"], "'--data' requires an argument"),
        (["build", "twice"], "unexpected extra argument"),
        (["build", "--store", ""], "'--store': it is empty; name a file or a folder"),
        (["backup", ""], "'FILE': it is empty"),
        (["build", "--on", "master"], "'master' is no Spark master; say spark://HOST:PORT"),
    ],
)
def test_wrong_usage_is_told_and_gives_2(arguments: list[str], message: str) -> None:
    run = mini.here(*arguments)

    assert (run.code, run.out) == (2, "")
    assert message in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["show", "HN"],
        ["ask", "claims"],
        ["sparql", "ASK {}"],
        ["export"],
        ["map", "actors"],
    ],
)
def test_a_store_where_nothing_was_built_says_what_to_do(
    arguments: list[str], tmp_path: Path
) -> None:
    run = mini.here(*arguments, "--store", tmp_path)

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert run.err == f"{tmp_path}: no graph was built here yet; run `atgraph build` first\n"


def test_a_traceback_is_shown_only_when_asked_for(tmp_path: Path) -> None:
    assert "Traceback" not in mini.atgraph("list", "--store", tmp_path).err
    assert "Traceback" in mini.atgraph("list", "--store", tmp_path, "--debug").err


# list, search, show


def test_list_counts_each_kind(say: Say) -> None:
    rows = dict(line.split("\t") for line in say("list").out.splitlines())

    assert rows.pop("kind") == "count"
    assert {
        k: int(rows[k])
        for k in (
            "people",
            "organizations",
            "events",
            "tools",
            "works",
            "initiatives",
            "places",
            "event-series",
        )
    } == {
        "people": 5,
        "organizations": 10,
        "events": 3,
        "tools": 1,
        "works": 1,
        "initiatives": 1,
        "places": 1,
        "event-series": 1,
    }


def test_list_names_the_things_of_a_kind(say: Say) -> None:
    rows = [line.split("\t") for line in say("list", "people").out.splitlines()]

    assert rows[0] == ["name", "type", "ties", "also called", "iri"]
    assert [row[0] for row in rows[1:]] == [
        "Ana Example",
        "Bruno Sample",
        "Dana Probe",
        "Emil Beispiel",
        "Zoë Muster",
    ]
    assert (
        json.loads(say("list", "tools", "--format", "json").out)[0]["also called"] == "Lantern app"
    )


def test_an_unknown_kind_brings_the_nearest(say: Say) -> None:
    run = say("list", "organiztions")

    assert (run.code, run.out) == (2, "")
    assert run.lines == ["atgraph: there is no kind 'organiztions'; did you mean “organizations”?"]
    assert "use one of " in say("list", "zzz").err


def test_search_finds_names_and_quotes_with_all_the_words(say: Say) -> None:
    rows = [line.split("\t") for line in say("search", "zoe", "MUSTER").out.splitlines()[1:]]

    assert ["person", "Zoë Muster", "https://w3id.org/atgraph/id/person_p0003"] in rows
    assert [
        "quote",
        "Zoë Muster, survivor leader, Westland",
        f"programmes/{mini.ID}/source.txt:38",
    ] in rows
    assert len(say("search", "blockchain", "bed").out.splitlines()) == 2


def test_search_without_a_hit_gives_1(say: Say) -> None:
    run = say("search", "xylophone")

    assert (run.code, run.out) == (1, "")
    assert run.lines == [
        "atgraph: no name and no quote holds 'xylophone'; try fewer or other words"
    ]
    assert "did you mean “Westland”?" in say("search", "ВЕСТЛАНД").err
    assert "Muster" not in say("search", "Zoë Mustre").err  # listed on request


@pytest.mark.parametrize(
    "name",
    [
        "HN",
        "hn",
        "harbour network",
        "HARBOUR  NETWORK",
        "atgd:organization_harbour-network",
        "https://w3id.org/atgraph/id/organization_harbour-network",
    ],
)
def test_show_takes_names_as_people_type_them(say: Say, name: str) -> None:
    run = say("show", name)

    assert run.code == 0
    assert run.out.startswith(
        "Harbour Network\n  organization  https://w3id.org/atgraph/id/organization_harbour-network\n"
    )


@pytest.mark.parametrize("name", ["Zoe Muster", "zoë muster", "ZOË MUSTER", "Muster", "zoe"])
def test_show_forgives_case_accents_and_a_part(say: Say, name: str) -> None:
    assert say("show", name).out.startswith("Zoë Muster\n")


def test_show_takes_several_words_without_quotes(say: Say) -> None:
    assert say("show", "open", "doors").out.startswith("Open Doors: Shelters and Tools\n")


def test_a_card_shows_ties_by_kind_with_words_and_place(say: Say) -> None:
    card = say("show", "Ana Example").out

    assert "affiliation (2)\n" in card
    assert "participation (2)\n" in card
    assert (
        f"      programmes/{mini.ID}/source.txt:34: “Speakers: **Ms. Ana Example**, Director of the"
        " Shelter Section, Larch Foundation”\n" in card
    )


def test_a_card_tells_who_is_not_confirmed_and_what_was_read_elsewhere(say: Say) -> None:
    assert "as speaker, to be confirmed" in say("show", "Dana Probe").out
    assert "read elsewhere: https://fairwork.example/roads" in say("show", "Safe Roads").out


def test_a_card_shows_home_page_and_outside_identity(say: Say) -> None:
    card = say("show", "HN").out

    assert "https://harbour.example" in card
    assert "https://registry.example/harbour" in card


def test_a_name_of_several_lists_them(say: Say) -> None:
    run = say("show", "ministry of labour")

    assert (run.code, run.out) == (1, "")
    assert (
        run.lines[0]
        == "atgraph: 'ministry of labour' may be any of 2; say which, by its whole name or IRI:"
    )
    assert run.lines[1].startswith("atgraph: “Ministry of Labour of Northland” (organization; ")
    assert "is unit of: Westland; " in run.lines[2]
    assert run.lines[2].endswith("; atgd:organization_westland-ministry-of-labour)")


def test_a_name_of_nobody_brings_the_nearest(say: Say) -> None:
    run = say("show", "Harbor Netwrok")

    assert (run.code, run.out, len(run.lines)) == (1, "", 1)
    assert "nothing is called 'Harbor Netwrok' here; did you mean “Harbour Network”?" in run.err
    assert say("show", "").code == 1


# ask


def test_ask_lists_the_questions_by_user(say: Say) -> None:
    run = mini.here("ask")
    questions = sorted(p.stem for p in (mini.ROOT / "queries" / "ask").glob("*.rq"))

    assert run.code == 0
    assert [f"For the {user}:" in run.out for user in ("researcher", "coordinator", "analyst")] == [
        True
    ] * 3
    assert questions
    assert all(f"\n  {name} " in run.out for name in questions)


def test_ask_help_shows_the_question_and_its_parameters() -> None:
    run = mini.here("ask", "who-works-with", "--help")

    assert run.out.startswith(
        "Usage: atgraph ask who-works-with [OPTIONS] [VALUES]...\n\n  Who are the partners of a"
    )
    assert "--organization, --organisation TEXT" in run.out
    assert "A name, acronym, alias, IRI or unmistakable part of a name." in " ".join(
        run.out.split()
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["who-work-with"],
            2,
            "there is no question 'who-work-with'; did you mean “who-works-with”",
        ),
        (
            ["zzz"],
            1,
            "no question fits 'zzz'; `atgraph ask --list` lists them all, `atgraph search` l",
        ),
        (["--list", "zzz"], 1, "no question fits 'zzz'; `atgraph ask --list` lists them all"),
        (
            ["who-works", "--organization", "HN"],
            2,
            "there is no question 'who-works'; did you mean",
        ),
        (["who works with the HN", "--organization", "HN"], 2, "No such option '--organization'"),
        (["who-works-with"], 2, "who-works-with needs --organization"),
        (["who-works-with", "--organisations", "HN"], 2, "No such option '--organisations'"),
        (
            ["who-works-with", "--organization", "Harbour Netwrk"],
            1,
            "nothing is called 'Harbour Netwrk' here; did you mean “Harbour Network”?",
        ),
        (
            ["who-works-with", "--organization", "Ana Example"],
            1,
            "“Ana Example” is a person, not an organisation; name another",
        ),
        (
            ["who-works-with", "--organization", "Ministry of Labour"],
            1,
            "'Ministry of Labour' may be any of 2; say which",
        ),
    ],
)
def test_a_question_asked_wrongly_is_told(
    say: Say, arguments: list[str], code: int, message: str
) -> None:
    run = say("ask", *arguments)

    assert (run.code, run.out) == (code, ""), run
    assert message in run.err
    assert "Traceback" not in run.err


@pytest.mark.slow
def test_words_are_answered_where_a_question_clearly_fits_and_say_as_what(say: Say) -> None:
    words = say("ask", "Who", "works", "with", "the Harbour Network?", "--cite", "--format", "csv")
    named = say(
        *["ask", "who-works-with", "--cite", "--format", "csv", "--organization"], "Harbour Network"
    )

    assert words.lines == ["atgraph: understood: who-works-with --organization 'Harbour Network'"]
    assert (words.code, words.out) == (0, named.out)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "words"),
    [
        ((), "who works with the Harbour Network?"),
        (("--cite", "--format", "csv"), "who works with -- the Harbour Network?"),
        ((), "who-works-with 'Harbour Network' --evidence"),
        ((), "claims"),
        ((), "--list harbour network"),
    ],
)
def test_options_of_every_question_may_stand_before_it(
    store: Path, before: tuple[str, ...], words: str
) -> None:
    first = mini.here("ask", *before, "--store", store, *shlex.split(words))
    after = [word for word in shlex.split(words) if word != "--"]
    last = mini.here("ask", *after, *before, "--store", store)

    assert (first.code, first.out, first.err) == (0, last.out, last.err)
    assert first.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--store", "s"], "Missing argument 'WORDS...'"),
        (["--colour", "claims"], "No such option '--colour'"),
        (["claims", "--store"], "Option '--store' requires an argument"),
    ],
)
def test_options_without_a_question_are_told(arguments: list[str], message: str) -> None:
    run = mini.here("ask", *arguments)

    assert (run.code, run.out) == (2, "")
    assert message in run.err


@pytest.mark.slow
def test_the_name_of_a_question_with_words_behind_it_is_a_word(say: Say) -> None:
    assert say("ask", "claims").code == 0
    assert "atgraph ask claims" in say("ask", "claims", "about", "members").err


@pytest.mark.slow
def test_where_several_questions_fit_three_are_shown_with_what_to_type(say: Say) -> None:
    run = say("ask", "harbour network")
    offered = [line for line in run.lines if line.startswith("  atgraph ask ")]

    assert (run.code, run.out, len(offered), len(run.lines)) == (1, "", 3, 7)
    assert "  atgraph ask said-of-actor --actor 'harbour network'" in offered
    for line in offered:
        assert say(*shlex.split(line)[1:]).code in (0, 1)


@pytest.mark.slow
def test_where_what_was_understood_has_no_row_others_are_shown(say: Say) -> None:
    run = say("ask", "who could introduce the Harbour Network to the Institute for Fair Work")

    assert (run.code, run.out) == (1, "")
    assert run.lines[0].startswith("atgraph: understood: who-could-introduce --organization 'Harb")
    assert run.lines[1] == "atgraph: other questions that come near:"
    assert run.lines[-1] == "atgraph: the graph has no answer to that: no row"


@pytest.mark.slow
def test_the_questions_that_fit_words_are_listed_with_what_to_type(say: Say) -> None:
    every = say("ask", "--list", "--format", "tsv")
    some = say("ask", "--list", "harbour", "network", "--format", "tsv")

    assert len(every.out.splitlines()) == len(question_names()) + 1
    assert 3 < len(some.out.splitlines()) < len(every.out.splitlines())
    assert "\tatgraph ask who-works-with --organization 'harbour network'\n" in some.out
    assert "contradictions" not in some.out


def test_an_answer_is_whole_rows_of_tsv_off_a_terminal(say: Say) -> None:
    rows = [
        line.split("\t")
        for line in say("ask", "who-works-with", "--organization", "hn").out.splitlines()
    ]

    assert len({len(row) for row in rows}) == 1
    assert any("Institute for Fair Work" in row and "partnership" in row for row in rows)


def test_evidence_adds_the_words_to_each_row(say: Say) -> None:
    rows = [line.split("\t") for line in say("ask", "claims", "--evidence").out.splitlines()]

    assert rows[0][-1] == "evidence"
    assert rows[1][-1].startswith(
        f"programmes/{mini.ID}/source.txt:28: “the Harbour Network wrote the Open Door Report,"
        " which counts"
    )


def test_an_answer_in_json_is_sparql_json_with_its_statements(say: Say) -> None:
    found = json.loads(say("ask", "claims", "--format", "json").out)

    assert set(found) == {"head", "results"}
    assert all(
        term["type"] in ("uri", "literal")
        for row in found["results"]["bindings"]
        for term in row.values()
    )
    assert any(v.startswith("statement") for v in found["head"]["vars"])


# sparql

COUNT = "SELECT (COUNT(?p) AS ?n) WHERE { ?p a atg:Person }"


@pytest.mark.parametrize("way", ["text", "file", "stdin"])
def test_a_query_is_taken_as_text_as_a_file_and_on_standard_input(
    say: Say, tmp_path: Path, way: str
) -> None:
    (tmp_path / "people.rq").write_text(COUNT)
    given = {"text": COUNT, "file": tmp_path / "people.rq", "stdin": "-"}[way]
    run = say("sparql", given, "--format", "csv", stdin=COUNT if way == "stdin" else "")

    assert (run.code, run.out.split()) == (0, ["n", "5"])


def test_sparql_json_is_what_the_standard_says(say: Say) -> None:
    query = (
        "SELECT ?s ?name ?day ?missing WHERE { ?s a atg:Event ; rdfs:label ?name ;"
        ' atg:earliestDate ?day FILTER CONTAINS(?name, "Doors") }'
    )
    run = say("sparql", query, "--format", "json")

    assert json.loads(run.out) == {
        "head": {"vars": ["s", "name", "day", "missing"]},
        "results": {
            "bindings": [
                {
                    "s": {
                        "type": "uri",
                        "value": f"https://w3id.org/atgraph/id/event_{mini.ID}_open-doors",
                    },
                    "name": {"type": "literal", "value": "Open Doors: Shelters and Tools"},
                    "day": {
                        "type": "literal",
                        "value": "2020-05-04",
                        "datatype": "http://www.w3.org/2001/XMLSchema#date",
                    },
                }
            ]
        },
    }


@pytest.mark.slow
def test_ask_and_construct_have_their_own_forms(say: Say) -> None:
    construct = "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a atg:Place ; rdfs:label ?l }"

    assert say("sparql", "ASK { ?p a atg:Person }").out == "true\n"
    assert (
        json.loads(say("sparql", "ASK { ?p a atg:Person, atg:Event }", "--format", "json").out)[
            "boolean"
        ]
        is False
    )
    assert 'atgd:place_exampleton rdfs:label "Exampleton"' in say("sparql", construct).out
    triple = (
        "<https://w3id.org/atgraph/id/place_exampleton>"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "Exampleton" .\n'
    )
    assert say("sparql", construct, "--format", "nt").out == triple


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE { ?s ?p }", "the query is not understood: "),
        ("SELECT * WHERE { ?s un:known ?o }", "the query is not understood: "),
        ("no-such-file.rq", "no-such-file.rq: is neither a query nor a file"),
        (
            "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
            "SERVICE asks another server and is refused",
        ),
        ("SELECT * { " + "{" * 200 + "}" * 200 + " }", "nested more than 100 deep"),
        ("INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }", "the query is not understood: "),
        ("CLEAR ALL", "is neither a query nor a file"),
        ("CLEAR ALL # {", "the query is not understood: "),
    ],
)
def test_a_query_that_cannot_be_run_is_one_line_and_2(say: Say, query: str, message: str) -> None:
    run = say("sparql", query)

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert message in run.err


@pytest.mark.parametrize(
    ("query", "fmt"), [(COUNT, "ttl"), ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "csv")]
)
def test_a_format_that_does_not_fit_is_told(say: Say, query: str, fmt: str) -> None:
    run = say("sparql", query, "--format", fmt)

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert f"cannot be written as {fmt}" in run.err


@pytest.mark.slow
def test_asserted_leaves_out_what_rules_derived(say: Say) -> None:
    query = "ASK { ?a atg:isWithin ?b }"

    assert (say("sparql", query).out, say("sparql", query, "--asserted").out) == (
        "true\n",
        "false\n",
    )


def test_graphs_of_others_in_one_store_are_not_read(say: Say) -> None:
    run = say(
        "sparql", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", "--format", "csv"
    )

    graphs = [line.removeprefix("https://w3id.org/atgraph/graph/") for line in run.out.split()[1:]]
    assert graphs == [
        "dataset",
        "derived",
        "on-request",
        "on-request-derived",
        "ontology",
        f"programme/{mini.ID}",
        "registry",
    ]


# export, map, check


@pytest.mark.slow
def test_export_writes_the_same_to_a_file_and_to_the_pipe(say: Say, tmp_path: Path) -> None:
    piped = say("export").out
    run = say("export", "-o", tmp_path / "new" / "graph.nq")

    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "new" / "graph.nq").read_text(encoding="utf-8") == piped
    assert piped.splitlines() == sorted(piped.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [("export", "--profile", "void"), ("network", "export", "--format", "kumu")],
    ids=lambda a: a[0],
)
@pytest.mark.slow
def test_a_dash_for_the_file_is_the_pipe(say: Say, arguments: tuple[str, ...]) -> None:
    run = say(*arguments, "-o", "-")

    assert run.code == 0
    assert run.out == say(*arguments).out != ""
    assert not Path("-").exists()


@pytest.mark.slow
def test_a_map_goes_to_the_pipe_and_all_of_them_do_not(say: Say, tmp_path: Path) -> None:
    run, all_of_them = say("map", "actors", "-o", "-"), say("map", "all", "-o", "-")
    written = say("map", "actors", "-o", tmp_path / "a.html")

    left_out, untold = run.lines
    assert "left out: 1 person listed on request" in left_out
    assert run.code == 0 and "the story is of the programme 'osce-alliance" in untold
    assert (written.code, written.out) == (0, "")
    assert written.lines == [left_out, untold, f"atgraph: wrote {tmp_path / 'a.html'}"]
    assert run.out == (tmp_path / "a.html").read_text(encoding="utf-8")
    assert (all_of_them.code, all_of_them.out) == (2, "")
    assert "all maps are a folder of files; name one with -o, or one map" in all_of_them.err
    assert not Path("-").exists()


@pytest.mark.slow
def test_turtle_is_readable_and_holds_each_triple_once(say: Say) -> None:
    import rdflib

    turtle, quads = say("export", "--format", "ttl").out, say("export").out

    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(quads.splitlines())
    assert "@prefix atg: <https://w3id.org/atgraph/ontology#> ." in turtle


def test_a_file_that_cannot_be_written_is_told(say: Say, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = say("export", "-o", tmp_path / "file" / "graph.nq")

    assert (run.code, run.out, len(run.lines)) == (2, "", 1)
    assert "graph.nq: cannot be written: " in run.err


def test_an_unknown_map_brings_the_nearest(say: Say) -> None:
    unknown = say("map", "actor")
    assert (unknown.code, unknown.out, len(unknown.lines)) == (1, "", 1)
    assert "did you mean" in unknown.err
    assert "actors" in unknown.err


@pytest.mark.slow
def test_check_says_that_nothing_is_wrong() -> None:
    run = mini.here("check", "--data", mini.MINI)

    assert (run.code, run.out, len(run.lines)) == (0, "", 1)
    assert run.err.startswith("atgraph: nothing is wrong: 1 programme, ")


@pytest.mark.slow
def test_a_build_says_on_stderr_what_it_published(tmp_path: Path) -> None:
    run = mini.atgraph("build", "--data", mini.MINI, "--store", tmp_path / "store")

    assert (run.code, run.out, len(run.lines)) == (0, "", 1)
    assert run.err.startswith("atgraph: published ")
    assert str(tmp_path / "store") in run.err


# The process


@pytest.mark.parametrize(
    "command", [["list", "people"], ["show", "HN"], ["sparql", "SELECT * { ?s ?p ?o }"], ["export"]]
)
@pytest.mark.slow
def test_nothing_is_coloured_or_wrapped_off_a_terminal(say: Say, command: list[str]) -> None:
    run = say(*command, COLUMNS="20", FORCE_COLOR="1")

    assert "\x1b" not in run.out
    assert run.out == say(*command, COLUMNS="200").out


def test_text_on_a_terminal_breaks_no_word_and_goes_on_further_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Ann\n  member of the Harbour Network, co-presence\n\n"
    monkeypatch.setenv("COLUMNS", "40")

    assert fitted(text) == text
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert fitted(text) == "Ann\n  member of the Harbour Network,\n      co-presence\n\n"


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_the_command_quietly(store: Path) -> None:
    command = (
        f'"{sys.executable}" -m atgraph export --include-on-request --store "{store}" | head -n 1'
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env=mini.environment(),
        timeout=60,
        check=False,
    )

    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_ctrl_c_ends_with_2_and_one_line(store: Path) -> None:
    command = [sys.executable, "-m", "atgraph", "sparql", "-", "--store", str(store)]
    waiting = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=mini.environment(),
    )
    assert waiting.stdin
    waiting.stdin.write("#" * 200_000)  # more than a pipe holds: it is through when it is read
    waiting.stdin.flush()
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=30)

    assert (waiting.returncode, out) == (2, "")
    assert err.strip().splitlines() == ["atgraph: stopped; what was published stays as it was"]


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_build_leaves_the_graph(tmp_path: Path, store: Path) -> None:
    shutil.copytree(store, tmp_path / "store", symlinks=True)
    before = mini.export(tmp_path / "store")
    command = [
        sys.executable,
        "-m",
        "atgraph",
        "build",
        "--data",
        str(mini.MINI),
        "--store",
        str(tmp_path / "store"),
    ]
    building = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=mini.environment())
    while building.poll() is None and not list((tmp_path / "store").glob(f"{UNFINISHED}*")):
        with contextlib.suppress(subprocess.TimeoutExpired):
            building.wait(0.01)  # until it writes what it will publish
    building.send_signal(signal.SIGINT)
    _, err = building.communicate(timeout=60)

    assert building.returncode in (0, 2)
    assert len(err.strip().splitlines()) <= 1
    assert mini.export(tmp_path / "store") == before


@pytest.mark.parametrize("module", ["atgraph", "atgraph.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    heavy = [
        "rdflib",
        "pydantic",
        "networkx",
        "pyvis",
        "pyshacl",
        "rich",
        "yaml",
        "igraph",
        *(["click", "pyoxigraph"] if module == "atgraph" else []),
    ]
    code = f"import sys, {module}; print(sorted(set(sys.modules) & set({heavy!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=mini.environment(),
        check=True,
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", [["list", "people"], ["ask", "claims"], ["sparql", "ASK {}"]])
@pytest.mark.slow
def test_asking_needs_no_network_and_nothing_of_the_build(store: Path, command: list[str]) -> None:
    code = f"""
import socket, sys
def refuse(*args, **kwargs): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
sys.argv = ["atgraph", *{command!r}, "--store", {str(store)!r}]
from atgraph.cli import main
try: main()
except SystemExit as end:
    heavy = {{"rdflib", "pyshacl", "pydantic", "networkx", "pyvis", "rich"}}
    print(end.code, sorted(set(sys.modules) & heavy), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=mini.environment(),
        check=False,
    )

    assert done.stderr.strip() == "0 []"


@pytest.mark.slow
def test_the_network_is_drawn_by_no_library_of_pictures(store: Path) -> None:
    """igraph imports matplotlib where it is installed, which takes longer than finding a path."""
    code = f"""
import sys
sys.argv = ["atgraph", "network", "path", "HN", "Larch Foundation", "--store", {str(store)!r}]
from atgraph.cli import main
try: main()
except SystemExit as end:
    known = ["igraph" in sys.modules, sys.modules.get("matplotlib"), "numpy" in sys.modules]
    print(end.code, *known, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=mini.environment(),
        check=False,
    )

    assert done.stderr.splitlines()[-1] == "0 True None False"


@pytest.mark.slow
def test_shapes_judge_without_a_reader_of_html(tmp_path: Path) -> None:
    """rdflib imports html5rdf where it is installed, which takes a fifth of what shapes load."""
    build = ["atgraph", "build", "--data", str(mini.MINI), "--store", str(tmp_path / "store")]
    code = f"""
import sys
sys.argv = {build}
from atgraph.cli import main
try: main()
except SystemExit as end:
    print(end.code, "pyshacl" in sys.modules, sys.modules.get("html5rdf"), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=mini.environment(),
        check=False,
    )

    assert done.stderr.splitlines()[-1] == "0 True None"


def test_the_package_opens_the_graph_from_python(store: Path) -> None:
    import atgraph

    kg = atgraph.open(store)

    assert kg.entity("HN").thing.label == "Harbour Network"
    assert [row["n"].value for row in kg.select(COUNT)] == ["5"]
    assert kg.ask("who-works-with", organization="HN").rows


def test_the_console_script_is_this_main() -> None:
    import tomllib

    from atgraph.cli import main

    scripts = tomllib.loads((mini.ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts == {"atgraph": f"{main.__module__}:{main.__name__}"}
    assert os.access(sys.executable, os.X_OK)
