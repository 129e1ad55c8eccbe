"""The lines of a persona draft: which quote leads, what stands behind it, in which field and in what order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

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
LEAST_QUOTABLE = 0.2
"""A sentence below this is never shown as a line unless a person starred or tagged it."""

_LABEL_OF = {"goals": "goal", "needs": "need", "pains": "pain", "gains": "gain", "behaviours": "do"}
_REASON = re.compile(
    r"\b(?:because|so that|matters?|important|care about|the reason|that's why|motivat\w+|proud|hope|dream|worth"
    r"|weil|damit|wichtig|deshalb|parce que|pour que|porque|para que|importante|perché|affinché|bo|żeby|ważne|omdat"
    r"|zodat|belangrijk|چون|برای اینکه|مهم)\b",
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

    Returns
    -------
    Lines
        No quote leads two lines, unless there are too few for the field of quotes.
    """
    sheet = _Sheet(reading, members, fit)
    segments = [segment for segment in profile.segments if segment.participant in members]
    candidates = {name: _candidates(sheet, segments, worth) for name, worth in _worths(reading).items()}
    # The field with the least to choose from chooses first; motivations and traits live on what is left.
    order = [*sorted(_LABEL_OF, key=lambda name: (len(candidates[name]), name)), "motivations", "traits"]
    found = {name: _lines(sheet, candidates[name]) for name in order}
    return Lines(**found, quotes=_quotes(sheet, segments), differs=_differs(sheet, contrasts))


def _worths(reading: Reading) -> dict[str, Callable[[Segment], float]]:
    """Return, for every field, how much a segment is worth there (0: does not belong)."""

    def on(segment: Segment, label: str) -> float:
        tag = reading.tags.get(segment.id, {}).get(label)
        return strength(tag) if tag is not None and tag.on else 0.0

    def motivation(segment: Segment) -> float:
        goal, inner = on(segment, "goal"), max(on(segment, "feel"), on(segment, "think"))
        if goal:
            return goal * (0.6 + 0.4 * inner)
        return 0.6 * inner if inner and _REASON.search(segment.text) and not on(segment, "pain") else 0.0

    def trait(segment: Segment) -> float:
        shown = max(on(segment, label) for label in ("think", "feel", "do"))
        return shown if _SELF.search(segment.text.replace("’", "'")) else 0.5 * on(segment, "feel")

    def labelled(label: str) -> Callable[[Segment], float]:
        return lambda segment: on(segment, label)

    return {**{name: labelled(label) for name, label in _LABEL_OF.items()}, "motivations": motivation, "traits": trait}


def _candidates(sheet: _Sheet, segments: Sequence[Segment], worth: Callable[[Segment], float]) -> list[_Candidate]:
    found = []
    for segment in segments:
        value = worth(segment)
        if value > 0:
            membership = sheet.reading.memberships.get(segment.id)
            theme = membership.theme if membership is not None else None
            fits = membership.confidence if membership is not None and theme is not None else 0.5
            value *= (0.3 + 0.7 * sheet.fit[segment.id]) * (0.5 + 0.5 * sheet.members[segment.participant])
            found.append(_Candidate(segment, value * (0.7 + 0.3 * fits), theme or f"alone {segment.id}"))
    return found


def _lines(sheet: _Sheet, candidates: Sequence[_Candidate], most: int = MOST_LINES) -> tuple[Line, ...]:
    """Make one line of every point, those with most participants behind them first."""
    points: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        points.setdefault(candidate.point, []).append(candidate)
    starred = sheet.reading.starred

    def rank(point: str) -> tuple[bool, int, float, str]:
        members = points[point]
        persons = support([member.segment for member in members])
        return (
            not any(member.segment.id in starred for member in members),
            -persons,
            -max(member.worth for member in members),
            point,
        )

    waiting = sorted(points, key=rank)
    lines: list[Line] = []
    thin = 0
    while waiting and len(lines) < most:
        lead = _next_point(sheet, points, waiting)
        waiting.remove(lead)
        line = _line(sheet, points[lead])
        if line is None or (line.thin and thin == MOST_THIN):
            continue
        thin += line.thin
        lines.append(line)
    return tuple(lines)


