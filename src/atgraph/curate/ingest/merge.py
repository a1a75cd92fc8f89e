"""A document that has changed is read again: three drafts become one, the curator's work kept.

The base is the draft as the machine last wrote it, ours what the curator made of it, theirs the new
draft. What only the machine changed is taken, what only the curator changed is kept, and what both
changed stays as the curator has it, marked `review:` with what the new draft says. Every step is
said in a sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from atgraph.curate.ingest.record_matching import anchor_quotes, lost_quotes, match
from atgraph.data.yaml_edits import QUOTES, YamlEditor, entries, flow, items, plain, value_of, walk
from atgraph.data.yaml_lines import parse_yaml
from atgraph.text import clip

DRAFT = "draft.yml"  # the base, beside programme.yml
REVIEW = "review"
MARKED = frozenset(  # lists whose records take `review`
    ("", "context", "listings", "sessions", "organizers", "participants", "statements", "ignored")
)
IGNORED = ("review", "quotes", "id")  # no part of what a record says
SINGULAR = {"context": "place", "organizers": "organiser"}
NAMES = ("id", "name", "title", "organization", "tie", "claim", "reason", "place")
WHOLE = "the programme"
GONE = "edited here, and the new draft no longer has it"
UNEDITED = "nobody has edited the last draft: the new one takes its place"

Places = dict[int, int]  # of records in one list → of the same records in another


@dataclass(frozen=True)
class Merged:
    """The merged transcript, what was done in sentences, and how many are for the curator."""

    text: str
    sentences: tuple[str, ...] = ()
    conflicts: int = 0


def merge_drafts(base: str, ours: str, theirs: str, was: str = "", now: str = "") -> Merged:
    """Merge three transcripts: base as last drafted, ours as edited, theirs the new draft.

    ``was`` is the text that base and ours quote, ``now`` that which theirs quotes: without them
    lines of quotes are not followed, and lost quotes not looked for.

    Raises:
        UnreadableError, SourceError: one of the three is not YAML, or has a key twice.
    """
    for text, name in ((base, DRAFT), (ours, "programme.yml"), (theirs, "the new draft")):
        parse_yaml(text, Path(name))
    if ours == base:
        return Merged(theirs, (UNEDITED,) if theirs != base else ())
    if was and now and was != now:
        base, ours = anchor_quotes(base, was, now), anchor_quotes(ours, was, now)
    base, theirs = _with_ids(base, ours), _with_ids(theirs, ours, through=base)
    merge = _Merge(YamlEditor(ours), YamlEditor(theirs))
    left = merge.record(plain(YamlEditor(base).root), merge.ours.root, merge.theirs.root, WHOLE)
    merge.mark(merge.ours.root, WHOLE, left)
    text, lost = _mark_lost(merge.ours.result(), now)
    return Merged(text, (*merge.sentences, *lost), merge.conflicts + len(lost))


def _with_ids(text: str, ours: str, through: str = "") -> str:
    """Return a draft in which sessions have the ids that the curator gave them."""
    page = YamlEditor(text)
    sessions = items(value_of(page.root, "sessions"))
    data, wanted = list(map(plain, sessions)), _sessions(ours)
    # the machine's two drafts are more alike than the new one and what the curator made
    middle = _sessions(through)
    known, via = match(middle, wanted), match(data, middle)
    taken = {known[b] for b in via.values() if b in known}
    there = {a: w for a, w in match(data, wanted).items() if a not in via and w not in taken}
    there |= {a: known[b] for a, b in via.items() if b in known}
    new_ids = {a: wanted[b].get("id", "") for a, b in there.items() if isinstance(wanted[b], dict)}
    renamed = {plain(value_of(sessions[a], "id")): str(new) for a, new in new_ids.items()}
    nodes = [value_of(session, "id") for session in sessions]
    nodes += [value_of(row, "session") for row in items(value_of(page.root, "statements"))]
    for node in nodes:
        if isinstance(node, ScalarNode) and (new := renamed.get(node.value)) and new != node.value:
            page.replace(node, new)
    return page.result()


def _sessions(text: str) -> list[Any]:
    return plain(value_of(YamlEditor(text).root, "sessions")) or []


def _mark_lost(text: str, now: str) -> tuple[str, list[str]]:
    """Mark each record that quotes what is no longer in the document, and say so."""
    if not now:
        return text, []
    page, sentences = YamlEditor(text), list[str]()
    for record, kind in walk(page.root):
        if kind in MARKED and (lost := lost_quotes(record, now)):
            reason = f"no longer in the document: {', '.join(map(clip, lost))}"
            sentences.append(f"{_label(plain(record), kind, '')}: {reason}")
            _add_review(page, record, reason)
    return page.result(), sentences


@dataclass
class _Merge:
    """A merge under way: the two texts, what ours is to get, and what is said of it."""

    ours: YamlEditor
    theirs: YamlEditor
    sentences: list[str] = field(default_factory=list)
    conflicts: int = 0
    # record of ours → which of its edits brings the new draft's mark, and what that says
    reviews: dict[int, tuple[int, str]] = field(default_factory=dict, repr=False)

    def record(self, base: Any, ours: Node | None, theirs: Node | None, where: str) -> list[str]:
        """Merge one record; return what is left to the nearest record that takes `review`."""
        mine, yours = plain(ours), plain(theirs)
        if not isinstance(ours, MappingNode) or not isinstance(theirs, MappingNode):
            return []
        if yours in (base, mine):
            return []
        left, gone = list[str](), set[int]()
        for n, key in enumerate(mine):
            reasons = self._entry(base, ours, theirs, where, key)
            if reasons is None:
                gone.add(n)
            left += reasons or []
        left += [
            f"{key}: taken out here, and changed in the new draft to {_shown(new)}"
            for key, new in yours.items()
            if key in base and key not in mine and base[key] != new and key != REVIEW
        ]
        if left and REVIEW in mine:  # what is left is added to the mark
            gone.discard(list(mine).index(REVIEW))
        for n in gone:
            key = list(mine)[n]
            was = _shown(mine[key])
            self.say(f"{where}: {key} is taken out, as the new draft has none (was {was})")
        self.ours.take_out(ours, gone)
        self._add_entries(base, ours, theirs, where, gone)
        return left

    def _add_entries(
        self, base: Any, ours: MappingNode, theirs: MappingNode, where: str, gone: set[int]
    ) -> None:
        """Put keys that only the new draft has behind those that they follow there."""
        kept, after = list(entries(ours)), -1
        for key, pair in entries(theirs).items():
            new = plain(pair[1])
            if key in kept:
                before = (n for n in range(kept.index(key) + 1) if n not in gone)
                after = max(before, default=after)
            elif key not in base:
                if key == REVIEW:
                    self.reviews[id(ours)] = len(self.ours.edits), str(new)
                text = f"{REVIEW}: {flow(new)}" if key == REVIEW else self._written(ours, *pair)
                self.ours.insert(ours, after, text)
                self.say(f"{where}: {key} is new: {_shown(new)}")

    def _entry(
        self, base: Any, ours: MappingNode, theirs: MappingNode, where: str, key: str
    ) -> list[str] | None:
        """Merge one key; return what is left to settle, None where the key is to be taken out."""
        kept = entries(ours)
        old, pair, new = base.get(key), kept[key], entries(theirs).get(key)
        mine, yours = plain(pair[1]), plain(new[1]) if new else None
        dropped = new is None and old == mine and not self.ours.has_comment(*pair)
        if dropped and key != next(iter(kept)):
            return None
        if key == "id" or yours in (old, mine):  # once written, other records point to the id
            return []
        if new is None and not (key in MARKED and _are_records(mine)):
            return [f"{key}: edited here, and no longer in the new draft"] if key != REVIEW else []
        if key == QUOTES and old != mine:
            self._merge_quotes(old or [], pair[1], yours or [], where)
            return []
        done = REVIEW in base and REVIEW not in kept  # the curator settled what was asked
        are_lists = mine and _are_records(mine) and _are_records(yours or [])
        if key != QUOTES and (key in MARKED or not done) and are_lists:
            return self._list(old or [], pair[1], new[1] if new else None, where, key)
        if isinstance(pair[1], CollectionNode) and self.ours.has_comment(*pair):
            return [f"{key}: with your comment here, in the new draft {_shown(yours)}"]
        if old != mine or (done and key != QUOTES):
            here = f"{'settled ' * (old == mine)}here as {_shown(mine)}"
            return [f"{key}: {here}, in the new draft {_shown(yours)}"]
        if key == REVIEW:
            self.reviews[id(ours)] = len(self.ours.edits), str(yours)
        self.ours.replace_entry(*pair, self.theirs, new or pair, bool(ours.flow_style))
        self.say(f"{where}: {key}: {_change(mine, yours)}")
        return []

    def _merge_quotes(self, old: list[Any], ours: Node, new: list[Any], where: str) -> None:
        """Bring in the machine's changes of its quotes; what the curator added stays."""
        before, after, mine = (list(map(_as_quote, quotes)) for quotes in (old, new, plain(ours)))
        kept = [
            quote
            for quote, node in zip(mine, items(ours))
            if quote in after or quote not in before or self.ours.has_comment(node, node)
        ]
        added = [quote for quote in after if quote not in before and quote not in kept]
        if (kept or added) and kept + added != mine:
            fresh = [quote if len(quote) > 1 else quote["text"] for quote in added]
            self._write_quotes(ours, [quote in kept for quote in mine], fresh)
            self.say(f"{where}: quotes follow the new draft; what was added here is kept")

    def _write_quotes(self, node: Node, kept: list[bool], fresh: list[Any]) -> None:
        """Take the quotes out that are not kept, and put the fresh ones behind the last that is."""
        if not isinstance(node, SequenceNode) or node.flow_style:
            stay = [quote for quote, stays in zip(plain(node), kept) if stays]
            self.ours.replace(node, f"{'' if kept else ' '}{flow([*stay, *fresh])}")
            return
        last = max((n for n, stays in enumerate(kept) if stays), default=-1)
        for quote in fresh:
            self.ours.insert(node, last, flow(quote))
        self.ours.take_out(node, {n for n, stays in enumerate(kept) if not stays})

    def _list(
        self, base: list[Any], ours: Node, theirs: Node | None, where: str, kind: str
    ) -> list[str] | None:
        """Merge two lists of records; what is new goes behind the one that it follows in theirs."""
        mine, yours = plain(ours), plain(theirs) or []
        from_base, to_theirs, same = _pair(base, mine, yours)
        taken = {*to_theirs.values(), *same.values()}
        new = [t for t in range(len(yours)) if t not in taken]
        left, gone = list[str](), set[int]()
        for o, node in enumerate(items(ours)):
            name, old = _label(mine[o], kind, where), base[from_base[o]] if o in from_base else None
            reasons: list[str] = []
            if o in same:
                reasons = self.record(old or {}, node, items(theirs)[same[o]], name)
            elif old == mine[o] and not self.ours.has_comment(node, node):
                gone.add(o)
                quotes = _shown(mine[o].get(QUOTES, ""))
                self.say(f"{name}: taken out, as the new draft no longer has it ({quotes})")
            elif o in from_base:
                reasons = [GONE]
            if kind in MARKED:
                self.mark(node, name, reasons)
            else:
                left += reasons
        kept = set(from_base.values())
        for b, t in to_theirs.items():
            if b not in kept and (said := "; ".join(_differences(base[b], yours[t]))):
                self.conflicts += 1
                name = _label(base[b], kind, where)
                self.say(f"{name}: taken out here, and the new draft has {said}; it stays out")
        if len(gone) == len(mine) and not new:
            return None
        if isinstance(ours, SequenceNode):
            self._replace_items(ours, items(theirs), new, same, gone)
        for t in new:
            self.say(f"{_label(yours[t], kind, where)}: new in this draft")
        return left

    def _replace_items(
        self, ours: SequenceNode, yours: list[Node], new: list[int], same: Places, gone: set[int]
    ) -> None:
        if ours.flow_style and len(gone) == len(ours.value):
            # on one line, nothing is left to put a new one behind
            self.ours.replace(ours, flow(list(map(plain, yours))))
            return
        self.ours.take_out(ours, gone)
        for t in new:
            _, near = max(((n, o) for o, n in same.items() if n < t), default=(-1, -1))
            after = max((o for o in range(near + 1) if o not in gone), default=-1)
            self.ours.insert(ours, after, self._written(ours, yours[t], yours[t]))

    def _written(self, ours: CollectionNode, first: Node, last: Node) -> str:
        """Return an entry or item of the new draft in the layout of ours."""
        if not ours.flow_style:
            return self.theirs.taken(first, last, self.ours.column_in(ours))
        return flow(plain(last)) if first is last else f"{plain(first)}: {flow(plain(last))}"

    def mark(self, node: Node | None, where: str, reasons: list[str]) -> None:
        """Mark a record for review, and say why."""
        if not reasons or not isinstance(node, MappingNode):
            return
        self.conflicts += 1
        self.say(f"{where}: to settle: {'; '.join(reasons)}")
        reason = f"the document was brought in again: {'; '.join(reasons)}"
        if id(node) not in self.reviews:
            _add_review(self.ours, node, reason)
            return
        # the new draft marks it as well: one mark with both reasons
        number, known = self.reviews[id(node)]
        both, there = flow(f"{known}; {reason}"), value_of(node, REVIEW)
        if there is None:
            start, end, text = self.ours.edits[number]
            self.ours.edits[number] = start, end, text.replace(flow(known), both)
        else:
            self.ours.edits[number] = there.start_mark.index, self.ours.end(there), both

    def say(self, sentence: str) -> None:
        """Note what was done."""
        self.sentences.append(sentence)


