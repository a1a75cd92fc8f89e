"""quantities: numbers as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mini  # noqa: F401  (the profile of hypothesis)
from atgraph.data.numbers import SCALES, WORDS, read_numbers, read_written

COUNTS = st.integers(0, 10**12)
AROUND = st.sampled_from(
    [
        "{}",
        "over {}",
        "more than {} victims",
        "({})",
        "“{}”",
        "some {}.",
        "{}, at least",
        "{}\n",
        "{}–many",
    ]
)


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("23 member organizations", [23]),
        ("Over 250", [250]),
        ("more than 40 million", [40_000_000]),
        ("100,409", [100_409]),
        ("1.5 billion", [1_500_000_000]),
        ("one hundred thousand", [100_000]),
        ("40 millions", [40_000_000]),
        ("Three of the 12", [3, 12]),
        ("100 409", [100_409]),
        ("0.25", ["0.25"]),
        ("less than one percent", [1]),
        ("the 19th edition", []),
        ("Tens of thousands", []),
        ("12,34", []),
        ("1.000.000", []),
        ("L151", []),
        ("nobody", []),
        pytest.param("1" + " million" * 170_000, [], id="overflow"),
        ("", []),
    ],
)
def test_printed_numbers_are_read(printed: str, numbers: list[object]) -> None:
    assert read_numbers(printed) == [Decimal(str(n)) for n in numbers]


@given(COUNTS, AROUND)
def test_a_count_is_read_with_and_without_commas(count: int, around: str) -> None:
    assert read_numbers(around.format(count)) == [count]
    assert read_numbers(around.format(f"{count:,}")) == [count]


@given(st.decimals(0, 10**6, places=2), st.sampled_from(sorted(SCALES)), AROUND)
def test_words_of_scale_multiply(number: Decimal, scale: str, around: str) -> None:
    assert read_numbers(around.format(f"{number} {scale}")) == [number * SCALES[scale]]
    assert read_numbers(around.format(f"{number} {scale.upper()}")) == [number * SCALES[scale]]


@given(st.sampled_from(WORDS), st.sampled_from(sorted(SCALES)))
def test_number_words_are_read(word: str, scale: str) -> None:
    assert read_numbers(word.capitalize()) == [WORDS.index(word)]
    assert read_numbers(f"{word} {scale}") == [WORDS.index(word) * SCALES[scale]]


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(printed: str) -> None:
    assert all(number >= 0 for number in read_numbers(printed))


@pytest.mark.parametrize("written", ["1E999999999", "1e6", "NaN", "sNaN", "-Infinity", "1_0", ""])
def test_a_written_number_has_digits_and_no_power_of_ten(written: str) -> None:
    with pytest.raises(ValueError, match="is no number; write digits"):
        read_written(written)


@pytest.mark.parametrize("written", ["1,000", "-2", "+3", ".5", "5.", "1.50"])
def test_a_number_is_written_in_digits(written: str) -> None:
    assert read_written(written) == Decimal(written.replace(",", ""))
