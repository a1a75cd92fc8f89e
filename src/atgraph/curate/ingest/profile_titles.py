"""Profiles below an agenda that name the sessions of a person by their titles alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from atgraph.curate.ingest.draft_records import DraftSession
from atgraph.curate.ingest.recognition import Lines
from atgraph.data.names import key

COUNT = re.compile(r"^(?:[^\W\d_]+ ){1,2}\d{1,2}\s?[:.–-]\s+")  # “Panel 2: Farms”


def find_titles(profiles: Lines, sessions: Sequence[DraftSession]) -> dict[int, DraftSession]:
    """Return by place the session whose title is all of a line, but for a label before it."""
    titles = [(meeting.title, meeting) for meeting in sessions if meeting.title]
    known = {key(COUNT.sub("", title)): meeting for title, meeting in titles}
    known |= {key(title): meeting for title, meeting in titles}
    found: dict[int, DraftSession] = {}
    for line in profiles:
        for text in (line.text, line.text.partition(":")[2]):
            if (title := key(text)) in known:
                found.setdefault(line.place, known[title])
    return found


def place_profiles(own: DraftSession, profiles: Lines, titles: Mapping[int, DraftSession]) -> None:
    """Give each session whom a profile names above its title."""
    for line in (line for line in profiles if line.place in titles):
        above = [p for p in own.participants if p.quotes[0][0] < line.raw.start]
        part = max(above, key=lambda one: one.quotes[0][0], default=None)
        meeting = titles[line.place]
        names = [p.person.name for p in meeting.participants]
        if part is not None and part.person.name not in names:
            meeting.participants.append(replace(part, quotes=[*part.quotes, line.span]))
