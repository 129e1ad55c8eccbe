"""Agreement of two coders, checked by hand and against another library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.agreement import cohen_kappa, gwet_ac1, prevalence

PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=50)


@given(PAIRS)
def test_kappa_equals_another_implementation(pairs: list[tuple[bool, bool]]) -> None:
    from sklearn.metrics import cohen_kappa_score

    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    if len({*one, *other}) > 1:
        assert cohen_kappa(one, other) == pytest.approx(cohen_kappa_score(one, other))


@given(PAIRS)
def test_agreement_has_no_first_coder(pairs: list[tuple[bool, bool]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]

    for measure in (cohen_kappa, gwet_ac1, prevalence):
        assert measure(one, other) == pytest.approx(measure(other, one))
        assert measure(one, other) <= 1 + 1e-12


def test_full_agreement_is_one() -> None:
    assert cohen_kappa([True, False], [True, False]) == 1
    assert gwet_ac1([True, False], [True, False]) == 1
    assert cohen_kappa([True, True], [True, True]) == 1


def test_rare_labels_do_not_ruin_ac1() -> None:
    one, other = [True] + [False] * 99, [False] * 99 + [True]

    assert cohen_kappa(one, other) < 0
    assert gwet_ac1(one, other) == pytest.approx((0.98 - 0.0198) / (1 - 0.0198))
    assert prevalence(one, other) == 0.01


def test_coders_with_different_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="found 1 and 2"):
        cohen_kappa([True], [True, False])
