"""The lists of words as patterns."""

import re

import pytest

from atgraph.curate.ingest.labels import any_form, known_forms
from atgraph.curate.ingest.person_columns import tell_columns
from atgraph.curate.ingest.word_lists import alternatives, known_languages, words_in

EVERY = words_in(known_languages())


def test_what_several_forms_begin_with_stands_in_the_pattern_once() -> None:
    pattern = alternatives(["chair", "chaired", "chairs of", "l'art", "modera*", "*rat"])
    assert pattern.count("chair") == 1
    for text in ("chair", "chaired", "chairs of", "l’art", "moderatrice", "Beirat"):
        assert re.fullmatch(pattern, text), text
    assert re.match(pattern, "chaired by")[0] == "chaired"
    assert re.match(pattern, "chairs off")[0] == "chairs of"
    assert re.match(pattern, "cha") is None
    assert re.match(alternatives([]), "") is None


@pytest.mark.parametrize("kind", ["honorifics", "events", "leads_to_time", "role_ends"])
def test_the_pattern_of_a_list_finds_each_form_whole(kind: str) -> None:
    forms = EVERY.entries(kind)
    pattern = re.compile(alternatives(forms))
    lost = [form for form in forms if "*" not in form and pattern.match(form)[0] != form]
    assert re.match(alternatives(["*institut", "institution"]), "institution")[0] == "institution"
    assert (lost, len(forms) > 2) == ([], True)


def test_the_pattern_of_the_roles_finds_each_whole_in_either_spelling() -> None:
    pattern = re.compile(any_form(known_forms(known_languages())))
    for form in known_forms(known_languages()):
        assert pattern.match(form)[0] == form
    assert re.fullmatch(any_form(["grusswort", "gruss"]), "grußwort")


def test_an_and_within_a_word_parts_no_head_of_a_column() -> None:
    assert len(tell_columns("Position und Institution", words_in(("de", "en")))) == 2
    assert tell_columns("Fund institution", words_in(("de", "en"))) == set()
