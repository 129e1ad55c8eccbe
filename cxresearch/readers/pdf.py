"""Text of PDF files: printed transcripts, with what stands on every page set aside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import Content
from cxresearch.readers.extract import Extract, Gathering, Line, tidy
from cxresearch.readers.layouts import lay_out

name = "pdf"
title = "PDF files with text"

_SECONDS = 90
_EDGE = 3
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…:;؟。？！][\"'”’»)\]]*$")


def recognises(content: Content) -> bool:
    """Tell whether the bytes begin like a PDF file."""
    return content.data[:1024].lstrip().startswith(b"%PDF-")


def extract(content: Content) -> Extract:
    """Read the text of a PDF file in a child process with limits, then find its layout like that of a text.

    A unit is a line as printed. Page headers, footers and numbers are reported. Where a short line ends a
    sentence, a paragraph ends.

    Raises
    ------
    UnreadableFile
        When the file is damaged, protected, beyond the limits, or holds pictures only.
    """
    answer = _ask(content.path, content.data)
    pages = [[_spaced(line) for line in page.splitlines()] for page in answer["pages"]]
    if not any(line.strip() for page in pages for line in page):
        raise UnreadableFile(
            f"{content.path.name} holds pictures of pages and no text; recognise its text first (OCR).",
            path=content.path,
        )
    aside = _repeated(pages) | _page_numbers(pages)
    gathering = Gathering()
    lines: list[Line] = []
    number = 0
    for p, page in enumerate(pages):
        for n, raw in enumerate(page):
            number += 1
            text, lost = tidy(raw)
            gathering.dropped += lost
            reason = aside.get((p, n))
            if reason and text.strip():
                gathering.report(number, reason, text)
            else:
                lines.append(Line(number, text))
    spread = _with_paragraphs(lines)
    return lay_out(
        spread,
        gathering,
        format=name,
        encoding="utf-8",
        notes=answer["notes"],
        paragraphs=False if len(spread) > len(lines) else None,
    )


def _ask(path: Path, data: bytes) -> dict[str, Any]:
    worker = Path(__file__).with_name("pdf_worker.py")
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(worker)], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"{path.name} took longer than {_SECONDS} seconds and was not read; print it to a new PDF file.", path=path
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableFile(
            f"{path.name} needs more time or memory than is allowed and was not read; print it to a new PDF file.",
            path=path,
        ) from error
    if "refused" in answer:
        raise UnreadableFile(
            f"{path.name} {answer['refused']} and was not read; save it again as PDF or as text.", path=path
        )
    return dict(answer)


def _spaced(line: str) -> str:
    """Put blanks where a line parts all its words by tabs."""
    tabs, blanks = line.strip().count("\t"), line.strip().count(" ")
    return line.replace("\t", " ") if tabs > 2 and tabs > 2 * blanks else line


def _edges(page: Sequence[str]) -> list[int]:
    filled = [n for n, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _repeated(pages: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    """Find lines that stand at the edge of many pages, numbers apart, and hardly anywhere else."""
    at_edge: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for page in pages:
        edges = set(_edges(page)) if len(page) > 2 * _EDGE else set(_edges(page)[:1] + _edges(page)[-1:])
        at_edge.update({_form(page[n]) for n in edges})
        within.update(_form(line) for n, line in enumerate(page) if n not in edges and line.strip())
    often = {
        form
        for form, count in at_edge.items()
        if count >= 3 and count >= 0.4 * len(pages) and within[form] <= 0.2 * count and _is_header(form)
    }
    found: dict[tuple[int, int], str] = {}
    for p, page in enumerate(pages):
        edges_here = _edges(page)
        for place, n in enumerate(edges_here):
            if _form(page[n]) in often and not page[n].strip().isdecimal():
                found[p, n] = "a page header" if place < len(edges_here) / 2 else "a page footer"
    return found


def _is_header(form: str) -> bool:
    """Tell whether a repeated line may be a header: words, and no label, question or numbered sentence."""
    spoken = form.endswith((":", "：", "?", "？", "؟")) or (form.endswith((".", "!")) and "0" in form)
    return bool(re.search(r"\w", form)) and not spoken


def _form(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split())).casefold()


def _page_numbers(pages: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    """Find numbers at the edge of pages that count the pages."""
    steps: Counter[int] = Counter()
    held: list[tuple[int, int, int]] = []
    for p, page in enumerate(pages):
        filled = [n for n, line in enumerate(page) if line.strip()]
        for n in {*filled[:1], *filled[-1:]}:
            if page[n].strip().isdecimal() and len(page[n].strip()) <= 4:
                held.append((p, n, int(page[n]) - p))
                steps[int(page[n]) - p] += 1
    best, count = max(steps.items(), key=lambda one: one[1], default=(0, 0))
    if count < 2 or count < 0.5 * len(pages):
        return {}
    return {(p, n): "a page number" for p, n, step in held if step == best}


def _with_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Put a blank line behind short lines that end a sentence, since pages show paragraphs by that alone."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank)
    if len(lengths) < 4:
        return list(lines)
    full = lengths[int(0.9 * (len(lengths) - 1))]
    found: list[Line] = []
    for line in lines:
        found.append(line)
        text = line.text.strip()
        if full >= 40 and text and len(text) < 0.8 * full and _ENDS.search(text) and len(text.split()) > 2:
            found.append(Line(line.number, ""))
    return found