def _next_point(sheet: _Sheet, points: Mapping[str, Sequence[_Candidate]], waiting: Sequence[str]) -> str:
    """Take the first point in order, or among lone quotes the one of a participant quoted least so far."""
    first = waiting[0]
    if len(points[first]) > 1 or points[first][0].segment.id in sheet.reading.starred:
        return first
    alone = [point for point in waiting if len(points[point]) == 1]
    return max(alone, key=lambda p: (_eased(sheet, points[p][0]), p))


def _eased(sheet: _Sheet, candidate: _Candidate) -> float:
    return candidate.worth * 0.75 ** sheet.led[candidate.segment.participant]


def _line(sheet: _Sheet, candidates: Sequence[_Candidate]) -> Line | None:
    """Choose the best quote that is not used yet, and put the other segments of the same point behind it."""
    reading = sheet.reading
    leads = [c for c in candidates if _may_lead(sheet, c.segment)]
    if not leads:
        return None
    lead = max(leads, key=lambda c: (c.segment.id in reading.starred, _eased(sheet, c), c.segment.id)).segment
    rest = best_first([(c.worth, c.segment) for c in candidates if c.segment.id != lead.id], reading.starred)
    _use(sheet, lead)
    evidence = (lead, *_others_first(lead, rest))
    return Line(lead.text, tuple(s.id for s in evidence), support(evidence), len(sheet.members))


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


def _quotes(sheet: _Sheet, segments: Sequence[Segment]) -> tuple[Line, ...]:
    """Pick real quotes from different participants and different themes, unused ones first."""
    reading = sheet.reading
    wanted = min(MOST_QUOTES, max(FEWEST_QUOTES, len(sheet.members)))

    def worth(segment: Segment) -> float:
        tags = [strength(tag) for tag in reading.tags.get(segment.id, {}).values() if tag.on]
        telling = 0.4 + 0.6 * min(1.0, sum(tags) / 2)
        return sheet.fit[segment.id] * telling * (0.4 + 0.6 * sheet.members[segment.participant])

    scored = [(worth(segment), segment) for segment in segments]
    order = best_first([pair for pair in scored if pair[0] > 0], reading.starred)
    picked: list[Segment] = []
    for again in (False, True):
        for segment in order:
            if len(picked) >= (FEWEST_QUOTES if again else wanted):
                break
            if segment not in picked and (
                (again and sheet.fit[segment.id] >= LEAST_QUOTABLE) or _may_lead(sheet, segment)
            ):
                picked.append(segment)
                _use(sheet, segment)
    return tuple(_seconded(sheet, segment) for segment in picked)


def _seconded(sheet: _Sheet, quote: Segment) -> Line:
    """Put behind a quote what other members say on the same theme with a label in common."""
    reading = sheet.reading
    membership, labels = reading.memberships.get(quote.id), set(reading.labels(quote.id))
    theme = membership.theme if membership is not None else None
    same = [
        (sheet.fit[s.id], s)
        for s in (reading.members.get(theme, ()) if theme is not None else ())
        if s.id != quote.id and s.participant in sheet.members and labels & set(reading.labels(s.id))
    ]
    evidence = (quote, *_others_first(quote, best_first(same, reading.starred)))
    return Line(quote.text, tuple(s.id for s in evidence), support(evidence), len(sheet.members))


def _differs(sheet: _Sheet, contrasts: Sequence[Contrast]) -> tuple[Line, ...]:
    """Say the greatest differences, each theme, label and attribute once, attributes at most twice."""
    lines: list[Line] = []
    seen: set[str] = set()
    attributes = 0
    for contrast in contrasts:
        if contrast.subject in seen or len(lines) == MOST_LINES or (contrast.about == "attribute" and attributes == 2):
            continue
        seen.add(contrast.subject)
        attributes += contrast.about == "attribute"
        segments = [sheet.reading.corpus.segment_by_id[segment] for segment in contrast.evidence]
        evidence = best_first([(sheet.fit[s.id], s) for s in segments], sheet.reading.starred)
        lines.append(Line(contrast.text, tuple(s.id for s in evidence), contrast.participants, len(sheet.members)))
    return tuple(lines)
