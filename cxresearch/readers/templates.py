"""What stands word for word in many files of a batch is a template: prompts and headings, not a participant's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cxresearch.domain.transcript import Transcript, Turn

FILES = 3
"""In how many files of a batch words must stand to be a template."""
SHARE = 0.3
"""In what share of the files of the batch."""
WORDS = 4
"""How many words they must have: short answers repeat by themselves."""


def without_templates(transcripts: Sequence[Transcript]) -> list[Transcript]:
    """Take turns of participants that repeat word for word over a batch for what they are: nobody's words.

    Only turns of one line without their own speaker label can be templates; what a labelled participant says
    stays, however often others say it too.

    Examples
    --------
    >>> ask = Turn(None, "Please find the opening hours.", "participant")
    >>> batch = [Transcript("text", "utf-8", "en", (ask, Turn(None, said, "participant"))) for said in "abc"]
    >>> [turn.role for turn in without_templates(batch)[0].turns]
    ['other', 'participant']
    """
    seen: Counter[str] = Counter()
    for transcript in transcripts:
        seen.update({_form(turn.text) for turn in transcript.turns if _may_be(turn)})
    enough = max(FILES, SHARE * len(transcripts))
    often = {form for form, count in seen.items() if count >= enough}
    return [_marked(transcript, often) for transcript in transcripts] if often else list(transcripts)


def _may_be(turn: Turn) -> bool:
    return turn.speaker is None and turn.role == "participant" and len(turn.text.split()) >= WORDS


def _form(text: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", text.casefold()).split())


def _marked(transcript: Transcript, often: set[str]) -> Transcript:
    turns = tuple(
        replace(turn, role="other") if _may_be(turn) and _form(turn.text) in often else turn
        for turn in transcript.turns
    )
    changed = sum(one is not other for one, other in zip(turns, transcript.turns, strict=True))
    if not changed:
        return transcript
    note = f"{changed} turns stand word for word in other files too and were taken for prompts."
    return replace(transcript, turns=turns, notes=(*transcript.notes, note))
