"""What a contents list and the pages of sessions, or several rows, print of one session is one."""

import re
from collections.abc import Callable, Collection, Sequence

from atgraph.curate.ingest.draft_records import DraftParticipant, DraftSession
from atgraph.data.latin import is_latin, sound

NUMBERS = re.compile(r"\d+|\b[ivx]+\b")
SAME, NEARLY = 90, 75  # how alike two titles are, of a hundred
COUNTED = re.compile(r"\w+ (?:\d{1,2}|[IVX]+)")  # “Panel 1”, all of a title
HEARD = 80  # how alike a name sounds in two alphabets


def merge_listed(meetings: Sequence[DraftSession]) -> list[DraftSession]:
    """Join what is printed of one session in several places: a list, rows, another language."""
    meetings = _join_twins(_join_rows(_join_counted(meetings)))
    kept: list[DraftSession] = []
    taken: set[int] = set()
    for number, meeting in enumerate(meetings):
        later = range(number + 1, len(meetings)) if _is_bare(meeting) else ()
        left = (n for n in later if n not in taken and not _are_two(meeting, meetings[n]))
        same = (n for n in left if are_same(meeting, meetings[n]))
        if (match := next(same, None)) is not None:
            taken.add(match)
            merge_sessions(meeting, meetings[match])
        else:
            kept.append(meeting)
    for meeting in kept:
        meeting.participants = _once(meeting.participants)
    return kept


def _is_bare(meeting: DraftSession) -> bool:
    """Whether a session is no more than its title and when it is."""
    return not (meeting.participants or meeting.organizers or meeting.prose)


def _are_two(one: DraftSession, other: DraftSession) -> bool:
    """Whether nothing more is said of two sessions, each at its time: “Welcome” of each day."""
    timed = one.start and other.start and _is_bare(other)
    return bool(timed) and (one.date, one.start) != (other.date, other.start)


def _once(participants: Sequence[DraftParticipant]) -> list[DraftParticipant]:
    """Return those who take part, once each whose name stands in two alphabets side by side."""
    kept: list[DraftParticipant] = []
    for part in participants:
        name = part.person.name
        same = (one for one in kept if _is_heard_as(one.person.name, name))
        if (first := next(same, None)) is None:
            kept.append(part)
            continue
        first.quotes += part.quotes
    return kept


def _is_heard_as(name: str, other: str) -> bool:
    """Whether two names are of two alphabets and sound alike: “Олена Шевчук”, “Olena Shevchuk”."""
    from rapidfuzz import fuzz  # slow to import, and few documents need it

    return is_latin(name) != is_latin(other) and fuzz.ratio(sound(name), sound(other)) >= HEARD


def _join_counted(meetings: Sequence[DraftSession]) -> list[DraftSession]:
    """Join “Panel 1”, above who speaks in it, to the one “Panel 1: Fees” that an overview has."""
    kept: list[DraftSession] = []
    for before, meeting in zip([None, *meetings], meetings):
        count = COUNTED.fullmatch(meeting.title)
        begins = re.compile(rf"{count[0]}\s*[:.–—-]", re.I) if count else None
        # a time of its own, another than that of what stands above, makes it another
        is_timed = before is None or meeting.start not in ("", before.start)
        heads = [
            one
            for one in kept
            if begins and begins.match(one.title) and one.date == meeting.date and not is_timed
        ]
        if len(heads) == 1 and _is_bare(heads[0]):
            _add_to(heads[0], meeting)
        else:
            kept.append(meeting)
    return kept


def _join_rows(meetings: Sequence[DraftSession]) -> list[DraftSession]:
    """Join sessions with one title at one time: a row for each who speaks."""
    first: dict[tuple[object, ...], DraftSession] = {}
    kept: list[DraftSession] = []
    for meeting in meetings:
        key = (meeting.date, meeting.start, meeting.end, _plain(meeting.title))
        if meeting.start and meeting.title and key in first and first[key].participants:
            _add_to(first[key], meeting)
        else:
            first[key] = meeting
            kept.append(meeting)
    return kept


