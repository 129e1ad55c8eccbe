"""Themes that follow a researcher: segments go where pinned ones show the way, or stay where the last run put them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cxresearch.analysis.theme_geometry import AMONG, Array, Wanted, cut, means, unit, ward_tree

_PIN_WEIGHT = 4.0
"""What a pinned segment weighs beside another member of its theme."""

_BRANCH = 0.5
"""What the other rows of its branch say about a row, beside what it says itself."""

_LARGEST_TREE = 2_500

_STAY, _STAY_TAUGHT = 0.2, 0.05
"""By how much, in cosine, another theme must be nearer than the one of the last run; less once there are pins."""

_LEAST_DOUBT, _MOST_DOUBT, _DOUBT_ELSEWHERE = 0.1, 0.6, 0.6
"""The share of left-out pins farther out than a follower may be: at least, at most, and where hardly any theme is
taught."""

_DISSOLVES = 0.5
"""A drafted theme that lost this share of its rows to pinned ones was no theme of its own."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where pinned segments lead the others.

    Attributes
    ----------
    theme
        (n,) the taught theme each row would follow; a pinned row's own. Every taught theme has a row.
    nearness
        (n,) cosine to the mean of that theme's pinned rows.
    enough
        How near a row must be to follow.
    """

    theme: Array
    nearness: Array
    enough: float

    @property
    def follows(self) -> Array:
        """Return (n,) bool: near enough to follow."""
        import numpy as np

        return np.asarray(self.nearness >= self.enough)


def lead(rows: Array, taught: Array, pinned: Array, *, drafted: int, members: Array | None = None) -> Lead:
    """Learn from pinned segments which rows follow them, and where to.

    Where to: a logistic regression on the pinned rows, in which the rows of the same small branch of Ward's tree
    have a say. Whether at all: each pinned row is left out in turn and compared with the mean of the others of
    its theme. A row follows when it is nearer than the farthest of these, passing over as many as would have been
    put elsewhere. So close themes draw all that is close, and loose ones, whose pins tell little, their like.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    taught
        (n,) theme each row is pinned to or likely in, from 0, every one with a row; -1 for the others.
    pinned
        (n,) theme a row is bound to, -1 for the others.
    drafted
        Number of themes there are without pins: a few taught ones among many draw less.
    members
        (n,) theme each row was in: members of taught themes say, too, what these are about.

    Returns
    -------
    Lead
        For every row.
    """
    import numpy as np

    n_taught = int(taught.max()) + 1
    theme = _settled(_strength(rows, taught, members), taught, pinned)
    known = np.flatnonzero(taught >= 0)
    sums = np.zeros((n_taught, rows.shape[1]))
    np.add.at(sums, taught[known], rows[known])
    centres = unit(sums)
    nearness = np.einsum("ij,ij->i", rows, centres[theme])
    several = known[np.bincount(taught[known])[taught[known]] > 1]
    if not len(several):
        return Lead(theme, nearness, np.inf)
    own = np.einsum("ij,ij->i", rows[several], unit(sums[taught[several]] - rows[several]))
    likeness = rows[several] @ centres.T
    likeness[np.arange(len(several)), taught[several]] = own
    astray = float((likeness.max(axis=1) > own).mean()) * n_taught / max(1, n_taught - 1)  # 1 is chance
    elsewhere = _DOUBT_ELSEWHERE * (1 - n_taught / max(drafted, n_taught))
    doubt = min(_MOST_DOUBT, max(_LEAST_DOUBT, astray, elsewhere))
    return Lead(theme, nearness, float(np.quantile(own, doubt)))


def taught_themes(
    rows: Array, taught: Array, pinned: Array, draft: Callable[[int], Array], first: int, n_themes: Wanted
) -> Array:
    """Draft themes in which pinned segments lead.

    A draft without pins comes first. Rows that follow pinned ones leave it; so does the rest of a drafted theme
    that lost half of its rows, or that holds half of some theme's pins and no other's. What is left of the draft
    are the themes nobody pinned, the largest of them as far as there is room.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    taught
        (n,) theme each row is pinned to or likely in, from 0, every one with a row; -1 for the others.
    pinned
        (n,) theme a row is bound to, -1 for the others.
    draft
        Gives (n,) labels of so many themes without pins.
    first
        How many themes there would be without pins.
    n_themes
        Themes wanted in all, or among which numbers to choose.

    Returns
    -------
    numpy.ndarray
        (n,) labels; taught themes come first under their number, every theme has a row.
    """
    import numpy as np

    n, n_taught = len(rows), int(taught.max()) + 1
    led = lead(rows, taught, pinned, drafted=first)
    told = isinstance(n_themes, int)
    room = max(0, (n_themes if isinstance(n_themes, int) else (n_themes or AMONG)[-1]) - n_taught)
    count = first
    labels = _led_away(draft(count), led, taught)
    while told and count < n and len(np.unique(labels[labels >= n_taught])) < room:
        count = min(n, count + max(1, count // 4))  # too few are left over: a finer draft
        labels = _led_away(draft(count), led, taught)
    left = np.bincount(labels, minlength=n_taught)[n_taught:]
    largest = sorted(np.flatnonzero(left).tolist(), key=lambda theme: (-left[theme], theme))[:room]
    themes = led.theme.copy()
    for number, theme in enumerate(largest):
        themes[labels == n_taught + theme] = n_taught + number
    if told and len(largest) < room:  # nearly every row follows, and yet more themes were asked for
        free = np.flatnonzero((themes < n_taught) & (taught < 0))
        lonely = free[np.argsort(led.nearness[free], kind="stable")][: room - len(largest)]
        themes[lonely] = n_taught + len(largest) + np.arange(len(lonely))
    return themes


def _led_away(drafted: Array, led: Lead, taught: Array) -> Array:
    """Return (n,) taught themes of the rows that follow, and of the others the drafted theme, counted on."""
    import numpy as np

    n_taught = int(taught.max()) + 1
    labels = np.where((taught >= 0) | led.follows, led.theme, n_taught + drafted)
    pins = np.bincount(taught[taught >= 0])
    for theme in np.unique(drafted):
        inside = drafted == theme
        rest = inside & (labels >= n_taught)
        held = np.bincount(taught[inside & (taught >= 0)], minlength=n_taught)
        owner = int(held.argmax())
        if held[owner] and held[owner] == held.sum() and 2 * held[owner] >= pins[owner]:
            labels[rest] = owner
        elif rest.sum() <= (1 - _DISSOLVES) * inside.sum():
            labels[rest] = led.theme[rest]
    return labels


def carry_on(rows: Array, start: Array, taught: Array, pinned: Array, *, rounds: int = 5) -> Array:
    """Place new rows among the themes of the last run; old rows leave theirs only with reason.

    A reason is another theme that is clearly nearer, or pinned rows that lead there.

    Parameters
    ----------
    rows
        (n, d) unit rows.
    start
        (n,) theme of each row in the last run, or the one it is taught to be in; -1 for new rows. Every theme has
        a row.
    taught
        (n,) theme each row is pinned to or likely in, -1 for the others.
    pinned
        (n,) theme a row is bound to, -1 for the others.
    rounds
        At most this many.

    Returns
    -------
    numpy.ndarray
        (n,) labels; every theme has a row.
    """
    import numpy as np

    n_themes = int(start.max()) + 1
    stay = _STAY_TAUGHT if (pinned >= 0).any() else _STAY
    weights = np.where(pinned >= 0, _PIN_WEIGHT, 1.0)
    held = np.flatnonzero(start >= 0)
    labels = start
    for _ in range(rounds):
        likeness = rows @ means(rows, labels, n_themes, weights).T
        likeness[held, start[held]] += stay
        moved = _settled(likeness, start, pinned)
        if np.array_equal(moved, labels):
            break
        labels = moved
    if (taught < 0).all():
        return labels
    themes = np.unique(taught[taught >= 0])
    number = np.full(n_themes + 1, -1)  # the last place is that of -1
    number[themes] = np.arange(len(themes))
    led = lead(rows, number[taught], number[pinned], drafted=n_themes, members=number[labels])
    goal = np.where(led.follows & (taught < 0), themes[led.theme], labels)
    wish = np.zeros((len(rows), n_themes))
    wish[np.arange(len(rows)), goal] = 1.0
    return _settled(wish, start, pinned)


def _strength(rows: Array, taught: Array, members: Array | None) -> Array:
    """Return (n, taught themes) log probabilities: of a row by itself, and of its branch."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    n_taught = int(taught.max()) + 1
    if n_taught == 1:
        return np.zeros((len(rows), 1))
    themes = taught if members is None else np.where(taught >= 0, taught, members)
    known = np.flatnonzero(themes >= 0)
    weights = np.where(taught[known] >= 0, _PIN_WEIGHT, 1.0)
    balance = weights / np.bincount(themes[known], weights)[themes[known]]
    model = LogisticRegression(C=2.0, max_iter=300)
    model.fit(rows[known], themes[known], sample_weight=balance * len(known) / balance.sum())
    own = np.asarray(model.predict_log_proba(rows))
    return own + _BRANCH * _branch_mean(rows, own)


