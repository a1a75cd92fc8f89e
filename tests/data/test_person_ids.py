"""Ids of people are drawn at random, and given once."""

from __future__ import annotations

import re
from pathlib import Path

import mini
from atgraph.data.person_ids import draw_person_id
from atgraph.data.registry import read_registry


def test_an_id_is_eight_letters_without_a_vowel_and_another_each_time() -> None:
    drawn = [draw_person_id(()) for _ in range(1000)]

    assert len(set(drawn)) == 1000
    assert [one for one in drawn if not re.fullmatch(r"person_[b-df-hj-np-tv-xz]{8}", one)] == []


def test_an_id_that_was_retired_is_refused_where_it_is_given_again(tmp_path: Path) -> None:
    registry = mini.copy_data(tmp_path) / "registry"
    (registry / "retired.yml").write_text("- person_p0001\n- {id: person_p0002}\n- person_gone\n")
    read, problems = read_registry(registry, mini.ontology())

    assert read.retired == {"person_p0001", "person_gone"}
    at = read.identities["person_p0001"].at
    again = "the id 'person_p0001' was retired, and is never given again; give another"
    assert [str(p).partition("registry/")[2] for p in problems] == [
        "retired.yml:2: is no id; write each as it was, as in - person_p0032",
        f"people.yml:{at}: {again}",
    ]
