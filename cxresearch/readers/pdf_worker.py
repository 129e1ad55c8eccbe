"""The part of PDF reading that runs in a child process: bytes in, the text of each page out.

It is started by its file name and imports nothing of this package, so that it begins at once and its limits
hold for the library alone.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

MEMORY = 2 * 2**30
SECONDS = 60
PAGES = 1_500
CHARACTERS = 20_000_000


def main() -> int:
    """Read a PDF from standard input and write ``{"pages": […], "notes": […]}`` or ``{"refused": …}``."""
    _limit()
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    try:
        answer = _read(data)
    except (MemoryError, RecursionError):
        answer = {"refused": "needs more memory than is allowed"}
    except Exception:
        answer = {"refused": "is damaged"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes) -> dict[str, Any]:
    """Read strictly; where that fails, once more as viewers do, with a note."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return _pages(PdfReader(io.BytesIO(data), strict=True))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        answer = _pages(PdfReader(io.BytesIO(data), strict=False))
        return {**answer, "notes": ["the file departs from the PDF standard; check that nothing is missing"]}


def _pages(reader: Any) -> dict[str, Any]:
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": "is protected by a password"}
    if len(reader.pages) > PAGES:
        return {"refused": f"has more than {PAGES:,} pages"}
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > CHARACTERS:
            return {"refused": f"has more than {CHARACTERS // 1_000_000} million characters"}
        pages.append(text)
    return {"pages": pages, "notes": []}


if __name__ == "__main__":
    raise SystemExit(main())
