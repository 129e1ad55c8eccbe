"""Personas, empathy maps and themes as an export shows them: every line with its quotes, counts and warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxresearch.domain.drafting import personas_of
from cxresearch.domain.empathy import Card, EmpathyMap, empathy_map
from cxresearch.domain.evidence import Line, spread, support
from cxresearch.domain.persona import Persona
from cxresearch.domain.quadrant import LABELS, QUADRANTS, TITLES
from cxresearch.domain.reading import UNSORTED, Reading, Theme
from cxresearch.domain.wording import CONFIDENCE, STABILITY, STRENGTH, of_participants, worded
from cxresearch.exports.quotes import (
    Quote,
    anchor,
    best_first,
    differently_said,
    ordered_themes,
    quote_of,
    quotes_of,
    speaking,
)

FIELDS: Mapping[str, str] = {
    "demographics": "Who they are",
    "traits": "Traits",
    "motivations": "Motivations",
    "behaviours": "Behaviours",
    "goals": "Goals",
    "needs": "Needs",
    "pains": "Pain points",
    "gains": "Gains",
}
"""The fields of a persona that hold lines, in the order of the card, beside its quotes and differences."""

HINTS: Mapping[str, str] = {
    "think": "What occupies them",
    "feel": "What moves them",
    "say": "What they tell others",
    "do": "What they do",
    "pain": "What stands in their way",
    "gain": "What helps and pleases",
}

MAP_LABELS = (*QUADRANTS, "pain", "gain")
SHOWN_CARDS = 6
MORE_CARDS = 24


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a persona with the quotes behind it.

    Attributes
    ----------
    line
        The line.
    quote
        The quote whose words the line is, or None when the line is worded otherwise.
    others
        Further quotes behind it.
    support
        ``"3 of 13 participants on “Finding the form”"``, or empty when nobody was counted.
    """

    line: Line
    quote: Quote | None
    others: tuple[Quote, ...]
    support: str


@dataclass(frozen=True, slots=True)
class PersonaView:
    """A persona, ready to be laid out. `people` holds participant, strength (0–1) and its word, strongest first."""

    persona: Persona
    anchor: str
    map_anchor: str
    people: tuple[tuple[str, float, str], ...]
    of: int
    fields: Mapping[str, tuple[LineView, ...]]
    quotes: tuple[LineView, ...]
    differs: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """A quote on an empathy map, with how sure the label is, in words, and the cue that led to it."""

    quote: Quote
    sure: str
    cue: str
    starred: bool