def _add_review(page: YamlEditor, node: MappingNode, reason: str) -> None:
    """Mark a record for review; a reason that it has already is kept beside."""
    there = value_of(node, REVIEW)
    if there is None:
        page.insert(node, 0, f"{REVIEW}: {flow(reason)}")
    elif reason not in str(there.value):
        page.replace(there, flow(f"{there.value}; {reason}"))


def _pair(base: list[Any], mine: list[Any], yours: list[Any]) -> tuple[Places, Places, Places]:
    """Return places of ours → of the base, of the base → of theirs, and of ours → of theirs."""
    from_base, to_theirs = {o: b for b, o in match(base, mine).items()}, match(base, yours)
    free_ours = [o for o in range(len(mine)) if o not in from_base]
    free_theirs = sorted(set(range(len(yours))) - set(to_theirs.values()))
    both = match([mine[o] for o in free_ours], [yours[t] for t in free_theirs])
    same = {free_ours[a]: free_theirs[b] for a, b in both.items()}
    same |= {o: to_theirs[b] for o, b in from_base.items() if b in to_theirs}
    return from_base, to_theirs, same


def _as_quote(quote: Any) -> dict[str, str]:
    return quote if isinstance(quote, dict) else {"text": str(quote)}


def _are_records(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _differences(old: Any, new: Any) -> Iterator[str]:
    """Yield what a new record says otherwise; where its words stand is no part of it."""
    for key in dict.fromkeys((*old, *new)):
        if key not in IGNORED and old.get(key) != new.get(key):
            yield f"{key}: {_shown(new[key]) if key in new else 'none'}"


def _change(old: Any, new: Any) -> str:
    """Return what became of a value; of a list, only what is not in both."""
    if isinstance(old, list) and isinstance(new, list):
        was = [part for part in old if part not in new]
        old, new = was, [part for part in new if part not in old]
    return f"{_shown(old) if old else 'nothing'} becomes {_shown(new) if new else 'nothing'}"


def _shown(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    texts = (p["text"] if isinstance(p, dict) and "text" in p else p for p in parts)
    return ", ".join(clip(text if isinstance(text, str) else flow(text)) for text in texts)


def _label(record: Any, kind: str, where: str) -> str:
    name = next((record[key] for key in NAMES if record.get(key)), "")
    singular = SINGULAR.get(kind, kind.removesuffix("s"))
    own = f"{singular} {clip(str(name)) if name else ''}".strip() or WHOLE
    return own if where in ("", WHOLE) else f"{where}, {own}"


def count_reviews(transcript: str) -> int:
    """Return how many records of a transcript wait for review."""
    return sum(REVIEW in entries(record) for record, _ in walk(YamlEditor(transcript).root))
