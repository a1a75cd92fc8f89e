"""Compares a drafted transcript with the expected one, field by field.

Sessions are paired by their titles, then by time; people by their names within a session. What
belongs to a session or a person is counted where both have that session or person, so that one
missed session is not counted in every field. A scalar of an expected
transcript may be a list: each of its values is right. Compared is the text in NFC, with white space
and case folded.

An organisation that is only named inside the title of its person ("Head of the Crime Unit") is
counted apart, under units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from counting import Count, Score, add, count, fits, key, keys

ALIKE = 0.8  # of two titles, from which on they may be the same session's
LIKENESS = ("partnership", "membership", "involvement")  # the ties that prose declares
ENDS = ("member", "group", "partners", "involved", "in", "role")
LISTED = ("title", "time", "room")
PAIRED = {
    "dates": ("date",),
    "times": ("start", "end"),
    "rooms": ("room",),
    "languages": ("language",),
}
POSTS = ("titles", "organisations", "units in titles")
PERSONAL = {
    "roles": "role",
    "statuses": "status",
    "honorifics": "honorific",
    "countries": "country",
}


def pair_sessions(drafted: Sequence[Any], expected: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pair the sessions whose titles are alike, the likest first; then day and time decide."""
    rated = sorted(
        (
            -likeness(d["title"], e["title"]),
            d.get("date") != e.get("date"),
            d.get("start") != e.get("start"),
            i,
            j,
        )
        for i, d in enumerate(drafted)
        for j, e in enumerate(expected)
    )
    pairs: dict[int, int] = {}
    for unlike, _, _, i, j in rated:
        if -unlike >= ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(drafted[i], expected[j]) for i, j in sorted(pairs.items())]


def likeness(drafted: str, expected: Any) -> float:
    return max(
        SequenceMatcher(None, key(drafted), one, autojunk=False).ratio() for one in keys(expected)
    )


def score(drafted: Any, expected: Any) -> Score:
    """Return the counts of each field."""
    ours, theirs = drafted.get("sessions") or [], expected.get("sessions") or []
    pairs = pair_sessions(ours, theirs)
    lonely = [d for d in ours if not any(d is one for one, _ in pairs)]
    missed = [e for e in theirs if not any(e is one for _, one in pairs)]
    found: Score = {
        "event": count(
            _facts(drafted, "title", "start", "end"), _facts(expected, "title", "start", "end")
        ),
        "sessions": Count(len(pairs), len(ours), len(theirs), _titles(missed), _titles(lonely)),
        "session titles": sum((count([[d["title"]]], [[e["title"]]]) for d, e in pairs), Count()),
    }
    for name, fields in PAIRED.items():
        found[name] = sum(
            (count(_facts(d, *fields), _facts(e, *fields)).at(d["title"]) for d, e in pairs),
            Count(),
        )
    found["listings"] = sum(
        (count(listings(d), listings(e)).at(d["title"]) for d, e in pairs if e.get("listings")),
        Count(),
    )
    for kind, name in {"person": "people", "organization": "bodies with a part"}.items():
        alone = [(d, {}) for d in lonely] + [({}, e) for e in missed]
        found[name] = sum(
            (
                count(names(d, kind), names(e, kind)).at((d or e)["title"])
                for d, e in [*pairs, *alone]
            ),
            Count(),
        )
    personal = add(
        [
            dict.fromkeys((*PERSONAL, *POSTS), Count()),
            *chain.from_iterable(_people(d, e) for d, e in pairs),
        ]
    )
    return {**found, **personal, **_whole(drafted, expected, pairs)}


def _titles(sessions: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(s["title"]) for s in sessions)


def _facts(record: Any, *fields: str) -> list[tuple[str, Any]]:
    return [(field, record[field]) for field in fields if record.get(field)]


def listings(session: Any) -> list[tuple[Any, ...]]:
    """Return what each place in the document prints of a session."""
    return _distinct(
        [tuple(one.get(field, "") for field in LISTED) for one in session.get("listings") or []]
    )


def parts(session: Any, kind: str) -> list[Any]:
    return [p for p in session.get("participants") or [] if p.get("kind", "person") == kind]


def names(session: Any, kind: str) -> list[tuple[Any]]:
    """Return each name once: a person with two roles is one person."""
    distinct: dict[str, tuple[Any]] = {}
    for part in parts(session, kind):
        distinct.setdefault(str(part["name"]), (part["name"],))
    return list(distinct.values())


