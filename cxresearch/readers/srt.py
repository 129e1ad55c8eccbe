"""SubRip subtitles."""

from __future__ import annotations

from cxresearch.readers.caption_blocks import count_timings
from cxresearch.readers.captions import read_captions
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract

name = "srt"
title = "SubRip subtitles"


def recognises(content: Content) -> bool:
    """Tell whether the text has caption times (a file with a ``WEBVTT`` header is taken before)."""
    return content.decoded is not None and (
        count_timings(content, 2) >= 2 or (count_timings(content, 1) == 1 and len(content.lines) < 20)
    )


def extract(content: Content) -> Extract:
    """Read SubRip; see `cxresearch.readers.captions`."""
    return read_captions(content, name)
