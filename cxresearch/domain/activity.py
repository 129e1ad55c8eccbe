"""Who decided what and when, in plain sentences: what was before, what came after, and what was suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxresearch.domain.decision import Decision, in_force
from cxresearch.domain.reading import Reading
from cxresearch.domain.telling import Said, Told


@dataclass(frozen=True, slots=True)
class Activity:
    """One decision as a researcher would tell it.

    Attributes
    ----------
    number, uuid, time, researcher, kind
        As in the decision.
    sentence
        Who did what, with the names that things had at the time.
    before, after
        What the decision replaced and by what, where it gave something another value: a name, a theme, yes or no.
    suggested
        Whether what was there before was what the model suggested, rather than somebody's word.
    run
        The analysis run on screen at the time, or empty.
    quote
        The words it is about.
    in_force
        Whether it holds today.
    undone_by
        Number of the decision that took it back, or None.
    """

    number: int
    uuid: str
    time: str
    researcher: str
    kind: str
    sentence: str
    before: str
    after: str
    suggested: bool
    run: str
    quote: str
    in_force: bool
    undone_by: int | None

    @property
    def deed(self) -> str:
        """The sentence without who did it, for where that stands beside it already."""
        words = self.sentence[len(self.researcher) + 1 : -1]
        return words[:1].upper() + words[1:]


def sentences(
    reading: Reading,
    decisions: Sequence[Decision],
    *,
    suggested: Reading | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Activity, ...]:
    """Put every decision into a sentence.

    Parameters
    ----------
    reading
        What stands, for the words of segments and the names of interviews.
    decisions
        All of them, in order.
    suggested
        The reading without any decision, for what the model called and put where.
    names
        Names of what has none in a reading: personas by key.

    Returns
    -------
    tuple of Activity
        One for each decision, in order.
    """
    told = Told(reading, suggested or reading, dict(names or {}), {decision.uuid: decision for decision in decisions})
    found: list[tuple[Decision, Said]] = []
    undone_by: dict[str, int] = {}
    for decision in decisions:
        found.append((decision, told.tell(decision)))
        if decision.kind == "undo":
            undone_by |= dict.fromkeys(decision.payload["decisions"], decision.number)
    standing = {decision.uuid for decision in in_force(decisions)}
    standing |= {d.uuid for d in decisions if d.kind == "undo" and told.alive.get(d.uuid, True)}
    return tuple(
        Activity(
            number=decision.number,
            uuid=decision.uuid,
            time=decision.time,
            researcher=decision.researcher,
            kind=decision.kind,
            sentence=f"{decision.researcher} {said.words}.",
            before=said.before,
            after=said.after,
            suggested=said.suggested,
            run=decision.run or "",
            quote=decision.quote,
            in_force=decision.uuid in standing,
            undone_by=None if decision.uuid in standing else undone_by.get(decision.uuid),
        )
        for decision, said in found
    )
