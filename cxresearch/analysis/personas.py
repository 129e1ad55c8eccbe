"""Persona clusters: participants grouped by what they speak of, how they stand to it, and who they are.

How it works, what was measured and where it ends is told in docs/personas.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cxresearch.analysis.grouping import silhouette, ward
from cxresearch.analysis.persona_features import Features, features_of
from cxresearch.domain.identity import minted_key
from cxresearch.domain.quoting import visible
from cxresearch.domain.reading import Reading
from cxresearch.domain.suggestion import PersonaSuggestion
from cxresearch.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int64]

MOST = 5
"""More personas than this are never suggested unasked: a customer base is told in one to five."""
BETWEEN = 0.28
"""A participant who is at least this part another persona appears in both."""
HAND_WEIGHT = 3.0
"""A participant whom a person assigned counts as much as this many in the middle of their persona."""
_LONE = 0.1
"""What a grouping loses in the choice of the number of personas when one of its groups is a single participant."""
_CLOUDS = 20
APART = -0.02
"""One persona where every grouping is less clear, by this, than what a cloud without groups shows on average. Low on
purpose: participants always differ somehow, and a split too many is easier to undo than one that was never shown."""


@dataclass(frozen=True, slots=True)
class _Hand:
    """What people decided: participant number to group number, and the keys of those groups."""

    fixed: Mapping[int, int]
    keys: tuple[str, ...]


class PersonaModel:
    """Group participants into personas.

    Parameters
    ----------
    n_personas
        How many personas; by default 1–5, chosen by the data.
    seed
        For the random clouds that the choice is measured against.

    Attributes
    ----------
    personas_ : tuple of PersonaSuggestion
        Largest first, ties by key. A participant between two personas stands in both, with lower strengths; strengths
        (0–1) are parts of a mixture of the personas' middles, each computed without the participant in question.
    scores_ : dict of int to float
        Number of personas to how much clearer the groups are than those found in a cloud without groups
        (silhouette minus its expectation); filled when the data chose.
    reliability_ : dict of str to float
        Part of the talk to its split-half reliability (0–1), which is its weight.

    Raises
    ------
    InputError
        When `n_personas` is no whole number of at least 1.

    Notes
    -----
    Ward's clusters on the leading principal components, refined by k-means; the number of personas by the gap
    between the silhouette and that of clouds without groups that lie along the same axes (after Tibshirani, Walther &
    Hastie, 2001).
    Participants are taken in the order of their ids, so that the order of import never matters.

    Examples
    --------
    >>> from cxresearch.domain.corpus import Corpus
    >>> PersonaModel().fit(Reading("s", 0, Corpus())).personas_
    ()
    """

    def __init__(self, n_personas: int | None = None, *, seed: int = 0) -> None:
        if n_personas is not None and (isinstance(n_personas, bool) or n_personas < 1):
            raise InputError(f"The number of personas must be 1 or more, not {n_personas}; ask for 1 to {MOST}.")
        self.n_personas = n_personas
        self.seed = seed
        self.personas_: tuple[PersonaSuggestion, ...] = ()
        self.scores_: dict[int, float] = {}
        self.reliability_: dict[str, float] = {}

    def fit(self, reading: Reading, *, vectors: Mapping[str, ArrayLike] | None = None) -> Self:
        """Group the participants of a reading.

        Parameters
        ----------
        reading
            Themes, tags and attributes as far as there are. Participants whom a person assigned stay in that
            persona and pull similar ones; its key is kept. Hidden segments do not count.
        vectors
            Segment id to vector, all of one length; optional.

        Returns
        -------
        PersonaModel
            Itself, fitted.

        Raises
        ------
        InputError
            When more personas are asked for than there are participants, or fewer than people assigned to.
        """
        self.scores_, self.reliability_, self.personas_ = {}, {}, ()
        known = {participant.id for participant in reading.corpus.participants}
        known.update(segment.participant for segment in reading.corpus.segments)
        by_hand = {person: key for person, key in reading.assigned.items() if key and person in known}
        nowhere = {person for person, key in reading.assigned.items() if not key}
        people = sorted({segment.participant for segment in visible(reading)} | set(by_hand))
        people = [person for person in people if person not in nowhere]
        self._refuse(len(people), by_hand)
        if not people:
            return self
        features = features_of(reading, people, vectors=vectors)
        self.reliability_ = dict(features.reliability)
        labels, hand, space = self._group(features, reading, by_hand)
        strengths = _strengths(space, labels, hand)
        self.personas_ = _suggestions(features, labels, hand, strengths)
        return self

    def _refuse(self, people: int, by_hand: Mapping[str, str]) -> None:
        """Refuse a number of personas that these participants and decisions cannot make."""
        if self.n_personas is None:
            return
        taught = len(set(by_hand.values()))
        possible = people - len(by_hand) + taught
        some = "1 participant" if people == 1 else f"{people} participants"
        if self.n_personas > people:
            raise InputError(
                f"{self.n_personas} personas were asked for, but the study has {some}; ask for {people or 'none'}"
                " or fewer, or add interviews."
            )
        if self.n_personas > possible:
            raise InputError(
                f"{self.n_personas} personas were asked for, but {some} of whom some were assigned by hand to the same"
                f" persona make {possible} at most; ask for fewer, or move somebody first."
            )
        if taught > self.n_personas:
            raise InputError(
                f"{self.n_personas} personas were asked for, but participants were assigned by hand to {taught};"
                f" ask for {taught} or more, or move those participants first."
            )

    def _group(self, features: Features, reading: Reading, by_hand: Mapping[str, str]) -> tuple[Labels, _Hand, Floats]:
        """Return a group number for every participant, what was fixed by hand, and the points compared."""
        import numpy as np

        people = features.people
        prior = {persona.key: set(persona.participants) for persona in reading.personas}
        taught = sorted(set(by_hand.values()))
        made = [key for key in taught if key not in prior]
        known = [key for key in taught if key in prior]
        held = [number for number, person in enumerate(people) if by_hand.get(person) in made]
        free = np.array([number for number in range(len(people)) if number not in set(held)], dtype=np.int64)
        axes = _principal(features.points)
        if self.n_personas is not None:
            rest = self.n_personas - len(made)
        else:
            rest, self.scores_ = _how_many(_principal(features.points[free]), self.seed)
            rest = max(rest, len(known))
        rest = min(rest, len(known) + len(people) - len(by_hand))
        total = rest + len(made)
        space = axes[:, : max(1, total)]
        labels = np.full(len(people), -1, dtype=np.int64)
        if rest:
            labels[free] = ward(space[free], rest)
        keys = [""] * rest + made
        wanted = {key: {p for p in prior[key] if by_hand.get(p, key) == key} for key in known}
        for person, key in by_hand.items():
            if key in wanted:
                wanted[key].add(person)
        for group, key in _matched(labels, people, wanted, rest).items():
            keys[group] = key
        fixed = {n: keys.index(by_hand[person]) for n, person in enumerate(people) if person in by_hand}
        hand = _Hand(fixed, tuple(keys))
        for number, group in fixed.items():
            labels[number] = group
        return _refined(space, labels, total, fixed), hand, space


def _principal(points: Floats) -> Floats:
    """Return the principal coordinates of points, leading ones first; at least one."""
    import numpy as np

    n = len(points)
    if n < 2 or not points.shape[1]:
        return np.zeros((n, 1))
    left, scale, _ = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    axes: Floats = (left * scale)[:, : n - 1]
    return axes


def _how_many(axes: Floats, seed: int) -> tuple[int, dict[int, float]]:
    """Choose the number of personas: where groups are clearest beyond what a cloud without groups would show."""
    import numpy as np

    n = len(axes)
    most = min(MOST, n // 2)
    spread = np.linalg.norm(axes, axis=0)
    axes, spread = axes[:, spread > 1e-9], spread[spread > 1e-9]
    if most < 2 or not len(spread):
        return 1, {}
    random = np.random.default_rng(seed)
    clouds = [_cloud(random, n, spread) for _ in range(max(3, min(_CLOUDS, 4000 // n)))]
    scores = {}
    for k in range(2, most + 1):
        labels = _refined(axes[:, :k], ward(axes[:, :k], k), k, {})
        lone = _LONE if np.bincount(labels, minlength=k).min() < 2 else 0.0
        expected = float(np.mean([_clarity(cloud, ward(cloud[:, :k], k), k) for cloud in clouds]))
        scores[k] = _clarity(axes, labels, k) - expected - lone
    best = max(scores, key=lambda k: (round(scores[k], 9), -k))
    return (best if scores[best] > APART else 1), scores


def _cloud(random: np.random.Generator, n: int, spread: Floats) -> Floats:
    """Return points without groups that lie along the same axes, as far and as independently, as the participants."""
    import numpy as np

    points = random.normal(size=(n, len(spread)))
    basis, _ = np.linalg.qr(points - points.mean(axis=0))
    cloud: Floats = basis * spread
    return cloud


def _clarity(axes: Floats, labels: Labels, k: int) -> float:
    """Return the silhouette in the leading coordinates plus that in all of them."""
    return silhouette(axes[:, :k], labels) + silhouette(axes, labels)


def _refined(points: Floats, labels: Labels, k: int, fixed: Mapping[int, int]) -> Labels:
    """Move participants to the nearest middle until nothing changes; those fixed by hand stay and pull.

    A participant who is nearer to somebody assigned by hand than to any middle follows that one.
    """
    import numpy as np
    from scipy.spatial.distance import cdist

    labels = labels.copy()
    weight = np.ones(len(points))
    weight[list(fixed)] = HAND_WEIGHT
    held = np.array(sorted(fixed), dtype=np.int64)
    for _ in range(50):  # an assigned participant is nearest to themselves, and so stays
        labels = _filled(points, labels, k, fixed)
        distances = cdist(points, _middles(points, labels, k, weight))
        for number in held:
            group = fixed[int(number)]
            distances[:, group] = np.minimum(distances[:, group], cdist(points, points[number : number + 1])[:, 0])
        stay = distances[np.arange(len(points)), labels]
        nearest = np.where(distances.min(axis=1) < stay - 1e-9, distances.argmin(axis=1), labels)
        if (nearest == labels).all():
            break
        labels = nearest
    return _filled(points, labels, k, fixed)


def _middles(points: Floats, labels: Labels, k: int, weight: Floats) -> Floats:
    import numpy as np

    return np.stack([np.average(points[labels == g], axis=0, weights=weight[labels == g]) for g in range(k)])


def _filled(points: Floats, labels: Labels, k: int, fixed: Mapping[int, int]) -> Labels:
    """Give every empty group the participant who stands farthest from the middle of a group of several."""
    import numpy as np

    labels = labels.copy()
    for group in range(k):
        if (labels == group).any():
            continue
        sizes = np.bincount(labels, minlength=k)
        movable = [n for n in range(len(points)) if n not in fixed and sizes[labels[n]] > 1]
        if not movable:
            continue
        far = [float(((points[n] - points[labels == labels[n]].mean(axis=0)) ** 2).sum()) for n in movable]
        labels[movable[int(np.argmax(np.round(far, 9)))]] = group
    return labels


def _matched(labels: Labels, people: Sequence[str], wanted: Mapping[str, set[str]], k: int) -> dict[int, str]:
    """Match groups to the keys people assigned to, by shared participants (Hungarian assignment)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not wanted or not k:
        return {}
    keys = sorted(wanted)
    members = [{people[int(n)] for n in np.flatnonzero(labels == group)} for group in range(k)]
    overlap = np.array(
        [[len(group & wanted[key]) / max(1, len(group | wanted[key])) for key in keys] for group in members]
    )
    rows, columns = linear_sum_assignment(-overlap)
    return {int(row): keys[column] for row, column in zip(rows, columns, strict=True)}


