"""releases: nobody who uses the ontology loses a term unawares."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mini
from atgraph.errors import UnreadableError, ValidationError
from releases import (
    Release,
    Step,
    Term,
    as_table,
    compare,
    last_release,
    needed_step,
    raised,
    read_present,
    read_release,
    read_releases,
    step,
    terms,
    write_release,
)
from releases.terms import KINDS, numbers

ONTOLOGY = mini.ROOT / "ontology"
PATH = os.pathsep.join(map(str, (mini.ROOT / "src", ONTOLOGY / "tools")))
RELEASES = sorted((ONTOLOGY / "releases").glob("*.tsv"))

TEXT = st.text("ab \"'\té", max_size=5)
TERM = st.builds(
    Term,
    st.sampled_from([f"atg:T{n}" for n in range(6)]),
    st.sampled_from(["class", "concept"]),
    TEXT,
    TEXT,
    st.sampled_from(["no", "yes"]),
)
TERMS = st.lists(TERM, max_size=6, unique_by=lambda t: t.term).map(
    lambda found: {t.term: t for t in found}
)


def term(name: str, **change: str) -> Term:
    return Term(
        **{"term": name, "kind": "class", "label": "thing", "definition": "A thing.", **change}
    )


def release(version: str, *found: Term, prior: str = "1.1.0", notes: str = "") -> Release:
    return Release(version, {t.term: t for t in found}, prior, {version: notes})


OLD = release(
    "1.1.0", term("atg:A"), term("atg:B"), term("atg:Gone", deprecated="yes"), prior="1.0.0"
)
SAME = tuple(OLD.terms.values())


def told(now: Release) -> list[str]:
    return [f.message for f in compare(OLD, now)]


# --- the real one ---


def test_there_is_something_to_test() -> None:
    assert RELEASES
    assert len(last_release(ONTOLOGY).terms) > 200


def test_the_ontology_may_follow_its_last_release() -> None:
    assert [str(f) for f in compare(last_release(ONTOLOGY), read_present(ONTOLOGY))] == []


def test_the_present_terms_are_all_there_of_every_kind() -> None:
    found = read_present(ONTOLOGY).terms

    assert {t.kind for t in found.values()} == set(KINDS.values())
    assert {
        "atg:Participation",
        "atg:hasRole",
        "atg:value",
        "atg:recordKey",
        "atgv:role_moderator",
        "atgv:statuses",
    } <= found.keys()
    assert all(t.label and t.definition for t in found.values())
    assert "skos:Concept" not in found


@pytest.mark.parametrize("path", RELEASES, ids=lambda p: p.stem)
def test_a_release_stands_as_it_was_written(path: Path) -> None:
    found = read_release(path)

    assert as_table(found.terms.values()) == path.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+", found.version)
    assert found.version in read_present(ONTOLOGY).notes


def test_no_term_of_any_release_has_another_kind() -> None:
    kinds: dict[str, str] = {}
    for path in RELEASES:
        for name, found in read_release(path).terms.items():
            assert kinds.setdefault(name, found.kind) == found.kind


# --- what may change ---


def test_nothing_changed_needs_no_new_version() -> None:
    assert told(OLD) == []


def test_a_term_that_is_gone_is_told_however_high_the_version() -> None:
    (message,) = told(
        release("2.0.0", term("atg:A"), term("atg:Gone", deprecated="yes"), notes="atg:B is gone.")
    )

    assert message.startswith(
        "atg:B was in 1.1.0 and is gone; bring it back with owl:deprecated true"
    )


def test_a_deprecated_term_goes_with_a_major_version_and_a_note() -> None:
    left = (term("atg:A"), term("atg:B"))

    assert told(release("2.0.0", *left, notes="Use atg:B for atg:Gone.")) == []
    assert told(release("2.0.0", *left)) == [
        "does not say under 2.0.0 that these are gone: atg:Gone; "
        "name them there, with what those who use them do"
    ]
    assert told(release("1.2.0", *left, notes="atg:Gone")) == [
        "the version 1.2.0 cannot follow 1.1.0: something is gone; make it 2.0.0 or higher"
    ]


def test_another_kind_is_another_term() -> None:
    (message,) = told(
        release("2.0.0", term("atg:A", kind="object property"), *SAME[1:], notes="atg:A")
    )

    assert message.startswith(
        "atg:A was of kind class in 1.1.0 and is of kind object property; "
        "give what is new another name"
    )


@pytest.mark.parametrize(
    "change", [(term("atg:New"), *SAME), (term("atg:A", deprecated="yes"), *SAME[1:])]
)
def test_a_new_or_newly_deprecated_term_needs_a_minor_version(change: tuple[Term, ...]) -> None:
    assert told(release("1.2.0", *change, notes="atg:A")) == []
    assert told(release("1.1.1", *change, notes="atg:A")) == [
        "the version 1.1.1 cannot follow 1.1.0: "
        "there is something new, or a printed form has gone; make it 1.2.0 or higher"
    ]


@pytest.mark.parametrize("change", [{"definition": "A thing that is."}, {"label": "item"}])
def test_other_words_need_a_patch_and_a_note(change: dict[str, str]) -> None:
    now = (replace(SAME[0], **change), *SAME[1:])

    assert told(release("1.1.1", *now, notes="- `atg:A` is said more clearly.")) == []
    assert told(replace(OLD, terms={t.term: t for t in now}, notes={"1.1.0": "atg:A"})) == [
        "the version 1.1.0 cannot follow 1.1.0: wording changed; make it 1.1.1 or higher"
    ]
    assert told(release("1.1.1", *now, notes="atg:AB, xatg:A and atg:A-b say nothing of it.")) == [
        "does not say under 1.1.1 that these have changed: atg:A; "
        "name them there, with what those who use them do"
    ]


HOSTS = term(
    "atgv:role_hosts",
    kind="concept",
    label="hosts",
    forms="co-hosted by@en | hosted by@en | ospita@it",
)
CO_HOSTS = term("atgv:role_co-hosts", kind="concept", label="co-hosts")
BEFORE = Release("1.1.0", {t.term: t for t in (HOSTS, CO_HOSTS)}, "1.0.0")
MOVED = (
    replace(HOSTS, forms="hosted by@en | ospita@it"),
    replace(CO_HOSTS, forms="co-hosted by@en"),
)


@pytest.mark.parametrize(
    ("now", "became"),
    [(MOVED, "is one of atgv:role_co-hosts"), ((MOVED[0], CO_HOSTS), "is none any more")],
)
def test_a_printed_form_that_moves_or_goes_is_told(now: tuple[Term, ...], became: str) -> None:
    said = (
        f'does not say under 1.2.0 that "co-hosted by" was a form of atgv:role_hosts and {became}; '
        "name both there, with what those who use it do"
    )

    for notes in ("", "atgv:role_hosts has changed.", '"co-hosted by" moves.'):
        assert [f.message for f in compare(BEFORE, release("1.2.0", *now, notes=notes))] == [said]
    assert (
        compare(
            BEFORE, release("1.2.0", *now, notes='"co-hosted by" is no longer `atgv:role_hosts`.')
        )
        == []
    )


def test_a_printed_form_that_moves_needs_a_minor_version_and_one_that_comes_a_patch() -> None:
    notes = '"co-hosted by" is no longer atgv:role_hosts.'
    (told,) = compare(BEFORE, release("1.1.1", *MOVED, notes=notes))

    assert (
        told.message == "the version 1.1.1 cannot follow 1.1.0: "
        "there is something new, or a printed form has gone; make it 1.2.0 or higher"
    )
    come = (HOSTS, replace(CO_HOSTS, forms="co-hosted with@en"))
    assert compare(BEFORE, release("1.1.1", *come, notes="More forms.")) == []
    assert needed_step(BEFORE, release("1.1.1", *come)) == Step.PATCH


def test_a_form_that_becomes_the_label_is_read_as_before() -> None:
    now = (replace(HOSTS, label="hosted by", forms="co-hosted by@en | ospita@it"), CO_HOSTS)

    assert compare(BEFORE, release("1.1.1", *now, notes="atgv:role_hosts has another label.")) == []


def test_the_first_release_holds_the_forms_and_the_second_tells_which_have_moved() -> None:
    first, now = read_release(ONTOLOGY / "releases" / "0.1.0.tsv"), read_present(ONTOLOGY)
    rows = re.findall(
        r'^\| (".*") \| `(\S+)` \| (?:`(\S+)`|none:)', now.notes["0.2.0"], re.MULTILINE
    )
    told = {
        (was, f"{form}@en"): new
        for forms, was, new in rows
        for form in re.findall(r'"([^"]+)"', forms)
    }

    assert sum(bool(t.forms) for t in first.terms.values()) > 50
    assert told.keys() == {
        (name, form)
        for name, was in first.terms.items()
        for form in was.printed - now.terms[name].printed
    }
    assert len(told) == 12
    for (_, form), new in told.items():
        called = {
            name for name, term in now.terms.items() if form in term.printed | {f"{term.label}@en"}
        }
        assert called == ({new} if new else set()), form


def test_an_older_version_is_told() -> None:
    assert told(release("1.0.9", *SAME, prior="1.0.8")) == [
        "the version 1.0.9 cannot follow 1.1.0: it is older; make it 1.1.1 or higher"
    ]


def test_the_version_before_is_the_last_release() -> None:
    assert told(release("1.2.0", *SAME, prior="1.0.0")) == [
        "owl:priorVersion names 1.0.0; make it 1.1.0, the last release"
    ]


def test_all_that_has_changed_is_told_at_once() -> None:
    now = [replace(t, definition="Something else.") for t in SAME]

    assert told(release("1.1.1", *now, notes="atg:B")) == [
        "does not say under 1.1.1 that these have changed: atg:A, atg:Gone; "
        "name them there, with what those who use them do"
    ]


def test_a_version_without_notes_is_told() -> None:
    assert told(replace(release("1.2.0", *SAME), notes={})) == [
        "says nothing of 1.2.0; write a section that begins with ## 1.2.0"
    ]


@pytest.mark.slow
@given(TERMS, TERMS, st.sampled_from(["1.1.0", "1.1.1", "1.2.0", "2.0.0"]))
def test_whatever_is_lost_without_warning_is_found(
    before: dict[str, Term], after: dict[str, Term], version: str
) -> None:
    notes = {version: " ".join(before)}
    found = " ".join(
        f.message
        for f in compare(Release("1.1.0", before), Release(version, after, "1.1.0", notes))
    )
    lost = {name for name, was in before.items() if name not in after and was.deprecated == "no"}

    assert {name for name in before if f"{name} was in 1.1.0 and is gone" in found} == lost


@pytest.mark.slow
@given(TERMS, TERMS)
def test_the_version_that_is_asked_for_is_enough(
    before: dict[str, Term], after: dict[str, Term]
) -> None:
    needed = needed_step(Release("1.1.0", before), Release("", after))
    version = raised("1.1.0", needed) if needed else "1.1.0"
    found = [
        f.message
        for f in compare(
            Release("1.1.0", before), Release(version, after, "1.1.0", {version: " ".join(before)})
        )
    ]

    assert not [m for m in found if "cannot follow" in m]
    if needed > Step.PATCH:
        short = raised("1.1.0", Step(needed - 1))
        assert any(
            "cannot follow" in f.message
            for f in compare(Release("1.1.0", before), Release(short, after, "1.1.0"))
        )


@given(st.tuples(*[st.integers(0, 30)] * 3), st.sampled_from([Step.PATCH, Step.MINOR, Step.MAJOR]))
def test_a_raised_version_is_higher_by_that_step(found: tuple[int, int, int], by: Step) -> None:
    version = ".".join(map(str, found))

    assert step(version, raised(version, by)) == by
    assert numbers(raised(version, by)) > numbers(version)
    assert step(raised(version, by), version) == step(version, version) == Step.NONE


# --- files ---


@pytest.mark.slow
@given(TERMS)
def test_a_table_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, Term]
) -> None:
    path = tmp_path_factory.mktemp("release") / "1.2.3.tsv"
    path.write_text(as_table(found.values()), encoding="utf-8")

    assert read_release(path) == Release("1.2.3", found)


@pytest.mark.parametrize(
    "text", ["", "term\tkind\n", "term\tkind\tlabel\tdefinition\tdeprecated\natg:A\tclass\n"]
)
def test_a_table_that_is_cut_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "1.0.0.tsv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(
        UnreadableError, match=r"1\.0\.0\.tsv: does not hold the terms of a release; restore it"
    ):
        read_release(path)


def test_the_last_release_is_the_highest_by_number(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    for version in ("0.9.0", "0.10.0", "0.2.11"):
        (tmp_path / "releases" / f"{version}.tsv").write_text(as_table([]), encoding="utf-8")

    assert last_release(tmp_path).version == "0.10.0"


def test_a_folder_without_releases_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"holds no \*\.tsv; restore them"):
        last_release(tmp_path)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the ontology that a test may change, with notes that name every term."""
    folder = Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))
    now = read_present(folder)
    with (folder / "CHANGES.md").open("a", encoding="utf-8") as changes:
        changes.write(f"\n## {now.version}\n\n{now.notes[now.version]}{' '.join(now.terms)}\n")
    return folder


