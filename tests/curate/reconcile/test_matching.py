"""Candidates for printed names: who comes first, for which reasons, and who is no candidate."""

from __future__ import annotations

from pathlib import Path

import forum
import pytest

from atgraph.curate.reconcile import Matcher
from atgraph.curate.reconcile.words import agreement, forms, initials, is_acronym


@pytest.mark.parametrize(
    ("name", "wanted", "reason"),
    [
        (
            "QUAY ALLIANCE AGAINST EXPLOITATION",
            "organization_quay",
            "the same words as “Quay Alliance against Exploitation”",
        ),
        (
            "Kay Alliance against Exploitation",
            "organization_quay",
            "like “Quay Alliance against Exploitation”",
        ),
        (
            "The Alliance of the Quay",
            "organization_quay",
            "the same words as “Alliance of the Quay”",
        ),
        ("Alliance (QAE)", "organization_quay", "“QAE” is its acronym"),
        ("Q.A.E.", "organization_quay", "“QAE” is its acronym"),
        ("Quays and Allied Estates", "organization_quay", "its acronym “QAE” are the initials"),
        (
            "MLW",
            "organization_westland-labour",
            "“MLW” are the initials of “Ministry of Labour of Westland”",
        ),
        (
            "Labour Ministry, Westland",
            "organization_westland-labour",
            "within “Westland”, which the name holds too",
        ),
        (
            "Quay Alliance Shelter Secretariat",
            "organization_shelters",
            "like “Shelter Secretariat”",
        ),
        ("QAE Shelters Secretariat", "organization_shelters", "printed with “QAE”"),
    ],
)
def test_a_body_is_found_by_its_names(tmp_path: Path, name: str, wanted: str, reason: str) -> None:
    home = forum.write(tmp_path, forum.bodies(name))
    first = forum.candidates(home, name)[0]

    assert first.id == wanted
    assert 0.55 <= first.score <= 1
    assert any(reason in told for told in first.reasons)


def test_what_is_within_a_body_that_is_printed_beside_is_likelier(tmp_path: Path) -> None:
    line = ("Cy Probe", "person", "Head", "Labor Ministry"), ("Cy Probe", "person", "", "Westland")
    home = forum.write(
        tmp_path,
        [*line, ("Labor Ministry", "organization", "", "")],
        people=forum.PEOPLE.replace("Ana Example", "Other"),
    )

    assert {c.id for c in forum.candidates(home, "Labor Ministry")} == {
        "organization_westland-labour",
        "organization_eastland-labour",
    }


def test_a_word_that_differs_is_told(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Ministry of Labour of Northland"))

    assert any(
        "only here “northland”" in reason
        for c in forum.candidates(home, "Ministry of Labour of Northland")
        for reason in c.reasons
    )


def test_nobody_is_made_up_for_a_body_that_is_not_there(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Lantern Institute"))

    assert forum.candidates(home, "Lantern Institute") == []


def test_a_name_that_several_hold_has_them_for_candidates(tmp_path: Path) -> None:
    home = forum.write(tmp_path, forum.bodies("Ministry of Labour"))

    assert [c.id for c in forum.candidates(home, "Ministry of Labour")] == [
        "organization_eastland-labour",
        "organization_westland-labour",
    ]


def test_a_title_that_names_a_body_has_it_for_a_candidate(tmp_path: Path) -> None:
    home = forum.write(
        tmp_path, [("Cy Probe", "person", "Deputy Head of the Shelter Secretariat", "")]
    )
    first = forum.candidates(home, "Deputy Head of the Shelter Secretariat")[0]

    assert (first.id, first.reasons[0]) == (
        "organization_shelters",
        "the title names “Shelter Secretariat”",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            ("Ana Example", "person", "Head of Shelters", "Lantern"),
            "the same post, “Head of Shelters”, in opening of first-forum",
        ),
        (
            ("Ana Example", "person", "Chair", "Quay Alliance against Exploitation"),
            "the same body, “Quay Alliance against Exploitation”",
        ),
        (
            ("Ana Example", "person", "Chair", "QAE"),
            "the same body, “Quay Alliance against Exploitation”, under another name",
        ),
        (
            ("Ana Example", "person", "Chair", "Shelter Secretariat"),
            "“Shelter Secretariat” is within “Quay Alliance against Exploitation”",
        ),
        (("A. Example", "person", "Head of Shelters", ""), "the name is like “Ana Example”"),
        (("EXAMPLE, Ana", "person", "Head of the Shelters", ""), "the same post"),
    ],
)
def test_a_person_is_found_where_more_than_the_name_speaks_for_it(
    tmp_path: Path, line: forum.Line, reason: str
) -> None:
    home = forum.write(tmp_path, [line])
    (found,) = forum.candidates(home, line[0])

    assert found.id == "person_p0001"
    assert any(reason in told for told in found.reasons)
    assert len(found.reasons) > 1


@pytest.mark.parametrize(
    "line",
    [
        ("Ana Example", "person", "Rapporteur", "Lantern"),
        ("Ana Example", "person", "", ""),
        ("Bo Muster", "person", "Head of Shelters", "Lantern"),
    ],
)
def test_a_person_is_never_a_candidate_by_name_alone(tmp_path: Path, line: forum.Line) -> None:
    home = forum.write(tmp_path, [line])
    printed = forum.names(home)[line[0]]
    matcher = Matcher(forum.corpus(home))

    assert matcher.candidates(printed) == []
    assert list(matcher.namesakes(printed)) == [
        "person_p0001" if line[0].startswith("Ana") else "person_p0002"
    ]


def test_another_form_of_a_name_in_the_same_programme_speaks_for_a_person(tmp_path: Path) -> None:
    people = "- {id: person_p0001, label: Ana Example, programmes: [second-forum]}\n"
    home = forum.write(
        tmp_path,
        [("Ana Example", "person", "", ""), ("Ana M. Example", "person", "", "")],
        people=people,
    )
    (found,) = forum.candidates(home, "Ana M. Example")

    assert "this programme prints “Ana Example” too" in found.reasons


def test_one_name_is_one_question_however_often_and_as_what_it_is_printed(tmp_path: Path) -> None:
    home = forum.write(
        tmp_path, [*forum.bodies("Lantern", "Lantern"), ("Cy Probe", "person", "Head", "Lantern")]
    )
    printed = forum.names(home)

    assert list(printed) == ["Lantern", "Cy Probe"]
    assert [place.session for place in printed["Lantern"].mentions] == ["opening"]


def test_forms_and_initials_of_names() -> None:
    assert forms("Harbour Network (HN)") == ["Harbour Network (HN)", "Harbour Network", "HN"]
    assert initials("Organisation for Co-operation and Security") == ["ofcas", "ocs"]
    assert [is_acronym(name) for name in ("QAE", "Q.A.E.", "TNTD/SPMU", "Quay", "quay", "UN")] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]


def test_agreement_is_whole_for_the_same_words_and_none_for_others(tmp_path: Path) -> None:
    words = Matcher(forum.corpus(forum.write(tmp_path, []))).index.words

    assert agreement("shelter secretariat", "secretariat shelter", words)[0] == pytest.approx(1)
    assert agreement("shelter secretariat", "lantern bureau", words)[0] < 0.4
