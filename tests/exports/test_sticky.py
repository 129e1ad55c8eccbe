"""Sticky notes."""

from __future__ import annotations

import csv
import io
from collections import Counter

from cxresearch.domain.quadrant import TITLES
from cxresearch.exports.sticky import NOTES_PER_THEME, sticky_notes
from cxresearch.figures.palette import STICKY
from tests.exports import fixtures


def test_a_wall_can_hold_the_notes_and_each_is_a_segment_of_its_theme() -> None:
    study = fixtures.study(40)
    data = sticky_notes(study, fixtures.context(study))["sticky_notes.csv"]
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    names = {theme.name: theme.key for theme in study.themes}

    assert list(rows[0]) == ["text", "participant", "theme", "label", "colour"]
    assert max(Counter(row["theme"] for row in rows).values()) <= NOTES_PER_THEME
    assert {row["label"] for row in rows} <= {*TITLES.values(), ""}
    assert {row["colour"] for row in rows} <= set(STICKY.values())
    for row in rows:
        members = study.members[names[row["theme"]]]
        assert (row["text"].removeprefix("'"), row["participant"]) in {(s.text, s.participant) for s in members}


def test_a_starred_quote_is_always_on_the_wall() -> None:
    study = fixtures.study(13)
    data = sticky_notes(study, fixtures.context(study))["sticky_notes.csv"].decode("utf-8")

    assert fixtures.EMOJI in data
