"""The colours of a study: one palette for figures, reports and boards, told apart by colour-blind eyes too.

The hues are Paul Tol's *muted* scheme (Tol, *Colour Schemes*, SRON/EPS/TN/09-002, 2021), chosen to be
distinct under the common kinds of colour-blindness. Colour never carries meaning alone: whatever is
coloured also bears its name or its number.
"""

from __future__ import annotations

from collections.abc import Mapping

MUTED: Mapping[str, str] = {
    "indigo": "#332288",
    "teal": "#44AA99",
    "rose": "#CC6677",
    "sand": "#DDCC77",
    "cyan": "#88CCEE",
    "wine": "#882255",
    "green": "#117733",
    "purple": "#AA4499",
    "olive": "#999933",
}
"""Name to colour."""

LABEL: Mapping[str, str] = {
    "think": MUTED["indigo"],
    "feel": MUTED["rose"],
    "say": MUTED["cyan"],
    "do": MUTED["teal"],
    "pain": MUTED["wine"],
    "need": MUTED["purple"],
    "goal": MUTED["olive"],
    "gain": MUTED["green"],
}
"""The colour of each label."""

STICKY: Mapping[str, str] = {
    "": "#FFF3B0",
    "think": "#D5D0F0",
    "feel": "#F6D5DA",
    "say": "#D6EDF9",
    "do": "#CDEBE5",
    "pain": "#EBC9D8",
    "need": "#EFD3EA",
    "goal": "#EBEBC4",
    "gain": "#CBE5D2",
}
"""Paper for each label: its hue, pale enough for black ink."""

PERSONA: tuple[str, ...] = tuple(MUTED[name] for name in ("teal", "rose", "indigo", "olive", "purple", "green"))
"""Colours for personas; a study has at most five."""

SCALE: tuple[str, ...] = ("#F1F5F4", "#D3E6E4", "#A3CBC9", "#5E9DA0", "#14535A")
"""From none to much, lightness falling steadily, so that it also holds in greyscale."""

INK = "#1D2126"
SOFT_INK = "#565C64"
RULE = "#C9C4B8"


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour (WCAG 2.2 relative luminance).

    Parameters
    ----------
    colour
        ``#RRGGBB``.

    Examples
    --------
    >>> ink_on("#FFF3B0"), ink_on("#332288")
    ('#1D2126', '#FFFFFF')
    """
    return INK if contrast(colour, INK) >= contrast(colour, "#FFFFFF") else "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1 to 21) of two colours by WCAG 2.2.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
