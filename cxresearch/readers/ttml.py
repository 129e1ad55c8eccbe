"""Timed text (TTML, DFXP, IMSC): captions in XML, as broadcasters and video services export them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract
from cxresearch.readers.guards import MAX_ELEMENTS, parse_xml
from cxresearch.readers.opendocument import attribute, local_name
from cxresearch.readers.pieces import Piece, read_pieces

name = "ttml"
title = "TTML captions"

_ROOT = re.compile(r"<(?:\w+:)?tt\b[^>]*ttml|<(?:\w+:)?tt\b[^>]*w3\.org/\d{4}/\d\d/ttaf", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2})(?:(\.\d{1,9})|:(\d{1,4})(?:\.\d+)?)?")
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_DTD = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def recognises(content: Content) -> bool:
    """Tell whether the text is XML whose root is a timed text."""
    return content.decoded is not None and _ROOT.search(content.decoded.text[:8_000]) is not None


def extract(content: Content) -> Extract:
    """Read timed text: each paragraph is a caption; agents are speakers.

    A unit is a paragraph. Its times may be clock times, or numbers of hours, minutes, seconds, frames or ticks; a time
    that cannot be read leaves the words without it.

    Raises
    ------
    UnreadableFile
        When the XML is damaged, declares a document type, or is beyond the limits.
    """
    path = content.path
    text = content.decoded.text if content.decoded else ""
    if _DTD.search(text):
        raise UnreadableFile(f"{path.name} declares a document type, which is not allowed.", path=path)
    if text.count("<") - text.count("</") > MAX_ELEMENTS:
        raise UnreadableFile(f"{path.name} has more than {MAX_ELEMENTS:,} elements and was not read.", path=path)
    declared = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    root = parse_xml(path, declared.encode("utf-8", "replace"), "its XML")
    walk = _Walk(_Rates.of(root), _agents(root))
    walk.go(root, 0.0, None)
    return read_pieces(content, walk.pieces, format=name)


@dataclass(frozen=True, slots=True)
class _Rates:
    """How many frames and ticks a second has."""

    frames: float
    ticks: float

    @classmethod
    def of(cls, root: Any) -> _Rates:
        frames = _number(attribute(root, "frameRate"), 30.0)
        over, _, under = attribute(root, "frameRateMultiplier").replace(":", " ").partition(" ")
        frames *= _number(over, 1.0) / _number(under, 1.0)
        return cls(frames, _number(attribute(root, "tickRate"), frames))

    def seconds(self, told: str) -> float | None:
        """Read a time expression in seconds; None for one that is none.

        Examples
        --------
        >>> rates = _Rates(25.0, 1000.0)
        >>> [rates.seconds(told) for told in ("00:01:02.5", "00:00:01:05", "1500ms", "250t", "50f", "2m", "soon")]
        [62.5, 1.2, 1.5, 0.25, 2.0, 120.0, None]
        """
        told = told.strip()
        if match := _CLOCK.fullmatch(told):
            if int(match[2]) > 59 or int(match[3]) > 60:
                return None
            whole = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])
            part = float(match[4]) if match[4] else int(match[5]) / self.frames if match[5] else 0.0
            return round(whole + part, 3)
        if match := _OFFSET.fullmatch(told):
            each = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "f": 1 / self.frames, "t": 1 / self.ticks}
            return round(float(match[1]) * each[match[2]], 3)
        return None


def _number(told: str, default: float) -> float:
    return float(told) if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", told.strip()) and float(told) > 0 else default


def _agents(root: Any) -> dict[str, str]:
    """Return the names of the agents by id."""
    named: dict[str, str] = {}
    for agent in root.iter():
        if local_name(agent) == "agent":
            names = ["".join(one.itertext()) for one in agent if local_name(one) == "name"]
            shown = " ".join((names[0] if names else "").split())
            named[attribute(agent, "id")] = shown or attribute(agent, "id")
    return named


@dataclass
class _Walk:
    """Collects the paragraphs of a timed text; times of what encloses them are added."""

    rates: _Rates
    agents: dict[str, str]
    pieces: list[Piece] = field(default_factory=list)

    def go(self, element: Any, since: float, voice: str | None) -> None:
        """Go through an element that encloses others; text that stands in no paragraph is a caption without times."""
        self._say(element.text, voice)
        for child in element:
            self._child(child, local_name(child), since, voice)
            self._say(child.tail, voice)

    def _child(self, child: Any, tag: str, since: float, voice: str | None) -> None:
        if tag not in {"head", "metadata", "actor", ""}:
            begin = self.rates.seconds(attribute(child, "begin"))
            speaker = self._speaker(child) or voice
            if tag == "p":
                self._paragraph(child, since, begin, speaker)
            else:
                self.go(child, since + (begin or 0.0), speaker)

    def _say(self, text: str | None, voice: str | None) -> None:
        if text and text.strip():
            self.pieces.append(Piece(len(self.pieces) + 1, text, None, None, voice))

    def _paragraph(self, paragraph: Any, since: float, begin: float | None, voice: str | None) -> None:
        start = None if begin is None else round(since + begin, 3)
        end = self.rates.seconds(attribute(paragraph, "end"))
        last = None if end is None else round(since + end, 3)
        if (
            last is None
            and start is not None
            and (lasts := self.rates.seconds(attribute(paragraph, "dur"))) is not None
        ):
            last = round(start + lasts, 3)
        stretches: list[tuple[str | None, str]] = []
        for speaker, text in self._stretches(paragraph, voice):
            if stretches and stretches[-1][0] == speaker:
                stretches[-1] = (speaker, stretches[-1][1] + text)
            else:
                stretches.append((speaker, text))
        for speaker, text in stretches if any(text.strip() for _, text in stretches) else [(voice, "")]:
            if text.strip() or len(stretches) < 2:
                self.pieces.append(Piece(len(self.pieces) + 1, text, start, last, speaker))

    def _stretches(self, element: Any, voice: str | None) -> Iterator[tuple[str | None, str]]:
        """Yield the text of a paragraph with who says it; a span may have a speaker of its own."""
        yield voice, element.text or ""
        for child in element:
            tag = local_name(child)
            if tag == "br":
                yield voice, "\n"
            elif tag and tag != "metadata":
                yield from self._stretches(child, self._speaker(child) or voice)
            yield voice, child.tail or ""

    def _speaker(self, element: Any) -> str | None:
        ids = attribute(element, "agent").split()
        return " and ".join(self.agents.get(id_, id_) for id_ in ids) or None
