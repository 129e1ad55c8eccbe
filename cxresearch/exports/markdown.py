"""Markdown: the report's findings as text for any editor, in which nothing a participant said can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cxresearch.domain.reading import UNSORTED, Reading
from cxresearch.domain.wording import of_participants, percent, plural
from cxresearch.exports.base import ExportContext, Exporter
from cxresearch.exports.canvases import (
    FIELDS,
    LineView,
    MapView,
    PersonaView,
    ThemeView,
    map_views,
    persona_views,
    reasons_unsorted,
    theme_views,
)
from cxresearch.exports.glance import glance
from cxresearch.exports.quotes import Quote, unsorted_share

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "&#92;", "$": "&#36;"}
_SPECIAL = re.compile(r"[&<>\\$]|[`*_\[\]|~]|^(?=\s*(?:[#+=-]|\d+[.)]))")


def escaped(text: str) -> str:
    r"""Return text on one line that reads the same in Markdown, whatever signs are in it.

    Examples
    --------
    >>> print(escaped("<b>5*3</b>\n# no"))
    &lt;b&gt;5\*3&lt;/b&gt; # no
    >>> print(escaped("- not a list, $5"))
    \- not a list, &#36;5
    """
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def markdown(reading: Reading, context: ExportContext) -> Mapping[str, bytes]:
    """Return ``report.md``: personas, empathy maps and themes with their quotes, without the transcripts."""
    personas = persona_views(reading)
    lines = [
        *_head(reading, context),
        *_personas(personas),
        *_maps(map_views(reading, personas)),
        *_themes(reading, theme_views(reading)),
    ]
    return {"report.md": ("\n".join(lines).rstrip() + "\n").encode("utf-8")}


def _head(reading: Reading, context: ExportContext) -> Iterator[str]:
    facts = glance(reading, context)
    decided = (
        f"As of decision {reading.as_of}" if reading.as_of else "No decisions yet: everything is a machine's draft"
    )
    yield from (f"# {escaped(context.title)}", "", f"**{escaped(context.badge)}.** {decided}.")
    if context.created:
        yield f"Created {escaped(context.created)}."
    yield ""
    yield from (f"- {tile.number} {tile.name}" for tile in facts.tiles)
    for metric in facts.metrics:
        yield f"- {escaped(metric.name)} {metric.value} (n = {metric.n}; {metric.note})"
    for attribute in facts.attributes:
        values = ", ".join(
            [*(f"{escaped(value)} ({n})" for value, n, _ in attribute.values), *map(escaped, attribute.singles)]
        )
        yield f"- {escaped(attribute.name)}: {values}{f'; {attribute.note}' if attribute.note else ''}"
    yield from (f"- Not read: {escaped(row.file)}: {escaped(row.reason)}" for row in facts.skipped)
    yield from ("", "Counts are of participants in this study, not shares of customers. Quotes are verbatim.", "")


def _personas(personas: tuple[PersonaView, ...]) -> Iterator[str]:
    yield from ("## Personas", "")
    if not personas:
        yield from ("No personas were drafted.", "")
    for view in personas:
        persona = view.persona
        yield from (f"### {escaped(persona.name)}", "", escaped(persona.summary), "")
        people = ", ".join(f"{escaped(who)} ({word})" for who, _, word in view.people)
        yield from (f"Rests on {of_participants(persona.n, view.of)}: {people}.", "")
        if persona.warning:
            yield from (f"> **{persona.warning}**", "")
        for name, (mean, n) in sorted(persona.metrics.items()):
            yield f"- {escaped(name)}: mean answer {mean:.1f} (n = {n})"
        if persona.metrics:
            yield ""
        yield from _field("In their own words", view.quotes)
        for name, title in FIELDS.items():
            yield from _field(title, view.fields[name])
        yield from _field("How this persona differs from the others", view.differs)


def _field(title: str, lines: tuple[LineView, ...]) -> Iterator[str]:
    if lines:
        yield from (f"#### {title}", "", *(f"- {_line(view)}" for view in lines), "")


def _line(view: LineView) -> str:
    notes = [_place(view.quote)] if view.quote else []
    notes += [escaped(view.support)] if view.support else []
    notes += ["thin"] if view.support and view.line.thin and view.line.of > 1 else []
    notes += [f"written by {escaped(view.line.by)}"] if view.line.by != "suggestion" else []
    text = f"“{escaped(view.line.text)}”" if view.quote else escaped(view.line.text)
    return f"{text} ({'; '.join(notes)})" if notes else text


def _place(quote: Quote) -> str:
    return f"{escaped(quote.participant)}, {escaped(quote.place)}"


def _maps(maps: tuple[MapView, ...]) -> Iterator[str]:
    yield from ("## Empathy maps", "")
    for view in maps:
        yield from (f"### {escaped(view.title)}", "")
        for quadrant in view.quadrants:
            counted = f" ({of_participants(quadrant.participants, quadrant.of)})" if quadrant.shown else ""
            yield from (f"#### {quadrant.title}{counted}", "")
            for card in quadrant.shown:
                notes = "; ".join(note for note in (_place(card.quote), escaped(card.sure)) if note)
                yield f"- “{escaped(card.quote.text)}” ({notes})"
            more = len(quadrant.more) + quadrant.left_out
            yield from ([f"- and {more} more in tags.csv"] if more else [])
            yield from ([] if quadrant.shown else ["Nothing found in the interviews."])
            yield ""


def _themes(reading: Reading, themes: tuple[ThemeView, ...]) -> Iterator[str]:
    yield from ("## Themes", "")
    if not themes:
        yield from ("No themes were drafted.", "")
    for view in themes:
        steady = f", {view.stability}" if view.stability else ""
        counted = f"{of_participants(view.participants, view.of)}, {plural(view.segments, 'segment')}{steady}"
        yield from (f"### {escaped(view.theme.name)}", "", f"{counted}.", "")
        if view.summary:
            yield from (escaped(view.summary), "")
        yield from (f"> “{escaped(quote.text)}” ({_place(quote)})\n>" for quote in view.quotes)
        yield ""
    unsorted = len(reading.members[UNSORTED])
    if themes and unsorted:
        yield from (f"### Unsorted: {plural(unsorted, 'segment')} ({percent(unsorted_share(reading))})", "")
        yield from (f"- {n}: {escaped(reason)}" for reason, n in reasons_unsorted(reading))


EXPORTER = Exporter("md", "The findings as text for any editor: report.md.", markdown)
