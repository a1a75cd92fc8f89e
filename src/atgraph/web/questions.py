"""Questions: all of them, a form and an answer for each, and the files that the answer is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from atgraph.api import KnowledgeGraph
from atgraph.ask.answer import Answer, answer
from atgraph.ask.binding import Binding, class_of
from atgraph.ask.linked import things_of
from atgraph.ask.lookup import thing_of
from atgraph.ask.question_search import Understanding
from atgraph.errors import LateError, NotFoundError, QueryError
from atgraph.export.answer_files import answer_rows, answer_text, answer_workbook
from atgraph.graph.graph import Row, text
from atgraph.graph.query_files import Question, american, find_question, question_names
from atgraph.rdf.namespaces import ATG, ATGD, ATGV
from atgraph.web.answers import COMMAND, file, light_page, offers, page, problem, reading_of
from atgraph.web.cors import for_any_site
from atgraph.web.desk import Reading
from atgraph.web.feed import MEDIA_TYPE, feed_of
from atgraph.web.find import question_address as asked_address
from atgraph.web.negotiation import accepted
from atgraph.web.no_row import known_of
from atgraph.web.plain_words import OF_KINDS, plain
from atgraph.web.question_form import Field, Vocabularies, checked, fields_of
from atgraph.web.rendering import name_of, with_values
from atgraph.web.turns import seconds_for

SUBJECTS = {  # the second tag of a question → what it is about
    "organizations": "Organisations and whom they work with",
    "people": "People",
    "events": "Events",
    "themes": "Themes",
    "tools": "Tools and initiatives",
    "works": "Reports and other works",
    "claims": "Figures that somebody claims",
    "evidence": "What the answers rest on, and what is missing",
}
ROWS, FITTING, OTHERS = 40, 12, 5  # rows of a page, questions that fit words, and that fit a page
KEPT, KEPT_ROWS = 64, 20_000  # answers that are kept, and how many rows they may have together
CITED = 200  # rows up to which a page shows the sentence that cites them: it names all their lines
# Quotes of a row, and rows cited, that are shown: the first that make no page too heavy.
SHOWN = ((1_000, CITED), (3, CITED), (3, 0), (1, 0))
MOST_LIT = 60  # things that are lit on a map: an address has bounds
OWN = frozenset({"page"})  # not of the question
MAPS = (({"person", "organization", "event"}, "actors"), ({"theme"}, "themes"))
JSON = "application/sparql-results+json"
Write = Callable[[Answer], bytes]
# Ending of an address → media type, and what the file is: as the command line writes it.
FILES: dict[str, tuple[str, Write]] = {
    "json": (JSON, lambda a: answer_text(a, "json").encode()),
    "rows.json": ("application/json", answer_rows),
    "csv": ("text/csv; charset=utf-8", lambda a: answer_text(a, "csv").encode()),
    "tsv": ("text/tab-separated-values; charset=utf-8", lambda a: answer_text(a, "tsv").encode()),
    "md": ("text/markdown; charset=utf-8", lambda a: answer_text(a, "markdown").encode()),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        answer_workbook,
    ),
    "txt": ("text/plain; charset=utf-8", lambda a: f"{a.cite()}\n".encode()),
    "bib": ("application/x-bibtex; charset=utf-8", lambda a: a.cite("bibtex").encode()),
    "ris": ("application/x-research-info-systems", lambda a: a.cite("ris").encode()),
    "csl": ("application/vnd.citationstyles.csl+json", lambda a: a.cite("csl").encode()),
}


FEED = "atom"
# What an address without an ending gives to who does not take a page.
TAKEN = {"html": "text/html"} | {e: FILES[e][0].partition(";")[0] for e in ("json", "csv", "tsv")}

# --- all questions ---


def questions(request: Request) -> Response:
    """Answer with all questions by what they are about, or with those that fit some words."""
    words = request.query_params.get("q", "").strip()
    reading = reading_of(request)
    fitting = reading.kept(Understanding).rank(words)[:FITTING] if words else []
    return page(
        request,
        "questions",
        words=words,
        fitting=[(ranked, asked_address(ranked)) for ranked in fitting],
        subjects=[] if fitting else by_subject(reading.kept(all_questions)),
    )


def all_questions(_: KnowledgeGraph) -> list[Question]:
    """Return all questions, by name: they are read once for each graph."""
    return [find_question(name) for name in question_names()]


def by_subject(known: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """Return what questions are about → those, in the order of `SUBJECTS`."""
    found: dict[str, list[Question]] = {title: [] for title in SUBJECTS.values()}
    for question in known:
        about = next((tag for tag in question.tags if tag in SUBJECTS), "evidence")
        found[SUBJECTS[about]].append(question)
    return [(title, few) for title, few in found.items() if few]


def question_address(question: Question, values: Mapping[str, str], ending: str = "") -> str:
    """Return the address of a question with its parameters: of its page, or of a file."""
    return with_values(f"/ask/{question.name}{ending and f'.{ending}'}", values)


# --- one question ---


class Answers:
    """The answers of one graph that were asked for last."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg
        self._held: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, reading: Reading, question: Question, values: Mapping[str, str]) -> Answer:
        """Return the answer to a question; errors are those of `answer`."""
        asked = (question.text, *(word for pair in sorted(values.items()) for word in pair))
        with self._lock:
            if asked in self._held:
                self._held.move_to_end(asked)
                return self._held[asked]
        with seconds_for(reading) as seconds:
            found = answer(self.kg, question.name, values, seconds=seconds)
        with self._lock:
            self._held[asked] = found
            while len(self._held) > KEPT or self._rows() > KEPT_ROWS:
                self._held.popitem(last=False)
        return found

    def _rows(self) -> int:
        return sum(map(len, self._held.values()))


