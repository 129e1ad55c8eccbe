from __future__ import annotations

import pytest

from cxresearch.analysis.matching import match_pattern
from cxresearch.errors import InputError


def test_the_first_match_counts_in_code_points_whatever_the_case() -> None:
    texts = ["👩🏽‍🔬 says BILL and bill", "", "قبض گاز", "nothing"]

    assert match_pattern(r"bill|قبض", texts) == [(10, 14), None, (0, 3), None]


def test_a_pattern_that_matches_nothing_at_all_is_no_match() -> None:
    assert match_pattern("x*", ["abc"]) == [None]


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "a{2,1}"])
def test_what_is_no_pattern_is_refused_in_a_sentence(pattern: str) -> None:
    with pytest.raises(InputError, match="not a regular expression"):
        match_pattern(pattern, ["a"])


def test_a_pattern_without_end_is_given_up() -> None:
    with pytest.raises(InputError, match=r"longer than 0\.5 seconds"):
        match_pattern(r"(a+)+$", ["a" * 40 + "!"], seconds=0.5)