@pytest.mark.slow
def test_a_release_is_written_once_and_then_stands(copy: Path) -> None:
    now = read_present(copy)
    path = write_release(copy)
    first = path.read_bytes()

    assert path.name == f"{now.version}.tsv"
    assert read_release(path).terms == terms(mini.ontology())
    assert write_release(copy).read_bytes() == first

    line = mini.change(
        copy / "atgraph.ttl",
        "A person or an organisation that can take part",
        "An organisation or a person that can take part",
    )
    with pytest.raises(ValidationError, match="wording changed"):
        write_release(copy)
    assert path.read_bytes() == first
    assert line > 1


def test_releases_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    for version in ("0.10.0", "0.9.0", "0.9.10"):
        (tmp_path / "releases" / f"{version}.tsv").write_text(as_table([]), encoding="utf-8")

    assert [r.version for r in read_releases(tmp_path)] == ["0.9.0", "0.9.10", "0.10.0"]
    assert last_release(tmp_path).version == "0.10.0"


def test_what_speaks_against_a_release_is_told_with_its_place(copy: Path) -> None:
    text = (copy / "atgraph.ttl").read_text(encoding="utf-8")
    (copy / "atgraph.ttl").write_text(
        text.replace("\natg:Tool\n    a owl:Class ;", "\natg:Utensil\n    a owl:Class ;"),
        encoding="utf-8",
    )
    found = compare(last_release(copy), read_present(copy))

    assert {(f.path, f.line > 0) for f in found} == {(str(copy / "atgraph.ttl"), True)}
    assert "atg:Tool was in" in found[0].message


@pytest.mark.slow
def test_the_command_writes_the_present_version_or_says_why_not(copy: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "releases", "write"]
        return subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env=mini.environment(ATGRAPH_HOME=str(copy.parent), PYTHONPATH=PATH),
            check=False,
        )

    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).is_file()

    mini.change(copy / "vocab" / "statuses.ttl", 'rdfs:label "invited"@en', 'rdfs:label "asked"@en')
    done = run()
    assert done.returncode == 1
    place = re.escape(str(copy / "atgraph.ttl"))
    assert re.fullmatch(
        rf"{place}:\d+: the version (\S+) cannot follow \1: "
        r"wording changed; make it \S+ or higher\n",
        done.stderr,
    )