@dataclass(frozen=True)
class LinkedCell:
    """A cell of an answer: its text, and the thing or page that it links to, if it is one."""

    text: str
    iri: str = ""
    kind: str = ""


def question(request: Request) -> Response:
    """Answer with the page of a question, or with its answer as a file."""
    name, _, ending = request.path_params["name"].partition(".")
    try:
        asked = find_question(name)
    except QueryError as exc:
        why = exc.problems[0].message.replace("`atgraph ask` lists", "the page of questions lists")
        raise NotFoundError(why) from exc
    if ending and ending not in (*FILES, FEED):
        raise NotFoundError(
            f"an answer is no {ending!r} file; there is {', '.join((*FILES, FEED))}"
        )
    if not ending and (taken := accepted(request, TAKEN, {"application/json": "json"})) != "html":
        ending = taken
    reading = reading_of(request)
    values, problems = _given(request, asked)
    answered, fields = _answered(reading, asked, values, is_asked=not problems)
    if ending:
        wrong = [*problems, *(f.said for f in fields if f.is_wrong)]
        if ending == FEED and answered is not None:  # one without rows, too
            ask = partial(_ask_earlier, asked, values)
            feed = feed_of(request, reading, values, answered, ask)
            return for_any_site(request, Response(feed, media_type=MEDIA_TYPE))
        given = for_any_site(request, _file(asked, answered, wrong, ending))
        given.headers["vary"] = "accept"
        return given
    return light_page(
        request,
        "question",
        [{"most_quotes": quotes, "most_cited": cited} for quotes, cited in SHOWN],
        status=400 if problems or any(f.problem for f in fields) else 200,
        question=asked,
        fields=fields,
        problems=problems,
        offers={f.option: offers(request, f.problem) for f in fields},
        others=others(reading.kept(all_questions), asked, values),
        sparql=with_values("/sparql", {"question": asked.name, **values}),
        address=lambda ending="", **more: question_address(asked, {**values, **more}, ending),
        **answer_data(answered, _number(request)),
    )


def _given(request: Request, asked: Question) -> tuple[dict[str, str], list[str]]:
    """Return the parameters of a question that were given, and what is wrong with their names."""
    items = [(american(k), v.strip()) for k, v in request.query_params.multi_items() if v.strip()]
    given, names = dict(items), [name for name, _ in items]
    options = [p.option for p in asked.parameters]
    takes = ", ".join(options) or "none"
    odd = sorted(given.keys() - {*options} - OWN)
    repeated = sorted(name for name in given if names.count(name) > 1)
    problems = [f"This question has no blank “{name}”; it has: {takes}." for name in odd]
    problems += [f"“{name}” is given more than once." for name in repeated]
    return {option: value for option, value in given.items() if option in options}, problems


def _answered(
    reading: Reading, asked: Question, values: Mapping[str, str], *, is_asked: bool
) -> tuple[Answer | None, list[Field]]:
    """Return the answer to a question, if it has one, and its blanks with what is wrong of them."""
    fields = fields_of(reading.kept(Vocabularies), asked, values)
    if is_asked and not any(f.is_wrong for f in fields):
        try:
            return reading.kept(Answers).of(reading, asked, values), fields
        except LateError:
            raise
        except (NotFoundError, QueryError):
            fields = checked(reading.kg, asked, fields)
            if not any(f.problem for f in fields):
                raise
    elif values:
        fields = checked(reading.kg, asked, fields)
    return None, fields


def _file(asked: Question, answered: Answer | None, problems: list[str], ending: str) -> Response:
    """Answer with an answer as a file, or with what is wrong."""
    if answered is None:
        return problem(400, COMMAND.sub("", "; ".join(problems)))
    media_type, write = FILES[ending]
    return file(write(answered), media_type, f"{asked.name}.{ending}")


def _ask_earlier(asked: Question, values: Mapping[str, str], earlier: Reading) -> Answer:
    return earlier.kept(Answers).of(earlier, asked, values)