def _branch_mean(rows: Array, strength: Array) -> Array:
    """Return (n, n themes) the mean log probability in each row's branch; nothing where there are too many rows."""
    import numpy as np

    n, n_themes = strength.shape
    if n > _LARGEST_TREE:
        return np.zeros_like(strength)
    branches = cut(ward_tree(rows), max(1, min(n // 4, 2 * n_themes)))
    total = np.zeros((int(branches.max()) + 1, n_themes))
    np.add.at(total, branches, strength)
    return np.asarray((total / np.bincount(branches)[:, None])[branches])


def _settled(strength: Array, seeds: Array, pinned: Array) -> Array:
    """Put each row where it is strongest, pinned rows where they are pinned, and no theme without a row."""
    import numpy as np

    labels = np.where(pinned >= 0, pinned, strength.argmax(axis=1))
    sizes = np.bincount(labels, minlength=strength.shape[1])
    for theme in np.flatnonzero(sizes == 0):
        kept = np.flatnonzero((seeds == theme) & (pinned < 0))
        spare = kept[sizes[labels[kept]] > 1]
        row = (spare if len(spare) else kept)[strength[spare if len(spare) else kept, theme].argmax()]
        sizes[labels[row]] -= 1
        sizes[theme] += 1
        labels[row] = theme
    return labels
