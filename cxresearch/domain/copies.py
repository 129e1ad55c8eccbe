"""Copies of one study that went different ways, and how their decisions become one history again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cxresearch.domain.decision import Decision
from cxresearch.domain.reading import Conflict, Orphan


def in_order(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return decisions in the order in which they count, numbered from 1.

    A decision's UUID is higher than that of every decision its researcher could know of, so the order of UUIDs
    is one that every copy of a study arrives at, whichever took in which and in whatever order; undo comes after
    what it undoes. In a study that has taken in no copy it is the order in which decisions were written down.

    Parameters
    ----------
    decisions
        As they are written down, each once.

    Examples
    --------
    >>> here = Decision(2, "018c", "", "Ana", "memo", "x", {"text": "second"})
    >>> taken_in = Decision(3, "018b", "", "Ben", "memo", "x", {"text": "first"})
    >>> [(d.number, d.uuid) for d in in_order((Decision(1, "018a", "", "Ana", "memo", "x"), here, taken_in))]
    [(1, '018a'), (2, '018b'), (3, '018c')]
    """
    if all(one.uuid < other.uuid and one.number + 1 == other.number for one, other in pairwise(decisions)):
        return tuple(decisions)
    placed = sorted(decisions, key=lambda decision: decision.uuid)
    return tuple(
        decision if decision.number == number else replace(decision, number=number)
        for number, decision in enumerate(placed, start=1)
    )


def union(*copies: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return what was decided in any of several copies, each decision once, in the order in which they count."""
    found: dict[str, Decision] = {}
    for decisions in copies:
        for decision in decisions:
            found.setdefault(decision.uuid, decision)
    return in_order(tuple(found.values()))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a study took in from a copy of it.

    Attributes
    ----------
    copy
        Name of the file.
    decisions
        How many decisions were new here.
    researchers
        Whose they are.
    sources
        Names of the interviews that only the copy held.
    changed
        Names of the interviews whose text was newer in the copy, or changed in both.
    runs
        How many analysis runs were new here.
    conflicts, orphans
        Those that there were not before.
    notes
        What a person should look at, in sentences.
    """

    copy: str
    decisions: int = 0
    researchers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    runs: int = 0
    conflicts: tuple[Conflict, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        whose = f" by {', '.join(self.researchers)}" if self.researchers else ""
        lines = [f"Taken in from {self.copy}: {counted(self.decisions, 'decision')}{whose}."]
        if self.sources:
            lines.append(f"New interviews: {', '.join(self.sources)}.")
        if self.changed:
            lines.append(f"Text taken over: {', '.join(self.changed)}.")
        if self.runs:
            lines.append(f"New analysis runs: {self.runs}.")
        if self.conflicts:
            lines.append(f"{counted(len(self.conflicts), 'conflict')} to settle; see study.reading().conflicts.")
        if self.orphans:
            lines.append(f"{counted(len(self.orphans), 'orphan')} to place again; see study.reading().orphans.")
        return "\n".join([*lines, *self.notes])


def counted(n: int, word: str) -> str:
    """Return a number with its word, in the plural where it is not one."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
