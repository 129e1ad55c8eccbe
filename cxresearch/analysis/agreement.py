"""How far researchers agree, beyond and besides chance, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Answers = Sequence[Hashable]
"""What one researcher said of each unit; None where they said nothing."""

RESAMPLES = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % bootstrap interval; NaN where the answers do not determine it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every figure of agreement over the same units.

    Attributes
    ----------
    n
        Units that two or more researchers answered.
    prevalence
        Share of their answers that were the one asked for, without which none of the others can be read.
    percent
        Share of pairs of answers that are equal, chance included (0–1).
    kappa
        Cohen's kappa for two researchers, Fleiss' kappa for more.
    fleiss, alpha, ac1
        Fleiss' kappa, Krippendorff's alpha for nominal data, Gwet's AC1.
    """

    n: int
    prevalence: float
    percent: Estimate
    kappa: Estimate
    fleiss: Estimate
    alpha: Estimate
    ac1: Estimate


@dataclass(frozen=True, slots=True)
class _Table:
    """Units that were answered alike, once each: they are interchangeable, so resampling only draws how many.

    `answers` is (patterns, researchers), -1 where there is none; `counts` is (patterns, categories); `weights` is
    (draws, patterns), how often each pattern occurs in each draw.
    """

    answers: NDArray[np.int_]
    counts: NDArray[np.float64]
    weights: NDArray[np.float64]


def agreement(
    *researchers: Answers, of: Hashable = True, resamples: int = RESAMPLES, seed: int = 0, level: float = LEVEL
) -> Agreement:
    """Measure agreement of two or more researchers, each figure with a percentile bootstrap interval.

    Parameters
    ----------
    *researchers
        One sequence of answers for each researcher, in the same order of units.
    of
        The answer that `prevalence` counts.
    resamples
        How often units are drawn again with replacement (Efron & Tibshirani, 1993, chapter 13).
    seed
        The same seed gives the same intervals.
    level
        Coverage of the intervals.

    Raises
    ------
    ValueError
        Fewer than two researchers, or answers about different units.

    Examples
    --------
    >>> found = agreement([True, True, False, False, None], [True, False, False, False, True])
    >>> found.n, found.kappa.value, found.prevalence
    (4, 0.5, 0.375)
    """
    import numpy as np

    table, categories = _table(researchers)
    n = int(table.weights.sum())
    drawn = np.random.default_rng(seed).multinomial(n, table.weights[0] / n, size=resamples) if n else None

    def estimate(measure: Callable[[_Table], NDArray[np.float64]]) -> Estimate:
        value = float(measure(table)[0])
        if drawn is None or np.isnan(value):
            return Estimate(value, np.nan, np.nan)
        values = measure(_Table(table.answers, table.counts, drawn.astype(float)))
        values = values[~np.isnan(values)]
        low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2]) if len(values) else (np.nan, np.nan)
        return Estimate(value, float(low), float(high))

    kappa = _cohen if len(researchers) == 2 else _fleiss
    return Agreement(
        n=int(table.weights[0, table.counts.sum(axis=1) >= 2].sum()),
        prevalence=_prevalence(table, categories, of),
        percent=estimate(_percent),
        kappa=estimate(kappa),
        fleiss=estimate(_fleiss),
        alpha=estimate(_alpha),
        ac1=estimate(_ac1),
    )


def cohen_kappa(one: Answers, other: Answers) -> float:
    """Return Cohen's kappa (1960) of two researchers; NaN when both say the same one thing throughout.

    Examples
    --------
    >>> cohen_kappa([True, True, False, False], [True, False, False, False])
    0.5
    """
    return float(_cohen(_table((one, other))[0])[0])


def fleiss_kappa(*researchers: Answers) -> float:
    """Return Fleiss' kappa (1971), in Gwet's form (2014, section 2.4) where some answers are missing.

    Examples
    --------
    >>> round(fleiss_kappa("aabb", "aabb", "abbb"), 3)
    0.657
    """
    return float(_fleiss(_table(researchers)[0])[0])


def krippendorff_alpha(*researchers: Answers) -> float:
    """Return Krippendorff's alpha for nominal data (2004, section 11.3); units with one answer count for nothing.

    Examples
    --------
    >>> round(krippendorff_alpha("aabb", "aabb", "abbb"), 3)
    0.686
    """
    return float(_alpha(_table(researchers)[0])[0])


def gwet_ac1(*researchers: Answers) -> float:
    """Return Gwet's AC1 (2008), which stays meaningful where a code is rare.

    Examples
    --------
    >>> round(gwet_ac1([True] + [False] * 9, [False] * 10), 2)
    0.89
    """
    return float(_ac1(_table(researchers)[0])[0])


