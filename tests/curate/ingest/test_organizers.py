"""Who brings an event about: in the middle of a line, in a list, below a heading; who does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from atgraph.curate.ingest.drafting import draft_here as draft
from atgraph.data.yaml_lines import read_yaml

TITLES = {
    "en": "Forum on Safe Roads",
    "fr": "Conférence sur la traite et les droits des personnes dans le travail",
    "de": "Tagung über den Menschenhandel und die Rechte der Betroffenen in der Arbeit",
    "es": "Seminario sobre la trata de personas y los derechos en el trabajo",
    "it": "Seminario sulla tratta e i diritti delle persone nel lavoro",
    "ru": "Семинар о правах людей и о том, как они живут в городе и на селе",
    "uk": "Семінар про права людей і про те, як вони живуть у місті та на селі",
}
AGENDA = (
    "9.00–10.00 **What we know** (Ms. Anneke van der Linde, Border Police)\n\n"
    "10.00–11.00 **Next steps** (Mr. Rajesh Kothari, Safe Harbour Trust)\n"
)


def organizers(
    folder: Path, text: str, language: str = "en", below: str = "", more: int = 0
) -> list[tuple[str, str, bool]]:
    """Draft a page with a text above or below the agenda.

    Return who brings the event about, in which role, and whether that is to be reviewed.
    """
    document = folder / "document.md"
    document.write_text(
        f"# {TITLES[language]}\n\n12 June 2023\n\n{text}\n\n{AGENDA}\n{below}\n", encoding="utf-8"
    )
    draft(document).write(folder / "draft")
    written = read_yaml(folder / "draft" / "programme.yml")
    assert [s["title"] for s in written["sessions"]][:2] == ["What we know", "Next steps"]
    assert len(written["sessions"]) == 2 + more
    assert [p["name"] for s in written["sessions"][:2] for p in s["participants"]] == [
        "Anneke van der Linde",
        "Rajesh Kothari",
    ]
    found = [t for t in written.get("statements", []) if t["tie"] == "organizing"]
    return [(t["organizer"], t["role"], "review" in t) for t in found] + [
        (o["name"], o["role"], "review" in o)
        for s in written["sessions"]
        for o in s.get("organizers", [])
    ]


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        (
            "en",
            "Delivered by the Lantern Academy with funding from the Dawn Fund",
            [("Lantern Academy", "organizes"), ("Dawn Fund", "funds")],
        ),
        ("en", "Implemented with funding from the Dawn Fund.", [("Dawn Fund", "funds")]),
        ("en", "The forum was made possible by the Dawn Fund.", [("Dawn Fund", "supports")]),
        (
            "fr",
            "Mis en œuvre par le Centre Rivage avec le financement du Fonds Aurore",
            [("Centre Rivage", "organizes"), ("Fonds Aurore", "funds")],
        ),
        (
            "de",
            "Durchgeführt vom Institut Ufer mit Mitteln der Stiftung Licht",
            [("Institut Ufer", "organizes"), ("Stiftung Licht", "funds")],
        ),
        (
            "es",
            "Impartido por la Academia Norte con fondos de la Fundación Luz",
            [("Academia Norte", "organizes"), ("Fundación Luz", "funds")],
        ),
        (
            "it",
            "Realizzato da Rete Nord con il finanziamento della Fondazione Luce",
            [("Rete Nord", "organizes"), ("Fondazione Luce", "funds")],
        ),
        ("ru", "Проводится при финансовой поддержке Фонда «Свет»", [("Фонда «Свет»", "funds")]),
        ("uk", "Проводиться за фінансової підтримки Фонду «Світло»", [("Фонду «Світло»", "funds")]),
    ],
)
def test_who_pays_stands_in_the_middle_of_a_line(
    tmp_path: Path, language: str, line: str, expected: list[tuple[str, str]]
) -> None:
    assert organizers(tmp_path, line, language) == [(*one, False) for one in expected]


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        (
            "en",
            "Organisers: Harbour Light, Dawn Fund, and the City of Meredith",
            ["Harbour Light", "Dawn Fund", "City of Meredith"],
        ),
        (
            "en",
            "Organisers: Harbour Light, Justice Now and Save Every Child",
            ["Harbour Light", "Justice Now", "Save Every Child"],
        ),
        (
            "en",
            "Organised by the Mission of Aurelia and the non-governmental organization Open Docket",
            ["Mission of Aurelia", "Open Docket"],
        ),
        ("en", "Organised by Lawyers for Peace and Justice", ["Lawyers for Peace and Justice"]),
        (
            "en",
            "Organised by the Fair Work and Human Mobility Policy and Evidence Centre",
            ["Fair Work and Human Mobility Policy and Evidence Centre"],
        ),
        (
            "fr",
            "Organisé par Médecins aux frontières et l’association Rivages",
            ["Médecins aux frontières", "association Rivages"],
        ),
        (
            "ru",
            "Организаторы: Фонд «Свет», Центр права и Врачи без границ",
            ["Фонд «Свет»", "Центр права", "Врачи без границ"],
        ),
        (
            "uk",
            "Організатори: Фонд «Світло», Центр права та Лікарі без кордонів",
            ["Фонд «Світло»", "Центр права", "Лікарі без кордонів"],
        ),
    ],
)
def test_each_body_of_a_list_is_one(
    tmp_path: Path, language: str, line: str, expected: list[str]
) -> None:
    assert organizers(tmp_path, line, language) == [(name, "organizes", False) for name in expected]


@pytest.mark.parametrize("below", [False, True])
def test_names_in_paragraphs_below_a_heading_are_reviewed_where_only_their_place_tells_the_role(
    tmp_path: Path, below: bool
) -> None:
    text = (
        "## Sponsors\n\nGold\n\nDataForDawn\n\nKestrel University\n\n"
        "## Conference partners\n\nJustice Now\n\nQuestions? Write to office@dawn.example."
    )
    found = organizers(tmp_path, "" if below else text, below=text if below else "")
    assert found == [
        ("DataForDawn", "sponsors", True),
        ("Kestrel University", "sponsors", False),
        ("Justice Now", "partners", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The project was implemented with funding from the Dawn Fund in 2019.",
        "A study delivered by the Kestrel University showed that harm grows.",
        "Conducted interviews with support from the Dawn Fund were read.",
        "## Sponsors\n\nRegister now",
        "## Sponsors\n\nPort Meredith, Grand Hotel",
        "## Donor roundtable\n\nKestrel University",
        "## Partners\n\nHow partners find one another and what they need.",
    ],
)
def test_who_brings_something_else_about_is_no_organiser(tmp_path: Path, text: str) -> None:
    assert organizers(tmp_path, text) == []


def test_a_person_who_speaks_is_no_organiser_and_one_among_bodies_is_reviewed(
    tmp_path: Path,
) -> None:
    assert organizers(tmp_path, "Delivered by Ms. Lucia Ferrante, Law Clinic") == []
    found = organizers(tmp_path, "Organised by Safe Harbour Trust and Ms. Lucia Ferrante")
    assert found == [
        ("Safe Harbour Trust", "organizes", False),
        ("Ms. Lucia Ferrante", "organizes", True),
    ]


def test_who_stands_above_an_invitation_invites(tmp_path: Path) -> None:
    text = (
        "The Permanent Missions of Norway and Peru, together with the Dawn Fund\n\n"
        "cordially invite you to the forum on safe roads"
    )
    expected = ["Permanent Missions of Norway", "Peru", "Dawn Fund"]
    assert organizers(tmp_path, text) == [(name, "convenes", False) for name in expected]
    assert (
        organizers(
            tmp_path, "Dear colleagues,\n\nwe cordially invite you to the forum on safe roads"
        )
        == []
    )


def test_a_list_goes_on_behind_together_with(tmp_path: Path) -> None:
    found = organizers(
        tmp_path, "Organised by the Missions of Norway and Peru, together with the Dawn Fund"
    )
    assert [name for name, *_ in found] == ["Missions of Norway", "Peru", "Dawn Fund"]


def test_classes_of_sponsors_are_no_bodies_and_neither_is_until_when_to_register(
    tmp_path: Path,
) -> None:
    tiers = "Gold sponsors\nDawn Fund\nSilver sponsors\nLantern Academy"
    below = f"{tiers}\nAnmeldung bis 30. Mai unter"
    assert organizers(tmp_path, "", "de", below=below) == [
        ("Dawn Fund", "sponsors", False),
        ("Lantern Academy", "sponsors", False),
    ]


@pytest.mark.parametrize(
    ("language", "said", "named"),
    [
        (
            "es",
            "Organiza el Ayuntamiento de Brava con la colaboración de la Fundación Alba.",
            [("Ayuntamiento de Brava", "organizes"), ("Fundación Alba", "cooperates")],
        ),
        (
            "de",
            "Veranstalter sind das Netzwerk Faire Arbeit und die Stiftung Nord.",
            [("Netzwerk Faire Arbeit", "organizes"), ("Stiftung Nord", "organizes")],
        ),
        (
            "en",
            "The evening is organised by the Library Association and the Fair Food Initiative.",
            [("Library Association", "organizes"), ("Fair Food Initiative", "organizes")],
        ),
        ("en", "Sponsors are welcome to join us.", []),
    ],
)
def test_a_word_that_opens_a_sentence_says_who_organises(
    tmp_path: Path, language: str, said: str, named: list[tuple[str, str]]
) -> None:
    assert organizers(tmp_path, said, language) == [(*one, False) for one in named]
