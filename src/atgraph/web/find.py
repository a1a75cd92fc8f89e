"""The box that finds everything: names, words in quotes, whole questions; also as one types."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from atgraph.ask.binding import class_of
from atgraph.ask.inventory import Sought, names_with, quotes_with, read_quotes
from atgraph.ask.lookup import recognize
from atgraph.ask.name_index import NameIndex
from atgraph.ask.near_names import nearest
from atgraph.ask.question_search import WIDER, Ranked, Understanding, clear
from atgraph.ask.things import Thing
from atgraph.characters import shown
from atgraph.data.names import key
from atgraph.errors import AtgraphError, NotFoundError, QueryError
from atgraph.graph.query_files import american, british, find_question, question_names
from atgraph.rdf.namespaces import ATG
from atgraph.web.answers import page, reading_of
from atgraph.web.desk import Reading
from atgraph.web.rendering import page_of, with_values

MOST_THINGS, MOST_QUESTIONS, MOST_QUOTES = 40, 5, 30
SUGGESTED, SUGGESTED_QUESTIONS = 8, 3
NEAR = 0.6  # how near to the likeliest question another must come
LONGEST = 300  # characters that are compared with names
ADDRESSES = ("http://", "https://", "<", "atgd:", "atgv:")


def find(request: Request) -> Response:
    """Answer with the page of the one thing that is named, the question that is asked, or both."""
    reading, typed = reading_of(request), request.query_params.get("q", "").strip()
    if not typed:
        return RedirectResponse("/", 303)
    sought = Sought.of(typed)
    named = [] if sought.as_printed else _named(reading, typed)
    if len(named) == 1:
        return RedirectResponse(page_of(named[0].iri), 303)
    asked = [] if sought.as_printed or named else _asked(reading, typed)
    if (chosen := clear(asked)) and not chosen.left:
        return RedirectResponse(question_address(chosen), 303)
    known = reading.kept(NameIndex).things
    things = list(names_with(known, sought))
    quotes = list(quotes_with(reading.kept(read_quotes), sought))
    return page(
        request,
        "find",
        typed=typed,
        as_printed=sought.as_printed,
        things=things[:MOST_THINGS],
        more_things=max(0, len(things) - MOST_THINGS),
        questions=[(q.question.summary, question_address(q), q) for q in asked[:MOST_QUESTIONS]],
        quotes=quotes[:MOST_QUOTES],
        more_quotes=max(0, len(quotes) - MOST_QUOTES),
        near=[] if things or sought.as_printed else nearest(typed[:LONGEST], known),
    )


def prepare(reading: Reading) -> None:
    """Read what the box looks through, so that whoever types next need not wait for it."""
    with suppress(AtgraphError):  # told to whoever asks
        for read in (NameIndex, Understanding, read_quotes):
            reading.kept(read)


def _named(reading: Reading, typed: str) -> list[Thing]:
    """Return the things whose whole name or address is typed."""
    if typed.startswith(ADDRESSES):
        try:
            return [recognize(reading.kg, typed).thing]
        except NotFoundError:
            return []
    return reading.kept(NameIndex).named(typed)


def _asked(reading: Reading, typed: str) -> list[Ranked]:
    """Return the questions that are asked; none by more words than a question has."""
    try:
        ranked = reading.kept(Understanding).rank(typed)
    except QueryError:
        return []
    return [one for one in ranked if one.score >= NEAR * ranked[0].score]


def question_address(asked: Ranked) -> str:
    """Return the address of a question with the names that were found for it."""
    values = {option: value.typed for option, value in asked.values.items()}
    return with_values(f"/ask/{asked.question.name}", values)


def suggest(request: Request) -> Response:
    """Answer with the names that fit what was typed so far, the best known first.

    `kind` keeps them to what a parameter of that name takes, as `organization` or `actor`; without
    it there are questions too.
    """
    reading, typed = reading_of(request), request.query_params.get("q", "")[:LONGEST]
    kind = class_of(american(request.query_params.get("kind", ""))).removeprefix(ATG)
    kinds = {f"{ATG}{name}" for name in WIDER.get(kind, (kind,)) if name}
    found = reading.kept(NameIndex).find(typed, SUGGESTED, kinds)
    offered = [_suggestion(name, thing) for name, thing in found]
    return JSONResponse(offered if kind else [*offered, *_questions_that_fit(typed)])


def _suggestion(name: str, thing: Thing) -> dict[str, str]:
    kind = british(thing.kind)
    said = kind if name == thing.label else f"{kind}, also called {name}"
    return {"name": shown(thing.label), "kind": shown(said), "address": page_of(thing.iri)}


def _questions_that_fit(typed: str) -> list[dict[str, str]]:
    """Return the questions in which each typed word begins one."""
    wanted = key(typed).split()
    if len("".join(wanted)) < 3:
        return []
    fitting = [
        {"name": summary, "kind": "question", "address": f"/ask/{name}"}
        for name, summary, words in _summaries()
        if all(any(word.startswith(start) for word in words) for start in wanted)
    ]
    return fitting[:SUGGESTED_QUESTIONS]


@lru_cache(1)
def _summaries() -> list[tuple[str, str, list[str]]]:
    """Return the name, the summary and its words of each question."""
    questions = map(find_question, question_names())
    return [(q.name, q.summary, key(q.summary).split()) for q in questions]


routes = [Route("/find", find), Route("/suggest", suggest)]
