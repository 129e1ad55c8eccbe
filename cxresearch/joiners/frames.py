"""A reading as pandas frames, for people who like to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxresearch.domain.evidence import support
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Reading
from cxresearch.domain.spans import codings_by_segment, codings_of

if TYPE_CHECKING:
    import pandas as pd


def segments(reading: Reading) -> pd.DataFrame:
    """Return a row per segment: who said what, in which theme, with which labels (True or False, a column each)."""
    import pandas as pd

    rows = []
    for segment in reading.corpus.segments:
        membership = reading.memberships.get(segment.id)
        theme = reading.theme_by_key.get(membership.theme) if membership and membership.theme else None
        labels = set(reading.labels(segment.id))
        rows.append(
            {
                "segment": segment.id,
                "participant": segment.participant,
                "source": reading.corpus.source_by_id[segment.source].name,
                "turn": segment.turn,
                "text": segment.text,
                "asked": segment.asked,
                "theme": theme.name if theme else None,
                "confidence": membership.confidence if membership else None,
                **{label: label in labels for label in LABELS},
            }
        )
    columns = ["segment", "participant", "source", "turn", "text", "asked", "theme", "confidence", *LABELS]
    return pd.DataFrame(rows, columns=columns).set_index("segment")


def themes(reading: Reading) -> pd.DataFrame:
    """Return a row per theme: name, summary, segments, participants, stability, and whose word the name is."""
    import pandas as pd

    rows = [
        {
            "theme": theme.key,
            "name": theme.name,
            "segments": len(reading.members.get(theme.key, ())),
            "participants": support(reading.members.get(theme.key, ())),
            "stability": theme.stability,
            "summary": theme.summary,
            "by": theme.by,
        }
        for theme in reading.themes
    ]
    columns = ["theme", "name", "segments", "participants", "stability", "summary", "by"]
    return pd.DataFrame(rows, columns=columns).set_index("theme")


def participants(reading: Reading) -> pd.DataFrame:
    """Return a row per participant: attributes, segments, words and personas."""
    import pandas as pd

    spoken: dict[str, list[int]] = {}
    for segment in reading.corpus.segments:
        spoken.setdefault(segment.participant, []).append(len(segment.text.split()))
    rows = [
        {
            "participant": person.id,
            "segments": len(spoken.get(person.id, [])),
            "words": sum(spoken.get(person.id, [])),
            **person.attributes,
        }
        for person in reading.corpus.participants
    ]
    frame = pd.DataFrame(rows) if rows else pd.DataFrame(columns=["participant", "segments", "words"])
    return frame.set_index("participant")


def codes(reading: Reading) -> pd.DataFrame:
    """Return a row per code: path, what it is for, and on how many spans, segments and participants it is."""
    import pandas as pd

    segments: dict[str, set[str]] = {}
    for segment, held in codings_by_segment(reading).items():
        for coding in held:
            segments.setdefault(coding.code, set()).add(segment)
    rows = [
        {
            "code": code.key,
            "path": code.path,
            "codings": len(codings_of(reading, code.key)),
            "segments": len(segments.get(code.key, ())),
            "participants": support([reading.corpus.segment_by_id[s] for s in segments.get(code.key, ())]),
            "description": code.description,
            "include": code.include,
            "exclude": code.exclude,
            "by": code.by,
        }
        for code in reading.codes
    ]
    columns = ["code", "path", "codings", "segments", "participants", "description", "include", "exclude", "by"]
    return pd.DataFrame(rows, columns=columns).set_index("code")