def _strengths(points: Floats, labels: Labels, hand: _Hand) -> Floats:
    """Return (participants, groups) how much of each group's middle a participant is; rows sum to at most 1."""
    import numpy as np

    k = len(hand.keys)
    strengths = np.zeros((len(points), k))
    alike = float(np.ptp(points, axis=0).max()) < 1e-9 if len(points) else True
    for number, group in enumerate(labels):
        if number in hand.fixed or k == 1:
            strengths[number, group] = 1.0
            continue
        if alike:
            strengths[number, group] = 1.0 / k
            continue
        others = np.arange(len(points)) != number
        middles = np.stack(
            [
                points[(labels == g) & others].mean(axis=0) if ((labels == g) & others).any() else points[number]
                for g in range(k)
            ]
        )
        parts = _mixture(points[number], middles)
        top = int(parts.argmax())
        parts[top], parts[group] = parts[group], parts[top]
        strengths[number] = parts
    return strengths


def _mixture(point: Floats, middles: Floats) -> Floats:
    """Return the parts (0–1, summing to 1) whose mixture of middles comes nearest to a point."""
    import numpy as np
    from scipy.optimize import nnls

    # The last row, made heavy, holds the sum of the parts at 1.
    heavy = 1e3 * (1.0 + float(np.abs(middles).max()))
    matrix = np.vstack([middles.T, np.full(len(middles), heavy)])
    parts, _ = nnls(matrix, np.append(point, heavy))
    total = float(parts.sum())
    mixed: Floats = parts / total if total > 0 else np.full(len(middles), 1.0 / len(middles))
    return mixed


