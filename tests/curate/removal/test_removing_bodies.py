"""A body or thing is removed with all that leads to it, unless what stays rests on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import mini
from atgraph.curate.removal.removal import Places, plan_removal, remove
from atgraph.errors import RefusedError


def places_of(folder: Path, data: Path = mini.MINI) -> Places:
    return Places(Path(shutil.copytree(data, folder / "data")), folder / "store")


def test_without_a_body_the_data_build_and_no_file_names_it(tmp_path: Path) -> None:
    places = places_of(tmp_path)
    remove(places, "Larch Foundation")

    mini.built(places.data)
    files = (path for path in places.data.rglob("*") if path.is_file())
    left = [path.name for path in files if "larch foundation" in path.read_text().casefold()]
    assert left == []


def test_a_place_in_which_an_event_is_held_stays_and_the_event_is_told(tmp_path: Path) -> None:
    places = places_of(tmp_path, mini.REAL)
    with pytest.raises(RefusedError, match=r"programme\.yml:26: place_vienna cannot be .*“Vienna”"):
        plan_removal(places, "place_vienna")


def test_a_name_that_others_have_too_is_not_kept_from_coming_back(tmp_path: Path) -> None:
    places = places_of(tmp_path)
    people = places.data / "registry" / "people.yml"
    with people.open("a", encoding="utf-8") as file:
        file.write("- {id: person_qqqqqqqq, label: Dana Probe, programmes: [other]}\n")
    removed = plan_removal(places, "person_p0004").change.removed

    assert (removed.has_id("person_p0004"), removed.has_name("Dana Probe")) == (True, False)
