"""What sets a group of participants apart from the others, in words and numbers that can be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, median

from cxresearch.domain.corpus import Segment
from cxresearch.domain.metric import METRICS, Column, columns_of
from cxresearch.domain.quadrant import LABELS, TITLES
from cxresearch.domain.quoting import people, visible
from cxresearch.domain.reading import Reading

HEARD = 5
"""Shares are compared among participants of whom at least this many segments are visible (if there are any)."""
CLEAR = 0.33
"""Least effect (Cliff's delta, shrunk for few participants) that is reported: the usual line of a medium effect."""

ABOUT = {
    "pain": ("has trouble with", "have trouble with"),
    "need": ("asks for something around", "ask for something around"),
    "goal": ("names an aim around", "name an aim around"),
    "gain": ("is glad of something in", "are glad of something in"),
    "feel": ("shows feelings about", "show feelings about"),
    "do": ("describes doing something about", "describe doing something about"),
    "say": ("tells of talking to others about", "tell of talking to others about"),
    "think": ("weighs up", "weigh up"),
}
"""Label to verb, for one participant and for several, followed by the name of a theme."""


@dataclass(frozen=True)
class Profile:
    """Who speaks of what, counted once for a whole reading; hidden segments are not in it.

    Attributes
    ----------
    people
        Everybody who says something, sorted.
    segments
        Visible segments, sorted by id.
    theme
        Segment id to the key of its theme at the top level; unsorted segments are absent.
    labels
        Segment id to the labels that stand on it.
    spoken, themed
        Participant to number of segments, and of segments that have a theme.
    by_theme, by_label, by_both
        (participant, theme), (participant, label), (participant, theme, label) to number of segments.
    columns
        Attributes, as columns.
    """

    people: tuple[str, ...]
    segments: tuple[Segment, ...]
    theme: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    spoken: Mapping[str, int]
    themed: Mapping[str, int]
    by_theme: Mapping[tuple[str, str], int]
    by_label: Mapping[tuple[str, str], int]
    by_both: Mapping[tuple[str, str, str], int]
    columns: tuple[Column, ...]

    def heard(self, group: Iterable[str]) -> tuple[str, ...]:
        """Return those who say enough for their shares to mean something; all of them when nobody does."""
        everybody = tuple(group)
        return tuple(person for person in everybody if self.spoken.get(person, 0) >= HEARD) or everybody

    def share(self, person: str, theme: str) -> float:
        """Return the share of a participant's themed segments that a theme has (0–1)."""
        return self.by_theme.get((person, theme), 0) / max(1, self.themed.get(person, 0))

    def rate(self, person: str, label: str) -> float:
        """Return the share of a participant's segments that carry a label (0–1)."""
        return self.by_label.get((person, label), 0) / max(1, self.spoken.get(person, 0))


@dataclass(frozen=True, slots=True)
class Contrast:
    """One way in which a group differs from the others.

    Attributes
    ----------
    about
        ``"theme"``, ``"label"``, ``"theme and label"`` or ``"attribute"``.
    subject
        The theme key, label or attribute name.
    label
        The label, where there is one.
    effect
        Cliff's delta (−1 to 1) shrunk towards 0 for few participants; above 0 where the group has more.
    text
        The difference with its numbers, as a sentence.
    evidence
        Segment ids among the group, in the order of the profile; none where the group has less.
    participants
        How many of the group it holds for.
    """

    about: str
    subject: str
    label: str
    effect: float
    text: str
    evidence: tuple[str, ...] = field(default=())
    participants: int = 0


def profile_of(reading: Reading) -> Profile:
    """Count who speaks of what."""
    segments = visible(reading)
    theme: dict[str, str] = {}
    labels: dict[str, tuple[str, ...]] = {}
    spoken: Counter[str] = Counter()
    by_theme: Counter[tuple[str, str]] = Counter()
    by_label: Counter[tuple[str, str]] = Counter()
    by_both: Counter[tuple[str, str, str]] = Counter()
    top = top_themes(reading)
    for segment in segments:
        spoken[segment.participant] += 1
        standing = reading.tags.get(segment.id, {})
        labels[segment.id] = tuple(label for label in LABELS if label in standing and standing[label].on)
        membership = reading.memberships.get(segment.id)
        key = top.get(membership.theme) if membership is not None and membership.theme is not None else None
        for label in labels[segment.id]:
            by_label[segment.participant, label] += 1
        if key is not None:
            theme[segment.id] = key
            by_theme[segment.participant, key] += 1
            for label in labels[segment.id]:
                by_both[segment.participant, key, label] += 1
    themed: Counter[str] = Counter()
    for (person, _), count in by_theme.items():
        themed[person] += count
    columns = columns_of(reading.corpus.participants)
    return Profile(people(reading), segments, theme, labels, spoken, themed, by_theme, by_label, by_both, columns)


def top_themes(reading: Reading) -> dict[str, str]:
    """Lead from every theme key to the key of its theme at the top level."""
    parents = {theme.key: theme.parent for theme in reading.themes}
    found: dict[str, str] = {}
    for key in parents:
        seen = {key}
        above = key
        while (parent := parents.get(above)) in parents and parent is not None and parent not in seen:
            seen.add(parent)
            above = parent
        found[key] = above
    return found


def cliffs_delta(group: Sequence[float], others: Sequence[float]) -> float:
    """Return how much oftener a value of the group exceeds one of the others than the reverse (−1 to 1).

    References
    ----------
    Cliff, N. (1993). Dominance statistics. *Psychological Bulletin*, 114(3), 494–509.

    Examples
    --------
    >>> cliffs_delta([3, 4], [1, 2]), cliffs_delta([1, 1], [1, 1])
    (1.0, 0.0)
    """
    if not group or not others:
        return 0.0
    wins = sum((a > b) - (a < b) for a in group for b in others)
    return wins / (len(group) * len(others))


def effect_of(group: Sequence[float], others: Sequence[float]) -> float:
    """Return Cliff's delta shrunk for few participants: two against two count half, five against eight nine tenths."""
    pairs = len(group) * len(others)
    return cliffs_delta(group, others) * pairs / (pairs + 4) if pairs else 0.0


def contrasts_of(profile: Profile, members: Iterable[str], names: Mapping[str, str]) -> tuple[Contrast, ...]:
    """List the clear differences between a group and everybody else, greatest first.

    Parameters
    ----------
    profile
        Who speaks of what.
    members
        Participant ids of the group.
    names
        Theme key to name, for the themes to be compared.

    Returns
    -------
    tuple of Contrast
        Empty when there is nobody else. They describe these participants; they are no tests of significance.
    """
    inside = set(members)
    group = [person for person in profile.people if person in inside]
    others = [person for person in profile.people if person not in inside]
    if not group or not others:
        return ()
    heard = profile.heard(group), profile.heard(others)
    found = [
        *(_theme_contrast(profile, key, names[key], group, others, heard) for key in sorted(names)),
        *(_both_contrast(profile, key, label, names[key], group, others) for key in sorted(names) for label in ABOUT),
        *(_label_contrast(profile, label, group, others) for label in LABELS),
        *(c for column in profile.columns for c in _column_contrasts(column, inside, set(others))),
    ]
    clear = [contrast for contrast in found if contrast is not None and abs(contrast.effect) >= CLEAR]
    clear = [_backed(profile, group, contrast) for contrast in clear]
    return tuple(sorted(clear, key=lambda c: (-abs(c.effect), c.about, c.subject, c.label)))


def _theme_contrast(
    profile: Profile,
    key: str,
    name: str,
    group: Sequence[str],
    others: Sequence[str],
    heard: tuple[Sequence[str], Sequence[str]],
) -> Contrast:
    ours, theirs = ([profile.share(person, key) for person in loud] for loud in heard)
    spoke_here = [float(profile.by_theme.get((person, key), 0) > 0) for person in group]
    spoke_there = [float(profile.by_theme.get((person, key), 0) > 0) for person in others]
    here, there = int(sum(spoke_here)), int(sum(spoke_there))
    by_presence = effect_of(spoke_here, spoke_there)
    by_share = effect_of(ours, theirs)
    if abs(by_presence) >= CLEAR or abs(by_share) < CLEAR:
        text = f"{_of(here, group)} {_verb(here, 'speaks', 'speak')} of “{name}”; of the others, {_of(there, others)}."
        return Contrast("theme", key, "", by_presence, text, (), here if by_presence > 0 else len(group) - here)
    mean_here, mean_there = fmean(ours), fmean(theirs)
    if (mean_here > mean_there) != (by_share > 0) or round(100 * mean_here) == round(100 * mean_there):
        by_share = 0.0  # an outlier turns the means round: the sentence would contradict the effect
    word = "more" if by_share > 0 else "less"
    said = _verb(len(group), "this participant says", "they say")
    text = (
        f"Speaks {word} of “{name}”: {_percent(mean_here)} of what {said} (in {_of(here, group)} interviews),"
        f" {_percent(mean_there)} for the others ({_of(there, others)})."
    )
    return Contrast("theme", key, "", by_share, text, (), here)


def _both_contrast(
    profile: Profile, key: str, label: str, name: str, group: Sequence[str], others: Sequence[str]
) -> Contrast | None:
    """Compare a label within a theme among those who speak of the theme at all; only where the group has more."""
    ours = [float(profile.by_both.get((p, key, label), 0) > 0) for p in group if profile.by_theme.get((p, key))]
    here = int(sum(ours))
    if not here or 2 * here < len(group):
        return None  # before the others are looked through, who may be a hundred
    theirs = [float(profile.by_both.get((p, key, label), 0) > 0) for p in others if profile.by_theme.get((p, key))]
    there = int(sum(theirs))
    effect = effect_of(ours, theirs)
    if effect <= 0:
        return None
    text = f"{_of(here, group)} {ABOUT[label][here != 1]} “{name}”; of the others, {_of(there, others)}."
    return Contrast("theme and label", key, label, effect, text, (), here)


def _label_contrast(profile: Profile, label: str, group: Sequence[str], others: Sequence[str]) -> Contrast | None:
    ours = [profile.rate(person, label) for person in profile.heard(group)]
    theirs = [profile.rate(person, label) for person in profile.heard(others)]
    mean_here, mean_there = fmean(ours), fmean(theirs)
    effect = effect_of(ours, theirs)
    if (mean_here > mean_there) != (effect > 0) or abs(mean_here - mean_there) < 0.03:
        return None
    here = sum(profile.by_label.get((person, label), 0) > 0 for person in group)
    text = (
        f"{'More' if effect > 0 else 'Less'} “{TITLES[label]}”: {_percent(mean_here)} of what"
        f" {_verb(len(group), 'this participant says', 'they say')}, {_percent(mean_there)} for the others."
    )
    return Contrast("label", label, label, effect, text, (), here)


def _column_contrasts(column: Column, group: set[str], others: set[str]) -> list[Contrast]:
    if column.kind == "number":
        ours = [value for person, value in column.numbers.items() if person in group]
        theirs = [value for person, value in column.numbers.items() if person in others]
        if not ours or not theirs:
            return []
        text = (
            f"{titled(column.name)}: median {plain(median(ours))} ({_of(len(ours), group)} gave it),"
            f" {plain(median(theirs))} for the others ({_of(len(theirs), others)})."
        )
        effect = effect_of(ours, theirs) if median(ours) != median(theirs) else 0.0
        return [Contrast("attribute", column.name, "", effect, text, (), len(ours))]
    if column.kind == "text":
        return []
    found = []
    mine = [value for person, value in column.kinds.items() if person in group]
    rest = [value for person, value in column.kinds.items() if person in others]
    for kind in sorted(set(mine)):
        here, there = mine.count(kind), rest.count(kind)
        effect = effect_of([float(v == kind) for v in mine], [float(v == kind) for v in rest])
        if effect > 0 and 2 * here >= len(mine):
            given = f"{kind} in {here} of {len(mine)} who gave it"
            text = f"{titled(column.name)}: {given}; of the others, {there} of {len(rest)}."
            found.append(Contrast("attribute", column.name, kind, effect, text, (), here))
    return found


def _backed(profile: Profile, group: Sequence[str], contrast: Contrast) -> Contrast:
    """Put the group's segments behind a difference by which it has more."""
    if contrast.effect < 0 or contrast.about == "attribute":
        return contrast
    inside = set(group)
    theme = contrast.subject if contrast.about != "label" else None
    evidence = tuple(
        segment.id
        for segment in profile.segments
        if segment.participant in inside
        and (theme is None or profile.theme.get(segment.id) == theme)
        and (not contrast.label or contrast.label in profile.labels[segment.id])
    )
    return replace(contrast, evidence=evidence)


def titled(name: str) -> str:
    """Write an attribute's column name for people.

    Examples
    --------
    >>> titled("age_group"), titled("nps")
    ('Age group', 'NPS')
    """
    if name.upper() in METRICS:
        return name.upper()
    words = " ".join(name.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def plain(number: float) -> str:
    """Write a number without needless decimals.

    Examples
    --------
    >>> plain(34.0), plain(7.25), plain(1200000)
    ('34', '7.2', '1200000')
    """
    return f"{number:.0f}" if number == round(number) or abs(number) >= 100 else f"{number:.1f}"


def _of(count: int, among: Sequence[str] | set[str]) -> str:
    return f"{count} of {len(among)}"


def _verb(count: int, one: str, several: str) -> str:
    return one if count == 1 else several


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
