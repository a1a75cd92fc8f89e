"""What speaks against working with a body that is suggested: how little the suggestion rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atgraph.network.reasons import AGAINST, Match, Reason, iris_of
from atgraph.network.ties.classes import PARTICIPATION
from atgraph.network.ties.ties import Tie

Point = tuple[str, Iterable[Tie]]  # a clause, and the ties that say so
POINTS = 2


def against(match: Match) -> Reason:
    """Return what speaks against a match, the two weightiest points in one sentence."""
    points = [point for _, point in zip(range(POINTS), _points(match))]
    told = "; ".join(clause for clause, _ in points)
    return Reason(AGAINST, f"{told[0].upper()}{told[1:]}.", (), iris_of(ties for _, ties in points))


def _points(match: Match) -> Iterator[Point]:
    yield from _one_body(match)
    yield from _resting_on_one_thing(match)
    yield from _resting_on_one_theme(match)
    yield from _competing(match)
    if not any(map(match.ground.is_event, match.shared_things)):
        yield "no event has both", ()
    if not match.way:
        yield "nobody is found who could introduce them", ()
    yield _little_known(match)


def _one_body(match: Match) -> Iterator[Point]:
    """Yield what both are part of, and what holds the body that asks and has a declared tie with the other already."""
    ground, one, other = match.ground, match.one, match.other
    above = ground.read.above.get(one, frozenset())
    if same := sorted(above & ground.read.above.get(other, frozenset())):
        yield (
            f"both are part of {match.names(same)}",
            [tie for whole in same for body in (one, other) for tie in match.between(body, whole)],
        )
    for whole in sorted(above):
        if other in ground.declared.get(whole, ()) and not ground.typed.levels.are_one_body(
            whole, other
        ):
            yield (
                f"{match.name(whole)}, which {match.name(one)} is part of, has a declared tie with it already",
                match.between(whole, other),
            )


def _resting_on_one_thing(match: Match) -> Iterator[Point]:
    events = [thing for thing in match.shared_things if match.ground.is_event(thing)]
    if (
        events
        and len(events) == len(match.shared_things)
        and not match.partners
        and not match.themes
    ):
        where = "a single event" if len(events) == 1 else _count(len(events), "event")
        what = "co-presence at" if _is_co_presence(match) else "parts in"
        yield (
            f"nothing but {what} {where} speaks for it",
            [tie for thing in events for side in match.shared_things[thing] for tie in side],
        )
    elif where := _single_event(match):
        yield (
            f"all that speaks for it is printed about a single event, {match.names([where], quoted=True)}",
            (),
        )


def _is_co_presence(match: Match) -> bool:
    """Whether both are present wherever they meet: who brings an event about is not for that reason present at it."""
    return all(
        any(tie.of.kind == PARTICIPATION for tie in side)
        for sides in match.shared_things.values()
        for side in sides
    )


def _single_event(match: Match) -> str:
    """Return the one event whose text states all that speaks for the two; empty where there are several, or none."""
    wanted = {
        iri
        for reason in (match.partners, match.themes, match.meeting)
        if reason
        for iri in reason.statements
    }
    places = match.ground.stated_in(tie for tie in match.ground.typed.counted if tie.iri in wanted)
    return (
        next(iter(places)) if len(places) == 1 and all(map(match.ground.is_event, places)) else ""
    )


def _resting_on_one_theme(match: Match) -> Iterator[Point]:
    if not match.partners and len(match.shared_themes) == 1:
        ((theme, ties),) = match.shared_themes.items()
        if sum(theme in tie.ends for tie in set(ties)) == 2:
            yield (
                f"the only theme in common, {match.name(theme)}, rests on one assignment on each side",
                ties,
            )


def _competing(match: Match) -> Iterator[Point]:
    """Yield a role that both have in things of one kind; many take part in events without competing."""
    here, there = match.all_roles
    for kind in match.role_kinds:
        same = sorted(here[kind].keys() & there[kind].keys())
        if same and kind != "event":
            yield (
                f"both have the same role ({same[0]}: {kind}), so they may compete",
                [here[kind][same[0]][0], there[kind][same[0]][0]],
            )


def _little_known(match: Match) -> Point:
    known = [tie for ties in match.ground.beside.get(match.other, {}).values() for tie in ties]
    count = sum(map(match.ground.is_event, match.ground.stated_in(known)))
    rests = (
        f"is printed about {_count(count, 'event')}"
        if count
        else f"is {_count(len(set(known)), 'tie')}"
    )
    return f"what is known of {match.name(match.other)} {rests}", ()


def _count(number: int, word: str) -> str:
    return f"one {word}" if number == 1 else f"{number} {word}s"
