"""The lines of a persona draft: which quote leads, what stands behind it, in which field and in what order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from cxresearch.domain.contrast import Contrast, Profile
from cxresearch.domain.corpus import Segment
from cxresearch.domain.evidence import Line, support
from cxresearch.domain.quoting import best_first, strength
from cxresearch.domain.reading import Reading

MOST_LINES = 5
"""A field holds no more drafted lines than this; a workshop reads no more."""
MOST_THIN = 3
"""Of these, no more than this many may rest on one participant."""
FEWEST_QUOTES, MOST_QUOTES = 3, 5
LACK = 0.7
"""Weight of a difference by which a group has less, beside one by which it has more."""
LEAST_QUOTABLE = 0.25
"""A sentence below this is never shown as a line unless a person starred or tagged it."""

_LABEL_OF = {"goals": "goal", "needs": "need", "pains": "pain", "gains": "gain", "behaviours": "do"}
_REASON = re.compile(
    r"\b(?:so that|matters?|important to (?:me|us)|care about|the reason (?:I|we)|that's why|motivat\w+|proud of"
    r"|hoping to|dream of|peace of mind|worth it|(?:I|we) just want"
    r"|for my (?:kids|children|family|mum|mom|dad|son|daughter|team)"
    r"|mir (?:ist|war) wichtig|ist mir wichtig|important pour moi|importante para mí|importante per me"
    r"|ważne dla mnie|belangrijk voor mij|برای من مهم)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\bI(?:'m| am) (?:really |just |also |not |no |never |always |usually |quite |pretty |very |more |rather )*"
    r"(?:an? (?!bit\b|little\b|lot\b)|the (?:kind|type|sort|one) |someone\b|somebody\b|old[- ]|good |bad |careful\b"
    r"|impatient\b|patient\b|organi[sz]ed\b|lazy\b|curious\b|cautious\b|loyal\b)"
    r"|\bI (?:tend to|always|never|usually|prefer|like to|hate to|like having|can't stand|consider myself)\b"
    r"|\b(?:people like me|my nature)\b"
    r"|\bich bin (?:eher|ein|eine|jemand|nicht) |\bje suis (?:plutôt|un|une|quelqu'un) |\bsoy (?:una?|muy|más) "
    r"|\bsono una? |\bjestem (?:raczej|osobą) |\bik ben (?:een|iemand|nogal) ",
    re.IGNORECASE,
)
_SURE = 0.75
"""A lone quote must be worth this part of the median quote of its field: a doubtful label of one is no finding."""
_LOOKED_AT = 60
"""So many lone quotes, best first, are weighed against each other."""
_AT_ONCE = 15
"""A self-description that begins within this many characters is what the sentence is about."""
_TELLING = {"pain": 0.4, "need": 0.4, "goal": 0.4, "gain": 0.4, "feel": 0.4, "think": 0.2, "say": 0.1, "do": 0.1}
"""How much a label adds to a sentence's worth as one of the persona's quotes."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A segment that may stand in a field, its worth there, and the point it makes with others."""

    segment: Segment
    worth: float
    point: str


@dataclass
class _Sheet:
    """One persona's sheet while it is filled: which quotes are used, and who has been quoted how often."""

    reading: Reading
    members: Mapping[str, float]
    fit: Mapping[str, float]
    used: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    led: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Lines:
    """The fields of a persona that hold lines resting on segments."""

    traits: tuple[Line, ...]
    motivations: tuple[Line, ...]
    behaviours: tuple[Line, ...]
    needs: tuple[Line, ...]
    pains: tuple[Line, ...]
    goals: tuple[Line, ...]
    gains: tuple[Line, ...]
    quotes: tuple[Line, ...]
    differs: tuple[Line, ...]


def lines_of(
    reading: Reading,
    profile: Profile,
    members: Mapping[str, float],
    contrasts: Sequence[Contrast],
    fit: Mapping[str, float],
    named_by: str = "",
) -> Lines:
    """Fill the fields of one persona.

    Parameters
    ----------
    reading, profile
        The reading, and who speaks of what in it.
    members
        Participant id to strength of belonging (0–1).
    contrasts
        How these participants differ from the others, greatest first.
    fit
        Segment id to quotability (0–1).
    named_by
        Id of the segment that the persona's working name is taken from, which leads the quotes; empty for none.

    Returns
    -------
    Lines
        No quote leads two lines, unless there are too few for the field of quotes.
    """
    sheet = _Sheet(reading, members, fit)
    segments = [segment for segment in profile.segments if segment.participant in members]
    candidates = {name: _candidates(sheet, segments, worth) for name, worth in _worths(reading).items()}
    namesakes = [segment for segment in segments if segment.id == named_by]
    for segment in namesakes:  # what gave the persona its name is shown as its first quote, and nowhere else
        _use(sheet, segment)
    # The field with the least to choose from chooses first; motivations and traits live on what is left.
    order = [*sorted(_LABEL_OF, key=lambda name: (len(candidates[name]), name)), "motivations", "traits"]
    found = {name: _lines(sheet, candidates[name]) for name in order}
    quotes = _quotes(sheet, segments, profile.theme, contrasts, namesakes)
    return Lines(**found, quotes=quotes, differs=_differs(sheet, contrasts))


