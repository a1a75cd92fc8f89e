"""A thing is told by its label, its kind in words, and an address that can be typed again."""

from __future__ import annotations

import pytest

from atgraph.ask.things import Thing, kind_of
from atgraph.rdf.namespaces import ATG, ATGD


def test_a_thing_has_its_first_name_as_label_its_kind_and_its_short_address() -> None:
    thing = Thing(f"{ATGD}series_1", f"{ATG}EventSeries", ("Harbour Talks", "HT"))

    assert (thing.label, thing.kind, thing.short) == (
        "Harbour Talks",
        "event series",
        "atgd:series_1",
    )


@pytest.mark.parametrize(
    ("class_iri", "kind"),
    [
        (f"{ATG}Tool", "tool"),
        (f"{ATG}LawEnforcementAgency", "law enforcement agency"),
        ("https://example.org/Boat", "https://example.org/boat"),
    ],
)
def test_the_kind_is_the_local_name_of_the_class_as_words(class_iri: str, kind: str) -> None:
    assert kind_of(class_iri) == kind
