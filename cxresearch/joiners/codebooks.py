"""The codebook of a study: a researcher's own codes, in a tree, and the words they are on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cxresearch.domain import editing_codes
from cxresearch.domain.coding import CodeSuggestion, CodeSuggestions, suggest
from cxresearch.domain.corpus import Segment
from cxresearch.domain.decision import Decision
from cxresearch.domain.editing import Intent
from cxresearch.domain.identity import checksum
from cxresearch.domain.reading import Code, Coding, Memo, Reading
from cxresearch.domain.searching import WordIndex, terms_of
from cxresearch.domain.spans import codings_by_segment, codings_of
from cxresearch.errors import InputError
from cxresearch.joiners import analysing
from cxresearch.joiners.deciding import Deciding

if TYPE_CHECKING:
    import pandas as pd

LIKE = 0.2
"""Least similarity (cosine of sentence vectors) at which a segment is suggested for being like a coded one."""


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
        from cxresearch.joiners import frames

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

    # ── code everything like this ────────────────────────────────────────────────────────────────────────────────

    def suggest(
        self,
        code: str,
        *,
        word: str | None = None,
        pattern: str | None = None,
        like: str | None = None,
        at_most: int = 50,
    ) -> CodeSuggestions:
        r"""Suggest segments for a code; nothing is coded until `accept`.

        Without further arguments these are the segments most like what is coded with it already. Segments that
        carry the code, and hidden ones, are left out.

        Parameters
        ----------
        code
            Which code.
        word
            Segments that say this: words (all of them), ``"a phrase"``, ``begin*``, ``-without``, ``this OR that``.
        pattern
            Segments in which this regular expression matches, such as ``r"\bbills?\b"``.
        like
            Segments like this one, given by its id, or like this text.
        at_most
            How many of the surest to return.

        Raises
        ------
        InputError
            When nothing is coded so far to compare with, or a pattern is none or takes too long.
        """
        reading = self._study.reading()
        found = editing_codes.code_of(reading, code)
        covered = codings_by_segment(reading)
        free = [
            segment
            for segment in reading.corpus.segments
            if segment.id not in reading.hidden and all(c.code != found.key for c in covered.get(segment.id, ()))
        ]
        if word is not None:
            scored = _by_word(free, word)
        elif pattern is not None:
            scored = _by_pattern(free, pattern)
        else:
            scored = _by_likeness(reading, free, self._examples(found, like))
        return suggest(found.key, found.name, scored, at_most=at_most)

    def _examples(self, code: Code, like: str | None) -> list[str]:
        """Return the texts that suggestions are to be like."""
        reading = self._study.reading()
        if like is not None:
            known = reading.corpus.resolve(like)
            return [reading.corpus.segment_by_id[known].text if known else like]
        examples = [coding.quote for coding in codings_of(reading, code.key)]
        if not examples:
            raise InputError(
                f"Nothing is coded {code.name!r} yet; code a few segments first, or search with word or pattern."
            )
        return examples

    def accept(self, *suggestions: CodeSuggestion | CodeSuggestions) -> tuple[Decision, ...]:
        """Code what was suggested: single suggestions, or all of a list; `Study.undo` takes them back together."""
        study = self._study
        reading = study.reading()
        chosen = [s for given in suggestions for s in (given if isinstance(given, CodeSuggestions) else (given,))]
        batch = f"batch-{checksum([study.researcher, reading.as_of])}"
        intents: list[Intent] = []
        for code in dict.fromkeys(suggestion.code for suggestion in chosen):
            key = editing_codes.code_of(reading, code).key
            segments = [suggestion.segment for suggestion in chosen if suggestion.code == code]
            intents += editing_codes.apply_all(reading, key, segments, by=study.researcher, batch=batch)
        return study.write_all(intents)

    # ── themes and codes ─────────────────────────────────────────────────────────────────────────────────────────

    def from_theme(self, theme: str, *, under: str | None = None) -> tuple[Decision, ...]:
        """Make a code of a theme, on every quote it has; the theme stays. The first decision makes the code."""
        study = self._study
        return study.write_all(editing_codes.from_theme(study.reading(), theme, under=under, by=study.researcher))

    def theme_from_code(self, code: str, *, below: bool = False) -> tuple[Decision, ...]:
        """Make a theme of the quotes that a code is on, with `below` also of those under it; the code stays."""
        study = self._study
        return study.write_all(editing_codes.to_theme(study.reading(), code, below=below))


Scored = list[tuple[float, str, str, str, str]]
"""Score, segment id, quote, participant, why."""


def _by_word(segments: Sequence[Segment], word: str) -> Scored:
    wanted = terms_of(word)
    found = WordIndex([segment.text for segment in segments]).find(wanted)
    return [(1.0, s.id, s.text, s.participant, f"says {word}") for s in (segments[row] for row in found)]


def _by_pattern(segments: Sequence[Segment], pattern: str) -> Scored:
    from cxresearch.analysis.matching import match_pattern

    spans = match_pattern(pattern, [segment.text for segment in segments])
    return [
        (1.0, s.id, s.text, s.participant, f"matches: {s.text[span[0] : span[1]]}")
        for s, span in zip(segments, spans, strict=True)
        if span is not None
    ]


def _by_likeness(reading: Reading, segments: Sequence[Segment], examples: Sequence[str]) -> Scored:
    near = analysing.nearest(reading, [segment.text for segment in segments], examples)
    return [
        (score, s.id, s.text, s.participant, f"like: {example}")
        for s, (score, example) in zip(segments, near, strict=True)
        if score >= LIKE
    ]
