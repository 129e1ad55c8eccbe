"""The review list of a study's pseudonyms, as plain values: what is hidden, what is not, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word of the review list stands; `start` and `end` are half-open code points within the turn."""

    source: str
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the review list.

    Attributes
    ----------
    word
        A stand-in such as ``[Person 3]``, or a capitalised word that nothing was put for.
    kind
        ``hidden`` or ``unknown``.
    count, files
        How often it stands in the study, and in how many sources.
    example
        One place with the words around it, as the study holds them.
    decision
        What a person said of it: ``keep``, ``hide``, ``reveal``, or empty while nobody has.
    places
        The first few places where it stands.
    """

    word: str
    kind: Literal["hidden", "unknown"]
    count: int
    files: int
    example: str
    decision: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class ReviewList:
    """The review list as far as the study has been looked through.

    Attributes
    ----------
    rows
        Words that nothing was put for, then stand-ins; of each kind the most frequent first.
    looked, of
        How many turns have been looked through, out of how many.
    researchers
        Who has answered, by name, with the time of their last answer (UTC, ISO 8601).
    """

    rows: tuple[ReviewRow, ...] = ()
    looked: int = 0
    of: int = 0
    researchers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def unknown(self) -> tuple[ReviewRow, ...]:
        """The words that nothing was put for: those a review has to look at."""
        return tuple(row for row in self.rows if row.kind == "unknown")

    @property
    def answered(self) -> int:
        """How many of them a person has looked at."""
        return sum(1 for row in self.unknown if row.decision)

    @property
    def done(self) -> bool:
        """Whether a person has looked at every one of them, in every turn.

        Examples
        --------
        >>> row = ReviewRow("Brightwater", "unknown", 2, 1, "at Brightwater")
        >>> ReviewList((row,), 9, 9).done, ReviewList((), 9, 9).done, ReviewList((), 3, 9).done
        (False, True, False)
        """
        return self.looked >= self.of and self.answered == len(self.unknown)


def veiled(forms: tuple[str, ...]) -> str:
    """Say what a hidden word looks like without saying it: its first letter, its length, how many spellings.

    Enough to tell a product from a person who was meant, not enough to name anybody.

    Examples
    --------
    >>> veiled(("Figma",)), veiled(("Ana", "Ana López")), veiled(())
    ('F…, 5 letters', 'A…, 8 letters in 2 words, 2 spellings', '')
    """
    if not forms:
        return ""
    longest = max(forms, key=lambda form: (len(form), form))
    letters = sum(character.isalnum() for character in longest)
    words = len(longest.split())
    said = f"{longest[:1]}…, {letters} letter{'' if letters == 1 else 's'}"
    said += f" in {words} words" if words > 1 else ""
    return said + (f", {len(forms)} spellings" if len(forms) > 1 else "")
