"""Sticky notes for a whiteboard tool: one row for each note, few enough for a wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxresearch.domain.evidence import spread
from cxresearch.domain.quadrant import LABELS, TITLES
from cxresearch.domain.reading import Reading
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.cells import Cell, csv_bytes
from cxresearch.exports.quotes import best_first, differently_said, ordered_themes
from cxresearch.figures.palette import STICKY

NOTES_PER_THEME = 12
"""More notes than this on one theme cannot be sorted by hand in a workshop; the rest are in segments.csv."""

HEADER = "text participant theme label colour".split()


def sticky_notes(reading: Reading, _context: ExportContext) -> Mapping[str, bytes]:
    """Return ``sticky_notes.csv``: the best quotes of every theme, each participant once before anybody twice.

    A note has the colour of its most probable label; a note without a label is plain yellow.
    """
    return {"sticky_notes.csv": csv_bytes(HEADER, _notes(reading))}


def _notes(reading: Reading) -> Iterator[list[Cell]]:
    for theme in ordered_themes(reading):
        for segment in spread(differently_said(best_first(reading, theme)), NOTES_PER_THEME):
            label = _strongest(reading, segment.id)
            yield [
                segment.text,
                segment.participant,
                theme.name,
                TITLES.get(label, label),
                STICKY.get(label, STICKY[""]),
            ]


def _strongest(reading: Reading, segment: str) -> str:
    """Return the label on a segment that a person set, or else the most probable one; empty when there is none."""
    tags = reading.tags.get(segment, {})
    on = [label for label in LABELS if label in tags and tags[label].on]
    return max(on, key=lambda label: _weight(tags[label].probability), default="")


def _weight(probability: float | None) -> float:
    return 1.0 if probability is None else probability


EXPORTER = Exporter("sticky-csv", "Sticky notes for whiteboard tools: sticky_notes.csv.", sticky_notes)
