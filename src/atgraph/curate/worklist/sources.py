"""The source texts, each read and taken apart once, and what in them is like words that are not."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from atgraph.curate.worklist.nearest import Nearest
from atgraph.text import Document, Span, fold

# looks at texts of a few hundred lines, a second or two in all; who needs more has another text
# before them
EFFORT = 300


@dataclass
class Sources:
    """The source texts that problems are about."""

    documents: dict[str, Document] = field(default_factory=dict, repr=False)
    folded: dict[str, _Folded] = field(default_factory=dict, repr=False)
    texts: dict[str, Nearest] = field(default_factory=dict, repr=False)
    looked: dict[tuple[str, str], tuple[int, int] | None] = field(default_factory=dict, repr=False)
    effort: int = 0

    def document(self, path: str) -> Document:
        """Return a source text.

        Raises:
            UnreadableError: it cannot be read.
        """
        if path not in self.documents:
            self.documents[path] = Document.read(Path(path))
        return self.documents[path]

    def words_like(self, wanted: str, text: str) -> tuple[int, int] | None:
        """Return where the words of a text begin and end that are most like others.

        Returns:
            None where nothing is like them, and after very many words.
        """
        if (wanted, text) not in self.looked and self.effort < EFFORT:
            if text not in self.texts:
                self.texts[text] = Nearest(text)
            self.effort += 1 + len(self.texts[text].lines) // 500
            self.looked[wanted, text] = self.texts[text].words_like(wanted)
        return self.looked.get((wanted, text))

    def sentences_with(self, value: str, path: str) -> list[Span]:
        """Return the first two sentences of a source that print a value: whether it is one is all that matters.

        Raises:
            UnreadableError: it cannot be read.
        """
        if path not in self.folded:
            self.folded[path] = _Folded(self.document(path).sentences())
        return self.folded[path].holding(value)


class _Folded:
    """Sentences in one text, as values are compared with them, so that each value walks it once at most."""

    def __init__(self, sentences: Iterable[Span]) -> None:
        self.sentences = list(sentences)
        texts = [fold(sentence.text) for sentence in self.sentences]
        self.text = "\0".join(texts)
        self.ends = list(accumulate(len(text) + 1 for text in texts))

    def holding(self, value: str) -> list[Span]:
        found: list[Span] = []
        begin = self.text.find(value)
        while begin >= 0 and len(found) < 2 and self.sentences:
            number = bisect.bisect_right(self.ends, begin)
            found += self.sentences[number : number + 1]
            begin = self.text.find(value, self.ends[number]) if number < len(self.ends) else -1
        return found