def _worths(reading: Reading) -> dict[str, Callable[[Segment], float]]:
    """Return, for every field, how much a segment is worth there (0: does not belong)."""

    def on(segment: Segment, label: str) -> float:
        tag = reading.tags.get(segment.id, {}).get(label)
        return strength(tag) if tag is not None and tag.on else 0.0

    def motivation(segment: Segment) -> float:
        goal, inner = on(segment, "goal"), max(on(segment, "feel"), on(segment, "think"))
        if goal:
            return goal * (0.6 + 0.4 * inner)
        return (
            0.6 * inner if inner and _REASON.search(segment.text.replace("’", "'")) and not on(segment, "pain") else 0.0
        )

    def trait(segment: Segment) -> float:
        said = _SELF.search(segment.text.replace("’", "'"))
        shown = max(on(segment, label) for label in ("think", "feel", "do"))
        return shown * (1.0 if said.start() <= _AT_ONCE else 0.6) if said else 0.0

    def behaviour(segment: Segment) -> float:
        return on(segment, "do") * (0.7 if on(segment, "say") else 1.0)

    def labelled(label: str) -> Callable[[Segment], float]:
        return lambda segment: on(segment, label)

    fields = {name: labelled(label) for name, label in _LABEL_OF.items()}
    return {**fields, "behaviours": behaviour, "motivations": motivation, "traits": trait}


def _candidates(sheet: _Sheet, segments: Sequence[Segment], worth: Callable[[Segment], float]) -> list[_Candidate]:
    found = []
    for segment in segments:
        value = worth(segment)
        if value > 0:
            membership = sheet.reading.memberships.get(segment.id)
            theme = membership.theme if membership is not None else None
            fits = membership.confidence if membership is not None and theme is not None else 0.5
            value *= (0.15 + 0.85 * sheet.fit[segment.id]) * (0.5 + 0.5 * sheet.members[segment.participant])
            found.append(_Candidate(segment, value * (0.7 + 0.3 * fits), theme or f"alone {segment.id}"))
    return found


def _lines(sheet: _Sheet, candidates: Sequence[_Candidate]) -> tuple[Line, ...]:
    """Make one line of every point: starred ones, then those with most participants, then a few lone but sure ones."""
    starred = sheet.reading.starred
    points: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        points.setdefault(candidate.point, []).append(candidate)
    chosen = {point for point, made in points.items() if any(each.segment.id in starred for each in made)}
    behind = {point: support([each.segment for each in made]) for point, made in points.items()}
    best = {point: max(each.worth for each in made) for point, made in points.items()}
    order = sorted(points, key=lambda point: (point not in chosen, -behind[point], -best[point], point))
    lines: list[Line] = []
    for point in order:
        if len(lines) < MOST_LINES and (point in chosen or behind[point] > 1):
            lines.extend(_line(sheet, points[point]))
    sure = _SURE * median(each.worth for each in candidates) if candidates else 0.0
    lone = [point for point in order if point not in chosen and behind[point] == 1 and best[point] >= sure]
    waiting, thin = lone[:_LOOKED_AT], 0
    while waiting and thin < MOST_THIN and len(lines) < MOST_LINES:
        # Among lone quotes, whoever was quoted least so far comes first: nobody's voice becomes the persona.
        point = max(waiting, key=lambda p: (max(_eased(sheet, each) for each in points[p]), p))
        waiting.remove(point)
        line = _line(sheet, points[point])
        lines.extend(line)
        thin += len(line)
    return tuple(lines)


def _eased(sheet: _Sheet, candidate: _Candidate) -> float:
    return candidate.worth * 0.75 ** sheet.led[candidate.segment.participant]


def _line(sheet: _Sheet, candidates: Sequence[_Candidate]) -> tuple[Line, ...]:
    """Choose the best quote not used yet, and put the other segments of the same point behind it (nothing: no line)."""
    reading = sheet.reading
    leads = [c for c in candidates if _may_lead(sheet, c.segment)]
    if not leads:
        return ()
    lead = max(leads, key=lambda c: (c.segment.id in reading.starred, _eased(sheet, c), c.segment.id)).segment
    rest = best_first([(c.worth, c.segment) for c in candidates if c.segment.id != lead.id], reading.starred)
    _use(sheet, lead)
    membership = reading.memberships.get(lead.id)
    return (_rested(sheet, lead, rest, membership.theme if membership is not None else None),)


