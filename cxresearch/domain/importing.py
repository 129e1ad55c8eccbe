"""What became of each file that was given to a study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["read", "unchanged", "new revision", "skipped"]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """The account of one file: what was read from it, or why it was not.

    Attributes
    ----------
    file
        File name, relative to the folder it came from, pseudonymised.
    status
        ``read``, ``unchanged`` (the study had these bytes), ``new revision``, or ``skipped``.
    reason
        Why it was skipped, or what a person should know about it; one plain sentence or empty.
    format, encoding, language
        As recognised.
    speakers
        Who spoke, in words: ``"Ana (participant 0.98); Interviewer (interviewer 0.91)"``.
    turns
        Turns kept.
    participant_words
        White-space separated words spoken by participants.
    units_in, kept, reported, joined
        The balance: units of the file's own kind (captions, paragraphs, lines) that came in, were kept,
        were set aside with a reason, and were joined to the turn before.
    removed_characters
        Control characters and the like that cleaning took out.
    """

    file: str
    status: Status
    reason: str = ""
    format: str = ""
    encoding: str = ""
    language: str = ""
    speakers: str = ""
    turns: int = 0
    participant_words: int = 0
    units_in: int = 0
    kept: int = 0
    reported: int = 0
    joined: int = 0
    removed_characters: int = 0
