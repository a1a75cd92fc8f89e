"""Records of two drafts and their base, merged key by key and list by list into the text of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from atgraph.curate.ingest.anchors import QUOTES
from atgraph.curate.ingest.matching import match
from atgraph.curate.ingest.wording import changed, differences, label, shown
from atgraph.data.yaml_edits import YamlEditor, entries, flow, items, plain, value_of

REVIEW = "review"
MARKED = frozenset(
    {"", "listings", "sessions", "organizers", "participants", "statements", "ignored"}
)  # lists whose records take `review`
OURS = ("id",)  # what other records point to: once written, it stays


@dataclass
class Merge:
    """A merge under way: the two texts, what ours is to get, and what is told of it."""

    ours: YamlEditor
    theirs: YamlEditor
    sentences: list[str] = field(default_factory=list)
    conflicts: int = 0
    reviews: dict[int, int] = field(
        default_factory=dict, repr=False
    )  # record of ours → which of its edits brings the new draft's mark

    def record(
        self, base: Any, ours: yaml.Node | None, theirs: yaml.Node | None, where: str, kind: str
    ) -> list[str]:
        """Merge one record; return what is left to the nearest record that takes `review`."""
        ours_data, theirs_data = plain(ours), plain(theirs)
        if (
            theirs_data in (base, ours_data)
            or not isinstance(ours, yaml.MappingNode)
            or not isinstance(theirs, yaml.MappingNode)
        ):
            return []
        left, kept, after = [], entries(ours), -1
        gone = {
            n
            for n, key in enumerate(kept)
            if n
            and key not in theirs_data
            and base.get(key) == ours_data[key]
            and not self.ours.has_comment(*kept[key])
        }
        settled = REVIEW in base and REVIEW not in ours_data
        for n, key in enumerate(kept):
            told = [] if n in gone else self._entry(base, ours, theirs, where, key, settled)
            if told is None:  # a list of which nothing is left
                gone.add(n)
            left += told or []
        for n in gone:
            self.say(
                f"{where}: {list(kept)[n]} is taken out, as the new draft has none (was {shown(list(ours_data.values())[n])})"
            )
        self.ours.take_out(ours, gone)
        for key, pair in entries(theirs).items():
            if key in kept:
                after = max(
                    (n for n in range(list(kept).index(key) + 1) if n not in gone), default=after
                )
            elif key in base:
                changed = base[key] != theirs_data[key] and key != REVIEW
                left += (
                    [
                        f"{key}: taken out here, and changed in the new draft to {shown(theirs_data[key])}"
                    ]
                    if changed
                    else []
                )
            elif key == REVIEW:
                self.reviews[id(ours)] = len(self.ours.edits)
                self.ours.insert(ours, after, f"{REVIEW}: {flow(theirs_data[key])}")
                self.say(f"{where}: {key} is new: {shown(theirs_data[key])}")
            else:
                self.ours.insert(ours, after, self._written(ours, pair))
                self.say(f"{where}: {key} is new: {shown(theirs_data[key])}")
        return left

    def _entry(
        self,
        base: Any,
        ours: yaml.MappingNode,
        theirs: yaml.MappingNode,
        where: str,
        key: str,
        settled: bool,
    ) -> list[str] | None:
        """Merge one key of a record; return what is left to settle, or None where nothing is left of its list."""
        old, pair, new = base.get(key), entries(ours)[key], entries(theirs).get(key)
        mine, yours = plain(pair[1]), plain(new[1]) if new else None
        if key in OURS or yours in (old, mine):
            return []
        if new is None and not (key in MARKED and _are_records(mine)):
            return [f"{key}: edited here, and no longer in the new draft"] if key != REVIEW else []
        if key == QUOTES and old != mine:
            return self._quotes(old or [], pair[1], yours or [], where)
        if (
            key != QUOTES
            and (key in MARKED or not settled)
            and mine
            and _are_records(mine)
            and _are_records(yours or [])
        ):
            return self._list(old or [], pair[1], new[1] if new else None, where, key)
        if isinstance(pair[1], yaml.CollectionNode) and self.ours.has_comment(*pair):
            return [f"{key}: with your comment here, in the new draft {shown(yours)}"]
        if old != mine or (settled and key != QUOTES):
            return [
                f"{key}: {'settled ' * (old == mine)}here as {shown(mine)}, in the new draft {shown(yours)}"
            ]
        self.ours.replace_entry(*pair, self.theirs, new or pair, bool(ours.flow_style))
        self.say(f"{where}: {key}: {changed(mine, yours)}")
        return []

    def _quotes(self, old: list[Any], ours: yaml.Node, new: list[Any], where: str) -> list[str]:
        """Bring in the machine's changes of its quotes; what the curator added stays."""
        before, after = list(map(_as_quote, old)), list(map(_as_quote, new))
        mine = [_as_quote(quote) for quote in plain(ours)]
        said = [self.ours.has_comment(node, node) for node in items(ours)]
        kept = [
            quote
            for quote, remark in zip(mine, said)
            if quote in after or quote not in before or remark
        ]
        merged = kept + [quote for quote in after if quote not in before and quote not in kept]
        if merged != mine and merged:
            self._write_quotes(
                ours,
                [quote in kept for quote in mine],
                [quote if len(quote) > 1 else quote["text"] for quote in merged[len(kept) :]],
            )
            self.say(f"{where}: quotes follow the new draft; what was added here is kept")
        return []

    def _write_quotes(self, node: yaml.Node, kept: list[bool], fresh: list[Any]) -> None:
        """Take the quotes out that are not kept, and put the fresh ones behind the last that is."""
        if not isinstance(node, yaml.SequenceNode) or node.flow_style:
            stay = [quote for quote, stays in zip(plain(node), kept) if stays]
            self.ours.replace(node, f"{'' if kept else ' '}{flow([*stay, *fresh])}")
            return
        last = max((n for n, stays in enumerate(kept) if stays), default=-1)
        for quote in fresh:
            self.ours.insert(node, last, flow(quote))
        self.ours.take_out(node, {n for n, stays in enumerate(kept) if not stays})

    def _list(
        self, base: list[Any], ours: yaml.Node, theirs: yaml.Node | None, where: str, kind: str
    ) -> list[str] | None:
        """Merge two lists of records; what is new goes behind the record that it follows in the new draft."""
        mine, yours = plain(ours), plain(theirs) or []
        from_base, to_theirs = {o: b for b, o in match(base, mine).items()}, match(base, yours)
        free_ours, free_theirs = (
            [o for o in range(len(mine)) if o not in from_base],
            sorted(set(range(len(yours))) - set(to_theirs.values())),
        )
        both = {
            free_ours[a]: free_theirs[b]
            for a, b in match([mine[o] for o in free_ours], [yours[t] for t in free_theirs]).items()
        }
        same = both | {o: to_theirs[b] for o, b in from_base.items() if b in to_theirs}
        left: list[str] = []
        gone: set[int] = set()
        for o, node in enumerate(items(ours)):
            name = label(mine[o], kind, where)
            if o in same:
                told = self.record(
                    base[from_base[o]] if o in from_base else {},
                    node,
                    items(theirs)[same[o]],
                    name,
                    kind,
                )
            elif (
                o in from_base
                and base[from_base[o]] == mine[o]
                and not self.ours.has_comment(node, node)
            ):
                gone.add(o)
                told = []
                self.say(
                    f"{name}: taken out, as the new draft no longer has it ({shown(mine[o].get(QUOTES, ''))})"
                )
            else:
                told = ["edited here, and the new draft no longer has it"] if o in from_base else []
            if kind in MARKED:
                self.mark(node, name, told)
            else:
                left += told
        self._tell_deleted(base, yours, to_theirs, set(from_base.values()), where, kind)
        known = set(to_theirs.values()) | set(both.values())
        new = [t for t in range(len(yours)) if t not in known]
        if len(gone) == len(mine) and not new:
            return None
        if (
            isinstance(ours, yaml.SequenceNode) and ours.flow_style and len(gone) == len(mine)
        ):  # on one line, nothing is left to put a new one behind
            self.ours.replace(ours, flow(yours))
            self.sentences += [f"{label(yours[t], kind, where)}: new in this draft" for t in new]
            return left
        if isinstance(ours, yaml.SequenceNode):
            self.ours.take_out(ours, gone)
        if isinstance(ours, yaml.SequenceNode) and isinstance(theirs, yaml.SequenceNode):
            self._add(ours, theirs, new, {t: o for o, t in same.items()}, gone, where, kind)
        return left

    def _tell_deleted(
        self,
        base: list[Any],
        yours: list[Any],
        to_theirs: dict[int, int],
        held: set[int],
        where: str,
        kind: str,
    ) -> None:
        """Tell what the curator took out and the machine has otherwise now; it stays out."""
        for b, t in to_theirs.items():
            if b not in held and (told := "; ".join(differences(base[b], yours[t]))):
                self.conflicts += 1
                self.say(
                    f"{label(base[b], kind, where)}: taken out here, and the new draft has {told}; it stays out"
                )

    def _add(
        self,
        ours: yaml.SequenceNode,
        theirs: yaml.SequenceNode,
        new: list[int],
        places: dict[int, int],
        gone: set[int],
        where: str,
        kind: str,
    ) -> None:
        for t in new:
            before = max((n for n in range(t) if n in places), default=-1)
            after = (
                max((o for o in range(places[before] + 1) if o not in gone), default=-1)
                if before >= 0
                else -1
            )
            node = theirs.value[t]
            text = (
                flow(plain(node))
                if ours.flow_style
                else self.theirs.taken(node, node, self.ours.column_in(ours))
            )
            self.ours.insert(ours, after, text)
            self.say(f"{label(plain(node), kind, where)}: new in this draft")

    def _written(self, ours: yaml.MappingNode, pair: tuple[yaml.Node, yaml.Node]) -> str:
        if ours.flow_style:
            return f"{plain(pair[0])}: {flow(plain(pair[1]))}"
        return self.theirs.taken(*pair, self.ours.column_in(ours))

    def mark(self, node: yaml.Node | None, where: str, reasons: list[str]) -> None:
        """Mark a record for review, and tell why."""
        if not reasons or not isinstance(node, yaml.MappingNode):
            return
        self.conflicts += 1
        self.say(f"{where}: to settle: {'; '.join(reasons)}")
        reason = f"the document was brought in again: {'; '.join(reasons)}"
        if id(node) in self.reviews:  # the new draft marks it as well: one mark with both reasons
            start, end, text = self.ours.edits[self.reviews[id(node)]]
            known = str(yaml.safe_load(text.strip(", \n"))[REVIEW])
            self.ours.edits[self.reviews[id(node)]] = (
                start,
                end,
                text.replace(flow(known), flow(f"{known}; {reason}")),
            )
            return
        add_review(self.ours, node, reason)

    def say(self, sentence: str) -> None:
        """Note what was done."""
        self.sentences.append(sentence)


def add_review(page: YamlEditor, node: yaml.MappingNode, reason: str) -> None:
    """Mark a record for review; a reason that it has already is kept beside."""
    there = value_of(node, REVIEW)
    if there is None:
        page.insert(node, 0, f"{REVIEW}: {flow(reason)}")
    elif reason not in str(there.value):
        page.replace(there, flow(f"{there.value}; {reason}"))


def _as_quote(quote: Any) -> dict[str, str]:
    return quote if isinstance(quote, dict) else {"text": str(quote)}


def _are_records(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
