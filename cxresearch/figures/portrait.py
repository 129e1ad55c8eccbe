"""A picture for a persona: an abstract figure of plain shapes, chosen by a person or drawn from the persona's key.

No face, no skin, no age, no gender: a photograph would say things about the customer that no interview carries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cxresearch.domain.persona import BEHIND, BODIES, CLOTHES, PICTURES
from cxresearch.figures.palette import PERSONA

Shape = tuple[str, Mapping[str, str | int | float], tuple[Any, ...]]
"""An SVG element: its name, its attributes, the shapes inside it."""

SIZE = 120
"""Width and height of the drawing, in its own units."""

_PALE = ("#E3F3F0", "#F8E4E7", "#E2DFF5", "#F0F0D8", "#F3E1F0", "#DDEFE3")
_WARM = ("#F2D9A6", "#F5C9B5", "#DDCC77", "#BFE0EC", "#F0E3C0")


def portrait(key: str, colour: int) -> str:
    """Draw the picture of a persona as the inside of an SVG element.

    Equal keys give equal pictures. Only numbers and colours of this module enter the markup, so it is
    safe wherever it is put.

    Parameters
    ----------
    key
        One of `cxresearch.domain.persona.PICTURES`, or the persona's key.
    colour
        Which of the persona colours to use, counted from 0.

    Returns
    -------
    str
        SVG elements for a view box of 120 by 120 units.

    Examples
    --------
    >>> portrait("persona-1", 0) == portrait("persona-1", 0) != portrait("persona-2", 0)
    True
    """
    return "".join(map(_markup, shapes(key, colour)))


def shapes(key: str, colour: int) -> tuple[Shape, ...]:
    """Return the picture of a persona as plain values, for whoever draws without markup; see `portrait`.

    Examples
    --------
    >>> shapes("hills-coat-scarf", 0)[0]
    ('rect', {'width': 120, 'height': 120, 'fill': '#E3F3F0'}, ())
    """
    numbers = _numbers(key)
    main, pale = PERSONA[colour % len(PERSONA)], _PALE[colour % len(_PALE)]
    warm = _WARM[next(numbers) % len(_WARM)]
    first, second, third = (next(numbers) for _ in range(3))
    behind, body, clothes = (
        key.split("-")
        if key in PICTURES
        else (BEHIND[first % len(BEHIND)], BODIES[second % len(BODIES)], CLOTHES[third % len(CLOTHES)])
    )
    x, head_y, radius = 54 + next(numbers) % 13, 50 + next(numbers) % 5, 15 + next(numbers) % 4
    return (
        ("rect", {"width": SIZE, "height": SIZE, "fill": pale}, ()),
        *_BACKGROUNDS[behind](numbers, main, warm),
        ("path", {"d": _BODIES[body](x), "fill": main}, ()),
        *_CLOTHES[clothes](x, warm),
        ("circle", {"cx": x, "cy": head_y, "r": radius + 3, "fill": pale}, ()),
        ("circle", {"cx": x, "cy": head_y, "r": radius, "fill": main}, ()),
    )


def titled(picture: str) -> str:
    """Say in words what is on a picture.

    Examples
    --------
    >>> titled("hills-coat-scarf"), titled("sun-arch-plain")
    ('hills, a coat with a scarf', 'a sun, a round figure')
    """
    behind, body, clothes = picture.split("-")
    worn = {"plain": "", "stripe": " with a stripe", "scarf": " with a scarf", "buttons": " with buttons"}
    figure = {"arch": "a round figure", "cloak": "a cloak", "coat": "a coat"}[body]
    place = {"sun": "a sun", "blocks": "houses"}.get(behind, behind)
    return f"{place}, {figure}{worn.get(clothes, ' with a strap')}"


def _markup(shape: Shape) -> str:
    name, attributes, inside = shape
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(map(_markup, inside))}</{name}>" if inside else f"<{name}{given}/>"


def persona_colours(keys: Sequence[str]) -> dict[str, int]:
    """Give every persona a colour of its own that depends on its key, not on its rank.

    Examples
    --------
    >>> persona_colours(["b", "a"]) == persona_colours(["a", "b"])
    True
    """
    colours: dict[str, int] = {}
    for key in sorted(keys):
        colour = next(_numbers(key)) % len(PERSONA)
        while colour in colours.values() and len(colours) < len(PERSONA):
            colour = (colour + 1) % len(PERSONA)
        colours[key] = colour
    return colours


def _numbers(key: str) -> Iterator[int]:
    """Yield numbers from 0 to 255 that depend on the key alone."""
    block = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    while True:
        yield from block
        block = hashlib.sha256(block).digest()


def _sun(numbers: Iterator[int], _main: str, warm: str) -> tuple[Shape, ...]:
    x, y, r = 28 + next(numbers) % 64, 26 + next(numbers) % 18, 20 + next(numbers) % 16
    return (("circle", {"cx": x, "cy": y, "r": r, "fill": warm}, ()),)


def _rings(numbers: Iterator[int], _main: str, warm: str) -> tuple[Shape, ...]:
    x = 40 + next(numbers) % 40
    circles = tuple(("circle", {"cx": x, "cy": 54, "r": r}, ()) for r in (28, 40, 52, 64))
    return (("g", {"fill": "none", "stroke": warm, "stroke-width": 5}, circles),)


def _hills(numbers: Iterator[int], main: str, warm: str) -> tuple[Shape, ...]:
    a, b = 54 + next(numbers) % 24, 50 + next(numbers) % 24
    return (
        ("path", {"d": f"M0 {a}Q30 {a - 34} 62 {a}T120 {a - 8}V120H0Z", "fill": warm}, ()),
        ("path", {"d": f"M0 {b + 30}Q40 {b} 80 {b + 24}T120 {b + 10}V120H0Z", "fill": main, "opacity": ".22"}, ()),
    )


def _rays(numbers: Iterator[int], _main: str, warm: str) -> tuple[Shape, ...]:
    start = next(numbers) % 30
    bar = {"x": 57, "y": -50, "width": 6, "height": 110}
    bars = tuple(("rect", {**bar, "transform": f"rotate({start + turn} 60 60)"}, ()) for turn in range(0, 360, 30))
    return (("g", {"fill": warm}, bars),)


def _dots(numbers: Iterator[int], _main: str, warm: str) -> tuple[Shape, ...]:
    step = 16 + next(numbers) % 6
    dots = tuple(
        ("circle", {"cx": x, "cy": y, "r": 3.4}, ())
        for y in range(10, 90, step)
        for x in range(8 + (y // step % 2) * 8, 120, step)
    )
    return (("g", {"fill": warm}, dots),)


def _blocks(numbers: Iterator[int], _main: str, warm: str) -> tuple[Shape, ...]:
    heights = [30 + next(numbers) % 60 for _ in range(6)]
    bars = tuple(
        ("rect", {"x": 20 * at, "y": 120 - height, "width": 20, "height": height}, ())
        for at, height in enumerate(heights)
    )
    return (("g", {"fill": warm}, bars),)


def _arch(x: int) -> str:
    return f"M{x - 34} 120V104A34 34 0 0 1 {x + 34} 104V120Z"


def _cloak(x: int) -> str:
    return f"M{x - 44} 120Q{x - 30} 74 {x} 72Q{x + 30} 74 {x + 44} 120Z"


def _coat(x: int) -> str:
    return f"M{x - 38} 120L{x - 28} 82Q{x - 24} 74 {x - 12} 74H{x + 12}Q{x + 24} 74 {x + 28} 82L{x + 38} 120Z"


def _plain(_x: int, _warm: str) -> tuple[Shape, ...]:
    return ()


def _stripe(x: int, warm: str) -> tuple[Shape, ...]:
    return (("path", {"d": f"M{x - 9} 120L{x} 84L{x + 9} 120Z", "fill": warm}, ()),)


def _scarf(x: int, warm: str) -> tuple[Shape, ...]:
    return (("path", {"d": f"M{x - 20} 74Q{x} 92 {x + 20} 74L{x + 22} 84Q{x} 102 {x - 22} 84Z", "fill": warm}, ()),)


def _buttons(x: int, warm: str) -> tuple[Shape, ...]:
    return tuple(("circle", {"cx": x, "cy": y, "r": 2.6, "fill": warm}, ()) for y in (88, 99, 110))


def _strap(x: int, warm: str) -> tuple[Shape, ...]:
    return (("path", {"d": f"M{x - 22} 80L{x - 14} 76L{x + 27} 114L{x + 27} 120H{x + 22}Z", "fill": warm}, ()),)


_BACKGROUNDS = {"sun": _sun, "rings": _rings, "hills": _hills, "rays": _rays, "dots": _dots, "blocks": _blocks}
_BODIES = {"arch": _arch, "cloak": _cloak, "coat": _coat}
_CLOTHES = {"plain": _plain, "stripe": _stripe, "scarf": _scarf, "buttons": _buttons, "strap": _strap}
