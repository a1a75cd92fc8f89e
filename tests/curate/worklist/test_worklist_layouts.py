"""The worklist on records laid out in odd ways, very many problems, and a broken ontology."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pasting import offers_of, paste
from rdflib import SH, Graph

import mini
from atgraph.build.validation.graphs import read_shapes
from atgraph.curate.worklist import WorklistTask, build_tasks, iter_lines
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.echoes import overlapping
from atgraph.curate.worklist.key_offers import printed_day
from atgraph.curate.worklist.offers import MAKERS, offers_for
from atgraph.curate.worklist.tasks import TaskPlace, read_rules
from atgraph.curate.worklist.text_files import Files, Offer
from atgraph.errors import (
    KeyDetails,
    NameDetails,
    Place,
    Problem,
    QuoteDetails,
    ResultDetails,
)
from atgraph.rdf.namespaces import ATG, ATGS

SHAPES = mini.ROOT / "ontology" / "shapes"


def read(path: Path) -> list[dict[str, object]]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


# --- where a record takes something more ---

NAMES = {
    "flow": "- {id: a, label: Neil Bush}\n",
    "flow over two lines": "- {id: a, label: Neil Bush,\n   programmes: [b]}\n",
    "flow that ends at the margin": "- {id: a, label: Neil Bush,\nprogrammes: [b]\n}\n",
    "flow with a comment": (
        "- {id: a, label: 'Neil {Bush}', # as printed }\n   programmes: [b] # so far\n  }\n"
    ),
    "block": "- id: a\n  label: Neil Bush\n\n- id: z\n  label: Z\n",
    "folded": "- id: a\n  label: >-\n    Neil\n    Bush\n\n  # the rest\n  country: GB\n",
    "list": "- {id: a, label: Neil Bush, names: [Neil B.]}\n",
    "list over lines": (
        "- id: a\n  label: Neil Bush\n  names: [\n    Neil B.,\n    'N. [B.]',\n  ]\n"
    ),
    "list in block": (
        "- id: a\n  label: Neil Bush\n  names:\n    - Neil B.\n    # others\n  country: GB\n"
    ),
    "list that is not indented": "- id: a\n  names:\n  - Neil B.\n  label: Neil Bush\n",
    "tab in a string": '- {id: a, label: "Neil\tBush", names: ["a\tb"]}\n',
}


@pytest.mark.parametrize("layout", NAMES)
def test_a_name_is_added_to_a_record_however_it_is_laid_out(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "people.yml"
    path.write_text(NAMES[layout], encoding="utf-8")
    before = read(path)
    name = NameDetails(
        "Neil, Bush",
        "p",
        registry=str(tmp_path),
        kinds=(ATG + "Person",),
        near=(("Neil Bush", Place(str(path), 1)),),
    )
    first, *_ = offers_for(Problem("", 0, "", "name-of-nobody", name=name), context())
    paste(first)

    assert "names" in read(path)[0]
    before[0]["names"] = [*before[0].get("names", []), "Neil, Bush"]  # type: ignore[misc]
    assert read(path) == before


def test_a_record_is_no_offer_where_only_a_given_name_is_shared(tmp_path: Path) -> None:
    path = tmp_path / "people.yml"
    path.write_text("- {id: a, label: Konstantinos Lu}\n- {id: b, label: Konst. Lim}\n")
    near = (("Konstantinos Lu", Place(str(path), 1)), ("Konst. Lim", Place(str(path), 2)))
    kinds = (ATG + "Person",)
    name = NameDetails("Konstantinos Li", "p", registry=str(tmp_path), kinds=kinds, near=near)
    offers = offers_for(Problem("", 0, "", "name-of-nobody", name=name), context())

    assert [offer.do.partition(" ")[0] for offer in offers] == ["Add"]


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, label: }\n",
        "- {id: a, names: []}\n",
        "- {id: a, names: x}\n",
        "- [a\n",
        "- &x [*x]\n",
        "- {id: a,\x85 names: [b]}\n",
    ],
)
def test_where_nothing_can_be_added_nothing_is_offered(text: str, tmp_path: Path) -> None:
    path = tmp_path / "people.yml"
    path.write_text(text, encoding="utf-8")

    assert Files()[str(path)].add_item(1, "names", "c", "{}") == []
    assert Files()[str(path)].add_key(9, "names", "c", "{}") == []


@pytest.mark.slow
def test_a_crash_of_the_worklist_on_a_record_over_two_lines_is_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(mini.REAL, data)
    record = "- {id: person_p0002, label: Neil Bush, programmes: [osce-alliance-19-side-events]}"
    mini.change(
        data / "registry" / "people.yml", record, record.replace("Neil Bush, ", "Neil Busch,\n   ")
    )
    mini.change(
        data / "registry" / "organizations.yml",
        "  label: Diginex\n",
        "  label: Diginexx\n  names: [DX,\n    Digi]\n",
    )
    run = mini.atgraph("check", "--data", data)

    assert run.code == 1, run.err
    assert "\n   programmes: [osce-alliance-19-side-events], names: [Neil Bush]}\n" in run.out
    assert "\n    Digi, Diginex]\n" in run.out


def draw(monkeypatch: pytest.MonkeyPatch, *ids: str) -> None:
    """Let these letters be drawn."""
    letters = iter("".join(ids))
    monkeypatch.setattr("atgraph.data.person_ids.secrets.choice", lambda known: next(letters))


def nobody(name: str, folder: Path, *kinds: str) -> Problem:
    wanted = tuple(ATG + kind for kind in kinds)
    about = NameDetails(name, "p", registry=str(folder), kinds=wanted)
    return Problem("", 0, name, "name-of-nobody", name=about)


def test_a_new_record_is_of_the_kind_and_type_that_words_of_the_name_tell(tmp_path: Path) -> None:
    (tmp_path / "people.yml").write_text("- {id: person_xxxxxxxx, label: X, programmes: [p]}\n")
    kinds = "Organization", "Person"
    names = "University of Riverland", "Ana Example", "Lantern"
    made = [offers_for(nobody(name, tmp_path, *kinds), context())[0] for name in names]

    assert [Path(offer.path).name for offer in made] == [
        "organizations.yml",
        "people.yml",
        "organizations.yml",
    ]
    assert "  type: university" in made[0].lines
    assert "(type: the word “University”)" in made[0].do
    assert "  type: …" in made[2].lines


def test_a_new_record_is_written_like_the_last_of_its_file_and_each_has_its_own_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(monkeypatch, "xxxxxxxx", "bbbbbbbb", "cccccccc")
    (tmp_path / "people.yml").write_text(
        "- {id: person_xxxxxxxx, label: X,\n   programmes: [p]}\n", encoding="utf-8"
    )
    here = context()
    made = [
        offers_for(nobody(name, tmp_path, "Person", "Event"), here)[0].lines
        for name in ("Ab Cd", "Ef Gh", "Ab Cd")
    ]
    ab, ef = (
        f"- {{id: person_{letter * 8}, label: {name}, programmes: [p]}}"
        for letter, name in (("b", "Ab Cd"), ("c", "Ef Gh"))
    )

    assert made == [(ab,), (ef,), (ab,)]


@pytest.mark.parametrize(
    ("kinds", "rows"),
    [
        (("Person",), ["- id: person_bbbbbbbb", "  label: Ab Cd", "  programmes: [p]"]),
        (
            ("Organization",),
            ["- id: organization_ab-cd", "  label: Ab Cd", "  type: …", "  source: printed"],
        ),
        (("EventSeries", "Event"), ["- id: event-series_ab-cd", "  label: Ab Cd"]),
        (("Event",), []),
    ],
)
def test_a_new_record_in_a_file_that_is_not_there_has_what_its_class_needs(
    kinds: tuple[str, ...], rows: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(monkeypatch, "bbbbbbbb")
    made = offers_for(nobody("Ab Cd", tmp_path, *kinds), context())

    assert [line for offer in made for line in offer.lines if line] == rows


# --- the lines of a record ---


def test_a_record_ends_with_its_last_line_and_its_quotes_are_a_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text(
        "a:\n  - name: x\n    quotes:\n      - text: |-\n          one\n"
        "        line: 3\n\n  # next\n  - {name: y,\n  role: z}\nb: 1\n",
        encoding="utf-8",
    )
    file = Files()[str(path)]

    assert [file.record(line) for line in range(1, 12)] == [
        1,
        2,
        2,
        2,
        2,
        2,
        7,
        8,
        9,
        9,
        11,
    ]
    assert (file.end(2), file.end(9)) == (6, 10)


def test_a_file_that_is_no_record_is_not_looked_through_for_one(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("- a: b\n  c: d\n\nx:y\n    a x:z .\n\n", encoding="utf-8")

    file = Files()[str(path)]

    assert (file.record(2), file.end(4)) == (2, 5)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("- {id: a, country: GB, label: B}\n", "- {id: a, label: B}\n"),
        ("- {country: GB, id: a}\n", "- {id: a}\n"),
        ("- {id: a, country: GB}  # so\n", "- {id: a}  # so\n"),
        ("- {id: a,\n   country: GB,\n   label: B}\n", "- {id: a,\n   label: B}\n"),
        ("- id: a\n  country: GB\n  label: B\n", "- id: a\n  label: B\n"),
        ("- id: a\n  country:\n    - GB\n    - {x: 1}\n\n- id: b\n", "- id: a\n\n- id: b\n"),
        ("- country: GB\n  id: a\n", None),
        ("- {country: GB}\n", None),
        ("- {id: a}\n", None),
        ("- {id: a, country: }\n", "- {id: a}\n"),
    ],
)
def test_a_key_is_taken_out_of_its_record_and_nothing_else(
    text: str, after: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.yml"
    path.write_text(text, encoding="utf-8")
    offers = Files()[str(path)].take_out(1, "country")
    for offer in offers:
        paste(offer)

    assert path.read_text(encoding="utf-8") == (after if offers else text)
    assert bool(offers) == (after is not None)


# --- every maker of offers, on odd layouts ---

ODD = [
    "",
    "- {name: Ab Cd,\n   role: speakr, quotes: [\"Ab Cd\",\n   'x'],\n id: a_b}\n",
    "name: Ab Cd # role: speakr}\nquotes: >\n  folded\n  words\nid: a_b\n",
    (
        '- name: "Ab\tCd"\n  role: >-\n    speakr\n  quotes:\n'
        '  - {text: "a [b} c", line: 2}\n  id: a_b\n'
    ),
    "- {a: [\n- }\n",
    "- &a {name: *a}\n",
    "? {name: x}\n: [names, quotes: ]\n",
    "- |-\n  name: Ab Cd\n",
    "- {id: [a_b], name: {x: y}, session: [a], quotes: {a: b}, review: [x]}\n",
    "- name: [Ab Cd]\n  session: {a: b}\n- id: {a: b}\n  name: a_b\n  session: [x]\n",
    "- {name: Ab Cd, names: [], programmes: [], within: {is: a_b}, date: , end: 2019-04-08}\n",
]
WORDS = st.sampled_from(
    [
        "",
        "name",
        "role",
        "speakr",
        "Ab Cd",
        "a_b",
        "a {b} [c",
        'say "x"',
        "within",
        "2019-4-8",
        "date",
        "quotes",
        "start",
    ]
)


PATHS = ["", ATG + "hasRole", ATG + "hasOrganizationType", ATG + "latestDate"]


@st.composite
def problems(draw: st.DrawFn, path: str, source: str) -> Problem:
    kinds = [ATG + "Person", ATG + "Organization", ATG + "Event"]
    shapes = [
        "Person-contact",
        "Person-closed",
        "Event-isPartOfEvent-latestDate",
        "Event-startTime",
        "Organization-hasOrganizationType",
        "Tool-label",
        "none",
    ]
    shape = draw(st.sampled_from(shapes))
    component = draw(
        st.sampled_from(
            [
                f"{name}ConstraintComponent"
                for name in ("MinCount", "LessThanOrEquals", "Closed", "In")
            ]
        )
    )
    key = KeyDetails(
        key=draw(WORDS),
        value=draw(WORDS),
        known=tuple(draw(st.lists(WORDS, max_size=2))),
        wanted=draw(WORDS),
        kind=draw(st.sampled_from(["", ATG + "Participation"])),
        within=draw(WORDS),
        property=draw(st.sampled_from(PATHS)),
        prefix=draw(st.sampled_from(["role", "organization-type", "none"])),
        quotes=(draw(WORDS),),
        first=draw(st.integers(0, 9)),
    )
    name = NameDetails(
        text=draw(WORDS),
        programme=draw(WORDS),
        session=draw(WORDS),
        registry=str(Path(path).parent),
        kinds=tuple(draw(st.lists(st.sampled_from(kinds), max_size=3))),
        near=((draw(WORDS), Place(path, draw(st.integers(0, 9)))),),
        holders=("a_b", "a_c"),
    )
    result = ResultDetails(
        name=ATGS + shape,
        value=draw(WORDS),
        property=draw(st.sampled_from(PATHS)),
        component=f"x#{component}",
        solution="x",
        shown=draw(WORDS),
    )
    return Problem(
        path,
        draw(st.integers(0, 9)),
        "m",
        draw(st.sampled_from(sorted(MAKERS))),
        key=key,
        quote=QuoteDetails(draw(WORDS), source, (1, 2), path),
        name=name,
        result=result,
    )


def context(*found: Problem) -> Context:
    here = Context(mini.ontology(), SHAPES, found)
    here.graph = shapes()  # what it would read
    return here


@cache
def shapes() -> Graph:
    return read_shapes(SHAPES)


@pytest.mark.slow
@settings(
    max_examples=settings().max_examples * 3 // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    data=st.data(),
    text=st.sampled_from(ODD)
    | st.lists(
        st.sampled_from([*"-{}[]:,\n #\"'|>&*", " ", "\t", "name", "quotes"]), max_size=30
    ).map("".join),
)
def test_every_maker_of_offers_copes_with_every_layout(
    data: st.DataObject, text: str, tmp_path: Path
) -> None:
    path, source = tmp_path / "people.yml", tmp_path / "source.txt"
    path.write_text(text, encoding="utf-8")
    path.with_name("decisions.yml").write_text(text, encoding="utf-8")
    source.write_text('Ab Cd, speaker.\nAb  Cd say "x"\n', encoding="utf-8")
    found = data.draw(problems(str(path), str(source)))
    here = context(found)

    here.places(found)
    assert all(isinstance(offer, Offer) for offer in offers_for(found, here))


def test_rules_without_an_offer_are_listed() -> None:
    without = {"decision", "dates", "passage", "quote-empty", "quote-twice-on-line", "unreadable"}
    without |= {"printed-date", "printed-date-in-part", "comparator", "listing"}
    without |= {"map-file", "story-programme", "story-step", "acting-character", "removed"}

    assert read_rules().keys() - MAKERS.keys() == without
    assert MAKERS.keys() - read_rules().keys() == {"check", "shape"}
    assert offers_for(Problem("", 0, ""), context()) == []


# --- forms, records that stand twice, circles ---


@pytest.mark.parametrize(
    ("row", "value", "wanted"),
    [
        ("- date: 2019-4-8  # first", "2019-4-8", "- date: 2019-04-08  # first"),
        ("- {date: 2019.04.08, x: y}", "2019.04.08", "- {date: 2019-04-08, x: y}"),
        ("- date: 8 April 2019", "8 April 2019", "- date: 2019-04-08"),
        ("- date: 2019/04/08", "2019/04/08", "- date: 2019-04-08"),
        ("- date: April 8, 2019", "April 8, 2019", "- date: 2019-04-08"),
        ("- date: 8th April 2019", "8th April 2019", "- date: 2019-04-08"),
        ("- date: 7. März 2024", "7. März 2024", "- date: 2024-03-07"),
        ("- date: 8 avril 2019", "8 avril 2019", "- date: 2019-04-08"),
        ("- date: 8.4.2019", "8.4.2019", "- date: 2019-04-08"),
        ("- date: 8-9 April 2019", "8-9 April 2019", None),
        ("- date: 04/05/2019", "04/05/2019", None),
        ("- date: 31 June 2019", "31 June 2019", None),
        ("- date: early in April", "early in April", None),
        ("- date: 2999-01-01", "2999-01-01", None),  # as it must be written, and yet to come
    ],
)
def test_a_day_of_the_wrong_form_is_written_anew_where_it_can_be_read_in_one_way(
    row: str, value: str, wanted: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.yml"
    path.write_text(row + "\n", encoding="utf-8")
    made = offers_for(Problem(str(path), 1, "m", "form", key=KeyDetails("date", value)), context())

    assert [offer.lines for offer in made] == ([(wanted,)] if wanted else [])


@pytest.mark.parametrize(
    ("quote", "words", "day"),
    [
        ("Side event, April 8, 2019, 13:15", "April 8, 2019", "2019-04-08"),
        ("Montag, 7. März 2024, Saal 2", "Montag, 7. März 2024", "2024-03-07"),
        ("4/5/2019 or 8.4.2019", "8.4.2019", "2019-04-08"),
        ("8-9 April 2019", "", ""),
    ],
)
def test_the_day_of_a_session_is_read_in_its_quotes(
    quote: str, words: str, day: str, tmp_path: Path
) -> None:
    path = tmp_path / "programme.yml"
    path.write_text(f'- id: a\n  title: 1 May 2001\n  quotes: ["{quote}"]\n', encoding="utf-8")
    found = Problem(str(path), 1, "m", "time-without-day")
    (offer,) = offers_for(found, context())

    assert printed_day(found, context()) == (words, day)
    assert offer.lines == (f"  date: {day or '…'}",)


def test_a_rule_that_has_no_text_is_an_error() -> None:
    with pytest.raises(KeyError, match="no-such-rule"):
        build_tasks([Problem("", 0, "m", "no-such-rule")], mini.ontology(), SHAPES)


def test_of_a_record_that_stands_twice_one_is_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text(
        "statements:\n  - {tie: mention}\n  - tie: mention\n    quotes: [a]\n  - {tie: other}\n",
        encoding="utf-8",
    )
    (offer,) = offers_for(Problem(str(path), 3, "m", "twice", key=KeyDetails(first=2)), context())
    paste(offer)

    assert (
        offer.do
        == "If both say the same, move its quotes to the record on line 2, and take out lines 3-4"
    )
    assert path.read_text(encoding="utf-8") == "statements:\n  - {tie: mention}\n  - {tie: other}\n"


def test_a_circle_is_cut_where_a_record_says_what_it_is_within(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text(
        "- id: a\n  within:\n    - {is: b, source: c}\n  label: A\n- {id: b, within: [{is: a}]}\n",
        encoding="utf-8",
    )
    (offer,) = offers_for(Problem(str(path), 1, "m", "circle", key=KeyDetails("within")), context())
    paste(offer)

    assert path.read_text(encoding="utf-8") == "- id: a\n  label: A\n- {id: b, within: [{is: a}]}\n"
    assert (
        offers_for(Problem(str(path), 3, "m", "circle", key=KeyDetails("within")), context()) == []
    )


# --- very many ---


def test_ids_are_found_however_many_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "tools.yml"
    path.write_text(
        "- id: tool_x\n"
        + "".join(f"- id: tool_x-{n}\n" for n in range(2, 1101))
        + "- id: tool_x\n" * 2,
        encoding="utf-8",
    )
    found = [
        Problem(str(path), line, str(line), "id-taken", key=KeyDetails("id", "tool_x"))
        for line in (1101, 1102)
    ]
    (task,) = build_tasks(found, mini.ontology(), SHAPES)

    assert [offer.lines for offer in offers_of(task)] == [
        ("- id: tool_x-1101",),
        ("- id: tool_x-1102",),
    ]


MANY = (
    3_000  # 10,000 take three seconds at most, and took a hundred when each problem walked its file
)


def many(kind: str, folder: Path) -> list[Problem]:
    """Return thousands of problems of one kind, in one file."""
    yml, ttl, txt = folder / "programme.yml", folder / "x.ttl", folder / "source.txt"
    rows = [
        (
            f'  - {{name: "Person {n}", role: speakr, session: nowhere-{n}, quotes: '
            f'["Person {n} spoke at length here"]}}'
        )
        for n in range(MANY)
    ]
    yml.write_text("\n".join(["id: x", "participants:", *rows, "ignored:", ""]), encoding="utf-8")
    ttl.write_text("".join(f"x:y{n}\n    a x:z .\n\n" for n in range(MANY)), encoding="utf-8")
    txt.write_text(
        "".join(f"Person {n} spoke at length elsewhere.\n" for n in range(MANY)), encoding="utf-8"
    )
    at = [(str(yml), n + 3) for n in range(MANY)]
    known = tuple(f"session-{n}" for n in range(300))
    role = KeyDetails(
        "role", "speakr", kind=ATG + "Participation", property=ATG + "hasRole", prefix="role"
    )
    source = str(txt)

    def each(rule: str, key: Callable[[int], KeyDetails]) -> list[Problem]:
        quote = QuoteDetails(source=source) if rule == "not-in-quotes" else QuoteDetails()
        return [Problem(*p, str(p), rule, key=key(n), quote=quote) for n, p in enumerate(at)]

    def printed(n: int) -> KeyDetails:
        return KeyDetails("name", f"Person {n}", quotes=(f"Persn {n} spoke",))

    def unquoted(n: int) -> Problem:
        about = QuoteDetails(f"Person {n} spoke at length elsewhere.", transcript=str(yml))
        return Problem(source, n + 1, str(n), "unquoted-sentence", quote=about)

    def misquoted(n: int) -> Problem:
        about = QuoteDetails(f"Person {n} spoke at length here", source)
        return Problem(*at[n], str(at[n]), "quote-nowhere", quote=about)

    def unknown(n: int) -> Problem:
        about = NameDetails(f"Person {n}", "x", registry=str(folder), kinds=(ATG + "Person",))
        return Problem(*at[n], str(at[n]), "name-of-nobody", name=about)

    shape = ResultDetails(name=ATGS + "none", component="x#y", text="t")
    match kind:
        case "vocabulary":
            return each(kind, lambda _: role)
        case "unknown-id":
            return each(kind, lambda n: KeyDetails("session", f"nowhere-{n}", known))
        case "unknown-key":
            return each(kind, lambda _: KeyDetails("role", known=("part", "name")))
        case "not-in-quotes":
            return each(kind, printed)
        case "quote-nowhere":
            return list(map(misquoted, range(MANY)))
        case "unquoted-sentence":
            return list(map(unquoted, range(MANY)))
        case "name-of-nobody":
            return list(map(unknown, range(MANY)))
    shape = ResultDetails(name=ATGS + "none", component="x#y", text="t")
    return [Problem(str(ttl), 3 * n + 1, str(n), "shape", result=shape) for n in range(MANY)]


KINDS = (
    "vocabulary",
    "unknown-id",
    "unknown-key",
    "not-in-quotes",
    "quote-nowhere",
    "unquoted-sentence",
    "name-of-nobody",
    "shape",
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_of_thousands_of_findings_twenty_places_are_told(kind: str, tmp_path: Path) -> None:
    tasks = build_tasks(many(kind, tmp_path), mini.ontology(), SHAPES)
    text = "\n".join(iter_lines(tasks))

    assert sum(len(task.places) for task in tasks) == MANY
    assert (f"… and {MANY - 20:,} more" in text) == (len(tasks) == 1)


def test_of_thousands_of_tasks_two_hundred_are_told() -> None:
    place = TaskPlace(Problem("a.yml", 1, "is wrong"), (), ())
    lines = [*iter_lines(WorklistTask(f"Task {n}", "", "", [place]) for n in range(3000))]

    assert "200 of 3000. Task 199." in lines
    assert lines[-1].startswith("… and 2,800 more tasks; mend these first")


@pytest.mark.slow
@settings(max_examples=settings().max_examples * 2)
@given(st.lists(st.text("ab ", max_size=14)), st.lists(st.text("ab ", max_size=14)))
def test_texts_that_overlap_are_those_that_a_comparison_of_each_with_each_finds(
    texts: list[str], others: list[str]
) -> None:
    pairs = product(filter(None, texts), filter(None, others))

    assert overlapping(texts, others) == {
        text for text, other in pairs if other in text or text in other
    }


# --- an ontology that lost a word ---


@pytest.mark.slow
@pytest.mark.parametrize("name", ["organizing", "participation", "affiliation", "subordination"])
@pytest.mark.parametrize("new", ['atg:recordName "other"', 'rdfs:comment "none"'])
def test_an_ontology_without_a_kind_of_record_that_is_read_is_told(
    name: str, new: str, tmp_path: Path
) -> None:
    run = check_with(tmp_path, f'atg:recordName "{name}"', new)

    assert run.code == 2
    assert run.lines == [
        (
            f"{tmp_path}/ontology/atgraph.ttl: no class has atg:recordName '{name}', and "
            f"records of that kind are read; give it back to the class that had it"
        )
    ]


@pytest.mark.slow
def test_an_ontology_without_the_key_of_a_type_is_told(tmp_path: Path) -> None:
    run = check_with(tmp_path, 'atg:recordKey "type"', 'rdfs:comment "none"')

    assert run.code == 2
    assert run.lines == [
        (
            f"{tmp_path}/ontology/atgraph.ttl: atg:hasOrganizationType has no "
            f"atg:recordKey, and the registry fills it; give it back its key"
        )
    ]


def check_with(home: Path, old: str, new: str) -> mini.Run:
    mini.home_with("ontology/atgraph.ttl", old, new, home)
    return mini.atgraph("check", "--data", mini.REAL, ATGRAPH_HOME=str(home))


def test_every_shape_that_refuses_an_address_is_in_the_group_that_offers_the_line_without_it() -> (
    None
):
    here = context()
    refusing = {
        str(s)
        for s, query in here.graph.subject_objects(SH.sparql)
        if "[^ @]@[^ @]" in str(here.graph.value(query, SH.select))
    }

    assert len(refusing) >= 6
    groups = here.graph.subject_objects(SH.group)
    assert {str(s) for s, group in groups if str(group).endswith("#contact")} == refusing
