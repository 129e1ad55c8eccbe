"""The pictures of a study: plain values in, a matplotlib figure out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cxresearch.figures.palette import INK, LABEL, RULE, SCALE, SOFT_INK, ink_on
from cxresearch.figures.rendering import quietly

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Figure  # so that others can name it without matplotlib

STYLE: Mapping[Any, Any] = {
    "text.parse_math": False,  # a theme may well be called "costs $5 or $10"
    "font.size": 9.0,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": SOFT_INK,
    "axes.facecolor": "none",
    "xtick.color": SOFT_INK,
    "ytick.color": INK,
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
}

LONGEST_NAME = 44
"""Characters of a name that a figure shows."""


def theme_matrix(themes: Sequence[str], participants: Sequence[str], counts: Sequence[Sequence[int]]) -> Figure:
    """Draw how many segments of each theme each participant contributed.

    Parameters
    ----------
    themes
        Names, top to bottom.
    participants
        Ids, left to right.
    counts
        One row for each theme, one number for each participant.

    Returns
    -------
    matplotlib.figure.Figure
        On a transparent ground; every cell also bears its number.

    Raises
    ------
    ValueError
        When the counts do not have one row for each theme and one number for each participant.
    """
    if len(counts) != len(themes) or any(len(row) != len(participants) for row in counts):
        raise ValueError(f"counts must be {len(themes)} rows of {len(participants)} numbers; check how they were made.")
    width = 2.6 + 0.34 * max(4, len(participants))
    height = 1.1 + 0.34 * max(2, len(themes))

    def draw(axes: Axes) -> None:
        from matplotlib.patches import Rectangle

        most = max((count for row in counts for count in row), default=0)
        for y, row in enumerate(counts):
            for x, count in enumerate(row):
                colour = SCALE[-(-4 * count // most) if most else 0]
                axes.add_patch(Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, facecolor=colour))
                if count:
                    axes.text(x, y, str(count), ha="center", va="center", fontsize=8, color=ink_on(colour))
        axes.set_xlim(-0.5, max(1, len(participants)) - 0.5)
        axes.set_ylim(max(1, len(themes)) - 0.5, -0.5)
        axes.set_xticks(range(len(participants)), [shortened(who, 18) for who in participants], rotation=90)
        axes.set_yticks(range(len(themes)), [shortened(name) for name in themes])
        _bare(axes)

    return _figure(width, height, draw)


def theme_sizes(themes: Sequence[str], segments: Sequence[int], participants: Sequence[int], of: int) -> Figure:
    """Draw how large each theme is: segments as bars, participants as a number beside each.

    Parameters
    ----------
    themes
        Names, top to bottom.
    segments, participants
        For each theme, how many segments stand in it and how many participants stand behind it.
    of
        How many participants the study has.
    """

    def draw(axes: Axes) -> None:
        places = range(len(themes))
        axes.barh(places, segments, height=0.62, color=SCALE[-1])
        room = 0.015 * max(segments, default=1)
        for y, (n, people) in enumerate(zip(segments, participants, strict=True)):
            axes.text(n + room, y, f"{n}  ·  {people} of {of} participants", va="center", fontsize=8, color=SOFT_INK)
        axes.set_yticks(places, [shortened(name) for name in themes])
        axes.set_ylim(max(1, len(themes)) - 0.5, -0.5)
        axes.set_xlim(0, max(1, max(segments, default=1)) * 1.45)
        axes.set_xticks([])
        _bare(axes)

    return _figure(7.2, 0.8 + 0.36 * max(2, len(themes)), draw)


def frequency(names: Sequence[str], participants: Sequence[int], segments: Sequence[int], of: int) -> Figure:
    """Draw how many participants stand behind each code or theme, out of all; segments as a number beside each.

    Parameters
    ----------
    names
        Top to bottom.
    participants, segments
        For each name, how many participants said something of it, and in how many segments.
    of
        How many participants the study has.
    """

    def draw(axes: Axes) -> None:
        places = range(len(names))
        whole = max(1, of)
        axes.barh(places, [whole] * len(names), height=0.62, color=SCALE[0])
        axes.barh(places, participants, height=0.62, color=SCALE[-1])
        for y, (people, n) in enumerate(zip(participants, segments, strict=True)):
            said = f"{people} of {of} participants  ·  {n} {'segment' if n == 1 else 'segments'}"
            axes.text(whole * 1.015, y, said, va="center", fontsize=8, color=SOFT_INK)
        axes.set_yticks(places, [shortened(name) for name in names])
        axes.set_ylim(max(1, len(names)) - 0.5, -0.5)
        axes.set_xlim(0, whole * 1.6)
        axes.set_xticks([])
        _bare(axes)

    return _figure(7.2, 0.8 + 0.36 * max(2, len(names)), draw)


def co_occurrence(names: Sequence[str], counts: Sequence[Sequence[int]]) -> Figure:
    """Draw how often each two codes go together: the darker, the more; on the diagonal, how often each occurs.

    Each pair is drawn once. A cell is as dark as the pair is close: its count against what the rarer of the two could
    reach, so that frequent codes do not outshine the others.

    Parameters
    ----------
    names
        Top to bottom, and left to right.
    counts
        Square and symmetric.

    Raises
    ------
    ValueError
        When the counts are not square, or not of as many names.
    """
    if len(counts) != len(names) or any(len(row) != len(names) for row in counts):
        raise ValueError(f"counts must be {len(names)} rows of {len(names)} numbers; check how they were made.")

    def draw(axes: Axes) -> None:
        from matplotlib.patches import Rectangle

        for y, x in [(row, column) for row in range(len(names)) for column in range(row + 1)]:
            count, most = counts[y][x], min(counts[y][y], counts[x][x])
            colour = "none" if x == y else SCALE[-(-4 * count // most) if most else 0]
            edge = RULE if x == y else "none"
            axes.add_patch(Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, facecolor=colour, edgecolor=edge, linewidth=0.8))
            if count or x == y:
                ink = SOFT_INK if x == y else ink_on(colour)
                axes.text(x, y, str(count), ha="center", va="center", fontsize=8, color=ink)
        axes.set_xlim(-0.5, max(1, len(names)) - 0.5)
        axes.set_ylim(max(1, len(names)) - 0.5, -0.5)
        axes.set_aspect("equal", anchor="NW")
        axes.set_xticks(range(len(names)), [shortened(name, 24) for name in names], rotation=90)
        axes.set_yticks(range(len(names)), [shortened(name) for name in names])
        _bare(axes)

    return _figure(2.8 + 0.36 * max(3, len(names)), 1.4 + 0.36 * max(3, len(names)), draw)


def quadrant_shares(shares: Mapping[str, Mapping[str, float]], titles: Mapping[str, str]) -> Figure:
    """Draw which share of their segments each persona thinks, feels, says, does…, side by side.

    Parameters
    ----------
    shares
        Persona name to label to share (0–1). Labels overlap, so the shares of one persona need not add up to 1.
    titles
        Label to the word shown for it, in the order to draw; labels without a title are left out.
    """

    def draw(axes: Axes) -> None:
        step = 1 / (len(titles) + 1.5)
        for y, of_persona in enumerate(shares.values()):
            for at, (label, title) in enumerate(titles.items()):
                share = of_persona.get(label, 0.0)
                place = y - 0.5 + (at + 1.25) * step
                axes.barh(place, share, height=step * 0.86, color=LABEL.get(label, SOFT_INK))
                axes.text(share + 0.006, place, f"{title} {share:.0%}", va="center", fontsize=7, color=SOFT_INK)
        axes.set_yticks(range(len(shares)), [shortened(name, 28) for name in shares])
        axes.set_ylim(max(1, len(shares)) - 0.5, -0.5)
        most = max((share for of_persona in shares.values() for share in of_persona.values()), default=1.0)
        axes.set_xlim(0, max(0.2, most * 1.2))
        axes.set_xticks([])
        _bare(axes)

    return _figure(7.2, 0.6 + 0.19 * (len(titles) + 1.5) * max(1, len(shares)), draw)


def shortened(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name on one line, cut with an ellipsis where it is too long for a figure.

    Examples
    --------
    >>> shortened("a very long name", 7)
    'a very…'
    """
    name = " ".join(name.split())
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _figure(width: float, height: float, draw: Callable[[Axes], None]) -> Figure:
    """Set up a figure that owes nothing to global settings, and let `draw` fill it.

    Ticks come into being only when a figure is laid out, so that happens here, under the same settings.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.add_subplot())
        with quietly():
            figure.draw_without_rendering()
    return figure


def _bare(axes: Axes) -> None:
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