def _number(request: Request) -> int:
    """Return the number of the page of rows, from 1."""
    said = request.query_params.get("page", "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 7 else 1


def answer_data(answered: Answer | None, number: int) -> dict[str, object]:
    """Return what a page shows of an answer: one page of its rows, with their words."""
    if answered is None:
        return {"answer": None}
    pages = max(1, -(-len(answered) // ROWS))
    number = min(number, pages)
    rows = answered.rows[(number - 1) * ROWS : number * ROWS]
    linked = things_of(answered, rows)
    columns = [c for c in answered.shown if any(text(row, c) for row in answered.rows)]
    cells = [
        [cell_of(said_in(row, column), things.get(column, "")) for column in columns]
        for row, things in zip(rows, linked)
    ]
    lit = [iri for things in linked for iri in things.values()]
    return {
        "answer": answered,
        "known": known_of(answered),
        "cited": answered.cite() if len(answered) <= CITED else "",
        "columns": columns,  # that say something
        "rows": list(zip(cells, answered.evidence_of(rows))),
        "first": (number - 1) * ROWS + 1,
        "number": number,
        "pages": pages,
        "taken": [said for b in answered.asked.bindings for said in _taken(b)],
        "on_map": _on_map([*(b.found.thing.iri for b in answered.asked.bindings if b.found), *lit]),
    }


def said_in(row: Row, column: str) -> str:
    """Return what a page says in a cell: a kind of tie in plain words, all else as it is."""
    return plain(text(row, column)) if column in OF_KINDS else text(row, column)


def cell_of(said: str, iri: str = "") -> LinkedCell:
    """Return a cell with its text: it links to a thing, or to the address that it is."""
    if not iri and said.startswith(("http://", "https://")):
        iri = said
    return LinkedCell(said, iri, _kind(iri))


def _kind(iri: str) -> str:
    """Return the kind of a thing of ours, with which its address begins; of others nothing."""
    return name_of(iri).partition("_")[0] if iri.startswith((ATGD, ATGV)) else ""


def _taken(bound: Binding) -> list[str]:
    """Return what a name is taken as, where that is not what it says."""
    if bound.found and not bound.found.whole:
        return [f"“{bound.found.text}” is taken as “{bound.found.thing.label}”."]
    return [f"“{bound.value}” {bound.remark}."] if bound.remark else []


def _on_map(iris: list[str]) -> str:
    """Return the address of the map on which things of an answer are lit; empty without any."""
    ours = dict.fromkeys(iris)
    for kinds, name in MAPS:
        if lit := [name_of(iri) for iri in ours if _kind(iri) in kinds][:MOST_LIT]:
            return with_values(f"/map/{name}", {"light": lit})
    return ""


# --- other questions ---


def others(
    known: Sequence[Question], asked: Question, values: Mapping[str, str]
) -> list[tuple[Question, str]]:
    """Return the questions that are nearest, with their addresses: what was typed is taken along.

    Those that need nothing else come first, then those that are about most of the same.
    """
    found = []
    for other in known:
        carried = _carried(asked, other, values)
        missing = [o for o in _needed(other) if o not in carried]
        shared = len(set(asked.tags[1:]) & set(other.tags[1:]))
        if other.name != asked.name and shared and (carried or not values):
            found.append((len(missing), -len(carried), -shared, other, carried))
    nearest = sorted(found, key=lambda f: (*f[:3], f[3].name))[:OTHERS]
    return [(other, question_address(other, carried)) for *_, other, carried in nearest]


def _needed(asked: Question) -> list[str]:
    return [p.option for p in asked.parameters if not (p.optional or p.name in asked.defaults)]


def _carried(asked: Question, other: Question, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that another question takes as well: of the same name, or of any thing."""
    options = {p.option: p for p in other.parameters}
    carried = {option: value for option, value in values.items() if option in options}
    if not carried and (any_thing := {"thing", "actor"} & options.keys()):
        named = [p.option for p in asked.parameters if p.kind == "iri" and p.option in values]
        if named and (any_thing == {"thing"} or class_of(named[0]) in _ACTORS):
            carried = {any_thing.pop(): values[named[0]]}
    return carried


_ACTORS = frozenset({f"{ATG}Person", f"{ATG}Organization"})


def new_of_thing(request: Request) -> Response:
    """Answer with where the feed of a thing or a theme is: of each line that says something."""
    name = request.path_params["name"]
    thing = next((i for i in (ATGD + name, ATGV + name) if thing_of(reading_of(request).kg, i)), "")
    if not thing:
        raise HTTPException(404)
    address = with_values("/ask/where-stated.atom", {"thing": thing})
    return for_any_site(request, RedirectResponse(address, 303))


routes = [
    Route("/ask", questions),
    Route("/ask/{name}", question),
    Route("/new/{name}.atom", new_of_thing),
]
