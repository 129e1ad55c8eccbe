"""How well probabilities hold: what was said to be so probable against how often it was so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cxresearch.figures.charts import STYLE
from cxresearch.figures.palette import INK, LABEL, RULE
from cxresearch.figures.rendering import quietly

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ACROSS = 4


def calibration(points: Mapping[str, Sequence[tuple[float, float, int]]]) -> Figure:
    """Draw a reliability diagram for each label.

    Parameters
    ----------
    points
        Label to its bins: mean probability, share true, number of sentences.

    Returns
    -------
    matplotlib.figure.Figure
        On the grey line a probability is what it says; above it too low, below it too high. On white, as it is
        looked at by itself.

    Notes
    -----
    Bins of equal size; see `cxresearch.analysis.calibration.reliability`, after Niculescu-Mizil and Caruana (2005).
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows = -(-max(1, len(points)) // _ACROSS)
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({**STYLE, "figure.facecolor": "white", "savefig.facecolor": "white"})
        figure = Figure(figsize=(2.3 * _ACROSS, 2.4 * rows + 0.3), layout="constrained")
        for number, (label, bins) in enumerate(points.items(), start=1):
            axes = figure.add_subplot(rows, _ACROSS, number)
            axes.plot([0, 1], [0, 1], color=RULE, linewidth=1)
            said, true, _ = zip(*bins, strict=True) if bins else ((), (), ())
            axes.plot(said, true, marker="o", markersize=4, linewidth=1.2, color=LABEL.get(label, INK))
            axes.set_title(f"{label} (n = {sum(n for _, _, n in bins)})", fontsize=9, color=INK)
            axes.set_xlim(0, 1)
            axes.set_ylim(0, 1)
            axes.set_aspect("equal")
        figure.supxlabel("probability given", fontsize=9)
        figure.supylabel("share true", fontsize=9)
        with quietly():
            figure.draw_without_rendering()
    return figure