def percent_agreement(*researchers: Answers) -> float:
    """Return the share of pairs of answers about the same unit that are equal (0–1)."""
    return float(_percent(_table(researchers)[0])[0])


def prevalence(*researchers: Answers, of: Hashable = True) -> float:
    """Return the share of answers that are `of`, among units with two or more answers."""
    table, categories = _table(researchers)
    return _prevalence(table, categories, of)


def _table(researchers: Sequence[Answers]) -> tuple[_Table, list[Hashable]]:
    import numpy as np

    if len(researchers) < 2:
        raise ValueError("Agreement needs the answers of two or more researchers.")
    sizes = sorted({len(answers) for answers in researchers})
    if len(sizes) > 1:
        said = " and ".join(str(len(answers)) for answers in researchers)
        raise ValueError(f"Researchers must have answered the same questions; found {said} answers.")
    units = [unit for unit in zip(*researchers, strict=True) if any(answer is not None for answer in unit)]
    categories = sorted({answer for unit in units for answer in unit if answer is not None}, key=repr)
    place = {category: at for at, category in enumerate(categories)}
    coded = np.array([[-1 if a is None else place[a] for a in unit] for unit in units], dtype=int)
    patterns, often = np.unique(coded.reshape(-1, len(researchers)), axis=0, return_counts=True)
    counts = np.stack([(patterns == at).sum(axis=1) for at in range(len(categories))], axis=1) if units else patterns
    return _Table(patterns, counts.astype(float), often.astype(float)[None, :]), categories


def _prevalence(table: _Table, categories: list[Hashable], of: Hashable) -> float:
    twice = table.counts.sum(axis=1) >= 2
    given = float(table.weights[0, twice] @ table.counts[twice].sum(axis=1))
    if not given:
        return float("nan")
    return (
        float(table.weights[0, twice] @ table.counts[twice, categories.index(of)]) / given if of in categories else 0.0
    )


def _percent(table: _Table) -> NDArray[np.float64]:
    import numpy as np

    each = table.counts.sum(axis=1)
    pairs = each * (each - 1)
    equal = np.divide((table.counts * (table.counts - 1)).sum(axis=1), pairs, out=np.zeros(len(each)), where=pairs > 0)
    return _ratio(table.weights @ equal, table.weights @ (pairs > 0))


def _shares(table: _Table) -> NDArray[np.float64]:
    """Return how likely each category is, (draws, categories), every unit weighing the same."""
    import numpy as np

    each = table.counts / table.counts.sum(axis=1, keepdims=True)
    drawn = table.weights @ each
    return _ratio(drawn, np.broadcast_to(table.weights.sum(axis=1, keepdims=True), drawn.shape))


def _fleiss(table: _Table) -> NDArray[np.float64]:
    chance = (_shares(table) ** 2).sum(axis=1)
    return _ratio(_percent(table) - chance, 1 - chance)


def _ac1(table: _Table) -> NDArray[np.float64]:
    shares = _shares(table)
    # One category alone: nobody was free to differ, and chance agreement is nought rather than undefined.
    chance = (shares * (1 - shares)).sum(axis=1) / max(1, table.counts.shape[1] - 1)
    return _ratio(_percent(table) - chance, 1 - chance)


def _alpha(table: _Table) -> NDArray[np.float64]:
    import numpy as np

    each = table.counts.sum(axis=1)
    paired = np.where(each >= 2, each, 0.0)
    same = (table.counts * (table.counts - 1)).sum(axis=1) / np.maximum(each - 1, 1)
    values = table.weights @ (table.counts * (each >= 2)[:, None])
    total = table.weights @ paired
    observed = total - table.weights @ np.where(each >= 2, same, 0.0)
    expected = total**2 - (values**2).sum(axis=1)
    return 1 - _ratio((total - 1) * observed, expected)


def _cohen(table: _Table) -> NDArray[np.float64]:
    import numpy as np

    both = (table.answers >= 0).all(axis=1)
    weights, answers = table.weights[:, both], table.answers[both]
    n = weights.sum(axis=1)
    agreed = _ratio(weights @ (answers[:, 0] == answers[:, 1]), n)
    chance = np.zeros(len(weights))
    for category in range(table.counts.shape[1]):
        first, second = (_ratio(weights @ (answers[:, who] == category), n) for who in (0, 1))
        chance = chance + first * second
    return _ratio(agreed - chance, 1 - chance)


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide, giving NaN where there is nothing to divide by."""
    import numpy as np

    out = np.full(np.shape(above), np.nan)
    np.divide(above, below, out=out, where=np.abs(below) > 1e-12)
    return out
