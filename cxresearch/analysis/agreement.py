"""How far two coders agree, beyond and besides chance."""

from __future__ import annotations

from collections.abc import Sequence


def cohen_kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return Cohen's kappa (1960) of two coders' yes/no answers; 1 when both say the same one thing throughout.

    Examples
    --------
    >>> cohen_kappa([True, True, False, False], [True, False, False, False])
    0.5
    """
    agreed, p, q = _shares(one, other)
    chance = p * q + (1 - p) * (1 - q)
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def gwet_ac1(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return Gwet's AC1 (2008), which stays meaningful where a label is rare.

    Examples
    --------
    >>> round(gwet_ac1([True] + [False] * 9, [False] * 10), 2)
    0.89
    """
    agreed, p, q = _shares(one, other)
    mean = (p + q) / 2
    chance = 2 * mean * (1 - mean)
    return (agreed - chance) / (1 - chance)


def prevalence(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return the share of yes answers over both coders, without which neither kappa nor AC1 can be read."""
    _, p, q = _shares(one, other)
    return (p + q) / 2


def _shares(one: Sequence[bool], other: Sequence[bool]) -> tuple[float, float, float]:
    if len(one) != len(other):
        raise ValueError(
            f"Two coders must have answered the same questions; found {len(one)} and {len(other)} answers."
        )
    if not len(one):
        return 1.0, 0.0, 0.0
    pairs = [(bool(a), bool(b)) for a, b in zip(one, other, strict=True)]
    n = len(pairs)
    return sum(a == b for a, b in pairs) / n, sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
