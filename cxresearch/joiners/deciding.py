"""What a researcher can decide: each method asks an editing rule for a decision and writes it down."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from cxresearch.domain import editing, editing_speakers
from cxresearch.domain.decision import Decision
from cxresearch.domain.persona import Persona
from cxresearch.domain.reading import Memo, Orphan, Reading


class Deciding(ABC):
    """The decisions of a study; `Study` adds the file that they are written to."""

    researcher: str
    """Who is working; every decision carries it."""

    @abstractmethod
    def reading(self, *, as_of: int | None = None) -> Reading:
        """Return what stands now."""

    @property
    @abstractmethod
    def personas(self) -> tuple[Persona, ...]:
        """The personas as they stand."""

    @property
    @abstractmethod
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision ever made in this study, in order."""

    @abstractmethod
    def write_all(self, intents: Sequence[editing.Intent]) -> tuple[Decision, ...]:
        """Write several decisions down in one go: all are on disk when this returns, or none."""

    def write(self, intent: editing.Intent) -> Decision:
        """Write one decision down; it is on disk when this returns."""
        return self.write_all([intent])[0]

    def rename(self, theme: str, name: str) -> Decision:
        """Rename a theme, given by key or present name."""
        return self.write(editing.rename(self.reading(), theme, name))

    def describe_theme(self, theme: str, text: str) -> Decision:
        """Write what a theme is about."""
        return self.write(editing.describe(self.reading(), theme, text))

    def merge(self, into: str, *others: str) -> Decision:
        """Merge themes into the first one named."""
        return self.write(editing.merge(self.reading(), into, others))

    def split(self, theme: str, parts: Mapping[str, Sequence[str]], *, below: bool = False) -> Decision:
        """Split quotes off a theme: new name to segment ids; with `below`, into sub-themes."""
        return self.write(editing.split(self.reading(), theme, parts, below=below))

    def new_theme(self, name: str, segments: Sequence[str]) -> Decision:
        """Make a theme of chosen quotes."""
        return self.write(editing.new_theme(self.reading(), name, segments))

    def delete_theme(self, theme: str) -> Decision:
        """Delete a theme; its quotes go to the unsorted pile, and undo brings it back."""
        return self.write(editing.delete_theme(self.reading(), theme))

    def restore_theme(self, theme: str) -> Decision:
        """Bring a deleted theme back, given by key or the name it had; see ``study.reading().deleted``."""
        return self.write(editing.restore_theme(self.reading(), theme))

    def colour_theme(self, theme: str, value: str) -> Decision:
        """Give a theme a colour, ``#rrggbb``; an empty one takes it away."""
        return self.write(editing.colour_theme(self.reading(), theme, value))

    def seed(self, theme: str, words: Sequence[str]) -> Decision:
        """Say which words a theme is about; the next `theme()` looks for it there."""
        return self.write(editing.seed(self.reading(), theme, words))

    def keep_together(self, *segments: str) -> Decision:
        """Say that quotes belong in one theme, now and after every re-run."""
        return self.write(editing.link(self.reading(), segments, together=True))

    def keep_apart(self, *segments: str) -> Decision:
        """Say that quotes belong in different themes, each in its own, now and after every re-run."""
        return self.write(editing.link(self.reading(), segments, together=False))

    def move(self, segment: str, theme: str) -> Decision:
        """Move a quote to a theme, or to ``"unsorted"``; no re-run moves it away."""
        return self.write(editing.move(self.reading(), segment, theme))

    def pin(self, segment: str) -> Decision:
        """Pin a quote to the theme it is in."""
        return self.write(editing.pin(self.reading(), segment))

    def unpin(self, segment: str) -> Decision:
        """Leave a quote that was moved or pinned to the model again."""
        return self.write(editing.unpin(self.reading(), segment))

    def star(self, segment: str, value: bool = True) -> Decision:
        """Star a quote, so that exports prefer it."""
        return self.write(editing.switch(self.reading(), segment, "star", value))

    def hide(self, segment: str, value: bool = True) -> Decision:
        """Hide a quote from themes, personas and exports; it stays in the transcript."""
        return self.write(editing.switch(self.reading(), segment, "hide", value))

    def set_tag(self, segment: str, label: str, value: bool | None = True) -> Decision:
        """Set a label on a segment, take it away (False), or leave it to the model again (None)."""
        return self.write(editing.set_tag(self.reading(), segment, label, value))

    def edit_persona(self, persona: str, field: str, value: Any) -> Decision:
        """Write a field of a persona by hand."""
        return self.write(editing.edit_persona(self.personas, persona, field, value))

    def assign(self, participant: str, persona: str) -> Decision:
        """Put a participant under a persona."""
        return self.write(editing.assign(self.reading(), self.personas, participant, persona))

    def set_role(self, source: str, speaker: str, role: str) -> Decision:
        """Say that a speaker of a source is a participant, an interviewer or something else."""
        return self.write(editing.set_role(self.reading(), source, speaker, role))

    def set_participant(self, source: str, speaker: str, participant: str) -> Decision:
        """Say which participant a speaker of a source is (``P4``); two speakers of one id are one person."""
        return self.write(editing_speakers.set_participant(self.reading(), source, speaker, participant))

    def memo(self, target: str, text: str) -> Decision:
        """Write a note on anything that has a key or an id: a segment, theme, code, coding, source and so on."""
        return self.write(editing.memo(self.reading(), target, text, self.decisions))

    def remove_memo(self, memo: Memo) -> Decision:
        """Take a memo away; it stays in the history."""
        return self.write(editing.remove_memo(self.reading(), memo.decision))

    def place_orphan(self, orphan: Orphan, target: str) -> Decision:
        """Place an orphan of ``study.reading().orphans`` again: at a segment, or a lost theme's at a theme."""
        return self.write(editing.place_orphan(self.reading(), orphan, target))

    def settle(self, target: str, field: str, value: Any) -> Decision:
        """Say what holds where people differ about a field; see ``study.reading().conflicts`` for both."""
        return self.write(editing.settle(self.reading(), target, field, value))

    def undo(self, decision: Decision | None = None, *, together: bool = False) -> Decision:
        """Take back a decision (default: the last one in force).

        Parameters
        ----------
        decision
            Which one.
        together
            Take back the later decisions that rest on it as well; without it such an undo is refused.
        """
        return self.write(editing.undo(self.decisions, decision, together=together))

    def redo(self) -> Decision:
        """Bring back what the last undo took away."""
        return self.write(editing.redo(self.decisions))
