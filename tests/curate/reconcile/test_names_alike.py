"""Names that may be one person's or one body's: parts, other letters, and what joins nobody."""

from __future__ import annotations

from pathlib import Path

import forum
import pytest

from atgraph.curate.reconcile import Matcher
from atgraph.curate.reconcile.same_person import compare, family_name
from atgraph.curate.reconcile.words import main_part


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Example", "Ana Example"),
        ("EXAMPLE, Ana", "Ana Example"),
        ("Ana M. Example", "Ana Example"),
        ("Anna Example", "Ana Example"),
        ("Jan de Vries", "Jan Devries"),
        ("Ana López García", "Ana López"),
        ("Олена Коваленко", "Olena Kovalenko"),
        ("Yevhen Shcherbak", "Євген Щербак"),
        ("О. Коваленко", "Olena Kovalenko"),
        ("Сергей Петренко", "Сергій Петренко"),
        ("王小明", "Wang Xiaoming"),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str) -> None:
    assert compare(one, other).score >= 0.9
    assert compare(other, one).score >= 0.9


@pytest.mark.parametrize(
    ("one", "other", "given"),
    [
        ("Ana Example", "Ana Muster", "Ana"),
        ("Konstantinos Li", "Konstantinos Lu", "Konstantinos"),
        ("Maria Fernanda Ruiz", "Maria Fernanda Diaz", "Maria Fernanda"),
        ("Ana", "Ana Example", "Ana"),
        ("Ana E.", "Ana Example", "Ana"),
        ("KOVALENKO Olena", "PETRENKO Olena", "Olena"),
        ("Олена Коваленко", "Olena Petrenko", "Олена"),
        ("Bo Example", "Ana Example", ""),
    ],
)
def test_a_given_name_or_a_surname_alone_joins_nobody(one: str, other: str, given: str) -> None:
    assert (compare(one, other).score, compare(one, other).given) == (0, given)


def test_the_family_name_is_told_by_comma_capitals_or_place() -> None:
    names = ("Example Muster, Ana", "Ana EXAMPLE", "Ana Example", "Kovalenko Olena", "Olena")

    assert [family_name(name) for name in names] == [
        {"example", "muster"},
        {"example"},
        {"example"},
        {"kovalenko"},
        set(),
    ]


@pytest.mark.parametrize("printed", ["A. Example", "Ана Ексампле", "Example, A."])
def test_whoever_has_a_name_like_it_in_another_programme_is_told(
    tmp_path: Path, printed: str
) -> None:
    home = forum.write(tmp_path, [(printed, "person", "Rapporteur", "Lantern")])
    name = forum.names(home)[printed]
    matcher = Matcher(forum.corpus(home))

    assert matcher.candidates(name) == []
    (why,) = matcher.namesakes(name).values()
    assert "a name alone is no reason" in why


def test_whoever_shares_a_given_name_alone_is_told_beside_and_never_offered(tmp_path: Path) -> None:
    lines = [
        ("Ana Muster", "person", "Head of Shelters", "Quay Alliance against Exploitation"),
        ("Ana Probe", "person", "Rapporteur", "Westland"),
    ]
    home = forum.write(tmp_path, lines)
    found, matcher = forum.names(home), Matcher(forum.corpus(home))

    assert [matcher.candidates(name) for name in found.values()] == [[], []]
    assert matcher.namesakes(found["Ana Probe"]) == {}
    (why,) = matcher.namesakes(found["Ana Muster"]).values()
    assert why.startswith("shares only the given name “Ana”, which joins nobody; the same post")


@pytest.mark.parametrize(
    ("printed", "held", "reason"),
    [
        ("QAE, Riverland Office", "organization_quay", "its part “QAE” is “QAE”"),
        (
            "Alliance of the Quay – Riverland",
            "organization_quay",
            "like “Alliance of the Quay”",
        ),
        ("Харбор Ленд", "organization_harbor", "reads “Kharbor Lend”"),
        ("La Strada Ukraina", "organization_strada", "“Ла Страда Україна” reads"),
        ("Hope Lantern", "organization_hope", "like “Hope Lantern, Riverland”"),
    ],
)
def test_a_body_is_found_by_a_part_of_its_name_or_in_other_letters(
    tmp_path: Path, printed: str, held: str, reason: str
) -> None:
    more = "".join(
        f"\n- {{id: organization_{one}, label: '{label}', type: coalition, source: printed}}\n"
        for one, label in (
            ("harbor", "Harbor Lend"),
            ("strada", "Ла Страда Україна"),
            ("hope", "Hope Lantern, Riverland"),
        )
    )
    home = forum.write(tmp_path, forum.bodies(printed), organizations=forum.ORGANIZATIONS + more)
    first = forum.candidates(home, printed)[0]

    assert first.id == held
    assert any(reason in told for told in first.reasons)


def test_the_main_part_is_before_a_comma_or_a_dash_between_blanks() -> None:
    names = ("Lantern, Riverland", "Lantern – Riverland", "Co-operation Office", "Lantern")

    assert [main_part(name) for name in names] == ["Lantern", "Lantern", "", ""]
