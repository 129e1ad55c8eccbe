"""Participants as points: what they speak of, how they stand to it, and who they are, in one weighted space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxresearch.domain.contrast import top_themes
from cxresearch.domain.corpus import Participant
from cxresearch.domain.metric import Column, columns_of
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

PRIOR = 8.0
"""Weight, in segments, of the study's average in every share: who says little is drawn towards the middle."""
ATTRIBUTES = 0.6
"""Weight of all attributes together, beside 1 for talk that tells participants apart perfectly."""
LEAST_RELIABLE = 0.05
"""No part of the talk weighs less than this reliability, so that very short interviews are compared as well."""
_SEVERAL = 5
"""From this many participants on, what sets one single person apart no longer makes a group."""
_RUN = 3
"""Halves take turns every so many segments: neighbours answer the same question."""


@dataclass(frozen=True)
class Features:
    """Participants as points.

    Attributes
    ----------
    people
        Participant ids, sorted.
    points
        (participants, features), columns centred, weighted.
    reliability
        Part of the talk to its split-half reliability (0–1); attributes are not in it.
    shares
        (participants, themes) smoothed share of talk.
    themes
        Theme keys, the columns of `shares`.
    """

    people: tuple[str, ...]
    points: Floats
    reliability: Mapping[str, float]
    shares: Floats
    themes: tuple[str, ...]


@dataclass(frozen=True)
class _Talk:
    """Visible segments as arrays, in canonical order: who, which theme (−1: none), which labels, which half."""

    who: NDArray[np.int64]
    theme: NDArray[np.int64]
    labels: Floats
    half: NDArray[np.int64]
    vectors: Floats | None
    n_people: int
    n_themes: int


def features_of(reading: Reading, people: Sequence[str], *, vectors: Mapping[str, ArrayLike] | None = None) -> Features:
    """Describe participants by shares of their talk, their labels, their attributes and, where given, mean vectors.

    Every part of the talk weighs as much as it tells participants apart reliably: its features are computed on
    two halves of everybody's segments, and the weight is the root of their correlation. Shares are smoothed towards
    the study's average, so that talk time does not decide; a missing attribute puts a participant in the
    middle, so that missing cells do not decide either.

    Parameters
    ----------
    reading
        Themes, tags and attributes as far as there are.
    people
        Participant ids to describe.
    vectors
        Segment id to vector, all of one length; segments without one are left out of this part.

    Returns
    -------
    Features
        The same for the same reading in any order of import.
    """
    import numpy as np

    names = tuple(sorted(people))
    themes = tuple(sorted(set(top_themes(reading).values())))
    talk = _talk(reading, names, themes, vectors)
    whole, *halves = (_parts(talk, keep) for keep in (talk.half >= 0, talk.half == 0, talk.half == 1))
    blocks: list[Floats] = []
    reliability: dict[str, float] = {}
    for part, block in whole.items():
        reliability[part] = _reliability(halves[0][part], halves[1][part])
        spread = float(np.sqrt((block**2).sum() / max(1, len(names))))
        if spread > 1e-9:
            blocks.append(block / spread * np.sqrt(max(reliability[part], LEAST_RELIABLE)))
    blocks.append(ATTRIBUTES * _attributes(reading.corpus.participants, names))
    counts = np.zeros((len(names), len(themes)))
    themed = talk.theme >= 0
    np.add.at(counts, (talk.who[themed], talk.theme[themed]), 1.0)
    return Features(names, np.concatenate(blocks, axis=1), reliability, _shares(counts, counts.sum(axis=1)), themes)


