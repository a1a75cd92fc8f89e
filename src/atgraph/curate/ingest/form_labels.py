"""What the label of a form says: “Topic”, “Time”, “Speaker(s)”, “Note taker”."""

import re

from atgraph.curate.ingest.labels import read_role
from atgraph.curate.ingest.word_lists import DocumentWords, every

COUNTED = r"(?:\d{1,3}(?:\.\d{1,2}\.?|\.)|\(?[a-z]\))\s+"  # “3.1 Presenter”, “3. …”, “(b) …”
WORDS = r"(?:№ )?(?P<label>[^\W\d_][^:\d\n]{1,45}?)"
ALONE = re.compile(rf"(?P<count>{COUNTED})?{WORDS}\s*:?$")
ENDS = re.compile(r"\s*(?:\([^()]*\)|/[^\W\d_]{1,3}\b)")  # “Speaker(s)”, “Time (min)”
PARTED = re.compile(r"\s*[/&,–—]\s*")
LONGEST = 6  # words of a label


class Kind:
    """What the value of a label is."""

    TITLE, TIME, END, DATE, ROOM = "title", "time", "end", "date", "room"
    WHO, BODY, TASK, REACHED, OTHER = "who", "body", "task", "whom to ask", "other"


LISTS = {
    "title_labels": Kind.TITLE,
    "time_labels": Kind.TIME,
    "start_labels": Kind.TIME,
    "end_labels": Kind.END,
    "date_labels": Kind.DATE,
    "venue_labels": Kind.ROOM,
    "body_labels": Kind.BODY,
    "post_labels": Kind.BODY,
}


def kind_of(label: str, words: DocumentWords) -> str:
    """Return what the value of a label is; “other” where its words do not tell."""
    bare = " ".join(ENDS.sub("", label).casefold().split()).strip(" .:")
    for said in dict.fromkeys((bare, *PARTED.split(bare))):
        short = _without_session(said, words)
        for name, kind in LISTS.items():
            if said in words[name].exact or (kind == Kind.TITLE and short in words[name].exact):
                return kind
        if said in every("contacts").exact:
            return Kind.REACHED
        if any(said in words[name].exact for name in ("absent", "tasks")):
            return Kind.TASK
        role = read_role(said, words) if said not in words["present"].exact else None
        if role is not None and role.alone:
            return Kind.WHO
    return Kind.TASK if words["tasks"].any_of(bare) else Kind.OTHER


def _without_session(label: str, words: DocumentWords) -> str:
    """Return a label without what it is of: “Titel der Sitzung”, “Workshop title”."""
    first, *more = label.split() or [""]
    if more and more[0] in words["genitive"].exact:
        return first
    of_session = len(more) == 1 and (first in words["sessions"].exact | words["events"].exact)
    return more[0] if of_session else label
