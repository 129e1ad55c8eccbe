"""The empathy map: what participants think, feel, say and do, with pains, needs, goals and gains below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxresearch.domain.drafting import groups_of, names_of
from cxresearch.domain.evidence import THIN_BELOW
from cxresearch.domain.metric import columns_of, is_missing, parse_number
from cxresearch.domain.quadrant import LABELS, TITLES
from cxresearch.domain.quoting import best_first, people, quotability, strength
from cxresearch.domain.reading import Reading
from cxresearch.errors import InputError

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Card:
    """One verbatim quote under one label.

    Attributes
    ----------
    segment
        Id of the segment; its words are the card's words.
    label
        One of `domain.quadrant.LABELS`.
    probability
        Of the label, by the model, or None where only a person put it there.
    by
        ``"suggestion"``, or the researcher who set the tag.
    cue
        The word that led to the tag, if any.
    starred
        Whether a researcher starred the quote.
    """

    segment: str
    label: str
    probability: float | None
    by: str
    cue: str
    starred: bool


@dataclass(frozen=True, slots=True)
class EmpathyMap:
    """Cards by label for everybody, a participant, a persona or a customer group.

    Attributes
    ----------
    scope, title
        What was asked for, and how to head the map.
    participants
        Ids of the participants in scope, sorted.
    of
        How many participants the study has.
    cards
        Label to cards, best first, each participant once before anybody twice; every label is a key.
    support
        Label to the number of participants behind it.
    """

    scope: str
    title: str
    participants: tuple[str, ...]
    of: int
    cards: Mapping[str, tuple[Card, ...]]
    support: Mapping[str, int] = field(default_factory=dict)

    def warning(self, label: str) -> str:
        """Return a sentence when a label rests on few of the participants in scope, else an empty string."""
        behind = self.support.get(label, 0)
        if behind >= THIN_BELOW or not self.participants:
            return ""
        if behind == 0:
            return f"Nothing was found for {TITLES[label]}."
        if len(self.participants) == 1:
            return f"Thin: {TITLES[label]} rests on 1 participant. Treat it as a lead to follow, not as a finding."
        return (
            f"Thin: {TITLES[label]} rests on 1 of {len(self.participants)} participants."
            " Treat it as a lead to follow, not as a finding."
        )


def empathy_map(reading: Reading, *, scope: str = EVERYBODY) -> EmpathyMap:
    """Lay out the quotes that stand under each label.

    Parameters
    ----------
    reading
        With tags; hidden segments are left out and starred ones come first.
    scope
        ``"everybody"``, a participant id, a persona key, or ``attribute=value``.

    Returns
    -------
    EmpathyMap
        With every label as a key, also where no card was found.

    Raises
    ------
    InputError
        When no participant, persona or attribute value of the study is meant.

    Examples
    --------
    >>> from cxresearch.domain.corpus import Corpus
    >>> empathy_map(Reading("s", 0, Corpus())).title
    'Everybody'
    """
    title, inside = _in_scope(reading, scope)
    segments = [s for s in reading.corpus.segments if s.participant in inside and s.id not in reading.hidden]
    cards: dict[str, tuple[Card, ...]] = {}
    behind: dict[str, int] = {}
    for label in LABELS:
        tagged = [
            (segment, tag) for segment in segments if (tag := reading.tags.get(segment.id, {}).get(label)) and tag.on
        ]
        scored = [(strength(tag) * (0.3 + 0.7 * quotability(segment.text)), segment) for segment, tag in tagged]
        tags = {segment.id: tag for segment, tag in tagged}
        order = best_first(scored, reading.starred)
        cards[label] = tuple(
            Card(s.id, label, tags[s.id].probability, tags[s.id].by, tags[s.id].cue, s.id in reading.starred)
            for s in order
        )
        behind[label] = len({segment.participant for segment in order})
    return EmpathyMap(scope, title, tuple(sorted(inside)), len(_everybody(reading)), cards, behind)


def _everybody(reading: Reading) -> frozenset[str]:
    return frozenset(people(reading))


def _in_scope(reading: Reading, scope: str) -> tuple[str, frozenset[str]]:
    """Find who is meant: a participant's id goes before a persona's key, that before an attribute."""
    everybody = _everybody(reading)
    if scope in everybody or any(participant.id == scope for participant in reading.corpus.participants):
        return scope, frozenset({scope})
    if scope == EVERYBODY:
        return "Everybody", everybody
    groups = groups_of(reading)
    if scope in groups:
        return names_of(reading)[scope], frozenset(groups[scope])
    name, equals, value = (part.strip() for part in scope.partition("="))
    if equals:
        return _by_attribute(reading, name, value)
    raise InputError(
        f"There is no participant or persona {scope!r} in this study; use 'everybody', a participant's id,"
        " a persona's key, or attribute=value such as role=nurse."
    )


def _by_attribute(reading: Reading, name: str, value: str) -> tuple[str, frozenset[str]]:
    columns = {column.name.casefold(): column.name for column in columns_of(reading.corpus.participants)}
    column = columns.get(name.casefold())
    if column is None:
        known = ", ".join(columns.values()) or "none were imported"
        raise InputError(f"There is no attribute {name!r} in this study; its attributes: {known}.")
    given = {p.id: p.attributes[column] for p in reading.corpus.participants if column in p.attributes}
    inside = frozenset(person for person, cell in given.items() if _same(cell, value))
    if not inside:
        known = ", ".join(sorted({" ".join(cell.split()) for cell in given.values() if not is_missing(cell)})[:12])
        raise InputError(f"No participant has {column} = {value!r}; the values given: {known or 'none'}.")
    return f"{column}: {value}", inside


def _same(cell: str, value: str) -> bool:
    if " ".join(cell.split()).casefold() == " ".join(value.split()).casefold():
        return True
    number = parse_number(cell)
    return number is not None and number == parse_number(value)
