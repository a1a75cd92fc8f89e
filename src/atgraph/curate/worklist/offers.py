"""For each rule, the lines that keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from atgraph.curate.worklist import key_offers, name_offers, quote_offers, shape_offers
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.text_files import Offer
from atgraph.errors import Problem

MAKERS: dict[str, Callable[[Problem, Context], Iterable[Offer]]] = {
    "changed-source": key_offers.offer_sum,
    "check": shape_offers.offer_solution,
    "circle": key_offers.offer_cut,
    "form": key_offers.offer_day,
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
    "shape": shape_offers.offer_shape,
    "time-without-day": key_offers.offer_printed_day,
    "title-without-body": name_offers.offer_implied,
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
