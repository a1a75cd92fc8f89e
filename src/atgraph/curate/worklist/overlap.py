"""Which of many texts hold one of many others, or are held in one, without a comparison of each with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

HEAD = 9


def overlapping(texts: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return the texts that hold one of the others, or are held in one of them."""
    texts, others = set(texts) - {""}, set(others) - {""}
    inner, outer = _Needles(others), _Needles(texts)
    holding = {text for text in texts if next(inner.within(text), None) is not None}
    return holding | {text for other in others for text in outer.within(other)}


class _Needles:
    """Texts to look for, by how they begin and by their length."""

    def __init__(self, texts: set[str]) -> None:
        self.heads: dict[str, dict[int, set[str]]] = {}
        for text in texts:
            self.heads.setdefault(text[:HEAD], {}).setdefault(len(text), set()).add(text)
        self.sizes = sorted({len(head) for head in self.heads})

    def within(self, text: str) -> Iterator[str]:
        """Yield those that are in a text."""
        for begin in range(len(text)):
            for size in self.sizes:
                for length, found in self.heads.get(text[begin : begin + size], {}).items():
                    if (piece := text[begin : begin + length]) in found:
                        yield piece
