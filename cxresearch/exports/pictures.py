"""PNG and SVG: the pictures of a study, for slides and posters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cxresearch.domain.quadrant import LABELS, TITLES
from cxresearch.domain.reading import Reading
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.canvases import crossing, label_mix, persona_views, theme_views
from cxresearch.exports.quotes import speaking
from cxresearch.figures.charts import quadrant_shares, theme_matrix, theme_sizes
from cxresearch.figures.rendering import rendered


def pictures(reading: Reading, form: Literal["png", "svg"]) -> dict[str, bytes]:
    """Draw every picture that the reading has something to show for, on a transparent ground.

    Parameters
    ----------
    reading
        What to draw.
    form
        ``"png"`` (200 dots to the inch) or ``"svg"`` (letters as shapes, so they look the same everywhere).
    """
    found: dict[str, bytes] = {}
    themes = [view for view in theme_views(reading) if view.segments]
    people = speaking(reading)
    names = [view.theme.name for view in themes]
    if themes:
        counts = crossing(reading, [view.theme for view in themes], people)
        found[f"theme_matrix.{form}"] = rendered(theme_matrix(names, people, counts), form)
        sizes = theme_sizes(names, [t.segments for t in themes], [t.participants for t in themes], len(people))
        found[f"theme_sizes.{form}"] = rendered(sizes, form)
    shares = _shares(reading)
    if shares:
        drawn = quadrant_shares(shares, {label: TITLES[label] for label in LABELS})
        found[f"empathy_shares.{form}"] = rendered(drawn, form)
    return found


def _shares(reading: Reading) -> dict[str, dict[str, float]]:
    """Return, for each persona (or for everybody, where there are none), the share of segments with each label."""
    groups = {view.persona.name: frozenset(view.persona.participants) for view in persona_views(reading)}
    groups = groups or {"Everybody": frozenset(speaking(reading))}
    shown = [segment for segment in reading.corpus.segments if segment.id not in reading.hidden]
    mixes = {
        name: label_mix(reading, [segment.id for segment in shown if segment.participant in people])
        for name, people in groups.items()
    }
    return {name: {label: share for label, _, share in mix} for name, mix in mixes.items() if mix}


def _png(reading: Reading, _context: ExportContext) -> Mapping[str, bytes]:
    return pictures(reading, "png")


def _svg(reading: Reading, _context: ExportContext) -> Mapping[str, bytes]:
    return pictures(reading, "svg")


PNG = Exporter("png", "Pictures for slides: theme_matrix.png, theme_sizes.png, empathy_shares.png.", _png)
SVG = Exporter("svg", "The same pictures as SVG, for posters.", _svg)
