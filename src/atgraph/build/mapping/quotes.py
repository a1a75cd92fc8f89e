"""Quotes are looked for in the source and become passages; values are looked for in quotes."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from atgraph.build.mapping.draft import Draft, literal
from atgraph.data.transcript import FILE, Programme, Quote, SourceFile
from atgraph.errors import KeyDetails, Problem, QuoteDetails, SourceError, UnreadableError
from atgraph.rdf.namespaces import ATG, LABEL, SCHEMA, XSD, atg, atgd
from atgraph.text import Document, Span, clip, stands_in


@dataclass(frozen=True)
class Passage:
    """A quote that was found: which source, which stretch."""

    source: str
    span: Span


@dataclass
class Evidence:
    """The texts of a programme, and what was quoted of them."""

    programme: Programme
    draft: Draft
    documents: dict[str, Document] = field(default_factory=dict)
    quoted: dict[str, list[Span]] = field(default_factory=dict, repr=False)
    written: dict[Passage, NamedNode] = field(default_factory=dict, repr=False)
    lines: dict[Passage, int] = field(default_factory=dict, repr=False)

    def read_sources(self) -> None:
        """Read each text and describe it and its document."""
        for source in self.programme.sources:
            path = self.programme.path.parent / source.text_file
            is_there = self.programme.holds(source.text_file) and path.is_file()
            if source.id in self.documents or not is_there:
                continue  # told by check_programme
            try:
                document = Document.read(path)
            except UnreadableError as exc:
                self.draft.problems += exc.problems
                self.draft.unreadable = True
                continue
            self.documents[source.id], self.quoted[source.id] = document, []
            self._describe(source, document)

    def _describe(self, source: SourceFile, document: Document) -> None:
        folder = f"programmes/{self.programme.id}/"
        node, text, draft = self.source_iri(source.id), self._text_iri(source.id), self.draft
        draft.add_types(node, ATG + "Source")
        draft.add(node, LABEL, Literal(source.title or f"{self.programme.title} ({source.file})"))
        draft.add_text(node, "file", folder + source.file)
        draft.add_text(node, "sha256", source.sha256)
        said = {"publisher": source.publisher, "locationCreated": source.place}
        said |= {"datePublished": source.date or "", "license": source.licence}
        for name, value in said.items():
            if value:
                draft.add(node, NamedNode(SCHEMA + name), Literal(value))
        if source.url:
            draft.add(node, NamedNode(SCHEMA + "url"), NamedNode(source.url))
        draft.add_types(text, ATG + "SourceText")
        draft.add(text, atg("isTextOf"), node)
        draft.add_text(text, "file", folder + source.text_file)
        draft.add_text(text, "sha256", document.sha256)

    def source_iri(self, source_id: str) -> NamedNode:
        """Return the IRI of a document as received."""
        return atgd(f"source_{self.programme.id}_{source_id}")

    def _text_iri(self, source_id: str) -> NamedNode:
        return atgd(f"text_{self.programme.id}_{source_id}")

    def locate(self, quotes: Iterable[Quote]) -> list[Passage]:
        """Find each quote; those that are not there letter for letter are problems."""
        passages = []
        for quote in quotes:
            source = quote.source or self.programme.sources[0].id
            if source not in self.documents:
                self.draft.doubt(quote.at)
                if quote.source:
                    message = f"there is no text of a source {source!r}; use an id under `sources`"
                    about = KeyDetails("source", source, tuple(self.documents))
                    self.draft.wrong(quote.at, message, "unknown-id", about)
                continue
            try:
                span = self.documents[source].locate(quote.text, quote.line)
            except SourceError as exc:
                problem = replace(exc.problems[0], path=self.draft.path, line=quote.at)
                self.draft.problems.append(problem)
            else:
                self.quoted[source].append(span)
                passages.append(Passage(source, span))
                self.lines.setdefault(passages[-1], quote.at)
        return passages

    def cite(self, subject: NamedNode, passages: Iterable[Passage]) -> None:
        """Write the passages and link the record to them."""
        for passage in passages:
            self.draft.add(subject, atg("hasEvidence"), self._passage(passage))

    def _passage(self, passage: Passage) -> NamedNode:
        if passage in self.written:
            return self.written[passage]
        text, span, draft = self._text_iri(passage.source), passage.span, self.draft
        node = self.written[passage] = NamedNode(f"{text.value}#char={span.start},{span.end}")
        draft.remember(node, self.lines[passage])
        draft.add_types(node, ATG + "Passage")
        draft.add(node, atg("isPassageOf"), text)
        draft.add(node, atg("exactText"), Literal(span.text))
        places = {"startOffset": span.start, "endOffset": span.end}
        places |= {"startLine": span.start_line, "endLine": span.end_line}
        for name, number in places.items():
            draft.add(node, atg(name), literal(str(number), XSD + "integer"))
        return node

    def check_stated(self, key: str, value: str, passages: list[Passage], line: int) -> None:
        """Note a stated value that is in none of its record's quotes."""
        if value and passages and not any(stands_in(value, p.span.text) for p in passages):
            message = f"{clip(value)} is not in the record's quotes; write it as printed, or quote"
            message += " the words that print it"
            source = str(self.documents[passages[0].source].path)
            self.tell_unprinted(line, key, value, passages, message, source)

    def tell_unprinted(
        self, line: int, key: str, value: str, passages: list[Passage], message: str, source: str
    ) -> None:
        """Note a value that is in none of its quotes; it may be looked for in a source, if any."""
        about = KeyDetails(key, value, quotes=tuple(p.span.text for p in passages))
        quote, message = QuoteDetails(source=source), f"{key}: {message}"
        path, rule = self.draft.path, "not-in-quotes"
        self.draft.problems.append(Problem(path, line, message, rule, key=about, quote=quote))

    def unaccounted(self) -> Iterable[Problem]:
        """Yield each printed sentence that nothing quotes and nothing ignores."""
        for source, document in self.documents.items():
            covered = deque(sorted((span.start, span.end) for span in self.quoted[source]))
            reached = 0
            # both in the order of the text, so that one walk compares them
            for sentence in document.sentences():
                while covered and covered[0][0] < sentence.end:
                    reached = max(reached, covered.popleft()[1])
                if reached <= sentence.start:
                    message = f"no record quotes this sentence: {clip(sentence.text)}; quote it"
                    message += f" in a record of {FILE}, or put it under `ignored` with a reason"
                    path, line = str(document.path), sentence.start_line
                    about = QuoteDetails(sentence.text, path, (line,), self.draft.path)
                    yield Problem(path, line, message, "unquoted-sentence", quote=about)
