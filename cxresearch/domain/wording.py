"""The few words that stand for numbers, so that a reader need not know what a probability of 0.83 means."""

from __future__ import annotations

CONFIDENCE = ((0.85, "very likely"), (0.65, "likely"), (0.0, "perhaps"))
"""Least probability for each word, highest first."""

STABILITY = ((0.75, "steady"), (0.5, "fairly steady"), (0.0, "shaky"))
"""Least stability for each word, highest first."""

STRENGTH = ((0.7, "strong"), (0.4, "partly"), (0.0, "weak"))
"""Least strength of belonging to a persona for each word, highest first."""


def worded(value: float, scale: tuple[tuple[float, str], ...]) -> str:
    """Return the word for a value between 0 and 1.

    Examples
    --------
    >>> worded(0.9, CONFIDENCE), worded(0.7, CONFIDENCE), worded(0.1, STABILITY)
    ('very likely', 'likely', 'shaky')
    """
    return next((word for least, word in scale if value >= least), scale[-1][1])


def plural(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> plural(1, "theme"), plural(1200, "theme"), plural(2, "has", "have")
    ('1 theme', '1,200 themes', '2 have')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def of_participants(n: int, of: int) -> str:
    """Return how many participants out of how many, in words.

    Examples
    --------
    >>> of_participants(3, 13), of_participants(1, 1)
    ('3 of 13 participants', '1 of 1 participant')
    """
    return f"{n} of {of} {'participant' if of == 1 else 'participants'}"


def percent(share: float) -> str:
    """Return a share as a percentage; a share that is not nothing is never shown as 0 %.

    Examples
    --------
    >>> percent(0.5), percent(0.001), percent(0), percent(0.999)
    ('50%', '<1%', '0%', '>99%')
    """
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 < share < 1:
        return ">99%"
    return f"{share:.0%}"


def decimal(value: float) -> str:
    """Return a number without needless digits.

    Examples
    --------
    >>> decimal(34.0), decimal(7.25), decimal(-20.04)
    ('34', '7.2', '-20')
    """
    return f"{value:.1f}".removesuffix(".0")
