"""Agreement, checked by hand and against three other libraries."""

from __future__ import annotations

import math
import random
from collections.abc import Hashable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxresearch.analysis.agreement import (
    agreement,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    prevalence,
)

PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=50)
UNITS = st.lists(st.lists(st.sampled_from([0, 1, 2, None]), min_size=3, max_size=3), min_size=2, max_size=30)


@given(PAIRS)
def test_kappa_equals_scikit_learn(pairs: list[tuple[bool, bool]]) -> None:
    from sklearn.metrics import cohen_kappa_score

    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    if len({*one, *other}) > 1:
        assert cohen_kappa(one, other) == pytest.approx(cohen_kappa_score(one, other))


@given(UNITS)
def test_alpha_equals_krippendorff(units: list[list[int | None]]) -> None:
    import krippendorff

    paired = [[a for a in unit if a is not None] for unit in units]
    assume(len({a for unit in paired if len(unit) > 1 for a in unit}) > 1)
    theirs = krippendorff.alpha(
        reliability_data=np.array(units, dtype=float).T, level_of_measurement="nominal", value_domain=[0, 1, 2]
    )

    assert krippendorff_alpha(*zip(*units, strict=True)) == pytest.approx(theirs)


def ratings(seed: int, raters: int, units: int, categories: str, missing: float) -> list[list[str | None]]:
    draw = random.Random(seed)
    rows: list[list[str | None]] = []
    for _ in range(units):
        truth = draw.choice(categories)
        rows.append(
            [
                None if draw.random() < missing else truth if draw.random() < 0.7 else draw.choice(categories)
                for _ in range(raters)
            ]
        )
    return [list(column) for column in zip(*rows, strict=True)]


# From irrCAC 0.4.4 with pandas 2.3.3, which cannot be installed beside pandas 3:
#     table = pandas.DataFrame(list(zip(*ratings(*case)))); table = table[table.notna().any(axis=1)]
#     cac = irrCAC.raw.CAC(table, digits=10)
#     [cac.m()["est"]["coefficient_value"] for m in ("fleiss", "gwet", "krippendorff")], and "pa" of the first
GOLDEN = [
    ((1, 2, 40, "ab", 0.0), 0.3984962406, 0.4014962594, 0.4060150376, 0.7),
    ((2, 3, 40, "abc", 0.2), 0.5390716435, 0.5506784288, 0.508428246, 0.6979166667),
    ((3, 4, 60, "abcd", 0.35), 0.5092647432, 0.5150636827, 0.5113101389, 0.6352201258),
    ((4, 2, 50, "aab", 0.1), 0.8728123728, 0.9140716299, 0.8860946746, 0.9487179487),
]


@pytest.mark.parametrize(("case", "fleiss", "ac1", "alpha", "percent"), GOLDEN)
def test_figures_equal_irrcac(
    case: tuple[int, int, int, str, float], fleiss: float, ac1: float, alpha: float, percent: float
) -> None:
    given_ = ratings(*case)
    found = agreement(*given_, of="a", resamples=10)

    assert fleiss_kappa(*given_) == pytest.approx(fleiss, abs=1e-9)
    assert gwet_ac1(*given_) == pytest.approx(ac1, abs=1e-9)
    assert krippendorff_alpha(*given_) == pytest.approx(alpha, abs=1e-9)
    assert percent_agreement(*given_) == pytest.approx(percent, abs=1e-9)
    values = (found.fleiss.value, found.ac1.value, found.alpha.value, found.percent.value)
    assert values == pytest.approx((fleiss, ac1, alpha, percent), abs=1e-9)


def test_kappa_of_more_than_two_is_fleiss_1971() -> None:
    """The example of Fleiss (1971) in its usual form: 10 subjects, 14 raters, 5 categories; kappa .210."""
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    units = [[at for at, often in enumerate(row) for _ in range(often)] for row in counts]

    assert fleiss_kappa(*zip(*units, strict=True)) == pytest.approx(0.210, abs=0.0005)


def test_alpha_with_missing_answers_is_krippendorff_2011() -> None:
    """The example with four observers and missing data; nominal alpha .743."""
    observers: list[list[Hashable]] = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]

    assert krippendorff_alpha(*observers) == pytest.approx(0.743, abs=0.0005)


@given(PAIRS)
def test_agreement_has_no_first_researcher(pairs: list[tuple[bool, bool]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]

    for measure in (cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1, percent_agreement, prevalence):
        assert measure(one, other) == pytest.approx(measure(other, one), nan_ok=True)
        assert not measure(one, other) > 1 + 1e-12


@given(UNITS)
def test_units_that_one_alone_or_nobody_answered_change_no_alpha(units: list[list[int | None]]) -> None:
    more = [*units, [None, 1, None], [None, None, None]]

    assert krippendorff_alpha(*zip(*more, strict=True)) == pytest.approx(
        krippendorff_alpha(*zip(*units, strict=True)), nan_ok=True
    )
    assert percent_agreement(*zip(*more, strict=True)) == pytest.approx(
        percent_agreement(*zip(*units, strict=True)), nan_ok=True
    )


def test_full_agreement_is_one_and_no_variation_says_nothing() -> None:
    for measure in (cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1):
        assert measure([True, False], [True, False]) == 1
    for measure in (cohen_kappa, fleiss_kappa, krippendorff_alpha):
        assert math.isnan(measure([True, True], [True, True]))
    assert gwet_ac1([True, True], [True, True]) == 1


def test_rare_labels_do_not_ruin_ac1() -> None:
    one, other = [True] + [False] * 99, [False] * 99 + [True]

    assert cohen_kappa(one, other) < 0
    assert gwet_ac1(one, other) == pytest.approx((0.98 - 0.0198) / (1 - 0.0198))
    assert prevalence(one, other) == 0.01


def test_answers_to_different_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="found 1 and 2"):
        cohen_kappa([True], [True, False])
    with pytest.raises(ValueError, match="two or more"):
        gwet_ac1([True])


@given(UNITS, st.integers(0, 5))
@settings(max_examples=30)
def test_intervals_hold_the_figure_and_the_same_seed_gives_the_same(units: list[list[int | None]], seed: int) -> None:
    columns = list(zip(*units, strict=True))
    found = agreement(*columns, of=1, resamples=200, seed=seed)

    assert repr(agreement(*columns, of=1, resamples=200, seed=seed)) == repr(found)
    assert not found.percent.low > found.percent.value + 0.35
    assert found.n == sum(sum(a is not None for a in unit) >= 2 for unit in units)


def test_intervals_are_those_of_resampled_units() -> None:
    one, other = ratings(7, 2, 60, "ab", 0.0)
    found = agreement(one, other, resamples=4000, seed=3).kappa
    draw = random.Random(11)
    again = sorted(
        cohen_kappa([one[at] for at in drawn], [other[at] for at in drawn])
        for drawn in ([draw.randrange(60) for _ in range(60)] for _ in range(2000))
    )

    assert found.low == pytest.approx(again[50], abs=0.03)
    assert found.high == pytest.approx(again[-51], abs=0.03)


def test_nothing_answered_gives_no_figures() -> None:
    found = agreement([None, None], [None, None])

    assert found.n == 0
    assert all(math.isnan(e.value) for e in (found.percent, found.kappa, found.alpha, found.ac1))
