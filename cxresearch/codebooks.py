"""The codebook of a study: a researcher's own codes, in a tree, and the words they are on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cxresearch.deciding import Deciding
from cxresearch.domain import editing_codes
from cxresearch.domain.decision import Decision
from cxresearch.domain.reading import Code, Coding, Memo
from cxresearch.domain.spans import codings_of

if TYPE_CHECKING:
    import pandas as pd


class Codebook:
    """The codes of a study, and what is done with them.

    A code is named by its key, by its path such as ``"Trust/Banks"``, or by its name where only one has it.
    Every change is a decision of the study: `Study.undo` takes it back.

    Parameters
    ----------
    study
        The study; `Study.codebook` gives its codebook.
    """

    def __init__(self, study: Deciding) -> None:
        self._study = study

    # ── what there is ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes, each right before those below it."""
        return self._study.reading().codes

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Every code on a span of text, by source and place."""
        return self._study.reading().codings

    @property
    def deleted(self) -> tuple[Code, ...]:
        """Codes that were deleted and can be restored."""
        return self._study.reading().deleted_codes

    @property
    def frame(self) -> pd.DataFrame:
        """A row per code: path, what it is for, how many codings, segments and participants."""
        from cxresearch import frames

        return frames.codes(self._study.reading())

    def __getitem__(self, code: str) -> Code:
        return editing_codes.code_of(self._study.reading(), code)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __repr__(self) -> str:
        reading = self._study.reading()
        lines = [
            f"{'  ' * code.path.count('/')}{code.name}: {len(codings_of(reading, code.key))}" for code in reading.codes
        ]
        return "\n".join([f"Codebook: {len(reading.codes)} codes, {len(reading.codings)} codings", *lines])

    def quotes(self, code: str, *, below: bool = False) -> tuple[Coding, ...]:
        """Return what is coded with a code, with `below` also with the codes under it."""
        return codings_of(self._study.reading(), self[code].key, below=below)

    def memos(self, code: str) -> tuple[Memo, ...]:
        """Return the memos on a code, those of codes merged into it among them."""
        return self._study.reading().memos_on(self[code].key)

    # ── codes ────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(
        self,
        name: str,
        *,
        under: str | None = None,
        description: str = "",
        include: str = "",
        exclude: str = "",
        colour: str = "",
    ) -> Decision:
        """Add a code; ``add("Trust/Banks")`` and ``add("Banks", under="Trust")`` say the same.

        Parameters
        ----------
        name
            What it is called; siblings have different names.
        under
            The code above it.
        description, include, exclude
            What it is about, what is to be coded so, and what is not.
        colour
            ``#rrggbb``.
        """
        return self._study.write(
            editing_codes.new(
                self._study.reading(),
                name,
                under=under,
                description=description,
                include=include,
                exclude=exclude,
                colour=colour,
            )
        )

    def rename(self, code: str, name: str) -> Decision:
        """Give a code another name, everywhere."""
        return self._edit(code, "name", name)

    def describe(self, code: str, text: str) -> Decision:
        """Write what a code is about."""
        return self._edit(code, "description", text)

    def include(self, code: str, text: str) -> Decision:
        """Write what is to be coded so."""
        return self._edit(code, "include", text)

    def exclude(self, code: str, text: str) -> Decision:
        """Write what is not to be coded so."""
        return self._edit(code, "exclude", text)

    def colour(self, code: str, value: str) -> Decision:
        """Give a code a colour, ``#rrggbb``; an empty one takes it away."""
        return self._edit(code, "colour", value)

    def _edit(self, code: str, field: str, value: str) -> Decision:
        return self._study.write(editing_codes.edit(self._study.reading(), code, field, value))

    def move(self, code: str, under: str | None = None) -> Decision:
        """Put a code under another one, or to the top; what is below it comes along."""
        return self._study.write(editing_codes.move(self._study.reading(), code, under))

    def merge(self, into: str, *others: str) -> Decision:
        """Merge codes into the first one named; codings and memos come along."""
        return self._study.write(editing_codes.merge(self._study.reading(), into, others))

    def delete(self, code: str) -> Decision:
        """Delete a code with its codings; what stands below it moves up, and `restore` brings all back."""
        return self._study.write(editing_codes.delete(self._study.reading(), code))

    def restore(self, code: str) -> Decision:
        """Bring a deleted code back with its codings, given by key or the name it had."""
        return self._study.write(editing_codes.restore(self._study.reading(), code))

    def memo(self, code: str, text: str) -> Decision:
        """Write a note on a code."""
        return self._study.memo(self[code].key, text)

    # ── codings ──────────────────────────────────────────────────────────────────────────────────────────────────

    def apply(self, code: str, target: str, start: int | None = None, end: int | None = None) -> Decision:
        """Put a code on a segment, or on any span of a source's text, whoever speaks; spans may overlap.

        Parameters
        ----------
        target
            Id of a segment; or id or name of a source, with `start` and `end`.
        start, end
            Half-open, in code points of the source's text (`cxresearch.domain.spans.text_of`).
        """
        study = self._study
        return study.write(editing_codes.apply(study.reading(), code, target, start, end, by=study.researcher))

    def remove(self, coding: str) -> Decision:
        """Take a code off the words it is on, given by the key of the coding."""
        return self._study.write(editing_codes.remove(self._study.reading(), coding))

    def recode(self, coding: str, code: str) -> Decision:
        """Put another code on the words of a coding."""
        return self._study.write(editing_codes.recode(self._study.reading(), coding, code))
