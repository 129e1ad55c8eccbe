"""What Whisper prints on the screen: ``[00:01.000 --> 00:04.000]  words`` on each line."""

from __future__ import annotations

import re

from cxresearch.readers.captions import read_captions
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, tidy_texts

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
    texts, dropped = tidy_texts(content.lines)
    spread: list[tuple[int, str]] = []
    brackets = 0
    for number, text in enumerate(texts, 1):
        match = _LINE.match(text)
        if not match:
            spread.append((number, text))
            continue
        brackets += 2
        spread += [(number, ""), (number, match["times"]), (number, match["text"]), (number, "")]
    return read_captions(content, name, lines=spread, dropped=dropped, structure=brackets)
