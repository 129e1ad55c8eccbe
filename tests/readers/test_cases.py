"""Small invented transcripts in many layouts, each beside what must be read from it.

A line of an ``.expected`` file is ``line · speaker · role · start · text`` for a turn, and
``! line · reason · text`` for a report.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxresearch.domain.transcript import Transcript
from cxresearch.readers import account, read

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for path in CASES.iterdir() if path.suffix != ".expected")

COUNTED_BY_FIELD = {"json", "html"}
"""Formats whose file holds more than text: braces, tags, numbers that are no part of a transcript."""


def render(transcript: Transcript) -> str:
    rows = [f"{transcript.format} {transcript.language}"]
    rows += [
        f"{t.line} · {t.speaker or ''} · {t.role} · {'' if t.start is None else t.start} · {t.text}"
        for t in transcript.turns
    ]
    rows += [f"! {r.line} · {r.reason} · {r.text}" for r in transcript.balance.reported]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reads_as_expected(path: Path) -> None:
    transcript = read(path)

    assert render(transcript) == path.with_name(path.name + ".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_unit_and_character_is_accounted_for(path: Path) -> None:
    transcript = read(path)
    characters = account(path)

    assert transcript.balance.holds
    assert characters.holds
    assert characters.spoken == sum(len("".join(turn.text.split())) for turn in transcript.turns)
    if transcript.format not in COUNTED_BY_FIELD:
        assert characters.extracted == len("".join(path.read_text(encoding="utf-8").split()))
