"""Who is named in short is who the document names in full: “Ms. Oduor” of a record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession
from atgraph.curate.ingest.word_lists import every
from atgraph.data.names import key

FEWEST = 3  # of a list that says who those are whom the agenda names
IN_LIST = "stands in a list below the agenda, which names others; say where this one belongs"


def leave_out_list(sessions: Sequence[DraftSession]) -> None:
    """Take a list below the last session out of it: who those are whom the others name alone."""
    held = [meeting for meeting in sessions if meeting.participants]
    last = max(held, key=lambda one: max(p.quotes[0] for p in one.participants), default=None)
    if last is None:
        return
    above = [p for meeting in held for p in meeting.participants if not p.person.posts]
    bare = {part.person.name for part in above}
    fresh = [p for p in last.participants if p.quotes[0] == max(p.quotes)]  # not named above it
    told = [p for p in fresh if p.person.posts and p.person.name in bare]
    listed = last.participants[last.participants.index(told[0]) :] if told else []
    if len(told) < FEWEST or len(told) * 4 < len(listed) * 3:
        return
    last.participants = [part for part in last.participants if part not in told]
    for part in listed:
        part.review = part.review or IN_LIST


def complete_people(sessions: Sequence[DraftSession], everyone: Iterable[DraftParticipant]) -> None:
    """Give each surname the one full name that has it, and names alone what stands beside them.

    A “Mr. Oduor” is not the only Oduor of a document if that is a “Ms. Grace Oduor”: he stays as he
    is printed.

    ``everyone`` are all whom the document names, those of a list that is in no session too: what
    such a list prints of a person is lent to those in sessions with the name alone.
    """
    inside = {id(part) for meeting in sessions for part in meeting.participants}
    told = (part for meeting in sessions for part in meeting.participants)
    unique = {id(part): part for part in (*everyone, *told)}.values()
    people = [part for part in unique if part.person.kind == "person"]
    full: dict[str, DraftParticipant] = {}
    titles = defaultdict[str, set[str]](set)  # name → the honorifics it is printed with
    for part in sorted(people, key=lambda one: not one.person.posts):
        full.setdefault(part.person.name.casefold(), part)
        titles[part.person.name.casefold()] |= {key(part.person.honorific)} - {""}
    shortened = set[int]()
    lent = {part.person.name.casefold() for part in people if id(part) not in inside}
    for meeting in sessions:
        for part in meeting.participants:
            name = part.person.name.casefold()
            titled = part.person.honorific.casefold()
            first = titled in every("before_first").exact  # “Dame Ada”
            known = {o for o in full if titled and _is_within(name, o, first)}
            known = known or {o for o in full if _has_initials(name, o)}
            if len(known) == 1:
                other = known.pop()
                own = set(key(part.person.honorific).split())  # “Frau Dr.” is also a “Dr.”
                alike = not (titled and titles[other])
                if alike or any(own >= set(t.split()) for t in titles[other]):
                    _complete(part, full[other])
                    shortened.add(id(part))
            elif name in lent and full[name] is not part:
                _complete(part, full[name])
        _join_named_twice(meeting, shortened)


def _is_within(short: str, name: str, first: bool) -> bool:
    """Whether a name has the words of a short one, together: the last, or as ``first``."""
    if first:
        return name.startswith(f"{short} ")
    return name.endswith(f" {short}") or f" {short} " in name


def _has_initials(short: str, name: str) -> bool:
    """Whether a name is another with the first letters of given names: “A. Bek”."""
    *given, last = short.split()
    whole = name.split()
    letters = [word.rstrip(".") for word in given]
    one = bool(given) and all(len(word) == 1 for word in letters) and len(given) < len(whole)
    return one and short != name and whole[-1] == last and whole[0].startswith(letters[0])


def _complete(part: DraftParticipant, full: DraftParticipant) -> None:
    """Give a participant the name, and what stands beside it where nothing does yet."""
    own, other = part.person, full.person
    if own.name == other.name and (own.posts or not other.posts):
        return
    part.person = replace(
        own,
        name=other.name,
        honorific=own.honorific or other.honorific,
        posts=own.posts or other.posts,
        country=own.country or other.country,
        only_name=own.only_name and other.only_name,
        score=max(own.score, other.score),
    )
    part.quotes = list(dict.fromkeys([*part.quotes, *full.quotes[:1]]))


def _join_named_twice(meeting: DraftSession, shortened: Collection[int]) -> None:
    """Keep who is named again once in each role, by the surname alone once in all: “Ms. Bek”."""
    kept: dict[tuple[str, str], DraftParticipant] = {}
    for part in meeting.participants:
        name = part.person.name
        others = [one for (other, _), one in kept.items() if other == name]
        again = others[0] if others and id(part) in shortened else part
        first = kept.setdefault((name, again.role), part)
        if first is not part:
            first.quotes = list(dict.fromkeys([*first.quotes, *part.quotes]))
    meeting.participants = list(kept.values())