def _suggestions(features: Features, labels: Labels, hand: _Hand, strengths: Floats) -> tuple[PersonaSuggestion, ...]:
    import numpy as np

    found = []
    for group, key in enumerate(hand.keys):
        own = np.flatnonzero(labels == group)
        listed = (labels == group) | (strengths[:, group] >= BETWEEN)
        members = {features.people[n]: round(float(strengths[n, group]), 3) for n in np.flatnonzero(listed)}
        if not members:
            continue
        minted = key or minted_key("persona", [features.people[n] for n in own])
        found.append(PersonaSuggestion(minted, members, _themes(features, own)))
    return tuple(sorted(found, key=lambda persona: (-len(persona.participants), persona.key)))


def _themes(features: Features, own: NDArray[np.int64]) -> tuple[str, ...]:
    """Return up to three themes of which a group speaks more than the others, the greatest lead first."""
    import numpy as np

    others = np.setdiff1d(np.arange(len(features.people)), own)
    if not len(own) or not features.themes:
        return ()
    lead = features.shares[own].mean(axis=0)
    if len(others):
        lead = lead - features.shares[others].mean(axis=0)
    order = sorted(
        range(len(features.themes)), key=lambda column: (-round(float(lead[column]), 9), features.themes[column])
    )
    return tuple(features.themes[column] for column in order[:3] if lead[column] > 0.01)
