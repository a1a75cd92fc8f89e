"""The version of a graph depends on its lines, and on nothing else."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from atgraph.rdf.version import BITS, SetHash, version_of

LINES = st.sets(st.text(max_size=4), max_size=6)


def test_it_is_the_sum_of_the_digests_of_the_lines_as_published() -> None:
    digests = (hashlib.shake_128(line).digest(512) for line in (b"a .\n", "é .\n".encode()))
    total = sum(int.from_bytes(digest, "little") for digest in digests) % 2**4096

    expected = hashlib.sha256(total.to_bytes(512, "little")).hexdigest()
    assert version_of(["a .\n", "é .\n"]) == expected
    assert 2 * BITS**0.5 >= 128  # as many bits as an attack has to work off


@settings(max_examples=20)
@given(LINES, LINES, st.randoms(use_true_random=False))
def test_the_order_and_the_history_of_lines_change_nothing(before, after, random) -> None:
    shuffled = random.sample(sorted(after), len(after))
    kept = SetHash.of(before)
    kept = SetHash(kept.total)  # as from a file
    kept.add(after - before)
    kept.remove(before - after)

    assert kept.version == version_of(shuffled) == version_of(sorted(after))
    assert (version_of(before) == version_of(after)) is (before == after)


def test_it_is_no_exclusive_or_in_which_pairs_of_lines_go_out() -> None:
    assert version_of(["a", "a"]) != version_of([]) != version_of(["a"])