def _join_twins(meetings: Sequence[DraftSession]) -> list[DraftSession]:
    """Join sessions at one time that name the same people: the second is in another language."""
    kept = _join(meetings, _name_same)
    return _join(kept, _are_alike) if len(kept) < len(meetings) else kept


def _join(
    meetings: Sequence[DraftSession], are_twins: Callable[[DraftSession, DraftSession], bool]
) -> list[DraftSession]:
    kept: list[DraftSession] = []
    for meeting in meetings:
        when = (meeting.date, meeting.start, meeting.end)
        then = (one for one in kept if one.start and when == (one.date, one.start, one.end))
        if (twin := next((one for one in then if are_twins(one, meeting)), None)) is not None:
            known = _names(twin)
            others = (p for p in meeting.participants if p.person.name not in known)
            twin.participants += [p for p in others if not _heard(p.person.name, known)]
            twin.listings += meeting.listings
        else:
            kept.append(meeting)
    return kept


def _names(meeting: DraftSession) -> set[str]:
    return {part.person.name for part in meeting.participants}


def _name_same(one: DraftSession, other: DraftSession) -> bool:
    names, others = _names(one), _names(other)
    if len(names) < 2 or names == others or len(names) != len(others):
        return len(names) > 1 and names == others
    return all(_heard(name, others) for name in names)


def _heard(name: str, others: Collection[str]) -> bool:
    return any(_is_heard_as(name, other) for other in others)


def _are_alike(one: DraftSession, other: DraftSession) -> bool:
    names, others = _names(one), _names(other)
    same = names & others or {name for name in names if _heard(name, others)}
    if same:
        return 2 * len(same) >= max(len(names), len(others))
    return not (names or others) and one.room == other.room != ""


def _add_to(first: DraftSession, more: DraftSession) -> None:
    """Add who is named in a row to the session of that above."""
    known = {(part.person.name, part.role) for part in first.participants}
    new = [p for p in more.participants if (p.person.name, p.role) not in known]
    first.participants += new
    first.organizers += more.organizers
    first.prose += more.prose
    first.quotes = list(dict.fromkeys([*first.quotes, *more.quotes]))


def are_same(listed: DraftSession, full: DraftSession) -> bool:
    """Whether two places print one session, by its title, time and day."""
    from rapidfuzz import fuzz  # slow to import, and few documents need it

    first, second = _plain(listed.title), _plain(full.title)
    if first != second and NUMBERS.sub("", first) == NUMBERS.sub("", second):
        return False  # “Talk 3”, “Talk 7”; “Session III”, “Session IV”
    alike = fuzz.ratio(first, second) if first and second else 0
    if min(len(first), len(second)) > 25:
        alike = max(alike, fuzz.partial_ratio(first, second) - 2)
    when = bool(listed.start) and listed.start == full.start
    day = listed.date == full.date or not listed.date or not full.date
    if when and day and fuzz.partial_ratio(first, second) >= SAME:
        return True
    long = len(first.split()) >= 4
    if alike >= SAME:
        return long or (day and (when or not full.start or not listed.start))
    return alike >= NEARLY and when and day and long


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"^\s*(?:\w+\s+)?\d+\s*[:.–-]", "", title)).casefold().strip()


def merge_sessions(listed: DraftSession, full: DraftSession) -> None:
    """Give a session what another place prints of it; where they differ it is reviewed."""
    own = full.listings
    full.listings = [*listed.listings, *own]
    full.start, full.end = full.start or listed.start, full.end or listed.end
    full.date = listed.date if listed.date and (full.inherited or not full.date) else full.date
    full.place = full.place or listed.place
    full.room, full.language = full.room or listed.room, full.language or listed.language
    if not any(p.time for p in own) or not full.listings[-1].room:
        full.quotes = list(dict.fromkeys([*full.quotes, *listed.quotes]))
    printed: dict[str, Collection[object]] = {
        "times": {re.sub(r"\D+", "", p.time) for p in full.listings if p.time},
        "dates": {meeting.date for meeting in (listed, full) if meeting.date},
        "rooms": {_plain(p.room) for p in full.listings if p.room},
    }
    different = [what for what, values in printed.items() if len(values) > 1]
    full.reviews += [f"the places that list it print different {what}" for what in different]