def _people(drafted: Any, expected: Any) -> Iterable[Score]:
    """Yield the counts of each person, and of each body with a part, that both sessions have."""
    for kind in ("person", "organization"):
        for (name,) in names(expected, kind):
            ours = [p for p in parts(drafted, kind) if key(p["name"]) in keys(name)]
            theirs = [p for p in parts(expected, kind) if p["name"] == name]
            if ours:
                counts = {
                    field: count(*_values(ours, theirs, one)) for field, one in PERSONAL.items()
                } | _posts(ours, theirs)
                yield {field: one.at(name) for field, one in counts.items()}


def _values(
    ours: Sequence[Any], theirs: Sequence[Any], field: str
) -> tuple[list[tuple[Any]], list[tuple[Any]]]:
    """Return the drafted and the expected values of a field.

    One that may also be missing is asked for only where it is drafted.
    """
    drafted, expected = (
        [(p[field],) for p in people if p.get(field) and p[field] != "confirmed"]
        for people in (ours, theirs)
    )
    return drafted, [
        e for e in expected if "" not in keys(e[0]) or any(fits([key(d[0])], e) for d in drafted)
    ]


def _posts(ours: Sequence[Any], theirs: Sequence[Any]) -> Score:
    """Return the counts of titles, of organisations, and of the units that titles name."""
    drafted, expected = (
        [a for p in people for a in p.get("affiliations") or []] for people in (ours, theirs)
    )
    titles = " | ".join(
        chain.from_iterable(keys(a.get("title", "")) for a in [*drafted, *expected])
    )
    split: dict[bool, list[list[tuple[Any]]]] = {True: [], False: []}
    for posts in (drafted, expected):
        bodies = list(
            {
                str(a["organization"]): (a["organization"],) for a in posts if a.get("organization")
            }.values()
        )
        for inside, lists in split.items():
            lists.append([b for b in bodies if any(one in titles for one in keys(b[0])) is inside])
    stated = [[(a["title"],) for a in posts if a.get("title")] for posts in (drafted, expected)]
    return dict(
        zip(
            POSTS,
            (count(stated[0], _distinct(stated[1])), count(*split[False]), count(*split[True])),
        )
    )


def _distinct(facts: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list({str(fact): fact for fact in facts}.values())


def _whole(drafted: Any, expected: Any, pairs: Sequence[tuple[Any, Any]]) -> Score:
    """Return the counts of organisers and of declared ties, of a session or of the whole."""
    alone = len(expected.get("sessions") or []) == 1 and len(drafted.get("sessions") or []) == 1
    scopes = {
        id(record): "" if alone else str(number)
        for number, pair in enumerate(pairs)
        for record in pair
    }
    found = {"organisers": count(organizers(drafted, scopes), organizers(expected, scopes))}
    ours, theirs = (
        [s for s in t.get("statements") or [] if s.get("tie") in LIKENESS]
        for t in (drafted, expected)
    )
    missed = [tie for tie in theirs if not any(_says(one, tie) for one in ours)]
    right = len(theirs) - len(missed)
    return {
        **found,
        "ties in prose": Count(
            right, right, len(theirs), tuple(f"{m['tie']}: {_ends_of(m)}" for m in missed)
        ),
    }


def organizers(transcript: Any, scopes: dict[int, str]) -> list[tuple[Any, ...]]:
    """Return session (empty for the whole event), name and role of every organiser."""
    sessions = transcript.get("sessions") or []
    where = {s["id"]: scopes.get(id(s), "alone") for s in sessions}
    ties = [s for s in transcript.get("statements") or [] if s.get("tie") == "organizing"]
    told = [
        (where.get(t.get("session", ""), ""), t.get("organizer", ""), t.get("role", ""))
        for t in ties
    ]
    return _distinct(
        [
            *(
                (where[s["id"]], o["name"], o["role"])
                for s in sessions
                for o in s.get("organizers") or []
            ),
            *told,
        ]
    )


def _says(drafted: Any, expected: Any) -> bool:
    """Whether a drafted tie is of the expected class, with at least the expected ends and role."""
    return bool(
        drafted["tie"] == expected["tie"] and set(_ends_of(expected)) <= set(_ends_of(drafted))
    )


def _ends_of(tie: Any) -> list[str]:
    return [one for field in ENDS for one in _ends(tie, field)]


def _ends(tie: Any, field: str) -> list[str]:
    value = tie.get(field, [])
    return [key(one) for one in (value if isinstance(value, list) else [value])]
