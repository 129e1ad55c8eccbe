"""CSV: the import, the segments with their themes, the themes, and the tags in long form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxresearch.domain.corpus import Segment
from cxresearch.domain.evidence import spread, support
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import UNSORTED, Membership, Reading
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.cells import Cell, csv_bytes
from cxresearch.exports.quotes import best_first, differently_said, ordered_themes, speaking

IMPORT = (
    "file status reason format encoding language speakers turns participant_words"
    " units_in kept reported joined removed_characters"
).split()
SEGMENTS = "segment source participant turn start end text theme theme_name confidence also reason by".split()
THEMES = "theme name segments participants of stability summary words quote_1 quote_2 quote_3 by parent".split()
TAGS = "segment label probability on by cue text".split()


def tables(reading: Reading, context: ExportContext) -> Mapping[str, bytes]:
    """Return the four tables, rows in canonical order: equal readings give equal bytes.

    Hidden segments are left out. ``turn``, ``start`` and ``end`` are as in the study file: turns counted
    from 0, half-open offsets in Unicode code points into the turn's text.
    """
    return {
        "import.csv": csv_bytes(IMPORT, _imports(context)),
        "segments.csv": csv_bytes(SEGMENTS, _segments(reading)),
        "themes.csv": csv_bytes(THEMES, _themes(reading)),
        "tags.csv": csv_bytes(TAGS, _tags(reading)),
    }


def _imports(context: ExportContext) -> Iterator[list[Cell]]:
    for row in sorted(context.import_rows, key=lambda row: (row.file, row.status, row.reason)):
        yield [getattr(row, column) for column in IMPORT]


def _shown(reading: Reading) -> list[Segment]:
    corpus = reading.corpus
    shown = [segment for segment in corpus.segments if segment.id not in reading.hidden]
    return sorted(shown, key=lambda s: (corpus.source_by_id[s.source].name, s.source, s.turn, s.start, s.id))


def _segments(reading: Reading) -> Iterator[list[Cell]]:
    for segment in _shown(reading):
        source = reading.corpus.source_by_id[segment.source]
        where: list[Cell] = [segment.id, source.name, segment.participant, segment.turn, segment.start, segment.end]
        yield [*where, segment.text, *_placed(reading, reading.memberships.get(segment.id))]


def _placed(reading: Reading, membership: Membership | None) -> list[Cell]:
    if membership is None:
        return ["", "", None, "", "", ""]
    theme = reading.theme_by_key.get(membership.theme) if membership.theme else None
    return [
        membership.theme or UNSORTED,
        theme.name if theme else "Unsorted",
        membership.confidence,
        " ".join(membership.also),
        membership.reason,
        membership.by,
    ]


def _themes(reading: Reading) -> Iterator[list[Cell]]:
    of = len(speaking(reading))
    for theme in ordered_themes(reading):
        members = reading.members[theme.key]
        quotes = [segment.text for segment in spread(differently_said(best_first(reading, theme)), 3)]
        yield [
            theme.key,
            theme.name,
            len(members),
            support(members),
            of,
            theme.stability,
            theme.description or theme.summary,
            ", ".join(theme.words),
            *[*quotes, "", "", ""][:3],
            theme.by,
            theme.parent,
        ]


def _tags(reading: Reading) -> Iterator[list[Cell]]:
    for segment in _shown(reading):
        tags = reading.tags.get(segment.id, {})
        for label in (*LABELS, *sorted(set(tags) - set(LABELS))):
            if label in tags:
                tag = tags[label]
                yield [segment.id, label, tag.probability, tag.on, tag.by, tag.cue, segment.text]


EXPORTER = Exporter("csv", "Tables: import.csv, segments.csv, themes.csv, tags.csv.", tables)