def _rested(sheet: _Sheet, lead: Segment, rest: Sequence[Segment], theme: str | None) -> Line:
    """Write a line in the words of one segment, naming the theme on which the others said something of its kind."""
    evidence = (lead, *_others_first(lead, rest))
    about = theme if rest and theme is not None else ""
    return Line(lead.text, tuple(s.id for s in evidence), support(evidence), len(sheet.members), about=about)


def _may_lead(sheet: _Sheet, segment: Segment) -> bool:
    if segment.id in sheet.used or segment.text.casefold() in sheet.words:
        return False
    if segment.id in sheet.reading.starred or sheet.fit[segment.id] >= LEAST_QUOTABLE:
        return True
    return any(tag.by != "suggestion" and tag.on for tag in sheet.reading.tags.get(segment.id, {}).values())


def _use(sheet: _Sheet, segment: Segment) -> None:
    sheet.used.add(segment.id)
    sheet.words.add(segment.text.casefold())
    sheet.led[segment.participant] += 1


def _others_first(lead: Segment, rest: Sequence[Segment]) -> list[Segment]:
    """Let somebody else speak second: the leading participant's next segment waits for the second round."""
    own = next((s for s in rest if s.participant == lead.participant), None)
    if own is None:
        return list(rest)
    without = [s for s in rest if s is not own]
    seen: set[str] = set()
    for place, segment in enumerate(without):
        if segment.participant in seen or segment.participant == lead.participant:
            return [*without[:place], own, *without[place:]]
        seen.add(segment.participant)
    return [*without, own]


def _quotes(
    sheet: _Sheet,
    segments: Sequence[Segment],
    theme_of: Mapping[str, str],
    contrasts: Sequence[Contrast],
    namesakes: Sequence[Segment],
) -> tuple[Line, ...]:
    """Pick real quotes from different participants, unused ones and those on what sets them apart first."""
    reading = sheet.reading
    apart = {contrast.subject for contrast in contrasts if contrast.effect > 0}
    wanted = min(MOST_QUOTES, max(FEWEST_QUOTES, len(sheet.members)))

    def worth(segment: Segment) -> float:
        tags = [tag for tag in reading.tags.get(segment.id, {}).values() if tag.on]
        telling = 0.3 + min(0.7, sum(_TELLING[tag.label] * (0.4 + 0.6 * strength(tag)) for tag in tags))
        theme = theme_of.get(segment.id)
        about = 0.7 if theme is None else 1.3 if theme in apart else 1.0
        return sheet.fit[segment.id] * telling * about * (0.4 + 0.6 * sheet.members[segment.participant])

    scored = [(worth(segment), segment) for segment in segments]
    order = best_first([pair for pair in scored if pair[0] > 0], reading.starred)
    picked = list(namesakes)
    # Somebody new in words not used yet; then somebody new in words that led a line; only then anybody again.
    for new, unused in ((True, True), (True, False), (False, True)):
        for segment in order:
            if len(picked) >= (wanted if new else FEWEST_QUOTES):
                break
            fits = _may_lead(sheet, segment) if unused else sheet.fit[segment.id] >= LEAST_QUOTABLE
            if fits and segment not in picked and not (new and segment.participant in {s.participant for s in picked}):
                picked.append(segment)
                _use(sheet, segment)
    return tuple(_seconded(sheet, segment, segments, theme_of) for segment in picked)


def _seconded(sheet: _Sheet, quote: Segment, segments: Sequence[Segment], theme_of: Mapping[str, str]) -> Line:
    """Put behind a quote what other members say on the same theme with a label in common."""
    theme, labels = theme_of.get(quote.id), set(sheet.reading.labels(quote.id))
    same = [
        (sheet.fit[segment.id], segment)
        for segment in segments
        if theme is not None
        and theme_of.get(segment.id) == theme
        and segment.id != quote.id
        and labels.intersection(sheet.reading.labels(segment.id))
    ]
    return _rested(sheet, quote, best_first(same, sheet.reading.starred), theme)


def _differs(sheet: _Sheet, contrasts: Sequence[Contrast]) -> tuple[Line, ...]:
    """Say the greatest differences, each theme, label and attribute once, attributes at most twice."""
    lines: list[Line] = []
    seen: set[str] = set()
    attributes = 0
    # What a group has is better evidence than what it lacks: an absence may be a question nobody asked.
    for contrast in sorted(contrasts, key=lambda c: -c.effect if c.effect > 0 else -LACK * -c.effect):
        if contrast.subject in seen or len(lines) == MOST_LINES or (contrast.about == "attribute" and attributes == 2):
            continue
        seen.add(contrast.subject)
        attributes += contrast.about == "attribute"
        segments = [sheet.reading.corpus.segment_by_id[segment] for segment in contrast.evidence]
        evidence = best_first([(sheet.fit[s.id], s) for s in segments], sheet.reading.starred)
        lines.append(Line(contrast.text, tuple(s.id for s in evidence), contrast.participants, len(sheet.members)))
    return tuple(lines)
