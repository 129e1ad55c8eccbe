"""What could be coded like this: suggestions for a code, to be accepted one by one or all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CodeSuggestion:
    """A segment that a code may fit: the words, why, and how surely (0–1; 1 where words or a pattern were found)."""

    code: str
    segment: str
    quote: str
    participant: str
    why: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, repr=False)
class CodeSuggestions(Sequence[CodeSuggestion]):
    """Suggestions for one code, surest first. Nothing is coded until they are accepted."""

    name: str
    found: tuple[CodeSuggestion, ...] = ()
    more: int = 0

    @overload
    def __getitem__(self, index: int) -> CodeSuggestion: ...

    @overload
    def __getitem__(self, index: slice) -> CodeSuggestions: ...

    def __getitem__(self, index: int | slice) -> CodeSuggestion | CodeSuggestions:
        return CodeSuggestions(self.name, self.found[index]) if isinstance(index, slice) else self.found[index]

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[CodeSuggestion]:
        return iter(self.found)

    def __repr__(self) -> str:
        further = f", and {self.more} more" if self.more else ""
        lines = [f"{len(self.found)} suggestions for {self.name!r}{further}"]
        lines += [f"  {s.score:.2f} {s.participant}: {s.quote} ({s.why})" for s in self.found[:_SHOWN]]
        if len(self.found) > _SHOWN:
            lines.append(f"  {len(self.found) - _SHOWN} further ones")
        return "\n".join(lines)


def suggest(
    code: str, name: str, scored: Sequence[tuple[float, str, str, str, str]], *, at_most: int
) -> CodeSuggestions:
    """Order candidates (score, segment, quote, participant, why): surest first, else as they came.

    Examples
    --------
    >>> suggest("c-1", "Price", [(0.4, "s1", "Too much.", "P1", "alike"), (0.9, "s2", "So dear.", "P2", "alike")],
    ...         at_most=1)
    1 suggestions for 'Price', and 1 more
      0.90 P2: So dear. (alike)
    """
    order = sorted(range(len(scored)), key=lambda row: (-scored[row][0], row))
    found = tuple(
        CodeSuggestion(code, segment, quote, who, why, round(score, 3))
        for score, segment, quote, who, why in (scored[row] for row in order[:at_most])
    )
    return CodeSuggestions(name, found, max(0, len(scored) - at_most))
