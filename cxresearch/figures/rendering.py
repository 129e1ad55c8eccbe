"""Figures as files: equal figures give equal bytes."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 200
"""Dots to the inch of a PNG: enough for a slide and for a page."""


def rendered(figure: Figure, form: Literal["png", "svg"]) -> bytes:
    """Render a figure on a transparent ground.

    Letters of an SVG are drawn as shapes, so that it looks the same everywhere. No date and no version is
    written, and a sign that the font lacks is drawn as a box without a complaint.

    Parameters
    ----------
    figure
        Any figure.
    form
        ``"png"`` or ``"svg"``.
    """
    import matplotlib as mpl

    buffer = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    with mpl.rc_context({"svg.hashsalt": "cxresearch", "svg.fonttype": "path", "text.parse_math": False}), quietly():
        figure.savefig(buffer, format=form, dpi=DPI, transparent=True, metadata=metadata)
    return buffer.getvalue()


@contextmanager
def quietly() -> Iterator[None]:
    """Keep the font manager from complaining about signs that a font lacks."""
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
            yield
    finally:
        log.setLevel(level)
