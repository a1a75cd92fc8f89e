"""Which of millions of names are compared at all: pairs that Splink proposes by shared keys.

Splink joins the keys on DuckDB, in this process, or on a Spark cluster, with the same pairs. The
matcher then compares what was proposed, as it compares all names without. The keys follow
Newcombe's files (a family name with the first letter of the other) and the deletions of SymSpell
(two words that are a letter apart have one in common).
"""

from __future__ import annotations

import itertools
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from atgraph.build.spark import NEEDED, cluster
from atgraph.curate.reconcile.held_names import HeldNames, Wanted
from atgraph.curate.reconcile.open_names import TITLE, OpenName
from atgraph.curate.reconcile.words import SMALL, cuts, forms
from atgraph.data.latin import sound
from atgraph.data.names import key
from atgraph.errors import RefusedError

RARE = 50  # names that hold a word: where more do, the word alone proposes none
FEW = 2  # words of those that many hold, the rarest of a printed name, of which two propose
HELD, PRINTED = "held", "printed"
Words = tuple[bool, str]  # whether a person's, and the words by their sound


def propose(index: HeldNames, names: Iterable[OpenName], on: str = "") -> dict[Wanted, list[int]]:
    """Return the names that each printed one is compared with, by their numbers in the index.

    Args:
        index: the names that are held.
        names: the printed ones, each with its forms.
        on: the address of a Spark cluster; else DuckDB joins them.

    Raises:
        RefusedError: Splink is not installed, or the cluster cannot be had.
    """
    wanted = sorted({(p.is_person, key(text)) for p in names for text in _texts(p)})
    held = [(n in index.of_people, sound(found)) for n, (_, found, _) in enumerate(index.names)]
    holders = _holders(held)
    printed = [(is_person, sound(words)) for is_person, words in wanted]
    proposed: dict[Wanted, list[int]] = defaultdict(list)
    with _backend(on) as api:
        tables = {
            HELD: [keys(words, holders) for words in held],
            PRINTED: [keys(words, holders, is_printed=True) for words in printed],
        }
        for number, place in _pairs(api, tables):
            proposed[wanted[place]].append(number)
    return {one: sorted(numbers) for one, numbers in proposed.items()}


def _texts(printed: OpenName) -> list[str]:
    whole = printed.is_person or printed.rule == TITLE
    return [printed.name] if whole else forms(printed.name)


def _holders(held: Iterable[Words]) -> Counter[Words]:
    """Return how many names hold each word, of people and of bodies."""
    return Counter((is_person, word) for is_person, words in held for word in {*words.split()})


def keys(words: Words, holders: Counter[Words], is_printed: bool = False) -> list[str]:
    """Return the keys of a name; two names that have one in common are compared.

    A word that few names hold is one, also without any of its letters. Of words that many hold it
    takes two; of a person's name, one and the first letter of another.
    """
    is_person, text = words
    each = dict.fromkeys(text.split())
    telling = [word for word in each if (len(word) > 1 if is_person else word not in SMALL)]
    count = {word: holders[is_person, word] for word in telling}
    rare, many = ([w for w in count if (count[w] > RARE) is much] for much in (False, True))
    known = [w for w in rare if count[w]] if is_printed else []
    found = known or [cut for word in rare for cut in cuts(word)]
    if not known:
        pairing = sorted(many, key=lambda w: (count[w], w))[: FEW if is_printed else len(many)]
        found += map(" ".join, itertools.combinations(sorted(pairing), 2))
        if is_person:
            found += [f"{w} {o[0]}" for w, o in itertools.permutations(each, 2) if w in many]
    mark = "p " if is_person else "b "
    return [mark + one for one in dict.fromkeys(found)]


@contextmanager
def _backend(on: str) -> Iterator[Any]:
    """Yield what Splink lets join: DuckDB, or Spark."""
    try:
        import splink  # slow, and optional
    except ImportError:
        raise RefusedError(f"Splink is not installed here; {NEEDED}") from None
    if not on:
        yield splink.DuckDBAPI()
        return
    with cluster(on) as started, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Spark thinks of a pandas that nobody asked for
        from pyspark.sql import SparkSession

        yield splink.SparkAPI(
            spark_session=SparkSession(started.context),
            break_lineage_method="persist",
            num_partitions_on_repartition=started.width,
            register_udfs_automatically=False,
        )


def _pairs(api: Any, tables: Mapping[str, list[list[str]]]) -> Iterator[tuple[int, int]]:
    """Yield the places of two names, held and printed, that have a key in common."""
    import pyarrow  # comes with Splink
    from splink import Linker, SettingsCreator, block_on

    kind = pyarrow.list_(pyarrow.string())
    registered = []
    for name, rows in tables.items():
        columns = {"unique_id": range(len(rows)), "keys": pyarrow.array(rows, kind)}
        registered.append(api.register(pyarrow.table(columns), dataset_display_name=name))
    rule = block_on("keys", arrays_to_explode=["keys"])
    settings = SettingsCreator("link_only", blocking_rules_to_generate_predictions=[rule])
    linker = Linker(registered, settings, log_level=None)  # else it tells how long each step took
    found = linker.inference.compute_blocked_pairs_for_predict().as_pyarrow_table()
    for batch in found.to_batches():
        for ends in zip(*(batch.column(f"join_key_{side}").to_pylist() for side in "lr")):
            # each end is “held-__-7” or “printed-__-7”, the held one left as it sorts first
            held, printed = (int(end.rpartition("-")[2]) for end in ends)
            yield held, printed
