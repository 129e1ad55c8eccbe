"""What a format hands over before anybody knows who interviewed whom, and the account of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cxresearch.domain.text import clean_text, drops, fold_spaces
from cxresearch.domain.transcript import Balance, Reported

Kind = Literal["speech", "question", "answer", "aside"]
"""What a layout already knows of a turn: ordinary speech, a question, an answer, or words nobody said."""

Style = Literal["", "heading", "strong"]
"""How a word processor set a line: plain, as a heading, or bold from end to end."""


class Line(NamedTuple):
    """One line, sub-line of a paragraph, or table row: the unit a text is counted in.

    `text` is clean but keeps its inner and outer white space, which layouts need (tabs, indents). Where the
    format itself says who speaks (a row of a table), `given` is set and `speaker`, `kind` and times hold it;
    `marks` counts visible characters of the unit that are not in `text`.
    """

    number: int
    text: str
    style: Style = ""
    listed: bool = False
    given: bool = False
    speaker: str | None = None
    kind: Kind = "speech"
    start: float | None = None
    end: float | None = None
    marks: int = 0

    @property
    def blank(self) -> bool:
        """Whether the line holds white space only."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """A turn before its role is known."""

    speaker: str | None
    text: str
    kind: Kind = "speech"
    start: float | None = None
    end: float | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Characters:
    """Where each non-white character of a file went.

    `extracted` counts the characters of the cleaned lines, captions, paragraphs and rows, plus those
    that cleaning dropped. They are `spoken` (in the text of a turn), `reported` (in the text of a report
    line), `dropped` (control and invisible characters) or `structure`: speaker labels, times, caption
    numbers, bullets, markup and the brackets and colons around them.
    """

    extracted: int = 0
    spoken: int = 0
    structure: int = 0
    reported: int = 0
    dropped: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was lost and nothing was counted twice."""
        return self.extracted == self.spoken + self.structure + self.reported + self.dropped


@dataclass(frozen=True)
class Extract:
    """All that one reader found in one file."""

    format: str
    encoding: str
    drafts: tuple[Draft, ...]
    balance: Balance
    characters: Characters
    front: str = ""
    notes: tuple[str, ...] = ()


def visible(text: str) -> int:
    r"""Count the characters that are not white space.

    Examples
    --------
    >>> visible(" a b\n")
    2
    """
    return len("".join(text.split()))


def is_tidy(text: str) -> bool:
    r"""Tell whether `tidy` would leave a text as it is; lines joined by line ends may be asked about at once.

    Examples
    --------
    >>> is_tidy("\tAna:  yes\nP1: ja"), is_tidy("A\u200bna"), is_tidy("Zoe\u0308")
    (True, False, False)
    """
    if text.isascii() and text.isprintable():
        return True
    return not drops(text) and unicodedata.is_normalized("NFC", text)


def tidy_texts(texts: Iterable[str]) -> tuple[tuple[str, ...], int]:
    r"""Clean lines as `tidy` does, and count what was dropped from all of them.

    Examples
    --------
    >>> tidy_texts(["a\u200b", ""])
    (('a', ''), 1)
    """
    texts = tuple(texts)
    if is_tidy("\n".join(texts)):
        return texts, 0
    cleaned = [tidy(text) for text in texts]
    return tuple(text for text, _ in cleaned), sum(dropped for _, dropped in cleaned)


def tidy(text: str) -> tuple[str, int]:
    r"""Clean one line but keep its white space; say how many characters were dropped.

    Examples
    --------
    >>> tidy("\tA\u200bna:  yes")
    ('\tAna:  yes', 1)
    """
    if is_tidy(text):
        return text, 0
    cleaned, dropped = clean_text(text)
    if not dropped and cleaned.split() == text.split():
        return text, 0
    parts: list[str] = []
    dropped = 0
    word: list[str] = []
    for character in [*text, " "]:
        if not character.isspace():
            word.append(character)
            continue
        if word:
            cleaned, lost = clean_text("".join(word))
            parts.append(cleaned)
            dropped += lost
            word = []
        parts.append("\t" if character == "\t" else " ")
    return "".join(parts[:-1]), dropped


