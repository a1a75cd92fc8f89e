"""A draft as the text of a transcript: every record with its quotes, letter for letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from atgraph.curate.ingest.labels import short
from atgraph.curate.ingest.lines import Stretch
from atgraph.curate.ingest.records import Meeting, Organizer, Part, Place, Records
from atgraph.data.slugs import slug
from atgraph.text import Document

try:
    from yaml import CSafeDumper as Dumper
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeDumper as Dumper  # type: ignore[assignment]

INDENT_ENDS = re.compile(r"[ \t]+(?=\n)")
LINES = 60


class _Plain(str):
    """A value that stands without quotation marks."""


class _Flow(dict[str, Any]):
    """A mapping that stands on one line."""


class _Dumper(Dumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write every value out: the reader of transcripts refuses anchors."""
        return True


def _text(dumper: Any, value: str) -> yaml.Node:
    style = (
        "|"
        if "\n" in value
        and not INDENT_ENDS.search(value)
        and not value[:1].isspace()
        and not value.endswith("\n")
        else '"'
    )
    node: yaml.Node = dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)
    return node


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _Plain,
    lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=""),
)
_Dumper.add_representer(
    _Flow,
    lambda dumper, value: dumper.represent_mapping(
        "tag:yaml.org,2002:map", value.items(), flow_style=True
    ),
)


class Quotes:
    """Writes stretches of the text as quotes that stand in it once."""

    def __init__(self, text: str) -> None:
        self.document = Document(Path("source.txt"), text)
        self._seen: dict[Stretch, Any] = {}
        self._lines: dict[str, Counter[int]] = {}

    def of(self, stretches: Iterable[Stretch]) -> list[Any]:
        """Return the quotes of a record."""
        return [
            quote for quote in (self.one(*stretch) for stretch in dict.fromkeys(stretches)) if quote
        ]

    def one(self, start: int, end: int) -> Any:
        """Return a quote: its text, with its line where it stands more than once."""
        if (start, end) not in self._seen:
            self._seen[start, end] = self._one(start, end)
        return self._seen[start, end]

    def _one(self, start: int, end: int) -> Any:
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return None
        span = self.document.span(start, end)
        if span.text not in self._lines:
            self._lines[span.text] = Counter(
                found.start_line for found in self.document.find_all(span.text)
            )
        lines = self._lines[span.text]
        if lines.total() == 1:
            return span.text
        if lines[span.start_line] > 1:
            wider = self._wider(start, end)
            return self._one(*wider) if wider != (start, end) else span.text
        return _Flow({_Plain("text"): span.text, _Plain("line"): span.start_line})

    def _wider(self, start: int, end: int) -> Stretch:
        """Return a stretch with a word more on each side, within its line."""
        text = self.document.text
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = len(text) if last < 0 else last
        left = re.search(r"\S+\s*$", text[first:start])
        right = re.match(r"\s*\S+", text[end:last])
        return (first + left.start() if left else start), (end + right.end() if right else end)


def write_transcript(
    records: Records, text: str, identifier: str, sources: Sequence[Mapping[str, Any]]
) -> str:
    """Return the text of programme.yml."""
    quotes = Quotes(text)
    name_sessions(records.meetings)
    data = _programme(records, quotes, identifier, sources)
    dumped: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
        default_flow_style=False,
    )
    return f"# Drafted by atgraph ingest. Settle each `review`, then remove it.\n\n{dumped}"


