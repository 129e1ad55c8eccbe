"""How far researchers agree on where something is said, when each marks spans of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan
from typing import TYPE_CHECKING

from cxresearch.analysis.agreement import LEVEL, Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Span = tuple[int, int]

RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text that every researcher went through.

    Attributes
    ----------
    length
        Characters.
    spans
        For each researcher, in the same order for every continuum, the half-open spans marked with one code.
    """

    length: int
    spans: tuple[tuple[Span, ...], ...]


def span_alpha(continua: Sequence[Continuum], *, resamples: int = RESAMPLES, seed: int = 0) -> Estimate:
    """Return Krippendorff's alpha for unitizing of one code.

    It compares where spans begin and end, letter by letter, with what would be expected had they been thrown
    anywhere into the text (Krippendorff, *Content Analysis*, 2nd edition, 2004, section 11.6). Overlapping spans of
    one researcher are one. For more than two researchers the mean over their pairs is given, as the coefficient
    misbehaves there (Krippendorff, Mathet, Bouvry & Widlöcher, 2016). Several texts are one continuum in which no
    gap reaches from one text into the next, so their order does not matter.

    Parameters
    ----------
    continua
        The texts.
    resamples
        How often texts are drawn again for the interval; with fewer than two texts there is none.
    seed
        The same seed gives the same interval.

    Returns
    -------
    Estimate
        NaN when fewer than two spans were marked.

    Raises
    ------
    ValueError
        A span reaches beyond its text, or texts differ in the number of researchers.

    Examples
    --------
    >>> round(span_alpha([Continuum(300, (((75, 145), (220, 250)), ((70, 150), (205, 225), (250, 270))))]).value, 3)
    0.729
    """
    import numpy as np

    if len({len(continuum.spans) for continuum in continua}) > 1:
        raise ValueError("Every text needs the spans of the same researchers.")
    pairs = list(combinations(range(len(continua[0].spans) if continua else 0), 2))
    if not pairs:
        return Estimate(np.nan, np.nan, np.nan)
    texts = len(continua)
    draws = np.random.default_rng(seed).multinomial(texts, np.full(texts, 1 / texts), size=resamples)
    often = np.concatenate([np.ones((1, texts)), draws])
    parts = [[_part(continuum, one, other) for continuum in continua] for one, other in pairs]
    value, *values = _mean(np.stack([_alphas(each, often) for each in parts])).tolist()
    known = [drawn for drawn in values if not isnan(drawn)]
    if isnan(value) or texts < 2 or not known:
        return Estimate(value, np.nan, np.nan)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))


@dataclass(frozen=True, slots=True)
class _Part:
    """What two researchers' sections of one text bring to the coefficient."""

    length: int
    differing: float
    units: NDArray[np.float64]
    gaps: NDArray[np.float64]


def _part(continuum: Continuum, one: int, other: int) -> _Part:
    import numpy as np

    mine, theirs = (_sections(continuum.spans[who], continuum.length) for who in (one, other))
    differing = 2 * sum(_difference(a, b) for a in mine for b in theirs if a[0] < b[1] and b[0] < a[1])
    return _Part(
        continuum.length,
        float(differing),
        np.array([end - start for start, end, unit in (*mine, *theirs) if unit], dtype=float),
        np.array([end - start for start, end, unit in (*mine, *theirs) if not unit], dtype=float),
    )


def _sections(spans: Sequence[Span], length: int) -> list[tuple[int, int, bool]]:
    """Cut a text into what is marked and the gaps between."""
    found: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in joined(spans):
        if start < 0 or end > length:
            raise ValueError(f"The span {start}–{end} reaches beyond a text of {length} characters.")
        if start > at:
            found.append((at, start, False))
        found.append((start, end, True))
        at = end
    if at < length:
        found.append((at, length, False))
    return found


def joined(spans: Sequence[Span]) -> list[Span]:
    """Make one span of those that overlap; those that only touch stay apart.

    Examples
    --------
    >>> joined([(5, 9), (0, 3), (2, 5)])
    [(0, 5), (5, 9)]
    """
    found: list[Span] = []
    for start, end in sorted((start, end) for start, end in spans if start < end):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _difference(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    """Return the squared difference of two sections that overlap."""
    if one[2] and other[2]:
        return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
    if one[2] and other[0] <= one[0] and one[1] <= other[1]:
        return (one[1] - one[0]) ** 2
    if other[2] and one[0] <= other[0] and other[1] <= one[1]:
        return (other[1] - other[0]) ** 2
    return 0


def _alphas(parts: Sequence[_Part], often: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficient of two researchers, for draws in which each text is so `often`: (draws, texts)."""
    import numpy as np

    units = np.concatenate([part.units for part in parts])
    gaps = np.concatenate([part.gaps for part in parts])
    order = np.argsort(gaps, kind="stable")
    gaps = gaps[order]
    of_unit = often[:, np.repeat(np.arange(len(parts)), [len(part.units) for part in parts])]
    of_gap = often[:, np.repeat(np.arange(len(parts)), [len(part.gaps) for part in parts])[order]]
    length = often @ np.array([part.length for part in parts], dtype=float)
    observed = often @ np.array([part.differing for part in parts]) / (2 * length**2)
    first = np.searchsorted(gaps, units)  # a unit fits into the gaps from here on
    room = _from(of_gap * gaps)[:, first] + _from(of_gap)[:, first] * (1 - units)
    n = of_unit.sum(axis=1, keepdims=True)
    met = of_unit * ((n - 1) / 3 * (2 * units**3 - 3 * units**2 + units) + units**2 * room)
    places = 2 * length * (2 * length - 1) - of_unit @ (units * (units - 1))
    expected = 2 / length * met.sum(axis=1) / places
    out = np.full(len(often), np.nan)
    np.divide(observed, expected, out=out, where=(expected > 0) & (n[:, 0] > 1))  # one span alone tells nothing
    return 1 - out


def _from(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, for each place in each row, the sum of what stands there and after it; 0 behind the last."""
    import numpy as np

    sums = np.cumsum(values[:, ::-1], axis=1)[:, ::-1]
    return np.concatenate([sums, np.zeros((len(values), 1))], axis=1)


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean over pairs of researchers, (pairs, draws), leaving out pairs of whom nothing is known."""
    import numpy as np

    known = ~np.isnan(values)
    out = np.full(values.shape[1], np.nan)
    np.divide(np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0), out=out, where=known.any(axis=0))
    return out
