"""What sets two graphs apart, by their lines as the engine writes them."""

from __future__ import annotations

import pytest

from atgraph.graph.difference import lines_apart


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        ("abc", "abc", "", ""),
        ("abc", "bc", "a", ""),
        ("bc", "abc", "", "a"),
        ("abcde", "axcdey", "b", "xy"),
        ("abc", "cab", "", ""),  # a line that came in place of a like one stands at the end
        ("", "ab", "", "ab"),
    ],
)
def test_lines_that_one_of_two_graphs_has_alone_are_found_where_others_are_moved(
    before: str, after: str, went: str, came: str
) -> None:
    lines = [[one.encode() for one in lines] for lines in (before, after)]
    gone, new = ({one.encode() for one in lines} for lines in (went, came))

    assert lines_apart(*lines, most=4) == (gone, new)


def test_graphs_of_which_much_differs_are_not_read_to_the_end() -> None:
    rest = iter(b"line%d" % number for number in range(100))

    assert lines_apart(rest, [], most=10) is None
    assert next(rest) == b"line11"
