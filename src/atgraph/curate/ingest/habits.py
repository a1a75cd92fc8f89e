"""What a document does all over: learnt from all its lines, used to read each."""

from dataclasses import dataclass, field

from atgraph.curate.ingest.draft_records import Person
from atgraph.curate.ingest.lines import Stretch


@dataclass
class Habits:
    """What was learnt of a document so far; empty before."""

    # of its sessions and times
    rooms: set[str] = field(default_factory=set)
    tracks: set[str] = field(default_factory=set)  # what several sessions have above their titles
    acts: set[str] = field(default_factory=set)  # “Welcome”, where others have “Panel 1”
    items: set[str] = field(default_factory=set)  # words that count what it is about: “Item 1”
    leads: set[str] = field(default_factory=set)  # words that lead to times all over
    quotes_titles: bool = False  # sentences say what was opened when
    dots_times: bool = False  # lines begin with what is surely a time with a dot: “10.00 Tea”
    plain_times: bool = False  # lines begin with times of four digits: “0900 Tea”
    dashes_times: bool = False  # titles end with a time, below each day: “Tea – 9am, Old Mill”
    leads_rows: bool = False  # lines begin with a word and a time: “At 9:00 Tea”
    afternoons: frozenset[int] = frozenset()  # where lines begin that have “1:00” below “11:30”
    # of whom it names
    naming: set[str] = field(default_factory=set)  # labels no list has, behind which people stand
    tasks: set[str] = field(default_factory=set)  # labels in cells of forms, as “Action”
    body_heads: set[Stretch] = field(default_factory=set)  # where bodies head their people
    heads_roles: bool = False  # they head “Moderator: Ada Bek” too
    body_first: set[str] = field(default_factory=set)  # marks between a body and who speaks for it
    between: set[str] = field(default_factory=set)  # marks that part names alone in rows
    name_last: bool = False  # most lines print a name last, behind a mark: “post, body – Name”
    titled: set[str] = field(default_factory=set)  # who is named with a title and a body anywhere
    turned: dict[str, str] = field(default_factory=dict)  # “Bek, Ada”, by “Ada Bek”
    authors: set[str] = field(default_factory=set)  # who wrote the document, in small letters
    # of what it tells
    is_told: bool = False  # sentences tell of an event: who is named at a verb spoke there
    thanks_present: bool = False  # as in minutes: “The chair thanked Ada Bek”, who reported
    title_ways: set[str] = field(default_factory=set)  # ways in which several titles stand in it
    has_speeches: bool = False  # labels say who speaks: “Ms. A: …”, “The Chair: …”
    # who has a role, where labels have the role alone, and where that stands
    holders: dict[str, list[tuple[Person, Stretch]]] = field(default_factory=dict)