def _talk(
    reading: Reading, names: Sequence[str], themes: Sequence[str], vectors: Mapping[str, ArrayLike] | None
) -> _Talk:
    import numpy as np

    place = {person: number for number, person in enumerate(names)}
    column = {theme: number for number, theme in enumerate(themes)}
    top = top_themes(reading)
    segments = sorted(
        (s for s in reading.corpus.segments if s.participant in place and s.id not in reading.hidden),
        key=lambda s: (s.source, s.turn, s.start, s.id),
    )
    who, theme, half, labels = [], [], [], np.zeros((len(segments), len(LABELS)))
    spoken: dict[str, int] = {}
    for row, segment in enumerate(segments):
        said = spoken.get(segment.participant, 0)
        spoken[segment.participant] = said + 1
        membership = reading.memberships.get(segment.id)
        key = top.get(membership.theme) if membership is not None and membership.theme is not None else None
        who.append(place[segment.participant])
        theme.append(-1 if key is None else column[key])
        half.append(said // _RUN % 2)
        standing = reading.labels(segment.id)
        labels[row] = [label in standing for label in LABELS]
    return _Talk(
        np.array(who, dtype=np.int64),
        np.array(theme, dtype=np.int64),
        labels,
        np.array(half, dtype=np.int64),
        _vector_rows([segment.id for segment in segments], vectors),
        len(names),
        len(themes),
    )


def _vector_rows(segments: Sequence[str], vectors: Mapping[str, ArrayLike] | None) -> Floats | None:
    """Stack the segments' vectors; a segment without one gets a row of NaN."""
    import numpy as np

    if not vectors:
        return None
    width = np.asarray(next(iter(vectors.values()))).shape[-1]
    rows = np.full((len(segments), width), np.nan)
    for row, segment in enumerate(segments):
        if segment in vectors:
            rows[row] = np.asarray(vectors[segment], dtype=np.float64)
    return rows


def _parts(talk: _Talk, keep: NDArray[np.bool_]) -> dict[str, Floats]:
    """Return the parts of the talk over some segments: themes, labels, labels within themes, vectors; centred."""
    import numpy as np

    who, theme, labels = talk.who[keep], talk.theme[keep], talk.labels[keep]
    spoken, by_label = np.zeros(talk.n_people), np.zeros((talk.n_people, len(LABELS)))
    by_theme = np.zeros((talk.n_people, talk.n_themes))
    by_both = np.zeros((talk.n_people, talk.n_themes, len(LABELS)))
    np.add.at(spoken, who, 1.0)
    np.add.at(by_label, who, labels)
    themed = theme >= 0
    np.add.at(by_theme, (who[themed], theme[themed]), 1.0)
    np.add.at(by_both, (who[themed], theme[themed]), labels[themed])
    parts = {
        "themes": np.sqrt(_shares(by_theme, by_theme.sum(axis=1))),
        "labels": _angle(_shares(by_label, spoken)),
        "labels within themes": _within(by_theme, by_both, by_label, spoken),
    }
    if talk.vectors is not None:
        parts["vectors"] = _mean_vectors(who, talk.vectors[keep], talk.n_people)
    return {part: _centred(_unshared(block)) for part, block in parts.items()}


def _centred(block: Floats) -> Floats:
    import numpy as np

    centred: Floats = block - block.mean(axis=0) if len(block) else np.zeros_like(block)
    return centred


def _unshared(block: Floats) -> Floats:
    """Bring what one participant alone does down to the level of the next: a persona is what several share."""
    import numpy as np

    if len(block) < _SEVERAL:
        return block
    ordered = np.sort(block, axis=0)
    clipped: Floats = np.clip(block, ordered[1], ordered[-2])
    return clipped


def _shares(counts: Floats, totals: Floats) -> Floats:
    """Return counts as shares of totals, smoothed towards the average share in which every participant counts once."""
    import numpy as np

    spoke = totals > 0
    average = (counts[spoke] / totals[spoke, None]).mean(axis=0) if spoke.any() else np.zeros(counts.shape[1])
    smoothed: Floats = (counts + PRIOR * average) / (totals[:, None] + PRIOR)
    return smoothed


def _within(by_theme: Floats, by_both: Floats, by_label: Floats, spoken: Floats) -> Floats:
    """Return the rate of every label within every theme; large themes count for more."""
    import numpy as np

    people, themes, labels = by_both.shape
    usual = by_label.sum(axis=0) / max(1.0, spoken.sum())
    size = by_theme.sum(axis=0) / max(1.0, by_theme.sum())
    average = (by_both.sum(axis=0) + 0.5 * usual) / (by_theme.sum(axis=0)[:, None] + 0.5)
    rates = (by_both + PRIOR * average) / (by_theme[:, :, None] + PRIOR)
    weighted: Floats = (np.sqrt(size)[None, :, None] * _angle(rates)).reshape(people, themes * labels)
    return weighted


def _angle(rates: Floats) -> Floats:
    """Return the arcsine root of rates, on which a difference means as much near 0 as in the middle."""
    import numpy as np

    angles: Floats = np.arcsin(np.sqrt(np.clip(rates, 0.0, 1.0)))
    return angles


def _mean_vectors(who: NDArray[np.int64], vectors: Floats, n_people: int) -> Floats:
    import numpy as np

    given = ~np.isnan(vectors).any(axis=1)
    sums, counts = np.zeros((n_people, vectors.shape[1])), np.zeros(n_people)
    np.add.at(sums, who[given], vectors[given])
    np.add.at(counts, who[given], 1.0)
    spoke = counts > 0
    if not spoke.any():
        return sums
    average = (sums[spoke] / counts[spoke, None]).mean(axis=0)
    means: Floats = (sums + PRIOR * average) / (counts[:, None] + PRIOR)
    return means


def _reliability(one: Floats, other: Floats) -> float:
    """Return how well a part of the talk in one half agrees with the other half on who differs how (0–1)."""
    import numpy as np

    size = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return max(0.0, float((one * other).sum()) / size) if size > 1e-12 else 0.0


def _attributes(participants: Sequence[Participant], names: Sequence[str]) -> Floats:
    """Return attributes with equal weight each, in proportion to how many gave them; missing ones in the middle."""
    import numpy as np

    among = [participant for participant in participants if participant.id in set(names)]
    columns = [block for column in columns_of(among) if (block := _column(column, names)) is not None]
    if not columns:
        return np.zeros((len(names), 0))
    joined: Floats = np.concatenate(columns, axis=1) / np.sqrt(len(columns))
    return joined


def _column(column: Column, names: Sequence[str]) -> Floats | None:
    """Return one attribute as centred numbers of unit spread, or None when it tells nobody apart."""
    import numpy as np

    if column.kind == "number" and len(set(column.numbers.values())) > 1:
        rows = np.array([[column.numbers.get(person, np.nan)] for person in names])
    elif column.kind == "kind" and 1 < len(kinds := sorted(set(column.kinds.values()))) < len(column.kinds):
        rows = np.array(
            [[float(column.kinds[p] == kind) if p in column.kinds else np.nan for kind in kinds] for p in names]
        )
    else:
        return None
    centred = rows - np.nanmean(rows, axis=0)
    given = ~np.isnan(rows[:, 0])
    spread = float(np.sqrt((centred[given] ** 2).sum() / given.sum()))
    return np.nan_to_num(centred) / spread if spread > 1e-12 else None