@dataclass
class Gathering:
    """Collects turns and reports while a layout is read, and keeps the account of units and characters.

    Every unit is handed in once: with `keep`, whose characters outside `speech` are structure, or with
    `report`. Text of one turn that comes in pieces is joined with one blank.
    """

    dropped: int = 0
    drafts: list[Draft] = field(default_factory=list)
    reported: list[Reported] = field(default_factory=list)
    kept: int = 0
    structure: int = 0
    _open: Draft | None = None
    _words: list[str] = field(default_factory=list)
    _empty: list[tuple[int | None, str]] = field(default_factory=list)
    _end: float | None = None
    _count: int = 0

    def begin(
        self,
        speaker: str | None,
        *,
        kind: Kind = "speech",
        start: float | None = None,
        end: float | None = None,
        line: int | None = None,
    ) -> None:
        """Open a turn; what was open is closed."""
        self.close()
        self._open = Draft(speaker, "", kind, start, end, line)

    def keep(self, number: int | None, text: str, speech: str, *, end: float | None = None) -> None:
        """Count a unit in and add its speech to the open turn (opened for nobody where there is none)."""
        if self._open is None:
            self.begin(None, line=number)
        speech = fold_spaces(speech)
        if not speech and not self._words:
            self._empty.append((number, text))
            return
        if self._empty:
            self._settle()
        self.kept += 1
        self._say(text, speech)
        if end is not None:
            self._end = end

    def keep_rest(self, text: str, speech: str) -> None:
        """Add the second half of a unit that `keep` has counted, such as the answer behind a question."""
        self._say(text, fold_spaces(speech))

    def _say(self, text: str, speech: str) -> None:
        blanks = speech.count(" ")  # the only white space in it
        self.structure += visible(text) - (len(speech) - blanks)
        if speech:
            self._words.append(speech)
            self._count += blanks + 1

    def report(self, number: int | None, reason: str, text: str) -> None:
        """Count a unit in and set it aside."""
        self.reported.append(Reported(number, reason, fold_spaces(text)))

    def close(self, reason: str = "a speaker label or time without words") -> None:
        """End the open turn; labels that nobody's words followed are reported."""
        if self._open is not None and self._words:
            turn = self._open
            end = turn.end if self._end is None else self._end
            self.drafts.append(Draft(turn.speaker, " ".join(self._words), turn.kind, turn.start, end, turn.line))
        for number, text in self._empty:
            self.report(number, reason, text)
        self._open, self._words, self._empty, self._end, self._count = None, [], [], None, 0

    @property
    def speaker(self) -> str | None:
        """The speaker of the open turn."""
        return self._open.speaker if self._open else None

    @property
    def kind(self) -> Kind | None:
        """The kind of the open turn, or None where no turn is open."""
        return self._open.kind if self._open else None

    @property
    def speaking(self) -> bool:
        """Whether a turn is open."""
        return self._open is not None

    @property
    def said(self) -> str:
        """The words of the open turn so far (its last piece only)."""
        return self._words[-1] if self._words else ""

    @property
    def words(self) -> int:
        """How many words the open turn has."""
        return self._count

    @property
    def size(self) -> int:
        """How many pieces the open turn has."""
        return len(self._words)

    def _settle(self) -> None:
        self.kept += len(self._empty)
        self.structure += sum(visible(text) for _, text in self._empty)
        self._empty = []

    def finish(
        self,
        *,
        format: str,  # noqa: A002
        encoding: str,
        front: str = "",
        notes: Iterable[str] = (),
    ) -> Extract:
        """Close the account."""
        self.close()
        ordered = sorted(self.reported, key=lambda r: (r.line is None, r.line or 0))
        spoken = sum(visible(draft.text) for draft in self.drafts)
        aside = sum(visible(report.text) for report in ordered)
        total = spoken + aside + self.structure + self.dropped
        return Extract(
            format=format,
            encoding=encoding,
            drafts=tuple(self.drafts),
            balance=Balance(self.kept + len(ordered), self.kept, tuple(ordered)),
            characters=Characters(total, spoken, self.structure, aside, self.dropped),
            front=front,
            notes=tuple(notes),
        )


def joined(found: Sequence[Extract], *, first: bool = False) -> Extract:
    """Join what was found in several parts of a file into one account.

    Parameters
    ----------
    found
        At least one.
    first
        Whether the notes of the first are kept alone.
    """
    reported = tuple(report for one in found for report in one.balance.reported)
    sums: Counter[str] = Counter()
    for one in found:
        for count in ("extracted", "spoken", "structure", "reported", "dropped"):
            sums[count] += getattr(one.characters, count)
    kept = sum(one.balance.kept for one in found)
    return Extract(
        format=found[0].format,
        encoding=found[0].encoding,
        drafts=tuple(draft for one in found for draft in one.drafts),
        balance=Balance(kept + len(reported), kept, reported),
        characters=Characters(**sums),
        front="",
        notes=found[0].notes if first else tuple(dict.fromkeys(note for one in found for note in one.notes)),
    )
