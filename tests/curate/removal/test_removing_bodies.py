"""A body or thing is removed with all that leads to it, unless what stays rests on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from projects import finder, left_in, statements_in

import mini
from atgraph.curate.removal.removal import Places, plan_removal, remove
from atgraph.errors import RefusedError
from atgraph.graph.store import LINK

pytestmark = pytest.mark.slow


def places_of(folder: Path, data: Path = mini.MINI) -> Places:
    return Places(Path(shutil.copytree(data, folder / "data")), folder / "store")


def test_without_a_body_the_data_build_and_no_file_names_it(tmp_path: Path) -> None:
    places = places_of(tmp_path)
    remove(places, "Larch Foundation")

    mini.built(places.data)
    files = (path for path in places.data.rglob("*") if path.is_file())
    left = [path.name for path in files if "larch foundation" in path.read_text().casefold()]
    assert left == []


def test_a_code_of_a_country_is_no_name_of_a_body(tmp_path: Path) -> None:
    places = places_of(tmp_path)
    bodies = places.data / "registry" / "organizations.yml"
    mini.change(bodies, "label: Larch Foundation", "label: Larch Foundation\n  acronyms: [AT]")
    with bodies.open("a", encoding="utf-8") as file:
        file.write("\n- {id: organization_other, label: Other of AT, country: AT}  # as AT is\n")
    text = plan_removal(places, "Larch Foundation").change.files[bodies].decode()

    assert 'label: "Other of ██", country: AT}  # as ██ is' in text


def test_of_a_name_on_all_of_which_a_record_rests_that_record_is_told(tmp_path: Path) -> None:
    places = places_of(tmp_path, mini.REAL)
    with pytest.raises(RefusedError) as told:
        plan_removal(places, "initiative_identified-by-the-osr-cthb-mapping")

    assert {problem.line for problem in told.value.problems} == {1111}


SEVERAL = (
    "organization_icat",  # in the title of a session
    "organization_united-states",
    "organization_belarus-multilateral-diplomacy-department",
    "organization_osce",
    "organization_unodc",
    "organization_university-of-nottingham",
    "organization_walk-free",
    "initiative_tech-against-trafficking-landscape-analysis",
    "tool_spotlight",
    "person_p0001",
    "person_p0007",
    "person_p0027",
)


@pytest.mark.attack
@pytest.mark.parametrize("identity", SEVERAL)
def test_without_it_the_data_build_and_no_file_names_it(
    identity: str, store: Path, tmp_path: Path
) -> None:
    """Terms of the ontology may name a body, as those of a list that it has made."""
    places = places_of(tmp_path, mini.REAL)
    shutil.copytree(store, places.store, symlinks=True)
    forms = remove(places, identity).change.forms
    sought = [form for form in (*forms.ids, *forms.all_words) if len(form) > 3]
    said = statements_in((places.store / LINK).resolve())

    assert mini.built(places.data).violations == []
    assert left_in(places.data, sought) == []
    stands_in = finder(sought)
    assert [one for one in said if stands_in(one) and "/graph/ontology>" not in one] == []


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