def _programme(
    records: Records, quotes: Quotes, identifier: str, sources: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    cover = records.cover
    first = quotes.of(cover.quotes) or quotes.of([_first_line(quotes.document.text)])
    data = _kept(
        id=_Plain(identifier), title=cover.title or _title_of(first), subtitle=cover.subtitle, quotes=first,
        edition=cover.edition or "", series=cover.series,
        start=cover.start, end=cover.end, review=_reasons(cover.reviews),
        sources=[_Flow(_kept(**source)) for source in sources],
    )  # fmt: skip
    data |= _kept(
        listings=[_place(place, quotes) for place in cover.places],
        sessions=[_session(meeting, quotes) for meeting in records.meetings],
    )
    ids = {str(number): meeting.identifier for number, meeting in enumerate(records.meetings)}
    statements = [
        _kept(
            **{k: v for k, v in d.values.items() if k == "tie"},
            session=ids.get(d.session, ""),
            **{k: v for k, v in d.values.items() if k != "tie"},
            quotes=quotes.of(d.quotes),
            review=d.review,
        )
        for d in records.declared
    ]
    entries = dict.fromkeys(records.left)
    ignored = [
        _kept(quotes=quotes.of(left.quotes), reason=left.reason, review=left.review)
        for left in entries
    ]
    return data | _kept(
        statements=[s for s in statements if s.get("quotes")],
        ignored=[i for i in ignored if i.get("quotes")],
    )


def _title_of(quotes: Sequence[Any]) -> str:
    first = quotes[0] if quotes else ""
    text = first["text"] if isinstance(first, dict) else str(first)
    return " ".join(text.replace("*", "").split())[:300] or "…"


def _first_line(text: str) -> Stretch:
    for found in re.finditer(r"[^\n]*\w[^\n]*", text):
        return found.start(), min(found.end(), found.start() + 300)
    return 0, len(text)


def _kept(**values: Any) -> dict[str, Any]:
    """Return what has a value."""
    return {_Plain(key): value for key, value in values.items() if value not in ("", None, [], ())}


def _reasons(reviews: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, reviews)))


def _session(meeting: Meeting, quotes: Quotes) -> dict[str, Any]:
    several = len(meeting.places) > 1
    return _kept(
        id=_Plain(meeting.identifier), title=meeting.title, date=meeting.date, start=meeting.start, end=meeting.end,
        room=meeting.room, language=meeting.language, quotes=quotes.of(meeting.quotes), review=_reasons(meeting.reviews),
        listings=[_place(place, quotes) for place in meeting.places] if several else [],
        organizers=[_organizer(o, quotes) for o in unique(meeting.organizers)],
        participants=[_participant(part, quotes) for part in meeting.parts],
    )  # fmt: skip


def unique(organizers: Iterable[Organizer]) -> list[Organizer]:
    """Return organisers, each named once in a role."""
    return list({(o.name, o.role): o for o in reversed(list(organizers))}.values())[::-1]


def _place(place: Place, quotes: Quotes) -> dict[str, Any]:
    return _kept(
        title=place.title,
        date=place.date,
        time=place.time,
        room=place.room,
        quotes=quotes.of(place.quotes),
    )


def _organizer(organizer: Organizer, quotes: Quotes) -> dict[str, Any]:
    role = _Plain(short(organizer.role))
    return _kept(
        name=organizer.name,
        role=role,
        status=organizer.status,
        quotes=quotes.of(organizer.quotes),
        review=organizer.review,
    )


def _participant(part: Part, quotes: Quotes) -> dict[str, Any]:
    person = part.person
    posts = [
        _Flow(_kept(title=post.title, organization=post.organization))
        for post in person.posts
        if post.title or post.organization
    ]
    return _kept(
        name=person.name, honorific=person.honorific, kind=_Plain(person.kind), role=_Plain(part.role), status=_Plain(part.status) if part.status else "",
        country=person.country, affiliations=posts, quotes=quotes.of(part.quotes), review=part.review,
    )  # fmt: skip


def name_sessions(meetings: Sequence[Meeting]) -> None:
    """Give each session an id of its own, made of its title."""
    taken: set[str] = set()
    for number, meeting in enumerate(meetings, 1):
        base = (
            "-".join(slug(meeting.title).split("-")[:8])[:LINES].strip("-") or f"session-{number}"
        )
        name, count = base, 2
        while name in taken:
            name, count = f"{base}-{count}", count + 1
        taken.add(name)
        meeting.identifier = name
