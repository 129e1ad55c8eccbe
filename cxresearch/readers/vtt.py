"""WebVTT, with or without its header."""

from __future__ import annotations

from cxresearch.readers.caption_blocks import count_timings
from cxresearch.readers.captions import read_captions
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract

name = "vtt"
title = "WebVTT captions"


def recognises(content: Content) -> bool:
    """Tell whether the text begins with ``WEBVTT``, or has caption times with a full stop before the fraction."""
    if content.decoded is None:
        return False
    first = next((line for line in content.lines if line.strip()), "")
    if first.lstrip("\ufeff \t").startswith("WEBVTT"):
        return True
    return count_timings(content) >= 2 and not any("-->" in line and "," in line for line in content.lines[:400])


def extract(content: Content) -> Extract:
    """Read WebVTT; see `cxresearch.readers.captions`."""
    return read_captions(content, name)
