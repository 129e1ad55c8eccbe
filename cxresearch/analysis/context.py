"""What a sentence means where it was said: its vector, moved towards those of its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]
else:
    Array = Any

FADING = 0.5
"""Weight of the sentence next to a sentence; the one after it has the square of this."""
REACH = 2
"""How many sentences before and after count."""
LAST, LAST_BUT_ONE = 0.6, 0.3
"""Weights of the two units said before a sentence, where what follows it is not known."""


def in_context(vectors: Array, sources: Sequence[str]) -> Array:
    """Move each sentence's vector towards those said just before and after it in the same interview.

    Half of what people say ("I nearly did it in June") names no subject; its neighbours do. On interviews
    with human-made themes this raises agreement more than any choice of clusterer (docs/themes.md).

    Parameters
    ----------
    vectors
        (n, d) rows of length 1, in the order in which the sentences were said.
    sources
        n ids of the interview each sentence is from; an interview's rows stand together.

    Returns
    -------
    numpy.ndarray
        (n, d) float32, rows of length 1 (rows of zeros stay zeros).

    Examples
    --------
    >>> import numpy as np
    >>> rows = np.eye(3, dtype=np.float32)
    >>> [[round(float(x), 2) for x in row] for row in in_context(rows, ["a", "a", "b"])]
    [[0.89, 0.45, 0.0], [0.45, 0.89, 0.0], [0.0, 0.0, 1.0]]
    """
    import numpy as np

    rows = np.asarray(vectors, dtype=np.float32)
    names = np.asarray(sources)
    moved = rows.copy()
    for distance in range(1, min(REACH, len(rows) - 1) + 1):
        together = (names[distance:] == names[:-distance])[:, None] * np.float32(FADING**distance)
        moved[distance:] += together * rows[:-distance]
        moved[:-distance] += together * rows[distance:]
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(length > 1e-12, length, 1.0), dtype=np.float32)


def after_what_was_said(
    texts: Sequence[str], before: Sequence[Sequence[str]], encode: Callable[[Sequence[str]], Array]
) -> Array:
    """Encode sentences and move each towards the two units said before it, such as the question it answers.

    For sentences that come without their interview, as quotes do.

    Parameters
    ----------
    texts
        n sentences.
    before
        What was said just before each, oldest first, with or without ``"Q: "`` or ``"P: "``; may be empty.
    encode
        From m texts to (m, d) rows of length 1.

    Returns
    -------
    numpy.ndarray
        (n, d) float32, rows of length 1 (rows of zeros stay zeros).

    Examples
    --------
    >>> import numpy as np
    >>> spell = lambda texts: np.array([[t == "late", t == "Why?"] for t in texts], dtype=np.float32)
    >>> after_what_was_said(["late", "late"], [["Q: Why?"], []], spell).round(2).tolist()
    [[0.8600000143051147, 0.5099999904632568], [1.0, 0.0]]
    """
    import numpy as np

    said = [[unit.removeprefix("Q: ").removeprefix("P: ") for unit in units[-2:]] for units in before]
    distinct = sorted({*texts, *(unit for units in said for unit in units)})
    rows = np.asarray(encode(distinct), dtype=np.float32)
    place = {text: row for row, text in enumerate(distinct)}
    moved = rows[[place[text] for text in texts]]
    for row, units in enumerate(said):
        for weight, unit in zip((LAST, LAST_BUT_ONE), reversed(units), strict=False):
            moved[row] += weight * rows[place[unit]]
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.where(length > 1e-12, length, 1.0), dtype=np.float32)
