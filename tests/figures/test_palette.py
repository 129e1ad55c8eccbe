"""The shared colours."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

from cxresearch.domain.quadrant import LABELS
from cxresearch.figures.palette import INK, LABEL, PERSONA, SCALE, STICKY, _luminance, contrast, ink_on


def test_every_label_has_a_colour_and_a_paper() -> None:
    assert set(LABEL) == set(LABELS)
    assert set(STICKY) == {*LABELS, ""}
    assert len(set(LABEL.values())) == len(LABELS)


def test_ink_can_be_read_on_every_paper_and_every_level() -> None:
    assert all(contrast(paper, INK) >= 7 for paper in STICKY.values())
    assert all(contrast(level, ink_on(level)) >= 4.5 for level in SCALE)


def test_the_scale_falls_steadily_so_that_it_holds_in_grey() -> None:
    light = [_luminance(colour) for colour in SCALE]

    assert all(lighter - darker > 0.07 for lighter, darker in pairwise(light))


def test_personas_and_labels_can_be_told_apart_with_every_kind_of_colour_blindness() -> None:
    for matrix in SEEN_AS.values():
        for colours in (PERSONA, tuple(LABEL.values())):
            seen = [_seen(colour, matrix) for colour in colours]
            nearest = min(dist(_lab(one), _lab(other)) for one, other in combinations(seen, 2))
            assert nearest > 15  # CIE76 difference; 2.3 is just noticeable side by side


# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SEEN_AS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def _seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return tuple(sum(weight * value for weight, value in zip(row, linear, strict=True)) for row in matrix)


def _lab(linear: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (max(0.0, value) for value in linear)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
