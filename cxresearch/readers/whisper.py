"""What Whisper prints on the screen: ``[00:01.000 --> 00:04.000]  words`` on each line."""

from __future__ import annotations

import re

from cxresearch.readers.captions import read_captions
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Line
from cxresearch.readers.layouts import tidy_lines

name = "whisper"
title = "Whisper's printed lines"

_LINE = re.compile(r"\s*\[\s*(?P<times>[\d:.,]+\s*-->\s*[\d:.,]+)\s*\]\s?(?P<text>.*)$")


def recognises(content: Content) -> bool:
    """Tell whether at least two lines, and most, begin with a pair of times in square brackets."""
    if content.decoded is None:
        return False
    filled = [line for line in content.lines[:200] if line.strip()]
    found = sum(bool(_LINE.match(line)) for line in filled)
    return found >= 2 and found >= 0.5 * len(filled)


def extract(content: Content) -> Extract:
    """Read the lines as captions; see `cxresearch.readers.captions`."""
    lines, dropped = tidy_lines(content.lines)
    spread: list[Line] = []
    brackets = 0
    for line in lines:
        match = _LINE.match(line.text)
        if not match:
            spread.append(line)
            continue
        brackets += 2
        spread += [
            Line(line.number, ""),
            Line(line.number, match["times"]),
            Line(line.number, match["text"]),
            Line(line.number, ""),
        ]
    return read_captions(content, name, lines=spread, dropped=dropped, structure=brackets)
