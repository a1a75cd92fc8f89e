"""One transcript without somebody: records go, texts are masked, every other quote keeps its place.

A record that leads to whoever goes is taken out whole. What it quoted is accounted for under
`ignored` where no other record quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from atgraph.curate.removal.codes import masked_beside_codes, parts_of
from atgraph.curate.removal.forms import Forms, Stretch, hint_of, mask, pattern_of, within
from atgraph.data.names import bare
from atgraph.data.yaml_edits import Pair, YamlEditor, entries, flow, items, plain, value_of
from atgraph.errors import SourceError
from atgraph.text import Document, Span, fold, stands_in

REASON = "removed on request"
POST = ("title", "honorific")
NO_ENDS = ("id", "quotes", "affiliations", "organizers", "session", "tie", "claim", "review")
NO_NAMES = (*NO_ENDS, *POST, "role", "kind", "status", "country")
Means = Callable[[str, str], bool]  # whether a name, in a session, is that of whoever goes


@dataclass(frozen=True)
class Moved:
    """A text of a source as it was, and of the same length as it is to be."""

    before: Document
    after: Document

    @property
    def lines(self) -> list[int]:
        """The lines that are others now."""
        rows = zip(self.before.text.split("\n"), self.after.text.split("\n"), strict=True)
        return [number for number, (old, new) in enumerate(rows, 1) if old != new]


Texts = Mapping[str, Moved]  # by the id of the source, the one first that a bare quote means


@dataclass(frozen=True)
class Changed:
    """A transcript as it is to be, with the texts of its sources.

    ``records`` counts those taken out; ``titles`` are of whoever goes, and of nobody else there;
    ``lost`` is what no record prints any more, by session.
    """

    text: str
    texts: Texts
    records: int = 0
    titles: tuple[str, ...] = ()
    lost: frozenset[tuple[str, str]] = frozenset()

    def has_lost(self, session: str, name: str | None) -> bool:
        """Whether no record of a session prints a name any more that one printed."""
        return (session, fold(name or "")) in self.lost


def change(
    text: str,
    documents: Mapping[str, Document],
    forms: Forms,
    means: Means,
    *,
    only_own: bool = False,
    is_person: bool = True,
) -> Changed:
    """Return a transcript and its texts without somebody.

    Args:
        text: the transcript.
        documents: its texts, by the id of their source.
        forms: what must stand nowhere any more.
        means: whether a name, in a session, is theirs.
        only_own: whether another has the same name there: then only the words that records of
            theirs quote are masked.
        is_person: of the name of a body, what other records rest on stays, such as its country.

    It is a yaml.YAMLError where the text is not YAML.
    """
    work = _Work(YamlEditor(text), documents, means)
    work.choose(None if is_person else forms)
    rest = work.titles_of_others()
    shared = {title for title in work.titles if any(stands_in(title, one) for one in rest)}
    own = tuple(title for title in work.titles if title not in shared and " " in title)
    named = replace(forms, titles=() if only_own else own)
    texts = {}
    for source, document in documents.items():
        found = work.masks(source, named, shared, only_own, is_person)
        texts[source] = Moved(document, Document(document.path, mask(document.text, found)))
    work.write_quotes(texts)
    if not only_own:
        work.write_values(named)
    work.write_ignored(texts)
    work.take_out()
    changed = work.editor.result()
    if not only_own:
        changed = masked_beside_codes(changed, named)  # comments
    return Changed(changed, texts, len(work.gone), own, work.lost())


def quote_in(quote: Any, texts: Texts) -> str | None:
    """Return a quote with the words that now stand in its place; None where they are the same."""
    found = _located(quote, {source: moved.before for source, moved in texts.items()})
    if found is None:
        return None
    source, span = found
    after = texts[source].after
    if after.text[span.start : span.end] == span.text:
        return None
    return _quote(after, span, "" if source == next(iter(texts)) else source)


def _located(quote: Any, documents: Mapping[str, Document]) -> tuple[str, Span] | None:
    """Return the source and the place of a quote, if it has one."""
    keys = quote if isinstance(quote, dict) else {"text": quote}
    source = str(keys.get("source") or next(iter(documents), ""))
    line = str(keys.get("line", ""))
    if source not in documents:
        return None
    words, number = str(keys.get("text", "")), int(line) if line.isdigit() else None
    try:
        return source, documents[source].locate(words, number)
    except SourceError:  # a draft of an older text may quote what is not there any more
        return None


@dataclass
class _Work:
    """The nodes of a transcript, those that go, with their titles and what they quote."""

    editor: YamlEditor
    documents: Mapping[str, Document]
    means: Means
    gone: dict[int, yaml.Node] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)  # of quotes that go
    kept: dict[str, list[Span]] = field(default_factory=dict)  # of quotes that stay
    needed: dict[str, list[Stretch]] = field(default_factory=dict)  # of values that stay
    written: set[int] = field(default_factory=set)  # nodes that have an edit already

    # --- which records go ---

    def choose(self, body: Forms | None) -> None:
        """Find the records that lead to somebody, and what they say and quote.

        Of a ``body``, words of its name are looked for that others rest on.
        """
        for session, record in _records(self.editor.root):
            if any(self.means(name, session) for name in _ends(record, NO_NAMES)):
                self.gone[id(record)] = record
                self.note(record)
                continue
            for part in items(value_of(record, "affiliations")):
                if self.means(str(plain(value_of(part, "organization"))), session):
                    self.gone[id(part)] = part
            bodies = items(value_of(record, "organizers"))
            gone = [part for part in bodies if self.means(str(plain(part)), session)]
            if gone and len(gone) == len(bodies) and len(entries(record)) == 2:
                self.gone[id(record)] = record  # a listing that says nothing else
                self.note(record)
            else:
                self.gone |= {id(part): part for part in gone}
        for record in self.mappings(self.editor.root):
            for _, source, span in self.quotes_of(record):
                self.kept.setdefault(source, []).append(span)
                beside = any(_overlap(span, gone) for gone in self.spans.get(source, ()))
                if beside or (body and body.stand_in(span.text)):
                    self.spare(record, source, span, body)

    def spare(self, record: yaml.Node, source: str, span: Span, body: Forms | None) -> None:
        """Note where words stand that a record rests on, in words that one quoted which goes."""
        text, words = self.documents[source].text, bare(span.text)
        values = (v for v in self.values(record) if not (body and body.stand_in(v)))
        for value in values:
            stands = [*_literal(value, text, span)]
            # to compile a pattern takes its time
            if not stands and hint_of(value) in words and (pattern := pattern_of(value)):
                found = re.compile(pattern).finditer(text, span.start, span.end)
                stands = [one.span() for one in found]
            self.needed.setdefault(source, []).extend(stands)

    def note(self, record: yaml.Node) -> None:
        """Note the titles of a record that goes, and the places of its quotes."""
        posts = [record, *items(value_of(record, "affiliations"))]
        said = [plain(value_of(post, key)) for post in posts for key in POST]
        self.titles |= dict.fromkeys(fold(title) for title in said if isinstance(title, str))
        self.titles.pop("", None)
        for quote in items(value_of(record, "quotes")):
            if found := _located(plain(quote), self.documents):
                self.spans.setdefault(found[0], []).append(found[1])

    def quotes(self) -> Iterator[tuple[yaml.Node, str, Span]]:
        """Yield each quote that stays and has a place, with its source."""
        for record in self.mappings(self.editor.root):
            yield from self.quotes_of(record)

    def quotes_of(self, record: yaml.Node) -> Iterator[tuple[yaml.Node, str, Span]]:
        """Yield each quote of a record that has a place, with its source."""
        for quote in items(value_of(record, "quotes")):
            if found := _located(plain(quote), self.documents):
                yield quote, *found

    def mappings(self, node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
        """Yield each record that stays, from the outside inwards."""
        if node is None or id(node) in self.gone:
            return
        if isinstance(node, yaml.MappingNode):
            yield node
        for part in node.value if isinstance(node, yaml.CollectionNode) else ():
            yield from self.mappings(part[1] if isinstance(part, tuple) else part)

    def lost(self) -> frozenset[tuple[str, str]]:
        """Return what only records print that go, by session."""
        gone, kept = set[tuple[str, str]](), set[tuple[str, str]]()
        for session, record in _records(self.editor.root):
            for part in (record, *items(value_of(record, "affiliations"))):
                said = gone if id(record) in self.gone or id(part) in self.gone else kept
                said |= {(session, fold(name)) for name in _ends(part)}
        return frozenset(gone - kept)

    def titles_of_others(self) -> list[str]:
        """Return what the records say which stay: titles, bodies, names."""
        records = self.mappings(self.editor.root)
        return [fold(value) for record in records for value in self.values(record)]

    def values(self, record: yaml.Node) -> Iterator[str]:
        """Yield what a record says that must stand in its quotes, also of its posts that stay."""
        yield from filter(None, _ends(record))
        for post in items(value_of(record, "affiliations")):
            if id(post) not in self.gone:
                yield from filter(None, _ends(post))

    # --- what is written ---

    def masks(
        self,
        source: str,
        named: Forms,
        shared: Collection[str],
        only_own: bool,
        is_person: bool,
    ) -> list[Stretch]:
        """Return where a text is masked: names, and titles in the words that records quoted.

        Of a line that another record quotes too, a title may be the other's; and of a title, what
        another record rests on stays, such as the body that it names.
        """
        text, spans = self.documents[source].text, self.spans.get(source, [])
        found = list(named.find(text))
        if only_own:
            found = within(found, spans)
        for span in spans:
            kept = self.kept.get(source, ())
            beside = any(_overlap(one, span) for one in kept)
            own = [title for title in self.titles if not (beside and title in shared)]
            for pattern in filter(None, map(pattern_of, own)):
                stands = re.compile(pattern).finditer(text, span.start, span.end)
                found += (match.span() for match in stands)
        names = replace(named, names=named.names if is_person else (), titles=())
        spared = {at for part in self.needed.get(source, ()) for at in range(*part)}
        spared.difference_update(at for part in names.find(text) for at in range(*part))
        masked = [(at, at + 1) for part in found for at in range(*part) if at not in spared]
        if is_person or only_own:
            return masked
        # of a body all may be spared: then its name goes, and the records that rest on it are told
        return [*masked, *replace(named, titles=()).find(mask(text, masked))]

    def write_quotes(self, texts: Texts) -> None:
        """Give each quote the words that now stand in its place."""
        for quote, _, _ in self.quotes():
            words = quote_in(plain(quote), texts)
            if words is not None:
                self.replace(quote, words)

    def write_values(self, named: Forms) -> None:
        """Mask names in every other value."""
        for scalar in self.scalars(self.editor.root):
            if named.stand_in(str(scalar.value)):
                self.replace(scalar, flow(named.masked(str(scalar.value))))

    def scalars(self, node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
        """Yield each value that stays and has no edit yet."""
        if node is None or id(node) in self.gone or id(node) in self.written:
            return
        if isinstance(node, yaml.ScalarNode):
            yield node
        for part in parts_of(node):
            yield from self.scalars(part)

    def replace(self, node: yaml.Node, text: str) -> None:
        """Put a text in the place of a value."""
        self.written.add(id(node))
        self.editor.replace(node, text)

    def write_ignored(self, texts: Texts) -> None:
        """Account for the sentences that nothing quotes any more."""
        quotes = []
        for source, spans in self.spans.items():
            kept = [(one.start, one.end) for one in self.kept.get(source, ())]
            named = "" if source == next(iter(self.documents)) else source
            after = texts[source].after
            for sentence in after.sentences():
                was_quoted = any(_overlap(one, sentence) for one in spans)
                if was_quoted and not _is_covered(sentence, kept):
                    quotes.append(_quote(after, sentence, named))
        if not quotes:
            return
        row = f"{{quotes: [{', '.join(dict.fromkeys(quotes))}], reason: {REASON}}}"
        ignored = value_of(self.editor.root, "ignored")
        if isinstance(ignored, yaml.SequenceNode) and ignored.value:
            self.editor.insert(ignored, len(ignored.value) - 1, row)
        elif isinstance(root := self.editor.root, yaml.MappingNode):
            self.editor.insert(root, len(root.value) - 1, f"ignored:\n  - {row}")

    def take_out(self) -> None:
        """Take out the records, and a list that none is left in."""
        for record in self.mappings(self.editor.root):
            pairs = list(record.value)
            empty = [n for n, (_, value) in enumerate(pairs) if self.is_emptied(value)]
            if empty:
                self.editor.take_out(record, empty)
            for number, (_, value) in enumerate(pairs):
                gone = [n for n, item in enumerate(items(value)) if id(item) in self.gone]
                if gone and number not in empty:
                    self.editor.take_out(value, gone)

    def is_emptied(self, node: yaml.Node) -> bool:
        """Whether nothing is left of a list."""
        return bool(items(node)) and all(id(item) in self.gone for item in items(node))


def _literal(value: str, text: str, span: Span) -> Iterator[Stretch]:
    """Yield where a value stands letter for letter in a part of a text, and in no longer word."""
    at = text.find(value, span.start, span.end)
    while at >= 0:
        end = at + len(value)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(value, end, span.end)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_covered(sentence: Span, kept: list[Stretch]) -> bool:
    """Whether a quote reaches to a sentence as the build asks for."""
    reached = max((end for start, end in kept if start < sentence.end), default=0)
    return reached > sentence.start


def _quote(document: Document, span: Span, source: str) -> str:
    """Return words as a quote that has one place: with its line, or as the whole line."""
    keys: dict[str, Any] = {"text": document.text[span.start : span.end]}
    found = document.find_all(keys["text"])
    if len(found) > 1:
        keys["line"] = span.start_line
    if sum(one.start_line == span.start_line for one in found) > 1:
        keys["text"] = document.text.split("\n")[span.start_line - 1]
    keys |= {"source": source} if source else {}
    return flow(keys if len(keys) > 1 else keys["text"])


def _records(root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield each record that may lead to somebody, with its session."""
    yield from (("", listing) for listing in items(value_of(root, "listings")))
    for session in items(value_of(root, "sessions")):
        name = str(plain(value_of(session, "id")))
        for key in ("listings", "organizers", "participants"):
            yield from ((name, record) for record in items(value_of(session, key)))
    for record in items(value_of(root, "statements")):
        yield str(plain(value_of(record, "session"))), record


def _ends(record: yaml.Node, without: Collection[str] = NO_ENDS) -> Iterator[str]:
    """Yield what may be the name of an end: each text of a record but its quotes and its lists."""
    said: Mapping[str, Pair] = entries(record)
    for key, (_, node) in said.items():
        if key not in without:
            values = [node] if isinstance(node, yaml.ScalarNode) else items(node)
            yield from (str(one.value) for one in values if isinstance(one, yaml.ScalarNode))
