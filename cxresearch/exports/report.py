"""HTML: the report, one self-contained file without scripts, made to be read, printed and put before a workshop."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cxresearch.domain.quadrant import TITLES
from cxresearch.domain.reading import UNSORTED, Reading
from cxresearch.domain.wording import decimal, percent, plural
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.canvases import (
    FIELDS,
    PersonaView,
    ThemeView,
    crossing,
    map_views,
    persona_views,
    reasons_unsorted,
    theme_views,
)
from cxresearch.exports.glance import glance
from cxresearch.exports.quotes import natural, speaking, unsorted_share
from cxresearch.exports.transcripts import transcript_views
from cxresearch.figures.palette import LABEL, PERSONA
from cxresearch.figures.portrait import persona_colours, portrait

if TYPE_CHECKING:
    from jinja2 import Environment

COLUMNS_PER_TABLE = 20
"""Participants side by side in one table of themes; more go to a second table, so that it fits on paper."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Themes by some of the participants: who they are, and for each theme counts with their level (0–4)."""

    people: tuple[tuple[str, int | None], ...]
    rows: tuple[tuple[ThemeView, tuple[tuple[int, int], ...]], ...]


def report(reading: Reading, context: ExportContext) -> Mapping[str, bytes]:
    """Return ``report.html``.

    All text of the study goes through Jinja's autoescaping; the page forbids scripts, requests and
    forms by its Content-Security-Policy and needs none of them.
    """
    personas = persona_views(reading)
    themes = theme_views(reading)
    colours = persona_colours([view.persona.key for view in personas])
    pictures = {view.persona.key: view.persona.picture for view in personas if view.persona.picture}
    page = _environment(pictures).get_template("report.html.j2")
    html = page.render(
        reading=reading,
        context=context,
        glance=glance(reading, context),
        personas=personas,
        colours=colours,
        maps=map_views(reading, personas),
        themes=themes,
        crossings=crossings(reading, themes, personas, colours),
        unsorted=len(reading.members[UNSORTED]),
        unsorted_share=unsorted_share(reading),
        reasons=reasons_unsorted(reading),
        transcripts=transcript_views(reading),
        fields=FIELDS,
        titles=TITLES,
        label_colours=LABEL,
        persona_colours=PERSONA,
        foreign=[code for code in _languages(reading) if code.split("-")[0] != "en"],
    )
    return {"report.html": html.encode("utf-8")}


def crossings(
    reading: Reading, themes: Sequence[ThemeView], personas: Sequence[PersonaView], colours: Mapping[str, int]
) -> tuple[Crossing, ...]:
    """Return the picture of themes by participants, participants of one persona side by side.

    The level of a cell is its share of the greatest count, in quarters, so that 0 means none.
    """
    home = _homes(personas)
    people = sorted(speaking(reading), key=lambda who: (home.get(who, len(personas)), natural(who)))
    counts = crossing(reading, [view.theme for view in themes], people)
    most = max((count for row in counts for count in row), default=0)
    tables = []
    for start in range(0, len(people), COLUMNS_PER_TABLE):
        part = slice(start, start + COLUMNS_PER_TABLE)
        heads = [(who, colours[personas[home[who]].persona.key] if who in home else None) for who in people[part]]
        rows = [
            (view, tuple((count, -(-4 * count // most) if count else 0) for count in row[part]))
            for view, row in zip(themes, counts, strict=True)
        ]
        tables.append(Crossing(tuple(heads), tuple(rows)))
    return tuple(tables)


def _homes(personas: Sequence[PersonaView]) -> dict[str, int]:
    """Return, for each participant, the number of the persona they belong to most."""
    best: dict[str, tuple[float, int]] = {}
    for number, view in enumerate(personas):
        for who, strength in view.persona.participants.items():
            best[who] = max(best.get(who, (-1.0, 0)), (strength, -number))
    return {who: -number for who, (_, number) in best.items()}


def css_string(text: str) -> str:
    r"""Return text as a quoted CSS string in which nothing can end the string, the rule or the style sheet.

    Examples
    --------
    >>> css_string('A "b" </style>')
    '"A \\22 b\\22  \\3c \\2f style\\3e "'
    """
    return '"' + re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", " ".join(text.split())) + '"'


def _languages(reading: Reading) -> list[str]:
    return sorted({source.language for source in reading.corpus.sources if source.language})


def _environment(pictures: Mapping[str, str]) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("cxresearch.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    safe: dict[str, Any] = {
        "portrait": lambda key, colour: Markup(portrait(pictures.get(key, key), colour)),  # noqa: S704 -- made of numbers and our own colours
        "css_string": lambda text: Markup(css_string(text)),  # noqa: S704 -- holds no sign but letters, digits and escapes
        "plural": plural,
        "percent": percent,
        "decimal": decimal,
    }
    environment.globals.update(safe)
    return environment


EXPORTER = Exporter("html", "The report for reading and printing: report.html.", report)
