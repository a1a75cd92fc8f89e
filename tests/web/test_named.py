"""Sentences name things by links: the whole name, of one thing, and no part of another name."""

import re

from starlette.testclient import TestClient

from atgraph.web.named import pieces

NAMES = {"Tech Against Trafficking": "t", "OSCE": "o", "OSCE Secretariat": "s", "A+B (C)": "a"}


def linked(sentence: str) -> list[str]:
    """Return the pieces that are links."""
    return [text for text, iri in pieces(sentence, NAMES) if iri]


def test_the_longest_name_is_linked_and_no_part_of_a_word() -> None:
    assert linked("The OSCE Secretariat, OSCE and OSCEs.") == ["OSCE Secretariat", "OSCE"]
    assert linked("A+B (C) has declared ties.") == ["A+B (C)"]


def test_a_name_in_quotation_marks_is_linked_as_a_whole_or_not_at_all() -> None:
    sentence = "At “Tech Against Trafficking: the OSCE and tools” and “OSCE”."
    assert linked(sentence) == ["OSCE"]
    assert "".join(text for text, _ in pieces(sentence, NAMES)) == sentence


def test_who_is_to_be_asked_and_why_are_links(client: TestClient) -> None:
    asked = client.get("/network/introductions?source=The+Mekong+Club&target=OSCE").text
    (said,) = re.findall(r'<div dir="auto">Ask (.*?)</div>', asked)
    ends = re.findall(r'href="/page/([^"]+)"', said)
    assert ends[0].startswith("person_") and ends[1] == "organization_diginex"
    assert any(end.startswith("event_") for end in ends)


def test_themes_and_bodies_of_what_is_missing_are_links(client: TestClient) -> None:
    page = client.get("/network/gaps").text
    found = re.findall(r"has to do with both <a [^>]*href=./page/theme_", page)
    assert found
    assert "Against Trafficking</a>: Mapping" not in page
