"""What may change from one release to the next, and how far the version has to rise for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum

from atgraph.errors import Place, Problem
from atgraph.rdf.namespaces import ONTOLOGY
from releases.terms import CHANGES, Release, Term, numbers


class Step(IntEnum):
    """How far a version number rises, or has to."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


WHY = {
    Step.NONE: "it is older",
    Step.PATCH: "wording changed",
    Step.MINOR: "there is something new, or a printed form has gone",
    Step.MAJOR: "something is gone",
}


def compare(released: Release, now: Release) -> list[Problem]:
    """Tell what may not change as it did since a release.

    A term goes only after a release in which it was deprecated, and with a new major version. A new
    or newly deprecated one needs a minor version, other words a patch. What became of a term that
    was released stands in the notes. So does what became of a printed form that a concept no longer
    has, which
    needs a minor version: the same document would be read otherwise. New forms need a patch, and no
    note each.
    """
    return sorted(
        [
            *_lost(released, now),
            *_unsaid(released, now),
            *_unread(released, now),
            *_misnumbered(released, now),
        ]
    )


def _lost(released: Release, now: Release) -> Iterator[Problem]:
    for name, was in released.terms.items():
        term = now.terms.get(name)
        if term is None and not was.may_go:
            message = (
                f"{name} was in {released.version} and is gone; bring it back with"
                " owl:deprecated true, dcterms:isReplacedBy and skos:changeNote,"
                " and take it out in the next major version"
            )
            yield _problem(now, ONTOLOGY, message)
        elif term is not None and term.kind != was.kind:
            message = (
                f"{name} was of kind {was.kind} in {released.version} and is of kind {term.kind}; "
                "give what is new another name, and bring the old one back as deprecated"
            )
            yield _problem(now, name, message)


def _unsaid(released: Release, now: Release) -> Iterator[Problem]:
    if now.version not in now.notes:
        yield _problem(
            now,
            CHANGES,
            f"says nothing of {now.version}; write a section that begins with ## {now.version}",
        )
        return
    said = now.notes[now.version]
    became = {
        name: now.terms.get(name)
        for name, was in released.terms.items()
        if _is_other(was, now.terms.get(name)) and not _names(said, name)
    }
    for what, names in (
        (
            "are gone",
            [name for name, term in became.items() if term is None and released.terms[name].may_go],
        ),
        ("have changed", [name for name, term in became.items() if term is not None]),
    ):
        if names:
            why = f"does not say under {now.version} that these {what}: {', '.join(sorted(names))}"
            how = "name them there, with what those who use them do"
            yield _problem(now, CHANGES, f"{why}; {how}")


def _is_other(was: Term, term: Term | None) -> bool:
    """Return whether a term is gone or has other words; forms are looked at one by one."""
    return term is None or replace(term, forms=was.forms) != was


def _unread(released: Release, now: Release) -> Iterator[Problem]:
    said = now.notes.get(now.version, "")
    for name, form in lost_forms(released, now):
        text = form.rpartition("@")[0]
        if f'"{text}"' not in said or not _names(said, name):
            others = sorted(
                other
                for other, term in now.terms.items()
                if form in term.printed or text == term.label
            )
            became = f"is one of {', '.join(others)}" if others else "is none any more"
            why = (
                f'does not say under {now.version} that "{text}" was a form of {name} and {became}'
            )
            how = "name both there, with what those who use it do"
            yield _problem(now, CHANGES, f"{why}; {how}")


def lost_forms(released: Release, now: Release) -> list[tuple[str, str]]:
    """Return (term, form) of what a term that is still there is no longer called in documents."""
    both = [
        (name, was, now.terms[name]) for name, was in released.terms.items() if name in now.terms
    ]
    return [
        (name, form)
        for name, was, term in both
        for form in sorted(was.printed - term.printed)
        if form.rpartition("@")[0] != term.label
    ]


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w:-]){re.escape(name)}(?![\w-])", text) is not None


def _misnumbered(released: Release, now: Release) -> Iterator[Problem]:
    needed, taken = needed_step(released, now), step(released.version, now.version)
    if taken < needed or numbers(now.version) < numbers(released.version):
        enough = raised(released.version, needed or Step.PATCH)
        why = f"the version {now.version} cannot follow {released.version}: {WHY[needed]}"
        yield _problem(now, ONTOLOGY, f"{why}; make it {enough} or higher")
    if taken and now.prior != released.version:
        why = f"owl:priorVersion names {now.prior or 'nothing'}"
        yield _problem(now, ONTOLOGY, f"{why}; make it {released.version}, the last release")


def needed_step(released: Release, now: Release) -> Step:
    """Return how far the version number has to rise."""
    if any(was.may_go and name not in now.terms for name, was in released.terms.items()):
        return Step.MAJOR
    new = any(
        name not in released.terms or released.terms[name].deprecated != term.deprecated
        for name, term in now.terms.items()
    )
    if new or lost_forms(released, now):
        return Step.MINOR
    return Step.PATCH if released.terms != now.terms else Step.NONE


def step(old: str, new: str) -> Step:
    """Return how far a version number rises: the first of its parts that is another."""
    for part, before, after in zip(
        (Step.MAJOR, Step.MINOR, Step.PATCH), numbers(old), numbers(new)
    ):
        if before != after:
            return part if after > before else Step.NONE
    return Step.NONE


def raised(version: str, by: Step) -> str:
    """Return the next version number."""
    major, minor, patch = numbers(version)
    return {Step.MAJOR: f"{major + 1}.0.0", Step.MINOR: f"{major}.{minor + 1}.0"}.get(
        by, f"{major}.{minor}.{patch + 1}"
    )


def _problem(now: Release, place: str, message: str) -> Problem:
    found = now.places.get(place, Place())
    return Problem(found.path, found.line, message)
