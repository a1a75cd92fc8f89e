"""What a changed graph says of people on request is what is told of them in all of it."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import mini
from atgraph.build.change import apart
from atgraph.build.change.apart import stays, telling_again
from atgraph.build.change.stated_words import StatedWords, count_words, used_properties
from atgraph.build.on_request import Telling, telling_of
from atgraph.rdf.namespaces import LABEL, RDFS, TYPE, atg, atgd, graph

ONE = graph("programme/one")
PERSON = atgd("person_bcdfghjk")
WORDS = Literal("Opened by the Keeper of Small Lamps.")


def again(store: Store) -> Telling:
    return telling_again([PERSON], Telling(), store, (), StatedWords(store, used_properties(store)))


def post(person: NamedNode, title: str) -> list[Quad]:
    node = atgd(f"affiliation_{person.value.rpartition('_')[2]}")
    return [
        Quad(person, TYPE, atg("Person"), ONE),
        Quad(person, LABEL, Literal(f"Ana {person.value[-4:]}"), ONE),
        Quad(node, TYPE, atg("Affiliation"), ONE),
        Quad(node, atg("hasAffiliate"), person, ONE),
        Quad(node, atg("statedTitle"), Literal(title), ONE),
    ]


@pytest.mark.parametrize("printed", ["Opened by ANA GHJK.", "Opened by ANA LMNP."])
def test_nothing_is_looked_through_for_a_name_of_which_a_word_stands_nowhere(
    printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Quad(atgd("text_two#char=0,20"), atg("exactText"), Literal(printed), ONE)
    published, came = Store(), post(PERSON, "untold")[:2]
    published.extend([*post(atgd("person_lmnpqrst"), "Rower"), said])
    properties = used_properties(published)
    known = StatedWords(published, properties).numbers
    now = Store()
    now.extend([*published, *came])
    if "GHJK" not in printed:
        monkeypatch.setattr("atgraph.build.change.stated_words._Index", None)
    found = telling_again([PERSON], Telling(), now, came, StatedWords(published, properties, known))

    assert found == telling_of([PERSON], [*now])
    assert (said in found.said) is ("GHJK" in printed)


def test_words_are_counted_alike_of_a_graph_and_of_what_came_and_went() -> None:
    quads = [*post(PERSON, "Keeper of Small Lamps"), *post(atgd("person_lmnpqrst"), "Keeper")]
    quads.append(Quad(atgd("tool_one"), LABEL, Literal("Lamp"), graph("derived")))
    quads.append(Quad(atgd("tool_one"), atg("room"), Literal("…"), ONE))
    store, numbers = Store(), Counter[str]()
    store.extend(quads)
    properties = used_properties(store)
    count_words(numbers, [*quads, *quads[:3]], properties, 1)
    count_words(numbers, quads[:3], properties, -1)

    assert numbers == StatedWords(store, properties).numbers
    assert (numbers["keeper"], numbers["lamp"], numbers[""]) == (2, 0, 1)


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Keeper of Large Lamps", True),
        ("keeper of small lamps", False),
        ("Deputy Keeper of Small Lamps", False),
    ],
)
def test_a_title_tells_of_somebody_unless_others_have_it(title: str, is_told: bool) -> None:
    passage = atgd("text_one#char=0,36")
    quads = {
        *post(PERSON, "Keeper of Small Lamps"),
        *post(atgd("person_lmnpqrst"), title),
        Quad(passage, TYPE, atg("Evidence"), ONE),
        Quad(passage, atg("exactText"), WORDS, ONE),
    }
    store = Store()
    store.extend(quads)
    whole = telling_of([PERSON], quads)

    assert again(store) == whole
    assert (Quad(passage, atg("exactText"), WORDS, ONE) in whole.said) is is_told


@pytest.mark.parametrize(
    ("label", "printed", "is_told"),
    [
        ("Ana Larchson", "Then ANA  LARCHSON spoke.", True),
        ("Ana Larchson", "Then Ána Lärchson spoke.", True),
        ("Ána Lärchson", "Then Ana Larchson spoke.", True),
        ("Ana Strasse", "Then Ana Straße spoke.", True),
        ("Ana Łódź", "Then Ana Lodz spoke.", True),
        ("Ана Мох", "Then АНА МОХ spoke.", True),
        ("The Ana", "Then Ana spoke.", True),
        ("Ana Larchson", "https://example.org/ana-larchson", True),
        ("Ana Larchson", "Then Ana Larchsons spoke.", False),
        ("Ana Larchson", "Then Ana spoke to Larchson.", False),
    ],
)
def test_a_name_is_found_wherever_it_stands_however_it_is_written(
    label: str, printed: str, is_told: bool
) -> None:
    text, thing = atgd("text_one"), atgd("tool_lamp_bcdfghjk")
    is_page = printed.startswith("https:")
    said = Quad(
        text,
        atg("hasPage") if is_page else NamedNode(RDFS + "comment"),
        NamedNode(printed) if is_page else Literal(printed),
        ONE,
    )
    quads = {
        Quad(PERSON, TYPE, atg("Person"), ONE),
        Quad(PERSON, LABEL, Literal(label), ONE),
        Quad(thing, TYPE, atg("Tool"), ONE),
        Quad(thing, LABEL, Literal("Lamp of person bcdfghjk"), ONE),
        Quad(atgd("tool_person_bcdfghjk"), LABEL, Literal("Lamp"), ONE),
        said,
    }
    store = Store()
    store.extend({*quads, Quad(thing, LABEL, Literal(label), graph("derived"))})
    whole = telling_of([PERSON], quads)

    assert again(store) == whole
    assert (said in whole.said) is is_told


def test_of_a_common_title_one_other_post_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    others = (post(atgd(f"person_lmnpqr{n:02}"), "Keeper of Small Lamps") for n in range(50))
    quads = {*post(PERSON, "Keeper of Small Lamps"), *(quad for some in others for quad in some)}
    store, looked = Store(), list[int]()
    store.extend(quads)
    whole = telling_of([PERSON], quads)

    def look(people: list[NamedNode], read: set[Quad]) -> Telling:
        looked.append(len(read))
        return telling_of(people, read)

    monkeypatch.setattr(apart, "telling_of", look)

    assert again(store) == whole
    assert not whole.titles
    assert max(looked) < 20


def stay(before: set[Quad], after: set[Quad], person: NamedNode = PERSON) -> bool:
    """Whether it is known without a look that a change leaves what is said; if so it must."""
    known, store = telling_of([person], before), Store()
    store.extend(after - known.said)
    found = stays([person], known, store, after - before, before - after)
    if found:
        again = telling_of([person], after)
        assert (again.said, again.names, again.titles) == (known.said, known.names, known.titles)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.attack)])
def test_what_stays_is_what_a_look_would_find(step: int) -> None:
    whole, her, known = {*mini.graph().asserted}, atgd("person_p0001"), list[bool]()
    for quad in sorted(whole, key=str)[::step]:
        known += [stay(whole, whole - {quad}, her), stay(whole - {quad}, whole, her)]

    assert sum(known) > len(known) * 0.8  # most is known at once
    assert not all(known)


OTHER, PAGE, TEXT = atgd("person_lmnpqrst"), atgd("page_one"), atgd("text_one")
AFFILIATION, PASSAGE = atgd("affiliation_bcdfghjk"), atgd("text_one#char=0,36")
LEADING = Quad(atgd("tool_lamp"), atg("hasGround"), PAGE, ONE)


@pytest.mark.parametrize(
    ("quad", "is_told"),
    [
        (Quad(atgd("session_one"), atg("room"), Literal("Quay"), ONE), False),
        (Quad(OTHER, atg("room"), Literal("Keeper"), ONE), False),
        (Quad(PERSON, atg("room"), Literal("Quay"), ONE), True),
        (Quad(AFFILIATION, atg("room"), Literal("Quay"), ONE), True),
        (Quad(atgd("session_one"), atg("hasGuest"), PERSON, ONE), True),
        (Quad(TEXT, NamedNode(RDFS + "comment"), Literal("By Ana ghjk herself"), ONE), True),
        (
            Quad(atgd("session_one"), atg("statedTitle"), Literal("Keeper of Small Lamps"), ONE),
            True,
        ),
        (Quad(PASSAGE, atg("exactText"), WORDS, ONE), True),
        (Quad(PAGE, TYPE, atg("Source"), ONE), True),
        (LEADING, True),
        (Quad(atgd("tool_lamp"), atg("hasGround"), atgd("page_two"), ONE), False),
    ],
    ids=lambda value: str(value)[:60] if isinstance(value, Quad) else None,
)
def test_a_change_is_told_that_touches_what_is_said_of_somebody(quad: Quad, is_told: bool) -> None:
    quads = {*post(PERSON, "Keeper of Small Lamps"), *post(OTHER, "Warden"), LEADING}
    quads |= {Quad(PASSAGE, TYPE, atg("Evidence"), ONE), Quad(PAGE, TYPE, atg("Source"), ONE)}
    quads.add(Quad(AFFILIATION, atg("hasGround"), PAGE, ONE))

    assert stay(quads - {quad}, quads | {quad}) is not is_told
    assert stay(quads | {quad}, quads - {quad}) is not is_told