@dataclass(frozen=True, slots=True)
class QuadrantView:
    """One field of an empathy map; `left_out` counts cards that are only in tags.csv."""

    label: str
    title: str
    hint: str
    participants: int
    of: int
    shown: tuple[CardView, ...]
    more: tuple[CardView, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class MapView:
    """An empathy map, ready to be laid out."""

    scope: str
    title: str
    anchor: str
    participants: int
    of: int
    quadrants: tuple[QuadrantView, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme, ready to be laid out.

    `mix` holds label, title and share (0–1) of the segments that bear it; `summary` is empty where it would
    only repeat one of the quotes.
    """

    theme: Theme
    anchor: str
    segments: int
    participants: int
    of: int
    stability: str
    parent: str
    summary: str
    quotes: tuple[Quote, ...]
    mix: tuple[tuple[str, str, float], ...]


def persona_views(reading: Reading) -> tuple[PersonaView, ...]:
    """Return the study's personas with their evidence looked up."""
    of = len(speaking(reading))
    return tuple(_persona_view(reading, persona, of) for persona in personas_of(reading))


def _persona_view(reading: Reading, persona: Persona, of: int) -> PersonaView:
    people = sorted(persona.participants.items(), key=lambda item: (-item[1], item[0]))

    def views(name: str) -> tuple[LineView, ...]:
        return tuple(line_view(reading, line) for line in getattr(persona, name))

    return PersonaView(
        persona=persona,
        anchor=anchor("p", persona.key),
        map_anchor=anchor("e", persona.key),
        people=tuple((who, strength, worded(strength, STRENGTH)) for who, strength in people),
        of=of,
        fields={name: views(name) for name in FIELDS},
        quotes=views("quotes"),
        differs=views("differs"),
    )


def line_view(reading: Reading, line: Line) -> LineView:
    """Look up the quotes behind a line."""
    quotes = quotes_of(reading, line.evidence)
    first = quotes[0] if quotes and quotes[0].text == line.text else None
    counted = of_participants(line.participants, line.of) if line.participants and line.of else ""
    if counted and line.about in reading.theme_by_key:
        counted += f" on “{reading.theme_by_key[line.about].name}”"
    return LineView(line, first, quotes[1:] if first else quotes, counted)


def map_views(reading: Reading, personas: Sequence[PersonaView]) -> tuple[MapView, ...]:
    """Return the empathy map of everybody, then one for each persona."""
    maps = [_map_view(reading, empathy_map(reading), "Everybody")]
    maps.extend(_map_view(reading, empathy_map(reading, scope=p.persona.key), p.persona.name) for p in personas)
    return tuple(maps)


def _map_view(reading: Reading, drawn: EmpathyMap, title: str) -> MapView:
    quadrants = []
    for label in MAP_LABELS:
        cards = [view for card in drawn.cards.get(label, ()) if (view := _card_view(reading, card)) is not None]
        quadrants.append(
            QuadrantView(
                label=label,
                title=TITLES[label],
                hint=HINTS[label],
                participants=len({card.quote.participant for card in cards}),
                of=len(drawn.participants),
                shown=tuple(cards[:SHOWN_CARDS]),
                more=tuple(cards[SHOWN_CARDS : SHOWN_CARDS + MORE_CARDS]),
                left_out=max(0, len(cards) - SHOWN_CARDS - MORE_CARDS),
            )
        )
    return MapView(drawn.scope, title, anchor("e", drawn.scope), len(drawn.participants), drawn.of, tuple(quadrants))


def _card_view(reading: Reading, card: Card) -> CardView | None:
    quote = quote_of(reading, card.segment)
    if quote is None:
        return None
    if card.by != "suggestion":
        sure = f"set by {card.by}"
    else:
        sure = worded(card.probability, CONFIDENCE) if card.probability is not None else ""
    return CardView(quote, sure, card.cue, card.starred)


def theme_views(reading: Reading, *, n_quotes: int = 4) -> tuple[ThemeView, ...]:
    """Return the themes with their numbers, representative quotes and mix of labels."""
    of = len(speaking(reading))
    views = []
    for theme in ordered_themes(reading):
        members = reading.members[theme.key]
        parent = reading.theme_by_key.get(theme.parent) if theme.parent else None
        quotes = quotes_of(reading, (s.id for s in spread(differently_said(best_first(reading, theme)), n_quotes)))
        summary = theme.description or theme.summary
        views.append(
            ThemeView(
                theme=theme,
                anchor=anchor("t", theme.key),
                segments=len(members),
                participants=support(members),
                of=of,
                stability=worded(theme.stability, STABILITY) if theme.stability is not None else "",
                parent=parent.name if parent else "",
                summary="" if summary in {quote.text for quote in quotes} else summary,
                quotes=quotes,
                mix=label_mix(reading, [segment.id for segment in members]),
            )
        )
    return tuple(views)


def label_mix(reading: Reading, segments: Sequence[str]) -> tuple[tuple[str, str, float], ...]:
    """Return, for each label, its title and the share of some segments that bear it; empty when nothing is tagged."""
    if not segments or not any(segment in reading.tags for segment in segments):
        return ()
    borne = [set(reading.labels(segment)) for segment in segments]
    return tuple((label, TITLES[label], sum(label in b for b in borne) / len(borne)) for label in LABELS)


def reasons_unsorted(reading: Reading) -> tuple[tuple[str, int], ...]:
    """Return why segments stand in no theme, and how many for each reason, most frequent first."""
    counts: dict[str, int] = {}
    for segment in reading.members[UNSORTED]:
        reason = reading.memberships[segment.id].reason or "no reason given"
        counts[reason] = counts.get(reason, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def crossing(reading: Reading, themes: Sequence[Theme], people: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Count segments of each theme (rows) by each participant (columns)."""
    column = {who: at for at, who in enumerate(people)}
    rows = []
    for theme in themes:
        row = [0] * len(people)
        for segment in reading.members[theme.key]:
            row[column[segment.participant]] += 1
        rows.append(tuple(row))
    return tuple(rows)
