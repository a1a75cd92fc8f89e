"""For each rule, the lines that keep it; for shapes, by the key that fills the property."""

import re
from collections.abc import Callable, Iterable, Iterator

from rdflib import SH, URIRef

from atgraph.build.mapping.draft import EARLIEST
from atgraph.curate.worklist import key_offers, name_offers, quote_offers
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.key_offers import add_key, offer_word, printed_day
from atgraph.curate.worklist.text_files import Offer
from atgraph.errors import KeyDetails, Problem
from atgraph.rdf.namespaces import ATG

CONTACT = re.compile(
    r"[\s,;(<–-]*(?:(?:e-?mail|tel|phone)[.:]*\s*)?"
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)*|[+][0-9][0-9 ()./-]{5,}[0-9]"
    r"|(?<![0-9])0[0-9][0-9 ()./-]{5,}[0-9]|[0-9][0-9 ./-]{10,}[0-9])[>)]?",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EMPTY = re.compile(r"""\w:\s*(?:["']\s*["']\s*)?(?:[,}\]]|$)""")  # a key without a value


def _offer_solution(problem: Problem, context: Context) -> Iterator[Offer]:
    do = problem.result.solution
    yield Offer(do[:1].upper() + do[1:].rstrip("."), problem.path)


def _offer_shape(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield what keeps a shape: a word of its vocabulary, a missing key, a text without address."""
    found, file = problem.result, context.file(problem)
    component, key = found.component.rpartition("#")[2], context.key_of(problem)
    prefix = context.ontology.value(found.property, ATG + "recordPrefix")
    kind = context.class_of(found.name)
    if str(context.graph.value(URIRef(found.name), SH.group)).endswith("#contact"):
        yield from _without_contact(problem, context)
    elif component == "ClosedConstraintComponent":
        yield from file.take_out(problem.line, key) if key else ()
    elif component == "LessThanOrEqualsConstraintComponent" and (
        path := context.path_of(found.name)
    ):
        yield from _within(problem, context, path[-1])
    elif bound := context.bound_at(problem):
        lines = sorted({file.key(problem.line, key), bound})
        where = " or ".join(f"line {line}" for line in lines)
        yield Offer(f"Compare with what is printed, and correct {where}", problem.path)
    elif component == "MinCountConstraintComponent" and key:
        words = context.words(prefix, found.property, kind) if prefix else []
        yield from add_key(problem, context, key, words, below="label")
    elif prefix and problem.path:
        about = KeyDetails(key, found.value, kind=kind, property=found.property, prefix=prefix)
        yield from offer_word(problem, context, about)


def _without_contact(problem: Problem, context: Context) -> Iterator[Offer]:
    file = context.file(problem)
    quoted = file.key(problem.line, "quotes")
    also = " (and its quote, so that it ends before the address)" if quoted else ""
    for number in range(problem.line, file.end(problem.line) + 1):
        head, key, tail = file.line(number).partition("quotes:")
        clean = CONTACT.sub(lambda found: found[0] if DAY.search(found[0]) else "", head)
        if clean != head and not EMPTY.search(clean):
            do, lines = f"Change line {number} to{also}:", (clean + key + tail,)
            yield Offer(do, problem.path, number, number, lines)


def _within(problem: Problem, context: Context, bound: str) -> Iterator[Offer]:
    """Yield the session with the nearest day of its programme; the document tells which is wrong.

    That a programme writes its two bounds as `start` and `end`, and a session both as `date`, is
    said by the layout of a transcript, not by the ontology.
    """
    file, key = context.file(problem), "start" if bound == EARLIEST else "end"
    above, at = file.key(1, key), file.key(problem.line, "date")
    found, own = DAY.search(file.line(above)), DAY.search(file.line(at))
    words, day = printed_day(problem, context)
    if own and day not in ("", own[0]):
        do = f"Its quotes print “{words}”. Change line {at} to:"
        yield from file.change(at, own[0], day, do)
    elif found and own:
        printed = f"The programme's is on line {above} ({key}: {found[0]})"
        do = f"Which day does the document print? {printed}. If that is right, change line {at} to:"
        yield from file.change(at, own[0], found[0], do)


MAKERS: dict[str, Callable[[Problem, Context], Iterable[Offer]]] = {
    "changed-source": key_offers.offer_sum,
    "check": _offer_solution,
    "circle": key_offers.offer_cut,
    "form": key_offers.offer_day,
    "id-of-another": key_offers.offer_wanted,
    "id-of-folder": key_offers.offer_wanted,
    "id-taken": key_offers.offer_id,
    "idle-decision": name_offers.offer_removal,
    "missing-key": key_offers.offer_missing,
    "name-of-nobody": name_offers.offer_name,
    "name-of-several": name_offers.offer_decision,
    "not-as-stated": key_offers.offer_wanted,
    "not-in-quotes": quote_offers.offer_value,
    "quote-nowhere": quote_offers.offer_nearest,
    "quote-on-another-line": quote_offers.offer_other_line,
    "quote-on-several-lines": quote_offers.offer_line,
    "review": key_offers.offer_reviewed,
    "shape": _offer_shape,
    "time-without-day": key_offers.offer_printed_day,
    "title-without-body": name_offers.offer_decision,
    "twice": key_offers.offer_one,
    "unknown-id": key_offers.offer_known,
    "unknown-key": key_offers.offer_key,
    "unknown-programme": key_offers.offer_known,
    "unknown-tie": key_offers.offer_known,
    "unquoted-sentence": quote_offers.offer_ignoring,
    "vocabulary": key_offers.offer_word,
}


def offers_for(problem: Problem, context: Context) -> list[Offer]:
    """Return the lines that solve a problem; none where only a person can say."""
    maker = MAKERS.get(problem.rule)
    return list(maker(problem, context)) if maker else []
